"""Seeds of the targets that look at what comes out (bundle, export, image, layout): made of
tests/golden, and of the formats themselves.
"""
import hashlib
import io
import os
import struct
import sys
import zipfile
import zlib

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TESTS, "program"))
import press_profile  # noqa: E402

GOLDEN = os.path.join(TESTS, "golden")


def read(path):
    with open(path, "rb") as file:
        return file.read()


# Sites: lists of files, as files.h has them ------------------------------------------

SITE_FILES, SITE_FILE_BYTES, SITE_BYTES = 12, 2500, 8000


def golden_sites():
    """The folders of tests/golden, without what is expected of them."""
    for case in sorted(os.listdir(GOLDEN)):
        site = os.path.join(GOLDEN, case, "site")
        site = site if os.path.isdir(site) else os.path.join(GOLDEN, case)
        paths = [os.path.join(folder, name) for folder, _, names in os.walk(site) for name in names]
        yield {os.path.relpath(path, site).replace("input.md", "index.md"): read(path)
               for path in sorted(paths) if not os.path.basename(path).startswith(("expect.", "arguments"))}


def listed(site):
    out = b""
    for path, data in list(site.items())[:SITE_FILES]:
        data = data if path.startswith(("index", ".git")) or path.endswith((".png", ".jpg", ".pdf")) \
            else data[:SITE_FILE_BYTES]
        line = b"%s %d\n%s" % (path.encode(), len(data), data)
        out += line if len(out) + len(line) <= SITE_BYTES else b""
    return out


DRAWING = (b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 60 40">'
           b'<defs><linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-opacity=".5"/></linearGradient>'
           b'<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><circle r="2"/></pattern>'
           b'<clipPath id="c"><rect width="30" height="30"/></clipPath></defs>'
           b'<g clip-path="url(#c)" opacity=".5"><rect width="40" height="20" fill="url(#g)"/><path d="M0 0C9 9 9 0 20 20Z" '
           b'fill="url(#p)" stroke="#00f" stroke-dasharray="3 1"/></g><text x="5" y="30" font-size="9">words</text>'
           b'<image href="a.png" width="9" height="9"/><a xlink:href="javascript:1"><use href="#c"/></a><script>1</script></svg>')
ACTIVE = (b"<!doctype html><meta charset=windows-1252><base href=x/><title>t</title><style>@import 'a';p{background:url(b)}"
          b"</style><script src=a></script><body onload=b><p style='color:red;behavior:c'>d<a href=javascript:e>f</a>"
          b"<iframe src=g></iframe><img src=a.png srcset='a.png 2x'><form action=h><input></form><svg><use href=#i /></svg>")
PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(a)>>/Names 2 0 R>>endobj\n"
       b"2 0 obj<</S/URI/URI(javascript:b)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")


class Streamed(io.BytesIO):
    """As a pipe: what is written cannot be gone back to, so sizes follow their data."""

    def seek(self, *_):
        raise OSError


def zips():
    """Stored and packed, with descriptors, folders and comments, wide, and with a gap."""
    out = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        for kind in (io.BytesIO, Streamed):
            room = kind()
            with zipfile.ZipFile(room, "w") as file:
                for name in ("n/", "n/bagit.txt", "n/data/a", "n/data/\u00e9"):
                    info = zipfile.ZipInfo(name)
                    info.compress_type = method
                    with file.open(info, "w", force_zip64=name.endswith("a")) as entry:
                        entry.write(b"" if name.endswith("/") else b"words words words\n" * 3)
            out.append(room.getvalue())
    wide = out[0]
    end = wide.rindex(b"PK\5\6")
    at, size = struct.unpack("<I", wide[end + 16:end + 20])[0], struct.unpack("<I", wide[end + 12:end + 16])[0]
    out.append(wide[:end] + b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 4, 4, size, at) +
               b"PK\6\7" + struct.pack("<IQI", 0, end, 1) + wide[end:end + 8] + b"\xff" * 12 + wide[end + 20:])
    return out + [b"MZ" + out[0], out[1][:at] + b"gap" + out[1][at:], out[0] + b"behind", out[2][:-2] + b"\2\0no", b"PK\5\6" + bytes(18)]


def bag(payload, version, algorithms, more):
    """A bag as a list of files, with each list made for what it holds."""
    site = {"data/" + name: data for name, data in payload.items()}
    site["bagit.txt"] = b"BagIt-Version: %s\nTag-File-Character-Encoding: UTF-8\n" % version
    site["bag-info.txt"] = b"Payload-Oxum: %d.%d\nBag-Software-Agent: offprint 0\n  x\n" % (sum(map(len, payload.values())), len(payload))
    for prefix in ("", "tag"):
        for algorithm in algorithms:
            lines = [b"%s  %s\n" % (hashlib.new(algorithm, data).hexdigest().encode(), name.replace("%", "%25").encode())
                     for name, data in sorted(site.items()) if name.startswith("data/") != bool(prefix) and not name.startswith("tag")]
            site["%smanifest-%s.txt" % (prefix, algorithm)] = b"".join(lines)
    return {**site, **more}


