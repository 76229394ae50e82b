"""--revision reads a commit of a repository without a checkout: the same bytes as an export of a clean checkout of it,
from wherever in whatever kind of repository; what it cannot name or read is said."""
import json
import os
import random
import shutil
import subprocess
import sys
from urllib.parse import quote

from support import OFFPRINT, check, finish, need_tool, offprint, powerless, run, scratch
from test_git import ENVIRONMENT, git, make_repository, put_site, write

need_tool("git", "git")

# Names, attributes and their patterns as trees are made of them. Left out: patterns in quotes, with "\\ " or a leading
# "!", which libgit2 reads otherwise than git does.
NAMES = ["a.txt", "b.csv", "data", "\u00fc.txt", "sp ace.txt", "x[1].txt", "UP.TXT", "-dash.txt", "q'uote.txt", "#h.txt",
         "per%20cent.txt", "p.md", "z.html", "t.json", "k.yml", "s.sh", "!bang.txt", "back\\slash.txt"]
FOLDERS = ["", "d/", "d/e/", "sub dir/", "\u00fcn\u00ef/", "d/e/f/", "_data/", "_includes/"]
PATTERNS = ["*.txt", "*.csv", "*", "/a.txt", "d/*.txt", "d/**", "**/e/*", "a.txt", "[a-c]*", "*.md", "d/", "e", "**", "data",
            "*.TXT", "?.txt", "/d/e/a.txt", "x\\[1\\].txt", "*.html", "d/e", "e/a.txt"]
ATTRIBUTES = ["text", "-text", "text=auto", "eol=crlf", "eol=lf", "text eol=crlf", "binary", "ident", "!text", "crlf",
              "crlf=input", "text=auto eol=crlf", "working-tree-encoding=UTF-16", "working-tree-encoding=UTF-16LE",
              "working-tree-encoding=UTF-16LE-BOM", "working-tree-encoding=latin1", "working-tree-encoding=nonsense",
              "-ident", "filter=lfs", "export-ignore", "export-subst", "mine", "text ident eol=crlf"]


def outputs(site, entry, out, *options):
    """(status, diagnostics, files by name)"""
    shutil.rmtree(out, ignore_errors=True)
    done = run([OFFPRINT, "export", site, "--entry", entry, "--json", "-o", out, *options], env=ENVIRONMENT)
    told = json.loads(done.stdout)["diagnostics"] if done.stdout else None
    files = {}
    for name in os.listdir(out) if os.path.isdir(out) else []:
        with open(os.path.join(out, name), "rb") as file:
            files[name] = file.read()
    check(done.returncode in (0, 1, 2), "%s %s: %s" % (site, options, done.stderr.decode()))
    return done.returncode, told, files


def is_as_checkout(what, site, revision, checkout, out, entry="a.md"):
    expected = outputs(checkout, entry, out + "-checkout")
    got = outputs(site, entry, out, "--revision", revision)
    check(expected[0] == 0 or what.startswith("random"), "%s: %s" % (what, expected[1]))
    for i, part in enumerate(("status", "diagnostics", "files")):
        differ = [x for x in (got[i] or []) if x not in (expected[i] or [])] + [
            x for x in (expected[i] or []) if x not in (got[i] or [])] if i else (got[i], expected[i])
        check(got[i] == expected[i], "%s: other %s %s" % (what, part, differ))
    return got


def clone(source, folder, *options):
    git(os.path.dirname(folder), "clone", "-q", *options, source, folder)
    return folder


