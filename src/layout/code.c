/* Code: each source line wraps with an indent, on a tint that splits over pages. */
#include "layout/maker.h"

static bool add_padding(struct maker *maker, sp height, int32_t penalty)
{
    struct placed *tint = placed_new(maker, 1);
    if (!tint) {
        return false;
    }
    *tint = (struct placed){.kind = PLACED_RECT,
                            .x = maker->left,
                            .width = maker->measure,
                            .height = height,
                            .color = COLOR_CODE};
    return boxes_add(maker, (struct box){.kind = BOX_BOX,
                                         .penalty = penalty,
                                         .height = height,
                                         .placed = tint,
                                         .placed_count = 1}) != NULL;
}

static bool add_code_line(struct maker *maker, const struct line *line, sp inset,
                          int32_t penalty)
{
    sp leading = maker->theme->code_leading;
    struct placed *placed = placed_new(maker, 2);
    if (!placed) {
        return false;
    }
    placed[0] = (struct placed){.kind = PLACED_RECT,
                                .x = maker->left,
                                .width = maker->measure,
                                .height = leading,
                                .color = COLOR_CODE};
    placed[1] = (struct placed){.kind = PLACED_LINE,
                                .x = sp_add(maker->left, inset),
                                .y = sp_scale(leading, 74, 100),
                                .width = maker->measure,
                                .height = leading,
                                .as.line = line};
    size_t count = line ? 2 : 1;
    return boxes_add(maker, (struct box){.kind = BOX_BOX,
                                         .penalty = penalty,
                                         .height = leading,
                                         .placed = placed,
                                         .placed_count = count}) != NULL;
}

static struct str expand_tabs(struct maker *maker, struct str line)
{
    if (str_find_byte(line, '\t', 0) == STR_NONE) {
        return line;
    }
    struct buf out = {0};
    for (size_t i = 0, column = 0; i < line.len; i++) {
        if (line.ptr[i] != '\t') {
            buf_add_byte(&out, line.ptr[i]);
            column += ((unsigned char)line.ptr[i] & 0xC0) != 0x80;
            continue;
        }
        do {
            buf_add_byte(&out, ' ');
        } while (++column % 4);
    }
    struct str kept = arena_take(maker->arena, &out);
    return kept;
}

static bool add_source_line(struct maker *maker, struct str text,
                            const struct inline_state *state, sp inset, int32_t penalty)
{
    struct span_list spans = {0};
    struct lines lines = {0};
    struct paragraph_format format = {
        .measure = sp_max(sp_sub(maker->measure, 2 * inset), SP_PT(20)),
        .later_indent = 2 * state->style.size,
        .align = TEXT_LEFT,
        .break_anywhere = true,
    };
    text = expand_tabs(maker, text);
    bool broken =
        text.len == 0 || (span_add(maker, &spans, text, state) &&
                          text_break(maker->engine, maker->arena, spans.items, spans.count,
                                     &format, &lines, maker->report));
    span_list_give(maker, &spans);
    if (!broken) {
        return false;
    }
    if (lines.count == 0) {
        return add_code_line(maker, NULL, inset, penalty);
    }
    for (size_t i = 0; i < lines.count; i++) {
        if (!add_code_line(maker, &lines.items[i], inset,
                           i + 1 == lines.count ? penalty : PENALTY_NEVER)) {
            return false;
        }
    }
    return true;
}

bool flow_code(struct maker *maker, const struct node *node, struct element *parent)
{
    struct element *paragraph = element_new(maker->arena, parent, ROLE_P);
    struct element *element =
        paragraph ? element_new(maker->arena, paragraph, ROLE_CODE) : NULL;
    if (!element) {
        return false;
    }
    struct inline_state state = inline_state_text(maker, element);
    state.style.role = FONT_MONO;
    state.style.preserve = true;
    state.style.size = maker->in_note || maker->ragged ? sp_scale(maker->text_size, 84, 100)
                                                       : maker->theme->code_size;
    sp inset = SP_PT(8), padding = SP_PT(5);
    struct str rest = node->text;
    while (rest.len && rest.ptr[rest.len - 1] == '\n') {
        rest.len--;
    }
    if (!add_padding(maker, padding, PENALTY_NEVER)) {
        return false;
    }
    for (size_t number = 0; rest.len || number == 0; number++) {
        size_t end = str_find_byte(rest, '\n', 0);
        struct str line = str_sub(rest, 0, end == STR_NONE ? rest.len : end);
        rest = end == STR_NONE ? (struct str){0} : str_skip(rest, end + 1);
        bool last = end == STR_NONE;
        size_t next_end = last ? STR_NONE : str_find_byte(rest, '\n', 0);
        int32_t penalty = last || number == 0 || next_end == STR_NONE ? PENALTY_NEVER : 100;
        if (!add_source_line(maker, line, &state, inset, penalty)) {
            return false;
        }
        if (last) {
            break;
        }
    }
    return add_padding(maker, padding, 0);
}
