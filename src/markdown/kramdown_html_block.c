/* HTML blocks: elements that begin a line. Their content stays raw, or is read as
 * blocks or spans when markdown="1", "block" or "span" says so. An element that is
 * never closed goes on to the end of its container. */
#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_block.h"
#include "markdown/kramdown_block_readers.h"
#include "markdown/kramdown_html.h"
#include "markdown/kramdown_line.h"

static void read_element(struct container *c, struct node *parent,
                         const struct html_tag *tag, size_t depth, bool in_raw);

static void add_raw(struct container *c, struct node *parent, enum node_kind kind,
                    size_t from, size_t to)
{
    struct node *node = kramdown_node(c->k, kind, c->source, from);
    if (node) {
        node->text = str_sub(c->source->text, from, to);
        node_append(parent, node);
    }
}

/* Raw content from c->at on, up to the end tag of `name`, `depth` elements deep. Of
 * elements that would nest too deep both tags go. */
static void read_raw(struct container *c, struct node *node, struct str name, size_t depth)
{
    struct str text = c->source->text;
    size_t from = c->at, at = c->at, beyond = 0;
    while (at < text.len) {
        at = str_find_byte(text, '<', at);
        if (at == STR_NONE) {
            at = text.len;
            break;
        }
        struct html_tag tag;
        size_t comment = html_comment_once(text, at, &c->source->no_comment);
        if (comment == STR_NONE) {
            comment = html_instruction_once(text, at, &c->source->no_instruction);
        }
        if (comment != STR_NONE) {
            html_add_text(c->k, node, c->source, from, at);
            add_raw(c, node, NODE_RAW_INLINE, at, comment);
            from = at = comment;
        } else if (!html_tag_at(c->k->arena, text, at, &tag)) {
            at++;
        } else if (html_is_beyond(c->k, &tag, depth, &beyond)) {
            kramdown_too_deep(c->k, c->source, at);
            html_add_text(c->k, node, c->source, from, at);
            from = at = tag.end;
        } else if (tag.closing) {
            if (str_eq(tag.name, name)) {
                html_add_text(c->k, node, c->source, from, at);
                c->at = tag.end;
                return;
            }
            at = tag.end;
        } else {
            html_add_text(c->k, node, c->source, from, at);
            c->at = at;
            read_element(c, node, &tag, depth, true);
            from = at = c->at;
        }
    }
    html_add_text(c->k, node, c->source, from, text.len);
    node->unclosed = true;
    c->at = text.len;
}

static void skip_rest_of_line(struct container *c)
{
    if (c->at < c->source->text.len && line_is_blank(c->source->text, c->at)) {
        c->at = line_end(c->source->text, c->at);
    }
}

static void read_verbatim(struct container *c, struct node *node, struct str name)
{
    struct str text = c->source->text;
    size_t end = html_find_end_tag(text, name, c->at, text.len);
    node->unclosed = end == STR_NONE;
    end = node->unclosed ? text.len : end;
    if (end > c->at) {
        add_raw(c, node, NODE_RAW_INLINE, c->at, end);
    }
    size_t close = str_find_byte(text, '>', end);
    c->at = close == STR_NONE ? text.len : close + 1;
}

static void read_block_content(struct container *c, struct node *node, struct str name,
                               size_t depth)
{
    skip_rest_of_line(c);
    struct container inner = {.k = c->k,
                              .source = c->source,
                              .at = c->at,
                              .node = node,
                              .end_tag = name,
                              .in_list_item = c->in_list_item,
                              .depth = depth};
    blocks_read(&inner);
    marks_drop(node);
    node->unclosed = !inner.ended;
    c->at = inner.at;
}

static void read_span_content(struct container *c, struct node *node, struct str name)
{
    struct str text = c->source->text;
    size_t end = html_find_end_tag(text, name, c->at, text.len);
    size_t to = end == STR_NONE ? text.len : end;
    node->unclosed = end == STR_NONE;
    texts_add(c->k, node, c->source, c->at, to);
    size_t close = end == STR_NONE ? STR_NONE : str_find_byte(text, '>', end);
    c->at = close == STR_NONE ? text.len : close + 1;
}

