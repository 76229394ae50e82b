"""The bundle unpacked in a folder (--stick): whole and of one run with the files, whatever happens to the run."""
import contextlib
import errno
import os
import random
import re
import signal
import stat
import subprocess
import time
import zipfile

from support import OFFPRINT, check, finish, offprint, powerless, preloaded, run, scratch, write_files

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


def stays(stage, what, told, command=None):
    """All of it, told, and no output is written."""
    before = (files_of(stage.goal), files_of(stage.out))
    done = run(command or stage.command(TITLES[1]), env=stage.environment(None), timeout=60)
    check(done.returncode == 3 and told in done.stderr, "%s is told: %d, %s" % (what, done.returncode, done.stderr.decode()))
    check((files_of(stage.goal), files_of(stage.out)) == before and stage.beside() == [], "%s stays" % what)


def others(stage):
    """What offprint did not put there stays, whatever it looks like."""
    for path in ("tagmanifest-mine/thesis.txt", "tagmanifest-mine.txt", "data/tagmanifest-sha256.txt", "data/._draft.md", "._",
                 "mine/.DS_Store", "mine/._data", "data/mine/Thumbs.db", "data/.ds_store", "data/files/index.html"):
        stage.run("A")
        place = os.path.join(stage.goal, path)
        write_files(stage.goal, {path: "mine"})
        stays(stage, path, path.encode())
        os.remove(place)
        while not os.listdir(os.path.dirname(place)):
            place = os.path.dirname(place)
            os.rmdir(place)
    for make in (os.mkfifo, lambda path: os.symlink("bagit.txt", path), lambda path: os.symlink("data", path)):
        place = os.path.join(stage.goal, "data", "odd")
        make(place)
        stays(stage, "what is no file", b"data/odd")
        os.remove(place)
    info = os.path.join(stage.goal, "bag-info.txt")
    with open(info, encoding="utf-8") as file:
        text = file.read()
    for agent in ("bagit.py v1.8.1 <https://github.com/LibraryOfCongress/bagit-python>", "offprinter 1", ""):
        with open(info, "w", encoding="utf-8") as file:
            file.write(re.sub("(?m)^Bag-Software-Agent: .*\n", "Bag-Software-Agent: %s\n" % agent if agent else "", text))
        stays(stage, "a bag of '%s'" % agent, b"offprint did not make")
    subprocess.run(["rm", "-r", stage.goal], check=True)
    for files, told in (({"data/x.txt": "x"}, b"data/x.txt"), ({".DS_Store": "x"}, b".DS_Store"), ({"x/bagit.txt": "x", "a.txt": "mine"}, b"a.txt"),
                        ({"manifest-sha512.txt": "0  manifest-sha512.txt\n", "tagmanifest-sha512.txt": ""}, b"manifest-sha512.txt")):
        write_files(stage.goal, files)
        stays(stage, "a folder that is no bag", told)
        subprocess.run(["rm", "-r", stage.goal], check=True)
    stage.run("A")
    os.makedirs(stage.goal + "2")
    os.rename(stage.goal, os.path.join(stage.goal + "2", "p"))
    os.rename(stage.goal + "2", stage.goal)
    stays(stage, "a folder around a bundle", b"p/")
    subprocess.run(["rm", "-r", stage.goal], check=True)


def unread(stage):
    """What cannot be read or listed may be anybody's."""
    stage.run("A")
    write_files(stage.goal, {"data/mine/thesis.txt": "mine"})
    for path in ("data/mine", "data/index.html", "data", "manifest-sha512.txt", "bag-info.txt"):
        place = os.path.join(stage.goal, path)
        mode = os.stat(place).st_mode & 0o777
        if path != "data/mine" and os.path.exists(os.path.join(stage.goal, "data", "mine")):
            subprocess.run(["rm", "-r", os.path.join(stage.goal, "data", "mine")], check=True)
        for barred in (0, 0o444) if os.path.isdir(place) else (0,):
            os.chmod(place, barred)
            done = run(powerless(*stage.command(TITLES[1])), env=stage.environment(None), timeout=60)
            os.chmod(place, mode)
            check(done.returncode == 3 and path.encode() in done.stderr and b"permission denied" in done.stderr,
                  "%s of mode %o: %d, %s" % (path, barred, done.returncode, done.stderr.decode()))
            check(os.path.exists(place) and stage.files_title() == "A", "%s of mode %o stays" % (path, barred))
    check(stage.title() == "A", "all that is barred stays")
    write_files(stage.goal, {"data/mine/thesis.txt": "mine"})
    for n in range(1, 1000, 2):
        done = stage.run(TITLES[1], "openat2 %d errno %d" % (n, errno.EIO))
        check(os.path.exists(os.path.join(stage.goal, "data", "mine", "thesis.txt")), "openat2 %d fails: what it hides stays" % n)
        check(done.returncode == 3, "openat2 %d fails: status %d" % (n, done.returncode))
        if b"interposed" not in done.stderr:
            break
    check(50 < n < 900, "calls that fail: %d" % n)
    subprocess.run(["rm", "-r", os.path.join(stage.goal, "data", "mine")], check=True)
    os.chmod(stage.goal, 0)
    done = run(powerless(*stage.command(TITLES[1])), env=stage.environment(None), timeout=60)
    os.chmod(stage.goal, 0o755)
    check(done.returncode == 3 and b"permission denied" in done.stderr, "a folder that cannot be opened: %s" % done.stderr.decode())
    check(stage.titles() == {"A"}, "it stays: %s" % stage.titles())


