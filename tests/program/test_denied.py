"""Permissions keep the program from one file or folder of a site after the other, or a symbolic link does that leads
out of the site, in a circle or nowhere, or a pipe. What every page stands on is an error with its path, status 1, and
the old outputs stay; a linked page or file is a warning and the rest goes on; what the packet does not need is silent.
Nothing that is barred counts as absent or empty, and `check` says the same."""
import contextlib
import json
import os
import shutil
import stat
import subprocess
import zipfile

from small_site import png
from support import OFFPRINT, check, finish, powerless, preloaded, run, scratch

BY_STEPS = {"LD_PRELOAD": preloaded("interpose"), "INTERPOSE": "openat2 0 errno 38"}  # ENOSYS
SITE = {
    "_config.yml": "title: S\ntheme: looks\ncollections: {docs: {output: true}}\n"
                   "exclude: [secret]\n",
    "offprint.yml": "title: R\n",
    "_data/rows.csv": "a,b\n1,2\n",
    "_data/sub/x.yml": "k: v\n",
    "_includes/inc.html": "<p>the include</p>",
    "_includes/b.html": "<p>b's include</p>",
    "_layouts/l.html": "{{ page.rows }}<p>{{ content }}</p>",
    "_posts/2024-01-02-p.md": "---\ntitle: P\n---\npost",
    "_docs/d.md": "---\ntitle: D\n---\ndocument",
    "_docs/e.txt": "---\ntitle: E\n---\nanother",
    "secret/s.md": "---\n---\ns",
    "secret/s.pdf": "%PDF-1.4\n",
    "index.md": "---\ntitle: I\nlayout: l\nrows: [aa bb cc, dd]\n---\n# I\n\n[b](b.md) [f](f.csv) [s](secret/s.pdf)\n\n"
                "![p](p.png) {% include inc.html %} {% include theme.html %}\n\n{% include_relative rel.txt %}\n\n"
                "{% for r in site.data.rows %}{{ r.a }}{% endfor %} {{ site.data.sub.x.k }} {{ site.data.looks.k }}\n\n"
                "{% for p in site.posts %}* {{ p.title }}\n{% endfor %}\n"
                "{% for p in site.docs %}* {{ p.title }}\n{% endfor %}\n",
    "rel.txt": "relative text\n",
    "b.md": "---\ntitle: B\n---\nbee {% include b.html %} [c](c.md)",
    "c.md": "---\ntitle: C\n---\ncee",
    "f.csv": "a,b\n",
    "p.png": png(),
    "sub/z.md": "---\n---\nz",
    "CNAME": "x.example\n",
    "../looks/_includes/theme.html": "of the theme",
    "../looks/_data/looks.yml": "k: v",
}

