/* Snapshot: one more link of a chain, where there is something new to keep.
 *
 * run.c calls snapshot_begin() between reading and making: it locks the chain and compares
 * the packet with the newest there. Where that differs, run.c makes the outputs and puts
 * the zip in place under the same lock, so that nobody adds to the chain in between. */
#ifndef OFFPRINT_SNAPSHOT_H
#define OFFPRINT_SNAPSHOT_H

#include "archive/archive.h"
#include "base/replace.h"
#include "output.h"

struct snapshot {
    struct arena *arena; /* of the result, whose texts live there */
    struct offprint_snapshot_result *result;
    /* What snapshot_begin() finds */
    bool differs; /* one is to be made */
    struct archive_series series;
    struct replace_hold hold; /* of the chain; see snapshot_end() */
};

/* Fills in what the result tells of the chain. False: an error is in the report. Whatever
 * it gives, snapshot_end() follows, once the zip stands there or nothing more is to be
 * done. */
bool snapshot_begin(struct snapshot *snapshot, const struct packet *packet,
                    const struct output_place *place, struct report *report);
void snapshot_end(struct snapshot *snapshot, struct report *report);

/* run.c: offprint_export() of one more link of the chain, if there is one to make. */
enum offprint_status run_snapshot(const struct offprint_options *given,
                                  struct snapshot *snapshot,
                                  struct offprint_result *result);

#endif
