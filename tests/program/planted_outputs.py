"""Outputs with one fault each that the gate before the writers keeps out, all else being as it should: digests are told
anew, and offsets hold.

    planted_outputs.py PLANT PROGRAM WORD...    runs the program, and spoils what it made in the folder behind `-o`
"""
import hashlib
import os
import re
import subprocess
import sys
import zipfile

from support import write_files

SITE = {"index.md": "---\ntitle: Planted words\nlang: en\n---\n# Planted words\n\nSome, and ![Planted picture](p.svg).\n",
        "p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>\n'}
OVERRIDE = "\u202e".encode()

# Of entries of the bundle whose names the pattern fits: what is replaced by what.
ENTRIES = {
    "page": (r"/data/pages/index\.html", b"<p>Some", b"<p>So\x01me"),
    "page-title": (r"/data/pages/index\.html", b"<title>Planted", b"<title>" + OVERRIDE + b"Planted"),
    "page-attribute": (r"/data/pages/index\.html", b'alt="Planted', b'alt="Pl\xef\xbf\xbfanted'),
    "page-language": (r"/data/pages/index\.html", b'<html lang="en"', b'<html lang="e n"'),
    "json": (r"/ro-crate-metadata\.json", b"Planted", b"Pl\x01anted"),
    "json-surrogate": (r"/ro-crate-metadata\.json", b"Planted", b"\\ud800Planted"),
    "lines": (r"/provenance\.jsonl", b"Planted", b"Pl\\u0001anted"),
    "bag": (r"/bag-info\.txt", b"Planted", b"Pl\x85anted".decode("latin-1").encode()),
    "bytes": (r"/bag-info\.txt", b"Planted", b"Pl\xffanted"),
}
# Of names, and of what the manifests call them.
NAMES = {"name": ("p.svg", "p\u202e.svg")}
# Of the PDF, as qpdf spells it: what is replaced by what of the same length; of the metadata nothing is spelled.
STRINGS = {"pdf-title": (b"/Title (Planted", b"/Title (\x01lanted"), "pdf-language": (b"/Lang (en)", b"/Lang (e.)")}
METADATA = {"metadata": (b"Planted", b"\x01lanted")}
PLANTS = [*ENTRIES, *NAMES, *STRINGS, *METADATA]


def make_site(folder):
    return write_files(folder, SITE)


def replaced(data, before, after, what):
    assert before in data, "%s: nothing is planted" % what
    return data.replace(before, after)


def told_anew(entries):
    """Of payload first, as lists of lists are among what is listed."""
    for kind in ("manifest", "tagmanifest"):
        for name in [name for name in entries if re.search("/%s-[a-z0-9]+\\.txt$" % kind, name)]:
            top, algorithm = name.split("/")[0], re.search("-([a-z0-9]+)\\.txt$", name).group(1)
            paths = [line.split("  ", 1)[1] for line in entries[name].decode().split("\n") if line]
            entries[name] = "".join("%s  %s\n" % (hashlib.new(algorithm, entries["%s/%s" % (top, path)]).hexdigest(), path)
                                    for path in paths).encode()


def spoil_zip(path, plant):
    with zipfile.ZipFile(path) as bundle:
        entries = {name: bundle.read(name) for name in bundle.namelist()}
    if plant in ENTRIES:
        pattern, before, after = ENTRIES[plant]
        for name in [name for name in entries if re.search(pattern + "$", name)]:
            entries[name] = replaced(entries[name], before, after, plant)
    else:
        before, after = NAMES[plant]
        assert any(name.endswith(before) for name in entries), "%s: nothing is planted" % plant
        entries = {name.replace(before, after): data.replace(before.encode(), after.encode()) if "manifest-" in name else data
                   for name, data in entries.items()}
    told_anew(entries)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in entries.items():
            bundle.writestr(zipfile.ZipInfo(name), data)


def saved_again(path, *options):
    again = path + ".again"
    subprocess.run(["qpdf", *options, path, again], check=True)
    os.replace(again, path)


def spoil_pdf(path, plant):
    if plant in STRINGS:
        saved_again(path, "--qdf", "--object-streams=disable")
    with open(path, "rb") as file:
        data = file.read()
    if plant in STRINGS:
        data = replaced(data, *STRINGS[plant], plant)
    else:
        at = data.index(b"<dc:title>")
        data = data[:at] + replaced(data[at:at + 500], *METADATA[plant], plant) + data[at + 500:]
    with open(path, "wb") as file:
        file.write(data)
    if plant in STRINGS:
        saved_again(path, "--compress-streams=n", "--newline-before-endstream")  # without what is left of how qpdf spells it


def spoil(folder, name, plant):
    spoil_zip(os.path.join(folder, name + ".zip"), plant) if plant in ENTRIES or plant in NAMES else \
        spoil_pdf(os.path.join(folder, name + ".pdf"), plant)


def main(plant, *command):
    status = subprocess.run(command, check=False).returncode
    if status == 0 and "-o" in command:
        spoil(command[command.index("-o") + 1], "o", plant)
    sys.exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
