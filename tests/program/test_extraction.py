"""Whoever takes the text off a packet gets its words: pages in seven languages, by the programs that Debian has, or,
with the argument "readers", by those of PyPI and npm. Lost words are counted against the bundle's pages, in per cent;
so are characters, which tells the marks of scripts that words alone would not.

A hyphen that only a line's end made is told from the author's (ISO 32000-1, 14.8.2.2.3)."""
import collections
import glob
import html.parser
import json
import os
import re
import sys
import unicodedata

from support import JUDGES, ROOT, check, finish, need_tool, note_absent, offprint, packets, run, scratch, unpack, write_files

PAGES = os.path.join(ROOT, "tests", "extraction")
BLOCKS = set("p div h1 h2 h3 h4 li ul ol td th tr table blockquote pre sup br".split())

# By reader and language (or for the packets of content/ and M-Lab's site): at most so many words, and so many characters,
# are lost, in per cent. Poppler's structure and MuPDF 1.21 leave words from right to left as they are seen; pdf.js drops format characters: soft hyphens, and the joiner
# that parts Persian words. Lines of Thai, Chinese and Khmer end within what is a word to Python: only characters count.
LATIN, RIGHT_TO_LEFT, OTHERS = ("de",), ("ar", "fa", "he"), ("hi", "ta", "th", "zh")
LIMITS = {
    "pdftotext": {"packet": (.3, .3), "de": (.3, .3), "ar": (1, 1), "fa": (1, 1), "he": (1, 1), "hi": (1, .3), "ta": (None, .3), "th": (None, 0), "zh": (None, .3)},
    "pdftotext -layout": {"packet": (.3, .3), "de": (.3, .3), "hi": (1, .3)},
    "pdftotext -raw": {"packet": (0, 0), "de": (.3, .3), "hi": (1, .3)},
    "pdfinfo -struct-text": {"packet": (.3, .3), "de": (0, 0), "hi": (0, 0), "ta": (None, .3), "th": (None, 0), "zh": (None, 0)},
    "mutool": {"packet": (.3, .3), "de": (.3, .3), "hi": (1, .3), "ta": (None, .3), "th": (None, .3), "zh": (None, .3)},
    "pymupdf": {"packet": (.3, .3), "de": (.3, .3), "hi": (1, .3), "ta": (None, .3), "th": (None, .3), "zh": (None, .3)},
    "pypdf": {"packet": (.3, .3), "de": (.3, .3), "ar": (1, 1), "fa": (1, 1), "he": (1, 1), "hi": (1, .3), "ta": (None, .3), "th": (None, .3), "zh": (None, .3)},
    "pdfminer": {"packet": (.3, .3), "de": (.3, .3), "hi": (1, .3), "ta": (None, .3), "th": (None, .3), "zh": (None, .3)},
    "pdfplumber": {"packet": (.3, .3), "de": (1, .3), "hi": (1, .3), "ta": (None, .3), "th": (None, .3)},
    "pdfium": {"packet": (.3, .3), "de": (.3, .3), "ar": (1, 1), "fa": (1, 1), "he": (1, 1), "hi": (1, .3), "ta": (None, .3), "th": (None, .3), "zh": (None, .3)},
    "pdf.js": {"hi": (None, .3), "ta": (None, .3), "th": (None, .3), "zh": (None, .3)},
}
AT_HAND = {
    "pdftotext": ["pdftotext", "{}", "-"],
    "pdftotext -layout": ["pdftotext", "-layout", "{}", "-"],
    "pdftotext -raw": ["pdftotext", "-raw", "{}", "-"],
    "pdfinfo -struct-text": ["pdfinfo", "-struct-text", "{}"],
    "mutool": ["mutool", "draw", "-q", "-F", "text", "{}"],
}