SIGNATURE = (b"untrusted comment: signature from minisign secret key\nRUQQY0P/UJTIaEYbXzRkL0o/JMGo2niBzdR5tYrk1fN1TyzHnsxSsnrYyC9Y9"
             b"xaNl8gqxCd+AXk8WRilvDHqsutKgGu0hehg7g4=\ntrusted comment: first\nLallvkHwOm1uybT5ZQr9y4rX6qepRBk+l2+Qp9xx5qZTmg6SdJpQm"
             b"MqRQIFZW9RGG3mMXa6SPhVUFCyhC46rBg==\n")


def bags():
    """Of each version and kind of list, with what tells of the payload, and a file with proofs beside it."""
    digest = hashlib.sha256(b"a").hexdigest()
    told = {"a": b"a", "provenance.jsonl": b'{"file": "a", "sha256": "%s"}\n' % digest.encode(),
            "ro-crate-metadata.json": b'{"@graph": [{"@id": "a", "@type": "File", "sha256": "%s"}]}' % digest.encode()}
    stamp = bytes.fromhex("300530030201003000")
    made = [bag(told, b"1.0", ("sha256",), {}), bag({"a": b"1", "100%": b""}, b"0.97", ("md5",), {"fetch.txt": b"http://a/ 1 data/b\n"}),
            bag({"a": b"a"}, b"1.0", ("sha512",), {"data/.DS_Store": b""}), {"f": b"text", "f.minisig": SIGNATURE, "f.tsr": stamp},
            {"f": b"text", "f.minisig": SIGNATURE.replace(b"\nRU", b"\nRW")},
            {**bag({}, b"1.0", ("sha1",), {}), "bagit.txt": b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n"}]
    return [listed(site) for site in made]


def office():
    """A document of Word's with macros: its list of parts alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in (("[Content_Types].xml", b'<Types><Override PartName="/word/vbaProject.bin" '
                            b'ContentType="application/vnd.ms-office.vbaProject"/></Types>'), ("word/vbaProject.bin", b"a")):
            file.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def made_sites():
    """What the cases of tests/golden have no room for: files that are looked into, contents of
    many entries, rows taller than a page, letters that no face has."""
    links = b"![d](a.svg) ![p](a.png)\n" + b"".join(
        b"[x](%s) " % name for name in (b"b.svg", b"c.html", b"d.pdf", b"e.docm", b"f.xml", b"g.css", b"h.csv"))
    yield {"index.md": links, "a.svg": DRAWING, "a.png": png(0, 8, 0), "b.svg": DRAWING, "c.html": ACTIVE, "d.pdf": PDF,
           "e.docm": office(), "f.xml": b'<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></a>',
           "g.css": b"@import 'a';p{color:red}", "h.csv": b"a,b\n1,2\n"}
    yield {"index.md": b"".join(b"## H%d\n\nx\n\n" % i for i in range(120)), "_config.yml": b"title: T\n"}
    yield {"index.html": b"<table><tr><th>a<th>b<tr><td>" + b"<p>one two three four" * 90 + b"<td>c</table>"}
    yield {"index.md": "\ue000 \U00010330 \u0378 **\ue001** <q>a <q>b</q></q> $$x^2$$ soft\u00adly {{ 1 }}\n".encode()}
    yield {"index.md": b"|" + b"a|" * 30 + b"\n" + b"|-" * 30 + b"|\n" + (b"|" + b"wordword|" * 30 + b"\n") * 4}


def git_object(kind, data):
    """Its path and its bytes, stored as they are: so a changed byte is one of the object's."""
    data = b"%s %d\0%s" % (kind, len(data), data)
    name = hashlib.sha1(data).hexdigest()
    return name, {".git/objects/%s/%s" % (name[:2], name[2:]): zlib.compress(data, 0)}


def git_site(changed):
    """A page in a repository of one commit, as it was committed or as it was changed later."""
    page = b"---\ntitle: T\n---\n# T\n\n[a](two.md)\n"
    blob, files = git_object(b"blob", page)
    tree, more = git_object(b"tree", b"100644 index.md\0" + bytes.fromhex(blob))
    files.update(more)
    commit, more = git_object(b"commit", b"tree %s\nauthor A <a@example.org> 1600000000 +0000\n"
                              b"committer A <a@example.org> 1600000000 +0100\n\nm\n" % tree.encode())
    files.update(more)
    return {"index.md": page + changed, **files, ".git/HEAD": b"ref: refs/heads/main\n",
            ".git/refs/heads/main": commit.encode() + b"\n",
            ".git/config": b"[core]\n\trepositoryformatversion = 0\n\tbare = false\n"}


def sites():
    gits = [git_site(b""), git_site(b"more\n"), {**git_site(b""), "two.md": b"# Two\n"},
            {**git_site(b""), ".git/HEAD": b"0" * 40 + b"\n"}]
    whole = gits + list(made_sites()) + [site for site in golden_sites() if any("index" in path for path in site)]
    return [listed({**site, "@": bytes([choice])}) for site in whole for choice in (1, 2)]


def bundle_pages(markdown, html):
    """A page behind the byte that says how it is read; see fuzz_bundle.c."""
    return [kind + page for kind in (b"\0", b"\1") for page in markdown] + [b"\2" + page for page in html]


# Pictures ----------------------------------------------------------------------------

def png_chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(color, depth, interlaced, more=b""):
    """Four by three pixels of a kind; interlaced ones as seven passes, of which some are empty."""
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color]
    passes = [(1, 1), (0, 0), (1, 1), (1, 1), (2, 1), (2, 2), (4, 1)] if interlaced else [(4, 3)]
    rows = b"".join((bytes([row % 5]) + bytes((width * bits + 7) // 8)) for width, height in passes
                    for row in range(height if width else 0))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(
        b"IHDR", struct.pack(">IIBBBBB", 4, 3, depth, color, 0, 0, interlaced)) + more + \
        png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b"")


def pngs():
    palette = png_chunk(b"PLTE", bytes(range(6))) + png_chunk(b"tRNS", b"\0")
    kinds = [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (4, 8), (4, 16), (6, 8), (6, 16)]
    out = [png(color, depth, interlaced) for color, depth in kinds for interlaced in (0, 1)]
    out += [png(3, depth, interlaced, palette) for depth in (1, 2, 4, 8) for interlaced in (0, 1)]
    profile = png_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(128)))
    return out + [png(0, 8, 0, png_chunk(b"tRNS", b"\0\0")), png(2, 8, 0, png_chunk(b"tRNS", bytes(6))),
                  png(2, 8, 0, profile + png_chunk(b"gAMA", b"\0\0\xb1\x8f") + png_chunk(b"sRGB", b"\0"))]


