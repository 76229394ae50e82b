/* What a page's layouts add around its own text, where it is content: the page is rendered
 * in its layouts with marks for its text, furniture is taken out of that, and the text's
 * own tree takes the marks' place.
 *
 *   layouts ──▶ HTML with marks ──▶ tree ──▶ without furniture ──▶ own text in its place
 *
 * A layout that adds nothing leaves the tree of the text as it was, node for node. */
#include "collect/layouts.h"
#include "base/gate.h"
#include "collect/collect.h"
#include "furniture/furniture.h"
#include "html/html.h"

#include <stdlib.h>

#define PAGES_LEARNED 8 /* of a layout, before the first of its pages is pruned */
#define PAGES_ENOUGH 4  /* fewer tell nothing of what repeats */

struct laying {
    struct collection_run *run;
    const struct page *page;
    struct node *root; /* of the page in its layouts */
    struct node *own;  /* in it: stands for the page's own text */
    struct str text;   /* that, as its layouts take it */
    bool inner_is_own; /* what the innermost layout makes is taken for it */
    struct node
        *sought; /* the text, to be found in what layouts have made of it; or NULL */
    struct str head_title;
    const struct furniture *furniture; /* what repeats, as far as anyone asks */
    struct furniture_cuts cuts;
    struct html_ranges unseen;
    struct shown_nodes shown;
};

/* Learning what repeats */

static bool read_marked(struct collection_run *run, struct page *page, struct arena *arena,
                        struct report *quiet, struct node **root)
{
    struct str html;
    const struct line_map *map = NULL;
    return site_render_layouts(run->site, arena, page, (struct str){0}, SITE_MARKS_TEXT,
                               &html, NULL, run->layout_faults,
                               run->report) != SITE_LAYOUTS_SHOWN ||
           (collect_note_head(run, html) && html_trim(arena, &html, &map, NULL) &&
            html_read_whole(arena, html, map, root, quiet));
}

static bool is_laid(const struct page *page)
{
    return page->has_front_matter && site_layout_name(page).len && page->list_number < 2;
}

static int compare_layouts(const void *a, const void *b)
{
    const struct page *one = *(struct page *const *)a, *other = *(struct page *const *)b;
    int order = str_compare(site_layout_name(one), site_layout_name(other));
    return order ? order : (one > other) - (one < other);
}

/* Pages of a layout follow each other, in the site's order. */
static bool sort_laid(struct collection_run *run)
{
    if (!run->laid && (run->laid = collect_pages(run, is_laid, &run->laid_count))) {
        qsort(run->laid, run->laid_count, sizeof(struct page *), compare_layouts);
    }
    return run->laid != NULL;
}

/* Where the pages of the layout begin, or those of the next. */
static size_t seek_laid(const struct collection_run *run, struct str layout, bool behind)
{
    size_t low = 0, high = run->laid_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(site_layout_name(run->laid[middle]), layout);
        bool before = order < 0 || (behind && order == 0);
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low;
}

/* Once for each layout; of any, where that is empty. */
static bool learn_layout(struct collection_run *run, struct str layout, size_t *count)
{
    struct lesson lesson = {.read = read_marked, .most = PAGES_LEARNED};
    *count = PAGES_ENOUGH;
    if (value_has(run->learned, layout)) {
        return true;
    }
    if (!value_map_set(run->arena, run->learned, layout, value_bool(true))) {
        return false;
    }
    if (layout.len && sort_laid(run)) {
        size_t first = seek_laid(run, layout, false);
        lesson.pages = run->laid + first;
        lesson.count = seek_laid(run, layout, true) - first;
    } else if (!layout.len) {
        lesson.pages = collect_pages(run, is_laid, &lesson.count);
    }
    *count = lesson.count;
    return collect_learn(run, &lesson);
}

