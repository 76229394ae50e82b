/* Links, images, footnote references and <autolinks>. */
#include "base/size.h"
#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_entity.h"
#include "markdown/kramdown_footnote.h"
#include "markdown/kramdown_span.h"
#include "markdown/kramdown_span_readers.h"

/* The ']' of every '[' up to the end, by one pass; escapes and code do not count. */
static void match_brackets(struct spans *s)
{
    s->matched = true;
    size_t len = s->text.len - s->begin;
    if (len >= UINT32_MAX) {
        return;
    }
    s->match = ARENA_ARRAY(s->k->arena, uint32_t, len + 1);
    size_t barren = 0;
    uint32_t open =
        0; /* the innermost open one's place + 1; its match tells the one outside */
    if (!s->match) {
        return;
    }
    const char *text = s->text.ptr + s->begin;
    for (size_t at = 0; at < len; at++) {
        switch (text[at]) {
        case '\\': at++; break;
        case '[':
            s->match[at] = open;
            open = (uint32_t)at + 1;
            break;
        case ']':
            if (open) {
                uint32_t outer = s->match[open - 1];
                s->match[open - 1] = (uint32_t)at;
                open = outer;
            }
            break;
        case '`':
            if (barren < 8) {
                size_t count = 0;
                while (at + count < len && text[at + count] == '`') {
                    count++;
                }
                size_t close =
                    str_find(str_make(text, len), str_make(text + at, count), at + count);
                barren += close == STR_NONE;
                at = (close == STR_NONE ? at : close) + count - 1;
            }
            break;
        default: break;
        }
    }
    while (open) { /* never closed */
        uint32_t outer = s->match[open - 1];
        s->match[open - 1] = 0;
        open = outer;
    }
}

static size_t bracket_match(struct spans *s, size_t at)
{
    if (!s->matched) {
        match_brackets(s);
    }
    uint32_t match = s->match ? s->match[at - s->begin] : 0;
    return match ? s->begin + match : STR_NONE;
}

struct link_parts {
    struct str address, title;
    struct ial *ial;
    size_t end;
    bool defined; /* elsewhere, for any number of links */
};

/* "title") at `at`, up to the ')' that follows a quote. */
static bool title_at(struct spans *s, size_t at, struct link_parts *out)
{
    struct str text = s->text;
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    if (at >= text.len || (text.ptr[at] != '"' && text.ptr[at] != '\'')) {
        return false;
    }
    char quote = text.ptr[at];
    for (size_t i = at + 2; i < text.len; i++) {
        if (text.ptr[i] != quote) {
            continue;
        }
        size_t end = i + 1;
        while (end < text.len && ascii_is_space(text.ptr[end])) {
            end++;
        }
        if (end < text.len && text.ptr[end] == ')') {
            out->title = str_sub(text, at + 1, i);
            out->end = end + 1;
            return true;
        }
    }
    spans_spend(s, text.len - at);
    return false;
}

/* (address "title") whose '(' stands at `at`. */
static bool inline_parts(struct spans *s, size_t at, struct link_parts *out)
{
    struct str text = s->text;
    size_t from = at + 1, open = 0;
    while (from < text.len && ascii_is_space(text.ptr[from])) {
        from++;
    }
    if (from < text.len && text.ptr[from] == '<') {
        size_t close = str_find_byte(text, '>', from);
        if (close == STR_NONE) {
            spans_spend(s, text.len - from);
            return false;
        }
        out->address = str_sub(text, from + 1, close);
        size_t end = close + 1;
        while (end < text.len && ascii_is_space(text.ptr[end])) {
            end++;
        }
        if (end < text.len && text.ptr[end] == ')') {
            out->end = end + 1;
            return true;
        }
        return title_at(s, close + 1, out);
    }
    if (from > at + 1 && from < text.len &&
        (text.ptr[from] == '"' || text.ptr[from] == '\'')) {
        out->address = str_sub(text, from, from);
        return title_at(s, from, out);
    }
    for (size_t i = from; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '(') {
            open++;
        } else if (c == ')') {
            if (open-- == 0) {
                out->address = str_trim(str_sub(text, from, i));
                out->end = i + 1;
                return true;
            }
        } else if (ascii_is_space(c) && i + 1 < text.len &&
                   (text.ptr[i + 1] == '"' || text.ptr[i + 1] == '\'')) {
            out->address = str_trim(str_sub(text, from, i));
            return title_at(s, i, out);
        }
    }
    spans_spend(s, text.len - from);
    return false;
}

