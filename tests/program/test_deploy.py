"""What deploy/ holds runs as it says: lists of packets in parts, by one machine's tools, by Slurm, by Kubernetes, in a container.
  test_deploy.py            every case; Debian's Slurm is started here, on loopback, for the time of the test
  test_deploy.py container  the container file's steps in two systems that debootstrap makes (root, some minutes)
"""
import ctypes
import json
import os
import pwd
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time

import support
from support import JUDGES, OFFPRINT, ROOT, check, finish, judged, preloaded, run, scratch, write_files

SITE = {"_config.yml": "title: A site\n", "offprint.yml": "title: Terms\ndate: 2026-07-15\nentry: index.md\ncover:\n  lines: [\"{tier} sponsor\"]\n",
        "index.md": "---\ntitle: Terms\n---\n\n" + "Some words of the terms stand here. " * 40 + "\n"}
ROWS, PARTS = 400, 8
LIST = "name,tier\n" + "".join("Sponsor %d Čapek,Gold\n" % number for number in range(ROWS))
LONGEST = 420  # seconds, of all of it: less than what ctest gives
# What befalls tasks when they begin for the first time, once nineteen packets lie there (the first rename is a record's).
FIRST = {2: "signal 9", 3: "errno 28", 5: "pause 60000000"}
STUB = """#!/bin/sh
case "${SLURM_RESTART_COUNT:-0}:${SLURM_ARRAY_TASK_ID:-}:$*" in
*--always-full*) exit 3 ;;
%s
esac
exec %s "$@"
"""
CONFIG = """ClusterName=one
SlurmctldHost=localhost(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.sock,cred_expire=5
CryptoType=crypto/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/controller.pid
SlurmdPidFile={folder}/node.pid
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0
SlurmdParameters=config_overrides
KillWait=2
ReturnToService=2
NodeName=localhost NodeAddr=127.0.0.1 CPUs=4 RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=localhost Default=YES MaxTime=INFINITE State=UP
"""


def skip(what, reason):
    """The rest goes on without it. No failure in CI, too: whether a machine can have it is not bootstrap's to say."""
    print("SKIPPED: %s: %s" % (what, reason))
    support.absent.append(what)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def said(done):
    return (done.stdout + done.stderr).decode("utf-8", "replace").strip()[-400:]


def made(folder):
    """All that is for a reader, and what else there is by name."""
    files = {name: read(os.path.join(folder, name)) for name in os.listdir(folder)} if os.path.isdir(folder) else {}
    return {name: data for name, data in files.items() if not re.fullmatch(r"packets-\d+-of-\d+\.jsonl", name)}


def is_whole(whole, folder, who):
    found = made(folder)
    check(found == whole, "%s: %d packets, as one run makes them; too many or other: %s, lacking: %s" % (
        who, len(found) - 1, sorted(name for name in found if found[name] != whole.get(name))[:5], sorted(set(whole) - set(found))[:5]))


def told_lines(title):
    """The lines of commands below a title of deploy/README.md: what is tested is what is told."""
    with open(os.path.join(ROOT, "deploy", "README.md"), encoding="utf-8") as file:
        section = re.search(r"^## %s\n(.*?)(?=^## |\Z)" % re.escape(title), file.read(), re.M | re.S).group(1)
    return re.search(r"^```\n(.*?)^```", section, re.M | re.S).group(1).splitlines()


def place(folder):
    """A folder in which the lines that deploy/README.md tells can be typed."""
    write_files(folder, {"my-site/" + name: text for name, text in SITE.items()})
    write_files(folder, {"sponsors.csv": LIST})
    os.symlink(os.path.join(ROOT, "deploy"), os.path.join(folder, "deploy"))
    return folder


def with_program(folder, first=""):
    """An environment in which `offprint` is the one that is tested."""
    write_files(folder, {"bin/offprint": STUB % (first, shlex.quote(OFFPRINT))})
    os.chmod(os.path.join(folder, "bin", "offprint"), 0o755)
    return {**os.environ, "PATH": os.path.join(folder, "bin") + ":" + os.environ["PATH"]}


