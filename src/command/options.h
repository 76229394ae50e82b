/* Options: one table from which parsing, --help and the man page come, and the form of
 * the rows that commands.c fills for its commands. Part of the program, not of the
 * library; knows no command by name. */
#ifndef OFFPRINT_OPTIONS_H
#define OFFPRINT_OPTIONS_H

#include "base/buf.h"
#include "offprint.h"

#define OPTION_TEXT_LIMIT 64 /* values of an option that may come more than once */

enum option_id { /* in the order of help */
                 OPTION_ENTRY,
                 OPTION_REVISION,
                 OPTION_HISTORY,
                 OPTION_DEPTH,
                 OPTION_LIVE_URL,
                 OPTION_OUTPUT,
                 OPTION_OUTPUTS,
                 OPTION_EPUB,
                 OPTION_STICK,
                 OPTION_FOR,
                 OPTION_ONLY,
                 OPTION_SHARD,
                 OPTION_KEEP_GOING,
                 OPTION_RESUME,
                 OPTION_ZIP,
                 OPTION_NAME,
                 OPTION_TITLE,
                 OPTION_SUBTITLE,
                 OPTION_CONTACT,
                 OPTION_PREPARED_FOR,
                 OPTION_DATE,
                 OPTION_PAPER,
                 OPTION_IMAGE_DPI,
                 OPTION_MEDIA,
                 OPTION_GREY,
                 OPTION_BLEED,
                 OPTION_MARKS,
                 OPTION_CMYK,
                 OPTION_QR,
                 OPTION_SHORT_LINKS,
                 OPTION_BOOKLET,
                 OPTION_CREEP,
                 OPTION_FLIP,
                 OPTION_BIND,
                 OPTION_BEST,
                 OPTION_THEME,
                 OPTION_THEME_DIR,
                 OPTION_BUILT,
                 OPTION_MARKDOWN,
                 OPTION_LIQUID,
                 OPTION_TO,
                 OPTION_DATA,
                 OPTION_ALLOW_ACTIVE,
                 OPTION_LAYOUTS,
                 OPTION_OWN_TEXT,
                 OPTION_KEY,
                 OPTION_TSA,
                 OPTION_MEMORY,
                 OPTION_FILE_LIMIT,
                 OPTION_BUNDLE_LIMIT,
                 OPTION_THREADS,
                 OPTION_ALL,
                 OPTION_WORD,
                 OPTION_STAT,
                 OPTION_HTML,
                 OPTION_EXIT_CODE,
                 OPTION_WATCH,
                 OPTION_OPEN,
                 OPTION_STRICT,
                 OPTION_JSON,
                 OPTION_QUIET,
                 OPTION_HELP,
                 OPTION_VERSION,
                 OPTION_MAN_PAGE,
                 OPTION_COUNT,
};

#define OPTION_BIT(id) (UINT64_C(1) << (id))

struct option_texts {
    const char *items[OPTION_TEXT_LIMIT];
    size_t count;
};

struct option_number {
    bool given;
    unsigned value;
};

struct option_size {
    bool given;
    size_t bytes;
};

struct option_shard { /* of `count` parts one, from 0 on; 0: all */
    unsigned index, count;
};

struct option_choice {
    const char *text; /* as the option's row spells it; NULL: not said */
    unsigned index;   /* in the row's list, from 1; 0: not said, or without a value */
};

/* What the user typed. Strings are argv's own. */
struct arguments {
    const struct command_row *command; /* NULL: none */
    char *const *operands; /* in `argv` */
    size_t operand_count;
    struct option_texts entries, outputs;
    const char *list, *only; /* whom packets are for */
    const char *short_links, *cmyk;
    const char *output, *stick, *name, *title, *subtitle, *live_url, *contact,
        *prepared_for, *date, *revision;
    const char *data_folder, *theme, *theme_dir, *built, *key, *tsa, *html;
    struct option_number depth, image_dpi, threads;
    struct option_number bleed; /* micrometres */
    struct option_number booklet; /* sheets in each other at the most; 0: not said */
    struct option_number creep;   /* micrometres */
    struct option_shard shard;
    struct option_size memory, file_limit, bundle_limit;
    struct option_choice paper, media, marks, flip, bind, qr, markdown, to, resume, zip;
    bool liquid, json, quiet, strict, allow_active, layouts, own_text, history, best, epub,
        grey, keep_going, all, by_word, stat, exit_code, watch, open, help, version,
        man_page;
};

struct surroundings; /* surroundings.h */

/* A command: how it is called, what it takes, what it does. */
struct command_row {
    const char *name;
    const char *operands; /* as usage shows them */
    const char *summary, *example;
    const char *note; /* on its operands, for help; or NULL */
    size_t operand_least, operand_most; /* the latter 0: as many as are typed */
    uint64_t options; /* OPTION_BIT()s */
    /* What else must hold of the arguments; NULL: nothing. False: `error` says what. */
    bool (*check)(const struct arguments *arguments, struct buf *error);
    enum offprint_status (*run)(const struct arguments *arguments,
                                const struct surroundings *surroundings, struct buf *output,
                                struct buf *errors);
    /* Its JSON where it was not run, as it was called wrongly; of the commands with --json.
     */
    void (*refuse)(struct buf *output, const char *diagnostics);
};

struct command_table {
    const struct command_row *rows;
    size_t count;
    uint64_t options; /* without a command */
};

/* For help.c and completion.c */
struct option_row {
    char letter; /* 0: none */
    const char *name;
    const char *argument; /* NULL: a flag; "[=x]": it may come without one */
    const char *help;
};

/* How argv is read by it, for options.c. */
enum value_form {
    FORM_FLAG,    /* bool */
    FORM_TEXT,    /* const char * */
    FORM_NAME,    /* the same, not empty */
    FORM_NUMBER,  /* struct option_number */
    FORM_DOTS,    /* the same, up to what pictures may have */
    FORM_BLEED,   /* the same in micrometres: "3mm" */
    FORM_SHEETS,  /* the same, or nothing: as many as fold well */
    FORM_CREEP,   /* the same in micrometres: "auto", "0.12" millimetres */
    FORM_SIZE,    /* struct option_size: "512M" */
    FORM_SHARD,   /* struct option_shard: "3/8" */
    FORM_CHOICE,  /* struct option_choice */
    FORM_TEXTS,   /* struct option_texts, one more each time */
    FORM_OUTPUTS, /* struct option_texts: names of outputs with commas between */
};

struct option_reading {
    struct option_row shown;
    enum value_form form;
    size_t field;
    const char *const *choices;
};

extern const struct option_reading option_rows[OPTION_COUNT];

const struct option_row *option_row_at(enum option_id id);

/* Whether its value, if it has one, stands behind "=" alone. */
bool option_may_lack_value(const struct option_row *row);

/* What its value must be one of, with a NULL behind them. NULL: there are too many. */
const char *const *option_choices(enum option_id id);

/* False: `error` holds one line for the user, naming the option. Cuts lists in `argv`. */
bool options_parse(const struct command_table *commands, int argc, char **argv,
                   struct arguments *out, struct buf *error);

#endif
