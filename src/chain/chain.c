/* Names, their order, and the zips of a folder. Which is newer the names tell alone: a
 * folder of many is not to be read for its newest. */
#include "chain/chain.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/path.h"

#include <errno.h>
#include <stdlib.h>

#define DATE_LENGTH 10

/* Names */

static bool is_date(struct str text)
{
    bool is = text.len == DATE_LENGTH;
    for (size_t i = 0; i < text.len && is; i++) {
        is = i == 4 || i == 7 ? text.ptr[i] == '-' : ascii_is_digit(text.ptr[i]);
    }
    return is;
}

/* Letters, a number, or a time. */
static bool is_mark(struct str mark)
{
    size_t letters = 0, others = 0;
    for (size_t i = 0; i < mark.len; i++) {
        char c = mark.ptr[i];
        letters += c >= 'a' && c <= 'z';
        others += ascii_is_digit(c) || c == '-' || c == 'T' || c == 'Z' || c == ':';
    }
    return letters == mark.len ||
           (others == mark.len && (mark.ptr[0] == '-' || mark.ptr[0] == 'T'));
}

bool chain_name_read(struct str path, struct chain_name *out)
{
    struct str stem = path_name(path);
    *out = (struct chain_name){0};
    if (!str_ends(stem, ".zip")) {
        return false;
    }
    stem = str_sub(stem, 0, stem.len - strlen(".zip"));
    for (size_t from = stem.len; from-- > 0;) {
        struct str date = str_sub(stem, from, from + DATE_LENGTH);
        if (is_date(date)) {
            bool named = from > 1 && stem.ptr[from - 1] == '-';
            out->series = str_sub(stem, 0, named ? from - 1 : 0);
            out->date = date;
            out->mark = str_skip(stem, from + DATE_LENGTH);
            return named && is_mark(out->mark);
        }
    }
    return false;
}

static int compare_lengths(struct str a, struct str b)
{
    return a.len != b.len ? (a.len > b.len ? 1 : -1) : str_compare(a, b);
}

/* Above 0: `a` is the newer one. Without a date behind them names are older than all. */
static int compare_ages(struct str a, struct str b)
{
    struct chain_name left, right;
    (void)chain_name_read(a, &left);
    (void)chain_name_read(b, &right);
    int dates = str_compare(left.date, right.date);
    int marks = dates ? dates : compare_lengths(left.mark, right.mark); /* -10 after -9 */
    return marks ? marks : compare_lengths(a, b);
}

/* "", "b", …, "z", "zb", …: each sorts behind the one before it, in front of a "." as well.
 */
static struct str next_mark(struct arena *arena, struct str mark)
{
    size_t stem = mark.len && mark.ptr[mark.len - 1] != 'z' ? mark.len - 1 : mark.len;
    char last = stem < mark.len ? (char)(mark.ptr[stem] + 1) : 'b';
    return arena_format(arena, "%.*s%c", (int)stem, mark.len ? mark.ptr : "", last);
}

struct str chain_new_name(struct arena *arena, struct str series, struct str date,
                          struct str newest, struct str *mark)
{
    struct chain_name last;
    bool same_day = chain_name_read(newest, &last) && str_eq(last.date, date);
    *mark = STR("");
    while (same_day && compare_lengths(*mark, last.mark) <= 0 && !arena_failed(arena)) {
        *mark = next_mark(arena, *mark);
    }
    return arena_format(arena, "%.*s-%.*s%.*s.zip", STR_ARG(series), STR_ARG(date),
                        STR_ARG(*mark));
}

/* The folder */

static int newest_first(const void *a, const void *b)
{
    return compare_ages(*(const struct str *)b, *(const struct str *)a);
}

static int by_series(const void *a, const void *b)
{
    struct chain_name left, right;
    bool is_left = chain_name_read(*(const struct str *)a, &left);
    bool is_right = chain_name_read(*(const struct str *)b, &right);
    int series = str_compare(left.series, right.series);
    return is_left != is_right ? (is_left ? -1 : 1) : series ? series : newest_first(a, b);
}

static bool is_there(const char *folder, struct report *report)
{
    struct root root;
    if (root_open(&root, folder)) {
        root_close(&root);
        return true;
    }
    if (errno == ENOENT || errno == ENOTDIR) {
        report_request_error(report, (struct place){0}, "chain-read",
                             "there is no folder '%s'", folder);
        return false;
    }
    return true; /* why it cannot be read is told where that is tried */
}

static bool is_of(struct str name, struct str series)
{
    struct chain_name read;
    return series.len == 0 || (chain_name_read(name, &read) && str_eq(read.series, series));
}

bool chain_list(struct arena *arena, const char *folder, struct str series,
                enum chain_order order, struct str **names, size_t *count,
                struct report *report)
{
    struct str *all;
    size_t all_count;
    *count = 0;
    *names = NULL;
    if (!is_there(folder, report) ||
        !folder_files(arena, folder, ".zip", &all, &all_count, report)) {
        return false;
    }
    for (size_t i = 0; i < all_count; i++) {
        if (is_of(all[i], series)) {
            all[(*count)++] = all[i];
        }
    }
    if (*count) {
        qsort(all, *count, sizeof *all,
              order == CHAIN_NEWEST_FIRST ? newest_first : by_series);
    }
    *names = all;
    return true;
}
