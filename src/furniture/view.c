/* A tree as a list in the order of reading, with what is asked for of each part counted
 * once: all that follows is loops over that list. */
#include "furniture/parts.h"

#include "base/hash.h"
#include "base/media_type.h"
#include "base/path.h"

#include <stdlib.h>

#define BARS_LEAST 3 /* at like places, to be of those whom a page shows */
#define PATH_START UINT64_C(0xcbf29ce484222325)

bool part_is_leaf(const struct part *part)
{
    return !node_is_container(part->node);
}

/* What is made when a tree is arranged is no step of a path. */
static uint64_t step(uint64_t path, const struct node *node)
{
    if (node->kind == NODE_PARAGRAPH) {
        return path;
    }
    path = hash_mix(path, (uint64_t)node->kind << 8 | node->level);
    return node->text.len && node_is_container(node) ? hash_mix(path, hash_text(node->text))
                                                     : path;
}

/* The innermost element around with a class or an id, or itself. */
static uint64_t named(uint64_t path, uint64_t around, const struct node *node)
{
    const struct attribute *class = node_attribute(node, "class");
    if (!class && !node_id(node).len) {
        return around;
    }
    path = hash_mix(path, class ? hash_text(class->value) : 0);
    return hash_mix(path, hash_text(node_id(node)));
}

/* The address without what it asks for there. */
static struct str path_in(struct str address)
{
    size_t asked = str_find_byte(address, '?', 0), part = str_find_byte(address, '#', 0);
    return str_sub(address, 0, asked < part ? asked : part);
}

/* To a file that is no page, nor what one is made of. */
static bool leads_to_file(struct str address)
{
    struct str path = path_in(address), extension = path_extension(path);
    bool page = !extension.len || str_is(extension, ".html"); /* as most are */
    const struct media *media = page ? NULL : media_by_name(path);
    bool text = media && media->care == CARE_TEXT &&
                !str_is(str_from(media->type), "text/markdown");
    return text || (media && (media->care == CARE_NONE || media->care == CARE_PDF ||
                              media->care == CARE_OFFICE));
}

/* Where a link out of the site leads, or to a file, or to whom: "Homepage" and "Slides"
 * lead elsewhere on each page, where menus do not. To pages within the site "Next" does,
 * too. */
static uint64_t lead_of(const struct node *node, uint64_t around)
{
    struct str address = node->kind == NODE_LINK ? node_info(node) : (struct str){0};
    if (str_starts(address, "http")) {
        return hash_text(address);
    }
    address = path_in(address);
    bool leads = str_starts(address, "mailto:") || str_starts(address, "tel:") ||
                 leads_to_file(address);
    return leads ? hash_text(address) : around;
}

static void begin_part(struct view *view, const struct node *node, size_t parent,
                       const struct node *own)
{
    struct part *part = &view->parts[view->count++];
    const struct part *above = parent == SIZE_MAX ? NULL : &view->parts[parent];
    *part = (struct part){.node = node,
                          .parent = above ? (uint32_t)parent : UINT32_MAX,
                          .path = step(above ? above->path : PATH_START, node),
                          .lead = lead_of(node, above ? above->lead : 0),
                          .own = node == own || (above && above->own)};
    part->container = named(part->path, above ? above->container : PATH_START, node);
    part->says = node_is_container(node) ? words_say(node) : 0;
    if (part_is_leaf(part)) {
        part->words = (uint32_t)node_word_count(node);
    }
}

static void end_part(struct view *view, size_t index, bool linked)
{
    struct part *part = &view->parts[index];
    part->end = (uint32_t)view->count;
    part->said = part->words;
    part->linked = linked || part->node->kind == NODE_LINK ? part->words : part->linked;
    part->led = part->linked;
    if (part->parent != UINT32_MAX) {
        struct part *above = &view->parts[part->parent];
        above->words += part->words;
        above->linked += part->linked;
        above->holds_own = above->holds_own || part->holds_own || part->own;
    }
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
    return (one > other) - (one < other);
}

/* The id of a heading may stand at the element that begins with it. */
static bool note_ids(struct arena *arena, struct view *view)
{
    size_t capacity = 0;
    for (size_t i = 0; i < view->count; i++) {
        if (view->parts[i].node->kind != NODE_HEADING) {
            continue;
        }
        for (size_t at = i; at != UINT32_MAX && i - at <= 2; at = view->parts[at].parent) {
            struct str id = node_id(view->parts[at].node);
            if (id.len && !arena_grow(arena, &view->ids, view->id_count, &capacity,
                                      sizeof *view->ids)) {
                return false;
            }
            if (id.len) {
                view->ids[view->id_count++] = hash_text(id);
            }
        }
    }
    if (view->id_count) {
        qsort(view->ids, view->id_count, sizeof *view->ids, compare_hashes);
    }
    return true;
}

