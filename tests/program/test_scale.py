"""Time and memory grow as their input does: each generator makes an input of one line and one
of many, of n and of 2n, and no more than 2.2 times as much is spent on the larger.

    test_scale.py [NAME...]         the small form, in every test run
    test_scale.py large [NAME...]   twenty times as large, median of five

What is measured is the processor's time and the most memory, without what a run over an
empty page takes. A time that seems to grow too fast is measured again, up to five times for
the median; where it still does, instructions are counted, if valgrind is there, and decide."""
import os
import re
import shutil
import statistics
import sys

from support import OFFPRINT, check, finish, run, scratch, write_files

MOST = 2.2
SEEN_SECONDS, SEEN_MEGABYTES = 0.03, 6  # of 2n: less tells nothing
ADDED_MEGABYTES = 16  # from one size to the next: with less, the steps tell in which arenas grow
ROUNDS = 5
CONFIG = "url: https://www.example.org\n"
FRONT = "---\ntitle: T\npermalink: /\n---\n"

made = {}


def generator(count, kind="md"):
    """`count` is n of the small form."""
    def take(function):
        made[function.__name__] = (function, count, kind)
        return function
    return take


def numbered(form, n, end):
    return end.join(form % {"i": i} for i in range(n))


apart = set() # of which each may be a paragraph of its own


def simple(name, count, unit, kind="md", before="", after=""):
    """The same again and again; %(i)d is which time it is."""
    apart.update([name] * (kind != "html"))
    def make(n, end):
        text = numbered(unit, n, end) if "%(" in unit else end.join([unit] * n)
        return before + text + after
    made[name] = (make, count, kind)


# Markdown: what opens and never ends, what ends and never opened, what looks things up.
for name, count, unit in (
        ("words", 20000, "word"), ("long-words", 1500, "internationalization"), ("emphasis", 4000, "*a* b"),
        ("emphasis-open", 6000, "*a"), ("strong-open", 4000, "**a *b"), ("links", 1000, "[a](http://e.x/%(i)d)"),
        ("links-lost", 700, "[a](nope%(i)d.md)"), ("links-open", 5000, "[a]("), ("images-open", 4000, "![a]["),
        ("brackets", 20000, "["), ("code-spans", 5000, "`a`"), ("code-open", 5000, "``a`"),
        ("attributes-open", 4000, "*a*{: "), ("attributes", 3000, "*a*{: .b}"), ("braces", 10000, "{:"),
        ("footnote-marks", 2000, "a[^1]"), ("autolinks", 2500, "<http://a.b/c>"), ("mails", 1000, "<a@b.c>"),
        ("math", 2500, "$$ a"), ("quotes", 3000, "\"a\" 'b' -- ..."), ("entities", 8000, "&amp; &x"),
        ("less-than", 20000, "<"), ("tags-open", 5000, "<a "), ("tags-quoted", 3000, "<a x=\""),
        ("tags-html", 3000, "a <b>x</b>"), ("tags-end", 6000, "</b> a"), ("comments-open", 5000, "<!-- "),
        ("hidden", 5000, "<![CDATA["), ("backslashes", 12000, "\\a"), ("scripts", 1500, "a\u05d0\u4e2d\u30a2\ud55c\u0431"),
        ("directions", 3000, "\u202e\u05d0 a"), ("emoji", 5000, "\U0001f600"), ("soft-hyphens", 10000, "a\u00ad"),
        ("tables-open", 5000, "| `a <b"), ("abbreviated", 5000, "A1")):
    simple(name, count, unit)
simple("footnote-many", 2000, "a[^1]", after="\n\n[^1]: n\n")
simple("dollars", 4000, "$$ a $$ b")
for name, unit in (("instructions", "<? "), ("comments", "<!-- "), ("cdata", "<![CDATA["), ("scripts", "<script> "), ("bold", "<b> ")):
    simple("element-" + name, 5000, unit, before="<div>\n")
    simple("raw-" + name, 5000, unit, before="a <b markdown=\"0\">")
