/* Bounding: a scan over tags that keeps what is open, without a parser. It follows HTML's
 * rules of parsing (13.2.6.4.7 "in body") as far as they tell how deep elements nest:
 * what an end tag closes, and which elements outlive what is around them. Elements that
 * end by themselves do not pile up in Gumbo, so they do not count here. */
#include "html/bound.h"

#include "base/buf.h"
#include "base/limits.h"
#include "html/elements.h"
#include "html/scan.h"

#define UNENDED_SHOWN_BYTES 20

/* Names */

#define IS_AMONG(name, names)                                                              \
    str_is_among_ignore_case(name, names, sizeof(names) / sizeof(names)[0])

/* Formatting elements outlive what is around them. */
static const char *const formatting_names[] = {"a",      "b",  "big", "code",  "em",
                                               "font",   "i",  "s",   "small", "strike",
                                               "strong", "tt", "u",   "nobr"};
_Static_assert(sizeof formatting_names / sizeof formatting_names[0] ==
                   HTML_FORMATTING_NAMES,
               "a count for each");

static bool is_formatting(struct str name)
{
    return IS_AMONG(name, formatting_names);
}

/* Its index, or STR_NONE. */
static size_t formatting_index(struct str name)
{
    for (size_t i = 0; i < HTML_FORMATTING_NAMES; i++) {
        if (str_eq_ignore_case(name, str_from(formatting_names[i]))) {
            return i;
        }
    }
    return STR_NONE;
}

/* Elements that the end of an ordinary one within them does not close. */
static bool is_special(struct str name)
{
    static const char *const names[] = {
        "address", "applet",   "article", "aside",    "blockquote", "button",     "center",
        "details", "dir",      "div",     "dl",       "fieldset",   "figcaption", "figure",
        "footer",  "form",     "h1",      "h2",       "h3",         "h4",         "h5",
        "h6",      "header",   "hgroup",  "listing",  "main",       "marquee",    "menu",
        "nav",     "noscript", "object",  "ol",       "pre",        "search",     "section",
        "select",  "summary",  "table",   "template", "ul"};
    return IS_AMONG(name, names);
}

/* No end tag of another element reaches through these. */
static bool is_wall(struct str name)
{
    static const char *const names[] = {"applet", "marquee", "object", "table", "template"};
    return IS_AMONG(name, names);
}

static bool is_foreign(struct str name)
{
    static const char *const names[] = {"svg", "math"};
    return IS_AMONG(name, names);
}

/* Elements of SVG and MathML in which HTML stands again. */
static bool holds_html(struct str name)
{
    static const char *const names[] = {
        "foreignobject", "desc",          "title", "mi", "mo", "mn", "ms",
        "mtext",         "annotation-xml"};
    return IS_AMONG(name, names);
}

/* Whether a tag begins within the one whose attributes begin at `at`, which then lacks its
 * '>': "</b words<i>". In a value it may stand. */
static bool takes_in_tag(struct str raw, size_t at, size_t end)
{
    struct str tag = str_sub(raw, 0, end);
    for (size_t sign = str_find_byte(tag, '<', at); sign != STR_NONE && at < end;) {
        if (ascii_is_space(raw.ptr[at]) || raw.ptr[at] == '/') {
            at++;
            continue;
        }
        size_t name_end = at;
        while (name_end < end && raw.ptr[name_end] != '=' &&
               !ascii_is_space(raw.ptr[name_end])) {
            if (raw.ptr[name_end++] == '<') {
                return true;
            }
        }
        at = scan_attribute_end(raw, at, end);
    }
    return false;
}

static void note_unended(struct html_bound *bound, struct str raw, size_t at)
{
    size_t length = 1;
    while (at + length < raw.len && length < UNENDED_SHOWN_BYTES &&
           !ascii_is_space(raw.ptr[at + length]) && raw.ptr[at + length - 1] != '>') {
        length++;
    }
    if (bound->unended.len == 0) {
        bound->unended = str_sub(raw, at, at + length);
        bound->unended_at = at;
    }
}

