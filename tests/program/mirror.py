"""Two settings of one text, from the left and from the right: each the other's mirror image, by the boxes of lines,
rules and pictures. Within a line Latin words run as they do: of each line the box is compared, and what stands in it."""
import collections
import re

from poppler import pages_of
from support import check, offprint

NEAR, HANG = .6, 2.6  # points; what hangs into one margin is within the other line
MARKED = "FFF3B0"     # the ground of words, which moves as they do
APART = 9             # where no line is told: from one box to the next on a line that belongs to something else
PLACED = re.compile(r"^  (line|rect|image)\S* ([-\d.]+),([-\d.]+) ([\d.]+)(?:x([\d.]+))? <?(\w*)")
HANGING = re.compile(r"[^\w•■◦]|\d|[^\W\d][\u0300-\u036f]")

Box = collections.namedtuple("Box", "y x0 x1 text code")


def placed_of(site, name):
    """By page, from 1: what stands on it, as (kind, x, y, width, height, look)."""
    pages = {}
    for row in offprint("render", site, name, "--to", "pages").stdout.decode("utf-8").splitlines():
        found = PLACED.match(row)
        if row.startswith("page "):
            pages[int(row[5:])] = page = []
        elif found:
            page.append((found[1], *(float(found[i] or 0) for i in (2, 3, 4, 5)), found[6]))
    return pages


def line_of(word, lines):
    """The one on whose baseline the word is; the narrowest where several are told as wide as the measure."""
    middle, baseline = (word.x0 + word.x1) / 2, word.y0 + .77 * (word.y1 - word.y0)
    around = [line for line in lines if word.y0 < line[2] < word.y1 + 6 and line[1] - 3 < middle < line[1] + line[3] + 3]
    return min(around, key=lambda line: (round(abs(line[2] - baseline)), line[3]), default=None)


def by_line(words, lines):
    groups = {}
    for word in words:
        groups.setdefault(line_of(word, lines), []).append(word)
    return [(None, group) for group in by_gap(groups.pop(None, []))] + list(groups.items())


def by_gap(words):
    """Words side by side. The digest of the sources is another one in each of the two."""
    groups = []
    for word in sorted((word for word in words if len(word.text) != 64), key=lambda word: word.x0):
        beside = [group for group in groups if abs((group[0].y0 + group[0].y1) / 2 - (word.y0 + word.y1) / 2) <= 3
                  and word.x0 - max(other.x1 for other in group) < APART]
        (beside[-1] if beside else groups.append([]) or groups[-1]).append(word)
    return groups


def boxes_of(words, lines, width, mirrored):
    """Code runs from the left at the left of its block, whatever is around it."""
    boxes = []
    for line, group in by_line(words, lines):
        x0, x1 = min(word.x0 for word in group), max(word.x1 for word in group)
        y = sum(word.y0 + word.y1 for word in group) / 2 / len(group)
        text = "".join(sorted("".join(word.text for word in group)))
        boxes.append(Box(y, width - x1 if mirrored else x0, width - x0 if mirrored else x1, text,
                         line is not None and line[5] == "mono"))
    return boxes


def same(one, other, width):
    near = HANG if HANGING.search(one.text) else NEAR
    sides = [(other.x0, other.x1)] + [(width - other.x1, width - other.x0)] * (one.code and other.code)
    return abs(one.y - other.y) <= 3 and one.text == other.text and \
        any(abs(one.x0 - x0) < near and abs(one.x1 - x1) < near for x0, x1 in sides)


def without_like(these, those, alike, *more):
    """Those of either that have none in the other."""
    return [one for one in these if not any(alike(one, other, *more) for other in those)] + \
        [one for one in those if not any(alike(other, one, *more) for other in these)]


def differences(page, mirrored, width, lines=((), ())):
    """Lines of words of the page without their like on the other one, and the other way round."""
    a, b = boxes_of(page, lines[0], width, False), boxes_of(mirrored, lines[1], width, True)
    return without_like(a, b, same, width)


def things_of(placed, words, width, mirrored):
    """Rules, grounds, and pictures that stand in no line of words."""
    return [(kind, width - x - w if mirrored else x, y, w, h, look) for kind, x, y, w, h, look in placed
            if kind == "rect" and look != MARKED or
            kind == "image" and not any(word.y1 > y and word.y0 < y + h for word in words)]


def same_thing(one, other):
    return one[0] == other[0] and one[5] == other[5] and all(abs(p - q) <= .16 for p, q in zip(one[1:5], other[1:5]))


def check_mirror(place, sites, pdfs, name, alone=True):
    """Of the pages of both PDFs, and of what the page `name` places in both sites. How many words have been looked at,
    and how many other things. `alone`: it is all that the packet has, so that its lines stand as told."""
    (pages, width), (turned, _) = (pages_of(pdf) for pdf in pdfs)
    check(len(pages) == len(turned), "%s: %d and %d pages" % (place, len(pages), len(turned)))
    placed = [placed_of(site, name) for site in sites]
    count = 0
    for number, both in enumerate(zip(pages, turned), 1):
        told = [pages.get(number, []) for pages in placed]
        lines = [[thing for thing in page if alone and thing[0] == "line"] for page in told]
        found = differences(*both, width, lines)
        check(not found, "%s: page %d is no mirror image: %s" % (place, number, found[:4]))
        a, b = (things_of(page, words, width, i) for i, (page, words) in enumerate(zip(told, both)))
        found = without_like(a, b, same_thing)
        check(not found, "%s: rules of page %d are no mirror image: %s" % (place, number, found[:4]))
        count += len(a)
    return sum(len(page) for page in pages), count
