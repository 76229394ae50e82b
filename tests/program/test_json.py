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
    real()
    finish("json")
