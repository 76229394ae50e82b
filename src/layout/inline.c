/* Inlines to spans: each change of style, link or element makes a span; contexts
 * carry what a span means to the pieces that come of it. */
#include "base/gate.h"
#include "base/path.h"
#include "layout/maker.h"

#define INLINE_DEPTH_LIMIT 200 /* readers stop at MARKDOWN_NESTING_LIMIT */
#define URL_NUMBER_TRIED 888   /* as wide as they get */

/* What a paragraph's inlines are read with. */
struct inline_run {
    struct maker *maker;
    struct setting setting;
    struct span_list *out;
    struct mark *marks; /* of what the next text begins */
    bool line_full;     /* a wide picture stands before: what comes begins a line */
    bool trial;         /* only its width is asked for: nothing is counted or told */
};

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

static bool add_text(struct inline_run *run, struct str text,
                     const struct inline_state *state, struct context_note note,
                     struct place place)
{
    struct maker *maker = run->maker;
    struct run_context context = {state->element, state->color, state->ground,
                                  state->underline, state->strike};
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
                                            .place = place});
}

static struct place place_of(const struct inline_run *run, const struct node *node)
{
    return document_place(run->maker->chapter->document, node->spot);
}

/* What serves the text stands in the headings' face, upright. */
static struct inline_state serving(const struct inline_run *run, struct inline_state state,
                                   int16_t size_percent)
{
    state.style.role = run->maker->run->theme->face.heading;
    state.style.bold = state.style.italic = false;
    state.style.size = sp_percent(state.style.size, size_percent);
    return state;
}

/* What runs from the left whatever is around it: it is turned by nothing beside it. */
static struct inline_state apart(const struct inline_run *run, struct inline_state state)
{
    return inline_state_scoped(run->maker, state, TEXT_FROM_LEFT, false);
}

/* Links */

static struct str link_text(struct maker *maker, const struct node *node)
{
    struct buf text = {.kept_in = maker->run->arena};
    node_plain_text(node, &text);
    return str_trim(arena_take(maker->run->arena, &text));
}

/* "(p. 000)", in the language of the document. */
static struct str page_text(struct maker *maker)
{
    size_t digits = maker->run->page_digits < 8 ? maker->run->page_digits : 8;
    struct buf text = {.kept_in = maker->run->arena}, zeros = {.part_of = &text};
    for (size_t i = 0; i < digits; i++) {
        phrase_add_plain(&zeros, maker_language(maker), 0);
    }
    buf_add_byte(&text, '(');
    phrase_add(&text, maker_language(maker), PHRASE_PAGE_SHORT, buf_str(&zeros));
    buf_add_byte(&text, ')');
    buf_clear(&zeros);
    return arena_take(maker->run->arena, &text);
}

/* "(p. 21)" after a link inside; the digits are a place holder of the right width. */
static bool add_page_number(struct inline_run *run, const struct inline_state *around)
{
    const struct theme *theme = run->maker->run->theme;
    struct inline_state state = serving(run, *around, theme->span.reference_percent);
    state.style.keep_together = state.style.joined = true;
    state.color = theme->color.quiet;
    state.element = maker_phrase_element(run->maker, state.element);
    struct str text = page_text(run->maker);
    bool from_right = letters_of(text).right;
    struct context_note note = {.page_number = true};
    if (!state.element || !add_text(run, STR(" "), &state, note, (struct place){0})) {
        return false;
    }
    state = inline_state_scoped(run->maker, state,
                                from_right ? TEXT_FROM_RIGHT : TEXT_FROM_LEFT, false);
    return add_text(run, text, &state, note, (struct place){0});
}

/* The number of a web address in the document's list. */
static bool add_url_number(struct inline_run *run, const struct inline_state *around,
                           struct str url)
{
    struct maker *maker = run->maker;
    const struct theme *theme = maker->run->theme;
    struct inline_state state =
        inline_state_offset(serving(run, *around, 100), theme->span.url_number);
    state.style.keep_together = state.style.joined = true;
    size_t number = run->trial ? URL_NUMBER_TRIED : url_number(maker, url);
    struct str text =
        arena_format(maker->run->arena, " %.*s", STR_ARG(maker_number(maker, number)));
    struct inline_state joint = state; /* a narrow space keeps number and word apart */
    joint.style.size = sp_percent(state.style.size, theme->span.url_joint_percent);
    state = apart(run, state);
    return span_add(maker, run->out, str_sub(text, 0, 1), &joint) &&
           span_add(maker, run->out, str_skip(text, 1), &state);
}

/* Paper does not show what stands for a picture. */
static bool holds_picture(const struct node *node)
{
    struct walk walk;
    walk_init(&walk, node);
    while (walk_next(&walk)) {
        if (walk.node->kind == NODE_IMAGE && walk.node->to.file) {
            return true;
        }
    }
    return false;
}

static bool shows_own_address(const struct link *link, struct str text)
{
    struct str url = link->url;
    return !holds_picture(link->node) && str_find(url, text, 0) != STR_NONE &&
           text.len + 9 >= url.len;
}

