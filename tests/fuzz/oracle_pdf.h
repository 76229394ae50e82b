/* What every PDF of ours is made of, told by a reader of its own. */
#ifndef OFFPRINT_TESTS_FUZZ_ORACLE_PDF_H
#define OFFPRINT_TESTS_FUZZ_ORACLE_PDF_H

#include "base/str.h"

#include <stddef.h>

/* Ends the run, with a line on stderr, unless the file begins and ends as one, its
 * cross-reference stream is whole, and each object lies where that says. Gives the count of
 * objects. */
size_t oracle_pdf_check(struct str file);

#endif
