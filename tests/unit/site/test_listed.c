#include "rows_offprint.h"

/* Lists of documents through the filters, and links to them, where collections lie in a
 * folder of their own. 2025-02-19. */
#define NOW 1740000000

static const struct site_file files[] = {
    {"coll", NULL},
    {"coll/_mix", NULL},
    {"coll/_docs", NULL},
    {"coll/_my-x", NULL},
    {"coll/_posts", NULL},
    {"_config.yml", "collections_dir: coll\ncollections:\n  docs: {output: true}\n  my-x: "
                    "{output: true}\n  mix: {output: true}\n  by-n:\n    sort_by: n\n  "
                    "listed:\n    order: [c.md, none.md, sub/a.md, c.md]\n"},
    {"coll/_by-n", NULL},
    {"coll/_by-n/a.md", "---\nn: 3\n---\nx"},
    {"coll/_by-n/b.md", "---\nn: 1.5\n---\nx"},
    {"coll/_by-n/c.md", "---\n---\nx"},
    {"coll/_by-n/d.md", "---\nn: -2\n---\nx"},
    {"coll/_by-n/e.md", "---\nn: 1.5\n---\nx"},
    {"coll/_listed", NULL},
    {"coll/_listed/sub", NULL},
    {"coll/_listed/b.md", "---\n---\nx"},
    {"coll/_listed/c.md", "---\n---\nx"},
    {"coll/_listed/d.md", "---\ndate: 2019-01-01\n---\nx"},
    {"coll/_listed/sub/a.md", "---\n---\nx"},
    {"coll/_mix/a.md", "---\nn: 10\n---\nx"},
    {"coll/_mix/b.md", "---\nn: \"9\"\n---\nx"},
    {"coll/_mix/c.md", "---\nn: x\n---\nx"},
    {"coll/_mix/d.md", "---\nn: [1]\n---\nx"},
    {"coll/_mix/e.md", "---\nn: true\n---\nx"},
    {"coll/_mix/f.md", "---\nn: 2.5\n---\nx"},
    {"coll/_mix/g.md", "---\nz: 1\n---\nx"},
    {"coll/_mix/h.md", "---\nn: Abc\n---\nx"},
    {"coll/_mix/i.md", "---\ndate: 2020-01-01\ncategories: [A, a, b]\npermalink: "
                       "/:categories/:title/:year\n---\nx"},
    {"coll/_docs/d1.md", "---\ndate: 2020-03-01\nn: 3\nt: b\n---\nx"},
    {"coll/_docs/d2.md", "---\ndate: 2019-01-01\nn: 1\nt: B\ntags: [x]\n---\nx"},
    {"coll/_docs/d3.md", "---\nn: 2\nt: a\n---\nx"},
    {"coll/_docs/d4.md", "---\nn: ~\nt: A\nl: [1,2]\nm: {q: {r: 5}}\n---\nx"},
    {"coll/_docs/d5.md", "---\nt: c\nn: 3\nm: {q: {r: 4}}\n---\nx"},
    {"coll/_my-x/e-1.md", "---\ndate: 2020-03-01\nn: 3\nt: b\n---\nx"},
    {"coll/_my-x/e-2.md", "---\ndate: 2019-01-01\nn: 1\nt: B\ntags: [x]\n---\nx"},
    {"coll/_posts/2020-01-01-p.md", "---\n\n---\nx"},
    {"other.md", "---\ntitle: O\n---\nx"},
};

