/* Loaded before the program (LD_PRELOAD): something happens at one of its calls.
 *
 *   INTERPOSE="CALL AT WHAT NUMBER", or two such, with a comma between
 *   CALL    a call's name; "tmpfile" for one that opens a file without a name; or "any" of
 *           those that have to do with outputs: counted from the first that names a file
 *           beside them until the lock is taken away
 *   AT      the n-th of them, from 1; 0: each
 *   WHAT    errno N: it fails; signal N: a signal comes before it; pause N: microseconds
 *
 * Says "interposed" on standard error when it happened, once.
 *
 * INTERPOSE_PLANTED, spelled alike, plants a fault of the program itself without a word, for
 * those who judge its runs to notice; its WHAT may be two things more:
 *
 *   skip 0    the call says that it is done, and nothing is
 *   halves N  a file takes its new name by being written there, as many microseconds between
 *             its halves */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

struct plan {
    char call[20], what[20];
    long at, number, count;
};

enum outcome { GOES_ON, FAILS, IS_SKIPPED, IN_HALVES };

enum { GIVEN = 2, ALL = 4 }; /* behind those that are given stand those that are planted */
static struct plan plans[ALL]; /* one that names no call is none */
static bool is_read, begun, ended, told;

static void *real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static void read_plans(const char *text, size_t from, size_t to)
{
    for (size_t i = from; text && i < to; i++) {
        (void)sscanf(text, "%19s %ld %19s %ld", plans[i].call, &plans[i].at, plans[i].what,
                     &plans[i].number);
        text = strchr(text, ',');
        text = text ? text + 1 : NULL;
    }
}

static bool is_meant(struct plan *plan, const char *call, bool reads)
{
    bool any = strcmp(plan->call, "any") == 0 && !reads;
    return (any ? begun && !ended : strcmp(plan->call, call) == 0) &&
           (++plan->count == plan->at || plan->at == 0);
}

static enum outcome carry_out(const struct plan *plan)
{
    if (strcmp(plan->what, "signal") == 0) {
        (void)raise((int)plan->number);
    } else if (strcmp(plan->what, "pause") == 0) {
        (void)usleep((useconds_t)plan->number);
    } else if (strcmp(plan->what, "errno") == 0) {
        errno = (int)plan->number;
        return FAILS;
    }
    return strcmp(plan->what, "skip") == 0     ? IS_SKIPPED
           : strcmp(plan->what, "halves") == 0 ? IN_HALVES
                                               : GOES_ON;
}

/* What comes of the call: where it fails, errno is set; else it stays as it is, as readdir's
 * callers need. One that only reads is none of "any". */
static enum outcome outcome_of(const char *call, const char *path, bool reads)
{
    int before = errno;
    if (!is_read) {
        is_read = true;
        read_plans(getenv("INTERPOSE"), 0, GIVEN);
        read_plans(getenv("INTERPOSE_PLANTED"), GIVEN, ALL);
    }
    begun = begun || (path && strstr(path, ".offprint-tmp"));
    enum outcome outcome = GOES_ON;
    for (size_t i = 0; i < ALL && outcome == GOES_ON; i++) {
        if (!is_meant(&plans[i], call, reads)) {
            continue;
        }
        if (!told && i < GIVEN) {
            static const char text[] = "interposed\n";
            told = true;
            (void)(syscall(SYS_write, STDERR_FILENO, text, sizeof text - 1) < 0);
        }
        outcome = carry_out(&plans[i]);
        i = i < GIVEN ? GIVEN - 1 : i; /* one of those that are given, and what is planted */
    }
    errno = outcome == FAILS ? errno : before;
    return outcome;
}

static bool happens(const char *call, const char *path)
{
    return outcome_of(call, path, false) == FAILS;
}

