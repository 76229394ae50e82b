"""A page in its layouts: small made cases with what Jekyll makes of them, M-Lab's pages against Debian's jekyll, and
any other sites that are named: `test_layouts.py SITE…` judges those alone, where they lie."""
import collections
import concurrent.futures
import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import jekyll_site
from support import SHARED, check, finish, note_absent, offprint, scratch, write_files as write

FILES = {
    "_config.yml": "title: Site\nbaseurl: /b\npaginate: 2\npaginate_path: /list/page:num/\nplugins: [jekyll-paginate]\n"
                   "permalink: /:title/\n",
    "_layouts/outer.html": "---\nkind: outer\nboth: {a: outer, b: outer}\n---\n<i>{{ layout.kind }}{{ layout.own }}"
                           "{{ layout.both.a }}{{ layout.both.b }}</i>{{ content }}<u>{{ page.title }}</u>\n",
    "_layouts/inner.html": "---\nlayout: outer\nown: inner\nboth: {a: inner}\n---\n{% assign left = 'behind' %}"
                           "<b>{{ layout.own }}{{ layout.kind }}</b>{{ content }}{{ left }}\n",
    "_layouts/round.html": "---\nlayout: round\n---\n[{{ content }}]\n",
    "_layouts/turn-a.html": "---\nlayout: turn-b\n---\nA{{ content }}\n",
    "_layouts/turn-b.html": "---\nlayout: turn-a\n---\nB{{ content }}\n",
    "_layouts/works.html": "{% if content contains '<em>' %}yes{% endif %}{{ content | strip_html | number_of_words }}"
                           "{% assign half = content | split: '<hr />' %}{{ half | first }}|{{ half.last | upcase }}\n",
    "_layouts/captures.html": "{% capture x %}{{ content }}{% endcapture %}{{ x | replace: 'p>', 'div>' }}\n",
    "_layouts/includes.html": "{% include part.html text=content %}{% include_relative near.txt %}\n",
    "_layouts/list.html": "{% for post in paginator.posts %}<a href=\"{{ post.url | relative_url }}\">{{ post.title }}</a>"
                          "{% endfor %}{{ paginator.page }}/{{ paginator.total_pages }} of {{ paginator.total_posts }} "
                          "{{ paginator.per_page }} {{ paginator.next_page_path }}{{ paginator.previous_page }}\n",
    "_layouts/post.html": "---\nlayout: outer\n---\n<time>{{ page.date | date: '%F' }}</time>{{ page.content }}"
                          "{{ page.previous.url }}{{ page.next.title }}{{ page.excerpt | strip_html }}\n",
    "_layouts/head.html": "<head>{% seo %}{% feed_meta %}<title>{{ page.title | default: site.title }}</title></head>\n",
    "_layouts/unlaid.md": "*no Markdown* {{ content }}\n",
    "_includes/part.html": "({{ include.text | size }})",
    "near.txt": "near",
    "chain.md": "---\nlayout: inner\ntitle: Chain\n---\n# H\n\ntext.\n",
    "round.md": "---\nlayout: round\n---\nx\n",
    "turn.md": "---\nlayout: turn-a\n---\nx\n",
    "works.md": "---\nlayout: works\n---\none *two*\n\n---\n\nthree four\n",
    "captures.html": "---\nlayout: captures\n---\n<p>{{ page.layout }}</p>\n",
    "includes.md": "---\nlayout: includes\n---\nx *y*\n",
    "none.md": "---\nlayout: none\n---\nx\n",
    "lacking.md": "---\nlayout: lacking\n---\nx\n",
    "null.md": "---\nlayout: null\n---\nx\n",
    "head.md": "---\nlayout: head\n---\nx\n",
    "unlaid.md": "---\nlayout: unlaid\n---\nx\n",
    "list/index.html": "---\nlayout: list\n---\n",
    "_posts/2020-01-01-a.md": "---\nlayout: post\ntitle: A\n---\nfirst\n\nsecond\n",
    "_posts/2020-01-02-b.md": "---\nlayout: post\n---\n*b*\n",
    "_posts/2020-01-03-c.md": "---\nlayout: post\nhidden: true\n---\nc\n",
    "_posts/2020-01-04-d.md": "---\nlayout: inner\n---\nd\n",
    "_posts/2020-01-05-e.md": "---\ntitle: No layout\n---\ne\n",
}
WANTED = {
    "chain.md": '<i>outerinnerinnerouter</i><b>inner</b><h1 id="h">H</h1><p>text.</p>behind<u>Chain</u>',
    "round.md": "[<p>x</p>]",
    "turn.md": "BA<p>x</p>",
    "works.md": "yes4<p>one<em>two</em></p>|<P>THREE FOUR</P>",
    "captures.html": "<div>captures</div>",
    "includes.md": "(20)near",
    "none.md": "<p>x</p>",
    "lacking.md": "<p>x</p>",
    "null.md": "<p>x</p>",
    "head.md": "<head><title>Site</title></head>",
    "unlaid.md": "*no Markdown*<p>x</p>",
    "list/index.html": '<a href="/b/e/">No layout</a><a href="/b/d/">D</a>1/2 of 4 2 /list/page2/',
    "_posts/2020-01-01-a.md": "<i>outerouterouter</i><time>2020-01-01</time><p>first</p><p>second</p>Bfirst<u>A</u>",
    "_posts/2020-01-04-d.md": "<i>outerinnerinnerouter</i><b>inner</b><p>d</p>behind<u>D</u>",
}


