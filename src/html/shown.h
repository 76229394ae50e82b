/* What is shown at all: as far as an element's own attributes decide, without any sheet. */
#ifndef OFFPRINT_HTML_SHOWN_H
#define OFFPRINT_HTML_SHOWN_H

#include "doc/doc.h"

/* The last declaration of `property` in a style attribute, without "!important"; a slice
 * of `style`, or empty. */
struct str style_value(struct str style, const char *property);
bool style_is(struct str style, const char *property, const char *value);
/* Whether `word` is among the words of its value. */
bool style_has(struct str style, const char *property, const char *word);

/* Whether it hides what it stands at; `hidden` is another attribute's doing. */
bool style_hides(struct str style);

/* hidden="until-found" is shown, as closed details are. */
bool hidden_hides(struct str value);

/* The same of a node that carries these attributes, as Markdown's may. */
bool node_is_hidden(const struct node *node);

#endif