# What is denied, how it then is (a folder: also read but not entered, and the reverse) → status, code, and a path.
SHUT, READ, ENTER = 0o000, 0o444, 0o111
CASES = {
    ("_config.yml", SHUT): (1, "config-read", "_config.yml"),
    ("offprint.yml", SHUT): (1, "recipe-read", "offprint.yml"),
    ("CNAME", SHUT): (1, "config-read", "CNAME"),
    ("_data/rows.csv", SHUT): (1, "data-read", "_data/rows.csv"),
    ("_data", SHUT): (1, "folder-denied", "_data"),
    ("_data", READ): (1, "data-read", "_data/rows.csv"),
    ("_data", ENTER): (1, "folder-denied", "_data"),
    ("_data/sub", SHUT): (1, "folder-denied", "_data/sub"),
    ("_data/sub", READ): (1, "data-read", "_data/sub/x.yml"),
    ("_includes/inc.html", SHUT): (1, "include-read", "_includes/inc.html"),
    ("_includes/b.html", SHUT): (1, "include-read", "_includes/b.html"),
    ("_includes", SHUT): (1, "include-read", "_includes/inc.html"),
    ("_includes", READ): (1, "include-read", "_includes/inc.html"),
    ("_includes", ENTER): (0, None, None),
    ("_layouts/l.html", SHUT): (1, "site-denied", "_layouts/l.html"),
    ("_layouts", SHUT): (1, "site-denied", "_layouts/l.html"),
    ("rel.txt", SHUT): (1, "include-read", "rel.txt"),
    ("index.md", SHUT): (1, "page-read", "index.md"),
    ("_posts", SHUT): (1, "folder-denied", "_posts"),
    ("_posts", ENTER): (1, "folder-denied", "_posts"),
    ("_docs", SHUT): (1, "folder-denied", "_docs"),
    ("sub", SHUT): (1, "folder-denied", "sub"),
    (".", ENTER): (1, "site-open", ""),
    (".", READ): (1, "config-read", "_config.yml"),
    ("../looks", SHUT): (1, "theme-folder", "looks"),
    ("../looks", READ): (1, "theme-folder", "looks"),
    ("../looks/_data", SHUT): (1, "folder-denied", "looks/_data"),
    ("../looks/_includes", SHUT): (1, "include-read", "_includes/theme.html"),
    ("_posts/2024-01-02-p.md", SHUT): (0, "page-read", "_posts/2024-01-02-p.md"),
    ("_posts", READ): (0, "page-read", "_posts/2024-01-02-p.md"),
    ("_docs/d.md", SHUT): (0, "page-read", "_docs/d.md"),
    ("_docs/e.txt", SHUT): (0, "page-read", "_docs/e.txt"),
    ("b.md", SHUT): (0, "page-left-out", "b.md"),
    ("f.csv", SHUT): (0, "link-file", "f.csv"),
    ("p.png", SHUT): (0, "image-missing", "p.png"),
    ("secret", SHUT): (0, "link-file", "secret/s.pdf"),
    ("c.md", SHUT): (0, None, None),
    ("sub/z.md", SHUT): (0, None, None),
}
# What stands in the place of another thing → the same, whichever it is.
LINKS = {
    "_config.yml": (1, "config-read", "_config.yml"),
    "offprint.yml": (1, "recipe-read", "offprint.yml"),
    "CNAME": (1, "config-read", "CNAME"),
    "_data": (1, "folder-denied", "_data"),
    "_data/rows.csv": (1, "data-read", "_data/rows.csv"),
    "_data/sub": (1, "folder-denied", "_data/sub"),
    "_data/sub/x.yml": (1, "data-read", "_data/sub/x.yml"),
    "_includes": (1, "include-read", "_includes/inc.html"),
    "_includes/inc.html": (1, "include-read", "_includes/inc.html"),
    "_includes/b.html": (1, "include-read", "_includes/b.html"),
    "_layouts": (1, "site-denied", "_layouts/l.html"),
    "_layouts/l.html": (1, "site-denied", "_layouts/l.html"),
    "rel.txt": (1, "include-read", "rel.txt"),
    "_posts": (1, "folder-denied", "_posts"),
    "_docs": (1, "folder-denied", "_docs"),
    "../looks/_data": (1, "folder-denied", "looks/_data"),
    "../looks/_includes": (1, "include-read", "_includes/theme.html"),
    "index.md": (1, "page-read", "index.md"),
    "sub": (0, "folder-denied", "sub"),
    "_posts/2024-01-02-p.md": (0, "page-read", "_posts/2024-01-02-p.md"),
    "_docs/d.md": (0, "page-read", "_docs/d.md"),
    "_docs/e.txt": (0, "page-read", "_docs/e.txt"),
    "b.md": (0, "link-outside", "b.md"),
    "f.csv": (0, "link-outside", "f.csv"),
    "p.png": (0, "image-missing", "p.png"),
    "c.md": (0, "link-outside", "c.md"),
    "sub/z.md": (0, None, None),
}
# The same of what `--built` names; a page of it that is no entry has its source's text then.
BUILT = {
    "_config.yml": "title: S\n", "index.md": "---\n---\n# I\n\ntext [b](b.md) [c](sub/c.md)\n", "b.md": "---\n---\n# B\n\nbee\n",
    "sub/c.md": "---\n---\n# C\n\nsee\n",
    **{"../built/" + name: "<!doctype html><html lang=en><title>%s</title><main><h1>%s</h1><p>%s</p></main></html>" % (title, title, text)
       for name, title, text in (("index.html", "I", "text <a href='b.html'>b</a> <a href='sub/c.html'>c</a> <a href='only/x.html'>x</a>"),
                                 ("b.html", "B", "bee"), ("sub/c.html", "C", "see"), ("only/x.html", "X", "only built"))},
    "../built/only/none.html": "<!doctype html><title>N</title><p>of no concern</p>",
}
BUILT_CASES = {
    "": (1, "built-folder", "built"),
    "index.html": (1, "built-read", "built/index.html"),
    "b.html": (0, "built-read", "built/b.html"),
    "sub": (1, "folder-denied", "built/sub"),
    "only": (1, "folder-denied", "built/only"),
    "only/x.html": (0, "page-read", "built/only/x.html"),
    "only/none.html": (0, None, None),
}
AWAY = "away"
WAY_CODES = {(name, way): "link-file" for name in ("b.md", "c.md", "f.csv") for way in ("pipe", "socket")}
WAYS = ("outside", "circle", "dangling", "pipe", "socket")
# What is denied of a repository, and whether its own path is told: else that of something in it.
GIT = {".git": True, ".git/objects": False, ".git/refs": False, ".git/refs/heads": False, ".git/HEAD": True, ".git/index": True,
       ".git/config": True, ".git/packed-refs": True, ".git/info": False}


