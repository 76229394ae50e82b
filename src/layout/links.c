/* After all pages are known: the rectangles of each link, and the page numbers that
 * the text waits for. */
#include "layout/maker.h"

#include "base/numerals.h"
#include "base/utf8.h"

#define RECT_LIMIT 64 /* of one link on one page */

/* The top of the document when the anchor has no box of its own (an empty span). */
static const struct destination *find_target(const struct targets *targets,
                                             struct layout_link *link)
{
    const struct destination *target = destination_find(targets, link->target);
    size_t dot = str_find_byte(link->target, '.', 0);
    if (!target && dot != STR_NONE) {
        link->target = str_sub(link->target, 0, dot);
        target = destination_find(targets, link->target);
    }
    return target;
}

/* A link as far as it is found on a page. */
struct found_area {
    size_t link; /* index */
    struct rect *rects;
    size_t count, capacity;
};

/* Those of one page; the room serves the next ones, too. */
struct found_areas {
    struct found_area *items;
    size_t count, capacity;
};

static struct found_area *open_area(struct maker *maker, struct found_areas *areas,
                                    size_t number, size_t index)
{
    struct layout_link *link = &maker->marks->links[index];
    if (link->area && link->page == number) {
        return &areas->items[link->area - 1];
    }
    if (!arena_grow(maker->run->making, &areas->items, areas->count, &areas->capacity,
                    sizeof *areas->items)) {
        return NULL;
    }
    struct found_area *area = &areas->items[areas->count];
    area->link = index;
    area->count = 0;
    link->page = size_to_u32(number);
    link->area = size_to_u32(++areas->count) & INT32_MAX;
    return area;
}

/* Adds the piece's rectangle; pieces side by side on one line join. */
static bool add_rect(struct maker *maker, struct found_area *area, struct rect rect)
{
    struct rect *last = area->count ? &area->rects[area->count - 1] : NULL;
    if (last && last->y == rect.y && last->height == rect.height) {
        sp right = sp_max(sp_add(last->x, last->width), sp_add(rect.x, rect.width));
        last->x = sp_min(last->x, rect.x);
        last->width = sp_sub(right, last->x);
        return true;
    }
    if (!arena_grow(maker->run->making, &area->rects, area->count, &area->capacity,
                    sizeof *area->rects)) {
        return false;
    }
    area->rects[area->count++] = rect;
    return true;
}

static bool keep_area(struct arena *arena, const struct layout_link *link,
                      const struct found_area *found, struct link_area *out)
{
    struct rect *rects = ARENA_ARRAY(arena, struct rect, found->count);
    if (!rects) {
        return false;
    }
    memcpy(rects, found->rects, found->count * sizeof *rects);
    *out = (struct link_area){.element = link->element,
                              .rects = rects,
                              .count = (uint32_t)found->count,
                              .outside = link->outside,
                              .target = link->target,
                              .contents = link->contents};
    return true;
}

/* On the page, in no more room than they need. */
static bool keep_areas(struct maker *maker, struct page_draft *page,
                       struct found_areas *areas)
{
    struct arena *arena = page->sheaf->arena;
    if (areas->count == 0) {
        return true;
    }
    page->links = ARENA_ARRAY(arena, struct link_area, areas->count);
    bool ok = page->links;
    for (size_t i = 0; ok && i < areas->count; i++) {
        const struct found_area *found = &areas->items[i];
        ok = keep_area(arena, &maker->marks->links[found->link], found, &page->links[i]);
    }
    page->link_count = areas->count;
    areas->count = 0;
    return ok;
}

/* Page numbers. Text was broken with a place holder of the widest number; where the
 * number is narrower, what the line has left over closes: a justified line spreads it
 * over its spaces, another one moves together, to the side it stands at. The line that was
 * broken stays as it is: one with the number takes its place on the page. */

static size_t page_label(const struct destination *target, size_t front_pages)
{
    return target && target->page >= front_pages ? target->page - front_pages + 1 : 0;
}

/* Where digits stand in a text, "(00쪽)" as well as "00)"; STR_NONE: nowhere. */
static size_t digits_at(struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        if (numerals_leading(str_skip(text, at))) {
            return at;
        }
        (void)utf8_decode(text, at, &len);
    }
    return STR_NONE;
}

/* The digits of "(p. 00)" become the page's; gives by how much the piece shrinks. */
static sp set_page_number(struct maker *maker, struct piece *piece, size_t page)
{
    size_t at = piece->word ? digits_at(piece->word->text) : STR_NONE;
    if (at == STR_NONE) {
        return 0;
    }
    struct buf number = {.kept_in = maker->run->scratch};
    struct str digits = str_skip(piece->word->text, at);
    buf_add(&number, str_sub(piece->word->text, 0, at));
    numerals_add_like(&number, digits, page);
    buf_add(&number, str_skip(digits, numerals_leading(digits)));
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
        const struct context_lead *lead = &maker->marks->leads[line->pieces[i].context];
        if (lead->page_number && lead->link) {
            return true;
        }
    }
    return false;
}

