"""Help, usage errors, exit statuses, standard streams, the man page."""
import glob
import io
import json
import os
import re
import shutil
import tempfile
import zipfile

from support import OFFPRINT, ROOT, check, finish, offprint, run, scratch


def usage_errors():
    for arguments in ([], ["bogus"], ["export", "--bogus"], ["export", "--depth"],
                      ["export", "--depth", "x"], ["export", "--paper", "A3"],
                      ["export", "--outputs", "pdf,tar"], ["check", "-o", "x"],
                      ["export", "a", "b"], ["render", "a"], ["render", "--markdown", "x", "-"],
                      ["render", "--markdown", "gfm", "--to", "lines", "-"]):
        done = offprint(*arguments)
        lines = done.stderr.decode().splitlines()
        check(done.returncode == 2, "%s: status 2, not %d" % (arguments, done.returncode))
        check(len(lines) == 2 and "--help" in lines[1] and not done.stdout,
              "%s: two lines on standard error: %s" % (arguments, lines))


def asked_for():
    """What cannot be is wrong usage where a flag asks for it, a content error where the recipe does."""
    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "text\n")
        for arguments, code in ((["/nonexistent"], "site-open"), ([site, "--entry", "/none/"], "no-such-page"),
                                ([site], "no-entry"), ([site, "--entry", "/p/", "--theme-dir", folder + "/x"], "theme-folder"),
                                ([site, "--entry", "/p/", "--name", "a/b"], "output-name"),
                                ([site, "--entry", "/p/", "--live-url", "x"], "live-url"),
                                ([site, "--entry", "/p/", "--revision", "x"], "source-revision")):
            done = offprint("check", *arguments)
            check(done.returncode == 2 and ("[%s]" % code).encode() in done.stderr,
                  "%s: status %d: %s" % (arguments, done.returncode, done.stderr))
        for recipe, code in (("entry: /none/", "no-such-page"), ("entry: /p/\nname: a/b", "output-name"),
                             ("entry: /p/\nlive_url: x", "live-url")):
            open(os.path.join(site, "offprint.yml"), "w").write(recipe + "\n")
            done = offprint("check", site)
            check(done.returncode == 1 and ("[%s]" % code).encode() in done.stderr,
                  "%s: status %d: %s" % (recipe, done.returncode, done.stderr))
        for page in ("/none/", "/p/"):
            status = offprint("render", site, page).returncode
            check(status == (2 if page == "/none/" else 0), "render %s: status %d" % (page, status))


def current_folder():
    """Without SITE the current folder is the site."""
    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "text\n")
        done = run([OFFPRINT, "export", "--entry", "/p/", "-o", "made"], cwd=site)
        check(done.returncode == 0 and sorted(os.listdir(os.path.join(site, "made"))) == ["p.pdf", "p.zip"],
              "the current folder: %s" % done.stderr)


def help_texts():
    for arguments in (["--help"], ["help"], ["help", "export"], ["export", "--help"], ["check", "-h"], ["render", "--help"]):
        done = offprint(*arguments)
        lines = done.stdout.decode().splitlines()
        check(done.returncode == 0 and not done.stderr, "%s goes to standard output" % arguments)
        check(lines and max(map(len, lines)) <= 80, "%s keeps to 80 columns" % arguments)
        check(any("Example" in line for line in lines), "%s shows an example" % arguments)
        check(any("xit status" in line for line in lines), "%s tells the exit status" % arguments)
    for arguments in (["--version"], ["-V"], ["version"]):
        check(offprint(*arguments).stdout.startswith(b"offprint "), "%s" % arguments)