#define INTERPOSE_AS(type, name, parameters, arguments, path, reads, failed)               \
    type name parameters;                                                                  \
    type name parameters                                                                   \
    {                                                                                      \
        type(*next) parameters;                                                            \
        *(void **)&next = real(#name);                                                     \
        enum outcome outcome = outcome_of(#name, path, reads);                             \
        return outcome == FAILS        ? (failed)                                          \
               : outcome == IS_SKIPPED ? (type)0                                           \
                                       : next arguments;                                   \
    }
#define INTERPOSE(type, name, parameters, arguments, path)                                 \
    INTERPOSE_AS(type, name, parameters, arguments, path, false, (type) - 1)
#define INTERPOSE_READ(name, parameters, arguments, path)                                  \
    INTERPOSE_AS(int, name, parameters, arguments, path, true, -1)
#define INTERPOSE_FOLDER(name, parameters, arguments, path)                                \
    INTERPOSE_AS(void *, name, parameters, arguments, path, true, NULL)

INTERPOSE(ssize_t, write, (int fd, const void *bytes, size_t len), (fd, bytes, len), NULL)
INTERPOSE(ssize_t, pwrite, (int fd, const void *bytes, size_t len, off_t at),
          (fd, bytes, len, at), NULL)
INTERPOSE(ssize_t, read, (int fd, void *bytes, size_t len), (fd, bytes, len), NULL)
INTERPOSE(ssize_t, pread, (int fd, void *bytes, size_t len, off_t at), (fd, bytes, len, at),
          NULL)
INTERPOSE(int, fsync, (int fd), (fd), NULL)
INTERPOSE(int, flock, (int fd, int how), (fd, how), NULL)
INTERPOSE(int, fchmod, (int fd, mode_t mode), (fd, mode), NULL)
INTERPOSE(int, fchown, (int fd, uid_t user, gid_t group), (fd, user, group), NULL)
INTERPOSE(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode),
          path)
INTERPOSE(int, linkat,
          (int from_at, const char *from, int to_at, const char *to, int flags),
          (from_at, from, to_at, to, flags), to)
INTERPOSE(ssize_t, getrandom, (void *bytes, size_t len, unsigned flags),
          (bytes, len, flags), NULL)

int unlinkat(int folder, const char *path, int flags)
{
    int (*next)(int, const char *, int);
    *(void **)&next = real("unlinkat");
    enum outcome outcome = outcome_of("unlinkat", path, false);
    ended = ended || strstr(path, ".lock.offprint-tmp");
    return outcome == FAILS        ? -1
           : outcome == IS_SKIPPED ? 0
                                   : next(folder, path, flags);
}

/* What asks for a signal's action alone always gets it. */
int sigaction(int number, const struct sigaction *own, struct sigaction *old)
{
    int (*next)(int, const struct sigaction *, struct sigaction *);
    *(void **)&next = real("sigaction");
    return own && outcome_of("sigaction", NULL, true) == IS_SKIPPED ? 0
                                                                    : next(number, own, old);
}

/* A file is put where another stood as one does it who knows no better. */
static int put_in_halves(int from_at, const char *from, int to_at, const char *to)
{
    useconds_t pause = 0;
    for (size_t i = GIVEN; i < ALL; i++) {
        pause = strcmp(plans[i].what, "halves") == 0 ? (useconds_t)plans[i].number : pause;
    }
    int in = (int)syscall(SYS_openat, from_at, from, 0);
    int out = (int)syscall(SYS_openat, to_at, to, 01101, 0644); /* O_WRONLY O_CREAT O_TRUNC */
    long len = lseek(in, 0, SEEK_END), at = 0;
    while (at < len) {
        long part = at < len / 2 ? len / 2 - at : len - at;
        if (syscall(SYS_sendfile, out, in, &at, part) <= 0) {
            return -1;
        }
        (void)(at == len / 2 && usleep(pause));
    }
    (void)close(in);
    (void)close(out);
    return (int)syscall(SYS_unlinkat, from_at, from, 0);
}

int renameat(int from_at, const char *from, int to_at, const char *to)
{
    int (*next)(int, const char *, int, const char *);
    *(void **)&next = real("renameat");
    enum outcome outcome = outcome_of("renameat", from, false);
    return outcome == FAILS        ? -1
           : outcome == IS_SKIPPED ? 0
           : outcome == IN_HALVES  ? put_in_halves(from_at, from, to_at, to)
                                   : next(from_at, from, to_at, to);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    int (*next)(int, const char *, int, const char *, unsigned);
    *(void **)&next = real("renameat2");
    enum outcome outcome = outcome_of("renameat2", from, false);
    return outcome == FAILS        ? -1
           : outcome == IS_SKIPPED ? 0
           : outcome == IN_HALVES  ? put_in_halves(from_at, from, to_at, to)
                                   : next(from_at, from, to_at, to, flags);
}

/* Declared by hand, as dirent.h and sys/stat.h may give them other names. */
INTERPOSE_FOLDER(opendir, (const char *path), (path), path)
INTERPOSE_FOLDER(fdopendir, (int fd), (fd), NULL)
INTERPOSE_FOLDER(readdir, (void *folder), (folder), NULL)
INTERPOSE_READ(fstat, (int fd, void *out), (fd, out), NULL)
INTERPOSE_READ(stat, (const char *path, void *out), (path, out), path)
INTERPOSE_READ(lstat, (const char *path, void *out), (path, out), path)
INTERPOSE_READ(fstatat, (int folder, const char *path, void *out, int flags),
               (folder, path, out, flags), path)
INTERPOSE_READ(access, (const char *path, int how), (path, how), path)
INTERPOSE_READ(poll, (void *those, unsigned long count, int wait), (those, count, wait),
               NULL)
INTERPOSE_READ(inotify_init1, (int flags), (flags), NULL)
INTERPOSE_READ(inotify_add_watch, (int fd, const char *path, unsigned mask),
               (fd, path, mask), path)

#define UNNAMED 020200000 /* O_TMPFILE, which fcntl.h has beside another openat */

int openat(int folder, const char *path, int flags, ...);
int openat(int folder, const char *path, int flags, ...)
{
    int (*next)(int, const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    bool unnamed = (flags & UNNAMED) == UNNAMED;
    unsigned mode = flags & 0100 || unnamed ? va_arg(arguments, unsigned) : 0; /* O_CREAT */
    va_end(arguments);
    *(void **)&next = real("openat");
    const char *call = unnamed ? "tmpfile" : "openat";
    return happens(call, path) ? -1 : next(folder, path, flags, mode);
}

int open(const char *path, int flags, ...);
int open(const char *path, int flags, ...)
{
    int (*next)(const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    bool makes = flags & 0100 || (flags & UNNAMED) == UNNAMED;
    unsigned mode = makes ? va_arg(arguments, unsigned) : 0;
    va_end(arguments);
    *(void **)&next = real("open");
    return outcome_of("open", path, true) == FAILS ? -1 : next(path, flags, mode);
}

/* glibc 2.36 has no openat2. */
long syscall(long number, ...)
{
    long (*next)(long, ...), all[6];
    va_list arguments;
    va_start(arguments, number);
    for (size_t i = 0; i < 6; i++) {
        all[i] = va_arg(arguments, long);
    }
    va_end(arguments);
    *(void **)&next = real("syscall");
    return number == SYS_openat2 && happens("openat2", NULL)
               ? -1
               : next(number, all[0], all[1], all[2], all[3], all[4], all[5]);
}
