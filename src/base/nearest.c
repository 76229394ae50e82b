/* Few texts are ever compared letter by letter: those of other lengths are too far at once,
 * and of the rest nearly all by their letters, as 64 bits that tell which of them a text
 * has: no change of one letter takes away or brings in more than one. Those of the same
 * length come first, for what is near is mostly found there, and is then the measure. */
#include "base/nearest.h"

#define DISTANCE_WORK 20 /* of looks at letters, as long as one distance takes */

struct nearest_text {
    uint64_t letters;
    struct str text;
    size_t place;
};

/* A bit for each letter of ASCII, its case ignored, and for each digit; others share. */
static uint64_t letters_in(struct str text)
{
    uint64_t letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = ascii_lower(text.ptr[i]);
        unsigned bit = ascii_is_alpha(c)   ? (unsigned)(c - 'a')
                       : ascii_is_digit(c) ? (unsigned)(c - '0') + 26
                                           : (unsigned char)c % 28u + 36;
        letters |= UINT64_C(1) << bit;
    }
    return letters;
}

static size_t count_bits(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits =
        (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (size_t)((bits * UINT64_C(0x0101010101010101)) >> 56);
}

bool nearest_add(struct arena *arena, struct nearest *nearest, struct str text,
                 size_t place)
{
    if (text.len > STR_DISTANCE_BYTES) {
        return true;
    }
    if (!arena_grow(arena, &nearest->texts, nearest->count, &nearest->capacity,
                    sizeof *nearest->texts)) {
        return false;
    }
    nearest->texts[nearest->count++] = (struct nearest_text){letters_in(text), text, place};
    return true;
}

bool nearest_sort(struct arena *arena, struct nearest *nearest)
{
    struct nearest_text *sorted = ARENA_ARRAY(arena, struct nearest_text, nearest->count);
    if (!sorted) {
        return false;
    }
    size_t next[NEAREST_LENGTHS + 1] = {0};
    for (size_t i = 0; i < nearest->count; i++) {
        next[nearest->texts[i].text.len + 1]++;
    }
    for (size_t len = 1; len <= NEAREST_LENGTHS; len++) {
        next[len] += next[len - 1];
    }
    memcpy(nearest->starts, next, sizeof next);
    for (size_t i = 0; i < nearest->count; i++) {
        sorted[next[nearest->texts[i].text.len]++] = nearest->texts[i];
    }
    nearest->texts = sorted;
    return true;
}

struct search {
    const struct nearest *nearest;
    struct str_pattern pattern;
    uint64_t letters;
    struct nearest_hit *hit;
    uint64_t *budget;
    bool found;
};

static void spend(uint64_t *budget, uint64_t work)
{
    *budget = *budget > work ? *budget - work : 0;
}

static void compare(struct search *search, const struct nearest_text *text)
{
    struct nearest_hit *hit = search->hit;
    size_t gone = count_bits(search->letters & ~text->letters);
    size_t come = count_bits(text->letters & ~search->letters);
    size_t least = gone > come ? gone : come;
    if (least > hit->distance || (least == hit->distance && text->place >= hit->place)) {
        return;
    }
    spend(search->budget, DISTANCE_WORK);
    size_t distance = str_pattern_distance(&search->pattern, text->text);
    if (distance < hit->distance ||
        (distance == hit->distance && text->place < hit->place)) {
        *hit = (struct nearest_hit){distance, text->place};
        search->found = true;
    }
}

static void search_length(struct search *search, size_t len)
{
    const struct nearest *nearest = search->nearest;
    if (len >= NEAREST_LENGTHS) {
        return;
    }
    size_t end = nearest->starts[len + 1];
    spend(search->budget, end - nearest->starts[len]);
    for (size_t i = nearest->starts[len]; i < end && *search->budget; i++) {
        compare(search, &nearest->texts[i]);
    }
}

bool nearest_find(const struct nearest *nearest, struct str text, struct nearest_hit *hit,
                  uint64_t *budget)
{
    struct search search = {
        .nearest = nearest, .letters = letters_in(text), .hit = hit, .budget = budget};
    if (nearest->count == 0 || !str_pattern_make(text, &search.pattern)) {
        return false;
    }
    search_length(&search, text.len);
    for (size_t by = 1; by <= hit->distance && by < NEAREST_LENGTHS && *budget; by++) {
        if (by <= text.len) {
            search_length(&search, text.len - by);
        }
        search_length(&search, text.len + by);
    }
    return search.found;
}
