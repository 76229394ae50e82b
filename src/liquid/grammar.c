/* Grammar: markup by the grammar that is asked for, and what both grammars build. */
#include "liquid/template.h"

/* Outputs are read strictly where that goes, in lax mode too. */
bool output_read(const struct markup *markup, enum grammar grammar, struct output *out)
{
    return strict_output(markup, out) ||
           (grammar != GRAMMAR_STRICT && lax_output(markup, out));
}

bool condition_read(const struct markup *markup, enum grammar grammar,
                    struct condition **out)
{
    return (grammar != GRAMMAR_LAX && strict_condition(markup, out)) ||
           (grammar != GRAMMAR_STRICT && lax_condition(markup, out));
}

bool loop_read(const struct markup *markup, enum grammar grammar, struct loop_markup *out)
{
    return (grammar != GRAMMAR_LAX && strict_loop(markup, out)) ||
           (grammar != GRAMMAR_STRICT && lax_loop(markup, out));
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
            condition->comparison = (uint8_t)table[i].comparison;
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
