"""What readers do in the pages of a bundle beyond following links, opened from file://.

    test_reading.py            what the markup promises them, read here
    test_reading.py chrome     headings that are followed, notes beside their marks, code that is copied, pictures that enlarge,
                               tables that scroll, themes, all by keyboard too, and without script; with faults planted
    test_reading.py firefox    the same in that browser
    test_reading.py paper      what is printed
    test_reading.py access     accessibility: light, dark, forced colours, 320 to 1920 pixels, text of 200 %, spaced text; HTML's rules"""
import glob
import os
import re
import shutil
import sys

import judges
from small_site import png
from support import check, finish, judged, need_tool, offprint, run, scratch, unpack, write_files
from test_pages import OVERLAPS, pages_of, spoil

LONG = "Some words that fill the lines of a paragraph, as texts do. " * 12
SECTIONS = ["Section %d" % each for each in range(1, 9)]
SITE = {
    "_config.yml": "title: Site\nurl: https://x.example\n",
    "index.md": "---\ntitle: Handbook\ndate: 2021-07-15\n---\n\nA note[^1] and another[^2]: [other](other.md), [live](gone/), "
                "[far](https://other.example/path), <https://own.example/path>, [file](z.pdf), [bad](javascript:x).\n\n"
                "![A picture](p.png){: width=\"6\"} ![Small](p.png)\n\n```\nfirst line\n%s\n```\n\n    short\n\n"
                "| %s |\n|%s|\n| %s |\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> Quoted.\n{: .warning}\n\n- [x] done\n- [ ] open\n\n" %
                ("wide " * 60, " | ".join("Column %d" % each for each in range(12)), "---|" * 11 + "---", " | ".join(["unbreakable"] * 12)) +
                "".join("## %s\n\n%s\n\n" % (title, LONG) for title in SECTIONS) + "### Short\n\nEnd.\n\n"
                "[^1]: The first note, with a [link](https://note.example/).\n[^2]: The second.\n\n    Of two paragraphs.\n",
    "other.md": "---\ntitle: Other\n---\n\n%s[handbook](index.md)\n" % LONG,
    "z.pdf": b"%PDF-1.4\n",
    "p.png": png(),
}


def make_bundle(folder, name="site", files=None):
    site = write_files(os.path.join(folder, name), files or SITE)
    done = offprint("export", site, "--entry", "index.md", "--name", "b", "--quiet", "-o", site)
    check(done.returncode in (0, 1), "a packet: %s" % done.stderr.decode()[-300:])
    return unpack(os.path.join(site, "b.zip"), os.path.join(folder, "bag-" + name))


def page(bag, name="index"):
    return os.path.join(bag, "data", "pages", name + ".html")


def ask(browser, folder, jobs):
    """The answers of each job; its errors count as faults."""
    found = judges.asked("pages.mjs", browser, jobs, folder)
    for job, each in zip(jobs, found):
        check(not each["errors"], "%s: %s" % (os.path.relpath(job["page"], folder), each["errors"]))
    return [each["answers"] for each in found]


def on(path, *steps, **more):
    """A job; steps that are texts are asked."""
    return {"page": path, "steps": [{"ask": step} if isinstance(step, str) else step for step in steps], **more}


WAIT = {"wait": 300}

# Headings that are followed

CURRENT = """[...document.querySelectorAll('[aria-current=location]')].map(link => link.textContent)"""
GO_TO = """document.getElementById('%s').scrollIntoView({ behavior: 'instant' })"""


def test_headings(browser, folder, bag):
    top, third, end, clicked, narrow = ask(browser, folder, [
        on(page(bag), WAIT, CURRENT), on(page(bag), GO_TO % "section-3", WAIT, CURRENT),
        on(page(bag), "scrollTo({ top: 1e6, behavior: 'instant' })", WAIT, CURRENT),
        on(page(bag), "document.documentElement.style.scrollBehavior = 'auto'", {"click": ".headings li:nth-child(5) a"}, WAIT, CURRENT, "scrollY"),
        on(page(bag), GO_TO % "section-4", WAIT, CURRENT, "scrollY", size=[800, 700])])
    check(top[-1] == [], "at the top none is current: %s" % top)
    check(third[-1] == ["Section 3"], "the third is current: %s" % third)
    check(end[-1] == ["Short"], "at the end the last one is: %s" % end)
    check(clicked[1] == ["Section 5"] and clicked[2] > 0, "the one that is gone to is: %s" % clicked)
    check(narrow[1] == ["Section 4"] and narrow[2] > 800, "a closed list moves nothing: %s" % narrow)