def closing_line():
    """What it all comes to stands behind the report, and whether anything was written."""
    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "[x]() [y]() {{ 'a' | bogus }}\n")
        out = os.path.join(folder, "out")

        def last(*arguments):
            return offprint(*arguments).stderr.decode().splitlines()[-1]
        rows = ((["check", site, "--entry", "/p/"], "offprint: 3 warnings"),
                (["export", site, "--entry", "/p/", "-o", out], "offprint: 3 warnings"),
                (["export", site, "--entry", "/p/", "-o", out, "--strict"],
                 "offprint: error: 3 warnings, which count as errors; nothing written"),
                (["export", site, "--entry", "/none/", "-o", out], "offprint: 1 error; nothing written"),
                (["check", site, "--entry", "/none/"], "offprint: 1 error"))
        for arguments, wanted in rows:
            check(last(*arguments) == wanted, "%s ends with: %s" % (arguments, last(*arguments)))
        result = json.loads(offprint("check", site, "--entry", "/p/", "--json").stdout)
        check((result["errors"], result["warnings"]) == (0, 3) and offprint("-V").stdout.decode() == "offprint %s\n" % result["version"],
              "--json counts: %s" % result)
        clean = write_page(os.path.join(folder, "c"), "text\n")
        done = offprint("check", clean, "--entry", "/p/", "--date", "2021-07-15")
        check(not done.stderr, "nothing to tell: %s" % done.stderr)


def colours():
    """Only what stands around the texts is coloured, and only where colours are wanted."""
    with scratch() as folder:
        site = write_page(folder, "".join("[%d](none%d.md)\n\n" % (i, i) for i in range(9)) + "[a\x1b[31m](b\x1b.md)\n")
        plain = offprint("check", site, "--entry", "/p/").stderr
        forced = offprint("check", site, "--entry", "/p/", env={**os.environ, "CLICOLOR_FORCE": "1", "NO_COLOR": ""}).stderr
        none = offprint("check", site, "--entry", "/p/", env={**os.environ, "CLICOLOR_FORCE": "1", "NO_COLOR": "1"}).stderr
        check(none == plain and b"\x1b" not in plain, "without colours: %s" % none)
        check(re.sub(rb"\x1b\[[0-9;]*m", b"", forced) == plain and b"\x1b[1;33mwarning: \x1b[m" in forced and b"\x1b[31m" not in forced,
              "with colours: %s" % forced)


def recipe_keys():
    """Help, man page and README tell of the same keys."""
    shown = offprint("help", "recipe").stdout.decode()
    keys = re.findall(r"^([a-z_]+): ", shown, re.M)
    check(len(keys) > 20 and max(map(len, shown.splitlines())) <= 80, "keys of the recipe: %s" % keys)
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        check("```yaml\n%s```" % shown in file.read(), "README has what `offprint help recipe` says")
    page = offprint("--man-page").stdout.decode()
    check(re.findall(r"^\.B ([a-z_]+): ", page, re.M) == keys, "the man page has the keys")
    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "text\n")
        with open(os.path.join(site, "offprint.yml"), "w", encoding="utf-8") as file:
            file.write(re.sub(r"/contribute/", "/p/", shown))
        done = offprint("check", site)
        check(done.returncode == 0 and not re.search(rb"\[recipe-(?!unfit)", done.stderr), "the examples are right: %s" % done.stderr)


def init():
    """A recipe for a site that has none, which names its front page and changes nothing else."""
    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "text\n")
        with open(os.path.join(site, "_config.yml"), "w", encoding="utf-8") as file:
            file.write('title: "An: odd \\"title\\""\n')
        before = offprint("export", site, "--entry", "/p/", "--title", 'An: odd "title"', "-o", folder + "/a")
        done = run([OFFPRINT, "init"], cwd=site)
        check(done.returncode == 0 and done.stdout == b"./offprint.yml   entry /p/\n", "init: %s" % done.stdout)
        after = offprint("export", site, "-o", folder + "/b")
        check(before.returncode == 0 and after.returncode == 0 and b"warning" not in after.stderr, "it is right: %s" % after.stderr)
        for name in ("p.pdf", "p.zip"):
            made = [open(os.path.join(folder, at, name), "rb").read() for at in "ab"]
            check(made[0] == made[1], "the recipe changes nothing else of %s" % name)
        with open(os.path.join(site, "offprint.yml"), encoding="utf-8") as file:
            text = file.read()
        for key in re.findall(r"^([a-z_]+): ", offprint("help", "recipe").stdout.decode(), re.M):
            check(re.search(r"^# %s: " % key, text, re.M), "the recipe tells of '%s'" % key)
        done = offprint("init", site)
        check(done.returncode == 2 and b"[init-exists]" in done.stderr, "it stays as it is: %s" % done.stderr)
        with open(os.path.join(site, "offprint.yml"), encoding="utf-8") as file:
            check(file.read() == text, "an old recipe is not touched")
        check(offprint("init", folder + "/none").returncode == 2, "no site")
        done = offprint("init", "/proc/self/fdinfo")
        other = write_page(os.path.join(folder, "other"), "text\n")
        done = run(["sh", "-c", 'ulimit -f 1; exec "$0" init "$1"', OFFPRINT, other])
        check(done.returncode != 0 and not os.path.exists(other + "/offprint.yml"), "nothing half written: %s" % done.stderr)
        done = offprint("init", "/proc/self/fdinfo")
        check(done.returncode == 3 and b"[init-write]" in done.stderr, "a folder that takes no file: %s" % done.stderr)


