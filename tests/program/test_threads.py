"""Any number of threads gives the same outputs and says the same: of sound sites and of faulty ones, where memory is
just enough and where it is not, where the system gives no thread, and where a side fails."""
import os
import shutil
import subprocess

from small_site import make_site, png
from support import LIVE_URL, OFFPRINT, ROOT, SHARED, check, finish, run, scratch

# No leaks are looked for: that cannot be done under strace, and other tests do it.
ENVIRONMENT = dict(os.environ, SOURCE_DATE_EPOCH="1700000000",
                   ASAN_OPTIONS="detect_leaks=0:" + os.environ.get("ASAN_OPTIONS", ""))


def outputs(out):
    names = sorted(os.listdir(out)) if os.path.isdir(out) else []
    return tuple((name, open(os.path.join(out, name), "rb").read()) for name in names)


def made(site, out, threads, *options, wrapper=()):
    """Status, what was said, and the outputs."""
    shutil.rmtree(out, ignore_errors=True)
    done = run([*wrapper, OFFPRINT, "export", site, "--name", "o", "-o", out, "--threads", str(threads), "--json", *options],
               env=ENVIRONMENT, timeout=600)
    check(b"ThreadSanitizer" not in done.stderr, "%s with %d threads: %s" % (site, threads, done.stderr.decode()[:4000]))
    return done.returncode, done.stdout, outputs(out)


def equal(site, folder, what, *options, counts=(2, 3, 8), status=None):
    out = os.path.join(folder, "out")
    alone = made(site, out, 1, *options)
    check(status is None or alone[0] == status, "%s: status %d" % (what, alone[0]))
    for count in counts:
        check(made(site, out, count, *options) == alone, "%s: %d threads give something else" % (what, count))
    return alone


def large_site(folder, pages):
    """Linked files and pictures that are read again by both sides, and something to tell of on every page."""
    site = os.path.join(folder, "large")
    os.makedirs(site)
    picture = png()
    with open(os.path.join(site, "index.md"), "w", encoding="utf-8") as file:
        file.write("---\ntitle: Large\n---\n" + "".join("* [%d](p%d.html)\n" % (i, i) for i in range(pages)))
    for i in range(pages):
        with open(os.path.join(site, "p%d.md" % i), "w", encoding="utf-8") as file:
            file.write("---\ntitle: Page %d\n---\n![shown](p%d.png) and [a file](f%d.bin), [nothing](gone%d.html).\n\n%s\n" %
                       (i, i, i, i, "Some words to be set, and more of them. " * 60))
        with open(os.path.join(site, "p%d.png" % i), "wb") as file:
            file.write(picture + b"\0" * (70000 + i))
        with open(os.path.join(site, "f%d.bin" % i), "wb") as file:
            file.write(bytes((i + j) % 251 for j in range(80000)))
    return site


def site_in_folder(folder):
    """Its pages lie below a folder, which each place that is told of names; a picture's fault is told by one side."""
    site = os.path.join(folder, "below")
    os.makedirs(os.path.join(site, "docs"))
    with open(os.path.join(site, "_config.yml"), "w", encoding="utf-8") as file:
        file.write("source: docs\n")
    with open(os.path.join(site, "docs", "index.md"), "w", encoding="utf-8") as file:
        file.write("---\ntitle: Below\n---\nText ![cut](cut.png) and [nothing](gone.html).\n")
    with open(os.path.join(site, "docs", "cut.png"), "wb") as file:
        file.write(png()[:70])
    return site


def memory(folder):
    """From too little to enough: in turn each side has all of it, and side by side a part."""
    site = os.path.join(folder, "long")
    os.makedirs(site)
    with open(os.path.join(site, "index.md"), "w", encoding="utf-8") as file:
        file.write("---\ntitle: Long\n---\n" + "* An *item* of [a list](gone.html) with `code`.\n" * 6000)
    seen = set()
    for size in ("16M", "24M", "32M", "40M", "48M", "64M", "96M"):
        seen.add(equal(site, folder, "--memory " + size, "--memory", size, counts=(2,))[0])
    check(seen == {0, 1}, "memory is always enough, or never: %s" % seen)


def no_thread(site, folder):
    tracer = shutil.which("strace")
    if not tracer or subprocess.run([tracer, "-qq", "-o", os.devnull, "true"], stderr=subprocess.DEVNULL).returncode:
        print("NOTE: strace may trace nothing here; whether it works without threads is not tried")
        return
    out = os.path.join(folder, "out")
    alone = made(site, out, 1)
    log = os.path.join(folder, "log")
    refused = made(site, out, 4, wrapper=[tracer, "-f", "-qq", "-o", log, "-e", "trace=clone3,clone",
                                          "-e", "inject=clone3,clone:error=EAGAIN"])
    with open(log, encoding="utf-8") as file:
        check("INJECTED" in file.read(), "no thread was asked for")
    check(refused == alone, "without threads it gives something else")


with scratch() as folder:
    small = os.path.join(folder, "small")
    make_site(small)
    equal(small, folder, "a small site", status=0)
    equal(small, folder, "its PDF", "--outputs", "pdf", counts=(2,), status=0)
    equal(small, folder, "its bundle", "--outputs", "zip", counts=(2,), status=0)
    equal(os.path.join(ROOT, "content"), folder, "content/", counts=(2, 4))
    below = equal(site_in_folder(folder), folder, "a site in a folder", status=0)
    check(b'"docs/cut.png"' in below[1] or b"docs/index.md" in below[1], "places name the folder: %s" % below[1])
    large = large_site(folder, 24)
    told = equal(large, folder, "files and broken links", status=0)
    check(told[1].count(b"link-page") >= 24 or told[1].count(b'"link-') >= 24, "broken links are told: %s" % told[1][:500])
    equal(large, folder, "warnings that are errors", "--strict", counts=(2,), status=1)
    memory(folder)
    no_thread(small, folder)
    site = os.path.join(SHARED, "mlab-site")
    if os.path.isdir(site):
        equal(site, folder, "the Contribute packet", "--entry", "/contribute/", "--live-url", LIVE_URL, counts=(2,), status=0)
    else:
        print("NOTE: '%s' is absent; content/ alone stands for a real site" % site)
finish("threads")
