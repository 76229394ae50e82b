#!/usr/bin/env python3
"""Fetches the public Jekyll sites of sites.tsv and builds them with their layouts: sites.py FOLDER
puts sources in FOLDER/sources, sites in FOLDER/built. What is there is not fetched or built again."""
import os
import subprocess
import sys

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
PLUGINS = {"jekyll-" + name for name in (
    "feed", "seo-tag", "paginate", "redirect-from", "include-cache", "gist", "sitemap", "archives", "avatar",
    "optional-front-matter", "titles-from-headings", "relative-links", "toc", "readme-index", "mentions",
    "default-layout")}
# Jekyll's safe reading of YAML refuses symbols, which configurations of older sites hold: they are texts.
SHIM = """require 'psych'
module Psych
  class << self
    alias_method :narrow_load, :safe_load
    def plain(value)
      case value
      when Symbol then ":#{value}"
      when Array then value.map { |item| plain(item) }
      when Hash then value.to_h { |key, item| [plain(key), plain(item)] }
      else value
      end
    end
    def safe_load(yaml, **options)
      options[:permitted_classes] = [Symbol, Date, Time] | (options[:permitted_classes] || [])
      options[:aliases] = true
      plain(narrow_load(yaml, **options))
    end
    def load(yaml, **options)
      unsafe_load(yaml, **options)
    end
  end
end
"""
# Tags of plug-ins that Debian lacks, and that show no words.
TAGS = """module Silent
  class Tag < Liquid::Tag
    def render(_)
      ''
    end
  end
end
%w[octicon github_edit_link].each { |name| Liquid::Template.register_tag(name, Silent::Tag) }
"""
# Beside the built site goes which titles front matter gives its pages: of what a page is called
# nothing else is sure. Jekyll names posts without one itself, which does not count.
TITLES = """require 'json'
Jekyll::Hooks.register :site, :post_write do |site|
  rows = (site.pages + site.documents).uniq.map do |page|
    file = page.respond_to?(:realpath) ? page.realpath : page.path
    file = File.expand_path(file, site.source)
    page_file = page.destination(site.dest)
    next unless page.write? && page_file.end_with?('.html') && File.file?(file)
    front = File.read(file, encoding: 'utf-8')[/\\A---\\s*\\n(.*?\\n?)^(---|\\.\\.\\.)\\s*$/m, 1]
    data = begin
      front && Psych.unsafe_load(front)
    rescue StandardError
      nil
    end
    title = data.is_a?(Hash) ? data['title'] : nil
    { 'page' => page_file.delete_prefix(site.dest + '/'), 'title' => title && title.to_s }
  end
  File.write(site.dest + '.titles.json', JSON.pretty_generate(rows.compact))
end
"""


def overrides(source, plugins):
    """What is not installed is left out, as is a theme."""
    try:
        with open(os.path.join(source, "_config.yml"), encoding="utf-8") as file:
            config = yaml.safe_load(file) or {}
    except yaml.YAMLError:
        config = {}
    named = set(config.get("plugins") or config.get("gems") or []) & PLUGINS
    named |= {"jekyll-seo-tag", "jekyll-feed"} | ({"jekyll-paginate"} if config.get("paginate") else set())
    return {"plugins": sorted(named), "gems": [], "plugins_dir": [os.path.join(source, "_plugins"), plugins], "future": True, "theme": None, "remote_theme": None,
            "exclude": list(config.get("exclude") or []) + ["vendor", "node_modules", "Gemfile", "Gemfile.lock"]}


def build(source, target, folder, name):
    extra, shim, plugins = (os.path.join(folder, name + end) for end in (".yml", ".rb", ".plugins"))
    os.makedirs(plugins, exist_ok=True)
    for path, text in ((extra, yaml.safe_dump(overrides(source, plugins))), (shim, SHIM),
                       (os.path.join(plugins, "tags.rb"), TAGS), (os.path.join(plugins, "titles.rb"), TITLES)):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    if os.path.exists(os.path.join(source, "Gemfile")):
        os.remove(os.path.join(source, "Gemfile"))
    environment = dict(os.environ, RUBYOPT="-r" + shim, JEKYLL_ENV="production", TZ="UTC", LANG="C.UTF-8")
    return subprocess.run(["jekyll", "build", "-s", source, "-d", target, "--disable-disk-cache", "--config",
                           os.path.join(source, "_config.yml") + "," + extra], env=environment, cwd=source,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def rows():
    with open(os.path.join(HERE, "sites.tsv"), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]


def main():
    folder, failed = os.path.abspath(sys.argv[1]), []
    os.makedirs(os.path.join(folder, "sources"), exist_ok=True)
    for name, repository, below, _ in rows():
        source, target = (os.path.join(folder, part, name) for part in ("sources", "built"))
        if not os.path.exists(source):
            subprocess.run(["git", "clone", "-q", "--depth", "1", repository, source], check=False)
        if not os.path.exists(target) and not build(os.path.join(source, below), target, folder, name):
            failed.append(name)
    if failed:
        print("not built, and not measured:", " ".join(failed))


if __name__ == "__main__":
    main()
