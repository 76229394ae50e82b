"""Seeds and dictionaries of the fuzz targets, by kind.

own(kind) is made of what this repository holds: content/, tests/golden and the lists here.
From it alone come the corpora that are committed. shared(kind) reads conformance suites in
place, where they are; what grows from it stays in the working folder.
"""
import glob
import json
import os
import re

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


FILTER_SHAPES = ("{{ b | NAME: 1, 2 }}", "{{ 'a b' | NAME: 'a', b }}", "{{ page | NAME: 'title', 'T' }}")
TAG_SHAPES = ("{% NAME a %}x{% endNAME %}", "{%- NAME i in b limit: 2 -%}{{ i }}{% endNAME %}",
              "{% NAME x = a | plus: 1 %}{{ x }}")


def liquid_own():
    out = pieces(own_files(".md", ".html"), rb"\{[{%].{0,200}?[%}]\}[^{]{0,40}")
    for name in filters():
        out += [shape.replace("NAME", name).encode() for shape in FILTER_SHAPES]
    for name in tags():
        out += [shape.replace("NAME", name).encode() for shape in TAG_SHAPES]
    return out


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

def yaml_of(pages, whole):
    return [front_and_body(page)[0] for page in pages] + whole


PICTURES = [b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01"
            b"\x00\x00\x02\x02D\x01\x00;", b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00"
            b"\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"]

OWN = {
    "markdown": lambda: markdown_of(own_files(".md")),
    "liquid": liquid_own,
    "yaml": lambda: yaml_of(own_files(".md"), own_files(".yml")),
    "page": lambda: [page[:2000] for page in own_files(".md")],
    "html": lambda: [piece for page in own_files(".html") for piece in blocks(page)],
    "image": lambda: own_files(".png", ".jpg", ".jpeg") + PICTURES,
}

SHARED_KINDS = {
    "markdown": markdown_shared,
    "liquid": liquid_shared,
    "yaml": lambda: yaml_of(files(os.path.join(SHARED, "cases"), ".md"),
                            files(SHARED, ".yml", ".yaml")),
    "page": lambda: files(os.path.join(SHARED, "cases"), ".md"),
    "html": html_shared,
}

TOKENS = {
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
    "html": r"""
        <!-- --> <!DOCTYPE <![CDATA[ ]]> </ /> < > = " ' &amp; &#x &lt; href= src= style= class= id=
        colspan= rowspan= start= <table> <tr> <td> <th> <p> <ul> <li> <svg> <math> <script> </script>
        <style> <template> <details> <img <a""",
}
SOURCES = {
    "markdown": ["markdown/*.c"],
    "liquid": ["liquid/*.c"],
    "yaml": ["site/yaml*.c"],
    "html": ["html/elements.c", "html/gumbo*.c", "base/html_tag.c"],
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
