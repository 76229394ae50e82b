/* Two columns side by side, line by line, for lists of short things, which are long and
 * narrow. A list is set in stretches that fill what its page has left, then whole pages:
 *
 *   1  4        7  12
 *   2  5        …  …
 *   3  6   |   11  16
 *
 * so that each is read down one column and down the other before the next begins. */
#include "layout/maker.h"

#define LEAST_LINES 3         /* that a page's foot is worth */
#define PENALTY_IN_SPREAD 300 /* its height was reckoned; lines may be drawn together */

/* All items in one column; where each begins among its boxes, and the end. */
struct column {
    struct flow flow;
    size_t *starts;
    size_t count;
};

/* Items: [from, middle) at the left, [middle, to) beside them. */
struct spread {
    size_t from, middle, to;
};

static bool fill_column(struct maker *maker, struct setting setting, size_t count,
                        halves_filler *fill, void *data, struct column *out)
{
    *out = (struct column){.starts = ARENA_ARRAY(maker->run->scratch, size_t, count + 1),
                           .count = count};
    setting.flow = &out->flow;
    bool ok = out->starts;
    for (size_t i = 0; ok && i < count; i++) {
        ok = fill(maker, setting, i, i + 1, data);
        out->starts[i + 1] = out->flow.boxes.count;
    }
    return ok;
}

static sp item_height(const struct column *column, size_t item)
{
    sp height = 0;
    for (size_t i = column->starts[item]; i < column->starts[item + 1]; i++) {
        height = sp_add(height, column->flow.boxes.items[i].height);
    }
    return height;
}

/* The end of the items from `from` on that a column of the room takes: one at the least. */
static size_t column_end(const struct column *column, size_t from, sp room)
{
    sp height = 0;
    size_t to = from;
    for (; to < column->count; to++) {
        height = sp_add(height, item_height(column, to));
        if (height > room && to > from) {
            break;
        }
    }
    return to;
}

/* The last stretch: its left column is the higher one, by as little as can be. */
static size_t middle_of(const struct column *column, size_t from)
{
    sp all = 0, left = 0;
    size_t middle = from;
    for (size_t i = from; i < column->count; i++) {
        all = sp_add(all, item_height(column, i));
    }
    while (middle < column->count && left < sp_sub(all, left)) {
        left = sp_add(left, item_height(column, middle++));
    }
    return middle;
}

static struct spread next_spread(const struct column *column, size_t from, sp room)
{
    size_t middle = column_end(column, from, room);
    size_t to = column_end(column, middle, room);
    return to < column->count
               ? (struct spread){from, middle, to}
               : (struct spread){from, middle_of(column, from), column->count};
}

/* The box of the left column with that of the right one, which stands `step` beside it. */
static bool add_row(struct maker *maker, struct setting setting, struct box *left,
                    struct box *right, sp step, int32_t penalty)
{
    size_t count = left->placed_count + right->placed_count;
    struct placed *placed = placed_new(maker, count + 1);
    if (!placed) {
        return false;
    }
    if (left->placed_count) {
        memcpy(placed, left->placed, left->placed_count * sizeof *placed);
    }
    for (size_t i = 0; i < right->placed_count; i++) {
        struct placed *moved = &placed[left->placed_count + i];
        *moved = right->placed[i];
        moved->x = sp_add(moved->x, step);
    }
    marks_add(&left->marks, right->marks);
    return boxes_add(maker, setting,
                     (struct box){.height = sp_max(left->height, right->height),
                                  .penalty = penalty,
                                  .placed = placed,
                                  .placed_count = count,
                                  .marks = left->marks}) != NULL;
}

/* Where a page must break within, two rows stand on each side. */
static int32_t penalty_of_row(size_t row, size_t rows)
{
    return row + 1 == rows               ? 0
           : row == 0 || row + 2 == rows ? PENALTY_NEVER
                                         : PENALTY_IN_SPREAD;
}

static bool add_spread(struct maker *maker, struct setting setting,
                       const struct column *column, struct spread spread, sp step)
{
    struct box *boxes = column->flow.boxes.items, none[2] = {0};
    size_t left = column->starts[spread.from], right = column->starts[spread.middle];
    size_t left_count = right - left, right_count = column->starts[spread.to] - right;
    size_t rows = left_count > right_count ? left_count : right_count;
    for (size_t i = 0; i < rows; i++) {
        if (!add_row(maker, setting, i < left_count ? &boxes[left + i] : &none[0],
                     i < right_count ? &boxes[right + i] : &none[1], step,
                     penalty_of_row(i, rows))) {
            return false;
        }
    }
    return true;
}

bool flow_halves(struct maker *maker, struct setting setting, size_t count,
                 halves_filler *fill, void *data)
{
    sp gap = maker->run->theme->colophon.column_gap;
    sp width = sp_sub(setting.measure, gap) / 2;
    struct setting first = setting_column(setting, 0, width);
    struct setting second = setting_column(setting, sp_add(width, gap), width);
    struct column column;
    if (!fill_column(maker, first, count, fill, data, &column)) {
        return false;
    }
    sp page = sheet_body_height(maker->run->sheet);
    sp room = paginate_room(maker, &setting.flow->boxes);
    room = room < LEAST_LINES * setting.type.leading ? page : room;
    for (size_t from = 0; from < count; room = page) {
        struct spread spread = next_spread(&column, from, room);
        if (!add_spread(maker, setting, &column, spread, sp_sub(second.left, first.left))) {
            return false;
        }
        from = spread.to;
    }
    return true;
}
