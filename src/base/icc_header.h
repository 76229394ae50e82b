/* Headers of ICC profiles (ICC.1:2010, 7.2), of bytes that may be anything. */
#ifndef OFFPRINT_BASE_ICC_HEADER_H
#define OFFPRINT_BASE_ICC_HEADER_H

#include "base/str.h"

/* Where they have four letters. */
#define ICC_DEVICE 12
#define ICC_COLOURS 16

bool icc_is_profile(struct str icc); /* by its mark; it has all of a header */
bool icc_says(struct str icc, size_t at, const char *letters); /* "CMYK" */
bool icc_is_of_pdf(struct str icc);    /* of version 2 or 4, as PDF/A takes them */
bool icc_has_its_size(struct str icc); /* as many bytes as it says */

#endif
