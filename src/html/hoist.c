/* A heading within a term, a caption or another heading is one in a browser, and a reader
 * goes to it; here those hold words only.
 *
 *   definition_list              heading "a"
 *     term                  →    definition_list
 *       heading "a"                definition
 *     definition
 */
#include "html/hoist.h"

#include "html/arrange.h"
#include "html/places.h"

static void insert_after(struct node *sibling, struct node *node)
{
    if (sibling->next) {
        node_insert_before(sibling->next, node);
    } else {
        node_append(sibling->parent, node);
    }
}

/* Words that end or begin at a heading need no break there. */
static void trim(struct node *run)
{
    while (run->first && run->first->kind == NODE_LINE_BREAK) {
        node_unlink(run->first);
    }
    arrange_trim_run(run);
}

/* A heading, term or caption that has nothing left to say hands its id on. */
static void drop_empty(struct arena *arena, struct node *holder)
{
    if (holder->first) {
        return;
    }
    if (node_id(holder).len && holder->next) {
        place_give(arena, holder->next, node_id(holder));
    }
    node_unlink(holder);
}

static bool holds_heading(const struct node *holder)
{
    const struct node *child = holder->first;
    while (child && child->kind != NODE_HEADING) {
        child = child->next;
    }
    return child != NULL;
}

/* Leaves in `holder` what stands before the first heading; the rest follows it. */
static void spread(struct arena *arena, struct node *holder)
{
    struct node *last = holder, *run = holder;
    for (struct node *child = holder->first; child;) {
        struct node *next = child->next;
        if (child->kind == NODE_HEADING) {
            node_unlink(child);
            insert_after(last, child);
            last = child;
            run = NULL;
        } else if (run != holder) {
            struct node *to = run ? run : node_copy(arena, holder);
            if (!to) {
                return;
            }
            if (!run) {
                insert_after(last, to);
            }
            node_unlink(child);
            node_append(to, child);
            last = run = to;
        }
        child = next;
    }
}

static bool ends_heading(const struct node *node)
{
    switch ((int)node->kind) {
    case NODE_LIST:
    case NODE_DEFINITION_LIST:
    case NODE_TABLE:
    case NODE_QUOTE:
    case NODE_ADMONITION:
    case NODE_FIGURE:
    case NODE_CODE_BLOCK:
    case NODE_RULE: return true;
    default: return false;
    }
}

void hoist_out_of_unclosed(struct node *heading)
{
    struct node *first = heading->first;
    bool words = false;
    while (first && !(words && ends_heading(first))) {
        words = words || node_word_count(first) > 0;
        first = first->next;
    }
    struct node *last = heading;
    while (first && heading->parent) {
        struct node *next = first->next;
        node_unlink(first);
        insert_after(last, first);
        last = first;
        first = next;
    }
}

void hoist_out_of_words(struct arena *arena, struct node *holder)
{
    if (!holder->parent || !holds_heading(holder)) {
        return;
    }
    const struct node *end = holder->next;
    spread(arena, holder);
    for (struct node *run = holder; run && run != end;) {
        struct node *next = run->next;
        trim(run);
        drop_empty(arena, run);
        run = next;
    }
}

/* Puts what stands before `list` in the order of its children: headings as they are, the
 * rest in further lists. */
static void spread_list(struct arena *arena, struct node *list)
{
    struct node *front = NULL;
    for (struct node *child = list->first; child;) {
        struct node *next = child->next;
        bool heading = child->kind == NODE_HEADING;
        if (!heading && !front && (front = node_copy(arena, list)) != NULL) {
            node_insert_before(list, front);
        }
        if (!heading && !front) {
            return;
        }
        node_unlink(child);
        if (heading) {
            node_insert_before(list, child);
            front = NULL;
        } else {
            node_append(front, child);
        }
        child = next;
    }
    node_unlink(list);
}

void hoist_out_of_list(struct arena *arena, struct node *list)
{
    if (!list->parent || !holds_heading(list)) {
        return;
    }
    if (list->kind == NODE_TABLE) {
        for (struct node *child = list->first, *next; child; child = next) {
            next = child->next;
            if (child->kind == NODE_HEADING) {
                node_unlink(child);
                node_insert_before(list, child);
            }
        }
        return;
    }
    struct node *before = node_previous(list), *parent = list->parent;
    spread_list(arena, list);
    if (node_id(list).len && list->parent != parent) {
        place_give(arena, before ? before->next : parent->first, node_id(list));
    }
}