/* Bars of one element are the parts of one. */
static bool note_bars(struct arena *arena, struct view *view)
{
    size_t capacity = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < view->count; i++) {
        const struct part *part = &view->parts[i];
        if (!(part->says & SAYS_SHARE) || part->parent == last) {
            continue;
        }
        if (!arena_grow(arena, &view->bars, view->bar_count, &capacity,
                        sizeof *view->bars)) {
            return false;
        }
        view->bars[view->bar_count++] = part->container;
        last = part->parent;
    }
    if (view->bar_count) {
        qsort(view->bars, view->bar_count, sizeof *view->bars, compare_hashes);
    }
    return true;
}

bool view_has_more_bars(const struct view *view, const struct part *bar)
{
    size_t low = 0, high = view->bar_count; /* the first of them */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool less = view->bars[middle] < bar->container;
        low = less ? middle + 1 : low;
        high = less ? high : middle;
    }
    size_t last = low + BARS_LEAST - 1;
    return last < view->bar_count && view->bars[last] == bar->container;
}

bool view_has_heading(const struct view *view, struct str id)
{
    uint64_t hash = hash_text(id);
    return view->id_count &&
           bsearch(&hash, view->ids, view->id_count, sizeof *view->ids, compare_hashes);
}

bool view_make(struct arena *arena, const struct node *root, const struct node *own,
               struct view *out)
{
    struct walk walk;
    size_t count = 0, open = SIZE_MAX;
    for (walk_init(&walk, root); walk_next(&walk);) {
        count += walk.entering;
    }
    *out = (struct view){.parts = ARENA_ARRAY(arena, struct part, count)};
    if (!out->parts || count >= UINT32_MAX) {
        return false;
    }
    for (walk_init(&walk, root); walk_next(&walk);) {
        if (walk.entering) {
            size_t index = out->count;
            begin_part(out, walk.node, open, own);
            open = index;
        }
        if (!walk.entering || !node_is_container(walk.node)) {
            size_t above = out->parts[open].parent;
            end_part(out, open, false);
            open = above == UINT32_MAX ? SIZE_MAX : above;
        }
    }
    return note_ids(arena, out) && note_bars(arena, out);
}

bool view_is_within(const struct view *view, size_t index, uint32_t says)
{
    while (index != UINT32_MAX && !(view->parts[index].says & says)) {
        index = view->parts[index].parent;
    }
    return index != UINT32_MAX;
}

bool view_is_in_text(const struct view *view, size_t index)
{
    const uint32_t known = SAYS_MAIN | SAYS_AROUND;
    while (index != UINT32_MAX && !(view->parts[index].says & known)) {
        index = view->parts[index].parent;
    }
    return index != UINT32_MAX && !(view->parts[index].says & SAYS_AROUND);
}

/* But for links out of the site, to whom it is of, to files, and to places of the page that
 * are none of its headings, for these are its contents. */
static bool is_near(const struct view *view, struct str address, struct str home)
{
    bool inside = home.len && str_eq(str_sub(address, 0, home.len), home);
    if (str_starts(address, "#")) {
        return address.len == 1 || view_has_heading(view, str_skip(address, 1));
    }
    bool leaves = str_starts(address, "http:") || str_starts(address, "https:") ||
                  str_starts(address, "//") || str_starts(address, "mailto:") ||
                  str_starts(address, "tel:") || leads_to_file(address);
    return !leaves || inside || rules_are_of_page(view, address);
}

/* Cards of who speaks lead to what is told of each; lists of contents have no headings. */
static bool is_card(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    bool headed =
        part->parent != UINT32_MAX && view->parts[part->parent].node->kind == NODE_HEADING;
    for (size_t i = index; i < part->end && !headed; i++) {
        headed = view->parts[i].node->kind == NODE_HEADING;
    }
    return headed && str_starts(node_info(part->node), "#");
}

void view_count_near(struct view *view, struct str home)
{
    for (size_t i = view->count; i-- > 0;) {
        struct part *part = &view->parts[i];
        if (part->node->kind == NODE_LINK) {
            bool near = !part->fresh ||
                        (is_near(view, node_info(part->node), home) && !is_card(view, i));
            part->near = near ? part->words : 0;
        }
        if (part->parent != UINT32_MAX) {
            view->parts[part->parent].near += part->near;
        }
    }
}

void view_drop(struct view *view, size_t index, const char *rule)
{
    struct part *part = &view->parts[index];
    for (size_t at = part->parent; at != UINT32_MAX; at = view->parts[at].parent) {
        view->parts[at].words -= part->words;
        view->parts[at].linked -= part->linked;
        view->parts[at].near -= part->near;
        view->parts[at].fresh -= part->fresh;
    }
    part->words = part->linked = part->near = part->fresh = 0;
    part->rule = rule;
}
