/* Cards and media (doc/cards.c tells what they are): pictures with the words that belong
 * to them, beside each other.
 *
 * Rows of cards are as tall as their tallest; pictures alone stand in the middle of theirs.
 * What is too tall for a page is cut into strips, of which the first holds the picture. */
#include "layout/strips.h"

#define COLUMNS 4

static size_t columns_of(const struct maker *maker, struct setting setting,
                         const struct cards *cards)
{
    const struct theme *theme = maker->run->theme;
    size_t columns = 1;
    for (size_t i = 2; i <= cards->most_columns && i <= COLUMNS; i++) {
        sp least = sp_scale(sp_add(theme->card.least_width, theme->card.gap), (sp)i, 1);
        columns = least <= sp_add(setting.measure, theme->card.gap) ? i : columns;
    }
    size_t rows = (cards->count + columns - 1) / columns;
    return (cards->count + rows - 1) / rows; /* in as many rows, evenly */
}

/* The `column`-th of `columns` beside each other. */
static struct setting setting_of_card(const struct maker *maker, struct setting setting,
                                      const struct cards *cards, size_t columns,
                                      size_t column)
{
    const struct theme *theme = maker->run->theme;
    setting.small_pictures = true;
    if (columns > 1) {
        sp step = sp_add(setting.measure, theme->card.gap) / (sp)columns;
        sp width = sp_sub(step, theme->card.gap);
        sp third = setting.measure / 3;
        setting = setting_column(setting, sp_scale(step, (int64_t)column, 1), width);
        setting.tallest_picture = cards->bare ? sp_percent(width, theme->card.logo_percent)
                                              : sp_min(width, third);
        setting.ragged = true;
    }
    setting.pictures_at_start = !cards->bare;
    return setting;
}

static bool flow_card(struct maker *maker, struct setting setting,
                      const struct cards *cards, const struct node *card,
                      struct element *parent)
{
    const struct node *row = cards_row(cards, card);
    if (row) {
        flow_place(maker, setting, row);
    }
    return flow_block(maker, setting, card, parent);
}

/* One below the other, without a grid. */
static bool flow_column(struct maker *maker, struct setting setting,
                        const struct cards *cards, struct element *parent)
{
    setting = setting_of_card(maker, setting, cards, 1, 0);
    const struct node *card = NULL;
    for (size_t i = 0; i < cards->count; i++) {
        if (i > 0) {
            boxes_add_skip(maker, setting, setting.type.leading);
        }
        card = cards_next(cards, card);
        if (!flow_card(maker, setting, cards, card, parent)) {
            return false;
        }
    }
    return true;
}

/* `height`: of the tallest. Pictures without words stand in the middle of their row. */
static bool add_whole_row(struct maker *maker, struct setting setting,
                          const struct boxes *const *flows, size_t count, sp height,
                          bool alone)
{
    struct box box = {.height = height};
    size_t placed = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < flows[i]->count; k++) {
            placed += flows[i]->items[k].placed_count;
        }
    }
    box.placed = placed_new(maker, placed + 1);
    for (size_t i = 0; box.placed && i < count; i++) {
        sp y = alone ? sp_sub(box.height, boxes_height(flows[i])) / 2 : 0;
        for (size_t k = 0; k < flows[i]->count; k++) {
            box_take(&box, &flows[i]->items[k], y);
            y = sp_add(y, flows[i]->items[k].height);
        }
    }
    return box.placed && boxes_add(maker, setting, box);
}

static bool add_strips(struct maker *maker, struct setting setting,
                       const struct boxes *const *flows, size_t count)
{
    struct strips strips;
    bool ok = strips_init(maker, flows, count, &strips);
    while (ok && strips.left) {
        struct box box = {0};
        ok = strips_next(maker, &strips, 0, &box) && boxes_add(maker, setting, box);
    }
    return ok;
}

static bool add_flows(struct maker *maker, struct setting setting,
                      const struct boxes *const *flows, size_t count, bool alone)
{
    sp height = 0;
    for (size_t i = 0; i < count; i++) {
        height = sp_max(height, boxes_height(flows[i]));
    }
    bool tall = height > sp_percent(sheet_body_height(maker->run->sheet),
                                    maker->run->theme->table.strips_from_percent);
    return tall ? add_strips(maker, setting, flows, count)
                : add_whole_row(maker, setting, flows, count, height, alone);
}

