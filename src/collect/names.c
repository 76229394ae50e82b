/* Names of links: one that shows nothing, as a site's icons and stretched links do, is
 * called what its label, its tooltip or its target's title says, else as its address. Only
 * one that leads nowhere, to where it stands, or where words beside it lead, goes. Relies
 * on titles of documents to be settled.
 */
#include "collect/run.h"
#include "html/html.h"

static bool is_shown(struct collection_run *run, struct item *item,
                     const struct node *image)
{
    return site_resolve(run->site, item->page, node_info(image), run->live_url).kind ==
           TARGET_FILE;
}

/* The image below a link that stands for it: the first that the document can show, else the
 * first at all, in whose place its name is read. */
static struct node *find_image(struct collection_run *run, struct item *item,
                               struct node *link)
{
    struct node *first = NULL;
    struct edit_walk walk;
    edit_walk_init(&walk, link);
    while (edit_walk_next(&walk)) {
        if (walk.node->kind != NODE_IMAGE) {
            continue;
        }
        if (is_shown(run, item, walk.node)) {
            return walk.node;
        }
        first = first ? first : walk.node;
    }
    return first;
}

/* Of a place in the link's own page the heading there: the page's title says nothing. */
static struct str place_title(struct collection_run *run, const struct item *item,
                              const struct target *target)
{
    if (target->fragment.len == 0) {
        return item->document->title;
    }
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
    return other ? other->document->title
           : target->page->title.len
               ? text_collapse(run->arena,
                               html_line_text(run->arena, target->page->title, run->report))
               : site_name_title(run->site, target->page);
}

/* Whether it is for those who point at it: it leads to a place of its own page, or nowhere.
 */
static bool is_mark(const struct item *item, const struct found_link *found)
{
    const struct target *target = &found->target;
    bool to_place = str_find_byte(node_info(found->node), '#', 0) != STR_NONE;
    return target->kind == TARGET_EMPTY || target->kind == TARGET_UNSAFE ||
           (to_place && target->kind == TARGET_PAGE && target->page == item->page) ||
           (to_place && link_is_permalink(found->node));
}

static struct str without_place(struct str address)
{
    return str_sub(address, 0, str_find_byte(address, '#', 0));
}

static bool is_blank(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK ||
           (node->kind == NODE_TEXT && str_trim(node->text).len == 0);
}

/* The next beside the link, on the side that `step` leads to, is one with words to the page
 * that it leads to. */
static bool is_said_by(struct collection_run *run, const struct node *link,
                       struct node *(*step)(const struct node *node))
{
    const struct node *beside = step(link);
    while (beside && is_blank(beside)) {
        beside = step(beside);
    }
    return beside && beside->kind == NODE_LINK &&
           str_eq(without_place(node_info(beside)), without_place(node_info(link))) &&
           text_collapse(&run->finding, collect_plain_text(&run->finding, beside)).len;
}

static struct node *node_following(const struct node *node)
{
    return node->next;
}

/* As the icon does that stands beside a title and leads where that leads. */
static bool is_said_beside(struct collection_run *run, const struct node *link)
{
    return is_said_by(run, link, node_previous) || is_said_by(run, link, node_following);
}

/* As one reads an address aloud: host and path. */
static struct str bare_address(struct collection_run *run, const struct found_link *found)
{
    struct str address = str_trim(node_info(found->node));
    bool schemed = found->target.kind == TARGET_MAIL || str_starts(address, "http");
    size_t colon = schemed ? str_find_byte(address, ':', 0) : STR_NONE;
    address = str_skip(address, colon == STR_NONE ? 0 : colon + 1);
    address = str_skip(address, str_starts(address, "//") ? 2 : 0);
    size_t end = 0;
    while (end < address.len && address.ptr[end] != '?' && address.ptr[end] != '#') {
        end++;
    }
    struct str bare = str_without_end(str_sub(address, 0, end), '/');
    return text_collapse(run->arena, bare.len ? bare : address);
}

static struct str find_name(struct collection_run *run, const struct item *item,
                            const struct found_link *found)
{
    const struct attribute *label = node_attribute(found->node, "aria-label");
    struct str name = label ? text_collapse(run->arena, label->value) : (struct str){0};
    name = name.len ? name : text_collapse(run->arena, node_title(found->node));
    if (!name.len && is_said_beside(run, found->node)) {
        return name;
    }
    name = name.len ? name : target_title(run, item, &found->target);
    return name.len || is_mark(item, found) ? name : bare_address(run, found);
}

/* Links to its place stay; where it stood nothing shows. */
static void drop_link(struct collection_run *run, struct item *item,
                      const struct found_link *found)
{
    report_note(run->report, collect_link_place(run, item, found->node), "link-wordless",
                "the link to '%.*s' shows nothing: it is left out",
                STR_ARG(node_info(found->node)));
    found->node->kind = NODE_SPAN;
    found->node->text = STR("span");
    node_set_info(run->arena, found->node, (struct str){0});
    node_set_title(run->arena, found->node, (struct str){0});
}

static void add_space(struct arena *arena, struct node *before)
{
    struct node *space = node_new(arena, NODE_TEXT, before->spot);
    if (space) {
        space->text = STR(" ");
        node_insert_before(before, space);
    }
}

static bool ends_apart(const struct node *node)
{
    return node->kind != NODE_LINK && (node->kind != NODE_TEXT || node->text.len == 0 ||
                                       ascii_is_space(node->text.ptr[node->text.len - 1]));
}

static bool begins_apart(const struct node *node)
{
    return node->kind != NODE_LINK && (node->kind != NODE_TEXT || node->text.len == 0 ||
                                       !ascii_is_alnum(node->text.ptr[0]));
}

/* The words that a link gets are none of its neighbours'. */
static void set_apart(struct arena *arena, struct node *link)
{
    const struct node *before = node_previous(link);
    struct node *after = link->next;
    bool word_before = before && !ends_apart(before);
    bool word_after = after && !begins_apart(after);
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
    if (text_collapse(&run->finding, collect_plain_text(&run->finding, link)).len) {
        return true;
    }
    struct str name = find_name(run, item, found);
    struct node *image = find_image(run, item, link);
    if (image) {
        image->text = name.len ? name : node_info(link);
    } else if (name.len) {
        (void)node_add_text(run->arena, link, name, link->spot);
        set_apart(run->arena, link);
    } else {
        drop_link(run, item, found);
    }
    return link->kind == NODE_LINK;
}
