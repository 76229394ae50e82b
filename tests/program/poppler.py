"""What Poppler sees of a PDF: the words of each page with their boxes, and what its structure tells."""
import collections
import html
import re
import subprocess

LEFT, RIGHT, TOP, BOTTOM = 96.4, 498.9, 40, 800  # of the text on A4, with its running heads
HANG = 6
BOX = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', re.S)

Word = collections.namedtuple("Word", "x0 y0 x1 y1 text")


def told_by(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "replace")


def pages_of(pdf):
    """The words of each page, and how wide a page is."""
    told = told_by("pdftotext", "-bbox", pdf, "-").split('<page width="')
    pages = [[Word(*map(float, found[:4]), html.unescape(found[4])) for found in BOX.findall(page)] for page in told[1:]]
    return pages, float(told[1].split('"')[0])


def text_of(pdf, *options):
    """Without the hyphens that lines made."""
    return re.sub("\u00ad\\s*", "", told_by("pdftotext", *options, pdf, "-"))


def structure_of(pdf):
    """The texts of the structure's elements from the first document on, without blanks: a word may be in parts."""
    told = told_by("pdfinfo", "-struct-text", pdf)
    return re.sub(r'"\s+"|\s', "", told[told.index("\n  Part "):])


def outside(words):
    return [word for word in words
            if word.x0 < LEFT - HANG or word.x1 > RIGHT + HANG or word.y0 < TOP or word.y1 > BOTTOM]


def core(word):
    """A box is as tall as the face's largest letters: lines of one paragraph share some of it."""
    height = word.y1 - word.y0
    return word.y0 + .25 * height, word.y1 - .2 * height


def overlaps(words):
    """Pairs of words that stand on each other."""
    found, words = [], sorted(words, key=lambda word: word.y0)
    for i, one in enumerate(words):
        top, bottom = core(one)
        for other in words[i + 1:]:
            if other.y0 >= bottom:
                break
            other_top, other_bottom = core(other)
            if min(one.x1, other.x1) - max(one.x0, other.x0) > .6 and min(bottom, other_bottom) - max(top, other_top) > .2:
                found.append((one, other))
    return found
