/* Roll: a list, whatever it is written in, row after row. Within roster/.
 *
 * Rows of CSV are read when they are asked for, and again if they are asked for again, so
 * that memory holds one; what YAML says is there as a whole. */
#ifndef OFFPRINT_ROSTER_ROLL_H
#define OFFPRINT_ROSTER_ROLL_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/report.h"
#include "base/value.h"
#include "roster/roll_text.h"
#include "site/site.h"

struct field {
    struct str text; /* empty: there is none */
    uint32_t line;
    uint32_t column; /* 0: what stands there is no text */
};

struct roll_row {
    struct field *fields; /* one for each column of the list */
    size_t field_count;   /* as it has them */
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
    struct roll_row *items;       /* of YAML, or where all rows were read */
    size_t count, capacity;
    size_t given; /* rows since the last roll_rewind() */
    /* roll_csv.c: of CSV, whose rows are read one by one */
    bool is_csv, headless; /* the latter: the columns have the names of the kind */
    char separator;
    struct roll_text text;
    uint64_t first_at; /* of the first row in the text */
    uint32_t first_line, line;
};

/* roll.c: the file of that name, of CSV up to behind its head; what stays of it is in the
 * arena. False: reported. Ends by roll_close() in any case. */
bool roll_open(struct arena *arena, const char *path, const struct roll_kind *kind,
               struct roll *out, struct report *report);
void roll_close(struct roll *roll);

/* The same of the site's file of that name, which the recipe has at `place`. */
bool roll_open_site(struct arena *arena, const struct site *site,
                    const struct roll_kind *kind, struct str name, struct place place,
                    struct roll *out, struct report *report);

/* The same of the list that the recipe names, or has. */
bool roll_open_recipe(struct arena *arena, const struct site *site,
                      const struct recipe *recipe, struct roll *out, struct report *report);

/* Back to before the first row. */
void roll_rewind(struct roll *roll);

/* The next row; `*there` false: there is none. Its texts are in the arena, or the roll's.
 * Not `wanted`, it is read no further than to know where it ends, and may have no fields.
 * False: the list cannot be read on, reported. */
bool roll_next(struct arena *arena, struct roll *roll, bool wanted, struct roll_row *out,
               bool *there, struct report *report);

/* Tells what is wrong with a row of which all was read; it has failed then. */
void roll_check_row(const struct roll *roll, struct roll_row *row, struct report *report);

/* The list has no row; it has more than it may have, from that line on. Give false. */
bool roll_tell_empty(const struct roll *roll, struct report *report);
bool roll_tell_rows(const struct roll *roll, uint32_t line, struct report *report);

/* With all rows, checked, in `items`: the file of that name; the site's, as above; the
 * file's bytes. */
bool roll_read(struct arena *arena, const char *path, const struct roll_kind *kind,
               struct roll *out, struct report *report);
bool roll_read_site(struct arena *arena, const struct site *site,
                    const struct roll_kind *kind, struct str name, struct place place,
                    struct roll *out, struct report *report);
bool roll_read_text(struct arena *arena, const char *path, const struct roll_kind *kind,
                    struct str text, struct roll *out, struct report *report);

/* Whom packets are for. */
extern const struct roll_kind roll_of_packets;

/* Where a field of the row stands, or the row itself. */
struct place roll_place(const struct roll *roll, const struct roll_row *row, size_t column);

/* The column's index; STR_NONE: the list has none of that name. */
size_t roll_column(const struct roll *roll, struct str name);
/* A further row of `items`, without fields so far. NULL: memory is gone, or there are too
 * many; reported. */
struct roll_row *roll_add(struct arena *arena, struct roll *roll, uint32_t line,
                          struct report *report);
/* False: memory is gone, or there are too many; reported. */
bool roll_add_column(struct arena *arena, struct roll *roll, struct str name,
                     struct report *report);

/* Whether the text of a file is UTF-8. `what`: "the list". False: reported. */
bool roll_check_encoding(struct str file, const char *what, const char *code,
                         struct str text, struct report *report);
/* Its two halves: whether it is text at all, by its begin; what is told where it is not in
 * UTF-8. */
bool roll_check_kind(struct str file, const char *what, const char *code, struct str text,
                     struct report *report);
void roll_tell_encoding(struct place place, const char *what, const char *code,
                        struct report *report);

/* Which of `,`, `;` and tab parts fields of its first line. roll_text.c */
char roll_find_separator(struct str text);

/* roll_csv.c: what stands before the rows of `text`, which is open. roll_next() of them. */
bool roll_begin_csv(struct arena *arena, struct roll *out, struct report *report);
void roll_rewind_csv(struct roll *roll);
bool roll_next_csv(struct arena *arena, struct roll *roll, bool wanted,
                   struct roll_row *out, bool *there, struct report *report);

/* roll_yaml.c: all rows. `text` without a byte order mark, in UTF-8; a list of mappings
 * that was read. */
bool roll_read_yaml(struct arena *arena, struct str text, struct roll *out,
                    struct report *report);
bool roll_read_list(struct arena *arena, struct value list, struct roll *out,
                    struct report *report);

#endif
