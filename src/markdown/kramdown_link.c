/* Definitions of links [name]: address "title" and of abbreviations *[name]: title. */
#include "markdown/kramdown.h"

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

/* Address up to the title or the line's end. */
static bool address_at(struct str text, size_t at, struct definition_parts *out)
{
    size_t stop = line_end(text, at), last = stop;
    while (last > at && ascii_is_space(text.ptr[last - 1])) {
        last--;
    }
    if (at >= last) {
        return false;
    }
    size_t rest = at;
    if (text.ptr[at] == '<') {
        size_t close = str_find_byte(str_sub(text, 0, last), '>', at);
        if (close == STR_NONE) {
            return false;
        }
        out->address = str_sub(text, at + 1, close);
        rest = close + 1;
        if (skip_spaces(text, rest, last) < last &&
            !title_at(text, skip_spaces(text, rest, last), &out->title, &out->end)) {
            return false;
        }
    } else {
        /* The title begins at the first quote behind white space that closes at the end. */
        while (rest < last) {
            if (ascii_is_space(text.ptr[rest])) {
                size_t quote = skip_spaces(text, rest, last);
                if (title_at(text, quote, &out->title, &out->end)) {
                    break;
                }
                if (quote < last && (text.ptr[quote] == '"' || text.ptr[quote] == '\'')) {
                    return false;
                }
                rest = quote > rest ? quote : rest + 1;
            } else {
                rest++;
            }
        }
        out->address = str_sub(text, at, rest);
    }
    if (out->title.ptr) {
        return true;
    }
    out->end = stop;
    /* The title may stand alone on the next line. */
    (void)title_at(text, skip_spaces(text, stop, text.len), &out->title, &out->end);
    return true;
}

static bool definition_at(struct str text, size_t at, struct definition_parts *out)
{
    *out = (struct definition_parts){0};
    size_t spaces = 0;
    while (at < text.len && text.ptr[at] == ' ' && spaces < 3) {
        at++;
        spaces++;
    }
    if (at + 4 > text.len || text.ptr[at] != '[') {
        return false;
    }
    size_t stop = line_end(text, at), close = at + 1;
    while (close < stop && text.ptr[close] != ']' && text.ptr[close] != '\n') {
        close += text.ptr[close] == '\\' ? 2 : 1;
    }
    if (close + 1 >= stop || text.ptr[close] != ']' || text.ptr[close + 1] != ':' ||
        close == at + 1) {
        return false;
    }
    out->name = str_sub(text, at + 1, close);
    return address_at(text, skip_spaces(text, close + 2, stop), out);
}

bool block_read_link_definition(struct container *c)
{
    struct str text = c->source->text;
    struct kramdown *k = c->k;
    struct definition_parts parts;
    if ((c->node->last && c->node->last->kind == NODE_PARAGRAPH) ||
        !definition_at(text, c->at, &parts)) {
        return false;
    }
    if (!arena_grow(k->arena, &k->links, k->link_count, &k->link_capacity,
                    sizeof *k->links)) {
        return false;
    }
    struct str name = name_normalize(k, parts.name);
    if (name.len > k->longest_link_name) {
        k->longest_link_name = name.len;
    }
    k->links[k->link_count] =
        (struct link_definition){.address = str_trim(parts.address), .title = parts.title};
    if (c->pending) {
        ial_merge(k, &k->links[k->link_count].ial, c->pending);
        c->pending = NULL;
    }
    name_set(k, &k->link_names, name, k->link_count);
    struct node *mark = kramdown_node(k, NODE_MARK_END, c->source, c->at);
    if (mark) {
        mark->level = 2;
        node_append(c->node, mark);
    }
    c->trailing = &k->links[k->link_count].ial;
    k->link_count++;
    c->at = parts.end;
    return true;
}

bool block_read_abbreviation(struct container *c)
{
    struct str text = c->source->text;
    struct kramdown *k = c->k;
    size_t at = c->at, spaces = 0;
    while (at < text.len && text.ptr[at] == ' ' && spaces < 3) {
        at++;
        spaces++;
    }
    size_t stop = line_end(text, at);
    if (!str_starts(str_skip(text, at), "*[") ||
        (c->node->last && c->node->last->kind == NODE_PARAGRAPH)) {
        return false;
    }
    size_t close = str_find(str_sub(text, 0, stop), STR("]:"), at + 2);
    if (close == STR_NONE || close == at + 2) {
        return false;
    }
    struct abbreviation one = {.name = str_sub(text, at + 2, close),
                               .title = str_trim(str_sub(text, close + 2, stop))};
    if (c->pending) {
        ial_merge(k, &one.ial, c->pending);
        c->pending = NULL;
    }
    size_t index;
    if (!name_find(&k->abbreviation_names, one.name, &index)) {
        if (!arena_grow(k->arena, &k->abbreviations, k->abbreviation_count,
                        &k->abbreviation_capacity, sizeof *k->abbreviations)) {
            return false;
        }
        index = k->abbreviation_count++;
        name_set(k, &k->abbreviation_names, one.name, index);
    }
    k->abbreviations[index] = one;
    struct node *mark = kramdown_node(k, NODE_MARK_END, c->source, c->at);
    if (mark) {
        mark->level = 2;
        node_append(c->node, mark);
    }
    c->trailing = &k->abbreviations[index].ial;
    c->at = stop;
    return true;
}
