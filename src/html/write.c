/* HTML of a tree: each node prints an opening on entering and a closing on leaving, in a
 * walk without recursion. What the dialects spell differently is asked in one place for
 * each kind. Footnotes print together at the end, for their definitions are the last
 * children of the document. */
#include "html/writer.h"

#include "html/elements.h"

static void write_element(struct html_writer *writer, const struct node *node,
                          bool entering)
{
    bool is_empty = element_is_void(node->text);
    if (entering) {
        buf_add_format(writer->out, "<%.*s", STR_ARG(node->text));
        writer_add_attributes(writer, node);
        writer_add(writer, is_empty ? " />" : ">");
    } else if (!is_empty) {
        buf_add_format(writer->out, "</%.*s>", STR_ARG(node->text));
    }
}

static void write_paragraph(struct html_writer *writer, const struct node *node,
                            bool entering)
{
    if (writer_is_tight(writer, node)) {
        if (!entering && node->next) {
            writer_add(writer, "\n");
        }
        return;
    }
    if (entering) {
        writer_start_line(writer);
        buf_add_text(writer->out, "<p");
        enum column_align align = block_align(node);
        if (align && writer->dialect == HTML_BUNDLE) {
            buf_add_format(writer->out, " class=\"align-%s\"", align_name(align));
        }
        writer_add_attributes(writer, node);
        buf_add_byte(writer->out, '>');
        if (writer_is_kramdown(writer) && node->parent && node->parent->kind == NODE_ITEM &&
            !node_previous(node)) {
            writer_add_checkbox(writer, node->parent);
        }
        return;
    }
    if (writer_holds_back_links(writer, node)) {
        writer_add(writer, writer_is_kramdown(writer) ? "\xc2\xa0" : " ");
        writer_write_back_links(writer, node->parent);
    }
    writer_add(writer, "</p>\n");
}

static void write_block_tag(struct html_writer *writer, const struct node *node,
                            bool entering, const char *name)
{
    if (entering) {
        writer_start_line(writer);
        writer_open_tag(writer, node, name);
        writer_add(writer, node_is_inline(node) ? "" : "\n");
    } else {
        writer_start_line(writer);
        writer_close_tag(writer, name, "\n");
    }
}

/* Blocks that hold inlines: no line break inside the tags. */
static void write_line_tag(struct html_writer *writer, const struct node *node,
                           bool entering, const char *name)
{
    if (entering) {
        writer_start_line(writer);
        writer_open_tag(writer, node, name);
    } else {
        writer_close_tag(writer, name, "\n");
    }
}

static void write_heading(struct html_writer *writer, const struct node *node,
                          bool entering)
{
    char name[] = "h1";
    name[1] = (char)('0' + (node->level ? node->level : 1));
    write_line_tag(writer, node, entering, name);
}

static void write_math(struct html_writer *writer, const struct node *node, bool block)
{
    const char *name = block ? "div" : "span";
    bool kramdown = writer_is_kramdown(writer);
    bool element = node_id(node).len || (kramdown && node_attributes(node));
    if (element) {
        writer_open_tag(writer, node, name);
    }
    writer_add(writer, block ? "\\[" : element && kramdown ? "$" : "\\(");
    buf_add_escaped(writer->out, node->text);
    writer_add(writer, block ? "\\]\n" : element && kramdown ? "$" : "\\)");
    if (element) {
        writer_close_tag(writer, name, block ? "\n" : "");
    }
}

static void write_image(struct html_writer *writer, const struct node *node)
{
    writer_add(writer, "<img");
    writer_add_address(writer, "src", node_info(node));
    writer_add_attribute(writer, "alt", node->text);
    if (node_title(node).len) {
        writer_add_attribute(writer, "title", node_title(node));
    }
    writer_add_attributes(writer, node);
    writer_add(writer, " />");
}

