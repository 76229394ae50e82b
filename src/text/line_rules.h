/* Line rules: where UAX #14 lets a line end, for text of plain classes. */
#ifndef OFFPRINT_TEXT_LINE_RULES_H
#define OFFPRINT_TEXT_LINE_RULES_H

#include "base/str.h"

/* Marks each byte that a line may end before, as ICU's rules for lines have it; marks are 0
 * before. False: the text has a character that these rules do not know; nothing of the
 * marks counts then. */
bool line_rules_mark(struct str text, uint8_t *marks);

#endif
