"""Each read of a small site fails in turn, by no fault of its files: the disk fails, or descriptors or memory are gone.
Then the status is 3 and the old outputs are as they were, never an export that takes a file for absent. A call that a
signal has interrupted is made again."""
import errno
import os

from small_site import digests, make_site, put_old
from support import OFFPRINT, check, finish, preloaded, run, scratch, write_files

INTERPOSE = preloaded("interpose")
FAULTS = (errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM)


UNTRUE = (b"no page", b"no front page", b"no-entry", b"no-such-page", b"page-unknown")


def export(site, out, fault=None, entry=None):
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1700000000")
    if fault:
        environment.update(LD_PRELOAD=INTERPOSE, INTERPOSE=fault, ASAN_OPTIONS="verify_asan_link_order=0:" +
                           os.environ.get("ASAN_OPTIONS", ""))
    return run([OFFPRINT, "export", site, "--name", "o", "--threads", "1", "-o", out] + (["--entry", entry] if entry else []), env=environment, timeout=120)


def each_call(call, error, site, out, whole):
    """How often the fault mattered."""
    failed = 0
    for n in range(1, 200):
        old = put_old(out)
        done = export(site, out, "%s %d errno %d" % (call, n, error))
        if b"interposed" not in done.stderr:
            check(n > 8, "only %d calls of %s are reached" % (n - 1, call))
            return failed
        now, what = digests(out), "%s %d, %s: status %d" % (call, n, errno.errorcode[error], done.returncode)
        if done.returncode == 3:
            failed += 1
            check(now == old, "%s, and the outputs are not the old ones" % what)
            check(b"error" in done.stderr, "%s, and no line that says why" % what)
            check(not any(words in done.stderr for words in UNTRUE), "%s, and a page counts as absent: %s" % (what, done.stderr))
        else:
            check(done.returncode == 0 and now == whole, "%s, and other outputs: %s" % (what, done.stderr))
    check(False, "%s never ends" % call)
    return failed


def by_address(folder):
    """Where the file cannot be read that gives the entry its address, nothing is known of the entry."""
    site, out = os.path.join(folder, "by-address"), os.path.join(folder, "by-address-out")
    write_files(site, {"pages/e.md": "---\ntitle: E\npermalink: /other/\n---\ntext\n", "b.md": "---\ntitle: B\n---\ntext\n"})
    for call in ("openat2", "read"):
        for fault in FAULTS:
            failed = 0
            for n in range(1, 40):
                done = export(site, out, "%s %d errno %d" % (call, n, fault), "/other/")
                failed += done.returncode == 3
                check(done.returncode in (0, 3) and not any(words in done.stderr for words in UNTRUE),
                      "%s %d, %s: status %d, %s" % (call, n, errno.errorcode[fault], done.returncode, done.stderr))
                if b"interposed" not in done.stderr:
                    break
            check(failed > 2, "by its address: %s fails %d times" % (call, failed))


def large_file(folder):
    """One that is read part by part: where its first reading fails, it is read whole; once it was looked at, it must be
    there."""
    site, out = os.path.join(folder, "large"), os.path.join(folder, "large-out")
    make_site(site)
    with open(os.path.join(site, "large.zip"), "wb") as file:
        file.write(b"PK\x03\x04" + bytes(range(256)) * (9 << 12))
    with open(os.path.join(site, "index.md"), "a", encoding="utf-8") as page:
        page.write("\n[l](large.zip)\n")
    os.makedirs(out)
    done = export(site, out)
    check(done.returncode == 0, "with a large file: %s" % done.stderr)
    whole, ends = digests(out), set()
    for n in range(1, 200, 7):
        old = put_old(out)
        done = export(site, out, "pread %d errno %d" % (n, errno.EIO))
        if b"interposed" not in done.stderr:
            break
        ends.add(done.returncode)
        if done.returncode == 3:
            check(digests(out) == old and b"error" in done.stderr, "pread %d, and old outputs are gone: %s" % (n, done.stderr))
        else:
            check(done.returncode == 0 and digests(out) == whole, "pread %d, and other outputs: %s" % (n, done.stderr))
    check(n > 90 and ends == {0, 3}, "of a large file %d reads fail, which end as %s" % (n, ends))


with scratch() as folder:
    site, out = os.path.join(folder, "site"), os.path.join(folder, "out")
    make_site(site)
    os.makedirs(out)
    done = export(site, out)
    check(done.returncode == 0, "the site alone: %s" % done.stderr)
    whole = digests(out)
    for call in ("openat2", "read"):
        for fault in FAULTS:
            check(each_call(call, fault, site, out, whole) > 8, "%s: faults matter" % call)
        check(each_call(call, errno.EINTR, site, out, whole) == 0, "%s: interrupted calls are made again" % call)
    large_file(folder)
    by_address(folder)
finish("read faults")
