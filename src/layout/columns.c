/* Widths from needs; integers only, so that they are the same everywhere. Of some ways to
 * share the measure the one with the fewest lines is taken. */
#include "layout/columns.h"

#define LINE 64 /* a line, as a cost */
#define LEVEL_LIMIT (INT64_C(1) << 36)

/* What a column wants at some size of type, padding included. */
struct want {
    sp least, natural;
};

struct chooser {
    struct maker *maker;
    const struct grid *grid;
    const struct need *needs;
    sp measure, least_word; /* a word is cut only if it is wider than that */
    sp from, size;          /* of type: the one that needs were measured at, and now */
    sp padding;
    struct want *wants;
    const struct asked_column *asked; /* or NULL */
    sp *widths, *tried;
    size_t labels;
    struct column_group *groups;
    size_t group_count;
};

/* A hair more than the share, as the size of each span is rounded on its own. */
static sp scaled(const struct chooser *chooser, sp length)
{
    return chooser->size == chooser->from || length == 0
               ? length
               : sp_add(sp_scale(length, chooser->size, chooser->from), SP_PER_PT / 8);
}

/* Wants */

/* Widens the columns of a cell, each by as much, to hold what it wants together. */
static void widen(struct want *wants, const struct grid_cell *cell, struct want whole)
{
    sp least = 0, natural = 0, count = (sp)cell->column_span;
    for (size_t i = cell->column; i < (size_t)cell->column + cell->column_span; i++) {
        least = sp_add(least, wants[i].least);
        natural = sp_add(natural, wants[i].natural);
    }
    sp more_least = sp_max(sp_sub(whole.least, least), 0);
    sp more_natural = sp_max(sp_sub(whole.natural, natural), 0);
    for (size_t i = cell->column; count > 0; i++, count--) {
        wants[i].least = sp_add(wants[i].least, more_least / count);
        wants[i].natural = sp_add(wants[i].natural, more_natural / count);
        more_least -= more_least / count;
        more_natural -= more_natural / count;
    }
}

/* Narrow spans first: wide ones need only what is missing then. */
static void find_wants(struct chooser *chooser)
{
    static const uint16_t spans[] = {0, 1, 2, 4, 16, UINT16_MAX};
    const struct grid *grid = chooser->grid;
    sp padding = 2 * chooser->padding;
    memset(chooser->wants, 0, grid->column_count * sizeof *chooser->wants);
    for (size_t pass = 0; pass + 1 < sizeof spans / sizeof spans[0]; pass++) {
        for (size_t i = 0; i < grid->cell_count; i++) {
            const struct grid_cell *cell = &grid->cells[i];
            if (cell->column_span > spans[pass] && cell->column_span <= spans[pass + 1]) {
                sp least = scaled(chooser, chooser->needs[i].least);
                sp natural = scaled(chooser, chooser->needs[i].natural);
                widen(chooser->wants, cell,
                      (struct want){sp_add(sp_min(least, natural), padding),
                                    sp_add(natural, padding)});
            }
        }
    }
    sp narrowest = sp_min(chooser->maker->run->theme->table.least_column, chooser->measure);
    for (size_t i = 0; i < grid->column_count; i++) {
        struct want *want = &chooser->wants[i];
        want->least = sp_max(want->least, narrowest);
        want->natural = sp_max(want->natural, want->least);
    }
}

static int64_t sum_least(const struct chooser *chooser, size_t from, size_t end, sp most)
{
    int64_t sum = 0;
    for (size_t i = from; i < end; i++) {
        sum += sp_min(chooser->wants[i].least, most);
    }
    return sum;
}

static int64_t sum_natural(const struct chooser *chooser, size_t from, size_t end)
{
    int64_t sum = 0;
    for (size_t i = from; i < end; i++) {
        sum += chooser->wants[i].natural;
    }
    return sum;
}

/* Shares */

enum share { SHARE_ROOT, SHARE_EVEN, SHARE_LINEAR };
#define SHARE_COUNT 3

static int64_t weight_of(enum share share, sp natural)
{
    int64_t weight = natural / 64 + 1;
    if (share == SHARE_LINEAR) {
        return weight;
    }
    int64_t root = 1;
    while (share == SHARE_ROOT && root * root < weight * 64) {
        root += root / 4 + 1;
    }
    return share == SHARE_ROOT ? root : 64;
}

