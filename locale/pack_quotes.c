/* pack_quotes HEADER: the quotation marks of each locale that ICU has, as the rows of a C
 * array in the order of names: outer and inner, opening and closing. A locale whose marks
 * are those of the one before its last "_" has no row. A step of the build: it ends with 1
 * and a line that says why when ICU cannot tell. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/ustring.h>

#define ROW_LIMIT 2000
#define NAME_BYTES 64
#define MARK_BYTES 32
#define MARK_UNITS 8
#define MARKS 4

struct row {
    char name[NAME_BYTES]; /* "" is the root of all */
    char marks[MARKS][MARK_BYTES];
    bool told; /* by the locale that it is part of */
};

static struct row rows[ROW_LIMIT];
static size_t row_count;

_Noreturn static void fail(const char *name, const char *why)
{
    (void)fprintf(stderr, "pack_quotes: '%s': %s\n", name, why);
    exit(1);
}

static void fill_marks(struct row *row)
{
    static const ULocaleDataDelimiterType types[MARKS] = {
        ULOCDATA_QUOTATION_START, ULOCDATA_QUOTATION_END, ULOCDATA_ALT_QUOTATION_START,
        ULOCDATA_ALT_QUOTATION_END};
    UErrorCode error = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(*row->name ? row->name : "root", &error);
    for (size_t i = 0; i < MARKS; i++) {
        UChar mark[MARK_UNITS];
        int32_t len = ulocdata_getDelimiter(data, types[i], mark, MARK_UNITS, &error);
        u_strToUTF8(row->marks[i], MARK_BYTES, NULL, mark, len, &error);
    }
    ulocdata_close(data);
    if (U_FAILURE(error)) {
        fail(row->name, u_errorName(error));
    }
}

static void add_row(const char *name)
{
    if (row_count == ROW_LIMIT || strlen(name) >= NAME_BYTES) {
        fail(name, "no room");
    }
    struct row *row = &rows[row_count++];
    memcpy(row->name, name, strlen(name) + 1);
    fill_marks(row);
}

static int compare_rows(const void *a, const void *b)
{
    return strcmp(((const struct row *)a)->name, ((const struct row *)b)->name);
}

/* The longest name that the row's begins with, up to a "_". */
static const struct row *row_before(const struct row *row)
{
    struct row key = *row;
    for (;;) {
        char *end = strrchr(key.name, '_');
        *(end ? end : key.name) = '\0';
        const struct row *found =
            bsearch(&key, rows, row_count, sizeof *rows, compare_rows);
        if (found) {
            return found;
        }
    }
}

int main(int argc, char **argv)
{
    FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *names =
        uloc_openAvailableByType(ULOC_AVAILABLE_WITH_LEGACY_ALIASES, &error);
    const char *name;
    if (!out || U_FAILURE(error)) {
        fail(argc == 2 ? argv[1] : "", out ? u_errorName(error) : "cannot be written");
    }
    add_row("");
    while ((name = uenum_next(names, NULL, &error))) {
        add_row(name);
    }
    uenum_close(names);
    qsort(rows, row_count, sizeof *rows, compare_rows);
    for (size_t i = 0; i < row_count; i++) {
        rows[i].told = *rows[i].name && memcmp(rows[i].marks, row_before(&rows[i])->marks,
                                               sizeof rows[i].marks) == 0;
    }
    for (size_t i = 0; i < row_count; i++) {
        if (!rows[i].told) {
            (void)fprintf(out, "{\"%s\", {\"%s\", \"%s\", \"%s\", \"%s\"}},\n",
                          rows[i].name, rows[i].marks[0], rows[i].marks[1],
                          rows[i].marks[2], rows[i].marks[3]);
        }
    }
    return fclose(out) == 0 ? 0 : 1;
}
