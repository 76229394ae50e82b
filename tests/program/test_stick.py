"""The bundle unpacked in a folder (--stick): whole and of one run with the files, whatever happens to the run."""
import errno
import os
import random
import re
import signal
import stat
import subprocess
import time
import zipfile

from support import OFFPRINT, check, finish, offprint, preloaded, run, scratch, write_files

INTERPOSE = preloaded("interpose")
TITLES = ["A", "The second title", "A third title, longer than the others"]
SITE = {"README.md": "# T\n\n[b](b.md) [f](f.txt)\n", "b.md": "# B\n\nText of b.\n", "f.txt": "x" * 300000}
SAFE = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$")


def files_of(folder):
    """Each file with its bytes; whatever is neither a file nor a folder as what it is."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in folders + names:
            path = os.path.join(place, name)
            mode = os.lstat(path).st_mode
            if stat.S_ISREG(mode):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
            elif not stat.S_ISDIR(mode):
                found[os.path.relpath(path, folder)] = "no file"
    return found


class Stage:
    def __init__(self, folder):
        self.folder, self.stick = folder, os.path.join(folder, "stick")
        self.site, self.out = write_files(os.path.join(folder, "site"), SITE), os.path.join(folder, "out")
        self.goal = os.path.join(self.stick, "p")
        self.made = {}
        for title in TITLES:
            begun = time.monotonic()
            done = self.run(title)
            self.seconds = time.monotonic() - begun
            check(done.returncode == 0, "%s is unpacked: %s" % (title, done.stderr.decode()))
            self.made[title] = (files_of(self.goal), files_of(self.out))

    def command(self, title, name="p"):
        return [OFFPRINT, "export", self.site, "--name", name, "--title", title, "-o", self.out, "--stick", self.stick, "--quiet"]

    def environment(self, fault):
        return dict(os.environ, SOURCE_DATE_EPOCH="1600000000", **({} if not fault else {
            "LD_PRELOAD": INTERPOSE, "INTERPOSE": fault,
            "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}))

    def run(self, title, fault=None, name="p"):
        return run(self.command(title, name), env=self.environment(fault), timeout=60)

    def start(self, title, fault=None):
        return subprocess.Popen(self.command(title), env=self.environment(fault), stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def title(self):
        """Of the whole bundle that is there; None: there is none, or it is torn."""
        found = files_of(self.goal)
        return next((title for title, made in self.made.items() if made[0] == found), None)

    def files_title(self):
        """Of the files in the output's folder; None: they are of two runs."""
        found = {name: data for name, data in files_of(self.out).items() if name in ("p.pdf", "p.zip")}
        return next((title for title, made in self.made.items() if made[1] == found), None)

    def titles(self):
        return {self.title(), self.files_title()}

    def remove(self, name):
        """What a run of another name made."""
        for folder in (self.stick, self.out):
            subprocess.run(["rm", "-rf", *(os.path.join(folder, name + end) for end in ("", ".pdf", ".zip"))], check=True)

    def beside(self):
        return sorted(set(os.listdir(self.stick)) - {"p"})


def whole(stage):
    done = offprint("verify", stage.goal)
    check(done.returncode == 0, "the folder is a whole bundle: %s" % done.stdout.decode())
    with zipfile.ZipFile(os.path.join(stage.out, "p.zip")) as archive:
        packed = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    check(packed == stage.made[TITLES[-1]][0], "it holds what the zip does")
    for name in packed:
        check(all(map(SAFE.match, name.split("/"))), "'%s' is a name for every file system" % name)
    check(stage.beside() == [], "nothing stands beside: %s" % stage.beside())


