/* CommonMark and GFM documents as a page reads them: trees, one table row a construct. */
#include "cmocka_offprint.h"

#include "doc/doc.h"
#include "markdown/markdown.h"

static const struct {
    const char *name, *text, *want;
} cases[] = {
    {"heading with GitHub's id", "# A b!\n",
     "document\n  heading level=1 id=\"a-b\"\n    text text=\"A b!\"\n"},
    {"task list", "- [x] a\n- [ ] b\n",
     "document\n  list bullet tight\n    item task=done\n      paragraph\n        text "
     "text=\"a\"\n"
     "    item task=open\n      paragraph\n        text text=\"b\"\n"},
    {"strike", "~~a~~\n", "document\n  paragraph\n    strike\n      text text=\"a\"\n"},
    {"footnote, referred to twice", "a[^x] b[^x]\n\n[^x]: c\n",
     "document\n  paragraph\n    text text=\"a\"\n    footnote_reference number=1 "
     "text=\"1\"\n"
     "    text text=\" b\"\n    footnote_reference number=1 text=\"1\"\n"
     "  footnote number=1 info=\"1\"\n    paragraph\n      text text=\"c\"\n"},
    {"code with a language", "```sh x\na\n```\n",
     "document\n  code_block info=\"sh\" text=\"a\\n\"\n"},
};

static void builds_trees(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct markdown_options options = markdown_options_default();
        options.dialect = MARKDOWN_GFM;
        options.heading_ids = true;
        struct node *root = NULL;
        struct buf got = {0};
        assert_true(
            markdown_read(&arena, str_from(cases[i].text), NULL, &options, &root, report));
        node_dump(root, false, &got);
        if (!str_eq(buf_str(&got), str_from(cases[i].want))) {
            fail_msg("%s: got\n%.*s", cases[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(builds_trees)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
