/* What repeats: on how many pages each text stands at a path of elements, and how many have
 * the element that it stands in at all. Of both only hashes are kept, in one table. A text
 * of some length repeats even where its numbers differ, or a word or two at one place, as
 * years and days do at the foot of pages: of its thirds two do. */
#include "furniture/parts.h"

#include "base/hash.h"
#include "base/utf8.h"

#define FEWEST_PAGES 3      /* that a text stands on to be called repeated */
#define PERCENT_OF_PAGES 30 /* of those that could show it */
#define PERCENT_OF_ALL 70   /* of them that are nearly all */
#define FEW_PAGES 5         /* of the site's, that show the same in their main parts */
#define FEW_PERCENT 10      /* where that is more, and leads nowhere */
#define LONG_WORDS 10       /* of a text that may differ in one, and in its numbers */

/* How many pages had what the key is made of, and the last of them, from 1. */
struct tally {
    uint64_t key;
    uint32_t pages, last;
};

struct furniture {
    struct arena *arena;
    struct arena *passing; /* what a page's tree is looked at by */
    struct tally *tallies;
    size_t count, room; /* a power of two, or none */
    uint32_t page_count;
};

struct furniture *furniture_new(struct arena *arena)
{
    struct furniture *furniture = ARENA_NEW(arena, struct furniture);
    if (furniture) {
        *furniture = (struct furniture){.arena = arena, .passing = arena_new_below(arena)};
    }
    return furniture && furniture->passing ? furniture : NULL;
}

size_t furniture_page_count(const struct furniture *furniture)
{
    return furniture->page_count;
}

/* Where the key stands, or would. */
static struct tally *seek(const struct furniture *furniture, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 32) & (furniture->room - 1);
    while (furniture->tallies[at].pages && furniture->tallies[at].key != key) {
        at = (at + 1) & (furniture->room - 1);
    }
    return &furniture->tallies[at];
}

static bool make_room(struct furniture *furniture)
{
    if (furniture->count * 2 < furniture->room) {
        return true;
    }
    struct furniture wider = *furniture;
    wider.room = furniture->room ? furniture->room * 2 : 4096;
    wider.tallies = ARENA_ARRAY(furniture->arena, struct tally, wider.room);
    if (!wider.tallies) {
        return false;
    }
    for (size_t i = 0; i < furniture->room; i++) {
        if (furniture->tallies[i].pages) {
            *seek(&wider, furniture->tallies[i].key) = furniture->tallies[i];
        }
    }
    *furniture = wider;
    return true;
}

static bool count_key(struct furniture *furniture, uint64_t key)
{
    if (!make_room(furniture)) {
        return false;
    }
    struct tally *tally = seek(furniture, key);
    furniture->count += tally->pages == 0;
    if (tally->last != furniture->page_count) {
        *tally = (struct tally){key, tally->pages + 1, furniture->page_count};
    }
    return true;
}

/* Keys */

/* Shorter texts may be all that a page says of itself: "Posted on 3 May 2021". */
static bool may_differ(const struct part *part)
{
    static const char *const signs[] = {"©", "(c)", "(C)", "&copy;", "Copyright"};
    struct str text = str_trim(part->node->text);
    bool owned = false;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        owned = owned || str_starts(text, signs[i]);
    }
    return part->node->kind == NODE_TEXT && (part->words >= LONG_WORDS || owned);
}

/* With one sign for each number. */
static uint64_t folded_hash(struct str text)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool digit = ascii_is_digit(text.ptr[i]);
        if (!digit || i == 0 || !ascii_is_digit(text.ptr[i - 1])) {
            hash = hash_mix(hash, (unsigned char)(digit ? '0' : text.ptr[i]));
        }
    }
    return hash;
}

/* What a leaf shows: words, or a picture. */
static uint64_t shown_by(const struct part *part)
{
    const struct node *leaf = part->node;
    struct str text = str_trim(leaf->text);
    uint64_t hash = may_differ(part) ? folded_hash(text) : hash_text(text);
    return leaf->kind == NODE_IMAGE ? hash_mix(hash, hash_text(node_info(leaf))) : hash;
}

/* Where a word may begin: behind a space, or at an ideograph, which needs none. */
static size_t next_word(struct str text, size_t at)
{
    while (at > 0 && at < text.len && !ascii_is_space(text.ptr[at])) {
        bool begins = ((unsigned char)text.ptr[at] & 0xC0) == 0xC0;
        size_t len;
        if (begins && utf8_is_ideograph(utf8_decode(text, at, &len))) {
            break;
        }
        at++;
    }
    return at;
}

/* A third of a text, between words. */
static struct str third_of(struct str text, size_t which)
{
    size_t from = next_word(text, text.len * which / 3);
    size_t to = next_word(text, text.len * (which + 1) / 3);
    return str_trim(str_sub(text, from, to));
}

/* An empty one, beside a word that takes up the others, is as good as any. */
static bool has_thirds(const struct part *part)
{
    struct str text = str_trim(part->node->text);
    bool ok = part->words >= LONG_WORDS && may_differ(part);
    for (size_t i = 0; ok && i < 3; i++) {
        ok = third_of(text, i).len > 0;
    }
    return ok;
}

static uint64_t leaf_key(struct str group, const struct part *part)
{
    return hash_mix(hash_mix(part->path ^ part->lead, shown_by(part)), hash_text(group));
}

