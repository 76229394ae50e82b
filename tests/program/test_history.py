"""--history: each document's last change is what `git log -1` says of its file, in all outputs; where git would tell
something that did not happen, or of another text, nothing is told but why."""
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import zipfile

from support import OFFPRINT, check, finish, need_tool, powerless, run, scratch
from test_git import ENVIRONMENT, git, make_repository, put_site, write

need_tool("git", "git")
need_tool("pdftotext", "poppler-utils")

ZONES = ["+0000", "+0100", "-0800", "+0545", "+1400", "-1200", "-0330"]


def made(site, out, *options, entry="index.md", environment=None, command="export"):
    """(status, {source: (day, commit)}, {file: note}, {name: bytes})"""
    shutil.rmtree(out, ignore_errors=True)
    where = ["-o", out, "--name", "index"] if command == "export" else []
    done = run([OFFPRINT, command, site, "--entry", entry, "--json", *where, *options], env=environment or ENVIRONMENT)
    if not check(done.stdout, "%s %s: %s" % (site, options, done.stderr.decode())):
        return done.returncode, {}, {}, {}
    diagnostics = [d for d in json.loads(done.stdout)["diagnostics"] if d["code"] == "source-history"]
    notes = {d["file"]: d["message"] for d in diagnostics}
    for each in diagnostics:  # what was asked for and cannot be read is no mere note
        lost = "cannot be read" in each["message"] and "in no commit" not in each["message"]
        check(each["severity"] == ("warning" if lost else "note"), "%s: %s" % (site, each))
    files, told = {}, {}
    for name in os.listdir(out) if os.path.isdir(out) else []:
        with open(os.path.join(out, name), "rb") as file:
            files[name] = file.read()
        if name.endswith(".zip"):
            with zipfile.ZipFile(os.path.join(out, name)) as bundle:
                path = [n for n in bundle.namelist() if n.endswith("/data/provenance.jsonl")][0]
                lines = [json.loads(line) for line in bundle.read(path).splitlines()]
            told = {d["source"]: (d.get("last_changed"), d.get("last_commit")) for d in lines if "words" in d}
    return done.returncode, told, notes, files


def git_says(repository, path, revision="HEAD"):
    return tuple(git(repository, "--literal-pathspecs", "log", "-1", "--format=%cs %H", revision, "--", path).split(" "))


def is_as_git_says(what, site, out, *options, repository=None, revision="HEAD", folder="", entry="index.md"):
    """Of every document; gives what was told."""
    status, told, notes, _ = made(site, out, "--history", *options, entry=entry)
    check(status == 0 and told and not notes, "%s: %s %s" % (what, status, notes))
    for source, change in told.items():
        expected = git_says(repository or site, folder + source, revision)
        check(change == expected, "%s: %s: %s, and git says %s" % (what, source, change, expected))
    return told


def has_none(what, site, out, words, *options, of=None, entry="index.md"):
    """No change of any document, or of those alone; and why."""
    status, told, notes, _ = made(site, out, "--history", *options, entry=entry)
    check(status == 0 and told, "%s: %s" % (what, status))
    for source in of or told:
        check(told.get(source) == (None, None), "%s: %s: %s" % (what, source, told.get(source)))
        check(words in notes.get(source if of else "", ""), "%s: %s: %s" % (what, source, notes))
    return told, notes


def listing(paths):
    return "---\ntitle: All\n---\n\n" + "".join("- [%s](%s)\n" % (path, path) for path in paths)


def commit(site, message, *options, day=1, zone=None):
    git(site, "add", "-A", day=day)
    environment = dict(ENVIRONMENT)
    when = zone or "2024-05-0%dT07:08:09Z" % day
    environment.update(GIT_AUTHOR_DATE="2001-02-03T04:05:06Z", GIT_COMMITTER_DATE=when)
    done = run(["git", "commit", "-qm", message, *options], cwd=site, env=environment)
    check(done.returncode == 0, done.stderr.decode())


# Histories by chance

PATHS = ["%sp%d.md" % (folder, i) for folder in ("", "a/", "a.b/", "a/b/", "c/d/e/") for i in range(4)]


