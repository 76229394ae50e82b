"""What a packet says of itself: its date, language and names are those of its documents, in
whole sentences, and nothing that is typed reaches an output or a terminal as it should not."""
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import judges
from pdf_model import Pdf, text
from support import ROOT, check, finish, judged, offprint, run, scratch, unpack

ODD_LANGUAGES = {  # as typed: as it must come out
    "en_US": "en-US", "EN": "en", "pt_BR": "pt-BR", "zh_Hans": "zh-Hans", "de_DE.UTF-8": "de-DE",
    "iw": "he", "x-klingon": "und-x-klingon", "i-klingon": "tlh", "sr-latn-rs": "sr-Latn-RS",
    "de_DE@euro": "de-DE", "es-419": "es-419", "en-u-ca-gregory": "en-u-ca-gregory",
    "english": "und", "German": "und", "jp": "und", "xx": "und", "C": "und", "POSIX": "und",
    "12": "und", "en,de": "und", "en de": "und", "-": "und", "en--us": "und", "русский": "und",
    "e'n": "und", "e" * 5000: "und", "en-" + "-".join(["abcdefgh"] * 40): "und",
}
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # an author's, who may need them: each is ended


def write(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)


class Made:
    """An export and what stands in its files."""
    count = 0

    def __init__(self, folder, site, *options, epoch=None):
        Made.count += 1
        out = os.path.join(folder, "made-%d" % Made.count)
        env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
        if epoch is not None:
            env["SOURCE_DATE_EPOCH"] = str(epoch)
        self.done = offprint("export", site, *options, "-o", out, env=env)
        self.said = self.done.stderr.decode("utf-8", "replace")
        check(self.done.returncode == 0, "%s %s: %s" % (site, options, self.said[:300]))
        names = os.listdir(out)
        self.path = os.path.join(out, [n for n in names if n.endswith(".pdf")][0])
        self.pdf = Pdf(self.path)
        self.bag = unpack(self.path[:-4] + ".zip", os.path.join(out, "bag"))
        self.words = run(["pdftotext", "-layout", self.path, "-"]).stdout.decode()

    def info(self, key):
        value = self.pdf.get(self.pdf.trailer["/Info"]).get(key)
        return text(value) if value else None

    def file(self, name):
        with open(os.path.join(self.bag, name), encoding="utf-8") as file:
            return file.read()

    def date(self):
        """The one day that all outputs tell, or None where all of them tell none."""
        told = {"pdf": (self.info("/CreationDate") or "")[2:10]}
        bagged = re.search(r"^Bagging-Date: (\S+)$", self.file("bag-info.txt"), re.M)
        told["bag"] = bagged.group(1).replace("-", "") if bagged else ""
        crate = json.loads(self.file("data/ro-crate-metadata.json"))["@graph"][1]
        told["crate"] = crate.get("datePublished", "").replace("-", "")
        first = json.loads(self.file("data/provenance.jsonl").splitlines()[0])
        told["provenance"] = first.get("packet_date", "").replace("-", "")
        entries = {"%04d%02d%02d" % entry.date_time[:3] for entry in zipfile.ZipFile(self.path[:-4] + ".zip").infolist()}
        told["entries"] = "" if entries == {"19800101"} else " ".join(sorted(entries))
        check(len(set(told.values())) == 1, "one date everywhere: %s" % told)
        return told["pdf"] or None


def date_site(folder):
    write(folder, "_config.yml", "title: A site\n")
    write(folder, "_posts/2031-05-05-event.md", "---\ntitle: Event\n---\nSoon.\n")
    write(folder, "_posts/2019-03-04-old.md", "---\ntitle: Old\n---\nThen.\n")
    write(folder, "a.md", "---\n---\n# A\n\nNo date. [b](b.md)\n")
    write(folder, "b.md", "---\ndate: 2015-06-07\n---\n# B\n")
    write(folder, "c.md", "---\ndate: 2015-06-07\nlast_modified_at: 2016-01-02\n---\n# C\n")
    return folder


