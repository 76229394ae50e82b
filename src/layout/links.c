/* After all pages are known: the rectangles of each link, and the page numbers that
 * the text waits for. */
#include "layout/maker.h"

#include "base/numerals.h"

#define RECT_LIMIT 64 /* of one link on one page */

/* The top of the document when the anchor has no box of its own (an empty span). */
static const struct destination *find_target(const struct page_list *pages,
                                             struct layout_link *link)
{
    const struct destination *target = destination_find(pages, link->destination);
    size_t dot = str_find_byte(link->destination, '.', 0);
    if (!target && dot != STR_NONE) {
        link->destination = str_sub(link->destination, 0, dot);
        target = destination_find(pages, link->destination);
    }
    return target;
}

static struct link_area *open_area(struct maker *maker, struct page_draft *page,
                                   size_t number, struct layout_link *link)
{
    if (link->area && link->page == number) {
        return &page->links[link->area - 1];
    }
    size_t capacity = page->link_capacity;
    struct rect *rects = ARENA_ARRAY(page->sheaf->arena, struct rect, 2);
    if (!rects ||
        !arena_grow(page->sheaf->arena, &page->links, page->link_count,
                    &page->link_capacity, sizeof *page->links) ||
        !arena_grow(maker->run->making, &page->rects, page->link_count, &capacity,
                    sizeof *page->rects)) {
        return NULL;
    }
    page->rects[page->link_count] = rects;
    page->links[page->link_count] = (struct link_area){.element = link->element,
                                                       .rects = rects,
                                                       .url = link->url,
                                                       .destination = link->destination,
                                                       .contents = link->contents};
    link->page = number;
    link->area = ++page->link_count;
    return &page->links[page->link_count - 1];
}

/* Adds the piece's rectangle; pieces side by side on one line join. */
static bool add_rect(struct page_draft *page, struct link_area *area, struct rect rect)
{
    size_t index = (size_t)(area - page->links);
    struct rect *rects = page->rects[index];
    struct rect *last = area->count ? &rects[area->count - 1] : NULL;
    if (last && last->y == rect.y && last->height == rect.height) {
        sp right = sp_max(sp_add(last->x, last->width), sp_add(rect.x, rect.width));
        last->x = sp_min(last->x, rect.x);
        last->width = sp_sub(right, last->x);
        return true;
    }
    if (area->count >= 2 && (area->count & (area->count - 1)) == 0) {
        struct rect *larger = ARENA_ARRAY(page->sheaf->arena, struct rect, area->count * 2);
        if (!larger) {
            return false;
        }
        memcpy(larger, rects, area->count * sizeof *larger);
        page->rects[index] = rects = larger;
        area->rects = larger;
    }
    rects[area->count++] = rect;
    return true;
}

/* Page numbers. Text was broken with a place holder of the widest number; where the
 * number is narrower, what the line has left over closes: a justified line spreads it
 * over its spaces, another one moves together, to the side it stands at. The line that was
 * broken stays as it is: one with the number takes its place on the page. */

static size_t page_label(const struct destination *target, size_t front_pages)
{
    return target && target->page >= front_pages ? target->page - front_pages + 1 : 0;
}

/* The digits of "(p. 00)" become the page's; gives by how much the piece shrinks. */
static sp set_page_number(struct maker *maker, struct piece *piece, size_t page)
{
    size_t digits = piece->word ? numerals_leading(piece->word->text) : 0;
    if (digits == 0) {
        return 0;
    }
    struct buf number = {.kept_in = maker->run->scratch};
    numerals_add_like(&number, piece->word->text, page);
    buf_add(&number, str_skip(piece->word->text, digits));
    struct str text = arena_take(maker->run->scratch, &number);
    const struct word *word =
        text_shape_word(maker->run->engine, piece->word->face, text, maker->run->report);
    if (!word || !word->face) {
        return 0;
    }
    sp before = piece->width;
    piece->word = word;
    piece->sized = true;
    piece->width =
        sp_scale(piece->style->size, word->advance, face_metrics(word->face)->units_per_em);
    return sp_sub(before, piece->width);
}

static bool is_justified(const struct line *line)
{
    sp left = line->pieces[0].x, right = left;
    for (uint32_t i = 0; i < line->count; i++) {
        right = sp_max(right, sp_add(line->pieces[i].x, line->pieces[i].width));
    }
    sp stretch = sp_sub(sp_sub(right, left), line->width);
    return !line->last && (stretch > SP_PER_PT / 8 || stretch < -SP_PER_PT / 8);
}

/* Room lies between the piece and the one that is seen on its right. */
static bool is_gap(const struct line *line, uint32_t i)
{
    return line->pieces[i].space_right && i + 1 < line->count;
}

static uint32_t count_gaps(const struct line *line)
{
    uint32_t gaps = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        gaps += is_gap(line, i);
    }
    return gaps;
}

static bool has_page_number(const struct maker *maker, const struct line *line)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct context_note *note = &maker->marks->notes[line->pieces[i].context];
        if (note->page_number && note->link) {
            return true;
        }
    }
    return false;
}

