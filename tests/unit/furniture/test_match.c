/* Texts with pages that were built of them: whether both agree, and what the page is with
 * the text in its place. Signs tell the text's own tree from what was built. */
#include "cmocka_offprint.h"

#include "doc/doc.h"
#include "furniture/furniture.h"
#include "html/html.h"

static struct node *read_page(struct arena *arena, struct str text, struct report *report)
{
    struct node *root = NULL;
    assert_true(html_read_whole(arena, text, NULL, &root, report));
    return root;
}

static struct node *read_own(struct arena *arena, struct str text, struct report *report)
{
    struct node *root = read_page(arena, text, report);
    struct node *own = node_new(arena, NODE_DIV, root->spot);
    while (root->first) {
        struct node *child = root->first;
        node_unlink(child);
        node_append(own, child);
    }
    return own;
}

/* The page with the text in it, or how many of the text's words it has. */
static struct str match(struct arena *arena, struct str own_text, struct str page,
                        struct own_place *place)
{
    struct report *report = report_new();
    struct node *own = read_own(arena, own_text, report);
    struct node *root = read_page(arena, page, report);
    struct buf out = {.kept_in = arena};
    assert_true(furniture_find_own(arena, root, own, place));
    if (place->agrees) {
        furniture_put_own(place, own);
        furniture_settle(root, own);
        node_plain_text(root, &out);
    } else {
        buf_add_format(&out, "%zu of %zu", place->matched, place->words);
    }
    report_free(report);
    return text_collapse(arena, arena_take(arena, &out));
}

#define OWN "<p>One, two; three, four!"

static const struct {
    const char *name, *own, *page, *want;
} pages[] = {
    {"all of the page", OWN, "<p>one two three four", "One, two; three, four!"},
    {"between others", OWN, "<p>menu<div><p>one two three four</div><p>foot",
     "menu One, two; three, four! foot"},
    {"beside others in one element", OWN, "<div><p>by me<p>one two three four<p>on</div>",
     "by me One, two; three, four! on"},
    {"over more than one element", OWN "<ul><li>Five!",
     "<p>one two three four<ul><li>five</ul><p>z", "One, two; three, four! Five! z"},
    {"among words of the same paragraph", OWN, "<p>by me one two three four", "4 of 4"},
    {"before words of the same paragraph", OWN, "<p>one two three four by me", "4 of 4"},
    {"a word is another", OWN, "<p>one two three five", "3 of 4"},
    {"a word more between", OWN "<p>five six seven",
     "<p>one two three four<p>and five six seven", "7 of 7"},
    {"a word less", OWN "<p>five six seven eight",
     "<p>one two three four<p>six seven eight", "7 of 8"},
    {"in another order", OWN "<p>Five six seven eight",
     "<p>five six seven eight<p>one two three four", "4 of 8"},
    {"not there", OWN, "<p>five six", "0 of 4"},
    {"no page", OWN, "", "0 of 4"},
    {"no text", "<p>***", "<p>five six", "0 of 0"},
    {"a word alone", "<p>One!", "<p>two<p>one<p>three", "two One! three"},
    {"after its summary", OWN, "<p>one two three<p>x<p>one two three four",
     "one two three x One, two; three, four!"},
    {"twice: the first", OWN, "<p>one two three four<p>x<p>one two three four",
     "One, two; three, four! x one two three four"},
    {"twice, once cut short: the whole", OWN "<p>one, two, three",
     "<p>one two three<p>x<p>one two three four<p>one two three",
     "one two three x One, two; three, four! one, two, three"},
    {"a list of contents and signs at headings",
     "<p>We begin so!<h2>One!</h2><p>Two three four!",
     "<div><ul><li><a href='#a'>one</a></ul><p>we begin so<h2 id=a>one<a href='#a'>link "
     "here</a></h2><p>two three four</div>",
     "one We begin so! One! Two three four!"},
    {"links to elsewhere are words", "<p>We begin so!<h2>One!</h2><p>Two three four!",
     "<p>we begin so<h2>one<a href='/a'>link here</a></h2><p>two three four", "7 of 7"},
    {"a picture by its file's name", "<p><img src='a/b.png' alt='!'><p>One two",
     "<p><img src='https://x.example/c/b.png?v=2' alt='-'><p>one two", "! One two"},
    {"another picture", "<p>One two three<p><img src='a/b.png'>",
     "<p>one two three<p><img src='a/c.png'>", "3 of 4"},
    {"quotes and dashes of print", "<p>\"One\" -- it's...",
     "<p>\xe2\x80\x9cone\xe2\x80\x9d "
     "\xe2\x80\x93 it\xe2\x80\x99s\xe2\x80\xa6",
     "\"One\" -- it's..."},
    {"letters beyond Latin", "<p>\xd0\xb4\xd0\xb0!", "<p>\xd0\xb4\xd0\xb0<p>x",
     "\xd0\xb4\xd0\xb0! x"},
    {"other letters beyond Latin", "<p>\xd0\xb4\xd0\xb0!", "<p>\xd0\xb4\xd0\xb5<p>x",
     "0 of 1"},
};

