"""The search of the bundle: what its index holds, and, with `chrome` or `firefox`, what readers find with it.

    test_search.py            the files of the index, read here by its own rules
    test_search.py chrome     typed into the pages, from file://, by keyboard alone, at three widths, in light and dark,
                              without script; with faults planted, which must be seen
    test_search.py firefox    the same as far as that browser can be driven
    test_search.py scale      how long it takes to load and to answer in packets of 1,000 and 10,000 pages"""
import glob
import html
import itertools
import json
import os
import random
import re
import shutil
import sys
import urllib.parse
import zipfile

import judges
from support import ROOT, check, finish, judged, need_shared, offprint, scratch, unpack

sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
from packet import make_site as make_packet  # noqa: E402

PAGES = {
    "index": ("en", "Handbook", "Read the [refund policy](refunds.md), [fees](gebuehren.md), [school](eleve.md), [book](kitab.md), "
              "[privacy](thai.md), [notice](zhengce.md), [law](hok.md).\n\n## Start here\n\nNothing about money or policies.\n"),
    "refunds": ("en", "Refund policy", "Customers who measured twice get a refund.\n\n## When it is paid\n\nExperiments at the M-Lab "
                "are paid within **fourteen** days; see offprint.yml & \"quotes\" \\<b\\>.\n\n## What is never paid\n\nParcels of "
                "JavaScript, iPhone and NASA [^1].\n\n[^1]: A footnote of zebras.\n"),
    "gebuehren": ("de", "Geb\u00fchren", "Die Geb\u00fchr f\u00fcr die Stra\u00dfe ist gr\u00f6\u00dfer.\n\n## H\u00e4user\n\nViele "
                  "H\u00e4user stehen leer, und der \u00c4rger w\u00e4chst.\n"),
    "eleve": ("fr", "L\u2019\u00e9cole", "Chaque \u00e9l\u00e8ve a re\u00e7u son cahier.\n"),
    "kitab": ("ar", "\u0627\u0644\u0645\u0643\u062a\u0628\u0629", "\u0647\u0630\u0627 \u0643\u0650\u062a\u064e\u0627\u0628\u064c "
              "\u062c\u062f\u064a\u062f.\n\n## \u0627\u0644\u0625\u0639\u0627\u0631\u0629\n\n\u062a\u0639\u0627\u062f "
              "\u0627\u0644\u0643\u062a\u0628 \u0628\u0639\u062f \u0623\u0633\u0628\u0648\u0639.\n"),
    "thai": ("th", "\u0e1b\u0e23\u0e30\u0e01\u0e32\u0e28\u0e04\u0e27\u0e32\u0e21\u0e40\u0e1b\u0e47\u0e19\u0e2a\u0e48\u0e27\u0e19\u0e15\u0e31\u0e27",
             "\u0e40\u0e23\u0e32\u0e40\u0e01\u0e47\u0e1a\u0e02\u0e49\u0e2d\u0e21\u0e39\u0e25\u0e2a\u0e48\u0e27\u0e19\u0e1a\u0e38\u0e04\u0e04\u0e25"
             "\u0e40\u0e17\u0e48\u0e32\u0e17\u0e35\u0e48\u0e08\u0e33\u0e40\u0e1b\u0e47\u0e19\n"),
    "zhengce": ("zh", "\u9690\u79c1\u653f\u7b56", "\u672c\u653f\u7b56\u8bf4\u660e\u6211\u4eec\u5982\u4f55\u5904\u7406\u4e2a\u4eba\u4fe1\u606f"
                "\u3002\n\n## \u4fdd\u5b58\u671f\u9650\n\n\u6570\u636e\u4fdd\u5b58\u4e09\u5e74\u3002\n"),
    "hok": ("he", "\u05d7\u05d5\u05e7", "\u05d4\u05b7\u05d7\u05b9\u05e7 \u05d4\u05d7\u05d3\u05e9.\n"),
}

