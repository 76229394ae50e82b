/* Stick: the bundle, unpacked into a folder, for a stick or a share that is opened without
 * unpacking anything. run.c calls it once the zip is in its place. */
#ifndef OFFPRINT_STICK_H
#define OFFPRINT_STICK_H

#include "base/arena.h"
#include "output.h"

/* Makes a folder of the set's name in the place's folder hold what the bundle at `zip`
 * does; see base/replace_folder.h. One that is there already must be a bundle and nothing
 * else, or empty. False: a system error is in the report. */
bool stick_put(struct arena *arena, const struct output_place *place, const char *zip,
               struct report *report);

/* Whether it could, by what is there now. False: a system error is in the report. */
bool stick_check(struct arena *arena, const struct output_place *place,
                 struct report *report);

#endif