# Of a length: what encloses, and what is copied elsewhere.
made["brackets-closed"] = (lambda n, end: end.join(["[" * 50 + "a" + "]" * 50] * n), 1500, "md")
made["brackets-nested"] = (lambda n, _: "[" * n + "a" + "]" * n, 10000, "md lines")
made["heading-long"] = (lambda n, _: "# %s\n" % ("ab " * n), 10000, "md lines")
made["alternate-long"] = (lambda n, end: "![%s](x.png)" % end.join(["ab"] * n), 20000, "md")
# By depth, up to the limit and beyond.
made["lists-nested"] = (lambda n, _: "".join("  " * (i % 60) + "- x\n" for i in range(n)), 2500, "md lines")
made["lists-deep"] = (lambda n, _: "".join("  " * i + "- x\n" for i in range(n)), 150, "md lines")
made["quotes-nested"] = (lambda n, _: "".join(">" * (i % 60 + 1) + " x\n\n" for i in range(n)), 400, "md lines")
made["quotes-deep"] = (lambda n, _: ">" * n + " x\n", 20000, "md lines")
made["gfm-lists-nested"] = (lambda n, _: "".join("  " * (i % 60) + "- x\n" for i in range(n)), 2500, "gfm lines")
made["gfm-quotes-deep"] = (lambda n, _: ">" * n + " x\n", 100000, "gfm lines")
made["abbreviations"] = (lambda n, end: "\n".join("*[A%d]: t" % i for i in range(n)) + "\n\n" + end.join(["A1"] * n), 5000, "md")
made["abbreviated"] = (lambda n, end: "*[A1]: x\n*[A]: y\n\n" + end.join(["A1"] * n), 5000, "md")

for name, count, unit in (
        ("gfm-emphasis", 4000, "*a **b"), ("gfm-links", 4000, "[a](b"), ("gfm-strike", 6000, "~~a"),
        ("gfm-autolinks", 2500, "http://a.b/c www.x.y"), ("gfm-words", 20000, "word"),
        ("gfm-mails", 2500, "a@b.c"), ("gfm-tables-open", 3000, "| `a <b"), ("gfm-brackets", 20000, "[")):
    simple(name, count, unit, "gfm")
# What the library goes through again at each link, or to the end of the paragraph.
for name, count, unit in (
        ("emphasis-links", 8000, "*a* [c](http://e.x/)"), ("emphasis-references", 8000, "*a [r]"),
        ("emphasis-notes", 8000, "_a [^1]"), ("strike-references", 8000, "~~a [r]"), ("images-references", 8000, "![a [r]"),
        ("instructions", 20000, "<?"), ("declarations", 20000, "<!A"), ("hidden", 12000, "<![CDATA["),
        ("comments", 8000, "<!-- a"), ("tags-unquoted", 8000, "<a x=\"")):
    simple("gfm-" + name, count, unit, "gfm", before="[r]: http://e.x/\n[^1]: x\n\nx ")
    made["gfm-cell-" + name] = (
        lambda n, _, unit=unit: "[r]: http://e.x/\n[^1]: x\n\n|a|\n|-|\n|%s|\n" % " ".join([unit] * n), count, "gfm lines")
# Definitions that are copied to each use, past the limit of what they come to, and what only looks like some.
made["gfm-title-used"] = (lambda n, end: '[r]: http://e.x/ "%s"\n\n%s\n' % ("t" * n, end.join(["[r]"] * n)), 14000, "gfm")
made["gfm-address-used"] = (lambda n, end: "[r]: http://e.x/%s\n\n%s\n" % ("t" * n, end.join(["[r]"] * n)), 14000, "gfm")
for name, unit in (("ends", "]:"), ("titles", "[a]: b \"x"), ("rounds", "[a]: b (x"), ("angles", "[a]: <b"), ("escaped", "[a]: b \"\\\\\\\"")):
    simple("gfm-definitions-" + name, 10000, unit, "gfm", before="[r]: http://e.x/\n\n[r] ")
