/* Links as rows for machines. A member that would be empty is left out. */
#include "doc/doc.h"

#include "base/gate.h"

const char *link_class_name(enum link_class class)
{
    switch (class) {
    case LINK_INTERNAL: return "internal";
    case LINK_FILE: return "file";
    case LINK_LIVE: return "live";
    case LINK_EXTERNAL: return "external";
    case LINK_MAIL: return "mail";
    case LINK_BROKEN: return "broken";
    }
    return "";
}

struct str link_address(const struct link *link)
{
    return link->url.len ? link->url : node_info(link->node);
}

struct place link_place(const struct link *link)
{
    return document_place(link->from, link->node->spot);
}

static struct str target_of(const struct link *link)
{
    return link->class == LINK_INTERNAL ? link->document->source
           : link->class == LINK_FILE   ? link->file->source
                                        : (struct str){0};
}

void link_add_members(const struct link *link, struct buf *out)
{
    struct place place = link_place(link);
    struct buf words = {.part_of = out};
    bool within = link->class == LINK_INTERNAL && link->target;
    node_plain_text(link->node, &words);
    buf_add_format(out, "\"class\": \"%s\"", link_class_name(link->class));
    gate_add_member(out, "address", link_address(link));
    gate_add_member(out, "target", target_of(link));
    gate_add_member(out, "anchor", within ? node_id(link->target) : (struct str){0});
    gate_add_member(out, "reason", link->reason);
    gate_add_member(out, "text", str_trim(buf_str(&words)));
    bool own = str_eq(place.file, link->from->source);
    gate_add_member(out, "document", own ? (struct str){0} : link->from->source);
    gate_add_member(out, "source", place.file);
    buf_add_format(out, ", \"line\": %u, \"column\": %u", place.line, place.column);
    buf_clear(&words);
}

void links_add_list(const struct packet *packet, struct buf *out)
{
    buf_add_byte(out, '[');
    for (size_t i = 0; i < packet->link_count; i++) {
        buf_add_text(out, i ? ",\n  {" : "\n  {");
        link_add_members(packet->links[i], out);
        buf_add_byte(out, '}');
    }
    buf_add_text(out, packet->link_count ? "\n]" : "]");
}
