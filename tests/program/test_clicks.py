"""What a click may run. Without arguments: how the bundle keeps each kind of planted file, and what is
said of it. With `chrome` or `firefox`: all of the bundle opened in that browser, with planted scripts and
with `vectors` made by chance."""
import hashlib
import json
import os
import random
import sys

import judges
import planted
from support import check, export, finish, note_absent, offprint, scratch, unpack


def bundle_of(folder, name, *options, site=None):
    out = os.path.join(folder, name)
    result, done = export(site or os.path.join(folder, "site"), "index.md", out, "--live-url", "https://x.example",
                          "--name", "planted", *options)
    check(done.returncode == 0, "%s: status %d: %s" % (name, done.returncode, done.stderr[-500:]))
    return unpack(os.path.join(out, "planted.zip"), os.path.join(out, "unpacked")), result


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def sources_of(bundle):
    lines = read(bundle, "data", "provenance.jsonl").decode().splitlines()
    return {line["source"]: line for line in map(json.loads, lines)}


def check_file(bundle, name, row, provenance, codes):
    content, kept, removed, active = planted.content_of(name), *row[1:]
    if kept is None:
        check(name not in provenance, "%s stays behind" % name)
        check(("file-active", name) in codes, "%s: its absence is told" % name)
        return
    line = provenance.get(name)
    if not check(line is not None and line["file"] == "files/" + kept.lower(), "%s is kept as %s, not %s" % (name, kept, line)):
        return
    stored = read(bundle, "data", line["file"])
    check(line["sha256"] == hashlib.sha256(stored).hexdigest(), "%s: the digest of what is kept" % name)
    check(line.get("removed") == removed, "%s: removed %s, not %s" % (name, removed, line.get("removed")))
    check(line.get("active") == active, "%s: active %s, not %s" % (name, active, line.get("active")))
    if stored == content:
        check("original_sha256" not in line and not removed, "%s is as it was" % name)
        return
    check(line.get("original_sha256") == hashlib.sha256(content).hexdigest(), "%s: the original's digest" % name)
    check(not kept.endswith(".txt"), "%s: a text is as it was" % name)
    for sign in (b"script:", b"<script", b"onload", b"127.0.0.1", b"RAN"):
        check(sign not in stored, "%s holds %s" % (name, sign))
    check(b"kept words" not in content or b"kept words" in stored, "%s keeps its words" % name)


def named(diagnostics):
    """(code, the file that it is about) of each message."""
    return {(d["code"], d["message"].split("'")[1]) for d in diagnostics if d["message"].count("'") >= 2}


def kept_in_bundle(folder):
    bundle, result = bundle_of(folder, "bundle")
    provenance, codes = sources_of(bundle), named(result["diagnostics"])
    for name, row in planted.FILES.items():
        check_file(bundle, name, row, provenance, codes)
    check(("file-script", "paper.pdf") in codes, "a script in a PDF is told")
    index = read(bundle, "data", "index.html").decode()
    check("with JavaScript" in index and "a copy without 1 script" in index and "as text" in index, "the list marks files")
    page = read(bundle, "data", "pages", "index.html").decode()
    check('href="https://x.example/s.js"' in page, "the link to a script leads to the live site")
    check("picture picture.png" in page and 'src="../assets/img/picture' not in page, "a page is no picture")
    crate = json.loads(read(bundle, "data", "ro-crate-metadata.json"))
    about = {part["@id"]: part.get("description", "") for part in crate["@graph"]}
    check("without 1 script" in about["files/x.svg"] and hashlib.sha256(planted.content_of("x.svg")).hexdigest()
          in about["files/x.svg"], "the crate describes the copy: %s" % about["files/x.svg"])
    check(read(bundle, "data", "sources", "page.html.txt").startswith(b"---\ntitle: page"), "a source is a text")


