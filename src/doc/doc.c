/* Documents and the packet: places, anchors, title and outline, and the lists that grow
 * while a packet is collected. What is found here once per document stands in the document;
 * relies on a tree that changes no more. */
#include "doc/parts.h"

#include "base/fold.h"

struct place document_place(const struct document *document, struct spot spot)
{
    if (spot.line == 0 || spot.file >= document->file_count) {
        return (struct place){.file = document->source};
    }
    return (struct place){
        .file = document->files[spot.file],
        .line = spot.line,
        .column = spot.column,
        .width =
            document->layout_file && spot.file >= document->layout_file ? PLACE_SHARED : 0,
    };
}

/* Anchors: an open-addressing table that fills at most half. Names that differ in letter
 * case alone stand in one chain, the first of them at its head. */

#define SUGGESTION_WORK 100000 /* ids that all suggestions of a document may look at */
#define NAMES_OF_NOTE 2        /* ids that a footnote or its reference goes by */

struct anchor {
    struct str id;
    const struct node *node; /* NULL: a free slot */
};

struct anchor_table {
    struct anchor *slots;
    size_t slot_count;         /* a power of two */
    const struct node **nodes; /* in the order of the tree */
    size_t node_count, work_left;
};

/* The slot of `id`, or the free one where it belongs. */
static struct anchor *find_slot(const struct anchor_table *table, struct str id,
                                bool (*equals)(struct str a, struct str b))
{
    size_t mask = table->slot_count - 1;
    size_t slot = (size_t)fold_hash(id) & mask;
    while (table->slots[slot].node && !equals(table->slots[slot].id, id)) {
        slot = (slot + 1) & mask;
    }
    return &table->slots[slot];
}

static bool equals_exactly(struct str a, struct str b)
{
    return str_eq(a, b);
}

static void add_anchor(struct anchor_table *table, struct str id, const struct node *node)
{
    struct anchor *slot = id.len ? find_slot(table, id, equals_exactly) : NULL;
    if (slot && !slot->node) {
        *slot = (struct anchor){id, node};
    }
}

static bool is_of_note(const struct node *node)
{
    return node->kind == NODE_FOOTNOTE || node->kind == NODE_FOOTNOTE_REFERENCE;
}

/* kramdown names a note by its label, the others by its number. */
static void add_names_of_note(struct arena *arena, struct anchor_table *table,
                              const struct node *node)
{
    bool is_note = node->kind == NODE_FOOTNOTE;
    const struct node *note = is_note ? node : node_target(node);
    const char *name = is_note ? "fn" : "fnref";
    if (!note || (!is_note && node_ordinal(node) > 1)) {
        return;
    }
    add_anchor(table, arena_format(arena, "%s:%.*s", name, STR_ARG(node_info(note))), node);
    add_anchor(table, arena_format(arena, "%s-%u", name, node_number(note)), node);
}

static size_t count_anchors(const struct document *document)
{
    size_t count = 0;
    struct walk walk;
    walk_init(&walk, document->root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        count += walk.entering && node_id(node).len > 0;
        count += walk.entering && is_of_note(node) ? NAMES_OF_NOTE : 0;
    }
    return count;
}

/* Ids of authors go before those of notes. */
static void fill_anchors(struct arena *arena, struct document *document,
                         struct anchor_table *table)
{
    uint32_t number = 0;
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (walk.entering && node_id(node).len > 0) {
            add_anchor(table, node_id(node), node);
            table->nodes[table->node_count++] = node;
        }
        bool reached =
            node_id(node).len > 0 || node->kind == NODE_HEADING || is_of_note(node);
        if (walk.entering && reached) {
            node_set_anchor(arena, node, ++number);
        }
    }
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        if (walk.entering && is_of_note(walk.node)) {
            add_names_of_note(arena, table, walk.node);
        }
    }
}

