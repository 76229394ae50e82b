"""Reading against the specifications and against Jekyll: figures must not fall below the issue's."""
import os
import re
import subprocess
import sys

from support import OFFPRINT, check, finish, need_shared

TOOLS = need_shared("conformance", "tools")
CONFORMANCE = os.path.dirname(TOOLS)


def last_line(tool, *arguments):
    command = [sys.executable, os.path.join(TOOLS, tool), *arguments, "--", OFFPRINT]
    command += COMMANDS[sys.argv[1]]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    line = done.stdout.decode().strip().splitlines()[-1]
    print(line)
    return line


COMMANDS = {
    "commonmark": ["render", "--markdown", "commonmark", "-"],
    "gfm": ["render", "--markdown", "gfm", "-"],
    "kramdown": ["render", "--markdown", "kramdown", "-"],
    "liquid": ["render", "--liquid", "-"],
    "oracle": ["render", "--quiet", "--own-text"],
}


def share(line, pattern="(\\d+)/(\\d+)"):
    part, whole = map(int, re.search(pattern, line).groups())
    return 100.0 * part / whole


def spec(name):
    line = last_line("run_spec.py", os.path.join(CONFORMANCE, name, "spec.txt"))
    check(share(line) >= 98, "%s: at least 98 %%" % name)


def kramdown():
    line = last_line("run_kramdown.py", os.path.join(CONFORMANCE, "kramdown", "testcases"),
                     "--subset", "core", "--expected",
                     os.path.join(CONFORMANCE, "kramdown", "jekyll"))
    check(share(line) >= 70, "kramdown core, strict: at least 70 %")


def liquid():
    line = last_line("run_liquid.py", os.path.join(CONFORMANCE, "liquid", "golden_liquid.json"))
    check(share(line, "valid (\\d+)/(\\d+)") >= 85, "Liquid: at least 85 %")


def oracle():
    line = last_line("oracle.py", need_shared("mlab-site"), need_shared("mlab-oracle"))
    exact = int(re.search("exact pages (\\d+)/", line).group(1))
    check(exact >= 130, "at least 130 pages exact, not %d" % exact)
    for feature, least in (("words", 99.5), ("links", 99.5), ("ids", 99), ("cells", 95)):
        check(share(line, feature + " (\\d+)/(\\d+)") >= least,
              "%s: at least %s %%" % (feature, least))


if __name__ == "__main__":
    kind = sys.argv[1]
    {"kramdown": kramdown, "liquid": liquid, "oracle": oracle}.get(kind, lambda: spec(kind))()
    finish("conformance " + kind)
