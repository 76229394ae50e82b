/* The block pass: which kind of block begins at a line, paragraphs, quotes, rules.
 *
 * kramdown asks each kind in turn at every line that no block has taken. Some kinds
 * want a boundary above them (the beginning, a blank line, a {: } line or '^'); the
 * GFM additions lift that for headings, fenced code and lists by letting those end a
 * paragraph. */
#include "markdown/kramdown.h"

struct node *block_last(const struct container *c)
{
    struct node *last = c->node->last;
    while (last && (last->kind == NODE_MARK_BLANK || last->kind == NODE_MARK_END)) {
        last = last->previous;
    }
    return last;
}

bool block_at_boundary(const struct container *c)
{
    const struct node *last = c->node->last;
    return !last || c->pending || last->kind == NODE_MARK_BLANK ||
           (last->kind == NODE_MARK_END && last->level == 0);
}

bool line_is_end_mark(struct str text, size_t at)
{
    return at < text.len && text.ptr[at] == '^' && line_is_blank(text, at + 1);
}

bool block_boundary_at(const struct container *c, size_t at)
{
    struct str text = c->source->text;
    struct str inside;
    return at >= text.len || line_is_blank(text, at) || line_is_end_mark(text, at) ||
           line_is_ial(text, at, &inside);
}

void block_add(struct container *c, struct node *node)
{
    if (!node) {
        return;
    }
    node_append(c->node, node);
    c->trailing = NULL;
    if (c->pending) {
        ial_attach(c->k, node, c->pending);
        c->pending = NULL;
    }
}

static void add_mark(struct container *c, enum node_kind kind, uint8_t level)
{
    struct node *mark = kramdown_node(c->k, kind, c->source, c->at);
    if (mark) {
        mark->level = level;
        node_append(c->node, mark);
    }
}

/* Marks go once their container is read; what is left are the document's blocks. */
void blocks_drop_marks(struct node *node)
{
    struct node *next = NULL;
    for (struct node *child = node->first; child; child = next) {
        next = child->next;
        if (child->kind == NODE_MARK_BLANK || child->kind == NODE_MARK_END) {
            node_unlink(child);
        }
    }
}

static bool read_blank(struct container *c)
{
    struct str text = c->source->text;
    size_t at = c->at, count = 0;
    while (at < text.len && line_is_blank(text, at)) {
        at = line_end(text, at);
        count++;
    }
    if (count == 0) {
        return false;
    }
    struct node *last = c->node->last;
    if (last && last->kind == NODE_MARK_BLANK) {
        last->number += (uint32_t)count;
    } else {
        c->pending = NULL; /* such a line takes the {: } above it along */
        c->trailing = NULL;
        add_mark(c, NODE_MARK_BLANK, text.ptr[c->at] == '\n'); /* 1: no white space */
        if (c->node->last) {
            c->node->last->number = (uint32_t)count;
        }
    }
    c->at = at;
    return true;
}

static bool read_end_mark(struct container *c)
{
    if (!line_is_end_mark(c->source->text, c->at)) {
        return false;
    }
    add_mark(c, NODE_MARK_END, 0);
    c->pending = NULL;
    c->trailing = NULL;
    c->at = line_end(c->source->text, c->at);
    return true;
}

bool block_read_ial(struct container *c)
{
    struct str text = c->source->text, inside;
    if (!line_is_ial(text, c->at, &inside)) {
        return false;
    }
    struct kramdown *k = c->k;
    size_t name_len;
    bool definition = ial_is_definition(inside, &name_len);
    struct ial *ial = ial_parse(k, definition ? str_skip(inside, name_len + 1) : inside);
    struct node *last = c->node->last;
    if (definition) {
        struct str name = str_sub(inside, 0, name_len);
        size_t index;
        if (name_find(&k->ald_names, name, &index)) {
            ial_merge(k, &k->alds[index], ial);
        } else if (arena_grow(k->arena, &k->alds, k->ald_count, &k->ald_capacity,
                              sizeof(struct ial *))) {
            k->alds[k->ald_count] = ial;
            name_set(k, &k->ald_names, name, k->ald_count++);
        }
        c->pending = NULL;
        add_mark(c, NODE_MARK_END, 3);
    } else if (c->trailing) {
        ial_merge(k, c->trailing, ial);
        if (!last || last->kind != NODE_MARK_END) {
            struct ial **kept = c->trailing;
            add_mark(c, NODE_MARK_END, 1);
            c->trailing = kept;
        }
    } else if (last && last->kind == NODE_MARK_END && last->level == 2) {
        (void)ial; /* what is above takes no attributes */
    } else if (last && last->kind != NODE_MARK_BLANK &&
               (last->kind != NODE_MARK_END || (last->level == 1 && block_last(c)))) {
        ial_attach(k, block_last(c), ial);
        if (last->kind != NODE_MARK_END) {
            add_mark(c, NODE_MARK_END, 1);
        }
    } else {
        ial_merge(k, &c->pending, ial);
    }
    c->at = line_end(text, (size_t)(inside.ptr + inside.len - text.ptr));
    return true;
}

