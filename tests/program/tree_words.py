"""The words of a document tree, and what a PDF or a page makes of them."""
import collections

from random_page import words_of
from support import check, offprint

INLINES = set("emphasis strong strike superscript subscript small link span html_inline text code image line_break "
              "soft_break footnote_reference math raw_inline".split())


# Parts: the words of the page, then those of each note. Blocks: a word's own, by number.
Tree = collections.namedtuple("Tree", "parts cells blocks")


def tree_of(site, name):
    """What is text in the dump, and how many cells there are."""
    tree, cells, block = Tree([[]], 0, {}), 0, 0
    for line in offprint("render", site, name, "--to", "doc").stdout.decode("utf-8").split("\n"):
        kind = line.strip().split(" ")[0]
        cells += kind == "cell"
        block += kind not in INLINES
        if line.strip().startswith("footnote number"):
            tree.parts.append([])
        at = line.find(' text="')
        words = words_of(line[at:]) if at >= 0 else []
        tree.parts[-1].extend(words)
        tree.blocks.update((word, block) for word in words)
    return tree._replace(cells=cells)


def check_structure(place, structure, cells):
    """What a listener meets: notes behind their references, captions within what they name, every cell."""
    found = list(structure.elements())
    for role, parent, before in found:
        check(role != "Note" or before in ("Reference", "Note"), "%s: a note behind %s in %s" % (place, before, parent))
        check(role != "Caption" or parent in ("Figure", "Table", "Div"), "%s: a caption in %s" % (place, parent))
        check(role != "Lbl" or parent in ("LI", "Note", "TOCI"), "%s: a label in %s" % (place, parent))
    roles = [role for role, _, _ in found]
    check(roles[:3] == ["Document", "Sect", "H1"], "%s: it begins with %s" % (place, roles[:3]))
    shown = roles.count("TD") + roles.count("TH")
    check(shown >= cells, "%s: %d of %d cells" % (place, shown, cells))


def faults_of(parts, got):
    """A line for each part whose words `got` has not all, once and in their order; those of others may lie between."""
    found = []
    for part in parts:
        own = set(part)
        here = [word for word in got if word in own]
        missing = [word for word in part if word not in set(here)]
        if missing:
            found.append("lost %s" % " ".join(missing[:9]))
        elif here != part:
            at = next((i for i, (a, b) in enumerate(zip(part, here)) if a != b), len(part))
            found.append("not in order, or twice, at %s" % " ".join(here[max(at - 1, 0):at + 2]))
    return found


def block_faults_of(tree, got):
    """Where words from right to left stand among others, a line's are told as they are seen: of those of a block only
    the number is compared, and that blocks keep their order."""
    want = collections.Counter(word for part in tree.parts for word in part)
    found = collections.Counter(word for word in got if word in want)
    faults = ["lost or twice: %s" % word for word in (want - found) + (found - want)]
    for part in tree.parts:
        own = set(part)
        here = [word for word in got if word in own]
        faults += ["%s after %s" % (b, a) for a, b in zip(here, here[1:]) if tree.blocks[a] > tree.blocks[b]]
    return faults
