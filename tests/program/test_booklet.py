"""Booklets: sheets that are printed on both sides, laid in each other and folded have all pages in order, and all that the PDF on A5 tells.

  test_booklet.py            every case
  test_booklet.py fold       all numbers of pages up to 200
  test_booklet.py judges     before veraPDF and qpdf

The reader of sheets takes from the file alone what is seen on it, turns each sheet as the printer was told to, and folds: it knows no
order beforehand."""
import json
import os
import re
import struct
import sys
import zlib

import judges
from pdf_model import Pdf, text
from poppler import pages_of, told_by
from small_site import SITE as SMALL
from support import LIVE_URL, SHARED, check, finish, judged, need_tool, offprint, run, scratch, write_files

MM = 72 / 25.4
EDGE = 12 * MM  # where notes stand
FOLIO = re.compile(r"(\d+) / (\d+)")
NOTE = re.compile(r"Sheets: (\d+)(?:–(\d+))? of (\d+) · print at 100 % · flip on the (short|long) edge")
ARABIC = {"_config.yml": "title: موقع\nlang: ar\nurl: https://x.example\n",
          "index.md": "---\ntitle: السياسة\nlang: ar\n---\n# مقدمة\n\n" + "".join("## قسم\n\n%s [رابط](https://x.org/%d)\n\n" % ("هذه فقرة عربية. " * 90, i) for i in range(9))}


def make(site, out, *more, entry="index.md"):
    done = offprint("export", site, "--entry", entry, "--date", "2026-07-15", "-q", "-o", out, *more)
    check(done.returncode == 0, "%s: %s" % (" ".join(more), done.stderr.decode()[-600:]))
    names = sorted(name for name in os.listdir(out) if name.endswith(".pdf"))
    return [os.path.join(out, name) for name in names]


def picture():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 400, 600, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress((b"\0" + b"\xcc" * 400) * 600)) + chunk(b"IEND", b"")


def long_site(folder, count):
    """As many pages, or one more, as pictures that leave no room for another on their page; and what stands around them."""
    return write_files(folder, {"_config.yml": "title: S\nurl: https://x.example\n", "p.png": picture(),
                                "index.md": "---\ntitle: T\n---\n" + "![p](p.png)\n\n" * count})


# The reader

def seen(path, flip="short"):
    """Of each side what is on its left and on its right half, as its sheet is turned like a leaf of a book; and notes, by side."""
    sides, notes = [], {}
    sheets = [float(edge) for edge in re.search(r"Page size: +([\d.]+) x ([\d.]+)", told_by("pdfinfo", path)).groups()]
    for index, words in enumerate(pages_of(path)[0]):
        if flip == "long" and index % 2:
            words = [word._replace(x0=sheets[0] - word.x1, x1=sheets[0] - word.x0, y0=sheets[1] - word.y1, y1=sheets[1] - word.y0) for word in words]
        words = sorted(words, key=lambda word: (round(word.y0), word.x0))
        note = [word for word in words if word.x1 < EDGE or word.x0 > sheets[0] - EDGE]
        if note:
            notes[index] = " ".join(word.text for word in sorted(note, key=lambda word: -word.y0 if word.x1 < EDGE else word.y0))
        words = [word for word in words if word not in note]
        middle = sheets[0] / 2
        sides.append([[word for word in words if (word.x0 < middle) == left] for left in (True, False)])
    return sides, notes, sheets


def called(words, height):
    """None: nothing stands there."""
    foot = " ".join(word.text for word in words if word.y0 > height * .9)
    folio = FOLIO.search(foot) or re.search(r"(?:^| )([ivxlc]+)(?= |$)", foot)
    return (folio.group(1) if folio else "cover") if words else None


