/* Cards: siblings that hold a picture each and a few words, as pages show speakers, members
 * of a team and sponsors. What sets them beside each other and makes their pictures small
 * is a style sheet, which is not read; their shape tells:
 *
 *   div .row                             A      B      C
 *     div .col  A      its picture,      Anna   Ben    Cleo
 *     div .col  B      then words        of X   of Y   of Z
 *     div .col  C
 *
 * Rows of them that follow each other are one grid, so that the last one may be shorter.
 * Cards with more to say stand one below the other, with small pictures. */
#include "layout/strips.h"

#define CARD_NODES 200     /* what holds more is more than a card */
#define CARD_TEXT 1500     /* bytes, the same */
#define COLUMNS 4          /* at the most */
#define WORDS_ALONE 12     /* bytes: up to there a card is its picture */
#define STANDALONE_LEAST 3 /* so many without a box around them */

/* How many columns have room for so many bytes of text. */
static const struct {
    size_t text, columns;
} rooms[] = {{60, COLUMNS}, {300, 3}, {600, 2}, {CARD_TEXT, 1}};

struct card {
    const struct node *node;
    const struct node *row; /* that begins with it, or NULL */
};

struct cards {
    struct card *items;
    size_t count, capacity;
    size_t longest; /* text of one, in bytes */
};

static bool is_box(const struct node *node)
{
    return node->kind == NODE_DIV || node->kind == NODE_FIGURE;
}

/* What does not stand in a narrow column, or is set with care of its own. */
static bool is_large(const struct node *node)
{
    return node->kind == NODE_TABLE || node->kind == NODE_CODE_BLOCK ||
           node->kind == NODE_MATH_BLOCK || node->kind == NODE_ADMONITION ||
           node->kind == NODE_TOC_BLOCK || (node->kind == NODE_HEADING && node->level < 2);
}

/* It holds one picture, and few words, whose bytes are `*text`. */
static bool is_card(const struct node *node, size_t *text)
{
    size_t nodes = 0, pictures = 0;
    struct walk walk;
    *text = 0;
    if (!is_box(node)) {
        return false;
    }
    walk_init(&walk, node);
    while (walk_next(&walk)) {
        if (!walk.entering) {
            continue;
        }
        bool picture = walk.node->kind == NODE_IMAGE;
        pictures += picture && node_file(walk.node);
        *text += picture ? 0 : str_trim(walk.node->text).len;
        if (is_large(walk.node) || ++nodes > CARD_NODES || *text > CARD_TEXT ||
            pictures > 1) {
            return false;
        }
    }
    return pictures == 1;
}

static bool cards_add(struct maker *maker, struct cards *cards, struct card card,
                      size_t text)
{
    if (!arena_grow(maker->run->scratch, &cards->items, cards->count, &cards->capacity,
                    sizeof *cards->items)) {
        return false;
    }
    cards->items[cards->count++] = card;
    cards->longest = text > cards->longest ? text : cards->longest;
    return true;
}

/* A row of cards, and of nothing else, or a single one. False: it is neither, or memory is
 * gone. */
static bool add_row(struct maker *maker, struct cards *cards, const struct node *node)
{
    size_t text, before = cards->count;
    if (is_card(node, &text)) {
        return cards_add(maker, cards, (struct card){.node = node}, text);
    }
    bool differs = node_attribute(node, "lang") ||
                   (before && node->direction != cards->items[0].node->parent->direction);
    if (node->kind != NODE_DIV || !node->first || differs) {
        return false;
    }
    for (const struct node *card = node->first; card; card = card->next) {
        struct card own = {.node = card, .row = card == node->first ? node : NULL};
        if (!is_card(card, &text) || !cards_add(maker, cards, own, text)) {
            cards->count = before;
            return false;
        }
    }
    return true;
}

/* Boxes without a class are nothing that a style sheet could make cards of. */
static bool is_styled(const struct node *first)
{
    const struct node *around = first->parent;
    return node_attribute(first, "class") ||
           (around->kind == NODE_DIV && node_attribute(around, "class"));
}

