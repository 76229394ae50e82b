/* Loaded before the program (LD_PRELOAD): something happens at one of its calls.
 *
 *   INTERPOSE="CALL AT WHAT NUMBER", or two such, with a comma between
 *   CALL    a call's name; "tmpfile" for one that opens a file without a name; or "any" of
 *           those that have to do with outputs: counted from the first that names a file
 *           beside them until the lock is taken away
 *   AT      the n-th of them, from 1; 0: each
 *   WHAT    errno N: it fails; signal N: a signal comes before it; pause N: microseconds
 *
 * Says "interposed" on standard error when it happened, once. */
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

static struct plan plans[2]; /* one that names no call is none */
static bool is_read, begun, ended, told;

static void *real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static void read_plans(void)
{
    const char *text = getenv("INTERPOSE");
    is_read = true;
    for (size_t i = 0; text && i < 2; i++) {
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

/* Whether the call is to fail, with errno set; else errno stays as it is, as readdir's
 * callers need. One that only reads is none of "any". */
static bool happens_to(const char *call, const char *path, bool reads)
{
    int before = errno;
    if (!is_read) {
        read_plans();
    }
    begun = begun || (path && strstr(path, ".offprint-tmp"));
    for (size_t i = 0; i < 2; i++) {
        if (!is_meant(&plans[i], call, reads)) {
            continue;
        }
        if (!told) {
            static const char text[] = "interposed\n";
            told = true;
            (void)(syscall(SYS_write, STDERR_FILENO, text, sizeof text - 1) < 0);
        }
        if (strcmp(plans[i].what, "signal") == 0) {
            (void)raise((int)plans[i].number);
        } else if (strcmp(plans[i].what, "pause") == 0) {
            (void)usleep((useconds_t)plans[i].number);
        }
        bool fails = strcmp(plans[i].what, "errno") == 0;
        errno = fails ? (int)plans[i].number : before;
        return fails;
    }
    errno = before;
    return false;
}

static bool happens(const char *call, const char *path)
{
    return happens_to(call, path, false);
}

#define INTERPOSE_AS(type, name, parameters, arguments, path, reads, failed)               \
    type name parameters;                                                                  \
    type name parameters                                                                   \
    {                                                                                      \
        type(*next) parameters;                                                            \
        *(void **)&next = real(#name);                                                     \
        return happens_to(#name, path, reads) ? (failed) : next arguments;                 \
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
INTERPOSE(int, renameat, (int from_at, const char *from, int to_at, const char *to),
          (from_at, from, to_at, to), from)
INTERPOSE(int, renameat2,
          (int from_at, const char *from, int to_at, const char *to, unsigned flags),
          (from_at, from, to_at, to, flags), from)
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
    bool fails = happens("unlinkat", path);
    ended = ended || strstr(path, ".lock.offprint-tmp");
    return fails ? -1 : next(folder, path, flags);
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
    return happens_to("open", path, true) ? -1 : next(path, flags, mode);
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
