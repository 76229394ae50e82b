"""Covers of packets for names: logos, a letter, a table, lists that the recipe names; what empty fields leave."""
import csv
import io
import json
import os
import re
import zipfile
import zlib

from packet_site import LETTER, LOGO_LIST, LOGOS, SITE, make, pdfs, read, said, text_of, with_logos, with_matter, zips
from support import check, finish, need_tool, offprint, run, scratch, write_files
from test_limits import SANITIZED, measured_time

MATTER_LIST = ("name,tier,until,mail,web,wish,slug\nAcme *Net* & <b>Co</b> {{ x }} `c` _d_,Gold,2027,a+b@acme.example,https://acme.example/a,\"more [x](y) & \"\"a\"\"\",one\n"
               "Bücher GmbH,Silver,2027,b@b.example,https://b.example,,two\n")


def escaped(value):
    return re.sub(r"([\\`*_\[\]()#+.!|:\"'<>$~-])", r"\\\1", value).replace("{", "{{").replace("}", "}}").replace("&", "&amp;").replace("\\<", "&lt;").replace("\\>", "&gt;")


def test_logos(folder):
    """Ours and theirs: Figures with their names, in their shape; what cannot be shown is told before anything is written."""
    site, rows = with_logos(folder)
    done = make(site, rows, folder + "/logos", "--outputs", "pdf")
    check(done.returncode == 0, said(done))
    for name, shape in (("wide", 9.0), ("tall", 0.1), ("drawn", 2.5), ("none", None)):
        pdf = os.path.join(folder, "logos", name + "-packet.pdf")
        tree = run(["pdfinfo", "-struct", pdf]).stdout.decode()
        cover = tree[:tree.index("Sect", tree.index("Sect") + 4)]
        boxes = [[float(number) for number in box.split()] for box in re.findall(r"/BBox \[([0-9. ]+)\]", cover)]
        shapes = [(box[2] - box[0]) / (box[3] - box[1]) for box in boxes]
        check(len(shapes) == (2 if shape else 1) and abs(shapes[0] - 1.5) < 0.02, "%s: %s" % (name, shapes))
        check(not shape or abs(shapes[1] / shape - 1) < 0.02, "%s has its shape: %s" % (name, shapes))
        check(all(box[2] < 595 and box[3] - box[1] < 90 for box in boxes), "%s is within the page: %s" % (name, boxes))
    write_files(folder + "/logo-list", {"logos/cut.png": LOGOS["logos/wide.png"][:70], "logos/blank.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"})
    for logo, word in (("logos/cut.png", "damaged"), ("logos/absent.png", "no such file"), ("logos/none.png", "PNG"), ("logos/broken.svg", "drawing"), ("logos/blank.svg", "shows nothing"), ("../outside.png", "outside"),
                       ("logos/wide.png/x.png", "no such file"), ("logos", "folder")):
        write_files(folder + "/logo-list", {"list.csv": "name,logo\nGood,logos/wide.png\nBad,%s\n" % logo})
        done = make(site, rows, folder + "/logo-faults")
        check(done.returncode == 1 and b"list.csv:3:5: error" in done.stderr and word.encode() in done.stderr and b"[packet-image]" in done.stderr, "%s: %s" % (logo, said(done)))
        faults = [line for line in done.stderr.splitlines() if b" error: " in line]
        check(len(faults) == 1, "%s: one fault, one line: %s" % (logo, faults))
        check(not os.path.exists(folder + "/logo-faults"), "%s: nothing is written" % logo)
    write_files(folder + "/logo-list", {"list.csv": LOGO_LIST})
    os.remove(site + "/assets/own.png")
    done = make(site, rows, folder + "/logo-faults")
    check(done.returncode == 1 and b"offprint.yml:5:3: error" in done.stderr, "ours is the recipe's: %s" % said(done))