class Text(html.parser.HTMLParser):
    """The text of a page's <h1> and <div class="text">; blocks and notes' marks part words."""

    def __init__(self):
        super().__init__()
        self.text, self.depth = "", 0

    def handle_starttag(self, tag, attributes):
        if self.depth or tag == "h1" or (tag == "div" and ("class", "text") in attributes):
            self.depth += tag not in ("br", "img", "hr", "input")
        self.text += "\n" if tag in BLOCKS else ""

    def handle_endtag(self, tag):
        self.depth -= self.depth > 0 and tag not in ("br", "img", "hr", "input")
        self.text += "\n" if tag in BLOCKS else ""

    def handle_data(self, data):
        self.text += data if self.depth else ""


def words(text):
    """However their letters are composed: PDFium tells U+06C0 in two."""
    return collections.Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def characters(text):
    """But variation selectors, which the bundle's signs have."""
    return collections.Counter(c for c in unicodedata.normalize("NFC", text)
                               if unicodedata.category(c)[0] in "LMN" and not "\ufe00" <= c <= "\ufe0f")


def joined(text):
    """Without the hyphens that lines made: U+00AD, or what PDFium has for them."""
    return re.sub("\u00ad\\s*|[\ufffe\x02]\r?\n?", "", text)


def lost(count, source, text):
    expected = count(source)
    return 100 * sum((expected - count(text)).values()) / sum(expected.values())


def texts_at_hand(path):
    return {name: run([part.format(path) for part in command]).stdout.decode("utf-8", "replace")
            for name, command in AT_HAND.items()}


PYTHON, DRIVER = os.path.join(JUDGES, "readers", "bin", "python"), os.path.join(JUDGES, "pages")


def readers_are_here():
    return os.path.exists(PYTHON) and os.path.isdir(os.path.join(DRIVER, "node_modules", "pdfjs-dist"))


def texts_of_readers(path):
    here = os.path.join(ROOT, "tests", "judges")
    done = run([PYTHON, os.path.join(here, "read.py"), path])
    script = run(["node", os.path.join(here, "read.mjs"), path], cwd=DRIVER)
    assert done.returncode == 0 and script.returncode == 0, (done.stderr + script.stderr).decode()
    return {**json.loads(done.stdout), "pdf.js": script.stdout.decode("utf-8")}


def faults(language, source, texts):
    """What is lost beyond the limits, a line each."""
    found = []
    for reader, text in texts.items():
        most = LIMITS.get(reader, {}).get(language)
        for name, count, limit in zip(("words", "characters"), (words, characters), most or ()):
            share = lost(count, source, joined(text)) if limit is not None else 0
            if share > (limit or 0):
                found.append("%s: %s loses %.2f %% of the %s" % (language, reader, share, name))
        if "\ufffd" in text and reader != "pdfinfo -struct-text": # which prints titles in UTF-16
            found.append("%s: %s shows U+FFFD" % (language, reader))
        if language == "ta" and "\u2060" in text: # vowels of Khmer cannot be told in parts
            found.append("%s: %s shows U+2060, so that nobody finds the word" % (language, reader))
    return found


def source_of(path, folder):
    bundle, text = unpack(path, folder), Text()
    for page in glob.glob(os.path.join(bundle, "data", "pages", "*.html")):
        with open(page, encoding="utf-8") as file:
            text.feed(joined(file.read()).replace("\u200b", "").replace("\u200c", text_joiner(path)))
    return text.text


def text_joiner(path):
    """In Latin it asks for no ligature, and is no part of a word."""
    return "" if os.path.basename(path).startswith("de") else "\u200c"


def check_hyphens(text, structure):
    check(text.count("\u00ad") > 1, "lines of German end in hyphens that are told as soft")
    for word in ("E-Mail-Adresse", "deutsch-französische"):
        check(word in re.sub(r"\s", "", joined(text)) or word in structure, "'%s' keeps the author's hyphens" % word)
    check(not re.search(r"\w-\s*\n\s*\"?[a-zäöüß]", structure), "the structure's text has no hyphen of a line's end")


