/* The table of options and what reads argv by it. Each row says which field of `struct
 * arguments` it fills and how; which command takes which option stands in the commands'
 * rows. getopt_long does the walking. */
#define _GNU_SOURCE /* getopt_long */

#include "command/options.h"
#include "base/limits.h"

#include "output.h"

#include <errno.h>
#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>

#define MEMORY_LEAST_BYTES ((size_t)16 << 20)
#define FIRST_LONG 256 /* getopt's values above all letters */

enum value_form {
    FORM_FLAG,    /* bool */
    FORM_TEXT,    /* const char * */
    FORM_NAME,    /* the same, not empty */
    FORM_NUMBER,  /* struct option_number */
    FORM_DOTS,    /* the same, up to what pictures may have */
    FORM_SIZE,    /* struct option_size: "512M" */
    FORM_CHOICE,  /* struct option_choice */
    FORM_TEXTS,   /* struct option_texts, one more each time */
    FORM_OUTPUTS, /* struct option_texts: names of outputs with commas between */
};

static const char *const papers[] = {"A4", "Letter", "A5", NULL}; /* enum offprint_paper */
static const char *const dialects[] = {"kramdown", "commonmark", "gfm", NULL};
static const char *const forms[] = {"html",  "doc",  "lines",
                                    "pages", "site", NULL}; /* render_form */

#define FIELD(name) offsetof(struct arguments, name)

