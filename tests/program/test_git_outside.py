"""A site's git repository names files that lie elsewhere in each way that git knows: in its configuration, that of a
linked working tree or of a submodule, and by symbolic links. None is opened, as strace sees it, whether the site is
compared with its commit, read at a revision or asked for its history. What a repository consists of is followed
(.git files, `commondir`, alternates), and of that only files that git keeps there are opened."""
import os
import re
import shutil
import subprocess
import sys

from support import OFFPRINT, check, finish, need_tool, run, scratch
from test_git import ENVIRONMENT, git, has_none, is_as_git_says, make_repository, packet, write

need_tool("git", "git")
need_tool("strace", "strace")

OPENED = re.compile(r"= \d+<(/[^>]*)>")
# As git reads them from a configuration: %s is a folder that has such files.
SETTINGS = """[include]
	path = %(away)s/included
	path = ../../away/included
	path = ~/included
[includeIf "gitdir:/"]
	path = %(away)s/included
[includeIf "onbranch:**"]
	path = %(away)s/included
[core]
	excludesFile = %(away)s/excludes
	attributesFile = %(away)s/attributes
	hooksPath = %(away)s/hooks
	fsmonitor = %(away)s/hooks/post-checkout
	excludesfile = ~/excludes
[mailmap]
	file = %(away)s/included
[blame]
	ignoreRevsFile = %(away)s/included
[filter "x"]
	clean = cat %(away)s/included
	smudge = cat %(away)s/included
	process = cat %(away)s/included
	required = true
[diff]
	orderFile = %(away)s/included
[commit]
	template = %(away)s/included
"""
WAYS = {"compared": [], "its history": ["--history"], "a revision": ["--revision", "HEAD"],
        "a revision's history": ["--revision", "HEAD", "--history"]}


def put_away(folder):
    away = folder + "/away"
    write(away + "/included", "[core]\n\tautocrlf = true\n")
    write(away + "/excludes", "*\n")
    write(away + "/attributes", "* ident eol=crlf\n")
    write(away + "/hooks/post-checkout", "#!/bin/sh\n")
    write(away + "/tree/a.md", "elsewhere\n")
    write(away + "/.gitattributes", "* ident\n")
    write(away + "/.gitignore", "*\n")
    return away


def opened(command, folder, home):
    """Of what lies below the folder all that was opened, without links."""
    log = folder + "/strace"
    done = run(["strace", "-qq", "-f", "-y", "-e", "trace=open,openat,openat2", "-o", log, *command],
               env=dict(ENVIRONMENT, HOME=home, XDG_CONFIG_HOME=home), timeout=120)
    with open(log, errors="replace", encoding="utf-8") as file:
        found = {path for line in file for path in OPENED.findall(line)}
    return done, {os.path.relpath(path, folder) for path in found if path.startswith(folder + "/")}


def stays(what, site, away, *ways, allowed=()):
    """Nothing below `away` is opened but what is allowed, in whatever way the site is read."""
    folder = os.path.dirname(away)
    for way in ways or WAYS:
        done, paths = opened([OFFPRINT, "export", site, "--entry", "a.md", "-o", folder + "/out", *WAYS[way]], folder, away)
        refused = done.returncode in (1, 2) and b"leads out of the repository" in done.stderr
        check(done.returncode == 0 or refused, "%s, %s: status %d: %s" % (what, way, done.returncode, done.stderr.decode()))
        check(any(path.startswith("site/") or "/objects" in path for path in paths), "%s, %s: opened %s" % (what, way, paths))
        out = sorted(path for path in paths if path.startswith("away") and not any(re.fullmatch(a, path) for a in allowed))
        check(not out, "%s, %s: opened outside: %s" % (what, way, out))


