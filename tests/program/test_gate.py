"""The gate before the writers: 500 texts of controls, noncharacters, lone surrogates, bytes that are no UTF-8, marks of
direction, markup and great length, wherever a site, its recipe or an option can put one. Of each output what it says is
read as strictly as its readers read it: XMP by expat, the PDF's texts, pages, JSON, the bag's lists. `test_gate.py
judges` has veraPDF, the Nu checker and both validators of bags judge the same outputs."""
import hashlib
import json
import os
import re
import sys
import unicodedata
import xml.parsers.expat
import zipfile

import judges
from odd_texts import texts, yaml
from pdf_model import Pdf, text
from small_site import png
from support import check, finish, judged, offprint, scratch, unpack, write_files

OPTIONS = ("--title", "--subtitle", "--contact", "--prepared-for")
FIELDS = ("title", "subtitle", "contact", "prepared_for", "organization")
MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Of Unicode's scalar values those that XML 1.0 (2.2, Char) or HTML (text) cannot have.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef%s]" % "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)))
STRING_LIMIT = 32767  # ISO 19005-3, 6.1.13

made = []  # (name, pdf, zip) for the judges


# What is expected

def is_balanced(value):
    waiting = []
    for c in value:
        if c in "\u202a\u202b\u202d\u202e":
            waiting.append("\u202c")
        elif c in "\u2066\u2067\u2068":
            waiting.append("\u2069")
        elif c in "\u202c\u2069" and (not waiting or waiting.pop() != c):
            return False
    return not waiting


def as_line(data):
    """What a title shows, marks of direction apart; how many bytes are no UTF-8 is not looked at."""
    shown = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    shown = FORBIDDEN.sub("", MARKS.sub("", re.sub("[\x85\x0b\x0c\u2028\u2029]", " ", shown.replace("\ufeff", "\u2060"))))
    return re.sub("[ \t\n\r]+", " ", re.sub("\ufffd+", "\ufffd", shown)).strip(" ")


def is_clean(value, where):
    found = FORBIDDEN.search(value)
    check(not found, "%s: no character that XML or HTML forbids: %r" % (
        where, found and value[max(0, found.start() - 40):found.end() + 40]))
    check(is_balanced(value), "%s: marks of direction end what they begin: %r" % (where, value[:200]))


def strict(data, where):
    """JSON as a strict reader takes it: UTF-8, no lone surrogate, no name twice, no NaN. {}: it does not."""
    def members(pairs):
        check(len({name for name, _ in pairs}) == len(pairs), "%s: each name once" % where)
        return dict(pairs)

    def constant(word):
        check(False, "%s: %s is no JSON" % (where, word))
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=members, parse_constant=constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except ValueError as error:
        check(False, "%s: it is no JSON: %s" % (where, error))
        return {}
    return value


# What is made

def page(number, odd):
    """A page that has the text wherever one can stand."""
    spelled, words = yaml(odd), odd.replace(b"\n", b" ").replace(b"{", b"(").replace(b"|", b"/")[:3000]
    quoted, identifier = words.replace(b'"', b"'"), words[:60].replace(b" ", b"-")
    address = words.replace(b" ", b"%20")[:900]
    return b"\n".join([
        b"---", b"title: " + spelled, b"author: " + spelled, b"lang: " + (spelled if number % 7 == 0 else b"en"),
        b"date: " + (spelled if number % 11 == 0 else b"2024-01-01"), b"---", b"Words of page %d." % number, b"",
        b"## Section " + words + b" {#" + identifier + b"}", b"", b"Words " + words, b"",
        b"![" + words + b'](p.png "' + quoted + b'")', b"",
        b"[" + words + b"](#" + identifier + b' "' + quoted + b'")', b"", b"[far](https://x.example/" + address + b")", b"",
        b'<p id="' + quoted + b'" title="' + quoted + b'" lang="' + quoted + b'" dir="' + quoted + b'">Text <abbr title="'
        + quoted + b'">abbr</abbr> <img src="p.png" alt="' + quoted + b'"></p>', b"",
        b"```" + identifier, words, b"```", b""])


