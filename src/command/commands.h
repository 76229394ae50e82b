/* Commands: a row each, with the function that does it: what the user typed in, text for
 * standard output and standard error and an exit status out. */
#ifndef OFFPRINT_COMMANDS_H
#define OFFPRINT_COMMANDS_H

#include "command/options.h"

extern const struct command_table command_table;

#endif
