"""What changed between two editions: planted edits have their class, the JSON makes NEW of OLD, sites equal their bundles.

    test_diff.py [CASES]    so many planted edits (default: 1000)
    test_diff.py speed      seconds, memory and growth
    test_diff.py pages      the page of changes, by outside judges
"""
import json
import math
import os
import random
import shutil
import subprocess
import sys
import zipfile

import judges
import planted_edits
import schema
from support import OFFPRINT, ROOT, SHARED, check, finish, judged, offprint, powerless, run, scratch, write_files

with open(os.path.join(ROOT, "doc", "diff.schema.json"), encoding="utf-8") as opened:
    SCHEMA = json.load(opened)
CLASSES = ("words", "moved", "links", "files", "markup", "addresses", "words_added", "words_removed")


def diff(*arguments, **options):
    done = offprint("diff", *arguments, "--json", **options)
    try:
        told = json.loads(done.stdout)
        wrong = schema.faults(told, SCHEMA)
        check(not wrong, "diff %s: the JSON is not as its schema says: %s" % (" ".join(arguments), wrong[:3]))
        return told, done
    except ValueError:
        check(False, "diff %s gives JSON: %s" % (" ".join(arguments), done.stderr.decode("utf-8", "replace")))
        return {"documents": [], "counts": {}, "differs": None}, done


def bundle(site, folder, *more):
    done = offprint("export", site, "--outputs", "zip", "--name", "packet", "-o", folder, "-q", *more)
    check(done.returncode == 0, "%s is exported: %s" % (site, done.stderr.decode("utf-8", "replace")[:500]))
    return os.path.join(folder, "packet.zip")


# Classes


def told_wrong(name, edit, told, document):
    """What is not as it was planted, or None."""
    if document is None:
        return "%s: %s: no such document" % (name, edit)
    counts = document["counts"]
    wanted = {key: 0 for key in CLASSES if not key.startswith("words_")}
    wanted.update({key: value for key, value in told.items() if key != "renamed"})
    if document["renamed"] != told.get("renamed", False):
        return "%s: %s: renamed is %s" % (name, edit, document["renamed"])
    for key, value in wanted.items():
        if value is None:
            continue
        if counts[key] != value:
            return "%s: %s: %s is %d, not %d" % (name, edit, key, counts[key], value)
    if None in wanted.values() and not counts[next(k for k, v in wanted.items() if v is None)] and edit != "edit_moved":
        return "%s: %s: nothing is told" % (name, edit)
    if edit != "edit_words" and (counts["words_added"] or counts["words_removed"]):
        return "%s: %s: words are told" % (name, edit)
    return None


def classes(cases):
    right = done = seed = 0
    while done < cases:
        seed += 1
        old, new, files, wanted = planted_edits.planted(seed, 24)
        with scratch() as folder:
            planted_edits.write(old, {}, os.path.join(folder, "old"))
            planted_edits.write(new, files, os.path.join(folder, "new"))
            told, process = diff(os.path.join(folder, "old"), os.path.join(folder, "new"))
            check(process.returncode == 0, "seed %d is compared" % seed)
            by_name = {d["new"]["address"].strip("/"): d for d in told["documents"] if "new" in d}
            for name, (edit, what) in wanted.items():
                wrong = told_wrong(name, edit, what, by_name.get(name))
                done += 1
                right += wrong is None
                check(wrong is None, "seed %d: %s" % (seed, wrong))
            for document in new:
                if document.name not in wanted and by_name[document.name]["status"] != "same":
                    moved_away = by_name[document.name]["counts"]
                    check(not any(moved_away.values()), "seed %d: %s was not changed" % (seed, document.name))
            check(not any(d["status"] in ("added", "removed") for d in told["documents"]),
                  "seed %d: no document is new or gone" % seed)
    print("planted edits: %d of %d are classified right" % (right, done))


# JSON


def text_of(told):
    """{address: [text of each block]} of what is added in a comparison with something else."""
    return {d["new"]["address"]: [b["added"] for b in d["blocks"]]
            for d in told["documents"] if d["status"] == "added"}


