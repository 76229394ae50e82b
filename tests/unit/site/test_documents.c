#include "rows_offprint.h"

/* Documents of collections, posts and pages as templates see them: which names of their
 * front matter win, files of YAML, terms, excerpts. 2025-02-19. */
#define NOW 1740000000

static const struct site_file files[] = {
    {"_people", NULL},
    {"_my-things", NULL},
    {"_posts", NULL},
    {"parts", NULL},
    {"_includes", NULL},
    {"_config.yml",
     "collections:\n  people: {output: true}\n  my-things: {output: false}\n"},
    {"_people/ada.md",
     "---\nname: N\next: E\ntitle: 7\ndraft: yes\ndate: 2020-02-02\nslug: my-slug\npath: "
     "/p\nurl: /u\nid: i\ncollection: c\nrelative_path: r\nexcerpt: X *y*\ncontent: "
     "C\noutput: O\nnext: n\nprevious: p\ndir: d\nown: [1, 2]\n---\nAda *A*\n"},
    {"_people/river-stone_X.md", "---\ntitle: false\nslug: ~\next: false\nexcerpt: "
                                 "~\ncompany: C\n---\n\n\nBody *b*\n\nrest\n"},
    {"_people/e-n.yml", "---\nname: Env\nslug: s\n"},
    {"_people/plain.yml", "name: no document\n"},
    {"_people/j.json", "---\ntitle: J\n---\n{\"a\": 1}\n"},
    {"_people/t.txt", "---\na: 1\n---\n*plain*"},
    {"_my-things/b.md", "---\nn: 2\n---\nB"},
    {"_my-things/a.md",
     "---\nn: 10\ncategories: [A, b, A, 3]\ntag: x y\ntags: [no]\n---\nA"},
    {"_my-things/c.md",
     "---\nn: x\ncategory: c d\ncategories: [e, c d]\npublished: ~\n---\nC"},
    {"_posts/2020-02-03-a-post.md",
     "---\nname: N\next: E\ntitle: 7\ndraft: yes\ndate: 2020-02-02\nslug: my-slug\npath: "
     "/p\nurl: /u\nid: i\ncollection: c\nrelative_path: r\nexcerpt: X *y*\ncontent: "
     "C\noutput: O\nnext: n\nprevious: p\ndir: d\nown: [1, 2]\n---\nPost *p*\n"},
    {"_posts/2019-01-01-old.md",
     "---\ntags: a b a\ncategories: x y x\nexcerpt_separator: MORE\nrender_with_liquid: "
     "false\n---\n\n\n one {{ page.title }}\n\ntwo MORE three\n"},
    {"_posts/2018-01-01-cut.md",
     "---\ntags: [1.5, true, [q, [r]], ~]\nexcerpt_separator: MORE\n---\nSee [a] {% if "
     "true %}yes MORE\n\nno{% endif %}\n\n  [a]: /x\n[b]: /y\n"},
    {"_posts/2017-01-01-none.md",
     "---\nexcerpt_separator: \"\"\npublished: true\n---\nx\n\ny\n"},
    {"_posts/2015-01-01-list.md", "---\nexcerpt_separator: [x]\n---\na x\n\nb [x]\n"},
    {"_posts/2016-01-01-unsaid.md", "---\npublished: ~\n---\nx\n"},
    {"pg.md",
     "---\nname: N\next: E\ntitle: 7\ndraft: yes\ndate: 2020-02-02\nslug: my-slug\npath: "
     "/p\nurl: /u\nid: i\ncollection: c\nrelative_path: r\nexcerpt: X *y*\ncontent: "
     "C\noutput: O\nnext: n\nprevious: p\ndir: d\nown: [1, 2]\n---\nPage *p*\n"},
    {"parts/x.md", "X {{ page.name }}"},
    {"_includes/rel.html", "{% include_relative parts/x.md %}"},
};