def edited(files, chance, number):
    files = dict(files)
    for _ in range(chance.choice([0, 1, 1, 1, 2, 6])):
        path = chance.choice(PATHS)
        kind = chance.random()
        if kind < .15:
            files.pop(path, None)
        elif kind < .25 and path in files:
            files[path] = (files[path][0], "100755" if files[path][1] == "100644" else "100644")
        elif kind < .35 and files:  # what stands under another name, or once did
            files[path] = files[chance.choice(sorted(files))]
        elif kind < .5:
            files[path] = ("as it began", "100644")
        else:
            files[path] = ("as of %d" % number, "100644")
    return files


def joined(one, other, chance, number):
    way = chance.random()
    if way < .2:
        return dict(one)  # git merge -s ours
    if way < .3:
        return dict(other)
    files = {}
    for path in sorted(set(one) | set(other)):
        side = one if chance.random() < .5 else other
        if path in side:
            files[path] = side[path]
    return edited(files, chance, number) if chance.random() < .3 else files


def put_history(folder, chance, count):
    """A bare repository with branches, merges, clocks that run backwards; gives its commits' marks."""
    git(os.path.dirname(folder), "init", "-q", "--bare", folder)
    stream, commits, clock = [], [], 1600000000

    def put(parents, files):
        nonlocal clock
        clock += chance.choice([0, 60, 86400, 86400 * 30, -86400 * 3] if chance.random() < .8 else [0])
        stream.append("commit refs/heads/c%d\nmark :%d\ncommitter A <a@example.org> %d %s\ndata 1\nx\n" % (
            len(commits), len(commits) + 1, clock, chance.choice(ZONES)))
        for i, parent in enumerate(parents):
            stream.append("%s :%d\n" % ("merge" if i else "from", parent + 1))
        stream.append("deleteall\n")
        for path, (text, mode) in sorted(files.items()):
            text = "---\ntitle: T\n---\n\n%s\n" % text if path != "index.md" else text
            stream.append("M %s inline %s\ndata %d\n%s\n" % (mode, path, len(text), text))
        commits.append(files)

    put([], edited(edited({}, chance, 0), chance, 0))
    for number in range(1, count):
        recent = range(max(0, number - 6), number)
        parents = chance.sample(recent, min(len(recent), chance.choice([1, 1, 1, 2, 2, 3])))
        files = commits[parents[0]]
        for other in parents[1:]:
            files = joined(files, commits[other], chance, number)
        put(parents, files if len(parents) > 1 else edited(files, chance, number))
    last = dict(commits[-1])
    last["index.md"] = (listing(sorted(commits[-1])), "100644")
    put([count - 1], last)
    done = run(["git", "fast-import", "--quiet"], cwd=folder, env=ENVIRONMENT, input="".join(stream).encode())
    check(done.returncode == 0, done.stderr.decode())
    return "c%d" % count


def random_histories(folder, first, count):
    merged = 0
    for seed in range(first, first + count):
        chance, bare = random.Random(seed), "%s/%d.git" % (folder, seed)
        tip = put_history(bare, chance, chance.choice([5, 20, 60]))
        if chance.random() < .3:
            git(bare, "gc", "-q")
        told = is_as_git_says("history %d" % seed, bare, folder + "/out", "--revision", tip, revision=tip)
        merged += sum(len(git(bare, "rev-list", "--parents", "-1", commit).split()) > 2 for _, commit in told.values() if commit)
    check(count < 10 or merged, "some files were last changed by a merge")


# Cases