def make_files(folder, files):
    for name, content in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())


def around(environment):
    """The whole environment; sanitizers let nothing be loaded before them unasked."""
    if environment:
        environment = dict(environment, ASAN_OPTIONS="verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", ""))
    return dict(os.environ, **environment)


def said(site, command, environment, *options):
    """Status and diagnostics."""
    done = run(powerless(OFFPRINT, *command, site, "--entry", "index.md", "--depth", "1", "--name", "o", "--json", *options),
               env=around(environment), timeout=120)
    try:
        return done.returncode, [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] != "note"]
    except ValueError:
        return done.returncode, [{"code": done.stderr.decode(), "severity": "", "file": "", "message": ""}]


def told(diagnostics, code, path, severity):
    return any(d["code"] == code and d["severity"] == severity and (d.get("file") == path or path in d["message"])
               for d in diagnostics)


@contextlib.contextmanager
def denied(site, name, mode):
    place = os.path.join(site, name)
    before = os.stat(place).st_mode & 0o777
    os.chmod(place, mode)
    try:
        yield
    finally:
        os.chmod(place, before)


@contextlib.contextmanager
def linked(site, name, way):
    """What stood there lies beside the site."""
    place = os.path.join(site, name)
    away = os.path.join(site, "..", AWAY, os.path.basename(name))
    os.rename(place, away)
    if way == "pipe":
        os.mkfifo(place)
    elif way == "socket":
        os.mknod(place, 0o644 | stat.S_IFSOCK)
    else:
        os.symlink({"outside": away, "circle": os.path.basename(place), "dangling": "none"}[way], place)
    try:
        yield
    finally:
        os.unlink(place)
        os.rename(away, place)


def one(site, out, barred, expected, usual, environment):
    bar, name, how = barred
    status, code, path = expected
    code = WAY_CODES.get((name, how), code)
    with open(os.path.join(out, "o.pdf"), "w", encoding="utf-8") as file:
        file.write("old")
    with bar(site, name, how):
        got, diagnostics = said(site, ("export", "-o", out), environment)
        checked, same = said(site, ("check",), environment)
    what = "%s %s%s" % (name, how, " by steps" if environment else "")
    check(got == status, "%s: status %d: %s" % (what, got, diagnostics))
    check((checked, same) == (got, diagnostics), "%s: check says %d %s" % (what, checked, same))
    with open(os.path.join(out, "o.pdf"), "rb") as file:
        check((file.read() == b"old") == (status == 1), "%s: the old output" % what)
    faults = [d for d in diagnostics if d["severity"] == "error"]
    folder = name.endswith(("_data", "_layouts"))  # of which what is needed is told as well
    check(len(faults) == (1 if status else 0) or folder, "%s: one fault, one line: %s" % (what, faults))
    once = bar is denied or code == "folder-denied" or name == "_layouts"
    check(once or not any(d["code"] == "folder-denied" for d in diagnostics), "%s: a folder, too: %s" % (what, diagnostics))
    if code:
        check(told(diagnostics, code, path, "error" if status else "warning"),
              "%s: no [%s] at '%s': %s" % (what, code, path, diagnostics))
    else:
        check(diagnostics == usual, "%s: %s" % (what, diagnostics))


