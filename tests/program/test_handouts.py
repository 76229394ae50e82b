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
from poppler import told_by
from small_site import SITE as SMALL
from support import check, finish, judged, need_tool, offprint, run, scratch, write_files

GREY = ["--grey"]
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


def test_wrong(folder, site):
    for value, code in (("{grey: 3}", "recipe-type"), ("{media: paper}", "recipe-type"), ("[a]", "recipe-type"), ("{gray: true}", "recipe-key")):
        write_files(site, {"offprint.yml": "handout: %s\n" % value})
        done = offprint("check", site, "--entry", "index.md")
        told = done.stderr.decode()
        check("offprint.yml:1:" in told and "[%s]" % code in told, "%s: %s" % (value, told[:300]))
        check((done.returncode == 1) == (code == "recipe-type"), "%s: %d" % (value, done.returncode))
    os.remove(site + "/offprint.yml")
    done = offprint("export", site, "--media", "paper")
    check(done.returncode == 2 and b"'--media' wants screen" in done.stderr, done.stderr.decode())


def test_packets(folder, site):
    write_files(folder, {"list.csv": "name\nAcme\nBücher\n"})
    done = offprint("export", site, "--entry", "index.md", "--outputs", "pdf", "--date", "2026-07-15", "--for", folder + "/list.csv", "-o", folder + "/many", *GREY)
    check(done.returncode == 0, done.stderr.decode())
    for name, title in (("acme", "Acme"), ("bucher", "Bücher")):
        alone = make(site, folder + "/alone-" + name, "--prepared-for", title, *GREY)
        of_many = "%s/many/%s.pdf" % (folder, name)
        same_words(alone, of_many, "a packet for %s" % title)
        operators, named = colours_of(of_many)
        check(operators <= {b"g", b"G"} and named <= {"/DeviceGray"}, "without colours: %s %s" % (operators, named))
    return [folder + "/many/acme.pdf"]


def test_judges(folder, site):
    pdfs = [make(site, folder + "/grey", *GREY), *test_packets(folder, site)]
    judged("veraPDF", judges.verapdf(*pdfs), "PDF/A-3a and PDF/UA-1")
    for pdf in pdfs:
        judged("qpdf", judges.qpdf(pdf), "whole: %s" % pdf)
        judged("drawn", judges.drawn(pdf), "drawn: %s" % pdf)
    # What has a colour after all is found, for the output's profile is one of greys.
    told_by("qpdf", "--qdf", "--object-streams=disable", pdfs[0], folder + "/plain.pdf")
    with open(folder + "/plain.pdf", "rb") as file:
        plain = file.read()
    write_files(folder, {"plain.qdf": re.sub(rb"\n\.\d+ g\n", b"\n0 0 0 rg\n", plain, count=1)})
    write_files(folder, {"planted.pdf": run(["fix-qdf", folder + "/plain.qdf"]).stdout})
    operators, _ = colours_of(folder + "/planted.pdf")
    check(b"rg" in operators, "a colour is planted")
    found = judges.verapdf(folder + "/planted.pdf")
    judged("veraPDF", None if found is None else not found, "a planted colour is found")


if __name__ == "__main__":
    for name in ("qpdf", "pdftotext"):
        need_tool(name, name)
    with scratch() as folder:
        site = write_files(folder + "/site", SITE)
        for test in ([test_judges] if sys.argv[1:] == ["judges"] else [test_grey, test_wrong, test_packets]):
            test(folder, site)
    finish("handouts")
