/* Filters on text: cut, join, replace, change case, strip. Counts are in code points. What
 * may grow without bound has the ceiling of all output. */
#include "liquid/filters.h"

#include "base/memory_watch.h"
#include "base/size.h"
#include "base/utf8.h"

#include <unicode/ucasemap.h>

#define TRUNCATE_LENGTH 50
#define TRUNCATE_WORDS 15

static struct value text_of(struct str text)
{
    return value_string(text);
}

/* Byte offset of code point `index`, or the end. */
static size_t point_offset(struct str text, size_t index)
{
    size_t at = 0, len;
    for (; index > 0 && at < text.len; index--) {
        (void)utf8_decode(text, at, &len);
        at += len;
    }
    return at;
}

static struct value join_two(struct filter_run *run, struct str before, struct str after)
{
    struct buf out = {.kept_in = run->arena, .limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES};
    buf_add(&out, before);
    buf_add(&out, after);
    return filter_keep(run, &out);
}

/* What the filter before made, nobody else has: it grows where it stands, if there is room,
 * so that a chain of them takes what it comes to. */
static struct value append(struct filter_run *run)
{
    struct str text = filter_text(run), more = filter_argument_text(run, 0);
    size_t len;
    if (!size_add(text.len, more.len, &len) || len > LIQUID_OUTPUT_LIMIT_BYTES) {
        return filter_fail(run, "the text grows past its limit");
    }
    char *grown = run->appended;
    if (!grown || grown != text.ptr ||
        !arena_resize(run->arena, grown, text.len + 1, len + 1)) {
        grown = arena_alloc(run->arena, len + 1, 1);
        if (grown && text.len) {
            memcpy(grown, text.ptr, text.len);
        }
    }
    if (!grown) {
        return value_nil();
    }
    if (more.len) {
        memcpy(grown + text.len, more.ptr, more.len);
    }
    grown[len] = '\0';
    run->appended = grown;
    return value_string((struct str){grown, len});
}

static struct value prepend(struct filter_run *run)
{
    return join_two(run, filter_argument_text(run, 0), filter_text(run));
}

/* Case, by Unicode's full mappings without a locale. */

typedef int32_t case_mapping(const UCaseMap *map, char *out, int32_t capacity,
                             const char *text, int32_t len, UErrorCode *status);

static struct value map_once(struct arena *arena, struct str text, case_mapping *mapping)
{
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", 0, &status);
    struct value result = text_of(text);
    if (U_SUCCESS(status) && text.len < INT32_MAX / 3) {
        int32_t capacity = (int32_t)text.len * 3 + 1;
        char *out = ARENA_ARRAY(arena, char, (size_t)capacity);
        int32_t len = out ? mapping(map, out, capacity, text.ptr ? text.ptr : "",
                                    (int32_t)text.len, &status)
                          : 0;
        if (out && U_SUCCESS(status)) {
            result = text_of(str_make(out, (size_t)len));
        }
    }
    ucasemap_close(map);
    return result;
}

static struct value map_case(const struct filter_run *run, struct str text,
                             case_mapping *mapping)
{
    struct value result;
    unsigned runs = 0;
    do {
        memory_watch_begin();
        result = map_once(run->arena, text, mapping);
    } while (memory_watch_again(&runs));
    run->arena->failed |= memory_watch_failed();
    return result;
}

static struct value upcase(struct filter_run *run)
{
    return map_case(run, filter_text(run), ucasemap_utf8ToUpper);
}

static struct value downcase(struct filter_run *run)
{
    return map_case(run, filter_text(run), ucasemap_utf8ToLower);
}

static struct value capitalize(struct filter_run *run)
{
    struct str text = filter_text(run);
    size_t first = point_offset(text, 1);
    struct value head = map_case(run, str_sub(text, 0, first), ucasemap_utf8ToUpper);
    struct value tail = map_case(run, str_skip(text, first), ucasemap_utf8ToLower);
    return text_of(arena_format(run->arena, "%.*s%.*s", STR_ARG(head.as.string),
                                STR_ARG(tail.as.string)));
}

static struct value strip(struct filter_run *run)
{
    return text_of(str_trim(filter_text(run)));
}

static struct value lstrip(struct filter_run *run)
{
    return text_of(str_trim_left(filter_text(run)));
}

static struct value rstrip(struct filter_run *run)
{
    return text_of(str_trim_right(filter_text(run)));
}