/* Sets the numbers of `pieces`; gives by how much all of them shrink. */
static sp set_page_numbers(struct maker *maker, const struct page_list *pages,
                           struct piece *pieces, uint32_t count, size_t front_pages)
{
    sp total = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct context_note *note = &maker->marks->notes[pieces[i].context];
        if (!note->page_number || note->link == 0) {
            continue;
        }
        size_t page = page_label(find_target(pages, &maker->marks->links[note->link - 1]),
                                 front_pages);
        sp shrunk = page ? set_page_number(maker, &pieces[i], page) : 0;
        total = sp_add(total, shrunk);
        for (uint32_t k = i + 1; k < count; k++) {
            pieces[k].x = sp_sub(pieces[k].x, shrunk);
        }
    }
    return total;
}

/* Gives the opened line its page numbers. */
static void number_line(struct maker *maker, const struct page_list *pages,
                        struct line_room *room, size_t front_pages)
{
    const struct line *line = &room->line;
    struct piece *pieces = room->pieces;
    uint32_t gaps = is_justified(line) ? count_gaps(line) : 0, passed = 0;
    sp total = set_page_numbers(maker, pages, pieces, line->count, front_pages), shift = 0;
    for (uint32_t i = 0; i < line->count && total != 0 && gaps; i++) {
        pieces[i].x = sp_add(pieces[i].x, shift);
        passed += is_gap(line, i);
        shift = sp_scale(total, passed, gaps);
    }
    for (uint32_t i = 0; i < line->count && total != 0 && line->flush_right; i++) {
        pieces[i].x = sp_add(pieces[i].x, total);
    }
}

/* What a reader hears of the link tells its page, too: once. */
static void add_page(struct arena *arena, struct layout_link *link, size_t label)
{
    struct buf out = {.kept_in = arena};
    buf_add(&out, link->contents);
    buf_add_text(&out, phrase_in(link->language, PHRASE_COMMA, NULL));
    struct buf number = {.part_of = &out};
    phrase_add_plain(&number, link->language, label);
    phrase_add(&out, link->language, PHRASE_PAGE, buf_str(&number));
    buf_clear(&number);
    link->contents = arena_take(arena, &out);
    link->language = (struct str){0};
}

static bool visit_piece(struct maker *maker, struct page_list *pages, size_t number,
                        size_t front_pages, const struct placed *placed,
                        const struct piece *piece)
{
    const struct context_note *note = &maker->marks->notes[piece->context];
    if (note->link == 0) {
        return true;
    }
    struct layout_link *link = &maker->marks->links[note->link - 1];
    struct page_draft *page = &pages->items[number];
    if (link->url.len == 0) {
        const struct destination *target = find_target(pages, link);
        size_t label = page_label(target, front_pages);
        if (!target) {
            return true;
        }
        if (label && link->language.len) {
            add_page(maker->run->arena, link, label);
        }
    }
    struct link_area *area = open_area(maker, page, number, link);
    if (!area) {
        return false;
    }
    sp size = piece->style->size;
    struct rect rect = {
        .x = sp_add(placed->x, piece->x),
        .y = sp_sub(placed->y,
                    sp_percent(placed->height, maker->run->theme->line.link_percent)),
        .width = sp_max(piece->width, size / 4),
        .height = placed->height};
    if (note->image) {
        const struct line_image *image = &maker->marks->line_images[note->image - 1];
        rect.height = image->height;
        rect.y = sp_sub(placed->y, sp_sub(image->height, image->drop));
    }
    return area->count >= RECT_LIMIT || add_rect(page, area, rect);
}

static bool resolve_line(struct maker *maker, struct page_list *pages, size_t number,
                         size_t front_pages, struct placed *placed, struct line_room *room)
{
    const struct line *line = line_open(placed->as.line, room);
    if (line && has_page_number(maker, line)) {
        number_line(maker, pages, room, front_pages);
        const struct kept_line *numbered =
            line_keep(pages->items[number].sheaf->arena, line);
        placed->as.line = numbered ? numbered : placed->as.line;
        line = numbered ? line : NULL;
    }
    for (uint32_t i = 0; line && !placed->artifact && i < line->count; i++) {
        if (!visit_piece(maker, pages, number, front_pages, placed, &line->pieces[i])) {
            return false;
        }
    }
    return line != NULL;
}

bool resolve_links(struct maker *maker, struct page_list *pages, size_t front_pages)
{
    struct line_room room = {.engine = maker->run->engine, .arena = maker->run->making};
    for (size_t number = 0; number < pages->count; number++) {
        struct page_draft *page = &pages->items[number];
        for (size_t i = 0; i < page->count; i++) {
            struct placed *placed = &page->items[i];
            if (placed->kind == PLACED_LINE && placed->linked &&
                !resolve_line(maker, pages, number, front_pages, placed, &room)) {
                return false;
            }
        }
    }
    return true;
}
