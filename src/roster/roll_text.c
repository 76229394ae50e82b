/* A file is read in blocks. The first time through it each block's digest is kept, 32 bytes
 * for 64 kB, and later it is asked whether the block is still of that one: neither times
 * nor sizes tell that as surely, and nothing of a list that changes meanwhile gets into a
 * packet. */
#include "roster/roll_text.h"

#include "base/size.h"
#include "base/unread.h"
#include "base/utf8.h"
#include "roster/roll.h"

#define BLOCK_BYTES ((size_t)1 << 16)

void roll_text_of(struct str text, struct roll_text *out)
{
    *out = (struct roll_text){.reading = {.fd = -1}, .whole = text};
}

void roll_text_close(struct roll_text *text)
{
    reading_close(&text->reading);
    buf_clear(&text->room);
}

static bool is_file(const struct roll_text *text)
{
    return text->reading.fd >= 0;
}

/* Reading */

/* Gives false. */
static bool tell_unread(const struct roll_text *text, enum file_status status,
                        struct report *report)
{
    struct unread unread = {.code = text->kind->list_code,
                            .what = text->kind->what,
                            .path = text->name,
                            .limit_bytes = text->kind->bytes_limit,
                            .asked = true};
    return unread_tell(&unread, status, report);
}

/* The block behind what is in the room; `*out` is it, as it stands in the file. */
static bool read_block(struct roll_text *text, struct str *out, struct report *report)
{
    struct buf *room = &text->room;
    uint64_t from = text->room_at + room->len, left = text->reading.bytes - from;
    size_t want = left < BLOCK_BYTES ? (size_t)left : BLOCK_BYTES, got;
    if (!buf_reserve(room, want)) {
        return report_out_of_memory(report);
    }
    enum file_status status =
        reading_at(&text->reading, from, room->ptr + room->len, want, &got);
    if (status != FILE_OK) {
        return tell_unread(text, status, report);
    }
    *out = str_make(room->ptr + room->len, got);
    room->len += got;
    return true;
}

static uint8_t *digest_at(const struct roll_text *text, uint64_t from)
{
    return text->digests + (size_t)(from / BLOCK_BYTES) * SHA256_BYTES;
}

static void end_lines(struct str block, char *bytes)
{
    for (size_t i = 0; i < block.len; i++) {
        bytes[i] = bytes[i] == '\r' ? '\n' : bytes[i];
    }
}

/* One block more of the file behind what is there, whose start that is not needed goes. */
static bool read_more(struct roll_text *text, struct report *report)
{
    struct buf *room = &text->room;
    uint8_t sha256[SHA256_BYTES];
    struct str block;
    if (text->at <= room->len && text->at) {
        memmove(room->ptr, room->ptr + text->at, room->len - text->at);
        room->len -= text->at;
        text->room_at += text->at;
        text->at = 0;
    }
    uint64_t from = text->room_at + room->len;
    if (!read_block(text, &block, report)) {
        return false;
    }
    digest_sha256(block, sha256);
    if (memcmp(sha256, digest_at(text, from), sizeof sha256) != 0) {
        report_system_error(report, text->kind->list_code,
                            "%s '%.*s' became another one while it was read",
                            text->kind->what, STR_ARG(text->name));
        return false;
    }
    if (text->returns) {
        end_lines(block, room->ptr + room->len - block.len);
    }
    return true;
}

static bool has_more(const struct roll_text *text)
{
    return is_file(text) && text->room_at + text->room.len < text->reading.bytes;
}

static struct str all_here(const struct roll_text *text)
{
    return is_file(text) ? buf_str(&text->room) : text->whole;
}

struct str roll_text_here(const struct roll_text *text)
{
    return str_skip(all_here(text), text->at);
}

bool roll_text_ended(const struct roll_text *text)
{
    return !has_more(text) && text->at >= all_here(text).len;
}

uint64_t roll_text_place(const struct roll_text *text)
{
    return text->room_at + text->at;
}

