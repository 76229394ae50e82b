"""`offprint snapshot` and `offprint log`: what is a reason to write, what a snapshot is called and says of itself, that the
same is the same again, and that a chain never forks, skips or tears, whatever runs beside it or ends it.

  test_snapshot.py                  every case, and some races and kills by chance
  test_snapshot.py races COUNT      so many runs at once
  test_snapshot.py kills COUNT      so many runs killed at any moment
"""
import errno
import glob
import hashlib
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

import judges
from support import OFFPRINT, check, finish, judged, offprint, preloaded, run, scratch, unpack, wait_for_moment, write_files

INTERPOSE = preloaded("interpose")
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
                    "48afa4710000000049454e44ae426082")
SITE = {
    "index.md": "# Fees\n\nSee [the terms](terms.md), [a form](form.txt) and ![a sign](sign.png).\n\nWe keep *logs* for 90 days.\n\n"
                "Another paragraph of some words that stand here for a while.\n",
    "terms.md": "# Terms\n\nWords of the terms, and [a site](https://a.example/one).\n",
    "form.txt": "Name:\n",
    "sign.png": PNG,
}
ENDINGS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
LEFT = re.compile(r"\.p(-[0-9-]+[a-z]*\.zip\.[0-9a-f]{16}|\.lock)\.offprint-tmp")


class Chain:
    """A site and the folder of its snapshots."""

    def __init__(self, folder, files=None, name="p"):
        self.folder, self.name = folder, name
        self.site, self.out = os.path.join(folder, "site"), os.path.join(folder, "chain")
        write_files(self.site, files or SITE)

    def edit(self, name, before, after):
        path = os.path.join(self.site, name)
        with open(path, "rb") as file:
            text = file.read()
        check(before in text, "%s has %s" % (name, before))
        with open(path, "wb") as file:
            file.write(text.replace(before, after))

    def command(self, *more, date="2021-07-15", name=None, site=None):
        dated = ["--date", date] if date else []
        return [OFFPRINT, "snapshot", site or self.site, "-o", self.out, "--name", name or self.name, *dated, *more]

    def take(self, *more, date="2021-07-15", **options):
        """The answer as JSON, and the process."""
        done = run([*self.command(*more, date=date), "--json"], **options)
        try:
            return json.loads(done.stdout), done
        except ValueError:
            return {}, done

    def names(self):
        return sorted(os.listdir(self.out)) if os.path.isdir(self.out) else []

    def path(self, name):
        return os.path.join(self.out, name)

    def state(self):
        return [(name, os.stat(self.path(name)).st_mtime_ns, digest(self.path(name))) for name in self.names()]


def digest(path, of=hashlib.sha512):
    with open(path, "rb") as file:
        return of(file.read()).hexdigest()


def bag_info(path):
    with zipfile.ZipFile(path) as bundle:
        name = [name for name in bundle.namelist() if name.endswith("/bag-info.txt")][0]
        lines = bundle.read(name).decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def held(chain, what, count=None):
    """The chain, by names and digests alone, and as `verify` has it."""
    names = [name for name in chain.names() if name.endswith(".zip")]
    previous = None
    for number, name in enumerate(names, 1):
        try:
            with zipfile.ZipFile(chain.path(name)) as bundle:
                check(bundle.testzip() is None, "%s: %s is whole" % (what, name))
                tops = {entry.split("/")[0] for entry in bundle.namelist()}
        except (zipfile.BadZipFile, zlib.error):
            check(False, "%s: %s is whole" % (what, name))
            return names
        info = bag_info(chain.path(name))
        check(tops == {name[:-4]}, "%s: the folder in %s is %s" % (what, name, tops))
        check(info.get("Previous-Snapshot") == previous, "%s: %s follows %s" % (what, name, info.get("Previous-Snapshot")))
        check(info["Bag-Count"] == "%d of ?" % number, "%s: %s is number %s" % (what, name, info["Bag-Count"]))
        previous = "sha512:" + digest(chain.path(name))
    check(count is None or len(names) == count, "%s: %d snapshots, not %s" % (what, len(names), count))
    if names:
        done = offprint("verify", "--json", chain.out)
        items = json.loads(done.stdout)["verified"]
        check(done.returncode == 0 and all(item["good"] for item in items), "%s: verify: %s" % (what, done.stdout[-900:]))
        check(len(names) < 2 or (items[-1]["kind"] == "chain" and items[-1]["files"] == len(names)), "%s: a chain" % what)
        done = offprint("log", "--json", chain.out)
        logged = json.loads(done.stdout)["snapshots"]
        check(done.returncode == 0 and [item["name"] for item in logged] == names[::-1] and
              all(item["follows"] for item in logged), "%s: log: %s" % (what, done.stdout[:900]))
    return names