# Where it is typed, what, and where the first result leads; what is marked in its excerpt.
QUESTIONS = [
    ("index", "refund", "refunds", ["refund"]),
    ("index", "REFUNDS ", "refunds", ["refund"]),                       # a stem, which the text has in another form
    ("index", "policies ", "refunds", []),                              # in the title alone, as "policy"
    ("index", "experimen", "refunds#when-it-is-paid", ["Experiments"]), # a word's beginning
    ("index", "fourteen days", "refunds#when-it-is-paid", ["fourteen", "days"]),
    ("index", '"fourteen days"', "refunds#when-it-is-paid", ["fourteen days"]),
    ("index", '"days fourteen"', None, []),
    ("index", "fourteen zebras", "refunds#when-it-is-paid", ["fourteen"]), # both on the page, not in one part
    ("index", "fourteen nowhere", None, []),
    ("index", "offprint.yml", "refunds#when-it-is-paid", ["offprint.yml"]),
    ("index", "javascript", "refunds#what-is-never-paid", ["JavaScript"]),
    ("index", "iphone nasa", "refunds#what-is-never-paid", ["iPhone", "NASA"]),
    ("index", "zebras", "refunds#what-is-never-paid", ["zebras"]),
    ("index", "experimenting", "refunds#when-it-is-paid", ["Experiments"]), # a form that no page has
    ("gebuehren", "geb\u00fchren", "gebuehren", ["Geb\u00fchr"]),
    ("gebuehren", "gebuhr", "gebuehren", ["Geb\u00fchr"]),
    ("gebuehren", "strasse", "gebuehren", ["Stra\u00dfe"]),
    ("gebuehren", "h\u00e4user", "gebuehren#h\u00e4user", ["H\u00e4user"]),
    ("gebuehren", "ARGER", "gebuehren#h\u00e4user", ["\u00c4rger"]),
    ("eleve", "eleve", "eleve", ["\u00e9l\u00e8ve"]),
    ("eleve", "ecole", "eleve", []),
    ("kitab", "\u0643\u062a\u0627\u0628", "kitab", ["\u0643\u0650\u062a\u064e\u0627\u0628\u064c"]), # without its points
    ("kitab", "\u0627\u0644\u0643\u062a\u0628", "kitab#\u0627\u0644\u0625\u0639\u0627\u0631\u0629", ["\u0627\u0644\u0643\u062a\u0628"]),
    ("hok", "\u05d4\u05d7\u05e7", "hok", ["\u05d4\u05b7\u05d7\u05b9\u05e7"]),
    ("thai", "\u0e2a\u0e48\u0e27\u0e19\u0e1a\u0e38\u0e04\u0e04\u0e25", "thai", ["\u0e2a\u0e48\u0e27\u0e19\u0e1a\u0e38\u0e04\u0e04\u0e25"]),
    ("zhengce", "\u653f\u7b56\u8bf4\u660e", "zhengce", ["\u653f\u7b56\u8bf4\u660e"]),
    ("zhengce", "\u4fdd\u5b58\u671f", "zhengce#\u4fdd\u5b58\u671f\u9650", []),
    ("index", "\u4e2a\u4eba", "zhengce", ["\u4e2a\u4eba"]),             # from a page of another language
]


def make_site(folder):
    os.makedirs(folder)
    for name, (language, title, text) in PAGES.items():
        with open(os.path.join(folder, name + ".md"), "w", encoding="utf-8") as file:
            file.write("---\ntitle: %s\nlang: %s\n---\n%s" % (title, language, text))
    open(os.path.join(folder, "_config.yml"), "w", encoding="utf-8").close()


def make_bundle(folder):
    site = os.path.join(folder, "site")
    make_site(site)
    done = offprint("export", site, "--entry", "index.md", "--depth", "1", "--outputs", "zip", "--name", "s", "--quiet", "-o", folder)
    assert done.returncode == 0, done.stderr
    return unpack(os.path.join(folder, "s.zip"), os.path.join(folder, "bag"))


def page(bag, name):
    return os.path.join(bag, "data", "pages", name + ".html")


def driven(browser, folder, jobs):
    return judges.asked("search.mjs", browser, jobs, folder)


def place_of(address):
    """"refunds#when-it-is-paid" of a file's address."""
    path, _, anchor = urllib.parse.unquote(address).partition("#")
    return os.path.basename(path).replace(".html", "") + ("#" + anchor if anchor else "")


def faults_of(question, answer):
    """What is wrong with what was found."""
    _, typed, where, marked = question
    seen, faults = answer["seen"][0] if answer["seen"] else None, list(answer["errors"])
    if not seen:
        return faults + ["nothing was seen"]
    if where is None:
        return faults + (["found %s" % seen["results"]] if seen["results"] else [])
    if not seen["results"] or place_of(seen["results"][0]["href"]) != where:
        return faults + ["leads to %s" % [place_of(result["href"]) for result in seen["results"]]]
    first = seen["results"][0]
    if marked and first["marked"] != marked:
        faults.append("marks %s in %s" % (first["marked"], first["excerpt"]))
    if not first["chosen"] or seen["expanded"] != "true":
        faults.append("the first is not chosen")
    return faults


