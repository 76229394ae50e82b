"""Script vectors through every context that offprint takes content in, judged by what a browser's parser
makes of the bundle. Without an argument, as the tests run it: all that are known in the main contexts, and some
variants; of what comes of them some opened without their policy, and the policy around some raw vectors. `all [ROUNDS
[SEED]]`: all contexts, ROUNDS times as many variants as there are vectors, all opened, all behind the policy, and
Firefox, too."""
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
from support import OFFPRINT, check, finish, note_absent, run, scratch

PACKET = 4000         # documents of one export
TOGETHER = 250        # documents that are opened as one
LISTS, BODY, BODY_END = '<nav class="side"', '<main id="offprint-text"', "</main>"
CURRENT = ' aria-current="page"'
OLD_HEAD = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>t</title>\n</head>\n<body>\n<div>\n'
CONTROL = 160         # each of so many vectors is seen to run without any wall
PLANTED = '<script>alert(1)</script><img src="http://planted.example/p.png"><svg onload="alert(1)">'
POLICY = re.compile('<meta http-equiv="Content-Security-Policy" content="[^"]*">')
PLACE, NUMBER = re.compile(r" · ([\d,]+) of [\d,]+</p>"), re.compile(r"/v(\d+)\.[^/]*$")
COUNTED = re.compile(r'\bv\d+\b|[\d,]+(?= words?\b)|(?<=<span class="number">)[\d,]+')
ITEMS_KEPT = 40       # at each end of a list in a document that faults are planted in


def kind_of(name):
    if "/data/files/" not in name:
        return "page" if name.endswith(".html") else None
    return "svg" if name.endswith(".svg") else "copy" if re.search(r"\.s?html$", name) else None


class Texts:
    """Documents of one bundle, {kind: ([name], [text])}: what is the same in many is kept, and parsed, once."""

    def __init__(self):
        self.kinds, self.seen, self.items, self.listing, self.placed = {}, set(), [], 0, 0

    def add(self, kind, name, text):
        found = PLACE.search(text) if kind == "page" else NUMBER.search(name)
        place = int(found.group(1).replace(",", "")) if found else 0
        self.placed += bool(found)
        if kind == "page":
            text = self.without_lists(text) if "/data/pages/" in name else text
            text = self.without_old_items(text) if "/data/pages/v" not in name else text
            text = self.without_old_head(place, text)
        if self.is_new(self.without_numbers(place, text)):
            names, texts = self.kinds.setdefault(kind, ([], []))
            names.append(name)
            texts.append(text)

    def is_new(self, text):
        before = len(self.seen)
        self.seen.add(text)
        return len(self.seen) > before

    def is_new_item(self, line):
        line = line.replace(CURRENT, "")
        return self.is_new(line) and self.is_new(("counted", COUNTED.sub("", line)))

    def without_old_head(self, place, text):
        """Of a page whose head and bar are like those of one before it, but for its number, what stands behind them; a
        parser is then where they would have left it."""
        at = text.find(BODY)
        return OLD_HEAD + text[at:] if at > 0 and not self.is_new(("head", self.without_numbers(place, text[:at]))) else text

    def without_old_items(self, text):
        """Of a page that lists all others no item that is like one before it, but for their numbers."""
        return "\n".join(line for line in text.split("\n") if not line.startswith("<li>") or self.is_new_item(line))

    def without_lists(self, text):
        """Of a page's list of documents around it what no page before it has: items alone are put aside."""
        start, end = text.find(LISTS), text.find(BODY)
        if not 0 <= start < end:
            return text
        self.listing += 1
        lines = text[start:end].split("\n")
        new = [self.is_new_item(line) for line in lines]
        items = [line.startswith("<li>") for line in lines]
        if all(item for item, is_new in zip(items, new) if is_new):
            self.items += [line for line, is_new in zip(lines, new) if is_new]
            return text[:start] + text[end:]
        return text[:start] + "\n".join(line for line, item, is_new in zip(lines, items, new) if is_new or not item) + text[end:]

    def add_lists(self, name):
        if self.items:
            self.add("page", name, "<!DOCTYPE html>\n<title>t</title>\n<ol>\n%s\n</ol>\n" % "\n".join(self.items))

    def without_numbers(self, place, text):
        """What documents differ in that are else alike: their own numbers and their neighbours'."""
        for each in range(place - 3, place):
            text = text.replace("v%d" % each, "v")
        return PLACE.sub(" · of</p>", text)


