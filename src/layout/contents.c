/* Contents: documents in bold with their number, sections with dotted leaders, one
 * column of page numbers. Set when the pages of the documents are known: their
 * numbers count from the first document, so they do not wait for the front.
 *
 * What does not fit on a page in one column is set once more in two, and as it was where
 * that is of no use: what the first setting left in the marks is taken back. */
#include "base/gate.h"
#include "layout/maker.h"

#define SECTION_DEPTH 1 /* headings listed below each document */

struct entry {
    struct str number, text, destination;
    bool document;
    int32_t penalty_after;
};

struct contents {
    struct maker *maker;
    const struct page_list *pages;
    struct setting setting;
};

static struct str page_text(const struct contents *contents, struct str destination)
{
    const struct targets targets = {contents->pages->destinations,
                                    contents->pages->destination_count, 0};
    const struct destination *found = destination_find(&targets, destination);
    return maker_number(contents->maker, found ? found->page + 1 : 1);
}

/* "Fees, page 12" */
static struct str entry_contents(const struct maker *maker, const struct entry *entry,
                                 struct str page)
{
    struct buf out = {.kept_in = maker->run->arena};
    gate_add_isolated(&out, entry->text);
    buf_add(&out, maker_phrase(maker, PHRASE_COMMA, NULL));
    phrase_add(&out, maker_language(maker), PHRASE_PAGE, page);
    return arena_take(maker->run->arena, &out);
}

static struct inline_state entry_state(const struct contents *contents,
                                       struct element *link, const struct entry *entry,
                                       struct str page)
{
    struct maker *maker = contents->maker;
    const struct run *run = maker->run;
    const struct theme *theme = run->theme;
    sp size = run->sheet->text.size;
    struct inline_state state = inline_state_text(maker, contents->setting, link);
    if (entry->document) {
        state = inline_state_head(maker, contents->setting, link, size, theme->color.ink);
        state.style.bold = true;
    } else {
        state.style.size = sp_percent(size, theme->contents.section_size_percent);
    }
    state.link = maker_link(
        maker, (struct layout_link){.element = link,
                                    .target = entry->destination,
                                    .contents = entry_contents(maker, entry, page)});
    return state;
}

static bool add_leader(struct maker *maker, struct span_list *spans,
                       const struct entry *entry, const struct inline_state *state)
{
    const struct theme *theme = maker->run->theme;
    struct run_context dots = {.element = state->element,
                               .color = entry->document ? theme->color.paper
                                                        : theme->color.quiet};
    return span_list_add(
        maker, spans,
        (struct text_span){.kind = SPAN_LEADER,
                           .style = maker_style(maker, state->style),
                           .context = maker_context(
                               maker, dots, (struct context_note){.link = state->link})});
}

/* The document's number and the space before it. */
static bool begin_entry(const struct contents *contents, const struct entry *entry,
                        struct inline_state state, struct element *number, sp leading)
{
    struct maker *maker = contents->maker;
    const struct theme *theme = maker->run->theme;
    struct setting setting = contents->setting;
    boxes_add_skip(maker, setting,
                   sp_percent(setting.type.leading, theme->contents.before_percent));
    setting.type.leading = leading;
    state.color = theme->color.inside;
    state.element = number;
    return flow_label(maker, setting, entry->number, &state, theme->contents.indent, 0,
                      setting_align_start(setting));
}

/* Whatever way the title runs, the page is at the other side. */
static enum text_direction title_direction(struct setting setting, struct str title)
{
    return letters_direction(letters_of(title), setting.direction) == RIGHT_TO_LEFT
               ? TEXT_FROM_RIGHT
               : TEXT_FROM_LEFT;
}

static bool flow_entry(const struct contents *contents, struct element *toc,
                       const struct entry *entry)
{
    struct maker *maker = contents->maker;
    const struct theme *theme = maker->run->theme;
    struct element *item = maker_element(maker, toc, ROLE_TOCI);
    struct element *number =
        item && entry->document ? maker_element(maker, item, ROLE_LBL) : item;
    struct element *reference = item ? maker_element(maker, item, ROLE_REFERENCE) : NULL;
    struct element *link = reference ? maker_element(maker, reference, ROLE_LINK) : NULL;
    if (!link || !number) {
        return false;
    }
    struct str page = page_text(contents, entry->destination);
    struct inline_state state = entry_state(contents, link, entry, page);
    struct paragraph_look look = look_plain(contents->setting, state);
    look.leading = sp_percent(contents->setting.type.leading,
                              entry->document ? theme->contents.document_leading_percent
                                              : theme->contents.section_leading_percent);
    look.penalty_inside = PENALTY_NEVER;
    look.penalty_after = entry->penalty_after;
    if (entry->document && !begin_entry(contents, entry, state, number, look.leading)) {
        return false;
    }
    struct span_list spans = {0};
    struct inline_state title = inline_state_scoped(
        maker, state, title_direction(contents->setting, entry->text), false);
    struct inline_state number_state =
        inline_state_scoped(maker, state, TEXT_FROM_LEFT, false);
    return span_add(maker, &spans, entry->text, &title) &&
           span_add(maker, &spans, STR("  "), &state) &&
           add_leader(maker, &spans, entry, &state) &&
           span_add(maker, &spans, STR(" "), &state) &&
           span_add(maker, &spans, page, &number_state) &&
           flow_spans(maker, setting_inside(contents->setting, theme->contents.indent),
                      &spans, &look);
}

