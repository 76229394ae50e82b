/* Lists and tables in HTML. Tags that the tree does not hold are found by looking beside:
 * <thead> opens before the first row of its section, tight items drop the <p> of theirs. */
#include "html/writer.h"

/* Whether a paragraph is set without its tags: in tight lists. kramdown decides for
 * each one. */
bool writer_is_tight(const struct html_writer *writer, const struct node *paragraph)
{
    const struct node *item = paragraph->parent;
    if (paragraph->tight || writer_is_kramdown(writer) || !item ||
        item->kind != NODE_ITEM) {
        return paragraph->tight;
    }
    return item->tight || (item->parent && item->parent->tight);
}

/* Lists */

static bool has_tasks(const struct node *list)
{
    for (const struct node *item = list->first; item; item = item->next) {
        if (item->task != TASK_NONE) {
            return true;
        }
    }
    return false;
}

/* A class of the style sheet, or what a sheet cannot say beforehand. */
static void add_marker_class(struct html_writer *writer, struct marker marker)
{
    if (marker.style == MARKER_TEXT) {
        writer_add_attribute(writer, "data-marker", str_trim(marker.text));
    } else {
        buf_add_format(writer->out, " class=\"marker-%s\"",
                       marker_style_name(marker.style));
    }
}

/* In the bundle lists say what they are in HTML's words: `type` where it has one, else a
 * class; numbers as they were understood. */
static void add_list_look(struct html_writer *writer, const struct node *list)
{
    bool own, ordered = list->ordered;
    struct marker marker = list_style(list, &own);
    bool reversed = ordered && node_attribute(list, "reversed");
    if (reversed || list_start(list) != 1) {
        buf_add_format(writer->out, " start=\"%lld\"", (long long)list_start(list));
    }
    writer_add(writer, reversed ? " reversed=\"\"" : "");
    char letter = ordered && own ? marker_style_letter(marker.style) : '\0';
    if (letter) {
        buf_add_format(writer->out, " type=\"%c\"", letter);
    } else if (own && marker.style != MARKER_TEXT) {
        add_marker_class(writer, marker);
    }
}

static void add_item_look(struct html_writer *writer, const struct node *item)
{
    bool own;
    int64_t value;
    struct marker marker = {.style = MARKER_DISC};
    if (item->parent && item->parent->kind == NODE_LIST) {
        marker = list_style(item->parent, &own);
    }
    own = item_style(item, &marker);
    if (item->unmarked) {
        writer_add(writer, " class=\"unmarked\"");
    } else if (own || marker.style == MARKER_TEXT) {
        add_marker_class(writer, marker);
    }
    bool counts = item->parent && item->parent->ordered; /* HTML, 4.4.8 */
    if (counts && item_value(item, &value)) {
        buf_add_format(writer->out, " value=\"%lld\"", (long long)value);
    }
}

void writer_open_list(struct html_writer *writer, const struct node *node)
{
    writer_start_line(writer);
    buf_add_text(writer->out, node->ordered ? "<ol" : "<ul");
    if (writer->dialect == HTML_BUNDLE) {
        add_list_look(writer, node);
    } else if (node->ordered && node_number(node) != 1 && !writer_is_kramdown(writer)) {
        buf_add_format(writer->out, " start=\"%u\"", node_number(node));
    }
    if (writer_is_kramdown(writer) && has_tasks(node) && !node_attribute(node, "class")) {
        writer_add(writer, " class=\"task-list\"");
    }
    writer_add_attributes(writer, node);
    writer_add(writer, ">\n");
}

void writer_add_checkbox(struct html_writer *writer, const struct node *item)
{
    if (item->task == TASK_NONE) {
        return;
    }
    if (writer_is_kramdown(writer)) {
        writer_add(writer, "<input type=\"checkbox\" class=\"task-list-item-checkbox\" "
                           "disabled=\"disabled\"");
        writer_add(writer, item->task == TASK_DONE ? " checked=\"checked\" />" : " />");
    } else {
        writer_add(writer, "<input type=\"checkbox\"");
        writer_add(writer, item->task == TASK_DONE ? " checked=\"\"" : "");
        writer_add(writer, " disabled=\"\" /> ");
    }
}

void writer_open_item(struct html_writer *writer, const struct node *node)
{
    writer_start_line(writer);
    writer_add(writer, "<li");
    if (writer_is_kramdown(writer) && node->task != TASK_NONE &&
        !node_attribute(node, "class")) {
        writer_add(writer, " class=\"task-list-item\"");
    }
    if (writer->dialect == HTML_BUNDLE) {
        add_item_look(writer, node);
    }
    writer_add_attributes(writer, node);
    writer_add(writer, ">");
    const struct node *first = node->first;
    bool inside = writer_is_kramdown(writer) && first && first->kind == NODE_PARAGRAPH &&
                  !writer_is_tight(writer, first);
    if (!inside) {
        writer_add_checkbox(writer, node); /* else it stands in the paragraph */
    }
}

/* Tables */

void writer_open_row(struct html_writer *writer, const struct node *node)
{
    static const char *const sections[] = {"<thead>\n", "<tbody>\n", "<tfoot>\n"};
    const struct node *before = node_previous(node);
    if (!before || before->kind != NODE_ROW || before->section != node->section ||
        node->level) {
        writer_start_line(writer);
        writer_add(writer, sections[node->section]);
    }
    writer_open_tag(writer, node, "tr");
    writer_add(writer, "\n");
}

void writer_close_row(struct html_writer *writer, const struct node *node)
{
    static const char *const sections[] = {"</thead>\n", "</tbody>\n", "</tfoot>\n"};
    writer_add(writer, "</tr>\n");
    const struct node *after = node->next;
    if (!after || after->kind != NODE_ROW || after->section != node->section ||
        after->level) {
        writer_add(writer, sections[node->section]);
    }
}

void writer_open_cell(struct html_writer *writer, const struct node *node)
{
    writer_add(writer, node->header ? "<th" : "<td");
    writer_add_attributes(writer, node);
    if (node->header && writer->dialect == HTML_BUNDLE) {
        const struct node *row = node->parent;
        writer_add(writer,
                   row && row->section == ROW_HEAD ? " scope=\"col\"" : " scope=\"row\"");
    }
    if (node_column_span(node) > 1) {
        buf_add_format(writer->out, " colspan=\"%u\"", node_column_span(node));
    }
    if (node_row_span(node) > 1) {
        buf_add_format(writer->out, " rowspan=\"%u\"",
                       node_row_span(node) == ROW_SPAN_REST ? 0U : node_row_span(node));
    }
    if (node->align != ALIGN_NONE) {
        if (writer_is_kramdown(writer)) {
            buf_add_format(writer->out, " style=\"text-align: %s\"",
                           align_name((enum column_align)node->align));
        } else if (writer->dialect == HTML_BUNDLE) {
            buf_add_format(writer->out, " class=\"align-%s\"",
                           align_name((enum column_align)node->align));
        } else {
            buf_add_format(writer->out, " align=\"%s\"",
                           align_name((enum column_align)node->align));
        }
    }
    writer_add(writer, ">");
}
