"""An export of a small site, again and again; each time another allocation of the whole process fails, those of
libraries too: once, or that one and all after it.

    test_starved.py [STEP [FIRST [press]]]    every STEP-th from FIRST on (without: some 60, spread over all); or of a run for a press alone

Then the status is 3 with a line that says why, and the old outputs are as they were; or both outputs are what they
always are. No crash, no hang, and nothing lies beside the outputs.

And where the heap cannot grow in place, nothing fails: malloc finds room elsewhere, though it leaves ENOMEM behind."""
import json
import os
import resource
import sys

from press_profile import picture, profile, wide
from small_site import digests, make_site, put_old
from support import OFFPRINT, check, finish, preloaded, run, scratch, write_files

STARVE = preloaded("starve")


def export(site, out, starve, *more):
    put_old(out)
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1700000000", LD_PRELOAD=STARVE, STARVE=starve)
    return run([OFFPRINT, "export", site, "--name", "o", "--threads", "1", "-o", out, *more], env=environment, timeout=120)


def judge(done, out, whole, old, what):
    left = sorted(set(os.listdir(out)) - {"o.pdf", "o.zip"})
    now = digests(out)
    if done.returncode == 0:
        check(now == whole, "%s: status 0 and other outputs" % what)
    elif check(done.returncode == 3, "%s: status %d" % (what, done.returncode)):
        # Or all is done, and only the last line could not be written.
        check(now in (old, whole), "%s: status 3 and the outputs are not the old ones" % what)
        check(b"error" in done.stderr, "%s: status 3 and no line that says why" % what)
    if not check(not left, "%s: beside the outputs lie %s" % (what, left)):
        for name in left:
            os.remove(os.path.join(out, name))
    return done.returncode


def walled(site, out, whole):
    for distance in (0, 100, 300, 700, 1000, 2000):
        put_old(out)
        environment = dict(os.environ, SOURCE_DATE_EPOCH="1700000000", LD_PRELOAD=STARVE, WALL=str(distance))
        done = run([OFFPRINT, "export", site, "--name", "o", "--threads", "1", "-o", out], env=environment, timeout=120)
        what = "a wall %d kB above the heap" % distance
        check(done.returncode == 0, "%s: status %d: %s" % (what, done.returncode, done.stderr.decode()))
        check(digests(out) == whole, "%s: other outputs" % what)


def bounded(site, out, whole, old):
    """The system gives so many megabytes and no more: then that is what is told, and not that a file is missing."""
    seen = set()
    for megabytes in range(50, 90, 2):
        limit = megabytes << 20
        put_old(out)
        done = run([OFFPRINT, "export", site, "--name", "o", "--threads", "1", "-o", out], env=dict(os.environ, SOURCE_DATE_EPOCH="1700000000"),
                   timeout=120, preexec_fn=lambda bytes=limit: resource.setrlimit(resource.RLIMIT_AS, (bytes, bytes)))
        if done.returncode != 127:  # not even its libraries are loaded
            seen.add(judge(done, out, whole, old, "%d MB" % megabytes))
        check(b"-missing]" not in done.stderr, "%d MB: a file is called missing: %s" % (megabytes, done.stderr.decode()))
    check(seen >= {3}, "no bound matters: %s" % seen)


