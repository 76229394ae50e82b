/* Abbreviations: the names of "*[name]: title" become <abbr> elements in any text. */
#ifndef OFFPRINT_MARKDOWN_ABBREVIATIONS_H
#define OFFPRINT_MARKDOWN_ABBREVIATIONS_H

#include "doc/doc.h"

struct ial;

struct abbreviation {
    struct str name, title; /* the name is not empty */
    struct ial *ial;        /* kramdown's, or NULL */
};

/* Gives the element its title and what else belongs to it. */
typedef void abbreviation_dresser(void *data, struct node *element,
                                  const struct abbreviation *abbreviation);

/* In all texts below `root`. `dress` gets `data`.
 */
void abbreviations_place(struct arena *arena, struct node *root,
                         const struct abbreviation *items, size_t count,
                         abbreviation_dresser *dress, void *data);

#endif
