/* Headings and code blocks. */
#include "base/utf8.h"
#include "markdown/kramdown.h"

/* Four spaces or a tab: the bytes of it, or 0. */
static size_t code_indent(struct str text, size_t at)
{
    size_t spaces = 0;
    while (at + spaces < text.len && text.ptr[at + spaces] == ' ' && spaces < 4) {
        spaces++;
    }
    if (spaces == 4) {
        return 4;
    }
    return spaces == 0 && at < text.len && text.ptr[at] == '\t' ? 1 : 0;
}

static bool line_is_code(struct str text, size_t at)
{
    return code_indent(text, at) > 0 && !line_is_blank(text, at);
}

/* The end of a region of indented lines, lines taken along below them, and blank lines
 * when indented ones follow. */
size_t indented_region_end(const struct kramdown *k, struct str text, size_t at)
{
    size_t end = at;
    for (;;) {
        size_t probe = end;
        while (probe < text.len && line_is_blank(text, probe)) {
            probe = line_end(text, probe);
        }
        if (probe >= text.len || !line_is_code(text, probe)) {
            return end;
        }
        while (probe < text.len &&
               (line_is_code(text, probe) || !line_ends_lazy(k, text, probe))) {
            probe = line_end(text, probe);
        }
        end = probe;
    }
}

bool block_read_indented_code(struct container *c)
{
    struct str text = c->source->text;
    if (!line_is_code(text, c->at)) {
        return false;
    }
    const struct node *last = c->node->last;
    if (last && last->kind == NODE_PARAGRAPH) {
        return false;
    }
    size_t end = indented_region_end(c->k, text, c->at);
    struct buf code = {0};
    bool before = false; /* the line above was no blank one */
    for (size_t at = c->at; at < end; at = line_end(text, at)) {
        size_t indent = code_indent(text, at);
        bool blank = line_is_blank(text, at);
        size_t white = line_indent(text, at, NULL);
        if (indent == 0 && !blank && before && memchr(text.ptr + at, '\t', white) == NULL) {
            buf_truncate(&code, code.len - 1); /* a line taken along joins the one above */
            buf_add_byte(&code, ' ');
        }
        size_t to = line_end(text, at);
        buf_add(&code, str_sub(text, at + indent, to));
        before = !blank;
    }
    struct node *node =
        kramdown_node(c->k, NODE_CODE_BLOCK, c->source, c->at + code_indent(text, c->at));
    if (node) {
        node->text = arena_str(c->k->arena, buf_str(&code));
    }
    buf_clear(&code);
    block_add(c, node);
    c->at = end;
    return true;
}

struct fence {
    char mark;
    size_t count;
    struct str info;
    bool adjacent; /* nothing stands between the marks and `info` */
};

static bool fence_at(const struct kramdown *k, struct str text, size_t at,
                     struct fence *out)
{
    size_t spaces = 0;
    bool plain = k->options.kramdown_input;
    while (!plain && at < text.len && text.ptr[at] == ' ' && spaces < 3) {
        at++;
        spaces++;
    }
    if (at >= text.len || (text.ptr[at] != '~' && (plain || text.ptr[at] != '`'))) {
        return false;
    }
    out->mark = text.ptr[at];
    out->count = 0;
    while (at < text.len && text.ptr[at] == out->mark) {
        at++;
        out->count++;
    }
    if (out->count < 3) {
        return false;
    }
    size_t end = line_end(text, at);
    out->info = str_trim(str_sub(text, at, end));
    if (out->info.len == 0) {
        out->info = str_sub(text, at, at);
    }
    out->adjacent = out->info.ptr == text.ptr + at;
    for (size_t i = 0; i < out->info.len; i++) {
        if (ascii_is_space(out->info.ptr[i])) {
            return false;
        }
    }
    return true;
}

bool line_opens_fence(const struct kramdown *k, struct str text, size_t at)
{
    struct fence fence;
    return fence_at(k, text, at, &fence);
}

/* The line that ends the code from `at` on. When none is long enough, the longest of the
 * shorter ones counts, and the marks it lacks are taken for the language. `*none`: no line
 * further down is that long; 0 when unknown. */
static size_t fence_end(const struct kramdown *k, struct str text, size_t at,
                        struct fence *open, size_t *none)
{
    struct fence close;
    size_t found = text.len, longest = 0;
    size_t wanted = *none && *none <= open->count ? *none - 1 : open->count;
    if (wanted < 3 || (wanted < open->count && !open->adjacent)) {
        return text.len;
    }
    for (; at < text.len && longest < wanted; at = line_end(text, at)) {
        if (fence_at(k, text, at, &close) && close.mark == open->mark &&
            close.info.len == 0 && close.count > longest) {
            longest = close.count;
            found = at;
        }
    }
    if (longest < wanted) {
        *none = longest < 3 ? 3 : longest + 1;
    }
    if (longest >= open->count || longest == 0) {
        return found;
    }
    size_t lacking = open->count - longest;
    open->info = str_make(open->info.ptr - lacking, open->info.len + lacking);
    return open->adjacent ? found : text.len;
}

bool block_read_fenced_code(struct container *c)
{
    struct str text = c->source->text;
    struct fence open;
    if (!fence_at(c->k, text, c->at, &open) ||
        (c->k->options.kramdown_input && !block_at_boundary(c))) {
        return false;
    }
    size_t from = line_end(text, c->at);
    size_t at = fence_end(c->k, text, from, &open, &c->no_fence[open.mark == '~']);
    if (at >= text.len) {
        return false;
    }
    struct node *node = kramdown_node(c->k, NODE_CODE_BLOCK, c->source, c->at);
    if (node) {
        node->text = str_sub(text, from, at);
        size_t option = str_find_byte(open.info, '?', 0);
        node->info = option == STR_NONE ? open.info : str_sub(open.info, 0, option);
        node->fenced = true;
    }
    block_add(c, node);
    c->at = line_end(text, at);
    return true;
}

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
        heading->id = id;
        heading->text = str_sub(text, from, to);
    }
    block_add(c, heading);
    kramdown_note_text(c->k, heading, c->source, from, to);
}

static bool atx_at(const struct kramdown *k, struct str text, size_t at, size_t *level,
                   size_t *from)
{
    size_t count = 0;
    while (at + count < text.len && text.ptr[at + count] == '#') {
        count++;
    }
    *level = count > 6 ? 6 : count;
    *from = at + count;
    if (count == 0 || line_is_blank(text, *from)) {
        return false;
    }
    if (k->options.kramdown_input) {
        *from = at + *level;
        return true;
    }
    return count <= 6 && (text.ptr[*from] == ' ' || text.ptr[*from] == '\t');
}

bool line_is_atx(const struct kramdown *k, struct str text, size_t at)
{
    size_t level, from;
    return atx_at(k, text, at, &level, &from);
}

bool block_read_heading(struct container *c)
{
    struct str text = c->source->text;
    size_t level, from;
    if (!atx_at(c->k, text, c->at, &level, &from) ||
        (c->k->options.kramdown_input && !block_at_boundary(c))) {
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
        (c->k->options.kramdown_input || ascii_is_space(text.ptr[hashes - 1])) &&
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
