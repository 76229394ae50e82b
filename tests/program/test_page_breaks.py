"""Where pages end, whatever length the text before has: headings stay with their text, no line
of a paragraph stands alone, tables repeat their head, footnotes stand on the page of their
reference. Each rule is asked of many documents, which are set as one packet."""
import base64
import os
import re

from small_site import png
from support import check, finish, offprint, scratch

LINE = re.compile(r"^\s*(\S+) (-?[0-9.]+) (.*)$")
PLACED = re.compile(r"^  (line|rect|image)(\*?)\w* ([0-9.-]+),([0-9.-]+) ([0-9.-]+)")


PIXEL = base64.b64encode(png()).decode("ascii")


class Line:
    def __init__(self, role, width, text):
        self.role, self.width, self.text = role, float(width), text
        self.artifact = role.startswith("*")


def render(texts, form, *more):
    with scratch() as folder:
        for i, text in enumerate(texts):
            with open(os.path.join(folder, "d%d.md" % (i + 1)), "w", encoding="utf-8") as file:
                file.write(text)
        with open(os.path.join(folder, "index.md"), "w", encoding="utf-8") as file:
            file.write(" ".join("[%d](d%d.md)" % (i + 1, i + 1) for i in range(len(texts))))
        done = offprint("render", folder, "index.md", "--to", form, "--depth", "1", *more)
        check(done.returncode == 0, "render --to %s: %s" % (form, done.stderr[:300]))
        return done.stdout.decode("utf-8")


def set_documents(texts, *more):
    """A list of pages for each text, each a list of lines; and those of the front."""
    documents, front, part = [], [], None
    for row in render(texts, "lines", *more).splitlines():
        if row.startswith("page "):
            page = []
            (front if part is None else documents[-1]).append(page)
        elif row.startswith("  Part "):
            part = row
            (documents[-1] if documents else front).remove(page)
            page = []
            documents.append([page])
        elif LINE.match(row):
            page.append(Line(*LINE.match(row).groups()))
    documents[-1].pop()  # the colophon
    return documents[1:], front  # without the page of links


def outer_lines(page):
    lines = [line for line in page if not line.artifact]
    return lines[0].text, lines[-1].text


def count(pages, text, artifact=False):
    return sum(line.text == text and line.artifact == artifact for page in pages for line in page)


FILLER = "filler\n\n"


def headings_stay_with_their_text():
    more = range(20, 36)
    texts = [FILLER * n + "## HEADING\n\nfirst  \nsecond  \nthird\n\n" + FILLER * 30 for n in more]
    for n, pages in zip(more, set_documents(texts)[0]):
        for page in pages:
            first, last = outer_lines(page)
            check(last not in ("HEADING", "first") and first != "third",
                  "after %d lines a page begins with %s, another ends with %s" % (n, first, last))


def no_widows_or_orphans():
    sizes = range(2, 6)
    texts = [("orphan  \n" + "mid  \n" * (n - 2) + "widow\n\n") * 60 for n in sizes]
    for n, pages in zip(sizes, set_documents(texts)[0]):
        check(len(pages) > 2, "paragraphs of %d lines fill pages" % n)
        for page in pages:
            first, last = outer_lines(page)
            check(last != "orphan" and first != "widow",
                  "%d lines: a page from %s to %s" % (n, first, last))


WORDS = ["incomprehensibilities", "internationalization", "of", "misunderstandings", "misrepresentations",
         "counterrevolutionary", "troubleshooting"]


def running(count):
    return " ".join(WORDS[i * i % 11 % 7] for i in range(count))


def no_page_ends_within_a_word():
    """Not in a paragraph, nor in a row that is taller than a page."""
    text = "\n\n".join(running(300) for _ in range(20))
    row = "<table><tr><td>%s" + running(900) + "</td>" + "<td>word and more than one word</td>" * 6 + "</tr></table>"
    for what, source in (("paragraph", text), ("row", row % ""), ("row, a line lower", row % "word<br>")):
        pages = set_documents([source], "--paper", "A5")[0][0]
        split = sum(line.text.endswith("~") for page in pages for line in page)
        check(len(pages) > 5 and split > 50, "%s: %d pages, %d words split" % (what, len(pages), split))
        for page in pages:
            ends = [line.text for line in page if not line.artifact and line.text[:4] not in ("word", "and", "more", "than", "one")]
            check(not ends[-1].endswith("~"), "%s: a page ends: %s" % (what, ends[-1]))


