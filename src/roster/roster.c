/* A list becomes rows; what the recipe says becomes a cover and a name for each. */
#include "roster/roster.h"

#include "base/utf8.h"
#include "roster/parts.h"

#include <string.h>

/* Where the row is told of: at what it is named by. */
static struct place place_of(const struct roll *roll, const struct roll_row *row)
{
    size_t column = roll_column(roll, STR("name"));
    return roll_place(roll, row, column == STR_NONE ? 0 : column);
}

static bool shows_nothing(struct str text)
{
    bool nothing = true;
    for (size_t at = 0, len; nothing && at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        nothing = utf8_is_space(c) || utf8_is_invisible(c);
    }
    return nothing;
}

/* A packet for nobody is none of a list. */
static void check_named(struct roster_row *row, const struct pattern *pattern,
                        struct report *report)
{
    if (!row->failed && fill_names_field(pattern->text) &&
        shows_nothing(row->prepared_for)) {
        report_error(report, row->place, "packet-name",
                     "nobody is named whom the packet is for");
        row->failed = true;
    }
}

/* `scratch`: of what the list says, which goes when its rows are made. */
static bool make_rows(struct arena *arena, struct arena *scratch, const char *path,
                      const struct site *site, const struct recipe *recipe,
                      struct roster *out, struct report *report)
{
    struct roll roll;
    struct cover_patterns cover;
    struct pattern name;
    struct cover_fields fields = {0};
    const struct node *logo;
    out->site = *path ? NULL : site;
    if (!(*path ? roll_read(scratch, path, &roll_of_packets, &roll, report)
                : roll_read_recipe(arena, scratch, site, recipe, &roll, report))) {
        return false;
    }
    bool named = names_read_pattern(scratch, recipe, &roll, &name, report);
    if (!cover_read_patterns(scratch, recipe, &roll, &cover, report) || !named ||
        !logo_of_site(arena, site, &cover.logo, &logo, report) ||
        !matter_read(arena, site, recipe, &roll, &cover.matter, &fields, &out->source,
                     report)) {
        return false;
    }
    out->file = roll.file;
    out->in_recipe = out->site && str_is(roll.file, LIQUID_RECIPE_FILE);
    out->stamped = cover.stamp.text.len > 0;
    memcpy(out->sha256, roll.sha256, sizeof out->sha256);
    out->rows = ARENA_ARRAY(arena, struct roster_row, roll.count);
    for (size_t i = 0; out->rows && i < roll.count; i++) {
        struct roster_row *row = &out->rows[out->row_count++];
        row->number = i + 1;
        row->first_line = roll.items[i].line;
        row->place = place_of(&roll, &roll.items[i]);
        if (roll.items[i].failed) {
            row->failed = true;
        }
        cover_fill(arena, &cover, &roll, &roll.items[i], row, report);
        matter_fill(arena, &fields, &roll, &roll.items[i], row, report);
        row->cover.logo = logo;
        row->logo_place =
            fill_place(&roll, &roll.items[i], cover.partner_logo.text, row->place);
        row->failed = !logo_find(arena, out, row, report) || row->failed;
        check_named(row, &cover.prepared_for, report);
    }
    return out->rows && names_give(arena, scratch, &name, &roll, out, report);
}

bool roster_read(struct arena *arena, const char *path, const struct site *site,
                 const struct recipe *recipe, struct roster *out, struct report *report)
{
    struct arena scratch;
    *out = (struct roster){0};
    arena_init_within(&scratch, 0, arena->budget);
    bool read = make_rows(arena, &scratch, path, site, recipe, out, report);
    bool held = !arena_failed(arena) && !arena_failed(&scratch);
    arena_clear(&scratch);
    return read && (held || report_out_of_memory(report));
}

bool roster_read_plain(struct arena *arena, const struct site *site,
                       const struct recipe *recipe, struct roster_row *out,
                       struct cover_source *source, struct report *report)
{
    struct cover_patterns patterns;
    struct cover_fields fields = {0};
    *out = (struct roster_row){0};
    if (!cover_read_patterns(arena, recipe, NULL, &patterns, report)) {
        return false;
    }
    cover_fill(arena, &patterns, NULL, NULL, out, report);
    if (!logo_of_site(arena, site, &patterns.logo, &out->cover.logo, report) ||
        !matter_read(arena, site, recipe, NULL, &patterns.matter, &fields, source,
                     report)) {
        return false;
    }
    return !arena_failed(arena) || report_out_of_memory(report);
}
