/* Whatever follows a field's closing quote belongs to it, as lenient readers have it. */
#include "base/csv.h"

#include "base/buf.h"

/* Where a field without quotes and carriage returns ends, which is all that most are. */
static bool is_plain(struct str text, char separator, size_t at, size_t *end)
{
    bool quoted = at < text.len && text.ptr[at] == '"';
    while (!quoted && at < text.len && text.ptr[at] != separator && text.ptr[at] != '\n' &&
           text.ptr[at] != '\r') {
        at++;
    }
    *end = at;
    return !quoted && (at == text.len || text.ptr[at] != '\r');
}

static void end_field(struct str text, size_t *at, bool *row_end)
{
    *row_end = *at >= text.len || text.ptr[*at] == '\n';
    *at += *at < text.len ? 1 : 0;
}

struct value csv_field(struct arena *arena, struct str text, char separator, size_t *at,
                       bool *row_end)
{
    size_t from = *at, end;
    if (is_plain(text, separator, from, &end)) {
        *at = end;
        end_field(text, at, row_end);
        return end > from ? value_string(arena_str(arena, str_sub(text, from, end)))
                          : value_nil();
    }
    struct buf field = {.kept_in = arena};
    bool quoted = *at < text.len && text.ptr[*at] == '"', was_quoted = quoted;
    *at += quoted ? 1 : 0;
    for (; *at < text.len; ++*at) {
        char c = text.ptr[*at];
        if (quoted && c == '"') {
            bool twice = *at + 1 < text.len && text.ptr[*at + 1] == '"';
            quoted = twice;
            *at += twice ? 1 : 0;
            if (!twice) {
                continue;
            }
        } else if (!quoted && (c == separator || c == '\n')) {
            break;
        } else if (!quoted && c == '\r') {
            continue;
        }
        buf_add_byte(&field, c);
    }
    end_field(text, at, row_end);
    struct value value = field.len || was_quoted
                             ? value_string(arena_str(arena, buf_str(&field)))
                             : value_nil();
    buf_clear(&field);
    return value;
}
