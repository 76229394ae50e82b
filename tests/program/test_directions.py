"""Right to left: pages of one text, set both ways, are each other's mirror image by the boxes of their words and
rules; pages of blocks that run either way at random lose no word, print none over another, are read in the order
they are written in, and stand in the PDF on the side where the bundle's page has them.

Arguments: how many pages of mixtures, and the seed of the first; or "browser": Chromium sets the words of forty such
pages in the order of the PDF."""
import glob
import os
import random
import re
import sys
from html.parser import HTMLParser

import judges
from mirror import check_mirror
from poppler import overlaps, pages_of, told_by
from support import check, finish, need_tool, note_absent, offprint, scratch, unpack

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

> [!NOTE]
> called
>
> - listed

> [!CAUTION]
> guarded

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


def try_mirror():
    with scratch() as folder:
        left, right = (os.path.join(folder, name) for name in ("left", "right"))
        make_site(left, "")
        make_site(right, "dir: rtl\n")
        words, things = check_mirror("the mirror", (left, right), [pdf_of(site, site + "-out") for site in (left, right)],
                                     "index.md", alone=False)
        check(things > 10, "rules")
        return words


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


def check_sides(place, html, pages, width):
    """Each paragraph of one line stands at the side where the bundle's page has it."""
    boxes = {}
    for seen in (word for page in pages for word in page):
        for word in re.findall(r"\w+", seen.text):
            boxes[word] = boxes[word[::-1]] = (seen.x0, seen.x1) # letters from the right may be told as they are seen
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


def check_reading(place, pdf, words):
    """The structure tree tells the document's words in their order, whichever way each line is drawn: of two
    sequences of marked content, all words of the first stand before those of the second."""
    told = told_by("pdfinfo", "-struct-text", pdf)
    place_of = {text: i for i, word in enumerate(words) for text in (word, word[::-1])}
    reached, found = -1, 0
    part = re.search(r"\n  Part .*?(?=\n  \S)", told, re.S).group(0)
    for sequence in re.findall(r'^ *"(.*)"$', part, re.M):
        places = sorted(place_of[word] for word in re.findall(r"\w+", sequence) if word in place_of)
        if places and not check(places[0] > reached, "%s: '%s' is read too late" % (place, words[places[0]])):
            return
        reached, found = places[-1] if places else reached, found + len(places)
    check(found >= .9 * len(words), "%s: only %d of %d words are read" % (place, found, len(words)))


def same_line(one, other):
    """Of two words' (top, bottom)."""
    return min(one[1], other[1]) - max(one[0], other[0]) > .5 * min(one[1] - one[0], other[1] - other[0])


def compare_order(browser, pages):
    """How many pairs of words stand beside each other in the browser's page and in the PDF, and those that stand there
    in another order."""
    boxes = {key: (number, word) for number, page in enumerate(pages) for word in page
             for key in (word.text.strip(".?()[]"), word.text.strip(".?()[]")[::-1])}
    compared, other = 0, []
    for (text, left, *lines, _), (next_text, next_left, *next_lines, _) in zip(browser, browser[1:]):
        if text == next_text or text not in boxes or next_text not in boxes or not same_line(lines, next_lines):
            continue
        (page, box), (next_page, next_box) = boxes[text], boxes[next_text]
        if page == next_page and same_line((box.y0, box.y1), (next_box.y0, next_box.y1)):
            compared += 1
            if (left < next_left) != (box.x0 < next_box.x0):
                other.append((text, next_text))
    return compared, other


def try_browser(count, first):
    """Chromium's order of words, and the direction that it reads paragraphs in, are those of the PDF."""
    made = []
    with scratch() as folder:
        for seed in range(first, first + count):
            site = os.path.join(folder, "site%d" % seed)
            os.makedirs(site)
            write(os.path.join(site, "_config.yml"), "title: Mixed\n")
            write(os.path.join(site, "other.md"), "---\ntitle: Other\n---\n\nOther.\n")
            write(os.path.join(site, "index.md"), Mixture(seed).text())
            pdf = pdf_of(site, site + "-out")
            bundle = unpack(glob.glob(os.path.join(site + "-out", "*.zip"))[0], site + "-bundle")
            made.append((seed, pages_of(pdf), os.path.join(bundle, "data", "pages", "index.html")))
        places = judges.places(*[path for _, _, path in made])
        if places is None:
            note_absent("Chromium")
            return
        pairs = 0
        for (seed, (pages, _), path), browser in zip(made, places):
            compared, other = compare_order(browser, pages)
            pairs += compared
            check(not other, "seed %d: in another order than in the browser: %s" % (seed, other))
            mirrored = [[word, -left, *more] for word, left, *more in browser]
            check(len(compare_order(mirrored, pages)[1]) == compared, "seed %d: a planted fault is seen" % seed)
            with open(path, encoding="utf-8") as file:
                told = Paragraphs(file.read()).found
            by_word = {word: direction for word, *_, direction in browser}
            for direction, text in told:
                for word in re.findall(r"\w{4}", text)[:1]:
                    check(by_word.get(word) == direction, "seed %d: Chromium reads '%s' %s" % (seed, text, by_word.get(word)))
        check(pairs > 10 * count, "only %d pairs of words" % pairs)
        finish("%d pairs of words in the browser's order" % pairs)


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
            pages, width = pages_of(glob.glob(os.path.join(out, "*.pdf"))[0])
            shown = " ".join(word.text for page in pages for word in page)
            lost = [word for word in mixture.words if word not in shown and word[::-1] not in shown]
            check(not lost, "seed %d: lost %s" % (seed, " ".join(lost)))
            for number, page in enumerate(pages, 1):
                over = overlaps(page)
                check(not over, "seed %d, page %d: %s over each other" % (seed, number, over[:1]))
            check_reading("seed %d" % seed, glob.glob(os.path.join(out, "*.pdf"))[0], mixture.words[:-1])
            bundle = unpack(glob.glob(os.path.join(out, "*.zip"))[0], os.path.join(folder, "bundle%d" % seed))
            with open(os.path.join(bundle, "data", "pages", "index.html"), encoding="utf-8") as file:
                total += check_sides("seed %d" % seed, file.read(), pages, width)
    return total


