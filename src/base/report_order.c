/* What is told of all that was filed, and in which order. */
#include "base/report_state.h"

#include <stdlib.h>

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
        order = (a->order > b->order) - (a->order < b->order);
    }
    return order;
}

/* What is told of the content may rest on what could not be read, and why nothing is made
 * on there being no memory for it. */
static bool is_told(const struct report *report, const struct diagnostic *item)
{
    bool starved = report->out_of_memory && !report_crossed_budget(report);
    bool doubted = report->unread || (starved && item->severity == SEVERITY_ERROR);
    return item->system || !doubted;
}

static bool is_wanted(const struct report *report, const struct diagnostic *item,
                      enum severity least)
{
    bool of_the_run = item->severity == SEVERITY_NOTE && item->place.file.len == 0;
    return is_told(report, item) &&
           (item->severity >= least || (of_the_run && least == SEVERITY_WARNING));
}

struct diagnostic *report_sorted(const struct report *report, enum severity least,
                                 size_t *count)
{
    struct diagnostic *items = malloc((report->count + 1) * sizeof *items);
    *count = 0;
    for (size_t i = 0; items && i < report->count; i++) {
        if (is_wanted(report, &report->items[i], least)) {
            items[(*count)++] = report->items[i];
        }
    }
    if (items) {
        qsort(items, *count, sizeof *items, compare_diagnostics);
    }
    return items;
}

const char *report_first(const struct report *report)
{
    return report->count ? report->items[0].message.ptr : NULL; /* it ends in a NUL */
}

static bool has_message(const struct report *report, struct str message)
{
    bool has = false;
    for (size_t i = 0; i < report->count && !has; i++) {
        has = str_eq(report->items[i].message, message);
    }
    return has;
}

const char *report_first_of(const struct report *report, const char *beginning,
                            const struct report *known)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct diagnostic *item = &report->items[i];
        if (str_starts(str_from(item->code), beginning) &&
            !(known && has_message(known, item->message))) {
            return item->message.ptr;
        }
    }
    return NULL;
}

bool report_tells_memory(const struct report *report)
{
    bool told = report->out_of_memory;
    for (size_t i = 0; i < report->count && told && report->unread; i++) {
        told = !report->items[i].system; /* which says the same of a file */
    }
    return told || (report->out_of_memory && report_crossed_budget(report));
}

size_t report_count_told(const struct report *report, enum severity severity)
{
    if (!report->unread && !report->out_of_memory) {
        return report_count(report, severity);
    }
    size_t count = severity == SEVERITY_ERROR && report_tells_memory(report);
    for (size_t i = 0; i < report->count; i++) {
        count +=
            report->items[i].severity == severity && is_told(report, &report->items[i]);
    }
    return count;
}
