/* Lines of text with a few tags in them, as titles of front matter are: what is a tag there
 * is decided by its name, its form and its end, since such lines name elements, types and
 * placeholders as often as they use them. The rest is left to the reader of pages. */
#include "html/html.h"

#include "base/buf.h"

#define OPEN_LIMIT 32 /* tags that wait for their end */

struct tag {
    struct str name; /* ptr is NULL: none */
    size_t end;      /* behind its '>' */
    bool closing;
};

struct tag_line {
    struct str text;
    bool *taken; /* by offset of its '<' */
    struct {
        struct str name;
        size_t at;
    } open[OPEN_LIMIT];
    size_t open_count;
};

static bool is_paired(struct str name)
{
    static const char *const names[] = {
        "a",     "abbr", "b",      "bdi",    "bdo", "big",  "cite", "code", "del", "dfn",
        "em",    "font", "i",      "ins",    "kbd", "mark", "nobr", "q",    "s",   "samp",
        "small", "span", "strike", "strong", "sub", "sup",  "time", "tt",   "u",   "var"};
    return str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]);
}

static bool is_single(struct str name)
{
    static const char *const names[] = {"br", "img", "wbr"};
    return str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]);
}

/* From '<' at `at`: a name, then '>', or white space and what may be attributes. */
static struct tag tag_at(struct str text, size_t at)
{
    struct tag tag = {.closing = at + 1 < text.len && text.ptr[at + 1] == '/'};
    size_t from = at + 1 + tag.closing, to = from;
    while (to < text.len && ascii_is_alnum(text.ptr[to])) {
        to++;
    }
    tag.end = to;
    while (tag.end < text.len && text.ptr[tag.end] != '<' && text.ptr[tag.end] != '>') {
        tag.end++;
    }
    struct str rest = str_trim(str_sub(text, to, tag.end));
    bool apart = to < text.len && ascii_is_space(text.ptr[to]);
    bool whole = tag.end < text.len && text.ptr[tag.end] == '>' &&
                 (rest.len == 0 || str_is(rest, "/") || (apart && !tag.closing));
    struct str name = str_sub(text, from, to);
    bool anchor = str_eq_ignore_case(name, STR("a")) && !tag.closing;
    bool picture = str_eq_ignore_case(name, STR("img"));
    if (whole && (!anchor || str_find(rest, STR("href"), 0) != STR_NONE) &&
        (!picture || str_find(rest, STR("src"), 0) != STR_NONE)) {
        tag.name = name;
    }
    tag.end++;
    return tag;
}

static void take_end(struct tag_line *line, struct str name, size_t at)
{
    for (size_t i = line->open_count; i > 0; i--) {
        if (str_eq_ignore_case(line->open[i - 1].name, name)) {
            line->taken[line->open[i - 1].at] = line->taken[at] = true;
            line->open_count = i - 1; /* what was opened since has no end */
            return;
        }
    }
}

static void find_tags(struct tag_line *line)
{
    for (size_t at = str_find_byte(line->text, '<', 0); at != STR_NONE;
         at = str_find_byte(line->text, '<', at + 1)) {
        struct tag tag = tag_at(line->text, at);
        if (tag.name.len && is_single(tag.name)) {
            line->taken[at] = true;
        } else if (tag.name.len && is_paired(tag.name) && tag.closing) {
            take_end(line, tag.name, at);
        } else if (tag.name.len && is_paired(tag.name) && line->open_count < OPEN_LIMIT) {
            line->open[line->open_count].name = tag.name;
            line->open[line->open_count++].at = at;
        }
    }
}

struct str html_line_text(struct arena *arena, struct str text, struct report *report)
{
    if (str_find_byte(text, '<', 0) == STR_NONE &&
        str_find_byte(text, '&', 0) == STR_NONE) {
        return text;
    }
    struct tag_line line = {.text = text};
    line.taken = ARENA_ARRAY(arena, bool, text.len);
    if (!line.taken) {
        (void)report_out_of_memory(report);
        return text;
    }
    find_tags(&line);
    struct buf html = {.kept_in = arena}, out = {.kept_in = arena};
    for (size_t at = 0; at < text.len; at++) {
        text.ptr[at] == '<' && !line.taken[at] ? buf_add_text(&html, "&lt;")
                                               : buf_add_byte(&html, text.ptr[at]);
    }
    struct node *root = NULL;
    if (html_read(arena, arena_take(arena, &html), NULL, &root, report)) {
        node_plain_text(root, &out);
    }
    return str_trim(arena_take(arena, &out));
}
