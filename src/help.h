/* Help: what the tables of commands, options and outputs say of themselves. */
#ifndef OFFPRINT_HELP_H
#define OFFPRINT_HELP_H

#include "options.h"

/* Help of one command, or of the program (NULL); within 80 columns. */
void help_write(const struct command_table *commands, const struct command_row *command,
                struct buf *out);

/* The man page, in man(7) macros. */
void help_write_man_page(const struct command_table *commands, struct buf *out);

#endif
