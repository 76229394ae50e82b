"""Built sites: folders of whole HTML pages as a generator leaves them. Where a packet begins, and what becomes of
entry pages that only lead on."""
import json
import os
import re
import zipfile

from support import check, finish, offprint, scratch, write_files as write

NAV = "<nav><a href='/'>Home</a> <a href='/a.html'>A page</a> <a href='/b.html'>Another</a></nav>"


def page(name, words, head=""):
    return ("<!doctype html><html lang=en><head><title>%s | Ours</title>%s</head><body>%s<main><h1>%s</h1><p>%s</p></main>"
            "<footer>All rights reserved by nobody</footer></body></html>" % (name, head, NAV, name, words))


def leads(to, words=""):
    return ("<!doctype html><html><head><meta http-equiv='refresh' content='0; url=%s'><link rel='canonical' href='%s'>"
            "</head><body>%s</body></html>" % (to, to, words))


PAGES = {"a.html": page("First", "Words of the first page and <a href='b.html'>more</a>."),
         "b.html": page("Second", "Words of the second page."),
         "c.html": page("Third", "Words of the third page.")}


def told(folder, *more):
    """The report of an export, and the codes in it."""
    done = offprint("check", folder, "--json", *more)
    result = json.loads(done.stdout)
    return done.returncode, result, {d["code"]: d for d in result["diagnostics"]}


def begins(work):
    cases = (  # what else is there, options, status, documents, a code that is told and a word in it
        ("at the root", {"index.html": page("Home", "Words. <a href='a.html'>A</a>")}, [], 0, 2, None, ""),
        ("in a language's folder", {"en/index.html": page("Home", "Words of it. <a href='../a.html'>A</a>")}, [], 0, 2,
         "front-page", "root"),
        ("a README", {"README.html": page("Home", "Words. <a href='a.html'>A</a>")}, [], 0, 2, None, ""),
        ("texts that Jekyll took as they were", {"index.html": page("Home", "Words. <a href='a.html'>A</a>"), "_pages/who.md": "# Who\n"},
         [], 0, 2, None, ""),
        ("what it was made from, hidden", {"index.html": page("Home", "Words. <a href='a.html'>A</a>"), ".github/src/hugo.yaml": "title: T\n",
                                           ".github/src/content/who.md": "---\ntitle: Who\n---\nWords.\n"}, [], 0, 2, None, ""),
        ("named", {}, ["--entry", "/a.html"], 0, 2, None, ""),
        ("named by its source", {}, ["--entry", "b.html"], 0, 1, None, ""),
        ("nowhere", {}, [], 2, 0, "no-entry", "no front page"),
    )
    for name, more, options, status, documents, code, word in cases:
        folder = os.path.join(work, name.replace(" ", "-"))
        write(folder, {**PAGES, **more})
        got, result, codes = told(folder, *options)
        check(got == status and result["documents"] == documents, "%s: status %d, %d documents" % (name, got, result["documents"]))
        check("layout-furniture" in codes or documents == 0, "%s: menus are left out: %s" % (name, sorted(codes)))
        check(code in codes and word in codes[code]["message"] if code else "front-page" not in codes,
              "%s: %s" % (name, sorted(codes)))
    check("/a.html" in codes["no-entry"].get("hint", ""), "a page to begin with is named: %s" % codes["no-entry"])


