/* Loops: for and tablerow over lists, mappings, strings and ranges. A frame holds the
 * loop's variables while it runs, and one map for all its rounds; breaks come as the
 * renderer's interrupt. */
#include "liquid/renderer.h"

#include <math.h>

/* What a loop goes over. A range is counted, never made into a list. */
struct sequence {
    struct value items; /* list or map, or one string */
    int64_t first;      /* of a range */
    size_t length;
    bool is_range;
    struct value_list pair; /* the round's, of a mapping: the next one has it */
    struct value pair_items[2];
};

static struct sequence sequence_of(struct renderer *renderer,
                                   const struct expression *subject)
{
    struct sequence sequence = {.items = value_nil()};
    if (subject->kind == EXPRESSION_RANGE) {
        int64_t last;
        range_ends(renderer, subject, &sequence.first, &last);
        sequence.is_range = true;
        sequence.length =
            last >= sequence.first ? (size_t)last - (size_t)sequence.first + 1 : 0;
        return sequence;
    }
    sequence.items = expression_result(renderer, subject);
    sequence.length = sequence.items.kind == VALUE_STRING ? sequence.items.as.string.len > 0
                                                          : value_count(sequence.items);
    return sequence;
}

static struct value sequence_item(struct sequence *sequence, size_t index)
{
    if (sequence->is_range) {
        return value_integer(sequence->first + (int64_t)index);
    }
    if (sequence->items.kind == VALUE_LIST) {
        return value_at(sequence->items, index);
    }
    if (sequence->items.kind != VALUE_MAP) {
        return sequence->items;
    }
    const struct value_entry *entry = &sequence->items.as.map->entries[index];
    sequence->pair_items[0] = value_string(entry->key);
    sequence->pair_items[1] = entry->value;
    sequence->pair = (struct value_list){
        .items = sequence->pair_items, .count = 2, .capacity = 2, .is_passing = true};
    return (struct value){.kind = VALUE_LIST, .as.list = &sequence->pair};
}

/* The part of a sequence that `limit` and `offset` leave. */
struct window {
    size_t from, length, columns;
    struct str name; /* "item-list": forloop.name, and where `continue` goes on */
};

/* A tablerow also cuts a number's fraction, and takes the digits that a text begins with.
 */
static bool whole_argument(struct renderer *renderer, const struct tag *tag,
                           const struct argument *argument, int64_t *out)
{
    struct value value = expression_result(renderer, argument->value), number;
    if (value.kind == VALUE_NIL) {
        return true;
    }
    bool valid = value_to_number(value, &number) && number.kind == VALUE_INTEGER;
    if (tag->kind == TAG_TABLEROW && !valid) {
        bool fraction = number.kind == VALUE_FLOAT && fabs(number.as.real) < 1e15;
        valid = fraction || value.kind == VALUE_STRING;
        number = value_integer(fraction ? (int64_t)number.as.real : number.as.integer);
    }
    if (!valid) {
        return renderer_fail(renderer, tag->offset, tag->length, "liquid-syntax",
                             "'%.*s' is not a whole number", STR_ARG(argument->name));
    }
    *out = number.as.integer;
    return true;
}

/* From `offset` to `offset` + `limit`, as far as there are items: an offset below 0 leaves
 * less of the limit. */
static bool find_window(struct renderer *renderer, const struct tag *tag,
                        const struct sequence *sequence, struct window *out)
{
    int64_t count = (int64_t)sequence->length, limit = INT64_MAX, from = 0, columns = 0;
    *out = (struct window){.name = tag->name};
    for (const struct argument *argument = tag->arguments; argument;
         argument = argument->next) {
        int64_t *goal = str_is(argument->name, "limit")    ? &limit
                        : str_is(argument->name, "offset") ? &from
                        : str_is(argument->name, "cols")   ? &columns
                                                           : NULL;
        bool skipped = goal == &from && tag->offset_continue;
        if (goal && !skipped && !whole_argument(renderer, tag, argument, goal)) {
            return false;
        }
    }
    if (tag->offset_continue) {
        struct value went = value_get(renderer->continues, out->name);
        from = went.kind == VALUE_INTEGER ? went.as.integer : 0;
    }
    int64_t end = 0;
    if (sequence->items.kind == VALUE_STRING || __builtin_add_overflow(from, limit, &end)) {
        end = limit < 0 ? 0 : count; /* text is one item, whatever is asked for */
    }
    end = end < count ? end : count;
    int64_t start = sequence->items.kind == VALUE_STRING || from < 0 ? 0 : from;
    out->from = (size_t)(start < count ? start : count);
    out->length = end > start ? (size_t)(end - start) : 0;
    if (sequence->items.kind == VALUE_STRING) {
        out->length = sequence->length;
    }
    out->columns = columns > 0 ? (size_t)columns : 0;
    return value_map_set(renderer->arena, renderer->continues, out->name,
                         value_integer(from + (int64_t)out->length));
}

