"""Outputs beside themselves: runs at once, runs that are killed, calls that fail. Whatever happens, both
files are whole and of one run, and nothing lies beside them that the next run would not take away.

  test_outputs.py                   every case, and some races and kills by chance
  test_outputs.py races COUNT       so many runs at once
  test_outputs.py kills COUNT       so many runs killed at any moment
"""
import base64
import errno
import hashlib
import os
import random
import re
import resource
import shutil
import signal
import stat
import struct
import subprocess
import sys
import time
import zipfile
import zlib

from support import OFFPRINT, check, finish, need_tool, preloaded, run, scratch, wait_for_moment

INTERPOSE = preloaded("interpose")
TITLES = ["A", "The second title", "A third title, longer than the others", "D"]
LEFT = re.compile(r"\.p\.(?:(?:pdf|zip)\.([0-9a-f]{16})|lock)\.offprint-tmp")
ENDINGS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXFSZ]
SITE = {"README.md": "# T\n\n[b](b.md)\n", "b.md": "# B\n\nText of b.\n"}


class Stage:
    """A site, and what each of its titles makes of it."""

    def __init__(self, folder):
        self.folder = folder
        self.site = os.path.join(folder, "site")
        self.out = os.path.join(folder, "out")
        os.makedirs(self.site)
        for name, text in SITE.items():
            with open(os.path.join(self.site, name), "w", encoding="utf-8") as page:
                page.write(text)
        begun = time.monotonic()
        self.made = {}
        for title in TITLES:
            made = os.path.join(folder, "made", title)
            self.run(title, out=made)
            self.judge_whole(made)
            self.made[self.pair(made)] = title
        self.seconds = (time.monotonic() - begun) / len(TITLES)
        self.wholes = [{pair[0] for pair in self.made}, {pair[1] for pair in self.made}]

    def command(self, title, name="p", out=None, *more):
        return [OFFPRINT, "export", self.site, "-o", out or self.out, "--name", name, "--title", title, *more]

    def run(self, title, name="p", out=None, fault=None, more=(), **options):
        return run(self.command(title, name, out, *more), env=environment(fault), timeout=60, **options)

    def start(self, title, fault=None, more=()):
        return subprocess.Popen(self.command(title, "p", None, *more), env=environment(fault), stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE)

    def pair(self, out=None, name="p"):
        return tuple(digest(os.path.join(out or self.out, name + end)) for end in (".pdf", ".zip"))

    def title_of(self, out=None, name="p"):
        """The run that both files are of, or None."""
        return self.made.get(self.pair(out, name))

    def judge_whole(self, out):
        """What digests are compared with below is judged by others once."""
        with zipfile.ZipFile(os.path.join(out, "p.zip")) as bundle:
            check(bundle.testzip() is None, "the zip is whole")
            inside = [name for name in bundle.namelist() if name.endswith("/p.pdf")]
            check(len(inside) == 1, "the zip holds the PDF: %s" % inside)
            held = hashlib.sha256(bundle.read(inside[0])).hexdigest()
        check(held == digest(os.path.join(out, "p.pdf")), "the zip holds the PDF beside it")
        if shutil.which("qpdf"):
            check(run(["qpdf", "--check", os.path.join(out, "p.pdf")]).returncode == 0, "the PDF is whole")

    def reset(self, title=None):
        """Only the files of this title, or none, are there."""
        shutil.rmtree(self.out, ignore_errors=True)
        if title:
            shutil.copytree(os.path.join(self.folder, "made", title), self.out)

    def beside(self):
        return sorted(set(os.listdir(self.out)) - {"p.pdf", "p.zip"})


def digest(path):
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except FileNotFoundError:
        return None


def environment(fault):
    plain = dict(os.environ, SOURCE_DATE_EPOCH="1600000000")
    return plain if not fault else dict(
        plain, LD_PRELOAD=INTERPOSE, INTERPOSE=fault,
        ASAN_OPTIONS="verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", ""))


def told(done):
    return done.stderr.decode("utf-8", "replace")


