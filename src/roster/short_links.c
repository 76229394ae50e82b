/* The list of short addresses: rows of two, or a mapping of one to the other. */
#include "base/limits.h"
#include "base/utf8.h"
#include "roster/roll.h"
#include "roster/roster.h"

#define SHOWN_BYTES 200 /* of an address in a message */

static const char *const columns[] = {"long", "short", NULL};

static const struct roll_kind kind = {
    .what = "the list of short addresses",
    .list_code = "short-list",
    .row_code = "short-row",
    .encoding_code = "short-encoding",
    .bytes_limit = SHORT_LINKS_BYTES_LIMIT,
    .row_limit = SHORT_LINK_LIMIT,
    .columns = columns,
};

static int shown(struct str text)
{
    return (int)(text.len < SHOWN_BYTES ? text.len : SHOWN_BYTES);
}

/* "https://host", and what else may stand in a link: no blank, nothing that is not seen. */
static bool is_web_address(struct str text)
{
    static const char *const schemes[] = {"http", "https"};
    size_t colon = str_find(text, STR("://"), 0);
    bool is = colon != STR_NONE &&
              str_is_among_ignore_case(str_sub(text, 0, colon), schemes, 2) &&
              text.len > colon + 3 && !ascii_set_has("/?#", text.ptr[colon + 3]) &&
              text.len <= URL_LIMIT_BYTES;
    for (size_t i = 0, len; is && i < text.len; i += len) {
        uint32_t c = utf8_decode(text, i, &len);
        is = c > ' ' && !utf8_is_control(c) && !utf8_is_space(c) && !utf8_is_invisible(c) &&
             !(c < 0x80 && ascii_set_has("\"<>\\", (char)c));
    }
    return is;
}

static void check_address(const struct roll *roll, struct roll_row *row, size_t column,
                          struct report *report)
{
    struct str text = row->fields[column].text;
    struct place place = roll_place(roll, row, column);
    if (text.len == 0) {
        report_error(report, place, kind.row_code, "there is no %s address",
                     columns[column]);
    } else if (!is_web_address(text)) {
        report_error(report, place, kind.row_code,
                     "'%.*s' is no address with http:// or https:// and a host",
                     shown(text), text.ptr);
    }
    row->failed = row->failed || !is_web_address(text);
}

/* Of a row without faults. */
static bool add_link(struct arena *arena, const struct roll *roll, struct roll_row *row,
                     const size_t at[2], struct short_links *out, struct report *report)
{
    struct str whole = row->fields[at[0]].text;
    struct str key = short_link_key(arena, site_write_address(arena, whole));
    struct value known = value_get(out->numbers, key);
    if (known.kind == VALUE_INTEGER) {
        row->failed = true;
        report_error(report, roll_place(roll, row, at[0]), kind.row_code,
                     "'%.*s' has a short address in line %u already", shown(whole),
                     whole.ptr, out->items[known.as.integer].place.line);
        return true;
    }
    out->items[out->count] = (struct short_link){.whole = whole,
                                                 .brief = row->fields[at[1]].text,
                                                 .place = roll_place(roll, row, at[0])};
    return value_map_set(arena, out->numbers, key, value_integer((int64_t)out->count++));
}

/* Where the two columns are. False: one is not there; reported. */
static bool find_columns(const struct roll *roll, size_t at[2], struct report *report)
{
    bool found = true;
    for (size_t i = 0; i < 2; i++) {
        at[i] = roll_column(roll, str_from(columns[i]));
        if (at[i] == STR_NONE) {
            report_error(report, (struct place){roll->file, 1, 1, 0}, kind.list_code,
                         "the list has no column '%s'", columns[i]);
            report_hint(report, "a list of two columns without a head is rows of an "
                                "address and its short one");
            found = false;
        }
    }
    return found;
}

/* All rows are looked at, so that all faults are told in one run. */
static bool take_rows(struct arena *arena, const struct roll *roll, struct short_links *out,
                      struct report *report)
{
    size_t at[2];
    bool good = find_columns(roll, at, report);
    out->items = ARENA_ARRAY(arena, struct short_link, roll->count);
    out->numbers = value_map_new(arena);
    for (size_t i = 0; good && out->items && i < roll->count; i++) {
        struct roll_row *row = &roll->items[i];
        for (size_t k = 0; !row->failed && k < 2; k++) {
            check_address(roll, row, at[k], report);
        }
        if (!row->failed && !add_link(arena, roll, row, at, out, report)) {
            return report_out_of_memory(report);
        }
    }
    for (size_t i = 0; good && i < roll->count; i++) {
        good = !roll->items[i].failed;
    }
    return arena_failed(arena) ? report_out_of_memory(report) : good;
}

bool roster_read_short_links(struct arena *arena, const char *path, const struct site *site,
                             struct str name, struct place place, struct short_links *out,
                             struct report *report)
{
    struct roll roll;
    *out = (struct short_links){0};
    bool read = path ? roll_read(arena, path, &kind, &roll, report)
                     : roll_read_site(arena, site, &kind, name, place, &roll, report);
    return read && take_rows(arena, &roll, out, report);
}
