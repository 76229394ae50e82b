/* A list becomes rows; what the recipe says becomes a cover and a name for each. */
#include "roster/roster.h"

#include "base/utf8.h"
#include "roster/parts.h"

#include <stdio.h>
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

/* Opening */

static bool open_list(const char *path, const struct site *site,
                      const struct recipe *recipe, struct roster *out,
                      struct report *report)
{
    struct roster_list *list = out->list;
    struct roll *roll = &list->roll;
    out->site = *path ? NULL : site;
    bool opened = *path ? roll_open(list->arena, path, &roll_of_packets, roll, report)
                        : roll_open_recipe(list->arena, site, recipe, roll, report);
    out->file = roll->file;
    memcpy(out->sha256, roll->sha256, sizeof out->sha256);
    return opened;
}

static bool read_patterns(const struct site *site, const struct recipe *recipe,
                          struct roster *out, struct report *report)
{
    struct roster_list *list = out->list;
    struct arena *arena = list->arena;
    const struct roll *roll = &list->roll;
    bool named = names_read_pattern(arena, recipe, roll, &list->name, report);
    bool read = cover_read_patterns(arena, recipe, roll, &list->cover, report) && named &&
                logo_of_site(arena, site, &list->cover.logo, &list->logo, report) &&
                matter_read(arena, site, recipe, roll, &list->cover.matter, &list->fields,
                            &out->source, report);
    out->stamped = list->cover.stamp.text.len > 0;
    return read;
}

/* Rows */

void roster_rewind(struct roster *roster)
{
    roll_rewind(&roster->list->roll);
    roster->list->number = roster->list->given = 0;
}

/* The next row of all; the one before it goes. Not `wanted`, it has its number alone. */
static bool next_row(struct roster *roster, bool wanted, struct roll_row *from,
                     struct roster_row *out, bool *there, struct report *report)
{
    struct roster_list *list = roster->list;
    arena_reset(&list->row);
    if (!roll_next(&list->row, &list->roll, wanted, from, there, report)) {
        return false;
    }
    list->number += *there;
    *out = (struct roster_row){.number = list->number};
    return true;
}

static bool is_failed(const struct roster_list *list, size_t number)
{
    size_t at = (number - 1) / 8;
    return at < list->failed_bytes && list->failed[at] >> (number - 1) % 8 & 1;
}

void roster_fail(struct roster *roster, const struct roster_row *row)
{
    struct roster_list *list = roster->list;
    size_t at = (row->number - 1) / 8;
    while (list->failed_bytes <= at) {
        if (!arena_grow(list->arena, &list->failed, list->failed_bytes,
                        &list->failed_capacity, 1)) {
            return; /* the arena tells */
        }
        list->failed[list->failed_bytes++] = 0;
    }
    roster->failed_count += !is_failed(list, row->number);
    list->failed[at] |= (uint8_t)(1U << (row->number - 1) % 8);
}

static bool is_number(const char *text, size_t number)
{
    char printed[24];
    (void)snprintf(printed, sizeof printed, "%zu", number);
    return strcmp(text, printed) == 0;
}

/* As far as that can be told by the number. */
static bool may_be_chosen(const struct roster_list *list, size_t number)
{
    const struct roster_choice *choice = &list->choice;
    return (!choice->has || choice->has(choice->data, number)) &&
           (!choice->only || list->by_name || is_number(choice->only, number));
}

static bool is_chosen(const struct roster_list *list, const struct roster_row *row)
{
    return may_be_chosen(list, row->number) &&
           (!list->by_name || str_is(row->name, list->choice.only));
}

/* All that the list and the recipe say of the row, which has its number and name. */
static void fill_row(struct roster *roster, const struct roll_row *from, const char *why,
                     struct roster_row *row, struct report *report)
{
    struct roster_list *list = roster->list;
    struct arena *arena = &list->row;
    const struct roll *roll = &list->roll;
    struct roll_row checked = *from;
    row->place = place_of(roll, from);
    roll_check_row(roll, &checked, report);
    row->failed = checked.failed;
    cover_fill(arena, &list->cover, roll, from, row, report);
    matter_fill(arena, &list->fields, roll, from, row, report);
    row->cover.logo = list->logo;
    row->logo_place = fill_place(roll, from, list->cover.partner_logo.text, row->place);
    row->failed = !logo_find(arena, roster, row, report) || row->failed;
    check_named(row, &list->cover.prepared_for, report);
    if (why && !row->failed) {
        names_tell(row, why, report);
    }
    row->failed = row->failed || why;
}

/* What is wrong was told. False: memory is gone. */
static bool fill_quietly(struct roster *roster, const struct roll_row *from,
                         const char *why, struct roster_row *row, struct report *report)
{
    struct roster_list *list = roster->list;
    struct report *quiet = list->quiet ? list->quiet : report_new_beside(report);
    list->quiet = quiet;
    if (!quiet) {
        return report_out_of_memory(report);
    }
    fill_row(roster, from, why, row, quiet);
    bool held = !report_has_system_error(quiet) && !arena_failed(&list->row);
    size_t filed = 0;
    for (int severity = SEVERITY_NOTE; severity <= SEVERITY_ERROR; severity++) {
        filed += report_count(quiet, (enum severity)severity);
    }
    if (filed) { /* it may hold no more than a row's */
        report_free(quiet);
        list->quiet = NULL;
    }
    return held || report_out_of_memory(report);
}

