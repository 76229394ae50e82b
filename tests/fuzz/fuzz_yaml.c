/* Any bytes as YAML and as TOML. */
#include "room.h"

#include "site/toml.h"
#include "site/yaml.h"

/* A value can be printed, and is text all through. */
static void check(struct value value)
{
    struct buf out = {.limit_bytes = (size_t)1 << 20}; /* aliases may make it large */
    value_dump(value, &out);
    must(out.full || is_text(buf_str(&out)));
    buf_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    room_enter(&room);
    struct yaml_fault fault = {0};
    struct value value;
    bool ok = yaml_read(&room.arena, text, 1, NULL, &value, &fault);
    must(ok || fault.message[0]);
    if (ok) {
        check(value);
    }
    if (is_text(text)) {
        fault = (struct yaml_fault){0};
        ok = toml_read(&room.arena, text, 1, &value, &fault);
        must(ok || fault.message[0]);
        check(value);
    }
    room_leave(&room);
    return 0;
}
