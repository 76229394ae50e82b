/* Widths from content; integers only, so that they are the same everywhere. */
#include "layout/columns.h"

/* What stands behind words that the tree has no text for: numbers of notes and of web
 * addresses, page numbers. Each is about as wide as so many digits. */
static sp mark_width(const struct maker *maker, const struct node *node, sp size)
{
    const struct theme *theme = maker->run->theme;
    const struct link *link = node->kind == NODE_LINK ? node->to.link : NULL;
    sp digit = sp_percent(size, theme->list.digit_percent);
    if (node->kind == NODE_FOOTNOTE_REFERENCE) {
        return sp_percent(4 * digit, theme->span.note_mark.size_percent);
    }
    if (link && (link->class == LINK_EXTERNAL || link->class == LINK_LIVE)) {
        return sp_percent(3 * digit, theme->span.url_number.size_percent);
    }
    return 0;
}

/* Adds to `*natural` what the marks below `cell` need together; gives the widest. */
static sp measure_marks(const struct maker *maker, const struct node *cell, sp size,
                        sp *natural)
{
    sp widest = 0;
    struct walk walk;
    walk_init(&walk, cell);
    while (walk_next(&walk)) {
        sp width = walk.entering ? mark_width(maker, walk.node, size) : 0;
        *natural = sp_add(*natural, width);
        widest = sp_max(widest, width);
    }
    return widest;
}

/* Widths of a cell's paragraphs, set in its own style. */
static bool measure_cell(struct maker *maker, struct setting setting,
                         const struct node *cell, struct text_extent *out)
{
    const struct theme *theme = maker->run->theme;
    struct span_list spans = {0};
    struct inline_state state = inline_state_text(maker, setting, NULL);
    state.style.role = cell->header ? theme->face.heading : theme->face.text;
    state.style.bold = cell->header;
    struct buf text = {.kept_in = maker->run->arena};
    node_plain_text(cell, &text);
    struct text_extent extent = {0};
    bool ok = true;
    if (text.len) {
        ok = span_add(maker, &spans, arena_take(maker->run->arena, &text), &state) &&
             text_measure(maker->run->engine, spans.items, spans.count, &extent,
                          maker->run->report);
    }
    span_list_give(maker, &spans);
    buf_clear(&text);
    sp mark = measure_marks(maker, cell, setting.type.size, &extent.natural);
    extent.widest_word = sp_add(extent.widest_word, mark);
    sp image = pictures_natural_width(maker, setting, cell);
    out->natural = sp_max(sp_percent(extent.natural, theme->table.natural_percent),
                          sp_min(image, setting.measure));
    out->widest_word = sp_max(sp_percent(extent.widest_word, theme->table.word_percent),
                              sp_min(image, theme->table.least_image));
    return ok;
}

/* Widens the columns of a cell, each by as much, to hold `want` together. */
static void widen(sp *widths, const struct grid_cell *cell, sp want)
{
    sp held = 0;
    for (size_t i = 0; i < cell->column_span; i++) {
        held = sp_add(held, widths[cell->column + i]);
    }
    sp more = sp_max(sp_sub(want, held), 0);
    for (size_t i = 0; i < cell->column_span; i++) {
        sp share = more / (sp)(cell->column_span - i);
        widths[cell->column + i] = sp_add(widths[cell->column + i], share);
        more = sp_sub(more, share);
    }
}

/* First the cells of one column, then those over several: they need only what is missing.
 */
static bool measure_columns(struct maker *maker, struct setting setting,
                            const struct grid *grid, struct columns *columns)
{
    sp padding = 2 * maker->run->theme->table.padding_x;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < grid->cell_count; i++) {
            const struct grid_cell *cell = &grid->cells[i];
            struct text_extent extent = {0};
            if (!cell->node || (cell->column_span > 1) != (pass == 1)) {
                continue;
            }
            if (!measure_cell(maker, setting, cell->node, &extent)) {
                return false;
            }
            widen(columns->least, cell, sp_add(extent.widest_word, padding));
            widen(columns->natural, cell, sp_add(extent.natural, padding));
        }
    }
    return true;
}

static void share_widths(const struct theme *theme, sp measure, struct columns *columns)
{
    int64_t least = 0, natural = 0;
    sp most_of_word = sp_clamp((int64_t)measure * theme->table.word_share_percent / 100);
    for (size_t i = 0; i < columns->count; i++) {
        columns->least[i] =
            sp_max(sp_min(columns->least[i], most_of_word), theme->table.least_column);
        columns->natural[i] = sp_max(columns->natural[i], columns->least[i]);
        least += columns->least[i];
        natural += columns->natural[i];
    }
    for (size_t i = 0; i < columns->count; i++) {
        int64_t width = columns->natural[i];
        if (least >= measure) {
            width = (int64_t)columns->least[i] * measure / least;
        } else if (natural > measure) {
            width = columns->least[i] + ((int64_t)columns->natural[i] - columns->least[i]) *
                                            (measure - least) / (natural - least);
        }
        columns->x[i + 1] = sp_add(columns->x[i], sp_clamp(width));
    }
    /* The last column takes what is left: a table is as wide as the text. */
    columns->x[columns->count] = measure;
}

bool columns_set(struct maker *maker, struct setting *setting, const struct grid *grid,
                 struct columns *out)
{
    const struct theme *theme = maker->run->theme;
    out->count = grid->column_count;
    if (!measure_columns(maker, *setting, grid, out)) {
        return false;
    }
    int64_t least = 0;
    for (size_t i = 0; i < out->count; i++) {
        least += out->least[i];
    }
    if (least > setting->measure) { /* a step smaller before words are cut */
        int16_t size = theme->table.narrow.size_percent;
        setting->type.size = sp_percent(setting->type.size, size);
        setting->type.leading =
            sp_percent(setting->type.leading, theme->table.narrow.leading_percent);
        for (size_t i = 0; i < out->count; i++) {
            out->least[i] = sp_percent(out->least[i], size);
            out->natural[i] = sp_percent(out->natural[i], size);
        }
    }
    share_widths(theme, setting->measure, out);
    return true;
}