made["gfm-columns"] = (lambda n, _: "|a|\n|-|\n" + "|" * n + "\n", 20000, "gfm lines")

# HTML, as a page.
for name, count, unit in (
        ("p", 3000, "<p>x</p>"), ("p-open", 3000, "<p>x"), ("p-ids", 3000, "<p id=a>x</p>"),
        ("p-styles", 3000, "<p onclick=x style='color:red'>x</p>"), ("a", 1000, "<a href='http://x.y/'>x</a>"),
        ("anchors", 700, "<p id=i%(i)d><a href='#i%(i)d'>x</a>"), ("h2", 700, "<h2>x</h2>"),
        ("details", 1000, "<details><summary>x</summary>y</details>"), ("li", 1500, "<li>a"),
        ("tr", 1200, "<tr><td>a<td>b"), ("td-spans", 500, "<tr><td rowspan=9 colspan=2>a<td>b"),
        ("dt", 1200, "<dt>a<dd>b"), ("img", 2000, "<img src=nope.png>"),
        ("unclosed", 600, "<font size=i><p>x"), ("misnested", 800, "<p><b><a href=x>x"),
        ("nested", 5000, "<div>"), ("entities-html", 8000, "&NotEqualTilde;"), ("rules", 3000, "<style>.a{color:red}</style>")):
    simple("html-" + name, count, unit, "html")
# With text: a page without any ends before it is set, as the empty page that it is compared with does not.
simple("html-svg", 3000, "<svg><g>x</g></svg>", "html", before="<p>x</p>")
made["html-attributes"] = (lambda n, end: "<p %s>x</p>" % end.join("a%d=b" % i for i in range(n)), 8000, "html")

# Liquid.
for name, count, unit in (
        ("outputs", 6000, "{{ page.title }}"), ("undefined", 3000, "{{ page.titel }} x"), ("assigns", 8000, "{%% assign a%(i)d = 1 %%}x"),
        ("ifs", 4000, "{% if a %}b{% else %}c{% endif %}"), ("comments", 4000, "{% comment %}b{% endcomment %}x")):
    simple("liquid-" + name, count, unit)


def looped(name, count, body, after="{{ a | size }} x"):
    """The number of rounds is what grows; lines stand in the body."""
    made["liquid-" + name] = (lambda n, end: "{%% for i in (1..%d) %%}%s%s{%% endfor %%}%s" % (n, body, end, after),
                              count, "md")


simple("liquid-filters", 6000, "| append: 'b'", before="{{ 'a' ", after=" | size }} x")
simple("liquid-terms", 60000, "or b", before="{% if a ", after=" %}x{% endif %}y")
simple("liquid-cases", 30000, "{% when 'x' %}y", before="{% case a %}", after="{% endcase %}x")
# Paths of many steps, told as undefined or expected to be.
for name, before, unit, after in (
        ("names", "{{ a", ".b", " }} x"), ("names-lax", "{{ a", "..b", " }} x"), ("names-tested", "{% if a", ".b", " %}{% endif %}x"),
        ("brackets", "{{ a", "[b]", " }} x"), ("include", "{% include {{ a", ".b", " }} %} x")):
    made["liquid-path-" + name] = (lambda n, _, b=before, u=unit, a=after: b + u * n + a, 20000, "md lines")
made["liquid-path-told"] = (lambda n, _: "{%% if a%s.c %%}{%% endif %%}{{ a%s }} x" % (".b" * n, ".b" * n), 20000, "md lines")
looped("loop", 60000, "{% assign a = i %}", "{{ a }}")
looped("loops", 3000, "{% for j in (1..9) %}{% endfor %}", "x")
looped("captures", 20000, "{% capture a %}word {{ i }}{% endcapture %}")
looped("cycle", 20000, "{% cycle 'a', 'b' %}", "x")


