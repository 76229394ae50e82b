/* Published: the address that a generator gives a page, from its path and front matter. A
 * function for each generator that has rules of its own. */
#include "base/fold.h"
#include "base/path.h"
#include "base/utf8.h"
#include "site/generator.h"
#include "site/rules.h"

#include <unicode/uchar.h>

static struct str text_of(const struct page *page, const char *key)
{
    return value_text_or(value_get(page->data, str_from(key)), (struct str){0});
}

/* "/a/b/" of "a/b.md", "/a/" of "a/index.md". */
static struct str published(struct site *site, struct str below, enum address_style style)
{
    struct str stem = path_stem(below), folder = path_folder(below);
    bool index = site->config.rules->is_folder_page(path_name(below));
    const char *slash = folder.len ? "/" : "";
    if (index) {
        return arena_format(site->arena, "/%.*s%s", STR_ARG(folder), slash);
    }
    return arena_format(site->arena, "/%.*s%s%.*s%s", STR_ARG(folder), slash, STR_ARG(stem),
                        style == ADDRESS_HTML                              ? ".html"
                        : style == ADDRESS_FOLDER || style == ADDRESS_ZOLA ? "/"
                                                                           : "");
}

/* "2016", "07", "27" of a text that begins with such a day; `*rest` is what follows it. */
static bool split_day(struct str text, struct str parts[3], struct str *rest)
{
    bool day = text.len >= 10 && text.ptr[4] == '-' && text.ptr[7] == '-';
    for (size_t i = 0; day && i < 10; i++) {
        day = i == 4 || i == 7 || ascii_is_digit(text.ptr[i]);
    }
    if (day) {
        parts[0] = str_sub(text, 0, 4);
        parts[1] = str_sub(text, 5, 7);
        parts[2] = str_sub(text, 8, 10);
        *rest = str_skip(text, 10);
    }
    return day;
}

/* What Hugo puts for a pattern's word; empty: it is one that only Hugo knows. */
static struct str hugo_word(const struct page *page, struct str word)
{
    struct str date = text_of(page, "date");
    struct str slug = text_of(page, "slug");
    struct str parts[3] = {{0}}, rest;
    (void)split_day(date, parts, &rest);
    return str_is(word, "year")    ? parts[0]
           : str_is(word, "month") ? parts[1]
           : str_is(word, "day")   ? parts[2]
           : str_is(word, "slug") || str_is(word, "slugorfilename")
               ? (slug.len ? slug : path_stem(page->source))
           : str_is(word, "filename") || str_is(word, "contentbasename")
               ? path_stem(page->source)
               : (struct str){0};
}

