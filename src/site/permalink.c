/* Permalinks: Jekyll's styles and templates, their placeholders filled in from a page's
 * path, date and categories. What a placeholder cannot give vanishes with its slash. */
#include "site/permalink.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/slug.h"
#include "base/utf8.h"
#include "base/value.h"

#include <unicode/uchar.h>

static const struct {
    const char *name, *template;
} styles[] = {
    {"date", "/:categories/:year/:month/:day/:title:output_ext"},
    {"pretty", "/:categories/:year/:month/:day/:title/"},
    {"ordinal", "/:categories/:year/:y_day/:title:output_ext"},
    {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"},
    {"none", "/:categories/:title:output_ext"},
};

struct str permalink_template(struct str style)
{
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        if (str_is(style, styles[i].name)) {
            return str_from(styles[i].template);
        }
    }
    return style;
}

/* Observed: 'weekdate' counts as a template without extension here. */
static const char *ending(struct str style)
{
    static const char *const with_extension[] = {"date", "ordinal", "none"};
    for (size_t i = 0; i < sizeof with_extension / sizeof with_extension[0]; i++) {
        if (str_is(style, with_extension[i])) {
            return ":output_ext";
        }
    }
    if (str_is(style, "pretty") || str_ends(style, "/")) {
        return "/";
    }
    return str_ends(style, ":output_ext") ? ":output_ext" : "";
}

struct str permalink_page_template(struct str style, bool is_index)
{
    if (is_index) {
        return STR("/:path/");
    }
    const char *end = ending(style);
    return end[0] == '/'   ? STR("/:path/:basename/")
           : end[0] == ':' ? STR("/:path/:basename:output_ext")
                           : STR("/:path/:basename");
}

struct str permalink_collection_template(struct str style)
{
    const char *end = ending(style);
    return end[0] == '/'   ? STR("/:collection/:path/")
           : end[0] == ':' ? STR("/:collection/:path:output_ext")
                           : STR("/:collection/:path");
}

/* Slugs */

/* Expansion */

