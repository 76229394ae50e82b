/* What the recipe says of packets and their covers, and the two things that are made of it
 * for each row. Within roster/. */
#ifndef OFFPRINT_ROSTER_PARTS_H
#define OFFPRINT_ROSTER_PARTS_H

#include "roster/fill.h"
#include "roster/roster.h"

/* A text of the recipe, or what stands for it where that says nothing. */
struct pattern {
    struct str text;
    struct place place;
};

/* matter.c, table.c: the cover's text and table. */
struct matter_patterns {
    struct pattern text;             /* path of a file of the site; or empty */
    const struct value_entry *table; /* the same, or a list of rows; or NULL */
};
struct cover_fields { /* by their marks */
    struct str *names;
    size_t count, capacity;
};
struct marking { /* while fields become marks */
    struct arena *arena;
    const struct roll *roll; /* NULL: there is no list, and any field */
    struct cover_fields *fields;
    struct buf *out;
    struct line_map *map; /* of `out`; NULL: nobody asks */
    uint32_t file;        /* of that */
    struct report *report;
};
/* Appends `text`, which begins at `place`. False: a field that the list has not, or a brace
 * alone; reported. */
bool mark_fields(struct marking *marking, struct str text, struct place place);
/* To behind `text`, which begins there. */
void place_move(struct place *place, struct str text);
/* All in the arena; `out` without a map where there is nothing to show. False: reported. */
bool matter_read(struct arena *arena, const struct site *site, const struct recipe *recipe,
                 const struct roll *roll, const struct matter_patterns *patterns,
                 struct cover_fields *fields, struct cover_source *out,
                 struct report *report);
bool matter_read_file(struct arena *arena, const struct site *site,
                      const struct pattern *pattern, struct str *name, struct str *bytes,
                      struct report *report);
bool table_read(struct marking *marking, const struct site *site,
                const struct recipe *recipe, const struct value_entry *entry,
                struct cover_source *out);
/* What the row has of the fields. */
void matter_fill(struct arena *arena, const struct cover_fields *fields,
                 const struct roll *roll, const struct roll_row *row,
                 struct roster_row *out, struct report *report);

/* cover.c */
struct cover_patterns {
    struct pattern prepared_for, contact, logo, partner_logo, stamp;
    struct matter_patterns matter;
    struct pattern *lines;
    size_t line_count;
};
/* `roll` NULL: there is no list. False: reported. */
bool cover_read_patterns(struct arena *arena, const struct recipe *recipe,
                         const struct roll *roll, struct cover_patterns *out,
                         struct report *report);
void cover_fill(struct arena *arena, const struct cover_patterns *patterns,
                const struct roll *roll, const struct roll_row *row, struct roster_row *out,
                struct report *report);

/* logos.c: a picture of the site's. NULL: the pattern is empty. False: it cannot be shown;
 * reported. */
bool logo_of_site(struct arena *arena, const struct site *site,
                  const struct pattern *pattern, const struct node **out,
                  struct report *report);

/* The path of a row's own, in the arena. False: it leads out; reported. */
bool logo_find(struct arena *arena, const struct roster *roster, struct roster_row *row,
               struct report *report);

/* names.c: what files are called. */
bool names_read_pattern(struct arena *arena, const struct recipe *recipe,
                        const struct roll *roll, struct pattern *out,
                        struct report *report);
/* The row's, in the arena. NULL: a file can be called so; else why none can. */
const char *names_give(struct arena *arena, const struct pattern *pattern,
                       const struct roll *roll, const struct roll_row *from,
                       struct roster_row *out);
void names_tell(struct roster_row *row, const char *why, struct report *report);

/* Rows of one name, letters' case aside, are looked for twice: once for numbers that stand
 * for names, and where two are equal once more for the names themselves. */
struct names_seen {
    uint64_t *hashes; /* of all rows; names_sort(): those that came twice, in order */
    size_t count, capacity;
    struct value lines; /* by name: of the first row that has it */
};
/* False: memory is gone. */
bool names_see(struct arena *arena, struct arena *scratch, struct names_seen *seen,
               struct str name);
void names_sort(struct names_seen *seen);
/* Of each row once more, in order: `*line` of an earlier one with that name; 0: none. */
bool names_see_again(struct arena *arena, struct arena *scratch, struct names_seen *seen,
                     const struct roster_row *row, uint32_t *line);

/* roster.c */
struct roster_list {
    struct arena *arena;
    struct roll roll;
    struct cover_patterns cover;
    struct pattern name;
    struct cover_fields fields;
    const struct node *logo;
    struct roster_choice choice;
    bool by_name;    /* `only` is a file's name */
    size_t number;   /* of the row that was read last */
    size_t given;    /* of those asked for, since the last roster_rewind() */
    uint8_t *failed; /* a bit for each row */
    size_t failed_bytes, failed_capacity;
    struct arena row;     /* of the one that was given last */
    struct report *quiet; /* for what was told when it was first read; or NULL */
};

/* patterns.c: the recipe's mapping under `key`: keys that are not among `known` (NULL at
 * the end) are told as unknown. Nil where there is none. False: it is no mapping, or a text
 * in it is none; reported. */
bool pattern_map(const struct recipe *recipe, const char *key, const char *const *known,
                 struct value *out, struct report *report);
/* What stands under `key` of that mapping; without it `otherwise`. False: it is no text, or
 * names what the list has not; reported. */
bool pattern_read(struct arena *arena, const struct recipe *recipe, struct value map,
                  const char *key, struct str otherwise, const struct roll *roll,
                  struct pattern *out, struct report *report);
const struct value_entry *pattern_entry(struct value map, const char *key); /* or NULL */
bool pattern_of(struct arena *arena, const struct recipe *recipe,
                const struct value_entry *entry, struct value value,
                const struct roll *roll, struct pattern *out, struct report *report);

#endif