def folded(path, flip="short", bound="left"):
    """What pages are called, one after the other, None for blanks; and how many sheets lie in each other."""
    sides, notes, (_, height) = seen(path, flip)
    names = [[called(half, height) for half in side] for side in sides]
    begins = []
    for index, note in sorted(notes.items()):
        said = NOTE.fullmatch(note)
        if not check(said and index % 2 == 0, "%s: side %d says '%s'" % (path, index, note)):
            continue
        first, last = int(said.group(1)), int(said.group(2) or said.group(1))
        check(first == index // 2 + 1 and int(said.group(3)) == len(sides) // 2 and said.group(4) == flip, "%s: sheet %d: %s" % (path, index // 2 + 1, note))
        begins.append((first - 1, last))
    check([end for _, end in begins] == [begin for begin, _ in begins[1:]] + [len(sides) // 2], "%s: each sheet is one of a signature: %s" % (path, begins))
    pages = []
    for begin, end in begins:
        # A leaf: its front, and its back, which is behind it as one turns it. The half that hangs at the fold's left turns to the right.
        right = [(front[1], back[0]) for front, back in zip(names[2 * begin:2 * end:2], names[2 * begin + 1:2 * end:2])]
        left = [(front[0], back[1]) for front, back in zip(names[2 * begin:2 * end:2], names[2 * begin + 1:2 * end:2])]
        nearer, further = (right, left) if bound == "left" else (left, right)
        pages += [page for leaf in nearer for page in leaf] + [page for leaf in reversed(further) for page in reversed(leaf)]
    return pages, [end - begin for begin, end in begins]


def in_order(pages, closing=1):
    """The cover, roman numbers, numbers; blanks stand together, before so many last pages."""
    told = [page for page in pages if page]
    fronts = [page for page in told if page and not page.isdigit() and page != "cover"]
    numbers = [int(page) for page in told if page.isdigit()]
    blanks = [index for index, page in enumerate(pages) if not page]
    return (told[0] == "cover" and told == ["cover"] + fronts + [str(number) for number in numbers] and fronts[:4] == ["ii", "iii", "iv", "v"][:len(fronts)][:4]
            and numbers == list(range(1, len(numbers) + 1)) and len(blanks) < 4
            and blanks in ([], list(range(len(pages) - closing - len(blanks), len(pages) - closing))))


# Cases

def test_all_numbers(folder):
    site, counts = folder + "/long", []
    for count in range(1, 198):
        long_site(site, count)
        path, = make(site, folder + "/folded", "--outputs", "booklet", "--threads", "1")
        pages, sheets = folded(path)
        told = len([page for page in pages if page])
        counts.append(told)
        check(in_order(pages), "%d pages: %s" % (told, pages))
        check(len(pages) == (told + 3) // 4 * 4 and sum(sheets) * 4 == len(pages), "%d pages on %s sheets" % (told, sheets))
        check(max(sheets) <= 16 and max(sheets) - min(sheets) <= 1, "sheets in each other: %s" % sheets)
    check(set(counts) >= set(range(min(counts), 200)) and min(counts) <= 4, "all numbers of pages: %s" % counts)


def test_folding(folder):
    for count, more, flip, bound, most in ((30, [], "short", "left", 16), (30, ["--booklet=3"], "short", "left", 3), (31, ["--booklet=1"], "short", "left", 1),
                                           (32, ["--flip", "long"], "long", "left", 16), (33, ["--bind", "right"], "short", "right", 16),
                                           (75, ["--bind", "right", "--flip", "long", "--paper", "Letter"], "long", "right", 16), (30, ["--media", "print"], "short", "left", 16)):
        site = long_site(folder + "/long", count)
        path, = make(site, folder + "/options", "--outputs", "booklet", *more)
        pages, sheets = folded(path, flip, bound)
        check(in_order([page for page in pages if page]) and (more[1:] == ["print"] or in_order(pages)), "%s: %s" % (more, pages))
        check(max(sheets) <= most and max(sheets) - min(sheets) <= 1, "%s: sheets in each other: %s" % (more, sheets))
        wrong, _ = folded(path, flip, "right" if bound == "left" else "left")
        check(not in_order(wrong), "%s: folded otherwise they are not in order" % more)
        size = (792, 612) if "Letter" in more else (841.89, 595.28)
        check([round(edge, 2) for edge in seen(path)[2]] == list(size), "%s: sheets are %s" % (more, seen(path)[2]))
    write_files(folder + "/arabic", ARABIC)
    path, = make(folder + "/arabic", folder + "/right", "--outputs", "booklet")
    sides, notes, (width, height) = seen(path)
    check(called(sides[0][0], height) == "cover" and called(sides[0][1], height).isdigit() and list(notes) == [0], "what is read from the right is bound there")
    outer = [word.x0 > width - EDGE for word in pages_of(path)[0][0] if word.x1 < EDGE or word.x0 > width - EDGE]
    check(len(outer) > 8 and all(outer), "and the note stands at the back's edge")


def test_creep(folder):
    site = long_site(folder + "/long", 40)
    for said, creep in (("auto", .1), ("0", 0), ("0.35", .35)):
        path, = make(site, folder + "/creep", "--outputs", "booklet", "--creep", said)
        sides, _, (width, height) = seen(path)
        for index, side in enumerate(sides):
            for left, half in zip((True, False), side):
                foot = [word.x0 for word in half if word.y0 > height * .9]
                if foot and called(half, height) != "cover":
                    usual = width / 2 - (419.53 if left else 0) + 18 * MM
                    moved = (min(foot) - usual) * (1 if left else -1)
                    check(abs(moved - creep * MM * (index // 2)) < .1, "%s: side %d is moved by %.2f" % (said, index, moved))


def structure(path):
    """As pdfinfo prints it, but for the numbers that objects have in the file, and for where figures stand."""
    return re.sub(r"Object \d+ \d+|/BBox \[.*\]", "", told_by("pdfinfo", "-struct-text", path))


def words_of(path):
    """What it tells, and in what: without numbers of pages, which paper decides."""
    lines = structure(path).splitlines()
    said = re.sub(r"\s", "", "".join(re.sub(r'^ *"(.*)"$', r"\1", line) for line in lines if line.strip().startswith('"')))
    return [line for line in lines if not line.strip().startswith('"')], re.sub(r"\d+", "", said)


def links_of(path):
    """Their words, where they lead, and what stands there."""
    pdf, pages = Pdf(path), pages_of(path)[0]
    width, height = map(float, pdf.get(pdf.pages()[0]["/MediaBox"])[2:])

    def words(page, left, bottom, right, top):
        inside = sorted(pages[page], key=lambda word: (round((word.y0 + word.y1) / 2), word.x0))
        return " ".join(word.text for word in inside if left < (word.x0 + word.x1) / 2 < right and bottom < height - (word.y0 + word.y1) / 2 < top
                        and word.x1 > EDGE and word.x0 < width - EDGE)

    def below(destination):
        page, left, top = pdf.page_of(destination), destination[2], destination[3]
        return words(page, left, top - 60, left + 419, top)[:60]
    found = [(words(page, *note["/Rect"]), below(target) if target else None, uri) for page, target, uri, note in pdf.links()]
    return sorted(map(str, found)), {name: below(destination) for name, destination in pdf.destinations().items()}


def outline_of(path):
    pdf, found = Pdf(path), []
    waiting = [pdf.get(pdf.root["/Outlines"]).get("/First")]
    while waiting:
        item = pdf.get(waiting.pop())
        found.append((text(item["/Title"]), text(item["/Dest"])))
        waiting += [item[key] for key in ("/Next", "/First") if key in item]
    return found


def labels_of(path):
    pdf = Pdf(path)
    tree, found = pdf.get(pdf.root["/PageLabels"]), []
    for kid in tree.get("/Kids", []):
        nums = pdf.get(kid)["/Nums"]
        found += [text(nums[i]["/P"]) for i in range(1, len(nums), 2)]
    return found


def same_as_setting(name, booklet, half, whole):
    check(structure(booklet) == structure(half), "%s: the structure is that of A5" % name)
    for one, other in zip(words_of(booklet), words_of(whole)):
        check(one == other, "%s: the structure is that of A4 but for the pages' numbers" % name)
    links, places = links_of(booklet)
    for one, other in zip((links, sorted(places.items())), (links_of(half)[0], sorted(links_of(half)[1].items()))):
        check(one and one == other, "%s: links lie on the same words and lead to the same: %s" % (name, [each for each in zip(one, other) if each[0] != each[1]][:3]))
    check(outline_of(booklet) == outline_of(half), "%s: the outline" % name)
    pages, _ = folded(booklet)
    sides, closing = seen(booklet), Pdf(half)
    closing = len(closing.pages()) - closing.page_of(closing.destinations()["colophon"])
    named = [[called(half, sides[2][1]) for half in side] for side in sides[0]]
    wanted = [" | ".join("i" if page == "cover" else page for page in side if page) or "-" for side in named]
    check(labels_of(booklet) == wanted, "%s: labels %s" % (name, labels_of(booklet)))
    check(in_order(pages, closing), "%s: %s" % (name, pages))
    about = Pdf(booklet).root["/ViewerPreferences"]
    check(about == {"/DisplayDocTitle": True, "/Duplex": "/DuplexFlipShortEdge", "/PrintScaling": "/None"}, "%s: %s" % (name, about))
    grown = os.path.getsize(booklet) / os.path.getsize(half)
    print("%s: %.1f %% more bytes than on A5" % (name, 100 * grown - 100))
    return grown


def boxes_of(path):
    pdf = Pdf(path)
    return [thing["value"]["/A"]["/BBox"] for thing in pdf.objects.values() if isinstance(thing.get("value"), dict) and "/BBox" in (thing["value"].get("/A") or {})
            and thing["value"].get("/S") == "/Figure"]


def test_same(folder, site):
    booklet, whole = make(site, folder + "/both", "--outputs", "pdf,booklet")
    half, = make(site, folder + "/half", "--outputs", "pdf", "--paper", "A5")
    same_as_setting("small", booklet, half, whole)
    check(len(boxes_of(booklet)) == len(boxes_of(half)) > 0, "figures have boxes")
    moved = {(round(one[0] - other[0], 1), round(one[1] - other[1], 1)) for one, other in zip(boxes_of(booklet), boxes_of(half))}
    check(moved <= {(round(x, 1), 0.0) for shift in range(4) for x in (841.89 / 2 - shift * .1 * MM, 841.89 / 2 - 419.53 + shift * .1 * MM)}, "on their halves: %s" % moved)
    if os.path.isdir(os.path.join(SHARED, "mlab-site")):
        more = ("--live-url", LIVE_URL)
        booklet, whole = make(os.path.join(SHARED, "mlab-site"), folder + "/mlab", "--outputs", "pdf,booklet", *more, entry="/contribute/")
        half, = make(os.path.join(SHARED, "mlab-site"), folder + "/mlab-half", "--outputs", "pdf", "--paper", "A5", *more, entry="/contribute/")
        check(same_as_setting("M-Lab", booklet, half, whole) <= 1.1, "at most a tenth more bytes")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def test_asking(folder, site):
    out = folder + "/asked"
    done = offprint("export", site, "--entry", "index.md", "--date", "2026-07-15", "--json", "-o", out, "--booklet=2", "--flip", "long", "--creep", ".2", "--bind", "right", "--threads", "1")
    made = {each["name"]: each for each in json.loads(done.stdout)["outputs"]}
    check(set(made) == {"pdf", "zip", "booklet"} and made["booklet"]["path"].endswith("/small-booklet.pdf"), "beside the others: %s" % list(made))
    pages = len(Pdf(out + "/small-booklet.pdf").pages())
    check(made["booklet"]["sheets"] == pages // 2, "how many sheets: %s" % made["booklet"])
    alone = make(site, folder + "/alone", "--outputs", "pdf,zip")
    check(read(alone[0]) == read(out + "/small.pdf") and read(folder + "/alone/small.zip") == read(out + "/small.zip"), "which stay what they are")
    write_files(site, {"offprint.yml": "handout: {booklet: 2, flip: long, creep: 0.2, bind: right}\n"})
    make(site, folder + "/recipe", "--threads", "4")
    check(read(folder + "/recipe/small-booklet.pdf") == read(out + "/small-booklet.pdf"), "the recipe says the same, in any number of threads")
    make(site, folder + "/wins", "--booklet", "--flip", "short", "--creep", "auto", "--bind", "left")
    write_files(site, {"offprint.yml": "handout: {booklet: 2}\n"})
    make(site, folder + "/plain")
    check(read(folder + "/wins/small-booklet.pdf") == read(folder + "/plain/small-booklet.pdf"), "options win over it")
    check(make(site, folder + "/named", "--outputs", "pdf") == [folder + "/named/small.pdf"], "--outputs, too")
    write_files(folder, {"list.csv": "name\nAcme\n"})
    for more in (["--outputs", "pdf,booklet"], ["--booklet"]):
        done = offprint("export", site, "--entry", "index.md", "--for", folder + "/list.csv", "-o", folder + "/many", *more)
        check(done.returncode == 2 and b"a booklet is made of one packet" in done.stderr and not os.path.exists(folder + "/many"), "a list: %s" % done.stderr.decode())
    done = offprint("export", site, "--entry", "index.md", "--for", folder + "/list.csv", "-o", folder + "/many")
    check(done.returncode == 0 and not [name for name in os.listdir(folder + "/many") if "booklet" in name], "what the recipe says is for one packet: %s" % done.stderr.decode())
    for value, code in (("{booklet: 0}", "recipe-type"), ("{booklet: 65}", "recipe-type"), ("{creep: thick}", "recipe-type"), ("{creep: 1.1}", "recipe-type"), ("{flip: up}", "recipe-type"),
                        ("{bind: top}", "recipe-type"), ("{bound: left}", "recipe-key")):
        write_files(site, {"offprint.yml": "handout: %s\n" % value})
        told = offprint("check", site, "--entry", "index.md").stderr.decode()
        check("offprint.yml:1:" in told and "[%s]" % code in told, "%s: %s" % (value, told[:300]))
    os.remove(site + "/offprint.yml")
    for typed in ("--creep=1", "--flip=long", "--bind=left"):
        done = offprint("export", site, typed, "-o", folder + "/none")
        check(done.returncode == 2 and b"[handout-booklet]" in done.stderr and not os.path.exists(folder + "/none"), "%s wants a booklet" % typed)
    for typed in ("--booklet=0", "--booklet=65", "--booklet=x", "--creep=-1", "--creep=1.1mm", "--creep=thick", "--flip=up", "--bind=top"):
        check(offprint("export", site, typed).returncode == 2, typed)


def test_judges(folder, site):
    write_files(folder + "/arabic", ARABIC)
    pdfs = make(site, folder + "/small", "--outputs", "booklet") + make(folder + "/arabic", folder + "/right", "--outputs", "booklet", "--booklet=1", "--flip", "long")
    pdfs += make(site, folder + "/print", "--outputs", "booklet", "--media", "print", "--paper", "Letter", "--grey")
    if os.path.isdir(os.path.join(SHARED, "mlab-site")):
        pdfs += make(os.path.join(SHARED, "mlab-site"), folder + "/mlab", "--outputs", "booklet", entry="/contribute/")
    judged("veraPDF", judges.verapdf(*pdfs), "PDF/A-3a and PDF/UA-1")
    for pdf in pdfs:
        judged("qpdf", judges.qpdf(pdf), "whole: %s" % pdf)
        judged("drawn", judges.drawn(pdf), "drawn: %s" % pdf)
    # What is told of content that its form does not name is lost, which the judges would pass; of a form that does not lead back to the structure they do not.
    half, = make(site, folder + "/half", "--outputs", "pdf", "--paper", "A5")
    planted = plant(pdfs[0], rb"\s*/Stm \d+ 0 R", folder)
    check(structure(pdfs[0]) == structure(half) != structure(planted), "content without its form is found")
    found = judges.verapdf(plant(pdfs[0], rb"\s*/Type /XObject", folder))
    judged("veraPDF", found, "a change that is no fault is passed")
    found = judges.verapdf(plant(pdfs[0], rb"\s*/StructParents \d+", folder))
    judged("veraPDF", None if found is None else not found, "a form without its way back is found")


def plant(path, pattern, folder):
    """The same file without what the pattern finds."""
    told_by("qpdf", "--qdf", "--object-streams=disable", path, folder + "/plain.pdf")
    plain, count = re.subn(pattern, b"", read(folder + "/plain.pdf"))
    check(count > 1, "a fault is planted: %s" % pattern)
    write_files(folder, {"plain.qdf": plain})
    write_files(folder, {"fixed.pdf": run(["fix-qdf", folder + "/plain.qdf"]).stdout})
    told_by("qpdf", "--newline-before-endstream", folder + "/fixed.pdf", folder + "/planted.pdf")
    return folder + "/planted.pdf"


if __name__ == "__main__":
    for name, package in (("qpdf", "qpdf"), ("pdftotext", "poppler-utils")):
        need_tool(name, package)
    with scratch() as folder:
        site = write_files(folder + "/site", SMALL)
        if sys.argv[1:] == ["judges"]:
            test_judges(folder, site)
        elif sys.argv[1:] == ["fold"]:
            test_all_numbers(folder)
        else:
            test_folding(folder)
            test_creep(folder)
            test_same(folder, site)
            test_asking(folder, site)
    finish("booklet")
