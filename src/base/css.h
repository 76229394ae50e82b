/* CSS as far as its tokens decide (CSS Syntax 3, 4.3): strings, comments, escapes in names,
 * brackets; and what a style attribute declares. Whoever looks for a ';' or a name in CSS
 * asks here, so that none is found where a browser sees a string. */
#ifndef OFFPRINT_BASE_CSS_H
#define OFFPRINT_BASE_CSS_H

#include "base/str.h"

struct arena;

struct css {
    struct str text;
    size_t at; /* what is read next */
};

char css_peek(const struct css *css, size_t ahead); /* NUL behind the end */
bool css_is_name_byte(char c);
/* Whether a backslash is here that escapes: not one that ends a line. */
bool css_is_escape(const struct css *css);
/* A name in lower case, escapes read; only its first `room` bytes matter. Empty: none is
 * here. */
struct str css_read_name(struct css *css, char *name, size_t room);
/* From a quote on. Whether it is closed, and not by the end of the line or of all. */
bool css_skip_string(struct css *css);
void css_skip_comment(struct css *css);
void css_skip_token(struct css *css); /* brackets are its caller's */
/* To behind the bracket that closes the one that was just read. */
void css_skip_group(struct css *css);

/* A style attribute with a space for each comment and with letters, digits and '-' for
 * their escapes: itself, or in the arena. */
struct str css_plain(struct arena *arena, struct str style);

/* Slices of the text that is read. */
struct css_declaration {
    struct str name, value; /* without "!important" */
    bool important;
};

/* The next of a style attribute; false: there is none. What is no declaration is passed. */
bool css_next_declaration(struct css *css, struct css_declaration *out);

#endif
