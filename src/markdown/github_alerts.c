/* Alerts are found in the finished tree: a quote beside the document's other blocks, whose
 * first paragraph begins with the mark and a line's end, and which holds more than that.
 * Elsewhere GitHub shows the mark as it is written. */
#include "markdown/markdown.h"

static const struct {
    const char *mark, *title;
    enum callout callout;
} alerts[] = {
    {"[!note]", "Note", CALLOUT_NOTE},
    {"[!tip]", "Tip", CALLOUT_TIP},
    {"[!important]", "Important", CALLOUT_IMPORTANT},
    {"[!warning]", "Warning", CALLOUT_WARNING},
    {"[!caution]", "Caution", CALLOUT_CAUTION},
};

#define ALERT_COUNT (sizeof alerts / sizeof alerts[0])

static bool is_break(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
}

/* The row of the mark that the quote's first line is; ALERT_COUNT: it is none. */
static size_t find_alert(const struct node *quote)
{
    const struct node *paragraph = quote->first;
    const struct node *mark =
        paragraph && paragraph->kind == NODE_PARAGRAPH ? paragraph->first : NULL;
    bool more = mark && (mark->next ? is_break(mark->next) : paragraph->next != NULL);
    size_t row = 0;
    while (row < ALERT_COUNT &&
           !(more && mark->kind == NODE_TEXT &&
             str_eq_ignore_case(str_trim(mark->text), str_from(alerts[row].mark)))) {
        row++;
    }
    return row;
}

/* The mark's place is taken by the title; what follows in its paragraph stays there. */
static bool make_alert(struct arena *arena, struct node *quote, size_t row)
{
    struct node *paragraph = quote->first, *mark = paragraph->first;
    struct node *title = node_new(arena, NODE_CAPTION, mark->spot);
    if (!title) {
        return false;
    }
    quote->kind = NODE_ADMONITION;
    quote->level = (uint8_t)alerts[row].callout;
    node_insert_before(paragraph, title);
    if (mark->next) {
        node_unlink(mark->next);
        node_unlink(mark);
    } else {
        node_unlink(paragraph);
    }
    return node_add_text(arena, title, str_from(alerts[row].title), title->spot) != NULL;
}

bool github_alerts_find(struct arena *arena, struct node *root)
{
    bool ok = true;
    for (struct node *node = root->first; node && ok; node = node->next) {
        size_t row = node->kind == NODE_QUOTE ? find_alert(node) : ALERT_COUNT;
        ok = row == ALERT_COUNT || make_alert(arena, node, row);
    }
    return ok;
}
