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

/* `count` marks inside each other around "end": told once, and "end" is not lost. */
static inline void check_nesting(const char *mark, size_t count)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct node *root = NULL;
    struct buf text = {0}, got = {0};
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&text, mark);
    }
    buf_add_text(&text, "end\n");
    assert_true(read_text(&arena, buf_str(&text), report, &root));
    html_write(root, HTML_KRAMDOWN, NULL, &got);
    if (report_count(report, SEVERITY_WARNING) != 1 ||
        str_find(buf_str(&got), STR("end"), 0) == STR_NONE) {
        fail_msg("'%s': %zu warnings, '%.*s'", mark, report_count(report, SEVERITY_WARNING),
                 STR_ARG(buf_str(&got)));
    }
    buf_clear(&text);
    buf_clear(&got);
    report_free(report);
    arena_clear(&arena);
}

/* What `count` elements inside each other hold is shown, and none of their tags. */
static inline void check_deep_tags(const char *before, const char *open, const char *close,
                                   size_t count)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct node *root = NULL;
    struct buf text = {0}, got = {0};
    buf_add_text(&text, before);
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&text, open);
    }
    buf_add_text(&text, "word");
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&text, close);
    }
    buf_add_text(&text, "\n\nafter\n");
    assert_true(read_text(&arena, buf_str(&text), report, &root));
    html_write(root, HTML_KRAMDOWN, NULL, &got);
    if (report_count(report, SEVERITY_WARNING) != 1 ||
        str_find(buf_str(&got), STR("word"), 0) == STR_NONE ||
        str_find(buf_str(&got), STR("<p>after</p>"), 0) == STR_NONE ||
        str_find(buf_str(&got), STR("&lt;"), 0) != STR_NONE) {
        fail_msg("'%s': %zu warnings, '%.*s'", open, report_count(report, SEVERITY_WARNING),
                 STR_ARG(buf_str(&got)));
    }
    buf_clear(&text);
    buf_clear(&got);
    report_free(report);
    arena_clear(&arena);
}

/* With whatever room: all of it, or false and the reason. */
static inline void check_exhaustion(struct str text, const struct markdown_options *options)
{
    bool ok = false;
    for (size_t limit = 1; !ok; limit += 512) {
        struct arena arena;
        arena_init(&arena, limit);
        struct report *report = report_new();
        struct node *root = NULL;
        ok = markdown_read(&arena, text, NULL, options, &root, report);
        assert_int_equal(report_has_system_error(report), !ok);
        assert_int_equal(arena_failed(&arena), !ok);
        report_free(report);
        arena_clear(&arena);
        assert_true(!ok || limit > 8192);
    }
}

#endif
