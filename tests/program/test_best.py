"""Packed as tightly as can be: by option or by recipe the same bytes, smaller and as whole as without, and both files
say what packed them."""
import os
import re
import zipfile

from support import ROOT, check, finish, need_tool, offprint, run, scratch

WORDS = "Ten tests measure the same line at the same time, and none of them knows of the others. "
SITE = {"README.md": "# T\n\n[b](b.md) [deck](deck.pdf)\n\n" + WORDS * 40,
        "b.md": "# B\n\n" + "".join("%d. %s\n" % (n, WORDS[n % 40:]) for n in range(200))}


def export(site, out, *options):
    done = offprint("export", site, "-o", out, "--name", "p", "--date", "2021-07-15", *options)
    check(done.returncode == 0, "export of %s: %s" % (site, done.stderr))
    return [os.path.join(out, "p" + end) for end in (".pdf", ".zip")]


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


def judge(pdf, bundle_path, level, command):
    """What each of them says of its making, and that both are whole."""
    with zipfile.ZipFile(bundle_path) as bundle:
        check(bundle.testzip() is None, "the zip is whole")
        check(bundle.read("p-2021-07-15/data/p.pdf") == bytes_of(pdf), "the zip holds the PDF beside it")
        info = bundle.read("p-2021-07-15/bag-info.txt").decode()
    said = re.search(r"^Compressor: (libdeflate [0-9.]+) as built, level (\d+)$", info, re.M)
    check(said and int(said[2]) == level, "the bag names its compressor: %s" % info)
    check(run(["qpdf", "--check", pdf]).returncode == 0, "the PDF is whole")
    colophon = " ".join(run(["pdftotext", pdf, "-"], text=True).stdout.split())
    check("by %s (%s)" % (command, said and said[1]) in colophon, "the colophon names it: %s" % colophon[-400:])


def main():
    need_tool("qpdf", "qpdf")
    need_tool("pdftotext", "poppler-utils")
    version = offprint("--version", text=True).stdout.strip()
    with scratch() as folder:
        site = os.path.join(folder, "site")
        os.makedirs(site)
        for name, text in SITE.items():
            with open(os.path.join(site, name), "w", encoding="utf-8") as page:
                page.write(text)
        deck = export(os.path.join(ROOT, "content"), os.path.join(folder, "deck"))[0]
        with open(os.path.join(site, "deck.pdf"), "wb") as file:
            file.write(bytes_of(deck))
        plain = export(site, os.path.join(folder, "plain"))
        best = export(site, os.path.join(folder, "best"), "--best")
        with open(os.path.join(site, "offprint.yml"), "w", encoding="utf-8") as recipe:
            recipe.write("best: true\n")
        asked = export(site, os.path.join(folder, "asked"))
        check([bytes_of(p) for p in best] == [bytes_of(p) for p in asked], "option and recipe give the same bytes")
        for fast, tight in zip(plain, best):
            check(os.path.getsize(tight) < os.path.getsize(fast), "%s is smaller" % tight)
        judge(*plain, 6, version)
        judge(*best, 12, version + " --best")
        for path, deflated in ((plain[1], False), (best[1], True)):
            with zipfile.ZipFile(path) as bundle:
                packed = bundle.getinfo("p-2021-07-15/data/files/deck.pdf").compress_type == zipfile.ZIP_DEFLATED
            check(packed == deflated, "a PDF in %s: deflated %s" % (path, packed))
    finish("best")


if __name__ == "__main__":
    main()
