/* Lines: words one after the other, broken to a width, with a look. For diff/ only. */
#ifndef OFFPRINT_DIFF_LINES_H
#define OFFPRINT_DIFF_LINES_H

#include "diff/diff.h"

enum look {
    LOOK_PLAIN,
    LOOK_TITLE,
    LOOK_HEADING,
    LOOK_REMOVED,
    LOOK_ADDED,
    LOOK_MOVED,
    LOOK_FAINT,
    LOOK_COUNT
};

struct lines {
    struct buf *out;
    const struct diff_view *view;
    unsigned indent; /* of a line that goes on */
    unsigned column;
    enum look look;
    bool begun; /* something stands in the line behind its mark */
};

/* `mark` stands before the text ("  + "). */
void lines_begin(struct lines *lines, const char *mark, enum look look);
/* Words with spaces between; a space before them, unless they begin. `glue`: none, and no
 * line ends there but before a sign of Chinese and the like. */
void lines_add(struct lines *lines, enum look look, bool glue, struct str text);
void lines_end(struct lines *lines);

#endif
