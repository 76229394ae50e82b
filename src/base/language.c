/* Language tags. ICU takes any letters for a language; those that no registry can hold are
 * turned away here: ISO 639-1 is complete, and tags of more than three letters were never
 * given out (RFC 5646, 2.2.1). */
#include "base/language.h"

#include <unicode/uloc.h>

#define TEXT_LIMIT_BYTES 100
#define SHOWN_LIMIT_BYTES 40

/* What POSIX names behind '@' that a tag says in a part of its own. Others, as the currency
 * in "@euro", are no matter of language. */
static const struct modifier {
    const char *name;
    const char *part;
    bool is_script; /* stands behind the language; else a variant, behind the region */
} modifiers[] = {
    {"latin", "-Latn", true},         {"latn", "-Latn", true},
    {"cyrillic", "-Cyrl", true},      {"cyrl", "-Cyrl", true},
    {"arabic", "-Arab", true},        {"devanagari", "-Deva", true},
    {"iqtelif", "-Latn", true}, /* Tatar's Latin letters */
    {"valencia", "-valencia", false}, {"tarask", "-tarask", false},
};

static const struct modifier *modifier_find(struct str name)
{
    for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++) {
        if (str_eq_ignore_case(name, str_from(modifiers[i].name))) {
            return &modifiers[i];
        }
    }
    return NULL;
}

/* "de_DE.UTF-8@euro" as it stands in a tag: "de-DE"; "sr_RS@latin": "sr-Latn-RS". False: no
 * tag has such bytes. */
static bool spell(struct str text, char out[TEXT_LIMIT_BYTES + 1])
{
    text = str_trim(text);
    size_t end = 0;
    while (end < text.len && text.ptr[end] != '.' && text.ptr[end] != '@') {
        end++;
    }
    size_t at = str_find_byte(text, '@', end);
    const struct modifier *modifier =
        at == STR_NONE ? NULL : modifier_find(str_skip(text, at + 1));
    struct str part = modifier ? str_from(modifier->part) : (struct str){0};
    if (end == 0 || end + part.len > TEXT_LIMIT_BYTES) {
        return false;
    }
    size_t len = 0;
    for (size_t i = 0; i <= end; i++) {
        char c = i < end && text.ptr[i] != '_' ? text.ptr[i] : '-';
        if (part.len && (i == end || (modifier->is_script && c == '-'))) {
            memcpy(out + len, part.ptr, part.len);
            len += part.len;
            part.len = 0;
        }
        if (!ascii_is_alnum(c) && c != '-') {
            return false;
        }
        out[len++] = c;
    }
    out[len - 1] = '\0'; /* the dash behind the last part */
    return true;
}

/* Whether a tag's first part can be one; "x", for private use, is a part by itself. */
static bool is_language(struct str tag)
{
    size_t dash = str_find_byte(tag, '-', 0);
    struct str first = str_sub(tag, 0, dash == STR_NONE ? tag.len : dash);
    char code[4] = {0};
    if (first.len == 0 || first.len > 3) {
        return false;
    }
    memcpy(code, first.ptr, first.len);
    return first.len == 3 || (first.len == 1 ? *code == 'x' : *uloc_getISO3Language(code));
}

struct str language_tag(struct arena *arena, struct str text)
{
    char tag[TEXT_LIMIT_BYTES + 1], locale[4 * TEXT_LIMIT_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    int32_t read = 0;
    if (!spell(text, tag)) {
        return (struct str){0};
    }
    (void)uloc_forLanguageTag(tag, locale, (int32_t)sizeof locale, &read, &status);
    arena->failed = arena->failed || status == U_MEMORY_ALLOCATION_ERROR;
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
        (size_t)read != strlen(tag)) {
        return (struct str){0};
    }
    int32_t len = uloc_toLanguageTag(locale, tag, (int32_t)sizeof tag, true, &status);
    arena->failed = arena->failed || status == U_MEMORY_ALLOCATION_ERROR;
    struct str found = str_make(tag, U_FAILURE(status) ? 0 : (size_t)len);
    return found.len < sizeof tag && is_language(found) ? arena_str(arena, found)
                                                        : (struct str){0};
}

