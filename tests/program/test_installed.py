"""What `cmake --install` leaves behind: four components, a library that others find, compile and link,
and examples in C and C++ whose outputs are the program's, whatever the host's locale and time zone."""
import os
import re
import shlex
import shutil

from support import OFFPRINT, ROOT, check, finish, need_tool, run, scratch

BUILD = os.path.dirname(OFFPRINT)
EXAMPLES = os.path.join(ROOT, "examples")
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]
COMPONENTS = {
    "program": ["bin/offprint", "share/doc/offprint/LICENSE", "share/doc/offprint/README.md",
                "share/doc/offprint/SECURITY.md", "share/doc/offprint/diagnostics.md",
                "share/doc/offprint/diff.md", "share/doc/offprint/diff.schema.json", "share/doc/offprint/export.md", "share/doc/offprint/export.schema.json",
                "share/doc/offprint/limits.md", "share/doc/offprint/snapshots.md", "share/doc/offprint/verify.md",
                "share/man/man1/offprint.1", "share/bash-completion/completions/offprint", "share/zsh/site-functions/_offprint",
                "share/fish/vendor_completions.d/offprint.fish"],
    "library": [r"lib/(.*/)?liboffprint\.so\.\d+\.\d+", r"lib/(.*/)?liboffprint\.so\.\d+\.\d+\.\d+",
                "share/doc/offprint/LICENSE"],
    "development": ["include/offprint.h", r"lib/(.*/)?liboffprint\.so", r"lib/(.*/)?pkgconfig/offprint\.pc",
                    r"lib/(.*/)?cmake/offprint/offprint-config(-.*)?\.cmake", "share/doc/offprint/LICENSE"],
    "data": [r"share/offprint/(fonts|hyphenation)/[^/]+", "share/doc/offprint/LICENSE"],
}


def listing(folder):
    return sorted(os.path.relpath(os.path.join(path, name), folder)
                  for path, _, names in os.walk(folder) for name in names)


def install(*arguments, **variables):
    done = run(["cmake", "--install", BUILD, *arguments], env=dict(os.environ, **variables))
    check(done.returncode == 0, "cmake --install %s: %s" % (arguments, done.stderr.decode()))


def components(folder, whole):
    united = set()
    for component, patterns in COMPONENTS.items():
        prefix = os.path.join(folder, component)
        install("--prefix", prefix, "--component", component)
        files = listing(prefix)
        for pattern in patterns:
            check(any(re.fullmatch(pattern, name) for name in files), "%s has %s" % (component, pattern))
        extra = [name for name in files if not any(re.fullmatch(pattern, name) for pattern in patterns)]
        check(not extra, "%s has nothing else: %s" % (component, extra))
        united.update(files)
    check(sorted(united) == whole, "the components are the whole: %s" % (united ^ set(whole)))


def staged(folder, whole):
    """DESTDIR puts the same tree below another root, as packagers do."""
    root = os.path.join(folder, "stage")
    install(DESTDIR=root)
    tops = [path for path, _, names in os.walk(root) if "offprint" in names and path.endswith("/bin")]
    check(len(tops) == 1, "one program below DESTDIR: %s" % tops)
    if tops:
        check(listing(os.path.dirname(tops[0])) == whole, "DESTDIR has the same tree")


def library_of(prefix):
    return next(os.path.join(prefix, name) for name in listing(prefix) if name.endswith("liboffprint.so"))


def symbols(prefix):
    need_tool("nm", "binutils")
    dynamic = run(["readelf", "-d", library_of(prefix)]).stdout.decode()
    check(re.search(r"SONAME.*\[liboffprint\.so\.\d+\.\d+\]", dynamic), "the SONAME has a version")
    names = {line.split()[-1] for line in
             run(["nm", "-D", "--defined-only", library_of(prefix)]).stdout.decode().splitlines()}
    check(names == {"offprint_check", "offprint_make", "offprint_export", "offprint_result_clear",
                    "offprint_diff", "offprint_diff_result_clear", "offprint_verify",
                    "offprint_verify_result_clear", "offprint_snapshot", "offprint_snapshot_result_clear",
                    "offprint_log", "offprint_log_result_clear", "offprint_packets", "offprint_packets_result_clear", "offprint_packets_merge", "offprint_sites", "offprint_sites_result_clear",
                    "offprint_version"}, "nothing else is to be seen: %s" % names)
    foreign = {line.split()[-1].split("@")[0] for line in
               run(["nm", "-D", "--undefined-only", library_of(prefix)]).stdout.decode().splitlines()}
    bad = foreign & {"setlocale", "getenv", "secure_getenv", "time", "gettimeofday", "clock_gettime", "signal",
                     "sigaction", "exit", "_exit", "printf", "puts", "putchar", "perror", "stdout",
                     "stderr", "tzset", "setenv", "putenv"}
    check(not bad, "the library neither prints nor asks for clock, locale or environment: %s" % bad)
    with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as cache:
        shared = not re.search(r"^LIBGIT2_ARCHIVE:\w+=/", cache.read(), re.M)
    needed = re.findall(r"NEEDED.*\[(.*?)\.so", dynamic)
    drawn_in = [name for name in needed if re.search("git2|tls|ssh|http|gssapi", name)]
    check(shared or not drawn_in, "of libgit2's network nothing is linked: %s" % drawn_in)
    network = foreign & {"socket", "connect", "getaddrinfo", "send", "recv"}
    check(not network, "the library has no way to the network: %s" % network)