AROUND = {
    "_config.yml": "title: Site\n",
    "_layouts/page.html": "<html><body><nav><a href='/'>Home</a> <a href='/b/'>Other</a></nav><main>{{ content }}</main>"
                          "<footer><p>Foot of all pages</p></footer></body></html>\n",
    "_layouts/post.html": "---\nlayout: page\n---\n<p>Written by {{ page.author }}</p>{{ content }}\n",
    "_layouts/list.html": "---\nlayout: page\n---\n<ul>{% for p in site.posts %}<li><a href=\"{{ p.url }}\">"
                          "{{ p.title }}</a></li>{% endfor %}</ul>\n",
    "index.md": "---\nlayout: page\ntitle: Start\n---\nText of the start, *own*.\n\n[posts](/list/)\n",
    "list.md": "---\nlayout: list\ntitle: Posts\npermalink: /list/\n---\n",
    **{"_posts/2020-01-0%d-p%d.md" % (i, i): "---\nlayout: post\ntitle: Title%d\nauthor: Author%d\n---\nText number%d.\n"
       % (i, i, i) for i in range(1, 6)},
}


LANGUAGES = ("en", "de", "fr", "it", "nl", "pl")


def around(folder):
    """What is content goes along, menus and footers do not, a page that is only wrapped stays, and --own-text has none of it."""
    site = write(os.path.join(folder, "around"), AROUND)

    def tree(page, *more):
        status, text, errors = render(site, page, "--to", "lines", *more)
        return text if check(status == 0, "%s %s: %s" % (page, more, errors)) else ""

    check(tree("index.md") == tree("index.md", "--own-text"), "a page that is only wrapped stays what it was")
    post = tree("_posts/2020-01-02-p2.md")
    check("Author2" in post and "number2" in post, "a byline goes along: " + post)
    check("Author2" not in tree("_posts/2020-01-02-p2.md", "--own-text"), "not with --own-text")
    check("Foot of all" not in post and "Other" not in post, "furniture does not: " + post)
    listed = tree("list.md")
    check(all("Title%d" % i in listed for i in range(1, 6)), "a page that its layout makes: " + listed)
    check(render(site, "list.md", "--to", "lines", "--own-text")[0] == 1, "with --own-text it is empty")
    for recipe, options, words in (("", [], 5), ("layouts: false\n", [], 2), ("layouts: false\n", ["--layouts"], 5),
                                   ("layouts: true\n", [], 5), ("layouts: true\n", ["--own-text"], 2)):
        write(site, {"offprint.yml": "depth: 0\n" + recipe})
        _, said = report(site, "--entry", "_posts/2020-01-02-p2.md", *options)
        check(said.get("words") == words, "%r %s: %s" % (recipe, options, said))
    os.remove(os.path.join(site, "offprint.yml"))
    write(site, {"lacking.md": "---\nlayout: nowhere\n---\nIts own text.\n"})
    for options, severity in (([], "note"), (["--layouts"], "warning")):
        status, said = report(site, "--entry", "lacking.md", *options)
        told = [d["severity"] for d in said["diagnostics"] if d["code"] == "layout-absent"]
        check(status == 0 and said["words"] == 3 and told == [severity], "%s: a layout that is not there: %s" % (options, said))


FAULTY = {
    **AROUND,
    "_layouts/page.html": "<html><head>{% unseen_tag %}{% include head.html %}</head><body>\n<nav><a href='/'>Home</a> {% nav_tag %}"
                          "<a href='/gone/'>Gone</a></nav>\n<main>{{ content }}</main>\n<script>{% script_tag %}</script>\n"
                          "<footer><p>Foot of all pages</p>{% include foot.html %}<img src='/foot.png'></footer></body></html>\n",
    "_layouts/post.html": "---\nlayout: page\n---\n<div class='by'><p>Written by {{ page.author }} {% byline_tag %}</p>\n"
                          "{% include kept.html %}<img src='/faces/{{ page.author }}.png'><a href='{{ page.more }}'>More {{ page.title }}</a>\n"
                          "</div>{{ content }}\n",
    "_includes/kept.html": "{% kept_tag %}",
    "_includes/head.html": "{% head_tag %}",
    "_includes/foot.html": "<b>x</b>{% foot_tag %}",
    "_layouts/broken.html": "a {{ content }}\n{% if x %}\n",
    "broken.md": "---\nlayout: broken\n---\nStill *there*.\n",
}


def report(site, *more):
    done = offprint("check", site, "--live-url", "https://x.example", "--json", *more, env=jekyll_site.surroundings())
    return done.returncode, json.loads(done.stdout)


def faults(folder):
    """What is lost in kept parts of layouts is told, once a layout; what is lost in furniture is not."""
    site = write(os.path.join(folder, "faulty"), FAULTY)
    status, said = report(site, "--entry", "/list/", "--entry", "/")
    told = [(d["code"], d.get("file", ""), d["message"]) for d in said["diagnostics"] if d["severity"] != "note"]
    check(status == 0, "faults of layouts stop nothing: %s" % told)
    tags = sorted(message.split("'")[1] for code, _, message in told if code == "liquid-unknown-tag")
    check(tags == ["byline_tag", "kept_tag"], "tags of what is kept: %s" % tags)
    for code, file in (("image-missing", "_layouts/post.html"), ("link-empty", "_layouts/post.html")):
        found = [message for c, f, message in told if c == code]
        check(len(found) == 1 and (code, file, found[0]) in told, "%s once, in the layout: %s" % (code, told))
    check(not any("foot" in message or "gone" in message for _, _, message in told), "nothing of furniture: %s" % told)
    status, said = report(site, "--entry", "broken.md")
    told = [(d["code"], d["severity"], d.get("hint", "")) for d in said["diagnostics"] if d["severity"] != "note"]
    check(status == 0 and said["words"] == 2, "a page whose layout fails has its own text: %s" % told)
    check([(code, severity) for code, severity, _ in told] == [("liquid-unclosed", "warning")] and "without the layout" in told[0][2],
          "and says so, once: %s" % told)


