"""Script vectors, those of `../shared` and variants made of them by chance, and the contexts that offprint
takes content in: of each, the files of a site that puts every vector there once."""
import html.parser
import json
import os
import random
import re
import urllib.parse

from support import need_shared

PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0"
                      "0000030101003b52d0a50000000049454e44ae426082")


def known():
    """Each once, as text that can be written down: lone surrogates become question marks."""
    path = need_shared("judges", "attack", "vectors.json")
    with open(path, encoding="utf-8") as file:
        lists = json.load(file)
    return list(dict.fromkeys(vector for name in lists for vector in lists[name]))


def written(text):
    return text.encode("utf-8", "replace")


# Variants: a vector spelled, nested, cut or marked up in another way; the same ones for the same seed

NESTS = ("<svg>%s</svg>", "<math>%s</math>", "<svg><desc>%s</desc></svg>", "<svg><foreignObject>%s</foreignObject></svg>",
         "<math><mtext>%s</mtext></math>", "<math><annotation-xml encoding='text/html'>%s</annotation-xml></math>",
         "<svg><title>%s</title></svg>", "<svg><style>%s</style></svg>", "<math><mi><mglyph><style>%s</style></mglyph></mi></math>",
         "<template>%s</template>", "<noscript>%s</noscript>", "<noscript><p title='</noscript>%s'>", "<select>%s</select>",
         "<select><option>%s</option></select>", "<table>%s</table>", "<table><tr><td>%s</table>", "<table><caption>%s</table>",
         "<style>%s</style>", "<title>%s</title>", "<textarea>%s</textarea>", "<xmp>%s</xmp>", "<iframe>%s</iframe>",
         "<noembed>%s</noembed>", "<noframes>%s</noframes>", "<plaintext>%s", "<object>%s</object>", "<button>%s</button>",
         "<form><form>%s</form></form>", "<a href='x'>%s<a>%s</a></a>", "<p>%s<p>%s", "<b><i>%s</b></i>", "<listing>%s</listing>",
         "<details open><summary>%s</summary></details>", "<dialog open>%s</dialog>", "<marquee>%s</marquee>")
SHAPES = ("<math><mtext><table><mglyph><style><!--</style>%s", "<svg></p><style><a id='</style>%s'>",
          "<form><math><mtext></form><form><mglyph><style></math>%s", "<noscript><style></noscript>%s",
          "<svg><![CDATA[><%s]]></svg>", "<a title='-->%s'>x</a>", "<style><!--</style>%s<!-- -->", "<!--><%s-->", "<!-- --!>%s<!-- -->",
          "<!--->%s", "<!--%s", "<![CDATA[%s]]>", "<!DOCTYPE x [%s]>", "<?xml-stylesheet href='%s'?>", "</ %s>", "<title><!--</title>%s",
          "<textarea><p title='</textarea>%s'>", "<math><annotation-xml><style><img title='</style>%s'>", "<svg><p><style><g title='</style>%s'>",
          "<table><select><table>%s", "&lt;x>%s", "&amp;lt;%s", "<%s", "<<%s", "<img alt='%s' title=\"%s\" src=p.png>", "<x y='`%s`'>")
MARKS = ("[x](%s)", "[x](<%s>)", "![x](%s)", "![%s](p.png)", "[%s](x.md)", "<%s>", "[x][r]\n\n[r]: %s", "[x][r]\n\n[r]: <%s> '%s'", "# %s",
         "%s\n===", "> %s", "- %s", "1. %s", "    %s", "```%s\nx\n```", "```\n%s\n```", "`%s`", "| %s | %s |\n|---|---|\n| %s | x |", "*%s*",
         "x[^n]\n\n[^n]: %s", "%s\n: %s", "*[x]: %s\n\nx", "$$%s$$", "x{: onclick=\"%s\" onload='alert(1)'}", "x\n{: #%s .%s}",
         "{: title=\"%s\"}\n# x", "{:r: onclick=\"%s\"}\n\nx\n{: r}", "<div markdown=\"1\">\n%s\n</div>", "{::nomarkdown}%s{:/}",
         "{::options parse_block_html=\"true\" /}\n<div>\n%s\n</div>", "{::comment}%s{:/comment}", "[![%s](%s)](%s)", "<a href=\"%s\">x</a>",
         "<img src=\"p.png\" alt=\"%s\" title='%s'>", "<p id=%s class='%s' style=\"%s\">x</p>", "x\\\n%s", "> [!NOTE]\n> %s", "~~%s~~")
