/* The tree is walked without recursion: each node prints an opening on entering and
 * a closing on leaving. What the dialects spell differently is asked in one place
 * for each kind. Footnotes are kept for the end: their definitions are children of
 * the document and print together, after everything else. */
#include "doc/fragment_parts.h"

static void write_element(struct fragment_writer *writer, const struct node *node,
                          bool entering)
{
    static const char *const empty[] = {
        "area", "base", "br",    "col",    "embed", "hr",  "img",     "input",
        "link", "meta", "param", "source", "track", "wbr", "command", "keygen"};
    bool is_empty = false;
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        is_empty = is_empty || str_is(node->text, empty[i]);
    }
    if (entering) {
        buf_add_format(writer->out, "<%.*s", STR_ARG(node->text));
        fragment_add_attributes(writer, node);
        fragment_add(writer, is_empty ? " />" : ">");
    } else if (!is_empty) {
        buf_add_format(writer->out, "</%.*s>", STR_ARG(node->text));
    }
}

static void write_paragraph(struct fragment_writer *writer, const struct node *node,
                            bool entering)
{
    if (fragment_is_tight(writer, node)) {
        if (!entering && node->next) {
            fragment_add(writer, "\n");
        }
        return;
    }
    if (entering) {
        fragment_start_line(writer);
        fragment_open_tag(writer, node, "p");
        if (fragment_is_kramdown(writer) && node->parent &&
            node->parent->kind == NODE_ITEM && !node->previous) {
            fragment_add_checkbox(writer, node->parent);
        }
        return;
    }
    if (fragment_holds_back_links(writer, node)) {
        fragment_add(writer, fragment_is_kramdown(writer) ? "\xc2\xa0" : " ");
        fragment_write_back_links(writer, node->parent);
    }
    fragment_add(writer, "</p>\n");
}

static void write_block_tag(struct fragment_writer *writer, const struct node *node,
                            bool entering, const char *name)
{
    if (entering) {
        fragment_start_line(writer);
        fragment_open_tag(writer, node, name);
        fragment_add(writer, node_is_inline(node) ? "" : "\n");
    } else {
        fragment_start_line(writer);
        fragment_close_tag(writer, name, "\n");
    }
}

/* Blocks that hold inlines: no line break inside the tags. */
static void write_line_tag(struct fragment_writer *writer, const struct node *node,
                           bool entering, const char *name)
{
    if (entering) {
        fragment_start_line(writer);
        fragment_open_tag(writer, node, name);
    } else {
        fragment_close_tag(writer, name, "\n");
    }
}

static void write_heading(struct fragment_writer *writer, const struct node *node,
                          bool entering)
{
    char name[] = "h1";
    name[1] = (char)('0' + (node->level ? node->level : 1));
    write_line_tag(writer, node, entering, name);
}

static void write_math(struct fragment_writer *writer, const struct node *node, bool block)
{
    const char *name = block ? "div" : "span";
    bool element = fragment_is_kramdown(writer) && (node->attributes || node->id.len);
    if (element) {
        fragment_open_tag(writer, node, name);
    }
    fragment_add(writer, block ? "\\[" : element ? "$" : "\\(");
    buf_add_escaped(writer->out, node->text);
    fragment_add(writer, block ? "\\]\n" : element ? "$" : "\\)");
    if (element) {
        fragment_close_tag(writer, name, block ? "\n" : "");
    }
}

static void write_image(struct fragment_writer *writer, const struct node *node)
{
    fragment_add(writer, "<img");
    fragment_add_address(writer, "src", node->info);
    fragment_add_attribute(writer, "alt", node->text);
    if (node->title.len) {
        fragment_add_attribute(writer, "title", node->title);
    }
    fragment_add_attributes(writer, node);
    fragment_add(writer, " />");
}

static void write_link(struct fragment_writer *writer, const struct node *node,
                       bool entering)
{
    if (!entering) {
        fragment_add(writer, "</a>");
        return;
    }
    fragment_add(writer, "<a");
    fragment_add_address(writer, "href", node->info);
    if (node->title.len) {
        fragment_add_attribute(writer, "title", node->title);
    }
    fragment_add_attributes(writer, node);
    fragment_add(writer, ">");
}

static void write_inline_tag(struct fragment_writer *writer, const struct node *node,
                             bool entering, const char *name)
{
    if (entering) {
        fragment_open_tag(writer, node, name);
    } else {
        fragment_close_tag(writer, name, "");
    }
}

static void write_item(struct fragment_writer *writer, const struct node *node,
                       bool entering)
{
    if (entering) {
        fragment_open_item(writer, node);
        return;
    }
    fragment_close_tag(writer, "li", "\n");
}