def strangers(stage):
    """What is no bundle stays, and is told before anything is made."""
    write_files(stage.goal, {"data/mine.txt": "mine"})
    os.remove(os.path.join(stage.out, "p.zip"))
    done = stage.run("A")
    check(done.returncode == 3 and b"data/mine.txt" in done.stderr, "a file of somebody's is told: %s" % done.stderr.decode())
    check(not os.path.exists(os.path.join(stage.out, "p.zip")), "nothing is written then")
    check(os.path.exists(os.path.join(stage.goal, "data", "mine.txt")), "it stays")
    os.remove(os.path.join(stage.goal, "data", "mine.txt"))
    write_files(stage.goal, {"data/.DS_Store": "x", "._data": "x", "Thumbs.db": "x"})
    check(stage.run("A").returncode == 0 and stage.title() == "A", "what systems leave goes with the old folder")
    os.rename(stage.goal, stage.goal + "-old")
    for make in (lambda: write_files(stage.stick, {"p": "a file"}), lambda: os.symlink("p-old", stage.goal)):
        make()
        done = stage.run("A")
        check(done.returncode == 3 and b"no folder" in done.stderr, "what is no folder stays: %s" % done.stderr.decode())
        os.remove(stage.goal)
    os.mkdir(stage.goal)
    check(stage.run("A").returncode == 0 and stage.title() == "A", "an empty folder is filled")
    check(len(files_of(stage.goal + "-old")) > 10, "a folder that a link leads to is untouched")
    subprocess.run(["rm", "-r", stage.goal + "-old"], check=True)


def without_exchange(stage):
    """Two renames; killed between them, the next run puts in place what was whole."""
    done = stage.run(TITLES[1], "renameat2 1 errno %d" % errno.EINVAL)
    check(b"interposed" in done.stderr and done.returncode == 0, "without exchange: %s" % done.stderr.decode())
    check(stage.title() == TITLES[1] and stage.beside() == [], "without exchange: %s" % stage.beside())
    seen = set()
    for n in range(1, 8):
        stage.run("A")
        done = stage.run(TITLES[1], "renameat2 1 errno %d,renameat %d signal 9" % (errno.EINVAL, n))
        seen.add((done.returncode, os.path.exists(stage.goal)))
        done = stage.run(TITLES[2], name="q")
        check(done.returncode == 0, "a run of another name: %s" % done.stderr.decode())
        check(stage.title() in ("A", TITLES[1]), "after a kill at rename %d a whole bundle stands there" % n)
        check(stage.beside() == ["q"], "and nothing else: %s" % stage.beside())
        stage.remove("q")
    check((-9, False) in seen and (-9, True) in seen, "kills fall between the renames, and before: %s" % seen)


def failing(stage):
    """Whatever call fails, the old bundle stays and nothing is left; or the new one is whole."""
    counts = {}
    for call, error in (("write", errno.ENOSPC), ("fsync", errno.EIO), ("mkdirat", errno.EROFS), ("renameat2", errno.EIO),
                        ("openat", errno.EACCES)):
        for n in list(range(1, 60, 4 if call in ("write", "fsync") else 1)):
            stage.run("A")
            done = stage.run(TITLES[1], "%s %d errno %d" % (call, n, error))
            if b"interposed" not in done.stderr:
                break
            counts[call] = counts.get(call, 0) + (done.returncode != 0)
            what = "%s %d fails" % (call, n)
            check(done.returncode in (0, 3) and stage.titles() == {TITLES[1] if done.returncode == 0 else "A"},
                  "%s: status %d, %s stand there" % (what, done.returncode, stage.titles()))
            check(stage.beside() == [], "%s: %s is left" % (what, stage.beside()))
    check(all(counts.get(call, 0) > 0 for call in ("write", "fsync", "mkdirat", "renameat2")), "calls fail: %s" % counts)


