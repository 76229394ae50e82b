/* The search of the bundle: its script, and the index that it reads. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_SEARCH_H
#define OFFPRINT_ARCHIVE_SEARCH_H

#include "bundle/bundle.h"
#include "archive/catalog.h"

/* Whether the bundle has one: where there is one document, a browser finds all itself. */
bool search_is_in(const struct packet *packet);

/* The script's element in a page of that language, which is `up` below data/. */
void search_add_script(struct str language, const char *up, struct buf *out);

#endif
