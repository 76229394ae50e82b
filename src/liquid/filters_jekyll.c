/* Jekyll's own filters: addresses, dates in words, Markdown, JSON. Addresses rely on the
 * options' base and site URL, Markdown on the host; dates are told by the clocks of the
 * site. */
#include "liquid/filters.h"

#include "base/date.h"
#include "base/slug.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <unicode/uscript.h>

/* As bytes read: of one reading, and of each byte. */
#define MARKDOWN_WORK 2048
#define MARKDOWN_BYTE_WORK 8

/* Addresses */

static bool has_scheme(struct str url)
{
    size_t i = 0;
    while (i < url.len &&
           (ascii_is_alnum(url.ptr[i]) || ascii_set_has("+.-", url.ptr[i]))) {
        i++;
    }
    return i > 0 && ascii_is_alpha(url.ptr[0]) && i < url.len && url.ptr[i] == ':';
}

static bool is_hex(char c)
{
    return ascii_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

/* Percent-encodes what may not stand in this part of an address; what is encoded stays. */
static void add_encoded(struct buf *out, struct str text, const char *kept)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool escape = c == '%' && i + 2 < text.len && is_hex(text.ptr[i + 1]) &&
                      is_hex(text.ptr[i + 2]);
        if (escape || ascii_is_alnum(c) || ascii_set_has(kept, c)) {
            buf_add_byte(out, c);
        } else {
            buf_add_format(out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

/* Without "." and ".." (RFC 3986, 5.2.4): a path that begins with '/'. */
static struct str without_dots(struct arena *arena, struct str path)
{
    char *out = ARENA_ARRAY(arena, char, path.len + 1);
    size_t len = 0;
    for (size_t at = 0; out && at < path.len;) {
        size_t end = str_find_byte(path, '/', at + 1);
        struct str part = str_sub(path, at, end == STR_NONE ? path.len : end);
        bool last = end == STR_NONE, up = str_is(part, "/..");
        at += part.len;
        while (up && len > 0 && out[--len] != '/') {
        }
        if (up || str_is(part, "/.")) {
            part = last ? STR("/") : (struct str){0};
        }
        memcpy(out + len, part.ptr ? part.ptr : "", part.len);
        len += part.len;
    }
    return str_make(out, out ? len : 0);
}

static struct str normalize(struct arena *arena, struct str url)
{
    url = str_trim_right(url);
    size_t hash = str_find_byte(url, '#', 0), query = str_find_byte(url, '?', 0);
    hash = hash == STR_NONE ? url.len : hash;
    query = query < hash ? query : hash;
    struct buf out = {.kept_in = arena};
    add_encoded(&out, without_dots(arena, str_sub(url, 0, query)), "-._~!$&'()*+,;=:@/");
    add_encoded(&out, str_sub(url, query, hash), "-._~!$&'()*+,;=:@/?");
    add_encoded(&out, str_skip(url, hash), "-._~!$&'()*+,;=:@/?#");
    return arena_take(arena, &out);
}

#define ADDRESS_BYTE_WORK 4 /* each is looked at, coded and printed more than once */

static struct str below_base(struct filter_run *run, struct str input)
{
    run->work += ADDRESS_BYTE_WORK * input.len;
    struct str base = str_without_end(run->options->base_url, '/');
    const char *front = base.len && base.ptr[0] != '/' ? "/" : "";
    const char *between = str_starts(input, "/") || input.len == 0 ? "" : "/";
    return normalize(run->arena, arena_format(run->arena, "%s%.*s%s%.*s", front,
                                              STR_ARG(base), between, STR_ARG(input)));
}

static struct value relative_url(struct filter_run *run)
{
    struct str input = filter_text(run);
    if (run->input.kind == VALUE_NIL) {
        return value_nil();
    }
    return value_string(has_scheme(input) ? input : below_base(run, input));
}

static struct value absolute_url(struct filter_run *run)
{
    struct str input = filter_text(run);
    struct str site = str_without_end(run->options->site_url, '/');
    if (run->input.kind == VALUE_NIL) {
        return value_nil();
    }
    if (has_scheme(input)) {
        return value_string(input);
    }
    struct str below = below_base(run, input);
    return value_string(
        arena_format(run->arena, "%.*s%.*s", STR_ARG(site), STR_ARG(below)));
}

static struct value strip_index(struct filter_run *run)
{
    struct str input = filter_text(run);
    if (input.len == 0) {
        return value_nil();
    }
    static const char *const endings[] = {"/index.html", "/index.htm"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (str_ends(input, endings[i])) {
            return value_string(str_sub(input, 0, input.len - strlen(endings[i]) + 1));
        }
    }
    return value_string(input);
}

static struct value slugify(struct filter_run *run)
{
    struct str input = filter_text(run), mode = filter_argument_text(run, 0);
    run->work += (str_is(mode, "latin") ? 5 : 1) * input.len; /* more than others do */
    if (run->input.kind == VALUE_NIL) {
        return run->input;
    }
    if (run->input.kind != VALUE_STRING) {
        return filter_fail(run, "only text can be made a slug");
    }
    static const struct {
        const char *name;
        enum slug_mode mode;
    } modes[] = {{"", SLUG_DEFAULT},    {"default", SLUG_DEFAULT}, {"pretty", SLUG_PRETTY},
                 {"ascii", SLUG_ASCII}, {"raw", SLUG_RAW},         {"latin", SLUG_LATIN}};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        if (str_is(mode, modes[i].name)) {
            return value_string(slug_make(run->arena, input, modes[i].mode, true));
        }
    }
    return value_string(slug_make(run->arena, input, SLUG_NONE, true));
}

/* Dates */

/* Jekyll writes all times in the site's zone. False: a failure, or nothing at all. */
static bool read_date(struct filter_run *run, struct moment *out)
{
    bool none = run->input.kind == VALUE_NIL ||
                (run->input.kind == VALUE_STRING && run->input.as.string.len == 0);
    if (none) {
        return false;
    }
    if (liquid_date_lacks_present(run->input, run->options)) {
        run->input = filter_lacks_present(run);
        return false;
    }
    run->work += FILTER_DATE_WORK;
    if (!liquid_date_parse(run->input, run->options, out)) {
        (void)filter_fail(run, "this is not a date");
        return false;
    }
    zone_localize(run->options->zone, out);
    return true;
}

static struct value format_date(struct filter_run *run, const char *format)
{
    struct moment when;
    if (!read_date(run, &when)) {
        return run->input;
    }
    struct buf out = {.kept_in = run->arena};
    (void)liquid_date_format(&out, str_from(format), &when, run->options->zone);
    return filter_keep(run, &out);
}

static struct value date_to_xmlschema(struct filter_run *run)
{
    return format_date(run, "%Y-%m-%dT%H:%M:%S%:z");
}

static struct value date_to_rfc822(struct filter_run *run)
{
    return format_date(run, "%a, %d %b %Y %H:%M:%S %z");
}

static const char *ordinal(int day)
{
    if (day % 100 >= 11 && day % 100 <= 13) {
        return "th";
    }
    return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}

/* "07 Nov 2008"; with "ordinal" "7th Nov 2008", with "US" too "Nov 7th, 2008". */
static struct value written_date(struct filter_run *run, const char *month,
                                 const char *plain)
{
    struct moment when;
    if (!str_is(filter_argument_text(run, 0), "ordinal")) {
        return format_date(run, plain);
    }
    if (!read_date(run, &when)) {
        return run->input;
    }
    struct civil day = date_civil_at(when.seconds, when.offset);
    struct buf out = {.kept_in = run->arena};
    if (str_is(filter_argument_text(run, 1), "US")) {
        (void)liquid_date_format(&out, str_from(month), &when, run->options->zone);
        buf_add_format(&out, " %d%s, %" PRId64, day.day, ordinal(day.day), day.year);
    } else {
        buf_add_format(&out, "%d%s ", day.day, ordinal(day.day));
        (void)liquid_date_format(&out, str_from(month), &when, run->options->zone);
        buf_add_format(&out, " %" PRId64, day.year);
    }
    return filter_keep(run, &out);
}

static struct value date_to_string(struct filter_run *run)
{
    return written_date(run, "%b", "%d %b %Y");
}

static struct value date_to_long_string(struct filter_run *run)
{
    return written_date(run, "%B", "%d %B %Y");
}

/* Text */

static struct value markdownify(struct filter_run *run)
{
    const struct liquid_host *host = run->options->host;
    struct str html;
    run->work += MARKDOWN_WORK + MARKDOWN_BYTE_WORK * filter_text(run).len;
    if (!host || !host->markdownify ||
        !host->markdownify(host->data, run->arena, filter_text(run), &html)) {
        return filter_fail(run, "the text cannot be read as Markdown");
    }
    return value_string(html);
}

/* Scripts without spaces between words: each of their letters counts as a word. */
static bool is_word_by_itself(uint32_t point)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)point, &status);
    return U_SUCCESS(status) && (script == USCRIPT_HAN || script == USCRIPT_KATAKANA ||
                                 script == USCRIPT_HIRAGANA || script == USCRIPT_HANGUL);
}

