/* Bounding: a scan over tags that counts what is open, without a parser. Elements that
 * end by themselves do not pile up in Gumbo, so they do not count here. */
#include "html/bound.h"

#include "base/buf.h"
#include "html/elements.h"

static size_t tag_name_length(struct str raw, size_t at)
{
    size_t end = at;
    while (end < raw.len && (ascii_is_alnum(raw.ptr[end]) || raw.ptr[end] == '-')) {
        end++;
    }
    return end - at;
}

/* The end of a tag that begins at `at`: after its '>', quotes respected. */
static size_t tag_end(struct str raw, size_t at)
{
    char quote = '\0';
    for (; at < raw.len; at++) {
        char c = raw.ptr[at];
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return at + 1;
        }
    }
    return raw.len;
}

bool html_add_bounded(struct str raw, size_t *depth, struct buf *out)
{
    bool whole = true;
    size_t plain = 0;
    for (size_t at = str_find_byte(raw, '<', 0); at != STR_NONE;
         at = str_find_byte(raw, '<', at + 1)) {
        bool closing = at + 1 < raw.len && raw.ptr[at + 1] == '/';
        size_t name_at = at + 1 + closing;
        struct str name = str_sub(raw, name_at, name_at + tag_name_length(raw, name_at));
        if (name.len == 0 || element_is_void(name) || element_ends_by_itself(name)) {
            continue;
        }
        if (closing) {
            *depth -= *depth > 0;
            continue;
        }
        if (++*depth <= HTML_DEPTH_LIMIT) {
            continue;
        }
        whole = false;
        buf_add(out, str_sub(raw, plain, at));
        plain = tag_end(raw, at);
        if (plain == raw.len) {
            break;
        }
        at = plain - 1;
    }
    buf_add(out, str_skip(raw, plain));
    return whole;
}

void html_report_bounded(struct report *report, struct place place)
{
    report_warning(report, place, "nesting-limit",
                   "HTML nested more than %d deep; deeper tags are left out",
                   HTML_DEPTH_LIMIT);
}
