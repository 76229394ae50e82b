/* One way to call Gumbo, for the reader of trees and that of events. */
#include "html/gumbo_parse.h"

struct parse {
    struct parser_memory *memory;
    struct str text;
    const GumboNode *root;
};

static void *take(void *memory, size_t bytes)
{
    return parser_memory_take(memory, bytes, 1);
}

static void give_back(void *memory, void *piece)
{
    parser_memory_give_back(memory, piece);
}

static void run_parse(void *data)
{
    struct parse *parse = data;
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    options.allocator = take;
    options.deallocator = give_back;
    options.userdata = parse->memory;
    const char *text = parse->text.ptr ? parse->text.ptr : "";
    parse->root = gumbo_parse_with_options(&options, text, parse->text.len)->root;
}

const GumboNode *gumbo_parse_within(struct parser_memory *memory, struct str text)
{
    struct parse parse = {.memory = memory, .text = text};
    return parser_memory_run(memory, run_parse, &parse) ? parse.root : NULL;
}
