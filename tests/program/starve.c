/* Loaded before the program (LD_PRELOAD): takes memory away from all of it, libraries too.
 *
 *   STARVE=N        the n-th allocation from main on fails, from 1
 *   STARVE="N on"   so do all after it
 *   STARVE="N in F" only those count that the function F asks for, or what it calls
 *   STARVE=0        none; "allocations N" on standard error at the end
 *   WALL=KB         nothing fails, but a page that is taken stands so far above the heap:
 * it cannot grow beyond in place, and malloc has to look elsewhere
 *
 * What libraries take while they are loaded is not counted: GLib, which HarfBuzz brings
 * along, aborts there by design, before the program has begun. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *piece, size_t bytes);
extern void *__libc_memalign(size_t alignment, size_t bytes);

static long at, count;
static bool begun, goes_on;
static const char *within; /* the function; NULL: any */

/* Whether the function stands some calls further out; of C++ a part of its name will do. */
static bool is_within(void)
{
    void *frames[16];
    int depth = within ? backtrace(frames, 16) : 0;
    for (int i = 0; i < depth; i++) {
        Dl_info info;
        if (dladdr(frames[i], &info) && info.dli_sname && strstr(info.dli_sname, within)) {
            return true;
        }
    }
    return !within;
}

static bool fails(void)
{
    if (!begun || !is_within()) {
        return false;
    }
    count++;
    bool failed = at > 0 && (count == at || (goes_on && count > at));
    if (failed) {
        errno = ENOMEM;
    }
    return failed;
}

void *malloc(size_t bytes)
{
    return fails() ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t pieces, size_t bytes)
{
    return fails() ? NULL : __libc_calloc(pieces, bytes);
}

void *realloc(void *piece, size_t bytes)
{
    return fails() ? NULL : __libc_realloc(piece, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes)
{
    return fails() ? NULL : __libc_memalign(alignment, bytes);
}

int posix_memalign(void **out, size_t alignment, size_t bytes)
{
    void *piece = fails() ? NULL : __libc_memalign(alignment, bytes);
    *out = piece ? piece : *out;
    return piece ? 0 : ENOMEM;
}

/* Of files nothing is taken away. */
void *mmap(void *address, size_t bytes, int protection, int flags, int fd, off_t from)
{
    long mapped = -1;
    if (!(flags & MAP_ANONYMOUS) || !fails()) {
        mapped = syscall(SYS_mmap, address, bytes, protection, flags, fd, from);
    }
    return (void *)mapped; /* -1: MAP_FAILED */
}

static void tell_count(void)
{
    char text[40];
    int len = snprintf(text, sizeof text, "allocations %ld\n", count);
    (void)(write(STDERR_FILENO, text, (size_t)len) < 0);
}

static void build_wall(size_t distance_bytes)
{
    char *end = sbrk(0);
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t over = (size_t)((uintptr_t)end % page);
    char *foot = end + (over ? page - over : 0) + distance_bytes / page * page;
    if (mmap(foot, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1,
             0) != foot) {
        abort();
    }
}

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void), void (*)(void),
                           void (*)(void), void *);

start_function __libc_start_main;
int __libc_start_main(main_function *main, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
    start_function *next;
    *(void **)&next = dlsym(RTLD_NEXT, "__libc_start_main");
    const char *text = getenv("STARVE");
    at = text ? strtol(text, NULL, 10) : 0;
    goes_on = text && strstr(text, " on");
    within = text ? strstr(text, " in ") : NULL;
    within += within ? 4 : 0;
    void *frame;
    (void)backtrace(&frame, 1); /* takes memory itself, the first time */
    const char *wall = getenv("WALL");
    if (wall) {
        build_wall((size_t)strtoul(wall, NULL, 10) * 1024);
    }
    if (at == 0 && !wall) {
        (void)atexit(tell_count);
    }
    begun = true;
    return next(main, argc, argv, init, fini, rtld_fini, stack_end);
}