/* What Hugo keeps of a path: letters, digits and few signs; blanks become one hyphen. */
static struct str hugo_clean(struct site *site, const struct scope *scope, struct str path)
{
    struct buf out = {.kept_in = site->arena};
    bool blank = false, hyphen = false;
    for (size_t at = 0, len; at < path.len; at += len) {
        uint32_t c = utf8_decode(path, at, &len);
        bool mark = (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
        if (u_isalpha((UChar32)c) || u_isdigit((UChar32)c) || mark ||
            (c < 0x80 && ascii_set_has("./_#+~-@", (char)c))) {
            buf_add_text(&out, blank && c != '-' ? "-" : "");
            buf_add(&out, str_sub(path, at, at + len));
            blank = false;
            hyphen = c == '-';
        } else if (out.len && !hyphen && u_isspace((UChar32)c)) {
            blank = true;
        }
    }
    struct str kept = arena_take(site->arena, &out);
    return scope->cased ? kept : fold_text(site->arena, kept);
}

/* A pattern as "/:year/:month/:slug/"; empty: it needs what is not known. */
static struct str hugo_pattern(struct site *site, const struct page *page,
                               struct str pattern)
{
    struct buf url = {.kept_in = site->arena};
    bool known = true;
    for (size_t at = 0; known && at < pattern.len;) {
        size_t end = at + 1;
        while (pattern.ptr[at] == ':' && end < pattern.len &&
               ascii_is_alnum(pattern.ptr[end])) {
            end++;
        }
        struct str part = str_sub(pattern, at, end);
        part = pattern.ptr[at] == ':' ? hugo_word(page, str_skip(part, 1)) : part;
        known = part.len > 0;
        buf_add(&url, part);
        at = end;
    }
    struct str text = arena_take(site->arena, &url);
    return known ? text : (struct str){0};
}

/* As `url` of the front matter has it, with a '/' at both ends unless it names a file. */
static struct str hugo_own(struct site *site, const struct page *page, struct str url)
{
    url = hugo_pattern(site, page, url);
    bool open = !str_ends(url, "/") && path_extension(url).len == 0;
    return url.len ? arena_format(site->arena, "/%.*s%s",
                                  STR_ARG(str_skip(url, str_starts(url, "/") ? 1 : 0)),
                                  open ? "/" : "")
                   : url;
}

/* Hugo: `url` is all of it, else the settings' pattern for the first folder below its pages
 * counts, else `slug` is the last part. */
static struct str hugo_address(struct site *site, const struct scope *scope,
                               const struct page *page, struct str below)
{
    size_t slash = str_find_byte(below, '/', 0);
    struct str section = str_sub(below, 0, slash == STR_NONE ? 0 : slash);
    struct str url = hugo_own(site, page, text_of(page, "url"));
    if (url.len) {
        return url;
    }
    struct str folder = path_folder(below), stem = path_stem(below);
    bool list = str_is(stem, "_index"), bundle = str_is(stem, "index");
    if (!list && !bundle) {
        url = hugo_pattern(site, page,
                           value_text_or(value_get(scope->permalinks, section), url));
    }
    if (url.len) {
        return hugo_clean(site, scope, url);
    }
    if (bundle && folder.len) {
        stem = path_name(folder);
        folder = path_folder(folder);
    }
    struct str slug = text_of(page, "slug");
    stem = list || (bundle && below.len == path_name(below).len) ? (struct str){0}
           : slug.len                                            ? slug
                                                                 : stem;
    bool ugly = scope->style == ADDRESS_UGLY && stem.len;
    folder = hugo_clean(site, scope, folder);
    return arena_format(site->arena, "/%.*s%s%.*s%s", STR_ARG(folder),
                        folder.len ? "/" : "", STR_ARG(hugo_clean(site, scope, stem)),
                        ugly       ? ".html"
                        : stem.len ? "/"
                                   : "");
}

/* Docusaurus: "docs" before it; `id` names the file, `slug` all behind the folder of pages,
 * or all of it when it begins with '/'. */
static struct str route(struct site *site, const struct page *page, struct str content)
{
    struct str above = path_folder(content);
    struct str below = str_skip(page->source, above.len ? above.len + 1 : 0);
    struct str slug = text_of(page, "slug");
    struct str id = text_of(page, "id");
    struct str folder = path_folder(below), name = path_name(content);
    struct str day[3], rest;
    if (str_is(name, "blog") && slug.len == 0 && str_eq(folder, name) &&
        split_day(path_stem(below), day, &rest) && str_starts(rest, "-")) {
        return arena_format(site->arena, "/blog/%.*s/%.*s/%.*s/%.*s", STR_ARG(day[0]),
                            STR_ARG(day[1]), STR_ARG(day[2]), STR_ARG(str_skip(rest, 1)));
    }
    if (str_starts(slug, "/")) {
        return arena_format(site->arena, "/%.*s%.*s", STR_ARG(name), STR_ARG(slug));
    }
    id = slug.len ? slug : id;
    if (id.len == 0) {
        return published(site, below, ADDRESS_ROUTE);
    }
    return arena_format(site->arena, "/%.*s%s%.*s", STR_ARG(folder), folder.len ? "/" : "",
                        STR_ARG(id));
}

/* "2024-01-02-b" and "2024-01-02_b" are called "b". */
static struct str without_date(struct str stem)
{
    static const char form[] = "0000-00-00";
    size_t i = 0;
    while (i < sizeof form - 1 && i < stem.len &&
           (form[i] == '0' ? ascii_is_digit(stem.ptr[i]) : stem.ptr[i] == form[i])) {
        i++;
    }
    bool dated = i == sizeof form - 1 && i + 1 < stem.len &&
                 (stem.ptr[i] == '-' || stem.ptr[i] == '_');
    return str_skip(stem, dated ? i + 1 : 0);
}

/* Zola: `path` is all of it, `slug` the last part; of "a/index.md" that is its folder. */
static struct str zola_address(struct site *site, const struct page *page, struct str below)
{
    struct str path = text_of(page, "path");
    struct str slug = text_of(page, "slug");
    struct str folder = path_folder(below), stem = path_stem(below);
    if (path.len) {
        path = str_without_ends(path, '/');
        return arena_format(site->arena, "/%.*s%s", STR_ARG(path), path.len ? "/" : "");
    }
    if (str_is(stem, "_index")) {
        return published(site, below, ADDRESS_ZOLA);
    }
    if (str_is(stem, "index") && folder.len) {
        stem = path_name(folder);
        folder = path_folder(folder);
    }
    slug = slug.len ? slug : without_date(stem);
    return arena_format(site->arena, "/%.*s%s%.*s/", STR_ARG(folder), folder.len ? "/" : "",
                        STR_ARG(slug));
}

struct str scope_address(struct site *site, const struct scope *scope,
                         const struct page *page, struct str content)
{
    struct str below = str_skip(page->source, content.len ? content.len + 1 : 0);
    switch (scope->style) {
    case ADDRESS_HUGO:
    case ADDRESS_UGLY: return hugo_address(site, scope, page, below);
    case ADDRESS_ZOLA: return zola_address(site, page, below);
    case ADDRESS_ROUTE:
        return content.len ? route(site, page, content)
                           : published(site, below, ADDRESS_ROUTE);
    case ADDRESS_AS_IS:
    case ADDRESS_STEM:
    case ADDRESS_FOLDER:
    case ADDRESS_HTML: return published(site, below, scope->style);
    }
    return page->url;
}