/* Where few pages have the layout, from the others, too. */
static bool learn(struct collection_run *run, struct str layout)
{
    size_t count, others;
    if (run->learned.kind != VALUE_MAP) {
        run->learned = value_map_new(run->arena);
    }
    return (run->learned.kind == VALUE_MAP && learn_layout(run, layout, &count) &&
            (count >= PAGES_ENOUGH || learn_layout(run, STR(""), &others))) ||
           report_out_of_memory(run->report);
}

/* The page's own text in its place */

/* The marks in the tree, in its order: a layout may show the text more than once. */
struct marks {
    struct node **nodes;
    size_t count, capacity;
};

static bool find_marks(struct arena *arena, struct node *root, struct marks *out)
{
    struct edit_walk walk;
    for (edit_walk_init(&walk, root); edit_walk_next(&walk);) {
        struct str id = node_id(walk.node);
        if (!walk.entering || (!str_is(id, SITE_OWN_BEGIN) && !str_is(id, SITE_OWN_END))) {
            continue;
        }
        if (!arena_grow(arena, &out->nodes, out->count, &out->capacity,
                        sizeof *out->nodes)) {
            return false;
        }
        out->nodes[out->count++] = walk.node;
    }
    return true;
}

static struct node *first_mark(const struct marks *marks, const char *id)
{
    for (size_t i = 0; i < marks->count; i++) {
        if (str_is(node_id(marks->nodes[i]), id)) {
            return marks->nodes[i];
        }
    }
    return NULL;
}

static bool is_within(const struct node *node, const struct node *around)
{
    while (node && node != around) {
        node = node->parent;
    }
    return node != NULL;
}

/* What a layout made of the text, which has that text's own tree for it. */
static void drop_between(struct arena *arena, struct node *root, const struct node *begin,
                         const struct node *end)
{
    struct node **dropped = NULL;
    size_t count = 0, capacity = 0;
    bool between = false;
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk) && walk.node != end) {
        struct node *node = walk.node;
        if (walk.entering && between && !is_within(end, node)) {
            edit_walk_skip_children(&walk);
            if (arena_grow(arena, &dropped, count, &capacity, sizeof *dropped)) {
                dropped[count++] = node;
            }
        }
        between = between || node == begin;
    }
    for (size_t i = 0; walk.node == end && i < count; i++) {
        node_unlink(dropped[i]);
    }
}

static bool holds_blocks(const struct node *node)
{
    static const enum node_kind kinds[] = {NODE_DOCUMENT,   NODE_QUOTE, NODE_ITEM,
                                           NODE_DEFINITION, NODE_CELL,  NODE_FIGURE,
                                           NODE_ADMONITION, NODE_DIV};
    size_t i = 0;
    while (i < sizeof kinds / sizeof kinds[0] && kinds[i] != (enum node_kind)node->kind) {
        i++;
    }
    return i < sizeof kinds / sizeof kinds[0];
}

void collect_unlink_empty(struct node *node)
{
    while (node && node->parent && !node->first) {
        struct node *parent = node->parent;
        node_unlink(node);
        node = holds_blocks(parent) && parent->kind != NODE_CELL ? NULL : parent;
    }
}

/* Where blocks may stand: at the mark, or before what holds it and can hold no blocks. */
static void place_own(struct laying *laying, struct node *mark)
{
    struct node *at = mark;
    while (at->parent && !holds_blocks(at->parent)) {
        at = at->parent;
    }
    node_insert_before(at, laying->own);
}

static void move_children(struct node *from, struct node *to)
{
    while (from->first) {
        struct node *child = from->first;
        node_unlink(child);
        node_append(to, child);
    }
}

/* What stands between the marks is the page's own. Nothing happens where they are not
 * children of one element: the outer layouts have cut it up. */
