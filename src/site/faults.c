/* Faults of pages and data: found when the site is read, told when the page is first used
 * or a template may show what lacks it, so that those of no concern to the packet stay
 * untold.
 */
#include "base/date.h"
#include "base/lines.h"
#include "base/path.h"
#include "site/state.h"

static struct place place_at(const struct page *page, size_t offset)
{
    struct line_column at = line_column_at(page->text, offset);
    return (struct place){.file = page->source, .line = at.line, .column = at.column};
}

/* "title: x" on the second line: not a rule with text below it. */
static bool holds_key(struct str text)
{
    size_t at = line_end(text, 0), end = at;
    while (end < text.len && (ascii_is_alnum(text.ptr[end]) || text.ptr[end] == '_' ||
                              text.ptr[end] == '-')) {
        end++;
    }
    return end > at && end < text.len && text.ptr[end] == ':';
}

static void tell_unclosed(struct str path, struct str text, struct report *report)
{
    struct place top = {path, 1, 1, 3};
    if (holds_key(text)) {
        report_error(report, top, "front-matter-unclosed",
                     "the front matter has no closing '---'");
    } else {
        report_warning(report, top, "front-matter-unclosed",
                       "the front matter has no closing '---' and is read as text");
    }
}

void front_matter_tell_fault(struct str path, struct str text,
                             enum front_matter_fault fault, const struct yaml_fault *yaml,
                             struct report *report)
{
    struct place top = {path, 1, 1, 3}, at = {path, yaml->line, yaml->column, 0};
    switch (fault) {
    case FRONT_MATTER_FINE: yaml_tell_half(path, yaml, report); break;
    case FRONT_MATTER_BOM:
        report_warning(report, top, "front-matter-bom",
                       "a byte order mark stands before the front matter, which is then "
                       "not recognised");
        break;
    case FRONT_MATTER_UNCLOSED: tell_unclosed(path, text, report); break;
    case FRONT_MATTER_YAML:
        report_error(report, at, "front-matter-yaml", "the front matter is ignored: %s",
                     yaml->message);
        break;
    case FRONT_MATTER_DAMAGED:
        report_warning(report, at, "front-matter-damaged",
                       "the front matter is damaged: %s", yaml->message);
        break;
    case FRONT_MATTER_LIST:
        report_error(report, (struct place){path, 2, 1, 0}, "front-matter-list",
                     "the front matter is not a mapping of names to values");
        break;
    }
}

static struct value permalink_of(const struct page *page)
{
    return value_get(page->data, STR("permalink"));
}

/* Documents need a date where one is written; others a permalink that is not empty. */
static bool has_bad_date(const struct page *page, const struct page_state *state)
{
    return page->collection.len && state->bad_date;
}

static bool has_empty_permalink(const struct page *page)
{
    struct value permalink = permalink_of(page);
    return page->collection.len == 0 && permalink.kind == VALUE_STRING &&
           permalink.as.string.len == 0;
}

bool page_is_refused(const struct page *page, const struct page_state *state)
{
    return state->status != FILE_OK || state->invalid_at != STR_NONE ||
           state->fault == FRONT_MATTER_LIST || has_bad_date(page, state) ||
           has_empty_permalink(page);
}

#define PAGE_READ_TEXT "cannot read the page: %s"

void page_tell_unread(const struct page *page, const struct page_state *state,
                      struct report *report)
{
    report_site_error(report, (struct place){.file = page->source}, "page-read",
                      PAGE_READ_TEXT, file_status_text(state->status));
}

