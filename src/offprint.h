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
    const char *const *outputs; /* "pdf", "zip"; none: the recipe's, else both */
    size_t output_count;
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

/* How much of something an output holds: "pages", 54, as in "54 pages". Static texts. */
struct offprint_figure {
    const char *name; /* for machines, "site_files" */
    const char *one, *many;
    size_t count;
};

/* A file that was made. */
struct offprint_output {
    const char *name; /* of the output: "pdf", "zip" */
    const char *path; /* where the file was written */
    size_t byte_count;
    const struct offprint_figure *figures;
    size_t figure_count;
};

/* What came of one run, for the summary and --json. All that it points to is its own
 * until offprint_result_clear(). */
struct offprint_result {
    enum offprint_status status;
    size_t errors, warnings;
    size_t pages, documents, words;
    size_t links_internal, links_external, links_live, links_mail, links_file, links_broken;
    const struct offprint_output *outputs; /* in the order of making */
    size_t output_count;                   /* 0 when nothing was written */
    const char *report_text, *report_json; /* NULL when memory was gone */
    void *memory;                          /* the library's */
};

OFFPRINT_API enum offprint_status offprint_export(const struct offprint_options *options,
                                                  struct offprint_result *result);
OFFPRINT_API void offprint_result_clear(struct offprint_result *result);
OFFPRINT_API const char *offprint_version(void);

#endif
