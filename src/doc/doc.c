#include "doc/doc.h"

#include "base/buf.h"
#include "base/size.h"

/* Building */

struct node *node_new(struct arena *arena, enum node_kind kind, struct spot spot)
{
    struct node *node = ARENA_NEW(arena, struct node);
    if (node) {
        node->kind = (uint8_t)kind;
        node->spot = spot;
    }
    return node;
}

void node_append(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->next = NULL;
    child->previous = parent->last;
    if (parent->last) {
        parent->last->next = child;
    } else {
        parent->first = child;
    }
    parent->last = child;
}

void node_insert_before(struct node *sibling, struct node *child)
{
    child->parent = sibling->parent;
    child->next = sibling;
    child->previous = sibling->previous;
    if (sibling->previous) {
        sibling->previous->next = child;
    } else if (sibling->parent) {
        sibling->parent->first = child;
    }
    sibling->previous = child;
}

void node_insert_after(struct node *sibling, struct node *child)
{
    if (sibling->next) {
        node_insert_before(sibling->next, child);
    } else if (sibling->parent) {
        node_append(sibling->parent, child);
    }
}

void node_unlink(struct node *node)
{
    if (node->previous) {
        node->previous->next = node->next;
    } else if (node->parent) {
        node->parent->first = node->next;
    }
    if (node->next) {
        node->next->previous = node->previous;
    } else if (node->parent) {
        node->parent->last = node->previous;
    }
    node->parent = node->next = node->previous = NULL;
}

void node_replace_with_children(struct node *node)
{
    for (struct node *child = node->first; child;) {
        struct node *next = child->next;
        node_insert_before(node, child);
        child = next;
    }
    node->first = node->last = NULL;
    node_unlink(node);
}

struct node *node_add_text(struct arena *arena, struct node *parent, struct str text,
                           struct spot spot)
{
    struct node *last = parent->last;
    if (last && last->kind == NODE_TEXT && !last->attributes &&
        last->text.ptr + last->text.len == text.ptr) {
        last->text.len += text.len;
        return last;
    }
    struct node *node = node_new(arena, NODE_TEXT, spot);
    if (node) {
        node->text = text;
        node_append(parent, node);
    }
    return node;
}

void node_set_attribute(struct arena *arena, struct node *node, struct str name,
                        struct str value)
{
    struct attribute **slot = &node->attributes;
    for (; *slot; slot = &(*slot)->next) {
        if (str_eq((*slot)->name, name)) {
            (*slot)->value = value;
            return;
        }
    }
    struct attribute *attribute = ARENA_NEW(arena, struct attribute);
    if (attribute) {
        attribute->name = name;
        attribute->value = value;
        *slot = attribute;
    }
}

const struct attribute *node_attribute(const struct node *node, const char *name)
{
    for (const struct attribute *a = node->attributes; a; a = a->next) {
        if (str_is(a->name, name)) {
            return a;
        }
    }
    return NULL;
}

bool node_has_class(const struct node *node, const char *name)
{
    const struct attribute *attribute = node_attribute(node, "class");
    struct str rest = attribute ? attribute->value : (struct str){0};
    while (rest.len > 0) {
        rest = str_trim_left(rest);
        size_t end = 0;
        while (end < rest.len && !ascii_is_space(rest.ptr[end])) {
            end++;
        }
        if (end > 0 && str_is(str_sub(rest, 0, end), name)) {
            return true;
        }
        rest = str_skip(rest, end);
    }
    return false;
}

/* Asking */

bool node_is_inline(const struct node *node)
{
    return node->kind >= NODE_EMPHASIS;
}

bool node_is_container(const struct node *node)
{
    bool leaf_block = node->kind >= NODE_CODE_BLOCK && node->kind <= NODE_RAW_BLOCK;
    return !leaf_block && node->kind < NODE_TEXT;
}

const char *node_kind_name(enum node_kind kind)
{
    static const char *const names[] = {
        [NODE_DOCUMENT] = "document",
        [NODE_QUOTE] = "quote",
        [NODE_LIST] = "list",
        [NODE_ITEM] = "item",
        [NODE_DEFINITION_LIST] = "definition_list",
        [NODE_DEFINITION] = "definition",
        [NODE_TABLE] = "table",
        [NODE_ROW] = "row",
        [NODE_CELL] = "cell",
        [NODE_FIGURE] = "figure",
        [NODE_FOOTNOTE] = "footnote",
        [NODE_ADMONITION] = "admonition",
        [NODE_DIV] = "div",
        [NODE_HTML_BLOCK] = "html_block",
        [NODE_HEADING] = "heading",
        [NODE_PARAGRAPH] = "paragraph",
        [NODE_TERM] = "term",
        [NODE_CAPTION] = "caption",
        [NODE_CODE_BLOCK] = "code_block",
        [NODE_RULE] = "rule",
        [NODE_MATH_BLOCK] = "math_block",
        [NODE_RAW_BLOCK] = "raw_block",
        [NODE_TOC_BLOCK] = "toc_block",
        [NODE_EMPHASIS] = "emphasis",
        [NODE_STRONG] = "strong",
        [NODE_STRIKE] = "strike",
        [NODE_SUPERSCRIPT] = "superscript",
        [NODE_SUBSCRIPT] = "subscript",
        [NODE_SMALL] = "small",
        [NODE_LINK] = "link",
        [NODE_SPAN] = "span",
        [NODE_HTML_INLINE] = "html_inline",
        [NODE_TEXT] = "text",
        [NODE_CODE] = "code",
        [NODE_IMAGE] = "image",
        [NODE_LINE_BREAK] = "line_break",
        [NODE_SOFT_BREAK] = "soft_break",
        [NODE_FOOTNOTE_REFERENCE] = "footnote_reference",
        [NODE_MATH] = "math",
        [NODE_RAW_INLINE] = "raw_inline",
    };
    return names[kind];
}