def put(folder, name, content):
    path = os.path.join(os.fsencode(folder), name if isinstance(name, bytes) else name.encode())
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def big_site(folder, odd):
    """A page of each text, and files of such names."""
    links, names = [], set()
    for number, one in enumerate(odd):
        put(folder, "p%d.md" % number, page(number, one))
        links.append(b"* [page](p%d.md)" % number)
        name = one.replace(b"/", b"-").replace(b"\0", b"-")[:120] + b".txt"
        if number % 5 == 0 and name not in names:
            names.add(name)
            put(folder, b"f/" + name, b"a file\n")
            links.append(b'* <a href="f/' + b"".join(b"%%%02x" % c for c in name) + b'">file</a>')
    put(folder, "p.png", png())
    put(folder, "index.md", b"---\ntitle: Start\n---\n# Start\n\n" + b"\n".join(links) + b"\n")
    put(folder, "_config.yml", b"title: " + yaml(odd[0]) + b"\n")


def long_site(folder):
    """What an archive's limits are met with: long identifiers, addresses and words, deep lists, quotes and tables."""
    identifier, words = b"x" * 40000, b"word " * 9000
    pages = {
        "deep": b"".join(b"  " * i + b"* item %d\n" % i for i in range(120)) + b"\n" + b">" * 90 + b" quoted\n\n" +
                b"<div>" * 150 + b"y" + b"</div>" * 150 + b"\n\n" + b"<table><tr><td>" * 12 + b"z" + b"</td></tr></table>" * 12,
        "names": b"<p id='" + identifier + b"'>x</p>\n\n<p id='" + "ä".encode() * 3000 + b"'>y</p>\n\n[x](#" + identifier[:7000] +
                 b") [y](#" + "ä".encode() * 3000 + b")\n\n## H " + words + b"\n\nNote.[^n" + identifier + b"]\n\n[^n" + identifier +
                 b"]: Note\n",
        "addresses": b"[u](https://x.example/" + b"u" * 7900 + b") [v](https://x.example/" + "ä".encode() * 3900 + b") [" + words +
                     b"](https://x.example/)\n",
        "texts": b"![" + words + b"](p.png)\n\n![" + "é ".encode() * 20000 + b"](p.png)\n\n<abbr title='" + words + b"'>a</abbr>\n\n$$" +
                 b"a+b " * 12000 + b"$$\n\n`" + b"y" * 50000 + b"`\n\n" + "\ue000".encode() * 20000 + b"\n",
    }
    for name, content in pages.items():
        put(folder, name + ".md", b"---\ntitle: " + name.encode() + b"\n---\n" + content + b"\n")
    put(folder, "p.png", png())
    put(folder, "index.md", b"# Long\n\n" + b"".join(b"* [%s](%s.md)\n" % (n.encode(), n.encode()) for n in pages))


# What is read

def metadata(path, where):
    """Properties of the XMP packet → their text, as expat reads them."""
    with open(path, "rb") as file:
        data = file.read()
    start = data.index(b"<?xpacket begin")
    packet = data[start:data.index(b'<?xpacket end="r"?>', start) + 19]
    found, inside = {}, []

    def characters(shown):
        for name in inside:
            if name.startswith("dc:"):
                found[name] = found.get(name, "") + shown
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: inside.append(name)
    parser.EndElementHandler = lambda name: inside.pop()
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(packet, True)
    except xml.parsers.expat.ExpatError as error:
        check(False, "%s: expat reads the metadata: %s" % (where, error))
    return found


