/* QR: a text in, the modules of its code out (ISO/IEC 18004), by libqrencode.
 *
 * Level M: as printed codes usually are, a seventh of it may be dirt. The library is loaded
 * for the first code alone, so that no other run pays for it. Same text, same code. */
#ifndef OFFPRINT_QR_QR_H
#define OFFPRINT_QR_QR_H

#include "base/arena.h"
#include "base/report.h"

#define QR_QUIET_MODULES 4 /* that stay white on each side */
#define QR_SIDE_LEAST 21   /* modules of the smallest code */

struct qr {
    uint32_t side;        /* modules in a row; 0: there is no code */
    const uint8_t *items; /* by rows, side * side of them; 1: dark */
};

/* Dark modules that lie together, in modules from the code's upper left corner. */
struct qr_rect {
    uint32_t x, y, width, height;
};

/* `text` is of ASCII, without NUL. Where its code would have more than `most` modules in a
 * row, `out->side` is 0. In the arena. False: the library or memory lacks; reported. */
bool qr_encode(struct arena *arena, struct str text, uint32_t most, struct qr *out,
               struct report *report);

/* The dark modules, each in one rectangle, and few of these. NULL: the arena is full. */
const struct qr_rect *qr_rects(struct arena *arena, const struct qr *qr, size_t *count);

#endif
