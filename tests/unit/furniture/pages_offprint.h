/* Pages of small sites with what is left of one of them: as text, blocks apart, and what
 * was taken out by which rule. */
#ifndef OFFPRINT_TESTS_PAGES_H
#define OFFPRINT_TESTS_PAGES_H

#include "cmocka_offprint.h"

#include "base/selector.h"
#include "doc/doc.h"
#include "furniture/furniture.h"
#include "html/html.h"

#define PAGES 4

static inline struct node *read_page(struct arena *arena, struct str text,
                                     struct report *report)
{
    struct node *root = NULL;
    assert_true(html_read_whole(arena, text, NULL, &root, report));
    return root;
}

/* `%d` in a page's text is its number. */
static inline struct str page_text(struct arena *arena, const char *pattern, int number)
{
    struct str text = str_from(pattern), digit = arena_format(arena, "%d", number);
    struct buf out = {.kept_in = arena};
    for (size_t at = 0; at <= text.len;) {
        size_t next = str_find(text, STR("%d"), at);
        buf_add(&out, str_sub(text, at, next));
        buf_add(&out, next == STR_NONE ? (struct str){0} : digit);
        at = next == STR_NONE ? text.len + 1 : next + 2;
    }
    return arena_take(arena, &out);
}

static inline void add_rules(const struct furniture_cuts *cuts, struct buf *out)
{
    for (size_t i = 0; i < cuts->count; i++) {
        buf_add_format(out, "%s%s", i ? " " : " | ", cuts->items[i].rule);
    }
}

struct site {
    const char *name;
    const char *others; /* the pages that are learned from; NULL: none */
    const char *page;
    const char *want; /* its text, then its cuts' rules */
};

static inline void check_sites(const struct site *sites, size_t count,
                               const struct furniture_page *page)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct furniture *furniture = furniture_new(&arena);
        for (int k = 0; k < PAGES && sites[i].others; k++) {
            struct str text = page_text(&arena, sites[i].others, k);
            assert_true(furniture_learn(furniture, (struct str){0},
                                        read_page(&arena, text, report)));
        }
        struct node *root = read_page(&arena, str_from(sites[i].page), report);
        struct furniture_cuts cuts = {0};
        struct buf got = {0};
        assert_true(furniture_prune(furniture, &arena, page, root, NULL, &cuts));
        struct buf text = {.kept_in = &arena};
        node_plain_text(root, &text);
        buf_add(&got, text_collapse(&arena, arena_take(&arena, &text)));
        add_rules(&cuts, &got);
        if (!str_eq(buf_str(&got), str_from(sites[i].want))) {
            fail_msg("%s: got '%.*s'", sites[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

#define WORDS "a b c d e f g h i j k l m n o p q r s t u v w x y z"

#endif