static void take_inner(struct laying *laying, const struct marks *marks)
{
    struct node *begin = first_mark(marks, SITE_OWN_BEGIN);
    struct node *end = first_mark(marks, SITE_OWN_END);
    if (!begin || !end || begin->parent != end->parent || marks->count != 2) {
        return;
    }
    node_insert_before(begin, laying->own);
    while (begin->next && begin->next != end) {
        struct node *node = begin->next;
        node_unlink(node);
        node_append(laying->own, node);
    }
    node_unlink(begin);
    node_unlink(end);
}

/* Where the text is as the layouts show it, that is the page's own. */
static bool take_found(struct laying *laying)
{
    struct own_place place;
    if (!furniture_find_own(&laying->run->passing, laying->root, laying->sought, &place)) {
        return false;
    }
    laying->inner_is_own = place.found;
    if (place.found) {
        node_insert_before(place.first, laying->own);
        for (struct node *node = place.first, *next; node; node = next) {
            next = node == place.last ? NULL : node->next;
            node_unlink(node);
            node_append(laying->own, node);
        }
    } else if (laying->root->first) {
        node_insert_before(laying->root->first, laying->own);
    } else {
        node_append(laying->root, laying->own);
    }
    return true;
}

/* A layout that shows the text nowhere, or where nobody sees it, has it before all. False
 * when the arena is full. */
static bool put_own(struct laying *laying)
{
    struct marks marks = {0};
    if (laying->sought) {
        return take_found(laying);
    }
    if (!find_marks(&laying->run->passing, laying->root, &marks)) {
        return false;
    }
    if (laying->inner_is_own) {
        take_inner(laying, &marks);
        return true;
    }
    struct node *begin = first_mark(&marks, SITE_OWN_BEGIN);
    struct node *end = first_mark(&marks, SITE_OWN_END);
    if (begin && end) {
        drop_between(&laying->run->passing, laying->root, begin, end);
    }
    if (begin || end) {
        place_own(laying, begin ? begin : end);
    } else if (laying->root->first) {
        node_insert_before(laying->root->first, laying->own);
    } else {
        node_append(laying->root, laying->own);
    }
    for (size_t i = 0; i < marks.count; i++) {
        struct node *around = marks.nodes[i]->parent;
        node_unlink(marks.nodes[i]);
        collect_unlink_empty(around != laying->own->parent ? around : NULL);
    }
    return true;
}

/* What is left */

static bool is_shown(struct arena *arena, const struct node *node)
{
    bool words = node->kind == NODE_TEXT || node->kind == NODE_CODE ||
                 node->kind == NODE_CODE_BLOCK || node->kind == NODE_MATH ||
                 node->kind == NODE_MATH_BLOCK;
    return node->kind == NODE_IMAGE || (words && text_collapse(arena, node->text).len);
}

/* Whether the layouts add anything to read or to see. */
static bool adds_something(const struct laying *laying)
{
    struct walk walk;
    walk_init(&walk, laying->root);
    while (walk_next(&walk)) {
        if (walk.entering && walk.node == laying->own) {
            walk_skip_children(&walk);
        } else if (is_shown(&laying->run->passing, walk.node)) {
            return true;
        }
    }
    return false;
}

static bool add_files(struct laying *laying, struct document *document,
                      const struct line_map *map)
{
    size_t before = document->file_count, count = before + map->file_count;
    struct str *files = ARENA_ARRAY(&laying->run->passing, struct str, count);
    if (!files || count > UINT16_MAX) {
        return report_out_of_memory(laying->run->report);
    }
    for (size_t i = 0; i < count; i++) {
        files[i] = i < before ? document->files[i] : map->files[i - before];
    }
    struct edit_walk walk;
    for (edit_walk_init(&walk, laying->root); edit_walk_next(&walk);) {
        if (walk.entering && walk.node == laying->own && !laying->inner_is_own) {
            edit_walk_skip_children(&walk);
        } else if (walk.entering) {
            walk.node->spot.file = (uint16_t)(walk.node->spot.file + before);
        }
    }
    document->files = files;
    document->file_count = count;
    document->layout_file = before;
    return true;
}

