"""A PDF for the press in its inks: that nothing has a colour of another space, that colours become the inks that the profile has for them,
black ink alone what is black, and that text, structure, links and claims stay those of print.

  test_press_inks.py           every case
  test_press_inks.py judges    before veraPDF and qpdf
"""
import base64
import os
import re
import sys

import judges
from pdf_model import Pdf
from poppler import told_by
from press_profile import inks_of, picture, profile, wide
from small_site import JPEG
from support import check, finish, judged, need_tool, offprint, run, scratch, write_files
from test_handouts import PRESS, PRINT, SITE as COLOURED, colours_of, links_of, opened, same_words, streams

SITE = {**COLOURED, "photo.jpg": JPEG, "index.md": COLOURED["index.md"] + "\n![a photograph](photo.jpg) ![plain](plain.svg)\n",
        "plain.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='10'><rect width='10' height='10' fill='#ff8000'/>"
                     "<rect x='10' width='10' height='10' fill='#000'/><rect x='20' width='10' height='10' fill='#0040c0'/></svg>\n"}
INKS = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k\n")


def make(site, out, *more, status=0):
    done = offprint("export", site, "--entry", "index.md", "--name", "o", "--outputs", "pdf", "--date", "2026-07-15", "-o", out, *more)
    check(done.returncode == status, "%s: %d, not %d: %s" % (" ".join(more), done.returncode, status, done.stderr.decode()[-600:]))
    return os.path.join(out, "o.pdf") if status == 0 else done.stderr.decode()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def near(one, other, most=.13):  # a table of 17 steps is coarse
    return all(abs(a - b) <= most for a, b in zip(one, other))


def images(pdf):
    for thing in pdf.objects.values():
        about = thing.get("stream", {}).get("dict", {})
        if about.get("/Subtype") == "/Image":
            yield about, thing["stream"].get("data")


def test_inks(folder, site, icc):
    paper, press = make(site, folder + "/paper", *PRINT), make(site, folder + "/press", *PRESS, "--marks", "crop", "--cmyk", icc)
    operators, named = colours_of(press)
    check(operators == {b"g", b"G", b"k", b"K"} or operators == {b"g", b"G", b"k"}, "inks and black alone: %s" % operators)
    check(named <= {"/DeviceGray", "/DeviceCMYK"} and "/DeviceCMYK" in named, "no other space: %s" % named)
    told = [re.sub(r" +/BBox .*\n", "", told_by("pdfinfo", "-struct-text", path)) for path in (paper, press)]
    check(told[0] == told[1], "structure and text are those of print")
    check([link[1:3] for link in links_of(paper)] == [link[1:3] for link in links_of(press)], "and the links")
    pdf = opened(press)
    pages = {page["/Contents"] for page in pdf.pages()}
    set_on_pages = {token for ref, content in streams(pdf) if ref[4:] in pages for token in re.findall(rb"[\d.]+ (?:[gG]|rg|RG|k|K)\b", content)}
    check(b"0 g" in set_on_pages, "text is of black ink: %s" % set_on_pages)
    found = [tuple(map(float, inks)) for _, content in streams(pdf) for inks in INKS.findall(content)]
    for colour in ((1, .502, 0), (0, .251, .753)):
        check(any(near(inks, inks_of(colour)) for inks in found), "%s is %s: %s" % (colour, inks_of(colour), found))
    intent = pdf.objects["obj:" + pdf.objects["trailer"]["value"]["/Root"]]["value"]["/OutputIntents"][0]
    check(intent["/Info"] == "u:Nobody's press" and intent["/S"] == "/GTS_PDFA1", "the intent names the profile: %s" % intent)
    kept = pdf.objects["obj:" + intent["/DestOutputProfile"]]["stream"]
    check(base64.b64decode(kept["data"]) == read(icc) and kept["dict"]["/N"] == 4, "and has it, byte for byte")
    shown = list(images(pdf))
    check(any(about.get("/Filter") == "/DCTDecode" and about["/ColorSpace"] == "/DeviceCMYK" for about, _ in shown), "a photograph is one of inks")
    check({str(about["/ColorSpace"])[:14] for about, _ in shown} <= {"/DeviceCMYK", "/DeviceGray", "['/Indexed', '"}, "so are all pictures")


def test_profiles(folder, _, icc):
    """A picture's own profile is where its inks begin; one that says nothing counts for nothing."""
    inks = []
    for number, own in enumerate((b"", wide(), wide()[:128] + bytes(len(wide()) - 128))):
        site = write_files("%s/own-%d" % (folder, number), {"_config.yml": "title: Site\n", "index.md": "# A\n\n![p](p.png)\n", "p.png": picture(own)})
        pdf = opened(make(site, "%s/own-out-%d" % (folder, number), *PRESS, "--cmyk", icc))
        inks += [base64.b64decode(data) if "/Indexed" not in str(about["/ColorSpace"]) else str(about["/ColorSpace"]) for about, data in images(pdf)]
    check(len(inks) == 3 and inks[0] != inks[1] and inks[0] == inks[2], "wide colours have other inks: %s" % inks)


