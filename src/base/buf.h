/* Owned, growing bytes with a ceiling and sticky failure.
 *
 * A `buf` that could not grow for want of memory ignores later writes, and so do those it
 * is a part of; the arena that keeps its text has failed as well. So a stage asks its
 * arena, or `buf_ok`, once at its end, and a text on its way there is just text. Start it
 * with
 * `{.kept_in = arena}` when an arena keeps what comes of it, with `{.part_of = out}` when
 * it is on its way into another, else with zeros; `buf_clear` frees.
 *
 * A ceiling is its setter's own: one that is reached (`full`) stays with this buffer. */
#ifndef OFFPRINT_BASE_BUF_H
#define OFFPRINT_BASE_BUF_H

#include "base/str.h"

struct arena;
struct budget;

struct buf {
    char *ptr;
    size_t len, capacity;
    size_t limit_bytes; /* 0: no ceiling */
    bool failed;
    bool full; /* failed at its ceiling, not for want of memory */
    struct buf *part_of;
    struct arena *kept_in;
    struct budget *budget; /* that its memory is from, once it has any: its arena's */
};

void buf_clear(struct buf *buf); /* frees; keeps the limit and whom it fails with */
void buf_reset(struct buf *buf); /* length 0, keeps the memory; forgets a failure */
void buf_truncate(struct buf *buf, size_t len);
bool buf_ok(const struct buf *buf);

/* Memory is gone: for this buffer and for all that would have taken its text. False. */
bool buf_fail(struct buf *buf);
/* A view, until the next write; empty when the buffer failed. */
struct str buf_str(const struct buf *buf);

bool buf_reserve(struct buf *buf, size_t more);

/* Whether so many more bytes fit where the text lies, as all but a few do. */
static inline bool buf_has_room(const struct buf *buf, size_t more)
{
    bool limited = buf->limit_bytes && buf->limit_bytes < buf->capacity;
    size_t end = limited ? buf->limit_bytes : buf->capacity;
    return !buf->failed && buf->len <= end && more <= end - buf->len;
}

void buf_add(struct buf *buf, struct str s);
void buf_add_bytes(struct buf *buf, const void *bytes, size_t len);
void buf_add_text(struct buf *buf, const char *text); /* NUL-terminated */
static inline void buf_add_byte(struct buf *buf, char byte)
{
    if (buf_has_room(buf, 1) || buf_reserve(buf, 1)) {
        buf->ptr[buf->len++] = byte;
    }
}
void buf_add_code_point(struct buf *buf, uint32_t code_point); /* as UTF-8 */
void buf_add_unsigned(struct buf *buf, uint64_t value);
__attribute__((format(printf, 2, 3))) void buf_add_format(struct buf *buf,
                                                          const char *format, ...);

/* As a terminal may show it: control characters, and bytes that are not UTF-8, as "\x1b".
 */
void buf_add_visible(struct buf *buf, struct str s);

/* As base64 (RFC 4648), padded, with the `digits` of one of its two alphabets. */
extern const char base64_plain[65], base64_url[65];
void buf_add_base64(struct buf *buf, struct str bytes, const char *digits);

/* With `&`, `<`, `>` and `"` as entities (HTML and XML text and attribute values). */
void buf_add_escaped(struct buf *buf, struct str s);

#endif