def ended_at_each_call(stage):
    """Signals that end a run leave all old or all new at once; after one that kills, the next run of any name makes it so."""
    seen, mixed = set(), 0
    for n in range(1, 1000):
        number = (signal.SIGTERM, signal.SIGXFSZ, signal.SIGKILL, signal.SIGKILL)[n % 4]
        stage.run("A")
        done = stage.run(TITLES[1], "any %d signal %d" % (n, number))
        what = "%s at call %d" % (number.name, n)
        if b"interposed" not in done.stderr:
            check(n > 40, "calls that are reached: %d" % n)
            break
        if number == signal.SIGKILL:
            check(done.returncode == -9, "%s: status %d" % (what, done.returncode))
            check(stage.run(TITLES[2], name="q").returncode == 0, "the next run after %s" % what)
            stage.remove("q")
        else:
            check(done.returncode in (0, 128 + number), "%s: status %d" % (what, done.returncode))
            check(len(stage.titles()) == 1, "%s: %s stand there: %s" % (what, stage.titles(), done.stderr.decode()))
        mixed += len(stage.titles()) > 1
        check(None not in stage.titles(), "%s tears: %s" % (what, stage.titles()))
        check(stage.beside() == [], "%s leaves %s" % (what, stage.beside()))
        seen |= stage.titles()
    check(seen == {"A", TITLES[1]}, "runs end before and after the renames: %s" % seen)
    check(mixed <= 1, "%d of %d kills leave files of one run beside a folder of another" % (mixed, n))


def one_folder(stage):
    """The files and the folder may lie in the same place; two runs may have each other's."""
    done = run([*stage.command("A")[:-2], stage.out, "--quiet"], env=stage.environment(None), timeout=60)
    check(done.returncode == 0 and files_of(os.path.join(stage.out, "p")) == stage.made["A"][0], "in one folder: %s" % done.stderr.decode())
    check(sorted(os.listdir(stage.out)) == ["p", "p.pdf", "p.zip"], "in one folder: %s" % sorted(os.listdir(stage.out)))
    subprocess.run(["rm", "-r", os.path.join(stage.out, "p")], check=True)
    for i in range(10):
        both = [subprocess.Popen([OFFPRINT, "export", stage.site, "--name", "p", "-o", one, "--stick", other, "--quiet"],
                                 env=stage.environment("flock 0 pause 20000"), stderr=subprocess.DEVNULL)
                for one, other in ((stage.out, stage.stick + "2"), (stage.stick + "2", stage.out))]
        check(all(each.wait(timeout=60) == 0 for each in both), "each other's folders")
    subprocess.run(["rm", "-r", os.path.join(stage.out, "p"), stage.stick + "2"], check=True)


def kills(stage, count, rng):
    left = 0
    for i in range(count):
        process = stage.start(rng.choice(TITLES), rng.choice([None, "write 0 pause 1000", "fsync 0 pause 3000"]))
        beside = stage.start(rng.choice(TITLES)) if rng.random() < 0.2 else None
        time.sleep(rng.uniform(0, stage.seconds * 1.5))
        process.send_signal(rng.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
        process.wait()
        if beside:
            check(beside.wait() == 0, "a run beside one that is killed")
        check(stage.title() in TITLES, "kill %d tears nothing" % i)
        left += stage.beside() != []
        if rng.random() < 0.5:
            check(stage.run("A").returncode == 0 and stage.title() == "A", "the next run puts its own there")
            check(stage.beside() == [], "the next run leaves %s" % stage.beside())
    print("%d kills, %d left something" % (count, left))


def races(stage, count):
    for i in range(count):
        runs = [stage.start(title) for title in TITLES]
        check(all(one.wait() == 0 for one in runs), "runs at once are all made")
        check(stage.title() in TITLES and stage.beside() == [], "race %d: %s" % (i, stage.beside()))


def main():
    with scratch(in_memory=True) as folder:
        stage = Stage(folder)
        whole(stage)
        strangers(stage)
        without_exchange(stage)
        failing(stage)
        ended_at_each_call(stage)
        one_folder(stage)
        kills(stage, 60, random.Random(7))
        stage.run("A")
        races(stage, 20)
    finish("the bundle on a stick")


if __name__ == "__main__":
    main()
