/* pack_zones HEADER: the time zones of ICU's data from 1900 to 2099, as arrays in C: each
 * change of a zone, as src/base/zone_change.h packs it, what clocks show from it on, and
 * the zones by name. A step of the build: it ends with 1 and a line that says why when ICU
 * cannot tell.
 *
 * Short names of clocks are those that are in use; what ICU does not give is told as tz
 * data has it, by the zone's name or by the offset. */
#include "base/zone_change.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#define ZONE_LIMIT 1000
#define CHANGE_LIMIT 1000 /* of a zone */
#define STATE_LIMIT 1000
#define NAME_BYTES 64
#define ABBREVIATION_BYTES 8
#define LAST_SECONDS INT64_C(4102444800) /* 2100 */

struct state {
    int32_t offset;
    char abbreviation[ABBREVIATION_BYTES];
};

struct zone {
    char name[NAME_BYTES];
    size_t first, count; /* of its changes; zones may have the same */
};

/* A zone while its changes are asked for. */
struct source {
    UCalendar *calendar;
    const char *zone;
    char names[2][ABBREVIATION_BYTES]; /* of its winter and summer; empty: ICU has none */
};

static struct state states[STATE_LIMIT];
static struct zone zones[ZONE_LIMIT];
static uint64_t changes[ZONE_LIMIT * CHANGE_LIMIT];
static size_t state_count, zone_count, change_count;

_Noreturn static void fail(const char *name, const char *why)
{
    (void)fprintf(stderr, "pack_zones: '%s': %s\n", name, why);
    exit(1);
}

/* What ICU has no short name for; the part of the zone's name is its start. */
static const struct {
    const char *zone;
    int32_t hours;
    bool summer;
    const char *abbreviation;
} spoken[] = {
    {"Europe/", 0, false, "WET"},           {"Europe/", 1, true, "WEST"},
    {"Europe/", 1, false, "CET"},           {"Europe/", 2, true, "CEST"},
    {"Europe/Moscow", 3, false, "MSK"},     {"Europe/", 2, false, "EET"},
    {"Europe/", 3, true, "EEST"},           {"Asia/Tokyo", 9, false, "JST"},
    {"Asia/Seoul", 9, false, "KST"},        {"Asia/Shanghai", 8, false, "CST"},
    {"Asia/Taipei", 8, false, "CST"},       {"Asia/Macau", 8, false, "CST"},
    {"Asia/Hong_Kong", 8, false, "HKT"},    {"Asia/Manila", 8, false, "PST"},
    {"Asia/Jakarta", 7, false, "WIB"},      {"Asia/Karachi", 5, false, "PKT"},
    {"Asia/Jerusalem", 2, false, "IST"},    {"Asia/Jerusalem", 3, true, "IDT"},
    {"Asia/Beirut", 2, false, "EET"},       {"Asia/Beirut", 3, true, "EEST"},
    {"Africa/Cairo", 2, false, "EET"},      {"Africa/Cairo", 3, true, "EEST"},
    {"Africa/Lagos", 1, false, "WAT"},      {"Africa/Nairobi", 3, false, "EAT"},
    {"Africa/Algiers", 1, false, "CET"},    {"Africa/Johannesburg", 2, false, "SAST"},
    {"Africa/Maputo", 2, false, "CAT"},     {"Pacific/Auckland", 12, false, "NZST"},
    {"Pacific/Auckland", 13, true, "NZDT"},
};

/* ICU also has others, for which tz data has the offset. */
static bool is_used(const char *name)
{
    static const char used[] =
        " EST EDT CST CDT MST MDT PST PDT AKST AKDT HST HDT AST ADT "
        "NST NDT SST GMT BST IST AEST AEDT ACST ACDT AWST NZST NZDT ";
    char word[ABBREVIATION_BYTES + 2];
    (void)snprintf(word, sizeof word, " %s ", name);
    return strstr(used, word);
}

/* "CST" of a locale whose readers know the zone by it; false: "GMT+9" and the like. */
static bool ask_name(UCalendar *calendar, const char *locale, bool summer, char *out)
{
    UChar name[NAME_BYTES];
    UErrorCode error = U_ZERO_ERROR;
    int32_t len =
        ucal_getTimeZoneDisplayName(calendar, summer ? UCAL_SHORT_DST : UCAL_SHORT_STANDARD,
                                    locale, name, NAME_BYTES, &error);
    char plain[ABBREVIATION_BYTES] = "";
    for (int32_t i = 0; i < len; i++) {
        if (len >= ABBREVIATION_BYTES || name[i] < 'A' || name[i] > 'Z') {
            return false;
        }
        plain[i] = (char)name[i];
    }
    if (U_FAILURE(error) || len < 1 || !is_used(plain)) {
        return false;
    }
    memcpy(out, plain, sizeof plain);
    return true;
}

static void ask_names(struct source *source)
{
    static const char *const locales[] = {"en_US", "en_GB", "en_AU", "en_CA", "en_IN"};
    for (int summer = 0; summer < 2; summer++) {
        for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
            if (ask_name(source->calendar, locales[i], summer, source->names[summer])) {
                break;
            }
        }
    }
}

