/* What of a page's layout goes, and what stays. */
#include "pages_offprint.h"

static const struct furniture_page any_page = {.front = false};

#define FOOT                                                                               \
    "made with much care by all who write for all who read, one after another, at home "   \
    "and abroad and so on"

#define LOGOS                                                                              \
    "<div><h2>Sponsors</h2><a href=https://a><img src=a.png alt=A></a><a href=https://b>"  \
    "<img src=b.png alt=B></a><a href=https://c><img src=c.png alt=C></a></div>"

#define SPONSORS "<div><h2>Sponsors</h2><p>A and B</div>"

/* By what repeats alone. */
static const struct site repeating[] = {
    {"what all pages have goes", "<div>Our site</div><div><p>page %d</div><p>Be well</p>",
     "<div>Our site</div><div><p>own words</div><p>Be well</p>",
     "own words | outside outside"},
    {"a page that was not learned from", "<div>Our site</div><div><p>page %d</div>",
     "<div>Our site</div><div><p>another one</div>", "another one | outside"},
    {"elsewhere on the page it is content", "<div>Our site</div><div><p>page %d</div>",
     "<div>Our site</div><div><p>one</p><ul><li>Our site</ul></div>",
     "one Our site | outside"},
    {"a site of few pages is kept", NULL, "<div>Our site</div><div><p>own words here</div>",
     "Our site own words here"},
    {"the foot of all pages goes, though its year differs",
     "<div><p>page %d " WORDS "</div><div>&copy; 201%d Our Society</div>",
     "<div><p>" WORDS "</div><div>&copy; 2019 Our Society</div>", WORDS " | outside"},
    {"and one that tells of another month",
     "<div><p>page %d " WORDS "</div><div>Changed in June 201%d by the editors of this "
     "page, write to them</div>",
     "<div><p>" WORDS "</div><div>Changed in May 2019 by the editors of this page, write "
     "to them</div>",
     WORDS " | outside"},
    {"but not one with other words",
     "<div><p>page %d " WORDS "</div><div>Changed in June 201%d by the editors of this "
     "page, write to them</div>",
     "<div><p>" WORDS "</div><div>Changed in part by nobody but the editors of another, "
     "write to them</div>",
     WORDS " Changed in part by nobody but the editors of another, write to them"},
    {"nor one in a script without spaces",
     "<div><p>其%d他的一切都和这里说的不一样</p><p>第%d页的文章讲的是别的事情</p></div>",
     "<div><p>全书从头到尾没有一处提到它们</p><p>末尾说明了为什么会变成那样</p></div>",
     "全书从头到尾没有一处提到它们 末尾说明了为什么会变成那样"},
    {"though what all pages have in such a script goes",
     "<div><p>第%d页的文章讲的是别的事情</p></"
     "div><div>这一切都是我们在201%d年写的，欢迎转载</div>",
     "<div><p>末尾说明了为什么会变成那样</p></"
     "div><div>这一切都是我们在2019年写的，欢迎转载</div>",
     "末尾说明了为什么会变成那样 | outside"},
    {"nor one with a word that is longer than the rest",
     "<div><p>a%d b c d e f g h i https://www.example.org/one/%d/and/another/of/them</p>"
     "<p>page %d</p></div>",
     "<div><p>r s t u v w x y z https://www.example.com/two/or/three/and/yet/more</p>"
     "<p>own</p></div>",
     "r s t u v w x y z https://www.example.com/two/or/three/and/yet/more own"},
    {"a page's own day stays",
     "<div><p>page %d " WORDS "</div><div>Posted on 2 May 201%d</div>",
     "<div><p>" WORDS "</div><div>Posted on 3 May 2019</div>",
     WORDS " Posted on 3 May 2019"},
    {"a title beside the main part stays, with its date",
     "<div><h1>t %d</h1><p>today</p></div><div><p>page %d " WORDS "</div>",
     "<div><h1>mine</h1><p>today</p></div><div><p>" WORDS "</div>", "mine today " WORDS},
    {"a summary beside the main part stays",
     "<div><p>about %d</div><div><p>page %d " WORDS "</div>",
     "<div><p>mine</div><div><p>" WORDS "</div>", "mine " WORDS},
    {"links beside the main part go, though no other page has them",
     "<div><a href=a>to %d</a></div><div><p>page %d " WORDS "</div>",
     "<div><a href=a>mine</a></div><div><p>" WORDS "</div>", WORDS " | outside"},
    {"names of fields stay between fields",
     "<div><p>first %d</p><p>Where</p><p>place %d</p></div>",
     "<div><p>mine</p><p>Where</p><p>here</p></div>", "mine Where here"},
    {"links beside a text that says nearly all are its own",
     "<div>Our site</div><div><div><p>page %d " WORDS "</p><ul><li><a href=a>to %d</a></ul>"
     "</div></div>",
     "<div>Our site</div><div><div><p>" WORDS "</p><ul><li><a href=a>mine</a></ul></div>"
     "</div>",
     WORDS " mine | outside"},
    {"links within the main part go when they repeat",
     "<div><p>first %d</p><p><a href=a>More</a></p><p>last %d</p></div>",
     "<div><p>mine</p><p><a href=a>More</a></p><p>too</p></div>", "mine too | repeats"},
    {"and their heading with them",
     "<div><p>first %d</p><h2>Us</h2><p><a href=a>More</a></p><h2>Then</h2><p>last "
     "%d</p></div>",
     "<div><p>mine</p><h2>Us</h2><p><a href=a>More</a></p><h2>Then</h2><p>too</p></div>",
     "mine Then too | repeats repeats"},
    {"but not where some of its section is the page's own",
     "<div><p>first %d</p><h2>Us</h2><p><a href=a>More</a></p><h2>Then</h2><p>last "
     "%d</p></div>",
     "<div><p>mine</p><h2>Us</h2><p><a href=a>More</a></p><p>own</p><h2>Then</h2><p>too</p>"
     "</div>",
     "mine Us own Then too | repeats"},
    {"what is left where a rule took something goes with it",
     "<div><p>page %d " WORDS "</p><p>more %d " WORDS
     "</p><div><a href=https://x/edit/%d>Edit</a> " FOOT "</div></div>",
     "<div><p>one " WORDS "</p><p>two " WORDS
     "</p><div><a href=https://x/edit/m>Edit</a> " FOOT "</div></div>",
     "one " WORDS " two " WORDS " | repeats"},
    {"one of a list stays with the others",
     "<div><p>first %d</p><div class=card><a href=a>Related</a></div><p>last %d</p></div>",
     "<div><p>mine</p><div><div class=card><a href=a>Related</a></div><div class=card><a "
     "href=b>One</a></div><div class=card><a href=c>Two</a></div></div></div>",
     "mine Related One Two"},
    {"and goes where the others do",
     "<div><p>first %d</p><ul><li><a href=a>A</a><li><a href=b>B</a><li><a "
     "href=c>C</a></ul>"
     "<p>last %d</p></div>",
     "<div><p>mine</p><ul><li><a href=a>A</a><li><a href=b>B</a><li><a href=c>C</a></ul>"
     "<p>too</p></div>",
     "mine too | repeats"},
    {"what all pages show goes, though it has a heading",
     "<div><p>page %d " WORDS "</div>" SPONSORS, "<div><p>" WORDS "</div>" SPONSORS,
     WORDS " | outside"},
    {"what one of a list tells stays, though all pages have it, whatever each is called by",
     "<div><article id=a%d><h2>A %d</h2></article><article id=b%d><h2>B "
     "%d</h2></article><article id=c%d><h2>C %d</h2><p>" WORDS "</p></article></div>",
     "<div><article id=a9><h2>A 9</h2></article><article id=b9><h2>B "
     "9</h2></article><article id=c9><h2>C 9</h2><p>" WORDS "</p></article></div>",
     "A 9 B 9 C 9 " WORDS},
    {"what tells of links that all pages have goes with them, however it is cut",
     "<div><p>page %d " WORDS "</div><div><p><a href=a>First one</a> cut %d</p><p><a "
     "href=b>Second one</a> cut %d</p><p><a href=c>Third one</a> cut %d</p></div>",
     "<div><p>" WORDS "</div><div><p><a href=a>First one</a> cut 9</p><p><a "
     "href=b>Second one</a> cut 9</p><p><a href=c>Third one</a> cut 9</p></div>",
     WORDS " | outside"},
    {"but not of links that are the page's own",
     "<div><p>page %d " WORDS "</div><div><p><a href=a>First %d</a> cut %d</p><p><a "
     "href=b>Second %d</a> cut %d</p><p><a href=c>Third %d</a> cut %d</p></div>",
     "<div><p>" WORDS "</div><div><p><a href=a>First 9</a> cut 9</p><p><a "
     "href=b>Second 9</a> cut 9</p><p><a href=c>Third 9</a> cut 9</p></div>",
     WORDS " First 9 cut 9 Second 9 cut 9 Third 9 cut 9"},
    {"the only link to what one of a list is about stays with it",
     "<div><div class=e><h2>A %d</h2><p><a href=/A%d>Read</a></p></div><div "
     "class=e><h2>B %d</h2><p><a href=/B%d>Read</a></p></div><div class=e><h2>C "
     "%d</h2><p><a href=/C%d>Read</a></p></div></div>",
     "<div><div class=e><h2>A 9</h2><p><a href=/A9>Read</a></p></div><div "
     "class=e><h2>B 9</h2><p><a href=/B9>Read</a></p></div><div class=e><h2>C "
     "9</h2><p><a href=/C9>Read</a></p></div></div>",
     "A 9 Read B 9 Read C 9 Read"},
    {"as do other words that all of them show, but for a picture",
     "<div><div class=e><h2><a href=/A%d>A %d</a></h2><p><a href=/A%d>Read</a></p><p>In "
     "<a href=/n>news</a></p><div><a href=/A%d><img src=m.png "
     "alt=Mark></a></div></div><div "
     "class=e><h2><a href=/B%d>B %d</a></h2><p><a href=/B%d>Read</a></p><p>In <a "
     "href=/n>news</a></p><div><a href=/B%d><img src=m.png alt=Mark></a></div></div><div "
     "class=e><h2><a href=/C%d>C %d</a></h2><p><a href=/C%d>Read</a></p><p>In <a "
     "href=/n>news</a></p><div><a href=/C%d><img src=m.png alt=Mark></a></div></div></div>",
     "<div><div class=e><h2><a href=/A9>A 9</a></h2><p><a href=/A9>Read</a></p><p>In <a "
     "href=/n>news</a></p><div><a href=/A9><img src=m.png alt=Mark></a></div></div><div "
     "class=e><h2><a href=/B9>B 9</a></h2><p><a href=/B9>Read</a></p><p>In <a "
     "href=/n>news</a></p><div><a href=/B9><img src=m.png alt=Mark></a></div></div><div "
     "class=e><h2><a href=/C9>C 9</a></h2><p><a href=/C9>Read</a></p><p>In <a "
     "href=/n>news</a></p><div><a href=/C9><img src=m.png alt=Mark></a></div></div></div>",
     "A 9 Read In news B 9 Read In news C 9 Read In news | repeats repeats repeats"},
    {"a series goes with the page that shows it",
     "<div><p>first %d</p><ul><li><a href=a>A</a><li><a href=b>B</a><li><a href=c>C</a><li>"
     "here %d</ul><p>last %d</p></div>",
     "<div><p>mine</p><ul><li><a href=a>A</a><li><a href=b>B</a><li><a "
     "href=c>C</a><li>here "
     "9</ul><p>too</p></div>",
     "mine too | repeats repeats repeats repeats"},
    {"though its name there is a link, too",
     "<div><p>first %d</p><ul><li><a href=a>A</a><li><a href=b>B</a><li><a href=c>C</a><li>"
     "<a href=d>D</a></ul><p>last %d</p></div>",
     "<div><p>mine</p><ul><li><a href=a>A</a><li><a href=b>B</a><li><a href=c>C</a><li><a "
     "href=d>D</a> here</ul><p>too</p></div>",
     "mine too | repeats repeats repeats repeats"},
    {"links out of the site go only where they lead to one place",
     "<div><p>first %d</p><p><a href='https://x/%d'>Home</a></p><p><a "
     "href='https://x/'>Same</a></p><p>last %d</p></div>",
     "<div><p>mine</p><p><a href='https://x/9'>Home</a></p><p><a "
     "href='https://x/'>Same</a></p><p>too</p></div>",
     "mine Home too | repeats"},
    {"as do those to files, and to whom one writes",
     "<div><p>first %d</p><p><a href='/%d.pdf'>Slides</a></p><p><a href='/x.pdf'>Rules</a>"
     "</p><p><a href='mailto:a%d@x?subject=%d'>Her</a></p><p><a "
     "href='mailto:us@x?subject=%d'>Us</a></p><p><a href='%d.md'>Source</a></p><p>last "
     "%d</p></div>",
     "<div><p>mine</p><p><a href='/9.pdf#p'>Slides</a></p><p><a href='/x.pdf'>Rules</a></p>"
     "<p><a href='mailto:b@x?subject=9'>Her</a></p><p><a "
     "href='mailto:us@x?subject=9'>Us</a></p><p><a href='9.md'>Source</a></p><p>too</p>"
     "</div>",
     "mine Slides Her too | repeats repeats repeats"},
    {"the value of a field stays, though it is the same link on all pages",
     "<div><p>first %d</p><dl><dt>Licence<dd><a href=/l>Free</a><dt>Id<dd>n%d</dl></div>",
     "<div><p>mine</p><dl><dt>Licence<dd><a href=/l>Free</a><dt>Id<dd>i</dl></div>",
     "mine Licence Free Id i"},
    {"the value in a table, too",
     "<div><p>first %d</p><table><tr><td>Who %d<td><a href=/l>Anna</a></table></div>",
     "<div><p>mine</p><table><tr><td>Who<td><a href=/l>Anna</a></table></div>",
     "mine Who Anna"},
    {"names of values end in a colon, and may be the same with them",
     "<div><div><p>State:</p><div>old</div></div><p>By:</p><p>us</p><p>all</p><p><b>Where:"
     "</b> far</p><p><b>Who:</b> <a href=/w>we</a></p><p>Us</p><p>%d " WORDS "</p></div>",
     "<div><div><p>State:</p><div>old</div></div><p>By:</p><p>us</p><p>all</p><p><b>Where:"
     "</b> far</p><p><b>Who:</b> <a href=/w>we</a></p><p>Us</p><p>" WORDS "</p></div>",
     "State: old By: us Where: far Who: we " WORDS " | repeats repeats"},
    {"beside the main part, too, where others are the page's own",
     "<div><p>page %d " WORDS "</p></div><div><div><p>State:</p><div>old</div></div><div>"
     "<p>Us</div><p>By:</p><div>us</div><p>of %d</p></div>",
     "<div><p>" WORDS
     "</p></div><div><div><p>State:</p><div>old</div></div><div><p>Us</div>"
     "<p>By:</p><div>us</div><p>mine</p></div>",
     WORDS " State: old By: us mine | outside"},
    {"but not beside the page",
     "<div><p>page %d " WORDS "</p></div><div><p><b>Where:</b> far</p></div><div "
     "class=sidebar>of %d<p><b>Who:</b> <a href=/w>we</a></p></div>",
     "<div><p>" WORDS "</p></div><div><p><b>Where:</b> far</p></div><div class=sidebar>of "
     "it<p><b>Who:</b> <a href=/w>we</a></p></div>",
     WORDS " of it | outside outside"},
    {"a heading over what is the page's own stays with it",
     "<div><h2>All</h2><div>page %d " WORDS "</div></div><div><h2>More</h2><a "
     "href=a>of</a></div><div><h2>Why</h2><p>for %d</p></div>",
     "<div><h2>All</h2><div>" WORDS "</div></div><div><h2>More</h2><a "
     "href=a>of</a></div><div><h2>Why</h2><p>so</p></div>",
     "All " WORDS " Why so | outside"},
    {"fields beside the main part stay, for all that they link to",
     "<div><p>page %d " WORDS "</div><div><dl><dt>Home<dd><a href='https://x/%d'>https "
     "x</a></dl></div>",
     "<div><p>" WORDS "</div><div><dl><dt>Home<dd><a href='https://x/9'>https "
     "x</a></dl></div>",
     WORDS " Home https x"},
};

