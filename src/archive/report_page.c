/* The report of links: what is broken, what was left out, what leads elsewhere; as a page
 * and as JSON, with what was left out of layouts (left_out.c). Links stand in reading
 * order, with the place in their source. */
#include "archive/frame.h"
#include "archive/parts.h"
#include "archive/text.h"
#include "base/gate.h"

static bool is_reported(const struct link *link)
{
    return link->class == LINK_BROKEN || link->class == LINK_LIVE ||
           link->class == LINK_EXTERNAL;
}

static void add_where(const struct catalog *catalog, const struct link *link,
                      struct buf *out)
{
    struct place place = link_place(link);
    struct str language = catalog->packet->language;
    struct buf where = {.part_of = out};
    buf_add(&where, place.file);
    if (place.line) {
        buf_add_format(&where, ":%u:%u", place.line, place.column);
    }
    buf_add_format(out, "<td class=\"address\"><a href=\"../%.*s\">",
                   STR_ARG(catalog_page(catalog, link->from)));
    text_add_title(out, language, link->from);
    buf_add_text(out, "</a> <span class=\"about\">");
    text_add_path(out, language, buf_str(&where));
    buf_add_text(out, "</span></td>");
    buf_clear(&where);
}

static void add_words(const struct catalog *catalog, const struct link *link,
                      struct buf *out)
{
    struct buf words = {.part_of = out};
    node_plain_text(link->node, &words);
    buf_add_text(out, "<td>");
    text_add_foreign(out, catalog->packet->language, buf_str(&words), link->from->language);
    buf_add_text(out, "</td>");
    buf_clear(&words);
}

static void add_dead(const struct link *link, struct str language, struct buf *out)
{
    buf_add_text(out, "<span class=\"broken\">");
    if (node_info(link->node).len) {
        text_add_path(out, language, node_info(link->node));
    } else {
        text_add_phrase(out, language, PHRASE_EMPTY);
    }
    buf_add_text(out, "</span> <span class=\"reason\">");
    text_add_phrase(out, language, phrase_of_reason(link->reason));
    buf_add_text(out, "</span>");
}

static void add_row(const struct catalog *catalog, const struct link *link, struct buf *out)
{
    buf_add_text(out, "<tr>");
    add_words(catalog, link, out);
    buf_add_text(out, "<td class=\"address\">");
    if (link->class == LINK_BROKEN) {
        add_dead(link, catalog->packet->language, out);
    } else {
        text_add_link(out, link_class_name(link->class), catalog->packet->language,
                      link->url);
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

/* "Broken links: 3" */
static void add_heading(struct str language, enum link_class class, enum phrase heading,
                        size_t count, struct buf *out)
{
    buf_add_format(out, "<h2 id=\"%s\">", link_class_name(class));
    text_add_label(out, language, heading);
    phrase_add_number(out, language, count);
    buf_add_text(out, "</h2>\n");
}

static void add_table_head(struct str language, enum phrase heading, struct buf *out)
{
    static const enum phrase columns[] = {PHRASE_LINK_WORDS, PHRASE_ADDRESS, PHRASE_WHERE};
    buf_add_text(out, "<div class=\"scroll report\" tabindex=\"0\" role=\"region\" "
                      "aria-label=\"");
    text_add_phrase(out, language, heading);
    buf_add_text(out, "\">\n<table>\n<thead>\n<tr>");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        buf_add_text(out, "<th scope=\"col\">");
        text_add_phrase(out, language, columns[i]);
        buf_add_text(out, "</th>");
    }
    buf_add_text(out, "</tr>\n</thead>\n<tbody>\n");
}

static void add_table(const struct catalog *catalog, enum link_class class,
                      enum phrase heading, enum phrase about, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    size_t count = count_links(packet, class);
    add_heading(packet->language, class, heading, count, out);
    buf_add_text(out, "<p>");
    text_add_phrase(out, packet->language, count ? about : PHRASE_NONE);
    buf_add_text(out, "</p>\n");
    if (count == 0) {
        return;
    }
    add_table_head(packet->language, heading, out);
    for (size_t i = 0; i < packet->link_count; i++) {
        if (packet->links[i]->class == class) {
            add_row(catalog, packet->links[i], out);
        }
    }
    buf_add_text(out, "</tbody>\n</table>\n</div>\n");
}

static void add_page_head(struct str language, struct buf *out)
{
    buf_add_text(out, "<header class=\"head\">\n<p class=\"crumbs\">"
                      "<a href=\"../index.html\">");
    text_add_phrase(out, language, PHRASE_PACKET);
    buf_add_text(out, "</a> \xe2\x80\xba ");
    text_add_phrase(out, language, PHRASE_REPORT);
    buf_add_text(out, "</p>\n<h1>");
    text_add_phrase(out, language, PHRASE_LINKS);
    buf_add_text(out, "</h1>\n<p class=\"provenance\">");
    text_open_phrase(out, language, PHRASE_FOR_MACHINES);
    buf_add_text(out, "<a href=\"links.json\">links.json</a>");
    text_close_phrase(out, language, PHRASE_FOR_MACHINES);
    buf_add_text(out, "</p>\n</header>\n<div class=\"text wide\">\n");
}

/* All that it says is of one language: the packet's, or English. */
static bool write_page(struct bundle *bundle, const struct catalog *catalog)
{
    struct str language = catalog->packet->language;
    language = phrases_have(language) ? language : STR("en");
    struct frame frame = {.view = {.catalog = catalog, .up = "../"},
                          .title = str_from(phrase_in(language, PHRASE_LINKS, NULL)),
                          .language = language};
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    frame_open(&frame, &out);
    add_page_head(language, &out);
    add_table(catalog, LINK_BROKEN, PHRASE_BROKEN_LINKS, PHRASE_BROKEN_ABOUT, &out);
    add_table(catalog, LINK_LIVE, PHRASE_LIVE_LINKS, PHRASE_LINKED_ONLY, &out);
    add_table(catalog, LINK_EXTERNAL, PHRASE_EXTERNAL_LINKS, PHRASE_EXTERNAL_ABOUT, &out);
    bool whole = left_out_add_section(catalog, bundle->arena, &out);
    buf_add_text(&out, "</div>\n");
    frame_close(&frame, &out);
    return bundle_add(bundle, "data/", STR("report/links.html"), &out) && whole;
}

static void add_object(const struct catalog *catalog, const struct link *link,
                       struct buf *out)
{
    buf_add_byte(out, '{');
    link_add_members(link, out);
    gate_add_member(out, "page", catalog_page(catalog, link->from));
    buf_add_byte(out, '}');
}

static bool write_json(struct bundle *bundle, const struct catalog *catalog)
{
    const struct packet *packet = catalog->packet;
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    buf_add_text(&out, "{\"counts\": {");
    for (int class = LINK_INTERNAL; class <= LINK_BROKEN; class ++) {
        buf_add_format(&out, "%s\"%s\": %zu", class ? ", " : "",
                       link_class_name((enum link_class) class),
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
    buf_add_text(&out, "\n]");
    left_out_add_json(catalog, &out);
    buf_add_text(&out, "}\n");
    return bundle_add(bundle, "data/", STR("report/links.json"), &out);
}

bool report_pages_write(struct bundle *bundle, const struct catalog *catalog)
{
    return write_page(bundle, catalog) && write_json(bundle, catalog);
}
