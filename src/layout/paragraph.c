/* Paragraphs: spans to lines, and lines to boxes with their labels, images and notes.
 * Below the blocks and inlines, which say what is set and how it looks; text/ breaks the
 * lines. */
#include "layout/maker.h"

#include "base/size.h"

/* Spans */

/* More than this is no room that the next paragraphs have use for. */
#define SPARE_MOST_SPANS 16384

void span_list_give(struct maker *maker, struct span_list *list)
{
    if (list->capacity > SPARE_MOST_SPANS) {
        arena_let_go(maker->run->scratch, list->items,
                     list->capacity * sizeof *list->items);
    } else if (list->capacity > maker->spare.capacity) {
        maker->spare = (struct span_list){.items = list->items, .capacity = list->capacity};
    }
    *list = (struct span_list){0};
}

bool span_list_add(struct maker *maker, struct span_list *list, struct text_span span)
{
    if (list->capacity == 0) {
        *list = maker->spare;
        maker->spare = (struct span_list){0};
    }
    if (!span.style || !arena_grow(maker->run->scratch, &list->items, list->count,
                                   &list->capacity, sizeof *list->items)) {
        return false;
    }
    list->items[list->count++] = span;
    return true;
}

bool span_list_break(struct maker *maker, const struct span_list *spans,
                     const struct paragraph_format *format, struct lines *out)
{
    const struct run *run = maker->run;
    arena_reset(run->lines);
    if (arena_failed(run->making)) {
        return false; /* a context of the spans, or its note, is missing */
    }
    return text_break(run->engine, run->lines, spans->items, spans->count, format, out,
                      run->report);
}

struct run_context inline_state_context(const struct inline_state *state)
{
    return (struct run_context){.element = state->element,
                                .color = state->color,
                                .ground = state->ground & 0xFFFFFF,
                                .underline = state->underline,
                                .strike = state->strike,
                                .dotted = state->dotted};
}

bool span_add(struct maker *maker, struct span_list *list, struct str text,
              const struct inline_state *state)
{
    struct run_context context = inline_state_context(state);
    struct context_note note = {.link = state->link};
    const struct document *document = maker->chapter->document;
    struct place place = {.file = document ? document->source : (struct str){0}};
    return span_list_add(maker, list,
                         (struct text_span){.kind = SPAN_TEXT,
                                            .style = maker_style(maker, state->style),
                                            .text = text,
                                            .context = maker_context(maker, context, note),
                                            .scope = state->scope,
                                            .of.place = place});
}

/* Looks */

struct inline_state inline_state_text(struct maker *maker, struct setting setting,
                                      struct element *element)
{
    struct str own = element ? element_more(element)->language : (struct str){0};
    return (struct inline_state){
        .style = {.role = maker->run->theme->face.text,
                  .size = setting.type.size,
                  .language = own.len                ? own
                              : setting.language.len ? setting.language
                                                     : maker_language(maker)},
        .element = element,
        .color = maker->run->theme->color.text,
    };
}

struct inline_state inline_state_head(struct maker *maker, struct setting setting,
                                      struct element *element, sp size, uint32_t color)
{
    struct inline_state state = inline_state_text(maker, setting, element);
    state.style.role = maker->run->theme->face.heading;
    state.style.size = size;
    state.color = color;
    return state;
}

struct inline_state inline_state_offset(struct inline_state state, struct offset_type type)
{
    state.style.rise =
        sp_add(state.style.rise, sp_percent(state.style.size, type.rise_percent));
    state.style.size = sp_percent(state.style.size, type.size_percent);
    return state;
}

struct inline_state inline_state_nested(struct inline_state state, struct offset_type type,
                                        sp least_size)
{
    if (state.style.size > least_size) {
        state = inline_state_offset(state, type);
        state.style.size = sp_max(state.style.size, least_size);
    }
    return state;
}

struct inline_state inline_state_scoped(const struct maker *maker,
                                        struct inline_state state,
                                        enum text_direction direction, bool overrides)
{
    struct text_scope *scope = ARENA_NEW(maker->run->scratch, struct text_scope);
    if (scope) {
        *scope = (struct text_scope){state.scope, direction, overrides};
        state.scope = scope;
    }
    return state;
}

static uint8_t align_of(struct setting setting, uint8_t usual)
{
    return setting.align == ALIGN_LEFT     ? TEXT_LEFT
           : setting.align == ALIGN_CENTER ? TEXT_CENTER
           : setting.align == ALIGN_RIGHT  ? TEXT_RIGHT
                                           : usual;
}

struct paragraph_look look_text(struct maker *maker, struct setting setting,
                                struct element *element)
{
    return (struct paragraph_look){
        .state = inline_state_text(maker, setting, element),
        .leading = setting.type.leading,
        .align =
            align_of(setting, setting.ragged ? setting_align_start(setting) : TEXT_JUSTIFY),
        .hyphenate = true,
        .hang = !setting.ragged && !setting.align,
    };
}