def places(folder):
    """A folder of a work tree, bare, linked and packed repositories; what lies there now changes nothing."""
    out = folder + "/out"
    plain = make_repository(folder + "/plain", commits=4)
    git(plain, "tag", "-a", "v1", "-m", "One", "HEAD~2", day=5)
    tagged = clone(plain, folder + "/tagged")
    git(tagged, "checkout", "-q", "v1")
    write(plain + "/a.md", "another\n")
    write(plain + "/.gitattributes", "* text eol=crlf\n")
    os.remove(plain + "/_includes/note.md")
    for name in ("v1", "HEAD~2", "v1^{commit}", git(plain, "rev-parse", "HEAD~2"), git(plain, "rev-parse", "--short", "v1^0")):
        is_as_checkout(name, plain, name, tagged, out)
    is_as_checkout("bare", clone(plain, folder + "/bare.git", "--bare"), "v1", tagged, out)
    bare = offprint("check", folder + "/bare.git")
    check(bare.returncode == 2 and b"[no-entry]" in bare.stderr and b"--revision HEAD" in bare.stderr,
          "a bare one without a revision says how it is read: %s" % bare.stderr)
    is_as_checkout("its git folder", plain + "/.git", "v1", tagged, out)
    git(plain, "worktree", "add", "-q", folder + "/linked", "-b", "old", "v1")
    is_as_checkout("linked", folder + "/linked", "HEAD", tagged, out)
    git(plain, "gc", "-q", "--prune=now")
    is_as_checkout("packed", plain, "v1", tagged, out)
    is_as_checkout("shared", clone(plain, folder + "/shared", "--shared"), "v1", tagged, out)
    git(plain, "checkout", "-qf", "main" if "main" in git(plain, "branch") else "master")
    put_site(plain + "/docs/deep")
    git(plain, "add", "docs")
    git(plain, "commit", "-qm", "Docs", day=6)
    whole = clone(plain, folder + "/whole")
    shutil.rmtree(plain + "/docs")
    is_as_checkout("a folder that is gone", plain + "/docs/deep", "HEAD", whole + "/docs/deep", out)
    is_as_checkout("a folder of a bare one", clone(plain, folder + "/bare2.git", "--bare") + "/docs/deep", "HEAD",
                   whole + "/docs/deep", out)
    # The user's configuration and environment, and attributes that are not the commit's.
    write(plain + "/.git/info/attributes", "* text eol=crlf\n")
    git(plain, "config", "core.autocrlf", "true")
    is_as_checkout("settings of the repository", plain, "v1", tagged, out)


def above(folder):
    """A folder of a generator's site is read as that part, as far as the repository goes."""
    site = folder + "/book"
    write(site + "/mkdocs.yml", "site_name: B\nnav:\n- docs/x/a.md\n")
    write(site + "/docs/x/a.md", "# A\n\n!!! note\n    Said.\n")
    git(folder, "init", "-q", "book")
    git(site, "add", ".")
    git(site, "commit", "-qm", "Book")
    copy = clone(site, folder + "/copy")
    told = is_as_checkout("above", site + "/docs/x", "HEAD", copy + "/docs/x", folder + "/out")[1]
    check("site-above" in [d["code"] for d in told], "what is above is read: %s" % told)


    shutil.rmtree(site + "/docs")
    bare = clone(site, folder + "/bare.git", "--bare")
    for what, place in (("above one that is gone", site + "/docs/x"), ("above, bare", bare + "/docs/x")):
        is_as_checkout(what, place, "HEAD", copy + "/docs/x", folder + "/out")


def theme(folder):
    """A theme beside the site comes from the same commit, or from nowhere."""
    site = folder + "/repository"
    write(site + "/s/_config.yml", "theme: minima\n")
    write(site + "/s/a.md", "---\ntitle: A\n---\n\nText.\n\n{% include said.html %}\n")
    write(site + "/minima/_includes/said.html", "As committed.\n")
    git(folder, "init", "-q", "repository")
    git(site, "add", ".")
    git(site, "commit", "-qm", "Theme")
    copy = clone(site, folder + "/copy")
    write(site + "/minima/_includes/said.html", "As changed.\n")
    is_as_checkout("a theme beside", site + "/s", "HEAD", copy + "/s", folder + "/out")
    shutil.rmtree(site + "/minima")
    is_as_checkout("a theme that is gone", site + "/s", "HEAD", copy + "/s", folder + "/out")
    bare = clone(site, folder + "/bare.git", "--bare")
    is_as_checkout("a theme beside, bare", bare + "/s", "HEAD", copy + "/s", folder + "/out")
    alone = make_repository(folder + "/alone")
    write(alone + "/_config.yml", "theme: minima\n")
    write(alone + "/a.md", "---\ntitle: A\n---\n\nText.\n\n{% include said.html %}\n")
    git(alone, "add", ".")
    git(alone, "commit", "-qm", "Theme")
    write(folder + "/minima/_includes/said.html", "As it lies on the disk.\n")
    told = outputs(alone, "a.md", folder + "/out", "--revision", "HEAD")[1]
    check("include-theme" in [d["code"] for d in told], "what is outside of the repository: %s" % told)


