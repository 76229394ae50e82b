/* Expressions: what one stretch of markup stands for. Any text stands for something: a
 * literal, a range, or else a variable whose path is what its words and brackets give,
 * whatever stands between them ("!a" is a, "a@b" is a.b, "1a" a variable of that name). */
#include "liquid/template.h"

#define EXPRESSION_DEPTH_LIMIT 100

static struct expression *read(struct arena *arena, struct str text, size_t depth);

static struct expression *new_expression(struct arena *arena, enum expression_kind kind)
{
    struct expression *expression = ARENA_NEW(arena, struct expression);
    if (expression) {
        expression->kind = kind;
    }
    return expression;
}

static struct expression *literal(struct arena *arena, struct value value)
{
    struct expression *expression = new_expression(arena, EXPRESSION_LITERAL);
    if (expression) {
        expression->literal = value;
    }
    return expression;
}

/* Words that are values; as the whole of an expression. */
static bool keyword(struct str word, struct value *out)
{
    if (word.len == 0 || str_is(word, "nil") || str_is(word, "null")) {
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

static bool quoted(struct str text, struct value *out)
{
    char first = text.len > 1 ? text.ptr[0] : '\0';
    if ((first != '"' && first != '\'') || text.ptr[text.len - 1] != first) {
        return false;
    }
    *out = value_string(str_sub(text, 1, text.len - 1));
    return true;
}

/* Digits with points among them: a number up to the second point, "1." and "1.2.3" too. */
static bool number(struct str text, struct value *out)
{
    size_t start = str_starts(text, "-") ? 1 : 0, points = 0, end = text.len;
    for (size_t i = start; i < text.len; i++) {
        if (!ascii_is_digit(text.ptr[i]) && (text.ptr[i] != '.' || i == start)) {
            return false;
        }
        points += text.ptr[i] == '.' ? 1 : 0;
        end = points == 2 && text.ptr[i] == '.' ? i : end;
    }
    if (text.len == start) {
        return false;
    }
    struct value digits = value_string(str_sub(text, 0, end));
    (void)value_to_number(digits, out);
    if (value_is_beyond(digits)) {
        *out = digits; /* it prints as it is, and filters refuse it */
    } else if (points && out->kind == VALUE_INTEGER) {
        *out = value_float((double)out->as.integer);
    }
    return true;
}

static bool is_path_char(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-';
}

/* "(first..last)" without white space. */
static struct expression *range(struct arena *arena, struct str text, size_t depth)
{
    size_t dots = STR_NONE;
    if (text.len < 6 || text.ptr[0] != '(' || text.ptr[text.len - 1] != ')') {
        return NULL;
    }
    for (size_t i = 1; i + 1 < text.len; i++) {
        if (ascii_is_space(text.ptr[i])) {
            return NULL;
        }
        bool here =
            i > 1 && i + 3 < text.len && text.ptr[i] == '.' && text.ptr[i + 1] == '.';
        dots = here ? i : dots; /* the last that can be */
    }
    struct expression *expression =
        dots == STR_NONE ? NULL : new_expression(arena, EXPRESSION_RANGE);
    if (expression) {
        expression->first = read(arena, str_sub(text, 1, dots), depth + 1);
        expression->last = read(arena, str_sub(text, dots + 2, text.len - 1), depth + 1);
    }
    return expression;
}

static bool add_segment(struct arena *arena, struct expression *variable, size_t *capacity,
                        struct segment segment)
{
    if (!arena_grow(arena, &variable->segments, variable->segment_count, capacity,
                    sizeof *variable->segments)) {
        return false;
    }
    variable->segments[variable->segment_count++] = segment;
    return true;
}

/* The next word or bracket at or behind `*at`. */
static bool next_segment(struct arena *arena, struct str text, size_t *at, bool *brackets,
                         size_t depth, struct segment *out)
{
    *out = (struct segment){0};
    for (; *at < text.len; ++*at) {
        size_t end = *at;
        if (text.ptr[*at] == '[' && *brackets) {
            end = str_find_byte(text, ']', *at + 2);
            *brackets = end != STR_NONE;
            if (*brackets && text.ptr[*at + 1] != ']') {
                out->index = read(arena, str_sub(text, *at + 1, end), depth + 1);
                *at = end + 1;
                return true;
            }
            continue;
        }
        while (end < text.len && is_path_char(text.ptr[end])) {
            end++;
        }
        if (end > *at) {
            end += end < text.len && text.ptr[end] == '?' ? 1 : 0;
            out->name = str_sub(text, *at, end);
            *at = end;
            return true;
        }
    }
    return false;
}

static struct expression *variable(struct arena *arena, struct str text, size_t depth)
{
    struct expression *expression = new_expression(arena, EXPRESSION_VARIABLE);
    size_t at = 0, capacity = 0;
    bool brackets = true;
    struct segment segment;
    while (expression && next_segment(arena, text, &at, &brackets, depth, &segment)) {
        if (!add_segment(arena, expression, &capacity, segment)) {
            return NULL;
        }
    }
    return expression;
}

static struct expression *read(struct arena *arena, struct str text, size_t depth)
{
    struct value value = value_nil();
    text = str_trim(text);
    if (depth > EXPRESSION_DEPTH_LIMIT || keyword(text, &value) || quoted(text, &value) ||
        number(text, &value)) {
        return literal(arena, value);
    }
    struct expression *expression = range(arena, text, depth);
    return expression ? expression : variable(arena, text, depth);
}

struct expression *expression_read(const struct markup *markup, struct str text)
{
    struct expression *expression = read(markup->arena, text, 0);
    if (expression) {
        expression->offset = markup_offset(markup, text);
        expression->length = text.len ? text.len : 1;
    }
    return expression;
}
