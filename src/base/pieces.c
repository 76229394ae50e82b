/* What is put aside is one long row of bytes. Its end is held in memory; when that is long
 * enough it is written behind what the file has, and begins anew. So a piece of it is told
 * by where it begins, wherever it lies. Relies on beside.c for the file. */
#define _GNU_SOURCE /* pwrite */

#include "base/pieces.h"

#include "base/beside.h"
#include "base/budget.h"
#include "base/folder.h"
#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define SEND_BYTES ((size_t)1 << 17)

enum piece_kind { PIECE_HERE, PIECE_ASIDE, PIECE_FAR, PIECE_FILE, PIECE_PART };

struct piece {
    enum piece_kind kind;
    size_t len;
    union {
        const char *here;
        uint64_t aside;
        const void *far; /* that `send` knows */
        const struct pieces *file;
        struct {
            const struct pieces *of;
            uint64_t at;
        } part;
    } as;
};

void pieces_init(struct pieces *pieces, struct aside aside)
{
    *pieces = (struct pieces){.aside = aside, .fd = -1};
}

void pieces_clear(struct pieces *pieces)
{
    buf_clear(&pieces->held);
    buf_clear(&pieces->list);
    if (pieces->fd >= 0) {
        close(pieces->fd);
    }
    if (pieces->made_folder) {
        (void)rmdir(pieces->aside.folder); /* fails where something lies there, and may */
    }
    *pieces = (struct pieces){.fd = -1};
}

void pieces_outlive(struct pieces *pieces)
{
    budget_give(pieces->held.budget, pieces->held.capacity);
    pieces->held.budget = NULL;
    pieces->held.kept_in = NULL;
}

/* Putting aside */

static bool failed(const struct pieces *pieces, struct report *report, const char *what,
                   int error)
{
    report_system_error(report, "output-write", "cannot %s in the folder '%s': %s", what,
                        pieces->aside.folder, system_error_text(error));
    return false;
}

static bool open_file(struct pieces *pieces, struct report *report)
{
    const char *folder = pieces->aside.folder;
    if (access(folder, F_OK) < 0 && errno == ENOENT) {
        if (!folder_make(folder, report)) {
            return false;
        }
        pieces->made_folder = true;
    }
    pieces->fd = beside_open_unnamed(folder);
    return pieces->fd >= 0 || failed(pieces, report, "put anything aside", errno);
}

static bool write_held(struct pieces *pieces, struct report *report)
{
    struct str rest = buf_str(&pieces->held);
    uint64_t at = pieces->filed;
    while (rest.len) {
        ssize_t put = pwrite(pieces->fd, rest.ptr, rest.len, (off_t)at);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return failed(pieces, report, "put aside what is packed",
                          put < 0 ? errno : ENOSPC);
        }
        rest = str_skip(rest, (size_t)put);
        at += (size_t)put;
    }
    return true;
}

/* Into the file, or away where nobody asks. */
static bool file_held(struct pieces *pieces, struct report *report)
{
    if (!pieces->aside.unread &&
        ((pieces->fd < 0 && !open_file(pieces, report)) || !write_held(pieces, report))) {
        return false;
    }
    pieces->filed += pieces->held.len;
    return true;
}

static bool settle(struct pieces *pieces, struct report *report)
{
    struct buf *held = &pieces->held;
    size_t limit = pieces->held_limit_bytes ? pieces->held_limit_bytes : PIECES_HELD_BYTES;
    if (held->len <= limit || (!pieces->aside.folder && !pieces->aside.unread)) {
        return true;
    }
    if (!file_held(pieces, report)) {
        return false;
    }
    if (held->capacity > 4 * limit) {
        buf_clear(held); /* one piece was large; the next ones are not */
    } else {
        buf_reset(held);
    }
    return true;
}

bool pieces_let_go(struct pieces *pieces, struct report *report)
{
    bool filed = pieces->filed > 0 && (pieces->fd >= 0 || pieces->aside.unread);
    if (filed && !file_held(pieces, report)) {
        return false;
    }
    if (filed) {
        buf_clear(&pieces->held);
    }
    return true;
}

bool pieces_put_aside(struct pieces *pieces, size_t from, struct aside_range *out,
                      struct report *report)
{
    if (!buf_ok(&pieces->held)) {
        return report_out_of_memory(report);
    }
    *out = (struct aside_range){pieces->filed + from, pieces->held.len - from};
    return settle(pieces, report);
}