static struct state state_of(const struct source *source, int32_t offset, bool summer)
{
    struct state state = {.offset = offset};
    const char *name = source->names[summer];
    for (size_t i = 0; !*name && i < sizeof spoken / sizeof spoken[0]; i++) {
        if (strncmp(source->zone, spoken[i].zone, strlen(spoken[i].zone)) == 0 &&
            spoken[i].hours * 3600 == offset && spoken[i].summer == summer) {
            name = spoken[i].abbreviation;
        }
    }
    int minutes = abs(offset / 60);
    if (*name) {
        memcpy(state.abbreviation, name, strlen(name) + 1);
    } else {
        (void)snprintf(state.abbreviation, sizeof state.abbreviation,
                       minutes % 60 ? "%c%02d%02d" : "%c%02d", offset < 0 ? '-' : '+',
                       minutes / 60 % 24, minutes % 60);
    }
    return state;
}

static size_t add_state(struct state state)
{
    size_t at = 0;
    while (at < state_count && memcmp(&states[at], &state, sizeof state) != 0) {
        at++;
    }
    if (at == STATE_LIMIT) {
        fail(state.abbreviation, "no room");
    }
    states[at] = state;
    state_count += at == state_count;
    return at;
}

/* The zone's state from `when` on. */
static void add_change(const struct source *source, UDate when)
{
    UErrorCode error = U_ZERO_ERROR;
    ucal_setMillis(source->calendar, when, &error);
    int32_t standard = ucal_get(source->calendar, UCAL_ZONE_OFFSET, &error);
    int32_t summer = ucal_get(source->calendar, UCAL_DST_OFFSET, &error);
    if (U_FAILURE(error)) {
        fail(source->zone, u_errorName(error));
    }
    struct state state = state_of(source, (standard + summer) / 1000, summer != 0);
    changes[change_count++] = zone_change_pack((int64_t)(when / 1000), add_state(state));
}

/* Gives their number. */
static size_t add_changes(const struct source *source)
{
    size_t before = change_count;
    UErrorCode error = U_ZERO_ERROR;
    UDate when = (double)ZONE_FIRST_SECONDS * 1000;
    do {
        if (change_count - before == CHANGE_LIMIT) {
            fail(source->zone, "no room");
        }
        add_change(source, when);
    } while (ucal_getTimeZoneTransitionDate(source->calendar, UCAL_TZ_TRANSITION_NEXT,
                                            &when, &error) &&
             U_SUCCESS(error) && when < (double)LAST_SECONDS * 1000);
    return change_count - before;
}

/* Of two zones with the same changes the second has those of the first. */
static void share_changes(struct zone *zone)
{
    size_t bytes = zone->count * sizeof *changes;
    for (const struct zone *other = zones; other < zone; other++) {
        if (other->count == zone->count &&
            memcmp(changes + other->first, changes + zone->first, bytes) == 0) {
            change_count = zone->first;
            zone->first = other->first;
            return;
        }
    }
}

static void add_zone(const UChar *name)
{
    UErrorCode error = U_ZERO_ERROR;
    if (zone_count == ZONE_LIMIT || u_strlen(name) >= NAME_BYTES) {
        fail("", "no room");
    }
    struct zone *zone = &zones[zone_count];
    u_austrcpy(zone->name, name);
    struct source source = {.calendar =
                                ucal_open(name, -1, "en_US", UCAL_GREGORIAN, &error),
                            .zone = zone->name};
    if (U_FAILURE(error)) {
        fail(zone->name, u_errorName(error));
    }
    ask_names(&source);
    zone->first = change_count;
    zone->count = add_changes(&source);
    share_changes(zone);
    zone_count++;
    ucal_close(source.calendar);
}

static int compare_zones(const void *a, const void *b)
{
    return strcmp(((const struct zone *)a)->name, ((const struct zone *)b)->name);
}

static void print_all(FILE *out)
{
    (void)fprintf(out, "static const struct state states[] = {\n");
    for (size_t i = 0; i < state_count; i++) {
        (void)fprintf(out, "{%d, \"%s\"},\n", (int)states[i].offset,
                      states[i].abbreviation);
    }
    (void)fprintf(out, "};\nstatic const uint64_t changes[] = {\n");
    for (size_t i = 0; i < change_count; i++) {
        (void)fprintf(out, "0x%llx,%c", (unsigned long long)changes[i],
                      i % 8 == 7 ? '\n' : ' ');
    }
    (void)fprintf(out, "};\nstatic const struct zone zones[] = {\n");
    for (size_t i = 0; i < zone_count; i++) {
        (void)fprintf(out, "{\"%s\", %zu, %zu},\n", zones[i].name, zones[i].first,
                      zones[i].count);
    }
    (void)fprintf(out, "};\n");
}

int main(int argc, char **argv)
{
    FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *names = ucal_openTimeZones(&error);
    const UChar *name;
    if (!out || U_FAILURE(error)) {
        fail(argc == 2 ? argv[1] : "", out ? u_errorName(error) : "cannot be written");
    }
    while ((name = uenum_unext(names, NULL, &error))) {
        add_zone(name);
    }
    uenum_close(names);
    qsort(zones, zone_count, sizeof *zones, compare_zones);
    print_all(out);
    return fclose(out) == 0 ? 0 : 1;
}