def every_case(site, out):
    for environment in ({}, BY_STEPS):
        status, usual = said(site, ("export", "-o", out), environment)
        check(status == 0 and not any("denied" in d["message"] for d in usual), "the site alone: %d %s" % (status, usual))
        for (name, mode), expected in CASES.items():
            one(site, out, (denied, name, mode), expected, usual, environment)
        for name, expected in LINKS.items():
            for way in WAYS:
                one(site, out, (linked, name, way), expected, usual, environment)
        for way in WAYS[1:3]:
            one(site, out, (linked, "../looks", way), (1, "theme-folder", "looks"), usual, environment)


def built(folder):
    site = os.path.join(folder, "sources")
    beside = os.path.join(folder, "built")
    make_files(site, BUILT)

    def look():
        return said(site, ("check",), {}, "--built", beside)

    status, usual = look()
    check(status == 0 and not usual, "the built site alone: %d %s" % (status, usual))
    for name, (expected, code, path) in BUILT_CASES.items():
        for bar, how in [(denied, SHUT)] + [(linked, way) for way in WAYS if name]:
            if bar is linked and not os.path.splitext(name)[1]:
                expected = 0  # it may be a file that nobody needs
            if (name, bar) == ("only/x.html", linked):
                code = "link-file" if how in ("pipe", "socket") else "link-outside"
            with bar(beside, name, how):
                status, diagnostics = look()
            what = "built/%s %s" % (name, how)
            check(status == expected, "%s: status %d: %s" % (what, status, diagnostics))
            if code:
                check(told(diagnostics, code, path, "error" if expected else "warning"), "%s: no [%s]: %s" % (what, code, diagnostics))
                check(not any(d["code"] == "built-lacks" for d in diagnostics if d["file"] != "sub/c.md"), "%s: absent? %s" % (what, diagnostics))
            else:
                check(diagnostics == usual, "%s: %s" % (what, diagnostics))
    os.symlink("only", os.path.join(beside, "again"))
    with open(os.path.join(beside, "b.html"), "w", encoding="utf-8") as file:
        file.write("<!doctype html><title>B</title><a href='again/x.html'>x</a>")
    status, diagnostics = look()
    check(status == 0 and not any(d["code"] == "link-target" for d in diagnostics), "a link to a folder of the built site is followed: %d %s" % (status, diagnostics))
    with open(os.path.join(beside, "b.html"), "wb") as file:
        file.write(b"<!doctype html><title>B</title>\xff")
    status, diagnostics = look()
    check(status == 0 and told(diagnostics, "built-read", "built/b.html", "warning"), "no UTF-8: %d %s" % (status, diagnostics))


def named(folder):
    """Folders that the configuration names are as those of the usual names."""
    for key in ("data_dir", "collections_dir"):
        site = os.path.join(folder, key)
        os.makedirs(site)
        for name, text in (("_config.yml", "%s: own\n" % key), ("index.md", "text\n")):
            with open(os.path.join(site, name), "w", encoding="utf-8") as file:
                file.write(text)
        os.symlink("none", os.path.join(site, "own"))
        status, diagnostics = said(site, ("check",), {})
        check(status == 1 and told(diagnostics, "folder-denied", "own", "error"), "%s: %d %s" % (key, status, diagnostics))


# Links to folders of the site itself, as Jekyll follows them: not below a collection, nor round in a ring.
INSIDE = {
    "_config.yml": "title: S\ncollections: {docs: {output: true}}\n",
    "real/data/x.yml": "k: value-x\n", "real/data/sub/y.yml": "k: value-y\n", "real/inc/i.html": "INCLUDED",
    "real/inc/z.yml": "k: value-z\n", "real/lay/l.html": "{{ content }} LAID OUT",
    "real/posts/2024-01-02-p.md": "---\ntitle: P\n---\npost", "real/docs/d.md": "---\ntitle: D\n---\ndocument",
    "real/docs/deep/e.md": "---\ntitle: E\n---\ndeeper", "real/assets/a.txt": "asset", "real/pages/pg.md": "---\ntitle: PG\n---\npage words",
    "index.md": "---\nlayout: l\n---\n{{ site.data.x.k }} {{ site.data.sub.y.k }} {{ site.data.inc.z.k }} {% include i.html %} "
                "posts {% for p in site.posts %}{{ p.title }},{% endfor %} docs {% for p in site.docs %}{{ p.title }},{% endfor %} "
                "[page](pages/pg.md) [file](assets/a.txt) [ring](ring/real/pages/pg.md)\n",
}
INSIDE_LINKS = {"_data": "real/data", "_includes": "real/inc", "_layouts": "real/lay", "_posts": "real/posts", "_docs": "real/docs",
                "assets": "real/assets", "pages": "real/pages", "real/data/inc": "../inc", "real/posts/more": "../docs",
                "real/docs/again": "deep", "ring": ".", "real/up": ".."}