def front_matter(folder):
    """Front matter of a layout that cannot be read is told at its line, once, and stops nothing: it says nothing then."""
    for code, place, front in (
            ("front-matter-yaml", 5, '---\nlayout: outer\nby: "Ann Author\nx: [\n---\n'),
            ("front-matter-yaml", 3, "---\nby: Ann\n\t- x\n---\n"),
            ("front-matter-list", 2, "---\n- layout\n- outer\n---\n"),
            ("front-matter-unclosed", 1, "---\nlayout: outer\nby: Ann\n"),
            ("front-matter-bom", 1, "\ufeff---\nby: Ann\n---\n"),
            (None, 0, "---\nby: Ann\n---\n"),
            (None, 0, "")):
        site = write(os.path.join(folder, "front-%r" % front), {
            "_config.yml": "title: Site\n", "_layouts/outer.html": "<main>Outer {{ content }}</main>\n",
            "_layouts/a.html": front + "<main><p>Byline {{ layout.by }}</p>{{ content }}</main>\n",
            "index.md": "---\nlayout: a\n---\nOwn [text](b.md).\n", "b.md": "---\nlayout: a\n---\nOwn text.\n"})
        status, said = report(site, "--entry", "index.md", "--depth", "0")
        told = [(d["code"], d["severity"], d.get("file"), d.get("line")) for d in said["diagnostics"] if d["severity"] != "note"]
        wanted = [(code, "warning", "_layouts/a.html", place)] if code else []
        check(status == 0 and told == wanted, "%r: %s, not %s" % (front, told, wanted))
        status, got, errors = render(site, "index.md", "--to", "site")
        check(status == 0 and "Own" in got and "Outer" not in got, "%r: %s%s" % (front, got, errors))
        check(("<p>Byline %s</p>" % ("Ann" if front and not code else "")) in got, "%r: %s" % (front, got))


def deep(folder):
    """A chain of layouts past the limit is told, once, at the last one that is shown, which names the first that is not."""
    for count in (16, 17, 18, 40):
        files = {"_layouts/l%d.html" % i: "---\nx: y\nlayout: l%d\n---\n<b>L%d</b>{{ content }}\n" % (i + 1, i) for i in range(1, count)}
        site = write(os.path.join(folder, "deep%d" % count), {
            "_config.yml": "title: Site\n", **files, "_layouts/l%d.html" % count: "<b>L%d</b>{{ content }}\n" % count,
            "index.md": "---\nlayout: l1\n---\n[b](b.md)\n", "b.md": "---\nlayout: l1\n---\nOwn text.\n"})
        status, said = report(site)
        told = [(d["code"], d["severity"], d.get("file"), d.get("line")) for d in said["diagnostics"] if d["severity"] != "note"]
        wanted = [("layout-depth", "warning", "_layouts/l16.html", 3)] if count > 16 else []
        check(status == 0 and told == wanted, "%d layouts: %s, not %s" % (count, told, wanted))
        got = render(site, "b.md", "--to", "site")[1]
        shown = re.findall(r"L(\d+)<", got)
        check(shown == [str(i) for i in range(min(count, 16), 0, -1)], "%d layouts: %s" % (count, got))


def unfit(folder):
    """A rule of the recipe that no page has anything for is told."""
    for number, (recipe, wanted) in enumerate((("drop: .zzz\n", ["drop"]), ("content: .zzz\ndrop: aside\n", ["content", "drop"]),
                                               ("content: main\ndrop: .x\n", []))):
        site = write(folder + "/unfit%d" % number, {
            "_config.yml": "url: https://www.example.org\n", "offprint.yml": recipe,
            "index.md": "---\nlayout: a\ntitle: T\n---\nOwn.\n",
            "_layouts/a.html": "<html><body><main><p class=x>By Ann</p>{{ content }}</main></body></html>"})
        done = offprint("check", site, "--json")
        told = [d["message"].split("'")[1] for d in json.loads(done.stdout)["diagnostics"] if d["code"] == "recipe-unfit"]
        check(done.returncode == 0 and told == wanted, "%r: %s" % (recipe, told))


def listed(folder):
    """A page that others show the text of has its own text in its place, too, whichever is read first."""
    site = write(os.path.join(folder, "listed"), {
        "_config.yml": "title: Site\n",
        "_layouts/card.html": "<main>{% assign this = site.posts | where: 'title', page.title | first %}<h2>Card {{ this.title }}</h2>"
                              "<b>kind {{ page.kind }}</b>{{ this.content }}</main>\n",
        "_layouts/list.html": "<main>{% for p in site.posts %}<p><a href='{{ p.url }}'>{{ p.title }}</a></p>{{ p.content }}"
                              "{% endfor %}</main>\n",
        "index.html": "---\nlayout: list\n---\n",
        "_posts/2020-01-01-a.md": "---\nlayout: card\ntitle: A\nkind: ka\n---\nalpha *beta*\n",
        "_posts/2020-01-02-b.md": "---\nlayout: card\ntitle: B\nkind: kb\n---\ngamma\n",
    })
    status, said = report(site, "--entry", "/")
    check(status == 0 and said["words"] == 5 + 6 + 5, "each text once on its own page: %s" % said)


