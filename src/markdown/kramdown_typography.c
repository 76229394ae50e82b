/* Smart quotes, dashes, ellipses and guillemets.
 *
 * Quotes follow the rules of SmartyPants (daringfireball.net/projects/smartypants) as
 * kramdown applies them: the character before a quote counts only when it is plain
 * text that no other span has taken. */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "markdown/kramdown_span.h"

static struct str quote_text(const struct spans *s, char quote, bool left)
{
    static const char *const usual[] = {"\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C",
                                        "\xE2\x80\x9D"};
    size_t index = (quote == '"' ? 2u : 0u) + (left ? 0u : 1u);
    return s->k->quotes[index].len ? s->k->quotes[index] : str_from(usual[index]);
}

static void add_symbol(struct spans *s, struct frame *f, struct str text, size_t end)
{
    struct node *node = spans_node(s, NODE_TEXT, s->at);
    if (node) {
        node->text = text;
    }
    spans_add(s, f, node, end);
    s->symbol_end = end;
}

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

/* What the quote at s->at is when nothing stands before it that could count. */
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

bool span_read_quote(struct spans *s, struct frame *f)
{
    struct str text = s->text;
    size_t at = s->at, next = at + 1;
    char quote = text.ptr[at];
    bool neighbour = at > s->chunk && text.ptr[at - 1] != '\\';
    char before = neighbour ? text.ptr[at - 1] : '\0';
    bool spaced = neighbour && ascii_is_space(before);
    /* Double sets of quotes open together. */
    if ((!neighbour || spaced) && next < text.len && text.ptr[next] != quote &&
        (text.ptr[next] == '"' || text.ptr[next] == '\'') && next + 1 < text.len &&
        (ascii_is_alnum(text.ptr[next + 1]) || text.ptr[next + 1] == '_')) {
        add_symbol(s, f, quote_text(s, quote, true), next);
        add_symbol(s, f, quote_text(s, text.ptr[next], true), next + 1);
        return true;
    }
    /* The second of two quotes closes; the first is then taken for an ordinary byte. */
    if (!neighbour && next < text.len &&
        (text.ptr[next] == '"' || text.ptr[next] == '\'') &&
        !closes_before_punct(text, next)) {
        spans_literal(s, 1);
        add_symbol(s, f, quote_text(s, text.ptr[next], false), next + 1);
        return true;
    }
    bool left;
    if (!neighbour) {
        left = left_without_neighbour(text, at);
    } else if (spaced) {
        left = !(quote == '\'' && is_decade(text, next));
    } else {
        left = before == '[' || before == '{' || before == '(' || before == '-';
    }
    add_symbol(s, f, quote_text(s, quote, left), next);
    return true;
}

bool span_read_symbol(struct spans *s, struct frame *f)
{
    static const struct {
        const char *from, *to;
    } symbols[] = {
        {"---", "\xE2\x80\x94"},     {"--", "\xE2\x80\x93"},      {"...", "\xE2\x80\xA6"},
        {"<< ", "\xC2\xAB\xC2\xA0"}, {" >>", "\xC2\xA0\xC2\xBB"}, {"<<", "\xC2\xAB"},
        {">>", "\xC2\xBB"},
    };
    struct str rest = str_skip(s->text, s->at);
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        if (str_starts(rest, symbols[i].from)) {
            add_symbol(s, f, str_from(symbols[i].to), s->at + strlen(symbols[i].from));
            return true;
        }
    }
    return false;
}
