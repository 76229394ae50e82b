"""What a PDF must say of itself and how its pages are marked, as ISO 32000-1, 14289-1 and
19005-3 want it; asked of a small packet that has one of each."""
import os
import re
import shutil
import subprocess

from pdf_model import Pdf, text
from support import check, finish, need_tool, offprint, scratch

PAGES = {
    "_config.yml": "title: Properties\nlang: de\n",
    "index.md": "# Erste\n\nSiehe [die zweite Seite](second.md) und "
                "[eine Anschrift, die so lang ist, dass ihre vielen Worte auf der zweiten Zeile "
                "noch weitergehen und nicht auf der ersten enden](https://a.example/).\n\n"
                "[Ruf](tel:+49-30-1) [an](sms:+49-30-2), [hol](ftp://f.example/x) [es](DOI:10.1/2), <a@b.example> "
                "[j](javascript:alert) [d](data:text/html,x) [f](file:///etc/passwd) [H](HTTP://h.example/)\n\n"
                "Ein <span lang=\"fr\">mot</span>.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n",
    "second.md": "---\nlang: en\n---\n# Second\n\n## Section\n\nText.[^1]\n\n[^1]: A note.\n\n```\n%s\n```\n",
}
CODE = ["def f(x):", "    if x:", "\treturn   1", "", "        return \"two  spaces\""]
PAGES["second.md"] %= "\n".join(CODE)


