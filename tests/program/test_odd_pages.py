"""One odd page never stops a packet: each kind of fault, planted at each place of a site, with and without a live
URL and --strict. The status, the place in the report and the rest of the packet are judged, and that `check` says
exactly what `export` says."""
import json
import os
import re
import shutil
import zipfile

from support import OFFPRINT, check, finish, offprint, powerless, run, scratch, write_files

# What becomes of a page with the fault: it is kept (entry, too), it is kept as a linked page but no entry, or it is
# left out.
KEPT, NO_ENTRY, LEFT_OUT = "kept", "no entry", "left out"

# name: (what stands at the top, what stands in the text, code, what becomes of it)
PAGE_FAULTS = {
    "unclosed block": ("", "{% if true %}", "liquid-unclosed", LEFT_OUT),
    "unclosed output": ("", "{{ page.title", "liquid-unclosed", LEFT_OUT),
    "stray end": ("", "{% endif %}", "liquid-unknown-tag", LEFT_OUT),
    "wrong tag": ("", "{% for x %}{% endfor %}", "liquid-syntax", LEFT_OUT),
    "filter that fails": ("", "{{ 1 | divided_by: 0 }}", "liquid-filter", LEFT_OUT),
    "comparison": ("", "{% if 1 < 'a' %}x{% endif %}", "liquid-compare", LEFT_OUT),
    "link to nothing": ("", "{% link none.md %}", "liquid-link", LEFT_OUT),
    "post of no name": ("", "{% post_url 2020-01-01-none %}", "liquid-link", LEFT_OUT),
    "missing include": ("", "{% include none.html %}", "include-missing", LEFT_OUT),
    "include that leads out": ("", "{% include ../x.html %}", "include-outside", LEFT_OUT),
    "include of itself": ("", "{% include self.html %}", "include-depth", LEFT_OUT),
    "blocks too deep": ("", "{% if true %}" * 200 + "x" + "{% endif %}" * 200, "nesting-limit", LEFT_OUT),
    "not UTF-8": ("", b"\xff\xfe", "invalid-utf8", LEFT_OUT),
    "front matter that is a list": ("- a\n- b\n", None, "front-matter-list", LEFT_OUT),
    "front matter that is no YAML": ("title: 'x\n", None, "front-matter-yaml", NO_ENTRY),
    "front matter with a tab": ("a:\n\t- b: [\n", None, "front-matter-yaml", NO_ENTRY),
    "front matter never closed": (None, None, "front-matter-unclosed", LEFT_OUT),
    "script never closed": ("", "<script>var a\n\nwords", "html-unclosed", KEPT),
    "title never closed": ("", "x <title>words", "html-unclosed", KEPT),
    "template never closed": ("", "x <template>words", "html-unclosed", KEPT),
    "description of a drawing never closed": ("", "x <svg><desc>words", "html-unclosed", KEPT),
    "script in a script's comment": ("", "<script><!-- <script> </script>\n\nwords", "html-unclosed", KEPT),
    "attributes that double": (
        "", "{:a0: .x}\n" + "".join("{:a%d: a%d a%d}\n" % (i + 1, i, i) for i in range(40)) + "\nx\n{: a40}\n",
        "attribute-limit", KEPT),
    "attributes in too many lists": (
        "", "{:a0: .x}\n" + "".join("{:a%d: a%d}\n" % (i + 1, i) for i in range(20000)) + "\nx\n{: a20000}\n",
        "attribute-limit", KEPT),
    "quotes too deep": ("", ">" * 3000 + " x", "nesting-limit", KEPT),
    "unknown tag": ("", "{% no_such_tag a %}", "liquid-unknown-tag", KEPT),
    "unknown tag with an end": ("", "{% no_such %}Kept *here*.{% endno_such %}", "liquid-unknown-tag", KEPT),
    "end of an unknown tag": ("", "{% endno_such %}", "liquid-unknown-tag", KEPT),
    "unknown filter": ("", "{{ 'x' | no_such_filter }}", "liquid-unknown-filter", KEPT),
}
DATA_FAULTS = {
    "x.yml": b"a: 'b\n", "x.json": b"{a", "y.yml": b"\xff\xfe", "z.yaml": b"a: [\n\t",
}
IN_FILES = ("_includes/self.html", "{% include self.html %}")
WORDS = "Words of the page itself stay."


