"""Jekyll as a judge: a site built by Debian's jekyll, page by page, to compare what offprint renders with."""
import json
import os
import re
import shutil
import subprocess

PRESENT = "1784000000"  # when the site is built, for both

# Tags of the head of a page show nothing in either; those of plug-ins that Debian lacks would stop Jekyll.
HOOKS = r"""
require 'fileutils'
module Judge
  class Nothing < Liquid::Tag; def render(_) = ''; end
  class Notebook < Liquid::Tag # as offprint has it
    def render(_)
      name = @markup.strip.delete('"')
      "<a href=\"#{name}\" markdown=\"0\">Notebook: #{name.split('/').last}</a>"
    end
    def initialize(tag, markup, parsing); super; @markup = markup; end
  end
  def self.keep(folder, doc)
    return if doc.respond_to?(:pager) && doc.pager && doc.pager.page > 1
    file = File.join(ENV['JUDGED'], folder, doc.relative_path)
    FileUtils.mkdir_p(File.dirname(file))
    File.write(file, (folder == 'own' ? doc.content : doc.output).to_s)
  end
end
Jekyll::Hooks.register(:site, :after_init) do |_|
  %w[seo feed_meta hreflang].each { |tag| Liquid::Template.register_tag(tag, Judge::Nothing) }
  Liquid::Template.register_tag('jupyter_notebook', Judge::Notebook)
end
Jekyll::Hooks.register(:site, :after_reset) { |site| site.time = Time.at(ENV['SOURCE_DATE_EPOCH'].to_i) }
Jekyll::Hooks.register(%i[pages documents], :post_convert) { |doc| Judge.keep('own', doc) }
Jekyll::Hooks.register(%i[pages documents], :post_render) { |doc| Judge.keep('whole', doc) }
"""
# What of a site's plug-ins Debian has, and an offline run can have.
PLUGINS = ("jekyll-paginate", "jekyll-include-cache", "jekyll-redirect-from", "jekyll-avatar", "jekyll-gist",
           "jekyll-titles-from-headings", "jekyll-relative-links", "jekyll-optional-front-matter")


def surroundings(**more):
    return dict(os.environ, SOURCE_DATE_EPOCH=PRESENT, TZ="UTC", LANG="C.UTF-8", JEKYLL_ENV="production", JEKYLL_NO_BUNDLER_REQUIRE="1", **more)


def has_plugin(name):
    return subprocess.run(["ruby", "-e", "require 'jekyll'; require '%s'" % name], stderr=subprocess.DEVNULL).returncode == 0


def build(site, folder):
    """The site in a copy below `folder`, for offprint to read, and what Jekyll made of its pages; None, and why."""
    copy, judged = os.path.join(folder, "site"), os.path.join(folder, "judged")
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".git", "Gemfile*", "vendor", "_site", "node_modules"))
    os.makedirs(os.path.join(copy, "_plugins"), exist_ok=True)
    with open(os.path.join(copy, "_plugins", "zz_judge.rb"), "w") as hooks:
        hooks.write(HOOKS)
    with open(os.path.join(folder, "judge.yml"), "w") as extra:
        extra.write("plugins: [%s]\ngems: []\n" % ", ".join(p for p in PLUGINS if has_plugin(p)))
    name = os.path.join(copy, "_config.yml")
    with open(name, encoding="utf-8") as file:  # a theme that is no Debian package, settings of Jekyll 2
        config = re.sub(r"(?m)^(theme|remote_theme|relative_permalinks):.*\n", "", file.read())
    with open(name, "w", encoding="utf-8") as file:
        file.write(config)
    done = subprocess.run(["jekyll", "build", "-q", "--config", "_config.yml," + os.path.join(folder, "judge.yml"), "-d",
                           os.path.join(folder, "built")], cwd=copy, env=surroundings(JUDGED=judged),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode("utf-8", "replace")
    return (copy, judged, None) if done.returncode == 0 else (copy, None, text.strip()[:400])


def pages(judged):
    """The source paths of what Jekyll made that is HTML."""
    found = []
    top = os.path.join(judged, "whole")
    for place, _, files in os.walk(top):
        found += [os.path.relpath(os.path.join(place, f), top) for f in files if re.search(r"\.(md|markdown|mkd|html?)$", f)]
    return sorted(found)


def judged_page(judged, folder, page):
    path = os.path.join(judged, folder, page)
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def plain(text):
    """HTML up to white space, the order of attributes and the colours of code."""
    text = re.sub(r"<pre[^>]*>.*?</pre>", lambda m: re.sub(r"</?span[^>]*>", "", m[0]), text, flags=re.S)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"<[a-zA-Z][^<>]*>", sorted_attributes, text)
    return re.sub(r"\s*(</?[a-zA-Z!][^<>]*>)\s*", r"\1", text).strip()


def sorted_attributes(tag):
    inner = re.match(r"<([^\s/>]+)(.*?)\s*(/?)>$", tag[0])
    if not inner:
        return tag[0]
    pairs = re.findall(r"[^\s=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?", inner[2])
    return "<%s>" % " ".join([inner[1], *sorted(pairs)])


def compare(judged, page, whole, own):
    """'exact'; 'around' where only the page's own text (own()) differs, which is another test's; else where they
    part."""
    wanted, got = plain(judged_page(judged, "whole", page)), plain(whole)
    if wanted == got:
        return "exact"
    text, ours = plain(judged_page(judged, "own", page)), plain(own())
    if text and ours:
        wanted, got = wanted.replace(text, "\1"), got.replace(ours, "\1")
    if wanted == got:
        return "around"
    at = next((i for i, pair in enumerate(zip(wanted, got)) if pair[0] != pair[1]), min(len(wanted), len(got)))
    return "Jekyll: …%s⟫%s\n    ours: …%s⟫%s" % (wanted[max(0, at - 60):at], wanted[at:at + 90],
                                                 got[max(0, at - 60):at], got[at:at + 90])