static uint64_t third_key(struct str group, const struct part *part, size_t which)
{
    uint64_t hash = folded_hash(third_of(str_trim(part->node->text), which));
    return hash_mix(hash_mix(part->path ^ part->lead, hash_mix(hash, 3 + which)),
                    hash_text(group));
}

static uint64_t container_key(const struct part *part)
{
    return hash_mix(part->container, 1);
}

static uint64_t path_key(const struct part *part)
{
    return hash_mix(part->path, 6);
}

static uint64_t group_key(struct str group)
{
    return hash_mix(hash_text(group), 2);
}

static bool shows(const struct part *part)
{
    return part_is_leaf(part) && (part->words || part->node->kind == NODE_IMAGE);
}

static bool learn_thirds(struct furniture *furniture, struct str group,
                         const struct part *leaf)
{
    bool ok = true, thirds = has_thirds(leaf);
    for (size_t i = 0; ok && i < 3 && thirds; i++) {
        ok = count_key(furniture, third_key(group, leaf, i));
    }
    return ok;
}

static bool learn_leaf(struct furniture *furniture, struct str group,
                       const struct part *leaf)
{
    if (shows(leaf) && (!learn_thirds(furniture, (struct str){0}, leaf) ||
                        (group.len && !learn_thirds(furniture, group, leaf)))) {
        return false;
    }
    return !shows(leaf) || (count_key(furniture, leaf_key((struct str){0}, leaf)) &&
                            (!group.len || count_key(furniture, leaf_key(group, leaf))));
}

bool furniture_learn(struct furniture *furniture, struct str group, const struct node *root)
{
    struct view view;
    furniture->page_count++;
    bool ok = view_make(furniture->passing, root, NULL, &view) &&
              count_key(furniture, group_key(group));
    for (size_t i = 0; ok && i < view.count; i++) {
        const struct part *part = &view.parts[i];
        ok = part_is_leaf(part) ? learn_leaf(furniture, group, part)
                                : count_key(furniture, container_key(part)) &&
                                      count_key(furniture, path_key(part));
    }
    arena_reset(furniture->passing);
    return ok;
}

/* Asking */

static uint32_t pages_of(const struct furniture *furniture, uint64_t key)
{
    return furniture->room ? seek(furniture, key)->pages : 0;
}

static enum repetition repetition_of(uint32_t pages, uint32_t among)
{
    uint64_t percent = among ? (uint64_t)pages * 100 / among : 0;
    return pages < FEWEST_PAGES || percent < PERCENT_OF_PAGES ? REPEATS_NOT
           : percent < PERCENT_OF_ALL                         ? REPEATS_OFTEN
                                                              : REPEATS_EVERYWHERE;
}

/* The pages that show the leaf, or, where they are few, two thirds of it. */
static uint32_t pages_with(const struct furniture *furniture, struct str group,
                           const struct part *part)
{
    uint32_t pages = pages_of(furniture, leaf_key(group, part)), most = 0, next = 0;
    bool thirds = has_thirds(part);
    for (size_t i = 0; i < 3 && thirds; i++) {
        uint32_t third = pages_of(furniture, third_key(group, part, i));
        next = third > most ? most : third > next ? third : next;
        most = third > most ? third : most;
    }
    return pages > next ? pages : next;
}

/* The pages that could show a leaf which `pages` show: those that have the element around
 * it at all, for a menu of few pages is one, too. Where more show it than have that, its
 * classes or ids are a page's own, as in "page-about", and say nothing of others. */
static uint32_t pages_among(const struct furniture *furniture, const struct part *around,
                            uint32_t pages)
{
    uint32_t among = pages_of(furniture, container_key(around));
    among = among < pages ? pages_of(furniture, path_key(around)) : among;
    return among ? among : furniture->page_count;
}

/* The same posts stand in a list by year and in another by subject, and are what these
 * pages are there for. A menu of few pages stands beside their main parts. */
static bool is_of_few(const struct furniture *furniture, const struct view *view,
                      const struct part *part, uint32_t pages)
{
    bool some = (uint64_t)pages * 100 < (uint64_t)furniture->page_count * PERCENT_OF_PAGES;
    bool link = view->parts[part->parent].node->kind == NODE_LINK;
    bool few =
        pages <= FEW_PAGES ||
        (!link && (uint64_t)pages * 100 <= (uint64_t)furniture->page_count * FEW_PERCENT);
    return some && few && view_is_in_text(view, part->parent);
}

enum repetition learned_repetition(const struct furniture *furniture, struct str group,
                                   const struct view *view, const struct part *part)
{
    if (!shows(part) || part->parent == UINT32_MAX) {
        return REPEATS_NOT;
    }
    uint32_t pages = pages_with(furniture, (struct str){0}, part);
    enum repetition all =
        is_of_few(furniture, view, part, pages)
            ? REPEATS_NOT
            : repetition_of(pages,
                            pages_among(furniture, &view->parts[part->parent], pages));
    enum repetition within = group.len
                                 ? repetition_of(pages_with(furniture, group, part),
                                                 pages_of(furniture, group_key(group)))
                                 : REPEATS_NOT;
    return all > within ? all : within;
}

bool learned_is_scarce(const struct furniture *furniture, const struct part *part)
{
    uint32_t pages = shows(part) ? pages_of(furniture, leaf_key((struct str){0}, part)) : 0;
    return (uint64_t)pages * 100 < (uint64_t)furniture->page_count * PERCENT_OF_PAGES;
}
