/* Addresses are told apart as they are sent: a letter and its escape are the same. */
#include "doc/short_link.h"

#include "base/path.h"

struct str short_link_key(struct arena *arena, struct str address)
{
    return path_percent_encode(arena, address);
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
