"""A small site with something for every library that the program uses, and what is exported from it over old files."""
import base64
import hashlib
import os
import struct
import zlib

OLD = "what was there"
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71"
    "////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4"
    "+Pj4+Pj4+Pj/wAARCAAIAAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF"
    "BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW"
    "V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
    "4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC"
    "AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm"
    "Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq"
    "8vP09fb3+Pn6/9oADAMBAAIRAxEAPwCrRRRWJ6J//9k=")

WEBP = base64.b64decode(
    "UklGRk4AAABXRUJQVlA4IEIAAACwAwCdASo8AB4APm02mEikIyKhJAgAgA2JZwDRNoB+AAAgjSw8sAD+6zb//5xLHU7u7P//NgQM0PniRgzg"
    "NfoAAAA=")
GIF = base64.b64decode(
    "R0lGODdhPAAeAIEAAB54yAAAAAAAAAAAACwAAAAAPAAeAEAIRgABCBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgzatzIsaPHjyBDihxJsqTJ"
    "kyhTqlzJsqXLlzBjypxJs6bNmzhz6tzpMSAAOw==")


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    row = b"\0" + bytes(range(48))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 12, 6, 8, 6, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(row * 6)) + chunk(b"IEND", b""))


# Something for every library: YAML, dates, Liquid, kramdown, HTML, SVG, CSV, pictures, languages,
# an address in another script, several faces.
SITE = {
    "_config.yml": "title: Site\nurl: https://x.example\ntimezone: Europe/Madrid\n",
    "_data/rows.csv": "name,count\nOne,1\nTwo,2\n",
    "_data/facts.json": '{"places": ["Here", {"name": "There"}], "size": 1.5}\n',
    "index.md": "---\ntitle: Small\ndate: 2024-02-03 10:00:00\ntags: [a, b]\n---\n# Small\n\n"
                "Text *with* a [page](b.html), [rows](c.html), [drawing](d.svg) ![drawn](e.svg) and [far](https://bücher.example/ä)"
                " “q” <b>b</b> `code` $$x$$[^1].\n\n![p](p.png) ![j](j.jpg) ![w](w.webp) ![g](g.gif)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
                "{% for row in site.data.rows %}* {{ row.name | upcase }} {{ page.date | date: '%A' }}\n{% endfor %}\n{{ site.data.facts.places[1].name }} {{ site.data.facts.size }}\n"
                "\n[^1]: A note in Ελληνικά, по-русски, עברית, ภาษาไทย and 日本語.\n",
    "b.md": "---\ntitle: B\nlang: de\n---\n" + "Silbentrennung in ungewöhnlich langen Wörtern. " * 12 + "\n",
    "c.html": "---\ntitle: C\n---\n<table><tr><td>x</td><td><ul><li>y</li></ul></td></tr></table>\n",
    "d.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script><text>t</text></svg>\n",
    "e.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><style>.a{fill:url(#g)}</style>"
             "<linearGradient id='g'><stop stop-color='red'/><stop offset='1' stop-opacity='.5'/></linearGradient>"
             "<clipPath id='c'><circle cx='9' cy='9' r='9'/></clipPath><mask id='m'><path d='M0 0h9v9' fill='#fff'/></mask>"
             "<pattern id='p' width='4' height='4' patternUnits='userSpaceOnUse'><path d='M0 0h2v2'/></pattern>"
             "<g opacity='.5' clip-path='url(#c)'><path class='a' d='M0 0h20v20H0z'/><path fill='url(#p)' d='M0 0h20v20'/></g>"
             "<g mask='url(#m)'><text x='2' y='12' textLength='30'>Word <tspan dx='1'>ij</tspan></text></g>"
             "<image width='9' height='9' href='data:image/png;base64,%s'/></svg>\n" % base64.b64encode(png()).decode(),
    "p.png": png(),
    "j.jpg": JPEG,
    "w.webp": WEBP,
    "g.gif": GIF,
}


def make_site(folder):
    """With its repository."""
    for name, content in SITE.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
    make_repository(folder)


def make_repository(folder):
    """A git repository around the site's files, by hand: one commit, and an index that knows no times."""
    git = os.path.join(folder, ".git")

    def put(name, content):
        path = os.path.join(git, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)

    def add(kind, content):
        whole = b"%s %d\0%s" % (kind, len(content), content)
        name = hashlib.sha1(whole)
        put("objects/%s/%s" % (name.hexdigest()[:2], name.hexdigest()[2:]), zlib.compress(whole))
        return name

    folders, index = {"": []}, b""
    for path, content in sorted(SITE.items()):
        blob = add(b"blob", content if isinstance(content, bytes) else content.encode()).digest()
        name = path.encode()
        entry = struct.pack(">10I20sH", 0, 0, 0, 0, 0, 0, 0o100644, 0, 0, 0, blob, len(name)) + name
        index += entry + bytes(8 - len(entry) % 8)
        folders.setdefault(os.path.dirname(path), []).append((os.path.basename(path).encode(), b"100644", blob))
    tree = {at: add(b"tree", b"".join(b"%s %s\0%s" % (mode, name, blob) for name, mode, blob in files)).digest()
            for at, files in folders.items() if at}
    top = folders[""] + [(at.encode(), b"40000", digest) for at, digest in tree.items()]
    root = add(b"tree", b"".join(b"%s %s\0%s" % (mode, name, blob) for name, mode, blob in
                                 sorted(top, key=lambda one: one[0] + (b"/" if one[1] == b"40000" else b""))))
    who = b"x <x@x.example> 1600000000 +0000"
    commit = add(b"commit", b"tree %s\nauthor %s\ncommitter %s\n\nx\n" % (root.hexdigest().encode(), who, who))
    index = b"DIRC" + struct.pack(">2I", 2, len(SITE)) + index
    put("index", index + hashlib.sha1(index).digest())
    put("refs/heads/main", commit.hexdigest().encode() + b"\n")
    put("HEAD", b"ref: refs/heads/main\n")
    put("config", b"[core]\n\trepositoryformatversion = 0\n")
    os.makedirs(os.path.join(git, "objects", "pack"))


def digests(out):
    found = []
    for name in ("o.pdf", "o.zip"):
        with open(os.path.join(out, name), "rb") as file:
            found.append(hashlib.sha256(file.read()).hexdigest())
    return found


def put_old(out):
    """Old outputs; their digests."""
    for name in ("o.pdf", "o.zip"):
        with open(os.path.join(out, name), "w", encoding="utf-8") as file:
            file.write(OLD)
    return digests(out)