static struct value strip_newlines(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    for (size_t i = 0; i < text.len; i++) {
        bool pair = text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        if (text.ptr[i] != '\n' && !pair) {
            buf_add_byte(&out, text.ptr[i]);
        }
    }
    return filter_keep(run, &out);
}

/* Replacing. An empty `old` stands between all code points. */

static struct value replace_in(struct filter_run *run, struct str new, bool first_only)
{
    struct str text = filter_text(run), old = filter_argument_text(run, 0);
    struct buf out = {.kept_in = run->arena, .limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES};
    size_t at = 0;
    while (at <= text.len && buf_ok(&out)) {
        size_t hit = old.len ? str_find(text, old, at) : at;
        if (hit == STR_NONE) {
            break;
        }
        buf_add(&out, str_sub(text, at, hit));
        buf_add(&out, new);
        at = hit + old.len;
        if (first_only) {
            break;
        }
        if (old.len == 0) {
            size_t next = at + point_offset(str_skip(text, at), 1);
            buf_add(&out, str_sub(text, at, next));
            at = next + (at == text.len);
        }
    }
    buf_add(&out, str_skip(text, at));
    return filter_keep(run, &out);
}

static struct value replace_last_in(struct filter_run *run, struct str new)
{
    struct str text = filter_text(run), old = filter_argument_text(run, 0);
    size_t last = STR_NONE;
    for (size_t at = str_find(text, old, 0); at != STR_NONE && old.len;
         at = str_find(text, old, at + 1)) {
        last = at;
    }
    if (old.len == 0) {
        last = text.len;
    }
    if (last == STR_NONE) {
        return text_of(text);
    }
    struct buf out = {.kept_in = run->arena, .limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES};
    buf_add(&out, str_sub(text, 0, last));
    buf_add(&out, new);
    buf_add(&out, str_skip(text, last + old.len));
    return filter_keep(run, &out);
}

static struct value replace(struct filter_run *run)
{
    return replace_in(run, filter_argument_text(run, 1), false);
}

static struct value replace_first(struct filter_run *run)
{
    return replace_in(run, filter_argument_text(run, 1), true);
}

static struct value replace_last(struct filter_run *run)
{
    return replace_last_in(run, filter_argument_text(run, 1));
}

static struct value remove_all(struct filter_run *run)
{
    return replace_in(run, (struct str){0}, false);
}

static struct value remove_first(struct filter_run *run)
{
    return replace_in(run, (struct str){0}, true);
}

static struct value remove_last(struct filter_run *run)
{
    return replace_last_in(run, (struct str){0});
}

/* Cutting */

static void add_piece(struct filter_run *run, struct value list, struct str piece)
{
    (void)value_list_add(run->arena, list, text_of(piece));
}

static void split_words(struct filter_run *run, struct value list, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && !ascii_is_space(text.ptr[end])) {
            end++;
        }
        if (end > at) {
            add_piece(run, list, str_sub(text, at, end));
        }
        at = end + (end < text.len);
    }
}

static void split_points(struct filter_run *run, struct value list, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        (void)utf8_decode(text, at, &len);
        add_piece(run, list, str_sub(text, at, at + len));
    }
}

static struct value split(struct filter_run *run)
{
    struct str text = filter_text(run), mark = filter_argument_text(run, 0);
    struct value list = value_list_new(run->arena);
    if (list.kind != VALUE_LIST || str_is(mark, " ")) {
        split_words(run, list, text);
        return list;
    }
    if (mark.len == 0) {
        split_points(run, list, text);
        return list;
    }
    size_t at = 0;
    for (size_t hit = str_find(text, mark, 0); hit != STR_NONE;
         hit = str_find(text, mark, at)) {
        add_piece(run, list, str_sub(text, at, hit));
        at = hit + mark.len;
    }
    add_piece(run, list, str_skip(text, at));
    struct value_list *pieces = list.as.list; /* empty pieces at the end do not count */
    while (pieces->count && pieces->items[pieces->count - 1].as.string.len == 0) {
        pieces->count--;
    }
    return list;
}

static struct value slice_list(struct filter_run *run, int64_t from, int64_t length)
{
    struct value part = value_list_new(run->arena);
    int64_t count = (int64_t)value_count(run->input);
    from += from < 0 ? count : 0;
    for (int64_t i = from; i >= 0 && i < count && i - from < length; i++) {
        (void)value_list_add(run->arena, part, value_at(run->input, (size_t)i));
    }
    return part;
}