static const struct row {
    struct option_row shown;
    enum value_form form;
    size_t field;
    const char *const *choices;
} rows[] = {
    [OPTION_ENTRY] =
        {{'e', "entry", "PAGE",
          "page to start from: a permalink (/contribute/) or a source path; "
          "may be repeated (default: the recipe's, else the site's front page)"},
         FORM_TEXTS,
         FIELD(entries),
         NULL},
    [OPTION_REVISION] = {{0, "revision", "REV",
                          "the site as it is in that revision of its git repository: a "
                          "branch, a tag, a hash, HEAD~3 (default: as it lies there)"},
                         FORM_NAME,
                         FIELD(revision),
                         NULL},
    [OPTION_HISTORY] = {{0, "history", NULL,
                         "tell of each document when and in which commit of the site's git "
                         "repository it was last changed"},
                        FORM_FLAG,
                        FIELD(history),
                        NULL},
    [OPTION_DEPTH] =
        {{'d', "depth", "N",
          "how many links away from an entry page others are taken (default: 1; render "
          "shows the page's own pages alone unless a depth is given)"},
         FORM_NUMBER,
         FIELD(depth),
         NULL},
    [OPTION_LIVE_URL] = {{0, "live-url", "URL",
                          "address of the live site, for links to pages that are left out "
                          "(default: the recipe's, else the site's url)"},
                         FORM_TEXT,
                         FIELD(live_url),
                         NULL},
    [OPTION_OUTPUT] = {{'o', "output", "DIR", "folder for what is made (default: out)"},
                       FORM_NAME,
                       FIELD(output),
                       NULL},
    [OPTION_OUTPUTS] = {{0, "outputs", "LIST",
                         "what to make: names of outputs, with commas between "
                         "(default: the recipe's, else those marked *)"},
                        FORM_OUTPUTS,
                        FIELD(outputs),
                        NULL},
    [OPTION_NAME] =
        {{'n', "name", "NAME",
          "name of the files (default: the first entry page's slug, or its title's "
          "where it is the front page)"},
         FORM_NAME,
         FIELD(name),
         NULL},
    [OPTION_TITLE] = {{0, "title", "TEXT", "title of the packet"},
                      FORM_TEXT,
                      FIELD(title),
                      NULL},
    [OPTION_SUBTITLE] = {{0, "subtitle", "TEXT", "subtitle on the cover"},
                         FORM_TEXT,
                         FIELD(subtitle),
                         NULL},
    [OPTION_CONTACT] = {{0, "contact", "ADDRESS", "whom to write to"},
                        FORM_TEXT,
                        FIELD(contact),
                        NULL},
    [OPTION_PREPARED_FOR] = {{0, "prepared-for", "TEXT",
                              "whom the packet is for; on the cover"},
                             FORM_TEXT,
                             FIELD(prepared_for),
                             NULL},
    [OPTION_DATE] = {{0, "date", "DATE",
                      "date of what is made, as in 2021-07-15 (default: see "
                      "SOURCE_DATE_EPOCH in the manual)"},
                     FORM_NAME,
                     FIELD(date),
                     NULL},
    [OPTION_PAPER] = {{0, "paper", "SIZE", "A4, Letter or A5 (default: A4)"},
                      FORM_CHOICE,
                      FIELD(paper),
                      papers},
    [OPTION_IMAGE_DPI] = {{0, "image-dpi", "N",
                           "pictures of more dots per inch have as many in the PDF; 0 "
                           "keeps them as they are (default: 300)"},
                          FORM_DOTS,
                          FIELD(image_dpi),
                          NULL},
    [OPTION_BEST] = {{0, "best", NULL,
                      "pack as tightly as can be: files a twentieth smaller in two to four "
                      "times the time"},
                     FORM_FLAG,
                     FIELD(best),
                     NULL},
    [OPTION_THEME] = {{0, "theme", "NAME", "how both outputs look (default: plain)"},
                      FORM_NAME,
                      FIELD(theme),
                      NULL},
    [OPTION_THEME_DIR] = {{0, "theme-dir", "DIR",
                           "where the site's Jekyll theme lies (default: beside the site, "
                           "or in its vendor folder)"},
                          FORM_NAME,
                          FIELD(theme_dir),
                          NULL},
    [OPTION_BUILT] = {{0, "built", "DIR",
                       "what the site's generator made of it: its pages as they are built, "
                       "in the words of their sources wherever both agree"},
                      FORM_NAME,
                      FIELD(built),
                      NULL},
    [OPTION_MARKDOWN] = {{'m', "markdown", "DIALECT",
                          "read Markdown from standard input: kramdown, commonmark or gfm"},
                         FORM_CHOICE,
                         FIELD(markdown),
                         dialects},
    [OPTION_LIQUID] = {{0, "liquid", NULL,
                        "read one Liquid case as JSON (template, data, templates) from "
                        "standard input"},
                       FORM_FLAG,
                       FIELD(liquid),
                       NULL},
    [OPTION_TO] =
        {{'t', "to", "FORM",
          "html for the page as a packet has it, with what its layouts add unless "
          "--own-text is given, doc for the same as the document tree, site for HTML with "
          "all that its layouts put around it, lines for the lines as they are set, or "
          "pages for all that is placed on "
          "them and the structure tree (default: html)"},
         FORM_CHOICE,
         FIELD(to),
         forms},
    [OPTION_DATA] = {{0, "data-folder", "DIR",
                      "where fonts and hyphenation patterns lie (default: as installed)"},
                     FORM_NAME,
                     FIELD(data_folder),
                     NULL},
    [OPTION_ALLOW_ACTIVE] = {{0, "allow-active", NULL,
                              "take along linked files that run when they are opened: "
                              "scripts, programs, macros (default: the link leads to the "
                              "live site)"},
                             FORM_FLAG,
                             FIELD(allow_active),
                             NULL},
    [OPTION_LAYOUTS] = {{0, "layouts", NULL,
                         "warn of Jekyll layouts that are not there; what layouts add to "
                         "pages' own texts goes along in any case, where it is content: "
                         "bylines, lists of posts, fields"},
                        FORM_FLAG,
                        FIELD(layouts),
                        NULL},
    [OPTION_OWN_TEXT] = {{0, "own-text", NULL,
                          "pages of Jekyll sites with their own texts alone, without what "
                          "their layouts add"},
                         FORM_FLAG,
                         FIELD(own_text),
                         NULL},
    [OPTION_KEY] =
        {{0, "key", "KEY",
          "public key of minisign's that signatures must be by: its file, or the "
          "key itself"},
         FORM_NAME,
         FIELD(key),
         NULL},
    [OPTION_TSA] =
        {{0, "tsa", "FILE",
          "certificates (PEM) of the authority that time stamps must go back to"},
         FORM_NAME,
         FIELD(tsa),
         NULL},
    [OPTION_MEMORY] = {{0, "memory", "SIZE",
                        "what a run may take, as in 512M or 4G (default: 2G on every "
                        "machine; see --help limits)"},
                       FORM_SIZE,
                       FIELD(memory),
                       NULL},
    [OPTION_THREADS] = {{0, "threads", "N",
                         "what may run at once; outputs are the same for any number "
                         "(default: a thread for each processor, 4 at the most)"},
                        FORM_NUMBER,
                        FIELD(threads),
                        NULL},
    [OPTION_ALL] = {{0, "all", NULL,
                     "show also what changes no word: addresses of links, pictures and "
                     "files, markup (default: one line that counts them)"},
                    FORM_FLAG,
                    FIELD(all),
                    NULL},
    [OPTION_WORD] = {{0, "word", NULL,
                      "show changed paragraphs whole, with [-old-] and {+new+} words in "
                      "them"},
                     FORM_FLAG,
                     FIELD(by_word),
                     NULL},
    [OPTION_STAT] = {{0, "stat", NULL, "show counts alone, a line for each document"},
                     FORM_FLAG,
                     FIELD(stat),
                     NULL},
    [OPTION_HTML] = {{0, "html", "FILE",
                      "write what changed as a page of its own, old beside new"},
                     FORM_NAME,
                     FIELD(html),
                     NULL},
    [OPTION_EXIT_CODE] = {{0, "exit-code", NULL, "status 1 where anything differs"},
                          FORM_FLAG,
                          FIELD(exit_code),
                          NULL},
    [OPTION_STRICT] = {{0, "strict", NULL, "warnings are errors"},
                       FORM_FLAG,
                       FIELD(strict),
                       NULL},
    [OPTION_JSON] = {{0, "json", NULL, "report to standard output as JSON"},
                     FORM_FLAG,
                     FIELD(json),
                     NULL},
    [OPTION_QUIET] = {{'q', "quiet", NULL, "say nothing but errors"},
                      FORM_FLAG,
                      FIELD(quiet),
                      NULL},
    [OPTION_HELP] = {{'h', "help", NULL, "this help"}, FORM_FLAG, FIELD(help), NULL},
    [OPTION_VERSION] = {{'V', "version", NULL, "name and version"},
                        FORM_FLAG,
                        FIELD(version),
                        NULL},
    [OPTION_MAN_PAGE] = {{0, "man-page", NULL, "the manual page, for man(1)"},
                         FORM_FLAG,
                         FIELD(man_page),
                         NULL},
};

