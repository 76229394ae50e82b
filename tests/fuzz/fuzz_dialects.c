/* Any text in what generators add to CommonMark. Four bytes at its end are the bits of what
 * is read, the one before them says how ids are made. */
#include "mutate_markdown.h"
#include "pass_markdown.h"

#define CHOICE_BYTES 5

static bool find(void *data, struct str name, struct str *address, struct str *title)
{
    (void)data;
    *address = STR("/a/");
    *title = name.len % 3 ? STR("A") : (struct str){0};
    return name.len % 2;
}

/* A file that names itself, and one that names others. */
static enum markdown_part read_part(void *data, struct str path, struct str *text)
{
    (void)data;
    *text =
        path.len % 2 ? STR("# x\n\n{{#include a}}\n") : STR("--8<-- \"b\"\n\n[^1]: y\n");
    return (enum markdown_part)(path.len % 3);
}

static bool listed(void *data, size_t index, struct str *address, struct str *title)
{
    (void)data;
    *address = STR("/b/");
    *title = STR("B");
    return index < 2;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    static const struct markdown_host host = {
        .find = find, .read = read_part, .listed = listed};
    if (size < CHOICE_BYTES) {
        return -1;
    }
    const uint8_t *tail = data + size - 4;
    struct str text = input(data, size - CHOICE_BYTES);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    struct markdown_options options = markdown_options_default();
    options.dialect = MARKDOWN_GFM;
    options.host = &host;
    options.generator = "x";
    options.heading_ids = true;
    options.ids = (enum id_rule)(tail[-1] % (IDS_UNICODE + 1));
    options.syntax = (unsigned)tail[0] | (unsigned)tail[1] << 8 | (unsigned)tail[2] << 16 |
                     (unsigned)(tail[3] & 0x7f) << 24;
    must(value_from_json(&room.arena, STR("{\"title\":\"T\",\"a\":{\"b\":[1,\"c\"]}}"),
                         &options.data));
    options.values = options.data;
    pass_markdown(&room, text, &options, HTML_GFM);
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
