"""The judges of outputs, one function each: True, False, or None where it cannot be had."""
import concurrent.futures
import glob
import json
import os
import re
import shutil
import subprocess

from support import JUDGES, ROOT, run

VERAPDF = os.path.join(JUDGES, "verapdf", "cli-1.30.2.jar")


def said(done):
    return (done.stdout + done.stderr).decode("utf-8", "replace").strip()[-2500:]


def verdict(done):
    if done.returncode != 0:
        print(said(done))
    return done.returncode == 0


def in_parts(judge, things):
    """A judge's verdict on many things, which as many of it pass as there are processors."""
    parts = [things[from_::os.cpu_count()] for from_ in range(os.cpu_count())]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        return all(pool.map(judge, [part for part in parts if part]))


def verapdf(*pdfs):
    """Both flavours, as the file itself declares them: one that is not declared is not passed."""
    if not os.path.exists(VERAPDF) or not shutil.which("java"):
        return None

    def judge(part):
        done = run(["java", "-jar", VERAPDF, "--loglevel", "0", "--format", "text", "-v", "-f", "0", *part])
        passed = len(re.findall("^PASS .* (?:3a|ua1)$", done.stdout.decode(), re.M))
        if passed < 2 * len(part):
            print(said(done))
        return done.returncode == 0 and passed == 2 * len(part)
    return in_parts(judge, pdfs)


def qpdf(pdf):
    return verdict(run(["qpdf", "--check", pdf])) if shutil.which("qpdf") else None


def drawn(pdf):
    """Poppler and MuPDF draw every page without a word."""
    if not shutil.which("pdftoppm") or not shutil.which("mutool"):
        return None
    folder = os.path.dirname(pdf)
    poppler = run(["pdftoppm", "-r", "20", "-gray", pdf, os.path.join(folder, "drawn")])
    for picture in glob.glob(os.path.join(folder, "drawn*")):
        os.remove(picture)
    mupdf = run(["mutool", "draw", "-q", "-r", "20", "-o", "/dev/null", pdf])
    noise = b"warning: ICC support is not available" # how Debian builds it, not the file's fault
    words = [line for line in mupdf.stderr.splitlines() if line.strip() not in (b"", noise)]
    quiet = not poppler.stderr.strip() and not words
    if not quiet:
        print(said(poppler), said(mupdf))
    return quiet and poppler.returncode == 0 and mupdf.returncode == 0


def fonts(pdf):
    """Every font embedded, a subset, with a ToUnicode map."""
    if not shutil.which("pdffonts"):
        return None
    lines = run(["pdffonts", pdf]).stdout.decode().splitlines()[2:]
    bad = [line for line in lines if line.split()[-5:-2] != ["yes", "yes", "yes"]]
    for line in bad:
        print(line)
    return bool(lines) and not bad


def unzip(path):
    return verdict(run(["unzip", "-tqq", path])) if shutil.which("unzip") else None


def digests(bag):
    """sha256sum and sha512sum, over payload and tag manifests."""
    results = []
    for algorithm in ("sha256", "sha512"):
        for kind in ("manifest", "tagmanifest"):
            results.append(verdict(run([algorithm + "sum", "--strict", "--quiet", "-c",
                                        "%s-%s.txt" % (kind, algorithm)], cwd=bag)))
    return all(results)


def bagit_python(bag):
    program = os.path.join(JUDGES, "bagit-python", "bin", "python")
    if not os.path.exists(program):
        return None
    return verdict(run([program, "-m", "bagit", "--validate", "--quiet", bag]))


def bagit_java(*bags):
    folder = os.path.join(JUDGES, "bagit-java")
    if not os.path.isdir(folder) or not shutil.which("java"):
        return None
    return verdict(run(["java", "-cp", os.path.join(folder, "*"),
                        os.path.join(ROOT, "tests", "judges", "BagJudge.java"), *bags]))


def crate(folder, recommended=False, lacks=()):
    """The folder is an RO-Crate 1.2, with what that requires of one, and with what it recommends; all but what it `lacks`,
    by a part of what is said of that."""
    home = os.path.join(JUDGES, "crate")
    if not os.path.exists(os.path.join(home, "cache.sqlite")):
        return None
    told = os.path.join(os.path.dirname(folder), "crate.json")
    done = run([os.path.join(home, "bin", "rocrate-validator"), "-y", "validate", "--offline", "--cache-path",
                os.path.join(home, "cache"), "-p", "ro-crate-1.2", "-l", "recommended" if recommended else "required",
                "-f", "json", "-o", told, "--no-paging", folder])
    if not os.path.exists(told):
        print(said(done))
        return False
    with open(told, encoding="utf-8") as file:
        answer = json.load(file)
    os.remove(told)
    issues = ["%s %s" % (issue["violatingEntity"], issue["message"]) for issue in answer["issues"]]
    wrong = [issue for issue in issues if not any(part in issue for part in lacks)]
    print("\n".join(wrong[:10]), end="\n" if wrong else "")
    return not wrong and len(issues) == len(lacks) and (done.returncode == 0) == (not lacks)


