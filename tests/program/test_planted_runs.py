"""Judges of runs, and drivers of many runs, count only when they fail on a planted fault: support.py spoils what the program
answers, or a program with a fault stands in its place (planted_programs.py). Each of these tests, or the part of it that is
cheap, must say FAIL then, and what it says must be of that fault; and pass without."""
import os
import re
import signal
import subprocess
import sys
import threading

import planted_outputs
import planted_programs as programs
from support import OFFPRINT, PLANTS, SKIPPED, check, finish, note_absent, preloaded, run, scratch

PART = "import test_%s as t\nwith t.scratch() as f:\n    %s\nt.finish('a part')"
# What is run to its end, and what is planted; None: nothing, for what no other test runs so.
ROWS = {
    "starved": (["test_starved.py", "3000"], ["status", "torn", "silent"]),
    "system calls": (["test_system_calls.py", "4", "renameat", "fsync"], [None, "status", "torn", "left", "silent"]),
    "outputs": (["-c", PART % ("outputs", "t.failing_at_each_call(t.Stage(f))")], [None, "status", "torn", "left", "silent"]),
    "limits": (["-c", PART % ("limits", "t.budget(f)")], [None, "status", "torn", "left", "silent"]),
}

# Of drivers that would go on for long: what is run, in place of which program, what is spoiled of its answers, and what is
# said as soon as it is noticed.
RACES, KILLS = ["test_outputs.py", "races", "300"], ["test_outputs.py", "kills", "500"]
CHAIN_RACES, CHAIN_KILLS = ["test_snapshot.py", "races", "300"], ["test_snapshot.py", "kills", "500"]
MADE, FIRST = "*/made/*", "*/site-0*"  # runs whose outputs the others are held against
DRIVERS = [
    (RACES, programs.calls("flock 0 skip 0"), None, "one of many|files of two runs"),
    (RACES, programs.calls("renameat 0 halves 20000"), None, "a reader finds half a file"),
    (RACES, programs.calls("renameat 2 skip 0", MADE), None, "files of two runs"),
    (RACES, programs.calls("unlinkat 0 skip 0"), None, "many leave"),
    (RACES, programs.IMPATIENT, None, "one of many: 3"),
    (KILLS, programs.calls("renameat 0 halves 60000"), None, "leaves half a file"),
    (KILLS, programs.calls("sigaction 0 skip 0,renameat 2 pause 100000"), None, "leaves files of two runs"),
    (KILLS, programs.calls("unlinkat 0 skip 0"), None, "the next run leaves"),
    (KILLS, programs.calls("renameat 2 pause 100000"), "wordless", "mended without a word"),
    (KILLS, programs.IMPATIENT, None, "a run beside one that is killed"),
    (CHAIN_RACES, programs.calls("flock 0 skip 0"), None, "one of many|follow the same one|each that is told"),
    (CHAIN_RACES, programs.calls("renameat2 0 skip 0", FIRST), None, "each that is told is there"),
    (CHAIN_RACES, programs.IMPATIENT, None, "one of many: 3"),
    (CHAIN_KILLS, programs.calls("renameat2 0 halves 60000"), None, "zip is whole"),
    (CHAIN_KILLS, programs.calls("unlinkat 0 skip 0"), None, "the next run"),
    (CHAIN_KILLS, programs.FORGETFUL, None, "nothing is lost"),
    (CHAIN_KILLS, programs.IMPATIENT, None, "a run beside one that is killed"),
]
SCALE = ["-c", PART % ("scale", "t.scale(['words'], 1, 1)")]
DRIVERS += [
    (SCALE, programs.SLOWER_AND_SLOWER, None, "time grows by"),
    (SCALE, programs.LARGER_AND_LARGER, None, "memory grows by"),
    (SCALE, programs.CRASHED, None, "the run ends with"),
]
GATE = ["-c", PART % ("gate", "from planted_outputs import make_site; t.export(make_site(f + '/s'), f + '/o')")]
GATE_SAYS = {
    "page": "no character that HTML forbids", "page-title": "title: marks of direction", "page-attribute": "no character that HTML forbids",
    "page-language": "lang='e n'", "json": "it is no JSON", "json-surrogate": "it is no JSON", "lines": "no character that XML or HTML forbids",
    "bag": "no character that XML or HTML forbids", "bytes": "it is no UTF-8", "name": "the name", "pdf-title": "/Title",
    "pdf-language": "/Lang is a tag", "metadata": "expat reads the metadata",
}
DRIVERS += [(GATE, programs.spoiled(plant), None, says) for plant, says in GATE_SAYS.items()]
DRIVERS += [
    (["-c", PART % ("gate", "t.packet_texts(f, t.texts())")], None, "wordless", "what is left out is told"),
    (["-c", PART % ("gate", "t.beside_html(f)")], None, "wordless", "told once with its place"),
    (["-c", PART % ("gate", "t.packet_texts(f, []) or t.wrong_words(f, t.texts())")], None, "wordless", "wrong words are wrong usage"),
]
DENIED = {
    "every_case(*t.prepared(f))": "_config.yml 0: status 0", "repository(t.prepared(f)[0])": r"FAIL: \.git: \[\]", "built(f)": "built/ 0: status 0",
    "named(f)": "data_dir: 0", "dangling_settings(f)": r"\.git -> none: 0", "inside(f)": r"links inside: 0 set\(\)",
    "by_address(f)": "pages/e.md 0 by option: 0", "absolute(f)": "an absolute link: 0",
}
DRIVERS += [(["-c", PART % ("denied", "t." + call)], None, "wordless", says) for call, says in DENIED.items()]
DRIVERS += [(["-c", PART % ("denied", "t.every_case(*t.prepared(f))")], None, plant, says)
            for plant, says in (("status", "_config.yml 0: status 0"), ("torn", "_config.yml 0: the old output"))]
