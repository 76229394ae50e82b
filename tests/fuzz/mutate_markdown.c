/* What Markdown and its dialects are made of, for mutate_text.c. */
#include "mutate_markdown.h"

static const char *const tokens[] = {"[^1]",
                                     "\n[^1]: a\n",
                                     "\n[a]: /b 'c'\n",
                                     "[a]",
                                     "![a](b)",
                                     "<a href=b>",
                                     "</a>",
                                     "<div>",
                                     "</div>",
                                     "<div markdown=1>",
                                     "<b>",
                                     "</b>",
                                     "<br>",
                                     "<!--",
                                     "-->",
                                     "&amp;",
                                     "&#x41;",
                                     "\\",
                                     "\n---\n",
                                     "\n===\n",
                                     "\n* * *\n",
                                     "\n|a|b|\n|-|-|\n",
                                     "|",
                                     "\n\n",
                                     "\n{:toc}\n",
                                     "{:.a #b c=d}",
                                     "\n{:x: .y}\n",
                                     "{:x}",
                                     "{::nomarkdown}",
                                     "{:/}",
                                     "{::comment}",
                                     "\n*[ab]: c\n",
                                     "ab",
                                     "\n: d\n",
                                     "http://a.b/c",
                                     "www.d.e",
                                     "$$",
                                     "\n$$\n",
                                     "  \n",
                                     "\n^\n",
                                     "\n```\n",
                                     "\n~~~ c\n",
                                     "\n> [!NOTE]\n",
                                     "{{< x >}}",
                                     "{{% /x %}}",
                                     "\n:::note\n",
                                     "\n:::\n",
                                     "\n!!! note \"a\"\n    ",
                                     "\n???+ tip\n    ",
                                     "\n=== \"a\"\n    ",
                                     "\n```{note}\n",
                                     "{ref}`a`",
                                     "\n(a)=\n",
                                     "--8<-- \"a\"",
                                     "{{#include a}}",
                                     "[[a|b]]",
                                     "![[a]]",
                                     "%%",
                                     "==",
                                     "@fig-a",
                                     "{#a .b}",
                                     "\n+---+---+\n",
                                     "<A b={c}>",
                                     "\nimport a\n",
                                     "{% a %}",
                                     "{% end %}",
                                     "{{ a }}",
                                     ":tada:",
                                     "++a++",
                                     "^^",
                                     "\n/// a\n",
                                     "\n///\n",
                                     "\n::: a.b\n",
                                     "^[a]",
                                     "\\begin{a}",
                                     "\n.. a::\n   b\n",
                                     "\n<<< @/a\n",
                                     "\xef\xbb\xbf",
                                     NULL};

static const char *const pairs[] = {
    "*",       "*",  "**", "**",   "_",    "_",   "`",        "`",       "``",
    "``",      "~~", "~~", "[",    "](b)", "![",  "](c 'd')", "[",       "][a]",
    "[",       "]",  "(",  ")",    "\"",   "\"",  "'",        "'",       "<",
    ">",       "$$", "$$", "$",    "$",    "<b>", "</b>",     "\n<div>", "</div>\n",
    "{",       "}",  "^",  "^",    "==",   "==",  "\n```\n",  "\n```\n", "\n:::a\n",
    "\n:::\n", "[[", "]]", "<!--", "-->",  "*",   "",         "> ",      "",
    "* ",      "",   "**", "_",    "<!--", "",    NULL};

static struct text_kind kind_with(size_t tail)
{
    return (struct text_kind){tokens, pairs, "*_-+`~=#>|:.!1[](){}\"' \t", tail};
}

size_t mutate_markdown(size_t tail, uint8_t *data, size_t size, size_t max_size,
                       unsigned seed)
{
    struct text_kind kind = kind_with(tail);
    return mutate_text(&kind, data, size, max_size, seed);
}

size_t mix_markdown(size_t tail, const uint8_t *a, size_t a_size, const uint8_t *b,
                    size_t b_size, uint8_t *out, size_t max_size, unsigned seed)
{
    struct text_kind kind = kind_with(tail);
    return mix_text(&kind, a, a_size, b, b_size, out, max_size, seed);
}
