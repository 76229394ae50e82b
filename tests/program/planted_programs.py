"""Programs with one fault each, in place of offprint, for test_planted_runs.py: shell around the program, which takes
calls away from it (interpose.c), or what does a little of its work in its place."""
import os
import sys

# What they are told: OFFPRINT_PLANTED names the program itself, OFFPRINT_INTERPOSE the library, TMPDIR a folder for them.
PROGRAM = '"$OFFPRINT_PLANTED" "$@"'


def calls(plan, but="/none/"):
    """With INTERPOSE_PLANTED, but for the runs whose words the shell's pattern fits."""
    return 'case "$*" in %s) ;; *) export LD_PRELOAD="$OFFPRINT_INTERPOSE" INTERPOSE_PLANTED="%s" ;; esac\nexec %s\n' % (but, plan, PROGRAM)


# A run beside another gives up, where it should wait.
IMPATIENT = 'exec 9>"$TMPDIR/busy"\nflock -n 9 || exit 3\nexec %s\n' % PROGRAM
# A snapshot that was there makes room for the next.
FORGETFUL = 'for word; do [ "$before" = -o ] && rm -f "$word/p-2021-07-15b.zip"; before=$word; done\nexec %s\n' % PROGRAM

# In place of `check FOLDER`: what the size of the pages costs, by its square, of time or of memory; and an end of its own.
SIZE = 'size=$(cat "$2"/*.md | wc -c)\n'
# Opening a file takes time rather than instructions, which valgrind counts slowly.
SLOWER_AND_SLOWER = SIZE + 'left=$(((size / 1400) * (size / 1400)))\nwhile [ $left -gt 0 ]; do left=$((left - 1)); : </dev/null; done\n'
LARGER_AND_LARGER = SIZE + 'held=$(head -c $((size * (size / 1000) / 3)) /dev/zero | tr "\\0" x)\n'
CRASHED = "kill -SEGV $$\n"


def spoiled(plant):
    """Its outputs have a fault that its gate should have kept out: planted_outputs.py."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "planted_outputs.py")
    return 'exec "%s" "%s" %s %s\n' % (sys.executable, beside, plant, PROGRAM)


def write_program(folder, text):
    path = os.path.join(folder, "planted")
    with open(path, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\n" + text)
    os.chmod(path, 0o755)
    return path
