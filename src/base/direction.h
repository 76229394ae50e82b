/* The direction of a text by its letters (UAX #9, 3.1: L on one side, R and AL on the
 * other), and what has to be known of a text to tell it. */
#ifndef OFFPRINT_BASE_DIRECTION_H
#define OFFPRINT_BASE_DIRECTION_H

#include "base/str.h"

enum direction { LEFT_TO_RIGHT, RIGHT_TO_LEFT };

#define LETTERS_WORDS_MOST 15

/* The letters of a text, but those of isolates in it (UAX #9, P2). All 0: it has none. */
struct letters {
    bool begins : 1;          /* the first of them runs from right to left */
    bool left : 1, right : 1; /* some run from the left, some from the right */
    uint8_t words : 4;        /* of letters that run from the left; up to the most */
};

struct letters letters_of(struct str text);

/* Of the texts one behind the other. */
struct letters letters_join(struct letters first, struct letters second);

/* By the first of them (UAX #9, P2 and P3); `otherwise` where there is none. */
enum direction letters_direction(struct letters letters, enum direction otherwise);

/* "ltr", "rtl", as HTML has it. */
const char *direction_name(enum direction direction);

#endif
