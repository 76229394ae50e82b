/* Line map: from rendered text back to the file the author edits.
 *
 * Liquid writes it while it writes text; Markdown asks it for places. It is a
 * list of stretches in order of their offset in the rendered text. A verbatim
 * stretch was copied byte by byte from the source; any other (a variable's
 * value) has its whole text at one place. Verbatim stretches end with their line,
 * and a long line has several, so that a look-up costs a binary search and a
 * short scan. */
#ifndef OFFPRINT_BASE_LINE_MAP_H
#define OFFPRINT_BASE_LINE_MAP_H

#include "base/arena.h"
#include "base/report.h"

struct stretch {
    size_t offset;   /* in the rendered text */
    uint32_t file;   /* index into files */
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in code points */
    bool verbatim;
};

struct line_map {
    struct stretch *stretches;
    size_t count, capacity;
    struct str *files;
    size_t file_count, file_capacity;
};

/* The index of `file`, added when new. */
uint32_t line_map_file(struct arena *arena, struct line_map *map, struct str file);

/* Rendered text from `offset` on, `text`, was copied from source text that begins
 * at line and column of `file`. False when the arena is full. */
bool line_map_add_verbatim(struct arena *arena, struct line_map *map, size_t offset,
                           struct str text, uint32_t file, uint32_t line, uint32_t column);

/* Rendered text from `offset` on all stems from one place. */
bool line_map_add_value(struct arena *arena, struct line_map *map, size_t offset,
                        uint32_t file, uint32_t line, uint32_t column);

/* One more, behind all others. */
bool line_map_add_stretch(struct arena *arena, struct line_map *map,
                          struct stretch stretch);

/* Rendered text from `offset` on is all that `other` is of. */
bool line_map_add_map(struct arena *arena, struct line_map *map, size_t offset,
                      const struct line_map *other);

/* A spot: a place with its file as an index into `files`. Small enough for every node. */
struct spot {
    uint32_t line;
    uint16_t column, file; /* a column past 65,535 stays there */
};

static inline struct spot spot_make(uint32_t line, size_t column, uint16_t file)
{
    uint16_t held = column > UINT16_MAX ? UINT16_MAX : (uint16_t)column;
    return (struct spot){line, held, file};
}

/* From a spot up to another, which is none (line 0) at the end. */
struct spot_range {
    struct spot from, to;
};

/* Of one file. */
static inline bool spot_is_before(struct spot a, struct spot b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

/* Where byte `offset` of the rendered `text` stands. An empty map gives line 0. */
struct spot line_map_spot(const struct line_map *map, struct str text, size_t offset);
struct place line_map_place(const struct line_map *map, struct str text, size_t offset);

#endif