/* The document's root becomes that of the page in its layouts, or stays what it was. False
 * when the arena is full. */
static bool settle(struct laying *laying, struct document *document, struct laid *out)
{
    struct collection_run *run = laying->run;
    struct node *own = laying->own, *root = document->root;
    struct str named = html_line_text(&run->passing, laying->page->title, run->report);
    struct str said = named.len ? named : laying->head_title;
    out->title = laying->head_title;
    if (!laying->inner_is_own && !adds_something(laying)) {
        move_children(own, root);
        return true;
    }
    out->added = true;
    said = said.len ? said : collect_own_title(run, own);
    out->title = named.len ? (struct str){0} : said;
    if (!collect_drop_repeated(&run->passing, laying->root, own, said)) {
        return report_out_of_memory(run->report);
    }
    move_children(laying->root, root);
    furniture_settle(root, own);
    return true;
}

static bool has_faults(const struct collection_run *run)
{
    return report_count(run->layout_faults, SEVERITY_NOTE) ||
           report_count(run->layout_faults, SEVERITY_WARNING);
}

/* The page in its layouts as a tree, with its own text in its place. */
static bool read_laid(struct laying *laying, struct document *document, struct str html,
                      const struct line_map **map)
{
    struct collection_run *run = laying->run;
    struct arena *arena = &run->passing;
    struct report *beside = report_new_beside(run->report);
    laying->own = node_new(arena, NODE_DIV, document->root->spot);
    bool ok = beside && laying->own &&
              html_trim(arena, &html, map, has_faults(run) ? &laying->unseen : NULL) &&
              html_read_whole(arena, html, *map, &laying->root, beside) && put_own(laying);
    if (ok) {
        report_adopt(run->layout_faults, beside);
    } else {
        report_free(beside);
    }
    return ok || report_out_of_memory(run->report);
}

/* Takes out what is furniture. */
static bool prune(struct laying *laying)
{
    struct collection_run *run = laying->run;
    const struct furniture_page known = {.group = site_layout_name(laying->page),
                                         .own = laying->own,
                                         .home = run->live_url,
                                         .front = str_is(laying->page->url, "/")};
    return (!has_faults(run) ||
            collect_note_shown(&run->passing, laying->root, laying->own, &laying->shown)) &&
           furniture_prune(laying->furniture, &run->passing, &known, laying->root,
                           &run->options->furniture, &laying->cuts);
}

/* Tells of what is left out, and of what is wrong with the rest. */
static void tell(struct laying *laying, const struct line_map *map)
{
    if (has_faults(laying->run)) {
        const struct laid_faults laid = {laying->root, map, &laying->unseen,
                                         &laying->shown};
        collect_tell_layout_faults(laying->run, &laid);
    }
    collect_tell_cuts(laying->run, laying->page, &laying->cuts);
}

/* A front page may have no text of its own, and be there once in each language: all that
 * its layout shows repeats then, and would go. Menus alone are no page. */
static bool is_all_layout(const struct laying *laying)
{
    size_t left_out = 0;
    for (size_t i = 0; i < laying->cuts.count; i++) {
        left_out += laying->cuts.items[i].leads ? 0 : laying->cuts.items[i].word_count;
    }
    return node_word_count(laying->own) == 0 &&
           collect_is_scant(node_word_count(laying->root), left_out);
}

/* Once more from the beginning. What the innermost layout makes is the page's own text now,
 * or, where that stands in no other one, all that no rule knows by its name: of what
 * repeats nobody is asked. */
