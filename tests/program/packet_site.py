"""A site, lists, and covers with all that they may show, for the tests of packets."""
import os
import struct
import zlib

from support import offprint, run, write_files

SITE = {
    "_config.yml": "title: A site\n",
    "offprint.yml": "title: Terms\ndate: 2026-07-15\nentry: index.md\n"
                    "cover:\n  lines: [\"{tier} sponsor\", \"Valid until {until}\", For everybody]\n  contact: \"{mail}\"\n"
                    "  stamp: \"For {tier} sponsors: {name}\"\n"
                    "packets: {name: \"{slug}-packet\"}\n",
    "index.md": "---\ntitle: Terms\n---\nSee [the fees](fees.md).\n\n" + "Some words of the terms stand here. " * 40 + "\n",
    "fees.md": "---\ntitle: Fees\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA note.[^1]\n\n[^1]: Here.\n",
}
# A list, and what is told of it: place and code.
HEAD = "name,tier,until,mail\n"
def make(site, rows, out, *more, **options):
    return offprint("export", site, "--for", rows, "-o", out, *more, **options)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def pdfs(folder):
    return {name: read(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".pdf")}


def zips(folder):
    return {name: read(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".zip")}


def said(done):
    return done.stderr.decode("utf-8", "replace").strip()[-400:]


def text_of(path, *how):
    return run(["pdftotext", *how, path, "-"]).stdout


def png(width, height, color):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes(color) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) +
            chunk(b"IEND", b""))


LOGO_LIST = "name,logo\nWide,logos/wide.png\nTall,logos/tall.png\nDrawn,/logos/drawn.svg\nNone,\n"
LOGOS = {"logos/wide.png": png(900, 100, (200, 30, 60)), "logos/tall.png": png(40, 400, (20, 90, 160)), "logos/none.png": b"no picture",
         "logos/drawn.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"80\"><rect width=\"200\" height=\"80\" fill=\"#3a7\"/></svg>",
         "logos/broken.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><g>", "../outside.png": png(10, 10, (0, 0, 0))}


def with_logos(folder):
    recipe = SITE["offprint.yml"].replace("cover:\n", "cover:\n  logo: /assets/own.png\n  partner_logo: \"{logo}\"\n").replace("{tier}", "{name}")
    recipe = recipe.replace("Valid until {until}", "Dear {name}").replace("{mail}", "{row}@b.example")
    site = write_files(folder + "/logo-site", {**SITE, "offprint.yml": recipe, "assets/own.png": png(120, 80, (10, 140, 60))})
    return site, write_files(folder + "/logo-list", {"list.csv": LOGO_LIST, **LOGOS}) + "/list.csv"


LETTER = ("---\nanything: else\n---\nDear **{name}**, {{braces}} and [the fees](fees.md) for {tier}s, [yours]({web}), [asked](https://x.example/?for={slug}), [part]({web}/p?for={slug}).\n\n"
          "Wish: {wish}\n\n- One {wish}\n- Two\n\n## For {name}\n\nWrite to [{mail}](mailto:{mail}).\n")
TABLE = "Tier;Fee;For {name}\nGold;10,000;yes\n;;\n\"Sil;ver\";5,000;{tier}\n"
def with_matter(folder, letter=LETTER, table="tiers.csv"):
    recipe = SITE["offprint.yml"].replace("cover:\n", "cover:\n  text: /letters/letter.md\n  table: %s\n" % table)
    files = {**SITE, "offprint.yml": recipe, "letters/letter.md": letter.replace("(fees.md)", "(../fees.md)")}
    return write_files(folder, {**files, **({"tiers.csv": TABLE} if table == "tiers.csv" else {})})
