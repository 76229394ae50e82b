/* The kinds of callouts: what GitHub calls alerts and others admonitions, and blocks that
 * only have a title (a tab, a folded part). Themes give each a colour; its words say which
 * it is. */
#ifndef OFFPRINT_BASE_CALLOUT_H
#define OFFPRINT_BASE_CALLOUT_H

#include "base/str.h"

enum callout {
    CALLOUT_BLOCK,
    CALLOUT_NOTE,
    CALLOUT_TIP,
    CALLOUT_IMPORTANT,
    CALLOUT_WARNING,
    CALLOUT_CAUTION
};
#define CALLOUT_COUNT 6

/* As classes of style sheets spell it. */
static inline const char *callout_name(enum callout callout)
{
    static const char *const names[CALLOUT_COUNT] = {
        [CALLOUT_BLOCK] = "block",     [CALLOUT_NOTE] = "note",
        [CALLOUT_TIP] = "tip",         [CALLOUT_IMPORTANT] = "important",
        [CALLOUT_WARNING] = "warning", [CALLOUT_CAUTION] = "caution"};
    return names[callout];
}

/* The kind that a site means by the name ("danger", "hint"), whatever its case. False: none
 * is known. */
bool callout_find(struct str name, enum callout *out);

#endif
