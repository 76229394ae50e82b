/* Help and the man page: nothing here names a command, an option or an output; all comes
 * from their tables, so that a new row is told of everywhere at once. */
#include "command/help.h"

#include "base/limits.h"
#include "output.h"
#include "site/site.h"

/* Help */

#define HELP_COLUMNS 80
#define HELP_INDENT 28
#define NAME_INDENT 14
#define LIMIT_INDENT 59

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
        buf_add_format(out, option_may_lack_value(row) ? "%s" : " %s", row->argument);
    }
    size_t column = out->len - start;
    if (column + 2 > HELP_INDENT) {
        buf_add_byte(out, '\n');
        column = 0;
    }
    buf_add_format(out, "%*s", (int)(HELP_INDENT - column), "");
    add_wrapped(out, row->help, HELP_INDENT, HELP_INDENT);
}

static void add_options_help(uint64_t options, struct buf *out)
{
    buf_add_text(out, "\nOptions:\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (options & OPTION_BIT(i)) {
            add_option_help(option_row_at((enum option_id)i), out);
        }
    }
}

/* A name in the first column, what it stands for in the second. */
static void add_name_help(const char *name, const char *summary, struct buf *out)
{
    buf_add_format(out, "  %-*s", NAME_INDENT - 2, name);
    add_wrapped(out, summary, NAME_INDENT, NAME_INDENT);
}

static void add_outputs_help(struct buf *out)
{
    buf_add_text(out, "\nOutputs (* made when nothing is said):\n");
    const struct output_kind *kind;
    for (size_t i = 0; (kind = output_kind_at(i)); i++) {
        buf_add_format(out, "%c", kind->by_default ? '*' : ' ');
        buf_add_format(out, " %-*s", NAME_INDENT - 2, kind->name);
        add_wrapped(out, kind->summary, NAME_INDENT, NAME_INDENT);
    }
}

static const char exit_statuses[] =
    "\nExit status: 0 made; 1 errors in content, old outputs untouched; 2 wrong\n"
    "usage; 3 the system failed; 128 + n ended by signal n.\n";

static void write_command_help(const struct command_row *command, struct buf *out)
{
    buf_add_format(out, "Usage: offprint %s [OPTION]... %s\n\n", command->name,
                   command->operands);
    add_wrapped(out, command->summary, 0, 0);
    add_options_help(command->options, out);
    if (command->options & OPTION_BIT(OPTION_OUTPUTS)) {
        add_outputs_help(out);
    }
    if (command->note) {
        buf_add_byte(out, '\n');
        add_wrapped(out, command->note, 0, 0);
    }
    buf_add_format(out, "\nExample: %s\n%s", command->example, exit_statuses);
}

#define LIMIT_WHAT 39

/* What does not fit its column begins on lines before that of its number. */
static void add_limited(struct buf *out, const char *what)
{
    int indent = 2, room = LIMIT_WHAT;
    while (strlen(what) > (size_t)room) {
        size_t len = (size_t)room;
        while (len > 0 && what[len] != ' ') {
            len--;
        }
        len = len ? len : strlen(what);
        buf_add_format(out, "%*s%.*s\n", indent, "", (int)len, what);
        what += len + strspn(what + len, " ");
        indent = 4;
        room = LIMIT_WHAT - 2;
    }
    buf_add_format(out, "%*s%-*s", indent, "", room, what);
}

static void write_limits(struct buf *out)
{
    buf_add_text(out, "Limits, the same on every machine:\n\n");
    const struct limit_row *row;
    for (size_t i = 0; (row = limit_row_at(i)); i++) {
        struct buf number = {.part_of = out};
        limit_add_number(row, &number);
        add_limited(out, row->what);
        buf_add_format(out, " %15.*s  ", STR_ARG(buf_str(&number)));
        buf_clear(&number);
        add_wrapped(out, row->then, LIMIT_INDENT, LIMIT_INDENT);
    }
    buf_add_text(out,
                 "\nWhat is crossed is told at its place; doc/limits.md has the codes.\n");
}

#define KEY_COLUMN 30

/* A comment behind a value, or below it, in lines of its own. */
static void add_comment(struct buf *out, const char *text, size_t column)
{
    int gap = column < KEY_COLUMN ? (int)(KEY_COLUMN - column) : 1;
    buf_add_format(out, "%*s#", gap, "");
    for (column += (size_t)gap + 1; *text;) {
        size_t len = strcspn(text, " ");
        if (column + 1 + len > HELP_COLUMNS) {
            buf_add_format(out, "\n%*s#", KEY_COLUMN, "");
            column = KEY_COLUMN + 1;
        }
        buf_add_byte(out, ' ');
        buf_add_bytes(out, text, len);
        column += 1 + len;
        text += len + strspn(text + len, " ");
    }
    buf_add_byte(out, '\n');
}

void help_write_recipe(struct buf *out)
{
    const struct recipe_key *key;
    for (size_t i = 0; (key = recipe_key_at(i)); i++) {
        size_t start = out->len;
        buf_add_format(out, "%s: %s", key->name, key->example);
        add_comment(out, key->what, out->len - start);
    }
}

