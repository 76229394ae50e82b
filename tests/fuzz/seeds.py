"""Seeds and dictionaries of the fuzz targets, by kind.

own(kind) is made of what this repository holds: content/, tests/golden and the lists here.
From it alone come the corpora that are committed. shared(kind) reads conformance suites in
place, where they are; what grows from it stays in the working folder.
"""
import glob
import json
import os
import re

import seeds_output

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("OFFPRINT_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def files(root, *endings):
    found = []
    for folder, _, names in os.walk(root):
        found += [os.path.join(folder, name) for name in names if name.endswith(endings)]
    return [read(path) for path in sorted(found)]


def own_files(*endings):
    return files(os.path.join(ROOT, "content"), *endings) + \
        files(os.path.join(ROOT, "tests", "golden"), *endings)


def front_and_body(text):
    found = re.match(rb"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*\r?\n(.*)", text, re.S)
    return (found.group(1), found.group(2)) if found else (b"", text)


def blocks(text):
    """Runs of paragraphs of a page that are about a case long."""
    out, piece = [], b""
    for block in re.split(rb"\n{2,}(?=\S)", text):
        piece += block + b"\n\n"
        if len(piece) > 300:
            out.append(piece)
            piece = b""
    return out + [piece] if piece.strip() else out


def drawings():
    """Those of the tests, and the files of their table."""
    with open(os.path.join(ROOT, "tests", "unit", "drawing", "test_drawing.c"), "rb") as file:
        table = file.read().split(b"};")[0]
    texts = [text.replace(b'\\"', b'"') for text in re.findall(rb'"((?:[^"\\]|\\.)*)"', table)]
    head = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">'
    return own_files(".svg") + [text if text[:1] == b"<" else head + text[1:] + b"</svg>"
                                for text in texts if text[:1] in (b"<", b"@")] + [
        head + drawing + b"</svg>" for drawing in DRAWINGS]


def markdown_of(pages):
    return [piece for page in pages for piece in blocks(front_and_body(page)[1])]


def pieces(texts, pattern):
    return sorted({found for text in texts for found in re.findall(pattern, text, re.S)})


def words(*folders):
    """The short texts that sources compare with: names of tags, filters, elements, keys."""
    out = set()
    for folder in folders:
        for path in glob.glob(os.path.join(ROOT, "src", folder)):
            text = re.sub(rb"/\*.*?\*/|#include.*?\n", b"", read(path), flags=re.S)
            out |= {w for w in re.findall(rb'"((?:[^"\\\n ]|\\[\\"])+)"', text) if len(w) <= 24}
    return sorted(w.replace(b'\\"', b'"').replace(b"\\\\", b"\\") for w in out if b"%" not in w[:-1])


# Liquid -------------------------------------------------------------------------------

def names_in(pattern, path):
    return [w.decode() for w in pieces([read(p) for p in glob.glob(os.path.join(ROOT, path))], pattern)]


def filters():
    return names_in(rb'\{"([a-z_]+)", ', "src/liquid/filters*.c")


def tags():
    return names_in(rb'"([a-z_]+)"', "src/liquid/tags*.c") + ["else", "elsif", "when", "endraw"]


# A filter asks for a certain count of arguments, each for a certain kind of value.
FILTER_SHAPES = ("{{ b | NAME: 1, 2 }}", "{{ 'a b' | NAME: 'a', b }}", "{{ page | NAME: 'title', 'T' }}",
                 "{{ 7.5 | NAME }}", "{{ 7.5 | NAME: 2 }}", "{{ ' A/b c.d-<e>&amp; ' | NAME }}", "{{ 'a b' | NAME: 'a' }}",
                 "{{ p | NAME }}", "{{ p | NAME: 'n' }}", "{{ p | NAME: 'i', 'i.w > 1' }}", "{{ b | NAME: 9 | join: 'a' }}",
                 "{{ '/a b/?c=d' | NAME }}", "{{ '2020-01-02 03:04:05 +0100' | NAME }}")
LIQUIDS = [b"{{ '2020-01-02 03:04:05.678 +0930' | date: '%a %A %b %B %c %C %d %D %e %F %g %G %h %H %I %j' }}",
           b"{{ 1600000000 | date: '%k %l %L %m %M %n %N %p %P %r %R %s %S %t %T %u %U %v %V %w %W %x %X %y %Y %z %Z %%' }}",
           b"{{ 'now' | date: '%-d %^b %#a %010Y %:z %::z %3N %_m' }}{{ 'x' | date: '%' }}",
           b"{{ '*a* **b** `c` \"d\" -- e... <i>f</i> <!-- g --> <code>h</code>' | smartify }}",
           b"{% case a %}{% when 1 or 2 %}x{% when 'a', b %}y{% else %}z{% endcase %}",
           b"{% for i in (1..9) reversed limit: 3 offset: 2 %}{{ forloop.rindex0 }}{% ifchanged %}{{ i }}{% endifchanged %}"
           b"{% else %}none{% endfor %}{% tablerow i in b cols: 2 limit: 3 %}{{ tablerowloop.col_last }}{% endtablerow %}",
           b"{{ p | sort: 'w', 'last' | map: 'n' | compact | uniq | reverse | inspect }}{{ p[0].n < p[1].n }}{{ b contains 3 }}"]
TAG_SHAPES = ("{% NAME a %}x{% endNAME %}", "{%- NAME i in b limit: 2 -%}{{ i }}{% endNAME %}",
              "{% NAME x = a | plus: 1 %}{{ x }}")


def liquid_own():
    out = pieces(own_files(".md", ".html"), rb"\{[{%].{0,200}?[%}]\}[^{]{0,40}")
    for name in filters():
        out += [shape.replace("NAME", name).encode() for shape in FILTER_SHAPES]
    for name in tags():
        out += [shape.replace("NAME", name).encode() for shape in TAG_SHAPES]
    return out + LIQUIDS


def liquid_shared():
    path = os.path.join(SHARED, "conformance", "liquid", "golden_liquid.json")
    tests = json.loads(read(path))["tests"] if os.path.exists(path) else []
    return [test["template"].encode("utf-8", "surrogatepass") for test in tests]


# Markdown -----------------------------------------------------------------------------

def examples(path):
    text = read(path) if os.path.exists(path) else b""
    return [found.replace("→".encode(), b"\t")
            for found in re.findall(rb"^`{8,} example[^\n]*\n(.*?)^\.\n", text, re.M | re.S)]


def markdown_shared():
    suites = os.path.join(SHARED, "conformance")
    out = files(os.path.join(suites, "kramdown"), ".text")
    for path in ("commonmark/spec.txt", "commonmark/regression.txt", "commonmark/smart_punct.txt",
                 "gfm/spec.txt", "gfm/extensions.txt"):
        out += examples(os.path.join(suites, path))
    return out + markdown_of(files(os.path.join(SHARED, "cases"), ".md"))


def html_shared():
    return files(os.path.join(SHARED, "conformance", "kramdown"), ".html") + \
        files(os.path.join(SHARED, "cases"), ".html")


# The rest -----------------------------------------------------------------------------

def site_of(root, limit=3500):
    """The small texts of a site, each behind a line that names it."""
    out, size = b"", 0
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            data = read(path)
            if b"\0" not in data and size + len(data) < limit:
                out += b"=== %s\n%s\n" % (os.path.relpath(path, root).encode(), data)
                size += len(data)
    return out


def sites(*patterns):
    return [site_of(root) for pattern in patterns for root in sorted(glob.glob(pattern, recursive=True))
            if os.path.isdir(root)]


def yaml_of(pages, whole):
    return [front_and_body(page)[0] for page in pages] + whole


PICTURES = [b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01"
            b"\x00\x00\x02\x02D\x01\x00;", b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00"
            b"\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"]

PDFS = [b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF", b"%PDF-1.4\n<</A<</S/URI/URI(http://e.org)>>/AA<</O 3 0 R>>>>",
        b"%PDF-1.5\n<</Type/ObjStm/Filter/FlateDecode/Length 9>>stream\nx\x9cK\x04\0\0b\0b\nendstream",
        b"<</S/#4aavaScript/Type/#45mbeddedFile/XFA[(a)]/RichMedia/Launch/SubmitForm>>",
        b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x12\0\0\0word/vbaProject.bin"]
SVGS = [b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><style>a{fill:url(#b)}</style><g id='b'>"
        b"<path d='M0 0h9' onclick='x()'/><script>x</script><a href='javascript:x'><text>t</text></a>"
        b"<image href='data:image/png;base64,iVBORw0KGgo='/><use href='#b'/></g></svg>",
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg' "
        b"xmlns:xlink='http://www.w3.org/1999/xlink'><animate attributeName='href' to='javascript:x'/>"
        b"<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>&a;</p></foreignObject>"
        b"<a xlink:href='b.html'/></svg>", b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p/></body></html>"]
# Within <svg>: what no drawing of ours has.
DRAWINGS = [b"<foreignObject x='1' y='2' width='80' height='50'><div xmlns='http://www.w3.org/1999/xhtml' style='color:red;"
            b"font-size:9px;text-align:center;background:#eee;display:flex'>a <b>b</b><br/>c<p>d <i>e</i></p><ul><li>f</li></ul>"
            b"</div></foreignObject>",
            b"<defs><path id='p' d='M0 20C20 0 40 0 60 20Q70 30 80 20A9 9 0 0 1 98 20'/></defs><text letter-spacing='2' "
            b"text-anchor='middle'><textPath href='#p' startOffset='10%'>words on a <tspan dy='3'>path</tspan></textPath></text>",
            b"<style>text{font:italic bold 9px/1 serif;text-decoration:underline line-through overline;white-space:pre}</style>"
            b"<text x='1 9 20' y='30' rotate='5' textLength='60' lengthAdjust='spacingAndGlyphs' baseline-shift='super' "
            b"dominant-baseline='middle' direction='rtl' xml:lang='he'>\xd7\xa9\xd7\x9c \xee\x80\x80 abc</text>",
            b"<g fill='none' stroke='currentColor' color='#123456' stroke-opacity='.5' stroke-miterlimit='2' stroke-linejoin='bevel' "
            b"fill-rule='evenodd' clip-rule='evenodd' transform='skewX(10) skewY(5)' style='isolation:isolate'><path d='M0 0L9 9 0 18Z' "
            b"marker-mid='url(#m)'/></g><marker id='m' orient='auto'><path d='M0 0L5 5' stroke='context-stroke' fill='context-fill'/>"
            b"</marker><radialGradient id='r' gradientTransform='scale(2)'><stop stop-color='currentColor'/></radialGradient>"
            b"<rect width='9' height='9' fill='url(#r)'/>",
            b"<image x='1' y='1' width='9' height='9' preserveAspectRatio='xMidYMid slice' href='data:image/png;base64,iVBORw0KGgo"
            b"AAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='/>"]
STYLES = [b"@import 'a.css';@font-face{src:url(data:font/woff2;base64,AA)}a{b:url(c);d:url( \"e\" )}",
          b"a::before{content:'\\201C\\\n';background:image-set('a.png' 1x)}/* x */@media print{b{c:d!important}}",
          b"text-align:right;width:3cm;background:url(#a);color:\\72 ed;--x:{a:b};font:12px/1.5 a,b"]
DATA = [b'{"a":[1,-2.5e3,"b\\u00e9\\ud83d\\ude00\\n",true,false,null,{"c":{}}],"d":""}', b"a,b,c\n1,\"2\"\"3\n4\",\n\n5",
        b"a\tb\n\"c\td\"\te\n", b"[[[[]]]]", b"\xef\xbb\xbfx,y\r\n1,2\r\n"]
TOMLS = [b"+++\ntitle = 'a'\ndate = 2020-01-02T03:04:05Z\n[a.b]\nc = [1, 0x1F, 1e3, inf]\n[[d]]\ne = {f = \"g\\u00e9\"}\n"
         b"+++\nx\n", b"a.b.c = \"\"\"\nx\\\n  y\"\"\"\n'q r' = '''z'''\n[x]\ny = true # c\n"]
JSON_PAGES = [b'{"title": "T", "tags": ["a", {"b": null}], "c": "\\u00e4}"}\n\n# T\n', b'{"a": {"b": "c\\"}"}, "d": 1.5e3\n']
KRAMDOWNS = [b"{::options parse_block_html=\"true\" parse_span_html=\"false\" toc_levels=\"2..3\" auto_ids=\"false\" "
             b"smart_quotes=\"39,39,34,34\" footnote_nr=\"5\" html_to_native=\"true\" /}\n\n# A 'b' \"c\"\n\n<div>*d*</div>\n",
             b"{:a: .b #c d=\"e\" 'f'}\n{:a}\n# T\n\n[x][y]{:a}\n\n[y]: <z w> 'v'\n[u]: <t>\n",
             b"{:#t}term\n: definition\n\n{:toc}\n* toc\n{:toc}\n\n{:no_toc}\n## N\n"]
RECIPES = [b"title: T\nsubtitle: S\nname: n\nlanguage: no\ndepth: 2\npaper: A5\nentry: [a, b]\norder: c\nexclude:\n- d\n",
           b"tags:\n  x: |\n    {{ a }}{% y %}\n  y: 'b'\nallow_active: true\ndialect: hugo\noutputs: [pdf]\n",
           b"titel: T\ndepth: -1\npaper: B5\ntags: {if: x, z: '{% if %}'}\nentry: {a: b}\n"]
SITES = [text.encode() for text in (
    "=== _config.yml\nbaseurl: /b\ntitle: T\ncollections:\n  a:\n    output: true\npermalink: pretty\n"
    "defaults:\n- scope: {path: '', type: a}\n  values: {layout: l, lang: de}\n=== _a/x.md\n---\ntitle: X\n---\n"
    "[y](../y.md) {{ site.data.d.rows[0].k }} {% include i.html n=1 %}\n=== _includes/i.html\n{{ include.n }}\n"
    "=== _data/d.yml\nrows:\n- k: v\n=== _data/t.csv\na,b\n1,2\n=== y.md\n---\nredirect_from: /z\n---\n"
    "[z](/b/z) {% link _a/x.md %}{% for p in site.a %}{{ p.url }}{% endfor %}\n=== _layouts/l.html\n{{ content }}\n"
    "=== _posts/2020-01-02-p.md\n---\ntags: [a]\n---\nA\n\nB {% post_url 2020-01-02-p %}\n=== offprint.yml\nentry: y.md\n",
    "=== mkdocs.yml\nsite_name: S\nnav:\n- A: a.md\n- B:\n  - b/c.md\nmarkdown_extensions:\n- admonition\n"
    "=== docs/a.md\n# A\n[c](b/c.md#x)\n=== docs/b/c.md\n# C\n",
    "=== hugo.toml\nbaseURL = 'https://e.org/'\n[permalinks]\nposts = '/:year/:slug/'\n=== content/posts/a.md\n+++\n"
    "title = 'A'\ndate = 2020-01-02\naliases = ['/o/']\n+++\n{{< ref \"b.md\" >}}\n=== content/posts/b/index.md\nB\n",
    "=== book.toml\n[book]\ntitle = 'B'\nsrc = 's'\n=== s/SUMMARY.md\n# S\n- [A](a.md)\n  - [B](b.md)\n=== s/a.md\n# A\n",
    "=== conf.py\nextensions = ['myst_parser']\nmyst_enable_extensions = [\n  'deflist',\n]\n=== index.md\n# I\n"
    "```{toctree}\na\n```\n=== a.md\n(l)=\n# A\n{ref}`l`\n", "=== _toc.yml\nroot: i\nchapters:\n- file: a\n=== _config.yml\n"
    "title: J\n=== i.md\n# I\n", "=== docusaurus.config.js\nmodule.exports={}\n=== docs/a.mdx\n---\nslug: /x\n---\n# A\n",
    "=== zola.toml\nbase_url = '/'\n=== content/_index.md\n+++\n+++\n=== content/a.md\n+++\npath = 'q'\n+++\n[b](@/_index.md)\n")]
CHARSETS = [b"\xff\xfe<\0p\0>\0\xe9\0", b"\xfe\xff\0<\0p\0>", b"<meta charset=windows-1251><p>\xcf\xf0\xe8",
            b"<meta http-equiv=content-type content='text/html; charset=shift_jis'>\x82\xa0", b"\xef\xbb\xbf<p>\xc3\xa9",
            b"<?xml version='1.0' encoding='iso-8859-2'?><a>\xb1</a>", b"plain \xe9"]
WORDS = [text.encode() for text in (
    "en", "de_DE.UTF-8", "zh-Hant-TW", "sr-Latn", "iw", "i-klingon", "x-private", "de-1996-u-co-phonebk", "no",
    "2020-01-02", "2020-1-5 10:00", "2020-01-02T03:04:05.678+09:30", "March 4, 2020 5:06 PM EST", "4 Mar '20",
    "Thu, 01 Jan 2020 00:00:00 GMT", "2020-W05-3", "20200102T030405Z", "1600000000", "next friday", "America/Chicago",
    "Europe/Berlin", "UTC", "1.5e-3", "-0.0", ".5", "1e400", "123456789012345678901234567890", "Straße & Co.",
    "日本語 Ελλάδα", "a--b__c", "my-first_post", "x.tar.gz", "CON.txt", "a.svg ", "photo.JPG")]
ADDRESSES = [text.encode() for text in (
    "https://user:pw@EXAMPLE.org:8080/a/../b?c=d&e#f", "HTTP:\\\\x.org\\y", "mailto:a@b.c?subject=x y", "//x.org/a",
    "java\tscript:alert(1)", "data:image/png;base64,AA==", "a/b/../../../c.md#d", "/a//b/./c", "?q", "#é",
    "http://[::1]:80/", "http://münchen.de/ü", "http://a%41b/", "https://x.org:99999/", "tel:+1-2", "a b\\c%20d%zz",
    "*.md", "**/a?[b-d]", "http://1.2.3.4./", "ftp://x", "%2e%2e/%2E/a", "a.b.c/.d")]
GITS = [text.encode() for text in (
    "[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tautocrlf = input ; c\n[extensions]\n\tworktreeConfig\n",
    "[branch \"a\\\"b\"]\n\tremote = .\n\tmerge = refs/heads/a\\\n b\n[remote.Origin] url = \"x # y\" # z\n",
    "[include]\n\tpath = ../x\n[core]\n\texcludesFile = ~/x\n\tworktree = ../../x\r\n",
    "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent 1111111111111111111111111111111111111111\n"
    "author A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 -0545\n\ntext\n",
    "40000 a\0" + "x" * 20 + "100644 a.b\0" + "y" * 20 + "120000 c\0" + "z" * 20 + "160000 d\0" + "w" * 20)]

ROSTERS = [text.encode() for text in (
    "name,tier,mail\nAcme,Gold,a@b.example\n\"Zi, T\",\"a \"\"b\"\"\n c\",\n,,\n", "slug;name\r\nx;\u017d\u00ed\u017ekov\r\n\r\n", "name\tlogo\nA\tlogos/a.png\n",
    "sep=;\nname;b;\nA;1;\n", "\ufeffname,\na,\n", "name\rA\rB\r", "name,name\n", "a,b\n\"x\ny\n", "{name}-{slug} {row} {{x}} {lack",
    "y- {name: Acme, tier: 007, until: 12:30}\n- {name: \"No\", x: ~}\n", "y- &a {name: A, b: {c: d}}\n- *a\n- <<: *a\n  name: B\n", "yname: A\n", "y")]

OWN = {
    "address": lambda: ADDRESSES + \
    pieces(own_files(".md"), rb"\]\(([^)\s]+)") + pieces(own_files(".html"), rb"href=\"([^\"]+)"),
    "charset": lambda: CHARSETS,
    "choices": lambda: [piece + b"\0" for piece in markdown_of(own_files(".md")) + KRAMDOWNS],
    "data": lambda: DATA + own_files(".csv", ".json"),
    "drawing": drawings,
    "dialects": lambda: [piece + tail for piece in markdown_of(own_files(".md"))
                         for tail in (b"\0\xff\xff\xff\x7f", b"\3\x0f\xf0\x1f\x06")],
    "pdf": lambda: PDFS,
    "git": lambda: GITS,
    "recipe": lambda: RECIPES,
    "roster": lambda: ROSTERS,
    "site": lambda: SITES + sites(os.path.join(ROOT, "tests", "golden", "*", "site")),
    "style": lambda: STYLES + own_files(".css"),
    "svg": lambda: [svg + b"\1" for svg in SVGS] + own_files(".svg"),
    "toml": lambda: TOMLS + own_files(".toml"),
    "profile": seeds_output.profiles,
    "words": lambda: WORDS,
    "markdown": lambda: markdown_of(own_files(".md")),
    "liquid": liquid_own,
    "yaml": lambda: yaml_of(own_files(".md"), own_files(".yml")),
    "page": lambda: [page[:2000] for page in own_files(".md")] + JSON_PAGES,
    "html": lambda: [piece for page in own_files(".html") for piece in blocks(page)],
    "image": lambda: own_files(".png", ".jpg", ".gif", ".webp") + PICTURES + seeds_output.pngs() + seeds_output.bitmaps() +
    files(os.path.join(ROOT, "tests", "fuzz", "pictures"), ".jpg"),
    "bundle": lambda: seeds_output.bundle_pages(OWN["page"](), OWN["html"]()),
    "site": seeds_output.sites,
    "steps": seeds_output.steps,
    "zip": seeds_output.zips,
    "bag": seeds_output.bags,
}

SHARED_KINDS = {
    "bundle": lambda: seeds_output.bundle_pages(markdown_shared(), html_shared()),
    "choices": lambda: [text + b"\0" for text in markdown_shared()],
    "dialects": lambda: [text + b"\0\xff\xff\xff\x7f" for text in markdown_shared()],
    "markdown": markdown_shared,
    "recipe": lambda: files(SHARED, "offprint.yml"),
    "svg": lambda: [text + b"\1" for text in files(SHARED, ".svg")],
    "data": lambda: files(SHARED, ".csv", ".tsv"),
    "site": lambda: sites(os.path.join(SHARED, "cases", "*", "*")),
    "style": lambda: files(SHARED, ".css"),
    "liquid": liquid_shared,
    "yaml": lambda: yaml_of(files(os.path.join(SHARED, "cases"), ".md"),
                            files(SHARED, ".yml", ".yaml")),
    "page": lambda: files(os.path.join(SHARED, "cases"), ".md"),
    "html": html_shared,
}

TOKENS = {
    "profile": r"acsp CMYK RGB\  Lab\  XYZ\  prtr mntr desc cprt wtpt bkpt A2B0 A2B1 B2A0 B2A1 rXYZ rTRC mft1 mft2 mAB\  mBA\  curv para mluc text chad",
    "drawing": r"""
        <g> <path d=" <rect <circle <line <polygon points= <text <tspan <symbol <marker <clipPath <mask
        <pattern <linearGradient <radialGradient <stop offset= <switch id=" fill="url(#a)" stroke="#000"
        transform=" translate( rotate( scale( matrix( viewBox="0 0 9 9" preserveAspectRatio="none"
        opacity=".5" stroke-width= stroke-dasharray= gradientUnits="userSpaceOnUse" spreadMethod="repeat"
        clip-path="url(#a)" mask="url(#a)" marker-end="url(#a)" mix-blend-mode:multiply display:none
        currentColor inherit M0 L1 C1 A1 Z 1e9 -1 % px em""",
    "markdown": r"""
        {: {:. {:# {:: {::} :} {:toc} {:.no_toc} {::comment} {:/comment} {::nomarkdown} {::options
        ``` ~~~ $$ ^[ [^1] [^1]: [a]: ]( ][ ![ [[ ]] *[ ** __ ~~ == ++ ^ ~ <!-- --> <a <b> </b> &amp;
        &# --- *** === ||| |- -|- |:-: > >> * + - 1. a. : \\ \( \) | === !!! ??? ::: ```{ {{< >}}
        {% %} {{ }} {=} [!NOTE] [x] [\ ] (c) -> =>""",
    "liquid": r"""
        {{ }} {% %} {{- -}} {%- -%} {%raw%} {%endraw%} | : , . .. (1..3) [ ] == != <> >= <= and or
        contains nil null true false empty blank forloop.index limit: offset: reversed cols: include.x
        {%else%} {%endif%} {%endfor%} {%assign a=b%}""",
    "yaml": r"""
        --- ... : - ? & * ! !! | > |- >+ << <<: { } [ ] , # ' " % @ ` !!str !!int !!float !!binary
        !!timestamp ~ null yes no 0x1F 0o7 0b1 .inf .nan 1e3 1_000 190:20:30 2020-01-02 &a *a
        2020-01-02T03:04:05Z""",
    "toml": r"""
        +++ ;;; [[ ]] [a.b] = ''' \\u00e9 \\n inf nan 0x 0o 0b 1_0 1979-05-27T07:32:00Z true { } , #""",
    "data": r"""
        { } [ ] : , "a": \\u \\ud83d\\ude00 \\" "" true false null 1e9 -0 0.1 \\n""",
    "recipe": r"""
        title: subtitle: theme: live_url: contact: name: prepared_for: organization: date: language:
        entry: order: include: exclude: outputs: depth: dialect: paper: tags: allow_active: true no A4
        Letter pdf zip hugo mkdocs""",
    "roster": r"""
        name slug row sep=; , ; "" "," \\n \\r\\n {name} {slug} {row} {{ }} { } - {name: y-""",
    "style": r"""
        @import @charset @font-face @media url( url(# url(data: image-set( src( expression( ! !important /* */
        \\ \\a \\75 { } ( ) [ ] ; : , " ' <!-- --> </style> var(-- -moz-binding: behavior: #a data:image/png;base64,
        data:font/woff2, calc( /""",
    "svg": r"""
        <svg </svg> xmlns= xmlns:a= http://www.w3.org/2000/svg http://www.w3.org/1999/xhtml
        http://www.w3.org/1999/xlink xlink:href= href= <use <image <script <style <foreignObject <animate <set
        attributeName= to= from= values= begin= onload= <![CDATA[ ]]> <!DOCTYPE <!ENTITY &a; <?xml ?> filter=
        mask= url(# javascript: data:image/svg+xml,""",
    "pdf": r"""
        %PDF-1.7 %%EOF /S /JS /JavaScript /URI /Launch /GoToR /SubmitForm /AA /OpenAction /RichMedia /XFA
        /EmbeddedFile /ObjStm /FlateDecode /Filter stream endstream obj endobj #4a << >> ( ) \\( < > [ ] % / PK""",
    "bag": r"""
        bagit.txt bag-info.txt fetch.txt manifest-sha256.txt tagmanifest-md5.txt data/ Payload-Oxum: Previous-Snapshot: sha512:
        BagIt-Version: Tag-File-Character-Encoding: UTF-16 ISO-8859-1 0.97 1.0 %25 %0A ../ ./ ~ * "@id" "sha256" \\u00e9 File""",
    "zip": r"""
        PK\\1\\2 PK\\3\\4 PK\\5\\6 PK\\6\\6 PK\\6\\7 PK\\7\\b \\xff\\xff\\xff\\xff ../ / n/bagit.txt data/ up""",
    "charset": r"""
        <meta charset= http-equiv=content-type content= text/html; utf-8 utf-16 utf-16le windows-1252 shift_jis
        gb18030 big5 euc-kr iso-2022-jp koi8-r macintosh x-user-defined replacement encoding= <?xml ?> <!-- -->""",
    "address": r"""
        http:// https:// mailto: tel: javascript: data: file: ftp: // / .. ./ %2e %2f %00 ? # @ : [::1] xn-- \\
        * ** ? [a-z] [!a] localhost .md .html index""",
    "git": r"""
        [core] [extensions] [branch [remote " ] = # ; \\ bare eol worktree autocrlf objectformat refstorage merge fetch url tree
        parent committer 100644 40000 120000 160000 +0100 -1200""",
    "site": r"""
        === _config.yml _posts/ _data/ _includes/ _layouts/ _drafts/ .md .html .csv .json .tsv mkdocs.yml hugo.toml
        conf.py book.toml SUMMARY.md _quarto.yml index.md offprint.yml permalink: /:year/:title/ baseurl: url:
        collections: defaults: scope: values: exclude: include: markdown: timezone: future: redirect_from:
        redirect_to: layout: nav: lang: published: false slug: tags: categories: excerpt_separator:""",
    "words": r"""
        en de zh-Hans -u- -x- -t- _ . - : T Z + UTC GMT EST PM AM Jan March Mon 2020 1999-12-31 23:59:59 24:00 W05
        th st e E inf nan 0x America/ Europe/Berlin .svg .html .pdf""",
    "html": r"""
        <!-- --> <!DOCTYPE <![CDATA[ ]]> </ /> < > = " ' &amp; &#x &lt; href= src= style= class= id=
        colspan= rowspan= start= <table> <tr> <td> <th> <p> <ul> <li> <svg> <math> <script> </script>
        <style> <template> <details> <img <a""",
}
SOURCES = {
    "drawing": ["drawing/names.h", "drawing/look.c", "drawing/value.c"],
    "markdown": ["markdown/*.c"],
    "liquid": ["liquid/*.c"],
    "yaml": ["site/yaml*.c"],
    "html": ["html/elements.c", "html/gumbo*.c", "base/html_tag.c"],
    "svg": ["safe/sieve*.c", "safe/xml.c"],
    "pdf": ["safe/pdf*.c", "safe/office.c"],
    "recipe": ["site/recipe.c"],
    "site": ["site/config.c", "site/nav.c", "site/extensions.c", "site/generator.c", "site/read.c"],
    "words": ["base/date_read*.c", "base/language.c"],
}


def own(kinds):
    return sorted({data for kind in kinds for data in OWN[kind]() if data})


def shared(kinds):
    if not os.path.isdir(SHARED):
        return []
    return sorted({data for kind in kinds if kind in SHARED_KINDS for data in SHARED_KINDS[kind]() if data})


def dictionary(kinds):
    """As libFuzzer reads one: a quoted token a line."""
    tokens = set()
    for kind in kinds:
        tokens |= {token.encode() for token in TOKENS.get(kind, "").replace("\\ ", "\0").split()}
        tokens |= set(words(*SOURCES.get(kind, [])))
    lines = []
    for token in sorted(tokens):
        token = token.replace(b"\0", b" ")
        lines.append('"%s"' % "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\'
                                      else "\\x%02x" % byte for byte in token))
    return "\n".join(lines) + "\n"
