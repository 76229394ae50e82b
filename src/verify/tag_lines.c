/* The lines of a tag file as they come, so that a manifest of any size is read in bounded
 * memory. Lines end with LF, CR or both (RFC 8493, 2.1.3). ICU knows the encodings. */
#include "verify/parts.h"

#include "base/utf8.h"

#include <unicode/ucnv.h>

#define LINE_LIMIT_BYTES ((size_t)64 << 10)
#define STEP 4096

struct lines {
    bool (*take)(void *data, struct str line, size_t number);
    void *data;
    struct buf line;
    size_t number;
    bool after_cr, too_long, begun;
    UConverter *from, *to; /* NULL: it is UTF-8 */
};

static bool end_line(struct lines *lines)
{
    lines->number++;
    struct str line = buf_str(&lines->line);
    bool ok = buf_ok(&lines->line) && lines->take(lines->data, line, lines->number);
    buf_reset(&lines->line);
    return ok;
}

static bool add_text(struct lines *lines, struct str text)
{
    bool ok = true;
    while (text.len && ok) {
        if (lines->after_cr && text.ptr[0] == '\n') {
            text = str_skip(text, 1);
        }
        lines->after_cr = false;
        size_t len = 0;
        while (len < text.len && text.ptr[len] != '\n' && text.ptr[len] != '\r') {
            len++;
        }
        if (lines->line.len + len <= LINE_LIMIT_BYTES) {
            buf_add(&lines->line, str_sub(text, 0, len));
        } else {
            lines->too_long = true;
        }
        if (len < text.len) {
            lines->after_cr = text.ptr[len] == '\r';
            ok = end_line(lines);
            len++;
        }
        text = str_skip(text, len);
    }
    return ok;
}

/* Through UTF-16, as ICU has it. */
static bool add_converted(struct lines *lines, struct str bytes, bool last)
{
    UChar wide[STEP];
    char text[STEP];
    UErrorCode status = U_ZERO_ERROR;
    UChar *filled = wide, *taken = wide;
    const char *at = bytes.ptr, *end = bytes.ptr + bytes.len;
    char *out = text;
    bool ok = true;
    do {
        status = U_ZERO_ERROR;
        out = text;
        ucnv_convertEx(lines->to, lines->from, &out, text + sizeof text, &at, end, wide,
                       &taken, &filled, wide + STEP, !lines->begun, last, &status);
        lines->begun = true;
        ok = add_text(lines, str_make(text, (size_t)(out - text)));
    } while (ok && status == U_BUFFER_OVERFLOW_ERROR);
    return ok && U_SUCCESS(status);
}

static bool take_block(void *data, struct str block)
{
    struct lines *lines = data;
    return lines->from ? add_converted(lines, block, false) : add_text(lines, block);
}

static bool open_converters(struct lines *lines, struct str encoding, struct arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *name = arena_cstr(arena, encoding);
    if (encoding.len == 0 || str_eq_ignore_case(encoding, STR("UTF-8"))) {
        return true;
    }
    lines->from = name ? ucnv_open(name, &status) : NULL;
    lines->to = ucnv_open("UTF-8", &status);
    return lines->from && lines->to && U_SUCCESS(status);
}

static void tell(struct check *check, const struct bag_file *file, struct bag_end end)
{
    if (end.kind == BAG_UNREADABLE) {
        check_tell_unreadable(check, file->path, end.why);
    } else {
        finding_add(check->arena, check->checked, FINDING_DAMAGED, true,
                    (struct told){.path = file->path}, "%s",
                    end.why ? end.why : "it breaks off");
    }
}

bool tag_lines(struct check *check, const struct bag_file *file, struct str encoding,
               bool (*take)(void *data, struct str line, size_t number), void *data)
{
    struct lines lines = {.take = take, .data = data, .line = {.kept_in = check->scratch}};
    bool failed = false;
    if (!open_converters(&lines, encoding, check->scratch)) {
        finding_add(check->arena, check->checked, FINDING_DECLARATION, true,
                    (struct told){.path = file->path}, "its encoding '%.*s' is not known",
                    STR_ARG(encoding));
    } else {
        struct bag_end end = bag_send(check->bag, file, take_block, &lines);
        bool whole = end.kind == BAG_WHOLE &&
                     (!lines.from || add_converted(&lines, (struct str){"", 0}, true));
        if (whole && lines.line.len) {
            (void)end_line(&lines);
        }
        failed = end.kind == BAG_NO_MEMORY || end.kind == BAG_FAILED;
        if (failed) {
            (void)bag_tell(check->bag, file, end, check->report);
        } else if (end.kind != BAG_WHOLE && end.kind != BAG_STOPPED) {
            tell(check, file, end);
        }
        if (lines.too_long) {
            finding_add(check->arena, check->checked, FINDING_MANIFEST, true,
                        (struct told){.path = file->path}, "a line of it is too long");
        }
    }
    if (lines.from) {
        ucnv_close(lines.from);
    }
    if (lines.to) {
        ucnv_close(lines.to);
    }
    buf_clear(&lines.line);
    return !failed &&
           (!arena_failed(check->scratch) || report_out_of_memory(check->report));
}
