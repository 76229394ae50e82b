"""A judge's pass counts only when it fails on a planted fault. Here each one must fail."""
import os
import re
import shutil

import judges
import planted_outputs
from support import ROOT, check, finish, judged, offprint, scratch, unpack


def must_fail(name, answer):
    judged(name, answer if answer is None else answer is False, "%s lets a planted fault pass" % name)


def replaced(path, old, new):
    """A copy with one fault of the same length, so that offsets still hold."""
    with open(path, "rb") as file:
        data = file.read()
    assert old in data and len(old) == len(new), old
    target = path + ".fault"
    with open(target, "wb") as file:
        file.write(data.replace(old, new, 1))
    return target


def main():
    with scratch() as folder:
        done = offprint("export", os.path.join(ROOT, "content"), "-o", folder)
        if not check(done.returncode == 0, "content/ is exported"):
            finish("planted faults")
        pdf, path = (os.path.join(folder, "contribute" + end) for end in (".pdf", ".zip"))
        must_fail("veraPDF", judges.verapdf(replaced(pdf, b"<pdfuaid:part>1<", b"<pdfuaid:part>7<")))
        must_fail("qpdf", judges.qpdf(replaced(pdf, b"endstream", b"endstrXam")))
        damaged = path + ".fault"
        data = bytearray(open(path, "rb").read())
        data[len(data) // 3] ^= 1
        open(damaged, "wb").write(data)
        must_fail("unzip", judges.unzip(damaged))
        for name, spoil in BAG_FAULTS.items():
            bag = unpack(path, os.path.join(folder, re.sub("\\W", "-", name)))
            spoil(bag)
            must_fail("bagit (Python), " + name, judges.bagit_python(bag))
            must_fail("bagit (Java), " + name, judges.bagit_java(bag))
        for name, old, new in CRATE_FAULTS:
            bag = os.path.join(unpack(path, os.path.join(folder, "crate-" + re.sub("\\W", "-", name))), "data")
            file = os.path.join(bag, "ro-crate-metadata.json")
            with open(file, encoding="utf-8") as text:
                crate = text.read()
            check(old in crate, "the crate has what is to be spoiled: %s" % old)
            with open(file, "w", encoding="utf-8") as text:
                text.write(crate.replace(old, new, 1))
            must_fail("rocrate-validator, " + name, judges.crate(bag))
        bag = unpack(path, os.path.join(folder, "pages"))
        start = os.path.join(bag, "START-HERE.html")
        page = open(start, encoding="utf-8").read()
        open(start, "w", encoding="utf-8").write(
            page.replace("</body>", '<img src="https://example.org/x.png"></body>'))
        must_fail("axe-core in Chromium", judges.pages(start))
        past_the_gate(folder)
    finish("planted faults")


def past_the_gate(folder):
    """What those who judge the gate's outputs are to notice; of control characters in the metadata veraPDF says nothing, but expat does
    (test_gate.py, test_planted_runs.py)."""
    site = planted_outputs.make_site(os.path.join(folder, "small"))
    for plant in ("pdf-language", "page"):
        out = os.path.join(folder, plant)
        check(offprint("export", site, "--name", "o", "-o", out).returncode == 0, "a small site is exported")
        planted_outputs.spoil(out, "o", plant)
        if plant == "page":
            must_fail("the Nu checker, U+0001", judges.vnu(unpack(os.path.join(out, "o.zip"), os.path.join(out, "bag"))))
        else:
            must_fail("veraPDF, a language that is none", judges.verapdf(os.path.join(out, "o.pdf")))


CRATE_FAULTS = (
    ("no date", '"datePublished"', '"dateOfSome"'),
    ("no licence", '"license"', '"licence"'),
    ("a file that is not there", '"@id": "index.html"', '"@id": "indes.html"'),
    ("no root", '"about": {"@id": "./"}', '"about": {"@id": "./x"}'),
)


def flip(bag):
    path = os.path.join(bag, "data", "index.html")
    data = bytearray(open(path, "rb").read())
    data[10] ^= 1
    open(path, "wb").write(data)


def add(bag):
    open(os.path.join(bag, "data", "extra.txt"), "w").write("x")


def remove(bag):
    shutil.rmtree(os.path.join(bag, "data", "report"))


BAG_FAULTS = {"a flipped bit": flip, "a file too many": add, "files missing": remove}

if __name__ == "__main__":
    main()