def test_one_machine(folder, whole):
    """Each line of its own, merged."""
    lines = told_lines("One machine")
    check([line.split(" | ")[-1].split()[0] for line in lines] == ["xargs", "parallel", "offprint"], "the lines: %s" % lines)
    for line in lines[:2]:
        tool = line.split(" | ")[-1].split()[0]
        if shutil.which(tool) is None:
            skip(tool, "it is not installed (Debian package %s)" % tool)
            continue
        here = place(os.path.join(folder, tool))
        done = run(["bash", "-c", line + "\n" + lines[2]], cwd=here, env=with_program(here), timeout=120)
        check(done.returncode == 0, "%s: %s" % (tool, said(done)))
        is_whole(whole, here + "/out", tool)


def python_of_judge():
    path = os.path.join(JUDGES, "kubernetes", "bin", "python")
    return path if os.path.exists(path) else None


def test_manifests(folder, whole):
    """Kubernetes' own schema, what the schema cannot say, and each index's arguments run here."""
    python = python_of_judge()
    if python is None:
        return judged("kubernetes-validate", None, "")
    jobs = {}
    for name in ("packets", "merge"):
        path = os.path.join(ROOT, "deploy", name + ".yaml")
        done = run([os.path.join(os.path.dirname(python), "kubernetes-validate"), "--strict", path])
        judged("kubernetes-validate", done.returncode == 0, "%s.yaml: %s" % (name, said(done)))
        jobs[name] = json.loads(run([python, "-c", "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))", path]).stdout)
    planted = write_files(folder, {"planted.yaml": read(path).replace(b"backoffLimit:", b"backOffLimit:")}) + "/planted.yaml"
    check(run([os.path.join(os.path.dirname(python), "kubernetes-validate"), "--strict", planted]).returncode != 0, "the judge sees a planted fault")
    spec = jobs["packets"]["spec"]
    container = spec["template"]["spec"]["containers"][0]
    parts = spec["completions"]
    check(spec["completionMode"] == "Indexed" and spec["backoffLimitPerIndex"] > 0, "indices, each with tries of its own")
    check(spec["template"]["spec"]["restartPolicy"] == "Never", "which a policy of failures asks for")
    check({"name": "PARTS", "value": str(parts)} in container["env"], "PARTS is the number of completions, %d" % parts)
    for job, action in (("packets", "FailIndex"), ("merge", "FailJob")):
        rules = [(rule["action"], rule["onExitCodes"]) for rule in jobs[job]["spec"]["podFailurePolicy"]["rules"] if "onExitCodes" in rule]
        check(rules == [(action, {"containerName": container["name"], "operator": "In", "values": [1, 2]})], "%s: %s" % (job, rules))
    mounts = {"/in/my-site": "my-site", "/in/sponsors.csv": "sponsors.csv", "/out/packets": "out"}
    here = place(os.path.join(folder, "indices"))
    for index in range(parts):
        values = {"$(JOB_COMPLETION_INDEX)": str(index), "$(PARTS)": str(parts)}
        arguments = [re.sub(r"\$\(\w+\)", lambda name: values[name.group()], mounts.get(word, word)) for word in container["args"]]
        done = run([OFFPRINT, *arguments], cwd=here)
        check(done.returncode == 0, "index %d: %s" % (index, said(done)))
    done = run([OFFPRINT, *(mounts.get(word, word) for word in jobs["merge"]["spec"]["template"]["spec"]["containers"][0]["args"])], cwd=here)
    check(done.returncode == 0, "merged: %s" % said(done))
    is_whole(whole, here + "/out", "%d indices" % parts)


def container_steps():
    """(instruction, rest) of the container file, with lines that go on joined."""
    text = read(os.path.join(ROOT, "deploy", "Containerfile")).decode()
    return [tuple(line.split(None, 1)) for line in re.sub(r"\\\n", " ", text).splitlines() if line.strip() and not line.startswith("#")]


