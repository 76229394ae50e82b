/* The command `diff`. */
#ifndef OFFPRINT_COMMAND_DIFF_H
#define OFFPRINT_COMMAND_DIFF_H

#include "command/options.h"
#include "command/surroundings.h"

void diff_refuse(struct buf *output, const char *diagnostics);
enum offprint_status command_diff(const struct arguments *arguments,
                                  const struct surroundings *surroundings,
                                  struct buf *output, struct buf *errors);

#endif
