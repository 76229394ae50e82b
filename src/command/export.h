/* The commands `export` and `check`. */
#ifndef OFFPRINT_COMMAND_EXPORT_H
#define OFFPRINT_COMMAND_EXPORT_H

#include "command/options.h"
#include "command/surroundings.h"

/* What is typed of how a site is read. */
struct offprint_options command_reading(const struct arguments *arguments,
                                        const struct surroundings *surroundings);

/* The report, and what it all comes to. `writes`: files were to be written. */
void command_tell_report(const struct arguments *arguments,
                         const struct offprint_result *result, bool writes,
                         struct buf *errors);
/* The report alone, as text or as that member. NULL: there was no memory for one, which is
 * told where the status is that of the system. */
void command_add_report(struct buf *errors, enum offprint_status status,
                        const char *report);
void command_add_outputs(struct buf *out, const struct offprint_result *result);

/* JSON: the whole of a result, with `more` members (",\n  …") behind the first; the member
 * "diagnostics"; a path as a string. */
void command_add_json(struct buf *out, const struct offprint_result *result,
                      struct str more);
void command_add_diagnostics(struct buf *out, enum offprint_status status,
                             const char *report);
/* Of what was called wrongly, or cannot be written: as `export` and `check` tell it, and as
 * any command does that has no more to tell. */
void command_refuse(struct buf *out, const char *report);
void command_add_failure(struct buf *out, enum offprint_status status, const char *report);
void command_add_path(struct buf *out, struct str path);

enum offprint_status command_export(const struct arguments *arguments,
                                    const struct surroundings *surroundings,
                                    struct buf *output, struct buf *errors);
enum offprint_status command_check(const struct arguments *arguments,
                                   const struct surroundings *surroundings,
                                   struct buf *output, struct buf *errors);

#endif