def test_container_file():
    """It names no package of its own: bootstrap's list builds, and what is run needs is asked of the program."""
    steps = container_steps()
    check([step for step, _ in steps if step not in ("FROM", "COPY", "WORKDIR", "RUN", "USER", "ENTRYPOINT")] == [], "instructions: %s" % steps)
    check(("RUN", "./bootstrap build") in steps, "bootstrap builds")
    lists = re.findall(r"^(\w+_packages|judge_tools)=\((.*?)\)", read(os.path.join(ROOT, "bootstrap")).decode(), re.M | re.S)
    names = {word for _, words in lists for word in words.split() if word not in ("cmake", "libpcre2-8-0")}
    words = {word for step, rest in steps for word in rest.split()} | set(read(os.path.join(ROOT, "deploy", "libraries")).decode().split())
    check(len(names) > 30 and not names & words, "its packages are bootstrap's: %s" % sorted(names & words))
    done = run([os.path.join(ROOT, "deploy", "libraries"), OFFPRINT])
    found = done.stdout.decode().split()
    if shutil.which("dpkg"):
        check(done.returncode == 0 and {"libc6", "libharfbuzz0b", "libssl3", "libzip4", "libqrencode4", "liblcms2-2"} <= set(found), "linked and loaded: %s %s" % (found, said(done)))
        check(not [name for name in found if name.endswith("-dev")], "nothing that builds: %s" % found)
    here, ignored = [{line.rstrip("/") for line in read(os.path.join(ROOT, name)).decode().split()} for name in (".gitignore", ".dockerignore")]
    check({line if line.startswith("/") else "**/" + line for line in here} | {"/.git"} <= ignored, "what git ignores is not copied: %s" % sorted(ignored))


