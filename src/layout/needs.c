/* Needs: how wide cells would be if nothing made them narrower. Inlines are measured as
 * they are set, in their own faces; blocks add what their labels and padding take. A table
 * in a cell needs its columns side by side, but no more than its widest one if that is
 * much: it can be parted. */
#include "layout/columns.h"

#define NUMBER_BYTES 24  /* longer text is no number */
#define NUMBER_LETTERS 4 /* a unit, a currency */

static bool blocks_extent(struct maker *maker, struct setting setting,
                          const struct node *parent, struct text_extent *out);

static bool extent_add(struct text_extent *extent, struct text_extent other, sp more)
{
    extent->natural = sp_max(extent->natural, sp_add(other.natural, more));
    extent->widest_word = sp_max(extent->widest_word, sp_add(other.widest_word, more));
    extent->widest_part = sp_max(extent->widest_part, sp_add(other.widest_part, more));
    return true;
}

struct paragraph_look cell_look(struct maker *maker, struct setting setting,
                                const struct node *cell, struct element *element)
{
    const struct theme *theme = maker->run->theme;
    struct paragraph_look look = look_text(maker, setting, element);
    if (cell->header) {
        sp size = sp_percent(setting.type.size, theme->table.header_percent);
        look.state = inline_state_head(maker, setting, element, size, theme->color.ink);
        look.state.style.bold = true;
    }
    return look;
}

static bool inlines_extent(struct maker *maker, struct setting setting,
                           const struct node *parent, struct text_extent *out)
{
    struct element *element = maker_element(maker, NULL, ROLE_P);
    struct inline_state state = inline_state_text(maker, setting, element);
    if (parent->kind == NODE_CELL) {
        state = cell_look(maker, setting, parent, element).state;
    } else if (parent->kind == NODE_HEADING) {
        sp size = maker->run->sheet->heading[heading_level(parent)].size;
        state = inline_state_head(maker, setting, element, size, 0);
    }
    state.style.bold =
        state.style.bold || parent->kind == NODE_HEADING || parent->kind == NODE_TERM;
    struct text_extent extent;
    if (!element || !inline_extent(maker, setting, parent, state, &extent)) {
        return false;
    }
    return extent_add(out, extent, 0);
}

static bool table_extent(struct maker *maker, struct setting setting,
                         const struct node *node, struct text_extent *out)
{
    struct grid grid;
    struct text_extent extent = {0};
    if (!grid_build(maker->run->scratch, node, &grid)) {
        return false;
    }
    const struct need *needs = needs_measure(maker, setting, &grid);
    sp *widths = ARENA_ARRAY(maker->run->scratch, sp, 2 * grid.column_count + 1);
    if (!needs || !widths) {
        return false;
    }
    sp *least = widths + grid.column_count, together = 0;
    sp padding = 2 * maker->run->theme->table.step[0].padding_x;
    for (size_t i = 0; i < grid.cell_count; i++) {
        const struct grid_cell *cell = &grid.cells[i];
        sp span = (sp)cell->column_span;
        for (size_t k = cell->column; k < cell->column + cell->column_span; k++) {
            widths[k] = sp_max(widths[k], sp_add(needs[i].natural / span, padding));
            least[k] = sp_max(least[k], sp_add(needs[i].least / span, padding));
        }
    }
    for (size_t i = 0; i < grid.column_count; i++) {
        extent.natural = sp_add(extent.natural, widths[i]);
        extent.widest_part = sp_max(extent.widest_part, least[i]);
        together = sp_add(together, least[i]);
    }
    if (together <= sp_percent(setting.measure, maker->run->theme->table.inner_percent)) {
        extent.widest_part = together;
    }
    extent.widest_word = extent.widest_part;
    return extent_add(out, extent, 0);
}

/* What stands before the blocks that `node` holds. */
static bool indent_of(struct maker *maker, struct setting setting, const struct node *node,
                      sp *out)
{
    bool quote = node->kind == NODE_QUOTE || node->kind == NODE_ADMONITION;
    *out = quote                           ? quote_indent(maker, setting)
           : node->kind == NODE_DEFINITION ? definition_indent(maker, setting)
                                           : 0;
    return node->kind != NODE_LIST || list_indent(maker, setting, node, out);
}

static bool block_extent(struct maker *maker, struct setting setting,
                         const struct node *node, struct text_extent *out)
{
    struct text_extent inside = {0};
    sp indent = 0;
    if (node->kind == NODE_CODE_BLOCK || node->kind == NODE_MATH_BLOCK) {
        return code_extent(maker, setting, node, &inside) && extent_add(out, inside, 0);
    }
    if (node->kind == NODE_TABLE) {
        return table_extent(maker, setting, node, out);
    }
    if (!indent_of(maker, setting, node, &indent) ||
        !blocks_extent(maker, setting_inside(setting, indent), node, &inside)) {
        return false;
    }
    return extent_add(out, inside, indent);
}

static bool blocks_extent(struct maker *maker, struct setting setting,
                          const struct node *parent, struct text_extent *out)
{
    if (!parent->first || node_is_inline(parent->first)) {
        return inlines_extent(maker, setting, parent, out);
    }
    for (const struct node *node = parent->first; node; node = node->next) {
        if (!block_extent(maker, setting, node, out)) {
            return false;
        }
    }
    return true;
}

/* A number with its unit stays in one piece, whatever is between its digits. */
static bool holds_number(const struct node *cell)
{
    size_t bytes = 0, digits = 0, letters = 0;
    struct walk walk;
    walk_init(&walk, cell);
    while (walk_next(&walk) && bytes <= NUMBER_BYTES) {
        bool words = walk.node->kind == NODE_TEXT || walk.node->kind == NODE_CODE;
        struct str text = walk.entering && words ? walk.node->text : (struct str){0};
        bytes += text.len;
        for (size_t i = 0; i < text.len && bytes <= NUMBER_BYTES; i++) {
            digits += ascii_is_digit(text.ptr[i]);
            letters += ascii_is_alpha(text.ptr[i]);
        }
    }
    return digits > 0 && letters <= NUMBER_LETTERS && bytes <= NUMBER_BYTES;
}

struct need *needs_measure(struct maker *maker, struct setting setting,
                           const struct grid *grid)
{
    struct need *needs =
        ARENA_ARRAY(maker->run->scratch, struct need, grid->cell_count + 1);
    sp short_word = sp_scale(setting.type.size, maker->run->theme->table.word_ems, 1);
    for (size_t i = 0; needs && i < grid->cell_count; i++) {
        struct text_extent extent = {0};
        const struct node *node = grid->cells[i].node;
        if (!node) {
            continue;
        }
        if (!blocks_extent(maker, setting, node, &extent)) {
            return NULL;
        }
        bool whole = extent.widest_word <= short_word;
        needs[i] = (struct need){extent.natural, extent.widest_word,
                                 whole ? extent.widest_word : extent.widest_part};
        if (extent.natural <= 2 * short_word && holds_number(node)) {
            needs[i].word = needs[i].least = extent.natural;
        }
    }
    return needs;
}
