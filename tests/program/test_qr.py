"""QR codes (doc/handouts.md): each on its page says exactly the address that its link leads to, or the short one of it; zbar reads it at
300 dpi; no module of it is turned, nothing stands in its quiet zone, and it is no picture. And lists of short addresses: what is made of
them, and what is told of their faults.

  test_qr.py           every case
  test_qr.py judges    before veraPDF, and the site of ../shared
"""
import base64
import json
import os
import re
import sys

import judges
import qr_reader
from pdf_model import Pdf, text
from poppler import pages_of
from support import OFFPRINT, SHARED, check, finish, judged, need_tool, offprint, run, scratch, write_files

HOST = "https://www.example.org"
DRAWN = re.compile(rb"q ([\d.]+) 0 0 -([\d.]+) ([\d.]+) ([\d.]+) cm\n((?:\d+ \d+ \d+ \d+ re\n)+)f Q")
SCALE = 300 / 72  # dots of a point
MODULE_LEAST = 0.5 * 72 / 25.4
LEFT, RIGHT = 96.38, 595.28 - 96.38  # of the text on A4
LONG = "a-page-whose-address-" + "is-far-too-long-to-be-" * 6 + "scanned"
SEVEN = "x" * (122 - len(HOST) - 2)  # as long as a document's place on A4 takes
SITE = {
    "_config.yml": "title: Site\n",
    "index.md": "---\ntitle: Front\n---\n[a](a.md) [wide](wide.md) [ar](ar.md) [long](long.md) [b](bü.md) [seven](seven.md) [plus](plus.md)\n\n"
                "[one](https://far.example/a/long/path?with=a&query=1) and [two](https://two.example/ü), [one](https://far.example/a/long/path?with=a&query=1)"
                " <https://shown.example/itself>\n",
    "a.md": "---\ntitle: A\n---\nText of [one](https://far.example/a/long/path?with=a&query=1).\n",
    "wide.md": "---\ntitle: A title that is %s long\n---\nText.\n" % ("very, very " * 20),
    "ar.md": "---\ntitle: سياسة الخصوصية\nlang: ar\n---\nنص عربي.\n",
    "long.md": "---\ntitle: Long\npermalink: /%s/\n---\nText.\n" % LONG,
    "bü.md": "---\ntitle: Bücher\n---\nText.\n",
    "seven.md": "---\ntitle: Seven\npermalink: /%s/\n---\nText.\n" % SEVEN,
    "plus.md": "---\ntitle: Digits\npermalink: /2021/07/15/0123456789012345678901234567890123456789/\n---\nText.\n",
}
LIVE = {"Front": "/", "A": "/a.html", "wide": "/wide.html", "ar": "/ar.html", "Long": "/%s/" % LONG, "Bücher": "/b%C3%BC.html", "Seven": "/%s/" % SEVEN,
        "Digits": "/2021/07/15/0123456789012345678901234567890123456789/"}
SHORT = "https://go.example/1"


class Code:
    def __init__(self, page, match, media):
        wide, high, x, y = (float(number) for number in match.groups()[:4])
        rects = [tuple(map(int, line.split()[:4])) for line in match.group(5).splitlines()]
        self.side = max(max(x + w, y + h) for x, y, w, h in rects)
        self.page, self.module, self.square = page, wide, abs(wide - high) < 1e-9
        self.x, self.y = x - float(media[0]), float(media[3]) - y  # of its upper left corner from the page's
        self.dark = [[0] * self.side for _ in range(self.side)]
        for left, top, width, depth in rects:
            for row in self.dark[top:top + depth]:
                for i in range(left, left + width):
                    row[i] += 1

    def box(self, around):
        """Of it and so many modules around it: left, top, right, bottom in points."""
        more, size = around * self.module, self.side * self.module
        return self.x - more, self.y - more, self.x + size + more, self.y + size + more


