/* Kept: what a call of the library's leaves with its caller until the result is cleared. It
 * stands in its own arena, whose memory is the run's budget's. */
#ifndef OFFPRINT_KEPT_H
#define OFFPRINT_KEPT_H

#include "base/arena.h"
#include "base/budget.h"
#include "base/buf.h"
#include "base/report.h"

struct kept {
    struct budget budget; /* of the whole run: some of its memory is the result's */
    struct arena arena;
};

/* `size` bytes, which begin with a struct kept; the rest is zero. `limit_bytes` 0: what a
 * run may take by default. NULL when memory is gone. */
void *kept_new(size_t size, size_t limit_bytes);
void kept_free(struct kept *kept); /* harmless on NULL */

/* What stands in the buffer, which is cleared; NULL when memory is gone. */
const char *kept_text(struct kept *kept, struct buf *text);

/* A report as people and as programs read it, whatever the budget says: what went wrong is
 * told. NULL: no memory. */
void kept_reports(struct kept *kept, const struct report *report, const char **text,
                  const char **json);

#endif