def page(title, fault):
    front, text = fault
    head = b"---\n"
    if front is None:
        return ("---\ntitle: %s\n\n%s\n" % (title, WORDS)).encode()
    head += (front or "title: %s\n" % title).encode() + b"---\n"
    body = ("# %s\n\n%s\n\n" % (title, WORDS)).encode()
    planted = text if isinstance(text, bytes) else (text or "").encode()
    return head + body + planted + b"\n"


FINE = ("", "")
INDEX = ("---\ntitle: Start\n---\n# Start\n\n[Other](other.md) and [odd](odd.md).\n\n"
         "{%% for p in site.posts %%}- {{ p.title }}: {{ p.excerpt }}\n{%% endfor %%}\n%s")


def write(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    write_files(folder, files)


def base_site():
    return {
        "_config.yml": "title: Site\ncollections:\n  people:\n    output: true\n",
        "index.md": INDEX % "",
        "odd.md": page("Odd", FINE),
        "other.md": page("Other", FINE),
        "_posts/2020-01-01-first.md": "---\ntitle: First\n---\nFirst post.\n",
        "_people/ada.md": "---\ntitle: Ada\n---\nAda's page.\n",
        IN_FILES[0]: IN_FILES[1],
    }


def one(folder, arguments, command="export"):
    out = os.path.join(folder, "..", "out")
    if command == "export":
        shutil.rmtree(out, ignore_errors=True)
        os.makedirs(out)
        for end in ("pdf", "zip"):
            open(os.path.join(out, "p." + end), "w").write("old")
        arguments = [*arguments, "-o", out, "--name", "p"]
    else:
        arguments = [*arguments, "--name", "p"]
    done = offprint(command, folder, "--json", *arguments)
    try:
        return done.returncode, json.loads(done.stdout), out
    except ValueError:
        check(False, "%s: no JSON: %s %s" % (arguments, done.stdout[:200], done.stderr[:200]))
        return done.returncode, {"diagnostics": [], "documents": 0}, out


def texts(out):
    """The words of the bundle's documents, by title."""
    with zipfile.ZipFile(os.path.join(out, "p.zip")) as archive:
        return " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".html"))


def judge(name, folder, arguments, status, code, file, documents, silent=0):
    """Exports and checks: `documents` in the packet (None: nothing is made)."""
    strict = "--strict" in arguments
    got, result, out = one(folder, arguments)
    said = [d for d in result["diagnostics"] if d["severity"] != "note"]
    want = 1 if status == 0 and strict and said else status
    check(got == want, "%s %s: status %d, not %d: %s" % (name, arguments, got, want, said[:3]))
    if code:
        check(any(d["code"] == code and d["file"] == file and d["line"] > 0 for d in said),
              "%s %s: no [%s] at '%s': %s" % (name, arguments, code, file, said[:4]))
    if want == 0:
        check(result["documents"] == documents, "%s %s: %d documents, not %d" %
              (name, arguments, result["documents"], documents))
        check(not any(d["severity"] == "error" for d in said), "%s: an error with status 0" % name)
        left_out = 3 - documents if "index.md" in arguments else 0
        lead = result["links"]["live" if "--live-url" in arguments else "broken"]
        check(lead == left_out, "%s %s: links to what is left out: %s" % (name, arguments, result["links"]))
        whole = texts(out)
        check(whole.count(WORDS) >= documents - 1 - silent, "%s %s: the other pages are whole" % (name, arguments))
        check("First post." in whole or "index.md" not in arguments, "%s %s: the list of posts is whole" % (name, arguments))
    else:
        check(all(open(os.path.join(out, "p." + end)).read() == "old" for end in ("pdf", "zip")),
              "%s %s: old outputs stay" % (name, arguments))
    same = one(folder, arguments, "check")
    check(same[0] == got and same[1]["diagnostics"] == result["diagnostics"],
          "%s %s: check says what export says" % (name, arguments))


WAYS = [[], ["--live-url", "https://www.example.org"], ["--strict"],
        ["--live-url", "https://www.example.org", "--strict"]]


def in_pages(folder):
    for name, (front, text, code, fate) in PAGE_FAULTS.items():
        files = base_site()
        files["odd.md"] = page("Odd", (front, text))
        write(folder, files)
        for way in WAYS:
            judge("linked page: " + name, folder, ["--entry", "index.md", *way], 0, code,
                  IN_FILES[0] if code == "include-depth" else "odd.md", 2 if fate == LEFT_OUT else 3)
            judge("entry page: " + name, folder, ["--entry", "odd.md", *way], 0 if fate == KEPT else 1, code,
                  IN_FILES[0] if code == "include-depth" else "odd.md", 1)


def in_includes(folder):
    for name, (front, text, code, fate) in PAGE_FAULTS.items():
        if front != "" or code in ("include-depth", "invalid-utf8"):
            continue
        for where, entry_status in (("odd.md", 0), ("index.md", 0 if fate == KEPT else 1)):
            files = base_site()
            files["_includes/bad.html"] = text
            place = files[where] if isinstance(files[where], bytes) else files[where].encode()
            files[where] = place + b"\n{% include bad.html %}\n"
            write(folder, files)
            kept = 3 if fate == KEPT or where == "index.md" else 2
            for way in WAYS[:3]:
                judge("include of %s: %s" % (where, name), folder, ["--entry", "index.md", *way],
                      entry_status, code, "_includes/bad.html", kept)


def in_data(folder):
    for file, data in DATA_FAULTS.items():
        for shown in ("", "{{ site.data.x | jsonify }}"):
            files = base_site()
            files["_data/" + file] = data
            files["_data/fine.yml"] = "a: 1\n"
            files["index.md"] = INDEX % shown
            write(folder, files)
            for way in WAYS[:3]:
                judge("data file: %s%s" % (file, ", shown" if shown else ""), folder,
                      ["--entry", "index.md", *way], 0, "data-file" if shown else None, "_data/" + file, 3)


def in_unrelated(folder):
    """Posts and documents that no page of the packet links to. Lists lack what Jekyll would not build."""
    for kind, label in (("_posts/2021-05-05-bad.md", "posts"), ("_people/bad.md", "people"), ("aside.md", "pages")):
        for name, (front, text, code, fate) in PAGE_FAULTS.items():
            for listed in ((), ("title",), ("title", "content")):
                files = base_site()
                files[kind] = page("Odd", (front, text))
                loop = "".join("{{ p.%s }} " % key for key in listed)
                files["index.md"] = (INDEX % ("{%% for p in site.%s %%}- %s\n{%% endfor %%}" % (label, loop)
                                              if listed else "")).replace("{{ p.excerpt }}", "First post.")
                write(folder, files)
                judge("unrelated %s, %s listed: %s" % (kind, listed or "not", name), folder,
                      ["--entry", "index.md"], 0, None, kind, 3)


def dates(folder):
    for post, front, told in (("2025-03-00-x", "date: 2025-03-27", False), ("2025-03-00-x", "title: X", True),
                              ("2025-13-01-x", "title: X", True), ("2025-03-01-x", "date: soon", True)):
        files = base_site()
        files["_posts/%s.md" % post] = "---\n%s\n---\nDated.\n" % front
        write(folder, files)
        judge("post %s with %s" % (post, front), folder, ["--entry", "index.md"], 0,
              "document-date" if told else None, "_posts/%s.md" % post, 3)
        judge("entry: post %s with %s" % (post, front), folder, ["--entry", "_posts/%s.md" % post], 1 if told else 0,
              "document-date" if told else None, "_posts/%s.md" % post, 1)


LAYOUT = "---\nlayout: base\n---\n{% for p in page.people %}{{ p.bio }}{% endfor %}{{ content }}"
PEOPLE = "---\ntitle: Odd\nlayout: people\npeople:\n- name: Ada\n  bio: more words than the page\n---\n"


def without_text(folder):
    """Pages whose layout makes their text, where it is not asked for: named with it, and never set."""
    for name, odd, documents, code, word in (
            ("nothing", "---\ntitle: Odd\n---\n", 2, "page-empty", "no text"),
            ("comments", "---\ntitle: Odd\n---\n<!-- x -->\n\n{% comment %}x{% endcomment %}\n", 2, "page-empty", ""),
            ("spaces of other kinds", "---\ntitle: Odd\n---\n&nbsp;\n\n\u200b\n", 2, "page-empty", "no text"),
            ("no layout at all", "---\nlayout: none\n---\n", 2, "page-empty", "the page has no text\""),
            ("a layout's file missing", "---\nlayout: gone\n---\n", 2, "page-empty", "'gone' is not in the site"),
            ("a layout's file there", "---\nlayout: people\n---\n", 2, "page-empty", "'people' makes what it shows"),
            ("data alone", PEOPLE, 2, "page-empty", "'people'"),
            ("data and a heading", PEOPLE + "# Team\n", 2, "page-empty", "'people'"),
            ("data and a word", PEOPLE + "Team.\n", 3, "page-layout", "'people'"),
            ("a heading", "---\nlayout: people\n---\n# Odd\n", 3, None, ""),
            ("a picture", "---\nlayout: people\n---\n![](x.png)\n", 3, "image-missing", ""),
            ("data that is shown", PEOPLE + "{% for p in page.people %}{{ p.bio }}{% endfor %} x y z\n", 3, None, "")):
        files = base_site()
        files.update({"odd.md": odd, "_layouts/people.html": LAYOUT})
        write(folder, files)
        for way in WAYS:
            judge("without text: " + name, folder, ["--own-text", "--entry", "index.md", *way], 0, code, "odd.md", documents,
                  documents - 2)
            judge("entry without text: " + name, folder, ["--own-text", "--entry", "odd.md", *way], 1 if documents == 2 else 0,
                  code, "odd.md", 1, 1)
        said = json.dumps(one(folder, ["--own-text", "--entry", "odd.md"])[1]["diagnostics"])
        check(word in said, "without text: %s: names %s: %s" % (name, word, said))


def layout_fields(folder):
    """What the layout prints of front matter and the page does not is told, once a layout."""
    card = ("<head><meta content='{{ page.lead }}'></head><h2 class='{{ page.style_of }}'>{{ page.what }}</h2>\n"
            "<!-- {{ page.gone }} -->{% if page.flag %}{% include why.html %}{% endif %}\n"
            "{% for p in page.speakers %}<p>{{ p.name }}</p>{% endfor %}{{ page.link_to | relative_url }}{{ content }}")
    around = "{% assign s = page.side %}{{ s.note }}{{ page.author }}{{ page.date | date: '%F' }}{{ content }}"
    for name, front, text, fields, pages in (
            ("texts", "what: a thing to do\nwhy: it is good", "Words.", "'what' and 'why'", 1),
            ("of lists", "speakers:\n- {name: Ada Lovelace, at: 5}\n- {name: Mary Somerville}", "Words.",
             "'speakers.name'", 1),
            ("by an include", "why: '**Because** it is'", "Words.", "'why'", 1),
            ("by the layout around", "side: {note: two words, other: three more words}", "Words.", "'side.note'", 1),
            ("on two pages", "what: a thing to do", "Words.", "'what'", 2),
            ("shown in the text", "what: a thing to do\nwhy: 'It is *good*'", "{{ page.what }}\n\nIt is <b>good</b>.", None, 1),
            ("in attributes, heads and remarks", "lead: some more words\nstyle_of: big and red\ngone: not so here",
             "Words.", None, 1),
            ("one word, an address, a date", "what: thing\nlink_to: /a b/\nwhy: http://x.example/a b\ndate: 2020-01-02",
             "Words.", None, 1),
            ("around the text", "author: Ada Lovelace\ntitle: A long title", "Words.", None, 1),
            ("not printed", "other: some more words", "Words.", None, 1)):
        files = base_site()
        files["_layouts/card.html"] = "---\nlayout: around\n---\n" + card
        files["_layouts/around.html"] = around
        files["_includes/why.html"] = "<b>{{ page.why | markdownify }}</b>"
        files["_config.yml"] += "defaults:\n- scope: {path: ''}\n  values: {what: of all pages alike}\n"
        for number in range(pages):
            files["p%d.md" % number] = "---\nlayout: card\n%s\n---\n%s\n" % (front, text)
        files["index.md"] = "---\n---\nIndex of [a](p0.md) [b](p1.md).\n"
        write(folder, files)
        told = [d for d in one(folder, ["--own-text", "--entry", "index.md"])[1]["diagnostics"] if d["code"] == "page-layout"]
        check(bool(told) == bool(fields) and len(told) < 2, "layout fields, %s: %s" % (name, told))
        if told and fields:
            check(told[0]["message"].startswith("%s of the front matter of %d page" % (fields, pages)),
                  "layout fields, %s: %s" % (name, told))
            check(told[0]["file"] == "p0.md" and told[0]["line"] > 2, "layout fields, %s: a place: %s" % (name, told))


def small_facts(folder):
    """A day that is none, a folder with '.' that is included, fragments that name a text."""
    for front, told in (("date: 2020-02-30", True), ("date: '2021-04-31 10:00'", True), ("date: 2020-02-29", False),
                        ("date: 2020-12-31 23:59:59 +0100", False), ("title: x", False)):
        files = base_site()
        files["odd.md"] = "---\n%s\n---\n# Odd\n\n%s\n" % (front, WORDS)
        write(folder, files)
        said = [d for d in one(folder, ["--entry", "odd.md"])[1]["diagnostics"] if d["code"] == "document-date"]
        check(bool(said) == told and all(d["severity"] == "warning" and d["line"] == 2 for d in said),
              "%s: %s" % (front, said))
    for include, internal in ((".well", 2), (".w*", 2), ("'.well/k.md'", 0), (".other", 0)):
        files = base_site()
        files.update({"_config.yml": "include: [%s]\n" % include, ".well/k.md": "---\n---\nK.\n",
                      ".well/l.md": "---\n---\nL.\n", "index.md": "---\n---\n# I\n\n[k](/.well/k.html) [l](/.well/l.html)\n"})
        write(folder, files)
        links = one(folder, ["--entry", "index.md"])[1]["links"]
        check(links["internal"] == internal, "include: [%s]: %s" % (include, links))
    files = base_site()
    files["index.md"] = ("---\n---\n# Here\n\n[a](#:~:text=a) [b](#here:~:text=b) [c](odd.md#:~:text=c,d) "
                         "[d](odd.md#nope:~:text=e) [e](https://x.example/#:~:text=e) [f](/away/#x:~:text=f)\n")
    write(folder, files)
    status, result = one(folder, ["--entry", "index.md", "--live-url", "https://l.example"])[:2]
    told = [d["message"] for d in result["diagnostics"] if d["code"] == "link-anchor"]
    check(len(told) == 1 and "nope" in told[0] and result["links"]["internal"] == 4, "fragments: %s, %s" % (told, result))


def ids_of_programs(folder):
    """Where VitePress's settings make ids of headings by a program, no anchor is called wrong."""
    page = "# Here\n\n[a](b.md#$id) [b](b.md#Some-Name) [c](b.md)\n"
    for config, severity in (("markdown: { anchor: { slugify } }", "note"), ("title: 'x'", "warning")):
        write(folder, {".vitepress/config/shared.ts": "export default { %s }\n" % config, "index.md": page,
                       "b.md": "# B\n\n## some name\n\n%s\n" % WORDS})
        told = [(d["code"], d["severity"]) for d in one(folder, ["--entry", "index.md"])[1]["diagnostics"]
                if d["code"] in ("link-anchor", "link-case")]
        wanted = [("link-anchor", severity)] + ([("link-case", "warning")] if severity == "warning" else [])
        check(sorted(told) == sorted(wanted), "ids of a program: %s: %s" % (config, told))


def by_permalink(folder):
    """A page whose damaged front matter names a permalink is found by it, and its fault is told."""
    for name, front, code in (("no YAML", "title: 'x\npermalink: /there/\n---\n", "front-matter-yaml"),
                              ("never closed", "title: x\npermalink: \"/there/\"\n", "front-matter-unclosed")):
        files = base_site()
        files["odd.md"] = "---\n" + front + WORDS + "\n"
        files["index.md"] = (INDEX % "").replace("odd.md", "/there/")
        write(folder, files)
        judge("damaged permalink: " + name, folder, ["--entry", "index.md"], 0, code, "odd.md",
              3 if "YAML" in name else 2)


def unreadable(folder):
    """Files that nobody may read: of a linked page, a picture and a post each is told and the rest goes on;
    an entry, data and a folder, on which other pages stand, are errors."""
    files = base_site()
    files["index.md"] = INDEX % "[s](secret/x.md) [o](/odd.html) ![p](p.png) {{ site.data.d }}"
    files.update({"p.png": "x", "_data/d.yml": "a: 1\n", "secret/x.md": "x\n", "_posts/2022-01-01-no.md": "x\n"})
    out = os.path.join(folder, "..", "out")
    alone, below = ["p.png", "odd.md", "_posts/2022-01-01-no.md"], ["_data/d.yml", "secret"]
    for entry, hidden, status, codes in (
            ("index.md", alone, 0, {("page-read", "odd.md"), ("image-missing", "index.md")}),
            ("index.md", below, 1, {("data-read", "_data/d.yml"), ("folder-denied", "")}),
            ("odd.md", alone, 1, {("page-read", "odd.md")})):
        write(folder, files)
        for name in hidden:
            os.chmod(os.path.join(folder, name), 0)
        done = run(powerless(OFFPRINT, "export", folder, "--entry", entry, "--json", "-o", out, "--name", "p"))
        result = json.loads(done.stdout)
        told = {(d["code"], d["file"]) for d in result["diagnostics"]}
        place = "unreadable: %s of %s" % (entry, hidden)
        check(done.returncode == status, "%s: %d, %s" % (place, done.returncode, told))
        check(status or result["documents"] == 3, "%s: %d documents" % (place, result["documents"]))
        check(told >= codes, "%s: all are told: %s" % (place, told))
        check(not [d for d in result["diagnostics"] if "/odd.html" in d["message"]], "%s: it is there" % place)
        for name in hidden:
            os.chmod(os.path.join(folder, name), 0o755)


def wordless_links(folder):
    """An icon that leads where the words beside it lead says nothing; alone, it is called after where it leads."""
    link, icon = '<a href="b.html">All of it</a>', '<a href="b.html#x"></a>'
    out = os.path.join(os.path.dirname(folder), "out")
    for line, want in ((icon + link, "All of it"), (link + " " + icon, "All of it"), (icon, "Page b"),
                       (icon + icon, "Page b"), (icon + " to " + link, "Page b to All of it"),
                       (icon + '<a href="c.html">Other</a>', "Page b Other")):
        write(folder, {"_config.yml": b"title: T\n", "b.md": b"---\ntitle: Page b\n---\ntext\n",
                       "index.md": b"---\ntitle: T\n---\n\n<p id=\"it\">See %s</p>\n" % line.encode(),
                       "c.md": b"---\ntitle: Page c\n---\ntext\n"})
        done = offprint("export", folder, "--entry", "index.md", "-o", out, "--name", "p")
        check(done.returncode == 0, "%s: status %d" % (line, done.returncode))
        with zipfile.ZipFile(os.path.join(out, "p.zip")) as bundle:
            pages = [bundle.read(n).decode() for n in bundle.namelist() if "/pages/" in n]
        shown = re.search(r'<p id="it"[^>]*>(.*?)</p>', "".join(pages), re.S)
        words = shown and re.sub(r"<[^>]*>", "", shown[1]).strip()
        check(words == "See " + want, "%s: '%s', not '%s'" % (line, words, want))


def halves(folder):
    """An escape that is half of a character is told at its place, in data, front matter, configuration and recipe; nothing else is lost."""
    half, told = "\\ud83d", "half of an escaped character"
    for name, text, at in (("_data/a.json", '{"a": 1,\n "b": "x %s y"}' % half, "2:10"), ("_data/a.yml", 'a: 1\nb: "x %s y"\n' % half, "2:4"),
                           ("index.md", '---\ntitle: T\nb: "x %s y"\n---\n' % half, "3:4"), ("_config.yml", 'title: T\nb: "x %s y"\n' % half, "2:4"),
                           ("offprint.yml", 'title: T\nsubtitle: "x %s y"\n' % half, "2:11")):
        write(folder, {"_config.yml": b"title: T\n", "index.md": b"---\ntitle: T\n---\n", name: text.encode()})
        with open(os.path.join(folder, "index.md"), "a") as page_file:
            page_file.write("(%s {{ site.data.a.a }} {{ site.data.a.b }}{{ page.b }}{{ site.b }})\n" % WORDS)
        said = [(d["file"], "%d:%d" % (d["line"], d["column"]), d["code"]) for d in one(folder, [], "check")[1]["diagnostics"] if told in d["message"]]
        check(said == [(name, at, "text-control")], "half a character in %s: %s" % (name, said))
        shown = offprint("render", folder, "index.md").stdout.decode()
        check(("x \ufffd y" in shown or name == "offprint.yml") and WORDS in shown, "half a character in %s: %s" % (name, shown))


def main():
    with scratch() as work:
        folder = os.path.join(work, "site")
        for part in (in_pages, in_includes, in_data, in_unrelated, dates, without_text, layout_fields, small_facts,
                     ids_of_programs, by_permalink, unreadable, wordless_links, halves):
            part(folder)
    finish("odd pages")


if __name__ == "__main__":
    main()