/* Walking */

void walk_init(struct walk *walk, const struct node *root)
{
    *walk = (struct walk){.root = root, .node = root};
}

bool walk_next(struct walk *walk)
{
    if (walk->done) {
        return false;
    }
    if (!walk->started) {
        walk->started = true;
        walk->entering = true;
        return walk->root != NULL;
    }
    const struct node *node = walk->node;
    if (walk->entering && node_is_container(node)) {
        if (node->first) {
            walk->node = node->first;
        } else {
            walk->entering = false;
        }
        return true;
    }
    if (node == walk->root) {
        walk->done = true;
        return false;
    }
    walk->entering = node->next != NULL;
    walk->node = node->next ? node->next : node->parent;
    return true;
}

void walk_skip_children(struct walk *walk)
{
    walk->entering = false;
}

void edit_walk_init(struct edit_walk *walk, struct node *root)
{
    *walk = (struct edit_walk){.node = root};
    walk_init(&walk->reading, root);
}

/* Every step leads to a child, a sibling, the parent, or stays. */
bool edit_walk_next(struct edit_walk *walk)
{
    if (!walk_next(&walk->reading)) {
        return false;
    }
    const struct node *now = walk->reading.node;
    struct node *before = walk->node;
    walk->entering = walk->reading.entering;
    walk->node = now == before->first    ? before->first
                 : now == before->next   ? before->next
                 : now == before->parent ? before->parent
                                         : before;
    return true;
}

/* Gives each piece of the text below a node, as read aloud, to `take`. */
static void read_aloud(const struct node *root, void (*take)(void *data, struct str piece),
                       void *data)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering) {
            if (!node_is_inline(node) && node != root) {
                take(data, STR(" "));
            }
            continue;
        }
        switch (node->kind) {
        case NODE_TEXT:
        case NODE_CODE:
        case NODE_CODE_BLOCK:
        case NODE_MATH:
        case NODE_MATH_BLOCK:
        case NODE_IMAGE: take(data, node->text); break;
        case NODE_LINE_BREAK:
        case NODE_SOFT_BREAK: take(data, STR(" ")); break;
        default: break; /* containers and raw HTML say nothing themselves */
        }
    }
}

static void add_piece(void *data, struct str piece)
{
    buf_add(data, piece);
}

void node_plain_text(const struct node *root, struct buf *out)
{
    read_aloud(root, add_piece, out);
}

struct word_counter {
    size_t count;
    bool inside;
};

static void count_words(void *data, struct str piece)
{
    struct word_counter *counter = data;
    for (size_t i = 0; i < piece.len; i++) {
        bool space = ascii_is_space(piece.ptr[i]);
        counter->count += !space && !counter->inside;
        counter->inside = !space;
    }
}

size_t node_word_count(const struct node *node)
{
    struct word_counter counter = {0};
    read_aloud(node, count_words, &counter);
    return counter.count;
}

struct word_reader {
    struct str rest; /* of the text compared with */
    bool same;
};

static bool is_no_word(char c)
{
    return ascii_is_space(c) || ascii_is_punct(c);
}

static void compare_words(void *data, struct str piece)
{
    struct word_reader *reader = data;
    for (size_t i = 0; i < piece.len && reader->same; i++) {
        while (reader->rest.len && is_no_word(reader->rest.ptr[0])) {
            reader->rest = str_skip(reader->rest, 1);
        }
        if (is_no_word(piece.ptr[i])) {
            continue;
        }
        reader->same = reader->rest.len &&
                       ascii_lower(reader->rest.ptr[0]) == ascii_lower(piece.ptr[i]);
        reader->rest = str_skip(reader->rest, 1);
    }
}

bool node_says(const struct node *node, struct str text)
{
    struct word_reader reader = {text, true};
    read_aloud(node, compare_words, &reader);
    while (reader.rest.len && is_no_word(reader.rest.ptr[0])) {
        reader.rest = str_skip(reader.rest, 1);
    }
    return reader.same && reader.rest.len == 0;
}

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

bool document_index_anchors(struct arena *arena, struct document *document)
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
    return true;
}