def apply(told, old):
    """The new edition's text from the old one's and the JSON alone."""
    made = {}
    for document in told["documents"]:
        if document["status"] == "removed":
            continue
        left = list(old[document["old"]["address"]]) if "old" in document else []
        blocks = []
        for change in document["blocks"]:
            if "same" in change:
                blocks += left[:change["same"]]
                del left[:change["same"]]
            elif "added" in change:
                blocks.append(change["added"])
            elif "removed" in change:
                check(left.pop(0) == change["removed"], "what is removed was there")
            elif "words" in change:
                was = "".join(text for sign, text in change["words"] if sign in "=-")
                check(squash(left.pop(0)) == squash(was), "what is changed was there")
                blocks.append("".join(text for sign, text in change["words"] if sign in "=+"))
            else:
                check(squash(left.pop(0)) == squash(change["text"]), "what has another look was there")
                blocks.append(change["text"])
        check(not left, "nothing is left of the old document")
        made[document["new"]["address"]] = blocks
    return made


def squash(text):
    """Spaces may differ where words do not."""
    return "".join(text.split())


def applied():
    with scratch() as folder:
        other = os.path.join(folder, "other")
        os.makedirs(other)
        with open(os.path.join(other, "zzz.md"), "w", encoding="utf-8") as file:
            file.write("# Qqq\n\nWholly other.\n")
        nothing = bundle(other, os.path.join(folder, "nothing"), "--entry", "zzz.md")
        for seed in range(900, 912):
            rest, editions = os.path.join(folder, str(seed)), {}
            old, new, files, _ = planted_edits.planted(seed, 12)
            del new[3], old[7]
            new[5].blocks = old[2].blocks[:4] + new[5].blocks
            for name, documents, those in (("old", old, {}), ("new", new, files)):
                planted_edits.write(documents, those, os.path.join(rest, name))
                told, _ = diff(nothing, os.path.join(rest, name), "--entry", "/")
                editions[name] = text_of(told)
            told, _ = diff(os.path.join(rest, "old"), os.path.join(rest, "new"))
            check(len(editions["old"]) == 12, "the text of OLD is had: %d" % len(editions["old"]))
            check(apply(told, editions["old"]) == editions["new"], "seed %d: the JSON makes NEW of OLD" % seed)
            told, _ = diff(os.path.join(rest, "new"), os.path.join(rest, "old"))
            check(apply(told, editions["new"]) == editions["old"], "seed %d: and OLD of NEW" % seed)


# A site and its bundle


def same(site, folder, *options):
    made = bundle(site, folder, *options)
    if not os.path.exists(made):
        return
    for pair in ((made, site), (site, made)):
        told, done = diff(*pair)
        check(done.returncode == 0 and told["differs"] is False,
              "%s and its bundle are the same: %s %s" % (site, told.get("counts"), done.stderr.decode()[:300]))
    unpacked = os.path.join(folder, "unpacked")
    shutil.unpack_archive(made, unpacked)
    told, _ = diff(os.path.join(unpacked, os.listdir(unpacked)[0]), made, "--exit-code")
    check(told["differs"] is False, "%s: packed or not, it is one" % site)


def round_trips():
    with scratch() as folder:
        same(os.path.join(ROOT, "content"), os.path.join(folder, "content"))
        mlab = os.path.join(SHARED, "mlab-site")
        if os.path.isdir(mlab):
            same(mlab, os.path.join(folder, "mlab"), "--entry", "/contribute/")
        goldens = os.path.join(ROOT, "tests", "golden")
        count = 0
        for name in sorted(os.listdir(goldens)):
            case = os.path.join(goldens, name)
            site = os.path.join(case, "site")
            if os.path.exists(os.path.join(case, "input.md")):
                site = os.path.join(folder, "golden", name)
                os.makedirs(site)
                shutil.copy(os.path.join(case, "input.md"), os.path.join(site, "index.md"))
                if os.path.exists(os.path.join(case, "_config.yml")):
                    shutil.copy(os.path.join(case, "_config.yml"), site)
            if os.path.isdir(site):
                pages = sorted(os.path.relpath(os.path.join(at, page), site) for at, _, pages in os.walk(site)
                               for page in pages if page.endswith((".md", ".html")) and "/_" not in at)
                fronts = [page for page in pages if page in ("index.md", "index.html")]
                same(site, os.path.join(folder, "made", name), "--entry", (fronts or pages)[0])
                count += 1
        check(count > 50, "goldens are compared: %d" % count)


