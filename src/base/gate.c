/* What texts of outputs may hold. One loop decides of each character, whatever the text is
 * for. It relies on code points alone: no locale, no tables but ICU's of combining marks.
 */
#include "base/gate.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

/* More than that in each other no text means; UAX #9 takes 125. */
#define MARK_LIMIT 60
#define CUT_SPACE_BYTES 60 /* as far a cut goes back for a space */

#define POP_EMBEDDING 0x202C
#define POP_ISOLATE 0x2069
#define ZERO_WIDTH_JOINER 0x200D
#define BYTE_ORDER_MARK 0xFEFF
#define WORD_JOINER 0x2060

enum form {
    FORM_PART,  /* of a paragraph */
    FORM_ALONE, /* a text by itself */
    FORM_LINE,  /* one line by itself */
};

/* The first of each kind of fault; 0: none. */
struct faults {
    uint32_t forbidden, unended, unbegun;
    bool not_utf8;
    unsigned char byte;
};

struct passage {
    struct buf *out;
    enum form form;
    struct faults faults;
    bool space;                /* of a line: waits for what follows */
    uint32_t open[MARK_LIMIT]; /* marks of direction that are not ended */
    size_t open_count, shown;  /* those from `shown` on wait for what they are to turn */
};

bool gate_forbids(uint32_t c)
{
    return utf8_is_control(c) && (c < 0x202A || c > POP_ISOLATE);
}

static bool is_isolate(uint32_t c)
{
    return c >= 0x2066 && c <= 0x2068;
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= POP_ISOLATE);
}

static bool is_space(uint32_t c, enum form form)
{
    bool line_end = form == FORM_LINE && (c == '\t' || c == '\n' || c == '\r' ||
                                          c == 0x85 || c == 0x2028 || c == 0x2029);
    return c == ' ' || c == 0x0B || c == 0x0C || line_end;
}

/* Marks of direction */

static void end_mark(struct passage *passage)
{
    uint32_t mark = passage->open[--passage->open_count];
    if (passage->shown > passage->open_count) {
        passage->shown--;
        buf_add_code_point(passage->out, is_isolate(mark) ? POP_ISOLATE : POP_EMBEDDING);
    } /* else it turned nothing, and neither it nor its end is written */
}

static void begin_mark(struct passage *passage, uint32_t c)
{
    if (passage->open_count < MARK_LIMIT) {
        passage->open[passage->open_count++] = c;
    }
}

/* An isolate's end ends all embeddings within, an embedding's none outside its isolate. */
static bool ends_something(const struct passage *passage, uint32_t c)
{
    size_t at = passage->open_count;
    while (c == POP_ISOLATE && at > 0 && !is_isolate(passage->open[at - 1])) {
        at--;
    }
    return at > 0 && is_isolate(passage->open[at - 1]) == (c == POP_ISOLATE);
}

static void pass_mark(struct passage *passage, uint32_t c)
{
    if (c != POP_EMBEDDING && c != POP_ISOLATE) {
        begin_mark(passage, c);
    } else if (!ends_something(passage, c)) {
        passage->faults.unbegun = passage->faults.unbegun ? passage->faults.unbegun : c;
    } else {
        while (c == POP_ISOLATE && !is_isolate(passage->open[passage->open_count - 1])) {
            end_mark(passage);
        }
        end_mark(passage);
    }
}

static void end_marks(struct passage *passage)
{
    if (passage->open_count && passage->faults.unended == 0) {
        passage->faults.unended = passage->open[0];
    }
    while (passage->open_count) {
        end_mark(passage);
    }
}

/* Characters */

/* What waits stands before a character that shows. */
static void add_waiting(struct passage *passage)
{
    if (passage->space) {
        buf_add_byte(passage->out, ' ');
        passage->space = false;
    }
    while (passage->shown < passage->open_count) {
        buf_add_code_point(passage->out, passage->open[passage->shown++]);
    }
}

static void pass_space(struct passage *passage)
{
    if (passage->form == FORM_LINE) {
        passage->space = passage->space || passage->out->len > 0;
    } else {
        add_waiting(passage);
        buf_add_byte(passage->out, ' ');
    }
}

static void pass_character(struct passage *passage, uint32_t c)
{
    if (is_space(c, passage->form)) {
        pass_space(passage);
    } else if (gate_forbids(c)) {
        passage->faults.forbidden = passage->faults.forbidden ? passage->faults.forbidden
                                    : c                       ? c
                                                              : UINT32_MAX;
    } else if (is_mark(c) && passage->form != FORM_PART) {
        pass_mark(passage, c);
    } else {
        add_waiting(passage);
        buf_add_code_point(passage->out, c == BYTE_ORDER_MARK ? WORD_JOINER : c);
    }
}

