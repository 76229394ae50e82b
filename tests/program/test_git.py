"""Revision and date as git says, whatever way it stores them; changed trees say so."""
import datetime
import os
import random
import re
import shutil
import subprocess
import zipfile

from support import check, export, finish, need_tool, scratch

need_tool("git", "git")

DAY = "2024-05-0%dT07:08:09Z"
ENVIRONMENT = dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull,
                   GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.org",
                   GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org")
for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "SOURCE_DATE_EPOCH"):
    ENVIRONMENT.pop(name, None)
WHOLE_STACKS = dict(ENVIRONMENT, ASAN_OPTIONS="fast_unwind_on_malloc=0")  # tests/lsan.supp names what libgit2 loses


def git(folder, *arguments, day=1):
    environment = dict(ENVIRONMENT, GIT_AUTHOR_DATE=DAY % day, GIT_COMMITTER_DATE=DAY % day)
    done = subprocess.run(["git", "-c", "protocol.file.allow=always", *arguments], cwd=folder,
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    check(done.returncode == 0, "git %s: %s" % (arguments, done.stderr.decode()))
    return done.stdout.decode().strip()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", newline="") as file:
        file.write(text)


def put_site(folder):
    """Two pages, of which one leads to a file, data and an include; and what is no page."""
    write(folder + "/_config.yml", "title: X\n")
    write(folder + "/_data/list.yml", "- one\n- two\n")
    write(folder + "/_includes/note.md", "A note.\n")
    write(folder + "/a.md", "---\ntitle: A\n---\n\n{% include note.md %}\n{{ site.data.list[0] }}\n\n"
                            "[paper](paper.txt) and [b](b.md)\n")
    write(folder + "/b.md", "---\ntitle: B\n---\n\nMore.\n")
    write(folder + "/c.md", "---\ntitle: C\n---\n\nApart.\n")
    write(folder + "/paper.txt", "paper\n")
    write(folder + "/Makefile", "all:\n")


def make_repository(folder, *options, commits=2):
    os.makedirs(folder)
    git(folder, "init", "-q", *options)
    put_site(folder)
    for i in range(1, commits + 1):
        write(folder + "/b.md", "---\ntitle: B\n---\n\nMore %d.\n" % i)
        git(folder, "add", ".", day=i)
        git(folder, "commit", "-q", "-m", "Step %d" % i, day=i)
    return folder


def packet(site, out, *options, environment=None):
    """(identifier, date in seconds, diagnostics by code, bytes of both files)."""
    result, done = export(site, "a.md", out, *options, env=environment or ENVIRONMENT)
    if not check(done.returncode == 0, "%s: %s" % (site, done.stderr.decode())):
        return None, None, {}, None
    with zipfile.ZipFile(os.path.join(out, "a.zip")) as bundle:
        info = [name for name in bundle.namelist() if name.endswith("/bag-info.txt")]
        text = bundle.read(info[0]).decode().replace("\n ", "")
    found = re.search(r"External-Identifier: git:(\S+)", text)
    pdf = open(os.path.join(out, "a.pdf"), "rb").read()
    day = re.search(rb"<xmp:CreateDate>([^<]*)<", pdf)
    seconds = day and int(datetime.datetime.fromisoformat(
        day.group(1).decode().replace("Z", "+00:00")).timestamp())
    diagnostics = {d["code"]: d["message"] for d in result["diagnostics"]}
    return (found and found.group(1), seconds, diagnostics,
            (pdf, open(os.path.join(out, "a.zip"), "rb").read()))


def is_as_git_says(what, site, out, repository=None):
    name, date, diagnostics, files = packet(site, out)
    check(name == git(repository or site, "rev-parse", "HEAD"), "%s: revision %s" % (what, name))
    check(str(date) == git(repository or site, "log", "-1", "--format=%ct"),
          "%s: date %s" % (what, date))
    check(not {"source-git", "source-changed"} & set(diagnostics), "%s: %s" % (what, diagnostics))
    return files


def has_none(what, site, out, environment=None):
    name, date, diagnostics, _ = packet(site, out, environment=environment)
    check(name is None and date is None, "%s: no revision and no date, not %s" % (what, name))
    return diagnostics


def layouts(folder):
    out = folder + "/out"
    plain = make_repository(folder + "/plain")
    loose = is_as_git_says("loose objects", plain, out)
    git(plain, "gc", "-q", "--prune=now")
    check(not os.path.exists(plain + "/.git/refs/heads/" + git(plain, "branch", "--show-current")),
          "gc packs the branch")
    check(is_as_git_says("packed objects and references", plain, out) == loose,
          "the same bytes before and after gc")

    delta = make_repository(folder + "/delta")
    words = random.Random(1)
    message = "\n".join(" ".join("%x" % words.getrandbits(40) for _ in range(8)) for _ in range(80))
    for i in (3, 4, 5):
        git(delta, "commit", "-q", "--allow-empty", "-m", "%s\n%d" % (message, i), day=i)
    git(delta, "checkout", "-q", "HEAD~1")
    loose = is_as_git_says("detached head", delta, out)
    git(delta, "repack", "-adfq")
    git(delta, "prune")
    chains = git(delta, "verify-pack", "-v", *[os.path.join(delta, ".git/objects/pack", name) for name
                                               in os.listdir(delta + "/.git/objects/pack")
                                               if name.endswith(".idx")])
    check(any(len(line.split()) == 7 and line.split()[1] == "commit" for line in chains.splitlines()),
          "a commit is kept as a difference")
    check(is_as_git_says("a commit as a difference", delta, out) == loose, "a difference changes nothing")

    git(folder, "clone", "-q", "--shared", plain, "alternate")
    is_as_git_says("alternates", folder + "/alternate", out)
    git(folder, "clone", "-q", "--depth", "1", "file://" + plain, "shallow")
    is_as_git_says("shallow clone", folder + "/shallow", out)
    git(plain, "config", "uploadpack.allowFilter", "true")
    git(folder, "clone", "-q", "--filter=blob:none", "file://" + plain, "partial")
    is_as_git_says("partial clone", folder + "/partial", out)
    git(plain, "worktree", "add", "-q", folder + "/worktree", "-b", "deep/branch")
    is_as_git_says("worktree", folder + "/worktree", out)
    git(plain, "config", "extensions.worktreeConfig", "true")
    is_as_git_says("worktree with its own configuration", folder + "/worktree", out)
    git(folder, "clone", "-q", "--separate-git-dir", folder + "/apart.git", plain, "apart")
    is_as_git_says("git folder elsewhere", folder + "/apart", out)

    outer = make_repository(folder + "/outer")
    git(outer, "submodule", "add", "-q", plain, "modules/site")
    git(outer, "commit", "-q", "-m", "Take in a site", day=6)
    is_as_git_says("submodule", outer + "/modules/site", out)
    put_site(outer + "/docs/deep")
    has_none("a folder that the repository does not know", outer + "/docs/deep", out)
    git(outer, "add", ".")
    has_none("a folder that is not committed yet", outer + "/docs/deep", out)
    git(outer, "commit", "-q", "-m", "Add docs", day=7)
    is_as_git_says("folder of its repository", outer + "/docs/deep", out)
    os.symlink(outer + "/docs", folder + "/link")
    is_as_git_says("through a link", folder + "/link/deep", out, outer)

    write(outer + "/_config.yml", "title: X\nsource: docs/deep\n")
    git(outer, "commit", "-qam", "Read a folder", day=8)
    is_as_git_says("a site that names its folder", outer, out)
    write(outer + "/.gitignore", "build/\n")
    put_site(outer + "/build/site")
    has_none("an ignored folder", outer + "/build/site", out)

    put_site(folder + "/none")
    check("source-git" not in has_none("no repository", folder + "/none", out), "and not a word")
    git(folder + "/none", "init", "-q")
    check("source-git" not in has_none("no commit yet", folder + "/none", out), "and not a word")
    os.remove(folder + "/none/.git/HEAD")
    has_none("a broken repository", folder + "/none", out)


def sha256(folder):
    """The library may not have it yet; then a note says so."""
    if subprocess.run(["git", "init", "-q", "--object-format=sha256", folder + "/probe"],
                      stderr=subprocess.PIPE).returncode != 0:
        return
    site = make_repository(folder + "/sha256", "--object-format=sha256")
    name, date, diagnostics, _ = packet(site, folder + "/out")
    told = name is None and date is None and "source-git" in diagnostics
    check(told or name == git(site, "rev-parse", "HEAD"), "sha-256: %s %s" % (name, diagnostics))


def nobody_elses_settings(folder):
    """Neither the user's configuration, the environment nor another owner."""
    site = make_repository(folder + "/owned")
    home = folder + "/home"
    write(home + "/.gitconfig", "[core]\n\tautocrlf = true\n\tattributesFile = ~/attributes\n[broken\n")
    hostile = dict(ENVIRONMENT, HOME=home, XDG_CONFIG_HOME=home, GIT_DIR=folder + "/nowhere",
                   GIT_WORK_TREE="/", GIT_CONFIG_GLOBAL=home + "/.gitconfig")
    expected = packet(site, folder + "/out")
    check(packet(site, folder + "/out", environment=hostile) == expected, "the environment changes nothing")
    if os.geteuid() == 0:
        for path, _, names in os.walk(site):
            for name in [path, *[os.path.join(path, n) for n in names]]:
                os.chown(name, 12345, 12345)
        check(packet(site, folder + "/out")[:3] == expected[:3], "whoever owns it")


def changes(folder):
    site, out = make_repository(folder + "/changing"), folder + "/out"
    head = git(site, "rev-parse", "HEAD")

    def is_changed(what, names):
        name, date, diagnostics, _ = packet(site, out)
        message = diagnostics.get("source-changed", "")
        if names:
            check(name == head + "+changed", "%s: %s" % (what, name))
            check(message.endswith(": " + names), "%s: %s" % (what, message))
            strict = export(site, "a.md", folder + "/strict", "--strict", env=ENVIRONMENT)[1]
            check(strict.returncode == 1 and not os.path.exists(folder + "/strict"), "%s: --strict" % what)
        else:
            check(name == head and not message, "%s: %s %s" % (what, name, message))
        check(str(date) == git(site, "log", "-1", "--format=%ct"), "%s: the date stays" % what)

    def with_text(path, text, names):
        before = open(os.path.join(site, path), newline="").read()
        write(os.path.join(site, path), text)
        is_changed(path, names)
        write(os.path.join(site, path), before)
        is_changed(path + " as before", "")

    write(site + "/out/a.pdf", "made")
    write(site + "/notes.txt", "not git's")
    is_changed("untracked files", "")
    with_text("Makefile", "all: x\n", "")
    with_text("c.md", "---\ntitle: C\n---\n\nApart, and longer.\n", "")
    with_text("c.md", "---\ntitle: C2\n---\n\nApart.\n", "c.md")
    with_text("a.md", "---\ntitle: A\n---\n\nOther.\n", "a.md")
    with_text("b.md", "---\ntitle: B\n---\n\nOther.\n", "b.md")
    with_text("_config.yml", "title: Y\n", "_config.yml")
    with_text("_data/list.yml", "- 1\n", "_data/list.yml")
    with_text("_includes/note.md", "Another note.\n", "_includes/note.md")
    with_text("paper.txt", "other\n", "paper.txt")
    with_text("a.md", open(site + "/a.md").read() + "\n{% for p in site.pages %}{{ p.content }}{% endfor %}\n", "a.md")
    os.chmod(site + "/a.md", 0o755)
    is_changed("another mode", "")
    os.remove(site + "/c.md")
    is_changed("a page that is gone", "c.md")
    git(site, "checkout", "-q", "c.md")
    write(site + "/d.md", "---\ntitle: D\n---\n\nNew.\n")
    is_changed("a new page", "")
    git(site, "add", "d.md")
    is_changed("a new page that git knows", "d.md")
    git(site, "rm", "-qf", "d.md")
    write(site + "/offprint.yml", "title: T\n")
    git(site, "add", "offprint.yml")
    git(site, "commit", "-q", "-m", "Add a recipe", day=3)
    head = git(site, "rev-parse", "HEAD")
    with_text("offprint.yml", "title: U\n", "offprint.yml")
    os.remove(site + "/.git/index")
    is_changed("no index", "")
    write(site + "/.git/index", "DIRC, of a kind yet to come")
    is_changed("an index that cannot be read", "")
    os.rename(site + "/_data/list.yml", folder + "/list.yml")
    is_changed("data that are gone beside such an index", "_data/list.yml")
    os.rename(folder + "/list.yml", site + "/_data/list.yml")
    write(site + "/_data/new.yml", "k: v\n")
    message = has_none("a file that such an index may have", site, folder + "/out").get("source-git", "")
    check("whether '_data/new.yml' was added to it is not known" in message, message)
    os.remove(site + "/_data/new.yml")
    with_text("a.md", "---\ntitle: A\n---\n\nOther.\n", "a.md")


def many_changes(folder):
    site = make_repository(folder + "/many")
    links = " ".join("[x](p%02d.md)" % i for i in range(13))
    write(site + "/a.md", links + "\n")
    for i in range(13):
        write(site + "/p%02d.md" % i, "---\ntitle: P\n---\n")
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "Many")
    for i in range(13):
        write(site + "/p%02d.md" % i, "---\ntitle: Q\n---\n")
    message = packet(site, folder + "/out")[2]["source-changed"]
    check(message.endswith("p08.md, p09.md and 3 more") and message.count(".md") == 10, message)


