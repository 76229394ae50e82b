#include "archive/page_marks.h"

#include "cmocka_offprint.h"

/* What the texts of a document are: `node`s of a paragraph each. */
static const struct {
    enum node_kind kind;
    const char *text;
} nodes[] = {
    {NODE_TEXT, "One two three. "},      {NODE_CODE, "int x;"},
    {NODE_TEXT, " is code. One two "},   {NODE_TEXT, "three. One two three. "},
    {NODE_CODE_BLOCK, "if x:\n    y\n"}, {NODE_TEXT, "Soft\u00adly it ends."},
};

static void finds_where_pages_begin(void **state)
{
    (void)state;
    static const struct {
        const char *name, *words;
        size_t length; /* of the page before */
        const char *want;
    } cases[] = {
        {"by its words", "iscode.Onetwo", 5,
         "One two three.  |is code. One two three. One"},
        {"the first of alike", "Onetwothree.", 5, "|One two three.  is code."},
        {"the second of alike", "Onetwothree.", 25, "is code. |One two three. One"},
        {"the last of alike", "Onetwothree.", 40, "three. |One two three. if x"},
        {"over a text's end", "twothree.One", 25, "One |two three. One"},
        {"words that were added", "twothree.(p.3)One", 12, "One |two three.  is"},
        {"words of nowhere", "nothing", 10, "One two thre|e.  is"},
        {"no words", "", 14, "three.  |is code"},
        {"code among words", "intx;iscode", 12, "three.  |is code"},
        {"a block of code", "ifx:y", 50, "three. |if x:"},
        {"a line of code", "y", 55, "if x:\n|    y"},
        {"a soft hyphen", "Softlyit", 55, "y\n|Soft\u00adly it"},
        {"behind all", "nothing", 500, "ends.|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct packet packet = {.arena = &arena};
        struct document document = {.slug = STR("s"),
                                    .number = 1,
                                    .root =
                                        node_new(&arena, NODE_DOCUMENT, (struct spot){0})};
        assert_true(packet_add_document(&packet, &document));
        for (size_t k = 0; k < sizeof nodes / sizeof nodes[0]; k++) {
            struct node *node = node_new(&arena, nodes[k].kind, (struct spot){0});
            node->text = str_from(nodes[k].text);
            node_append(document.root, node);
        }
        const struct page_start starts[] = {
            {.label = STR("1"), .opens = true, .length = cases[i].length},
            {.label = STR("2"), .words = str_from(cases[i].words), .length = 10}};
        const struct document_marks *marks = page_marks_find(
            &arena, &packet, &(struct page_starts){.items = starts, .count = 2});
        assert_non_null(marks);
        assert_int_equal(marks->count, 2);
        struct buf out = {.kept_in = &arena}, mark = out, shown = out;
        size_t next = page_marks_write_first(marks, &out);
        assert_int_equal(next, 1);
        buf_reset(&out);
        for (struct node *node = document.root->first; node; node = node->next) {
            if (node->kind != NODE_CODE &&
                !page_marks_write_text(marks, &next, node, &out)) {
                buf_add(&out, node->text);
            }
        }
        page_marks_write_rest(marks, next, &out);
        page_mark_write(STR("2"), &mark);
        size_t at = str_find(buf_str(&out), buf_str(&mark), 0);
        assert_int_not_equal(at, STR_NONE);
        buf_add(&shown, str_sub(buf_str(&out), 0, at));
        buf_add_byte(&shown, '|');
        buf_add(&shown, str_skip(buf_str(&out), at + mark.len));
        if (str_find(buf_str(&shown), str_from(cases[i].want), 0) == STR_NONE ||
            str_find(buf_str(&shown), STR("<"), 0) != STR_NONE) {
            fail_msg("%s: '%s' is not in '%.*s'", cases[i].name, cases[i].want,
                     STR_ARG(buf_str(&shown)));
        }
        buf_clear(&out);
        buf_clear(&mark);
        buf_clear(&shown);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_where_pages_begin)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
