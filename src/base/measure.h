/* Measures as people write them: "3mm". */
#ifndef OFFPRINT_BASE_MEASURE_H
#define OFFPRINT_BASE_MEASURE_H

#include "base/str.h"

/* A number and mm, cm, in or pt; without one of them millimetres. False: it is none, or
 * below 0 or over a metre. */
bool measure_read(struct str text, uint32_t *micrometres);

#endif
