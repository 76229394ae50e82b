"""Whatever levels an author gives headings, the outline is sound: in tags, bookmarks, contents, pages of the bundle and
of the book no level is left out on the way down, and the title of each document is its only heading of level 1."""
import glob
import itertools
import os
import random
import re
import sys
import zipfile

from pdf_model import Structure, text
from support import check, export, finish, need_tool, scratch, unpack, write_files

LEVELS = 4


def made(number, levels, chance):
    """A page whose headings have these levels, with or without a title of its own and words before them."""
    lines = ["# " if level == 1 else "#" * level + " " for level in levels]
    words = ["heading%dx%d" % (number, i) for i in range(len(levels))]
    body = "".join("%s%s\n\nText.\n\n" % pair for pair in zip(lines, words))
    title = chance.choice(["", "", "Title%d" % number, words[-1] if words else ""])
    lead = chance.choice(["", "", "Text before. " * 20 + "\n\n"])
    return ("---\ntitle: %s\n---\n" % title if title else "---\n---\n") + lead + (body or "Text.\n")


def write_site(folder, seed):
    chance = random.Random(seed)
    rows = [levels for count in range(LEVELS) for levels in itertools.product(range(1, LEVELS), repeat=count)]
    rows += [[chance.randint(1, 6) for _ in range(chance.randint(4, 12))] for _ in range(20)]
    files = {"p%d.md" % i: made(i, levels, chance) for i, levels in enumerate(rows)}
    links = "".join("[p%d](p%d.md) " % (i, i) for i in range(len(rows)))
    write_files(folder, {**files, "_config.yml": "{}\n", "index.md": "---\ntitle: All\n---\n" + links})
    return len(rows) + 1, set(re.findall(r"heading\d+x\d+", "".join(files.values())))


def check_levels(place, levels):
    """No level is left out on the way down, nor above the first."""
    gaps = [(a, b) for a, b in zip([1] + levels, levels) if b > a + 1]
    check(not gaps, "%s: levels are left out in %s" % (place, levels))


def parts_of(structure):
    """The levels of headings of each Part of the tree, in order."""
    waiting, parts = [(structure.get(structure.root["/StructTreeRoot"])["/K"], None)], []
    while waiting:
        ref, part = waiting.pop()
        element = structure.get(ref)
        if not isinstance(element, dict) or "/S" not in element:
            continue
        role = element["/S"][1:]
        if role == "Part":
            part = []
            parts.append(part)
        elif re.fullmatch("H[1-6]", role) and part is not None:
            part.append(int(role[1]))
        kids = element.get("/K", [])
        waiting += [(kid, part) for kid in reversed(kids if isinstance(kids, list) else [kids]) if isinstance(kid, str)]
    return parts


def bookmarks_of(structure, item):
    while item:
        node = structure.get(item)
        yield text(node["/Title"])
        yield from bookmarks_of(structure, node.get("/First"))
        item = node.get("/Next")


def check_pages(place, pages):
    for name in pages:
        with open(name, encoding="utf-8") as page:
            main = re.search("<main.*</main>|<body.*</body>", page.read(), re.S).group(0)
        levels = [int(level) for level in re.findall("<h([1-6])", main)]
        check_levels("%s %s" % (place, os.path.basename(name)), levels)
        check(levels.count(1) == 1, "%s %s: one heading of level 1: %s" % (place, os.path.basename(name), levels))


def main():
    need_tool("qpdf", "qpdf")
    with scratch() as folder:
        count, headings = write_site(os.path.join(folder, "site"), int(sys.argv[1]) if len(sys.argv) > 1 else 1)
        out = os.path.join(folder, "out")
        _, done = export(os.path.join(folder, "site"), "/", out, "--outputs", "pdf,zip,epub", "--live-url", "https://x.example")
        check(done.returncode == 0, done.stderr)
        structure = Structure(glob.glob(os.path.join(out, "*.pdf"))[0])
        parts = parts_of(structure)
        check(len(parts) == count, "a part for each document: %d of %d" % (len(parts), count))
        for i, levels in enumerate(parts):
            check_levels("document %d" % i, levels)
            check(levels.count(1) == 1, "document %d: its title once: %s" % (i, levels))
        marks = " ".join(bookmarks_of(structure, structure.get(structure.root["/Outlines"]).get("/First")))
        missing = headings - set(re.findall(r"heading\d+x\d+", marks))
        check(headings and not missing, "among the bookmarks: %s" % missing)
        bundle = unpack(glob.glob(os.path.join(out, "*.zip"))[0], os.path.join(folder, "bundle"))
        check_pages("bundle", glob.glob(os.path.join(bundle, "data", "pages", "*.html")))
        book = os.path.join(folder, "book")
        with zipfile.ZipFile(glob.glob(os.path.join(out, "*.epub"))[0]) as archive:
            archive.extractall(book)
        pages = [name for name in glob.glob(os.path.join(book, "**", "*.xhtml"), recursive=True)
                 if re.search(r"/p\d+\.xhtml$", name)]
        check(len(pages) == count - 1, "pages of the book: %d" % len(pages))
        check_pages("book", pages)
        finish("%d documents" % count)


main()