def readers(site, out, folder):
    """What reads what was made: the same words, or status 3, and what lacks memory is never said to be at fault."""
    chain, packet = os.path.join(folder, "chain"), os.path.join(out, "o.zip")
    for date in ("2024-01-01", "2024-01-02"):
        done = run([OFFPRINT, "snapshot", site, "--name", "o", "--date", date, "-o", chain])
        check(done.returncode == 0, "a snapshot: %s" % done.stderr.decode())
        with open(os.path.join(site, "b.md"), "a", encoding="utf-8") as file:
            file.write("\nOne more.\n")
    facts = os.path.join(folder, "facts")  # a number behind a text: reading it clears what an allocation that failed left in errno
    write_files(facts, {"_data/f.json": json.dumps({"text": "word " * 40, "n": 1}), "index.md": "{{ site.data.f.text }} {{ site.data.f.n }}\n"})
    for command in (["log", "--stat", chain], ["verify", chain], ["verify", packet, packet], ["diff", chain], ["diff", packet, site],
                    ["render", facts, "index.md"]):
        def starved(starve, command=command):
            return run([OFFPRINT, *command], env=dict(os.environ, SOURCE_DATE_EPOCH="1700000000", LD_PRELOAD=STARVE, STARVE=starve), timeout=120)
        whole = starved("0")
        count = int(whole.stderr.split(b"allocations ")[1])
        failed = 0
        for at in [*range(1, 20), *range(20, count + 1, max(1, count // 25))]:
            for more in ("", " on"):
                done = starved("%d%s" % (at, more))
                what = "%s, allocation %d%s of %d: status %d: %s" % (command[0], at, more, count, done.returncode, done.stderr.decode())
                if done.returncode != whole.returncode or done.returncode == 3:
                    failed += 1
                    check(done.returncode == 3 and b"memory" in done.stderr, what)
                    check(done.stderr.count(b" error: ") <= (2 if command == ["verify", packet, packet] else 1), what)
                else:
                    check(done.stdout == whole.stdout, what)
        check(failed, "%s: no allocation that fails matters" % command)


# Where ICU crashes, or goes round for ever: it sets its default locale, and opens what breaks Thai. Where libpng goes on without a
# picture's profile, and lcms2 without a table.
WEAK = ("locale_set_default_internal", "getLanguageBreakEngine", "png_read_info")
WEAK_OF_PRESS = ("cmsCreateContext", "cmsCreateTransformTHR")


def weak_spots(site, out, whole, old, functions, *options):
    for function in functions:
        for at in range(1, 13):
            for more in ("", " on"):
                what = "%d%s in %s" % (at, more, function)
                status = judge(export(site, out, what, *options), out, whole, old, "allocation " + what)
                check(at > 1 or status == 3, "%s: nothing is asked for there any more" % what)


def sweep(site, out, step, first, *options):
    """The outputs as they are and as they were before."""
    done = export(site, out, "0", *options)
    check(done.returncode == 0, "the site alone: %s" % done.stderr.decode())
    whole, old = digests(out), put_old(out)
    count = int(done.stderr.split(b"allocations ")[1])
    check(count > 3000, "only %d allocations: is it loaded?" % count)
    step = step or count // 60
    seen = {0: 0, 3: 0}
    for at in range(first, count + 1, step):
        for more in ("", " on"):
            what = " ".join(["allocation %d%s" % (at, more), *options])
            status = judge(export(site, out, "%d%s" % (at, more), *options), out, whole, old, what)
            seen[status] = seen.get(status, 0) + 1
    check(seen[3] > 0, "no allocation that fails matters")
    print("%d allocations, every %d-th: %s" % (count, step, seen))
    return whole, old


def main(step, first, press):
    with scratch() as folder:
        site, out = os.path.join(folder, "site"), os.path.join(folder, "out")
        make_site(site)
        os.makedirs(out)
        write_files(folder, {"press.icc": profile()})
        write_files(site, {"p.png": picture(wide())})
        options = ["--media", "press", "--cmyk", folder + "/press.icc"]
        whole, old = sweep(site, out, step, first, *options)
        weak_spots(site, out, whole, old, WEAK_OF_PRESS, *options)
        if not press:
            whole, old = sweep(site, out, step, first)
            bounded(site, out, whole, old)
            weak_spots(site, out, whole, old, WEAK)
            walled(site, out, whole)
            readers(site, out, folder)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 0, int(sys.argv[2]) if len(sys.argv) > 2 else 1, "press" in sys.argv)
finish("starved")