static bool lay_again(struct laying *laying, struct document *document,
                      enum site_marks marks, const struct line_map **map)
{
    struct collection_run *run = laying->run;
    struct laying again = {.run = run,
                           .page = laying->page,
                           .head_title = laying->head_title,
                           .text = laying->text,
                           .inner_is_own = marks == SITE_MARKS_LAYOUT};
    struct str html;
    const struct line_map *read;
    struct page *page = site_page_at(run->site, site_page_index(run->site, laying->page));
    if (site_render_layouts(run->site, &run->passing, page, laying->text, marks, &html,
                            &read, run->layout_faults, run->report) != SITE_LAYOUTS_SHOWN) {
        return !report_has_system_error(run->report);
    }
    if (!read_laid(&again, document, html, &read)) {
        return false;
    }
    if (!again.own->parent) {
        return lay_again(laying, document, SITE_MARKS_TEXT, map);
    }
    again.furniture = again.inner_is_own ? run->furniture : furniture_new(&run->passing);
    *laying = again;
    *map = read;
    return again.furniture && prune(laying);
}

/* Whether a layout has worked on what it was given, so that a mark is none any more. */
static bool is_worked_on(struct str html)
{
    struct str mark = STR(SITE_OWN_BEGIN), tag = STR("<div id=\"");
    bool whole = true;
    for (size_t at = 0; whole && (at = str_find(html, mark, at)) != STR_NONE;
         at += mark.len) {
        struct str behind = str_skip(html, at + mark.len);
        whole = at >= tag.len && str_eq(str_sub(html, at - tag.len, at), tag) &&
                str_starts(behind, "\"></div>");
    }
    return !whole;
}

/* Without marks, where layouts have worked on them. */
static bool render_worked(struct laying *laying, struct document *document,
                          struct str *html, const struct line_map **map)
{
    struct collection_run *run = laying->run;
    struct page *page = site_page_at(run->site, site_page_index(run->site, laying->page));
    laying->sought = document->root;
    return site_render_layouts(run->site, &run->passing, page, laying->text,
                               SITE_MARKS_NONE, html, map, run->layout_faults,
                               run->report) == SITE_LAYOUTS_SHOWN;
}

/* The document's own tree goes where the page in its layouts has its place, or goes. */
static void move_text(struct laying *laying, struct document *document)
{
    struct node *gone = node_new(&laying->run->passing, NODE_DIV, document->root->spot);
    struct node *to = laying->inner_is_own ? gone : laying->own;
    if (to) {
        move_children(document->root, to);
    }
}

static bool lay(struct laying *laying, struct document *document, struct str html,
                const struct line_map *map, struct laid *out)
{
    struct collection_run *run = laying->run;
    if (!learn(run, site_layout_name(laying->page)) ||
        (is_worked_on(html) && !render_worked(laying, document, &html, &map)) ||
        !read_laid(laying, document, html, &map)) {
        return false;
    }
    laying->head_title =
        laying->page->title.len ? (struct str){0} : collect_head_title(run, html);
    move_text(laying, document);
    laying->furniture = run->furniture;
    if (!prune(laying) ||
        (is_all_layout(laying) && !lay_again(laying, document, SITE_MARKS_LAYOUT, &map))) {
        return report_out_of_memory(run->report);
    }
    tell(laying, map);
    return add_files(laying, document, map) && settle(laying, document, out);
}

bool collect_add_layouts(struct collection_run *run, struct page *page, struct str text,
                         struct document *document, struct laid *out)
{
    struct str html;
    const struct line_map *map;
    struct report *faults = collect_layout_faults(run);
    if (!faults) {
        return report_out_of_memory(run->report);
    }
    switch (site_render_layouts(run->site, &run->passing, page, text, SITE_MARKS_TEXT,
                                &html, &map, faults, run->report)) {
    case SITE_LAYOUTS_SHOWN: break;
    case SITE_LAYOUTS_FAILED:
        out->failed = true;
        return !report_has_system_error(run->report);
    case SITE_LAYOUTS_NONE: return !report_has_system_error(run->report);
    }
    struct laying laying = {.run = run, .page = page, .text = text};
    out->shown = lay(&laying, document, html, map, out);
    return out->shown;
}
