"""What is told of a list's packets while they are put in place: no record stands whose digests are wrong, whatever ends a
run, and --resume goes on from where it ended."""
import errno
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess

from packet_site import HEAD, SITE, make, pdfs, read, said
from support import OFFPRINT, check, finish, powerless, preloaded, run, scratch, write_files

INTERPOSE = preloaded("interpose")
ROWS = 12
RECORD, PART = "packets.jsonl", "packets.jsonl.part"


class Stage:
    """A list of two states of a site, and what a whole run makes of each."""

    def __init__(self, folder):
        self.rows = write_files(folder, {"list.csv": HEAD + "".join("Sponsor %d,Gold,2027,a@b.example\n" % n for n in range(ROWS))}) + "/list.csv"
        self.out = folder + "/out"
        self.sites = [write_files(folder + "/site-%d" % n, {**SITE, "index.md": SITE["index.md"] + "\nState %d.\n" % n}) for n in range(2)]
        self.folders = [folder + "/whole-%d" % n for n in range(2)]
        for site, out in zip(self.sites, self.folders):
            done = make(site, self.rows, out, "--outputs", "pdf")
            check(done.returncode == 0, "made: %s" % said(done))
        self.whole = [pdfs(out) for out in self.folders]

    def reset(self, state):
        """As a whole run leaves it; None: nothing is there."""
        shutil.rmtree(self.out, ignore_errors=True)
        if state is not None:
            shutil.copytree(self.folders[state], self.out)

    def run(self, state, *more, fault=None):
        env = dict(os.environ, **({} if not fault else {
            "LD_PRELOAD": INTERPOSE, "INTERPOSE": fault, "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}))
        return run([OFFPRINT, "export", self.sites[state], "--for", self.rows, "-o", self.out, "--outputs", "pdf", *more], env=env, timeout=60)

    def start(self, state, *more, fault):
        env = dict(os.environ, LD_PRELOAD=INTERPOSE, INTERPOSE=fault, ASAN_OPTIONS="verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", ""))
        return subprocess.Popen([OFFPRINT, "export", self.sites[state], "--for", self.rows, "-o", self.out, "--outputs", "pdf", "-q", *more],
                                env=env, stderr=subprocess.DEVNULL)

    def there(self, name):
        return os.path.exists(os.path.join(self.out, name))

    def is_true(self, what):
        """What a record that stands there says of the files holds; each file is whole, of either state."""
        found = pdfs(self.out) if os.path.isdir(self.out) else {}
        check(all(data in (self.whole[0][name], self.whole[1][name]) for name, data in found.items()), "%s: each file is whole" % what)
        if self.there(RECORD):
            for line in map(json.loads, read(os.path.join(self.out, RECORD)).splitlines()):
                check(line["sha256"] == hashlib.sha256(found.get(line["file"], b"")).hexdigest(), "%s: the record is wrong about %s" % (what, line["file"]))
        return sum(data == self.whole[1][name] for name, data in found.items())

    def goes_on(self, what, fewest):
        """The next run leaves alone what is in place, and the record is there once all are."""
        done = self.run(1, "--resume")
        same = int((re.search(rb"(\d+) of them as", done.stdout) or [0, 0])[1])
        check(done.returncode == 0 and pdfs(self.out) == self.whole[1], "%s: all are made: %s" % (what, said(done)))
        check(same >= fewest, "%s: %d are left alone, of %d" % (what, same, fewest))
        self.is_true(what)
        check(self.there(RECORD) and not self.there(PART), "%s: %s" % (what, sorted(os.listdir(self.out))[-3:]))


def broken_off(stage, states=(0, None)):
    """By a signal or a fault at one call after the other, over what another state left and over nothing."""
    for call, what in (("renameat", "signal %d" % signal.SIGKILL), ("renameat", "errno %d" % errno.EIO), ("fsync", "signal %d" % signal.SIGTERM),
                       ("write", "errno %d" % errno.ENOSPC), ("write", "signal %d" % signal.SIGKILL), ("openat", "errno %d" % errno.EMFILE),
                       ("unlinkat", "signal %d" % signal.SIGKILL), ("flock", "signal %d" % signal.SIGXFSZ)):
        for state in states:
            some, begun = 0, False
            for n in range(1, 400, 1 if call in ("renameat", "unlinkat") else 5):
                stage.reset(state)
                done = stage.run(1, fault="%s %d %s" % (call, n, what))
                if b"interposed" not in done.stderr:
                    break
                name = "%s %d, %s over %s" % (call, n, what, state)
                placed = stage.is_true(name)
                begun |= 0 < placed < ROWS
                some += done.returncode != 0
                if done.returncode == 3 and 0 < placed < ROWS:
                    check(b"with --resume" in done.stderr, "%s: how to go on is told: %s" % (name, said(done)))
                stage.goes_on(name, 0 if stage.there(RECORD) else max(placed - 1, 0))
            check(some > 0, "%s, %s: %d runs are ended" % (call, what, some))
            check(begun or call in ("openat", "flock", "unlinkat", "fsync"), "%s, %s: some in the middle" % (call, what))


def over_and_over(stage, count, rng):
    """Broken off again and again, now of this state and now of that, before one ends."""
    for i in range(count):
        stage.reset(rng.choice((0, 1, None)))
        for _ in range(rng.randint(1, 4)):
            fault = "%s %d signal 9" % (rng.choice(("renameat", "write", "unlinkat")), rng.randint(1, 30))
            stage.run(rng.randint(0, 1), *rng.choice(([], ["--resume"], ["--resume"])), fault=fault)
            stage.is_true("time %d" % i)
        stage.goes_on("time %d" % i, 0)


def torn(stage):
    """Whatever is left of what a killed run told."""
    stage.reset(0)
    stage.run(1, fault="renameat 9 signal 9")
    part = os.path.join(stage.out, PART)
    whole = read(part)
    for cut in range(0, len(whole), 37):
        write_files(stage.out, {PART: whole[:cut] + b"\xff{" * (cut % 3)})
        done = stage.run(1, "--resume", fault="renameat 3 signal 9")
        check(done.returncode == -9, "once more killed: %s" % said(done))
        stage.goes_on("cut at %d" % cut, 0)
        stage.reset(0)
        stage.run(1, fault="renameat 9 signal 9")


def one_row(stage):
    """--only tells nothing new, but leaves no record that would be wrong then."""
    stage.reset(0)
    os.remove(os.path.join(stage.out, sorted(stage.whole[0])[2]))
    done = stage.run(0, "--only", "3")
    check(done.returncode == 0 and stage.there(RECORD) and not stage.there(PART), "one that was lost: the record holds: %s" % said(done))
    done = stage.run(1, "--only", "3")
    check(done.returncode == 0 and not stage.there(RECORD) and stage.there(PART), "one of another state: it does not: %s" % said(done))
    stage.is_true("one row")
    stage.goes_on("one row", 1)
    shutil.rmtree(stage.out)
    check(stage.run(1, "--only", "3").returncode == 0 and len(os.listdir(stage.out)) == 1, "alone: %s" % os.listdir(stage.out))


def records(stage):
    """The lines of all records that stand there, of parts, too."""
    names = [name for name in os.listdir(stage.out) if re.fullmatch(r"packets(-\d+-of-\d+)?\.jsonl", name)]
    return {name: [json.loads(line) for line in read(os.path.join(stage.out, name)).splitlines()] for name in names}


def are_true(stage, what):
    found = pdfs(stage.out)
    for name, lines in records(stage).items():
        wrong = [line["file"] for line in lines if line["sha256"] != hashlib.sha256(found.get(line["file"], b"")).hexdigest()]
        check(not wrong, "%s: %s is wrong about %s" % (what, name, wrong[:3]))


def other_parts(stage):
    """Whichever part of a list a run is of: no other's record stays that is wrong about a file of its own."""
    ways = [[], ["--only", "3"], ["--only", "2"], *(["--shard", "%d/%d" % (i, n)] for n in (2, 3) for i in range(n))]
    rng = random.Random(5)
    for time in range(40):
        stage.reset(rng.choice((0, None)))
        for _ in range(rng.randint(2, 6)):
            way = rng.choice(ways)
            done = stage.run(rng.randint(0, 1), *way, *rng.choice(([], ["--resume"])))
            check(done.returncode == 0, "%s: %s" % (way, said(done)))
            are_true(stage, "time %d, %s" % (time, way))
        stage.goes_on("time %d" % time, 0)
    stage.reset(None)
    for part in ("0/2", "1/2"):
        stage.run(0, "--shard", part)
    stage.run(1, "--only", "1")
    check(sorted(records(stage)) == ["packets-1-of-2.jsonl"], "the part that has the row: %s" % sorted(records(stage)))
    merged = run([OFFPRINT, "packets", "merge", stage.out])
    check(merged.returncode == 1 and b"packets-0-of-2.jsonl" in merged.stderr, "is not finished: %s" % said(merged))
    done = stage.run(0, "--shard", "0/2", "--resume")
    check(done.returncode == 0 and b"%d of them as" % (ROWS // 2 - 1) in done.stdout, "goes on with the rest: %s" % done.stdout)
    check(run([OFFPRINT, "packets", "merge", stage.out]).returncode == 0, "is whole again")
    path = os.path.join(stage.out, sorted(stage.whole[0])[0])
    data = read(path)
    write_files(stage.out, {os.path.basename(path): data[:-9] + b"!" + data[-8:]})
    merged = run([OFFPRINT, "packets", "merge", stage.out])
    check(merged.returncode == 1 and os.path.basename(path).encode() in merged.stderr, "a file of another digest: %s" % said(merged))


def at_once(stage):
    """A whole list waits for parts of it, and they for it; parts do not wait for each other."""
    ways = [[], ["--only", "2"], ["--shard", "0/2"], ["--shard", "1/2"]]
    rng = random.Random(9)
    for time in range(25):
        stage.reset(rng.choice((0, None)))
        chosen = [[], ["--shard", "0/1"]] if time < 5 else [rng.choice(ways) for _ in range(rng.randint(2, 4))]
        running = [stage.start(number % 2, *way, fault="renameat %d pause %d" % (rng.randint(0, 6), rng.randint(1000, 200000))) for number, way in enumerate(chosen)]
        check([each.wait(timeout=60) for each in running] == [0] * len(running), "%s at once" % chosen)
        are_true(stage, "%s at once" % chosen)
    stage.reset(None)
    os.makedirs(stage.out)
    first = stage.start(0, "--shard", "0/2", fault="renameat 2 pause 3000000")
    while not os.path.exists(os.path.join(stage.out, PART.replace(".jsonl", "-0-of-2.jsonl"))):
        check(first.poll() is None, "the first part goes on")
    check(stage.run(0, "--shard", "1/2").returncode == 0 and first.poll() is None, "the other part does not wait for it")
    check(first.wait(timeout=60) == 0, "and it ends")


def touched(stage):
    """What was written after it was put in place is another file, however often runs are broken off behind it."""
    name = sorted(stage.whole[0])[-1]
    for fault in ("renameat 4 signal 9", "renameat 4 signal 15", "renameat 1 signal 9", "write 3 signal 9"):
        stage.reset(0)
        data = stage.whole[0][name]
        write_files(stage.out, {name: data[:-9] + b"!" + data[-8:]})
        first = sorted(stage.whole[0])[:3]
        for each in first:
            os.remove(os.path.join(stage.out, each))
        stage.run(0, "--resume", fault=fault)
        for each in first:
            if not os.path.exists(os.path.join(stage.out, each)):
                write_files(stage.out, {each: b"x" * len(stage.whole[0][each])})
        done = stage.run(0, "--resume")
        check(done.returncode == 0 and pdfs(stage.out) == stage.whole[0], "%s: what was touched is made again: %s" % (fault, done.stdout))


def linked(stage):
    """Links in the places of record and journal are replaced, not followed; what cannot be is told before the work."""
    for name in (RECORD, PART):
        stage.reset(0)
        os.rename(os.path.join(stage.out, RECORD), stage.out + "-kept")
        os.symlink("../" + os.path.basename(stage.out) + "-kept", os.path.join(stage.out, name))
        kept = read(stage.out + "-kept")
        done = stage.run(1)
        check(done.returncode == 0 and pdfs(stage.out) == stage.whole[1] and not os.path.islink(os.path.join(stage.out, RECORD)), "%s: %s" % (name, said(done)))
        check(read(stage.out + "-kept") == kept and not stage.there(PART), "%s: what it led to stays" % name)
        stage.reset(0)
        os.rename(os.path.join(stage.out, RECORD), os.path.join(stage.out, PART))
        os.symlink("../" + os.path.basename(stage.out) + "-kept", os.path.join(stage.out, RECORD))
        done = stage.run(1)
        check(done.returncode == 0 and not os.path.islink(os.path.join(stage.out, RECORD)), "a link beside a journal: %s" % said(done))
        check(read(stage.out + "-kept") == kept, "what it led to stays")
        stage.reset(0)
        os.makedirs(os.path.join(stage.out, PART))
        done = stage.run(1)
        check(done.returncode == 3 and pdfs(stage.out) == stage.whole[0], "a folder there: %s" % said(done))


def unlisted(stage):
    """A folder that may be written into but not listed is good enough."""
    stage.reset(0)
    os.chmod(stage.out, 0o300)
    done = run(powerless(OFFPRINT, "export", stage.sites[1], "--for", stage.rows, "-o", stage.out, "--outputs", "pdf"), timeout=60)
    os.chmod(stage.out, 0o700)
    check(done.returncode == 0 and pdfs(stage.out) == stage.whole[1] and not stage.there(PART), "without listing: %s" % said(done))
    stage.is_true("without listing")


def told(stage):
    stage.reset(0)
    done = stage.run(1, "--json", fault="renameat 5 errno %d" % errno.EIO)
    facts = json.loads(done.stdout)["packets"]
    check("record" not in facts and facts["made"] > 0, "no record is named where none is: %s" % facts)
    stage.reset(0)
    times = {name: os.stat(os.path.join(stage.out, name)).st_mtime_ns for name in os.listdir(stage.out)}
    for _ in range(2):  # the first says `same` where it said `made`
        check(stage.run(0).returncode == 0 and not stage.there(PART), "nothing changes")
    again = {name: os.stat(os.path.join(stage.out, name)).st_mtime_ns for name in os.listdir(stage.out)}
    check(again.keys() == times.keys() and all(again[name] == times[name] for name in times if name != RECORD), "nothing is touched")
    stage.run(0)
    check(os.stat(os.path.join(stage.out, RECORD)).st_mtime_ns == again[RECORD], "nor is the record")


def main():
    with scratch(in_memory=True) as folder:
        stage = Stage(folder)
        told(stage)
        one_row(stage)
        other_parts(stage)
        at_once(stage)
        touched(stage)
        linked(stage)
        unlisted(stage)
        torn(stage)
        broken_off(stage)
        over_and_over(stage, 30, random.Random(3))
    finish("what is told while packets are put in place")


if __name__ == "__main__":
    main()