def question_jobs(bag, questions):
    return [{"page": page(bag, at), "keys": ["Control+k", typed, "*"]} for at, typed, _, _ in questions]


def test_questions(browser, folder, bag):
    answers = driven(browser, folder, question_jobs(bag, QUESTIONS))
    if answers is None:
        return False
    check(len(answers) == len(QUESTIONS), "all questions are asked")
    for question, answer in zip(QUESTIONS, answers):
        for fault in faults_of(question, answer):
            check(False, "%s, '%s': %s" % (browser, question[1], fault))
        direction = "rtl" if question[0] in ("kitab", "hok") else "ltr"
        check(answer["end"]["direction"] == direction, "%s: the dialog runs %s" % (question[0], answer["end"]["direction"]))
    return True


def test_keyboard(browser, folder, bag):
    jobs = [
        {"page": page(bag, "index"), "keys": ["/", "paid", "*", "ArrowDown", "*", "Enter"]},
        {"page": page(bag, "index"), "keys": ["/", "refund", "*", "Escape"]},
        {"page": page(bag, "index"), "keys": ["/", "refunx", "*"]},
        {"page": page(bag, "index"), "keys": ["/", "refund", "*", "Tab", "Tab", " ", "Escape", "/"]}, # off
        {"page": page(bag, "index" if browser == "firefox" else "refunds"), "keys": ["/"]}, # and stays off, in Firefox of this page
        {"page": page(bag, "index"), "keys": ["Control+k", "Tab", "Tab", " ", "Escape", "/", "a/b"]},
        {"page": os.path.join(bag, "data", "index.html"), "keys": ["Control+k", "paid", "*", "Enter"]},
        {"page": os.path.join(bag, "data", "report", "links.html"), "keys": ["Control+k", "paid", "*", "Enter"]},
        {"page": page(bag, "refunds"), "keys": ["Control+k", "zebras", "*", "Enter"]},
    ]
    chosen, escaped, guessed, off, still, on, index, report, own = driven(browser, folder, jobs)
    first, second = chosen["seen"]
    check(first["focus"] == "combobox" and first["status"] == "Found: 1", "the keyboard is in the field: %s" % first["status"])
    check([result["chosen"] for result in second["results"]].index(True) == 1, "the arrow goes on")
    check(chosen["end"]["address"] == second["results"][1]["href"] and chosen["end"]["target"], "Enter goes to the heading: %s" %
          chosen["end"]["address"])
    check(not escaped["end"]["open"] and escaped["end"]["address"].endswith("index.html"), "Escape closes")
    said = guessed["seen"][0]["status"]
    check(said.startswith("Nothing found: refunx \u2192 refun\u2026") and "Found: " in said, "a guess is told: %s" % said)
    check(off["end"]["checked"] is False and not off["end"]["open"], "the switch turns / off")
    check(still["end"]["checked"] is False and not still["end"]["open"], "it stays off")
    check(on["end"]["open"] and on["end"]["checked"], "the switch turns / on again")
    for what, answer in (("the contents", index), ("the report", report)):
        check(place_of(answer["end"]["address"]).startswith("refunds#"), "from %s: %s" % (what, answer["end"]["address"]))
    check(not own["end"]["open"] and own["end"]["address"].endswith("#what-is-never-paid"), "a place on the page itself closes the dialog")
    for answer in (chosen, escaped, guessed, off, still, on, index, report, own):
        check(not answer["errors"], "no errors: %s" % answer["errors"])


def test_looks(folder, bag):
    jobs = [{"page": page(bag, name), "keys": keys, "size": [width, 700], "scheme": scheme, "axe": True}
            for name in ("index", "kitab") for width in (320, 768, 1400) for scheme in ("light", "dark")
            for keys in (["Control+k", "\u0627\u0644\u0643\u062a\u0628" if name == "kitab" else "paid", "*"], ["Control+k", "qqq", "*"], [])]
    for job, answer in zip(jobs, driven("chrome", folder, jobs)):
        what = "%s, %d px, %s, %s" % (os.path.basename(job["page"]), job["size"][0], job["scheme"], job["keys"][1:2])
        check(answer["violations"] == [], "%s: %s" % (what, answer["violations"]))
        check(answer["end"]["width"] <= job["size"][0], "%s: scrolls sideways to %d" % (what, answer["end"]["width"]))
        box = answer["end"]["box"]
        check(not box or (box[0] >= 0 and box[1] >= 0 and box[2] <= job["size"][0] and box[3] <= 700), "%s: in view: %s" % (what, box))
        check(bool(box) == bool(job["keys"]), "%s: is open" % what)


