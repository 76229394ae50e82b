/* Definitions: links [name]: address "title", abbreviations *[name]: title, footnotes
 * [^name]: text. They show nothing where they stand; what they say is kept by
 * kramdown_ground.h until something refers to it. */
#include "markdown/kramdown_block.h"
#include "markdown/kramdown_block_readers.h"
#include "markdown/kramdown_footnote.h"
#include "markdown/kramdown_line.h"

static size_t skip_spaces(struct str text, size_t at, size_t end)
{
    while (at < end && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
        at++;
    }
    return at;
}

/* "title" or 'title' that ends its line: false when there is none. */
static bool title_at(struct str text, size_t at, struct str *title, size_t *end)
{
    if (at >= text.len || (text.ptr[at] != '"' && text.ptr[at] != '\'')) {
        return false;
    }
    size_t stop = line_end(text, at), close = stop;
    while (close > at && ascii_is_space(text.ptr[close - 1])) {
        close--;
    }
    if (close < at + 3 || text.ptr[close - 1] != text.ptr[at]) {
        return false;
    }
    *title = str_sub(text, at + 1, close - 1);
    *end = stop;
    return true;
}

struct definition_parts {
    struct str name, address, title;
    size_t end;
};

/* <address>, which nothing but a title may follow before `last`. */
static bool enclosed_address(struct str text, size_t at, size_t last,
                             struct definition_parts *out)
{
    size_t close = str_find_byte(str_sub(text, 0, last), '>', at);
    if (close == STR_NONE) {
        return false;
    }
    out->address = str_sub(text, at + 1, close);
    size_t title = skip_spaces(text, close + 1, last);
    return title >= last || title_at(text, title, &out->title, &out->end);
}

/* The address goes on to the title, which begins at the first quote behind white space
 * and closes at the line's end, or to `last`. */
static bool plain_address(struct str text, size_t at, size_t last,
                          struct definition_parts *out)
{
    size_t rest = at;
    while (rest < last) {
        if (!ascii_is_space(text.ptr[rest])) {
            rest++;
            continue;
        }
        size_t quote = skip_spaces(text, rest, last);
        if (title_at(text, quote, &out->title, &out->end)) {
            break;
        }
        if (quote < last && (text.ptr[quote] == '"' || text.ptr[quote] == '\'')) {
            return false;
        }
        rest = quote > rest ? quote : rest + 1;
    }
    out->address = str_sub(text, at, rest);
    return true;
}

/* Address and title; the title may stand alone on the next line. */
static bool address_at(struct str text, size_t at, struct definition_parts *out)
{
    size_t stop = line_end(text, at), last = stop;
    while (last > at && ascii_is_space(text.ptr[last - 1])) {
        last--;
    }
    bool enclosed =
        at < last && text.ptr[at] == '<' && enclosed_address(text, at, last, out);
    if (at >= last || (!enclosed && !plain_address(text, at, last, out))) {
        return false;
    }
    if (!out->title.ptr) {
        out->end = stop;
        (void)title_at(text, skip_spaces(text, stop, text.len), &out->title, &out->end);
    }
    return true;
}

static bool definition_at(struct str text, size_t at, struct definition_parts *out)
{
    *out = (struct definition_parts){0};
    at = line_skip_spaces(text, at);
    if (at + 4 > text.len || text.ptr[at] != '[') {
        return false;
    }
    size_t stop = line_end(text, at), close = at + 1;
    while (close < stop && text.ptr[close] != ']' && text.ptr[close] != '\n') {
        close++; /* a backslash saves no bracket here */
    }
    if (close + 1 >= stop || text.ptr[close] != ']' || text.ptr[close + 1] != ':' ||
        close == at + 1) {
        return false;
    }
    out->name = str_sub(text, at + 1, close);
    return address_at(text, skip_spaces(text, close + 2, stop), out);
}

/* What was defined takes the {: } above it, and the ones right below. */
static void end_definition(struct container *c, struct ial **ial)
{
    if (c->pending) {
        ial_merge(c->k->arena, ial, c->pending);
    }
    container_add_mark(c, MARK_DEFINITION);
    container_settle(c);
    c->trailing = ial;
}

