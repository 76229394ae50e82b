/* argv → command, report → stderr, result → exit status. The only file that reads
 * the environment, asks what the standard streams are and handles signals. */
#define _GNU_SOURCE /* sched_getaffinity */

#include "base/report.h"
#include "base/system_error.h"
#include "command/commands.h"
#include "command/export.h"
#include "command/help.h"
#include "command/reserve.h"
#include "command/surroundings.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define PATH_BYTES 4096
#define THREADS_MOST 4
#define WIDTH_MOST 10000

/* Fonts and hyphenation beside a program that was built and not installed, or that was
 * installed and then moved; NULL: where the library knows them. Where the system does not
 * say which file runs, nothing is found beside it; where it fails, `*error` says why. */
static const char *find_data_folder(char *room, int *error)
{
    static const char *const beside[] = {"share/offprint", "../share/offprint"};
    static const char fonts[] = "/fonts";
    ssize_t len = readlink("/proc/self/exe", room, PATH_BYTES - 64);
    *error = len < 0 && system_error_is_fault(errno) ? errno : 0;
    while (len > 0 && room[len - 1] != '/') {
        len--;
    }
    for (size_t i = 0; len > 0 && i < sizeof beside / sizeof beside[0]; i++) {
        size_t end = (size_t)len + strlen(beside[i]);
        memcpy(room + len, beside[i], strlen(beside[i]));
        memcpy(room + end, fonts, sizeof fonts);
        if (access(room, R_OK | X_OK) == 0) {
            room[end] = '\0';
            return room;
        }
        *error = system_error_is_fault(errno) ? errno : *error;
    }
    return NULL;
}

/* False when SOURCE_DATE_EPOCH is set to something else than a whole number. */
static bool read_source_date(struct surroundings *out)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (!text || !*text) {
        return true;
    }
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno || *end || value < 0 || value > INT64_C(253402300799)) {
        return false;
    }
    out->has_source_date = true;
    out->source_date = value;
    return true;
}

/* Of the stage that is shown: when it was first, and how far. */
static struct {
    const char *stage;
    struct timespec since;
    size_t done;
} shown;

#define RATE_AFTER_SECONDS 2

/* How fast a long stage goes, and how long it will: " (812 a second, 0:04 left)". */
static void show_rate(size_t done, size_t total)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds = (double)(now.tv_sec - shown.since.tv_sec) +
                     (double)(now.tv_nsec - shown.since.tv_nsec) / 1e9;
    if (seconds >= RATE_AFTER_SECONDS && done > shown.done) {
        double rate = (double)(done - shown.done) / seconds;
        long left = (long)((double)(total - done) / rate + 0.5);
        (void)fprintf(stderr, " (%ld a second, %ld:%02ld left)", (long)(rate + 0.5),
                      left / 60, left % 60);
    }
}

static void show_progress(void *data, const char *stage, size_t done, size_t total)
{
    (void)data;
    if (stage != shown.stage) {
        shown.stage = stage;
        shown.done = done;
        (void)clock_gettime(CLOCK_MONOTONIC, &shown.since);
    }
    if (!stage) {
        (void)fputs("\r\033[K", stderr);
    } else if (done % (total / 100 + 1)) {
        return; /* a terminal is slow */
    } else if (total) {
        (void)fprintf(stderr, "\r\033[K%s %zu/%zu", stage, done, total);
        show_rate(done, total);
    } else if (done) {
        (void)fprintf(stderr, "\r\033[K%s %zu", stage, done);
    } else {
        (void)fprintf(stderr, "\r\033[K%s", stage);
    }
}

/* Signals */

/* Until outputs are written there is nothing to clear up. From then on the library is asked
 * to stop, and does so at its next step; a second signal does not wait for that. */
static volatile sig_atomic_t caught, writing, showing;

static void end_by_signal(int number)
{
    static const char clear[] = "\r\033[K";
    if (writing && !caught) {
        caught = number;
        return;
    }
    ssize_t cleared = showing ? write(STDERR_FILENO, clear, sizeof clear - 1) : 0;
    (void)cleared;
    _exit(128 + number);
}

static bool is_stopped(void *data)
{
    (void)data;
    writing = 1;
    return caught != 0;
}

/* Nobody who waits has to look whether a signal came meanwhile: it would come in between.
 */
static bool rest(void)
{
    writing = 0;
    return caught == 0;
}

/* One that the caller has ignored, as nohup does, stays ignored. A reader that goes away is
 * told by the status alone. */
static void handle_signals(void)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGXFSZ};
    (void)signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        struct sigaction old, own = {.sa_handler = end_by_signal};
        sigemptyset(&own.sa_mask);
        if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
            (void)sigaction(ending[i], &own, NULL);
        }
    }
}

