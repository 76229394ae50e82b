/* The command `verify`. */
#ifndef OFFPRINT_COMMAND_VERIFY_H
#define OFFPRINT_COMMAND_VERIFY_H

#include "command/options.h"
#include "command/surroundings.h"

void verify_refuse(struct buf *output, const char *diagnostics);
enum offprint_status command_verify(const struct arguments *arguments,
                                    const struct surroundings *surroundings,
                                    struct buf *output, struct buf *errors);

#endif
