#define _GNU_SOURCE /* getopt_long */

#include "options.h"

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>

enum option_id {
    OPTION_ENTRY = 256,
    OPTION_DEPTH,
    OPTION_LIVE_URL,
    OPTION_TITLE,
    OPTION_SUBTITLE,
    OPTION_CONTACT,
    OPTION_PREPARED_FOR,
    OPTION_OUTPUT,
    OPTION_NAME,
    OPTION_PAPER,
    OPTION_MARKDOWN,
    OPTION_LIQUID,
    OPTION_TO,
    OPTION_DATA,
    OPTION_STRICT,
    OPTION_JSON,
    OPTION_QUIET,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_MAN_PAGE,
};

/* Commands an option belongs to, as bits. */
#define ON(command) (1U << (command))
#define ON_READING (ON(COMMAND_EXPORT) | ON(COMMAND_CHECK))
#define ON_ALL (ON(COMMAND_NONE) | ON_READING | ON(COMMAND_RENDER))

static const struct option_row {
    enum option_id id;
    char letter; /* 0: none */
    const char *name;
    const char *argument; /* NULL: a flag */
    unsigned commands;
    const char *help;
} rows[] = {
    {OPTION_ENTRY, 'e', "entry", "PAGE", ON_READING,
     "page to start from: a permalink (/contribute/) or a source path; may be repeated "
     "(default: the recipe's)"},
    {OPTION_DEPTH, 'd', "depth", "N", ON_READING,
     "how many links away from an entry page others are taken (default: 1)"},
    {OPTION_LIVE_URL, 0, "live-url", "URL", ON_READING,
     "address of the live site, for links to pages that are left out "
     "(default: the recipe's, else url in _config.yml)"},
    {OPTION_OUTPUT, 'o', "output", "DIR", ON(COMMAND_EXPORT),
     "folder for the PDF and the zip (default: out)"},
    {OPTION_NAME, 'n', "name", "NAME", ON(COMMAND_EXPORT),
     "name of both files (default: the first entry page's slug)"},
    {OPTION_TITLE, 0, "title", "TEXT", ON_READING, "title of the packet"},
    {OPTION_SUBTITLE, 0, "subtitle", "TEXT", ON_READING, "subtitle on the cover"},
    {OPTION_CONTACT, 0, "contact", "ADDRESS", ON_READING, "whom to write to"},
    {OPTION_PREPARED_FOR, 0, "prepared-for", "TEXT", ON_READING,
     "whom the packet is for; on the cover"},
    {OPTION_PAPER, 0, "paper", "SIZE", ON(COMMAND_EXPORT),
     "A4, Letter or A5 (default: A4)"},
    {OPTION_MARKDOWN, 'm', "markdown", "DIALECT", ON(COMMAND_RENDER),
     "read Markdown from standard input: kramdown, commonmark or gfm"},
    {OPTION_LIQUID, 0, "liquid", NULL, ON(COMMAND_RENDER),
     "read one Liquid case as JSON (template, data, templates) from standard input"},
    {OPTION_TO, 't', "to", "FORM", ON(COMMAND_RENDER),
     "html, or doc for the document tree (default: html)"},
    {OPTION_DATA, 0, "data-folder", "DIR", ON(COMMAND_EXPORT),
     "where fonts and hyphenation patterns lie (default: as installed)"},
    {OPTION_STRICT, 0, "strict", NULL, ON_READING | ON(COMMAND_RENDER),
     "warnings are errors"},
    {OPTION_JSON, 0, "json", NULL, ON_READING, "report to standard output as JSON"},
    {OPTION_QUIET, 'q', "quiet", NULL, ON_ALL, "say nothing but errors"},
    {OPTION_HELP, 'h', "help", NULL, ON_ALL, "this help"},
    {OPTION_VERSION, 0, "version", NULL, ON(COMMAND_NONE), "name and version"},
    {OPTION_MAN_PAGE, 0, "man-page", NULL, ON(COMMAND_NONE), "the manual page, for man(1)"},
};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

