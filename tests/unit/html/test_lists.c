/* Markers of lists as Chromium shows them (its accessibility tree, item by item), and
 * how the bundle says them. One row a rule: HTML in, markers out. */
#include "cmocka_offprint.h"

#include "doc/doc.h"
#include "html/html.h"

struct row {
    const char *text, *want;
};

static struct node *read_page(struct arena *arena, const char *text)
{
    struct node *root = NULL;
    struct report *report = report_new();
    assert_true(html_read(arena, str_from(text), NULL, &root, report));
    report_free(report);
    return root;
}

/* Of all lists, in the order of their opening; items without a marker give "-". */
static void add_markers(const struct node *root, struct buf *out)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        struct list_count count;
        if (!walk.entering || walk.node->kind != NODE_LIST) {
            continue;
        }
        list_count_init(&count, walk.node);
        for (const struct node *item = walk.node->first; item; item = item->next) {
            size_t before = out->len;
            marker_write(list_count_item(&count, item), out);
            buf_add_text(out, out->len == before ? "- " : " ");
        }
    }
}

static const struct row markers[] = {
    {"<ol><li>a<li>b</ol>", "1. 2. "},
    {"<ol type=a><li>a<li>b</ol>", "a. b. "},
    {"<ol type=A start=26><li>a<li>b</ol>", "Z. AA. "},
    {"<ol type=a start=702><li>a<li>b</ol>", "zz. aaa. "},
    {"<ol type=a start=-1><li>a<li>b<li>c</ol>", "-1. 0. a. "},
    {"<ol type=i start=0><li>a<li>b</ol>", "0. i. "},
    {"<ol type=I start=3998><li>a<li>b<li>c</ol>", "MMMCMXCVIII. MMMCMXCIX. 4000. "},
    {"<ol type=x><li>a</ol>", "1. "},
    {"<ol type=disc><li>a</ol>", "1. "},
    {"<ol start=' +5x'><li>a</ol>", "5. "},
    {"<ol start=abc><li>a</ol>", "1. "},
    {"<ol start=99999999999><li>a</ol>", "1. "},
    {"<ol start=2147483647><li>a<li>b</ol>", "2147483647. 2147483647. "},
    {"<ol><li value=4>a<li>b<li value=-3>c<li value=x>d</ol>", "4. 5. -3. -2. "},
    {"<ol reversed><li>a<li>b</ol>", "2. 1. "},
    {"<ol reversed start=10 type=a><li>a<li value=4>b<li>c</ol>", "j. d. c. "},
    {"<ol reversed><div><li>a</div><li>b</ol>", "2. 1. "},
    {"<ul><li>a<ul><li>b<ul><li>c<ul><li>d</ul></ul></ul></ul>", "• ◦ ■ ■ "},
    {"<ol><li>a<ul><li>b</ul></ol>", "1. ◦ "},
    {"<ul type=SQUARE start=5><li>a</ul>", "■ "},
    {"<ul type=a><li>a</ul>", "• "},
    {"<ul type=none><li>a</ul>", "- "},
    {"<ol><li type=A>a<li>b</ol>", "A. 2. "},
    {"<ul><li type=1>a<li value=5 type=i>b</ul>", "1. v. "},
    {"<menu type=square><li>a</menu><dir><li>b</dir>", "• • "},
    {"<li>a<li value=7>b", "• • "},
    {"<ol style='list-style-type:lower-greek'><li>a<li value=25>b</ol>", "α. αα. "},
    {"<ol style='color:red; LIST-STYLE: Upper-Roman inside !important'><li>a</ol>", "I. "},
    {"<ol style='list-style: square url(a;b.png)'><li>a</ol>", "■ "},
    {"<ol style='list-style: inside'><li>a</ol>", "• "},
    {"<ol style='list-style: none; list-style-type: disc'><li>a</ol>", "• "},
    {"<ol style='list-style-type: foo'><li>a</ol>", "1. "},
    {"<ul style='list-style-type: \"- \"'><li>a</ul>", "- "},
    {"<ol type=a style='list-style-type:decimal-leading-zero' start=-3><li>a"
     "<li value=9>b</ol>",
     "-3. 09. "},
    {"<ul><li style='list-style:none'>a<li>b</ul>", "- • "},
    {"<ol>text<li>a</ol>", "- 1. "},
    {"<ol type=a><b><li>a</li></b><li>b</ol>", "a. b. "},
    {"<ol><ol><li>a</ol><li>b</ol>", "- 1. 1. "},
};

static void lists_are_marked_as_browsers_mark_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct buf got = {0};
        add_markers(read_page(&arena, markers[i].text), &got);
        if (!str_eq(buf_str(&got), str_from(markers[i].want))) {
            fail_msg("%s: got %.*s", markers[i].text, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        arena_clear(&arena);
    }
}

static const struct row bundles[] = {
    {"<ol type=a start=3><li>a</ol>", "<ol start=\"3\" type=\"a\">\n<li>a</li>\n</ol>\n"},
    {"<ol type=1 start=x style='color:red'><li value=x>a</ol>",
     "<ol>\n<li>a</li>\n</ol>\n"},
    {"<ol reversed><li value=4>a</ol>",
     "<ol start=\"1\" reversed=\"\">\n<li value=\"4\">a</li>\n</ol>\n"},
    {"<ul type=circle><li type=i>a</ul>",
     "<ul class=\"marker-circle\">\n<li class=\"marker-lower-roman\">a</li>\n</ul>\n"},
    {"<ol style='list-style:\"§\"'><li>a</ol>",
     "<ol>\n<li data-marker=\"§\">a</li>\n</ol>\n"},
    {"<ol>b<li>a</ol>", "<ol>\n<li class=\"unmarked\">b</li>\n<li>a</li>\n</ol>\n"},
};

static void the_bundle_says_markers_in_its_own_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bundles / sizeof bundles[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct buf got = {0};
        html_write(read_page(&arena, bundles[i].text), HTML_BUNDLE, NULL, &got);
        if (!str_eq(buf_str(&got), str_from(bundles[i].want))) {
            fail_msg("%s: got %.*s", bundles[i].text, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_marked_as_browsers_mark_them),
        cmocka_unit_test(the_bundle_says_markers_in_its_own_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
