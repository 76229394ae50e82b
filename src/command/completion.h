/* The command `completion`: what shells offer behind "offprint", from the tables. */
#ifndef OFFPRINT_COMMAND_COMPLETION_H
#define OFFPRINT_COMMAND_COMPLETION_H

#include "command/options.h"
#include "command/surroundings.h"

enum offprint_status command_completion(const struct arguments *arguments,
                                        const struct surroundings *surroundings,
                                        struct buf *output, struct buf *errors);

/* Whether there is a script for the shell that is named. */
bool completion_check(const struct arguments *arguments, struct buf *error);

#endif
