/* History: when each document of a packet was last changed.
 *
 * run.c alone uses it, once the packet is collected. */
#ifndef OFFPRINT_HISTORY_H
#define OFFPRINT_HISTORY_H

#include "doc/doc.h"
#include "site/site.h"

/* Fills in what the site's source knows of the past of the documents' own files; what they
 * include, or take from data, is not asked. What is not known a note tells, and a
 * warning what of the past cannot be read. False: a system error is in the report. */
bool history_fill(struct packet *packet, struct site *site, struct report *report);

#endif
