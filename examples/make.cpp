// A site's outputs as bytes in memory, in C++; here they are written by the host:
//
//   c++ make.cpp -o make $(pkg-config --cflags --libs offprint)
//   ./make SITE FOLDER [DATA]
#include <clocale>
#include <fstream>
#include <iostream>
#include <offprint.h>

int main(int argc, char **argv)
{
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    offprint_options options{};
    options.site = argc > 1 ? argv[1] : nullptr;
    options.data_folder = argc > 3 ? argv[3] : nullptr;
    offprint_result result{};
    const offprint_status status = offprint_make(&options, &result);
    std::cerr << (result.report_text ? result.report_text : "out of memory\n");
    for (std::size_t i = 0; i < result.output_count && argc > 2; i++) {
        const offprint_output &output = result.outputs[i];
        std::ofstream file(std::string(argv[2]) + "/" + output.file_name, std::ios::binary);
        file.write(reinterpret_cast<const char *>(output.bytes), static_cast<std::streamsize>(output.byte_count));
    }
    offprint_result_clear(&result);
    return status;
}
