"""Limits: one table tells of them in the help and in doc/limits.md, and a budget of memory that
is crossed is told as such, makes nothing and leaves what was there."""
import json
import os
import re

from support import ROOT, check, finish, offprint, scratch

FRONT = "---\ntitle: T\npermalink: /\n---\n"


def help_rows():
    """What, number, what then; a row's last column may go on over lines."""
    rows = []
    for line in offprint("--help", "limits").stdout.decode().splitlines():
        begins = re.match(r"  (\S.*?) {2,}([\d,]+(?: [KMG]?i?B)?)  (.*)", line)
        if begins:
            rows.append(list(begins.groups()))
        elif line.startswith(" " * 20) and rows:
            rows[-1][2] += " " + line.strip()
    return [tuple(row) for row in rows]


def doc_rows():
    with open(os.path.join(ROOT, "doc", "limits.md"), encoding="utf-8") as file:
        cells = [[c.strip().replace("`", "") for c in line.strip().strip("|").split("|")]
                 for line in file if line.startswith("| ")]
    return [(c[0], c[1], c[3]) for c in cells[1:]], {c[2] for c in cells[1:] if c[2]}


def one_table():
    shown, (listed, codes) = help_rows(), doc_rows()
    check(len(shown) > 25 and shown == listed, "the help and doc/limits.md differ: %s"
          % sorted(set(shown) ^ set(listed)))
    check(offprint("help", "limits").stdout == offprint("--help", "limits").stdout,
          "'help limits' is '--help limits'")
    with open(os.path.join(ROOT, "doc", "diagnostics.md"), encoding="utf-8") as file:
        text = file.read()
    for code in codes:
        check("`%s`" % code in text, "doc/limits.md names the unknown code %s" % code)


def site(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(path)
    for file, content in (("_config.yml", "url: https://www.example.org\n"), ("index.md", FRONT + text)):
        with open(os.path.join(path, file), "w", encoding="utf-8") as out:
            out.write(content)
    return path


def made(out):
    return {n: open(os.path.join(out, n), "rb").read() for n in sorted(os.listdir(out))}


def budget(folder):
    large, out = site(folder, "large", "word " * 100000), os.path.join(folder, "out")
    whole = offprint("export", large, "-o", out, "--name", "p")
    check(whole.returncode == 0, "100,000 words: %s" % whole.stderr)
    before = made(out)
    small = offprint("export", large, "-o", out, "--name", "p", "--memory", "16M")
    check(small.returncode == 1 and b"needs more than 16 MiB of memory [memory-limit]" in small.stderr,
          "a budget crossed: %d %s" % (small.returncode, small.stderr))
    check(made(out) == before, "a budget crossed leaves outputs as they are")
    told = json.loads(offprint("check", large, "--memory", "16M", "--json").stdout)
    check([d["code"] for d in told["diagnostics"]] == ["memory-limit"], "as JSON: %s" % told)
    again = os.path.join(folder, "again")
    check(offprint("export", large, "-o", again, "--name", "p", "--memory", "1G").returncode == 0
          and made(again) == before, "a larger budget makes the same")


def budget_of_a_page(folder):
    """The page that was being read is named."""
    page = site(folder, "page", "".join("- %d *a* `b`\n" % i for i in range(100000)))
    done = offprint("check", page, "--memory", "16M")
    check(done.returncode == 1 and b"index.md: error:" in done.stderr and b"[memory-limit]" in done.stderr,
          "the page that crosses the budget: %d %s" % (done.returncode, done.stderr))


if __name__ == "__main__":
    one_table()
    with scratch() as folder:
        budget(folder)
        budget_of_a_page(folder)
    finish("limits")
