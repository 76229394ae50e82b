/* The half of render that sets pages; see render.h. */
#ifndef OFFPRINT_RENDER_PAGES_H
#define OFFPRINT_RENDER_PAGES_H

#include "render.h"
#include "site/site.h"

/* RENDER_LINES and RENDER_PAGES of the request's page. False: an error is in the report. */
bool render_pages(const struct render_request *request, struct arena *arena,
                  struct site *site, struct buf *output, struct report *report);

#endif
