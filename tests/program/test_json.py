"""What export and check tell programs: as the schema says, the files' digests, and each link where it is and leads."""
import collections
import hashlib
import json
import os

import schema
from support import ROOT, check, finish, need_shared, offprint, scratch, write_files

with open(os.path.join(ROOT, "doc", "export.schema.json"), encoding="utf-8") as opened:
    SCHEMA = json.load(opened)
PAGE = """---
title: Page
---
# Top

[in](other.md#Part) [out](https://example.org/a b) [mail](mailto:a@example.org) ![pic](p.png)
[none](absent.md) [file](data.csv?x=1#y)

{% include note.html %}
"""
FILES = {
    "_config.yml": "title: Site\n", "page.md": PAGE, "data.csv": "a,b\n",
    "other.md": "---\ntitle: Other\n---\n## Part\n\n[\u201eback\u201c \u202e](page.md)\n", "_includes/note.html": "<p>\n<a href='/page.html'>up</a></p>\n",
}


def told(*arguments):
    done = offprint(*arguments, "--json")
    told = json.loads(done.stdout)
    wrong = schema.faults(told, SCHEMA)
    check(not wrong and told["status"] == done.returncode, "%s: not as the schema says: %s" % (arguments, wrong[:3]))
    check(told["links"] == dict.fromkeys(told["links"], 0) | collections.Counter(link["class"] for link in told["link_list"]),
          "%s: as many links are listed as counted: %s" % (arguments, told["links"]))
    for output in told["outputs"]:
        with open(output["path"], "rb") as file:
            data = file.read()
        check((len(data), hashlib.sha256(data).hexdigest()) == (output["bytes"], output["sha256"]), "bytes of %s" % output)
    return told, done


def rows():
    with scratch() as folder:
        site = write_files(os.path.join(folder, "site"), FILES)
        result, done = told("export", site, "--entry", "page.md", "-o", os.path.join(folder, "out"), "--depth", "1", "--date", "2021-07-15")
        check("stick" not in result, "nothing is unpacked")
        stick, _ = told("export", site, "--entry", "page.md", "-o", os.path.join(folder, "out"), "--stick", os.path.join(folder, "stick"), "--name", "p")
        check(stick.get("stick") == os.path.join(folder, "stick", "p") and os.path.isfile(os.path.join(stick["stick"], "bagit.txt")),
              "where the bundle is unpacked is told: %s" % stick.get("stick"))
        write_files(folder, {"barred/p/mine.txt": "mine"})
        barred, _ = told("export", site, "--entry", "page.md", "-o", os.path.join(folder, "out"), "--stick", os.path.join(folder, "barred"), "--name", "p")
        check(barred["status"] and "stick" not in barred, "but not where it is not: %s" % barred)
        listed = {link["text"]: link for link in result["link_list"]}
        wanted = {
            "in": {"class": "internal", "address": "other.md#Part", "target": "other.md", "anchor": "part", "line": 6, "column": 1},
            "out": {"class": "external", "address": "https://example.org/a%20b"},
            "mail": {"class": "mail", "address": "mailto:a@example.org"},
            "none": {"class": "broken", "address": "absent.md", "line": 7, "column": 1},
            "file": {"class": "file", "address": "data.csv?x=1#y", "target": "data.csv"},
            "up": {"class": "internal", "target": "page.md", "source": "_includes/note.html", "document": "page.md", "line": 2},
        }
        check(listed["none"].get("reason"), "why a link is broken: %s" % listed["none"])
        for text, members in wanted.items():
            link = listed.get(text, {})
            check(members.items() <= link.items(), "the link '%s': %s" % (text, link))
        check("\u201eback\u201c" in done.stdout.decode(), "text is as people read it")
        check(b"\xe2\x80\xae" not in done.stdout, "what turns text around is escaped")
        checked, _ = told("check", site, "--entry", "page.md", "--depth", "1", "--date", "2021-07-15")
        check(checked["outputs"] == [] and checked["link_list"] == result["link_list"], "check lists the same links")