def allowed(folder):
    for name, options, recipe in (("option", ["--allow-active"], None), ("recipe", [], "allow_active: true\n")):
        path = os.path.join(folder, "site", "offprint.yml")
        if recipe:
            with open(path, "w", encoding="utf-8") as file:
                file.write(recipe)
        bundle, result = bundle_of(folder, name, *options)
        provenance, codes = sources_of(bundle), named(result["diagnostics"])
        for source, row in planted.FILES.items():
            if row[1] is None:
                line = provenance.get(source, {})
                check(line.get("active") == row[3], "%s goes along by %s, marked: %s" % (source, name, line))
                check(read(bundle, "data", line.get("file", "index.html")) == planted.content_of(source),
                      "%s is byte for byte" % source)
                check(("file-script", source) in codes, "%s is told of" % source)
        check(sources_of(bundle)["x.svg"]["removed"] == "1 script", "drawings are cleaned all the same")
        if recipe:
            os.remove(path)


def without_live_site(folder):
    out = os.path.join(folder, "unknown")
    result, done = export(os.path.join(folder, "site"), "index.md", out, "--name", "planted")
    bundle = unpack(os.path.join(out, "planted.zip"), os.path.join(out, "unpacked"))
    page = read(bundle, "data", "pages", "index.html").decode()
    check(done.returncode == 0 and 'href="s.js' not in page and "a file that runs when it is opened" in page,
          "without a live site the link has no target")
    done = offprint("check", os.path.join(folder, "site"), "--entry", "index.md", "--strict")
    check(done.returncode == 1, "with --strict a file that runs is an error")


# Vectors: what fires, in which element, spelled how

HANDLERS = ("onload", "onclick", "onerror", "onmouseover", "onfocus", "onbegin", "onanimationstart", "ONLOAD", "onToggle")
ELEMENTS = ("svg", "g", "rect", "a", "image", "use", "animate", "set", "style", "text", "foreignObject", "script", "img",
            "iframe", "object", "embed", "body", "div", "details", "video", "math", "form", "input", "link", "base", "meta",
            "template", "noscript", "textarea", "title", "select", "table", "svg:script", "x:script", "handler", "p")
ADDRESSES = ("href", "xlink:href", "src", "data", "action", "formaction", "srcdoc", "poster", "style", "values", "to", "from",
             "attributeName", "content", "http-equiv", "type", "xml:base", "background", "ping", "srcset", "fill", "filter")


def spelled(choose, text):
    way = choose.randrange(8)
    if way == 0:
        return "".join("&#%d;" % ord(c) if choose.random() < 0.3 else c for c in text)
    if way == 1:
        return "".join("&#x%x;" % ord(c) if choose.random() < 0.3 else c for c in text)
    if way == 2:
        at = choose.randrange(1, 10)
        return text[:at] + choose.choice(("&#10;", "&#9;", "&#13;", "\t", "\n")) + text[at:]
    if way == 3:
        return choose.choice((" ", "&#1;", "\t", "&#32;")) + text
    if way == 4:
        return "".join(c.upper() if choose.random() < 0.5 else c for c in text[:11]) + text[11:]
    return text


def value(choose, name):
    run = planted.RUN
    script = planted.SCRIPT.replace("<", "&lt;")
    if name.lower().startswith("on"):
        return run
    if name == "attributeName":
        return choose.choice(("href", "xlink:href", "onload", " href ", "fill", "style"))
    return choose.choice((
        spelled(choose, "javascript:" + run), spelled(choose, "javascript:" + run), "data:text/html," + script,
        "data:image/svg+xml," + script, "http://127.0.0.1:9/" + name.replace(":", ""), "//127.0.0.1:9/x",
        "fill:u\\72l(http://127.0.0.1:9/s)", "background:url('http://127.0.0.1:9/s')", "0;url=javascript:" + run,
        "refresh", "text/javascript", script, "#a", "1"))


