/* Lax grammar: what is not understood is passed over. Markup is a row of fragments: a
 * quoted text, or a run without white space, commas and bars. */
#include "liquid/template.h"

/* The end of the quoted text at `at`; STR_NONE: none stands there. */
static size_t quote_end(struct str text, size_t at)
{
    char c = text.ptr[at];
    size_t close = c == '"' || c == '\'' ? str_find_byte(text, c, at + 1) : STR_NONE;
    return close == STR_NONE ? STR_NONE : close + 1;
}

static size_t fragment_end(struct str text, size_t at)
{
    size_t end = quote_end(text, at);
    if (end != STR_NONE) {
        return end;
    }
    while (at < text.len) {
        char c = text.ptr[at];
        end = quote_end(text, at);
        if (end != STR_NONE) {
            at = end;
        } else if (ascii_is_space(c) || c == ',' || c == '|' || c == '"' || c == '\'') {
            break;
        } else {
            at++;
        }
    }
    return at;
}

struct str lax_fragment_at(struct str text, size_t at)
{
    return str_sub(text, at, at < text.len ? fragment_end(text, at) : at);
}

struct str lax_fragment(struct str text, size_t *at)
{
    for (; *at < text.len; ++*at) {
        struct str fragment = lax_fragment_at(text, *at);
        if (fragment.len) {
            *at += fragment.len;
            return fragment;
        }
    }
    return str_sub(text, text.len, text.len);
}

/* "name:" at `at`, moved behind it and the white space that follows. */
static struct str keyword_at(struct str text, size_t *at)
{
    size_t end = *at;
    while (end < text.len && is_word_char(text.ptr[end])) {
        end++;
    }
    size_t colon = skip_space(text, end);
    if (end == *at || colon >= text.len || text.ptr[colon] != ':') {
        return str_sub(text, *at, *at);
    }
    struct str name = str_sub(text, *at, end);
    *at = skip_space(text, colon + 1);
    return name;
}

/* A filter ends before the next bar outside quotes, or a quote that nothing closes. */
static size_t filter_end(struct str text, size_t at)
{
    while (at < text.len && text.ptr[at] != '|') {
        size_t end = quote_end(text, at);
        if (end == STR_NONE && (text.ptr[at] == '"' || text.ptr[at] == '\'')) {
            break;
        }
        at = end == STR_NONE ? at + 1 : end;
    }
    return at;
}

/* Arguments stand behind ':' or ','; the rest is passed over. */
static bool add_arguments(const struct markup *markup, struct filter_call *call,
                          struct str text)
{
    for (size_t at = 0; at < text.len;) {
        if (text.ptr[at] != ':' && text.ptr[at] != ',') {
            at++;
            continue;
        }
        size_t from = skip_space(text, at + 1), start = from;
        struct str keyword = keyword_at(text, &from);
        struct str fragment = lax_fragment_at(text, from);
        if (fragment.len == 0 && keyword.len) {
            keyword.len = 0;
            from = start;
            fragment = lax_fragment_at(text, from);
        }
        at = fragment.len ? from + fragment.len : at + 1;
        struct expression *value = fragment.len ? expression_read(markup, fragment) : NULL;
        if (fragment.len &&
            (!value || !filter_call_add(markup->arena, call, value, keyword))) {
            return false;
        }
    }
    return true;
}

/* An input and its filters; what stands between them is passed over, and a bar without a
 * name after it, too. */
bool lax_output(const struct markup *markup, struct output *out)
{
    struct str text = markup->text;
    size_t at = 0;
    *out = (struct output){0};
    struct str input = lax_fragment(text, &at);
    if (input.len == 0) {
        return true;
    }
    out->input = expression_read(markup, input);
    struct filter_call **end = &out->filters;
    for (at = str_find_byte(text, '|', at); at < text.len;) {
        size_t stop = filter_end(text, at + 1), name = at + 1;
        while (name < stop && !is_word_char(text.ptr[name])) {
            name++;
        }
        size_t name_end = name;
        while (name_end < stop && is_word_char(text.ptr[name_end])) {
            name_end++;
        }
        at = stop;
        if (name == name_end) {
            continue;
        }
        struct filter_call *call = filter_call_new(markup, str_sub(text, name, name_end));
        if (!call || !add_arguments(markup, call, str_sub(text, name_end, stop))) {
            return false;
        }
        *end = call;
        end = &call->next;
    }
    return out->input != NULL;
}

