/* Any bytes as a Liquid template over a small scope. */
#include "fuzz.h"

#include "base/utf8.h"
#include "liquid/liquid.h"

#define ARENA_LIMIT_BYTES ((size_t)1 << 30)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    if (utf8_find_invalid(text) != STR_NONE) {
        return 0;
    }
    struct arena arena;
    arena_init(&arena, ARENA_LIMIT_BYTES);
    struct report *report = report_new();
    struct value scope;
    struct liquid_options options = {.base_url = STR("/b")};
    struct line_map map = {0};
    struct buf out = {.limit_bytes = (size_t)16 << 20};
    if (value_from_json(
            &arena,
            STR("{\"a\":1,\"b\":[3,1,2],\"c\":{\"d\":\"e\"},\"site\":{\"baseurl\":\"\"},"
                "\"page\":{\"title\":\"T\",\"n\":null,\"f\":2.5}}"),
            &scope)) {
        (void)liquid_render(&arena, text, STR("t"), 1, scope, &options, &out, &map, report);
    }
    buf_clear(&out);
    report_free(report);
    arena_clear(&arena);
    return 0;
}