bool roster_next(struct roster *roster, bool name_only, struct roster_row *out, bool *there,
                 struct report *report)
{
    struct roster_list *list = roster->list;
    struct roll_row from;
    const char *why = NULL;
    bool chosen = false;
    *there = list->given < roster->chosen_count;
    while (*there && !chosen) {
        bool may = may_be_chosen(list, list->number + 1);
        if (!next_row(roster, may, &from, out, there, report)) {
            return false;
        }
        if (*there && may) {
            why = names_give(&list->row, &list->name, &list->roll, &from, out);
            chosen = is_chosen(list, out);
        }
    }
    if (!*there) {
        return true;
    }
    list->given++;
    bool filled = name_only || fill_quietly(roster, &from, why, out, report);
    out->failed = out->failed || is_failed(list, out->number);
    return filled && (!arena_failed(&list->row) || report_out_of_memory(report));
}

/* Checking */

/* A file's name that is a number is not taken for a row's. */
static bool find_named(struct roster *roster, struct report *report)
{
    struct roster_list *list = roster->list;
    bool there = list->choice.only != NULL;
    while (there && !list->by_name) {
        struct roll_row from;
        struct roster_row row;
        if (!next_row(roster, true, &from, &row, &there, report)) {
            return false;
        }
        if (there) {
            (void)names_give(&list->row, &list->name, &list->roll, &from, &row);
            list->by_name = str_is(row.name, list->choice.only);
        }
    }
    roster_rewind(roster);
    return true;
}

/* Each row for itself, so that all faults are told in one run; without `names` no further
 * than the list's own. */
static bool check_each(struct roster *roster, struct arena *arena, struct names_seen *names,
                       struct report *report)
{
    struct roster_list *list = roster->list;
    for (;;) {
        struct roll_row from;
        struct roster_row row;
        const char *why = NULL;
        bool there;
        if (!next_row(roster, true, &from, &row, &there, report)) {
            return false;
        }
        if (!there) {
            break;
        }
        roster->row_count++;
        if (names) {
            why = names_give(&list->row, &list->name, &list->roll, &from, &row);
            if (!why && !names_see(arena, &list->row, names, row.name)) {
                return report_out_of_memory(report);
            }
        }
        if (!is_chosen(list, &row)) {
            continue;
        }
        roster->chosen_count++;
        if (names) {
            fill_row(roster, &from, why, &row, report);
        } else {
            roll_check_row(&list->roll, &from, report);
        }
        if (row.failed) {
            roster_fail(roster, &row);
        }
        if (arena_failed(&list->row)) {
            return report_out_of_memory(report);
        }
    }
    return roster->row_count > 0 || roll_tell_empty(&list->roll, report);
}

/* No two rows make one file. */
static bool check_apart(struct roster *roster, struct arena *arena,
                        struct names_seen *names, struct report *report)
{
    struct roster_list *list = roster->list;
    bool there = names->count > 0;
    roster_rewind(roster);
    while (there) {
        struct roll_row from;
        struct roster_row row;
        uint32_t line = 0;
        if (!next_row(roster, true, &from, &row, &there, report)) {
            return false;
        }
        if (!there || names_give(&list->row, &list->name, &list->roll, &from, &row)) {
            continue;
        }
        row.place = place_of(&list->roll, &from);
        if (!names_see_again(arena, &list->row, names, &row, &line)) {
            return report_out_of_memory(report);
        }
        if (line && is_chosen(list, &row)) {
            report_error(report, row.place, "packet-name",
                         "two rows make the file '%.*s': this one and that of line %lu",
                         STR_ARG(row.name), (unsigned long)line);
            roster_fail(roster, &row);
        }
    }
    return true;
}

static bool check_rows(struct roster *roster, struct report *report)
{
    struct names_seen names = {0};
    struct arena seen;
    arena_init_within(&seen, 0, roster->list->arena->budget);
    bool ok = find_named(roster, report) && check_each(roster, &seen, &names, report);
    names_sort(&names);
    ok = ok && check_apart(roster, &seen, &names, report);
    bool held = !arena_failed(&seen);
    arena_clear(&seen);
    roster_rewind(roster);
    return ok && (held || report_out_of_memory(report));
}

bool roster_read(struct arena *arena, const char *path, const struct site *site,
                 const struct recipe *recipe, const struct roster_choice *choice,
                 struct roster *out, struct report *report)
{
    *out = (struct roster){.list = ARENA_NEW(arena, struct roster_list)};
    struct roster_list *list = out->list;
    if (!list) {
        return report_out_of_memory(report);
    }
    list->arena = arena;
    list->choice = *choice;
    arena_init_within(&list->row, 0, arena->budget);
    bool read = open_list(path, site, recipe, out, report);
    if (read && !read_patterns(site, recipe, out, report)) {
        list->choice.only = NULL; /* no row has a name */
        (void)check_each(out, arena, NULL, report);
        read = false;
    }
    read = read && check_rows(out, report);
    return read && (!arena_failed(arena) || report_out_of_memory(report));
}

void roster_close(struct roster *roster)
{
    struct roster_list *list = roster->list;
    if (list) {
        report_free(list->quiet);
        roll_close(&list->roll);
        arena_clear(&list->row);
    }
    roster->list = NULL;
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
