/* The table of names, and what is read of a name's attributes. */
#include "markdown/dialect_names.h"

#include "base/buf.h"

bool dialect_find_callout(struct str name, enum callout *callout)
{
    return callout_find(
        str_skip(name, str_starts(name, "callout-") ? sizeof "callout-" - 1 : 0), callout);
}

struct str dialect_default_title(struct arena *arena, struct str name, enum callout callout)
{
    static const char prefix[] = "callout-";
    name = str_skip(name, str_starts(name, prefix) ? sizeof prefix - 1 : 0);
    if (callout == CALLOUT_BLOCK || name.len == 0) {
        return (struct str){0};
    }
    if (str_eq_ignore_case(name, STR("seealso"))) {
        return STR("See also");
    }
    bool is_shell = str_eq_ignore_case(name, STR("callout")) ||
                    str_eq_ignore_case(name, STR("admonition")) ||
                    str_eq_ignore_case(name, STR("aside")) ||
                    str_eq_ignore_case(name, STR("pageinfo"));
    return is_shell ? STR("Note")
                    : arena_format(arena, "%c%.*s", ascii_upper(name.ptr[0]),
                                   STR_ARG(str_skip(name, 1)));
}

static bool is_key_end(struct str text, size_t at)
{
    return at < text.len && (text.ptr[at] == '=' || text.ptr[at] == ':');
}

/* From its quote on, or up to white space. */
static struct str value_at(struct str text)
{
    text = str_trim_left(text);
    bool quoted = text.len && ascii_set_has("\"'`{", text.ptr[0]);
    char close = quoted ? (text.ptr[0] == '{' ? '}' : text.ptr[0]) : ' ';
    size_t end = str_find_byte(text, close, 1);
    end = end == STR_NONE ? text.len : end;
    struct str value = quoted ? str_sub(text, 1, end) : str_trim(str_sub(text, 0, end));
    bool inner = quoted && text.ptr[0] == '{' && value.len > 1 &&
                 ascii_set_has("\"'`", value.ptr[0]) &&
                 value.ptr[value.len - 1] == value.ptr[0];
    return inner ? str_sub(value, 1, value.len - 1) : value;
}

struct str dialect_attribute(struct str attributes, const char *key)
{
    size_t len = strlen(key);
    char quote = '\0';
    for (size_t i = 0; i + len < attributes.len; i++) {
        char c = attributes.ptr[i];
        if (quote) {
            quote = c == quote ? '\0' : quote;
            continue;
        }
        if (c == '"' || c == '`') {
            quote = c;
            continue;
        }
        bool begins = i == 0 || ascii_is_space(attributes.ptr[i - 1]) ||
                      ascii_set_has("{,:", attributes.ptr[i - 1]);
        if (begins && str_eq(str_sub(attributes, i, i + len), str_from(key)) &&
            is_key_end(attributes, i + len)) {
            return value_at(str_skip(attributes, i + len + 1));
        }
    }
    return (struct str){0};
}
