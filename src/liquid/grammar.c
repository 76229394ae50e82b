/* Grammar: which of the two grammars reads markup, and in which order they are tried.
 * Relies on each telling by false alone that it does not understand: nothing is reported
 * here. */
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