# Notes

NOTE = """(() => {
  const box = document.querySelector('.beside'), mark = document.querySelector('[role=doc-noteref]');
  if (!box) return { open: false, focus: document.activeElement === mark };
  const a = mark.getBoundingClientRect(), b = box.getBoundingClientRect(), ids = [...document.querySelectorAll('[id]')].map(each => each.id);
  return { open: box.matches(':popover-open'), text: box.innerText.replace(/\\s+/g, ' ').trim(), name: box.getAttribute('aria-label'), focus: document.activeElement === box,
    far: Math.max(b.top - a.bottom, a.top - b.bottom), within: b.left >= 0 && b.right <= innerWidth && b.top >= 0 && b.bottom <= innerHeight,
    twice: ids.length - new Set(ids).size, links: box.querySelectorAll('a').length };
})()"""
FOCUS = """document.querySelector('[role=doc-noteref]').focus()"""


def test_notes(browser, folder, bag):
    mark = {"click": "[role=doc-noteref]"}
    keys, twice, away, narrow, stepped = ask(browser, folder, [
        on(page(bag), FOCUS, {"key": "Enter"}, WAIT, NOTE, {"key": "Escape"}, WAIT, NOTE),
        on(page(bag), mark, WAIT, NOTE, mark, WAIT, NOTE, mark, WAIT, NOTE), on(page(bag), mark, WAIT, {"click": "h1"}, WAIT, NOTE),
        on(page(bag), mark, WAIT, NOTE, size=[320, 640]),
        on(page(bag), FOCUS, {"key": "Enter"}, WAIT, {"key": "Tab"}, "document.activeElement.href")])
    seen = keys[1]
    check(seen["open"] and seen["focus"] and seen["text"] == "The first note, with a link." and seen["name"] == "note 1", "a note opens: %s" % seen)
    check(seen["twice"] == 0 and seen["links"] == 1, "it is a copy: %s" % seen)
    for each in (seen, narrow[0]):
        check(0 <= each["far"] < 30 and each["within"], "beside its mark: %s" % each)
    check(not keys[2]["open"] and keys[2]["focus"], "Escape closes it: %s" % keys[2])
    check([each["open"] for each in twice] == [True, False, True], "its mark opens and closes it: %s" % twice)
    check(not away[0]["open"], "a click elsewhere closes it")
    check(stepped[-1] == "https://note.example/", "the keyboard goes on into it: %s" % stepped[-1])


# Code, pictures, tables

def test_code(browser, folder, bag):
    take = "navigator.clipboard.writeText = async text => { window.taken = text; }"
    said = "[window.taken, document.querySelector('.copy').textContent]"
    clicked, keyed, empty = ask(browser, folder, [
        on(page(bag), take, {"click": ".copy"}, WAIT, said), on(page(bag), take, "document.querySelector('.copy').focus()", {"key": "Enter"}, WAIT, said,
           "getComputedStyle(document.activeElement).opacity"),
        on(page(bag), "navigator.clipboard.writeText = async () => { throw 1; }", {"click": ".copy"}, WAIT, "getSelection().toString().trimEnd()")])
    code = "first line\n" + ("wide " * 60)
    check(clicked[1] == [code, "Copied"], "code is copied: %s" % clicked[1])
    check(keyed[2] == [code, "Copied"] and keyed[3] == "1", "by keyboard, too: %s" % keyed[2:])
    check(empty[1] == code.rstrip(), "where that is not allowed it is marked: %s" % empty)


PICTURE = """(() => {
  const dialog = document.querySelector('dialog.enlarged'), image = document.querySelector('.text img');
  return { open: Boolean(dialog?.open), width: dialog?.querySelector('img').width ?? 0, own: image.width, focus: document.activeElement === image,
    buttons: document.querySelectorAll('img[role=button]').length, name: image.getAttribute('aria-label') };
})()"""