def hardened(prefix):
    for path, kind in ((os.path.join(prefix, "bin", "offprint"), "program"), (library_of(prefix), "library")):
        headers = run(["readelf", "-W", "-h", "-l", "-d", path]).stdout.decode()
        check("GNU_RELRO" in headers and re.search(r"FLAGS_1.*NOW", headers),
              "%s: tables are bound at once, then read-only" % kind)
        check(kind == "library" or re.search(r"FLAGS_1.*PIE", headers), "%s: lies anywhere" % kind)
        check(re.search(r"GNU_STACK.* RW ", headers), "%s: the stack is not executed" % kind)
        names = run(["readelf", "-W", "--dyn-syms", path]).stdout.decode()
        check("__stack_chk_fail" in names, "%s: the stack is guarded" % kind)
        check(re.search(r"__\w+_chk\b", names.replace("__stack_chk", "")), "%s: buffers are checked" % kind)


def without_libzip(folder, prefix):
    """libzip is loaded for a zip alone: where it is broken, or lacks what is called, that is told then, and nothing changes."""
    program, site, out, broken = (os.path.join(folder, *parts) for parts in (
        ("usr", "bin", "offprint"), ("nozip", "site"), ("nozip", "out"), ("nozip", "lib")))
    for path in (site, out, broken):
        os.makedirs(path)
    with open(site + "/README.md", "w", encoding="utf-8") as file:
        file.write("# T\n\nText.\n")
    with open(program, "rb") as file:
        sonames = set(re.findall(rb"libzip\.so\.[0-9.]+", file.read()))
    check(len(sonames) == 1, "one name of libzip, as its builders know it: %s" % sonames)
    loaded = os.path.join(broken, sonames.pop().decode())
    command = [program, "export", site, "-o", out, "--name", "p"]
    for what, source, reason in (("an empty file", None, b"too short"), ("one without functions", "int other;", b"zip_close")):
        if source is None:
            open(loaded, "w", encoding="utf-8").close()
        else:
            done = run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", loaded], input=source.encode())
            check(done.returncode == 0, "%s is made: %s" % (what, done.stderr))
        with open(out + "/p.pdf", "w", encoding="utf-8") as file:
            file.write("old")
        environment = dict(os.environ, LD_LIBRARY_PATH=broken)
        done = run(command, env=environment)
        check(done.returncode == 3 and b"cannot load libzip" in done.stderr and reason in done.stderr,
              "%s: %s %s" % (what, done.returncode, done.stderr))
        check(outputs(out) == {"p.pdf": b"old"}, "%s: outputs stay as they were: %s" % (what, listing(out)))
        done = run([*command, "--outputs", "pdf"], env=environment)
        check(done.returncode == 0 and outputs(out)["p.pdf"] != b"old", "%s: no zip, no libzip: %s" % (what, done.stderr))
    done = run(command)
    check(done.returncode == 0 and len(outputs(out)) == 2, "and whole: %s" % done.stderr)


