#include "liquid/template.h"

#define EXPRESSION_DEPTH_LIMIT 100

void scanner_skip_space(struct scanner *scanner)
{
    while (scanner->at < scanner->text.len && ascii_is_space(scanner->text.ptr[scanner->at])) {
        scanner->at++;
    }
}

bool scanner_at_end(struct scanner *scanner)
{
    scanner_skip_space(scanner);
    return scanner->at >= scanner->text.len;
}

static char peek(const struct scanner *scanner)
{
    return scanner->at < scanner->text.len ? scanner->text.ptr[scanner->at] : '\0';
}

bool scanner_take(struct scanner *scanner, char c)
{
    scanner_skip_space(scanner);
    if (peek(scanner) != c || scanner->at >= scanner->text.len) {
        return false;
    }
    scanner->at++;
    return true;
}

static bool is_word_char(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

struct str scanner_word(struct scanner *scanner)
{
    scanner_skip_space(scanner);
    size_t start = scanner->at;
    if (!(ascii_is_alpha(peek(scanner)) || peek(scanner) == '_' ||
          (unsigned char)peek(scanner) >= 0x80)) {
        return str_sub(scanner->text, start, start);
    }
    while (scanner->at < scanner->text.len && is_word_char(peek(scanner))) {
        scanner->at++;
    }
    if (peek(scanner) == '?' && scanner->at < scanner->text.len) {
        scanner->at++;
    }
    return str_sub(scanner->text, start, scanner->at);
}

struct str scanner_name(struct scanner *scanner)
{
    scanner_skip_space(scanner);
    size_t start = scanner->at;
    while (ascii_is_digit(peek(scanner))) {
        scanner->at++;
    }
    (void)scanner_word(scanner);
    return str_sub(scanner->text, start, scanner->at);
}

static struct expression *new_expression(struct scanner *scanner, enum expression_kind kind,
                                         size_t start)
{
    struct expression *expression = ARENA_NEW(scanner->arena, struct expression);
    if (expression) {
        expression->kind = (uint8_t)kind;
        expression->offset = scanner->base + start;
        expression->length = scanner->at > start ? scanner->at - start : 1;
    }
    return expression;
}

static struct expression *literal(struct scanner *scanner, size_t start, struct value value)
{
    struct expression *expression = new_expression(scanner, EXPRESSION_LITERAL, start);
    if (expression) {
        expression->literal = value;
    }
    return expression;
}

static struct expression *parse_string(struct scanner *scanner)
{
    size_t start = scanner->at;
    char quote = peek(scanner);
    size_t end = str_find_byte(scanner->text, quote, start + 1);
    if (end == STR_NONE) {
        scanner->failed = true;
        scanner->at = scanner->text.len;
        return NULL;
    }
    scanner->at = end + 1;
    return literal(scanner, start, value_string(str_sub(scanner->text, start + 1, end)));
}

static struct expression *parse_number(struct scanner *scanner)
{
    size_t start = scanner->at;
    scanner->at += peek(scanner) == '-';
    bool point = false;
    while (scanner->at < scanner->text.len) {
        char c = peek(scanner);
        char next = scanner->at + 1 < scanner->text.len ? scanner->text.ptr[scanner->at + 1] : ' ';
        if (c == '.' && !point && ascii_is_digit(next)) {
            point = true;
        } else if (!ascii_is_digit(c)) {
            break;
        }
        scanner->at++;
    }
    struct value value;
    (void)value_to_number(value_string(str_sub(scanner->text, start, scanner->at)), &value);
    return literal(scanner, start, value);
}

static struct expression *parse_range(struct scanner *scanner)
{
    size_t start = scanner->at++;
    struct expression *first = expression_parse(scanner);
    scanner_skip_space(scanner);
    bool dots = str_starts(str_skip(scanner->text, scanner->at), "..");
    scanner->at += dots ? 2 : 0;
    struct expression *last = dots ? expression_parse(scanner) : NULL;
    if (!first || !last || !scanner_take(scanner, ')')) {
        scanner->failed = true;
        return NULL;
    }
    struct expression *range = new_expression(scanner, EXPRESSION_RANGE, start);
    if (range) {
        range->first = first;
        range->last = last;
    }
    return range;
}

static bool add_segment(struct scanner *scanner, struct expression *variable, size_t *capacity,
                        struct segment segment)
{
    if (!arena_grow(scanner->arena, &variable->segments, variable->segment_count, capacity,
                    sizeof *variable->segments)) {
        return false;
    }
    variable->segments[variable->segment_count++] = segment;
    return true;
}

static bool parse_bracket(struct scanner *scanner, struct segment *out)
{
    scanner->at++;
    out->index = expression_parse(scanner);
    if (!out->index || !scanner_take(scanner, ']')) {
        scanner->failed = true;
        return false;
    }
    return true;
}

/* Words that are values; as the first and only segment. */
static bool keyword(struct str word, struct value *out)
{
    if (str_is(word, "nil") || str_is(word, "null")) {
        *out = value_nil();
    } else if (str_is(word, "true") || str_is(word, "false")) {
        *out = value_bool(str_is(word, "true"));
    } else if (str_is(word, "empty")) {
        *out = value_empty();
    } else if (str_is(word, "blank")) {
        *out = value_blank();
    } else {
        return false;
    }
    return true;
}

/* In lax text a space may follow the dot: `site. baseurl`. */
static bool take_dot(struct scanner *scanner)
{
    size_t before = scanner->at;
    scanner_skip_space(scanner);
    bool dots = str_starts(str_skip(scanner->text, scanner->at), "..");
    if (peek(scanner) == '.' && scanner->at < scanner->text.len && !dots) {
        scanner->at++;
        return true;
    }
    scanner->at = before;
    return false;
}

static struct expression *parse_variable(struct scanner *scanner)
{
    size_t start = scanner->at, capacity = 0;
    struct expression *variable = new_expression(scanner, EXPRESSION_VARIABLE, start);
    struct segment first = {0};
    if (!variable) {
        return NULL;
    }
    if (peek(scanner) == '[') {
        if (!parse_bracket(scanner, &first)) {
            return NULL;
        }
    } else {
        first.name = scanner_word(scanner);
    }
    if (!add_segment(scanner, variable, &capacity, first)) {
        return NULL;
    }
    for (;;) {
        struct segment segment = {0};
        size_t before = scanner->at;
        scanner_skip_space(scanner);
        if (peek(scanner) == '[' && scanner->at < scanner->text.len) {
            if (!parse_bracket(scanner, &segment)) {
                return NULL;
            }
        } else {
            scanner->at = before;
            if (!take_dot(scanner)) {
                break;
            }
            segment.name = scanner_word(scanner);
            if (segment.name.len == 0) {
                scanner->failed = true;
                break;
            }
        }
        if (!add_segment(scanner, variable, &capacity, segment)) {
            return NULL;
        }
    }
    variable->length = scanner->at - start;
    struct value value;
    if (variable->segment_count == 1 && keyword(variable->segments[0].name, &value)) {
        return literal(scanner, start, value);
    }
    return variable;
}

static struct expression *parse_term(struct scanner *scanner)
{
    char c = peek(scanner);
    char next =
        scanner->at + 1 < scanner->text.len ? scanner->text.ptr[scanner->at + 1] : '\0';
    if (c == '"' || c == '\'') {
        return parse_string(scanner);
    }
    if (ascii_is_digit(c) || (c == '-' && ascii_is_digit(next))) {
        return parse_number(scanner);
    }
    if (c == '(') {
        return parse_range(scanner);
    }
    if (ascii_is_alpha(c) || c == '_' || c == '[' || (unsigned char)c >= 0x80) {
        return parse_variable(scanner);
    }
    return NULL;
}

struct expression *expression_parse(struct scanner *scanner)
{
    if (scanner_at_end(scanner)) {
        return NULL;
    }
    if (scanner->depth == EXPRESSION_DEPTH_LIMIT) {
        scanner->failed = true;
        scanner->at = scanner->text.len;
        return NULL;
    }
    scanner->depth++;
    struct expression *expression = parse_term(scanner);
    scanner->depth--;
    return expression;
}

/* Filters */

static bool add_argument(struct scanner *scanner, struct filter_call *call,
                         struct expression *value, struct str keyword_name)
{
    size_t capacity = call->capacity;
    if (!arena_grow(scanner->arena, &call->arguments, call->count, &call->capacity,
                    sizeof *call->arguments) ||
        !arena_grow(scanner->arena, &call->keywords, call->count, &capacity,
                    sizeof *call->keywords)) {
        return false;
    }
    call->arguments[call->count] = *value;
    call->keywords[call->count++] = keyword_name;
    return true;
}

static bool parse_arguments(struct scanner *scanner, struct filter_call *call)
{
    do {
        size_t start = scanner->at;
        struct str word = scanner_word(scanner);
        bool named = word.len && scanner_take(scanner, ':');
        if (!named) {
            scanner->at = start;
            word.len = 0;
        }
        struct expression *value = expression_parse(scanner);
        if (!value) {
            return !scanner->strict;
        }
        if (!add_argument(scanner, call, value, word)) {
            return false;
        }
    } while (scanner_take(scanner, ','));
    return true;
}

/* In lax mode, what cannot be understood up to the next '|' is passed over. */
static void skip_to_pipe(struct scanner *scanner)
{
    char quote = '\0';
    for (; scanner->at < scanner->text.len; scanner->at++) {
        char c = peek(scanner);
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '|') {
            return;
        }
    }
}

