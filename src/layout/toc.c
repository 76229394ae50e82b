/* Contents: documents in bold with their number, sections with dotted leaders, one
 * column of page numbers. Laid out twice: to know how many pages it takes, then with
 * the numbers. */
#include "layout/maker.h"

#define SECTION_DEPTH 1 /* headings listed below each document */

struct toc_line {
    struct str number, text, page, destination;
    bool document;
    int32_t penalty_after;
};

static struct inline_state toc_state(struct maker *maker, struct element *link,
                                     const struct toc_line *line)
{
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
    return state;
}

/* The document's number, to be set beside its line. */
static bool set_toc_number(struct maker *maker, const struct toc_line *line,
                           struct inline_state state, sp width, sp leading)
{
    struct span_list spans = {0};
    struct lines lines;
    struct paragraph_format format = {.measure = width, .align = TEXT_LEFT};
    struct placed *label = placed_new(maker, 1);
    state.color = COLOR_INSIDE;
    if (!label || !span_add(maker, &spans, line->number, &state) ||
        !text_break(maker->engine, maker->arena, spans.items, spans.count, &format, &lines,
                    maker->report)) {
        return false;
    }
    *label = (struct placed){.kind = PLACED_LINE,
                             .x = maker->left,
                             .width = width,
                             .height = leading,
                             .as.line = lines.items};
    maker->pending_label = lines.count ? label : NULL;
    return true;
}

static bool add_leader(struct maker *maker, struct span_list *spans,
                       const struct toc_line *line, const struct inline_state *state)
{
    struct run_context dots = {.element = state->element,
                               .color = line->document ? COLOR_WHITE : COLOR_QUIET};
    if (!arena_grow(maker->arena, &spans->items, spans->count, &spans->capacity,
                    sizeof *spans->items)) {
        return false;
    }
    spans->items[spans->count++] = (struct text_span){
        .kind = SPAN_LEADER,
        .style = maker_style(maker, state->style),
        .context = maker_context(maker, dots, (struct context_note){.link = state->link})};
    return true;
}

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
    struct inline_state state = toc_state(maker, link, line);
    struct paragraph_look look = {
        .state = state,
        .leading = sp_scale(maker->theme->leading, line->document ? 112 : 104, 100),
        .align = TEXT_LEFT,
        .penalty_inside = PENALTY_NEVER,
        .penalty_after = line->penalty_after};
    sp indent = SP_PT(24);
    if (line->document) {
        boxes_add_skip(maker, sp_scale(maker->theme->leading, 62, 100));
        if (!set_toc_number(maker, line, state, indent, look.leading)) {
            return false;
        }
    }
    struct span_list spans = {0};
    maker->left = sp_add(maker->left, indent);
    maker->measure = sp_sub(maker->measure, indent);
    bool ok = span_add(maker, &spans, line->text, &state) &&
              span_add(maker, &spans, STR("  "), &state) &&
              add_leader(maker, &spans, line, &state) &&
              span_add(maker, &spans, STR(" "), &state) &&
              span_add(maker, &spans, line->page, &state) &&
              flow_spans(maker, &spans, &look);
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

static bool is_listed(const struct heading *heading)
{
    return heading->toc_depth > 0 && heading->toc_depth <= SECTION_DEPTH &&
           heading->node->id.len > 0;
}

static size_t count_listed(const struct outline *outline)
{
    size_t count = 0;
    for (size_t i = 0; i < outline->count; i++) {
        count += is_listed(&outline->headings[i]);
    }
    return count;
}

static bool flow_toc_sections(struct maker *maker, struct element *toc,
                              const struct document *document, const size_t *pages,
                              size_t *next)
{
    const struct outline *outline = &document->outline;
    struct element *inner = NULL;
    size_t left = count_listed(outline);
    for (size_t i = 0; i < outline->count; i++) {
        const struct heading *heading = &outline->headings[i];
        if (!is_listed(heading)) {
            continue;
        }
        inner = inner ? inner : element_new(maker->arena, toc, ROLE_TOC);
        left--;
        struct toc_line section = {
            .text = heading->text,
            .destination = destination_name(maker->arena, document, heading->node->id),
            .page = page_text(maker, pages, next),
            .penalty_after = left == 1 ? PENALTY_NEVER : 0, /* the last one is not alone */
        };
        if (!inner || !flow_toc_line(maker, inner, &section)) {
            return false;
        }
    }
    return true;
}

static bool flow_toc_document(struct maker *maker, struct element *toc,
                              const struct document *document, const size_t *pages,
                              size_t *next)
{
    struct toc_line line = {
        .number = arena_format(maker->arena, "%zu", document->number),
        .text = document->display_title,
        .destination = destination_name(maker->arena, document, (struct str){0}),
        .page = page_text(maker, pages, next),
        .document = true,
    };
    line.penalty_after = count_listed(&document->outline) ? PENALTY_NEVER : 0;
    return flow_toc_line(maker, toc, &line) &&
           flow_toc_sections(maker, toc, document, pages, next);
}

bool flow_contents(struct maker *maker, const size_t *pages)
{
    if (!begin_part(maker, maker->theme->text_size, maker->theme->leading)) {
        return false;
    }
    maker_mark(maker, STR("contents"));
    bool ok = flow_part_title(maker, STR("Contents"));
    struct element *toc = ok ? element_new(maker->arena, maker->part, ROLE_TOC) : NULL;
    size_t next = 0;
    for (size_t i = 0; i < maker->packet->document_count; i++) {
        if (!toc ||
            !flow_toc_document(maker, toc, maker->packet->documents[i], pages, &next)) {
            return false;
        }
    }
    return true;
}
