/* Surroundings: what the system says of this run, which main.c alone may ask. */
#ifndef OFFPRINT_COMMAND_SURROUNDINGS_H
#define OFFPRINT_COMMAND_SURROUNDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct command_table; /* options.h */

struct surroundings {
    const struct command_table *commands;
    const char *data_folder; /* found beside the program, or NULL */
    bool has_source_date;
    int64_t source_date; /* SOURCE_DATE_EPOCH */
    void (*progress)(void *data, const char *stage, size_t done,
                     size_t total); /* or NULL */
    bool (*stop)(void *data);       /* asked while outputs are written */
    bool (*rest)(void); /* none are, until that is asked again: a signal ends the run at
                           once; false: one came before */
    /* Writes what is to be told so far and empties both; false: nobody takes it. */
    bool (*tell)(struct buf *output, struct buf *errors);
    /* Has the desktop show a file; 0, or errno. */
    int (*show)(const char *path);
    unsigned threads;               /* what may run at once when nothing is said */
    bool colour, error_colour;      /* standard output, or error, takes colours, and they
                                       are wanted */
    unsigned width;                 /* columns of it; 0: no terminal */
};

#endif
