/* Lists and definition lists of kramdown, and attributes of blocks: one table row a rule.
 */
#include "kramdown_rows.h"

static const struct kramdown_row lists[] = {
    {"attributes of an item", "* {: .a} b\n* {: #c}\n  d\n* {:e: .f} g\n* {:x\n",
     "<ul>\n"
     "<li class=\"a\">b</li>\n"
     "<li id=\"c\">d</li>\n"
     "<li>{:e: .f} g</li>\n"
     "<li>{:x</li>\n"
     "</ul>\n"},
    {"attributes below the words of tight items are nobody's",
     "- a\n  {: #b .c style=\"display:none\"}\n- d\n\ne\n: f\n  {: hidden=\"\"}\n", "<ul>\n"
     "<li>a</li>\n"
     "<li>d</li>\n"
     "</ul>\n"
     "<dl>\n"
     "<dt>e</dt>\n"
     "<dd>f</dd>\n"
     "</dl>\n"},
    {"those below words of loose items are the paragraph's", "- a\n  {: #b}\n\n- c\n", "<ul>\n"
     "<li>\n"
     "<p id=\"b\">a</p>\n"
     "</li>\n"
     "<li>\n"
     "<p>c</p>\n"
     "</li>\n"
     "</ul>\n"},
    {"attributes of an item alone in its line", "* {: .a}\n* b\n",
     "<ul>\n"
     "<li class=\"a\"></li>\n"
     "<li>b</li>\n"
     "</ul>\n"},
    {"lines below an item that begins with attributes", "* {: .a} b\n  c\n\n      d\n",
     "<ul>\n"
     "<li class=\"a\">\n"
     "<p>b\n"
     "c</p>\n"
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>d\n"
     "</code></pre></div></div>\n"
     "</li>\n"
     "</ul>\n"},
    {"tabs for indentation", "*\ta\n\tb\n\n\tc\n",
     "<ul>\n"
     "<li>\n"
     "<p>a\n"
     "b</p>\n"
     "<p>c</p>\n"
     "</li>\n"
     "</ul>\n"},
    {"a tab behind indentation", "1. a\n\n\t\tb\n",
     "<ol>\n"
     "<li>\n"
     "<p>a</p>\n"
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code> b\n"
     "</code></pre></div></div>\n"
     "</li>\n"
     "</ol>\n"},
    {"numbers", "1. a\n2. b\n\n10. c\n",
     "<ol>\n"
     "<li>a</li>\n"
     "<li>\n"
     "<p>b</p>\n"
     "</li>\n"
     "<li>c</li>\n"
     "</ol>\n"},
    {"another kind of marker", "* a\n+ b\n- c\n1. d\n",
     "<ul>\n"
     "<li>a</li>\n"
     "<li>b</li>\n"
     "<li>c\n"
     "<ol>\n"
     "<li>d</li>\n"
     "</ol>\n"
     "</li>\n"
     "</ul>\n"},
    {"no list without a blank", "*a\n1.b\n1 c\n",
     "<p>*a\n"
     "1.b\n"
     "1 c</p>\n"},
    {"a nested list", "* a\n  * b\n    * c\n* d\n",
     "<ul>\n"
     "<li>a\n"
     "<ul>\n"
     "<li>b\n"
     "<ul>\n"
     "<li>c</li>\n"
     "</ul>\n"
     "</li>\n"
     "</ul>\n"
     "</li>\n"
     "<li>d</li>\n"
     "</ul>\n"},
    {"a nested list with less indentation", "1.  a\n * b\n",
     "<ol>\n"
     "<li>a\n"
     "<ul>\n"
     "<li>b</li>\n"
     "</ul>\n"
     "</li>\n"
     "</ol>\n"},
    {"an item's marker in a line taken along", "* a\n  * b\nc\n * d\n",
     "<ul>\n"
     "<li>a\n"
     "<ul>\n"
     "<li>b\n"
     "c</li>\n"
     "</ul>\n"
     "</li>\n"
     "<li>d</li>\n"
     "</ul>\n"},
    {"a loose item with attributes below its text", "* a\n  {: .b}\n\n  c\n* d\n",
     "<ul>\n"
     "<li>\n"
     "<p class=\"b\">a</p>\n"
     "<p>c</p>\n"
     "</li>\n"
     "<li>\n"
     "<p>d</p>\n"
     "</li>\n"
     "</ul>\n"},
    {"the last item", "* a\n\n* b\n\n  c\n",
     "<ul>\n"
     "<li>\n"
     "<p>a</p>\n"
     "</li>\n"
     "<li>\n"
     "<p>b</p>\n"
     "<p>c</p>\n"
     "</li>\n"
     "</ul>\n"},
    {"'^' ends a list", "* a\n^\n* b\n",
     "<ul>\n"
     "<li>a</li>\n"
     "</ul>\n"
     "<ul>\n"
     "<li>b</li>\n"
     "</ul>\n"},
    {"a task list", "- [ ] a\n- [x] b\n- [X] c\n- [y] d\n- [ ]e\n",
     "<ul class=\"task-list\">\n"
     "<li class=\"task-list-item\"><input type=\"checkbox\" "
     "class=\"task-list-item-checkbox\" disabled=\"disabled\" />a</li>\n"
     "<li class=\"task-list-item\"><input type=\"checkbox\" "
     "class=\"task-list-item-checkbox\" disabled=\"disabled\" checked=\"checked\" "
     "/>b</li>\n"
     "<li class=\"task-list-item\"><input type=\"checkbox\" "
     "class=\"task-list-item-checkbox\" disabled=\"disabled\" checked=\"checked\" "
     "/>c</li>\n"
     "<li class=\"task-list-item\">[y] d</li>\n"
     "<li class=\"task-list-item\">[ ]e</li>\n"
     "</ul>\n"},
    {"code in an item", "* a\n\n      b\n",
     "<ul>\n"
     "<li>\n"
     "<p>a</p>\n"
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>b\n"
     "</code></pre></div></div>\n"
     "</li>\n"
     "</ul>\n"},
    {"a fence in an item", "* a\n\n  ```sh\n  b\n  ```\n",
     "<ul>\n"
     "<li>\n"
     "<p>a</p>\n"
     "<div class=\"language-sh highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>b\n"
     "</code></pre></div></div>\n"
     "</li>\n"
     "</ul>\n"},
    {"a quote in an item", "* > a\n  > b\n",
     "<ul>\n"
     "<li>\n"
     "<blockquote>\n"
     "<p>a\n"
     "b</p>\n"
     "</blockquote>\n"
     "</li>\n"
     "</ul>\n"},
    {"a heading in an item", "* # a\n",
     "<ul>\n"
     "<li>\n"
     "<h1 id=\"a\">a</h1>\n"
     "</li>\n"
     "</ul>\n"},
    {"an empty item", "*\n* a\n* \n",
     "<p>*</p>\n"
     "<ul>\n"
     "<li>a</li>\n"
     "<li></li>\n"
     "</ul>\n"},
    {"an item with a blank first line", "* \n  a\n",
     "<ul>\n"
     "<li>a</li>\n"
     "</ul>\n"},
    {"attributes of a list", "* a\n{: .b}\n\n{: #c}\n1. d\n",
     "<ul class=\"b\">\n"
     "<li>a</li>\n"
     "</ul>\n"
     "<ol id=\"c\">\n"
     "<li>d</li>\n"
     "</ol>\n"},
    {"a rule in between", "* a\n***\n* b\n",
     "<ul>\n"
     "<li>a\n"
     "***</li>\n"
     "<li>b</li>\n"
     "</ul>\n"},
    {"lines after a blank one without indentation", "* a\n\nb\n",
     "<ul>\n"
     "<li>a</li>\n"
     "</ul>\n"
     "<p>b</p>\n"},
};

