"""Names of the bundle's files: as the site has them, and what every system holds. With `judges`: what others
say of them, in the zip, as a bag, as a book, and in Chromium that follows all links."""
import html
import json
import os
import re
import sys
import unicodedata
import urllib.parse
import zipfile

import judges
from small_site import png
from support import check, export, finish, judged, offprint, scratch, unpack, write_files

# What the site has, and what stands in the bundle.
FILES = {
    "资料.pdf": "资料.pdf",
    "Jahresbericht Über 2021 (Entwurf).PDF": "Jahresbericht Über 2021 (Entwurf).PDF",
    unicodedata.normalize("NFD", "Café é.csv"): "Café é.csv",
    "a/Notes.txt": "Notes.txt",
    "b/notes.TXT": "notes-2.TXT",
    "c/ＮＯＴＥＳ.txt": "ＮＯＴＥＳ-3.txt",
    "100%&+#;='!.csv": "100-&+#;='!.csv",
    'was "ist": <das>?.csv': "was -ist- -das.csv",
    "con.csv": "x-con.csv",
    "Lpt²": "x-Lpt².txt",
    "می‌خواهم.csv": "می‌خواهم.csv",
    "gpj\u202evsc.csv": "gpjvsc.csv",
    "back\\slash.csv": "back-slash.csv",
    "line\nend.csv": "line-end.csv",
    "_lead .csv": "_lead.csv",
    "資" * 60 + ".csv": "資" * 32 + ".csv",
    "👩‍👩‍👧.csv": "👩‍👩‍👧.csv",
}
PICTURE = "Bild – Größe 1.png"
RESERVED = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*%]')


def site(folder):
    content = {name: b"%PDF-1.4 x" if name.lower().endswith(".pdf") else "a,b\n%s\n" % number
               for number, name in enumerate(FILES)}
    page = "# Names\n\n%s\n\n![a picture](<%s>)\n\n[other](<%s>)\n" % (
        "\n\n".join("[file %d](<%s>)" % (number, urllib.parse.quote(name)) for number, name in enumerate(FILES)), urllib.parse.quote(PICTURE), urllib.parse.quote("Ünder lines.md"))
    return write_files(folder, {**content, PICTURE: png(), "README.md": page, "Ünder lines.md": "# Other\n\nText.\n"})


def made(folder, *options):
    out = os.path.join(folder, "out")
    stick = os.path.join(folder, "stick")
    result, done = export(site(os.path.join(folder, "site")), "README.md", out, "--name", "names", "--date", "2021-07-15", "--epub",
                          "--stick", stick, *options)
    check(done.returncode == 0, "status %d: %s" % (done.returncode, done.stderr.decode()))
    return result, out, os.path.join(stick, "names"), unpack(os.path.join(out, "names.zip"), os.path.join(folder, "bag"))


def below(bag):
    return {os.path.relpath(os.path.join(at, name), bag) for at, _, names in os.walk(bag) for name in names}


def keeps(folder, _, out, stick, bag):
    lines = {line["source"]: line for line in map(json.loads, open(os.path.join(bag, "data", "provenance.jsonl"), encoding="utf-8"))}
    for source, want in FILES.items():
        line = lines.get(source, {})
        check(line.get("file") == "files/" + want, "%r is kept as %r, not %r" % (source, line.get("file"), want))
    check(lines[PICTURE]["file"] == "assets/img/" + PICTURE, "a picture keeps its name: %s" % lines[PICTURE]["file"])
    check(lines["Ünder lines.md"]["source_copy"] == "sources/Ünder lines.md.txt", "a source keeps its name")
    with zipfile.ZipFile(os.path.join(out, "names.zip")) as archive:
        infos = archive.infolist()
        check(archive.testzip() is None, "Python reads it")
    for info in infos:
        name = info.filename
        check(not RESERVED.search(name) and unicodedata.is_normalized("NFC", name), "%r is held by all systems" % name)
        check(len(name.encode()) <= 160, "%r is no longer than it may be" % name)
        check(name.isascii() or info.flag_bits & 0x800, "%r is said to be UTF-8" % name)
    alike = {unicodedata.normalize("NFKC", info.filename).casefold() for info in infos}
    check(len(alike) == len(infos), "no two are one where case, width and marks are ignored")
    check(below(stick) == below(bag), "the stick holds the same: %s" % (below(stick) ^ below(bag)))


def agrees(folder, _, out, stick, bag):
    """Links, the crate, the manifests, verify and diff know the files by these names."""
    data = os.path.join(bag, "data")
    for page in [name for name in below(bag) if name.endswith(".html")]:
        with open(os.path.join(bag, page), encoding="utf-8") as file:
            targets = re.findall(r'(?:href|src)="([^"#]+)', file.read())
        for target in map(html.unescape, targets):
            if not re.match("(https?|mailto):", target):
                path = os.path.join(bag, os.path.dirname(page), urllib.parse.unquote(target))
                check(os.path.exists(path), "%s: '%s' leads to a file" % (page, target))
                check(target.isascii() and " " not in target, "%s: '%s' is an address" % (page, target))
    with open(os.path.join(data, "ro-crate-metadata.json"), encoding="utf-8") as file:
        graph = json.load(file)["@graph"]
    files = [part["@id"] for part in graph if part["@type"] == "File"]
    check({urllib.parse.unquote(name) for name in files} == below(data) - {"ro-crate-metadata.json"}, "the crate knows them")
    check("files/资料.pdf" in files and "files/Jahresbericht%20Über%202021%20(Entwurf).PDF" in files, "as RO-Crate spells them: %s" % files)
    check({part["@id"] for part in next(part for part in graph if part["@id"] == "./")["hasPart"]} == set(files), "all are parts of it")
    for thing in (os.path.join(out, "names.zip"), stick, bag):
        done = offprint("verify", thing)
        check(done.returncode == 0, "verify: %s" % done.stdout.decode())
    os.rename(os.path.join(stick, "data", "files", "资料.pdf"), os.path.join(stick, "data", "files", "file.pdf"))
    done = offprint("verify", stick)
    check(done.returncode == 1 and "files/资料.pdf" in done.stdout.decode(), "one that is gone is named: %s" % done.stdout.decode())
    for old in (os.path.join(folder, "site"), bag):
        done = offprint("diff", old, os.path.join(out, "names.zip"), "--exit-code", "--all", "--entry", "README.md")
        check(done.returncode == 0, "diff sees no change: %s %s" % (done.stdout.decode(), done.stderr.decode()))


def judge(folder, _, out, stick, bag):
    archive = os.path.join(out, "names.zip")
    judged("unzip", judges.unzip(archive), "unzip -t")
    judged("coreutils", judges.digests(bag), "sha256sum and sha512sum")
    judged("bagit-python", judges.bagit_python(bag), "bagit.py")
    judged("bagit-java", judges.bagit_java(bag), "bagit-java")
    judged("epubcheck", judges.epubcheck(os.path.join(out, "names.epub")), "EPUBCheck")
    judged("vnu", judges.vnu(bag), "the Nu checker")
    judged("pages", judges.pages(os.path.join(bag, "START-HERE.html")), "Chromium follows every link")


with scratch() as folder:
    things = made(folder)
    if sys.argv[1:] == ["judges"]:
        judge(folder, *things)
        finish("names before judges")
    keeps(folder, *things)
    agrees(folder, *things)
    finish("names")