# What is a reason ----------------------------------------------------------------------------

REASONS = [  # what is changed, whether that is one, and what is counted
    ("index.md", b"90 days", b"30 days", True, {"words_added": 1, "words_removed": 1}),
    ("terms.md", b"a.example/one", b"a.example/two", True, {"links": 1}),
    ("form.txt", b"Name:", b"Full name:", True, {"files": 1}),
    ("sign.png", b"IEND", b"IEND\0", True, {"files": 1}),
    ("index.md", b"*logs*", b"**logs**", False, {"markup": 1}),
    ("index.md", b"\n\nWe keep", b"\n\n\n\nWe  keep", False, {}),
    ("terms.md", b"# Terms", b"---\nlayout: other\n---\n\n# Terms", False, {}),
]


def reasons():
    with scratch() as folder:
        chain = Chain(folder)
        told, done = chain.take(date="2021-07-01")
        check(done.returncode == 0 and told["written"] and told["snapshot"] == chain.path("p-2021-07-01.zip") and
              "previous" not in told and "changes" not in told and told["summary"].startswith("the first of its chain: 2 documents, "),
              "the first: %s %s" % (done.stdout, done.stderr))
        count = 1
        for day, (name, before, after, is_one, counts) in enumerate(REASONS, 2):
            what = "%s: %s" % (name, after)
            chain.edit(name, before, after)
            state = chain.state()
            told, done = chain.take(date="2021-07-%02d" % day)
            check(done.returncode == 0 and told["written"] == is_one, "%s: %s %s" % (what, done.stdout, done.stderr))
            check(all(told["changes"][key] == value for key, value in counts.items()), "%s: %s" % (what, told["changes"]))
            check(told["previous"] == chain.path(state[-1][0]) and told["previous_sha512"] == state[-1][2], "%s: %s" % (what, told))
            count += is_one
            if is_one:
                check(chain.state()[:-1] == state and len(told["outputs"]) == 1 and told["outputs"][0]["path"] == told["snapshot"],
                      "%s: one file more: %s" % (what, told["outputs"]))
            else:
                check(chain.state() == state and told["outputs"] == [] and "snapshot" not in told, "%s: nothing is touched" % what)
                check(told["summary"].startswith("nothing changed since " + state[-1][0]), "%s: %s" % (what, told["summary"]))
        # Documents that come, go, have another address or another place are one, too.
        write_files(chain.site, {"more.md": "# More\n\nOf it.\n"})
        for day, edit in enumerate(((b"See [the", b"See [more](more.md) and [the"), (b" and ![", b", [more](more.md) and !["),
                                    (b"See [more](more.md) and ", b"See ")), 20):
            chain.edit("index.md", *edit)
            told, done = chain.take(date="2021-07-%02d" % day)
            check(told.get("written"), "documents: %s" % done.stderr)
            count += 1
        held(chain, "reasons", count)
        done = run(chain.command(date="2021-08-01"))
        check(done.stdout == b"nothing changed since p-2021-07-22.zip\n" and done.returncode == 0, "in words: %s" % done.stdout)
        chain.edit("index.md", b"a while", b"a little while")
        done = run(chain.command(date="2021-08-01"))
        check(re.fullmatch(rb"\S+/p-2021-08-01.zip +\d+ entries, 1 file from the site, [\d.]+ kB\n"
                           rb"1 document changed: 1 word added\n", done.stdout), "in words: %s" % done.stdout)
        check(run(chain.command("--quiet", date="2021-08-02")).stdout == b"", "--quiet")
        told = json.loads(offprint("diff", "--json", chain.out).stdout)
        check(told["counts"]["words"] == 1 and told["new"]["source"].endswith("p-2021-08-01.zip"), "diff of the chain: %s" % told["counts"])


