/* Zones out of ICU, and the only file that asks it about them: each change of a zone's
 * offset between two years becomes a row, and answers are looked up there. Names of clocks
 * that ICU does not give are told by the zone's own, or by the offset, as tz data has it.
 */
#include "base/zone.h"

#include <stdio.h>
#include <unicode/ucal.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2100
#define CHANGE_LIMIT 1000 /* of one zone; those behind are left out */
#define NAME_BYTES 64
#define ABBREVIATION_BYTES 8

struct change {
    int64_t seconds; /* from then on */
    int32_t offset;
    char abbreviation[ABBREVIATION_BYTES];
};

struct zone {
    const struct change *changes; /* in order; the first holds before itself, too */
    size_t count;
};

/* A zone as ICU knows it, while its changes are asked for. */
struct source {
    UCalendar *calendar;
    struct str zone;
    /* Short names of its winter and summer, asked for once: ICU takes some 250 pieces of
     * memory for each answer, which does not depend on the change. Empty: it has none. */
    bool asked[2];
    char names[2][ABBREVIATION_BYTES];
};

static double milliseconds(int64_t seconds)
{
    return (double)seconds * 1000;
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

static void copy(char *abbreviation, struct str text)
{
    size_t len = text.len < ABBREVIATION_BYTES ? text.len : ABBREVIATION_BYTES - 1;
    memcpy(abbreviation, text.ptr, len);
    abbreviation[len] = '\0';
}

/* Short names that are in use; ICU also has others, for which tz data has the offset. */
static bool is_used(struct str name)
{
    static const char used[] =
        " EST EDT CST CDT MST MDT PST PDT AKST AKDT HST HDT AST ADT "
        "NST NDT SST GMT BST IST AEST AEDT ACST ACDT AWST NZST NZDT ";
    size_t at = str_find(str_from(used), name, 0);
    return at != STR_NONE && used[at - 1] == ' ' && used[at + name.len] == ' ';
}

/* "CST" of a locale whose readers know the zone by it; false: "GMT+9" and the like. */
static bool ask_name(UCalendar *calendar, const char *locale, bool summer, char *out)
{
    UChar name[NAME_BYTES];
    char plain[NAME_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    int32_t len =
        ucal_getTimeZoneDisplayName(calendar, summer ? UCAL_SHORT_DST : UCAL_SHORT_STANDARD,
                                    locale, name, NAME_BYTES, &status);
    if (U_FAILURE(status) || len < 1 || len >= ABBREVIATION_BYTES) {
        return false;
    }
    for (int32_t i = 0; i < len; i++) {
        if (name[i] < 'A' || name[i] > 'Z') {
            return false;
        }
        plain[i] = (char)name[i];
    }
    struct str text = str_make(plain, (size_t)len);
    bool used = is_used(text);
    if (used) {
        copy(out, text);
    }
    return used;
}

static const char *name_of(struct source *source, bool summer)
{
    static const char *const locales[] = {"en_US", "en_GB", "en_AU", "en_CA", "en_IN"};
    char *name = source->names[summer];
    for (size_t i = 0;
         !source->asked[summer] && !*name && i < sizeof locales / sizeof locales[0]; i++) {
        (void)ask_name(source->calendar, locales[i], summer, name);
    }
    source->asked[summer] = true;
    return name;
}

static void abbreviate(struct source *source, bool summer, struct change *change)
{
    struct str zone = source->zone;
    const char *name = name_of(source, summer);
    if (*name) {
        copy(change->abbreviation, str_from(name));
        return;
    }
    for (size_t i = 0; i < sizeof spoken / sizeof spoken[0]; i++) {
        size_t len = strlen(spoken[i].zone);
        if (str_eq(str_sub(zone, 0, len), str_from(spoken[i].zone)) &&
            spoken[i].hours * 3600 == change->offset && spoken[i].summer == summer) {
            copy(change->abbreviation, str_from(spoken[i].abbreviation));
            return;
        }
    }
    int32_t minutes = change->offset / 60, size = minutes < 0 ? -minutes : minutes;
    char text[16];
    (void)snprintf(text, sizeof text, size % 60 ? "%c%02d%02d" : "%c%02d",
                   minutes < 0 ? '-' : '+', (int)(size / 60), (int)(size % 60));
    copy(change->abbreviation, str_from(text));
}

/* The zone's state at `seconds`. False: ICU cannot say. */
static bool ask(struct source *source, int64_t seconds, struct change *change)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = source->calendar;
    ucal_setMillis(calendar, milliseconds(seconds), &status);
    int32_t standard = ucal_get(calendar, UCAL_ZONE_OFFSET, &status);
    int32_t summer = ucal_get(calendar, UCAL_DST_OFFSET, &status);
    *change = (struct change){.seconds = seconds, .offset = (standard + summer) / 1000};
    if (U_SUCCESS(status)) {
        abbreviate(source, summer != 0, change);
    }
    return U_SUCCESS(status);
}

static size_t ask_all(struct source *source, struct change *changes)
{
    size_t count = 0;
    int64_t seconds = date_seconds(FIRST_YEAR, 1, 1), last = date_seconds(LAST_YEAR, 1, 1);
    while (count < CHANGE_LIMIT && ask(source, seconds, &changes[count])) {
        UErrorCode status = U_ZERO_ERROR;
        UDate next = 0;
        count++;
        if (!ucal_getTimeZoneTransitionDate(source->calendar, UCAL_TZ_TRANSITION_NEXT,
                                            &next, &status) ||
            U_FAILURE(status) || next >= milliseconds(last)) {
            break;
        }
        seconds = (int64_t)(next / 1000);
    }
    return count;
}

/* ICU also takes "GMT+5", which is another zone elsewhere: only names of its table count.
 */
static bool is_known(const UChar *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UBool of_table = false;
    UChar canonical[NAME_BYTES];
    (void)ucal_getCanonicalTimeZoneID(name, -1, canonical, NAME_BYTES, &of_table, &status);
    return U_SUCCESS(status) && of_table;
}

const struct zone *zone_find(struct arena *arena, struct str name)
{
    UChar wide[NAME_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    if (name.len == 0 || name.len >= NAME_BYTES) {
        return NULL;
    }
    for (size_t i = 0; i <= name.len; i++) {
        wide[i] = i < name.len ? (UChar)(unsigned char)name.ptr[i] : 0;
    }
    struct source source = {.zone = name};
    source.calendar =
        is_known(wide) ? ucal_open(wide, -1, "en_US", UCAL_GREGORIAN, &status) : NULL;
    if (!source.calendar) {
        return NULL;
    }
    struct change *changes = ARENA_ARRAY(arena, struct change, CHANGE_LIMIT);
    size_t count = changes ? ask_all(&source, changes) : 0;
    struct zone *zone = ARENA_NEW(arena, struct zone);
    ucal_close(source.calendar);
    if (!zone || count == 0) {
        return NULL;
    }
    *zone = (struct zone){changes, count};
    return zone;
}

static const struct change *change_at(const struct zone *zone, int64_t seconds)
{
    size_t low = 0, high = zone->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].seconds <= seconds) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &zone->changes[low];
}

int32_t zone_offset(const struct zone *zone, int64_t seconds)
{
    return zone ? change_at(zone, seconds)->offset : 0;
}

struct str zone_abbreviation(const struct zone *zone, int64_t seconds)
{
    return zone ? str_from(change_at(zone, seconds)->abbreviation) : STR("UTC");
}

#define HALF_DAY 43200

int64_t zone_from_local(const struct zone *zone, int64_t local)
{
    int64_t before = local - zone_offset(zone, local - 2 * HALF_DAY);
    int64_t behind = local - zone_offset(zone, local + 2 * HALF_DAY);
    bool fits = zone_offset(zone, behind) == local - behind;
    return fits ? behind : before;
}

void zone_settle(const struct zone *zone, struct moment *moment)
{
    if (!moment->zoned) {
        moment->seconds = zone_from_local(zone, moment->seconds);
        zone_localize(zone, moment);
    }
}

void zone_localize(const struct zone *zone, struct moment *moment)
{
    moment->offset = zone_offset(zone, moment->seconds);
    moment->zoned = true;
}
