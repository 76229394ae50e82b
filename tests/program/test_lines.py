"""What lines look like: few hyphens, none in what is no word, no mark and no rest of a word
alone, and never past the measure, whatever a text holds and wherever it stands."""
import os
import random
import re

from support import ROOT, check, finish, offprint, run, scratch

LINE = re.compile(r"^\s*(\S+) (-?[0-9.]+) (.*)$")
HYPHENS_PERCENT, HYPHENS_IN_A_ROW = 8, 2
DASHES = ("~", "-", "\u2010", "\u2013", "\u2014")  # those that a line's end made, and the author's
SHORT_LINE = 14  # letters: a last line of fewer that begins with the rest of a word is little more than that
MLAB = os.path.join(ROOT, "..", "shared", "mlab-site")


def paragraphs(site, page, *more):
    """The lines of each paragraph: what stands beside one is a paragraph of its own."""
    done = offprint("render", site, page, "--to", "lines", *more)
    check(done.returncode == 0, "render %s: %s" % (site, done.stderr[-300:]))
    found = []
    for row in done.stdout.decode().splitlines():
        line = LINE.match(row)
        if line and line[1] == "|" and found:
            found[-1].append(line[3])
        elif line:
            found.append([line[3]])
    return found


def few_hyphens(name, site, page):
    every = paragraphs(site, page, "--depth", "1")
    texts = [p for p in every if len(p) > 2]
    lines = sum(map(len, texts))
    hyphens = sum(line.endswith("~") for p in texts for line in p)
    check(lines > 70 and hyphens * 100 <= lines * HYPHENS_PERCENT,
          "%s: %d of %d lines end in a hyphen" % (name, hyphens, lines))
    for p in texts:
        row = 0
        for line, after in zip(p, p[1:] + [""]):
            row = row + 1 if line.endswith(DASHES) else 0
            check(row <= HYPHENS_IN_A_ROW, "%s: %d hyphens in a row: %s" % (name, row, p))
            word = line.rstrip("~").split(" ")[-1].strip("([“‘\"")
            check(not line.endswith("~") or len(word) >= 3, "%s: too short a piece: %s" % (name, line))
            check(not re.match(r"\[\d+\]|\(p\. ", after), "%s: a mark begins a line: %s" % (name, after))
    for p in every:
        check(not (len(p) > 1 and p[-2].endswith("~") and (" " not in p[-1] or len(p[-1]) < SHORT_LINE)),
              "%s: the rest of a word ends a paragraph: %s" % (name, p[-2:]))


LONG = ("a" * 130, "Averylongwordwithoutaplacetobreakit" * 4, "x_" * 70, "9f86d081884c7d65" * 9, "a." * 80,
        "https://www.example.net/" + "internationalisation" * 6, "https://example.net/" + "path-of-many-parts/" * 9,
        "someone." * 15 + "name@" + "department." * 8 + "example", "漢" * 90, "ش" * 140, "ก" * 120, "‍" * 9 + "é" * 150,
        "org.example." + "ConfigurationManagerFactoryBean" * 4, "." * 200, "(" * 120, "[" * 20 + "b" * 120, "é́̂" * 60,
        "**" + "b" * 70 + "**" + "c" * 70, "`" + "code" * 40 + "`")
PLACES = ("%s", "Before %s and behind.", "- %s", "1. one\n2. two %s\n   - %s", "> > %s", "## %s\n\nText.", "| a | b |\n|---|---|\n| %s | c |",
          "Text.[^1]\n\n[^1]: A note %s here.", "Term %s\n: %s", "[%s](https://example.org/) linked", "    %s",
          "![%s](none.png)", "| " + " | ".join(["%s"] * 5) + " |\n|---|---|---|---|---|\n")


def within_the_measure():
    """Each long thing in each place, alone and in a page of many."""
    chance = random.Random(10)
    with scratch() as folder:
        pages = []
        for i in range(60):
            parts = []
            for _ in range(6):
                place = chance.choice(PLACES)
                parts.append(place.replace("%s", chance.choice(LONG)) if i % 2 else place.replace("%s", LONG[(i + len(parts)) % len(LONG)]))
            pages.append("\n\n".join(parts))
        for i, text in enumerate(pages):
            with open(os.path.join(folder, "d%d.md" % i), "w", encoding="utf-8") as file:
                file.write("# %s\n\n%s\n" % (chance.choice(LONG) if i % 7 == 0 else "Page", text))
        with open(os.path.join(folder, "index.md"), "w", encoding="utf-8") as file:
            file.write(" ".join("[%d](d%d.md)" % (i, i) for i in range(len(pages))))
        for p in paragraphs(folder, "index.md", "--depth", "1"):
            for line in p:
                check(not line.endswith("!"), "past the measure: %s" % line[:90])


def no_ladders():
    """Of the author's hyphens and dashes neither."""
    chance = random.Random(4)
    words = ("third-party open-source widely-deployed state-of-the-art the of and in a measurement client-side read-only "
             "decision-making platform \u2013 \u2014 best-effort responsibilities").split()
    with scratch() as folder:
        with open(os.path.join(folder, "index.md"), "w", encoding="utf-8") as file:
            file.write("# Page\n\n" + "\n\n".join(" ".join(chance.choice(words) for _ in range(80)) for _ in range(120)))
        texts = [p for p in paragraphs(folder, "index.md") if len(p) > 3]
        check(len(texts) >= 120, "%d paragraphs" % len(texts))
        for p in texts:
            check(not re.search("1" * (HYPHENS_IN_A_ROW + 1), "".join("01"[line.endswith(DASHES)] for line in p)),
                  "more than %d hyphens in a row: %s" % (HYPHENS_IN_A_ROW, p))