def named_cases(folder):
    site, out = folder + "/site", folder + "/out"
    git(folder, "init", "-q", "-b", "main", site)
    names = ["plain.md", "late.md", "new.md", "again.md", "back.md", "mode.md", "deep/er/in.md", "merged.md", "side.md"]
    write(site + "/index.md", listing(names))
    for name in [*names, "old.md"]:
        write(os.path.join(site, name), "---\ntitle: %s\n---\n\nFirst.\n" % name)
    os.remove(site + "/new.md")
    commit(site, "Begin", zone="2024-05-01T23:30:00-0800")
    git(site, "mv", "old.md", "new.md")
    commit(site, "Rename", day=2)
    os.remove(site + "/again.md")
    write(site + "/back.md", "---\ntitle: B\n---\n\nOther.\n")
    commit(site, "Delete", day=3)
    write(site + "/again.md", "---\ntitle: again.md\n---\n\nFirst.\n")
    commit(site, "Add again", day=4)
    write(site + "/back.md", "---\ntitle: back.md\n---\n\nFirst.\n")
    commit(site, "Revert", zone="2024-05-05T00:10:00+1400")
    os.chmod(site + "/mode.md", 0o755)
    commit(site, "Mode", day=6)
    git(site, "checkout", "-q", "-b", "branch", "HEAD~3")
    write(site + "/side.md", "---\ntitle: S\n---\n\nSide.\n")
    write(site + "/merged.md", "---\ntitle: M\n---\n\nTheirs.\n")
    commit(site, "Beside", day=7)
    git(site, "checkout", "-q", "main")
    write(site + "/merged.md", "---\ntitle: M\n---\n\nOurs.\n")
    commit(site, "Here", day=7)
    run(["git", "merge", "-q", "--no-commit", "branch"], cwd=site, env=ENVIRONMENT)
    write(site + "/merged.md", "---\ntitle: M\n---\n\nBoth.\n")
    commit(site, "Merge", day=8)
    write(site + "/late.md", "---\ntitle: L\n---\n\nLate.\n")
    commit(site, "Late", zone="2024-05-09T23:59:59-1200")
    told = is_as_git_says("cases", site, out)
    days = {name: change[0] for name, change in told.items()}
    expected = {"index.md": "2024-05-01", "plain.md": "2024-05-01", "new.md": "2024-05-02", "again.md": "2024-05-04",
                "back.md": "2024-05-05", "mode.md": "2024-05-06", "side.md": "2024-05-07", "merged.md": "2024-05-08",
                "late.md": "2024-05-09", "deep/er/in.md": "2024-05-01"}
    check(days == expected, "the days: %s" % days)
    files = made(site, out, "--history")[3]
    for zone in ("Pacific/Kiritimati", "America/Anchorage"):
        other = made(site, out, "--history", environment=dict(ENVIRONMENT, TZ=zone, LANG="de_DE.UTF-8"))[3]
        check(other == files, "the same bytes under TZ=%s" % zone)
    git(site, "gc", "-q")
    check(made(site, out, "--history")[3] == files, "the same bytes when packed")
    places(folder, site, out, files)
    outputs(site, out, told, files)


def places(folder, site, out, files):
    """Wherever the commit is read from."""
    git(folder, "clone", "-q", "--bare", site, folder + "/bare.git")
    git(site, "worktree", "add", "-q", folder + "/linked", "-b", "linked")
    for what, place in (("bare", folder + "/bare.git"), ("linked", folder + "/linked"), ("the site", site)):
        check(made(place, out, "--history", "--revision", "HEAD")[3] == files, "--revision, %s" % what)
        is_as_git_says("--revision HEAD~2, " + what, place, out, "--revision", "HEAD~2", repository=site, revision="HEAD~2")
    is_as_git_says("linked", folder + "/linked", out)
    git(folder, "init", "-q", "whole")
    whole = folder + "/whole"
    shutil.copytree(site, whole + "/docs/site", ignore=shutil.ignore_patterns(".git"))
    commit(whole, "Take in", day=3)
    write(whole + "/docs/site/late.md", "---\ntitle: L\n---\n\nLater.\n")
    commit(whole, "Change", day=4)
    is_as_git_says("a folder", whole + "/docs/site", out, repository=whole, folder="docs/site/")
    is_as_git_says("a folder of a revision", whole + "/docs/site", out, "--revision", "HEAD", repository=whole,
                   folder="docs/site/")
    write(whole + "/_config.yml", "title: X\nsource: docs/site\n")
    commit(whole, "Settings", day=5)
    is_as_git_says("a site that names its folder", whole, out, folder="docs/site/")


