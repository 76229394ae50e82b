/* Front matter: cut off a page's top and read as YAML. Relies on nothing but the text; who
 * asks tells its faults, which count only where the page is used. */
#include "site/front_matter.h"

#include "base/lines.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static bool is_fence(struct str line, bool closing)
{
    bool dashes = str_starts(line, "---"), dots = closing && str_starts(line, "...");
    return (dashes || dots) && str_trim(str_skip(line, 3)).len == 0;
}

/* The closing line's start, or STR_NONE. */
static size_t find_close(struct str text, size_t from)
{
    for (size_t at = from; at < text.len;) {
        size_t end = line_end(text, at);
        if (is_fence(str_sub(text, at, end), true)) {
            return at;
        }
        at = end;
    }
    return STR_NONE;
}

/* Where the body begins, behind the closing line and the blank ones below it. */
static size_t find_body(struct str text, size_t close)
{
    size_t at = line_end(text, close);
    while (at < text.len) {
        size_t end = line_end(text, at);
        if (str_trim(str_sub(text, at, end)).len > 0) {
            break;
        }
        at = end;
    }
    return at;
}

static void read_yaml(struct arena *arena, struct str yaml, uint32_t first_line,
                      const struct zone *zone, struct front_matter *out)
{
    struct value data;
    if (!yaml_read(arena, yaml, first_line, zone, &data, &out->yaml)) {
        out->fault = FRONT_MATTER_YAML;
    } else if (data.kind == VALUE_MAP) {
        out->data = data;
    } else if (data.kind != VALUE_NIL && data.kind != VALUE_BOOL) {
        out->fault = FRONT_MATTER_LIST;
    }
}

void front_matter_read_whole(struct arena *arena, struct str text, const struct zone *zone,
                             struct front_matter *out)
{
    *out = (struct front_matter){
        .data = value_map_new(arena), .body = str_skip(text, text.len), .body_line = 1};
    out->present = is_fence(str_sub(text, 0, line_end(text, 0)), false);
    if (out->present) {
        read_yaml(arena, text, 1, zone, out);
    }
}

void front_matter_read(struct arena *arena, struct str text, const struct zone *zone,
                       struct front_matter *out)
{
    *out =
        (struct front_matter){.data = value_map_new(arena), .body = text, .body_line = 1};
    if (str_starts(text, byte_order_mark)) {
        out->body = str_skip(text, 3);
        out->fault = is_fence(str_sub(out->body, 0, line_end(out->body, 0)), false)
                         ? FRONT_MATTER_BOM
                         : FRONT_MATTER_FINE;
        return;
    }
    size_t first = line_end(text, 0);
    if (!is_fence(str_sub(text, 0, first), false) || text.ptr[first - 1] != '\n') {
        return;
    }
    out->present = true;
    size_t close = find_close(text, first);
    if (close == STR_NONE) {
        out->fault = FRONT_MATTER_UNCLOSED;
        return;
    }
    size_t body = find_body(text, close);
    out->body = str_skip(text, body);
    out->body_line = line_column_at(text, body).line;
    read_yaml(arena, str_sub(text, first, close), 2, zone, out);
}
