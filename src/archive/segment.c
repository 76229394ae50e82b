/* What a name may hold. Windows reserves < > : " / \ | ? * and what is below a space, and
 * takes dots and spaces off the end (learn.microsoft.com, "Naming Files, Paths, and
 * Namespaces"); macOS refuses what Unicode has not assigned, and takes letters with their
 * marks apart or together; a leading dot hides a file. '%' is left out, for BagIt's tools do
 * not agree whether it is one (RFC 8493, 2.1.3). Marks that turn what follows could show
 * another extension than there is. All that becomes a dash, one for a run of it, and
 * nothing at an end; what shows nothing becomes nothing. */
#include "archive/segment.h"

#include "base/fold.h"
#include "base/gate.h"
#include "base/path.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

#define EXTENSION_BYTES 13 /* with its dot; what is longer is a part of the name */
#define IDEOGRAPHIC_SPACE 0x3000

enum fate { FATE_KEPT, FATE_DASH, FATE_SPACE, FATE_GONE };

/* Persian and Indic words are spelled with joiners, pictures chosen by the last two. */
static bool joins(uint32_t c)
{
    return c == 0x200C || c == 0x200D || c == 0xFE0E || c == 0xFE0F;
}

static enum fate fate_of(uint32_t c, bool behind_letter)
{
    if (c < 0x80) {
        return c < ' ' || c == 0x7F || ascii_set_has("<>:\"/\\|?*%", (char)c) ? FATE_DASH
                                                                              : FATE_KEPT;
    }
    if (u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
        return joins(c) && behind_letter ? FATE_KEPT : FATE_GONE;
    }
    if (utf8_is_space(c)) {
        return c == IDEOGRAPHIC_SPACE ? FATE_KEPT : FATE_SPACE;
    }
    int8_t type = u_charType((UChar32)c);
    bool odd = type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR ||
               type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_SURROGATE || c == UTF8_REPLACEMENT;
    return odd || utf8_is_control(c) ? FATE_DASH : FATE_KEPT;
}

static enum fate plain_fate_of(uint32_t c)
{
    return c < 0x80 && (ascii_is_alnum((char)c) || ascii_set_has("._-", (char)c))
               ? FATE_KEPT
               : FATE_DASH;
}

/* Dots and spaces are nothing to begin or end with. */
static bool is_edge(uint32_t c)
{
    return c == '.' || c == ' ' || c == IDEOGRAPHIC_SPACE;
}

/* What stays of `text`, up to the last that may stand at an end. */
static void add_kept(struct buf *out, struct str text, enum segment_kind kind)
{
    size_t end = 0, len;
    uint32_t before = 0;
    for (size_t at = 0; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        enum fate fate =
            kind == SEGMENT_PLAIN ? plain_fate_of(c) : fate_of(c, before >= 0x80);
        bool made = fate != FATE_KEPT;
        c = fate == FATE_DASH ? '-' : fate == FATE_SPACE ? ' ' : c;
        c = kind == SEGMENT_PLAIN ? (uint32_t)ascii_lower((char)c) : c;
        bool first = out->len == 0 && (made || is_edge(c));
        bool again = fate == FATE_DASH && before == '-';
        if (fate == FATE_GONE || first || again) {
            continue;
        }
        buf_add_code_point(out, c);
        before = c;
        bool may_end = !is_edge(c) && !joins(c) &&
                       (kind == SEGMENT_PLAIN ? c != '-' : !made);
        end = may_end ? out->len : end;
    }
    buf_truncate(out, end);
}

/* Cut, it may end in what may not end it. */
static void cut_to(struct buf *stem, size_t room)
{
    if (stem->len > room) {
        buf_truncate(stem, gate_cut(buf_str(stem), room));
        struct str end = str_trim_right(buf_str(stem));
        while (end.len && (end.ptr[end.len - 1] == '.' || end.ptr[end.len - 1] == '-')) {
            end = str_trim_right(str_sub(end, 0, end.len - 1));
        }
        buf_truncate(stem, end.len);
    }
}

struct str segment_make(struct arena *arena, struct str text, enum segment_kind kind,
                       size_t limit, const char *otherwise)
{
    text = kind == SEGMENT_PLAIN || str_is_ascii(text) ? text : fold_composed(arena, text);
    struct buf stem = {.kept_in = arena}, extension = stem;
    struct str end = path_extension(text);
    if (end.len < 2 || end.len > EXTENSION_BYTES || end.len == text.len) {
        end = (struct str){0};
    }
    add_kept(&extension, str_skip(end, 1), kind);
    add_kept(&stem, str_sub(text, 0, text.len - end.len), kind);
    cut_to(&stem, limit - (extension.len ? extension.len + 1 : 0));
    if (stem.len == 0) {
        buf_add_text(&stem, otherwise);
    }
    buf_add_text(&stem, extension.len ? "." : "");
    buf_add(&stem, buf_str(&extension));
    struct str kept = path_is_device(buf_str(&stem))
                          ? arena_format(arena, "x-%.*s", STR_ARG(buf_str(&stem)))
                          : arena_str(arena, buf_str(&stem));
    bool ok = buf_ok(&stem);
    buf_clear(&stem);
    buf_clear(&extension);
    return ok ? kept : (struct str){0};
}
