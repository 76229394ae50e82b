/* One case of plain Liquid as JSON: {"template": …, "data": {…}, "templates": {name: text},
 * "tags": ["strict", …]}, for tests that compare with other Liquids. */
#ifndef OFFPRINT_LIQUID_CASE_H
#define OFFPRINT_LIQUID_CASE_H

#include "liquid/liquid.h"

/* Appends what the template renders. False: an error is in the report. */
bool liquid_render_case(struct arena *arena, struct str json, struct buf *out,
                        struct report *report);

#endif