PATIENCE = 200  # seconds until a driver that goes on has noticed nothing


def to_the_end(here, name, arguments, plant):
    """Whether it is there to be run."""
    environment = dict(os.environ, PYTHONPATH=here, **{"OFFPRINT_PLANT": plant} if plant else {})
    done = run([sys.executable, *arguments], cwd=here, env=environment)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode == SKIPPED:
        note_absent(name)
        return False
    right = done.returncode == 1 and "FAIL" in said if plant else done.returncode == 0
    check(right, "%s, planted %s: status %d: %s" % (name, plant, done.returncode, said[-300:]))
    check("Traceback" not in said, "%s, planted %s: it fails by an accident: %s" % (name, plant, said[-300:]))
    return True


def said_until(process, says):
    """What it says until the fault is noticed, or to its end."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("FAIL: ") and re.search(says, line):
            return lines, True
    return lines, False


def notices(here, folder, interpose, driver):
    arguments, program, plant, says = driver
    what = "%s, planted %s" % (" ".join(arguments)[-60:].strip(), " ".join(([plant] if plant else []) + (program or "").split("\n")))
    environment = dict(os.environ, PYTHONPATH=here, TMPDIR=folder, OFFPRINT_PLANTED=OFFPRINT, OFFPRINT_INTERPOSE=interpose)
    environment.update({"OFFPRINT_PLANT": plant} if plant else {})
    environment.update({"OFFPRINT": programs.write_program(folder, program)} if program else {})
    process = subprocess.Popen([sys.executable, "-u", *arguments], cwd=here, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, errors="replace", start_new_session=True)
    end = threading.Timer(PATIENCE, os.killpg, (process.pid, signal.SIGKILL))
    end.start()
    lines, noticed = said_until(process, says)
    end.cancel()
    if noticed:  # it need not go on
        os.killpg(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.wait()
    said = "".join(lines)
    if process.returncode == SKIPPED:
        note_absent(arguments[0])
        return
    check(noticed, "%s: it is not noticed: %s" % (what, said[-600:]))
    check("Traceback" not in said, "%s: it fails by an accident: %s" % (what, said[-600:]))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    for name, (arguments, plants) in ROWS.items():
        all(to_the_end(here, name, arguments, plant) for plant in plants)
    interpose = preloaded("interpose")
    for driver in DRIVERS:
        with scratch() as folder:
            notices(here, folder, interpose, driver)
    check(set(GATE_SAYS) == set(planted_outputs.PLANTS), "each fault of outputs is planted")
    check({plant for _, plants in ROWS.values() for plant in plants if plant} | {plant for _, _, plant, _ in DRIVERS if plant} == set(PLANTS),
          "each fault of answers is planted")
    finish("planted runs")


if __name__ == "__main__":
    main()
