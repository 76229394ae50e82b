"""Limits: one table tells of them in the help and in doc/limits.md, and a budget of memory that
is crossed is told as such, makes nothing and leaves what was there."""
import json
import multiprocessing
import os
import random
import re
import struct
import zipfile
import zlib

from support import OFFPRINT, ROOT, check, finish, is_sanitized, offprint, scratch, write_files

FRONT = "---\ntitle: T\npermalink: /\n---\n"


def help_rows():
    """What, number, what then; a row's last column may go on over lines."""
    rows, what = [], ""
    for line in offprint("--help", "limits").stdout.decode().splitlines():
        check(len(line) <= 80, "a line of the limits is too long: %s" % line)
        begins = re.match(r" {2,4}(\S.*?) {2,}([\d,]+(?: [KMG]?i?B)?)  (.*)", line)
        if begins:
            rows.append([what + begins[1], begins[2], begins[3]])
            check(begins.end(2) == 57, "the numbers of limits stand in one column: %s" % line)
            what = ""
        elif line.startswith(" " * 20) and rows:
            rows[-1][2] += " " + line.strip()
        elif line.startswith("  "):
            what += line.strip() + " "
    return [tuple(row) for row in rows]


def doc_rows():
    with open(os.path.join(ROOT, "doc", "limits.md"), encoding="utf-8") as file:
        cells = [[c.strip().replace("`", "") for c in line.strip().strip("|").split("|")]
                 for line in file if line.startswith("| ")]
    return [(c[0], c[1], c[3]) for c in cells[1:]], {c[2] for c in cells[1:] if c[2]}


def one_table():
    shown, (listed, codes) = help_rows(), doc_rows()
    check(len(shown) > 25 and shown == listed, "the help and doc/limits.md differ: %s"
          % sorted(set(shown) ^ set(listed)))
    check(offprint("help", "limits").stdout == offprint("--help", "limits").stdout,
          "'help limits' is '--help limits'")
    with open(os.path.join(ROOT, "doc", "diagnostics.md"), encoding="utf-8") as file:
        text = file.read()
    for code in codes:
        check("`%s`" % code in text, "doc/limits.md names the unknown code %s" % code)


