/* Scanning HTML without a parser: where names, tags, attributes, comments and texts end, by
 * its rules of tokenization (13.2.5). For html/ only. */
#ifndef OFFPRINT_HTML_SCAN_H
#define OFFPRINT_HTML_SCAN_H

#include "base/str.h"

/* Of the name that begins at `at`; 0: none does. */
size_t scan_name_length(struct str raw, size_t at);

/* After the '>' of the tag whose name ends at `at`, or STR_NONE: one in a quoted value does
 * not count, and a quote counts only where a value begins. */
size_t scan_tag_end(struct str raw, size_t at);

/* Behind the attribute that begins at `at`, before `end` (13.2.5.32 on). */
size_t scan_attribute_end(struct str raw, size_t at, size_t end);

/* After what stands at `at` and is neither text nor a tag, "<!", "<?" or "</" and no
 * letter, or CDATA among what is foreign to HTML; `at` + 1 where there is no such thing,
 * STR_NONE where it has no end. */
size_t scan_comment_end(struct str raw, size_t at, bool foreign);

/* Where the end tag of an element that holds text begins, or the end. In a script's comment
 * another script counts as one within (13.2.5.20 on). */
size_t scan_text_end(struct str raw, size_t at, struct str name);

#endif