def codes_of(pdf):
    """All codes that are drawn, in the order of pages."""
    model, codes = Pdf(pdf, "--json-stream-data=inline", "--decode-level=generalized"), []
    for index, page in enumerate(model.pages()):
        stream = base64.b64decode(model.objects["obj:" + page["/Contents"]]["stream"]["data"])
        codes += [Code(index, match, model.get(page["/MediaBox"])) for match in DRAWN.finditer(stream)]
    return codes, model


def picture_of(pdf, code, folder):
    """A code at 300 dpi in greys with what is around it: its file, where it begins, width, bytes."""
    path = folder + "/page"
    left, top, right, bottom = (round(side * SCALE) for side in code.box(6))
    done = run(["pdftoppm", "-r", "300", "-gray", "-f", str(code.page + 1), "-l", str(code.page + 1), "-singlefile",
                "-x", str(left), "-y", str(top), "-W", str(right - left), "-H", str(bottom - top), pdf, path])
    check(done.returncode == 0, "pdftoppm: %s" % done.stderr.decode())
    with open(path + ".pgm", "rb") as file:
        magic, width, height, most, rest = re.match(rb"(P5)\s+(\d+)\s+(\d+)\s+(\d+)\s(.*)", file.read(), re.S).groups()
    return path + ".pgm", left, top, int(width), rest


def scanned(picture):
    done = run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture])
    return done.stdout.decode().splitlines()


def faults_of(code, picture):
    """What is wrong with a code as it is drawn: by its modules, and by what stands around it."""
    faults = []
    _, x, y, width, pixels = picture
    outer, inner = [[round(side * SCALE) - (y if i % 2 else x) for i, side in enumerate(code.box(around))] for around in (4, 0)]
    for y in range(outer[1] + 1, outer[3] - 1):
        row = pixels[y * width + outer[0] + 1:y * width + outer[2] - 1]
        if inner[1] - 2 <= y <= inner[3] + 2:
            row = row[:inner[0] - outer[0] - 3] + row[inner[2] - outer[0] + 2:]
        if min(row) < 250:
            faults.append("something stands in the quiet zone")
            break
    try:
        code.text = qr_reader.read(code.dark)
    except qr_reader.Fault as fault:
        faults.append(str(fault))
    return faults


def figures_of(model):
    """Alt of each Figure of a code, by the address that the link around it leads to, and the roles around."""
    found = []
    for value in model.objects.values():
        element = value.get("value")
        if isinstance(element, dict) and element.get("/S") == "/Figure" and "QR" in text(model.get(element.get("/Alt", ""))):
            link = model.get(element["/P"])
            kids = [model.get(kid) for kid in link["/K"]]
            note = next(model.get(kid["/Obj"]) for kid in kids if isinstance(kid, dict) and kid.get("/Type") == "/OBJR")
            found.append((text(model.get(element["/Alt"])), text(note["/A"]["/URI"]), link["/S"], model.get(link["/P"])["/S"]))
    return found


def judge_codes(pdf, want, folder, what):
    """`want`: (what the code says, where its link leads) of all codes, in the order of pages."""
    codes, model = codes_of(pdf)
    check(len(codes) == len(want), "%s: %d codes, not %d" % (what, len(codes), len(want)))
    links = [(page, uri, note["/Rect"]) for page, _, uri, note in model.links() if uri]
    words = pages_of(pdf)[0]
    for code, (said, leads) in zip(codes, want):
        where = "%s, page %d" % (what, code.page + 1)
        picture = picture_of(pdf, code, folder)
        faults = faults_of(code, picture)
        check(not faults, "%s: %s" % (where, "; ".join(faults)))
        check(getattr(code, "text", None) == said, "%s: it says %r, not %r" % (where, getattr(code, "text", None), said))
        check(scanned(picture[0]) == [said], "%s: zbar reads %r, not %r" % (where, scanned(picture[0]), said))
        check(code.square and code.module >= MODULE_LEAST, "%s: a module of %.4f points" % (where, code.module))
        check(max(map(max, code.dark)) == 1, "%s: a module is painted twice" % where)
        left, top, right, bottom = code.box(4)
        hit = [word.text for word in words[code.page] if word.x1 > left and word.x0 < right and word.y1 > top + 1 and word.y0 < bottom - 1]
        check(not hit, "%s: words in its quiet zone: %s" % (where, hit))
        (edge, _, _, height), box = map(float, model.get(model.pages()[code.page]["/MediaBox"])), code.box(0)
        over = [uri for page, uri, (x0, y0, x1, y1) in links
                if page == code.page and abs(x0 - edge - box[0]) < 2 and abs(x1 - edge - box[2]) < 2 and abs(height - y1 - box[1]) < 2 and abs(height - y0 - box[3]) < 2]
        check(over == [leads], "%s: links over it: %s" % (where, over))
    figures = figures_of(model)
    check(sorted((alt.split(": ", 1)[1], leads) for alt, leads, _, _ in figures) == sorted(want), "%s: figures: %s" % (what, figures))
    check(all(roles == ("/Link", "/P") for _, _, *roles in map(lambda f: (f[0], f[1], tuple(f[2:])), figures) for roles in roles), "%s: roles: %s" % (what, figures))
    pictures = run(["pdfimages", "-list", pdf]).stdout.decode().splitlines()[2:]
    check(not pictures, "%s: pictures: %s" % (what, pictures))
    return codes


