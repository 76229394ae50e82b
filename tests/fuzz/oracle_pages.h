/* What holds of the pages of any packet, told from what is placed on them. */
#ifndef OFFPRINT_TESTS_FUZZ_ORACLE_PAGES_H
#define OFFPRINT_TESTS_FUZZ_ORACLE_PAGES_H

#include "grow.h"
#include "layout/layout.h"

/* Ends the run, with a line on stderr, unless every numbered word of the packet stands in
 * the text once, in order within its block; nothing is placed outside its page; and there
 * are no more pages than such a packet needs. */
void oracle_pages_check(const struct pages *pages, const struct grown *grown);

#endif