static const struct command_row {
    enum command_id id;
    const char *name, *operands, *summary, *example;
    size_t operand_limit;
} commands[] = {
    {COMMAND_EXPORT, "export", "[SITE]",
     "Make the PDF packet and the zip bundle of a page and the documents it links to.",
     "offprint export my-site --entry /contribute/ -o out", 1},
    {COMMAND_CHECK, "check", "[SITE]",
     "Read the same pages and links, write nothing, report every fault.",
     "offprint check my-site --entry /contribute/ --strict", 1},
    {COMMAND_RENDER, "render", "SITE PAGE | --markdown DIALECT - | --liquid -",
     "Print a page's HTML fragment as its site would show it, or the tree of it.",
     "offprint render my-site _pages/contribute.md", 2},
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

static const struct command_row *command_of(enum command_id id)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (commands[i].id == id) {
            return &commands[i];
        }
    }
    return NULL;
}

/* Parsing */

static bool parse_depth(const char *text, struct arguments *out, struct buf *error)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end || value < 0 || value > 1000) {
        buf_add_format(error, "option '--depth' wants a number from 0 to 1000, not '%s'",
                       text);
        return false;
    }
    out->depth = (int)value;
    return true;
}

static bool parse_paper(const char *text, struct arguments *out, struct buf *error)
{
    static const struct {
        const char *name;
        enum offprint_paper paper;
    } papers[] = {{"A4", OFFPRINT_A4}, {"Letter", OFFPRINT_LETTER}, {"A5", OFFPRINT_A5}};
    for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
        if (str_eq_ignore_case(str_from(text), str_from(papers[i].name))) {
            out->paper = papers[i].paper;
            return true;
        }
    }
    buf_add_format(error, "option '--paper' wants A4, Letter or A5, not '%s'", text);
    return false;
}

static bool parse_choice(const char *option, const char *text, const char *const *choices,
                         const char **out, struct buf *error)
{
    buf_add_format(error, "option '--%s' wants ", option);
    for (size_t i = 0; choices[i]; i++) {
        if (strcmp(text, choices[i]) == 0) {
            *out = text;
            buf_reset(error);
            return true;
        }
        buf_add_format(error, "%s%s",
                       i == 0           ? ""
                       : choices[i + 1] ? ", "
                                        : " or ",
                       choices[i]);
    }
    buf_add_format(error, ", not '%s'", text);
    return false;
}

static bool take_option(enum option_id id, const char *text, struct arguments *out,
                        struct buf *error)
{
    static const char *const dialects[] = {"kramdown", "commonmark", "gfm", NULL};
    static const char *const forms[] = {"html", "doc", NULL};
    switch (id) {
    case OPTION_ENTRY:
        if (out->entry_count == OPTIONS_ENTRY_LIMIT) {
            buf_add_format(error, "more than %d entries", OPTIONS_ENTRY_LIMIT);
            return false;
        }
        out->entries[out->entry_count++] = text;
        return true;
    case OPTION_DEPTH: return parse_depth(text, out, error);
    case OPTION_PAPER: return parse_paper(text, out, error);
    case OPTION_MARKDOWN:
        return parse_choice("markdown", text, dialects, &out->markdown, error);
    case OPTION_TO: return parse_choice("to", text, forms, &out->to, error);
    case OPTION_LIVE_URL: out->live_url = text; return true;
    case OPTION_TITLE: out->title = text; return true;
    case OPTION_SUBTITLE: out->subtitle = text; return true;
    case OPTION_CONTACT: out->contact = text; return true;
    case OPTION_PREPARED_FOR: out->prepared_for = text; return true;
    case OPTION_OUTPUT: out->output = text; return true;
    case OPTION_NAME: out->name = text; return true;
    case OPTION_DATA: out->data_folder = text; return true;
    case OPTION_LIQUID: out->liquid = true; return true;
    case OPTION_STRICT: out->strict = true; return true;
    case OPTION_JSON: out->json = true; return true;
    case OPTION_QUIET: out->quiet = true; return true;
    case OPTION_HELP: out->help = true; return true;
    case OPTION_VERSION: out->version = true; return true;
    case OPTION_MAN_PAGE: out->man_page = true; return true;
    }
    return false;
}

