/* The order of work: cover, documents, colophon, each into pages of its own; then the
 * contents, whose page numbers count from the first document; then all is joined in the
 * order of reading, and links, furniture and bookmarks are made. */
#include "layout/layout.h"
#include "base/limits.h"
#include "impose/impose.h"

#include "layout/maker.h"

struct layout {
    struct run run;
    struct arena making, scratch, lines;
    struct marks marks;
    struct chapter chapter;
    struct maker maker;
    const struct progress *progress;
    struct page_list front, body; /* cover and contents; documents and colophon */
    size_t contents_at;           /* in front */
    struct page_list pages;       /* both */
    struct targets targets;       /* of both */
    const struct page_content *stamp;
    struct booklet booklet;
    struct sheet_plan plan; /* of a booklet; else all zero */
};

/* Digits that page numbers need at the most: no page holds fewer than 100 words on
 * average, and no document fewer than a page, or a leaf. */
static size_t digits_needed(const struct packet *packet, bool right_hand)
{
    size_t words = 0, digits = 1;
    for (size_t i = 0; i < packet->document_count; i++) {
        words += packet->documents[i]->word_count;
    }
    size_t least = packet->document_count * (right_hand ? 2 : 1);
    for (size_t most = words / 250 + least; most >= 10; most /= 10) {
        digits++;
    }
    return digits;
}

/* What a chapter was made of goes, once it stands on pages, and there is a sheaf for the
 * next one. False: something lacked memory. */
static bool end_chapter(struct layout *layout)
{
    bool held = !arena_failed(&layout->scratch);
    layout->marks.settled_contexts = layout->marks.context_count;
    layout->maker.spare = (struct span_list){0};
    arena_reset(&layout->scratch);
    return sheaf_for_chapter(&layout->maker) && held;
}

static bool lay_cover(struct layout *layout)
{
    struct flow flow = {0};
    return flow_cover(&layout->maker, &flow) &&
           paginate(&layout->maker, &flow.boxes, 0, &layout->front) && end_chapter(layout);
}

static bool lay_documents(struct layout *layout)
{
    struct maker *maker = &layout->maker;
    for (size_t i = 0; i < layout->run.packet->document_count; i++) {
        struct flow flow = {0};
        if (layout->run.right_hand && !pages_end_leaf(maker, &layout->body)) {
            return false;
        }
        if (!flow_document(maker, layout->run.packet->documents[i], &flow) ||
            !paginate(maker, &flow.boxes, i + 1, &layout->body) || !end_chapter(layout)) {
            return false;
        }
        progress_tell(layout->progress, i + 1, layout->run.packet->document_count);
    }
    struct flow flow = {0};
    bool ok = flow_colophon(maker, &flow) &&
              paginate(maker, &flow.boxes, 0, &layout->body) && end_chapter(layout);
    destinations_sort(&layout->body);
    return ok;
}

/* Their section is made last; in the tree it follows the cover's. */
static bool lay_contents(struct layout *layout)
{
    struct element *root = layout->run.root, *cover = root->first, *before = root->last;
    layout->contents_at = layout->front.count;
    if (!set_contents(&layout->maker, &layout->body, &layout->front)) {
        return false;
    }
    struct element *section = before->next;
    before->next = NULL;
    root->last = before;
    section->next = cover->next;
    cover->next = section;
    bool whole = !layout->run.facing || pages_end_leaf(&layout->maker, &layout->front);
    return whole && end_chapter(layout);
}

static bool append_pages(const struct run *run, struct page_list *all,
                         const struct page_list *more)
{
    size_t first = all->count;
    for (size_t i = 0; i < more->count; i++) {
        if (!arena_grow(run->making, &all->items, all->count, &all->capacity,
                        sizeof *all->items)) {
            return false;
        }
        all->items[all->count++] = more->items[i];
    }
    for (size_t i = 0; i < more->destination_count; i++) {
        if (!arena_grow(run->arena, &all->destinations, all->destination_count,
                        &all->destination_capacity, sizeof *all->destinations)) {
            return false;
        }
        struct destination moved = more->destinations[i];
        moved.page += first;
        all->destinations[all->destination_count++] = moved;
    }
    return true;
}

