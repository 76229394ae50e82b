/* Diagnostics are filed in the order of the run and sorted only when they are written. The
 * report's arena has a ceiling of its own, and "out of memory" takes no memory to file, so
 * that a run which fails can still say why. Excerpts are cut from sources that are borrowed
 * until then. */
#include "base/report.h"
#include "base/limits.h"

#include "base/arena.h"
#include "base/budget.h"
#include "base/lines.h"
#include "base/size.h"
#include "base/utf8.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define REPORT_LIMIT_BYTES ((size_t)16 << 20)
#define EXCERPT_LIMIT_BYTES 160
#define SHOWN_OF_A_KIND 3 /* as text; of the others the first places are named */
#define PLACES_OF_A_KIND 5

struct diagnostic {
    enum severity severity;
    struct place place;
    const char *code;
    struct str message, hint;
    struct str folder; /* of the place's file, or empty */
    size_t order;      /* of filing; keeps the sort stable */
};

struct source {
    struct str file, text;
};

struct report {
    struct arena arena;
    struct diagnostic *items;
    size_t count, capacity;
    struct str folder;
    const char *const *beside; /* it; NULL at the end */
    struct source *sources;
    size_t source_count, source_capacity;
    size_t filed[SEVERITY_ERROR + 1];
    bool system_error, out_of_memory;
    const struct budget *budget; /* NULL: none */
    struct str reading;
    bool last_kept; /* the diagnostic filed last is items[count - 1] */
};

struct report *report_new(void)
{
    struct report *report = calloc(1, sizeof *report);
    if (report) {
        arena_init(&report->arena, REPORT_LIMIT_BYTES);
    }
    return report;
}

void report_free(struct report *report)
{
    if (report) {
        arena_clear(&report->arena);
        free(report);
    }
}

/* Ends in "…", between characters. */
static struct str cut_text(char *text, size_t len)
{
    static const char dots[] = "\xe2\x80\xa6";
    size_t end = len - (sizeof dots - 1);
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80) {
        end--;
    }
    memcpy(text + end, dots, sizeof dots);
    return str_make(text, end + sizeof dots - 1);
}

__attribute__((format(printf, 2, 0))) static struct str
format_text(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t wanted = len < 0 ? 0 : (size_t)len;
    size_t most = REPORT_MESSAGE_LIMIT_BYTES;
    char *text =
        len >= 0 ? arena_alloc(arena, (wanted < most ? wanted : most) + 1, 1) : NULL;
    if (!text) {
        return (struct str){0};
    }
    (void)vsnprintf(text, (wanted < most ? wanted : most) + 1, format, args);
    return wanted <= most ? str_make(text, wanted) : cut_text(text, most);
}

/* The folder that the file of a place lies in, as it is shown. */
static struct str folder_of(const struct report *report, struct str file)
{
    for (size_t i = 0; report->folder.len && report->beside[i]; i++) {
        if (str_is(file, report->beside[i])) {
            return (struct str){0};
        }
    }
    return file.len ? report->folder : (struct str){0};
}

__attribute__((format(printf, 5, 0))) static void
file_diagnostic(struct report *report, enum severity severity, struct place place,
                const char *code, const char *format, va_list args)
{
    report->filed[severity]++;
    report->last_kept = false;
    if (report->count >= REPORT_LIMIT_COUNT && severity != SEVERITY_ERROR) {
        return;
    }
    if (!arena_grow(&report->arena, &report->items, report->count, &report->capacity,
                    sizeof *report->items)) {
        report->out_of_memory = true;
        return;
    }
    struct str message = format_text(&report->arena, format, args);
    place.file = arena_str(&report->arena, place.file);
    report->items[report->count] = (struct diagnostic){
        .severity = severity,
        .place = place,
        .code = code,
        .message = message,
        .folder = folder_of(report, place.file),
        .order = report->count,
    };
    report->count++;
    report->last_kept = true;
    if (arena_failed(&report->arena)) {
        report->out_of_memory = true;
    }
}