static bool check_operands(const struct arguments *arguments, struct buf *error)
{
    const struct command_row *command = command_of(arguments->command);
    if (!command || arguments->help) {
        return true;
    }
    if (arguments->operand_count > command->operand_limit) {
        buf_add_format(error, "'%s' takes at most %zu operand%s", command->name,
                       command->operand_limit, command->operand_limit == 1 ? "" : "s");
        return false;
    }
    if (arguments->command != COMMAND_RENDER) {
        return true;
    }
    bool from_input = arguments->markdown || arguments->liquid;
    bool stdin_named =
        arguments->operand_count == 1 && strcmp(arguments->operands[0], "-") == 0;
    if (from_input ? !stdin_named : arguments->operand_count != 2) {
        buf_add_format(error, "'render' wants %s",
                       from_input ? "'-' for standard input" : "SITE and PAGE");
        return false;
    }
    return true;
}

/* getopt's view of the rows that `command` takes. */
static void fill_getopt(enum command_id command, struct option *longs, char *letters)
{
    *letters++ = ':'; /* a missing argument is told apart */
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!(rows[i].commands & ON(command))) {
            continue;
        }
        *longs++ = (struct option){rows[i].name,
                                   rows[i].argument ? required_argument : no_argument, NULL,
                                   (int)rows[i].id};
        if (rows[i].letter) {
            *letters++ = rows[i].letter;
            if (rows[i].argument) {
                *letters++ = ':';
            }
        }
    }
    *longs = (struct option){0};
    *letters = '\0';
}

static enum option_id option_of(int found)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (found < 256 && rows[i].letter == found) {
            return rows[i].id;
        }
    }
    return (enum option_id)found;
}

static bool parse_options(int argc, char **argv, struct arguments *out, struct buf *error)
{
    struct option longs[ROW_COUNT + 1];
    char letters[2 * ROW_COUNT + 2];
    fill_getopt(out->command, longs, letters);
    opterr = 0;
    optind = 1;
    for (int found; (found = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        const char *typed = argv[optind - 1];
        if (found == ':') {
            buf_add_format(error, "option '%s' wants a value", typed);
            return false;
        }
        if (found == '?') {
            if (optopt > 0 && optopt < 256) {
                buf_add_format(error, "unknown option '-%c'", optopt);
            } else {
                buf_add_format(error, "unknown option '%s'", typed);
            }
            return false;
        }
        if (!take_option(option_of(found), optarg, out, error)) {
            return false;
        }
    }
    for (int i = optind; i < argc; i++) {
        if (out->operand_count < 2) {
            out->operands[out->operand_count] = argv[i];
        }
        out->operand_count++;
    }
    return true;
}

bool options_parse(int argc, char **argv, struct arguments *out, struct buf *error)
{
    *out = (struct arguments){.depth = -1};
    if (argc > 1 && argv[1][0] != '-') {
        for (size_t i = 0; i < COMMAND_COUNT; i++) {
            if (strcmp(argv[1], commands[i].name) == 0) {
                out->command = commands[i].id;
            }
        }
        if (out->command == COMMAND_NONE) {
            buf_add_format(error, "unknown command '%s'", argv[1]);
            return false;
        }
        argc--;
        argv++;
    }
    if (!parse_options(argc, argv, out, error) || !check_operands(out, error)) {
        return false;
    }
    if (out->command == COMMAND_NONE && !out->help && !out->version && !out->man_page) {
        buf_add_text(error, "no command given");
        return false;
    }
    return true;
}

/* Help */

#define HELP_COLUMNS 80
#define HELP_INDENT 28

static void add_wrapped(struct buf *out, const char *text, size_t column, size_t indent)
{
    while (*text) {
        size_t len = strcspn(text, " ");
        if (column > indent && column + 1 + len > HELP_COLUMNS) {
            buf_add_format(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            buf_add_byte(out, ' ');
            column++;
        }
        buf_add_bytes(out, text, len);
        column += len;
        text += len + strspn(text + len, " ");
    }
    buf_add_byte(out, '\n');
}

static void add_option_help(const struct option_row *row, struct buf *out)
{
    size_t start = out->len;
    if (row->letter) {
        buf_add_format(out, "  -%c, --%s", row->letter, row->name);
    } else {
        buf_add_format(out, "      --%s", row->name);
    }
    if (row->argument) {
        buf_add_format(out, " %s", row->argument);
    }
    size_t column = out->len - start;
    if (column + 2 > HELP_INDENT) {
        buf_add_byte(out, '\n');
        column = 0;
    }
    buf_add_format(out, "%*s", (int)(HELP_INDENT - column), "");
    add_wrapped(out, row->help, HELP_INDENT, HELP_INDENT);
}

static void add_options_help(enum command_id command, struct buf *out)
{
    buf_add_text(out, "\nOptions:\n");
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (rows[i].commands & ON(command)) {
            add_option_help(&rows[i], out);
        }
    }
}

static const char exit_statuses[] =
    "\nExit status: 0 made; 1 errors in content, old outputs untouched; 2 wrong\n"
    "usage; 3 the system failed.\n";

void options_write_help(enum command_id id, struct buf *out)
{
    const struct command_row *command = command_of(id);
    if (command) {
        buf_add_format(out, "Usage: offprint %s [OPTION]... %s\n\n", command->name,
                       command->operands);
        add_wrapped(out, command->summary, 0, 0);
        add_options_help(id, out);
        if (id != COMMAND_RENDER) {
            buf_add_text(out, "\nSITE is the site's folder (default: content).\n");
        }
        buf_add_format(out, "\nExample: %s\n%s", command->example, exit_statuses);
        return;
    }
    buf_add_text(out, "Usage: offprint COMMAND [OPTION]...\n\n");
    add_wrapped(
        out,
        "Turn a page of a Jekyll-style site and the documents it links to into a typeset "
        "PDF packet and a zip bundle that open without a network.",
        0, 0);
    buf_add_text(out, "\nCommands:\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        buf_add_format(out, "  %-9s", commands[i].name);
        add_wrapped(out, commands[i].summary, 11, 11);
    }
    add_options_help(COMMAND_NONE, out);
    buf_add_format(out, "\nExample: %s\n", commands[0].example);
    buf_add_text(out, "\n'offprint COMMAND --help' tells a command's options.\n");
    buf_add_text(out, exit_statuses);
}

/* The man page */

/* Text for roff: a leading '.' or "'" and every '-' and '\' need care. */
static void add_roff(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '-') {
            buf_add_text(out, "\\-");
        } else if (*text == '\\') {
            buf_add_text(out, "\\e");
        } else {
            buf_add_byte(out, *text);
        }
    }
}