def each_call(stage, what, title="A"):
    """Runs over old outputs, or over none where `title` is None; each time it happens at another call.
    Of several things that can happen, one after the other."""
    what = what if isinstance(what, list) else [what]
    for n in range(1, 200):
        stage.reset(title)
        done = stage.run(TITLES[1], fault="any %d %s" % (n, what[n % len(what)]), more=["--quiet"])
        if b"interposed" not in done.stderr:
            check(n > 12, "calls that are reached: %d" % n)
            check(done.returncode == 0, "no call is left: %s" % told(done))
            return
        yield n, done


def killed_at_each_call(stage):
    """The next run, of this name or of another, finds what is left."""
    tokens = set()
    for name, old in (("p", "A"), ("q", "A"), ("q", None)):
        mended = told_twice = 0
        for n, done in each_call(stage, "signal 9", old):
            what = "killed at call %d, then %s" % (n, name)
            check(done.returncode == -9, "%s: status %d" % (what, done.returncode))
            pdf, zipped = stage.pair()
            check((pdf in stage.wholes[0] or not old and pdf is None) and
                  (zipped in stage.wholes[1] or not old and zipped is None), "%s: something is torn" % what)
            mixed = stage.title_of() is None and pdf is not None
            check(not mixed or pdf in [pair[0] for pair in stage.made if stage.made[pair] == TITLES[1]],
                  "%s: the zip, which holds the PDF, comes last" % what)
            left = [LEFT.fullmatch(name) for name in stage.beside()]
            check(all(left), "%s: only files of the pattern are left: %s" % (what, stage.beside()))
            tokens.update(name[1] for name in left if name and name[1])
            done = stage.run("D", name=name)
            check(done.returncode == 0, "%s: %s" % (what, told(done)))
            check(name == "q" or stage.title_of() == "D", "%s: the next run's files stand" % what)
            check(stage.title_of() or stage.pair() == (None, None), "%s: the pair is mixed" % what)
            check([left for left in stage.beside() if left[0] == "."] == [], "%s: %s" % (what, stage.beside()))
            notes = told(done).count("[output-mended]")
            check(notes == 1 if mixed else notes in (0, 2), "%s: it says %s" % (what, told(done)))
            mended += mixed
            told_twice += notes == 2
        check(mended == 1 and told_twice == 1, "of all kills one falls between the renames, one before both are "
              "begun: %d %d" % (mended, told_twice))
    check(len(tokens) > 30, "each run has names of its own: %d" % len(tokens))


def ended_at_each_call(stage):
    finished = 0
    for shift in range(2):
        endings = ENDINGS[shift:] + ENDINGS[:shift]
        for n, done in each_call(stage, ["signal %d" % number for number in endings]):
            number = endings[n % len(endings)]
            what = "%s at call %d" % (number.name, n)
            check(done.returncode == 128 + number, "%s: status %d" % (what, done.returncode))
            check(stage.title_of() in ("A", TITLES[1]), "%s: %s" % (what, stage.pair()))
            check(stage.beside() == [], "%s leaves %s" % (what, stage.beside()))
            finished += stage.title_of() == TITLES[1]
    check(8 <= finished <= 16, "signals end a run until all is whole, and no later: %d" % finished)


FAILURES = {errno.ENOSPC: "no space left on the disk", errno.EIO: "input/output error", errno.EINTR: "",
            errno.EDQUOT: "no space left in the user's share", errno.EROFS: "read-only", errno.EACCES: "denied"}