def refusals(folder):
    site = make_repository(folder + "/site")
    git(site, "branch", "feature")
    cases = (("fature", "did you mean 'feature'?"), ("fature~1", "did you mean 'feature~1'?"), ("HEAD~9", ""),
             ("HEAD^{tree}", "not a commit"), ("a..b", ""), ("@{yesterday}", "is no date"), ("main@{2001-01-01}", "go back"),
             ("0" * 40, ""), (":", ""), ("-x", ""))
    for name, words in cases:
        done = run([OFFPRINT, "check", site, "--entry", "a.md", "--revision=" + name], env=ENVIRONMENT)
        text = done.stderr.decode()
        check(done.returncode == 2 and "[source-revision]" in text and words in text, "%s: %s %s" % (name, done.returncode, text))
        rendered = run([OFFPRINT, "render", site, "a.md", "--revision=" + name], env=ENVIRONMENT)
        report = done.stderr.rsplit(b"offprint: 1 error\n", 1)[0]
        check((rendered.returncode, rendered.stderr) == (2, report), "render, %s: %s" % (name, rendered))
    for place, words in ((folder, "lies in no git repository"), (site + "/nowhere", "has no folder 'nowhere'")):
        done = run([OFFPRINT, "check", place, "--revision", "HEAD"], env=ENVIRONMENT)
        check(done.returncode == 2 and words in done.stderr.decode(), "%s: %s" % (place, done.stderr.decode()))
    before = sorted(os.listdir(site))
    outputs(site, "a.md", folder + "/out", "--revision", "feature@{2099-01-01}")
    check(sorted(os.listdir(site)) == before, "nothing is checked out")


def not_there(folder):
    """Submodules, Git LFS, objects that a partial clone lacks."""
    site = make_repository(folder + "/site")
    part = make_repository(folder + "/part")
    git(site, "submodule", "add", "-q", part, "part")
    write(site + "/paper.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12345\n" % ("0" * 64))
    write(site + "/a.md", "---\ntitle: A\n---\n\n[paper](paper.txt) [p](part/a.md) [b](b.md)\n")
    git(site, "add", ".")
    git(site, "commit", "-qm", "Parts")
    status, told, files = outputs(site, "a.md", folder + "/out", "--revision", "HEAD")
    by_code = {d["code"]: d for d in told}
    check(status == 0 and files, "the rest is made: %s" % told)
    check(by_code.get("source-lfs", {}).get("file") == "paper.txt", "Git LFS: %s" % told)
    check(by_code.get("source-submodule", {}).get("file") == "part", "a submodule: %s" % told)
    git(site, "config", "uploadpack.allowFilter", "true")
    partial = clone("file://" + site, folder + "/partial", "--filter=blob:none", "--no-checkout")
    done = run([OFFPRINT, "check", partial, "--entry", "a.md", "--revision", "HEAD"], env=ENVIRONMENT)
    check(done.returncode == 1 and "does not hold it" in done.stderr.decode(), "partial: %s" % done.stderr.decode())