void pieces_take_back(struct pieces *pieces, struct aside_range range)
{
    if (range.at < pieces->filed) {
        pieces->filed = range.at;
        buf_reset(&pieces->held);
    } else {
        buf_truncate(&pieces->held, (size_t)(range.at - pieces->filed));
    }
}

/* Adding */

static struct piece piece_at(const struct pieces *pieces, size_t index)
{
    struct piece piece;
    memcpy(&piece, pieces->list.ptr + index * sizeof piece, sizeof piece);
    return piece;
}

static void add(struct pieces *pieces, struct piece piece)
{
    if (piece.len) {
        buf_add_bytes(&pieces->list, &piece, sizeof piece);
        pieces->byte_count += piece.len;
    }
}

void pieces_add(struct pieces *pieces, struct str bytes)
{
    add(pieces, (struct piece){PIECE_HERE, bytes.len, {.here = bytes.ptr}});
}

void pieces_add_aside(struct pieces *pieces, struct aside_range range)
{
    add(pieces, (struct piece){PIECE_ASIDE, range.len, {.aside = range.at}});
}

void pieces_add_far(struct pieces *pieces, const void *far, size_t len)
{
    add(pieces, (struct piece){PIECE_FAR, len, {.far = far}});
}

void pieces_add_pieces(struct pieces *pieces, const struct pieces *other)
{
    add(pieces, (struct piece){PIECE_FILE, other->byte_count, {.file = other}});
}

void pieces_add_part(struct pieces *pieces, const struct pieces *other,
                     struct aside_range range)
{
    add(pieces, (struct piece){PIECE_PART, range.len, {.part = {other, range.at}}});
}

bool pieces_ok(const struct pieces *pieces)
{
    return buf_ok(&pieces->list) && buf_ok(&pieces->held);
}

/* Sending */

struct sending {
    const struct pieces *pieces;
    pieces_sink *sink;
    void *data;
    struct report *report;
    struct buf gathered; /* small pieces, until they are worth a call */
};

static enum pieces_end pass(const struct sending *sending, struct str bytes)
{
    return bytes.len == 0 || sending->sink(sending->data, bytes) ? PIECES_SENT
                                                                 : PIECES_STOPPED;
}

static enum pieces_end pass_gathered(struct sending *sending)
{
    enum pieces_end end = pass(sending, buf_str(&sending->gathered));
    buf_reset(&sending->gathered);
    return end;
}

static enum pieces_end send_bytes(struct sending *sending, struct str bytes)
{
    if (bytes.len + sending->gathered.len <= SEND_BYTES) {
        buf_add(&sending->gathered, bytes);
        return PIECES_SENT;
    }
    enum pieces_end end = pass_gathered(sending);
    for (size_t at = 0; end == PIECES_SENT && at < bytes.len; at += SEND_BYTES) {
        end = pass(sending, str_sub(bytes, at, at + SEND_BYTES));
    }
    return end;
}

/* Up to `len` bytes of the file, behind those that are gathered. */
static enum pieces_end read_filed(struct sending *sending, uint64_t at, size_t len)
{
    const struct pieces *pieces = sending->pieces;
    struct buf *out = &sending->gathered;
    while (len) {
        ssize_t got = pread(pieces->fd, out->ptr + out->len, len, (off_t)at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            (void)failed(pieces, sending->report, "read again what was put aside",
                         got < 0 ? errno : EIO);
            return PIECES_FAILED;
        }
        out->len += (size_t)got;
        at += (size_t)got;
        len -= (size_t)got;
    }
    return PIECES_SENT;
}

static enum pieces_end send_filed(struct sending *sending, uint64_t at, size_t len)
{
    enum pieces_end end = PIECES_SENT;
    while (end == PIECES_SENT && len) {
        size_t room = SEND_BYTES - sending->gathered.len;
        size_t part = len < room ? len : room;
        end = read_filed(sending, at, part);
        at += part;
        len -= part;
        if (end == PIECES_SENT && sending->gathered.len == SEND_BYTES) {
            end = pass_gathered(sending);
        }
    }
    return end;
}

/* What is in the file, then what is held. */
static enum pieces_end send_aside(struct sending *sending, uint64_t at, size_t len)
{
    const struct pieces *pieces = sending->pieces;
    uint64_t end_at = at + len, filed = pieces->filed;
    uint64_t split = filed < at ? at : filed < end_at ? filed : end_at;
    enum pieces_end end = send_filed(sending, at, (size_t)(split - at));
    if (end == PIECES_SENT && split < end_at) {
        size_t from = (size_t)(split - filed);
        end = send_bytes(sending, str_sub(buf_str(&pieces->held), from,
                                          from + (size_t)(end_at - split)));
    }
    return end;
}

