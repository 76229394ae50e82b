/* Scripts for bash, zsh and fish. Each offers commands first, then a command's options, the
 * values of those that have few, folders where an option wants one, and else files. Nothing
 * is asked of the program while somebody types. */
#include "command/completion.h"

/* What a value may be. */
enum wanted { WANTED_NOTHING, WANTED_CHOICE, WANTED_FOLDER, WANTED_FILE, WANTED_TEXT };

static enum wanted wanted_of(enum option_id id)
{
    const char *argument = option_row_at(id)->argument;
    return !argument || option_may_lack_value(option_row_at(id)) ? WANTED_NOTHING
           : option_choices(id)                                  ? WANTED_CHOICE
           : strcmp(argument, "DIR") == 0                        ? WANTED_FOLDER
           : strcmp(argument, "FILE") == 0                       ? WANTED_FILE
                                                                 : WANTED_TEXT;
}

static void add_choices(struct buf *out, enum option_id id)
{
    const char *const *choices = option_choices(id);
    for (size_t i = 0; choices[i]; i++) {
        buf_add_format(out, "%s%s", i ? " " : "", choices[i]);
    }
}

/* In single quotes; what is `special` within them has a backslash before it. */
static void add_quoted(struct buf *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (*text == '\'') {
            buf_add_text(out, "'\\''");
        } else {
            buf_add_text(out, strchr(special, *text) ? "\\" : "");
            buf_add_byte(out, *text);
        }
    }
}

/* bash */

/* "-o|--output", or with a blank between. */
static void add_spellings(struct buf *out, enum option_id id, const char *between)
{
    const struct option_row *row = option_row_at(id);
    if (row->letter) {
        buf_add_format(out, "-%c%s", row->letter, between);
    }
    buf_add_format(out, "--%s", row->name);
}

static void add_bash_values(struct buf *out)
{
    buf_add_text(out, "    case $before in\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        enum option_id id = (enum option_id)i;
        enum wanted wanted = wanted_of(id);
        if (wanted == WANTED_NOTHING || wanted == WANTED_FILE) {
            continue;
        }
        buf_add_text(out, "    ");
        add_spellings(out, id, "|");
        if (wanted == WANTED_CHOICE) {
            buf_add_text(out, ") COMPREPLY=($(compgen -W '");
            add_choices(out, id);
            buf_add_text(out, "' -- \"$typed\")); return ;;\n");
        } else if (wanted == WANTED_FOLDER) {
            buf_add_text(out, ") compopt -o filenames; COMPREPLY=($(compgen -d -- "
                              "\"$typed\")); return ;;\n");
        } else {
            buf_add_text(out, ") return ;;\n");
        }
    }
    buf_add_text(out, "    esac\n");
}

static void add_command_names(const struct command_table *commands, struct buf *out)
{
    for (size_t i = 0; i < commands->count; i++) {
        buf_add_format(out, "%s ", commands->rows[i].name);
    }
}

static void add_bash_options(const struct command_table *commands, struct buf *out)
{
    buf_add_text(out, "        case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < commands->count; i++) {
        buf_add_format(out, "        %s) words='", commands->rows[i].name);
        for (int k = 0; k < OPTION_COUNT; k++) {
            if (commands->rows[i].options & OPTION_BIT(k)) {
                add_spellings(out, (enum option_id)k, " ");
                buf_add_byte(out, ' ');
            }
        }
        buf_add_text(out, "' ;;\n");
    }
    buf_add_text(out, "        esac\n");
}

static void write_bash(const struct command_table *commands, struct buf *out)
{
    buf_add_text(out, "# bash completion for offprint\n_offprint()\n{\n"
                      "    local typed=${COMP_WORDS[COMP_CWORD]} "
                      "before=${COMP_WORDS[COMP_CWORD - 1]} words=\n    COMPREPLY=()\n");
    add_bash_values(out);
    buf_add_text(out, "    if ((COMP_CWORD == 1)); then\n        words='");
    add_command_names(commands, out);
    buf_add_text(out, "help version --help --version'\n"
                      "    elif [[ ${COMP_WORDS[1]} == help ]]; then\n        words='");
    add_command_names(commands, out);
    buf_add_text(out,
                 "limits recipe'\n    elif [[ ${COMP_WORDS[1]} == completion && $typed "
                 "!= -* ]]; then\n        words='bash zsh fish'\n"
                 "    elif [[ $typed == -* ]]; then\n");
    add_bash_options(commands, out);
    buf_add_text(out, "    else\n        compopt -o filenames\n"
                      "        COMPREPLY=($(compgen -f -- \"$typed\"))\n        return\n"
                      "    fi\n    COMPREPLY=($(compgen -W \"$words\" -- \"$typed\"))\n}\n"
                      "complete -F _offprint offprint\n");
}

/* zsh */

static void add_zsh_option(struct buf *out, enum option_id id)
{
    const struct option_row *row = option_row_at(id);
    enum wanted wanted = wanted_of(id);
    buf_add_text(out, "            ");
    if (row->letter) {
        buf_add_format(out, "'(-%c --%s)'{-%c,--%s}'[", row->letter, row->name, row->letter,
                       row->name);
    } else {
        buf_add_format(out, "'--%s[", row->name);
    }
    add_quoted(out, row->help, "[]:\\");
    buf_add_byte(out, ']');
    if (wanted != WANTED_NOTHING) {
        buf_add_format(out, ":%s:", row->argument);
    }
    if (wanted == WANTED_CHOICE) {
        buf_add_byte(out, '(');
        add_choices(out, id);
        buf_add_byte(out, ')');
    } else {
        buf_add_text(out, wanted == WANTED_FOLDER ? "_files -/"
                          : wanted == WANTED_FILE ? "_files"
                                                  : "");
    }
    buf_add_text(out, "' \\\n");
}