/* "here, https://example.org/" */
static struct str contents_of(const struct maker *maker, struct str text, struct str more)
{
    struct str comma = maker_phrase(maker, PHRASE_COMMA, NULL);
    return arena_format(maker->run->arena, "%.*s%.*s%.*s", STR_ARG(text), STR_ARG(comma),
                        STR_ARG(more));
}

static struct layout_link describe_link(struct maker *maker, const struct link *link,
                                        struct str text, struct element *element)
{
    struct arena *arena = maker->run->arena;
    struct layout_link out = {.element = element, .url = link->url};
    text = gate_isolated(arena, gate_line(arena, text, NULL, (struct place){0}, NULL));
    switch (link->class) {
    case LINK_INTERNAL:
        out.url = (struct str){0};
        out.destination = destination_name(arena, link->document, link->target);
        out.contents = text;
        out.language = maker_language(maker);
        break;
    case LINK_FILE:
        out.contents = contents_of(maker, text, maker_phrase(maker, PHRASE_FILE, NULL));
        break;
    case LINK_LIVE:
    case LINK_EXTERNAL:
    case LINK_MAIL:
    case LINK_BROKEN: out.contents = contents_of(maker, text, link->url); break;
    }
    return out;
}

static bool add_inlines(struct inline_run *run, const struct node *parent,
                        struct inline_state state, size_t depth);

/* A file that goes along in the bundle: its name, so that it is found there. */
static bool add_file_name(struct inline_run *run, const struct inline_state *around,
                          const struct link *link)
{
    const struct theme *theme = run->maker->run->theme;
    struct inline_state state = serving(run, *around, theme->span.reference_percent);
    state.color = theme->color.quiet;
    struct arena *arena = run->maker->run->arena;
    struct place none = {0};
    struct str name =
        gate_line(arena, path_name(link->file->source), "the file's name", none, NULL);
    name = gate_isolated(arena, name);
    return span_add(run->maker, run->out, arena_format(arena, " (%.*s)", STR_ARG(name)),
                    &state);
}

/* The words of a link that leads nowhere in the PDF. */
static bool add_unlinked(struct inline_run *run, const struct node *node,
                         struct inline_state state, size_t depth)
{
    const struct link *link = node->to.link;
    struct inline_state inside = state;
    if (link && link->class == LINK_BROKEN) {
        inside.color = run->maker->run->theme->color.broken;
    }
    return add_inlines(run, node, inside, depth + 1) &&
           (!link || link->class != LINK_FILE || add_file_name(run, &state, link));
}

/* What follows a link's words, so that paper tells where it leads. */
static bool add_reference(struct inline_run *run, const struct link *link, struct str text,
                          const struct inline_state *inside)
{
    if (link->class == LINK_INTERNAL) {
        return link->document == run->maker->chapter->document ||
               add_page_number(run, inside);
    }
    return link->class == LINK_MAIL || shows_own_address(link, text) ||
           add_url_number(run, inside, link->url);
}

/* The words of a link that a click in the PDF must not follow, and where it leads. */
static bool add_unopened(struct inline_run *run, const struct node *node,
                         struct inline_state state, size_t depth)
{
    const struct link *link = node->to.link;
    struct str text = link_text(run->maker, node);
    if (!run->trial) {
        report_note(run->maker->run->report, place_of(run, node), "link-pdf",
                    "'%.*s' is no link in the PDF, which opens the web and mail alone: its "
                    "address stands there as text",
                    STR_ARG(link->url));
    }
    struct str bare = str_skip(link->url, str_find_byte(link->url, ':', 0) + 1);
    return add_inlines(run, node, state, depth + 1) &&
           (str_find(text, bare, 0) != STR_NONE || add_url_number(run, &state, link->url));
}

static bool add_link(struct inline_run *run, const struct node *node,
                     struct inline_state state, size_t depth)
{
    struct maker *maker = run->maker;
    const struct link *link = node->to.link;
    bool leads = link && link->class != LINK_BROKEN &&
                 (link->class == LINK_INTERNAL || link->url.len > 0);
    if (!leads) {
        return add_unlinked(run, node, state, depth);
    }
    if (link->class != LINK_INTERNAL && !address_opens(link->url)) {
        return add_unopened(run, node, state, depth);
    }
    struct str text = link_text(maker, node);
    struct inline_state inside = state;
    inside.element = maker_element(maker, state.element, ROLE_LINK);
    inside.color = link->class == LINK_INTERNAL ? maker->run->theme->color.inside
                                                : maker->run->theme->color.outside;
    inside.link = maker_link(maker, describe_link(maker, link, text, inside.element));
    if (!inside.element || !inside.link) {
        return false;
    }
    struct inline_state words = shows_own_address(link, text) ? apart(run, inside) : inside;
    return add_inlines(run, node, words, depth + 1) &&
           add_reference(run, link, text, &inside);
}

/* Other inlines */