def make(site, out, *options, status=0):
    done = offprint("export", site, "--entry", "index.md", "--outputs", "pdf", "--date", "2026-07-15", "--live-url", HOST, "-o", out, "--name", "p", "--json", *options)
    told = ["%s%s%s: %s [%s]" % (one["file"] + ":" if one["file"] else "", "%d:%d: " % (one["line"], one["column"]) if one["line"] else " " if one["file"] else "",
                                one["severity"], one["message"], one["code"]) for one in json.loads(done.stdout)["diagnostics"]]
    check(done.returncode == status, "%s: %d %s" % (options, done.returncode, told))
    return out + "/p.pdf", "\n".join(told)


def all_of(*left_out):
    return [(HOST + path,) * 2 for path in [LIVE["Front"], *(path for title, path in LIVE.items() if title not in left_out)]]


def test_places(folder, site):
    for paper, left_out in (("A4", ["Long"]), ("Letter", ["Long"]), ("A5", ["Long", "Seven"])):
        for more in ([], ["--grey"], ["--media", "print"], ["--media", "press", "--marks", "crop"]):
            out = "%s/%s%s" % (folder, paper, "".join(more))
            pdf, told = make(site, out, "--qr", "documents", "--paper", paper, *more)
            codes = judge_codes(pdf, all_of(*left_out), folder, paper + " ".join(more))
            check(told.count("[qr-long]") == len(left_out) and "long.md: note" in told, told)
            check(len({round(code.side * code.module, 2) for code in codes[1:]}) == 1, "documents' codes are of one size")
    pdf, _ = make(site, folder + "/cover", "--qr", "cover")
    judge_codes(pdf, all_of()[:1], folder, "cover")
    alone, _ = make(site, folder + "/alone")
    none, _ = make(site, folder + "/none", "--qr", "none")
    with open(alone, "rb") as one, open(none, "rb") as other:
        check(one.read() == other.read(), "none is as nothing said")
    words = run(["pdftotext", "-layout", folder + "/A4/p.pdf", "-"]).stdout.decode()
    done = offprint("export", site, "--entry", "long.md", "--outputs", "pdf", "--live-url", HOST, "-o", folder + "/long", "--name", "p", "--qr", "cover", "--json")
    said = [one["code"] for one in json.loads(done.stdout)["diagnostics"]]
    front = re.sub(r"\s", "", run(["pdftotext", "-l", "1", folder + "/long/p.pdf", "-"]).stdout.decode())
    check(done.returncode == 0 and "qr-long" in said and not codes_of(folder + "/long/p.pdf")[0] and HOST[8:] + LIVE["Long"] in front, "on the cover, too: %s %s" % (said, front))
    check((0, HOST + LIVE["Long"]) in [(page, uri) for page, _, uri, _ in Pdf(folder + "/long/p.pdf").links()], "as a link")
    check(HOST[8:] + "/" + LONG[:40] in re.sub(r"\s", "", words), "what is too long is printed")