TITLED = {
    "_config.yml": "title: The Site\ndescription: What it is for\n",
    "_layouts/page.html": "<html><head><title>{{ page.called | default: page.title | default: site.title }} | {{ page.is_for | default: site.title }}</title>"
                          "{% if page.card %}<meta property='og:title' content='{{ page.card }}'>{% endif %}</head><body>"
                          "<div class='banner'><h1>The Site</h1></div><main>{% if page.title %}<h1>{{ page.title }}</h1>{% endif %}"
                          "<p>By {{ page.by }}</p>{{ content }}</main></body></html>\n",
    "_layouts/plain.html": "<html><head><title>{{ site.title }}</title></head><body><h1>Banner of all</h1>{{ content }}"
                           "<h2>More on {{ page.by }}</h2><p>of {{ page.by }}</p></body></html>\n",
    "index.md": "---\nlayout: page\ntitle: Given\nby: a1\n---\n# Given\n\nText of the index.\n",
    "own.md": "---\nlayout: page\nby: a2\n---\n# Own heading\n\nText of own.\n",
    "tagline.md": "---\nlayout: page\nis_for: What it is for\nby: a2\n---\n# Own heading too\n\nText of own.\n",
    "both.md": "---\nlayout: page\ncalled: Of the head first\nby: a5\n---\n## Own heading\n\nText of both.\n",
    "card.md": "---\nlayout: page\ncalled: Not this either\ncard: Of the &amp; card\nby: a3\n---\n## Part\n\nText of card.\n",
    "head.md": "---\nlayout: page\ncalled: Of the head\nby: a4\n---\nText of head.\n",
    **{name + ".md": "---\nlayout: plain\nby: %s-by\n---\nText of %s.\n" % (name, name) for name in ("alone", "b", "c", "d")},
}


def titles(folder):
    """Front matter names a page, else the head of its layout, unless it only names the site, else its own heading; never
    a banner. Said once."""
    site = write(os.path.join(folder, "titled"), TITLED)
    for page, title in (("index.md", "Given"), ("own.md", "Own heading"), ("tagline.md", "Own heading too"),
                        ("both.md", "Of the head first"), ("card.md", "Of the & card"),
                        ("head.md", "Of the head"), ("alone.md", "Alone")):
        status, text, errors = render(site, page, "--to", "lines")
        named = [line for line in text.split("\n") if line.strip().startswith("Part title=")]
        check(status == 0 and named and 'title="%s"' % title in named[0], "%s: %s%s" % (page, named, errors))
        check("The Site" not in text and "Banner" not in text, "%s: no banner: %s" % (page, text))
        tops = [line for line in text.split("\n") if line.strip().startswith("H1")]
        check(len(tops) == 1 and title in tops[0], "%s: the title once: %s" % (page, text))


def strewn(folder):
    """A layout that picks things out of the page's text by filters of the site's own is left out; one that passes the text on by them,
    shows it twice, or has such filters for other things stays."""
    for number, (inner, stays) in enumerate((
            ("{% assign size = content | pick: '<size>(.*)</size>' | default: 'page' %}<div data-size=\"{{ size }}\"><p>By Ann</p>{{ content }}</div>", False),
            ("{% assign parts = content | split: '<!-- x -->' | sift %}{% for part in parts %}{% assign dark = part | pick: 'dark' %}"
             "<div style=\"{{ dark | uri_escape }}\" class=\"{{ dark }}\"><p>By Ann</p>{{ part }}</div>{% endfor %}", False),
            ("{% assign parts = content | split: '<!-- x -->' | sift %}<p>By Ann</p>{% for part in parts %}<div>{{ part }}</div>{% endfor %}", True),
            ("<p>By Ann</p>{{ page.title | pick: 'x' }}{{ content }}", True), ("<p>By Ann</p>{{ content }}{{ content }}", True))):
        site = write(os.path.join(folder, "strewn%d" % number), {
            "_config.yml": "title: Site\n", "_layouts/a.html": "<html><body><main>%s</main></body></html>" % inner,
            "index.md": "---\nlayout: a\ntitle: T\n---\nOwn *text* of the page.\n"})
        status, text, errors = render(site, "index.md")
        check(status == 0 and "Own <em>text</em> of the page" in text and "offprint-own" not in text and "%3C" not in text and "data-size" not in text,
              "%d: %s%s" % (number, text, errors))
        check(("By Ann" in text) == stays, "%d: %s%s" % (number, text, errors))
        _, said = report(site)
        told = [(d["severity"], "without the layout 'a'" in d.get("hint", "")) for d in said["diagnostics"] if d["code"] == "liquid-unknown-filter"]
        check(any(hint for _, hint in told) == (not stays), "%d: told: %s" % (number, said["diagnostics"]))


