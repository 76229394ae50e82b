"""Tables made at random, from one column to forty-five, with spans, long words, numbers, code, pictures, lists and
tables in their cells, in lists and quotes and from right to left: no word is lost, said twice or read in another
order, no two stand on each other, none leaves the measure, and no number and no short word is cut.

Arguments: how many pages, and the seed."""
import glob
import os
import random
import re
import sys
from collections import Counter

from pdf_model import Structure
from poppler import Word, outside, overlaps, pages_of, structure_of
from support import check, finish, need_tool, offprint, scratch

WORD = re.compile(r"q\d{6}[a-e]*z")
NUMBER = re.compile(r"\b7\d{6,}\.\d\d\b")
COLUMNS = [1, 2, 3, 4, 5, 6, 8, 12, 15, 20, 30, 45]
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

    def tall(self):
        """Cells over many rows, whose text is longer than a page or shorter than its rows."""
        rows, reaching = "", [0] * self.chance.randint(2, 5)
        for _ in range(self.chance.randint(8, 30)):
            cells = ""
            for column in range(len(reaching)):
                if reaching[column]:
                    reaching[column] -= 1
                    continue
                span = self.chance.choice([1, 1, 1, self.chance.randint(2, 6), self.chance.randint(5, 40)])
                reaching[column] = span - 1
                cells += '<td%s>%s</td>' % (' rowspan="%d"' % span if span > 1 else "",
                                            self.words(20, 60 * span) if span > 1 and self.chance.random() < .4
                                            else self.words(0, 30))
            rows += "<tr>%s</tr>" % cells
        return "<table>%s</table>" % rows

    def block(self, columns):
        around = self.chance.choice(["%s"] * 6 + ["<ul><li>%s</li></ul>", "<blockquote>%s</blockquote>",
                                                  '<div dir="rtl">%s</div>', "<ul><li><ol><li>%s</li></ol></li></ul>"])
        if columns == 4 and self.chance.random() < .5:
            return around % self.tall()
        return around % self.table(columns, self.chance.randint(1, 12 if columns < 9 else 4))


def different(want, got):
    """Words of `want` that are not in `got` as often, and the other way round."""
    return sorted(((Counter(want) - Counter(got)) + (Counter(got) - Counter(want))).elements())


def judge_can_fail():
    apart = [Word(100, 100, 140, 112, "a"), Word(141, 100, 180, 112, "b"), Word(100, 111, 140, 123, "below")]
    check(not overlaps(apart) and not outside(apart), "words beside and below each other are well")
    check(len(overlaps(apart + [Word(130, 103, 150, 115, "c")])) == 2, "an overprinted word is seen")
    check(outside([Word(490, 100, 506, 112, "x")]) and outside([Word(80, 100, 99, 112, "x")]) and outside([Word(100, 795, 140, 807, "x")]),
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
        heard = WORD.findall(structure_of(pdf))
        check(not different(want, tagged), "lost, or twice: %s" % different(want, tagged)[:9])
        check(tagged == want, "the tree is in another order")
        check(heard == tagged, "Poppler hears others: %s" % different(tagged, heard)[:9])
        whole = Counter()
        for i, words in enumerate(pages_of(pdf)[0]):
            check(not outside(words), "page %d, beyond the measure: %s" % (i + 1, outside(words)[:3]))
            check(not overlaps(words), "page %d, on each other: %s" % (i + 1, overlaps(words)[:2]))
            whole.update(WORD.findall(" ".join(word.text for word in words)) +
                         NUMBER.findall(" ".join(word.text for word in words)))
        cut = [word for page in pages for word in page.short + page.numbers if not whole[word]]
        check(not cut, "cut: %s" % cut[:9])
        return len(want)


need_tool("qpdf", "qpdf")
need_tool("pdftotext", "poppler-utils")
judge_can_fail()
words = try_tables(int(sys.argv[1]) if len(sys.argv) > 1 else 8, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
check(words > 0, "there are words")
finish("%d words in tables" % words)