static const struct kramdown_row definition_lists[] = {
    {"ids of terms", "{:auto_ids}\nTerm One\n: a\n\nterm one\n: b\n\n# Term One\n",
     "<dl>\n<dt id=\"term-one\">Term One</dt>\n<dd>a</dd>\n<dt id=\"term-one\">term "
     "one</dt>\n<dd>b</dd>\n</dl>\n<h1 id=\"term-one\">Term One</h1>\n"},
    {"ids of terms that begin alike", "{:auto_ids-g-}\n1 x\n: a\n\n2\n: b\n",
     "<dl>\n<dt id=\"g-x\">1 x</dt>\n<dd>a</dd>\n<dt "
     "id=\"g-\">2</dt>\n<dd>b</dd>\n</dl>\n"},
    {"an id of a term's own", "{:auto_ids}\n{:#x} one\n: a\n",
     "<dl>\n<dt id=\"x\">one</dt>\n<dd>a</dd>\n</dl>\n"},
    {"terms and definitions", "a\nb\n: c\n: d\n\ne\n\n: f\n",
     "<dl>\n"
     "<dt>a</dt>\n"
     "<dt>b</dt>\n"
     "<dd>c</dd>\n"
     "<dd>d</dd>\n"
     "<dt>e</dt>\n"
     "<dd>\n"
     "<p>f</p>\n"
     "</dd>\n"
     "</dl>\n"},
    {"attributes of a term", "{: .a} b\n: c\n",
     "<dl>\n"
     "<dt class=\"a\">b</dt>\n"
     "<dd>c</dd>\n"
     "</dl>\n"},
    {"attributes of a definition", "a\n: {: .b} c\n",
     "<dl>\n"
     "<dt>a</dt>\n"
     "<dd class=\"b\">c</dd>\n"
     "</dl>\n"},
    {"attributes of the list", "{: .a}\nb\n: c\n{: #d}\n",
     "<dl id=\"d\" class=\"a\">\n"
     "<dt>b</dt>\n"
     "<dd>c</dd>\n"
     "</dl>\n"},
    {"lines that belong to a definition", "a\n: b\n  c\nd\n\n  e\n\nf\n",
     "<dl>\n"
     "<dt>a</dt>\n"
     "<dd>b\n"
     "c\n"
     "d\n"
     "<p>e</p>\n"
     "</dd>\n"
     "</dl>\n"
     "<p>f</p>\n"},
    {"blocks in a definition", "a\n: * b\n\n  > c\n\n  d\n",
     "<dl>\n"
     "<dt>a</dt>\n"
     "<dd>\n"
     "<ul>\n"
     "<li>b</li>\n"
     "</ul>\n"
     "<blockquote>\n"
     "<p>c</p>\n"
     "</blockquote>\n"
     "<p>d</p>\n"
     "</dd>\n"
     "</dl>\n"},
    {"a definition below nothing", ": a\n", "<p>: a</p>\n"},
    {"a definition below a heading", "# a\n: b\n",
     "<h1 id=\"a\">a</h1>\n"
     "<p>: b</p>\n"},
    {"two blank lines part", "a\n\n\n: b\n",
     "<p>a</p>\n"
     "<p>: b</p>\n"},
    {"a bar for a blank", "a\n:|b\n",
     "<dl>\n"
     "<dt>a</dt>\n"
     "<dd>\n"
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"
     "</dd>\n"
     "</dl>\n"},
};

static void reads_lists(void **state)
{
    (void)state;
    check_rows(lists, sizeof lists / sizeof lists[0]);
}

static void reads_definition_lists(void **state)
{
    (void)state;
    check_rows(definition_lists, sizeof definition_lists / sizeof definition_lists[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_lists),
        cmocka_unit_test(reads_definition_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