static struct value slice(struct filter_run *run)
{
    int64_t from, length = 1;
    struct value wanted = filter_argument(run, 1);
    if (!filter_whole(run, filter_argument(run, 0), &from) ||
        (wanted.kind != VALUE_NIL && !filter_whole(run, wanted, &length))) {
        return value_nil();
    }
    if (run->input.kind == VALUE_LIST && !value_is_range(run->input)) {
        return slice_list(run, from, length);
    }
    struct str text = filter_text(run);
    int64_t count = (int64_t)utf8_count(text);
    from += from < 0 ? count : 0;
    if (from < 0 || from > count || length < 0) {
        return text_of((struct str){0});
    }
    length = length < count - from ? length : count - from;
    size_t start = point_offset(text, (size_t)from);
    struct str rest = str_skip(text, start);
    return text_of(str_sub(rest, 0, point_offset(rest, (size_t)length)));
}

/* The length and the ending of truncate and truncatewords. */
static bool truncation(struct filter_run *run, int64_t standard, int64_t *length,
                       struct str *ending)
{
    *length = standard;
    *ending = run->count > 1 ? filter_argument_text(run, 1) : STR("...");
    return run->count == 0 || filter_whole(run, filter_argument(run, 0), length);
}

static struct value truncate(struct filter_run *run)
{
    int64_t length;
    struct str ending, text = filter_text(run);
    if (run->input.kind == VALUE_NIL ||
        !truncation(run, TRUNCATE_LENGTH, &length, &ending)) {
        return value_nil();
    }
    if ((int64_t)utf8_count(text) <= length) {
        return text_of(text);
    }
    int64_t kept = length - (int64_t)utf8_count(ending);
    text = str_sub(text, 0, point_offset(text, kept > 0 ? (size_t)kept : 0));
    return text_of(arena_format(run->arena, "%.*s%.*s", STR_ARG(text), STR_ARG(ending)));
}

static struct value truncatewords(struct filter_run *run)
{
    int64_t length;
    struct str ending, text = filter_text(run);
    if (run->input.kind == VALUE_NIL ||
        !truncation(run, TRUNCATE_WORDS, &length, &ending)) {
        return value_nil();
    }
    length = length > 0 ? length : 1;
    struct value words = value_list_new(run->arena);
    split_words(run, words, text);
    int64_t count = (int64_t)value_count(words);
    bool more = count == length && ascii_is_space(text.ptr[text.len - 1]); /* as in Ruby */
    if (count <= length && !more) {
        return text_of(text);
    }
    struct buf out = {.kept_in = run->arena};
    for (size_t i = 0; i < (size_t)length; i++) {
        buf_add_text(&out, i ? " " : "");
        buf_add(&out, value_at(words, i).as.string);
    }
    buf_add(&out, ending);
    return filter_keep(run, &out);
}

static struct value size(struct filter_run *run)
{
    struct value size = value_size(run->input);
    return size.kind == VALUE_NIL ? value_integer(0) : size;
}

static const struct filter_row rows[] = {
    {"append", append, 1, 1, FILTER_BOTH},
    {"prepend", prepend, 1, 1, FILTER_BOTH},
    {"upcase", upcase, 0, 0, FILTER_BOTH},
    {"downcase", downcase, 0, 0, FILTER_BOTH},
    {"capitalize", capitalize, 0, 0, FILTER_BOTH},
    {"strip", strip, 0, 0, FILTER_BOTH},
    {"lstrip", lstrip, 0, 0, FILTER_BOTH},
    {"rstrip", rstrip, 0, 0, FILTER_BOTH},
    {"strip_newlines", strip_newlines, 0, 0, FILTER_BOTH},
    {"replace", replace, 1, 2, FILTER_BOTH},
    {"replace_first", replace_first, 1, 2, FILTER_BOTH},
    {"replace_last", replace_last, 2, 2, FILTER_BOTH},
    {"remove", remove_all, 1, 1, FILTER_BOTH},
    {"remove_first", remove_first, 1, 1, FILTER_BOTH},
    {"remove_last", remove_last, 1, 1, FILTER_BOTH},
    {"split", split, 1, 1, FILTER_BOTH},
    {"slice", slice, 1, 2, FILTER_BOTH},
    {"truncate", truncate, 0, 2, FILTER_BOTH},
    {"truncatewords", truncatewords, 0, 2, FILTER_BOTH},
    {"size", size, 0, 0, FILTER_BOTH},
};

struct filter_table filters_text(void)
{
    return (struct filter_table){rows, sizeof rows / sizeof rows[0]};
}
