/* Any text as CommonMark or as GitHub reads it. The last byte chooses options. */
#include "mutate_markdown.h"
#include "pass_markdown.h"

#define CHOICE_BYTES 1

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    unsigned choice = size ? data[size - 1] : 0;
    struct str text = input(data, size ? size - CHOICE_BYTES : 0);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    struct markdown_options options = markdown_options_default();
    bool gfm = choice & 1;
    options.dialect = gfm ? MARKDOWN_GFM : MARKDOWN_COMMONMARK;
    options.smart = choice & 2;
    options.heading_ids = choice & 4;
    options.nesting_limit = choice & 8 ? 5 : 0;
    options.syntax = choice & 16 ? SYNTAX_ALERTS : 0;
    pass_markdown(&room, text, &options, gfm ? HTML_GFM : HTML_COMMONMARK);
    room_leave(&room);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    return mutate_markdown(CHOICE_BYTES, data, size, max_size, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2,
                                 size_t size2, uint8_t *out, size_t max_size, unsigned seed)
{
    return mix_markdown(CHOICE_BYTES, data1, size1, data2, size2, out, max_size, seed);
}
