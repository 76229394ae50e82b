/* Reads tags up to the body's and what some of them hold; of the body only when the page
 * was published. Relies on base/html_tag.h for tags, which parses nothing else. */
#include "site/head.h"

#include "base/arena.h"
#include "base/html_tag.h"

#define REFRESH_SECONDS_MOST 30 /* longer, and the page is there to be read */

/* The attribute's value; `ptr` is NULL: it has none such. */
static struct str attribute_of(struct str text, const struct html_tag *tag,
                               const char *name)
{
    struct str found, value;
    size_t at = tag->attributes;
    while (at < tag->attributes_end) {
        size_t end = html_loose_attribute_at(text, at, &found, &value);
        if (end <= at) {
            at++;
        } else if (str_eq_ignore_case(found, str_from(name))) {
            return value.ptr ? value : STR("");
        } else {
            at = end;
        }
    }
    return (struct str){0};
}

static bool attribute_is(struct str text, const struct html_tag *tag, const char *name,
                         const char *value)
{
    return str_eq_ignore_case(str_trim(attribute_of(text, tag, name)), str_from(value));
}

/* "0; url=/there/" */
static struct str refresh_address(struct str content)
{
    size_t at = 0, seconds = 0;
    content = str_trim(content);
    for (; at < content.len && ascii_is_digit(content.ptr[at]) && seconds < 1000; at++) {
        seconds = seconds * 10 + (size_t)(content.ptr[at] - '0');
    }
    size_t url = at;
    while (url + 4 <= content.len &&
           !str_eq_ignore_case(str_sub(content, url, url + 4), STR("url="))) {
        url++;
    }
    if (at == 0 || seconds > REFRESH_SECONDS_MOST || url + 4 > content.len) {
        return (struct str){0};
    }
    struct str address = str_trim(str_skip(content, url + 4));
    bool quoted = address.len >= 2 && (address.ptr[0] == '\'' || address.ptr[0] == '"');
    return quoted ? str_sub(address, 1, address.len - 1) : address;
}

static void keep(struct str *field, struct str value)
{
    *field = field->len ? *field : str_trim(value);
}

static void read_meta(struct str text, const struct html_tag *tag, struct page_head *out)
{
    const struct {
        const char *key, *name;
        struct str *field;
    } rows[] = {
        {"property", "og:title", &out->card_title},
        {"name", "og:title", &out->card_title},
        {"name", "twitter:title", &out->card_title},
        {"property", "twitter:title", &out->card_title},
        {"property", "og:site_name", &out->site_name},
        {"property", "og:url", &out->canonical},
        {"property", "article:published_time", &out->published},
        {"property", "article:modified_time", &out->modified},
        {"property", "og:updated_time", &out->modified},
        {"itemprop", "datePublished", &out->published},
        {"itemprop", "dateModified", &out->modified},
    };
    struct str content = attribute_of(text, tag, "content");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (attribute_is(text, tag, rows[i].key, rows[i].name)) {
            keep(rows[i].field, content);
        }
    }
    if (attribute_is(text, tag, "http-equiv", "refresh")) {
        keep(&out->refresh, refresh_address(content));
    }
}

/* '"name": "value"' of JSON, as far as dates need it. */
static struct str json_text(struct str json, const char *name)
{
    for (size_t at = 0; (at = str_find(json, str_from(name), at)) != STR_NONE; at++) {
        struct str rest = str_trim_left(str_skip(json, at + strlen(name)));
        if (!str_starts(rest, ":")) {
            continue;
        }
        rest = str_trim_left(str_skip(rest, 1));
        size_t end = str_starts(rest, "\"") ? str_find_byte(rest, '"', 1) : STR_NONE;
        if (end != STR_NONE) {
            return str_sub(rest, 1, end);
        }
    }
    return (struct str){0};
}

static void read_script(struct str text, const struct html_tag *tag, struct str inside,
                        struct page_head *out)
{
    if (attribute_is(text, tag, "type", "application/ld+json")) {
        keep(&out->published, json_text(inside, "\"datePublished\""));
        keep(&out->modified, json_text(inside, "\"dateModified\""));
    }
}

