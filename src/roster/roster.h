/* Roster: whom packets are made for, a row each, and what the cover of each says.
 *
 * Reads a list (CSV as RFC 4180 has it, with `,`, `;` or tab; or YAML, a list of mappings)
 * and fills its fields into what the recipe says of covers and files' names: `{name}` is
 * the row's field `name`, `{row}` its number, `{slug}` its name in letters that every
 * system takes, unless the list has such fields itself; `{{` and `}}` are braces.
 *
 * All rows are checked before anything is made of one, and each fault has its place. A row
 * is then read again each time that it is asked for: of each a bit stays in memory, which
 * says whether it failed, and of a list in CSV nothing else. */
#ifndef OFFPRINT_ROSTER_ROSTER_H
#define OFFPRINT_ROSTER_ROSTER_H

#include "doc/doc.h"
#include "site/site.h"

struct roster_row {
    size_t number; /* from 1, the head of a CSV file not counted */
    struct place place;
    struct str name;                  /* of its file, without extension */
    struct str prepared_for, contact; /* or empty: as the packet has it */
    struct cover cover;               /* but for the row's own picture: roster_load() */
    const struct str *values;         /* of the fields in the cover's text and table */
    size_t room; /* bytes that these may have beside its lines; 0: it is too long */
    struct str logo;      /* its path below the list's folder, as it is written; or empty */
    struct str logo_path; /* the same as it is read */
    struct place logo_place;
    bool failed; /* a fault of it was told */
};

/* Which rows are asked for; all zero: all of them. */
struct roster_choice {
    bool (*has)(const void *data, size_t number); /* NULL: any */
    const void *data;
    const char *only; /* the file's name of one, or, where none is named so, its number */
};

struct roster_list; /* roster/parts.h */

struct roster {
    struct str file;              /* the list's, as it was named */
    const struct site *site;      /* that it lies in; NULL: it is the caller's */
    uint8_t sha256[SHA256_BYTES]; /* of the list */
    struct roster_list *list;
    size_t row_count;    /* of all */
    size_t chosen_count; /* of those that are asked for */
    size_t failed_count; /* of the latter */
    bool stamped; /* some rows' pages may have a stamp */
    struct cover_source source;  /* of what all covers show, with marks for fields */
    const struct document *text; /* what collecting made of that, by the caller; or NULL */
};

/* Everything is in `arena` or borrowed from the recipe. `path` is told as it is given;
 * empty: the list is the recipe's. Of what is wrong with a row it is told only where that
 * is asked for. False: an error that is none of a single row is in the report. Ends by
 * roster_close() in any case. */
bool roster_read(struct arena *arena, const char *path, const struct site *site,
                 const struct recipe *recipe, const struct roster_choice *choice,
                 struct roster *out, struct report *report);
void roster_close(struct roster *roster); /* harmless on zeros */

/* Back to before the first row. */
void roster_rewind(struct roster *roster);

/* The next of the rows that are asked for, until the one after it; `*there` false: there is
 * none. Nothing is told of it once more. `name_only`: its number, its file's name and
 * whether it failed. False: the list cannot be read again as it was, reported. */
bool roster_next(struct roster *roster, bool name_only, struct roster_row *out, bool *there,
                 struct report *report);

/* A fault of the row was told. */
void roster_fail(struct roster *roster, const struct roster_row *row);

/* The row's cover with all its pictures and its text, in the arena: those of all rows would
 * fill any memory. False: one of them cannot be shown, which is told at the row's place, or
 * memory is gone. */
bool roster_load(struct arena *arena, const struct roster *roster,
                 const struct roster_row *row, struct cover *out, struct report *report);

/* What the recipe says of the cover of a packet for nobody by name: without the texts that
 * name fields. False: reported. */
bool roster_read_plain(struct arena *arena, const struct site *site,
                       const struct recipe *recipe, struct roster_row *out,
                       struct cover_source *source, struct report *report);

/* The list of short addresses: CSV, rows of a long one and a short one, with or without a
 * head that names those columns `long` and `short` among others; or YAML, a mapping of one
 * to the other. That of `path`, as it is told, or, where it is NULL, the site's file
 * `name`, which the recipe has at `place`. All rows are checked. False: reported. */
bool roster_read_short_links(struct arena *arena, const char *path, const struct site *site,
                             struct str name, struct place place, struct short_links *out,
                             struct report *report);

#endif
