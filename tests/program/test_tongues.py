"""What stands around the text is of the document's language: a packet of words that are of none, in each language of the
table, says nothing in English. The English words are those that the same packet has in English."""
import glob
import html.parser
import json
import os
import re
import unicodedata

from support import check, finish, need_tool, offprint, run, scratch, unpack

LANGUAGES = "de fr es it pt pt-PT nl pl ru uk cs ar fa he tr hi th zh zh-Hant ja ko".split()
OTHERS = ["sv", "ur"] # not in the table: marked as English

SITE = {
    "_config.yml": "title: Zyx\nurl: https://zyx.example\nlang: %s\n",
    "index.md": """---
title: Zyx
date: 2021-07-15
---

# Zyx

Zyx [zyx](second.md) [zyx](third.md) [zyx](nothing.md) [zyx](zyx.bin) [zyx](z.pdf) [zyx](https://other.example/zyx)
[zyx]( ) [zyx](javascript:zyx) [zyx](zyx.svg) [zyx](mailto:zyx@zyx.example).

![](none.png)

Zyx ![](none.png)

> Zyx.
{: .warning}

- [x] zyx
- [ ] zyx

| zyx | zyx |
|---|---|
| 1 | 2 |

    zyx

$$
x
$$

Zyx[^1] zyx[^1].

[^1]: Zyx.

## Zyx zyx
""",
    "second.md": "---\ntitle: Zyx2\n---\n\nZyx [zyx](index.md).\n",
    "third.md": "---\ntitle: Zyx3\n---\n\nZyx.\n",
    "zyx.bin": "zyx",
    "z.pdf": "%%PDF-1.4\n",
    "zyx.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>1</script></svg>",
}

# Names, what programs are called by, and what stands in a source as it is.
NAMES = set("""BagIt RFC SHA sha sum sha256sum shasum ii iii txt manifest tagmanifest START HERE html Mac Gentium Plus Open Sans JetBrains Mono PDF UA
    offprint libdeflate BIN SVG zip kB MB KB json links example other index nothing second third javascript none png ZIP md bin pdf
    svg other https mailto""".split())
# What a language writes as English does.
SHARED = {
    "de": "Links Code In in was von",
    "fr": "Documents Questions Source Contact Colophon Code Pages Table document documents pages page site sites sources "
    "source web terminal note Image image",
    "es": "as bytes no web terminal", "it": "Colophon Formula In assistive in web browser file note",
    "pt": "as bytes no on site sites web terminal links Links", "pt-PT": "as bytes no site sites web terminal",
    "nl": "Code Contact Links in bytes is Is In site sites terminal browser open document van",
    "pl": "folder program same to",
    "cs": "program text to web",
    "tr": "in program web",
}
SPOKEN = ("aria-label", "title", "alt", "data-remark", "data-words")


class Page(html.parser.HTMLParser):
    """All that a page says to a reader in words of its language, also to one who hears it."""

    def __init__(self, text):
        super().__init__()
        self.said, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        foreign = attributes.get("lang", "") == "en" if tag != "html" else False
        silent = tag in ("style", "code") or foreign or bool(self.open and self.open[-1][1])
        if tag not in ("meta", "link", "img", "br", "input", "hr"):
            self.open.append((tag, silent))
        if not silent:
            self.said += [value for name, value in attributes.items() if name in SPOKEN and value]

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not (self.open and self.open[-1][1]):
            self.said.append(data)


def words(text):
    text = re.sub(r"(?:[0-9a-f]\s?){64}", "", text) # a digest, which may go on in the next line
    return set(word for word in re.findall(r"\w{2,}", text) if word.isascii() and word.isalpha()) - NAMES


def export(folder, language):
    site, out = (os.path.join(folder, name + language) for name in ("site-", "out-"))
    os.makedirs(site)
    for name, text in SITE.items():
        with open(os.path.join(site, name), "w", encoding="utf-8") as file:
            file.write(text % language if "%s" in text else text)
    done = offprint("export", site, "--entry", "index.md", "--live-url", "https://zyx.example", "--prepared-for", "Zyx",
                    "--contact", "zyx@zyx.example", "-o", out)
    check(done.returncode == 0, "%s is exported: %s" % (language, done.stderr.decode()))
    return glob.glob(os.path.join(out, "*.pdf"))[0], unpack(glob.glob(os.path.join(out, "*.zip"))[0], out + "-bundle")


def heard(pdf):
    """Alternate texts, what links say, the outline."""
    objects = json.loads(run(["qpdf", "--json=2", "--json-key=qpdf", pdf]).stdout)["qpdf"][1]
    keys = ("/Alt", "/Contents", "/Title", "/E")
    return "\n".join(value[2:] for one in objects.values() for key, value in dictionary(one).items()
                     if key in keys and isinstance(value, str) and value.startswith("u:"))


def dictionary(one):
    value = one.get("value", one.get("stream", {}).get("dict"))
    return value if isinstance(value, dict) else {}


def texts(packet):
    """By where they stand."""
    pdf, bundle = packet
    found = {"PDF": run(["pdftotext", pdf, "-"]).stdout.decode(),
             "what a PDF's reader hears": heard(pdf)}
    for path in glob.glob(os.path.join(bundle, "*.html")) + glob.glob(os.path.join(bundle, "data", "**", "*.html"), recursive=True):
        with open(path, encoding="utf-8") as file:
            found[os.path.relpath(path, bundle)] = "\n".join(Page(file.read()).said)
    with open(os.path.join(bundle, "README.txt"), encoding="utf-8") as file:
        found["README.txt"] = file.read()
    return found


