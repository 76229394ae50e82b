"""What a Jekyll theme brings is read from --theme-dir, beside the site, or among its vendored gems; else a warning
says where to put it."""
import json
import os
import zipfile

from support import check, finish, offprint, scratch
from test_bad_input import png, site

THEME = {
    "_includes/foot.html": "FROM THE THEME {{ include.x }}\n",
    "_includes/both.html": "THE THEME'S\n",
    "_data/people.yml": "- Ada\n",
    "_data/own.yml": "- Theme\n",
    "_data/ui.yml": "a: THEME-A\nb: {c: THEME-C, d: THEME-D}\n",
    "assets/logo.png": png(1, 1),
    "_layouts/default.html": "{% for p in page.rows %}{{ p }}{% endfor %}{{ content }}",
    "secret.md": "SECRET\n",
}
PAGE = ("---\ntitle: T\n---\nText. {% include foot.html x=1 %} {% include both.html %} {{ site.data.people[0] }} "
        "{{ site.data.own[0] }} {{ site.data.ui.a }} {{ site.data.ui.b.c }} {{ site.data.ui.b.d }} "
        "![Logo](/assets/logo.png) [secret](/secret.md)\n")
FILES = {"index.md": PAGE, "_includes/both.html": "THE SITE'S\n", "_data/own.yml": "- Site\n",
         "_data/ui.json": '{"a": "SITE-A", "b": {"c": "SITE-C"}}'}
FOUND = ("FROM THE THEME 1", "THE SITE'S", "Ada", "Site", "SITE-A", "SITE-C", "THEME-D", "logo.png")


def run(place, *more):
    out = os.path.join(place, "..", "out")
    done = offprint("export", place, "--entry", "index.md", "--name", "index", "--json", "-o", out, *more)
    result = json.loads(done.stdout)
    text = ""
    if done.returncode == 0:
        with zipfile.ZipFile(os.path.join(out, "index.zip")) as archive:
            text = archive.read("index/data/pages/index.html").decode()
    return done.returncode, {d["code"] for d in result["diagnostics"]}, text


def found(name, answer):
    status, codes, text = answer
    text = text.replace("&#39;", "'").replace("’", "'")
    check(status == 0 and not codes & {"include-missing", "include-theme", "image-missing"}, "%s: %s" % (name, codes))
    for word in FOUND:
        check(word in text, "%s: '%s' is not in: %s" % (name, word, text))
    check("link-target" in codes or "link-file" in codes, "%s: only what themes share is read: %s" % (name, codes))


def main():
    with scratch() as folder:
        for name, key, theme in (("beside the site", "theme: minima", "minima"),
                                 ("a remote theme beside the site", "remote_theme: pages/minima@v2", "minima"),
                                 ("a vendored gem", "theme: minima", "s/vendor/bundle/ruby/3.1.0/gems/minima-2.5.1"),
                                 ("a vendored gem beside the source", "theme: minima\nsource: in",
                                  "s/vendor/bundle/ruby/3.1.0/gems/minima-2.5.1"),
                                 ("--theme-dir", "theme: minima", "elsewhere"),
                                 ("--theme-dir of no named theme", "title: T", "elsewhere")):
            top = os.path.join(folder, name)
            below = "in/" if "source:" in key else ""
            place = site(os.path.join(top, "s"),
                         {"_config.yml": key + "\n", **{below + name: FILES[name] for name in FILES}})
            site(os.path.join(top, theme), THEME)
            more = ["--theme-dir", os.path.join(top, theme)] if theme == "elsewhere" else []
            answer = run(place, *more)
            found(name, answer)
            beside = name.endswith("beside the site") and theme == "minima"
            check(("theme-beside" in answer[1]) == beside, "%s: what is read from outside the site is told: %s" % (name, answer[1]))
        top = os.path.join(folder, "none")
        place = site(os.path.join(top, "s"), {"_config.yml": "theme: minima\n", **FILES})
        status, codes, text = run(place)
        check(status == 0 and "include-theme" in codes and "Text." in text, "no theme: a warning: %s" % codes)
        check(run(place, "--strict")[0] == 1, "no theme: --strict")
        for wrong in (os.path.join(top, "gone"), top):
            status, codes, text = run(place, "--theme-dir", wrong)
            check(status == 2 and "theme-folder" in codes, "no theme in the folder: %d %s" % (status, codes))
        for key in ("theme: ../x", "theme: .hidden", "theme: 5", "theme: [a]"):
            site(place, {"_config.yml": key + "\n"})
            status, codes, text = run(place)
            check(status in (0, 1) and not "FROM" in text, "%s: %d" % (key, status))
        site(place, {"_config.yml": "title: T\n"})
        status, codes, text = run(place)
        check(status == 1 and "include-missing" in codes, "without a theme the include is missing: %s" % codes)
    finish("theme folder")


if __name__ == "__main__":
    main()
