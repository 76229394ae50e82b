/* Blocks to boxes. Space between blocks is a skip that stands before a block, so the
 * last block of a page ends flush; what must stay together says so by penalties. */
#include "layout/maker.h"

#define BASELINE_PERCENT 75 /* of the leading lies above the baseline */
#define FLOW_DEPTH_LIMIT 120

/* Lines */

static struct foot_note *notes_of_line(const struct maker *maker, const struct line *line)
{
    struct foot_note *first = NULL, **end = &first;
    for (uint32_t i = 0; i < line->count; i++) {
        const struct context_note *note = &maker->context_notes[line->pieces[i].context];
        bool seen = false;
        for (struct foot_note *n = first; n && note->foot_note; n = n->next) {
            seen = seen || n == note->foot_note;
        }
        if (note->foot_note && !seen) {
            *end = note->foot_note;
            end = &note->foot_note->next;
        }
    }
    return first;
}

/* The image that stands on a line at `piece`, or NULL. */
static const struct line_image *image_of(const struct maker *maker,
                                         const struct piece *piece)
{
    uint32_t image = maker->context_notes[piece->context].image;
    return image && !piece->word && !piece->leader ? &maker->line_images[image - 1] : NULL;
}

static size_t count_images(const struct maker *maker, const struct line *line, sp *tallest)
{
    size_t count = 0;
    for (uint32_t i = 0; i < line->count && maker->line_image_count; i++) {
        const struct line_image *image = image_of(maker, &line->pieces[i]);
        *tallest = image ? sp_max(*tallest, image->height) : *tallest;
        count += image != NULL;
    }
    return count;
}

static size_t place_images(const struct maker *maker, const struct line *line, sp baseline,
                           struct placed *out)
{
    size_t count = 0;
    for (uint32_t i = 0; i < line->count && maker->line_image_count; i++) {
        const struct line_image *image = image_of(maker, &line->pieces[i]);
        if (image) {
            out[count++] = (struct placed){.kind = PLACED_IMAGE,
                                           .x = sp_add(maker->left, line->pieces[i].x),
                                           .y = sp_sub(baseline, image->height),
                                           .width = image->width,
                                           .height = image->height,
                                           .element = image->element,
                                           .as.image = image->index};
        }
    }
    return count;
}

