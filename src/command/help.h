/* Help: what the tables of commands, options and outputs say of themselves. */
#ifndef OFFPRINT_HELP_H
#define OFFPRINT_HELP_H

#include "command/options.h"

/* Help of a command, on a topic, or of the program, as asked for; within 80 columns. */
void help_write(const struct command_table *commands, const struct arguments *arguments,
                struct buf *out);

/* All that a site's offprint.yml may say, as YAML with a comment each. */
void help_write_recipe(struct buf *out);

/* The man page, in man(7) macros. */
void help_write_man_page(const struct command_table *commands, struct buf *out);

#endif