/* When not even what went wrong could be put into words. */
static void tell_out_of_memory(void)
{
    static const char text[] = "offprint: error: out of memory [out-of-memory]\n";
    ssize_t told = write(STDERR_FILENO, text, sizeof text - 1);
    (void)told;
}

/* A stream that the caller has closed stays one that takes nothing and gives nothing: the
 * next file that is opened, a lock, say, would else get its number, and what is told. */
static void hold_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        int held = fcntl(fd, F_GETFD) < 0 ? open("/", O_PATH) : fd; /* the lowest free */
        if (held > STDERR_FILENO) {
            (void)close(held);
        }
    }
}

/* Of what is told in parts one was lost, which is not forgotten over those that follow. */
static bool lost_part;

/* Gives false. */
static bool tell_unwritten(int fd, int error)
{
    struct buf text = {0};
    bool tells = fd == STDOUT_FILENO && !lost_part;
    buf_add_format(&text, "offprint: error: cannot write to standard output: %s\n",
                   system_error_text(error));
    ssize_t told = tells ? write(STDERR_FILENO, text.ptr, text.len) : 0;
    (void)told;
    buf_clear(&text);
    return false;
}

static bool write_stream(int fd, const struct buf *text)
{
    struct str rest = buf_str(text);
    while (rest.len) {
        ssize_t put = write(fd, rest.ptr, rest.len);
        if (put < 0 && errno != EINTR) {
            return errno != EPIPE && tell_unwritten(fd, errno);
        }
        rest = str_skip(rest, put > 0 ? (size_t)put : 0);
    }
    return true;
}

/* `failed`: what the errors say, so that a want of memory is told once. */
static bool write_streams(const struct buf *output, const struct buf *errors, bool failed)
{
    bool told = buf_ok(errors), whole = told && buf_ok(output);
    bool written = !told || write_stream(STDERR_FILENO, errors);
    if (!whole && !(failed && told)) {
        tell_out_of_memory();
    }
    return (!buf_ok(output) || write_stream(STDOUT_FILENO, output)) && written && whole;
}

/* A thread for each processor that this process may use; more than a few have nothing to
 * do for long. */
