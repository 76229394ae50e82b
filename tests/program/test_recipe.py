"""What a recipe says holds, flags win, and links keep their documents in any order."""
import json
import os
import re
import shutil

from pdf_model import Pdf, text
from support import ROOT, check, finish, need_tool, offprint, run, scratch, unpack

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


def main():
    need_tool("qpdf", "qpdf")
    with scratch() as folder:
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