static struct value number_of_words(struct filter_run *run)
{
    struct str text = filter_text(run), mode = filter_argument_text(run, 0);
    bool by_letter = str_is(mode, "cjk") || str_is(mode, "auto"), inside = false;
    int64_t words = 0;
    if (run->input.kind != VALUE_STRING) {
        return filter_fail(run, "only text has words");
    }
    for (size_t at = 0; at < text.len;) {
        size_t len;
        uint32_t point = utf8_decode(text, at, &len);
        bool alone = by_letter && is_word_by_itself(point);
        bool space = point < 0x80 && ascii_is_space((char)point);
        words += alone || (!inside && !space) ? 1 : 0;
        inside = !alone && !space;
        at += len;
    }
    return value_integer(words);
}

static struct value normalize_whitespace(struct filter_run *run)
{
    struct str text = str_trim(filter_text(run));
    struct buf out = {.kept_in = run->arena};
    for (size_t i = 0; i < text.len; i++) {
        bool space = ascii_is_space(text.ptr[i]);
        if (!space || !ascii_is_space(text.ptr[i + 1])) { /* trimmed: never the last */
            buf_add_byte(&out, space ? ' ' : text.ptr[i]);
        }
    }
    return filter_keep(run, &out);
}

#define LISTED_DEPTH_LIMIT 16

