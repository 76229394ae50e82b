/* The span pass: texts that wait become inlines of their nodes. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_SPAN_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_SPAN_H

#include "markdown/kramdown_run.h"

void spans_read_waiting(struct kramdown *k);

/* Reads into `f` until its end or the text's: whether its end was found, at s->at. */
bool spans_read_frame(struct spans *s, struct frame *f);

#endif
