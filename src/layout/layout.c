/* The order of work: cover, contents (once to know their length), documents, colophon;
 * then the contents again with page numbers, links, furniture, bookmarks.
 *
 * Pages of the front (cover, contents) come first in the file though the contents'
 * final lines are known last: they are laid out into their own list and joined. */
#include "layout/layout.h"

#include "layout/maker.h"

#include <stdlib.h>

#define DEFAULT_PAGE_LIMIT 20000

struct layout_run {
    struct maker maker;
    struct page_list pages;
    const struct progress *progress;
    size_t front_pages;
    size_t *toc_pages; /* page numbers in the order the contents ask for them */
    size_t toc_count;
};

static bool flow_and_paginate(struct layout_run *run, bool (*flow)(struct maker *),
                              size_t document)
{
    struct boxes boxes = {0};
    run->maker.boxes = &boxes;
    return flow(&run->maker) && paginate(&run->maker, &boxes, document, &run->pages);
}

/* Digits that page numbers need at the most: no page holds fewer than 100 words on
 * average, and no document fewer than a page. */
static size_t digits_needed(const struct packet *packet)
{
    size_t words = 0, digits = 1;
    for (size_t i = 0; i < packet->document_count; i++) {
        words += packet->documents[i]->word_count;
    }
    for (size_t most = words / 250 + packet->document_count; most >= 10; most /= 10) {
        digits++;
    }
    return digits;
}

static bool lay_contents(struct layout_run *run, const size_t *toc_pages)
{
    struct boxes boxes = {0};
    run->maker.boxes = &boxes;
    return flow_contents(&run->maker, toc_pages) &&
           paginate(&run->maker, &boxes, 0, &run->pages);
}

/* The contents once without numbers, only to be counted; their elements are undone. */
static bool count_front_pages(struct layout_run *run)
{
    struct maker *maker = &run->maker;
    struct element *last = maker->root->last;
    struct page_list kept = run->pages;
    run->pages = (struct page_list){0};
    bool ok = lay_contents(run, NULL);
    run->front_pages = kept.count + run->pages.count;
    run->pages = kept;
    maker->root->last = last;
    last->next = NULL;
    return ok;
}

static bool note_page(struct layout_run *run, struct str destination)
{
    const struct destination *d = destination_find(&run->pages, destination);
    run->toc_pages[run->toc_count++] = d ? d->page - run->front_pages + 1 : 1;
    return true;
}

static bool collect_toc_pages(struct layout_run *run)
{
    struct maker *maker = &run->maker;
    size_t room = 0;
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < maker->packet->document_count; i++) {
            const struct document *document = maker->packet->documents[i];
            const struct outline *outline = &document->outline;
            if (pass == 0) {
                room += 1 + outline->count;
                continue;
            }
            (void)note_page(run, destination_name(maker->arena, document, (struct str){0}));
            for (size_t k = 0; k < outline->count; k++) {
                const struct heading *heading = &outline->headings[k];
                if (heading->toc_depth == 1 && heading->node->id.len) {
                    (void)note_page(
                        run, destination_name(maker->arena, document, heading->node->id));
                }
            }
        }
        run->toc_pages =
            pass == 0 ? ARENA_ARRAY(maker->arena, size_t, room + 1) : run->toc_pages;
        if (!run->toc_pages) {
            return false;
        }
    }
    return true;
}

/* Blank pages keep the front's place until the contents are final. */
static bool hold_place(struct layout_run *run)
{
    while (run->pages.count < run->front_pages) {
        if (!arena_grow(run->maker.arena, &run->pages.items, run->pages.count,
                        &run->pages.capacity, sizeof *run->pages.items)) {
            return false;
        }
        run->pages.items[run->pages.count++] = (struct page_draft){0};
    }
    return true;
}

static bool lay_documents(struct layout_run *run)
{
    struct maker *maker = &run->maker;
    for (size_t i = 0; i < maker->packet->document_count; i++) {
        maker->document = maker->packet->documents[i];
        if (!flow_and_paginate(run, flow_document, i + 1)) {
            return false;
        }
        progress_tell(run->progress, i + 1, maker->packet->document_count);
    }
    return flow_and_paginate(run, flow_colophon, 0);
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(((const struct destination *)a)->name,
                       ((const struct destination *)b)->name);
}

/* The contents again, now with numbers, into the pages that were held for them. */
static bool lay_final_contents(struct layout_run *run, size_t cover_pages,
                               struct element *contents_place)
{
    struct maker *maker = &run->maker;
    struct page_list all = run->pages;
    qsort(all.destinations, all.destination_count, sizeof *all.destinations, compare_names);
    if (!collect_toc_pages(run)) {
        return false;
    }
    run->pages = (struct page_list){0};
    struct element *before = maker->root->last;
    bool ok = lay_contents(run, run->toc_pages);
    size_t made = run->pages.count;
    for (size_t i = 0; ok && i < made && cover_pages + i < run->front_pages; i++) {
        all.items[cover_pages + i] = run->pages.items[i];
    }
    for (size_t i = 0; ok && i < run->pages.destination_count; i++) {
        ok = arena_grow(maker->arena, &all.destinations, all.destination_count,
                        &all.destination_capacity, sizeof *all.destinations);
        if (ok) {
            struct destination d = run->pages.destinations[i];
            d.page += cover_pages;
            all.destinations[all.destination_count++] = d;
        }
    }
    run->pages = all;
    /* Their section was made last; in the tree it follows the cover. */
    struct element *section = before->next;
    before->next = NULL;
    maker->root->last = before;
    section->next = contents_place->next;
    contents_place->next = section;
    return ok;
}