/* Lists within the list are enumerated along with it. */
static void add_listed(struct buf *out, struct value item, int depth)
{
    if (item.kind != VALUE_LIST || depth == LISTED_DEPTH_LIMIT) {
        value_print(item, out);
        return;
    }
    for (size_t i = 0; i < value_count(item); i++) {
        buf_add_text(out, i ? ", " : "");
        add_listed(out, value_at(item, i), depth + 1);
    }
}

static struct value array_to_sentence_string(struct filter_run *run)
{
    struct str connector = run->count ? filter_argument_text(run, 0) : STR("and");
    struct value items = run->input;
    size_t count = value_count(items);
    struct buf out = {.kept_in = run->arena};
    if (items.kind == VALUE_STRING && utf8_count(items.as.string) < 2) {
        return items;
    }
    if (items.kind != VALUE_LIST && items.kind != VALUE_MAP) {
        return filter_fail(run, "this is not a list");
    }
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count && count > 1) {
            buf_add_format(&out, "%s%.*s ", count > 2 ? ", " : " ", STR_ARG(connector));
        } else if (i) {
            buf_add_text(&out, ", ");
        }
        if (count > 2 && i + 1 < count) {
            add_listed(&out, value_at(items, i), 0);
        } else {
            value_write(value_at(items, i), &out);
        }
    }
    return filter_keep(run, &out);
}

static struct value to_integer(struct filter_run *run)
{
    if (run->input.kind == VALUE_BOOL) {
        return value_integer(run->input.as.boolean);
    }
    if (run->input.kind == VALUE_LIST || run->input.kind == VALUE_MAP) {
        return filter_fail(run, "this is not a number");
    }
    struct moment when;
    if (run->input.kind == VALUE_TIME &&
        liquid_date_parse(run->input, run->options, &when)) {
        return value_integer(when.seconds);
    }
    struct value number;
    (void)value_to_number(run->input, &number);
    if (value_is_beyond(run->input)) {
        return run->input;
    }
    return number.kind == VALUE_FLOAT ? value_integer((int64_t)number.as.real) : number;
}

static struct value inspect(struct filter_run *run)
{
    struct buf text = {.kept_in = run->arena}, out = text;
    value_inspect(run->input, &text);
    buf_add_escaped(&out, buf_str(&text));
    buf_clear(&text);
    return filter_keep(run, &out);
}

/* JSON (RFC 8259) */

#define JSON_DEPTH_LIMIT 64

