/* Nearly all text is words with spaces between: that way is short. ICU's dictionaries are
 * opened for the first word that needs them. */
#include "diff/words.h"

#include "base/utf8.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

struct word_cutter {
    UBreakIterator *breaks; /* NULL: not needed so far */
};

static size_t plain_length(struct str text, size_t at)
{
    size_t from = at;
    while (at < text.len &&
           text.ptr[at] > ' ') { /* signed: neither spaces nor beyond ASCII */
        at++;
    }
    return at - from;
}

void words_collapse(struct buf *out, size_t from, bool *space, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        len = plain_length(text, at);
        uint32_t c = 'x';
        if (len == 0) {
            c = utf8_decode(text, at, &len);
        }
        if (utf8_is_space(c)) {
            *space = true;
        } else if (!utf8_is_invisible(c)) {
            if (*space && out->len > from) {
                buf_add_byte(out, ' ');
            }
            *space = false;
            buf_add(out, str_sub(text, at, at + len));
        }
    }
}

struct word_cutter *word_cutter_new(struct arena *arena)
{
    return ARENA_NEW(arena, struct word_cutter);
}

void word_cutter_free(struct word_cutter *cutter)
{
    if (cutter && cutter->breaks) {
        ubrk_close(cutter->breaks);
        cutter->breaks = NULL;
    }
}

static bool add_word(struct edition *edition, struct str text, size_t from, size_t to)
{
    if (!arena_grow(edition->arena, &edition->words, edition->word_count,
                    &edition->word_capacity, sizeof *edition->words)) {
        return false;
    }
    uint32_t id = vocabulary_word(edition->vocabulary, str_sub(text, from, to));
    edition->words[edition->word_count++] =
        (struct edition_word){id, (uint32_t)from, (uint32_t)to};
    return id != EDITION_NONE;
}

enum cut { CUT_NONE, CUT_EACH, CUT_BY_ICU };

static enum cut cut_of(uint32_t c)
{
    bool ideograph = (c >= 0x2E80 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x9FFF) ||
                     (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF9F) ||
                     (c >= 0x20000 && c <= 0x3FFFF);
    bool southern = (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
                    (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1950 && c <= 0x1AAF) ||
                    (c >= 0xA9E0 && c <= 0xA9FF) || (c >= 0xAA60 && c <= 0xAADF);
    return ideograph ? CUT_EACH : southern ? CUT_BY_ICU : CUT_NONE;
}

/* One way of cutting: false when memory is gone; where ICU fails, it stays one word. */
static bool cut_by_icu(struct word_cutter *cutter, struct edition *edition, struct str text,
                       size_t from, size_t to)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!cutter->breaks) {
        cutter->breaks = ubrk_open(UBRK_WORD, "th", NULL, 0, &status);
    }
    UText *utext = utext_openUTF8(NULL, text.ptr + from, (int64_t)(to - from), &status);
    if (U_SUCCESS(status)) {
        ubrk_setUText(cutter->breaks, utext, &status);
    }
    size_t begin = from;
    bool ok = true;
    if (U_SUCCESS(status)) {
        for (int32_t at = ubrk_next(cutter->breaks); at != UBRK_DONE && ok;
             at = ubrk_next(cutter->breaks)) {
            size_t end = from + (size_t)at;
            ok = end <= begin || end > to || add_word(edition, text, begin, end);
            begin = end > begin && end <= to ? end : begin;
        }
    }
    utext_close(utext);
    return ok && (begin >= to || add_word(edition, text, begin, to));
}

/* What stands between two spaces and has other letters than those with spaces. */
static bool cut_mixed(struct word_cutter *cutter, struct edition *edition, struct str text,
                      size_t from, size_t to)
{
    size_t begin = from;
    enum cut running = CUT_NONE;
    for (size_t at = from, len; at < to; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        enum cut cut = u_charType((UChar32)c) == U_NON_SPACING_MARK ? running : cut_of(c);
        bool joins = at == begin || (cut == running && cut != CUT_EACH) ||
                     u_charType((UChar32)c) == U_NON_SPACING_MARK;
        if (!joins) {
            if (!(running == CUT_BY_ICU ? cut_by_icu(cutter, edition, text, begin, at)
                                        : add_word(edition, text, begin, at))) {
                return false;
            }
            begin = at;
        }
        running = cut;
    }
    return running == CUT_BY_ICU ? cut_by_icu(cutter, edition, text, begin, to)
                                 : add_word(edition, text, begin, to);
}

bool words_cut(struct word_cutter *cutter, struct edition *edition, struct str text,
               size_t from, size_t to)
{
    while (from < to) {
        bool mixed = false;
        size_t end = from;
        for (; end < to && text.ptr[end] != ' '; end++) {
            /* 0xE0 leads from U+0800 on: look closer */
            mixed = mixed || (unsigned char)text.ptr[end] >= 0xE0;
        }
        bool ok = mixed ? cut_mixed(cutter, edition, text, from, end)
                        : add_word(edition, text, from, end);
        if (!ok) {
            return false;
        }
        from = end + 1;
    }
    return true;
}

unsigned words_columns(struct str text)
{
    unsigned columns = 0;
    for (size_t at = 0, len; at < text.len; at += len) {
        unsigned char first = (unsigned char)text.ptr[at];
        uint32_t c = first;
        len = 1;
        if (first >= 0x80) {
            c = utf8_decode(text, at, &len);
        }
        int width = first < 0x80
                        ? U_EA_NEUTRAL
                        : u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
        int8_t type = first < 0x80 ? U_LOWERCASE_LETTER : u_charType((UChar32)c);
        bool none =
            type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
        columns += none ? 0 : width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
    }
    return columns;
}
