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
    struct pieces lines; /* of the record, as far as rows were made */
    struct replace_hold hold;
    const char *batch; /* digest of the body and the list, in hex */
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

/* Checks all covers, then makes the PDFs and puts each in its place. Whatever it gives,
 * packets_end() follows. False: an error is in the report: unless the caller goes on with
 * the other rows, nothing was written if a row has a fault. */
bool packets_make(struct packets *packets, const struct making *making,
                  const struct output_place *place);

/* The list is not needed any more, whether it was read or not. */
void packets_leave(struct packets *packets);

/* What came of a row, as the next line of the record. False: reported. For packets*.c. */
bool packets_add_line(struct packets *packets, const struct offprint_packet *item,
                      struct report *report);

/* What is told of the row before it is made. False: the arena is full. For packets*.c. */
bool packets_name_files(const struct packets *packets, struct arena *arena,
                        const struct roster_row *row, struct offprint_packet *out);

/* Before the work: what lies in the place of a file, or of the record, that cannot be
 * replaced. The arena holds nothing afterwards. False: reported. For packets*.c. */
bool packets_check_places(struct packets *packets, struct arena *arena,
                          const struct output_place *place, struct report *report);

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