# The command


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def command():
    with scratch() as folder:
        old, new = os.path.join(folder, "old"), os.path.join(folder, "new")
        write(os.path.join(old, "index.md"), "# Fees\n\nWe keep logs for 90 days, then they go.\n\n"
              "See the [terms](https://a.example/) of use.\n\n## More\n\nLast words here, *as they are*.\n")
        write(os.path.join(new, "index.md"), "# Fees\n\nWe keep logs for 30 days, then they go.\n\n"
              "See the [terms](https://b.example/) of use.\n\n## More\n\nLast words here, as they are.\n")
        done = offprint("diff", old, new)
        shown = done.stdout.decode()
        check("  - We keep logs for 90 days" in shown and "  + We keep logs for 30 days" in shown, "words are shown: %s" % shown)
        check("+ 1 link changed, 1 markup only: --all shows them" in shown, "the rest is one line: %s" % shown)
        check("b.example" not in shown and done.returncode == 0, "and nothing else")
        shown = offprint("diff", old, new, "--all").stdout.decode()
        check("https://a.example/ → https://b.example/" in shown and "markup: Last words" in shown, "--all: %s" % shown)
        shown = offprint("diff", old, new, "--word").stdout.decode()
        check("for [-90-] {+30+} days" in shown, "--word: %s" % shown)
        shown = offprint("diff", old, new, "--stat").stdout.decode()
        check(": words +1 -1, 1 link, 1 markup only" in shown, "--stat: %s" % shown)
        check(offprint("diff", old, new, "--exit-code").returncode == 1, "1 where anything differs")
        check(offprint("diff", old, old, "--exit-code").returncode == 0, "0 where nothing does")
        check(offprint("diff", old, new, "-q").stdout == b"", "-q says nothing")
        check(offprint("diff").returncode == 2, "no source: wrong usage")
        check(offprint("diff", old, os.path.join(folder, "none")).returncode == 2, "a source that is not there: wrong usage")
        check(offprint("diff", os.path.join(ROOT, "README.md"), new).returncode == 1, "a file that is no bundle")
        forced = offprint("diff", old, new, env={**os.environ, "CLICOLOR_FORCE": "1", "NO_COLOR": ""}).stdout
        plain = offprint("diff", old, new, env={**os.environ, "CLICOLOR_FORCE": "1", "NO_COLOR": "1"}).stdout
        check(b"\x1b[31m" in forced and b"\x1b" not in plain, "colours as NO_COLOR and CLICOLOR_FORCE say")
        narrow = offprint("diff", old, new, env={**os.environ, "COLUMNS": "30"}).stdout.decode()
        check(max(map(len, narrow.splitlines()[:5])) <= 30, "lines end at the width: %s" % narrow)