def test_pictures(browser, folder, bag):
    keyed, clicked = ask(browser, folder, [
        on(page(bag), WAIT, "document.querySelector('.text img').focus()", {"key": "Enter"}, WAIT, PICTURE, {"key": "Escape"}, WAIT, PICTURE),
        on(page(bag), WAIT, {"click": ".text img"}, WAIT, PICTURE, {"click": ".enlarged .close"}, WAIT, PICTURE)])
    for opened, closed in (keyed[1:], clicked):
        check(opened["open"] and opened["width"] == 12 > opened["own"], "a picture is enlarged: %s" % opened)
        check(not closed["open"] and closed["focus"], "and closed: %s" % closed)
        check(opened["buttons"] == 1 and opened["name"] == "Enlarge: A picture", "only one that is shown smaller: %s" % opened)


TABLES = """[...document.querySelectorAll('[role=region]')].map(each => [each.getAttribute('tabindex'), each.scrollWidth > each.clientWidth,
  each.matches('pre') || getComputedStyle(each).backgroundImage.includes('gradient')])"""


def test_tables(browser, folder, bag):
    focus = "document.querySelector('div.scroll').focus()"
    regions, scrolled = ask(browser, folder, [
        on(page(bag), WAIT, TABLES), on(page(bag), focus, {"key": "ArrowRight"}, {"key": "ArrowRight"}, WAIT, "document.querySelector('div.scroll').scrollLeft")])
    check(regions[-1] == [["0", True, True], [None, False, True], ["0", True, True], [None, False, True]], "what scrolls can be focused: %s" % regions)
    check(scrolled[-1] > 0, "the keyboard scrolls it: %s" % scrolled)


# Themes

THEME = """[document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor, document.querySelector('.theme').getAttribute('aria-label'),
  location.search, getComputedStyle(document.documentElement).colorScheme]"""
NEXT = {"click": ".text .inside"}


def test_themes(browser, folder, bag):
    click = {"click": ".theme"}
    light, chosen = ask(browser, folder, [
        on(page(bag), THEME), on(page(bag), click, THEME, click, THEME, NEXT, WAIT, THEME, NEXT, WAIT, THEME,
                                 {"go": "file://" + page(bag, "other")}, THEME, click, THEME)])
    ground = {"light": light[0][1], "dark": chosen[1][1]}
    if browser == "chrome": # the other cannot be told what its reader likes
        system, other = ask(browser, folder, [on(page(bag), THEME, scheme="dark"), on(page(bag), click, THEME, scheme="dark")])
        check(system[0][:2] == ["auto", ground["dark"]], "by itself it follows the system: %s" % system)
        check(other[0][:2] == ["light", ground["light"]], "what is chosen wins over it: %s" % other)
    check(ground["light"] != ground["dark"] and light[0][0] == "auto", "themes are told apart: %s" % ground)
    check([each[0] for each in chosen] == ["light", "dark", "dark", "dark", "dark", "auto"], "it is chosen and kept: %s" % chosen)
    for name, color, label, address, scheme in chosen:
        check(color == ground.get(name, ground["light"]), "%s is %s" % (name, color))
        check(label == "Theme: " + {"auto": "automatic"}.get(name, name), "it is told: %s" % label)
        check(address in ("", "?" + name) and scheme == {"auto": "light dark"}.get(name, name), "%s, %s" % (address, scheme))
    lone = os.path.join(folder, "lone-" + browser)
    shutil.copytree(bag, lone)
    spoil(os.path.join(lone, "data", "assets", "page.js"), "localStorage", "noStorage")
    carried, = ask(browser, folder, [on(page(lone), click, click, THEME, NEXT, WAIT, THEME)])
    check([each[0] for each in carried] == ["dark", "dark"], "where nothing is kept links carry it: %s" % carried)


    start, = ask(browser, folder, [on(os.path.join(bag, "START-HERE.html"), click, click, THEME, {"click": ".open a"}, WAIT, THEME, {"click": ".home"}, WAIT, THEME)])
    check([each[0] for each in start] == ["dark"] * 3, "one that is chosen at the start goes along: %s" % start)


# Where the title stands within the text

COLUMNS = """['.text', '.here', '.text:not(:last-child)', '.text:last-child'].map(what => {
  const { left, right, top, bottom } = document.querySelector(what).getBoundingClientRect(); return [left, right, top, bottom]; })"""


