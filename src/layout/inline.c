/* Inlines to spans: each change of style, link or element makes a span; contexts
 * carry what a span means to the pieces that come of it. */
#include "layout/inline.h"

#define INLINE_DEPTH_LIMIT 200 /* readers stop at MARKDOWN_NESTING_LIMIT */

static bool add_break(struct inline_run *run, const struct inline_state *state)
{
    run->line_full = false;
    return span_list_add(
        run->maker, run->out,
        (struct text_span){.kind = SPAN_BREAK,
                           .style = maker_style(run->maker, state->style)});
}

/* Whether anything stands on the line that is being filled. */
static bool line_has_text(const struct inline_run *run)
{
    for (size_t i = run->out->count; i > 0; i--) {
        const struct text_span *span = &run->out->items[i - 1];
        if (span->kind != SPAN_TEXT || str_trim(span->text).len) {
            return span->kind != SPAN_BREAK;
        }
    }
    return false;
}

bool inline_add_text(struct inline_run *run, struct str text,
                     const struct inline_state *state, struct context_note note,
                     struct place place)
{
    struct maker *maker = run->maker;
    struct run_context context = inline_state_context(state);
    if (run->line_full) {
        text = str_trim_left(text);
        if (text.len == 0) {
            return true;
        }
        if (!add_break(run, state)) {
            return false;
        }
    }
    note.link = state->link;
    note.marks = run->marks;
    run->marks = NULL;
    return span_list_add(maker, run->out,
                         (struct text_span){.kind = SPAN_TEXT,
                                            .style = maker_style(maker, state->style),
                                            .text = text,
                                            .context = maker_context(maker, context, note),
                                            .scope = state->scope,
                                            .of.place = place});
}

struct place inline_place(const struct inline_run *run, const struct node *node)
{
    return document_place(run->maker->chapter->document, node->spot);
}

/* What serves the text stands in the headings' face, upright. */
struct inline_state inline_serving(const struct inline_run *run, struct inline_state state,
                                   int16_t size_percent)
{
    state.style.role = run->maker->run->theme->face.heading;
    state.style.bold = state.style.italic = false;
    state.style.size = sp_percent(state.style.size, size_percent);
    state.dotted = false;
    return state;
}

/* What runs from the left whatever is around it: it is turned by nothing beside it. */
struct inline_state inline_apart(const struct inline_run *run, struct inline_state state)
{
    return inline_state_scoped(run->maker, state, TEXT_FROM_LEFT, false);
}

static bool add_code(struct inline_run *run, const struct node *node,
                     struct inline_state state)
{
    const struct theme *theme = run->maker->run->theme;
    state.element = maker_element(run->maker, state.element, ROLE_CODE);
    state.style.role = theme->face.code;
    state.style.size = sp_percent(state.style.size, theme->span.code_percent);
    state = inline_apart(run, state);
    return state.element &&
           inline_add_text(run, node->text, &state, (struct context_note){0},
                           inline_place(run, node));
}

/* The first reference that is set brings the note. */
static void bring_note(struct inline_run *run, const struct node *node,
                       struct element *reference, struct foot_note **out)
{
    struct maker *maker = run->maker;
    struct chapter *chapter = maker->chapter;
    if (run->trial || node_number(node) > chapter->note_count ||
        chapter->notes_made[node_number(node)]) {
        return;
    }
    chapter->notes_made[node_number(node)] = true;
    struct element *note = element_new_behind(maker->run->arena, reference, ROLE_NOTE);
    if (note && run->setting.in_note) {
        note_wait(maker, node_target(node), note);
    } else if (note) {
        *out = note_make(maker, node_target(node), note);
    }
    struct str name = destination_name(maker->run->arena, chapter->document, node);
    marks_add(&run->marks, mark_new(maker, name));
}

