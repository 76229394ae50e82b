/* What must hold of every tree of a document. */
#ifndef OFFPRINT_TESTS_FUZZ_TREE_H
#define OFFPRINT_TESTS_FUZZ_TREE_H

#include "doc/doc.h"

/* Ends the run when it does not hold. */
void tree_check(const struct node *root);
void tree_check_absorbed(const struct node *root); /* and nothing of HTML is left */

#endif