static void tell_faults(const struct page *page, const struct page_state *state,
                        struct report *report)
{
    report_add_source(report, page->source, page->text);
    if (state->status != FILE_OK) {
        report_error(report, (struct place){.file = page->source}, "page-read",
                     PAGE_READ_TEXT, file_status_text(state->status));
        file_hint_limit(state->status, SITE_PAGE_BYTES_LIMIT, report);
    } else if (state->invalid_at != STR_NONE) {
        report_error(report, place_at(page, state->invalid_at), "invalid-utf8",
                     "byte 0x%02x is not UTF-8",
                     (unsigned)(unsigned char)page->text.ptr[state->invalid_at]);
    }
    if (state->invalid_at == STR_NONE) {
        front_matter_tell_fault(page->source, page->text, state->fault, &state->yaml,
                                report);
    }
    if (has_bad_date(page, state)) {
        report_error(report, (struct place){page->source, state->bad_date, 1, 0},
                     "document-date",
                     "the document's date, or that of its name, is no date");
    }
    if (state->odd_date && !state->bad_date) {
        struct civil day = date_civil_at(page->date, page->date_offset);
        report_warning(report, (struct place){page->source, state->odd_date, 1, 0},
                       "document-date",
                       "the date is no day of the calendar; it is read as %04d-%02d-%02d",
                       (int)day.year, day.month, day.day);
    }
    if (has_empty_permalink(page)) {
        report_error(report, (struct place){page->source, permalink_of(page).line, 1, 0},
                     "page-permalink", "the permalink is empty");
    }
}

bool page_tell_faults(const struct page *page, struct page_state *state,
                      struct report *report)
{
    if (!state->told) {
        state->told = true;
        tell_faults(page, state, report);
    }
    return !page_is_refused(page, state) &&
           (state->fault != FRONT_MATTER_UNCLOSED || !holds_key(page->text));
}

/* Whether a template could show a list that the page would stand in. */
static bool might_list(struct str template, const struct page *page)
{
    static const char *const wider[] = {"collections", "documents", "tags", "categories"};
    struct str label = page->collection.len ? page->collection : STR("pages");
    bool named = str_find(template, label, 0) != STR_NONE;
    for (size_t i = 0; page->collection.len && i < sizeof wider / sizeof wider[0]; i++) {
        named = named || str_find(template, str_from(wider[i]), 0) != STR_NONE;
    }
    return named;
}

static void tell_refused(struct site *site, struct str template, struct report *report)
{
    for (size_t i = 0; site->refused_count && i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        struct page_state *state = &site->states[i];
        if (!state->listed && page_is_refused(page, state) && might_list(template, page)) {
            state->listed = true;
            report_soften(report);
            tell_faults(page, state, report);
            report_harden(report);
        }
    }
}

#define DATA_READ_TEXT "cannot read the data file: %s"

static void tell_data(const struct data_fault *fault, struct report *report)
{
    struct place place = {fault->path, fault->yaml.line, fault->yaml.column, 0};
    bool json = str_is(path_extension(fault->path), ".json");
    if (fault->status != FILE_OK) {
        report_warning(report, (struct place){.file = fault->path}, "data-read",
                       DATA_READ_TEXT, file_status_text(fault->status));
        file_hint_limit(fault->status, SITE_PAGE_BYTES_LIMIT, report);
        return;
    }
    if (fault->cells) {
        report_warning(
            report, (struct place){.file = fault->path}, "data-file",
            "the data file is left out: its columns by its rows are %zu, and the "
            "limit is %d",
            fault->cells, DATA_CELL_LIMIT);
        return;
    }
    report_add_source(report, fault->path, fault->text);
    if (fault->yaml.half) {
        yaml_tell_half(fault->path, &fault->yaml, report);
        return;
    }
    report_warning(report, place, "data-file", "the data file is left out: %s",
                   json ? "it is not valid JSON" : fault->yaml.message);
}

void site_tell_barred_data(const struct site *site, struct report *report)
{
    for (const struct data_fault *at = site->data_faults; at; at = at->next) {
        if (source_bars(site->source, at->path, at->status)) {
            report_site_error(report, (struct place){.file = at->path}, "data-read",
                              DATA_READ_TEXT, file_status_text(at->status));
        }
    }
}

void site_tell_lacking(struct site *site, struct str template, struct report *report)
{
    if (str_find(template, STR("site"), 0) == STR_NONE) {
        return;
    }
    tell_refused(site, template, report);
    if (site->data_faults && str_find(template, STR("data"), 0) != STR_NONE) {
        for (const struct data_fault *at = site->data_faults; at; at = at->next) {
            tell_data(at, report);
        }
        site->data_faults = NULL;
    }
}
