/* Inline attribute lists {: .class #id key="value" reference}: read and merged here, put
 * on nodes by kramdown_attributes.h. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_IAL_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_IAL_H

#include "base/arena.h"

enum ial_kind { IAL_REFERENCE, IAL_CLASS, IAL_ID, IAL_PAIR };

/* One entry of a list. */
struct ial_item {
    struct ial_item *next;
    enum ial_kind kind;
    struct str name, value;
};

struct ial {
    struct ial_item *first, *last;
    bool busy; /* being applied: a definition that refers to itself stops there */
};

/* The list of what stands between "{:" and "}". What is not understood is left out in
 * silence, as kramdown does. NULL when the arena is full. */
struct ial *ial_parse(struct arena *arena, struct str text);

/* Adds `more` (or nothing, when NULL) to the end of `*into`, which is made when NULL. */
void ial_merge(struct arena *arena, struct ial **into, const struct ial *more);

/* Whether what stands within {:...} defines a list {:name: ...}, and how long the name is.
 */
bool ial_is_definition(struct str inside, size_t *name_len);

/* The '}' of the list that begins before `at`, or STR_NONE. */
size_t brace_end(struct str text, size_t at, size_t end);

#endif
