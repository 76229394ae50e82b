"""The book (EPUB 3.3): its container, what its pages lead to, what its metadata claims: test_epub.py.
Before EPUBCheck and ACE, books of both packets and of everything that tests have: test_epub.py judges."""
import html
import json
import os
import re
import shutil
import sys
import uuid
import zipfile
from xml.etree import ElementTree

import judges
from small_site import GIF, png
from support import (LIVE_URL, ROOT, SHARED, check, finish, judged, need_tool, offprint, run, scratch, write_files)

OPF, OPS, HTML = ("{http://www.idpf.org/2007/opf}", "{http://www.idpf.org/2007/ops}", "{http://www.w3.org/1999/xhtml}")
DC = "{http://purl.org/dc/elements/1.1/}"
NAME = re.compile(r"[A-Za-z_][\w.-]*$")
LIVE = "https://www.example.org"

PAGE = """---
title: Fees
lang: en
---
# Fees

Words with a note[^a], `code` and [a file](terms.pdf). See [the scope](other.md#1-scope), [it all](other.md)
and [the web](https://example.net/a?b=c&d).

![a dot](dot.png)

[^a]: What the note says.

## 1. Scope

| a | b |
|---|---|
| 1 | 2 |
"""
OTHER = "---\ntitle: Others\n---\n# Others\n\n## 1. Scope\n\nBack to [fees](index.md#1-scope).\n\n```\nx = 1\n```\n"
FILES = {"_config.yml": "title: T\n", "index.md": PAGE, "other.md": OTHER, "terms.pdf": b"%PDF-1.4\n%%EOF\n", "dot.png": png()}


