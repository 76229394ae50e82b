/* The commands `export` and `check`. */
#ifndef OFFPRINT_COMMAND_EXPORT_H
#define OFFPRINT_COMMAND_EXPORT_H

#include "command/options.h"
#include "command/surroundings.h"

/* What is typed of how a site is read. */
struct offprint_options command_reading(const struct arguments *arguments,
                                        const struct surroundings *surroundings);

enum offprint_status command_export(const struct arguments *arguments,
                                    const struct surroundings *surroundings,
                                    struct buf *output, struct buf *errors);
enum offprint_status command_check(const struct arguments *arguments,
                                   const struct surroundings *surroundings,
                                   struct buf *output, struct buf *errors);

#endif