def plant(path, old, new):
    """A copy in which characters are told wrong, or a font's encoding has a name that nobody knows."""
    target = path + ".fault.pdf"
    run(["qpdf", "--qdf", "--object-streams=disable", path, target])
    with open(target, "rb") as file:
        data = file.read()
    assert old in data and len(old) == len(new), old
    with open(target, "wb") as file:
        file.write(data.replace(old, new))
    return target


def try_page(folder, language, read):
    done = offprint("export", PAGES, "--entry", language + ".md", "--name", language, "--paper", "a5", "-o", folder)
    if not check(done.returncode == 0, "%s is exported: %s" % (language, done.stderr.decode())):
        return None, None
    pdf = os.path.join(folder, language + ".pdf")
    source = source_of(os.path.join(folder, language + ".zip"), os.path.join(folder, "bag-" + language))
    texts = read(pdf)
    for fault in faults(language, source, texts):
        check(False, fault)
    return source, texts


def try_packets(folder, read):
    """Also in tight lines, for who knows words by the room between them; and a word from its address's number."""
    for name, pdf, bundle in packets(folder):
        source, texts = source_of(bundle, os.path.join(folder, "bag-" + name)), read(pdf)
        check(sum(words(source).values()) > 2000, "%s has words" % name)
        for fault in faults("packet", source, texts):
            check(False, "%s, %s" % (name, fault))


SIGNS = "\U0001FAE8, \U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F, \U0001F468\u200D\U0001F469\u200D" \
        "\U0001F467, \U0001F1E9\U0001F1EA, b\U0001FAE0"


def signs_are_told(folder):
    """What no face has, and signs of several characters, of which some show nothing: the flags of Scotland and Germany, a
    family; also where nothing else stands. MuPDF knows no signs of several characters."""
    write_files(folder, {"index.md": "# Signs\n\n%s\n\n\U0001FAE8\n" % SIGNS})
    done = offprint("export", folder, "--outputs", "pdf", "-o", folder)
    pdf = os.path.join(folder, "signs.pdf")
    check(done.stderr.count(b"font-missing") == 2, "signs that are not shown as they are: %s" % done.stderr.decode())
    if check(os.path.exists(pdf), "signs are set"):
        for name, text in texts_at_hand(pdf).items():
            whole = re.sub(r'\s*"\n\s*"\s*', "", text)
            check(name == "mutool" or SIGNS in text or SIGNS in whole, "%s has other signs: %r" % (name, text[-900:]))
            alone = [line.strip().strip('"').strip() for line in text.splitlines()]
            check("\U0001FAE8" in alone, "%s has no sign that stands alone" % name)


def main():
    by_readers = sys.argv[1:] == ["readers"]
    for tool, package in (("pdftotext", "poppler-utils"), ("mutool", "mupdf-tools"), ("qpdf", "qpdf")):
        need_tool(tool, package)
    read = texts_of_readers if by_readers else texts_at_hand
    if by_readers and not readers_are_here():
        note_absent("readers")
        finish("extraction")
    with scratch() as folder:
        for language in LATIN + RIGHT_TO_LEFT + OTHERS:
            source, texts = try_page(folder, language, read)
            if language == "de" and texts and not by_readers:
                check_hyphens(texts["pdftotext"], texts["pdfinfo -struct-text"])
        try_packets(folder, read)
        german = os.path.join(folder, "de.pdf")
        source = source_of(os.path.join(folder, "de.zip"), os.path.join(folder, "bag"))
        if not by_readers:
            signs_are_told(os.path.join(folder, "signs"))
        planted = [(b"<65><0065>", b"<65><0078>")] + [(b"OneByteIdentityH", b"OneByteIdentityX")] * by_readers
        for old, new in planted:
            check(faults("de", source, read(plant(german, old, new))), "a planted fault is found: %s" % old.decode())
    finish("text of %d pages" % len(LATIN + RIGHT_TO_LEFT + OTHERS))


if __name__ == "__main__":
    main()
