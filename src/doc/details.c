/* Details: what only few nodes have lies apart from them. A node gets the place for it with
 * the first that it has, and keeps it. */
#include "doc/doc.h"

const struct node_details node_no_details;

static struct node_details *own_details(struct arena *arena, struct node *node)
{
    if (!node->details) {
        node->details = ARENA_NEW(arena, struct node_details);
    }
    return node->details;
}

/* NULL: there is none to change, for `given` is false and it has nothing yet; or the arena
 * is full. */
static struct node_details *details_for(struct arena *arena, struct node *node, bool given)
{
    return given ? own_details(arena, node) : node->details;
}

void node_set_info(struct arena *arena, struct node *node, struct str info)
{
    struct node_details *details = details_for(arena, node, info.ptr != NULL);
    if (details) {
        details->info = info;
    }
}

void node_set_title(struct arena *arena, struct node *node, struct str title)
{
    struct node_details *details = details_for(arena, node, title.ptr != NULL);
    if (details) {
        details->title = title;
    }
}

void node_set_id(struct arena *arena, struct node *node, struct str id)
{
    struct node_details *details = details_for(arena, node, id.ptr != NULL);
    if (details) {
        details->id = id;
    }
}

void node_set_attributes(struct arena *arena, struct node *node, struct attribute *first)
{
    struct node_details *details = details_for(arena, node, first != NULL);
    if (details) {
        details->attributes = first;
    }
}

void node_set_number(struct arena *arena, struct node *node, uint32_t number)
{
    struct node_details *details = details_for(arena, node, number != 0);
    if (details) {
        details->number = number;
    }
}

void node_set_ordinal(struct arena *arena, struct node *node, uint32_t ordinal)
{
    struct node_details *details = details_for(arena, node, ordinal != 0);
    if (details) {
        details->ordinal = ordinal;
    }
}

void node_set_anchor(struct arena *arena, struct node *node, uint32_t anchor)
{
    struct node_details *details = details_for(arena, node, anchor != 0);
    if (details) {
        details->anchor = anchor;
    }
}

void node_set_depth(struct arena *arena, struct node *heading, uint8_t depth)
{
    struct node_details *details = details_for(arena, heading, depth != 0);
    if (details) {
        details->depth = depth;
    }
}

void node_set_spans(struct arena *arena, struct node *cell, uint16_t columns, uint16_t rows)
{
    struct node_details *details = details_for(arena, cell, columns || rows);
    if (details) {
        details->column_span = columns;
        details->row_span = rows;
    }
}

void node_set_link(struct arena *arena, struct node *node, struct link *link)
{
    struct node_details *details = details_for(arena, node, link != NULL);
    if (details) {
        details->to.link = link;
    }
}

void node_set_file(struct arena *arena, struct node *image, struct packet_file *file)
{
    struct node_details *details = details_for(arena, image, file != NULL);
    if (details) {
        details->to.file = file;
    }
}

void node_set_target(struct arena *arena, struct node *reference, struct node *target)
{
    struct node_details *details = details_for(arena, reference, target != NULL);
    if (details) {
        details->to.target = target;
    }
}

void node_count_reference(struct arena *arena, struct node *note, struct node *reference)
{
    uint32_t ordinal = node_ordinal(note) + 1;
    if (!node_target(note)) {
        node_set_target(arena, note, reference);
    }
    node_set_ordinal(arena, note, ordinal);
    node_set_ordinal(arena, reference, ordinal);
}

struct str node_take_id(struct node *node)
{
    struct str id = node_id(node);
    if (node->details) {
        node->details->id = (struct str){0};
    }
    return id;
}

void node_drop_address(struct node *link)
{
    if (link->details) {
        link->details->info = link->details->title = (struct str){0};
        link->details->attributes = NULL;
    }
}

void node_set_attribute(struct arena *arena, struct node *node, struct str name,
                        struct str value)
{
    struct node_details *details = own_details(arena, node);
    struct attribute **slot = details ? &details->attributes : NULL;
    for (; slot && *slot; slot = &(*slot)->next) {
        if (str_eq((*slot)->name, name)) {
            (*slot)->value = value;
            return;
        }
    }
    struct attribute *attribute = slot ? ARENA_NEW(arena, struct attribute) : NULL;
    if (attribute) {
        attribute->name = name;
        attribute->value = value;
        *slot = attribute;
    }
}

void node_drop_attribute(struct node *node, const struct attribute *own)
{
    struct attribute **slot = node->details ? &node->details->attributes : NULL;
    while (slot && *slot && *slot != own) {
        slot = &(*slot)->next;
    }
    if (slot && *slot) {
        *slot = own->next;
    }
}

const struct attribute *node_attribute(const struct node *node, const char *name)
{
    for (const struct attribute *a = node_attributes(node); a; a = a->next) {
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
