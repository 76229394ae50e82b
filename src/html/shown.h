/* What is shown at all: as far as an element's own attributes decide, without any sheet. */
#ifndef OFFPRINT_HTML_SHOWN_H
#define OFFPRINT_HTML_SHOWN_H

#include "doc/doc.h"

/* What a style attribute, as css_plain() gives it, declares of `property`: the last, unless
 * one before is important; without "!important". A slice of `style`, or empty. */
struct str style_value(struct str style, const char *property);
/* The same of two that stand for each other, as a shorthand and what it is short for. */
struct str style_either(struct str style, const char *property, const char *other);
struct str style_display(struct str style); /* of what CSS knows; or empty */
bool style_is(struct str style, const char *property, const char *value);
/* Whether `word` is among the words of a value. */
bool style_has_word(struct str value, const char *word);

/* Whether what it stands at is not shown at all: by `display`, or else by the attribute
 * `hidden`, if there is one; hidden="until-found" is shown, as closed details are. */
bool style_hides(struct str style, const struct str *hidden);

/* What is hidden so may hold what is visible. */
enum visibility { VISIBILITY_AS_AROUND, VISIBILITY_HIDDEN, VISIBILITY_VISIBLE };
enum visibility style_visibility(struct str style);

/* Whether a node that carries these attributes, as Markdown's may, is hidden either way. */
bool node_is_hidden(struct arena *arena, const struct node *node);

#endif