def checked_out_otherwise(folder):
    """Line ends and Git LFS: what lies on the disk is not what the commit holds."""
    site = make_repository(folder + "/crlf")
    write(site + "/.gitattributes", "*.md text eol=crlf\n*.txt filter=lfs\n")
    paper = "a large paper\n"
    digest = __import__("hashlib").sha256(paper.encode()).hexdigest()
    write(site + "/paper.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
          % (digest, len(paper)))
    git(site, "add", "--renormalize", ".")
    git(site, "commit", "-q", "-m", "Attributes", day=4)
    os.remove(site + "/a.md")
    git(site, "checkout", "-q", "a.md")
    check("\r\n" in open(site + "/a.md", newline="").read(), "git writes CRLF")
    write(site + "/paper.txt", paper)
    is_as_git_says("CRLF and Git LFS", site, folder + "/out")
    write(site + "/paper.txt", "another paper\n")
    check(packet(site, folder + "/out")[2].get("source-changed", "").endswith(": paper.txt"),
          "another file of Git LFS is a change")


def in_a_named_folder(folder):
    """What is gone counts where the site names its folder, and not beside it."""
    site = make_repository(folder + "/named")
    put_site(site + "/docs")
    write(site + "/docs-old/old.md", "---\ntitle: O\n---\n")
    write(site + "/_config.yml", "title: X\nsource: docs\n")
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "Name a folder", day=3)
    is_as_git_says("a named folder", site, folder + "/out")
    for path in ("c.md", "docs/Makefile", "docs-old/old.md"):
        os.remove(os.path.join(site, path))
    is_as_git_says("what is gone beside it", site, folder + "/out")
    os.remove(site + "/docs/c.md")
    name, _, diagnostics, _ = packet(site, folder + "/out")
    check(name.endswith("+changed"), "a page of the named folder is gone: %s" % name)
    check(diagnostics.get("source-changed", "").endswith(": docs/c.md"), "named: %s" % diagnostics)


