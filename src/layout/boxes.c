/* Boxes: what goes into a setting's flow, with the bars of the quotes around it and with
 * the label and marks that wait. Every step that sets something ends here. */
#include "layout/maker.h"

/* The bars of the quotes around, as tall as the box. */
static bool add_bars(struct maker *maker, struct setting setting, struct box *box)
{
    size_t count = setting.quote_depth;
    if (count == 0) {
        return true;
    }
    struct placed *all = placed_new(maker, box->placed_count + count);
    if (!all) {
        return false;
    }
    size_t at = count;
    for (const struct bar *bar = setting.bars; bar; bar = bar->outer) {
        all[--at] = (struct placed){.kind = PLACED_RECT,
                                    .x = bar->x,
                                    .width = bar->width,
                                    .height = box->height,
                                    .look.color = bar->color};
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
static bool add_label(struct maker *maker, struct setting setting, struct box *box)
{
    const struct placed *line = NULL;
    for (size_t i = 0; i < box->placed_count && !line; i++) {
        line = box->placed[i].kind == PLACED_LINE ? &box->placed[i] : NULL;
    }
    if (!line && box->height < setting.type.leading) {
        return true;
    }
    struct placed *all = placed_new(maker, box->placed_count + 1);
    if (!all) {
        return false;
    }
    all[0] = *setting.flow->label;
    all[0].y =
        line ? line->y
             : sp_percent(setting.type.leading, maker->run->theme->line.baseline_percent);
    if (box->placed_count) {
        memcpy(all + 1, box->placed, box->placed_count * sizeof *all);
    }
    setting.flow->label = NULL;
    box->placed = all;
    box->placed_count++;
    return true;
}

struct box *boxes_add(struct maker *maker, struct setting setting, struct box box)
{
    struct flow *flow = setting.flow;
    struct boxes *boxes = &flow->boxes;
    if (box.kind == BOX_BOX && flow->label && !add_label(maker, setting, &box)) {
        return NULL;
    }
    if (box.kind == BOX_BOX) {
        marks_add(&flow->marks, box.marks);
        box.marks = flow->marks;
        flow->marks = NULL;
    }
    if (!add_bars(maker, setting, &box) ||
        !arena_grow(maker->run->scratch, &boxes->items, boxes->count, &boxes->capacity,
                    sizeof *boxes->items)) {
        return NULL;
    }
    boxes->items[boxes->count] = box;
    return &boxes->items[boxes->count++];
}

bool boxes_add_one(struct maker *maker, struct setting setting, sp height, int32_t penalty,
                   struct placed placed)
{
    struct placed *kept = placed_new(maker, 1);
    if (!kept) {
        return false;
    }
    *kept = placed;
    return boxes_add(maker, setting,
                     (struct box){.penalty = penalty,
                                  .height = height,
                                  .placed = kept,
                                  .placed_count = 1}) != NULL;
}

bool boxes_add_gap(struct maker *maker, struct setting setting, sp height, int32_t penalty)
{
    return boxes_add(maker, setting, (struct box){.penalty = penalty, .height = height}) !=
           NULL;
}

/* Skips do not add up: the larger one holds. */
void boxes_add_skip(struct maker *maker, struct setting setting, sp height)
{
    struct boxes *boxes = &setting.flow->boxes;
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
        (void)boxes_add(maker, setting, (struct box){.kind = BOX_SKIP, .height = height});
    }
}

void boxes_hold(struct setting setting, int32_t penalty)
{
    struct boxes *boxes = &setting.flow->boxes;
    size_t last = boxes->count;
    while (last > 0 && boxes->items[last - 1].kind == BOX_SKIP) {
        last--;
    }
    if (last > 0 && boxes->items[last - 1].penalty < penalty) {
        boxes->items[last - 1].penalty = penalty;
    }
}

struct mark *mark_new(struct maker *maker, struct str name)
{
    struct mark *mark = ARENA_NEW(maker->run->scratch, struct mark);
    if (mark) {
        mark->name = name;
    }
    return mark;
}

void marks_add(struct mark **marks, struct mark *more)
{
    if (more) {
        struct mark *last = more;
        while (last->next) {
            last = last->next;
        }
        last->next = *marks;
        *marks = more;
    }
}

void flow_mark(struct maker *maker, struct setting setting, struct str name)
{
    marks_add(&setting.flow->marks, mark_new(maker, name));
}

/* Headings have a place even without an id of their own, for contents and outline. */
struct mark *place_mark(struct maker *maker, const struct node *node)
{
    const struct document *document = maker->chapter->document;
    bool cover = document->number == 0; /* where no link leads to */
    if (cover || (!document_has_own_id(document, node) && node_depth(node) == 0)) {
        return NULL;
    }
    return mark_new(maker, destination_name(maker->run->arena, document, node));
}

void flow_place(struct maker *maker, struct setting setting, const struct node *node)
{
    marks_add(&setting.flow->marks, place_mark(maker, node));
}
