/* Excerpts: the part of a document that stands for it, and Markdown as a piece of HTML, for
 * templates. */
#include "html/html.h"
#include "site/state.h"

/* "[id]: address" at the start of a line: what the excerpt's links may refer to. */
static bool is_reference(struct str line)
{
    size_t end = str_starts(line, "[") ? str_find(line, STR("]:"), 1) : STR_NONE;
    return end != STR_NONE && end > 1;
}

struct str excerpt_text(struct site *site, const struct page *page)
{
    struct str own = value_text_or(
        value_get(page->data, STR("excerpt_separator")),
        value_text_or(value_get(site->config.values, STR("excerpt_separator")),
                      STR("\n\n")));
    size_t end = own.len ? str_find(page->body, own, 0) : STR_NONE;
    if (end == STR_NONE) {
        return page->body;
    }
    struct buf text = {.kept_in = site->arena};
    struct str rest = str_skip(page->body, end + own.len);
    buf_add(&text, str_sub(page->body, 0, end));
    buf_add_text(&text, "\n\n");
    while (rest.len) {
        size_t newline = str_find_byte(rest, '\n', 0);
        struct str line = str_sub(rest, 0, newline == STR_NONE ? rest.len : newline + 1);
        if (is_reference(line)) {
            buf_add(&text, line);
        }
        rest = str_skip(rest, line.len);
    }
    return arena_take(site->arena, &text);
}

bool fragment_of_markdown(struct arena *arena, struct str text,
                          const struct markdown_options *options, struct str *html,
                          struct report *report)
{
    struct node *root;
    struct buf out = {.kept_in = arena, .limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES};
    static const enum html_dialect dialects[] = {
        [MARKDOWN_KRAMDOWN] = HTML_KRAMDOWN,
        [MARKDOWN_COMMONMARK] = HTML_COMMONMARK,
        [MARKDOWN_GFM] = HTML_GFM,
    };
    if (!markdown_read(arena, text, NULL, options, &root, report)) {
        return false;
    }
    html_write(root, dialects[options->dialect], NULL, &out);
    bool ok = buf_ok(&out);
    *html = ok ? arena_str(arena, buf_str(&out)) : (struct str){0};
    buf_clear(&out);
    return ok;
}
