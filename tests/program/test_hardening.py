"""How the released program and its shared library are built, as `checksec` would ask: by what `readelf` says
of the files. Programs made without one of these each show that its absence is seen."""
import glob
import os
import re
import sys

from support import OFFPRINT, SKIPPED, check, finish, need_tool, run, scratch

HARDENED = ["-O2", "-fPIE", "-pie", "-fstack-protector-strong", "-D_FORTIFY_SOURCE=3", "-Wl,-z,relro", "-Wl,-z,now",
            "-Wl,-z,noexecstack"]
PROGRAM = """#include <stdio.h>
#include <string.h>
int main(int count, char **words)
{
    char text[64];
    strcpy(text, words[count - 1]);
    return printf("%s", text) < 0;
}
"""
FAULTS = {
    "is no position-independent program": ["-no-pie", "-fno-pie"],
    "has a stack that can be run": ["-Wl,-z,execstack"],
    "binds its symbols late": ["-Wl,-z,lazy"],
    "has tables that stay writable": ["-Wl,-z,norelro"],
    "does not guard its stack": ["-fno-stack-protector"],
    "does not check its buffers": ["-U_FORTIFY_SOURCE"],
    "looks for libraries in a folder of its own": ["-Wl,-rpath,/opt/lib"],
}


def readelf(path, *options):
    done = run(["readelf", "-W", *options, path])
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8", "replace")


def faults_of(path):
    """What is missing, in words. A stack is `GNU_STACK … RW `, never `RWE`."""
    header, segments, dynamic = (readelf(path, option) for option in ("-h", "-l", "-d"))
    symbols = readelf(path, "--dyn-syms")
    stack = re.search(r"GNU_STACK(?:\s+0x\w+){5}\s+([RWE ]+?)\s+0x", segments)
    writable_code = re.search(r"LOAD(?:\s+0x\w+){5}\s+RWE", segments)
    holds = {
        "is no position-independent program": "DYN" in header,
        "has a stack that can be run": bool(stack) and "E" not in stack.group(1),
        "has code that can be written": not writable_code,
        "binds its symbols late": bool(re.search(r"BIND_NOW|Flags:.*\bNOW\b", dynamic)),
        "has tables that stay writable": "GNU_RELRO" in segments,
        "has text that is changed on loading": "TEXTREL" not in dynamic,
        "does not guard its stack": "__stack_chk_fail" in symbols,
        "does not check its buffers": bool(re.search(r"__\w+_chk\b", symbols.replace("__stack_chk_fail", ""))),
        "looks for libraries in a folder of its own": not re.search(r"\((RPATH|RUNPATH)\)", dynamic),
    }
    return [fault for fault, held in holds.items() if not held]


def planted(folder):
    """The same program well made, and with one thing left out."""
    source, made = os.path.join(folder, "p.c"), os.path.join(folder, "p")
    with open(source, "w", encoding="utf-8") as file:
        file.write(PROGRAM)
    for fault, options in {"": [], **FAULTS}.items():
        done = run(["gcc", "-w", *HARDENED, *options, source, "-o", made])
        if check(done.returncode == 0, "%s: made: %s" % (fault, done.stderr)):
            expected = [fault] if fault else []
            check(faults_of(made) == expected, "planted '%s': seen %s" % (fault, faults_of(made)))


def installed(folder):
    """Program and library as `cmake --install` leaves them."""
    done = run(["cmake", "--install", os.path.dirname(OFFPRINT), "--prefix", folder])
    if not check(done.returncode == 0, "installed: %s" % done.stderr[-300:]):
        return
    found = [path for pattern in ("bin/offprint", "lib/**/liboffprint.so*")
             for path in glob.glob(os.path.join(folder, pattern), recursive=True) if not os.path.islink(path)]
    check(len(found) == 2, "a program and a library: %s" % found)
    for path in found:
        for fault in faults_of(path):
            check(False, "%s %s" % (os.path.relpath(path, folder), fault))


need_tool("readelf", "binutils")
if not os.path.exists(os.path.join(os.path.dirname(OFFPRINT), "cmake_install.cmake")):
    print("SKIPPED: '%s' is in no folder of a build" % OFFPRINT)
    sys.exit(SKIPPED)
with scratch() as scratch_folder:
    for missing in faults_of(OFFPRINT):
        check(False, "the program %s" % missing)
    installed(os.path.join(scratch_folder, "installed"))
    planted(scratch_folder)
finish("hardening")
