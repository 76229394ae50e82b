/* Fragments: Markdown as a piece of HTML, for templates. Before, between and behind blocks
 * of the text stands a blank line where the text has one: templates cut such pieces at it,
 * and compare them. */
#include "base/lines.h"
#include "html/html.h"
#include "site/state.h"

/* A line of a quote may have its marks. */
static bool is_blank_line(const struct line_index *lines, uint32_t line)
{
    struct str text = line > 0 ? line_index_line(lines, line) : STR("x");
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_space(text.ptr[i]) && text.ptr[i] != '>') {
            return false;
        }
    }
    return true;
}

static bool holds_blank_lines(const struct node *node)
{
    return node && (node->kind == NODE_DOCUMENT || node->kind == NODE_ITEM ||
                    node->kind == NODE_QUOTE || node->kind == NODE_DEFINITION);
}

static enum html_answer begin_block(void *data, const struct node *node, bool entering,
                                    struct buf *out)
{
    const struct line_index *lines = data;
    bool apart = entering && holds_blank_lines(node->parent) && node_previous(node) &&
                 !node_is_inline(node) && node_previous(node)->kind != NODE_FOOTNOTE &&
                 node->spot.line > node_previous(node)->spot.line;
    if (apart && is_blank_line(lines, node->spot.line - 1)) {
        html_start_line(out);
        buf_add_byte(out, '\n');
    }
    return HTML_DEFAULT;
}

static void write_kramdown(const struct node *root, struct str text,
                           struct line_index *lines, struct buf *out)
{
    struct html_hooks hooks = {.data = lines, .node = begin_block, .indents = true};
    struct str rest = str_ends(text, "\n") ? str_sub(text, 0, text.len - 1) : text;
    bool apart = root->first && root->first->spot.line > 1 && is_blank_line(lines, 1);
    if (apart) {
        buf_add_byte(out, '\n');
    }
    html_write(root, HTML_KRAMDOWN, &hooks, out);
    size_t last = rest.len;
    while (last > 0 && (rest.ptr[last - 1] == ' ' || rest.ptr[last - 1] == '\t')) {
        last--;
    }
    if (root->first && last > 0 && rest.ptr[last - 1] == '\n') {
        buf_add_byte(out, '\n');
    }
}

bool fragment_of_markdown(struct arena *arena, struct str text,
                          const struct markdown_options *options, struct str *html,
                          struct report *report)
{
    struct node *root;
    struct line_index lines;
    struct buf out = {.kept_in = arena, .limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES};
    if (!line_index_make(arena, text, &lines)) {
        return report_out_of_memory(report);
    }
    if (!markdown_read(arena, text, NULL, options, &root, report)) {
        return false;
    }
    switch (options->dialect) {
    case MARKDOWN_KRAMDOWN: write_kramdown(root, text, &lines, &out); break;
    case MARKDOWN_COMMONMARK: html_write(root, HTML_COMMONMARK, NULL, &out); break;
    case MARKDOWN_GFM: html_write(root, HTML_GFM, NULL, &out); break;
    }
    bool ok = buf_ok(&out);
    *html = ok && out.len ? arena_str(arena, buf_str(&out)) : STR("\n");
    buf_clear(&out);
    return ok;
}