def the_record_shows(folder):
    """What would be opened is seen."""
    away = put_away(folder)
    _, paths = opened(["cat", away + "/included"], folder, away)
    check(paths == {"away/included"}, "a plain file: %s" % paths)
    os.symlink(away + "/included", folder + "/link")
    _, paths = opened(["cat", folder + "/link"], folder, away)
    check(paths == {"away/included"}, "behind a link: %s" % paths)
    site = make_repository(folder + "/site")
    with open(site + "/.git/config", "a", encoding="utf-8") as file:
        file.write(SETTINGS % {"away": away})
    _, paths = opened(["git", "-C", site, "status"], folder, away)
    check({"away/included", "away/attributes"} & paths, "git itself opens them: %s" % paths)


def put_settings(path, away):
    with open(path, "a", encoding="utf-8") as file:
        file.write(SETTINGS % {"away": away})


def configured(folder):
    away, site = put_away(folder), make_repository(folder + "/site")
    put_settings(site + "/.git/config", away)
    stays("configuration", site, away)
    is_as_git_says("what the configuration names does not count", site, folder + "/out")
    write(site + "/b.md", "---\ntitle: B\n---\n\nChanged.\n")
    stays("a changed file", site, away)
    check(packet(site, folder + "/out")[0].endswith("+changed"), "it is told")
    write(site + "/b.md", "---\ntitle: B\n---\n\nMore 2.\n")  # git itself would write it as the included file says
    git(site, "config", "extensions.worktreeConfig", "true")
    put_settings(site + "/.git/config.worktree", away)
    stays("configuration of the one working tree", site, away)
    git(site, "config", "core.repositoryFormatVersion", "1")
    is_as_git_says("version 1", site, folder + "/out")


def linked(folder):
    """The configuration that working trees share, and that of one."""
    away, plain = put_away(folder), make_repository(folder + "/plain")
    git(plain, "config", "extensions.worktreeConfig", "true")
    git(plain, "worktree", "add", "-q", folder + "/site")
    put_settings(plain + "/.git/config", away)
    put_settings(plain + "/.git/worktrees/site/config.worktree", away)
    stays("a linked working tree", folder + "/site", away)
    is_as_git_says("a linked working tree", folder + "/site", folder + "/out")
    shutil.move(plain, away + "/plain")
    write(folder + "/site/.git", "gitdir: %s/plain/.git/worktrees/site\n" % away)
    stays("what a .git file leads to is read", folder + "/site", away, allowed=["away/plain/.git/.*", "away/plain/.git"])


def submodule(folder):
    away, part = put_away(folder), make_repository(folder + "/part")
    whole = make_repository(folder + "/site")
    git(whole, "submodule", "--quiet", "add", part, "sub")
    git(whole, "commit", "-q", "-m", "Sub")
    put_settings(whole + "/.git/modules/sub/config", away)
    put_settings(whole + "/.git/config", away)
    stays("a submodule", whole + "/sub", away)
    stays("around a submodule", whole, away)
    is_as_git_says("a submodule", whole + "/sub", folder + "/out")


def bare(folder):
    away, plain = put_away(folder), make_repository(folder + "/plain")
    git(folder, "clone", "-q", "--bare", plain, folder + "/site")
    put_settings(folder + "/site/config", away)
    stays("a bare repository", folder + "/site", away, "a revision", "a revision's history")


def working_tree_elsewhere(folder):
    away, site = put_away(folder), make_repository(folder + "/site")
    for path in (away + "/tree", folder, "/", "../..", away + "/none"):
        git(site, "config", "core.worktree", path)
        stays("core.worktree = " + path, site, away)
        message = has_none("core.worktree = " + path, site, folder + "/out").get("source-git", "")
        check("core.worktree names another folder" in message, "%s: %s" % (path, message))
    for path in (site, "..", "../../site"):
        git(site, "config", "core.worktree", path)
        is_as_git_says("core.worktree = " + path, site, folder + "/out")