/* What stands beside others has a flow of its own. */
static struct setting setting_beside(struct setting setting, struct flow *flow)
{
    setting.flow = flow;
    setting.bars = NULL; /* the row's box has them */
    setting.quote_depth = 0;
    return setting;
}

/* `count` cards behind `*card`, which is then the last of them. */
static bool flow_cards_row(struct maker *maker, struct setting setting,
                           const struct cards *cards, const struct node **card,
                           size_t count, size_t columns, struct element *parent)
{
    struct flow flows[COLUMNS];
    const struct boxes *boxes[COLUMNS];
    for (size_t i = 0; i < count; i++) {
        flows[i] = flow_begin(setting.flow);
        struct setting inside =
            setting_beside(setting_of_card(maker, setting, cards, columns, i), &flows[i]);
        *card = cards_next(cards, *card);
        bool ok = flow_card(maker, inside, cards, *card, parent);
        flow_end(setting.flow, &flows[i]);
        boxes[i] = &flows[i].boxes;
        if (!ok) {
            return false;
        }
    }
    return add_flows(maker, setting, boxes, count, cards->bare);
}

bool flow_cards(struct maker *maker, struct setting setting, const struct node *first,
                struct element *parent, const struct node **end)
{
    struct cards cards;
    const struct node *card = NULL;
    *end = first;
    if (!cards_find(first, &cards)) {
        return true;
    }
    *end = cards.end;
    setting = cards.rows ? setting_of_block(setting, first) : setting;
    size_t columns = columns_of(maker, setting, &cards);
    if (columns == 1) {
        return flow_column(maker, setting, &cards, parent);
    }
    for (size_t i = 0; i < cards.count; i += columns) {
        size_t left = cards.count - i;
        if (i > 0) {
            boxes_add_skip(maker, setting, setting.type.leading);
        }
        if (!flow_cards_row(maker, setting, &cards, &card, left < columns ? left : columns,
                            columns, parent)) {
            return false;
        }
    }
    return true;
}

/* Media */

/* What the picture of a pair takes of the measure: no more than it likes to have. */
static sp picture_width(struct maker *maker, struct setting setting,
                        const struct node *picture)
{
    const struct theme *theme = maker->run->theme;
    sp most = sp_percent(setting.measure, theme->card.picture_percent);
    sp natural = pictures_natural_width(maker, setting, picture);
    return sp_min(most, sp_max(natural, theme->card.gap));
}

/* Both of a pair, in the order of the tree. */
static bool flow_pair(struct maker *maker, struct setting setting, const struct node *one,
                      struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    const struct node *nodes[2] = {one, one->next};
    bool first = node_is_picture(one);
    sp picture = picture_width(maker, setting, nodes[!first]), gap = theme->card.gap;
    sp words = sp_sub(setting.measure, sp_add(picture, gap));
    struct flow flows[2];
    const struct boxes *boxes[2] = {&flows[0].boxes, &flows[1].boxes};
    sp x = 0;
    for (size_t i = 0; i < 2; i++) {
        bool shown = (i == 0) == first;
        sp width = shown ? picture : words;
        flows[i] = flow_begin(setting.flow);
        struct setting inside =
            setting_beside(setting_column(setting, x, width), &flows[i]);
        inside.small_pictures = inside.pictures_at_start = true;
        inside.ragged = inside.ragged || shown;
        bool ok = flow_block(maker, inside, nodes[i], parent);
        flow_end(setting.flow, &flows[i]);
        x = sp_add(x, sp_add(width, gap));
        if (!ok) {
            return false;
        }
    }
    return add_flows(maker, setting, boxes, 2, false);
}

bool flow_is_media(const struct maker *maker, struct setting setting,
                   const struct node *block)
{
    const struct theme *theme = maker->run->theme;
    sp least = sp_scale(sp_add(theme->card.least_width, theme->card.gap), 3, 1);
    return setting.measure >= least && node_is_media(block);
}

bool flow_media(struct maker *maker, struct setting setting, const struct node *block,
                struct element *parent)
{
    for (const struct node *one = block->first; one; one = one->next->next) {
        if (one != block->first) {
            boxes_add_skip(maker, setting, setting.type.leading);
        }
        if (!flow_pair(maker, setting, one, parent)) {
            return false;
        }
    }
    return true;
}