def bitmaps():
    """BMP of each depth and coding, and ICO with a mask, with alpha and with a PNG."""
    def head(bits, coding, height=2, colors=0):
        return struct.pack("<IiiHHIIiiII", 40, 3, height, 1, bits, coding, 0, 0, 0, colors, 0)

    def bmp(body, at):
        return b"BM" + struct.pack("<IHHI", 14 + len(body), 0, 0, 14 + at) + body

    def icon(body, bits):
        return b"\0\0\1\0\1\0\3\2\0\0\1\0" + struct.pack("<HII", bits, len(body), 22) + body
    palette, masks = bytes(range(12)), struct.pack("<III", 0xF800, 0x7E0, 0x1F)
    out = [bmp(head(bits, 0, height, 3) + palette + bytes(range(8)), 52) for bits in (1, 4, 8) for height in (2, -2)]
    out += [bmp(head(8, 1, 2, 3) + palette + b"\3\1\0\0\0\3\1\2\0\0\0\2\0\0\0\1", 52),
            bmp(head(4, 2, 2, 3) + palette + b"\3\x12\0\0\0\3\x12\0\0\1", 52)]
    out += [bmp(head(bits, 0) + bytes(range(24)), 40) for bits in (16, 24, 32)] + [bmp(head(16, 3) + masks + bytes(16), 52)]
    out += [bmp(struct.pack("<IHHHH", 12, 3, 2, 1, 1) + bytes(range(14)), 18)]
    return out + [icon(head(1, 0, 4, 2) + bytes(range(24)), 1), icon(head(32, 0, 4) + bytes(range(32)), 32), icon(png(6, 8, 0), 32)]


def steps():
    """Of fuzz_layout.c: each step by itself with words before and behind, and some in a row."""
    words = b"\x18\x05"
    out = [b"\0" + words + bytes([step, argument]) + words for step in range(28) for argument in (0, 5, 99, 255)]
    cells = b"".join(b"\x07" + bytes([column]) + words for column in range(4))
    table = b"\x06\x01" + words + b"".join(b"\x08" + bytes([row]) + cells for row in range(6))
    items = b"".join(b"\x05" + bytes([item]) + words for item in range(8))
    return out + [b"\1" + table, b"\2\x04\x03" + items * 4, b"\0" + b"\x18\x0f" * 100,
                  b"\1" + b"\x18\x0f\x0d\x05" * 40, b"\0" + b"\x03\x01\x18\x0f" * 20 + b"\x1b\0" + table]


def profiles():
    """Of presses, small, alone and with one of colours behind."""
    small = [press_profile.profile(steps=2), press_profile.profile(steps=3, version=4)]
    return small + [small[0] + press_profile.wide()]