# What generators make of one note that is referred to twice, or once, and of a link that is none.
NOTES = {
    "kramdown": "<p>Text<sup id='fnref:a'><a href='#fn:a' class='footnote' rel='footnote' role='doc-noteref'>1</a></sup> and "
                "more<sup id='fnref:a:1'><a href='#fn:a' class='footnote'>1</a></sup>.</p><div class='footnotes' role='doc-endnotes'>"
                "<ol><li id='fn:a'><p>The note.&nbsp;<a href='#fnref:a' class='reversefootnote'>&#8617;</a>&nbsp;<a href='#fnref:a:1' "
                "class='reversefootnote'>&#8617;<sup>2</sup></a></p></li></ol></div>",
    "pandoc": "<p>Text<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'><sup>1</sup></a>.</p><section id='footnotes' "
              "class='footnotes' role='doc-endnotes'><hr><ol><li id='fn1'><p>The note.<a href='#fnref1' class='footnote-back' "
              "role='doc-backlink'>&#8617;</a></p></li></ol></section>",
    "goldmark": "<p>Text<sup id='fnref:1'><a href='#fn:1' class='footnote-ref' role='doc-noteref'>1</a></sup>.</p><div class='footnotes' "
                "role='doc-endnotes'><hr><ol><li id='fn:1'><p>The note.&#160;<a href='#fnref:1' class='footnote-backref'>&#x21a9;</a></p>"
                "</li></ol></div>",
    "github": "<p>Text<sup class='footnote-ref'><a href='#fn-1' id='fnref-1' data-footnote-ref>1</a></sup>.</p><section class='footnotes' "
              "data-footnotes><h2 class='sr-only'>Footnotes</h2><ol><li id='fn-1'><p>The note. <a href='#fnref-1' class='footnote-backref'>"
              "&#x21a9;</a></p></li></ol></section>",
    "sphinx": "<p>Text <a class='footnote-reference brackets' href='#id2' id='id1' role='doc-noteref'><span class='fn-bracket'>[</span>1"
              "<span class='fn-bracket'>]</span></a>.</p><aside class='footnote-list brackets'><aside class='footnote brackets' id='id2' "
              "role='doc-footnote'><span class='label'><span class='fn-bracket'>[</span><a role='doc-backlink' href='#id1'>1</a>"
              "<span class='fn-bracket'>]</span></span><p>The note.</p></aside></aside>",
    "docutils": "<p>Text <a class='footnote-reference brackets' href='#id2' id='id1'>1</a>.</p><dl class='footnote brackets'><dt class='label' "
                "id='id2'><span class='brackets'><a class='fn-backref' href='#id1'>1</a></span></dt><dd><p>The note.</p></dd></dl>",
}
LISTS = "<p id='top'>See <a href='#a'>1</a>.</p><ol><li id='a'>An item, <a href='#b'>on</a></li><li id='b'>Another, <a href='#top'>up</a></li></ol>"


def notes(work):
    """Notes at the end of a page that is built are notes again, at the foot, without links back; other lists stay."""
    folder = os.path.join(work, "notes")
    write(folder, {**PAGES, **{name + ".html": page(name, "A word</p>%s<p>Last" % text) for name, text in NOTES.items()},
                   "lists.html": page("lists", "A word</p>%s<p>Last" % LISTS)})
    for name in NOTES:
        text = offprint("render", folder, name + ".html", "--to", "doc").stdout.decode()
        check(text.count("\n  footnote ") == 1 and text.count(" footnote_reference ") == 1 + (name == "kramdown"), "%s: %s" % (name, text))
        tail = text[text.index("\n  footnote "):]
        check('text="The note."' in tail and "link" not in tail and "Footnotes" not in text and "list" not in text, "%s: %s" % (name, text))
    text = offprint("render", folder, "lists.html", "--to", "doc").stdout.decode()
    check("footnote" not in text and text.count("item ") == 2, "links between items are no notes: %s" % text)


def few_with_menus(work):
    """Most of what a generator wrote are parts of pages that scripts load, or letters without a menu; the menu of the others
    goes all the same, though its links say nothing of it."""
    folder = os.path.join(work, "few")
    site = "<div class=top>Welcome to all who come here and to those who stay</div>"
    pages = {name: "<!doctype html><html><head><title>%s | Ours</title></head><body>%s<div><p>Words of %s alone.</p><p>And more "
                   "of them.</p></div></body></html>" % (name, site, name) for name in ("index", "us/who", "they/are", "how/many")}
    letters = {"letters/%03d.html" % i: "<!doctype html><html><body><p>Letter %d says so.</p></body></html>" % i for i in range(150)}
    parts = {"talks/%03d.html" % i: "<div><h2>Talk %d</h2><p>What it tells.</p></div>" % i for i in range(200)}
    write(folder, {**{name + ".html": text for name, text in pages.items()}, **letters, **parts})
    for entry in ("index.html", "they/are.html"):
        text = offprint("render", folder, entry).stdout.decode()
        check("alone" in text and "Welcome" not in text, "%s: %s" % (entry, text))


