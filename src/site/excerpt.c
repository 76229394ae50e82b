/* Excerpts: the part of a document that stands for it in templates. Up to the separator, as
 * text; what the cut leaves open is closed, and what it cuts off and links need is added.
 */
#include "base/buf.h"
#include "site/state.h"

/* What separates the excerpt, of the document itself or of the site; empty: there is none.
 * A list or a mapping is text that no document has. */
static struct str separator(struct site *site, const struct page *page)
{
    struct value own = value_get(page->data, STR("excerpt_separator"));
    struct value general = value_get(site->config.values, STR("excerpt_separator"));
    struct value named = value_is_true(own) ? own : general;
    bool text = named.kind != VALUE_LIST && named.kind != VALUE_MAP;
    return named.kind == VALUE_NIL ? STR("\n\n")
           : text                  ? liquid_text(site->arena, named)
                                   : STR("\xFF");
}

/* The label of "[label]: address", which the excerpt's links may refer to; empty: the line
 * is none. */
static struct str reference_label(struct str line)
{
    size_t at = 0;
    while (at < 3 && at < line.len && line.ptr[at] == ' ') {
        at++;
    }
    struct str rest = str_skip(line, at);
    size_t end = str_starts(rest, "[") ? str_find_byte(rest, ']', 1) : STR_NONE;
    bool defines = end != STR_NONE && end > 1 && end + 2 < rest.len &&
                   rest.ptr[end + 1] == ':' && rest.ptr[end + 2] != '\n';
    return defines ? str_sub(rest, 0, end + 1) : (struct str){0};
}

static void add_references(struct buf *text, struct str rest)
{
    struct str head = buf_str(text);
    size_t before = head.len;
    while (rest.len) {
        size_t newline = str_find_byte(rest, '\n', 0);
        struct str line = str_sub(rest, 0, newline == STR_NONE ? rest.len : newline + 1);
        struct str label = reference_label(line);
        if (label.len &&
            str_find(str_sub(buf_str(text), 0, before), label, 0) != STR_NONE) {
            buf_add_text(text, text->len == before ? "\n\n" : "\n");
            buf_add(text, str_without_end(line, '\n'));
        }
        rest = str_skip(rest, line.len);
    }
}

/* The name of the tag that begins at or behind `*at`, moved behind it; empty: none does. */
static struct str next_tag(struct str text, size_t *at)
{
    size_t start = str_find(text, STR("{%"), *at);
    if (start == STR_NONE) {
        return (struct str){0};
    }
    start += 2;
    while (start < text.len &&
           (text.ptr[start] == '-' || ascii_is_space(text.ptr[start]))) {
        start++;
    }
    size_t end = start;
    while (end < text.len && (ascii_is_alnum(text.ptr[end]) || text.ptr[end] == '_')) {
        end++;
    }
    *at = end;
    return end > start ? str_sub(text, start, end) : STR("%");
}

static bool is_block(struct str name)
{
    static const char *const blocks[] = {"if",        "unless",   "case",    "for",
                                         "tablerow",  "capture",  "comment", "raw",
                                         "ifchanged", "highlight"};
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        if (str_is(name, blocks[i])) {
            return true;
        }
    }
    return false;
}

static bool has_end(struct str text, struct str name)
{
    struct str tag;
    for (size_t at = 0; (tag = next_tag(text, &at)).len;) {
        if (str_starts(tag, "end") && str_eq(str_skip(tag, 3), name)) {
            return true;
        }
    }
    return false;
}

#define OPEN_LIMIT 100

/* The separator may stand within a block, which then ends with the excerpt. */
static void close_blocks(struct buf *text)
{
    struct str open[OPEN_LIMIT], tag;
    size_t count = 0;
    for (size_t at = 0; count < OPEN_LIMIT && (tag = next_tag(buf_str(text), &at)).len;) {
        bool known = !is_block(tag);
        for (size_t i = 0; i < count && !known; i++) {
            known = str_eq(open[i], tag);
        }
        if (!known && !has_end(buf_str(text), tag)) {
            open[count++] = tag;
        }
    }
    while (count > 0) {
        tag = open[--count];
        char name[16];
        size_t len = tag.len < sizeof name ? tag.len : sizeof name;
        memcpy(name, tag.ptr, len); /* the text moves as it grows */
        buf_add_format(text, "\n{%% end%.*s %%}", (int)len, name);
    }
}

bool excerpt_text(struct site *site, const struct page *page, struct str *out)
{
    struct str own = separator(site, page);
    size_t end = own.len ? str_find(page->body, own, 0) : STR_NONE;
    *out = own.len ? str_sub(page->body, 0, end) : (struct str){0};
    if (end == STR_NONE || end + own.len == page->body.len) {
        return own.len > 0;
    }
    struct buf text = {.kept_in = site->arena};
    buf_add(&text, str_sub(page->body, 0, end));
    close_blocks(&text);
    add_references(&text, str_skip(page->body, end + own.len));
    *out = arena_take(site->arena, &text);
    return true;
}
