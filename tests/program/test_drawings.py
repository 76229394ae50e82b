"""Drawings (SVG) as the PDF shows them, beside the same files in Chromium.

    test_drawings.py             those of the tests; status 1 where one differs
    test_drawings.py FOLDER      all SVG files below a folder; prints how far they differ, the worst first

Each is drawn in a square of 100 pixels, by `draw` and pdftoppm (with four dots a pixel, for it draws no line thinner than
one), and by Chromium with our faces; what is compared are the means of blocks of 4 by 4 pixels, so that the edges of
shapes may be smoothed as either likes."""
import glob
import html
import os
import re
import struct
import subprocess
import sys
import urllib.parse
import zlib

from support import OFFPRINT, ROOT, check, finish, need_tool, note_absent, run, scratch

SIDE, CELL, COLUMNS, BLOCK, PART = 100, 108, 10, 4, 60
DOTS = 4  # a pixel, of ours
BROWSER = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MEAN, SHARE = 4.0, 0.02  # of 255; of the blocks that differ by more than FAR
FAR = 40

# What Chromium shows otherwise, and why.
OTHERWISE = {
    "a prefix that stands for nothing": "browsers show nothing of it",
    "without a name space": "browsers show nothing of it",
    "no size at all": "without a view box browsers do not scale it",
    "parts of what is not there": "without a view box browsers do not scale it",
    "shadow.svg": "it has a filter",
    "sides by a style": "without a view box browsers do not scale it",
}
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir><cachedir>%s</cachedir>
<alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
<alias binding="same"><family>serif</family><prefer><family>Gentium Plus</family></prefer></alias>
<alias binding="same"><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
</fontconfig>"""


def own_files(folder):
    """The files of the unit tests' table, by their names, and those of the goldens."""
    with open(os.path.join(ROOT, "tests", "unit", "drawing", "test_drawing.c"), encoding="utf-8") as file:
        table = file.read().split("cases[] = {")[1].split("\n};")[0]
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">'
    files = {}
    for number, (name, text) in enumerate(re.findall(r'\{"([^"]+)",\s+"((?:[^"\\]|\\.)*)"', table)):
        text = text.replace('\\"', '"')
        path = os.path.join(folder, "%d.svg" % number)
        with open(path, "w", encoding="utf-8") as file:
            file.write(head + text[1:] + "</svg>" if text.startswith("@") else text)
        files[path] = name
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "*", "drawings", "*.svg"))):
        files[path] = os.path.basename(path)
    return files


def read_ppm(path):
    with open(path, "rb") as file:
        data = file.read()
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head.group(1)), int(head.group(2)), data[head.end():], 3


