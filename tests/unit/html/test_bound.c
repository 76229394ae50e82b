/* Bounding: what is left of HTML never nests deep in Gumbo, and HTML that does not is left
 * alone. */
#include "cmocka_offprint.h"

#include <gumbo.h>

#include "base/buf.h"
#include "html/bound.h"

#define TIMES 1000
/* Elements that end by themselves do not count: up to four of them stand between two that
 * do (tbody, tr, td, p). */
#define DEEPEST (5 * HTML_DEPTH_LIMIT)

static size_t depth_of(const GumboNode *root)
{
    size_t deepest = 0, depth = 0;
    const GumboNode *node = root;
    while (node) {
        bool element =
            node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
        deepest = depth > deepest ? depth : deepest;
        if (element && node->v.element.children.length) {
            node = node->v.element.children.data[0];
            depth++;
            continue;
        }
        while (node != root &&
               node->index_within_parent + 1 == node->parent->v.element.children.length) {
            node = node->parent;
            depth--;
        }
        node = node == root
                   ? NULL
                   : node->parent->v.element.children.data[node->index_within_parent + 1];
    }
    return deepest;
}

static size_t parsed_depth(struct str html)
{
    GumboOutput *output =
        gumbo_parse_with_options(&kGumboDefaultOptions, html.ptr, html.len);
    size_t depth = depth_of(output->root);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return depth;
}

static const struct {
    const char *unit;
    bool whole;
} rows[] = {
    {"<div>", false},
    {"<div>x</div>", true},
    {"<DIV>x</dIv >", true},
    {"<div></b>", false},
    {"<div></span></x>", false},
    {"<span><div></span>", false},
    {"<b><div></b>", false},
    {"<b><span></b>", true},
    {"<div><span></div>", true},
    {"<div><b></div>", true},
    {"<div><i><b></div>", true},
    {"<b>", false},
    {"<a href=x>", true},
    {"<table><tr><td></div>", false},
    {"<div><table><tr><td></div>", false},
    {"<table><tr><td><div></table>", true},
    {"<template><div></template>", true},
    {"<svg>", false},
    {"<svg><path/></svg>", true},
    {"<svg><path></svg>", true},
    {"<svg><style/><g>", false},
    {"<p><li><p>", true},
    {"<br><img><input>", true},
    {"<script>if (a<b || c<div) { d }</script>", true},
    {"<style>/* <div> */</style>", true},
    {"<textarea><div></textarea>", true},
    {"<title><div></title>", true},
    {"<script>'</scripty>' <div></SCRIPT\n>", true},
    {"<!-- <div> --><!--><!---><!-- --!>-->", true},
    {"<!div><?div></ div>", true},
    {"<br title='<div>'>", true},
    {"<font size=i><p>x", false}, /* all are open in each paragraph */
    {"<font size=i><p>x</font>", true},
    {"<br title=\"<div>\" x = '<div>'>", true},
    {"<br title=it's><i title='>'></i>", true},
    {"a < b, a <3, <", true},
};

static void bounds_what_nests(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf html = {0}, out = {0};
        struct html_bound bound = {0};
        for (size_t k = 0; k < TIMES; k++) {
            buf_add_text(&html, rows[i].unit);
        }
        bool whole = html_add_bounded(buf_str(&html), &bound, &out);
        if (whole != rows[i].whole ||
            (whole && !bound.attributes_cut) != str_eq(buf_str(&html), buf_str(&out)) ||
            parsed_depth(buf_str(&out)) > DEEPEST) {
            fail_msg("%s: %s, %zu deep", rows[i].unit, whole ? "whole" : "cut",
                     parsed_depth(buf_str(&out)));
        }
        buf_clear(&html);
        buf_clear(&out);
    }
}

/* Attributes beyond the limit become spaces, so that what stands behind them stays where it
 * is. */
static void bounds_attributes(void **state)
{
    (void)state;
    static const char *const forms[] = {" ", "=b ", " = 'b > c' ", "=\"\"\n"};
    for (size_t form = 0; form < sizeof forms / sizeof forms[0]; form++) {
        for (size_t count = HTML_ATTRIBUTE_LIMIT; count <= HTML_ATTRIBUTE_LIMIT + 2;
             count++) {
            struct buf html = {0}, out = {0};
            struct html_bound bound = {0};
            buf_add_text(&html, "<p ");
            for (size_t i = 0; i < count; i++) {
                buf_add_format(&html, "a%zu%s", i, forms[form]);
            }
            buf_add_text(&html, ">x</p>");
            bool whole = html_add_bounded(buf_str(&html), &bound, &out);
            bool last = str_find(buf_str(&out), STR("a200"), 0) != STR_NONE;
            bool cut = count > HTML_ATTRIBUTE_LIMIT;
            if (!whole || bound.attributes_cut != cut || last || out.len != html.len ||
                str_find(buf_str(&out), STR("a199"), 0) == STR_NONE) {
                fail_msg("%zu of '%s': %.*s", count, forms[form], STR_ARG(buf_str(&out)));
            }
            buf_clear(&html);
            buf_clear(&out);
        }
    }
}