static void write_link(struct html_writer *writer, const struct node *node, bool entering)
{
    if (!entering) {
        writer_add(writer, "</a>");
        return;
    }
    writer_add(writer, "<a");
    writer_add_address(writer, "href", node_info(node));
    if (node_title(node).len) {
        writer_add_attribute(writer, "title", node_title(node));
    }
    writer_add_attributes(writer, node);
    writer_add(writer, ">");
}

static void write_inline_tag(struct html_writer *writer, const struct node *node,
                             bool entering, const char *name)
{
    if (entering) {
        writer_open_tag(writer, node, name);
    } else {
        writer_close_tag(writer, name, "");
    }
}

/* An element that holds blocks, its name in `text`. Between raw text no line break may come
 * in: it could be a <pre>. */
static void write_division(struct html_writer *writer, const struct node *node,
                           bool entering)
{
    if (node->text.len == 0) {
        write_block_tag(writer, node, entering, "div");
        return;
    }
    const struct node *beside = entering ? node_previous(node) : node->next;
    const struct node *around = node->parent;
    bool apart =
        (!beside || !node_is_inline(beside)) &&
        !(around && (around->kind == NODE_HTML_INLINE || str_is(around->text, "pre")));
    if (entering && apart) {
        writer_start_line(writer);
    }
    write_element(writer, node, entering);
    if (!entering && apart) {
        writer_add(writer, "\n");
    }
}

static void write_span(struct html_writer *writer, const struct node *node, bool entering)
{
    if (node->text.len == 0) {
        write_inline_tag(writer, node, entering, "span");
    } else {
        write_element(writer, node, entering);
    }
}

static void write_list(struct html_writer *writer, const struct node *node, bool entering)
{
    if (entering) {
        writer_open_list(writer, node);
    } else {
        writer_close_tag(writer, node->ordered ? "ol" : "ul", "\n");
    }
}

static void write_item(struct html_writer *writer, const struct node *node, bool entering)
{
    if (entering) {
        writer_open_item(writer, node);
    } else {
        writer_close_tag(writer, "li", "\n");
    }
}

/* In a book terms come before each definition, and one behind them (EPUB 3.3, 6.1.1); what
 * an author left out is empty. */
static void write_term(struct html_writer *writer, const struct node *node, bool entering)
{
    write_line_tag(writer, node, entering, "dt");
    if (!entering && !node->next && writer_is_in_book(writer)) {
        writer_add(writer, "<dd></dd>\n");
    }
}

static void write_definition(struct html_writer *writer, const struct node *node,
                             bool entering)
{
    if (entering && !node_previous(node) && writer_is_in_book(writer)) {
        writer_start_line(writer);
        writer_add(writer, "<dt></dt>\n");
    }
    write_line_tag(writer, node, entering, "dd");
}

static void write_row(struct html_writer *writer, const struct node *node, bool entering)
{
    if (entering) {
        writer_open_row(writer, node);
    } else {
        writer_close_row(writer, node);
    }
}

static void write_cell(struct html_writer *writer, const struct node *node, bool entering)
{
    if (entering) {
        writer_open_cell(writer, node);
        return;
    }
    writer_add(writer, writer_is_kramdown(writer) && !node->first ? "\xc2\xa0" : "");
    writer_close_tag(writer, node->header ? "th" : "td", "\n");
}

/* As GitHub prints its alerts. */
static void write_callout(struct html_writer *writer, const struct node *node,
                          bool entering)
{
    const char *kind = callout_name(callout_of(node));
    writer_start_line(writer);
    if (entering) {
        buf_add_format(writer->out, "<div class=\"markdown-alert markdown-alert-%s\"",
                       kind);
        writer_add_attributes(writer, node);
        writer_add(writer, ">\n");
    } else {
        writer_close_tag(writer, "div", "\n");
    }
}

static void write_callout_title(struct html_writer *writer, bool entering)
{
    if (entering) {
        writer_start_line(writer);
        writer_add(writer, "<p class=\"");
        writer_add(writer,
                   writer->dialect == HTML_BUNDLE ? "title" : "markdown-alert-title");
        writer_add(writer, "\">");
    } else {
        writer_close_tag(writer, "p", "\n");
    }
}

