"""The pages that a list of posts goes on on, as jekyll-paginate makes them: addresses, posts and texts against Debian's
jekyll over sites of many settings; and what a packet has of pages that share one source."""
import json
import os
import re
import shutil
import subprocess
import zipfile

import jekyll_site
from support import check, finish, note_absent, offprint, scratch, write_files as write

LIST = ("<h1>Posts</h1>\n{% for post in paginator.posts %}<p><a href=\"{{ post.url | relative_url }}\">{{ post.title }}</a></p>\n"
        "{% endfor %}<p>{{ paginator.page }}/{{ paginator.total_pages }} by {{ paginator.per_page }} of {{ paginator.total_posts }}, "
        "{{ paginator.previous_page }} {{ paginator.previous_page_path }} {{ paginator.next_page }} {{ paginator.next_page_path }}, "
        "{{ page.url }} {{ page.dir }} {{ page.path }} {{ page.name }} {{ page.kind }}</p>\n"
        "{% if paginator.next_page %}<a href=\"{{ paginator.next_page_path | relative_url }}\">Older posts</a>{% endif %}\n")
MENU = "---\nlayout: bare\n---\n{% for p in site.pages %}<i>{{ p.url }} {{ p.path }} {{ p.title }}</i>\n{% endfor %}\n"
POST = "---\ntitle: Title%02d%s\n---\nText number%d.\n"


def site_of(settings, count=7, odd=None, **more):
    """A site with so many posts, some of them with more front matter (`odd`: number → lines)."""
    files = {"_config.yml": "title: Site\n" + settings, "about.md": "---\nlayout: bare\ntitle: About\n---\nText.\n", "menu.html": MENU, "_layouts/bare.html": "{{ content }}",
             **{"_posts/2020-01-%02d-p%d.md" % (i, i): POST % (i, (odd or {}).get(i, ""), i) for i in range(1, count + 1)}}
    files.update({name.replace("__", "/"): text for name, text in more.items()})
    return files


FRONT = {"index.html": "---\nlayout: bare\ntitle: Blog\n---\n" + LIST}
BLOG = {"blog/index.html": "---\nlayout: bare\ntitle: Blog\n---\n" + LIST, "index.html": "---\nlayout: bare\n---\nStart [x](/blog/)\n"}
BOTH = {**FRONT, "blog/index.html": BLOG["blog/index.html"]}
NAMED = "plugins: [jekyll-paginate]\n"
SITES = {
    "plain": site_of(NAMED + "paginate: 3\n", **FRONT),
    "gems": site_of("gems: [jekyll-paginate]\nplugins: [jekyll-paginate]\npaginate: 2\n", **FRONT),
    "whole": site_of(NAMED + "paginate: 7\n", **FRONT),
    "one more": site_of(NAMED + "paginate: 6\n", **FRONT),
    "few": site_of(NAMED + "paginate: 20\n", **FRONT),
    "none": site_of(NAMED + "paginate: 2\n", 0, **FRONT),
    "path": site_of(NAMED + "paginate: 3\npaginate_path: /blog/page:num/\n", **BLOG),
    "path without slashes": site_of(NAMED + "paginate: 3\npaginate_path: blog/page:num\n", **BLOG),
    "deep path": site_of(NAMED + "paginate: 3\npaginate_path: /blog/of/posts/:num/\n", **BOTH),
    "path beside": site_of(NAMED + "paginate: 3\npaginate_path: /other/page:num/\n", **BOTH),
    "path like a file": site_of(NAMED + "paginate: 3\npaginate_path: /blog/page:num.html\n", **BLOG),
    "path without number": site_of(NAMED + "paginate: 3\npaginate_path: /blog/more/\n", **BLOG),
    "number twice": site_of(NAMED + "paginate: 3\npaginate_path: /:num/page:num/\n", **FRONT),
    "base": site_of(NAMED + "paginate: 3\nbaseurl: /b\n", **FRONT),
    "pretty": site_of(NAMED + "paginate: 3\npermalink: pretty\n", **FRONT),
    "hidden": site_of(NAMED + "paginate: 3\n", 7, {2: "\nhidden: true", 5: "\nhidden: false", 6: "\npublished: false"}, **FRONT),
    "future": site_of(NAMED + "paginate: 3\n", 7, {4: "\ndate: 2990-01-01"}, **FRONT),
    "future wanted": site_of(NAMED + "paginate: 3\nfuture: true\n", 7, {4: "\ndate: 2990-01-01"}, **FRONT),
    "limit": site_of(NAMED + "paginate: 2\nlimit_posts: 5\n", 7, {7: "\nhidden: true"}, **FRONT),
    "defaults": site_of(NAMED + "paginate: 3\npaginate_path: /blog/page:num/\ndefaults:\n- {scope: {path: blog}, values: {kind: all}}\n"
                        "- {scope: {path: blog/page2}, values: {kind: second}}\n", **BLOG),
    "permalink": site_of(NAMED + "paginate: 3\n", **{"index.html": "---\nlayout: bare\npermalink: /list/\n---\n" + LIST}),
    "no plug-in": site_of("paginate: 3\n", Gemfile="gem 'jekyll'\n", **FRONT),
    "other plug-ins": site_of("plugins: [jekyll-seo-tag]\npaginate: 3\n", Gemfile="gem 'jekyll'\n", **FRONT),
    "no list": site_of(NAMED + "paginate: 3\n", **{"index.md": "---\nlayout: bare\n---\nNone.\n"}),
    "not asked": site_of(NAMED, **FRONT),
    "own permalink": site_of(NAMED + "paginate: 3\n", **{"index.html": "---\nlayout: bare\npermalink: /\n---\n" + LIST}),
    "own file": site_of(NAMED + "paginate: 3\n", **{"index.html": "---\nlayout: bare\npermalink: /index.html\n---\n" + LIST}),
    "spaces": site_of(NAMED + "paginate: 3\npaginate_path: /my blog/page:num/\n", **{"my blog/index.html": FRONT["index.html"]}),
    "text": site_of(NAMED + "paginate: '3'\n", **FRONT),
}


