"""The main job on a real public site: the documents, every link in the PDF and in the zip,
every word, and nothing that should not be there."""
import collections
import html
import html.parser
import json
import os
import re
import shutil
import subprocess
import urllib.parse

from pdf_model import Pdf, text
from support import (LIVE_URL, SHARED, check, export, finish, need_shared, need_tool, offprint,
                     scratch, squeeze, unpack)

SITE = need_shared("mlab-site")
ORACLE = need_shared("mlab-oracle")
FORBIDDEN = ["file:", "localhost", "{{", "{%", "{:", "/tmp/", os.path.abspath(SHARED)]


class Page(html.parser.HTMLParser):
    """Links, anchors and the words a reader sees."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.links, self.ids, self.text, self.skip, self.main = [], set(), [], 0, 0
        self.body = []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.ids.add(found["id"])
        for name in ("href", "src"):
            if name in found:
                self.links.append((tag, found[name] or ""))
        self.skip += tag in ("script", "style")
        self.main += tag in ("main", "article")
        self.handle_data(" " if tag not in INLINE else "")
        if tag == "img":
            self.handle_data(" " + (found.get("alt") or "") + " ")

    def handle_endtag(self, tag):
        self.skip -= tag in ("script", "style")
        self.main -= tag in ("main", "article")
        self.handle_data(" " if tag not in INLINE else "")

    def handle_data(self, data):
        if not self.skip:
            self.text.append(data)
            if self.main:
                self.body.append(data)


INLINE = set("a abbr b bdi cite code del em i ins kbd mark q s small span strong sub sup u var".split())


def tokens(text):
    """The words of a text: runs of letters and digits. Hyphens may be line breaks and join."""
    return re.findall("\\w+", re.sub("\u00ad\\s+|[\u00ad\u200b\u2060\ufeff\u2010\u2011-]", "", text))


NEAR = 400 # words of page furniture and lists of addresses that may stand between two words


def subsequence(want, got, at):
    """How many of the words `want` stand in `got` from `at` on, in order; and which do not."""
    found, missing = 0, []
    for word in want:
        try:
            at = got.index(word, at, at + NEAR) + 1
            found += 1
        except ValueError:
            missing.append(word)
    return found, missing


def expected():
    with open(os.path.join(SITE, "expected-depth1.json")) as file:
        return json.load(file)


def check_report(result):
    links = result["links"]
    want = {"external": 93, "live": 57, "mail": 9, "file": 4, "broken": 1}
    for name, count in want.items():
        check(links[name] == count, "links %s: %d, not %d" % (name, count, links[name]))
    check(links["internal"] >= 48, "at least 48 links inside, not %d" % links["internal"])
    check(result["documents"] == 9, "9 documents, not %d" % result["documents"])
    empty = [d for d in result["diagnostics"] if d["code"] == "link-empty"]
    check([(d["file"], d["line"], d["column"]) for d in empty] ==
          [("_pages/04-data.md", 52, 5)], "the empty link at _pages/04-data.md:52:5: %s" % empty)


def outline_titles(pdf):
    item = pdf.get((pdf.get(pdf.root["/Outlines"]) or {}).get("/First"))
    while item:
        yield squeeze(text(item["/Title"]))
        item = pdf.get(item.get("/Next"))


def check_pdf(path, model):
    pdf = Pdf(path)
    inside, outside = 0, []
    for page, destination, uri, note in pdf.links():
        check((destination is None) != (uri is None), "page %d: a link leads nowhere" % (page + 1))
        check(bool(note.get("/Contents")), "page %d: a link without /Contents" % (page + 1))
        if destination is not None:
            inside += 1
            check(destination[0] in pdf.page_refs, "page %d: its target is no page" % (page + 1))
        else:
            outside.append(uri)
    check(inside >= 48, "48 links inside the PDF at least, not %d" % inside)
    external = {link["href"] for d in model["documents"] for link in d["links"]
                if link["kind"] == "external"}
    got = {urllib.parse.unquote(u) for u in outside}
    missing = [u for u in external if urllib.parse.unquote(u) not in got]
    check(not missing, "external addresses in the PDF: %s missing" % missing)
    for uri in outside:
        check(re.match("(https?|mailto|tel|irc):", uri), "odd address in the PDF: %s" % uri)
    for word in FORBIDDEN:
        check(not any(word in uri for uri in outside), "'%s' in an address of the PDF" % word)
    return pdf


def check_pdf_text(path, pages):
    shown = subprocess.run(["pdftotext", path, "-"], stdout=subprocess.PIPE,
                           check=True).stdout.decode()
    for word in FORBIDDEN:
        check(word not in shown, "'%s' in the PDF's text" % word)
    count_words("PDF", tokens(shown), pages)


def oracle_words(source):
    with open(os.path.join(ORACLE, "fragment", source + ".html"), encoding="utf-8") as file:
        return tokens("".join(Page(file.read()).text))


def count_words(where, got, pages):
    found = total = 0
    for source, title in pages:
        want = oracle_words(source)
        hits, missing = best_match(want, got)
        found += hits
        total += len(want)
        check(not missing, "%s: %s lacks %s" % (where, source, missing[:12]))
    print("words in the %s: %d of %d (%.2f %%)" % (where, found, total, 100.0 * found / total))


def best_match(want, got):
    """The document may begin anywhere: try where its first word stands."""
    starts = [i for i, word in enumerate(got) if word == want[0]] or [0]
    return max((subsequence(want, got, at) for at in starts), key=lambda match: match[0])


def html_files(top):
    for folder, _, names in os.walk(top):
        for name in names:
            if name.endswith(".html"):
                yield os.path.join(folder, name)


def check_bundle(top, model):
    pages = {path: Page(open(path, encoding="utf-8").read()) for path in html_files(top)}
    outside = collections.Counter()
    for path, page in pages.items():
        for tag, href in page.links:
            if re.match("[a-z]+:", href):
                outside[href] += 1
                continue
            check_inside(path, tag, href, pages)
        for word in FORBIDDEN:
            check(word not in "".join(page.text), "'%s' in %s" % (word, path))
            check(not any(word in href for _, href in page.links), "'%s' in a link of %s" % (word, path))
    external = [link["href"] for d in model["documents"] for link in d["links"]
                if link["kind"] == "external"]
    have = {urllib.parse.unquote(u) for u in outside}
    missing = [u for u in external if urllib.parse.unquote(u) not in have]
    check(not missing, "external addresses in the bundle: %s missing" % missing)
    return pages


def check_inside(path, tag, href, pages):
    bare, _, anchor = href.partition("#")
    target = os.path.normpath(os.path.join(os.path.dirname(path), urllib.parse.unquote(bare))) \
        if bare else path
    if not check(os.path.isfile(target), "%s: '%s' leads nowhere" % (path, href)):
        return
    if anchor and target in pages:
        check(urllib.parse.unquote(anchor) in pages[target].ids,
              "%s: no anchor '%s'" % (path, href))


def between(model):
    """The links that must jump: (source document, text, target document, anchor)."""
    for number, document in enumerate(model["documents"]):
        sources = {d["source"]: i for i, d in enumerate(model["documents"])}
        for link in document["links"]:
            anchor = link.get("href", "").partition("#")[2]
            if link["kind"] == "internal-anchor":
                yield number, link["text"], number, anchor
            elif link["kind"] == "doc" and link["in_packet"]:
                yield number, link["text"], sources[link["target"]], anchor


def alike(text):
    return re.sub("[\\W_]+", "", text)


def check_pages_links(top, model):
    """Every link between the nine documents, in its page of the bundle, by its words."""
    names = [d["url"].strip("/").split("/")[-1] + ".html" for d in model["documents"]]
    there = sorted(os.listdir(os.path.join(top, "data", "pages")))
    if not check(sorted(names) == there, "the pages of the bundle: %s" % there):
        return
    links = []
    for name in names:
        with open(os.path.join(top, "data", "pages", name), encoding="utf-8") as file:
            links.append(re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', file.read(), re.S))
    jumps = list(between(model))
    for source, words, target, anchor in jumps:
        want = ("" if source == target else names[target]) + ("#" + anchor if anchor else "")
        got = [href.replace("../pages/", "") for href, inner in links[source]
               if alike(html.unescape(re.sub("<[^>]+>", "", inner))).startswith(alike(words))]
        check(want in got or names[target] + want in got,
              "%s: '%s' leads to %s, not to %s" % (names[source], words, got, want))
    check(len(jumps) == 48, "48 links between the documents, not %d" % len(jumps))


def check_pdf_links(pdf, model):
    """The same links in the PDF: on a page of their document, to one of their target."""
    starts = [pdf.page_of(pdf.destinations()["%d" % (i + 1)]) for i in range(len(model["documents"]))]
    ends = starts[1:] + [len(pdf.page_refs)]
    links = [(page, pdf.page_of(target), text(note["/Contents"]))
             for page, target, uri, note in pdf.links() if target is not None]
    for source, words, target, anchor in between(model):
        good = [1 for page, goal, contents in links
                if starts[source] <= page < ends[source] and starts[target] <= goal < ends[target]
                and alike(contents).startswith(alike(words)) and (anchor or goal == starts[target])]
        check(good, "the PDF lacks the link '%s' of document %d to document %d" %
              (words, source + 1, target + 1))


def check_files(top, result):
    files = os.path.join(top, "data", "files")
    pdfs = [n for _, _, names in os.walk(files) for n in names if n.endswith(".pdf")]
    check(len(pdfs) == 3, "3 local PDFs go along, not %s" % pdfs)
    files = result["outputs"][1]["site_files"]
    check(files == 3, "the report counts 3 files, not %d" % files)


def check_seed(folder):
    """The page the project started from: its sponsorship PDF is absent and reported."""
    site = os.path.join(folder, "seeded")
    shutil.copytree(SITE, site)
    target = os.path.join(site, "_pages", "09-contribute.md")
    os.chmod(os.path.dirname(target), 0o755)
    os.remove(target)
    shutil.copy(need_shared("seed", "contribute.md"), target)
    result, done = export(site, "/contribute/", os.path.join(folder, "seed-out"),
                          "--live-url", LIVE_URL)
    if not check(result is not None and done.returncode == 0, "the seed page is exported"):
        print(done.stderr.decode())
        return
    absent = [d for d in result["diagnostics"] if "mlab-sponsorship.pdf" in d["message"]]
    check(len(absent) == 1 and absent[0]["line"] == 60, "the absent PDF is reported once: %s" % absent)


def main():
    for tool, package in (("qpdf", "qpdf"), ("pdftotext", "poppler-utils")):
        need_tool(tool, package)
    model = expected()
    with scratch() as folder:
        out = os.path.join(folder, "out")
        result, done = export(SITE, "/contribute/", out, "--live-url", LIVE_URL)
        if not check(result is not None and done.returncode == 0, "the site is exported"):
            print(done.stderr.decode("utf-8", "replace"))
            finish("main job")
        check_report(result)
        pages = [(d["source"], d["title"]) for d in model["documents"]]
        check_pdf_links(check_pdf(os.path.join(out, "contribute.pdf"), model), model)
        check_pdf_text(os.path.join(out, "contribute.pdf"), pages)
        top = unpack(os.path.join(out, "contribute.zip"), os.path.join(folder, "bag"))
        found = check_bundle(top, model)
        check_pages_links(top, model)
        shown = " ".join("".join(page.body) for path, page in sorted(found.items()))
        count_words("HTML", tokens(shown), pages)
        check_files(top, result)
        check_seed(folder)
    finish("main job")


if __name__ == "__main__":
    main()