def dangling_settings(folder):
    """What a generator's settings are, or an order of reading, is an error; a repository is a warning."""
    for name, beside, expected in ((".git", None, (0, "source-git", ".git", "warning")), ("mkdocs.yml", None, (1, "site-denied", "mkdocs.yml", "error")),
                                   ("_toc.yml", None, (1, "site-denied", "_toc.yml", "error")),
                                   ("src/SUMMARY.md", "book.toml", (1, "site-denied", "src/SUMMARY.md", "error"))):
        for target in ("none", os.path.basename(name)):
            site = os.path.join(folder, "dangling")
            make_files(site, {"index.md": "# I\n", "src/p.md": "# P\n", **({beside: "[book]\n"} if beside else {})})
            os.symlink(target, os.path.join(site, name))
            status, diagnostics = said(site, ("check",), {})
            check(status == expected[0] and told(diagnostics, *expected[1:]), "%s -> %s: %d %s" % (name, target, status, diagnostics))
            shutil.rmtree(site)


def inside(folder):
    site, out = os.path.join(folder, "inside"), os.path.join(folder, "inside-out")
    make_files(site, INSIDE)
    for name, target in INSIDE_LINKS.items():
        os.symlink(target, os.path.join(site, name))
    made = []
    for environment in ({}, BY_STEPS):
        done = run(powerless(OFFPRINT, "export", site, "--entry", "index.md", "--name", "o", "--json", "-o", out),
                   env=around(environment), timeout=120)
        said_of = {d["code"] for d in json.loads(done.stdout)["diagnostics"] if d["severity"] != "note"}
        check(done.returncode == 0 and said_of == {"link-target"}, "links inside: %d %s" % (done.returncode, said_of))
        with zipfile.ZipFile(os.path.join(out, "o.zip")) as bundle:
            made.append({name: bundle.read(name) for name in bundle.namelist()})
        page = next(data.decode() for name, data in made[-1].items() if name.endswith("/pages/index.html"))
        check("value-x value-y value-z INCLUDED posts P, docs D,E," in page, "links inside are followed: %s" % page[-1500:])
        names = " ".join(made[-1])
        check("files/a.txt" in names and "pages/pg.html" in names, "pages and files behind links go along: %s" % names)
    check(made[0] == made[1], "with openat2 as without")


# Pages that only their front matter gives the addresses that they are asked for by: nothing else names their files.
BY_ADDRESS = {
    "_config.yml": "title: S\n", "_data/k.yml": "k: v\n",
    "pages/e.md": "---\ntitle: E\npermalink: /other/\n---\ntext\n",
    "front.md": "---\ntitle: F\npermalink: /\n---\ntext\n",
    "o.md": "---\ntitle: O\npermalink: /plain/\n---\n[e](/other/)\n",
}


def asked(site, entry, environment, by="option"):
    """Status and what is told, of an entry that an option names, or the recipe, or that `render` is asked for."""
    recipe = os.path.join(site, "offprint.yml")
    if by == "recipe":
        make_files(site, {"offprint.yml": "entry: %s\n" % entry})
    command = ["render", site, entry] if by == "render" else ["check", site] + (["--entry", entry] if entry and by == "option" else [])
    done = run(powerless(OFFPRINT, *command), env=around(environment), timeout=120)
    if by == "recipe":
        os.unlink(recipe)
    return done.returncode, done.stderr.decode()