def test_within(browser, folder, _):
    bag = make_bundle(folder, "within-" + browser, {"index.md": WITHIN})
    wide, narrow = ask(browser, folder, [on(page(bag), COLUMNS, OVERLAPS, size=[width, 800]) for width in (1400, 700)])
    for columns, (count, over) in (wide, narrow):
        check(count > 5 and not over, "of %d boxes these overlap: %s" % (count, over))
        check(columns[3][2] > columns[2][3] - 1, "the text goes on below the title: %s" % columns)
    _, here, before, behind = wide[0]
    check(here[0] > before[1] and here[2] < before[2] + 100 and before[:2] == behind[:2], "the list of headings stands beside both: %s" % wide[0])
    _, here, before, behind = narrow[0]
    check(before[3] < here[3] <= behind[2], "or between them: %s" % narrow[0])


# How soon something is seen

PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def test_paint(browser, folder, bag):
    """Chromium's first-contentful-paint, the best of three: milliseconds from going to the page."""
    paths = kinds(bag)
    answers = ask(browser, folder, [on(path, WAIT, PAINT) for path in paths * 3])
    best = {os.path.relpath(path, bag): min(each[0] for each, job in zip(answers, paths * 3) if job == path) for path in paths}
    print("first paint: " + ", ".join("%s %d ms" % item for item in best.items()))
    check(max(best.values()) < 1000, "something is seen at once: %s" % best)


# Without script

def test_without_script(folder, bag):
    shown = """[document.querySelectorAll('.theme, .copy, dialog, img[role=button]').length, document.querySelectorAll('.scroll[tabindex="0"], pre[tabindex="0"]').length,
      document.querySelector('[role=doc-noteref]').hash, document.querySelector('.headings a').hash]"""
    (told, ), opened = ask("chrome", folder, [on(page(bag), shown, script=False),
                                              on(page(bag), {"click": "[role=doc-noteref]"}, WAIT, "document.querySelector(':target').id", script=False)])
    check(told == [0, 4, "#fn-1", "#section-1"], "without script there are links and text: %s" % told)
    check(opened == ["fn-1"], "a mark leads to its note: %s" % opened)


def test_planted(folder, bag):
    """Faults that some question above must see."""
    script = os.path.join("data", "assets", "page.js")
    plants = {"headings that nobody follows": ("requestAnimationFrame(mark)", "0", lambda copy: ask("chrome", folder, [on(page(copy), GO_TO % "section-3", WAIT, CURRENT)])[0][-1] == []),
              "a note far from its mark": ("scrollY + (above", "200 + scrollY + (above", lambda copy: ask(
                  "chrome", folder, [on(page(copy), {"click": "[role=doc-noteref]"}, WAIT, NOTE)])[0][0]["far"] > 30),
              "a theme that is not kept": ("localStorage.setItem", "noStorage", lambda copy: ask(
                  "chrome", folder, [on(page(copy), {"click": ".theme"}, {"go": "file://" + page(copy, "other")}, THEME)])[0][0][0] == "auto")}
    for number, (what, (old, new, sees)) in enumerate(plants.items()):
        copy = os.path.join(folder, "planted%d" % number)
        shutil.copytree(bag, copy)
        spoil(os.path.join(copy, script), old, new)
        check(sees(copy), "%s is seen" % what)


# Paper

def printed(folder, path):
    """The text of each sheet, as it is printed by a browser whose reader likes it dark."""
    pdf = os.path.join(folder, "printed.pdf")
    ask("chrome", folder, [on(path, {"print": pdf}, scheme="dark")])
    return run(["pdftotext", "-layout", pdf, "-"]).stdout.decode().rstrip("\f").split("\f")


def test_paper(folder, bag):
    sheets = printed(folder, page(bag))
    whole = re.sub(r"\s+", " ", " ".join(sheets))
    check(len(sheets) > 1 and all(sheet.rstrip().endswith(str(number)) for number, sheet in enumerate(sheets, 1)), "sheets are numbered")
    for address in ("far <https://other.example/path>", "live <https://x.example/gone/>", "link <https://note.example/>"):
        check(address in whole, "where a link leads is printed: %s in %s" % (address, whole[:400]))
    check(whole.count("own.example") == 1, "once where it is told already")
    for what in ("Search", "On this page", "Packet", "Copy "):
        check(what not in whole.split("A note")[0] or what == "Copy " and "Copy of" in whole, "'%s' is not printed" % what)
    links = ["[%s %d](https://%s.example/%s/%d)" % (words, each, words.split()[0].lower(), "/".join(words.split()), each)
             for each in range(75) for words in ("Measurement data", "Policy of the site and its rules")]
    bag = make_bundle(folder, "many", {**SITE, "index.md": "---\ntitle: A handbook with a long title\n---\n\n" + "\n\n".join(links) + "\n"})
    sheets = printed(folder, os.path.join(bag, "data", "report", "links.html"))
    check(len(sheets) <= 3 and "".join(sheets).count("measurement.example") == 75, "a report of 150 links takes %d sheets" % len(sheets))