def lead_ins_stay_with_what_they_introduce():
    more = range(26, 48)
    for what in ("- one\n- two\n- three\n", "1. one\n2. two\n", "| one | b |\n|---|---|\n| two | b |\n| three | b |\n",
                 "    one\n    two\n", "> one\n", "- item:\n  - one\n  - two\n",
                 "1. item:\n- one\n- two\n", "- before\n- item:\n\n| one | b |\n|---|---|\n| two | b |\n", None):
        text = "As follows:[^a]\n\n- one\n- two\n\n[^a]: A note.\n" if what is None else "As follows:\n\n" + what
        texts = [FILLER * n + text + "\n" + FILLER * 40 for n in more]
        split = 0
        for n, pages in zip(more, set_documents(texts)[0]):
            for page in pages:
                said = [line.text for line in page if not line.artifact]
                for text, following in zip(said, said[1:] + [None]):
                    parted = text.startswith(("As follows:", "item:")) and following in (None, "[1]")
                    check(not parted, "%r: after %d lines a page ends with %s" % (what, n, text))
            split += len(pages) > 2
        check(split > 3, "%r: %d of them go over two pages" % (what, split))


def captions_stay_with_what_they_name():
    more = range(26, 48)
    table = "<table><tr><td>one</td></tr><tr><td>two</td></tr><tr><td>three</td></tr></table>"
    figure = "<figure><figcaption>ABOVE</figcaption>%s<figcaption>BELOW</figcaption></figure>"
    own = "<table><caption>ABOVE</caption>%s<tr><td>two</td></tr><tr><td>three</td></tr></table>"
    for what in (figure % table, figure % "<pre>one\ntwo</pre>", figure % "<p>one</p>", own % "<tr><td>one</td></tr>",
                 own % "<thead><tr><th>A</th></tr></thead>", own % "<tr><td rowspan=2>one</td></tr>"):
        texts = [FILLER * n + what + "\n\n" + FILLER * 40 for n in more]
        for n, pages in zip(more, set_documents(texts)[0]):
            for page in pages:
                first, last = outer_lines(page)
                check(last != "ABOVE" and first != "BELOW", "%r: after %d lines from %s to %s" % (what, n, first, last))


def pictures_stay_with_their_words():
    """Portraits and the names that belong to them, beside each other or below."""
    portrait = '<img src="data:image/png;base64,%s" width="90" height="120" alt="portrait">' % PIXEL
    bio = "NAME " + "and what there is to say of her or of him, " * 8
    for what in ('<div class="row"><div class="col">%s</div><div class="col"><p>%s</p></div></div>' % (portrait, bio),
                 '<div class="row"><div class="col"><p>NAME says more</p></div><div class="col">%s</div></div>' % portrait,
                 "<ul><li><p>%s</p><p>%s</p></li></ul>" % (portrait, bio), "<ul><li><p>NAME</p><p>%s</p></li></ul>" % portrait,
                 '<div class="people">%s</div>' % ('<div class="person">%s<p>%s</p></div>' % (portrait, bio * 2) * 2)):
        many = what.count("<img")
        texts = [FILLER * n + what + "\n\n" + FILLER * 30 for n in range(22, 44)]
        pages = render(texts, "pages").split("\npage ")
        shown = [(len(re.findall(r"^  image", page, re.M)), page.count(">NAME")) for page in pages]
        check(all(pictures == names for pictures, names in shown), "%.60s: pictures and names %s" % (what, shown))
        check(sum(pictures for pictures, _ in shown) == many * len(texts), "%.60s: all are shown" % what)


def rows_of_pictures_are_parted():
    """No row needs another beside it on its page, as lines of words do."""
    picture = '<img src="data:image/png;base64,%s" width="400" height="240" alt="p">' % PIXEL
    for figure in ("<p>%s</p>", "<figure>%s<figcaption>CAPTION</figcaption></figure>"):
        pages = render([FILLER * 8 + figure % ((picture + "\n") * 3) + "\n\nend\n"], "pages").split("\npage ")
        shown = [len(re.findall(r"^  image", page, re.M)) for page in pages if "filler" in page or "  image" in page]
        check(shown == [2, 1], "%s: rows of pictures by page %s" % (figure, shown))


