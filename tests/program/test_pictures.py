"""Pictures: every kind is shown, wherever it is written, as large as a browser shows it and with no more pixels than
the print has use for; the bundle keeps what the site has."""
import base64
import os
import re
import resource
import struct
import urllib.parse
import zipfile
import zlib

from small_site import GIF, JPEG, WEBP
import support
from support import check, finish, need_tool, offprint, run, scratch, write_files as write

IMAGE = re.compile(r"^  image\*? ([0-9.-]+),([0-9.-]+) ([0-9.]+)x([0-9.]+) ", re.M)


def export(folder, entry, out, *more):
    return support.export(folder, entry, out, "--name", "index", *more)


def png(width, height, pixel):
    """RGB; `pixel` gives three bytes for x and y."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def wide_profile(name=b"wide"):
    """An ICC profile whose red, green and blue are wider apart than sRGB's, of version 2."""
    def xyz(*values):
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))
    gamma = b"curv\0\0\0\0" + struct.pack(">IHH", 1, round(2.2 * 256), 0)
    tags = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + b"\0" * (80 - len(name)), b"cprt": b"text\0\0\0\0none",
            b"wtpt": xyz(.9642, 1, .8249), b"rXYZ": xyz(.6097, .3111, .0195), b"gXYZ": xyz(.2053, .6257, .0609),
            b"bXYZ": xyz(.1492, .0632, .7446), b"rTRC": gamma, b"gTRC": gamma, b"bTRC": gamma}
    table, data = struct.pack(">I", len(tags)), b""
    for tag, value in tags.items():
        table += tag + struct.pack(">II", 132 + 12 * len(tags) + len(data), len(value))
        data += value + b"\0" * (-len(value) % 4)
    head = struct.pack(">I4sI12s12s4s28s3i48s", 132 + len(table) - 4 + len(data), b"", 0x02100000, b"mntrRGB XYZ ", b"\0" * 12, b"acsp",
                       b"\0" * 28, 63190, 65536, 54061, b"\0" * 48)
    return head + table + data


def with_profile(content, icc):
    """The PNG, or the lossy WebP of 60 x 30 pixels, with that profile."""
    if content.startswith(b"RIFF"):
        width, height = 60, 30
        parts = (b"VP8X" + struct.pack("<II", 10, 32) + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3] +
                 b"ICCP" + struct.pack("<I", len(icc)) + icc + b"\0" * (len(icc) % 2) + content[12:])
        return b"RIFF" + struct.pack("<I", 4 + len(parts)) + b"WEBP" + parts
    data = b"iCCPwide\0\0" + zlib.compress(icc)
    return content[:33] + struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data)) + content[33:]


BMP = (b"BM" + struct.pack("<IHHI", 54 + 16 * 8 * 3, 0, 0, 54) +
       struct.pack("<IiiHHIIiiII", 40, 16, 8, 1, 24, 0, 0, 0, 0, 0, 0) + b"\x20\x60\xa0" * 128)