def test_matter(folder):
    """A letter and a table: fields are text, whatever stands in them; the same as a single export of what they say."""
    site, rows = with_matter(folder + "/matter"), write_files(folder + "/matter-list", {"list.csv": MATTER_LIST}) + "/list.csv"
    done = make(site, rows, folder + "/matter-out", "--outputs", "pdf")
    check(done.returncode == 0 and not done.stderr, said(done))
    for line in csv.DictReader(io.StringIO(MATTER_LIST)):
        many = os.path.join(folder, "matter-out", line["slug"] + "-packet.pdf")
        letter = LETTER.replace("{web}", line["web"]).replace("={slug}", "=" + line["slug"]).replace("mailto:{mail}", "mailto:" + line["mail"])
        letter = re.sub(r"^.*\{wish\}\n\n?", "", letter, flags=re.M) if not line["wish"] else letter
        letter = re.sub(r"(?<!\{)\{(\w+)\}", lambda field: escaped(line[field[1]]), letter)
        name_said = json.dumps(line["name"], ensure_ascii=False)[1:-1]  # braces are written twice there
        recipe = {"title": "Terms", "date": "2026-07-15", "entry": "index.md",
                  "cover": {"lines": ["%s sponsor" % line["tier"], "Valid until 2027", "For everybody"], "stamp": "For %s sponsors: %s" % (line["tier"], line["name"]),
                            "text": "l.md", "table": [["Tier", "Fee", "For " + line["name"]], ["Gold", "10,000", "yes"], ["Sil;ver", "5,000", line["tier"]]]}}
        own = write_files(os.path.join(folder, "matter-" + line["slug"]), {**SITE, "l.md": letter, "offprint.yml": json.dumps(recipe, ensure_ascii=False).replace(name_said, name_said.replace("{", "{{").replace("}", "}}"))})
        done = offprint("export", own, "-o", own + "/out", "--name", "one", "--prepared-for", line["name"], "--outputs", "pdf", "--contact", line["mail"])
        check(done.returncode == 0, said(done))
        one = own + "/out/one.pdf"
        texts = [text_of(path, "-layout").decode() for path in (one, many)]
        check(texts[0] == texts[1] and line["name"] in texts[0], "%s: the same text: %s" % (line["slug"], [a for a in zip(*(text.splitlines() for text in texts)) if a[0] != a[1]][:3]))
        for what in (["-struct-text"], ["-dests"], ["-url"]):
            told = [re.sub(rb"Object \d+ \d+", b"Object", run(["pdfinfo", *what, path]).stdout) for path in (one, many)]
            check(told[0] == told[1] != b"", "%s: the same %s" % (line["slug"], what[0]))
        tree = run(["pdfinfo", "-struct", many]).stdout.decode()
        cover = tree[:tree.index("Sect", tree.index("Sect") + 4)]
        check(len(re.findall(r"\bTH\b", cover)) == 3 and len(re.findall(r"\bTD\b", cover)) == 6 and "H2" in cover, "a table and a heading of the cover: %s" % cover[:1500])
    plain = offprint("export", site, "-o", folder + "/matter-plain", "--name", "p", "--outputs", "pdf")
    text = text_of(folder + "/matter-plain/p.pdf", "-l", "1")
    check(plain.returncode == 0 and b"Dear" not in text and b"Gold" not in text, "without a list: neither, for both name fields: %s" % text)
    for number, (change, table, told) in enumerate([
            ({"letters/letter.md": "Dear {nam}\n\nx {\n"}, "tiers.csv", ["letters/letter.md:1:6 packet-column", "letters/letter.md:3:3 packet-column"]),
            ({"tiers.csv": "a,b\n1\n{x},2\n"}, "tiers.csv", ["tiers.csv:2:1 packet-row", "tiers.csv:3:1 packet-column"]),
            ({"letters/letter.md": b"D\xe9\n"}, "tiers.csv", ["letters/letter.md:1:2 packet-encoding"]),
            ({"letters/letter.md": "many words\n\n" * 60}, "tiers.csv", ["list.csv:2:1 packet-overflow", "list.csv:3:1 packet-overflow"]),
            ({}, "absent.csv", ["offprint.yml:6:3 cover-read"]), ({}, "../tiers.csv", ["offprint.yml:6:3 cover-read"]),
            ({"letters/letter.md": "![x]({web})\n"}, "tiers.csv", ["letters/letter.md:1:1 cover-field"]),
            ({"letters/letter.md": "[x](#{slug}) <img src=\"a{slug}\">\n"}, "tiers.csv", ["letters/letter.md:1:1 cover-field"]),
            ({"letters/letter.md": "[x](tel:{tier})\n\nx\n{: .y}\n"}, "tiers.csv", ["letters/letter.md:4:1 packet-column"]),
            ({"letters/letter.md": "[x]({tier}/x)\n"}, "tiers.csv", ["list.csv:2:1 packet-link", "list.csv:3:1 packet-link"]),
            ({"letters/letter.md": "[x]({tier})\n"}, "tiers.csv", ["list.csv:2:1 packet-link", "list.csv:3:1 packet-link"])]):
        case = write_files(with_matter(os.path.join(folder, "matter-%d" % number), table=table), change)
        done = make(case, "list.csv", folder + "/matter-none", "--json", cwd=folder + "/matter-list")
        report = json.loads(done.stdout)["diagnostics"]
        found = ["%s %s" % (":".join(str(each[key]) for key in ("file", "line", "column") if each.get(key)), each["code"])
                 for each in report if each["severity"] == "error"]
        check(set(told) <= set(found) and done.returncode == 1, "%s: told as %s" % (told, found))
        check(not os.path.exists(folder + "/matter-none"), "nothing is written")


