/* What layouts show around the content of pages and is not in the packet, in the report:
 * so that loss is seen. Menus are the same on many pages, and stand there once; the JSON
 * has them page by page. */
#include "archive/parts.h"
#include "archive/text.h"
#include "base/gate.h"

#define PAGES_NAMED 3 /* of those that lack a part; more are counted */

/* A part that pages have alike. */
struct left_out {
    const struct cut *cut;
    const struct document *pages[PAGES_NAMED];
    size_t count;
};

struct gathered {
    struct left_out *items; /* in order of the first page that has it */
    size_t count, capacity;
    struct value index; /* rule and words → its place in that order */
};

static bool add_cut(struct arena *arena, struct gathered *gathered,
                    const struct document *document, const struct cut *cut)
{
    struct str key = arena_format(arena, "%s %.*s", cut->rule, STR_ARG(cut->words));
    struct value known = value_get(gathered->index, key);
    size_t at = gathered->count;
    if (known.kind == VALUE_INTEGER) {
        at = (size_t)known.as.integer;
    } else if (!arena_grow(arena, &gathered->items, gathered->count, &gathered->capacity,
                           sizeof *gathered->items) ||
               !value_map_set(arena, gathered->index, key, value_integer((int64_t)at))) {
        return false;
    } else {
        gathered->items[gathered->count++] = (struct left_out){.cut = cut};
    }
    struct left_out *item = &gathered->items[at];
    size_t last = item->count < PAGES_NAMED ? item->count : PAGES_NAMED;
    if (last > 0 && item->pages[last - 1] == document) {
        return true;
    }
    if (item->count < PAGES_NAMED) {
        item->pages[item->count] = document;
    }
    item->count++;
    return true;
}

static bool gather(struct arena *arena, const struct packet *packet, struct gathered *out)
{
    *out = (struct gathered){.index = value_map_new(arena)};
    bool ok = out->index.kind == VALUE_MAP;
    for (size_t i = 0; ok && i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        for (size_t k = 0; ok && k < document->cut_count; k++) {
            ok = add_cut(arena, out, document, &document->cuts[k]);
        }
    }
    return ok;
}

static void add_where(const struct catalog *catalog, const struct left_out *item,
                      struct buf *out)
{
    struct str language = catalog->packet->language;
    if (item->count > PAGES_NAMED) {
        phrase_add_count(out, language, PHRASE_DOCUMENT_COUNT, item->count);
        return;
    }
    for (size_t i = 0; i < item->count; i++) {
        buf_add_format(out, "%s<a href=\"../%.*s\">", i ? "<br>" : "",
                       STR_ARG(catalog_page(catalog, item->pages[i])));
        text_add_title(out, language, item->pages[i]);
        buf_add_text(out, "</a>");
    }
}

static void add_row(const struct catalog *catalog, const struct left_out *item,
                    struct buf *out)
{
    struct str language = catalog->packet->language;
    buf_add_text(out, "<tr><td>");
    text_add_foreign(out, language, item->cut->words, item->pages[0]->language);
    buf_add_text(out, " <span class=\"reason\">");
    text_add_path(out, language, str_from(item->cut->rule));
    buf_add_text(out, "</span></td><td class=\"pages\">");
    add_where(catalog, item, out);
    buf_add_text(out, "</td></tr>\n");
}

static void add_head(struct str language, size_t count, struct buf *out)
{
    buf_add_text(out, "<h2 id=\"left-out\">");
    text_add_label(out, language, PHRASE_LEFT_OUT);
    phrase_add_number(out, language, count);
    buf_add_text(out, "</h2>\n<p>");
    text_add_phrase(out, language, PHRASE_LEFT_OUT_ABOUT);
    buf_add_text(out, "</p>\n<div class=\"scroll report\" tabindex=\"0\" role=\"region\" "
                      "aria-label=\"");
    text_add_phrase(out, language, PHRASE_LEFT_OUT);
    buf_add_text(out, "\">\n<table>\n<thead>\n<tr><th scope=\"col\">");
    text_add_phrase(out, language, PHRASE_LEFT_OUT);
    buf_add_text(out, "</th><th scope=\"col\">");
    text_add_phrase(out, language, PHRASE_WHERE);
    buf_add_text(out, "</th></tr>\n</thead>\n<tbody>\n");
}

bool left_out_add_section(const struct catalog *catalog, struct arena *arena,
                          struct buf *out)
{
    struct gathered gathered;
    if (!gather(arena, catalog->packet, &gathered)) {
        return false;
    }
    if (gathered.count) {
        add_head(catalog->packet->language, gathered.count, out);
        for (size_t i = 0; i < gathered.count; i++) {
            add_row(catalog, &gathered.items[i], out);
        }
        buf_add_text(out, "</tbody>\n</table>\n</div>\n");
    }
    return true;
}

void left_out_add_json(const struct catalog *catalog, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    const char *comma = ",\n\"left_out\": [\n";
    bool any = false;
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        for (size_t k = 0; k < document->cut_count; k++) {
            const struct cut *cut = &document->cuts[k];
            buf_add_text(out, comma);
            buf_add_byte(out, '{');
            gate_add_member(out, "page", catalog_page(catalog, document));
            gate_add_member(out, "source", document->source);
            gate_add_member(out, "rule", str_from(cut->rule));
            gate_add_member(out, "words", cut->words);
            buf_add_format(out, ", \"word_count\": %zu}", cut->word_count);
            comma = ",\n";
            any = true;
        }
    }
    buf_add_text(out, any ? "\n]" : "");
}