/* Of what holds no tags, to behind its end tag. */
static size_t read_held(struct str text, const struct html_tag *tag, struct page_head *out)
{
    size_t end = html_find_end_tag(text, tag->name, tag->end, text.len);
    end = end == STR_NONE ? text.len : end;
    struct str inside = str_sub(text, tag->end, end);
    if (str_is(tag->name, "title")) {
        keep(&out->title, inside);
    } else if (str_is(tag->name, "script")) {
        read_script(text, tag, inside, out);
    }
    return end;
}

static void read_link(struct str text, const struct html_tag *tag, struct page_head *out)
{
    if (attribute_is(text, tag, "rel", "canonical")) {
        struct str address = str_trim(attribute_of(text, tag, "href"));
        out->canonical = address.len ? address : out->canonical; /* before what cards say */
    }
}

/* <time datetime> that says it is of the page, or is the only one. */
static void read_times(struct arena *arena, struct str text, size_t from,
                       struct page_head *out)
{
    struct str only = {0};
    size_t count = 0;
    for (size_t at = from; (at = str_find(text, STR("<time"), at)) != STR_NONE; at++) {
        struct html_tag tag;
        if (!html_loose_tag_at(arena, text, at, &tag)) {
            continue;
        }
        struct str date = attribute_of(text, &tag, "datetime");
        bool said = attribute_is(text, &tag, "itemprop", "datePublished") ||
                    attribute_of(text, &tag, "pubdate").ptr;
        if (attribute_is(text, &tag, "itemprop", "dateModified")) {
            keep(&out->modified, date);
        } else if (said) {
            keep(&out->published, date);
        }
        count += !str_eq(only, date);
        only = date;
    }
    if (count == 1 && !out->published.len && !out->modified.len) {
        keep(&out->published, only);
    }
}

/* Behind the comment that begins at `at`; without an end it takes all that follows, as it
 * does in browsers. */
static size_t skip_comment(struct str text, size_t at)
{
    size_t end = html_comment_end(text, at, text.len);
    return end == STR_NONE ? text.len : end;
}

/* Whether the body shows nothing: what runs, and what is there for who runs nothing, goes
 * without saying. */
static bool is_bare(struct arena *arena, struct str text, size_t from)
{
    static const char *const silent[] = {"script", "style", "noscript", "template"},
                             *const seen[] = {"img",    "svg",   "iframe", "object",
                                              "canvas", "video", "audio",  "embed"};
    for (size_t at = from; at < text.len;) {
        struct html_tag tag;
        if (str_starts(str_skip(text, at), "<!--")) {
            at = skip_comment(text, at);
        } else if (text.ptr[at] == '<' && html_loose_tag_at(arena, text, at, &tag)) {
            if (str_is_among(tag.name, seen, sizeof seen / sizeof seen[0])) {
                return false;
            }
            bool held = !tag.closing &&
                        str_is_among(tag.name, silent, sizeof silent / sizeof silent[0]);
            size_t end =
                held ? html_find_end_tag(text, tag.name, tag.end, text.len) : tag.end;
            at = end == STR_NONE ? text.len : end;
        } else if (!ascii_is_space(text.ptr[at++])) {
            return false;
        }
    }
    return true;
}

void head_read(struct arena *arena, struct str text, struct page_head *out)
{
    static const char *const held[] = {"title", "script", "style", "noscript"};
    *out = (struct page_head){0};
    size_t at = 0;
    while ((at = str_find_byte(text, '<', at)) != STR_NONE) {
        struct html_tag tag;
        if (str_starts(str_skip(text, at), "<!--")) {
            at = skip_comment(text, at);
        } else if (!html_loose_tag_at(arena, text, at, &tag)) {
            at++;
        } else if (str_is(tag.name, "body") && !tag.closing) {
            out->whole = true;
            out->bare = is_bare(arena, text, tag.end);
            break;
        } else if (!tag.closing &&
                   str_is_among(tag.name, held, sizeof held / sizeof held[0])) {
            at = read_held(text, &tag, out);
        } else {
            out->whole = out->whole || str_is(tag.name, "html");
            if (str_is(tag.name, "meta")) {
                read_meta(text, &tag, out);
            } else if (str_is(tag.name, "link")) {
                read_link(text, &tag, out);
            }
            at = tag.end;
        }
    }
    read_times(arena, text, at == STR_NONE ? text.len : at, out);
}
