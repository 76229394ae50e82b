"""Every command that reads, again and again; each time another call of it fails, by no fault of what is read.

    test_read_commands.py [MOST [COMMAND...]]    MOST calls of each kind (without: some 8, or 4 of a sanitized program, spread over all; 0: each)

Where the disk fails, or descriptors or memory are gone, the status is 3 with one line that says why, nothing is put in
place, and nothing that was looked at is blamed; or all is as without it. Permissions are told as such, with status 1,
or with a warning."""
import errno
import hashlib
import os
import shutil
import sys

from packet_site import with_logos
from press_profile import profile
from small_site import SITE, make_site
from support import OFFPRINT, check, finish, is_sanitized, need_tool, preloaded, run, scratch, write_files

INTERPOSE = preloaded("interpose")
BROKEN = (errno.EIO, errno.EMFILE, errno.ENOMEM)
CALLS = {
    "open": (*BROKEN, errno.EACCES, errno.EINTR), "openat": (*BROKEN, errno.EACCES, errno.EINTR),
    "openat2": (*BROKEN, errno.EACCES, errno.EINTR), "opendir": (*BROKEN, errno.EACCES), "fdopendir": (errno.ENOMEM,),
    "readdir": (errno.EIO, errno.ENOMEM), "read": (errno.EIO, errno.EINTR), "pread": (errno.EIO, errno.EINTR),
    "fstat": (errno.EIO, errno.ENOMEM), "fstatat": (errno.EIO, errno.ENOMEM), "stat": (errno.EIO, errno.EACCES),
    "lstat": (errno.EIO, errno.ENOMEM), "access": (errno.EIO,),
}
BLAMES = (b"NOT ", b"does not", b"is not", b"no such", b"missing")


class Command:
    def __init__(self, folder, name, arguments, out=None):
        self.folder, self.name, self.arguments = folder, name, arguments
        self.out, self.out_as = os.path.join(folder, "out"), out  # what that folder is a copy of, first

    def run(self, fault=None):
        """The result, and the outputs before and after it."""
        shutil.rmtree(self.out, ignore_errors=True)
        if self.out_as:
            shutil.copytree(self.out_as, self.out)
        else:
            write_files(self.out, {"o.pdf": "old", "o.zip": "old"})
        before = files(self.out)
        environment = dict(os.environ, SOURCE_DATE_EPOCH="1700000000")
        if fault:
            environment.update(LD_PRELOAD=INTERPOSE, INTERPOSE=fault, ASAN_OPTIONS="verify_asan_link_order=0:fast_unwind_on_malloc=0:" +
                               os.environ.get("ASAN_OPTIONS", ""))  # tests/lsan.supp names what libgit2 loses
        done = run([OFFPRINT, *self.arguments], env=environment, timeout=120)
        done.hit = b"interposed\n" in done.stderr
        done.stderr = done.stderr.replace(b"interposed\n", b"", 1)
        return done, before, files(self.out)


