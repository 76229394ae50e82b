/* The one place that knows which fault leads to which exit status. */
#include "status.h"

enum offprint_status status_of(const struct report *report, bool made, bool strict)
{
    if (report_crossed_budget(report)) {
        return OFFPRINT_CONTENT_ERRORS; /* what is made of the content is too large */
    }
    if (report_has_system_error(report)) {
        return OFFPRINT_SYSTEM_FAILED;
    }
    if (report_has_usage_error(report)) {
        return OFFPRINT_WRONG_USAGE;
    }
    bool faults = report_count(report, SEVERITY_ERROR) > 0 ||
                  (strict && report_count(report, SEVERITY_WARNING) > 0);
    return made && !faults ? OFFPRINT_MADE : OFFPRINT_CONTENT_ERRORS;
}

void status_explain(struct report *report, bool made, bool strict)
{
    if (!made && status_of(report, true, strict) == OFFPRINT_MADE) {
        (void)report_out_of_memory(report);
    }
}