static struct str note_contents(const struct maker *maker, uint32_t number)
{
    struct arena *arena = maker->run->arena;
    struct buf out = {.kept_in = arena};
    phrase_add(&out, maker_language(maker), PHRASE_NOTE,
               arena_format(maker->run->scratch, "%u", number));
    return arena_take(arena, &out);
}

static bool add_note_reference(struct inline_run *run, const struct node *node,
                               struct inline_state state)
{
    struct maker *maker = run->maker;
    struct arena *arena = maker->run->arena;
    const struct theme *theme = maker->run->theme;
    if (!node_target(node)) {
        return true;
    }
    struct element *reference = maker_element(maker, state.element, ROLE_REFERENCE);
    struct element *link = reference ? maker_element(maker, reference, ROLE_LINK) : NULL;
    if (!link) {
        return false;
    }
    struct context_note note = {0};
    bring_note(run, node, reference, &note.foot_note);
    state.element = link;
    state.link = maker_link(
        maker, (struct layout_link){.element = link,
                                    .target = destination_name(
                                        arena, maker->chapter->document, node_target(node)),
                                    .contents = note_contents(maker, node_number(node)),
                                    .language = maker_language_kept(maker)});
    state.style.role = theme->face.heading;
    state = inline_state_offset(state, theme->span.note_mark);
    state.style.keep_together = state.style.joined = true;
    state.color = theme->color.inside;
    state = inline_apart(run, state);
    return inline_add_text(run,
                           arena_format(maker->run->scratch, "[%u]", node_number(node)),
                           &state, note, (struct place){0});
}

/* A picture that leaves its line little room has it alone: justified words beside it would
 * be torn apart. */
static bool add_line_image(struct inline_run *run, const struct line_image *image,
                           const struct inline_state *state, struct context_note note)
{
    struct maker *maker = run->maker;
    const struct theme *theme = maker->run->theme;
    bool wide =
        image->width > sp_percent(run->setting.measure, theme->figure.alone_percent);
    if ((wide || run->line_full) && line_has_text(run) && !add_break(run, state)) {
        return false;
    }
    run->line_full = wide;
    note.marks = run->marks;
    run->marks = NULL;
    struct run_context context = {.element = image->element, .color = state->color};
    return span_list_add(
        maker, run->out,
        (struct text_span){.kind = SPAN_OBJECT,
                           .style = maker_style(maker, state->style),
                           .of.object.width = image->width,
                           .of.object.ascent = sp_sub(image->height, image->drop),
                           .of.object.descent = image->drop,
                           .scope = state->scope,
                           .context = maker_context(maker, context, note)});
}

/* Where a picture may stand that is a link: its mark is never parted from it. */
static struct setting beside_mark(const struct inline_run *run, uint32_t link)
{
    const struct theme *theme = run->maker->run->theme;
    struct setting setting = run->setting;
    if (link) {
        const struct layout_link *to = &run->maker->marks->links[link - 1];
        bool inside = !to->outside && to->target.len > 0;
        sp room = sp_percent(setting.type.size, inside ? theme->figure.page_percent
                                                       : theme->figure.mark_percent);
        setting.measure = sp_max(sp_sub(setting.measure, room), 1);
    }
    return setting;
}

/* An image among words stands on their line, which grows as tall as it is. What cannot
 * be shown leaves its alternate text. */
static bool add_image(struct inline_run *run, const struct node *node,
                      struct inline_state state)
{
    struct maker *maker = run->maker;
    struct context_note note = {.link = state.link};
    if (run->trial && node_file(node) && picture_find(maker, node)) {
        return true; /* pictures_natural_width() */
    }
    if (line_image_add(maker, beside_mark(run, state.link), node, state.element,
                       &note.image)) {
        return add_line_image(run, &maker->marks->line_images[note.image - 1], &state,
                              note);
    }
    state.style.italic = true;
    state.color = maker->run->theme->color.quiet;
    struct str text =
        node->text.len ? node->text : maker_phrase(maker, PHRASE_IMAGE_IN_LINE, NULL);
    return inline_add_text(run, arena_format(maker->run->scratch, "[%.*s]", STR_ARG(text)),
                           &state, (struct context_note){0}, inline_place(run, node));
}