def over_itself():
    """The page never takes the place of what is compared; its own of the time before it does."""
    with scratch() as folder:
        site = os.path.join(folder, "site")
        for name, text in (("old/index.md", "# A\n\none\n"), ("new/index.md", "# A\n\ntwo\n"), ("new/sub/x.txt", "x")):
            path = os.path.join(site, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write(path, text)
        old, new = os.path.join(site, "old"), os.path.join(site, "new")
        os.symlink(new, os.path.join(folder, "way"))
        offprint("export", new, "-o", os.path.join(folder, "out"), "--name", "n")
        zipped = os.path.join(folder, "out", "n.zip")
        for page, kept in ((new + "/index.md", new + "/index.md"), (old + "/index.md", old + "/index.md"), (new + "/sub/x.txt", new + "/sub/x.txt"),
                           (os.path.join(folder, "way", "index.md"), new + "/index.md"), (zipped, zipped)):
            with open(kept, "rb") as file:
                before = file.read()
            done = offprint("diff", old, zipped if page == zipped else new, "--html", page)
            with open(kept, "rb") as file:
                check(file.read() == before and done.returncode == 2 and b"[diff-page]" in done.stderr, "over %s: %d %s" % (page, done.returncode, done.stderr))
        done = offprint("diff", old, new, "--html", new + "/index.md", "--json")
        check(done.returncode == 2 and json.loads(done.stdout)["status"] == 2, "the same as JSON: %s" % done.stdout)
        for _ in range(2):
            done = offprint("diff", ".", "../old", "--html", "changes.html", cwd=new)
            check(done.returncode == 0, "a page of its own within a site: %s" % done.stderr)


def revisions():
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    with scratch() as folder:
        write(os.path.join(folder, "index.md"), "# Fees\n\nWe keep logs for 90 days.\n")
        dated = {**os.environ, "GIT_COMMITTER_DATE": "2024-01-02T00:00:00Z", "GIT_AUTHOR_DATE": "2024-01-02T00:00:00Z"}
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"], ["tag", "v1"]):
            run(git + command, cwd=folder, env=dated)
        write(os.path.join(folder, "index.md"), "# Fees\n\nWe keep logs for 30 days.\n")
        run(git + ["commit", "-qam", "two"], cwd=folder, env=dated)
        told, done = diff(folder + "@v1", folder + "@HEAD")
        check(done.returncode == 0 and told["counts"]["words"] == 1, "two revisions: %s" % done.stderr.decode())
        told, _ = diff(folder + "@HEAD~1", folder)
        check(told["counts"]["words"] == 1, "a revision and the folder")
        told, _ = diff("@v1", ".", cwd=folder)
        check(told["counts"]["words"] == 1, "the current folder")
        check(offprint("diff", folder + "@nothing", folder).returncode == 2, "a revision that there is not: wrong usage")


def snapshots():
    with scratch() as folder:
        series = os.path.join(folder, "series")
        for date, days in (("2024-01-01", "90"), ("2024-02-01", "60"), ("2024-03-01", "30")):
            site = os.path.join(folder, date)
            write(os.path.join(site, "index.md"), "# Fees\n\nWe keep logs for %s days.\n" % days)
            made = bundle(site, os.path.join(folder, "made"), "--date", date)
            os.makedirs(series, exist_ok=True)
            shutil.move(made, os.path.join(series, "packet-%s.zip" % date))
        told, done = diff(series)
        check(done.returncode == 0 and told["old"]["source"].endswith("2024-02-01.zip") and
              told["new"]["source"].endswith("2024-03-01.zip"), "the newest two: %s" % done.stderr.decode())
        os.remove(os.path.join(series, "packet-2024-01-01.zip"))
        os.remove(os.path.join(series, "packet-2024-02-01.zip"))
        check(offprint("diff", series).returncode == 1, "one alone is nothing to compare")


def entries():
    """A site beside a bundle is read from the bundle's entries, as deep."""
    with scratch() as folder:
        site = os.path.join(folder, "site")
        for name, text in (("index", "# Home\n\nWords.\n"), ("a", "# A\n\nTo [b](b.md).\n"), ("b", "# B\n\nTo [c](c.md).\n"),
                           ("c", "# C\n\nThe end of it.\n")):
            write(os.path.join(site, name + ".md"), text)
        made = bundle(site, os.path.join(folder, "made"), "--entry", "a.md", "--depth", "2")
        told, _ = diff(made, site)
        check(told["differs"] is False and len(told["documents"]) == 3, "the bundle's entries: %s" % told.get("counts"))


def altered():
    """A bundle that was written anew since says so, whatever its zip's checksums say; its texts are compared all the same."""
    with scratch() as folder:
        site = os.path.join(folder, "site")
        write(os.path.join(site, "index.md"), "---\ndate: 2020-01-01\n---\n# Home\n\nWithin 60 days.\n")
        made = bundle(site, os.path.join(folder, "made"), "--date", "2024-03-01")
        for name in ("index.html", "provenance.jsonl", "START-HERE.html"):
            other, count = os.path.join(folder, "other.zip"), 0
            with zipfile.ZipFile(made) as old, zipfile.ZipFile(other, "w") as new:
                for entry in old.infolist():
                    there = entry.filename.endswith("/" + name)
                    count += there
                    new.writestr(entry, old.read(entry).replace(b"60 days", b"90 days") + b"\n" if there else old.read(entry))
            told, done = diff(made, other)
            codes = [one["code"] for one in told.get("diagnostics", [])]
            check(count and done.returncode == 0 and codes == ["diff-altered"] and other in done.stdout.decode(),
                  "%s written anew: %s %s" % (name, done.returncode, codes))
            check(told["differs"] is (name == "index.html"), "%s written anew differs: %s" % (name, told["differs"]))
            done = offprint("diff", made, other)
            check(b"not as it was made" in done.stderr and b"offprint verify" in done.stderr, "%s: %s" % (name, done.stderr))
        told, _ = diff(made, made)
        check(told["old"].get("date") == "2024-03-01", "a bundle's date is the packet's: %s" % told["old"])
        check(told.get("diagnostics") == [], "as it was made: %s" % told.get("diagnostics"))


def denied():
    """What permissions forbid to read is not called removed, nor left out of a chain without an error."""
    with scratch() as folder:
        for name in ("old", "new"):
            write_files(os.path.join(folder, name), {
                "_config.yml": "title: S\n", "index.md": "---\n---\n# Home\n\n[b](b.md) [f](f.csv) ![p](p.svg)\n", "b.md": "---\n---\n# Bee\n\nWords of it.\n",
                "f.csv": "a,b\n", "p.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>\n"})
        old, new = (os.path.join(folder, name) for name in ("old", "new"))
        for name in ("b.md", "f.csv", "p.svg"):
            os.chmod(os.path.join(new, name), 0)
            for command in (["diff", old, new], ["diff", old, new, "--quiet"], ["diff", new, old], ["snapshot", new, "--date", "2024-01-01", "-o", folder + "/chain"]):
                done = run(powerless(OFFPRINT, *command))
                told = done.stderr.decode()
                check(done.returncode == 1 and "[compare-denied]" in told and name in told and b"removed" not in done.stdout,
                      "%s, %s is not to be read: %d %s %s" % (command[0], name, done.returncode, told, done.stdout))
            os.chmod(os.path.join(new, name), 0o644)
        check(not os.path.exists(folder + "/chain"), "no snapshot is written")
        done = run(powerless(OFFPRINT, "diff", old, new))
        check(done.returncode == 0 and b"no difference" in done.stdout, "all is read: %s" % done.stderr)


def determinism():
    with scratch() as folder:
        old, new, files, _ = planted_edits.planted(77, 12)
        planted_edits.write(old, {}, os.path.join(folder, "old"))
        planted_edits.write(new, files, os.path.join(folder, "new"))
        shown = set()
        for zone, language in (("UTC", "C"), ("Asia/Tokyo", "de_DE.UTF-8"), ("America/Lima", "ar_EG.UTF-8")):
            page = os.path.join(folder, "page.html")
            told = offprint("diff", "old", "new", "--all", "--html", page, cwd=folder,
                            env={**os.environ, "TZ": zone, "LANG": language, "LC_ALL": language}).stdout
            with open(page, "rb") as file:
                shown.add((told, file.read()))
        check(len(shown) == 1, "the same bytes under any TZ and LANG")


# Speed


PARAGRAPH_WORDS = 60
SMALL, LARGE = 57_000, 570_000
SECONDS, BYTES, EXPONENT = {28_000: .03, 570_000: .6}, 150e6, 1.1


def long_text(rng, words, kind):
    """A policy of so many words, or one that is made to be slow."""
    lines = []
    for number in range(words // PARAGRAPH_WORDS):
        some = [planted_edits.LATIN[min(int(rng.paretovariate(.7)), len(planted_edits.LATIN)) - 1] for _ in range(PARAGRAPH_WORDS - 1)]
        lines.append({"policy": " ".join(some + ["n%d" % number]), "equal": "one two three " * 20, "different":
                      " ".join("w%d" % rng.randrange(10 ** 9) for _ in range(PARAGRAPH_WORDS))}[kind])
    return lines


def edited(rng, lines):
    """Of three in ten a few words changed, some gone, some new, some moved."""
    made = []
    for line in lines:
        words = line.split()
        for _ in range(rng.randint(1, 5) if rng.random() < .3 else 0):
            words[rng.randrange(len(words))] = rng.choice(planted_edits.LATIN)
        made += [] if rng.random() < .04 else [" ".join(words)]
    for _ in range(len(made) // 50):
        made.insert(rng.randrange(len(made)), made.pop(rng.randrange(len(made))))
    return made


def measure(old, new, wanted):
    """(least CPU seconds, most bytes) of a comparison; others run beside it, so the best of a few counts."""
    best = (1e9, 0)
    for _ in range(8):
        process = subprocess.Popen([OFFPRINT, "diff", old, new, "--stat"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        check(process.returncode == 0, "%s is compared" % old)
        best = min(best, (usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024))
        if best[0] <= wanted:
            break
    return best


def speed():
    rng = random.Random(3)
    spent = {}
    with scratch(True) as folder:
        for kind, words in (("policy", 28_000), ("policy", SMALL), ("policy", LARGE), ("equal", 120_000), ("different", 120_000)):
            lines = long_text(rng, words, kind)
            new = {"policy": edited(rng, lines), "equal": lines[:-7] + ["an other end"] + lines[3:], "different": long_text(rng, words, kind)}[kind]
            made = []
            for name, of in (("old", lines), ("new", new)):
                site = os.path.join(folder, kind + str(words), name)
                text = "".join(("## Part %d\n\n" % i if i % 8 == 0 else "") + line + ".\n\n" for i, line in enumerate(of))
                write(os.path.join(site, "index.md"), "# Policy\n\n" + text)
                made.append(bundle(site, site + "-made", "--entry", "index.md"))
            limit = SECONDS.get(words, .6)
            seconds, most = measure(*made, limit * .8)
            spent[kind, words] = seconds
            print("%s of %d words: %.3f s, %.0f MB" % (kind, words, seconds, most / 1e6))
            check(seconds <= limit, "%s of %d words: %.3f s" % (kind, words, seconds))
            check(most <= BYTES, "%s of %d words: %.0f MB" % (kind, words, most / 1e6))
    grown = math.log(spent["policy", LARGE] / spent["policy", SMALL]) / math.log(LARGE / SMALL)
    print("grows with the words to the power of %.2f" % grown)
    check(grown <= EXPONENT, "time grows as words do: %.2f" % grown)


def pages():
    """The page of changes, as judges of HTML and of access to it see it."""
    with scratch() as folder:
        old, new, files, _ = planted_edits.planted(5, 24)
        del new[3], old[7]
        planted_edits.write(old, {}, os.path.join(folder, "old"))
        planted_edits.write(new, files, os.path.join(folder, "new"))
        made = os.path.join(folder, "page", "index.html")
        for options in ([], ["--all"]):
            done = offprint("diff", os.path.join(folder, "old"), os.path.join(folder, "new"), "--html", made, *options)
            check(done.returncode == 0 and os.path.exists(made), "the page is written: %s" % done.stderr.decode())
            judged("axe-core in Chromium", judges.pages(made), "the page of changes %s" % options)
            judged("the Nu checker", judges.vnu(os.path.dirname(made)), "the page of changes %s" % options)


def main():
    if sys.argv[1:] == ["pages"]:
        pages()
        finish("diff pages")
    if sys.argv[1:] == ["speed"]:
        speed()
        finish("diff speed")
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    command()
    over_itself()
    revisions()
    snapshots()
    entries()
    altered()
    denied()
    round_trips()
    applied()
    classes(cases)
    determinism()
    finish("diff")


if __name__ == "__main__":
    main()
