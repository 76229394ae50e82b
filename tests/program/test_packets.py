"""`offprint export --for`: how lists are read and what is wrong with them, that a packet is what a single export of it says,
the same bytes whoever else is in the list, and without anybody else's name.

  test_packets.py                  every case
  test_packets.py judges           many of them before veraPDF
  test_packets.py scale COUNT      what so many take
"""
import hashlib
import io
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile

import judges
from packet_site import HEAD, LETTER, SITE, make, pdfs, read, said, text_of, with_logos, with_matter, zips
from support import OFFPRINT, check, finish, judged, need_tool, offprint, run, scratch, write_files

LIST = ("name,tier,until,mail\nAcme Networks,Gold,2027-01-31,a@acme.example\n"
        "\"Žižkov, Telecom\",Silver,2026-12-31,z@z.example\nBücher GmbH,,,\n")
NAMES = ["acme-networks-packet", "zizkov-telecom-packet", "bucher-gmbh-packet"]
# Other ways to write that list.
SPELLINGS = {
    "semicolons.csv": LIST.replace("\"Žižkov, Telecom\"", "Žižkov@ Telecom").replace(",", ";").replace("@ ", ", "),
    "tabs.csv": LIST.replace("\"Žižkov, Telecom\"", "Žižkov@ Telecom").replace(",", "\t").replace("@ ", ", "),
    "mark-crlf.csv": "\ufeff" + LIST.replace("\n", "\r\n"),
    "quotes.csv": LIST.replace("Acme Networks", "\"Acme\nNetworks\"") + "\n\n",
    "trailing.csv": LIST.replace("mail\n", "mail,,\n").replace("example\n", "example,,\n").replace(",,,\n", ",,,,,\n") + ",,,,,\n\n,,,,,\n",
    "told.csv": "sep=;\n" + LIST.replace("\"Žižkov, Telecom\"", "Žižkov@ Telecom").replace(",", ";").replace("@ ", ", "),
    "old-mac.csv": LIST.replace("\n", "\r"),
    "list.yml": "- {name: Acme Networks, tier: Gold, until: 2027-01-31, mail: a@acme.example}\n"
                "- {name: \"Žižkov, Telecom\", tier: Silver, until: 2026-12-31, mail: z@z.example}\n- {name: Bücher GmbH}\n",
}
# A list, and what is told of it: place and code.
FAULTS = [
    ("name,tier\nA,b\n", ["offprint.yml:5:3 packet-column", "offprint.yml:6:3 packet-column"]),
    (HEAD + "A,b\n", ["list.csv:2:1 packet-row"]),
    (HEAD + "A,b,c,d,e\nB,b,c,d\n", ["list.csv:2:1 packet-row"]),
    (HEAD + "A,\"b,c,d\n", ["list.csv:2:3 packet-row"]),
    (HEAD + "A,\"b\"c,c,d\n", ["list.csv:2:3 packet-row"]),
    (HEAD + "A,b,c,d\n\"a\",b,c,d\n", ["list.csv:3:1 packet-name"]),
    (HEAD + "A,b,c,d\n,b,c,d\n", ["list.csv:3:1 packet-name"]),
    (HEAD + "شركة,b,c,d\n", ["list.csv:2:1 packet-name"]),
    (HEAD + "A \ue123,b,c,d\nB \ue123,b,c,d\n", ["list.csv:2:1 packet-script", "list.csv:3:1 packet-script"]),
    (HEAD + "A" * 150 + ",b,c,d\n", ["list.csv:2:1 packet-overflow"]),
    (HEAD + "A," + "b " * 9000 + ",c,d\n", ["list.csv:2:1 packet-overflow"] * 2),
    ("name,tier,until,mail,\nA,b,c,d,e\n", ["list.csv:2:9 packet-row"]),
    (HEAD + "\u200b,b,c,d\n", ["list.csv:2:1 packet-name"]),
    (HEAD.replace("name", "slug,name") + "x,,b,c,d\n", ["list.csv:2:3 packet-name"]),
    ("Name,tier,until,mail\nA,b,c,d\n", ["offprint.yml:7:3 packet-column", "offprint.yml:8:11 packet-column"]),
    (b"PK\3\4" + bytes(60), ["list.csv:1:1 packet-encoding"]),
    ("name,tier,tier,mail\nA,b,c,d\n", ["list.csv:1:11 packet-row"]),
    ("tier,until,mail\nA,b,c\n", ["offprint.yml:7:3 packet-column", "offprint.yml:8:11 packet-column"]),
    (HEAD, ["list.csv packet-list"]),
    (",".join("c%d" % number for number in range(1001)) + "\n", ["list.csv:1:1 packet-list"]),
    (HEAD.replace("name", "náme,name") + "é,Žižkov,b,c\n", ["list.csv:2:1 packet-row"]),
    (HEAD.replace("tier", "náme,tier") + "Žižkov,é,\"b\"x,c,d\n", ["list.csv:2:10 packet-row"]),
    ("", ["list.csv packet-list"]),
    ((HEAD + "Bücher,b,c,d\n").encode("latin-1"), ["list.csv:2:2 packet-encoding"]),
    ((HEAD + "A,b,c,d\n").encode("utf-16"), ["list.csv:1:1 packet-encoding"]),
    (HEAD + "A,b,c,d\nB,b,c\nC,b,c,d\nc,b,c,d\n", ["list.csv:3:1 packet-row", "list.csv:5:1 packet-name"]),
]
WRONG = [["--only", "x"], ["--shard", "0/2"], ["--keep-going"], ["--for", "l.csv", "--shard", "3/2"], ["--for", "l.csv", "--shard", "x"],
         ["--resume"], ["--zip", "each"], ["--for", "l.csv", "--zip", "all"], ["--for", "l.csv", "--resume=x"], ["--for", "l.csv", "--stick", "s"], ["--for", "l.csv", "--watch"], ["--for", "absent.csv"], ["--for", ""],
         ["--for", "list.csv", "--prepared-for", "X"]]


