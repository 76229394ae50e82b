/* Keeping: what a reader of a page leaves lies strewn among all that it made on its way. A
 * tree that is kept is written anew behind it: its nodes in the order of reading, which is
 * how all that follows walks it, its texts in one piece, and nothing besides. What the
 * source, which stays, has as it is said is not written again: most of all text. Relies on
 * readers who point from node to node only as the tree does, and between notes and
 * references. */
#include "doc/doc.h"

#include "base/lines.h"

/* Room of the nodes of one tree. */
struct kept_tree {
    struct node *nodes;
    size_t count;
    struct kept_tree *next;
};

struct keeping {
    struct arena *arena, *trees;     /* of texts, and of all else */
    const struct line_index *source; /* slices of it are kept as they are */
    struct kept_tree *kept;
    struct node *node; /* the next four: room that is still free */
    struct node_details *details;
    struct attribute *attribute;
    char *text;
};

struct room {
    size_t nodes, details, attributes, text_bytes;
};

static bool is_slice(struct str source, struct str text)
{
    return text.len <= source.len && text.ptr >= source.ptr &&
           text.ptr <= source.ptr + (source.len - text.len);
}

/* With a NUL behind it, so that no two texts are slices of one. */
static size_t text_room(struct str source, struct str text)
{
    return text.len == 0 || is_slice(source, text) ? 0 : text.len + 1;
}

/* Of most words a template, entities or HTML has made a copy that says the same. */
static bool take_from(struct str source, size_t at, struct node *node)
{
    struct str there = str_sub(source, at, at + node->text.len);
    bool same = at < source.len && str_eq(there, node->text);
    node->text = same ? there : node->text;
    return same;
}

/* Where no byte before it is part of a longer letter, its column says where it stands. */
static void take_from_source(const struct line_index *source, struct node *node)
{
    struct spot spot = node->spot;
    if (text_room(source->text, node->text) && spot.line && spot.column &&
        spot.line <= source->count &&
        !take_from(source->text, source->starts[spot.line - 1] + spot.column - 1, node)) {
        (void)take_from(source->text, line_index_offset(source, spot.line, spot.column),
                        node);
    }
}

static struct room make_room(const struct line_index *lines, struct node *root)
{
    struct str source = lines->text;
    struct room room = {0};
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (!walk.entering) {
            continue;
        }
        take_from_source(lines, node);
        room.nodes++;
        room.details += node->details != NULL;
        room.text_bytes +=
            text_room(source, node->text) + text_room(source, node_info(node)) +
            text_room(source, node_title(node)) + text_room(source, node_id(node));
        for (const struct attribute *a = node_attributes(node); a; a = a->next) {
            room.attributes++;
            room.text_bytes += text_room(source, a->name) + text_room(source, a->value);
        }
    }
    return room;
}

static void keep_text(struct keeping *keeping, struct str *text)
{
    size_t room = text_room(keeping->source->text, *text);
    if (room) {
        memcpy(keeping->text, text->ptr, text->len);
        text->ptr = keeping->text;
        keeping->text += room;
    }
}

static void keep_attributes(struct keeping *keeping, struct attribute **link)
{
    for (; *link; link = &(*link)->next) {
        *keeping->attribute = **link;
        *link = keeping->attribute++;
        keep_text(keeping, &(*link)->name);
        keep_text(keeping, &(*link)->value);
    }
}

static struct node_details *keep_details(struct keeping *keeping, const struct node *old)
{
    if (!old->details) {
        return NULL;
    }
    struct node_details *details = keeping->details++;
    *details = *old->details;
    keep_text(keeping, &details->info);
    keep_text(keeping, &details->title);
    keep_text(keeping, &details->id);
    keep_attributes(keeping, &details->attributes);
    return details;
}

/* The old node's `before` says from here on where it is now. */
static struct node *keep_node(struct keeping *keeping, struct node *old,
                              struct node *parent)
{
    struct node *node = keeping->node++;
    *node = *old;
    node->parent = node->first = node->next = node->before = NULL;
    old->before = node;
    keep_text(keeping, &node->text);
    node->details = keep_details(keeping, old);
    if (parent) {
        node_append(parent, node);
    }
    return node;
}

static struct node *keep_tree(struct keeping *keeping, struct node *root)
{
    struct room room = make_room(keeping->source, root);
    struct kept_tree *tree = ARENA_NEW(keeping->trees, struct kept_tree);
    keeping->node = ARENA_ARRAY(keeping->trees, struct node, room.nodes);
    keeping->details = ARENA_ARRAY(keeping->trees, struct node_details, room.details);
    keeping->attribute = ARENA_ARRAY(keeping->trees, struct attribute, room.attributes);
    keeping->text = ARENA_ARRAY(keeping->arena, char, room.text_bytes);
    if (!tree || !keeping->node || !keeping->details || !keeping->attribute ||
        !keeping->text) {
        return NULL;
    }
    *tree = (struct kept_tree){keeping->node, room.nodes, keeping->kept};
    keeping->kept = tree;
    struct node *parent = NULL;
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        if (!walk.entering) {
            parent = parent->parent;
            continue;
        }
        struct node *node = keep_node(keeping, walk.node, parent);
        parent = node_is_container(node) ? node : parent;
    }
    return tree->nodes;
}

/* Where the old node is now, or NULL: it stands in no tree that was kept. */
static struct node *kept_place(const struct keeping *keeping, const struct node *old)
{
    for (const struct kept_tree *tree = keeping->kept; tree; tree = tree->next) {
        if (old->before >= tree->nodes && old->before < tree->nodes + tree->count) {
            return old->before;
        }
    }
    return NULL;
}

/* A note that the page hides is kept by itself, for its references lead to it. */
static bool keep_targets(struct keeping *keeping, const struct kept_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        struct node *node = &tree->nodes[i];
        bool noted = node->kind == NODE_FOOTNOTE || node->kind == NODE_FOOTNOTE_REFERENCE;
        struct node *old = noted ? node_target(node) : NULL;
        if (old) {
            struct node *target = kept_place(keeping, old);
            node->details->to.target = target ? target : keep_tree(keeping, old);
            if (!node_target(node)) {
                return false;
            }
        }
    }
    return true;
}

struct node *node_keep(struct arena *arena, struct arena *trees, struct node *root,
                       const struct line_index *source)
{
    struct keeping keeping = {.arena = arena, .trees = trees, .source = source};
    struct node *kept = keep_tree(&keeping, root);
    const struct kept_tree *done = NULL;
    while (kept && keeping.kept != done) {
        const struct kept_tree *newest = keeping.kept;
        for (const struct kept_tree *tree = newest; tree != done; tree = tree->next) {
            if (!keep_targets(&keeping, tree)) {
                return NULL;
            }
        }
        done = newest;
    }
    return kept;
}