# Names and dates -----------------------------------------------------------------------------

def days():
    """More of a day than there are letters: names sort as they came."""
    with scratch() as folder:
        chain = Chain(folder, {"index.md": "# T\n\nNumber 1.\n"})
        made = []
        for number in range(2, 31):
            told, done = chain.take("--outputs", "zip")
            made.append(os.path.basename(told.get("snapshot", "none")))
            chain.edit("index.md", b"Number %d." % (number - 1), b"Number %d." % number)
        check(made[:3] == ["p-2021-07-15.zip", "p-2021-07-15b.zip", "p-2021-07-15c.zip"] and made[-4:] ==
              ["p-2021-07-15z.zip", "p-2021-07-15zb.zip", "p-2021-07-15zc.zip", "p-2021-07-15zd.zip"], "names: %s" % made)
        check(held(chain, "many of a day", 29) == made, "names sort as they came")
        # What others call so is gone on from; other names and copies are none of it.
        os.rename(chain.path(made[-1]), chain.path("p-2021-07-16-2.zip"))
        for name in ("q-2022-01-01.zip", "p-2022-01-01-copy.zip", "p.zip", ".p-2022-01-01.zip"):
            shutil.copy(chain.path(made[0]), chain.path(name))
        told, done = chain.take("--outputs", "zip", date="2021-07-16")
        check(told.get("snapshot", "").endswith("p-2021-07-16zb.zip") and told["previous"].endswith("p-2021-07-16-2.zip"),
              "after another's name: %s %s" % (told.get("snapshot"), done.stderr))
        for name in ("q-2022-01-01.zip", "p.zip"):
            os.remove(chain.path(name))
        # Copies and exports without a date in their names are whole, and no links.
        shutil.copy(chain.path("p-2021-07-16zb.zip"), chain.path("p.zip"))
        shutil.copy(chain.path(made[0]), chain.path("q.zip"))
        for command in ("verify", "log"):
            done = offprint(command, chain.out, "--json")
            told = json.loads(done.stdout)
            check(done.returncode == 0, "%s beside exports and copies: %d %s" % (command, done.returncode, [item for item in told.get("snapshots", []) if not item["follows"]]))
        shutil.copy(chain.path(made[0]), chain.path("q-2022-01-01.zip"))
        told, done = chain.take("--name", "q", date="2021-07-16")
        check(done.returncode == 1 and "[snapshot-older]" in told_of(done), "of another name: %s" % told_of(done))


def told_of(done):
    """What it says, also as JSON."""
    return done.stderr.decode() + "".join(" %s [%s] %s" % (row["message"], row["code"], row.get("hint", ""))
                                          for row in json.loads(done.stdout or "{}").get("diagnostics", []))


