/* What a target works in: made once, empty for each input, because making it costs more
 * than most inputs do. */
#ifndef OFFPRINT_TESTS_FUZZ_ROOM_H
#define OFFPRINT_TESTS_FUZZ_ROOM_H

#include "fuzz.h"

#include "base/arena.h"
#include "base/report.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

#define ROOM_LIMIT_BYTES ((size_t)1 << 30)
#define ROOM_KEPT_BYTES ((size_t)1 << 20) /* larger blocks are given back */

struct room {
    struct arena arena;
    struct report *report;
};

static inline void room_enter(struct room *room)
{
    if (!room->arena.limit_bytes) {
        arena_init(&room->arena, ROOM_LIMIT_BYTES);
    }
    room->report = report_new();
}

static inline void room_leave(struct room *room)
{
    report_free(room->report);
    if (room->arena.used_bytes > ROOM_KEPT_BYTES) {
        arena_clear(&room->arena);
    } else {
        arena_reset(&room->arena);
    }
}

/* Ends the run when what must hold does not. */
#define must(holds) must_hold((holds), #holds, __FILE__, __LINE__)
static inline void must_hold(bool holds, const char *what, const char *file, int line)
{
    if (!holds) {
        (void)fprintf(stderr, "%s:%d: ERROR: must hold: %s\n", file, line, what);
        abort();
    }
}

/* What failed has told why. */
static inline void must_tell(const struct room *room, bool ok)
{
    must(ok || report_count(room->report, SEVERITY_ERROR) > 0);
}

static inline struct str input(const uint8_t *data, size_t size)
{
    return (struct str){(const char *)data, size};
}

/* For stages that read valid UTF-8 alone. */
static inline bool is_text(struct str bytes)
{
    return utf8_find_invalid(bytes) == STR_NONE;
}

#endif
