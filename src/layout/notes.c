/* Footnotes stand at the foot of the page of their first reference; web addresses are
 * numbered through a document and listed at its end, so that paper keeps them. */
#include "layout/maker.h"

struct foot_note *note_make(struct maker *maker, const struct node *node,
                            struct element *parent)
{
    struct foot_note *note = ARENA_NEW(maker->arena, struct foot_note);
    struct element *element = note ? element_new(maker->arena, parent, ROLE_NOTE) : NULL;
    struct element *label = element ? element_new(maker->arena, element, ROLE_LBL) : NULL;
    if (!label) {
        return NULL;
    }
    element->id =
        arena_format(maker->arena, "note-%zu-%u", maker->document->number, node->number);
    struct maker outer = *maker;
    maker->boxes = &note->boxes;
    maker->left = 0;
    maker->measure =
        sp_sub(maker->theme->page_width, sp_add(maker->theme->left, maker->theme->right));
    maker->text_size = maker->theme->note_size;
    maker->leading = maker->theme->note_leading;
    maker->quote_depth = maker->list_depth = 0;
    maker->ragged = false;
    maker->in_note = true;
    maker->pending_label = NULL;
    maker->pending_marks = NULL;
    maker_mark(maker, arena_format(maker->arena, "%zu.note:%u", maker->document->number,
                                   node->number));
    struct inline_state state = inline_state_text(maker, label);
    state.style.role = FONT_SANS;
    state.style.size = sp_scale(state.style.size, 85, 100);
    state.color = COLOR_INSIDE;
    struct span_list spans = {0};
    struct lines lines = {0};
    sp indent = maker->theme->indent;
    struct paragraph_format format = {.measure = indent, .align = TEXT_LEFT};
    struct placed *placed = placed_new(maker, 1);
    if (placed &&
        span_add(maker, &spans, arena_format(maker->arena, "[%u]", node->number), &state) &&
        text_break(maker->engine, maker->arena, spans.items, spans.count, &format, &lines,
                   maker->report) &&
        lines.count) {
        *placed = (struct placed){.kind = PLACED_LINE,
                                  .width = indent,
                                  .height = maker->leading,
                                  .as.line = &lines.items[0]};
        maker->pending_label = placed;
    }
    maker->left = indent;
    maker->measure = sp_sub(maker->measure, indent);
    bool ok = flow_children(maker, node, element);
    /* What was made meanwhile stays; what describes the place goes back. */
    maker->boxes = outer.boxes;
    maker->left = outer.left;
    maker->measure = outer.measure;
    maker->text_size = outer.text_size;
    maker->leading = outer.leading;
    maker->quote_depth = outer.quote_depth;
    maker->list_depth = outer.list_depth;
    maker->ragged = outer.ragged;
    maker->in_note = outer.in_note;
    maker->pending_label = outer.pending_label;
    maker->pending_marks = outer.pending_marks;
    return ok ? note : NULL;
}

size_t url_number(struct maker *maker, struct str url)
{
    struct value known = value_get(maker->url_numbers, url);
    if (known.kind == VALUE_INTEGER) {
        return (size_t)known.as.integer;
    }
    if (arena_grow(maker->arena, &maker->urls, maker->url_count, &maker->url_capacity,
                   sizeof *maker->urls) &&
        value_map_set(maker->arena, maker->url_numbers, url,
                      value_integer((int64_t)maker->url_count + 1))) {
        maker->urls[maker->url_count++] = url;
    }
    return maker->url_count;
}

static bool flow_url(struct maker *maker, struct element *list, size_t index, sp indent)
{
    struct element *li = element_new(maker->arena, list, ROLE_LI);
    struct element *lbl = li ? element_new(maker->arena, li, ROLE_LBL) : NULL;
    struct element *body = lbl ? element_new(maker->arena, li, ROLE_LBODY) : NULL;
    struct element *link = body ? element_new(maker->arena, body, ROLE_LINK) : NULL;
    struct placed *label = placed_new(maker, 1);
    if (!link || !label) {
        return false;
    }
    struct str url = maker->urls[index];
    struct inline_state state = inline_state_text(maker, lbl);
    state.style.role = FONT_SANS;
    state.color = COLOR_OUTSIDE;
    struct span_list number = {0}, spans = {0};
    struct lines lines;
    struct paragraph_format format = {.measure = sp_sub(indent, SP_PT(5)),
                                      .align = TEXT_RIGHT};
    if (!span_add(maker, &number, arena_format(maker->arena, "%zu", index + 1), &state) ||
        !text_break(maker->engine, maker->arena, number.items, number.count, &format,
                    &lines, maker->report)) {
        return false;
    }
    *label = (struct placed){.kind = PLACED_LINE,
                             .x = maker->left,
                             .width = indent,
                             .height = maker->leading,
                             .as.line = lines.items};
    maker->pending_label = lines.count ? label : NULL;
    state.element = link;
    state.color = COLOR_QUIET;
    state.link = maker_link(
        maker, (struct layout_link){.element = link, .url = url, .contents = url});
    struct paragraph_look look = {.state = state,
                                  .leading = maker->leading,
                                  .align = TEXT_LEFT,
                                  .break_anywhere = true};
    maker->left = sp_add(maker->left, indent);
    maker->measure = sp_sub(maker->measure, indent);
    bool ok = span_add(maker, &spans, url, &state) && flow_spans(maker, &spans, &look);
    maker->left = sp_sub(maker->left, indent);
    maker->measure = sp_add(maker->measure, indent);
    return ok;
}

bool flow_urls(struct maker *maker)
{
    if (maker->url_count == 0) {
        return true;
    }
    struct element *heading = element_new(maker->arena, maker->part, ROLE_P);
    struct element *list = heading ? element_new(maker->arena, maker->part, ROLE_L) : NULL;
    if (!list) {
        return false;
    }
    list->numbering = NUMBERING_DECIMAL;
    sp size = maker->text_size, leading = maker->leading;
    struct inline_state state = inline_state_text(maker, heading);
    state.style.role = FONT_SANS;
    state.style.bold = true;
    state.style.size = maker->theme->note_size;
    state.color = COLOR_QUIET;
    struct paragraph_look look = {.state = state,
                                  .leading = maker->theme->note_leading,
                                  .align = TEXT_LEFT,
                                  .penalty_inside = PENALTY_NEVER,
                                  .penalty_after = PENALTY_NEVER};
    struct span_list spans = {0};
    struct placed *rule = placed_new(maker, 1);
    if (!rule) {
        return false;
    }
    *rule = (struct placed){.kind = PLACED_RECT,
                            .width = maker->measure,
                            .height = HAIRLINE,
                            .color = COLOR_HAIRLINE};
    boxes_add_skip(maker, sp_scale(leading, 150, 100));
    bool ok = boxes_add(maker, (struct box){.kind = BOX_BOX,
                                            .penalty = PENALTY_NEVER,
                                            .height = SP_PT(6),
                                            .placed = rule,
                                            .placed_count = 1}) &&
              span_add(maker, &spans, STR("Web addresses in this document"), &state) &&
              flow_spans(maker, &spans, &look);
    boxes_add_skip(maker, SP_PT(3));
    maker->text_size = sp_scale(maker->theme->note_size, 88, 100);
    maker->leading = sp_scale(maker->theme->note_leading, 94, 100);
    for (size_t i = 0; i < maker->url_count && ok; i++) {
        ok = flow_url(maker, list, i, SP_PT(24));
    }
    maker->text_size = size;
    maker->leading = leading;
    return ok;
}