/* What some pages have alike: callouts, and what a few show in their main parts. */
static void keeps_what_few_pages_share(void **state)
{
    (void)state;
    static const struct {
        const char *around, *class, *told;
        int alike, pages; /* that show it, of the other ones */
        const char *want;
    } rows[] = {{"div", "alert", "Gone", 3, 20, "Gone mine " WORDS},
                {"div", "box", "Gone", 3, 20, "mine " WORDS},
                {"div", "alert", "Gone", 6, 20, "mine " WORDS},
                {"div", "alert", "Gone", 20, 20, "mine " WORDS},
                {"main", "box", "Gone", 3, 20, "Gone mine " WORDS},
                {"main", "box", "Gone", 5, 20, "Gone mine " WORDS},
                {"main", "box", "Gone", 6, 20, "mine " WORDS},
                {"main", "box", "Gone", 6, 60, "Gone mine " WORDS},
                {"main", "box", "Gone", 7, 60, "mine " WORDS},
                {"div", "box", "Gone", 6, 60, "mine " WORDS},
                {"main", "box", "<a href=https://x>Gone</a>", 5, 60, "Gone mine " WORDS},
                {"main", "box", "<a href=https://x>Gone</a>", 6, 60, "mine " WORDS},
                {"main", "sidebar", "Gone", 5, 20, "mine " WORDS},
                {"footer", "box", "Gone", 3, 20, "mine " WORDS}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct furniture *furniture = furniture_new(&arena);
        struct str alert =
            arena_format(&arena, "<div class='%s'>%s</div>", rows[i].class, rows[i].told);
        for (int k = 0; k < rows[i].pages; k++) {
            struct str page = arena_format(
                &arena, "<%s>%.*s<div><p>page %d " WORDS "</div>", rows[i].around,
                STR_ARG(k < rows[i].alike ? alert : (struct str){0}), k);
            assert_true(furniture_learn(furniture, (struct str){0},
                                        read_page(&arena, page, report)));
        }
        struct str page = arena_format(&arena, "<%s>%.*s<div><p>mine " WORDS "</div>",
                                       rows[i].around, STR_ARG(alert));
        struct node *root = read_page(&arena, page, report);
        struct buf text = {.kept_in = &arena};
        assert_true(furniture_prune(furniture, &arena, &any_page, root, NULL, NULL));
        node_plain_text(root, &text);
        struct str got = text_collapse(&arena, arena_take(&arena, &text));
        if (!str_is(got, rows[i].want)) {
            fail_msg("%s, %s in %s on %d of %d: '%.*s'", rows[i].told, rows[i].class,
                     rows[i].around, rows[i].alike, rows[i].pages, STR_ARG(got));
        }
        report_free(report);
        arena_clear(&arena);
    }
}