def man_page():
    page = offprint("--man-page").stdout
    check(page.startswith(b".TH OFFPRINT 1"), "the man page begins with .TH")
    options = {word.split()[0] for word in offprint("export", "--help").stdout.decode().split("--")[1:]}
    for option in options - {"help`"}:
        name = re.split(r"['\[]", option)[0].replace("-", "\\-").encode()
        check(name in page, "the man page has --%s" % option)
    if shutil.which("man"):
        with scratch() as folder:
            path = os.path.join(folder, "offprint.1")
            open(path, "wb").write(page)
            done = run(["man", "--warnings", "-E", "UTF-8", "-l", path], env=dict(os.environ, MANPAGER="cat"))
            check(done.returncode == 0 and not done.stderr, "man reads it: %s" % done.stderr)


def streams():
    content = os.path.join(ROOT, "content")
    with scratch() as folder:
        done = offprint("export", content, "-o", folder, "--json")
        result = json.loads(done.stdout)
        check(result["status"] == 0 and [o["name"] for o in result["outputs"]] == ["pdf", "zip"],
              "--json names the outputs: %s" % result["outputs"])
        for output in result["outputs"]:
            check(os.path.getsize(output["path"]) == output["bytes"], "--json tells sizes: %s" % output)
        done = offprint("export", content, "-o", folder, "--name", "packet", "--paper", "letter")
        check(sorted(os.listdir(folder)) == ["contribute.pdf", "contribute.zip", "packet.pdf", "packet.zip"],
              "--name names the files")
        before = sorted(os.listdir(folder))
        done = offprint("check", content)
        check(done.returncode == 0 and b"links:" in done.stdout, "check reports")
        check(sorted(os.listdir(folder)) == before, "check writes nothing")


