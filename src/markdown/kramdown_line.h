/* Lines: what a line is, asked at its first byte. Nothing is built here; the block pass
 * asks to find where a block begins and which lines belong to it.
 *
 * `at` is an offset into a source's text, where every line ends in '\n'. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_LINE_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_LINE_H

#include "base/lines.h"
#include "markdown/kramdown_settings.h"

size_t line_skip_spaces(struct str text, size_t at); /* behind up to three spaces */
size_t line_indent(struct str text, size_t at, size_t *columns); /* bytes of white space */
bool line_is_blank(struct str text, size_t at);
bool line_is_end_mark(struct str text, size_t at); /* '^' */
bool line_is_rule(struct str text, size_t at);
bool line_is_quote(struct str text, size_t at);
bool line_is_definition(struct str text, size_t at); /* ": text" */
/* {: ... } alone; `*inside` is what stands within. */
bool line_is_ial(struct str text, size_t at, struct str *inside);

struct list_marker {
    bool ordered;
    size_t indent;  /* spaces before the marker */
    size_t content; /* offset behind the marker */
};
bool line_is_list_item(struct str text, size_t at, struct list_marker *out);

/* "# text": its level and where the text begins. */
bool line_is_atx(const struct kramdown_settings *settings, struct str text, size_t at,
                 size_t *level, size_t *from);

struct fence {
    char mark;
    size_t count;
    struct str info;
    bool adjacent; /* nothing stands between the marks and `info` */
};
bool line_is_fence(const struct kramdown_settings *settings, struct str text, size_t at,
                   struct fence *out);

/* Four spaces or a tab: the bytes of it, or 0. */
size_t line_code_indent(struct str text, size_t at);
/* The end of a region of indented lines, lines taken along below them, and blank lines
 * when indented ones follow. */
size_t line_indented_end(struct str text, size_t at);

/* Whether a paragraph ends above the line. */
bool line_ends_paragraph(const struct kramdown_settings *settings, struct str text,
                         size_t at);
/* Whether a quote, an item or a code block does not take the line along without its mark.
 */
bool line_ends_lazy(struct str text, size_t at);

#endif