/* The code of the language whose English name this is, or that is spoken most where this is
 * the country's code: "german" and "jp" for "de" and "ja". Empty: none. */
static struct str meant(struct str text, char room[ULOC_LANG_CAPACITY])
{
    UChar name[64];
    char plain[sizeof name / sizeof name[0]];
    for (const char *const *code = uloc_getISOLanguages(); *code; code++) {
        UErrorCode status = U_ZERO_ERROR;
        int32_t len = uloc_getDisplayLanguage(*code, "en", name,
                                              (int32_t)(sizeof plain) - 1, &status);
        for (int32_t i = 0; i <= len && U_SUCCESS(status); i++) {
            plain[i] = (char)(i < len && name[i] < 0x80 ? name[i] : 0);
        }
        if (U_SUCCESS(status) && str_eq_ignore_case(text, str_from(plain))) {
            return str_from(*code);
        }
    }
    char region[] = "und_XX", likely[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    if (text.len != 2 || !ascii_is_alpha(text.ptr[0]) || !ascii_is_alpha(text.ptr[1])) {
        return (struct str){0};
    }
    memcpy(region + 4, text.ptr, 2);
    if (!*uloc_getISO3Country(region)) {
        return (struct str){0};
    }
    (void)uloc_addLikelySubtags(region, likely, (int32_t)sizeof likely, &status);
    int32_t len = uloc_getLanguage(likely, room, ULOC_LANG_CAPACITY, &status);
    return U_SUCCESS(status) && len > 0 && !str_is(str_from(room), LANGUAGE_UNKNOWN)
               ? str_from(room)
               : (struct str){0};
}

struct str language_read(struct arena *arena, struct str text, struct place place,
                         struct report *report)
{
    struct str tag = language_tag(arena, text);
    if (tag.len || arena_failed(arena)) {
        return tag;
    }
    size_t shown = text.len < SHOWN_LIMIT_BYTES ? text.len : SHOWN_LIMIT_BYTES;
    while (shown > 0 && shown < text.len &&
           ((unsigned char)text.ptr[shown] & 0xC0) == 0x80) {
        shown--;
    }
    char room[ULOC_LANG_CAPACITY];
    struct str near = meant(str_trim(text), room);
    report_warning(report, place, "language-tag",
                   "'%.*s%s' is no language tag, so the language counts as unknown",
                   (int)shown, text.ptr, shown < text.len ? "\xe2\x80\xa6" : "");
    if (near.len) {
        report_hint(report, "did you mean '%.*s'?", STR_ARG(near));
    } else {
        report_hint(report, "%s", "a tag is written as 'en', 'pt-BR' or 'zh-Hans'");
    }
    return STR(LANGUAGE_UNKNOWN);
}

bool language_is_right_to_left(struct str language)
{
    char tag[32];
    if (language.len == 0 || language.len >= sizeof tag) {
        return false;
    }
    memcpy(tag, language.ptr, language.len);
    tag[language.len] = '\0';
    return uloc_isRightToLeft(tag);
}

struct str language_value(struct arena *arena, struct value value, const char *key,
                          struct str file, struct report *report)
{
    struct place place = {file, value.line, value.line ? 1 : 0, 0};
    if (value.kind == VALUE_STRING || value.kind == VALUE_TIME) {
        struct str text = str_trim(value.as.string);
        return text.len ? language_read(arena, text, place, report) : text;
    }
    if (value.kind == VALUE_NIL) {
        return (struct str){0};
    }
    if (value.kind == VALUE_BOOL && value.as.is_no) { /* nobody means a truth by it here */
        return STR("no");
    }
    report_warning(report, place, "language-tag",
                   "'%s' is no text, so the language counts as unknown", key);
    report_hint(report, "write one tag, as in '%s: pt-BR'", key);
    return STR(LANGUAGE_UNKNOWN);
}
