/* The block pass: which kind of block begins at a line, paragraphs, quotes, rules.
 *
 * kramdown asks each kind in turn at every line that no block has taken. Some kinds
 * want a boundary above them (the beginning, a blank line, a {: } line or '^'); the
 * GFM additions lift that for headings, fenced code and lists by letting those end a
 * paragraph. */
#include "markdown/kramdown_block.h"

#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_block_readers.h"
#include "markdown/kramdown_extension.h"
#include "markdown/kramdown_line.h"

static bool read_blank(struct container *c)
{
    struct str text = c->source->text;
    size_t at = c->at, lines = 0;
    while (at < text.len && line_is_blank(text, at)) {
        at = line_end(text, at);
        lines++;
    }
    if (lines == 0) {
        return false;
    }
    struct node *last = node_last(c->node);
    if (mark_is_blank(last)) {
        node_set_number(c->k->arena, last, node_number(last) + (uint32_t)lines);
    } else {
        container_settle(c); /* such a line takes the {: } above it along */
        container_add_blank(c, text.ptr[c->at] == '\n' ? MARK_BLANK : MARK_WHITE, lines);
    }
    c->at = at;
    return true;
}

static bool read_end_mark(struct container *c)
{
    if (!line_is_end_mark(c->source->text, c->at)) {
        return false;
    }
    container_add_mark(c, MARK_END);
    container_settle(c);
    c->at = line_end(c->source->text, c->at);
    return true;
}

/* A list for the block above it, or for the next one. */
static void place_ial(struct container *c, struct ial *ial)
{
    struct node *last = node_last(c->node);
    switch (mark_of(last)) {
    case MARK_NONE:
        if (last) {
            ial_attach(c->k, last, ial);
            container_add_mark(c, MARK_ATTRIBUTES);
            return;
        }
        break; /* the first line */
    case MARK_ATTRIBUTES: ial_attach(c->k, block_last(c), ial); return;
    case MARK_DEFINITION: return; /* which takes no attributes */
    case MARK_BLANK:
    case MARK_WHITE:
    case MARK_END:
    case MARK_ATTRIBUTE_LIST:
    case MARK_OPTIONS: break;
    }
    ial_merge(c->k->arena, &c->pending, ial);
}

static bool read_ial(struct container *c)
{
    struct str text = c->source->text, inside;
    if (!line_is_ial(text, c->at, &inside)) {
        return false;
    }
    struct arena *arena = c->k->arena;
    size_t name_len;
    bool definition = ial_is_definition(inside, &name_len);
    struct ial *ial =
        ial_parse(arena, definition ? str_skip(inside, name_len + 1) : inside);
    if (definition) {
        attribute_list_define(c->k, str_sub(inside, 0, name_len), ial);
        c->pending = NULL;
        container_add_mark(c, MARK_ATTRIBUTE_LIST);
    } else if (c->trailing) {
        ial_merge(arena, c->trailing, ial);
    } else {
        place_ial(c, ial);
    }
    c->at = line_end(text, (size_t)(inside.ptr + inside.len - text.ptr));
    return true;
}

static bool read_extension(struct container *c)
{
    struct str text = c->source->text;
    size_t at = line_skip_spaces(text, c->at);
    struct extension extension;
    if (!str_starts(str_skip(text, at), "{::")) {
        return false;
    }
    bool open = !c->no_extension_end || at < c->no_extension_end;
    if (!extension_at(c->k->arena, text, at, open ? text.len : line_end(text, at), true,
                      &extension)) {
        if (open && str_find(text, STR("{:/"), at) == STR_NONE) {
            c->no_extension_end = at ? at : 1;
        }
        return false;
    }
    struct node *node = extension_node(c->k, c->source, at, &extension, true);
    if (extension_is_options(&extension)) { /* a block that shows nothing */
        container_add_mark(c, MARK_OPTIONS);
        container_settle(c);
    } else {
        block_add_bare(c, node);
    }
    c->at = line_end(text, extension.end);
    return true;
}

static bool read_rule(struct container *c)
{
    if (!line_is_rule(c->source->text, c->at)) {
        return false;
    }
    block_add(c, kramdown_node(c->k, NODE_RULE, c->source, c->at));
    c->at = line_end(c->source->text, c->at);
    return true;
}

static bool read_quote(struct container *c)
{
    struct str text = c->source->text;
    if (!line_is_quote(text, c->at)) {
        return false;
    }
    struct source_builder builder = {0};
    size_t at = c->at;
    bool first = true;
    while (at < text.len &&
           (first || line_is_quote(text, at) || !line_ends_lazy(text, at))) {
        size_t end = line_end(text, at), from = at;
        if (line_is_quote(text, at)) {
            from += line_indent(text, at, NULL) + 1;
            from += from < end && text.ptr[from] == ' ';
        }
        builder_add(c->k->arena, &builder, str_sub(text, from, end),
                    source_origin(c->source, from));
        at = end;
        first = false;
    }
    struct node *quote = kramdown_node(c->k, NODE_QUOTE, c->source, c->at);
    block_add(c, quote);
    blocks_read_source(c, builder_take(c->k->arena, &builder), quote);
    if (quote) {
        marks_drop(quote);
    }
    c->at = at;
    return true;
}

