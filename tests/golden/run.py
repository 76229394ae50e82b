#!/usr/bin/env python3
"""Goldens: what `offprint render` makes of each case, compared with what it made before.

    tests/golden/run.py [CASE...]             compare; status 1 and a diff where they differ
    tests/golden/run.py --rewrite [CASE...]   take what the program makes now; review by git diff

A case is a folder below this one. It holds `input.md` (and `_config.yml` where that has Liquid), or a whole `site/` with its `index.md`,
and beside it what is expected of the page: `expect.doc`, `.lines`, `.pages`, `.html`,
`.report` (what is said on standard error while the page is set), and of what is exported from it
`.zip` (the names in the bundle, and the pages among them) and `.objects` (those of the PDF, but
not its fonts). A new case begins with an empty
file of each. `arguments` may hold further arguments for the program.
"""
import base64
import concurrent.futures
import csv
import difflib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
OFFPRINT = os.environ.get("OFFPRINT", os.path.join(ROOT, "build", "release", "offprint"))
FORMS = ("doc", "html", "lines", "pages", "report", "zip", "objects")
BY_FACES = ("lines", "pages", "objects")
# of a bundle
SHOWN = (".html", "/README.txt", "/bag-info.txt", "/links.json", "/provenance.jsonl",
         "/ro-crate-metadata.json")
SKIPPED = 77


def changed_face():
    """A face that is not the one of the table, by which all lines were set; or None."""
    folder = os.path.join(os.path.dirname(OFFPRINT), "share", "offprint", "fonts")
    with open(os.path.join(ROOT, "fonts", "faces.tsv"), encoding="utf-8") as table:
        rows = [row for row in csv.reader(table, delimiter="\t") if row and row[0][:1] != "#"]
    for row in rows:
        path = os.path.join(folder, os.path.basename(row[4]))
        if os.path.exists(path):
            with open(path, "rb") as face:
                if hashlib.sha256(face.read()).hexdigest() != row[5]:
                    return os.path.basename(path)
    return None


def show_zip(path):
    """Names of entries, and texts without what tells of the style sheet or of this version."""
    shown = []
    with zipfile.ZipFile(path) as bundle:
        for name in bundle.namelist():
            shown.append(b"=== " + name.encode() + b"\n")
            if "/sources/" not in name and name.endswith(SHOWN):
                text = bundle.read(name)
                text = re.sub(rb"<style>.*</style>", b"<style>...</style>", text, flags=re.S)
                text = re.sub(rb"sha256-[^']*", b"sha256-...", text)
                if name.endswith("/ro-crate-metadata.json"):
                    text = re.sub(rb'("contentSize|"sha256)": "[^"]*"', rb'\1": "..."', text)
                text = re.sub(rb"(offprint|libdeflate) [0-9][0-9.]*", rb"\1 ...", text)
                text = re.sub(rb"(Bag-Size|Payload-Oxum): .*", rb"\1: ...", text)
                shown.append(text)
    return b"".join(shown)


def show_objects(path):
    """Every object of a PDF in its order, and its stream where that is text."""
    done = subprocess.run(["qpdf", "--json", "--json-key=qpdf", "--json-stream-data=inline",
                           "--decode-level=all", path], stdout=subprocess.PIPE, check=True)
    texts = []
    for name, entry in sorted(json.loads(done.stdout)["qpdf"][1].items(),
                              key=lambda item: [int(n) for n in re.findall(r"[0-9]+", item[0])]):
        stream = entry.get("stream")
        value = dict(stream["dict"]) if stream else entry["value"]
        for key in ("/Length", "/Length1", "/ID", "/Filter"):
            if isinstance(value, dict):
                value.pop(key, None)
        texts.append("==== %s %s" % (name, json.dumps(value, sort_keys=True, ensure_ascii=False)))
        if stream:
            data = base64.b64decode(stream["data"])
            if b"\0" not in data and len(data) < 100000:
                texts.append(data.decode("latin-1").strip())
            elif "/Length1" not in stream["dict"]:  # no font
                texts.append("sha256 " + hashlib.sha256(data).hexdigest())
    text = re.sub(r"offprint [0-9]+\.[0-9]+\.[0-9]+", "offprint 0.0.0", "\n".join(texts)) + "\n"
    return re.sub(r"\b[0-9a-f]{32}\b|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(identifier)",
                  text).encode("utf-8")


def export(site, page, output, folder, more):
    with tempfile.TemporaryDirectory() as out: # outside a repository, which has a revision
        shutil.copytree(os.path.join(folder, site), os.path.join(out, "site"))
        done = subprocess.run([OFFPRINT, "export", "site", "--entry", page, "--outputs", output,
                               "--name", "bundle", "--output", out, *more], cwd=out,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                              env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
        path = os.path.join(out, "bundle." + output)
        if done.returncode != 0 or not os.path.exists(path):
            return b"status %d\n" % done.returncode + done.stderr
        return show_zip(path) if output == "zip" else show_objects(path)


def render(case, form):
    folder = os.path.join(HERE, case)
    site, page = (".", "input.md")
    if os.path.isdir(os.path.join(folder, "site")):
        site, page = ("site", "index.md")
    more = []
    if os.path.exists(os.path.join(folder, "arguments")):
        with open(os.path.join(folder, "arguments"), encoding="utf-8") as file:
            more = file.read().split()
    if form in ("zip", "objects"):
        return export(site, page, "zip" if form == "zip" else "pdf", folder, more)
    done = subprocess.run([OFFPRINT, "render", site, page, "--to",
                           "lines" if form == "report" else form, *more], cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    if done.returncode > 1 or (done.returncode == 1 and not done.stderr):
        return b"status %d\n" % done.returncode + done.stderr
    return done.stderr if form == "report" else done.stdout


def check(case, form, rewrite):
    """The difference as text; empty where there is none."""
    path = os.path.join(HERE, case, "expect." + form)
    got = render(case, form)
    with open(path, "rb") as file:
        want = file.read()
    if got == want:
        return ""
    if rewrite:
        with open(path, "wb") as file:
            file.write(got)
        return "rewritten: %s/expect.%s\n" % (case, form)
    lines = [text.decode("utf-8", "replace").splitlines(True) for text in (want, got)]
    name = "%s/expect.%s" % (case, form)
    return "".join(difflib.unified_diff(lines[0], lines[1], name, name + " (now)"))


def main():
    rewrite = "--rewrite" in sys.argv[1:]
    wanted = [os.path.basename(a.rstrip("/")) for a in sys.argv[1:] if not a.startswith("--")]
    cases = [c for c in sorted(os.listdir(HERE)) if os.path.isdir(os.path.join(HERE, c))]
    jobs = [(case, form) for case in cases if not wanted or case in wanted for form in FORMS
            if os.path.exists(os.path.join(HERE, case, "expect." + form))]
    face = changed_face()
    if face:
        print("SKIPPED: %s of all cases: the face '%s' is another one" % (", ".join(BY_FACES), face))
        jobs = [job for job in jobs if job[1] not in BY_FACES]
    if not shutil.which("qpdf"):
        print("SKIPPED: objects of all cases: qpdf is not installed")
        jobs = [job for job in jobs if job[1] != "objects"]
    if not jobs:
        print("no such case")
        return 2
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [text for text in pool.map(lambda job: check(*job, rewrite), jobs) if text]
    sys.stdout.write("".join(found))
    print("goldens: %d compared, %d differ" % (len(jobs), len(found)))
    return 0 if rewrite or not found else 1


if __name__ == "__main__":
    sys.exit(main())