class Book:
    """An EPUB, opened: `files` by name, `pages` parsed, and what the package says."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename: archive.read(entry) for entry in self.entries}
        self.package = ElementTree.fromstring(self.files["EPUB/package.opf"])
        self.items = {item.get("href"): item for item in self.package.iter(OPF + "item")}
        self.pages = {name: ElementTree.fromstring(self.files["EPUB/" + name]) for name in self.items
                      if name.endswith((".xhtml", ".svg"))}

    def meta(self, name):
        return [meta.text for meta in self.package.iter(OPF + "meta") if meta.get("property") == name]

    def text(self, name):
        return "".join(self.pages[name].itertext())


def made(site, out, *options):
    done = offprint("export", site, "--entry", "index.md", "--outputs", "epub", "--name", "book", "-o", out, *options)
    check(done.returncode == 0, "a book is made of %s: %s" % (site, done.stderr.decode()))
    return Book(os.path.join(out, "book.epub"))


def check_container(book):
    with open(book.path, "rb") as file:
        head = file.read(60)
    check(head[:4] == b"PK\3\4" and head[8:10] == b"\0\0" and head[26:30] == b"\x08\0\0\0" and
          head[30:58] == b"mimetypeapplication/epub+zip", "the type stands first, stored, without a further field")
    listed = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} | {"EPUB/" + name for name in book.items}
    check(set(book.files) == listed, "all files are in the manifest: %s" % sorted(set(book.files) ^ listed))
    spine = [ref.get("idref") for ref in book.package.iter(OPF + "itemref")]
    pages = [item.get("id") for name, item in book.items.items() if name.endswith(".xhtml")]
    check(sorted(spine) == sorted(pages), "all pages are in the spine")


def ids_of(page):
    return [element.get("id") for element in page.iter() if element.get("id")]


def check_links(book):
    """Each leads to a page of the book, to a place that is there, or to the web."""
    followed = 0
    for name, page in book.pages.items():
        ids = ids_of(page)
        check(len(ids) == len(set(ids)), "%s has an id twice" % name)
        check(all(map(NAME.match, ids)), "%s has ids that are no names: %s" % (name, ids))
        for element in page.iter():
            address = element.get("href") or element.get("src") or ""
            if not address or re.match("(https?|mailto):", address):
                check(not address or element.tag == HTML + "a", "%s loads %s" % (name, address))
                continue
            path, _, place = address.partition("#")
            to = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
            followed += 1
            if check(to in book.items, "%s leads to %s, which is not in the book" % (name, address)) and place:
                check(place in ids_of(book.pages[to]), "%s leads to %s, where no such place is" % (name, address))
            check(element.tag != HTML + "a" or to.endswith(".xhtml"), "%s opens %s" % (name, address))
    check(followed > 5, "links are followed (%d)" % followed)


def check_pages(book):
    fees = book.files["EPUB/pages/index.xhtml"].decode()
    check('href="%s/terms.pdf"' % LIVE in fees, "a link to a file leads to the live site")
    check('role="doc-noteref" epub:type="noteref"' in fees, "a note's mark says what it is")
    notes = [aside for aside in book.pages["pages/index.xhtml"].iter(HTML + "aside")
             if aside.get("role") == "doc-footnote" and aside.get(OPS + "type") == "footnote"]
    check(len(notes) == 1 and "What the note says." in "".join(notes[0].itertext()), "a note stands apart")
    check(not re.search("<script|[;{]direction:|unicode-bidi", fees + book.files["EPUB/style.css"].decode()),
          "there is no script, and no style that no book may have")
    cover = "".join(book.pages["cover.svg"].itertext())
    check("Fees" in cover and book.items["cover.svg"].get("properties") == "cover-image", "the cover has the title")
    toc = [link.text for nav in book.pages["nav.xhtml"].iter(HTML + "nav") if nav.get(OPS + "type") == "toc"
           for link in nav.iter(HTML + "a")]
    check(toc == ["Fees", "1. Scope", "Others", "1. Scope"], "the contents list documents and headings: %s" % toc)


def check_metadata(book, folder, site):
    identifier = book.package.find(".//%sidentifier" % DC).text
    check(identifier == "urn:uuid:%s" % uuid.uuid5(uuid.NAMESPACE_URL, LIVE + "/book"), "the identifier: " + identifier)
    check(book.meta("dcterms:modified") == ["2021-07-15T00:00:00Z"], "it is of its date")
    check(book.meta("schema:accessMode") == ["textual", "visual"], "it is read and seen")
    check(book.meta("schema:accessibilityHazard") == ["none"], "nothing in it moves")
    check("alternativeText" in book.meta("schema:accessibilityFeature"), "all its pictures are described")
    check(not book.meta("dcterms:conformsTo"), "no conformance is claimed")
    moving = dict(FILES, **{"index.md": PAGE + "\n![](still.gif) ![](cut.png)\n", "still.gif": GIF, "cut.png": png()[:40]})
    other = made(write_files(site + "-moving", moving), os.path.join(folder, "moving"))
    check(other.meta("dcterms:modified") == ["1980-01-01T00:00:00Z"], "without a date it has the zip's first")
    check("alternativeText" not in other.meta("schema:accessibilityFeature"), "a picture without words is not described")
    check(other.meta("schema:accessModeSufficient") == ["textual,visual"], "words alone are not enough")
    check(other.meta("schema:accessibilityHazard") == ["unknown"], "what may move is not looked at")
    check("assets/img/still.gif" in other.items and "assets/img/cut.png" not in other.items,
          "a damaged picture stays out: %s" % sorted(other.items))
    fees = other.files["EPUB/pages/index.xhtml"].decode()
    check("terms.pdf" not in fees and ">a file</span>" in fees, "a file without an address is no link")


def check_directions(folder):
    site = write_files(os.path.join(folder, "arabic"), {
        "_config.yml": "title: T\nlang: ar\n", "index.md": "---\ntitle: مرحبا\n---\nنص و `code`.\n\n[b](b.md)\n",
        "b.md": "---\ntitle: English\nlang: en\n---\nWords.\n"})
    book = made(site, os.path.join(folder, "arabic-out"))
    check(book.package.find(OPF + "spine").get("page-progression-direction") == "rtl", "pages turn to the left")
    root = book.pages["pages/index.xhtml"]
    check((root.get("dir"), root.get("lang")) == ("rtl", "ar"), "a page says its direction")
    check(book.pages["pages/b.xhtml"].get("dir") is None, "another page runs the other way")
    check('<code dir="ltr">' in book.files["EPUB/pages/index.xhtml"].decode(), "code runs from the left")
    check([e.text for e in book.package.iter(DC + "language")] == ["ar", "en"], "all languages are named")


SENTENCES = {
    "en": "The %d words of *paragraph* %d stand in `lines` that no other has, as [links](other.md) and \"quotes\"%s do. ",
    "zh": "第%d段文字共有%d行，每行都不相同%s。",
    "he": "\u05de\u05d9\u05dc\u05d9\u05dd %d \u05e8\u05d1\u05d5\u05ea %d \u05db\u05d0\u05df%s. ",
}


def long_page(language):
    """Paragraphs of many lines, lists, code, tables, and notes, over some ten pages."""
    text = "# Long\n\n"
    for number in range(60):
        notes = "[^%d]" % number if number % 7 == 0 else ""
        words = "".join(SENTENCES[language] % (each, number, notes if each == 3 else "") for each in range(12 if number % 5 else 2))
        text += ("## Part %d\n\n" % number if number % 6 == 0 else "") + ("- %s\n\n- %s\n\n" % (words, words.upper()) if number % 4 == 3 else words + "\n\n")
        text += "\n".join(["```", *["line %d of code %d" % (line, number) for line in range(9)], "```\n\n"]) if number % 9 == 8 else ""
        text += "| a | b |\n|---|---|\n" + "".join("| row %d | of %d |\n" % (row, number) for row in range(8)) + "\n" if number % 10 == 9 else ""
    return text + "".join("[^%d]: Note %d.\n\n" % (number, number) for number in range(0, 60, 7))


def squeezed(text):
    return re.sub(r"[\s\u00ad\u200b\u2060\u200e\u200f]", "", text)


def check_page_list(folder, language):
    """Each page of the PDF that documents stand on is in the list, and its mark stands before its first words."""
    site = write_files(os.path.join(folder, "long-" + language), {
        "_config.yml": "title: T\nlang: %s\n" % language, "index.md": long_page(language), "other.md": "# Other\n\nWords.\n"})
    out = os.path.join(folder, "pages-" + language)
    book = made(site, out, "--outputs", "pdf,epub")
    labels = json.loads(run(["qpdf", "--json", "--json-key=pagelabels", os.path.join(out, "book.pdf")]).stdout)["pagelabels"]
    front = next(each["index"] for each in labels if each["label"].get("/S") == "/D")
    sheets = list(map(squeezed, run(["pdftotext", "-raw", os.path.join(out, "book.pdf"), "-"]).stdout.decode().split("\f")))
    navigation, = [nav for nav in book.pages["nav.xhtml"].iter(HTML + "nav") if nav.get(OPS + "type") == "page-list"]
    links = [(link.text, *link.get("href").split("#")) for link in navigation.iter(HTML + "a")]
    documents = len(sheets) - 1 - front - 1 # and the colophon
    check(links[:2] == [("i", "cover.xhtml", "offprint-page-i"), ("ii", "nav.xhtml", "offprint-page-ii")] and front >= 2,
          "%s: the cover is a page, and the contents begin on one: %s" % (language, links[:2]))
    for name, page, place in links[:2]:
        mark = '<span epub:type="pagebreak" role="doc-pagebreak" id="%s" aria-label="%s"></span>' % (place, name)
        text = book.files["EPUB/" + page].decode()
        check(text.count(mark) == 1 and text.index(mark) < text.index("<nav" if page == "nav.xhtml" else "<img"), "%s: %s is marked" % (language, page))
    links = links[2:]
    check([name for name, _, _ in links] == [str(1 + each) for each in range(documents)], "%s: pages are listed: %s of %d" % (language, links, documents))
    exact = inner = 0
    for name, page, place in links:
        text = book.files["EPUB/" + page].decode()
        mark = '<span epub:type="pagebreak" role="doc-pagebreak" id="%s" aria-label="%s"></span>' % (place, name)
        if not check(text.count(mark) == 1 and text.count('id="%s"' % place) == 1, "%s: page %s has a mark" % (language, name)):
            continue
        words = squeezed(html.unescape(re.sub("<[^>]*>", "", text[text.index(mark):])))[:12]
        if text.index(mark) > text.index('<div class="text">'):
            inner += 1
            exact += words in sheets[front + int(name) - 1][:120]
    print("%s: %d of %d pages within documents begin where their marks stand" % (language, exact, inner))
    check(inner == documents - len({page for _, page, _ in links}) and inner > 5 and (exact == inner or language == "he"), "%s: %d of %d marks stand before their page's words" % (language, exact, inner))
    marks = re.findall(r'id="offprint-page-(\d+)"', book.files["EPUB/pages/index.xhtml"].decode())
    check(marks == sorted(marks, key=int), "%s: marks stand in the order of pages: %s" % (language, marks))
    check({"pageNavigation", "pageBreakMarkers"} < set(book.meta("schema:accessibilityFeature")) and book.meta("pageBreakSource") == ["book.pdf"],
          "%s: the metadata tells of them" % language)
    alone = made(site, os.path.join(folder, "alone-" + language))
    check(b"pagebreak" not in b"".join(alone.files.values()) and b"page-list" not in alone.files["EPUB/nav.xhtml"]
          and not alone.meta("pageBreakSource"), "%s: without a PDF there are no pages" % language)
    words = squeezed(alone.text("pages/index.xhtml"))
    check(words == squeezed(book.text("pages/index.xhtml")), "%s: marks change no word" % language)
    same = made(site, os.path.join(folder, "turn-" + language), "--outputs", "pdf,epub", "--threads", "1")
    check(same.files == book.files, "%s: it is the same in one thread" % language)


# What HTML forgives and a book's XHTML does not.
ODD = """---
title: Odd
---
Words.