def dates():
    with scratch() as folder:
        chain = Chain(folder)
        _, done = chain.take(date=None)
        check(done.returncode == 1 and "[snapshot-undated]" in told_of(done) and "--date" in told_of(done) and
              chain.names() == [], "undated: %s" % told_of(done))
        _, done = chain.take(date=None, env={**os.environ, "SOURCE_DATE_EPOCH": "1626307200"})
        check(chain.names() == ["p-2021-07-15.zip"], "SOURCE_DATE_EPOCH: %s" % chain.names())
        told, done = chain.take(date="2021-07-14")
        check(done.returncode == 0 and not told["written"], "an older site that says the same: %s" % told_of(done))
        chain.edit("index.md", b"90", b"30")
        state = chain.state()
        told, done = chain.take(date="2021-07-14")
        check(done.returncode == 1 and "[snapshot-older]" in told_of(done) and "'p-2021-07-15.zip'" in told_of(done) and
              chain.state() == state and not told["written"], "back: %s" % told_of(done))
        check(bag_info(chain.path("p-2021-07-15.zip"))["Bagging-Date"] == "2021-07-15", "the bag's date")


def git(folder, *arguments, date="2021-07-15"):
    dated = {**os.environ, "GIT_COMMITTER_DATE": date + "T10:00:00Z", "GIT_AUTHOR_DATE": date + "T10:00:00Z"}
    return run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], cwd=folder, env=dated)


def revisions():
    """A chain of a repository's revisions; no date is later than the commit's."""
    with scratch() as folder:
        chain = Chain(folder, {**SITE, "posts.md": "---\ntitle: P\ndate: 2099-01-01\n---\n\nA post to come.\n"})
        chain.edit("index.md", b"See [", b"See [p](posts.md), [")
        git(chain.site, "init", "-q", "-b", "main")
        commits = (("2021-07-15", b"90", b"80"), ("2021-07-15", b"80", b"70"), ("2021-08-02", b"70", b"70"), ("2021-08-03", b"70", b"60"))
        for date, before, after in commits:
            chain.edit("index.md", before, after)
            git(chain.site, "add", "-A")
            git(chain.site, "commit", "-q", "--allow-empty", "-m", "x", date=date)
        written = []
        for back in (3, 2, 1, 0):
            told, done = chain.take("--revision", "HEAD~%d" % back, date=None)
            check(done.returncode == 0, "HEAD~%d: %s" % (back, told_of(done)))
            written.append(os.path.basename(told.get("snapshot", "")))
        check(written == ["p-2021-07-15.zip", "p-2021-07-15b.zip", "", "p-2021-08-03.zip"], "revisions: %s" % written)
        held(chain, "revisions", 3)
        head = git(chain.site, "rev-parse", "HEAD").stdout.decode().strip()
        logged = json.loads(offprint("log", "--stat", "--json", chain.out).stdout)["snapshots"]
        check(logged[0]["revision"] == head and logged[0]["date"] == "2021-08-03" and logged[0]["number"] == 3 and
              logged[0]["changes"]["words_added"] == 1 and logged[0]["summary"] == "1 document changed: 1 word added, 1 removed" and
              "changes" not in logged[-1], "log: %s" % logged)
        shown = offprint("log", "--stat", chain.out).stdout.decode().splitlines()
        check(shown[0] == "p-2021-08-03.zip   %s  %s  Fees" % (logged[0]["sha512"][:12], head[:7]) and
              shown[1] == "    1 document changed: 1 word added, 1 removed" and len(shown) == 5, "log in words: %s" % shown)
        with zipfile.ZipFile(chain.path("p-2021-08-03.zip")) as bundle:
            for name in bundle.namelist():
                if name.endswith((".txt", ".json", ".jsonl")) and "/sources/" not in name:
                    check(b"2099-" not in bundle.read(name) and b"1970-" not in bundle.read(name), "%s has a date of none" % name)


# What it is ----------------------------------------------------------------------------------

