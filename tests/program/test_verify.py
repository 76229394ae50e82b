"""`offprint verify`: what it says of bundles, snapshots and signed files that are whole, and that each fault that is
planted is found and named. Keys, signatures and a time stamping authority are made here by Debian's minisign and openssl."""
import hashlib
import io
import json
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import zipfile

from support import OFFPRINT, ROOT, check, finish, need_tool, offprint, powerless, preloaded, run, scratch


def verify(*arguments):
    """Status, and of the JSON the items; the text must say the same."""
    plain = offprint("verify", *arguments)
    done = offprint("verify", "--json", *arguments)
    check(plain.returncode == done.returncode, "the same status with and without --json: %s" % (arguments,))
    check(re.search(rb": NOT (whole|proved)", plain.stdout) or plain.returncode != 1, "%s: a verdict in words: %s" % (arguments, plain.stdout))
    check(not done.stderr, "%s: nothing on standard error: %s" % (arguments, done.stderr[:400]))
    try:
        answer = json.loads(done.stdout.decode("utf-8"))
    except ValueError as error:
        check(False, "%s: no JSON: %s: %s" % (arguments, error, done.stdout[:400]))
        return done.returncode, []
    check(answer["status"] == done.returncode, "the JSON has the status")
    for item in answer["verified"]:
        for finding in item["findings"]:
            if finding["error"] and len(item["findings"]) < 20:
                named = finding.get("path", item["path"]).encode("unicode_escape").decode()
                check(finding["kind"].encode() in plain.stdout and (named.encode() in plain.stdout or "\\" in named),
                      "the text names %s of %s: %s" % (named, finding["kind"], plain.stdout[:600]))
    return done.returncode, answer["verified"]


def kinds(items):
    return {finding["kind"] for item in items for finding in item["findings"] if finding["error"]}


def whole(path, what, *arguments):
    status, items = verify(path, *arguments)
    check(status == 0 and all(item["good"] for item in items), "%s is whole: %d %s" % (what, status, kinds(items)))
    return items


def faulty(path, kind, name, what, *arguments):
    """A fault of that kind is found, and told of that path."""
    status, items = verify(path, *arguments)
    found = [finding for item in items for finding in item["findings"]
             if finding["error"] and finding["kind"] == kind and name in (finding.get("path", ""), None)]
    check(status == 1 and found, "%s: %s of '%s' is found: %d %s" % (
        what, kind, name, status, [(f["kind"], f.get("path"), f["text"]) for item in items for f in item["findings"]][:6]))
    return found


# Making bags ---------------------------------------------------------------------------------