static bool is_listed(const struct heading *heading)
{
    return heading->toc_depth > 0 && heading->toc_depth <= SECTION_DEPTH;
}

static size_t count_listed(const struct outline *outline)
{
    size_t count = 0;
    for (size_t i = 0; i < outline->count; i++) {
        count += is_listed(&outline->headings[i]);
    }
    return count;
}

static bool flow_sections(const struct contents *contents, struct element *toc,
                          const struct document *document)
{
    struct maker *maker = contents->maker;
    const struct outline *outline = &document->outline;
    struct element *inner = NULL;
    size_t left = count_listed(outline);
    for (size_t i = 0; i < outline->count; i++) {
        const struct heading *heading = &outline->headings[i];
        if (!is_listed(heading)) {
            continue;
        }
        inner = inner ? inner : maker_element(maker, toc, ROLE_TOC);
        left--;
        struct entry section = {
            .text = heading->text,
            .destination = destination_name(maker->run->arena, document, heading->node),
            .penalty_after = left == 1 ? PENALTY_NEVER : 0, /* the last one is not alone */
        };
        if (!inner || !flow_entry(contents, inner, &section)) {
            return false;
        }
    }
    return true;
}

static bool flow_document_entry(const struct contents *contents, struct element *toc,
                                const struct document *document)
{
    struct arena *arena = contents->maker->run->arena;
    struct entry entry = {
        .number = maker_number(contents->maker, document->number),
        .text = document->title,
        .destination = destination_name(arena, document, NULL),
        .document = true,
        .penalty_after = count_listed(&document->outline) ? PENALTY_NEVER : 0,
    };
    return flow_entry(contents, toc, &entry) && flow_sections(contents, toc, document);
}

static bool flow_entries(const struct contents *contents, struct element *toc)
{
    const struct packet *packet = contents->maker->run->packet;
    for (size_t i = 0; i < packet->document_count; i++) {
        if (!flow_document_entry(contents, toc, packet->documents[i])) {
            return false;
        }
    }
    return true;
}

/* One column or two */

/* Where the entries begin, in all that grows with them. */
struct beginning {
    size_t boxes, contexts, links;
};

static struct beginning begin_entries(const struct contents *contents)
{
    const struct marks *marks = contents->maker->marks;
    return (struct beginning){contents->setting.flow->boxes.count, marks->context_count,
                              marks->link_count};
}

/* As if no entry had been set. */
static void take_back(const struct contents *contents, struct element *toc,
                      struct beginning beginning)
{
    struct marks *marks = contents->maker->marks;
    contents->setting.flow->boxes.count = beginning.boxes;
    marks->context_count = beginning.contexts;
    marks->link_count = beginning.links;
    toc->first = toc->last = NULL;
}

static size_t count_lines(const struct contents *contents, struct beginning beginning)
{
    const struct boxes *boxes = &contents->setting.flow->boxes;
    size_t lines = 0;
    for (size_t i = beginning.boxes; i < boxes->count; i++) {
        lines += boxes->items[i].kind == BOX_BOX;
    }
    return lines;
}

/* Two columns where that spares a page and most titles keep to one line. */
static bool flow_choice(const struct contents *contents, struct element *toc, sp *step)
{
    struct maker *maker = contents->maker;
    const struct theme *theme = maker->run->theme;
    struct setting setting = contents->setting;
    struct beginning beginning = begin_entries(contents);
    *step = 0;
    if (!flow_entries(contents, toc)) {
        return false;
    }
    size_t pages = paginate_list_count(maker, &setting.flow->boxes);
    size_t lines = count_lines(contents, beginning);
    if (pages < 2) {
        return true;
    }
    sp gap = theme->contents.column_gap, width = sp_sub(setting.measure, gap) / 2;
    struct contents narrow = *contents;
    narrow.setting = setting_column(setting, 0, width);
    sp second = setting_column(setting, sp_add(width, gap), width).left;
    *step = sp_sub(second, narrow.setting.left);
    take_back(contents, toc, beginning);
    if (!flow_entries(&narrow, toc)) {
        return false;
    }
    size_t most = lines + lines * (size_t)theme->contents.turned_percent / 100;
    if (count_lines(contents, beginning) <= most &&
        paginate_columns_count(maker, &setting.flow->boxes, beginning.boxes) < pages) {
        return true;
    }
    *step = 0;
    take_back(contents, toc, beginning);
    return flow_entries(contents, toc);
}

bool set_contents(struct maker *maker, const struct page_list *pages,
                  struct page_list *front)
{
    struct flow flow = {0};
    struct contents contents = {.maker = maker, .pages = pages};
    if (!begin_part(maker)) {
        return false;
    }
    contents.setting = part_setting(maker, &flow, maker->run->sheet->text);
    flow_mark(maker, contents.setting, STR("contents"));
    bool ok = flow_part_title(maker, contents.setting, PHRASE_CONTENTS);
    struct element *toc = ok ? maker_element(maker, maker->chapter->part, ROLE_TOC) : NULL;
    size_t first = flow.boxes.count;
    sp step;
    if (!toc || !flow_choice(&contents, toc, &step)) {
        return false;
    }
    return step ? paginate_columns(maker, &flow.boxes, first, step, front)
                : paginate_list(maker, &flow.boxes, front);
}