def modes_of(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for path in [place, *(os.path.join(place, name) for name in names)]:
            with contextlib.suppress(FileNotFoundError):  # of one that a run has just renamed
                found[os.path.relpath(path, folder)] = os.lstat(path).st_mode & 0o7777
    return found


def modes(stage):
    """Nobody sees more than before, not even while the new folder is filled."""
    for folder_mode, file_mode in ((0o700, 0o600), (0o2750, 0o640), (0o555, 0o444), (0o1777, 0o666)):
        subprocess.run(["rm", "-rf", stage.goal], check=True)
        stage.run("A")
        for place, _, names in os.walk(stage.goal, topdown=False):
            for name in names:
                os.chmod(os.path.join(place, name), file_mode)
            os.chmod(place, folder_mode)
        before, seen = modes_of(stage.goal), set()
        process = subprocess.Popen(powerless(*stage.command(TITLES[1])), env=stage.environment("write 0 pause 2000"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            for name in stage.beside():
                for place, mode in modes_of(os.path.join(stage.stick, name)).items():
                    if not name.endswith(".lock.offprint-tmp"):
                        seen.add(place)
                        check(mode & ~(before[place] | 0o700) == 0, "while it is written %s has mode %o" % (place, mode))
        check(process.returncode == 0 and stage.title() == TITLES[1] and stage.beside() == [], "mode %o: %s" % (folder_mode, stage.beside()))
        check(len(seen) > 5, "the new folder is seen: %s" % seen)
        check(modes_of(stage.goal) == before, "modes stay: %s" % {path: mode for path, mode in modes_of(stage.goal).items() if before.get(path) != mode})
    if os.geteuid() == 0:
        for place, _, names in os.walk(stage.goal):
            for name in [place, *(os.path.join(place, name) for name in names)]:
                os.chown(name, 12345, 23456)
        stage.run("A")
        owners = {(info.st_uid, info.st_gid) for info in (os.stat(os.path.join(stage.goal, path)) for path in modes_of(stage.goal))}
        check(stage.title() == "A" and owners == {(12345, 23456)}, "owners stay: %s" % owners)
    subprocess.run(["rm", "-r", stage.goal], check=True)
    os.mkdir(stage.goal, 0o700)
    check(stage.run("A").returncode == 0 and stage.title() == "A", "an empty folder is filled")
    check(os.stat(stage.goal).st_mode & 0o777 == 0o700, "it keeps its mode")
    subprocess.run(["rm", "-r", stage.goal], check=True)


def unchanged(stage):
    """What would be the same is left alone, and a difference in anything is none of that."""
    def times():
        return {path: (info.st_ino, info.st_mtime_ns, info.st_ctime_ns)
                for path in modes_of(stage.goal) for info in [os.stat(os.path.join(stage.goal, path))]}
    stage.run("A")
    os.chmod(os.path.join(stage.goal, "data"), 0o750)
    write_files(stage.goal, {"data/.DS_Store": "x"})
    before = times()
    done = stage.run("A", "renameat2 0 errno 5")
    check(done.returncode == 0 and b"interposed" not in done.stderr, "nothing is renamed: %s" % done.stderr.decode())
    check(times() == before and stage.beside() == [], "nothing is touched")
    os.remove(os.path.join(stage.out, "p.pdf"))
    check(stage.run("A").returncode == 0 and times() == before and stage.files_title() == "A", "the files alone are written")
    os.remove(os.path.join(stage.goal, "data", ".DS_Store"))
    for path in ("data/index.html", "data/files/f.txt", "bagit.txt", "tagmanifest-sha256.txt"):
        place = os.path.join(stage.goal, path)
        with open(place, "r+b") as file:
            file.seek(-1, os.SEEK_END)
            file.write(b"?")
        check(stage.run("A").returncode == 0 and stage.title() == "A", "one byte of %s is another" % path)
        with open(place, "ab") as file:
            file.write(b"\n")
        check(stage.run("A").returncode == 0 and stage.title() == "A", "%s is longer" % path)
    os.remove(os.path.join(stage.goal, "data", "index.html"))
    check(stage.run("A").returncode == 0 and stage.title() == "A", "a file is missing")
    for n in range(1, 400):
        done = stage.run("A", "read %d errno %d" % (n, errno.EIO))
        if b"interposed" not in done.stderr:
            break
        check(stage.title() == "A" and stage.beside() == [], "read %d fails: %s" % (n, done.stderr.decode()))
    check(n > 10, "reads that fail: %d" % n)


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
                        ("openat", errno.EACCES), ("openat", errno.EIO), ("fchmod", errno.EPERM)):
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
    for n in range(1, 20):
        for error in (errno.ENOLCK, errno.EIO):
            done = run([*stage.command(TITLES[n % 2])[:-2], stage.out, "--quiet"], env=stage.environment("flock %d errno %d" % (n, error)), timeout=60)
            check(done.returncode == 0 and files_of(os.path.join(stage.out, "p")) == stage.made[TITLES[n % 2]][0] and stage.files_title() == TITLES[n % 2],
                  "in one folder, flock %d fails (%d): %d, %s" % (n, error, done.returncode, done.stderr.decode()))
            check(sorted(os.listdir(stage.out)) == ["p", "p.pdf", "p.zip"], "flock %d leaves %s" % (n, sorted(os.listdir(stage.out))))
    stage.run("A")
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
        others(stage)
        unread(stage)
        modes(stage)
        unchanged(stage)
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