static void add_zsh_commands(const struct command_table *commands, struct buf *out,
                             const char *more)
{
    for (size_t i = 0; i < commands->count; i++) {
        buf_add_format(out, "            '%s:", commands->rows[i].name);
        add_quoted(out, commands->rows[i].summary, "\\");
        buf_add_text(out, "'\n");
    }
    buf_add_text(out, more);
}

static void write_zsh(const struct command_table *commands, struct buf *out)
{
    buf_add_text(out, "#compdef offprint\n_offprint()\n{\n    local -a names\n"
                      "    if ((CURRENT == 2)); then\n        names=(\n");
    add_zsh_commands(commands, out,
                     "            'help:Help on a command or a topic.'\n"
                     "            'version:Name and version.'\n");
    buf_add_text(out, "        )\n        _describe command names\n        return\n    fi\n"
                      "    local command=$words[2]\n    shift words\n"
                      "    ((CURRENT--))\n    case $command in\n    help)\n"
                      "        names=(\n");
    add_zsh_commands(commands, out,
                     "            'limits:What is taken at most of each thing.'\n"
                     "            'recipe:What a site may say in offprint.yml.'\n");
    buf_add_text(out, "        )\n        _describe topic names ;;\n");
    for (size_t i = 0; i < commands->count; i++) {
        const struct command_row *row = &commands->rows[i];
        buf_add_format(out, "    %s)\n        _arguments \\\n", row->name);
        for (int k = 0; k < OPTION_COUNT; k++) {
            if (row->options & OPTION_BIT(k)) {
                add_zsh_option(out, (enum option_id)k);
            }
        }
        buf_add_format(out, "            '*:operand:%s' ;;\n",
                       row->run == command_completion ? "(bash zsh fish)" : "_files");
    }
    buf_add_text(out, "    esac\n}\n_offprint \"$@\"\n");
}

/* fish */

static void add_fish_option(struct buf *out, const char *command, enum option_id id)
{
    const struct option_row *row = option_row_at(id);
    buf_add_format(out, "complete -c offprint -n '__fish_seen_subcommand_from %s'",
                   command);
    if (row->letter) {
        buf_add_format(out, " -s %c", row->letter);
    }
    buf_add_format(out, " -l %s", row->name);
    switch (wanted_of(id)) {
    case WANTED_NOTHING: break;
    case WANTED_CHOICE:
        buf_add_text(out, " -xa '");
        add_choices(out, id);
        buf_add_byte(out, '\'');
        break;
    case WANTED_FOLDER: buf_add_text(out, " -xa '(__fish_complete_directories)'"); break;
    case WANTED_FILE: buf_add_text(out, " -rF"); break;
    case WANTED_TEXT: buf_add_text(out, " -x"); break;
    }
    buf_add_text(out, " -d '");
    for (const char *at = row->help; *at; at++) {
        buf_add_text(out, strchr("\\'", *at) ? "\\" : ""); /* as fish quotes */
        buf_add_byte(out, *at);
    }
    buf_add_text(out, "'\n");
}

static void add_fish_command(struct buf *out, const char *name, const char *summary)
{
    buf_add_format(out, "complete -c offprint -n __fish_use_subcommand -fa %s -d \"%s\"\n",
                   name, summary);
}

static void write_fish(const struct command_table *commands, struct buf *out)
{
    buf_add_text(out, "# fish completion for offprint\n"
                      "complete -c offprint -n __fish_use_subcommand -f\n");
    add_fish_command(out, "help", "Help on a command or a topic.");
    add_fish_command(out, "version", "Name and version.");
    buf_add_text(out, "complete -c offprint -n '__fish_seen_subcommand_from help' -fa '");
    add_command_names(commands, out);
    buf_add_text(out, "limits recipe'\ncomplete -c offprint -n "
                      "'__fish_seen_subcommand_from completion' -fa 'bash zsh fish'\n");
    for (size_t i = 0; i < commands->count; i++) {
        const struct command_row *row = &commands->rows[i];
        add_fish_command(out, row->name, row->summary);
        for (int k = 0; k < OPTION_COUNT; k++) {
            if (row->options & OPTION_BIT(k)) {
                add_fish_option(out, row->name, (enum option_id)k);
            }
        }
    }
}

static const struct shell {
    const char *name;
    void (*write)(const struct command_table *commands, struct buf *out);
} shells[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};

static const struct shell *find_shell(const char *name)
{
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(shells[i].name, name) == 0) {
            return &shells[i];
        }
    }
    return NULL;
}

bool completion_check(const struct arguments *arguments, struct buf *error)
{
    bool known = find_shell(arguments->operands[0]) != NULL;
    if (!known) {
        buf_add_format(error, "no completion for '%s', but for bash, zsh and fish",
                       arguments->operands[0]);
    }
    return known;
}

enum offprint_status command_completion(const struct arguments *arguments,
                                        const struct surroundings *surroundings,
                                        struct buf *output, struct buf *errors)
{
    (void)errors;
    const struct shell *shell = find_shell(arguments->operands[0]);
    if (shell) {
        shell->write(surroundings->commands, output);
    }
    return OFFPRINT_MADE;
}
