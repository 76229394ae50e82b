/* What reads argv by the table of options (option_rows.c). getopt_long does the walking. */
#define _GNU_SOURCE /* getopt_long */

#include "command/options.h"

#include "base/limits.h"
#include "base/measure.h"
#include "output.h"

#include <errno.h>
#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>

#define MEMORY_LEAST_BYTES ((size_t)16 << 20)
#define FIRST_LONG 256 /* getopt's values above all letters */

const struct option_row *option_row_at(enum option_id id)
{
    return &option_rows[id].shown;
}

const char *const *option_choices(enum option_id id)
{
    return option_rows[id].choices;
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

static bool take_number(const struct option_reading *row, const char *text, long most,
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

static bool take_bleed(const struct option_reading *row, const char *text,
                       struct option_number *out, struct buf *error)
{
    uint32_t micrometres;
    bool read = measure_read(str_from(text), &micrometres);
    if (!read || micrometres > BLEED_MOST_MICROMETRES) {
        buf_add_format(error, "option '--%s' wants a length from 0 to 20mm, not '%s'",
                       row->shown.name, text);
        return false;
    }
    *out = (struct option_number){true, micrometres};
    return true;
}

static bool take_sheets(const struct option_reading *row, const char *text,
                        struct option_number *out, struct buf *error)
{
    char *end;
    long value = text ? strtol(text, &end, 10) : 0;
    if (text && (end == text || *end || value < 1 || value > SIGNATURE_SHEETS_MOST)) {
        buf_add_format(error, "option '--%s' wants a number from 1 to %d, not '%s'",
                       row->shown.name, SIGNATURE_SHEETS_MOST, text);
        return false;
    }
    *out = (struct option_number){true, (unsigned)value};
    return true;
}

static bool take_creep(const struct option_reading *row, const char *text,
                       struct option_number *out, struct buf *error)
{
    uint32_t micrometres = CREEP_USUAL_MICROMETRES;
    bool read = strcmp(text, "auto") == 0 || measure_read(str_from(text), &micrometres);
    if (!read || micrometres > CREEP_MOST_MICROMETRES) {
        buf_add_format(error,
                       "option '--%s' wants auto or a length from 0 to 1mm, not '%s'",
                       row->shown.name, text);
        return false;
    }
    *out = (struct option_number){true, micrometres};
    return true;
}

/* Whole numbers of bytes, or with K, M, G or T behind them: KiB, MiB, GiB, TiB. */
static bool take_size(const struct option_reading *row, const char *text,
                      struct option_size *out, struct buf *error)
{
    static const char letters[] = "KMGT";
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
                       "option '--%s' wants a size of 16M to %zuT, as in 512M or 4G, "
                       "not '%s'",
                       row->shown.name, SIZE_MAX >> 40, text);
        return false;
    }
    *out = (struct option_size){true, (size_t)value << shift};
    return true;
}

/* "3/8"; the number of parts itself may be the index, too. */
static bool take_shard(const struct option_reading *row, const char *text,
                       struct option_shard *out, struct buf *error)
{
    char *slash, *end;
    unsigned long index = strtoul(text, &slash, 10);
    unsigned long count = *slash == '/' ? strtoul(slash + 1, &end, 10) : 0;
    if (!ascii_is_digit(*text) || *slash != '/' || !ascii_is_digit(slash[1]) || *end ||
        count == 0 || count > SHARD_MOST || index > count) {
        buf_add_format(error,
                       "option '--%s' wants I/N with I from 0 to N, as in 3/8, not '%s'",
                       row->shown.name, text);
        return false;
    }
    *out = (struct option_shard){(unsigned)index, (unsigned)count};
    return true;
}

static bool take_choice(const struct option_reading *row, const char *text,
                        struct option_choice *out, struct buf *error)
{
    if (!text) {
        *out = (struct option_choice){.text = ""};
        return true;
    }
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

static bool take_text(const struct option_reading *row, const char *text,
                      struct option_texts *out, struct buf *error)
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
static bool take_outputs(const struct option_reading *row, char *text,
                         struct option_texts *out, struct buf *error)
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
    const struct option_reading *row = &option_rows[id];
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
    case FORM_BLEED: return take_bleed(row, text, field, error);
    case FORM_SHEETS: return take_sheets(row, text, field, error);
    case FORM_CREEP: return take_creep(row, text, field, error);
    case FORM_SIZE: return take_size(row, text, field, error);
    case FORM_SHARD: return take_shard(row, text, field, error);
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

bool option_may_lack_value(const struct option_row *row)
{
    return row->argument && *row->argument == '[';
}

/* getopt's view of the rows among `options`. */
static void fill_getopt(uint64_t options, struct option *longs, char *letters)
{
    *letters++ = ':'; /* a missing argument is told apart */
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i].shown;
        if (!(options & OPTION_BIT(i))) {
            continue;
        }
        *longs++ = (struct option){row->name,
                                   option_may_lack_value(row) ? optional_argument
                                   : row->argument            ? required_argument
                                                              : no_argument,
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
        if (found < FIRST_LONG && option_rows[i].shown.letter == found) {
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
        const char *known = option_rows[i].shown.name;
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

/* Goes on behind an error, for whether JSON is wanted. */
static bool parse_options(uint64_t options, int argc, char **argv, struct arguments *out,
                          struct buf *error)
{
    bool right = true;
    struct option longs[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 2];
    fill_getopt(options, longs, letters);
    opterr = 0;
    optind = 1;
    for (int found; (found = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        const char *typed = argv[optind - 1];
        enum option_id id = option_of(found);
        if (!right) {
            out->json = out->json || id == OPTION_JSON;
        } else if (found == ':') {
            buf_add_format(error, "option '%s' wants a value", typed);
            right = false;
        } else if (found == '?') {
            right = refuse_option(out, options, typed, error);
        } else {
            right = take_option(id, optarg, out, error);
        }
    }
    out->operands = argv + optind; /* getopt has moved them to the end */
    out->operand_count = (size_t)(argc > optind ? argc - optind : 0);
    return right;
}

/* Of no command that is known. */
static bool wants_json(int argc, char **argv)
{
    bool wanted = false;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        wanted = wanted || strcmp(argv[i], "--json") == 0;
    }
    return wanted;
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
            out->json = wants_json(argc, argv);
            return refuse_command(commands, argv[1], error);
        }
        argc -= topic ? 0 : 1;
        argv += topic ? 0 : 1;
    }
    out->json = !out->command && wants_json(argc, argv);
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