static void write_block(struct fragment_writer *writer, const struct node *node,
                        bool entering)
{
    switch (node->kind) {
    case NODE_QUOTE: write_block_tag(writer, node, entering, "blockquote"); break;
    case NODE_LIST:
        if (entering) {
            fragment_open_list(writer, node);
        } else {
            fragment_close_tag(writer, node->list_kind == LIST_ORDERED ? "ol" : "ul", "\n");
        }
        break;
    case NODE_ITEM: write_item(writer, node, entering); break;
    case NODE_DEFINITION_LIST: write_block_tag(writer, node, entering, "dl"); break;
    case NODE_DEFINITION: write_line_tag(writer, node, entering, "dd"); break;
    case NODE_TERM: write_line_tag(writer, node, entering, "dt"); break;
    case NODE_TABLE: write_block_tag(writer, node, entering, "table"); break;
    case NODE_ROW:
        entering ? fragment_open_row(writer, node) : fragment_close_row(writer, node);
        break;
    case NODE_CELL:
        if (entering) {
            fragment_open_cell(writer, node);
        } else {
            fragment_add(writer,
                         fragment_is_kramdown(writer) && !node->first ? "\xc2\xa0" : "");
            fragment_close_tag(writer, node->header ? "th" : "td", "\n");
        }
        break;
    case NODE_FIGURE: write_block_tag(writer, node, entering, "figure"); break;
    case NODE_CAPTION:
        write_line_tag(writer, node, entering,
                       node->parent && node->parent->kind == NODE_TABLE ? "caption"
                                                                        : "figcaption");
        break;
    case NODE_FOOTNOTE:
        entering ? fragment_open_note(writer, node) : fragment_close_note(writer, node);
        break;
    case NODE_ADMONITION: write_block_tag(writer, node, entering, "aside"); break;
    case NODE_DIV:
    case NODE_HTML_BLOCK:
        if (node->text.len == 0) {
            write_block_tag(writer, node, entering, "div");
        } else {
            /* Between raw text no line break may come in: it could be a <pre>. */
            const struct node *beside = entering ? node->previous : node->next;
            bool apart = !beside || !node_is_inline(beside);
            apart = apart && !(node->parent && (node->parent->kind == NODE_HTML_INLINE ||
                                                str_is(node->parent->text, "pre")));
            if (entering && apart) {
                fragment_start_line(writer);
            }
            write_element(writer, node, entering);
            if (!entering && apart) {
                fragment_add(writer, "\n");
            }
        }
        break;
    case NODE_HEADING: write_heading(writer, node, entering); break;
    case NODE_PARAGRAPH: write_paragraph(writer, node, entering); break;
    default: break; /* leaves and inlines: write_leaf, write_inline */
    }
}

static void write_leaf(struct fragment_writer *writer, const struct node *node)
{
    switch (node->kind) {
    case NODE_CODE_BLOCK: fragment_write_code_block(writer, node); break;
    case NODE_RULE:
        fragment_start_line(writer);
        fragment_add(writer, "<hr");
        fragment_add_attributes(writer, node);
        fragment_add(writer, " />\n");
        break;
    case NODE_MATH_BLOCK: write_math(writer, node, true); break;
    case NODE_RAW_BLOCK:
        fragment_start_line(writer);
        buf_add(writer->out, node->text);
        fragment_start_line(writer);
        break;
    case NODE_RAW_INLINE: buf_add(writer->out, node->text); break;
    case NODE_TEXT: buf_add_escaped(writer->out, node->text); break;
    case NODE_CODE: fragment_write_code(writer, node); break;
    case NODE_IMAGE: write_image(writer, node); break;
    case NODE_LINE_BREAK: fragment_add(writer, "<br />\n"); break;
    case NODE_SOFT_BREAK: fragment_add(writer, "\n"); break;
    case NODE_FOOTNOTE_REFERENCE: fragment_write_note_reference(writer, node); break;
    case NODE_MATH: write_math(writer, node, false); break;
    default: break; /* containers: write_block, write_inline */
    }
}

static void write_inline(struct fragment_writer *writer, const struct node *node,
                         bool entering)
{
    switch (node->kind) {
    case NODE_EMPHASIS: write_inline_tag(writer, node, entering, "em"); break;
    case NODE_STRONG: write_inline_tag(writer, node, entering, "strong"); break;
    case NODE_STRIKE: write_inline_tag(writer, node, entering, "del"); break;
    case NODE_SUPERSCRIPT: write_inline_tag(writer, node, entering, "sup"); break;
    case NODE_SUBSCRIPT: write_inline_tag(writer, node, entering, "sub"); break;
    case NODE_SMALL: write_inline_tag(writer, node, entering, "small"); break;
    case NODE_LINK: write_link(writer, node, entering); break;
    case NODE_SPAN:
    case NODE_HTML_INLINE:
        if (node->text.len == 0) {
            write_inline_tag(writer, node, entering, "span");
        } else {
            write_element(writer, node, entering);
        }
        break;
    default: break; /* blocks and leaves: write_block, write_leaf */
    }
}

void fragment_write(const struct node *root, enum fragment_dialect dialect,
                    const struct fragment_hooks *hooks, struct buf *out)
{
    struct fragment_writer writer = {.dialect = dialect, .hooks = hooks, .out = out};
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (hooks && hooks->node && hooks->node(hooks->data, node, walk.entering, out)) {
            continue;
        }
        if (!node_is_container(node)) {
            write_leaf(&writer, node);
        } else if (node_is_inline(node)) {
            write_inline(&writer, node, walk.entering);
        } else {
            write_block(&writer, node, walk.entering);
        }
        if (hooks && hooks->after && !walk.entering) {
            hooks->after(hooks->data, node, out);
        }
    }
}
