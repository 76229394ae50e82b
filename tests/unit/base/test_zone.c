/* Zones beside ICU's own answers, every one of them, over two centuries. */
#include "base/zone.h"

#include "cmocka_offprint.h"

#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#define DAY 86400
#define FIRST_YEAR 1900
#define LAST_YEAR 2100
#define NAME_BYTES 64

static int32_t icu_offset(UCalendar *calendar, int64_t seconds)
{
    UErrorCode error = U_ZERO_ERROR;
    ucal_setMillis(calendar, (double)seconds * 1000, &error);
    int32_t offset = ucal_get(calendar, UCAL_ZONE_OFFSET, &error) +
                     ucal_get(calendar, UCAL_DST_OFFSET, &error);
    assert_true(U_SUCCESS(error));
    return offset / 1000;
}

static void expect_offset(const char *name, const struct zone *zone, UCalendar *calendar,
                          int64_t seconds)
{
    int32_t got = zone_offset(zone, seconds), want = icu_offset(calendar, seconds);
    if (got != want) {
        fail_msg("%s at %lld: %d, not %d", name, (long long)seconds, (int)got, (int)want);
    }
}

/* Around each change, and between. */
static void expect_offsets(const char *name, const struct zone *zone, UCalendar *calendar)
{
    int64_t at = date_seconds(FIRST_YEAR, 1, 1), end = date_seconds(LAST_YEAR, 1, 1);
    expect_offset(name, zone, calendar, at);
    for (;;) {
        UErrorCode error = U_ZERO_ERROR;
        UDate next;
        ucal_setMillis(calendar, (double)at * 1000, &error);
        if (!ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &next,
                                            &error) ||
            next >= (double)end * 1000) {
            break;
        }
        expect_offset(name, zone, calendar, at + ((int64_t)(next / 1000) - at) / 2);
        at = (int64_t)(next / 1000);
        expect_offset(name, zone, calendar, at - 1);
        expect_offset(name, zone, calendar, at);
    }
    for (int year = FIRST_YEAR; year < LAST_YEAR; year += 7) {
        expect_offset(name, zone, calendar, date_seconds(year, 3, 29) + DAY / 2);
        expect_offset(name, zone, calendar, date_seconds(year, 7, 1));
    }
}

static void every_zone_has_the_offsets_of_icu(void **state)
{
    (void)state;
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *names = ucal_openTimeZones(&error);
    const UChar *name;
    size_t count = 0;
    while ((name = uenum_unext(names, NULL, &error))) {
        char plain[NAME_BYTES];
        u_austrncpy(plain, name, NAME_BYTES);
        UCalendar *calendar = ucal_open(name, -1, "en_US", UCAL_GREGORIAN, &error);
        const struct zone *zone = zone_find(str_from(plain));
        assert_true(U_SUCCESS(error));
        if (!zone) {
            fail_msg("no zone '%s'", plain);
        }
        expect_offsets(plain, zone, calendar);
        ucal_close(calendar);
        count++;
    }
    uenum_close(names);
    assert_true(count > 500);
}

static void other_names_are_no_zones(void **state)
{
    (void)state;
    static const char *const names[] = {
        "", "GMT+5", "america/chicago", "Chicago", "America/Chicago ", "Mars/Base"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_null(zone_find(str_from(names[i])));
    }
}

static void clocks_have_short_names(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int year, month;
        const char *want;
    } rows[] = {
        {"America/Chicago", 2021, 1, "CST"},  {"America/Chicago", 2021, 7, "CDT"},
        {"US/Pacific", 1999, 7, "PDT"},       {"Europe/London", 2021, 7, "BST"},
        {"Europe/Lisbon", 2021, 7, "WEST"},   {"Europe/Berlin", 1950, 1, "CET"},
        {"Asia/Kolkata", 2021, 1, "IST"},     {"Asia/Tokyo", 2021, 1, "JST"},
        {"Asia/Kathmandu", 2021, 1, "+0545"}, {"America/Sao_Paulo", 2021, 1, "-03"},
        {"Etc/GMT+5", 2021, 1, "-05"},        {"Australia/Sydney", 2099, 1, "AEDT"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct zone *zone = zone_find(str_from(rows[i].zone));
        struct str got =
            zone_abbreviation(zone, date_seconds(rows[i].year, rows[i].month, 15));
        if (!zone || !str_is(got, rows[i].want)) {
            fail_msg("%s: %.*s", rows[i].zone, STR_ARG(got));
        }
    }
    assert_true(str_is(zone_abbreviation(NULL, 0), "UTC"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_zone_has_the_offsets_of_icu),
        cmocka_unit_test(other_names_are_no_zones),
        cmocka_unit_test(clocks_have_short_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
