/* Paths inside a site: join, normalise, stay inside the root.
 *
 * A site path is relative to the site root, uses '/', and has no empty, "." or
 * ".." segment. Nothing here touches the disk. */
#ifndef OFFPRINT_BASE_PATH_H
#define OFFPRINT_BASE_PATH_H

#include "base/arena.h"
#include "base/buf.h"

/* `link` as seen from the file `page` (a site path): relative links start in the
 * page's folder, links with a leading '/' at the root. Appends the site path to
 * `out`. False when it would leave the root: nothing is appended then, and an `out` that
 * was empty owns nothing. A trailing '/' is kept. */
bool path_resolve(struct str page, struct str link, struct buf *out);

/* The same as browsers have it: what would climb above the root stays at it, and a last
 * "." or ".." leaves a trailing '/'. */
void path_resolve_clamped(struct str page, struct str link, struct buf *out);

struct str path_folder(struct str path);    /* "a/b" of "a/b/c.md"; empty at the root */
struct str path_name(struct str path);      /* "c.md" */
struct str path_stem(struct str path);      /* "c": the name without its last extension */
struct str path_extension(struct str path); /* ".md", or empty */

/* A path is below a folder that it begins with; the root has no name to begin with. */
bool path_is_below(struct str path, struct str folder);

/* Whether a name in it begins with a dot. */
bool path_is_hidden(struct str path);

/* What every system takes for a file's name, and no shell for anything else: up to
 * PLAIN_NAME_BYTES letters, digits, '_', '-' and '.' of ASCII, of which '-' and '.' are not
 * the first, nor '.' the last. */
#define PLAIN_NAME_BYTES 100
/* That as a hint, for PLAIN_NAME_BYTES. */
#define PLAIN_NAME_HINT                                                                    \
    "1 to %d letters, digits, '_', '-' and '.' of ASCII, no '-' or '.' first, no '.' last"
bool path_is_plain(struct str name);

/* A device of Windows, with any extension: CON.txt opens the console. */
bool path_is_device(struct str name);

/* How many folders it lies in. */
size_t path_depth(struct str path);

/* "a" and "b" to "a/b"; an empty side gives the other. */
struct str path_join(struct arena *arena, struct str folder, struct str name);

/* %XX decoded; an incomplete escape stays as it is. */
struct str path_percent_decode(struct arena *arena, struct str text);

/* What may not stand in an address as %XX; an escape that is there stays. */
struct str path_percent_encode(struct arena *arena, struct str address);
void path_add_encoded(struct buf *out, struct str address);

/* The same for what is a path alone, in which '?' and '#' begin nothing: one that may hold
 * escapes, and a name as it stands on the disk, whose '%' is a '%'. */
struct str path_encode_url(struct arena *arena, struct str path);
void path_add_encoded_url(struct buf *out, struct str path);
struct str path_encode_name(struct arena *arena, struct str path);

#endif