def site(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(path)
    for file, content in (("_config.yml", "url: https://www.example.org\n"), ("index.md", FRONT + text)):
        with open(os.path.join(path, file), "w", encoding="utf-8") as out:
            out.write(content)
    return path


def made(out):
    return {n: open(os.path.join(out, n), "rb").read() for n in sorted(os.listdir(out))}


def budget(folder):
    large, out = site(folder, "large", "word " * 100000), os.path.join(folder, "out")
    whole = offprint("export", large, "-o", out, "--name", "p")
    check(whole.returncode == 0, "100,000 words: %s" % whole.stderr)
    before = made(out)
    small = offprint("export", large, "-o", out, "--name", "p", "--memory", "16M")
    check(small.returncode == 1 and b"needs more than 16 MiB of memory [memory-limit]" in small.stderr,
          "a budget crossed: %d %s" % (small.returncode, small.stderr))
    check(made(out) == before, "a budget crossed leaves outputs as they are")
    told = json.loads(offprint("check", large, "--memory", "16M", "--json").stdout)
    errors = [d["code"] for d in told["diagnostics"] if d["severity"] == "error"]
    check(errors == ["memory-limit"], "as JSON: %s" % told)
    again = os.path.join(folder, "again")
    check(offprint("export", large, "-o", again, "--name", "p", "--memory", "1G").returncode == 0
          and made(again) == before, "a larger budget makes the same")


def budget_of_a_page(folder):
    """The page that was being read is named."""
    page = site(folder, "page", "".join("- %d *a* `b`\n" % i for i in range(100000)))
    done = offprint("check", page, "--memory", "16M")
    check(done.returncode == 1 and b"index.md: error:" in done.stderr and b"[memory-limit]" in done.stderr,
          "the page that crosses the budget: %d %s" % (done.returncode, done.stderr))


SANITIZED = is_sanitized()  # takes more memory than it asks for


def run_measured(*arguments):
    read, write = os.pipe()
    child = os.posix_spawn(OFFPRINT, [OFFPRINT, *arguments], os.environ,
                           file_actions=[(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_DUP2, write, 2)])
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(child, 0)
    return (os.waitstatus_to_exitcode(status), said, 0 if SANITIZED else usage.ru_maxrss / 1024,
            usage.ru_utime + usage.ru_stime)


# A process begins with the memory of the one that starts it: this one stays small while the tests grow.
MEASURER = multiprocessing.get_context("fork").Pool(1)


def measured_time(*arguments):
    """Status, the report, the most memory that a run had, in megabytes, and its time, in seconds."""
    return MEASURER.apply(run_measured, arguments)


def measured(*arguments):
    return measured_time(*arguments)[:3]


def templates(folder):
    """What a loop assigns anew is let go of, and what filters do counts."""
    loop = "{%% for i in (1..%d) %%}{%% assign a = %s %%}{%% endfor %%}{{ a | size }} words"
    data = "x\n" + "".join("%d\n" % i for i in range(1000))
    for name, text, most in (
            ("append", loop % (20000, "a | append: 'word '"), 50),
            ("prepend", loop % (20000, "a | prepend: 'word '"), 50),
            ("sort", loop % (2000, "site.data.a | sort: 'x'"), 50),
            ("push", "{% assign a = '' | split: '' %}" + loop % (4000, "a | push: i"), 50),
            ("output", "{% for i in (1..2000) %}{{ site.data.a | sort: 'x' | size }} {% endfor %}", 50)):
        path = site(folder, name, text)
        os.makedirs(os.path.join(path, "_data"))
        with open(os.path.join(path, "_data", "a.csv"), "w", encoding="utf-8") as out:
            out.write(data)
        status, said, megabytes = measured("check", path)
        check(status == 0 and megabytes < most, "%s in a loop: %d, %d MB %s" % (name, status, megabytes, said))
    status, said, megabytes = measured("check", site(folder, "long", loop % (200000, "a | append: 'word '")))
    check(status == 1 and "index.md:5:" in said and "[liquid-limit]" in said and megabytes < 100,
          "200,000 words appended: %d, %d MB %s" % (status, megabytes, said))


def steps(folder):
    """All work counts, and what a block makes goes with it: the budget of steps ends a text before time or memory do."""
    long = ("{% assign s = 'x' %}{% for i in (1..19) %}{% assign s = s | append: s %}{% endfor %}"
            "{% assign t = s | append: 'y' %}{% assign u = t | append: '' %}")
    letters = "{% assign l = '" + "a " * 200 + "' | split: ' ' %}{% assign m = l | reverse %}"
    twice = "{%% for i in (1..4000) %%}{%% for j in (1..4000) %%}%s{%% endfor %%}{%% endfor %%}"
    words = "{% capture w %}{% for i in (1..2000) %}Word's \"a_b\" <b>x</b> -- \u00e9&amp;{{ i }}, {% endfor %}{% endcapture %}"
    digits = "{% assign d = '" + " ".join(str(i * 7919 % 1000) for i in range(1000)) + "' | split: ' ' %}"
    pair = long + "{% assign p = '' | split: '' | push: s | push: t | push: s | push: t %}"
    # a name; what is done, ever again; before it
    rows = (("equal lists", "{% if l == m %}{% endif %}", letters),
            ("a range", "{% if (1..100000) == 5 %}{% endif %}", ""),
            ("equal texts", "{% if t == u %}{% endif %}", long),
            ("ordered texts", "{% if t < u %}{% endif %}", long),
            ("a member of a list", "{% if l contains 'b' %}{% endif %}", letters),
            ("a part of a text", "{% if t contains 'y' %}{% endif %}", long),
            ("size", "{% if s.size == 1 %}{% endif %}", long),
            ("the filter size", "{% assign n = s | size %}", long),
            ("terms", "{% if i" + " and i" * 200 + " %}{% endif %}", ""),
            ("branches", "{% if false %}" + "{% elsif false %}" * 200 + "{% endif %}", ""),
            ("cases", "{% case i %}{% when 0" + ", 0" * 200 + " %}{% endcase %}", ""),
            ("filters", "{% assign n = i" + " | plus: 1" * 200 + " %}", ""),
            ("an unknown filter", "{% assign n = i | scssify %}", ""),
            ("markdownify", "{% assign n = 'a *b*' | markdownify %}", ""),
            ("a date", "{% assign n = '2020-01-02 03:04:05' | date: '%A %B %c %x %Z' %}", ""),
            ("tablerow", "{% capture c %}{% tablerow k in (1..8) %}{% endtablerow %}{% endcapture %}", ""),
            ("a loop that ends at once", "{% for k in l %}{% break %}{% endfor %}", letters),
            ("a loop over a mapping", "{% for k in site %}{% break %}{% endfor %}", ""),
            ("a pair of a mapping", "{% for k in site %}{% assign p = k %}{% break %}{% endfor %}", ""),
            ("link", "{% link index.md %}", ""), ("a link's name", "{% link {{ 'index.md' }} %}", ""),
            ("an include's name", "{% include {{ 'a.html' }} %}", ""), ("what is not defined", "{{ page.titel }}", ""),
            ("cycle", "{% cycle i: 'a', 'b' %}", ""), ("one cycle", "{% cycle 'a', 'b' %}", ""),
            ("texts", "x{% if i %}y{% endif %}", ""),
            ("a text captured again and again", "{% capture c %}{{ c }}xxxxxxxxxx{% endcapture %}", ""),
            ("an address", "{% assign n = w | absolute_url %}", words), ("an encoded text", "{% assign n = w | url_encode %}", words),
            ("a slug", "{% assign n = w | slugify: 'latin' %}", words), ("smart quotes", "{% assign n = w | smartify %}", words),
            ("tags to strip", "{% assign n = s | strip_html %}", long.replace("'x'", "'<b>'")),
            ("tags without an end", "{% assign n = s | strip_html %}", long.replace("'x'", "'<'")),
            ("scripts without an end", "{% assign n = s | strip_html %}", long.replace("'x'", "'<script'")),
            ("comments without an end", "{% assign n = s | strip_html %}", long.replace("'x'", "'<!-- '")),
            ("nothing to strip", "{% assign n = s | strip_html %}", long),
            ("words", "{% assign n = s | number_of_words %}", long.replace("'x'", "'a '")),
            ("words of any script", "{% assign n = s | number_of_words: 'auto' %}", long.replace("'x'", "'\u4e2d'")),
            ("a natural order", "{% assign n = d | sort_natural %}", digits), ("an order", "{% assign n = d | sort %}", digits),
            ("doubles", "{% assign n = d | uniq %}", digits), ("doubles among long texts", "{% assign n = p | uniq %}", pair),
            ("a natural order of long texts", "{% assign n = p | sort_natural %}", pair),
            ("a member by a long name", "{% assign n = page[s] %}", long), ("a name that is long", "{% assign n = [s] %}", long),
            ("a key in a mapping", "{% if page contains s %}{% endif %}", long), ("a long cycle", "{% cycle s: 'a', 'b' %}", long),
            ("long properties", "{% assign n = site.pages | where: s, 1 %}", long),
            ("JSON", "{% assign n = l | jsonify %}", letters),
            ("prepended", "{% assign n = 'a'" + " | prepend: 'b'" * 200 + " %}", ""),
            ("long texts prepended", "{% assign n = 'a'" + " | prepend: s" * 3 + " %}", long))
    for name, work, before in rows[::8] if SANITIZED else rows:  # a row takes a sanitized program some ten seconds
        path = site(folder, name, before + twice % work)
        write_files(path, {"_includes/a.html": ""})
        status, said, megabytes, seconds = measured_time("check", path)
        check(status == 1 and "[liquid-limit]" in said and megabytes < 300 and (SANITIZED or seconds < 8),
              "%s: %d, %d MB, %.1f s %s" % (name, status, megabytes, seconds, said[-500:]))


def titles(folder):
    """One that is defined once and used at many places counts at each."""
    n = 4000
    title, rows = "word " * (4 * n // 5), []
    for name, definition, use, config, most in (
            ("abbreviations", "*[A1]: %s", "A1 ", "", 150), ("links", "[r]: http://e.x/ \"%s\"", "[r][r] ", "", 70),
            ("pictures", "[r]: http://e.x/ \"%s\"", "![r][r] ", "", 70),
            ("gfm-links", "[r]: http://e.x/ \"%s\"", "[r][r] ", "markdown: CommonMark\n", 110)):
        told = 2 if name == "gfm-links" else 1  # there what definitions come to is counted, too
        for length, warned in ((title, told), (title[:1000], 0)):
            path = site(folder, "%s-%d" % (name, warned), definition % length + "\n\n" + use * n)
            with open(os.path.join(path, "_config.yml"), "a", encoding="utf-8") as out:
                out.write(config)
            rows.append((name, warned, most, measured("check", path)))
    path = site(folder, "mkdocs", "")
    write_files(path, {"mkdocs.yml": "site_name: x\nmarkdown_extensions: [abbr]\n", "docs/index.md": "*[A1]: %s\n\n%s" % (title, "A1 " * n)})
    os.remove(os.path.join(path, "_config.yml"))
    os.remove(os.path.join(path, "index.md"))
    rows.append(("mkdocs", 1, 150, measured("check", path)))
    for name, warned, most, (status, said, megabytes) in rows:
        check(status == 0 and said.count("[attribute-limit]") == warned and megabytes < most,
              "titles of %s: %d, %d MB %s" % (name, status, megabytes, said[-500:]))


def drawings(folder):
    """One that takes more memory than its share is left out, and the packet is made. Of a word no more is drawn than
    can be seen of it, and its box is still that of all its letters."""
    path = site(folder, "drawing", "![the letters](a.svg)")

    def measure(inside):
        with open(os.path.join(path, "a.svg"), "w", encoding="utf-8") as out:
            out.write('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">%s</svg>' % inside)
        return measured("check", path)

    status, said, megabytes = measure('<text y="50">many words</text>' * 60000)
    check(status == 0 and "[image-too-large]" in said and "256 MiB" in said and megabytes < 400,
          "a drawing of 60,000 words: %d, %d MB %s" % (status, megabytes, said))
    for text in ("word" * 100000, "word " * 80000, "\u6f22\u5b57" * 60000):
        for around in ('<text y="50">%s</text>', '<text x="45" y="50" text-anchor="middle">%s</text>',
                       '<foreignObject width="90" height="90"><p xmlns="http://www.w3.org/1999/xhtml">%s</p></foreignObject>'):
            if "foreign" in around and " " in text:
                continue  # whose lines are weighed against each other
            status, said, megabytes = measure(around % text)
            check(status == 0 and "[image-too-large]" not in said and megabytes < 100,
                  "%s of %s…: %d, %d MB %s" % (around, text[:9], status, megabytes, said))


def held(folder):
    """A loop holds what it runs over, whatever is assigned within it."""
    text = ("{% assign a = 'c,b,a' | split: ',' %}{% assign a = a | sort %}"
            "{% for x in a %}{{ x }}{% assign a = 'z,y' | split: ',' %}{% assign a = a | sort | push: x %}"
            "{% assign b = a | join: '' %}{% assign b = b | append: x %}({{ a | join: ' ' }}{{ b }}){% endfor %}"
            "{% assign c = a %}{% assign a = 'new' | split: ',' %}{% assign a = 'newer' | split: ',' %}"
            "{{ c | join: '-' }} {{ a | first }} {% capture d %}{{ c | first }}1{% endcapture %}"
            "{% capture d %}{{ d }}2{% endcapture %}{{ d }} "
            # Pairs of a mapping that outlive their round, and the mapping.
            "{% assign m = site.data.m %}{% assign l = '' | split: '' %}{% for p in m %}{% assign l = l | push: p %}"
            "{% for q in m %}{% if p == q %}{% assign o = q %}{% assign n = p[1] %}{% endif %}{% endfor %}{% endfor %}"
            "{% for p in l %}{{ p | join: '=' }}{% for q in p %}{{ q }}{% endfor %} {% endfor %}{{ o | join: '=' }}{{ n }} "
            # What grows in place is nobody else's.
            "{% assign s = 'k' | append: 'l' | append: 'm' %}{% assign t = s | append: '' | append: 'n' | append: 'o' %}"
            "{% assign u = 'k l' | split: ' ' %}{% for v in u %}{% assign w = v | append: s | append: t | append: v %}"
            "{{ w }}{{ v }}{{ v | append: 'p' | append: v }} {% endfor %}{{ s }}{{ t }}{{ s | append: 'q' | append: 'r' }}{{ s }} "
            "{% for i in (1..3) %}{% assign name = i | append: '.html' %}{% include {{ name }} %}{% endfor %}")
    path = site(folder, "held", text)
    write_files(path, {"_data/m.yml": "a: 1\nb: x\nc: z\n", "_includes/1.html": "I{% include {{ '2.html' }} %}",
                       "_includes/2.html": "J", "_includes/3.html": "K"})
    done = offprint("render", path, "index.md")
    want = b"<p>a(y z ayzaa)b(y z byzbb)c(y z cyzcc)y-z-c newer y12 a=1a1 b=xbx c=zcz c=zz kklmklmnokkkpk lklmklmnolllpl klmklmnoklmqrklm IJJK</p>"
    check(want in done.stdout, "values that a loop holds: %s" % done.stdout)


def tables(folder):
    path = site(folder, "table", "rows: {{ site.data.a | size }}")
    os.makedirs(os.path.join(path, "_data"))
    with open(os.path.join(path, "_data", "a.csv"), "w", encoding="utf-8") as out:
        out.write(",".join("c%d" % i for i in range(5000)) + "\n" + "1\n" * 55000)
    status, said, megabytes = measured("check", path)
    check(status == 0 and "_data/a.csv: warning:" in said and "[data-file]" in said and megabytes < 100,
          "5,000 columns: %d, %d MB %s" % (status, megabytes, said))


def png(width, height, channels):
    row = b"\0" + bytes(x & 255 for x in range(width * channels))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 6, 0, 0, 0)),
             (b"IDAT", zlib.compress(row * height, 1)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts)