def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def lists(files, of_tags, algorithms=("sha256", "sha512")):
    out = {}
    for algorithm in algorithms:
        rows = [b"%s  %s\n" % (hashlib.new(algorithm, data).hexdigest().encode(),
                               name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D").encode())
                for name, data in sorted(files.items())
                if name.startswith("data/") != of_tags and not name.startswith("tagmanifest-")]
        out["%smanifest-%s.txt" % ("tag" if of_tags else "", algorithm)] = b"".join(rows)
    return out


def bag(payload, info=b"", version=b"1.0", algorithms=("sha256", "sha512"), oxum=None):
    """The files of a bag, as their names and bytes."""
    files = {"data/" + name: data for name, data in payload.items()}
    oxum = oxum or "%d.%d" % (sum(map(len, payload.values())), len(payload))
    files["bagit.txt"] = b"BagIt-Version: %s\nTag-File-Character-Encoding: UTF-8\n" % version
    files["bag-info.txt"] = b"Payload-Oxum: %s\n" % oxum.encode() + info
    files.update(lists(files, False, algorithms))
    files.update(lists(files, True, algorithms))
    return files


def unpacked(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        write(os.path.join(folder, name), data)
    return folder


def zipped(path, files, top="bag/", method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w") as file:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(top + name)
            info.compress_type = method
            info.external_attr = 0o100644 << 16
            file.writestr(info, data)
    return path


PAYLOAD = {"a.txt": b"one\n", "b/c.txt": b"two\n", "d.bin": bytes(range(256)) * 4000}


def bags(folder):
    """What RFC 8493 says of bags: whole ones of all kinds pass, of each fault the class is told."""
    path = os.path.join(folder, "bag")
    whole(unpacked(path, bag(PAYLOAD)), "a bag")
    odd = {"100%.txt": b"1", "line\nend": b"2", "%0A": b"3", "cr\r": b"4", "é": b"5", "a  b": b"6"}
    whole(unpacked(path, bag(odd)), "a bag of odd names")
    for version in (b"0.97", b"0.96", b"0.93"):
        whole(unpacked(path, bag(PAYLOAD, version=version, algorithms=("md5",))), "a bag of version %s" % version.decode())
    for algorithm in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
        whole(unpacked(path, bag(PAYLOAD, algorithms=(algorithm,))), "a bag by " + algorithm)
        files = bag(PAYLOAD, algorithms=(algorithm,))
        files["data/a.txt"] = b"0ne\n"
        found = faulty(unpacked(path, files), "changed", "data/a.txt", "a changed file by " + algorithm)
        check(found and found[0]["expected"] == hashlib.new(algorithm, b"one\n").hexdigest() and
              found[0]["found"] == hashlib.new(algorithm, b"0ne\n").hexdigest(), "both digests are told: %s" % found)
    whole(unpacked(path, {**bag(PAYLOAD), "manifest-blake3.txt": b"x"}), "a bag with a digest that is not known")
    files = bag({"Nu\u0301n\u0303ez": b"x", "a": b"y"})
    files["data/N\u00fa\u00f1ez"] = files.pop("data/Nu\u0301n\u0303ez")
    items = whole(unpacked(path, files), "a bag whose names a system has written otherwise")
    check([f["kind"] for f in items[0]["findings"]] == ["manifest"] * 2, "which is told: %s" % items[0]["findings"])
    whole(unpacked(path, bag(PAYLOAD, info=b"Long: a\n  b\nTag : c\n")), "a bag with long elements")

    def planted(what, kind, name, change, **options):
        files = bag(PAYLOAD, **options)
        change(files)
        faulty(unpacked(path, files), kind, name, what)
        if name != "data/\\q":
            faulty(zipped(os.path.join(folder, "bag.zip"), files), kind, name, what + " in a zip")

    def replaced(name, before, after):
        def change(files):
            check(before in files[name], "%s has %s" % (name, before))
            files[name] = files[name].replace(before, after)
        return change

    digest = hashlib.sha256(b"one\n").hexdigest().encode()
    planted("a lost file", "missing", "data/b/c.txt", lambda files: files.pop("data/b/c.txt"))
    planted("a lost tag file", "missing", "bag-info.txt", lambda files: files.pop("bag-info.txt"))
    planted("a file too many", "stray", "data/new", lambda files: files.update({"data/new": b""}))
    for name in ("data/.DS_Store", "data/b/Thumbs.db", "data/desktop.ini", "data/._a.txt", "data/__MACOSX/a"):
        planted("what a system left", "system-file", name, lambda files, name=name: files.update({name: b"x"}))
    planted("a changed tag file", "changed", "bag-info.txt", replaced("bag-info.txt", b"Payload", b"payload"))
    planted("a wrong Oxum", "info", "bag-info.txt", lambda files: None, oxum="1.1")
    planted("no bagit.txt", "declaration", "bagit.txt", lambda files: files.pop("bagit.txt"))
    for before, after in ((b"1.0", b"2.0"), (b"1.0", b".97"), (b"BagIt", b"\xef\xbb\xbfBagIt"), (b"Version:", b"Version :"),
                          (b"Tag-File", b"File"), (b": UTF-8", b": klingon"), (b"\nTag-File-Character-Encoding: UTF-8", b"")):
        planted("a bagit.txt with %s" % after, "declaration",
                "bag-info.txt" if b"klingon" in after else "bagit.txt", replaced("bagit.txt", before, after))
    planted("a digest too short", "manifest", "manifest-sha256.txt", replaced("manifest-sha256.txt", digest, digest[1:]))
    planted("a file listed twice", "manifest", "manifest-sha256.txt",
            lambda files: files.update({"manifest-sha256.txt": files["manifest-sha256.txt"] + digest + b"  data/a.txt\n"}))
    planted("a file listed twice and otherwise", "manifest", "manifest-sha256.txt",
            lambda files: files.update({"manifest-sha256.txt": files["manifest-sha256.txt"] + b"0" * 64 + b"  data/a.txt\n"}))
    for out in (b"../x", b"/etc/passwd", b"~/x", b"data/../../x", b"C:\\x", b"\\\\x\\y"):
        planted("a list that leads to %s" % out, "manifest", "manifest-sha256.txt",
                lambda files, out=out: files.update({"manifest-sha256.txt": files["manifest-sha256.txt"] + digest + b"  " + out + b"\n"}))
    planted("a list of tag files in the other one", "manifest", "manifest-sha256.txt",
            replaced("manifest-sha256.txt", b"data/a.txt", b"bagit.txt"))
    planted("a file in one list of two", "manifest", "data/a.txt",
            replaced("manifest-sha256.txt", digest + b"  data/a.txt\n", b""))
    planted("no list at all", "manifest", "", lambda files: [files.pop("manifest-sha%s.txt" % n) for n in ("256", "512")])
    planted("a fetch.txt that leads out", "fetch", "fetch.txt",
            lambda files: files.update({"fetch.txt": b"https://example.org/ - ../x\n"}))
    files = bag(PAYLOAD)
    files["fetch.txt"] = b"https://example.org/c 4 data/b/c.txt\n"
    del files["data/b/c.txt"]
    faulty(unpacked(path, files), "missing", "data/b/c.txt", "a file that is to be fetched")
    unpacked(path, bag(PAYLOAD))
    write(os.path.join(folder, "secret"), b"one\n")
    os.remove(os.path.join(path, "data/a.txt"))
    os.symlink("../../secret", os.path.join(path, "data/a.txt"))
    faulty(path, "unreadable", "data/a.txt", "a link that leads out of the bag")
    os.remove(os.path.join(path, "data/a.txt"))
    os.mkfifo(os.path.join(path, "data/a.txt"))
    faulty(path, "unreadable", "data/a.txt", "a pipe")
    for bits in (17, 4001, 600000):
        files = bag(PAYLOAD)
        data = bytearray(files["data/d.bin"])
        data[bits] ^= 1
        files["data/d.bin"] = bytes(data)
        faulty(unpacked(path, files), "changed", "data/d.bin", "a bit at %d" % bits)
    many = {"%05d" % i: b"%d" % i for i in range(12000)}
    files = bag(many)
    for name in many:
        del files["data/" + name]
    status, items = verify(unpacked(path, files))
    check(status == 1 and len(items[0]["findings"]) == 10000 and items[0]["further_findings"] > 1999, "findings are counted")


def conformance(folder):
    """The Library of Congress's suite, where $OFFPRINT_BAGIT_SUITE is; by its own name alone, for no
    registry has it. What it refuses is planted above, too."""
    suite = os.environ.get("OFFPRINT_BAGIT_SUITE", "")
    check(os.path.isdir(suite), "$OFFPRINT_BAGIT_SUITE names no folder: '%s'" % suite)
    judged = 0
    for path in sorted(os.listdir(suite)):
        for group in ("valid", "invalid", "linux-only", "windows-only"):
            room = os.path.join(suite, path, group)
            for name in sorted(os.listdir(room)) if os.path.isdir(room) else ():
                if os.path.isdir(os.path.join(room, name)):
                    judged += 1
                    status, items = verify(os.path.join(room, name))
                    check(status == (0 if group == "valid" else 1), "%s/%s/%s: %d" % (path, group, name, status))
    check(judged > 20, "%d cases of the suite" % judged)


# Zips ----------------------------------------------------------------------------------------

def zips(folder):
    """Zips that others find something else in."""
    path = os.path.join(folder, "z.zip")
    files = bag(PAYLOAD)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        whole(zipped(path, files, method=method), "a zip")
        whole(zipped(path, files, top="", method=method), "a zip without a folder at its top")
    good = open(zipped(path, files), "rb").read()
    end = good.rindex(b"PK\5\6")
    at = struct.unpack("<I", good[end + 16:end + 20])[0]
    name = good.index(b"bag/data/a.txt")

    def changed(data, place, value):
        return data[:place] + value + data[place + len(value):]

    def moved(data, by):
        return changed(data, data.rindex(b"PK\5\6") + 16, struct.pack("<I", at + by))

    for what, data in (
            ("bytes before it", b"MZ" + good), ("bytes behind it", good + b"x"), ("half of it", good[:len(good) // 2]),
            ("bytes before its directory", moved(good[:at] + b"hidden" + good[at:], 6)),
            ("a name in its local header", changed(good, name + 9, b"x")),
            ("a method in its local header", changed(good, name - 22, b"\1")),
            ("a time in its local header", changed(good, name - 20, b"\1")),
            ("a CRC in its local header", changed(good, name - 16, b"\1")),
            ("a name that leads out", good.replace(b"bag/data/a.txt", b"bag/../../.txt")),
            ("an absolute name", good.replace(b"bag/data/a.txt", b"/ag/data/a.txt")),
            ("a name in other letters", good.replace(b"bag/data/d.bin", b"bag/data/A.txt")),
            ("a file as a folder", good.replace(b"bag/data/b/c.txt", b"bag/data/a.txt/c")),
            ("an encrypted file", changed(good, good.rindex(b"bag/data/a.txt") - 38, b"\1"))):
        with open(path, "wb") as file:
            file.write(data)
        status, items = verify(path)
        check(status == 1 and "zip" in kinds(items), "a zip with %s: %d %s" % (what, status, kinds(items)))
    data = bytearray(good)
    body = good.index(b"bag/data/d.bin") + len(b"bag/data/d.bin")
    for offset in (0, 5, 60):
        broken = changed(good, body + offset, bytes([good[body + offset] ^ 0x55]))
        with open(path, "wb") as file:
            file.write(broken)
        faulty(path, "damaged", "data/d.bin", "packed bytes at %d" % offset)
    twice = io.BytesIO(good)
    import warnings
    with warnings.catch_warnings(), zipfile.ZipFile(twice, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr("bag/data/a.txt", b"another")
    with open(path, "wb") as file:
        file.write(twice.getvalue())
    faulty(path, "zip", "bag/data/a.txt", "a name twice")
    # A bomb: many names for the same bytes.
    with open(path, "wb") as file:
        record = good[at:end]
        first = record.index(b"PK\1\2", 4)
        bomb = good[:at] + record + record[:first].replace(b"bag/", b"bug/") * 1
        ends = struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, *(len(files) + 1,) * 2, len(bomb) - at, at, 0)
        file.write(bomb + ends)
    status, items = verify(path)
    check(status == 1 and "zip" in kinds(items), "names that share bytes: %s" % kinds(items))
    beside = io.BytesIO(good)
    with zipfile.ZipFile(beside, "a") as file:
        info = zipfile.ZipInfo("__MACOSX/bag/._a.txt")
        file.writestr(info, b"x")
    with open(path, "wb") as file:
        file.write(beside.getvalue())
    items = whole(path, "a zip that a Mac has packed again")
    check([f["kind"] for f in items[0]["findings"]] == ["system-file"], "which is told: %s" % items[0]["findings"])
    # Whatever byte is changed, it is told or it is nothing that anyone reads.
    chance = random.Random(13)
    small = zipped(path, bag({"a.txt": b"one\n"}))
    good = open(small, "rb").read()
    missed = []
    for _ in range(int(os.environ.get("OFFPRINT_VERIFY_FLIPS", "150"))):
        place = chance.randrange(len(good))
        with open(path, "wb") as file:
            file.write(changed(good, place, bytes([good[place] ^ 1 << chance.randrange(8)])))
        if offprint("verify", path).returncode != 1:
            missed.append(place)
    headers = sum(1 for place in missed if not harmless(good, place))
    check(headers == 0, "changed bytes are told: %s" % missed)


def harmless(data, place):
    """What says who wrote a file or what is needed to read it, which no reader heeds, its rights, and bits behind the
    end of what is packed, in its last byte."""
    starts = [m.start() for m in re.finditer(b"PK\1\2", data)]
    central = [s for s in starts if s <= place < s + 46]
    local = [m.start() for m in re.finditer(b"PK\3\4", data) if m.start() <= place < m.start() + 30]
    if central:
        return place - central[-1] in (4, 5, 6, 7, 8, 9, 36, 37, 38, 39, 40, 41)
    last = data[place + 1:place + 5] in (b"PK\1\2", b"PK\3\4")
    return last or (bool(local) and place - local[-1] in (4, 5, 6, 7))


# Exports -------------------------------------------------------------------------------------

def exports(folder):
    """What offprint makes is whole, as a zip and unpacked; all of it is listed, so what is not was added."""
    out = os.path.join(folder, "out")
    done = offprint("export", os.path.join(ROOT, "content"), "-o", out, "--quiet")
    check(done.returncode == 0, "content is exported: %s" % done.stderr)
    path = os.path.join(out, "contribute.zip")
    item = whole(path, "the bundle")[0]
    check(item["kind"] == "bag" and item["files"] > 20 and not item["findings"], "nothing is told of it: %s" % item["findings"])
    check([proof["kind"] for proof in item["proofs"]] == ["zip", "checksums"] and
          all(proof["holds"] and proof["proves"] and proof["not_proved"] for proof in item["proofs"]), "two proofs")
    with zipfile.ZipFile(path) as file:
        top = file.namelist()[0].split("/")[0] + "/"
        files = {name[len(top):]: file.read(name) for name in file.namelist()}
    room = os.path.join(folder, "there")
    whole(unpacked(room, files), "the bundle unpacked")
    shutil.rmtree(room)
    unpacked(os.path.join(room, top), files)
    whole(room, "a folder with the bundle in it")
    whole(out, "the folder of outputs")
    again = dict(files)
    again["NEW.html"] = b"<p>added"
    faulty(unpacked(room, again), "stray", "NEW.html", "a page beside START-HERE.html")
    for name, kind in (("data/provenance.jsonl", "provenance"), ("data/ro-crate-metadata.json", "crate")):
        changed = dict(files)
        digest = re.search(rb'"sha256": "([0-9a-f]{64})"', changed[name]).group(1)
        changed[name] = changed[name].replace(digest, digest[::-1])
        changed = relisted(changed)
        found = verify(unpacked(room, changed))
        check(found[0] == 1 and kind in kinds(found[1]) <= {"crate", kind}, "%s that lies: %s" % (name, kinds(found[1])))
        changed[name] = changed[name][:-10]
        found = verify(unpacked(room, relisted(changed)))
        check(found[0] == 1 and kind in kinds(found[1]) <= {"crate", kind}, "%s that breaks off: %s" % (name, kinds(found[1])))
    quiet = offprint("verify", "--quiet", path)
    check(quiet.returncode == 0 and not quiet.stdout + quiet.stderr, "--quiet says nothing of what is whole")


def golden_exports(folder):
    """The sites of tests/golden, which hold what sites can hold."""
    golden, count = os.path.join(ROOT, "tests", "golden"), 0
    for case in sorted(os.listdir(golden)):
        site = os.path.join(golden, case, "site")
        out = os.path.join(folder, case)
        if os.path.isdir(site):
            offprint("export", site, "-o", out, "--name", "x", "--outputs", "zip", "--live-url", "https://example.org", "--quiet")
        if os.path.exists(os.path.join(out, "x.zip")):
            done = offprint("verify", os.path.join(out, "x.zip"))
            check(done.returncode == 0, "the bundle of %s: %s" % (case, done.stdout.decode()))
            count += 1
    check(count > 20, "%d sites of tests/golden have bundles" % count)


def relisted(files):
    """The lists made anew, as someone would who changes a file on purpose."""
    files = {name: data for name, data in files.items() if "manifest-" not in name}
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    files["bag-info.txt"] = re.sub(rb"Payload-Oxum: .*", b"Payload-Oxum: %d.%d" % (
        sum(map(len, payload.values())), len(payload)), files["bag-info.txt"])
    files.update(lists(files, False))
    files.update(lists(files, True))
    return files


# Snapshots -----------------------------------------------------------------------------------

def snapshots(folder):
    """A chain: each names the SHA-512 of the one before it."""
    room = os.path.join(folder, "chain")
    os.makedirs(room)

    def make(name, text, previous, info=b""):
        if previous:
            with open(os.path.join(room, previous), "rb") as file:
                info += b"Previous-Snapshot: sha512:%s\n" % hashlib.sha512(file.read()).hexdigest().encode()
        zipped(os.path.join(room, name), bag({"a.txt": text}, info=info))

    make("p-2021-01-01.zip", b"1", None)
    items = whole(room, "a chain of one")
    make("p-2021-02-01.zip", b"2", "p-2021-01-01.zip")
    make("p-2021-03-01.zip", b"3", "p-2021-02-01.zip")
    make("other.zip", b"4", None)
    items = whole(room, "a chain")
    check(items[-1]["kind"] == "chain" and items[-1]["files"] == 3 and items[-1]["proofs"][0]["holds"], "it is told: %s" % items[-1])
    plain_exports(room, make)
    middle = os.path.join(room, "p-2021-02-01.zip")
    kept = open(middle, "rb").read()
    os.remove(middle)
    found = faulty(room, "chain", os.path.join(room, "p-2021-03-01.zip"), "a snapshot is missing")
    check(found and found[0]["expected"] == hashlib.sha512(kept).hexdigest(), "its digest is told")
    zipped(middle, bag({"a.txt": b"rewritten"}))
    faulty(room, "chain", os.path.join(room, "p-2021-03-01.zip"), "a snapshot was made anew")
    with open(middle, "wb") as file:
        file.write(kept)
    whole(room, "the chain again")
    make("p-2021-03-02.zip", b"5", "p-2021-02-01.zip")
    faulty(room, "chain", os.path.join(room, "p-2021-03-02.zip"), "a fork")
    os.remove(os.path.join(room, "p-2021-03-02.zip"))
    make("p-2021-04-01.zip", b"6", None)
    faulty(room, "chain", os.path.join(room, "p-2021-04-01.zip"), "a second beginning")
    os.remove(os.path.join(room, "p-2021-04-01.zip"))
    os.remove(os.path.join(room, "p-2021-01-01.zip"))
    faulty(room, "chain", os.path.join(room, "p-2021-02-01.zip"), "the first is missing")


def plain_exports(room, make):
    """Zips without a date in their names are verified by themselves; but what names a snapshot, or is named by one, stands in a chain."""
    make("p.zip", b"5", None)
    items = whole(room, "an export of the chain's name beside it")
    check([item["kind"] for item in items] == ["bag"] * 5 + ["chain"] and items[-1]["files"] == 3, "it is no link: %s" % items[-1])
    for name in ("p-2021-01-01.zip", "p-2021-03-01.zip"):
        shutil.copy(os.path.join(room, name), os.path.join(room, "p.zip"))
        check(whole(room, "a copy of %s" % name)[-1]["files"] == 3, "a copy of %s is no link" % name)
    os.remove(os.path.join(room, "p.zip"))
    write(os.path.join(room, "p.zip"), b"no zip")
    faulty(room, "zip", "", "no zip beside the chain")
    check(verify(room)[1][-1]["good"], "which is whole")
    for first, fault in (("p-2021-01-01.zip", "p-2021-03-01.zip"), ("p-2021-03-01.zip", "p.zip")):
        os.rename(os.path.join(room, first), os.path.join(room, "p.zip"))
        check(whole(room, "%s renamed" % first)[-1]["files"] == 3, "%s renamed is a link yet" % first)
        kept = open(os.path.join(room, "p-2021-02-01.zip"), "rb").read()
        os.remove(os.path.join(room, "p-2021-02-01.zip"))
        faulty(room, "chain", os.path.join(room, fault), "without what is named, %s renamed" % first)
        write(os.path.join(room, "p-2021-02-01.zip"), kept)
        os.rename(os.path.join(room, "p.zip"), os.path.join(room, first))
    alone = os.path.join(os.path.dirname(room), "exports")
    for name in ("p.zip", "q.zip"):
        os.makedirs(alone, exist_ok=True)
        shutil.copy(os.path.join(room, "other.zip"), os.path.join(alone, name))
    check([item["kind"] for item in whole(alone, "exports alone")] == ["bag", "bag"], "exports alone are no chain")


# Proofs --------------------------------------------------------------------------------------

def command(*arguments, **options):
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **options)
    check(done.returncode == 0, "%s: %s" % (arguments, done.stdout.decode()))


def signatures(folder):
    """minisign's, of both forms, for a zip and for any file."""
    need_tool("minisign", "minisign")
    room = os.path.join(folder, "signed")
    os.makedirs(room)
    keys = [os.path.join(room, name) for name in ("a", "b")]
    for key in keys:
        command("minisign", "-G", "-W", "-p", key + ".pub", "-s", key + ".key")
    public = open(keys[0] + ".pub").read().splitlines()[1]
    path = zipped(os.path.join(room, "p.zip"), bag(PAYLOAD))
    text = os.path.join(room, "note.pdf")
    write(text, b"%PDF-1.7 any bytes")
    beside = path + ".minisig"

    def sign(file, key, *options):
        command("minisign", "-S", "-s", key + ".key", "-m", file, "-t", "as it was in July", *options)

    faulty(path, "signature", beside, "a signature that is not there", "--key", public)
    for options in ((), ("-l",)):
        sign(path, keys[0], *options)
        for key in (public, keys[0] + ".pub"):
            proof = whole(path, "a signed zip", "--key", key)[0]["proofs"][-1]
            check(proof["kind"] == "signature" and proof["holds"] and "as it was in July" in proof["proves"] and
                  "whose key" in proof["not_proved"], "what it proves: %s" % proof)
        items = whole(path, "a signed zip without a key")
        check([f["kind"] for f in items[0]["findings"]] == ["signature"], "that is told: %s" % items[0]["findings"])
        faulty(path, "signature", beside, "another's key", "--key", keys[1] + ".pub")
        good = open(beside).read()
        lines = good.splitlines()
        middle = len(lines[1]) // 2
        flipped = lines[1][:middle] + ("A" if lines[1][middle] != "A" else "B") + lines[1][middle + 1:]
        for what, changed in (("a changed signature", [lines[0], flipped] + lines[2:]),
                              ("a changed comment", lines[:2] + [lines[2].replace("July", "June")] + lines[3:]),
                              ("a signature cut off", lines[:2]), ("no signature", ["x"]),
                              ("another form", [lines[0], ("RW" if lines[1][:2] == "RU" else "RU") + lines[1][2:]] + lines[2:])):
            write(beside, ("\n".join(changed) + "\n").encode())
            faulty(path, "signature", beside, what, "--key", public)
        write(beside, good.encode())
        kept = open(path, "rb").read()
        zipped(path, bag({**PAYLOAD, "a.txt": b"changed\n"}))
        check(kinds(verify(path)[1]) == set(), "a bag that was made anew looks whole")
        faulty(path, "signature", beside, "a bag that was made anew", "--key", public)
        write(path, kept)
        sign(text, keys[0], *options)
        whole(text, "a signed PDF", "--key", public)
        write(text, b"%PDF-1.7 other bytes")
        faulty(text, "signature", text + ".minisig", "a changed PDF", "--key", public)
        write(text, b"%PDF-1.7 any bytes")
    os.remove(text + ".minisig")
    check(verify(text)[0] == 1, "a PDF that nothing speaks for")
    faulty(unpacked(os.path.join(room, "bag"), bag(PAYLOAD)), "signature", "", "a folder and a key", "--key", public)
    for bad in ("no-such-file", path, public[:-4]):
        done = offprint("verify", path, "--key", bad)
        check(done.returncode == 2 and b"[verify-key]" in done.stderr, "no key: %s: %d %s" % (bad, done.returncode, done.stderr))
    empty = os.path.join(room, "empty")
    write(empty, b"")
    sign(empty, keys[0])
    whole(empty, "a signed file of no bytes", "--key", public)


AUTHORITY = """
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[stamping]
extendedKeyUsage = critical,timeStamping
[serving]
extendedKeyUsage = serverAuth
[tsa]
default_tsa = config
[config]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512, sha1
signer_digest = sha256
ess_cert_id_alg = sha256
"""


def authority(room, name):
    """A root, and a certificate by it that may stamp times."""
    os.makedirs(room)
    write(os.path.join(room, "c.cnf"), AUTHORITY.encode())
    write(os.path.join(room, "serial"), b"01\n")

    def openssl(*arguments):
        command("openssl", *arguments, cwd=room)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
            "-subj", "/CN=Root of " + name, "-days", "3650", "-config", "c.cnf", "-extensions", "ca")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Clock of " + name,
            "-config", "c.cnf")
    openssl("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem", "-days",
            "3650", "-extfile", "c.cnf", "-extensions", "stamping")
    return openssl


def time_stamps(folder):
    need_tool("openssl", "openssl")
    room = os.path.join(folder, "tsa")
    openssl = authority(room, "Test")
    authority(os.path.join(folder, "other"), "Other")
    pem, foreign = os.path.join(room, "ca.pem"), os.path.join(folder, "other", "ca.pem")
    path = zipped(os.path.join(room, "p.zip"), bag(PAYLOAD))
    beside = path + ".tsr"

    def stamp(digest, *options):
        openssl("ts", "-query", "-data", path, "-" + digest, "-cert", "-out", "q.tsq")
        openssl("ts", "-reply", "-queryfile", "q.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key", "-config", "c.cnf", "-out", beside,
                *options)
    faulty(path, "time-stamp", beside, "a time stamp that is not there", "--tsa", pem)
    for digest in ("sha256", "sha384", "sha512"):
        stamp(digest)
        proof = whole(path, "a stamped zip", "--tsa", pem)[0]["proofs"][-1]
        check(proof["kind"] == "time-stamp" and proof["by"] == "Clock of Test" and
              re.search(r"existed on 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC", proof["proves"]) and proof["not_proved"],
              "what it proves: %s" % proof)
        items = whole(path, "a stamped zip without an authority")
        check([f["kind"] for f in items[0]["findings"]] == ["time-stamp"], "that is told")
        faulty(path, "time-stamp", beside, "another authority", "--tsa", foreign)
    good, kept = open(beside, "rb").read(), open(path, "rb").read()
    for what, changed in (("cut off", good[:len(good) // 2]), ("no stamp", b"x"), ("a bit in its signature", good[:-20] + bytes([good[-20] ^ 1]) + good[-19:]),
                          ("another time", good.replace(good[good.index(b"20", 60):][:4], b"2001", 1))):
        write(beside, changed)
        faulty(path, "time-stamp", beside, what, "--tsa", pem)
    write(beside, good)
    zipped(path, bag({**PAYLOAD, "a.txt": b"changed\n"}))
    faulty(path, "time-stamp", beside, "a bag that was made anew", "--tsa", pem)
    write(path, kept)
    stamp("sha1")
    faulty(path, "time-stamp", beside, "a stamp of SHA-1", "--tsa", pem)
    for bad in ("no-such-file", path):
        done = offprint("verify", path, "--tsa", bad)
        check(done.returncode == 2 and b"[verify-key]" in done.stderr, "no certificates: %s" % done.stderr)


# Failures ------------------------------------------------------------------------------------

def failures(folder):
    """Where an allocation fails the status is 3 with a line that says why, or nothing comes of it; never a verdict
    that is not so."""
    path = zipped(os.path.join(folder, "f.zip"), bag({**PAYLOAD, "é/e": b""}))
    torn = zipped(os.path.join(folder, "t.zip"), {**bag(PAYLOAD), "data/a.txt": b"torn"})
    there = unpacked(os.path.join(folder, "there"), bag(PAYLOAD))
    starve, seen = preloaded("starve"), {}
    for place in (path, torn, there):
        def attempt(how):
            return run([OFFPRINT, "verify", place], env=dict(os.environ, LD_PRELOAD=starve, STARVE=how), timeout=60)
        usual = attempt("0")
        count = int(usual.stderr.split(b"allocations ")[1])
        check(count > 20, "only %d allocations: is it loaded?" % count)
        for at in range(1, count + 1):
            for more in ("", " on"):
                done = attempt("%d%s" % (at, more))
                same = done.returncode == usual.returncode and done.stdout == usual.stdout
                seen[done.returncode] = seen.get(done.returncode, 0) + 1
                check(same or (done.returncode == 3 and b"error" in done.stderr and b"whole" not in done.stdout),
                      "%s, allocation %d%s: %d %s %s" % (place, at, more, done.returncode, done.stdout[:300], done.stderr[:300]))
    check(seen.get(3), "no allocation that fails matters: %s" % seen)


def barred(folder):
    """What cannot be looked into is told once, and nothing is said of what may lie there: not that it is missing, nor that a
    list that cannot be read lacks a file."""
    path = os.path.join(folder, "bag")

    def found_in(what, expected):
        done = run(powerless(OFFPRINT, "verify", "--json", path), timeout=60)
        found = sorted((f["kind"], f.get("path", "")) for item in json.loads(done.stdout)["verified"] for f in item["findings"])
        check(done.returncode == 1 and found == sorted(expected), "%s: %d %s" % (what, done.returncode, found))

    for names in (("data/a.txt",), ("data",), ("data/b",), ("manifest-sha256.txt",), ("manifest-sha256.txt", "manifest-sha512.txt"),
                  ("tagmanifest-sha512.txt",), ("bagit.txt",), ("bag-info.txt",)):
        unpacked(path, bag(PAYLOAD))
        for name in names:
            os.chmod(os.path.join(path, name), 0)
        found_in("%s is barred" % (names,), [("unreadable", name) for name in names])
        for name in names:
            os.chmod(os.path.join(path, name), 0o755)
    unpacked(os.path.join(path, "top"), bag(PAYLOAD))
    shutil.rmtree(os.path.join(path, "data"))
    for name in [name for name in os.listdir(path) if name != "top"]:
        os.remove(os.path.join(path, name))
    os.chmod(os.path.join(path, "top", "data"), 0)
    found_in("a bag in a folder", [("unreadable", "data")])
    os.chmod(os.path.join(path, "top", "data"), 0o755)
    for target in (".", "..", "b", "../..", "/etc", "none", "link", "a.txt", "/etc/hostname"):
        unpacked(path, bag(PAYLOAD))
        os.symlink(target, os.path.join(path, "data", "link"))
        inside = target == "a.txt"
        found_in("a link to %s in the payload" % target,
                 [("stray", "data/link"), ("info", "bag-info.txt") if inside else ("unreadable", "data/link")])
    room = os.path.join(folder, "chain")
    os.makedirs(room)
    zipped(os.path.join(room, "p-2021-01-01.zip"), bag(PAYLOAD))
    whole(room, "a chain of one")
    odd = os.path.join(room, "p-2021-02-01.zip")
    for make in (os.mkfifo, lambda name: os.symlink("none", name)):
        make(odd)
        done = offprint("verify", room, timeout=60)
        check(done.returncode == 1 and odd.encode() in done.stdout and not done.stderr,
              "no file in a snapshot's place: %d %s %s" % (done.returncode, done.stdout, done.stderr))
        os.remove(odd)
    for number in "23":
        zipped(os.path.join(room, "p-2021-0%s-01.zip" % number), bag(PAYLOAD))
    for number in "123":  # the oldest, one between, the newest: the others are looked at
        name = "p-2021-0%s-01.zip" % number
        os.chmod(os.path.join(room, name), 0)
        done = run(powerless(OFFPRINT, "verify", "--json", room), timeout=60)
        items = json.loads(done.stdout)["verified"]
        unread = {os.path.basename(item["path"]) for item in items if [f["kind"] for f in item["findings"]] == ["unreadable"] and item["kind"] == "bag"}
        check(done.returncode == 1 and len(items) == 4 and unread == {name} and sum(item["good"] for item in items) == 2,
              "%s is barred: %d %s" % (name, done.returncode, items))
        told = [f["kind"] for f in items[-1]["findings"]]
        check("unreadable" in told, "the chain tells so: %s" % told)
        done = run(powerless(OFFPRINT, "log", "--json", room), timeout=60)
        listed = json.loads(done.stdout)["snapshots"]
        check(done.returncode == 1 and [item["readable"] for item in listed] == [item["name"] != name for item in listed] and len(listed) == 3,
              "log, %s is barred: %d %s" % (name, done.returncode, done.stdout[-400:]))
        os.chmod(os.path.join(room, name), 0o644)


# Usage ---------------------------------------------------------------------------------------

def usage(folder):
    path = zipped(os.path.join(folder, "u.zip"), bag(PAYLOAD))
    bad = os.path.join(folder, "bad.zip")
    write(bad, b"no zip")
    for arguments, status in (((), 2), (("no-such",), 2), ((path,), 0), ((bad,), 1), ((path, bad), 1), ((bad, "no-such"), 2),
                              ((path, path), 0), (("--frob", path), 2)):
        done = offprint("verify", *arguments)
        check(done.returncode == status, "verify %s: %d, not %d: %s" % (arguments, done.returncode, status, done.stderr))
    alone = os.path.join(folder, "alone.pdf")
    write(alone, b"%PDF-1.7\n")
    done = offprint("verify", alone)
    check(done.returncode == 1 and b"NOT proved\n" in done.stdout and b"nothing vouches for it" in done.stdout,
          "a file alone is not called damaged: %s" % done.stdout)
    for end in (".minisig", ".tsr"):
        os.mkfifo(path + end)
        done = offprint("verify", path, timeout=60)
        check(done.returncode == 1 and end.encode() in done.stdout, "a pipe in the place of %s: %s" % (end, done.stdout))
        os.remove(path + end)
    odd = os.path.join(folder, "o\x1b[31m\u202edd.zip")
    shutil.copy(bad, odd)
    done = offprint("verify", odd)
    check(b"\x1b" not in done.stdout and b"\xe2\x80\xae" not in done.stdout, "a terminal is safe: %r" % done.stdout)
    done = offprint("verify", "--json", odd)
    check(json.loads(done.stdout)["verified"][0]["path"] == odd, "JSON has the name")
    with open(os.path.join(ROOT, "doc", "verify.md"), encoding="utf-8") as file:
        documented = file.read()
    with open(os.path.join(ROOT, "src", "verify", "finding.c"), encoding="utf-8") as file:
        names = re.findall(r'\[(?:FINDING|PROOF)_\w+\] = "([\w-]+)"', file.read())
    check(len(names) > 15 and all("`%s`" % name in documented for name in names), "doc/verify.md has each kind: %s" % names)


with scratch() as room:
    tests = {"bags": bags, "conformance": conformance, "zips": zips, "exports": exports, "golden-exports": golden_exports, "snapshots": snapshots,
             "signatures": signatures, "time-stamps": time_stamps, "barred": barred, "usage": usage, "failures": failures}
    for name, test in tests.items():
        if name in sys.argv[1:] or (len(sys.argv) < 2 and name not in ("failures", "conformance")):  # a test, and a command, of their own
            folder = os.path.join(room, name)
            os.makedirs(folder)
            test(folder)
finish("verify")