def bars(folder, bag):
    """Under forced colours: of the list of documents and of results, how many have a bar to be seen, and how many there are."""
    jobs = [{"page": page(bag, "refunds"), "forced": True, "keys": keys, "borders": what}
            for what, keys in ((".documents a", []), ("[role=option]", ["Control+k", "refund", "*"]))]
    return [(sum(border != ground for border, ground in answer["borders"]), len(answer["borders"])) for answer in driven("chrome", folder, jobs)]


def test_forced_colors(folder, bag):
    for shown, count in bars(folder, bag):
        check(shown == 1 < count, "forced colours: one bar of %d, not %d" % (count, shown))
    copy = os.path.join(folder, "forced")
    shutil.copytree(bag, copy)
    spoil(os.path.join(copy, "data", "assets", "style.css"), "(forced-colors:active){.documents", "(forced-colors:none){.documents")
    check(all(shown > 1 for shown, _ in bars(folder, copy)), "bars that forced colours show are seen")


def test_without_script(folder, bag):
    answer, = driven("chrome", folder, [{"page": os.path.join(bag, "data", "index.html"), "script": False}])
    text = answer["end"]
    check("open-search" not in text and "<dialog" not in text, "without script there is no search to be seen")
    for name in PAGES:
        check('href="pages/%s.html"' % name in text, "without script the list has %s" % name)


def spoil(path, old, new):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert old in text, (path, old)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new, 1))


def test_planted(folder, bag):
    """Each fault must be seen by the questions above."""
    assets = os.path.join("data", "assets")
    plants = {
        "an index that is not there": lambda copy: os.remove(os.path.join(copy, assets, "index.js")),
        "a script that fails": lambda copy: spoil(os.path.join(copy, assets, "search.js"), "readWords(parts[0])", "readWorse(parts[0])"),
        "a policy against scripts": lambda copy: spoil(page(copy, "index"), "script-src 'self'; ", ""),
        "no stems": lambda copy: spoil(os.path.join(copy, assets, "search.js"), "groups.push(follows ?", "groups.push(false ?"),
        "accents that count": lambda copy: spoil(os.path.join(copy, assets, "search.js"), "\\u0300-\\u036f", ""),
    }
    some = [question for question in QUESTIONS if question[1] in ("policies ", "eleve", "gebuhr")]
    for number, (what, plant) in enumerate(plants.items()):
        copy = os.path.join(folder, "copy%d" % number)
        shutil.copytree(bag, copy)
        plant(copy)
        jobs = [{**job, "patience": 2000} for job in question_jobs(copy, some)]
        answers = driven("chrome", folder, jobs)
        seen = any(faults_of(question, answer) for question, answer in zip(some, answers))
        check(seen, "%s is seen" % what)


def test_scale(folder):
    """Best of five; the machine may do other things beside."""
    for count, typed in ((1000, ["w1 w2", "w17", "w3 w5 w8", '"w1 w2"', "w"]), (10000, ["w1 w2"])):
        site, choose = os.path.join(folder, "site%d" % count), random.Random(7)
        os.makedirs(site)
        words = ["w%d" % int(choose.paretovariate(0.6)) for _ in range(40000)]
        for number in range(count):
            text = ["[%d](p%d.md)" % (each, each) for each in range(number * 10 + 1, min(count, number * 10 + 11))] if number * 10 < count else []
            at = choose.randrange(len(words) - 500)
            with open(os.path.join(site, "p%d.md" % number), "w", encoding="utf-8") as file:
                file.write("# Page %d\n\n%s\n\n## First\n\n%s\n\n## Second\n\n%s\n" % (
                    number, " ".join(text), " ".join(words[at:at + 250]), " ".join(words[at + 250:at + 500])))
        done = offprint("export", site, "--entry", "p0.md", "--depth", "9", "--outputs", "zip", "--name", "s", "--quiet", "-o", site)
        check(done.returncode == 0, "%d pages: %s" % (count, done.stderr[-300:]))
        bag = unpack(os.path.join(site, "s.zip"), os.path.join(folder, "bag%d" % count))
        index = os.path.join(bag, "data", "index.html")
        answer = driven("chrome", folder, [{"page": index, "loads": "w1", "time": typed * (5 if each == 0 else 0)} for each in range(4)])
        if answer is None:
            return judged("puppeteer-core", None, "")
        times = [min(answer[0]["took"][at::len(typed)]) for at in range(len(typed))]
        loaded = min(each["loaded"] for each in answer)
        print("%d pages: loaded in %.0f ms, answers in %s ms" % (count, loaded, ", ".join("%.0f" % each for each in times)))
        check(loaded < 1000, "%d pages load in %.0f ms" % (count, loaded))
        check(count > 1000 or max(times) < 50, "%d pages answer in %s ms" % (count, times))
    return None