def leads_on(work):
    cases = (  # the entry page, status, the first document's title or a word of the error
        ("inside", leads("/a.html"), 0, "First"),
        ("inside, relative", leads("b.html"), 0, "Second"),
        ("twice", leads("/hop.html"), 0, "Third"),
        ("with words", leads("a.html", "<p>Click <a href='a.html'>here</a>.</p>"), 0, "First"),
        ("outside", leads("https://elsewhere.example/x/"), 1, "outside of the site"),
        ("nothing", leads("/gone.html"), 1, "not there"),
        ("round", leads("/round.html"), 1, "in a circle"),
        ("a file", leads("/paper.pdf"), 1, "a file"),
        ("canonical alone", "<html><head><link rel=canonical href='https://elsewhere.example/x/'></head><body>"
                            "<script>location='https://elsewhere.example/x/'</script></body></html>", 1, "outside of the site"),
        ("canonical alone, inside", "<html><head><link rel=canonical href='/a.html'></head><body><noscript>Go on</noscript>"
                                    "</body></html>", 0, "First"),
    )
    for name, index, status, word in cases:
        folder = os.path.join(work, "on-" + name.replace(" ", "-"))
        write(folder, {**PAGES, "index.html": index, "hop.html": leads("c.html"), "round.html": leads("/index.html"),
                       "paper.pdf": "%PDF-1.4\n"})
        got, result, codes = told(folder)
        check(got == status, "%s: status %d, %s" % (name, got, sorted(codes)))
        if status:
            check(word in codes.get("entry-redirect", {}).get("message", ""), "%s: %s" % (name, codes))
            check(set(codes) == {"entry-redirect"}, "%s: nothing else is told: %s" % (name, sorted(codes)))
        else:
            text = offprint("render", folder, "/", "--to", "doc").stdout.decode() if name == "" else ""
            done = offprint("export", folder, "-o", os.path.join(work, "out"), "--json")
            made = json.loads(done.stdout)
            check(made["outputs"] and os.path.basename(made["outputs"][0]["path"]) == word.lower() + ".pdf",
                  "%s: the packet is that of '%s': %s %s" % (name, word, made["outputs"], text))


SOURCES = {
    "_config.yml": "title: Ours\n",
    "index.md": "---\nlayout: page\ntitle: Start\n---\nWords of the start, *own*, with a note[^1] and [more](/more/), "
                "[tags](/tags/a/), [a paper](/made/paper.pdf), [old](/old/), [late](/late/).\n\n[^1]: The note's text.\n",
    "more.md": "---\nlayout: page\ntitle: More\npermalink: /more/\n---\nBefore it. {% widget x %}\n\nBehind it.\n",
    "late.md": "---\nlayout: page\ntitle: Late\npermalink: /late/\n---\nNot built yet.\n",
    "bare.md": "---\nlayout: page\npermalink: /bare/\n---\n",
}


def built_page(title, text, head=""):
    return ("<html lang=en><head><title>%s | Ours</title>%s</head><body>%s<main><p class=byline>Written by the %s.</p>"
            "<div class=content>%s</div></main><footer>All rights reserved by nobody</footer></body></html>"
            % (title, head, NAV, title, text))