def contents():
    with scratch() as folder:
        chain = Chain(folder)
        for outputs, has_pdf in (("zip", False), ("pdf", True), ("pdf,zip", True)):
            chain.edit("form.txt", b":", b" again:")
            told, _ = chain.take("--outputs", outputs)
            with zipfile.ZipFile(told["snapshot"]) as bundle:
                inside = [name for name in bundle.namelist() if name.endswith("/data/p.pdf")]
                check(bool(inside) == has_pdf, "outputs %s: %s" % (outputs, inside))
                pdf = bundle.read(inside[0]) if inside else b""
            check([name for name in chain.names() if not name.endswith(".zip")] == [], "outputs %s: %s" % (outputs, chain.names()))
        out = os.path.join(folder, "export")
        offprint("export", chain.site, "--name", "p", "--date", "2021-07-15", "-o", out)
        with open(os.path.join(out, "p.pdf"), "rb") as file:
            check(file.read() == pdf, "the PDF in it is that of an export")
        write_files(chain.site, {"offprint.yml": "organization: The project\ncontact: 'A <a@b.example>'\nbag_group: policies\n"})
        chain.edit("form.txt", b"Name", b"Last name")
        told, _ = chain.take(date="2021-07-16")
        info = bag_info(told["snapshot"])
        check(info["Bag-Group-Identifier"] == "policies" and info["Contact-Email"] == "a@b.example" and
              info["Source-Organization"] == "The project" and info["Bag-Count"] == "4 of ?", "bag-info.txt: %s" % info)
        held(chain, "contents", 4)
        for name in chain.names():
            bag = unpack(chain.path(name), os.path.join(folder, "bag-" + name))
            judged("bagit (Python)", judges.bagit_python(bag), name)
            judged("bagit (Java)", judges.bagit_java(bag), name)


def determinism():
    with scratch() as folder:
        chain = Chain(folder)
        found = set()
        for number, (zone, mask) in enumerate((("UTC", 0o022), ("Asia/Tokyo", 0o077), ("America/Lima", 0o002))):
            chain.out = os.path.join(folder, "chain-%d" % number)
            chain.edit("index.md", b"90", b"90") and shutil.copytree(chain.site, chain.site + "-%d" % number)
            for days_kept in (b"90", b"60"):
                chain.edit("index.md", b"90 days", days_kept + b" days")
                done = run(chain.command("--threads", str(1 + number)), env={**os.environ, "TZ": zone}, umask=mask)
                check(done.returncode == 0, "determinism: %s" % done.stderr)
            chain.edit("index.md", b"60 days", b"90 days")
            found.add(tuple((name, digest(chain.path(name))) for name in chain.names()))
        check(len(found) == 1 and len(found.pop()) == 2, "the same chain again")


def gap():
    """The newest two are not one after the other: that is told in words, too."""
    with scratch() as folder:
        chain = Chain(folder)
        for day, days in ((15, b"60"), (16, b"30"), (17, b"20")):
            chain.edit("index.md", b"90" if day == 15 else {16: b"60", 17: b"30"}[day], days)
            chain.take(date="2021-07-%d" % day)
        os.remove(chain.path("p-2021-07-16.zip"))
        done = offprint("diff", chain.out)
        check(done.returncode == 0 and b"[diff-series]" in done.stderr, "a gap in the chain: %s" % done.stderr)
        done = offprint("diff", "-q", chain.out)
        check(done.returncode == 0 and done.stderr == b"", "quiet: %s" % done.stderr)


# What stands in the way ----------------------------------------------------------------------

