/* Links: what those without words are called, the parts of a picture that lead somewhere,
 * and where a page's addresses begin. Relies on gumbo_foreign.c for the names of drawings.
 */
#include "html/gumbo_builder.h"

/* What a link without words is called: what it is labelled, its tooltip, its picture. */
static struct str link_name(struct builder *builder, const GumboNode *from)
{
    const GumboElement *element = &from->v.element;
    struct str label = str_trim(facts_attribute(builder, element, "aria-label"));
    struct str title = str_trim(facts_attribute(builder, element, "title"));
    return label.len ? label : title.len ? title : foreign_label(builder, from, 0);
}

static struct node *first_image(struct node *link)
{
    struct edit_walk walk;
    edit_walk_init(&walk, link);
    while (edit_walk_next(&walk)) {
        if (walk.node->kind == NODE_IMAGE) {
            return walk.node;
        }
    }
    return NULL;
}

static bool is_in_heading(const struct node *node)
{
    while (node && node->kind != NODE_HEADING) {
        node = node->parent;
    }
    return node != NULL;
}

static void become_place(struct node *link)
{
    link->kind = NODE_SPAN;
    link->text = STR("span");
    node_drop_address(link);
    node_drop_children(link);
}

static struct node *next_within(const struct node *root, struct node *node, bool inside)
{
    if (inside && node->first) {
        return node->first;
    }
    while (node != root && !node->next) {
        node = node->parent;
    }
    return node == root ? NULL : node->next;
}

/* Words beside a picture that is a link, for those who do not see it, are its alternate
 * text: on paper they would stand beside a mark that has the same in it. */
static void take_heard_words(struct builder *builder, struct node *link)
{
    struct node *image = first_image(link);
    for (struct node *child = link->first, *next; image && child; child = next) {
        bool taken = node_is_only_heard(child) && !first_image(child);
        next = next_within(link, child, !taken);
        if (!taken) {
            continue;
        }
        struct buf text = {.kept_in = builder->arena};
        node_plain_text(child, &text);
        struct str words = text_collapse(builder->arena, arena_take(builder->arena, &text));
        if (str_find(image->text, words, 0) == STR_NONE) {
            bool both = str_find(words, image->text, 0) == STR_NONE;
            image->text = both ? arena_format(builder->arena, "%.*s, %.*s",
                                              STR_ARG(image->text), STR_ARG(words))
                               : words;
        }
        node_unlink(child);
    }
}

/* A link without words gets a name, but for one that leads to where it stands, and for what
 * is left of one that nobody closed, before a block or a link in which it goes on. */
void links_name(struct builder *builder, const GumboNode *from, struct node *link)
{
    take_heard_words(builder, link);
    struct buf words = {.kept_in = builder->arena};
    node_plain_text(link, &words);
    if (text_collapse(builder->arena, arena_take(builder->arena, &words)).len) {
        return;
    }
    struct str name = link_name(builder, from);
    struct node *image = first_image(link);
    bool permalink = str_starts(node_info(link), "#") &&
                     (link_is_permalink(link) || is_in_heading(link));
    bool remainder =
        from->v.element.original_end_tag.length == 0 && !image && name.len == 0;
    if (remainder && node_id(link).len == 0) {
        node_unlink(link);
        return;
    }
    if (permalink || remainder) {
        become_place(link);
        return;
    }
    if (image) {
        image->text = name;
    } else if (name.len) {
        (void)node_add_text(builder->arena, link, name, builder->spot);
        builder->after_space = false;
    }
    if (str_eq(name, str_trim(node_title(link)))) {
        node_set_title(builder->arena, link, (struct str){0});
    }
}

/* A part of a picture that leads somewhere: a link in its words. */
void links_read_area(struct builder *builder, const GumboNode *from, struct node *parent)
{
    const GumboElement *element = &from->v.element;
    if (!gumbo_get_attribute(&element->attributes, "href")) {
        return;
    }
    struct node *link = node_new(builder->arena, NODE_LINK, builder->spot);
    if (!link) {
        return;
    }
    struct str words = str_trim(facts_attribute(builder, element, "alt"));
    words = words.len ? words : link_name(builder, from);
    node_set_info(builder->arena, link, facts_attribute(builder, element, "href"));
    node_set_id(builder->arena, link, facts_attribute(builder, element, "id"));
    builder_want_space(builder);
    builder_settle_space(builder, parent);
    node_append(parent, link);
    if (words.len) {
        (void)node_add_text(builder->arena, link, words, builder->spot);
    }
    builder->after_space = false;
    builder_want_space(builder);
}

static bool is_base(struct builder *builder, const GumboElement *element)
{
    (void)builder;
    return element->tag == GUMBO_TAG_BASE &&
           element->tag_namespace == GUMBO_NAMESPACE_HTML &&
           gumbo_get_attribute(&element->attributes, "href");
}

/* The first <base> of the page that has an address, wherever it stands. */
struct str links_find_base(struct builder *builder, const GumboNode *from)
{
    const GumboElement *base = facts_find(builder, from, is_base, 0);
    return base ? facts_attribute(builder, base, "href") : (struct str){0};
}
