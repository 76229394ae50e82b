"""Pages without a title have that of their first heading in templates and packets, where jekyll-titles-from-headings is
among a site's plug-ins (its README; GitHub's gem brings it), and only there."""
import os

from support import check, finish, offprint, scratch, write_files

LIST = "---\ntitle: Home\n---\n{% for p in site.pages %}{% if p.title %}[{{ p.title }}]({{ p.url }})\n\n{% endif %}{% endfor %}"
PAGES = {  # what stands behind the front matter, and the title that comes of it
    "atx.md": ("# One *and* two\n\nText.\n", "One and two"),
    "third.md": ("\n\n### Third `x`\n", "Third x"),
    "setext.md": ("Under\nlined\n=====\n", None),
    "underlined.md": ("Underlined\n---\n\nText.\n", "Underlined"),
    "fourth.md": ("#### Fourth\n", None),
    "text.md": ("Text.\n\n# Later\n", None),
    "tight.md": ("#Tight\n", None),
    "own.md": (None, "Own"),
    "entity.md": ("# A & B\n", "A &amp; B"),
    "page.html": ("# No Markdown\n", None),
}


def site(folder, settings, **more):
    files = {name: "---\n%s\n---\n%s" % ("title: Own" if body is None else "a: b", body or "# Other\n")
             for name, (body, _) in PAGES.items()}
    files.update({"index.md": LIST, "_config.yml": settings, **more})
    return write_files(folder, files)


def shown(folder):
    done = offprint("render", folder, "/")
    check(done.returncode == 0, "%s: %s" % (folder, done.stderr))
    return done.stdout.decode()


def main():
    with scratch() as folder:
        on = {"plugins": ("plugins: [jekyll-titles-from-headings]\n", {}), "gems": ("gems: jekyll-titles-from-headings\n", {}),
              "github": ("{}\n", {"Gemfile": "gem 'github-pages'\n"}),
              "gemfile": ("{}\n", {"Gemfile": "gem 'jekyll-titles-from-headings'\n"})}
        off = {"none": ("{}\n", {}), "others": ("plugins: [jekyll-seo-tag]\n", {"Gemfile": "gem 'jekyll'\n"}),
               "disabled": ("plugins: [jekyll-titles-from-headings]\ntitles_from_headings: {enabled: false}\n", {})}
        for name, (settings, more) in {**on, **off}.items():
            page = shown(site(os.path.join(folder, name), settings, **more))
            for file, (_, title) in PAGES.items():
                link = '<a href="/%s">%s</a>' % (file.replace(".md", ".html"), title)
                wanted = title is not None and (name in on or title == "Own")
                check((link in page) == wanted, "%s: %s, %s: %s" % (name, file, title, page))
        done = offprint("check", os.path.join(folder, "github"))
        check(b"%d inside" % (1 + sum(title is not None for _, title in PAGES.values())) in done.stdout, "they and the list itself are linked: %s" % done.stdout)
    finish("titles from headings")


if __name__ == "__main__":
    main()
