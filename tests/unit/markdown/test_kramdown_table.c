/* Tables of kramdown: one table row a rule. */
#include "kramdown_rows.h"

static const struct kramdown_row tables[] = {
    {"head, alignments, body", "| a | b | c | d |\n|:--|:-:|--:|---|\n| e | f | g | h |\n",
     "<table>\n"
     "<thead>\n"
     "<tr>\n"
     "<th style=\"text-align: left\">a</th>\n"
     "<th style=\"text-align: center\">b</th>\n"
     "<th style=\"text-align: right\">c</th>\n"
     "<th>d</th>\n"
     "</tr>\n"
     "</thead>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td style=\"text-align: left\">e</td>\n"
     "<td style=\"text-align: center\">f</td>\n"
     "<td style=\"text-align: right\">g</td>\n"
     "<td>h</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"short rows are filled up", "|a|b|\n|-\n|c\n|d|e|\n",
     "<table>\n"
     "<thead>\n"
     "<tr>\n"
     "<th>a</th>\n"
     "<th>b</th>\n"
     "</tr>\n"
     "</thead>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>c</td>\n"
     "<td>\xC2\xA0</td>\n"
     "</tr>\n"
     "<tr>\n"
     "<td>d</td>\n"
     "<td>e</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"an escaped pipe, and one behind a backtick", "|a\\|b|\\`c|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a|b</td>\n"
     "<td>`c</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"two escaped pipes in a cell", "|a\\|b *c*\\|d|e|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a|b <em>c</em>|d</td>\n"
     "<td>e</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"code with a pipe in a cell", "|`a|b`|``c|d``|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td><code class=\"language-plaintext highlighter-rouge\">a|b</code></td>\n"
     "<td><code class=\"language-plaintext highlighter-rouge\">c|d</code></td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"code of HTML with a pipe", "|<code>a|b</code>|c|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td><code>a|b</code></td>\n"
     "<td>c</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"an open code element", "|<code>a|b|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td><code>a</code></td>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"many backticks that begin nothing", "| ` | ` | ` | ` | ` | ` | ` | ` | ` | `a|b` |\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>`</td>\n"
     "<td>`</td>\n"
     "<td>`</td>\n"
     "<td>`</td>\n"
     "<td>`</td>\n"
     "<td>`</td>\n"
     "<td>`</td>\n"
     "<td>`</td>\n"
     "<td>`</td>\n"
     "<td><code class=\"language-plaintext highlighter-rouge\">a|b</code></td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"bodies apart", "|a|\n|-|\n|b|\n|-|\n|c|\n",
     "<table>\n"
     "<thead>\n"
     "<tr>\n"
     "<th>a</th>\n"
     "</tr>\n"
     "</thead>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>c</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"a foot", "|a|\n|=|\n|b|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "<tfoot>\n"
     "<tr>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tfoot>\n"
     "</table>\n"},
    {"rows without leading pipes", "a | b\n- | -\nc | d\n",
     "<table>\n"
     "<thead>\n"
     "<tr>\n"
     "<th>a</th>\n"
     "<th>b</th>\n"
     "</tr>\n"
     "</thead>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>c</td>\n"
     "<td>d</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"a row that begins with a pipe where others do not", "a|b\n|c|d\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a</td>\n"
     "<td>b</td>\n"
     "<td>\xC2\xA0</td>\n"
     "</tr>\n"
     "<tr>\n"
     "<td>\xC2\xA0</td>\n"
     "<td>c</td>\n"
     "<td>d</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"a line without a pipe makes it a paragraph", "|a|\nb\n",
     "<p>|a|\n"
     "b</p>\n"},
    {"pipes in code alone are none", "`a|b`\n`c|d`\n",
     "<p><code class=\"language-plaintext highlighter-rouge\">a|b</code>\n"
     "<code class=\"language-plaintext highlighter-rouge\">c|d</code></p>\n"},
    {"a pipe in an element alone is none", "<b>a|b</b>\nc\n",
     "<p><b>a|b</b>\n"
     "c</p>\n"},
    {"an element over a line end", "|a <b>c\n|d</b>|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a <b>c</b></td>\n"
     "</tr>\n"
     "<tr>\n"
     "<td>d&lt;/b&gt;</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"an element before the first pipe", "<i>a</i> | b\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td><i>a</i></td>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"an element without an end", "<i>a|b\n", "<p><i>a|b</i></p>\n"},
    {"an empty element", "a<br/>b|c\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a<br />b</td>\n"
     "<td>c</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"an escape in front of a line end", "|a\\\n|b\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a\\</td>\n"
     "</tr>\n"
     "<tr>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"no table right below a paragraph's line", "a\n|b|\n",
     "<p>a\n"
     "|b|</p>\n"},
    {"attributes of a table", "{: .a}\n|b|\n",
     "<table class=\"a\">\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"attributes below", "|a|\n{: #b}\n",
     "<table id=\"b\">\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"spans in cells", "|*a*|[b](c)|![d](e)|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td><em>a</em></td>\n"
     "<td><a href=\"c\">b</a></td>\n"
     "<td><img src=\"e\" alt=\"d\" /></td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"a separator at the beginning", "|-|\n|a|\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"separators twice", "|a|\n|-|\n|-|\n|b|\n",
     "<table>\n"
     "<thead>\n"
     "<tr>\n"
     "<th>a</th>\n"
     "</tr>\n"
     "</thead>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"blanks around", "  | a |\n  | b |  \n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>a</td>\n"
     "</tr>\n"
     "<tr>\n"
     "<td>b</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
};

static void reads_tables(void **state)
{
    (void)state;
    check_rows(tables, sizeof tables / sizeof tables[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