def behind_links(folder):
    site = make_repository(folder + "/links")
    write(site + "/shared/real.md", "---\ntitle: R\n---\n\nReal.\n")
    os.symlink("shared/real.md", site + "/linked.md")
    write(site + "/a.md", "[x](linked.md)\n")
    write(site + "/_config.yml", "exclude: [shared]\n")
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "Link", day=5)
    is_as_git_says("a linked page", site, folder + "/out")
    write(site + "/shared/real.md", "---\ntitle: R\n---\n\nAnother.\n")
    check(packet(site, folder + "/out")[2].get("source-changed", "").endswith(": shared/real.md"),
          "what a link leads to is a change")


def behind_folder_links(folder):
    """What a link to a folder leads to, and the link itself."""
    site = make_repository(folder + "/folders")
    for name in ("real", "other"):
        write(site + "/%s/x.yml" % name, "k: v\n")
    shutil.rmtree(site + "/_data")
    os.symlink("real", site + "/_data")
    write(site + "/a.md", "---\n---\n{{ site.data.x.k }}\n")
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "Link", day=5)
    is_as_git_says("linked data", site, folder + "/out")
    changed = lambda: packet(site, folder + "/out")[2].get("source-changed", "")
    write(site + "/other/x.yml", "k: another\n")
    check(changed() == "", "what no link leads to is none")
    write(site + "/real/x.yml", "k: another\n")
    check(changed().endswith(": real/x.yml"), "what a link to a folder leads to is a change: %s" % changed())
    git(site, "checkout", "-q", ".")
    os.remove(site + "/_data")
    os.symlink("other", site + "/_data")
    check(changed().endswith(": _data"), "another folder behind the link is a change: %s" % changed())