struct paragraph_look look_plain(struct setting setting, struct inline_state state)
{
    return (struct paragraph_look){.state = state,
                                   .leading = setting.type.leading,
                                   .align =
                                       align_of(setting, setting_align_start(setting))};
}

/* Lines */

/* Those whose references begin here, in reading order: one that is broken over lines brings
 * its note once. */
static struct foot_note *take_notes(const struct maker *maker, const struct line *line)
{
    struct foot_note *first = NULL, **end = &first;
    for (uint32_t i = 0; i < line->count; i++) {
        const struct context_tie *tie = maker_tie(maker, line_read(line, i)->context);
        struct foot_note *note = tie ? tie->foot_note : NULL;
        if (note && !note->taken) {
            note->taken = true;
            *end = note;
            end = &note->next;
        }
    }
    return first;
}

/* What begins with text that runs on begins on the first of its lines. */
static struct mark *take_marks(struct maker *maker, const struct line *line)
{
    struct mark *marks = NULL;
    for (uint32_t i = 0; i < line->count; i++) {
        struct context_tie *tie = maker_tie(maker, line->pieces[i].context);
        if (tie) {
            marks_add(&marks, tie->marks);
            tie->marks = NULL;
        }
    }
    return marks;
}

/* The image that stands on a line at `piece`, or NULL. */
static const struct line_image *image_of(const struct maker *maker,
                                         const struct piece *piece)
{
    uint32_t image = maker->marks->leads[piece->context].image;
    return image && !piece->word && !piece->leader ? &maker->marks->line_images[image - 1]
                                                   : NULL;
}

/* A line grows for what is larger than letters are. */
static size_t count_images(const struct maker *maker, const struct line *line, sp *above,
                           sp *below)
{
    const struct theme *theme = maker->run->theme;
    size_t count = 0;
    for (uint32_t i = 0; i < line->count && maker->marks->line_image_count; i++) {
        const struct line_image *image = image_of(maker, &line->pieces[i]);
        if (image) {
            sp gap = image->small ? 0 : theme->line.image_gap;
            *above = sp_max(*above, sp_add(sp_sub(image->height, image->drop), gap));
            *below = sp_max(*below, sp_sub(image->drop, theme->line.image_gap));
            count++;
        }
    }
    return count;
}

static size_t place_images(const struct maker *maker, struct setting setting,
                           const struct line *line, sp baseline, struct placed *out)
{
    size_t count = 0;
    for (uint32_t i = 0; i < line->count && maker->marks->line_image_count; i++) {
        const struct line_image *image = image_of(maker, &line->pieces[i]);
        if (image) {
            out[count++] = (struct placed){
                .kind = PLACED_IMAGE,
                .x = sp_add(setting.left, line->pieces[i].x),
                .y = sp_sub(baseline, sp_sub(image->height, image->drop)),
                .width = image->width,
                .height = image->height,
                .artifact = image->element ? ARTIFACT_NONE : ARTIFACT_LAYOUT,
                .as.element = image->element,
                .look.image = size_to_u32(image->index)};
        }
    }
    return count;
}

static uint32_t ground_of(const struct maker *maker, const struct line *line, uint32_t i)
{
    return i < line->count ? maker->marks->contexts[line->pieces[i].context].ground : 0;
}

/* What is marked gets its ground: a rectangle behind each run of it, blanks included.
 * `out` NULL: only counts them. */
static size_t place_grounds(const struct maker *maker, struct setting setting,
                            const struct line *line, sp baseline, struct placed *out)
{
    const struct theme *theme = maker->run->theme;
    size_t count = 0;
    for (uint32_t i = 0, end; i < line->count; i = end) {
        uint32_t ground = ground_of(maker, line, i);
        for (end = i + 1; end < line->count && ground_of(maker, line, end) == ground;) {
            end++;
        }
        if (ground && out) {
            const struct piece *first = &line->pieces[i], *last = &line->pieces[end - 1];
            sp size = first->style->size;
            sp top = sp_percent(size, theme->span.ground_above_percent);
            out[count] = (struct placed){
                .kind = PLACED_RECT,
                .x = sp_add(setting.left, first->x),
                .y = sp_sub(baseline, top),
                .width = sp_sub(sp_add(last->x, last->width), first->x),
                .height = sp_add(top, sp_percent(size, theme->span.ground_below_percent)),
                .look.color = ground};
        }
        count += ground != 0;
    }
    return count;
}

struct placed placed_line(struct maker *maker, const struct line *line)
{
    struct placed placed = {.kind = PLACED_LINE,
                            .as.line = line_keep(maker->marks->sheaf->arena, line)};
    for (uint32_t i = 0; i < line->count && !placed.linked; i++) {
        placed.linked = maker->marks->leads[line->pieces[i].context].link != 0;
    }
    return placed;
}