def barred(folder):
    """Objects that permissions keep from being read are told as such, not as lost."""
    site = make_repository(folder + "/site")
    write(site + "/in/deep/c.md", "---\ntitle: C\n---\n\nWords.\n")
    os.symlink("in/deep", site + "/linked")
    write(site + "/a.md", "---\ntitle: A\n---\n\n[c](linked/c.md)\n")
    git(site, "add", ".")
    git(site, "commit", "-qm", "More")
    for what in ("HEAD", "HEAD^{tree}", "HEAD:in", "HEAD:in/deep", "HEAD:in/deep/c.md", "HEAD:linked", "HEAD:a.md"):
        name = git(site, "rev-parse", what)
        path = os.path.join(site, ".git/objects", name[:2], name[2:])
        before = os.stat(path).st_mode & 0o777
        for way, words in (("", "permission denied"), ("damage", "damaged")):
            with open(path, "rb") as file:
                kept = file.read()
            os.chmod(path, 0o644)
            if way:
                write(path, "no object")
            else:
                os.chmod(path, 0)
            for place in (site, site + "/in/deep"):
                done = run(powerless(OFFPRINT, "check", place, "--entry", "a.md" if place == site else "c.md", "--revision", "HEAD"), env=ENVIRONMENT)
                told = done.stderr.decode()
                concerned = not (place != site and what in ("HEAD:linked", "HEAD:a.md"))
                check((words in told) == concerned and (bool(way) or what == "HEAD" or "damaged" not in told), "%s %s %s: %d %s" % (what, way or "barred", place, done.returncode, told))
            os.chmod(path, 0o644)
            with open(path, "wb") as file:
                file.write(kept)
            os.chmod(path, before)


def content(chance):
    kind = chance.random()
    if kind < .2:
        return bytes(chance.randrange(256) for _ in range(chance.randrange(60)))
    end = chance.choice(["\n", "\n", "\r\n", "\r"])
    text = end.join(chance.choice(["word", "$Id$", "$Id: abc $", "$Id:x$", "\u00fcnic\u00f6de", "\U0001f600", "tab\there", ""])
                    for _ in range(chance.randrange(12)))
    return (text.replace(end, "\r\n", 1) + chance.choice(["", end, "\0", "\x1a"])).encode()


def put_attributes(path, chance):
    lines = ["[attr]mine " + chance.choice(["text eol=crlf", "-text", "ident"])] if path.count("/") < 9 else []
    lines += [chance.choice(PATTERNS) + " " + chance.choice(ATTRIBUTES) for _ in range(chance.randrange(5))]
    lines += [".gitattributes -text -ident -working-tree-encoding"]
    write(path, "\n".join(lines) + chance.choice(["", "\n"]))


def random_trees(folder, first, count):
    """Odd names, modes, symbolic links and attributes, as git itself checks them out."""
    for seed in range(first, first + count):
        chance, site = random.Random(seed), "%s/%d" % (folder, seed)
        git(folder, "init", "-q", str(seed))
        files = [f + n for f in chance.sample(FOLDERS, 5) for n in chance.sample(NAMES, 6)]
        for path in files:
            whole = os.path.join(site, path)
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            if chance.random() < .15:
                os.symlink(chance.choice(["../a.txt", "a.txt", "d", "/etc/passwd", "none", "../../x", "e", "d/e/../a.txt", ".",
                                          os.path.basename(path)]), whole)
            else:
                with open(whole, "wb") as file:
                    file.write(content(chance))
                os.chmod(whole, chance.choice([0o644, 0o644, 0o755]))
        links = "".join("[f%d](%s)\n\n" % (i, quote(path)) for i, path in enumerate(files))
        write(site + "/index.md", "---\ntitle: I\n---\n# I\n\n" + links)
        if chance.random() < .5:
            write(site + "/_config.yml", "title: X\n")
        git(site, "-c", "core.autocrlf=false", "add", "-A")
        for path in ["", *chance.sample(FOLDERS, 3)]:
            if os.path.isdir(os.path.join(site, path)):
                put_attributes(os.path.join(site, path, ".gitattributes"), chance)
        git(site, "-c", "core.safecrlf=false", "add", "-f", *subprocess.run(
            ["git", "ls-files", "-o", "-z"], cwd=site, env=ENVIRONMENT, stdout=subprocess.PIPE).stdout.decode().split("\0")[:-1])
        git(site, "commit", "-qm", "Tree %d" % seed)
        if chance.random() < .5:
            git(site, "gc", "-q")
        copy = clone(site, site + "-copy")
        if git(copy, "status", "--porcelain"):
            # Not as git itself would write it into a commit, which a checkout is told of, a revision not.
            expected = outputs(copy, "index.md", site + "-out-checkout")
            changed = [d for d in expected[1] or [] if d["code"] == "source-changed"]
            if changed:
                continue
        is_as_checkout("random tree %d" % seed, site, "HEAD", copy, site + "-out", "index.md")