static void drops_what_repeats(void **state)
{
    (void)state;
    check_sites(repeating, sizeof repeating / sizeof repeating[0], &any_page);
}

/* Of the site's front page. */
static const struct site fronts[] = {
    {"what all pages show stays", "<div><p>page %d " WORDS "</div>" SPONSORS,
     "<div><p>" WORDS "</div>" SPONSORS, WORDS " Sponsors A and B"},
    {"amid its text, too", "<div><p>page %d</p>" LOGOS "<p>end %d</div>",
     "<div><p>mine</p>" LOGOS "<p>my end</div>", "mine Sponsors ABC my end"},
    {"where menus with a heading do not",
     "<div><p>page %d " WORDS "</div><div><h2>Menu</h2><p><a href=a>A and B</a></div>",
     "<div><p>" WORDS "</div><div><h2>Menu</h2><p><a href=a>A and B</a></div>",
     WORDS " | outside"},
    {"nor the site's name over all pages",
     "<div class=masthead><h3><a href=/>Us</a> who we are</h3></div><p>%d " WORDS,
     "<div class=masthead><h3><a href=/>Us</a> who we are</h3></div><p>" WORDS,
     WORDS " | outside"},
    {"nor a banner", "<div><h1>Us</h1><p>who we are</div><p>%d " WORDS,
     "<div><h1>Us</h1><p>who we are</div><p>" WORDS, WORDS " | outside"},
    {"nor headings alone", "<div><h2>Us</h2><h3>here</h3></div><p>%d " WORDS,
     "<div><h2>Us</h2><h3>here</h3></div><p>" WORDS, WORDS " | outside"},
    {"links that it alone has stay",
     "<div><p>page %d " WORDS "</div><div><a href=a>to %d</a></div>",
     "<div><p>" WORDS "</div><div><a href=a>mine</a></div>", WORDS " mine"},
};