def dates(folder):
    site = date_site(os.path.join(folder, "dates"))
    alone = ("--depth", "0")
    for options, epoch, want in (
            (("--entry", "a.md", *alone), None, None),
            (("--entry", "a.md"), None, "20150607"),
            (("--entry", "c.md", *alone), None, "20160102"),
            (("--entry", "_posts/2019-03-04-old.md", *alone), None, "20190304"),
            (("--entry", "a.md"), 1000000000, "20010909"),
            (("--entry", "a.md", "--date", "2021-07-15"), 1000000000, "20210715"),
            (("--entry", "a.md", "--date", "2021-07-15T23:30:00-0200"), None, "20210716")):
        made = Made(folder, site, *options, epoch=epoch)
        check(made.date() == want, "%s, %s: %s, not %s" % (options, epoch, made.date(), want))
        check(("[packet-undated]" in made.said) == (want is None), "%s, %s: %s" % (options, epoch, made.said))
        for wrong in ("1970", "2031", "1980"):
            check(wrong not in made.words and wrong not in made.file("START-HERE.html"),
                  "%s: no %s" % (options, wrong))
    write(site, "d.md", "# D\n\n[a](a.md) [b](b.md) [c](c.md) [old](_posts/2019-03-04-old.md) [file](f.txt)\n")
    write(site, "f.txt", "words\n")
    lines = map(json.loads, Made(folder, site, "--entry", "d.md", "--date", "2021-07-15").file("data/provenance.jsonl").splitlines())
    told = {line["source"]: (line.get("date"), line.get("packet_date")) for line in lines}
    own = {"a.md": None, "b.md": "2015-06-07", "c.md": "2016-01-02", "d.md": None, "f.txt": None, "_posts/2019-03-04-old.md": "2019-03-04"}
    check(told == {source: (date, "2021-07-15") for source, date in own.items()}, "dates of files are their own, or none: %s" % told)
    git = ["git", "-C", site, "-c", "user.name=a", "-c", "user.email=a@b"]
    when = {**os.environ, "GIT_COMMITTER_DATE": "2020-02-03T04:05:06Z"}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        subprocess.run([*git, *command], check=True, env=when, stdout=subprocess.DEVNULL)
    check(Made(folder, site, "--entry", "a.md").date() == "20200203", "the commit's date")
    check(Made(folder, site, "--entry", "a.md", epoch=1000000000).date() == "20010909", "SOURCE_DATE_EPOCH first")
    write(site, "offprint.yml", "date: 2022-01-02\n")
    check(Made(folder, site, "--entry", "a.md", epoch=1000000000).date() == "20220102", "the recipe's before both")
    check(Made(folder, site, "--entry", "a.md", "--date", "2023-01-02").date() == "20230102", "the flag's before all")


def presents(folder):
    """What templates call the present is the date that the outputs tell, or nothing."""
    site = date_site(os.path.join(folder, "presents"))
    write(site, "a.md", "---\n---\n# A\n\nNow {{ 'now' | date: '%Y%m%d' }}, {{ site.time | date: '%Y%m%d' }}.\n"
          "\n{{ site.c | sort | map: 'title' | join: '-' }}\n")
    write(site, "_config.yml", "collections: [c]\n")
    write(site, "_c/aaa.md", "---\n---\nWithout a date, so of the present.\n")
    write(site, "_c/dated.md", "---\ndate: 1999-01-01\n---\nx\n")
    alone = ("--entry", "a.md", "--depth", "0")

    def judge(want, *options, epoch=None):
        made = Made(folder, site, *alone, *options, epoch=epoch)
        check(made.date() == want, "%s: %s, not %s" % (options, made.date(), want))
        check("Now %s, %s." % (want or "", want or "") in made.words, "%s: %s" % (want, made.words))
        check("Aaa-Dated" in made.words, "sorted by path: %s" % made.words)
        check(made.said.count("[liquid-now]") == (0 if want else 2), "%s: %s" % (want, made.said))
        check(want or "a.md:5:5: warning" not in made.said and "--date" in made.said, "its place: %s" % made.said)

    judge(None)
    judge("20010909", epoch=1000000000)
    judge("20210715", "--date", "2021-07-15", epoch=1000000000)
    git = ["git", "-C", site, "-c", "user.name=a", "-c", "user.email=a@b"]
    when = {**os.environ, "GIT_COMMITTER_DATE": "2020-02-03T04:05:06Z"}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        subprocess.run([*git, *command], check=True, env=when, stdout=subprocess.DEVNULL)
    judge("20200203")
    write(site, "b.md", "changed\n")
    judge("20200203")
    write(site, "offprint.yml", "date: 2022-01-02\n")
    judge("20220102", epoch=1000000000)
    shown = offprint("render", site, "a.md").stdout.decode()
    check("Now 20220102, 20220102." in shown, "rendered: %s" % shown)