static void add_encoded(struct buf *out, struct str text)
{
    static const char kept[] = "/-._~!$&'()*+,;=:@";
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (ascii_is_alnum(c) || ascii_set_has(kept, c)) {
            buf_add_byte(out, c);
        } else {
            buf_add_format(out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

static struct str category_part(struct arena *arena, struct str name, bool slug)
{
    struct buf lower = {.kept_in = arena};
    for (size_t at = 0; !slug && at < name.len;) {
        size_t len;
        uint32_t point = utf8_decode(name, at, &len);
        buf_add_code_point(&lower, (uint32_t)u_tolower((UChar32)point));
        at += len;
    }
    return slug ? slug_make(arena, name, SLUG_DEFAULT, true) : arena_take(arena, &lower);
}

/* Each once, letter case apart. */
static void add_categories(struct arena *arena, struct buf *out,
                           const struct permalink_parts *parts, bool slugs)
{
    struct value seen = value_map_new(arena);
    for (size_t i = 0; i < parts->category_count && seen.kind == VALUE_MAP; i++) {
        struct str part = category_part(arena, parts->categories[i], slugs);
        if (!value_has(seen, part)) {
            (void)value_map_set(arena, seen, part, value_nil());
            buf_add_text(out, i ? "/" : "");
            add_encoded(out, part);
        }
    }
}

/* False: the placeholder is none of a date. */
static bool add_date_part(struct buf *out, struct str name, int64_t seconds)
{
    struct civil c = date_civil(seconds);
    const char *month = date_month_name(c.month), *day = date_day_name(c.week_day);
    const struct {
        const char *name, *format;
        int value;
    } numbers[] = {
        {"year", "%04d", (int)c.year},
        {"short_year", "%02d", (int)(c.year % 100)},
        {"month", "%02d", c.month},
        {"i_month", "%d", c.month},
        {"day", "%02d", c.day},
        {"i_day", "%d", c.day},
        {"y_day", "%03d", c.year_day},
        {"hour", "%02d", c.hour},
        {"minute", "%02d", c.minute},
        {"second", "%02d", c.second},
        {"week", "%02d", c.iso_week},
        {"w_year", "%04d", (int)c.iso_year},
        {"w_day", "%d", c.week_day ? c.week_day : 7},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (str_is(name, numbers[i].name)) {
            int width = numbers[i].format[1] == '0' ? numbers[i].format[2] - '0' : 1;
            buf_add_format(out, "%0*d", width, numbers[i].value);
            return true;
        }
    }
    if (str_is(name, "long_month") || str_is(name, "short_month")) {
        buf_add(out, str_sub(str_from(month), 0, name.ptr[0] == 's' ? 3 : SIZE_MAX));
    } else if (str_is(name, "long_day") || str_is(name, "short_day")) {
        buf_add(out, str_sub(str_from(day), 0, name.ptr[0] == 's' ? 3 : SIZE_MAX));
    } else {
        return false;
    }
    return true;
}

static bool is_known(enum permalink_kind kind, struct str name)
{
    static const char *const names[][5] = {
        [PERMALINK_PAGE] = {"path", "basename", "output_ext"},
        [PERMALINK_FILE] = {"collection", "path", "output_ext", "name", "title"}};
    bool known = kind == PERMALINK_DOCUMENT;
    for (size_t i = 0; !known && i < sizeof names[0] / sizeof names[0][0]; i++) {
        known = names[kind][i] && str_is(name, names[kind][i]);
    }
    return known;
}

static bool add_part(struct arena *arena, struct buf *out, struct str name,
                     const struct permalink_parts *parts)
{
    struct str slug = parts->slug.len ? parts->slug : parts->basename;
    if (!is_known(parts->kind, name)) {
        return false;
    }
    if (parts->kind == PERMALINK_FILE && str_is(name, "name")) {
        add_encoded(out, parts->name);
    } else if (str_is(name, "title")) {
        add_encoded(out, slug_make(arena, slug, SLUG_PRETTY, false));
    } else if (str_is(name, "slug")) {
        add_encoded(out, slug_make(arena, slug, SLUG_DEFAULT, true));
    } else if (str_is(name, "name")) {
        add_encoded(out, slug_make(arena, parts->name, SLUG_DEFAULT, true));
    } else if (str_is(name, "basename")) {
        add_encoded(out, parts->basename);
    } else if (str_is(name, "path")) {
        add_encoded(out, parts->path);
    } else if (str_is(name, "collection")) {
        add_encoded(out, parts->collection);
    } else if (str_is(name, "output_ext")) {
        buf_add(out, parts->extension);
    } else if (str_is(name, "categories") || str_is(name, "slugified_categories")) {
        add_categories(arena, out, parts, name.ptr[0] == 's');
    } else {
        return add_date_part(out, name, parts->date);
    }
    return true;
}

/* The longest known placeholder at `at` (behind its ':'); 0: none. */
static size_t add_placeholder(struct arena *arena, struct buf *out, struct str rest,
                              const struct permalink_parts *parts)
{
    size_t len = 0;
    while (len < rest.len && len < 24 &&
           (ascii_is_alpha(rest.ptr[len]) || rest.ptr[len] == '_')) {
        len++;
    }
    for (; len > 0; len--) {
        if (add_part(arena, out, str_sub(rest, 0, len), parts)) {
            return len;
        }
    }
    return 0;
}

/* One '/' in front and for several, and nothing that leads out: ".." is taken for '/', and
 * then "./" for nothing. */
static struct str sanitize(struct arena *arena, struct str url)
{
    struct buf out = {.kept_in = arena};
    char last = '/';
    buf_add_byte(&out, '/');
    for (size_t i = 0; i < url.len; i++) {
        bool two = str_starts(str_skip(url, i), "..");
        char c = two ? '/' : url.ptr[i];
        i += two ? 1 : 0;
        if (c == '.' && str_starts(str_skip(url, i + 1), "/")) {
            i++;
        } else if (c != '/' || last != '/') {
            buf_add_byte(&out, c);
            last = c;
        }
    }
    return arena_take(arena, &out);
}

struct str permalink_expand(struct arena *arena, struct str template,
                            const struct permalink_parts *parts)
{
    struct buf out = {.kept_in = arena};
    for (size_t at = 0; at < template.len; at++) {
        size_t used = template.ptr[at] == ':'
                          ? add_placeholder(arena, &out, str_skip(template, at + 1), parts)
                          : 0;
        if (used) {
            at += used;
        } else {
            buf_add_byte(&out, template.ptr[at]);
        }
    }
    struct str url = sanitize(arena, buf_str(&out));
    buf_clear(&out);
    return url;
}
