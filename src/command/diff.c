/* What is typed of two sources to what the library asks, and what it tells to a stream or a
 * file. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "command/diff.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "base/reading.h"
#include "base/replace.h"
#include "base/system_error.h"
#include "command/export.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

/* "REPO@REV": a folder up to an '@', where what is typed is none itself. */
struct source {
    const char *path, *revision;
};

static bool is_there(const char *path)
{
    struct root root;
    if (root_open(&root, path)) {
        root_close(&root);
        return true;
    }
    return system_error_is_fault(errno); /* it may be: whoever reads it tells why not */
}

static struct source split_source(struct arena *arena, const char *typed)
{
    struct str text = str_from(typed);
    size_t at = is_there(typed) ? STR_NONE : str_find_byte(text, '@', 0);
    for (; at != STR_NONE; at = str_find_byte(text, '@', at + 1)) {
        const char *path = at ? arena_cstr(arena, str_sub(text, 0, at)) : ".";
        if (at + 1 < text.len && path && is_there(path)) {
            return (struct source){path, typed + at + 1};
        }
    }
    return (struct source){typed, NULL};
}

#define PAGE_START_BYTES 1024
#define PAGE_MARK "<title>What changed: " /* of diff/write_html.c */

static bool is_page_of_diff(const char *path)
{
    char start[PAGE_START_BYTES];
    struct file_reading reading;
    size_t got = 0;
    bool read = reading_open_path(&reading, path) == FILE_OK &&
                reading_at(&reading, 0, start, sizeof start, &got) == FILE_OK;
    reading_close(&reading);
    return read && str_find(str_make(start, got), STR(PAGE_MARK), 0) != STR_NONE;
}

/* Whether what is at `path` is compared, or a part of it; a page that `diff` wrote into a
 * site before is none. */
static bool is_input(const char *path, const char *source)
{
    struct stat file, input;
    char inside[PATH_MAX], folder[PATH_MAX];
    if (!source || stat(path, &file) != 0 || stat(source, &input) != 0) {
        return false;
    }
    if (file.st_dev == input.st_dev && file.st_ino == input.st_ino) {
        return true;
    }
    return S_ISDIR(input.st_mode) && realpath(path, inside) && realpath(source, folder) &&
           path_is_below(str_from(inside), str_from(folder)) && !is_page_of_diff(path);
}

static bool write_page(struct arena *arena, const char *path, const char *html,
                       const struct surroundings *surroundings, struct report *report)
{
    struct str folder = path_folder(str_from(path)), name = path_name(str_from(path));
    bool at_root = path[0] == '/' && folder.len == 0;
    struct new_file file = {.name = arena_cstr(arena, name), .bytes = str_from(html)};
    struct replacement what = {
        .folder = at_root      ? "/"
                  : folder.len ? arena_cstr(arena, folder)
                               : ".",
        .set = file.name,
        .files = &file,
        .count = 1,
        .stop = surroundings->stop,
    };
    return !arena_failed(arena) ? replace_files(&what, report)
                                : report_out_of_memory(report);
}

/* As text, or in place of the JSON that there is already. */
static void tell_unwritten(const struct arguments *arguments, enum offprint_status status,
                           const struct report *report, struct buf *output,
                           struct buf *errors)
{
    struct buf told = {.part_of = output};
    if (arguments->json) {
        report_write_json(report, SEVERITY_NOTE, &told);
        buf_add_byte(&told, '\0');
        buf_clear(output);
        command_add_failure(output, status, buf_ok(&told) ? told.ptr : NULL);
    } else {
        report_write_text(report, SEVERITY_ERROR, errors);
    }
    buf_clear(&told);
}

/* The page, if one is asked for. */
static enum offprint_status put_page(struct arena *arena, const struct arguments *arguments,
                                     const struct surroundings *surroundings,
                                     const struct offprint_diff_result *result,
                                     struct buf *output, struct buf *errors)
{
    enum offprint_status status = result->status;
    struct report *report = arguments->html && result->html ? report_new() : NULL;
    if (report && !write_page(arena, arguments->html, result->html, surroundings, report)) {
        status = OFFPRINT_SYSTEM_FAILED;
        tell_unwritten(arguments, status, report, output, errors);
    }
    bool lost = arguments->html && result->html && !report;
    if (lost) {
        command_add_report(errors, OFFPRINT_SYSTEM_FAILED, NULL);
    }
    report_free(report);
    return lost ? OFFPRINT_SYSTEM_FAILED : status;
}

/* Before anything is read: what is compared shall not be lost. */
static enum offprint_status refuse_input(const struct arguments *arguments,
                                         struct buf *output, struct buf *errors)
{
    struct report *report = report_new();
    if (!report) {
        command_add_report(errors, OFFPRINT_SYSTEM_FAILED, NULL);
        return OFFPRINT_SYSTEM_FAILED;
    }
    report_request_error(report, (struct place){0}, "diff-page",
                         "the page would take the place of '%s', which is compared",
                         arguments->html);
    report_hint(report, "name another file by --html");
    tell_unwritten(arguments, OFFPRINT_WRONG_USAGE, report, output, errors);
    report_free(report);
    return OFFPRINT_WRONG_USAGE;
}

void diff_refuse(struct buf *output, const char *diagnostics)
{
    command_add_failure(output, OFFPRINT_WRONG_USAGE, diagnostics);
}

enum offprint_status command_diff(const struct arguments *arguments,
                                  const struct surroundings *surroundings,
                                  struct buf *output, struct buf *errors)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct offprint_options reading = command_reading(arguments, surroundings);
    reading.quiet = !arguments->strict; /* of what is odd on both sides the others tell */
    struct source then = split_source(&arena, arguments->operands[0]), now = {NULL, NULL};
    if (arguments->operand_count > 1) {
        now = split_source(&arena, arguments->operands[1]);
    }
    if (arguments->html &&
        (is_input(arguments->html, then.path) || is_input(arguments->html, now.path))) {
        arena_clear(&arena);
        return refuse_input(arguments, output, errors);
    }
    struct offprint_diff_options options = {
        .struct_size = sizeof options,
        .old_source = then.path,
        .old_revision = then.revision,
        .new_source = now.path,
        .new_revision = now.revision,
        .reading = &reading,
        .with_text = !arguments->json && !arguments->quiet,
        .with_html = arguments->html != NULL,
        .with_json = arguments->json,
        .all = arguments->all,
        .by_word = arguments->by_word,
        .counts = arguments->stat,
        .colour = surroundings->colour,
        .width = surroundings->width,
    };
    struct offprint_diff_result result;
    enum offprint_status status = offprint_diff(&options, &result);
    if (arguments->json) {
        buf_add_text(output, result.json ? result.json : "");
        if (!result.json) {
            command_add_failure(output, status, NULL);
        }
    } else {
        command_add_report(errors, status, result.report_text);
        buf_add_text(output, result.text ? result.text : "");
    }
    if (status == OFFPRINT_MADE) {
        status = put_page(&arena, arguments, surroundings, &result, output, errors);
    }
    if (status == OFFPRINT_MADE && arguments->exit_code && result.differs) {
        status = OFFPRINT_CONTENT_ERRORS;
    }
    offprint_diff_result_clear(&result);
    arena_clear(&arena);
    return status;
}