/* In raw content only the element's own attribute makes it otherwise. */
static enum html_content content_for(const struct kramdown_settings *settings,
                                     struct str name, struct str markdown, bool in_raw)
{
    enum html_content usual = html_content_of(name);
    if (str_is(markdown, "1")) {
        return usual;
    }
    if (str_is(markdown, "block")) {
        return HTML_BLOCK;
    }
    if (str_is(markdown, "span")) {
        return HTML_SPAN;
    }
    return markdown.len == 0 && settings->parse_block_html && !in_raw ? usual : HTML_RAW;
}

/* The element whose start tag is `tag`, in `depth` others; c->at moves behind its end tag.
 */
static void read_element(struct container *c, struct node *parent,
                         const struct html_tag *tag, size_t depth, bool in_raw)
{
    struct kramdown *k = c->k;
    bool block = html_is_block(tag->name) || html_content_of(tag->name) == HTML_BLOCK;
    enum node_kind kind = block ? NODE_HTML_BLOCK : NODE_HTML_INLINE;
    struct node *node = kramdown_node(k, kind, c->source, c->at);
    if (!node) {
        c->at = c->source->text.len;
        return;
    }
    node->text = tag->name;
    bool verbatim = html_is_verbatim(tag->name); /* which "/>" does not close */
    node->self_closing = !verbatim && (tag->empty || html_is_void(tag->name));
    struct str markdown = html_attributes(k->arena, node, c->source->text, tag);
    node_append(parent, node);
    c->at = tag->end;
    if (node->self_closing) {
        return;
    }
    if (verbatim) {
        read_verbatim(c, node, tag->name);
        return;
    }
    enum html_content content = content_for(&k->settings, tag->name, markdown, in_raw);
    if (depth >= k->nesting_limit) {
        kramdown_too_deep(k, c->source, c->at);
        content = HTML_RAW;
    }
    switch (content) {
    case HTML_BLOCK: read_block_content(c, node, tag->name, depth + 1); break;
    case HTML_SPAN: read_span_content(c, node, tag->name); break;
    case HTML_RAW: read_raw(c, node, tag->name, depth + 1); break;
    }
}

static bool read_comment(struct container *c, size_t at)
{
    size_t end = html_comment_once(c->source->text, at, &c->source->no_comment);
    if (end == STR_NONE) {
        return false;
    }
    const struct node *last = node_last(c->node);
    if (last && last->kind == NODE_PARAGRAPH) {
        return false; /* the paragraph takes it */
    }
    struct node *node = kramdown_node(c->k, NODE_RAW_BLOCK, c->source, at);
    if (node) {
        node->text = str_sub(c->source->text, at, end);
    }
    block_add_bare(c, node);
    c->at = end;
    skip_rest_of_line(c);
    return true;
}

/* Whether an element that begins a line is none here: it stays in its paragraph, and a
 * script below one joins it. */
static bool belongs_to_paragraph(const struct container *c, const struct html_tag *tag)
{
    const struct node *last = node_last(c->node);
    return html_is_span(tag->name) ||
           (str_is(tag->name, "script") && last && last->kind == NODE_PARAGRAPH);
}

static void read_block_element(struct container *c, const struct html_tag *tag)
{
    const struct node *before = node_last(c->node);
    read_element(c, c->node, tag, c->depth, false);
    struct node *node = node_last(c->node);
    if (node && node != before) {
        node->kind = NODE_HTML_BLOCK;
        block_added(c, node);
    }
    struct str text = c->source->text;
    bool apart = c->at >= text.len || line_is_blank(text, c->at);
    skip_rest_of_line(c);
    if (apart && (html_is_verbatim(tag->name) || tag->empty || html_is_void(tag->name))) {
        /* scripts and elements without content come with a blank line */
        container_add_blank(c, MARK_BLANK, 1);
    }
}

/* A comment, an element, or the end tag that ends the container. Other end tags are text.
 */
bool block_read_html(struct container *c)
{
    struct str text = c->source->text;
    size_t at = line_skip_spaces(text, c->at);
    if (at >= text.len || text.ptr[at] != '<') {
        return false;
    }
    if (at == c->at && read_comment(c, at)) {
        return true;
    }
    struct html_tag tag;
    if (!html_tag_at(c->k->arena, text, at, &tag)) {
        return false;
    }
    if (tag.closing) {
        if (c->end_tag.len == 0 || !str_eq(tag.name, c->end_tag)) {
            return false;
        }
        c->ended = true;
        c->at = tag.end;
        return true;
    }
    if (belongs_to_paragraph(c, &tag)) {
        return false;
    }
    c->at = at;
    read_block_element(c, &tag);
    return true;
}
