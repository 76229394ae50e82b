"""Tables made at random, from one column to forty-five, with spans, long words, numbers, code, pictures, lists and
tables in their cells, in lists and quotes and from right to left: no word is lost, said twice or read in another
order, no two stand on each other, none leaves the measure, and no number and no short word is cut.

Arguments: how many pages, and the seed."""
import glob
import os
import random
import re
import subprocess
import sys
from collections import Counter

from pdf_model import Structure
from support import check, finish, need_tool, offprint, scratch

WORD = re.compile(r"q\d{6}[a-e]*z")
NUMBER = re.compile(r"\b7\d{6,}\.\d\d\b")
COLUMNS = [1, 2, 3, 4, 5, 6, 8, 12, 15, 20, 30, 45]
LEFT, RIGHT, TOP, BOTTOM = 96.4, 498.9, 40, 800  # of the text on A4, with its running heads
HANG = 6
TABLES = 3  # of a page
PICTURE = ('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="30"><rect width="%d" height="30" '
           'fill="orange"/></svg>')


class Page:
    """`short`: words that are never cut; `numbers` neither."""

    def __init__(self, chance, number):
        self.chance, self.number, self.count, self.depth = chance, number, 0, 0
        self.short, self.numbers = [], []

    def plain(self):
        self.count += 1
        return "q%02d%04dz" % (self.number, self.count)

    def word(self):
        word = self.plain()
        if self.chance.random() < .06:
            return word[:-1] + self.chance.choice("abcde") * self.chance.randint(10, 70) + "z"
        self.short.append(word)
        return word

    def words(self, least=1, most=6):
        return " ".join(self.word() for _ in range(self.chance.randint(least, most)))

    def figure(self):
        self.count += 1
        number = "7%02d%04d%s.%02d" % (self.number, self.count, "1" * self.chance.randint(0, 4), self.chance.randint(0, 99))
        self.numbers.append(number)
        return number

    def inner(self):
        if self.depth > 2:
            return self.words()
        self.depth += 1
        text = self.table(self.chance.randint(1, 4), self.chance.randint(1, 3))
        self.depth -= 1
        return text

    def mixed(self):
        return self.chance.choice([
            self.words, self.words, self.words, self.words, self.inner, lambda: "",
            lambda: "<ul>%s</ul>" % "".join("<li>%s</li>" % self.words() for _ in range(2)),
            lambda: "<pre>%s\n  %s</pre>" % (self.words(1, 8), self.words(1, 3)),
            lambda: "<blockquote><p>%s</p></blockquote>" % self.words(),
            lambda: '<img src="i%d.svg" alt=""> %s' % (self.chance.randint(1, 3), self.words()),
            lambda: '<a href="https://example.org/%d">%s</a>' % (self.chance.randint(0, 99), self.plain()),
            lambda: "<p>%s</p><p>%s</p>" % (self.words(), self.words())])()

    def cell(self, kind):
        return {"figure": self.figure, "word": self.word, "long": lambda: self.words(5, 40), "mixed": self.mixed,
                "code": lambda: "<code>%s</code>" % self.word()}[kind if self.chance.random() < .9 else "mixed"]()

    def row(self, kinds, head, labels):
        cells, column = "", 0
        while column < len(kinds):
            span = self.chance.randint(2, min(len(kinds), 9)) if len(kinds) > 2 and self.chance.random() < .06 else 1
            name = "th" if head or (labels and column == 0) else "td"
            spans = ' colspan="%d"' % span if span > 1 else ""
            spans += ' rowspan="%d"' % self.chance.randint(2, 4) if self.chance.random() < .04 else ""
            align = self.chance.choice(["", "", ' align="right"', ' align="center"'])
            text = self.words(1, 2) if head else self.cell(kinds[column])
            cells += "<%s%s%s>%s</%s>" % (name, align, spans, text, name)
            column += span
        return "<tr>%s</tr>" % cells

    def table(self, columns, rows):
        kinds = [self.chance.choice(["figure", "figure", "code", "word", "mixed", "mixed", "long" if columns < 8 else "word"])
                 for _ in range(columns)]
        labels = self.chance.random() < .3
        text = "<caption>%s</caption>" % self.words() if self.chance.random() < .3 else ""
        if self.chance.random() < .7:
            text += "<thead>%s</thead>" % "".join(self.row(kinds, True, labels) for _ in range(self.chance.randint(1, 2)))
        text += "<tbody>%s</tbody>" % "".join(self.row(kinds, False, labels) for _ in range(rows))
        return "<table>%s</table>" % text

    def block(self, columns):
        around = self.chance.choice(["%s"] * 6 + ["<ul><li>%s</li></ul>", "<blockquote>%s</blockquote>",
                                                  '<div dir="rtl">%s</div>', "<ul><li><ol><li>%s</li></ol></li></ul>"])
        return around % self.table(columns, self.chance.randint(1, 12 if columns < 9 else 4))