def make(folder):
    for name, content in PAGES.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(content)
    done = offprint("export", folder, "--entry", "index.md", "--name", "p", "--title", "A title",
                    "-o", folder, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    check(done.returncode == 0, "exported: %s" % done.stderr[:300])
    return os.path.join(folder, "p.pdf")


def stream(path, reference):
    return subprocess.run(["qpdf", "--show-object=" + reference.split()[0],
                           "--filtered-stream-data", path], stdout=subprocess.PIPE,
                          check=True).stdout


def catalog(path, pdf):
    root = pdf.root
    check(text(pdf.get(root.get("/Lang"))) == "de", "/Lang: %s" % root.get("/Lang"))
    check(pdf.get(root.get("/MarkInfo")) == {"/Marked": True}, "/MarkInfo: %s" % root.get("/MarkInfo"))
    preferences = pdf.get(root.get("/ViewerPreferences")) or {}
    check(preferences.get("/DisplayDocTitle") is True, "its title is shown")
    intents = pdf.get(root.get("/OutputIntents")) or []
    check([pdf.get(i).get("/S") for i in intents] == ["/GTS_PDFA1"], "one output intent")
    check("/ID" in pdf.trailer and "/Info" in pdf.trailer, "an identifier, and a date of old")
    metadata = stream(path, root["/Metadata"]).decode("utf-8")
    for part in ("<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>",
                 "<pdfuaid:part>1</pdfuaid:part>", "A title", "2023-11-14T22:13:20Z"):
        check(part in metadata, "the metadata hold %s" % part)


def parts(pdf):
    """The parts of the structure tree: their language and title."""
    tree = pdf.get(pdf.root["/StructTreeRoot"])
    stack, found = [tree], []
    while stack:
        node = pdf.get(stack.pop())
        kids = pdf.get(node.get("/K")) if isinstance(node, dict) else None
        if isinstance(node, dict) and node.get("/S") in ("/Part", "/P", "/Span"):
            found.append((node["/S"], text(node.get("/Lang", "")), text(node.get("/T", ""))))
        if isinstance(kids, list):
            stack.extend(reversed(kids))
        elif kids is not None:
            stack.append(kids)
    check(("/Part", "", "Erste") in found, "a part in the packet's language names none: %s" % found)
    check(("/Part", "en", "Second") in found, "a part in another language: %s" % found)
    check(any(lang == "fr" for _, lang, _ in found), "a passage in a third: %s" % found)


def pages(path, pdf):
    for index, page in enumerate(pdf.pages()):
        name = "page %d" % (index + 1)
        if pdf.get(page.get("/Annots")):
            check(page.get("/Tabs") == "/S", "%s: tabs follow the structure" % name)
        check("/StructParents" in page, "%s has a place in the parent tree" % name)
        marks(name, stream(path, page["/Contents"]).decode("latin-1"))


def marks(name, content):
    """All that is drawn is marked; what is no text and no image is an artifact."""
    tag, depth = None, 0
    for line in content.splitlines():
        begun = re.match(r"^/(\w+)\b.*\b(BDC|BMC)$", line)
        if begun:
            tag, depth = begun.group(1), depth + 1
        elif line == "EMC":
            tag, depth = None, depth - 1
        elif re.search(r"\b(Tj|TJ|Do)$", line) or line in ("f", "S") or line.endswith(" re f"):
            check(tag, "%s: '%s' is not marked" % (name, line))
            drawn = not re.search(r"\b(Tj|TJ|Do)$", line)
            check(not drawn or tag == "Artifact", "%s: '%s' is content (%s)" % (name, line, tag))
        check(0 <= depth <= 1, "%s: marks do not nest" % name)
    check(depth == 0, "%s: every mark ends" % name)


def leaders(path, pdf):
    """The dots of the contents are drawn, as artifacts and as nothing that is read."""
    content = stream(path, pdf.pages()[1]["/Contents"]).decode("latin-1")
    rows = re.findall(r"^/Artifact/L BDC\nq [-\d. ]* re W n [-\d. ]* cm/D\d Do Q\nEMC$", content, re.M)
    check(rows and len(rows) == content.count(" cm/D"), "the contents have leaders: %s" % rows)


def links(pdf):
    several = 0
    for index, target, uri, note in pdf.links():
        corners, rect = pdf.get(note.get("/QuadPoints")) or [], pdf.get(note["/Rect"])
        check(len(corners) % 8 == 0, "page %d: corners by eight" % (index + 1))
        several += len(corners) > 8
        for i in range(0, len(corners), 8):
            x1, y1, x2, y2, x3, y3, x4, y4 = corners[i:i + 8]
            check(x1 == x3 < x2 == x4 and y1 == y2 > y3 == y4,
                  "page %d: upper left, upper right, lower left, lower right: %s"
                  % (index + 1, corners[i:i + 8]))
            check(rect[0] <= x1 and rect[1] <= y3 and rect[2] >= x2 and rect[3] >= y1,
                  "page %d: the corners lie in the rectangle" % (index + 1))
        check(text(note.get("/Contents", "")), "page %d: a link says where it leads" % (index + 1))
        check("/StructParent" in note, "page %d: a link is part of the structure" % (index + 1))
        check(target is not None or uri, "page %d: a link leads somewhere" % (index + 1))
    check(several, "one link goes over two lines")


ACTING = ("/JS", "/AA", "/OpenAction", "/AcroForm", "/XFA", "/Launch", "/RichMediaContent", "/Collection")


def walk(value):
    """Each dictionary in it."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def actions(pdf, names=()):
    """All that a viewer might do, wherever it stands: nothing but to go to a page or to an address."""
    found = []
    for name, entry in pdf.objects.items():
        for part in walk(entry):
            for key in ACTING:
                check(key not in part, "object %s has %s" % (name, key))
            action = pdf.get(part.get("/A")) if part.get("/Subtype") == "/Link" else part if part.get("/Type") == "/Action" else None
            if part.get("/Type") == "/Annot":
                check(part["/Subtype"] == "/Link", "object %s is a note of another kind: %s" % (name, part["/Subtype"]))
            if action:
                check(action["/S"] in ("/URI", "/GoTo") and "/Next" not in action, "object %s acts: %s" % (name, action))
                found += [text(pdf.get(action["/URI"]))] if action["/S"] == "/URI" else []
    for address in found:
        check(re.match("(https?|mailto):", address), "the PDF opens '%s'" % address)
    for address in names:
        check(address in found, "the PDF opens '%s': %s" % (address, found))


def texts_of_addresses(path):
    words = subprocess.run(["pdftotext", path, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    for address in ("tel:+49-30-1", "sms:+49-30-2", "ftp://f.example/x", "10.1/2"):
        check(address in words, "what is no link stands there as text: %s" % address)


def code_is_kept(path):
    """Its lines, their indents and the spaces within them, for those who listen and for those who copy."""
    lines = [line.expandtabs(8) or " " for line in CODE]
    told = subprocess.run(["pdfinfo", "-struct-text", path], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "replace")
    heard = re.findall('^ *"(.*)"$', told, re.M)
    at = heard.index(lines[0]) if lines[0] in heard else 0
    check(heard[at:at + len(lines)] == lines, "code is told as %s" % heard[at:at + len(lines)])
    told = subprocess.run(["mutool", "draw", "-q", "-F", "text", path], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True).stdout.decode()
    check("\n".join(lines) in told, "code is copied with its lines and spaces")


if __name__ == "__main__":
    need_tool("qpdf", "qpdf")
    with scratch() as work:
        made = make(work)
        model = Pdf(made)
        catalog(made, model)
        parts(model)
        pages(made, model)
        leaders(made, model)
        links(model)
        actions(model, ("https://a.example/", "mailto:a@b.example", "http://h.example/"))
        if shutil.which("pdftotext"):
            texts_of_addresses(made)
        if shutil.which("pdfinfo") and shutil.which("mutool"):
            code_is_kept(made)
    finish("PDF properties")
