"""Script vectors through every context that offprint takes content in, judged by what a browser's parser
makes of the bundle. Without an argument, as the tests run it: all that are known in the main contexts, some
variants, the copies opened without their policy, and the policy around raw vectors. `all [ROUNDS [SEED]]`:
all contexts, ROUNDS times as many variants as there are vectors, and Firefox, too."""
import concurrent.futures
import json
import os
import re
import shutil
import sys
import time
import zipfile

import judges
import support
import vectors
from support import OFFPRINT, SKIPPED, check, finish, run, scratch

PACKET = 4000         # documents of one export; a packet has 5,000 at most
TOGETHER = 250        # documents that are opened as one
LISTED = 80           # documents around its own that a page lists
FRAME = re.compile('<nav class="fold".*?(?=<main id="offprint-text")', re.S)
POLICY = re.compile('<meta http-equiv="Content-Security-Policy" content="[^"]*">')
NUMBERS = re.compile(r"\bv\d+|\d+ of \d+")
MAIN = re.compile('<main id="offprint-text".*</main>', re.S)


def kind_of(name):
    if "/data/files/" not in name:
        return "page" if name.endswith(".html") else None
    return "svg" if name.endswith(".svg") else "copy" if re.search(r"\.s?html$", name) else None


def without_lists(context, name, text):
    """A page's lists of others are the same on all pages around it, and are judged on one of these, or
    where vectors stand in them."""
    number = re.search(r"/pages/v(\d+)\.html$", name)
    return FRAME.sub("", text, count=1) if number and int(number.group(1)) % (LISTED // 2) and not context.titled else text


def export_packet(context, packet, folder):
    """{kind: ([name], [text])} of the bundle."""
    site, out = context.make_site(os.path.join(folder, "site"), packet), os.path.join(folder, "out")
    done = run([OFFPRINT, "export", site, "--entry", "index.md", "--name", "v", "--outputs", "zip", "--quiet", "-o", out])
    texts, seen = {}, set()
    if not check(done.returncode == 0, "%s: status %d: %s" % (context.name, done.returncode, done.stderr[-300:])):
        return texts
    with zipfile.ZipFile(os.path.join(out, "v.zip")) as bundle:
        names = bundle.namelist()
        kept = [name for name in names if re.search(r"/data/%s/v\d+\." % context.kept, name)]
        check(len(kept) == len(packet), "%s: %d of %d vectors are in the bundle" % (context.name, len(kept), len(packet)))
        for name in names:
            kind = kind_of(name)
            text = without_lists(context, name, bundle.read(name).decode("utf-8")) if kind else ""
            alike = NUMBERS.sub("v", text) # what differs in its number alone is parsed once
            if kind and alike not in seen:
                seen.add(alike)
                group = texts.setdefault(kind, ([], []))
                group[0].append("%s %s" % (context.name, name))
                group[1].append(text)
    return texts


def opened_together(kind, texts):
    """Documents as one file without any policy, so that they are opened in less time."""
    for from_ in range(0, len(texts), TOGETHER):
        part = texts[from_:from_ + TOGETHER]
        if kind == "svg":
            drawings = [re.sub(r"^\s*<\?xml[^>]*\?>", "", text) for text in part]
            yield ".xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>%s</body></html>' % "\n".join(drawings)
        else:
            bodies = [found.group() if kind == "page" and found else POLICY.sub("", text)
                      for text in part for found in [MAIN.search(text)]]
            yield ".html", '<!DOCTYPE html><meta charset="utf-8"><title>t</title><body>%s</body>' % "\n".join(bodies)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def made_of(folder, job, number):
    """One packet's texts, in files for the judges: ([file of texts], {kind: a whole document})."""
    context, packet = job
    support.failures = 0
    parsed, heads, work = [], {}, os.path.join(folder, "job%d" % number)
    for kind, (names, texts) in export_packet(context, packet, work).items():
        path = os.path.join(folder, "texts%d-%s.json" % (number, kind))
        parsed.append(write(path, json.dumps({"kind": kind, "names": names, "texts": texts})))
        heads[kind] = next(text for name, text in zip(names, texts) if "/data/" in name) # not the start page's
        for part, (end, text) in enumerate(opened_together(kind, texts)):
            write(os.path.join(folder, "open", "%d-%s-%d%s" % (number, kind, part, end)), text)
    shutil.rmtree(work)
    return parsed, heads, support.failures


class Suite:
    def __init__(self, folder):
        self.folder, self.parsed, self.heads = folder, [], {}
        self.open = os.path.join(folder, "open")
        os.makedirs(self.open)

    def export(self, jobs):
        """Each in a process of its own, which counts its failures itself."""
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            for parsed, heads, failed in pool.map(made_of, [self.folder] * len(jobs), jobs, range(len(jobs))):
                self.parsed += parsed
                self.heads.update(heads)
                support.failures += failed

    def parse(self):
        counts = judges.vectors("chrome", "parse", *sorted(self.parsed))
        if counts is None:
            print("SKIPPED: chromium or its driver is not here; see tests/judges/README.md")
            sys.exit(1 if os.environ.get("CI") else SKIPPED)
        check(counts["documents"] > 0 and counts["faults"] == 0, "what the browser parses is all in the lists: %s" % counts)

    def sanitiser_alone(self):
        counts = judges.vectors("chrome", "run", self.open)
        check(counts["documents"] > 0 and not any(counts[what] for what in ("ran", "requests", "navigations")),
              "without a policy nothing runs, loads or leads away: %s" % counts)

    def policy_alone(self, browser, raw, kind, every=1):
        """Vectors as they are behind the head that offprint gave to a document of that kind. They name http
        alone: a browser connects to hosts of https before it asks the policy, and then asks nothing."""
        head = self.heads[kind].split("</head>")[0] + "</head>\n<body>\n"
        check(POLICY.search(head), "%s: there is a policy to be tried" % kind)
        for name, text in (("policy", head), ("none", POLICY.sub("", head))):
            folder = os.path.join(self.folder, "-".join((name, browser, kind)))
            os.makedirs(folder)
            for number, vector in list(enumerate(raw))[::every if name == "policy" else 40]:
                with open(os.path.join(folder, "v%d.html" % number), "wb") as file:
                    file.write(vectors.written(text + re.sub("https:", "http:", vector, flags=re.I)))
            counts = judges.vectors(browser, "run", folder)
            if counts is None:
                print("SKIPPED: '%s' or its driver is not here" % browser)
                return
            if name == "policy":
                check(counts["ran"] == 0 and counts["requests"] == 0, "%s, %s: the policy alone holds: %s" % (browser, kind, counts))
            else:
                check(counts["ran"] > counts["documents"] // 5, "%s: without the policy the same vectors run: %s" % (browser, counts))


def packets(contexts, found):
    return [(context, found[from_:from_ + PACKET]) for context in contexts for from_ in range(0, len(found), PACKET)]


def main():
    everything = sys.argv[1:2] == ["all"]
    rounds, seed = (int(given) for given in (sys.argv[2:] + ["1", "1"])[:2]) if everything else (0, 1)
    raw = vectors.known()
    more = vectors.variants(raw, len(raw) * rounds if everything else 1000, seed)
    contexts = vectors.MAIN + (vectors.MORE if everything else ())
    with scratch() as folder:
        suite, jobs = Suite(folder), packets(contexts, raw) + packets(vectors.MAIN + vectors.MORE, more)
        for part in (lambda: suite.export(jobs), suite.parse, suite.sanitiser_alone,
                     lambda: suite.policy_alone("chrome", raw, "page", 1 if everything else 8),
                     lambda: suite.policy_alone("chrome", raw, "copy", 1 if everything else 16)):
            begun = time.time()
            part()
            print("%.0f s" % (time.time() - begun), flush=True)
        if everything:
            for kind in ("page", "copy"):
                suite.policy_alone("firefox", raw, kind)
    finish("vectors")


if __name__ == "__main__":
    main()
