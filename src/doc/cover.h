/* A cover's own matter: Markdown and a table, into which the fields of a list's row may go.
 *
 * It is read once, with a mark in the place of each field: a character that no site's text
 * has. A field's value takes the mark's place in the finished tree, so that nothing in it
 * can ever be read as Markdown, HTML or Liquid, and a row costs no reading.
 * Part of doc/doc.h. */
#ifndef OFFPRINT_DOC_COVER_H
#define OFFPRINT_DOC_COVER_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/line_map.h"
#include "base/report.h"

struct document;
struct node;

/* What is read; see collect/. */
struct cover_source {
    struct str source;   /* site path of the text, or of the table without one */
    struct str original; /* that file's bytes */
    struct str text;     /* Markdown, with marks; or empty */
    const struct line_map
        *map;           /* of `text`, and of the table's files; NULL: nothing is read */
    struct node *table; /* NODE_TABLE, or NULL */
};

/* One for each field: the private characters at the end of Unicode. */
#define FIELD_MARK_COUNT 4000
void field_mark_add(struct buf *out, size_t field); /* below that count */
bool field_mark_is(uint32_t code_point, size_t *field);
bool cover_field_begins(struct str text, size_t *field); /* with a mark */
bool cover_has_field(struct str text); /* anywhere; in an address, also percent-encoded */

/* A tree with its links and files becomes one of a cover: its headings come below the
 * cover's title, nothing in it is a place that links lead to. False when the arena is full.
 */
bool cover_text_finish(struct arena *arena, struct document *text);

/* Whose cover it is. */
struct cover_row {
    const struct str *values; /* by field */
    struct place place;       /* in the list */
    size_t room;              /* bytes of text that the cover may still have */
};

/* Told at `at`, where the row's cover comes to more text than it may have. */
void cover_tell_long(struct place at, struct place row, struct report *report);

/* A copy of a finished one for a row, in the arena. Of paragraphs, items, rows and headings
 * whose fields are all empty nothing is left, nor of links to an address that is. `row`
 * NULL: for nobody; no field says anything, and all else stays.
 * NULL: a value that is to be an address is none of the web or mail, which is told at the
 * row's place, there is more text than room for it, or the arena is full. */
struct document *cover_text_fill(struct arena *arena, const struct document *text,
                                 const struct cover_row *row, struct report *report);

/* All that a filled one shows. */
void cover_text_add_digest(struct digester *digester, const struct document *text);

#endif