def by_default(folder):
    """Where jekyll-default-layout is among a site's plug-ins (GitHub's gem brings it), Markdown that names no layout has one by what
    it is, and by which there are."""
    files = {"index.md": "---\ntitle: Home\n---\nOwn home.\n", "a.md": "---\ntitle: A\n---\nOwn a.\n", "_posts/2020-01-01-p.md": "---\ntitle: P\n---\nOwn p.\n",
             "none.md": "---\nlayout: null\n---\nOwn none.\n", "given.md": "---\ntitle: G\n---\nOwn given.\n", "h.html": "---\ntitle: H\n---\n<p>Own h.</p>\n",
             "_talks/t.md": "---\ntitle: T\n---\nOwn t.\n"}
    config = "collections: {talks: {output: true}}\ndefaults: [{scope: {path: given.md}, values: {layout: special}}]\n"
    on = ({"_config.yml": config + "plugins: [jekyll-default-layout]\n"}, {"_config.yml": config, "Gemfile": "gem 'github-pages'\n"})
    off = ({"_config.yml": config}, {"_config.yml": config, "Gemfile": "gem 'jekyll'\n"})
    for number, (more, all_of) in enumerate([(more, True) for more in on] + [(on[0], False)] + [(more, None) for more in off]):
        names = ("home", "page", "post", "default", "special") if all_of is not False else ("default", "special")
        site = write(os.path.join(folder, "default%d" % number), {
            **files, **more, **{"_layouts/%s.html" % name: "<main>By %s {{ page.title }}: {{ content }}</main>" % name for name in names}})
        wanted = {"index.md": "home", "a.md": "page", "_posts/2020-01-01-p.md": "post"} if all_of else {} if all_of is None else \
            dict.fromkeys(("index.md", "a.md", "_posts/2020-01-01-p.md"), "default")
        for page in files:
            if page.endswith(("md", "html")):
                text = render(site, page, "--to", "site")[1]
                got = re.search("By ([a-z]+)", text)
                name = wanted.get(page, "special" if page == "given.md" else None)
                check((got and got[1]) == name, "%d, %s: in '%s', not '%s'" % (number, page, got and got[1], name))
    if not jekyll_site.has_plugin("jekyll-default-layout"):
        return
    made = os.path.join(folder, "default-made")
    done = subprocess.run(["jekyll", "build", "-q", "-s", os.path.join(folder, "default0"), "-d", made], env=jekyll_site.surroundings(), check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for page, path in (("index.md", "index.html"), ("a.md", "a.html"), ("_posts/2020-01-01-p.md", "2020/01/01/p.html"), ("none.md", "none.html"),
                       ("given.md", "given.html"), ("h.html", "h.html"), ("_talks/t.md", "talks/t.html")):
        with open(os.path.join(made, path), encoding="utf-8") as file:
            judged = file.read()
        got = render(os.path.join(folder, "default0"), page, "--to", "site")[1]
        check(jekyll_site.plain(judged) == jekyll_site.plain(got), "%s: Jekyll: %s, ours: %s %s" % (page, judged, got, done.stdout))


def worked_on(folder):
    """A layout that works on the page's text, as one that shows it as code does, has it once, as it makes it, and no mark
    of ours in it or in an address."""
    text = "MIT License\n\nPermission is hereby granted to %s, free of charge, <to> any person.\n" + " ".join("word%d" % i for i in range(60)) + " " \
        "<as one writes them between signs where no browser is there to take them for tags>\n"
    site = write(os.path.join(folder, "worked-on"), {
        "_config.yml": "title: Site\ncollections: {licenses: {output: true}}\n",
        "_layouts/text.html": "<main><h1>{{ page.title }}</h1><p>As {{ page.title }} says:</p>"
                              "<pre>{{ content | replace: '<', '&lt;' | replace: '>', '&gt;' }}</pre></main>\n",
        "_layouts/post.html": "<main><h1>{{ page.title }}</h1>{{ content }}<p><a href='mailto:?body={{ content | url_encode }}'>Tell "
                              "{{ page.title }}</a></p></main>\n",
        "index.md": "---\nlayout: post\ntitle: Front\n---\nAll of [one](/licenses/one.html) and [two](/licenses/two.html).\n",
        "_licenses/one.txt": "---\nlayout: text\ntitle: One\npermalink: /licenses/one.html\n---\n" + text % "one",
        "_licenses/two.txt": "---\nlayout: text\ntitle: Two\npermalink: /licenses/two.html\n---\n" + text % "two",
    })
    for page, words in (("/licenses/one.html", "As One says:"), ("/", "Tell Front")):
        status, text, errors = render(site, page)
        check(status == 0 and "offprint-own" not in text and words in text, "%s: %s%s" % (page, text, errors))
        check(text.count("granted to one") == (page != "/") and text.count("All of") == (page == "/"),
              "%s: its text once: %s" % (page, text))
        check(page == "/" or re.search("<pre.*granted to one, free of charge, &lt;to", text, re.S), "as code: %s" % text)


def names(folder):
    """What a front page is called by its site says nothing to others: the packet has the site's title, and a name of it."""
    site, out = os.path.join(folder, "named"), os.path.join(folder, "named-out")
    cases = (  # the site's title, the front page's front matter and text, the packet's title and name
        ("Our Conference", "layout: none\n", "Text.", "Our Conference", "our-conference"),
        ("Our Conference", "title: Home\n", "Text.", "Our Conference", "our-conference"),
        ("Our Conference", "title: What We Do\n", "Text.", "What We Do", "what-we-do"),
        ("Our Conference", "layout: none\n", "# Welcome to Us\n\nText.", "Welcome to Us", "welcome-to-us"),
        ("Źródło & Co", "title: Home\n", "Text.", "Źródło & Co", "zrodlo-co"),
        ("", "title: 我們\n", "Text.", "我們", "packet"),
        ("", "title: Index\n", "Text.", "Index", "packet"),
        ("Our Conference", "layout: none\n", "<h1></h1>\n\n# Speakers\n\nText.\n\n# Venue\n\nText.", "Our Conference", "our-conference"),
        ("", "layout: none\n", "# Speakers\n\nText.\n\n# Venue\n\nText.", "Speakers", "speakers"),
    )
    for called, front, text, title, name in cases:
        write(site, {"_config.yml": "title: %s\n" % called, "index.md": "---\n%s---\n%s\n" % (front, text)})
        shutil.rmtree(out, ignore_errors=True)
        done = offprint("export", site, "--outputs", "zip", "-o", out)
        made = os.listdir(out) if check(done.returncode == 0, "%s: %s" % (front, done.stderr)) else []
        if not check(made == [name + ".zip"], "%s %s: %s" % (called, front, made)):
            continue
        with zipfile.ZipFile(os.path.join(out, name + ".zip")) as bundle:
            start = bundle.read(next(n for n in bundle.namelist() if n.endswith("/START-HERE.html"))).decode()
        check("<title>%s" % html.escape(title) in start, "%s %s: %s" % (called, front, start[:400]))


def left_out(folder):
    """What goes as furniture is in the bundle's report by its first words, each once, and page by page in its JSON."""
    site, out = write(os.path.join(folder, "around"), AROUND), os.path.join(folder, "left-out")
    done = offprint("export", site, "--live-url", "https://x.example", "--outputs", "zip", "--name", "x", "-o", out)
    if not check(done.returncode == 0, "the export: %s" % done.stderr):
        return
    with zipfile.ZipFile(os.path.join(out, "x.zip")) as bundle:
        names = {name.split("/", 1)[1]: name for name in bundle.namelist()}
        page = bundle.read(names["data/report/links.html"]).decode()
        listed = json.loads(bundle.read(names["data/report/links.json"]))["left_out"]
    section = page[page.index('id="left-out"'):]
    check(section.count("Foot of all pages") == 1 and section.count("Home Other") == 1, "each once: " + section)
    foots = [(part["source"], part["rule"], part["word_count"]) for part in listed if part["words"] == "Foot of all pages"]
    check(foots == [("index.md", "footer", 4), ("list.md", "footer", 4)], "page by page: %s" % listed)


def scant(folder):
    """An entry page of which next to nothing is left is worth a warning, a small one is not; and what is left out is told once."""
    menu = " ".join("<a href='/%d'>Part %d of all that we have</a>" % (i, i) for i in range(9))
    site = write(os.path.join(folder, "scant"), {
        **AROUND, "_layouts/page.html": "<html><body><nav>%s</nav><main>{{ content }}</main></body></html>\n" % menu,
        "few.md": "---\nlayout: page\n---\nLoading.\n", "bare.md": "---\n---\nA few words.\n"})
    for page, wanted in (("few.md", True), ("bare.md", False), ("index.md", True)):
        _, said = report(site, "--entry", page, "--depth", "0")
        codes = [d["code"] for d in said["diagnostics"]]
        check(("page-scant" in codes) == wanted, "%s: %s" % (page, codes))
        check(codes.count("layout-left-out") == (page != "bare.md"), "%s: %s" % (page, codes))
    write(site, {"bare.md": "---\n---\nA few words, [more](few.html) and [most](less.html).\n", "less.md": "---\nlayout: page\n---\nLoading.\n"})
    _, said = report(site, "--entry", "bare.md")
    told = [(d["severity"], d["file"], d["message"].split(" fewer")[0]) for d in said["diagnostics"] if d["code"] == "page-scant"]
    check(told == [("note", "few.md", "2 linked pages show")], "linked ones, once: %s" % told)
    write(site, {"few.md": "---\nlayout: page\n---\n" + "Words enough to be read. " * 4})
    _, said = report(site, "--entry", "few.md", "--entry", "index.md", "--depth", "0")
    told = [d["message"] for d in said["diagnostics"] if d["code"] == "layout-left-out"]
    check(len(told) == 1 and "2 pages" in told[0], "once for all: %s" % told)


def of_github(folder):
    """Lists that GitHub's servers fill are empty where its plug-in is among a site's: who sorts them stops nothing."""
    page = "---\n---\nOwn.{% assign all = site.github.public_repositories | sort: 'stars' %}{% for one in all %}{{ one.name }}{% endfor %}{{ site.github.x }}\n"
    for name, files, wanted in (("gem", {"_config.yml": "title: T\n", "Gemfile": "gem 'github-pages'\n"}, (0, "Own.")),
                                ("plugin", {"_config.yml": "plugins: [jekyll-github-metadata]\n"}, (0, "Own.")),
                                ("own", {"_config.yml": "plugins: [jekyll-github-metadata]\ngithub: {x: mine, public_repositories: [{name: r}]}\n"}, (0, "Own.rmine")),
                                ("none", {"_config.yml": "title: T\n"}, (1, ""))):
        site = write(os.path.join(folder, "github-" + name), {**files, "index.md": page})
        done = offprint("render", site, "/", "--to", "html", "--own-text")
        got = done.returncode, re.sub("<[^>]*>", "", done.stdout.decode()).strip()
        check(got == wanted, "%s: %s, not %s" % (name, got, wanted))


def alone(folder):
    """Where all ways on are in menus, whoever named no entry learns why there is one document."""
    menu = "<html><body><nav>%s</nav><main>{{ content }}</main></body></html>" % "".join("<a href='/p%d.html'>Page %d</a> " % (i, i) for i in range(5))
    site = write(os.path.join(folder, "alone"), {
        "_config.yml": "url: https://x.example\n", "_layouts/a.html": menu, "index.md": "---\nlayout: a\n---\nOne text of the front page.\n",
        **{"p%d.md" % i: "---\nlayout: a\n---\nText %d of another kind.\n" % i for i in range(5)}})
    for more, wanted in ((), True), (("--entry", "/"), False), (("--depth", "0"), False):
        said = report(site, *more)[1]
        codes = [d["code"] for d in said["diagnostics"]]
        check(said["documents"] == 1 and ("packet-alone" in codes) == wanted, "%s: %s" % (more, codes))
    write(site, {"index.md": "---\nlayout: a\n---\nOne text, [on](p1.md).\n"})
    check("packet-alone" not in [d["code"] for d in report(site)[1]["diagnostics"]], "a page that leads on")


def all_layout(folder):
    """A front page without a text of its own, there once in each language and hardly translated, has what its layout shows;
    menus of the layout around it go, by what they are called where it is that layout itself."""
    base = ("<html><body><nav><a href='/'>Home</a> <a href='/b.html'>Ways</a></nav><div id=c>%s</div><footer>Made by all "
            "who have done so</footer></body></html>")
    plain, captured = "{{ content }}", "{% capture c %}{{ content }}{% endcapture %}{{ c | replace: '/>', '>' }}"
    shown = "One front page. It says in a paragraph what all of this is good for, and for whom it was made, with a way on."
    for number, (around, inner) in enumerate(((plain, "front"), (captured, "front"), (plain, "base"))):
        front = "<h2>{{ site.data.words[page.lang].title }}</h2><p>%s</p><p><a href='/b.html'>On</a></p>" % shown
        site = write(os.path.join(folder, "all%d" % number), {
            "_config.yml": "url: https://x.example\n", "_data/words.yml": "".join("%s: {title: Welcome}\n" % l for l in LANGUAGES),
            "_layouts/base.html": base % (around if inner == "front" else front + plain), "b.md": "---\nlayout: base\n---\nThe ways.\n",
            "_layouts/front.html": "---\nlayout: base\n---\n" + front,
            **{"index%s.html" % ("" if l == "en" else "_" + l): "---\nlayout: %s\nlang: %s\n---\n" % (inner, l) for l in LANGUAGES}})
        text = render(site, "/")[1]
        check(shown in text and "Welcome" in text, "%d: %s" % (number, text))
        check("Made by all" not in text and "Ways" not in text, "%d, what is around it goes: %s" % (number, text))
        codes = [d["code"] for d in report(site)[1]["diagnostics"] if d["severity"] == "warning"]
        check("page-scant" not in codes, "%d: %s" % (number, codes))


def forms(folder):
    """Labels go with the fields; text in a form stays, a page's heading, and a page that is nothing else."""
    site = write(os.path.join(folder, "forms"), {
        "_config.yml": "title: T\n",
        "a.md": "Text of it.\n\n<form><label>Your name</label> <input> <button>Send</button></form>\n",
        "b.md": "Text of it.\n\n<form><p>%s</p><label>Your name</label> <input></form>\n" % ("Please tell us all that you know of it. " * 3),
        "c.md": "<form><label>Your name</label> <input></form>\n",
        "d.html": "---\n---\n<p>Text of it.</p><form><h1>Join</h1><label>Your name</label> <input></form>\n"})
    for page, shown in (("a.md", False), ("b.md", True), ("c.md", True), ("d.html", True)):
        text = render(site, page, "--to", "lines")[1]
        check(("Your name" in text) == shown, "%s: %s" % (page, text))
        codes = [d["code"] for d in report(site, "--entry", page)[1]["diagnostics"]]
        check(("form-left-out" in codes) != shown, "%s: %s" % (page, codes))


def rendered(folder):
    """HTML and trees are what an export has: with what layouts add, without furniture, by the recipe; or the own text."""
    site = write(os.path.join(folder, "rendered"), AROUND)
    post = "_posts/2020-01-02-p2.md"
    for form in ("html", "doc"):
        text, own = (render(site, post, "--to", form, *more)[1] for more in ([], ["--own-text"]))
        check("Author2" in text and "number2" in text and "Foot of all" not in text, "%s: %s" % (form, text))
        check("Author2" not in own and "number2" in own, "%s, the own text: %s" % (form, own))
        whole, alone = (render(site, "index.md", "--to", form, *more)[1] for more in ([], ["--own-text"]))
        check(whole == alone, "%s: a page that is only wrapped stays: %s" % (form, whole))
    listed = render(site, "list.md", "--to", "html")[1]
    check(all("Title%d" % i in listed for i in range(1, 6)), "a page that its layout makes: " + listed)
    for recipe, wanted in (("layouts: false\n", False), ("drop: p\n", False), ("content: p\n", True)):
        write(site, {"offprint.yml": recipe})
        text = render(site, post, "--to", "html")[1]
        check(("Author2" in text) == wanted and "number2" in text, "%s %s" % (recipe, text))


ALL = ("---\nlayout: null\npermalink: /all-of-it/\n---\n{% for p in site.pages %}<a href='{{ p.url }}'>{{ p.path }}</a> {% endfor %}"
       "{% for p in site.posts %}<a href='{{ p.url }}'>{{ p.path }}</a> {% endfor %}\n")


def bundled_words(site, out, *more):
    """Source -> the words of its page in the bundle, its title among them."""
    done = offprint("export", site, "--entry", "/all-of-it/", "--live-url", "https://x.example", "--outputs", "zip", "--name", "x",
                    "-o", out, "-q", *more, env=jekyll_site.surroundings())
    check(done.returncode == 0, "the export of all pages: %s" % done.stderr[-500:])
    found = {}
    with zipfile.ZipFile(os.path.join(out, "x.zip")) as bundle:
        for name in bundle.namelist():
            page = bundle.read(name).decode() if "/data/pages/" in name else ""
            source = re.search(r'href="\.\./sources/([^"]*)\.txt"', page)
            if source:
                text = re.sub(r"<(?:/?(?:a|b|em|strong|i|code|span|sub|sup|bdi)\b[^>]*)>", "", re.sub(r"(?s)<nav\b.*?</nav>", "", page[page.index("<h1"):page.index("</main>")]))
                found[source.group(1)] = collections.Counter(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text)))
    return found


