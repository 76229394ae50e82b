/* Git's configuration format (git-config(1), "Syntax"; what its own parser does with odd
 * files), of which a few settings are kept. */
#include "source/git_settings.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

/* Section, "*" behind it where it has a subsection, and name; "*" for any name. */
static const char *const kept[][3] = {
    /* What the repository is. */
    {"core", "", "repositoryformatversion"},
    {"core", "", "bare"},
    {"core", "", "worktree"},
    {"extensions", "", "*"},
    /* How its files are checked out. */
    {"core", "", "autocrlf"},
    {"core", "", "eol"},
    {"core", "", "safecrlf"},
    {"core", "", "filemode"},
    {"core", "", "symlinks"},
    {"core", "", "ignorecase"},
    {"core", "", "precomposeunicode"},
    {"core", "", "ignorestat"},
    {"core", "", "trustctime"},
    {"core", "", "protecthfs"},
    {"core", "", "protectntfs"},
    /* What revisions name. */
    {"core", "", "abbrev"},
    {"branch", "*", "remote"},
    {"branch", "*", "merge"},
    {"remote", "*", "url"},
    {"remote", "*", "fetch"},
};

static bool is_kept(struct str section, bool has_subsection, struct str name)
{
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        if (str_is(section, kept[i][0]) && has_subsection == (*kept[i][1] != '\0') &&
            (str_is(name, kept[i][2]) || strcmp(kept[i][2], "*") == 0)) {
            return true;
        }
    }
    return false;
}

struct reader {
    struct str text;
    size_t at, line;
    struct buf *section, *subsection, *name, *value;
    bool has_subsection, ended;
    struct git_settings *settings;
};

/* The next byte; a line's end is '\n', as is that of the text, which counts as one. */
static char take(struct reader *reader)
{
    if (reader->at >= reader->text.len) {
        reader->line++;
        reader->ended = true;
        return '\n';
    }
    char byte = reader->text.ptr[reader->at++];
    if (byte == '\r' && reader->at < reader->text.len &&
        reader->text.ptr[reader->at] == '\n') {
        reader->at++;
        byte = '\n';
    }
    reader->line += byte == '\n';
    return byte;
}

