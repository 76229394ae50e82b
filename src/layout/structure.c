/* The structure tree grows by last children; it is walked in reading order. */
#include "layout/pages.h"

struct element *element_new(struct arena *arena, struct element *parent,
                            enum element_role role)
{
    struct element *element = ARENA_NEW(arena, struct element);
    if (!element) {
        return NULL;
    }
    element->role = (uint8_t)role;
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