def no_word_lost(site, folder):
    """Every word of the own text of each page is there in its layouts, too."""
    site = shutil.copytree(site, os.path.join(folder, "whole"))
    write(site, {"all.html": ALL})
    own, laid = (bundled_words(site, os.path.join(folder, name), *more) for name, more in (("own", ["--own-text"]), ("laid", [])))
    lost = {page: words - laid.get(page, collections.Counter()) for page, words in own.items()}
    lost = {page: dict(words) for page, words in lost.items() if words and page != "all.html"}
    print("%s: %d pages with their own text, %d with layouts, %d lose words" % (site, len(own), len(laid), len(lost)))
    check(len(own) > 100 and not lost, "words of the own text are lost: %s" % dict(list(lost.items())[:4]))


def memory(folder):
    """What the front matter of layouts says is kept once, however many pages they go around."""
    data = "---\n%s---\n<main>{{ content }}</main>\n" % "".join("key%d: value %d\n" % (i, i) for i in range(1500))
    files = {
        "_config.yml": "title: Site\n",
        "_layouts/page.html": data,
        "_layouts/post.html": "---\nlayout: page\n---\n<p>{{ page.author }}</p>{{ content }}\n",
        "index.html": "---\nlayout: page\n---\n{% for p in site.posts %}<a href=\"{{ p.url }}\">{{ p.title }}</a>\n{% endfor %}",
        **{"_posts/2020-01-01-p%d.md" % i: "---\nlayout: post\ntitle: T%d\nauthor: Author%d\n---\nText.\n" % (i, i) for i in range(300)},
    }
    site = write(os.path.join(folder, "memory"), files)
    done = offprint("check", site, "--live-url", "https://x.example", "--outputs", "zip", "--memory", "28M", "-q")
    check(done.returncode == 0, "300 pages in 28 MB: %s" % done.stderr[-300:])


