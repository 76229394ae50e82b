/* The span pass: the loop over a text, and the spans that hold no others. Those that do
 * stand in files of their own and come back to the loop for what they hold. */
#include "markdown/kramdown_span.h"

#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_entity.h"
#include "markdown/kramdown_extension.h"
#include "markdown/kramdown_footnote.h"
#include "markdown/kramdown_html.h"
#include "markdown/kramdown_span_readers.h"

static void add_text_node(struct spans *s, struct frame *f, struct str text, size_t end)
{
    struct node *node = spans_node(s, NODE_TEXT, s->at);
    if (node) {
        node->text = text;
    }
    spans_add(s, f, node, end);
    s->symbol_end = end;
}

static bool is_plain(const struct spans *s, const struct frame *f)
{
    return s->plain || spans_inside(f, FRAME_HTML);
}

/* Every line end breaks, and nothing else does. */
static bool wraps_hard(const struct spans *s)
{
    return s->k->settings.hard_wrap && !s->k->settings.kramdown_input;
}

/* A backslash: breaks a line, takes the mark behind it out of use, or is text. */
static bool read_escape(struct spans *s, struct frame *f)
{
    if (s->at + 1 >= s->text.len) {
        return false;
    }
    char c = s->text.ptr[s->at + 1];
    if (c == '\n' && !is_plain(s, f) && !wraps_hard(s)) {
        spans_add(s, f, spans_node(s, NODE_LINE_BREAK, s->at), s->at + 2);
        s->chunk = s->at - 1;
        return true;
    }
    if (c == '\\' && s->at + 2 < s->text.len && s->text.ptr[s->at + 2] == '\n' &&
        !wraps_hard(s)) {
        spans_add(s, f, spans_node(s, NODE_LINE_BREAK, s->at), s->at + 3);
        s->chunk = s->at - 1;
        return true;
    }
    size_t count = s->k->settings.kramdown_input ? 23 : 24; /* '~' is of the additions */
    if (!memchr("\\.*_+`-(){}[]#!:|\"'$=<>~", c, count) || c == '\0') {
        return false;
    }
    if ((c == '<' || c == '>') && s->at + 2 < s->text.len && s->text.ptr[s->at + 2] == c) {
        add_text_node(s, f, str_sub(s->text, s->at + 1, s->at + 3), s->at + 3);
        return true;
    }
    spans_flush(s, f);
    s->run = s->at + 1;
    s->at += 2;
    s->chunk = s->at;
    return true;
}

/* `code`: from a run of backticks to the next one. */
static bool read_code(struct spans *s, struct frame *f)
{
    struct str text = s->text;
    size_t count = 0, at = s->at;
    while (at + count < text.len && text.ptr[at + count] == '`') {
        count++;
    }
    bool simple = count == 1;
    bool lonely = simple && (at == s->begin || ascii_is_space(text.ptr[at - 1])) &&
                  at + 1 < text.len && ascii_is_space(text.ptr[at + 1]);
    size_t close = STR_NONE, slot = count < TICK_RUNS ? count : 0;
    bool known = slot && s->no_ticks[slot] && at >= s->no_ticks[slot];
    if (!lonely && !known && (slot || spans_spend(s, count))) {
        close = str_find(text, str_sub(text, at, at + count), at + count);
        if (close == STR_NONE && slot) {
            s->no_ticks[slot] = at ? at : 1;
        } else if (close == STR_NONE) {
            spans_spend(s, text.len - at);
        }
    }
    if (close == STR_NONE) {
        spans_literal(s, count);
        return true;
    }
    struct str code = str_sub(text, at + count, close);
    if (!simple) {
        code = str_starts(code, " ") ? str_skip(code, 1) : code;
        code = str_ends(code, " ") ? str_sub(code, 0, code.len - 1) : code;
    }
    struct node *node = spans_node(s, NODE_CODE, at);
    if (node) {
        node->text = code;
    }
    spans_add(s, f, node, close + count);
    return true;
}

static bool read_math(struct spans *s, struct frame *f)
{
    struct str text = s->text;
    if (!str_starts(str_skip(text, s->at), "$$")) {
        return false;
    }
    size_t close = s->fuel ? str_find(text, STR("$$"), s->at + 2) : STR_NONE;
    if (close == STR_NONE) {
        spans_spend(s, text.len - s->at);
        s->at += 2;
        return true;
    }
    struct node *node = spans_node(s, NODE_MATH, s->at);
    if (node) {
        node->text = str_trim(str_sub(text, s->at + 2, close));
    }
    spans_add(s, f, node, close + 2);
    return true;
}

