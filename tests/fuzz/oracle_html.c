/* Reads a page strictly: tags are in lower case, attributes quoted, elements closed in
 * order, '&' begins a reference. What a browser would forgive is an error here, so that
 * nothing is left to be understood in two ways. The lists below are all that a page needs:
 * whoever adds to what the bundle writes adds to them by hand, having thought about it. */
#include "oracle_html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_LIMIT 4096
#define ID_LIMIT 8192 /* a power of two; twice the ids that are looked at */

static const char *const elements[] = {
    "a",      "abbr",    "aside", "b",       "bdi",        "bdo",     "blockquote", "body",
    "br",     "caption", "cite",  "code",    "dd",         "del",     "details",    "dfn",
    "div",    "dl",      "dt",    "em",      "figcaption", "figure",  "footer",     "h1",
    "h2",     "h3",      "h4",    "h5",      "h6",         "head",    "header",     "hr",
    "html",   "i",       "img",   "ins",     "kbd",        "li",      "link",       "main",
    "mark",   "meta",    "nav",   "ol",      "p",          "pre",     "q",          "rp",
    "rt",     "ruby",    "s",     "samp",    "script",     "section", "small",      "span",
    "strong", "style",   "sub",   "summary", "sup",        "table",   "tbody",      "td",
    "tfoot",  "th",      "thead", "time",    "title",      "tr",      "u",          "ul",
    "var",    "wbr",
};

static const char *const void_elements[] = {"br", "hr", "img", "link", "meta", "wbr"};

/* An attribute of all elements, or of one. */
static const struct {
    const char *element, *name;
} attributes[] = {
    {NULL, "class"},        {NULL, "dir"},
    {NULL, "id"},           {NULL, "lang"},
    {NULL, "role"},         {NULL, "title"},
    {NULL, "aria-label"},   {NULL, "data-remark"},
    {NULL, "data-look"},    {NULL, "data-marker"},
    {NULL, "data-number"},  {NULL, "tabindex"},
    {NULL, "abbr"},         {NULL, "datetime"},
    {"a", "aria-current"},  {"a", "href"},
    {"a", "rel"},           {"img", "alt"},
    {"img", "height"},      {"img", "src"},
    {"img", "width"},       {"li", "value"},
    {"link", "href"},       {"link", "rel"},
    {"meta", "charset"},    {"meta", "content"},
    {"meta", "http-equiv"}, {"meta", "name"},
    {"ol", "reversed"},     {"ol", "start"},
    {"ol", "type"},         {"td", "colspan"},
    {"td", "rowspan"},      {"th", "colspan"},
    {"th", "rowspan"},      {"th", "scope"},
    {"ul", "start"},        {"script", "src"},
    {"script", "data-up"},  {"script", "data-words"},
};

/* None of them runs anything where it is opened. */
static const char *const link_schemes[] = {
    "http",   "https", "mailto", "tel",  "sms",    "ftp",    "ftps",
    "sftp",   "irc",   "ircs",   "xmpp", "matrix", "news",   "nntp",
    "gopher", "geo",   "doi",    "urn",  "webcal", "magnet", "git",
};

struct page_reader {
    struct str page;
    size_t at;
    struct str open[DEPTH_LIMIT];
    size_t depth;
    struct str ids[ID_LIMIT];
    size_t id_count;
    bool has_script[2]; /* in the head, in the body */
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static _Noreturn void fail(const struct page_reader *reader, const char *why,
                           struct str what)
{
    size_t from = reader->at > 200 ? reader->at - 200 : 0;
    (void)fprintf(stderr, "page: %s: '%.*s'; behind\n%.*s\n", why, STR_ARG(what),
                  STR_ARG(str_sub(reader->page, from, reader->at)));
    abort();
}

static void need(const struct page_reader *reader, bool holds, const char *why,
                 struct str what)
{
    if (!holds) {
        fail(reader, why, what);
    }
}

static bool is_among(struct str name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(name, list[i])) {
            return true;
        }
    }
    return false;
}

static char peek(const struct page_reader *reader)
{
    return reader->at < reader->page.len ? reader->page.ptr[reader->at] : '\0';
}

