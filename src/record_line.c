/* A line as record_add() writes it is read byte by byte, as there is one for each packet of
 * a list, twice; any other as the JSON that it may be, which takes ten times as long. */
#include "record_line.h"

#include "base/digest.h"
#include "base/path.h"
#include "base/value.h"

/* What an item must be */

static bool is_digest(const char *text)
{
    return text && strlen(text) == 2 * (size_t)SHA256_BYTES &&
           strspn(text, "0123456789abcdef") == 2 * (size_t)SHA256_BYTES;
}

static bool is_named(const char *name, const char *extension)
{
    struct str text = str_from(name ? name : "");
    return str_ends(text, extension) &&
           path_is_plain(str_without_end(str_sub(text, 0, text.len - 3), '.'));
}

static bool is_whole(const struct offprint_packet *item)
{
    return is_digest(item->sha256) && is_digest(item->input) &&
           is_named(item->file_name, ".pdf") &&
           (!item->zip_name ||
            (is_digest(item->zip_sha256) && is_named(item->zip_name, ".zip")));
}

/* As it is written */

static bool take(struct str *rest, const char *text)
{
    bool starts = str_starts(*rest, text);
    *rest = starts ? str_skip(*rest, strlen(text)) : *rest;
    return starts;
}

static bool take_count(struct str *rest, size_t *out)
{
    size_t at = 0;
    for (*out = 0; at < rest->len && at < 18 && ascii_is_digit(rest->ptr[at]); at++) {
        *out = *out * 10 + (size_t)(rest->ptr[at] - '0');
    }
    bool plain = at > 0 && (at == 1 || *rest->ptr != '0') &&
                 !(at < rest->len && ascii_is_digit(rest->ptr[at]));
    *rest = str_skip(*rest, at);
    return plain;
}

static bool take_seconds(struct str *rest, int64_t *out)
{
    size_t count;
    bool plain = take_count(rest, &count);
    *out = (int64_t)count;
    return plain;
}

/* Of signs that JSON writes as they are, up to the quotes. */
static bool take_text(struct str *rest, struct str *out)
{
    size_t at = 0;
    while (at < rest->len && rest->ptr[at] > ' ' && rest->ptr[at] < 0x7F &&
           rest->ptr[at] != '"' && rest->ptr[at] != '\\') {
        at++;
    }
    *out = str_sub(*rest, 0, at);
    *rest = str_skip(*rest, at);
    return take(rest, "\"");
}

static bool take_kept(struct str *rest, struct arena *arena, const char **out)
{
    struct str text;
    bool plain = take_text(rest, &text);
    *out = plain ? arena_cstr(arena, text) : NULL;
    return *out != NULL;
}

static bool take_zip(struct str *rest, struct arena *arena, struct offprint_packet *item)
{
    return !take(rest, ", \"zip\": \"") ||
           (take_kept(rest, arena, &item->zip_name) && take(rest, ", \"zip_bytes\": ") &&
            take_count(rest, &item->zip_byte_count) && take(rest, ", \"zip_sha256\": \"") &&
            take_kept(rest, arena, &item->zip_sha256));
}

static bool take_time(struct str *rest, struct record_told *out)
{
    out->timed = take(rest, ", \"seconds\": ");
    return !out->timed ||
           (take_seconds(rest, &out->time.seconds) && take(rest, ", \"nanoseconds\": ") &&
            take_seconds(rest, &out->time.nanoseconds));
}

/* Of a row whose files are in place. */
static bool read_own(struct arena *arena, struct str line, struct record_told *out)
{
    struct offprint_packet *item = &out->item;
    struct str state;
    out->is_item =
        take(&line, "{\"row\": ") && take_count(&line, &item->row) &&
        take(&line, ", \"rows\": ") && take_count(&line, &out->rows) &&
        take(&line, ", \"batch\": \"") && take_text(&line, &out->batch) &&
        take(&line, ", \"file\": \"") && take_kept(&line, arena, &item->file_name) &&
        take(&line, ", \"bytes\": ") && take_count(&line, &item->byte_count) &&
        take(&line, ", \"sha256\": \"") && take_kept(&line, arena, &item->sha256) &&
        take(&line, ", \"input\": \"") && take_kept(&line, arena, &item->input) &&
        take_zip(&line, arena, item) && take(&line, ", \"state\": \"") &&
        take_text(&line, &state) && record_state(state, &item->state) &&
        take_time(&line, out) && str_is(line, "}") && is_whole(item);
    out->has_rows = true;
    out->file = str_from(item->file_name);
    return out->is_item;
}

/* As JSON */

static bool read_count(struct value object, const char *key, size_t *out)
{
    struct value value = value_get(object, str_from(key));
    bool good = value.kind == VALUE_INTEGER && value.as.integer >= 0;
    *out = good ? (size_t)value.as.integer : 0;
    return good;
}

/* NULL: there is none. */
static const char *read_text(struct arena *arena, struct value object, const char *key)
{
    struct value value = value_get(object, str_from(key));
    return value.kind == VALUE_STRING ? arena_cstr(arena, value.as.string) : NULL;
}

static bool read_item(struct arena *arena, struct value object, struct offprint_packet *out)
{
    *out = (struct offprint_packet){0};
    struct str state = value_text_or(value_get(object, STR("state")), STR(""));
    bool known = record_state(state, &out->state);
    out->file_name = read_text(arena, object, "file");
    out->sha256 = read_text(arena, object, "sha256");
    out->input = read_text(arena, object, "input");
    out->zip_name = read_text(arena, object, "zip");
    out->zip_sha256 = read_text(arena, object, "zip_sha256");
    bool sized = read_count(object, "bytes", &out->byte_count);
    sized =
        (read_count(object, "zip_bytes", &out->zip_byte_count) || !out->zip_name) && sized;
    return known && read_count(object, "row", &out->row) &&
           ((sized && is_whole(out)) || out->state == OFFPRINT_PACKET_FAILED);
}

static bool read_time(struct value object, struct record_time *out)
{
    struct value seconds = value_get(object, STR("seconds"));
    struct value nanoseconds = value_get(object, STR("nanoseconds"));
    bool good = seconds.kind == VALUE_INTEGER && nanoseconds.kind == VALUE_INTEGER;
    *out = good ? (struct record_time){seconds.as.integer, nanoseconds.as.integer}
                : (struct record_time){0};
    return good;
}

void record_line_read(struct arena *arena, struct str line, struct record_told *out)
{
    struct value object;
    *out = (struct record_told){0};
    if (read_own(arena, line, out)) {
        return;
    }
    *out = (struct record_told){0};
    if (arena_failed(arena) || !value_from_json(arena, line, &object)) {
        return;
    }
    out->is_item = object.kind == VALUE_MAP && read_item(arena, object, &out->item);
    out->file = value_text_or(value_get(object, STR("file")), STR(""));
    out->batch = value_text_or(value_get(object, STR("batch")), STR(""));
    out->has_rows = read_count(object, "rows", &out->rows);
    out->timed = read_time(object, &out->time);
}