def test_sides(folder, site):
    """At the end of the lines: on the left where they run from the right."""
    codes = codes_of(folder + "/A4/p.pdf")[0]
    ends = [(code.box(0)[0], code.box(0)[2]) for code in codes]
    mirrored = list(LIVE).index("ar") + 1 - 1 * ("Long" in list(LIVE)[:list(LIVE).index("ar")])
    for i, (left, right) in enumerate(ends):
        check(abs(left - LEFT) < .1 if i == mirrored else abs(right - RIGHT) < .1, "code %d from %.1f to %.1f" % (i, left, right))
    write_files(folder + "/arabic", {**SITE, "_config.yml": "title: موقع\nlang: ar\n", "index.md": "---\nlang: ar\ntitle: واجهة\n---\nنص\n"})
    pdf, _ = make(folder + "/arabic", folder + "/arabic-out", "--qr", "documents")
    codes = judge_codes(pdf, [(HOST + "/",) * 2] * 2, folder, "from right to left")
    check(all(abs(code.box(0)[0] - LEFT) < .1 for code in codes), "mirrored on the cover, too")
    alts = [alt for alt, *_ in figures_of(codes_of(pdf)[1])]
    check(alts == ["رمز QR: " + HOST + "/"] * 2, "told in the packet's language: %s" % alts)


