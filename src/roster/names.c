/* What the files are called: `name` of `packets` in the recipe. */
#include "base/fold.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/value.h"
#include "roster/parts.h"

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

static void tell(struct roster_row *row, const char *why, struct report *report)
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

bool names_give(struct arena *arena, struct arena *scratch, const struct pattern *pattern,
                const struct roll *roll, struct roster *roster, struct report *report)
{
    struct value taken = value_map_new(scratch);
    bool held = taken.kind == VALUE_MAP;
    for (size_t i = 0; held && i < roster->row_count; i++) {
        struct roster_row *row = &roster->rows[i];
        row->name = fill_text(arena, pattern->text, roll, &roll->items[i], row->number,
                              COVER_TEXT_LIMIT_BYTES);
        const char *why = fault_of(row->name);
        struct str key = fold_text(scratch, row->name); /* as many systems have it */
        struct value other = value_get(taken, key);
        if (why && row->failed) {
            continue; /* it has been told of */
        }
        if (why) {
            tell(row, why, report);
        } else if (other.kind == VALUE_INTEGER) {
            report_error(report, row->place, "packet-name",
                         "two rows make the file '%.*s': this one and that of line %lld",
                         STR_ARG(row->name), (long long)other.as.integer);
            row->failed = true;
        } else {
            held = value_map_set(scratch, taken, key, value_integer(row->place.line));
        }
    }
    return held || report_out_of_memory(report);
}