def boxes_of(pdf):
    """Of each page the words with their boxes."""
    told = subprocess.run(["pdftotext", "-bbox", pdf, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    box = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    return [[(*map(float, found[:4]), found[4]) for found in box.findall(page)] for page in told.split("<page ")[1:]]


def outside(words):
    return [word for word in words
            if word[0] < LEFT - HANG or word[2] > RIGHT + HANG or word[1] < TOP or word[3] > BOTTOM]


def core(word):
    """A box is as tall as the face's largest letters: lines of one paragraph share some of it."""
    height = word[3] - word[1]
    return word[1] + .25 * height, word[3] - .2 * height


def overlaps(words):
    found, words = [], sorted(words, key=lambda word: word[1])
    for i, one in enumerate(words):
        top, bottom = core(one)
        for other in words[i + 1:]:
            if other[1] >= bottom:
                break
            other_top, other_bottom = core(other)
            if min(one[2], other[2]) - max(one[0], other[0]) > .6 and min(bottom, other_bottom) - max(top, other_top) > .2:
                found.append((one, other))
    return found


def different(want, got):
    """Words of `want` that are not in `got` as often, and the other way round."""
    return sorted(((Counter(want) - Counter(got)) + (Counter(got) - Counter(want))).elements())


def words_heard(pdf):
    told = subprocess.run(["pdfinfo", "-struct-text", pdf], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "replace")
    return WORD.findall(re.sub(r'"\s+"|\s', "", told[told.index("\n  Part "):]))


def judge_can_fail():
    apart = [(100, 100, 140, 112, "a"), (141, 100, 180, 112, "b"), (100, 111, 140, 123, "below")]
    check(not overlaps(apart) and not outside(apart), "words beside and below each other are well")
    check(len(overlaps(apart + [(130, 103, 150, 115, "c")])) == 2, "an overprinted word is seen")
    check(outside([(490, 100, 506, 112, "x")]) and outside([(80, 100, 99, 112, "x")]) and outside([(100, 795, 140, 807, "x")]),
          "words beyond the measure and below the page are seen")
    check(different(["a", "b"], ["a"]) == ["b"] and different(["a"], ["a", "a"]) == ["a"], "words lost and twice are seen")


def write_site(folder, chance, count):
    pages = [Page(chance, i + 1) for i in range(count)]
    for i, page in enumerate(pages):
        text = "\n\n".join(page.block(COLUMNS[(i * TABLES + k) % len(COLUMNS)]) for k in range(TABLES))
        page.words_in_order = WORD.findall(re.sub(r"<[^>]*>", " ", text))
        with open(os.path.join(folder, "p%d.html" % i), "w", encoding="utf-8") as file:
            file.write("---\ntitle: Page\n---\n%s\n" % text)
    for i in range(1, 4):
        with open(os.path.join(folder, "i%d.svg" % i), "w", encoding="utf-8") as file:
            file.write(PICTURE % (i * 90, i * 90))
    for name, text in (("_config.yml", "title: Tables\n"),
                       ("offprint.yml", "entry: [%s]\n" % ", ".join("p%d.html" % i for i in range(count)))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    return pages


def try_tables(count, seed):
    with scratch() as folder:
        site, out = os.path.join(folder, "site"), os.path.join(folder, "out")
        os.makedirs(site)
        pages = write_site(site, random.Random(seed), count)
        done = offprint("export", site, "-o", out)
        if not check(done.returncode == 0, "tables are exported: %s" % done.stderr.decode()[-300:]):
            return 0
        pdf = glob.glob(os.path.join(out, "*.pdf"))[0]
        want = [word for page in pages for word in page.words_in_order]
        tagged = WORD.findall(re.sub(r"\s", "", "".join(Structure(pdf).texts())))
        heard = words_heard(pdf)
        check(not different(want, tagged), "lost, or twice: %s" % different(want, tagged)[:9])
        check(tagged == want, "the tree is in another order")
        check(heard == tagged, "Poppler hears others: %s" % different(tagged, heard)[:9])
        whole = Counter()
        for i, words in enumerate(boxes_of(pdf)):
            check(not outside(words), "page %d, beyond the measure: %s" % (i + 1, outside(words)[:3]))
            check(not overlaps(words), "page %d, on each other: %s" % (i + 1, overlaps(words)[:2]))
            whole.update(WORD.findall(" ".join(word[4] for word in words)) +
                         NUMBER.findall(" ".join(word[4] for word in words)))
        cut = [word for page in pages for word in page.short + page.numbers if not whole[word]]
        check(not cut, "cut: %s" % cut[:9])
        return len(want)


need_tool("qpdf", "qpdf")
need_tool("pdftotext", "poppler-utils")
judge_can_fail()
words = try_tables(int(sys.argv[1]) if len(sys.argv) > 1 else 8, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
check(words > 0, "there are words")
finish("%d words in tables" % words)
