/* Dates: calendar arithmetic in UTC, for permalinks, templates and both outputs. */
#ifndef OFFPRINT_BASE_DATE_H
#define OFFPRINT_BASE_DATE_H

#include "base/arena.h"

/* No date is known. A second of 1970 gives way to it, so that what is zero has none. */
#define DATE_NONE INT64_C(0)

#define DATE_LAST INT64_C(253402300799) /* of the years that four digits write */

struct civil {
    int64_t year, iso_year;
    int month, day, hour, minute, second; /* month and day from 1 */
    int year_day;                         /* from 1 */
    int week_day;                         /* 0: Sunday */
    int iso_week;                         /* from 1 */
};

struct civil date_civil(int64_t seconds);
/* By clocks that are `offset` seconds before UTC's. */
struct civil date_civil_at(int64_t seconds, int32_t offset);
int64_t date_seconds(int64_t year, int month, int day);
const char *date_month_name(int month); /* from 1 */
const char *date_day_name(int week_day);

/* "2020-1-5", "2020-01-05 10:00[:00] [+0100]", with 'T' and 'Z', to seconds since 1970;
 * false: no date. */
bool date_parse(struct str text, int64_t *out);

/* The same of a day that there is, with a clock's time and a zone or without, and nothing
 * else: what options may say. */
bool date_parse_exact(struct str text, int64_t *out);

/* A point in time as it was written: its zone is `offset` seconds east of UTC. */
struct moment {
    int64_t seconds; /* since 1970, in UTC */
    int32_t offset, nanoseconds;
    bool zoned; /* it names its zone; else it is some clock's, here read as UTC */
    bool utc;   /* by that name */
    bool day;   /* a day of YAML's, which has no clock and no zone */
};

/* Dates as people write them: "March 4, 2020 5:06 PM EST", "4 Mar '20", "2020-03-04". What
 * is left out before the first part given is that of `now`. False: no date. */
bool date_read(struct str text, int64_t now, struct moment *out);

/* "2020-01-05 00:00:00 +0000", as templates print a date; `offset` seconds east of UTC. */
struct str date_text(struct arena *arena, int64_t seconds, int32_t offset);

/* "15 July 2021" */
struct str date_in_words(struct arena *arena, int64_t seconds);

#endif
