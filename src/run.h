/* Run: what a call of offprint.h has in hand from its options to its result. Within the
 * files of run.c, which says in which order it is filled. */
#ifndef OFFPRINT_RUN_H
#define OFFPRINT_RUN_H

#include "kept.h"
#include "output.h"
#include "packets.h"
#include "request.h"
#include "roster/roster.h"
#include "snapshot.h"

/* What a result's pointers point to. */
struct run_kept {
    struct kept all; /* first */
    struct output_files files;
};

/* How far a run goes. */
enum goal { GOAL_PACKET, GOAL_CHECK, GOAL_MAKE, GOAL_EXPORT, GOAL_SNAPSHOT, GOAL_PACKETS };

struct run {
    enum goal goal;
    const struct packet_taker *taker;       /* of the packet, where that is the goal */
    struct snapshot *snapshot;              /* the same */
    struct packets *packets;                /* the same */
    const struct offprint_options *options; /* the request's */
    struct request request;
    struct progress progress;
    struct offprint_result *result;
    struct report *report;
    struct arena packet_arena;
    struct site *site;
    const struct press *press;
    struct packet packet;
    struct roster_row cover;          /* what the recipe says of it for nobody by name */
    struct cover_source cover_source; /* the same of its text and table */
    struct run_kept *kept;
    size_t row_errors;       /* of rows of a list, which do not stop other rows */
    const char *data_folder; /* NULL: not looked for, or none beside the library */
};

void run_begin_stage(struct run *run, const char *stage);

/* run_read.c: opens the site and its recipe, collects the packet and says of it what both
 * and the options say. False: reported. */
bool run_read_packet(struct run *run);

/* What the folder has in the outputs' places is no news after the work of making them: it
 * is looked at as soon as their name is known; before, that is empty. False: reported. */
bool run_place_is_free(struct run *run, struct str name);

#endif