/* forloop's map; its entries stand in this order, so that each round only stores. */
enum {
    LOOP_NAME,
    LOOP_LENGTH,
    LOOP_INDEX,
    LOOP_INDEX0,
    LOOP_RINDEX,
    LOOP_RINDEX0,
    LOOP_FIRST,
    LOOP_LAST,
    LOOP_COMMON_COUNT,
    LOOP_COL = LOOP_COMMON_COUNT,
    LOOP_COL0,
    LOOP_COL_FIRST,
    LOOP_COL_LAST,
    LOOP_ROW,
    LOOP_COUNT
};

static const char *const loop_fields[LOOP_COUNT] = {
    "name", "length", "index", "index0",    "rindex",   "rindex0", "first",
    "last", "col",    "col0",  "col_first", "col_last", "row"};

static struct value loop_map(struct renderer *renderer, size_t count)
{
    struct value map = value_map_new(renderer->arena);
    for (size_t i = 0; i < count; i++) {
        (void)value_map_set(renderer->arena, map, str_from(loop_fields[i]), value_nil());
    }
    return map;
}

/* Maps that no loop has any more; each tells of the next as its length. */
static struct value take_spare(struct value *spare)
{
    struct value loop = *spare;
    if (loop.kind == VALUE_MAP) {
        *spare = loop.as.map->entries[LOOP_LENGTH].value;
    }
    return loop;
}

/* Of a loop that ended; one that a variable may hold stays as it is. */
static void give_spare(const struct renderer *renderer, struct value *spare,
                       struct value loop)
{
    if (value_count(loop) > LOOP_LENGTH && !renderer->loop_kept) {
        loop.as.map->entries[LOOP_LENGTH].value = *spare;
        *spare = loop;
    }
}

struct value forloop_new(struct renderer *renderer, struct str name, size_t length)
{
    struct value loop = take_spare(&renderer->spare_loops);
    if (loop.kind != VALUE_MAP) {
        loop = loop_map(renderer, LOOP_COMMON_COUNT);
    }
    if (value_count(loop) >= LOOP_COMMON_COUNT) {
        loop.as.map->entries[LOOP_NAME].value = value_string(name);
        loop.as.map->entries[LOOP_LENGTH].value = value_integer((int64_t)length);
        (void)value_map_set(renderer->arena, loop, STR("parentloop"), renderer->forloop);
    }
    return loop;
}

bool forloop_is(struct value value)
{
    return value_count(value) >= LOOP_COMMON_COUNT && value.kind == VALUE_MAP &&
           value.as.map->entries[LOOP_RINDEX0].key.ptr == loop_fields[LOOP_RINDEX0];
}

void forloop_set(struct value loop, size_t index)
{
    if (value_count(loop) < LOOP_COMMON_COUNT) {
        return; /* the arena was full */
    }
    struct value_entry *entries = loop.as.map->entries;
    int64_t length = entries[LOOP_LENGTH].value.as.integer, at = (int64_t)index;
    entries[LOOP_INDEX].value = value_integer(at + 1);
    entries[LOOP_INDEX0].value = value_integer(at);
    entries[LOOP_RINDEX].value = value_integer(length - at);
    entries[LOOP_RINDEX0].value = value_integer(length - at - 1);
    entries[LOOP_FIRST].value = value_bool(at == 0);
    entries[LOOP_LAST].value = value_bool(at == length - 1);
}

/* Takes the last interrupt; false: it ends the loop. */
static bool take_interrupt(struct renderer *renderer)
{
    bool ends = renderer->interrupt == INTERRUPT_BREAK;
    if (renderer->interrupt_count > 0 && --renderer->interrupt_count == 0) {
        renderer->interrupt = INTERRUPT_NONE;
    }
    return !ends;
}

