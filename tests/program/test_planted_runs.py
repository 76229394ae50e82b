"""Judges of failing runs count only when they fail on a planted fault: support.py spoils what the program answers, and each
of these tests, or the part of it that is cheap, must say FAIL then; and pass without."""
import os
import sys

from support import PLANTS, SKIPPED, check, finish, note_absent, run

PART = "import test_%s as t\nwith t.scratch() as f:\n    %s\nt.finish('a part')"
# What is run, and what is planted; None: nothing, for what no other test runs so.
ROWS = {
    "starved": (["test_starved.py", "3000"], ["status", "torn", "silent"]),
    "system calls": (["test_system_calls.py", "4", "renameat", "fsync"], [None, "status", "torn", "left", "silent"]),
    "outputs": (["-c", PART % ("outputs", "t.failing_at_each_call(t.Stage(f))")], [None, "status", "torn", "left", "silent"]),
    "limits": (["-c", PART % ("limits", "t.budget(f)")], [None, "status", "torn", "left", "silent"]),
}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    for name, (arguments, plants) in ROWS.items():
        for plant in plants:
            environment = dict(os.environ, PYTHONPATH=here, **{"OFFPRINT_PLANT": plant} if plant else {})
            done = run([sys.executable, *arguments], cwd=here, env=environment)
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            if done.returncode == SKIPPED:
                note_absent(name)
                break
            right = done.returncode == 1 and "FAIL" in said if plant else done.returncode == 0
            check(right, "%s, planted %s: status %d: %s" % (name, plant, done.returncode, said[-300:]))
            check("Traceback" not in said, "%s, planted %s: it fails by an accident: %s" % (name, plant, said[-300:]))
    check({plant for _, plants in ROWS.values() for plant in plants if plant} == set(PLANTS), "each fault is planted")
    finish("planted runs")


if __name__ == "__main__":
    main()
