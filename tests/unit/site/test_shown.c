#include "rows_offprint.h"

/* What documents show of themselves: their text where a template prints them, excerpts,
 * terms of odd kinds, defaults, and files of other kinds among the pages. 2025-02-19. */
#define NOW 1740000000

static const struct site_file files[] = {
    {"_things", NULL},
    {"_things/sub", NULL},
    {"_posts", NULL},
    {"_drafts", NULL},
    {"x", NULL},
    {"x/_drafts", NULL},
    {"x/_drafts/sub", NULL},
    {"assets", NULL},
    {"_config.yml", "baseurl: /b\nshow_drafts: true\ncollections:\n  things: {output: "
                    "true}\ndefaults:\n  - scope: {path: \"\", type: posts}\n    values: "
                    "{categories: [general], layout: post, meta: {a: 1, b: 2}, author: "
                    "Us}\n  - scope: {path: \"\", type: \"\"}\n    values: {weight: 99}\n"},
    {"_things/a.md", "---\ntitle: A\nmeta: {n: 2}\n---\n- one\n- two\n\n  > quote "
                     "\"q\"\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd\n"},
    {"_things/b.md",
     "---\ntitle: B\ndate: 20210304\nmeta: {n: 1}\n---\nOne {{ page.id }} {{ page.path }} "
     "{{ page.excerpt }}{{ page.title }} {{ page.previous.title }}.\n"},
    {"_things/c.md",
     "---\ntitle: C\ncategories: [~, z]\ntags: [a, [b, c], ~]\n---\n\nOnly\n\n"},
    {"_things/sub/f.txt", "file"},
    {"_things/d.html", "---\ntitle: D\n---\n<p>\"D\"</p>"},
    {"_posts/2020-01-01-p.md",
     "---\ncategories: [~, x, x, 3]\nlayout: ~\nmeta: {b: 3}\nauthor: ~\n---\nPost"},
    {"_posts/2020-01-02-q.md", "---\ncategories: [y]\ncategory: general\n---\nQ"},
    {"_posts/2020-01-03-r.md", "---\ntitle: R\n---\nR"},
    {"_drafts/idea.md", "---\ndate: 2019-01-01\n---\nI"},
    {"x/_drafts/sub/2018-01-02-other.md", "---\ndraft: false\ntitle: O\n---\nO"},
    {"feed.xml", "---\ntitle: Feed\nlayout: ~\n---\n<x>{{ site.title }}</x>"},
    {"assets/main.scss", "---\n# only a comment\n---\na {}"},
    {"data.json", "---\npermalink: /d.json\n---\n{}"},
    {"robots.txt", "User-agent: *\n"},
    {"about.html", "---\ntitle: About\n---\nabout"},
};