# Where further pages are to be, Jekyll finds no source for them: they are empty, and none of ours.
EMPTY = ("permalink", "spaces")


def render(site, page, *more):
    done = offprint("render", site, page, "--to", "site", *more, env=jekyll_site.surroundings())
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def told(site, *more):
    done = offprint("check", site, "--json", *more, env=jekyll_site.surroundings())
    return done.returncode, json.loads(done.stdout)


def urls_of(built):
    found = []
    for place, _, files in os.walk(built):
        for name in files:
            path = "/" + os.path.relpath(os.path.join(place, name), built)
            found += [re.sub(r"(?<=/)index\.html$", "", path)] if name.endswith(".html") else []
    return sorted(found)


def judge(name, files, folder):
    """Every page that Jekyll makes is one of ours with the same text, and no page of a list is ours alone."""
    site, built = write(os.path.join(folder, "site"), files), os.path.join(folder, "built")
    done = subprocess.run(["jekyll", "build", "-q", "-d", built, "--disable-disk-cache"], cwd=site, env=jekyll_site.surroundings(),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if not check(done.returncode == 0, "%s: Jekyll: %s" % (name, done.stdout[-300:])):
        return 0
    urls = urls_of(built)
    for url in urls:
        if "/2020/" in url or "/2990/" in url or name in EMPTY and re.search(r"page\d|menu", url):
            continue
        with open(os.path.join(built, url[1:], "index.html") if url.endswith("/") else built + url, encoding="utf-8") as file:
            wanted = jekyll_site.plain(file.read())
        status, got, errors = render(site, url)
        check(status == 0 and jekyll_site.plain(got) == wanted, "%s %s: %s\n  ours:   %s\n  Jekyll: %s" % (name, url, errors, got, wanted))
    for number in range(2, 9):
        for form in ("/page%d/", "/blog/page%d/"):
            if form % number not in urls and form[:-1] % number + ".html/" not in urls and name not in EMPTY:
                check(render(site, form % number)[0] != 0, "%s: %s is no page" % (name, form % number))
    return len(urls)


def packet_of(folder, files, *more):
    """What the report tells, and the provenance of the documents by their addresses."""
    site, out = write(os.path.join(folder, "site"), files), os.path.join(folder, "out")
    shutil.rmtree(out, ignore_errors=True)
    done = offprint("export", site, "-o", out, "--live-url", "https://x.example", "--json", *more, env=jekyll_site.surroundings())
    check(done.returncode == 0, "%s: %s" % (more, done.stderr[-300:]))
    name = next((os.path.join(out, n) for n in os.listdir(out) if n.endswith(".zip")), None)
    with zipfile.ZipFile(name) as bundle:
        names = bundle.namelist()
        text = bundle.read(next(n for n in names if n.endswith("provenance.jsonl"))).decode()
    verified = offprint("verify", name)
    check(verified.returncode == 0, "the bundle: %s" % verified.stdout)
    lines = [json.loads(line) for line in text.splitlines()]
    return json.loads(done.stdout), {line["path"]: line for line in lines if "path" in line and "words" in line}, names


def packets(folder):
    """Pages that a packet links to go along, with names of their own and one source."""
    files = site_of(NAMED + "paginate: 2\n", 7, **FRONT)
    files["about.md"] = "---\nlayout: bare\ntitle: About\n---\n[two](/page2/), [nine](/page9/)\n"
    said, found, names = packet_of(os.path.join(folder, "whole"), files, "--entry", "/", "--depth", "3")
    lists = [found.get(url, {}) for url in ("/", "/page2/", "/page3/", "/page4/")]
    check([d.get("title") for d in lists] == ["Blog", "Blog (2)", "Blog (3)", "Blog (4)"], "titles: %s" % lists)
    check([d.get("depth") for d in lists] == [0, 1, 2, 3], "each is a link away from the one before: %s" % lists)
    check(len({d.get("file") for d in lists}) == 4, "files of their own: %s" % lists)
    check({(d.get("source"), d.get("source_copy"), d.get("sha256")) for d in lists} ==
          {("index.html", "sources/index.html.txt", lists[0]["sha256"])}, "of one source: %s" % lists)
    check(sum(n.endswith("/index.html.txt") for n in names) == 1 and len(set(names)) == len(names), "its copy is there once: %s" % names)
    posts = {url for url in found if "/2020/" in url}
    check(len(posts) == 6 and said["links"]["live"] == 1, "posts as far as the depth goes: %s" % sorted(found))
    _, found, _ = packet_of(os.path.join(folder, "near"), files, "--entry", "/page3/", "--depth", "0")
    check(list(found) == ["/page3/"], "one of them alone: %s" % list(found))
    said, found, _ = packet_of(os.path.join(folder, "beyond"), files, "--entry", "/about.html", "--depth", "1")
    check(set(found) == {"/about.html", "/page2/"}, "from any page: %s" % list(found))
    nine = [d["message"] for d in said["diagnostics"] if "/page9/" in d["message"]]
    check(len(nine) == 1, "a page beyond the end is told as missing: %s" % said["diagnostics"])
    write(os.path.join(folder, "near", "site"), {"offprint.yml": "exclude: [/page3/]\norder: [/page2/]\n"})
    _, found, _ = packet_of(os.path.join(folder, "near"), {}, "--entry", "/", "--depth", "3")
    check(set(found) & {"/page2/", "/page3/"} == {"/page2/"}, "they are left out by their addresses: %s" % list(found))
    numbered = dict(files, **{"index.html": FRONT["index.html"].replace("title: Blog", "kind: none").replace(
        "Posts</h1>", "Posts, page {{ paginator.page }}</h1>")})
    _, found, _ = packet_of(os.path.join(folder, "numbered"), numbered, "--entry", "/", "--depth", "1")
    check(found["/page2/"]["title"] == "Posts, page 2", "a title with the number has it once: %s" % found["/page2/"])
    said, found, _ = packet_of(os.path.join(folder, "off"), dict(files, **{"_config.yml": "paginate: 2\n", "Gemfile": "gem 'jekyll'\n"}), "--entry", "/about.html")
    told = [(d["code"], d["file"], d["line"]) for d in said["diagnostics"] if d["code"].startswith("paginate")]
    check(told == [("paginate-plugin", "_config.yml", 1)] and set(found) == {"/about.html"}, "without the plug-in: %s" % said)
    with_gems = dict(files, **{"_config.yml": "paginate: 2\n", "Gemfile": "gem 'github-pages', group: :jekyll_plugins\n"})
    _, found, _ = packet_of(os.path.join(folder, "gemfile"), with_gems, "--entry", "/page2/", "--depth", "0")
    check(list(found) == ["/page2/"], "a Gemfile brings it: %s" % list(found))
    on_github = dict(files, **{"_config.yml": "paginate: 2\n"})
    _, found, _ = packet_of(os.path.join(folder, "github"), on_github, "--entry", "/page2/", "--depth", "0")
    check(list(found) == ["/page2/"], "GitHub does: %s" % list(found))


def beside(folder, built):
    """The built site beside the sources has the same pages."""
    site = write(os.path.join(folder, "site"), SITES["plain"])
    _, found, _ = packet_of(folder, {}, "--entry", "/", "--depth", "2", "--built", built)
    check([found.get(u, {}).get("source") for u in ("/page2/", "/page3/")] == ["index.html"] * 2, "%s: %s" % (site, found))
    check(found["/page2/"]["title"] == "Blog (2)", "titled so: %s" % found["/page2/"])


def main():
    with scratch() as folder:
        packets(os.path.join(folder, "packets"))
        if shutil.which("jekyll") is None or not jekyll_site.has_plugin("jekyll-paginate"):
            note_absent("jekyll")
        else:
            pages = sum(judge(name, files, os.path.join(folder, name.replace(" ", "-"))) for name, files in SITES.items())
            beside(os.path.join(folder, "beside"), os.path.join(folder, "plain", "built"))
            print("%d sites, %d pages as Jekyll makes them" % (len(SITES), pages))
    finish("paginate")


if __name__ == "__main__":
    main()