def addresses_stay_two_by_two():
    sizes = range(30, 44)
    for many in (5, 20):
        texts = [FILLER * n + " ".join("[a](https://a.example/%d)" % i for i in range(many)) for n in sizes]
        for n, pages in zip(sizes, set_documents(texts)[0]):
            shown = [sum(line.text.startswith("https://a.example/") for line in page) for page in pages]
            check(1 not in shown and sum(shown) == many, "after %d lines: %s addresses" % (n, shown))


def sections(n, title):
    return "".join("## Section %d%s\n\ntext\n\n" % (i, title) for i in range(n))


LONG = ", whose title has more words than a column of half the measure"


def contents_are_drawn_together():
    """A few lines more than a page holds do not take a page of their own, in one column or in two."""
    for counts, more, least in ((range(20, 70), LONG, 5), (range(160, 300, 6), "", 20)):
        last = []
        for n in counts:
            front = [page for page in set_documents([sections(n, more)])[1] if page]
            last.append((len(front), sum("Section" in line.text for line in front[-1])))
        check(all(lines >= least for _, lines in last), "the last pages of the contents: %s" % last)
        check(last[0][0] < last[-1][0], "longer contents take more pages")


def short_contents_take_two_columns():
    """Where that spares a page: side by side, the second from top to bottom after the first."""
    for n, pages, columns in ((30, 1, 1), (55, 1, 2), (80, 1, 2), (150, 2, 2)):
        front = [page for page in set_documents([sections(n, "")])[1] if page][1:]
        told = [line.text.split(" .")[0].split("...")[0].strip() for page in front for line in page if "Section" in line.text]
        check(told == ["Section %d" % i for i in range(n)], "%d sections are read as %s" % (n, told))
        check(len(front) == pages, "contents of %d sections on %d pages" % (n, len(front)))
        places = [(float(x), float(y)) for x, y in re.findall(
            r"^  line ([0-9.]+),([0-9.]+) .*>Section \d+ <", render([sections(n, "")], "pages"), re.M)][:n]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(places, places[1:])]
        jumps = [(x, y) for x, y in steps if x != 0 or not 0 < y < 30]
        check(len(places) == n and len(jumps) == columns * pages - 1, "%d sections go down but for %s" % (n, jumps))
        check(len({x for x, _ in places}) == columns, "%d sections at %s" % (n, sorted({x for x, _ in places})))
        ends = [max(y for x, y in places[-30:] if x == left) for left in {x for x, _ in places[-30:]}]
        check(max(ends) - min(ends) < 30, "the columns of %d sections end at %s" % (n, ends))


def no_last_page_of_a_line_or_two():
    counts = range(10, 100)
    documents = set_documents([FILLER * n for n in counts])[0]
    for n, pages in zip(counts, documents):
        left = count(pages[-1:], "filler")
        check(left > 2, "of %d lines %d stand on the last page" % (n, left))
        check(count(pages, "filler") == n, "%d lines: %d are set" % (n, count(pages, "filler")))
    longer = sum(len(pages) > 1 for pages in documents)
    check(20 <= longer <= 80, "%d documents have a second page" % longer)


def pages_are_filled():
    """Between two breaks that both keep the rules, the later one is taken."""
    pages = set_documents([FILLER * 200])[0][0]
    most = max(count([page], "filler") for page in pages)
    for page in pages[1:-2]:
        check(count([page], "filler") >= most - 1, "%d of %d lines" % (count([page], "filler"), most))
    for page in pages:
        check(any(not line.artifact for line in page), "no page is empty")


def tables_repeat_their_head():
    rows = "".join("| row%d | b |\n" % i for i in range(100))
    pages = set_documents(["| HEAD | b |\n|---|---|\n" + rows])[0][0]
    check(3 <= len(pages) <= 5, "a table on %d pages" % len(pages))
    check(count(pages, "HEAD") == 1, "its head is read once")
    check(count(pages, "HEAD", True) == len(pages) - 1, "and repeated on each further page")
    for i in range(100):
        check(count(pages, "row%d" % i) == 1, "row %d stands once" % i)


