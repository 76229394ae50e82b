/* {:toc}: a list is replaced by the document's headings as nested lists of links. */
#include "markdown/kramdown_finish.h"

/* What a heading says, for a link: links give way to their text, notes are left out. */
static void copy_inlines(struct kramdown *k, const struct node *from, struct node *to,
                         size_t depth)
{
    for (const struct node *node = from->first; node; node = node->next) {
        if (node->kind == NODE_FOOTNOTE_REFERENCE || depth > k->nesting_limit) {
            continue;
        }
        struct node *parent = to;
        if (node->kind != NODE_LINK) {
            struct node *copy = node_new(k->arena, (enum node_kind)node->kind, node->spot);
            if (!copy) {
                return;
            }
            copy->text = node->text;
            node_set_info(k->arena, copy, node_info(node));
            node_set_title(k->arena, copy, node_title(node));
            node_set_attributes(k->arena, copy, node_attributes(node));
            node_set_id(k->arena, copy,
                        node->kind == NODE_HTML_INLINE ? node_id(node) : (struct str){0});
            copy->self_closing = node->self_closing;
            node_append(to, copy);
            parent = copy;
        }
        copy_inlines(k, node, parent, depth + 1);
    }
}

struct toc_level {
    struct node *list;
    uint8_t level;
};

static struct node *new_list(struct kramdown *k, const struct node *place)
{
    struct node *list = node_new(k->arena, NODE_LIST, place->spot);
    if (list) {
        list->ordered = place->ordered;
        node_set_number(k->arena, list, 1);
        list->tight = true;
    }
    return list;
}

static void add_entry(struct kramdown *k, struct node *list, const struct node *heading,
                      struct str id)
{
    struct node *item = node_new(k->arena, NODE_ITEM, heading->spot);
    struct node *paragraph =
        item ? node_new(k->arena, NODE_PARAGRAPH, heading->spot) : NULL;
    struct node *link = paragraph ? node_new(k->arena, NODE_LINK, heading->spot) : NULL;
    if (!link) {
        return;
    }
    paragraph->tight = true;
    node_set_info(k->arena, link,
                  arena_format(k->arena, "#%.*s", STR_ARG(node_id(heading))));
    node_set_id(
        k->arena, link,
        arena_format(k->arena, "%.*s-%.*s", STR_ARG(id), STR_ARG(node_id(heading))));
    copy_inlines(k, heading, link, 0);
    node_append(paragraph, link);
    node_append(item, paragraph);
    node_append(list, item);
}

/* The list for a heading of `level`: an open one, or a new one in the last item. */
static struct node *list_for(struct kramdown *k, struct toc_level *open, size_t *count,
                             uint8_t level, const struct node *place)
{
    while (*count > 1 && open[*count - 1].level > level &&
           open[*count - 2].level >= level) {
        (*count)--;
    }
    if (*count > 0 && open[*count - 1].level >= level) {
        open[*count - 1].level = level;
        return open[*count - 1].list;
    }
    struct node *list = new_list(k, place);
    if (list && *count > 0) {
        struct node *item = node_last(open[*count - 1].list);
        if (!item) {
            return NULL;
        }
        node_append(item, list);
    }
    open[(*count)++] = (struct toc_level){list, level};
    return list;
}

/* Headings become entries by their level, whatever they stand in; a level that skips one
 * nests all the same. */
void toc_fill(struct kramdown *k)
{
    struct node *place = k->toc;
    if (!place) {
        return;
    }
    struct str id = node_id(place).len ? node_id(place) : STR("markdown-toc");
    struct node *toc = node_new(k->arena, NODE_TOC_BLOCK, place->spot);
    if (!toc || !place->parent) {
        return;
    }
    struct toc_level open[8];
    size_t count = 0;
    struct walk walk;
    walk_init(&walk, k->root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering || node->kind != NODE_HEADING || node->no_toc ||
            !node_id(node).ptr || !(k->settings.toc_levels & 1u << node->level)) {
            continue;
        }
        struct node *list = list_for(k, open, &count, node->level, place);
        if (!list) {
            return;
        }
        if (!toc->first) {
            node_set_attributes(k->arena, list, node_attributes(place));
            node_set_id(k->arena, list, id);
            node_append(toc, list);
        }
        add_entry(k, list, node, id);
    }
    node_insert_before(place, toc);
    node_unlink(place);
}
