/* liboffprint's front door: a site in, a PDF packet and a zip bundle out.
 *
 * The library never prints, exits or aborts and reads neither clock, locale nor
 * environment: what it needs of these comes in the options. */
#ifndef OFFPRINT_H
#define OFFPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define OFFPRINT_API __attribute__((visibility("default")))
#else
#define OFFPRINT_API
#endif

enum offprint_paper { OFFPRINT_PAPER_DEFAULT, OFFPRINT_A4, OFFPRINT_LETTER, OFFPRINT_A5 };

enum offprint_status { /* also the program's exit status */
                       OFFPRINT_MADE = 0,
                       OFFPRINT_CONTENT_ERRORS = 1, /* outputs untouched */
                       OFFPRINT_WRONG_USAGE = 2,
                       OFFPRINT_SYSTEM_FAILED = 3,
};

/* All zero but `site`, `depth` and `source_date` is right: everything else comes from the
 * site's recipe. Strings are borrowed for the call; NULL means "not said". */
struct offprint_options {
    const char *site;           /* folder */
    const char *const *entries; /* permalinks or source paths */
    size_t entry_count;
    const char *output_folder; /* NULL: nothing is written (check) */
    const char *name;          /* of the outputs; default: the entry page's slug */
    const char *title, *subtitle, *live_url, *contact, *prepared_for;
    const char *data_folder; /* holds fonts/ and hyphenation/ as installed */
    int depth;               /* below 0: the recipe's, else 1 */
    enum offprint_paper paper;
    int64_t source_date; /* SOURCE_DATE_EPOCH; below 0: not set */
    bool strict;         /* warnings are errors */
    bool quiet;          /* the report's text holds errors only */
    /* Called at each stage's start, for progress; may be NULL. */
    void (*progress)(void *data, const char *stage, size_t done, size_t total);
    void *progress_data;
};

/* Figures of one run, for the summary and --json. */
struct offprint_result {
    enum offprint_status status;
    size_t pages, documents, words;
    size_t pdf_bytes, zip_bytes, zip_entries, site_files;
    size_t links_internal, links_external, links_live, links_mail, links_file, links_broken;
    char *pdf_path,
        *zip_path; /* NULL when nothing was written; freed by offprint_result_clear */
    char *report_text, *report_json;
    size_t errors, warnings;
};

OFFPRINT_API enum offprint_status offprint_export(const struct offprint_options *options,
                                                  struct offprint_result *result);
OFFPRINT_API void offprint_result_clear(struct offprint_result *result);
OFFPRINT_API const char *offprint_version(void);

#endif