static bool add_code(struct inline_run *run, const struct node *node,
                     struct inline_state state)
{
    const struct theme *theme = run->maker->run->theme;
    state.element = maker_element(run->maker, state.element, ROLE_CODE);
    state.style.role = theme->face.code;
    state.style.size = sp_percent(state.style.size, theme->span.code_percent);
    state = apart(run, state);
    return state.element &&
           add_text(run, node->text, &state, (struct context_note){0}, place_of(run, node));
}

/* The first reference that is set brings the note. */
static void bring_note(struct inline_run *run, const struct node *node,
                       struct element *reference, struct foot_note **out)
{
    struct maker *maker = run->maker;
    struct chapter *chapter = maker->chapter;
    if (run->trial || node->number > chapter->note_count ||
        chapter->notes_made[node->number]) {
        return;
    }
    chapter->notes_made[node->number] = true;
    struct element *note = element_new_behind(maker->run->arena, reference, ROLE_NOTE);
    if (note && run->setting.in_note) {
        note_wait(maker, node->to.target, note);
    } else if (note) {
        *out = note_make(maker, node->to.target, note);
    }
    struct str name = destination_name(maker->run->arena, chapter->document, node);
    marks_add(&run->marks, mark_new(maker, name));
}

static struct str note_contents(const struct maker *maker, uint32_t number)
{
    struct arena *arena = maker->run->arena;
    struct buf out = {.kept_in = arena};
    phrase_add(&out, maker_language(maker), PHRASE_NOTE, arena_format(arena, "%u", number));
    return arena_take(arena, &out);
}

static bool add_note_reference(struct inline_run *run, const struct node *node,
                               struct inline_state state)
{
    struct maker *maker = run->maker;
    struct arena *arena = maker->run->arena;
    const struct theme *theme = maker->run->theme;
    if (!node->to.target) {
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
                                    .destination = destination_name(
                                        arena, maker->chapter->document, node->to.target),
                                    .contents = note_contents(maker, node->number),
                                    .language = maker_language(maker)});
    state.style.role = theme->face.heading;
    state = inline_state_offset(state, theme->span.note_mark);
    state.style.keep_together = state.style.joined = true;
    state.color = theme->color.inside;
    state = apart(run, state);
    return add_text(run, arena_format(arena, "[%u]", node->number), &state, note,
                    (struct place){0});
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
                           .width = image->width,
                           .ascent = sp_sub(image->height, image->drop),
                           .descent = image->drop,
                           .scope = state->scope,
                           .context = maker_context(maker, context, note)});
}

/* Where a picture may stand that is a link: its mark is never parted from it. */
static struct setting beside_mark(const struct inline_run *run, uint32_t link)
{
    const struct theme *theme = run->maker->run->theme;
    struct setting setting = run->setting;
    if (link) {
        bool inside = run->maker->marks->links[link - 1].destination.len > 0;
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
    if (run->trial && node->to.file && picture_find(maker, node)) {
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
    return add_text(run, arena_format(maker->run->arena, "[%.*s]", STR_ARG(text)), &state,
                    (struct context_note){0}, place_of(run, node));
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
    span->expansion = expanded ? title->value : (struct str){0};
    if (foreign) {
        span->language = state->style.language = language->value;
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
    struct arena *arena = run->maker->run->arena;
    struct inline_state state = *around;
    struct buf opening = {.kept_in = arena}, closing = {.kept_in = arena};
    struct str language = language_around(run, node);
    text_add_quote_mark(language, state.quotes, true, &opening);
    text_add_quote_mark(language, state.quotes, false, &closing);
    state.element = maker_element(run->maker, state.element, ROLE_QUOTE);
    state.quotes++;
    return state.element &&
           span_add(run->maker, run->out, arena_take(arena, &opening), &state) &&
           add_inlines(run, node, state_inside(run, node, state), depth + 1) &&
           span_add(run->maker, run->out, arena_take(arena, &closing), &state);
}

static bool add_inline(struct inline_run *run, const struct node *node,
                       const struct inline_state *state, size_t depth)
{
    switch ((enum node_kind)node->kind) {
    case NODE_TEXT:
        return add_text(run, node->text, state, (struct context_note){0},
                        place_of(run, node));
    case NODE_SOFT_BREAK:
        return run->line_full || span_add(run->maker, run->out, STR(" "), state);
    case NODE_LINE_BREAK: return add_break(run, state);
    case NODE_CODE:
    case NODE_MATH: return add_code(run, node, *state);
    case NODE_IMAGE: return add_image(run, node, *state);
    case NODE_FOOTNOTE_REFERENCE: return add_note_reference(run, node, *state);
    case NODE_LINK: return add_link(run, node, *state, depth);
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
        return add_inlines(run, node, state_inside(run, node, *state), depth + 1);
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

static bool add_inlines(struct inline_run *run, const struct node *parent,
                        struct inline_state state, size_t depth)
{
    for (const struct node *node = parent->first; node; node = node->next) {
        marks_add(&run->marks, run->trial ? NULL : place_mark(run->maker, node));
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
    bool ok = add_inlines(&run, parent, state, 0);
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
    bool ok = add_inlines(&run, parent, state, 0) &&
              (spans.count == 0 || text_measure(maker->run->engine, spans.items,
                                                spans.count, out, maker->run->report));
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