def failing_at_each_call(stage):
    said = set()
    for shift in range(2):
        numbers = list(FAILURES)[shift:] + list(FAILURES)[:shift]
        for n, done in each_call(stage, ["errno %d" % number for number in numbers]):
            number = numbers[n % len(numbers)]
            what = "%s at call %d" % (errno.errorcode[number], n)
            title = stage.title_of()
            check((done.returncode, title) in ((3, "A"), (0, TITLES[1])), "%s: status %d, outputs of '%s': %s" %
                  (what, done.returncode, title, told(done)))
            check(done.returncode == 0 or b"[output-write]" in done.stderr, "%s: %s" % (what, told(done)))
            check(done.returncode == 0 or FAILURES[number] in told(done), "%s: %s" % (what, told(done)))
            said.add(done.returncode and number)
            left = stage.beside()
            if left:  # a call that removes was the one that failed
                stage.run("D")
                check(stage.beside() == [] and len(left) == 1, "%s leaves %s" % (what, left))
    check(len(said) > 4, "what is told: %s" % said)


def not_put_back(stage):
    """The zip's rename fails, and so did what would take the PDF's back: the hint says what to do."""
    stage.reset("A")
    done = stage.run("D", fault="linkat 0 errno %d,renameat 2 errno %d" % (errno.EPERM, errno.EIO))
    check(done.returncode == 3 and b"export again" in done.stderr, "a PDF that stays: %s" % told(done))
    check(stage.title_of() is None and stage.beside() == [], "a PDF that stays: %s" % stage.beside())
    done = stage.run("D", fault="linkat 0 errno %d" % errno.EPERM)
    check(done.returncode == 0 and stage.title_of() == "D", "no second names here: %s" % told(done))


def without_locks(stage):
    for number in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
        stage.reset("A")
        done = stage.run("D", fault="flock 0 errno %d" % number)
        check(done.returncode == 0 and b"note: nothing can be locked in" in done.stderr, "no locks: %s" % told(done))
        check(stage.title_of() == "D" and stage.beside() == [], "no locks: %s" % stage.beside())
        done = stage.run("A", fault="flock 0 errno %d" % number, more=["--strict"])
        check(done.returncode == 0, "without locks, --strict has nothing against it: %s" % told(done))
    stage.reset("A")
    check(stage.run("D", fault="getrandom 0 errno %d" % errno.ENOSYS).returncode == 0, "without getrandom")
    check(stage.title_of() == "D", "without getrandom: the outputs")


def shared(stage):
    """Who may put files into the folder may lock what a killed run of somebody else left."""
    lock = os.path.join(stage.out, ".p.lock.offprint-tmp")
    for mode, wanted in ((0o777, 0o666), (0o770, 0o660), (0o755, 0o600)):
        stage.reset("A")
        os.chmod(stage.out, mode)
        stage.run("D", fault="renameat 1 signal 9", preexec_fn=lambda: os.umask(0o077))
        left = stat.S_IMODE(os.stat(lock).st_mode) if os.path.exists(lock) else None
        check(left == wanted, "the lock in a folder of %o: %s" % (mode, left and "%o" % left))
        check(stage.run("D").returncode == 0 and stage.beside() == [], "the next run takes it")
    os.chmod(stage.out, 0o755)


def in_the_way(stage):
    """Told before the work: neither the pages nor the fonts that it needs are looked for."""
    for name in ("p.pdf", "p.zip"):
        path = os.path.join(stage.out, name)
        for what, make in (("a pipe", os.mkfifo), ("a folder", os.mkdir),
                           ("a device", lambda path: os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3)))):
            stage.reset("A")
            os.remove(path)
            if what == "a device" and os.geteuid() != 0:
                continue
            make(path)
            done = stage.run("D", more=["--data-folder", stage.site, "--entry", "none.md"])
            check(done.returncode == 3 and "%s': %s is there" % (name, what) in told(done), "%s: %s" % (what, told(done)))
            check(b"none.md" not in done.stderr, "%s is told before the reading: %s" % (what, told(done)))
    os.makedirs(os.path.join(stage.out, "t.zip"))
    done = run([OFFPRINT, "export", stage.site, "-o", stage.out, "--data-folder", stage.site], env=environment(None))
    check(done.returncode == 3 and b"t.zip': a folder is there" in done.stderr and b"font" not in done.stderr,
          "a folder in the place of a name that the site gives: %s" % told(done))
    stage.reset("A")
    lock = os.path.join(stage.out, ".p.lock.offprint-tmp")
    os.mkdir(lock)
    done = stage.run("D")
    check(done.returncode == 3 and b".p.lock.offprint-tmp': it is a folder" in done.stderr, "a folder named as the lock: %s" % told(done))
    os.rmdir(lock)
    os.symlink("nowhere", lock)
    done = stage.run("D")
    check(done.returncode == 3 and b".p.lock.offprint-tmp': a symbolic link is there" in done.stderr, "a link named as the lock: %s" % told(done))
    os.remove(lock)
    done = stage.run("D", out=os.path.join(stage.out, "p.pdf"), more=["--entry", "none.md"])
    check(done.returncode == 3 and b"it is a file, not a folder" in done.stderr, "a file for a folder: %s" % told(done))
    done = stage.run("D", out=os.path.join(stage.out, "x" * 300))
    check(done.returncode == 3 and b"its name is too long" in done.stderr, "a long name: %s" % told(done))


