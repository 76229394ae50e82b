"""Bad input: each kind with a clear message, the right exit status, and old outputs untouched."""
import os
import struct
import subprocess
import sys
import tempfile
import zlib

from support import OFFPRINT, check, finish, offprint, powerless, scratch

FRONT = "---\ntitle: T\npermalink: /p/\n---\n"


def png(width, height, rows=b"\0\0"):
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


JPEG_START = (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x0b\x08\0\x10\0\x10\1\1\x11\0")


def site(folder, files):
    """A site of Jekyll, unless a recipe says of which; its configuration is empty where the case has none."""
    jekyll = files and "dialect" not in files.get("offprint.yml", "")
    for name, data in {**({"_config.yml": "markdown: GFM\n"} if jekyll else {}), **files}.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
    return folder


# name: (files, arguments, status, words of the message)
CASES = {
    "no such entry": ({"p.md": FRONT}, ["--entry", "/q/"], 2, ["/q/"]),
    "entry outside the site": ({"p.md": FRONT}, ["--entry", "../../etc/passwd"], 2, ["passwd"]),
    "invalid UTF-8": ({"p.md": FRONT.encode() + b"abc \xff def\n"}, [], 1, ["p.md:5:5", "UTF-8"]),
    "broken YAML in the configuration": (
        {"_config.yml": "title: [a\nb: }\n", "p.md": FRONT}, [], 1, ["_config.yml:"]),
    "collection that is a list": (
        {"_config.yml": "collections:\n  a:\n    - p.md\n", "p.md": FRONT + "words {{ site.a.size }}\n"}, [], 0, []),
    "front matter that is a list": ({"p.md": "---\n- a\n---\nx\n"}, ["--entry", "p.md"], 1, ["p.md:"]),
    "missing include": ({"p.md": FRONT + "\n{% include nope.md %}\n"}, [], 1, ["p.md:6:", "nope.md"]),
    "include loop": ({"p.md": FRONT + "{% include a.md %}\n", "_includes/a.md": "{% include a.md %}"},
                     [], 1, ["a.md"]),
    "include of ../x": ({"p.md": FRONT + "{% include ../x %}\n", "x": "secret"}, [], 1, ["p.md:5:", "../x"]),
    "unclosed Liquid": ({"p.md": FRONT + "{% if true %}\nx\n"}, [], 1, ["p.md:5:1", "if"]),
    "unclosed output": ({"p.md": FRONT + "a {{ site.title\n"}, [], 1, ["p.md:5:3"]),
    "text that doubles": (
        {"p.md": FRONT + "{% assign s = 'aaaa' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}\n"},
        [], 1, ["p.md:5:", "append", "limit"]),
    "list that doubles": (
        {"p.md": FRONT + "{% assign s = 'a,b' | split: ',' %}{% for i in (1..40) %}"
                 "{% assign s = s | concat: s %}{% endfor %}\n"},
        [], 1, ["p.md:5:", "concat", "limit"]),
    "captured text without an end": (
        {"p.md": FRONT + "{% capture c %}{% for i in (1..9000000) %}aaaaaaaaaaaaaaaa{% endfor %}{% endcapture %}\n"},
        [], 1, ["p.md:5:", "liquid-limit"]),
    "text without an end": (
        {"p.md": FRONT + "{% for i in (1..9000000) %}aaaaaaaaaaaaaaaa{% endfor %}\n"},
        [], 1, ["p.md:5:", "liquid-limit"]),
    "10,000-deep list": ({"p.md": FRONT + "- " * 10000 + "x\n"}, [], 0, ["p.md:5:", "nesting-limit"]),
    "list indented 3,000 deep": (
        {"p.md": FRONT + "".join("%s- x\n" % ("  " * i) for i in range(3000))},
        [], 0, ["p.md:", "nesting-limit"]),
    "10,000-deep quote": ({"p.md": FRONT + ">" * 10000 + " x\n"}, [], 0, ["nesting-limit"]),
    "truncated PNG": ({"p.md": FRONT + "![a](i.png)\n", "i.png": png(50, 50)[:60]}, [], 0,
                      ["p.md:5:1", "i.png"]),
    "truncated JPEG": ({"p.md": FRONT + "![a](i.jpg)\n", "i.jpg": JPEG_START}, [], 0,
                       ["p.md:5:1", "i.jpg"]),
    "an image of 100,000 x 100,000 pixels": (
        {"p.md": FRONT + "![a](i.png)\n", "i.png": png(100000, 100000)}, [], 0,
        ["p.md:5:1", "i.png"]),
    "redirect loop": ({"p.md": FRONT + "[x](/a/)\n", "a.md": "---\npermalink: /a/\nredirect_to: /b/\n---\n",
                       "b.md": "---\npermalink: /b/\nredirect_to: /a/\n---\n"}, [], 0, ["p.md:5:1"]),
    "redirected to what is not there": (
        {"p.md": FRONT + "[x](a.md)\n", "a.md": "---\nredirect_to: nope\n---\n"},
        ["--live-url", "https://x.example"], 0, ["p.md:5:1", "'nope', where 'a.md' is redirected to"]),
    "NUL in kramdown": (
        {"_config.yml": "", "p.md": FRONT + "ab\0c\n"}, [], 0, ["p.md:5:3", "U+0000 shows nothing and is left out"]),
    "NUL in CommonMark": ({"p.md": FRONT + "ab\0c\n"}, [], 0, ["p.md:5:3", "U+0000", "text-control"]),
    "a control character in a page of HTML": (
        {"p.html": FRONT + "<p>ab\1c\n"}, ["--entry", "p.html"], 0, ["p.html:5:6", "U+0001", "text-control"]),
    "a page that includes itself": (
        {"offprint.yml": "dialect: mkdocs\n", "p.md": "# T\n\n" + '--8<-- "p.md"\n' * 5000},
        ["--entry", "p.md"], 0, ["p.md:3:1", "this page", "dialect-include"]),
    "includes past their limit": (
        {"offprint.yml": "dialect: mdbook\n", "p.md": "# T\n" + "{{#include q.md}}\n" * 5000,
         "q.md": "<!-- %s -->\n" % ("x" * 1000000)},
        ["--entry", "p.md"], 0, ["p.md:18:1", "16 MB", "dialect-include"]),
    "an anchor that is not there": (
        {"offprint.yml": "dialect: mdbook\n", "p.md": "{{#include q.md:a}} x\n", "q.md": "x\n"},
        ["--entry", "p.md"], 0, ["p.md:1:1", "q.md:a", "dialect-missing"]),
    "many beginnings of one reference": (
        {"offprint.yml": "dialect: obsidian\n", "p.md": "[[ " * 100000 + "]]\n"},
        ["--entry", "p.md"], 0, []),
    "a summary of a million half links": (
        {"offprint.yml": "title: T\ndialect: mdbook\n", "book.toml": "[book]\n", "src/p.md": "x\n",
         "src/SUMMARY.md": "](" * 1000000},
        ["--entry", "src/p.md"], 0, []),
    "a recipe's tag that is never closed": (
        {"offprint.yml": 'tags: {a: "[{% w %}{% if x %}]", w: "word"}\n',
         "p.md": FRONT + "{% a %}\n"}, [], 1, ["offprint.yml:1:20: error", "if"]),
    "recipe's tags that double": (
        {"offprint.yml": 'tags:\n  a0: "x"\n' + "".join(
            '  a%d: "{%% a%d %%}{%% a%d %%}"\n' % (i, i - 1, i - 1) for i in range(1, 30)),
         "p.md": FRONT + "{% a29 %}\n"}, [], 1, ["offprint.yml:", "liquid-limit"]),
    "includes that double": (
        {**{"_includes/a%d" % i: "{%% include a%d %%}{%% include a%d %%}" % (i - 1, i - 1) for i in range(1, 31)},
         "_includes/a0": "", "p.md": FRONT + "{% include a30 %}\n"}, [], 1, ["liquid-limit"]),
    "script in a link": ({"p.md": FRONT + "[x](javascript:alert(1))\n"}, [], 0, ["p.md:5:1", "link-unsafe"]),
}


def export(place, out, arguments, **options):
    arguments = arguments if "--entry" in arguments else ["--entry", "/p/", *arguments]
    return subprocess.run([OFFPRINT, "export", place, "-o", out, *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, **options)


def old_outputs(out):
    os.makedirs(out, exist_ok=True)
    for name in ("p.pdf", "p.zip"):
        with open(os.path.join(out, name), "w") as file:
            file.write("old")


def untouched(out):
    return (sorted(os.listdir(out)) == ["p.pdf", "p.zip"] and
            all(open(os.path.join(out, n), "rb").read() == b"old" for n in ("p.pdf", "p.zip")))


def judge(name, place, arguments, status, words, out, **options):
    old_outputs(out)
    done = export(place, out, arguments, **options)
    said = done.stderr.decode("utf-8", "replace")
    check(done.returncode == status, "%s: status %d, not %d\n%s" %
          (name, status, done.returncode, said[:600]))
    for word in words:
        check(word in said, "%s: '%s' is not in: %s" % (name, word, said[:600]))
    if status != 0:
        check(untouched(out), "%s: old outputs were touched: %s" % (name, os.listdir(out)))
    else:
        check(open(os.path.join(out, "p.pdf"), "rb").read(5) == b"%PDF-", "%s: no PDF" % name)


def odd_links(folder):
    """Symbolic links without an end or out of the site: why no page is there; live, a live link."""
    place = site(os.path.join(folder, "odd-links"), {"p.md": FRONT + "[a](/loop.md) [b](/out.md)\n"})
    os.symlink("loop.md", os.path.join(place, "loop.md"))
    os.symlink("/etc/hostname", os.path.join(place, "out.md"))
    why = ["'loop.md': its symbolic links lead round in a circle", "'out.md': it lies outside the site, or behind an absolute symbolic link"]
    out = os.path.join(folder, "o9")
    for live, links in ([], b"2 without a target"), (["--live-url", "https://x.example"], b"2 to the live site"):
        judge("odd symbolic links %s" % live, place, live, 0, why, out)
        done = offprint("check", place, "--entry", "/p/", *live)
        check(links in done.stdout + done.stderr, "odd symbolic links %s: %s" % (live, done.stdout + done.stderr))


def special_cases(folder):
    plain = {"p.md": FRONT + "text\n"}
    place = site(os.path.join(folder, "links"), {"p.md": FRONT + "{% include s.md %}\n"})
    os.makedirs(os.path.join(place, "_includes"))
    os.symlink("/etc/hostname", os.path.join(place, "_includes", "s.md"))
    judge("symbolic link out of the site", place, [], 1, ["_includes/s.md: error: cannot read the include", "asked for at p.md:5:1"], os.path.join(folder, "o1"))

    place = site(os.path.join(folder, "pipe"), {"p.md": FRONT + "{% include pipe %}\n", "_includes/a": ""})
    os.mkfifo(os.path.join(place, "_includes", "pipe"))
    done = export(place, os.path.join(folder, "o10"), [])
    check(done.returncode == 1 and done.stderr.count(b" error: ") == 1 and b"asked for at p.md:5:1" in done.stderr
          and b"_includes/pipe: error: " in done.stderr, "a pipe among the includes is told where it is and where it is asked for: %s" % done.stderr)

    place = site(os.path.join(folder, "page-link"), {})
    os.makedirs(place)
    os.symlink("/etc/passwd", os.path.join(place, "p.md"))
    judge("a page that is a link out of the site", place, ["--entry", "p.md"], 1, ["p.md"],
          os.path.join(folder, "o2"))

    odd_links(folder)

    place = site(os.path.join(folder, "line"), {"p.md": FRONT.encode() + b"ab " * (100 * 1024 * 1024 // 3)})
    judge("a line of 100 MB", place, [], 1, ["p.md: error", "too large"], os.path.join(folder, "o3"))
    deep = b"".join(b"%s- x\n" % (b"  " * i) for i in range(10000))
    place = site(os.path.join(folder, "deep"), {"p.md": FRONT.encode() + deep})
    judge("a list indented 10,000 deep, 100 MB", place, [], 1, ["p.md: error", "too large"],
          os.path.join(folder, "o8"))

    place = site(os.path.join(folder, "folder-page"), {"p.md/x": "x", "q.md": FRONT})
    judge("an entry that is a folder", place, ["--entry", "p.md"], 2, ["p.md"], os.path.join(folder, "o4"))

    done = export(os.path.join(folder, "nowhere"), os.path.join(folder, "o5"), [])
    check(done.returncode in (2, 3) and b"nowhere" in done.stderr, "no such site: %s" % done.stderr)

    place = site(os.path.join(folder, "plain"), plain)
    out = os.path.join(folder, "file-as-folder")
    with open(out, "w") as file:
        file.write("x")
    done = export(place, os.path.join(out, "sub"), [])
    check(done.returncode == 3 and b"file-as-folder" in done.stderr, "output below a file: status 3")
    return place


def deep_path(folder):
    """Longer than the system takes: its message is cut off, but says why."""
    place, here = os.path.join(folder, "far-down"), os.getcwd()
    os.mkdir(place)
    site(place, {"p.md": FRONT + "text"})
    os.chdir(place)
    for i in range(20):
        name = "d%02d" % i + "x" * 240
        os.mkdir(name)
        os.chdir(name)
    os.chdir(here)
    judge("a path of 5,000 bytes", place, ["--entry", "p.md"], 1, ["(its name is too long)", "shorten the names"], os.path.join(folder, "deep-out"))


def powerless_export(place, out, entry):
    command = powerless(OFFPRINT, "export", place, "-o", out, "--entry", entry)
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)


def limited(place, folder):
    """Without root's powers: unreadable page, folder that cannot be written."""
    secret = os.path.join(folder, "unreadable")
    site(secret, {"p.md": FRONT + "x\n"})
    os.chmod(os.path.join(secret, "p.md"), 0)
    closed = os.path.join(folder, "closed")
    old_outputs(closed)
    os.chmod(closed, 0o555)
    done = powerless_export(secret, os.path.join(folder, "o6"), "p.md")
    check(done.returncode in (1, 3) and b"p.md" in done.stderr,
          "unreadable page: %d %s" % (done.returncode, done.stderr))
    done = powerless_export(place, closed, "/p/")
    check(done.returncode == 3 and b"closed" in done.stderr,
          "folder that cannot be written: %d %s" % (done.returncode, done.stderr))
    check(untouched(closed), "folder that cannot be written: old outputs")
    os.chmod(closed, 0o755)


def full_disk(place, folder):
    mount = os.path.join(folder, "small")
    os.makedirs(mount)
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", mount], stderr=subprocess.DEVNULL).returncode == 0
    try:
        if mounted:
            old_outputs(mount)
            done = export(place, mount, [])
            check(done.returncode == 3 and b"no space left" in done.stderr,
                  "disk full: %d %s" % (done.returncode, done.stderr))
            check(untouched(mount), "disk full: old outputs: %s" % os.listdir(mount))
        else:
            print("NOTE: no small tmpfs can be mounted here; /dev/full stands in for the full disk")
            done = subprocess.run([OFFPRINT, "--help"], stdout=open("/dev/full", "w"))
            check(done.returncode == 3, "/dev/full: status 3, not %d" % done.returncode)
    finally:
        if mounted:
            subprocess.run(["umount", mount], check=True)


def main():
    with scratch() as folder:
        for number, (name, (files, arguments, status, words)) in enumerate(CASES.items()):
            place = site(os.path.join(folder, "case%d" % number), files)
            judge(name, place, arguments, status, words, os.path.join(folder, "out%d" % number))
        place = special_cases(folder)
        limited(place, folder)
        deep_path(folder)
        full_disk(place, folder)
    finish("bad input")


if __name__ == "__main__":
    main()