def flat(x, y):
    return b"\x20\x60\xa0" if (x // 40 + y // 40) % 2 else b"\xff\xff\xff"


def photograph(x, y):
    noise = (x * 7919 + y * 104729 + x * y * 31) % 23
    return bytes(((x + y) // 8 % 200 + noise, (2 * x + y) // 12 % 200 + noise, (x + 3 * y) // 16 % 200 + noise))


def images_of(path):
    """A dict for each picture of the PDF, as poppler lists them."""
    rows = run(["pdfimages", "-list", path]).stdout.decode().splitlines()
    names = rows[0].replace("object ID", "object generation").split()
    return [dict(zip(names, row.split())) for row in rows[2:]]


def entry(zip_path, end):
    with zipfile.ZipFile(zip_path) as bundle:
        return [bundle.read(name) for name in bundle.namelist() if name.endswith(end)]


def every_kind_is_shown():
    kinds = {"png": ("image/png", png(60, 30, flat)), "jpg": ("image/jpeg", JPEG), "gif": ("image/gif", GIF),
             "webp": ("image/webp", WEBP), "bmp": ("image/bmp", BMP),
             "ico": ("image/vnd.microsoft.icon", b"\0\0\1\0\1\0\x10\x08\0\0\1\0\x20\0" + struct.pack("<II", len(png(16, 8, flat)), 22) +
                     png(16, 8, flat))}
    with scratch() as folder:
        text = ["# Kinds\n"]
        for name, (kind, content) in kinds.items():
            coded = base64.b64encode(content).decode()
            text += ["![%s as a file](p.%s)\n" % (name, name), "![%s](data:%s;base64,%s)\n" % (name, kind, coded),
                     "Words ![%s](data:%s,%s) and words\n" % (name, kind, urllib.parse.quote(content)),
                     '<p><img alt="%s" src="data:%s;base64,%s"></p>\n' % (name, kind, coded)]
        text += ["![a lie](lie.png)\n", '<img alt="late" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" '
                 'data-src="p.png">\n', '<img alt="set" srcset="none.png 1x, p.jpg 2x">\n']
        write(folder, {"index.md": "\n".join(text), "lie.png": JPEG, **{"p." + name: kinds[name][1] for name in kinds}})
        result, done = export(folder, "index.md", os.path.join(folder, "out"))
        check(result and result["status"] == 0 and not any(d["code"].startswith("image-")
                                                           for d in result["diagnostics"]), done.stdout[-600:])
        pages = offprint("render", folder, "index.md", "--to", "pages").stdout.decode()
        check(len(IMAGE.findall(pages)) == 27, "%d pictures are placed" % len(IMAGE.findall(pages)))
        bundle = os.path.join(folder, "out", "index.zip")
        page = entry(bundle, "/docs/index.html") or [b"".join(entry(bundle, ".html"))]
        check(page[0].count(b"<img ") >= 27 and b"data:image" not in page[0], "the bundle has them as files")
        for name, (_, content) in kinds.items():
            check(content in entry(bundle, "." + name), "the bundle keeps the bytes of the %s" % name)


def pixels_are_as_many_as_needed():
    with scratch() as folder:
        write(folder, {"flat.png": png(900, 600, flat), "photo.png": png(900, 600, photograph), "few.png": png(60, 40, flat),
                       "index.md": "# Dots\n" + "".join(
                           '\n<p><img src="%s.png" alt="%s" width="%d"></p>\n' % (name, name, width)
                           for name, width in (("flat", 90), ("photo", 90), ("few", 60), ("photo", 45)))})
        sizes = {}
        for dpi in ("", "0", "150"):
            out = os.path.join(folder, "out" + dpi)
            result, done = export(folder, "index.md", out, *(["--image-dpi", dpi] if dpi else []))
            path = os.path.join(out, "index.pdf")
            shown = images_of(path)
            check(result and len(shown) == 4, done.stderr)
            sizes[dpi] = os.path.getsize(path)
            if dpi != "0":
                most = int(dpi or 300)
                # of two places of a picture the larger counts; what would grow with fewer pixels keeps its own
                check(most - 2 <= int(shown[1]["x-ppi"]) <= most and int(shown[2]["x-ppi"]) <= most,
                      "%s dpi: %s" % (dpi, [row["x-ppi"] for row in shown]))
                check([row["enc"] for row in shown] == ["image", "jpeg", "image", "jpeg"],
                      "only the photograph is a JPEG: %s" % [row["enc"] for row in shown])
            else:
                check([row["width"] for row in shown] == ["900", "900", "60", "900"], "0 keeps all pixels")
        check(sizes["150"] < sizes[""] < sizes["0"] / 3, "sizes: %s" % sizes)
        check(offprint("check", folder, "--image-dpi", "9999").returncode == 2, "too many dots are wrong usage")
        write(folder, {"offprint.yml": "image_dpi: 100\n"})
        export(folder, "index.md", os.path.join(folder, "recipe"))
        check(images_of(os.path.join(folder, "recipe", "index.pdf"))[1]["x-ppi"] in ("99", "100"), "the recipe's dots")


def sizes_are_a_browsers():
    """Measured in headless Chromium: points of a measure of 402.5, for a picture of 120 x 80 pixels."""
    rows = [('', 90, 60), ('width="50%"', 201.3, 134.2), ('width="60px" height="60"', 45, 45), ('height="40"', 45, 30),
            ('width="12em"', 9, 6), ('style="width:50%;max-width:100px"', 75, 50), ('style="width:2in"', 144, 96),
            ('width="60" style="width:auto"', 90, 60), ('style="max-height:40px"', 45, 30),
            ('style="height:200px;max-height:40px"', 45, 30), ('style="zoom:50%"', 45, 30),
            ('style="zoom:.5;max-width:40px"', 15, 10), ('style="zoom:50%;width:50%"', 201.3, 134.2), ('width="900"', 402.5, 268.3)]
    with scratch() as folder:
        write(folder, {"p.png": png(120, 80, flat), "index.html": "---\ntitle: Sizes\n---\n" + "\n".join(
            '<p>Words <img src="p.png" alt="p" %s> words</p>' % said for said, _, _ in rows) +
            '<p>Words <img src="p.png" width="0" height="0" alt="counts readers"></p>'})
        pages = offprint("render", folder, "index.html", "--to", "pages").stdout.decode()
        shown = IMAGE.findall(pages)
        check(len(shown) == len(rows), "%d pictures" % len(shown))
        for (said, width, height), (_, _, w, h) in zip(rows, shown):
            check(abs(float(w) - width) < .2 and abs(float(h) - height) < .2, "%s: %s x %s" % (said, w, h))


def icons_are_small():
    """What classes, folders or names call an icon or somebody's picture has a size by that, unless it has one of its own: points
    in the PDF, pixels in the bundle, of 200 x 200 pixels."""
    rows = [("<p>Words <img src=a.png alt=i class='icon-2x'> words</p>", 12, 19), ("<p><img src=a.png alt=i class=icon></p>", 30, 48),
            ("<div class=tile><p><span class=feature__icon><img src=a.png alt=i></span></p><h2>T</h2></div>", 30, 48),
            ("<p>By <img src=a.png alt=i class=avatar> Ann</p>", 50, 80), ("<p>By <img src=img/icons/b.png alt=i> Bob</p>", 12, 19),
            ("<p><img src=ann-avatar.png alt=i></p>", 50, 80), ("<p><img src=a.png alt=i class=icon width=100 height=100></p>", 75, 100),
            ("<p class=icon>Words <img src=a.png alt=i></p>", 150, 200), ("<p><img src=a.png alt=i class=iconic></p>", 150, 200),
            ("<ul><li>One <img src=a.png alt=i></li></ul>", 96, 200), ("<ul><li>One <img src=wide.png alt=i></li></ul>", 150, 200)]
    with scratch() as folder:
        picture = png(200, 200, flat)
        write(folder, {"a.png": picture, "img/icons/b.png": picture, "ann-avatar.png": picture, "wide.png": png(200, 120, flat),
                       "_config.yml": "title: S\n", "_layouts/a.html": "<main><p>By {{ page.url }}</p>{{ content }}</main>",
                       "index.html": "---\ntitle: Icons\nlayout: a\n---\n" + "\n".join(row[0] for row in rows)})
        shown = IMAGE.findall(offprint("render", folder, "/", "--to", "pages").stdout.decode())
        check(len(shown) == len(rows), "%d pictures" % len(shown))
        for (said, points, _), (_, _, w, _) in zip(rows, shown):
            check(abs(float(w) - points) <= points * .12, "%s: %s points" % (said, w))
        export(folder, "/", os.path.join(folder, "out"))
        bundle = b"".join(entry(os.path.join(folder, "out", "index.zip"), ".html")).decode()
        widths = re.findall(r"<img [^>]*?width=\"(\d+)\"", bundle)
        check([int(width) for width in widths] == [row[2] for row in rows], "in the bundle: %s" % widths)


def generators_say_sizes():
    """As each has it, for a picture of 160 x 60 pixels: points of what is shown."""
    sites = [("myst.yml", "version: 1\nproject:\n  title: x\n", "index.md", [
        ("```{image} a.png\n:width: 50%\n:alt: x\n```", 201.3, 75.5), ("```{figure} a.png\n:width: 80px\n\nCap\n```", 60, 22.5),
        ("```{image} a.png\n:height: 20px\n```", 40, 15), ("```{image} a.png\n:width: 80\n```", 60, 22.5), ("```{image} a.png\n:scale: 50%\n```", 60, 22.5),
        ("```{figure} a.png\n:scale: 50\n:width: 80px\n\nCap\n```", 30, 11.3),
        ("```{image} a.png\n:alt: x\n```", 120, 45)]),
             ("_quarto.yml", "project:\n  type: website\n", "index.qmd", [
                 ("![x](a.png){width=50%}", 201.3, 75.5), ("![x](a.png){width=80}", 60, 22.5), ('![x](a.png){width="1in"}', 72, 27),
                 ('![](a.png){style="width:96px"}', 72, 27)]),
             ("mkdocs.yml", "site_name: x\nmarkdown_extensions:\n  - attr_list\n", "docs/index.md", [
                 ('![x](a.png){ width="50%" }', 201.3, 75.5), ('![x](a.png){ style="width:60px;height:20px" }', 45, 15)]),
             (".obsidian/app.json", "{}", "index.md", [
                 ("![[a.png|80]]", 60, 22.5), ("![[a.png|80x20]]", 60, 15), ("![x|80](a.png)", 60, 22.5),
                 ("![a|b](a.png)", 120, 45)]),
             ("hugo.toml", "title = 'x'\n", "content/_index.md", [
                 ('{{< figure src="a.png" width="80" >}}', 60, 22.5), ('{{< figure src="a.png" height="20px" alt="y" >}}', 40, 15)])]
    for settings, text, page, rows in sites:
        with scratch() as folder:
            for name in (settings, page):
                os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
            picture = os.path.join(os.path.dirname(page), "a.png")
            write(folder, {settings: text, picture: png(160, 60, flat), page: "# T\n\n" + "\n\n".join(row[0] for row in rows) + "\n"})
            done = offprint("render", folder, page, "--to", "pages")
            shown = IMAGE.findall(done.stdout.decode())
            check(len(shown) == len(rows), "%s: %d pictures; %s" % (settings, len(shown), done.stderr.decode()))
            for (said, width, height), (_, _, w, h) in zip(rows, shown):
                check(abs(float(w) - width) < .2 and abs(float(h) - height) < .2, "%s: %s x %s" % (said, w, h))


def pictures_keep_to_their_lines():
    words = "Words that fill a line and more of them, so that there are a few lines of them. " * 3
    with scratch() as folder:
        write(folder, {"badge.png": png(88, 20, flat), "logo.png": png(160, 60, flat), "tall.png": png(300, 800, flat),
                       "wide.png": png(1000, 300, flat),
                       "index.md": "%sA badge ![b](badge.png) among them. %s\n" % (words, words),
                       "logos.md": "![l](logo.png) ![l](logo.png)\n[![l](logo.png)](https://x.org)\n",
                       "list.md": "- ![t](tall.png) A name\n- ![t](tall.png)\n\n|a|b|\n|-|-|\n|![t](tall.png)|x|\n",
                       "wide.md": "%s\n![w](wide.png)\n%s\n" % (words, words)})

        def placed(page):
            text = offprint("render", folder, page, "--to", "pages").stdout.decode()
            lines = [float(y) for y in re.findall(r"^  line [0-9.-]+,([0-9.-]+) [0-9.]+ <serif 11", text, re.M)]
            return lines, [tuple(map(float, row)) for row in IMAGE.findall(text)], text
        lines, _, _ = placed("index.md")
        gaps = {round(b - a, 1) for a, b in zip(lines, lines[1:])}
        check(max(gaps) <= min(gaps) + 2.5, "a badge tears its lines apart: %s" % gaps)
        _, logos, _ = placed("logos.md")
        check(len({y + h for _, y, _, h in logos}) == 1 and len({x for x, _, _, _ in logos}) == 3,
              "three logos stand side by side: %s" % logos)
        _, tall, _ = placed("list.md")
        check(len(tall) == 3 and all(h < 225 for _, _, _, h in tall), "portraits of a list: %s" % tall)
        _, wide, text = placed("wide.md")
        check(all(" !" not in row for row in text.splitlines()) and wide[0][2] > 402, "a wide one: %s" % wide)


def profiles_go_along():
    """Of other colors than sRGB's, whatever way the pixels go; of sRGB's none is needed."""
    wide, usual = wide_profile(), wide_profile(b"sRGB")
    few = png(300, 20, flat)
    with scratch() as folder:
        kinds = {"photo.png": with_profile(png(300, 200, photograph), wide), "flat.png": with_profile(few, wide),
                 "lossy.webp": with_profile(WEBP, wide), "usual.png": with_profile(few + b"x", usual), "none.png": few + b"y"}
        write(folder, {"index.md": "# Colors\n\n" + "\n\n".join("![p](%s)" % name for name in kinds), **kinds})
        export(folder, "index.md", os.path.join(folder, "out"), "--image-dpi", "0")
        shown = images_of(os.path.join(folder, "out", "index.pdf"))
        # Of a palette, which may be the larger way, the list does not say whose colors it has.
        colors = [row["color"] for row in shown]
        check(set(colors[:3]) <= {"icc", "index"} and colors[2] == "icc" and set(colors[3:]) <= {"rgb", "index"}, "colors: %s" % colors)
        pdf = run(["qpdf", "--qdf", "--object-streams=disable", os.path.join(folder, "out", "index.pdf"), "-"]).stdout
        check(pdf.count(b"/ICCBased") == 3 and pdf.count(wide[128:260]) == 1, "one profile, three pictures")


def photographs_take_less():
    """Exact ones become JPEGs, if they need not stay exact; what lies denser than its print shows loses bytes."""
    with scratch() as folder:
        write(folder, {"photo.png": png(600, 400, photograph), "index.md": "![p](photo.png)\n"})
        for dpi, encoding in (("300", "jpeg"), ("0", "image")):
            export(folder, "index.md", os.path.join(folder, dpi), "--image-dpi", dpi)
            shown = images_of(os.path.join(folder, dpi, "index.pdf"))
            check([row["enc"] for row in shown] == [encoding] and shown[0]["width"] == "600", "%s dpi: %s" % (dpi, shown))
            check(entry(os.path.join(folder, dpi, "index.zip"), ".png") == [png(600, 400, photograph)], "the bundle's stays")


def growing_places_are_cheap():
    """One file in sixty places, each larger than the one before, is not decoded for each."""
    with scratch() as folder:
        write(folder, {"photo.png": png(600, 400, photograph), "none.md": "# None\n",
                       "one.md": "<img src='photo.png' width='150'>\n",
                       "all.md": "".join("<img src='photo.png' width='%d'>\n\n" % (32 + 2 * i) for i in range(60))})
        seconds = {}
        for page in ("none", "one", "all"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            export(folder, page + ".md", os.path.join(folder, "out"))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds[page] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        one, many = seconds["one"] - seconds["none"], seconds["all"] - seconds["none"]
        check(many < 15 * one + 0.1, "sixty growing places: %.2f s, one: %.2f s" % (many, one))
        widths = [int(row["width"]) for row in images_of(os.path.join(folder, "out", "index.pdf"))]
        check(widths and all(468 <= width <= 600 for width in widths), "the largest place has its pixels: %s" % widths)


need_tool("pdfimages", "poppler-utils")
need_tool("qpdf", "qpdf")
every_kind_is_shown()
pixels_are_as_many_as_needed()
sizes_are_a_browsers()
icons_are_small()
generators_say_sizes()
pictures_keep_to_their_lines()
profiles_go_along()
photographs_take_less()
growing_places_are_cheap()
finish("pictures")