/* Where the pages stand on a booklet's sheets, which says what faces what. */
static bool plan_sheets(struct layout *layout)
{
    const struct booklet *booklet = &layout->booklet;
    bool ok = !booklet->options || make_sheets(&layout->maker, booklet, &layout->pages,
                                               layout->front.count, &layout->plan);
    layout->run.imposition = layout->plan.imposition;
    return ok;
}

static bool join_pages(struct layout *layout)
{
    bool ok = append_pages(&layout->run, &layout->pages, &layout->front) &&
              append_pages(&layout->run, &layout->pages, &layout->body) &&
              plan_sheets(layout);
    destinations_sort(&layout->pages);
    pages_shift(&layout->run, &layout->pages);
    layout->targets = (struct targets){
        layout->pages.destinations, layout->pages.destination_count, layout->front.count};
    return ok;
}

/* Bookmarks */

struct bookmark_list {
    struct bookmark *items;
    size_t count, capacity;
};

static bool add_bookmark(struct layout *layout, struct bookmark_list *list,
                         struct str title, uint32_t depth, struct str destination)
{
    if (!destination_find(&layout->targets, destination)) {
        return true;
    }
    if (!arena_grow(layout->run.arena, &list->items, list->count, &list->capacity,
                    sizeof *list->items)) {
        return false;
    }
    list->items[list->count++] = (struct bookmark){title, depth, destination, false};
    return true;
}

static bool add_document_bookmarks(struct layout *layout, const struct document *document,
                                   struct bookmark_list *list)
{
    struct arena *arena = layout->run.arena;
    if (!add_bookmark(layout, list, document->title, 1,
                      destination_name(arena, document, NULL))) {
        return false;
    }
    uint32_t deepest = 1;
    for (size_t i = 0; i < document->outline.count; i++) {
        const struct heading *heading = &document->outline.headings[i];
        uint32_t depth = (uint32_t)heading->depth + 1;
        depth = depth > deepest + 1 ? deepest + 1 : depth;
        deepest = depth;
        if (!add_bookmark(layout, list, heading->text, depth,
                          destination_name(arena, document, heading->node))) {
            return false;
        }
    }
    return true;
}

static bool make_bookmarks(struct layout *layout, struct pages *out)
{
    const struct packet *packet = layout->run.packet;
    struct bookmark_list list = {0};
    bool ok = add_bookmark(layout, &list,
                           str_from(phrase_in(packet->language, PHRASE_CONTENTS, NULL)), 1,
                           STR("contents"));
    for (size_t i = 0; i < packet->document_count && ok; i++) {
        ok = add_document_bookmarks(layout, packet->documents[i], &list);
    }
    ok = ok && add_bookmark(layout, &list,
                            str_from(phrase_in(packet->language, PHRASE_COLOPHON, NULL)), 1,
                            STR("colophon"));
    out->bookmarks = list.items;
    out->bookmark_count = list.count;
    return ok;
}

static bool finish(struct layout *layout, struct pages *out)
{
    const struct page_list *pages = &layout->pages;
    struct page_content *items =
        ARENA_ARRAY(layout->run.arena, struct page_content, pages->count);
    if (!items) {
        return false;
    }
    for (size_t i = 0; i < pages->count; i++) {
        const struct page_draft *draft = &pages->items[i];
        items[i] = (struct page_content){.label = plan_label(&layout->plan, i),
                                         .items = draft->items,
                                         .count = draft->count,
                                         .links = draft->links,
                                         .link_count = draft->link_count,
                                         .sheaf = draft->sheaf,
                                         .document = draft->document,
                                         .opens_document = draft->opens_document,
                                         .shift = draft->shift};
        draft->sheaf->last_page = i;
    }
    *out = (struct pages){
        .width = layout->run.sheet->page_width,
        .height = layout->run.sheet->page_height,
        .facing = layout->run.facing,
        .bound_right = layout->run.bound_right,
        .engine = layout->run.engine,
        .items = items,
        .count = pages->count,
        .contexts = layout->marks.contexts,
        .context_count = layout->marks.context_count,
        .root = layout->run.root,
        .element_count = element_tree_number(layout->run.root),
        .destinations = pages->destinations,
        .destination_count = pages->destination_count,
        .images = layout->marks.images,
        .image_count = layout->marks.image_count,
        .codes = layout->marks.codes,
        .code_count = layout->marks.code_count,
        .front_page_count = layout->front.count,
        .contents_at = layout->contents_at,
        .stamp = layout->stamp,
        .imposition = layout->plan.imposition,
        .sheet_notes = layout->plan.notes,
    };
    return true;
}