void roll_text_go(struct roll_text *text, uint64_t place)
{
    if (!is_file(text)) {
        text->at = (size_t)place;
        return;
    }
    bool here = place >= text->room_at && place - text->room_at <= text->room.len;
    if (!here) {
        text->room_at = place / BLOCK_BYTES * BLOCK_BYTES;
        text->room.len = 0;
    }
    text->at = (size_t)(place - text->room_at);
}

/* Opening */

/* A file while it is first read. */
struct first_reading {
    struct roll_text *text;
    struct digester *digester; /* of all */
    struct place place;        /* behind what was looked at */
    bool has_returns, has_feeds;
};

/* The end of what can be looked at without what comes next: in the middle of a character
 * that is its begin. */
static size_t whole_end(struct str text)
{
    size_t end = text.len, back = 0;
    while (back < 3 && back < end && (text.ptr[end - 1 - back] & 0xC0) == 0x80) {
        back++;
    }
    bool leads = back < end && (unsigned char)text.ptr[end - 1 - back] >= 0xC0;
    return leads ? end - 1 - back : end;
}

static void move_place(struct first_reading *first, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        bool starts = (byte & 0xC0) != 0x80;
        first->place.line += byte == '\n';
        first->place.column = byte == '\n' ? 1 : first->place.column + starts;
    }
}

/* What is in the room is UTF-8 as far as it goes; what is not looked at yet stays. */
static bool check_encoding(struct first_reading *first, bool begins, struct report *report)
{
    struct roll_text *text = first->text;
    const struct roll_kind *kind = text->kind;
    struct str here = buf_str(&text->room);
    here = begins ? utf8_without_mark(here) : here;
    if (begins &&
        !roll_check_kind(text->name, kind->what, kind->encoding_code, here, report)) {
        return false;
    }
    here = has_more(text) ? str_sub(here, 0, whole_end(here)) : here;
    size_t wrong = utf8_find_invalid(here);
    move_place(first, str_sub(here, 0, wrong));
    if (wrong != STR_NONE) {
        roll_tell_encoding(first->place, kind->what, kind->encoding_code, report);
        return false;
    }
    first->has_returns |= str_find_byte(here, '\r', 0) != STR_NONE;
    first->has_feeds |= str_find_byte(here, '\n', 0) != STR_NONE;
    size_t done = (size_t)(here.ptr - text->room.ptr) + here.len;
    if (done) {
        memmove(text->room.ptr, text->room.ptr + done, text->room.len - done);
    }
    text->room_at += done;
    text->room.len -= done;
    return true;
}

static bool read_through(struct first_reading *first, struct report *report)
{
    struct roll_text *text = first->text;
    while (has_more(text)) {
        struct str block;
        uint64_t from = text->room_at + text->room.len;
        if (!read_block(text, &block, report)) {
            return false;
        }
        if (block.len < BLOCK_BYTES) { /* its last, or it was cut meanwhile */
            text->reading.bytes = from + block.len;
        }
        digest_sha256(block, digest_at(text, from));
        digester_add(first->digester, from ? block : utf8_without_mark(block));
        if (!check_encoding(first, from == 0, report)) {
            return false;
        }
    }
    text->returns = first->has_returns && !first->has_feeds; /* of old Macs */
    return true;
}

/* Into the first row. */
static bool begin(struct roll_text *text, struct report *report)
{
    text->room.len = 0;
    text->room_at = text->at = 0;
    if (has_more(text) && !read_more(text, report)) {
        return false;
    }
    struct str here = buf_str(&text->room);
    text->at = here.len - utf8_without_mark(here).len;
    return true;
}

