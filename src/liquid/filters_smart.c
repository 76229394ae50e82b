/* smartify: typographic quotes, dashes, ellipses and guillemets in text that is otherwise
 * left alone, HTML tags included. Quotes follow SmartyPants, as in Markdown. */
#include "liquid/filters.h"

#include "base/utf8.h"

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

static bool space_at(struct str text, size_t at)
{
    return at >= text.len || ascii_is_space(text.ptr[at]);
}

static bool quote_at(struct str text, size_t at)
{
    return at < text.len && (text.ptr[at] == '"' || text.ptr[at] == '\'');
}

static bool closes_before_mark(struct str text, size_t at)
{
    return at < text.len && ascii_is_punct(text.ptr[at]) && text.ptr[at] != '&' &&
           !str_starts(str_skip(text, at + 1), "..") && !word_at(text, at + 1);
}

/* '90s */
static bool is_decade(struct str text, size_t at)
{
    return text.ptr[at] == '\'' && at + 3 < text.len && ascii_is_digit(text.ptr[at + 1]) &&
           ascii_is_digit(text.ptr[at + 2]) && text.ptr[at + 3] == 's';
}

/* Whether the quote at `at` opens; `first`: nothing that counts stands before it. */
static bool opens(struct str text, size_t at, bool first)
{
    if (is_decade(text, at)) {
        return false;
    }
    if (!first) {
        char before = text.ptr[at - 1];
        return ascii_is_space(before) || strchr("[{(-", before) != NULL;
    }
    bool possessive = str_starts(str_skip(text, at + 1), "s") && !word_at(text, at + 2);
    return !closes_before_mark(text, at + 1) && !space_at(text, at + 1) && !possessive;
}

static void add_quote(struct buf *out, char quote, bool left)
{
    buf_add_text(out, quote == '"' ? (left ? "\xE2\x80\x9C" : "\xE2\x80\x9D")
                                   : (left ? "\xE2\x80\x98" : "\xE2\x80\x99"));
}

/* A symbol at `at`; gives its length, or 0. */
static size_t add_symbol(struct buf *out, struct str rest)
{
    static const struct {
        const char *from, *to;
    } symbols[] = {
        {"---", "\xE2\x80\x94"},     {"--", "\xE2\x80\x93"},      {"...", "\xE2\x80\xA6"},
        {"<< ", "\xC2\xAB\xC2\xA0"}, {" >>", "\xC2\xA0\xC2\xBB"}, {"<<", "\xC2\xAB"},
        {">>", "\xC2\xBB"},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        if (str_starts(rest, symbols[i].from)) {
            buf_add_text(out, symbols[i].to);
            return strlen(symbols[i].from);
        }
    }
    return 0;
}

/* The length of a tag or comment at the start of `rest`; 0: none. */
static size_t tag_length(struct str rest)
{
    bool name = rest.len > 1 && rest.ptr[0] == '<' &&
                (ascii_is_alpha(rest.ptr[1]) || rest.ptr[1] == '/' || rest.ptr[1] == '!');
    size_t end = name ? str_find_byte(rest, '>', 1) : STR_NONE;
    return end == STR_NONE ? 0 : end + 1;
}

/* A byte of plain text as HTML; entities that are there stay. */
static void add_plain(struct buf *out, struct str rest)
{
    size_t end = 1;
    while (rest.ptr[0] == '&' && end < rest.len &&
           (ascii_is_alnum(rest.ptr[end]) || (end == 1 && rest.ptr[end] == '#'))) {
        end++;
    }
    bool entity = end > 1 && end < rest.len && rest.ptr[end] == ';';
    switch (rest.ptr[0]) {
    case '<': buf_add_text(out, "&lt;"); break;
    case '>': buf_add_text(out, "&gt;"); break;
    case '&': buf_add_text(out, entity ? "&" : "&amp;"); break;
    default: buf_add_byte(out, rest.ptr[0]); break;
    }
}

struct value filter_smartify(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {0};
    bool first = true; /* at the start, and behind what is no plain text */
    if (run->input.kind == VALUE_NIL) {
        return value_nil();
    }
    text = str_ends(text, "\n") ? str_sub(text, 0, text.len - 1) : text;
    bool tags = str_find_byte(text, '>', 0) != STR_NONE;
    for (size_t at = 0; at < text.len;) {
        struct str rest = str_skip(text, at);
        size_t used = add_symbol(&out, rest);
        size_t tag = used || !tags ? 0 : tag_length(rest);
        if (tag) {
            buf_add(&out, str_sub(rest, 0, tag));
            used = tag;
        } else if (!used && quote_at(text, at)) {
            bool pair = (first || space_at(text, at - 1)) && quote_at(text, at + 1) &&
                        rest.ptr[1] != rest.ptr[0] && word_at(text, at + 2);
            add_quote(&out, rest.ptr[0], pair || opens(text, at, first));
            if (pair) {
                add_quote(&out, rest.ptr[1], true);
            }
            used = pair ? 2 : 1;
        }
        first = used > 0;
        if (!used) {
            add_plain(&out, rest);
            used = 1;
        }
        at += used;
    }
    return filter_keep(run, &out);
}
