/* Writes a recipe for a site that has none: its front page as the entry, and each other key
 * as a comment that says what it is for. */
#define _GNU_SOURCE /* O_TMPFILE */

#include "command/init.h"

#include "base/beside.h"
#include "base/budget.h"
#include "base/gate.h"
#include "base/limits.h"
#include "base/system_error.h"
#include "base/unread.h"
#include "command/export.h"
#include "command/help.h"
#include "site/site.h"
#include "status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* Lines of help that name `key`, without its example. */
static bool names_key(struct str line, const char *key)
{
    return str_starts(line, key) && line.len > strlen(key) && line.ptr[strlen(key)] == ':';
}

static void add_value(struct buf *out, const char *key, struct str value)
{
    buf_add_format(out, "%s: ", key);
    gate_add_json(out, value); /* which YAML reads, too */
    buf_add_byte(out, '\n');
}

/* What help shows of all keys, commented out but for what is known of this site. */
static void add_recipe(struct buf *out, struct site *site, const struct page *front)
{
    struct buf help = {.part_of = out};
    help_write_recipe(&help);
    buf_add_text(out,
                 "# What 'offprint export' makes of this site. Lines behind a '#' are "
                 "examples:\n# take the sign away to make them count.\n\n");
    for (struct str rest = buf_str(&help); rest.len;) {
        size_t end = str_find_byte(rest, '\n', 0);
        struct str line = str_sub(rest, 0, end);
        rest = str_skip(rest, end + 1);
        if (names_key(line, "entry") && front) {
            add_value(out, "entry", front->url);
        } else if (names_key(line, "title") && site_title(site).len) {
            add_value(out, "title", site_title(site));
        }
        buf_add_format(out, "# %.*s\n", STR_ARG(line));
    }
    buf_clear(&help);
}

/* Zero, or errno. */
static int write_synced(int fd, struct str text)
{
    int error = beside_write(fd, text);
    return error ? error : fsync(fd) < 0 ? errno : 0;
}

/* A signal that comes between ends nothing. */
static int open_again(const char *path, int flags)
{
    int fd;
    do {
        fd = open(path, flags, 0666);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

/* The file has no name until it is whole: whatever ends the run leaves nothing. */
static int write_nameless(const char *folder, const char *path, struct str text)
{
    char self[64];
    int fd = open_again(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
        return errno;
    }
    int error = write_synced(fd, text);
    (void)snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    if (!error && linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) < 0) {
        error = errno;
    }
    close(fd);
    return error;
}

/* Where the file system knows no files without names, or /proc is not there. */
static int write_named(const char *path, struct str text)
{
    int fd = open_again(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (fd < 0) {
        return errno;
    }
    int error = write_synced(fd, text);
    close(fd);
    if (error) {
        (void)unlink(path);
    }
    return error;
}

/* A file that was there stays as it is. */
static bool write_new(const char *folder, const char *path, struct str text,
                      struct report *report)
{
    int error = write_nameless(folder, path, text);
    if (error == EOPNOTSUPP || error == EISDIR || error == ENOENT || error == EINVAL) {
        error = write_named(path, text);
    }
    if (error == EEXIST) {
        report_request_error(report, (struct place){0}, "init-exists",
                             "there is a file '%s' already", path);
    } else if (error) {
        report_system_error(report, "init-write", "cannot write '%s': %s", path,
                            system_error_text(error));
    }
    return !error;
}

/* The recipe's text into the arena. False: the site has one. */
static bool make_recipe(struct arena *arena, struct site *site, const struct page *front,
                        struct str *out, struct report *report)
{
    struct buf recipe = {.kept_in = arena};
    enum file_status status = site_recipe(site, out);
    if (status == FILE_OK) {
        report_request_error(report, (struct place){0}, "init-exists",
                             "the site has a recipe already, '%s'", LIQUID_RECIPE_FILE);
        return false;
    }
    if (status != FILE_ABSENT) {
        struct unread unread = {.code = "init-exists",
                                .what = "the recipe that the site has already,",
                                .path = str_from(LIQUID_RECIPE_FILE),
                                .asked = true};
        return unread_tell(&unread, status, report);
    }
    add_recipe(&recipe, site, front);
    *out = arena_take(arena, &recipe);
    return out->ptr || report_out_of_memory(report);
}

static bool init_site(struct arena *arena, const char *folder, int64_t now,
                      struct buf *output, struct report *report)
{
    struct site *site = site_open(arena, folder, now, report);
    if (!site) {
        return false;
    }
    struct str text;
    const struct page *front = site_likely_front_page(site);
    bool held = site_holds(site, report) && !report_has_system_error(report);
    const char *path = arena_format(arena, "%s/%s", folder, LIQUID_RECIPE_FILE).ptr;
    bool made = held && path && make_recipe(arena, site, front, &text, report) &&
                write_new(folder, path, text, report);
    if (made) {
        buf_add_visible(output, str_from(path));
        buf_add_text(output, front ? "   entry " : "   no page to begin with");
        buf_add_visible(output, front ? front->url : (struct str){0});
        buf_add_text(output, "\n");
    }
    site_close(site);
    return made;
}

enum offprint_status command_init(const struct arguments *arguments,
                                  const struct surroundings *surroundings,
                                  struct buf *output, struct buf *errors)
{
    struct budget budget = {.limit_bytes = RUN_MEMORY_LIMIT_BYTES};
    struct report *report = report_new();
    struct arena arena;
    if (!report) {
        command_add_report(errors, OFFPRINT_SYSTEM_FAILED, NULL);
        return OFFPRINT_SYSTEM_FAILED;
    }
    arena_init_within(&arena, 0, &budget);
    report_set_budget(report, &budget);
    bool made = init_site(&arena, arguments->operand_count ? arguments->operands[0] : ".",
                          surroundings->has_source_date ? surroundings->source_date
                                                        : DATE_NONE,
                          output, report);
    status_explain(report, made, false);
    enum offprint_status status = status_of(report, made, false);
    report_write_text(report, SEVERITY_ERROR, errors);
    report_free(report);
    arena_clear(&arena);
    return status;
}
