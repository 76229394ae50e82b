/* Contents: documents in bold with their number, sections with dotted leaders, one
 * column of page numbers. Laid out twice: to know how many pages it takes, then with
 * the numbers. */
#include "layout/maker.h"

#define SECTION_DEPTH 1 /* headings listed below each document */

struct toc_line {
    struct str number, text, page, destination;
    bool document;
};

static bool flow_toc_line(struct maker *maker, struct element *toc,
                          const struct toc_line *line)
{
    struct element *item = element_new(maker->arena, toc, ROLE_TOCI);
    struct element *reference =
        item ? element_new(maker->arena, item, ROLE_REFERENCE) : NULL;
    struct element *link =
        reference ? element_new(maker->arena, reference, ROLE_LINK) : NULL;
    if (!link) {
        return false;
    }
    struct inline_state state = inline_state_text(maker, link);
    state.style.role = line->document ? FONT_SANS : FONT_SERIF;
    state.style.bold = line->document;
    state.style.size = line->document ? maker->theme->text_size
                                      : sp_scale(maker->theme->text_size, 94, 100);
    state.color = line->document ? COLOR_INK : COLOR_TEXT;
    state.link = maker_link(
        maker, (struct layout_link){
                   .element = link,
                   .destination = line->destination,
                   .contents = arena_format(maker->arena, "%.*s, page %.*s",
                                            STR_ARG(line->text), STR_ARG(line->page))});
    struct inline_state number = state, leader = state;
    number.color = COLOR_INSIDE;
    leader.color = COLOR_QUIET;
    sp indent = SP_PT(24);
    struct span_list spans = {0};
    struct paragraph_look look = {
        .state = state,
        .leading = line->document ? sp_scale(maker->theme->leading, 112, 100)
                                  : sp_scale(maker->theme->leading, 104, 100),
        .align = TEXT_LEFT,
        .penalty_inside = PENALTY_NEVER,
        .penalty_after = line->document ? PENALTY_NEVER : 0};
    if (line->document) {
        boxes_add_skip(maker, sp_scale(maker->theme->leading, 62, 100));
        struct lines lines;
        struct paragraph_format format = {.measure = indent, .align = TEXT_LEFT};
        struct placed *label = placed_new(maker, 1);
        if (!label || !span_add(maker, &spans, line->number, &number) ||
            !text_break(maker->engine, maker->arena, spans.items, spans.count, &format,
                        &lines, maker->report)) {
            return false;
        }
        *label = (struct placed){.kind = PLACED_LINE,
                                 .x = maker->left,
                                 .width = indent,
                                 .height = look.leading,
                                 .as.line = lines.items};
        maker->pending_label = lines.count ? label : NULL;
        spans = (struct span_list){0};
    }
    bool ok = span_add(maker, &spans, line->text, &state) &&
              span_add(maker, &spans, STR("  "), &state) &&
              arena_grow(maker->arena, &spans.items, spans.count, &spans.capacity,
                         sizeof *spans.items);
    if (ok) {
        struct run_context dots = {link, line->document ? COLOR_WHITE : COLOR_QUIET, false,
                                   false};
        spans.items[spans.count++] =
            (struct text_span){.kind = SPAN_LEADER,
                               .style = maker_style(maker, leader.style),
                               .context = maker_context(
                                   maker, dots, (struct context_note){.link = state.link})};
        ok = span_add(maker, &spans, STR(" "), &state) &&
             span_add(maker, &spans, line->page, &state);
    }
    maker->left = sp_add(maker->left, indent);
    maker->measure = sp_sub(maker->measure, indent);
    ok = ok && flow_spans(maker, &spans, &look);
    maker->left = sp_sub(maker->left, indent);
    maker->measure = sp_add(maker->measure, indent);
    return ok;
}

static struct str page_text(struct maker *maker, const size_t *pages, size_t *next)
{
    size_t page = pages ? pages[*next] : 0;
    ++*next;
    return arena_format(maker->arena, "%zu", page);
}

static bool flow_toc_document(struct maker *maker, struct element *toc,
                              const struct document *document, const size_t *pages,
                              size_t *next)
{
    struct outline outline;
    struct toc_line line = {
        .number = arena_format(maker->arena, "%zu", document->number),
        .text = document_display_title(maker->arena, document),
        .destination = destination_name(maker->arena, document, (struct str){0}),
        .document = true,
    };
    line.page = page_text(maker, pages, next);
    if (!flow_toc_line(maker, toc, &line) ||
        !outline_build(maker->arena, document, false, &outline)) {
        return false;
    }
    struct element *inner = NULL;
    for (size_t i = 0; i < outline.count; i++) {
        const struct outline_entry *entry = &outline.entries[i];
        if (entry->depth > SECTION_DEPTH || entry->heading->id.len == 0) {
            continue;
        }
        inner = inner ? inner : element_new(maker->arena, toc, ROLE_TOC);
        struct toc_line section = {
            .text = entry->text,
            .destination = destination_name(maker->arena, document, entry->heading->id),
        };
        section.page = page_text(maker, pages, next);
        if (!inner || !flow_toc_line(maker, inner, &section)) {
            return false;
        }
    }
    return true;
}

bool flow_contents(struct maker *maker, const size_t *pages)
{
    maker->document = NULL;
    maker->text_size = maker->theme->text_size;
    maker->leading = maker->theme->leading;
    maker->left = 0;
    maker->measure =
        sp_sub(maker->theme->page_width, sp_add(maker->theme->left, maker->theme->right));
    maker->part = element_new(maker->arena, maker->root, ROLE_SECT);
    struct element *heading = element_new(maker->arena, maker->part, ROLE_H1);
    struct element *toc = heading ? element_new(maker->arena, maker->part, ROLE_TOC) : NULL;
    if (!toc) {
        return false;
    }
    maker_mark(maker, STR("contents"));
    struct inline_state state = inline_state_text(maker, heading);
    state.style.role = FONT_SANS;
    state.style.bold = true;
    state.style.size = maker->theme->title_size;
    state.color = COLOR_INK;
    struct paragraph_look look = {.state = state,
                                  .leading = maker->theme->title_leading,
                                  .align = TEXT_LEFT,
                                  .penalty_after = PENALTY_NEVER};
    struct span_list spans = {0};
    if (!span_add(maker, &spans, STR("Contents"), &state) ||
        !flow_spans(maker, &spans, &look)) {
        return false;
    }
    boxes_add_skip(maker, maker->theme->leading);
    size_t next = 0;
    for (size_t i = 0; i < maker->packet->document_count; i++) {
        if (!flow_toc_document(maker, toc, maker->packet->documents[i], pages, &next)) {
            return false;
        }
    }
    return true;
}