def outputs(site, out, told, files):
    """In the pages, the colophon, the bundle's pages, its crate; by the recipe, too; and nowhere unless it is asked for."""
    made(site, out, "--history")
    text = run(["pdftotext", "-layout", os.path.join(out, "index.pdf"), "-"]).stdout.decode()
    with zipfile.ZipFile(os.path.join(out, "index.zip")) as bundle:
        held = {n.split("/", 1)[1]: bundle.read(n) for n in bundle.namelist()}
    crate = {part["@id"]: part for part in json.loads(held["data/ro-crate-metadata.json"])["@graph"]}
    lines = [json.loads(line) for line in held["data/provenance.jsonl"].splitlines()]
    for line in lines:
        day, short = line["last_changed"], line["last_commit"][:7]
        words = "%d May 2024 (%s)" % (int(day[-2:]), short)
        check("Last changed: " + words in text, "at the foot: %s" % words)
        check(re.search(r"%s: %s" % (re.escape(line["title"]), re.escape(words)), text), "in the colophon: %s" % words)
        page = re.sub("<[^>]*>", "", held["data/" + line["file"]].decode())
        check("last changed " + words in page, "on its page: %s" % words)
        for name in (line["file"], line["source_copy"]):
            check(crate[name].get("dateModified") == day, "in the crate: %s" % crate[name])
    check(text.count("Last changed: ") == len(told), "once a document")
    plain = made(site, out)
    check(plain[3] != files and not plain[2] and set(plain[1].values()) == {(None, None)}, "not unless it is asked for")
    write(site + "/offprint.yml", "history: true\n")
    _, by_recipe, _, recipe_files = made(site, out)
    check(by_recipe == told and recipe_files == files, "by the recipe: %s" % by_recipe)
    os.remove(site + "/offprint.yml")
    status, _, notes, _ = made(site, out, "--history", command="check")
    check(status == 0 and not notes, "check: %s" % notes)


def not_as_committed(folder):
    """What was read must be what the commit has."""
    site, out = make_repository(folder + "/site", commits=3), folder + "/out"
    write(site + "/.gitattributes", "c.md text eol=crlf\n")
    os.symlink("b.md", site + "/linked.md")
    write(site + "/a.md", "---\ntitle: A\n---\n\n[b](b.md) [c](c.md) [d](d.md) [e](e.md) [l](linked.md)\n")
    git(site, "add", ".")
    git(site, "commit", "-qm", "More", day=4)
    os.remove(site + "/c.md")
    git(site, "checkout", "-q", "c.md")
    check(b"\r\n" in open(site + "/c.md", "rb").read(), "line ends as the checkout has them")
    write(site + "/d.md", "---\ntitle: D\n---\n\nNot known.\n")
    write(site + "/e.md", "---\ntitle: E\n---\n\nNot committed.\n")
    git(site, "add", "e.md")
    told = has_none("not tracked", site, out, "git does not track", of=["d.md", "e.md"], entry="a.md")[0]
    for name in ("a.md", "b.md", "c.md"):
        check(told[name] == git_says(site, name), "%s: %s" % (name, told[name]))
    check(told["linked.md"] == git_says(site, "b.md"), "what a link leads to: %s" % (told["linked.md"],))
    write(site + "/b.md", "---\ntitle: B\n---\n\nChanged.\n")
    has_none("changed", site, out, "not as it was committed", of=["b.md", "linked.md"], entry="a.md")
    git(site, "update-index", "--assume-unchanged", "b.md")
    has_none("changed, and hidden from git", site, out, "not as it was committed", of=["b.md"], entry="a.md")
    told = made(site, out, "--history", "--revision", "HEAD", entry="a.md")[1]
    check(told["b.md"] == git_says(site, "b.md"), "of the revision: %s" % (told["b.md"],))
    os.remove(site + "/.git/index")
    has_none("no index", site, out, "not as it was committed", of=["b.md"], entry="a.md")
    put_site(folder + "/none")
    has_none("no repository", folder + "/none", out, "in no commit", entry="a.md")
    git(folder + "/none", "init", "-q")
    has_none("no commit", folder + "/none", out, "in no commit", entry="a.md")