struct bounds {
    enum share share;
    sp most; /* of what is least; columns get no less than that, or than `cut` */
    bool cut;
};

static sp width_at(const struct chooser *chooser, size_t column, struct bounds bounds,
                   int64_t level)
{
    struct want want = chooser->wants[column];
    sp least = sp_min(want.least, bounds.most);
    sp low =
        bounds.cut ? sp_min(least, chooser->maker->run->theme->table.least_column) : least;
    sp high = bounds.cut ? least : want.natural;
    int64_t weight = bounds.cut ? 64 : weight_of(bounds.share, want.natural);
    int64_t width = level * weight / 1024;
    return width < low ? low : width > high ? high : (sp)width;
}

/* The columns [from, end) together as wide as the room lets them, each by its weight:
 * those that want less than their share get what they want. */
static void share_room(const struct chooser *chooser, size_t from, size_t end, sp room,
                       struct bounds bounds, sp *widths)
{
    int64_t low = 0, high = LEVEL_LIMIT;
    while (low + 1 < high) {
        int64_t level = low + (high - low) / 2, sum = 0;
        for (size_t i = from; i < end; i++) {
            sum += width_at(chooser, i, bounds, level);
        }
        *(sum <= room ? &low : &high) = level;
    }
    for (size_t i = from; i < end; i++) {
        widths[i] = width_at(chooser, i, bounds, low);
    }
}

static int64_t cell_cost(const struct chooser *chooser, const struct need *need, sp width)
{
    int64_t room = sp_max(sp_sub(width, 2 * chooser->padding), 1);
    sp natural = scaled(chooser, need->natural);
    if (natural <= room) {
        return LINE;
    }
    int64_t lines = ((int64_t)natural * 17 / 16 + room - 1) / room; /* ragged */
    int64_t parted = scaled(chooser, need->word) > room ? LINE / 2 : 0;
    int64_t cut = scaled(chooser, need->least) > room ? 2 * LINE : 0;
    return lines * LINE + parted + cut;
}

/* The lines of all rows of the columns [from, end). */
static int64_t cost_of(const struct chooser *chooser, size_t from, size_t end,
                       const sp *widths)
{
    const struct grid *grid = chooser->grid;
    int64_t cost = 0;
    for (size_t r = 0; r < grid->row_count; r++) {
        const struct grid_row *row = &grid->rows[r];
        int64_t most = 0;
        for (size_t i = row->first; i < row->first + row->count; i++) {
            const struct grid_cell *cell = &grid->cells[i];
            sp width = 0;
            for (size_t k = cell->column; k < (size_t)cell->column + cell->column_span;
                 k++) {
                width = k >= from && k < end ? sp_add(width, widths[k]) : width;
            }
            int64_t own = width && cell->node
                              ? cell_cost(chooser, &chooser->needs[i], width) /
                                    (int64_t)cell->row_span
                              : 0;
            most = own > most ? own : most;
        }
        cost += most;
    }
    return cost;
}

/* What is asked for */

/* As wide as the columns want to be with their shares of the whole, in the room. */
static sp asked_whole(const struct chooser *chooser, size_t from, size_t end, sp room)
{
    int64_t rest = 0, shares = 0, whole = chooser->asked[chooser->grid->column_count].width;
    for (size_t i = from; i < end; i++) {
        sp percent = chooser->asked[i].percent;
        int64_t natural = sp_max(chooser->wants[i].natural, chooser->asked[i].width);
        int64_t least = percent ? natural * ASKED_WHOLE / percent : 0;
        whole = least > whole ? least : whole;
        rest += percent ? 0 : natural;
        shares += percent;
    }
    int64_t left = shares < ASKED_WHOLE ? ASKED_WHOLE - shares : 0;
    int64_t least = rest == 0 ? 0 : left ? rest * ASKED_WHOLE / left : room;
    whole = least > whole ? least : whole;
    return whole < room ? (sp)whole : room;
}

/* Columns get what is asked of them where the others still have room for their words: they
 * want it, and nothing else. */
