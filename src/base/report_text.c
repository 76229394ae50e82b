/* The report as people read it. Of one code and severity the first few are shown; how many
 * there are comes from the report's own count, which goes past what it keeps. */
#include "base/excerpt.h"
#include "base/report_state.h"

#include <stdlib.h>

#define SHOWN_OF_A_KIND 3 /* of the others the first places are named */
#define PLACES_OF_A_KIND 5

void report_show_file_as(struct report *report, struct str file, struct str shown)
{
    report->moved = arena_str(&report->arena, file);
    report->moved_to = arena_str(&report->arena, shown);
}

struct str report_shown_file(const struct report *report, const struct diagnostic *item,
                             struct str *folder)
{
    bool moved = report->moved.len && str_eq(item->place.file, report->moved);
    *folder = moved ? (struct str){0} : item->folder;
    return moved ? report->moved_to : item->place.file;
}

static void add_file(const struct report *report, const struct diagnostic *item,
                     struct buf *out)
{
    struct str folder;
    struct str file = report_shown_file(report, item, &folder);
    if (folder.len) {
        buf_add_visible(out, folder);
        buf_add_byte(out, '/');
    }
    buf_add_visible(out, file);
}

void report_add_look(const struct report *report, enum look look, struct buf *out)
{
    static const char *const codes[] = {
        [LOOK_PLAIN] = "\x1b[m",     [LOOK_PLACE] = "\x1b[1m",
        [LOOK_NOTE] = "\x1b[1;36m",  [LOOK_WARNING] = "\x1b[1;33m",
        [LOOK_ERROR] = "\x1b[1;31m", [LOOK_MARK] = "\x1b[1;32m",
    };
    if (report->colour) {
        buf_add_text(out, codes[look]);
    }
}

static void add_severity(const struct report *report, enum severity severity,
                         struct buf *out)
{
    static const enum look looks[] = {[SEVERITY_NOTE] = LOOK_NOTE,
                                      [SEVERITY_WARNING] = LOOK_WARNING,
                                      [SEVERITY_ERROR] = LOOK_ERROR};
    report_add_look(report, looks[severity], out);
    buf_add_format(out, "%s: ", severity_name(severity));
    report_add_look(report, LOOK_PLAIN, out);
}

static void add_place(const struct report *report, const struct diagnostic *item,
                      struct buf *out)
{
    struct place place = item->place;
    if (place.file.len == 0) {
        buf_add_text(out, "offprint");
        return;
    }
    add_file(report, item, out);
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
    report_add_look(excerpts->report, LOOK_PLACE, out);
    add_place(excerpts->report, item, out);
    buf_add_text(out, ": ");
    report_add_look(excerpts->report, LOOK_PLAIN, out);
    add_severity(excerpts->report, item->severity, out);
    buf_add_visible(out, item->message);
    buf_add_format(out, " [%s]\n", item->code);
    if (item->place.line) {
        excerpt_write(excerpts, item->place, out);
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
    size_t count, left_out, shown; /* of the count so many are not kept */
};

struct kinds {
    const struct report *report;
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
    size_t left_out = report_left_out(kinds->report, item->code, item->severity);
    kinds->items[kinds->count] =
        (struct kind){.first = item, .count = left_out, .left_out = left_out};
    return &kinds->items[kinds->count++];
}

/* In place of all those of a kind from `item` on; `end` is behind the last of any kind. */
static void add_rest(const struct report *report, const struct kind *kind,
                     const struct diagnostic *item, const struct diagnostic *end,
                     struct buf *out)
{
    size_t rest = kind->count - kind->shown, told = 0;
    report_add_look(report, LOOK_PLACE, out);
    buf_add_text(out, "offprint: ");
    report_add_look(report, LOOK_PLAIN, out);
    add_severity(report, item->severity, out);
    buf_add_format(out, "\xe2\x80\xa6 and %zu more of this kind [%s]\n", rest, item->code);
    buf_add_text(out, "      = at ");
    for (; item < end && told < PLACES_OF_A_KIND; item++) {
        if (is_of_kind(kind, item)) {
            buf_add_text(out, told++ ? ", " : "");
            add_place(report, item, out);
        }
    }
    if (kind->left_out) {
        buf_add_format(out, ", \xe2\x80\xa6; --json lists %zu of them\n",
                       kind->count - kind->left_out);
    } else {
        buf_add_text(out, rest > told ? ", \xe2\x80\xa6; --json lists all\n" : "\n");
    }
}

static void add_grouped(struct excerpts *excerpts, const struct diagnostic *items,
                        size_t count, struct buf *out)
{
    struct kinds kinds = {.report = excerpts->report};
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
            add_rest(excerpts->report, kind, &items[i], items + count, out);
        }
        if (kind) {
            kind->shown++;
        }
    }
    arena_clear(&kinds.arena);
}

void report_write_text(const struct report *report, enum severity least, struct buf *out)
{
    size_t count;
    struct diagnostic *items = report_sorted(report, least, &count);
    struct excerpts excerpts = {.report = report};
    add_grouped(&excerpts, items, count, out);
    free(items);
    if (report_tells_memory(report)) {
        struct buf text = {.part_of = out};
        struct diagnostic fault = report_memory_fault(report, &text);
        add_text(&excerpts, &fault, out);
        buf_clear(&text);
    }
    excerpts_clear(&excerpts);
}