static void keeps_what_is_at_home_on_the_front_page(void **state)
{
    (void)state;
    const struct furniture_page front = {.front = true};
    check_sites(fronts, sizeof fronts / sizeof fronts[0], &front);
}

/* By names and links, on any page. */
static const struct site named[] = {
    {"navigation by its element", NULL, "<nav><a href=a>A</a></nav><p>" WORDS,
     WORDS " | navigation"},
    {"by its role", NULL, "<div role=navigation><a href=a>A</a></div><p>" WORDS,
     WORDS " | navigation"},
    {"by its class", NULL, "<ul class=main-menu><li><a href=a>A</a></ul><p>" WORDS,
     WORDS " | navigation"},
    {"a class that only sounds like one", NULL, "<div class=menus><p>A</p></div><p>" WORDS,
     "A " WORDS},
    {"navigation with more words than links", NULL,
     "<nav>choose from what there is <a href=a>A</a></nav><p>" WORDS,
     "choose from what there is A " WORDS},
    {"what a page consists of is no navigation", NULL,
     "<nav><a href=a>" WORDS "</a></nav><p>and this", WORDS " and this"},
    {"a footer", NULL, "<p>" WORDS "</p><footer>by us</footer>", WORDS " | footer"},
    {"what is called so before more of the text is none", "<p>page %d " WORDS,
     "<p>" WORDS "</p><div class=our-footer>Us</div><p>more</p><footer>by us</footer>",
     WORDS " Us more | footer"},
    {"nor is the last of those that cards have", "<p>page %d " WORDS,
     "<div><p>" WORDS "</p><b class=card-footer>A</b></div><div><p>two</p>"
     "<div class=card-footer>B</div></div><div><p>three</p><div class=card-footer>C</div>"
     "</div><div class=site-footer>D</div>",
     WORDS " A two B three C | footer"},
    {"a footer of an article is its own", NULL,
     "<article><p>" WORDS "</p><footer>by me</footer></article>", WORDS " by me"},
    {"a header of links", NULL, "<header><a href=a>us</a></header><p>" WORDS,
     WORDS " | header"},
    {"a header with the title", NULL, "<header><h1>mine</h1></header><p>" WORDS,
     "mine " WORDS},
    {"cookies", NULL, "<p>" WORDS "</p><div class=cookie-consent>OK?</div>",
     WORDS " | cookie-note"},
    {"a form", NULL, "<p>" WORDS "</p><form>Your name</form>", WORDS " | form"},
    {"sharing by its links", NULL,
     "<p>" WORDS "</p><p>Tell <a href='https://twitter.com/intent/tweet?u=x'>X</a></p>",
     WORDS " | share-bar"},
    {"editing by its link", NULL,
     "<p>" WORDS "</p><p><a href='https://github.com/a/b/edit/main/c.md'>Edit</a></p>",
     WORDS " | edit-link"},
    {"not with a text that is as short", NULL,
     "<div><p>all that it has to say</p><a href=https://x/edit/m>Edit</a></div>",
     "all that it has to say | edit-link"},
    {"breadcrumbs", NULL, "<ol class=breadcrumb><li>A<li>B</ol><p>" WORDS,
     WORDS " | breadcrumbs"},
    {"previous and next", NULL,
     "<p>" WORDS "</p><div class=pagination><a href=a>A</a></div>",
     WORDS " | previous-next"},
    {"of a page that says less than those are called", NULL,
     "<p>all that it says</p><div class=PageNavigation><a href=a>The one before it</a> <a "
     "href=b>Behind</a></div>",
     "all that it says | previous-next"},
    {"lists of what is called related, which are the page", NULL,
     "<main><p>a b<ul class=related-posts><li><a href=a>A</a> c<li><a "
     "href=b>B</a></ul><p>d "
     "e<ul class=related-posts><li><a href=f>F</a> g<li><a href=h>H</a></ul></main>",
     "a b A c B d e F g H"},
    {"teasers of what is related", NULL,
     "<main><article><p>" WORDS "</article><div class=related><p><a href=a>A</a> tells of "
     "that</p><p><a href=b>B</a> of this</p></div></main>",
     WORDS " | related"},
    {"unless they are the text's own", NULL,
     "<article><p>" WORDS "</p><div class=related><p><a href=a>A</a> tells of that</p>"
     "<p><a href=b>B</a> of this</p></div></article>",
     WORDS " A tells of that B of this"},
    {"contents by links to headings", NULL,
     "<ul class=toc><li><a href='#x'>X</a><li><a href='#y'>Y</a><li><a href='#z'>Z</a></ul>"
     "<h2 id=x>X</h2><h2 id=y>Y</h2><h2 id=z>Z</h2><p>" WORDS,
     "X Y Z " WORDS " | page-contents"},
    {"contents that the author asked for", NULL,
     "<ul id=markdown-toc><li><a href='#x'>X</a><li><a href='#y'>Y</a></ul>"
     "<h2 id=x>X</h2><h2 id=y>Y</h2><p>" WORDS,
     "X Y X Y " WORDS},
    {"links to what is no heading are content", NULL,
     "<ul class=toc><li><a href='#x'>X</a><li><a href='#y'>Y</a><li><a href='#z'>Z</a></ul>"
     "<p id=x>x</p><p id=y>y</p><p id=z>z</p><p>" WORDS,
     "X Y Z x y z " WORDS},
    {"comments", NULL, "<p>" WORDS "</p><div id=comments>closed</div>",
     WORDS " | comments"},
    {"a heading named for what it tells of", NULL, "<h2 id=comments>Comments</h2><p>" WORDS,
     "Comments " WORDS},
    {"a link to skip", NULL, "<a class=skip-link href='#c'>Skip</a><p id=c>" WORDS,
     WORDS " | skip-link"},
    {"a menu goes beside a page that says less", NULL,
     "<div><nav><ul><li><a href=a>a b</a><li><a href=b>c d</a><li><a href=c>e f</a><li><a "
     "href=d>g h</a><li><a href=e>i j</a></ul></nav></div><div><p>k l m n o p",
     "k l m n o p | navigation"},
    {"but is the page that says no more", NULL,
     "<div><nav><ul><li><a href=a>a b</a><li><a href=b>c d</a><li><a href=c>e f</a><li><a "
     "href=d>g h</a><li><a href=e>i j</a></ul></nav></div><div><p>k l",
     "a b c d e f g h i j k l"},
    {"an edit link goes with what leads to the source beside it", NULL,
     "<main><p>" WORDS "</p><p><a href='https://x/blob/a.md'>View</a> <a "
     "href='https://x/edit/a.md'>Edit</a></p></main>",
     WORDS " | edit-link"},
    {"as does one to the file itself that says so", NULL,
     "<main><p>" WORDS "</p><p><a href='https://x/blob/a.md'>Edit me</a></p></main>",
     WORDS " | edit-link"},
    {"a link to a file stays", NULL,
     "<main><p>" WORDS "</p><p><a href='https://x/blob/a.md'>Editions</a></p></main>",
     WORDS " Editions"},
    {"places to share that are not everywhere", NULL,
     "<main><p>" WORDS "</p><p><a href='https://b.hatena.ne.jp/entry/https://x/'>Keep</a> "
     "<a href='mailto:?subject=x'>Mail</a></p></main>",
     WORDS " | share-bar"},
    {"ways to share of a page that says little", NULL,
     "<main><p>a b c</p><p><a href='https://b.hatena.ne.jp/entry/https://x/'>Keep this for "
     "later</a></p></main>",
     "a b c | share-bar"},
    {"whom to write to stays, and a letter to nobody by itself", NULL,
     "<main><p>" WORDS "</p><p><a href='mailto:a@x?subject=x'>Mail</a></p><p><a "
     "href='mailto:?body=x'>Tell</a></p></main>",
     WORDS " Mail Tell"},
    {"a share bar goes", NULL,
     "<main><p>" WORDS "</p><div class=share><a href='https://x.com/intent'>Tell</a> "
     "others</div></main>",
     WORDS " | share-bar"},
    {"where each of some people is found stays", NULL,
     "<p>" WORDS "</p><div class=card>Ann<ul class=social><li><a href='https://a/'>a</a>"
     "</ul></div><div class=card>Bob<ul class=social><li><a href='https://b/'>b</a></ul>"
     "</div><div class=card>Cem<ul class=social><li><a href='https://c/'>c</a></ul></div>",
     WORDS " Ann a Bob b Cem c"},
    {"a bar with a name for each of its links is one", NULL,
     "<p>" WORDS "</p><ul><li class=social><a href='https://a/'>a</a><li class=social><a "
     "href='https://b/'>b</a><li class=social><a href='https://c/'>c</a></ul>",
     WORDS " | share-bar share-bar share-bar"},
    {"what moves a row of pictures", NULL,
     "<p>" WORDS "</p><div class=carousel><p>One</p><a class=carousel-control-prev "
     "role=button>Previous</a><a class='right carousel-control'>Next</a></div>",
     WORDS " One | control control"},
    {"who is found where is the text's own", "<main><p>page %d " WORDS "</p></main>",
     "<main><p>" WORDS "</p><div id=social>Forum: <a href='https://f/'>ours</a></div>",
     WORDS " Forum: ours"},
};

