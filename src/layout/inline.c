/* Inlines to spans: each change of style, link or element makes a span; contexts
 * carry what a span means to the pieces that come of it. */
#include "base/path.h"
#include "layout/maker.h"

#define INLINE_DEPTH_LIMIT 200 /* readers stop at MARKDOWN_NESTING_LIMIT */

struct inline_state inline_state_text(struct maker *maker, struct element *element)
{
    return (struct inline_state){
        .style = {.role = FONT_SERIF,
                  .size = maker->text_size,
                  .language = maker->document ? maker->document->language
                                              : maker->packet->language},
        .element = element,
        .color = COLOR_TEXT,
    };
}

void span_list_give(struct maker *maker, struct span_list *list)
{
    if (list->capacity > maker->spare_spans.capacity) {
        maker->spare_spans = (struct span_list){list->items, 0, list->capacity};
    }
    *list = (struct span_list){0};
}

static bool add_span(struct maker *maker, struct span_list *list, struct text_span span)
{
    if (list->capacity == 0) {
        *list = maker->spare_spans;
        maker->spare_spans = (struct span_list){0};
    }
    if (!span.style || !arena_grow(maker->arena, &list->items, list->count, &list->capacity,
                                   sizeof *list->items)) {
        return false;
    }
    list->items[list->count++] = span;
    return true;
}

static bool add_text(struct maker *maker, struct span_list *list, struct str text,
                     const struct inline_state *state, struct context_note note,
                     struct place place)
{
    struct run_context context = {state->element, state->color, state->underline,
                                  state->strike};
    note.link = state->link;
    return add_span(maker, list,
                    (struct text_span){.kind = SPAN_TEXT,
                                       .style = maker_style(maker, state->style),
                                       .text = text,
                                       .context = maker_context(maker, context, note),
                                       .place = place});
}

bool span_add(struct maker *maker, struct span_list *list, struct str text,
              const struct inline_state *state)
{
    return add_text(maker, list, text, state, (struct context_note){0}, (struct place){0});
}

/* Links */

static struct str link_text(struct maker *maker, const struct node *node)
{
    struct buf text = {0};
    node_plain_text(node, &text);
    struct str kept = str_trim(arena_take(maker->arena, &text));
    return kept;
}

/* "(p. 21)" after a link inside; the digits are a place holder of the right width. */
static bool add_page_number(struct maker *maker, struct span_list *list,
                            const struct inline_state *around)
{
    static const char zeros[] = "00000000";
    struct inline_state state = *around;
    state.style.role = FONT_SANS;
    state.style.bold = state.style.italic = false;
    state.style.size = sp_scale(state.style.size, 76, 100);
    state.style.keep_together = true;
    state.color = COLOR_QUIET;
    struct context_note note = {.page_number = true};
    size_t digits = maker->page_digits < 8 ? maker->page_digits : 8;
    struct str text = arena_format(maker->arena, " (p. %.*s)", (int)digits, zeros);
    return add_text(maker, list, text, &state, note, (struct place){0});
}

/* The number of a web address in the document's list. */
static bool add_url_number(struct maker *maker, struct span_list *list,
                           const struct inline_state *around, struct str url)
{
    struct inline_state state = *around;
    state.style.role = FONT_SANS;
    state.style.bold = state.style.italic = false;
    state.style.rise = sp_add(state.style.rise, sp_scale(state.style.size, 34, 100));
    state.style.size = sp_scale(state.style.size, 56, 100);
    state.style.keep_together = true;
    struct str text = arena_format(maker->arena, " %zu", url_number(maker, url));
    struct inline_state joint = state; /* a narrow space keeps number and word apart */
    joint.style.size = sp_scale(state.style.size, 80, 100);
    return span_add(maker, list, str_sub(text, 0, 1), &joint) &&
           span_add(maker, list, str_skip(text, 1), &state);
}

static bool shows_own_address(const struct link *link, struct str text)
{
    struct str url = link->url;
    return str_find(url, text, 0) != STR_NONE && text.len + 9 >= url.len;
}

static struct layout_link describe_link(struct maker *maker, const struct link *link,
                                        struct str text, struct element *element)
{
    struct layout_link out = {.element = element, .url = link->url};
    switch (link->class) {
    case LINK_INTERNAL:
        out.url = (struct str){0};
        out.destination = destination_name(maker->arena, link->document, link->anchor);
        out.contents = text;
        break;
    case LINK_FILE:
        out.contents = arena_format(maker->arena, "%.*s, file", STR_ARG(text));
        break;
    case LINK_LIVE:
    case LINK_EXTERNAL:
    case LINK_MAIL:
    case LINK_BROKEN:
        out.contents =
            arena_format(maker->arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(link->url));
        break;
    }
    return out;
}