def test_spellings(folder, site):
    base = write_files(folder, {"list.csv": LIST})
    done = make(site, base + "/list.csv", folder + "/out")
    check(done.returncode == 0, said(done))
    made = pdfs(folder + "/out")
    check(sorted(made) == sorted(name + ".pdf" for name in NAMES), "files: %s" % sorted(made))
    check(os.path.exists(folder + "/out/terms.zip") or any(n.endswith(".zip") for n in os.listdir(folder + "/out")), "one bundle, too")
    for name, text in SPELLINGS.items():
        write_files(folder, {name: text})
        out = os.path.join(folder, "out-" + name)
        done = make(site, os.path.join(folder, name), out, "--outputs", "pdf")
        check(done.returncode == 0 and pdfs(out) == made, "%s: the same packets: %s %s" % (name, sorted(os.listdir(out)) if os.path.isdir(out) else "", said(done)))
        check(not any(each.endswith(".zip") for each in os.listdir(out)), "%s: PDFs alone" % name)
    return made


def test_faults(folder, site):
    for number, (text, told) in enumerate(FAULTS):
        case = write_files(os.path.join(folder, "fault-%d" % number), {"list.csv": text})
        done = make(site, "list.csv", "out", "--json", cwd=case)
        report = json.loads(done.stdout)["diagnostics"]
        found = ["%s %s" % (":".join(str(each[key]) for key in ("file", "line", "column") if each.get(key)), each["code"])
                 for each in report if each["severity"] == "error"]
        check(done.returncode == (1 if told else 0) and found == told, "%d: %r told as %s" % (number, text[:40], found))
        check(not os.path.exists(case + "/out"), "%d: nothing is written" % number)
    case = write_files(folder + "/going", {"list.csv": FAULTS[-1][0]})
    done = make(site, "list.csv", "out", "--keep-going", cwd=case)
    check(done.returncode == 1 and sorted(pdfs(case + "/out")) == ["a-packet.pdf", "c-packet.pdf"], "the rows without faults: %s" % said(done))
    with open(case + "/out/packets.jsonl", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    states = [line["state"] for line in lines]
    check(states == ["made", "failed", "made", "failed"], "and the record tells of all: %s" % states)
    check("file" not in lines[1] and "file" not in lines[3], "what failed names no file, which may be another's")
    for shard, status in (("0/2", 0), ("1/2", 1)):
        done = make(site, "list.csv", "parts", "--shard", shard, cwd=case)
        check(done.returncode == status, "a part is stopped by its own rows alone: %s" % said(done))
    done = make(site, "list.csv", "only", "--only", "1", cwd=case)
    check(done.returncode == 0 and sorted(pdfs(case + "/only")) == ["a-packet.pdf"], "so is a row: %s" % said(done))
    write_files(case, {"numbers.csv": HEAD.replace("name", "slug,name") + "3,A,b,c,d\n1,B,b,c,d\n2,C,b,c,d\n"})
    named = write_files(folder + "/named", {**SITE, "offprint.yml": SITE["offprint.yml"].replace("{slug}-packet", "{slug}")})
    done = make(named, "numbers.csv", "numbers", "--only", "1", "--outputs", "pdf", cwd=case)
    check(sorted(pdfs(case + "/numbers")) == ["1.pdf"], "a file's name comes before a row's number: %s" % said(done))
    write_files(case, {"odd.csv": HEAD + "A\x01B,b,c,d\n", "odd.yml": "- {name: No, tier: 1.10, until: 12:30, mail: 00420}\n"})
    done = make(site, "odd.csv", "strict", "--strict", cwd=case)
    check(done.returncode == 1 and not os.path.exists(case + "/strict"), "warnings are errors if asked: %s" % said(done))
    done = make(site, "odd.yml", "yaml", "--outputs", "pdf", cwd=case)
    cover = text_of(case + "/yaml/no-packet.pdf", "-l", "1").decode() if done.returncode == 0 else ""
    check(all(word in cover for word in ("No\n", "1.10 sponsor", "12:30", "00420")), "texts of YAML are as they are written: %s %s" % (cover, said(done)))
    os.makedirs(case + "/blocked/c-packet.pdf")
    done = make(site, "list.csv", "blocked", "--keep-going", cwd=case)
    check(done.returncode == 3 and os.listdir(case + "/blocked") == ["c-packet.pdf"], "what is in the way is seen before the work: %s" % said(done))
    for arguments in WRONG:
        done = offprint("export", site, *arguments, "-o", folder + "/wrong", cwd=folder)
        check(done.returncode == 2 and done.stderr.strip(), "%s is wrong usage: %d" % (arguments, done.returncode))


def test_as_single(folder, site, out):
    """Text and structure are those of one export with the same cover."""
    for name, row in zip(NAMES, [("Acme Networks", "Gold", "2027-01-31", "a@acme.example"), ("Žižkov, Telecom", "Silver", "2026-12-31", "z@z.example"),
                                 ("Bücher GmbH", None, None, None)]):
        lines = ["%s sponsor" % row[1], "Valid until %s" % row[2]] if row[1] else []
        stamp = "For %s sponsors: %s" % (row[1] or "", row[0])
        recipe = "title: Terms\ndate: 2026-07-15\nentry: index.md\ncover: %s\n" % json.dumps({"lines": [*lines, "For everybody"], "stamp": stamp}, ensure_ascii=False)
        own = write_files(os.path.join(folder, "own-" + name), {**SITE, "offprint.yml": recipe})
        more = ["--contact", row[3]] if row[3] else []
        done = offprint("export", own, "-o", own + "/out", "--name", "one", "--prepared-for", row[0], "--outputs", "pdf", *more)
        check(done.returncode == 0, said(done))
        one, many = own + "/out/one.pdf", os.path.join(out, name + ".pdf")
        check(text_of(one, "-layout") == text_of(many, "-layout") != b"", "%s: the same text" % name)
        for what in (["-struct-text"], ["-dests"], ["-url"]):
            told = [run(["pdfinfo", *what, path]).stdout for path in (one, many)]
            told = [re.sub(rb"Object \d+ \d+", b"Object", text) for text in told]
            check(told[0] == told[1] != b"", "%s: the same %s" % (name, what[0]))
        pages = text_of(many).decode().split("\f")[:-1]
        stamp = "sponsors: " + row[0]
        check([stamp in page for page in pages] == [False] + [True] * (len(pages) - 1), "%s: a stamp on each page but the cover" % name)
        checked = judges.qpdf(many)
        judged("qpdf", checked, "%s: qpdf" % name)


def test_apart(made):
    """All begin alike, up to a few thousand bytes; none has another one's words."""
    first, *others = made.values()
    alike = [os.path.commonprefix([first, other]) for other in others]
    body = os.path.commonprefix(alike)
    check(max(len(each) for each in alike) - len(body) < 100 and b"/Root" not in max(alike, key=len), "one body, which nobody can open alone")
    check(max(len(each) for each in made.values()) - len(body) < 3000, "a name in Latin script takes %d bytes" % (len(first) - len(body)))
    words = {name: [word for word in (b"Acme", b"kov, Telecom", b"cher GmbH")] for name in made}
    with scratch() as folder:
        for name, data in made.items():
            write_files(folder, {name: data})
            plain = os.path.join(folder, "plain.pdf")
            run(["qpdf", "--qdf", "--object-streams=disable", os.path.join(folder, name), plain])
            texts = text_of(os.path.join(folder, name)) + read(plain)
            foreign = [word for word in words[name] if word in texts and word not in text_of(os.path.join(folder, name))]
            shown = [word for word in words[name] if word in text_of(os.path.join(folder, name))]
            check(not foreign and len(shown) == 1, "%s has its own name alone: %s %s" % (name, shown, foreign))


def test_alone(folder, site, made):
    """Alone, in any part, in another order and place: the same bytes."""
    rows = folder + "/list.csv"
    for name in NAMES:
        out = os.path.join(folder, "only-" + name)
        done = make(site, rows, out, "--only", name, "--outputs", "pdf")
        check(done.returncode == 0 and pdfs(out) == {name + ".pdf": made[name + ".pdf"]}, "alone: %s" % said(done))
        check(os.listdir(out) == [name + ".pdf"], "no record of one row")
    done = make(site, rows, folder + "/second", "--only", "2", "--outputs", "pdf")
    check(pdfs(folder + "/second") == {NAMES[1] + ".pdf": made[NAMES[1] + ".pdf"]}, "by number: %s" % said(done))
    for parts in ([0, 1], [1, 2]):
        out = os.path.join(folder, "parts-%d" % parts[0])
        processes = [subprocess.Popen([OFFPRINT, "export", site, "--for", rows, "-o", out, "--shard", "%d/2" % part, "--outputs", "pdf", "-q"]) for part in parts]
        check(all(process.wait() == 0 for process in processes), "parts beside each other")
        check(pdfs(out) == made, "all rows once: %s" % sorted(os.listdir(out)))
        check({"packets-0-of-2.jsonl", "packets-1-of-2.jsonl"} < set(os.listdir(out)), "a record each: %s" % sorted(os.listdir(out)))
    lines = LIST.splitlines(True)
    write_files(folder, {"turned.csv": lines[0] + "".join(reversed(lines[1:]))})
    done = make(site, folder + "/turned.csv", folder + "/turned", "--outputs", "pdf", env={**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C"})
    check(pdfs(folder + "/turned") == made, "in another order, elsewhere: %s" % said(done))


def test_again(folder, site):
    """What lies there already is left alone; the record says what it is."""
    rows, out = folder + "/list.csv", folder + "/again"
    make(site, rows, out, "--outputs", "pdf")
    before = {name: os.stat(os.path.join(out, name)).st_mtime_ns for name in os.listdir(out) if name.endswith(".pdf")}
    os.remove(os.path.join(out, NAMES[2] + ".pdf"))
    done = make(site, rows, out, "--outputs", "pdf")
    check(b"3 packets, 2 of them as they were" in done.stdout, "told: %s" % done.stdout)
    now = {name: os.stat(os.path.join(out, name)).st_mtime_ns for name in before}
    check([name for name in now if now[name] != before[name]] == [NAMES[2] + ".pdf"], "the others are not touched")
    with open(out + "/packets.jsonl", encoding="utf-8") as file:
        record = [json.loads(line) for line in file]
    check([(each["row"], each["state"]) for each in record] == [(1, "same"), (2, "same"), (3, "made")], "record: %s" % record)
    for each in record:
        data = read(os.path.join(out, each["file"]))
        check(each["sha256"] == hashlib.sha256(data).hexdigest() and each["bytes"] == len(data), "%s is what the record says" % each["file"])
    check(len({each["input"] for each in record}) == 3, "each is made of something else")


def traced(command, folder, *how):
    """What strace tells of a command."""
    log = folder + ".strace"
    unwatched = dict(os.environ, ASAN_OPTIONS="detect_leaks=0:" + os.environ.get("ASAN_OPTIONS", ""))  # not in what is traced
    done = run(["strace", "-qq", "-f", *how, "-o", log, *command], env=unwatched)
    with open(log, errors="replace", encoding="utf-8") as file:
        return done, file.readlines()


def opened(command, folder):
    """The names of files below `folder` that a command opens."""
    done, lines = traced(command, folder, "-e", "trace=openat,open")
    return done, [line for line in lines if ".pdf" in line and "ENOENT" not in line]


def test_shared(folder, site, made):
    """From the second packet on the system may share blocks; where it does not the bytes are the same."""
    rows, body = folder + "/list.csv", os.path.commonprefix(list(made.values()))
    for number, fault in enumerate(("", "ENOSYS", "EXDEV", "EOPNOTSUPP", "EIO", "ENOSPC", "EINTR:when=1")):
        out = os.path.join(folder, "shared-%d" % number)
        inject = ["-e", "inject=copy_file_range:error=" + fault] if fault else []
        done, lines = traced([OFFPRINT, "export", site, "--for", rows, "-o", out, "--outputs", "pdf"], out, "-e",
                             "trace=copy_file_range", *inject)
        check(done.returncode == 0 and pdfs(out) == made, "%s: the same bytes: %s" % (fault or "shared", said(done)))
        check(not fault or any("INJECTED" in line for line in lines), "%s: it was asked" % fault)
        copied = [int(line.rsplit("=", 1)[1].split()[0]) for line in lines if "copy_file_range(" in line and "INJECTED" not in line]
        whole = not fault or "when" in fault
        check(sum(copied) >= .9 * len(body) * (len(NAMES) - 1) if whole else not copied, "%s: %s bytes copied" % (fault or "shared", copied))
        check(not whole or all(count <= len(body) for count in copied), "no more than what they share: %s" % copied)
    _, lines = traced([OFFPRINT, "export", site, "--for", rows, "-o", out + "-one", "--only", "1", "--outputs", "pdf"], out, "-e",
                      "trace=copy_file_range")
    check(not lines, "one alone shares nothing: %s" % lines)


def test_zips(folder, site, made):
    """A bundle each: whole, a valid bag with that PDF and that name alone, the same bytes alone, in a part and when it is made again."""
    rows, out = folder + "/list.csv", folder + "/zips"
    done = make(site, rows, out, "--zip", "each")
    whole = zips(out)
    check(done.returncode == 0 and pdfs(out) == made and sorted(whole) == sorted(name + ".zip" for name in NAMES), "a zip beside each PDF: %s" % said(done))
    for name in NAMES:
        inside = zipfile.ZipFile(os.path.join(out, name + ".zip"))
        top = inside.namelist()[0].split("/")[0]
        check(inside.testzip() is None and top == name + "-2026-07-15" and all(each.startswith(top + "/") for each in inside.namelist()), "%s is whole: %s" % (name, top))
        check([inside.read(each) for each in inside.namelist() if each.endswith(".pdf")] == [made[name + ".pdf"]], "%s has its PDF" % name)
        unpacked = os.path.join(folder, "unpacked-" + name)
        inside.extractall(unpacked)
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha512.txt"):
            checked = run([manifest.split("-")[1][:-4] + "sum", "-c", "--quiet", manifest], cwd=os.path.join(unpacked, top))
            check(checked.returncode == 0, "%s: %s: %s" % (name, manifest, checked.stderr))
        texts = b"".join(inside.read(each) for each in inside.namelist() if not each.endswith(".pdf")).decode("utf-8", "replace")
        shown = [word for word in ("Acme", "kov, Telecom", "cher GmbH") if word in texts]
        check(len(shown) == 1 and shown[0] in inside.read(top + "/START-HERE.html").decode(), "%s tells of one name: %s" % (name, shown))
    lands = ["International Federation of Network Operators %s" % land for land in ("Germany", "France")]
    write_files(folder, {"long.csv": HEAD + "".join("%s,b,c,d\n" % name for name in lands)})
    make(site, folder + "/long.csv", folder + "/zips-long", "--zip", "each")
    tops = [zipfile.ZipFile(io.BytesIO(each)).namelist()[0].split("/")[0] for each in zips(folder + "/zips-long").values()]
    check(len(set(tops)) == 2 and all(top.startswith("international-federation-o") and len(top) == len("2026-07-15") + 37 for top in tops), "names that begin alike are unpacked apart: %s" % tops)
    path = "%s/%s.md" % ("d" * 40, "p" * 60)
    deep = write_files(folder + "/deep", {**SITE, path: "# Deep\n", "index.md": SITE["index.md"] + "\n[Deep](%s)\n" % path})
    make(deep, folder + "/long.csv", folder + "/zips-deep", "--zip", "each")
    names = [name for each in zips(folder + "/zips-deep").values() for name in zipfile.ZipFile(io.BytesIO(each)).namelist()]
    check(any("ppp" in name for name in names) and max(map(len, names)) <= 160, "no name is longer than may be: %d" % max(map(len, names)))
    make(site, rows, folder + "/zips-one", "--zip", "each", "--only", "2")
    check(zips(folder + "/zips-one") == {NAMES[1] + ".zip": whole[NAMES[1] + ".zip"]}, "alone")
    for part in ("0/2", "1/2"):
        make(site, rows, folder + "/zips-parts", "--zip", "each", "--shard", part)
    check(zips(folder + "/zips-parts") == whole, "in parts")
    done = offprint("packets", "merge", folder + "/zips-parts")
    check(done.returncode == 0 and read(folder + "/zips-parts/packets.jsonl") == read(out + "/packets.jsonl"), "and the record: %s" % said(done))
    with open(out + "/packets.jsonl", encoding="utf-8") as file:
        for each in map(json.loads, file):
            data = whole[each["zip"]]
            check(each["zip_bytes"] == len(data) and each["zip_sha256"] == hashlib.sha256(data).hexdigest(), "the record tells of %s" % each["zip"])
    command = [OFFPRINT, "export", site, "--for", rows, "-o", out, "--zip", "each", "--resume"]
    check(b"3 packets, 3 of them as they were" in run(command).stdout, "a finished list stays")
    os.remove(os.path.join(out, NAMES[2] + ".zip"))
    check(b"2 of them as they were" in run(command).stdout and zips(out) == whole, "what is lost is made again")
    write_files(out, {NAMES[2] + ".zip": whole[NAMES[2] + ".zip"][:-1] + b"!"})
    os.utime(os.path.join(out, NAMES[2] + ".zip"), ns=(1, 1))
    check(run(command[:-1] + ["--resume=verify"]).returncode == 0 and zips(out) == whole, "so is what has another digest")
    make(site, rows, folder + "/zips-none", "--zip", "none")
    check(not zips(folder + "/zips-none") and pdfs(folder + "/zips-none") == made, "none")
    os.makedirs(folder + "/zips-blocked/%s.zip" % NAMES[2])
    done = make(site, rows, folder + "/zips-blocked", "--zip", "each")
    check(done.returncode == 3 and not pdfs(folder + "/zips-blocked"), "what is in a zip's way is seen before the work: %s" % said(done))


def test_many_faults(folder, site):
    """All are counted, and a row's are told however many others have; a row without any is made."""
    good = 15000
    rows = "".join("A,b,c,d\n" if row == good else ",b,c,d\n" for row in range(1, 25001))
    path = write_files(folder, {"faults.csv": HEAD + rows}) + "/faults.csv"
    done = make(site, path, folder + "/faults")
    check(done.returncode == 1 and b"24,999 errors" in done.stderr and b"[packet-kept-back]" in done.stderr, "all are counted: %s" % said(done))
    told = json.loads(make(site, path, folder + "/faults", "--json", "--only", "20000").stdout)
    found = [(each["code"], each["line"]) for each in told["diagnostics"] if each["severity"] == "error"]
    check(found == [("packet-name", 20001)], "one of them: %s" % found)
    check(make(site, path, folder + "/faults", "--only", str(good)).returncode == 0, "one that has none")
    check(make(site, path, folder + "/faults", "--shard", "1/2", "-q").returncode == 1, "half of them")


def test_linked(folder):
    """A list that the site's own pages lead to goes along with nobody's bundle."""
    site = write_files(folder + "/linked", {**SITE, "sponsors.csv": LIST, "index.md": SITE["index.md"] + "\n[all](sponsors.csv)\n"})
    recipe = SITE["offprint.yml"].replace("packets: {", "packets: {from: sponsors.csv, ")
    write_files(site, {"offprint.yml": recipe})
    for zipped, status in (("each", 1), ("one", 1), ("none", 0)):
        out = folder + "/linked-" + zipped
        done = make(site, "recipe", out, "--zip", zipped, *(["--outputs", "pdf"] if zipped == "none" else []))
        check(done.returncode == status and (b"[packet-list-linked]" in done.stderr) == (status == 1),
              "--zip %s and a list that is linked: %d %s" % (zipped, done.returncode, said(done)))
        check(status == 0 or not os.path.exists(out), "nothing is made")


def test_resume(folder, site):
    """A finished list opens no file; what was touched, lost or is of another input is made again."""
    rows, out = folder + "/list.csv", folder + "/resumed"
    make(site, rows, out, "--outputs", "pdf")
    whole = pdfs(out)
    command = [OFFPRINT, "export", site, "--for", rows, "-o", out, "--outputs", "pdf", "--resume"]
    done, touched = opened(command, out)
    check(done.returncode == 0 and b"3 packets, 3 of them as they were" in done.stdout and not touched, "nothing is opened: %s %s" % (said(done), touched[:2]))
    first = os.path.join(out, NAMES[0] + ".pdf")
    data = whole[NAMES[0] + ".pdf"]
    record = os.stat(out + "/packets.jsonl")
    write_files(out, {NAMES[0] + ".pdf": data[:-1] + b"!"})
    os.utime(first, ns=(record.st_mtime_ns - 10**9, record.st_mtime_ns - 10**9))
    run(command)
    check(read(first) != data, "size and time are trusted")
    done = run(command[:-1] + ["--resume=verify"])
    check(done.returncode == 0 and pdfs(out) == whole, "the digest is not: %s" % said(done))
    write_files(out, {NAMES[0] + ".pdf": data[:-1] + b"!"})
    os.remove(os.path.join(out, NAMES[1] + ".pdf"))
    done = run(command)
    check(pdfs(out) == whole and b"1 of them as it was" in done.stdout, "what was written since and what is lost is made again: %s" % done.stdout)
    write_files(folder, {"other.csv": LIST.replace("Silver", "Bronze")})
    done = run([*command[:4], folder + "/other.csv", *command[5:]])
    changed = [name for name, bytes_ in pdfs(out).items() if bytes_ != whole[name]]
    check(changed == [NAMES[1] + ".pdf"], "what the list changes is made again: %s %s" % (changed, said(done)))
    done = run([*command, "--live-url", "https://a.example"])
    before = pdfs(out)
    done = run([*command, "--live-url", "https://a.example", "--title", "Another"])
    check(done.returncode == 0 and all(before[name] != data for name, data in pdfs(out).items()), "what covers alone say of the packet counts: %s" % done.stdout)
    make(site, rows, out, "--outputs", "pdf")
    for text in ("{}\n", "no record", "{\"row\": 1}\n", "[[\n" * 50):
        write_files(out, {"packets.jsonl": text})
        done = run(command[:4] + [rows] + command[5:])
        check(done.returncode == 0 and pdfs(out) == whole, "a record that is none is nothing: %s" % said(done))


def test_merge(folder, site):
    """Parts, one of them killed and made again, come to what one run of all writes."""
    rows = many(folder, 40)
    make(site, rows, folder + "/one", "--outputs", "pdf", "-q")
    out = folder + "/merged"
    command = [OFFPRINT, "export", site, "--for", rows, "-o", out, "--outputs", "pdf", "-q", "--shard"]
    killed = subprocess.Popen(command + ["1/3"])
    time.sleep(0.08)
    killed.kill()
    killed.wait()
    check(run(command + ["0/3"]).returncode == 0 and run(command + ["2/3"]).returncode == 0, "two of three parts")
    if not os.path.exists(out + "/packets-1-of-3.jsonl"):
        done = offprint("packets", "merge", out)
        check(done.returncode == 1 and b"packets-1-of-3.jsonl" in done.stderr, "a part that is not finished is told: %s" % said(done))
    check(run(command + ["1/3", "--resume"]).returncode == 0, "the third, once more")
    done = offprint("packets", "merge", out)
    check(done.returncode == 0 and read(out + "/packets.jsonl") == read(folder + "/one/packets.jsonl"), "the record of all: %s" % said(done))
    check(pdfs(out) == pdfs(folder + "/one"), "and the files")
    for wrong in (["merge"], ["merge", folder + "/absent"], ["mend", out]):
        check(offprint("packets", *wrong).returncode == 2, "%s is wrong usage" % wrong)
    with open(out + "/packets-2-of-3.jsonl", encoding="utf-8") as file:
        lines = file.read().splitlines(True)
    other = make(site, many(folder, 41), out, "--outputs", "pdf", "-q", "--shard", "2/3")
    done = offprint("packets", "merge", out)
    check(other.returncode == 0 and done.returncode == 1 and b"of another list" in done.stderr, "a part of another list is told: %s" % said(done))
    os.remove(os.path.join(out, "sponsor-0-capek-packet.pdf"))
    write_files(out, {"packets-2-of-3.jsonl": "".join(lines)})
    done = offprint("packets", "merge", out)
    check(done.returncode == 1 and b"sponsor-0-capek-packet.pdf" in done.stderr, "a file that is gone is told: %s" % said(done))
    make(site, many(folder, 40), out, "--outputs", "pdf", "-q", "--only", "1")
    for text, status in (("".join(lines[1:]), 1), ("".join(lines) + lines[0].replace("\"row\": 3,", "\"row\": 1,"), 1),
                         ("".join(lines) + lines[0].replace("\"row\": 3,", "\"row\": 42,"), 1),
                         ("".join(lines).replace("made", "failed", 1), 1), ("".join(lines), 0)):
        write_files(out, {"packets-2-of-3.jsonl": text})
        done = offprint("packets", "merge", out)
        check(done.returncode == status, "a record changed: %d, %s" % (done.returncode, said(done)))
    few = write_files(folder + "/few", {"packets-%d-of-1000000.jsonl" % part: "" for part in (0, 7)})
    write_files(few, {"packets-01-of-3.jsonl": "", "packets--of-3.jsonl": "", "packets-3-of-3.jsonl": ""})
    done = offprint("packets", "merge", few)
    check(done.returncode == 1 and done.stderr.count(b"\n") == 2 and b": 999992 parts are" in done.stderr, "parts that are missing are told together: %s" % said(done))


def many(folder, count):
    rows = "".join("Sponsor %d Čapek,Gold,2027,a@b.example\n" % number for number in range(count))
    return os.path.join(write_files(folder, {"many.csv": HEAD + rows}), "many.csv")


def test_killed(folder, site):
    """Whatever moment a run ends at, what lies there is whole, and the next run makes the rest."""
    rows, out = many(folder, 150), folder + "/killed"
    make(site, rows, folder + "/whole", "--outputs", "pdf", "-q")
    whole = pdfs(folder + "/whole")
    for number, ending in enumerate([signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGKILL]):
        process = subprocess.Popen([OFFPRINT, "export", site, "--for", rows, "-o", out, "--outputs", "pdf", "-q"], stderr=subprocess.DEVNULL)
        time.sleep(0.05 + 0.04 * number)
        process.send_signal(ending)
        process.wait()
        there = pdfs(out) if os.path.isdir(out) else {}
        check(all(whole[name] == data for name, data in there.items()), "each that lies there is whole")
    done = make(site, rows, out, "--outputs", "pdf", "-q")
    check(done.returncode == 0 and pdfs(out) == whole, "the next makes them all: %s" % said(done))
    check(not [name for name in os.listdir(out) if name.startswith(".")], "and nothing else is left: %s" % sorted(os.listdir(out))[:3])


def test_told(folder, site):
    done = make(site, folder + "/list.csv", folder + "/told", "--json")
    told = json.loads(done.stdout)
    check(told["packets"] == {"made": 3, "same": 0, "failed": 0, "record": "packets.jsonl"}, "counts: %s" % told.get("packets"))
    check([each["name"] for each in told["outputs"]] == ["zip"] and told["pages"] > 3, "and what else was made: %s" % told["outputs"])
    plain = offprint("export", site, "-o", folder + "/plain", "--outputs", "pdf", "--name", "p")
    text = text_of(folder + "/plain/p.pdf", "-l", "1")
    check(plain.returncode == 0 and b"For everybody" in text and b"sponsor" not in text, "without a list: what names no field")


def random_names(count, seed):
    random.seed(seed)
    scripts = ["abcdefghijklmnop", "ABCÄÖÜ", "čřžýáí", "αβγδε", "абвгд", "ابتثج", "אבגד", "0123", "&-.'", "漢字和", "ﬁﬂ"]
    return ["".join(random.choice(random.choice(scripts)) for _ in range(random.randint(1, 30))).strip(" .") or "x" for _ in range(count)]


def judge_many(count=100, seed=1):
    """Names in any script: each file passes both profiles."""
    with scratch() as folder:
        site = with_matter(folder + "/site", LETTER.replace("[yours]({web})", "{until}").replace("{web}/p", "https://p.example/p").replace("{wish}", "{until}"))
        rows = "".join("\"%s\",s%d,Gold,2027,a@b.example\n" % (name.replace("\"", ""), number) for number, name in enumerate(random_names(count, seed)))
        write_files(folder, {"list.csv": "name,slug,tier,until,mail\n" + rows})
        done = make(site, folder + "/list.csv", folder + "/out", "--outputs", "pdf", "--keep-going", "--json")
        told = json.loads(done.stdout)["packets"]
        check(told["made"] > count * 0.9, "most can be set: %s" % told)
        files = [os.path.join(folder, "out", name) for name in pdfs(folder + "/out")]
        site, rows = with_logos(folder)
        done = make(site, rows, folder + "/logos", "--outputs", "pdf")
        files += [os.path.join(folder, "logos", name) for name in pdfs(folder + "/logos")]
        check(len(files) == told["made"] + 4, said(done))
        judged("veraPDF", judges.verapdf(*files), "veraPDF judges %d packets" % len(files))


def measure(count):
    with scratch() as folder:
        site, rows = write_files(folder + "/site", SITE), many(folder, count)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.monotonic()
        done = make(site, rows, folder + "/out", "--outputs", "pdf", "-q")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        check(done.returncode == 0, said(done))
        print("%d packets: %.2f ms CPU each, %.1f MB at the most, %.1f s" % (count, took * 1000 / count, after.ru_maxrss / 1024, time.monotonic() - begun))


def main():
    with scratch() as folder:
        site = write_files(folder + "/site", SITE)
        made = test_spellings(folder, site)
        test_faults(folder, site)
        test_as_single(folder, site, folder + "/out")
        test_apart(made)
        test_alone(folder, site, made)
        test_again(folder, site)
        test_shared(folder, site, made)
        test_zips(folder, site, made)
        test_linked(folder)
        test_many_faults(folder, site)
        test_resume(folder, site)
        test_merge(folder, site)
        test_killed(folder, site)
        test_told(folder, site)


need_tool("qpdf", "qpdf")
need_tool("strace", "strace")
need_tool("pdftotext", "poppler-utils")
if sys.argv[1:2] == ["judges"]:
    judge_many()
elif sys.argv[1:2] == ["scale"]:
    measure(int(sys.argv[2]))
else:
    main()
finish("packets for names")