def damage():
    with scratch() as folder:
        chain = Chain(folder)
        chain.take()
        chain.edit("index.md", b"90", b"60")
        chain.take(date="2021-07-16")
        whole = {name: open(chain.path(name), "rb").read() for name in chain.names()}
        chain.edit("index.md", b"60", b"30")
        newest = chain.path("p-2021-07-16.zip")
        for what, data in (("cut off", whole["p-2021-07-16.zip"][:-100]), ("empty", b""), ("text", b"no zip")):
            with open(newest, "wb") as file:
                file.write(data)
            told, done = chain.take(date="2021-07-17")
            check(done.returncode == 1 and not told["written"] and len(chain.names()) == 2 and "offprint verify" in told_of(done),
                  "a newest that is %s: %s" % (what, told_of(done)))
            done = offprint("log", chain.out)
            check(done.returncode == 1 and b"p-2021-07-15.zip" in done.stdout and b"no bundle" in done.stdout,
                  "log of one that is %s: %s" % (what, done.stdout))
        for name in ("data/pages/index.html", "data/p.pdf", "bag-info.txt"):
            with zipfile.ZipFile(io.BytesIO(whole["p-2021-07-16.zip"])) as old, zipfile.ZipFile(newest, "w") as new:
                for entry in old.infolist():
                    text = old.read(entry)
                    new.writestr(entry, text.replace(b"6", b"9") if entry.filename.endswith("/" + name) else text)
            told, done = chain.take(date="2021-07-17")
            check(done.returncode == 1 and not told["written"] and len(chain.names()) == 2 and "offprint verify" in told_of(done)
                  and "[snapshot-damaged]" in told_of(done), "a newest with another %s: %s" % (name, told_of(done)))
        os.remove(newest)
        os.symlink("nowhere", newest)
        told, done = chain.take(date="2021-07-17")
        check(done.returncode == 1 and not told["written"] and len(chain.names()) == 2, "a newest that leads nowhere: %s" % told_of(done))
        os.remove(newest)
        with open(newest, "wb") as file:
            file.write(whole["p-2021-07-16.zip"])
        os.remove(chain.path("p-2021-07-15.zip"))
        done = offprint("log", "--json", chain.out)
        check(done.returncode == 1 and json.loads(done.stdout)["snapshots"][0]["follows"] is False, "the first is missing")
        check(b"not there" in offprint("log", chain.out).stdout, "the first is missing, in words")
        with open(chain.path("p-2021-07-15.zip"), "wb") as file:
            file.write(whole["p-2021-07-15.zip"] + b"\n")
        check(b"NOT follow" in offprint("log", chain.out).stdout, "the first is another")
        with open(chain.path("p-2021-07-15.zip"), "wb") as file:
            file.write(whole["p-2021-07-15.zip"])
        chain.take(date="2021-07-17")
        held(chain, "mended", 3)
        check(offprint("log", os.path.join(folder, "none")).returncode == 2, "log of no folder: wrong usage")
        os.makedirs(os.path.join(folder, "empty"))
        done = offprint("log", os.path.join(folder, "empty"))
        check(done.returncode == 0 and done.stdout == b"no snapshots\n", "log of an empty folder: %s" % done.stdout)
        state = chain.state()
        chain.edit("index.md", b"](terms.md)", b"]()")
        _, done = chain.take("--strict", date="2021-07-18")
        check(done.returncode == 1 and chain.state() == state, "--strict: %s" % told_of(done))
        done = run(chain.command(date="2021-07-18"), env=environment("flock 0 errno %d" % errno.ENOLCK))
        check(done.returncode == 3 and b"[output-unlocked]" in done.stderr and chain.state() == state,
              "where nothing can be locked: %s" % done.stderr)


def environment(fault):
    return dict(os.environ) if not fault else dict(
        os.environ, LD_PRELOAD=INTERPOSE, INTERPOSE=fault,
        ASAN_OPTIONS="verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", ""))


