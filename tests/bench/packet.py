"""The site of the Contribute packet, its nine documents copied so many times, each linked among themselves."""
import json
import os
import re

from measure import SHARED

SITE = os.path.join(SHARED, "mlab-site")
LIVE_URL = "https://www.measurementlab.net"


def make_site(folder, copies):
    """With a recipe that names the entry pages; these."""
    with open(os.path.join(SITE, "expected-depth1.json"), encoding="utf-8") as file:
        documents = json.load(file)["documents"]
    urls = sorted((d["url"].strip("/") for d in documents), key=len, reverse=True)
    pattern = re.compile("(permalink: |site\\.bas[a-z_ ]*\\s*}})/(%s)(?=[/#)\\s])" % "|".join(map(re.escape, urls)))
    entries = []
    for copy in range(1, copies + 1):
        for document in documents:
            with open(os.path.join(SITE, document["source"]), encoding="utf-8") as file:
                text = file.read()
            text = pattern.sub(lambda m: "%s/c%d/%s" % (m.group(1), copy, m.group(2)), text)
            path = os.path.join(folder, "c%d" % copy, os.path.basename(document["source"]))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        entries.append("/c%d/contribute/" % copy)
    with open(os.path.join(folder, "_config.yml"), "w", encoding="utf-8") as file:
        file.write('title: bench\nbaseurl: ""\nmarkdown: kramdown\n')
    with open(os.path.join(folder, "offprint.yml"), "w", encoding="utf-8") as file:
        file.write("entry: [%s]\n" % ", ".join(entries))
    return entries
