/* Addresses that no output keeps, in words: what such a one is goes by its scheme. */
#include "collect/run.h"

#define ADDRESS_SHOWN_BYTES 60 /* of one that holds a file or a program */

/* What an unsafe address is: by its scheme, else it is one that nothing here knows. */
static struct str unsafe_what(struct collection_run *run, struct str scheme)
{
    static const struct {
        const char *scheme, *what;
    } known[] = {
        {"javascript", "is a script (javascript:)"},
        {"vbscript", "is a script (vbscript:)"},
        {"data", "is a file written out in the address (data:)"},
        {"blob", "is in the memory of one browser (blob:)"},
        {"file", "is a file of one computer (file:)"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (str_eq_ignore_case(scheme, str_from(known[i].scheme))) {
            return str_from(known[i].what);
        }
    }
    return arena_format(run->arena, "has the unknown scheme '%.*s:'", STR_ARG(scheme));
}

struct str collect_shown_address(struct collection_run *run, struct str address)
{
    size_t end = ADDRESS_SHOWN_BYTES;
    if (address.len <= end) {
        return address;
    }
    while (end > 0 && ((unsigned char)address.ptr[end] & 0xC0) == 0x80) {
        end--;
    }
    return arena_format(run->arena, "%.*s\xe2\x80\xa6", STR_ARG(str_sub(address, 0, end)));
}

struct str collect_unsafe_address(struct collection_run *run,
                                  const struct found_link *found)
{
    return arena_format(run->arena, "'%.*s' %.*s",
                        STR_ARG(collect_shown_address(run, node_info(found->node))),
                        STR_ARG(unsafe_what(run, found->target.scheme)));
}
