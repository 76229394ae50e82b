#include "layout/maker.h"

static bool same_style(const struct text_style *a, const struct text_style *b)
{
    return a->role == b->role && a->bold == b->bold && a->italic == b->italic &&
           a->keep_together == b->keep_together && a->preserve == b->preserve &&
           a->size == b->size && a->rise == b->rise && a->tracking == b->tracking &&
           str_eq(a->language, b->language);
}

struct text_style *maker_style(struct maker *maker, struct text_style wanted)
{
    struct style_list *list = &maker->styles;
    for (size_t i = 0; i < list->count; i++) {
        if (same_style(list->items[i], &wanted)) {
            return list->items[i];
        }
    }
    struct text_style *style = ARENA_NEW(maker->arena, struct text_style);
    if (style) {
        *style = wanted;
        if (list->count < sizeof list->items / sizeof list->items[0]) {
            list->items[list->count++] = style;
        }
    }
    return style;
}

uint32_t maker_context(struct maker *maker, struct run_context context,
                       struct context_note note)
{
    if (maker->context_count) {
        size_t last = maker->context_count - 1;
        const struct run_context *c = &maker->contexts[last];
        const struct context_note *n = &maker->context_notes[last];
        if (c->element == context.element && c->color == context.color &&
            c->underline == context.underline && c->strike == context.strike &&
            n->link == note.link && n->page_number == note.page_number &&
            n->foot_note == note.foot_note && n->image == note.image) {
            return (uint32_t)last;
        }
    }
    if (!arena_grow(maker->arena, &maker->contexts, maker->context_count,
                    &maker->context_capacity, sizeof *maker->contexts) ||
        !arena_grow(maker->arena, &maker->context_notes, maker->context_count,
                    &maker->note_capacity, sizeof *maker->context_notes)) {
        return 0;
    }
    maker->contexts[maker->context_count] = context;
    maker->context_notes[maker->context_count] = note;
    return (uint32_t)maker->context_count++;
}

uint32_t maker_link(struct maker *maker, struct layout_link link)
{
    if (!arena_grow(maker->arena, &maker->links, maker->link_count, &maker->link_capacity,
                    sizeof *maker->links)) {
        return 0;
    }
    maker->links[maker->link_count++] = link;
    return (uint32_t)maker->link_count;
}

/* "3" is document 3, "3.fees" its anchor "fees"; what is not ASCII becomes "_XX". */
struct str destination_name(struct arena *arena, const struct document *document,
                            struct str anchor)
{
    struct buf name = {0};
    buf_add_format(&name, "%zu", document->number);
    if (anchor.len) {
        buf_add_byte(&name, '.');
    }
    for (size_t i = 0; i < anchor.len; i++) {
        char c = anchor.ptr[i];
        if (ascii_is_alnum(c) || c == '-' || c == '.' || c == ':') {
            buf_add_byte(&name, c);
        } else {
            buf_add_format(&name, "_%02X", (unsigned)(unsigned char)c);
        }
    }
    struct str kept = arena_take(arena, &name);
    return kept;
}

struct placed *placed_new(struct maker *maker, size_t count)
{
    return ARENA_ARRAY(maker->arena, struct placed, count);
}

void maker_mark(struct maker *maker, struct str name)
{
    struct mark *mark = ARENA_NEW(maker->arena, struct mark);
    if (mark) {
        mark->name = name;
        mark->next = maker->pending_marks;
        maker->pending_marks = mark;
    }
}

/* The bars of the quotes around, as tall as the box. */
static bool add_bars(struct maker *maker, struct box *box)
{
    if (maker->quote_depth == 0) {
        return true;
    }
    struct placed *all = placed_new(maker, box->placed_count + maker->quote_depth);
    if (!all) {
        return false;
    }
    size_t count = 0;
    for (size_t i = 0; i < maker->quote_depth; i++) {
        all[count++] = (struct placed){.kind = PLACED_RECT,
                                       .x = maker->bars[i],
                                       .width = SP_PT(2),
                                       .height = box->height,
                                       .color = COLOR_HAIRLINE};
    }
    if (box->placed_count) {
        memcpy(all + count, box->placed, box->placed_count * sizeof *all);
    }
    box->placed = all;
    box->placed_count += count;
    return true;
}

/* A label that waits goes beside the first line of the box, or to the top of one that is
 * as tall as a line. (Lines of text take theirs themselves.) */
static bool add_label(struct maker *maker, struct box *box)
{
    const struct placed *line = NULL;
    for (size_t i = 0; i < box->placed_count && !line; i++) {
        line = box->placed[i].kind == PLACED_LINE ? &box->placed[i] : NULL;
    }
    if (!line && box->height < maker->leading) {
        return true;
    }
    struct placed *all = placed_new(maker, box->placed_count + 1);
    if (!all) {
        return false;
    }
    all[0] = *maker->pending_label;
    all[0].y = line ? line->y : sp_scale(maker->leading, 75, 100);
    if (box->placed_count) {
        memcpy(all + 1, box->placed, box->placed_count * sizeof *all);
    }
    maker->pending_label = NULL;
    box->placed = all;
    box->placed_count++;
    return true;
}

struct box *boxes_add(struct maker *maker, struct box box)
{
    struct boxes *boxes = maker->boxes;
    if (box.kind == BOX_BOX && maker->pending_label && !add_label(maker, &box)) {
        return NULL;
    }
    if (box.kind == BOX_BOX) {
        box.marks = maker->pending_marks;
        maker->pending_marks = NULL;
    }
    if (!add_bars(maker, &box) || !arena_grow(maker->arena, &boxes->items, boxes->count,
                                              &boxes->capacity, sizeof *boxes->items)) {
        return NULL;
    }
    boxes->items[boxes->count] = box;
    return &boxes->items[boxes->count++];
}

/* Skips do not add up: the larger one holds. */
void boxes_add_skip(struct maker *maker, sp height)
{
    struct boxes *boxes = maker->boxes;
    struct box *last = boxes->count ? &boxes->items[boxes->count - 1] : NULL;
    if (last && last->kind == BOX_SKIP) {
        sp before = last->height;
        last->height = sp_max(last->height, height);
        for (size_t i = 0; i < last->placed_count; i++) {
            if (last->placed[i].height == before) {
                last->placed[i].height = last->height;
            }
        }
        return;
    }
    if (last) {
        (void)boxes_add(maker, (struct box){.kind = BOX_SKIP, .height = height});
    }
}

sp boxes_height(const struct boxes *boxes)
{
    sp height = 0;
    for (size_t i = 0; i < boxes->count; i++) {
        height = sp_add(height, boxes->items[i].height);
    }
    return height;
}