BUILT = {
    "index.html": built_page("Start", "<p>Words of the start, <em>own</em>, with a note<sup id='fnref:1'><a href='#fn:1'>1</a></sup>"
                             " and <a href='/more/'>more</a>, <a href='/tags/a/'>tags</a>, <a href='/made/paper.pdf'>a paper</a>, "
                             "<a href='/old/'>old</a>, <a href='/late/'>late</a>.</p><div class=footnotes><ol><li id='fn:1'><p>The note\u2019s "
                             "text.&nbsp;<a href='#fnref:1'>\u21a9</a></p></li></ol></div>"),
    "more/index.html": built_page("More", "<p>Before it. </p><table><tr><td>one of the widget's cells</td><td>and another with more "
                                  "words</td></tr></table><p>Behind it.</p>"),
    "bare/index.html": built_page("Bare", "<p>What the layout makes of data.</p>"),
    "tags/a/index.html": built_page("Tagged", "<p>Pages of the tag: <a href='/more/'>More</a>.</p>"),
    "tags/b/index.html": built_page("Unlinked", "<p>Nobody leads here.</p>"),
    "old/index.html": leads("/more/"),
    "made/paper.pdf": "%PDF-1.4\n",
}


def shows(folder, *more):
    """The packet's documents: title → (text of its page in the bundle, its source's name)."""
    out = os.path.join(folder, "..", "out-beside")
    done = offprint("export", folder, "-o", out, "--json", *more)
    result = json.loads(done.stdout)
    pages = {}
    with zipfile.ZipFile([o["path"] for o in result["outputs"] if o["path"].endswith(".zip")][0]) as archive:
        for name in archive.namelist():
            if "/data/pages/" in name:
                text = archive.read(name).decode()
                pages[re.search(r"<h1>(.*?)</h1>", text)[1]] = text[text.index("<h1>"):]
    return result, pages


def names(work):
    """A head that calls several pages so, as all of a year of a conference's, says less of one than its own heading does, but more
    than that of a part of it."""
    heads = "<title>The conference, %d</title><meta property='og:title' content='The conf %d'>"
    def of_year(year, heading):
        return ("<!doctype html><html lang=en><head>%s</head><body>%s<div class=top><h1>The conference</h1></div><main>%s</main>"
                "<footer>All rights reserved by nobody</footer></body></html>" % (heads % (year, year), NAV, heading))
    site = write(os.path.join(work, "names"), {
        **{"%d/%s.html" % (year, part): of_year(year, "<h1>%s</h1><p>Who does %s in %d.</p>" % (part.title(), part, year))
           for year in range(2019, 2023) for part in ("speakers", "venue", "talks")},
        "2019/part.html": of_year(2019, "<p>What no heading names.</p><h2>A part</h2><p>Of it.</p>"),
        "2019/said.html": of_year(2019, "<h2>The conf 2019</h2><p>What it names.</p><h1>A part</h1><p>Of that, too.</p>"),
        "2019/list.html": of_year(2019, "<h1>Post</h1><p>Of it.</p><h1>Other</h1><p>Text.</p>"),
        "2019/last.html": of_year(2019, "<h1><a href='speakers.html'>Post</a></h1><p>Of it, the only one.</p>"),
        "index.html": page("Home", "Words. " + " ".join("<a href='/%d/%s.html'>x</a>" % (y, p) for y in (2019, 2020)
                                                       for p in ("speakers", "venue", "talks", "part", "said") if y == 2019 or p != "part"))})
    for address, title in (("/2019/speakers.html", "Speakers"), ("/2020/venue.html", "Venue"), ("/2019/part.html", "The conf 2019"),
                           ("/2019/said.html", "The conf 2019"), ("/2019/list.html", "The conf 2019"),
                           ("/2019/last.html", "The conf 2019")):
        text = offprint("render", site, address, "--to", "lines").stdout.decode()
        got = re.search(r'Part title="(.*?)"', text)
        check(got and got[1] == title, "%s is called '%s', not '%s'" % (address, got and got[1], title))
    out = os.path.join(work, "out-names")
    offprint("export", site, "--entry", "/2019/speakers.html", "-o", out)
    check(sorted(os.listdir(out)) == ["speakers.pdf", "speakers.zip"], "files are called so, too: %s" % os.listdir(out))