/* Sets the numbers of `pieces`; gives by how much all of them shrink. */
static sp set_page_numbers(struct maker *maker, const struct targets *targets,
                           struct piece *pieces, uint32_t count)
{
    sp total = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct context_lead *lead = &maker->marks->leads[pieces[i].context];
        if (!lead->page_number || lead->link == 0) {
            continue;
        }
        size_t page = page_label(find_target(targets, &maker->marks->links[lead->link - 1]),
                                 targets->front_pages);
        sp shrunk = page ? set_page_number(maker, &pieces[i], page) : 0;
        total = sp_add(total, shrunk);
        for (uint32_t k = i + 1; k < count; k++) {
            pieces[k].x = sp_sub(pieces[k].x, shrunk);
        }
    }
    return total;
}

/* Gives the opened line its page numbers. */
static void number_line(struct maker *maker, const struct targets *targets,
                        struct line_room *room)
{
    const struct line *line = &room->line;
    struct piece *pieces = room->pieces;
    uint32_t gaps = is_justified(line) ? count_gaps(line) : 0, passed = 0;
    sp total = set_page_numbers(maker, targets, pieces, line->count), shift = 0;
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
    struct str language = *link->language;
    buf_add_text(&out, phrase_in(language, PHRASE_COMMA, NULL));
    struct buf number = {.part_of = &out};
    phrase_add_plain(&number, language, label);
    phrase_add(&out, language, PHRASE_PAGE, buf_str(&number));
    buf_clear(&number);
    link->contents = arena_take(arena, &out);
    link->language = NULL;
}

/* What the page's lines are looked at with. */
struct resolving {
    struct maker *maker;
    struct page_list *pages;
    const struct targets *targets;
    size_t number; /* the page's */
    struct line_room room;
    struct found_areas areas;
};

static bool visit_piece(struct resolving *resolving, const struct placed *placed,
                        const struct piece *piece)
{
    struct maker *maker = resolving->maker;
    const struct context_lead *lead = &maker->marks->leads[piece->context];
    if (lead->link == 0) {
        return true;
    }
    struct layout_link *link = &maker->marks->links[lead->link - 1];
    if (!link->outside) {
        const struct destination *target = find_target(resolving->targets, link);
        size_t label = page_label(target, resolving->targets->front_pages);
        if (!target) {
            return true;
        }
        if (label && link->language && link->language->len) {
            add_page(maker->run->arena, link, label);
        }
    }
    struct found_area *area =
        open_area(maker, &resolving->areas, resolving->number, lead->link - 1);
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
    if (lead->image) {
        const struct line_image *image = &maker->marks->line_images[lead->image - 1];
        rect.height = image->height;
        rect.y = sp_sub(placed->y, sp_sub(image->height, image->drop));
    }
    return area->count >= RECT_LIMIT || add_rect(maker, area, rect);
}

static bool resolve_line(struct resolving *resolving, struct placed *placed)
{
    struct maker *maker = resolving->maker;
    const struct line *line = line_open(placed->as.line, &resolving->room);
    if (line && has_page_number(maker, line)) {
        number_line(maker, resolving->targets, &resolving->room);
        const struct kept_line *numbered =
            line_keep(resolving->pages->items[resolving->number].sheaf->arena, line);
        placed->as.line = numbered ? numbered : placed->as.line;
        line = numbered ? line : NULL;
    }
    for (uint32_t i = 0; line && !placed->artifact && i < line->count; i++) {
        if (!visit_piece(resolving, placed, &line->pieces[i])) {
            return false;
        }
    }
    return line != NULL;
}

/* A code is a link all over, to an address. */
static bool visit_code(struct resolving *resolving, const struct placed *placed)
{
    struct maker *maker = resolving->maker;
    uint32_t link = maker->marks->codes[placed->look.code].link;
    struct found_area *area =
        open_area(maker, &resolving->areas, resolving->number, link - 1);
    struct rect rect = {placed->x, placed->y, placed->width, placed->height};
    return area && add_rect(maker, area, rect);
}

static bool resolve_page(struct resolving *resolving)
{
    struct page_draft *page = &resolving->pages->items[resolving->number];
    for (size_t i = 0; i < page->count; i++) {
        struct placed *placed = &page->items[i];
        bool line = placed->kind == PLACED_LINE;
        if (placed->linked &&
            !(line ? resolve_line(resolving, placed) : visit_code(resolving, placed))) {
            return false;
        }
    }
    return keep_areas(resolving->maker, page, &resolving->areas);
}

bool resolve_links(struct maker *maker, struct page_list *pages,
                   const struct targets *targets)
{
    struct resolving resolving = {
        .maker = maker,
        .pages = pages,
        .targets = targets,
        .room = {.engine = maker->run->engine, .arena = maker->run->making}};
    bool ok = true;
    for (; ok && resolving.number < pages->count; resolving.number++) {
        ok = resolve_page(&resolving);
    }
    return ok;
}