/* $$ ... $$ with boundaries on both sides. */
static bool read_math(struct container *c)
{
    struct str text = c->source->text;
    size_t from = line_skip_spaces(text, c->at);
    bool escaped = false;
    if (from < text.len && text.ptr[from] == '\\') {
        from++;
        escaped = true;
    }
    if (!block_at_boundary(c) || !str_starts(str_skip(text, from), "$$")) {
        return false;
    }
    size_t close = str_find(text, STR("$$"), from + 2);
    if (close == STR_NONE) {
        return false;
    }
    size_t end = close + 2;
    bool blank = line_is_blank(text, end);
    end = blank ? line_end(text, end) : end;
    if (escaped) {
        c->at = blank ? from : c->at; /* a paragraph that begins with a formula, or text */
        return false;
    }
    if (!block_boundary_at(c, end)) {
        return false;
    }
    struct node *math = kramdown_node(c->k, NODE_MATH_BLOCK, c->source, from);
    if (math) {
        math->text = str_trim(str_sub(text, from + 2, close));
    }
    block_add(c, math);
    c->at = end;
    return true;
}

/* Whether the paragraph right above goes on after something not taken. */
static bool continue_paragraph(struct container *c, size_t to)
{
    const struct node *last = node_last(c->node);
    struct waiting_text *text = texts_last(c->k);
    if (!last || last->kind != NODE_PARAGRAPH || last->tight || c->pending || !text ||
        text->node != last || text->source != c->source) {
        return false;
    }
    text->to = to;
    return true;
}

static void read_paragraph(struct container *c)
{
    struct str text = c->source->text;
    size_t from = c->at, at = line_end(text, c->at), columns;
    line_indent(text, from, &columns);
    while (columns < 4 && at < text.len &&
           !line_ends_paragraph(&c->k->settings, text, at)) {
        at = line_end(text, at);
    }
    c->at = at;
    if (continue_paragraph(c, at)) {
        return;
    }
    while (from < at && ascii_is_space(text.ptr[from])) {
        from++;
    }
    struct node *paragraph = kramdown_node(c->k, NODE_PARAGRAPH, c->source, from);
    if (paragraph) {
        paragraph->tight = columns > 3; /* a tab behind spaces: a line on its own, no <p> */
    }
    block_add(c, paragraph);
    texts_add(c->k, paragraph, c->source, from, at);
}

static void read_one(struct container *c)
{
    static bool (*const readers[])(struct container *) = {
        read_blank,
        block_read_indented_code,
        block_read_fenced_code,
        read_quote,
        block_read_atx,
        read_rule,
        block_read_list,
        block_read_definition_list,
        block_read_html,
        block_read_setext,
        read_math,
        block_read_table,
        block_read_footnote,
        block_read_link_definition,
        block_read_abbreviation,
        read_extension,
        read_ial,
        read_end_mark,
    };
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        if (readers[i](c) || c->ended) {
            return;
        }
    }
    read_paragraph(c);
}

/* Everything as paragraphs, for what is nested too deep. */
static void read_flat(struct container *c)
{
    kramdown_too_deep(c->k, c->source, c->at);
    while (c->at < c->source->text.len) {
        struct str text = c->source->text;
        if (line_is_blank(text, c->at)) {
            c->at = line_end(text, c->at);
            continue;
        }
        size_t from = c->at, at = from;
        while (at < text.len && !line_is_blank(text, at)) {
            at = line_end(text, at);
        }
        struct node *paragraph = kramdown_node(c->k, NODE_PARAGRAPH, c->source, from);
        block_add(c, paragraph);
        texts_add(c->k, paragraph, c->source, from, at);
        c->at = at;
    }
}

void blocks_read(struct container *c)
{
    if (c->depth > c->k->nesting_limit) {
        read_flat(c);
        return;
    }
    while (!c->ended && c->at < c->source->text.len && !arena_failed(c->k->arena)) {
        read_one(c);
    }
}

void blocks_read_source(const struct container *outer, struct source *source,
                        struct node *node)
{
    if (source && node) {
        struct container inner = {.k = outer->k,
                                  .source = source,
                                  .node = node,
                                  .in_list_item = outer->in_list_item,
                                  .depth = outer->depth + 1};
        blocks_read(&inner);
    }
}

void blocks_read_page(struct kramdown *k, struct source *source)
{
    struct container c = {.k = k, .source = source, .node = k->root};
    blocks_read(&c);
    marks_drop(k->root);
}
