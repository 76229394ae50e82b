"""Hand-outs: the PDF for paper. That no colour is left where none is wanted, by the operators and spaces of every stream; that what is
drawn keeps its contrast; that text, structure, links and claims stay what they are for the screen.

  test_handouts.py           every case
  test_handouts.py judges    before veraPDF and qpdf
"""
import base64
import os
import re
import sys

import judges
from pdf_model import Pdf
from poppler import pages_of, told_by
from small_site import SITE as SMALL
from support import check, finish, judged, need_tool, offprint, run, scratch, write_files

GREY, PRINT, PRESS = ["--grey"], ["--media", "print"], ["--media", "press"]
MM = 72 / 25.4
# Every callout, marks, code, tables, rules, quotes, links of all kinds, pictures and drawings with colours of all kinds.
CALLOUTS = "".join("> [!%s]\n> Words of it, `code` and a [link](b.md).\n\n" % kind for kind in ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"))
SITE = {
    **SMALL,
    "_config.yml": "title: Site\nurl: https://x.example\ntimezone: Europe/Madrid\n",
    "index.md": SMALL["index.md"] + "\nA [lost link](gone.html), <mark>marked [b](b.html)</mark> and `code with [b](b.html)`.\n\n```python\ndef f(): pass\n```\n\n"
                "> A quote of [b](b.html)\n\n***\n\n{: .warning }\nA block with [b](b.html).\n\n![blend](f.svg)\n",
    "f.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'><rect width='60' height='40' fill='#c22'/>"
             "<mask id='m'><rect width='60' height='40' fill='#0a0'/></mask><g mask='url(#m)'><rect width='30' height='40' fill='#22c'/></g>"
             "<g style='mix-blend-mode:hue'><rect x='30' width='30' height='40' stroke='#ff0' fill='#0c0'/></g>"
             "<radialGradient id='r'><stop stop-color='#080'/><stop offset='1' stop-color='#f0f' stop-opacity='.2'/></radialGradient>"
             "<circle cx='30' cy='20' r='15' fill='url(#r)' stroke='url(#r)'/></svg>\n",
}
NOT_DRAWN = {"/Image", "/XML", "/ObjStm", "/XRef"}
TOKEN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|/[^\s/\[\]()<>{}%]*|[\[\]]|<<|>>|[^\s/\[\]()<>{}%]+", re.S)
COLOURED = {b"rg", b"RG", b"k", b"K", b"sc", b"SC"}


def make(site, out, *more):
    done = offprint("export", site, "--entry", "index.md", "--outputs", "pdf", "--date", "2026-07-15", "-o", out, *more)
    check(done.returncode == 0, "%s: %s" % (" ".join(more), done.stderr.decode()[-600:]))
    return os.path.join(out, "small.pdf")


def streams(pdf):
    """The content of every stream that draws: pages, forms, tiles."""
    for ref, thing in pdf.objects.items():
        if "stream" in thing and "/Length1" not in thing["stream"]["dict"]:
            about = thing["stream"]["dict"]
            pages_own = ref[4:] in {page["/Contents"] for page in pdf.pages()}
            if pages_own or about.get("/Subtype") == "/Form" or "/PatternType" in about:
                yield ref, base64.b64decode(thing["stream"]["data"])


def opened(path):
    return Pdf(path, "--json-stream-data=inline", "--decode-level=generalized")


def spaces(pdf):
    """Every colour space that an object names, but for that of the output's own profile."""
    found = set()

    def look(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)
        elif isinstance(value, str) and re.match("/(Device|ICCBased|Cal|Lab|Separation)", value):
            found.add(value)
    for thing in pdf.objects.values():
        look(thing.get("value", thing.get("stream", {}).get("dict")))
    return found


def colours_of(path):
    """The operators that set a colour, and the spaces that are named."""
    pdf, operators = opened(path), set()
    for _, content in streams(pdf):
        operators |= {token for token in TOKEN.findall(content) if token in COLOURED | {b"g", b"G"}}
    return operators, spaces(pdf)


def light(colour):
    parts = [part / 12.92 if part <= .04045 else ((part + .055) / 1.055) ** 2.4 for part in colour]
    return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2]


