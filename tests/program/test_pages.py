"""The pages of the bundle as a reader meets them.

    test_pages.py            what their markup says, read here
    test_pages.py chrome     opened from file://, and used, with faults planted, which must be seen
    test_pages.py firefox    the same as far as that browser can be driven"""
import glob
import html.parser
import os
import shutil
import sys

import judges
from support import check, finish, judged, offprint, scratch, unpack, write_files

# Of each document: its title, language, direction, and the language of what the bundle says on its page.
DOCUMENTS = {
    "index": ("Handbook (2.0)", "en", "ltr", "en"),
    "ar": ("\u062f\u0644\u064a\u0644 (API 2.0)", "ar", "rtl", "ar"),
    "he": ("\u05de\u05d3\u05e8\u05d9\u05da, 3", "he", "rtl", "he"),
    "names": ("API \u062f\u0644\u064a\u0644", "ar", "rtl", "ar"), # begins with what runs the other way
    "zh": ("\u7528\u6237\u624b\u518c", "zh", "ltr", "zh"),
    "sv": ("Handbok", "sv", "ltr", "en"), # a language that the table of phrases has not
}
WORDS = {
    "en": "Some words of the text. ", "ar": "\u0643\u0644\u0645\u0627\u062a \u0643\u062b\u064a\u0631\u0629 \u0647\u0646\u0627. ",
    "he": "\u05de\u05d9\u05dc\u05d9\u05dd \u05e8\u05d1\u05d5\u05ea \u05db\u05d0\u05df. ", "zh": "\u8fd9\u91cc\u6709\u6587\u5b57\u3002",
    "sv": "N\u00e5gra ord i texten. ",
}
ENTRIES = ("index", "ar", "he", "zh")


def source(name):
    title, language, _, _ = DOCUMENTS[name]
    links = " ".join("[%s](%s.md)" % (DOCUMENTS[other][0], other) for other in DOCUMENTS if other != name)
    words = WORDS[language]
    return ("---\ntitle: \"%s\"\nlang: %s\n---\n%s\n[%s](https://other.example/%s) [x](gone.md)\n\n" % (title, language, links, words, name) +
            "".join("## %s%d\n\n%s[^%d]\n\n" % (words[:12], each, words * 40, each) for each in range(1, 5)) +
            "".join("[^%d]: %s\n" % (each, words) for each in range(1, 5)))


def make_bundles(folder):
    """One packet of each of some languages, all with the same documents."""
    made = {}
    for entry in ENTRIES:
        site = write_files(os.path.join(folder, "site-" + entry), {name + ".md": source(name) for name in DOCUMENTS})
        write_files(site, {"_config.yml": "title: Site\nurl: https://x.example\nlang: %s\n" % DOCUMENTS[entry][1]})
        done = offprint("export", site, "--entry", entry + ".md", "--name", "b", "--quiet", "-o", site)
        check(done.returncode == 0, "a packet in %s: %s" % (entry, done.stderr.decode()[-300:]))
        made[entry] = unpack(os.path.join(site, "b.zip"), os.path.join(folder, "bag-" + entry))
    return made


def pages_of(bag):
    return sorted(glob.glob(os.path.join(bag, "*.html")) + glob.glob(os.path.join(bag, "data", "**", "*.html"), recursive=True))


# What the markup says

class Marked(html.parser.HTMLParser):
    """Each text of a page with the language and the direction that it is marked with."""

    def __init__(self, path):
        super().__init__()
        self.open, self.texts, self.root = [], [], {} # texts, with language, direction, and what they stand in
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.root = attributes
        if tag not in ("meta", "link", "img", "br", "input", "hr"):
            around = self.open[-1] if self.open else ("", None, None, None)
            direction = attributes.get("dir", "auto" if tag == "bdi" else around[2])
            self.open.append((tag, attributes.get("lang", around[1]), direction, "title" if tag == "title" else attributes.get("class") if
                              tag == "div" else around[3]))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and self.open:
            self.texts.append((data.strip(), *self.open[-1][1:]))


def test_titles(bags):
    """Each title is of its own language and direction, wherever it stands."""
    wanted = {title: (language, direction) for title, language, direction, _ in DOCUMENTS.values()}
    seen = 0
    for entry, bag in bags.items():
        for path in pages_of(bag):
            page, name = Marked(path), os.path.relpath(path, bag)
            own = ("title", "text") if os.sep + "pages" + os.sep in path else ("title",) # the author's
            check(page.root.get("lang") and page.root.get("dir") in ("ltr", "rtl"), "%s: %s says %s" % (entry, name, page.root))
            for text, language, direction, place in page.texts:
                if text in wanted and place not in own:
                    seen += 1
                    check(language == wanted[text][0], "%s: in %s '%s' is marked as '%s'" % (entry, name, text, language))
                    check(direction in (wanted[text][1], "auto"), "%s: in %s '%s' runs %s" % (entry, name, text, direction))
    check(seen > 300, "%d titles were seen" % seen)


# What browsers make of them

