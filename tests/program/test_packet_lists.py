"""Lists of any length: rows are read again when they are wanted, so that memory does not grow with them, and what is made is
the same; a list that becomes another one meanwhile makes nothing of its new rows."""
import json
import multiprocessing
import os
import resource
import signal
import subprocess

from packet_site import HEAD, SITE, make, pdfs, read, said
from support import OFFPRINT, check, finish, is_sanitized, preloaded, scratch, write_files

INTERPOSE = preloaded("interpose")
BLOCK = 1 << 16  # what of a list is in memory at a time


def run_measured(*arguments):
    child = os.posix_spawn(OFFPRINT, [OFFPRINT, *arguments, "-q"], os.environ)
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024


# A process begins with the memory of the one that starts it: this one stays small.
MEASURER = multiprocessing.get_context("fork").Pool(1)


def measured(*arguments):
    """The most memory that a run had, in megabytes."""
    status, most = MEASURER.apply(run_measured, arguments)
    check(status == 0, "%s: %d" % (arguments, status))
    return most


def rows(folder, count):
    text = HEAD + "".join("Sponsor %d Čapek,Gold,2027,a@b.example\n" % number for number in range(count))
    return write_files(folder, {"rows-%d.csv" % count: text}) + "/rows-%d.csv" % count


def flat(folder, site):
    """A further row takes next to nothing, whether it is read, made, made already or merged."""
    ways = {"one of": (20000, 60000, ["--only", "7"]), "a part of": (20000, 60000, ["--shard", "7/4000"]), "all of": (2500, 6500, ["--shard", "0/1"]),
            "once more": (2500, 6500, ["--shard", "0/1", "--resume"]), "merging": (2500, 6500, None)}
    for what, (few, many, how) in ways.items():
        most = []
        for count in (few, many):
            out = "%s/flat-%d" % (folder, count)
            how_made = ["export", site, "--for", rows(folder, count), "-o", out, "--outputs", "pdf", *(how or [])]
            most.append(measured(*(how_made if how else ["packets", "merge", out])))
        more = (most[1] - most[0]) * (1 << 20) / (many - few)
        check(is_sanitized() or more < 250, "%s a list of %d rows takes %.1f MB, of %d %.1f MB: %d bytes for each more" % (what, few, most[0], many, most[1], more))
    path = folder + "/flat-2500"
    check(len(read(path + "/packets.jsonl").splitlines()) == 2500, "the record has a line for each")


def spelled(folder, site):
    """A record is JSON, however it is spelled; of other rows' records no more than some are open at a time."""
    path, out = rows(folder, 100), folder + "/spelled"
    make(site, path, out, "--outputs", "pdf")
    lines = [json.loads(line) for line in read(out + "/packets.jsonl").splitlines()]
    for how in ({"separators": (",", ":")}, {"sort_keys": True}):
        write_files(out, {"packets.jsonl": "".join(json.dumps(line, **how) + "\n" for line in lines)})
        done = make(site, path, out, "--outputs", "pdf", "--resume")
        check(done.returncode == 0 and b"100 of them as they were" in done.stdout, "%s: %s" % (how, done.stdout))
    write_files(out, {"packets.jsonl": "".join(json.dumps(line) + "\n" for line in reversed(lines))})
    done = make(site, path, out, "--outputs", "pdf", "--resume")
    check(b"100 of them as they were" in done.stdout, "in another order: %s" % done.stdout)
    os.remove(out + "/packets.jsonl")
    for part in range(100):
        make(site, path, out, "--outputs", "pdf", "--shard", "%d/100" % part)
    check(len(records(out)) == 100, "a record of each part: %d" % len(records(out)))
    other = write_files(folder + "/other", {**SITE, "index.md": SITE["index.md"] + "\nAnother state.\n"})
    few = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))
    done = subprocess.run([OFFPRINT, "export", other, "--for", path, "-o", out, "--outputs", "pdf"], preexec_fn=few, capture_output=True, check=False)
    check(done.returncode == 0 and list(records(out)) == ["packets.jsonl"], "all of them give way: %s %s" % (said(done), list(records(out))[:3]))


def piped(site, path, out, *more):
    """The same list from standard input, which cannot be read twice and is in memory."""
    with open(path, "rb") as file:
        return subprocess.run([OFFPRINT, "export", site, "--for", "-", "-o", out, "--outputs", "pdf", *more], stdin=file, capture_output=True, check=False)


def records(out):
    return {name: read(os.path.join(out, name)) for name in sorted(os.listdir(out)) if name.endswith(".jsonl")}


