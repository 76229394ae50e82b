/* Attributes: a list's classes, ids and pairs on their node, references resolved by the
 * lists that the page defines. {:toc}, {:footnotes} and {:standalone} are references that
 * kramdown itself gives a meaning. */
#include "markdown/kramdown_attributes.h"

#define CLASS_BYTES 4096 /* more classes than this are left out */

static struct str class_and(struct kramdown *k, struct str class, struct str more)
{
    if (class.len == 0 || class.len > CLASS_BYTES) {
        return class.len == 0 ? more : class;
    }
    return arena_format(k->arena, "%.*s %.*s", STR_ARG(class), STR_ARG(more));
}

static void add_class(struct kramdown *k, struct node *node, struct str more)
{
    const struct attribute *now = node_attribute(node, "class");
    struct str class = now ? class_and(k, now->value, more) : more;
    node_set_attribute(k->arena, node, STR("class"), class);
}

static void set_pair(struct kramdown *k, struct node *node, const struct ial_item *item)
{
    if (str_is(item->name, "id")) {
        /* an empty one also stands: no id is given then */
        node_set_id(k->arena, node, item->value.ptr ? item->value : STR(""));
    } else {
        node_set_attribute(k->arena, node, item->name, item->value);
    }
}

static void apply_reference(struct kramdown *k, struct node *node, struct str name)
{
    size_t index;
    if (str_is(name, "toc")) {
        k->toc = !k->toc && node->kind == NODE_LIST ? node : k->toc;
    } else if (str_is(name, "footnotes") && node->kind == NODE_LIST) {
        k->footnotes.place = k->footnotes.place ? k->footnotes.place : node;
    } else if (str_starts(name, "auto_ids") && node->kind == NODE_DEFINITION_LIST) {
        node->fenced = true; /* its terms get ids; the title holds what they begin with */
        node_set_title(k->arena, node,
                       str_skip(name, str_starts(name, "auto_ids-") ? 9 : name.len));
    } else if (str_is(name, "standalone") && node->kind == NODE_IMAGE) {
        node->fenced = true; /* a figure when its paragraph holds nothing else */
    } else if (name_find(&k->attribute_lists.names, name, &index)) {
        ial_apply(k, node, k->attribute_lists.items[index]);
    }
}

/* References first, so that what the list itself says wins over what it refers to. */
void ial_apply(struct kramdown *k, struct node *node, struct ial *ial)
{
    if (!ial || ial->busy) {
        return;
    }
    ial->busy = true;
    struct str class = {0};
    for (const struct ial_item *item = ial->first; item; item = item->next) {
        if (item->kind == IAL_REFERENCE) {
            apply_reference(k, node, item->name);
        }
    }
    for (const struct ial_item *item = ial->first; item; item = item->next) {
        switch (item->kind) {
        case IAL_REFERENCE: break;
        case IAL_CLASS: class = class_and(k, class, item->value); break;
        case IAL_ID: node_set_id(k->arena, node, item->value); break;
        case IAL_PAIR:
            if (str_is(item->name, "class")) {
                class = item->value; /* instead of those before it */
            } else {
                set_pair(k, node, item);
            }
            break;
        }
    }
    if (class.ptr) {
        add_class(k, node, class);
    }
    ial->busy = false;
}

void ial_attach(struct kramdown *k, struct node *node, struct ial *ial)
{
    struct ial_queue *ials = &k->ials;
    struct waiting_ial *last =
        ials->count > ials->done ? &ials->items[ials->count - 1] : NULL;
    if (!node || !ial) {
        return;
    }
    if (last && last->node == node) {
        ial_merge(k->arena, &last->ial, ial); /* lists of the same block are one */
    } else if (arena_grow(k->arena, &ials->items, ials->count, &ials->capacity,
                          sizeof *ials->items)) {
        ials->items[ials->count++] = (struct waiting_ial){node, ial};
    }
}

void ials_drop(struct kramdown *k, const struct node *node)
{
    while (k->ials.count > k->ials.done && k->ials.items[k->ials.count - 1].node == node) {
        k->ials.count--;
    }
}

void ials_give(struct kramdown *k, const struct node *from, struct node *to)
{
    for (size_t i = k->ials.count; i > k->ials.done && k->ials.items[i - 1].node == from;
         i--) {
        k->ials.items[i - 1].node = to;
    }
}

void ials_apply_waiting(struct kramdown *k)
{
    while (k->ials.done < k->ials.count) {
        struct waiting_ial one = k->ials.items[k->ials.done++];
        ial_apply(k, one.node, one.ial);
        if (one.node->kind == NODE_HEADING && node_has_class(one.node, "no_toc")) {
            one.node->no_toc = true;
        }
    }
}
