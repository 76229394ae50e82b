/* Commands: a row each, with the function that does it: what the user typed in, text for
 * standard output and standard error and an exit status out. */
#ifndef OFFPRINT_COMMANDS_H
#define OFFPRINT_COMMANDS_H

#include "command/options.h"

/* What main.c alone may ask the system for. */
struct surroundings {
    const char *data_folder; /* found beside the program, or NULL */
    bool has_source_date;
    int64_t source_date; /* SOURCE_DATE_EPOCH */
    void (*progress)(void *data, const char *stage, size_t done,
                     size_t total); /* or NULL */
    bool (*stop)(void *data);       /* asked while outputs are written */
    unsigned threads;               /* what may run at once when nothing is said */
};

extern const struct command_table command_table;

#endif