static void drops_what_is_furniture_by_itself(void **state)
{
    (void)state;
    check_sites(named, sizeof named / sizeof named[0], &any_page);
}

static const struct node *find_class(const struct node *root, const char *class)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk) && !node_has_class(walk.node, class)) {
    }
    return walk.node;
}

/* Whatever it holds, and wherever it stands. */
static void keeps_the_own_text(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "<div><p>Our site</p><nav class=own><a href=a>A</a></nav></div><p>" WORDS,
        "<footer><p>Our site</p><div class=own><form>A</form></div></footer><p>" WORDS,
        "<aside><p>Our site</p><p class=own>A</p></aside><div><p>" WORDS "</div>",
    };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct furniture *furniture = furniture_new(&arena);
        struct node *root = NULL;
        for (int k = 0; k < PAGES; k++) {
            root = read_page(&arena, str_from(pages[i]), report);
            assert_true(furniture_learn(furniture, STR("post"), root));
        }
        const struct furniture_page page = {.group = STR("post"),
                                            .own = find_class(root, "own")};
        assert_true(furniture_prune(furniture, &arena, &page, root, NULL, NULL));
        struct buf text = {.kept_in = &arena};
        node_plain_text(root, &text);
        struct str got = text_collapse(&arena, arena_take(&arena, &text));
        if (!str_eq(got, STR("A"))) {
            fail_msg("page %zu: got '%.*s'", i, STR_ARG(got));
        }
        report_free(report);
        arena_clear(&arena);
    }
}

