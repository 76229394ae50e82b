"""A site with a script planted in every kind of file that it links to, for the tests of clicks."""
import gzip
import io
import os
import zipfile

RUN = "document.title='RAN';document.documentElement.setAttribute('data-ran',1);fetch('http://127.0.0.1:9/f')"
SCRIPT = "<script>%s</script>" % RUN
HTML = ('<!DOCTYPE html><title>t</title>%s<p onclick="%s" onmouseover="%s">kept words <a href="javascript:%s">x</a>'
        '<img src="http://127.0.0.1:9/i.png">') % (SCRIPT, RUN, RUN, RUN)
SVG = ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"%s>'
       '%s<rect width="9" height="9"/></svg>')
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>%s<p>kept words</p></body></html>'
XSLT = ('<?xml-stylesheet type="text/xsl" href="#s"?><r><x:stylesheet id="s" version="1.0" '
        'xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:template match="/">%s</x:template></x:stylesheet></r>')
SCRIPTED_SVG = SVG % ("", SCRIPT)
PDF = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/J#61vaScript/JS(app.alert\\(1\\))>>>>endobj\n"


def svg(inside, attributes=""):
    return SVG % (attributes, inside)


def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in entries.items():
            file.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# name: (content, where the bundle keeps it or None, what is removed, what runs)