def rows_stay_together():
    """A head with its first rows, the last two rows, and rows that a cell joins."""
    sizes = range(20, 44)
    rows = "".join("| row%d | b |\n" % i for i in range(10))
    texts = [FILLER * n + "| HEAD | b |\n|---|---|\n" + rows for n in sizes]
    split = 0
    for n, pages in zip(sizes, set_documents(texts)[0]):
        shown = [sum(line.text.startswith("row") for line in page) for page in pages]
        shown = [rows for rows, page in zip(shown, pages) if rows or count([page], "HEAD")]
        check(min(shown) > 1, "after %d lines a page has %s rows" % (n, shown))
        split += len(shown) > 1
    check(split > 3, "%d tables are split" % split)
    joined = "".join("<tr><td rowspan=\"4\">START</td><td>1</td></tr><tr><td>2</td></tr>"
                     "<tr><td>3</td></tr><tr><td>STOP</td></tr>" for _ in range(30))
    for page in set_documents(["<table>%s</table>\n" % joined])[0][0]:
        check(count([page], "START") == count([page], "STOP"), "joined rows are split between pages")


def rows_break_where_no_room_is_left_only():
    """A row that fits on a page stays whole."""
    cell = "<br>".join("line" for _ in range(6))
    rows = "".join("| START<br>%s<br>STOP | b |\n" % cell for _ in range(30))
    pages = set_documents(["| a | b |\n|---|---|\n" + rows])[0][0]
    check(len(pages) > 3, "a table on %d pages" % len(pages))
    for page in pages:
        check(count([page], "START") == count([page], "STOP"), "a row is split between pages")


def tall_rows_are_split():
    parts = "".join("part%d<br>" % i for i in range(200))
    text = "| HEAD | b |\n|---|---|\n| %s<span id=\"deep\">end</span> | b |\n\nTo [it](#deep).\n" % parts
    pages = set_documents([text])[0][0]
    for i in range(200):
        check(count(pages, "part%d" % i) == 1, "part %d of a tall row stands once" % i)
    check("link 2.deep 'it, page" in render([text], "pages"), "what stands deep in a row is found")


def cells_over_many_rows_are_split():
    """Beside their rows; what is left then stands beside the last of them."""
    parts = "".join("part%d<br>" % i for i in range(200))
    rows = "".join("<tr>%s<td>row%d</td></tr>" % ('<td rowspan="30">%s</td>' % parts if i == 0 else "", i) for i in range(30))
    pages = set_documents(["<table>%s</table>\n" % rows])[0][0]
    for text in ["part%d" % i for i in range(200)] + ["row%d" % i for i in range(30)]:
        check(count(pages, text) == 1, "'%s' of a tall cell and its rows stands once" % text)
    check(count(pages[:1], "row20") == count(pages[:1], "part20") == 1, "rows stand beside the cell that reaches across them")
    check(len(pages) <= 5, "200 lines beside 30 rows on %d pages" % len(pages))


def notes_stand_on_their_page():
    sizes = range(20, 44, 3)
    texts = [FILLER * n + "reference[^1]\n\n[^1]: NOTE text  \n    goes on\n" for n in sizes]
    for n, pages in zip(sizes, set_documents(texts)[0]):
        of = [i for i, page in enumerate(pages) if count([page], "reference[1]")]
        notes = [i for i, page in enumerate(pages) if count([page], "NOTE text")]
        check(len(of) == 1 and of == notes, "after %d lines: %s, its note %s" % (n, of, notes))


def long_notes_are_parted_as_text_is():
    sizes = range(3, 6)
    texts = ["reference[^1]\n\n[^1]: first\n\n" + ("    orphan  \n" + "    mid  \n" * (n - 2) + "    widow\n\n") * 60
             for n in sizes]
    for n, pages in zip(sizes, set_documents(texts)[0]):
        check(len(pages) > 2, "a note of paragraphs of %d lines on %d pages" % (n, len(pages)))
        for page in pages:
            first, last = outer_lines(page)
            check(last != "orphan" and first != "widow", "notes' paragraphs of %d lines: a page from %s to %s" % (n, first, last))


