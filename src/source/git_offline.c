/* What is linked in place of libgit2's network, for the files of git here.
 *
 * Before it does anything libgit2 parses the system's certificates, and its transports draw
 * in fifteen libraries; a reader of commits needs neither. So these stand before the
 * archive's own, whose objects then stay out. The names in offline_ are of the C library:
 * the archives ask for them and our library may not, so CMakeLists.txt renames them in
 * copies of those. */
#define _DEFAULT_SOURCE /* timegm */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/time.h>
#include <time.h>

/* They stand in for functions that libgit2 declares for itself, and look at no argument. */
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#pragma GCC diagnostic ignored "-Wunused-parameter"

/* TLS, SSH and HTTP; the names of 1.5 to 1.9. */

bool git_http__expect_continue, git_smart__ofs_delta_enabled;
int git_socket_stream__connect_timeout, git_socket_stream__timeout;

int git_mbedtls_stream_global_init(void)
{
    return 0;
}

int git_socket_stream_global_init(void)
{
    return 0;
}

int git_transport_ssh_global_init(void)
{
    return 0;
}

int git_transport_ssh_libssh2_global_init(void)
{
    return 0;
}

int git_mbedtls__set_cert_location(const char *file, const char *path)
{
    return -1;
}

int git_transport_new(void *out, void *owner, const char *url)
{
    return -1;
}

int http_parser_parse_url(const char *text, size_t len, int is_connect, void *out)
{
    return -1;
}

/* Environment, clock and time zone; diffs and mbedTLS's tests of itself would print. */

FILE *offline_stdout;

int offline_puts(const char *text)
{
    return EOF;
}

int offline_putchar(int byte)
{
    return EOF;
}

int offline_printf(int level, const char *format, ...)
{
    return -1;
}

char *offline_getenv(const char *name)
{
    return NULL;
}

time_t offline_time(time_t *out)
{
    if (out) {
        *out = 0;
    }
    return 0;
}

int offline_gettimeofday(struct timeval *out, void *zone)
{
    *out = (struct timeval){0};
    return 0;
}

int offline_clock_gettime(int clock, struct timespec *out)
{
    *out = (struct timespec){0};
    return 0;
}

struct tm *offline_localtime_r(const time_t *when, struct tm *out)
{
    return gmtime_r(when, out);
}

time_t offline_mktime(struct tm *when)
{
    return timegm(when);
}
