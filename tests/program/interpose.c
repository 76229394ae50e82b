/* Loaded before the program (LD_PRELOAD): something happens at one of its calls.
 *
 *   INTERPOSE="CALL AT WHAT NUMBER"
 *   CALL    a call's name, or "any" of those that have to do with outputs: counted from the
 *           first that names a file beside them until the lock is taken away
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

static struct {
    char call[20], what[20];
    long at, number;
    bool read, begun, ended, told;
    long count;
} plan;

static void *real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static void plan_read(void)
{
    const char *text = getenv("INTERPOSE");
    plan.read = true;
    if (!text || sscanf(text, "%19s %ld %19s %ld", plan.call, &plan.at, plan.what,
                        &plan.number) != 4) {
        plan.ended = true;
    }
}

/* Whether the call is to fail, with errno set. */
static bool happens(const char *call, const char *path)
{
    if (!plan.read) {
        plan_read();
    }
    bool any = strcmp(plan.call, "any") == 0;
    plan.begun = plan.begun || !any || (path && strstr(path, ".offprint-tmp"));
    if (plan.ended || !plan.begun || !(any || strcmp(plan.call, call) == 0) ||
        (++plan.count != plan.at && plan.at != 0)) {
        return false;
    }
    if (!plan.told) {
        static const char text[] = "interposed\n";
        plan.told = true;
        (void)(syscall(SYS_write, STDERR_FILENO, text, sizeof text - 1) < 0);
    }
    if (strcmp(plan.what, "signal") == 0) {
        (void)raise((int)plan.number);
    } else if (strcmp(plan.what, "pause") == 0) {
        (void)usleep((useconds_t)plan.number);
    }
    errno = (int)plan.number;
    return strcmp(plan.what, "errno") == 0;
}

#define INTERPOSE(type, name, parameters, arguments, path)                                 \
    type name parameters;                                                                  \
    type name parameters                                                                   \
    {                                                                                      \
        type(*next) parameters;                                                            \
        *(void **)&next = real(#name);                                                     \
        return happens(#name, path) ? (type)-1 : next arguments;                           \
    }

INTERPOSE(ssize_t, write, (int fd, const void *bytes, size_t len), (fd, bytes, len), NULL)
INTERPOSE(ssize_t, pwrite, (int fd, const void *bytes, size_t len, off_t at),
          (fd, bytes, len, at), NULL)
INTERPOSE(int, fsync, (int fd), (fd), NULL)
INTERPOSE(int, flock, (int fd, int how), (fd, how), NULL)
INTERPOSE(int, fchmod, (int fd, mode_t mode), (fd, mode), NULL)
INTERPOSE(int, fchown, (int fd, uid_t user, gid_t group), (fd, user, group), NULL)
INTERPOSE(int, renameat, (int from_at, const char *from, int to_at, const char *to),
          (from_at, from, to_at, to), from)
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
    plan.ended = plan.ended || strstr(path, ".lock.offprint-tmp");
    return fails ? -1 : next(folder, path, flags);
}

int openat(int folder, const char *path, int flags, ...);
int openat(int folder, const char *path, int flags, ...)
{
    int (*next)(int, const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    unsigned mode = flags & 0100 ? va_arg(arguments, unsigned) : 0; /* O_CREAT */
    va_end(arguments);
    *(void **)&next = real("openat");
    return happens("openat", path) ? -1 : next(folder, path, flags, mode);
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
