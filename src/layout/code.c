/* Code: each source line wraps with an indent, on a tint that splits over pages. */
#include "layout/maker.h"

/* Narrow cells leave it less room. */
static sp inset_of(const struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    return sp_min(theme->code.inset, setting.measure / theme->code.inset_part);
}

static struct placed tint(const struct maker *maker, struct setting setting, sp height)
{
    return (struct placed){.kind = PLACED_RECT,
                           .x = setting.left,
                           .width = setting.measure,
                           .height = height,
                           .look.color = maker->run->theme->color.code};
}

static bool add_padding(struct maker *maker, struct setting setting, int32_t penalty)
{
    sp height = maker->run->theme->code.padding;
    return boxes_add_one(maker, setting, height, penalty, tint(maker, setting, height));
}

/* Code on its way: how its text looks, and the numbers of its lines beside it. */
struct code {
    struct inline_state state;
    uint32_t number; /* of the next line; 0: lines have none */
    sp gutter;       /* what numbers take, with the gap behind them */
};

static sp number_gap(const struct code *code)
{
    return code->state.style.size;
}

/* The number of a line, in a column of its own: no text, so that code is read and copied
 * alone. NULL when memory is gone (reported). */
static const struct kept_line *number_line(struct maker *maker, const struct code *code)
{
    struct inline_state state = code->state;
    struct span_list spans = {0};
    struct lines lines = {0};
    struct paragraph_format format = {.measure = sp_sub(code->gutter, number_gap(code)),
                                      .align = TEXT_RIGHT};
    struct str text = arena_format(maker->run->scratch, "%u", code->number);
    state.element = NULL;
    state.color = maker->run->theme->color.quiet;
    bool broken = span_add(maker, &spans, text, &state) &&
                  span_list_break(maker, &spans, &format, &lines);
    span_list_give(maker, &spans);
    return broken && lines.count ? line_keep(maker->marks->sheaf->arena, &lines.items[0])
                                 : NULL;
}

/* As wide as the last number. */
static bool measure_gutter(struct maker *maker, struct str text, struct code *code)
{
    struct span_list spans = {0};
    struct text_extent extent = {0};
    uint32_t last = code->number;
    for (size_t i = 0; i < text.len; i++) {
        last += text.ptr[i] == '\n' ? 1 : 0;
    }
    struct str widest = arena_format(maker->run->scratch, "%u", last);
    bool ok = span_add(maker, &spans, widest, &code->state) &&
              text_measure(maker->run->engine, spans.items, spans.count, TEXT_BY_LETTER,
                           &extent, maker->run->report);
    span_list_give(maker, &spans);
    code->gutter = sp_add(extent.natural, number_gap(code));
    return ok;
}

static struct placed line_at(const struct maker *maker, struct setting setting, sp left,
                             const struct kept_line *line)
{
    const struct theme *theme = maker->run->theme;
    sp leading = maker->run->sheet->code.leading;
    return (struct placed){.kind = PLACED_LINE,
                           .x =
                               sp_add(sp_add(setting.left, inset_of(maker, setting)), left),
                           .y = sp_percent(leading, theme->code.baseline_percent),
                           .width = setting.measure,
                           .height = leading,
                           .as.line = line};
}

static bool add_code_line(struct maker *maker, struct setting setting,
                          const struct code *code, const struct line *line,
                          const struct kept_line *number, int32_t penalty)
{
    sp leading = maker->run->sheet->code.leading;
    struct placed *placed = placed_new(maker, 3);
    const struct kept_line *kept = line_keep(maker->marks->sheaf->arena, line);
    size_t count = 0;
    if (!placed || !kept) {
        return false;
    }
    placed[count++] = tint(maker, setting, leading);
    if (number) {
        placed[count] = line_at(maker, setting, 0, number);
        placed[count++].artifact = ARTIFACT_LAYOUT;
    }
    placed[count++] = line_at(maker, setting, code->gutter, kept);
    return boxes_add(maker, setting,
                     (struct box){.penalty = penalty,
                                  .height = leading,
                                  .placed = placed,
                                  .placed_count = count}) != NULL;
}

static struct str expand_tabs(const struct maker *maker, struct str line)
{
    if (str_find_byte(line, '\t', 0) == STR_NONE) {
        return line;
    }
    size_t stop = (size_t)maker->run->theme->code.tab;
    struct buf out = {.kept_in = maker->run->scratch};
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
    return arena_take(maker->run->scratch, &out);
}

