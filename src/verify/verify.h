/* Verify: what can be shown of a bundle, a snapshot chain or a signed file, and what is
 * wrong with it. A path in; for each thing that was looked at a verdict with findings and
 * proofs out.
 *
 * Trusts nothing that it reads. Memory does not grow with the bytes of the files: some 200
 * a file and the length of its name. Reads no clock: a certificate is held against the time
 * that the stamp tells. */
#ifndef OFFPRINT_VERIFY_VERIFY_H
#define OFFPRINT_VERIFY_VERIFY_H

#include "base/arena.h"
#include "base/report.h"

enum finding_class {
    FINDING_MISSING,     /* listed, but not there */
    FINDING_CHANGED,     /* another digest than listed */
    FINDING_DAMAGED,     /* cannot be unpacked whole */
    FINDING_UNREADABLE,  /* permissions, links that lead out */
    FINDING_STRAY,       /* there, but not listed */
    FINDING_SYSTEM_FILE, /* the same of what an operating system leaves: .DS_Store */
    FINDING_ZIP,         /* the zip contradicts itself, names collide or lead out */
    FINDING_DECLARATION, /* bagit.txt */
    FINDING_MANIFEST,    /* a list contradicts itself, or another one */
    FINDING_INFO,        /* bag-info.txt: Payload-Oxum */
    FINDING_FETCH,       /* fetch.txt: files that lie elsewhere */
    FINDING_PROVENANCE,  /* provenance.jsonl tells another digest */
    FINDING_CRATE,       /* ro-crate-metadata.json does */
    FINDING_SIGNATURE,   /* refused, missing, or not looked at for want of a key */
    FINDING_TIME_STAMP,  /* the same of a time stamp */
    FINDING_CHAIN,       /* a snapshot that is not there, a fork */
};
#define FINDING_CLASS_COUNT (FINDING_CHAIN + 1)

/* "missing", "system-file": stable, for machines. */
const char *finding_class_name(enum finding_class class);

struct finding {
    enum finding_class class;
    bool error;                 /* the verdict is bad; else it is only told */
    struct str path;            /* in the bundle, or of the zip; may be empty */
    struct str text;            /* what is wrong, in words */
    struct str expected, found; /* as hex digits or a number; may be empty */
};

enum proof_kind {
    PROOF_CHECKSUMS,
    PROOF_ZIP,
    PROOF_SIGNATURE,
    PROOF_TIME_STAMP,
    PROOF_CHAIN
};
const char *proof_kind_name(enum proof_kind kind);

struct proof {
    enum proof_kind kind;
    bool holds;
    struct str by;     /* "sha256, sha512", a key's ID, a time and who says so */
    struct str proves; /* a clause each, in words */
    const char *not_proved;
};

enum checked_kind { CHECKED_BAG, CHECKED_CHAIN, CHECKED_FILE };

struct checked {
    enum checked_kind kind;
    struct str path;
    bool good;                /* no finding is an error */
    struct finding *findings; /* by class, then path */
    size_t finding_count, finding_capacity, further_findings;
    struct proof *proofs;
    size_t proof_count, proof_capacity;
    size_t files; /* of the payload; of a chain its snapshots */
    uint64_t bytes;
    struct str title, date; /* External-Description, Bagging-Date; may be empty */
    struct str previous;    /* Previous-Snapshot as it stands there; may be empty */
    struct str sha512;      /* of the zip, in hex, where it was needed */
};

struct verify_options {
    const char *key;       /* a file of minisign's, or the key itself; NULL: none */
    const char *authority; /* certificates (PEM) that time stamps go back to; NULL: none */
};

/* `*out` lives in the arena. False: not all could be looked at, as the report says: the
 * path is not there ("verify-path"), a key is none ("verify-key"), or the system fails;
 * `*out` then has what was. */
bool verify_path(struct arena *arena, const char *path,
                 const struct verify_options *options, struct checked **out, size_t *count,
                 struct report *report);

/* The first finding that is an error; NULL: none is. */
const struct finding *verify_first_error(const struct checked *checked, size_t count);

#endif