def untaken_streams():
    """What a standard stream does not take, full or closed, is status 3 of each command, told once where the other takes it;
    and no file of the run's own gets the number of a closed one."""
    def end(stream, how):
        number = 1 if stream == "stdout" else 2
        return {"preexec_fn": lambda: os.close(number)} if how == "closed" else {}

    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "[x]() {{ 'a' | bogus }}\n")
        os.makedirs(os.path.join(folder, "snapshots"))
        for name, text in (("snapshots/broken-2024-01-01.zip", "no zip"), ("sites.yml", "- {source: s, entry: /p/}\n- {source: s, entry: /p/, name: t}\n"),
                           ("page.md", "{{ 'a' | bogus }}\n"), ("r.csv", "name,prepared_for\na,A\n")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        one = [site, "--entry", "/p/"]
        offprint("export", *one, "-o", folder + "/packet", "--outputs", "zip")
        bundle = folder + "/packet/p.zip"
        for command in (["export", *one, "-o", "out"], ["check", *one], ["snapshot", *one, "-o", "kept", "--date", "2024-01-01"],
                        ["sites", "sites.yml", "-o", "out"], ["export", *one, "--for", "r.csv", "-o", "lots"], ["log"], ["render", *one[:1], "/p/"],
                        ["render", "--liquid", "page.md"], ["diff", bundle, site], ["verify", bundle, "none.zip"], ["packets", "merge", "none"],
                        ["init", "none"], ["completion", "bash"], ["--help"], ["help", "limits"], ["bogus"], ["--version"], ["--man-page"]):
            plain = offprint(*command, cwd=folder)
            for stream in ("stdout", "stderr"):
                if not getattr(plain, stream):
                    continue
                for how in ("full", "closed"):
                    with open("/dev/full", "w", encoding="utf-8") as full:
                        done = offprint(*command, cwd=folder, **{stream: full}, **end(stream, how))
                    check(done.returncode == 3, "%s, %s %s: status %d" % (command[:2], stream, how, done.returncode))
                    told = (done.stderr or b"").count(b"cannot write to standard output")
                    check(told == (stream == "stdout"), "%s, %s %s: told %d times" % (command[:2], stream, how, told))
                    other = "stderr" if stream == "stdout" else "stdout"
                    if other == "stdout":
                        check(bool(done.stdout) == bool(plain.stdout), "%s, %s %s: the other has its own" % (command[:2], stream, how))
        check(sorted(os.listdir(folder)) == ["kept", "lots", "out", "packet", "page.md", "r.csv", "s", "sites.yml", "snapshots"], "files: %s" % os.listdir(folder))


def write_page(folder, text):
    os.makedirs(folder, exist_ok=True)
    open(os.path.join(folder, "_config.yml"), "w", encoding="utf-8").close()
    with open(os.path.join(folder, "p.md"), "w", encoding="utf-8") as file:
        file.write("---\npermalink: /p/\n---\n" + text)
    return folder


def severities():
    """A page with a warning alone, and one with an error, too."""
    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "[x]() {{ 'a' | bogus }}\n")
        out = os.path.join(folder, "out")
        reading = [["check", site, "--entry", "/p/"], ["export", site, "--entry", "/p/", "-o", out],
                   ["render", site, "/p/"]]
        for command in reading:
            done = offprint(*command)
            check(done.returncode == 0 and b"warning" in done.stderr,
                  "%s: a warning is told and is no error" % command)
            done = offprint(*command, "--quiet")
            said = done.stderr if command[0] == "render" else done.stdout + done.stderr
            check(done.returncode == 0 and not said, "%s --quiet says nothing: %s" % (command, said))
            check(offprint(*command, "--strict").returncode == 1, "%s: --strict makes it one" % command)
            done = offprint(*command, "--strict", "--quiet")
            check(done.returncode == 1 and b"warning" in done.stderr,
                  "%s: what --strict fails on is told by --quiet, too: %s" % (command, done.stderr))
        done = offprint("check", site, "--entry", "/none/", "--quiet")
        check(done.returncode == 2 and b"error" in done.stderr and not done.stdout,
              "--quiet tells errors: %s" % done.stderr)


def strict_while_setting():
    """A warning that the pages alone bring about keeps old outputs under --strict."""
    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "no face has \ue000\n")
        out = os.path.join(folder, "out")
        check(offprint("check", site, "--entry", "/p/", "--strict").returncode == 1, "check says the same")
        check(offprint("export", site, "--entry", "/p/", "-o", out).returncode == 0, "it is only a warning")
        paths = [os.path.join(out, name) for name in ("p.pdf", "p.zip")]
        for path in paths:
            open(path, "w").write("old")
        done = offprint("export", site, "--entry", "/p/", "-o", out, "--strict")
        check(done.returncode == 1 and b"[font-missing]" in done.stderr and b"p.pdf" not in done.stdout,
              "--strict fails on it: %s" % done.stderr)
        check([open(path, "rb").read() for path in paths] == [b"old", b"old"], "old outputs stay")


