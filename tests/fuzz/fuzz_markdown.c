/* Any bytes as Markdown in each dialect, printed, absorbed and printed again. */
#include "fuzz.h"

#include "base/utf8.h"
#include "html/html.h"
#include "markdown/markdown.h"

#define ARENA_LIMIT_BYTES ((size_t)1 << 30)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum html_dialect prints[] = {HTML_KRAMDOWN, HTML_COMMONMARK, HTML_GFM};
    struct str text = {(const char *)data, size};
    if (utf8_find_invalid(text) != STR_NONE) {
        return 0;
    }
    for (int dialect = MARKDOWN_KRAMDOWN; dialect <= MARKDOWN_GFM; dialect++) {
        struct arena arena;
        arena_init(&arena, ARENA_LIMIT_BYTES);
        struct report *report = report_new();
        struct markdown_options options = markdown_options_default();
        options.dialect = (enum markdown_dialect)dialect;
        struct node *root;
        struct buf out = {0};
        struct str file = STR("-");
        if (markdown_read(&arena, text, NULL, &options, &root, report)) {
            html_write(root, prints[dialect], NULL, &out);
            if (html_absorb(&arena, &root, &file, report)) {
                buf_reset(&out);
                html_write(root, HTML_BUNDLE, NULL, &out);
            }
        }
        buf_clear(&out);
        report_free(report);
        arena_clear(&arena);
    }
    return 0;
}