def pictures(folder):
    """One stands in memory at a time."""
    path = site(folder, "pictures", "".join("![%d](p%d.png)\n\n" % (i, i) for i in range(12)))
    for i, data in enumerate((png(3840, 2160, 3), png(3840, 2160, 4)) * 6):
        with open(os.path.join(path, "p%d.png" % i), "wb") as out:
            out.write(data + b"%d" % i)
    status, said, megabytes = measured("check", path)
    check(status == 0 and megabytes < 100, "12 large pictures: %d, %d MB %s" % (status, megabytes, said))


def bitmap(folder):
    """Of one of 67 million pixels the indexes stand in memory, once, also where all are kept."""
    side = 8192
    for name, bits, kind, rows, most in (("runs", 8, 1, (b"\xff\x07" * 32 + b"\x20\x03\0\0") * side + b"\0\1", 120),
                                         ("halves", 4, 2, (b"\xfe\x07" * 32 + b"\x40\x03\0\0") * side + b"\0\1", 120),
                                         ("one bit", 1, 0, bytes(range(256)) * (side * side // 8 // 256), 80)):
        colors = 1 << bits
        palette = bytes(i * 7 % 256 for i in range(4 * colors))
        head = struct.pack("<IiiHHIIiiII", 40, side, side, 1, bits, kind, len(rows), 0, 0, colors, 0)
        path = site(folder, name, "![b](b.bmp)\n")
        with open(os.path.join(path, "b.bmp"), "wb") as out:
            begin = 54 + 4 * colors
            out.write(b"BM" + struct.pack("<IHHI", begin + len(rows), 0, 0, begin) + head + palette + rows)
        for options in ((), ("--image-dpi", "0")):
            status, said, megabytes = measured("check", path, *options)
            check(status == 0 and megabytes < most, "a bitmap of %s %s: %d, %d MB %s" % (name, options, status, megabytes, said))


def downloads(folder):
    """They are not held: the zip is, and one of them."""
    path = site(folder, "downloads", "".join("[%d](d%d.zip)\n\n" % (i, i) for i in range(20)))
    noise = random.Random(7)
    for i in range(20):
        with open(os.path.join(path, "d%d.zip" % i), "wb") as out:
            out.write(b"PK\x03\x04" + noise.randbytes(2 << 20))
    status, said, megabytes = measured("check", path)
    check(status == 0 and megabytes < 75, "40 MB of linked files: %d, %d MB %s" % (status, megabytes, said))


def flowing(folder):
    """A large file is not held, neither to be looked through to its end, nor to be stored or deflated, nor to be compared."""
    path, out = site(folder, "flowing", "[a](a.pdf) [b](b.docx) [c](c.mp4) [d](d.csv)\n"), os.path.join(folder, "flowing-out")
    noise = random.Random(7)
    for name, start, end in (("a.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nstream\n", b"\nendstream\nendobj\n2 0 obj\n<</JS (a)>>\nendobj\n"),
                             ("b.docx", b"PK\x03\x04", b"PK\x03\x04" + bytes(22) + b"\x13\0\0\0word/vbaProject.bin"),
                             ("c.mp4", b"\0\0\0\x20ftypisom", b"")):
        with open(os.path.join(path, name), "wb") as file:
            file.write(start)
            for _ in range(60):
                file.write(noise.randbytes(1 << 20))
            file.write(end)
    with open(os.path.join(path, "d.csv"), "w", encoding="ascii") as file:
        for row in range(60 << 14):
            file.write("%07d,%08x,upload and download of it all,2021-07-15,%02d:%02d\n" % (row, noise.randrange(1 << 32), row % 24, row % 60))
    made = []
    for threads in ("1", "2"):
        status, said, megabytes = measured("export", path, "--outputs", "zip", "--name", "p", "-o", out, "--allow-active", "--threads", threads)
        check(status == 0 and said.count("[file-script]") == 2 and "JavaScript" in said and "macros" in said and megabytes < 50,
              "four files of 60 MB: %d, %d MB %s" % (status, megabytes, said))
        with zipfile.ZipFile(os.path.join(out, "p.zip")) as bundle:
            packed = next(row for row in bundle.infolist() if row.filename.endswith("/d.csv"))
            made.append((packed.CRC, packed.compress_size))
            with bundle.open(packed) as member, open(os.path.join(path, "d.csv"), "rb") as file:
                same = all(part == member.read(len(part)) for part in iter(lambda: file.read(1 << 16), b""))
                check(same and not member.read(1) and packed.compress_size < packed.file_size // 2, "d.csv in the bundle: %s" % packed)
    check(made[0] == made[1], "the same for any number of threads: %s" % made)
    status, said, megabytes = measured("verify", os.path.join(out, "p.zip"))
    check(status == 0 and megabytes < 40, "verified: %d, %d MB %s" % (status, megabytes, said))
    status, said, megabytes = measured("diff", os.path.join(out, "p.zip"), path)
    check(status == 0 and "words: none" in said and megabytes < 40, "compared: %d, %d MB %s" % (status, megabytes, said))


def many_downloads(folder):
    """Of each it is known where it is, what it is and what it hashes to."""
    noise = random.Random(7)
    # Who measures is a process itself, and has some 30 MB of its own before it becomes the program.
    rows = [("small", 20000, 100, 46), ("middling", 5000, 20000, 40)]
    if not SANITIZED:  # some gigabytes more, as 70,000 of 75 kB are, take no more
        rows.append(("most", 70000, 8200, 97))
    for name, count, size, most in rows:
        path = site(folder, name, "".join("[%d](d%d.zip)\n\n" % (i, i) for i in range(count)))
        for i in range(min(count, 20000)):
            with open(os.path.join(path, "d%d.zip" % i), "wb") as out:
                out.write(b"PK\x03\x04" + noise.randbytes(size))
        for i in range(20000, count):
            os.link(os.path.join(path, "d%d.zip" % (i % 20000)), os.path.join(path, "d%d.zip" % i))
        status, said, megabytes = measured("export", path, "--outputs", "zip", "-o", os.path.join(folder, "out"))
        check(status == 0 and megabytes < most, "%d %s files: %d, %d MB %s" % (count, name, status, megabytes, said))


def asked_limits(folder):
    """What is larger than was asked for stays behind, or nothing is made; each says which option it was."""
    path, out = site(folder, "asked", "[large](d.zip)\n"), os.path.join(folder, "asked-out")
    with open(os.path.join(path, "d.zip"), "wb") as file:
        file.write(b"PK\x03\x04" + bytes(17 << 20))
    arguments = ["export", path, "--outputs", "zip", "-o", out, "--live-url", "https://x.example", "--json"]
    rows = (([], 0, "file", ""), (["--file-limit", "16M"], 0, "live", "--file-limit"), (["--file-limit", "20M"], 0, "file", ""),
            (["--bundle-limit", "16M"], 1, "file", "--bundle-limit"), (["--bundle-limit", "20M"], 0, "file", ""))
    for more, wanted, kind, named in rows:
        done = offprint(*arguments, *more)
        result = json.loads(done.stdout)
        said = json.dumps(result["diagnostics"])
        check((done.returncode, result["link_list"][0]["class"]) == (wanted, kind) and (not named or named in said) and bool(named) == ("-limit" in said),
              "%s: %d %s" % (more, done.returncode, said))


def files():
    """More files than a site may have, in one folder or in several, and below a theme: the limit is told, not a want of memory."""
    with scratch(True) as folder:
        place = site(folder, "crowd", "Words.\n")
        os.makedirs(os.path.join(place, "many"))
        for at in range(200001):
            os.close(os.open(os.path.join(place, "many", "%d.txt" % at), os.O_CREAT | os.O_WRONLY))
        theme = write_files(os.path.join(folder, "theme"), {"_layouts/default.html": "{{ content }}", "a.gemspec": ""})
        for more in ([], ["--theme-dir", theme]):
            done = offprint("check", place, *more)
            said = done.stderr.decode()
            check(done.returncode == 1 and "more than 200000 files" in said and "[site-files]" in said, "%s: %d %s" % (more, done.returncode, said))


def addresses(folder):
    """One that is too long is told at its place, and repeated nowhere; its text stays."""
    long = "https://example.org/" + "u" * 9000
    for flavor in ("kramdown", "GFM"):
        for name, text, code in (("angle", "<%s>" % long, "link-long"), ("mail", "<%s@example.org>" % ("u" * 9000), "link-long"),
                                 ("markup", "<a href=\"%s\">%s</a>" % (long, "u" * 9000), "link-long"),
                                 ("bare", long, "" if flavor == "kramdown" else "link-long")):  # which is no link there
            path = site(folder, "address-%s-%s" % (flavor, name), "One %s two.\n" % text)
            write_files(path, {"_config.yml": "url: https://www.example.org\nmarkdown: %s\n" % flavor})
            told = [(d["line"], d["column"]) for d in json.loads(offprint("check", path, "--json").stdout)["diagnostics"] if d["code"] == "link-long"]
            check(told == ([(5, 5)] if code else []), "%s in %s: %s" % (name, flavor, told))
            shown = offprint("render", path, "index.md", "--to", "doc").stdout.decode()
            check(re.search('text text="[^"]*u{9000}', shown), "%s in %s stays: %s" % (name, flavor, shown[:300]))
    for text in ("<http:" * 400000, "<a" * 1000000, "<a@b" * 400000, "*<http:x " * 100000):  # none of which ends
        status, said, _, seconds = measured_time("render", site(folder, "brackets-" + text[:5].replace(":", ""), text), "index.md")
        check(status == 0 and (SANITIZED or seconds < 2), "%s: %d, %.1f s %s" % (text[:9], status, seconds, said[:300]))
    path = site(folder, "address", "[here](http://example.org/%s) and\n[there](/%s)\n" % ("u" * 400000, "v" * 8000))
    status, said, megabytes = measured("check", path)
    check(status == 0 and said.count("[link-long]") == 2 and "index.md:6:" in said and megabytes < 50
          and len(said) < 2000, "a long address: %d, %d MB %s" % (status, megabytes, said[:500]))


def sizes(folder):
    """What is too large is told with the limit; so is what --memory may be."""
    for name, megabytes, code, limit in (("index.md", 33, "page-read", "32 MiB"), ("_config.yml", 5, "config-read", "4 MiB"), ("offprint.yml", 2, "recipe-read", "1 MiB"),
                                         ("_data/a.yml", 33, "data-read", "32 MiB"), ("cover.md", 1, "cover-read", "256 KiB")):
        path = site(folder, "size-" + name.split("/")[0], "{{ site.data.a }}\n")
        write_files(path, {"offprint.yml": "cover: {text: cover.md}\n", "cover.md": "Words\n"})
        write_files(path, {name: (FRONT if name == "index.md" else "") + "#" * (megabytes << 20)})
        said = offprint("check", path).stderr.decode()
        check(re.search(r"too large \[%s\]\n(?:[^=\n]*\|.*\n)* += the limit is %s\n" % (code, limit), said), "%s: %s" % (name, said[:300]))
    for size, wanted in (("16M", 0), ("1T", 0), ("1k", 2), ("99999999T", 2), ("1P", 2)):
        done = offprint("check", site(folder, "memory-" + size, "Words.\n"), "--memory", size)
        check(done.returncode == wanted and (wanted == 0 or b"a size of 16M to 16777215T" in done.stderr), "--memory %s: %s" % (size, done.stderr))


def nested(mark):
    """What a page nests n deep: quotes, lists, elements and marks count alike, each once."""
    return {"quotes": lambda n: "> " * n + "word\n", "lists": lambda n: "".join("  " * i + "- word\n" for i in range(n)),
            "numbered": lambda n: "".join("   " * i + "1. word\n" for i in range(n)), "both": lambda n: "> - " * (n // 2) + "> " * (n % 2) + "word\n",
            "div": lambda n: "<div>" * n + "word" + "</div>" * n + "\n", "lines": lambda n: "<div>\n" * n + "word\n" + "</div>\n" * n,
            "read": lambda n: "<div markdown=\"1\">\n" * n + "word\n" + "</div>\n" * n, "quoted": lambda n: "> " * 50 + "<div>" * (n - 50) + "word\n",
            "read quoted": lambda n: "> " * 50 + "<div markdown=\"1\">" * (n - 50) + "word\n", "spans": lambda n: "a " + "<span>" * n + "word" + "</span>" * n + "\n",
            "emphasis": lambda n: "".join("*_"[i % 2] + "a " for i in range(n)) + "word" + "".join(" a" + "*_"[i % 2] for i in reversed(range(n))) + "\n"}[mark]


def nesting(folder):
    """A hundred elements inside each other are what they are, whatever they are; one more is told, and its words stay."""
    for flavor, most in (("kramdown", {"emphasis": None}), ("GFM", dict.fromkeys(("div", "lines", "read", "spans"), 200) | {"quoted": 250, "read quoted": 250})):
        for mark in ("quotes", "lists", "numbered", "both", "div", "lines", "read", "quoted", "read quoted", "spans", "emphasis"):
            limit = most.get(mark, 100)
            path = site(folder, "nesting-%s-%s" % (flavor, mark), "")
            for count in (limit, limit + 1) if limit else ():
                write_files(path, {"_config.yml": "url: https://www.example.org\nmarkdown: %s\n" % flavor, "index.md": FRONT + nested(mark)(count)})
                told = offprint("check", path).stderr.count(b"[nesting-limit]")
                check(told == (count > limit), "%d %s in %s: told %d times" % (count, mark, flavor, told))
                shown = offprint("render", path, "index.md").stdout.decode()
                check("word" in shown and (count > limit or len(re.findall("<[a-z]", shown)) >= count), "%d %s in %s: %s" % (count, mark, flavor, shown[:300]))


if __name__ == "__main__":
    one_table()
    with scratch() as folder:
        flowing(folder)  # first: it asks for less than what the parent has had after the others
        budget(folder)
        budget_of_a_page(folder)
        templates(folder)
        steps(folder)
        titles(folder)
        held(folder)
        tables(folder)
        drawings(folder)
        addresses(folder)
        nesting(folder)
        sizes(folder)
        downloads(folder)
        many_downloads(folder)
        asked_limits(folder)
        bitmap(folder)
        pictures(folder)
    files()  # last: a child's memory counts as no less than its parent's was, which such a folder makes grow
    finish("limits")
