/* The readers of spans. Each looks at the byte at s->at and answers whether it took
 * something; which byte calls which stands in kramdown_span.c. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_SPAN_READERS_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_SPAN_READERS_H

#include "markdown/kramdown_run.h"

bool span_read_emphasis(struct spans *s, struct frame *f);
bool span_read_strike(struct spans *s, struct frame *f);
bool span_read_bracket(struct spans *s, struct frame *f, bool image);
bool span_read_autolink(struct spans *s, struct frame *f);
bool span_read_html(struct spans *s, struct frame *f);
bool span_read_quote(struct spans *s, struct frame *f);
bool span_read_symbol(struct spans *s, struct frame *f);

/* Whether the emphasis `f`, the innermost frame, ends at s->at. */
bool emphasis_ends(const struct spans *s, const struct frame *f);

#endif