void report_note(struct report *report, struct place place, const char *code,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_diagnostic(report, SEVERITY_NOTE, place, code, format, args);
    va_end(args);
}

void report_warning(struct report *report, struct place place, const char *code,
                    const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_diagnostic(report, SEVERITY_WARNING, place, code, format, args);
    va_end(args);
}

void report_error(struct report *report, struct place place, const char *code,
                  const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_diagnostic(report, SEVERITY_ERROR, place, code, format, args);
    va_end(args);
}

void report_system_error(struct report *report, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report->system_error = true;
    file_diagnostic(report, SEVERITY_ERROR, (struct place){0}, code, format, args);
    va_end(args);
}

bool report_out_of_memory(struct report *report)
{
    report->out_of_memory = true;
    report->last_kept = false;
    return false;
}

void report_set_budget(struct report *report, const struct budget *budget)
{
    report->budget = budget;
}

void report_set_reading(struct report *report, struct str file)
{
    if (!report_crossed_budget(report)) {
        report->reading = file;
    }
}

bool report_crossed_budget(const struct report *report)
{
    return report->budget && report->budget->crossed;
}

void report_hint(struct report *report, const char *format, ...)
{
    if (!report->last_kept) {
        return;
    }
    va_list args;
    va_start(args, format);
    report->items[report->count - 1].hint = format_text(&report->arena, format, args);
    va_end(args);
}

void report_set_folder(struct report *report, struct str folder, const char *const *beside)
{
    report->folder = arena_str(&report->arena, folder);
    report->beside = beside;
}

void report_add_source(struct report *report, struct str file, struct str text)
{
    if (arena_grow(&report->arena, &report->sources, report->source_count,
                   &report->source_capacity, sizeof *report->sources)) {
        report->sources[report->source_count++] = (struct source){file, text};
    }
}

size_t report_mark(const struct report *report)
{
    return report->count;
}

void report_soften(struct report *report, size_t mark)
{
    for (size_t i = mark; i < report->count && !report->system_error; i++) {
        struct diagnostic *item = &report->items[i];
        if (item->severity == SEVERITY_ERROR) {
            item->severity = SEVERITY_WARNING;
            report->filed[SEVERITY_ERROR]--;
            report->filed[SEVERITY_WARNING]++;
        }
    }
}

bool report_tells(const struct report *report, const char *code, struct str file)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct diagnostic *item = &report->items[i];
        if (strcmp(item->code, code) == 0 && str_eq(item->place.file, file)) {
            return true;
        }
    }
    return false;
}

size_t report_count(const struct report *report, enum severity severity)
{
    return report->filed[severity] + (severity == SEVERITY_ERROR && report->out_of_memory);
}

bool report_has_system_error(const struct report *report)
{
    return report->system_error || report->out_of_memory;
}

/* Printing */

static const struct diagnostic out_of_memory = {
    .severity = SEVERITY_ERROR,
    .code = "out-of-memory",
    .message = {"out of memory", sizeof "out of memory" - 1},
};

/* What stands for a want of memory: what the run may take was not enough, or all there is.
 */
static struct diagnostic want_of_memory(const struct report *report, struct buf *text)
{
    if (!report_crossed_budget(report)) {
        return out_of_memory;
    }
    buf_add_text(text, "the packet needs more than ");
    limit_add_bytes(report->budget->limit_bytes, text);
    buf_add_text(text, " of memory");
    return (struct diagnostic){.severity = SEVERITY_ERROR,
                               .place = {.file = report->reading},
                               .code = "memory-limit",
                               .message = buf_str(text),
                               .hint = STR("a larger --memory may do; the limit is the "
                                           "same on every machine")};
}

