/* The gate: all texts pass it on their way out, whoever wrote them. What a text may hold is
 * decided here alone, a function for each kind of place; language tags have one of their
 * own, language_read() in base/language.h.
 *
 * - Characters: those of XML 1.0 (2.2, Char) that HTML takes as text, too. NUL, the other
 *   controls and the noncharacters are left out: no metadata, page or title holds them. A
 *   form feed is a space, a byte order mark within a text a word joiner (Unicode, 23.8; no
 *   text of a PDF can have it). What is not UTF-8, surrogates and overlong forms among it,
 *   becomes U+FFFD, one for each byte.
 * - Marks of direction (UAX #9, 2): they are the author's, who may need them. In a text
 *   that stands by itself each is ended in it, in its order, so that none turns what stands
 *   beside it; what ends nothing is left out. Where such a text is put in a sentence of
 *   ours it is isolated, too (UAX #9, 2.7: FSI and PDI; <bdi> in HTML), as its letters
 *   alone can turn the digits and signs that follow.
 * - JSON (RFC 8259, 7) is for programs, which must find files by their names again: it
 *   keeps every character, escaped, in ASCII.
 *
 * Whoever takes a text in passes it with a report, and each kind of fault of it is told
 * there; writers pass it again without a word. */
#ifndef OFFPRINT_BASE_GATE_H
#define OFFPRINT_BASE_GATE_H

#include "base/report.h"

/* Whether a scalar value can stand in no text of an output. */
bool gate_forbids(uint32_t code_point);

/* As one line that stands by itself: white space is one space, none at the ends. */
void gate_add_line(struct buf *out, struct str text);

/* The same, in the arena; the text itself where it is such a line. `what`, as in "the
 * title", is told with what was wrong; `report` NULL: nothing is told. */
struct str gate_line(struct arena *arena, struct str text, const char *what,
                     struct place place, struct report *report);

/* As it stands, in the arena, or the text itself. `alone`: it is no part of a paragraph, so
 * marks of direction end in it. `report` NULL: nothing is told. */
struct str gate_text(struct arena *arena, struct str text, bool alone, struct place place,
                     struct report *report);

/* Whether it holds letters or marks that turn the direction of what stands beside it. */
bool gate_turns(struct str text);

/* Between FSI and PDI if it turns, else as it is. */
void gate_add_isolated(struct buf *out, struct str text);
struct str gate_isolated(struct arena *arena, struct str text);

/* Among letters that are read from right to left: between FSI and PDI if these would turn
 * it, as digits with signs between them, of a day or a telephone (UAX #9, 3.3.4). */
void gate_add_turned(struct buf *out, struct str text);

/* Text or an attribute's value in XML and HTML: `&`, `<`, `>` and `"` as entities. */
void gate_add_markup(struct buf *out, struct str text);

/* A JSON string, quoted. */
void gate_add_json(struct buf *out, struct str text);

/* The same in UTF-8, as people read it: what shows nothing, turns what follows, or ends a
 * line, for some programs or all, stays escaped. */
void gate_add_json_text(struct buf *out, struct str text);

/* ` "key": "value"` with a comma before it unless it opens the object; nothing when
 * `value` is empty. */
void gate_add_member(struct buf *out, const char *key, struct str value);

/* `len`, or less, such that `text` is cut before a space or at least between characters
 * that readers tell apart. */
size_t gate_cut(struct str text, size_t len);

#endif