static void take_asked(struct chooser *chooser, size_t from, size_t end, sp room)
{
    sp whole = asked_whole(chooser, from, end, room);
    int64_t least = 0;
    for (int pass = 0; pass < 2 && least <= room; pass++) {
        for (size_t i = from; i < end; i++) {
            struct want *want = &chooser->wants[i];
            struct asked_column asked = chooser->asked[i];
            sp width =
                asked.percent ? sp_scale(whole, asked.percent, ASKED_WHOLE) : asked.width;
            width = width ? sp_max(width, want->least) : 0;
            least += width ? width : want->least;
            if (pass && width) {
                *want = (struct want){width, width};
            }
        }
    }
}

static bool is_asked(const struct chooser *chooser, size_t column)
{
    return chooser->asked &&
           (chooser->asked[column].width > 0 || chooser->asked[column].percent > 0);
}

/* All as wide as they want; nearly the whole measure becomes the whole. What the table is
 * asked to be wider goes to columns of which nothing is asked, if there are any. */
static void set_natural(struct chooser *chooser, size_t from, size_t end, sp room)
{
    size_t count = chooser->grid->column_count;
    int64_t sum = sum_natural(chooser, from, end), asked = 0;
    sp wanted = chooser->asked ? sp_min(chooser->asked[count].width, room) : 0;
    bool whole =
        sum * 100 >= (int64_t)room * chooser->maker->run->theme->table.whole_percent;
    wanted = whole ? room : wanted;
    for (size_t i = from; i < end; i++) {
        asked += is_asked(chooser, i) ? chooser->wants[i].natural : 0;
    }
    asked = asked == sum ? 0 : asked; /* of all: they grow alike */
    for (size_t i = from; i < end; i++) {
        sp natural = chooser->wants[i].natural;
        bool grows = wanted > sum && !(asked && is_asked(chooser, i));
        chooser->widths[i] =
            grows ? sp_scale(natural, sp_clamp(wanted - asked), sum - asked) : natural;
    }
}

static void choose_widths(struct chooser *chooser, size_t from, size_t end, sp room)
{
    static const uint8_t mosts[] = {0, 25, 40, 60, 100}; /* percent of the room */
    if (chooser->asked) {
        take_asked(chooser, from, end, room);
    }
    if (sum_natural(chooser, from, end) <= room) {
        set_natural(chooser, from, end, room);
        return;
    }
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < sizeof mosts / sizeof mosts[0]; i++) {
        sp most = sp_max(chooser->least_word, sp_percent(room, mosts[i]));
        bool cut = sum_least(chooser, from, end, most) > room;
        for (int share = 0; share < SHARE_COUNT && (!cut || least == INT64_MAX); share++) {
            share_room(chooser, from, end, room,
                       (struct bounds){(enum share)share, most, cut}, chooser->tried);
            int64_t cost = cost_of(chooser, from, end, chooser->tried);
            if (cost < least) {
                least = cost;
                memcpy(chooser->widths + from, chooser->tried + from,
                       (end - from) * sizeof *chooser->widths);
            }
        }
    }
}

/* Groups */

/* Leading columns of heads, or the first one: in front of each group. */
static size_t count_labels(const struct chooser *chooser)
{
    const struct grid *grid = chooser->grid;
    size_t labels = grid->column_count;
    for (size_t i = 0; i < grid->cell_count; i++) {
        const struct grid_cell *cell = &grid->cells[i];
        bool head = grid->rows[cell->row].node->section == ROW_HEAD;
        if (!head && cell->column < labels && (!cell->node || !cell->node->header)) {
            labels = cell->column;
        }
    }
    return labels > 0 && labels < grid->column_count ? labels : 1;
}

/* As many as leave the larger part of the room to the others. */
static void set_labels(struct chooser *chooser)
{
    int16_t percent = chooser->maker->run->theme->table.labels_percent;
    sp most = sp_percent(chooser->measure, percent);
    size_t count = chooser->grid->column_count;
    chooser->labels = count > 2 ? count_labels(chooser) : 0;
    while (chooser->labels && sum_least(chooser, 0, chooser->labels, SP_MAX) > most) {
        chooser->labels = chooser->labels > 1 ? 1 : 0;
        if (chooser->labels == 1 && chooser->wants[0].least > most) {
            chooser->labels = 0;
        }
    }
    if (chooser->labels) {
        choose_widths(chooser, 0, chooser->labels, most);
    }
}

