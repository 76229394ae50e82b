/* Which dates of heads are the day of the build: generators write it to all pages, as when
 * each was changed. What most pages have in common is no document's date. */
#include "base/date.h"
#include "site/head.h"
#include "site/state.h"

#define FEWEST_PAGES 3
#define DAY_PERCENT 90    /* of all pages, that have the same day */
#define MOMENT_PERCENT 50 /* that have the same moment, as no author writes it */
#define DAY_SECONDS 86400

struct stamps {
    struct value days, moments; /* as texts → on how many pages */
    int64_t pages;
};

/* Both as keys; an empty one: there is none. */
static void keys_of(struct arena *arena, struct str date, struct str *day,
                    struct str *moment)
{
    struct moment when;
    *day = *moment = (struct str){0};
    if (date.len && date_read(date, 0, &when)) {
        int64_t clock = when.seconds + when.offset;
        *day = arena_format(arena, "%lld", (long long)(clock / DAY_SECONDS));
        *moment = clock % DAY_SECONDS ? arena_format(arena, "%lld", (long long)when.seconds)
                                      : (struct str){0};
    }
}

static void count_key(struct arena *arena, struct value counts, struct str key)
{
    if (key.len && counts.kind == VALUE_MAP) {
        int64_t count = value_get(counts, key).as.integer;
        (void)value_map_set(arena, counts, key, value_integer(count + 1));
    }
}

static bool is_common(const struct stamps *stamps, struct value counts, struct str key,
                      int64_t percent)
{
    int64_t count = key.len ? value_get(counts, key).as.integer : 0;
    return count >= FEWEST_PAGES && count * 100 >= stamps->pages * percent;
}

static struct str *date_of(struct page_head *head, bool modified)
{
    return modified ? &head->modified : &head->published;
}

static void drop_stamps(struct site *site, struct page_head *heads, bool modified)
{
    struct arena *arena = site->arena;
    struct stamps stamps = {value_map_new(arena), value_map_new(arena), 0};
    struct str day, moment;
    for (size_t i = 0; i < site->page_count; i++) {
        if (heads[i].whole && !heads[i].refresh.len) {
            stamps.pages++;
            keys_of(arena, *date_of(&heads[i], modified), &day, &moment);
            count_key(arena, stamps.days, day);
            count_key(arena, stamps.moments, moment);
        }
    }
    for (size_t i = 0; i < site->page_count; i++) {
        struct str *date = date_of(&heads[i], modified);
        keys_of(arena, *date, &day, &moment);
        if (is_common(&stamps, stamps.days, day, DAY_PERCENT) ||
            is_common(&stamps, stamps.moments, moment, MOMENT_PERCENT)) {
            *date = (struct str){0};
        }
    }
}

void built_drop_stamps(struct site *site, struct page_head *heads)
{
    drop_stamps(site, heads, false);
    drop_stamps(site, heads, true);
}