/* What a Span of the structure tree says: a language, what an abbreviation stands for. */
static void state_add_span(struct inline_run *run, const struct node *node,
                           struct inline_state *state)
{
    const struct attribute *language = node_attribute(node, "lang");
    const struct attribute *title = node_attribute(node, "title");
    bool foreign = language && language->value.len;
    bool expanded = str_is(node->text, "abbr") && title && title->value.len;
    struct element *span = (foreign || expanded) && state->element
                               ? maker_element(run->maker, state->element, ROLE_SPAN)
                               : NULL;
    if (!span) {
        return;
    }
    state->element = span;
    struct element_more *more = element_add_more(run->maker->run->arena, span);
    if (more && expanded) {
        more->expansion = title->value;
    }
    if (more && foreign) {
        more->language = state->style.language = language->value;
    }
}

static struct inline_state state_inside(struct inline_run *run, const struct node *node,
                                        struct inline_state state)
{
    const struct theme *theme = run->maker->run->theme;
    sp least = theme->span.least_size;
    if (node->kind == NODE_EMPHASIS) {
        state.style.italic = !state.style.italic;
    } else if (node->kind == NODE_STRONG) {
        state.style.bold = true;
    } else if (node->kind == NODE_STRIKE) {
        state.strike = true;
    } else if (node->kind == NODE_SUPERSCRIPT) {
        state = inline_state_nested(state, theme->span.superscript, least);
    } else if (node->kind == NODE_SUBSCRIPT) {
        state = inline_state_nested(state, theme->span.subscript, least);
    } else if (node->kind == NODE_SMALL) {
        struct offset_type type = {.size_percent = theme->span.small_percent};
        state = inline_state_nested(state, type, least);
    } else if (str_is(node->text, "ins") || str_is(node->text, "u")) {
        state.underline = true;
    } else if (str_is(node->text, "mark")) {
        state.ground = theme->color.marked;
    }
    state_add_span(run, node, &state);
    return state;
}

static enum text_direction direction_within(struct isolation isolation)
{
    return isolation.by_letter                    ? TEXT_BY_LETTER
           : isolation.direction == RIGHT_TO_LEFT ? TEXT_FROM_RIGHT
                                                  : TEXT_FROM_LEFT;
}

/* What asks to be read on its own. */
static struct inline_state isolated(const struct inline_run *run, const struct node *node,
                                    struct inline_state state)
{
    struct isolation isolation;
    return node_isolation(node, &isolation)
               ? inline_state_scoped(run->maker, state, direction_within(isolation),
                                     isolation.overrides)
               : state;
}

static struct str language_around(const struct inline_run *run, const struct node *node)
{
    while ((node = node->parent)) {
        const struct attribute *language = node_attribute(node, "lang");
        if (language && language->value.len) {
            return language->value;
        }
    }
    return run->maker->chapter->document->language;
}

/* Marks around a quotation, in the language that is around it. */
static bool add_quote(struct inline_run *run, const struct node *node,
                      const struct inline_state *around, size_t depth)
{
    struct arena *arena = run->maker->run->scratch;
    struct inline_state state = *around;
    struct buf opening = {.kept_in = arena}, closing = {.kept_in = arena};
    struct str language = language_around(run, node);
    text_add_quote_mark(language, state.quotes, true, &opening);
    text_add_quote_mark(language, state.quotes, false, &closing);
    state.element = maker_element(run->maker, state.element, ROLE_QUOTE);
    state.quotes++;
    return state.element &&
           span_add(run->maker, run->out, arena_take(arena, &opening), &state) &&
           inline_add_children(run, node, state_inside(run, node, state), depth + 1) &&
           span_add(run->maker, run->out, arena_take(arena, &closing), &state);
}

