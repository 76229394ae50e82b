/* Code: each source line wraps with an indent, on a tint that splits over pages. */
#include "layout/maker.h"

static struct placed tint(const struct maker *maker, struct setting setting, sp height)
{
    return (struct placed){.kind = PLACED_RECT,
                           .x = setting.left,
                           .width = setting.measure,
                           .height = height,
                           .color = maker->run->theme->color.code};
}

static bool add_padding(struct maker *maker, struct setting setting, int32_t penalty)
{
    sp height = maker->run->theme->code.padding;
    return boxes_add_one(maker, setting, height, penalty, tint(maker, setting, height));
}

/* An empty line is tint alone. */
static bool add_code_line(struct maker *maker, struct setting setting,
                          const struct line *line, int32_t penalty)
{
    const struct theme *theme = maker->run->theme;
    sp leading = maker->run->sheet->code.leading;
    struct placed *placed = placed_new(maker, 2);
    if (!placed) {
        return false;
    }
    placed[0] = tint(maker, setting, leading);
    placed[1] = (struct placed){.kind = PLACED_LINE,
                                .x = sp_add(setting.left, theme->code.inset),
                                .y = sp_percent(leading, theme->code.baseline_percent),
                                .width = setting.measure,
                                .height = leading,
                                .as.line = line};
    return boxes_add(maker, setting,
                     (struct box){.penalty = penalty,
                                  .height = leading,
                                  .placed = placed,
                                  .placed_count = line ? 2 : 1}) != NULL;
}

static struct str expand_tabs(const struct maker *maker, struct str line)
{
    if (str_find_byte(line, '\t', 0) == STR_NONE) {
        return line;
    }
    size_t stop = (size_t)maker->run->theme->code.tab;
    struct buf out = {.kept_in = maker->run->arena};
    for (size_t i = 0, column = 0; i < line.len; i++) {
        if (line.ptr[i] != '\t') {
            buf_add_byte(&out, line.ptr[i]);
            column += ((unsigned char)line.ptr[i] & 0xC0) != 0x80;
            continue;
        }
        do {
            buf_add_byte(&out, ' ');
        } while (++column % stop);
    }
    return arena_take(maker->run->arena, &out);
}

static bool add_source_line(struct maker *maker, struct setting setting, struct str text,
                            const struct inline_state *state, int32_t penalty)
{
    const struct theme *theme = maker->run->theme;
    struct span_list spans = {0};
    struct lines lines = {0};
    struct paragraph_format format = {
        .measure = sp_max(sp_sub(setting.measure, 2 * theme->code.inset),
                          theme->line.least_measure),
        .later_indent = theme->code.later_indent * state->style.size,
        .align = TEXT_LEFT,
        .break_anywhere = true,
    };
    text = expand_tabs(maker, text);
    bool broken =
        text.len == 0 || (span_add(maker, &spans, text, state) &&
                          text_break(maker->run->engine, maker->run->arena, spans.items,
                                     spans.count, &format, &lines, maker->run->report));
    span_list_give(maker, &spans);
    if (!broken) {
        return false;
    }
    if (lines.count == 0) {
        return add_code_line(maker, setting, NULL, penalty);
    }
    for (size_t i = 0; i < lines.count; i++) {
        bool last = i + 1 == lines.count;
        if (!add_code_line(maker, setting, &lines.items[i],
                           last ? penalty : PENALTY_NEVER)) {
            return false;
        }
    }
    return true;
}

/* The first line stays with the second, the last with the one before it. */
static bool add_source_lines(struct maker *maker, struct setting setting, struct str rest,
                             const struct inline_state *state)
{
    for (size_t number = 0; rest.len || number == 0; number++) {
        size_t end = str_find_byte(rest, '\n', 0);
        struct str line = str_sub(rest, 0, end == STR_NONE ? rest.len : end);
        rest = end == STR_NONE ? (struct str){0} : str_skip(rest, end + 1);
        bool last = end == STR_NONE;
        size_t next_end = last ? STR_NONE : str_find_byte(rest, '\n', 0);
        int32_t penalty = last || number == 0 || next_end == STR_NONE ? PENALTY_NEVER : 100;
        if (!add_source_line(maker, setting, line, state, penalty)) {
            return false;
        }
        if (last) {
            break;
        }
    }
    return true;
}

bool flow_code(struct maker *maker, struct setting setting, const struct node *node,
               struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    struct element *paragraph = maker_element(maker, parent, ROLE_P);
    struct element *element = paragraph ? maker_element(maker, paragraph, ROLE_CODE) : NULL;
    if (!element) {
        return false;
    }
    setting = setting_of_address(setting);
    struct inline_state state = inline_state_text(maker, setting, element);
    state.style.role = theme->face.code;
    state.style.preserve = true;
    state.style.size = setting.in_note || setting.ragged
                           ? sp_percent(setting.type.size, theme->code.small_percent)
                           : maker->run->sheet->code.size;
    struct str text = node->text;
    while (text.len && text.ptr[text.len - 1] == '\n') {
        text.len--;
    }
    return add_padding(maker, setting, PENALTY_NEVER) &&
           add_source_lines(maker, setting, text, &state) && add_padding(maker, setting, 0);
}
