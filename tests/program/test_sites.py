"""`offprint sites`: each site of a list as an export of it alone makes it, whatever becomes of the others; a record of all."""
import hashlib
import json
import os
import subprocess

from support import OFFPRINT, check, finish, offprint, powerless, preloaded, run, scratch, write_files

FILES = {"a/_config.yml": "title: A\n", "a/index.md": "---\ntitle: A\n---\nWords of a.\n", "a/more.md": "---\ntitle: More\n---\nMore words of a.\n",
         "b/index.md": "---\ntitle: B\n---\nWords of b.\n", "b/offprint.yml": "date: 2026-07-15\n",
         "c/index.md": "---\ntitle: C\n---\nWords of c.\n", "c/_config.yml": "a: [\n"}
LIST = ("- source: a\n  name: first\n  entry: [index.md, more.md]\n  live_url: https://a.example\n  date: 2026-07-15\n"
        "- {source: b/, outputs: pdf, title: \"B: all of it\"}\n- source: absent\n- {source: c, name: third}\n")
# A list, and what is told of it: place and code.
FAULTS = [("- {source: a, nme: x}\n", "sites.yml:1 sites-list", "did you mean 'name'?"), ("- {name: x}\n", "sites.yml:1 sites-list", "no source"),
          ("- source: a\n- source: b\n  name: A\n", "sites.yml:2 sites-name", "two sites"), ("- source: a\n  name: x-booklet\n- source: b\n  name: X\n", "sites.yml:1 sites-name", "booklet"), ("- source: a\n  name: CON\n", "sites.yml:1 sites-name", "CON"),
          ("- source: a\n  entry: {x: y}\n", "sites.yml:2 sites-list", "entry"), ("a: b\n", "sites.yml:1 sites-list", "no list"), ("- a\n", "sites.yml:1 sites-list", "no mapping"),
          ("- source: a\n  title: [x]\n", "sites.yml:2 sites-list", "title"), ("", "sites.yml:1 sites-list", "no list"),
          ("- source: a\n  recipe: [x]\n", "sites.yml:2 sites-list", "recipe"), ("- source: a\n  recipe: absent.yml\n", "sites.yml:2 sites-recipe", "'absent.yml'"),
          ("- source: a\n  recipe: b\n", "sites.yml:2 sites-recipe", "'b'"), ("- source: a\n  recipe: \"\"\n", "sites.yml:2 sites-recipe", "''"),
          ("- source: a\n  recipe: -\n", "sites.yml:2 sites-list", ""), ("- source: a\n  recipe: \"-\"\n", "sites.yml:2 sites-recipe", "'-'"), ("- [\n", "sites.yml:2 sites-list", "")]


# A recipe that sites share, with an unknown key; b has one that would fail, d one that makes a zip, and its settings' generator is named by the recipe alone.
RECIPE = "outputs: pdf\nunheard: of\ncover: {text: words.md}\ntitle: Shared\ndate: 2026-07-15\ndialect: mkdocs\n"
SHARED = {"a/_config.yml": "title: A\n", "a/index.md": "---\ntitle: A\n---\nWords of a.\n", "a/words.md": "Of a's *cover*.\n",
          "b/index.md": "---\ntitle: B\n---\nWords of b.\n", "b/offprint.yml": "date: [\n", "b/words.md": "Of b's *cover*.\n",
          "d/index.md": "# D\n\n!!! note \"Mind\"\n    Words of d.\n", "d/offprint.yml": "outputs: zip\n", "d/words.md": "Of d's *cover*.\n"}
SHARING = "".join("- {source: ../%s, recipe: ../recipes/all.yml}\n" % site for site in "abd")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def outputs(folder):
    return {name: read(os.path.join(folder, name)) for name in os.listdir(folder) if not name.endswith(".jsonl")}


def lines_of(path):
    return [json.loads(line) for line in read(path).decode().splitlines()]


