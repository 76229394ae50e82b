/* Titles of pages in their layouts: where front matter names none, the head that the layout
 * makes does, less what is the site's, else the only heading of the first level in the
 * page's own text; a banner says nothing. A heading of a layout that repeats one of the
 * text goes. Relies on trees before document_finish(), which sets the title. */
#include "collect/layouts.h"

#include "base/gate.h"
#include "base/slug.h"

bool collect_note_head(struct collection_run *run, struct str html)
{
    struct str title = site_head_title(run->site, run->arena, html);
    if (!title.len) {
        return true;
    }
    if (!arena_grow(run->arena, &run->head_titles, run->head_title_count,
                    &run->head_title_capacity, sizeof *run->head_titles)) {
        return false;
    }
    run->head_titles[run->head_title_count++] = arena_str(run->arena, title);
    return true;
}

struct str collect_head_title(struct collection_run *run, struct str html)
{
    struct arena *arena = &run->passing;
    struct str title = site_head_title(run->site, arena, html);
    bool marked = str_find(title, STR(SITE_OWN_BEGIN), 0) != STR_NONE;
    title = marked ? (struct str){0}
                   : site_title_of_page(run->site, arena, title, run->head_titles,
                                        run->head_title_count);
    return text_collapse(run->arena, html_line_text(arena, title, run->report));
}

/* Its place is that of a title: beside text, not in a quote or a list. */
static bool stands_free(const struct node *heading)
{
    const struct node *around = heading->parent;
    while (around && around->kind == NODE_DIV) {
        around = around->parent;
    }
    return !around || around->kind == NODE_DOCUMENT;
}

/* How many headings of the first level have words, up to two; and the first of them. */
static size_t find_tops(struct arena *arena, const struct node *root,
                        const struct node **first)
{
    size_t count = 0;
    struct walk walk;
    for (walk_init(&walk, root); count < 2 && walk_next(&walk);) {
        const struct node *node = walk.node;
        bool top = walk.entering && node->kind == NODE_HEADING && node->level == 1 &&
                   stands_free(node) && collect_plain_text(arena, node).len;
        *first = top && count == 0 ? node : *first;
        count += top;
    }
    return count;
}

/* Of the first level, with words, and no other is; NULL: none is. */
static const struct node *only_top(struct arena *arena, const struct node *root)
{
    const struct node *first = NULL;
    return find_tops(arena, root, &first) == 1 ? first : NULL;
}

struct str collect_shown_title(struct collection_run *run, const struct page *page,
                               const struct node *root, struct str laid)
{
    const struct node *first = NULL;
    bool sites =
        !laid.len && str_is(page->url, "/") && find_tops(&run->passing, root, &first) > 1;
    return gate_line(run->arena, sites ? site_title(run->site) : laid, "the title",
                     (struct place){.file = page->source}, run->report);
}

struct str collect_own_title(struct collection_run *run, const struct node *root)
{
    const struct node *top = only_top(&run->passing, root);
    return top ? text_collapse(run->arena, collect_plain_text(&run->passing, top))
               : (struct str){0};
}

static bool says(struct arena *arena, const struct node *heading, struct str title)
{
    struct str said =
        slug_make(arena, collect_plain_text(arena, heading), SLUG_DEFAULT, true);
    return said.len && str_eq(said, slug_make(arena, title, SLUG_DEFAULT, true));
}

/* Whether the text says it itself: in its first heading, or in one of the first level. */
static bool is_said(struct arena *arena, const struct node *own, struct str title)
{
    bool first = true;
    struct walk walk;
    for (walk_init(&walk, own); walk_next(&walk);) {
        if (!walk.entering || walk.node->kind != NODE_HEADING) {
            continue;
        }
        if ((first || walk.node->level == 1) && says(arena, walk.node, title)) {
            return true;
        }
        first = false;
    }
    return false;
}

/* As that of the only post of a list does. */
static bool leads_on(const struct node *heading)
{
    bool leads = false;
    struct walk walk;
    for (walk_init(&walk, heading); walk_next(&walk) && !leads;) {
        leads = walk.entering && walk.node->kind == NODE_LINK &&
                !str_starts(node_info(walk.node), "#");
    }
    return leads;
}

bool collect_says_more(struct arena *arena, const struct node *root, struct str title)
{
    bool said = false;
    struct walk walk;
    for (walk_init(&walk, root); walk_next(&walk) && !said;) {
        said = walk.entering && walk.node->kind == NODE_HEADING &&
               says(arena, walk.node, title);
    }
    const struct node *top = said ? NULL : only_top(arena, root);
    return top && !leads_on(top);
}

bool collect_drop_repeated(struct arena *arena, struct node *root, const struct node *own,
                           struct str title)
{
    struct node **dropped = NULL;
    size_t count = 0, capacity = 0;
    bool said = title.len && is_said(arena, own, title), grown = true;
    struct edit_walk walk;
    for (edit_walk_init(&walk, root); title.len && grown && edit_walk_next(&walk);) {
        if (walk.entering && walk.node == own) {
            edit_walk_skip_children(&walk);
        } else if (walk.entering && walk.node->kind == NODE_HEADING &&
                   walk.node->level == 1 && says(arena, walk.node, title)) {
            if (said) {
                grown = arena_grow(arena, &dropped, count, &capacity, sizeof *dropped);
                if (grown) {
                    dropped[count++] = walk.node;
                }
            }
            said = true;
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct node *around = dropped[i]->parent;
        node_unlink(dropped[i]);
        collect_unlink_empty(around);
    }
    return grown;
}
