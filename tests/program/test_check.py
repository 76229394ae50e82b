"""`check` says what `export` says, with the same status: over all cases and hostile inputs, and over what only
setting and writing find out."""
import json
import os

from support import check, finish, need_shared, offprint, scratch


def told(command, site, entry, *more):
    done = offprint(command, site, "--entry", entry, "--json", *more)
    result = json.loads(done.stdout)
    kept = {key: result[key] for key in ("status", "pages", "documents", "words", "links", "diagnostics")}
    # What lies in the folder of the outputs is no news to one that writes nothing.
    kept["diagnostics"] = [row for row in kept["diagnostics"] if row["code"] != "output-older"]
    return done.returncode, kept


def same(site, entry, out, *more):
    made, tried = told("export", site, entry, "-o", out, *more), told("check", site, entry, *more)
    check(made == tried, "%s %s %s: export says %s, check %s" %
          (os.path.basename(site), entry, more, str(made)[:300], str(tried)[:300]))
    return made


def pages(root):
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            if name.endswith((".md", ".html")):
                yield folder, name


def site_of(folder, root):
    """The nearest folder with a configuration, else the folder itself."""
    at = folder
    while at != root:
        if os.path.exists(os.path.join(at, "_config.yml")):
            return at
        at = os.path.dirname(at)
    return folder


def shared(out):
    for part in (("cases",), ("conformance", "hostile")):
        root = need_shared(*part)
        for folder, name in pages(root):
            site = site_of(folder, root)
            entry = os.path.relpath(os.path.join(folder, name), site)
            if not entry.startswith(("_includes", "_layouts")):
                same(site, entry, out, "--live-url", "https://x.example")


def found_late(out):
    with scratch() as site:
        with open(os.path.join(site, "a.md"), "w", encoding="utf-8") as file:
            file.write("no face has \ue000\n\n![x](bad.png)\n\n" + "|a" * 70 + "|\n" + "|-" * 70 + "|\n" +
                       "|b" * 70 + "|\n")
        with open(os.path.join(site, "bad.png"), "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\nxx")
        codes = {d["code"] for d in same(site, "a.md", out)[1]["diagnostics"]}
        check(codes >= {"font-missing", "image-damaged"}, "faults of setting are told: %s" % codes)
        check(same(site, "a.md", out, "--strict")[0] == 1, "--strict fails on them")
        for more in (["--outputs", "zip"], ["--paper", "A5"], ["--theme", "none"], ["--name", "a/b"]):
            same(site, "a.md", out, *more)


if __name__ == "__main__":
    with scratch() as folder:
        found_late(folder)
        shared(folder)
    finish("check")