def contrasts(path):
    """(contrast, page, colour, ground) of each piece of text that a page draws on what its rectangles have painted before."""
    pdf = opened(path)
    for number, page in enumerate(pdf.pages()):
        content = base64.b64decode(pdf.objects["obj:" + page["/Contents"]]["stream"]["data"])
        stack, grounds, colour, at = [], [], (0, 0, 0), [0, 0]
        for token in TOKEN.findall(content):
            numbers = [float(each) for each in stack[-6:] if re.fullmatch(rb"-?[\d.]+", each)]
            if token in (b"rg", b"g"):
                colour = tuple(numbers[-3:]) if token == b"rg" else tuple(numbers[-1:] * 3)
            elif token == b"BT":
                at = [0, 0]
            elif token == b"Td":
                at = [at[0] + numbers[-2], at[1] + numbers[-1]]
            elif token == b"Tm":
                at = numbers[-2:]
            elif token == b"re":
                box = numbers[-4:]
            elif token == b"f":
                grounds.append((*box, colour))
            elif token == b"TJ":
                under = [each[4] for each in grounds if each[0] <= at[0] + .5 <= each[0] + each[2] and each[1] <= at[1] + 1.5 <= each[1] + each[3]]
                ground = under[-1] if under else (1, 1, 1)
                a, b = sorted((light(colour), light(ground)), reverse=True)
                yield (a + .05) / (b + .05), number + 1, colour, ground
            stack = [] if re.fullmatch(rb"[A-Za-z*]+", token) else stack + [token]


def same_words(one, other, message):
    for program in (["pdftotext", "-layout"], ["pdfinfo", "-struct-text"]):
        more = [] if program[0] == "pdfinfo" else ["-"]
        check(told_by(*program, one, *more) == told_by(*program, other, *more), "%s: %s" % (message, program[0]))


def links_of(path):
    return sorted((page, str(target), address, str(note.get("/Rect"))) for page, target, address, note in Pdf(path).links())


def test_grey(folder, site):
    screen, grey = make(site, folder + "/screen"), make(site, folder + "/grey", *GREY)
    operators, named = colours_of(screen)
    check(b"rg" in operators and "/DeviceRGB" in named, "the screen's has colours, which are found")
    operators, named = colours_of(grey)
    check(operators <= {b"g", b"G"} and operators, "no colour is set: %s" % operators)
    check(named <= {"/DeviceGray"}, "nor named: %s" % named)
    low = [each for each in contrasts(grey) if each[0] < 4.5]
    check(not low and list(contrasts(grey)), "text is told from its ground: %s" % low[:5])
    check(len(set(each[3] for each in contrasts(grey))) > 3, "and there are grounds")
    same_words(screen, grey, "in grey")
    about = Pdf(screen).pages(), Pdf(grey).pages()
    check(len(about[0]) == len(about[1]), "as many pages")
    check([link[1:] for link in links_of(screen)] and [link[2:] for link in links_of(screen)] == [link[2:] for link in links_of(grey)], "the same links")
    write_files(site, {"offprint.yml": "handout: {grey: true}\n"})
    asked = make(site, folder + "/asked")
    os.remove(site + "/offprint.yml")
    with open(asked, "rb") as one, open(grey, "rb") as other:
        check(one.read() == other.read(), "option and recipe give the same bytes")