def wrong_dates(folder):
    site = date_site(os.path.join(folder, "wrong-dates"))
    for date in ("x", "2021", "2021-7-5", "2021-02-30", "2021-13-01", "0000-01-01", "1969-12-31", "1970-01-01",
                 "99999-01-01", "2021-07-15 ", "2021-07-15 x", "2021-07-15 25:00", "15.07.2021", "now",
                 "2021-07-15\n", "2021-07-15Z", "+2021-07-15", "1626300000", "2021-07-15 10:00 CET", "\x1b[31m"):
        done = offprint("check", site, "--entry", "a.md", "--date", date)
        right = date.strip() == "2021-07-15"
        check(done.returncode == (0 if right else 2), "--date %r: %d" % (date, done.returncode))
        check(right or b"[packet-date]" in done.stderr, "--date %r: %s" % (date, done.stderr))
        check(b"\x1b" not in done.stderr, "--date %r is shown escaped" % date)
        write(site, "offprint.yml", "title: x\ndate: %s\n" % json.dumps(date))
        done = offprint("check", site, "--entry", "a.md")
        check(done.returncode == (0 if right else 1), "date: %r in a recipe: %d" % (date, done.returncode))
        check(right or b"offprint.yml:2:1: error:" in done.stderr, "its place: %s" % done.stderr)
    check(offprint("check", site, "--entry", "a.md", "--date", "").returncode == 2, "an empty date")


def statements(folder):
    """Whatever is known of a copy, what is said of it is whole."""
    plain = os.path.join(folder, "plain")
    write(plain, "a.md", "# A\n\nText.\n")
    named = os.path.join(folder, "named")
    write(named, "_config.yml", "title: A site\n")
    write(named, "a.md", "---\n---\n# A\n\nText.\n")
    for site, options, first in (
            (plain, (), None), (plain, ("--date", "2021-07-15"), r"As of +15 July 2021$"),
            (plain, ("--live-url", "https://x.example"), r"Copy of +x\.example$"),
            (named, (), r"Copy of +A site$"),
            (named, ("--date", "2021-07-15"), r"Copy of +A site, 15 July 2021$")):
        made = Made(folder, site, "--entry", "a.md", *options)
        cover = made.words.split("\f")[0]
        check(re.search(first, cover, re.M) if first else "Copy of" not in cover,
              "%s %s: %s" % (site, options, cover))
        check("living documents" not in made.words or "--live-url" in options, "where there are none: %s" % made.words)
        for name in ("START-HERE.html", "README.txt", "data/index.html", "data/pages/a.html"):
            shown = re.sub(r"<style>.*?</style>|<[^>]+>", "", made.file(name), flags=re.S)
            check(not re.search(r"(?:of|on|Copy|Source:) *(?:[.,]|$)|, ,|  \.", shown, re.M), "%s: %s" % (name, shown))
    git = ["git", "-C", plain, "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        subprocess.run([*git, *command], check=True, stdout=subprocess.DEVNULL)
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, stdout=subprocess.PIPE).stdout.decode()[:7]
    made = Made(folder, plain, "--entry", "a.md", "--date", "2021-07-15")
    check(re.search(r"As of +15 July 2021, revision %s$" % head, made.words, re.M), "a revision: %s" % made.words)
    check(re.search(r"^1 document \W revision %s\w+ of 15 July 2021$" % head,
                    re.sub(r"<[^>]+>", "", made.file("data/index.html")), re.M), "of no site: %s" % made.file("data/index.html"))
    write(plain, "one.md", "One\n")
    made = Made(folder, plain, "--entry", "one.md")
    check(re.search(r"Words +1$", made.words, re.M), "one word: %s" % made.words.split("\f")[0])


def language_site(folder):
    """Each odd language on a page, on a paragraph's word and on a block."""
    for number, language in enumerate(ODD_LANGUAGES):
        quoted = json.dumps(language, ensure_ascii=False)
        attribute = language.replace('"', "&quot;")
        write(folder, "p%d.md" % number,
              "---\nlang: %s\n---\n# Page %d\n\nHyphenatable documentation with <span lang=\"%s\">other words"
              "</span> in it.\n\n<div lang=\"%s\"><p>And a block.</p></div>\n" % (quoted, number, attribute, attribute))
    write(folder, "index.md", "---\n---\n# All\n\n" + "\n".join(
        "- [%d](p%d.md)" % (n, n) for n in range(len(ODD_LANGUAGES))) + "\n")
    write(folder, "_config.yml", "title: Languages\nlang: en_GB\n")
    return folder