static bool is_below_paragraph(const struct container *c)
{
    return node_last(c->node) && node_last(c->node)->kind == NODE_PARAGRAPH;
}

bool block_read_link_definition(struct container *c)
{
    struct definition_parts parts;
    if (is_below_paragraph(c) || !definition_at(c->source->text, c->at, &parts)) {
        return false;
    }
    struct link_definition *link = link_define(
        c->k, parts.name,
        (struct link_definition){.address = str_trim(parts.address), .title = parts.title});
    if (!link) {
        return false;
    }
    end_definition(c, &link->ial);
    c->at = parts.end;
    return true;
}

bool block_read_abbreviation(struct container *c)
{
    struct str text = c->source->text;
    size_t at = line_skip_spaces(text, c->at), stop = line_end(text, at);
    if (!str_starts(str_skip(text, at), "*[") || is_below_paragraph(c)) {
        return false;
    }
    size_t close = str_find(str_sub(text, 0, stop), STR("]:"), at + 2);
    if (close == STR_NONE || close == at + 2) {
        return false;
    }
    struct abbreviation *one = abbreviation_define(
        c->k, (struct abbreviation){.name = str_sub(text, at + 2, close),
                                    .title = str_trim(str_sub(text, close + 2, stop))});
    if (!one) {
        return false;
    }
    end_definition(c, &one->ial);
    c->at = stop;
    return true;
}

/* A note's text: each of its lines, the first one too, loses one indentation. */
static struct source *without_indent(struct arena *arena, const struct source *source,
                                     size_t begin, size_t to)
{
    struct str text = source->text;
    struct source_builder builder = {0};
    for (size_t at = begin; at < to;) {
        size_t end = line_end(text, at), from = at, spaces = 0;
        while (from < end && text.ptr[from] == ' ' && spaces < 4) {
            from++;
            spaces++;
        }
        if (spaces < 4 && from < end && text.ptr[from] == '\t') {
            from++;
        } else if (spaces < 4) {
            from = at;
        }
        builder_add(arena, &builder, str_sub(text, from, end), source_origin(source, from));
        at = end;
    }
    return builder_take(arena, &builder);
}

/* Whether something that shows nothing follows the last block behind a blank line: the
 * links back then stand in a paragraph of their own. */
static bool ends_apart(const struct container *c)
{
    const struct node *last = node_last(c->node);
    bool more = c->pending != NULL;
    while (mark_of(last) != MARK_NONE && !mark_is_blank(last)) {
        more = true;
        last = node_previous(last);
    }
    return more && mark_is_blank(last);
}

/* A note's blocks. Definitions in them hold for the document; their spans are read only
 * when something refers to the note, so the texts for them are set aside. */
static struct footnote read_blocks(const struct container *c, struct str label,
                                   struct source *source)
{
    struct kramdown *k = c->k;
    struct footnote one = {.label = label,
                           .node = kramdown_node(k, NODE_FOOTNOTE, source, 0)};
    struct text_queue outer = k->texts;
    k->texts = (struct text_queue){0};
    struct container inner = {
        .k = k, .source = source, .node = one.node, .depth = c->depth + 1};
    if (one.node && source) {
        blocks_read(&inner);
        one.node->tight = ends_apart(&inner);
        marks_drop(one.node);
    }
    one.texts = k->texts;
    k->texts = outer;
    return one;
}

bool block_read_footnote(struct container *c)
{
    struct str text = c->source->text, label;
    size_t after;
    if (!footnote_name_at(text, line_skip_spaces(text, c->at), &label, &after) ||
        after >= text.len || text.ptr[after] != ':') {
        return false;
    }
    size_t first = after + 1;
    size_t end = line_indented_end(text, line_end(text, first));
    struct source *source = without_indent(c->k->arena, c->source, first, end);
    if (!footnote_define(c->k, read_blocks(c, label, source))) {
        return false;
    }
    container_add_mark(c, MARK_DEFINITION);
    container_settle(c);
    c->at = end;
    return true;
}
