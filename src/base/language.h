/* Language tags (BCP 47) as ICU spells them: the one reading for PDF, metadata, HTML and
 * hyphenation. Knows no locale but the text it is given. */
#ifndef OFFPRINT_BASE_LANGUAGE_H
#define OFFPRINT_BASE_LANGUAGE_H

#include "base/report.h"
#include "base/value.h"

#define LANGUAGE_UNKNOWN "und"

/* "en_US", "EN", "de_DE.UTF-8", "iw" → "en-US", "en", "de-DE", "he"; in the arena. Empty:
 * the text can be no tag, or memory is gone. */
struct str language_tag(struct arena *arena, struct str text);

/* The same, or "und" after a warning. `text` is not empty. */
struct str language_read(struct arena *arena, struct str text, struct place place,
                         struct report *report);

/* Whether a language is written from right to left, by its script. */
bool language_is_right_to_left(struct str language);

/* The language that the value under `key` names, which is found at `file` and the value's
 * line; empty: it says nothing. */
struct str language_value(struct arena *arena, struct value value, const char *key,
                          struct str file, struct report *report);

#endif