static int compare_diagnostics(const void *left, const void *right)
{
    const struct diagnostic *a = left, *b = right;
    int order = str_compare(a->place.file, b->place.file);
    if (order == 0) {
        order = (a->place.line > b->place.line) - (a->place.line < b->place.line);
    }
    if (order == 0) {
        order = (a->place.column > b->place.column) - (a->place.column < b->place.column);
    }
    if (order == 0) {
        order = strcmp(a->code, b->code);
    }
    if (order == 0) {
        order = str_compare(a->message, b->message);
    }
    if (order == 0) {
        order = (a->severity < b->severity) - (a->severity > b->severity);
    }
    if (order == 0) {
        order = (a->order > b->order) - (a->order < b->order);
    }
    return order;
}

static bool same_diagnostic(const struct diagnostic *a, const struct diagnostic *b)
{
    return str_eq(a->place.file, b->place.file) && a->place.line == b->place.line &&
           a->place.column == b->place.column && strcmp(a->code, b->code) == 0 &&
           str_eq(a->message, b->message);
}

/* A note without a place is not of the site but of the run: people read it as they do a
 * warning, yet --strict does not mind it. */
static bool is_wanted(const struct diagnostic *item, enum severity least)
{
    bool of_the_run = item->severity == SEVERITY_NOTE && item->place.file.len == 0;
    return item->severity >= least || (of_the_run && least == SEVERITY_WARNING);
}

/* A sorted copy, for the caller to free; `*count` things. */
static struct diagnostic *sorted(const struct report *report, enum severity least,
                                 size_t *count)
{
    struct diagnostic *items = malloc((report->count + 1) * sizeof *items);
    *count = 0;
    if (!items) {
        return NULL;
    }
    size_t kept = 0;
    for (size_t i = 0; i < report->count; i++) {
        if (is_wanted(&report->items[i], least)) {
            items[kept++] = report->items[i];
        }
    }
    qsort(items, kept, sizeof *items, compare_diagnostics);
    for (size_t i = 0; i < kept; i++) {
        if (*count == 0 || !same_diagnostic(&items[*count - 1], &items[i])) {
            items[(*count)++] = items[i];
        }
    }
    return items;
}

static const char *severity_name(enum severity severity)
{
    switch (severity) {
    case SEVERITY_NOTE: return "note";
    case SEVERITY_WARNING: return "warning";
    case SEVERITY_ERROR: return "error";
    }
    return "error";
}

/* The lines of the source last asked for. Diagnostics come sorted by file: each source is
 * indexed once, and only one index stands at a time. */
struct excerpts {
    const struct report *report;
    const struct source *source;
    struct arena arena;
    struct line_index lines;
};

static struct str source_line(struct excerpts *excerpts, struct place place)
{
    const struct report *report = excerpts->report;
    const struct source *source = excerpts->source;
    if (!source || !str_eq(source->file, place.file)) {
        source = NULL;
        for (size_t i = 0; i < report->source_count && !source; i++) {
            bool found = str_eq(report->sources[i].file, place.file);
            source = found ? &report->sources[i] : NULL;
        }
        arena_reset(&excerpts->arena);
        bool indexed =
            source && line_index_make(&excerpts->arena, source->text, &excerpts->lines);
        excerpts->source = indexed ? source : NULL;
    }
    return excerpts->source ? str_trim_right(line_index_line(&excerpts->lines, place.line))
                            : (struct str){0};
}

/* The caret below stands under the column it means: what a control character is not. */
static void add_source_line(struct buf *out, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        buf_add_code_point(out, c < ' ' || utf8_is_control(c) ? ' ' : c);
    }
}

