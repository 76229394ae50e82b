/* The rules are told by the characters around a quote alone, so that both readers, who see
 * the text in different pieces, come to the same. */
#include "base/typography.h"

#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

static bool word_at(struct str text, size_t at)
{
    size_t len;
    if (at >= text.len) {
        return false;
    }
    uint32_t c = utf8_decode(text, at, &len);
    return c == '_' || u_isalnum((UChar32)c);
}

static bool punct_at(struct str text, size_t at)
{
    return at < text.len && ascii_is_punct(text.ptr[at]) && text.ptr[at] != '&';
}

/* A quote before punctuation closes, unless a word begins right there. */
static bool closes_before_punct(struct str text, size_t at)
{
    if (!punct_at(text, at) || str_starts(str_skip(text, at + 1), "..")) {
        return false;
    }
    bool inside = text.ptr[at] == '_', next = word_at(text, at + 1);
    return inside == next;
}

static bool is_decade(struct str text, size_t at)
{
    return at + 2 < text.len && ascii_is_digit(text.ptr[at]) &&
           ascii_is_digit(text.ptr[at + 1]) && text.ptr[at + 2] == 's';
}

/* What the quote at `at` is when nothing stands before it that could count. */
static bool left_without_neighbour(struct str text, size_t at)
{
    size_t next = at + 1;
    size_t marks = 0;
    while (next + marks < text.len && marks < 2 &&
           (text.ptr[next + marks] == '*' || text.ptr[next + marks] == '_')) {
        marks++;
    }
    for (size_t i = marks; i > 0; i--) {
        if (next + i < text.len && !ascii_is_space(text.ptr[next + i])) {
            return true;
        }
    }
    if (closes_before_punct(text, next)) {
        return false;
    }
    if (text.ptr[at] == '\'' && is_decade(text, next)) {
        return false;
    }
    bool ends = next >= text.len || ascii_is_space(text.ptr[next]) ||
                (text.ptr[next] == 's' && !word_at(text, next + 1));
    return !ends;
}

enum quote_reading quote_read(struct str text, size_t at, bool neighbour)
{
    size_t next = at + 1;
    char quote = text.ptr[at], before = neighbour ? text.ptr[at - 1] : '\0';
    bool spaced = neighbour && ascii_is_space(before);
    bool pair = next < text.len && (text.ptr[next] == '"' || text.ptr[next] == '\'');
    if ((!neighbour || spaced) && pair && text.ptr[next] != quote && next + 1 < text.len &&
        (ascii_is_alnum(text.ptr[next + 1]) || text.ptr[next + 1] == '_')) {
        return QUOTE_TWO_LEFT;
    }
    if (!neighbour && pair && !closes_before_punct(text, next)) {
        return QUOTE_PLAIN_RIGHT;
    }
    bool left;
    if (!neighbour) {
        left = left_without_neighbour(text, at);
    } else if (spaced) {
        left = !(quote == '\'' && is_decade(text, next));
    } else {
        left = before == '[' || before == '{' || before == '(' || before == '-';
    }
    return left ? QUOTE_LEFT : QUOTE_RIGHT;
}

struct str symbol_read(struct str rest, size_t *len)
{
    static const struct {
        const char *from, *to;
    } symbols[] = {
        {"---", "\xE2\x80\x94"},     {"--", "\xE2\x80\x93"},      {"...", "\xE2\x80\xA6"},
        {"<< ", "\xC2\xAB\xC2\xA0"}, {" >>", "\xC2\xA0\xC2\xBB"}, {"<<", "\xC2\xAB"},
        {">>", "\xC2\xBB"},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        const char *from = symbols[i].from;
        bool begins = rest.len > 1 && rest.ptr[0] == from[0] && rest.ptr[1] == from[1];
        if (begins && str_starts(rest, from)) {
            *len = strlen(symbols[i].from);
            return str_from(symbols[i].to);
        }
    }
    return (struct str){0};
}
