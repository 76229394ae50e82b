/* Code blocks, indented and fenced. */
#include "markdown/kramdown_block_readers.h"
#include "markdown/kramdown_line.h"

/* Indentation goes, blank lines keep theirs; lines taken along below indented ones join
 * them, as kramdown does. */
bool block_read_indented_code(struct container *c)
{
    struct str text = c->source->text;
    if (line_code_indent(text, c->at) == 0 || line_is_blank(text, c->at)) {
        return false;
    }
    const struct node *last = node_last(c->node);
    if (last && last->kind == NODE_PARAGRAPH) {
        return false;
    }
    size_t end = line_indented_end(text, c->at);
    struct buf code = {.kept_in = c->k->arena};
    bool before = false; /* the line above was no blank one */
    for (size_t at = c->at; at < end; at = line_end(text, at)) {
        size_t indent = line_code_indent(text, at);
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
    struct node *node = kramdown_node(c->k, NODE_CODE_BLOCK, c->source,
                                      c->at + line_code_indent(text, c->at));
    struct str kept = arena_take(c->k->arena, &code);
    if (node) {
        node->text = kept;
    }
    block_add(c, node);
    c->at = end;
    return true;
}

/* The line that ends the code from `at` on. When none is long enough, the longest of the
 * shorter ones counts, and the marks it lacks are taken for the language. `*none`: no line
 * further down is that long; 0 when unknown. */
static size_t fence_end(const struct kramdown_settings *settings, struct str text,
                        size_t at, struct fence *open, size_t *none)
{
    struct fence close;
    size_t found = text.len, longest = 0;
    size_t wanted = *none && *none <= open->count ? *none - 1 : open->count;
    if (wanted < 3 || (wanted < open->count && !open->adjacent)) {
        return text.len;
    }
    for (; at < text.len && longest < wanted; at = line_end(text, at)) {
        if (line_is_fence(settings, text, at, &close) && close.mark == open->mark &&
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
    if (!line_is_fence(&c->k->settings, text, c->at, &open) ||
        (c->k->settings.kramdown_input && !block_at_boundary(c))) {
        return false;
    }
    size_t from = line_end(text, c->at);
    size_t at =
        fence_end(&c->k->settings, text, from, &open, &c->no_fence[open.mark == '~']);
    if (at >= text.len) {
        return false;
    }
    struct node *node = kramdown_node(c->k, NODE_CODE_BLOCK, c->source, c->at);
    if (node) {
        node->text = str_sub(text, from, at);
        size_t option = str_find_byte(open.info, '?', 0);
        node_set_info(c->k->arena, node,
                      option == STR_NONE ? open.info : str_sub(open.info, 0, option));
        node->fenced = true;
    }
    block_add(c, node);
    c->at = line_end(text, at);
    return true;
}