def drawn_below(path, number):
    """The thin rules of a page that are drawn as one, and those that are dots: (left, right, top)."""
    pdf = opened(path)
    page = pdf.pages()[number]
    content = base64.b64decode(pdf.objects["obj:" + page["/Contents"]]["stream"]["data"]).decode("latin-1")
    height = page["/MediaBox"][3]
    lines = [tuple(map(float, found)) for found in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f", content)]
    dots = [tuple(map(float, found)) for found in re.findall(r"d ([\d.]+) ([\d.]+) m ([\d.]+) [\d.]+ l S", content)]
    return [(x, x + width, height - y) for x, y, width, tall in lines if tall < 1], [(x, end, height - y) for x, y, end in dots]


def is_below(word, rules):
    return any(x <= word.x0 + 1 and end >= word.x1 - 1.5 and word.y0 < y < word.y1 + 2 for x, end, y in rules)


def test_print(folder, site):
    screen, paper = make(site, folder + "/screen"), make(site, folder + "/paper", *PRINT)
    told = [re.sub(r" +/BBox .*\n", "", told_by("pdfinfo", "-struct-text", path)) for path in (screen, paper)]
    check(told[0] == told[1], "structure and text are the screen's")
    check([link[2] for link in links_of(screen)] == [link[2] for link in links_of(paper)], "and the links")
    texts = list(contrasts(paper))
    check(texts and {each[2] for each in texts} == {(0, 0, 0)}, "all text is black: %s" % {each[2] for each in texts})
    check(min(each[0] for each in texts) > 15, "on light grounds")
    pdf = opened(paper)
    for page in pdf.pages():
        content = base64.b64decode(pdf.objects["obj:" + page["/Contents"]]["stream"]["data"])
        check(not COLOURED & set(TOKEN.findall(content)), "by the ink of black alone")
    check(b"rg" in colours_of(paper)[0], "drawings keep their colours")
    words, _ = pages_of(paper)
    body = words[2]  # behind the cover and the contents
    lines, dots = drawn_below(paper, 2)
    for text, mark, other in (("page", dots, lines), ("rows", dots, lines), ("drawing", lines, dots), ("far", lines, dots)):
        word = next(word for word in body if word.text == text)
        check(is_below(word, mark) and not is_below(word, other), "'%s' has its mark" % text)
    check(not drawn_below(screen, 2)[1], "which the screen's has not")
    grey = make(site, folder + "/grey-links", *GREY)
    lines, dots = drawn_below(grey, 2)
    words_of = pages_of(grey)[0][2]
    check(is_below(next(word for word in words_of if word.text == "page"), dots), "but where it is grey")
    ink = sum(pixel < 128 for pixel in pixels(paper, 1))
    check(0 < ink < .02 * len(pixels(paper, 1)) < sum(pixel < 128 for pixel in pixels(screen, 1)), "no band of ink on the cover: %d" % ink)


def pixels(path, page):
    done = run(["pdftoppm", "-r", "30", "-gray", "-f", str(page), "-l", str(page), path])
    return done.stdout.split(b"\n", 3)[-1]


def boxes_of(path):
    return [{name: [float(side) for side in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox", "/CropBox", "/ArtBox") if name in page}
            for page in Pdf(path).pages()]


def box_around(size, by):
    return [-by, -by, size[0] + by, size[1] + by]


def is_box(got, wanted):
    return got and all(abs(a - b) < .02 for a, b in zip(got, wanted))


SIZES = {"A4": (595.28, 841.89), "Letter": (612, 792), "A5": (419.53, 595.28)}


def test_boxes(folder, _):
    """The cut is the paper's size, whatever lies around it; marks stand on what is cut away, and outside the bleed."""
    for paper, options, bleed, marks in (("A4", [], 3, 0), ("A4", ["--marks", "crop"], 3, 8), ("A5", ["--bleed", "5mm"], 5, 0), ("Letter", ["--bleed=0.125in", "--marks", "crop"], 3.175, 8),
                                         ("A4", ["--bleed", "0", "--marks", "crop"], 0, 8)):
        path = bound(folder, "boxes", "en", "--paper", paper, *PRESS, *options)
        pdf = opened(path)
        for page, boxes in zip(pdf.pages(), boxes_of(path)):
            check(is_box(boxes["/TrimBox"], box_around(SIZES[paper], 0)), "%s %s: cut at %s" % (paper, options, boxes["/TrimBox"]))
            check(is_box(boxes["/BleedBox"], box_around(SIZES[paper], bleed * MM)), "%s %s: bleed to %s" % (paper, options, boxes["/BleedBox"]))
            check(is_box(boxes["/MediaBox"], box_around(SIZES[paper], (bleed + marks) * MM)) and len(boxes) == 3, "%s %s: %s" % (paper, options, boxes))
            content = base64.b64decode(pdf.objects["obj:" + page["/Contents"]]["stream"]["data"]).decode("latin-1")
            artifact = re.findall(r"/Artifact<</Type/Page>>BDC q 0 G ([\d.]+) w\n(.*?)S Q EMC", content, re.S)
            check(len(artifact) == (1 if marks else 0), "%s %s: marks are an artifact of the page" % (paper, options))
            for _, lines in artifact:
                drawn = [tuple(map(float, line)) for line in re.findall(r"(\S+) (\S+) m (\S+) (\S+) l", lines)]
                check(len(drawn) == 8, "two at each corner")
                for x, y, to_x, to_y in drawn:
                    beyond = [max(-x, x - SIZES[paper][0], -y, y - SIZES[paper][1]), max(-to_x, to_x - SIZES[paper][0], -to_y, to_y - SIZES[paper][1])]
                    check(min(beyond) > (bleed + 1) * MM and max(beyond) < (bleed + 8) * MM, "outside the bleed, inside the sheet: %s" % beyond)
                    on = [abs(value - edge) < .02 for value, other, size in ((x, to_x, SIZES[paper][0]), (y, to_y, SIZES[paper][1])) if value == other for edge in (0, size)]
                    check(on.count(True) == 1, "in line with an edge")
    check("/TrimBox" not in boxes_of(bound(folder, "no-boxes", "en", *PRINT))[0], "print is cut by nobody")


def rects(path, number):
    pdf = opened(path)
    content = base64.b64decode(pdf.objects["obj:" + pdf.pages()[number]["/Contents"]]["stream"]["data"]).decode("latin-1")
    return [tuple(map(float, found)) for found in re.findall(r"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re f", content)]


def test_press(folder, site):
    paper, press = make(site, folder + "/paper", *PRINT), make(site, folder + "/press", *PRESS, "--marks", "crop")
    told = [re.sub(r" +/BBox .*\n", "", told_by("pdfinfo", "-struct-text", path)) for path in (paper, press)]
    check(told[0] == told[1], "structure and text are those of print")
    check([link[1:] for link in links_of(paper)] == [link[1:] for link in links_of(press)], "and the links, where they were")
    operators, named = colours_of(press)
    check(operators and operators <= {b"g", b"G"} and named <= {"/DeviceGray"}, "greys alone: %s %s" % (operators, named))
    texts = list(contrasts(press))
    check(texts and {each[2] for each in texts} == {(0, 0, 0)} and min(each[0] for each in texts) > 15, "black text on light grounds")
    width = SIZES["A4"][0]
    for language, edge in (("en", width + 3 * MM), ("ar", -3 * MM)):
        (left, _, wide, _), = rects(bound(folder, "bleed-" + language, language, *PRESS), 0)
        check(min(abs(left - edge), abs(left + wide - edge)) < .02, "%s: the cover's rule runs to the end of the bleed: %s to %s" % (language, left, left + wide))
        (left, _, wide, _), = rects(bound(folder, "cut-" + language, language, *PRESS, "--bleed", "0"), 0)
        check(min(abs(left), abs(left + wide - width)) < .02, "%s: or to the cut" % language)
    everything = str(opened(press).objects) + told_by("pdfinfo", "-meta", press)
    check("GTS_PDFA1" in everything and not re.search(r"PDFX|pdfxid|PDF/X|pdfx", everything), "no claim of PDF/X")
    write_files(site, {"offprint.yml": "handout: {media: press, bleed: 4, marks: crop}\n"})
    asked = make(site, folder + "/asked")
    os.remove(site + "/offprint.yml")
    with open(asked, "rb") as one, open(make(site, folder + "/typed", *PRESS, "--bleed", "4mm", "--marks", "crop"), "rb") as other:
        check(one.read() == other.read(), "option and recipe give the same bytes")


LONG = {
    "_config.yml": "title: Site\nurl: https://x.example\n",
    "index.md": "---\ntitle: First\n---\n[Two](two.md), [three](three.md), [mail](mailto:m@x.example?subject=a) and [web](https://y.example/z) [m@x.example](mailto:m@x.example)\n\n"
                + "Words of the first one stand here, many of them in a line. " * 150 + "\n",
    "two.md": "---\ntitle: Second\n---\nShort.\n",
    "three.md": "---\ntitle: Third\n---\n" + "Words of the third one stand here, many of them in a line. " * 100 + "\n",
}


def bound(folder, name, language, *more, recipe=""):
    site = write_files("%s/%s" % (folder, name), {**LONG, "offprint.yml": "language: %s\nhistory: false\n%s" % (language, recipe)})
    if language == "ar":
        for page in ("index.md", "two.md", "three.md"):
            write_files(site, {page: LONG[page].replace("---\ntitle", "---\nlang: ar\ntitle", 1)})
    done = offprint("export", site, "--entry", "index.md", "--name", "long", "--outputs", "pdf", "--date", "2026-07-15", "-o", "%s/out-%s" % (folder, name), *more)
    check(done.returncode == 0, done.stderr.decode()[-500:])
    return "%s/out-%s/long.pdf" % (folder, name)


def test_margins(folder, _):
    """On A4 the block is 142 mm wide, 39 mm from where leaves hang together."""
    for language, paper, inner, outer in (("en", "A4", 39, 29), ("en", "Letter", 42, 32), ("en", "A5", 21, 15), ("ar", "A4", 39, 29)):
        path = bound(folder, language + paper, language, "--paper", paper, *PRINT)
        pages, width = pages_of(path)
        long = [i for i, words in enumerate(pages) if len(words) > 100 and i > 1]
        check({i % 2 for i in long} == {0, 1}, "fronts and backs are there")
        for i in long:
            left, right = min(word.x0 for word in pages[i]) / MM, (width - max(word.x1 for word in pages[i])) / MM
            front_left = (i % 2 == 0) != (language == "ar")
            wanted = (inner, outer) if front_left else (outer, inner)
            check(abs(left - wanted[0]) < .7 and abs(right - wanted[1]) < .7, "%s %s, page %d: %.1f and %.1f mm, not %s" % (language, paper, i + 1, left, right, wanted))
            folio = [word for word in pages[i] if word.text == "/" and word.y0 > .9 * max(each.y0 for each in pages[i])][-1]
            check((folio.x0 > width / 2) == front_left, "page %d: the folio is outside" % (i + 1))
            head = pages[i][0] if i - 1 in long else None
            if head and head.y1 < 25 * MM:
                middle = (min(word.x0 for word in pages[i] if word.y1 < 25 * MM) + max(word.x1 for word in pages[i] if word.y1 < 25 * MM)) / 2
                check((middle > width / 2) == front_left, "page %d: so is the head" % (i + 1))
    check(told_by("pdftotext", bound(folder, "en-screen", "en"), "-").count("m@x.example") == 1, "the screen's tells an address of mail where the words do")
    text = told_by("pdftotext", bound(folder, "en-print", "en", *PRINT), "-")
    check(text.count("m@x.example") == 2 and "m@x.example?subject=a" in text and "https://y.example/z" in text, "on paper addresses stand at the document's end, of mail, too")


def test_right_hand(folder, _):
    plain, leaves = bound(folder, "plain", "en", *PRINT), bound(folder, "leaves", "en", *PRINT, recipe="handout: {right_hand: true}\n")
    starts = {}
    for path in (plain, leaves):
        pages, _ = pages_of(path)
        starts[path] = [i for i, words in enumerate(pages) if [word.text for word in words[:2]] in (["1", "First"], ["2", "Second"], ["3", "Third"])]
        check(len(starts[path]) == 3 and starts[path][0] % 2 == 0, "the first document begins on a front: %s" % starts[path])
    check(any(i % 2 for i in starts[plain]) and not any(i % 2 for i in starts[leaves]), "with right_hand all do: %s" % starts)
    pages, _ = pages_of(leaves)
    blank = [i for i, words in enumerate(pages) if not words]
    check(blank and all(i % 2 for i in blank), "backs are blank for it: %s" % blank)
    texts = [re.sub(r"\d+", "0", told_by("pdfinfo", "-struct-text", path)) for path in (plain, leaves)]
    check(texts[0] == texts[1], "text and structure are the same")
    told = told_by("pdftotext", leaves, "-")
    for title, start in zip(("Two", "three"), starts[leaves][1:]):
        check("%s (p. %d)" % (title, start - starts[leaves][0] + 1) in told, "references tell the pages where they are")
    with open(plain, "rb") as one, open(bound(folder, "screen", "en", "--media", "screen", recipe="handout: {right_hand: true, media: print}\n"), "rb") as other:
        check(one.read() != other.read(), "an option wins over the recipe")


def test_wrong(folder, site):
    for value, code in (("{grey: 3}", "recipe-type"), ("{media: paper}", "recipe-type"), ("[a]", "recipe-type"), ("{gray: true}", "recipe-key"),
                        ("{bleed: wide}", "recipe-type"), ("{bleed: 21mm}", "recipe-type"), ("{bleed: -1}", "recipe-type"), ("{marks: all}", "recipe-type")):
        write_files(site, {"offprint.yml": "handout: %s\n" % value})
        done = offprint("check", site, "--entry", "index.md")
        told = done.stderr.decode()
        check("offprint.yml:1:" in told and "[%s]" % code in told, "%s: %s" % (value, told[:300]))
        check((done.returncode == 1) == (code == "recipe-type"), "%s: %d" % (value, done.returncode))
    os.remove(site + "/offprint.yml")
    for options in (["--bleed", "3mm"], ["--marks", "crop"], ["--media", "print", "--bleed", "0"], ["--bleed", "3 ells", *PRESS], ["--bleed", "2.1cm", *PRESS], ["--marks", "x", *PRESS]):
        done = offprint("export", site, "--entry", "index.md", "-o", folder + "/wrong", *options)
        check(done.returncode == 2 and done.stderr and not os.path.exists(folder + "/wrong"), "%s: wrong usage: %s" % (options, done.stderr.decode()[:200]))
    done = offprint("export", site, "--media", "paper")
    check(done.returncode == 2 and b"'--media' wants screen" in done.stderr, done.stderr.decode())


def test_packets(folder, site):
    """Each is what a single export of its row is: text and structure, and what is drawn on its first and its last page."""
    write_files(folder, {"list.csv": "name\nAcme\nBücher\n"})
    write_files(site, {"offprint.yml": "cover: {stamp: For all}\n"})
    made = []
    for number, options in enumerate((GREY, PRINT, PRESS + ["--marks", "crop"])):
        many = "%s/many-%d" % (folder, number)
        done = offprint("export", site, "--entry", "index.md", "--outputs", "pdf", "--date", "2026-07-15", "--for", folder + "/list.csv", "-o", many, *options)
        check(done.returncode == 0, done.stderr.decode())
        for name, title in (("acme", "Acme"), ("bucher", "Bücher")):
            alone = make(site, "%s/alone-%d-%s" % (folder, number, name), "--prepared-for", title, *options)
            of_many = "%s/%s.pdf" % (many, name)
            same_words(alone, of_many, "a packet for %s" % title)
            for page in (1, 3, 5):
                check(pixels(alone, page) == pixels(of_many, page), "%s: page %d looks the same" % (" ".join(options), page))
            check(boxes_of(alone) == boxes_of(of_many), "%s: the boxes are the same" % " ".join(options))
            if options != PRINT:
                operators, named = colours_of(of_many)
                check(operators <= {b"g", b"G"} and named <= {"/DeviceGray"}, "without colours: %s %s" % (operators, named))
        made.append(many + "/acme.pdf")
    for path in made[1:]:
        left = {round(min(word.x0 for word in words if word.text == "For")) for words in pages_of(path)[0][1:] if words}
        check(len(left) == 2, "the stamp stands as the text does: %s" % left)
    os.remove(site + "/offprint.yml")
    return made


def test_judges(folder, site):
    pdfs = [make(site, folder + "/grey", *GREY), make(site, folder + "/print", *PRINT), make(site, folder + "/press", *PRESS),
            bound(folder, "arabic", "ar", *PRESS, "--marks", "crop", "--bleed", "0"), *test_packets(folder, site),
            bound(folder, "leaves", "en", *PRINT, recipe="handout: {right_hand: true}\n")]
    judged("veraPDF", judges.verapdf(*pdfs), "PDF/A-3a and PDF/UA-1")
    for pdf in pdfs:
        judged("qpdf", judges.qpdf(pdf), "whole: %s" % pdf)
        judged("drawn", judges.drawn(pdf), "drawn: %s" % pdf)
    # What has a colour after all is found, for the output's profile is one of greys.
    told_by("qpdf", "--qdf", "--object-streams=disable", pdfs[0], folder + "/plain.pdf")
    with open(folder + "/plain.pdf", "rb") as file:
        plain = file.read()
    for name, content in (("kept", plain), ("planted", re.sub(rb"\n\.\d+ g\n", b"\n0 0 0 rg\n", plain, count=1))):
        write_files(folder, {name + ".qdf": content})
        write_files(folder, {name + ".fixed": run(["fix-qdf", "%s/%s.qdf" % (folder, name)]).stdout})
        told_by("qpdf", "--newline-before-endstream", "%s/%s.fixed" % (folder, name), "%s/%s.pdf" % (folder, name))
        operators, _ = colours_of("%s/%s.pdf" % (folder, name))
        check((b"rg" in operators) == (name == "planted"), "a colour is %s" % name)
        found = judges.verapdf("%s/%s.pdf" % (folder, name))
        judged("veraPDF", None if found is None else found == (name == "kept"), "a colour is found where it is planted: %s" % name)


if __name__ == "__main__":
    for name in ("qpdf", "pdftotext"):
        need_tool(name, name)
    with scratch() as folder:
        site = write_files(folder + "/site", SITE)
        for test in ([test_judges] if sys.argv[1:] == ["judges"] else [test_grey, test_print, test_margins, test_right_hand, test_boxes, test_press, test_wrong, test_packets]):
            test(folder, site)
    finish("handouts")
