/* Two columns side by side, line by line, for lists of short things, which are long and
 * narrow. A long list is set in stretches of about a page, so that each is read down one
 * column and down the other before the next begins. */
#include "layout/maker.h"

#define STRETCH 60 /* items */

static bool add_row(struct maker *maker, struct setting setting, struct box *left,
                    struct box *right, int32_t penalty)
{
    size_t count = left->placed_count + right->placed_count;
    struct placed *placed = placed_new(maker, count + 1);
    if (!placed) {
        return false;
    }
    if (left->placed_count) {
        memcpy(placed, left->placed, left->placed_count * sizeof *placed);
    }
    if (right->placed_count) {
        memcpy(placed + left->placed_count, right->placed,
               right->placed_count * sizeof *placed);
    }
    marks_add(&left->marks, right->marks);
    return boxes_add(maker, setting,
                     (struct box){.height = sp_max(left->height, right->height),
                                  .penalty = penalty,
                                  .placed = placed,
                                  .placed_count = count,
                                  .marks = left->marks}) != NULL;
}

static bool flow_stretch(struct maker *maker, struct setting setting, size_t from,
                         size_t to, halves_filler *fill, void *data)
{
    size_t middle = from + (to - from + 1) / 2;
    sp gap = maker->run->theme->colophon.column_gap;
    sp width = sp_sub(setting.measure, gap) / 2;
    struct flow flows[2] = {{{0}, NULL, NULL}, {{0}, NULL, NULL}};
    struct setting first = setting_column(setting, 0, width);
    struct setting second = setting_column(setting, sp_add(width, gap), width);
    first.flow = &flows[0];
    second.flow = &flows[1];
    if (!fill(maker, first, from, middle, data) || !fill(maker, second, middle, to, data)) {
        return false;
    }
    struct boxes *left = &flows[0].boxes, *right = &flows[1].boxes;
    size_t rows = left->count > right->count ? left->count : right->count;
    struct box none[2] = {0};
    for (size_t i = 0; i < rows; i++) {
        int32_t penalty = i == 0 || i + 2 == rows ? PENALTY_NEVER : 0;
        if (!add_row(maker, setting, i < left->count ? &left->items[i] : &none[0],
                     i < right->count ? &right->items[i] : &none[1],
                     i + 1 == rows ? 0 : penalty)) {
            return false;
        }
    }
    return true;
}

bool flow_halves(struct maker *maker, struct setting setting, size_t count,
                 halves_filler *fill, void *data)
{
    for (size_t from = 0; from < count; from += STRETCH) {
        size_t to = count - from > STRETCH ? from + STRETCH : count;
        if (!flow_stretch(maker, setting, from, to, fill, data)) {
            return false;
        }
    }
    return true;
}
