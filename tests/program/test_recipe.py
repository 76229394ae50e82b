"""What a recipe says holds, flags win, and links keep their documents in any order."""
import json
import os
import re
import shutil

from pdf_model import Pdf, text
from support import ROOT, check, finish, need_tool, offprint, run, scratch, unpack, write_files

RECIPE = """title: A packet
subtitle: In another order
entry: [/contribute/, /aup/]
depth: 2
order: [/privacy/, /data/docs/]
exclude: ["/founding*", "_pages/roles.md"]
live_url: https://example.org
contact: a@example.org
paper: Letter
name: packet
bogus: 1
"""
ORDER = ["contribute", "aup", "privacy", "docs", "mlab-scope", "experimenter-mou",
         "experimenter-requirements-guidelines", "develop", "new-tools"]


# What counts for nothing: the recipe, the warning's code, and its line.
UNHEARD = [
    ("title: One\ntitle: Two\n", "recipe-twice", 2),
    ("title: One\n---\ntitle: Two\n", "recipe-behind", 3),
    ("title: One\n...\nmore: [\n", "recipe-behind", 3),
    ("cover:\n  table:\n  - [h1, h2]\n  - [[a], {b: c}]\n", "recipe-type", 4),
    ("exclude:\n- /b/*\n- '['\n", "recipe-pattern", 3),
    ("tags:\n  '': ''\n", "recipe-tag", 2),
]


def check_unheard(folder):
    site = write_files(os.path.join(folder, "unheard"), {"_config.yml": "title: T\n", "index.md": "---\ntitle: A\n---\nWords.\n"})
    for recipe, code, line in UNHEARD:
        write_files(site, {"offprint.yml": recipe})
        done = offprint("export", site, "--json", "-o", os.path.join(folder, "unheard-out"))
        told = [(d["severity"], d["code"], d["file"], d["line"]) for d in json.loads(done.stdout)["diagnostics"] if d["code"] != "packet-undated"]
        check(done.returncode == 0 and set(told) == {("warning", code, "offprint.yml", line)}, "%r: %s" % (recipe, told))


def main():
    need_tool("qpdf", "qpdf")
    with scratch() as folder:
        check_unheard(folder)
        site = os.path.join(folder, "site")
        shutil.copytree(os.path.join(ROOT, "content"), site)
        with open(os.path.join(site, "offprint.yml"), "w") as file:
            file.write(RECIPE)
        done = offprint("export", site, "--json", "-o", folder, "--title", "The flag's title")
        result = json.loads(done.stdout)
        codes = {d["code"] for d in result["diagnostics"]}
        check(done.returncode == 0 and "recipe-key" in codes, "an unknown key is told: %s" % codes)
        check(not codes & {"link-anchor", "link-target"}, "links hold in any order: %s" % codes)
        pdf = Pdf(os.path.join(folder, "packet.pdf"))
        check(text(pdf.get(pdf.trailer["/Info"])["/Title"]) == "The flag's title", "the flag wins")
        check(pdf.pages()[0]["/MediaBox"] == [0, 0, 612, 792], "Letter paper")
        top = unpack(os.path.join(folder, "packet.zip"), os.path.join(folder, "bag"))
        index = open(os.path.join(top, "data", "index.html"), encoding="utf-8").read()
        order = [m for m in re.findall(r'href="pages/([^"#]+)\.html"', index)]
        check(list(dict.fromkeys(order)) == ORDER, "the order of documents: %s" % order)
        live = [link for link in json.load(open(os.path.join(top, "data", "report", "links.json")))["links"]
                if link["class"] == "live"]
        check({link["address"] for link in live} >= {"https://example.org/founding-vision/",
                                                   "https://example.org/roles/"},
              "pages left out lead to the live site: %s" % live)
    finish("recipe")


if __name__ == "__main__":
    main()
