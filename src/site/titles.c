/* Titles are told apart from those of their sites by the signs that stand between both, and
 * by what most pages have there. */
#include "site/titles.h"

#include "base/value.h"

#define FEWEST_TITLES 3   /* that share a part */
#define SHARED_PERCENT 50 /* of all titles */

/* What stands between the name of a page and that of its site, as heads write it. */
static const char *const separators[] = {
    " | ",       " - ",       " – ",        " — ",       " · ",       " :: ",
    " » ",       " « ",       " • ",        ": ",        " &vert; ",  " &#124; ",
    " &ndash; ", " &#8211; ", " &mdash; ",  " &#8212; ", " &raquo; ", " &laquo; ",
    " &#187; ",  " &#171; ",  " &middot; ", " &#183; ",  " &bull; ",  " &#8226; "};

#define SEPARATOR_COUNT (sizeof separators / sizeof separators[0])

/* What comes behind the last separator, or before the first, with it. */
static struct str shared_part(struct str title, bool ends)
{
    size_t best = STR_NONE, len = 0;
    for (size_t i = 0; i < SEPARATOR_COUNT; i++) {
        struct str sign = str_from(separators[i]);
        for (size_t at = 0; (at = str_find(title, sign, at)) != STR_NONE; at++) {
            bool better = best == STR_NONE || (ends ? at > best : at < best);
            best = better ? at : best;
            len = better ? sign.len : len;
            if (!ends) {
                break;
            }
        }
    }
    return best == STR_NONE ? (struct str){0}
           : ends           ? str_skip(title, best)
                            : str_sub(title, 0, best + len);
}

struct str titles_find_shared(struct arena *arena, const struct str *titles, size_t count,
                              enum title_part which)
{
    struct value counts = value_map_new(arena);
    struct str best = {0};
    int64_t most = 0, titled = 0;
    for (size_t i = 0; i < count && counts.kind == VALUE_MAP; i++) {
        struct str part =
            which == TITLE_WHOLE ? titles[i] : shared_part(titles[i], which == TITLE_END);
        titled += titles[i].len > 0;
        if (part.len) {
            int64_t same = value_get(counts, part).as.integer + 1;
            (void)value_map_set(arena, counts, part, value_integer(same));
            best = same > most ? part : best;
            most = same > most ? same : most;
        }
    }
    bool shared = most >= FEWEST_TITLES && most * 100 >= titled * SHARED_PERCENT;
    return shared ? best : (struct str){0};
}

/* Without the one or the other. */
static struct str without(struct str title, struct str start, struct str end)
{
    if (end.len && title.len > end.len &&
        str_eq(str_skip(title, title.len - end.len), end)) {
        title = str_sub(title, 0, title.len - end.len);
    } else if (start.len && title.len > start.len &&
               str_eq(str_sub(title, 0, start.len), start)) {
        title = str_skip(title, start.len);
    }
    return str_trim(title);
}

struct title_parts titles_find_parts(struct arena *arena, const struct str *titles,
                                     size_t count)
{
    struct title_parts parts = {.start =
                                    titles_find_shared(arena, titles, count, TITLE_START),
                                .end = titles_find_shared(arena, titles, count, TITLE_END)};
    struct str *rest = parts.end.len ? ARENA_ARRAY(arena, struct str, count) : NULL;
    for (size_t i = 0; rest && i < count; i++) {
        rest[i] = without(titles[i], (struct str){0}, parts.end);
    }
    if (rest) {
        parts.before = titles_find_shared(arena, rest, count, TITLE_END);
    }
    return parts;
}

struct str title_without(struct str title, const struct title_parts *parts)
{
    title = without(title, parts->start, parts->end);
    return without(title, (struct str){0}, parts->before);
}

bool titles_mark_repeated(struct arena *arena, const struct str *titles, size_t count,
                          bool *repeated)
{
    struct value counts = value_map_new(arena);
    bool ok = counts.kind == VALUE_MAP;
    for (size_t i = 0; ok && i < count; i++) {
        int64_t same = value_get(counts, titles[i]).as.integer + 1;
        ok = !titles[i].len || value_map_set(arena, counts, titles[i], value_integer(same));
    }
    for (size_t i = 0; ok && i < count; i++) {
        repeated[i] =
            titles[i].len && value_get(counts, titles[i]).as.integer >= FEWEST_TITLES;
    }
    return ok;
}

bool title_is_part(struct str title, struct str part)
{
    for (size_t i = 0; i < SEPARATOR_COUNT; i++) {
        struct str sign = str_from(separators[i]);
        if (part.len == sign.len + title.len &&
            ((str_starts(part, separators[i]) && str_eq(str_skip(part, sign.len), title)) ||
             (str_ends(part, separators[i]) &&
              str_eq(str_sub(part, 0, title.len), title)))) {
            return true;
        }
    }
    return false;
}

struct str title_without_site(struct str title, struct str site)
{
    if (site.len == 0 || str_eq(title, site)) {
        return site.len ? (struct str){0} : title;
    }
    struct str end = shared_part(title, true), start = shared_part(title, false);
    for (size_t i = 0; i < SEPARATOR_COUNT; i++) {
        struct str sign = str_from(separators[i]);
        if (end.len == sign.len + site.len && str_eq(str_skip(end, sign.len), site)) {
            return without(title, (struct str){0}, end);
        }
        if (start.len == sign.len + site.len && str_eq(str_sub(start, 0, site.len), site)) {
            return without(title, start, (struct str){0});
        }
    }
    return title;
}
