/* A page as events: Gumbo's tree, walked without recursion. What Gumbo is given is bounded
 * first (html/bound.h), since it is slow when elements pile up. */
#include "html/html.h"

#include "base/buf.h"
#include "html/bound.h"
#include "html/gumbo_parse.h"

struct event_walk {
    struct arena *arena;
    const struct html_events *events;
    struct html_attribute *attributes; /* of one element, used again by the next */
    size_t attribute_room;
};

static struct str name_of(const GumboNode *node)
{
    const char *known = gumbo_normalized_tagname(node->v.element.tag);
    return str_from(*known ? known : "unknown");
}

static bool is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static bool open_element(struct event_walk *walk, const GumboNode *node)
{
    const GumboVector *attributes = &node->v.element.attributes;
    for (unsigned i = 0; i < attributes->length; i++) {
        const GumboAttribute *attribute = attributes->data[i];
        if (!arena_grow(walk->arena, &walk->attributes, i, &walk->attribute_room,
                        sizeof *walk->attributes)) {
            return false;
        }
        walk->attributes[i] =
            (struct html_attribute){str_from(attribute->name), str_from(attribute->value)};
    }
    return walk->events->open(walk->events->data, name_of(node),
                              node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML,
                              walk->attributes, attributes->length);
}

static bool enter(struct event_walk *walk, const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: return open_element(walk, node);
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
        walk->events->text(walk->events->data, str_from(node->v.text.text));
        break;
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_DOCUMENT: break;
    }
    return true;
}

/* What follows `node` and all that is in it; elements that end on the way are closed.
 * NULL: nothing does. */
static const GumboNode *step_over(struct event_walk *walk, const GumboNode *node,
                                  const GumboNode *root)
{
    for (;; node = node->parent) {
        if (is_element(node)) {
            walk->events->close(walk->events->data, name_of(node));
        }
        if (node == root) {
            return NULL;
        }
        const GumboVector *siblings = &node->parent->v.element.children;
        size_t next = node->index_within_parent + 1;
        if (next < siblings->length) {
            return siblings->data[next];
        }
    }
}

static bool walk_tree(struct event_walk *walk, const GumboNode *root)
{
    for (const GumboNode *node = root; node;) {
        if (!enter(walk, node)) {
            return false;
        }
        bool inner = is_element(node) && node->v.element.children.length > 0;
        node = inner ? node->v.element.children.data[0] : step_over(walk, node, root);
    }
    return true;
}

bool html_read_events(struct arena *arena, struct str text,
                      const struct html_events *events)
{
    struct event_walk walk = {.arena = arena, .events = events};
    struct buf bounded = {.kept_in = arena};
    struct html_bound bound = {0};
    (void)html_add_bounded(text, &bound, &bounded);
    gumbo_bound_references(&bounded);
    struct str read = buf_str(&bounded);
    struct parser_memory memory = {0};
    arena_init_within(&memory.arena, 0, arena->budget);
    const GumboNode *root = buf_ok(&bounded) ? gumbo_parse_within(&memory, read) : NULL;
    bool ok = root && walk_tree(&walk, root);
    arena->failed = arena->failed || !root;
    arena_clear(&memory.arena);
    buf_clear(&bounded);
    return ok;
}
