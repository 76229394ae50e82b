/* Case folding one code point at a time, so that no memory is needed to compare. Relies on
 * ICU for letters beyond ASCII. */
#include "base/fold.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* The folded code point at `*at`, which moves behind it. */
static uint32_t next_folded(struct str text, size_t *at)
{
    size_t len = 1;
    unsigned char byte = (unsigned char)text.ptr[*at];
    uint32_t point = byte < 0x80
                         ? (uint32_t)(unsigned char)ascii_lower(text.ptr[*at])
                         : (uint32_t)u_foldCase((UChar32)utf8_decode(text, *at, &len),
                                                U_FOLD_CASE_DEFAULT);
    *at += len;
    return point;
}

struct str fold_text(struct arena *arena, struct str text)
{
    struct buf out = {.kept_in = arena};
    for (size_t at = 0; at < text.len;) {
        buf_add_code_point(&out, next_folded(text, &at));
    }
    return arena_take(arena, &out);
}

bool fold_is_plain(struct str text)
{
    size_t at = 0;
    while (at < text.len && (unsigned char)text.ptr[at] < 0x80 &&
           text.ptr[at] == ascii_lower(text.ptr[at])) {
        at++;
    }
    return at == text.len;
}

bool fold_eq(struct str a, struct str b)
{
    size_t i = 0, k = 0;
    while (i < a.len && k < b.len) {
        if (next_folded(a, &i) != next_folded(b, &k)) {
            return false;
        }
    }
    return i == a.len && k == b.len;
}

uint64_t fold_hash(struct str text)
{
    uint64_t hash = 0;
    for (size_t at = 0; at < text.len;) {
        hash = hash_mix(hash, next_folded(text, &at));
    }
    return hash;
}

/* As `normalizer` has it; the text itself where that cannot be had. */
static struct str normalize(struct arena *arena, struct str text,
                            const UNormalizer2 *normalizer, UErrorCode status)
{
    if (U_FAILURE(status) || text.len > INT32_MAX / 32) {
        return text;
    }
    struct arena held;
    arena_init_within(&held, 0, arena->budget);
    int32_t room = (int32_t)text.len + 1, len = 0, most = room * 8, done = 0;
    UChar *wide = ARENA_ARRAY(&held, UChar, (size_t)room);
    UChar *parts = ARENA_ARRAY(&held, UChar, (size_t)most);
    char *out = ARENA_ARRAY(&held, char, (size_t)most * 3);
    struct str made = {0};
    if (wide && parts && out) {
        u_strFromUTF8WithSub(wide, room, &len, text.ptr, (int32_t)text.len,
                             UTF8_REPLACEMENT, NULL, &status);
        int32_t count = unorm2_normalize(normalizer, wide, len, parts, most, &status);
        u_strToUTF8(out, most * 3, &done, parts, count, &status);
        made = U_SUCCESS(status) ? arena_str(arena, str_make(out, (size_t)done)) : text;
    }
    arena->failed |= arena_failed(&held);
    arena_clear(&held);
    return made;
}

struct str fold_decomposed(struct arena *arena, struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFDInstance(&status);
    return normalize(arena, text, normalizer, status);
}

struct str fold_composed(struct arena *arena, struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
    return normalize(arena, text, normalizer, status);
}

struct str fold_loosely(struct arena *arena, struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
    return normalize(arena, text, normalizer, status);
}