def vector(choose, depth=0):
    element = choose.choice(ELEMENTS)
    names = {choose.choice(HANDLERS if choose.random() < 0.4 else ADDRESSES) for _ in range(choose.randrange(1, 4))}
    attributes = "".join(' %s="%s"' % (n, value(choose, n)) for n in sorted(names))
    inside = choose.choice((planted.RUN, planted.SCRIPT, "text", "<![CDATA[%s]]>" % planted.SCRIPT, "@import 'http://127.0.0.1:9/c'",
                            "<!-- --!>%s<!-- -->" % planted.SCRIPT, "&lt;img src=x onerror=1>", "</style>%s" % planted.SCRIPT,
                            "</title>%s" % planted.SCRIPT, "<p title=\"</noscript>%s\">" % planted.SCRIPT))
    if depth < 3 and choose.random() < 0.6:
        inside += vector(choose, depth + 1)
    return "<%s%s>%s</%s>" % (element, attributes, inside, element)


def vector_file(choose, number):
    """A name and what stands in it; SVG and XHTML mostly well formed."""
    kind = choose.choice(("svg", "svg", "svg", "shtml", "shtml", "xht", "xml"))
    body = vector(choose)
    if kind != "shtml":
        for bad in ("<!-- --!>", "<!-- -->", "</style>", "</title>", "</noscript>"):
            body = body.replace(bad, "")
        body = body.replace('title="%s"' % planted.SCRIPT, "")
    spaces = ('xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="http://www.w3.org/2000/svg" '
              'xmlns:x="http://www.w3.org/1999/xhtml"')
    root = {"svg": '<svg xmlns="http://www.w3.org/2000/svg" %s>%s</svg>',
            "shtml": "<!DOCTYPE html><!--%s-->%s",
            "xht": '<html xmlns="http://www.w3.org/1999/xhtml" %s><body>%s</body></html>',
            "xml": '<?xml-stylesheet href="#x"?><svg xmlns="http://www.w3.org/2000/svg" %s>%s</svg>'}[kind]
    text = root % (spaces, body)
    encoding = choose.choice(("utf-8", "utf-8", "utf-8", "utf-16", "utf-8-sig"))
    return "v%d.%s" % (number, kind), text.encode(encoding)


def make_vectors(folder, count, seed):
    choose = random.Random(seed)
    os.makedirs(folder)
    names = []
    for number in range(count):
        name, content = vector_file(choose, number)
        names.append(name)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    with open(os.path.join(folder, "index.md"), "w", encoding="utf-8") as file:
        file.write("# V\n\n" + "\n".join("- [%s](%s)" % (name, name) for name in names) + "\n")
    return folder


RAW = ("p.shtml", "y.xht", "x.svg", "onload.svg")


def planted_alone(folder):
    """A few planted files as the site has them: a browser that does not run these sees nothing."""
    os.makedirs(folder)
    for name in RAW:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(planted.content_of(name))
    return folder


def opened(folder, browser, count, seed):
    bundle, _ = bundle_of(folder, "bundle")
    vectors = make_vectors(os.path.join(folder, "vectors"), count, seed)
    cleaned, _ = bundle_of(folder, "cleaned", site=vectors)
    untouched = judges.clicks(browser, bundle)
    if untouched is None:
        note_absent(browser)
        return
    check(untouched, "%s opens the bundle, and nothing runs" % browser)
    check(judges.clicks(browser, planted_alone(os.path.join(folder, "raw"))) is False,
          "%s runs what the site itself plants" % browser)
    check(judges.clicks(browser, cleaned), "%s opens %d vectors (seed %d), and nothing runs" % (browser, count, seed))


with scratch() as scratch_folder:
    planted.make_site(os.path.join(scratch_folder, "site"))
    if len(sys.argv) > 1:
        opened(scratch_folder, sys.argv[1], int(os.environ.get("CLICKS_VECTORS", "60")),
               int(os.environ.get("CLICKS_SEED", "1")))
    else:
        kept_in_bundle(scratch_folder)
        allowed(scratch_folder)
        without_live_site(scratch_folder)
finish("clicks")
