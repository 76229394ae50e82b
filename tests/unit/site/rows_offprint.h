/* Rows of templates, each a page of one site, and what Jekyll makes of them. */
#ifndef OFFPRINT_TESTS_SITE_ROWS_H
#define OFFPRINT_TESTS_SITE_ROWS_H

#include "opened_offprint.h"

struct template_row {
    const char *template, *want; /* want NULL: an error */
};

struct row_site {
    const struct site_file *files;
    const struct template_row *rows;
    size_t file_count, row_count;
    int64_t now;
    char root[64];
};

static struct row_site row_site;

static inline bool write_rows(const struct row_site *of)
{
    bool ok = true;
    for (size_t i = 0; i < of->row_count && ok; i++) {
        char name[32], text[4096];
        int len = snprintf(text, sizeof text, "---\n---\n%s", of->rows[i].template);
        (void)snprintf(name, sizeof name, "r%zu.html", i);
        ok = len > 0 && (size_t)len < sizeof text &&
             write_site_file(of->root, (struct site_file){name, text});
    }
    return ok;
}

static inline int make_row_site(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return write_site(row_site.root, row_site.files, row_site.file_count) &&
                   write_rows(&row_site)
               ? open_site(row_site.root, row_site.now)
               : -1;
}

static inline int remove_row_site(void **state)
{
    (void)state;
    for (size_t i = 0; i < row_site.row_count; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "r%zu.html", i);
        remove_site_file(row_site.root, name);
    }
    return close_site(row_site.root, row_site.files, row_site.file_count);
}

static inline void shows_what_jekyll_shows(void **state)
{
    (void)state;
    for (size_t i = 0; i < row_site.row_count; i++) {
        const struct template_row *row = &row_site.rows[i];
        char name[32];
        struct str text, near;
        const struct line_map *map;
        (void)snprintf(name, sizeof name, "r%zu.html", i);
        struct page *page = site_find_page(site, str_from(name), &near);
        assert_non_null(page);
        bool ok = site_render_liquid(site, &arena, page, &text, &map, report);
        if (ok != (row->want != NULL) || (ok && !str_is(text, row->want))) {
            print_error("%s: %s '%.*s'\n", row->template, ok ? "got" : "refused",
                        STR_ARG(text));
            fail();
        }
    }
}

/* The program's main: one site of these files and rows, opened at `now_`. */
#define SITE_ROWS_MAIN(root_, files_, rows_, now_)                                         \
    int main(void)                                                                         \
    {                                                                                      \
        const struct CMUnitTest tests[] = {cmocka_unit_test(shows_what_jekyll_shows)};     \
        row_site = (struct row_site){files_,                                               \
                                     rows_,                                                \
                                     sizeof(files_) / sizeof(files_)[0],                   \
                                     sizeof(rows_) / sizeof(rows_)[0],                     \
                                     now_,                                                 \
                                     root_};                                               \
        return cmocka_run_group_tests(tests, make_row_site, remove_row_site);              \
    }

#endif