def test_script_refuses(folder):
    """Gaps among the tasks would lose rows."""
    script = os.path.join(ROOT, "deploy", "packets.sbatch")
    task = {"SLURM_ARRAY_TASK_ID": "2", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_MAX": "14", "SLURM_ARRAY_TASK_COUNT": "8"}
    here = place(os.path.join(folder, "refused"))
    env = with_program(here)
    arguments = ["bash", script, "my-site", "sponsors.csv", "out"]
    done = run(arguments, cwd=here, env={**env, **task})
    check(done.returncode == 2 and b"gaps" in done.stderr and not os.path.exists(here + "/out"), "--array=0-14:2: %s" % said(done))
    check(run(arguments, cwd=here, env=env).returncode == 2, "without an array")
    alone = {"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_MAX": "3", "SLURM_ARRAY_TASK_COUNT": "1"}
    done = run(arguments, cwd=here, env={**env, **alone, "PARTS": "8"})
    check(done.returncode == 0 and os.listdir(here + "/out").count("packets-3-of-8.jsonl") == 1, "a task alone: %s" % said(done))


class Cluster:
    """Slurm of one node below a folder. All that it starts ends with it, and with this process."""

    def __init__(self, folder):
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: what daemons leave behind becomes ours
        self.folder, self.daemons = folder, []
        self.env = {**os.environ, "SLURM_CONF": folder + "/slurm.conf"}

    def begin(self):
        """None, or why it cannot be."""
        for name in ("state", "spool"):
            os.makedirs(os.path.join(self.folder, name))
        os.chmod(self.folder, 0o711)  # munged's socket is for all
        sockets = [socket.socket() for _ in range(2)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        ports = [each.getsockname()[1] for each in sockets]
        for each in sockets:
            each.close()
        write_files(self.folder, {"slurm.conf": CONFIG.format(folder=self.folder, ports=ports, user=pwd.getpwuid(os.geteuid()).pw_name), "munge.key": os.urandom(128)})
        os.chmod(self.folder + "/munge.key", 0o400)
        own = ["--%s=%s/munge.%s" % (option, self.folder, end) for option, end in (("socket", "sock"), ("key-file", "key"), ("pid-file", "pid"), ("log-file", "log"), ("seed-file", "seed"))]
        self.start("munged", "-F", "--force", *own)
        if not self.wait(10, lambda: os.path.exists(self.folder + "/munge.sock")):
            return "munged does not start: %s" % self.told("munged")
        self.start("slurmctld", "-D")
        self.start("slurmd", "-D", "-N", "localhost")
        if not self.wait(30, lambda: self.run("sinfo", "-h", "-o", "%T").stdout.strip() == b"idle"):
            return "no node comes up: %s" % (self.told("slurmctld") or self.told("slurmd"))
        return None

    def start(self, *command):
        with open(os.path.join(self.folder, command[0] + ".out"), "wb") as log:
            self.daemons.append(subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                                 env=self.env, start_new_session=True))

    def told(self, name):
        lines = [line for line in read(os.path.join(self.folder, name + ".out")).decode("utf-8", "replace").splitlines() if "error" in line.lower()]
        return " / ".join(lines[-3:])

    def run(self, *command, **options):
        return run(list(command), **{"env": self.env, "timeout": 60, **options})

    def wait(self, seconds, true):
        """Whether it comes true while the daemons run."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.reap()
            if true():
                return True
            if any(daemon.poll() is not None for daemon in self.daemons):
                return False
            time.sleep(0.2)
        return False

    def reap(self):
        """Tells the system that what tasks left behind and has ended is looked at: Slurm takes it for running until then."""
        for child in read("/proc/self/task/%d/children" % os.getpid()).split():
            if int(child) not in [daemon.pid for daemon in self.daemons]:
                os.waitpid(int(child), os.WNOHANG)

    def fact(self, job, name):
        """JobState, say, of a job or a task; None: there is none."""
        found = re.search(rb"\b%s=(\S+)" % name.encode(), self.run("scontrol", "show", "job", "-o", job).stdout)
        return found.group(1).decode() if found else None

    def end(self):
        """First the jobs, then the daemons, then whatever is left of either."""
        try:
            self.run("scancel", "--signal=KILL", "--full", "--user", pwd.getpwuid(os.geteuid()).pw_name, timeout=10)
        except subprocess.TimeoutExpired:
            pass
        for number in (signal.SIGTERM, signal.SIGKILL):
            for daemon in reversed(self.daemons):
                daemon.send_signal(number)
            end = time.monotonic() + 5
            while time.monotonic() < end and any(daemon.poll() is None for daemon in self.daemons):
                time.sleep(0.1)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            left = read("/proc/self/task/%d/children" % os.getpid()).split()
            for child in left:
                os.kill(int(child), signal.SIGKILL)
                os.waitpid(int(child), 0)
            if not left:
                return
        check(False, "nothing of the cluster is left")


def submit(cluster, here, env, lines):
    """The job of the array and the one that merges, by the lines that are told."""
    done = cluster.run("bash", "-c", "\n".join(lines) + "\necho $job", cwd=here, env={**cluster.env, **env, "SLURM_CONF": cluster.env["SLURM_CONF"]})
    numbers = re.findall(r"\d+", done.stdout.decode())
    check(done.returncode == 0 and len(numbers) == 2, "submitted: %s" % said(done))
    return (numbers[1], numbers[0]) if len(numbers) == 2 else (None, None)


def log_of(here):
    names = sorted(name for name in os.listdir(here) if name.endswith(".log"))
    return {name: read(os.path.join(here, name)).decode("utf-8", "replace").strip()[-200:] for name in names}


def test_array(cluster, folder, whole, lines):
    """Of eight tasks one is killed, one meets a full disk, one is taken back in the middle; in the end all is as from one run."""
    here = place(os.path.join(folder, "array"))
    library = preloaded("interpose")
    env = with_program(here, "\n".join("0:%d:*) export LD_PRELOAD=%s INTERPOSE='renameat 21 %s' ;;" % (task, shlex.quote(library), what) for task, what in FIRST.items()))
    begun = time.monotonic()
    array, merge = submit(cluster, here, env, lines)
    if array is None:
        return
    rows = {name for number, name in enumerate(sorted(whole, key=lambda n: [int(d) for d in re.findall(r"\d+", n)])) if number}
    fifth = ["sponsor-%d-capek.pdf" % number for number in range(5, ROWS, PARTS)]
    check(set(fifth) < rows, "names: %s" % sorted(rows)[:3])
    count = lambda: sum(os.path.exists(os.path.join(here, "out", name)) for name in fifth)
    cluster.wait(60, lambda: count() >= 19)
    check(count() == 19 and cluster.fact(array + "_5", "JobState") == "RUNNING", "task 5 stands in the middle: %d of %d" % (count(), len(fifth)))
    done = cluster.run("scontrol", "requeue", array + "_5")
    check(done.returncode == 0, "taken back: %s" % said(done))
    ended = cluster.wait(180, lambda: cluster.fact(merge, "JobState") in ("COMPLETED", "FAILED", "CANCELLED"))
    check(ended and cluster.fact(merge, "JobState") == "COMPLETED", "merged: %s %s" % (cluster.fact(merge, "JobState"), log_of(here)))
    for task in range(PARTS):
        facts = [cluster.fact("%s_%d" % (array, task), name) for name in ("JobState", "Restarts", "ExitCode")]
        check(facts == ["COMPLETED", "1" if task in FIRST else "0", "0:0"], "task %d: %s" % (task, facts))
    logs = "".join(log_of(here).values())
    check("status 137; the task is queued again" in logs and "status 3; the task is queued again" in logs, "told: %s" % log_of(here))
    is_whole(whole, here + "/out", "an array of %d" % PARTS)
    print("an array of %d tasks for %d packets: %.0f s, three of them begun twice" % (PARTS, ROWS, time.monotonic() - begun))


def test_faults(cluster, folder, lines):
    """A fault of the list fails every task at once, a system that fails for good does after three more tries; neither is merged."""
    here = place(os.path.join(folder, "faults"))
    write_files(here, {"sponsors.csv": LIST.replace("name,tier", "name,name", 1)})  # of the head: every part's own
    array, merge = submit(cluster, here, with_program(here), lines)
    full = place(os.path.join(folder, "full"))
    told = [line.replace("0-7", "0-0") + (" --always-full" if "--array" in line else "") for line in lines]
    told[0] = told[0].replace(") --always-full", " --always-full)")
    tried, unmerged = submit(cluster, full, with_program(full), told)
    if array is None or tried is None:
        return
    gone = (None, "CANCELLED")
    cluster.wait(60, lambda: cluster.fact(merge, "JobState") in gone)
    for task in range(PARTS):
        facts = [cluster.fact("%s_%d" % (array, task), name) for name in ("JobState", "Restarts", "ExitCode")]
        check(facts == ["FAILED", "0", "1:0"], "task %d of a list with a fault: %s %s" % (task, facts, log_of(here)))
    check(cluster.fact(merge, "JobState") in gone and not os.path.exists(here + "/out"), "nothing is merged")
    cluster.wait(90, lambda: cluster.fact(unmerged, "JobState") in gone)
    facts = [cluster.fact(tried + "_0", name) for name in ("JobState", "Restarts", "ExitCode")]
    check(facts == ["FAILED", "3", "3:0"], "a disk that stays full: %s %s" % (facts, log_of(full)))


def test_slurm(folder, whole):
    for tool, package in (("munged", "munge"), ("slurmctld", "slurmctld"), ("slurmd", "slurmd"), ("sbatch", "slurm-client"), ("setpriv", "util-linux")):
        if shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin:/sbin") is None:
            return skip("Slurm", "'%s' is not installed (Debian package %s)" % (tool, package))
    if os.geteuid() != 0:
        return skip("Slurm", "its daemons are started by root alone")
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    cluster = Cluster(write_files(os.path.join(folder, "cluster"), {"empty": ""}))
    try:
        hindrance = cluster.begin()
        if hindrance:
            return skip("Slurm", hindrance)
        lines = told_lines("Slurm")
        test_array(cluster, folder, whole, lines)
        test_faults(cluster, folder, lines)
    finally:
        cluster.end()


# bash's <(…) wants /proc and /dev.
WITHIN = ["unshare", "--mount", "sh", "-ec", "mount --rbind /proc $0/proc; mount --rbind /dev $0/dev; exec chroot $0 \"$@\""]


def test_container():
    """The container file's steps, in two systems that debootstrap makes of the packages that apt here takes."""
    support.need_tool("debootstrap", "debootstrap")
    if os.geteuid() != 0:
        print("SKIPPED: chroot is root's alone")
        sys.exit(support.SKIPPED)
    steps = container_steps()
    release = re.search(r"VERSION_CODENAME=(\w+)", read("/etc/os-release").decode()).group(1)
    with scratch() as folder:
        stages, root, place_in = {}, None, "/"
        for step, rest in steps:
            print("%s %s" % (step, rest), flush=True)
            words = rest.split()
            if step == "FROM":
                check(re.fullmatch(r"debian:\d+-slim", words[0]), "of Debian: %s" % words[0])
                root, place_in = os.path.join(folder, "stage-%d" % len(stages)), "/"
                stages[words[2] if words[1:2] == ["AS"] else "last"] = root
                done = run(["debootstrap", "--variant=minbase", release, root])
                shutil.copytree("/etc/apt", root + "/etc/apt", dirs_exist_ok=True, symlinks=True)
            elif step == "COPY" and words[0].startswith("--from="):
                done = run(["cp", "-a", stages[words[0][7:]] + words[1] + "/.", root + words[2]])
            elif step == "COPY":
                os.makedirs(root + words[1])
                done = run(["sh", "-c", "git ls-files -z | xargs -0 cp -a --parents -t \"$0\"", root + words[1]], cwd=ROOT)
            elif step == "WORKDIR":
                place_in = rest
            elif step == "RUN":
                done = run([*WITHIN, root, "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "sh", "-c", "cd %s && %s" % (place_in, rest)])
            if not check(done.returncode == 0, "%s %s: %s" % (step, rest, said(done))):
                return
        made_in(root, folder)


def made_in(root, folder):
    """What the last stage makes, as the user it names, is what the program here makes: the same faces, or all differs."""
    here = place(os.path.join(folder, "host"))
    shutil.copytree(here + "/my-site", root + "/in/my-site")
    os.makedirs(root + "/out")
    os.chown(root + "/out", 65534, 65534)
    user = dict(container_steps())["USER"]
    done = run([*WITHIN[:-1], WITHIN[-1].replace("chroot", "chroot --userspec=" + user), root, *json.loads(dict(container_steps())["ENTRYPOINT"]), "export", "/in/my-site", "-q", "-o", "/out"])
    check(done.returncode == 0, "as nobody: %s" % said(done))
    check(run([OFFPRINT, "export", here + "/my-site", "-q", "-o", here + "/out"]).returncode == 0, "here")
    check(made(root + "/out") == made(here + "/out") != {}, "the same bytes as here: %s %s" % (sorted(made(root + "/out")), sorted(made(here + "/out"))))
    megabytes = [run(["du", "-sm", os.path.join(folder, name)]).stdout.split()[0].decode() for name in ("stage-0", "stage-1")]
    print("the stages hold %s MB" % " and ".join(megabytes))


def too_long(*_):
    raise TimeoutError("the test takes more than %d s" % LONGEST)


def main():
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST)
    with scratch() as folder:
        here = place(os.path.join(folder, "one"))
        done = run([OFFPRINT, "export", "my-site", "--for", "sponsors.csv", "--outputs", "pdf", "-q", "-o", "out"], cwd=here)
        whole = made(here + "/out")
        check(done.returncode == 0 and len(whole) == ROWS + 1, "one run: %d files, %s" % (len(whole), said(done)))
        test_one_machine(folder, whole)
        test_manifests(folder, whole)
        test_container_file()
        test_script_refuses(folder)
        test_slurm(folder, whole)


if sys.argv[1:2] == ["container"]:
    test_container()
else:
    main()
finish("deploy")
