"""Both packets before the judges: test_judges.py pdf | bundle."""
import os
import random
import shutil
import sys

import judges
from support import ROOT, check, finish, judged, offprint, packets, scratch, unpack, write_files

def judge(name, subject, answer):
    judged(name, answer, "%s judges %s" % (name, subject))


def judge_pdfs(made):
    judge("veraPDF", "both packets", judges.verapdf(*[pdf for _, pdf, _ in made]))
    for name, pdf, _ in made:
        judge("qpdf", name, judges.qpdf(pdf))
        judge("pdffonts", name, judges.fonts(pdf))
        judge("poppler and mupdf", name, judges.drawn(pdf))


def irregular_tables(folder, pages=8):
    """PDFs of tables as nobody should write them; the same ones at each run."""
    choose, site, made = random.Random(5), os.path.join(folder, "tables"), []
    os.makedirs(site)

    def cell():
        kind = choose.choice(("td", "td", "th"))
        spans = "".join(' %s="%d"' % (name, choose.randrange(7))
                        for name in ("colspan", "rowspan") if choose.random() < 0.3)
        held = choose.choice(("", "x", "two words", "<ul><li>a</ul>", "<h%d>h</h%d>" % (
            (choose.randrange(2, 6),) * 2)))
        return "<%s%s>%s</%s>" % (kind, spans, held, kind)

    def table():
        rows = lambda: "".join("<tr>%s</tr>" % "".join(cell() for _ in range(choose.randrange(6)))
                               for _ in range(choose.randrange(5)))
        parts = choose.choice(("tbody", "thead", "thead tbody", "tfoot thead tbody", "tbody tbody",
                               "thead tfoot", "thead thead tbody")).split()
        captions = "<caption>c</caption>" * choose.randrange(3)
        return "<table>%s%s</table>" % (captions, "".join("<%s>%s</%s>" % (p, rows(), p) for p in parts))

    for page in range(pages):
        with open(os.path.join(site, "p%d.md" % page), "w", encoding="utf-8") as file:
            file.write("# Tables\n\n" + "\n\n".join(table() for _ in range(12)) + "\n")
        done = offprint("export", site, "--entry", "p%d.md" % page, "--outputs", "pdf", "-o", site)
        check(done.returncode == 0, "page %d of tables is made" % page)
        made.append(os.path.join(site, "p%d.pdf" % page))
    return made


def judge_bundles(made, folder):
    for name, _, path in made:
        bag = unpack(path, os.path.join(folder, "bag-" + name))
        judge("unzip", name, judges.unzip(path))
        judge("sha256sum and sha512sum", name, judges.digests(bag))
        judge("bagit (Python)", name, judges.bagit_python(bag))
        judge("bagit (Java)", name, judges.bagit_java(bag))
        # It wants a date of publication; where no date is known none is made up (diagnostic `packet-undated`).
        dated = "Bagging-Date:" in open(os.path.join(bag, "bag-info.txt"), encoding="utf-8").read()
        judge("rocrate-validator", name, judges.crate(os.path.join(bag, "data"), lacks=() if dated else ["`datePublished`"]))
        judge("axe-core in Chromium", name, judges.pages(os.path.join(bag, "START-HERE.html")))


def author_crate(folder):
    """The crate of a packet of a site that names its author, and whose recipe names no organization."""
    site = write_files(os.path.join(folder, "author"), {
        "_config.yml": "url: https://www.b.example\nauthor: {name: Some Body, url: 'https://some.example', email: s@b.example}\n",
        "index.md": "---\ntitle: Author\n---\n[a file](a.txt)\n", "a.txt": "text\n", "offprint.yml": "name: author\n"})
    done = offprint("export", site, "--date", "2021-07-15", "-o", site)
    check(done.returncode == 0, "a packet is made for a crate: %s" % done.stderr)
    return os.path.join(unpack(os.path.join(site, "author.zip"), os.path.join(folder, "bag-author")), "data")


def whose_crate(folder):
    """The crate of a packet whose recipe says who answers for it: without, and without an author, a recommendation is not kept."""
    site = write_files(os.path.join(folder, "whose"), {
        "index.md": "# Whose\n\n[a file](files/a%20b.txt), ![a picture](p.svg), [a page](b.md)\n", "b.md": "# B\n\nWords.\n",
        "files/a b.txt": "text\n", "p.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        "offprint.yml": "organization: An organization\ncontact: mailto:a@b.example\ncontact_name: Somebody\nname: whose\n"})
    done = offprint("export", site, "--live-url", "https://www.b.example", "--date", "2021-07-15", "-o", site)
    check(done.returncode == 0, "a packet is made for a crate: %s" % done.stderr)
    return os.path.join(unpack(os.path.join(site, "whose.zip"), os.path.join(folder, "bag-whose")), "data")


def pages_beside(folder):
    """The start of a bundle whose pages have pictures with their words in columns."""
    site, golden = os.path.join(folder, "beside"), os.path.join(ROOT, "tests", "golden")
    for name in ("cards", "media"):
        shutil.copytree(os.path.join(golden, name), os.path.join(site, name))
    with open(os.path.join(site, "index.md"), "w", encoding="utf-8") as file:
        file.write("# Beside\n\n[cards](cards/input.md) [media](media/input.md)\n")
    done = offprint("export", site, "--entry", "index.md", "--outputs", "zip", "--name", "beside", "-o", site)
    check(done.returncode == 0, "a bundle of cards and media is made")
    return os.path.join(unpack(os.path.join(site, "beside.zip"), os.path.join(folder, "bag-beside")), "START-HERE.html")


def main():
    with scratch() as folder:
        made = packets(folder)
        if sys.argv[1] == "pdf":
            judge_pdfs(made)
            judge("veraPDF", "irregular tables", judges.verapdf(*irregular_tables(folder)))
        else:
            judge_bundles(made, folder)
            # No recipe tells the organization's number in a register.
            judge("rocrate-validator", "what is recommended", judges.crate(whose_crate(folder), recommended=True, lacks=["ROR identifier"]))
            # Nor a person's in another.
            judge("rocrate-validator", "an author", judges.crate(author_crate(folder), recommended=True, lacks=["ORCID identifier"]))
            judge("axe-core in Chromium", "cards and media", judges.pages(pages_beside(folder)))
    finish("judges of the " + sys.argv[1])


if __name__ == "__main__":
    main()
