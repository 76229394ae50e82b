"""How many instructions the export of the Contribute packet takes, counted by valgrind: no more than 3 % above what
tests/program/instructions.tsv has for it. Who makes the program faster, or has a reason for it to be slower, writes the new
count there.

    test_instructions.py [--record REASON]

The libraries are part of the count, and what they choose for the processor: it holds for Debian 12 on x86-64."""
import os
import platform
import re
import subprocess
import sys

from support import OFFPRINT, ROOT, SHARED, check, finish, need_shared, need_tool, scratch

sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
from packet import LIVE_URL, make_site  # noqa: E402

RECORD = os.path.join(ROOT, "tests", "program", "instructions.tsv")
MOST = 1.03


def count(folder):
    site = os.path.join(folder, "site")
    make_site(site, 1)
    log = os.path.join(folder, "log")
    done = subprocess.run(["valgrind", "--tool=none", "-q", "true"], stderr=subprocess.PIPE, check=False)
    check(done.returncode == 0, "valgrind runs nothing: %s" % done.stderr)
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-file=" + log, OFFPRINT, "export",
                           site, "--name", "p", "--live-url", LIVE_URL, "--threads", "1", "-q", "-o", os.path.join(folder, "out")],
                          stderr=subprocess.PIPE, env=dict(os.environ, SOURCE_DATE_EPOCH="1626370366"), check=False)
    check(done.returncode == 0, "the export: %s" % done.stderr)
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
    with scratch() as folder:
        now = count(folder)
    if arguments[:1] == ["--record"]:
        with open(RECORD, "a", encoding="utf-8") as file:
            file.write("%d\t%s\n" % (now, arguments[1]))
    with open(RECORD, encoding="utf-8") as file:
        recorded = int(file.read().splitlines()[-1].split("\t")[0])
    print("%.1f million instructions, %.3f of the recorded" % (now / 1e6, now / recorded))
    check(now <= recorded * MOST, "%d instructions, %.1f %% more than recorded" % (now, 100 * now / recorded - 100))


main(sys.argv[1:])
finish("instructions")