def unfilter(kind, row, before, step):
    """A row of a PNG, its filter undone."""
    if kind == 0:
        return row
    row = bytearray(row)
    for i in range(len(row)):
        left = row[i - step] if i >= step else 0
        above = before[i]
        if kind == 4:
            corner = before[i - step] if i >= step else 0
            guess = left + above - corner
            near = sorted((abs(guess - value), order, value) for order, value in enumerate((left, above, corner)))
            row[i] = (row[i] + near[0][2]) & 255
        else:
            row[i] = (row[i] + (left, above, (left + above) // 2)[kind - 1]) & 255
    return row


def read_png(path):
    with open(path, "rb") as file:
        data = file.read()
    width, height, depth, color = struct.unpack(">IIBB", data[16:26])
    assert depth == 8 and color in (2, 6), "a screenshot of another kind"
    step, packed, at = 3 if color == 2 else 4, b"", 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    raw, rows = zlib.decompress(packed), []
    line, before = width * step + 1, bytes(width * step)
    for y in range(height):
        before = unfilter(raw[y * line], raw[y * line + 1:(y + 1) * line], before, step)
        rows.append(bytes(before))
    return width, height, b"".join(rows), step


def block_means(picture, left, top, dots):
    """Of each block of a cell, its three means."""
    width, height, data, step = picture
    means, block = [], BLOCK * dots
    for y in range(top, top + SIDE * dots, block):
        rows = [data[(y + k) * width * step:(y + k + 1) * width * step] for k in range(block) if y + k < height]
        for x in range(left, left + SIDE * dots, block):
            parts = [row[x * step:(x + block) * step] for row in rows]
            means.append([sum(sum(part[c::step]) for part in parts) / (block * block) for c in range(3)])
    return means


def draw_here(paths, folder):
    """Our pictures, and the sizes that were read, in pixels."""
    program = os.path.join(os.path.dirname(OFFPRINT), "draw")
    pdf = os.path.join(folder, "drawn.pdf")
    done = run([program, pdf, str(SIDE), *paths])
    check(done.returncode == 0, "draw: %d %s" % (done.returncode, done.stderr.decode()))
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    sizes = [re.fullmatch(re.escape(path) + r": (\d+) (\d+)", line).groups()
             for path in paths for line in lines if line.startswith(path + ": ") and re.search(r": \d+ \d+$", line)]
    run(["pdftoppm", "-r", str(72 * DOTS), pdf, os.path.join(folder, "page")], check=True)
    pages = sorted(glob.glob(os.path.join(folder, "page-*.ppm")))
    pictures = [read_ppm(page) for page in pages]
    for page in pages:
        os.remove(page)
    return pictures, [(int(width) / 1000, int(height) / 1000) for width, height in sizes]


def draw_there(paths, sizes, folder):
    """Chromium's picture of them all."""
    page, shot = os.path.join(folder, "sheet.html"), os.path.join(folder, "sheet.png")
    fonts = os.path.join(folder, "fonts.conf")
    with open(fonts, "w", encoding="utf-8") as file:
        file.write(FONTS % (os.path.join(os.path.dirname(OFFPRINT), "share", "offprint", "fonts"), folder))
    parts = ["<!doctype html><style>body{margin:0;background:#fff}img{position:absolute}</style>"]
    for number, (path, (width, height)) in enumerate(zip(paths, sizes)):
        most = max(width, height, 0.001)
        parts.append('<img src="file://%s" style="left:%dpx;top:%dpx;width:%.3fpx;height:%.3fpx">' % (
            html.escape(urllib.parse.quote(path)), number % COLUMNS * CELL, number // COLUMNS * CELL,
            width / most * SIDE, height / most * SIDE))
    with open(page, "w", encoding="utf-8") as file:
        file.write("".join(parts))
    rows = (len(paths) + COLUMNS - 1) // COLUMNS
    run([BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
         "--force-device-scale-factor=1", "--user-data-dir=" + os.path.join(folder, "profile"),
         "--window-size=%d,%d" % (COLUMNS * CELL, max(rows * CELL, 200)), "--screenshot=" + shot, "file://" + page],
        timeout=180, env=dict(os.environ, FONTCONFIG_FILE=fonts))
    return read_png(shot)


def compare(paths, folder):
    """(mean difference, share of blocks far off) of each."""
    pictures, sizes = draw_here(paths, folder)
    sheet = draw_there(paths, sizes, folder)
    results = []
    for number, picture in enumerate(pictures):
        ours = block_means(picture, 0, 0, DOTS)
        theirs = block_means(sheet, number % COLUMNS * CELL, number // COLUMNS * CELL, 1)
        apart = [max(abs(a - b) for a, b in zip(one, other)) for one, other in zip(ours, theirs)]
        width, height = sizes[number]
        room = max(width * height / max(width, height, 0.001) ** 2 * len(apart), 1)
        results.append((sum(apart) / room, sum(value > FAR for value in apart) / room))
    return results


def compare_all(paths):
    results = []
    with scratch() as folder:
        for at in range(0, len(paths), PART):
            results += compare(paths[at:at + PART], folder)
    return results


def is_near(result):
    return result[0] <= MEAN and result[1] <= SHARE


def look_at(folder):
    paths = sorted(glob.glob(os.path.join(os.path.abspath(folder), "**", "*.svg"), recursive=True))
    results = sorted(zip(compare_all(paths), paths), reverse=True)
    near = sum(is_near(result) for result, _ in results)
    print("%d drawings, %d near (%.1f %%)" % (len(results), near, 100 * near / max(len(results), 1)))
    for (mean, share), path in results[:40]:
        print("%7.2f %6.3f %s" % (mean, share, path))


def main():
    need_tool("pdftoppm", "poppler-utils")
    if not os.path.exists(BROWSER):
        note_absent(BROWSER)
        finish("drawings")
    if len(sys.argv) > 1:
        look_at(sys.argv[1])
        return
    with scratch() as folder:
        files = own_files(folder)
        check(len(files) > 70, "%d drawings are too few" % len(files))
        for (path, name), result in zip(files.items(), compare_all(list(files))):
            check(is_near(result) or name in OTHERWISE,
                  "'%s' differs: mean %.2f, far off %.3f" % (name, *result))
    finish("drawings")


main()