def cut_off(folder):
    """Git goes on behind such places as if nothing were."""
    site, out = make_repository(folder + "/site", commits=3), folder + "/out"
    git(folder, "clone", "-q", "--depth", "2", "file://" + site, "shallow")
    shallow = folder + "/shallow"
    has_none("a shallow clone", shallow, out, "shallow clone", entry="a.md")
    has_none("a revision of one", shallow, out, "shallow clone", "--revision", "HEAD", entry="a.md")
    git(shallow, "worktree", "add", "-q", folder + "/linked")
    has_none("a worktree of one", folder + "/linked", out, "shallow clone", entry="a.md")
    has_none("its git folder", shallow + "/.git", out, "shallow clone", "--revision", "HEAD", entry="a.md")
    git(shallow, "fetch", "-q", "--unshallow")
    is_as_git_says("the rest of it", shallow, out, entry="a.md")

    last, middle = git(site, "rev-parse", "HEAD"), git(site, "rev-parse", "HEAD~1")
    expected = is_as_git_says("whole", site, out, entry="a.md")
    check(expected["b.md"][1] == last, "the last one changed b.md")
    git(site, "replace", "--graft", middle)
    told = has_none("grafted", site, out, middle[:7], of=["a.md"], entry="a.md")[0]
    check(told["b.md"] == expected["b.md"], "before the graft: %s" % (told["b.md"],))
    git(site, "pack-refs", "--all")
    has_none("grafted, and packed", site, out, middle[:7], "--revision", "HEAD", of=["a.md"], entry="a.md")
    git(site, "replace", "-d", middle)
    is_as_git_says("no longer", site, out, entry="a.md")
    write(site + "/.git/info/grafts", "# none\n%s\n" % last)
    has_none("grafted at the tip", site, out, last[:7], of=["a.md", "b.md"], entry="a.md")
    os.remove(site + "/.git/info/grafts")

    root = git(site, "rev-list", "--max-parents=0", "HEAD")
    os.remove(os.path.join(site, ".git/objects", root[:2], root[2:]))
    told = has_none("a commit that is gone", site, out, root[:7], of=["a.md"], entry="a.md")[0]
    check(told["b.md"] == expected["b.md"], "in front of it: %s" % (told["b.md"],))


