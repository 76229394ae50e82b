/* The aligner counts each stretch anew, by stamps, so that no table is ever cleared. What
 * holds a stretch together splits it; the parts between are aligned in the same way, some
 * levels deep: that bounds the time for rows made to be slow. */
#include "diff/align.h"

#define DEPTH_MOST 24
#define CELLS_MOST 4096 /* of an exact table */
#define SIDE_MOST 255   /* of it, whose cells are bytes */
#define REPEATS_MOST 16 /* of a number that is paired by its turn */

struct seen {
    uint32_t stamp;
    uint32_t old_count, new_count;
    uint32_t old_next; /* the place that is paired next */
};

struct pair {
    uint32_t old_at, new_at;
};

struct aligner {
    struct arena *arena;
    struct seen *seen;
    uint32_t stamp;
    struct pair *pairs;       /* a stack: those of a stretch stay while its parts go */
    uint32_t *tails, *before; /* of the longest increasing row */
    uint32_t *next_old;       /* the next place of the same number in its stretch */
    uint8_t cells[CELLS_MOST];
};

struct stretch {
    const uint32_t *old_ids, *new_ids;
    uint32_t old_from, old_to, new_from, new_to;
};

struct aligner *aligner_new(struct arena *arena, uint32_t id_count, size_t most)
{
    struct aligner *aligner = ARENA_NEW(arena, struct aligner);
    if (!aligner || most >= UINT32_MAX) {
        return NULL;
    }
    aligner->arena = arena;
    aligner->seen = ARENA_ARRAY(arena, struct seen, (size_t)id_count + 1);
    aligner->pairs = ARENA_ARRAY(arena, struct pair, most + 1);
    aligner->tails = ARENA_ARRAY(arena, uint32_t, most + 1);
    aligner->before = ARENA_ARRAY(arena, uint32_t, most + 1);
    aligner->next_old = ARENA_ARRAY(arena, uint32_t, most + 1);
    bool ok = aligner->seen && aligner->pairs && aligner->tails && aligner->before &&
              aligner->next_old;
    return ok ? aligner : NULL;
}

static bool add_run(struct aligner *aligner, struct align_runs *out, uint32_t old_from,
                    uint32_t new_from, uint32_t count)
{
    struct align_run *last = out->count ? &out->items[out->count - 1] : NULL;
    if (count == 0) {
        return true;
    }
    if (last && last->old_from + last->count == old_from &&
        last->new_from + last->count == new_from) {
        last->count += count;
        return true;
    }
    if (!arena_grow(aligner->arena, &out->items, out->count, &out->capacity,
                    sizeof *out->items)) {
        return false;
    }
    out->items[out->count++] = (struct align_run){old_from, new_from, count};
    return true;
}

/* What each side has of a number is counted; the old one's places are chained. */
static void count_stretch(struct aligner *aligner, const struct stretch *part)
{
    uint32_t stamp = ++aligner->stamp;
    for (uint32_t i = part->old_to; i-- > part->old_from;) {
        struct seen *seen = &aligner->seen[part->old_ids[i]];
        aligner->next_old[i] = seen->stamp == stamp ? seen->old_next : UINT32_MAX;
        if (seen->stamp != stamp) {
            *seen = (struct seen){.stamp = stamp};
        }
        seen->old_count++;
        seen->old_next = i;
    }
    for (uint32_t i = part->new_from; i < part->new_to; i++) {
        struct seen *seen = &aligner->seen[part->new_ids[i]];
        if (seen->stamp == stamp) {
            seen->new_count++;
        }
    }
}

/* Pairs in the order of the new side: of what both have once, or, `by_turn`, of what both
 * have as often. */
static uint32_t find_pairs(struct aligner *aligner, const struct stretch *part,
                           bool by_turn, struct pair *pairs)
{
    uint32_t count = 0;
    for (uint32_t i = part->new_from; i < part->new_to; i++) {
        struct seen *seen = &aligner->seen[part->new_ids[i]];
        uint32_t most = by_turn ? REPEATS_MOST : 1;
        if (seen->stamp == aligner->stamp && seen->old_count == seen->new_count &&
            seen->old_count <= most) {
            pairs[count++] = (struct pair){seen->old_next, i};
            seen->old_next = aligner->next_old[seen->old_next];
        }
    }
    return count;
}

/* Of the pairs the most that are in order on the old side, too; they stay, in order. */
static uint32_t keep_increasing(struct aligner *aligner, struct pair *pairs, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t low = 0, high = kept;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (pairs[aligner->tails[middle]].old_at < pairs[i].old_at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        aligner->before[i] = low ? aligner->tails[low - 1] : UINT32_MAX;
        aligner->tails[low] = i;
        kept = low == kept ? kept + 1 : kept;
    }
    uint32_t at = kept ? aligner->tails[kept - 1] : UINT32_MAX;
    for (uint32_t k = kept; k-- > 0; at = aligner->before[at]) {
        aligner->tails[k] = at;
    }
    for (uint32_t k = 0; k < kept; k++) {
        pairs[k] = pairs[aligner->tails[k]];
    }
    return kept;
}