/* What has no end takes in what is left of the piece. */
static size_t end_or_rest(struct html_bound *bound, struct str raw, size_t at, size_t end)
{
    if (end == STR_NONE) {
        note_unended(bound, raw, at);
    }
    return end == STR_NONE ? raw.len : end;
}

/* What is taken for a comment ends at the first '>', which may be a tag's. */
static size_t comment_or_rest(struct html_bound *bound, struct str raw, size_t at,
                              bool foreign)
{
    size_t end = end_or_rest(bound, raw, at, scan_comment_end(raw, at, foreign));
    bool proper = str_starts(str_skip(raw, at), "<!--") ||
                  (foreign && str_starts(str_skip(raw, at), "<![CDATA["));
    if (!proper && end > at + 1 &&
        str_find_byte(str_sub(raw, 0, end), '<', at + 1) != STR_NONE) {
        note_unended(bound, raw, at);
    }
    return end;
}

/* What is open */

static void remove_open(struct html_bound *bound, size_t index)
{
    bound->count--;
    for (size_t i = index; i < bound->count; i++) {
        bound->open[i] = bound->open[i + 1];
    }
}

/* How many of the first `count` are written as `tag` is. */
static size_t count_alike(const struct html_bound *bound, size_t count, struct str tag)
{
    size_t alike = 0;
    for (size_t i = 0; i < count; i++) {
        alike += str_eq(bound->open[i].tag, tag);
    }
    return alike;
}

static size_t count_named(const struct html_bound *bound, struct str name)
{
    size_t named = 0;
    for (size_t i = 0; i < bound->count; i++) {
        named += str_eq_ignore_case(bound->open[i].name, name);
    }
    return named;
}

#define ALIKE_LIMIT 3 /* of formatting elements that come back after an end (13.2.4.3) */

/* Closes `index` and what is above it, but for formatting elements. */
static void close_through(struct html_bound *bound, size_t index)
{
    size_t kept = index;
    for (size_t i = index + 1; i < bound->count; i++) {
        if (is_formatting(bound->open[i].name) &&
            count_alike(bound, kept, bound->open[i].tag) < ALIKE_LIMIT) {
            bound->open[kept++] = bound->open[i];
        }
    }
    bound->count = kept;
}

static void close_element(struct html_bound *bound, struct str name)
{
    bool formatting = is_formatting(name), special = is_special(name), under = false;
    for (size_t i = bound->count; i > 0; i--) {
        struct str open = bound->open[i - 1].name;
        if (str_eq_ignore_case(open, name)) {
            if (formatting && under) {
                remove_open(bound, i - 1);
            } else {
                close_through(bound, i - 1);
            }
            return;
        }
        under = under || is_special(open) || (holds_html(open) && i < bound->count);
        if (is_wall(open) ? !str_eq_ignore_case(name, STR("table"))
                          : under && !special && !formatting) {
            return;
        }
    }
}

/* Whether it stays within the limit. A link ends the one before. */
static bool open_element(struct html_bound *bound, struct str name, struct str tag)
{
    if (str_eq_ignore_case(name, STR("a"))) {
        close_element(bound, name);
    }
    size_t format = formatting_index(name);
    if (format != STR_NONE && count_named(bound, name) == HTML_FORMATTING_LIMIT) {
        bound->formatting_beyond[format]++;
        return false;
    }
    if (bound->count == HTML_DEPTH_LIMIT) {
        bound->beyond++;
        return false;
    }
    bound->open[bound->count++] = (struct html_open_tag){name, tag};
    return true;
}

/* How many are open around what stands among SVG or MathML, up to where HTML does;
 * STR_NONE: it stands among HTML. */