def long_notes_go_on():
    lines = "".join("  \n    note%d" % i for i in range(150))
    pages = set_documents(["a[^1] b[^2]\n\n[^1]: one%s\n\n[^2]: SECOND\n" % lines])[0][0]
    check(len(pages) > 2, "a note on %d pages" % len(pages))
    for text in ["note%d" % i for i in range(150)] + ["SECOND"]:
        check(count(pages, text) == 1, "'%s' of a long note stands once" % text)


def addresses_are_numbered():
    links = " ".join("[x](https://a.example/%d)" % i for i in range(3000))
    pages = set_documents([links + " [LAST](https://a.example/0)\n"])[0][0]
    check(count(pages, "https://a.example/2999") == 1, "3,000 addresses are listed")
    check(any(line.text.endswith("LAST 1") for page in pages for line in page),
          "an address that comes again has the number of the first")


def the_front_is_numbered_in_roman():
    front = set_documents([sections(230, LONG)])[1]
    folios = [[line.text for line in page if line.role == "*foot"][-1:] for page in front]
    check(folios == [[], ["ii"], ["iii"], ["iv"], ["v"], ["vi"]], "folios of the front: %s" % folios)


TABLES = [
    "| A | B | C |\n|---|---|---|\n| pneumonoultramicroscopicsilicovolcanoconiosispneumonoultra"
    "microscopic | two | three |\n",
    "| a1 | b2 | c3 | d4 | e5 | f6 | g7 | h8 | i9 | j10 | k11 | l12 |\n" + "|---" * 12 + "|\n" +
    "| something " * 12 + "|\n",
    "<table><tr><td rowspan=\"2\">A</td><td colspan=\"2\">B and more</td></tr>"
    "<tr><td>C</td><td>D</td></tr></table>\n",
    "<table><tr><td>A</td></tr><tr><td>B</td><td>C</td></tr><tr></tr></table>\n",
    "<table><tr><td><ul><li>A</li><li>B</li></ul></td><td><pre>C\nD</pre></td></tr></table>\n",
    "<table><tr><td><table><tr><td>A</td><td>B</td></tr></table></td></tr></table>\n",
]
PAPERS = {"A4": (595.3, 841.9, 34), "Letter": (612.0, 792.0, None), "A5": (419.5, 595.3, 18)}


def everything_stands_on_the_paper():
    text = "".join(
        "## Section %d\n\nThe quick brown fox jumps over the lazy dog, and `code` follows; "
        "https://a.example/a/rather/long/address/%d ends it.\n\n" % (i, i) for i in range(60))
    text += "    " + "without-a-space/" * 40 + "\n\n" + "\n".join(TABLES)
    for paper, (width, height, margin) in PAPERS.items():
        placed = render([text], "pages", "--paper", paper)
        check(placed.startswith("paper %.1fx%.1f\n" % (width, height)), "%s has its size" % paper)
        right = width - (margin or 0) * 72 / 25.4 + 2.4  # what may hang
        for row in placed.splitlines():
            found = PLACED.match(row)
            if found:
                x, y, wide = (float(found.group(i)) for i in (3, 4, 5))
                cover = found.group(1) == "rect" and wide == width
                check(x >= 0 and 0 <= y <= height and (cover or x + wide <= right),
                      "%s: %s" % (paper, row[:80]))


if __name__ == "__main__":
    for rule in (headings_stay_with_their_text, lead_ins_stay_with_what_they_introduce,
                 captions_stay_with_what_they_name, pictures_stay_with_their_words, rows_of_pictures_are_parted,
                 addresses_stay_two_by_two, contents_are_drawn_together,
                 short_contents_take_two_columns, no_widows_or_orphans, no_page_ends_within_a_word,
                 no_last_page_of_a_line_or_two, pages_are_filled, tables_repeat_their_head, rows_stay_together,
                 rows_break_where_no_room_is_left_only, tall_rows_are_split,
                 cells_over_many_rows_are_split,
                 notes_stand_on_their_page, long_notes_are_parted_as_text_is, long_notes_go_on, addresses_are_numbered,
                 the_front_is_numbered_in_roman, everything_stands_on_the_paper):
        rule()
    finish("page breaks")