def kept(stage):
    """Unchanged files keep their times, changed ones their mode; a link goes, what it names stays."""
    stage.reset("A")
    paths = [os.path.join(stage.out, name) for name in ("p.pdf", "p.zip")]
    for path in paths:
        os.utime(path, (1000, 1000))
        os.chmod(path, 0o640)
    check(stage.run("A").returncode == 0, "the same again")
    check(all(os.stat(path).st_mtime == 1000 for path in paths), "what does not change is left alone")
    check(stage.run("D").returncode == 0 and stage.title_of() == "D", "others")
    check(all(os.stat(path).st_mtime > 1000 for path in paths), "what changes is new")
    check(all(stat.S_IMODE(os.stat(path).st_mode) == 0o640 for path in paths), "modes are kept")
    for made, left in (("pdf", "p.zip"), ("zip", "p.pdf")):
        done = stage.run("A", more=["--outputs", made])
        check(done.returncode == 0 and b"/%s' is not made by this run" % left.encode() in done.stderr, "an older %s: %s" % (left, told(done)))
        os.rename(os.path.join(stage.out, left), os.path.join(stage.folder, left))
        done = stage.run("A", more=["--outputs", made])
        check(done.returncode == 0 and b"made by this run" not in done.stderr, "no %s: %s" % (left, told(done)))
        os.rename(os.path.join(stage.folder, left), os.path.join(stage.out, left))
    done = stage.run("D")
    check(done.returncode == 0 and b"made by this run" not in done.stderr, "both: %s" % told(done))
    other = os.path.join(stage.folder, "other")
    shutil.copy(paths[0], other)
    before = digest(other)
    os.remove(paths[0])
    os.symlink(other, paths[0])
    check(stage.run("A").returncode == 0 and stage.title_of() == "A", "over a link")
    check(not os.path.islink(paths[0]) and digest(other) == before, "a link is replaced, not followed")


def streams(stage):
    """A reader that goes away changes the status alone; a file that may not grow, no output."""
    stage.reset("A")
    reader, writer = os.pipe()
    os.close(reader)
    done = stage.run("D", stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    check(done.returncode == 3 and done.stderr == b"" and stage.title_of() == "D", "no reader: %s" % told(done))
    stage.reset("A")
    done = stage.run("D", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000)))
    check(done.returncode == 128 + signal.SIGXFSZ and b"larger than a file may be" in done.stderr,
          "files of 30 kB at most: %d %s" % (done.returncode, told(done)))
    check(stage.title_of() == "A" and stage.beside() == [], "files of 30 kB at most: %s" % stage.beside())

    def ignoring():
        for number in ENDINGS:
            signal.signal(number, signal.SIG_IGN)
    for number in ENDINGS:
        stage.reset("A")
        done = stage.run("D", fault="any 5 signal %d" % number, preexec_fn=ignoring)
        check(done.returncode == 0 and stage.title_of() == "D", "%s is ignored where it was before" % number.name)


