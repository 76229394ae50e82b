/* Of MkDocs: documentation that a program's source would fill in, "::: package.module", and
 * elements of HTML on one line whose text is Markdown. */
#include "base/buf.h"
#include "base/lines.h"
#include "markdown/dialect_blocks.h"
#include "markdown/dialect_names.h"

static bool is_object(struct str name)
{
    bool object = name.len > 0 && ascii_is_alpha(name.ptr[0]);
    for (size_t i = 0; i < name.len && object; i++) {
        object = ascii_is_alnum(name.ptr[i]) || ascii_set_has("_.:/", name.ptr[i]);
    }
    return object;
}

/* Its name stands where it would be, for links to it; options below it show nothing. */
bool blocks_read_object(struct blocks *blocks)
{
    struct dialect *dialect = blocks->dialect;
    struct str text = dialect->to->text;
    struct str name = str_starts(blocks->line, "::: ") ? str_trim(str_skip(blocks->line, 4))
                                                       : (struct str){0};
    if (!is_object(name)) {
        return false;
    }
    while (blocks->end < text.len) {
        size_t end = line_end(text, blocks->end), bytes;
        struct str line = str_trim_right(str_sub(text, blocks->end, end));
        if (line.len == 0 || indent_columns(line, &bytes) < blocks->columns + 4) {
            break;
        }
        blocks->end = end;
    }
    dialect_add_anchor(dialect, blocks->at, blocks->indent, name, (struct str){0});
    rewriter_add(dialect->to, blocks->at,
                 arena_format(dialect->arena, "\n%*s`%.*s`\n\n[%.*s]: #%.*s\n\n",
                              (int)blocks->indent, "", STR_ARG(name), STR_ARG(name),
                              STR_ARG(name)));
    dialect_lose(dialect, blocks->at, blocks->line);
    return true;
}

/* Whether the element holds words alone, which are no paragraph. */
static bool holds_words(struct str name)
{
    static const char *const names[] = {"p",    "h1", "h2", "h3", "h4",      "h5",
                                        "h6",   "dt", "th", "td", "summary", "figcaption",
                                        "span", "a",  "b",  "i",  "em",      "strong"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_eq_ignore_case(name, str_from(names[i]))) {
            return true;
        }
    }
    return false;
}

/* "<div markdown>**x**</div>" on one line: its text is read as on lines of its own. */
bool blocks_read_element(struct blocks *blocks)
{
    struct dialect *dialect = blocks->dialect;
    struct str line = blocks->line;
    size_t name = 1, end = str_starts(line, "<") ? str_find_byte(line, '>', 0) : STR_NONE;
    if (end == STR_NONE ||
        str_find(str_sub(line, 0, end), STR(" markdown"), 0) == STR_NONE) {
        return false;
    }
    while (name < end && ascii_is_alnum(line.ptr[name])) {
        name++;
    }
    struct str element = str_sub(line, 1, name);
    struct str closer = arena_format(dialect->arena, "</%.*s>", STR_ARG(element));
    struct str kind = dialect_attribute(str_sub(line, 0, end), "markdown");
    if (!str_ends(line, closer.ptr) || line.len < end + 1 + closer.len) {
        return false;
    }
    size_t start = (size_t)(line.ptr - dialect->to->text.ptr);
    size_t open = start + end + 1, close = start + line.len - closer.len;
    bool words = str_is(kind, "span") || (!str_is(kind, "block") && holds_words(element));
    if (words) { /* behind the sign the line is a paragraph's */
        rewriter_add(dialect->to, blocks->at,
                     arena_format(dialect->arena, "<%.*s>", STR_ARG(dialect->name)));
        rewriter_copy(dialect->to, start, blocks->end);
        return true;
    }
    rewriter_copy(dialect->to, blocks->at, open);
    rewriter_add(dialect->to, open, STR("\n\n"));
    rewriter_copy(dialect->to, open, close);
    rewriter_add(dialect->to, close, STR("\n\n"));
    rewriter_copy(dialect->to, close, blocks->end);
    return true;
}
