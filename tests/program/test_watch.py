"""--watch does it again when the site's folder changes, and only then; --open has the desktop show what was made."""
import errno
import json
import os
import queue
import resource
import shutil
import signal
import subprocess
import threading
import time

from support import OFFPRINT, check, finish, offprint, preloaded, scratch, write_files

PAGE = "---\ntitle: Page\n---\n%s [other](other.md)\n"
FILES = {"_config.yml": "title: Site\n", "page.md": PAGE % "words", "other.md": "---\ntitle: Other\n---\n{{ site.data.x.y }}\n", "_data/x.yml": "y: 1\n"}
SOON = 20   # seconds, for a machine that has much to do
CALM = 1.5  # without news for so long nothing more comes


class Watching:
    """A run that goes on: its results as they come."""

    def __init__(self, *arguments, **options):
        self.run = subprocess.Popen([OFFPRINT, *arguments, "--watch", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.results = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        text = ""
        for line in self.run.stdout:
            text += line.decode()
            if line == b"}\n":
                self.results.put(json.loads(text))
                text = ""

    def next(self, seconds=SOON):
        try:
            return self.results.get(timeout=seconds)
        except queue.Empty:
            return None

    def until(self, wanted):
        """The first result that is as wanted, or the last that came."""
        result, deadline = None, time.time() + SOON
        while not (result and wanted(result)) and time.time() < deadline:
            result = self.next(max(0, deadline - time.time())) or result
        return result or {}

    def rest(self):
        """Those that come yet, until none does."""
        results = []
        while result := self.next(CALM):
            results.append(result)
        return results

    def end(self, number=signal.SIGINT):
        self.run.send_signal(number)
        return self.run.wait(SOON)


def changes():
    with scratch() as folder:
        site = write_files(os.path.join(folder, "site"), FILES)
        # The usual case: the outputs go below the site, whose changes they are not.
        watching = Watching("export", "--entry", "page.md", "--date", "2021-07-15", cwd=site)
        first = watching.next()
        check(first and first["status"] == 0 and first["words"] == 3, "the first result: %s" % first)
        check(watching.next(CALM) is None, "what it writes itself is no change")

        def after(what, wanted, change):
            change()
            result = watching.until(wanted)
            check(wanted(result), "%s: %s" % (what, {k: result.get(k) for k in ("status", "words", "documents", "errors")}))

        def write(name, text):
            return lambda: write_files(site, {name: text})

        after("a page", lambda r: r.get("words") == 4, write("page.md", PAGE % "more words"))
        after("data", lambda r: r.get("words") == 5, write("_data/x.yml", "y: 1 2\n"))
        after("a new folder", lambda r: r.get("status") == 0, write("deep/er/third.md", "---\ntitle: Third\n---\none two three\n"))
        after("a page that leads there", lambda r: r.get("documents") == 3, write("page.md", PAGE % "[third](deep/er/third.md)"))
        after("a page in a folder that came later", lambda r: r.get("documents") == 3 and r.get("words") == 8,
              write("deep/er/third.md", "---\ntitle: Third\n---\none two three four\n"))
        after("a fault", lambda r: r.get("status") == 2 and r.get("errors") == 1, lambda: os.remove(os.path.join(site, "page.md")))
        after("the fault mended", lambda r: r.get("status") == 0, write("page.md", PAGE % "words"))
        after("a file put in place by its name", lambda r: r.get("words") == 6, lambda: (
            write("new", PAGE % "three more words")(), os.rename(os.path.join(site, "new"), os.path.join(site, "page.md"))))
        for name in (".page.md.swp", "page.md~", ".cache/x", "_site/page.html"):
            write(name, "x")()
        os.utime(os.path.join(site, "out", "page.pdf"))
        check(all(result["words"] == 6 for result in watching.rest()), "nothing has changed")
        write("_site/page.html", "y")()
        write(".page.md.swp", "y")()
        check(not watching.rest(), "hidden and built files are no change")
        check(watching.end() == 130, "it ends by the signal")
        check(not watching.run.stderr.read(), "nothing else is told")
        check(sorted(os.listdir(os.path.join(site, "out"))) == ["page.pdf", "page.zip"], "the outputs are whole")


def replaced():
    """The folder itself goes, and another comes in its place: whole, made anew, or by a link that is turned."""
    with scratch() as folder:
        site, new = write_files(os.path.join(folder, "site"), FILES), write_files(os.path.join(folder, "new"), {**FILES, "page.md": PAGE % "two words"})
        for named in (site, "site", "./site/"):
            watching = Watching("check", named, "--entry", "page.md", "--date", "2021-07-15", cwd=folder)
            first = watching.next()
            check(first and first["words"] == 3, "%s: the first result: %s" % (named, first))
            os.makedirs(os.path.join(folder, "else", "where"), exist_ok=True)
            os.rename(os.path.join(folder, "else"), os.path.join(folder, "other"))
            check(watching.next(CALM) is None, "%s: what comes and goes beside it is no change" % named)
            shutil.rmtree(os.path.join(folder, "other"))
            os.rename(site, site + "-away")
            gone = watching.until(lambda r: r.get("status") == 2)
            check(gone.get("status") == 2, "%s: it is gone: %s" % (named, gone.get("status")))
            os.rename(new, site)
            check(watching.until(lambda r: r.get("words") == 4).get("words") == 4, "%s: another is in its place" % named)
            write_files(site, {"page.md": PAGE % "three more words"})
            check(watching.until(lambda r: r.get("words") == 5).get("words") == 5, "%s: which is looked at" % named)
            write_files(site, {"page.md": PAGE % "two words"})
            shutil.rmtree(site)
            write_files(site, FILES)
            check(watching.until(lambda r: r.get("words") == 3).get("words") == 3, "%s: made anew" % named)
            check(watching.end() == 130, "%s: it ends by the signal" % named)
            shutil.rmtree(site)
            os.rename(site + "-away", site)
            write_files(new, {**FILES, "page.md": PAGE % "two words"})
        os.symlink("site", os.path.join(folder, "current"))
        watching = Watching("check", os.path.join(folder, "current"), "--entry", "page.md", "--date", "2021-07-15")
        check((watching.next() or {}).get("words") == 3, "by a link")
        os.symlink("new", os.path.join(folder, "next"))
        os.rename(os.path.join(folder, "next"), os.path.join(folder, "current"))
        check(watching.until(lambda r: r.get("words") == 4).get("words") == 4, "the link leads elsewhere")
        watching.end()


def without_end():
    with scratch() as folder:
        site = write_files(os.path.join(folder, "site"), FILES)
        for arguments, wanted in ((["export", folder + "/none"], 2), (["export", site, "--revision", "HEAD"], 2)):
            done = offprint(*arguments, "--watch", timeout=SOON)
            check(done.returncode == wanted and done.stderr, "%s ends at once: %s" % (arguments, done.returncode))
        # Whoever reads has gone: it is noticed at the next change.
        run = subprocess.Popen([OFFPRINT, "check", site, "--entry", "page.md", "--watch"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        run.stdout.readline()
        run.stdout.close()
        deadline = time.time() + SOON
        while run.poll() is None and time.time() < deadline:
            write_files(site, {"page.md": PAGE % time.time()})
            time.sleep(0.1)
        check(run.poll() == 3, "without a reader it ends: %s" % run.poll())
        run.kill()


def shown():
    with scratch() as folder:
        site = write_files(os.path.join(folder, "site"), FILES)
        tools, out = os.path.join(folder, "tools"), os.path.join(folder, "a folder")
        write_files(tools, {"xdg-open": "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$0.said\"\n"})
        os.chmod(os.path.join(tools, "xdg-open"), 0o755)
        said = os.path.join(tools, "xdg-open.said")
        environment = dict(os.environ, PATH=tools + ":/bin:/usr/bin")
        done = offprint("export", site, "--entry", "page.md", "--open", "-o", out, env=environment)
        deadline = time.time() + SOON
        while not (os.path.exists(said) and os.path.getsize(said)) and time.time() < deadline:
            time.sleep(0.02)
        with open(said, encoding="utf-8") as file:
            check(file.read() == os.path.join(out, "page.pdf") + "\n" and done.returncode == 0, "the PDF is shown")
        shutil.rmtree(tools)
        os.mkdir(tools)
        done = offprint("export", site, "--entry", "page.md", "--open", "-o", out, env=dict(os.environ, PATH=tools))
        check(done.returncode == 0 and b"there is no xdg-open" in done.stderr, "without a desktop it is told: %s" % done.stderr)


def full():
    """What is larger than a file may be ends it, and is told as such."""
    with scratch() as folder:
        site = write_files(os.path.join(folder, "site"), FILES)
        run = subprocess.run([OFFPRINT, "export", site, "--entry", "page.md", "--date", "2021-07-15", "--watch", "-o", os.path.join(folder, "out")],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SOON, check=False,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)))
        check(run.returncode == 128 + signal.SIGXFSZ, "files of 9 kB at most: %d" % run.returncode)
        check(b"larger than a file may be" in run.stderr and run.stderr.count(b" error: ") == 1 and b"memory" not in run.stderr, "it is told: %s" % run.stderr)


# A call of which one fails, by what, and what is told; "": it goes on.
FAILING = [
    ("inotify_init1 1", errno.EMFILE, "too many files are open, or too many programs watch folders (fs.inotify.max_user_instances)"),
    ("inotify_init1 1", errno.ENOMEM, "out of memory"), ("inotify_add_watch 1", errno.ENOSPC, "more folders than the system watches for a user (fs.inotify.max_user_watches)"),
    ("inotify_add_watch 2", errno.ENOSPC, "(fs.inotify.max_user_watches)"), ("inotify_add_watch 2", errno.ENOMEM, "out of memory"), ("inotify_add_watch 2", errno.EACCES, ""),
    ("poll 1", errno.EINTR, ""), ("poll 1", errno.EAGAIN, ""), ("poll 1", errno.ENOMEM, "out of memory"), ("stat 1", errno.EIO, "input/output error"), ("stat 1", errno.ENOENT, ""),
    ("lstat 1", errno.EIO, "input/output error"), ("lstat 2", errno.EIO, "input/output error"), ("lstat 2", errno.ENOENT, ""), ("opendir 1", errno.EMFILE, "too many files are open"),
    ("opendir 1", errno.EACCES, ""), ("readdir 1", errno.EIO, "input/output error"),
]


def interposed(plan):
    return {**os.environ, "LD_PRELOAD": preloaded("interpose"), "INTERPOSE": plan, "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}


def failing():
    """What fails of the watch ends it with status 3, and one line says what; what is to be tried again is; a signal that comes
    right before it waits ends it as well."""
    with scratch() as folder:
        site = write_files(os.path.join(folder, "site"), FILES)
        one = [site, "--entry", "page.md", "--date", "2021-07-15"]
        for call, error, words in FAILING:
            what = "%s: %s" % (call, errno.errorcode[error])
            run = subprocess.Popen([OFFPRINT, "export", *one, "-o", os.path.join(folder, "out"), "--watch"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   env=interposed("%s errno %d" % (call, error)))
            lines = []
            while not lines or not (b"watching for changes" in lines[-1] or lines[-1] == b""):
                lines.append(run.stderr.readline())
            if not words or call == "poll 1":
                check(b"watching" in lines[-1], "%s: it watches: %s" % (what, lines))
            if not words:
                time.sleep(0.1)  # until it waits
                check(run.poll() is None, "%s: and goes on: %s" % (what, run.poll()))
                run.send_signal(signal.SIGINT)
            try:
                status, told = run.wait(SOON), b"".join(lines) + run.stderr.read()
            except subprocess.TimeoutExpired:
                run.kill()
                status, told = "none", b"".join(lines)
            check(b"interposed" in told and status == (3 if words else 130), "%s: status %s: %s" % (what, status, told))
            check(told.count(b" error: cannot watch '") == bool(words) and words.encode() in told, "%s: %s" % (what, told))
        for command in (["export", "-o", os.path.join(folder, "out")], ["check"]):
            try:
                run = subprocess.run([OFFPRINT, *command, *one, "--watch"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SOON, check=False, env=interposed("poll 1 signal 2"))
                check(run.returncode == 130, "%s: a signal before it waits: %d" % (command[0], run.returncode))
            except subprocess.TimeoutExpired:
                check(False, "%s: a signal before it waits is not heard" % command[0])


if __name__ == "__main__":
    changes()
    failing()
    full()
    replaced()
    without_end()
    shown()
    finish("watch")
