/* The report as programs read it: every diagnostic that it keeps, and of those that it only
 * counted how many there are, a code and severity each. Texts pass the gate, which spells
 * them in ASCII whatever bytes a file's name has. */
#include "base/gate.h"
#include "base/report_state.h"

#include <stdlib.h>

/* A member of an object that is a text; all but the first stand behind a comma. */
static void add_text(struct buf *out, const char *key, struct str text)
{
    buf_add_format(out, ",\n    \"%s\": ", key);
    gate_add_json(out, text);
}

static void add_file(const struct report *report, const struct diagnostic *item,
                     struct buf *out)
{
    struct buf file = {.part_of = out};
    struct str folder, name = report_shown_file(report, item, &folder);
    if (folder.len) {
        buf_add(&file, folder);
        buf_add_byte(&file, '/');
    }
    buf_add(&file, name);
    add_text(out, "file", buf_str(&file));
    buf_clear(&file);
}

/* `count` is shown unless it is 0. */
static void add_diagnostic(const struct report *report, const struct diagnostic *item,
                           size_t count, struct buf *out)
{
    bool first = out->len && out->ptr[out->len - 1] == '[';
    buf_add_format(out, "%s\n  {\n    \"severity\": \"%s\"", first ? "" : ",",
                   severity_name(item->severity));
    add_text(out, "code", str_from(item->code));
    add_file(report, item, out);
    buf_add_format(out, ",\n    \"line\": %u,\n    \"column\": %u", item->place.line,
                   item->place.column);
    add_text(out, "message", item->message);
    if (item->hint.len) {
        add_text(out, "hint", item->hint);
    }
    if (count) {
        buf_add_format(out, ",\n    \"count\": %zu", count);
    }
    buf_add_text(out, "\n  }");
}

/* In place of those of a kind that are counted only: one object, which has their count. */
static void add_left_out(const char *code, enum severity severity,
                         const struct report *report, struct buf *out)
{
    size_t count = report_left_out(report, code, severity);
    if (count) {
        struct diagnostic item = {.severity = severity,
                                  .code = code,
                                  .message =
                                      STR("more of this kind, which are counted only")};
        add_diagnostic(report, &item, count, out);
    }
}

void report_write_json(const struct report *report, enum severity least, struct buf *out)
{
    size_t count, start = out->len;
    struct diagnostic *items = report_sorted(report, least, &count);
    buf_add_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        add_diagnostic(report, &items[i], 0, out);
    }
    free(items);
    for (size_t i = 0; i < report->tally_count; i++) {
        for (int s = SEVERITY_ERROR; s >= (int)least; s--) {
            add_left_out(report->tallies[i].code, (enum severity)s, report, out);
        }
    }
    if (report_tells_memory(report)) {
        struct buf text = {.part_of = out};
        struct diagnostic fault = report_memory_fault(report, &text);
        add_diagnostic(report, &fault, 0, out);
        buf_clear(&text);
    }
    buf_add_text(out, out->len > start + 1 ? "\n]" : "]");
}
