/* Letters counted by script, and by the few that only some languages of a script have.
 * Relies on ICU's scripts of characters and of languages. */
#include "base/writing.h"

#include "base/language.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

/* A character of some scripts is as much text as several letters of others. */
static const struct {
    UScriptCode script;
    size_t weight;
    const char *language;
} scripts[] = {
    {USCRIPT_LATIN, 1, ""},       {USCRIPT_GREEK, 1, "el"},   {USCRIPT_CYRILLIC, 1, "ru"},
    {USCRIPT_HEBREW, 1, "he"},    {USCRIPT_ARABIC, 1, "ar"},  {USCRIPT_DEVANAGARI, 1, "hi"},
    {USCRIPT_THAI, 1, "th"},      {USCRIPT_HAN, 3, "zh"},     {USCRIPT_HIRAGANA, 3, "ja"},
    {USCRIPT_KATAKANA, 3, "ja"},  {USCRIPT_HANGUL, 3, "ko"},  {USCRIPT_ARMENIAN, 1, "hy"},
    {USCRIPT_GEORGIAN, 1, "ka"},  {USCRIPT_BENGALI, 1, "bn"}, {USCRIPT_GURMUKHI, 1, "pa"},
    {USCRIPT_GUJARATI, 1, "gu"},  {USCRIPT_ORIYA, 1, "or"},   {USCRIPT_TAMIL, 1, "ta"},
    {USCRIPT_TELUGU, 1, "te"},    {USCRIPT_KANNADA, 1, "kn"}, {USCRIPT_MALAYALAM, 1, "ml"},
    {USCRIPT_SINHALA, 1, "si"},   {USCRIPT_LAO, 1, "lo"},     {USCRIPT_TIBETAN, 1, "bo"},
    {USCRIPT_MYANMAR, 1, "my"},   {USCRIPT_KHMER, 1, "km"},   {USCRIPT_ETHIOPIC, 2, "am"},
    {USCRIPT_MONGOLIAN, 1, "mn"},
};

enum { LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, DEVANAGARI, THAI, HAN, HIRAGANA, KATAKANA };

_Static_assert(sizeof scripts / sizeof scripts[0] == WRITING_SCRIPTS, "a count for each");

/* Letters that one language of a script has, or a few, and that no page of it is without;
 * of Chinese those of the commonest words. Told first is who is told by fewer letters. */
static const struct sign {
    int script;
    const char *language;
    const char *letters;
    size_t of; /* one in so many letters of the script, or more, is enough */
} signs[] = {
    {ARABIC, "ur", "ٹڈڑےں", 100},
    {ARABIC, "ckb", "ێۆڵڕ", 60},
    {ARABIC, "ps", "ټډړښېۍ", 60},
    {ARABIC, "fa", "یکپچگژ", 20},
    {CYRILLIC, "mk", "ѓќѕЃЌЅ", 400},
    {CYRILLIC, "sr", "љњђћџјЉЊЂЋЏЈ", 60},
    {CYRILLIC, "be", "ўЎ", 150},
    {CYRILLIC, "uk", "їєґЇЄҐ", 100},
    {CYRILLIC, "kk", "қғұҚҒҰ", 60},
    {CYRILLIC, "mn", "өүӨҮ", 60},
    {CYRILLIC, "ru", "ыэёЫЭЁ", 100},
    {CYRILLIC, "bg", "ъЪ", 150},
    {DEVANAGARI, "mr", "ळ", 150},
    {HEBREW, "yi", "װױײ", 60},
    {HAN, "zh-Hant", "這們說為國時會對個來過學點後從發開關東與", 60},
};

_Static_assert(sizeof signs / sizeof signs[0] <= WRITING_SIGNS, "a count for each");

static int script_of(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    for (int i = 0; i < WRITING_SCRIPTS; i++) {
        if (scripts[i].script == script) {
            return i;
        }
    }
    return -1;
}

static void count_signs(struct writing *writing, int script, struct str letter)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (signs[i].script == script &&
            str_find(str_from(signs[i].letters), letter, 0) != STR_NONE) {
            writing->signs[i]++;
        }
    }
}

void writing_add(struct writing *writing, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        if ((unsigned char)text.ptr[at] < 0x80) {
            writing->scripts[LATIN] += ascii_is_alpha(text.ptr[at]);
            len = 1;
            continue;
        }
        uint32_t c = utf8_decode(text, at, &len);
        if (u_isalpha((UChar32)c)) {
            int script = script_of(c);
            if (script >= 0) {
                writing->scripts[script]++;
                count_signs(writing, script, str_sub(text, at, at + len));
            }
        }
    }
}

/* The script of most of the text; -1: it has no letters. */
static int most_script(const struct writing *writing)
{
    int most = -1;
    size_t best = 0;
    for (int i = 0; i < WRITING_SCRIPTS; i++) {
        size_t weight = writing->scripts[i] * scripts[i].weight;
        if (weight > best) {
            best = weight;
            most = i;
        }
    }
    return most;
}

/* Han with one letter of kana in twenty is Japanese. */
static bool has_kana(const struct writing *writing)
{
    size_t kana = writing->scripts[HIRAGANA] + writing->scripts[KATAKANA];
    return kana * 20 > writing->scripts[HAN];
}

struct str writing_language(const struct writing *writing)
{
    int script = most_script(writing);
    if (script < 0) {
        return (struct str){0};
    }
    if (script == HAN && has_kana(writing)) {
        return STR("ja");
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (signs[i].script == script && writing->signs[i] > 0 &&
            writing->signs[i] * signs[i].of >= writing->scripts[script]) {
            return str_from(signs[i].language);
        }
    }
    return str_from(scripts[script].language);
}

bool writing_fits(const struct writing *writing, struct str language)
{
    UScriptCode own[8];
    UErrorCode status = U_ZERO_ERROR;
    char tag[ULOC_FULLNAME_CAPACITY];
    int most = most_script(writing);
    if (most < 0 || language.len == 0 || language.len >= sizeof tag) {
        return true;
    }
    memcpy(tag, language.ptr, language.len);
    tag[language.len] = '\0';
    int32_t count = uscript_getCode(tag, own, sizeof own / sizeof own[0], &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < count; i++) {
        if (own[i] == scripts[most].script ||
            (most == HAN &&
             (own[i] == USCRIPT_SIMPLIFIED_HAN || own[i] == USCRIPT_TRADITIONAL_HAN))) {
            return true;
        }
    }
    return U_FAILURE(status) || count == 0;
}
