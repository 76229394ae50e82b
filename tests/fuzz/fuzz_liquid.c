/* Any text as a Liquid template over a small scope. */
#include "mutate_liquid.h"
#include "room.h"

#include "liquid/liquid.h"

#define OUTPUT_LIMIT_BYTES ((size_t)1 << 20)
#define STEP_LIMIT 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    struct value scope;
    struct liquid_options options = {
        .base_url = STR("/b"), .site_url = STR("https://e.org"), .now = 1600000000};
    struct line_map map = {0};
    struct buf out = {.limit_bytes = OUTPUT_LIMIT_BYTES};
    options.step_limit = STEP_LIMIT;
    options.strict = size % 16 == 0;
    options.no_jekyll = size % 16 == 1;
    must(value_from_json(
        &room.arena,
        STR("{\"a\":1,\"b\":[3,1,2],\"c\":{\"d\":\"e\"},\"site\":{\"baseurl\":\"\"},"
            "\"p\":[{\"n\":\"x "
            "y\",\"w\":1.5},{\"n\":\"Z\",\"w\":[]},{\"w\":\"2020-01-02\"}],"
            "\"page\":{\"title\":\"T\",\"n\":null,\"f\":2.5}}"),
        &scope));
    bool ok = liquid_render(&room.arena, text, STR("t"), 1, scope, &options, &out, &map,
                            room.report);
    must_tell(&room, ok);
    must(!ok || is_text(buf_str(&out)));
    buf_clear(&out);
    room_leave(&room);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    return mutate_liquid(data, size, max_size, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2,
                                 size_t size2, uint8_t *out, size_t max_size, unsigned seed)
{
    return mix_liquid(data1, size1, data2, size2, out, max_size, seed);
}
