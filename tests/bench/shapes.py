"""Packets of one shape, and how time and memory grow from a tenth of them: n^1 is in proportion."""
import math
import os
import shutil
import struct
import tempfile
import zlib

from measure import OFFPRINT, apart, measure

FRONT = "---\ntitle: T\npermalink: /\n---\n"


def picture(number):
    """A PNG unlike the others."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    row = b"\0" + struct.pack(">Q", number) * 6
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(row * 16)) + chunk(b"IEND", b""))


def lines(unit, before="", after="", end="\n"):
    return lambda n: {"index.md": FRONT + before + end.join(unit % {"i": i} for i in range(n)) + after}


def images(n):
    files = {"p%d.png" % i: picture(i) for i in range(n)}
    files["index.md"] = FRONT + "".join("![a](p%d.png) word\n\n" % i for i in range(n))
    return files


def documents(n):
    files = {"p%d.md" % i: "---\ntitle: P%d\n---\nSome words, and [back](index.md).\n" % i for i in range(n)}
    files["index.md"] = FRONT + "".join("* [a](p%d.md)\n" % i for i in range(n))
    return files


SHAPES = (
    ("one paragraph, words", 1000000, lines("word%(i)d", end=" ")),
    ("links", 100000, lines("[a](http://e.example/%(i)d)\n")),
    ("table rows", 100000, lines("| %(i)d | b |", before="| a | b |\n|---|---|\n")),
    ("list items", 100000, lines("* item %(i)d")),
    ("notes", 10000, lines("a[^%(i)d]\n\n[^%(i)d]: n\n")),
    ("images", 5000, images),
    ("documents", 20000, documents),
)


def write(folder, make, count):
    files = make(count)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    files["_config.yml"] = "url: https://www.example.org\n"
    for name, content in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())


def shape(folder, count, make):
    site = os.path.join(folder, "site")
    apart(write, site, make, count)
    return measure([OFFPRINT, "export", site, "--entry", "/", "-o", os.path.join(folder, "out"), "-q", "--memory", "16G",
                    "--threads", "1"], statuses=(0, 1))


def report():
    with tempfile.TemporaryDirectory() as folder:
        empty = shape(folder, 1, lines("x"))
        print("%-22s %9s %9s %9s   exponents of CPU and memory from a tenth" % ("shape", "count", "CPU s", "MB"))
        for name, count, make in SHAPES:
            tenth, whole = (shape(folder, n, make) for n in (count // 10, count))
            grown = [math.log10(max(getattr(whole, what) - getattr(empty, what), 0.001) /
                                max(getattr(tenth, what) - getattr(empty, what), 0.001)) for what in ("cpu", "megabytes")]
            print("%-22s %9d %9.2f %9.0f   %.2f %.2f" % (name, count, whole.cpu, whole.megabytes, *grown))
