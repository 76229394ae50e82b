/* Roll: a list as it was read, whatever it is written in. Within roster/. */
#ifndef OFFPRINT_ROSTER_ROLL_H
#define OFFPRINT_ROSTER_ROLL_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/report.h"
#include "base/value.h"
#include "site/site.h"

struct field {
    struct str text; /* empty: there is none */
    uint32_t line, column;
};

struct roll_row {
    struct field *fields; /* one for each column of the list */
    uint32_t line;
    bool failed; /* a fault of it was told */
};

/* What is listed, and how it is told of. */
struct roll_kind {
    const char *what; /* "the list" */
    const char *list_code, *row_code, *encoding_code;
    size_t bytes_limit, row_limit;
    /* Of a list of addresses: how its columns are called where it has no head, and the two
     * that a mapping is; NULL at the end. NULL: a list needs a head. */
    const char *const *columns;
};

struct roll {
    const struct roll_kind *kind;
    struct str file; /* as it was named, for places */
    struct str *columns;
    size_t column_count, column_capacity;
    struct value column_numbers;  /* by name, of the first so called */
    uint8_t sha256[SHA256_BYTES]; /* of the file */
    struct roll_row *items;
    size_t count, capacity;
};

/* roll.c: the file of that name, in the arena. False: reported. */
bool roll_read(struct arena *arena, const char *path, const struct roll_kind *kind,
               struct roll *out, struct report *report);

/* The site's file of that name, which the recipe has at `place`; its name is in `arena`,
 * all else in `scratch`. */
bool roll_read_site(struct arena *arena, struct arena *scratch, const struct site *site,
                    const struct roll_kind *kind, struct str name, struct place place,
                    struct roll *out, struct report *report);

/* The list that the recipe names, or has; its name is in `arena`, all else in `scratch`. */
bool roll_read_recipe(struct arena *arena, struct arena *scratch, const struct site *site,
                      const struct recipe *recipe, struct roll *out, struct report *report);

/* The same of a list of mappings that was read. */
bool roll_read_list(struct arena *arena, struct value list, struct roll *out,
                    struct report *report);

/* The same of the file's bytes. */
bool roll_read_text(struct arena *arena, const char *path, const struct roll_kind *kind,
                    struct str text, struct roll *out, struct report *report);

/* Whom packets are for. */
extern const struct roll_kind roll_of_packets;

/* Where a field of the row stands, or the row itself. */
struct place roll_place(const struct roll *roll, const struct roll_row *row, size_t column);

/* The column's index; STR_NONE: the list has none of that name. */
size_t roll_column(const struct roll *roll, struct str name);
/* A further row, without fields so far. NULL: memory is gone, or there are too many;
 * reported. */
struct roll_row *roll_add(struct arena *arena, struct roll *roll, uint32_t line,
                          struct report *report);
/* False: memory is gone, or there are too many; reported. */
bool roll_add_column(struct arena *arena, struct roll *roll, struct str name,
                     struct report *report);

/* Whether the text of a file is UTF-8. `what`: "the list". False: reported. */
bool roll_check_encoding(struct str file, const char *what, const char *code,
                         struct str text, struct report *report);

/* Which of `,`, `;` and tab parts fields of its first line. roll_csv.c */
char roll_find_separator(struct str text);

/* roll_csv.c, roll_yaml.c: `text` without a byte order mark, in UTF-8. */
bool roll_read_csv(struct arena *arena, struct str text, struct roll *out,
                   struct report *report);
bool roll_read_yaml(struct arena *arena, struct str text, struct roll *out,
                    struct report *report);

#endif