static bool take(struct page_reader *reader, const char *text)
{
    size_t len = strlen(text);
    if (reader->page.len - reader->at < len ||
        memcmp(reader->page.ptr + reader->at, text, len) != 0) {
        return false;
    }
    reader->at += len;
    return true;
}

static struct str read_name(struct page_reader *reader)
{
    size_t start = reader->at;
    for (char c = peek(reader);
         (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; c = peek(reader)) {
        reader->at++;
    }
    return str_sub(reader->page, start, reader->at);
}

/* "&amp;" and the like, or a number; the writers need no other. */
static void read_reference(struct page_reader *reader)
{
    static const char *const references[] = {"&amp;",  "&lt;",  "&gt;",  "&quot;",
                                             "&#x27;", "&#39;", "&nbsp;"};
    for (size_t i = 0; i < COUNT(references); i++) {
        if (take(reader, references[i])) {
            return;
        }
    }
    fail(reader, "a bare '&'", str_sub(reader->page, reader->at, reader->at + 8));
}

/* Up to `end`, past which nothing of a control character, '<' or a bare '&' may stand. */
static struct str read_until(struct page_reader *reader, char end)
{
    size_t start = reader->at;
    for (char c; reader->at < reader->page.len && (c = peek(reader)) != end;) {
        need(reader, c != '\0' && (end == '<' || c != '<'), "a character out of place",
             str_sub(reader->page, reader->at, reader->at + 1));
        if (c == '&') {
            read_reference(reader);
        } else {
            reader->at++;
        }
    }
    return str_sub(reader->page, start, reader->at);
}

/* Relative, or of a scheme of the list. White space and controls inside are left to no
 * browser's mercy. */
static void check_address(const struct page_reader *reader, struct str element,
                          struct str address)
{
    size_t colon = 0;
    for (size_t i = 0; i < address.len; i++) {
        need(reader, (unsigned char)address.ptr[i] > ' ', "an address with white space",
             address);
    }
    while (colon < address.len && !strchr(":/?#", address.ptr[colon])) {
        need(reader, address.ptr[colon] != '&', "a scheme in disguise", address);
        colon++;
    }
    if (colon < address.len && address.ptr[colon] == ':') {
        struct str scheme = str_sub(address, 0, colon);
        need(reader,
             str_is(element, "a") && is_among(scheme, link_schemes, COUNT(link_schemes)),
             "a scheme that is not in the list", address);
    }
    need(reader, str_is(element, "a") || !str_starts(address, "//"),
         "a resource from outside", address);
}

static void add_id(struct page_reader *reader, struct str id)
{
    size_t slot = 5381;
    need(reader, id.len > 0, "an empty id", id);
    for (size_t i = 0; i < id.len; i++) {
        need(reader, (unsigned char)id.ptr[i] > ' ', "an id with white space", id);
        slot = slot * 33 + (unsigned char)id.ptr[i];
    }
    if (reader->id_count >= ID_LIMIT / 2) {
        return;
    }
    for (slot %= ID_LIMIT; reader->ids[slot].len; slot = (slot + 1) % ID_LIMIT) {
        need(reader, !str_eq(reader->ids[slot], id), "an id twice", id);
    }
    reader->ids[slot] = id;
    reader->id_count++;
}

/* The frame's own directives; a refresh or another policy would be the page's. */
static void check_meta(const struct page_reader *reader, struct str name, struct str value)
{
    need(reader, !str_is(name, "http-equiv") || str_is(value, "Content-Security-Policy"),
         "a directive", value);
}

static bool is_in_head(const struct page_reader *reader)
{
    return reader->depth == 2 && str_is(reader->open[1], "head");
}

/* The bundle's own are the only ones, each at its place; START-HERE stands above them. */
static void check_script(const struct page_reader *reader, struct str address)
{
    bool head = is_in_head(reader), above = head && str_is(address, "data/assets/page.js");
    while (str_starts(address, "../")) {
        address = str_skip(address, 3);
    }
    need(reader, above || str_is(address, head ? "assets/page.js" : "assets/search.js"),
         "a script of another's", address);
}

static void check_attribute(struct page_reader *reader, struct str element, struct str name,
                            struct str value)
{
    bool known = false;
    for (size_t i = 0; i < COUNT(attributes) && !known; i++) {
        known = str_is(name, attributes[i].name) &&
                (!attributes[i].element || str_is(element, attributes[i].element));
    }
    need(reader, known, "an attribute that is not in the list", name);
    if (str_is(element, "script") && str_is(name, "src")) {
        check_script(reader, value);
    } else if (str_is(name, "href") || str_is(name, "src")) {
        check_address(reader, element, value);
    } else if (str_is(name, "id")) {
        add_id(reader, value);
    } else if (str_is(element, "meta")) {
        check_meta(reader, name, value);
    }
}

static void read_attributes(struct page_reader *reader, struct str element)
{
    struct str seen[24];
    size_t count = 0;
    while (take(reader, " ")) {
        if (peek(reader) == '/' || peek(reader) == '>') {
            break;
        }
        struct str name = read_name(reader);
        need(reader, name.len && take(reader, "=\""), "an attribute without quotes", name);
        struct str value = read_until(reader, '"');
        need(reader, take(reader, "\""), "an attribute without an end", name);
        for (size_t i = 0; i < count; i++) {
            need(reader, !str_eq(seen[i], name), "an attribute twice", name);
        }
        need(reader, count < COUNT(seen), "more attributes than there are", name);
        seen[count++] = name;
        check_attribute(reader, element, name, value);
    }
}

/* Texts alone lie in a title, links in no links; the one sheet that is no file of its own
 * is the frame's. */
static void check_nesting(const struct page_reader *reader, struct str element)
{
    need(reader,
         !str_is(element, "style") ||
             (reader->depth == 2 && str_is(reader->open[1], "head")),
         "a style sheet in the text", element);
    for (size_t i = 0; i < reader->depth; i++) {
        need(reader, !str_is(reader->open[i], "title"), "an element in a title", element);
        need(reader, !(str_is(element, "a") && str_is(reader->open[i], "a")),
             "a link within a link", element);
    }
}

/* Once in the head, and once behind the page's text; it holds nothing itself. */
static void read_script(struct page_reader *reader)
{
    struct str element = STR("script");
    bool in_head = is_in_head(reader);
    need(reader, in_head || (reader->depth == 2 && str_is(reader->open[1], "body")),
         "a script in the text", element);
    need(reader, !reader->has_script[in_head], "a second script", element);
    reader->has_script[in_head] = true;
    size_t from = reader->at;
    read_attributes(reader, element);
    need(reader, str_starts(str_skip(reader->page, from), " src=\""),
         "a script without a file", element);
    need(reader, take(reader, "></script>"), "a script that holds words", element);
}

static void read_opening(struct page_reader *reader)
{
    struct str element = read_name(reader);
    if (str_is(element, "script")) {
        read_script(reader);
        return;
    }
    need(reader, is_among(element, elements, COUNT(elements)),
         "an element that is not in the list", element);
    check_nesting(reader, element);
    read_attributes(reader, element);
    bool is_void = is_among(element, void_elements, COUNT(void_elements));
    need(reader, !take(reader, "/") || is_void, "an element closed by itself", element);
    need(reader, take(reader, ">"), "a tag without an end", element);
    if (!is_void) {
        need(reader, reader->depth < DEPTH_LIMIT, "elements too deep", element);
        reader->open[reader->depth++] = element;
    }
}

static void read_closing(struct page_reader *reader)
{
    struct str element = read_name(reader);
    need(reader, take(reader, ">"), "a closing tag without an end", element);
    need(reader, reader->depth > 0, "closed, but not open", element);
    reader->depth--;
    need(reader, str_eq(reader->open[reader->depth], element), "closed out of order",
         element);
}

void oracle_html_check(struct str page)
{
    static struct page_reader reader;
    reader = (struct page_reader){.page = page};
    need(&reader, take(&reader, "<!DOCTYPE html>\n<html"), "no document", page);
    reader.at -= strlen("<html");
    while (reader.at < page.len) {
        (void)read_until(&reader, '<');
        if (take(&reader, "</")) {
            read_closing(&reader);
        } else if (take(&reader, "<")) {
            read_opening(&reader);
        }
    }
    need(&reader, reader.depth == 0, "never closed",
         reader.depth ? reader.open[reader.depth - 1] : page);
}
