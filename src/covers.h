/* Covers: set one after the other, a row's each. */
#ifndef OFFPRINT_COVERS_H
#define OFFPRINT_COVERS_H

#include "make.h"
#include "roster/roster.h"

struct covers {
    const struct making *making;
    struct arena engine_arena, arena; /* the latter of one row */
    struct text_engine *engine;
    size_t set;
    struct layout_options layout;
    struct report *report;
};

void covers_open(struct covers *covers, const struct making *making);
void covers_close(struct covers *covers); /* harmless on a closed one */

/* Before each cover: what the one before was made of goes. False: reported. */
bool covers_ready(struct covers *covers);

/* The packet as it is for that row. */
struct packet covers_packet(const struct packet *packet, const struct roster_row *row,
                            const struct cover *cover);

/* Its cover, as long as the next one is not made ready. False: reported. */
bool covers_set(struct covers *covers, const struct roster_row *row,
                const struct cover *cover, struct pages *out, struct report *report);

#endif