def blocks(folder, site):
    """Where a block of the file ends makes no difference, whatever stands there."""
    row = "Ž%d ěš,\"Gold\n\"\"x\"\" €\",2027,a@b.example\n"
    body = "".join(row % number for number in range(4000))
    lists = {"a-%d.csv" % pad: HEAD + "x" * pad + body for pad in range(8)}
    lists.update({"long.csv": HEAD + body + "Long," + "\"" + "\n" * (3 * BLOCK) + "\",2027,a@b.example\n" + body.replace("Ž", "Y"),
                  "crlf.csv": (HEAD + body).replace("\n", "\r\n"), "returns.csv": "\ufeff" + (HEAD + body).replace("\n", "\r"),
                  "told.csv": "sep=;\n" + (HEAD + body).replace(",", ";"), "mark.csv": "\ufeff" + HEAD + body,
                  "empty.csv": HEAD + (",,,\n" * BLOCK) + body, "open.csv": HEAD + body.rstrip("\n"),
                  "head.csv": HEAD.replace("tier", "\"" + "t" * BLOCK + "\"") + body})
    for name, text in lists.items():
        path = os.path.join(write_files(folder, {name: text}), name)
        outs = [os.path.join(folder, name + suffix) for suffix in ("-file", "-pipe")]
        done = [make(site, path, outs[0], "--outputs", "pdf", "--shard", "3/700"), piped(site, path, outs[1], "--shard", "3/700")]
        told = [each.stderr.replace(path.encode(), b"-") for each in done]
        check(done[0].returncode == done[1].returncode and told[0] == told[1], "%s: %s, from a pipe %s" % (name, said(done[0]), said(done[1])))
        if done[0].returncode == 0:
            check(records(outs[0]) == records(outs[1]) and pdfs(outs[0]) == pdfs(outs[1]), "%s: from a file and a pipe the same" % name)
        check((done[0].returncode == 0) == (name not in ("head.csv",)), "%s: %s" % (name, said(done[0])))
    for at in (BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7):
        data = (HEAD + "é" * BLOCK * 2).encode()
        path = os.path.join(write_files(folder, {"latin.csv": data[:at] + b"\xe9x" + data[at:]}), "latin.csv")
        told = [each.stderr.decode().split(" error")[0].rsplit("csv")[-1].lstrip("-") for each in (make(site, path, folder + "/no"), piped(site, path, folder + "/no"))]
        check(told[0] == told[1] and told[0].startswith(":2:"), "the place of what is no UTF-8: %s" % told)
    check(not os.path.exists(folder + "/no"), "nothing is made of it")


def doubles(folder, site):
    """Two rows of one file are found however far apart; a part is told of its own."""
    names = ["Sponsor %d" % number for number in range(9000)]
    for at, name in ((10, "sponsor 7000"), (7500, "SPONSOR 7000"), (8000, "Sponsor  10!"), (8999, "spönsor 1")):
        names[at] = name
    path = os.path.join(write_files(folder, {"twice.csv": HEAD + "".join("%s,a,b,c\n" % name for name in names)}), "twice.csv")
    twice = {7002: 12, 7502: 12, 9001: 3}

    def told(*how):
        done = make(site, path, folder + "/twice", "--json", *how)
        found = [(each["line"], int(each["message"].split()[-1])) for each in json.loads(done.stdout)["diagnostics"] if each["severity"] == "error"]
        check(done.returncode == (1 if found else 0), "%s: %s" % (how, found))
        return dict(found)
    check(told() == twice, "all of them: %s" % told())
    check(not os.path.exists(folder + "/twice"), "nothing is made")
    for part in range(3):
        found, want = told("--shard", "%d/3000" % (1000 * part)), {line: other for line, other in twice.items() if (line - 2) % 3000 == 1000 * part}
        check(found == want, "part %d: %s, not %s" % (part, found, want))
    check(told("--only", "sponsor-7000-packet").keys() == {7002, 7502}, "of one name: %s" % told("--only", "sponsor-7000-packet"))


def changed(folder, site):
    """Once a list is checked its rows are what they were, or nothing is made of them."""
    path, other = rows(folder, 4000), rows(folder, 4001)
    whole, text = folder + "/whole", read(path)
    make(site, path, whole, "--outputs", "pdf", "--shard", "0/40")
    want = pdfs(whole)
    for what, new in (("one letter", text.replace(b"Sponsor 3960 ", b"Sponsor 396O ")), ("shorter", text[:-BLOCK]), ("another", read(other)[::-1][:len(text)])):
        out = "%s/changed-%s" % (folder, what[:3])
        write_files(folder, {"rows-4000.csv": text})
        env = dict(os.environ, LD_PRELOAD=INTERPOSE, INTERPOSE="renameat 2 signal %d" % signal.SIGSTOP, ASAN_OPTIONS="verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", ""))
        command = [OFFPRINT, "export", site, "--for", path, "-o", out, "--outputs", "pdf", "--shard", "0/40"]
        running = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        os.waitpid(running.pid, os.WUNTRACED)
        with open(path, "r+b") as file:
            file.write(new)
            file.truncate(len(new))
        running.send_signal(signal.SIGCONT)
        _, err = running.communicate(timeout=120)
        made = pdfs(out)
        check(running.returncode == 3 and b"another one while it was read [packet-list]" in err, "%s: %d %s" % (what, running.returncode, err))
        check(0 < len(made) < len(want) and all(want[name] == data for name, data in made.items()), "%s: %d are made, of the list as it was" % (what, len(made)))
        write_files(folder, {"rows-4000.csv": text})
        done = make(site, path, out, "--outputs", "pdf", "--shard", "0/40", "--resume")
        check(done.returncode == 0 and pdfs(out) == want, "%s: the next run goes on: %s" % (what, said(done)))


def main():
    with scratch(in_memory=True) as folder:
        site = write_files(folder + "/site", SITE)
        flat(folder, site)
        spelled(folder, site)
        blocks(folder, site)
        doubles(folder, site)
        changed(folder, site)
    finish("lists of any length")


if __name__ == "__main__":
    main()