/* A figure has one caption, at its end or, where none is there, at its start
 * (HTML, 4.4.12); authors give it others, too. */
static bool is_further_caption(const struct node *node)
{
    const struct node *figure = node->parent;
    if (!figure || figure->kind != NODE_FIGURE || !node->next) {
        return false;
    }
    return figure->first != node || node_last(figure)->kind == NODE_CAPTION;
}

/* A table has one, too, before all else: further ones, which follow it, are lines of it. */
static void write_table_caption(struct html_writer *writer, const struct node *node,
                                bool entering)
{
    const struct node *before = node_previous(node);
    bool joined = writer->dialect == HTML_BUNDLE;
    bool further = joined && before && before->kind == NODE_CAPTION;
    bool goes_on = joined && node->next && node->next->kind == NODE_CAPTION;
    if (further && entering) {
        writer_add(writer, "<br />\n");
        writer_open_tag(writer, node, "span");
    } else if (further) {
        writer_close_tag(writer, "span", "");
    } else if (entering) {
        writer_start_line(writer);
        writer_open_tag(writer, node, "caption");
    }
    if (!entering && !goes_on) {
        writer_close_tag(writer, "caption", "\n");
    }
}

static void write_caption(struct html_writer *writer, const struct node *node,
                          bool entering)
{
    if (node->parent && node->parent->kind == NODE_ADMONITION) {
        write_callout_title(writer, entering);
    } else if (node->parent && node->parent->kind == NODE_TABLE) {
        write_table_caption(writer, node, entering);
    } else {
        bool further = writer->dialect == HTML_BUNDLE && is_further_caption(node);
        write_line_tag(writer, node, entering, further ? "p" : "figcaption");
    }
}

static void write_note(struct html_writer *writer, const struct node *node, bool entering)
{
    if (entering) {
        writer_open_note(writer, node);
    } else {
        writer_close_note(writer, node);
    }
}

static void write_break(struct html_writer *writer, const struct node *node)
{
    writer_add(writer, "<br");
    writer_add_attributes(writer, node);
    writer_add(writer, " />\n");
}

static void write_rule(struct html_writer *writer, const struct node *node)
{
    writer_start_line(writer);
    writer_add(writer, "<hr");
    writer_add_attributes(writer, node);
    writer_add(writer, " />\n");
}

static void write_raw_block(struct html_writer *writer, const struct node *node)
{
    writer_start_line(writer);
    buf_add(writer->out, node->text);
    writer_start_line(writer);
}

