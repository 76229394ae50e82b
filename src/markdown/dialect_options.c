/* The options of MyST's directives, which stand right below the line that opens one: lines
 * of ":key: value", or of "key: value" between two lines of dashes. */
#include "base/lines.h"
#include "markdown/dialect_blocks.h"

/* Where the text's first option ends, or 0: there is none. `*block`: between dashes. */
static size_t read_option(struct str text, size_t at, bool *block, struct str *key,
                          struct str *value)
{
    size_t end = line_end(text, at);
    struct str line = str_trim(str_sub(text, at, end));
    *key = *value = (struct str){0};
    if (str_is(line, "---") && (at == 0 || *block)) {
        *block = !*block;
        return *block || at > 0 ? end : 0;
    }
    bool colon = line.len > 1 && line.ptr[0] == ':';
    size_t start = *block ? 0 : 1;
    size_t stop = *block || colon ? str_find_byte(line, ':', start) : STR_NONE;
    if (stop == STR_NONE || stop == start) {
        return *block ? end : 0;
    }
    *key = str_trim(str_sub(line, start, stop));
    *value = str_trim(str_skip(line, stop + 1));
    bool quoted = value->len > 1 && ascii_set_has("\"'", value->ptr[0]) &&
                  value->ptr[value->len - 1] == value->ptr[0];
    *value = quoted ? str_sub(*value, 1, value->len - 1) : *value;
    return end;
}

size_t directive_options_end(struct str text)
{
    bool block = false;
    struct str key, value;
    size_t at = 0;
    while (at < text.len) {
        bool within = block;
        size_t end = read_option(text, at, &block, &key, &value);
        if (end == 0) {
            break;
        }
        at = end;
        if (within && !block) {
            break; /* behind the second line of dashes */
        }
    }
    return at;
}

struct str directive_option(struct str text, const char *name)
{
    bool block = false;
    struct str key, value, options = str_sub(text, 0, directive_options_end(text));
    for (size_t at = 0; at < options.len;) {
        at = read_option(options, at, &block, &key, &value);
        if (at == 0 || str_is(key, name)) {
            return at ? value : (struct str){0};
        }
    }
    return (struct str){0};
}

struct str directive_label(struct str text)
{
    struct str name = directive_option(text, "name");
    name = name.len ? name : directive_option(text, "label");
    return name.len ? name : directive_option(text, "id");
}
