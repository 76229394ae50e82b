/* Links of a packet, once it is known where they lead, and what machines are told of them.
 * Part of doc/doc.h. */
#ifndef OFFPRINT_DOC_LINK_H
#define OFFPRINT_DOC_LINK_H

#include "base/buf.h"
#include "base/report.h"

struct document;
struct node;
struct packet;
struct packet_file;

/* Where a link leads once its class is known. */
enum link_class {
    LINK_INTERNAL, /* into this packet: `document`, and `anchor` when not its top */
    LINK_FILE,     /* a local file that goes along: `file` */
    LINK_LIVE,     /* a page of the site that is left out: `url` is its live address */
    LINK_EXTERNAL, /* `url` */
    LINK_MAIL,     /* `url`, mailto: or tel: */
    LINK_BROKEN,   /* no target: text stays, `reason` says why */
};

struct link {
    enum link_class class;
    struct document *from;
    struct node *node;         /* the NODE_LINK */
    struct document *document; /* internal */
    const struct node *target; /* internal: a node of `document`; NULL: its top */
    struct packet_file *file;
    struct str url;    /* absolute, percent-encoded: live, external, mail;
                          file: its address on the live site, or empty */
    struct str behind; /* file: "?…#…", percent-encoded, which follows its name; or empty */
    struct str reason; /* broken: for readers, e.g. "no target" */
};

const char *link_class_name(enum link_class class); /* "internal"; a static text */

/* The address to which it leads, or that which it was to have. */
struct str link_address(const struct link *link);
struct place link_place(const struct link *link); /* in its source */

/* Members of a JSON object, `"class": "external", "address": …`, with what else is known:
 * `target`, the source of the document, or the file that goes along, to which it leads;
 * `anchor`, the id there; `reason`, why it leads nowhere; `text`; `source`, `line` and
 * `column`, where it is written; `document`, of which that is a part, where it is another.
 */
void link_add_members(const struct link *link, struct buf *out);

/* All links of the packet in the order of reading, as a list of objects. */
void links_add_list(const struct packet *packet, struct buf *out);

#endif
