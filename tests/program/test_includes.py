"""The arrows of includes: README's map as a table. A new arrow is a decision about the map."""
import glob
import os
import re

from support import ROOT, check, finish

# folder: the folders whose front door it may include; base/ is open to all.
MAP = {
    "base": "", "impose": "", "bag": "", "chain": "bag", "verify": "bag chain", "image": "press", "doc": "", "source": "", "theme": "", "qr": "", "press": "", "text": "", "liquid": "",
    "html": "doc", "furniture": "doc", "safe": "html", "markdown": "doc", "site": "source theme liquid markdown html",
    "drawing": "image text", "roster": "site source liquid doc image drawing",
    "collect": "site safe furniture html markdown liquid drawing doc",
    "layout": "doc text image drawing theme qr impose", "pdf": "layout image drawing qr press impose", "bundle": "doc", "archive": "bundle doc html image theme",
    "epub": "archive bundle doc theme", "diff": "archive bag doc html",
    "": "press impose collect roster site source doc text layout pdf archive epub verify diff bag chain",
    # The program looks between the stages, and knows the files above the folders.
    "command": "collect site html markdown liquid layout",
}

# Where the headers of other libraries may stand: none is known in more files than these.
LIBRARIES = {
    "git2": "source/git", "gumbo": "html/gumbo_ html/events.c", "expat": "safe/xml.c drawing/xml.c",
    "cmark-gfm": "markdown/cmark_", "zlib": "bag/inflate.c source/git_loose.c source/git_unpack",
    "hpdf": "pdf/write.c", "zip": "bundle/zip_library", "qrencode": "qr/qr.c", "lcms2": "press/press.c", "lcms2_plugin": "press/press.c", "yaml": "site/yaml.c", "png": "image/png.c",
    "jpeglib": "image/jpeg", "webp/": "image/webp.c", "libdeflate": "base/deflate.c", "nettle/": "base/digest.c", "openssl/": "verify/crypto.c",
    "hyphen.h": "", "jansson": "base/value.c", "hb": "text/",
    "libstemmer": "archive/stem.c",
    "unicode/": "text/ command/reserve.c archive/segment.c archive/words.c verify/tag_lines.c base/direction.c base/language.c base/writing.c base/fold.c base/gate.c base/slug.c base/typography.c liquid/filters_text.c liquid/filters_jekyll.c "
                "safe/charset.c source/git_blob.c diff/words.c markdown/ site/host.c site/permalink.c site/published.c",
}
ELSEWHERE = (  # what stands in one room only
    (r"\bstrto(d|f|ld)\b|\bato(f|i|l)\b", "base/number.c", "numbers are read by base/number.h"),
    (r'"[^"\n]*%[-+ #0-9.*]*L?[fFeEgG]\b', "base/number.c base/phrases_ liquid/dates.c", "numbers are written by base/number.h"),
    (r"\buintptr_t\b", "base/arena.c base/hash.h base/value.c", "const is not cast away"),
    (r"\b(malloc|calloc|realloc|free)\(", "base/ source/git_watch.c command/reserve.c",
     "memory comes from base/"),
)
sources = sorted(glob.glob(os.path.join(ROOT, "src", "**", "*.[ch]"), recursive=True))
for path in sources:
    name = os.path.relpath(path, os.path.join(ROOT, "src"))
    folder = os.path.dirname(name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for included in re.findall(r'^#\s*include "([^"]+)"', text, re.M):
        to = os.path.dirname(included)
        if to in (folder, "base") or included.endswith("_table.h"):
            continue
        if not to and folder == "command":
            continue
        door = included == "%s/%s.h" % (to, to)
        check(to in MAP[folder].split(), "%s includes %s, which is not below it" % (name, included))
        check(door, "%s goes past the front door: %s" % (name, included))
    for included in re.findall(r"^#\s*include <([^>]+)>", text, re.M):
        for library, rooms in LIBRARIES.items():
            if included.startswith(library):
                check(name.startswith(tuple(rooms.split())), "%s includes <%s>" % (name, included))
    check(name.endswith(".h") or text.startswith("/*"), "%s has no opening comment" % name)
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    for pattern, rooms, why in ELSEWHERE:
        if not name.startswith(tuple(rooms.split())):
            check(not re.search(pattern, code), "%s: %s" % (name, why))


def circles(arrows):
    """The names from which arrows lead back to them."""
    def reached(name, seen):
        for to in arrows.get(name, ()):
            if to not in seen:
                seen.add(to)
                reached(to, seen)
        return seen
    return sorted(name for name in arrows if name in reached(name, set()))


# No arrow runs back up: not between headers, nor, above the folders, between what the files
# of one name know (there `x.c` and `x.h` are one).
headers, above = {}, {}
for path in sources:
    name = os.path.relpath(path, os.path.join(ROOT, "src"))
    with open(path, encoding="utf-8") as file:
        includes = re.findall(r'^#\s*include "([^"]+)"', file.read(), re.M)
    if name.endswith(".h"):
        headers[name] = includes
    if os.path.dirname(name) in ("", "command"):
        stem = os.path.splitext(name)[0]
        above.setdefault(stem, set()).update(
            os.path.splitext(included)[0] for included in includes
            if os.path.splitext(included)[0] != stem)
check(len(above) > 8, "%d files above the folders" % len(above))
for name in circles(headers) + circles(above):
    check(False, "includes of %s lead back to it" % name)

# A buffer's failure must reach someone: the arena that keeps its text, the buffer that takes
# it, or who asks. command/main.c asks where it prints.
bare = 0
for path in sources:
    name = os.path.relpath(path, os.path.join(ROOT, "src"))
    if name.startswith("base/") or name == "command/main.c":
        continue
    with open(path, encoding="utf-8") as file:
        code = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    for made in re.finditer(r"\bstruct buf (\w[^;*()]*?)(?:;|\n\S)", code):
        if name.endswith(".h") or re.search(r"\.(kept_in|part_of) = ", made.group(1)):
            continue
        for buf in re.findall(r"(?:^|, )(\w+)(?= = \{|, |$)", made.group(1)):
            bare += 1
            check(re.search(r"\bbuf_ok\(&([\w.>-]*[.>])?%s\)" % buf, code[made.start():]),
                  "%s: no one asks whether '%s' failed" % (name, buf))
check(bare > 2, "%d buffers that are asked themselves" % bare)
# A table that is looked up by bisection finds no word that stands out of order.
ordered = 0
for path in sources:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for said in re.finditer(r"/\* In byte order\b.*?\*/.*?= \{\n(.*?)\n\};", text, re.S):
        rows = re.findall(r'\{\s*"([^"]*)"', said[1]) or re.findall(r'"([^"]*)"', said[1])
        ordered += 1
        check(len(rows) > 8 and all(a < b for a, b in zip(rows, rows[1:])), "%s: %s" % (
            path, [(a, b) for a, b in zip(rows, rows[1:]) if a >= b] or "%d rows" % len(rows)))
check(ordered > 3, "%d tables in byte order" % ordered)
check(len(sources) > 100, "%d sources" % len(sources))
finish("includes")