bool output_parse(struct scanner *scanner, struct output *out)
{
    *out = (struct output){0};
    out->input = expression_parse(scanner);
    struct filter_call **end = &out->filters;
    while (!scanner_at_end(scanner)) {
        if (!scanner_take(scanner, '|')) {
            scanner->failed = true;
            skip_to_pipe(scanner);
            continue;
        }
        scanner_skip_space(scanner);
        size_t start = scanner->at;
        struct str name = scanner_word(scanner);
        if (name.len == 0) {
            scanner->failed = true;
            if (!scanner_at_end(scanner)) {
                skip_to_pipe(scanner);
            }
            continue;
        }
        struct filter_call *call = ARENA_NEW(scanner->arena, struct filter_call);
        if (!call) {
            return false;
        }
        call->name = name;
        call->offset = scanner->base + start;
        *end = call;
        end = &call->next;
        if (scanner_take(scanner, ':') && !parse_arguments(scanner, call)) {
            scanner->failed = true;
        }
    }
    return !scanner->strict || !scanner->failed;
}

/* Conditions */

enum comparison comparison_parse(struct scanner *scanner)
{
    static const struct {
        const char *text;
        enum comparison comparison;
    } table[] = {{"==", COMPARE_EQ}, {"!=", COMPARE_NE}, {"<>", COMPARE_NE}, {"<=", COMPARE_LE},
                 {">=", COMPARE_GE}, {"<", COMPARE_LT},  {">", COMPARE_GT},
                 {"contains", COMPARE_CONTAINS}};
    scanner_skip_space(scanner);
    struct str rest = str_skip(scanner->text, scanner->at);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (str_starts(rest, table[i].text)) {
            scanner->at += strlen(table[i].text);
            return table[i].comparison;
        }
    }
    return COMPARE_NONE;
}