def strings(value, key=""):
    if isinstance(value, dict):
        for name, below in value.items():
            yield from strings(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from strings(below, key)
    elif isinstance(value, str) and value[:2] in ("u:", "b:"):
        yield key, value


def read_string(key, value, where):
    if value[:2] == "b:":
        check(key == "/ID", "%s: %s is text: %s" % (where, key, value[:60]))
        return
    value = value[2:]
    size = len(value) if value.isascii() else 2 + len(value.encode("utf-16-be"))
    check(size <= STRING_LIMIT, "%s: %s of %d bytes" % (where, key, size))
    is_clean(value, "%s: %s" % (where, key))
    if key == "/Lang":
        check(re.fullmatch("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value), "%s: %s is a tag: %r" % (where, key, value))


def read_pdf(path, where):
    pdf, said = Pdf(path), metadata(path, where)
    info = pdf.get(pdf.trailer["/Info"])
    for key, name in (("/Title", "dc:title"), ("/Author", "dc:creator"), ("/Subject", "dc:description")):
        value = text(info.get(key, "u:"))
        whole = value.endswith(("…", "...")) and said[name].startswith(value.rstrip(".…").rstrip())
        check(value == said.get(name, "") or whole, "%s: %s is as in the metadata: %r, %r" % (where, key, value, said.get(name)))
    check(said.get("dc:language") == text(pdf.root["/Lang"]), "%s: one language" % where)
    for entry in pdf.objects.values():
        if "value" in entry:
            for key, value in strings(entry["value"]):
                read_string(key, value, where)
    return pdf, text(info.get("/Title", "u:"))


def read_page(data, where):
    found = FORBIDDEN.search(data)
    check(not found, "%s: no character that HTML forbids: %r" % (where, found and data[found.start() - 40:found.end() + 40]))
    is_clean(re.search("<title>(.*?)</title>", data, re.S).group(1), where + ": title")
    for value in re.findall(r' (?:title|alt|aria-label)="([^"]*)"', data):
        is_clean(value, where + ": attribute")
    for name, value in re.findall(r' (dir|lang)="([^"]*)"', data):
        pattern = "auto|ltr|rtl" if name == "dir" else "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
        check(re.fullmatch(pattern, value, re.I), "%s: %s=%r" % (where, name, value))


def read_text(data, where):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        check(False, "%s: it is no UTF-8: %s" % (where, error))
        return None


def lines_of(data):
    """Not splitlines(), which takes away what it parts at: U+0085, say."""
    return [line for line in data.split("\n") if line]


def read_manifest(archive, name, where):
    top = name.split("/")[0] + "/"
    for line in lines_of(archive.read(name).decode("utf-8")):
        digest, path = line.split("  ", 1)
        check(hashlib.sha256(archive.read(top + path)).hexdigest() == digest, "%s: %s" % (where, path))


def read_lines(data, where):
    """Sources are named as they are, the rest as people may see it."""
    for line in lines_of(data):
        for key, value in strict(line.encode(), where).items():
            if key not in ("source", "path", "removed"):
                is_clean(str(value), "%s: %s" % (where, key))


def is_name(part):
    """What every disk holds and every program shows as it is."""
    return (part == part.strip(" .") and part == unicodedata.normalize("NFC", part) and not set(part) & set("<>:\"\\|?*%") and
            all(unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") and (unicodedata.category(c) != "Cf" or c in "\u200c\u200d")
                for c in part))


def read_zip(path, where):
    with zipfile.ZipFile(path) as archive:
        check(archive.testzip() is None, "%s: whole" % where)
        for name in archive.namelist():
            check(all(is_name(part) for part in name.split("/") if part), "%s: the name %r" % (where, name))
            ours = "/sources/" not in name and "/files/" not in name
            place = "%s: %s" % (where, name)
            data = read_text(archive.read(name), place) if ours and name.endswith((".html", ".json", ".jsonl", ".txt")) else None
            if name.endswith("/manifest-sha256.txt"):
                read_manifest(archive, name, place)
            elif data and name.endswith(".html"):
                read_page(data, place)
            elif data and name.endswith(".json"):
                strict(data.encode(), place)
            elif data and name.endswith(".jsonl"):
                read_lines(data, place)
            elif data:
                for line in lines_of(data):
                    is_clean(line, place)


# The runs

def export(site, out, *more):
    """(PDF, its title, codes of the report), or None where the recipe is no YAML."""
    done = offprint("export", site, "--entry", "index.md", "--name", "o", "--json", "-o", out, *more)
    where = os.path.basename(out)
    said = strict(done.stdout, where)
    codes = {line["code"] for line in said.get("diagnostics", [])}
    if done.returncode == 1 and "recipe-yaml" in codes | {c.replace("recipe-read", "recipe-yaml") for c in codes}:
        return None
    if not check(done.returncode == 0, "%s is exported: %d %s" % (where, done.returncode, done.stdout[-600:])):
        return None
    pdf, archive = os.path.join(out, "o.pdf"), os.path.join(out, "o.zip")
    made.append((where, pdf, archive))
    read_zip(archive, where)
    return (*read_pdf(pdf, where), codes)


def titles_agree(pdf, archive):
    """The outline names documents as the list of provenance does, and both in their order."""
    with zipfile.ZipFile(archive) as bag:
        lines = [json.loads(line) for line in bag.read(next(n for n in bag.namelist() if n.endswith("provenance.jsonl"))).splitlines()]
    listed = [line["title"] for line in lines if "words" in line]
    outline, ref = [], pdf.get(pdf.root["/Outlines"]).get("/First")
    while ref:
        item = pdf.get(ref)
        outline.append(text(item["/Title"]))
        ref = item.get("/Next")
    cut = lambda title: title.rstrip(" .…")[:10000]
    check([cut(t) for t in outline if t not in ("Contents", "Colophon")][-len(listed):] == [cut(t) for t in listed],
          "titles in the outline are those of the documents")
    check(len(listed) > 400, "most pages are in the packet: %d" % len(listed))


def packet_texts(folder, odd):
    """Options and recipes: the title is as expected, and what was left out is told."""
    site, refused = os.path.join(folder, "small"), 0
    put(site, "_config.yml", b"title: Site\n")
    put(site, "index.md", b"# Small\n\nText.\n")
    for at in range(0, len(odd), 4):
        by_option = at % 8 == 0
        group = [one.replace(b"\0", b"-") for one in odd[at:at + 4]] if by_option else \
            [odd[(at + 101 * i) % len(odd)] for i in range(5)]
        put(site, "offprint.yml", b"" if by_option else
            b"".join(field.encode() + b": " + yaml(one) + b"\n" for field, one in zip(FIELDS, group)) + b"language: " + yaml(odd[at + 1]) + b"\n")
        options = [word for pair in zip(OPTIONS, group) for word in pair] if by_option else []
        got = export(site, os.path.join(folder, "packet-%d" % at), *options)
        if got is None:
            refused += 1
            check(not by_option, "packet-%d: an option's text is never refused" % at)
            continue
        shown, wanted = as_line(got[1]), as_line(group[0]) or "Small"
        check(shown == wanted or (len(wanted) > 5000 and wanted.startswith(shown.rstrip(" .…"))),
              "packet-%d: its title is %r, not %r" % (at, shown[:200], wanted[:200]))
        if any(FORBIDDEN.search(one.decode("utf-8", "replace").replace("\x85", "").replace("\x0b", "").replace("\x0c", ""))
               for one in group):
            check("text-control" in got[2], "packet-%d: what is left out is told" % at)
        if any(not is_balanced(one.decode("utf-8", "replace")) for one in group):
            check("text-direction" in got[2], "packet-%d: a mark that never ends is told" % at)
    check(0 < refused < 20, "recipes that are no YAML are refused: %d" % refused)


def wrong_words(folder, odd):
    """Options that take no such text say so in words that any terminal and any reader of JSON can take."""
    site = os.path.join(folder, "small")
    for one in odd[::4]:
        one = one.replace(b"\0", b"-")
        words = ["check", site, "--name", b"." + one, "--live-url", b"x:" + one, "--date", b"x" + one, "--theme", b"x" + one]
        done = offprint(*words, "--json")
        check(done.returncode == 2, "wrong words are wrong usage: %d for %r" % (done.returncode, one[:60]))
        codes = [line["code"] for line in strict(done.stdout, "wrong words").get("diagnostics", [])]
        check(sorted(codes) == ["live-url", "output-name", "packet-date", "theme-name"], "each of them is told: %s" % codes)
        done = offprint("check", site, "--entry", b"x" + one)
        shown = done.stderr.decode("utf-8")
        check(done.returncode == 2 and not FORBIDDEN.search(shown) and not MARKS.search(shown), "no such page: %r" % shown[:200])


BESIDE_HTML = ("<b>bold</b> a\x01b", "<b>a\x01b</b>", "<div>a\x01b</div>", "<i title='a\x01b'>x</i>", "a\x01b\n\n<hr>", "`a\x01b` <br>",
               "<!-- c --> *a\x01b*", "[x](/ 'a\x01b') <u>u</u>", "a\x01b")


def beside_html(folder):
    """The reader of HTML puts U+FFFD there without a word, and `render` wrote it as it is: one gate, one warning."""
    for at, text in enumerate(BESIDE_HTML):
        for dialect in ("kramdown", "gfm", "commonmark"):
            site = os.path.join(folder, "html-%d-%s" % (at, dialect))
            write_files(site, {"_config.yml": "markdown: %s\n" % {"gfm": "CommonMarkGhPages", "commonmark": "CommonMark"}.get(dialect, dialect),
                               "index.md": "---\ntitle: T\n---\n# H\n\n%s\n" % text})
            shown = offprint("render", site, "index.md")
            piped = offprint("render", "--markdown", dialect, "-", input=text.encode())
            told = json.loads(offprint("check", site, "--json").stdout)["diagnostics"]
            lines = [line for line in told if line["code"] == "text-control"]
            check(len(lines) == 1 and (lines[0]["file"], "U+0001" in lines[0]["message"]) == ("index.md", True) and lines[0]["line"] >= 6,
                  "%s, %r: told once with its place: %s" % (dialect, text, lines))
            for done in (shown, piped):
                check(b"ab" in done.stdout and b"\x01" not in done.stdout and "\ufffd" not in done.stdout.decode(),
                      "%s, %r: it is left out: %s" % (dialect, text, done.stdout))
                check(done.stderr.count(b"[text-control]") == 1, "%s, %r: render tells it: %s" % (dialect, text, done.stderr))
    done = offprint("render", "--liquid", "-", input=b'{"template": "a\\u0001{{ x }}b", "data": {"x": "\\u0002"}}')
    check(b"\x01" not in done.stdout and b"\x02" not in done.stdout, "Liquid: %s" % done.stdout)


# Judges

def judge(name, answer):
    judged(name, answer, name)


def judge_all(folder):
    judge("veraPDF", judges.verapdf(*[pdf for _, pdf, _ in made]))
    bags = [unpack(archive, os.path.join(folder, "bag-" + name)) for name, _, archive in made]
    judge("the Nu checker", judges.vnu(*bags))
    for bag in bags[:12]:
        judge("bagit (Python)", judges.bagit_python(bag))
    judge("bagit (Java)", judges.bagit_java(*bags))


def main():
    odd = texts()
    with scratch() as folder:
        big_site(os.path.join(folder, "site"), odd)
        got = export(os.path.join(folder, "site"), os.path.join(folder, "pages"))
        if got:
            titles_agree(got[0], made[0][2])
            check({"text-control", "text-direction", "language-tag"} <= got[2], "faults are told: %s" % got[2])
        long_site(os.path.join(folder, "long-site"))
        got = export(os.path.join(folder, "long-site"), os.path.join(folder, "long"))
        check(got and "pdf-text-long" in got[2], "a text that is cut is told")
        packet_texts(folder, odd)
        wrong_words(folder, odd)
        beside_html(folder)
        if sys.argv[1:] == ["judges"]:
            judge_all(folder)
    finish("the gate before the writers")


if __name__ == "__main__":
    main()