bool line_is_rule(struct str text, size_t at)
{
    size_t spaces = 0, count = 0;
    while (at < text.len && text.ptr[at] == ' ' && spaces < 4) {
        at++;
        spaces++;
    }
    if (spaces > 3 || at >= text.len ||
        (text.ptr[at] != '*' && text.ptr[at] != '-' && text.ptr[at] != '_')) {
        return false;
    }
    char mark = text.ptr[at];
    for (; at < text.len && text.ptr[at] != '\n'; at++) {
        if (text.ptr[at] == mark) {
            count++;
        } else if (text.ptr[at] != ' ' && text.ptr[at] != '\t') {
            return false;
        }
    }
    return count >= 3;
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

static bool line_is_quote(struct str text, size_t at)
{
    size_t spaces = 0;
    while (at < text.len && text.ptr[at] == ' ' && spaces < 3) {
        at++;
        spaces++;
    }
    return at < text.len && text.ptr[at] == '>';
}

bool line_ends_paragraph(const struct kramdown *k, struct str text, size_t at)
{
    struct str inside;
    struct list_marker marker;
    if (line_is_blank(text, at) || line_is_end_mark(text, at) ||
        line_is_ial(text, at, &inside) || line_is_definition(text, at) ||
        line_is_html(k, text, at)) {
        return true;
    }
    return !k->options.kramdown_input &&
           (line_is_atx(k, text, at) || line_opens_fence(k, text, at) ||
            line_is_quote(text, at) || line_is_list_item(text, at, &marker));
}

/* Ends a line taken along by a quote, an item or a code block without their marks. */
bool line_ends_lazy(const struct kramdown *k, struct str text, size_t at)
{
    struct str inside;
    return line_is_blank(text, at) || line_is_end_mark(text, at) ||
           line_is_ial(text, at, &inside) || line_is_html(k, text, at);
}

struct node *blocks_read_source(struct container *outer, struct source *source,
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
    return node;
}

bool block_read_quote(struct container *c)
{
    struct str text = c->source->text;
    if (!line_is_quote(text, c->at)) {
        return false;
    }
    struct source_builder builder = {0};
    size_t at = c->at;
    bool first = true;
    while (at < text.len &&
           (first || line_is_quote(text, at) || !line_ends_lazy(c->k, text, at))) {
        size_t end = line_end(text, at), from = at;
        if (line_is_quote(text, at)) {
            from += line_indent(text, at, NULL) + 1;
            from += from < end && text.ptr[from] == ' ';
        }
        builder_add(c->k, &builder, str_sub(text, from, end),
                    source_origin(c->source, from));
        at = end;
        first = false;
    }
    struct node *quote = kramdown_node(c->k, NODE_QUOTE, c->source, c->at);
    block_add(c, quote);
    blocks_read_source(c, builder_take(c->k, &builder), quote);
    if (quote) {
        blocks_drop_marks(quote);
    }
    c->at = at;
    return true;
}

/* $$ ... $$ with boundaries on both sides. */
static bool read_math(struct container *c)
{
    struct str text = c->source->text;
    size_t from = c->at;
    bool escaped = false;
    size_t spaces = 0;
    while (from < text.len && text.ptr[from] == ' ' && spaces < 3) {
        from++;
        spaces++;
    }
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

static bool read_paragraph(struct container *c)
{
    struct str text = c->source->text;
    size_t from = c->at, at = line_end(text, c->at), columns;
    line_indent(text, from, &columns);
    while (columns < 4 && at < text.len && !line_ends_paragraph(c->k, text, at)) {
        at = line_end(text, at);
    }
    c->at = at;
    struct node *last = c->node->last;
    struct kramdown *k = c->k;
    if (last && last->kind == NODE_PARAGRAPH && !last->tight && !c->pending &&
        k->note_count > 0 && k->notes[k->note_count - 1].node == last &&
        k->notes[k->note_count - 1].source == c->source) {
        k->notes[k->note_count - 1].to = at; /* it goes on after something not taken */
        return true;
    }
    while (from < at && ascii_is_space(text.ptr[from])) {
        from++;
    }
    struct node *paragraph = kramdown_node(k, NODE_PARAGRAPH, c->source, from);
    if (paragraph) {
        paragraph->tight = columns > 3; /* a tab behind spaces: a line on its own, no <p> */
    }
    block_add(c, paragraph);
    kramdown_note_text(k, paragraph, c->source, from, at);
    return true;
}

static bool read_one(struct container *c)
{
    static bool (*const readers[])(struct container *) = {
        read_blank,
        block_read_indented_code,
        block_read_fenced_code,
        block_read_quote,
        block_read_heading,
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
        block_read_extension,
        block_read_ial,
        read_end_mark,
    };
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        if (readers[i](c)) {
            return true;
        }
        if (c->ended) {
            return true;
        }
    }
    return read_paragraph(c);
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
        kramdown_note_text(c->k, paragraph, c->source, from, at);
        c->at = at;
    }
}

void blocks_read(struct container *c)
{
    if (c->depth >= c->k->nesting_limit) {
        read_flat(c);
        return;
    }
    while (!c->ended && c->at < c->source->text.len && !arena_failed(c->k->arena)) {
        read_one(c);
    }
}
