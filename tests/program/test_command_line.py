"""Help, usage errors, exit statuses, standard streams, the man page."""
import glob
import json
import os
import re
import shutil

from support import ROOT, check, finish, offprint, run, scratch


def usage_errors():
    for arguments in ([], ["bogus"], ["export", "--bogus"], ["export", "--depth"],
                      ["export", "--depth", "x"], ["export", "--paper", "A3"],
                      ["export", "a", "b"], ["render", "a"], ["render", "--markdown", "x", "-"]):
        done = offprint(*arguments)
        lines = done.stderr.decode().splitlines()
        check(done.returncode == 2, "%s: status 2, not %d" % (arguments, done.returncode))
        check(len(lines) == 2 and "--help" in lines[1] and not done.stdout,
              "%s: two lines on standard error: %s" % (arguments, lines))


def help_texts():
    for arguments in (["--help"], ["export", "--help"], ["check", "-h"], ["render", "--help"]):
        done = offprint(*arguments)
        lines = done.stdout.decode().splitlines()
        check(done.returncode == 0 and not done.stderr, "%s goes to standard output" % arguments)
        check(lines and max(map(len, lines)) <= 80, "%s keeps to 80 columns" % arguments)
        check(any("Example" in line for line in lines), "%s shows an example" % arguments)
        check(any("xit status" in line for line in lines), "%s tells the exit status" % arguments)
    check(offprint("--version").stdout.startswith(b"offprint "), "--version")


def man_page():
    page = offprint("--man-page").stdout
    check(page.startswith(b".TH OFFPRINT 1"), "the man page begins with .TH")
    options = {word.split()[0] for word in offprint("export", "--help").stdout.decode().split("--")[1:]}
    for option in options - {"help`"}:
        name = option.split("'")[0].replace("-", "\\-").encode()
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
        check(result["status"] == 0 and os.path.exists(result["pdf"]), "--json names the outputs")
        done = offprint("export", content, "-o", folder, "--quiet")
        check(not done.stdout and not done.stderr, "--quiet says nothing: %s" % done.stderr)
        done = offprint("export", content, "-o", folder, "--name", "packet", "--paper", "letter")
        check(sorted(os.listdir(folder)) == ["contribute.pdf", "contribute.zip", "packet.pdf", "packet.zip"],
              "--name names both files")
        before = sorted(os.listdir(folder))
        done = offprint("check", content)
        check(done.returncode == 0 and b"links:" in done.stdout, "check reports")
        check(sorted(os.listdir(folder)) == before, "check writes nothing")
        site = os.path.join(folder, "s")
        os.makedirs(site)
        open(os.path.join(site, "p.md"), "w").write("---\npermalink: /p/\n---\n[x]()\n")
        check(offprint("check", site, "--entry", "/p/").returncode == 0, "a warning is no error")
        done = offprint("check", site, "--entry", "/p/", "--strict")
        check(done.returncode == 1, "--strict makes it one")


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
    call = re.compile(r"\b(?:report_(?:note|warning|error|system_error)|renderer_fail|parse_fail|"
                      r"fail_include|warn_broken)\([^;]*;|\.code = \"[^;]*;")
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
    help_texts()
    man_page()
    streams()
    rendering()
    diagnostic_codes()
    finish("command line")