def by_address(folder):
    """A page that is not found is absent only where all pages could be read."""
    site = os.path.join(folder, "by-address")
    make_files(site, BY_ADDRESS)
    bars = [("pages/e.md", denied, SHUT, "pages/e.md"), ("pages", denied, SHUT, "'pages'"), ("pages", denied, READ, "pages/e.md"),
            ("pages", denied, ENTER, "'pages'")]
    bars += [(name, linked, way, said_of) for name, said_of in (("pages/e.md", "pages/e.md"), ("pages", "'pages'")) for way in WAYS]
    for environment in ({}, BY_STEPS):
        for name, bar, how, path in bars:
            for by in ("option", "recipe", "render"):
                with bar(site, name, how):
                    status, text = asked(site, "/other/", environment, by)
                what = "%s %s by %s: %d %s" % (name, how, by, status, text)
                check(status == 1 and any("error" in line and path in line for line in text.splitlines()), what)
                check("[page-unknown]" in text and "no-such-page" not in text and "in the site [" not in text, what)
                check("offprint.yml" not in text, what)
        with denied(site, "front.md", SHUT):
            status, text = asked(site, "", environment)
        check(status == 1 and "front.md: error" in text and "[page-unknown]" in text and "no-entry" not in text, "the front page: %d %s" % (status, text))
        with denied(site, "pages/e.md", SHUT):
            status, text = asked(site, "/plain/", environment)
        check(status == 0 and "no such page among those that can be read" in text and "'pages/e.md': permission denied" in text and
              "in the site" not in text, "a link: %d %s" % (status, text))
        for by, expected in (("option", 2), ("recipe", 1), ("render", 2)):
            status, text = asked(site, "/none/", environment, by)
            check(status == expected and "[no-such-page]" in text and "page-unknown" not in text, "an absent page by %s: %d %s" % (by, status, text))
        for way in WAYS[:3]:
            with linked(site, "pages", way):
                status, text = asked(site, "pages", environment)
            check(status == 1 and "cannot read the entry page 'pages': " in text and "no-such-page" not in text, "%s: %d %s" % (way, status, text))
        with denied(site, "_data", SHUT):
            status, text = asked(site, "/none/", environment)
        check("[no-such-page]" in text and "page-unknown" not in text, "data is no page: %d %s" % (status, text))


def absolute(folder):
    """A link with an absolute target is not followed even where that is inside, and is told so."""
    site = os.path.join(folder, "absolute")
    make_files(site, {"index.md": "---\ntitle: I\n---\n[a](a.md)\n", "sub/b.md": "---\ntitle: B\n---\ntext\n"})
    os.symlink(os.path.join(os.path.realpath(site), "sub", "b.md"), os.path.join(site, "a.md"))
    for environment in ({}, BY_STEPS):
        status, diagnostics = said(site, ("check",), environment)
        check(status == 0 and told(diagnostics, "link-outside", "behind an absolute symbolic link: none is followed", "warning"),
              "an absolute link: %d %s" % (status, diagnostics))


def repository(site):
    """The revision is lost with a warning, never quietly, and never a wrong one."""
    if not shutil.which("git"):
        print("NOTE: git is not installed; its repository is not denied")
        return
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x.example", "-C", site]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], check=True)
    _, usual = said(site, ("check",), {})
    check(not any(d["code"].startswith("source-") for d in usual), "the repository alone: %s" % usual)
    subprocess.run([*git, "pack-refs", "--all"], check=True)
    for name, itself in GIT.items():
        place = os.path.join(site, name)
        before = os.stat(place).st_mode & 0o777
        os.chmod(place, 0)
        status, diagnostics = said(site, ("check",), {})
        os.chmod(place, before)
        check(status == 0, "%s: status %d" % (name, status))
        said_of = name if itself else name + "/"
        check(any(d["code"] == "source-git" and said_of in d["message"] and "permission denied" in d["message"] for d in diagnostics),
              "%s: %s" % (name, diagnostics))
        check(not any(d["code"] == "source-changed" for d in diagnostics), "%s: changed: %s" % (name, diagnostics))


def prepared(folder):
    site, out = os.path.join(folder, "site"), os.path.join(folder, "out")
    make_files(site, SITE)
    os.makedirs(out)
    os.makedirs(os.path.join(folder, AWAY))
    return site, out


def main():
    with scratch() as folder:
        site, out = prepared(folder)
        every_case(site, out)
        repository(site)
        built(folder)
        named(folder)
        dangling_settings(folder)
        inside(folder)
        by_address(folder)
        absolute(folder)
    finish("denied")


if __name__ == "__main__":
    main()