static void finds_the_text_in_its_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct arena arena;
        struct own_place place;
        arena_init(&arena, 0);
        struct str got =
            match(&arena, str_from(pages[i].own), str_from(pages[i].page), &place);
        if (!str_is(got, pages[i].want)) {
            fail_msg("%s: got '%.*s'", pages[i].name, STR_ARG(got));
        }
        arena_clear(&arena);
    }
}

/* Words of which each is another; of those from `from` on, `count` are changed, each
 * `apart` from the one before. */
struct change {
    size_t words, from, count, apart;
    const char *into; /* '#' is the word's number */
};

static struct str count_words(struct arena *arena, const struct change *change)
{
    struct buf out = {.kept_in = arena};
    buf_add_text(&out, "<p>");
    for (size_t i = 0, left = change->count; i < change->words; i++) {
        bool is_changed =
            left && i >= change->from && (i - change->from) % change->apart == 0;
        left -= is_changed ? 1 : 0;
        for (const char *c = is_changed ? change->into : "w# "; *c; c++) {
            if (*c == '#') {
                buf_add_unsigned(&out, i);
            } else {
                buf_add_byte(&out, *c);
            }
        }
    }
    return arena_take(arena, &out);
}

static void agrees_as_far_as_it_says(void **state)
{
    (void)state;
    static const struct {
        struct change change;
        size_t matched;
        bool agrees;
    } rows[] = {
        {{200, 0, 0, 1, ""}, 200, true},
        {{200, 10, 4, 20, "x# "}, 196, true},
        {{200, 10, 5, 20, "x# "}, 195, false},
        {{200, 10, 4, 20, ""}, 196, true},
        {{200, 10, 5, 20, ""}, 195, false},
        {{200, 10, 4, 20, "w# x# "}, 200, true},
        {{200, 10, 5, 20, "w# x# "}, 200, false},
        {{1000, 100, 8, 1, "x# "}, 992, true},
        {{1000, 100, 9, 1, "x# "}, 991, false},
        {{1000, 0, 8, 1, ""}, 992, true},
        {{1000, 0, 9, 1, ""}, 991, false},
        {{1000, 992, 8, 1, ""}, 992, true},
        {{1000, 991, 9, 1, ""}, 991, false},
        {{1000, 100, 1, 1, "w# x x x x x x x x "}, 1000, true},
        {{1000, 100, 1, 1, "w# x x x x x x x x x "}, 1000, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        struct own_place place;
        arena_init(&arena, 0);
        const struct change none = {rows[i].change.words, 0, 0, 1, ""};
        (void)match(&arena, count_words(&arena, &none),
                    count_words(&arena, &rows[i].change), &place);
        if (place.agrees != rows[i].agrees || place.matched != rows[i].matched) {
            fail_msg("row %zu: %s, %zu of %zu words", i,
                     place.agrees ? "agrees" : "differs", place.matched, place.words);
        }
        arena_clear(&arena);
    }
}

/* What is around the text goes, and its notes move to the end of the page. */
static void settles_the_text_in_its_page(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct node *root =
        read_page(&arena, STR("<p>a<div><div><p>text</div><p>b</div><p>c"), report);
    struct node *own = read_own(&arena, STR("<p>Text!"), report);
    struct node *note = node_new(&arena, NODE_FOOTNOTE, own->spot);
    struct own_place place;

    node_append(own, note);
    assert_true(furniture_find_own(&arena, root, own, &place));
    assert_true(place.agrees);
    furniture_put_own(&place, own);
    furniture_settle(root, own);
    struct buf text = {.kept_in = &arena};
    node_plain_text(root, &text);
    assert_true(str_is(text_collapse(&arena, arena_take(&arena, &text)), "a Text! b c"));
    assert_ptr_equal(node_last(root), note);
    for (const struct node *node = root->first; node; node = node->next) {
        assert_int_not_equal(node->kind, NODE_DIV);
    }
    report_free(report);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_text_in_its_page),
        cmocka_unit_test(agrees_as_far_as_it_says),
        cmocka_unit_test(settles_the_text_in_its_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
