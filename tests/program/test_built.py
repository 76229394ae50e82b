"""Built sites: folders of whole HTML pages as a generator leaves them. Where a packet begins, and what becomes of
entry pages that only lead on."""
import json
import os

from support import check, finish, offprint, scratch

NAV = "<nav><a href='/'>Home</a> <a href='/a.html'>A page</a> <a href='/b.html'>Another</a></nav>"


def page(name, words, head=""):
    return ("<!doctype html><html lang=en><head><title>%s | Ours</title>%s</head><body>%s<main><h1>%s</h1><p>%s</p></main>"
            "<footer>All rights reserved by nobody</footer></body></html>" % (name, head, NAV, name, words))


def leads(to, words=""):
    return ("<!doctype html><html><head><meta http-equiv='refresh' content='0; url=%s'><link rel='canonical' href='%s'>"
            "</head><body>%s</body></html>" % (to, to, words))


PAGES = {"a.html": page("First", "Words of the first page and <a href='b.html'>more</a>."),
         "b.html": page("Second", "Words of the second page."),
         "c.html": page("Third", "Words of the third page.")}


def write(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def told(folder, *more):
    """The report of an export, and the codes in it."""
    done = offprint("check", folder, "--json", *more)
    result = json.loads(done.stdout)
    return done.returncode, result, {d["code"]: d for d in result["diagnostics"]}


def begins(work):
    cases = (  # what else is there, options, status, documents, a code that is told and a word in it
        ("at the root", {"index.html": page("Home", "Words. <a href='a.html'>A</a>")}, [], 0, 2, None, ""),
        ("in a language's folder", {"en/index.html": page("Home", "Words of it. <a href='../a.html'>A</a>")}, [], 0, 2,
         "front-page", "root"),
        ("a README", {"README.html": page("Home", "Words. <a href='a.html'>A</a>")}, [], 0, 2, None, ""),
        ("named", {}, ["--entry", "/a.html"], 0, 2, None, ""),
        ("named by its source", {}, ["--entry", "b.html"], 0, 1, None, ""),
        ("nowhere", {}, [], 1, 0, "no-entry", "no front page"),
    )
    for name, more, options, status, documents, code, word in cases:
        folder = os.path.join(work, name.replace(" ", "-"))
        write(folder, {**PAGES, **more})
        got, result, codes = told(folder, *options)
        check(got == status and result["documents"] == documents, "%s: status %d, %d documents" % (name, got, result["documents"]))
        check("layout-furniture" in codes or documents == 0, "%s: menus are left out: %s" % (name, sorted(codes)))
        check(code in codes and word in codes[code]["message"] if code else "front-page" not in codes,
              "%s: %s" % (name, sorted(codes)))
    check("/a.html" in codes["no-entry"].get("hint", ""), "a page to begin with is named: %s" % codes["no-entry"])


def leads_on(work):
    cases = (  # the entry page, status, the first document's title or a word of the error
        ("inside", leads("/a.html"), 0, "First"),
        ("inside, relative", leads("b.html"), 0, "Second"),
        ("twice", leads("/hop.html"), 0, "Third"),
        ("with words", leads("a.html", "<p>Click <a href='a.html'>here</a>.</p>"), 0, "First"),
        ("outside", leads("https://elsewhere.example/x/"), 1, "outside of the site"),
        ("nothing", leads("/gone.html"), 1, "not there"),
        ("round", leads("/round.html"), 1, "in a circle"),
        ("a file", leads("/paper.pdf"), 1, "a file"),
        ("canonical alone", "<html><head><link rel=canonical href='https://elsewhere.example/x/'></head><body>"
                            "<script>location='https://elsewhere.example/x/'</script></body></html>", 1, "outside of the site"),
        ("canonical alone, inside", "<html><head><link rel=canonical href='/a.html'></head><body><noscript>Go on</noscript>"
                                    "</body></html>", 0, "First"),
    )
    for name, index, status, word in cases:
        folder = os.path.join(work, "on-" + name.replace(" ", "-"))
        write(folder, {**PAGES, "index.html": index, "hop.html": leads("c.html"), "round.html": leads("/index.html"),
                       "paper.pdf": "%PDF-1.4\n"})
        got, result, codes = told(folder)
        check(got == status, "%s: status %d, %s" % (name, got, sorted(codes)))
        if status:
            check(word in codes.get("entry-redirect", {}).get("message", ""), "%s: %s" % (name, codes))
            check(set(codes) == {"entry-redirect"}, "%s: nothing else is told: %s" % (name, sorted(codes)))
        else:
            text = offprint("render", folder, "/", "--to", "doc").stdout.decode() if name == "" else ""
            done = offprint("export", folder, "-o", os.path.join(work, "out"), "--json")
            made = json.loads(done.stdout)
            check(made["outputs"] and os.path.basename(made["outputs"][0]["path"]) == word.lower() + ".pdf",
                  "%s: the packet is that of '%s': %s %s" % (name, word, made["outputs"], text))


if __name__ == "__main__":
    with scratch() as work:
        begins(work)
        leads_on(work)
    finish("built sites")