static sp labels_width(const struct chooser *chooser)
{
    sp width = 0;
    for (size_t i = 0; i < chooser->labels; i++) {
        width = sp_add(width, chooser->widths[i]);
    }
    return width;
}

/* How many cells a cut before each column would go through; heads count most. */
static void count_crossings(const struct chooser *chooser, int64_t *crossings)
{
    const struct grid *grid = chooser->grid;
    for (size_t i = 0; i < grid->cell_count; i++) {
        const struct grid_cell *cell = &grid->cells[i];
        bool head = grid->rows[cell->row].node->section == ROW_HEAD;
        for (size_t k = cell->column + 1; k < (size_t)cell->column + cell->column_span;
             k++) {
            crossings[k] += cell->node && cell->node->first ? (head ? 20 : 2) : 0;
        }
    }
}

/* The cheapest groups: few, evenly filled, that cut through few cells. `cost[i]`: of all
 * columns before i; `from[i]`: where the last group of them begins. */
static bool find_groups(struct chooser *chooser)
{
    struct arena *arena = chooser->maker->run->scratch;
    size_t count = chooser->grid->column_count, labels = chooser->labels;
    int64_t *cost = ARENA_ARRAY(arena, int64_t, count + 1);
    int64_t *crossings = ARENA_ARRAY(arena, int64_t, count + 1);
    size_t *from = ARENA_ARRAY(arena, size_t, count + 1);
    if (!cost || !crossings || !from) {
        return false;
    }
    sp room = sp_sub(chooser->measure, labels_width(chooser));
    count_crossings(chooser, crossings);
    for (size_t end = labels + 1; end <= count; end++) {
        cost[end] = INT64_MAX;
        int64_t width = 0;
        for (size_t first = end; first-- > labels;) {
            width += sp_min(chooser->wants[first].least, chooser->least_word);
            if (width > room && first + 1 < end) {
                break;
            }
            int64_t empty = width < room ? (room - width) * 100 / room : 0;
            int64_t crossed = first > labels ? crossings[first] : 0;
            int64_t own =
                cost[first] + 10000 + empty * empty / 4 + (crossed < 5000 ? crossed : 5000);
            if (own < cost[end]) {
                cost[end] = own;
                from[end] = first;
            }
        }
    }
    chooser->group_count = 0;
    for (size_t end = count; end > labels; end = from[end]) {
        chooser->group_count++;
    }
    size_t at = chooser->group_count;
    for (size_t end = count; end > labels; end = from[end]) {
        chooser->groups[--at] = (struct column_group){.first = from[end], .end = end};
    }
    return true;
}

/* Sizes */

/* A nested table's type is no larger than what is around it. */
static bool take_step(struct chooser *chooser, struct type type, int step)
{
    const struct theme *theme = chooser->maker->run->theme;
    sp small = chooser->maker->run->sheet->small.size;
    sp size = sp_min(type.size, sp_percent(small, theme->table.step[step].size_percent));
    if (step > 0 && size == chooser->size) {
        return false;
    }
    chooser->size = size;
    chooser->padding =
        sp_min(theme->table.step[step].padding_x,
               sp_max(sp_sub(chooser->measure, theme->table.least_padded), 0) / 8);
    find_wants(chooser);
    return true;
}

/* The largest type in which all columns stand beside each other, words cut or not. */
static int find_step(struct chooser *chooser, struct type type, sp most)
{
    size_t count = chooser->grid->column_count;
    for (int step = 0; step < TABLE_STEPS; step++) {
        if (take_step(chooser, type, step) &&
            sum_least(chooser, 0, count, most) <= chooser->measure) {
            return step;
        }
    }
    return TABLE_STEPS;
}

static void set_groups_widths(struct chooser *chooser)
{
    sp labels = labels_width(chooser);
    for (size_t i = 0; i < chooser->group_count; i++) {
        struct column_group *group = &chooser->groups[i];
        choose_widths(chooser, group->first, group->end, sp_sub(chooser->measure, labels));
        group->width = labels;
        for (size_t k = group->first; k < group->end; k++) {
            group->width = sp_add(group->width, chooser->widths[k]);
        }
    }
}

