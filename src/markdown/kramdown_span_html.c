/* HTML within a paragraph. Elements that make blocks stay text there. */
#include "markdown/kramdown_html.h"
#include "markdown/kramdown_span.h"
#include "markdown/kramdown_span_readers.h"

static void add_raw(struct spans *s, struct node *parent, size_t from, size_t to)
{
    struct node *node = spans_node(s, NODE_RAW_INLINE, from);
    if (node) {
        node->text = str_sub(s->text, from, to);
        node_append(parent, node);
    }
}

/* Whether the element itself says that its content is read, also where that around it is
 * not. "block" says nothing within a paragraph. */
static bool asks_for_spans(struct str name, struct str markdown)
{
    return str_is(markdown, "span") || (html_is_parsed(name) && str_is(markdown, "1"));
}

static bool is_parsed(const struct spans *s, struct str name, struct str markdown)
{
    return asks_for_spans(name, markdown) ||
           (html_is_parsed(name) && !str_is(markdown, "0") &&
            s->k->settings.parse_span_html);
}

static void read_parsed(struct spans *s, struct frame *f, struct node *node,
                        const struct html_tag *tag, size_t depth)
{
    struct frame inner = {
        .outer = f, .node = node, .kind = FRAME_HTML, .name = tag->name, .depth = depth};
    s->at = s->run = s->chunk = tag->end;
    if (spans_read_frame(s, &inner)) {
        size_t close = str_find_byte(s->text, '>', s->at);
        s->at = close == STR_NONE ? s->text.len : close + 1;
    } else {
        node->unclosed = true;
    }
}

static size_t read_raw(struct spans *s, struct frame *f, struct node *node, struct str name,
                       size_t at, size_t depth);

/* An element in such content: what it holds is read where it asks for that. */
static size_t read_raw_element(struct spans *s, struct frame *f, struct node *node,
                               const struct html_tag *tag, size_t at, size_t depth)
{
    struct node *child = spans_node(s, NODE_HTML_INLINE, at);
    if (!child) {
        return s->text.len;
    }
    child->text = tag->name;
    child->self_closing = tag->empty || html_is_void(tag->name);
    struct str markdown = html_attributes(s->k->arena, child, s->text, tag);
    node_append(node, child);
    if (child->self_closing) {
        return tag->end;
    }
    if (!asks_for_spans(tag->name, markdown)) {
        return read_raw(s, f, child, tag->name, tag->end, depth);
    }
    read_parsed(s, f, child, tag, depth);
    return s->at;
}

/* Content in which no spans are read: text and elements up to the end tag. Of elements that
 * would nest too deep both tags go. */
static size_t read_raw(struct spans *s, struct frame *f, struct node *node, struct str name,
                       size_t at, size_t depth)
{
    struct str text = s->text;
    size_t from = at, beyond = 0;
    while (at < text.len) {
        at = str_find_byte(text, '<', at);
        if (at == STR_NONE) {
            break;
        }
        struct html_tag tag;
        size_t comment = html_comment_once(text, at, &s->no_comment);
        if (comment != STR_NONE) {
            html_add_text(s->k, node, s->source, from, at);
            add_raw(s, node, at, comment);
            from = at = comment;
        } else if (!html_tag_at(s->k->arena, text, at, &tag)) {
            at++;
        } else if (!html_is_block(tag.name) && html_is_beyond(s->k, &tag, depth, &beyond)) {
            kramdown_too_deep(s->k, s->source, at);
            html_add_text(s->k, node, s->source, from, at);
            from = at = tag.end;
        } else if (tag.closing) {
            if (str_eq(tag.name, name)) {
                html_add_text(s->k, node, s->source, from, at);
                return tag.end;
            }
            at = tag.end;
        } else if (html_is_block(tag.name)) {
            at = tag.end;
        } else {
            html_add_text(s->k, node, s->source, from, at);
            from = at = read_raw_element(s, f, node, &tag, at, depth + 1);
        }
    }
    html_add_text(s->k, node, s->source, from, text.len);
    node->unclosed = true;
    return text.len;
}

static size_t read_verbatim(struct spans *s, struct node *node, const struct html_tag *tag)
{
    size_t end = html_find_end_tag(s->text, tag->name, tag->end, s->text.len);
    node->unclosed = end == STR_NONE;
    end = node->unclosed ? s->text.len : end;
    struct buf text = {
        .kept_in = s->k->arena}; /* kramdown escapes scripts here, but for their quotes */
    for (size_t i = tag->end; i < end; i++) {
        char c = s->text.ptr[i];
        buf_add(&text, c == '&'   ? STR("&amp;")
                       : c == '<' ? STR("&lt;")
                       : c == '>' ? STR("&gt;")
                                  : str_sub(s->text, i, i + 1));
    }
    struct str kept = arena_take(s->k->arena, &text);
    struct node *raw = spans_node(s, NODE_RAW_INLINE, tag->end);
    if (raw) {
        raw->text = kept;
        node_append(node, raw);
    }
    size_t close = str_find_byte(s->text, '>', end);
    return close == STR_NONE ? s->text.len : close + 1;
}

/* <!-- ... -->, as it stands. */
static bool read_comment(struct spans *s, struct frame *f)
{
    size_t begin = s->at;
    size_t end = html_comment_once(s->text, begin, &s->no_comment);
    if (end != STR_NONE) {
        spans_flush(s, f);
        add_raw(s, f->node, begin, end);
        s->at = s->run = s->chunk = end;
        return true;
    }
    return false;
}

/* The element whose start tag is `tag`, with what it holds. */
static bool read_element(struct spans *s, struct frame *f, const struct html_tag *tag)
{
    struct node *node = spans_node(s, NODE_HTML_INLINE, s->at);
    if (!node) {
        return false;
    }
    node->text = tag->name;
    node->self_closing = tag->empty || html_is_void(tag->name);
    struct str markdown = html_attributes(s->k->arena, node, s->text, tag);
    spans_flush(s, f);
    node_append(f->node, node);
    if (node->self_closing) {
        s->at = tag->end;
    } else if (html_is_verbatim(tag->name)) {
        s->at = read_verbatim(s, node, tag);
    } else if (is_parsed(s, tag->name, markdown)) {
        read_parsed(s, f, node, tag, f->depth + 1);
    } else {
        s->at = read_raw(s, f, node, tag->name, tag->end, f->depth + 1);
    }
    s->run = s->chunk = s->at;
    return true;
}

bool span_read_html(struct spans *s, struct frame *f)
{
    if (read_comment(s, f)) {
        return true;
    }
    struct html_tag tag;
    if (s->fuel == 0 || !html_tag_at(s->k->arena, s->text, s->at, &tag)) {
        return false;
    }
    if (!html_is_block(tag.name) && html_is_beyond(s->k, &tag, f->depth, &f->beyond)) {
        kramdown_too_deep(s->k, s->source, s->at);
        spans_flush(s, f);
        s->at = s->run = s->chunk = tag.end;
        return true;
    }
    if (tag.closing || html_is_block(tag.name)) {
        spans_literal(s, tag.end - s->at);
        return true;
    }
    return read_element(s, f, &tag);
}