def tags_of(made):
    """Every language that the PDF names: of the document, of its parts and words."""
    catalog = made.pdf.get(made.pdf.trailer["/Root"])
    found, seen, queue = [text(catalog["/Lang"])], set(), [catalog["/StructTreeRoot"]]
    while queue:
        reference = queue.pop()
        if isinstance(reference, list):
            queue += reference
            continue
        if isinstance(reference, str):
            if reference in seen:
                continue
            seen.add(reference)
        element = made.pdf.get(reference)
        if isinstance(element, dict):
            if "/Lang" in element:
                found.append(text(element["/Lang"]))
            if "/K" in element:
                queue.append(element["/K"])
    return found


def languages(folder):
    site = language_site(os.path.join(folder, "languages"))
    made = Made(folder, site, "--entry", "index.md")
    want = set(ODD_LANGUAGES.values()) | {"en-GB"}
    check(set(tags_of(made)) == want, "languages of the PDF: %s" % sorted(set(tags_of(made)) ^ want))
    lines = [json.loads(line) for line in made.file("data/provenance.jsonl").splitlines()]
    told = {line["source"]: line.get("language") for line in lines}
    report = json.loads(offprint("check", site, "--entry", "index.md", "--json").stdout)
    warnings = {(d["file"], d["line"], d["column"], d["severity"]) for d in report["diagnostics"]}
    for number, (typed, tag) in enumerate(ODD_LANGUAGES.items()):
        html = made.file("data/pages/p%d.html" % number)
        check('<html lang="%s"' % tag in html and html.count(' lang="%s"' % tag) >= 3,
              "%s as %s: %s" % (typed[:20], tag, re.findall(r"<[^>]*lang=[^>]*>", html)[:5]))
        check(told["p%d.md" % number] == tag, "provenance of %s" % typed[:20])
        warned = ("p%d.md" % number, 2, 1, "warning") in warnings
        check(warned == (tag == "und"), "%s is told or not: %s" % (typed[:20], warned))
    check(max(map(len, made.said.splitlines())) < 500, "messages stay short")
    pdfs = [made.path]
    for typed, tag in ODD_LANGUAGES.items():
        write(site, "offprint.yml", "outputs: [pdf, zip]\nlanguage: %s\n" % json.dumps(typed, ensure_ascii=False))
        made = Made(folder, site, "--entry", "p0.md", "--depth", "0")
        check(tags_of(made)[0] == tag, "the packet's: %s, not %s" % (tags_of(made)[0], tag))
        check(("offprint.yml:2:1: warning:" in made.said) == (tag == "und"), "%s: %s" % (typed[:20], made.said[:200]))
        pdfs.append(made.path)
    return pdfs


def languages_that_are_no_text(folder):
    site = os.path.join(folder, "no-text")
    for value, hint in (("5", "write one tag"), ("1.5", "write one tag"), ("off", "write one tag"), ("yes", "write one tag"), ("[en, de]", "write one"),
                        ("{a: b}", "write one"), ("2021-01-02", "a tag is written")):
        write(site, "a.md", "---\nlang: %s\n---\n# A\n" % value)
        made = Made(folder, site, "--entry", "a.md", epoch=1000000000)
        check(tags_of(made) and "und" in tags_of(made), "lang: %s is unknown: %s" % (value, tags_of(made)))
        check("a.md:2:1: warning:" in made.said and hint in made.said, "lang: %s: %s" % (value, made.said))
    for value in ("no", "NO", "No # a comment"):
        write(site, "a.md", "---\nlang: %s\n---\n# A\n" % value)
        for recipe in ("", "language: no\n"):
            write(site, "offprint.yml", recipe)
            made = Made(folder, site, "--entry", "a.md", epoch=1000000000)
            tags = tags_of(made)  # what stands around the text is not put into Norwegian
            check(tags[0] == "no" and set(tags) == {"no", "en"} and not made.said,
                  "lang: %s is Norwegian: %s %s" % (value, tags_of(made), made.said))
    write(site, "offprint.yml", "")
    for value in ("", "~", '""', "' '"):
        write(site, "a.md", "---\nlang: %s\n---\n# A\n" % value)
        made = Made(folder, site, "--entry", "a.md", epoch=1000000000)
        check(tags_of(made) == ["en"] and not made.said, "lang: %s says nothing: %s" % (value, made.said))