def damaged(folder, first, count):
    """Whatever bytes of a repository are others: said, never a crash."""
    plain = make_repository(folder + "/plain", commits=3)
    write(plain + "/.gitattributes", "*.txt eol=crlf\n")
    git(plain, "add", ".")
    git(plain, "commit", "-qm", "Attributes")
    packed = clone(plain, folder + "/packed", "--bare")
    git(packed, "gc", "-q")
    statuses = set()
    for seed in range(first, first + count):
        chance = random.Random(seed)
        source = plain + "/.git" if seed % 2 else packed
        hurt = folder + "/hurt.git"
        shutil.rmtree(hurt, ignore_errors=True)
        shutil.copytree(source, hurt)
        files = [os.path.join(at, name) for at, _, names in os.walk(hurt) for name in names
                 if os.path.relpath(at, hurt).startswith("objects") or name in ("HEAD", "packed-refs", "config", "index")]
        path = chance.choice(sorted(files))
        os.chmod(path, 0o644)
        with open(path, "rb") as file:
            data = bytearray(file.read())
        if chance.random() < .2:
            data = data[:chance.randrange(len(data) + 1)]
        for _ in range(chance.choice([1, 1, 4, 30]) if data else 0):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        with open(path, "wb") as file:
            file.write(data)
        done = run([OFFPRINT, "check", hurt, "--entry", "a.md", "--revision", "HEAD"], env=ENVIRONMENT, timeout=120)
        statuses.add(done.returncode)
        text = done.stderr.decode(errors="replace")
        check(done.returncode in (0, 1, 2), "damaged %d: %s %s" % (seed, done.returncode, text[-500:]))
        check(done.returncode == 0 or "error" in text, "damaged %d: not a word" % seed)
    check(count < 30 or {0, 1} <= statuses, "damage of all kinds: %s" % statuses)


def forged(folder):
    """A loose object whose header lies about its size."""
    import zlib
    site = make_repository(folder + "/site")
    blob = git(site, "rev-parse", "HEAD:b.md")
    path = os.path.join(site, ".git/objects", blob[:2], blob[2:])
    for header, body in ((b"blob 3\0", b"x" * 5000), (b"blob 99999999999\0", b"x"), (b"blob 0\0", b"x" * 60), (b"blob", b"")):
        os.chmod(path, 0o644)
        with open(path, "wb") as file:
            file.write(zlib.compress(header + body))
        done = run([OFFPRINT, "check", site, "--entry", "a.md", "--revision", "HEAD"], env=ENVIRONMENT, timeout=60)
        check(done.returncode in (0, 1) and "b.md" in done.stderr.decode(), "%s: %s" % (header, done.stderr.decode()[-300:]))


if __name__ == "__main__":
    first, trees = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (1, 25)
    for test in (places, above, theme, refusals, not_there, barred, lambda room: random_trees(room, first, trees),
                 lambda room: damaged(room, first, 2 * trees), forged):
        with scratch() as room:
            test(os.path.realpath(room))
    finish("revision")
