/* Each strip is as tall as the tallest of what comes next in its flows; what is smaller
 * there takes as much of it as it can:
 *
 *   a1  b1        strip 1
 *   a2  |
 *   a3  b2        strip 2
 */
#include "layout/strips.h"

static void append_notes(struct box *box, struct foot_note *notes)
{
    struct foot_note **end = &box->notes;
    while (*end) {
        end = &(*end)->next;
    }
    *end = notes;
}

void box_take(struct box *box, const struct box *from, sp y)
{
    for (size_t i = 0; i < from->placed_count; i++) {
        struct placed *placed = &box->placed[box->placed_count++];
        *placed = from->placed[i];
        placed->y = sp_add(placed->y, y);
    }
    for (struct mark *mark = from->marks; mark; mark = mark->next) {
        mark->y = sp_add(mark->y, y);
    }
    marks_add(&box->marks, from->marks);
    append_notes(box, from->notes);
}

bool strips_init(struct maker *maker, const struct boxes *const *flows, size_t count,
                 struct strips *out)
{
    *out = (struct strips){.flows = flows,
                           .count = count,
                           .leading = count,
                           .at = ARENA_ARRAY(maker->run->scratch, size_t, count + 1)};
    for (size_t i = 0; i < count; i++) {
        out->left += flows[i]->count;
    }
    return out->at != NULL;
}

/* One past the boxes from `from` on that nothing parts, and their height. */
static size_t end_of_unit(const struct boxes *boxes, size_t from, sp *height)
{
    size_t end = from;
    *height = 0;
    do {
        *height = sp_add(*height, boxes->items[end].height);
    } while (boxes->items[end++].hangs && end < boxes->count);
    return end;
}

/* One past the boxes of a flow that a strip takes. */
static size_t end_in_strip(const struct boxes *boxes, size_t from, sp room)
{
    sp height;
    for (size_t end; from < boxes->count; from = end) {
        end = end_of_unit(boxes, from, &height);
        if (height > room) {
            break;
        }
        room -= height;
    }
    return from;
}

static sp strip_height(const struct strips *strips)
{
    sp height = 0, own;
    for (size_t i = 0; i < strips->leading; i++) {
        if (strips->at[i] < strips->flows[i]->count) {
            (void)end_of_unit(strips->flows[i], strips->at[i], &own);
            height = sp_max(height, own);
        }
    }
    return height;
}

/* As unwillingly as within the paragraphs of its flows, but a page always may break. */
static int32_t penalty_within(const struct strips *strips)
{
    int32_t penalty = 0;
    for (size_t i = 0; i < strips->count; i++) {
        const struct boxes *boxes = strips->flows[i];
        size_t at = strips->at[i];
        int32_t own = at && at < boxes->count ? boxes->items[at - 1].penalty : 0;
        penalty = own > penalty ? own : penalty;
    }
    return penalty > PENALTY_SPLIT_WORD ? PENALTY_SPLIT_WORD : penalty;
}

static size_t count_placed(const struct strips *strips, sp room)
{
    size_t count = 0;
    for (size_t i = 0; i < strips->count; i++) {
        const struct boxes *boxes = strips->flows[i];
        size_t end = end_in_strip(boxes, strips->at[i], room);
        for (size_t k = strips->at[i]; k < end; k++) {
            count += boxes->items[k].placed_count;
        }
    }
    return count;
}

bool strips_next(struct maker *maker, struct strips *strips, size_t more, struct box *box)
{
    sp height = strip_height(strips);
    box->height = sp_add(height, strips->above);
    box->placed = placed_new(maker, count_placed(strips, height) + more);
    for (size_t i = 0; box->placed && i < strips->count; i++) {
        const struct boxes *boxes = strips->flows[i];
        size_t *at = &strips->at[i], end = end_in_strip(boxes, *at, height);
        strips->left -= i < strips->leading ? end - *at : 0;
        for (sp y = strips->above; *at < end; ++*at) {
            box_take(box, &boxes->items[*at], y);
            y = sp_add(y, boxes->items[*at].height);
        }
    }
    strips->above = 0;
    box->penalty = strips->left ? penalty_within(strips) : 0;
    return box->placed != NULL;
}
