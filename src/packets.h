/* Packets: a PDF for each row of a list, all but the covers set and written once.
 *
 * run.c calls packets_read() when the recipe is known, packets_make() in place of making
 * one PDF, and packets_end() when all else that is made is in its place. */
#ifndef OFFPRINT_PACKETS_H
#define OFFPRINT_PACKETS_H

#include "base/replace.h"
#include "bundles.h"
#include "journal.h"
#include "make.h"
#include "record.h"
#include "roster/roster.h"

struct packets {
    struct arena *arena; /* of the result, whose texts live there */
    const struct offprint_packets_options *options;
    struct offprint_packets_result *result;
    /* packets.c's own */
    struct roster roster;
    struct roster_row **chosen; /* those of this call */
    size_t chosen_count;
    bool by_name;                  /* `only` is a file's, not a row's number */
    struct offprint_packet *items; /* the result's, in that order */
    struct replace_hold hold;
    const char *batch;     /* digest of the body and the list, in hex */
    const char *record_name;
    struct record earlier; /* of a run before; empty: nothing is known of one */
    struct journal journal;
    struct bundles bundles; /* where each PDF has one */
};

/* What is made besides the PDFs, of what options and the recipe say. False: reported. */
bool packets_choose(const struct packets *packets, struct request *request,
                    struct report *report);

/* The list, and which of its rows are asked for. False: reported. */
bool packets_read(struct packets *packets, struct arena *arena, const struct site *site,
                  const struct recipe *recipe, struct report *report);

/* Whether a row of those has a fault. */
bool packets_has_failed(const struct packets *packets);

/* Checks all covers, then makes the PDFs and puts each in its place. Whatever it gives,
 * packets_end() follows. False: an error is in the report: unless the caller goes on with
 * the other rows, nothing was written if a row has a fault. */
bool packets_make(struct packets *packets, const struct making *making,
                  const struct output_place *place);

/* All goes to the disk, and then the record of what was made; `made` false: no record. */
bool packets_end(struct packets *packets, const struct output_place *place, bool made,
                 struct report *report);

/* Of one file, under the hold of the list's record. For packets*.c. */
struct replacement packets_replacement(const struct packets *packets,
                                       const struct output_place *place,
                                       const struct new_file *file);

/* run.c: offprint_export() of packets. */
enum offprint_status run_packets(const struct offprint_options *given,
                                 struct packets *packets, struct offprint_result *result);

#endif