static bool definition_parts(struct spans *s, size_t from, size_t to,
                             struct link_parts *out)
{
    const struct link_definition *link = link_find(s->k, str_sub(s->text, from, to));
    if (!link) {
        return false;
    }
    out->address = link->address;
    out->title = link->title;
    out->defined = true;
    out->ial = link->ial;
    return true;
}

/* What follows the ']' at `close` of the text from `from` on. */
static bool link_parts(struct spans *s, size_t from, size_t close, struct link_parts *out)
{
    struct str text = s->text;
    *out = (struct link_parts){.end = close + 1};
    size_t at = close + 1;
    if (at < text.len && text.ptr[at] == '(') {
        return s->fuel > 0 && inline_parts(s, at, out);
    }
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    if (at < text.len && text.ptr[at] == '[') {
        size_t end = str_find_byte(text, ']', at);
        if (end != STR_NONE &&
            (end == at + 1 || end - at <= 2 * s->k->links.longest_name + 256)) {
            out->end = end + 1;
            return end == at + 1 ? definition_parts(s, from, close, out)
                                 : definition_parts(s, at + 1, end, out);
        }
        if (end != STR_NONE) {
            return false;
        }
    }
    return definition_parts(s, from, close, out);
}

static void fill_link(struct spans *s, struct node *node, const struct link_parts *parts)
{
    struct str address = entities_decode(s->k->arena, parts->address);
    node_set_info(s->k->arena, node, address.ptr ? address : STR(""));
    if (!parts->defined || !parts->title.len || ial_title_again(s->k, node, parts->title)) {
        node_set_title(s->k->arena, node, entities_decode(s->k->arena, parts->title));
    }
    if (parts->ial) {
        ial_apply_again(s->k, node, parts->ial);
    }
}

/* Alternate text: as written, without backslashes of escapes. */
static struct str alternate_text(struct spans *s, size_t from, size_t to)
{
    struct str text = str_sub(s->text, from, to);
    if (str_find_byte(text, '\\', 0) == STR_NONE) {
        return entities_decode(s->k->arena, text);
    }
    struct buf out = {.kept_in = s->k->arena};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\\' && i + 1 < text.len && ascii_is_punct(text.ptr[i + 1])) {
            i++;
        }
        buf_add_byte(&out, text.ptr[i]);
    }
    return arena_take(s->k->arena, &out);
}

static bool read_image(struct spans *s, struct frame *f, size_t open)
{
    size_t close = bracket_match(s, open);
    struct link_parts parts;
    if (close == STR_NONE || !link_parts(s, open + 1, close, &parts)) {
        return false;
    }
    struct node *node = spans_node(s, NODE_IMAGE, s->at);
    if (node) {
        node->text = alternate_text(s, open + 1, close);
        fill_link(s, node, &parts);
    }
    spans_add(s, f, node, parts.end);
    return true;
}

static bool read_footnote(struct spans *s, struct frame *f)
{
    struct str label;
    size_t end, index;
    if (!footnote_name_at(s->text, s->at, &label, &end)) {
        return false;
    }
    if (!name_find(&s->k->footnotes.names, label, &index)) {
        spans_literal(s, end - s->at);
        return true;
    }
    struct node *node = spans_node(s, NODE_FOOTNOTE_REFERENCE, s->at);
    if (node) {
        node_set_number(s->k->arena, node,
                        size_to_u32(index)); /* counted once it is sure to stay */
    }
    spans_add(s, f, node, end);
    return true;
}

/* [text] and what it leads to. The place of its ']' is known before its text is read, but
 * what is read there may end it earlier, as kramdown does. */