static bool at_end(const struct reader *reader)
{
    return reader->at >= reader->text.len;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static bool is_name_byte(char byte)
{
    return ascii_is_alpha(byte) || ascii_is_digit(byte) || byte == '-';
}

static void skip_line(struct reader *reader)
{
    while (!at_end(reader) && take(reader) != '\n') {
    }
}

/* Of what a line's end breaks off the line itself is told, as git does. */
static bool is_broken(struct reader *reader)
{
    reader->line--;
    return false;
}

/* `byte`: a space, or a line's end. */
static bool read_subsection(struct reader *reader, char byte)
{
    while (is_space(byte)) {
        byte = take(reader);
    }
    if (byte != '"') {
        return byte == '\n' ? is_broken(reader) : false;
    }
    reader->has_subsection = true;
    for (byte = take(reader); byte != '"'; byte = take(reader)) {
        byte = byte == '\\' ? take(reader) : byte;
        if (byte == '\n') {
            return is_broken(reader);
        }
        buf_add_byte(reader->subsection, byte);
    }
    return take(reader) == ']';
}

/* "[core]", '[branch "main"]', "[branch.main]": behind the first bracket. */
static bool read_section(struct reader *reader)
{
    buf_reset(reader->section);
    buf_reset(reader->subsection);
    reader->has_subsection = false;
    for (;;) {
        char byte = take(reader);
        if (byte == ']') {
            return reader->section->len > 0 || reader->has_subsection;
        }
        if (is_space(byte) || (byte == '\n' && !reader->ended)) {
            return read_subsection(reader, byte);
        }
        if (byte == '.' && !reader->has_subsection) {
            reader->has_subsection = true;
        } else if (is_name_byte(byte) || byte == '.') {
            buf_add_byte(reader->has_subsection ? reader->subsection : reader->section,
                         ascii_lower(byte));
        } else {
            return false;
        }
    }
}

/* A byte behind a backslash. False: none that git knows. */
static bool read_escape(struct reader *reader)
{
    static const char from[] = "tbn\\\"", to[] = "\t\b\n\\\"";
    char byte = take(reader);
    const char *found = byte && byte != '\n' ? strchr(from, byte) : NULL;
    if (found) {
        buf_add_byte(reader->value, to[found - from]);
    }
    return found || byte == '\n'; /* a line's end: it goes on in the next */
}

/* Behind the '='. */
static bool read_value(struct reader *reader)
{
    bool quoted = false;
    size_t solid = 0; /* without the spaces at its end */
    buf_reset(reader->value);
    for (;;) {
        char byte = take(reader);
        if (byte == '\n') {
            break;
        }
        if (!quoted && (byte == '#' || byte == ';')) {
            skip_line(reader);
            break;
        }
        if (byte == '"') {
            quoted = !quoted;
        } else if (byte == '\\') {
            if (!read_escape(reader)) {
                return false;
            }
        } else if (quoted || !is_space(byte) || reader->value->len) {
            buf_add_byte(reader->value, byte);
        }
        solid = quoted || !is_space(byte) ? reader->value->len : solid;
    }
    buf_truncate(reader->value, solid);
    return quoted ? is_broken(reader) : true;
}

static void keep(struct reader *reader, bool has_value)
{
    struct git_settings *settings = reader->settings;
    struct str section = buf_str(reader->section), name = buf_str(reader->name);
    if (!is_kept(section, reader->has_subsection, name) ||
        !arena_grow(settings->arena, &settings->items, settings->count, &settings->capacity,
                    sizeof *settings->items)) {
        return;
    }
    const char *dot = reader->has_subsection ? "." : "";
    struct str whole =
        arena_format(settings->arena, "%.*s%s%.*s.%.*s", STR_ARG(section), dot,
                     STR_ARG(buf_str(reader->subsection)), STR_ARG(name));
    const char *value =
        has_value ? arena_cstr(settings->arena, buf_str(reader->value)) : NULL;
    if (whole.ptr && (value || !has_value)) {
        settings->items[settings->count] =
            (struct git_setting){whole.ptr, value, settings->count};
        settings->count++;
    }
}

/* "name = value", or "name" alone. */
static bool read_setting(struct reader *reader, char byte)
{
    buf_reset(reader->name);
    for (; is_name_byte(byte); byte = take(reader)) {
        buf_add_byte(reader->name, ascii_lower(byte));
    }
    while (byte == ' ' || byte == '\t') {
        byte = take(reader);
    }
    bool has_value = byte == '=';
    if (reader->section->len == 0 || (!has_value && byte != '\n') ||
        (has_value && !read_value(reader))) {
        return false;
    }
    keep(reader, has_value);
    return true;
}

static bool read_all(struct reader *reader)
{
    while (!at_end(reader) && !arena_failed(reader->settings->arena)) {
        char byte = take(reader);
        if (byte == '#' || byte == ';') {
            skip_line(reader);
        } else if (byte == '['            ? !read_section(reader)
                   : ascii_is_alpha(byte) ? !read_setting(reader, byte)
                                          : byte != '\n' && !is_space(byte)) {
            return false;
        }
    }
    return true;
}

static int compare_settings(const void *a, const void *b)
{
    const struct git_setting *first = a, *second = b;
    int order = strcmp(first->name, second->name);
    return order ? order : (first->order > second->order) - (first->order < second->order);
}

size_t git_settings_read(struct git_settings *settings, struct str text)
{
    struct arena *arena = settings->arena;
    struct buf section = {.kept_in = arena}, subsection = {.kept_in = arena};
    struct buf name = {.kept_in = arena}, value = {.kept_in = arena};
    struct reader reader = {.text = text,
                            .line = 1,
                            .section = &section,
                            .subsection = &subsection,
                            .name = &name,
                            .value = &value,
                            .settings = settings};
    reader.at = str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
    bool read = read_all(&reader);
    buf_clear(&section);
    buf_clear(&subsection);
    buf_clear(&name);
    buf_clear(&value);
    if (settings->count > 1) {
        qsort(settings->items, settings->count, sizeof *settings->items, compare_settings);
    }
    return read ? 0 : reader.line;
}
