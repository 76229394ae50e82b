/* Headings: "# text" and text above a line of '=' or '-', with {#id} at their ends. */
#include "base/utf8.h"
#include "markdown/kramdown_block_readers.h"
#include "markdown/kramdown_line.h"

/* Whether `c` may begin a name, or stand in it, by the grammar of XML 1.0 (production 4).
 */
static bool is_name_char(uint32_t c, bool begins)
{
    static const uint32_t ranges[][2] = {
        {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
        {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
        {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
    };
    if (c < 0x80) {
        char b = (char)c;
        return ascii_is_alpha(b) || b == ':' || b == '_' ||
               (!begins && (ascii_is_digit(b) || b == '-' || b == '.'));
    }
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) {
            return true;
        }
    }
    return !begins &&
           (c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040);
}

static bool is_name(struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        if (!is_name_char(utf8_decode(text, at, &len), at == 0)) {
            return false;
        }
    }
    return text.len > 0;
}

/* A heading's text ends before {#id}; `*end` moves there and the id is given. */
static struct str heading_id(struct str text, size_t from, size_t *end)
{
    size_t close = *end;
    while (close > from && ascii_is_space(text.ptr[close - 1])) {
        close--;
    }
    if (close - from < 4 || text.ptr[--close] != '}') {
        return (struct str){0};
    }
    size_t open = close;
    while (open > from && text.ptr[open] != '{') {
        open--;
    }
    struct str id = str_sub(text, open + 2, close);
    if (open == from || text.ptr[open + 1] != '#' || !is_name(id) ||
        !ascii_is_space(text.ptr[open - 1])) {
        return (struct str){0};
    }
    while (open > from && ascii_is_space(text.ptr[open - 1])) {
        open--;
    }
    if (open == from) {
        return (struct str){0};
    }
    *end = open;
    return id;
}

static void add_heading(struct container *c, size_t from, size_t to, size_t level,
                        struct str id)
{
    struct str text = c->source->text;
    while (from < to && ascii_is_space(text.ptr[from])) {
        from++;
    }
    while (to > from && ascii_is_space(text.ptr[to - 1])) {
        to--;
    }
    struct node *heading = kramdown_node(c->k, NODE_HEADING, c->source, c->at);
    if (heading) {
        heading->level = (uint8_t)level;
        node_set_id(c->k->arena, heading, id);
        heading->text = str_sub(text, from, to);
    }
    block_add(c, heading);
    texts_add(c->k, heading, c->source, from, to);
}

bool block_read_atx(struct container *c)
{
    struct str text = c->source->text;
    size_t level, from;
    if (!line_is_atx(&c->k->settings, text, c->at, &level, &from) ||
        (c->k->settings.kramdown_input && !block_at_boundary(c))) {
        return false;
    }
    size_t end = line_end(text, from), to = end;
    struct str id = heading_id(text, from, &to);
    while (to > from && ascii_is_space(text.ptr[to - 1])) {
        to--;
    }
    while (from < to && ascii_is_space(text.ptr[from])) {
        from++;
    }
    size_t hashes = to;
    while (hashes > from && text.ptr[hashes - 1] == '#') {
        hashes--;
    }
    if (hashes > from &&
        (c->k->settings.kramdown_input || ascii_is_space(text.ptr[hashes - 1])) &&
        text.ptr[hashes - 1] != '\\') {
        to = hashes;
    }
    add_heading(c, from, to, level, id);
    c->at = end;
    return true;
}

bool block_read_setext(struct container *c)
{
    struct str text = c->source->text;
    if (!block_at_boundary(c)) {
        return false;
    }
    size_t columns;
    line_indent(text, c->at, &columns);
    size_t under = line_end(text, c->at);
    if (columns > 3 || under >= text.len ||
        (text.ptr[under] != '=' && text.ptr[under] != '-')) {
        return false;
    }
    char mark = text.ptr[under];
    size_t at = under;
    while (at < text.len && (text.ptr[at] == '=' || text.ptr[at] == '-')) {
        at++;
    }
    if (!line_is_blank(text, at)) {
        return false;
    }
    size_t to = under;
    struct str id = heading_id(text, c->at, &to);
    add_heading(c, c->at, to, mark == '=' ? 1 : 2, id);
    c->at = line_end(text, at);
    return true;
}
