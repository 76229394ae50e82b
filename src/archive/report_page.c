/* The report of links: what is broken, what was left out, what leads elsewhere; as a page
 * and as JSON. Links stand in reading order, with the place in their source. */
#include "archive/frame.h"
#include "archive/parts.h"
#include "archive/text.h"

static const char *class_name(enum link_class class)
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

static bool is_reported(const struct link *link)
{
    return link->class == LINK_BROKEN || link->class == LINK_LIVE ||
           link->class == LINK_EXTERNAL;
}

static struct str link_address(const struct link *link)
{
    return link->url.len ? link->url : link->node->info;
}

static struct place link_place(const struct link *link)
{
    return document_place(link->from, link->node->spot);
}

static void add_where(const struct catalog *catalog, const struct link *link,
                      struct buf *out)
{
    struct place place = link_place(link);
    buf_add_format(out, "<td class=\"address\"><a href=\"../%.*s\">",
                   STR_ARG(catalog_page(catalog, link->from)));
    text_add_name(out, link->from->title);
    buf_add_text(out, "</a> <span class=\"about\">");
    text_add_html(out, place.file);
    if (place.line) {
        buf_add_format(out, ":%u:%u", place.line, place.column);
    }
    buf_add_text(out, "</span></td>");
}

static void add_words(const struct link *link, struct buf *out)
{
    struct buf words = {.part_of = out};
    node_plain_text(link->node, &words);
    buf_add_text(out, "<td>");
    text_add_html(out, buf_str(&words));
    buf_add_text(out, "</td>");
    buf_clear(&words);
}

static void add_row(const struct catalog *catalog, const struct link *link, struct buf *out)
{
    buf_add_text(out, "<tr>");
    add_words(link, out);
    buf_add_text(out, "<td class=\"address\">");
    if (link->class == LINK_BROKEN) {
        buf_add_text(out, "<span class=\"broken\">");
        text_add_html(out, link->node->info.len ? link->node->info : STR("(empty)"));
        buf_add_text(out, "</span> <span class=\"reason\">");
        text_add_html(out, link->reason);
        buf_add_text(out, "</span>");
    } else {
        text_add_link(out, class_name(link->class), link->url,
                      text_bare_address(link->url));
    }
    buf_add_text(out, "</td>");
    add_where(catalog, link, out);
    buf_add_text(out, "</tr>\n");
}

static size_t count_links(const struct packet *packet, enum link_class class)
{
    size_t count = 0;
    for (size_t i = 0; i < packet->link_count; i++) {
        count += packet->links[i]->class == class;
    }
    return count;
}

static void add_table(const struct catalog *catalog, enum link_class class,
                      const char *heading, const char *about, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    size_t count = count_links(packet, class);
    buf_add_format(out, "<h2 id=\"%s\">%s: %zu</h2>\n<p>%s</p>\n", class_name(class),
                   heading, count, count ? about : "None.");
    if (count == 0) {
        return;
    }
    buf_add_format(out,
                   "<div class=\"scroll report\" tabindex=\"0\" role=\"region\" "
                   "aria-label=\"%s links\">\n<table>\n<thead>\n<tr><th scope=\"col\">Words"
                   "</th><th scope=\"col\">Address</th><th scope=\"col\">Where</th></tr>\n"
                   "</thead>\n<tbody>\n",
                   heading);
    for (size_t i = 0; i < packet->link_count; i++) {
        if (packet->links[i]->class == class) {
            add_row(catalog, packet->links[i], out);
        }
    }
    buf_add_text(out, "</tbody>\n</table>\n</div>\n");
}

static bool write_page(struct bundle *bundle, const struct catalog *catalog)
{
    struct frame frame = {.view = {.catalog = catalog, .up = "../"},
                          .title = STR("Links"),
                          .language = STR("en")};
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    frame_open(&frame, &out);
    buf_add_text(&out, "<header class=\"head\">\n<p class=\"crumbs\">"
                       "<a href=\"../index.html\">Packet</a> \xe2\x80\xba Report</p>\n"
                       "<h1>Links</h1>\n<p class=\"provenance\">For machines: "
                       "<a href=\"links.json\">links.json</a></p>\n</header>\n"
                       "<div class=\"text\">\n");
    add_table(catalog, LINK_BROKEN, "Broken",
              "These lead nowhere; their words stay in the text.", &out);
    add_table(catalog, LINK_LIVE, "Live",
              "Pages of the site that are not in this packet; the links lead to the live "
              "site.",
              &out);
    add_table(catalog, LINK_EXTERNAL, "External", "Other sites; they need a network.",
              &out);
    buf_add_text(&out, "</div>\n");
    frame_close(&frame, &out);
    return bundle_add(bundle, "data/", STR("report/links.html"), &out);
}

static void add_object(const struct catalog *catalog, const struct link *link,
                       struct buf *out)
{
    struct place place = link_place(link);
    struct buf words = {.part_of = out};
    node_plain_text(link->node, &words);
    buf_add_byte(out, '{');
    text_add_member(out, "class", str_from(class_name(link->class)));
    text_add_member(out, "address", link_address(link));
    text_add_member(out, "reason", link->reason);
    text_add_member(out, "text", str_trim(buf_str(&words)));
    text_add_member(out, "page", catalog_page(catalog, link->from));
    text_add_member(out, "source", place.file);
    buf_add_format(out, ", \"line\": %u, \"column\": %u}", place.line, place.column);
    buf_clear(&words);
}

static bool write_json(struct bundle *bundle, const struct catalog *catalog)
{
    const struct packet *packet = catalog->packet;
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    buf_add_text(&out, "{\"counts\": {");
    for (int class = LINK_INTERNAL; class <= LINK_BROKEN; class ++) {
        buf_add_format(&out, "%s\"%s\": %zu", class ? ", " : "",
                       class_name((enum link_class) class),
                       count_links(packet, (enum link_class) class));
    }
    buf_add_text(&out, "},\n\"links\": [");
    const char *comma = "\n";
    for (size_t i = 0; i < packet->link_count; i++) {
        if (is_reported(packet->links[i])) {
            buf_add_text(&out, comma);
            add_object(catalog, packet->links[i], &out);
            comma = ",\n";
        }
    }
    buf_add_text(&out, "\n]}\n");
    return bundle_add(bundle, "data/", STR("report/links.json"), &out);
}

bool report_pages_write(struct bundle *bundle, const struct catalog *catalog)
{
    return write_page(bundle, catalog) && write_json(bundle, catalog);
}