static bool read_link(struct spans *s, struct frame *f)
{
    size_t open = s->at, close = bracket_match(s, open);
    struct link_parts parts;
    bool empty = close == open + 1; /* which only an address behind it makes a link */
    if (close == STR_NONE || spans_inside(f, FRAME_LINK) ||
        (empty && !str_starts(str_skip(s->text, close + 1), "(")) || s->fuel == 0 ||
        !link_parts(s, open + 1, close, &parts)) {
        return false;
    }
    if (f->depth >= s->k->nesting_limit) {
        kramdown_too_deep(s->k, s->source, s->at);
        return false;
    }
    size_t run = s->run, chunk = s->chunk;
    struct node *node = spans_node(s, NODE_LINK, open);
    if (!node) {
        return false;
    }
    struct frame inner = {
        .outer = f, .node = node, .kind = FRAME_LINK, .brackets = 1, .depth = f->depth + 1};
    s->at = s->run = s->chunk = open + 1;
    if (spans_read_frame(s, &inner) &&
        (s->at == close || link_parts(s, open + 1, s->at, &parts))) {
        s->at = open;
        s->run = run;
        fill_link(s, node, &parts);
        spans_add(s, f, node, parts.end);
        return true;
    }
    spans_spend(s, s->at - open);
    s->at = open;
    s->run = run;
    s->chunk = chunk;
    kramdown_recycle(s->k, node);
    return false;
}

bool span_read_bracket(struct spans *s, struct frame *f, bool image)
{
    if (image) {
        if (s->at + 1 >= s->text.len || s->text.ptr[s->at + 1] != '[') {
            return false;
        }
        bool note = s->at + 2 < s->text.len && s->text.ptr[s->at + 2] == '^';
        if (!note && read_image(s, f, s->at + 1)) {
            return true;
        }
        f->brackets += f->kind == FRAME_LINK && !note;
        spans_literal(s, note ? 1 : 2);
        return true;
    }
    bool note = s->at + 1 < s->text.len && s->text.ptr[s->at + 1] == '^';
    f->brackets += f->kind == FRAME_LINK; /* a footnote's counts as one that stays open */
    if (read_footnote(s, f) || (!note && read_link(s, f))) {
        return true;
    }
    spans_literal(s, 1);
    return true;
}

/* Where an address of mail in '<' at `at` ends, or STR_NONE. */
static size_t mail_end(struct str text, size_t at)
{
    size_t sign = STR_NONE, end = at + 1;
    for (; end < text.len; end++) {
        char c = text.ptr[end];
        if (c == '@' && sign == STR_NONE) {
            sign = end;
        } else if (!ascii_is_alnum(c) && c != '-' && c != '_' && c != '.' &&
                   (unsigned char)c < 0x80) {
            break;
        }
    }
    bool is = end < text.len && text.ptr[end] == '>' && sign != STR_NONE && sign > at + 1 &&
              sign + 1 < end;
    return is ? end : STR_NONE;
}

/* The '>' of the line that holds `at`, or STR_NONE; a line without one is gone through
 * once. */
static size_t line_bracket(struct spans *s, size_t at)
{
    if (at >= s->no_bracket && at < s->no_bracket_end) {
        return STR_NONE;
    }
    size_t end = at;
    while (end < s->text.len && s->text.ptr[end] != '\n') {
        if (s->text.ptr[end] == '>') {
            return end;
        }
        end++;
    }
    s->no_bracket = at;
    s->no_bracket_end = end;
    return STR_NONE;
}

/* <scheme:...> or <name@host>: the offset of its '>', or STR_NONE. */
static size_t autolink_end(struct spans *s, bool *mail)
{
    static const char *const schemes[] = {"http:", "https:", "ftp:", "ftps:", "mailto:"};
    struct str rest = str_skip(s->text, s->at + 1);
    *mail = false;
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t behind = s->at + 1 + strlen(schemes[i]);
        if (str_starts(rest, schemes[i])) {
            size_t end = line_bracket(s, behind);
            return end == behind ? STR_NONE : end;
        }
    }
    *mail = true;
    return mail_end(s->text, s->at);
}

bool span_read_autolink(struct spans *s, struct frame *f)
{
    bool mail;
    size_t end = autolink_end(s, &mail);
    if (end == STR_NONE) {
        return false;
    }
    struct kramdown *k = s->k;
    struct str inside = str_sub(s->text, s->at + 1, end);
    struct node *node = spans_node(s, NODE_LINK, s->at);
    struct node *text = spans_node(s, NODE_TEXT, s->at + 1);
    if (node && text) {
        struct str address =
            mail ? arena_format(k->arena, "mailto:%.*s", STR_ARG(inside)) : inside;
        node_set_info(k->arena, node, entities_decode(k->arena, address));
        text->text =
            str_starts(inside, "mailto:") ? str_skip(inside, strlen("mailto:")) : inside;
        text->text = entities_decode(k->arena, text->text);
        node_append(node, text);
    }
    spans_add(s, f, node, end + 1);
    return true;
}