FILES = {
    "p.shtml": (HTML, "p.shtml", "1 script, 2 event handlers, 1 external reference and 1 link", None),
    "frame.shtml": ('<iframe src="x.svg"></iframe><object data="x.svg">kept words</object><embed src="x.svg">',
                    "frame.shtml", "3 external references", None),
    "meta.shtml": ('<meta http-equiv="refresh" content="0;url=javascript:%s"><base href="javascript:1/">'
                   '<form action="javascript:%s"><input type=submit></form><p>kept words' % (RUN, RUN),
                   "meta.shtml", "1 link and 1 form field", None),
    "utf16.shtml": (("\ufeff" + HTML).encode("utf-16-le"), "utf16.shtml",
                    "1 script, 2 event handlers, 1 external reference and 1 link", None),
    "y.xht": (XHTML % SCRIPT, "y.xht.html", "1 script", None),
    "y.xml": (XHTML % SCRIPT, "y.xml.html", "1 script", None),
    "style.xht": (XHTML % r"<style>a{} \&lt;/style> \&lt;script>%s\&lt;/script> \&lt;meta http-equiv='refresh' content='0'></style>"
                  % RUN.replace("http://127.0.0.1:9/f", "f").replace("RAN", "R"), "style.xht.html", None, None),
    "prefix.xht": ('<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body><h:p>kept words</h:p>%s</h:body></h:html>'
                   % SCRIPT.replace("script>", "h:script>"), "prefix.xht.html", "1 script", None),
    "x.svg": (SCRIPTED_SVG, "x.svg", "1 script", None),
    "onload.svg": (svg("", ' onload="%s"' % RUN), "onload.svg", "1 event handler", None),
    "foreign.svg": (svg('<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="%s"/>'
                        "</foreignObject>" % SCRIPT.replace("<", "&lt;")), "foreign.svg", "1 embedded part", None),
    "external.svg": (svg('<image href="http://127.0.0.1:9/i.png" width="9" height="9"/><style>'
                         "@import url(http://127.0.0.1:9/c.css);rect{fill:u\\72l(http://127.0.0.1:9/g.svg#a)}</style>"),
                     "external.svg", "3 external references", None),
    "animated.svg": (svg('<a id="a"><animate attributeName="href" values="javascript:%s"/><text y="9">c</text></a>' % RUN),
                     "animated.svg", "1 link", None),
    "linked.svg": (svg('<a xlink:href="java&#10;script:%s"><text y="9">c</text></a>' % RUN), "linked.svg", "1 link", None),
    "entity.svg": ("<!DOCTYPE svg [<!ENTITY s '%s'>]>" % SCRIPT.replace("'", "&#34;") + svg("&s;"),
                   "entity.svg", "1 script", None),
    "packed.svgz": (gzip.compress(SCRIPTED_SVG.encode(), mtime=0), "packed.svgz.svg", "1 script", None),
    "broken.svg": (SCRIPTED_SVG + "<", "broken.svg.txt", None, None),
    "good.svg": (svg('<style>rect{fill:red}</style><linearGradient id="g"/><circle r="2" fill="url(#g)"/>'),
                 "good.svg", None, None),
    "pictured.svg": (svg('<image href="pixel.png" width="9" height="9"/>'), "pictured.svg", None, None),
    "pixel.png": (b"\x89PNG\r\n\x1a\n", "pixel.png", None, None),
    "good.xml": ("<r><a>1</a></r>", "good.xml", None, None),
    "sheet.xml": (XSLT % (XHTML % SCRIPT), "sheet.xml.txt", None, None),
    "feed.atom": ('<feed xmlns="http://www.w3.org/2005/Atom"><content type="xhtml">%s</content></feed>' % (XHTML % SCRIPT),
                  "feed.atom.txt", None, None),
    "math.mml": ('<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext href="javascript:%s">x</mtext></math>' % RUN,
                 "math.mml.txt", None, None),
    "link.xml": ('<r xmlns:l="http://www.w3.org/1999/xlink"><a l:type="simple" l:href="javascript:%s">x</a></r>' % RUN,
                 "link.xml.txt", None, None),
    "picture.png": (HTML, "picture.png.txt", None, None),
    "utf16.png": (("\ufeff" + HTML).encode("utf-16-be"), "utf16.png.txt", None, None),
    "noextension": (HTML, "noextension.txt", None, None),
    "unknown.zzz": ("\n\ufeff" + HTML, "unknown.zzz.txt", None, None),
    "data.csv": (HTML, "data.csv.txt", None, None),
    "good.csv": ("a,b\n1,2\n", "good.csv", None, None),
    "sheet.css": ("body{background:url(http://127.0.0.1:9/c)}", "sheet.css", None, None),
    "mail.eml": ("Content-Type: text/html\n\n" + HTML, "mail.eml.txt", None, None),
    "page.mht": ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n%s\n"
                 "--x--\n" % HTML, "page.mht.txt", None, None),
    "server.php": (HTML, "server.php.txt", None, None),
    "tool.sh": ("#!/bin/sh\n", "tool.sh.txt", None, None),
    "unknown.dat": (b"\0\1\2", "unknown.dat.bin", None, None),
    "paper.pdf": (PDF, "paper.pdf", None, "JavaScript"),
    "decoy.pdf": (PDF.replace(b"<<", b"<</Lang(x >stream\n)", 1), "decoy.pdf", None, "JavaScript"),
    "words.docx": (b"PK\3\4word/document.xml", "words.docx", None, None),
    "macros.docx": (b"PK\3\4word/vbaProject.bin", None, None, "an office file with macros"),
    "macros.odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/Library1/Module1.xml": "<m/>"}), None,
                   None, "an office file with macros"),
    "typed.docx": (zipped({"word/x.bin": "x", "[Content_Types].xml": '<Types><Override PartName="/word/x.bin" '
                           'ContentType="application/vnd.ms-office.vbaProject"/></Types>'}), None, None,
                   "an office file with macros"),
    "macros.docm": (b"PK\3\4", None, None, "an office file with macros"),
    "s.js": (RUN, None, None, "a script"),
    "s.mjs": (RUN, None, None, "a script"),
    "w.wasm": (b"\0asm\1\0\0\0", None, None, "a program"),
    "setup.exe": (b"MZ", None, None, "a program"),
    "holiday.jpg": (b"MZ" + b"\0" * 58 + b"\x40\0\0\0PE\0\0", None, None, "a program"),
    "run.BAT": ("echo", None, None, "a script"),
    "install.msi": (b"\xd0\xcf\x11\xe0", None, None, "an installer"),
    "to.url": ("[InternetShortcut]\nURL=http://127.0.0.1:9/", None, None, "a shortcut to somewhere else"),
    "app.desktop": ("[Desktop Entry]\nExec=x\n", None, None, "a shortcut to somewhere else"),
}


def content_of(name):
    content = FILES[name][0]
    return content if isinstance(content, bytes) else content.encode()


def make_site(folder):
    """Links to all of them, shows the drawings, and runs what it can on its own pages."""
    os.makedirs(folder)
    for name in FILES:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content_of(name))
    links = ["- [%s](%s)" % (name, name) for name in FILES]
    pictures = ["![picture %s](%s)" % (name, name) for name in FILES if name.endswith(("svg", "svgz", "png"))]
    pages = {
        "_config.yml": "title: t\n",
        "index.md": '---\ntitle: "P <script>document.title=\'RAN\'</script>"\n---\n# H\n\n[page](page.html)\n\n'
                    "%s\n\n%s\n\n<p onclick=\"%s\">x</p>\n\n[j](javascript:%s) <a href=\"java&#10;script:%s\">k</a>\n\n%s\n"
                    % ("\n".join(links), "\n\n".join(pictures), RUN, RUN, RUN, SCRIPT),
        "page.html": "---\ntitle: page\n---\n" + HTML + '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
    }
    for name, text in pages.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
