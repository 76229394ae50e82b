"""How many instructions offprint takes, counted by valgrind: no more than 3 % above what tests/program/instructions.tsv
has. Counted are the export of the Contribute packet, and the reading of a page of 1.6 MB in one line, in HTML and in
Markdown. Who makes the program faster, or has a reason for it to be slower, writes the new count there.

    test_instructions.py [--record NAME REASON]

The libraries are part of the count, and what they choose for the processor: it holds for Debian 12 on x86-64."""
import os
import platform
import re
import subprocess
import sys

from support import OFFPRINT, ROOT, SHARED, check, finish, need_shared, need_tool, scratch, write_files

sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
from packet import LIVE_URL, make_site  # noqa: E402

RECORD = os.path.join(ROOT, "tests", "program", "instructions.tsv")
MOST = 1.03


PAGE_BYTES = 1600000


def packet(folder):
    site = os.path.join(folder, "site")
    make_site(site, 1)
    return ["export", site, "--name", "p", "--live-url", LIVE_URL, "--threads", "1", "-q", "-o", os.path.join(folder, "out")]


def page_of_one_line(unit, name):
    """`unit` is said again and again, with a number."""
    def page(folder):
        units = (unit % {"i": i} for i in range(PAGE_BYTES // len(unit)))
        write_files(folder, {"_config.yml": "title: T\n", name: "---\npermalink: /\n---\n" + "".join(units) + "\n"})
        return ["render", folder, "/", "--to", "doc", "--own-text"]
    return page


# A command in a folder each; of its name the last row counts.
COUNTED = {
    "packet": packet,
    "html-line": page_of_one_line(
        "<p class=x>Some <b>words</b> of a <a href='http://e.x/%(i)d'>page</a>, &amp; more.</p>", "index.html"),
    "markdown-line": page_of_one_line("word *em%(i)d* and [a](http://e.x/%(i)d) ", "index.md"),
}


def count(name):
    with scratch() as folder:
        command = COUNTED[name](folder)
        log = os.path.join(folder, "log")
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-file=" + log, OFFPRINT, *command],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=dict(os.environ, SOURCE_DATE_EPOCH="1626370366"), check=False)
        check(done.returncode == 0, "%s: %s" % (name, done.stderr))
        with open(log, encoding="utf-8") as file:
            return int(re.search(r"Collected : (\d+)", file.read()).group(1))


def is_reference():
    with open("/etc/os-release", encoding="utf-8") as file:
        text = file.read()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        wide = " avx2 " in file.read()
    return 'VERSION_ID="12"' in text and platform.machine() == "x86_64" and wide


def main(arguments):
    need_tool("valgrind", "valgrind")
    need_shared("mlab-site")
    if not is_reference():
        print("SKIPPED: the count is one of Debian 12 on x86-64 with AVX2")
        sys.exit(77)
    done = subprocess.run(["valgrind", "--tool=none", "-q", "true"], stderr=subprocess.PIPE, check=False)
    check(done.returncode == 0, "valgrind runs nothing: %s" % done.stderr)
    if arguments[:1] == ["--record"]:
        with open(RECORD, "a", encoding="utf-8") as file:
            file.write("%s\t%d\t%s\n" % (arguments[1], count(arguments[1]), arguments[2]))
        return
    with open(RECORD, encoding="utf-8") as file:
        recorded = {name: int(number) for name, number, _ in (row.split("\t") for row in file.read().splitlines())}
    for name in COUNTED:
        now = count(name)
        print("%s: %.1f million instructions, %.3f of the recorded" % (name, now / 1e6, now / recorded[name]))
        check(now <= recorded[name] * MOST, "%s: %d instructions, %.1f %% more than recorded" %
              (name, now, 100 * now / recorded[name] - 100))


main(sys.argv[1:])
finish("instructions")