def outputs():
    """--outputs and the recipe choose what is made; the zip carries a PDF that is made."""
    with scratch() as folder:
        site = write_page(os.path.join(folder, "s"), "text\n")

        def made(*options):
            out = tempfile.mkdtemp(dir=folder)
            done = offprint("export", site, "--entry", "/p/", "-o", out, *options)
            check(done.returncode == 0, "%s: %s" % (options, done.stderr))
            return {name: open(os.path.join(out, name), "rb").read() for name in os.listdir(out)}, done.stdout

        both, said = made()
        check(sorted(both) == ["p.pdf", "p.zip"] and said.count(b" kB") == 2, "both are made: %s" % said)
        check(made("--outputs", "zip,pdf")[0] == both, "in any order")
        check(made("--outputs", " zip , pdf ")[0] == both, "with blanks between")
        check(made("--outputs", "pdf")[0] == {"p.pdf": both["p.pdf"]}, "the PDF alone")
        alone, said = made("--outputs", "zip")
        check(list(alone) == ["p.zip"] and b"page" not in said, "the zip alone: %s" % said)
        names = zipfile.ZipFile(io.BytesIO(alone["p.zip"])).namelist()
        check(names and not [n for n in names if n.endswith(".pdf")], "has no PDF: %s" % names)
        recipe = os.path.join(site, "offprint.yml")
        open(recipe, "w").write("outputs: [zip]\n")
        check(made()[0] == alone, "the recipe chooses")
        check(list(made("--outputs", "pdf")[0]) == ["p.pdf"], "the option wins")
        open(recipe, "w").write("outputs: [tar]\n")
        done = offprint("check", site, "--entry", "/p/")
        check(done.returncode == 1 and b"offprint.yml:1:1: error" in done.stderr and b"[output-kind]" in done.stderr,
              "an unknown output in the recipe: %s" % done.stderr)


def rendering():
    done = offprint("render", "--markdown", "gfm", "-", input=b"a ~~b~~\n")
    check(done.stdout == b"<p>a <del>b</del></p>\n", "render --markdown gfm: %s" % done.stdout)
    done = offprint("render", "--markdown", "kramdown", "--to", "doc", "-", input=b"# A\n")
    check(b"heading" in done.stdout and b'"a"' in done.stdout, "render --to doc: %s" % done.stdout)
    case = json.dumps({"template": "{{ a | upcase }}", "data": {"a": "x"}}).encode()
    check(offprint("render", "--liquid", "-", input=case).stdout == b"X", "render --liquid")
    check(offprint("render", "--liquid", "-", input=b"{").returncode != 0, "a broken Liquid case")
    page = offprint("render", os.path.join(ROOT, "content"), "/aup/")
    check(page.returncode == 0 and b"<h1" in page.stdout, "render SITE PAGE")


def diagnostic_codes():
    """doc/diagnostics.md lists the codes of the sources, no more and no less."""
    call = re.compile(r"\b(?:report_(?:note|warning|error|request_error|site_error|system_error|read_error)|unread_tell_fault|renderer_fail|parse_fail|"
                      r"fail_include|warn_broken)\([^;]*;|\.(?:\w+_)?code = \"[^;]*;")
    used = set()
    for path in glob.glob(os.path.join(ROOT, "src", "**", "*.c"), recursive=True):
        for match in call.finditer(open(path, encoding="utf-8").read()):
            used.update(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', match.group(0)))
    text = open(os.path.join(ROOT, "doc", "diagnostics.md"), encoding="utf-8").read()
    listed = {code for line in text.splitlines() if line.startswith("| `")
              for code in re.findall(r"`([^`]+)`", line.split("|")[1])}
    check(len(used) > 50, "the sources have codes: %d" % len(used))
    check(used == listed, "doc/diagnostics.md: lacks %s, has too many %s"
          % (sorted(used - listed), sorted(listed - used)))


if __name__ == "__main__":
    usage_errors()
    asked_for()
    current_folder()
    help_texts()
    closing_line()
    colours()
    recipe_keys()
    init()
    man_page()
    streams()
    untaken_streams()
    severities()
    strict_while_setting()
    outputs()
    rendering()
    diagnostic_codes()
    finish("command line")
