/* Stick: the bundle, unpacked into a folder, for a stick or a share that is opened without
 * unpacking anything. It is put in place together with the zip that it is made of. */
#ifndef OFFPRINT_STICK_H
#define OFFPRINT_STICK_H

#include "base/arena.h"
#include "base/replace_folder.h"
#include "output.h"

/* Stays where it is while it is used. */
struct stick {
    struct folder_along along; /* for the place of the outputs */
    struct arena *arena;
    struct replacement what; /* of the folder, for what is told while it is filled */
    struct new_file goal;
};

/* A folder of the set's name in `folder`, which is to hold what the zip of the set does.
 * One that is there already must be a bundle and nothing else, or empty. What `place` stops
 * and tells is asked and told here, too. Borrows `folder`. False: reported. */
bool stick_init(struct stick *stick, struct arena *arena, const char *folder,
                const struct output_place *place, struct report *report);

/* stick_there.c, for the folder's maker (base/replace_folder.h), of which `data` is a stick:
 * why what is there must stay, and whether it is what the zip `from` holds. */
const char *stick_why_stay(void *data, int there, const char *path);
bool stick_compare(void *data, int there, const char *path, const char *from, bool *same,
                   struct report *report);

#endif