static unsigned count_processors(void)
{
    cpu_set_t usable;
    int count = sched_getaffinity(0, sizeof usable, &usable) == 0 ? CPU_COUNT(&usable) : 1;
    return count < THREADS_MOST ? (unsigned)count : THREADS_MOST;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

/* NO_COLOR (no-color.org) wins over CLICOLOR_FORCE, both over what is a terminal; CLICOLOR
 * of 0 wants none there. */
static bool wants_colour(int stream)
{
    const char *force = getenv("CLICOLOR_FORCE"), *wish = getenv("CLICOLOR");
    const char *terminal = getenv("TERM");
    if (is_set("NO_COLOR")) {
        return false;
    }
    if (force && *force && strcmp(force, "0") != 0) {
        return true;
    }
    return isatty(stream) && !(wish && strcmp(wish, "0") == 0) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

/* As COLUMNS says, else the terminal itself; 0: it is none. */
static unsigned find_width(void)
{
    const char *columns = getenv("COLUMNS");
    char *end;
    long said = columns ? strtol(columns, &end, 10) : 0;
    struct winsize size;
    if (said > 0 && said <= WIDTH_MOST) {
        return (unsigned)said;
    }
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0
               ? size.ws_col
               : 0;
}

static bool tell_so_far(struct buf *output, struct buf *errors)
{
    bool told = write_streams(output, errors, false);
    lost_part = lost_part || !told;
    buf_clear(output);
    buf_clear(errors);
    return told;
}

/* Not waited for: some of these programs end with what they show. */
static int show_file(const char *path)
{
    posix_spawn_file_actions_t quiet;
    char *arguments[] = {(char[]){"xdg-open"}, NULL, NULL};
    struct buf copy = {0};
    pid_t child;
    buf_add_text(&copy, path);
    buf_add_byte(&copy, '\0');
    arguments[1] = copy.ptr;
    int error = buf_ok(&copy) ? posix_spawn_file_actions_init(&quiet) : ENOMEM;
    if (error == 0) {
        error = posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null",
                                                 O_WRONLY, 0);
        error =
            error ? error
                  : posix_spawn_file_actions_adddup2(&quiet, STDOUT_FILENO, STDERR_FILENO);
        error = error ? error
                      : posix_spawnp(&child, "xdg-open", &quiet, NULL, arguments, environ);
        (void)posix_spawn_file_actions_destroy(&quiet);
    }
    buf_clear(&copy);
    return error;
}

/* What is in the way before a command begins, as text or as JSON. */
static int fail(const struct arguments *arguments, const char *what, int error,
                struct buf *output, struct buf *errors)
{
    struct report *report = report_new();
    struct buf told = {.part_of = output};
    if (report) {
        report_system_error(report, "data-folder", "cannot look for %s: %s", what,
                            system_error_text(error));
        report_write_json(report, SEVERITY_NOTE, &told);
        buf_add_byte(&told, '\0');
    }
    if (report && arguments->json && buf_ok(&told)) {
        command_add_failure(output, OFFPRINT_SYSTEM_FAILED, told.ptr);
    } else if (report) {
        report_write_text(report, SEVERITY_ERROR, errors);
    }
    if (!report || !buf_ok(&told)) {
        command_add_report(errors, OFFPRINT_SYSTEM_FAILED, NULL);
    }
    report_free(report);
    buf_clear(&told);
    return OFFPRINT_SYSTEM_FAILED;
}

/* One line of text, or the command's JSON. */
static int refuse(const struct arguments *arguments, const struct buf *fault,
                  struct buf *output, struct buf *errors)
{
    struct report *report = arguments->json ? report_new() : NULL;
    struct buf told = {.part_of = output};
    if (report) {
        report_error(report, (struct place){0}, "command-line", "%.*s",
                     STR_ARG(buf_str(fault)));
        report_hint(report, "try 'offprint --help'");
        report_write_json(report, SEVERITY_NOTE, &told);
        buf_add_byte(&told, '\0');
    } else {
        buf_add_visible(errors, buf_str(fault));
        buf_add_text(errors, "\ntry 'offprint --help'\n");
    }
    if (report && buf_ok(&told) && arguments->command && arguments->command->refuse) {
        arguments->command->refuse(output, told.ptr);
    } else if (report && buf_ok(&told)) {
        command_add_failure(output, OFFPRINT_WRONG_USAGE, told.ptr);
    }
    report_free(report);
    buf_clear(&told);
    return OFFPRINT_WRONG_USAGE;
}

static int run(int argc, char **argv, struct buf *output, struct buf *errors)
{
    struct arguments arguments;
    struct surroundings around = {0};
    struct buf fault = {.part_of = errors}; /* quotes what was typed */
    if (!options_parse(&command_table, argc, argv, &arguments, &fault)) {
        int status = refuse(&arguments, &fault, output, errors);
        buf_clear(&fault);
        return status;
    }
    if (!read_source_date(&around)) {
        buf_add_text(&fault, "SOURCE_DATE_EPOCH wants whole seconds since 1970");
        int status = refuse(&arguments, &fault, output, errors);
        buf_clear(&fault);
        return status;
    }
    if (arguments.help) {
        help_write(&command_table, &arguments, output);
        return OFFPRINT_MADE;
    }
    if (arguments.version) {
        buf_add_format(output, "offprint %s\n", offprint_version());
        return OFFPRINT_MADE;
    }
    if (arguments.man_page) {
        help_write_man_page(&command_table, output);
        return OFFPRINT_MADE;
    }
    char room[PATH_BYTES];
    int error;
    around.commands = &command_table;
    around.data_folder = find_data_folder(room, &error);
    if (error && !around.data_folder) {
        return fail(&arguments, "the fonts beside the program", error, output, errors);
    }
    around.progress = isatty(STDERR_FILENO) ? show_progress : NULL;
    around.stop = is_stopped;
    around.rest = rest;
    around.tell = tell_so_far;
    around.show = show_file;
    around.threads = count_processors();
    around.colour = wants_colour(STDOUT_FILENO);
    around.error_colour = wants_colour(STDERR_FILENO);
    around.width = find_width();
    showing = around.progress != NULL;
    return (int)arguments.command->run(&arguments, &around, output, errors);
}

/* What is large goes back to the system when it is freed: a picture's pixels are not to
 * stay beside the zip. Left alone, glibc keeps up to 32 MiB pieces once one was freed. */
static void give_back_large_memory(void)
{
#ifdef M_MMAP_THRESHOLD
    (void)mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

int main(int argc, char **argv)
{
    struct buf output = {0}, errors = {0};
    hold_streams();
    give_back_large_memory();
    reserve_open();
    handle_signals();
    int status = run(argc, argv, &output, &errors);
    writing = 0; /* a stream that takes nothing is left at once */
    bool told = caught == 0 || caught == SIGXFSZ; /* whoever ends a run knows of it */
    bool failed = status == OFFPRINT_SYSTEM_FAILED;
    bool written = !told || (write_streams(&output, &errors, failed) && !lost_part);
    buf_clear(&output);
    buf_clear(&errors);
    return caught ? 128 + caught : written ? status : OFFPRINT_SYSTEM_FAILED;
}