def controls(folder):
    """Nothing that disturbs reaches an output or the terminal."""
    site = os.path.join(folder, "controls")
    nasty = "A\x1b[31mB\u202eC\x07D\x85E\u2066F\nG"
    escaped = json.dumps(nasty)
    write(site, "_config.yml", "title: %s\nurl: https://x.example\n" % escaped)
    write(site, "a.md", "---\ntitle: %s\n---\n# H\x02\n\nText\x03 `co\x04de` ![al\x05t](x\x06.png \"t\x07\") "
          "[l](https://x.example/\x08 \"t\x0e\")\n\n    \x0f\n\n<p title=\"\x10\" id=\"i\x11\">&#1; &#xFFFE;</p>\n" % escaped)
    keys = ("title", "subtitle", "contact", "contact_name", "contact_phone", "prepared_for", "organization",
            "organization_address", "bag_group")
    write(site, "offprint.yml", "".join("%s: %s\n" % (key, escaped) for key in keys))
    bad = nasty.replace("\x85", "").encode() + b"\xff\xc3"
    for options in ((), ("--title", bad, "--subtitle", bad, "--contact", bad, "--prepared-for", bad)):
        made = Made(folder, site, "--entry", "a.md", *options)
        for root, _, names in os.walk(made.bag):
            for name in names:
                path = os.path.relpath(os.path.join(root, name), made.bag)
                if name.endswith((".html", ".txt", ".json", ".jsonl", ".css")) and "sources" not in path:
                    content = made.file(path)
                    check(not CONTROLS.search(content), "%s: %r" % (path, CONTROLS.findall(content)[:3]))
        info = made.file("bag-info.txt")
        check(re.search(r"^External-Description: A\[31mBCD ?EF G", DIRECTIONS.sub("", info), re.M), "one line each: %s" % info)
        xmp = open(made.path, "rb").read()
        xmp = xmp[xmp.index(b"<?xpacket begin"):xmp.index(b"<?xpacket end")].decode()
        check(not CONTROLS.search(xmp) and "<dc:title>" in xmp, "XMP: %r" % CONTROLS.findall(xmp))
        title = made.info("/Title")
        check(not CONTROLS.search(title) and title.endswith("\u2069\u202c"), "/Title: %r" % title)
        check(not CONTROLS.search(made.said) and not DIRECTIONS.search(made.said) and "text-control" in made.said, "the report: %r" % made.said)
        check(not CONTROLS.search(made.words.replace("\f", "")), "the PDF's words: %r" % CONTROLS.findall(made.words))
    for arguments in (["check", bad], ["export", "--" + "x\x1b"], ["x\x1b[1m"], ["export", "--depth", bad],
                      ["render", site, bad], ["check", site, "--entry", bad], ["export", "--outputs", bad]):
        done = offprint(*arguments)
        shown = done.stderr.decode()
        check(not CONTROLS.search(shown) and not DIRECTIONS.search(shown) and "\\x1b" in shown, "%r: %r" % (arguments, shown))
    out = os.path.join(folder, "o").encode() + b"\xff"
    done = offprint("export", site, "--entry", "a.md", "-o", out)
    check(done.returncode == 0 and b"\xff" not in done.stdout and b"o\\xff/" in done.stdout,
          "an odd folder: %r" % done.stdout)
    result = json.loads(offprint("export", site, "--entry", "a.md", "-o", out, "--json").stdout)
    check(all(o["path"].endswith(("zip", "pdf")) for o in result["outputs"]), "as JSON: %s" % result["outputs"])


def contacts(folder):
    site = os.path.join(folder, "contacts")
    write(site, "a.md", "# A\n")
    for typed, element in (("mailto:a@b.example", "Contact-Email: a@b.example"), ("a@b.example", "Contact-Email: a@b.example"),
                           ("MAILTO:a@b.example?subject=x", "Contact-Email: a@b.example"),
                           ("The desk", "Contact-Name: The desk"),
                           ("A <a@b.example>", "Contact-Name: A\nContact-Email: a@b.example"),
                           ("<a@b.example>", "Contact-Email: a@b.example"), ("A <b", "Contact-Name: A <b"),
                           ("https://m.example/@me", "Contact-URL: https://m.example/@me")):
        made = Made(folder, site, "--entry", "a.md", "--contact", typed)
        check("\n" + element + "\n" in "\n" + made.file("bag-info.txt"), "%s: %s" % (typed, made.file("bag-info.txt")))
        check("mailto:" not in made.file("START-HERE.html").lower(), "START-HERE.html shows %s bare" % typed)


