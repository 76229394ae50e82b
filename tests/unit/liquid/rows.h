/* Rows of templates and what they render to. */
#ifndef OFFPRINT_TESTS_LIQUID_ROWS_H
#define OFFPRINT_TESTS_LIQUID_ROWS_H

#include "cmocka_offprint.h"

#include "liquid/liquid.h"

#include <stdio.h>

enum dialect { LAX, STRICT, JEKYLL };

struct row {
    enum dialect dialect;
    const char *template, *want; /* want NULL: an error */
};

static inline bool render_row(const struct row *row, const char *json, struct buf *out)
{
    struct arena arena;
    struct value data = value_nil();
    struct line_map map = {0};
    struct report *report = report_new();
    struct liquid_options options = {.strict = row->dialect == STRICT,
                                     .no_jekyll = row->dialect != JEKYLL,
                                     .base_url = STR("/base"),
                                     .site_url = STR("https://example.org")};
    arena_init(&arena, 0);
    assert_true(value_from_json(&arena, str_from(json), &data));
    bool ok = liquid_render(&arena, str_from(row->template), STR("t"), 1, data, &options,
                            out, &map, report);
    report_free(report);
    arena_clear(&arena);
    return ok;
}

static inline void check_rows(const struct row *rows, size_t count, const char *json)
{
    for (size_t i = 0; i < count; i++) {
        struct buf out = {0};
        bool ok = render_row(&rows[i], json, &out);
        struct str want = str_from(rows[i].want ? rows[i].want : "");
        if (ok != (rows[i].want != NULL)) {
            fail_msg("%s: %s", rows[i].template, ok ? "let through" : "refused");
        }
        if (ok && !str_eq(buf_str(&out), want)) {
            fail_msg("%s: got '%.*s'", rows[i].template, STR_ARG(buf_str(&out)));
        }
        buf_clear(&out);
    }
}

#define CHECK_ROWS(rows, json) check_rows(rows, sizeof(rows) / sizeof(rows)[0], json)

#endif
