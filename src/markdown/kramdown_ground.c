/* The ground: nodes from the arena or from those given back, their places by the line
 * map, and the tables of names. Relies on nothing of either pass. */
#include "markdown/kramdown_ground.h"

/* The input's lines, as stretches, for when nobody gave a map. */
static void index_lines(struct kramdown *k)
{
    struct line_map *map = ARENA_NEW(k->arena, struct line_map);
    struct str *file = ARENA_NEW(k->arena, struct str);
    if (map && file) {
        map->files = file;
        map->file_count = 1;
        (void)line_map_add_verbatim(k->arena, map, 0, k->input, 0, 1, 1);
    }
    k->map = map;
}

struct spot kramdown_spot(struct kramdown *k, const struct source *source, size_t at)
{
    size_t origin = source_origin(source, at);
    if (!k->map) {
        index_lines(k);
    }
    if (!k->map) {
        return (struct spot){0};
    }
    return line_map_spot(k->map, k->input, origin);
}

struct node *kramdown_node(struct kramdown *k, enum node_kind kind,
                           const struct source *source, size_t at)
{
    struct spot spot = kramdown_spot(k, source, at);
    struct node *node = k->free_nodes;
    if (!node) {
        return node_new(k->arena, kind, spot);
    }
    k->free_nodes = node->next;
    *node = (struct node){.kind = (uint8_t)kind, .spot = spot};
    return node;
}

void kramdown_recycle(struct kramdown *k, struct node *node)
{
    /* Children move to the free list one by one; what hangs below them joins the queue. */
    if (!node) {
        return;
    }
    node->next = NULL;
    struct node *queue = node, *last = node;
    while (queue) {
        struct node *one = queue;
        if (one->first) {
            last->next = one->first;
            last = node_last(one);
            last->next = NULL;
        }
        queue = one->next;
        *one = (struct node){.next = k->free_nodes};
        k->free_nodes = one;
    }
}

bool kramdown_is_plain(const struct node *node)
{
    while (node && node->kind != NODE_HTML_BLOCK && node->kind != NODE_FOOTNOTE) {
        node = node->parent;
    }
    return node != NULL;
}

static struct place place_of(const struct kramdown *k, struct spot spot)
{
    bool known = k->map && spot.file < k->map->file_count;
    return (struct place){.file = known ? k->map->files[spot.file] : (struct str){0},
                          .line = spot.line,
                          .column = spot.column};
}

struct place kramdown_place(const struct kramdown *k, const struct node *node)
{
    return place_of(k, node->spot);
}

void kramdown_too_deep(struct kramdown *k, const struct source *source, size_t at)
{
    if (k->nesting_told) {
        return;
    }
    k->nesting_told = true;
    report_warning(k->report, place_of(k, kramdown_spot(k, source, at)), "nesting-limit",
                   "more than %zu blocks or spans inside each other: deeper marks stay "
                   "text, deeper tags are left out",
                   k->nesting_limit);
}

void texts_add(struct kramdown *k, struct node *node, struct source *source, size_t from,
               size_t to)
{
    struct text_queue *texts = &k->texts;
    if (arena_grow(k->arena, &texts->items, texts->count, &texts->capacity,
                   sizeof *texts->items)) {
        texts->items[texts->count++] = (struct waiting_text){node, source, from, to};
    }
}

struct waiting_text *texts_last(struct kramdown *k)
{
    return k->texts.count > 0 ? &k->texts.items[k->texts.count - 1] : NULL;
}

struct link_definition *link_define(struct kramdown *k, struct str label,
                                    struct link_definition one)
{
    struct link_table *links = &k->links;
    if (!arena_grow(k->arena, &links->items, links->count, &links->capacity,
                    sizeof *links->items)) {
        return NULL;
    }
    struct str name = name_normalize(k->arena, label);
    if (name.len > links->longest_name) {
        links->longest_name = name.len;
    }
    name_set(k->arena, &links->names, name, links->count);
    links->items[links->count] = one;
    return &links->items[links->count++];
}

const struct link_definition *link_find(struct kramdown *k, struct str label)
{
    /* Only as much as the longest name is worth looking at; white space may shrink. */
    if (k->links.count == 0 || label.len > 2 * k->links.longest_name + 256) {
        return NULL;
    }
    size_t index;
    return name_find(&k->links.names, name_normalize(k->arena, label), &index)
               ? &k->links.items[index]
               : NULL;
}

struct abbreviation *abbreviation_define(struct kramdown *k, struct abbreviation one)
{
    struct abbreviation_table *table = &k->abbreviations;
    size_t index;
    if (!name_find(&table->names, one.name, &index)) {
        if (!arena_grow(k->arena, &table->items, table->count, &table->capacity,
                        sizeof *table->items)) {
            return NULL;
        }
        index = table->count++;
        name_set(k->arena, &table->names, one.name, index);
    }
    table->items[index] = one;
    return &table->items[index];
}

struct footnote *footnote_define(struct kramdown *k, struct footnote one)
{
    struct footnote_table *table = &k->footnotes;
    size_t index;
    if (!name_find(&table->names, one.label, &index)) {
        if (!arena_grow(k->arena, &table->items, table->count, &table->capacity,
                        sizeof *table->items)) {
            return NULL;
        }
        index = table->count++;
        name_set(k->arena, &table->names, one.label, index);
    }
    table->items[index] = one;
    return &table->items[index];
}

void attribute_list_define(struct kramdown *k, struct str name, struct ial *ial)
{
    struct ial_table *table = &k->attribute_lists;
    size_t index;
    if (name_find(&table->names, name, &index)) {
        ial_merge(k->arena, &table->items[index], ial);
    } else if (arena_grow(k->arena, &table->items, table->count, &table->capacity,
                          sizeof *table->items)) {
        table->items[table->count] = ial;
        name_set(k->arena, &table->names, name, table->count++);
    }
}
