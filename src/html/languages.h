/* Languages of code that Jekyll's highlighter knows: it prints others as plain <pre>. */
#ifndef OFFPRINT_HTML_LANGUAGES_H
#define OFFPRINT_HTML_LANGUAGES_H

#include "base/str.h"

bool language_is_known(struct str name); /* as written behind a fence; case counts */

#endif
