"""Each file of a site is read once, as strace sees it, so that all that is made of it is of one state of it; linked
files of 8 kB and more are not held, and are read again (src/source/source.h)."""
import collections
import os
import re
import subprocess
import sys

from support import OFFPRINT, ROOT, check, finish, need_tool, run, scratch

need_tool("strace", "strace")
START = 1.5  # the first bytes of a file tell whether it is a page
HELD = 8 << 10  # a linked file below it is held
READ = re.compile(r"(?:read|pread64)\(\d+<(/[^>]*)>.*= (\d+)$")
SITE = {
    "_config.yml": "title: S\ntheme_x: y\n",
    "offprint.yml": "entry: index.md\n",
    "_data/rows.yml": "- a: 1\n",
    "_includes/by.html": "<p>{{ page.author }}</p>",
    "_layouts/page.html": "---\nlayout: default\n---\n<h1>{{ page.title }}</h1>{% include by.html %}{{ content }}\n",
    "_layouts/default.html": "<html lang=\"{{ page.lang | default: 'en' }}\"><body>{{ content }}</body></html>\n",
    "index.md": "---\ntitle: I\nauthor: A\nlayout: page\n---\n[b](b.md) [s](small.txt) [l](large.txt)\n\n"
                "{% include by.html %}{% for r in site.data.rows %}{{ r.a }}{% endfor %}\n",
    "b.md": "---\ntitle: B\nlayout: page\n---\nbee\n",
    "small.txt": "small\n" * (HELD // 6 - 1),
    "large.txt": "large\n" * (HELD // 6 + 1),
}


def bytes_read(site, log, *options):
    """Of each file of the site how many times its size."""
    done = run(["strace", "-qq", "-f", "-y", "-e", "trace=read,pread64", "-o", log, OFFPRINT, "export", site, *options,
                "--threads", "1"], timeout=120)
    check(done.returncode == 0, "%s: %s" % (site, done.stderr.decode()))
    counts = collections.Counter()
    with open(log, errors="replace", encoding="utf-8") as file:
        for line in file:
            found = READ.search(line)
            if found and found.group(1).startswith(os.path.realpath(site) + "/"):
                counts[found.group(1)] += int(found.group(2))
    return {os.path.relpath(path, os.path.realpath(site)): count / os.path.getsize(path) for path, count in counts.items()}


def main():
    with scratch() as folder:
        site, log = os.path.join(folder, "site"), os.path.join(folder, "log")
        for name, text in SITE.items():
            os.makedirs(os.path.dirname(os.path.join(site, name)), exist_ok=True)
            with open(os.path.join(site, name), "w", encoding="utf-8") as file:
                file.write(text)
        times = bytes_read(site, log, "-o", folder + "/out")
        check(set(times) == set(SITE), "all are read: %s" % sorted(times))
        check(times.pop("large.txt") > 1, "what is not held is read again")
        often = {name: count for name, count in times.items() if count > START}
        check(not often, "read more than once: %s" % often)
        content = os.path.join(ROOT, "content")
        times = bytes_read(content, log, "-o", folder + "/content")
        often = {name: count for name, count in times.items() if count > START and not name.startswith(".git")
                 and not (name.endswith(".pdf") and os.path.getsize(os.path.join(content, name)) >= HELD)}
        check(len(times) > 5 and not often, "content/: read more than once: %s of %d" % (often, len(times)))


if subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], stderr=subprocess.DEVNULL).returncode:
    print("SKIPPED: strace may trace nothing here")
    sys.exit(77)
main()
finish("read once")
