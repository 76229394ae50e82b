"""Both packets before the judges: test_judges.py pdf | bundle."""
import os
import sys

import judges
from support import SKIPPED, check, finish, packets, scratch, unpack

absent = []


def judge(name, subject, answer):
    if answer is None:
        absent.append(name)
        print("SKIPPED: the judge '%s' is not here; see tests/judges/README.md" % name)
    else:
        check(answer, "%s judges %s" % (name, subject))


def judge_pdfs(made):
    judge("veraPDF", "both packets", judges.verapdf(*[pdf for _, pdf, _ in made]))
    for name, pdf, _ in made:
        judge("qpdf", name, judges.qpdf(pdf))
        judge("pdffonts", name, judges.fonts(pdf))
        judge("poppler and mupdf", name, judges.drawn(pdf))


def judge_bundles(made, folder):
    for name, _, path in made:
        bag = unpack(path, os.path.join(folder, "bag-" + name))
        judge("unzip", name, judges.unzip(path))
        judge("sha256sum and sha512sum", name, judges.digests(bag))
        judge("bagit (Python)", name, judges.bagit_python(bag))
        judge("bagit (Java)", name, judges.bagit_java(bag))
        judge("axe-core in Chromium", name, judges.pages(os.path.join(bag, "START-HERE.html")))


def main():
    with scratch() as folder:
        made = packets(folder)
        if sys.argv[1] == "pdf":
            judge_pdfs(made)
        else:
            judge_bundles(made, folder)
    if absent and os.environ.get("CI"):
        check(False, "CI never skips a judge: %s" % ", ".join(absent))
    elif absent:
        print("not judged by: %s" % ", ".join(absent))
        if not __import__("support").failures:
            sys.exit(SKIPPED)
    finish("judges of the " + sys.argv[1])


if __name__ == "__main__":
    main()