static const struct template_row rows[] = {
    {"{% assign p = site.people | where: 'url', '/people/ada.html' | first %}{{ p.name | "
     "jsonify }}|{{ p.ext | jsonify }}|{{ p.title | jsonify }}|{{ p.draft | jsonify }}|{{ "
     "p.slug | jsonify }}|{{ p.path | jsonify }}|{{ p.url | jsonify }}|{{ p.id | jsonify "
     "}}|{{ p.collection | jsonify }}|{{ p.relative_path | jsonify }}|{{ p.date | jsonify "
     "}}|{{ p.excerpt | jsonify }}|{{ p.content | jsonify }}|{{ p.output | jsonify }}|{{ "
     "p.next.title | jsonify }}|{{ p.previous.title | jsonify }}|{{ p.dir | jsonify }}|{{ "
     "p.own | jsonify }}",
     "\"N\"|\"E\"|7|true|\"my-slug\"|\"_people/ada.md\"|\"/people/ada.html\"|\"/people/"
     "my-slug\"|\"people\"|\"_people/ada.md\"|\"2020-02-02 00:00:00 +0000\"|\"X "
     "*y*\"|\"<p>Ada <em>A</em></p>\\n\"|\"<p>Ada "
     "<em>A</em></p>\\n\"|null|null|\"d\"|[1,2]"},
    {"{% assign p = site.people | where: 'url', '/people/river-stone_X.html' | first %}{{ "
     "p.name | jsonify }}|{{ p.ext | jsonify }}|{{ p.title | jsonify }}|{{ p.draft | "
     "jsonify }}|{{ p.slug | jsonify }}|{{ p.path | jsonify }}|{{ p.url | jsonify }}|{{ "
     "p.id | jsonify }}|{{ p.collection | jsonify }}|{{ p.relative_path | jsonify }}|{{ "
     "p.date | jsonify }}|{{ p.excerpt | jsonify }}|{{ p.content | jsonify }}|{{ p.output "
     "| jsonify }}|{{ p.next.title | jsonify }}|{{ p.previous.title | jsonify }}|{{ p.dir "
     "| jsonify }}|{{ p.own | jsonify }}",
     "\"river-stone_X.md\"|\".md\"|\"River "
     "Stone_x\"|false|\"river-stone_X\"|\"_people/river-stone_X.md\"|\"/people/"
     "river-stone_X.html\"|\"/people/river-stone_X\"|\"people\"|\"_people/"
     "river-stone_X.md\"|\"2025-02-19 21:20:00 +0000\"|\"<p>Body "
     "<em>b</em></p>\\n\"|\"<p>Body <em>b</em></p>\\n\\n<p>rest</p>\\n\"|\"<p>Body "
     "<em>b</em></p>\\n\\n<p>rest</p>\\n\"|\"T\"|\"J\"|null|null"},
    {"{% for p in site.people %}{{ p.path }} {{ p.url }} {{ p.id }} {{ p.name }} {{ "
     "p.title | jsonify }} {{ p.ext | jsonify }} {{ p.tags | jsonify }}\n{% endfor %}",
     "_people/ada.md /people/ada.html /people/my-slug N 7 \"E\" []\n_people/e-n.yml "
     "/people/e-n.yml /people/s Env null null null\n_people/j.json /people/j.json "
     "/people/j j.json \"J\" \".json\" []\n_people/river-stone_X.md "
     "/people/river-stone_X.html /people/river-stone_X river-stone_X.md \"River Stone_x\" "
     "\".md\" []\n_people/t.txt /people/t.txt /people/t t.txt \"T\" \".txt\" []\n"},
    {"{% for p in site.posts %}{{ p.title }} {{ p.name }} {{ p.url }} {{ p.id }} {{ "
     "p.draft }} {{ p.tags | jsonify }} {{ p.categories | jsonify }}\n{% endfor %}",
     "7 N /2020/02/02/my-slug.html /2020/02/02/my-slug true [] []\nOld 2019-01-01-old.md "
     "/x/y/2019/01/01/old.html /x/y/2019/01/01/old false [\"a\",\"b\",\"a\"] "
     "[\"x\",\"y\"]\nCut 2018-01-01-cut.md /2018/01/01/cut.html /2018/01/01/cut false "
     "[1.5,true,\"q\",\"r\"] []\nNone 2017-01-01-none.md /2017/01/01/none.html "
     "/2017/01/01/none false [] []\nList 2015-01-01-list.md /2015/01/01/list.html "
     "/2015/01/01/list false [] []\n"},
    {"{% for p in site.posts %}[{{ p.excerpt | strip_newlines }}]{% endfor %}",
     "[X *y*][<p>one {{ page.title }}</p><p>two</p>][<p>See <a href=\"/x\">a</a> "
     "yes</p>][][<p>a x</p><p>b [x]</p>]"},
    {"{% for p in site.my-things %}{{ p.path }} {{ p.tags | jsonify }} {{ p.categories | "
     "jsonify }} {{ p.content | strip }} {{ p.output | strip }}\n{% endfor %}{{ "
     "site['my-things'].size }}",
     "_my-things/a.md [\"x y\"] [\"A\",\"b\",3,\"3\"] <p>A</p> <p>A</p>\n_my-things/b.md "
     "[] [] <p>B</p> <p>B</p>\n_my-things/c.md [] [\"e\",\"c d\"] <p>C</p> <p>C</p>\n3"},
    {"{% assign p = site.pages | where: 'url', '/pg.html' | first %}{{ p.name | jsonify "
     "}}|{{ p.ext | jsonify }}|{{ p.title | jsonify }}|{{ p.draft | jsonify }}|{{ p.slug | "
     "jsonify }}|{{ p.path | jsonify }}|{{ p.url | jsonify }}|{{ p.id | jsonify }}|{{ "
     "p.collection | jsonify }}|{{ p.relative_path | jsonify }}|{{ p.date | jsonify }}|{{ "
     "p.excerpt | jsonify }}|{{ p.content | jsonify }}|{{ p.output | jsonify }}|{{ "
     "p.next.title | jsonify }}|{{ p.previous.title | jsonify }}|{{ p.dir | jsonify }}|{{ "
     "p.own | jsonify }}",
     "\"pg.md\"|\"E\"|7|true|\"my-slug\"|\"/p\"|\"/"
     "pg.html\"|\"i\"|\"c\"|\"r\"|\"2020-02-02\"|\"X *y*\"|\"Page "
     "*p*\\n\"|\"O\"|null|null|\"/\"|[1,2]"},
    {"{% for p in site.people %}{{ p.size | jsonify }}{% endfor %}{{ site.people[0].first "
     "| jsonify }}",
     "nullnullnullnullnull[\"name\",\"N\"]"},
    {"{% for t in site.tags %}{{ t[0] }}:{{ t[1].size }} {% endfor %}",
     "1.5:1 true:1 q:1 r:1 a:2 b:1 "},
    {"{% for t in site.categories %}{{ t[0] }}:{{ t[1].size }} {% endfor %}", "x:1 y:1 "},
    {"{% assign p = site.posts | last %}{{ p.output }}{{ p.content }}",
     "<p>a x</p>\n\n<p>b [x]</p>\n<p>a x</p>\n\n<p>b [x]</p>\n"},
    {"{% assign p = site.posts[1] %}{{ p.content }}",
     "<p>one {{ page.title }}</p>\n\n<p>two MORE three</p>\n"},
    {"{% include rel.html %}", "X r12.html"},
    {"{% for f in site.static_files %}{{ f.path }} {% endfor %}",
     "/parts/x.md _people/plain.yml "},
};

SITE_ROWS_MAIN("/tmp/offprint-documents-XXXXXX", files, rows, NOW)
