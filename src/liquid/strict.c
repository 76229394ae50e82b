/* Strict grammar: tokens, and which orders of them are well formed. What is well formed
 * is read by expression.c; white space between its tokens does not count. */
#include "liquid/template.h"

#define STRICT_DEPTH_LIMIT 100

enum token_kind {
    TOKEN_END,
    TOKEN_NAME,
    TOKEN_STRING,
    TOKEN_NUMBER,
    TOKEN_COMPARISON,
    TOKEN_DOTS,
    TOKEN_SIGN, /* one of |.:,[]()?- */
    TOKEN_WRONG,
};

struct token {
    enum token_kind kind;
    struct str text;
};

struct lexer {
    const struct markup *markup;
    struct str text;
    size_t at;          /* behind `token` */
    size_t end;         /* of the token before */
    struct token token; /* the next one, not yet taken */
};

static size_t name_length(struct str text)
{
    size_t len = 0;
    while (len < text.len && (ascii_is_alnum(text.ptr[len]) || text.ptr[len] == '_' ||
                              text.ptr[len] == '-')) {
        len++;
    }
    return len + (len < text.len && text.ptr[len] == '?' ? 1 : 0);
}

static size_t number_length(struct str text)
{
    size_t len = str_starts(text, "-") ? 1 : 0, start = len;
    while (len < text.len && ascii_is_digit(text.ptr[len])) {
        len++;
    }
    if (len == start) {
        return 0;
    }
    size_t point = len;
    if (len + 1 < text.len && text.ptr[len] == '.' && ascii_is_digit(text.ptr[len + 1])) {
        for (len++; len < text.len && ascii_is_digit(text.ptr[len]); len++) {
        }
    }
    return len > point ? len : point;
}

static size_t comparison_length(struct str text)
{
    static const char *const signs[] = {"==", "!=", "<>", "<=", ">=", "<", ">"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (str_starts(text, signs[i])) {
            return strlen(signs[i]);
        }
    }
    return str_starts(text, "contains") && text.len > 8 && ascii_is_space(text.ptr[8]) ? 8
                                                                                       : 0;
}

static struct token token_at(struct str rest)
{
    enum token_kind kind = TOKEN_WRONG;
    size_t len = 1;
    char c = rest.len ? rest.ptr[0] : '\0';
    if (rest.len == 0) {
        return (struct token){TOKEN_END, rest};
    }
    if (comparison_length(rest)) {
        kind = TOKEN_COMPARISON;
        len = comparison_length(rest);
    } else if (c == '"' || c == '\'') {
        size_t close = str_find_byte(rest, c, 1);
        kind = close == STR_NONE ? TOKEN_WRONG : TOKEN_STRING;
        len = close == STR_NONE ? 1 : close + 1;
    } else if (number_length(rest)) {
        kind = TOKEN_NUMBER;
        len = number_length(rest);
    } else if (ascii_is_alpha(c) || c == '_') {
        kind = TOKEN_NAME;
        len = name_length(rest);
    } else if (str_starts(rest, "..")) {
        kind = TOKEN_DOTS;
        len = 2;
    } else if (ascii_set_has("|.:,[]()?-", c)) {
        kind = TOKEN_SIGN;
    }
    return (struct token){kind, str_sub(rest, 0, len)};
}

static void advance(struct lexer *lexer)
{
    lexer->end = lexer->at;
    while (lexer->at < lexer->text.len && ascii_is_space(lexer->text.ptr[lexer->at])) {
        lexer->at++;
    }
    lexer->token = token_at(str_skip(lexer->text, lexer->at));
    lexer->at += lexer->token.text.len;
}

static struct lexer lex(const struct markup *markup)
{
    struct lexer lexer = {.markup = markup, .text = markup->text};
    advance(&lexer);
    return lexer;
}

static bool looks_at(const struct lexer *lexer, char sign)
{
    return lexer->token.kind == TOKEN_SIGN && lexer->token.text.ptr[0] == sign;
}

static bool take(struct lexer *lexer, char sign)
{
    bool there = looks_at(lexer, sign);
    if (there) {
        advance(lexer);
    }
    return there;
}

static bool take_kind(struct lexer *lexer, enum token_kind kind, struct str *text)
{
    bool there = lexer->token.kind == kind;
    *text = there ? lexer->token.text : (struct str){0};
    if (there) {
        advance(lexer);
    }
    return there;
}

static bool take_word(struct lexer *lexer, const char *word)
{
    bool there = lexer->token.kind == TOKEN_NAME && str_is(lexer->token.text, word);
    if (there) {
        advance(lexer);
    }
    return there;
}

static char sign_after(const struct lexer *lexer)
{
    struct str rest = str_trim_left(str_skip(lexer->text, lexer->at));
    return rest.len ? rest.ptr[0] : '\0';
}

static bool skip_expression(struct lexer *lexer, size_t depth);

static bool skip_path(struct lexer *lexer, size_t depth)
{
    for (;;) {
        struct str name;
        if (take(lexer, '[')) {
            if (!skip_expression(lexer, depth + 1) || !take(lexer, ']')) {
                return false;
            }
        } else if (take(lexer, '.')) {
            if (!take_kind(lexer, TOKEN_NAME, &name)) {
                return false;
            }
        } else {
            return true;
        }
    }
}