class Stage(Chain):
    """A chain, and sites that all differ."""

    def __init__(self, folder, count=5):
        super().__init__(folder)
        self.sites = []
        for number in range(count):
            site = os.path.join(folder, "site-%d" % number)
            self.sites.append(write_files(site, {"index.md": "# T\n\nThis is site number %d of them.\n" % number}))
        self.out = os.path.join(folder, "c")
        self.reset()
        begun = time.monotonic()
        self.start(0).wait()
        self.seconds = time.monotonic() - begun
        self.made = self.path("p-2021-07-15.zip")
        self.kept = os.path.join(folder, "kept.zip")
        shutil.copy(self.made, self.kept)

    def reset(self, begun=False):
        shutil.rmtree(self.out, ignore_errors=True)
        os.makedirs(self.out)
        if begun:
            shutil.copy(self.kept, self.made)

    def start(self, number, fault=None, **options):
        return subprocess.Popen([*self.command("--outputs", "zip", "--json", site=self.sites[number])], env=environment(fault),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    def call(self, number, fault=None, **options):
        process = self.start(number, fault, **options)
        out, said = process.communicate(timeout=60)
        return process.returncode, out, said.decode("utf-8", "replace")

    def snapshots(self):
        return {name: digest(self.path(name)) for name in self.names() if name.endswith(".zip")}

    def beside(self):
        return [name for name in self.names() if not re.fullmatch(r"p-2021-07-15[a-z]*\.zip", name)]


def each_call(stage, what):
    """Runs over a chain of one; each time it happens at another call."""
    for n in range(1, 200):
        stage.reset(begun=True)
        status, out, said = stage.call(1, "any %d %s" % (n, what[n % len(what)]))
        if "interposed" not in said:
            check(n > 12 and status == 0, "calls that are reached: %d" % n)
            return
        yield n, status, out, said


def killed_at_each_call(stage):
    for n, status, _, _ in each_call(stage, ["signal 9"]):
        what = "killed at call %d" % n
        names = held(stage, what)
        check(status == -9 and len(names) in (1, 2) and digest(stage.made) == digest(stage.kept), "%s: %s" % (what, names))
        check(all(LEFT.fullmatch(name) for name in stage.beside()), "%s leaves %s" % (what, stage.beside()))
        status, out, said = stage.call(2)
        check(status == 0 and json.loads(out)["written"] and stage.beside() == [], "%s, the next: %s" % (what, said))
        held(stage, what, len(names) + 1)


def ended_at_each_call(stage):
    for n, status, _, said in each_call(stage, ["signal %d" % number for number in ENDINGS]):
        what = "%s at call %d" % (ENDINGS[n % len(ENDINGS)].name, n)
        check(status == 128 + ENDINGS[n % len(ENDINGS)], "%s: status %d %s" % (what, status, said))
        check(stage.beside() == [] and digest(stage.made) == digest(stage.kept), "%s leaves %s" % (what, stage.beside()))
        held(stage, what)


def failing_at_each_call(stage):
    for n, status, out, said in each_call(stage, ["errno %d" % number for number in (errno.ENOSPC, errno.EIO, errno.EDQUOT)]):
        what = "a failure at call %d" % n
        names = held(stage, what)
        check((status, len(names)) in ((3, 1), (0, 2)) and digest(stage.made) == digest(stage.kept), "%s: %d %s" % (what, status, names))
        codes = {row["code"] for row in json.loads(out)["diagnostics"]}
        check(status == 0 or codes & {"output-write", "output-unlocked", "bag-open", "bag-file", "chain-read"}, "%s: %s" % (what, codes))
        if stage.beside():
            stage.call(2)
            check(stage.beside() == [], "%s leaves %s" % (what, stage.beside()))


def full(stage):
    """A file that may not grow, and a disk that is full."""
    stage.reset(begun=True)
    status, out, said = stage.call(1, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)))
    check(status == 128 + signal.SIGXFSZ and stage.beside() == [], "files of 9 kB at most: %d %s" % (status, stage.beside()))
    held(stage, "files of 9 kB at most", 1)
    place = tempfile.mkdtemp(dir=stage.folder)
    if os.geteuid() != 0 or run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", place]).returncode != 0:
        print("NOTE: no small file system can be mounted here; RLIMIT_FSIZE alone is tried")
        return
    try:
        before, stage.out = stage.out, place
        shutil.copy(stage.kept, place)
        os.rename(os.path.join(place, "kept.zip"), os.path.join(place, "p-2021-07-15.zip"))
        statuses = [stage.call(number)[0] for number in (1, 2, 3, 4, 0)]
        names = held(stage, "a full disk")
        check(statuses[-1] == 3 and statuses.count(0) == len(names) - 1 and stage.beside() == [], "a full disk: %s %s" % (statuses, names))
    finally:
        stage.out = before
        run(["umount", place])