/* One round; `*more` becomes false when a break ended the loop. */
static bool render_round(struct renderer *renderer, const struct tag *tag, bool *more)
{
    if (!renderer_take_steps(renderer, 1)) { /* a body without tags counts, too */
        return renderer_fail(renderer, tag->offset, tag->length, "liquid-limit",
                             "the loop does not end within its limits");
    }
    bool ok = render_block(renderer, tag->body);
    *more = tag->kind == TAG_TABLEROW || take_interrupt(renderer);
    return ok;
}

bool render_for(struct renderer *renderer, const struct tag *tag)
{
    struct sequence sequence = sequence_of(renderer, tag->subject);
    struct window window;
    if (!find_window(renderer, tag, &sequence, &window)) {
        return false;
    }
    if (window.length == 0) {
        return !tag->branches || render_block(renderer, tag->branches->body);
    }
    struct region *held = region_hold(renderer, sequence.items);
    struct value parent = renderer->forloop;
    struct value loop = forloop_new(renderer, window.name, window.length);
    struct frame frame = {.outer = renderer->frame,
                          .names = {tag->text, STR("forloop")},
                          .values = {value_nil(), loop}};
    renderer->frame = &frame;
    renderer->forloop = loop;
    bool ok = true, more = true;
    for (size_t i = 0; i < window.length && ok && more; i++) {
        size_t index = window.from + (tag->reversed ? window.length - 1 - i : i);
        frame.values[0] = sequence_item(&sequence, index);
        forloop_set(loop, i);
        ok = render_round(renderer, tag, &more);
    }
    renderer->frame = frame.outer;
    renderer->forloop = parent;
    give_spare(renderer, &renderer->spare_loops, loop);
    region_release(renderer, held);
    return ok;
}

static void tablerow_set(struct value loop, size_t index, size_t columns)
{
    forloop_set(loop, index);
    if (value_count(loop) < LOOP_COUNT) {
        return;
    }
    struct value_entry *entries = loop.as.map->entries;
    size_t column = index % columns;
    entries[LOOP_COL].value = value_integer((int64_t)column + 1);
    entries[LOOP_COL0].value = value_integer((int64_t)column);
    entries[LOOP_COL_FIRST].value = value_bool(column == 0);
    entries[LOOP_COL_LAST].value = value_bool(column == columns - 1);
    entries[LOOP_ROW].value = value_integer((int64_t)(index / columns) + 1);
}

/* A break in a cell ends that cell alone, and then what stands around the table. */
bool render_tablerow(struct renderer *renderer, const struct tag *tag)
{
    struct sequence sequence = sequence_of(renderer, tag->subject);
    struct window window;
    if (!sequence.is_range && !value_is_true(sequence.items)) {
        return true; /* before anything else is asked for */
    }
    if (!find_window(renderer, tag, &sequence, &window)) {
        return false;
    }
    size_t columns = window.columns ? window.columns : window.length ? window.length : 1;
    struct value loop = take_spare(&renderer->spare_tables);
    if (loop.kind != VALUE_MAP) {
        loop = loop_map(renderer, LOOP_COUNT);
    }
    if (value_count(loop) == LOOP_COUNT) {
        loop.as.map->entries[LOOP_LENGTH].value = value_integer((int64_t)window.length);
    }
    struct frame frame = {.outer = renderer->frame,
                          .names = {tag->text, STR("tablerowloop")},
                          .values = {value_nil(), loop}};
    struct region *held = region_hold(renderer, sequence.items);
    renderer->frame = &frame;
    buf_add_text(renderer->out, "<tr class=\"row1\">\n");
    bool ok = true, more = true;
    for (size_t i = 0; i < window.length && ok && more; i++) {
        frame.values[0] = sequence_item(&sequence, window.from + i);
        tablerow_set(loop, i, columns);
        buf_add_format(renderer->out, "<td class=\"col%zu\">", i % columns + 1);
        ok = render_round(renderer, tag, &more);
        buf_add_text(renderer->out, "</td>");
        if (i % columns == columns - 1 && i + 1 < window.length && more) {
            buf_add_format(renderer->out, "</tr>\n<tr class=\"row%zu\">", i / columns + 2);
        }
    }
    buf_add_text(renderer->out, "</tr>\n");
    renderer->frame = frame.outer;
    give_spare(renderer, &renderer->spare_tables, loop);
    region_release(renderer, held);
    return ok;
}