static bool add_line(struct maker *maker, const struct line *line,
                     const struct paragraph_look *look, int32_t penalty)
{
    sp above = sp_scale(look->leading, BASELINE_PERCENT, 100), tallest = 0;
    sp below = sp_sub(look->leading, above);
    struct placed *label = maker->pending_label;
    size_t images = count_images(maker, line, &tallest);
    struct placed *placed = placed_new(maker, images + (label ? 2 : 1));
    if (!placed) {
        return false;
    }
    above = images ? sp_max(above, sp_add(tallest, SP_PT(2))) : above;
    sp height = sp_add(above, below);
    size_t count = 0;
    if (label) {
        placed[count] = *label;
        placed[count].y = above;
        count++;
        maker->pending_label = NULL;
    }
    placed[count++] = (struct placed){.kind = PLACED_LINE,
                                      .x = maker->left,
                                      .y = above,
                                      .width = maker->measure,
                                      .height = height,
                                      .as.line = line};
    count += place_images(maker, line, above, placed + count);
    return boxes_add(maker, (struct box){.kind = BOX_BOX,
                                         .penalty = penalty,
                                         .height = height,
                                         .placed = placed,
                                         .placed_count = count,
                                         .notes = notes_of_line(maker, line)}) != NULL;
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

bool flow_spans(struct maker *maker, struct span_list *spans,
                const struct paragraph_look *look)
{
    struct paragraph_format format = {
        .measure = sp_max(maker->measure, SP_PT(20)),
        .later_indent = look->later_indent,
        .align = look->align,
        .hyphenate = look->hyphenate,
        .hang_punctuation = look->hang,
        .break_anywhere = look->break_anywhere,
    };
    struct lines lines;
    bool broken = text_break(maker->engine, maker->arena, spans->items, spans->count,
                             &format, &lines, maker->report);
    span_list_give(maker, spans);
    if (!broken) {
        return false;
    }
    for (size_t i = 0; i < lines.count; i++) {
        bool first = i == 0, before_last = i + 2 == lines.count,
             last = i + 1 == lines.count;
        int32_t penalty = last                   ? look->penalty_after
                          : first || before_last ? PENALTY_NEVER /* orphan, widow */
                                                 : look->penalty_inside;
        if (splits_word(&lines.items[i])) {
            penalty = penalty > PENALTY_SPLIT_WORD ? penalty : PENALTY_SPLIT_WORD;
        }
        if (!add_line(maker, &lines.items[i], look, penalty)) {
            return false;
        }
    }
    return true;
}

static struct paragraph_look text_look(struct maker *maker, struct element *element)
{
    return (struct paragraph_look){
        .state = inline_state_text(maker, element),
        .leading = maker->leading,
        .align = maker->ragged ? TEXT_LEFT : TEXT_JUSTIFY,
        .hyphenate = true,
        .hang = !maker->ragged,
        .break_anywhere = maker->ragged,
    };
}

static bool flow_looks(struct maker *maker, const struct node *node,
                       const struct paragraph_look *look)
{
    struct span_list spans = {0};
    return inline_spans(maker, node, look->state, &spans) &&
           flow_spans(maker, &spans, look);
}

bool flow_inlines(struct maker *maker, const struct node *node, struct element *element)
{
    struct paragraph_look look = text_look(maker, element);
    return flow_looks(maker, node, &look);
}

/* Parts and titles */

bool begin_part(struct maker *maker, sp text_size, sp leading)
{
    const struct theme *theme = maker->theme;
    maker->document = NULL;
    maker->text_size = text_size;
    maker->leading = leading;
    maker->left = 0;
    maker->measure = sp_sub(theme->page_width, sp_add(theme->left, theme->right));
    maker->part = element_new(maker->arena, maker->root, ROLE_SECT);
    return maker->part != NULL;
}

struct paragraph_look title_look(struct maker *maker, struct element *heading)
{
    struct inline_state state = inline_state_text(maker, heading);
    state.style.role = FONT_SANS;
    state.style.bold = true;
    state.style.size = maker->theme->title_size;
    state.color = COLOR_INK;
    return (struct paragraph_look){.state = state,
                                   .leading = maker->theme->title_leading,
                                   .align = TEXT_LEFT,
                                   .penalty_inside = PENALTY_NEVER,
                                   .penalty_after = PENALTY_NEVER};
}

bool flow_part_title(struct maker *maker, struct str title)
{
    struct element *heading = element_new(maker->arena, maker->part, ROLE_H1);
    struct paragraph_look look = title_look(maker, heading);
    struct span_list spans = {0};
    bool ok = heading && span_add(maker, &spans, title, &look.state) &&
              flow_spans(maker, &spans, &look);
    boxes_add_skip(maker, maker->theme->leading);
    return ok;
}

/* Blocks */

static bool is_only(const struct node *parent, enum node_kind kind)
{
    return parent->first && !parent->first->next && parent->first->kind == kind;
}

static bool flow_paragraph(struct maker *maker, const struct node *node,
                           struct element *parent)
{
    if (is_only(node, NODE_IMAGE)) {
        return flow_image(maker, node->first, parent);
    }
    struct element *element = element_new(maker->arena, parent, ROLE_P);
    struct paragraph_look look = text_look(maker, element);
    if (is_only(node, NODE_LINK) && is_only(node->first, NODE_IMAGE)) {
        look.align = TEXT_CENTER; /* as an image that is no link */
    }
    return element && flow_looks(maker, node, &look);
}

static bool flow_heading(struct maker *maker, const struct node *node,
                         struct element *parent)
{
    uint8_t level = heading_level(node);
    struct element *element =
        element_new(maker->arena, parent, (enum element_role)(ROLE_H1 + level - 1));
    if (!element) {
        return false;
    }
    struct paragraph_look look = text_look(maker, element);
    look.state.style.role = FONT_SANS;
    look.state.style.bold = true;
    look.state.style.size = maker->theme->heading_size[level];
    look.state.color = COLOR_INK;
    look.leading = maker->theme->heading_leading[level];
    look.align = TEXT_LEFT;
    look.hyphenate = look.hang = false;
    look.penalty_inside = look.penalty_after = PENALTY_NEVER;
    struct span_list spans = {0};
    boxes_add_skip(maker, sp_scale(maker->leading,
                                   level == 2   ? 165
                                   : level == 3 ? 125
                                                : 90,
                                   100));
    if (!inline_spans(maker, node, look.state, &spans) ||
        !flow_spans(maker, &spans, &look)) {
        return false;
    }
    boxes_add_skip(maker, sp_scale(maker->leading, level <= 3 ? 30 : 16, 100));
    return true;
}

static bool flow_quote(struct maker *maker, const struct node *node, struct element *parent)
{
    struct element *element = element_new(maker->arena, parent, ROLE_BLOCKQUOTE);
    sp left = maker->left, measure = maker->measure;
    size_t depth = maker->quote_depth;
    sp indent = sp_min(maker->theme->indent, maker->measure / 6);
    if (depth < sizeof maker->bars / sizeof maker->bars[0]) {
        maker->bars[maker->quote_depth++] = left;
        maker->left = sp_add(left, indent);
        maker->measure = sp_sub(measure, indent);
    }
    bool ok = element && flow_children(maker, node, element);
    maker->quote_depth = depth;
    maker->left = left;
    maker->measure = measure;
    return ok;
}

static bool flow_rule(struct maker *maker)
{
    struct placed *rule = placed_new(maker, 1);
    if (!rule) {
        return false;
    }
    *rule = (struct placed){.kind = PLACED_RECT,
                            .x = sp_add(maker->left, maker->measure / 3),
                            .y = maker->leading / 2,
                            .width = maker->measure / 3,
                            .height = HAIRLINE,
                            .color = COLOR_HAIRLINE};
    return boxes_add(maker, (struct box){.kind = BOX_BOX,
                                         .height = maker->leading,
                                         .placed = rule,
                                         .placed_count = 1}) != NULL;
}

static bool flow_caption(struct maker *maker, const struct node *node,
                         struct element *parent)
{
    struct element *element = element_new(maker->arena, parent, ROLE_CAPTION);
    sp size = maker->text_size, leading = maker->leading;
    bool ragged = maker->ragged;
    maker->text_size = maker->theme->small_size;
    maker->leading = maker->theme->small_leading;
    maker->ragged = true;
    bool ok = element && flow_inlines(maker, node, element);
    maker->text_size = size;
    maker->leading = leading;
    maker->ragged = ragged;
    return ok;
}

static sp space_before(const struct maker *maker, const struct node *node)
{
    switch (node->kind) {
    case NODE_HEADING: return 0; /* brings its own */
    case NODE_TABLE:
    case NODE_CODE_BLOCK:
    case NODE_FIGURE: return sp_scale(maker->leading, 70, 100);
    case NODE_QUOTE: return sp_scale(maker->leading, 60, 100);
    case NODE_ITEM: return 0;
    default: return sp_scale(maker->leading, maker->list_depth ? 30 : 46, 100);
    }
}

bool flow_block(struct maker *maker, const struct node *node, struct element *parent)
{
    if (node->id.len && !maker->in_note) {
        maker_mark(maker, destination_name(maker->arena, maker->document, node->id));
    }
    switch ((enum node_kind)node->kind) {
    case NODE_HEADING: return flow_heading(maker, node, parent);
    case NODE_PARAGRAPH:
    case NODE_TERM: return flow_paragraph(maker, node, parent);
    case NODE_LIST: return flow_list(maker, node, parent);
    case NODE_DEFINITION_LIST: return flow_definition_list(maker, node, parent);
    case NODE_QUOTE:
    case NODE_ADMONITION: return flow_quote(maker, node, parent);
    case NODE_TABLE: return flow_table(maker, node, parent);
    case NODE_CODE_BLOCK:
    case NODE_MATH_BLOCK: return flow_code(maker, node, parent);
    case NODE_RULE: return flow_rule(maker);
    case NODE_CAPTION: return flow_caption(maker, node, parent);
    case NODE_FOOTNOTE: return true; /* set where it is referred to */
    case NODE_DOCUMENT:
    case NODE_DIV:
    case NODE_FIGURE:
    case NODE_TOC_BLOCK:
    case NODE_DEFINITION:
    case NODE_ITEM:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_HTML_BLOCK: return flow_children(maker, node, parent);
    case NODE_IMAGE: return flow_image(maker, node, parent);
    case NODE_RAW_BLOCK:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_SMALL:
    case NODE_LINK:
    case NODE_SPAN:
    case NODE_HTML_INLINE:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_LINE_BREAK:
    case NODE_SOFT_BREAK:
    case NODE_FOOTNOTE_REFERENCE:
    case NODE_MATH:
    case NODE_RAW_INLINE: return true; /* not among blocks of an absorbed tree */
    }
    return true;
}

static bool holds_inlines(const struct node *node)
{
    return node->first && node_is_inline(node->first);
}

bool flow_children(struct maker *maker, const struct node *parent, struct element *element)
{
    if (holds_inlines(parent)) {
        struct element *paragraph = element_new(maker->arena, element, ROLE_P);
        return paragraph && flow_inlines(maker, parent, paragraph);
    }
    bool first = true;
    for (const struct node *node = parent->first; node; node = node->next) {
        if (node == maker->document->title_heading) {
            continue; /* set as the document's title */
        }
        if (!first || parent->kind == NODE_DOCUMENT) {
            boxes_add_skip(maker, space_before(maker, node));
        }
        first = false;
        if (!flow_block(maker, node, element)) {
            return false;
        }
    }
    return true;
}