bool roll_text_open(struct arena *arena, const char *path, const struct roll_kind *kind,
                    struct roll_text *out, uint8_t sha256[SHA256_BYTES],
                    struct report *report)
{
    *out = (struct roll_text){.kind = kind, .name = str_from(path)};
    struct first_reading first = {.text = out, .place = {out->name, 1, 1, 0}};
    enum file_status status = reading_open_path(&out->reading, path);
    if (status == FILE_OK && out->reading.bytes > kind->bytes_limit) {
        status = FILE_TOO_LARGE;
    }
    if (status != FILE_OK) {
        return tell_unread(out, status, report);
    }
    size_t blocks = (size_t)(out->reading.bytes / BLOCK_BYTES) + 1;
    out->room = (struct buf){.kept_in = arena};
    out->digests = ARENA_ARRAY(arena, uint8_t, blocks *SHA256_BYTES);
    first.digester = digester_new(arena, (struct digests){.sha256 = sha256});
    if (!out->digests || !first.digester) {
        return report_out_of_memory(report);
    }
    bool read = read_through(&first, report);
    digester_finish(first.digester);
    return read && begin(out, report);
}

/* Rows */

/* What fields of a line are parted by, of that which is looked at piece by piece. */
struct parting {
    size_t counts[3], at;
    bool quoted;
};

static const char separators[] = ",;\t";

/* True: the line's end was met. */
static bool count_separators(struct parting *parting, struct str text)
{
    for (; parting->at < text.len; parting->at++) {
        char c = text.ptr[parting->at];
        if (!parting->quoted && c == '\n') {
            return true;
        }
        parting->quoted = parting->quoted != (c == '"');
        for (size_t k = 0; k < 3 && !parting->quoted; k++) {
            parting->counts[k] += c == separators[k];
        }
    }
    return false;
}

static char most_of(const struct parting *parting)
{
    size_t best = 0;
    for (size_t k = 1; k < 3; k++) {
        best = parting->counts[k] > parting->counts[best] ? k : best;
    }
    return separators[best];
}

char roll_find_separator(struct str text)
{
    struct parting parting = {0};
    (void)count_separators(&parting, text);
    return most_of(&parting);
}

bool roll_text_separator(struct roll_text *text, char *out, struct report *report)
{
    struct parting parting = {0};
    while (!count_separators(&parting, roll_text_here(text)) && has_more(text)) {
        if (!read_more(text, report)) {
            return false;
        }
    }
    *out = most_of(&parting);
    return true;
}

/* Where a row is looked through: in the state that csv_field() would be in. */
enum row_state { FIELD_START, FIELD_PLAIN, FIELD_QUOTED, FIELD_QUOTE };

struct row_scan {
    enum row_state state;
    size_t at; /* behind what was looked at */
};

/* A line without quotes is a row. */
static size_t plain_end(const struct row_scan *scan, struct str text)
{
    struct str rest = str_skip(text, scan->at);
    const char *feed = rest.len ? memchr(rest.ptr, '\n', rest.len) : NULL;
    size_t len = feed ? (size_t)(feed - rest.ptr) + 1 : 0;
    bool plain = scan->state != FIELD_QUOTED && scan->state != FIELD_QUOTE &&
                 !(len && memchr(rest.ptr, '"', len));
    return plain ? len : 0;
}

/* True: the row's end was met, behind which is `at`. */
static bool scan_row(struct row_scan *scan, struct str text, char separator)
{
    size_t plain = plain_end(scan, text);
    if (plain) {
        scan->at += plain;
        return true;
    }
    for (; scan->at < text.len; scan->at++) {
        char c = text.ptr[scan->at];
        if (scan->state == FIELD_QUOTED) {
            scan->state = c == '"' ? FIELD_QUOTE : FIELD_QUOTED;
        } else if (c == '"' && scan->state != FIELD_PLAIN) {
            scan->state = FIELD_QUOTED;
        } else if (c == separator) {
            scan->state = FIELD_START;
        } else if (c == '\n') {
            scan->at++;
            return true;
        } else {
            scan->state = FIELD_PLAIN;
        }
    }
    return false;
}

bool roll_text_row(struct roll_text *text, char separator, struct str *row,
                   struct report *report)
{
    struct row_scan scan = {FIELD_START, 0};
    while (!scan_row(&scan, roll_text_here(text), separator) && has_more(text)) {
        if (!read_more(text, report)) {
            return false;
        }
    }
    *row = str_sub(roll_text_here(text), 0, scan.at);
    text->at += row->len;
    return true;
}
