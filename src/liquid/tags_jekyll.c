/* Jekyll's own tags: include and include_relative, link and post_url, highlight. Their
 * markup is matched whole, as Jekyll's patterns do: what does not fit is an error. */
#include "liquid/parser.h"

static bool fail(struct parser *parser, const struct tag_input *input, const char *what)
{
    return parse_fail(parser, input->offset, input->length, "liquid-syntax", what,
                      input->name);
}

/* Parameters: name="text", name='text' (both with '\' before a quote) or name=variable. */

static bool is_variable_char(char c)
{
    return is_word_char(c) || c == '.' || c == '-';
}

/* Of quoted text, without the backslashes before its own quote. */
static struct str unescape(struct arena *arena, struct str text, char quote)
{
    char *out = ARENA_ARRAY(arena, char, text.len + 1);
    size_t len = 0;
    if (str_find_byte(text, '\\', 0) == STR_NONE) {
        return text;
    }
    for (size_t i = 0; out && i < text.len; i++) {
        bool escape = text.ptr[i] == '\\' && i + 1 < text.len && text.ptr[i + 1] == quote;
        out[len++] = text.ptr[i += escape ? 1 : 0];
    }
    return str_make(out, len);
}

static size_t quoted_end(struct str text, size_t at)
{
    char quote = text.ptr[at];
    for (size_t end = at + 1; end < text.len; end++) {
        if (text.ptr[end] == quote) {
            return end;
        }
        end += text.ptr[end] == '\\' ? 1 : 0;
    }
    return STR_NONE;
}

/* The value at `*at`, moved behind it; NULL: none. */
static struct expression *read_value(struct arena *arena, const struct markup *markup,
                                     size_t *at)
{
    struct str text = markup->text;
    size_t start = *at, end = start;
    char c = start < text.len ? text.ptr[start] : '\0';
    if (c == '"' || c == '\'') {
        end = quoted_end(text, start);
        if (end == STR_NONE) {
            return NULL;
        }
        struct expression *value = expression_read(markup, STR(""));
        if (value) {
            value->literal =
                value_string(unescape(arena, str_sub(text, start + 1, end), c));
        }
        *at = end + 1;
        return value;
    }
    while (end < text.len && is_variable_char(text.ptr[end])) {
        end++;
    }
    *at = end;
    return end > start ? expression_read(markup, str_sub(text, start, end)) : NULL;
}

static bool read_parameter(struct parser *parser, struct tag *tag,
                           const struct markup *markup, size_t *at)
{
    struct str text = markup->text;
    size_t end = *at;
    while (end < text.len && (is_word_char(text.ptr[end]) || text.ptr[end] == '-')) {
        end++;
    }
    size_t equals = skip_space(text, end);
    if (end == *at || equals >= text.len || text.ptr[equals] != '=') {
        return false;
    }
    struct str name = str_sub(text, *at, end);
    *at = skip_space(text, equals + 1);
    struct expression *value = read_value(parser->arena, markup, at);
    return parse_add_argument(parser, tag, name, value) &&
           (*at >= text.len || ascii_is_space(text.ptr[*at]));
}

/* The end of the name: a bare word, or words with {{ objects }} in them. */
static size_t name_end(struct str text)
{
    size_t end = 0;
    while (end < text.len && !ascii_is_space(text.ptr[end])) {
        bool braces = str_starts(str_skip(text, end), "{{");
        size_t close = braces ? str_find(text, STR("}}"), end) : STR_NONE;
        end = close == STR_NONE ? end + 1 : close + 2;
    }
    return end;
}

bool tag_read_include(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_INCLUDE, input);
    const char *source = parser->template->source.text.ptr;
    struct markup markup = {.arena = parser->arena,
                            .text = input->markup,
                            .base = (size_t)(input->markup.ptr - source)};
    size_t at = name_end(input->markup);
    tag->text = str_sub(input->markup, 0, at);
    tag->relative = str_is(input->name, "include_relative");
    if (tag->text.len == 0) {
        return fail(parser, input, "no file's name in the tag");
    }
    for (at = skip_space(markup.text, at); at < markup.text.len;
         at = skip_space(markup.text, at)) {
        if (!read_parameter(parser, tag, &markup, &at)) {
            return fail(parser, input, "a parameter that is not name=value in the tag");
        }
    }
    return true;
}

bool tag_read_link(struct parser *parser, const struct tag_input *input)
{
    bool link = str_is(input->name, "link");
    struct tag *tag = parse_add_tag(parser, link ? TAG_LINK : TAG_POST_URL, input);
    tag->text = input->markup;
    return true;
}

static size_t language_end(struct str text)
{
    size_t end = 0;
    while (end < text.len &&
           (ascii_is_alnum(text.ptr[end]) || ascii_set_has(".+#_-", text.ptr[end]))) {
        end++;
    }
    return end;
}

/* "linenos", "name=word" or "name="1 2"" at `*at`, moved behind it. */
static bool take_option(struct str text, size_t *at, struct str *name)
{
    size_t end = *at;
    while (end < text.len && is_word_char(text.ptr[end])) {
        end++;
    }
    *name = str_sub(text, *at, end);
    if (end < text.len && text.ptr[end] == '=') {
        size_t start = ++end;
        bool quoted = end < text.len && text.ptr[end] == '"';
        end += quoted ? 1 : 0;
        while (end < text.len &&
               (quoted ? ascii_is_digit(text.ptr[end]) || text.ptr[end] == ' '
                       : is_word_char(text.ptr[end]))) {
            end++;
        }
        if (end == start + (quoted ? 1 : 0) ||
            (quoted && (end >= text.len || text.ptr[end++] != '"'))) {
            return false;
        }
    }
    *at = end;
    return name->len > 0 && (end >= text.len || ascii_is_space(text.ptr[end]));
}

bool tag_read_highlight(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_HIGHLIGHT, input);
    struct str text = input->markup, option;
    size_t at = language_end(text);
    tag->text = str_sub(text, 0, at);
    if (tag->text.len == 0) {
        return fail(parser, input, "no language in the tag");
    }
    if (at < text.len && !ascii_is_space(text.ptr[at])) {
        return fail(parser, input, "no such language in the tag");
    }
    for (at = skip_space(text, at); at < text.len; at = skip_space(text, at)) {
        if (!take_option(text, &at, &option)) {
            return fail(parser, input,
                        "an option that is not 'name' or 'name=value' in the tag");
        }
        tag->numbered = tag->numbered || str_is(option, "linenos");
    }
    return parse_push_block(parser, tag, STR("highlight"));
}
