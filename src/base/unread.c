/* The one place that knows whose fault it is that something cannot be read. */
#include "base/unread.h"

#include "base/system_error.h"

bool unread_tell(const struct unread *unread, enum file_status status,
                 struct report *report)
{
    const char *what = unread->what ? unread->what : "", *space = *what ? " " : "";
    const char *why = file_status_text(status);
    if (status == FILE_NO_MEMORY) {
        return report_out_of_memory(report);
    }
    if (status == FILE_UNREADABLE) {
        report_read_error(report, unread->code, "cannot read %s%s'%.*s': %s", what, space,
                          STR_ARG(unread->path), why);
    } else if (unread->asked && status != FILE_DENIED) {
        report_request_error(report, unread->place, unread->code,
                             "cannot read %s%s'%.*s': %s", what, space,
                             STR_ARG(unread->path), why);
    } else {
        report_error(report, unread->place, unread->code, "cannot read %s%s'%.*s': %s",
                     what, space, STR_ARG(unread->path), why);
    }
    if (unread->limit_bytes) {
        file_hint_limit(status, unread->limit_bytes, report);
    }
    return false;
}

bool unread_tell_fault(const char *code, struct str folder, const struct root_fault *fault,
                       struct report *report)
{
    if (fault->error == 0) {
        return true;
    }
    folder = str_without_end(folder, '/');
    report_read_error(report, code, "cannot read '%.*s%s%s': %s", STR_ARG(folder),
                      *fault->path ? "/" : "", fault->path,
                      system_error_text(fault->error));
    return false;
}
