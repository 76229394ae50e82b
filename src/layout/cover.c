/* The cover: a band with the title, a subtitle, and what the packet is. */
#include "base/date.h"
#include "base/number.h"
#include "layout/maker.h"

static bool flow_text(struct maker *maker, struct str text, struct element *element,
                      enum font_role role, bool bold, sp size, sp leading, uint32_t color)
{
    struct inline_state state = inline_state_text(maker, element);
    state.style.role = (uint8_t)role;
    state.style.bold = bold;
    state.style.size = size;
    state.color = color;
    struct paragraph_look look = {
        .state = state, .leading = leading, .align = TEXT_LEFT, .break_anywhere = true};
    struct span_list spans = {0};
    return span_add(maker, &spans, text, &state) && flow_spans(maker, &spans, &look);
}

static bool add_gap(struct maker *maker, sp height)
{
    return boxes_add(maker, (struct box){.kind = BOX_BOX, .height = height}) != NULL;
}

/* A fact: its name on the left, what it is beside it. */
static bool flow_fact(struct maker *maker, const char *name, struct str text)
{
    if (text.len == 0) {
        return true;
    }
    struct element *element = element_new(maker->arena, maker->part, ROLE_P);
    sp indent = sp_min(SP_PT(88), maker->measure / 3);
    sp size = sp_scale(maker->theme->small_size, 98, 100);
    sp leading = sp_scale(maker->theme->leading, 126, 100);
    struct inline_state state = inline_state_text(maker, element);
    state.style.role = FONT_SANS;
    state.style.size = size;
    state.color = COLOR_QUIET;
    struct span_list spans = {0};
    struct lines lines;
    struct paragraph_format format = {.measure = indent, .align = TEXT_LEFT};
    struct placed *label = placed_new(maker, 1);
    if (!element || !label || !span_add(maker, &spans, str_from(name), &state) ||
        !text_break(maker->engine, maker->arena, spans.items, spans.count, &format, &lines,
                    maker->report)) {
        return false;
    }
    *label = (struct placed){.kind = PLACED_LINE,
                             .x = maker->left,
                             .width = indent,
                             .height = leading,
                             .as.line = lines.items};
    maker->pending_label = lines.count ? label : NULL;
    maker->left = sp_add(maker->left, indent);
    maker->measure = sp_sub(maker->measure, indent);
    bool ok = flow_text(maker, text, element, FONT_SANS, false, size, leading, COLOR_INK);
    maker->left = sp_sub(maker->left, indent);
    maker->measure = sp_add(maker->measure, indent);
    return ok;
}

static struct str count_text(struct maker *maker)
{
    size_t words = 0;
    for (size_t i = 0; i < maker->packet->document_count; i++) {
        words += maker->packet->documents[i]->word_count;
    }
    struct buf text = {0};
    buf_add_format(&text, "%zu, ", maker->packet->document_count);
    number_add_grouped(&text, words);
    buf_add_text(&text, " words");
    return arena_take(maker->arena, &text);
}

static struct str copy_text(struct maker *maker)
{
    const struct packet *packet = maker->packet;
    struct str where =
        packet->live_url.len ? address_text(packet->live_url) : packet->site_title;
    struct str when =
        packet->date ? date_in_words(maker->arena, packet->date) : (struct str){0};
    struct buf text = {0};
    buf_add(&text, where);
    if (when.len) {
        buf_add_text(&text, text.len ? ", " : "");
        buf_add(&text, when);
    }
    if (packet->revision.len) {
        buf_add_format(&text, ", revision %.*s%.*s",
                       STR_ARG(str_sub(packet->revision, 0, 7)),
                       STR_ARG(revision_mark(packet->revision)));
    }
    struct str kept = arena_take(maker->arena, &text);
    return kept;
}

bool flow_cover(struct maker *maker)
{
    const struct theme *theme = maker->theme;
    const struct packet *packet = maker->packet;
    if (!begin_part(maker, theme->text_size, theme->leading)) {
        return false;
    }
    struct element *title = element_new(maker->arena, maker->part, ROLE_P);
    sp size = sp_scale(theme->title_size, 136, 100), leading = sp_scale(size, 116, 100);
    sp band = sp_scale(theme->page_height, 36, 100);
    struct placed *rect = placed_new(maker, 1);
    if (!title || !rect) {
        return false;
    }
    struct boxes *outer = maker->boxes, measured = {0};
    maker->boxes = &measured;
    bool ok =
        flow_text(maker, packet->title, title, FONT_SANS, true, size, leading, COLOR_WHITE);
    maker->boxes = outer;
    sp title_height = boxes_height(&measured);
    sp above = sp_max(sp_sub(sp_sub(sp_sub(band, theme->top), SP_MM(14)), title_height),
                      SP_PT(10));
    *rect = (struct placed){.kind = PLACED_RECT,
                            .x = -theme->left,
                            .y = -theme->top,
                            .width = theme->page_width,
                            .height = sp_max(band, sp_add(sp_add(theme->top, above),
                                                          sp_add(title_height, SP_MM(14)))),
                            .color = COLOR_INK};
    ok = ok && boxes_add(maker, (struct box){.kind = BOX_BOX,
                                             .height = above,
                                             .placed = rect,
                                             .placed_count = 1});
    for (size_t i = 0; i < measured.count && ok; i++) {
        ok = boxes_add(maker, measured.items[i]) != NULL;
    }
    ok = ok && add_gap(maker, SP_MM(24));
    if (ok && packet->subtitle.len) {
        struct element *subtitle = element_new(maker->arena, maker->part, ROLE_P);
        ok = subtitle && flow_text(maker, packet->subtitle, subtitle, FONT_SANS, false,
                                   sp_scale(theme->text_size, 128, 100),
                                   sp_scale(theme->leading, 132, 100), COLOR_INK);
    }
    return ok && add_gap(maker, SP_MM(16)) &&
           flow_fact(maker, "Prepared for", packet->prepared_for) &&
           flow_fact(maker, "Copy of", copy_text(maker)) &&
           flow_fact(maker, "Documents", count_text(maker)) &&
           flow_fact(maker, "Contact", address_text(packet->contact)) &&
           add_gap(maker, SP_MM(14)) &&
           flow_text(
               maker,
               STR("Links between these documents work in this file and carry page numbers "
                   "for paper; web addresses are listed at each document's end."),
               element_new(maker->arena, maker->part, ROLE_P), FONT_SANS, false,
               sp_scale(theme->note_size, 92, 100), theme->note_leading, COLOR_QUIET);
}
