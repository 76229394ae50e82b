/* What the files are called: `name` of `packets` in the recipe. */
#include "base/fold.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/value.h"
#include "roster/parts.h"

#include <stdlib.h>

bool names_read_pattern(struct arena *arena, const struct recipe *recipe,
                        const struct roll *roll, struct pattern *out, struct report *report)
{
    static const char *const known[] = {"name", "from", "outputs", NULL};
    struct value map;
    if (!pattern_map(recipe, "packets", known, &map, report)) {
        return false;
    }
    bool slug = roll_column(roll, STR("slug")) != STR_NONE ||
                roll_column(roll, STR("name")) != STR_NONE;
    if (!pattern_read(arena, recipe, map, "name", (struct str){0}, roll, out, report)) {
        return false;
    }
    if (out->text.len == 0 && slug) {
        out->text = STR("{slug}");
    }
    if (out->text.len == 0) {
        fill_tell_lacking(roll, STR("name"), (struct place){roll->file, 1, 1, 0}, report);
        report_hint(report, "or say in the recipe what the files are called, as in "
                            "`packets: {name: \"{company}-packet\"}`");
    }
    return out->text.len > 0;
}

/* Why no file can be called so, or NULL. */
static const char *fault_of(struct str name)
{
    return name.len == 0          ? "nothing is left to name the file by"
           : !path_is_plain(name) ? "is no plain name of a file"
           : path_is_device(name) ? "is a device on Windows"
                                  : NULL;
}

void names_tell(struct roster_row *row, const char *why, struct report *report)
{
    if (row->name.len) {
        report_error(report, row->place, "packet-name", "'%.*s' %s", STR_ARG(row->name),
                     why);
        report_hint(report, PLAIN_NAME_HINT, PLAIN_NAME_BYTES);
    } else {
        report_error(report, row->place, "packet-name", "%s", why);
        report_hint(report,
                    "what stands in a column 'slug', in letters of ASCII, names files "
                    "whatever script names are in");
    }
    row->failed = true;
}

const char *names_give(struct arena *arena, const struct pattern *pattern,
                       const struct roll *roll, const struct roll_row *from,
                       struct roster_row *out)
{
    out->name =
        fill_text(arena, pattern->text, roll, from, out->number, COVER_TEXT_LIMIT_BYTES);
    return fault_of(out->name);
}

/* As many systems have it. */
static uint64_t hash_of(struct arena *scratch, struct str name, struct str *key)
{
    *key = fold_text(scratch, name);
    return hash_text(*key);
}

bool names_see(struct arena *arena, struct arena *scratch, struct names_seen *seen,
               struct str name)
{
    struct str key;
    bool room = arena_grow(arena, &seen->hashes, seen->count, &seen->capacity,
                           sizeof *seen->hashes);
    if (room) {
        seen->hashes[seen->count++] = hash_of(scratch, name, &key);
    }
    return room;
}

static int compare_hashes(const void *a, const void *b)
{
    const uint64_t *one = a, *two = b;
    return *one < *two ? -1 : *one > *two;
}

void names_sort(struct names_seen *seen)
{
    uint64_t *hashes = seen->hashes;
    size_t kept = 0;
    if (seen->count) {
        qsort(hashes, seen->count, sizeof *hashes, compare_hashes);
    }
    for (size_t i = 1; i < seen->count; i++) {
        bool twice = hashes[i] == hashes[i - 1];
        if (twice && (kept == 0 || hashes[kept - 1] != hashes[i])) {
            hashes[kept++] = hashes[i];
        }
    }
    seen->count = kept;
}

bool names_see_again(struct arena *arena, struct arena *scratch, struct names_seen *seen,
                     const struct roster_row *row, uint32_t *line)
{
    struct str key;
    uint64_t hash = hash_of(scratch, row->name, &key);
    *line = 0;
    if (!bsearch(&hash, seen->hashes, seen->count, sizeof hash, compare_hashes)) {
        return true;
    }
    if (seen->lines.kind != VALUE_MAP) {
        seen->lines = value_map_new(arena);
    }
    struct value other = value_get(seen->lines, key);
    if (other.kind == VALUE_INTEGER) {
        *line = (uint32_t)other.as.integer;
        return true;
    }
    return value_map_set(arena, seen->lines, arena_str(arena, key),
                         value_integer(row->place.line));
}
