/* Markup: what both grammars and the readers of tags share. Where a part of it stands in
 * the template, the characters that they tell apart, and the conditions and filter calls
 * that they build. Knows no grammar. */
#include "liquid/template.h"

bool is_word_char(char c)
{
    return ascii_is_alnum(c) || c == '_';
}

size_t skip_space(struct str text, size_t at)
{
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    return at;
}

size_t markup_offset(const struct markup *markup, struct str part)
{
    const char *start = markup->text.ptr, *end = start + markup->text.len;
    bool inside = part.ptr && part.ptr >= start && part.ptr <= end;
    return markup->base + (inside ? (size_t)(part.ptr - start) : 0);
}

void condition_set_operator(struct condition *condition, struct str operator)
{
    static const struct {
        const char *text;
        enum comparison comparison;
    } table[] = {{"==", COMPARE_EQ}, {"!=", COMPARE_NE},
                 {"<>", COMPARE_NE}, {"<=", COMPARE_LE},
                 {">=", COMPARE_GE}, {"<", COMPARE_LT},
                 {">", COMPARE_GT},  {"contains", COMPARE_CONTAINS}};
    condition->comparison = COMPARE_UNKNOWN;
    condition->operator= operator;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (str_is(operator, table[i].text)) {
            condition->comparison = table[i].comparison;
        }
    }
}

struct filter_call *filter_call_new(const struct markup *markup, struct str name)
{
    struct filter_call *call = ARENA_NEW(markup->arena, struct filter_call);
    if (call) {
        call->name = name;
        call->offset = markup_offset(markup, name);
    }
    return call;
}

bool filter_call_add(struct arena *arena, struct filter_call *call,
                     const struct expression *value, struct str keyword)
{
    size_t capacity = call->capacity;
    if (!arena_grow(arena, &call->arguments, call->count, &call->capacity,
                    sizeof *call->arguments) ||
        !arena_grow(arena, &call->keywords, call->count, &capacity,
                    sizeof *call->keywords)) {
        return false;
    }
    call->arguments[call->count] = *value;
    call->keywords[call->count++] = keyword;
    return true;
}
