/* Faults of a page: found when the site is read, told when the page is first used, so that
 * those of pages outside the packet stay untold. */
#include "base/lines.h"
#include "site/state.h"

static struct place place_at(const struct page *page, size_t offset)
{
    struct line_column at = line_column_at(page->text, offset);
    return (struct place){.file = page->source, .line = at.line, .column = at.column};
}

static void tell_front_matter(const struct page *page, const struct page_state *state,
                              struct report *report)
{
    struct place top = {page->source, 1, 1, 3};
    struct place yaml = {page->source, state->yaml.line, state->yaml.column, 0};
    switch (state->fault) {
    case FRONT_MATTER_FINE: break;
    case FRONT_MATTER_BOM:
        report_warning(report, top, "front-matter-bom",
                       "a byte order mark stands before the front matter, which is then "
                       "not recognised");
        break;
    case FRONT_MATTER_UNCLOSED:
        report_warning(report, top, "front-matter-unclosed",
                       "the front matter has no closing '---' and is read as text");
        break;
    case FRONT_MATTER_YAML:
        report_warning(report, yaml, "front-matter-yaml", "the front matter is ignored: %s",
                       state->yaml.message);
        break;
    case FRONT_MATTER_LIST:
        report_error(report, (struct place){page->source, 2, 1, 0}, "front-matter-list",
                     "the front matter is not a mapping of names to values");
        break;
    }
}

bool page_tell_faults(const struct page *page, struct page_state *state,
                      struct report *report)
{
    bool fatal = state->status != FILE_OK || state->invalid_at != STR_NONE ||
                 state->fault == FRONT_MATTER_LIST;
    if (state->told) {
        return !fatal;
    }
    state->told = true;
    report_add_source(report, page->source, page->text);
    if (state->status != FILE_OK) {
        report_error(report, (struct place){.file = page->source}, "page-read",
                     "cannot read the page: %s", file_status_text(state->status));
    } else if (state->invalid_at != STR_NONE) {
        report_error(report, place_at(page, state->invalid_at), "invalid-utf8",
                     "byte 0x%02x is not UTF-8",
                     (unsigned)(unsigned char)page->text.ptr[state->invalid_at]);
    }
    if (state->invalid_at == STR_NONE) {
        tell_front_matter(page, state, report);
    }
    return !fatal;
}