def without_openat2(stage):
    """Symbolic links inside the site, to files and folders, up and down, lead to the same without it."""
    site = os.path.join(stage.folder, "links")
    os.makedirs(os.path.join(site, "sub", "deep"))
    with open(os.path.join(site, "README.md"), "w", encoding="utf-8") as page:
        page.write("# T\n\n[a](a.md) [b](sub/b.md) [c](folder/c.md) [d](d.txt) [e](e.txt) [f](folder/../f.txt)\n")
    for name, text in (("sub/deep/c.md", "# C\n"), ("sub/b.md", "# B\n"), ("sub/d.txt", "d\n"), ("f.txt", "f\n")):
        with open(os.path.join(site, name), "w", encoding="utf-8") as file:
            file.write(text)
    for target, link in (("sub/b.md", "a.md"), ("sub/deep", "folder"), ("folder/../d.txt", "d.txt"), ("d.txt", "e.txt")):
        os.symlink(target, os.path.join(site, link))
    made = []
    for number in (0, errno.ENOSYS, errno.EPERM, errno.EAGAIN):
        out = os.path.join(stage.folder, "links-%d" % number)
        done = run([OFFPRINT, "export", site, "-o", out, "--name", "p"],
                   env=environment("openat2 0 errno %d" % number if number else None))
        said = told(done).replace("interposed\n", "")
        check(done.returncode == 0 and (number == 0 or said != told(done)), "openat2 fails: %s" % told(done))
        made.append((stage.pair(out), said, done.stdout.replace(out.encode(), b"")))
    check(all(one == made[0] for one in made), "without openat2: %s" % made)
    check(b"3 files from the site" in made[0][2], "the links are followed: %s" % made[0][2])


def large_file(site, _):
    """A bundle that is more than memory is to hold."""
    words = base64.b64encode(random.Random(3).randbytes(9 << 20))
    with open(os.path.join(site, "README.md"), "w", encoding="utf-8") as page:
        page.write("# T\n\n[d](d.txt)\n")
    with open(os.path.join(site, "d.txt"), "wb") as file:
        file.write(words)
    return "files/d.txt", words


def large_picture(site, out):
    """A PDF that is more than memory is to hold, in a bundle that is not."""
    side = 640
    rows = b"".join(b"\0" + random.Random(n).randbytes(3 * side) for n in range(side))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    with open(os.path.join(site, "README.md"), "w", encoding="utf-8") as page:
        page.write("# T\n\n![d](d.png)\n")
    with open(os.path.join(site, "d.png"), "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, data in chunks:
            file.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))

    def made():
        with open(os.path.join(out, "p.pdf"), "rb") as file:
            return file.read()
    return "p.pdf", made


