/* The structure tree grows by last children, and by notes behind their references; captions
 * move into what they name; it is walked in reading order. */
#include "layout/pages.h"

struct element *element_new(struct arena *arena, struct element *parent,
                            enum element_role role)
{
    struct element *element = ARENA_NEW(arena, struct element);
    if (!element) {
        return NULL;
    }
    element->role = role;
    element->parent = parent;
    if (parent) {
        if (parent->last) {
            parent->last->next = element;
        } else {
            parent->first = element;
        }
        parent->last = element;
    }
    return element;
}

const struct element_more *element_more(const struct element *element)
{
    static const struct element_more nothing;
    return element->own_more ? element->own_more : &nothing;
}

struct element_more *element_add_more(struct arena *arena, struct element *element)
{
    if (!element->own_more) {
        element->own_more = ARENA_NEW(arena, struct element_more);
    }
    return element->own_more;
}

struct element *element_new_behind(struct arena *arena, struct element *before,
                                   enum element_role role)
{
    struct element *element = ARENA_NEW(arena, struct element), *parent = before->parent;
    if (element) {
        element->role = role;
        element->parent = parent;
        element->next = before->next;
        before->next = element;
        parent->last = parent->last == before ? element : parent->last;
    }
    return element;
}

struct element *element_wrap(struct arena *arena, struct element *parent,
                             struct element *before, struct element *last,
                             enum element_role role)
{
    struct element *outer = ARENA_NEW(arena, struct element);
    if (outer) {
        struct element **link = before ? &before->next : &parent->first;
        *outer = (struct element){.role = role,
                                  .parent = parent,
                                  .first = *link,
                                  .last = last,
                                  .next = last->next};
        *link = outer;
        last->next = NULL;
        parent->last = parent->last == last ? outer : parent->last;
        for (struct element *child = outer->first; child; child = child->next) {
            child->parent = outer;
        }
    }
    return outer;
}

void element_move(struct element *element, struct element *before, struct element *to,
                  bool to_front)
{
    struct element *parent = element->parent;
    *(before ? &before->next : &parent->first) = element->next;
    parent->last = parent->last == element ? before : parent->last;
    element->parent = to;
    element->next = to_front ? to->first : NULL;
    if (to_front || !to->first) {
        to->first = element;
    } else {
        to->last->next = element;
    }
    to->last = to_front && to->last ? to->last : element;
}

struct element *element_next(const struct element *element, const struct element *root)
{
    if (element->first) {
        return element->first;
    }
    while (element != root && !element->next) {
        element = element->parent;
    }
    return element == root ? NULL : element->next;
}

size_t element_tree_number(struct element *root)
{
    uint32_t count = 0;
    for (struct element *e = root; e; e = element_next(e, root)) {
        e->index = count++;
    }
    return count;
}

const char *element_role_name(enum element_role role)
{
    static const char *const names[] = {
        [ROLE_DOCUMENT] = "Document",
        [ROLE_PART] = "Part",
        [ROLE_SECT] = "Sect",
        [ROLE_DIV] = "Div",
        [ROLE_H1] = "H1",
        [ROLE_H2] = "H2",
        [ROLE_H3] = "H3",
        [ROLE_H4] = "H4",
        [ROLE_H5] = "H5",
        [ROLE_H6] = "H6",
        [ROLE_P] = "P",
        [ROLE_BLOCKQUOTE] = "BlockQuote",
        [ROLE_CAPTION] = "Caption",
        [ROLE_TOC] = "TOC",
        [ROLE_TOCI] = "TOCI",
        [ROLE_L] = "L",
        [ROLE_LI] = "LI",
        [ROLE_LBL] = "Lbl",
        [ROLE_LBODY] = "LBody",
        [ROLE_TABLE] = "Table",
        [ROLE_THEAD] = "THead",
        [ROLE_TBODY] = "TBody",
        [ROLE_TFOOT] = "TFoot",
        [ROLE_TR] = "TR",
        [ROLE_TH] = "TH",
        [ROLE_TD] = "TD",
        [ROLE_SPAN] = "Span",
        [ROLE_QUOTE] = "Quote",
        [ROLE_NOTE] = "Note",
        [ROLE_REFERENCE] = "Reference",
        [ROLE_CODE] = "Code",
        [ROLE_LINK] = "Link",
        [ROLE_FIGURE] = "Figure",
        [ROLE_FORMULA] = "Formula",
    };
    return names[role];
}
