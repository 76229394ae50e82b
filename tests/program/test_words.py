"""No word is lost: pages made at random, each word in them unlike all others. The words of the tree
(`render --to doc`) are those of the PDF and of the bundle's page, in order. Notes are compared one by one,
as the PDF has them where they are referred to.

Arguments: how many sites, and the seed of the first."""
import glob
import os
import random
import re
import subprocess
import sys

from pdf_model import Structure
from support import check, finish, need_tool, offprint, scratch, unpack

WORD = re.compile(r"q\d{5}z")
PAGES = 6  # of a site


class Page:
    """A page's source: `text` of what is written, `notes` what its references refer to."""

    def __init__(self, chance, number, html):
        self.chance, self.html = chance, html
        self.number, self.count, self.depth = number, 0, 0
        self.notes, self.notes_made = [], 0

    def word(self):
        self.count += 1
        return "q%d%04dz" % (self.number, self.count)

    def words(self):
        return " ".join(self.word() for _ in range(self.chance.randint(1, 4)))

    def pick(self, *makers):
        return self.chance.choice(makers)()

    # Inlines

    def tag(self, *names):
        name = self.chance.choice(names)
        attributes = {"abbr": ' title="long form"', "a": ' href="#x"', "span": ' lang="de"'}.get(name, "")
        return "<%s%s>%s</%s>" % (name, attributes, self.words(), name.split()[0])

    def quote(self):
        return "<q>%s <q>%s</q></q>" % (self.words(), self.words())

    def ruby(self):
        return "<ruby>%s<rt>%s</rt></ruby>" % (self.word(), self.word())

    def reference(self):
        if self.html or self.depth > 3 or self.notes_made > 25:
            return self.words()
        self.notes_made += 1
        label = "n%d" % self.notes_made
        self.depth += 1
        self.notes.append("[^%s]: %s" % (label, self.note().replace("\n", "\n    ")))
        self.depth -= 1
        return "%s[^%s]" % (self.word(), label)

    def note(self):
        return self.pick(self.inlines, self.inlines, lambda: self.inlines() + "\n\n" + self.bullets(),
                         lambda: self.inlines() + "\n\n" + self.pipes())

    def mark(self):
        sign = self.chance.choice(["*", "**", "`"])
        return self.words() if self.html else sign + self.words() + sign

    def inlines(self):
        parts = [self.pick(self.words, self.words, self.mark, self.quote, self.reference, self.ruby,
                           lambda: self.tag("mark", "ins", "u", "del", "s", "sub", "sup", "small", "kbd", "samp",
                                            "abbr", "cite", "dfn", "var", "b", "i", "a", "span", "strike", "tt"))
                 for _ in range(self.chance.randint(1, 5))]
        return self.word() + " " + " ".join(parts)

    # Blocks in HTML

    def attributes(self):
        return "".join(text for text in (
            ' type="%s"' % self.chance.choice("1aAiI"), ' start="%d"' % self.chance.randint(-9, 2000), " reversed",
            ' style="list-style-type:%s"' % self.chance.choice(["square", "none", "lower-greek", "upper-roman"]))
            if self.chance.random() < .3)

    def inner(self):
        """What stands in an item, a cell or the like."""
        if self.depth > 2 or self.chance.random() < .3:
            return self.inlines_html()
        self.depth += 1
        text = self.pick(self.inlines_html, self.inlines_html, self.paragraph, self.list, self.table,
                         self.definitions, lambda: self.paragraph() + self.list(),
                         lambda: self.words() + self.list(), lambda: "<h3>%s</h3>%s" % (self.word(), self.words()))
        self.depth -= 1
        return text

    def inlines_html(self):
        return " ".join(self.pick(self.words, self.quote, lambda: self.tag("mark", "em", "ins", "code", "kbd"))
                        for _ in range(self.chance.randint(1, 3)))

    def paragraph(self):
        return "<p>%s</p>" % self.inlines_html()

    def list(self):
        name = self.chance.choice(["ol", "ol", "ul", "menu", "dir"])
        items = "".join(self.pick(lambda: "<li value=\"%d\">%s</li>" % (self.chance.randint(-5, 99), self.inner()),
                                  lambda: "<li>%s</li>" % self.inner(), lambda: "<li>%s</li>" % self.inner(),
                                  lambda: "<div><li>%s</li></div>" % self.inner(), self.words)
                        for _ in range(self.chance.randint(1, 4)))
        return "<%s%s>%s</%s>" % (name, self.attributes(), items, name)

    def row(self, name):
        cells = ""
        for _ in range(self.chance.randint(1, 4)):
            spans = "".join(" %s=\"%d\"" % (span, self.chance.choice([0, 2, 2, 3, 9]))
                            for span in ("colspan", "rowspan") if self.chance.random() < .25)
            align = self.chance.choice(["", ' align="right"', ' style="text-align:center"'])
            cells += "<%s%s%s>%s</%s>" % (name, spans, align, self.inner(), name)
        return "<tr>%s</tr>" % cells

    def rows(self, section, name="td"):
        return "<%s>%s</%s>" % (section, "".join(self.row(name) for _ in range(self.chance.randint(1, 3))), section)

    def table(self):
        caption = "<caption>%s</caption>" % self.words() if self.chance.random() < .4 else ""
        head = self.rows("thead", "th") if self.chance.random() < .5 else ""
        bodies = "".join(self.rows("tbody") for _ in range(self.chance.randint(1, 2)))
        return "<table>%s%s%s%s</table>" % (caption, head, bodies, self.rows("tfoot") if head else "")

    def definitions(self):
        groups = ["<dt>%s</dt><dd>%s</dd>" % (self.inlines_html(), self.inner())
                  for _ in range(self.chance.randint(1, 3))]
        return "<dl>%s</dl>" % "".join(self.chance.choice(["%s", "<div>%s</div>"]) % group for group in groups)

    def box(self):
        name = self.chance.choice(["div", "section", "details", "figure", "fieldset", "blockquote", "center",
                                   "address", "article"])
        first = {"details": "<summary>%s</summary>", "fieldset": "<legend>%s</legend>"}.get(name, "<p>%s</p>")
        last = "<figcaption>%s</figcaption>" % self.words() if name == "figure" else ""
        return "<%s>%s%s%s</%s>" % (name, first % self.inlines_html(), self.inner(), last, name)

    def stray(self):
        return "<div><li>%s</li><li>%s</li></div>" % (self.words(), self.words())

    def heading(self):
        level = self.chance.randint(2, 6)
        return "<h%d>%s</h%d>" % (level, self.inlines_html(), level)

    def block_html(self):
        return self.pick(self.paragraph, self.list, self.table, self.definitions, self.box, self.stray, self.heading)

    # Blocks in Markdown

    def bullets(self):
        sign = self.chance.choice(["- ", "1. ", "- [x] "])
        text = ""
        for _ in range(self.chance.randint(1, 3)):
            text += sign + self.words() + "\n"
            if self.depth < 3 and self.chance.random() < .4:
                self.depth += 1
                text += "    " + self.bullets().strip().replace("\n", "\n    ") + "\n"
                self.depth -= 1
        if sign == "1. " and self.chance.random() < .5:
            text += '{: type="%s" start="%d"}\n' % (self.chance.choice("aAiI"), self.chance.randint(1, 99))
        return text

    def pipes(self):
        columns = self.chance.randint(1, 4)
        row = lambda: "| " + " | ".join(self.inlines() if not self.depth else self.words()
                                        for _ in range(columns)) + " |\n"
        return row() + "|---" * columns + "|\n" + row() + row()

    def quoted(self):
        return "> " + (self.inlines() + "\n\n" + self.bullets()).strip().replace("\n", "\n> ") + "\n"

    def terms(self):
        return "".join("%s\n: %s\n\n  %s\n\n" % (self.inlines(), self.inlines(), self.words())
                       for _ in range(self.chance.randint(1, 3)))

    def code(self):
        return "```\n%s\n%s\n```\n" % (self.words(), self.words())

    def classed(self):
        return "{: .note}\n" + self.inlines() + "\n"

    def block(self):
        if self.html:
            return self.block_html()
        return self.pick(self.inlines, self.bullets, self.pipes, self.quoted, self.terms, self.code, self.classed,
                         lambda: "## " + self.inlines(), self.block_html, self.block_html)

    def write(self, path):
        blocks = [self.block() for _ in range(self.chance.randint(6, 12))]
        with open(path, "w", encoding="utf-8") as file:
            file.write("---\ntitle: Page\n---\n\n" + "\n\n".join(blocks + self.notes) + "\n")


