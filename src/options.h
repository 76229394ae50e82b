/* Options: one table from which parsing, usage lines, --help and the man page come.
 *
 * Part of the program, not of the library. */
#ifndef OFFPRINT_OPTIONS_H
#define OFFPRINT_OPTIONS_H

#include "base/buf.h"
#include "offprint.h"

#define OPTIONS_ENTRY_LIMIT 64

enum command_id { COMMAND_NONE, COMMAND_EXPORT, COMMAND_CHECK, COMMAND_RENDER };

/* What the user typed. Strings are argv's own. */
struct arguments {
    enum command_id command;
    bool help, version, man_page;
    bool json, quiet, strict;
    const char *operands[2]; /* SITE and PAGE, or "-" */
    size_t operand_count;
    const char *entries[OPTIONS_ENTRY_LIMIT];
    size_t entry_count;
    const char *output, *name, *title, *subtitle, *live_url, *contact, *prepared_for;
    const char *data_folder;
    const char *markdown, *to;
    bool liquid;
    int depth; /* below 0: not said */
    enum offprint_paper paper;
};

/* False: `error` holds one line for the user, naming the option. */
bool options_parse(int argc, char **argv, struct arguments *out, struct buf *error);

/* Help of one command, or of the program (COMMAND_NONE); within 80 columns. */
void options_write_help(enum command_id command, struct buf *out);

/* The man page, in man(7) macros. */
void options_write_man_page(struct buf *out);

#endif