static bool read_entity(struct spans *s, struct frame *f)
{
    struct str entity;
    size_t taken = entity_at(s->k->arena, s->text, s->at, &entity);
    if (taken == 0) {
        size_t form = entity_end(s->text, s->at) - s->at;
        spans_literal(s, form);
        return form > 0;
    }
    add_text_node(s, f, entity, s->at + taken);
    return true;
}

static void read_extension(struct spans *s, struct frame *f)
{
    struct str text = s->text;
    struct extension extension;
    spans_flush(s, f);
    if (s->fuel == 0 ||
        !extension_at(s->k->arena, text, s->at, text.len, false, &extension)) {
        spans_spend(s, text.len - s->at);
        spans_literal(s, 3);
        return;
    }
    spans_add(s, f, extension_node(s->k, s->source, s->at, &extension, false),
              extension.end);
}

/* {: attributes} of the span right before, or {::extension}. */
static bool read_brace(struct spans *s, struct frame *f)
{
    struct str text = s->text;
    if (s->at + 2 >= text.len || text.ptr[s->at + 1] != ':') {
        return false;
    }
    if (text.ptr[s->at + 2] == ':') {
        read_extension(s, f);
        return true;
    }
    struct node *last = node_last(f->node);
    bool symbol = s->symbol_end == s->at; /* takes attributes, and shows none */
    if (s->run < s->at || !last || (last->kind == NODE_TEXT && !symbol) ||
        last->kind == NODE_SOFT_BREAK || last->kind == NODE_LINE_BREAK ||
        text.ptr[s->at + 2] == '/' || (s->no_brace && s->at >= s->no_brace)) {
        return false;
    }
    size_t close = s->at + 2;
    while (close < text.len && text.ptr[close] != '}') {
        close += text.ptr[close] == '\\' ? 2 : 1;
    }
    if (close >= text.len) {
        s->no_brace = s->at;
        return false;
    }
    if (close == s->at + 2) {
        return false;
    }
    if (symbol) {
        s->at = s->run = s->chunk = s->symbol_end = close + 1;
        return true;
    }
    ial_apply(s->k, last, ial_parse(s->k->arena, str_sub(text, s->at + 2, close)));
    s->at = s->run = s->chunk = close + 1;
    return true;
}

/* Two spaces at a line's end. */
static bool read_space(struct spans *s, struct frame *f)
{
    struct str text = s->text;
    if (s->at + 2 >= text.len || text.ptr[s->at + 1] != ' ' ||
        text.ptr[s->at + 2] != '\n' || wraps_hard(s)) {
        return span_read_symbol(s, f);
    }
    struct node *node = spans_node(s, NODE_LINE_BREAK, s->at);
    spans_add(s, f, node, s->at + 3);
    s->chunk = s->at - 1;
    return true;
}

static bool read_newline(struct spans *s, struct frame *f)
{
    bool hard = wraps_hard(s) && !is_plain(s, f);
    enum node_kind kind = hard ? NODE_LINE_BREAK : NODE_SOFT_BREAK;
    size_t chunk = s->chunk;
    spans_add(s, f, spans_node(s, kind, s->at), s->at + 1);
    s->chunk = chunk < s->at - 1 ? s->at - 1 : chunk; /* a quote may still see it */
    return true;
}

static bool frame_ends(struct spans *s, struct frame *f)
{
    struct str text = s->text;
    switch (f->kind) {
    case FRAME_TOP:
    case FRAME_STRIKE: return false; /* they go on to the end of their text */
    case FRAME_EMPHASIS:
    case FRAME_STRONG: return emphasis_ends(s, f);
    case FRAME_LINK: return text.ptr[s->at] == ']' && --f->brackets == 0;
    case FRAME_HTML: return f->beyond == 0 && html_end_tag_at(text, s->at, f->name) > 0;
    }
    return false;
}

/* What may begin at s->at. False: an ordinary byte. */
static bool read_span(struct spans *s, struct frame *f)
{
    switch (s->text.ptr[s->at]) {
    case '\\': return read_escape(s, f);
    case '*':
    case '_': return span_read_emphasis(s, f);
    case '~': return span_read_strike(s, f);
    case '`': return read_code(s, f);
    case '[': return span_read_bracket(s, f, false);
    case '!': return span_read_bracket(s, f, true);
    case '<':
        return span_read_autolink(s, f) || span_read_html(s, f) || span_read_symbol(s, f);
    case '&': return read_entity(s, f);
    case '{': return read_brace(s, f);
    case '$': return read_math(s, f);
    case '"':
    case '\'': return span_read_quote(s, f);
    case '.':
    case '-':
    case '>': return span_read_symbol(s, f);
    case ' ': return read_space(s, f);
    case '\n': return read_newline(s, f);
    default: return false;
    }
}

