/* Numbers as text, and back, by no locale: the point is a point and the comma groups
 * thousands, whatever a program that links this has told setlocale().
 *
 * A `decimal` is the shortest digits that read back as the same double. Liquid prints and
 * rounds by them, as Ruby does. Nothing here fails but for memory, in the buffer. */
#ifndef OFFPRINT_BASE_NUMBER_H
#define OFFPRINT_BASE_NUMBER_H

#include "base/buf.h"

#define DECIMAL_LIMIT_DIGITS 18 /* 17 tell all doubles apart; rounding may add one */

/* 0.DIGITS × 10^whole: 2.5 is "25" with 1 digit before the point, 0.025 "25" with -1. */
struct decimal {
    char digits[DECIMAL_LIMIT_DIGITS]; /* '0' to '9'; neither end is '0' */
    size_t count;                      /* 0: the number is 0 */
    int64_t whole;                     /* digits before the point; may be below 0 */
    bool negative;
};

/* `real` must be finite. */
struct decimal decimal_from(double real);

/* The nearest double and long double; infinite when the digits reach too far. */
double decimal_value(const struct decimal *decimal);
long double decimal_value_long(const struct decimal *decimal);

/* To `places` behind the point (before it, when below 0); halves go away from 0. */
void decimal_round(struct decimal *decimal, int64_t places);

/* The number that `text` is, as in "-12", "2.50", ".5" or "1.5e-3": one sign, digits with
 * at most one point, an exponent. False: it is none. */
bool number_read(struct str text, double *out);

/* As Ruby prints it: "2.5", "100.0", "1.0e+16", "NaN", "-Infinity". */
void number_add_real(struct buf *out, double real);

void number_add_grouped(struct buf *out, uint64_t value);   /* "1,008,000" */
/* "1 document", "1,008 documents" */
void number_add_count(struct buf *out, uint64_t count, const char *one, const char *many);
void number_add_size(struct buf *out, uint64_t size_bytes); /* "512 B", "96 kB", "1.2 MB" */

/* A size as it is told: rounded, in bytes, thousands or millions of them. */
struct number_size {
    size_t thousands; /* 0 to 2: whose power the unit is */
    uint64_t whole;
    unsigned tenths; /* of millions only */
};

struct number_size number_size(uint64_t size_bytes);

#endif