def test_letters(folder):
    """What no face has is a fault of the row that has it, wherever it stands; in the recipe's own words it is a warning for all."""
    def told(site, rows, name):
        write_files(folder, {"list.csv": "name,slug,tier,mail,logo\n" + rows})
        done = make(site, "list.csv", name, "--zip", "none", "--json", cwd=folder)
        return done.returncode, ["%s:%d %s%s" % (each["file"], each["line"], each["code"], " " + each.get("hint", "") if each["severity"] == "error" else "")
                                 for each in json.loads(done.stdout)["diagnostics"] if each["severity"] != "note"]
    write_files(folder, LOGOS)
    lacks = "packet-script no face has 1 character of private use: U+E123"
    for number, cover in enumerate(("prepared_for: \"{name}\"", "prepared_for: \"{slug}\"\n  text: c.md", "prepared_for: \"{slug}\"\n  table: [[a, \"{name}\"]]",
                                    "prepared_for: \"{slug}\"\n  stamp: \"{name}\"", "prepared_for: \"{slug}\"\n  lines: [\"{name}\"]\n  partner_logo: \"{logo}\"")):
        site = write_files(os.path.join(folder, "letters-%d" % number), {**SITE, "c.md": "Dear\n{name}\n", "offprint.yml": "title: T\ndate: 2026-07-15\nentry: index.md\ncover:\n  %s\n" % cover})
        found = told(site, "A,a,b,c,\nB \ue123,b,b,c,logos/wide.png\n", "letters")
        check(found == (1, ["list.csv:3 " + lacks]), "%s: %s" % (cover, found))
    site = write_files(folder + "/letters-own", {**SITE, "c.md": "Dear {name} \ue123\n", "offprint.yml": "title: \"T \ue124\"\ndate: 2026-07-15\nentry: index.md\ncover: {text: c.md, partner_logo: \"{logo}\"}\n"})
    status, found = told(site, "A,a,b,c,logos/wide.png\n", "own")
    check(status == 0 and found and all("font-missing" in each for each in found) and pdfs(folder + "/own"), "the recipe's own: %d %s" % (status, found))
    status, found = told(site, "A,a,b,c,logos/wide.png\nB \ue125,b,b,c,\n", "own-and-more")
    check(status == 1 and [each for each in found if "packet-script" in each] == ["list.csv:3 packet-script no face has 3 characters of private use: U+E124, U+E125, U+E123"], "and a row's: %s" % found)


