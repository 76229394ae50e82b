/* Pages that are not found: told as absent only where all that may be one was read. */
#include "site/site.h"
#include "site/state.h"

/* What is known of a page that is not found; what keeps it from being known is told. */
enum absence { ABSENCE_KNOWN, ABSENCE_UNKNOWN, ABSENCE_FAILED };

static enum absence absence_of(struct site *site, struct report *report)
{
    (void)source_holds(site->source, report);
    return report_has_system_error(report) ? ABSENCE_FAILED
           : closed_tell(site, report)     ? ABSENCE_UNKNOWN
                                           : ABSENCE_KNOWN;
}

void site_tell_no_page(struct site *site, struct str name, struct str suggestion,
                       struct place place, struct report *report)
{
    switch (absence_of(site, report)) {
    case ABSENCE_KNOWN:
        report_request_error(report, place, "no-such-page", "no page '%.*s' in the site",
                             STR_ARG(name));
        break;
    case ABSENCE_UNKNOWN: /* no fault of who names it, so without the place */
        report_error(report, (struct place){0}, "page-unknown",
                     "no page '%.*s' among those that can be read", STR_ARG(name));
        break;
    case ABSENCE_FAILED: return;
    }
    if (suggestion.len) {
        report_hint(report, "did you mean '%.*s'?", STR_ARG(suggestion));
    }
}

/* A bare one. */
static bool is_repository(struct site *site)
{
    return source_kind_of(site->source, STR("HEAD")) == FILE_KIND_FILE &&
           source_kind_of(site->source, STR("objects")) == FILE_KIND_FOLDER &&
           source_kind_of(site->source, STR("refs")) == FILE_KIND_FOLDER;
}

void site_tell_no_front_page(struct site *site, struct report *report)
{
    switch (absence_of(site, report)) {
    case ABSENCE_KNOWN:
        report_request_error(
            report, (struct place){0}, "no-entry",
            "no entry page: neither --entry nor the site's offprint.yml names "
            "one, and the site has no front page");
        break;
    case ABSENCE_UNKNOWN:
        report_error(report, (struct place){0}, "page-unknown",
                     "no entry page: neither --entry nor the site's offprint.yml names "
                     "one, and no front page is among the pages that can be read");
        break;
    case ABSENCE_FAILED: return;
    }
    const struct page *likely = site_likely_front_page(site); /* of the shortest address */
    if (!likely && is_repository(site)) {
        report_hint(report, "%s",
                    "the folder is a git repository without its files beside it: "
                    "--revision HEAD reads the site as it is there");
    } else if (likely) {
        report_hint(report, "name one, such as --entry '%.*s'", STR_ARG(likely->url));
    }
}
