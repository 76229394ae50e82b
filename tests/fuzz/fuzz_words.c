/* Any short text as the tag of a language, as a date, a number, a slug and a file's name.
 */
#include "room.h"

#include "base/date.h"
#include "base/language.h"
#include "base/media_type.h"
#include "base/number.h"
#include "base/slug.h"
#include "base/zone.h"

static void pass_language(struct room *room, struct str text)
{
    struct str once = language_tag(&room->arena, text);
    if (once.len) {
        must(str_eq(language_tag(&room->arena, once), once));
    }
}

/* A date is read as it is printed. */
static void pass_date(struct room *room, struct str text)
{
    int64_t seconds, again;
    struct moment moment;
    if (date_parse(text, &seconds)) {
        struct civil civil = date_civil(seconds);
        must(civil.month >= 1 && civil.month <= 12 && civil.day >= 1 && civil.day <= 31);
        must(date_seconds(civil.year, civil.month, civil.day) <= seconds);
        if (civil.year >= 1000 && civil.year <= 9999) {
            must(date_parse(date_text(&room->arena, seconds, 0), &again));
            must(again == seconds);
        }
    }
    (void)date_parse_exact(text, &seconds);
    (void)date_read(text, 1600000000, &moment);
    const struct zone *zone = zone_find(text);
    if (zone) {
        (void)zone_offset(zone, 1600000000);
        (void)zone_from_local(zone, 1600000000);
        must(is_text(zone_abbreviation(zone, 1600000000)));
    }
}

static void pass_number(struct str text)
{
    double real, again;
    if (number_read(text, &real)) {
        struct buf out = {0};
        number_add_real(&out, real);
        must(number_read(buf_str(&out), &again) ? again == real : real - real != 0);
        buf_clear(&out);
    }
}

static void pass_slug(struct room *room, struct str text)
{
    for (int mode = SLUG_DEFAULT; mode <= SLUG_NONE; mode++) {
        struct str once = slug_make(&room->arena, text, (enum slug_mode)mode, true);
        must(is_text(once));
        must(str_eq(slug_make(&room->arena, once, (enum slug_mode)mode, true), once));
    }
    must(is_text(slug_title(&room->arena, text)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    pass_language(&room, text);
    pass_date(&room, text);
    pass_number(text);
    pass_slug(&room, text);
    (void)media_by_name(text);
    (void)media_by_content(text);
    room_leave(&room);
    return 0;
}