/* An empty line is a space: who listens or copies meets it. */
static bool add_source_line(struct maker *maker, struct setting setting, struct str text,
                            const struct code *code, int32_t penalty)
{
    const struct theme *theme = maker->run->theme;
    const struct inline_state *state = &code->state;
    const struct kept_line *number = code->number ? number_line(maker, code) : NULL;
    struct span_list spans = {0};
    struct lines lines = {0};
    sp later = theme->code.later_indent * state->style.size;
    struct paragraph_format format = {
        .measure = sp_max(
            sp_sub(setting.measure, sp_add(2 * inset_of(maker, setting), code->gutter)), 1),
        .later_indent = later <= setting.measure / theme->code.inset_part ? later : 0,
        .align = TEXT_LEFT,
        .direction = TEXT_FROM_LEFT,
    };
    text = text.len ? expand_tabs(maker, text) : STR(" ");
    bool broken = span_add(maker, &spans, text, state) &&
                  span_list_break(maker, &spans, &format, &lines);
    span_list_give(maker, &spans);
    if (!broken || (code->number && !number)) {
        return false;
    }
    for (size_t i = 0; i < lines.count; i++) {
        bool last = i + 1 == lines.count;
        if (!add_code_line(maker, setting, code, &lines.items[i], i == 0 ? number : NULL,
                           last ? penalty : PENALTY_NEVER)) {
            return false;
        }
    }
    return true;
}

/* The first line stays with the second, the last with the one before it. */
static bool add_source_lines(struct maker *maker, struct setting setting, struct str rest,
                             struct code *code)
{
    for (size_t number = 0; rest.len || number == 0; number++) {
        size_t end = str_find_byte(rest, '\n', 0);
        struct str line = str_sub(rest, 0, end == STR_NONE ? rest.len : end);
        rest = end == STR_NONE ? (struct str){0} : str_skip(rest, end + 1);
        bool last = end == STR_NONE;
        size_t next_end = last ? STR_NONE : str_find_byte(rest, '\n', 0);
        int32_t penalty = last || number == 0 || next_end == STR_NONE ? PENALTY_NEVER : 100;
        if (!add_source_line(maker, setting, line, code, penalty)) {
            return false;
        }
        code->number += code->number ? 1 : 0;
        if (last) {
            break;
        }
    }
    return true;
}

static struct inline_state code_state(struct maker *maker, struct setting setting,
                                      struct element *element)
{
    const struct theme *theme = maker->run->theme;
    struct inline_state state = inline_state_text(maker, setting, element);
    state.style.role = theme->face.code;
    state.style.preserve = true;
    state.style.size = setting.in_note || setting.ragged
                           ? sp_percent(setting.type.size, theme->code.small_percent)
                           : maker->run->sheet->code.size;
    return state;
}

static struct str without_last_breaks(struct str text)
{
    while (text.len && text.ptr[text.len - 1] == '\n') {
        text.len--;
    }
    return text;
}

/* The line of most bytes stands for all. */
static struct str longest_line(struct str text)
{
    struct str longest = {0};
    while (text.len) {
        size_t end = str_find_byte(text, '\n', 0);
        struct str line = str_sub(text, 0, end == STR_NONE ? text.len : end);
        longest = line.len > longest.len ? line : longest;
        text = end == STR_NONE ? (struct str){0} : str_skip(text, end + 1);
    }
    return longest;
}

bool code_extent(struct maker *maker, struct setting setting, const struct node *node,
                 struct text_extent *out)
{
    struct code code = {.state = code_state(maker, setting, NULL),
                        .number = node_number(node)};
    struct span_list spans = {0};
    struct str text = without_last_breaks(node->text);
    struct str line = expand_tabs(maker, longest_line(text));
    *out = (struct text_extent){0};
    bool ok = (!code.number || measure_gutter(maker, text, &code)) &&
              span_add(maker, &spans, line, &code.state) &&
              text_measure(maker->run->engine, spans.items, spans.count, TEXT_BY_LETTER,
                           out, maker->run->report);
    span_list_give(maker, &spans);
    sp more = sp_add(2 * maker->run->theme->code.inset, code.gutter);
    out->natural = sp_add(out->natural, more);
    out->widest_word = sp_add(out->widest_word, more);
    out->widest_part = sp_add(out->widest_part, more);
    return ok;
}

bool flow_code(struct maker *maker, struct setting setting, const struct node *node,
               struct element *parent)
{
    struct element *paragraph = maker_element(maker, parent, ROLE_P);
    struct element *element = paragraph ? maker_element(maker, paragraph, ROLE_CODE) : NULL;
    if (!element) {
        return false;
    }
    setting = setting_of_address(setting);
    struct code code = {.state = code_state(maker, setting, element),
                        .number = node_number(node)};
    struct str text = without_last_breaks(node->text);
    return (!code.number || measure_gutter(maker, text, &code)) &&
           add_padding(maker, setting, PENALTY_NEVER) &&
           add_source_lines(maker, setting, text, &code) && add_padding(maker, setting, 0);
}