MARKS = re.compile(r"(?: ?\d+| ?\[\d+\]| \(p\. ?[\d?]+\))*[.)]*$")


def no_rest_of_a_word_alone():
    """Whatever stands behind it: the mark of a note, of an address, of a page."""
    chance = random.Random(13)
    words = ("characterizing", "substructure", "statistics", "documentation", "measurement", "genetic", "large",
             "modeling", "of", "the", "in", "responsibilities", "international")
    with scratch() as folder:
        texts = ["# Page\n"]
        for i in range(240):
            text = [chance.choice(words) for _ in range(chance.randint(9, 22))]
            behind = chance.choice(("[%s](https://www.example.org/%d)", "[%s](other.md)%.0s.", "%s[^%d]", "[%s](https://www.example.org/%d)[^1]"))
            texts.append(" ".join(text[:-1]) + " " + behind % (text[-1], i % 9 + 1))
        with open(os.path.join(folder, "index.md"), "w", encoding="utf-8") as file:
            file.write("\n\n".join(texts + ["[^%d]: Note." % i for i in range(1, 10)]))
        with open(os.path.join(folder, "other.md"), "w", encoding="utf-8") as file:
            file.write("# Other\n\nText.\n")
        for p in paragraphs(folder, "index.md", "--depth", "1"):
            check(not (len(p) > 1 and p[-2].endswith("~") and " " not in MARKS.sub("", p[-1])),
                  "the rest of a word and marks: %s" % p[-2:])


def marks_stay_whole():
    """Behind a word that has to be cut anywhere."""
    with scratch() as folder:
        with open(os.path.join(folder, "index.md"), "w", encoding="utf-8") as file:
            file.write("# Page\n\n%s\n\n[^1]: One.\n\n[^2]: Two.\n" % "\n\n".join(
                "Word %s[^1][^2][^1]" % ("w" * i) for i in range(40, 90)))
        for p in paragraphs(folder, "index.md"):
            text = "".join(p)
            check("www" not in text or text.endswith("[1][2][1]"), "no marks: %s" % p)
            for line, after in zip(p, p[1:]):
                check(not re.match(r"\[?\d|\]", after) and not re.search(r"\[\d?$", line), "torn: %s" % p)


def code_in_columns():
    """A word of code stands as many letters from the left as in its source."""
    chance = random.Random(6)
    texts = ["|%s|" % ("-" * 58)]
    for i in range(40):
        line = ""
        for word in range(chance.randint(1, 4)):
            gap = chance.choice((0, 1, 2, 4, 9)) if word == 0 else chance.choice((1, 1, 2, 5, 9))
            line += " " * gap + "w%d.%d" % (i, word)
        texts.append(line)
    with scratch() as folder:
        with open(os.path.join(folder, "index.md"), "w", encoding="utf-8") as file:
            file.write("# Code\n\n```\n%s\n```\n" % "\n".join(texts))
        done = offprint("export", folder, "-o", folder, "--name", "code", "--outputs", "pdf")
        check(done.returncode == 0, "code: %s" % done.stderr[-300:])
        boxes = run(["pdftotext", "-bbox", os.path.join(folder, "code.pdf"), "-"]).stdout.decode()
    places = {word: (float(left), float(right)) for left, right, word in
              re.findall(r'xMin="([0-9.]+)" yMin="[0-9.]+" xMax="([0-9.]+)" yMax="[0-9.]+">([^<]+)<', boxes)}
    left, right = places[texts[0]]
    for text in texts[1:]:
        for word in re.finditer(r"\S+", text):
            column = (places[word[0]][0] - left) * len(texts[0]) / (right - left)
            check(abs(column - word.start()) < 0.1, "code: '%s' stands at %.2f: %s" % (word[0], column, text))


def foot_in_its_place():
    """A title that has no room beside the number of the page is cut, and says so."""
    for title in ("Donaudampfschifffahrtselektrizit\u00e4tenhauptbetriebswerkbauunterbeamtengesellschaft",
                  "Memorandum on community network measurement and management " * 3):
        with scratch() as folder:
            with open(os.path.join(folder, "index.md"), "w", encoding="utf-8") as file:
                file.write("# %s\n\nText.\n" % title)
            done = offprint("export", folder, "-o", folder, "--name", "foot", "--outputs", "pdf", "--paper", "A5")
            check(done.returncode == 0, "foot: %s" % done.stderr[-300:])
            text = run(["pdftotext", "-bbox", os.path.join(folder, "foot.pdf"), "-"]).stdout.decode()
        pages = [re.findall(r'xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="[0-9.]+">([^<]+)<', page)
                 for page in text.split("<page ")]
        rows, slash = next((rows, [row for row in rows if row[3] == "/" and float(row[1]) > 500]) for rows in pages
                           if any(row[3] == "/" and float(row[1]) > 500 for row in rows))
        foot = sorted((float(row[0]), float(row[2]), row[3]) for row in rows if slash and abs(float(row[1]) - float(slash[-1][1])) < 2)
        check(len(foot) > 3 and any(word == "\u2026" for _, _, word in foot), "no ellipsis: %s" % foot)
        for before, after in zip(foot, foot[1:]):
            check(before[1] <= after[0] + 0.5, "over each other: %s %s" % (before, after))


few_hyphens("content", os.path.join(ROOT, "content"), "/contribute/")
if os.path.isdir(MLAB):
    few_hyphens("M-Lab", MLAB, "/contribute/")
else:
    print("../shared/mlab-site is absent: its lines are not looked at")
within_the_measure()
code_in_columns()
marks_stay_whole()
no_ladders()
foot_in_its_place()
no_rest_of_a_word_alone()
finish("lines")