static bool add_inline(struct inline_run *run, const struct node *node,
                       const struct inline_state *state, size_t depth)
{
    switch ((enum node_kind)node->kind) {
    case NODE_TEXT: return inline_add_words(run, node, state);
    case NODE_SOFT_BREAK:
        return run->line_full || span_add(run->maker, run->out, STR(" "), state);
    case NODE_LINE_BREAK: return add_break(run, state);
    case NODE_CODE:
    case NODE_MATH: return add_code(run, node, *state);
    case NODE_IMAGE: return add_image(run, node, *state);
    case NODE_FOOTNOTE_REFERENCE: return add_note_reference(run, node, *state);
    case NODE_LINK: return inline_add_link(run, node, *state, depth);
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_SMALL:
    case NODE_SPAN:
    case NODE_HTML_INLINE:
        if (str_is(node->text, "q")) {
            return add_quote(run, node, state, depth);
        }
        return inline_add_children(run, node, state_inside(run, node, *state), depth + 1);
    case NODE_DOCUMENT:
    case NODE_QUOTE:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_DEFINITION_LIST:
    case NODE_DEFINITION:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_FIGURE:
    case NODE_FOOTNOTE:
    case NODE_ADMONITION:
    case NODE_DIV:
    case NODE_HTML_BLOCK:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_TERM:
    case NODE_CAPTION:
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_MATH_BLOCK:
    case NODE_RAW_BLOCK:
    case NODE_TOC_BLOCK:
    case NODE_RAW_INLINE: return true; /* no inline of an absorbed tree */
    }
    return true;
}

bool inline_add_children(struct inline_run *run, const struct node *parent,
                         struct inline_state state, size_t depth)
{
    for (const struct node *node = parent->first; node; node = node->next) {
        marks_add(&run->marks, run->trial ? NULL : place_mark(run->maker, node));
        if (node->heard) {
            inline_meet_heard(run, node);
            continue;
        }
        struct inline_state own = isolated(run, node, state);
        if (node_is_inline(node) && depth <= INLINE_DEPTH_LIMIT &&
            !add_inline(run, node, &own, depth)) {
            return false;
        }
    }
    return true;
}

bool inline_spans(struct maker *maker, struct setting setting, const struct node *parent,
                  struct inline_state state, struct span_list *out)
{
    struct inline_run run = {.maker = maker, .setting = setting, .out = out};
    bool ok = inline_add_children(&run, parent, state, 0);
    marks_add(&out->marks, run.marks);
    return ok;
}

bool inline_extent(struct maker *maker, struct setting setting, const struct node *parent,
                   struct inline_state state, struct text_extent *out)
{
    struct span_list spans = {0};
    struct inline_run run = {
        .maker = maker, .setting = setting, .out = &spans, .trial = true};
    size_t contexts = maker->marks->context_count, links = maker->marks->link_count;
    *out = (struct text_extent){0};
    bool ok = inline_add_children(&run, parent, state, 0) &&
              (spans.count == 0 ||
               text_measure(maker->run->engine, spans.items, spans.count,
                            setting_text_direction(setting), out, maker->run->report));
    span_list_give(maker, &spans);
    maker->marks->context_count = contexts;
    maker->marks->link_count = links;
    sp pictures = sp_min(pictures_natural_width(maker, setting, parent), setting.measure);
    sp least = sp_min(pictures, maker->run->theme->table.least_image);
    out->natural = pictures > least ? sp_max(out->natural, pictures) /* it stands alone */
                                    : sp_add(out->natural, pictures);
    out->widest_word = sp_max(out->widest_word, least);
    out->widest_part = sp_max(out->widest_part, least);
    return ok;
}

bool flow_looks(struct maker *maker, struct setting setting, const struct node *node,
                const struct paragraph_look *look)
{
    struct span_list spans = {0};
    return inline_spans(maker, setting, node, look->state, &spans) &&
           flow_spans(maker, setting, &spans, look);
}