/* The longest common subsequence, by a table of what is left from each place on. */
static bool align_small(struct aligner *aligner, const struct stretch *part,
                        struct align_runs *out)
{
    uint32_t rows = part->old_to - part->old_from, columns = part->new_to - part->new_from;
    uint32_t width = columns + 1;
    const uint32_t *olds = part->old_ids + part->old_from;
    const uint32_t *news = part->new_ids + part->new_from;
    uint8_t *cells = aligner->cells;
    memset(cells + (size_t)rows * width, 0, width);
    for (uint32_t i = rows; i-- > 0;) {
        uint8_t *row = cells + (size_t)i * width, *below = row + width;
        row[columns] = 0;
        for (uint32_t k = columns; k-- > 0;) {
            uint8_t beside = row[k + 1] > below[k] ? row[k + 1] : below[k];
            row[k] = olds[i] == news[k] ? (uint8_t)(below[k + 1] + 1) : beside;
        }
    }
    uint32_t i = 0, k = 0;
    while (i < rows && k < columns) {
        const uint8_t *cell = cells + (size_t)i * width + k;
        if (olds[i] == news[k]) {
            if (!add_run(aligner, out, part->old_from + i++, part->new_from + k++, 1)) {
                return false;
            }
        } else if (cell[width] >= cell[1]) {
            i++;
        } else {
            k++;
        }
    }
    return true;
}

static bool align_stretch(struct aligner *aligner, struct stretch part, struct pair *pairs,
                          unsigned depth, struct align_runs *out);

/* Its pairs hold the stretch together. */
static bool align_between(struct aligner *aligner, const struct stretch *part,
                          const struct pair *held, uint32_t count, unsigned depth,
                          struct align_runs *out)
{
    struct stretch gap = *part;
    struct pair *free_pairs = aligner->pairs + (held - aligner->pairs) + count;
    for (uint32_t k = 0; k <= count; k++) {
        bool last = k == count;
        gap.old_to = last ? part->old_to : held[k].old_at;
        gap.new_to = last ? part->new_to : held[k].new_at;
        if (!align_stretch(aligner, gap, free_pairs, depth + 1, out) ||
            (!last && !add_run(aligner, out, held[k].old_at, held[k].new_at, 1))) {
            return false;
        }
        gap.old_from = gap.old_to + 1;
        gap.new_from = gap.new_to + 1;
    }
    return true;
}

/* Without what both begin and end with. */
static bool align_middle(struct aligner *aligner, const struct stretch *part,
                         struct pair *pairs, unsigned depth, struct align_runs *out)
{
    size_t rows = part->old_to - part->old_from, columns = part->new_to - part->new_from;
    if (rows == 0 || columns == 0) {
        return true;
    }
    if (rows <= SIDE_MOST && columns <= SIDE_MOST &&
        (rows + 1) * (columns + 1) <= CELLS_MOST) {
        return align_small(aligner, part, out);
    }
    if (depth >= DEPTH_MOST) {
        return true;
    }
    count_stretch(aligner, part);
    uint32_t count = find_pairs(aligner, part, false, pairs);
    if (count == 0) {
        count = find_pairs(aligner, part, true, pairs);
    }
    count = keep_increasing(aligner, pairs, count);
    return count == 0 || align_between(aligner, part, pairs, count, depth, out);
}

static bool align_stretch(struct aligner *aligner, struct stretch part, struct pair *pairs,
                          unsigned depth, struct align_runs *out)
{
    uint32_t before = 0, behind = 0;
    while (part.old_from < part.old_to && part.new_from < part.new_to &&
           part.old_ids[part.old_from] == part.new_ids[part.new_from]) {
        part.old_from++;
        part.new_from++;
        before++;
    }
    while (part.old_from < part.old_to && part.new_from < part.new_to &&
           part.old_ids[part.old_to - 1] == part.new_ids[part.new_to - 1]) {
        part.old_to--;
        part.new_to--;
        behind++;
    }
    return add_run(aligner, out, part.old_from - before, part.new_from - before, before) &&
           align_middle(aligner, &part, pairs, depth, out) &&
           add_run(aligner, out, part.old_to, part.new_to, behind);
}

bool align(struct aligner *aligner, const uint32_t *old_ids, size_t old_count,
           const uint32_t *new_ids, size_t new_count, struct align_runs *out)
{
    struct stretch whole = {.old_ids = old_ids,
                            .new_ids = new_ids,
                            .old_to = (uint32_t)old_count,
                            .new_to = (uint32_t)new_count};
    return align_stretch(aligner, whole, aligner->pairs, 0, out);
}