static bool take_far(void *data, struct str bytes)
{
    return send_bytes(data, bytes) == PIECES_SENT;
}

static enum pieces_end send_far(struct sending *sending, const void *far)
{
    const struct pieces *pieces = sending->pieces;
    return pieces->send(pieces->send_data, far, take_far, sending, sending->report);
}

static enum pieces_end send_list(struct sending *sending);

static enum pieces_end send_other(struct sending *sending, const struct pieces *other)
{
    struct sending within = *sending;
    within.pieces = other;
    enum pieces_end end = send_list(&within);
    sending->gathered = within.gathered;
    return end;
}

static enum pieces_end send_part(struct sending *sending, const struct piece *piece)
{
    struct sending within = *sending;
    within.pieces = piece->as.part.of;
    enum pieces_end end = send_aside(&within, piece->as.part.at, piece->len);
    sending->gathered = within.gathered;
    return end;
}

static enum pieces_end send_piece(struct sending *sending, const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_HERE: return send_bytes(sending, str_make(piece->as.here, piece->len));
    case PIECE_ASIDE: return send_aside(sending, piece->as.aside, piece->len);
    case PIECE_FAR: return send_far(sending, piece->as.far);
    case PIECE_FILE: return send_other(sending, piece->as.file);
    case PIECE_PART: return send_part(sending, piece);
    }
    return PIECES_SENT;
}

static enum pieces_end send_list(struct sending *sending)
{
    size_t count = sending->pieces->list.len / sizeof(struct piece);
    enum pieces_end end = PIECES_SENT;
    for (size_t i = 0; end == PIECES_SENT && i < count; i++) {
        struct piece piece = piece_at(sending->pieces, i);
        end = send_piece(sending, &piece);
    }
    return end;
}

/* One piece, or with NULL all. */
static enum pieces_end send(const struct pieces *pieces, const struct piece *one,
                            pieces_sink *sink, void *data, struct report *report)
{
    struct sending sending = {
        .pieces = pieces, .sink = sink, .data = data, .report = report};
    if (!buf_reserve(&sending.gathered, SEND_BYTES)) {
        (void)report_out_of_memory(report);
        return PIECES_FAILED;
    }
    enum pieces_end end = one ? send_piece(&sending, one) : send_list(&sending);
    if (end == PIECES_SENT) {
        end = pass_gathered(&sending);
    }
    buf_clear(&sending.gathered);
    return end;
}

enum pieces_end pieces_send(const struct pieces *pieces, pieces_sink *sink, void *data,
                            struct report *report)
{
    return send(pieces, NULL, sink, data, report);
}

static bool add_to_buf(void *data, struct str bytes)
{
    struct buf *out = data;
    buf_add(out, bytes);
    return buf_ok(out);
}

bool pieces_read_aside(const struct pieces *pieces, struct aside_range range,
                       struct buf *out, struct report *report)
{
    struct piece piece = {PIECE_ASIDE, range.len, {.aside = range.at}};
    enum pieces_end end = send(pieces, &piece, add_to_buf, out, report);
    return end == PIECES_SENT || (end == PIECES_STOPPED && report_out_of_memory(report));
}

bool pieces_join(const struct pieces *pieces, struct buf *out, struct report *report)
{
    enum pieces_end end = PIECES_STOPPED;
    if (buf_reserve(out, pieces->byte_count)) {
        end = pieces_send(pieces, add_to_buf, out, report);
    }
    return end == PIECES_SENT || (end == PIECES_STOPPED && report_out_of_memory(report));
}

/* Whether they are what is held, as it lies there. */
static bool is_held(const struct pieces *pieces)
{
    if (pieces->list.len != sizeof(struct piece)) {
        return false;
    }
    struct piece piece = piece_at(pieces, 0);
    return piece.kind == PIECE_ASIDE && pieces->filed == 0 && piece.as.aside == 0 &&
           piece.len == pieces->held.len;
}

bool pieces_become(struct pieces *pieces, struct buf *out, struct report *report)
{
    bool ok = true;
    if (is_held(pieces)) {
        pieces_outlive(pieces);
        *out = pieces->held;
        pieces->held = (struct buf){0};
    } else {
        ok = pieces_join(pieces, out, report);
    }
    pieces_clear(pieces);
    return ok;
}