static void add_excerpt(struct excerpts *excerpts, const struct diagnostic *item,
                        struct buf *out)
{
    struct str line = source_line(excerpts, item->place);
    if (line.len == 0 || line.len > EXCERPT_LIMIT_BYTES) {
        return;
    }
    buf_add_format(out, "%5u | ", item->place.line);
    add_source_line(out, line);
    buf_add_text(out, "\n");
    if (item->place.column == 0) {
        return;
    }
    buf_add_text(out, "      | ");
    for (uint32_t i = 1; i < item->place.column; i++) {
        buf_add_byte(out, ' ');
    }
    buf_add_byte(out, '^');
    size_t room = utf8_count(line);
    for (uint32_t i = 1; i < item->place.width && item->place.column + i <= room; i++) {
        buf_add_byte(out, '~');
    }
    buf_add_byte(out, '\n');
}

/* The file of a place, as whoever gave the site can open it. */
static void add_file(const struct diagnostic *item, struct buf *out)
{
    if (item->folder.len) {
        buf_add_visible(out, item->folder);
        buf_add_byte(out, '/');
    }
    buf_add_visible(out, item->place.file);
}

static void add_place(const struct diagnostic *item, struct buf *out)
{
    struct place place = item->place;
    if (place.file.len == 0) {
        buf_add_text(out, "offprint");
        return;
    }
    add_file(item, out);
    if (place.line) {
        buf_add_format(out, ":%u", place.line);
        if (place.column) {
            buf_add_format(out, ":%u", place.column);
        }
    }
}

static void add_text(struct excerpts *excerpts, const struct diagnostic *item,
                     struct buf *out)
{
    add_place(item, out);
    buf_add_format(out, ": %s: ", severity_name(item->severity));
    buf_add_visible(out, item->message);
    buf_add_format(out, " [%s]\n", item->code);
    if (item->place.line) {
        add_excerpt(excerpts, item, out);
    }
    if (item->hint.len) {
        buf_add_text(out, "      = ");
        buf_add_visible(out, item->hint);
        buf_add_byte(out, '\n');
    }
}

/* Diagnostics of one code and severity, of which the text shows the first few. */
struct kind {
    const struct diagnostic *first;
    size_t count, shown;
};

struct kinds {
    struct arena arena;
    struct kind *items;
    size_t count, capacity;
};

static bool is_of_kind(const struct kind *kind, const struct diagnostic *item)
{
    return kind->first->severity == item->severity &&
           strcmp(kind->first->code, item->code) == 0;
}

/* There are as many kinds as codes, at most. NULL: no memory for a new one. */
static struct kind *kind_of(struct kinds *kinds, const struct diagnostic *item)
{
    for (size_t i = 0; i < kinds->count; i++) {
        if (is_of_kind(&kinds->items[i], item)) {
            return &kinds->items[i];
        }
    }
    if (!arena_grow(&kinds->arena, &kinds->items, kinds->count, &kinds->capacity,
                    sizeof *kinds->items)) {
        return NULL;
    }
    kinds->items[kinds->count] = (struct kind){.first = item};
    return &kinds->items[kinds->count++];
}

/* In place of all those of a kind from `item` on; `end` is behind the last of any kind. */
static void add_rest(const struct kind *kind, const struct diagnostic *item,
                     const struct diagnostic *end, struct buf *out)
{
    size_t rest = kind->count - kind->shown, told = 0;
    buf_add_format(out, "offprint: %s: \xe2\x80\xa6 and %zu more of this kind [%s]\n",
                   severity_name(item->severity), rest, item->code);
    buf_add_text(out, "      = at ");
    for (; item < end && told < PLACES_OF_A_KIND; item++) {
        if (is_of_kind(kind, item)) {
            buf_add_text(out, told++ ? ", " : "");
            add_place(item, out);
        }
    }
    buf_add_text(out, rest > told ? ", \xe2\x80\xa6; --json lists all\n" : "\n");
}

