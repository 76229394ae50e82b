"""Right to left: pages of one text, set both ways, are each other's mirror image by the boxes of their words and
rules; pages of blocks that run either way at random lose no word, print none over another, and stand in the PDF
on the side where the bundle's page has them.

Arguments: how many pages of mixtures, and the seed of the first."""
import glob
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

from support import check, finish, need_tool, offprint, scratch, unpack

NEAR = 0.6    # points; hanging punctuation and the width of a blank are beside the point
APART = 9     # from one box to the next on a line that belongs to something else
MARGIN = 96.4

# One word for each thing, unlike all others, so that its box is that of the thing.
FIRST = """alpha

## headed

- bullet
- [second](other.md)
  1. inner
  2. further

> quoted
>
> > deeper

| columna | columnb | columnc |
|---|---|---|
| cella | cellb | cellc |
| wider-than-all | b | c |
{: caption="no"}

- [ ] opentask
- [x] donetask

term
: definition

noted[^1]

[outside](https://example.net/a)

---

<div class="note" markdown="1">

boxed

</div>

<figure><table><caption>captioned</caption><tr><th>row</th><td>held</td></tr></table></figure>

[^1]: footnote
"""
OTHER = "There\n\n[back](index.md)\n\n## Section\n\nend\n"


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make_site(folder, direction):
    os.makedirs(folder)
    head = "---\ntitle: %s\nlang: en\n" + direction + "---\n"
    write(os.path.join(folder, "_config.yml"), "title: Mirror\n")
    write(os.path.join(folder, "offprint.yml"), "entry: [index.md, other.md]\ntitle: Mirror\n")
    write(os.path.join(folder, "index.md"), head % "Opening" + FIRST)
    write(os.path.join(folder, "other.md"), head % "Closing" + OTHER)


def pdf_of(folder, out):
    done = offprint("export", folder, "--live-url", "https://x.example", "-o", out)
    check(done.returncode == 0, done.stderr.decode())
    return glob.glob(os.path.join(out, "*.pdf"))[0]


def words_of(pdf):
    """Of each page: text and box of each word; and the width of a page."""
    told = subprocess.run(["pdftotext", "-bbox", pdf, "-"], stdout=subprocess.PIPE, check=True).stdout
    told = re.sub(rb"<!DOCTYPE[^>]*>", b"", told)
    root = ElementTree.fromstring(told)
    pages, width = [], 0
    for page in root.iter("{http://www.w3.org/1999/xhtml}page"):
        width = float(page.get("width"))
        pages.append([(word.text or "", float(word.get("xMin")), float(word.get("xMax")),
                       float(word.get("yMin")), float(word.get("yMax")))
                      for word in page.iter("{http://www.w3.org/1999/xhtml}word")
                      if len(word.text or "") != 64])  # the digest of the sources
    return pages, width


def boxes_of(words, width, mirrored):
    """Words side by side are one box: within it Latin letters run as they do."""
    out = []
    for text, x0, x1, y0, y1 in sorted(words, key=lambda word: word[1]):
        y = round(y0 + (y1 - y0) / 2)
        beside = [i for i, box in enumerate(out) if abs(box[0] - y) <= 3 and x0 - box[2] < APART]
        if beside:
            box = out[beside[-1]]
            out[beside[-1]] = (box[0], box[1], max(box[2], x1), "".join(sorted(box[3] + text)))
        else:
            out.append((y, x0, x1, "".join(sorted(text))))
    return sorted((y, width - x1, width - x0, text) if mirrored else (y, x0, x1, text) for y, x0, x1, text in out)


def same(a, b):
    return len(a) == len(b) and all(abs(p[0] - q[0]) <= 3 and abs(p[1] - q[1]) < NEAR and abs(p[2] - q[2]) < NEAR
                                    and p[3] == q[3] for p, q in zip(a, b))


def rules_of(folder, width, mirrored):
    """Bars, grounds and lines of the page, and what kind of colour they have."""
    told = offprint("render", folder, "index.md", "--to", "pages").stdout.decode("utf-8")
    found = re.findall(r"^ *rect\S* ([-\d.]+),([-\d.]+) ([\d.]+)x([\d.]+) (\w+)", told, re.M)
    rects = [(float(x), float(y), float(w), float(h), color) for x, y, w, h, color in found]
    return sorted((round(y, 1), round(width - x - w if mirrored else x, 1), w, h, color) for x, y, w, h, color in rects)


