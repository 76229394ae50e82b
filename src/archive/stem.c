/* The only file that includes libstemmer, whose table of languages has names in ISO 639.
 * Most words are ASCII, for which its rules of ISO 8859-1 are the same as those of UTF-8,
 * in three quarters of the time. */
#include "archive/stem.h"

#include <libstemmer.h>
#include <limits.h>

static const struct {
    const char *language;
    bool in_latin_1; /* there are such rules, too */
} rows[] = {
    {"", false},   {"ar", false}, {"ca", true},  {"da", true},  {"de", true},
    {"el", false}, {"en", true},  {"es", true},  {"eu", true},  {"fi", true},
    {"fr", true},  {"ga", true},  {"hi", false}, {"hu", false}, {"hy", false},
    {"id", true},  {"it", true},  {"lt", false}, {"ne", false}, {"nl", true},
    {"no", true},  {"pt", true},  {"ro", false}, {"ru", false}, {"sr", false},
    {"sv", true},  {"ta", false}, {"tr", false}, {"yi", false},
};

#define ROWS (sizeof rows / sizeof rows[0])
#define WORD_LIMIT_BYTES 200 /* a longer one is no word of a language */

struct stemmers {
    struct sb_stemmer *wide[ROWS], *latin_1[ROWS];
};

struct stemmers *stemmers_new(struct arena *arena)
{
    return ARENA_NEW(arena, struct stemmers);
}

void stemmers_free(struct stemmers *stemmers)
{
    for (size_t i = 0; stemmers && i < ROWS; i++) {
        sb_stemmer_delete(stemmers->wide[i]);
        sb_stemmer_delete(stemmers->latin_1[i]);
    }
}

uint8_t stemmer_of(struct str language)
{
    struct str primary = str_sub(language, 0, str_find_byte(language, '-', 0));
    if (str_is(primary, "nb") || str_is(primary, "nn")) {
        primary = STR("no");
    }
    for (size_t i = 1; i < ROWS; i++) {
        if (str_is(primary, rows[i].language)) {
            return (uint8_t)i;
        }
    }
    return STEMMER_NONE;
}

static bool is_ascii(struct str word)
{
    unsigned char all = 0;
    for (size_t i = 0; i < word.len; i++) {
        all |= (unsigned char)word.ptr[i];
    }
    return all < 0x80;
}

bool stem_find(struct stemmers *stemmers, uint8_t stemmer, struct str word, struct str *out)
{
    *out = word;
    if (stemmer == STEMMER_NONE || word.len > WORD_LIMIT_BYTES) {
        return true;
    }
    bool narrow = rows[stemmer].in_latin_1 && is_ascii(word);
    struct sb_stemmer **own =
        narrow ? &stemmers->latin_1[stemmer] : &stemmers->wide[stemmer];
    if (!*own) {
        *own = sb_stemmer_new(rows[stemmer].language, narrow ? "ISO_8859_1" : "UTF_8");
    }
    const sb_symbol *stem =
        *own ? sb_stemmer_stem(*own, (const sb_symbol *)word.ptr, (int)word.len) : NULL;
    if (!stem) {
        return false;
    }
    *out = str_make((const char *)stem, (size_t)sb_stemmer_length(*own));
    return true;
}
