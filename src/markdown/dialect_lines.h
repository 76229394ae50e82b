/* What lines are, for the passes over a dialect's text: fences, indents, items. */
#ifndef OFFPRINT_MARKDOWN_DIALECT_LINES_H
#define OFFPRINT_MARKDOWN_DIALECT_LINES_H

#include "base/str.h"

/* A run of "`" or "~" that opens or closes code; length 0: none. */
struct fence {
    char mark;
    size_t length, indent; /* columns before it, with marks of items and quotes */
};

/* The columns before its first character (tabs go to the next fourth), and the bytes. */
size_t indent_columns(struct str line, size_t *bytes);

/* The fence that the line begins with, behind marks of quotes; its info in `*info`. */
struct fence code_fence_of(struct str line, struct str *info);
bool code_fence_closes(struct str line, const struct fence *open);

/* What follows an item's mark and one space; ptr NULL: the line opens none. */
struct str line_item_text(struct str line);
bool line_opens_item(struct str line); /* of a list, whatever its indent */

#endif