BETWEEN = ("/", "\f", "\t", "\n", " / ", "\v", "\0", "\r\n", "/x=y/", " title=1 title=\"2\" ", " onclick=alert(1) onclick=alert(2) ")
HIDDEN = ("\t", "\n", "\r", "\1", "\0", "\v", "\f", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200b", "\u2028", "\ufeff", "&Tab;", "&NewLine;", "&#0;",
          "&#x09;", "&#10", "&#0000013;", "&ZeroWidthSpace;", "%09", "\\", "/**/")
NAMED = {":": "&colon;", "(": "&lpar;", ")": "&rpar;", "/": "&sol;", "=": "&equals;", "\t": "&Tab;"}
SCHEME = re.compile("javascript:|vbscript:|data:", re.I)


def change_case(choose, text):
    return re.sub(r"</?[a-z:-]+|\bon[a-z]+|[a-z]+:", lambda m: "".join(
        c.upper() if choose.random() < 0.5 else c.lower() for c in m.group()), text, flags=re.I)


def change_entities(choose, text):
    way = choose.choice(("&#%d;", "&#x%x;", "&#%07d", "&#X%X;", "named"))
    coded = lambda c: NAMED.get(c, c) if way == "named" else way % ord(c)
    values = lambda m: "".join(coded(c) if choose.random() < 0.5 else c for c in m.group())
    return re.sub(r"javascript:[^\s>]*|alert\(1\)|(?<==[\"'])[^\"'<>]+", values, text, flags=re.I)


def change_scheme(choose, text):
    def hide(match):
        at = choose.randrange(len(match.group()) + 1)
        return match.group()[:at] + choose.choice(HIDDEN) * choose.randrange(1, 3) + match.group()[at:]
    return SCHEME.sub(hide, text)


def change_gaps(choose, text):
    return re.sub(r"(?<=<[a-z])([a-z]*)([\s/]+)", lambda m: m.group(1) + choose.choice(BETWEEN), text, flags=re.I)


def change_lines(choose, text):
    at = choose.randrange(len(text) + 1)
    return text[:at] + choose.choice(("\n", "\n\n", "\r", "\n    ", "\n> ", "\n- ", "  \n", "\\\n", "\0", "\u2028")) + text[at:]


