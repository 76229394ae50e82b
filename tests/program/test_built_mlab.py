"""A public site as Debian's jekyll builds it, in its layouts, beside the same site's sources: the same documents,
headings, links and words, and what else an export of the sources is known to give (expected-depth1.json)."""
import html
import json
import os
import re

import jekyll_site
from support import LIVE_URL, SHARED, check, export, finish, need_shared, need_tool, note_absent, scratch, unpack

SITE = need_shared("mlab-site")
need_tool("jekyll", "jekyll")

# What the built site says otherwise than the sources, each with its reason. Anything else is a fault.
TITLES = {  # front matter has `title` for menus and `page-title` for <title>; only the latter is in the built page
    "/develop/": ("Developer", "Developer Resources"),
    "/data/": ("Data", "M-Lab Data"),
}
NONE = ("(empty)", "#")


def tokens(markup):
    markup = re.sub(r"<(/?)(a|em|strong|code|span|sup|sub|small|b|i)\b[^>]*>", "", markup)
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]+>", " ", markup)))


def body(page):
    """A document of the bundle below its title, without lists of links that the bundle makes."""
    text = re.search(r"<article[^>]*>(.*?)</article>", page, re.S)
    text = text[1] if text else page[page.index("<main"):page.index("</main>")]
    text = text[text.index('<p class="provenance">'):] if '<p class="provenance">' in text else text
    text = re.sub(r'<p class="provenance">.*?</p>|<nav.*?</nav>', "", text, flags=re.S)
    return re.sub(r"<h1>.*?</h1>", "", text, count=1, flags=re.S)


def title_of(page):
    return html.unescape(re.search(r"<title>(.*?)(?: · [^·<]*)?</title>", page, re.S)[1])


def links(text):
    return [(html.unescape(tag[1]), " ".join(tokens(tag[2]))) for tag in
            re.finditer(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', text, re.S)]


def headings(text):
    """Without the title, which is the bundle's own h1."""
    return [(level, name, " ".join(tokens(words))) for level, name, words in
            re.findall(r'<h([1-6])\b[^>]*?\bid="([^"]*)"[^>]*>(.*?)</h\1>', text, re.S)]


def images(text):
    return re.findall(r'<img\b[^>]*?src="([^"]*)"', text)


def documents(folder, site, name):
    result, done = export(site, "/contribute/", os.path.join(folder, "out-" + name), "--live-url", LIVE_URL)
    if not check(result and done.returncode == 0, "%s: exported: %s" % (name, done.stderr[-500:])):
        return None, {}, []
    zips = [o["path"] for o in result["outputs"] if o["path"].endswith(".zip")]
    check(os.path.basename(zips[0]) == "contribute.zip", "%s: the name of the files: %s" % (name, zips[0]))
    top = unpack(zips[0], os.path.join(folder, "open-" + name))
    pages, files = {}, []
    for place, _, names in os.walk(os.path.join(top, "data")):
        for file in names:
            path = os.path.join(place, file)
            below = os.path.relpath(path, os.path.join(top, "data"))
            if os.path.dirname(below) == "pages":
                with open(path, encoding="utf-8") as stream:
                    pages[file] = stream.read()
            elif below.split(os.sep)[0] not in ("sources", "report"):
                files.append(below)
    return result, pages, sorted(files)


def compare(own, built):
    check(sorted(own) == sorted(built), "the same documents: %s, %s" % (sorted(own), sorted(built)))
    for name in sorted(set(own) & set(built)):
        url = "/%s/" % name[:-5]
        wanted, got = title_of(own[name]), title_of(built[name])
        check((wanted, got) == TITLES.get(url, (wanted, wanted)), "%s: title '%s', built '%s'" % (name, wanted, got))
        a, b = body(own[name]), body(built[name])
        check(tokens(a) == tokens(b), "%s: the same words: %s" % (name, parted(tokens(a), tokens(b))))
        check(headings(a) == headings(b), "%s: the same headings: %s" % (name, parted(headings(a), headings(b))))
        check(links(a) == links(b), "%s: the same links: %s" % (name, parted(links(a), links(b))))
        check(images(a) == images(b), "%s: the same pictures: %s" % (name, parted(images(a), images(b))))
        for tag in ("table", "tr", "td", "th", "pre", "blockquote", "sup", "dl", "ol", "ul", "li"):
            check(len(re.findall("<%s\\b" % tag, a)) == len(re.findall("<%s\\b" % tag, b)), "%s: as many <%s>" % (name, tag))


def parted(a, b):
    at = next((i for i, pair in enumerate(zip(a, b)) if pair[0] != pair[1]), min(len(a), len(b)))
    return "%s | %s" % (a[max(0, at - 2):at + 4], b[max(0, at - 2):at + 4])


def expected(result, built):
    """What Jekyll is known to give, whoever reads it."""
    with open(os.path.join(SITE, "expected-depth1.json"), encoding="utf-8") as file:
        known = json.load(file)
    urls = {"%s.html" % d["url"].strip("/").split("/")[-1]: d for d in known["documents"]}
    check(result["documents"] == len(known["documents"]) and set(urls) == set(built),
          "the documents that are known: %s" % sorted(built))
    for name, document in urls.items():
        text = body(built.get(name, "<main></main>"))
        ids = {h[1] for h in headings(text)} | set(re.findall(r'\bid="([^"]*)"', built.get(name, "")))
        for heading in document["headings"]:
            check(heading["id"] in ids, "%s: heading #%s" % (name, heading["id"]))
        check(len(re.findall("<table", text)) == document["tables"], "%s: %d tables" % (name, document["tables"]))
        shown = [words for _, words in links(text)]
        for link in document["links"]:
            words = " ".join(tokens(html.unescape(link["text"])))
            if link["el"] == "a" and words and link.get("href", "#") not in NONE:
                check(words in shown, "%s: a link '%s' to %s" % (name, words, link.get("href")))


if __name__ == "__main__":
    with scratch() as work:
        why = jekyll_site.build(SITE, work)[2]
        if why:
            note_absent("jekyll with the site's plug-ins: " + why)
            finish("the site as built")
        own_result, own, own_files = documents(work, SITE, "own")
        built_result, built, built_files = documents(work, os.path.join(work, "built"), "built")
        compare(own, built)
        check(own_files == built_files, "the same files go along: %s" % parted(own_files, built_files))
        check(own_result["links"] == built_result["links"], "links by class: %s %s" % (own_result["links"], built_result["links"]))
        check(abs(own_result["pages"] - built_result["pages"]) <= 1, "pages: %d, built %d" % (own_result["pages"], built_result["pages"]))
        expected(built_result, built)
    finish("the site as built")
