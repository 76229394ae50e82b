"""The same bytes under another TZ, LANG, umask, working folder, file order and after touch."""
import hashlib
import os
import shutil
import subprocess

from support import LIVE_URL, OFFPRINT, ROOT, check, finish, scratch, SHARED


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def copy_backwards(source, target):
    """A copy whose folders were filled in the opposite order, with fresh dates."""
    os.makedirs(target)
    for name in sorted(os.listdir(source), reverse=True):
        path = os.path.join(source, name)
        if os.path.isdir(path):
            copy_backwards(path, os.path.join(target, name))
        else:
            shutil.copyfile(path, os.path.join(target, name))


def make(site, out, options, environment, umask, folder):
    done = subprocess.run([OFFPRINT, "export", site, *options, "-o", out],
                          cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=dict(os.environ, **environment),
                          preexec_fn=lambda: os.umask(umask))
    check(done.returncode == 0, "export of %s: %s" % (site, done.stderr.decode("utf-8", "replace")))
    return [digest(os.path.join(out, "contribute" + end)) for end in (".pdf", ".zip")]


def main():
    jobs = [(os.path.join(ROOT, "content"), [])]
    site = os.path.join(SHARED, "mlab-site")
    if os.path.isdir(site):
        jobs.append((site, ["--entry", "/contribute/", "--live-url", LIVE_URL]))
    else:
        print("NOTE: '%s' is absent; only content/ is exported twice" % site)
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    for site, options in jobs:
        with scratch() as folder:
            # Both outside a repository: the date and the revision are no part of this.
            once = os.path.join(folder, "copy")
            again = os.path.join(folder, "elsewhere", "copy")
            shutil.copytree(site, once)
            copy_backwards(site, again)
            first = make(once, os.path.join(folder, "a"), options,
                         {"TZ": "America/Sao_Paulo", "LANG": "C", "LC_ALL": "C"}, 0o022, folder)
            second = make(again, os.path.join(folder, "b"), options,
                          {"TZ": "AAA0BBB,J1/0,J180/0", "LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
                          0o077, "/")
            check(first[0] == second[0], "%s: the PDFs differ" % site)
            check(first[1] == second[1], "%s: the zips differ" % site)
    finish("determinism")


if __name__ == "__main__":
    main()