/* What there is help on beside commands. */
static const struct topic {
    const char *name;
    void (*write)(struct buf *out);
} topics[] = {{"limits", write_limits}, {"recipe", help_write_recipe}};

static const struct topic *find_topic(const char *name)
{
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
        if (strcmp(topics[i].name, name) == 0) {
            return &topics[i];
        }
    }
    return NULL;
}

static void write_program_help(const struct command_table *commands, struct buf *out)
{
    buf_add_text(out, "Usage: offprint COMMAND [OPTION]...\n\n");
    add_wrapped(
        out,
        "Turn a page of a Jekyll-style site and the documents it links to into a typeset "
        "PDF packet and a zip bundle that open without a network.",
        0, 0);
    buf_add_text(out, "\nCommands:\n");
    for (size_t i = 0; i < commands->count; i++) {
        add_name_help(commands->rows[i].name, commands->rows[i].summary, out);
    }
    add_options_help(commands->options, out);
    buf_add_format(out, "\nExample: %s\n", commands->rows[0].example);
    buf_add_text(out, "\n'offprint COMMAND --help' tells a command's options, 'offprint "
                      "help limits'\nwhat is taken at most of each thing, 'offprint help "
                      "recipe' what a site's\noffprint.yml may say.\n");
    buf_add_text(out, exit_statuses);
}

void help_write(const struct command_table *commands, const struct arguments *arguments,
                struct buf *out)
{
    const struct topic *topic =
        arguments->operand_count ? find_topic(arguments->operands[0]) : NULL;
    if (topic) {
        topic->write(out);
    } else if (arguments->command) {
        write_command_help(arguments->command, out);
    } else {
        write_program_help(commands, out);
    }
}

/* The man page */

/* Text for roff, which reads '-' as a hyphen and '\' as its own. */
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
        buf_add_format(out, option_may_lack_value(row) ? "\\fI%s\\fR" : " \\fI%s\\fR",
                       row->argument);
    }
    buf_add_text(out, "\n");
    add_roff(out, row->help);
    buf_add_text(out, "\n");
}

static void add_command_roff(const struct command_row *command, struct buf *out)
{
    buf_add_format(out, ".SH \"COMMAND %s\"\n", command->name);
    add_roff(out, command->summary);
    buf_add_text(out, "\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (command->options & OPTION_BIT(i)) {
            add_option_roff(option_row_at((enum option_id)i), out);
        }
    }
    buf_add_text(out, ".PP\nExample:\n.B ");
    add_roff(out, command->example);
    buf_add_text(out, "\n");
}

static void add_outputs_roff(struct buf *out)
{
    buf_add_text(out,
                 ".SH OUTPUTS\nThose with an asterisk are made when nothing is said.\n");
    const struct output_kind *kind;
    for (size_t i = 0; (kind = output_kind_at(i)); i++) {
        buf_add_format(out, ".TP\n.B %s%s\n", kind->name, kind->by_default ? " *" : "");
        add_roff(out, kind->summary);
        buf_add_text(out, "\n");
    }
}

static void add_recipe_roff(struct buf *out)
{
    const struct recipe_key *key;
    buf_add_text(out, ".SH FILES\n.TP\n.I offprint.yml\nThe site's recipe. Flags win.\n");
    for (size_t i = 0; (key = recipe_key_at(i)); i++) {
        buf_add_format(out, ".RS\n.TP\n.B %s: ", key->name);
        add_roff(out, key->example);
        buf_add_text(out, "\n");
        add_roff(out, key->what);
        buf_add_text(out, "\n.RE\n");
    }
}

void help_write_man_page(const struct command_table *commands, struct buf *out)
{
    buf_add_format(out, ".TH OFFPRINT 1 \"\" \"offprint %s\" \"User Commands\"\n",
                   offprint_version());
    buf_add_text(out,
                 ".SH NAME\noffprint \\- web pages and the documents behind them as a PDF "
                 "packet and a zip bundle\n.SH SYNOPSIS\n");
    for (size_t i = 0; i < commands->count; i++) {
        buf_add_format(out, "%s.B offprint %s\n[\\fIOPTION\\fR]... ", i ? ".br\n" : "",
                       commands->rows[i].name);
        add_roff(out, commands->rows[i].operands);
        buf_add_text(out, "\n");
    }
    for (size_t i = 0; i < commands->count; i++) {
        add_command_roff(&commands->rows[i], out);
    }
    add_outputs_roff(out);
    add_recipe_roff(out);
    buf_add_text(
        out,
        ".SH ENVIRONMENT\n.TP\n.B SOURCE_DATE_EPOCH\nDate of the outputs, in seconds since "
        "1970, unless a flag or the recipe names it; otherwise that of the commit that the "
        "site stands at, else the newest date that a document of the packet names itself; "
        "without any, none is written.\n"
        ".SH \"EXIT STATUS\"\n0 made; 1 errors in content, old outputs untouched; 2 wrong "
        "usage; 3 the system failed; 128 + n ended by signal n.\n"
        ".SH NOTES\nBoth outputs take their places together, when they are whole, and runs "
        "into one folder with one name wait for each other. What a killed run leaves there "
        "(names that end in .offprint-tmp) the next one takes away. A symbolic link in an "
        "output's place is replaced, not followed.\n");
}