def try_mirror():
    with scratch() as folder:
        left, right = (os.path.join(folder, name) for name in ("left", "right"))
        make_site(left, "")
        make_site(right, "dir: rtl\n")
        (pages, width), (mirrored, _) = (words_of(pdf_of(site, site + "-out")) for site in (left, right))
        check(len(pages) == len(mirrored) and len(pages) >= 5, "%d and %d pages" % (len(pages), len(mirrored)))
        for number, (page, other) in enumerate(zip(pages, mirrored), 1):
            a, b = boxes_of(page, width, False), boxes_of(other, width, True)
            if not check(same(a, b), "page %d is no mirror image" % number):
                for p, q in zip(a, b):
                    print("  %s" % (p,), "" if same([p], [q]) else "%s" % (q,))
        a, b = rules_of(left, width, False), rules_of(right, width, True)
        near = len(a) == len(b) and all(abs(p[1] - q[1]) <= .11 and p[2:] == q[2:] for p, q in zip(a, b))
        check(near, "rules are no mirror image:\n  %s\n  %s" % (a, b))
        check(len(a) > 10, "rules")
        return sum(len(page) for page in pages)


# Mixtures

HEBREW, ARABIC = "אבגדהוזחטיכלמנסעפצקרשת", "بتثجحخسشصضطظعغفقكلمنهي"


class Mixture:
    """Blocks of words of one language or several, each word unlike all others."""

    def __init__(self, seed):
        self.chance, self.count, self.words = random.Random(seed), 0, []

    def word(self, letters):
        self.count += 1
        number, text = self.count, ""
        for _ in range(4):
            number, digit = divmod(number, len(letters))
            text += letters[digit]
        self.words.append(text)
        return text

    def phrase(self, most=6):
        letters = self.chance.choice(["abcdefghiklmnopqrstuvw", HEBREW, ARABIC])
        foreign = self.chance.choice(["abcdefghiklmnopqrstuvw", HEBREW, letters, letters])
        words = [self.word(foreign if self.chance.random() < .2 else letters)
                 for _ in range(self.chance.randint(1, most))]
        if self.chance.random() < .2:
            more = self.chance.choice(["`f(x)`", "(12)", "[%s](other.md)", "3.5", "*%s*"])
            words.append(more % self.word(letters) if "%s" in more else more)
        return " ".join(words) + self.chance.choice(["", ".", "?"])

    def paragraph(self):
        mark = self.chance.choice(["", "", "", '{: dir="rtl"}\n', '{: dir="ltr"}\n', '{: lang="he"}\n', '{: dir="auto"}\n'])
        return self.phrase(4) + ("\n" + mark if mark else "\n")

    def items(self, depth=0):
        sign = self.chance.choice(["- ", "1. ", "- [x] "])
        text = ""
        for _ in range(self.chance.randint(1, 3)):
            text += sign + self.phrase() + "\n"
            if depth < 2 and self.chance.random() < .3:
                text += "    " + self.items(depth + 1).strip().replace("\n", "\n    ") + "\n"
        return text

    def table(self):
        columns = self.chance.randint(2, 4)
        row = lambda: "| " + " | ".join(self.phrase(2) for _ in range(columns)) + " |\n"
        marks = [self.chance.choice(["---", "---:", ":-:", ":--"]) for _ in range(columns)]
        return row() + "|" + "|".join(marks) + "|\n" + row() + row()

    def quote(self):
        return "> " + (self.phrase() + "\n\n" + self.items(1)).strip().replace("\n", "\n> ") + "\n"

    def terms(self):
        return "%s\n: %s\n" % (self.phrase(2), self.phrase())

    def note(self):
        self.notes = getattr(self, "notes", 0) + 1
        return "%s[^%d]\n\n[^%d]: %s\n" % (self.phrase(2), self.notes, self.notes, self.phrase())

    def text(self):
        makers = [self.paragraph, self.paragraph, self.items, self.table, self.quote, self.terms, self.note,
                  lambda: "## " + self.phrase(3) + "\n", lambda: "```\n%s\n```\n" % self.word("abcdefghiklmnopqrstuvw")]
        blocks = [self.chance.choice(makers)() for _ in range(self.chance.randint(5, 9))]
        head = self.chance.choice(["", "lang: ar\n", "lang: he\n", "lang: en\n", "lang: fa\n", "dir: rtl\n"])
        return "---\ntitle: %s\n%s---\n\n%s" % (self.word("abcdefghiklmnopqrstuvw"), head, "\n\n".join(blocks))


