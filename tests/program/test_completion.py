"""What bash, zsh and fish offer is what help tells of: all commands, of each all options, values where there are few."""
import os
import re

from support import OFFPRINT, check, finish, need_tool, offprint, run, scratch

for tool, package in (("zsh", "zsh"), ("fish", "fish")):
    need_tool(tool, package)

HELP = offprint("--help").stdout.decode()
COMMANDS = re.findall(r"^  ([a-z-]+)  +\S", HELP.split("Commands:")[1].split("Options:")[0], re.M)
OPTIONS = {command: sorted(re.findall(r"--[a-z-]+(?=[ \[]|$)|-[A-Za-z](?=, --)", "\n".join(
    line[:28] for line in offprint(command, "--help").stdout.decode().split("Options:")[1].splitlines()
    if re.match(r" +-", line)))) for command in COMMANDS}

BASH = """source <("$OFFPRINT" completion bash); compopt() { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _offprint; printf '%s\\n' "${COMPREPLY[@]}"
"""
# What is typed by keyboard is asked of a shell of its own, in which a key lists all and ends it.
ZSH = """
zmodload zsh/zpty
zpty shell "PS1= zsh -f -i"
zpty -w shell "fpath=($FOLDER \\$fpath); autoload -U compinit; compinit -u -D; LISTMAX=999; setopt no_auto_menu bash_auto_list"
zpty -w shell "compadd() { builtin compadd -A found \\"\\$@\\" 2>/dev/null; print -rl -- \\"<\\${^found}>\\" >> $FOLDER/found; builtin compadd \\"\\$@\\" }"
zpty -w shell "stty cols 200 -echo; print READY"
zpty -r shell said '*READY*READY*' || zpty -r shell said '*READY*'
zpty -n -w shell "$LINE"$'\\t'
for i in {1..300}; do [[ -s $FOLDER/found ]] && break; sleep .1; done
sleep .3
zpty -d shell
"""


def bash(*words):
    done = run(["bash", "-c", BASH, "bash", "offprint", *words], env=dict(os.environ, OFFPRINT=OFFPRINT))
    check(done.returncode == 0 and not done.stderr, "bash %s: %s" % (words, done.stderr))
    return sorted(done.stdout.decode().split())


def fish(line):
    done = run(["fish", "--no-config", "-c", '%s completion fish | source; complete -C "$argv[1]"' % OFFPRINT, line])
    check(done.returncode == 0 and not done.stderr, "fish %s: %s" % (line, done.stderr))
    return sorted(row.split("\t")[0] for row in done.stdout.decode().splitlines())


def both(line, wanted, what):
    check(bash(*line.split(" ")[1:]) == sorted(wanted), "bash, %s: %s" % (what, bash(*line.split(" ")[1:])))
    check([w for w in fish(line)] == sorted(wanted), "fish, %s: %s" % (what, fish(line)))


def shells(folder):
    check(len(COMMANDS) > 4 and all(len(options) > 2 for options in OPTIONS.values()), "commands: %s" % OPTIONS)
    check(set(bash("")) - {"--help", "--version"} == {*COMMANDS, "help", "version"}, "bash, commands: %s" % bash(""))
    check(set(fish("offprint ")) >= {*COMMANDS, "help", "version"}, "fish, commands: %s" % fish("offprint "))
    for command in COMMANDS:
        check(bash(command, "-") == OPTIONS[command], "bash, %s: %s" % (command, bash(command, "-")))
        found = fish("offprint %s --" % command)
        check([w for w in found if w.startswith("--")] == [w for w in OPTIONS[command] if w.startswith("--")],
              "fish, %s: %s" % (command, found))
    both("offprint export --paper ", ["A4", "A5", "Letter"], "values")
    both("offprint export --pap", ["--paper"], "a beginning")
    both("offprint exp", ["export"], "a command's beginning")
    both("offprint completion ", ["bash", "fish", "zsh"], "shells")
    both("offprint help l", ["limits", "log"], "topics")
    os.makedirs(os.path.join(folder, "a b"))
    open(os.path.join(folder, "a.txt"), "w").close()
    check(bash("export", "-o", folder + "/") == sorted((folder + "/a b").split()), "bash, folders alone")
    check(len(bash("export", folder + "/")) == 3, "bash, files, too: %s" % bash("export", folder + "/"))


def zsh(folder):
    """zsh's own reader takes the script, and finds all options."""
    path = os.path.join(folder, "_offprint")
    with open(path, "wb") as file:
        file.write(offprint("completion", "zsh").stdout)
    check(run(["zsh", "-n", path]).returncode == 0, "zsh reads the script")
    for line, wanted in (("offprint ", [*COMMANDS, "help", "version"]),
                         ("offprint export --pap", ["--paper"]), ("offprint export --paper ", ["A4", "A5", "Letter"]),
                         *[("offprint %s -" % command, OPTIONS[command]) for command in COMMANDS]):
        found = os.path.join(folder, "found")
        if os.path.exists(found):
            os.remove(found)
        done = run(["zsh", "-f", "-c", ZSH], env=dict(os.environ, FOLDER=folder, LINE=line), timeout=60)
        with open(found, encoding="utf-8") as file:
            offered = set(re.sub("[<>]", " ", file.read()).split())
        check(offered >= set(wanted), "zsh, '%s' lacks %s: %s %s" % (line, set(wanted) - offered, sorted(offered), done.stderr))


def refusals():
    done = offprint("completion", "csh")
    check(done.returncode == 2 and b"bash, zsh and fish" in done.stderr, "another shell: %s" % done.stderr)


if __name__ == "__main__":
    with scratch() as folder:
        shells(folder)
        refusals()
        zsh(folder)
    finish("completion")