# Accessibility

WIDE = """[document.documentElement.scrollWidth, innerWidth, [...document.querySelectorAll('body *')].filter(each =>
  /hidden|clip/.test(getComputedStyle(each).overflowX + getComputedStyle(each).overflowY) && getComputedStyle(each).clipPath === 'none' &&
  (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)).map(each => each.className).slice(0, 3)]"""
LARGE = "document.documentElement.style.fontSize = '200%'"
SPACED = """for (const each of document.querySelectorAll('body *')) Object.assign(each.style, { lineHeight: '1.5', letterSpacing: '.12em', wordSpacing: '.16em' },
  each.localName === 'p' && { marginBottom: '2em' })"""
STOP = """(() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  if (at === document.body) return null;
  const places = [...at.getClientRects()].flatMap(({ left, right, top, bottom }) => [[(left + right) / 2, (top + bottom) / 2], [left + 2, top + 2], [right - 2, bottom - 2]]);
  const seen = places.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (at.contains(top) || top.contains(at)); });
  return [at.localName + '.' + at.className, seen, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, box.width, box.height];
})()"""


def kinds(bag):
    """One page of each kind."""
    data = os.path.join(bag, "data")
    return [os.path.join(bag, "START-HERE.html"), os.path.join(data, "index.html"), page(bag), os.path.join(data, "report", "links.html")]


def test_axe(folder, bag):
    jobs = [on(path, {"axe": True}, size=[width, 800], scheme=scheme, forced=forced)
            for path in kinds(bag) for scheme, forced in (("light", False), ("dark", False), ("light", True)) for width in (320, 768, 1280, 1920)]
    jobs += [on(path, LARGE, WAIT, {"axe": True}, size=[width, 800]) for path in kinds(bag) for width in (640, 1280)]
    jobs += [on(page(bag), {"click": what}, WAIT, {"axe": True}, size=[width, 800], scheme=scheme)
             for what in ("[role=doc-noteref]", ".text img", ".theme", ".copy") for width in (320, 1280) for scheme in ("light", "dark")]
    for job, answers in zip(jobs, ask("chrome", folder, jobs)):
        what = {name: value for name, value in job.items() if name in ("size", "scheme", "forced", "steps")}
        check(answers[-1] == [], "%s, %s: %s" % (os.path.relpath(job["page"], bag), what, answers[-1]))
    return len(jobs)


def test_seen(folder, bag):
    """Faults that axe-core must see."""
    plants = ((".crumbs{", ".crumbs{opacity:.3;", "color-contrast"), (".theme{", ".theme{max-width:1rem;max-height:1rem;margin:0 -1rem;", "target-size"))
    for number, (old, new, rule) in enumerate(plants):
        copy = os.path.join(folder, "seen%d" % number)
        shutil.copytree(bag, copy)
        spoil(os.path.join(copy, "data", "assets", "style.css"), old, new)
        answers, = ask("chrome", folder, [on(page(copy), {"axe": True})])
        check(any(line.startswith(rule) for line in answers[0]), "%s is seen: %s" % (rule, answers))


def test_large(folder, bag):
    """Nothing is lost, cut or over another in text twice as large, in a window of 320 pixels, and in spaced text."""
    ways = ([LARGE], [640, 800]), ([LARGE], [1280, 800]), ([SPACED], [320, 800]), ([SPACED], [1280, 800]), ([], [320, 800])
    jobs = [on(path, *steps, WAIT, OVERLAPS, WIDE, size=size) for path in kinds(bag) for steps, size in ways]
    for job, answers in zip(jobs, ask("chrome", folder, jobs)):
        what = "%s, %s" % (os.path.relpath(job["page"], bag), [step.get("ask", "")[:20] for step in job["steps"]][:1] + job["size"])
        (count, over), (width, window, cut) = answers[-2:]
        check(count > 5 and not over, "%s: of %d boxes these overlap: %s" % (what, count, over))
        check(width <= window and not cut, "%s: is %d wide in %d, cut: %s" % (what, width, window, cut))


