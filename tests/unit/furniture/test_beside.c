/* What layouts put beside a page's text: what is this page's alone stays, with its names.
 */
#include "pages_offprint.h"

#define TEXT WORDS " " WORDS
#define LONG_TEXT TEXT " " TEXT " " TEXT

/* What stands beside a page's own text. */
static const struct site beside[] = {
    {"a card that says where somebody is found",
     "<div><p>page %d " TEXT "</div><div><p><a href='mailto:a%d@x.org'>a%d@x.org</a> <a "
     "href='https://y.org/a%d'>@a%d</a></div>",
     "<div><p>" TEXT "</div><div><p><a href='mailto:b@x.org'>b@x.org</a> <a "
     "href='https://y.org/b'>@b</a></div>",
     TEXT " b@x.org @b"},
    {"what all pages have of such",
     "<div><p>page %d " TEXT "</div><div><p>Us<p><a href='https://y.org/'>@us</a></div>",
     "<div><p>" TEXT "</div><div><p>Us<p><a href='https://y.org/'>@us</a></div>",
     TEXT " | outside"},
    {"links to pages that are near",
     "<div><p>page %d " TEXT
     "</div><div><p><a href='/a%d'>a%d</a> <a href='https://our.org/b%d'>b%d</a></div>",
     "<div><p>" TEXT
     "</div><div><p><a href='/c'>c</a> <a href='https://our.org/d'>d</a></div>",
     TEXT " | outside"},
    {"links to files",
     "<div><p>page %d " TEXT "</div><div><p><a href='/%d.pdf'>Slides</a></div>",
     "<div><p>" TEXT "</div><div><p><a href='/c.pdf#page=2'>Slides</a></div>",
     TEXT " Slides"},
    {"links to places of the page",
     "<div><p>page %d " TEXT
     "</div><div><p><a href='#a%d'>a%d</a> <a href='#b%d'>b%d</a></div>",
     "<div><p>" TEXT "</div><div><p><a href='#c'>c</a> <a href='#d'>d</a></div>",
     TEXT " c d"},
    {"but for its headings",
     "<div><h2 id=a%d>A%d</h2><p>page %d " TEXT
     "</div><div><p><a href='#a%d'>a%d</a></div>",
     "<div><h2 id=c>C</h2><p>" TEXT "</div><div><p><a href='#c'>c</a></div>",
     "C " TEXT " | outside"},
    {"unless they are on cards",
     "<div><h2 id=a%d>A%d</h2><p>page %d " TEXT
     "</div><div><div><h3><a href='#a%d'>a%d</a></h3>by %d</div></div>",
     "<div><h2 id=c>C</h2><p>" TEXT
     "</div><div><div><h4>Us</h4><h3><a href='#c'>talk</a></h3></div><div><a "
     "href='#c'><h3>more</h3></a></div></div>",
     "C " TEXT " Us talk more"},
    {"names of values, which may be pictures",
     "<div><p>page %d " TEXT "</div><div><div><img src=w.png alt=When><div>day %d of "
     "it</div></div><div><h4>Where</h4><p>room %d</p></div></div>",
     "<div><p>" TEXT "</div><div><div><img src=w.png alt=When><div>on no "
     "day</div></div><div><h4>Where</h4><p>nowhere</p></div></div>",
     TEXT " When on no day Where nowhere"},
    {"a day that leads to its others, among facts",
     "<div><p>page %d " LONG_TEXT
     "</div><div><div><a href='/day-%d'>May %d</a></div><div>%d "
     "AM</div><div>room %d</div></div>",
     "<div><p>" LONG_TEXT "</div><div><div><a href='/day-b'>June first</a></div><div>at "
     "noon</div><div>in the yard</div></div>",
     LONG_TEXT " June first at noon in the yard"},
    {"that alone, or with what leads on, too",
     "<div><p>page %d " LONG_TEXT
     "</div><div><div><a href='/day-%d'>May %d</a></div></div>",
     "<div><p>" LONG_TEXT "</div><div><div><a href='/day-b'>June first</a></div><div><a "
     "href='/b'>That other</a></div><div>in the yard</div></div>",
     LONG_TEXT " | outside"},
    {"a name that is a link, or a banner",
     "<div><p>page %d " TEXT
     "</div><div><div><p><a href='https://us.org'>Us</a></p><div>day %d of "
     "it</div></div><div><h1>Ours</h1><p>room %d</p></div></div>",
     "<div><p>" TEXT "</div><div><div><p><a href='https://us.org'>Us</a></p><div>on no "
     "day</div></div><div><h1>Ours</h1><p>nowhere</p></div></div>",
     TEXT " on no day nowhere | outside outside"},
};

static void keeps_what_is_beside(void **state)
{
    (void)state;
    static const struct furniture_page page = {
        .home = {.ptr = "https://our.org", .len = 15}};
    check_sites(beside, sizeof beside / sizeof beside[0], &page);
}

/* Of twenty other pages some say the same beside a day of their own. */
static void keeps_what_few_say_amid_their_own(void **state)
{
    (void)state;
    static const struct {
        const char *told;
        int alike;
        const char *want;
    } rows[] = {{"<p class=c>not kept</p>", 5, TEXT " day 99 not kept"},
                {"<p class=c>not kept</p>", 6, TEXT " day 99"},
                {"<p class=c><a href=https://x>not kept</a></p>", 5, TEXT " day 99"},
                {"<p class=sidebar>not kept</p>", 5, TEXT " day 99"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct furniture *furniture = furniture_new(&arena);
        struct node *root = NULL;
        for (int k = 0; k <= 20; k++) {
            bool asked = k == 20;
            struct str page = arena_format(
                &arena, "<div><p>%s" TEXT "</p></div><div><p>day %d</p>%s</div>",
                asked ? "" : "page ", asked ? 99 : k,
                k < rows[i].alike || asked ? rows[i].told : "");
            root = read_page(&arena, page, report);
            assert_true(asked || furniture_learn(furniture, (struct str){0}, root));
        }
        const struct furniture_page any_page = {.front = false};
        struct buf text = {.kept_in = &arena};
        assert_true(furniture_prune(furniture, &arena, &any_page, root, NULL, NULL));
        node_plain_text(root, &text);
        struct str got = text_collapse(&arena, arena_take(&arena, &text));
        if (!str_ends(got, rows[i].want)) {
            fail_msg("%s on %d: '%.*s'", rows[i].told, rows[i].alike, STR_ARG(got));
        }
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_is_beside),
        cmocka_unit_test(keeps_what_few_say_amid_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
