/* One way to call Gumbo, for the reader of trees and that of events. */
#include "html/gumbo_parse.h"

#define LAST_CHARACTER 0x10FFFF

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

static int digit_value(char c, bool hex)
{
    char lower = ascii_lower(c);
    return c >= '0' && c <= '9'                  ? c - '0'
           : hex && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                 : -1;
}

/* The digits from `at` on; gives where they end. Those beyond Unicode are more than the
 * digits of U+FFFD. */
static size_t bound_digits(struct buf *html, size_t at, bool hex)
{
    struct str most = hex ? STR("FFFD") : STR("65533");
    uint32_t number = 0;
    size_t end = at;
    for (int digit; end < html->len && (digit = digit_value(html->ptr[end], hex)) >= 0;
         end++) {
        number =
            number > LAST_CHARACTER ? number : number * (hex ? 16 : 10) + (uint32_t)digit;
    }
    if (number > LAST_CHARACTER) {
        memset(html->ptr + at, '0', end - at);
        memcpy(html->ptr + end - most.len, most.ptr, most.len);
    }
    return end;
}

void gumbo_bound_references(struct buf *html)
{
    for (size_t at = 0; (at = str_find(buf_str(html), STR("&#"), at)) != STR_NONE;) {
        at += 2;
        bool hex = at < html->len && ascii_lower(html->ptr[at]) == 'x';
        at = bound_digits(html, at + hex, hex);
    }
}
