/* The store of the marks: styles and contexts shared by what looks the same, links, and
 * the small makers that all steps call. Knows nothing of blocks. */
#include "layout/maker.h"

static bool same_style(const struct text_style *a, const struct text_style *b)
{
    return a->role == b->role && a->bold == b->bold && a->italic == b->italic &&
           a->keep_together == b->keep_together && a->joined == b->joined &&
           a->preserve == b->preserve && a->size == b->size && a->rise == b->rise &&
           a->tracking == b->tracking && str_eq(a->language, b->language);
}

struct text_style *maker_style(struct maker *maker, struct text_style wanted)
{
    struct style_list *list = &maker->marks->styles;
    for (size_t i = 0; i < list->count; i++) {
        if (same_style(list->items[i], &wanted)) {
            return list->items[i];
        }
    }
    struct text_style *style = ARENA_NEW(maker->run->arena, struct text_style);
    if (style) {
        *style = wanted;
        if (list->count < sizeof list->items / sizeof list->items[0]) {
            list->items[list->count++] = style;
        }
    }
    return style;
}

static bool is_last_context(const struct marks *marks, const struct run_context *context,
                            const struct context_note *note)
{
    if (marks->context_count == marks->settled_contexts) {
        return false;
    }
    const struct run_context *c = &marks->contexts[marks->context_count - 1];
    const struct context_lead *lead = &marks->leads[marks->context_count - 1];
    const struct context_tie *tie =
        &marks->ties[marks->context_count - 1 - marks->settled_contexts];
    return c->element == context->element && c->color == context->color &&
           c->ground == context->ground && c->underline == context->underline &&
           c->strike == context->strike && c->dotted == context->dotted &&
           lead->link == note->link && lead->page_number == note->page_number &&
           lead->image == note->image && tie->foot_note == note->foot_note &&
           tie->marks == note->marks;
}

uint32_t maker_context(struct maker *maker, struct run_context context,
                       struct context_note note)
{
    struct marks *marks = maker->marks;
    size_t tied = marks->context_count - marks->settled_contexts;
    if (is_last_context(marks, &context, &note)) {
        return (uint32_t)(marks->context_count - 1);
    }
    if (!arena_grow(maker->run->arena, &marks->contexts, marks->context_count,
                    &marks->context_capacity, sizeof *marks->contexts) ||
        !arena_grow(maker->run->making, &marks->leads, marks->context_count,
                    &marks->lead_capacity, sizeof *marks->leads) ||
        !arena_grow(maker->run->making, &marks->ties, tied, &marks->tie_capacity,
                    sizeof *marks->ties)) {
        return 0;
    }
    marks->contexts[marks->context_count] = context;
    marks->leads[marks->context_count] =
        (struct context_lead){.link = note.link,
                              .image = note.image & INT32_MAX,
                              .page_number = note.page_number};
    marks->ties[tied] = (struct context_tie){note.foot_note, note.marks};
    return (uint32_t)marks->context_count++;
}

struct context_tie *maker_tie(const struct maker *maker, uint32_t context)
{
    const struct marks *marks = maker->marks;
    return context < marks->settled_contexts
               ? NULL
               : &marks->ties[context - marks->settled_contexts];
}

uint32_t maker_link(struct maker *maker, struct layout_link link)
{
    struct marks *marks = maker->marks;
    if (!arena_grow(maker->run->making, &marks->links, marks->link_count,
                    &marks->link_capacity, sizeof *marks->links)) {
        return 0;
    }
    marks->links[marks->link_count++] = link;
    return (uint32_t)marks->link_count;
}

struct element *maker_element(struct maker *maker, struct element *parent,
                              enum element_role role)
{
    return element_new(maker->run->arena, parent, role);
}

void maker_set_language(const struct maker *maker, struct element *element,
                        struct str language)
{
    struct element_more *more =
        language.len ? element_add_more(maker->run->arena, element) : NULL;
    if (more) {
        more->language = language;
    }
}

const struct str *maker_language_kept(const struct maker *maker)
{
    const struct document *document = maker->chapter->document;
    return document ? &document->language : &maker->run->packet->language;
}

struct str maker_language(const struct maker *maker)
{
    return *maker_language_kept(maker);
}

struct str maker_phrase(const struct maker *maker, enum phrase phrase,
                        struct element *element)
{
    bool english;
    struct str language = maker_language(maker);
    struct str text = str_from(phrase_in(language, phrase, &english));
    if (english && element && !str_starts(language, "en")) {
        maker_set_language(maker, element, STR("en"));
    }
    return text;
}

struct str maker_number(const struct maker *maker, uint64_t number)
{
    struct buf text = {.kept_in = maker->run->scratch};
    phrase_add_plain(&text, maker_language(maker), number);
    return arena_take(maker->run->scratch, &text);
}

struct str maker_labelled(const struct maker *maker, enum phrase label, struct str text)
{
    return arena_format(maker->run->arena, "%.*s%.*s%.*s",
                        STR_ARG(maker_phrase(maker, label, NULL)),
                        STR_ARG(maker_phrase(maker, PHRASE_COLON, NULL)), STR_ARG(text));
}

struct element *maker_phrase_element(struct maker *maker, struct element *element)
{
    if (!element || phrases_have(maker_language(maker))) {
        return element;
    }
    struct element *span = maker_element(maker, element, ROLE_SPAN);
    if (span) {
        maker_set_language(maker, span, STR("en"));
    }
    return span;
}

struct placed *placed_new(struct maker *maker, size_t count)
{
    return ARENA_ARRAY(maker->run->scratch, struct placed, count);
}

#define ID_LIMIT_BYTES 4000 /* three times as many, escaped, fit a string of PDF/A */

/* What is not ASCII becomes "_XX". */
static void add_escaped_id(struct buf *out, struct str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        if (ascii_is_alnum(c) || c == '-' || c == '.' || c == ':') {
            buf_add_byte(out, c);
        } else {
            buf_add_format(out, "_%02X", (unsigned)(unsigned char)c);
        }
    }
}

/* "3" is document 3, "3.fees" its anchor "fees"; where an id has another place, or is so
 * long that nobody writes it, "3.__7" is its seventh anchor. */
struct str destination_name(struct arena *arena, const struct document *document,
                            const struct node *node)
{
    struct buf name = {.kept_in = arena};
    buf_add_unsigned(&name, document->number);
    if (node && node->kind == NODE_FOOTNOTE) {
        buf_add_format(&name, ".note:%u", node_number(node));
    } else if (node && node->kind == NODE_FOOTNOTE_REFERENCE) {
        buf_add_format(&name, ".ref:%u", node_number(node));
    } else if (node && node_id(node).len <= ID_LIMIT_BYTES &&
               document_has_own_id(document, node)) {
        buf_add_byte(&name, '.');
        add_escaped_id(&name, node_id(node));
    } else if (node) {
        buf_add_text(&name, ".__");
        buf_add_unsigned(&name, node_anchor(node));
    }
    return arena_take(arena, &name);
}

bool address_opens(struct str url)
{
    static const char *const schemes[] = {"http", "https", "mailto"};
    size_t colon = str_find_byte(url, ':', 0);
    return colon != STR_NONE &&
           str_is_among_ignore_case(str_sub(url, 0, colon), schemes,
                                    sizeof schemes / sizeof schemes[0]);
}

struct str address_text(struct str url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t len = strlen(schemes[i]); /* in any case (RFC 3986, 3.1) */
        if (str_eq_ignore_case(str_sub(url, 0, len), str_from(schemes[i]))) {
            return str_skip(url, len);
        }
    }
    return url;
}
