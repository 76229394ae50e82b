/* Addresses are told apart as they are sent: a letter and its escape are the same, a host's
 * letters have no case, and its root is "/". */
#include "doc/short_link.h"

#include "base/path.h"

/* One past the host and its port. */
static size_t end_of_host(struct str address)
{
    size_t at = str_find(address, STR("://"), 0);
    at = at == STR_NONE ? address.len : at + 3;
    while (at < address.len && !ascii_set_has("/?#", address.ptr[at])) {
        at++;
    }
    return at;
}

struct str short_link_key(struct arena *arena, struct str address)
{
    struct str written = path_percent_encode(arena, address);
    size_t end = end_of_host(written);
    struct buf key = {.kept_in = arena};
    for (size_t i = 0; i < end; i++) {
        buf_add_byte(&key, ascii_lower(written.ptr[i]));
    }
    buf_add_text(&key, end == written.len || written.ptr[end] != '/' ? "/" : "");
    buf_add(&key, str_skip(written, end));
    return arena_take(arena, &key);
}

struct str short_link_find(struct arena *scratch, struct short_links *links,
                           struct str address)
{
    if (!links || address.len == 0) {
        return address;
    }
    struct value index = value_get(links->numbers, short_link_key(scratch, address));
    if (index.kind != VALUE_INTEGER) {
        return address;
    }
    struct short_link *link = &links->items[index.as.integer];
    link->used = true;
    return link->brief;
}

void short_links_tell_unused(const struct short_links *links, struct report *report)
{
    for (size_t i = 0; links && i < links->count; i++) {
        const struct short_link *link = &links->items[i];
        if (!link->used) {
            report_note(report, link->place, "short-unused",
                        "the packet shows no address '%.*s'", STR_ARG(link->whole));
        }
    }
}
