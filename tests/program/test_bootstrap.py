"""What `bootstrap` takes: a word that it does not know is wrong usage before anything is installed, built or run, and --help
says what there is. Around it stand programs that only tell that they were asked for."""
import os
import shutil

from support import ROOT, check, finish, run, scratch

WRONG = ["", "no-such-work", "run --foo", "run more", "test --foo", "test quick", "test --quick --quick=1", "build all", "bench --page 5",
         "bench --pages", "bench 5 6", "coverage --foo", "fuzz ten", "fuzz 10 --foo", "mutants --count", "mutants foo", "valgrind --less",
         "valgrind a b", "scale --large", "built . --foo", "golden --rewrite"]
RIGHT = ["run", "test", "test --quick", "build", "bench", "bench 3", "bench --pages 100000", "bench --peers 3", "coverage --show layout", "fuzz",
         "fuzz 0.5 liquid yaml", "fuzz 10 --goal=5", "fuzz pack", "fuzz coverage --show html", "mutants --count 5 --all-tests", "mutants --seed=3",
         "valgrind --fewer golden", "scale words emphasis", "built . -v", "golden a b"]
COMMANDS = sorted({words.split()[0] for words in RIGHT})


def stage(folder):
    """A copy, so that nothing of the checkout is touched, and all that it would begin with; cmake ends it."""
    shutil.copy(os.path.join(ROOT, "bootstrap"), folder)
    programs = {"bin/dpkg-query": "printf installed", "fonts/packages": ":", "bin/cmake": 'echo begun; exit 1'}
    for name, text in programs.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n%s\n" % text)
        os.chmod(path, 0o755)
    environment = dict(os.environ, PATH=os.path.join(folder, "bin") + ":" + os.environ["PATH"])
    environment.pop("CI", None)
    return lambda words: run([os.path.join(folder, "bootstrap"), *words.split()], cwd="/", env=environment, timeout=60)


def main():
    with scratch() as folder:
        call = stage(folder)
        for words in RIGHT:
            done = call(words)
            check(done.returncode == 3 and b"begun" in done.stdout, "%s: it begins: %d %s" % (words, done.returncode, done.stderr))
        for words in WRONG:
            done = call(words)
            check(done.returncode == 2 and done.stdout == b"", "%s: wrong usage: %d %s" % (words, done.returncode, done.stdout))
            first = (done.stderr.decode().splitlines() or [""])[0]
            check(first.startswith("bootstrap: ") and b"./bootstrap test [--quick]" in done.stderr, "%s: it says %s" % (words, done.stderr))
            check(not words or any("'%s'" % word in first for word in words.split()), "%s: the word is named: %s" % (words, first))
        usage = call("--help").stdout
        for words in ["-h", *["%s --help" % command for command in COMMANDS], "test --quick --help", "fuzz -h", "run --foo --help"]:
            done = call(words)
            check((done.returncode, done.stdout, done.stderr) == (0, usage, b""), "%s: %d %s" % (words, done.returncode, done.stderr))
        told = [line.split()[1] for line in usage.decode().splitlines() if line.startswith("  ./bootstrap ")]
        check(sorted(told) == COMMANDS, "each command is told, and tried: %s" % told)
    finish("bootstrap")


if __name__ == "__main__":
    main()
