/* Pairs: which tags of a text have an end, for those whose plug-in nobody knows. The text
 * is gone through once, when such a tag first comes up; "{% x %}" belongs to the next
 * "{% endx %}" that no other one belongs to. */
#include "liquid/parser.h"

static bool add(struct parser *parser, size_t offset, struct str name)
{
    if (!arena_grow(parser->arena, &parser->pairs, parser->pair_count,
                    &parser->pair_capacity, sizeof *parser->pairs)) {
        return false;
    }
    parser->pairs[parser->pair_count++] = (struct tag_pair){.offset = offset, .name = name};
    return true;
}

static bool find_tags(struct parser *parser)
{
    struct str text = parser->template->source.text;
    for (size_t at = 0; (at = str_find(text, STR("{%"), at)) != STR_NONE; at += 2) {
        size_t word = at + 2;
        word += word < text.len && text.ptr[word] == '-' ? 1 : 0;
        struct str name = parse_tag_name(str_skip(text, skip_space(text, word)));
        if (name.len && !add(parser, at, name)) {
            return false;
        }
    }
    return true;
}

/* Open tags of one name are a chain: the last one's index by its name, and of each the one
 * before it. */
static void match(struct parser *parser)
{
    struct value last = value_map_new(parser->arena);
    size_t *before = ARENA_ARRAY(parser->arena, size_t, parser->pair_count + 1);
    for (size_t i = 0; before && last.kind == VALUE_MAP && i < parser->pair_count; i++) {
        struct tag_pair *pair = &parser->pairs[i];
        bool end = str_starts(pair->name, "end");
        struct str name = end ? str_skip(pair->name, 3) : pair->name;
        struct value open = value_get(last, name);
        size_t index = open.kind == VALUE_INTEGER ? (size_t)open.as.integer : SIZE_MAX;
        if (!end) {
            before[i] = index;
            index = i;
        } else if (index != SIZE_MAX) {
            pair->paired = parser->pairs[index].paired = true;
            index = before[index];
        }
        (void)value_map_set(parser->arena, last, name,
                            index == SIZE_MAX ? value_nil()
                                              : value_integer((int64_t)index));
    }
}

bool tag_is_paired(struct parser *parser, size_t offset)
{
    if (!parser->pairs && find_tags(parser)) {
        match(parser);
    }
    size_t low = 0, high = parser->pair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (parser->pairs[middle].offset < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < parser->pair_count && parser->pairs[low].offset == offset &&
           parser->pairs[low].paired;
}