<dl><dt>term alone</dt></dl>

<dl><dd>definition alone</dd><dt>a</dt><dd>b</dd><div><dt>c</dt></div></dl>

<p><bdo>no direction</bdo> <bdo dir="rtl">its own</bdo> <a href="https://example.net/#a#b">two signs</a></p>

<ul><li value="3">no number</li></ul>

<ol><li value="3">number</li></ol>

<svg width="9" height="9" id="1" role="img" aria-labelledby="a:b other"><title id="a:b">Named</title><defs><symbol id="s 1"><rect width="5" height="5"/></symbol>
<linearGradient id="g"><stop offset="0"/></linearGradient><linearGradient id="g"><stop offset="1"/></linearGradient><radialGradient id="2"/></defs>
<use xlink:href="#s 1"/><rect width="3" height="3" fill="url('#2')" stroke="url(#g)"/><rect width="3" height="3" fill="url(#gone)" stroke="url(#gone) red"/></svg>

![a file](ids.svg) ![fine](fine.svg)

<table><tr><td>1</td></tr><caption>one</caption><thead><tr><th>h</th></tr></thead><caption id="more">two</caption></table>
"""


IDS = """<?xml version="1.0"?><!-- id="9" --><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!-- <g id="7"> -->
<style>rect { fill: url("#7") } <![CDATA[ .a > g { fill: url(#7) } ]]></style><linearGradient id='7'/><rect id="id-1" width="9" height="9"/><g id="7" class="a"/>id="5"</svg>
"""
FINE = IDS.replace("7", "seven").replace('"#seven"', "#seven").replace('<g id="seven"', "<g")
ODD_SITE = {"_config.yml": "title: T\n", "index.md": ODD, "ids.svg": IDS, "fine.svg": FINE}


def check_drawings(book):
    drawings = {name: page for name, page in book.pages.items() if name.startswith("assets/")}
    check(len(drawings) == 3, "all drawings are there: %s" % sorted(drawings))
    for name, drawing in drawings.items():
        ids = ids_of(drawing)
        check(len(ids) == len(set(ids)) and all(map(NAME.match, ids)), "%s: ids are names, each once: %s" % (name, ids))
    check(book.files["EPUB/assets/img/fine.svg"].decode() == FINE, "one that is right stays as it is")
    text = book.files["EPUB/assets/img/ids.svg"].decode()
    check(all(part in text for part in ('{ fill: url(#id-2) }  .a', '<linearGradient id="id-2"', '<rect id="id-1"', '<g class="a"', "id=&quot;5&quot;")),
          "a file's ids, and what leads to them: %s" % text)
    inner, = [drawing for name, drawing in drawings.items() if name not in ("assets/img/ids.svg", "assets/img/fine.svg")]
    svg = "{http://www.w3.org/2000/svg}"
    symbol, (first, second), title = inner.find(".//" + svg + "symbol"), inner.findall(".//" + svg + "linearGradient"), inner.find(svg + "title")
    use, (one, two) = inner.find(svg + "use"), inner.findall(svg + "rect")
    check(use.get("{http://www.w3.org/1999/xlink}href") == "#" + symbol.get("id"), "what is used has the name")
    check(inner.get("aria-labelledby") == title.get("id") + " other", "and so has what names it: %s" % inner.get("aria-labelledby"))
    check((one.get("fill"), one.get("stroke")) == ("url(#%s)" % inner.find(".//" + svg + "radialGradient").get("id"), "url(#g)"), "and its paint: %s" % one.attrib)
    check((first.get("id"), second.get("id")) == ("g", None), "of two with one id, the first has it")
    check((two.get("fill"), two.get("stroke", "").strip()) == ("none", "red"), "what is nowhere paints nothing: %s" % two.attrib)


def check_odd(folder):
    site = write_files(os.path.join(folder, "odd"), ODD_SITE)
    book = made(site, os.path.join(folder, "odd-out"))
    check_drawings(book)
    page = book.pages["pages/index.xhtml"]
    parts = ["".join("t" if part.tag == HTML + "dt" else "d" for part in each) for each in page.iter(HTML + "dl")]
    check(parts == ["td", "tdtdtd"], "each term has a definition, and each definition a term: %s" % parts)
    directions = [each.get("dir") for each in page.iter(HTML + "bdo")]
    check(directions == ["ltr", "rtl"], "an override says its direction: %s" % directions)
    links = [a.get("href") for a in page.iter(HTML + "a")]
    check("https://example.net/#a%23b" in links, "a fragment has one sign: %s" % links)
    check([None, "3"] == [item.get("value") for item in page.iter(HTML + "li")], "items without numbers have no value")
    table, = page.iter(HTML + "table")
    captions = [(place, "".join(part.itertext()).split()) for place, part in enumerate(table) if part.tag == HTML + "caption"]
    check(captions == [(0, ["one", "two"])], "a table has one caption, before all else: %s" % captions)


def check_sameness(folder, site):
    first = made(site, os.path.join(folder, "first"), "--live-url", LIVE, "--date", "2021-07-15", "--outputs", "epub,pdf")
    where = os.path.join(folder, "elsewhere")
    shutil.copytree(site, where)
    again = os.path.join(folder, "again")
    done = offprint("export", where, "--entry", "index.md", "--live-url", LIVE, "--date", "2021-07-15", "--name", "book",
                    "--epub", "--threads", "4", "-o", again, env=dict(os.environ, TZ="Asia/Kolkata", LANG="de_DE.UTF-8"))
    check(done.returncode == 0 and sorted(os.listdir(again)) == ["book.epub", "book.pdf", "book.zip"],
          "--epub makes it beside what is usual")
    with open(os.path.join(again, "book.epub"), "rb") as file:
        whole = file.read()
    with open(first.path, "rb") as file:
        check(file.read() == whole, "the same book comes of it elsewhere, and beside other outputs")
    usual = os.path.join(folder, "usual")
    offprint("export", site, "--entry", "index.md", "--name", "book", "-o", usual)
    check("book.epub" not in os.listdir(usual), "it is made when it is asked for, alone")


def everything(folder):
    """A site of all pages of the goldens."""
    golden, links = os.path.join(ROOT, "tests", "golden"), []
    for name in sorted(os.listdir(golden)):
        if os.path.exists(os.path.join(golden, name, "input.md")):
            shutil.copytree(os.path.join(golden, name), os.path.join(folder, name),
                            ignore=shutil.ignore_patterns("expect.*", "_config.yml"))
            links.append("[%s](%s/input.md)\n" % (name, name))
    write_files(folder, {"index.md": "# Everything\n\n" + "\n".join(links)})
    return folder


def books(folder):
    sites = [("content", os.path.join(ROOT, "content"), []), ("everything", everything(os.path.join(folder, "all")), [
        "--entry", "index.md", "--live-url", LIVE])]
    golden = os.path.join(ROOT, "tests", "golden")
    sites.append(("odd", write_files(os.path.join(folder, "odd"), ODD_SITE), []))
    sites += [(name, os.path.join(golden, name, "site"), []) for name in ("chinese", "persian")]
    sites += [(name, os.path.join(golden, name), ["--entry", "input.md"]) for name in ("alerts-in-arabic", "hebrew")]
    if os.path.isdir(os.path.join(SHARED, "mlab-site")):
        sites.append(("site", os.path.join(SHARED, "mlab-site"), ["--entry", "/contribute/", "--live-url", LIVE_URL]))
    else:
        print("NOTE: the site beside the checkout is absent; its book is not judged")
    for name, site, options in sites:
        done = offprint("export", site, "--outputs", "epub" if name == "content" else "pdf,epub", "--name", name, "-o", folder, *options)
        if check(done.returncode == 0, "a book is made of %s" % name):
            yield os.path.join(folder, name + ".epub")


def spoiled(path, name, old, new):
    """A copy in which one file has a fault."""
    target = path + ".fault.epub"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for entry in source.infolist():
            data = source.read(entry)
            assert entry.filename != name or old in data, old
            out.writestr(entry, data.replace(old, new, 1) if entry.filename == name else data)
    return target


def judge(folder):
    found = list(books(folder))
    judged("EPUBCheck", judges.epubcheck(*found), "EPUBCheck judges %d books" % len(found))
    judged("ACE", judges.ace(*found), "ACE judges %d books" % len(found))
    for name, answer in (
            ("EPUBCheck", judges.epubcheck(spoiled(found[0], "EPUB/package.opf", b"dcterms:modified", b"dcterms:modifies"))),
            ("ACE", judges.ace(spoiled(found[0], "EPUB/package.opf", b"accessibilityHazard", b"accessibilityHazards")))):
        judged(name, answer if answer is None else answer is False, "%s lets a planted fault pass" % name)


def main():
    with scratch() as folder:
        if sys.argv[1:] == ["judges"]:
            judge(folder)
            finish("judges of the book")
        site = write_files(os.path.join(folder, "site"), FILES)
        book = made(site, os.path.join(folder, "out"), "--live-url", LIVE, "--date", "2021-07-15")
        check_container(book)
        check_links(book)
        check_pages(book)
        check_metadata(book, folder, site)
        check_directions(folder)
        check_odd(folder)
        check_sameness(folder, site)
        need_tool("pdftotext", "poppler-utils")
        for language in SENTENCES:
            check_page_list(folder, language)
    finish("the book")


if __name__ == "__main__":
    main()