static bool add_inlines(struct maker *maker, const struct node *parent,
                        struct inline_state state, struct span_list *out, size_t depth);

/* A file that goes along in the bundle: its name, so that it is found there. */
static bool add_file_name(struct maker *maker, struct span_list *list,
                          const struct inline_state *around, const struct link *link)
{
    struct inline_state state = *around;
    state.style.role = FONT_SANS;
    state.style.bold = state.style.italic = false;
    state.style.size = sp_scale(state.style.size, 76, 100);
    state.color = COLOR_QUIET;
    struct str name = path_name(link->file->source);
    return span_add(maker, list, arena_format(maker->arena, " (%.*s)", STR_ARG(name)),
                    &state);
}

/* The words of a link that leads nowhere in the PDF. */
static bool add_unlinked(struct maker *maker, const struct node *node,
                         struct inline_state state, struct span_list *out, size_t depth)
{
    const struct link *link = node->to.link;
    struct inline_state inside = state;
    inside.color = link && link->class == LINK_BROKEN ? COLOR_BROKEN : state.color;
    return add_inlines(maker, node, inside, out, depth + 1) &&
           (!link || link->class != LINK_FILE || add_file_name(maker, out, &state, link));
}

static bool add_link(struct maker *maker, const struct node *node,
                     struct inline_state state, struct span_list *out, size_t depth)
{
    const struct link *link = node->to.link;
    bool leads = link && link->class != LINK_BROKEN &&
                 (link->class == LINK_INTERNAL || link->url.len > 0);
    if (!leads) {
        return add_unlinked(maker, node, state, out, depth);
    }
    struct str text = link_text(maker, node);
    struct inline_state inside = state;
    inside.element = element_new(maker->arena, state.element, ROLE_LINK);
    inside.color = link->class == LINK_INTERNAL ? COLOR_INSIDE : COLOR_OUTSIDE;
    inside.link = maker_link(maker, describe_link(maker, link, text, inside.element));
    if (!inside.element || !inside.link) {
        return false;
    }
    if (text.len == 0) {
        return span_add(maker, out, link->url.len ? link->url : STR("link"), &inside);
    }
    if (!add_inlines(maker, node, inside, out, depth + 1)) {
        return false;
    }
    bool same_document = link->class == LINK_INTERNAL && link->document == maker->document;
    if (link->class == LINK_INTERNAL) {
        return same_document || add_page_number(maker, out, &inside);
    }
    return link->class == LINK_MAIL || shows_own_address(link, text) ||
           add_url_number(maker, out, &inside, link->url);
}

/* Other inlines */

static bool add_code(struct maker *maker, const struct node *node,
                     struct inline_state state, struct span_list *out)
{
    state.element = element_new(maker->arena, state.element, ROLE_CODE);
    state.style.role = FONT_MONO;
    state.style.size = sp_scale(state.style.size, 84, 100);
    return state.element &&
           add_text(maker, out, node->text, &state, (struct context_note){0},
                    document_place(maker->document, node->spot));
}

static bool add_note_reference(struct maker *maker, const struct node *node,
                               struct inline_state state, struct span_list *out)
{
    const struct node *target = node->to.target;
    if (!target || maker->in_note) {
        return true;
    }
    struct element *reference = element_new(maker->arena, state.element, ROLE_REFERENCE);
    struct element *link =
        reference ? element_new(maker->arena, reference, ROLE_LINK) : NULL;
    if (!link) {
        return false;
    }
    struct str name =
        arena_format(maker->arena, "%zu.note:%u", maker->document->number, node->number);
    struct context_note note = {0};
    if (node->ordinal <= 1) {
        note.foot_note = note_make(maker, target, state.element);
        maker_mark(maker, arena_format(maker->arena, "%zu.ref:%u", maker->document->number,
                                       node->number));
    }
    state.element = link;
    state.link =
        maker_link(maker, (struct layout_link){.element = link,
                                               .destination = name,
                                               .contents = arena_format(
                                                   maker->arena, "note %u", node->number)});
    state.style.role = FONT_SANS;
    state.style.rise = sp_add(state.style.rise, sp_scale(state.style.size, 34, 100));
    state.style.size = sp_scale(state.style.size, 58, 100);
    state.color = COLOR_INSIDE;
    struct str number = arena_format(maker->arena, "[%u]", node->number);
    return add_text(maker, out, number, &state, note, (struct place){0});
}