OVERLAPS = """(() => {
  const boxes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let node; (node = walker.nextNode());) {
    const style = getComputedStyle(node.parentElement);
    if (!node.data.trim() || style.visibility !== 'visible' || !node.parentElement.checkVisibility() || node.parentElement.closest('.skip, thead, dialog')) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1)
      boxes.push({ text: node.data.trim().slice(0, 30), left: box.left + 1, right: box.right - 1,
        top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
  }
  boxes.sort((a, b) => a.top - b.top);
  const found = [];
  boxes.forEach((a, i) => {
    for (let k = i + 1; k < boxes.length && boxes[k].top < a.bottom; k++)
      if (boxes[k].left < a.right && boxes[k].right > a.left) found.push(a.text + ' / ' + boxes[k].text);
  });
  return [boxes.length, found.slice(0, 3)];
})()"""
SIDES = """(() => {
  const middle = what => { const box = document.querySelector(what)?.getBoundingClientRect(); return box ? (box.left + box.right) / 2 : null; };
  return { root: getComputedStyle(document.documentElement).direction, side: middle('nav.side'), main: middle('div.text p'), here: middle('nav.here'),
    home: middle('.home'), bar: middle('.bar nav'), width: document.documentElement.scrollWidth,
    titles: [...document.querySelectorAll('nav bdi, .crumbs bdi, .bar bdi, td bdi')].map(bdi =>
      [bdi.textContent, bdi.closest('[lang]').lang, getComputedStyle(bdi).direction]) };
})()"""
RESULTS = """[...document.querySelectorAll('[role=option] .title')].map(bdi => [bdi.textContent, bdi.closest('[lang]').lang, getComputedStyle(bdi).direction])"""


def direction_faults(what, sides, direction):
    faults = [] if sides["root"] == direction else ["the page runs %s" % sides["root"]]
    turn = -1 if direction == "rtl" else 1
    places = [sides[each] for each in ("side", "main", "here") if sides[each] is not None]
    if [place * turn for place in places] != sorted(place * turn for place in places) or (sides["home"] - sides["bar"]) * turn > 0:
        faults.append("not mirrored: %s" % sides)
    wanted = {title: (language, way) for title, language, way, _ in DOCUMENTS.values()}
    for text, language, way in sides["titles"]:
        if text in wanted and wanted[text] != (language, way):
            faults.append("'%s' is %s, %s" % (text, language, way))
    return ["%s: %s" % (what, fault) for fault in faults]


def test_directions(browser, folder, bags):
    """Computed directions, mirrored columns, boxes that do not overlap, at three widths."""
    jobs, ways = [], []
    for entry, bag in bags.items():
        for path in pages_of(bag):
            name = os.path.basename(path).replace(".html", "")
            for width in (1400, 800, 320) if entry == "ar" else (1400,):
                jobs.append({"page": path, "size": [width, 800], "steps": [{"ask": OVERLAPS}, {"ask": SIDES}] if "START" not in name else [{"ask": OVERLAPS}]})
                ways.append(DOCUMENTS[name][2] if os.sep + "pages" + os.sep in path else DOCUMENTS[entry][2])
    answers = judges.asked("pages.mjs", browser, jobs, folder)
    if answers is None:
        return judged("%s with puppeteer-core" % browser, None, "")
    for job, way, answer in zip(jobs, ways, answers):
        what = "%s, %d px" % (os.path.relpath(job["page"], folder), job["size"][0])
        count, over = answer["answers"][0]
        check(count > 5 and not over, "%s: of %d boxes these overlap: %s" % (what, count, over))
        for sides in answer["answers"][1:]:
            if job["size"][0] == 1400:
                check(not direction_faults(what, sides, way), "; ".join(direction_faults(what, sides, way)))
            check(sides["width"] <= job["size"][0], "%s scrolls sideways to %d" % (what, sides["width"]))
        check(not answer["errors"], "%s: %s" % (what, answer["errors"]))
    test_results(browser, folder, bags["ar"])
    return None


def test_results(browser, folder, bag):
    """Titles of what the search finds."""
    asked = [("index", "words"), ("ar", "words"), ("he", WORDS["ar"][:5])]
    jobs = [{"page": os.path.join(bag, "data", "pages", name + ".html"),
             "steps": [{"key": "Control+k"}, {"wait": 500}, {"key": typed}, {"wait": 500}, {"ask": RESULTS}]} for name, typed in asked]
    wanted = {title: (language, way) for title, language, way, _ in DOCUMENTS.values()}
    for job, answer in zip(jobs, judges.asked("pages.mjs", browser, jobs, folder)):
        check(answer["answers"][0], "%s: something is found" % job["page"])
        for title, language, way in answer["answers"][0]:
            check(wanted[title][0] == language, "found '%s' is marked as '%s', not '%s'" % (title, language, wanted[title][0]))
            check(way in (wanted[title][1], "ltr" if title[0].isascii() else way), "found '%s' runs %s" % (title, way))


def spoil(path, old, new):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert old in text, (path, old)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new))


def test_planted(folder, bag):
    """Faults that the questions above must see."""
    style, page = os.path.join("data", "assets", "style.css"), os.path.join("data", "pages", "ar.html")
    plants = {
        "boxes over each other": (style, ".side{grid-area:side}", ".side{grid-area:main}"),
        "a page that does not say its direction": (page, ' dir="rtl">\n<head', ">\n<head"),
        "a title that does not say its language": (page, ' lang="he"', ""),
    }
    for number, (what, plant) in enumerate(plants.items()):
        copy = os.path.join(folder, "copy%d" % number)
        shutil.copytree(bag, copy)
        spoil(os.path.join(copy, plant[0]), *plant[1:])
        answer = judges.asked("pages.mjs", "chrome", [{"page": os.path.join(copy, page), "size": [1400, 800],
                                                       "steps": [{"ask": OVERLAPS}, {"ask": SIDES}]}], folder)[0]["answers"]
        check(answer[0][1] or direction_faults("", answer[1], "rtl"), "%s: is seen" % what)


def main(arguments):
    with scratch() as folder:
        bags = make_bundles(folder)
        if not arguments:
            test_titles(bags)
        else:
            test_directions(arguments[0], folder, bags)
            if arguments == ["chrome"] and judges.drives("chrome"):
                test_planted(folder, bags["ar"])
    finish("pages" + "".join(" in " + each for each in arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