static bool index_anchors(struct arena *arena, struct document *document)
{
    size_t count = count_anchors(document);
    struct anchor_table *table = ARENA_NEW(arena, struct anchor_table);
    if (!table) {
        return false;
    }
    table->slot_count = 8;
    while (table->slot_count < 2 * count) {
        table->slot_count *= 2;
    }
    table->slots = ARENA_ARRAY(arena, struct anchor, table->slot_count);
    table->nodes = ARENA_ARRAY(arena, const struct node *, count);
    table->work_left = SUGGESTION_WORK;
    if (!table->slots || !table->nodes) {
        return false;
    }
    fill_anchors(arena, document, table);
    document->anchors = table;
    return !arena_failed(arena);
}

const struct node *document_find_anchor(const struct document *document, struct str id)
{
    return document->anchors && id.len
               ? find_slot(document->anchors, id, equals_exactly)->node
               : NULL;
}

const struct node *document_find_anchor_folded(const struct document *document,
                                               struct str id)
{
    return document->anchors && id.len ? find_slot(document->anchors, id, fold_eq)->node
                                       : NULL;
}

bool document_has_own_id(const struct document *document, const struct node *node)
{
    return node_id(node).len && document_find_anchor(document, node_id(node)) == node;
}

struct str document_suggest_anchor(const struct document *document, struct str id)
{
    struct anchor_table *table = document->anchors;
    struct str best = {0};
    size_t least = id.len / 3 + 2;
    for (size_t i = 0; table && i < table->node_count && table->work_left; i++) {
        struct str candidate = node_id(table->nodes[i]);
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

/* One that says nothing is in no list. */
static bool add_heading(struct arena *arena, struct outline *outline, struct node *node,
                        struct nesting *nesting, uint8_t *toc_depth)
{
    struct str text = heading_text(arena, node);
    if (heading_is_mute(text)) {
        return !arena_failed(arena);
    }
    if (!arena_grow(arena, &outline->headings, outline->count, &outline->capacity,
                    sizeof *outline->headings)) {
        return false;
    }
    uint8_t depth = nest(nesting, node->level);
    node_set_depth(arena, node, depth);
    uint8_t most = (uint8_t)(*toc_depth + 1); /* a heading left out may leave a gap */
    struct heading heading = {
        .node = node,
        .text = text,
        .depth = depth,
        .toc_depth = node->no_toc   ? 0
                     : depth < most ? depth
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
        } else if (walk.entering && node == document->title_heading) {
            nesting.depth =
                0; /* what follows it stands below it, not below what led to it */
        } else if (walk.entering && node->kind == NODE_HEADING &&
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
    return node_depth(heading) == 0                ? 2
           : node_depth(heading) >= HEADING_LEVELS ? HEADING_LEVELS
                                                   : (uint8_t)(node_depth(heading) + 1);
}

bool document_finish(struct arena *arena, struct document *document)
{
    document_drop_permalinks(arena, document);
    document_settle_links(arena, document);
    document_settle_heard(document);
    document_settle_cards(document);
    document_settle_title(arena, document);
    document_settle_directions(document);
    return build_outline(arena, document) && index_anchors(arena, document);
}

bool document_finish_untitled(struct arena *arena, struct document *document)
{
    document->title_heading = NULL;
    document_settle_links(arena, document);
    document_settle_heard(document);
    document_settle_directions(document);
    return build_outline(arena, document);
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
    digest_sha256(document->source_text, document->source_sha256);
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

void packet_drop_trees(struct packet *packet)
{
    for (size_t i = 0; i < packet->document_count; i++) {
        struct document *document = packet->documents[i];
        document->root = NULL;
        document->title_heading = NULL;
        document->outline = (struct outline){0};
        document->anchors = NULL;
    }
    packet->link_count = 0;
    packet->cover.logo = packet->cover.partner_logo = NULL;
    packet->cover.text = NULL;
    arena_clear(packet->trees);
}
