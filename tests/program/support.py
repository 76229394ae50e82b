"""What the program tests share: where things are, how to run offprint, how to fail."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OFFPRINT = os.environ.get("OFFPRINT", os.path.join(ROOT, "build", "release", "offprint"))
SHARED = os.environ.get("OFFPRINT_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
JUDGES = os.environ.get("OFFPRINT_JUDGES", os.path.join(ROOT, ".judges"))
LIVE_URL = "https://www.measurementlab.net"
SKIPPED = 77

failures = 0
absent = []  # judges


def check(true, message):
    """Counts a failure and goes on, so that one run shows every fault."""
    global failures
    if not true:
        failures += 1
        print("FAIL:", message)
    return bool(true)


def note_absent(judge):
    """The test goes on without it, and finish() says so; CI never skips one."""
    if judge in absent:
        return
    print("SKIPPED: '%s' is not here; see tests/judges/README.md" % judge)
    absent.append(judge)
    check(not os.environ.get("CI"), "CI never skips a judge: %s" % judge)


def judged(judge, answer, message):
    """What a judge says of `message`; None: it is not here."""
    if answer is None:
        note_absent(judge)
    else:
        check(answer, message)


def finish(what):
    print("%s: %s" % (what, "%d failed" % failures if failures else "not judged by " + ", ".join(absent) if absent else "passed"))
    sys.exit(1 if failures else SKIPPED if absent else 0)


def need_shared(*parts):
    path = os.path.join(SHARED, *parts)
    if not os.path.exists(path):
        print("SKIPPED: '%s' is not beside the checkout; this test needs its data" % path)
        sys.exit(SKIPPED)
    return path


def need_tool(name, package):
    if shutil.which(name) is None:
        print("SKIPPED: '%s' is not installed (Debian package %s)" % (name, package))
        sys.exit(SKIPPED)
    return name


def is_sanitized():
    """Whether the program that is tested is AddressSanitizer's: slower, and larger."""
    with open(OFFPRINT, "rb") as program:
        return b"__asan_init" in program.read()


def preloaded(name):
    """A library that the build makes beside the program, to be loaded before it (LD_PRELOAD)."""
    beside = os.path.join(os.path.dirname(OFFPRINT), "tests", "liboffprint_%s.so" % name)
    path = os.environ.get("OFFPRINT_" + name.upper(), beside)
    if not os.path.exists(path):
        print("SKIPPED: '%s' is not there to be loaded before the program (the build makes it)" % path)
        sys.exit(SKIPPED)
    return path


def write_files(folder, files):
    """A folder of files: their paths below it, and texts or bytes."""
    for name, content in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
    return folder


# What test_planted_runs.py plants in the answers of runs that fail, to see that whoever judges them notices.
PLANTS = {
    "status": "it is told as made", "silent": "nothing says why", "torn": "the old outputs are touched", "left": "something lies beside them",
    "wordless": "every run ends well, without a word",
}


def without_words(done):
    done.returncode, done.stderr = min(done.returncode, 0), b""
    try:
        done.stdout = json.dumps(dict(json.loads(done.stdout), diagnostics=[])).encode()
    except (TypeError, ValueError):  # nothing is kept of it, or it is no JSON
        pass
    return done


def spoil(arguments, done):
    plant = os.environ.get("OFFPRINT_PLANT")
    if plant == "wordless" and OFFPRINT in arguments:
        return without_words(done)
    if not plant or OFFPRINT not in arguments or done.returncode <= 0:
        return done
    folder = arguments[len(arguments) - arguments[::-1].index("-o")] if "-o" in arguments[arguments.index(OFFPRINT):] else None
    if plant == "status":
        done.returncode = 0
    elif plant == "silent":
        done.stderr = b""
    elif folder and os.path.isdir(folder):
        for name in os.listdir(folder) if plant == "torn" else ["left-behind"]:
            if not name.endswith(".offprint-tmp"):
                with open(os.path.join(folder, name), "ab") as file:
                    file.write(b"x")
    return done


def run(arguments, **options):
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    return spoil(arguments, subprocess.run(arguments, **options))


def offprint(*arguments, **options):
    return run([OFFPRINT, *arguments], **options)


def export(site, entry, out, *more, **options):
    """Exports and gives (result as JSON, completed process)."""
    done = offprint("export", site, "--entry", entry, "--json", "-o", out, *more, **options)
    try:
        return json.loads(done.stdout), done
    except ValueError:
        return None, done


def wait_for_moment(process, folder, seconds, rng):
    """Until a moment to kill a process at: after some time, or as soon as it has changed so and so much in the folder, or of
    its outputs alone: what can be torn there is whole most of the time."""
    if rng.random() < 0.4:
        time.sleep(rng.uniform(0, seconds))
        return

    def state():
        try:
            with os.scandir(folder) as entries:
                return sorted((entry.name, entry.inode(), entry.stat(follow_symlinks=False).st_size)
                              for entry in entries if beside or not entry.name.startswith("."))
        except FileNotFoundError:  # an entry, or the folder
            return None
    beside = rng.random() < 0.5
    changes, before = rng.randint(1, 8 if beside else 2), state()
    while changes and process.poll() is None:
        now = state()
        changes -= now != before
        before = now


def powerless(*command):
    """A command as somebody runs it whom permissions bind, as they do not bind root."""
    return [*(["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []), *command]


def scratch(in_memory=False):
    """`in_memory`: for thousands of files, where the system has room for them."""
    memory = "/dev/shm"
    fits = in_memory and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4 << 30
    return tempfile.TemporaryDirectory(prefix="offprint-test-", dir=memory if fits else None)


def unpack(path, folder):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    tops = os.listdir(folder)
    assert len(tops) == 1, "one top folder, not %s" % tops
    return os.path.join(folder, tops[0])


def packets(folder):
    """Both packets of the issue, freshly made: (name, pdf, zip)."""
    made = []
    jobs = [("content", os.path.join(ROOT, "content"), [])]
    site = os.path.join(SHARED, "mlab-site")
    if os.path.isdir(site):
        jobs.append(("site", site, ["--entry", "/contribute/", "--live-url", LIVE_URL]))
    else:
        print("NOTE: '%s' is absent; only content/ is judged" % site)
    for name, path, options in jobs:
        out = os.path.join(folder, name)
        done = offprint("export", path, *options, "-o", out)
        if done.returncode != 0:
            print(done.stderr.decode("utf-8", "replace"))
        check(done.returncode == 0, "%s is exported" % name)
        made.append((name, os.path.join(out, "contribute.pdf"), os.path.join(out, "contribute.zip")))
    return made


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()