static bool add_line(struct maker *maker, struct setting setting, const struct line *line,
                     sp leading, int32_t penalty)
{
    const struct theme *theme = maker->run->theme;
    sp above = sp_percent(leading, theme->line.baseline_percent);
    sp below = sp_sub(leading, above);
    struct placed *label = setting.flow->label;
    size_t images = count_images(maker, line, &above, &below);
    size_t grounds = place_grounds(maker, setting, line, 0, NULL);
    struct placed *placed = placed_new(maker, grounds + images + (label ? 2 : 1));
    struct placed kept = placed_line(maker, line);
    if (!placed || !kept.as.line) {
        return false;
    }
    sp height = sp_add(above, below);
    size_t count = 0;
    if (label) {
        placed[count] = *label;
        placed[count].y = above;
        count++;
        setting.flow->label = NULL;
    }
    count += place_grounds(maker, setting, line, above, placed + count);
    kept.x = setting.left;
    kept.y = above;
    kept.width = setting.measure;
    kept.height = height;
    placed[count++] = kept;
    count += place_images(maker, setting, line, above, placed + count);
    return boxes_add(maker, setting,
                     (struct box){.penalty = penalty,
                                  .height = height,
                                  .placed = placed,
                                  .placed_count = count,
                                  .marks = take_marks(maker, line),
                                  .notes = take_notes(maker, line)}) != NULL;
}

static bool splits_word(const struct line *line)
{
    for (uint32_t i = 0; i < line->count; i++) {
        if (line->pieces[i].hyphen) {
            return true;
        }
    }
    return false;
}

bool flow_spans(struct maker *maker, struct setting setting, struct span_list *spans,
                const struct paragraph_look *look)
{
    struct paragraph_format format = {
        .measure = sp_max(setting.measure, 1),
        .later_indent = look->later_indent,
        .align = look->align,
        .hyphenate = look->hyphenate,
        .hyphens_at_need = look->hyphens_at_need,
        .direction = setting_text_direction(setting),
        .flush_right = setting.direction == RIGHT_TO_LEFT,
        .hang_punctuation = look->hang,
    };
    struct lines lines;
    struct mark *behind = spans->marks;
    bool broken = span_list_break(maker, spans, &format, &lines);
    span_list_give(maker, spans);
    if (!broken) {
        return false;
    }
    for (size_t i = 0; i < lines.count; i++) {
        bool first = i == 0, before_last = i + 2 == lines.count,
             last = i + 1 == lines.count;
        int32_t penalty = last ? look->penalty_after
                          : (first || before_last) && !look->parted
                              ? PENALTY_NEVER /* orphan, widow */
                              : look->penalty_inside;
        if (splits_word(&lines.items[i])) {
            penalty = penalty > PENALTY_SPLIT_WORD ? penalty : PENALTY_SPLIT_WORD;
        }
        if (!add_line(maker, setting, &lines.items[i], look->leading, penalty)) {
            return false;
        }
    }
    struct boxes *boxes = &setting.flow->boxes;
    marks_add(lines.count ? &boxes->items[boxes->count - 1].marks : &setting.flow->marks,
              behind);
    return true;
}

bool flow_text(struct maker *maker, struct setting setting, struct str text,
               const struct paragraph_look *look)
{
    struct span_list spans = {0};
    return span_add(maker, &spans, text, &look->state) &&
           flow_spans(maker, setting, &spans, look);
}

/* On one line, as wide as it may be. From left to right the space behind it is written, so
 * that a reader hears two words. */
static bool break_label(struct maker *maker, struct setting setting, struct str text,
                        const struct inline_state *state, sp measure, uint8_t align,
                        struct lines *out)
{
    struct span_list spans = {0};
    bool from_right = setting.direction == RIGHT_TO_LEFT;
    struct paragraph_format format = {.measure = measure,
                                      .align = align,
                                      .direction =
                                          from_right ? TEXT_FROM_RIGHT : TEXT_BY_LETTER};
    bool ok = span_add(maker, &spans, text, state) &&
              (from_right || span_add(maker, &spans, STR(" "), state)) &&
              span_list_break(maker, &spans, &format, out);
    if (ok && out->count > 1) {
        format.measure = SP_MAX;
        format.align = TEXT_LEFT;
        ok = span_list_break(maker, &spans, &format, out);
    }
    span_list_give(maker, &spans);
    return ok;
}

bool flow_label(struct maker *maker, struct setting setting, struct str text,
                const struct inline_state *state, sp width, sp gap, uint8_t align)
{
    struct lines lines;
    sp measure = sp_max(sp_sub(width, gap), maker->run->theme->list.least_label);
    struct placed *label = placed_new(maker, 1);
    if (!label || !break_label(maker, setting, text, state, measure, align, &lines)) {
        return false;
    }
    if (lines.count) {
        measure = sp_max(measure, lines.items[0].width);
        *label = placed_line(maker, &lines.items[0]);
        label->x = setting_x(setting, 0, measure);
        label->width = width;
        label->height = setting.type.leading;
        setting.flow->label = label;
        return label->as.line != NULL;
    }
    return true;
}
