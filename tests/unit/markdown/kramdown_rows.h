/* Rows of kramdown text and the HTML that Jekyll's default prints for it. */
#ifndef OFFPRINT_TESTS_KRAMDOWN_ROWS_H
#define OFFPRINT_TESTS_KRAMDOWN_ROWS_H

#include "cmocka_offprint.h"

#include "html/html.h"
#include "markdown/markdown.h"

struct kramdown_row {
    const char *name, *text, *want;
};

static inline bool read_text(struct arena *arena, struct str text, struct report *report,
                             struct node **root)
{
    struct markdown_options options = markdown_options_default();
    return markdown_read(arena, text, NULL, &options, root, report);
}

static inline void check_row(const struct kramdown_row *row,
                             const struct markdown_options *options)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct node *root = NULL;
    struct buf got = {0};
    assert_true(markdown_read(&arena, str_from(row->text), NULL, options, &root, report));
    html_write(root, HTML_KRAMDOWN, NULL, &got);
    if (!str_eq(buf_str(&got), str_from(row->want))) {
        fail_msg("%s: got '%.*s'", row->name, STR_ARG(buf_str(&got)));
    }
    buf_clear(&got);
    report_free(report);
    arena_clear(&arena);
}

static inline void check_rows(const struct kramdown_row *rows, size_t count)
{
    struct markdown_options options = markdown_options_default();
    for (size_t i = 0; i < count; i++) {
        check_row(&rows[i], &options);
    }
}

#endif