/* Each kind of node in one row. */
static void write_node(struct html_writer *writer, const struct node *node, bool entering)
{
    switch ((enum node_kind)node->kind) {
    case NODE_DOCUMENT:
    case NODE_TOC_BLOCK: break; /* what they hold is all */
    case NODE_QUOTE: write_block_tag(writer, node, entering, "blockquote"); break;
    case NODE_LIST: write_list(writer, node, entering); break;
    case NODE_ITEM: write_item(writer, node, entering); break;
    case NODE_DEFINITION_LIST: write_block_tag(writer, node, entering, "dl"); break;
    case NODE_DEFINITION: write_definition(writer, node, entering); break;
    case NODE_TERM: write_term(writer, node, entering); break;
    case NODE_TABLE: write_block_tag(writer, node, entering, "table"); break;
    case NODE_ROW: write_row(writer, node, entering); break;
    case NODE_CELL: write_cell(writer, node, entering); break;
    case NODE_FIGURE: write_block_tag(writer, node, entering, "figure"); break;
    case NODE_CAPTION: write_caption(writer, node, entering); break;
    case NODE_FOOTNOTE: write_note(writer, node, entering); break;
    case NODE_ADMONITION: write_callout(writer, node, entering); break;
    case NODE_DIV:
    case NODE_HTML_BLOCK: write_division(writer, node, entering); break;
    case NODE_HEADING: write_heading(writer, node, entering); break;
    case NODE_PARAGRAPH: write_paragraph(writer, node, entering); break;
    case NODE_CODE_BLOCK: writer_write_code_block(writer, node); break;
    case NODE_RULE: write_rule(writer, node); break;
    case NODE_MATH_BLOCK: write_math(writer, node, true); break;
    case NODE_RAW_BLOCK: write_raw_block(writer, node); break;
    case NODE_EMPHASIS: write_inline_tag(writer, node, entering, "em"); break;
    case NODE_STRONG: write_inline_tag(writer, node, entering, "strong"); break;
    case NODE_STRIKE: write_inline_tag(writer, node, entering, "del"); break;
    case NODE_SUPERSCRIPT: write_inline_tag(writer, node, entering, "sup"); break;
    case NODE_SUBSCRIPT: write_inline_tag(writer, node, entering, "sub"); break;
    case NODE_SMALL: write_inline_tag(writer, node, entering, "small"); break;
    case NODE_LINK: write_link(writer, node, entering); break;
    case NODE_SPAN:
    case NODE_HTML_INLINE: write_span(writer, node, entering); break;
    case NODE_TEXT: writer_add_text(writer, node->text); break;
    case NODE_CODE: writer_write_code(writer, node); break;
    case NODE_IMAGE: write_image(writer, node); break;
    case NODE_LINE_BREAK: write_break(writer, node); break;
    case NODE_SOFT_BREAK: writer_add(writer, "\n"); break;
    case NODE_FOOTNOTE_REFERENCE: writer_write_note_reference(writer, node); break;
    case NODE_MATH: write_math(writer, node, false); break;
    case NODE_RAW_INLINE: buf_add(writer->out, node->text); break;
    }
}

static enum html_answer ask(const struct html_writer *writer, const struct walk *walk)
{
    const struct html_hooks *hooks = writer->hooks;
    return hooks && hooks->node
               ? hooks->node(hooks->data, walk->node, walk->entering, writer->out)
               : HTML_DEFAULT;
}

/* Words that are read the other way than their block is set, as those of an item in a list
 * may be: isolated, they leave its side as it is. */
static bool holds_turned_words(const struct html_writer *writer, const struct node *node)
{
    return writer->dialect == HTML_BUNDLE && !node_is_inline(node) && node->first &&
           node_is_inline(node->first) && node_is_inline(node_last(node)) &&
           node_text_direction(node) != (enum direction)node->direction;
}

static void write_turned(struct html_writer *writer, const struct node *node, bool entering)
{
    if (entering) {
        buf_add_format(writer->out, "<bdi dir=\"%s\">",
                       direction_name(node_text_direction(node)));
    } else {
        writer_add(writer, "</bdi>");
    }
}

static void write_tree(struct html_writer *writer, const struct node *root)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        bool turned = holds_turned_words(writer, walk.node);
        if (turned && !walk.entering) {
            write_turned(writer, walk.node, false);
        }
        switch (ask(writer, &walk)) {
        case HTML_DEFAULT: {
            size_t from = writer->out->len;
            write_node(writer, walk.node, walk.entering);
            if (writer->hooks && writer->hooks->indents) {
                writer_indent(writer, walk.node, from);
            }
            break;
        }
        case HTML_WRITTEN: break;
        case HTML_SKIP: walk_skip_children(&walk); continue;
        }
        if (turned && walk.entering) {
            write_turned(writer, walk.node, true);
        }
    }
}

void html_write_siblings(const struct node *first, const struct node *end,
                         enum html_dialect dialect, const struct html_hooks *hooks,
                         struct buf *out)
{
    struct html_writer writer = {.dialect = dialect, .hooks = hooks, .out = out};
    for (const struct node *node = first; node && node != end; node = node->next) {
        write_tree(&writer, node);
    }
}

void html_write(const struct node *root, enum html_dialect dialect,
                const struct html_hooks *hooks, struct buf *out)
{
    html_write_siblings(root, root->next, dialect, hooks, out);
}