def test_list(folder):
    done = offprint("sites", "sites.yml", "-o", "out", cwd=folder)
    check(done.returncode == 1 and b"4 sites, 2 failed" in done.stdout, "the gravest status: %s %s" % (done.stdout, done.stderr))
    check(b"absent" in done.stderr and b"third" in done.stderr, "what each had to tell")
    lines = lines_of(folder + "/out/sites.jsonl")
    check([(each["row"], each["name"], each["status"]) for each in lines] == [(1, "first", 0), (2, "b", 0), (3, "absent", 1), (4, "third", 1)], "a line each: %s" % lines)
    made = outputs(folder + "/out")
    check(sorted(made) == ["b.pdf", "first.pdf", "first.zip"], "files: %s" % sorted(made))
    for each in [one for line in lines for one in line["outputs"]]:
        data = made[each["file"]]
        check(each["bytes"] == len(data) and each["sha256"] == hashlib.sha256(data).hexdigest(), "the record tells of %s" % each["file"])
    offprint("export", "a", "-o", "alone", "--name", "first", "--entry", "index.md", "--entry", "more.md", "--live-url", "https://a.example", "--date", "2026-07-15", cwd=folder)
    offprint("export", "b", "-o", "alone", "--name", "b", "--title", "B: all of it", "--outputs", "pdf", cwd=folder)
    check(outputs(folder + "/alone") == made, "as exports of each alone")
    for part in ("0/3", "1/3", "2/3"):
        offprint("sites", "sites.yml", "-o", "parts", "--shard", part, "-q", cwd=folder)
    check(outputs(folder + "/parts") == made, "in parts")
    parts = [line for part in range(3) for line in lines_of(folder + "/parts/sites-%d-of-3.jsonl" % part)]
    check(sorted(parts, key=lambda line: line["row"]) == lines, "whose records are the whole's")
    before = {name: os.stat(os.path.join(folder, "out", name)).st_mtime_ns for name in made}
    elsewhere = offprint("sites", os.path.join(folder, "sites.yml"), "-o", folder + "/out", "-q", cwd="/", env={**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C"})
    check(elsewhere.returncode == 1 and {name: os.stat(os.path.join(folder, "out", name)).st_mtime_ns for name in made} == before, "what stays the same is not touched")
    check(lines_of(folder + "/out/sites.jsonl") == lines, "nor does the record change")


def test_json(folder):
    """Each site's object is what its export tells, with its name; then what is told of the list."""
    done = offprint("sites", "sites.yml", "-o", "told", "--json", cwd=folder)
    told = json.loads(done.stdout)
    check(done.returncode == 1 == told["status"] and not done.stderr, "one object: %d %s" % (done.returncode, done.stderr))
    check([(each["name"], each["status"]) for each in told["sites"]] == [("first", 0), ("b", 0), ("absent", 1), ("third", 1)], "the sites: %s" % told["sites"])
    check((told["made"], told["failed"], told["record"], told["diagnostics"]) == (2, 2, "sites.jsonl", []), "the list: %s" % told)
    alone = json.loads(offprint("export", "b", "-o", "told", "--name", "b", "--title", "B: all of it", "--outputs", "pdf", "--json", cwd=folder).stdout)
    check({**alone, "name": "b"} == told["sites"][1], "as its export tells: %s" % told["sites"][1])
    for arguments, status in ((["absent.yml"], 2), (["sites.yml", "--shard", "9"], 2), (["faulty.yml"], 1)):
        write_files(folder, {"faulty.yml": "- a\n"})
        done = offprint("sites", *arguments, "-o", "none", "--json", cwd=folder)
        told = json.loads(done.stdout)
        check(done.returncode == status == told["status"] and told["sites"] == [] and len(told["diagnostics"]) == 1 and "record" not in told, "%s: %s" % (arguments, told))


def test_broken_off(folder):
    """No record stays that is wrong about a site."""
    for state in range(2):
        write_files(folder, {"a/index.md": "# A\n\nState %d.\n" % state, "b/index.md": "# B\n", "sites.yml": "- source: b\n- source: a\n- source: d\n", "d/index.md": "# D\n\nState %d.\n" % state})
        fault = {"LD_PRELOAD": preloaded("interpose"), "INTERPOSE": "renameat 4 signal 15", "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}
        done = offprint("sites", "sites.yml", "-o", "out", "--outputs", "pdf,zip", cwd=folder, env={**os.environ, **(fault if state else {})})
        check(done.returncode == (143 if state else 0), "state %d: %d %s" % (state, done.returncode, done.stderr))
        check(os.path.exists(folder + "/out/sites.jsonl") == (not state), "the record goes with the first file that it is wrong about: %s" % os.listdir(folder + "/out"))
        check(state == 0 or b"sites.jsonl" not in done.stdout, "and is not named then: %s" % done.stdout)


def test_at_once(folder):
    """Lists at once come one after the other: the record is of what lies there; what cannot be read is no record's word."""
    write_files(folder, {name + "/index.md": "# " + name + "\n" for name in "abc"})
    for number, names in ((1, "abc"), (2, "cba")):
        write_files(folder, {"%d.yml" % number: "".join("- {source: %s, title: List %d}\n" % (name, number) for name in names)})
    for _ in range(5):
        running = [subprocess.Popen([OFFPRINT, "sites", "%d.yml" % number, "-o", "out", "-q"], cwd=folder, stderr=subprocess.DEVNULL) for number in (1, 2)]
        check([each.wait() for each in running] == [0, 0], "both are made")
        for each in [one for line in lines_of(folder + "/out/sites.jsonl") for one in line["outputs"]]:
            check(hashlib.sha256(read(os.path.join(folder, "out", each["file"]))).hexdigest() == each["sha256"], "the record is wrong about %s" % each["file"])
    fault = {"LD_PRELOAD": preloaded("interpose"), "INTERPOSE": "flock 0 errno 37", "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}
    done = offprint("sites", "1.yml", "-o", "out", cwd=folder, env={**os.environ, **fault})
    check(done.returncode == 0 and b"[output-unlocked]" in done.stderr, "where nothing can be locked: %s" % done.stderr)


def test_recipe(folder):
    """As if it were the site's own, wherever it lies; the site's files are what it names, and its faults are told where it lies."""
    done = offprint("sites", "list/sites.yml", "-o", "out", cwd=folder)
    check(done.returncode == 0, "sites with recipes: %s" % done.stderr)
    check(b"list/../recipes/all.yml:2" in done.stderr and b"offprint.yml:" not in done.stderr, "where a recipe's fault stands: %s" % done.stderr)
    for site in ("a", "b", "d"):
        write_files(folder, {"copy/%s/%s" % (site, name[2:]): text for name, text in SHARED.items() if name.startswith(site + "/")})
        write_files(folder, {"copy/%s/offprint.yml" % site: RECIPE})
        offprint("export", "copy/" + site, "-o", "alone", "--name", site, "-q", cwd=folder)
    made = outputs(folder + "/out")
    check(sorted(made) == ["a.pdf", "b.pdf", "d.pdf"] and made == outputs(folder + "/alone"), "as with a recipe of their own: %s" % sorted(made))
    write_files(folder, {"recipes/all.yml": "outputs: [\n"})
    done = offprint("sites", "list/sites.yml", "-o", "none", cwd=folder)
    check(done.returncode == 1 and done.stderr.count(b"list/../recipes/all.yml:") >= 3 and b"recipe-yaml" in done.stderr, "a fault of it is each site's: %s" % done.stderr)


def test_faults(folder):
    for text, told, words in FAULTS:
        write_files(folder, {"sites.yml": text})
        done = offprint("sites", "sites.yml", "-o", "none", cwd=folder)
        place, code = told.split()
        shown = done.stderr.decode()
        check(done.returncode == 1 and shown.startswith(place) and "[%s]" % code in shown and words in shown, "%r: %d %s" % (text, done.returncode, shown))
        check(not os.path.exists(folder + "/none"), "nothing is written")
    for arguments in (["sites"], ["sites", "absent.yml"], ["sites", "sites.yml", "--shard", "x"]):
        done = offprint(*arguments, "-o", "none", cwd=folder)
        check(done.returncode == 2 and done.stderr, "%s is wrong usage: %d" % (arguments, done.returncode))


def test_place(folder):
    """The place of the record is looked at before any site is made."""
    out, record = folder + "/out", folder + "/out/sites.jsonl"
    for what, bar, free in (("a folder", lambda: os.mkdir(record), lambda: os.rmdir(record)), ("a pipe", lambda: os.mkfifo(record), lambda: os.remove(record)),
                            ("no permission", lambda: os.chmod(out, 0o555), lambda: os.chmod(out, 0o755))):
        os.makedirs(out, exist_ok=True)
        bar()
        done = run(powerless(OFFPRINT, "sites", "sites.yml", "-o", "out"), cwd=folder)
        free()
        check(done.returncode == 3 and done.stderr.count(b" error: ") == 1 and b"[output-write]" in done.stderr, "%s: %d %s" % (what, done.returncode, done.stderr))
        check(done.stdout == b"" and os.listdir(out) == [], "%s: no site is made: %s %s" % (what, done.stdout, os.listdir(out)))


with scratch() as base:
    test_list(write_files(base + "/list", {**FILES, "sites.yml": LIST}))
    test_json(base + "/list")
    test_broken_off(base + "/broken-off")
    test_at_once(base + "/at-once")
    test_recipe(write_files(base + "/recipe", {**SHARED, "recipes/all.yml": RECIPE, "list/sites.yml": SHARING}))
    test_faults(write_files(base + "/faults", FILES))
    test_place(write_files(base + "/place", {**FILES, "sites.yml": LIST}))
finish("sites")