def export_packet(context, packet, folder):
    """{kind: ([name], [text])} of the bundle."""
    site, out = context.make_site(os.path.join(folder, "site"), packet), os.path.join(folder, "out")
    done = run([OFFPRINT, "export", site, "--entry", "index.md", "--name", "v", "--outputs", "zip", "--quiet", "-o", out])
    texts = Texts()
    if not check(done.returncode == 0, "%s: status %d: %s" % (context.name, done.returncode, done.stderr[-300:])):
        return texts.kinds
    with zipfile.ZipFile(os.path.join(out, "v.zip")) as bundle:
        names = bundle.namelist()
        for folder, pattern in context.kept.items():
            kept = [name for name in names if re.search("/data/%s/%s" % (folder, pattern), name)]
            check(len(kept) == len(packet), "%s: %d of %d vectors are in the bundle's %s" %
                  (context.name, len(kept), len(packet), folder))
        for name in names:
            kind = kind_of(name)
            if kind:
                texts.add(kind, "%s %s" % (context.name, name), bundle.read(name).decode("utf-8"))
        texts.add_lists("%s, lists of documents" % context.name)
    if "pages" in context.kept: # else much is parsed again and again
        check(texts.listing >= len(packet), "%s: each page's lists are found: %d" % (context.name, texts.listing))
        check(texts.placed >= len(packet) // 2, "%s: pages say where they stand: %d" % (context.name, texts.placed))
    return texts.kinds


def opened_together(kind, texts):
    """Documents as one file without any policy, so that they are opened in less time."""
    for from_ in range(0, len(texts), TOGETHER):
        part = texts[from_:from_ + TOGETHER]
        if kind == "svg":
            drawings = [re.sub(r"^\s*<\?xml[^>]*\?>", "", text) for text in part]
            yield ".xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>%s</body></html>' % "\n".join(drawings)
        else:
            bodies = [text[text.find(BODY):text.rfind(BODY_END)] if BODY in text else POLICY.sub("", text) for text in part]
            yield ".html", '<!DOCTYPE html><meta charset="utf-8"><title>t</title><body>%s</body>' % "\n".join(bodies)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


PLACES = {"page": ("<meta", "</li>", "</td>", BODY_END, "</body>", "</ol>"), "copy": ("</body>",), "svg": ("</svg>",)}


def without_middle(text):
    """Of a long list or table its first items and its last: many a fault is planted in a copy of the document."""
    lines = text.split("\n")
    left_out = set([number for number, line in enumerate(lines) if line.startswith(("<li>", "<tr>"))][ITEMS_KEPT:-ITEMS_KEPT])
    return "\n".join(line for number, line in enumerate(lines) if number not in left_out)


def with_faults(kind, names, texts):
    """([name], [text]) of a first, a middle and the last document, a fault in each place where a vector could come through."""
    for at in {0, len(texts) // 2, len(texts) - 1}:
        text = without_middle(texts[at])
        for place in [place for place in PLACES[kind] if place in text]:
            for fault in ("<script>alert(1)</script>", '<script src="../files/search.js"></script>', '<g onload="alert(1)"/>'):
                before, behind = text.rsplit(place, 1)
                yield "%s with %s before %s" % (names[at], fault, place), before + fault + place + behind


def made_of(folder, job, number, opened):
    """One packet's texts, in files for the judges: ([file of texts], [file of texts with faults], {kind: a whole
    document}). Every `opened`-th of them is to be opened."""
    context, packet = job
    support.failures = 0
    parsed, planted, heads, work = [], [], {}, os.path.join(folder, "job%d" % number)
    for kind, (names, texts) in export_packet(context, packet, work).items():
        path = os.path.join(folder, "texts%d-%s.json" % (number, kind))
        parsed.append(write(path, json.dumps({"kind": kind, "names": names, "texts": texts})))
        faults = list(with_faults(kind, names, texts))
        path = os.path.join(folder, "planted%d-%s.json" % (number, kind))
        planted.append(write(path, json.dumps({"kind": kind, "names": [name for name, _ in faults], "texts": [text for _, text in faults]})))
        heads[kind] = next(text for name, text in zip(names, texts) if "/data/" in name) # not the start page's
        for part, (end, text) in enumerate(opened_together(kind, texts[number % opened::opened])):
            write(os.path.join(folder, "open", "%d-%s-%d%s" % (number, kind, part, end)), text)
    shutil.rmtree(work)
    return parsed, planted, heads, support.failures


class Suite:
    def __init__(self, folder, every=1):
        """`every`: which of the vectors, by their number, are tried at each wall alone."""
        self.folder, self.every, self.parsed, self.planted, self.heads = folder, every, [], [], {}
        self.open = os.path.join(folder, "open")
        os.makedirs(self.open)

    def export(self, jobs):
        """Each in a process of its own, which counts its failures itself."""
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            for parsed, planted, heads, failed in pool.map(
                    made_of, [self.folder] * len(jobs), jobs, range(len(jobs)), [self.every] * len(jobs)):
                self.parsed += parsed
                self.planted += planted
                self.heads.update(heads)
                support.failures += failed

    def parts(self):
        """Of the texts as many lists, of about the same size, as there are processors."""
        lists = [[] for _ in range(os.cpu_count())]
        for path in sorted(self.parsed, key=os.path.getsize):
            min(lists, key=lambda each: sum(map(os.path.getsize, each))).append(path)
        return [each for each in lists if each]

    def parse(self, paths):
        counts = judges.vectors("chrome", "parse", *paths)
        check(counts["documents"] > 0 and counts["faults"] == 0, "what the browser parses is all in the lists: %s" % counts)

    def parse_planted(self):
        counts = judges.vectors("chrome", "parse", "--quiet", *self.planted)
        check(counts["documents"] > 6 * len(vectors.MAIN) and counts["faulty"] == counts["documents"],
              "the browser sees each fault that is planted in what was exported: %s" % counts)

    def sanitiser_alone(self):
        counts = judges.vectors("chrome", "run", self.open)
        check(counts["documents"] > 0 and not any(counts[what] for what in ("ran", "requests", "navigations")),
              "without a policy nothing runs, loads or leads away: %s" % counts)

    def policy_alone(self, browser, raw, kind):
        """Vectors as they are behind the head that offprint gave to a document of that kind. They name http
        alone: a browser connects to hosts of https before it asks the policy, and then asks nothing."""
        if not judges.drives(browser):
            note_absent(browser)
            return
        head = self.heads[kind].split("</head>")[0] + "</head>\n<body>\n"
        check(POLICY.search(head), "%s: there is a policy to be tried" % kind)
        for name, text in (("policy", head), ("none", POLICY.sub("", head))):
            folder = os.path.join(self.folder, "-".join((name, browser, kind)))
            os.makedirs(folder)
            for number, vector in [(0, PLANTED), *list(enumerate(raw, 1))[::self.every ** 2 if name == "policy" else CONTROL]]:
                with open(os.path.join(folder, "v%d.html" % number), "wb") as file:
                    file.write(vectors.written(text + re.sub("https:", "http:", vector, flags=re.I)))
            counts = judges.vectors(browser, "run", folder)
            if name == "policy":
                check(counts["ran"] == 0 and counts["requests"] == 0, "%s, %s: the policy alone holds: %s" % (browser, kind, counts))
            else:
                check(counts["ran"] > counts["documents"] // 5 and counts["requests"] > 0,
                      "%s: without the policy the same vectors run and ask the network: %s" % (browser, counts))


def packets(contexts, found):
    return [(context, found[from_:from_ + PACKET]) for context in contexts for from_ in range(0, len(found), PACKET)]


def timed(name, function, *arguments):
    begun = time.time()
    function(*arguments)
    print("%s: %.0f s" % (name, time.time() - begun), flush=True)


def main():
    everything = sys.argv[1:2] == ["all"]
    rounds, seed = (int(given) for given in (sys.argv[2:] + ["1", "1"])[:2]) if everything else (0, 1)
    raw = vectors.known()
    more = vectors.variants(raw, len(raw) * rounds if everything else 1000, seed)
    contexts = vectors.MAIN + (vectors.MORE if everything else ())
    if not judges.drives("chrome"):
        note_absent("chrome")
        finish("vectors")
    with scratch(in_memory=True) as folder:
        suite, jobs = Suite(folder, 1 if everything else 4), packets(contexts, raw) + packets(vectors.MAIN + vectors.MORE, more)
        timed("export", suite.export, jobs)
        # What takes longest begins, so that no processor is idle at the end.
        work = [("open", suite.sanitiser_alone)] + [("parse", suite.parse, part) for part in suite.parts()]
        work += [("behind a %s's policy, in %s" % (kind, browser), suite.policy_alone, browser, raw, kind)
                 for browser in ("chrome", "firefox")[:2 if everything else 1] for kind in ("page", "copy")]
        work += [("planted faults", suite.parse_planted)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for done in [pool.submit(timed, *each) for each in work]:
                done.result()
    finish("vectors")


if __name__ == "__main__":
    main()