def test_turned(folder):
    """Days and telephones of a row stand as they are written, in lines, stamps and letters that are read from right to left, too."""
    cover = {"lines": ["حتى {until} هاتف {phone}", "{phone} راعٍ", "Until {until}"], "stamp": "أُعدّ {until}", "text": "c.md"}
    site = write_files(folder, {**SITE, "index.md": "---\ntitle: شروط\nlang: ar\n---\nنص.\n", "c.md": "شكرا على {until} و **{phone}** و ({until}).\n\n| أ | ب |\n|---|---|\n| {phone} | 10,000 |\n",
                                "offprint.yml": json.dumps({"language": "ar", "date": "2026-07-15", "entry": "index.md", "cover": cover}), "list.csv": "name,slug,until,phone\nشركة,a,2027-04-05,+1 555-0100\n"})
    done = make(site, site + "/list.csv", folder + "/out", "--outputs", "pdf")
    check(done.returncode == 0, said(done))
    words = re.findall(r'<word xMin="([0-9.]+)" yMin="([0-9.]+)".*>(.*)</word>', run(["pdftotext", "-bbox", folder + "/out/a.pdf", "-"]).stdout.decode())
    days = [word for _, _, word in words if re.search("2027", word)]
    check(len(days) >= 5 and all("2027-04-05" in day for day in days), "days: %s" % days)
    for left, top, word in words:
        if "555" in word:
            before = [other for x, y, other in words if y == top and 0 < float(left) - float(x) < 20]
            check(word == "555-0100" and before == ["+1"], "a telephone: %s %s" % (before, word))