/* Conditions: comparisons with "and" and "or" between them. */

static bool is_joint(struct str text, size_t at, bool *is_or)
{
    struct str rest = str_skip(text, at);
    size_t len = str_starts(rest, "and") ? 3 : str_starts(rest, "or") ? 2 : 0;
    *is_or = len == 2;
    return len && (at == 0 || !is_word_char(text.ptr[at - 1])) &&
           (len == rest.len || !is_word_char(rest.ptr[len]));
}

/* Up to the next joint: runs of anything but white space, quotes whole. */
static size_t comparison_end(struct str text, size_t at, bool *is_or)
{
    for (at = skip_space(text, at); at < text.len; at = skip_space(text, at)) {
        if (is_joint(text, at, is_or)) {
            return at;
        }
        struct str fragment = lax_fragment_at(text, at);
        at += fragment.len;
        while (fragment.len == 0 && at < text.len && !ascii_is_space(text.ptr[at])) {
            at++;
        }
    }
    return at;
}

static bool is_operator_char(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_' || ascii_set_has("=!<>", c);
}

static bool read_comparison(const struct markup *markup, struct str text,
                            struct condition *out)
{
    size_t at = 0;
    struct str left = lax_fragment(text, &at);
    if (left.len == 0) {
        return false;
    }
    at = skip_space(text, at);
    size_t end = at;
    while (end < text.len && is_operator_char(text.ptr[end])) {
        end++;
    }
    struct str right = lax_fragment_at(text, skip_space(text, end));
    out->left = expression_read(markup, left);
    out->right = expression_read(markup, right);
    if (end > at) {
        condition_set_operator(out, str_sub(text, at, end));
    }
    return out->left && out->right;
}

bool lax_condition(const struct markup *markup, struct condition **out)
{
    struct str text = markup->text;
    size_t at = 0;
    for (struct condition **next = out;;) {
        bool is_or = false;
        size_t end = comparison_end(text, at, &is_or);
        struct condition *condition = ARENA_NEW(markup->arena, struct condition);
        if (!condition || !read_comparison(markup, str_sub(text, at, end), condition)) {
            return false;
        }
        *next = condition;
        next = &condition->next;
        if (end >= text.len) {
            return true;
        }
        condition->is_or = is_or;
        at = end + (is_or ? 2 : 3);
    }
}

/* "name: value" pairs, wherever they stand. */
bool lax_pair(struct str text, size_t *at, struct str *name, struct str *value)
{
    while (*at < text.len) {
        size_t end = *at;
        while (end < text.len &&
               (is_word_char(text.ptr[end]) || (end > *at && text.ptr[end] == '-'))) {
            end++;
        }
        size_t colon = end > *at ? skip_space(text, end) : text.len;
        if (colon < text.len && text.ptr[colon] == ':') {
            size_t from = skip_space(text, colon + 1);
            *name = str_sub(text, *at, end);
            *value = lax_fragment_at(text, from);
            *at = from + value->len;
            if (value->len) {
                return true;
            }
        }
        *at = end > *at ? end : *at + 1;
    }
    return false;
}

static struct str take_word(struct str text, size_t *at)
{
    size_t end = *at = skip_space(text, *at);
    while (end < text.len && (is_word_char(text.ptr[end]) || text.ptr[end] == '-')) {
        end++;
    }
    struct str word = str_sub(text, *at, end);
    *at = end;
    return word;
}

bool lax_loop(const struct markup *markup, struct loop_markup *out)
{
    struct str text = markup->text, name, value;
    size_t at = 0;
    *out = (struct loop_markup){.variable = take_word(text, &at)};
    size_t behind = at;
    bool in = str_is(take_word(text, &at), "in") && behind + 2 < at;
    size_t start = skip_space(text, at);
    out->list = lax_fragment_at(text, start);
    if (out->variable.len == 0 || !in || start == at || out->list.len == 0) {
        return false;
    }
    out->subject = expression_read(markup, out->list);
    at = start + out->list.len;
    out->reversed = str_starts(str_skip(text, skip_space(text, at)), "reversed");
    for (at = 0; lax_pair(text, &at, &name, &value);) {
        if (str_is(name, "offset")) {
            out->offset_continue = str_is(value, "continue");
            out->offset = expression_read(markup, value);
        } else if (str_is(name, "limit")) {
            out->limit = expression_read(markup, value);
        }
    }
    return out->subject != NULL;
}