_Static_assert(sizeof rows / sizeof rows[0] == OPTION_COUNT, "a row for each option");
_Static_assert(OPTION_COUNT <= 64, "a bit for each option");

const struct option_row *option_row_at(enum option_id id)
{
    return &rows[id].shown;
}

const char *const *option_choices(enum option_id id)
{
    return rows[id].choices;
}

/* What may be meant */

#define MEANT_DISTANCE 2 /* letters that differ, at most */

struct meant {
    struct str typed;
    const char *name; /* the nearest so far, or NULL */
    size_t distance;
};

static struct meant meant_begin(struct str typed)
{
    return (struct meant){typed, NULL, MEANT_DISTANCE + 1};
}

static void meant_consider(struct meant *meant, const char *name)
{
    size_t distance = str_distance(meant->typed, str_from(name));
    if (distance < meant->distance && distance < meant->typed.len) {
        meant->distance = distance;
        meant->name = name;
    }
}

static void meant_add(const struct meant *meant, const char *before, struct buf *error)
{
    if (meant->name) {
        buf_add_format(error, ": did you mean '%s%s'?", before, meant->name);
    }
}

/* Values */

static bool take_number(const struct row *row, const char *text, long most,
                        struct option_number *out, struct buf *error)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end || value < 0 || value > most) {
        buf_add_format(error, "option '--%s' wants a number from 0 to %ld, not '%s'",
                       row->shown.name, most, text);
        return false;
    }
    *out = (struct option_number){true, (unsigned)value};
    return true;
}

/* Whole numbers of bytes, or with K, M or G behind them: KiB, MiB, GiB. */
static bool take_size(const struct row *row, const char *text, struct option_size *out,
                      struct buf *error)
{
    static const char letters[] = "KMG";
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    const char *letter = *end ? strchr(letters, ascii_upper(*end)) : NULL;
    int shift = letter ? 10 * (int)(letter - letters + 1) : 0;
    const char *rest = end + (letter ? 1 : 0);
    bool named = !*rest || str_eq_ignore_case(str_from(rest), STR("iB")) ||
                 str_eq_ignore_case(str_from(rest), STR("B"));
    if (!ascii_is_digit(*text) || !named || errno || value > SIZE_MAX >> shift ||
        (value << shift) < MEMORY_LEAST_BYTES) {
        buf_add_format(error,
                       "option '--%s' wants a size of 16M or more, as in 512M or 4G, "
                       "not '%s'",
                       row->shown.name, text);
        return false;
    }
    *out = (struct option_size){true, (size_t)value << shift};
    return true;
}

