/* The command `init`. */
#ifndef OFFPRINT_COMMAND_INIT_H
#define OFFPRINT_COMMAND_INIT_H

#include "command/options.h"
#include "command/surroundings.h"

enum offprint_status command_init(const struct arguments *arguments,
                                  const struct surroundings *surroundings,
                                  struct buf *output, struct buf *errors);

#endif
