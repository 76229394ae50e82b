"""Pages of everything, mixed at random: tables, lists, notes, pictures, callouts, code, and words of three scripts.
Of each page the structure has the tree's words in their order and Poppler's text has every one; nothing leaves the
measure or stands on something else; a page of Latin words that is set from the right is the mirror image of the
same page from the left. veraPDF judges all of them at once, for UA-1 and A-3a, where the last argument is "judges".

Arguments: how many pages, the seed of the first, and that word."""
import collections
import os
import random
import sys

import judges
from mirror import check_mirror, differences
from pdf_model import Structure
from poppler import Word, outside, overlaps, pages_of, structure_of, text_of
from random_page import ARABIC, HEBREW, Page, forwards, words_of, write_site
from support import check, finish, judged, need_tool, offprint, scratch
from tree_words import Tree, block_faults_of, check_structure, faults_of, tree_of

LETTERS = ((), (), (), (HEBREW,), (ARABIC,), (HEBREW, ARABIC))  # of a page beside Latin ones
MIRRORED = (0, 1)  # of these: what hangs into a margin makes other lines on the other side


def made(seed):
    """Name and source of a page, the scripts of its words, and whether its mirror image is set."""
    kind, name = seed % len(LETTERS), "index.html" if seed % 4 == 3 else "index.md"
    letters, mirrored = LETTERS[kind], kind in MIRRORED
    page = Page(random.Random(seed), 0, name.endswith("html"), letters, -1 if letters else 1, mirrored)
    return name, page.text(3, 6), letters, mirrored


def set_page(folder, name, text, head):
    """Site and PDF of the page; no PDF where it fails, which is told."""
    write_site(folder, {name: text}, head)
    done = offprint("export", folder, "--entry", name, "--outputs", "pdf", "-o", folder, "--name", "index")
    good = check(done.returncode == 0, "%s: %s" % (folder, done.stderr.decode()[-300:]))
    return os.path.join(folder, "index.pdf") if good else None


def is_in_parts(word, seen):
    """At a line's end, with a hyphen or cut: where cells are narrow the next word of the text is another one's."""
    return any(any(other.rstrip("\u00ad").endswith(word[:i]) for other in seen) and
               any(other.startswith(word[i:]) for other in seen) for i in range(1, len(word)))


def lost_words(parts, pdf, pages):
    """Words of the tree that Poppler's text has not as often: in its reading order, or in that of drawing."""
    want = collections.Counter(word for part in parts for word in part)
    lost = want - collections.Counter(words_of(text_of(pdf)))
    if lost:
        lost &= want - collections.Counter(words_of("".join(text_of(pdf, "-raw").split())))
    seen = {word.text.strip("“”‘’,.") for page in pages for word in page}
    return sorted(word for word in lost.elements() if not is_in_parts(word, seen))


def try_page(folder, seed):
    """The PDFs of it, and how many words it has."""
    name, text, letters, mirrored = made(seed)
    place = "seed %d" % seed
    site = os.path.join(folder, "from-left-%d" % seed)
    pdf = set_page(site, name, text, "")
    if not pdf:
        return [], 0
    tree, heard = tree_of(site, name), words_of(structure_of(pdf))
    for fault in block_faults_of(tree, heard) if letters else faults_of(tree.parts, heard):
        check(False, "%s: %s" % (place, fault))
    check_structure(place, Structure(pdf), tree.cells)
    pages, _ = pages_of(pdf)
    lost = lost_words(tree.parts, pdf, pages)
    check(not lost, "%s: not in the text: %s" % (place, " ".join(lost[:9])))
    for number, words in enumerate(pages, 1):
        check(not outside(words), "%s, page %d, beyond the measure: %s" % (place, number, outside(words)[:3]))
        check(not overlaps(words), "%s, page %d, on each other: %s" % (place, number, overlaps(words)[:2]))
    pdfs = [pdf]
    other = os.path.join(folder, "from-right-%d" % seed)
    turned = set_page(other, name, text, "lang: en\ndir: rtl\n") if mirrored else None
    if turned:
        pdfs.append(turned)
        check_mirror(place, (site, other), pdfs, name)
    return pdfs, sum(len(part) for part in tree.parts)


def judge_can_fail():
    """What is planted in each of the things compared is seen."""
    one, two, three = "qbababaz", "qbababez", "qbababiz"
    check(not faults_of([[one, two], [three]], [one, three, two]), "a note within its text is well")
    for heard in ([one, three], [two, one, three], [one, two, two, three]):
        check(faults_of([[one, two], [three]], heard), "%s is no fault" % heard)
    tree = Tree([[one, two, three]], 0, {one: 1, two: 1, three: 2})
    check(not block_faults_of(tree, [two, one, three]), "words of a block as they are seen are well")
    for heard in ([one, three, two], [one, two], [one, two, three, three]):
        check(block_faults_of(tree, heard), "%s is no fault of blocks" % heard)
    check(is_in_parts(one, {"qbaba\u00ad", "baz"}) and not is_in_parts(one, {"qbaba\u00ad", "bez"}), "parts of a word")
    page = [Word(100, 100, 140, 112, one), Word(100, 120, 160, 132, two)]
    turned = [Word(600 - word.x1, word.y0, 600 - word.x0, word.y1, word.text) for word in page]
    check(not differences(page, turned, 600), "a mirror image is well")
    check(differences(page, page, 600) and differences(page, turned[:1], 600), "what is not mirrored, and lost, is seen")
    check(forwards("אבגף") == "ףגבא" and words_of("ףאבגדבאףqbababaz") == ["ףאבג", "ףאבד", one], "words read backwards")


need_tool("qpdf", "qpdf")
need_tool("pdftotext", "poppler-utils")
judge_can_fail()
count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
with scratch() as folder:
    made_pdfs, total = [], 0
    for seed in range(first, first + count):
        pdfs, words = try_page(folder, seed)
        made_pdfs += pdfs
        total += words
    if sys.argv[3:] == ["judges"]:
        judged("veraPDF", judges.verapdf(*made_pdfs), "veraPDF judges %d files" % len(made_pdfs))
check(total > 0, "there are words")
finish("%d words of %d pages" % (total, count))