static bool add_bookmark(struct layout_run *run, struct bookmark **list, size_t *count,
                         size_t *capacity, struct bookmark bookmark)
{
    if (!destination_find(&run->pages, bookmark.destination)) {
        return true;
    }
    if (!arena_grow(run->maker.arena, list, *count, capacity, sizeof **list)) {
        return false;
    }
    (*list)[(*count)++] = bookmark;
    return true;
}

static bool make_bookmarks(struct layout_run *run, struct pages *out)
{
    struct maker *maker = &run->maker;
    struct bookmark *list = NULL;
    size_t count = 0, capacity = 0;
    bool ok = add_bookmark(run, &list, &count, &capacity,
                           (struct bookmark){STR("Contents"), 1, STR("contents"), false});
    for (size_t i = 0; i < maker->packet->document_count && ok; i++) {
        const struct document *document = maker->packet->documents[i];
        const struct outline *outline = &document->outline;
        ok = add_bookmark(
            run, &list, &count, &capacity,
            (struct bookmark){document->display_title, 1,
                              destination_name(maker->arena, document, (struct str){0}),
                              false});
        uint32_t deepest = 1;
        for (size_t k = 0; k < outline->count && ok; k++) {
            const struct heading *heading = &outline->headings[k];
            if (heading->node->id.len == 0) {
                continue;
            }
            uint32_t depth = (uint32_t)heading->depth + 1;
            depth = depth > deepest + 1 ? deepest + 1 : depth;
            deepest = depth;
            ok = add_bookmark(run, &list, &count, &capacity,
                              (struct bookmark){heading->text, depth,
                                                destination_name(maker->arena, document,
                                                                 heading->node->id),
                                                false});
        }
    }
    ok = ok && add_bookmark(run, &list, &count, &capacity,
                            (struct bookmark){STR("Colophon"), 1, STR("colophon"), false});
    out->bookmarks = list;
    out->bookmark_count = count;
    return ok;
}

static bool finish(struct layout_run *run, struct pages *out)
{
    struct maker *maker = &run->maker;
    struct page_content *items =
        ARENA_ARRAY(maker->arena, struct page_content, run->pages.count);
    if (!items) {
        return false;
    }
    for (size_t i = 0; i < run->pages.count; i++) {
        const struct page_draft *draft = &run->pages.items[i];
        items[i] = (struct page_content){
            draft->items, draft->count, draft->links, draft->link_count, {0}};
    }
    *out = (struct pages){
        .width = maker->theme->page_width,
        .height = maker->theme->page_height,
        .items = items,
        .count = run->pages.count,
        .contexts = maker->contexts,
        .context_count = maker->context_count,
        .root = maker->root,
        .element_count = element_tree_number(maker->root),
        .destinations = run->pages.destinations,
        .destination_count = run->pages.destination_count,
        .images = maker->images,
        .image_count = maker->image_count,
        .front_page_count = run->front_pages,
    };
    return make_bookmarks(run, out);
}

bool layout_packet(struct arena *arena, const struct packet *packet,
                   struct text_engine *engine, const struct layout_options *options,
                   struct pages *out, struct report *report)
{
    struct layout_run *run = ARENA_NEW(arena, struct layout_run);
    if (run) {
        run->progress = options->progress;
        run->maker = (struct maker){
            .arena = arena,
            .packet = packet,
            .engine = engine,
            .theme = theme_of(options->paper),
            .report = report,
            .generator = options->generator,
            .page_limit = options->page_limit ? options->page_limit : DEFAULT_PAGE_LIMIT,
            .page_digits = digits_needed(packet),
            .root = element_new(arena, NULL, ROLE_DOCUMENT),
        };
    }
    bool ok = run && run->maker.root && flow_and_paginate(run, flow_cover, 0);
    size_t cover_pages = ok ? run->pages.count : 0;
    struct element *cover = ok ? run->maker.root->last : NULL;
    ok = ok && count_front_pages(run) && hold_place(run) && lay_documents(run) &&
         lay_final_contents(run, cover_pages, cover) &&
         resolve_links(&run->maker, &run->pages, run->front_pages) &&
         add_furniture(&run->maker, &run->pages, run->front_pages) && finish(run, out);
    if (!ok && report_count(report, SEVERITY_ERROR) == 0) {
        report_out_of_memory(report);
    }
    return ok;
}
