/* Lists and tables of fragments. */
#include "doc/fragment_parts.h"

/* Whether a paragraph is set without its tags: in tight lists. kramdown decides for
 * each one. */
bool fragment_is_tight(const struct fragment_writer *writer, const struct node *paragraph)
{
    const struct node *item = paragraph->parent;
    if (paragraph->tight || fragment_is_kramdown(writer) || !item ||
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

void fragment_open_list(struct fragment_writer *writer, const struct node *node)
{
    fragment_start_line(writer);
    buf_add_text(writer->out, node->list_kind == LIST_ORDERED ? "<ol" : "<ul");
    if (node->list_kind == LIST_ORDERED && node->number != 1 &&
        !fragment_is_kramdown(writer)) {
        buf_add_format(writer->out, " start=\"%u\"", node->number);
    }
    if (fragment_is_kramdown(writer) && has_tasks(node) && !node_attribute(node, "class")) {
        fragment_add(writer, " class=\"task-list\"");
    }
    fragment_add_attributes(writer, node);
    fragment_add(writer, ">\n");
}

void fragment_add_checkbox(struct fragment_writer *writer, const struct node *item)
{
    if (item->task == TASK_NONE) {
        return;
    }
    if (fragment_is_kramdown(writer)) {
        fragment_add(writer, "<input type=\"checkbox\" class=\"task-list-item-checkbox\" "
                             "disabled=\"disabled\"");
        fragment_add(writer, item->task == TASK_DONE ? " checked=\"checked\" />" : " />");
    } else {
        fragment_add(writer, "<input type=\"checkbox\"");
        fragment_add(writer, item->task == TASK_DONE ? " checked=\"\"" : "");
        fragment_add(writer, " disabled=\"\" /> ");
    }
}

void fragment_open_item(struct fragment_writer *writer, const struct node *node)
{
    fragment_start_line(writer);
    fragment_add(writer, "<li");
    if (fragment_is_kramdown(writer) && node->task != TASK_NONE &&
        !node_attribute(node, "class")) {
        fragment_add(writer, " class=\"task-list-item\"");
    }
    fragment_add_attributes(writer, node);
    fragment_add(writer, ">");
    const struct node *first = node->first;
    bool inside = fragment_is_kramdown(writer) && first && first->kind == NODE_PARAGRAPH &&
                  !fragment_is_tight(writer, first);
    if (!inside) {
        fragment_add_checkbox(writer, node); /* else it stands in the paragraph */
    }
}

/* Tables */

void fragment_open_row(struct fragment_writer *writer, const struct node *node)
{
    static const char *const sections[] = {"<thead>\n", "<tbody>\n", "<tfoot>\n"};
    const struct node *before = node->previous;
    if (!before || before->kind != NODE_ROW || before->section != node->section ||
        node->level) {
        fragment_start_line(writer);
        fragment_add(writer, sections[node->section]);
    }
    fragment_open_tag(writer, node, "tr");
    fragment_add(writer, "\n");
}

void fragment_close_row(struct fragment_writer *writer, const struct node *node)
{
    static const char *const sections[] = {"</thead>\n", "</tbody>\n", "</tfoot>\n"};
    fragment_add(writer, "</tr>\n");
    const struct node *after = node->next;
    if (!after || after->kind != NODE_ROW || after->section != node->section ||
        after->level) {
        fragment_add(writer, sections[node->section]);
    }
}

void fragment_open_cell(struct fragment_writer *writer, const struct node *node)
{
    static const char *const aligns[] = {NULL, "left", "center", "right"};
    fragment_add(writer, node->header ? "<th" : "<td");
    fragment_add_attributes(writer, node);
    if (node->header && writer->dialect == FRAGMENT_BUNDLE) {
        const struct node *row = node->parent;
        fragment_add(writer,
                     row && row->section == ROW_HEAD ? " scope=\"col\"" : " scope=\"row\"");
    }
    if (node->column_span > 1) {
        buf_add_format(writer->out, " colspan=\"%u\"", node->column_span);
    }
    if (node->row_span > 1) {
        buf_add_format(writer->out, " rowspan=\"%u\"", node->row_span);
    }
    if (node->align != ALIGN_NONE) {
        if (fragment_is_kramdown(writer)) {
            buf_add_format(writer->out, " style=\"text-align: %s\"", aligns[node->align]);
        } else if (writer->dialect == FRAGMENT_BUNDLE) {
            buf_add_format(writer->out, " class=\"align-%s\"", aligns[node->align]);
        } else {
            buf_add_format(writer->out, " align=\"%s\"", aligns[node->align]);
        }
    }
    fragment_add(writer, ">");
}