def no_files(folder):
    """A pipe where git has a file is not waited for: the repository cannot be read."""
    places = [".gitignore", ".gitattributes", "sub/.gitignore", ".git/refs/heads/main", ".git/config", ".git/index",
              ".git/objects/info/alternates", ".git/info/exclude", ".git/objects/%s"]
    for number, place in enumerate(places):
        site = make_repository(folder + "/pipe%d" % number, "-b", "main")
        write(site + "/sub/d.md", "---\ntitle: D\n---\n\nMore.\n")
        git(site, "add", ".")
        git(site, "commit", "-q", "-m", "More", day=3)
        if place.endswith("%s"):
            head = git(site, "rev-parse", "HEAD")
            place %= head[:2] + "/" + head[2:]
        path = os.path.join(site, place)
        if os.path.lexists(path):
            os.remove(path)
        os.mkfifo(path)
        if place == ".gitattributes":  # it is asked for where a file may have changed
            write(site + "/a.md", "---\ntitle: A\n---\n\nOther.\n")
        message = has_none(place, site, folder + "/out", environment=WHOLE_STACKS).get("source-git", "")
        check("it is a pipe or a device" in message and place in message, "%s: %s" % (place, message))
        told, _ = export(site, "a.md", folder + "/out", "--history", env=WHOLE_STACKS)
        messages = [d["message"] for d in told["diagnostics"] if d["code"] == "source-history"]
        needed = place.startswith(".git/") and "exclude" not in place or place == ".gitattributes"
        check(len(messages) == needed and all("so no document's last change" in m for m in messages),
              "%s: --history: %s" % (place, messages))
    site = make_repository(folder + "/empty")
    os.symlink("/dev/null", site + "/.gitignore")
    is_as_git_says("a link to the empty device", site, folder + "/out")