def crates(folder):
    """What RO-Crate 1.2 requires and recommends of the root, of files and of rights; a publisher is whom the recipe names, else
    the author whom the site names, and no title."""
    site = os.path.join(folder, "crates")
    write(site, "a.md", "# A\n\n[f](f.txt) [b](b.md) ![p](p.png)\n")
    write(site, "b.md", "# B\n\nText\n")
    write(site, "f.txt", "file\n")
    shutil.copy(os.path.join(ROOT, "doc", "bundle.png"), os.path.join(site, "p.png"))
    for recipe in ("", "organization: The project\norganization_address: 1 Street\ncontact: 'Desk <a@b.example>'\nlive_url: https://x.example\n"):
        write(site, "offprint.yml", "date: 2021-07-15\n" + recipe)
        graph = json.loads(Made(folder, site, "--entry", "a.md").file("data/ro-crate-metadata.json"))["@graph"]
        parts = {part["@id"]: part for part in graph}
        root = parts["./"]
        check(len(parts) == len(graph) and all(root.get(key) for key in ("name", "description", "datePublished", "license", "hasPart")),
              "the root: %s" % root)
        check({part["@id"] for part in root["hasPart"]} == {part["@id"] for part in graph if part["@type"] == "File"}, "its parts")
        for part in graph[1:]:
            check(part.get("name") and (part.get("description") or part["@type"] in ("Organization", "ContactPoint")),
                  "a name and a description: %s" % part)
            check(part["@type"] != "File" or (part["encodingFormat"] and part["contentSize"].isdigit()), "a file: %s" % part)
        check(re.match("https?://", root["license"]["@id"]) and parts[root["license"]["@id"]]["@type"] == "CreativeWork", "rights")
        check(("publisher" in root) == bool(recipe), "a publisher that nobody names: %s" % root)
    publisher = parts[root["publisher"]["@id"]]
    check(publisher == {"@id": "#publisher", "@type": "Organization", "name": "The project", "address": "1 Street",
                        "url": "https://x.example", "contactPoint": {"@id": "#contact"}}, "the publisher: %s" % publisher)
    check(parts["#contact"]["email"] == "a@b.example" and parts["#contact"]["name"] == "Desk", "the contact: %s" % parts["#contact"])
    who, we = {"@id": "#publisher", "@type": "Person", "name": "Who & Co"}, {"@id": "#publisher", "@type": "Organization", "name": "We"}
    desk = {"contactPoint": {"@id": "#contact"}}
    for named, recipe, want in (
            ("title: The site\nemail: a@b.example\n", "", None), ("author:\n", "", None), ("author: [Who]\n", "", None),
            ("author: {url: 'https://me.example'}\n", "", None), ("author: Who & Co\n", "", who),
            ("author: {name: Who & Co, url: /about/}\n", "", who),
            ("author: {name: Who & Co, url: 'https://me.example', email: w@b.example}\n", "", {**who, "url": "https://me.example", **desk}),
            ("author: {name: We, type: Organization}\n", "live_url: https://x.example\n", {**we, "url": "https://x.example"}),
            ("author: Who & Co\n", "contact: a@b.example\n", {**who, **desk}),
            ("author: Who\n", "organization: We\n", we)):
        write(site, "_config.yml", named)
        write(site, "offprint.yml", "date: 2021-07-15\n" + recipe)
        made = Made(folder, site, "--entry", "a.md")
        parts = {part["@id"]: part for part in json.loads(made.file("data/ro-crate-metadata.json"))["@graph"]}
        check(parts.get("#publisher") == want and parts["./"].get("publisher") == (want and {"@id": "#publisher"}),
              "the publisher, %s: %s" % (named, parts.get("#publisher")))
        check(("#contact" in parts) == bool(want and "contactPoint" in want), "whom to write to, %s: %s" % (named, sorted(parts)))
        check(("Source-Organization: We" in made.file("bag-info.txt")) == ("organization" in recipe), "the bag names whom the recipe does")


SENDER = re.compile("^(?:Source|Organization|Contact|Bag-(?:Group|Count)|Previous).*", re.M)


def senders(folder):
    """What a bag says of its sender is what the recipe says: no title of the site, no address that it has elsewhere."""
    site = os.path.join(folder, "senders")
    write(site, "_config.yml", "title: The site\nemail: site@x.example\nauthor: Who\nurl: https://x.example\n")
    write(site, "a.md", "---\ntitle: \u8d44\u6599\n---\nText\n")
    made = Made(folder, site, "--entry", "a.md")
    check(not SENDER.findall(made.file("bag-info.txt")), "nobody is named: %s" % made.file("bag-info.txt"))
    for name in ("data/provenance.jsonl", "data/report/links.json", "data/ro-crate-metadata.json"):
        check("\\u" not in made.file(name), "%s is not as people read it" % name)
    check("\u8d44\u6599" in made.file("data/provenance.jsonl"), "the title in UTF-8: %s" % made.file("data/provenance.jsonl"))
    write(site, "offprint.yml", "organization: The project\norganization_address: 1 Street\ncontact: 'mailto:a@b.example'\n"
          "contact_name: The desk\ncontact_phone: +1 555\nbag_group: policies\n")
    made = Made(folder, site, "--entry", "a.md")
    check(SENDER.findall(made.file("bag-info.txt")) ==
          ["Source-Organization: The project", "Organization-Address: 1 Street", "Contact-Name: The desk",
           "Contact-Phone: +1 555", "Contact-Email: a@b.example", "Bag-Group-Identifier: policies"],
          "the sender: %s" % made.file("bag-info.txt"))