static size_t foreign_root(const struct html_bound *bound)
{
    size_t root = STR_NONE;
    for (size_t i = bound->count; i > 0; i--) {
        if (is_foreign(bound->open[i - 1].name)) {
            root = i - 1;
        } else if (holds_html(bound->open[i - 1].name) && root == STR_NONE) {
            return STR_NONE;
        } else if (root != STR_NONE) {
            break;
        }
    }
    return root;
}

static bool is_in_foreign(const struct html_bound *bound)
{
    return foreign_root(bound) != STR_NONE;
}

/* HTML that ends SVG and MathML around it (13.2.6.5). */
static void end_foreign(struct html_bound *bound, struct str name)
{
    static const char *const names[] = {
        "b",    "big",     "blockquote", "body",   "br",     "center", "code", "dd",
        "div",  "dl",      "dt",         "em",     "embed",  "h1",     "h2",   "h3",
        "h4",   "h5",      "h6",         "head",   "hr",     "i",      "img",  "li",
        "menu", "listing", "meta",       "nobr",   "ol",     "p",      "pre",  "ruby",
        "s",    "small",   "span",       "strong", "strike", "sub",    "sup",  "table",
        "tt",   "u",       "ul",         "var"};
    size_t root = foreign_root(bound);
    if (root != STR_NONE && IS_AMONG(name, names)) {
        bound->count = root;
    }
}

/* Whether the tag from `at` to `*end` may stay; `*end` moves behind what belongs to it. */
static bool take_tag(struct html_bound *bound, struct str raw, size_t at, struct str name,
                     size_t *end)
{
    bool closing = raw.ptr[at + 1] == '/', emptied = raw.ptr[*end - 2] == '/';
    if (!closing) {
        end_foreign(bound, name);
    }
    if (element_is_void(name) || element_ends_by_itself(name)) {
        return true;
    }
    size_t format = closing ? formatting_index(name) : STR_NONE;
    if (format != STR_NONE && bound->formatting_beyond[format]) {
        bound->formatting_beyond[format]--;
        return false;
    }
    if (closing && bound->beyond) {
        bound->beyond--;
        return false;
    }
    if (closing) {
        close_element(bound, name);
        return true;
    }
    if (emptied && (is_foreign(name) || is_in_foreign(bound))) {
        return true;
    }
    if (element_holds_text(name) && !is_in_foreign(bound)) {
        *end = scan_text_end(raw, *end, name);
        return true;
    }
    return open_element(bound, name, str_sub(raw, at, *end));
}

/* Where the attributes of the tag from `at` to `end` pass their limit; `end`: nowhere. Most
 * tags are too short to. */
static size_t attributes_limit(struct str raw, size_t at, size_t end)
{
    size_t count = 0;
    if (end - at < 2 * HTML_ATTRIBUTE_LIMIT) {
        return end;
    }
    while (at < end) {
        if (ascii_is_space(raw.ptr[at]) || raw.ptr[at] == '/') {
            at++;
        } else if (count++ == HTML_ATTRIBUTE_LIMIT) {
            return at;
        } else {
            at = scan_attribute_end(raw, at, end);
        }
    }
    return end;
}

/* The tag from `at` to `end` with spaces for what is beyond the limit: what stands behind
 * it stays where it is. */
static void blank_attributes(struct html_bound *bound, struct str raw, size_t tag,
                             size_t *plain, size_t at, size_t end, struct buf *out)
{
    size_t limit = attributes_limit(raw, at, end - 1);
    if (limit >= end - 1) {
        return;
    }
    if (!bound->attributes_cut) {
        bound->attributes_at = tag;
    }
    bound->attributes_cut = true;
    buf_add(out, str_sub(raw, *plain, limit));
    for (; limit + 1 < end; limit++) {
        buf_add_byte(out, ' ');
    }
    *plain = end - 1;
}