/* An image among words stands on their line, which grows as tall as it is. What cannot
 * be shown leaves its alternate text. */
static bool add_image(struct maker *maker, const struct node *node,
                      struct inline_state state, struct span_list *out)
{
    struct context_note note = {.link = state.link};
    if (line_image_add(maker, node, state.element, &note.image)) {
        const struct line_image *image = &maker->line_images[note.image - 1];
        struct run_context context = {.element = image->element, .color = state.color};
        return add_span(maker, out,
                        (struct text_span){.kind = SPAN_OBJECT,
                                           .style = maker_style(maker, state.style),
                                           .width = image->width,
                                           .ascent = image->height,
                                           .context = maker_context(maker, context, note)});
    }
    state.style.italic = true;
    state.color = COLOR_QUIET;
    struct str text = node->text.len ? node->text : STR("image");
    return add_text(maker, out, arena_format(maker->arena, "[%.*s]", STR_ARG(text)), &state,
                    (struct context_note){0}, document_place(maker->document, node->spot));
}

static bool add_leaf(struct maker *maker, const struct node *node,
                     const struct inline_state *state, struct span_list *out)
{
    switch (node->kind) {
    case NODE_TEXT:
        return add_text(maker, out, node->text, state, (struct context_note){0},
                        document_place(maker->document, node->spot));
    case NODE_SOFT_BREAK: return span_add(maker, out, STR(" "), state);
    case NODE_LINE_BREAK:
        return add_span(maker, out,
                        (struct text_span){.kind = SPAN_BREAK,
                                           .style = maker_style(maker, state->style)});
    case NODE_CODE:
    case NODE_MATH: return add_code(maker, node, *state, out);
    case NODE_IMAGE: return add_image(maker, node, *state, out);
    case NODE_FOOTNOTE_REFERENCE: return add_note_reference(maker, node, *state, out);
    default: return true; /* no other leaf is an inline of an absorbed tree */
    }
}

static struct inline_state state_inside(struct maker *maker, const struct node *node,
                                        struct inline_state state)
{
    sp size = state.style.size;
    switch (node->kind) {
    case NODE_EMPHASIS: state.style.italic = !state.style.italic; break;
    case NODE_STRONG: state.style.bold = true; break;
    case NODE_STRIKE: state.strike = true; break;
    case NODE_SUPERSCRIPT:
        state.style.rise = sp_add(state.style.rise, sp_scale(size, 34, 100));
        state.style.size = sp_scale(size, 66, 100);
        break;
    case NODE_SUBSCRIPT:
        state.style.rise = sp_sub(state.style.rise, sp_scale(size, 16, 100));
        state.style.size = sp_scale(size, 66, 100);
        break;
    case NODE_SMALL: state.style.size = sp_scale(size, 85, 100); break;
    default: break; /* spans change nothing but language */
    }
    const struct attribute *language = node_attribute(node, "lang");
    if (language && language->value.len && state.element) {
        struct element *span = element_new(maker->arena, state.element, ROLE_SPAN);
        if (span) {
            span->language = language->value;
            state.element = span;
            state.style.language = language->value;
        }
    }
    return state;
}

static bool add_inlines(struct maker *maker, const struct node *parent,
                        struct inline_state state, struct span_list *out, size_t depth)
{
    for (const struct node *node = parent->first; node; node = node->next) {
        bool ok = true;
        if (node->id.len && !maker->in_note) {
            maker_mark(maker, destination_name(maker->arena, maker->document, node->id));
        }
        if (!node_is_inline(node) || depth > INLINE_DEPTH_LIMIT) {
            continue;
        }
        if (node->kind == NODE_LINK) {
            ok = add_link(maker, node, state, out, depth);
        } else if (node_is_container(node)) {
            ok = add_inlines(maker, node, state_inside(maker, node, state), out, depth + 1);
        } else {
            ok = add_leaf(maker, node, &state, out);
        }
        if (!ok) {
            return false;
        }
    }
    return true;
}

bool inline_spans(struct maker *maker, const struct node *parent, struct inline_state state,
                  struct span_list *out)
{
    return add_inlines(maker, parent, state, out, 0);
}