static void add_json_string(struct buf *out, struct str text)
{
    buf_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        const char *hit = c ? strchr("\"\\\n\r\t\b\f", c) : NULL;
        if (hit) {
            buf_add_byte(out, '\\');
            buf_add_byte(out, "\"\\nrtbf"[hit - "\"\\\n\r\t\b\f"]);
        } else if ((unsigned char)c < 0x20) {
            buf_add_format(out, "\\u%04x", (unsigned)(unsigned char)c);
        } else {
            buf_add_byte(out, c);
        }
    }
    buf_add_byte(out, '"');
}

/* As Ruby's to_json; past the limit of depth, members are left out. */
static void add_json(struct buf *out, struct value value, int depth)
{
    bool deep = depth > JSON_DEPTH_LIMIT;
    switch (value.kind) {
    case VALUE_NIL: buf_add_text(out, "null"); break;
    case VALUE_TIME:
    case VALUE_STRING: add_json_string(out, value.as.string); break;
    case VALUE_BOOL:
    case VALUE_INTEGER:
    case VALUE_FLOAT: value_print(value, out); break;
    case VALUE_LIST:
        if (value_is_range(value)) {
            buf_add_byte(out, '"');
            value_print(value, out);
            buf_add_byte(out, '"');
            break;
        }
        buf_add_byte(out, '[');
        for (size_t i = 0; i < value_count(value) && !deep; i++) {
            buf_add_text(out, i ? "," : "");
            add_json(out, value_at(value, i), depth + 1);
        }
        buf_add_byte(out, ']');
        break;
    case VALUE_MAP:
        buf_add_byte(out, '{');
        for (size_t i = 0; i < value_count(value) && !deep; i++) {
            buf_add_text(out, i ? "," : "");
            add_json_string(out, value.as.map->entries[i].key);
            buf_add_byte(out, ':');
            add_json(out, value.as.map->entries[i].value, depth + 1);
        }
        buf_add_byte(out, '}');
        break;
    }
}

/* Numbers without end, which JSON has not. `*count`: values that were looked at. */
static bool is_endless(struct value value, int depth, size_t *count)
{
    bool endless = value.kind == VALUE_FLOAT && !isfinite(value.as.real);
    ++*count;
    for (size_t i = 0; i < value_count(value) && depth < JSON_DEPTH_LIMIT && !endless;
         i++) {
        endless = is_endless(value.kind == VALUE_MAP ? value.as.map->entries[i].value
                                                     : value_at(value, i),
                             depth + 1, count);
    }
    return endless;
}

#define VALUE_WORK LIQUID_STEP_BYTES /* of each, beside its bytes */

static struct value jsonify(struct filter_run *run)
{
    size_t count = 0;
    if (is_endless(run->input, 0, &count)) {
        return filter_fail(run, "JSON has no number without end");
    }
    run->work += VALUE_WORK * count;
    struct buf out = {.kept_in = run->arena};
    add_json(&out, run->input, 0);
    return filter_keep(run, &out);
}

static const struct filter_row rows[] = {
    {"relative_url", relative_url, 0, 0, FILTER_JEKYLL},
    {"absolute_url", absolute_url, 0, 0, FILTER_JEKYLL},
    {"strip_index", strip_index, 0, 0, FILTER_JEKYLL},
    {"slugify", slugify, 0, 1, FILTER_JEKYLL},
    {"date_to_xmlschema", date_to_xmlschema, 0, 0, FILTER_JEKYLL},
    {"date_to_rfc822", date_to_rfc822, 0, 0, FILTER_JEKYLL},
    {"date_to_string", date_to_string, 0, 2, FILTER_JEKYLL},
    {"date_to_long_string", date_to_long_string, 0, 2, FILTER_JEKYLL},
    {"markdownify", markdownify, 0, 0, FILTER_JEKYLL},
    {"smartify", filter_smartify, 0, 0, FILTER_JEKYLL},
    {"number_of_words", number_of_words, 0, 1, FILTER_JEKYLL},
    {"normalize_whitespace", normalize_whitespace, 0, 0, FILTER_JEKYLL},
    {"array_to_sentence_string", array_to_sentence_string, 0, 1, FILTER_JEKYLL},
    {"to_integer", to_integer, 0, 0, FILTER_JEKYLL},
    {"inspect", inspect, 0, 0, FILTER_JEKYLL},
    {"jsonify", jsonify, 0, 0, FILTER_JEKYLL},
};

struct filter_table filters_jekyll(void)
{
    return (struct filter_table){rows, sizeof rows / sizeof rows[0]};
}