def put_aside(stage, make):
    """What is more than memory is to hold waits in the folder without a name, and each failure of that is told, with
    the outputs as they were."""
    site, out = os.path.join(stage.folder, make.__name__), os.path.join(stage.folder, make.__name__ + "-out")
    os.makedirs(site)
    entry, want = make(site, out)

    def export(fault=None, title="T", command="export", **options):
        where = [] if command == "check" else ["-o", out]
        return run([OFFPRINT, command, site, "--name", "p", "--title", title, *where], env=environment(fault), **options)

    def whole(what):
        with zipfile.ZipFile(os.path.join(out, "p.zip")) as bundle:
            check(bundle.testzip() is None and
                  bundle.read("p-2020-09-13/data/" + entry) == (want() if callable(want) else want), what)
        check(sorted(os.listdir(out)) == ["p.pdf", "p.zip"], "%s: %s" % (what, os.listdir(out)))

    for fault in (None, "tmpfile 0 errno %d" % errno.EOPNOTSUPP, "tmpfile 0 errno %d" % errno.EISDIR):
        shutil.rmtree(out, ignore_errors=True)
        done = export(fault)
        check(done.returncode == 0 and (b"interposed" in done.stderr) == bool(fault), "put aside: %s" % told(done))
        whole("put aside, %s" % fault)
    before = stage.pair(out)
    for call, number in (("tmpfile", errno.EACCES), ("tmpfile", errno.ENOSPC), ("tmpfile", errno.EMFILE),
                         ("pwrite", errno.ENOSPC), ("pwrite", errno.EIO)):
        done = export("%s 0 errno %d" % (call, number), "Other")
        what = "%s of what is put aside: %s" % (call, errno.errorcode[number])
        check(done.returncode == 3 and b"[output-write]" in done.stderr, "%s: %d %s" % (what, done.returncode, told(done)))
        check(stage.pair(out) == before and sorted(os.listdir(out)) == ["p.pdf", "p.zip"], what)
    codes = set()
    for number in range(1000):  # what is put aside is read so, and large files of the site; 0: each of them fails
        done = export("pread %d errno %d" % (number, errno.EIO), "Other")
        if b"interposed" not in done.stderr:
            break
        what = "pread %d: %d %s" % (number, done.returncode, told(done))
        if done.returncode == 0:  # a file is read otherwise then
            whole(what)
            export()
        check(done.returncode in (0, 3) and stage.pair(out) == before, what)
        codes |= {code for code in ("output-write", "file-changed") if code in told(done)}
    check("output-write" in codes and ("file-changed" in codes) == (make is large_file), "each kind of pread fails: %s" % codes)
    export()
    inode = os.stat(os.path.join(out, "p.pdf")).st_ino
    done = export()
    check(done.returncode == 0 and os.stat(os.path.join(out, "p.pdf")).st_ino == inode, "as it was, it is left alone")
    for call in ("pwrite", "pread"):
        done = export("%s 1 errno %d" % (call, errno.EINTR), "EINTR")
        check(done.returncode == 0, "%s again after a signal: %s" % (call, told(done)))
        whole("%s again after a signal" % call)
    for number in ENDINGS:
        before = stage.pair(out)
        done = export("pwrite 1 signal %d" % number, number.name)
        check(done.returncode == 128 + number and stage.pair(out) == before, "%s: %s" % (number.name, told(done)))
        check(sorted(os.listdir(out)) == ["p.pdf", "p.zip"], "%s leaves %s" % (number.name, os.listdir(out)))
    shutil.rmtree(out)
    done = export("pwrite 0 errno %d" % errno.ENOSPC)
    check(done.returncode == 3 and not os.path.exists(out), "no folder is left: %s" % told(done))
    done = export("tmpfile 0 errno %d" % errno.EACCES, command="check", cwd=stage.folder)
    check(done.returncode == 0 and b"interposed" not in done.stderr, "check puts nothing into a folder: %s" % told(done))


def swept_before_locked(stage):
    """A run of another name takes what a run has made and not yet locked for a dead run's, and is slow to remove it."""
    for lock, entry, more in ((2, ".p.pdf.", ()), (5, ".p.", ("--stick", os.path.join(stage.out, "s")))):
        stage.reset(None)
        folder = more[1] if more else stage.out
        os.makedirs(folder)
        making = stage.start("A", "flock %d pause 2000000" % lock, more)
        there = lambda: [name for name in os.listdir(folder) if name.startswith(entry) and ".lock." not in name]
        end = time.monotonic() + 30
        while not there() and time.monotonic() < end:
            time.sleep(0.01)
        check(there() != [], "%s stands there, not locked: %s" % (entry, os.listdir(folder)))
        sweeping = stage.run("A", name="q", out=folder, fault="unlinkat 1 pause 3500000")
        check(b"interposed" in sweeping.stderr and sweeping.returncode == 0, "%s, the sweeper: %s" % (entry, told(sweeping)))
        said = making.stderr.read().decode("utf-8", "replace")
        making.stderr.close()
        check(making.wait() == 0, "%s, swept: %s" % (entry, said))
        check(stage.title_of() == "A", "%s: all is whole" % entry)
        check(sorted(os.listdir(folder)) == (["p"] if more else ["p.pdf", "p.zip"]) + ["q.pdf", "q.zip"], "%s: %s" % (entry, os.listdir(folder)))