def words_of_tree(site, name):
    """What is text in the dump: that of the page, then that of each note. And how many cells there are."""
    parts, cells = [[]], 0
    for line in offprint("render", site, name, "--to", "doc").stdout.decode("utf-8").split("\n"):
        cells += line.strip().split(" ")[0] == "cell"
        if line.strip().startswith("footnote number"):
            parts.append([])
        at = line.find(' text="')
        parts[-1] += WORD.findall(line[at:]) if at >= 0 else []
    return parts, cells


def words_of_pdf(structure):
    """As the structure tree has them: by the first figure, which tells the document."""
    words = WORD.findall(re.sub(r"\s", "", "".join(structure.texts())))
    return {str(i + 1): [word for word in words if word[1] == str(i + 1)] for i in range(PAGES)}


def words_heard(path):
    """As Poppler tells the structure tree."""
    told = subprocess.run(["pdfinfo", "-struct-text", path], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "replace")
    told = told[told.index("\n  Part "):]
    return WORD.findall(re.sub(r'"\s+"|\s', "", told))


def check_structure(place, structure, cells):
    """What a listener meets: notes behind their references, captions within what they name, every cell."""
    found = list(structure.elements())
    for role, parent, before in found:
        check(role != "Note" or before in ("Reference", "Note"), "%s: a note behind %s in %s" % (place, before, parent))
        check(role != "Caption" or parent in ("Figure", "Table"), "%s: a caption in %s" % (place, parent))
        check(role != "Lbl" or parent in ("LI", "Note", "TOCI"), "%s: a label in %s" % (place, parent))
    roles = [role for role, _, _ in found]
    check(roles[:3] == ["Document", "Sect", "H1"], "%s: it begins with %s" % (place, roles[:3]))
    shown = roles.count("TD") + roles.count("TH")
    check(shown >= cells, "%s: %d of %d cells" % (place, shown, cells))