# What stands where, in pages of a few words

def boxes_by_word(pages):
    return {key: word for page in pages for word in page for key in (word.text, word.text[::-1])}


def set_page(folder, name, text, recipe=""):
    """Where each word of a page stands."""
    site = os.path.join(folder, name)
    os.makedirs(site)
    write(os.path.join(site, "_config.yml"), "title: One\n")
    write(os.path.join(site, "index.md"), text)
    if recipe:
        write(os.path.join(site, "offprint.yml"), recipe)
    return boxes_by_word(pages_of(pdf_of(site, site + "-out"))[0])


def try_notes(folder):
    """At the foot they stand in the order that their references are read in."""
    at = set_page(folder, "notes", "---\ntitle: A\nlang: ar\n---\nأول[^a] وثان[^b] وثالث[^c] هنا.\n\n"
                                   "[^a]: واحدة\n[^b]: ثانية\n[^c]: ثالثة\n")
    tops = [at[word].y0 for word in ("واحدة", "ثانية", "ثالثة")]
    check(tops == sorted(tops), "notes stand at %s" % tops)


def try_code(folder):
    """Its lines begin at their left, with their blanks, whatever letters they have."""
    at = set_page(folder, "code", "---\ntitle: A\nlang: fa\n---\nمتن\n\n```\naa\n  // هوک bb\n  cc هوگ\n```\n")
    check(at["//"].x0 < at["هوک"].x0 < at["bb"].x0, "the signs of a comment")
    check(abs(at["//"].x0 - at["cc"].x0) < 1 and at["//"].x0 > at["aa"].x0 + 8, "its blanks")


def try_inlines(folder):
    """As a browser sets them: apart from the words around them."""
    at = set_page(folder, "inlines", "---\ntitle: A\nlang: ar\n---\n"
                  'هاتف: <span dir="ltr">+1 (212) 555</span> أو <bdi dir="ltr">-5 %</bdi> نهاية\n\n'
                  'قبل <span dir="ltr"><b>+7</b> (313)</span> بعد\n\n'
                  'صحيح <span style="direction: ltr; unicode-bidi: isolate">C++ / C#</span>\n\n'
                  'عكس <bdo dir="rtl">xyz</bdo> `// خ q`\n')
    orders = [["نهاية", "-5", "%", "أو", "+1", "(212)", "555", "هاتف"], ["بعد", "+7", "(313)", "قبل"],
              ["C++", "C#", "صحيح"], ["//", "q", "zyx", "عكس"]]
    for order in orders:
        stand = [at[word].x0 if word in at else at[word + ":"].x0 for word in order]
        check(stand == sorted(stand), "%s stand at %s" % (order, stand))


def try_styles(folder):
    """A block whose style says its direction has all that it holds at that side, in the bundle as well."""
    at = set_page(folder, "styles", '---\ntitle: A\n---\n<div style="direction: rtl"><ul><li><a href="https://a.example/">'
                                    'linked</a></li></ul><table><tr><td>one</td><td>two</td></tr></table></div>\n')
    check(at["linked"].x1 > 400 and at["two"].x0 < at["one"].x0, "a list at %s, a table" % (at["linked"],))
    out = unpack(glob.glob(os.path.join(folder, "styles-out", "*.zip"))[0], os.path.join(folder, "styles-bundle"))
    with open(os.path.join(out, "data", "pages", "index.html"), encoding="utf-8") as file:
        check('<div dir="rtl">' in file.read(), "the bundle says no direction")


def try_furniture(folder):
    """Sentences of English run from the left though a title from the right begins them."""
    at = set_page(folder, "furniture", "---\ntitle: گزارش\nlang: en\n---\nText\n",
                  "entry: [index.md]\ntitle: گزارش\n")
    check(at["living"].x0 < at["documents"].x0 < at["site;"].x0, "its words are swapped")
    check(min(at[word].x0 for word in at if word.startswith(":") or word.endswith(":")) < 200, "its side")


def try_places():
    with scratch() as folder:
        try_notes(folder)
        try_code(folder)
        try_inlines(folder)
        try_styles(folder)
        try_furniture(folder)


need_tool("pdftotext", "poppler-utils")
if sys.argv[1:2] == ["browser"]:
    try_browser(40, 1)
try_places()
seen = try_mirror()
sides = try_mixtures(int(sys.argv[1]) if len(sys.argv) > 1 else 20, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
check(sides > 0, "no paragraph was looked at")
finish("%d words in a mirror, sides of %d paragraphs" % (seen, sides))
