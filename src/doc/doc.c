/* Documents and the packet: places, anchors, title and outline, and the lists that grow
 * while a packet is collected. What is found here once per document stands in the document;
 * relies on a tree that changes no more. */
#include "doc/parts.h"

struct place document_place(const struct document *document, struct spot spot)
{
    if (spot.line == 0 || spot.file >= document->file_count) {
        return (struct place){.file = document->source};
    }
    return (struct place){
        .file = document->files[spot.file], .line = spot.line, .column = spot.column};
}

/* Anchors: an open-addressing table that fills at most half. */

#define SUGGESTION_WORK 100000 /* ids that all suggestions of a document may look at */

struct anchor_table {
    const struct node **slots;
    size_t slot_count;         /* a power of two */
    const struct node **nodes; /* in the order of the tree */
    size_t node_count, work_left;
};

static const struct node **find_slot(const struct anchor_table *table, struct str id)
{
    size_t mask = table->slot_count - 1;
    size_t slot = str_hash(id) & mask;
    while (table->slots[slot] && !str_eq(table->slots[slot]->id, id)) {
        slot = (slot + 1) & mask;
    }
    return &table->slots[slot];
}

static bool index_anchors(struct arena *arena, struct document *document)
{
    size_t count = 0;
    struct walk walk;
    walk_init(&walk, document->root);
    while (walk_next(&walk)) {
        count += walk.entering && walk.node->id.len > 0;
    }
    struct anchor_table *table = ARENA_NEW(arena, struct anchor_table);
    if (!table) {
        return false;
    }
    table->slot_count = 8;
    while (table->slot_count < 2 * count) {
        table->slot_count *= 2;
    }
    table->slots = ARENA_ARRAY(arena, const struct node *, table->slot_count);
    table->nodes = ARENA_ARRAY(arena, const struct node *, count);
    table->work_left = SUGGESTION_WORK;
    if (!table->slots || !table->nodes) {
        return false;
    }
    walk_init(&walk, document->root);
    while (walk_next(&walk)) {
        if (walk.entering && walk.node->id.len > 0) {
            const struct node **slot = find_slot(table, walk.node->id);
            *slot = *slot ? *slot : walk.node;
            table->nodes[table->node_count++] = walk.node;
        }
    }
    document->anchors = table;
    return true;
}

const struct node *document_find_anchor(const struct document *document, struct str id)
{
    return document->anchors && id.len ? *find_slot(document->anchors, id) : NULL;
}

struct str document_suggest_anchor(const struct document *document, struct str id)
{
    struct anchor_table *table = document->anchors;
    struct str best = {0};
    size_t least = id.len / 3 + 2;
    for (size_t i = 0; table && i < table->node_count && table->work_left; i++) {
        struct str candidate = table->nodes[i]->id;
        size_t longer =
            candidate.len > id.len ? candidate.len - id.len : id.len - candidate.len;
        table->work_left--;
        size_t distance = longer < least ? str_distance(id, candidate) : SIZE_MAX;
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

/* The outline */

#define HEADING_LEVELS 6

/* Levels of the headings around one, outermost first. */
struct nesting {
    uint8_t levels[HEADING_LEVELS + 1];
    uint8_t depth;
};

static uint8_t nest(struct nesting *nesting, uint8_t level)
{
    while (nesting->depth > 0 && nesting->levels[nesting->depth - 1] >= level) {
        nesting->depth--;
    }
    nesting->levels[nesting->depth++] = level;
    return nesting->depth;
}

static bool add_heading(struct arena *arena, struct outline *outline, struct node *node,
                        struct nesting *nesting, uint8_t *toc_depth)
{
    if (!arena_grow(arena, &outline->headings, outline->count, &outline->capacity,
                    sizeof *outline->headings)) {
        return false;
    }
    node->depth = nest(nesting, node->level);
    uint8_t most = (uint8_t)(*toc_depth + 1); /* a heading left out may leave a gap */
    struct heading heading = {
        .node = node,
        .text = heading_text(arena, node),
        .depth = node->depth,
        .toc_depth = node->no_toc         ? 0
                     : node->depth < most ? node->depth
                                          : most,
    };
    *toc_depth = heading.toc_depth ? heading.toc_depth : *toc_depth;
    outline->headings[outline->count++] = heading;
    return true;
}

/* An only level 1 heading that is not the title holds all others: contents that show few
 * levels list those beside it. */
static void lift_below_lone_top(struct outline *outline)
{
    bool lone = outline->count > 0 && outline->headings[0].node->level == 1;
    for (size_t i = 1; i < outline->count && lone; i++) {
        lone = outline->headings[i].depth > 1;
    }
    for (size_t i = 1; i < outline->count && lone; i++) {
        struct heading *heading = &outline->headings[i];
        heading->toc_depth =
            heading->toc_depth > 1 ? (uint8_t)(heading->toc_depth - 1) : heading->toc_depth;
    }
}

static bool build_outline(struct arena *arena, struct document *document)
{
    struct nesting nesting = {0};
    uint8_t toc_depth = 0; /* of the last heading that contents list */
    struct edit_walk walk;
    document->outline = (struct outline){0};
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (walk.entering && node->kind == NODE_FOOTNOTE) {
            edit_walk_skip_children(&walk); /* stands at the foot of any page */
        } else if (walk.entering && node->kind == NODE_HEADING &&
                   node != document->title_heading &&
                   !add_heading(arena, &document->outline, node, &nesting, &toc_depth)) {
            return false;
        }
    }
    if (!document->title_heading) {
        lift_below_lone_top(&document->outline);
    }
    return !arena_failed(arena);
}

uint8_t heading_level(const struct node *heading)
{
    return heading->depth == 0                ? 2
           : heading->depth >= HEADING_LEVELS ? HEADING_LEVELS
                                              : (uint8_t)(heading->depth + 1);
}

bool document_finish(struct arena *arena, struct document *document)
{
    document_drop_permalinks(arena, document);
    document_settle_title(arena, document);
    return build_outline(arena, document) && index_anchors(arena, document);
}

/* The packet */

bool packet_add_document(struct packet *packet, struct document *document)
{
    if (!arena_grow(packet->arena, &packet->documents, packet->document_count,
                    &packet->document_capacity, sizeof(struct document *))) {
        return false;
    }
    packet->documents[packet->document_count++] = document;
    document->number = packet->document_count;
    return true;
}

bool packet_add_link(struct packet *packet, struct link *link)
{
    if (!arena_grow(packet->arena, &packet->links, packet->link_count,
                    &packet->link_capacity, sizeof(struct link *))) {
        return false;
    }
    packet->links[packet->link_count++] = link;
    return true;
}

bool packet_add_file(struct packet *packet, struct packet_file *file)
{
    if (!arena_grow(packet->arena, &packet->files, packet->file_count,
                    &packet->file_capacity, sizeof(struct packet_file *))) {
        return false;
    }
    packet->files[packet->file_count++] = file;
    file->number = packet->file_count;
    return true;
}