def names(folder):
    site = os.path.join(folder, "names")
    write(site, "con.md", "# Con\n")
    write(site, "a.md", "# A\n")
    made = Made(folder, site, "--entry", "con.md")
    check(os.path.basename(made.path) == "x-con.pdf", "a device's name is changed: %s" % made.path)
    for name in ("a/b", "../x", ".", "..", ".x", "-x", "x.", "a b", "\u00fc", "a\x1b", "a\n", "a\u202eb", "con", "CON", "nul.x",
                 "com1", "LPT9.tar", "x" * 101, "a\\b", "a:b", "a*", ""):
        done = offprint("export", site, "--entry", "a.md", "-o", os.path.join(folder, "none"), "--name", name)
        check(done.returncode == 2, "--name %r: %d" % (name, done.returncode))
        check(not CONTROLS.search(done.stderr.decode()), "--name %r is escaped" % name)
        if name:
            write(site, "offprint.yml", "title: x\nname: %s\n" % json.dumps(name))
            done = offprint("check", site, "--entry", "a.md")
            check(done.returncode == 1 and b"offprint.yml:2:1: error:" in done.stderr,
                  "name: %r in a recipe: %s" % (name, done.stderr))
    os.remove(os.path.join(site, "offprint.yml"))
    for name in ("a", "A.b-c_1", "x" * 100, "comet", "_x"):
        made = Made(folder, site, "--entry", "a.md", "--name", name)
        check(os.path.basename(made.path) == name + ".pdf", "--name %s" % name)


def sources(folder):
    site = os.path.join(folder, "sources")
    write(site, "_config.yml", "source: docs\n")
    write(os.path.join(site, "docs"), "a.md", "---\n---\n# A\n\n[x](nope.md)\n")
    done = offprint("check", site, "--entry", "a.md")
    check(done.returncode == 0 and b"docs/a.md:5:1: warning:" in done.stderr, "a place from the root: %s" % done.stderr)
    write(os.path.join(site, "docs"), "_config.yml", "source: docs\n")
    for name in (os.path.join(site, "docs"), os.path.join(site, "docs", "."), os.path.join(site, "docs") + "/"):
        done = offprint("check", name, "--entry", "a.md")
        check(done.returncode == 0 and b"a.md:5:1: warning:" in done.stderr and b"docs/a.md" not in done.stderr,
              "%s is its own source: %s" % (name, done.stderr))
    write(os.path.join(site, "docs"), "_config.yml", "source: ocs\n")
    done = offprint("check", os.path.join(site, "docs"), "--entry", "a.md")
    check(done.returncode == 1 and b"[config-source]" in done.stderr, "another folder is missing: %s" % done.stderr)