static bool skip_range(struct lexer *lexer, size_t depth)
{
    struct str dots;
    advance(lexer);
    return skip_expression(lexer, depth + 1) && take_kind(lexer, TOKEN_DOTS, &dots) &&
           skip_expression(lexer, depth + 1) && take(lexer, ')');
}

static bool skip_expression(struct lexer *lexer, size_t depth)
{
    if (depth > STRICT_DEPTH_LIMIT) {
        return false;
    }
    switch (lexer->token.kind) {
    case TOKEN_NAME: advance(lexer); return skip_path(lexer, depth);
    case TOKEN_STRING:
    case TOKEN_NUMBER: advance(lexer); return true;
    case TOKEN_SIGN:
        return looks_at(lexer, '[')   ? skip_path(lexer, depth)
               : looks_at(lexer, '(') ? skip_range(lexer, depth)
                                      : false;
    case TOKEN_END:
    case TOKEN_COMPARISON:
    case TOKEN_DOTS:
    case TOKEN_WRONG: break;
    }
    return false;
}

/* Without the white space between its tokens. */
static struct str squeeze(struct arena *arena, struct str text)
{
    char *out = ARENA_ARRAY(arena, char, text.len + 1), quote = '\0';
    size_t len = 0;
    for (size_t i = 0; out && i < text.len; i++) {
        char c = text.ptr[i];
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        }
        if (quote || !ascii_is_space(c)) {
            out[len++] = c;
        }
    }
    return str_make(out, len);
}

static bool has_space(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (ascii_is_space(text.ptr[i])) {
            return true;
        }
    }
    return false;
}

static struct expression *take_expression(struct lexer *lexer)
{
    size_t start = (size_t)(lexer->token.text.ptr - lexer->text.ptr);
    if (!skip_expression(lexer, 0)) {
        return NULL;
    }
    struct str text = str_sub(lexer->text, start, lexer->end);
    struct arena *arena = lexer->markup->arena;
    struct expression *expression =
        expression_read(lexer->markup, has_space(text) ? squeeze(arena, text) : text);
    if (expression) {
        expression->offset = markup_offset(lexer->markup, text);
        expression->length = text.len;
    }
    return expression;
}

static bool take_filters(struct lexer *lexer, struct output *out)
{
    struct filter_call **end = &out->filters;
    struct str name;
    while (take(lexer, '|')) {
        if (!take_kind(lexer, TOKEN_NAME, &name)) {
            return false;
        }
        struct filter_call *call = filter_call_new(lexer->markup, name);
        bool more = call && take(lexer, ':');
        while (more) {
            struct str keyword = {0};
            if (lexer->token.kind == TOKEN_NAME && sign_after(lexer) == ':') {
                (void)take_kind(lexer, TOKEN_NAME, &keyword);
                advance(lexer);
            }
            struct expression *value = take_expression(lexer);
            if (!value || !filter_call_add(lexer->markup->arena, call, value, keyword)) {
                return false;
            }
            more = take(lexer, ',');
        }
        if (!call) {
            return false;
        }
        *end = call;
        end = &call->next;
    }
    return lexer->token.kind == TOKEN_END;
}

bool strict_output(const struct markup *markup, struct output *out)
{
    struct lexer lexer = lex(markup);
    *out = (struct output){0};
    if (lexer.token.kind == TOKEN_END) {
        return true;
    }
    out->input = take_expression(&lexer);
    return out->input && take_filters(&lexer, out);
}

bool strict_condition(const struct markup *markup, struct condition **out)
{
    struct lexer lexer = lex(markup);
    for (struct condition **end = out;;) {
        struct condition *condition = ARENA_NEW(markup->arena, struct condition);
        struct expression *left = condition ? take_expression(&lexer) : NULL;
        struct str operator;
        if (!left) {
            return false;
        }
        *end = condition;
        end = &condition->next;
        condition->left = left;
        if (take_kind(&lexer, TOKEN_COMPARISON, &operator)) {
            condition->right = take_expression(&lexer);
            condition_set_operator(condition, operator);
            if (!condition->right) {
                return false;
            }
        }
        condition->is_or = take_word(&lexer, "or");
        if (!condition->is_or && !take_word(&lexer, "and")) {
            return lexer.token.kind == TOKEN_END;
        }
    }
}

bool strict_loop(const struct markup *markup, struct loop_markup *out)
{
    struct lexer lexer = lex(markup);
    *out = (struct loop_markup){0};
    if (!take_kind(&lexer, TOKEN_NAME, &out->variable) || !take_word(&lexer, "in")) {
        return false;
    }
    out->subject = take_expression(&lexer);
    if (!out->subject) {
        return false;
    }
    size_t start = out->subject->offset - markup->base;
    out->list = str_sub(markup->text, start, start + out->subject->length);
    out->reversed = take_word(&lexer, "reversed");
    while (lexer.token.kind == TOKEN_NAME && sign_after(&lexer) == ':') {
        bool limit = str_is(lexer.token.text, "limit");
        if (!limit && !str_is(lexer.token.text, "offset")) {
            return false;
        }
        advance(&lexer);
        advance(&lexer);
        out->offset_continue = !limit && lexer.token.kind == TOKEN_NAME &&
                               str_is(lexer.token.text, "continue");
        struct expression *value = take_expression(&lexer);
        *(limit ? &out->limit : &out->offset) = value;
        if (!value) {
            return false;
        }
    }
    return lexer.token.kind == TOKEN_END;
}
