/* `offprint sites`: the exports of a list of sites. */
#ifndef OFFPRINT_COMMAND_SITES_H
#define OFFPRINT_COMMAND_SITES_H

#include "command/options.h"
#include "command/surroundings.h"

enum offprint_status command_sites(const struct arguments *arguments,
                                   const struct surroundings *surroundings,
                                   struct buf *output, struct buf *errors);

/* The object of --json where the command line has a fault. */
void sites_refuse(struct buf *output, const char *report);

#endif
