"""What the program refuses, and in which words: one row a fault."""
import json
import os
import re
import shutil

from support import check, finish, offprint, scratch

SITE = {"a.md": "# A\n\nText.\n", "b.md": "# B\n", "page.html": "---\n---\n<p>x</p>\n"}
ROWS = [
    # arguments, standard input, status, what standard error says
    (["render", "SITE", "b.m"], None, 2, "no page 'b.m' in"),
    (["render", "SITE", "b.m"], None, 2, "did you mean '/b.md'?"),
    (["render", "SITE", "none.md", "--to", "lines"], None, 2, "no page 'none.md' in the site"),
    (["render", "SITE", "../a.md", "--to", "pages"], None, 2, "cannot read the entry page '../a.md'"),
    (["render", "SITE/none", "a.md"], None, 2, "/none': no such folder"),
    (["check", "SITE/a.md"], None, 2, "/a.md': it is a file, not a folder"),
    (["check", "SITE/a.md/x"], None, 2, "/x': a part of its path is a file, not a folder"),
    (["check", "ODD/loop"], None, 1, "/loop': its symbolic links lead round in a circle"),
    (["check", "SITE/" + "x" * 300], None, 2, "xxx': its name is too long"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/a.md"], None, 3, "/a.md': it is a file, not a folder"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/a.md/x"], None, 3, "/x': a part of its path is a file"),
    (["export", "SITE", "--entry", "a.md", "-o", "ODD/loop"], None, 3, "/loop': its symbolic links lead round"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/" + "x" * 300], None, 3, "xxx': its name is too long"),
    *[(["export", "SITE", "--entry", "a.md", "-o", "SITE/out", "--name", name], None, 2, "[output-name]")
      for name in ("CON", "nul", "Aux.pdf", "com1", "LPT9.x", "a.", "a ", "a:b", "a<b", "a|b", 'a"b', "a?b", "a*b",
                   "a>b", "a\\b", "CONIN$", "com\u00b9")],
    (["render", "--markdown", "gfm", "-"], b"one\nt\xc3\xa9o \xff\n", 1,
     "-:2:5: error: byte 0xff is not UTF-8 [invalid-utf8]"),
    (["render", "SITE", "a.md", "--to", "lines", "--data-folder", "SITE"], None, 2, "/fonts': no such folder"),
    (["render", "SITE", "a.md", "--to", "lines", "--data-folder", "ODD/loop"], None, 2, "/fonts': its symbolic links lead round in a circle"),
    (["check", "SITE", "--entry", "a.md", "--data-folder", "SITE/none"], None, 2, "none/fonts': no such folder [data-folder]"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/out", "--data-folder", "SITE/a.md"], None, 2,
     "a.md/fonts': a part of its path is a file, not a folder [data-folder]"),
    (["init", "ODD/pipe"], None, 2, "/pipe': it is a pipe or a device, not a folder"),
    (["init", "SITE/piped"], None, 2, "already, 'offprint.yml': it is a pipe or a device, not a file"),
    (["verify", "ODD/loop"], None, 2, "/loop': its symbolic links lead round in a circle"),
    (["verify", "SITE/a.md/x"], None, 2, "/a.md/x': a part of its path is a file, not a folder"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/out", "--name", "a/b"], None, 2,
     "the name 'a/b' is no plain name of a file"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/out", "--name", ".a"], None, 2, "the name '.a'"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/out", "--name", "x."], None, 2, "no '-' or '.' first, no '.' last"),
    (["check", "SITE", "--entry", "a.md", "--live-url", "ftp://x"], None, 2,
     "the live URL 'ftp://x' is not http:// or https:// with a host and a path"),
    (["check", "SITE", "--entry", "a.md", "--live-url", "https://a b"], None, 2, "the live URL"),
    (["check", "SITE"], None, 2, "no entry page: neither --entry nor the site's offprint.yml"),
    (["check", "SITE", "--entry", "none"], None, 2, "no page 'none' in the site"),
    (["check", "SITE", "--entry", "a.md", "--live-url", "https:///x"], None, 2, "the live URL"),
    (["check", "SITE", "--entry", "a.md", "--live-url", "https://x/" + "a" * 3000], None, 2, "the live URL is longer than 2000 bytes"),
    (["check", "SITE", "--entry", "a.md", "--live-url", "https://x/?a"], None, 2, "the live URL"),
    (["check", "SITE", "--entry", "a.md", "--live-url", "https://x/\x1b"], None, 2, "https://x/\\x1b'"),
    (["export", "SITE", "--entry", "a.md", "-o", ""], None, 2, "option '--output' wants a value that is not empty"),
    (["export", "SITE", "--entry", "a.md", "-o", " \t"], None, 2, "no output folder is named"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/out", "--stick", ""], None, 2, "option '--stick' wants a value"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/out", "--stick", "SITE/a.md/x"], None, 3, "a part of its path is a file"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/o\x1b[31mut"], None, 2, "holds a control character"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/o\nut"], None, 2, "holds a control character"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/o\u009but"], None, 2, "holds a control character"),
    (["export", "SITE", "--entry", "a.md", "-o", "SITE/out", "--name", ""], None, 2, "not empty"),
    (["export", "--outputs", ""], None, 2, "option '--outputs' wants names out of pdf, zip, epub, booklet, not ''"),
    (["export", "--outputs", "pdf,,zip"], None, 2, "not ''"),
    (["help", "none"], None, 2, "unknown command 'none'"),
    (["chekc", "SITE"], None, 2, "unknown command 'chekc': did you mean 'check'?"),
    (["check", "--entri", "x"], None, 2, "unknown option '--entri': did you mean '--entry'?"),
    (["check", "--tilte=x"], None, 2, "unknown option '--tilte': did you mean '--title'?"),
    (["check", "--markdown", "x"], None, 2, "'check' has no option '--markdown'"),
    (["check", "-o", "x"], None, 2, "'check' has no option '-o'"),
    (["check", "-z"], None, 2, "unknown option '-z'"),
    (["check", "--none"], None, 2, "unknown option '--none'"),
    (["check", "--depth", "1001"], None, 2, "option '--depth' wants a number from 0 to 1000, not '1001'"),
    (["check", "--image-dpi", "4801"], None, 2, "option '--image-dpi' wants a number from 0 to 4800, not '4801'"),
    (["check", "SITE", "--entry", "a.md", "--image-dpi", "4800"], None, 0, ""),
    (["check", "--depth", "-1"], None, 2, "not '-1'"),
    (["check", "--depth", "2x"], None, 2, "not '2x'"),
    (["check"] + ["--entry", "a.md"] * 65, None, 2, "option '--entry' comes more than 64 times"),
    (["render", "--markdown", "x", "-"], None, 2,
     "option '--markdown' wants kramdown, commonmark or gfm, not 'x'"),
    (["render", "SITE", "a.md", "--to", "x"], None, 2, "option '--to' wants"),
    (["render", "SITE", "a.md", "c.md"], None, 2, "'render' takes at most 2 operands"),
]


def refused(folder, odd):
    for arguments, text, status, said in ROWS:
        real = [argument.replace("SITE", folder).replace("ODD", odd) for argument in arguments]
        done = offprint(*real, input=text if text is not None else b"")
        error = done.stderr.decode("utf-8", "replace")
        check(done.returncode == status, "%s: status %d, not %d" % (arguments, done.returncode, status))
        check(said in error, "%s says: %s" % (arguments, error[:300]))
        check(not done.stdout or arguments[0] != "render", "%s prints nothing" % arguments)
        check(not os.path.exists(os.path.join(folder, "out")), "%s writes nothing" % arguments)


def order_and_filters(folder):
    """A recipe that names pages which the packet does not hold."""
    with open(os.path.join(folder, "offprint.yml"), "w", encoding="utf-8") as file:
        file.write("entry: a.md\norder: [none.md, b.md]\ninclude: ['/x/*']\n")
    done = offprint("check", folder)
    check(done.returncode == 0 and done.stderr.count(b"[order-page]") == 2,
          "pages to order that are not in the packet: %s" % done.stderr)


ODD = ["", " ", "x" * 3000, "\x1b[31m", "\u202eabc", "a\nb", "../..", "/", ".", "con", "a'b\"c", "<script>&amp;",
       "%s%n", "\u00fc", "-1", "1e9", "null", "https://", "{{ x }}", "*", "\\"]
ODD_YAML = ["", "~", "5", "1.5", "yes", "[]", "[a, b]", "[[x]]", "{a: b}", "2021-07-15", "!!binary aGk=", "*x", "|\n  a\n  b",
            "- a", "@", '"unclosed', '"\\x01"', "[1, [2]]", ".inf", "0x10"]
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def odd_values(folder):
    """Every option and every key of the recipe with values that nobody means: the program says
    what it minds and where, never shows it as it is, and stops only with a reason."""
    def judge(what, done, statuses, place):
        said = done.stderr.decode()
        check(done.returncode in statuses, "%s: status %d: %s" % (what, done.returncode, said[:200]))
        check(not CONTROLS.search(said + done.stdout.decode()), "%s: %r" % (what, said[:200]))
        check(done.returncode == 0 or re.search(place, said, re.M), "%s tells why: %s" % (what, said[:200]))

    shown = offprint("check", "--help").stdout.decode()
    options = re.findall(r"--([a-z-]+) [A-Z]", shown)
    check(len(options) > 12, "options with values: %s" % options)
    for option in options:
        for value in ODD + [b"\xff\xfe"]:
            given = ["--entry", "a.md", "--" + option, value] if option != "entry" else ["--entry", value]
            judge(given, offprint("check", folder, *given), (0, 2), r"^offprint: error: |^option |: error: |^unknown")
    keys = re.findall(r"^([a-z_]+): ", offprint("help", "recipe").stdout.decode(), re.M)
    check(len(keys) > 15, "keys of the recipe: %s" % keys)
    recipe = os.path.join(folder, "offprint.yml")
    for key in keys:
        for value in [json.dumps(odd) for odd in ODD] + ODD_YAML:
            with open(recipe, "w", encoding="utf-8") as file:
                file.write("# recipe\n%s: %s\n" % (key, value))
            given = [] if key == "entry" else ["--entry", "a.md"]
            judge("%s: %s" % (key, value[:30]), offprint("check", folder, *given), (0, 1, 2) if key == "entry" else (0, 1),
                  r"^offprint\.yml:[2-5]:\d+: error: |\[no-entry\]")
    os.remove(recipe)


def front_page(folder):
    """Where nobody names an entry, the page that the site opens with is one."""
    index = os.path.join(folder, "README.md")
    with open(index, "w", encoding="utf-8") as page:
        page.write("[a](a.md)\n")
    done = offprint("check", folder)
    check(done.returncode == 0 and b"1 inside" in done.stdout, "the front page: %s" % done.stdout)
    os.remove(index)


def dates(folder):
    for date, status in (("x", 2), ("-1", 2), ("1e3", 2), ("999999999999", 2), ("0", 0), ("", 0)):
        done = offprint("check", folder, "--entry", "a.md", env={**os.environ, "SOURCE_DATE_EPOCH": date})
        check(done.returncode == status, "SOURCE_DATE_EPOCH=%s: %d" % (date, done.returncode))
    check(b"wants whole seconds" in offprint("check", env={**os.environ, "SOURCE_DATE_EPOCH": "x"}).stderr,
          "a date that is none is told")


if __name__ == "__main__":
    with scratch() as work, scratch() as odd:
        for name, content in SITE.items():
            with open(os.path.join(work, name), "w", encoding="utf-8") as page:
                page.write(content)
        os.symlink("loop", os.path.join(odd, "loop"))
        os.mkfifo(os.path.join(odd, "pipe"))
        os.makedirs(os.path.join(work, "piped"))
        os.mkfifo(os.path.join(work, "piped", "offprint.yml"))
        refused(work, odd)
        shutil.rmtree(os.path.join(work, "piped"))
        front_page(work)
        dates(work)
        odd_values(work)
        order_and_filters(work)
    finish("refusals")
