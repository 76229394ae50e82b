"""What jekyll-mentions makes of pages, as it does itself, and what `blank` is where it or jemoji brings Active Support;
names of emoji are told of."""
import json
import os
import re
import shutil
import subprocess

import jekyll_site
from support import check, finish, note_absent, offprint, scratch, write_files

LINES = """@ann and @bob-b, (@cem) "@d_d" @e.
@f/g is a path, a@b.c mail, x@y none, @@h one, @i. @j.k not, @l...
`@code` and [@linked](/x/) and *@m* and **a**@n, @mention @Mentions; é@o
@p@q @-r @9s @t!
"""
BLANKS = "".join("{%% if page.%s == blank %%}%s {%% endif %%}{%% unless page.%s != blank %%}%s! {%% endunless %%}" % (4 * (key,))
                 for key in ("none", "empty", "space", "isnt", "list", "map", "text", "is", "zero")) + \
    "{% case page.none %}{% when blank %}case{% endcase %}"
FRONT = "---\nempty: ''\nspace: ' '\nisnt: false\nlist: []\nmap: {}\ntext: x\nis: true\nzero: 0\n%s---\n"
SITE = {
    "_layouts/a.html": "<main>{{ content }}<p>By @layout for {{ page.url }}</p></main>",
    "index.md": FRONT % "layout: a\n" + LINES,
    "off.md": FRONT % "layout: a\njekyll-mentions: false\n" + LINES,
    "base.md": FRONT % "layout: a\njekyll-mentions: https://x.org/~\n" + LINES,
    "hash.md": FRONT % "layout: a\njekyll-mentions: {base_url: 'https://x.org/u'}\n" + LINES,
    "blank.md": FRONT % "" + BLANKS + "end.\n",
}
SETTINGS = {
    "named": ("plugins: [jekyll-mentions]\n", {}, True),
    "based": ("plugins: [jekyll-mentions]\njekyll-mentions: https://y.org\n", {}, True),
    "gemfile": ("title: T\n", {"Gemfile": "gem 'jekyll-mentions'\n"}, True),
    "none": ("title: T\n", {}, False),
    "github": ("title: T\n", {"Gemfile": "gem 'github-pages'\n"}, False),  # which brings it to whoever names it
}
JUDGED = ("named", "based", "none")


def links(html):
    return re.findall(r'<a [^>]*href=["\']([^"\']*)["\'][^>]*>(@[^<]*)</a>', html)


def main():
    with scratch() as folder:
        judge = shutil.which("jekyll") and jekyll_site.has_plugin("jekyll-mentions")
        if not judge:
            note_absent("jekyll")
        for name, (settings, more, on) in SETTINGS.items():
            site = write_files(os.path.join(folder, name), {**SITE, **more, "_config.yml": settings})
            built = os.path.join(folder, name + "-built")
            if judge and name in JUDGED:
                made = subprocess.run(["jekyll", "build", "-q", "-s", site, "-d", built], cwd=folder, stderr=subprocess.PIPE,
                                      env=jekyll_site.surroundings(), check=False)
                check(made.returncode == 0, "%s: Jekyll: %s" % (name, made.stderr))
            for page in ("index", "off", "base", "hash", "blank"):
                done = offprint("render", site, page + ".md")
                text = done.stdout.decode()
                check(done.returncode == 0, "%s, %s: %s" % (name, page, done.stderr))
                if judge and name in JUDGED:
                    with open(os.path.join(built, page + ".html"), encoding="utf-8") as file:
                        want = file.read()
                    check(links(text) == links(want), "%s, %s: %s, where Jekyll has %s" % (name, page, links(text), links(want)))
                    if page == "blank":
                        plain = [" ".join(re.sub("<[^>]*>", "", html).split()) for html in (text, want)]
                        check(plain[0] == plain[1], "%s: blank: %s, where Jekyll has %s" % (name, *plain))
                made = [link for link in links(text) if link[1] != "@linked"]
                check(bool(made) == (on and page not in ("off", "blank")), "%s, %s: %s" % (name, page, made))
                check(page != "blank" or ("none" in text) == on, "%s: blank: %s" % (name, text))
        for plugin, told in (("jemoji", ["2 names of emoji stay as written, the first is ':heart:'"]), ("jekyll-feed", [])):
            site = write_files(os.path.join(folder, plugin), {
                "_config.yml": "plugins: [%s]\n" % plugin,
                "index.md": "---\ntitle: T\n---\nI :heart: it at 10:20:30, a::b, `:code:` :+1:\n"})
            done = offprint("check", site, "--json")
            said = [d["message"] for d in json.loads(done.stdout)["diagnostics"] if d["code"] == "emoji-name"]
            check(len(said) == len(told) and all(s.startswith(t) for s, t in zip(said, told)), "%s: %s" % (plugin, said))
    finish("mentions")


if __name__ == "__main__":
    main()
