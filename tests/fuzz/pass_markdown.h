/* What all targets of Markdown do with a text once they have chosen how it is read. */
#ifndef OFFPRINT_TESTS_FUZZ_PASS_MARKDOWN_H
#define OFFPRINT_TESTS_FUZZ_PASS_MARKDOWN_H

#include "room.h"

#include "html/html.h"
#include "markdown/markdown.h"

/* Reads, prints as `print` does, absorbs and prints again; checks both trees. The text is
 * UTF-8. */
void pass_markdown(struct room *room, struct str text,
                   const struct markdown_options *options, enum html_dialect print);

#endif
