/* smartify: typographic quotes, dashes, ellipses and guillemets in text that is otherwise
 * left alone, HTML tags included. */
#include "base/typography.h"
#include "liquid/filters.h"

static void add_quote(struct buf *out, char quote, bool left)
{
    buf_add_text(out, quote == '"' ? (left ? "\xE2\x80\x9C" : "\xE2\x80\x9D")
                                   : (left ? "\xE2\x80\x98" : "\xE2\x80\x99"));
}

/* A symbol at the start of `rest`, or an escaped guillemet; gives its length, or 0. */
static size_t add_symbol(struct buf *out, struct str rest)
{
    if (str_starts(rest, "\\<<") || str_starts(rest, "\\>>")) {
        buf_add_escaped(out, str_sub(rest, 1, 3));
        return 3;
    }
    size_t len = 0;
    buf_add(out, symbol_read(rest, &len));
    return len;
}

/* The length of a tag or comment at the start of `rest`; 0: none. */
static size_t tag_length(struct str rest)
{
    bool name = rest.len > 1 && rest.ptr[0] == '<' &&
                (ascii_is_alpha(rest.ptr[1]) || rest.ptr[1] == '/' || rest.ptr[1] == '!');
    size_t end = name ? str_find_byte(rest, '>', 1) : STR_NONE;
    return end == STR_NONE ? 0 : end + 1;
}

/* The length of an entity at the start of `rest`; 0: none. */
static size_t entity_length(struct str rest)
{
    size_t end = 1;
    while (rest.ptr[0] == '&' && end < rest.len &&
           (ascii_is_alnum(rest.ptr[end]) || (end == 1 && rest.ptr[end] == '#'))) {
        end++;
    }
    return end > 1 && end < rest.len && rest.ptr[end] == ';' ? end + 1 : 0;
}

/* The quote at `at`; gives the count of bytes that it took. */
static size_t add_quotes(struct buf *out, struct str text, size_t at, bool neighbour)
{
    enum quote_reading reading = quote_read(text, at, neighbour);
    if (reading == QUOTE_PLAIN_RIGHT) {
        buf_add_byte(out, text.ptr[at]);
        add_quote(out, text.ptr[at + 1], false);
        return 2;
    }
    add_quote(out, text.ptr[at], reading != QUOTE_RIGHT);
    if (reading == QUOTE_TWO_LEFT) {
        add_quote(out, text.ptr[at + 1], true);
        return 2;
    }
    return 1;
}

struct value filter_smartify(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    size_t chunk = 0; /* where plain text began, behind what is none */
    if (run->input.kind == VALUE_NIL) {
        return value_nil();
    }
    text = str_ends(text, "\n") ? str_sub(text, 0, text.len - 1) : text;
    bool tags = str_find_byte(text, '>', 0) != STR_NONE;
    for (size_t at = 0; at < text.len;) {
        struct str rest = str_skip(text, at);
        size_t used = add_symbol(&out, rest);
        size_t kept = used ? 0 : tags ? tag_length(rest) : 0;
        kept = used || kept ? kept : entity_length(rest);
        if (kept) {
            buf_add(&out, str_sub(rest, 0, kept));
            used = kept;
        } else if (!used && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) {
            used = add_quotes(&out, text, at, at > chunk && text.ptr[at - 1] != '\\');
        }
        if (used) {
            at += used;
            chunk = at;
        } else {
            buf_add_escaped(&out, str_sub(rest, 0, 1)); /* no '"' comes here */
            at++;
        }
    }
    return filter_keep(run, &out);
}
