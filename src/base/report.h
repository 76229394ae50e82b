/* Diagnostics: collected during a run, equal ones once, sorted when they are written.
 *
 * A stage takes `struct report *` and returns bool: false means it could not
 * produce its result and an error is in the report. Messages are lower case,
 * without full stop, say what went wrong before why, and put names in single
 * quotes. Codes are stable words such as "link-empty"; doc/diagnostics.md
 * lists them. */
#ifndef OFFPRINT_BASE_REPORT_H
#define OFFPRINT_BASE_REPORT_H

#include "base/buf.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* Where something stands in a file the author edits. An empty file is "the run
 * itself". line and column count from 1 (columns in code points); 0: unknown. */
struct place {
    struct str file; /* path below the site root; borrowed as long as the report */
    uint32_t line, column;
    uint32_t width; /* code points to underline; 0: one caret; and PLACE_SHARED or not */
};

/* In the width: many pages show what stands there. Of what is filed of such a place, of
 * each code only the first is told. */
#define PLACE_SHARED UINT32_C(0x80000000)

struct report;
struct budget;

/* The report owns its texts. NULL when memory is gone. */
struct report *report_new(void);
void report_free(struct report *report);

/* For what is done beside the run that `report` is of: files of places lie where they lie
 * for that. NULL when memory is gone. */
struct report *report_new_beside(const struct report *report);

/* Files all that `other` holds as what is filed now; `other` is then freed. */
void report_adopt(struct report *report, struct report *take_other);
/* Files what `other` holds in wanted places, as far as it is kept there. */
void report_adopt_some(struct report *report, const struct report *other,
                       bool (*wanted)(void *data, struct place place), void *data);

__attribute__((format(printf, 4, 5))) void report_note(struct report *report,
                                                       struct place place, const char *code,
                                                       const char *format, ...);
__attribute__((format(printf, 4, 5))) void report_warning(struct report *report,
                                                          struct place place,
                                                          const char *code,
                                                          const char *format, ...);
__attribute__((format(printf, 4, 5))) void report_error(struct report *report,
                                                        struct place place,
                                                        const char *code,
                                                        const char *format, ...);

/* The same of what stands for the whole site: it stays an error between report_soften and
 * report_harden. */
__attribute__((format(printf, 4, 5))) void report_site_error(struct report *report,
                                                             struct place place,
                                                             const char *code,
                                                             const char *format, ...);

/* What was asked for cannot be: by the recipe, where `place` says, or, where that is empty,
 * by the caller, whose exit status is then 2. */
__attribute__((format(printf, 4, 5))) void report_request_error(struct report *report,
                                                                struct place place,
                                                                const char *code,
                                                                const char *format, ...);

/* A hint for the diagnostic filed last, as in "did you mean 'x'?"; behind one that it has.
 */
__attribute__((format(printf, 2, 3))) void report_hint(struct report *report,
                                                       const char *format, ...);

/* Files of places that are filed from now on lie in `folder` below the site's root, as they
 * are shown; those of the `beside` names (borrowed, with a NULL behind them) in the root.
 */
void report_set_folder(struct report *report, struct str folder, const char *const *beside);

/* What lies elsewhere than its places say: those in `file` are shown as in `shown`, which
 * is copied. Sources are found by `file`. */
void report_show_file_as(struct report *report, struct str file, struct str shown);

/* Tells the report a file's text, for excerpts; borrowed until report_free. */
void report_add_source(struct report *report, struct str file, struct str text);

/* An error of the system (disk, memory): the exit status is then 3, not 1. */
__attribute__((format(printf, 3, 4))) void
report_system_error(struct report *report, const char *code, const char *format, ...);

/* The same where something could not be read. What else is told of the content may rest on
 * that, or tell the same in other words: then errors of the system alone are told. Where
 * memory is gone no other errors are. */
__attribute__((format(printf, 3, 4))) void
report_read_error(struct report *report, const char *code, const char *format, ...);

/* The system error "out-of-memory", filed without taking memory; told once, however often
 * it is filed. Gives false, so that a caller can return it. */
bool report_out_of_memory(struct report *report);

/* The budget of the run: where it was crossed, that is what is told in place of a want of
 * memory, as the error "memory-limit" of the file that was being read. It lives as long as
 * the report. */
void report_set_budget(struct report *report, const struct budget *budget);

/* Its text has a terminal's colours (ECMA-48, 8.3.117). */
void report_set_colour(struct report *report, bool colour);
void report_set_reading(struct report *report, struct str file); /* empty: none; kept */

/* From report_soften to its report_harden errors are filed as warnings: the run goes on
 * without what they tell of. Errors of the system and of the site stay what they are.
 * Pairs may nest. */
void report_soften(struct report *report);
void report_harden(struct report *report);

/* Whether something of this code was filed in that file. */
bool report_tells(const struct report *report, const char *code, struct str file);

/* What was filed first says this; lives with the report. NULL: nothing was. */
const char *report_first(const struct report *report);
/* The same of what has a code that begins so, and is not told by `known`, too, which may be
 * NULL. */
const char *report_first_of(const struct report *report, const char *beginning,
                            const struct report *known);

/* Different ones, also those that are counted only. */
size_t report_count(const struct report *report, enum severity severity);
/* Those that are written. */
size_t report_count_told(const struct report *report, enum severity severity);
bool report_has_system_error(const struct report *report);
bool report_has_usage_error(const struct report *report);
bool report_is_out_of_memory(const struct report *report);
/* Whether nothing can be made for want of what the budget does not hold. */
bool report_crossed_budget(const struct report *report);

/* Sorted by file, line, column, code. Equal ones are one, as the gravest of them. Past
 * 10,000 they are counted only, but for the first 20 of each code and severity.
 * `least` hides lesser ones; of notes that have no place, SEVERITY_ERROR alone does. Text
 * as people read it, with excerpt, caret and hint; of one code and severity the first
 * three, then how many more and the places of some. The JSON is an array of objects
 * (severity, code, file, line, column, message, hint): all that are kept, then one for each
 * kind of which more are counted only (with `count`). */
void report_write_text(const struct report *report, enum severity least, struct buf *out);
void report_write_json(const struct report *report, enum severity least, struct buf *out);

#endif
