/* MkDocs's snippets: '--8<-- "x.md"' alone on a line, or paths on lines between two
 * "--8<--", in code too. A pass of its own, because what is taken in is Markdown that other
 * passes read; and what each page of the site ends with. */
#include "base/lines.h"
#include "markdown/dialect_spans.h"

#define SNIPPET_DEPTH_LIMIT 16

static const struct anchor_marks section_marks = {"[start:", "[end:"};
static const char scissors[] = "--8<--";

/* Lines from there on, at `at` in the page; of a file: `folder` is not NULL. */
struct snippets {
    struct spans *spans;
    bool in_block;     /* between two lines of scissors */
    struct fence code; /* Quarto: that is open, in which nothing is taken in */
};

static void add_lines(struct snippets *snippets, struct str text, struct str indent,
                      size_t depth);

/* ';' before it: it is not in use. */
static void add_file(struct snippets *snippets, struct str wanted, struct str indent,
                     size_t depth)
{
    struct str part;
    if (wanted.len && wanted.ptr[0] != ';' && depth < SNIPPET_DEPTH_LIMIT &&
        spans_read_part(snippets->spans, wanted, &section_marks, &part)) {
        add_lines(snippets, part, indent, depth + 1);
    }
}

/* Quarto's "{{< include x.qmd >}}", alone on its line; paths are the page's in each file.
 */
static bool read_include(struct snippets *snippets, struct str line, struct str indent,
                         size_t depth)
{
    struct str words = str_trim(line), info, part;
    struct fence fence = code_fence_of(str_trim_right(line), &info);
    bool open = snippets->code.length > 0;
    bool include = !open && str_starts(words, "{{<") && str_ends(words, ">}}");
    words = include ? str_trim(str_sub(words, 3, words.len - 3)) : words;
    snippets->code = !open ? fence
                     : code_fence_closes(str_trim_right(line), &snippets->code)
                         ? (struct fence){0}
                         : snippets->code;
    if (!include || !str_starts(words, "include ") || depth == SNIPPET_DEPTH_LIMIT) {
        return false;
    }
    struct str path = str_trim(str_skip(words, sizeof "include " - 1));
    path = str_without_ends(path, '"');
    bool found = spans_read_file(snippets->spans, path, &part);
    if (found) {
        add_lines(snippets, part, indent, depth + 1);
    }
    return found;
}

/* Whether the line asks for files, which it then gives way to. */
static bool read_line(struct snippets *snippets, struct str line, struct str indent,
                      size_t depth)
{
    struct str words = str_trim(line);
    size_t before = (size_t)(words.ptr - line.ptr);
    struct str rest = str_trim(str_skip(words, sizeof scissors - 1));
    struct arena *arena = snippets->spans->dialect->arena;
    bool marked = str_starts(words, scissors);
    bool named = rest.len > 2 && ascii_set_has("\"'", rest.ptr[0]) &&
                 rest.ptr[rest.len - 1] == rest.ptr[0];
    unsigned syntax = snippets->spans->dialect->options->syntax;
    if (syntax & SYNTAX_PANDOC) {
        return read_include(snippets, line, indent, depth);
    }
    bool section = str_starts(rest, "[start:") || str_starts(rest, "[end:");
    if (!marked && !snippets->in_block) {
        return false;
    }
    indent = arena_format(arena, "%.*s%.*s", STR_ARG(indent), (int)before, line.ptr);
    if (marked && rest.len == 0) {
        snippets->in_block = !snippets->in_block;
    } else if (marked && named) {
        add_file(snippets, str_sub(rest, 1, rest.len - 1), indent, depth);
    } else if (marked) {
        return section && depth > 0;
    } else {
        add_file(snippets, words, indent, depth);
    }
    return true;
}

/* Of a file: with its lines' own indent behind that of the line that asks for it. */
static void add_lines(struct snippets *snippets, struct str text, struct str indent,
                      size_t depth)
{
    struct rewriter *to = snippets->spans->dialect->to;
    for (size_t at = 0; at < text.len; at = line_end(text, at)) {
        struct str line = str_sub(text, at, line_end(text, at));
        if (!read_line(snippets, line, indent, depth)) {
            rewriter_add(to, snippets->spans->at, str_trim(line).len ? indent : STR(""));
            rewriter_add(to, snippets->spans->at, line);
        }
    }
    if (text.len && !str_ends(text, "\n")) {
        rewriter_add(to, snippets->spans->at, STR("\n"));
    }
}

static void add_appended(struct snippets *snippets)
{
    struct value files = snippets->spans->dialect->options->appended;
    for (size_t i = 0; files.kind == VALUE_LIST && i < value_count(files); i++) {
        struct value file = value_at(files, i);
        if (file.kind == VALUE_STRING) {
            rewriter_add(snippets->spans->dialect->to, snippets->spans->at, STR("\n\n"));
            add_file(snippets, file.as.string, (struct str){0}, 0);
        }
    }
}

bool dialect_rewrite_snippets(struct dialect *dialect)
{
    struct spans *spans = spans_new(dialect);
    struct snippets snippets = {.spans = spans};
    struct str text = dialect->to->text;
    for (size_t at = 0, end; spans && at < text.len; at = end) {
        end = line_end(text, at);
        struct str line = str_sub(text, at, end);
        size_t escape = str_find(line, STR(";--8<--"), 0);
        spans->at = at;
        if (escape != STR_NONE && str_trim(str_sub(line, 0, escape)).len == 0) {
            rewriter_copy(dialect->to, at, at + escape);
            rewriter_copy(dialect->to, at + escape + 1, end);
        } else if (!read_line(&snippets, line, (struct str){0}, 0)) {
            rewriter_copy(dialect->to, at, end);
        }
    }
    if (spans) {
        add_appended(&snippets);
    }
    return spans != NULL;
}