static bool take_choice(const struct row *row, const char *text, struct option_choice *out,
                        struct buf *error)
{
    buf_add_format(error, "option '--%s' wants ", row->shown.name);
    for (unsigned i = 0; row->choices[i]; i++) {
        const char *choice = row->choices[i];
        if (str_eq_ignore_case(str_from(text), str_from(choice))) {
            *out = (struct option_choice){choice, i + 1};
            buf_clear(error);
            return true;
        }
        const char *between = i == 0 ? "" : row->choices[i + 1] ? ", " : " or ";
        buf_add_format(error, "%s%s", between, choice);
    }
    buf_add_format(error, ", not '%s'", text);
    return false;
}

static bool take_text(const struct row *row, const char *text, struct option_texts *out,
                      struct buf *error)
{
    if (out->count == OPTION_TEXT_LIMIT) {
        buf_add_format(error, "option '--%s' comes more than %d times", row->shown.name,
                       OPTION_TEXT_LIMIT);
        return false;
    }
    out->items[out->count++] = text;
    return true;
}

/* The list is cut up where it stands: "pdf, zip" has two names. */
static bool take_outputs(const struct row *row, char *text, struct option_texts *out,
                         struct buf *error)
{
    for (char *name = text; name;) {
        char *comma = strchr(name, ',');
        struct str bare =
            str_trim(comma ? str_make(name, (size_t)(comma - name)) : str_from(name));
        name += bare.ptr - name;
        name[bare.len] = '\0';
        if (output_bit(str_from(name)) == 0) {
            buf_add_format(error, "option '--%s' wants names out of ", row->shown.name);
            output_add_names(error);
            buf_add_format(error, ", not '%s'", name);
            return false;
        }
        if (!take_text(row, name, out, error)) {
            return false;
        }
        name = comma ? comma + 1 : NULL;
    }
    return true;
}

static bool take_option(enum option_id id, char *text, struct arguments *out,
                        struct buf *error)
{
    const struct row *row = &rows[id];
    void *field = (char *)out + row->field;
    switch (row->form) {
    case FORM_FLAG: *(bool *)field = true; return true;
    case FORM_NAME:
        if (!*text) {
            buf_add_format(error, "option '--%s' wants a value that is not empty",
                           row->shown.name);
            return false;
        }
        *(const char **)field = text;
        return true;
    case FORM_TEXT: *(const char **)field = text; return true;
    case FORM_NUMBER: return take_number(row, text, LINK_DEPTH_MOST, field, error);
    case FORM_DOTS: return take_number(row, text, IMAGE_DPI_MOST, field, error);
    case FORM_SIZE: return take_size(row, text, field, error);
    case FORM_CHOICE: return take_choice(row, text, field, error);
    case FORM_TEXTS: return take_text(row, text, field, error);
    case FORM_OUTPUTS: return take_outputs(row, text, field, error);
    }
    return false;
}

static bool check_operands(const struct arguments *arguments, struct buf *error)
{
    const struct command_row *command = arguments->command;
    if (!command || arguments->help) {
        return true;
    }
    bool many = command->operand_most && arguments->operand_count > command->operand_most;
    if (many || arguments->operand_count < command->operand_least) {
        size_t limit = many ? command->operand_most : command->operand_least;
        buf_add_format(error, "'%s' takes at %s %zu operand%s", command->name,
                       many ? "most" : "least", limit, limit == 1 ? "" : "s");
        return false;
    }
    return !command->check || command->check(arguments, error);
}

/* Parsing */

/* getopt's view of the rows among `options`. */
static void fill_getopt(uint64_t options, struct option *longs, char *letters)
{
    *letters++ = ':'; /* a missing argument is told apart */
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &rows[i].shown;
        if (!(options & OPTION_BIT(i))) {
            continue;
        }
        *longs++ =
            (struct option){row->name, row->argument ? required_argument : no_argument,
                            NULL, FIRST_LONG + i};
        if (row->letter) {
            *letters++ = row->letter;
            if (row->argument) {
                *letters++ = ':';
            }
        }
    }
    *longs = (struct option){0};
    *letters = '\0';
}