def test_same(folder, site, icc):
    """The option, the recipe, other threads: the same bytes. Without a profile press is grey, as ever; --grey wins over a recipe's."""
    typed = read(make(site, folder + "/typed", *PRESS, "--cmyk", icc))
    check(typed == read(make(site, folder + "/threads", *PRESS, "--cmyk", icc, "--threads", "1")), "threads change nothing")
    grey = read(make(site, folder + "/plain", *PRESS))
    write_files(site, {"press.icc": read(icc), "offprint.yml": "handout: {media: press, cmyk: press.icc}\n"})
    check(typed == read(make(site, folder + "/asked")), "option and recipe give the same bytes")
    check(grey == read(make(site, folder + "/grey", "--grey")), "an option of grey wins over the recipe")
    check(b"DeviceCMYK" not in read(make(site, folder + "/screen", "--media", "screen")), "the recipe's is for press alone")
    write_files(folder, {"list.csv": "name,logo\nAcme,photo.jpg\nBravo,\n", "photo.jpg": JPEG})
    write_files(site, {"offprint.yml": "handout: {media: press, cmyk: press.icc}\ncover: {partner_logo: '{logo}', stamp: 'For {name}'}\n"})
    done = offprint("export", site, "--entry", "index.md", "--outputs", "pdf", "--date", "2026-07-15", "--for", folder + "/list.csv", "-o", folder + "/many")
    check(done.returncode == 0, done.stderr.decode())
    for name in ("acme", "bravo"):
        operators, named = colours_of("%s/many/%s.pdf" % (folder, name))
        check(not operators & {b"rg", b"RG"} and named <= {"/DeviceGray", "/DeviceCMYK"}, "a packet for a name: %s %s" % (operators, named))
    same = offprint("export", site, "--entry", "index.md", "--outputs", "pdf", "--date", "2026-07-15", "--for", folder + "/list.csv", "-o", folder + "/many", "--resume", "--json")
    check(b'"made": 0' in same.stdout or b'"made":0' in same.stdout, "none is made again: %s" % same.stdout.decode()[:400])
    os.remove(site + "/offprint.yml")
    booklet = offprint("export", site, "--entry", "index.md", "--name", "o", "--outputs", "booklet", *PRESS, "--cmyk", icc, "-o", folder + "/booklet")
    check(booklet.returncode == 0, booklet.stderr.decode())
    operators, named = colours_of(folder + "/booklet/o-booklet.pdf")
    check(b"k" in operators and b"rg" not in operators and "/DeviceRGB" not in named, "a booklet, too: %s %s" % (operators, named))
    return [folder + "/many/acme.pdf", folder + "/booklet/o-booklet.pdf"]


def test_wrong(folder, site, icc):
    whole = read(icc)
    write_files(folder + "/wrong", {"text.icc": b"no profile at all" * 40, "rgb.icc": profile(space=b"RGB "), "screen.icc": profile(kind=b"mntr"), "five.icc": profile(version=5),
                                    "cut.icc": whole[:-100], "empty.icc": b"", "hollow.icc": whole[:128] + bytes(len(whole) - 128)})
    for name, why in (("text", "no ICC profile"), ("empty", "no ICC profile"), ("rgb", "not CMYK"), ("screen", "not one of a printer"), ("five", "version"), ("cut", "as many bytes"),
                      ("hollow", "cannot be read")):
        told = make(site, folder + "/out", *PRESS, "--cmyk", "%s/wrong/%s.icc" % (folder, name), status=1)
        check("[press-profile]" in told and why in told, "%s: %s" % (name, told))
    check("no such file" in make(site, folder + "/out", *PRESS, "--cmyk", folder + "/none.icc", status=2), "a profile that is not there is wrong usage")
    for options in (["--cmyk", icc], [*PRINT, "--cmyk", icc], [*PRESS, "--grey", "--cmyk", icc]):
        check("[handout-press]" in make(site, folder + "/out", *options, status=2), "%s is wrong usage" % options)
    for value, code in (("none.icc", "press-profile"), ("../list.csv", "press-profile"), ("[a]", "recipe-type")):
        write_files(site, {"offprint.yml": "handout: {media: press, cmyk: %s}\n" % value})
        told = make(site, folder + "/out", status=1)
        check("offprint.yml:1:" in told and "[%s]" % code in told, "%s: %s" % (value, told))
    os.remove(site + "/offprint.yml")
    check(not os.path.exists(folder + "/out"), "and nothing is written")


def test_judges(folder, site, icc):
    pdfs = [make(site, folder + "/press", *PRESS, "--marks", "crop", "--cmyk", icc), *test_same(folder, site, icc)]
    judged("veraPDF", judges.verapdf(*pdfs), "PDF/A-3a and PDF/UA-1")
    for pdf in pdfs:
        judged("qpdf", judges.qpdf(pdf), "whole: %s" % pdf)
        judged("drawn", judges.drawn(pdf), "drawn: %s" % pdf)
    # A colour of the screen is found, for the output's profile is one of inks.
    with open(pdfs[0], "rb") as file:
        check(b"/DeviceRGB" not in file.read(), "none is there")
    told_by("qpdf", "--qdf", "--object-streams=disable", pdfs[0], folder + "/plain.pdf")
    planted = re.sub(rb"\n([\d.]+) [\d.]+ [\d.]+ [\d.]+ k\n", rb"\n1 0 0 rg\n", read(folder + "/plain.pdf"), count=1)
    write_files(folder, {"planted.qdf": planted})
    write_files(folder, {"planted.fixed": run(["fix-qdf", folder + "/planted.qdf"]).stdout})
    told_by("qpdf", "--newline-before-endstream", folder + "/planted.fixed", folder + "/planted.pdf")
    found = judges.verapdf(folder + "/planted.pdf")
    judged("veraPDF", None if found is None else not found, "a colour of another space is found where it is planted")


if __name__ == "__main__":
    for name in ("qpdf", "pdftotext"):
        need_tool(name, name)
    with scratch() as folder:
        site = write_files(folder + "/site", SITE)
        write_files(folder, {"press.icc": profile()})
        for test in ([test_judges] if sys.argv[1:] == ["judges"] else [test_inks, test_profiles, test_same, test_wrong]):
            test(folder, site, folder + "/press.icc")
    finish("press inks")
