/* A site's packet and bundle, in C:
 *
 *   cc export.c -o export $(pkg-config --cflags --libs offprint)
 *   ./export SITE FOLDER [DATA]
 *
 * The host's locale is set to show that the library does not care. */
#include <locale.h>
#include <offprint.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "de_DE.UTF-8");
    struct offprint_options options = {.site = argc > 1 ? argv[1] : NULL,
                                       .output_folder = argc > 2 ? argv[2] : NULL,
                                       .data_folder = argc > 3 ? argv[3] : NULL};
    struct offprint_result result;
    enum offprint_status status = offprint_export(&options, &result);
    (void)fputs(result.report_text ? result.report_text : "out of memory\n", stderr);
    offprint_result_clear(&result);
    return status;
}
