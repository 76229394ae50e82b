#!/usr/bin/env python3
"""Titles of the pages of built sites: titles.py OFFPRINT FOLDER [SITE…], with the titles of the
sources' front matter as the truth, which sites.py left beside each site. Lists all that differ."""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

from lxml import html as H

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from sites import rows  # noqa: E402


def plain(title):
    """As read: marks of HTML and kinds of quotes and dashes are nobody's words."""
    text = H.fromstring("<p>" + title + "</p>").text_content() if title.strip() else ""
    text = unicodedata.normalize("NFKC", text).translate({ord(a): b for a, b in zip("‘’“”–—", "''\"\"--")})
    text = text.replace("--", "-").replace("--", "-").replace("...", "…").replace("`", "")
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def is_shown(path, title):
    """Whether the page says it at all, in its head or its body; where it has no text nobody asks."""
    tree = H.parse(path, parser=H.HTMLParser(encoding="utf-8")).getroot()
    if tree is None:
        return False
    heads = tree.xpath("//meta[contains(@property,'title') or contains(@name,'title')]/@content|//title/text()")
    for element in tree.xpath("//script|//style"):
        element.drop_tree()
    return any(plain(title) in plain(text.replace("<", "&lt;")) for text in [*heads, tree.text_content()])


def run(program, site, pages, folder):
    """The zip of a packet of all pages; those that have no text are left out of it."""
    recipe = os.path.join(site, "offprint.yml")
    while True:
        with open(recipe, "w", encoding="utf-8") as file:
            json.dump({"entry": ["/" + page for page in pages]}, file)
        done = subprocess.run([program, "export", site, "-o", folder, "--depth", "0", "--name", "all", "--outputs", "zip"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        os.remove(recipe)
        path = os.path.join(folder, "all.zip")
        if os.path.exists(path):
            return path
        empty = set(re.findall(r"^(.*?):\d+:\d+: error: the page has no text", done.stderr.decode(), re.M))
        if not empty & set(pages):
            sys.exit(f"{site}: nothing was made: {done.stderr.decode()[-600:]}")
        pages = [page for page in pages if page not in empty]


def titles_of(program, site, pages):
    """As an export of all pages has them in its provenance."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(run(program, site, pages, folder)) as bag:
        name = next(name for name in bag.namelist() if name.endswith("/data/provenance.jsonl"))
        rows_of = map(json.loads, bag.read(name).decode().splitlines())
        return {row["source"]: row["title"] for row in rows_of if row["file"].startswith("pages/")}


def main():
    program, folder, *sites = sys.argv[1:]
    right_of_all = all_of_all = 0
    for site, *_ in rows():
        truth = os.path.join(folder, site + ".titles.json")
        if (sites and site not in sites) or not os.path.exists(truth):
            continue
        with open(truth, encoding="utf-8") as file:
            told = {row["page"]: row["title"] for row in json.load(file) if row["title"]}
        told = {page: title for page, title in told.items() if os.path.exists(os.path.join(folder, site, page))}
        shown = {page: title for page, title in told.items() if is_shown(os.path.join(folder, site, page), title)}
        found = titles_of(program, os.path.join(folder, site), sorted(shown)) if shown else {}
        shown = {page: title for page, title in shown.items() if page in found}
        starts = collections.Counter(title.partition(" - ")[0] + " - " for title in told.values() if " - " in title)
        common = next((start for start, count in starts.items() if count * 2 > len(told)), "")  # the site's name
        right = {page for page in shown if plain(found[page]) == plain(shown[page].removeprefix(common))}
        print(f"{site:16} titles {len(right)} of {len(shown)}, {len(told) - len(shown)} more nowhere on the page", flush=True)
        for page in sorted(set(shown) - right):
            print(f"   {page}: {found[page]!r} for {shown[page]!r}")
        right_of_all += len(right)
        all_of_all += len(shown)
    if not all_of_all:
        sys.exit("no title was measured")
    print(f"titles right: {right_of_all} of {all_of_all}, {right_of_all / all_of_all:.2%}")


main()