/* `passage->out` is empty before. */
static void pass(struct passage *passage, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        if (c == UTF8_REPLACEMENT && len == 1 && !passage->faults.not_utf8) {
            passage->faults.not_utf8 = true;
            passage->faults.byte = (unsigned char)text.ptr[at];
        }
        pass_character(passage, c);
    }
    passage->space = false;
    end_marks(passage);
}

/* Telling */

static void tell(const struct faults *faults, const char *what, struct place place,
                 struct report *report)
{
    const char *in = what ? " in " : "";
    what = what ? what : "";
    if (faults->forbidden) {
        report_warning(report, place, "text-control",
                       "the character U+%04X%s%s shows nothing and is left out",
                       faults->forbidden == UINT32_MAX ? 0 : (unsigned)faults->forbidden,
                       in, what);
    }
    if (faults->not_utf8) {
        report_warning(report, place, "text-control",
                       "the byte 0x%02X%s%s is not UTF-8; U+FFFD takes its place",
                       faults->byte, in, what);
    }
    if (faults->unended) {
        report_warning(report, place, "text-direction",
                       "the mark of direction U+%04X%s%s is never ended: it ends with the "
                       "text",
                       (unsigned)faults->unended, in, what);
    }
    if (faults->unbegun) {
        report_warning(report, place, "text-direction",
                       "the mark of direction U+%04X%s%s ends nothing and is left out",
                       (unsigned)faults->unbegun, in, what);
    }
}

/* Whether a character beyond ASCII passes as it is, whatever stands around it. */
static bool is_passed(struct str text, size_t at, enum form form, size_t *len)
{
    uint32_t c = utf8_decode(text, at, len);
    bool valid = c != UTF8_REPLACEMENT || *len > 1;
    return valid && c != BYTE_ORDER_MARK && !is_space(c, form) && !gate_forbids(c) &&
           !is_mark(c);
}

/* Printable characters, as most texts are; in a line with single spaces inside. */
static bool is_plain(struct str text, enum form form)
{
    char before = ' ';
    for (size_t i = 0, len = 1; i < text.len; i += len, len = 1) {
        char c = text.ptr[i];
        if ((unsigned char)c >= 0x80) {
            if (!is_passed(text, i, form, &len)) {
                return false;
            }
            before = c;
            continue;
        }
        bool fits = (c >= ' ' && c <= '~') ||
                    (form != FORM_LINE && (c == '\n' || c == '\t' || c == '\r'));
        if (!fits || (form == FORM_LINE && c == ' ' && before == ' ')) {
            return false;
        }
        before = c;
    }
    return form != FORM_LINE || before != ' ' || text.len == 0;
}

static struct str pass_whole(struct arena *arena, struct str text, enum form form,
                             struct faults *faults)
{
    *faults = (struct faults){0};
    if (is_plain(text, form)) {
        return text;
    }
    struct buf out = {.kept_in = arena};
    struct passage passage = {.out = &out, .form = form};
    pass(&passage, text);
    *faults = passage.faults;
    bool same = buf_ok(&out) && str_eq(buf_str(&out), text);
    struct str kept = same ? text : arena_str(arena, buf_str(&out));
    buf_clear(&out);
    return kept;
}

/* Ways through */

struct str gate_line(struct arena *arena, struct str text, const char *what,
                     struct place place, struct report *report)
{
    struct faults faults;
    struct str kept = pass_whole(arena, text, FORM_LINE, &faults);
    if (report) {
        tell(&faults, what, place, report);
    }
    return kept;
}

struct str gate_text(struct arena *arena, struct str text, bool alone, struct place place,
                     struct report *report)
{
    struct faults faults;
    struct str kept = pass_whole(arena, text, alone ? FORM_ALONE : FORM_PART, &faults);
    if (report) {
        tell(&faults, NULL, place, report);
    }
    return kept;
}

void gate_add_line(struct buf *out, struct str text)
{
    if (is_plain(text, FORM_LINE)) {
        buf_add(out, text);
        return;
    }
    struct buf line = {.part_of = out};
    struct passage passage = {.out = &line, .form = FORM_LINE};
    pass(&passage, text);
    buf_add(out, buf_str(&line));
    buf_clear(&line);
}