def files(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def errors(done):
    return [line for line in done.stderr.splitlines() if b" error: " in line]


def judge(whole, done, before, after, error, many):
    """What is wrong with it, or None. Of `many` packets each is put in place when it is made."""
    usual, _, made = whole
    same = (done.returncode, done.stdout, after) == (usual.returncode, usual.stdout, made)
    if same:
        return None
    if error == errno.EINTR:
        return "it is not made again"
    if error == errno.EACCES:
        told = b"permission denied" in (done.stdout + done.stderr).lower()
        return "permissions end with %d" % done.returncode if done.returncode not in (0, 1) else None if told else "not told"
    if done.returncode != 3:
        return "status %d" % done.returncode
    if len(errors(done)) != 1:
        return "%d errors" % len(errors(done))
    if any(blame in done.stdout for blame in BLAMES):
        return "what is read is blamed"
    touched = [name for name in {*before, *after} if after.get(name) not in (before.get(name), made.get(name))]
    whole_ones = many and not any(name.endswith((".pdf", ".zip")) for name in touched)  # else records
    return None if after == before or whole_ones else "outputs are touched: %s" % touched


def each_call(command, call, error, most, whole):
    """How often the fault mattered. The further on, the fewer are tried."""
    failed, n = 0, 1
    while n < 20000:
        done, before, after = command.run("%s %d errno %d" % (call, n, error))
        if not done.hit:
            return failed
        wrong = judge(whole, done, before, after, error, command.name in ("list", "sites"))
        failed += done.returncode == 3
        check(not wrong, "%s: %s %d, %s: %s: %s %s" % (command.name, call, n, errno.errorcode[error], wrong,
                                                      done.stderr.decode("utf-8", "replace")[-300:], done.stdout.decode("utf-8", "replace")[:200]))
        n += max(1, n // most) if most else 1
    check(False, "%s: %s never ends" % (command.name, call))
    return failed


def make_commands(folder):
    def path(name):
        return os.path.join(folder, name)

    def made(*arguments):
        done = run([OFFPRINT, *arguments], env=dict(os.environ, SOURCE_DATE_EPOCH="1700000000"))
        check(done.returncode == 0, "%s: %s" % (arguments, done.stderr))

    site, out = path("site"), path("out")
    make_site(site)
    for date in ("2024-01-01", "2024-01-02"):
        made("snapshot", site, "--name", "o", "--date", date, "-o", path("chain"))
        with open(path("site/b.md"), "a", encoding="utf-8") as file:
            file.write("\nOne more.\n")
    made("export", site, "--name", "o", "-o", path("made"))
    shutil.unpack_archive(path("made/o.zip"), path("unpacked"))
    bag = path("unpacked/" + os.listdir(path("unpacked"))[0])
    need_tool("minisign", "minisign")
    run(["minisign", "-G", "-W", "-p", path("k.pub"), "-s", path("k.key")])
    for form, zipped in (("", "made/o.zip"), ("-l", "made/old.zip")):
        shutil.copy(path("made/o.zip"), path("made/old.zip"))
        run(["minisign", "-S", *([form] if form else []), "-s", path("k.key"), "-m", path(zipped), "-t", "x"])
    shutil.copy(path("made/o.pdf"), path("made/plain"))
    write_files(path("bare"), {"index.md": "# A\n", "sub/b.md": "# B\n"})
    need_tool("git", "git")
    write_files(path("git"), SITE)
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "1"], ["rm", "-q", "d.svg"], ["commit", "-qm", "2"], ["gc", "-q"],
                      ["rm", "-q", "g.gif"], ["commit", "-qm", "3"]):
        run(["git", "-c", "user.name=x", "-c", "user.email=x@x.example", "-C", path("git"), *arguments])
    logos, rows = with_logos(folder)
    for part in range(2):
        made("export", logos, "--for", rows, "-o", path("parts"), "--shard", "%d/2" % part)
    write_files(folder, {"sites.yml": "- {source: bare, outputs: zip, recipe: own.yml}\n", "own.yml": "title: R\n",
                         "press.icc": profile(), "short.csv": "long,short\nhttps://x.example/b.html,https://s.example/a\n"})
    return [Command(folder, *each) for each in (
        ("verify zip", ["verify", path("made/o.zip"), "--key", path("k.pub")]),
        ("verify old", ["verify", path("made/old.zip"), "--key", path("k.pub")]),
        ("verify file", ["verify", path("made/plain")]),
        ("verify bag", ["verify", bag]),
        ("verify chain", ["verify", path("chain")]),
        ("log", ["log", "--stat", path("chain")]),
        ("diff chain", ["diff", path("chain")]),
        ("diff bag", ["diff", bag, path("made/o.zip")]),
        ("diff site", ["diff", path("made/o.zip"), site]),
        ("snapshot", ["snapshot", site, "--name", "o", "--date", "2024-01-03", "-o", out], path("chain")),
        ("render", ["render", site, "index.md"]),
        ("render pages", ["render", site, "index.md", "--to", "pages"]),
        ("check", ["check", site]),
        ("init", ["init", out], path("bare")),
        ("list", ["export", logos, "--for", rows, "--threads", "1", "-o", out]),
        ("parts", ["packets", "merge", out], path("parts")),
        ("sites", ["sites", path("sites.yml"), "--threads", "1", "-o", out]),
        ("short links", ["export", site, "--name", "o", "--short-links", path("short.csv"), "--threads", "1", "-o", out]),
        ("profile", ["export", site, "--name", "o", "--media", "press", "--cmyk", path("press.icc"), "--threads", "1", "-o", out]),
        ("revision", ["export", path("git"), "--revision", "HEAD~1", "--history", "--name", "o", "--threads", "1", "-o", out]),
        ("history", ["export", path("git"), "--history", "--name", "o", "--threads", "1", "-o", out]),
    )]


def main(most, wanted):
    with scratch(in_memory=True) as folder:
        for command in make_commands(folder):
            if wanted and command.name not in wanted:
                continue
            whole, failed = command.run(), 0
            check(whole[0].returncode == 0 or command.name == "verify file", "%s alone: %s" % (command.name, whole[0].stderr))
            for call, faults in CALLS.items():
                for error in faults if command.name.startswith(("verify", "log")) else set(faults) - {errno.EACCES}:  # see test_denied.py
                    failed += each_call(command, call, error, most, whole)
            check(failed > 5, "%s: faults matter: %d" % (command.name, failed))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 4 if is_sanitized() else 8, sys.argv[2:])
finish("reads of commands")
