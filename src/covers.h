/* Covers: set one after the other, a row's each. */
#ifndef OFFPRINT_COVERS_H
#define OFFPRINT_COVERS_H

#include "base/digest.h"
#include "bundles.h"
#include "make.h"
#include "roster/roster.h"

/* What the recipe says of covers, in `plain`, beside what it and options say of the packet,
 * whose cover's text is as it was collected. `roster`: whose rows have that text each for
 * itself; NULL: there is no list. False: out of memory, told. */
bool covers_describe(struct arena *arena, struct packet *packet,
                     const struct roster_row *plain, struct roster *roster,
                     struct report *report);

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

/* Its cover, as long as the next one is not made ready; `body` as layout_cover() has it.
 * False: reported. */
bool covers_set(struct covers *covers, const struct roster_row *row,
                const struct cover *cover, const struct pages *body, struct pages *out,
                struct report *report);

/* Digest of all that the row's files are made of, without having made them: the body's,
 * that of the bundles, where each has one, and what the cover and the files say of
 * themselves. In hex, in `arena`; NULL: it is full. */
const char *covers_input(struct covers *covers, const struct digester *body,
                         const struct bundles *bundles, const struct roster_row *row,
                         const struct cover *cover, struct arena *arena);

#endif
