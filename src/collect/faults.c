/* Faults of layouts: what is lost in a part of them that a page keeps is told, at its place
 * in the layout; what is lost in furniture is nobody's concern. Templates are parsed once
 * for all pages, so that their faults are gathered over the run, and each page that keeps
 * a part answers for what is known by then.
 *
 * A fault stands in the node that begins last before it in its file, which is kept or gone.
 * Where a file shows nothing before the fault, it is as the include that brought it. */
#include "collect/layouts.h"

#include <stdlib.h>

#define INCLUDE_DEPTH_LIMIT 100 /* as Liquid's */

struct report *collect_layout_faults(struct collection_run *run)
{
    run->layout_faults =
        run->layout_faults ? run->layout_faults : report_new_beside(run->report);
    return run->layout_faults;
}

static int compare_shown(const void *a, const void *b)
{
    const struct shown_node *one = a, *other = b;
    if (one->spot.file != other->spot.file) {
        return one->spot.file < other->spot.file ? -1 : 1;
    }
    return spot_is_before(other->spot, one->spot) - spot_is_before(one->spot, other->spot);
}

bool collect_note_shown(struct arena *arena, struct node *root, const struct node *own,
                        struct shown_nodes *out)
{
    struct edit_walk walk;
    for (edit_walk_init(&walk, root); edit_walk_next(&walk);) {
        if (!walk.entering || walk.node == own || !walk.node->spot.line) {
            continue;
        }
        if (!arena_grow(arena, &out->items, out->count, &out->capacity,
                        sizeof *out->items)) {
            return false;
        }
        out->items[out->count++] = (struct shown_node){walk.node->spot, walk.node};
    }
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, compare_shown);
    }
    return true;
}

struct asking {
    struct collection_run *run;
    const struct laid_faults *faults;
};

/* How many of the nodes begin at the spot or before it, in its file or one before. */
static size_t count_until(const struct shown_nodes *shown, struct spot spot)
{
    size_t low = 0, high = shown->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct shown_node at = {.spot = spot};
        bool until = compare_shown(&shown->items[middle], &at) <= 0;
        low = until ? middle + 1 : low;
        high = until ? high : middle;
    }
    return low;
}

static bool is_kept(const struct laid_faults *faults, const struct node *node)
{
    while (node && node != faults->root) {
        node = node->parent;
    }
    return node != NULL;
}

static bool is_unseen(const struct html_ranges *unseen, struct spot spot)
{
    for (size_t i = 0; i < unseen->count; i++) {
        struct spot from = unseen->items[i].from, to = unseen->items[i].to;
        bool begun = from.file == spot.file && !spot_is_before(spot, from);
        bool open = to.file == spot.file && spot_is_before(spot, to);
        if (from.file == to.file ? begun && open : begun || open) {
            return true;
        }
    }
    return false;
}

/* SIZE_MAX: the page has nothing of the file. */
static size_t file_index(const struct laid_faults *faults, struct str file)
{
    for (size_t i = 0; i < faults->map->file_count; i++) {
        if (str_eq(faults->map->files[i], file)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* `*gone`: what it stands in is not seen, and nothing else is to be asked. */
static bool stands_in_kept(const struct laid_faults *faults, struct place place, bool *gone)
{
    size_t file = file_index(faults, place.file);
    struct spot spot = spot_make(place.line, place.column, (uint16_t)file);
    *gone = file != SIZE_MAX && is_unseen(faults->unseen, spot);
    if (file == SIZE_MAX || *gone) {
        return false;
    }
    const struct shown_nodes *shown = faults->shown;
    size_t end = count_until(shown, spot);
    bool before = end > 0 && shown->items[end - 1].spot.file == spot.file;
    struct shown_node last = before ? shown->items[end - 1] : (struct shown_node){0};
    *gone = before;
    for (size_t i = end; before && i > 0 && compare_shown(&shown->items[i - 1], &last) == 0;
         i--) { /* a loop shows the place more than once */
        if (is_kept(faults, shown->items[i - 1].node)) {
            return true;
        }
    }
    return false;
}

static bool is_told(void *data, struct place place)
{
    const struct asking *asking = data;
    bool gone = false, kept = place.line == 0;
    for (size_t depth = 0; !kept && !gone && depth < INCLUDE_DEPTH_LIMIT; depth++) {
        kept = stands_in_kept(asking->faults, place, &gone);
        gone = gone || (!kept && !site_included_at(asking->run->site, place.file, &place));
    }
    return kept;
}

void collect_tell_layout_faults(struct collection_run *run,
                                const struct laid_faults *faults)
{
    struct asking asking = {run, faults};
    report_adopt_some(run->report, run->layout_faults, is_told, &asking);
}
