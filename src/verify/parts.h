/* What the files of verify/ share. For verify/ only. */
#ifndef OFFPRINT_VERIFY_PARTS_H
#define OFFPRINT_VERIFY_PARTS_H

#include "bag/bag.h"
#include "base/digest.h"
#include "base/value.h"
#include "verify/verify.h"

/* finding.c */
struct told { /* what a finding is of; empty where there is nothing */
    struct str path, expected, found;
};
__attribute__((format(printf, 6, 7))) void
finding_add(struct arena *arena, struct checked *checked, enum finding_class class,
            bool error, struct told told, const char *format, ...);
void proof_add(struct arena *arena, struct checked *checked, struct proof proof);
void findings_sort(struct checked *checked);
bool is_system_file(struct str path); /* .DS_Store, Thumbs.db, ._*, __MACOSX/ */

/* A bag that is being looked at. */
struct check {
    struct arena *arena;   /* of what is kept */
    struct arena *scratch; /* goes with the check */
    struct bag *bag;
    struct checked *checked;
    struct report *report;
    const struct bag_file *files;
    size_t count, payload_at, payload_end; /* those below data/ */
    unsigned version;                      /* 97 of 0.97, 100 of 1.0; 0: not known */
    struct str encoding;                   /* of tag files, as declared */
    bool ours;                             /* offprint made it: so all is listed */
    struct manifest *manifests;
    size_t manifest_count;
    struct value missing;    /* a map of the paths that were told */
    struct value unreadable; /* the same, of files and folders */
    struct value decomposed; /* see find_decomposed() in manifest.c; nil: not made yet */
};

/* Tells it once of each file or folder. finding.c */
void check_tell_unreadable(struct check *check, struct str path, const char *why);
/* Whether it was told of the file, or of a folder that it lies in. */
bool check_is_unreadable(const struct check *check, struct str path);

/* declaration.c: bagit.txt and bag-info.txt. False: the system fails, as the report says.
 */
bool check_declaration(struct check *check);
bool check_info(struct check *check);
bool check_fetch(struct check *check);

/* tag_lines.c: a tag file line by line in UTF-8, whatever its size. False: reported. */
bool tag_lines(struct check *check, const struct bag_file *file, struct str encoding,
               bool (*take)(void *data, struct str line, size_t number), void *data);

/* manifest.c */
enum digest_kind {
    DIGEST_MD5,
    DIGEST_SHA1,
    DIGEST_SHA224,
    DIGEST_SHA256,
    DIGEST_SHA384,
    DIGEST_SHA512,
};
#define DIGEST_KIND_COUNT (DIGEST_SHA512 + 1)

struct manifest {
    const struct bag_file *file;
    bool of_tags, is_cut; /* cut: it could not be read to its end */
    enum digest_kind kind;
    size_t first, count;  /* of files, by order, with the payload left out or alone */
    uint8_t *digests;     /* of each of them */
    unsigned char *marks; /* of each: MARK_… */
};
enum { MARK_LISTED = 1 };
bool manifests_read(struct check *check);
size_t manifest_slot(const struct check *check, const struct manifest *manifest,
                     size_t file); /* SIZE_MAX: not of its kind */
const uint8_t *manifest_digest(const struct check *check, const struct manifest *manifest,
                               size_t file); /* NULL: not listed */
size_t digest_kind_bytes(enum digest_kind kind);
const char *digest_kind_name(enum digest_kind kind);

/* sums.c: each file against each manifest, and what no manifest lists. */
bool check_sums(struct check *check);

/* origins.c: what provenance.jsonl and ro-crate-metadata.json tell of the payload. */
bool check_origins(struct check *check);

/* bag.c: a zip or a folder. False: the system fails, as the report says. */
bool check_bag(struct arena *arena, const char *path, struct checked *checked,
               struct report *report);

/* outside.c: signatures and time stamps beside a file, and its SHA-512 if it is wanted. */
struct keys;
bool keys_are_given(const struct keys *keys);
bool keys_read(struct arena *arena, const struct verify_options *options, struct keys **out,
               struct report *report);
bool check_outside(struct arena *arena, const char *path, const struct keys *keys,
                   bool wants_sha512, struct checked *checked, struct report *report);

/* chain.c: which snapshot each goes back to. Its `files` are those of the zips that stand
 * in a chain; 0: it is none. */
void check_chain(struct arena *arena, struct checked *snapshots, size_t count,
                 struct checked *chain);

#endif
