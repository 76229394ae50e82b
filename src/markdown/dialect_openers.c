/* The lines that open containers: ":::", "!!!", "===", "///", and ":   x" below terms. */
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

static bool is_word_byte(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_';
}

static size_t word_length(struct str text)
{
    size_t length = 0;
    while (length < text.len && is_word_byte(text.ptr[length])) {
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

/* Of pandoc: its id is an anchor's, a figure's in the end. */
static void open_division(struct blocks *blocks, struct container container,
                          struct str attributes)
{
    struct dialect *dialect = blocks->dialect;
    if (pandoc_is_hidden(attributes)) {
        blocks_skip_container(blocks);
        return;
    }
    size_t hash = str_find_byte(attributes, '#', 0);
    struct str id = hash == STR_NONE ? (struct str){0} : str_skip(attributes, hash + 1);
    id = str_sub(id, 0, word_length(id));
    if (id.len) {
        dialect_add_anchor(dialect, blocks->at, blocks->indent, id, (struct str){0});
    }
    if (!str_starts(id, "fig-")) {
        blocks_open(blocks, container, first_class(attributes),
                    dialect_attribute(attributes, "title"), false);
        return;
    }
    container.box = dialect_open_box(dialect, blocks->at, blocks->indent, CALLOUT_BLOCK,
                                     (struct str){0}, blocks->whole);
    if (container.box < dialect->box_count) {
        dialect->boxes[container.box].kind = BOX_FIGURE;
    }
    blocks_push(blocks, container);
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
        bool classes = rest.len > 1 && ascii_set_has(".# ", rest.ptr[1]);
        if (!classes) {
            return blocks_open_directive(blocks, container.fence, rest, true);
        }
        open_division(blocks, container, rest);
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

/* Names, then a title in quotes that ends the line: false when the line holds anything
 * else, for then it is text. `*titled`: there are quotes, though nothing may stand in them.
 */
static bool read_title(struct str rest, bool *titled, struct str *title)
{
    size_t at = 0;
    while (at < rest.len && (is_word_byte(rest.ptr[at]) || rest.ptr[at] == ' ' ||
                             (unsigned char)rest.ptr[at] >= 0x80)) {
        at++;
    }
    struct str quoted = str_skip(rest, at);
    bool apart = at == 0 || rest.ptr[at - 1] == ' ';
    *titled = quoted.len > 0;
    *title = (struct str){0};
    if (quoted.len == 0) {
        return true;
    }
    if (quoted.len < 2 || !apart || quoted.ptr[0] != '"' || !str_ends(quoted, "\"")) {
        return false;
    }
    *title = str_sub(quoted, 1, quoted.len - 1);
    return true;
}

bool blocks_open_bangs(struct blocks *blocks)
{
    struct str line = blocks->line, title;
    unsigned syntax = blocks->dialect->options->syntax;
    bool tab = (syntax & SYNTAX_TABS) && str_starts(line, "==="), titled;
    bool fold = (syntax & SYNTAX_FOLDS) && str_starts(line, "???");
    if (!tab && !fold && !((syntax & SYNTAX_BANGS) && str_starts(line, "!!!"))) {
        return false;
    }
    struct str rest = str_skip(line, 3);
    rest = str_skip(rest, str_starts(rest, "+") || str_starts(rest, "!") ? 1 : 0);
    bool apart = str_starts(rest, " ");
    rest = str_trim(rest);
    size_t name = word_length(rest);
    bool whole = read_title(rest, &titled, &title);
    bool alone = fold && titled; /* its title needs no name before it */
    if (!whole || (tab ? !titled || !apart || name > 0 : name == 0 && !alone)) {
        return false;
    }
    struct container container = {
        .kind = CONTAINER_INDENT, .indent = blocks->columns, .taken = 4};
    struct str named = tab ? STR("tab") : str_sub(rest, 0, name);
    enum callout callout;
    named = named.len ? named : STR("details");
    bool other = !tab && !dialect_find_callout(named, &callout);
    if (other && !titled) {
        title = named; /* a kind of the theme's own */
    }
    blocks_open(blocks, container, other ? STR("note") : named, title, titled);
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

bool blocks_open_definition(struct blocks *blocks)
{
    struct dialect *dialect = blocks->dialect;
    struct str rest = str_trim_left(str_skip(blocks->line, 1));
    size_t offset = (size_t)(rest.ptr - blocks->line.ptr);
    if (!blocks->below_terms || !str_starts(blocks->line, ":") || offset < 2 ||
        rest.len == 0 || blocks->indent >= 4) {
        return false;
    }
    bool fixed = offset > 4 || (dialect->options->syntax & SYNTAX_PYTHON);
    struct container container = {.kind = CONTAINER_DEFINITION,
                                  .indent = blocks->columns,
                                  .taken = fixed ? 4 : offset};
    container.box = dialect_open_box(dialect, blocks->at, blocks->indent, CALLOUT_BLOCK,
                                     (struct str){0}, STR(":"));
    if (container.box < dialect->box_count) {
        dialect->boxes[container.box].kind = BOX_DEFINITION;
        dialect->boxes[container.box].is_loose = blocks->blank;
    }
    blocks_push(blocks, container);
    blocks->at += (size_t)(rest.ptr - blocks->whole.ptr);
    blocks->whole = blocks->line = rest;
    rewriter_add(dialect->to, blocks->at,
                 arena_format(dialect->arena, "%*s", (int)blocks->indent, ""));
    blocks->columns += container.taken;
    blocks->cut += container.taken;
    blocks->below_terms = false;
    return true;
}
