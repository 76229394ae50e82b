"""What a command takes: seconds of the processor and by the clock, megabytes at the most."""
import os
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("OFFPRINT_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
OFFPRINT = os.path.join(ROOT, "build", "release", "offprint")


def apart(function, *arguments):
    """Calls it in a process of its own: what a command takes at the most counts at least what the process holds that
    starts it, so that must stay small."""
    child = os.fork()
    if child == 0:
        try:
            function(*arguments)
            os._exit(0)
        finally:
            os._exit(1)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit("bench: %s failed" % function.__name__)


class Measure:
    def __init__(self, cpu, wall, megabytes, output):
        self.cpu, self.wall, self.megabytes, self.output = cpu, wall, megabytes, output


def measure(command, statuses=(0,)):
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = child.stdout.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stdout.close()
    if child.returncode not in statuses:
        sys.exit("bench: status %d of %s" % (child.returncode, " ".join(command)))
    return Measure(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, output)


def median(measures, name):
    return statistics.median(getattr(one, name) for one in measures)


def alternate(commands, runs):
    """Each in turn, so that what else the machine does falls on all: a list of measures for each."""
    measures = [[] for _ in commands]
    for _ in range(runs):
        for at, command in enumerate(commands):
            measures[at].append(measure(command))
    return measures
