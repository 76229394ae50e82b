/* Names: a map from text_map.h, and ICU's lower case, which makes labels of every
 * script agree. */
#include "markdown/kramdown_names.h"

#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/utf8.h"

bool name_find(const struct name_table *table, struct str name, size_t *out)
{
    uint32_t found = text_map_get(&table->map, name);
    if (found == TEXT_MAP_NONE) {
        return false;
    }
    *out = found;
    return true;
}

bool name_set(struct arena *arena, struct name_table *table, struct str name, size_t index)
{
    return text_map_set(arena, &table->map, name, index);
}

void buf_add_lower(struct buf *out, uint32_t c)
{
    UChar utf16[2], result[8];
    int32_t count = 0;
    UErrorCode status = U_ZERO_ERROR;
    U16_APPEND_UNSAFE(utf16, count, c);
    int32_t len = u_strToLower(result, 8, utf16, count, "", &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < len;) {
        uint32_t unit = result[i++];
        if (U16_IS_LEAD(unit) && i < len) {
            unit = (uint32_t)U16_GET_SUPPLEMENTARY(unit, result[i]);
            i++;
        }
        buf_add_code_point(out, unit);
    }
}

struct str name_normalize(struct arena *arena, struct str label)
{
    struct buf out = {.kept_in = arena};
    bool space = false;
    for (size_t i = 0, len = 1; i < label.len; i += len) {
        uint32_t c = utf8_decode(label, i, &len);
        if (c < 0x80 && ascii_is_space((char)c)) {
            space = true;
            continue;
        }
        if (space) {
            buf_add_byte(&out, ' ');
            space = false;
        }
        if (c < 0x80) {
            buf_add_byte(&out, ascii_lower((char)c));
        } else {
            buf_add_lower(&out, c);
        }
    }
    if (space) {
        buf_add_byte(&out, ' ');
    }
    return arena_take(arena, &out);
}