# Blocks and definitions have lines of their own: one form.
def lines(name, count, unit, kind="md", before="", after="", end="\n"):
    def make(n, _):
        return before + numbered(unit, n, end) + after
    made[name] = (make, count, kind + " lines")


lines("headings", 800, "# H x\n")
lines("headings-ids", 700, "## H%(i)d\n")
lines("contents", 500, "# H x\n", before="* t\n{:toc}\n\n")
lines("paragraphs", 3000, "p\n")
lines("lists", 1200, "- a")
lines("lists-numbered", 1200, "1. a\n")
lines("definitions", 1000, "a\n: b\n")
lines("quotes-lazy", 5000, "> a\nb")
lines("code", 5000, "x y z", before="```\n", after="\n```\n")
lines("table-rows", 1200, "| 1 | 2 |", before="| a | b |\n|---|---|\n")
lines("block-attributes", 2000, "a\n{: #i .c}\n")
# Lists of attributes that are used again, and lists of them that double what they refer to.
lines("attribute-lists", 600, "x\n{: r}\n", before="{:r: %s}\n" % numbered(".c%(i)d", 300, " "))
made["attribute-list-classes"] = (lambda n, _: "%s\n\n%s" % (numbered("{:r: .c%(i)d}", n, "\n"), "x\n{: r}\n\n" * 100),
                                  400, "md lines")
lines("attribute-lists-in-lists", 3000, "{:b%(i)d: a%(i)d}\n{:a%(i)d: c%(i)d c%(i)d}\n{:c%(i)d: .x}\nx\n{: b%(i)d}\n")
made["attribute-lists-doubled"] = (
    lambda n, _: "{:a0: .x}\n%s\n\n%s" % ("\n".join("{:a%d: a%d a%d}" % (i + 1, i, i) for i in range(40)), "x\n{: a40}\n\n" * n),
    3000, "md lines")
made["attributes-many"] = (lambda n, _: "x\n%s\n" % numbered("{: a%(i)d=\"b\"}", n, "\n"), 10000, "md lines")
lines("references", 800, "[a][r%(i)d]\n\n[r%(i)d]: http://x/%(i)d\n")
lines("footnotes", 700, "a[^%(i)d]\n\n[^%(i)d]: n\n")
lines("gfm-footnotes", 1500, "a[^%(i)d]\n\n[^%(i)d]: n\n", "gfm")
lines("gfm-table-rows", 1500, "| 1 | 2 |", "gfm", before="| a | b |\n|---|---|\n")
made["table-columns"] = (lambda n, _: "|%s\n|%s\n|%s\n" % ("a|" * n, "-|" * n, "b|" * n), 6000, "md lines")