/* Those from `first` on; `*end` is the sibling behind them. Two of them stand beside each
 * other by chance where there is no box around them. */
static bool gather(struct maker *maker, const struct node *first, struct cards *cards,
                   const struct node **end)
{
    const struct node *node = first;
    while (node && is_box(node) && add_row(maker, cards, node)) {
        node = node->next;
    }
    *end = node;
    return cards->count >= (first->parent->kind == NODE_DIV ? 2 : STANDALONE_LEAST);
}

static size_t columns_of(const struct maker *maker, struct setting setting,
                         const struct cards *cards)
{
    const struct theme *theme = maker->run->theme;
    size_t row = 0, columns = 1;
    while (cards->longest > rooms[row].text) {
        row++;
    }
    for (size_t i = 2; i <= rooms[row].columns; i++) {
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
    bool alone = cards->longest <= WORDS_ALONE;
    setting.small_pictures = true;
    if (columns > 1) {
        sp step = sp_add(setting.measure, theme->card.gap) / (sp)columns;
        sp width = sp_sub(step, theme->card.gap);
        sp third = setting.measure / 3;
        setting = setting_column(setting, sp_scale(step, (int64_t)column, 1), width);
        setting.tallest_picture =
            alone ? sp_percent(width, theme->card.logo_percent) : sp_min(width, third);
        setting.ragged = true;
    }
    setting.pictures_at_start = !alone;
    return setting;
}

static bool flow_card(struct maker *maker, struct setting setting, struct card card,
                      struct element *parent)
{
    if (card.row) {
        flow_place(maker, setting, card.row);
    }
    return flow_block(maker, setting, card.node, parent);
}

/* One below the other, without a grid. */
static bool flow_column(struct maker *maker, struct setting setting,
                        const struct cards *cards, struct element *parent)
{
    setting = setting_of_card(maker, setting, cards, 1, 0);
    for (size_t i = 0; i < cards->count; i++) {
        if (i > 0) {
            boxes_add_skip(maker, setting, setting.type.leading);
        }
        if (!flow_card(maker, setting, cards->items[i], parent)) {
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
        ok = strips_next(maker, &strips, &box) && boxes_add(maker, setting, box);
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

/* The cards [first, first + count). */
static bool flow_cards_row(struct maker *maker, struct setting setting,
                           const struct cards *cards, size_t first, size_t count,
                           size_t columns, struct element *parent)
{
    struct flow flows[COLUMNS];
    const struct boxes *boxes[COLUMNS];
    for (size_t i = 0; i < count; i++) {
        flows[i] = flow_begin(setting.flow);
        struct setting inside = setting_of_card(maker, setting, cards, columns, i);
        inside.flow = &flows[i];
        inside.bars = NULL; /* the row's box has them */
        inside.quote_depth = 0;
        bool ok = flow_card(maker, inside, cards->items[first + i], parent);
        flow_end(setting.flow, &flows[i]);
        boxes[i] = &flows[i].boxes;
        if (!ok) {
            return false;
        }
    }
    return add_flows(maker, setting, boxes, count, cards->longest <= WORDS_ALONE);
}

bool flow_cards(struct maker *maker, struct setting setting, const struct node *first,
                struct element *parent, const struct node **end)
{
    struct cards cards = {0};
    const struct node *behind;
    *end = first;
    if (!is_box(first) || !is_styled(first) || !gather(maker, first, &cards, &behind)) {
        return true;
    }
    *end = behind;
    setting = cards.items[0].row ? setting_of_block(setting, first) : setting;
    size_t columns = columns_of(maker, setting, &cards);
    if (columns == 1) {
        return flow_column(maker, setting, &cards, parent);
    }
    for (size_t i = 0; i < cards.count; i += columns) {
        size_t left = cards.count - i;
        if (i > 0) {
            boxes_add_skip(maker, setting, setting.type.leading);
        }
        if (!flow_cards_row(maker, setting, &cards, i, left < columns ? left : columns,
                            columns, parent)) {
            return false;
        }
    }
    return true;
}