def lost(folder):
    """What is asked for and cannot be read, for it is gone, damaged or barred, is a warning on the terminal, and no untracked file."""
    whole, out = folder + "/whole", folder + "/out"
    git(folder, "init", "-q", whole)
    names = ["a.md", "in/b.md", "in/new.md"]
    write(whole + "/index.md", listing(names))
    for name in names[:2]:
        write(os.path.join(whole, name), "---\ntitle: T\n---\n\nFirst.\n")
    for day in (1, 2, 3):
        write(whole + "/other.txt", "%d\n" % day)
        commit(whole, "As of %d" % day, day=day)
    write(whole + "/in/new.md", "---\ntitle: N\n---\n\nNot known.\n")

    def remove(path):
        os.remove(path)

    def spoil(path):
        os.chmod(path, 0o644)
        write(path, "no object")

    def cut(path):
        os.chmod(path, 0o644)
        os.truncate(path, os.path.getsize(path) // 2)

    # An object, and of which files nothing is told then: those of the commit that is gone, those below the folder.
    for what, of in (("HEAD~1", ["a.md", "in/b.md", "index.md"]), ("HEAD~1^{tree}", ["a.md", "in/b.md", "index.md"]), ("HEAD:in", ["in/b.md", "in/new.md"])):
        for harm in (remove, spoil, cut, "barred"):
            site = "%s/%s%s" % (folder, re.sub(r"\W", "", what), harm if isinstance(harm, str) else harm.__name__)
            shutil.copytree(whole, site)
            name = git(site, "rev-parse", what)
            path = os.path.join(site, ".git/objects", name[:2], name[2:])
            if harm == "barred":
                os.chmod(path, 0)
            else:
                harm(path)
            command = powerless(OFFPRINT, "check", site, "--entry", "index.md", "--history")
            for more in ([], ["--revision", "HEAD"]) if what != "HEAD:in" else ([],):
                done = run([*command, *more], env=ENVIRONMENT)
                told = done.stderr.decode()
                if what == "HEAD:in" and harm == "barred":  # then nothing is asked
                    check("warning: the repository's history cannot be read" in told, "%s: %s" % (site, told))
                    continue
                check(done.returncode == 0 and told.count("is not told: commit ") == len(of), "%s %s: %s %s" % (site, more, done.returncode, told))
                for each in of:
                    check(re.search(r"^%s\S*: warning: the file's last change is not told: commit \w{7} of its history, or what it holds, cannot be read.*\[source-history\]$"
                                    % re.escape(each), told, re.M), "%s %s: %s: %s" % (site, more, each, told))
                check(("permission denied" in told) == (harm == "barred"), "%s %s: why: %s" % (site, more, told))
                check(run([*command, *more, "--strict"], env=ENVIRONMENT).returncode == 1, "%s %s: --strict" % (site, more))


def in_time(folder):
    """One walk for all: a hundred files in ten thousand commits take no hundred walks."""
    bare, stream = folder + "/large.git", []
    git(folder, "init", "-q", "--bare", bare)
    chance, count = random.Random(5), 100
    for number in range(1, 10001):
        names = range(count) if number == 1 else [chance.randrange(1, count)]
        stream.append("commit refs/heads/main\nmark :%d\ncommitter A <a@example.org> %d +0200\ndata 1\nx\n%s" % (
            number, 1300000000 + 3000 * number, "from :%d\n" % (number - 1) if number > 1 else ""))
        for i in names:
            text = "---\ntitle: T%d\n---\n\nAs of %d.\n" % (i, number) if i else listing("p%d.md" % k for k in range(1, count))
            stream.append("M 644 inline docs/%s\ndata %d\n%s\n" % ("p%d.md" % i if i else "index.md", len(text), text))
    run(["git", "fast-import", "--quiet"], cwd=bare, env=ENVIRONMENT, input="".join(stream).encode())

    def seconds(*options):
        best = 1e9
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run([OFFPRINT, "check", bare + "/docs", "--entry", "index.md", "--revision", "main", *options], env=ENVIRONMENT)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return best

    more = seconds("--history", "--outputs", "zip") - seconds("--outputs", "zip")
    print("history: %d ms of a processor for %d documents in 10000 commits" % (1000 * more, count))
    check(more < 1, "one walk takes %.3f s" % more)
    told = made(bare + "/docs", folder + "/out", "--history", "--revision", "main", "--outputs", "zip")[1]
    for i in (0, 1, 50, 99):
        name = "p%d.md" % i if i else "index.md"
        expected = git_says(bare, "docs/" + name, "main")
        check(told[name] == expected, "%s: %s, not %s" % (name, told[name], expected))


def failing_folder(folder):
    """That the folder of grafts cannot be looked at does not mean that there are none."""
    if not shutil.which("strace") or run(["strace", "-qq", "-o", os.devnull, "true"]).returncode:
        print("NOTE: strace may trace nothing here; whether failing calls are told is not tried")
        return
    site, out, log = folder + "/site", folder + "/out", folder + "/strace"
    os.makedirs(site)
    git(site, "init", "-q")
    write(site + "/index.md", "---\ntitle: A\n---\n\nText.\n")
    commit(site, "One")
    command = [OFFPRINT, "export", site, "--history", "--threads", "1", "--name", "o", "-o", out]
    unwatched = dict(ENVIRONMENT, ASAN_OPTIONS="detect_leaks=0")  # leaks cannot be looked for in what is traced

    def traced(*options):
        shutil.rmtree(out, ignore_errors=True)
        write(out + "/o.zip", "old")
        done = run(["strace", "-qq", "-f", "-o", log, "-e", "trace=openat2", *options, *command], env=unwatched)
        with open(log, encoding="utf-8", errors="replace") as file:
            return done, [line for line in file if "openat2(" in line]

    done, lines = traced()
    numbers = [i for i, line in enumerate(lines, 1) if '"info", ' in line and "O_PATH" in line]
    if not numbers:
        print("NOTE: no openat2 asks for the folder here; whether its failing is told is not tried")
    check(done.returncode == 0, "nothing fails: %s" % done.stderr.decode())
    for number in numbers:
        for fault in ("EIO", "EMFILE", "ENOMEM"):
            done, _ = traced("-e", "inject=openat2:error=%s:when=%d" % (fault, number))
            check(done.returncode == 3 and b"error" in done.stderr, "%s: %s %s" % (fault, done.returncode, done.stderr.decode()))
            check(open(out + "/o.zip").read() == "old" and os.listdir(out) == ["o.zip"], "%s: outputs: %s" % (fault, os.listdir(out)))


if __name__ == "__main__":
    first, histories = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (1, 12)
    for test in (named_cases, not_as_committed, cut_off, lost, failing_folder, lambda room: random_histories(room, first, histories), in_time):
        with scratch() as room:
            test(os.path.realpath(room))
    finish("history")