class Index:
    """index.js and what follows it, read by the rules that search.c tells."""
    RECORDS = " !#$%&'()*+,-./:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`{|"

    def __init__(self, folder):
        first = self.read(os.path.join(folder, "index.js"))
        value = lambda name: re.search(r'\b%s:"((?:[^"\\]|\\.)*)"' % name, first, re.S).group(1)
        self.codes = json.loads(re.search(r"codes:(\[[0-9,]*\])", first).group(1))
        self.symbols = "".join(chr(code) for code in range(32, 127) if chr(code) not in "\"<\\")
        parts = int(re.search(r"parts:([0-9]+)", first).group(1))
        rows = [first] + [self.read(os.path.join(folder, "index%d.js" % each)) for each in range(2, parts + 1)]
        self.row = [number for text in rows for number in self.numbers(re.search(r'row:"(.*)"', text, re.S).group(1))]
        self.links = self.numbers(value("links"))
        self.pages = json.loads(re.search(r"pages:(\[.*?\]),\nrow", first, re.S).group(1))
        self.texts, self.groups = [], []
        self.read_words(re.sub(r"\\x(..)", lambda m: chr(int(m.group(1), 16)), value("words")))

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def numbers(self, text):
        found, at, starts, base = [], 0, [], 0
        for length, symbols in enumerate(self.codes):
            for _ in range(symbols):
                starts.append((length, base))
                base += len(self.symbols) ** length
        while at < len(text):
            length, number = starts[self.symbols.index(text[at])]
            more = 0
            for symbol in text[at + 1:at + 1 + length]:
                more = more * len(self.symbols) + self.symbols.index(symbol)
            found.append(number + more)
            at += 1 + length
        return found

    def read_words(self, text):
        linked, before, at = dict(zip(itertools.accumulate(self.links[::2]), self.links[1::2])), "", 0
        while at < len(text):
            number = len(self.texts)
            if text[at] == "~":
                length = self.symbols.index(text[at + 1])
                self.texts.append(text[at + 2:at + 2 + length])
                self.groups.append(number)
                at += 2 + length
                continue
            code = self.RECORDS.index(text[at])
            rest = re.compile("[a-z0-9}\x80-\U0010ffff]*").match(text, at + 1).group(0)
            before = before[:code % 9] + re.sub("}(.)", lambda m: m.group(1).upper(), rest)
            self.texts.append([before, before[0].upper() + before[1:], before.upper()][code // 18])
            self.groups.append(self.groups[-1] if code % 18 > 8 else self.groups[linked[number]] if number in linked else number)
            at += 1 + len(rest)

    def words(self):
        """Of each document all that stands in it, as words, signs and marks."""
        documents = "\n".join(self.texts[number] for number in self.row).split("\x01\n")[1:]
        return [text.rstrip("\n").split("\n") for text in documents]


TAG = re.compile("<[^>]*>")


def shown_words(path):
    """Words that a page of the bundle shows: of its title and of its text."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    title, body = re.search(r"<h1.*?</h1>", text, re.S), text[text.index('<div class="text">'):text.index("</main>")]
    body = re.sub(r'<sup class="footnote-ref".*?</sup>|<a [^>]*class="footnote-backref".*?</a>', "", body, flags=re.S)
    shown = html.unescape(TAG.sub(" ", title.group(0)) + TAG.sub(" ", re.sub("</?(em|strong|b|i)>", "", body)))
    return shown


def letters(text):
    return re.findall(r"\w", text)


def test_files(folder):
    with open(os.path.join(ROOT, "src", "archive", "search.js"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    check(len(lines) <= 250 and max(map(len, lines)) <= 190, "a script that one reads: %d lines, of up to %d" % (len(lines), max(map(len, lines))))
    bag = make_bundle(folder)
    index = Index(os.path.join(bag, "data", "assets"))
    documents = index.words()
    check(len(documents) == len(PAGES) == len(index.pages), "%d documents are in it" % len(documents))
    for record, words in zip(index.pages, documents):
        name = record.split(" ")[0]
        said = "".join(words)
        want = shown_words(page(bag, name))
        check(letters(said) == letters(want), "%s: the index has '%s', the page '%s'" % (name, said[:200], want[:200]))
        anchors = len(record.split(" ")) - 2
        check(words.count("\x03") == anchors == PAGES[name][2].count("## "), "%s: %d headings" % (name, anchors))
    groups = dict(zip(index.texts, index.groups))
    for one, other, same in (("policy", "Policy", True), ("refund", "refunds", False), ("G\u00fchr", "x", False), ("Geb\u00fchr", "Geb\u00fchren", True),
                             ("school", "book", False)):
        if one in groups and other in groups:
            check((groups[one] == groups[other]) == same, "'%s' and '%s': one stem is %s" % (one, other, same))
    check("Geb\u00fchren" in groups and "Policy" not in groups, "words are kept as they are written")
    test_markup(folder, bag)
    test_size(folder)


def test_markup(folder, bag):
    for path in [os.path.join(bag, "data", "index.html"), os.path.join(bag, "data", "report", "links.html"), *[page(bag, name) for name in PAGES]]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        scripts = re.findall(r"<script[^>]*>.*?</script>", text, re.S)
        check(len(scripts) == 2 and all(re.match(r'<script src="(\.\./)?assets/%s\.js" data-[^>]*></script>$' % name, script)
                                        for name, script in zip(("page", "search"), scripts)), "%s: %s" % (path, scripts))
        check("default-src 'none'; script-src 'self'; " in text and "unsafe" not in text, "%s allows its own scripts alone" % path)
    with open(os.path.join(bag, "START-HERE.html"), encoding="utf-8") as file:
        text = file.read()
    check(re.findall(r"<script[^>]*src=\"([^\"]*)", text) == ["data/assets/page.js"] and "unsafe" not in text, "the start page has that of the theme alone")
    lone = os.path.join(folder, "lone")
    os.makedirs(lone)
    with open(os.path.join(lone, "a.md"), "w", encoding="utf-8") as file:
        file.write("# Alone\n\nWords.\n")
    done = offprint("export", lone, "--entry", "a.md", "--outputs", "zip", "--name", "s", "--quiet", "-o", lone)
    check(done.returncode == 0, "one document")
    with zipfile.ZipFile(os.path.join(lone, "s.zip")) as bundle:
        check([os.path.basename(name) for name in bundle.namelist() if name.endswith(".js")] == ["page.js"], "one document has no search")
        check(not any(b"search.js" in bundle.read(name) for name in bundle.namelist() if name.endswith(".html")), "nor its script")


def test_size(folder):
    """No more than 40 % of the text in UTF-8, where that has some 20,000 words."""
    need_shared("mlab-site")
    site = os.path.join(folder, "packet")
    make_packet(site, 1)
    done = offprint("export", site, "--outputs", "zip", "--name", "c", "--quiet", "-o", site)
    check(done.returncode == 0, "a packet is exported: %s" % done.stderr[-300:])
    bag = unpack(os.path.join(site, "c.zip"), os.path.join(site, "bag"))
    text = sum(len(re.sub(r"\s+", " ", shown_words(path)).encode()) for path in glob.glob(os.path.join(bag, "data", "pages", "*.html")))
    size = os.path.getsize(os.path.join(bag, "data", "assets", "index.js"))
    print("index of a packet: %d bytes, %.1f %% of the text" % (size, 100 * size / text))
    check(text > 100000 and size <= 0.4 * text, "%d bytes of %d" % (size, text))


def main(arguments):
    with scratch() as folder:
        if arguments == ["scale"]:
            test_scale(folder)
        elif arguments:
            bag = make_bundle(folder)
            if not test_questions(arguments[0], folder, bag):
                judged(arguments[0] + " with puppeteer-core", None, "")
            else:
                test_keyboard(arguments[0], folder, bag)
                if arguments == ["chrome"]:
                    test_looks(folder, bag)
                    test_forced_colors(folder, bag)
                    test_without_script(folder, bag)
                    test_planted(folder, bag)
        else:
            test_files(folder)
    finish("search" + "".join(" in " + each for each in arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
