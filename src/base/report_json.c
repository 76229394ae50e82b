/* The report as programs read it: every diagnostic that it keeps, and of those that it only
 * counted how many there are, a code and severity each. */
#include "base/report_state.h"

#include <jansson.h>
#include <stdlib.h>

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

/* In place of those of a kind that are counted only: one object, which has their count. */
static void add_left_out(json_t *array, const char *code, enum severity severity,
                         const struct report *report)
{
    size_t count = report_left_out(report, code, severity);
    if (count == 0) {
        return;
    }
    static const char message[] = "more of this kind, which are counted only";
    struct diagnostic item = {
        .severity = severity, .code = code, .message = {message, sizeof message - 1}};
    json_t *object = diagnostic_json(&item);
    json_object_set_new(object, "count", json_integer((json_int_t)count));
    json_array_append_new(array, object);
}

void report_write_json(const struct report *report, enum severity least, struct buf *out)
{
    size_t count;
    struct diagnostic *items = report_sorted(report, least, &count);
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(array, diagnostic_json(&items[i]));
    }
    free(items);
    for (size_t i = 0; i < report->tally_count; i++) {
        for (int s = SEVERITY_ERROR; s >= (int)least; s--) {
            add_left_out(array, report->tallies[i].code, (enum severity)s, report);
        }
    }
    if (report->out_of_memory) {
        struct buf text = {.part_of = out};
        struct diagnostic fault = report_memory_fault(report, &text);
        json_array_append_new(array, diagnostic_json(&fault));
        buf_clear(&text);
    }
    char *text = json_dumps(array, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    buf_add_text(out, text ? text : "[]");
    free(text);
    json_decref(array);
}