def test_covers(folder, site):
    """Beside few facts and many, on every paper; logos above."""
    lines = "cover: {lines: [%s], logo: logo.svg}\norganization: The Organization\n" % ", ".join('"Line %d of what is said of it at some length, so that it wraps"' % i for i in range(3))
    write_files(folder + "/covers", {**SITE, "offprint.yml": lines, "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90" fill="#a00"/></svg>'})
    for paper in ("A4", "Letter", "A5"):
        pdf, _ = make(folder + "/covers", folder + "/covers-" + paper, "--qr", "cover", "--paper", paper, "--contact", "mailto:a.rather.long.name@some.organization.example.org")
        judge_codes(pdf, all_of()[:1], folder, "a full cover on " + paper)
    for paper in ("A4", "A5"):
        test_long_address(folder, paper)


def test_long_address(folder, paper):
    """A live address of any length leaves the cover on its page, and is cut between its letters as people read them."""
    whole = HOST + "/abc" + "%C3%A4" * 200 + "/"
    for i in range(4):  # the cut falls on each letter of an escape
        url = whole.replace("/abc", "/abc"[:1 + i])
        pdf, told = make(folder + "/covers", folder + "/long-cover", "--qr", "cover", "--paper", paper, "--live-url", url)
        front, inside = (re.sub(r"\s", "", run(["pdftotext", "-f", str(page), "-l", str(page), pdf, "-"]).stdout.decode()) for page in (1, 2))
        shown = re.search(r"www\.example\.org/\S*?\u2026", front)
        check("[qr-long]" in told and shown and url[8:].startswith(shown.group()[:-1]) and 198 <= len(shown.group()) - 1 <= 200 and front.count(shown.group()) == 2
              and not re.search("%.?$", shown.group()[:-1]), "%s: the cover's addresses: %s" % (paper, front))
        check("22" in front and "Links" in front and "22" not in inside, "%s: the cover is one page: %s" % (paper, inside))
        check((0, url) in [(page, uri) for page, _, uri, _ in Pdf(pdf).links()], "%s: all of it is the link" % paper)


def test_short(folder, site):
    one, two = "https://far.example/a/long/path?with=a&query=1", "https://two.example/%C3%BC"
    table = [(HOST + LIVE["Long"], SHORT), (one, "https://go.example/2"), (two, "http://go.example/3"), (HOST + "/", "https://go.example/%C3%A4")]
    rows = "".join("%s,%s\n" % pair for pair in table)
    lists = {"plain.csv": rows, "head.csv": "short,notes,long\n" + "".join("%s,x,%s\n" % (b, a) for a, b in table),
             "marked.csv": "\ufefflong;short\r\n" + "".join('"%s";%s\r\n' % pair for pair in table), "tabs.csv": rows.replace(",", "\t"),
             "map.yml": "".join("%s: %s\n" % pair for pair in table), "list.yaml": "".join("- {long: '%s', short: '%s'}\n" % pair for pair in table)}
    write_files(folder + "/lists", lists)
    write_files(site, {"links.csv": rows, "offprint.yml": "handout: {qr: documents, short_links: links.csv}\n"})
    want = [(dict(table).get(HOST + path, HOST + path), HOST + path) for path in [LIVE["Front"], *LIVE.values()]]
    asked, told = make(site, folder + "/asked")
    check("[" not in told, "nothing to tell: %s" % told)
    codes = judge_codes(asked, want, folder, "short addresses")
    check(codes[0].text == "https://go.example/%C3%A4", "the short one on the cover")
    os.remove(site + "/offprint.yml")
    with open(asked, "rb") as file:
        first = file.read()
    for name in lists:
        pdf, told = make(site, folder + "/list", "--qr", "documents", "--short-links", folder + "/lists/" + name)
        with open(pdf, "rb") as file:
            check(file.read() == first, "%s: the same bytes" % name)
    words = re.sub(r"\s", "", run(["pdftotext", asked, "-"]).stdout.decode())
    check("https://go.example/2" in words and "http://go.example/3" in words and "far.example" not in words, "notes show the short ones")
    check("https://shown.example/itself" in words, "what the text shows it shows")
    uris = {uri for _, _, uri, _ in Pdf(asked).links() if uri}
    check({one, two} <= uris and not [uri for uri in uris if "go.example" in uri], "links lead to the whole address: %s" % uris)
    alone, told = make(site, folder + "/alone-list", "--short-links", folder + "/lists/plain.csv")
    check(not codes_of(alone)[0] and told.count("[short-unused]") == 2, "without codes the notes alone: %s" % told)
    check("plain.csv:1:1: note: the packet shows no address '%s" % HOST in told, told)


def test_hosts(folder, _):
    """An address is the same in the list and in the packet when it is the same to a browser: hosts in their own letters, in capitals, without the root's slash."""
    site = write_files(folder + "/hosts", {"index.md": "# A\n\n[a](https://bücher.example/ü) [b](https://Far.example/A) [c](https://root.example) [d](https://xn--mller-kva.example/) "
                                                      "[e](https://query.example?q=1) [f](http://far.example:8080/a)\n"})
    rows = ("https://xn--bcher-kva.example/%C3%BC", "HTTPS://FAR.EXAMPLE/A", "https://root.example/", "https://Müller.example", "https://query.example/?q=1", "http://far.example:8080/a", "https://far.example/a",
            "https://bücher.example/%C3%BC/")
    write_files(folder + "/lists", {"hosts.csv": "".join("%s,https://go.example/%d\n" % (row, number) for number, row in enumerate(rows))})
    pdf, told = make(site, folder + "/hosts-out", "--short-links", folder + "/lists/hosts.csv")
    words = run(["pdftotext", pdf, "-"]).stdout.decode()
    check([number for number in range(7) if "go.example/%d" % number in words] == [0, 1, 2, 3, 4, 5] and "hosts.csv:7:1" in told and "hosts.csv:8:1" in told, "short addresses: %s %s" % (words, told))
    write_files(folder + "/lists", {"twice.csv": "https://ü.example,https://go.example/1\nhttps://XN--TDA.example/,https://go.example/2\n"})
    _, told = make(site, folder + "/hosts-none", "--short-links", folder + "/lists/twice.csv", status=1)
    check("twice.csv:2:1: error: 'https://XN--TDA.example/' has a short address in line 1 already" in told, told)


def test_wrong(folder, site):
    far = "https://far.example/1"
    cases = [
        ("a.csv", far + ",go.example/1\n", "a.csv:1:23: error: 'go.example/1' is no address", "short-row"),
        ("b.csv", "%s,https://go.example/1\n%s,https://go.example/2\n" % (far, far), "b.csv:2:1: error: '%s' has a short address in line 1 already" % far, "short-row"),
        ("b2.csv", "https://f.example/%C3%BC,https://go.example/1\nhttps://f.example/ü,https://go.example/2\n", "b2.csv:2:1: error", "short-row"),
        ("c.csv", "long,brief\n%s,https://go.example/1\n" % far, "c.csv:1:1: error: the list has no column 'short'", "short-list"),
        ("d.csv", (far + ",https://go.example/").encode() + b"\xff\n", "d.csv:1:42: error: the list of short addresses is not UTF-8", "short-encoding"),
        ("e.csv", far + "\n", "e.csv:1:1: error: the row has 1 fields, not 2", "short-row"),
        ("f.csv", "%s,\n" % far, "f.csv:1:23: error: there is no short address", "short-row"),
        ("g.csv", "ftp://far.example/,https://go.example/1\n", "g.csv:1:1: error: 'ftp://far.example/' is no address", "short-row"),
        ("h.csv", "%s,https:///1\n" % far, "h.csv:1:23: error: 'https:///1' is no address", "short-row"),
        ("i.csv", "%s,https://go.example/a b\n" % far, "i.csv:1:23: error", "short-row"),
        ("j.csv", "", "j.csv: error: the list of short addresses has no row", "short-list"),
        ("k.yml", "%s: go.example\n" % far, "k.yml:1:24: error: 'go.example' is no address", "short-row"),
        ("l.yml", "%s: https://go.example/1\n%s: https://go.example/2\n" % (far, far), "l.yml:2:1: error", "short-list"),
        ("m.yml", "%s: [https://go.example/1]\n" % far, "m.yml:1:1: error: a short address must be a text", "short-row"),
        ("n.yml", "just a text\n", "n.yml:1:1: error", "short-row"),
        ("o.yml", "a: [\n", "o.yml:2:1: error", "short-list"),
        ("p.csv", "PK\3\4", "p.csv:1:1: error", "short-encoding"),
    ]
    for name, content, told, code in cases:
        write_files(folder + "/wrong", {name: content})
        for more in ([], ["--qr", "cover"]):
            _, said = make(site, folder + "/wrong-out", "--short-links", folder + "/wrong/" + name, *more, status=1)
            check(told in said and "[%s]" % code in said, "%s: %s, not %s" % (name, said, told))
            check(not os.path.exists(folder + "/wrong-out"), "%s: nothing is written" % name)
    _, said = make(site, folder + "/wrong-out", "--short-links", folder + "/none.csv", status=2)
    check("cannot read the list of short addresses" in said and "[short-list]" in said, said)
    both = write_files(folder + "/wrong", {"both.csv": "%s,z\nnone,https://go.example/1\n" % far})
    _, said = make(site, folder + "/wrong-out", "--short-links", both + "/both.csv", status=1)
    check("both.csv:1:23:" in said and "both.csv:2:1:" in said, "all faults in one run: %s" % said)
    for value in ("{short_links: ../out.csv}", "{short_links: none.csv}"):
        write_files(site, {"offprint.yml": "handout: %s\n" % value})
        _, said = make(site, folder + "/wrong-out", status=1)
        check("offprint.yml:1:" in said and "[short-list]" in said, "%s: %s" % (value, said))
    os.remove(site + "/offprint.yml")
    for command in ("export", "check"):
        done = offprint(command, site, "--entry", "index.md", "--qr", "cover", *(["-o", folder + "/wrong-out"] if command == "export" else []))
        check(done.returncode == 2 and b"[qr-address]" in done.stderr and b"nothing that QR codes could say" in done.stderr, done.stderr.decode())
    lists = write_files(folder + "/wrong", {"good.csv": "%s,https://go.example/1\n" % far})
    for option, value in (("--qr", "documents"), ("--short-links", lists + "/good.csv"), ("--media", "print"), ("--grey", None)):
        done = offprint("export", site, "--entry", "index.md", "--live-url", HOST, "-o", folder + "/wrong-out", "--outputs", "zip", option, *([value] if value else []))
        check(done.returncode == 2 and b"[handout-pdf]" in done.stderr and option.encode() in done.stderr, "%s: %s" % (option, done.stderr))
        check(not os.path.exists(folder + "/wrong-out"), "nothing is written")
    done = offprint("export", site, "--entry", "index.md", "-o", folder + "/paper-out", "--outputs", "zip", "--paper", "A5")
    check(done.returncode == 0 and b"[handout-paper]" in done.stderr, "--paper: %s" % done.stderr)
    for outputs in (["--outputs", "zip", "--qr", "none"], ["--outputs", "booklet", "--qr", "cover"]):
        done = offprint("export", site, "--entry", "index.md", "--live-url", HOST, "-o", folder + "/right-out", *outputs)
        check(done.returncode == 0, "%s: %s" % (outputs, done.stderr))
    done = offprint("export", site, "--qr", "everywhere")
    check(done.returncode == 2 and b"'--qr' wants none, cover or documents" in done.stderr, done.stderr.decode())


def test_library(folder, site):
    """libqrencode is loaded for a code alone: where it is broken, that is told then, and nothing is written."""
    with open(OFFPRINT, "rb") as file:
        sonames = set(re.findall(rb"libqrencode\.so\.[0-9.]+", file.read()))
    check(len(sonames) == 1, "one name of libqrencode: %s" % sonames)
    write_files(folder + "/broken", {sonames.pop().decode(): ""})
    command, out = ["export", site, "--entry", "index.md", "--live-url", HOST, "-o", folder + "/broken-out"], folder + "/broken-out"
    environment = dict(os.environ, LD_LIBRARY_PATH=folder + "/broken")
    done = offprint(*command, "--qr", "cover", env=environment)
    check(done.returncode == 3 and b"cannot load libqrencode" in done.stderr and b"[qr-library]" in done.stderr, "%d %s" % (done.returncode, done.stderr.decode()))
    check(not os.path.exists(out) or os.listdir(out) == [], "nothing is written")
    done = offprint(*command, env=environment)
    check(done.returncode == 0, "no code, no libqrencode: %s" % done.stderr.decode())


def test_packets(folder, site):
    """The cover's code of each packet; one made without it is not taken for the same."""
    write_files(folder, {"list.csv": "name\nAcme\nBücher\n"})
    many = folder + "/many"

    def batch(*options):
        done = offprint("export", site, "--entry", "index.md", "--outputs", "pdf", "--date", "2026-07-15", "--live-url", HOST, "--for", folder + "/list.csv", "-o", many, *options)
        check(done.returncode == 0, done.stderr.decode())
        with open(many + "/packets.jsonl", encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    without = batch()
    covers = batch("--qr", "cover", "--resume")
    check([row["state"] for row in covers] == ["made"] * 2 and not {row["input"] for row in covers} & {row["input"] for row in without}, "made anew: %s" % covers)
    again = batch("--qr", "cover", "--resume")
    check([row["state"] for row in again] == ["same"] * 2, "the same: %s" % again)
    for name, title in (("acme", "Acme"), ("bucher", "Bücher")):
        judge_codes("%s/%s.pdf" % (many, name), all_of()[:1], folder, "a cover for " + title)
    batch("--qr", "documents")
    alone, _ = make(site, folder + "/single", "--qr", "documents", "--prepared-for", "Acme")
    judge_codes(many + "/acme.pdf", all_of("Long"), folder, "a packet for Acme")
    words = [run(["pdfinfo", "-struct-text", pdf]).stdout for pdf in (alone, many + "/acme.pdf")]
    check(re.sub(rb"Object \d+ \d+", b"", words[0]) == re.sub(rb"Object \d+ \d+", b"", words[1]), "as a single export")
    return [many + "/acme.pdf"]


def planted(pdf, folder, change):
    """The cover's code drawn otherwise."""
    path = folder + "/planted.pdf"
    run(["qpdf", "--qdf", "--object-streams=disable", pdf, path])
    with open(path, "rb") as file:
        data = file.read()
    match = DRAWN.search(data)
    with open(path, "wb") as file:
        file.write(data[:match.start()] + change(match.group(0)) + data[match.end():])
    with open(folder + "/fixed.pdf", "wb") as file:
        file.write(run(["fix-qdf", path]).stdout)
    codes, _ = codes_of(folder + "/fixed.pdf")
    return codes[0], picture_of(folder + "/fixed.pdf", codes[0], folder)


def test_planted(folder, site):
    """What looks at codes sees a quiet zone that is none, and a module that is turned."""
    pdf, _ = make(site, folder + "/sound", "--qr", "cover")
    code, picture = planted(pdf, folder, lambda drawn: drawn)
    check(faults_of(code, picture) == [], "a sound one has no faults: %s" % faults_of(code, picture))
    for rect in (b"-4 -4 1 37 re", b"0 -1 5 1 re", b"%d 3 1 2 re" % (code.side + 3), b"-2 %d 9 1 re" % (code.side + 2)):
        code, picture = planted(pdf, folder, lambda drawn: drawn + b" " + drawn[:drawn.index(b"cm\n") + 3] + rect + b"\nf Q")
        check("something stands in the quiet zone" in faults_of(code, picture), "seen: %s" % rect.decode())
    turned = 0
    for y in range(0, code.side):
        for x in range(0, code.side, 3):
            code.dark[y][x] ^= 1
            try:
                qr_reader.read(code.dark)
            except qr_reader.Fault:
                turned += 1
            code.dark[y][x] ^= 1
    check(turned == code.side * len(range(0, code.side, 3)), "each module that is turned is seen: %d" % turned)
    first, _ = planted(pdf, folder, lambda drawn: drawn.replace(b"cm\n", b"cm\n0 0 1 1 re\n", 1))
    check(max(map(max, first.dark)) == 2, "one that is painted twice")


def test_judges(folder, site):
    pdfs = [make(site, folder + "/j-" + paper, "--qr", "documents", "--paper", paper)[0] for paper in ("A4", "A5")]
    pdfs.append(make(site, folder + "/j-grey", "--qr", "documents", "--grey")[0])
    pdfs += test_packets(folder, site)
    shared = os.path.join(SHARED, "mlab-site")
    if os.path.isdir(shared):
        for paper in ("A4", "Letter", "A5"):
            out = folder + "/shared-" + paper
            done = offprint("export", shared, "--entry", "/contribute/", "--live-url", HOST, "--outputs", "pdf", "--qr", "documents", "--paper", paper, "--json", "-o", out)
            pdf = out + "/contribute.pdf"
            codes, model = codes_of(pdf)
            leads = [uri for _, uri, _, _ in figures_of(model)]
            check(len(codes) == json.loads(done.stdout)["documents"] + 1 == len(leads), "%s: %d codes" % (paper, len(codes)))
            for code in codes:
                picture = picture_of(pdf, code, folder)
                check(not faults_of(code, picture) and scanned(picture[0]) == [code.text] and code.text in leads, "%s, page %d: %s" % (paper, code.page + 1, faults_of(code, picture)))
            pdfs.append(pdf)
    judged("veraPDF", judges.verapdf(*pdfs), "PDF/UA-1 and PDF/A-3a")
    for pdf in pdfs:
        judged("qpdf", judges.qpdf(pdf), "%s is sound" % pdf)


if __name__ == "__main__":
    for tool, package in (("zbarimg", "zbar-tools"), ("pdftoppm", "poppler-utils"), ("qpdf", "qpdf")):
        need_tool(tool, package)
    with scratch() as folder:
        site = write_files(folder + "/site", SITE)
        for test in ([test_judges] if sys.argv[1:] == ["judges"] else [test_places, test_sides, test_covers, test_short, test_hosts, test_wrong, test_library, test_packets, test_planted]):
            test(folder, site)
    finish("qr")