static const struct template_row rows[] = {
    {"{% for d in site.things %}[{{ d }}]{% endfor %}",
     "[<ul>\n  <li>one</li>\n  <li>\n    <p>two</p>\n\n    <blockquote>\n      <p>quote "
     "“q”</p>\n    </blockquote>\n  </li>\n</ul>\n\n<table>\n  <thead>\n    <tr>\n      "
     "<th>a</th>\n      <th>b</th>\n    </tr>\n  </thead>\n  <tbody>\n    <tr>\n      "
     "<td>1</td>\n      <td>2</td>\n    </tr>\n  "
     "</tbody>\n</table>\n\n<p>End</p>\n][<p>One /things/b _things/b.md &lt;p&gt;One "
     "/things/b#excerpt _things/b.md/#excerpt B A.&lt;/p&gt;\nB "
     "A.</p>\n][<p>Only</p>\n\n][<p>\"D\"</p>]"},
    {"{% for d in site.things %}[{{ d.content }}]{% endfor %}",
     "[<ul>\n  <li>one</li>\n  <li>\n    <p>two</p>\n\n    <blockquote>\n      <p>quote "
     "“q”</p>\n    </blockquote>\n  </li>\n</ul>\n\n<table>\n  <thead>\n    <tr>\n      "
     "<th>a</th>\n      <th>b</th>\n    </tr>\n  </thead>\n  <tbody>\n    <tr>\n      "
     "<td>1</td>\n      <td>2</td>\n    </tr>\n  "
     "</tbody>\n</table>\n\n<p>End</p>\n][<p>One /things/b _things/b.md &lt;p&gt;One "
     "/things/b#excerpt _things/b.md/#excerpt B A.&lt;/p&gt;\nB "
     "A.</p>\n][<p>Only</p>\n\n][<p>\"D\"</p>]"},
    {"{% for d in site.things %}{{ d.excerpt | strip_html | strip_newlines | truncate: 12 "
     "}}|{% endfor %}",
     "  one  two|One /thin...|Only|\"D\"|"},
    {"{% for d in site.things %}{% if d.excerpt != d.content %}more {% endif %}{% endfor "
     "%}",
     "more more more "},
    {"{% assign d = site.things[1] %}{{ d | strip_html | strip }} {{ d.date }} {{ "
     "d.excerpt }}",
     "One /things/b _things/b.md &lt;p&gt;One /things/b#excerpt _things/b.md/#excerpt B "
     "A.&lt;/p&gt;\nB A. 2021-03-04 00:00:00 +0000 <p>One /things/b#excerpt "
     "_things/b.md/#excerpt B A.</p>\n"},
    {"{{ site.things | map: 'excerpt' | join: '|' }}",
     "<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>\n|<p>One /things/b#excerpt "
     "_things/b.md/#excerpt B A.</p>\n|<p>Only</p>\n|<p>\"D\"</p>"},
    {"{{ site.things | map: 'categories' | inspect }} {{ site.things[2].tags | jsonify }}",
     "[[], [], [nil, &quot;z&quot;, &quot;&quot;], []] [\"a\",\"b\",\"c\"]"},
    {"{% for p in site.posts %}{{ p.url }} {{ p.categories | jsonify }} {{ p.layout }} {{ "
     "p.meta | jsonify }} {{ p.author }} {{ p.weight }} {{ p.draft }} {{ p.slug }} {{ "
     "p.path }}\n{% endfor %}",
     "/general/2020/01/03/r.html [\"general\"] post {\"a\":1,\"b\":2} Us  false r "
     "_posts/2020-01-03-r.md\n/general/y/2020/01/02/q.html [\"general\",\"y\"] post "
     "{\"a\":1,\"b\":2} Us  false q _posts/2020-01-02-q.md\n/general/x/3/2020/01/01/p.html "
     "[\"general\",null,\"x\",3,\"\",\"3\"] post {\"a\":1,\"b\":3} Us  false p "
     "_posts/2020-01-01-p.md\n/general/2019/01/01/idea.html [\"general\"] post "
     "{\"a\":1,\"b\":2} Us  true idea _drafts/idea.md\n/x/general/2018/01/02/other.html "
     "[\"x\",\"general\"] post {\"a\":1,\"b\":2} Us  false other "
     "x/_drafts/sub/2018-01-02-other.md\n"},
    {"{% for p in site.pages %}{% assign i = p.name | slice: 0 %}{% unless i == 'r' %}{{ "
     "p.path }} {{ p.url }} {{ p.title }} {{ p.name }} {{ p.dir }}\n{% endunless %}{% "
     "endfor %}",
     "about.html /about.html About about.html /\ndata.json /d.json  data.json /\nfeed.xml "
     "/feed.xml Feed feed.xml /\nassets/main.scss /assets/main.css  main.scss /assets/\n"},
    {"{{ site.html_pages | where_exp: 'p', 'p.title' | map: 'url' | join: ' ' }} {{ "
     "site.static_files | map: 'path' | join: ' ' }}",
     "/about.html /robots.txt _things/sub/f.txt"},
    {"{% link feed.xml %} {% link assets/main.scss %} {% link data.json %} {% link "
     "robots.txt %} {% link _things/sub/f.txt %}",
     "/b/feed.xml /b/assets/main.css /b/d.json /b/robots.txt /b/things/sub/f.txt"},
    {"{{ site.pages | where: 'name', 'feed.xml' | map: 'content' | first }}",
     "<x>{{ site.title }}</x>"},
    {"{{ site.things | sort: 'meta.n' | map: 'title' | join: ' ' }} {{ site.things | "
     "group_by: 'meta.n' | map: 'name' | join: ' ' }}",
     "B A C D 2 1 false"},
    {"{{ site.things[1].date | join: ',' }} {{ site.things[1].date | size }} {{ "
     "site.things[1].date | reverse | first }}",
     "0,0,0,4,3,2021,4,63,false,UTC 0 UTC"},
    {"{% assign l = '[[1,2],3]' | split: '|' %}{{ site.things[2].tags | "
     "array_to_sentence_string }} {{ site.posts | map: 'categories' | "
     "array_to_sentence_string }}",
     "a, b, and c general, general, y, general, , x, 3, , 3, general, and [\"x\", "
     "\"general\"]"},
    {"{{ \"it's <b> & \\\"c\\\"\" | xml_escape }} {{ \"it's\" | escape }}",
     "it&apos;s &lt;b&gt; &amp; \\ it&#39;s"},
    {"{{ '- a\n- b\n\n  c\n\n1. x' | markdownify }}",
     "<ul>\n  <li>a</li>\n  <li>\n    <p>b</p>\n\n    <p>c</p>\n  </li>\n</ul>\n\n<ol>\n  "
     "<li>x</li>\n</ol>\n"},
    {"{{ '| a | b |\n|---|:-:|\n| 1 | \"2\" |' | markdownify }}",
     "<table>\n  <thead>\n    <tr>\n      <th>a</th>\n      <th style=\"text-align: "
     "center\">b</th>\n    </tr>\n  </thead>\n  <tbody>\n    <tr>\n      <td>1</td>\n      "
     "<td style=\"text-align: center\">“2”</td>\n    </tr>\n  </tbody>\n</table>\n"},
    {"{{ '\n\n> q\n>\n> - i\n\nt\n: d\n\n' | markdownify }}",
     "\n<blockquote>\n  <p>q</p>\n\n  <ul>\n    <li>i</li>\n  "
     "</ul>\n</blockquote>\n\n<dl>\n  <dt>t</dt>\n  <dd>d</dd>\n</dl>\n\n"},
    {"{{ 'a[^1]\n\n[^1]: note' | markdownify }}",
     "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n\n<div class=\"footnotes\" "
     "role=\"doc-endnotes\">\n  <ol>\n    <li id=\"fn:1\" role=\"doc-endnote\">\n      "
     "<p>note <a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n"},
    {"{{ '- a\n\n- b\n\n    code \"x\"\n' | markdownify }}",
     "<ul>\n  <li>\n    <p>a</p>\n  </li>\n  <li>\n    <p>b</p>\n\n    <p>code “x”</p>\n  "
     "</li>\n</ul>\n"},
};

SITE_ROWS_MAIN("/tmp/offprint-shown-XXXXXX", files, rows, NOW)
