"""No word is lost: pages made at random, each word in them unlike all others. The words of the tree
(`render --to doc`) are those of the PDF and of the bundle's page, in order. Notes are compared one by one,
as the PDF has them where they are referred to.

Arguments: how many sites, and the seed of the first."""
import glob
import os
import random
import re
import sys

from pdf_model import Structure
from poppler import structure_of
from random_page import Page, page_of, words_of, write_site
from support import check, finish, need_tool, offprint, scratch, unpack
from tree_words import check_structure, faults_of, tree_of

PAGES = 6  # of a site


def words_of_pdf(structure):
    """As the structure tree has them: by their first syllable, which tells the document."""
    words = words_of(re.sub(r"[^!-~]", "", "".join(structure.texts())))
    return [[word for word in words if page_of(word) == i] for i in range(PAGES)]


def words_of_html(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return words_of(re.sub(r"<[^>]*>", "", text[text.index('<div class="text">'):]))


def try_site(folder, seed):
    chance = random.Random(seed)
    names = ["p%d.%s" % (i, "html" if i % 3 == 2 else "md") for i in range(PAGES)]
    site, out = os.path.join(folder, "site"), os.path.join(folder, "out")
    pages = {name: Page(chance, i, name.endswith("html")).text() for i, name in enumerate(names)}
    write_site(site, pages)
    done = offprint("export", site, "-o", out)
    if not check(done.returncode == 0, "seed %d: %s" % (seed, done.stderr.decode())):
        return 0
    pdf = glob.glob(os.path.join(out, "*.pdf"))[0]
    structure = Structure(pdf)
    printed = words_of_pdf(structure)
    heard = words_of(structure_of(pdf))
    check(heard == [word for page in printed for word in page], "seed %d: not heard, or in another order" % seed)
    bundle = unpack(glob.glob(os.path.join(out, "*.zip"))[0], os.path.join(folder, "bundle"))
    count = cells = 0
    for i, name in enumerate(names):
        tree = tree_of(site, name)
        cells += tree.cells
        place = "seed %d, %s in " % (seed, name)
        told = words_of_html(os.path.join(bundle, "data", "pages", "p%d.html" % i))
        for what, words in (("the PDF", printed[i]), ("the bundle", told)):
            for fault in faults_of(tree.parts, words):
                check(False, place + what + ": " + fault)
        count += sum(len(part) for part in tree.parts)
    check_structure("seed %d" % seed, structure, cells)
    return count


need_tool("qpdf", "qpdf")
sites = int(sys.argv[1]) if len(sys.argv) > 1 else 3
first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
total = 0
for seed in range(first, first + sites):
    with scratch() as folder:
        total += try_site(folder, seed)
check(total > 0, "there are words")
finish("%d words of %d sites" % (total, sites))