def test_band(folder):
    """However much a cover holds, its subtitle stands clear of the band."""
    lower = set()
    for lines in range(0, 40):
        recipe = {"title": "A title of\nthe packet", "subtitle": "Its subtitle, which takes two lines of the cover as it is longer than one of them is", "date": "2026-07-15", "entry": "index.md",
                  "cover": {"lines": ["Line"] * lines, "text": "c.md"}}
        site = write_files(folder, {**SITE, "c.md": "Dear all\n", "offprint.yml": json.dumps(recipe)})
        if offprint("export", site, "--outputs", "pdf", "--name", "p", "-o", folder + "/out", "--json").returncode:
            break
        pdf = folder + "/out/p.pdf"
        words = re.findall(r'yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">(Its|packet)<', run(["pdftotext", "-bbox", "-l", "1", pdf, "-"]).stdout.decode())
        picture = run(["pdftoppm", "-r", "72", "-l", "1", "-gray", pdf]).stdout.split(b"\n", 3)[3]
        width = 595 if len(picture) % 595 == 0 else 596
        band = sum(picture[row * width] < 128 for row in range(len(picture) // width))
        top = min(float(y) for y, _, word in words if word == "Its")
        check(top > band + 5, "%d lines: the subtitle at %.1f, the band to %d" % (lines, top, band))
        lower.add(band)
    check(lines > 20 and len(lower) > 3, "a cover of up to %d lines has bands of %s" % (lines, sorted(lower)))


def test_of_recipe(folder):
    """A list that lies in the site, or stands in the recipe; its logos lie there, too."""
    rows, out = write_files(folder + "/beside", {"list.csv": LOGO_LIST, **LOGOS}), folder + "/of-recipe"
    site, _ = with_logos(folder + "/first")
    done = make(site, rows + "/list.csv", folder + "/of-file", "--outputs", "pdf")
    whole = pdfs(folder + "/of-file")
    recipe = read(site + "/offprint.yml").decode().replace("packets: {", "packets: {from: partners/list.csv, outputs: pdf, ")
    logos = {"partners/" + name: data for name, data in LOGOS.items() if ".." not in name}
    site = write_files(site, {"offprint.yml": recipe, "partners/list.csv": LOGO_LIST, **logos, "logos/drawn.svg": LOGOS["logos/drawn.svg"]})
    done = make(site, "recipe", out)
    check(done.returncode == 0 and pdfs(out) == whole and not zips(out), "a file of the site's: %s" % said(done))
    done = make(site, "recipe", out + "-zip", "--zip", "one")
    check(done.returncode == 0 and pdfs(out + "-zip") == whole and len(zips(out + "-zip")) == 1, "a zip that is asked for, whatever the recipe makes: %s" % said(done))
    listed = "[" + ", ".join("{name: %s, logo: %s}" % (each["name"], each["logo"] and "/partners/" + each["logo"].lstrip("/")) for each in csv.DictReader(io.StringIO(LOGO_LIST))) + "]"
    write_files(site, {"offprint.yml": recipe.replace("partners/list.csv", listed)})
    done = make(site, "recipe", folder + "/of-list")
    check(done.returncode == 0 and pdfs(folder + "/of-list") == whole, "a list in the recipe: %s" % said(done))
    for change, told in ((("partners/list.csv", "../list.csv"), b"offprint.yml:10:1: error: cannot read the list"), (("partners/list.csv", "absent.csv"), b"no such file"),
                         (("from: partners/list.csv, ", ""), b"names no list"), (("outputs: pdf", "outputs: [pdf, doc]"), b"no output 'doc'"),
                         (("partners/list.csv", "[{name: A, logo: x.png}]"), b"offprint.yml:10:"), (("partners/list.csv", "[a]"), b"no mapping")):
        write_files(site, {"offprint.yml": recipe.replace(*change)})
        done = make(site, "recipe", folder + "/of-none")
        check(done.returncode in (1, 2) and told in done.stderr and not os.path.exists(folder + "/of-none"), "%s: %s" % (change, said(done)))
    write_files(site, {"offprint.yml": recipe})
    run(["git", "init", "-q", site])
    run(["git", "-C", site, "add", "-A"])
    run(["git", "-C", site, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "All"])
    for name in ("partners/list.csv", "partners/logos/tall.png"):
        os.remove(os.path.join(site, name))
    done = make(site, "recipe", folder + "/of-revision", "--revision", "HEAD", "--date", "2026-07-15")
    check(done.returncode == 0 and len(pdfs(folder + "/of-revision")) == 4, "of a revision: %s" % said(done))


# A text, and what is left of it: both fields, the second empty, the first empty.
GAPS = [("{a}, {b}", "Alpha, Beta", "Alpha", "Beta"), ("{a} ({b})", "Alpha (Beta)", "Alpha", "(Beta)"), ("The {a} of {b}", "The Alpha of Beta", "The Alpha of", "The of Beta"),
        ("{a}, {b}, both", "Alpha, Beta, both", "Alpha, both", "Beta, both"), ("No. {b} of {a}", "No. Beta of Alpha", "No. of Alpha", "No. Beta of"),
        ("{a} – {b}", "Alpha – Beta", "Alpha", "Beta"), ("{a}{b}", "AlphaBeta", "Alpha", "Beta"), ("(only {b})", "(only Beta)", None, "(only Beta)")]


def test_gaps(folder):
    """An empty field takes along the brackets around it and what parts it from the rest."""
    recipe = "title: T\ndate: 2026-07-15\nentry: index.md\ncover: %s\n" % json.dumps({"lines": [each[0] for each in GAPS], "contact": "{name} <{mail}>"})
    site = write_files(folder + "/gaps", {**SITE, "offprint.yml": recipe, "list.csv": "name,a,b,mail\nboth,Alpha,Beta,m@m.example\nfirst,Alpha,,\nsecond,,Beta,m@m.example\n"})
    done = make(site, site + "/list.csv", folder + "/gaps-out", "--outputs", "pdf")
    check(done.returncode == 0, said(done))
    for column, name in enumerate(("both", "first", "second"), 1):
        lines = [line.strip() for line in text_of(folder + "/gaps-out/%s.pdf" % name, "-l", "1", "-layout").decode().splitlines()]
        start = [line for line in lines if "Prepared for" in line][0]
        wanted = [each[column] for each in GAPS if each[column]]
        found = lines[lines.index(start) + 1:][:len(wanted)]
        check(found == wanted, "%s: %s" % (name, found))
        contact = [line.split("Contact")[1].strip() for line in lines if line.startswith("Contact")]
        check(contact == [name + (" <m@m.example>" if column != 2 else "")], "%s: %s" % (name, contact))


# What the recipe has of `cover`, the file it names, and where it is told that all fields together are too much.
LONG = (("lines: [\"ok\", \"%s\"]" % ("{a} " * 2000), {}, "offprint.yml:5:"), ("prepared_for: \"%s\"" % ("{a}" * 2000), {}, "offprint.yml:5:"),
        ("lines: [%s]" % ", ".join(['"{a}"'] * 2000), {}, "offprint.yml:5:"), ("stamp: \"%s\"" % ("{a}" * 2000), {}, "offprint.yml:5:"),
        ("partner_logo: \"%s\"" % ("{a}/" * 2000), {}, "offprint.yml:5:"), ("text: c.md", {"c.md": "Dear {name},\n\n" + "{a} " * 2000}, "c.md:3:1:"),
        ("text: c.md", {"c.md": "Dear {name},\n\n" + "[x](https://x.example/{a})\n" * 2000}, "c.md:"), ("table: t.csv", {"t.csv": "one,two\n" + "{a},{a}\n" * 2000}, "t.csv:6:"))


def test_long(folder):
    """What many fields come to with a long text ends at a limit, is told where they stand, and is no other row's fault."""
    for at, (cover, more, place) in enumerate(LONG):
        site = write_files(folder + "/long-%d" % at, {**SITE, **more, "offprint.yml": "title: T\ndate: 2026-07-15\nentry: index.md\ncover:\n  %s\n" % cover,
                                                      "list.csv": "name,a\nLong,%s\n" % ("word " * 1600)})
        status, told, megabytes, seconds = measured_time("export", site, "--for", site + "/list.csv", "-o", folder + "/long-out", "--outputs", "pdf")
        check(status == 1 and re.search("(?m)^" + re.escape(place) + r".*error: the row of line 2 of '.*list\.csv' .*longer than 64 KiB \[packet-overflow\]", told), "%s: %d %s" % (cover[:20], status, told[:500]))
        check(told.count("error: ") == 1 and megabytes < 40 and (SANITIZED or seconds < 0.5), "%s: %d MB, %.1f s %s" % (cover[:20], megabytes, seconds, told[:500]))
    write_files(site, {"list.csv": "name,a\nLong,%s\nGood,\n" % ("word " * 1600), "t.csv": "one,two\n" + "{a},{a}\n" * 20})
    done = make(site, site + "/list.csv", folder + "/long-out", "--outputs", "pdf", "--keep-going")
    check(done.returncode == 1 and list(pdfs(folder + "/long-out")) == ["good.pdf"], "others are made: %s" % said(done))
    for text in ("{a" * 100000, "}" * 200001, "{" * 200001):  # told a thousand times, in linear time
        write_files(site, {"c.md": text, "offprint.yml": "cover: {text: c.md}\n"})
        status, told, _, seconds = measured_time("export", site, "--for", site + "/list.csv", "-o", folder + "/long-out")
        check(status == 1 and "a brace stands alone" in told and (SANITIZED or seconds < 1), "%s: %.1f s %s" % (text[:4], seconds, told[:300]))


def test_schemes(folder):
    """A row's address may have its scheme in capitals, and that of mail, which the text has, too: it stands there once."""
    site = write_files(folder, {**SITE, "c.md": "[a]({web}) [b](mailto:{mail}) [c](mailto:{mail}?subject=x)\n",
                                "offprint.yml": "title: T\ndate: 2026-07-15\nentry: index.md\ncover: {text: c.md, contact: \"{mail}\"}\n",
                                "list.csv": "name,web,mail\nOne,HTTPS://one.example/a,mailto:m@one.example\nTwo,Http://two.example/a,MAILTO:m@two.example?subject=y\nThree,https://three.example/a,m@three.example\n"})
    done = make(site, site + "/list.csv", folder + "/out", "--zip", "each")
    check(done.returncode == 0, said(done))
    for name, web in (("one", "HTTPS"), ("two", "Http"), ("three", "https")):
        mail = "mailto:m@%s.example" % name
        links = set(re.findall(r"(?im)(?:https?://%s|mailto:)\S*$" % name, run(["pdfinfo", "-url", folder + "/out/%s.pdf" % name]).stdout.decode()))
        check(links == {"%s://%s.example/a" % (web, name), mail, mail + "?subject=x"}, "%s: %s" % (name, links))
        bag = zips(folder + "/out")[name + ".zip"]
        with zipfile.ZipFile(io.BytesIO(bag)) as archive:
            info = [archive.read(file).decode() for file in archive.namelist() if file.endswith("/bag-info.txt")][0]
        check("Contact-Email: m@%s.example\n" % name in info, "%s: %s" % (name, info))


def test_markup(folder):
    """Fields in what elements of HTML say besides their text."""
    text = '<img alt="Mark of {name}" src="a.png">\n\n<abbr title="Short for {name}">x</abbr> y <img alt="Small {name}" src="a.png" width="9">\n\n*[ZQ]: Long {name}\n\nZQ\n'
    site = write_files(folder, {**SITE, "c.md": text, "a.png": LOGOS["logos/wide.png"], "offprint.yml": "title: T\ndate: 2026-07-15\nentry: index.md\ncover: {text: c.md}\n",
                                "list.csv": "name\nOne\nTwo\n"})
    done = make(site, site + "/list.csv", folder + "/out", "--outputs", "pdf")
    check(done.returncode == 0, said(done))
    for name in ("One", "Two"):
        pdf = pdfs(folder + "/out")[name.lower() + ".pdf"]
        whole = pdf
        for stream in re.finditer(rb"stream\r?\n", pdf):
            try:
                whole += zlib.decompressobj().decompress(pdf[stream.end():])
            except zlib.error:
                pass
        for words in ("Mark of %s", "Short for %s", "Small %s", "Long %s"):
            check(("(" + words % name + ")").encode() in whole, "%s: '%s'" % (name, words))
        check(not re.search(rb"(?i)<FEFF[0-9A-F]*DBFCDC", whole), "%s: no mark of a field is left" % name)
    site = write_files(folder, {"c.md": '<abbr title="Short for {x}">x</abbr>\n', "list.csv": "name,x\nOne,a\nTwo,a\n"})
    for values, left in ("aa", 0), ("aa", 2), ("ab", 1):
        write_files(folder, {"list.csv": "name,x\nOne,%s\nTwo,%s\n" % tuple(values)})
        done = make(site, site + "/list.csv", folder + "/again", "--outputs", "pdf", "--resume", "--json")
        counts = json.loads(done.stdout)["packets"]
        check(counts["same"] == left, "%s: an earlier run's that say the same: %s" % (values, counts))


need_tool("pdftotext", "poppler-utils")
with scratch() as base:
    test_logos(base)
    test_matter(base)
    test_gaps(base)
    test_long(base)
    test_schemes(base + "/schemes")
    test_markup(base + "/markup")
    test_letters(base + "/letters")
    test_band(base + "/band")
    test_turned(base + "/turned")
    test_of_recipe(base + "/recipe")
finish("covers of packets")