class Paragraphs(HTMLParser):
    """The paragraphs that stand in a page of the bundle as they are, with their direction: "ltr" or "rtl"."""

    def __init__(self, html):
        super().__init__()
        self.open, self.inside, self.found = [], 0, []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("br", "hr", "img", "meta", "link"):
            return
        around = self.open[-1][1] if self.open else "ltr"
        self.open.append((tag, attributes.get("dir", around), attributes.get("class")))
        if tag == "p" and len(self.open) > 1 and self.open[-2][2] == "text":
            self.found.append([self.open[-1][1], ""])
            self.inside = len(self.open)

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.inside = 0 if len(self.open) == self.inside else self.inside
            self.open.pop()

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] += data


def overprinted(words):
    """Two of a page's words that stand over each other, or None."""
    for i, (text, x0, x1, y0, y1) in enumerate(words):
        for other, p0, p1, q0, q1 in words[i + 1:]:
            across = min(x1, p1) - max(x0, p0)
            down = min(y1, q1) - max(y0, q0)
            if across > 1 and down > .6 * min(y1 - y0, q1 - q0):
                return text, other
    return None


def check_sides(place, html, pages, width):
    """Each paragraph of one line stands at the side where the bundle's page has it."""
    boxes = {}
    for text, x0, x1, _, _ in (word for page in pages for word in page):
        for word in re.findall(r"\w+", text):
            boxes[word] = boxes[word[::-1]] = (x0, x1) # letters from the right may be told as they are seen
    checked = 0
    for direction, text in Paragraphs(html).found:
        words = [word for word in re.findall(r"\w+", text) if word in boxes and len(word) == 4]
        if not words or len(text.split()) > 4 or "12" in text:
            continue
        left = min(boxes[word][0] for word in words)
        right = max(boxes[word][1] for word in words)
        at = "ltr" if left - MARGIN < width - MARGIN - right else "rtl"
        check(at == direction, "%s: '%s' is %s in the bundle, and stands from %.1f to %.1f" %
              (place, text, direction, left, right))
        checked += 1
    return checked


def try_mixtures(count, first):
    total = 0
    with scratch() as folder:
        for seed in range(first, first + count):
            mixture = Mixture(seed)
            site, out = (os.path.join(folder, "%s%d" % (name, seed)) for name in ("site", "out"))
            os.makedirs(site)
            write(os.path.join(site, "_config.yml"), "title: Mixed\n")
            write(os.path.join(site, "other.md"), "---\ntitle: Other\n---\n\nOther.\n")
            write(os.path.join(site, "index.md"), mixture.text())
            done = offprint("export", site, "--entry", "index.md", "-o", out)
            if not check(done.returncode == 0, "seed %d: %s" % (seed, done.stderr.decode())):
                continue
            pages, width = words_of(glob.glob(os.path.join(out, "*.pdf"))[0])
            shown = " ".join(text for page in pages for text, *_ in page)
            lost = [word for word in mixture.words if word not in shown and word[::-1] not in shown]
            check(not lost, "seed %d: lost %s" % (seed, " ".join(lost)))
            for number, page in enumerate(pages, 1):
                over = overprinted(page)
                check(not over, "seed %d, page %d: %s over each other" % (seed, number, over))
            bundle = unpack(glob.glob(os.path.join(out, "*.zip"))[0], os.path.join(folder, "bundle%d" % seed))
            with open(os.path.join(bundle, "data", "pages", "index.html"), encoding="utf-8") as file:
                total += check_sides("seed %d" % seed, file.read(), pages, width)
    return total


need_tool("pdftotext", "poppler-utils")
seen = try_mirror()
sides = try_mixtures(int(sys.argv[1]) if len(sys.argv) > 1 else 20, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
check(sides > 0, "no paragraph was looked at")
finish("%d words in a mirror, sides of %d paragraphs" % (seen, sides))
