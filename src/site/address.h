/* Address: what a link's address says before any site is asked. Cleaned and taken apart as
 * browsers do, and written as they send it. For site/ only. */
#ifndef OFFPRINT_SITE_ADDRESS_H
#define OFFPRINT_SITE_ADDRESS_H

#include "site/site.h"

/* As browsers do before anything else: no control characters and spaces at the ends, no
 * tabs and line ends inside; so "java\nscript:" hides nothing. The address itself, where it
 * has none. */
struct str address_clean(struct arena *arena, struct str href);

/* "https" of "https://x", or empty. */
struct str address_scheme(struct str href);

/* External, mail or unsafe. */
enum target_kind address_kind(struct str scheme);

/* Whether its paths have hosts and slashes before them whatever is written ("http"). */
bool address_is_web(struct str scheme);

struct authority {
    struct str user; /* before '@' */
    struct str host; /* without its port */
    struct str port; /* digits, or empty */
    struct str rest; /* path, query and fragment */
};

/* Of what follows "scheme:"; slashes of both kinds count, as in browsers. */
struct authority address_split(struct str after);

/* Whether both are one host, but for letter case, "www." and the dot at its end. */
bool address_same_host(struct arena *arena, const struct authority *a,
                       const struct authority *b);

/* `scheme` with what follows it, percent-encoded and its host in ASCII. False: no browser
 * can read it. */
bool address_write(struct arena *arena, struct str scheme, struct str after,
                   struct str *out);

/* Path, query ("?…") and fragment ("#…") of an address without a host; both may be empty.
 */
struct reference {
    struct str path, query, fragment;
};
struct reference address_cut(struct str href);

/* A path with its backslashes as slashes; itself, where it has none. */
struct str address_slashes(struct arena *arena, struct str path);

/* A path as seen from `base`, which begins at the host's root: what is written stays, but
 * for "." and ".." and what needs an escape. */
struct str address_path_from(struct arena *arena, struct str base, struct str path);

/* The host as browsers send it, in ASCII. False: it is none. host.c */
bool host_write(struct arena *arena, struct str host, struct str *out);

#endif