def live_addresses(folder):
    """Where --live-url has another path than the site says, it is the one that counts."""
    page = "---\n---\n[a]({{ '/a/' | relative_url }}) [b](/docs/b/) [c](/c/)\n"
    jekyll = {"_config.yml": "baseurl: /docs\nurl: https://x.example\n", "index.md": page,
              "a.md": "---\npermalink: /a/\n---\nA\n"}
    mkdocs = {"mkdocs.yml": "site_url: https://x.example/en/stable/\n", "docs/index.md": "[a](a.md)\n",
              "docs/a.md": "# A\n"}
    plain = {"index.md": "[a](d/a.md) [b](d/b.md)\n", "d/a.md": "---\ntitle: A\n---\nA\n", "d/b.md": "B\n"}
    hugo = {"hugo.toml": "baseURL = 'https://x.example/s/'\n", "content/_index.md": "[a](/old/) [b](../new/older/)\n",
            "content/new/a.md": "---\naliases: [/old/, older]\n---\nA\n"}
    for number, (files, url, wanted) in enumerate((
            (jekyll, "https://x.example", "x.example/docs/a/ x.example/docs/b/ x.example/c/"),
            (jekyll, "https://x.example/docs/", "x.example/docs/a/ x.example/docs/b/ x.example/c/"),
            (jekyll, "https://y.example", "y.example/docs/a/ y.example/docs/b/ y.example/c/"),
            (jekyll, "https://y.example/other", "y.example/other/a/ y.example/other/b/ y.example/c/"),
            (jekyll, "https://y.example/other/docs", "y.example/other/docs/a/ y.example/other/docs/b/ y.example/c/"),
            (mkdocs, "https://x.example", "x.example/en/stable/a/"),
            (mkdocs, "https://x.example/en/latest/", "x.example/en/latest/a/"),
            (mkdocs, "https://mirror.example", "mirror.example/a/"),
            (plain, "https://github.com/o/r/blob/main", "github.com/o/r/blob/main/d/a.md github.com/o/r/blob/main/d/b.md"),
            (plain, "https://bücher.example/ä", "xn--bcher-kva.example/%C3%A4/d/a.md xn--bcher-kva.example/%C3%A4/d/b.md"),
            (hugo, "https://x.example", "x.example/s/new/a/"))):
        site = os.path.join(folder, "live-%d" % number)
        for name, content in files.items():
            write(site, name, content)
        made = Made(folder, site, "--live-url", url, "--depth", "0")
        found = re.findall(r"https://([^ \n]*)", made.words.split("Addresses of links")[-1])
        check(set(wanted.split()) <= set(found), "%s at %s: %s" % (site, url, found))
        check(not [at for at in found if at.startswith(("x.example/docs/docs", "x.example/en/latest/en"))], found)


def parts_of_sites(folder):
    """A folder of a generator's site is read as when the root is given; nothing above the repository is."""
    root = os.path.join(folder, "whole")
    for name, content in {"mkdocs.yml": "site_name: W\nmarkdown_extensions: [admonition]\n",
                          "docs/index.md": "# Home\n\n!!! note\n    Front.\n",
                          "docs/sub/a.md": "# A\n\n!!! note\n    Words.\n\n[home](../index.md)\n",
                          "docs/sub/index.md": "# Sub\n\n!!! tip\n    Sub.\n",
                          "tests/x.md": "# X\n\n!!! note\n    No.\n",
                          "own/offprint.yml": "title: Own\n", "own/x.md": "# X\n"}.items():
        write(root, name, content)

    def asked(part, page):
        done = offprint("render", os.path.join(root, part), page)
        return done.stdout.decode(), b"[site-above]" in done.stderr
    whole = asked("", "docs/sub/a.md")
    check("markdown-alert" in whole[0] and not whole[1], "the whole: %s" % (whole,))
    check(asked("docs", "sub/a.md") == (whole[0], True), "right below the settings")
    check(asked("docs/sub", "a.md") == (asked("docs/sub", "a.md")[0], False), "far above, without a repository")
    subprocess.run(["git", "init", "-q", root], check=True)
    for part, page in (("docs", "sub/a.md"), ("docs/sub", "a.md"), ("docs/sub", "docs/sub/a.md"), ("docs/sub/", "./a.md")):
        check(asked(part, page) == (whole[0], True), "%s of %s: %s" % (page, part, asked(part, page)))
    check(not asked("tests", "x.md")[1], "beside the pages of MkDocs")
    check(not asked("own", "x.md")[1], "a folder with a recipe is its own site")
    shown = json.loads(offprint("check", os.path.join(root, "docs/sub"), "--json").stdout)
    check(shown["status"] == 0 and shown["documents"] == 1, "its own front page: %s" % shown)
    shown = json.loads(offprint("check", os.path.join(root, "docs/sub"), "--entry", "a.md", "--json").stdout)
    check(shown["links"]["internal"] == 1 and shown["documents"] == 2, "links out of the folder: %s" % shown)
    os.makedirs(os.path.join(root, "docs", ".git"))
    check(not asked("docs/sub", "a.md")[1], "a repository's root ends the search")


def main():
    with scratch() as folder:
        if len(sys.argv) > 1:
            judged("veraPDF", judges.verapdf(*languages(folder)), "veraPDF judges odd languages")
        else:
            dates(folder)
            presents(folder)
            wrong_dates(folder)
            statements(folder)
            languages(folder)
            languages_that_are_no_text(folder)
            controls(folder)
            contacts(folder)
            senders(folder)
            crates(folder)
            names(folder)
            sources(folder)
            live_addresses(folder)
            parts_of_sites(folder)
    finish("facts")


if __name__ == "__main__":
    main()