def beside(work):
    """Sources with what their generator made of them: the better of both for each page."""
    for name, where in (("inside", "_site"), ("elsewhere", "../made-of-it")):
        folder = os.path.join(work, name, "site")
        write(folder, SOURCES)
        write(os.path.join(folder, where), BUILT)
        built = os.path.join(folder, where)
        result, pages = shows(folder, "--built", built)
        codes = [(d["code"], d["file"]) for d in result["diagnostics"]]
        check(sorted(pages) == ["Late", "More", "Start", "Tagged"], "%s: documents: %s" % (name, sorted(pages)))
        check("Words of the start" in pages["Start"] and "Written by the Start" in pages["Start"],
              "%s: the own text with what the layout adds" % name)
        check(pages["Start"].count("doc-endnotes") == 1 and pages["Start"].count("The note") == 1,
              "%s: its note is one: %s" % (name, pages["Start"][:2000]))
        check("another with more" in pages["More"] and ("built-text", "more.md") in codes,
              "%s: where words differ the built page wins, and a note tells: %s" % (name, codes))
        check(("built-text", "index.md") not in codes, "%s: where they agree, the source does" % name)
        check(("built-lacks", "late.md") in codes and "Not built yet" in pages["Late"], "%s: what is not built is told" % name)
        check("Pages of the tag" in pages["Tagged"], "%s: a page of the build alone, where it is linked" % name)
        check(all("All rights reserved" not in text for text in pages.values()), "%s: no foot" % name)
        check(result["links"]["broken"] == 0 and result["links"]["live"] == 0, "%s: links: %s" % (name, result["links"]))
        check(result["links"]["file"] >= 1, "%s: a file of the build alone goes along" % name)
        check(not any(code.startswith("liquid") for code, _ in codes), "%s: nothing is told of what is not taken: %s" % (name, codes))
        bare = json.loads(offprint("check", folder, "--built", built, "--entry", "/bare/", "--json").stdout)
        check(bare["status"] == 0 and bare["documents"] == 1, "%s: a page that its layout makes: %s" % (name, bare["diagnostics"]))
        check("built-text" not in {d["code"] for d in bare["diagnostics"]}, "%s: no text of its own is no difference" % name)
    _, pages = shows(folder, "--built", built, "--own-text")
    check("Words of the start" in pages["Start"] and "Written by the Start" not in pages["Start"],
          "--own-text: the own text alone")
    check("another with more" not in pages["More"], "--own-text: also where words differ")
    twice = os.path.join(work, "twice", "site")
    front = "---\ntitle: %s\npermalink: /x/\n---\n%s\n"
    write(twice, {"_config.yml": "url: https://www.example.org\n", "index.md": "---\ntitle: Start\n---\n[x](/x/)\n",
                  "_posts/2018-01-01-a.md": front % ("Old", "Words of the old one."),
                  "_posts/2021-01-01-a.md": front % ("New", "Words of the new one.")})
    write(os.path.join(twice, "_site"), {"index.html": built_page("Start", "<p><a href='/x/'>x</a></p>"),
                                         "x/index.html": built_page("New", "<p>Words of the new one.</p>")})
    result, pages = shows(twice, "--built", os.path.join(twice, "_site"))
    told = {d["code"] for d in result["diagnostics"]}
    check(sorted(pages) == ["New", "Start"] and "address-shared" in told and not told & {"built-lacks", "built-text"},
          "of two sources with one address the one that is built: %s %s" % (sorted(pages), told))
    own = json.loads(offprint("check", folder, "--json").stdout)
    check(own["documents"] == 3, "without --built: the sources alone")
    for odd in (os.path.join(folder, "nowhere"), os.path.join(work, "out"), folder):
        os.makedirs(os.path.join(work, "out"), exist_ok=True)
        done = offprint("check", folder, "--built", odd)
        check(done.returncode in (1, 2) and b"[built-folder]" in done.stderr, "--built %s: %s" % (odd, done.stderr[-300:]))


if __name__ == "__main__":
    with scratch() as work:
        beside(work)
        begins(work)
        few_with_menus(work)
        leads_on(work)
        names(work)
        notes(work)
    finish("built sites")
