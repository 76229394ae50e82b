/* The lines that open containers: ":::", "!!!", "===", "///". */
#include "markdown/dialect_blocks.h"

#include "base/buf.h"
#include "markdown/dialect_names.h"

static size_t run_length(struct str text, char mark)
{
    size_t length = 0;
    while (length < text.len && text.ptr[length] == mark) {
        length++;
    }
    return length;
}

static size_t word_length(struct str text)
{
    size_t length = 0;
    while (length < text.len && (ascii_is_alnum(text.ptr[length]) ||
                                 text.ptr[length] == '-' || text.ptr[length] == '_')) {
        length++;
    }
    return length;
}

/* The first class in braces: "{.callout-note #id}" is "callout-note". */
static struct str first_class(struct str braces)
{
    size_t dot = str_find_byte(braces, '.', 0);
    struct str name = dot == STR_NONE ? (struct str){0} : str_skip(braces, dot + 1);
    return str_sub(name, 0, word_length(name));
}

/* "name Title", "name[Title]{attributes}", "name{title="x"}": what follows the name. */
static struct str title_of(struct str rest)
{
    rest = str_trim(rest);
    if (str_starts(rest, "[")) {
        size_t end = str_find_byte(rest, ']', 0);
        return str_sub(rest, 1, end == STR_NONE ? rest.len : end);
    }
    size_t brace = str_find_byte(rest, '{', 0);
    if (brace != STR_NONE && str_ends(rest, "}")) {
        struct str named = dialect_attribute(str_skip(rest, brace), "title");
        return named.len ? named : str_trim(str_sub(rest, 0, brace));
    }
    return str_trim(str_without_end(rest, ':')); /* pandoc may end the line in colons */
}

bool blocks_open_colons(struct blocks *blocks)
{
    struct str line = blocks->line;
    size_t length = run_length(line, ':');
    struct str rest = str_trim(str_skip(line, length));
    if (length < 3 || rest.len == 0) {
        return false;
    }
    struct container container = {.kind = CONTAINER_COLONS,
                                  .fence = {':', length, blocks->indent},
                                  .indent = blocks->indent};
    if (str_starts(rest, "{")) {
        bool classes = rest.len > 1 && strchr(".# ", rest.ptr[1]);
        if (!classes) {
            return blocks_open_directive(blocks, container.fence, rest, true);
        }
        blocks_open(blocks, container, first_class(rest), dialect_attribute(rest, "title"),
                    false);
        return true;
    }
    size_t name = word_length(rest);
    if (name == 0) {
        return false;
    }
    struct str named = str_sub(rest, 0, name);
    enum callout callout;
    bool known = dialect_find_callout(named, &callout);
    struct str title = title_of(str_skip(rest, name));
    blocks_open(blocks, container, named, title, known && title.len > 0);
    return true;
}

/* What stands in quotes, or `*none`: there is no quoted text. */
static struct str quoted_text(struct str text, bool *none)
{
    size_t open = str_find_byte(text, '"', 0);
    *none = open == STR_NONE;
    size_t close = *none ? STR_NONE : str_find_byte(text, '"', open + 1);
    while (close != STR_NONE && str_find_byte(text, '"', close + 1) != STR_NONE) {
        close = str_find_byte(text, '"', close + 1);
    }
    return *none ? (struct str){0}
                 : str_sub(text, open + 1, close == STR_NONE ? text.len : close);
}

bool blocks_open_bangs(struct blocks *blocks)
{
    struct str line = blocks->line;
    bool tab = str_starts(line, "===");
    if (!tab && !str_starts(line, "!!!") && !str_starts(line, "???")) {
        return false;
    }
    struct str rest = str_skip(line, 3);
    rest = str_skip(rest, str_starts(rest, "+") || str_starts(rest, "!") ? 1 : 0);
    bool apart = str_starts(rest, " ");
    rest = str_trim(rest);
    bool none;
    struct str title = quoted_text(rest, &none);
    size_t name = word_length(rest);
    bool titled = !none && rest.ptr[0] == '"';
    bool folded = str_starts(line, "???") && titled; /* may have a title alone */
    if (tab ? !titled || !apart : name == 0 && !folded) {
        return false;
    }
    struct container container = {.kind = CONTAINER_INDENT};
    size_t bytes;
    container.indent = indent_columns(blocks->whole, &bytes);
    struct str named = tab ? STR("tab") : str_sub(rest, 0, name);
    enum callout callout;
    named = named.len ? named : STR("details");
    bool other = !tab && !dialect_find_callout(named, &callout);
    if (other && none) {
        title = named; /* a kind of the theme's own */
    }
    blocks_open(blocks, container, other ? STR("note") : named, title, !none);
    return true;
}

/* "/// note | Title" */
bool blocks_open_slashes(struct blocks *blocks)
{
    struct str line = blocks->line;
    size_t length = run_length(line, '/');
    struct str rest = str_trim(str_skip(line, length));
    size_t name = word_length(rest);
    struct str after = str_trim(str_skip(rest, name));
    bool titled = str_starts(after, "|");
    if (length < 3 || name == 0 || (after.len && !titled)) {
        return false;
    }
    struct container container = {.kind = CONTAINER_SLASHES,
                                  .fence = {'/', length, blocks->indent},
                                  .indent = blocks->indent};
    blocks_open(blocks, container, str_sub(rest, 0, name),
                str_trim(str_skip(after, titled ? 1 : 0)), false);
    return true;
}