/* The page of all rows. */
#define PAGE                                                                               \
    "<header><h1>Mine</h1></header><nav id=menu><a href=a>A</a></nav>"                     \
    "<div class='text wide'><p>" WORDS "</p><form>name</form><p class=last>end</p></div>"  \
    "<footer>by us</footer>"

static const struct asked {
    const char *content, *drop, *want;
} asked[] = {
    {".text", "", WORDS " name end | content content content"},
    {"div.wide > p.last", "", "end | content content content content content"},
    {".text, h1", "", "Mine " WORDS " name end | content content"},
    {".none", "", "Mine " WORDS " end | navigation form footer"},
    {"", "p.last", "Mine " WORDS " | navigation form drop footer"},
    {".text", "form", WORDS " end | content content drop content"},
    {"", "header, body > .text > :not(p)", WORDS " end | drop navigation drop footer"},
    {"[id=menu]", "", "A | content content content"},
    {"a[href^=a]", "", "A | content content content"},
    {"", "nav + div p", "Mine by us | navigation drop form drop"},
};

static void asks_the_author_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root = read_page(&arena, STR(PAGE), report);
        struct furniture_cuts cuts = {0};
        struct furniture_rules rules = {
            .content = selector_read_list(&arena, str_from(asked[i].content)),
            .drop = selector_read_list(&arena, str_from(asked[i].drop))};
        assert_true(
            furniture_prune(furniture_new(&arena), &arena, &any_page, root, &rules, &cuts));
        struct buf got = {.kept_in = &arena}, text = {.kept_in = &arena};
        node_plain_text(root, &text);
        buf_add(&got, text_collapse(&arena, arena_take(&arena, &text)));
        add_rules(&cuts, &got);
        if (!str_eq(buf_str(&got), str_from(asked[i].want))) {
            fail_msg("content '%s', drop '%s': got '%.*s'", asked[i].content, asked[i].drop,
                     STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

/* Lists of a few pages share what many others do not have, and are called by a name each.
 */
static void keeps_what_lists_of_few_pages_share(void **state)
{
    (void)state;
    static const char list[] = "<div class=list-%d><p>New</p><article id=a%d><h2>Title "
                               "%d</h2><p>By us</p></article><article id=b%d><h2>Other "
                               "%d</h2><p>By them</p></article><article id=c%d><h2>Third "
                               "%d</h2><p>" WORDS "</p></article></div>";
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct furniture *furniture = furniture_new(&arena);
    for (int i = 0; i < 15; i++) {
        struct str text =
            page_text(&arena, i < 3 ? list : "<div class=list-%d><p>Page</p></div>", i);
        assert_true(
            furniture_learn(furniture, (struct str){0}, read_page(&arena, text, report)));
    }
    struct node *root = read_page(&arena, page_text(&arena, list, 1), report);
    struct buf text = {.kept_in = &arena};
    assert_true(furniture_prune(furniture, &arena, &any_page, root, NULL, NULL));
    node_plain_text(root, &text);
    struct str got = text_collapse(&arena, arena_take(&arena, &text));
    if (!str_is(got, "New Title 1 By us Other 1 By them Third 1 " WORDS)) {
        fail_msg("got '%.*s'", STR_ARG(got));
    }
    report_free(report);
    arena_clear(&arena);
}

/* What asks for more than a page's share of steps fits nothing, whatever it asks last. */
static void asks_so_much_and_no_more(void **state)
{
    (void)state;
    static const char *const more[] = {":not(.r)", ":not(.q.r)", "[id]", ".q"};
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root =
            read_page(&arena, STR("<div id=a class=q>a<p id=b class=q>b</div>"), report);
        struct buf drop = {.kept_in = &arena};
        buf_add_text(&drop, "div");
        for (int k = 0; k < 20000; k++) {
            buf_add_text(&drop, more[i]);
        }
        struct furniture_cuts cuts = {0};
        struct furniture_rules rules = {
            .drop = selector_read_list(&arena, arena_take(&arena, &drop))};
        assert_non_null(rules.drop);
        assert_true(
            furniture_prune(furniture_new(&arena), &arena, &any_page, root, &rules, &cuts));
        assert_int_equal(cuts.count, 0);
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drops_what_repeats),
        cmocka_unit_test(keeps_what_is_at_home_on_the_front_page),
        cmocka_unit_test(keeps_what_few_pages_share),
        cmocka_unit_test(drops_what_is_furniture_by_itself),
        cmocka_unit_test(keeps_the_own_text),
        cmocka_unit_test(asks_the_author_first),
        cmocka_unit_test(asks_so_much_and_no_more),
        cmocka_unit_test(keeps_what_lists_of_few_pages_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
