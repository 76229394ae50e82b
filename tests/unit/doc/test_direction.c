/* Directions: blocks of one kind with a text in, the side they begin at and the way their
 * words are read out. */
#include "cmocka_offprint.h"

#include "doc/doc.h"

#define SHALOM "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"
#define LEFT LEFT_TO_RIGHT
#define RIGHT RIGHT_TO_LEFT

static const struct {
    const char *name, *page_dir, *language, *dir, *own_language;
    enum node_kind kind;
    const char *text;
    enum direction want, words;
} cases[] = {
    {"plain", "", "en", "", "", NODE_PARAGRAPH, "a b c d", LEFT, LEFT},
    {"by its first letter", "", "en", "", "", NODE_PARAGRAPH, "1. " SHALOM " a", RIGHT,
     RIGHT},
    {"a word within", "", "en", "", "", NODE_PARAGRAPH, "a " SHALOM, LEFT, LEFT},
    {"an isolated name within", "", "en", "", "", NODE_PARAGRAPH,
     "\u2068" SHALOM "\u2069: a", LEFT, LEFT},
    {"without a letter", "", "en", "", "", NODE_PARAGRAPH, "12 (3)", LEFT, LEFT},
    {"by the page's language", "", "he", "", "", NODE_PARAGRAPH, SHALOM, RIGHT, RIGHT},
    {"begins with a name", "", "ar", "", "", NODE_PARAGRAPH, "README " SHALOM, RIGHT,
     RIGHT},
    {"a quotation", "", "fa", "", "", NODE_QUOTE, "a b c d", LEFT, LEFT},
    {"only a name", "", "fa", "", "", NODE_PARAGRAPH, "a b c.", RIGHT, LEFT},
    {"only numbers", "", "fa", "", "", NODE_PARAGRAPH, "12", RIGHT, RIGHT},
    {"its own dir", "", "en", "rtl", "", NODE_PARAGRAPH, "a b c d", RIGHT, RIGHT},
    {"its own dir, in capitals", "", "en", "RTL", "", NODE_PARAGRAPH, "a", RIGHT, RIGHT},
    {"a dir of no meaning", "", "en", "up", "", NODE_PARAGRAPH, "a", LEFT, LEFT},
    {"dir by its text", "", "he", "auto", "", NODE_PARAGRAPH, "a " SHALOM, LEFT, LEFT},
    {"dir of the page", "rtl", "en", "", "", NODE_PARAGRAPH, "a b c d", RIGHT, RIGHT},
    {"against that of the page", "rtl", "en", "ltr", "", NODE_PARAGRAPH, SHALOM, LEFT,
     LEFT},
    {"its own language", "", "he", "", "en", NODE_PARAGRAPH, "a " SHALOM, LEFT, LEFT},
    {"its own, from the right", "", "en", "", "ar", NODE_QUOTE, "a", RIGHT, RIGHT},
    {"dir goes before language", "", "he", "rtl", "en", NODE_PARAGRAPH, "a", RIGHT, RIGHT},
    {"its style", "", "en", "style:direction: rtl", "", NODE_PARAGRAPH, "a b c d", RIGHT,
     RIGHT},
    {"a style of no meaning", "", "en", "style:direction: auto", "", NODE_PARAGRAPH, "a",
     LEFT, LEFT},
    {"a style that goes by the text", "", "en", "style:unicode-bidi: plaintext", "",
     NODE_PARAGRAPH, "12 " SHALOM, RIGHT, RIGHT},
    {"code", "rtl", "he", "", "", NODE_CODE_BLOCK, SHALOM, LEFT, LEFT},
    {"a script that is written so", "", "az-Arab", "", "", NODE_PARAGRAPH, SHALOM, RIGHT,
     RIGHT},
};

static struct node *add(struct arena *arena, struct node *parent, enum node_kind kind)
{
    struct node *node = node_new(arena, kind, (struct spot){0});
    node_append(parent, node);
    return node;
}

static void set(struct arena *arena, struct node *node, const char *name, const char *value)
{
    if (value && value[0]) {
        node_set_attribute(arena, node, str_from(name), str_from(value));
    }
}

static void follows_dir_language_and_letters(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct document document = {.language = str_from(cases[i].language),
                                    .title = STR("T")};
        document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
        struct node *block = add(&arena, document.root, cases[i].kind);
        set(&arena, document.root, "dir", cases[i].page_dir);
        struct str dir = str_from(cases[i].dir);
        bool style = str_starts(dir, "style:");
        set(&arena, block, style ? "style" : "dir", cases[i].dir + (style ? 6 : 0));
        set(&arena, block, "lang", cases[i].own_language);
        (void)node_add_text(&arena, block, str_from(cases[i].text), (struct spot){0});
        assert_true(document_finish(&arena, &document));
        enum direction got = (enum direction)block->direction;
        enum direction words = node_text_direction(block);
        if (got != cases[i].want ||
            (cases[i].kind != NODE_CODE_BLOCK && words != cases[i].words)) {
            print_error("%s: %s, words %s\n", cases[i].name, direction_name(got),
                        direction_name(words));
            failed++;
        }
        arena_clear(&arena);
    }
    assert_int_equal(failed, 0);
}

static const struct {
    const char *name, *language;
    const char *items[4];
    enum direction want;
} lists[] = {
    {"most items decide", "en", {SHALOM, "a", SHALOM}, RIGHT},
    {"as many of each leave it as it is", "en", {SHALOM, "a"}, LEFT},
    {"names of languages", "en", {SHALOM, "English", "Nederlands"}, LEFT},
    {"names in a page from the right", "he", {"a", "b"}, RIGHT},
    {"sentences in it", "he", {"a b", "c d"}, LEFT},
    {"among others", "he", {"a b c d", SHALOM}, RIGHT},
};

/* A list turns as a whole; the words of its items are read as they are. */
static void turns_lists_as_a_whole(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct document document = {.language = str_from(lists[i].language),
                                    .title = STR("T")};
        document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
        struct node *list = add(&arena, document.root, NODE_LIST);
        for (size_t k = 0; k < 4 && lists[i].items[k]; k++) {
            struct node *paragraph =
                add(&arena, add(&arena, list, NODE_ITEM), NODE_PARAGRAPH);
            (void)node_add_text(&arena, paragraph, str_from(lists[i].items[k]),
                                (struct spot){0});
        }
        assert_true(document_finish(&arena, &document));
        bool right = (enum direction)list->direction == lists[i].want;
        for (const struct node *item = list->first; item; item = item->next) {
            enum direction own = letters_direction(item->letters, lists[i].want);
            right = right && item->direction == list->direction &&
                    item->first->direction == list->direction &&
                    node_text_direction(item->first) == own;
        }
        if (!right) {
            print_error("%s: %s\n", lists[i].name,
                        direction_name((enum direction)list->direction));
            failed++;
        }
        arena_clear(&arena);
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_dir_language_and_letters),
        cmocka_unit_test(turns_lists_as_a_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
