/* Press: colours as the inks of a printing press, by the profile of its maker or shop.
 *
 * run.c opens one where the hand-out asks for it; pdf/ has what it draws and shows in those
 * inks and carries the profile as the output's. Cyan, magenta, yellow, black, a byte each:
 * 0 no ink, 255 all of it. The same profile gives the same inks on every machine of a kind.
 */
#ifndef OFFPRINT_PRESS_PRESS_H
#define OFFPRINT_PRESS_PRESS_H

#include "base/arena.h"
#include "base/report.h"

#define PRESS_INKS 4

/* What is read of a profile (ICC.1:2010, 7.2) that a PDF/A may have for its output (ISO
 * 19005-3, 6.2.3): a device's of colours in CMYK, of version 2 or 4. */
struct press;

/* Takes the bytes of a profile, which last as long; `place` is where they were asked for,
 * `name` how. Lives in the arena, and ends by press_close() before that does. NULL: it is
 * none, or memory or the library is not there; reported. */
const struct press *press_open(struct arena *arena, struct str icc, struct str name,
                               struct place place, struct report *report);
void press_close(const struct press *press); /* harmless on NULL */

struct str press_profile(const struct press *press); /* the bytes */
struct str press_title(const struct press *press);   /* what it calls itself, ASCII */

/* sRGB, three bytes each, to inks. */
void press_inks(const struct press *press, const uint8_t *rgb, size_t count, uint8_t *inks);

/* The same for colours of another profile; ends by press_close(). NULL: it is not one of
 * RGB that can be read, or there is no memory for it, which the arena tells. */
const struct press *press_from(struct arena *arena, const struct press *press,
                               struct str rgb_icc);

#endif
