/* What a page of the bundle may hold, told by a reader of its own that shares nothing with
 * the code that writes pages. */
#ifndef OFFPRINT_TESTS_FUZZ_ORACLE_HTML_H
#define OFFPRINT_TESTS_FUZZ_ORACLE_HTML_H

#include "base/str.h"

/* Ends the run, with a line on stderr, unless `page` is a whole document of elements,
 * attributes and schemes of the list, each closed where it was opened, without an id given
 * twice. */
void oracle_html_check(struct str page);

#endif