def races(stage, count, rng):
    """Two to eight runs at once, half of them slowed down where it hurts."""
    runs = written = 0
    stage.reset()
    while runs < count:
        if rng.random() < 0.2:
            stage.reset(begun=rng.random() < 0.5)
        before = stage.names()
        started = []
        for _ in range(rng.randint(2, 8)):
            fault = "%s 0 pause %d" % (rng.choice(["any", "renameat", "flock", "unlinkat", "openat", "pwrite"]),
                                       rng.randint(1, 3000)) if rng.random() < 0.5 else None
            started.append(stage.start(rng.randrange(len(stage.sites)), fault))
        answers = []
        for process in started:
            out, said = process.communicate(timeout=120)
            if check(process.returncode == 0, "one of many: %d %s %s" % (process.returncode, said, out)):
                answers.append(json.loads(out))
        runs += len(started)
        made = [os.path.basename(answer["snapshot"]) for answer in answers if answer["written"]]
        check(sorted(before + made) == stage.names(), "each that is told is there, and no other: %s %s" % (made, stage.names()))
        followed = [answer["previous_sha512"] for answer in answers if answer["written"] and "previous_sha512" in answer]
        check(len(followed) == len(set(followed)), "two follow the same one")
        written += len(made)
        held(stage, "races")
    return runs, written


def kills(stage, count, rng):
    """At any moment, most of them where the chain is held; half of the runs are slow there. A second run may stand beside."""
    left = written = 0
    stage.reset(begun=True)
    for i in range(count):
        if rng.random() < 0.05:
            stage.reset(begun=True)
        number = rng.choice([signal.SIGKILL] * len(ENDINGS) + ENDINGS)
        slow = rng.choice([None, "any 0 pause 2000", "flock 0 pause 5000"])
        before = stage.snapshots()
        process = stage.start(rng.randrange(5), slow)
        beside = stage.start(rng.randrange(5)) if rng.random() < 0.3 else None
        wait_for_moment(process, stage.out, stage.seconds * (2 if slow else 1.3), rng)
        process.send_signal(number)
        process.communicate()
        check(process.returncode in (0, 128 + number, -number), "%s: status %d" % (number.name, process.returncode))
        if beside:
            said = beside.communicate()[1]
            check(beside.returncode == 0, "a run beside one that is killed: %s" % said)
        names = held(stage, "after %s" % number.name)
        check(before.items() <= stage.snapshots().items(), "nothing is lost")
        left += stage.beside() != []
        written += len(names) - len(before)
        if rng.random() < 0.5:
            status, out, said = stage.call(rng.randrange(5))
            check(status == 0 and stage.beside() == [], "after %s, the next run: %s %s" % (number.name, said, stage.beside()))
    return left, written


def main():
    what, count = (sys.argv[1], int(sys.argv[2])) if len(sys.argv) > 2 else ("all", 0)
    seed = int(os.environ.get("SEED", "1"))
    if what == "all":
        reasons()
        days()
        dates()
        revisions()
        contents()
        determinism()
        gap()
        damage()
    with scratch() as folder:
        stage = Stage(folder)
        if what == "all":
            killed_at_each_call(stage)
            ended_at_each_call(stage)
            failing_at_each_call(stage)
            full(stage)
        if what in ("all", "races"):
            print("of %d runs at once %d wrote" % races(stage, count or 100, random.Random(seed)))
        if what in ("all", "kills"):
            print("of %d kills %d left something, %d were written" % (count or 40, *kills(stage, count or 40, random.Random(seed))))
    finish("snapshot")


if __name__ == "__main__":
    main()