def too_many_paths(folder):
    """Ten trees can name more paths than any disk has files, or folders in which is nothing."""
    site = make_repository(folder + "/site")
    write(site + "/docs/a.md", open(site + "/a.md").read())
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "Docs", day=3)
    plain = git(site, "ls-tree", "HEAD")

    def tree(*lines):
        done = subprocess.run(["git", "mktree"], cwd=site, env=ENVIRONMENT, stdout=subprocess.PIPE,
                              input="".join(line + "\n" for line in lines).encode())
        return done.stdout.decode().strip()

    note = git(site, "rev-parse", "HEAD:b.md")
    for what, bottom, levels, width in (("files", ["100644 blob %s\tx.md" % note], 9, 10), ("empty folders", [], 9, 10),
                                        ("a way down", [], 2100, 1)):
        bomb = tree(*bottom)
        for _ in range(levels):
            bomb = tree(*["040000 tree %s\td%d" % (bomb, i) for i in range(width)])
        top = tree(*plain.splitlines(), "040000 tree %s\tzz" % bomb)
        git(site, "update-ref", "HEAD", git(site, "commit-tree", top, "-m", what, day=4))
        message = has_none(what, site, folder + "/out").get("source-git", "")
        check("more than 200000 files or folders" in message, "%s: %s" % (what, message))
        is_as_git_says("a folder beside " + what, site + "/docs", folder + "/out")


if __name__ == "__main__":
    for test in (layouts, sha256, nobody_elses_settings, changes, many_changes, checked_out_otherwise,
                 in_a_named_folder, behind_links, behind_folder_links, no_files,
                 too_many_paths):
        with scratch() as room:
            test(os.path.realpath(room))
    finish("git")
