/* YAML 1.1 text to values, as Ruby's reader resolves it, through libyaml.
 *
 * Plain scalars become nil, booleans (yes, no, on, off, true, false), integers and
 * floats; dates become text of one form. Anchors, aliases and merge keys work; an alias
 * shares its value, so that its cost is counted, not paid. */
#ifndef OFFPRINT_SITE_YAML_H
#define OFFPRINT_SITE_YAML_H

#include "base/limits.h"
#include "base/report.h"
#include "base/value.h"
#include "base/zone.h"

struct yaml_fault {
    uint32_t line, column; /* from 1, in the file */
    char message[120];
    bool half; /* nothing but half a character alone, for which U+FFFD was read */
};

/* The first document of `text`, whose first line is `first_line` of its file. An empty
 * text is nil. Times that name no zone are UTC's, shown in `zone`. False with `*fault` told
 * when it is not valid or crosses a limit. */
bool yaml_read(struct arena *arena, struct str text, uint32_t first_line,
               const struct zone *zone, struct value *out, struct yaml_fault *fault);

/* What is valid, and yet counts for nothing. */
struct yaml_doubt {
    struct yaml_doubt *next;
    uint32_t line, column;
    bool behind; /* it stands behind the first document; of what follows, the first alone */
    struct str key; /* else: it stands in its mapping once more */
};

/* The same as yaml_read() of a whole file, with all that is in doubt, in the arena. */
bool yaml_read_wary(struct arena *arena, struct str text, struct value *out,
                    struct yaml_fault *fault, struct yaml_doubt **doubts);

/* The same with every scalar as it is written, "007" and "no": what is not there is nil. A
 * key that stands in a mapping twice is a fault. */
bool yaml_read_texts(struct arena *arena, struct str text, struct value *out,
                     struct yaml_fault *fault);

/* Tells of `half`, where a text was read. */
void yaml_tell_half(struct str path, const struct yaml_fault *fault, struct report *report);

/* A plain scalar's meaning (yaml_scalar.c). Dates and times are text, in one form:
 * "2020-01-02", "2020-01-02 03:04:05 +0000". */
struct value yaml_resolve(struct arena *arena, struct str text, const struct zone *zone);

#endif
