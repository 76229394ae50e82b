/* What is shown at all: as far as an element's own attributes decide, without any sheet. */
#ifndef OFFPRINT_HTML_SHOWN_H
#define OFFPRINT_HTML_SHOWN_H

#include "doc/doc.h"

/* What a style attribute declares of `property`: the last, unless one before is important;
 * without "!important". A slice of `style`, or empty. */
struct str style_value(struct str style, const char *property);
/* The same of two that stand for each other, as a shorthand and what it is short for. */
struct str style_either(struct str style, const char *property, const char *other);
bool style_is(struct str style, const char *property, const char *value);
/* Whether `word` is among the words of a value. */
bool style_has_word(struct str value, const char *word);

/* Whether it hides what it stands at; `hidden` is another attribute's doing. */
bool style_hides(struct str style);
/* Whether its place stays free all the same. */
bool style_leaves_gap(struct str style);

/* hidden="until-found" is shown, as closed details are. */
bool hidden_hides(struct str value);

/* The same of a node that carries these attributes, as Markdown's may. */
bool node_is_hidden(const struct node *node);

#endif