def behind_links(folder):
    """A symbolic link in place of a file. Git follows none to its rules; one to what a repository consists of is
    told, but where it stays within."""
    places = {"config": True, "HEAD": True, "index": True, "packed-refs": True, "info/attributes": True,
              "objects/info/alternates": True, "refs/heads/main": True, "info/exclude": False, "../.gitignore": False,
              "../.gitattributes": False, "../sub/.gitattributes": False}
    for number, (place, told) in enumerate(places.items()):
        room = "%s/%d" % (folder, number)
        away, site = put_away(room), make_repository(room + "/site", "-b", "main")
        write(site + "/sub/d.md", "---\ntitle: D\n---\n\nMore.\n")
        git(site, "add", ".")
        git(site, "commit", "-q", "-m", "Sub", day=3)
        write(site + "/b.md", "---\ntitle: B\n---\n\nMore.\n")
        if place == "packed-refs":
            git(site, "pack-refs", "--all")
        path = os.path.normpath(os.path.join(site, ".git", place))
        if os.path.lexists(path):
            shutil.move(path, away + "/moved")
        os.symlink(away + ("/moved" if os.path.exists(away + "/moved") else "/attributes"), path)
        stays("a link at " + place, site, away)
        name, _, diagnostics, _ = packet(site, room + "/out")
        message = diagnostics.get("source-git", "")
        check((name is None and "symbolic link leads out" in message) == told, "%s: %s: %s" % (place, name, diagnostics))
    site = make_repository(folder + "/within", "-b", "main")
    os.remove(site + "/.git/HEAD")
    os.symlink("refs/heads/main", site + "/.git/HEAD")
    shutil.move(site + "/.git/index", site + "/.git/real-index")
    os.symlink("real-index", site + "/.git/index")
    is_as_git_says("links within", site, folder + "/out")


def alternates(folder):
    """Objects that lie elsewhere are the repository's, wherever they are; nothing beside them is opened."""
    away, plain = put_away(folder), make_repository(folder + "/plain")
    git(folder, "clone", "-q", "--shared", plain, folder + "/site")
    shutil.move(plain, away + "/plain")
    write(folder + "/site/.git/objects/info/alternates", away + "/plain/.git/objects\n%s\n%s/hooks\n" % (away, away))
    stays("alternates", folder + "/site", away,
          allowed=[r"away/plain/\.git/objects(/(..(/.{38})?|pack(/.*)?))?", r"away(/hooks)?"])
    is_as_git_says("alternates", folder + "/site", folder + "/out")


def odd_configurations(folder):
    """What git reads is read, and what it refuses is told with its line."""
    site = make_repository(folder + "/site")
    plain = open(site + "/.git/config", encoding="utf-8").read()
    for text in ('[core]autocrlf=input ; c\n', '[CORE]\n\tEol\n', '[x "a\\"b]"] y = "a # b" c\n',
                 '[branch.Main] merge = a\\\n b\n', '[x]\r\n\ty = z\r\n', "[x]\n\ty"):
        write(site + "/.git/config", "\ufeff" + plain + text)
        said = subprocess.run(["git", "status"], cwd=site, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        check(said.returncode == 0, "git takes %r: %s" % (text, said.stderr))
        is_as_git_says("%r" % text, site, folder + "/out")
    for text in ("[core\n", "[co re]\n", "[x]\n\ty = \"a\n", "[x]\n\ty = \\q\n", "[x]\n\t1 = y\n", '[x "a\n"]\n', "[x]\n\ty z\n"):
        write(site + "/.git/config", plain + text)
        said = subprocess.run(["git", "status"], cwd=site, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = re.search(rb"bad config line (\d+)", said.stderr)
        message = has_none("%r" % text, site, folder + "/out").get("source-git", "")
        check(line and "line %d of its configuration" % int(line.group(1)) in message, "%r: %s, git says %s" % (text, message, said.stderr))


if __name__ == "__main__":
    if subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], stderr=subprocess.DEVNULL).returncode:
        print("SKIPPED: strace may trace nothing here")
        sys.exit(77)
    for test in (the_record_shows, configured, linked, submodule, bare, working_tree_elsewhere, behind_links, alternates,
                 odd_configurations):
        with scratch() as room:
            test(os.path.realpath(room))
    finish("git outside")
