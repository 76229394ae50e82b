"""Entries by patterns: all pages of the site that fit, the front page first, and no odd one stops them."""
import json
import os
import zipfile

from support import check, finish, offprint, scratch, write_files

PAGE = "---\ntitle: %s\n---\nWords of %s.\n"
SITE = {"_config.yml": "url: https://x.example\nplugins: [jekyll-paginate]\npaginate: 1\npaginate_path: /blog/page:num/\n",
        **{name: PAGE % (name, name) for name in ("index.md", "about.md", "docs/one.md", "docs/two.md", "docs/deep/three.md", "404.md")},
        "blog/index.html": "---\n---\n{% for p in paginator.posts %}{{ p.title }}{% endfor %}\n",
        "_posts/2024-01-01-a.md": PAGE % ("A", "a post"), "_posts/2024-01-02-b.md": PAGE % ("B", "another"),
        "docs/empty.md": "---\ntitle: Empty\n---\n", "docs/moved.md": "---\nredirect_to: /about.html\n---\n",
        "bare.md": "Words without front matter.\n", "README.md": "Of the repository.\n", "copied.html": "<p>Copied as it lies.</p>\n"}
PLAIN = {name: "# %s\n\nWords of it.\n" % name for name in ("README.md", "guide/b.md", "guide/a.md", "c.md")}
LISTED = {"README.md": "# Of the repository\n\nWords.\n", "mkdocs.yml": "site_name: S\nnav: [index.md, z.md, a.md]\n",
          **{"docs/%s.md" % name: "# %s\n\nWords of it.\n" % name for name in ("index", "a", "z")}}
DOCS = ["docs/deep/three.md", "docs/one.md", "docs/two.md"]
PAGES = ["about.md", "bare.md", "blog/index.html"] + DOCS
POSTS = ["_posts/2024-01-01-a.md", "_posts/2024-01-02-b.md"]
CASES = (  # a site, entries, more options, status, the documents' sources in order, codes that are told
    (SITE, ["/*"], (), 0, ["index.md"] + PAGES + POSTS, {"page-empty", "page-left-out"}),
    (SITE, ["/docs/*"], (), 0, DOCS, {"page-empty", "page-left-out"}),
    (SITE, ["docs/*"], (), 0, DOCS, {"page-empty", "page-left-out"}),
    (SITE, ["/about.html", "/docs/*e.html"], (), 0, ["about.md", "docs/deep/three.md", "docs/one.md"], set()),
    (SITE, ["/docs/o*", "/*/two*"], (), 0, ["docs/one.md", "docs/two.md"], set()),
    (SITE, ["/docs/*"], ("exclude: [/docs/deep/*]",), 0, ["docs/one.md", "docs/two.md"], {"page-empty", "page-left-out"}),
    (SITE, ["/nothing/*"], (), 2, [], {"no-such-page"}),
    (SITE, ["/docs/*", "/nothing/*"], (), 2, [], {"page-empty", "page-left-out", "no-such-page"}),
    (SITE, ["/docs/*", "/docs/empty.html"], (), 1, [], {"page-empty", "page-left-out"}),
    (SITE, ["/docs/e*"], (), 1, [], {"page-empty", "page-left-out"}),
    (PLAIN, ["*"], (), 0, ["README.md", "c.md", "guide/a.md", "guide/b.md"], set()),
    (LISTED, ["/*"], (), 0, ["docs/index.md", "docs/z.md", "docs/a.md"], set()),
)


def export(folder, site, entries):
    """Status, the documents' sources in order, and the codes that are told."""
    options = [word for entry in entries for word in ("--entry", entry)]
    done = offprint("export", site, "--json", "--outputs", "zip", "--name", "p", "-o", folder, *options)
    said = json.loads(done.stdout)
    rows = []
    if done.returncode == 0:
        with zipfile.ZipFile(os.path.join(folder, "p.zip")) as bundle:
            name = next(name for name in bundle.namelist() if name.endswith("/provenance.jsonl"))
            rows = [json.loads(line) for line in bundle.read(name).decode().splitlines()]
    return done.returncode, [row["source"] for row in rows if "words" in row], {d["code"] for d in said["diagnostics"]} - {"packet-undated"}


with scratch() as top:
    for number, (files, patterns, recipe, *wanted) in enumerate(CASES):
        work = os.path.join(top, str(number))
        if recipe:
            files = {**files, "offprint.yml": "\n".join(recipe) + "\n"}
        got = export(work, write_files(os.path.join(work, "site"), files), patterns)
        check(list(got) == wanted, "%s: %s, not %s" % (patterns, list(got), wanted))
    shop = write_files(os.path.join(top, "recipe"), {**SITE, "offprint.yml": "entry: ['/docs/*']\n"})
    for title, entry, name in (("Our guide", "/docs/*", "our-guide"), ("Our guide", "/*", "index-md"), ("", "/docs/*", "three"), ("Our guide", "/ab*", "about"), ("Our guide", "/about.html", "about")):
        named = write_files(os.path.join(top, "named"), {**SITE, "_config.yml": "title: '%s'\n" % title})
        said = json.loads(offprint("export", named, "--json", "--outputs", "zip", "-o", top, "--entry", entry).stdout)
        made = [os.path.basename(one["path"]) for one in said["outputs"]]
        check(made == [name + ".zip"], "'%s' of '%s' is called %s, not %s" % (entry, title, made, name))
    check(export(top, shop, [])[1] == DOCS, "of a recipe: %s" % (export(top, shop, []),))
finish("entries")
