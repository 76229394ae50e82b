/* Compare: what offprint_diff() is asked for. Above the stages, as run.c, whose runs it
 * begins for sites. */
#ifndef OFFPRINT_COMPARE_H
#define OFFPRINT_COMPARE_H

#include "diff/diff.h"
#include "offprint.h"

/* run.c: the stages up to the packet that `given` asks for, which `take` is handed; all
 * that stands in it is gone after that. `result` has the report and the counts, and the
 * status: that of the run, or of what `take` filed in the report. Ends by
 * offprint_result_clear().
 */
struct packet_taker {
    bool (*take)(void *data, const struct packet *packet, struct report *report);
    void *data;
};
enum offprint_status run_packet(const struct offprint_options *given,
                                const struct packet_taker *taker,
                                struct offprint_result *result);

/* What differs, as the library tells it. */
void compare_count(const struct diff *diff, struct offprint_diff_result *result);

/* The same of two bundles; nothing of it stays in the arena. False: reported. */
bool compare_bags(struct arena *arena, const char *older, const char *newer,
                  struct offprint_diff_result *result, struct report *report);

/* "3 documents changed: 41 words added, 12 removed; 2 links" */
void compare_add_line(struct buf *out, const struct offprint_diff_result *changes);

#endif
