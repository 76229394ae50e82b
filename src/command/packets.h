/* `export --for`: packets for a list of names; and `packets merge`. */
#ifndef OFFPRINT_COMMAND_PACKETS_H
#define OFFPRINT_COMMAND_PACKETS_H

#include "command/options.h"
#include "command/surroundings.h"

/* Whether the arguments go together. False: `error` says what does not. */
bool packets_check(const struct arguments *arguments, struct buf *error);

enum offprint_status command_packets(const struct arguments *arguments,
                                     const struct surroundings *surroundings,
                                     struct buf *output, struct buf *errors);

/* `packets merge DIR`: the records of all parts become one. */
bool merge_check(const struct arguments *arguments, struct buf *error);
enum offprint_status command_merge(const struct arguments *arguments,
                                   const struct surroundings *surroundings,
                                   struct buf *output, struct buf *errors);

#endif