def test_stops(folder, bag):
    """What has the keyboard is seen, is not covered, and is large enough to be hit, or stands in a line of text."""
    for size in ([1280, 500], [320, 500]):
        answers, = ask("chrome", folder, [on(page(bag), "document.documentElement.style.scrollBehavior = 'auto'", *[{"key": "Tab"}, {"wait": 60}, STOP] * 60, size=size)])
        stops = [stop for stop in answers[1:] if stop]
        check(len(stops) > 25, "%d stops" % len(stops))
        for name, seen, outlined, width, height in stops:
            check(seen and outlined, "%s at %s is covered, or not marked: %s, %s" % (name, size, seen, outlined))
            inline = name in ("a.", "a.external", "a.external own", "a.live", "a.inside", "a.to-file") or name.startswith("img")
            check(inline or (width >= 24 and height >= 24), "%s at %s is %d x %d" % (name, size, width, height))


def test_bars(folder, bag):
    """Colours that are forced show the bar of what is current alone."""
    bars = """['.documents a', '.headings a', '.headings'].map(what => [...document.querySelectorAll(what)].filter(each =>
      getComputedStyle(each).borderInlineStartColor !== getComputedStyle(document.body).backgroundColor).length)"""
    answers, = ask("chrome", folder, [on(page(bag), GO_TO % "section-3", WAIT, bars, forced=True)])
    check(answers[-1] == [1, 1, 0], "forced colours show bars: %s" % answers[-1])


def test_cards(folder, bag):
    answers, = ask("chrome", folder, [on(os.path.join(bag, "data", "report", "links.html"),
                                         "[...new Set([...document.querySelectorAll('.report td')].map(each => getComputedStyle(each).display))]", WIDE, size=[320, 640])])
    check(answers[0] == ["block"] and answers[1][0] <= 320, "on a phone rows are cards: %s" % answers)


# What the markup promises

# Its title is shown where it stands: what comes before it is a part of its own.
WITHIN = "Words before all headings.\n\n## Before\n\n%s\n\n# The title\n\nText.\n\n## Behind\n\n%s\n" % (LONG, LONG)


def test_markup(folder, bag):
    within = make_bundle(folder, "within", {"index.md": WITHIN})
    for path in pages_of(bag) + pages_of(within):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        head = text[:text.index("</head>")]
        check(re.search(r'<script src="(\.\./|data/)?assets/page\.js" data-words="[^"]*"></script>\n$', head), "%s: its script runs before it is drawn" % path)
        if 'class="here"' in text:
            behind = text.index('<nav class="here"')
            check(text.index("<h1") < behind < text.index("<p>", behind), "%s: headings are listed behind the title" % path)
    with open(page(within), encoding="utf-8") as file:
        check('<h1 id="the-title">The title</h1>\n</div>\n<nav class="here"' in file.read(), "directly behind one that stands within the text")
    with open(os.path.join(bag, "data", "assets", "style.css"), "rb") as style, open(os.path.join(bag, "data", "assets", "page.js"), "rb") as script:
        sizes = len(style.read()), len(script.read())
    print("style.css: %d bytes, page.js: %d" % sizes)
    check(sizes[0] < 22000 and sizes[1] < 8000, "%d and %d bytes" % sizes)
    with open(page(bag), encoding="utf-8") as file:
        text = file.read()
    check('copy of' in text.lower() and "15 July 2021" in text and 'class="crumbs"' in text and 'class="next"' in text, "whose copy it is, of when; what is around it")


def main(arguments):
    with scratch() as folder:
        bag = make_bundle(folder)
        browser = "firefox" if arguments == ["firefox"] else "chrome"
        if arguments and not judges.drives(browser):
            judged(browser + " with puppeteer-core", None, "")
        elif arguments == ["paper"]:
            need_tool("pdftotext", "poppler-utils")
            test_paper(folder, bag)
        elif arguments == ["access"]:
            print("%d pages before axe-core" % test_axe(folder, bag))
            for test in (test_seen, test_large, test_stops, test_bars, test_cards):
                test(folder, bag)
            judged("the Nu checker", judges.vnu(bag, strict=True), "pages and style by HTML's rules")
        elif arguments:
            for test in (test_headings, test_notes, test_code, test_pictures, test_tables, test_themes, test_within):
                test(browser, folder, bag)
            if browser == "chrome":
                test_paint(browser, folder, bag)
                test_without_script(folder, bag)
                test_planted(folder, bag)
        else:
            test_markup(folder, bag)
    finish("reading" + "".join(", " + each for each in arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