def cut_end(choose, text):
    return text[:choose.randrange(len(text) // 2, len(text)) + 1]


def put_into(forms):
    return lambda choose, text: choose.choice(forms).replace("%s", text)


CHANGES = (change_case, change_entities, change_scheme, change_gaps, change_lines, cut_end, put_into(NESTS), put_into(SHAPES),
           put_into(MARKS), put_into(NESTS), put_into(SHAPES), put_into(MARKS))


def variants(vectors, count, seed):
    choose, made = random.Random(seed), []
    while len(made) < count:
        text = choose.choice(vectors)
        for _ in range(choose.randrange(1, 4)):
            text = choose.choice(CHANGES)(choose, text)
        if len(text) < 4000:
            made.append(text)
    return made


# XML of what is none: elements balanced, attributes quoted and once, prefixes declared

SPACES = {"svg": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink", "x": "http://www.w3.org/1999/xhtml",
          "html": "http://www.w3.org/1999/xhtml", "math": "http://www.w3.org/1998/Math/MathML", "ev": "http://www.w3.org/2001/xml-events"}
NAME = re.compile(r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?")
FORBIDDEN = re.compile("[\0-\b\v\f\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OWN_SPACE = {"svg": SPACES["svg"], "math": SPACES["math"]}


class AsXml(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.open = [], []

    def escaped(self, text):
        text = FORBIDDEN.sub("", text)
        return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("]]>", "]]&gt;")

    def handle_starttag(self, tag, attrs):
        tag = re.match(r"<\s*([^\s/>]+)", self.get_starttag_text() or "<p").group(1)
        if not self.is_name(tag):
            return
        written_names, line = set(), ""
        for name, value in attrs:
            if self.is_name(name) and name not in written_names and not name.startswith("xmlns"):
                written_names.add(name)
                line += ' %s="%s"' % (name, self.escaped(value or ""))
        if tag.lower() in OWN_SPACE:
            line += ' xmlns="%s"' % OWN_SPACE[tag.lower()]
        self.parts.append("<%s%s>" % (tag, line))
        self.open.append(tag)
        if tag.lower() in ("img", "input", "br", "hr", "link", "meta", "base", "embed", "source", "image", "frame"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag.lower() in [name.lower() for name in self.open]:
            while self.open:
                name = self.open.pop()
                self.parts.append("</%s>" % name)
                if name.lower() == tag.lower():
                    return

    def handle_data(self, data):
        self.parts.append(self.escaped(data))

    def is_name(self, name):
        match = NAME.fullmatch(name)
        prefix = name.split(":")[0] if ":" in name else ""
        return bool(match) and (not prefix or prefix in SPACES or prefix == "xml") and name.isascii()


def as_xml(vector):
    parser = AsXml()
    try:
        parser.feed(vector)
        parser.close()
    except (AssertionError, ValueError): # what Python's own parser gives up on
        pass
    return "".join(parser.parts) + "".join("</%s>" % name for name in reversed(parser.open))


def declared():
    return "".join(' xmlns:%s="%s"' % item for item in SPACES.items())


# Contexts

def front(title, *more):
    """Front matter with Liquid off, so that no vector is lost to what it takes for tags."""
    return "---\n%s---\n" % "".join(line + "\n" for line in ("title: %s" % title, "render_with_liquid: false", *more))


def one_line(vector):
    return re.sub(r"[\r\n]+", " ", vector)


def quoted(vector):
    return json.dumps(vector.encode("utf-8", "replace").decode()).replace("\x7f", "\\u007f")


def words_page(v, n):
    line = one_line(v)
    return "\n\n".join((
        front(quoted("v%d %s" % (n, v)), "description: %s" % quoted(v), "lang: %s" % quoted(v), "date: %s" % quoted(v)).rstrip("\n"),
        "[t](https://e.example '%s') [u](v.md \"%s\")" % (line, line), "![%s](p.png \"%s\")" % (line, line), "`%s`" % line,
        "```%s\n%s\n```" % (line, line), "~~~ %s\nx\n~~~" % line, "    %s" % line, "$$%s$$" % line, "last")) + "\n"


def link_page(v, n):
    line = one_line(v)
    coded = line.replace("&", "&amp;").replace('"', "&quot;")
    return front("v%d" % n) + "\n\n".join((
        "[a](%s)" % line, "[b](<%s>)" % line, "![c](%s)" % line, "[d][r]", "<a href=\"%s\">e</a>" % coded,
        "<img src=\"%s\" alt=f>" % coded, "<%s>" % line, "[r]: %s" % line)) + "\n"


def attribute_page(v, n):
    return front("v%d" % n) + "\n\n".join((
        "x{: title=\"%s\" onclick=\"%s\" id='%s'}" % ((one_line(v),) * 3), "<p id=\"%s\" class='%s' lang=\"%s\">x</p>" % (v, v, v),
        "<img src=\"p.png\" alt=\"%s\" title='%s'>" % (v, v), "<td onclick=\"%s\" headers='%s'>x</td>" % (v, v),
        "<a href='https://e.example/%s' title=%s>x</a>" % (v, v))) + "\n"


def heading_page(v, n):
    line = one_line(v)
    return front("v%d" % n) + "a\n\n# %s\n\n## %s {#%s}\n\n%s\n---\n\n* toc\n{:toc}\n\n[%s](#x)\n\na\n" % (line, line, line, line, line)


def file_name(v, n):
    """A path below the site that spells the vector, as far as a path can."""
    parts = [part for part in re.sub(r"\0+", " ", "v%d %s" % (n, v)).split("/") if part not in ("", ".", "..")]
    return "/".join(written(part)[:160].decode("utf-8", "ignore").rstrip() or "_" for part in parts[:8])


def named_page(v, n):
    """With a title only in its name, a picture and a file of the same."""
    name = urllib.parse.quote(os.path.basename(file_name(v, n)))
    return "a\n\n![](%s.png)\n\n[](%s.txt)\n\n<a href=\"%s.txt\"></a> <img src='%s.png'>\n" % ((name,) * 4)


def named_files(vectors):
    return {file_name(v, n) + end: data for n, v in enumerate(vectors) for end, data in ((".png", PIXEL), (".txt", b"text\n"))}


class Context:
    """One page or file a vector: `page(vector, number)` in a file `v<number><end>`, or what `named` says. `kept` says
    in which folders of the bundle it is, by what names."""

    def __init__(self, name, page, end=".md", config="title: t\n", kept=None, files=None, named=lambda vector, number: "v%d" % number):
        self.name, self.page, self.end, self.config = name, page, end, config
        self.kept, self.files, self.named = kept or {"pages": PLAIN_NAME}, files, named

    def __reduce__(self): # for other processes, which have the same list
        return context_named, (self.name,)

    def make_site(self, folder, vectors):
        names = [self.named(vector, number) + self.end for number, vector in enumerate(vectors)]
        index = "# V\n\n" + "".join("- [v](%s)\n" % urllib.parse.quote(name) for name in names)
        content = {"index.md": index.encode(), "p.png": PIXEL}
        if self.config is not None:
            content["_config.yml"] = self.config.encode()
        content.update(self.files(vectors) if self.files else {})
        content.update((name, written(self.page(vector, n))) for n, (name, vector) in enumerate(zip(names, vectors)))
        for place in {os.path.dirname(name) for name in content}:
            os.makedirs(os.path.join(folder, place), exist_ok=True)
        for name, data in content.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        return folder


def liquid_files(vectors):
    data = json.dumps([v.encode("utf-8", "replace").decode() for v in vectors])
    return {"_data/v.json": data.encode(), "_includes/i.html": b"<p>{{ include.v }}</p>\n\n{{ include.v }}\n"}


def liquid_page(v, n):
    return ("---\ntitle: v%d\n---\na {{ site.data.v[%d] }} b\n\n{%% assign v = site.data.v[%d] %%}{%% include i.html v=v %%}\n\n"
            "<p title=\"{{ v }}\">{{ v | escape }} {{ v | markdownify }}</p>\n\n{{ v | strip_html }}\n" % (n, n, n))


PLAIN_NAME = r"v\d+\."
FILES = {"files": PLAIN_NAME}

MAIN = (
    Context("inline", lambda v, n: front("v%d" % n) + "a %s b\n" % v),
    Context("block", lambda v, n: front("v%d" % n) + "a\n\n" + v + "\n"),
    Context("within HTML", lambda v, n: front("v%d" % n) + "a\n\n<div markdown=\"1\">\n%s\n</div>\n" % v),
    Context("words", words_page),
    Context("link", link_page),
    Context("attribute", attribute_page),
    Context("heading", heading_page),
    Context("GFM inline", lambda v, n: "# v%d\n\na %s b\n" % (n, v), config=None),
    Context("GFM block", lambda v, n: "# v%d\n\n%s\n" % (n, v), config=None),
    Context("HTML page", lambda v, n: front("v%d" % n) + "<p>a</p>" + v + "\n", end=".html"),
    Context("Liquid", liquid_page, files=liquid_files),
    Context("HTML file", lambda v, n: "<!DOCTYPE html><title>v</title><p>a %s b" % v, end=".shtml", kept=FILES),
    Context("SVG file", lambda v, n: '<svg xmlns="%s"%s>%s</svg>' % (SPACES["svg"], declared(), as_xml(v)), end=".svg", kept=FILES),
    Context("XHTML file", lambda v, n: '<html xmlns="%s"%s><head><title>t</title></head><body>%s</body></html>'
            % (SPACES["x"], declared(), as_xml(v)), end=".xht", kept=FILES),
    Context("file name", named_page, config=None, kept={"pages": r"(?!index\.)[^/]+\.html$", "files": r"[^/]+\.txt$"}, named=file_name, files=named_files),
)

MORE = (
    Context("plain HTML page", lambda v, n: "<p>a</p>" + v, end=".html", config=None),
    Context("HTML in SVG file", lambda v, n: '<svg xmlns="%s"%s><g xmlns="%s">%s</g><desc>%s</desc><foreignObject>%s</foreignObject></svg>'
            % (SPACES["svg"], declared(), SPACES["x"], as_xml(v), as_xml(v), as_xml(v)), end=".svg", kept=FILES),
    Context("value in SVG file", lambda v, n: '<svg xmlns="%s"%s><a href="%s" xlink:href="%s" style="%s"><set to="%s" attributeName="fill"/>'
            '<text fill="%s">%s</text><style>%s</style></a></svg>' % ((SPACES["svg"], declared()) + (AsXml().escaped(v),) * 7),
            end=".svg", kept=FILES),
    Context("value in HTML file", lambda v, n: '<a href="%s" title="%s" style="%s">x</a><img src="%s" alt="%s"><style>%s</style>'
            % ((AsXml().escaped(v),) * 5 + (v,)), end=".shtml", kept=FILES),
    Context("table and list", lambda v, n: front("v%d" % n) + "a\n\n- %s\n\n1. %s\n\n> %s\n\n| %s | x |\n|---|---|\n| %s | y |\n\nt\n: %s\n\n"
            "x[^a]\n\n[^a]: %s\n" % ((one_line(v),) * 7)),
    Context("GFM words", lambda v, n: "# v%d\n\n[a](%s) ![b](%s) <%s> `%s`\n\n```%s\nx\n```\n\n> [!NOTE]\n> %s\n\n| %s |\n|---|\n| %s |\n"
            % ((n,) + (one_line(v),) * 8), config=None),
)


def context_named(name):
    return next(context for context in MAIN + MORE if context.name == name)
