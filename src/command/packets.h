/* `export --for`: packets for a list of names. */
#ifndef OFFPRINT_COMMAND_PACKETS_H
#define OFFPRINT_COMMAND_PACKETS_H

#include "command/options.h"
#include "command/surroundings.h"

/* Whether the arguments go together. False: `error` says what does not. */
bool packets_check(const struct arguments *arguments, struct buf *error);

enum offprint_status command_packets(const struct arguments *arguments,
                                     const struct surroundings *surroundings,
                                     struct buf *output, struct buf *errors);

#endif
