/* What is typed of two sources to what the library asks, and what it tells to a stream or a
 * file. */
#include "command/diff.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "base/replace.h"
#include "command/export.h"

/* "REPO@REV": a folder up to an '@', where what is typed is none itself. */
struct source {
    const char *path, *revision;
};

static bool is_there(const char *path)
{
    struct root root;
    bool there = root_open(&root, path);
    if (there) {
        root_close(&root);
    }
    return there;
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
static void tell_unwritten(const struct arguments *arguments, const struct report *report,
                           struct buf *output, struct buf *errors)
{
    struct buf told = {.part_of = output};
    if (arguments->json) {
        report_write_json(report, SEVERITY_NOTE, &told);
        buf_add_byte(&told, '\0');
        buf_clear(output);
        command_add_failure(output, OFFPRINT_SYSTEM_FAILED,
                            buf_ok(&told) ? told.ptr : NULL);
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
        tell_unwritten(arguments, report, output, errors);
    }
    bool lost = arguments->html && result->html && !report;
    report_free(report);
    return lost ? OFFPRINT_SYSTEM_FAILED : status;
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
    } else {
        buf_add_text(errors, result.report_text ? result.report_text : "");
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