def render(site, page, *more):
    done = offprint("render", site, page, *more, env=jekyll_site.surroundings())
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def made_cases(folder):
    site = write(os.path.join(folder, "made"), FILES)
    for page, wanted in WANTED.items():
        status, got, errors = render(site, page, "--to", "site")
        got = jekyll_site.plain(got)
        check(status == 0 and got == jekyll_site.plain(wanted), "%s: %s%s, not %s" % (page, errors, got, wanted))
    write(site, {"_layouts/broken.html": "a\n{{ content }}\n{% if x %}\n", "broken.md": "---\nlayout: broken\n---\nx\n"})
    status, got, errors = render(site, "broken.md", "--to", "site")
    check(status == 1 and "_layouts/broken.html:3" in errors and "broken.md: error: " in errors and "memory" not in errors,
          "a broken layout: " + errors)
    os.remove(os.path.join(site, "_layouts/broken.html"))
    write(site, {"lacking.md": "---\nlayout: nowhere\n---\nx\n"})
    status, got, errors = render(site, "lacking.md", "--to", "site")
    check("lacking.md:2:1" in errors and "'nowhere'" in errors and "layout-absent" in errors, "a layout that is not there: " + errors)
    os.remove(os.path.join(site, "lacking.md"))
    return site


def judge_site(site, folder, least):
    """By Jekyll: how many pages are alike up to their own text; those that are not are shown."""
    copy, judged, why = jekyll_site.build(site, folder)
    if not check(judged is not None, "%s: Jekyll does not build it: %s" % (site, why)):
        return
    pages = jekyll_site.pages(judged)

    def answer(page):
        status, whole, errors = render(copy, page, "--to", "site")
        return (errors.split("\n")[0] if status
                else jekyll_site.compare(judged, page, whole, lambda: render(copy, page)[1]))

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(answer, pages))
    odd = [(page, said) for page, said in zip(pages, answers) if said not in ("exact", "around")]
    counts = collections.Counter("differ" if said not in ("exact", "around") else said for said in answers)
    print("%s: %d pages, %s" % (site, len(pages), dict(counts)))
    for page, said in odd[:8]:
        print("  %s\n    %s" % (page, said))
    check(len(odd) <= len(pages) * (1 - least), "%s: %d of %d pages differ" % (site, len(odd), len(pages)))


def main():
    with scratch() as folder:
        if len(sys.argv) > 1:
            for number, site in enumerate(sys.argv[1:]):
                judge_site(site, os.path.join(folder, str(number)), 0)
            finish("layouts of named sites")
        made = made_cases(folder)
        around(folder)
        faults(folder)
        front_matter(folder)
        deep(folder)
        unfit(folder)
        listed(folder)
        by_default(folder)
        strewn(folder)
        worked_on(folder)
        titles(folder)
        names(folder)
        scant(folder)
        all_layout(folder)
        alone(folder)
        of_github(folder)
        rendered(folder)
        forms(folder)
        left_out(folder)
        memory(folder)
        if shutil.which("jekyll") is None or not jekyll_site.has_plugin("jekyll-paginate"):
            note_absent("jekyll")
        else:
            judge_site(made, os.path.join(folder, "judged-made"), 1)
            if os.path.exists(os.path.join(SHARED, "mlab-site")):
                no_word_lost(os.path.join(SHARED, "mlab-site"), folder)
                judge_site(os.path.join(SHARED, "mlab-site"), os.path.join(folder, "judged-mlab"), 1)
    finish("layouts")


if __name__ == "__main__":
    main()
