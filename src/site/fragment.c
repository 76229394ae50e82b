/* Fragments: Markdown as a piece of HTML, for templates. Between blocks of the text stands
 * a blank line where the text has one: templates cut such pieces at it. */
#include "base/lines.h"
#include "html/html.h"
#include "site/state.h"

static bool is_blank_line(const struct line_index *lines, uint32_t line)
{
    return line > 0 && str_trim(line_index_line(lines, line)).len == 0;
}

static enum html_answer begin_block(void *data, const struct node *node, bool entering,
                                    struct buf *out)
{
    const struct line_index *lines = data;
    bool apart = entering && node->parent && node->parent->kind == NODE_DOCUMENT &&
                 node->previous && node->kind != NODE_FOOTNOTE &&
                 node->spot.line > node->previous->spot.line;
    if (apart && is_blank_line(lines, node->spot.line - 1)) {
        html_start_line(out);
        buf_add_byte(out, '\n');
    }
    return HTML_DEFAULT;
}

bool fragment_of_markdown(struct arena *arena, struct str text,
                          const struct markdown_options *options, struct str *html,
                          struct report *report)
{
    static const enum html_dialect dialects[] = {
        [MARKDOWN_KRAMDOWN] = HTML_KRAMDOWN,
        [MARKDOWN_COMMONMARK] = HTML_COMMONMARK,
        [MARKDOWN_GFM] = HTML_GFM,
    };
    struct node *root;
    struct line_index lines;
    struct buf out = {.kept_in = arena, .limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES};
    if (!line_index_make(arena, text, &lines)) {
        return report_out_of_memory(report);
    }
    if (!markdown_read(arena, text, NULL, options, &root, report)) {
        return false;
    }
    struct html_hooks hooks = {.data = &lines, .node = begin_block};
    bool kramdown = options->dialect == MARKDOWN_KRAMDOWN;
    html_write(root, dialects[options->dialect], kramdown ? &hooks : NULL, &out);
    bool ok = buf_ok(&out);
    *html = ok && out.len ? arena_str(arena, buf_str(&out)) : STR("\n");
    buf_clear(&out);
    return ok;
}
