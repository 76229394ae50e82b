/* Tags and attributes, as the dialects spell them: which attributes a dialect keeps, how
 * addresses are encoded, where lines begin. */
#include "html/writer.h"

bool writer_is_kramdown(const struct html_writer *writer)
{
    return writer->dialect == HTML_KRAMDOWN;
}

bool writer_is_in_book(const struct html_writer *writer)
{
    return writer->hooks && writer->hooks->in_book;
}

void writer_add(struct html_writer *writer, const char *text)
{
    buf_add_text(writer->out, text);
}

void writer_add_text(struct html_writer *writer, struct str text)
{
    size_t mark = writer_is_kramdown(writer) ? str_find_byte(text, '"', 0) : STR_NONE;
    for (; mark != STR_NONE; mark = str_find_byte(text, '"', 0)) {
        buf_add_escaped(writer->out, str_sub(text, 0, mark));
        buf_add_byte(writer->out, '"');
        text = str_skip(text, mark + 1);
    }
    buf_add_escaped(writer->out, text);
}

void writer_add_attribute(struct html_writer *writer, const char *name, struct str value)
{
    buf_add_format(writer->out, " %s=\"", name);
    buf_add_escaped(writer->out, value);
    buf_add_byte(writer->out, '"');
}

/* Whether nothing in the node can be stepped to. */
static bool is_without_link(const struct node *node)
{
    struct walk walk;
    walk_init(&walk, node);
    bool without = true;
    while (without && walk_next(&walk)) {
        without = walk.node->kind != NODE_LINK;
    }
    return without;
}

/* What is seen but not read out, as of signs beside words that are only heard. What readers
 * who step through a page come to is never that. */
static bool is_unheard(const struct node *node, const struct attribute *attribute)
{
    return node_is_inline(node) && node_is_container(node) &&
           str_is(attribute->name, "aria-hidden") && str_is(attribute->value, "true") &&
           is_without_link(node);
}

/* In the bundle only what keeps its meaning away from its site: no styles, no classes of
 * a foreign sheet, no roles, no handlers. */
static bool drop_attribute(const struct html_writer *writer, const struct node *node,
                           const struct attribute *attribute)
{
    static const char *const kept[] = {"abbr", "datetime", "dir", "lang", "title"};
    bool drop = writer->dialect == HTML_BUNDLE;
    if (drop && !node_is_inline(node) && str_is(attribute->name, "dir")) {
        return true; /* writer_add_direction says it */
    }
    for (size_t i = 0; i < sizeof kept / sizeof kept[0] && drop; i++) {
        drop = !str_is(attribute->name, kept[i]);
    }
    return drop && !is_unheard(node, attribute);
}

void writer_add_direction(struct html_writer *writer, const struct node *node)
{
    const char *direction = writer->dialect == HTML_BUNDLE && !node_is_inline(node)
                                ? node_direction_said(node)
                                : NULL;
    if (direction) {
        writer_add_attribute(writer, "dir", str_from(direction));
    }
}

/* <bdo> has to say its direction (HTML, 4.5.25): without one, it is that around it. */
static void add_override(struct html_writer *writer, const struct node *node)
{
    struct isolation isolation;
    if (writer->dialect == HTML_BUNDLE && str_is(node->text, "bdo") &&
        node->kind == NODE_SPAN && !node_attribute(node, "dir") &&
        node_isolation(node, &isolation)) {
        writer_add_attribute(writer, "dir", str_from(direction_name(isolation.direction)));
    }
}

void writer_add_attributes(struct html_writer *writer, const struct node *node)
{
    const struct html_hooks *hooks = writer->hooks;
    if (hooks && hooks->id) {
        hooks->id(hooks->data, node, writer->out);
    } else if (node_id(node).len) {
        writer_add_attribute(writer, "id", node_id(node));
    }
    for (const struct attribute *a = node_attributes(node); a; a = a->next) {
        if (drop_attribute(writer, node, a)) {
            continue;
        }
        buf_add_byte(writer->out, ' ');
        buf_add(writer->out, a->name);
        buf_add_text(writer->out, "=\"");
        buf_add_escaped(writer->out, a->value);
        buf_add_byte(writer->out, '"');
    }
    if (writer->dialect == HTML_BUNDLE && node->heard) {
        writer_add_attribute(writer, "class", STR("heard"));
    }
    writer_add_direction(writer, node);
    add_override(writer, node);
}

void writer_open_tag(struct html_writer *writer, const struct node *node, const char *name)
{
    buf_add_format(writer->out, "<%s", name);
    writer_add_attributes(writer, node);
    buf_add_byte(writer->out, '>');
}

void writer_close_tag(struct html_writer *writer, const char *name, const char *after)
{
    buf_add_format(writer->out, "</%s>%s", name, after);
}

void html_start_line(struct buf *out)
{
    if (out->len > 0 && out->ptr[out->len - 1] != '\n') {
        buf_add_byte(out, '\n');
    }
}

void writer_start_line(struct html_writer *writer)
{
    html_start_line(writer->out);
}

/* Addresses: cmark gives them decoded; what HTML cannot hold is percent-encoded.
 * kramdown prints them as they are written. */
void writer_add_address(struct html_writer *writer, const char *name, struct str address)
{
    if (writer_is_kramdown(writer)) {
        writer_add_attribute(writer, name, address);
        return;
    }
    buf_add_format(writer->out, " %s=\"", name);
    for (size_t i = 0; i < address.len; i++) {
        char c = address.ptr[i];
        if (c == '&') {
            buf_add_text(writer->out, "&amp;");
        } else if (c == '\'') {
            buf_add_text(writer->out, "&#x27;");
        } else if (ascii_is_alnum(c) || ascii_set_has("-_.+!*(),%#@?=;:/,$~", c)) {
            buf_add_byte(writer->out, c);
        } else {
            buf_add_format(writer->out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
    buf_add_byte(writer->out, '"');
}
