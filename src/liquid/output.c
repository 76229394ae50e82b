/* Outputs: an expression's value, sent through its filters in turn. Filters that try an
 * expression on each item come back here through `trial`, so that no filter knows of the
 * renderer. */
#include "liquid/renderer.h"

#define ARGUMENT_LIMIT 16

/* The named arguments of a call come last, as one map. */
static size_t call_arguments(struct renderer *renderer, const struct filter_call *call,
                             struct value *out)
{
    size_t count = 0;
    struct value named = value_nil();
    for (size_t i = 0; i < call->count; i++) {
        struct value value; /* with `empty`, which one filter tells from "" */
        (void)expression_value(renderer, &call->arguments[i], &value, NULL);
        if (call->keywords[i].len) {
            named = named.kind == VALUE_MAP ? named : value_map_new(renderer->arena);
            (void)value_map_set(renderer->arena, named, call->keywords[i], value);
        } else if (count < ARGUMENT_LIMIT) {
            out[count++] = value;
        }
    }
    if (named.kind == VALUE_MAP) {
        out[count++] = named;
    }
    return count;
}

static void warn_unknown(struct renderer *renderer, const struct filter_call *call)
{
    if (renderer->options->strict) {
        return;
    }
    struct place place = source_place(&renderer->template->source, call->offset);
    place.width = (uint32_t)call->name.len;
    report_warning(renderer->report, place, "liquid-unknown-filter",
                   "unknown filter '%.*s'", STR_ARG(call->name));
    struct str near = filter_suggest(call->name, !renderer->options->no_jekyll);
    if (near.len) {
        report_hint(renderer->report, "did you mean '%.*s'?", STR_ARG(near));
    }
}

static struct frame bound(struct renderer *renderer, struct str variable, struct value item)
{
    return (struct frame){.outer = renderer->frame, .names = {variable}, .values = {item}};
}

static bool holds_for(struct renderer *renderer, struct str variable, struct value item,
                      const struct condition *condition)
{
    struct frame frame = bound(renderer, variable, item), *outer = renderer->frame;
    bool holds = false;
    renderer->frame = &frame;
    (void)condition_holds(renderer, condition, 0, 1, &holds);
    renderer->frame = outer;
    return holds;
}

static struct value value_for(struct renderer *renderer, struct str variable,
                              struct value item, const struct output *output)
{
    struct frame frame = bound(renderer, variable, item), *outer = renderer->frame;
    struct value value = value_nil();
    renderer->frame = &frame;
    (void)output_value(renderer, output, &value, NULL);
    renderer->frame = outer;
    return value;
}

static const struct filter_trial trial = {.holds = holds_for, .value = value_for};

#define READ_BYTES 128    /* that a filter takes in or gives for a step */
#define UNKNOWN_STEPS 100 /* of a filter: its name is compared with all others */

/* What a filter takes in or gives counts as steps, and four items of a list as one. */
static size_t steps_of(const struct filter_call *call, struct value value)
{
    size_t bytes = value_text_or(value, (struct str){0}).len;
    if (bytes < READ_BYTES) {
        return value_count(value) / 4;
    }
    /* loops gather text with these */
    bool copies = str_is(call->name, "append") || str_is(call->name, "prepend");
    return bytes / (copies ? LIQUID_COPIED_BYTES : READ_BYTES);
}

static bool has_steps_left(struct renderer *renderer, const struct filter_call *call,
                           size_t steps)
{
    return renderer_take_steps(renderer, steps) ||
           renderer_fail(renderer, call->offset, call->name.len, "liquid-limit",
                         "the filters do not end within the limits of a template");
}

/* `*appended`: the text that the call before made, if it appended. */
static bool apply(struct renderer *renderer, const struct filter_call *call,
                  struct value *value, char **appended)
{
    struct value arguments[ARGUMENT_LIMIT + 1];
    struct filter_run run = {.arena = renderer->arena,
                             .options = renderer->options,
                             .renderer = renderer,
                             .trial = &trial,
                             .input = *value,
                             .appended = *appended,
                             .arguments = arguments};
    run.count = call_arguments(renderer, call, arguments);
    if (!has_steps_left(renderer, call, 1 + steps_of(call, run.input))) {
        return false;
    }
    *appended = NULL;
    switch (filter_apply(&run, call->name, value)) {
    case FILTER_DONE:
        *appended = str_is(call->name, "append") ? run.appended : NULL;
        if (run.lacks_present) {
            undefined_tell_present(renderer, call->offset, call->name.len);
        }
        return has_steps_left(renderer, call,
                              steps_of(call, *value) + run.work / LIQUID_STEP_BYTES);
    case FILTER_UNKNOWN:
        warn_unknown(renderer, call);
        return has_steps_left(renderer, call, UNKNOWN_STEPS);
    case FILTER_FAILED: break;
    }
    return renderer_fail(renderer, call->offset, call->name.len, "liquid-filter",
                         "filter '%.*s': %s", STR_ARG(call->name), run.failure);
}

bool output_value(struct renderer *renderer, const struct output *output, struct value *out,
                  struct missing *missing)
{
    (void)expression_value(renderer, output->input, out, missing);
    *out = value_plain(*out);
    char *appended = NULL;
    for (const struct filter_call *call = output->filters; call; call = call->next) {
        if (!apply(renderer, call, out, &appended)) {
            return false;
        }
    }
    return true;
}
