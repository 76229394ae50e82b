/* The commands `snapshot` and `log`. */
#ifndef OFFPRINT_COMMAND_SNAPSHOT_H
#define OFFPRINT_COMMAND_SNAPSHOT_H

#include "command/options.h"
#include "command/surroundings.h"

enum offprint_status command_snapshot(const struct arguments *arguments,
                                      const struct surroundings *surroundings,
                                      struct buf *output, struct buf *errors);
void snapshot_refuse(struct buf *output, const char *diagnostics);
void log_refuse(struct buf *output, const char *diagnostics);
enum offprint_status command_log(const struct arguments *arguments,
                                 const struct surroundings *surroundings,
                                 struct buf *output, struct buf *errors);

#endif
