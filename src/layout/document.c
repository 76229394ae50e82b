/* One document: its number, title, address and rule, then its blocks, then its web
 * addresses. */
#include "layout/maker.h"

struct str address_text(struct str url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        if (str_starts(url, schemes[i])) {
            return str_skip(url, strlen(schemes[i]));
        }
    }
    return url;
}

static bool flow_number(struct maker *maker)
{
    struct element *element = element_new(maker->arena, maker->part, ROLE_P);
    if (!element) {
        return false;
    }
    struct inline_state state = inline_state_text(maker, element);
    state.style.role = FONT_SANS;
    state.style.bold = true;
    state.style.size = maker->theme->text_size;
    state.color = COLOR_INSIDE;
    struct paragraph_look look = {.state = state,
                                  .leading = maker->leading,
                                  .align = TEXT_LEFT,
                                  .penalty_after = PENALTY_NEVER};
    struct span_list spans = {0};
    return span_add(maker, &spans,
                    arena_format(maker->arena, "%zu", maker->document->number), &state) &&
           flow_spans(maker, &spans, &look);
}

static bool flow_title(struct maker *maker)
{
    struct element *element = element_new(maker->arena, maker->part, ROLE_H1);
    if (!element) {
        return false;
    }
    struct paragraph_look look = title_look(maker, element);
    struct span_list spans = {0};
    const struct node *title = maker->document->title_heading;
    bool ok;
    if (title) {
        if (title->id.len) {
            maker_mark(maker, destination_name(maker->arena, maker->document, title->id));
        }
        ok = inline_spans(maker, title, look.state, &spans);
    } else {
        ok = span_add(maker, &spans, maker->document->title, &look.state);
    }
    return ok && flow_spans(maker, &spans, &look);
}

static bool flow_source(struct maker *maker)
{
    struct str url =
        maker->document->live_url.len ? maker->document->live_url : maker->document->url;
    struct element *paragraph = element_new(maker->arena, maker->part, ROLE_P);
    bool live = maker->document->live_url.len > 0;
    struct element *element =
        live && paragraph ? element_new(maker->arena, paragraph, ROLE_LINK) : paragraph;
    if (!element) {
        return false;
    }
    struct inline_state state = inline_state_text(maker, element);
    state.style.role = FONT_SANS;
    state.style.size = sp_scale(maker->theme->note_size, 96, 100);
    state.color = COLOR_QUIET;
    if (live) {
        state.link = maker_link(
            maker, (struct layout_link){.element = element,
                                        .url = url,
                                        .contents = arena_format(
                                            maker->arena, "Source: %.*s", STR_ARG(url))});
    }
    struct paragraph_look look = {.state = state,
                                  .leading = maker->leading,
                                  .align = TEXT_LEFT,
                                  .break_anywhere = true,
                                  .penalty_inside = PENALTY_NEVER,
                                  .penalty_after = PENALTY_NEVER};
    struct span_list spans = {0};
    return span_add(maker, &spans, address_text(url), &state) &&
           flow_spans(maker, &spans, &look);
}

static bool add_space(struct maker *maker, sp height, const struct placed *rule)
{
    struct placed *placed = rule ? placed_new(maker, 1) : NULL;
    if (rule && !placed) {
        return false;
    }
    if (placed) {
        *placed = *rule;
    }
    return boxes_add(maker, (struct box){.kind = BOX_BOX,
                                         .penalty = PENALTY_NEVER,
                                         .height = height,
                                         .placed = placed,
                                         .placed_count = placed ? 1 : 0}) != NULL;
}

bool flow_document(struct maker *maker)
{
    const struct document *document = maker->document;
    maker->part = element_new(maker->arena, maker->root, ROLE_PART);
    maker->text_size = maker->theme->text_size;
    maker->leading = maker->theme->leading;
    maker->left = 0;
    maker->measure =
        sp_sub(maker->theme->page_width, sp_add(maker->theme->left, maker->theme->right));
    maker->pending_label = NULL;
    maker->pending_marks = NULL;
    maker->url_count = 0;
    maker->url_numbers = value_map_new(maker->arena);
    if (!maker->part) {
        return false;
    }
    maker->part->title = document->display_title;
    if (!str_eq(document->language, maker->packet->language)) {
        maker->part->language = document->language;
    }
    maker_mark(maker, destination_name(maker->arena, document, (struct str){0}));
    struct placed rule = {.kind = PLACED_RECT,
                          .y = SP_PT(4),
                          .width = maker->measure,
                          .height = SP_PT(0.8),
                          .color = COLOR_INK};
    return add_space(maker, maker->theme->title_drop, NULL) && flow_number(maker) &&
           flow_title(maker) && flow_source(maker) && add_space(maker, SP_PT(20), &rule) &&
           flow_children(maker, document->root, maker->part) && flow_urls(maker);
}