def races(stage, count, rng):
    """Two to eight runs at once, half of them slowed down where it hurts, and a reader between them."""
    runs = 0
    stage.reset()
    while runs < count:
        if rng.random() < 0.3:
            stage.reset(rng.choice(TITLES + [None]))
        started = []
        for _ in range(rng.randint(2, 8)):
            fault = "%s 0 pause %d" % (rng.choice(["any", "renameat", "flock", "unlinkat", "openat", "linkat"]),
                                       rng.randint(1, 3000)) if rng.random() < 0.5 else None
            started.append(stage.start(rng.choice(TITLES), fault))
        while any(process.poll() is None for process in started):
            for whole, found in zip(stage.wholes, stage.pair()):
                check(found is None or found in whole, "a reader finds half a file")
        runs += len(started)
        for process in started:
            said = process.stderr.read().decode("utf-8", "replace").replace("interposed\n", "")
            process.stderr.close()
            check(process.returncode == 0 and said == "", "one of many: %d %s" % (process.returncode, said))
        check(stage.title_of(), "files of two runs: %s" % (stage.pair(),))
        check(stage.beside() == [], "many leave %s" % stage.beside())
    return runs


def kills(stage, count, rng):
    """At any moment, most of them where outputs are put; half of the runs are slow there, or between their renames. A
    second run may stand beside."""
    left = mended = 0
    stage.reset("A")
    for i in range(count):
        number = rng.choice([signal.SIGKILL] * len(ENDINGS) + ENDINGS)
        slow = rng.choice([None, None, "any 0 pause 2000", "renameat 0 pause 40000"])
        before = set(stage.beside())
        process = stage.start(rng.choice(TITLES), slow)
        beside = stage.start(rng.choice(TITLES)) if rng.random() < 0.2 else None
        wait_for_moment(process, stage.out, stage.seconds * (2 if slow else 1.3), rng)
        process.send_signal(number)
        status = process.wait()
        process.stderr.close()
        check(status in (0, 128 + number, -number), "%s: status %d" % (number.name, status))
        if beside:
            check(beside.wait() == 0, "a run beside one that is killed: %s" % beside.stderr.read())
            beside.stderr.close()
        for whole, found in zip(stage.wholes, stage.pair()):
            check(found in whole, "%s leaves half a file" % number.name)
        mixed = stage.title_of() is None
        check(not mixed or status == -9, "%s leaves files of two runs" % number.name)
        check(status in (-9, -number) or set(stage.beside()) <= before, "%s leaves %s" % (number.name, stage.beside()))
        left += stage.beside() != []
        if mixed or rng.random() < 0.7:
            title = rng.choice(TITLES)
            done = stage.run(title)
            check(done.returncode == 0 and stage.title_of() == title, "after %s: %s" % (number.name, told(done)))
            check(stage.beside() == [], "after %s, the next run leaves %s" % (number.name, stage.beside()))
            check(not mixed or b"[output-mended]" in done.stderr, "after %s, it is mended without a word: %s" % (number.name, told(done)))
        mended += mixed
    return left, mended


def main():
    what, count = (sys.argv[1], int(sys.argv[2])) if len(sys.argv) > 2 else ("all", 0)
    need_tool("qpdf", "qpdf")
    seed = int(os.environ.get("SEED", "1"))
    with scratch() as folder:
        stage = Stage(folder)
        if what == "all":
            killed_at_each_call(stage)
            ended_at_each_call(stage)
            failing_at_each_call(stage)
            not_put_back(stage)
            without_locks(stage)
            shared(stage)
            in_the_way(stage)
            kept(stage)
            streams(stage)
            without_openat2(stage)
            put_aside(stage, large_file)
            put_aside(stage, large_picture)
            swept_before_locked(stage)
        if what in ("all", "races"):
            print("%d runs at once" % races(stage, count or 200, random.Random(seed)))
        if what in ("all", "kills"):
            print("of %d kills, %d left something and %d came between the renames" %
                  (count or 100, *kills(stage, count or 100, random.Random(seed))))
    finish("outputs")


if __name__ == "__main__":
    main()
