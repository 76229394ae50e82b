"""Pages made at random, of everything that pages are made of, each word in them unlike all others."""
import os
import re

from small_site import GIF, JPEG, WEBP, png

SYLLABLES = [a + b for a in "bdgklmnprst" for b in "aeiou"]
HEBREW, ARABIC = "אבגדהוזחטיכלמנסעפצקרשת", "بتثجحخدذرزسشصضطظعغفقنه"
FIRST = {HEBREW: "ף", ARABIC: "ؤ"}  # of a word, as of none that is one: it tells one that is read backwards
# A word's first syllable is its page's; the others are such as hyphenation parts. Within lines from right to left,
# whose words Poppler tells from the left, parts would not be beside each other: there are figures instead.
WORD = re.compile("q(?:[bdgklmnprst][aeiou]){3,5}z|q[bdgklmnprst][aeiou][0-9]{4}z" + "".join(
    "|%s[%s]{3}|[%s]{3}%s" % (FIRST[letters], letters, letters, FIRST[letters]) for letters in FIRST))


PICTURES = {"dot.png": png(), "photo.jpg": JPEG, "shown.webp": WEBP, "still.gif": GIF, "drawn.svg":
            b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"><path d="M0 0h900v90" fill="orange"/></svg>'}


def forwards(word):
    return word[::-1] if word[-1] in FIRST.values() else word


def words_of(text):
    """In the order of the text, where words may touch; those from right to left may be as they are seen."""
    return [forwards(word) for word in WORD.findall(text)]


def page_of(word):
    """Its number; None of a word from right to left."""
    return SYLLABLES.index(word[1:3]) if word[0] == "q" else None


def spell(number, signs, count):
    text = ""
    for _ in range(count):
        number, digit = divmod(number, len(signs))
        text += signs[digit]
    return text


class Page:
    """A page's source: `text` of what is written, `notes` what its references refer to. `letters`: whether it has
    words from right to left, too; without them nothing on it names a side or a direction. `deepest`: how far blocks
    lie in cells and items of others. `plain`: nothing on it hangs into a margin, no hyphen and no quotation mark."""

    def __init__(self, chance, number, html, letters=(), deepest=2, plain=False):
        self.chance, self.html, self.letters, self.deepest = chance, html, letters, deepest
        self.plain = plain or bool(letters)
        self.number, self.count, self.depth = number, 0, 0
        self.notes, self.notes_made = [], 0

    def word(self, letters=None):
        self.count += 1
        if letters:
            return FIRST[letters] + spell(self.count, letters, 3)
        if self.plain:
            return "q%s%04dz" % (SYLLABLES[self.number], self.count)
        return "q%s%sz" % (SYLLABLES[self.number], spell(self.count, SYLLABLES, 2 + self.count % 3))

    def words(self):
        letters = self.chance.choice([None, *self.letters])
        return " ".join(self.word(letters) for _ in range(self.chance.randint(1, 4)))

    def pick(self, *makers):
        return self.chance.choice(makers)()

    # Inlines

    def tag(self, *names):
        name = self.chance.choice(names)
        attributes = {"abbr": ' title="long form"', "a": ' href="#x"', "span": ' lang="de"'}.get(name, "")
        return "<%s%s>%s</%s>" % (name, attributes, self.words(), name.split()[0])

    def quote(self):
        return self.words() if self.plain and not self.letters else "<q>%s <q>%s</q></q>" % (self.words(), self.words())

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
        if self.depth > self.deepest or self.chance.random() < .3:
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
            align = self.chance.choice(["", self.letters and ' align="right"' or "", ' style="text-align:center"'])
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

    def image(self):
        size = self.chance.choice(["", "", ' width="40"', ' width="50%"', ' style="width:12em"', ' height="20"'])
        return '<img src="%s" alt="%s"%s>' % (self.chance.choice(sorted(PICTURES)), self.chance.choice(["", "shown"]), size)

    def figure(self):
        caption = "<figcaption>%s</figcaption>" % self.words()
        named = self.pick(self.image, self.image, self.table, lambda: "<p>%s</p>" % self.inlines_html(),
                          lambda: "<pre><code>%s</code></pre>" % self.words(), lambda: "<ul><li>%s</li></ul>" % self.words())
        parts = [named, caption]
        return "<figure>%s</figure>" % "".join(parts if self.chance.random() < .7 else reversed(parts))

    def cards(self):
        """Blocks of a class with a picture each, in rows or not."""
        words = self.chance.choice([lambda: "", lambda: "<p>%s</p>" % self.inlines_html(),
                                    lambda: "<h3>%s</h3><ul><li>%s</li></ul>" % (self.words(), self.inlines_html())])
        rows = [["<div class=\"col\">%s%s</div>" % (self.image(), words()) for _ in range(self.chance.randint(1, 5))]
                for _ in range(self.chance.randint(1, 3))]
        return "<div class=\"grid\">%s</div>" % "".join('<div class="row">%s</div>' % "".join(row) for row in rows)

    def media(self):
        """A picture in one block and its words in the next, in pairs."""
        turned = self.chance.random() < .4
        pairs = [['<div class="col">%s</div>' % self.image(), "<div><h3>%s</h3>%s</div>" % (self.words(), self.inner())]
                 for _ in range(self.chance.randint(1, 3))]
        return '<div class="row">%s</div>' % "".join("".join(reversed(pair) if turned else pair) for pair in pairs)

    def pictures(self):
        return self.pick(self.image, self.cards, self.media, self.figure, lambda: "<p>%s %s %s</p>" % (self.words(), self.image(), self.words()),
                         lambda: "<p>%s %s</p>" % (self.image(), self.image()),
                         lambda: "<ul><li>%s</li><li>%s %s</li></ul>" % (self.image(), self.words(), self.image()),
                         lambda: "<table><tr><td>%s</td><td>%s</td></tr></table>" % (self.image(), self.words()))

    def stray(self):
        return "<div><li>%s</li><li>%s</li></div>" % (self.words(), self.words())

    def heading(self):
        level = self.chance.randint(2, 6)
        return "<h%d>%s</h%d>" % (level, self.inlines_html(), level)

    def block_html(self):
        text = self.pick(self.paragraph, self.list, self.table, self.definitions, self.box, self.stray, self.heading,
                         self.pictures)
        if self.letters and self.chance.random() < .3:
            text = "<div %s>%s</div>" % (self.chance.choice(['dir="rtl"', 'dir="ltr"', 'dir="auto"', 'lang="ar"', 'lang="he"']),
                                         text)
        return text

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

    def callout(self):
        return self.pick(
            lambda: "{: .%s}\n%s\n" % (self.chance.choice(["note", "warning"]), self.inlines()),
            lambda: "> [!%s]\n" % self.chance.choice(["NOTE", "TIP", "CAUTION"]) + self.quoted(),
            lambda: '<div class="important" markdown="1">\n\n%s\n\n%s\n</div>' % (self.inlines(), self.bullets()))

    def turned(self):
        """A paragraph that names its direction, or its language."""
        mark = self.chance.choice(['dir="rtl"', 'dir="ltr"', 'dir="auto"', 'lang="he"', 'lang="fa"'])
        return self.inlines() + ("\n{: %s}\n" % mark if self.letters else "\n")

    def picture(self):
        return self.pick(lambda: "![shown](%s)\n" % self.chance.choice(sorted(PICTURES)), self.pictures,
                         lambda: "%s ![](dot.png) %s\n" % (self.words(), self.words()),
                         lambda: "- ![shown](drawn.svg)\n- %s ![](photo.jpg)\n" % self.words(),
                         lambda: '![shown](photo.jpg "A title")\n')

    def block(self):
        if self.html:
            return self.block_html()
        return self.pick(self.inlines, self.bullets, self.pipes, self.quoted, self.terms, self.code, self.callout,
                         self.turned, self.picture, lambda: "## " + self.inlines(), self.block_html, self.block_html)

    def text(self, least=6, most=12):
        blocks = [self.block() for _ in range(self.chance.randint(least, most))]
        return "\n\n".join(blocks + self.notes) + "\n"


def write_site(folder, pages, head=""):
    """Of names and pages, in their order. `head`: of each one's front matter."""
    files = {"_config.yml": "title: Words\n", "offprint.yml": "entry: [%s]\n" % ", ".join(pages), **PICTURES,
             **{name: "---\ntitle: Page\n%s---\n\n%s" % (head, text) for name, text in pages.items()}}
    os.makedirs(folder)
    for name, content in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