static void add_option_roff(const struct option_row *row, struct buf *out)
{
    buf_add_text(out, ".TP\n");
    if (row->letter) {
        buf_add_format(out, "\\fB\\-%c\\fR, ", row->letter);
    }
    buf_add_text(out, "\\fB\\-\\-");
    add_roff(out, row->name);
    buf_add_text(out, "\\fR");
    if (row->argument) {
        buf_add_format(out, " \\fI%s\\fR", row->argument);
    }
    buf_add_text(out, "\n");
    add_roff(out, row->help);
    buf_add_text(out, "\n");
}

void options_write_man_page(struct buf *out)
{
    buf_add_format(out, ".TH OFFPRINT 1 \"\" \"offprint %s\" \"User Commands\"\n",
                   offprint_version());
    buf_add_text(out,
                 ".SH NAME\noffprint \\- web pages and the documents behind them as a PDF "
                 "packet and a zip bundle\n.SH SYNOPSIS\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        buf_add_format(out, "%s.B offprint %s\n[\\fIOPTION\\fR]... ", i ? ".br\n" : "",
                       commands[i].name);
        add_roff(out, commands[i].operands);
        buf_add_text(out, "\n");
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        buf_add_format(out, ".SH \"COMMAND %s\"\n", commands[i].name);
        add_roff(out, commands[i].summary);
        buf_add_text(out, "\n");
        for (size_t k = 0; k < ROW_COUNT; k++) {
            if (rows[k].commands & ON(commands[i].id)) {
                add_option_roff(&rows[k], out);
            }
        }
        buf_add_text(out, ".PP\nExample:\n.B ");
        add_roff(out, commands[i].example);
        buf_add_text(out, "\n");
    }
    buf_add_text(
        out, ".SH FILES\n.TP\n.I offprint.yml\nThe site's recipe: title, subtitle, entry, "
             "depth, order, include, exclude, live_url, contact, paper, name. Flags win.\n"
             ".SH ENVIRONMENT\n.TP\n.B SOURCE_DATE_EPOCH\nDate of the outputs, in seconds "
             "since 1970; otherwise the source's revision or newest file.\n"
             ".SH \"EXIT STATUS\"\n0 made; 1 errors in content, old outputs untouched; 2 "
             "wrong usage; 3 the system failed.\n");
}
