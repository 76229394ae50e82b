"""The same text set by other programs in the same run: Typst (from pip) and markdown2pdf (from cargo), where these give
them. What they get is made of the bundle's pages, in their own markup; they make a PDF, offprint a PDF and the bundle."""
import html.parser
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile

from measure import OFFPRINT, ROOT, alternate, apart, measure, median
from packet import LIVE_URL, make_site

TOOLS = os.path.join(ROOT, ".bench")
GOALS = {("typst", 1): 0.16, ("typst", 20): 0.11}


def fetched(program, command, *install):
    """The program's path, installed at need; None: it cannot be had."""
    path = os.path.join(TOOLS, program)
    if not os.path.exists(path):
        for step in install:
            if not shutil.which(step[0]) or subprocess.run(step, stdout=subprocess.DEVNULL).returncode:
                print("NOTE: no %s: '%s' failed" % (command, " ".join(step)))
                return None
    return path


class Page(html.parser.HTMLParser):
    """The main part of a page as blocks: (kind, level, runs); a run is (style, text, address)."""
    BLOCKS = {"p", "li", "pre", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"}

    def __init__(self, text):
        super().__init__()
        self.blocks, self.rows, self.styles, self.lists, self.depth = [], [], [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.depth += tag == "main" or (self.depth > 0 and tag == "div")
        if not self.depth:
            return
        if tag in ("ul", "ol"):
            self.lists.append(tag)
        elif tag == "table":
            self.blocks.append(["table", 0, []])
        elif tag == "tr":
            self.blocks[-1][2].append([])
        elif tag in ("td", "th") and self.blocks and self.blocks[-1][0] == "table":
            self.blocks[-1][2][-1].append([])
        elif tag in self.BLOCKS:
            level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else len(self.lists)
            kind = "heading" if tag[0] == "h" else self.lists[-1] if tag == "li" and self.lists else "pre" if tag == "pre" else "p"
            self.blocks.append([kind, level, []])
        elif tag in ("em", "strong", "code", "a"):
            self.styles.append((tag, attributes.get("href")))

    def handle_endtag(self, tag):
        if not self.depth:
            return
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag in ("em", "strong", "code", "a") and self.styles:
            self.styles.pop()
        self.depth -= tag in ("main", "div")

    def handle_data(self, text):
        if not self.depth or not self.blocks:
            return
        kind, _, runs = self.blocks[-1]
        if kind == "table":
            if not runs or not runs[-1]:
                return
            runs = runs[-1][-1]
        if kind != "pre":
            text = re.sub(r"\s+", " ", text)
        runs.append((self.styles[-1] if self.styles and kind != "pre" else ("", None), text))


def typst_text(text):
    return re.sub(r"([\\#*_`<>@$\[\]~/=+-])", r"\\\1", text)


def typst_runs(runs):
    out = []
    for (style, address), text in runs:
        shown = typst_text(text)
        quoted = (address or "").replace("\\", "").replace('"', "")
        out.append({"em": "#emph[%s]", "strong": "#strong[%s]", "": "%s",
                    "code": "#text(font: \"DejaVu Sans Mono\")[%s]",
                    "a": "#link(\"" + quoted.replace("%", "%%") + "\")[%s]"}[style] % shown)
    return "".join(out)


def typst(pages):
    out = ["#set page(paper: \"a4\", numbering: \"1 / 1\")\n#set par(justify: true)\n#outline()\n"]
    for page in pages:
        out.append("#pagebreak()\n")
        for kind, level, content in page:
            if kind == "heading":
                out.append("%s %s\n\n" % ("=" * level, typst_runs(content)))
            elif kind in ("ul", "ol"):
                out.append("%s%s %s\n" % ("  " * (level - 1), "-" if kind == "ul" else "+", typst_runs(content)))
            elif kind == "table":
                columns = max([len(row) for row in content] or [1])
                cells = "".join("[%s], " % typst_runs(cell) for row in content for cell in row)
                out.append("#table(columns: %d, %s)\n\n" % (max(columns, 1), cells))
            elif kind == "pre":
                out.append("```\n%s\n```\n\n" % "".join(text for _, text in content))
            else:
                out.append("%s\n\n" % typst_runs(content))
    return "".join(out)


def markdown_runs(runs):
    out = []
    for (style, address), text in runs:
        shown = re.sub(r"([\\`*_\[\]<>])", r"\\\1", text) if style != "code" else text
        core, lead, tail = shown.strip(), shown[:len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()):]
        if not core:
            out.append(shown)
            continue
        out.append(lead + {"em": "*%s*", "strong": "**%s**", "": "%s", "code": "`%s`",
                           "a": "[%s](" + (address or "").replace("%", "%%").replace(" ", "") + ")"}[style] % core + tail)
    return "".join(out)


def markdown(pages):
    out = []
    for page in pages:
        for kind, level, content in page:
            if kind == "heading":
                out.append("%s %s\n\n" % ("#" * level, markdown_runs(content).strip()))
            elif kind in ("ul", "ol"):
                out.append("%s%s %s\n" % ("    " * (level - 1), "-" if kind == "ul" else "1.", markdown_runs(content).strip()))
            elif kind == "table":
                columns = max([len(row) for row in content] or [1])
                for at, row in enumerate(content):
                    out.append("|%s|\n" % "|".join(markdown_runs(cell).strip() for cell in row))
                    out.append("|" + "---|" * columns + "\n" if at == 0 else "")
                out.append("\n")
            elif kind == "pre":
                out.append("```\n%s\n```\n\n" % "".join(text for _, text in content))
            else:
                out.append("%s\n\n" % markdown_runs(content).strip())
    return "".join(out)


def pages_of(bundle):
    with zipfile.ZipFile(bundle) as file:
        return [Page(file.read(name).decode()).blocks for name in file.namelist()
                if re.search("/data/pages/[^/]*\\.html$", name)]


def write_sources(bundle, folder):
    pages = pages_of(bundle)
    for name, text in (("p.typ", typst(pages)), ("p.md", markdown(pages))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def words_of(path):
    text = subprocess.run(["pdftotext", path, "-"], stdout=subprocess.PIPE, check=True).stdout
    return sum(any(c.isalnum() for c in word) for word in text.decode().split())


def fetch_typst():
    return fetched("venv/bin/python", "Typst", [sys.executable, "-m", "venv", os.path.join(TOOLS, "venv")],
                   [os.path.join(TOOLS, "venv", "bin", "pip"), "install", "-q", "typst"])


# One compiler, which keeps what it has read; each document has another name in it.
TYPST_MANY = """import sys, typst
compiler = typst.Compiler(sys.argv[1])
for number in range(int(sys.argv[2])):
    compiler.compile(output=sys.argv[3], sys_inputs={"name": "Sponsor %d" % number})
"""
PACKETS_GOAL = 50


def report_packets(packets, runs):
    """Packets for names: what each further one takes, beside Typst with a compiler that is used again."""
    python = fetch_typst()
    with tempfile.TemporaryDirectory() as folder:
        site, out, rows = (os.path.join(folder, name) for name in ("site", "out", "rows.csv"))
        make_site(site, 1)
        command = [OFFPRINT, "export", site, "--name", "p", "--live-url", LIVE_URL, "-q", "-o", out, "--threads", "1"]
        alternate([command], 1)
        apart(write_sources, os.path.join(out, "p.zip"), folder)
        with open(os.path.join(folder, "p.typ"), "r+", encoding="utf-8") as file:
            text = file.read()
            file.seek(0)
            file.write("Prepared for #sys.inputs.at(\"name\")\n\n" + text)
        commands = []
        for count in (1, packets):
            with open("%s.%d" % (rows, count), "w", encoding="utf-8") as file:
                file.write("name\n" + "".join("Sponsor %d\n" % number for number in range(count)))
            commands.append([*command, "--zip", "none", "--for", "%s.%d" % (rows, count), "-o"])  # what lies there already is not written
        few = [1, 11]
        if python:
            commands += [[python, "-c", TYPST_MANY, os.path.join(folder, "p.typ"), str(count)] for count in few]
        taken = [statistics.median(measure([*each, os.path.join(folder, "new-%d-%d.pdf" % (at, run))]).cpu for run in range(runs)) for at, each in enumerate(commands)]
        ours = (taken[1] - taken[0]) / (packets - 1)
        print("packets for %d names: %.2f ms CPU for each further one" % (packets, ours * 1000))
        if python:
            theirs = (taken[3] - taken[2]) / (few[1] - few[0])
            print("    typst, its compiler used again: %.1f ms; %.0f times as long (goal: %d)" % (theirs * 1000, theirs / ours, PACKETS_GOAL))


def report(copies, runs):
    python = fetch_typst()
    other = fetched("bin/markdown2pdf", "markdown2pdf", ["cargo", "install", "-q", "--root", TOOLS, "markdown2pdf"])
    with tempfile.TemporaryDirectory() as folder:
        site, out = os.path.join(folder, "site"), os.path.join(folder, "out")
        make_site(site, copies)
        commands = {"offprint": [OFFPRINT, "export", site, "--name", "p", "--live-url", LIVE_URL, "-q", "-o", out,
                                 "--threads", "1"]}
        made = {"offprint": os.path.join(out, "p.pdf")}
        alternate([commands["offprint"]], 1)
        apart(write_sources, os.path.join(out, "p.zip"), folder)
        if python:
            made["typst"] = os.path.join(folder, "typst.pdf")
            commands["python"] = [python, "-c", "import typst"]
            commands["typst"] = [python, "-c", "import typst, sys; typst.compile(sys.argv[1], output=sys.argv[2])",
                                 os.path.join(folder, "p.typ"), made["typst"]]
        if other:
            made["markdown2pdf"] = os.path.join(folder, "m.pdf")
            commands["markdown2pdf"] = [other, "-p", os.path.join(folder, "p.md"), "-o", made["markdown2pdf"]]
        measures = dict(zip(commands, alternate(list(commands.values()), runs)))
        ours = median(measures["offprint"], "cpu")
        started = median(measures["python"], "cpu") if python else 0
        print("x%d: offprint, PDF and zip: %.3f s CPU, %.0f MB, %d words in the PDF" %
              (copies, ours, median(measures["offprint"], "megabytes"), words_of(made["offprint"])))
        for name in ("typst", "markdown2pdf"):
            if name in measures:
                cpu = median(measures[name], "cpu") - (started if name == "typst" else 0)
                goal = GOALS.get((name, copies))
                print("    %s: %.3f s CPU, %.0f MB, %d words; offprint takes %.2f of its time%s" %
                      (name, cpu, median(measures[name], "megabytes"), words_of(made[name]), ours / cpu,
                       " (goal: %.2f)" % goal if goal else ""))