def check_pages(language, text):
    """The numbers of the pages that links lead to stand in the place of the noughts that were to hold it."""
    text = "".join(" " if unicodedata.bidirectional(c) in ("LRE", "RLE", "PDF", "LRI", "RLI", "PDI", "FSI") else c for c in text)
    # From the right pdftotext has them as they are seen.
    pattern = r"zyx *[)] *(\d+)" if language in ("ar", "fa", "he") else r"[(][^()\d]{0,9}(\d+)[^()\d]{0,9}[)]"
    numbers = [int(digits) for digits in re.findall(pattern, text)]
    check(len(numbers) >= 2 and all(numbers), "%s: links lead to pages: %s" % (language, numbers))


# What names a language, in the order in which it counts; the last is told by its letters.
JAPANESE = "これは日本語の文書です。手順は次のとおりです。"
HTML = "<html lang=%s><head></head><body>{{ content }}</body></html>"
NAMED = [
    ("its front matter", "fr", {"_config.yml": "lang: de\n", "index.md": "---\nlang: fr\n---\nZyx.\n"}),
    ("its site", "de", {"_config.yml": "locale: de_DE\n", "index.md": "---\nlayout: a\n---\nZyx.\n", "_layouts/a.html": HTML % '"it"'}),
    ("its layout", "it", {"index.md": "---\nlayout: a\n---\nZyx.\n", "_layouts/a.html": "---\nlayout: b\n---\n{{ content }}",
                          "_layouts/b.html": HTML % '"it"'}),
    ("its layout's default", "nl", {"index.md": "---\nlayout: a\n---\nZyx.\n", "_layouts/a.html": HTML %
                                    '"{{ page.lang | default: site.lang | default: "nl" }}"'}),
    ("a layout of another script", "ja", {"index.md": "---\nlayout: a\n---\n%s\n" % JAPANESE, "_layouts/a.html": HTML % '"en"'}),
    ("a site of another script", "ja", {"_config.yml": "lang: en-us\n", "index.md": "---\ntitle: x\n---\n%s\n" % JAPANESE}),
    ("its name", "fr", {"_config.yml": "lang: en\nlanguages:\n  - en\n  - fr\n", "index.fr.md": "---\ntitle: x\n---\nZyx.\n"}),
    ("a name that the site does not list", "en", {"_config.yml": "lang: en\nlanguages: [en]\n", "index.fr.md": "---\ntitle: x\n---\nZyx.\n"}),
    ("its letters", "ja", {"index.md": "---\ntitle: x\n---\n%s\n\n    latin code\n" % JAPANESE}),
    ("nothing", "en", {"index.md": "---\ntitle: x\n---\nZyx.\n"}),
]


def try_named(folder):
    for number, (what, language, files) in enumerate(NAMED):
        site, out = (os.path.join(folder, "%s%d" % (name, number)) for name in ("named", "named-out"))
        for name, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(site, name)), exist_ok=True)
            with open(os.path.join(site, name), "w", encoding="utf-8") as file:
                file.write(text)
        if "_config.yml" not in files:
            with open(os.path.join(site, "_config.yml"), "w", encoding="utf-8") as file:
                file.write("title: Zyx\n")
        entry = next(name for name in files if name.startswith("index"))
        done = offprint("export", site, "--entry", entry, "--json", "-o", out)
        told = [one["code"] for one in json.loads(done.stdout)["diagnostics"]]
        check(("language-guessed" in told) == (language == "ja"), "%s: the report has %s" % (what, " ".join(told)))
        bundle = unpack(glob.glob(os.path.join(out, "*.zip"))[0], out + "-bundle")
        with open(os.path.join(bundle, "data", "index.html"), encoding="utf-8") as file:
            said = re.search(r'<html lang="([^"]*)"', file.read()).group(1)
        check(said.split("-")[0] == language, "%s says the language: %s, not %s" % (what, said, language))


def main():
    need_tool("pdftotext", "poppler-utils")
    need_tool("qpdf", "qpdf")
    with scratch() as folder:
        english = {place: words(text) for place, text in texts(export(folder, "en")).items()}
        everywhere = set().union(*english.values()) - words("Zyx Zyx2 Zyx3 zyx")
        check(len(everywhere) > 150, "English has many words to look for: %d" % len(everywhere))
        for place in ("PDF", "START-HERE.html", "README.txt", "data/report/links.html", "data/pages/index.html"):
            check(len(english[place]) > 8, "%s says something" % place)
        for language in LANGUAGES:
            shared = set(SHARED.get(language, "").split())
            for place, text in texts(export(folder, language)).items():
                if place == "PDF":
                    check_pages(language, text)
                left = (words(text) & everywhere) - shared
                check(not left, "%s: %s has English words: %s" % (language, place, " ".join(sorted(left))))
        for language in OTHERS:
            for place, text in texts(export(folder, language)).items():
                if place.startswith("data/pages/"):
                    left = words(text) & {"Packet", "Documents", "Copy", "Made", "source", "Previous"}
                    check(not left, "%s: %s does not mark as English: %s" % (language, place, " ".join(sorted(left))))
        try_named(folder)
    finish("packets in %d languages" % len(LANGUAGES))


if __name__ == "__main__":
    main()
