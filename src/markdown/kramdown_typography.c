/* Smart quotes, dashes, ellipses and guillemets.
 *
 * The character before a quote counts only when it is plain text that no other span
 * has taken. */
#include "base/typography.h"
#include "markdown/kramdown_span_readers.h"

static struct str quote_text(const struct spans *s, char quote, bool left)
{
    static const char *const usual[] = {"\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C",
                                        "\xE2\x80\x9D"};
    size_t index = (quote == '"' ? 2u : 0u) + (left ? 0u : 1u);
    return s->k->settings.quotes[index].len ? s->k->settings.quotes[index]
                                            : str_from(usual[index]);
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

bool span_read_quote(struct spans *s, struct frame *f)
{
    struct str text = s->text;
    size_t at = s->at, next = at + 1;
    bool neighbour = at > s->chunk && text.ptr[at - 1] != '\\';
    enum quote_reading reading = quote_read(text, at, neighbour);
    if (reading == QUOTE_PLAIN_RIGHT) {
        spans_literal(s, 1);
        add_symbol(s, f, quote_text(s, text.ptr[next], false), next + 1);
        return true;
    }
    add_symbol(s, f, quote_text(s, text.ptr[at], reading != QUOTE_RIGHT), next);
    if (reading == QUOTE_TWO_LEFT) {
        add_symbol(s, f, quote_text(s, text.ptr[next], true), next + 1);
    }
    return true;
}

bool span_read_symbol(struct spans *s, struct frame *f)
{
    size_t len = 0;
    struct str symbol = symbol_read(str_skip(s->text, s->at), &len);
    if (symbol.len) {
        add_symbol(s, f, symbol, s->at + len);
    }
    return symbol.len > 0;
}