bool spans_read_frame(struct spans *s, struct frame *f)
{
    while (s->at < s->text.len && !arena_failed(s->k->arena)) {
        unsigned char c = (unsigned char)s->text.ptr[s->at];
        if (ascii_is_alnum((char)c) || c >= 0x80) {
            s->at++;
            continue;
        }
        if (frame_ends(s, f)) {
            spans_flush(s, f);
            return true;
        }
        if (!read_span(s, f)) {
            s->at++;
        }
    }
    spans_flush(s, f);
    return false;
}

static void read_text(struct kramdown *k, const struct waiting_text *waiting)
{
    const struct node *node = waiting->node;
    size_t from = waiting->from, to = waiting->to;
    struct str text = waiting->source->text;
    bool html = node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML_INLINE;
    while (!html && to > from && ascii_is_space(text.ptr[to - 1])) {
        to--;
    }
    struct spans s = {
        .k = k,
        .source = waiting->source,
        .text = str_sub(text, 0, to),
        .at = from,
        .run = from,
        .chunk = from,
        .begin = from,
        .plain = k->settings.kramdown_input || kramdown_is_plain(node),
        .fuel = 100000 + 8 * (uint64_t)(to - from),
    };
    struct frame top = {.node = waiting->node, .kind = FRAME_TOP};
    spans_read_frame(&s, &top);
}

/* An image marked {:standalone} alone in its paragraph is a figure, which takes the image's
 * class and id unless it has its own. */
static void settle_paragraph(struct kramdown *k, struct node *node)
{
    struct node *image = node->first;
    if (!image || image != node_last(node) || image->kind != NODE_IMAGE || !image->fenced) {
        return;
    }
    image->fenced = false;
    node->kind = NODE_FIGURE;
    const struct attribute *class = node_attribute(image, "class");
    if (node_id(node).len == 0) {
        node_set_id(k->arena, node, node_take_id(image));
    }
    if (class && !node_attribute(node, "class")) {
        node_set_attribute(k->arena, node, STR("class"), class->value);
        node_drop_attribute(image, class);
    }
    struct node *caption = node_new(k->arena, NODE_CAPTION, node->spot);
    struct node *text = caption ? node_new(k->arena, NODE_TEXT, node->spot) : NULL;
    if (text) {
        text->text = image->text;
        node_append(caption, text);
        node_append(node, caption);
    }
}

/* Contents take the place of what is there. */
static bool is_replaced(const struct kramdown *k, const struct node *node)
{
    while (node && node != k->toc) {
        node = node->parent;
    }
    return node != NULL;
}

/* References count only now: a span that was taken back may have held one. */
static void count_references(struct kramdown *k, struct node *node)
{
    bool counts = k->footnotes.count > 0 && !(k->toc && is_replaced(k, node));
    struct edit_walk walk;
    edit_walk_init(&walk, node);
    while (counts && edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_FOOTNOTE_REFERENCE) {
            footnote_refer(k, walk.node, node_number(walk.node));
        }
    }
}

/* A line break by a backslash right above a nested block goes; at other ends it is text. */
static size_t without_last_break(const struct waiting_text *waiting)
{
    struct str text = str_sub(waiting->source->text, waiting->from, waiting->to);
    size_t len = str_trim_right(text).len, marks = 0;
    while (marks < len && text.ptr[len - 1 - marks] == '\\') {
        marks++;
    }
    return marks % 2 == 1 ? waiting->from + len - 1 : waiting->to;
}

void spans_read_waiting(struct kramdown *k)
{
    while (k->texts.done < k->texts.count && !arena_failed(k->arena)) {
        struct waiting_text one = k->texts.items[k->texts.done++];
        if (!one.node || !one.source) {
            continue;
        }
        bool paragraph = one.node->kind == NODE_PARAGRAPH;
        if (paragraph && one.node->tight && one.node->next && !k->settings.kramdown_input &&
            !kramdown_is_plain(one.node)) {
            one.to = without_last_break(&one);
        }
        read_text(k, &one);
        count_references(k, one.node);
        if (paragraph && one.node->tight) {
            node_set_id(k->arena, one.node,
                        (struct str){0}); /* no element carries what was said of it */
            node_set_attributes(k->arena, one.node, NULL);
        } else if (paragraph) {
            settle_paragraph(k, one.node);
        }
    }
}