/* OPTION_COUNT: a letter of none. */
static enum option_id option_of(int found)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (found < FIRST_LONG && rows[i].shown.letter == found) {
            return (enum option_id)i;
        }
    }
    return found < FIRST_LONG ? OPTION_COUNT : (enum option_id)(found - FIRST_LONG);
}

/* Gives false. */
static bool refuse_option(const struct arguments *arguments, uint64_t options,
                          const char *typed, struct buf *error)
{
    struct str name = str_from(typed);
    if (optopt > 0 && optopt < FIRST_LONG && !str_starts(name, "--")) {
        bool known = arguments->command && option_of(optopt) < OPTION_COUNT;
        if (known) {
            buf_add_format(error, "'%s' has no option '-%c'", arguments->command->name,
                           optopt);
        } else {
            buf_add_format(error, "unknown option '-%c'", optopt);
        }
        return false;
    }
    size_t equals = str_find_byte(name, '=', 0);
    name = equals == STR_NONE ? name : str_sub(name, 0, equals);
    struct meant meant = meant_begin(str_starts(name, "--") ? str_skip(name, 2) : name);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const char *known = rows[i].shown.name;
        if (options & OPTION_BIT(i)) {
            meant_consider(&meant, known);
        } else if (arguments->command && str_eq(meant.typed, str_from(known))) {
            buf_add_format(error, "'%s' has no option '--%s'", arguments->command->name,
                           known);
            return false;
        }
    }
    buf_add_format(error, "unknown option '%.*s'", STR_ARG(name));
    meant_add(&meant, "--", error);
    return false;
}

static bool parse_options(uint64_t options, int argc, char **argv, struct arguments *out,
                          struct buf *error)
{
    struct option longs[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 2];
    fill_getopt(options, longs, letters);
    opterr = 0;
    optind = 1;
    for (int found; (found = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        const char *typed = argv[optind - 1];
        if (found == ':') {
            buf_add_format(error, "option '%s' wants a value", typed);
            return false;
        }
        if (found == '?') {
            return refuse_option(out, options, typed, error);
        }
        if (!take_option(option_of(found), optarg, out, error)) {
            return false;
        }
    }
    out->operands = argv + optind; /* getopt has moved them to the end */
    out->operand_count = (size_t)(argc > optind ? argc - optind : 0);
    return true;
}

/* What there is help on beside commands; help.c writes it. */
static bool is_topic(const char *name)
{
    return strcmp(name, "limits") == 0 || strcmp(name, "recipe") == 0;
}

/* Gives false. */
static bool refuse_command(const struct command_table *commands, const char *typed,
                           struct buf *error)
{
    struct meant meant = meant_begin(str_from(typed));
    for (size_t i = 0; i < commands->count; i++) {
        meant_consider(&meant, commands->rows[i].name);
    }
    buf_add_format(error, "unknown command '%s'", typed);
    meant_consider(&meant, "help");
    meant_consider(&meant, "version");
    meant_add(&meant, "", error);
    return false;
}

bool options_parse(const struct command_table *commands, int argc, char **argv,
                   struct arguments *out, struct buf *error)
{
    *out = (struct arguments){0};
    if (argc > 1 && (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "version") == 0)) {
        *(argv[1][0] == 'h' ? &out->help : &out->version) = true;
        argc--;
        argv++;
    }
    if (argc > 1 && argv[1][0] != '-') {
        for (size_t i = 0; i < commands->count; i++) {
            if (strcmp(argv[1], commands->rows[i].name) == 0) {
                out->command = &commands->rows[i];
            }
        }
        bool topic = !out->command && out->help && is_topic(argv[1]);
        if (!out->command && !topic) {
            return refuse_command(commands, argv[1], error);
        }
        argc -= topic ? 0 : 1;
        argv += topic ? 0 : 1;
    }
    uint64_t options = out->command ? out->command->options : commands->options;
    if (!parse_options(options, argc, argv, out, error) || !check_operands(out, error)) {
        return false;
    }
    if (!out->command && !out->help && !out->version && !out->man_page) {
        buf_add_text(error, "no command given");
        return false;
    }
    return true;
}
