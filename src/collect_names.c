/* Names of links: one that shows nothing, as a site's icons and stretched links do, is
 * called what its label, its tooltip or its target's title says. One that nothing names
 * shows nothing in a document either: it goes. Relies on titles of documents to be settled.
 */
#include "collect_run.h"

static bool is_shown(struct collection_run *run, struct item *item,
                     const struct node *image)
{
    return site_resolve(run->site, item->page, image->info, run->live_url).kind ==
           TARGET_FILE;
}

/* The first image below a link that the document can show. */
static struct node *find_image(struct collection_run *run, struct item *item,
                               struct node *link)
{
    struct edit_walk walk;
    edit_walk_init(&walk, link);
    while (edit_walk_next(&walk)) {
        if (walk.node->kind == NODE_IMAGE && is_shown(run, item, walk.node)) {
            return walk.node;
        }
    }
    return NULL;
}

/* Of a place in the link's own page the heading there: its title says nothing. */
static struct str place_title(struct collection_run *run, const struct item *item,
                              const struct target *target)
{
    const struct node *place = document_find_anchor(item->document, target->anchor);
    return place && place->kind == NODE_HEADING
               ? text_collapse(run->arena, collect_plain_text(run->arena, place))
               : (struct str){0};
}

static struct str target_title(struct collection_run *run, const struct item *item,
                               const struct target *target)
{
    if (target->kind != TARGET_PAGE) {
        return (struct str){0};
    }
    if (target->page == item->page) {
        return place_title(run, item, target);
    }
    const struct item *other = collect_find_item(run, target->page);
    return other                     ? other->document->title
           : target->page->title.len ? target->page->title
                                     : site_name_title(run->site, target->page);
}

static struct str find_name(struct collection_run *run, const struct item *item,
                            const struct found_link *found)
{
    const struct attribute *label = node_attribute(found->node, "aria-label");
    struct str name = label ? text_collapse(run->arena, label->value) : (struct str){0};
    name = name.len ? name : text_collapse(run->arena, found->node->title);
    return name.len ? name : target_title(run, item, &found->target);
}

/* Links to its place stay; where it stood nothing shows. */
static void drop_link(struct collection_run *run, struct item *item,
                      const struct found_link *found)
{
    report_note(run->report, collect_link_place(run, item, found->node), "link-wordless",
                "the link to '%.*s' shows nothing: it is left out",
                STR_ARG(found->node->info));
    found->node->kind = NODE_SPAN;
    found->node->text = STR("span");
    found->node->info = found->node->title = (struct str){0};
}

static void add_space(struct arena *arena, struct node *before)
{
    struct node *space = node_new(arena, NODE_TEXT, before->spot);
    if (space) {
        space->text = STR(" ");
        node_insert_before(before, space);
    }
}

/* The words that a link gets are none of its neighbours'. */
static void set_apart(struct arena *arena, struct node *link)
{
    const struct node *before = link->previous;
    struct node *after = link->next;
    bool word_before = before && before->kind == NODE_TEXT && before->text.len &&
                       !ascii_is_space(before->text.ptr[before->text.len - 1]);
    bool word_after = after && after->kind == NODE_TEXT && after->text.len &&
                      ascii_is_alnum(after->text.ptr[0]);
    if (word_before) {
        add_space(arena, link);
    }
    if (word_after) {
        add_space(arena, after);
    }
}

bool collect_name_link(struct collection_run *run, struct item *item,
                       const struct found_link *found)
{
    struct node *link = found->node;
    if (text_collapse(run->arena, collect_plain_text(run->arena, link)).len) {
        return true;
    }
    struct str name = find_name(run, item, found);
    struct node *image = find_image(run, item, link);
    if (image) {
        image->text = name.len ? name : link->info;
    } else if (name.len) {
        (void)node_add_text(run->arena, link, name, link->spot);
        set_apart(run->arena, link);
    } else {
        drop_link(run, item, found);
    }
    return link->kind == NODE_LINK;
}