def sites():
    """What grows are files, or what stands in one of them."""
    def pages(n):
        files = {"index.md": FRONT + "".join("[a](p%d.md)\n" % i for i in range(n))}
        files.update(("p%d.md" % i, "---\ntitle: x\n---\n# x\n\n[b](index.md)\n") for i in range(n))
        return files

    def posts(n):
        files = {"index.md": FRONT + "{% for p in site.posts %}{{ p.title }} {{ p.next.title }}\n{% endfor %}"}
        files.update(("_posts/2020-01-01-p%d.md" % i, "---\ntitle: p\ntags: [a]\n---\nx\n") for i in range(n))
        return files

    def layouts(n):
        files = {"index.md": FRONT + "".join("[a](p%d.md)\n" % i for i in range(n))}
        files.update(("_layouts/l%d.html" % i, "<main><p>By %d</p>{{ content }}</main>" % i) for i in range(n))
        files.update(("p%d.md" % i, "---\ntitle: x\nlayout: l%d\n---\nx\n" % i) for i in range(n))
        return files

    def redirected(n):
        return {"index.md": FRONT + "".join("[a](/r%d/)\n" % i for i in range(n)),
                "p.md": "---\nredirect_from: [%s]\n---\nx\n" % ",".join("/r%d/" % i for i in range(n))}

    def redirect_chains(n):
        files = {"index.md": FRONT + "".join("[a](/r%d-0/)\n" % i for i in range(n)), "p.md": "---\npermalink: /p/\n---\nx\n"}
        files.update(("r%d-%d.md" % (i, j), "---\npermalink: /r%d-%d/\nredirect_to: %s\n---\n"
                      % (i, j, "/r%d-%d/" % (i, j + 1) if j < 9 else "/p/")) for i in range(n) for j in range(10))
        return files

    def redirect_chain(n):
        files = {"index.md": FRONT + "[a](/r0/)\n"}
        files.update(("r%d.md" % i, "---\npermalink: /r%d/\nredirect_to: /r%d/\n---\n" % (i, i + 1)) for i in range(n))
        return files

    def mesh(n):
        """Twice the links: half as many pages more."""
        links = "".join("[a](p%d.md)\n" % i for i in range(round(n ** 0.5)))
        files = {"index.md": FRONT + links}
        files.update(("p%d.md" % i, "---\ntitle: x\n---\n# x\n\n" + links) for i in range(round(n ** 0.5)))
        return files

    def merged(n):
        """Each mapping has another merged into it, which has one in turn: of 20 keys."""
        return data("a.yml", "".join("a%d: &a%d\n%s  k%d: 1\n" % (i, i, "  <<: *a%d\n" % (i - 1) if i % 20 else "", i) for i in range(n)))

    def configured(text):
        return {"index.md": FRONT + "x", "_config.yml": CONFIG + text, "a" * 200 + ".md": "x", "/".join(["a"] * 60) + "/a.md": "x"}

    def data(name, text):
        return {"index.md": FRONT + "{{ site.data.a | size }} x", "_data/" + name: text}

    def linked(name, content):
        return {"index.md": FRONT + "[a](%s)\n" % name, name: content}

    def drawn(parts):
        return {"index.md": FRONT + "![a](a.svg)\n",
                "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>' % parts}

    return {
        "site-pages": (pages, 150), "site-posts": (posts, 400), "site-layouts": (layouts, 1000), "site-redirects": (redirected, 1000),
        "redirect-chains": (redirect_chains, 150), "redirect-chain": (redirect_chain, 1500), "site-mesh": (mesh, 2500),
        "data-merged": (merged, 8000),
        "config-glob": (lambda n: configured('exclude: ["%sb"]\n' % ("a*" * n)), 40000),
        "config-globs": (lambda n: configured('exclude: ["%sb"]\n' % ("**/" * n)), 40000),
        "config-defaults": (lambda n: configured("defaults:\n" + '- scope: {path: "a*"}\n  values: {a: b}\n' * n), 8000),
        "data-csv-columns": (lambda n: data("a.csv", ",".join("c%d" % i for i in range(n)) + "\n" + ",".join("1" * n) + "\n"), 100000),
        "data-csv-quotes": (lambda n: data("a.csv", 'a\n"' + '""' * n + '"\n'), 2000000),
        "data-csv-quote-open": (lambda n: data("a.csv", 'a\n"' + '""' * n), 2000000),
        "title-long": (lambda n: {"index.md": '---\npermalink: /\ntitle: "%s"\n---\nx' % ("ab " * n)}, 20000),
        "data-csv": (lambda n: data("a.csv", "a,b\n" + "1,2\n" * n), 20000),
        "data-json": (lambda n: data("a.json", "[" + '{"a":1},' * n + "1]"), 40000),
        "data-yaml": (lambda n: data("a.yml", "- a: 1\n" * n), 12000),
        "data-anchors": (lambda n: data("a.yml", "".join("- &a%d x\n- *a%d\n" % (i, i) for i in range(n))), 6000),
        "front-matter": (lambda n: {"index.md": "---\npermalink: /\n%s---\nx" % "".join("k%d: v\n" % i for i in range(n))}, 10000),
        "include-parameters": (lambda n: {"index.md": FRONT + "{%% include a.md %s %%}" % " ".join("k%d=1" % i for i in range(n)),
                                          "_includes/a.md": "x\n"}, 20000),
        "includes": (lambda n: {"index.md": FRONT + "{% include a.md %}" * n, "_includes/a.md": "x\n"}, 3000),
        # Of a layout, content many times on one line, and places behind each.
        "layouts": (lambda n: {"index.md": "---\nlayout: a\npermalink: /\n---\nx\n",
                               "_layouts/a.html": "<p>By {{ page.by }}</p>{%% for i in (1..%d) %%}{{ content }}{%% endfor %%}" % n}, 2000),
        "recipe-keys": (lambda n: {"index.md": FRONT + "x", "offprint.yml": numbered("k%(i)d: 1", n, "\n")}, 5000),
        "recipe-keys-in-a-line": (lambda n: {"index.md": FRONT + "x", "offprint.yml": "{%s}" % numbered("k%(i)d: 1", n, ", ")}, 5000),
        "recipe-tags": (lambda n: {"index.md": FRONT + "x", "offprint.yml": "tags:\n" + numbered("  t%(i)d: x", n, "\n")}, 5000),
        "file-zip": (lambda n: linked("f.docx", "PK\3\4" * n), 200000),
        "file-svg": (lambda n: linked("f.svg", '<svg xmlns="http://www.w3.org/2000/svg">%s</svg>' % ('<g id="a"/>' * n)), 10000),
        "drawing-word": (lambda n: drawn("<text>%s</text>" % ("w" * n)), 4000),
        "file-html": (lambda n: linked("f/x.htm", "<html><body>" + "<p onclick=x>y</p>" * n), 4000),
        "file-pdf": (lambda n: linked("f.pdf", "%PDF-1.4\n" + "1 0 obj\n<</A 1>>\nendobj\n" * n), 30000),
    }


def write(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    files.setdefault("_config.yml", CONFIG)
    write_files(folder, files)


class Runner:
    """A process that starts the program and measures it: a child's memory is at least that of
    the one that starts it, so that must be small, and is forked off before all else."""

    def __init__(self):
        down, up = os.pipe(), os.pipe()
        if os.fork() == 0:
            os.close(down[1])
            os.close(up[0])
            self.serve(os.fdopen(down[0]), os.fdopen(up[1], "w"))
        os.close(down[0])
        os.close(up[1])
        self.asked, self.told = os.fdopen(down[1], "w"), os.fdopen(up[0])

    @staticmethod
    def serve(asked, told):
        for folder in asked:
            child = os.posix_spawn(OFFPRINT, [OFFPRINT, "check", folder.strip(), "--entry", "/", "-q"], os.environ,
                                   file_actions=[(os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
            _, status, usage = os.wait4(child, 0)
            print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
                  file=told, flush=True)
        os._exit(0)

    def measure(self, folder):
        """Status, seconds of the processor and megabytes; errors of content are no matter."""
        print(folder, file=self.asked, flush=True)
        status, seconds, megabytes = self.told.readline().split()
        return int(status), float(seconds), float(megabytes)


runner = Runner()


def instructions(folder):
    """As callgrind counts them, of the process that takes most; None: there is no valgrind."""
    if not shutil.which("valgrind"):
        return None
    done = run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", OFFPRINT, "check", folder,
                "--entry", "/", "-q"])
    return max(map(int, re.findall(rb"Collected : (\d+)", done.stderr)), default=None)


class Measured:
    """Of one input: its best times so far, in pairs, beyond those of the empty page."""

    def __init__(self, scratched, base, make, count, least):
        self.folders = [os.path.join(scratched, name) for name in ("n", "2n")]
        self.base, self.ratios, self.megabytes = base, [], []
        self.make, self.count = make, count
        for folder, n in zip(self.folders, (count, 2 * count)):
            write(folder, make(n))
        rounds = 0
        while rounds < least or (rounds < ROUNDS and self.grows() > MOST):
            self.again()
            rounds += 1

    def again(self):
        runs = [runner.measure(folder) for folder in self.folders]
        check(all(status in (0, 1) for status, _, _ in runs), "the run ends with %s" % [r[0] for r in runs])
        seconds = [max(r[1] - self.base[1], 0.001) for r in runs]
        self.ratios.append(seconds[1] / seconds[0] if seconds[1] > SEEN_SECONDS else 1)
        self.megabytes = [r[2] - self.base[2] for r in runs]

    def grows(self):
        return statistics.median(self.ratios)

    def swells(self):
        """Some of the memory that an empty page takes is free again when a full one needs it:
        where that tells, what is added from n to 2n and from there to 4n is compared, and where
        what is added first is too little to tell, from 2n on."""
        small, large = self.megabytes
        factor = large / max(small, 1) if large > SEEN_MEGABYTES else 1
        added, count = 0, 2 * self.count
        while factor > MOST and added < ADDED_MEGABYTES:
            added, count = large - small, 2 * count
            write(self.folders[1], self.make(count))
            small, large = large, runner.measure(self.folders[1])[2] - self.base[2]
            factor = (large - small) / max(added, 1)
        return factor

    def counted(self, empty):
        counts = [instructions(folder) for folder in (empty, *self.folders)]
        return None if None in counts else (counts[2] - counts[0]) / max(counts[1] - counts[0], 1)


def forms(names, times):
    """Name, a function of n, n."""
    for name, (make, count, kind) in made.items():
        page = "index.html" if kind.startswith("html") else "index.md"
        config = CONFIG + ("markdown: CommonMark\n" if kind.startswith("gfm") else "")
        for form, end in (("one line", " "), ("many lines", "\n"), ("paragraphs", "\n\n")):
            if (kind.endswith(" lines") and form == "one line") or (form == "paragraphs" and name not in apart):
                continue
            if not names or name in names:
                yield ("%s, %s" % (name, form),
                       lambda n, make=make, end=end, page=page, config=config:
                       {page: FRONT + make(n, end), "_config.yml": config}, count * times)
    for name, (make, count) in sites().items():
        if not names or name in names:
            yield name, make, count * times


def scale(names, times, least):
    with scratch() as folder:
        empty, count = os.path.join(folder, "empty"), 0
        write(empty, {"index.md": FRONT + "x"})
        runs = sorted(runner.measure(empty) for _ in range(5))
        base = runs[2]
        for name, make, n in forms(names, times):
            found = Measured(folder, base, make, n, least)
            count += 1
            grows = found.grows()
            exact = found.counted(empty) if grows > MOST else None
            swells = found.swells()
            if names:
                print("%s, n = %d: time x %.2f%s, memory x %.2f of %d MB" %
                      (name, n, grows, " (instructions x %.2f)" % exact if exact else "", swells, found.megabytes[1]))
            check((exact or grows) <= MOST, "%s, n = %d: time grows by %.2f%s" %
                  (name, n, grows, ", instructions by %.2f" % exact if exact else ""))
            check(swells <= MOST, "%s, n = %d: memory grows by %.2f to %d MB" %
                  (name, n, swells, found.megabytes[1]))
        check(count > 0, "no generator is named %s" % names)
        print("%d inputs" % count)


if __name__ == "__main__":
    large = sys.argv[1:2] == ["large"]
    if not shutil.which("valgrind"):
        print("valgrind is not there: times alone decide")
    scale(sys.argv[2 if large else 1:], 20 if large else 1, ROUNDS if large else 1)
    finish("scale")
