#include "pdf/parts.h"

#define LEAF_COUNT 128

static void write_destinations(struct pdf_writer *writer, const struct pages *pages,
                               const pdf_ref *page_refs)
{
    struct buf kids = {0}, leaf = {0};
    for (size_t from = 0; from < pages->destination_count; from += LEAF_COUNT) {
        size_t left = pages->destination_count - from;
        size_t to = from + (left < LEAF_COUNT ? left : LEAF_COUNT);
        pdf_ref ref = pdf_reserve(writer);
        buf_reset(&leaf);
        buf_add_text(&leaf, "/Limits[");
        pdf_add_bytes(&leaf, pages->destinations[from].name);
        pdf_add_bytes(&leaf, pages->destinations[to - 1].name);
        buf_add_text(&leaf, "]/Names[");
        for (size_t i = from; i < to; i++) {
            const struct destination *d = &pages->destinations[i];
            pdf_add_bytes(&leaf, d->name);
            buf_add_byte(&leaf, '[');
            pdf_add_ref(&leaf, page_refs[d->page]);
            buf_add_text(&leaf, "/XYZ 0 ");
            pdf_add_number(&leaf, hundredths(sp_sub(pages->height, d->y)));
            buf_add_text(&leaf, " null]");
        }
        buf_add_byte(&leaf, ']');
        pdf_set(writer, ref, buf_str(&leaf));
        pdf_add_ref(&kids, ref);
        buf_add_byte(&kids, ' ');
    }
    if (kids.len || !buf_ok(&kids)) {
        buf_reset(&leaf);
        buf_add_text(&leaf, "/Names<</Dests<</Kids[");
        buf_add(&leaf, buf_str(&kids));
        buf_add_text(&leaf, "]>>>>");
        pdf_catalog_add(writer, buf_str(&leaf));
    }
    buf_clear(&kids);
    buf_clear(&leaf);
}

/* Outline: next and previous on the same depth, first and last below, from one pass
 * over the flat list. Counts are of what is shown: closed items hide what is below. */
struct item {
    pdf_ref ref;
    size_t parent, first, last, next, previous; /* indexes + 1; 0: none */
    int64_t shown;                              /* descendants that are open to view */
};

static void link_items(const struct pages *pages, struct item *items)
{
    size_t open[64] = {0}; /* open[d]: the last item of depth d */
    for (size_t i = 1; i <= pages->bookmark_count; i++) {
        size_t depth = pages->bookmarks[i - 1].depth;
        depth = depth < 1 ? 1 : depth > 63 ? 63 : depth;
        size_t parent = open[depth - 1];
        items[i].parent = parent;
        if (items[parent].last) {
            items[items[parent].last].next = i;
            items[i].previous = items[parent].last;
        } else {
            items[parent].first = i;
        }
        items[parent].last = i;
        open[depth] = i;
        for (size_t deeper = depth + 1; deeper < 64 && open[deeper]; deeper++) {
            open[deeper] = 0;
        }
    }
    for (size_t i = pages->bookmark_count; i >= 1; i--) {
        bool is_open = pages->bookmarks[i - 1].open;
        items[items[i].parent].shown += 1 + (is_open ? items[i].shown : 0);
    }
}

static void add_item_ref(struct buf *out, const char *key, const struct item *items,
                         size_t i)
{
    if (i) {
        buf_add_text(out, key);
        pdf_add_ref(out, items[i].ref);
    }
}

static void write_outline(struct pdf_writer *writer, const struct pages *pages)
{
    struct item *items =
        ARENA_ARRAY(pdf_arena(writer), struct item, pages->bookmark_count + 1);
    if (!items || pages->bookmark_count == 0) {
        return;
    }
    for (size_t i = 0; i <= pages->bookmark_count; i++) {
        items[i].ref = pdf_reserve(writer);
    }
    link_items(pages, items);
    struct buf out = {0};
    buf_add_text(&out, "/Type/Outlines");
    for (size_t i = 0; i <= pages->bookmark_count; i++) {
        if (i) {
            buf_reset(&out);
            buf_add_text(&out, "/Title");
            pdf_add_text(&out, pages->bookmarks[i - 1].title);
            add_item_ref(&out, "/Parent ", items, items[i].parent);
            if (items[i].parent == 0) {
                buf_add_text(&out, "/Parent ");
                pdf_add_ref(&out, items[0].ref);
            }
            add_item_ref(&out, "/Next ", items, items[i].next);
            add_item_ref(&out, "/Prev ", items, items[i].previous);
            buf_add_text(&out, "/Dest");
            pdf_add_bytes(&out, pages->bookmarks[i - 1].destination);
        }
        add_item_ref(&out, "/First ", items, items[i].first);
        add_item_ref(&out, "/Last ", items, items[i].last);
        if (items[i].first) {
            bool shows = i == 0 || pages->bookmarks[i - 1].open;
            buf_add_format(&out, "/Count %lld",
                           (long long)(shows ? items[i].shown : -items[i].shown));
        }
        pdf_set(writer, items[i].ref, buf_str(&out));
    }
    buf_reset(&out);
    buf_add_text(&out, "/PageMode/UseOutlines/Outlines ");
    pdf_add_ref(&out, items[0].ref);
    pdf_catalog_add(writer, buf_str(&out));
    buf_clear(&out);
}

/* Roman numerals for the front, then from 1. */
static void write_labels(struct pdf_writer *writer, const struct pages *pages)
{
    struct buf out = {0};
    buf_add_text(&out, "/PageLabels<</Nums[");
    if (pages->front_page_count) {
        buf_add_text(&out, "0<</S/r>>");
    }
    if (pages->front_page_count < pages->count) {
        buf_add_format(&out, "%zu<</S/D>>", pages->front_page_count);
    }
    buf_add_text(&out, "]>>");
    pdf_catalog_add(writer, buf_str(&out));
    buf_clear(&out);
}

void names_write(struct pdf_writer *writer, const struct pages *pages,
                 const pdf_ref *page_refs)
{
    write_destinations(writer, pages, page_refs);
    write_outline(writer, pages);
    write_labels(writer, pages);
    pdf_catalog_add(writer, STR("/ViewerPreferences<</DisplayDocTitle true>>"));
}