/* Elements that hold text, in one piece of Markdown's HTML. */
struct text_tags {
    struct str unended[10]; /* names that have no end in the rest of the piece */
    size_t unended_count;
    size_t end; /* of the last one: its end tag begins here */
};

static bool is_ended(struct text_tags *tags, struct str raw, size_t at, struct str name)
{
    for (size_t i = 0; i < tags->unended_count; i++) {
        if (str_eq_ignore_case(tags->unended[i], name)) {
            return false;
        }
    }
    tags->end = scan_text_end(raw, at, name);
    if (tags->end == raw.len &&
        tags->unended_count < sizeof tags->unended / sizeof tags->unended[0]) {
        tags->unended[tags->unended_count++] = name;
    }
    return tags->end < raw.len;
}

/* Whether the tag from `at` to `end` has to be words. */
static bool is_words(struct text_tags *tags, struct str raw, size_t at, struct str name,
                     bool closing, size_t end)
{
    bool plaintext = str_eq_ignore_case(name, STR("plaintext"));
    return plaintext || (element_holds_text(name) &&
                         (closing ? tags->end != at : !is_ended(tags, raw, end, name)));
}

/* The tag that has to be words, as such; a frame's as a whole frame. */
static void add_words(struct str tag, struct str name, bool closing, struct buf *out)
{
    if (!str_eq_ignore_case(name, STR("iframe"))) {
        buf_add_text(out, "&lt;");
        buf_add(out, str_skip(tag, 1));
    } else if (!closing) {
        buf_add(out, tag);
        buf_add_text(out, "</iframe>");
    }
}

bool html_add_bounded(struct str raw, struct html_bound *bound, struct buf *out)
{
    bool whole = true;
    struct text_tags tags = {.end = STR_NONE};
    size_t plain = 0, next;
    for (size_t at = str_find_byte(raw, '<', 0); at != STR_NONE;
         at = str_find_byte(raw, '<', next)) {
        size_t name_at = at + 1 + (at + 1 < raw.len && raw.ptr[at + 1] == '/');
        size_t length = scan_name_length(raw, name_at);
        if (length == 0 || !ascii_is_alpha(raw.ptr[name_at])) {
            next = comment_or_rest(bound, raw, at, is_in_foreign(bound));
            continue;
        }
        struct str name = str_sub(raw, name_at, name_at + length);
        next = end_or_rest(bound, raw, at, scan_tag_end(raw, name_at + length));
        if (takes_in_tag(raw, name_at + length, next - 1)) {
            note_unended(bound, raw, at);
        }
        if (bound->in_markdown && !is_in_foreign(bound) &&
            is_words(&tags, raw, at, name, name_at > at + 1, next)) {
            buf_add(out, str_sub(raw, plain, at));
            add_words(str_sub(raw, at, next), name, name_at > at + 1, out);
            plain = next;
            continue;
        }
        size_t end = next;
        if (take_tag(bound, raw, at, name, &next)) {
            blank_attributes(bound, raw, at, &plain, name_at + length, end, out);
        } else {
            whole = false;
            buf_add(out, str_sub(raw, plain, at));
            plain = next;
        }
    }
    buf_add(out, str_skip(raw, plain));
    return whole;
}

void html_report_bounded(struct report *report, struct place place)
{
    report_warning(report, place, "nesting-limit",
                   "HTML nested more than %d deep, or %d deep in elements of one name such "
                   "as <font>; deeper tags are left out",
                   HTML_DEPTH_LIMIT, HTML_FORMATTING_LIMIT);
}

void html_report_unended(struct report *report, struct place place, struct str begin)
{
    report_warning(report, place, "html-unclosed",
                   "'%.*s' is never closed: what follows is taken for a part of it",
                   STR_ARG(begin));
}

void html_report_attributes(struct report *report, struct place place)
{
    report_warning(report, place, "html-attributes",
                   "a tag with more than %d attributes; further ones are left out",
                   HTML_ATTRIBUTE_LIMIT);
}