def words_of_html(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return WORD.findall(re.sub(r"<[^>]*>", "", text[text.index('<div class="text">'):]))


def compare(name, parts, got):
    for part in parts:
        own = set(part)
        found = [word for word in got if word in own]
        missing = [word for word in part if word not in set(found)]
        if check(not missing, "%s: lost %s" % (name, " ".join(missing[:9]))) and found != part:
            at = next((i for i, (a, b) in enumerate(zip(part, found)) if a != b), len(part))
            check(False, "%s: not in order, or twice, at %s" % (name, " ".join(found[max(at - 1, 0):at + 2])))


def try_site(folder, seed):
    chance = random.Random(seed)
    names = ["p%d.%s" % (i, "html" if i % 3 == 2 else "md") for i in range(PAGES)]
    site, out = os.path.join(folder, "site"), os.path.join(folder, "out")
    os.makedirs(site)
    for i, name in enumerate(names):
        Page(chance, i + 1, name.endswith("html")).write(os.path.join(site, name))
    with open(os.path.join(site, "_config.yml"), "w", encoding="utf-8") as file:
        file.write("title: Words\n")
    with open(os.path.join(site, "offprint.yml"), "w", encoding="utf-8") as file:
        file.write("entry: [%s]\n" % ", ".join(names))
    done = offprint("export", site, "-o", out)
    if not check(done.returncode == 0, "seed %d: %s" % (seed, done.stderr.decode())):
        return 0
    pdf = glob.glob(os.path.join(out, "*.pdf"))[0]
    structure = Structure(pdf)
    printed = words_of_pdf(structure)
    heard = words_heard(pdf)
    check(heard == [word for page in printed.values() for word in page], "seed %d: not heard, or in another order" % seed)
    bundle = unpack(glob.glob(os.path.join(out, "*.zip"))[0], os.path.join(folder, "bundle"))
    count = cells = 0
    for i, name in enumerate(names):
        parts, more = words_of_tree(site, name)
        cells += more
        place = "seed %d, %s in " % (seed, name)
        compare(place + "the PDF", parts, printed[str(i + 1)])
        compare(place + "the bundle", parts, words_of_html(os.path.join(bundle, "data", "pages", "p%d.html" % i)))
        count += sum(len(part) for part in parts)
    check_structure("seed %d" % seed, structure, cells)
    return count


need_tool("qpdf", "qpdf")
sites = int(sys.argv[1]) if len(sys.argv) > 1 else 3
first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
total = 0
for seed in range(first, first + sites):
    with scratch() as folder:
        total += try_site(folder, seed)
check(total > 0, "there are words")
finish("%d words of %d sites" % (total, sites))