/* A word where a comparison may stand, that is none and does not join conditions. */
static void take_unknown_operator(struct scanner *scanner, struct condition *condition)
{
    scanner_skip_space(scanner);
    size_t before = scanner->at;
    struct str word = scanner_word(scanner);
    if (word.len == 0 || str_is(word, "and") || str_is(word, "or")) {
        scanner->at = before;
        return;
    }
    condition->comparison = COMPARE_UNKNOWN;
    condition->operator = word;
}

struct condition *condition_parse(struct scanner *scanner)
{
    struct condition *first = NULL, **end = &first;
    for (;;) {
        struct condition *condition = ARENA_NEW(scanner->arena, struct condition);
        if (!condition) {
            return NULL;
        }
        condition->left = expression_parse(scanner);
        condition->comparison = (uint8_t)comparison_parse(scanner);
        if (condition->comparison == COMPARE_NONE) {
            take_unknown_operator(scanner, condition);
        }
        if (condition->comparison != COMPARE_NONE) {
            condition->right = expression_parse(scanner);
        }
        if (!condition->left || (condition->comparison && !condition->right)) {
            scanner->failed = true;
        }
        *end = condition;
        end = &condition->next;
        if (scanner_at_end(scanner)) {
            return first;
        }
        struct str word = scanner_word(scanner);
        if (!str_is(word, "and") && !str_is(word, "or")) {
            scanner->failed = true; /* lax: what follows does not count */
            return first;
        }
        condition->is_or = str_is(word, "or");
    }
}
