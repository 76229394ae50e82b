/* Whole HTML pages as trees: one row a rule, HTML in, dump out. */
#ifndef OFFPRINT_TESTS_PAGE_ROWS_H
#define OFFPRINT_TESTS_PAGE_ROWS_H

#include "cmocka_offprint.h"

#include "doc/doc.h"
#include "html/html.h"

struct page {
    const char *name, *text, *want;
};

static void check_pages(const struct page *pages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root = NULL;
        struct buf got = {0};
        assert_true(html_read(&arena, str_from(pages[i].text), NULL, &root, report));
        node_dump(root, false, &got);
        if (!str_eq(buf_str(&got), str_from(pages[i].want))) {
            fail_msg("%s: got\n%.*s", pages[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

#endif