def compiled(folder, prefix):
    """Both examples, by pkg-config and by find_package; the header alone, in old and new dialects."""
    found = dict(os.environ, PKG_CONFIG_PATH=os.path.join(os.path.dirname(library_of(prefix)), "pkgconfig"))
    flags = run(["pkg-config", "--cflags", "--libs", "offprint"], env=found)
    check(flags.returncode == 0, "pkg-config finds it: %s" % flags.stderr)
    version = run(["pkg-config", "--modversion", "offprint"], env=found).stdout
    check(run([OFFPRINT, "--version"]).stdout == b"offprint " + version, "pkg-config has the version")
    flags = shlex.split(flags.stdout.decode())
    made = []
    for compiler, dialect, source in (("cc", "c17", "export.c"), ("c++", "c++17", "make.cpp")):
        program = os.path.join(folder, os.path.splitext(source)[0])
        done = run([compiler, "-std=" + dialect, *STRICT, os.path.join(EXAMPLES, source), "-o", program, *flags])
        if check(done.returncode == 0, "%s compiles: %s" % (source, done.stderr.decode())):
            made.append(program)
    for compiler, language, dialect in (("cc", "c", "c99"), ("c++", "c++", "c++11"), ("c++", "c++", "c++20")):
        done = run([compiler, "-std=" + dialect, *STRICT, "-fsyntax-only", "-x", language,
                    os.path.join(prefix, "include", "offprint.h")])
        check(done.returncode == 0, "offprint.h alone, as %s: %s" % (dialect, done.stderr.decode()))
    build = os.path.join(folder, "by-cmake")
    for command in (["cmake", "-G", "Ninja", "-S", EXAMPLES, "-B", build, "-DCMAKE_PREFIX_PATH=" + prefix],
                    ["cmake", "--build", build]):
        done = run(command)
        check(done.returncode == 0, "%s: %s" % (command[:3], done.stdout.decode() + done.stderr.decode()))
    return made + [path for path in (os.path.join(build, "export"), os.path.join(build, "make"))
                   if os.path.exists(path)]


def outputs(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}


def german(folder):
    """An environment in which setlocale(LC_ALL, "de_DE.UTF-8") succeeds."""
    need_tool("localedef", "libc-bin")
    if not os.path.exists("/usr/share/i18n/locales/de_DE"):
        print("NOTE: no German locale is tried: the Debian package locales is not installed")
        return {}
    locales = os.path.join(folder, "locales")
    os.makedirs(locales)
    run(["localedef", "-i", "de_DE", "-f", "UTF-8", os.path.join(locales, "de_DE.UTF-8")])
    return {"LOCPATH": locales}


SITE = {
    "_config.yml": "title: A site\n",
    "offprint.yml": "entry: /p/\nname: p\n",
    "p.md": "---\npermalink: /p/\ndate: 2021-07-15\n---\n# Numbers\n\n{{ 2.5 | times: 1.5 }}, {{ 2.345 | round: 1 }},\n"
            "{{ 1234567.5 }}, {{ page.date | date: '%A %e %B %Y' }}\n",
}


def run_examples(folder, prefix, programs):
    site, want = os.path.join(folder, "site"), os.path.join(folder, "want")
    os.makedirs(site)
    for name, text in SITE.items():
        with open(os.path.join(site, name), "w") as file:
            file.write(text)
    plain = {"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": os.path.dirname(library_of(prefix))}
    installed = os.path.join(prefix, "bin", "offprint")
    done = run([installed, "export", site, "-o", want], env=plain)
    check(done.returncode == 0, "the installed program finds its data: %s" % done.stderr)
    want = outputs(want)
    check(sorted(want) == ["p.pdf", "p.zip"], "it makes both: %s" % sorted(want))
    german_locale = german(folder)
    around = [{}, dict(german_locale, LC_ALL="de_DE.UTF-8", TZ="AAA0BBB,J1/0,J180/0"),
              {"TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1"}]
    for program in programs:
        for variables in around:
            out = os.path.join(folder, "out")
            os.makedirs(out)
            done = run([program, site, out], env=dict(plain, **variables))  # finds its data
            got = outputs(out)
            shutil.rmtree(out)
            check(done.returncode == 0 and not done.stderr, "%s: %s" % (program, done.stderr))
            check(got == want, "%s, %s: the program's bytes, not others in %s" %
                  (os.path.relpath(program, folder), variables, [n for n in want if got.get(n) != want[n]]))
    done = run([programs[0]], env=plain)
    check(done.returncode == 2 and b"no site is named" in done.stderr, "wrong usage is told: %s" % done.stderr)


def main():
    for tool, package in (("cmake", "cmake"), ("ninja", "ninja-build"), ("cc", "gcc"), ("c++", "g++"), ("pkg-config", "pkg-config"),
                          ("readelf", "binutils")):
        need_tool(tool, package)
    with scratch() as folder:
        prefix = os.path.join(folder, "usr")
        install("--prefix", prefix)
        whole = listing(prefix)
        components(folder, whole)
        staged(folder, whole)
        symbols(prefix)
        hardened(prefix)
        without_libzip(folder, prefix)
        programs = compiled(folder, prefix)
        check(len(programs) == 4, "four programs are built: %s" % programs)
        if programs:
            run_examples(folder, prefix, programs)
    finish("installed library")


if __name__ == "__main__":
    main()