static const struct template_row rows[] = {
    {"{{ site.docs | sort | map: 'path' | join: ' ' }}",
     "_docs/d2.md _docs/d1.md _docs/d3.md _docs/d4.md _docs/d5.md"},
    {"{{ site.docs | sort: 'n' | map: 'path' | join: ' ' }}",
     "_docs/d4.md _docs/d2.md _docs/d3.md _docs/d1.md _docs/d5.md"},
    {"{{ site.docs | sort: 'n', 'last' | map: 'path' | join: ' ' }}",
     "_docs/d2.md _docs/d3.md _docs/d1.md _docs/d5.md _docs/d4.md"},
    {"{{ site.docs | sort: 't' | map: 'path' | join: ' ' }}",
     "_docs/d4.md _docs/d2.md _docs/d3.md _docs/d1.md _docs/d5.md"},
    {"{{ site.docs | sort_natural: 't' | map: 'path' | join: ' ' }}",
     "_docs/d3.md _docs/d4.md _docs/d2.md _docs/d1.md _docs/d5.md"},
    {"{{ site.docs | sort: 'date' | map: 'path' | join: ' ' }}",
     "_docs/d2.md _docs/d1.md _docs/d3.md _docs/d4.md _docs/d5.md"},
    {"{{ site.docs | where: 'n', 3 | map: 'path' | join: ' ' }}",
     "_docs/d1.md _docs/d5.md"},
    {"{{ site.docs | where: 'n', nil | map: 'path' | join: ' ' }}", "_docs/d4.md"},
    {"{{ site.docs | where: 'm.q.r', 5 | map: 'path' | join: ' ' }}", "_docs/d4.md"},
    {"{{ site.docs | where: 'tags', 'x' | map: 'path' | join: ' ' }}", "_docs/d2.md"},
    {"{{ site.docs | where_exp: 'd', 'd.n' | where_exp: 'd', 'd.n > 1' | map: 'path' | "
     "join: ' ' }}",
     "_docs/d1.md _docs/d3.md _docs/d5.md"},
    {"{% assign g = site.docs | group_by: 'n' %}{% for x in g %}{{ x.name }}:{{ x.size "
     "}}:{{ x.items | map: 'path' | join: '+' }} {% endfor %}",
     "1:1:_docs/d2.md 3:2:_docs/d1.md+_docs/d5.md 2:1:_docs/d3.md :1:_docs/d4.md "},
    {"{% assign g = site.docs | group_by_exp: 'd', 'd.t | downcase' %}{% for x in g %}{{ "
     "x.name }}:{{ x.size }} {% endfor %}",
     "b:2 a:2 c:1 "},
    {"{{ site.docs | map: 't' | join: ',' }} {{ site.docs | map: 'url' | first }}",
     "B,b,a,A,c /docs/d2.html"},
    {"{% assign f = site.docs | find: 't', 'a' %}{{ f.path }}", "_docs/d3.md"},
    {"{% assign f = site.docs | find_exp: 'd', 'd.t == \"c\"' %}{{ f.path }}",
     "_docs/d5.md"},
    {"{{ site.docs | reverse | map: 'path' | join: ' ' }}",
     "_docs/d5.md _docs/d4.md _docs/d3.md _docs/d1.md _docs/d2.md"},
    {"{{ site['my-x'] | map: 'path' | join: ' ' }} {{ site.my-x[0].url }}",
     "_my-x/e-2.md _my-x/e-1.md /my-x/e-2.html"},
    {"{% link _docs/d1.md %}", "/docs/d1.html"},
    {"{% link _my-x/e-1.md %}", "/my-x/e-1.html"},
    {"{% post_url 2020-01-01-p %}", "/2020/01/01/p.html"},
    {"{% link _posts/2020-01-01-p.md %}", "/2020/01/01/p.html"},
    {"{{ site.docs | push: 1 | size }} {{ site.docs | shift | size }} {{ site.docs | pop | "
     "size }}",
     "6 4 4"},
    {"{{ site.docs | map: 'n' | compact | sort | join: ' ' }}", "1 2 3 3"},
    {"{{ site.docs | map: 'tags' | compact | join: ' ' }}", "x"},
    {"{{ site.docs[0].next.path }} {{ site.docs[1].previous.path }}",
     "_docs/d1.md _docs/d2.md"},
    {"{% for d in site.docs limit:2 offset:1 reversed %}{{ d.path }} {% endfor %}",
     "_docs/d1.md _docs/d3.md "},
    {"{{ site.by-n | map: 'path' | join: ' ' }} {{ site.by-n[1].next.path }}",
     "_by-n/d.md _by-n/b.md _by-n/e.md _by-n/a.md _by-n/c.md _by-n/e.md"},
    {"{{ site.listed | map: 'path' | join: ' ' }}",
     "_listed/c.md _listed/sub/a.md _listed/b.md _listed/d.md"},
    {"{{ site.documents | map: 'path' | join: ' ' }}",
     "_posts/2020-01-01-p.md _docs/d2.md _docs/d1.md _docs/d3.md _docs/d4.md _docs/d5.md "
     "_my-x/e-2.md _my-x/e-1.md _mix/a.md _mix/b.md _mix/c.md _mix/d.md _mix/e.md "
     "_mix/f.md _mix/g.md _mix/h.md _mix/i.md _by-n/d.md _by-n/b.md _by-n/e.md _by-n/a.md "
     "_by-n/c.md _listed/c.md _listed/sub/a.md _listed/b.md _listed/d.md"},
    {"{{ site.mix | sort: \"n\" | map: \"name\" | join: \"|\" }}",
     "g.md|i.md|f.md|b.md|a.md|h.md|d.md|e.md|c.md"},
    {"{{ site.mix | sort: \"n\", \"last\" | map: \"name\" | join: \"|\" }}",
     "f.md|b.md|a.md|h.md|d.md|e.md|c.md|g.md|i.md"},
    {"{{ \"*-_.~!()/ é\" | cgi_escape }}", "%2A-_.~%21%28%29%2F+%C3%A9"},
    {"{% for d in site.mix %}{{ d.url }} {% endfor %}",
     "/mix/a.html /mix/b.html /mix/c.html /mix/d.html /mix/e.html /mix/f.html /mix/g.html "
     "/mix/h.html /a/b/i/2020 "},
};

SITE_ROWS_MAIN("/tmp/offprint-listed-XXXXXX", files, rows, NOW)