/* Where not all is shown, how many there are. */
static void add_totals(const struct kinds *kinds, struct buf *out)
{
    size_t totals[SEVERITY_ERROR + 1] = {0}, hidden = 0;
    for (size_t i = 0; i < kinds->count; i++) {
        const struct kind *kind = &kinds->items[i];
        totals[kind->first->severity] += kind->count;
        hidden += kind->count > SHOWN_OF_A_KIND ? 1 : 0;
    }
    if (hidden == 0) {
        return;
    }
    const char *between = "offprint: note: in all ";
    for (int s = SEVERITY_ERROR; s >= SEVERITY_NOTE; s--) {
        if (totals[s]) {
            buf_add_format(out, "%s%zu %s%s", between, totals[s],
                           severity_name((enum severity)s), totals[s] == 1 ? "" : "s");
            between = ", ";
        }
    }
    buf_add_byte(out, '\n');
}

static void add_grouped(struct excerpts *excerpts, const struct diagnostic *items,
                        size_t count, struct buf *out)
{
    struct kinds kinds = {0};
    for (size_t i = 0; i < count; i++) {
        struct kind *kind = kind_of(&kinds, &items[i]);
        if (kind) {
            kind->count++;
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct kind *kind = kind_of(&kinds, &items[i]);
        if (!kind || kind->shown < SHOWN_OF_A_KIND) {
            add_text(excerpts, &items[i], out);
        } else if (kind->shown == SHOWN_OF_A_KIND) {
            add_rest(kind, &items[i], items + count, out);
        }
        if (kind) {
            kind->shown++;
        }
    }
    add_totals(&kinds, out);
    arena_clear(&kinds.arena);
}

void report_write_text(const struct report *report, enum severity least, struct buf *out)
{
    size_t count;
    struct diagnostic *items = sorted(report, least, &count);
    struct excerpts excerpts = {.report = report};
    add_grouped(&excerpts, items, count, out);
    free(items);
    size_t filed = 0;
    for (int s = SEVERITY_NOTE; s <= SEVERITY_ERROR; s++) {
        filed += report->filed[s];
    }
    if (filed > report->count) {
        buf_add_format(out, "offprint: note: %zu more diagnostics not shown\n",
                       filed - report->count);
    }
    if (report->out_of_memory) {
        struct buf text = {.part_of = out};
        struct diagnostic want = want_of_memory(report, &text);
        add_text(&excerpts, &want, out);
        buf_clear(&text);
    }
    arena_clear(&excerpts.arena);
}

static json_t *json_text(struct str s)
{
    json_t *text = json_stringn(s.ptr ? s.ptr : "", s.len);
    return text ? text : json_string("(not UTF-8)");
}

static json_t *json_file(const struct diagnostic *item)
{
    struct buf file = {0};
    if (item->folder.len) {
        buf_add(&file, item->folder);
        buf_add_byte(&file, '/');
    }
    buf_add(&file, item->place.file);
    json_t *text = json_text(buf_str(&file));
    buf_clear(&file);
    return text;
}

static json_t *diagnostic_json(const struct diagnostic *item)
{
    json_t *object = json_object();
    json_object_set_new(object, "severity", json_string(severity_name(item->severity)));
    json_object_set_new(object, "code", json_string(item->code));
    json_object_set_new(object, "file", json_file(item));
    json_object_set_new(object, "line", json_integer(item->place.line));
    json_object_set_new(object, "column", json_integer(item->place.column));
    json_object_set_new(object, "message", json_text(item->message));
    if (item->hint.len) {
        json_object_set_new(object, "hint", json_text(item->hint));
    }
    return object;
}

void report_write_json(const struct report *report, enum severity least, struct buf *out)
{
    size_t count;
    struct diagnostic *items = sorted(report, least, &count);
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(array, diagnostic_json(&items[i]));
    }
    free(items);
    if (report->out_of_memory) {
        struct buf message = {.part_of = out};
        struct diagnostic want = want_of_memory(report, &message);
        json_array_append_new(array, diagnostic_json(&want));
        buf_clear(&message);
    }
    char *text = json_dumps(array, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    buf_add_text(out, text ? text : "[]");
    free(text);
    json_decref(array);
}
