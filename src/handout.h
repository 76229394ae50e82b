/* Hand-outs: what a PDF for paper wants besides its packet. */
#ifndef OFFPRINT_HANDOUT_H
#define OFFPRINT_HANDOUT_H

#include "press/press.h"
#include "request.h"

/* The short addresses that options or recipe name; NULL in `out`: none. In the arena.
 * False: reported. */
bool handout_read_short_links(struct arena *arena, const struct request *request,
                              const struct site *site, struct short_links **out,
                              struct report *report);

/* The profile of the press whose inks are asked for, in the arena; NULL in `out`: none.
 * Ends by press_close(). False: reported. */
bool handout_open_press(struct arena *arena, const struct request *request,
                        const struct site *site, const struct press **out,
                        struct report *report);

/* Whether there is an address for the codes that are asked for. False: reported. */
bool handout_check_codes(const struct request *request, const struct packet *packet,
                         struct report *report);

/* What was typed for a press or a booklet is for what is made, once that is settled. False:
 * reported. */
bool handout_check(const struct request *request);

#endif
