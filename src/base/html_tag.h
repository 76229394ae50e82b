/* HTML tags as kramdown reads them, in Markdown and for Jekyll's `smartify`: which elements
 * stay in a paragraph, where a tag ends, its attributes. */
#ifndef OFFPRINT_BASE_HTML_TAG_H
#define OFFPRINT_BASE_HTML_TAG_H

#include "base/str.h"

struct arena;

enum html_content { HTML_RAW, HTML_SPAN, HTML_BLOCK };

struct html_tag {
    struct str name;     /* lower case when it is an HTML element */
    size_t end;          /* behind '>' */
    bool closing, empty; /* </x>, <x/> */
    size_t attributes, attributes_end;
};

/* The tag at text[at] = '<', or false. */
bool html_tag_at(struct arena *arena, struct str text, size_t at, struct html_tag *out);
/* As browsers read it: <link rel=canonical href=https://x.example/>, <a @click="…"> */
bool html_loose_tag_at(struct arena *arena, struct str text, size_t at,
                       struct html_tag *out);

bool html_is_span(struct str name);                 /* stays in its paragraph */
bool html_is_block(struct str name);                /* never within a paragraph */
bool html_is_void(struct str name);                 /* has no end tag */
bool html_is_verbatim(struct str name);             /* script, style */
bool html_is_parsed(struct str name);               /* spans are read within it */
enum html_content html_content_of(struct str name); /* with markdown="1" */

bool html_is_known(struct str name);

/* A name in lower case, when it is an HTML element's or one of its attributes'. */
struct str html_name(struct arena *arena, struct str name, bool known);

/* The attribute behind white space at `at`: its end, or 0. */
size_t html_attribute_at(struct str text, size_t at, struct str *name, struct str *value);
size_t html_loose_attribute_at(struct str text, size_t at, struct str *name,
                               struct str *value); /* as browsers read it */

/* The end of a name of an element or attribute at `at`, or `at`. */
size_t html_name_end(struct str text, size_t at);

size_t html_comment_end(struct str text, size_t at, size_t end);     /* or STR_NONE */
size_t html_end_tag_at(struct str text, size_t at, struct str name); /* its end, or 0 */
size_t html_find_end_tag(struct str text, struct str name, size_t from, size_t to);

#endif