def failing():
    with scratch() as folder:
        site = write_files(os.path.join(folder, "site"), FILES)
        out = os.path.join(folder, "out")
        for arguments in (["check", site, "--entry", "none.md"], ["check", folder + "/no"], ["export", site, "--entry", "page.md", "-o", out, "--strict"],
                          ["export", site, "--entry", "page.md", "-o", os.path.join(site, "page.md")]):
            result, _ = told(*arguments)
            check(result["status"] and result["outputs"] == [], "%s: nothing is written: %s" % (arguments, result["status"]))


WRONG = (["--no-such-option"], ["--memory", "1"], ["--memory"], ["a", "b", "c"], ["--no-such-option", "--memory", "1"], ["-\x01"])


def wrongly_called():
    """One object from each command that takes --json, wherever that stands, as of its other failures."""
    commands = [line.split()[0] for line in offprint("--help").stdout.decode().splitlines() if line.startswith("  ") and line[2].isalpha()]
    commands = [name for name in commands if b"--json" in offprint(name, "--help").stdout]
    check(set(commands) >= {"export", "check", "snapshot", "log", "verify", "diff"}, "commands with --json: %s" % commands)
    with open(os.path.join(ROOT, "doc", "diff.schema.json"), encoding="utf-8") as opened:
        schemas = {"export": SCHEMA, "check": SCHEMA, "diff": json.load(opened)}
    for name in commands:
        for how in WRONG if name != "verify" else [how for how in WRONG if how != ["a", "b", "c"]] + [[]]:
            for arguments in ([name, "--json", *how], [name, *how, "--json"]):
                if how == ["--memory"] and arguments[-1] == "--json":
                    continue  # its value
                judge_refused(arguments, schemas.get(name, {}))
    for arguments in (["--json"], ["exprot", "--json"], ["--json", "--no-such-option"], ["export", "--js", "--no-such-option"]):
        judge_refused(arguments, {})
    done = offprint("export", "--", "a", "--json")
    check(done.returncode == 2 and not done.stdout, "behind '--' it is an operand")
    done = offprint("check", "--json", env=dict(os.environ, SOURCE_DATE_EPOCH="soon"))
    check(done.returncode == 2 and json.loads(done.stdout)["status"] == 2, "SOURCE_DATE_EPOCH: %s" % done.stdout)
    with scratch() as folder:
        done = offprint("diff", os.path.join(ROOT, "content"), os.path.join(ROOT, "content"), "--json", "--html", os.path.join(folder, "no", "x", "\x01"))
        check(done.returncode in (0, 3) and json.loads(done.stdout)["status"] == done.returncode, "a page that cannot be written: %s" % done.stdout[:200])


def judge_refused(arguments, form):
    done = offprint(*arguments)
    try:
        result = json.loads(done.stdout)
    except ValueError:
        check(False, "%s: no JSON: %s" % (arguments, done.stdout[:200]))
        return
    wrong = schema.faults(result, form) if form else []
    told = result["diagnostics"]
    check(done.returncode == 2 and result["status"] == 2 and not wrong, "%s: status %d, %s" % (arguments, done.returncode, wrong[:2]))
    check(len(told) == 1 and told[0]["code"] == "command-line" and told[0]["severity"] == "error" and told[0]["message"], "%s: %s" % (arguments, told))
    check(not done.stderr, "%s: the same once more as text: %s" % (arguments, done.stderr))


def real():
    with scratch() as folder:
        told("export", os.path.join(ROOT, "content"), "-o", folder)
        site = need_shared("mlab-site")
        result, _ = told("export", site, "--entry", "/contribute/", "-o", folder, "--outputs", "zip")
        for link in result["link_list"]:
            with open(os.path.join(site, link["source"]), encoding="utf-8") as file:
                line = file.read().split("\n")[link["line"] - 1]
            check(len(line) >= link["column"] - 1, "where a link is written: %s" % link)


if __name__ == "__main__":
    rows()
    failing()
    wrongly_called()
    real()
    finish("json")