/* In groups, of the largest type that needs no more of them than smaller ones do. */
static bool part_columns(struct chooser *chooser, struct type type, int *step)
{
    size_t fewest = SIZE_MAX;
    for (int i = 0; i < TABLE_STEPS; i++) {
        if (!take_step(chooser, type, i)) {
            continue;
        }
        set_labels(chooser);
        if (!find_groups(chooser)) {
            return false;
        }
        if (chooser->group_count < fewest) {
            fewest = chooser->group_count;
            *step = i;
        }
    }
    chooser->size = 0;
    (void)take_step(chooser, type, *step);
    set_labels(chooser);
    return find_groups(chooser);
}

static bool choose(struct chooser *chooser, struct type type, int *step)
{
    size_t count = chooser->grid->column_count;
    *step = find_step(chooser, type, SP_MAX);
    if (*step == TABLE_STEPS) {
        *step = find_step(chooser, type, chooser->least_word);
    }
    if (*step < TABLE_STEPS || count < 2) {
        chooser->groups[0] = (struct column_group){.end = count};
        chooser->group_count = 1;
        if (*step == TABLE_STEPS) {
            *step = 0;
            chooser->size = 0;
            (void)take_step(chooser, type, 0);
        }
    } else if (!part_columns(chooser, type, step)) {
        return false;
    }
    if (chooser->group_count == 1) {
        chooser->labels = 0;
        chooser->groups[0].first = 0;
    }
    set_groups_widths(chooser);
    return true;
}

static void set_columns(const struct chooser *chooser, struct columns *out)
{
    out->labels = chooser->labels;
    out->groups = chooser->groups;
    out->group_count = chooser->group_count;
    out->padding = chooser->padding;
    for (size_t i = 0; i < out->count; i++) {
        out->x[i + 1] = sp_add(out->x[i], chooser->widths[i]);
    }
}

bool columns_set(struct maker *maker, struct setting *setting, const struct grid *grid,
                 struct columns *out)
{
    const struct theme *theme = maker->run->theme;
    struct arena *arena = maker->run->scratch;
    size_t count = grid->column_count;
    struct chooser chooser = {
        .maker = maker,
        .grid = grid,
        .needs = needs_measure(maker, *setting, grid),
        .measure = setting->measure,
        .from = setting->type.size,
        .wants = ARENA_ARRAY(arena, struct want, count + 1),
        .asked = columns_asked(maker, *setting, grid),
        .widths = ARENA_ARRAY(arena, sp, count + 1),
        .tried = ARENA_ARRAY(arena, sp, count + 1),
        .groups = ARENA_ARRAY(arena, struct column_group, count + 1),
    };
    chooser.least_word =
        sp_max(sp_percent(setting->measure, theme->table.word_share_percent),
               sp_min(setting->measure, theme->table.least_word_ems * setting->type.size));
    *out = (struct columns){.count = count, .x = ARENA_ARRAY(arena, sp, count + 1)};
    int step = 0;
    if (!chooser.needs || !chooser.wants || !chooser.widths || !chooser.tried ||
        !chooser.groups || !out->x || !choose(&chooser, setting->type, &step)) {
        return false;
    }
    setting->type = (struct type){
        chooser.size,
        sp_min(setting->type.leading, sp_percent(maker->run->sheet->small.leading,
                                                 theme->table.step[step].leading_percent))};
    set_columns(&chooser, out);
    return true;
}

struct column_span columns_span(const struct columns *columns, size_t group,
                                const struct grid_cell *cell)
{
    const struct column_group *own = &columns->groups[group];
    size_t from = cell->column, end = from + cell->column_span, labels = columns->labels;
    size_t from_label = from < labels ? from : labels;
    size_t end_label = end < labels ? end : labels;
    size_t first = from > own->first ? from : own->first;
    size_t last = end < own->end ? end : own->end;
    sp in_labels = sp_sub(columns->x[end_label], columns->x[from_label]);
    bool reaches = first < last;
    sp behind = reaches ? sp_sub(columns->x[last], columns->x[first]) : 0;
    sp x = from < labels ? columns->x[from]
                         : sp_add(columns->x[labels],
                                  sp_sub(columns->x[first], columns->x[own->first]));
    size_t shown = end_label - from_label + (reaches ? last - first : 0);
    return (struct column_span){x, sp_add(in_labels, behind), shown == cell->column_span};
}
