"""A small site with its git repository is exported again and again; each time another system call fails, by strace's
hand: of every kind that the program makes once it has begun, libraries' included, each n-th, with each errno that fits.

    test_system_calls.py [STEP [CALL...]]    every STEP-th of each kind (without: some 6 of a kind); 1 takes minutes

Then the status is 3 with a line that says why, and the old outputs are as they were; or both outputs are what they
always are. What a signal interrupts is done again. No crash, no hang, and nothing lies beside the outputs."""
import collections
import os
import subprocess
import sys

from small_site import digests, make_site, put_old
from support import OFFPRINT, check, finish, need_tool, run, scratch

FAULTS = {
    "access": "EIO", "brk": "retval=0", "close": "EIO EINTR", "faccessat2": "EIO", "fchmod": "EIO EPERM",
    "fchown": "EIO EPERM", "fcntl": "EIO EMFILE", "flock": "EIO EINTR ENOLCK", "fstat": "EIO ENOMEM",
    "fsync": "EIO EINTR", "ftruncate": "EIO", "getcwd": "EIO ENOMEM", "getdents64": "EIO EINTR",
    "getrandom": "EINTR ENOSYS", "ioctl": "EIO", "linkat": "EIO EPERM", "lseek": "EIO", "mkdir": "EIO ENOSPC",
    "mmap": "ENOMEM", "mremap": "ENOMEM", "munmap": "ENOMEM", "newfstatat": "EIO ENOMEM",
    "open": "EIO EINTR EMFILE ENOMEM", "openat": "EIO EINTR EMFILE ENOMEM", "openat2": "EIO EINTR EMFILE ENOMEM",
    "pread64": "EIO EINTR", "pwrite64": "EIO EINTR ENOSPC", "read": "EIO EINTR", "readlink": "EIO",
    "renameat": "EIO ENOSPC", "stat": "EIO", "statx": "EIO", "unlinkat": "EIO", "write": "EIO EINTR ENOSPC",
}
# They cannot fail, or fail with what the system never answers: the C library ends the process then, by design.
NEVER = {"arch_prctl", "execve", "exit", "exit_group", "futex", "getegid", "geteuid", "getgid", "getpid", "gettid",
         "getuid", "mprotect", "rt_sigaction", "rt_sigprocmask", "set_robust_list", "set_tid_address", "rseq",
         "prlimit64", "sigaltstack", "sched_getaffinity", "madvise", "clock_gettime"}


class Stage:
    def __init__(self, folder):
        self.site, self.out = os.path.join(folder, "site"), os.path.join(folder, "out")
        self.log = os.path.join(folder, "strace")
        make_site(self.site)
        os.makedirs(self.out)
        self.old = put_old(self.out)

    def export(self, *options):
        """Over old outputs; the result, and the lines of calls."""
        put_old(self.out)
        done = run(["strace", "-qq", "-f", "-o", self.log, *options, OFFPRINT, "export", self.site, "--name", "o", "--threads", "1",
                    "-o", self.out], env=dict(os.environ, SOURCE_DATE_EPOCH="1700000000"), timeout=120)
        with open(self.log, errors="replace", encoding="utf-8") as file:
            return done, [line.split(None, 1)[1] for line in file if "(" in line]

    def left(self):
        names = sorted(set(os.listdir(self.out)) - {"o.pdf", "o.zip"})
        for name in names:
            os.remove(os.path.join(self.out, name))
        return names


def judge(stage, whole, done, line, fault):
    """What is wrong with it, or None."""
    now, left = digests(stage.out), stage.left()
    unheard = line.startswith("write(2,") and fault != "EINTR"  # who could be told?
    if done.returncode not in (0, 3):
        return "status %d" % done.returncode
    if done.returncode == 0 and now != whole:
        return "status 0 and other outputs"
    if done.returncode == 3 and fault == "EINTR":
        return "it was not done again"
    if done.returncode == 3 and now not in (stage.old, whole):
        return "status 3 and the outputs are not the old ones"
    if done.returncode == 3 and b"error" not in done.stderr and not unheard:
        return "status 3 and no line that says why"
    if line.startswith("unlinkat") and left and b"[output-left]" not in done.stderr:
        return "nobody says that beside the outputs lie %s" % left
    return "beside the outputs lie %s" % left if left and not line.startswith("unlinkat") else None


def each_call(stage, whole, call, numbers, seen):
    for fault in FAULTS.get(call, "EIO").split():
        how = fault if "=" in fault else "error=" + fault
        for number in numbers:
            done, lines = stage.export("--seccomp-bpf", "-e", "trace=" + call,
                                       "-e", "inject=%s:%s:when=%d" % (call, how, number))
            hit = next((line for line in lines if "INJECTED" in line), None)
            if hit:
                seen[done.returncode] += 1
                fault_found = judge(stage, whole, done, hit, fault)
                check(not fault_found, "%s %d, %s: %s: %s %s" %
                      (call, number, fault, fault_found, hit.strip(), done.stderr[-300:]))


def main(step, wanted):
    need_tool("strace", "strace")
    if subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], stderr=subprocess.DEVNULL).returncode:
        print("SKIPPED: strace may trace nothing here")
        sys.exit(77)
    with scratch() as folder:
        stage = Stage(folder)
        done, lines = stage.export()
        check(done.returncode == 0, "the site alone: %s" % done.stderr)
        whole = digests(stage.out)
        begin = next(i for i, line in enumerate(lines) if stage.site in line and not line.startswith("execve"))
        before = collections.Counter(line.split("(")[0] for line in lines[:begin])
        counts = collections.Counter(line.split("(")[0] for line in lines)
        seen = collections.Counter()
        for call in sorted(wanted or set(counts) - NEVER):
            count = counts[call] - before[call]
            each_call(stage, whole, call, range(before[call] + 1, counts[call] + 1, step or max(count // 6, 1)), seen)
        check(wanted or (seen[3] > 8 and seen[0] > 8), "faults matter: %s" % dict(seen))
        print("%d calls failed: %s" % (sum(seen.values()), dict(seen)))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 0, sys.argv[2:])
finish("system calls")