def vnu(*folders, strict=False):
    """The Nu checker finds no error in any page that is ours; `strict`: nor anything to warn of, in style sheets neither."""
    jar = os.path.join(JUDGES, "pages", "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
    if not os.path.exists(jar) or not shutil.which("java"):
        return None
    found = [path for folder in folders for path in glob.glob(os.path.join(folder, "**", "*.html"), recursive=True)
             if os.sep + "files" + os.sep not in path]
    if strict:
        # It takes no file for 'self' of a page on a disk, which browsers do, and asks for hashes that are there.
        styles = [path for folder in folders for path in glob.glob(os.path.join(folder, "**", "*.css"), recursive=True)]
        done = run(["java", "-Xss8m", "-jar", jar, "--also-check-css", "--format", "gnu", *found, *styles])
        lines = [line for line in said(done).splitlines() if re.search(r": (error|info warning): (?!.*Content Security Policy \(meta tag\))", line)]
        print("\n".join(lines))
        return bool(found) and bool(styles) and not lines
    return bool(found) and in_parts(
        lambda part: verdict(run(["java", "-Xss8m", "-jar", jar, "--errors-only", "--format", "gnu", *part])), found)


def epubcheck(*books):
    """Neither an error nor a warning."""
    jars = os.path.join(JUDGES, "epubcheck", "*")
    if not glob.glob(jars) or not shutil.which("java"):
        return None
    command = ["java", "-cp", jars, "com.adobe.epubcheck.tool.Checker", "--failonwarnings"]
    answers = [run([*command, book]) for book in books]
    told = [line for done in answers for line in said(done).splitlines() if re.match("(ERROR|WARNING|FATAL)", line)]
    print("\n".join(told[:20]), end="\n" if told else "")
    return bool(answers) and not told and all(done.returncode == 0 for done in answers)


def ace(*books):
    """DAISY's checker finds nothing in them, of whatever weight."""
    program = os.path.join(JUDGES, "ace", "node_modules", ".bin", "ace-cli")
    if not os.path.exists(program) or not shutil.which("chromium") or not shutil.which("node"):
        return None
    browser, good = os.path.join(ROOT, "tests", "judges", "ace", "chromium"), bool(books)
    for book in books:
        done = run([program, "-E", "-s", "-f", "-o", book + ".ace", book], env=dict(os.environ, PUPPETEER_EXECUTABLE_PATH=browser))
        report = os.path.join(book + ".ace", "report.json")
        if not os.path.exists(report):
            print(said(done))
            return False
        with open(report, encoding="utf-8") as file:
            found = [(page["earl:testSubject"]["url"], one["earl:test"]["dct:title"], one["earl:result"].get("html", "")[:200])
                     for page in json.load(file)["assertions"] for one in page["assertions"]]
        for one in found[:10]:
            print(os.path.basename(book), *one)
        good = good and not found
    return good


def pages(start):
    """Chromium walks from `start`, axe-core judges every page."""
    folder = os.path.join(JUDGES, "pages")
    if not os.path.isdir(os.path.join(folder, "node_modules", "axe-core")):
        return None
    if not shutil.which("node") or not os.path.exists(os.environ.get("CHROMIUM", "/usr/bin/chromium")):
        return None
    done = run(["node", os.path.join(ROOT, "tests", "judges", "walk.mjs"), start], cwd=folder)
    print(said(done))
    return done.returncode == 0


def drives(browser):
    """Whether the browser and its driver are here."""
    programs = {"chrome": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                "firefox": os.environ.get("FIREFOX", "/usr/bin/firefox-esr")}
    return (os.path.isdir(os.path.join(JUDGES, "pages", "node_modules", "puppeteer-core")) and bool(shutil.which("node"))
            and os.path.exists(programs[browser]))


def driven(script, browser, *arguments):
    """What a script of tests/judges says that drives a browser."""
    if not drives(browser):
        return None
    done = run(["node", os.path.join(ROOT, "tests", "judges", script), browser, *arguments], cwd=os.path.join(JUDGES, "pages"))
    told = said(done)
    print(told if len(told) < 20000 else told[:200] + "...")
    assert done.returncode in (0, 1), "the driver ran"
    return done


def clicks(browser, folder):
    """The browser opens every file below the folder, and nothing that is planted runs."""
    done = driven("clicks.mjs", browser, folder)
    return done and done.returncode == 0


def places(*paths):
    """Where Chromium sets the words of pages: places.mjs."""
    done = driven("places.mjs", "chrome", *paths)
    return done and json.loads(done.stdout.splitlines()[-1])


def asked(script, browser, jobs, folder):
    """What a driver of tests/judges tells of a list of jobs, which it reads from a file in the folder."""
    if not drives(browser):
        return None
    path = os.path.join(folder, "jobs.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(jobs, file)
    done = run(["node", os.path.join(ROOT, "tests", "judges", script), browser, path], cwd=os.path.join(JUDGES, "pages"))
    assert done.returncode == 0, said(done)
    return json.loads(done.stdout.splitlines()[-1])


def vectors(browser, mode, *paths):
    """What vectors.mjs counts."""
    done = driven("vectors.mjs", browser, mode, *paths)
    return done and json.loads(done.stdout.splitlines()[-1])