/* Tags at random: what is left is never deep. */
static void bounds_any_tags(void **state)
{
    (void)state;
    static const char *const tags[] = {
        "<div>",    "</div>",  "<span>",   "</span>",    "<b>",     "</b>",
        "<i>",      "</i>",    "<p>",      "</p>",       "<table>", "</table>",
        "<tr>",     "<td>",    "</td>",    "<ul>",       "</ul>",   "<li>",
        "<a>",      "</a>",    "<svg>",    "</svg>",     "<h2>",    "</h2>",
        "<math>",   "</math>", "<button>", "</button>",  "<font>",  "</font>",
        "</dl>",    "<dl>",    "<dd>",     "<form>",     "</form>", "<object>",
        "</pre>",   "<pre>",   "<x-y>",    "</object>",  "</x-y>",  "<style/>",
        "</title>", "<nobr>",  "</nobr>",  "<template>", "<g/>"};
    uint64_t seed = 1;
    for (size_t round = 0; round < 300; round++) {
        struct buf html = {0}, out = {0};
        struct html_bound bound = {0};
        size_t first = round % 40, kinds = 2 + round % 9;
        for (size_t k = 0; k < 2 * TIMES; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t pick = (first * 7 + (size_t)(seed >> 33) % kinds * 5) %
                          (sizeof tags / sizeof tags[0]);
            buf_add_text(&html, tags[pick]);
        }
        bool whole = html_add_bounded(buf_str(&html), &bound, &out);
        size_t left = parsed_depth(buf_str(&out));
        if (left > DEEPEST) {
            fail_msg("round %zu: %s, %zu deep\n%.300s", round, whole ? "whole" : "cut",
                     left, buf_str(&html).ptr);
        }
        buf_clear(&html);
        buf_clear(&out);
    }
}

/* What takes in the rest of its piece, as browsers read it; NULL: nothing does. */
static const struct {
    const char *html, *unended;
} ends[] = {
    {"<p>a</p>", NULL},
    {"a < b", NULL},
    {"<p title='x>a</p>\">", "<p"},
    {"<p title=\"x>a</p>", "<p"},
    {"<p title=x\"y>a</p>", NULL},
    {"b <a href='x'", "<a"},
    {"<a", "<a"},
    {"<!-- a", "<!--"},
    {"<!-- a --", "<!--"},
    {"<!-- a -->b", NULL},
    {"<!-- a --!>b", NULL},
    {"<!-->b", NULL},
    {"<!x", "<!x"},
    {"<?php echo 1", "<?php"},
    {"</ a", "</"},
    {"<script>a", NULL}, /* of elements others tell: test_unclosed.c */
    {"<title>a</titl>", NULL},
    {"</b words</p>", "</b"},
    {"<a title=b words<i>c</i>", "<a"},
    {"<a title='<b>' href=<i>c</a>", NULL},
    {"</ a</p>", "</"},
    {"<![CDATA[ a > b", NULL},
    {"<svg><![CDATA[ a > b", "<![CDATA["},
    {"<svg><![CDATA[ a > b ]]></svg>", NULL},
    {"<svg><title><![CDATA[ a > b", NULL},
    {"<script><!-- <script> </script><!-- a", NULL},
    {"<script><!-- <script> </script></script><!-- a", "<!--"},
    {"<script><!-- <scripts> </script><!-- a", "<!--"},
    {"<script><!-- <script> --> </script><!-- a", "<!--"},
    {"<script><!--> <script> </script><!-- a", "<!--"},
    {"<svg><script><!-- a --></script></svg><!-- a", "<!--"},
    {"<svg><title></svg><p title=\"a", "<p"},
    {"<title></titles><p title=\"a", NULL},
    {"<script>a</script>b", NULL},
    {"<style>a</STYLE >b", NULL},
};

static void finds_what_never_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct html_bound bound = {0};
        struct buf out = {0};
        struct str wanted = str_from(ends[i].unended ? ends[i].unended : "");
        (void)html_add_bounded(str_from(ends[i].html), &bound, &out);
        if (!str_eq(bound.unended, wanted)) {
            fail_msg("%s: '%.*s'", ends[i].html, STR_ARG(bound.unended));
        }
        buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_what_nests),
        cmocka_unit_test(bounds_attributes),
        cmocka_unit_test(bounds_any_tags),
        cmocka_unit_test(finds_what_never_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