bool gate_turns(struct str text)
{
    for (size_t at = 0, len = 1; at < text.len; at += len, len = 1) {
        if ((unsigned char)text.ptr[at] < 0x80) {
            continue;
        }
        uint32_t c = utf8_decode(text, at, &len);
        UCharDirection direction = u_charDirection((UChar32)c);
        if (is_mark(c) || direction == U_RIGHT_TO_LEFT ||
            direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER) {
            return true;
        }
    }
    return false;
}

static bool is_turned(struct str text)
{
    bool digits = false, signs = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        digits = digits || ascii_is_digit((char)c);
        signs = signs || (c < 0x80 && !ascii_is_alpha((char)c) && !ascii_is_digit((char)c));
    }
    return digits && signs && !gate_turns(text);
}

static void add_between(struct buf *out, struct str text, bool isolated)
{
    buf_add_text(out, isolated ? "\xe2\x81\xa8" : "");
    buf_add(out, text);
    buf_add_text(out, isolated ? "\xe2\x81\xa9" : "");
}

void gate_add_turned(struct buf *out, struct str text)
{
    add_between(out, text, is_turned(text));
}

void gate_add_isolated(struct buf *out, struct str text)
{
    add_between(out, text, gate_turns(text));
}

struct str gate_isolated(struct arena *arena, struct str text)
{
    struct buf out = {.kept_in = arena};
    gate_add_isolated(&out, text);
    return arena_take(arena, &out);
}

static const char *entity_of(uint32_t c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return NULL;
    }
}

void gate_add_markup(struct buf *out, struct str text)
{
    size_t plain = 0;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        const char *entity = entity_of(c);
        bool invalid = c == UTF8_REPLACEMENT && len == 1;
        if (entity || invalid || gate_forbids(c)) {
            buf_add(out, str_sub(text, plain, at));
            buf_add_text(out, entity ? entity : invalid ? "\xef\xbf\xbd" : "");
            plain = at + len;
        }
    }
    buf_add(out, str_skip(text, plain));
}

static void add_unit(struct buf *out, uint32_t unit)
{
    buf_add_format(out, "\\u%04x", (unsigned)unit);
}

void gate_add_json(struct buf *out, struct str text)
{
    buf_add_byte(out, '"');
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        if (c == '"' || c == '\\') {
            buf_add_byte(out, '\\');
            buf_add_byte(out, (char)c);
        } else if (c >= 0x10000) {
            add_unit(out, 0xD7C0 + (c >> 10));
            add_unit(out, 0xDC00 + (c & 0x3FF));
        } else if (c < ' ' || c > '~') {
            add_unit(out, c);
        } else {
            buf_add_byte(out, (char)c);
        }
    }
    buf_add_byte(out, '"');
}

void gate_add_json_text(struct buf *out, struct str text)
{
    buf_add_byte(out, '"');
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        bool ends_line = c == 0x2028 || c == 0x2029;
        bool escaped = c < ' ' || c == 0x7F || utf8_is_control(c) || ends_line;
        if (c == '"' || c == '\\') {
            buf_add_byte(out, '\\');
            buf_add_byte(out, (char)c);
        } else if (escaped && c >= 0x10000) {
            add_unit(out, 0xD7C0 + (c >> 10));
            add_unit(out, 0xDC00 + (c & 0x3FF));
        } else if (escaped) {
            add_unit(out, c);
        } else {
            buf_add_code_point(out, c);
        }
    }
    buf_add_byte(out, '"');
}

void gate_add_member(struct buf *out, const char *key, struct str value)
{
    if (value.len == 0) {
        return;
    }
    bool first = out->len && out->ptr[out->len - 1] == '{';
    buf_add_text(out, first ? "\"" : ", \"");
    buf_add_text(out, key);
    buf_add_text(out, "\": ");
    gate_add_json_text(out, value);
}

/* Cutting */

static bool continues(uint32_t before, uint32_t c)
{
    return before == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_JOINER ||
           u_hasBinaryProperty((UChar32)c, UCHAR_GRAPHEME_EXTEND);
}

size_t gate_cut(struct str text, size_t len)
{
    if (len >= text.len) {
        return text.len;
    }
    size_t at = len;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) {
        at--;
    }
    size_t end = at, least = at > CUT_SPACE_BYTES ? at - CUT_SPACE_BYTES : 0;
    while (at > least && text.ptr[at] != ' ') {
        at--;
    }
    if (at > least) {
        return at;
    }
    for (at = end; at > least;) {
        size_t bytes, before_bytes;
        uint32_t c = utf8_decode(text, at, &bytes);
        if (!continues(utf8_decode_before(text, at, &before_bytes), c)) {
            return at;
        }
        at -= before_bytes;
    }
    return end;
}