static bool is_bound_right(const struct theme *theme, const struct layout_options *options,
                           const struct packet *packet)
{
    bool asked = theme->medium.facing || options->booklet;
    bool right = asked && packet_is_bound_right(packet);
    return options->booklet ? booklet_is_bound_right(options->booklet, right) : right;
}

static struct layout *begin(struct arena *arena, const struct packet *packet,
                            struct text_engine *engine,
                            const struct layout_options *options, struct report *report)
{
    struct layout *layout = ARENA_NEW(arena, struct layout);
    struct element *root = element_new(arena, NULL, ROLE_DOCUMENT);
    if (!layout || !root) {
        return NULL;
    }
    const struct theme *theme = theme_for(theme_or_default(packet->theme), options->media);
    struct fold fold = paper_fold(options->paper);
    arena_init_within(&layout->making, 0, arena->budget);
    arena_init_within(&layout->scratch, 0, arena->budget);
    arena_init_within(&layout->lines, 0, arena->budget);
    layout->run = (struct run){
        .arena = arena,
        .making = &layout->making,
        .scratch = &layout->scratch,
        .lines = &layout->lines,
        .report = report,
        .engine = engine,
        .packet = packet,
        .theme = theme,
        .sheet = theme_sheet(theme, options->booklet ? fold.page : options->paper),
        .facing = theme->medium.facing,
        .bound_right = is_bound_right(theme, options, packet),
        .marks_links = theme->medium.marks_links || options->marks_links,
        .right_hand = theme->medium.facing && options->right_hand,
        .generator = options->generator,
        .page_limit = options->page_limit ? options->page_limit : PAGE_COUNT_LIMIT,
        .deflate_level = options->deflate_level,
        .image_dpi = options->image_dpi,
        .codes = options->codes,
        .page_digits = digits_needed(packet, options->right_hand),
        .root = root,
    };
    layout->progress = options->progress;
    layout->booklet = (struct booklet){options->booklet, theme_sheet(theme, fold.sheet)};
    layout->maker = (struct maker){
        .run = &layout->run, .marks = &layout->marks, .chapter = &layout->chapter};
    return sheaf_for_chapter(&layout->maker) ? layout : NULL;
}

/* `ok`: all is set. `layout` NULL: memory was gone. */
static bool end(struct layout *layout, struct text_engine *engine, struct report *report,
                bool ok)
{
    if (layout) {
        ok = ok && !arena_failed(&layout->making) && !arena_failed(&layout->scratch);
        arena_clear(&layout->making);
        arena_clear(&layout->scratch);
        arena_clear(&layout->lines);
    }
    text_tell_missing(engine, report);
    if (!ok && report_count(report, SEVERITY_ERROR) == 0) {
        report_out_of_memory(report);
    }
    return ok;
}

bool layout_packet(struct arena *arena, const struct packet *packet,
                   struct text_engine *engine, const struct layout_options *options,
                   struct pages *out, struct report *report)
{
    struct layout *layout = begin(arena, packet, engine, options, report);
    bool ok = layout && lay_cover(layout) && lay_documents(layout) &&
              lay_contents(layout) && join_pages(layout) &&
              resolve_links(&layout->maker, &layout->pages, &layout->targets) &&
              add_furniture(&layout->maker, &layout->pages, layout->front.count) &&
              make_stamp(&layout->maker, &layout->stamp) && finish(layout, out) &&
              make_bookmarks(layout, out);
    return end(layout, engine, report, ok);
}

bool layout_cover(struct arena *arena, const struct packet *packet,
                  struct text_engine *engine, const struct layout_options *options,
                  const struct pages *body, struct pages *out, struct report *report)
{
    struct targets targets = {0};
    struct layout *layout = begin(arena, packet, engine, options, report);
    if (body) {
        targets = (struct targets){body->destinations, body->destination_count,
                                   body->front_page_count};
    }
    bool ok = layout && lay_cover(layout) && join_pages(layout) &&
              resolve_links(&layout->maker, &layout->pages, &targets) &&
              make_stamp(&layout->maker, &layout->stamp) && finish(layout, out);
    return end(layout, engine, report, ok);
}
