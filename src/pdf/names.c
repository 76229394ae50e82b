/* What leads into the pages: named destinations in a tree, the outline, page labels
 * (ISO 32000-1, 12.3 and 12.4.2). Relies on layout/ for the order: destinations by the
 * bytes of their names, bookmarks in reading order. */
#include "base/size.h"
#include "pdf/parts.h"

#define LEAF_COUNT 128

/* The destinations [from, to) as a leaf of the tree. */
static pdf_ref write_leaf(struct pdf_writer *writer, const struct sheets *sheets,
                          size_t from, size_t to)
{
    const struct pages *pages = sheets->pages;
    struct buf leaf = {.kept_in = pdf_arena(writer)};
    pdf_ref ref = pdf_reserve(writer);
    buf_add_text(&leaf, "/Limits[");
    pdf_add_bytes(&leaf, pages->destinations[from].name);
    pdf_add_bytes(&leaf, pages->destinations[to - 1].name);
    buf_add_text(&leaf, "]/Names[");
    for (size_t i = from; i < to; i++) {
        const struct destination *d = &pages->destinations[i];
        pdf_add_bytes(&leaf, d->name);
        buf_add_byte(&leaf, '[');
        struct page_spot spot = sheets_find(sheets, d->page);
        pdf_add_ref(&leaf, spot.page);
        buf_add_text(&leaf, "/XYZ ");
        pdf_add_number(&leaf, hundredths(spot.x));
        buf_add_byte(&leaf, ' ');
        pdf_add_number(&leaf, hundredths(sp_add(sp_sub(pages->height, d->y), spot.y)));
        buf_add_text(&leaf, " null]");
    }
    buf_add_byte(&leaf, ']');
    pdf_set(writer, ref, buf_str(&leaf));
    buf_clear(&leaf);
    return ref;
}

static void write_destinations(struct pdf_writer *writer, const struct sheets *sheets)
{
    const struct pages *pages = sheets->pages;
    if (pages->destination_count == 0) {
        return;
    }
    struct buf entries = {.kept_in = pdf_arena(writer)};
    buf_add_text(&entries, "/Names<</Dests<</Kids[");
    for (size_t from = 0; from < pages->destination_count; from += LEAF_COUNT) {
        size_t left = pages->destination_count - from;
        size_t to = from + (left < LEAF_COUNT ? left : LEAF_COUNT);
        pdf_add_ref(&entries, write_leaf(writer, sheets, from, to));
        buf_add_byte(&entries, ' ');
    }
    buf_add_text(&entries, "]>>>>");
    pdf_catalog_add(writer, buf_str(&entries));
    buf_clear(&entries);
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

/* What is below item `i` (0: the outline itself), and how many of that are in view. */
static void add_below(struct buf *out, const struct item *items, size_t i, bool open)
{
    add_item_ref(out, "/First ", items, items[i].first);
    add_item_ref(out, "/Last ", items, items[i].last);
    if (items[i].first) {
        buf_add_format(out, "/Count %lld",
                       (long long)(open ? items[i].shown : -items[i].shown));
    }
}

static void write_item(struct pdf_writer *writer, const struct bookmark *bookmark,
                       const struct item *items, size_t i)
{
    struct buf out = {.kept_in = pdf_arena(writer)};
    pdf_add_text(writer, &out, "/Title", bookmark->title.len ? bookmark->title : STR(" "));
    buf_add_text(&out, "/Parent ");
    pdf_add_ref(&out, items[items[i].parent].ref);
    add_item_ref(&out, "/Next ", items, items[i].next);
    add_item_ref(&out, "/Prev ", items, items[i].previous);
    buf_add_text(&out, "/Dest");
    pdf_add_bytes(&out, bookmark->destination);
    add_below(&out, items, i, bookmark->open);
    pdf_set(writer, items[i].ref, buf_str(&out));
    buf_clear(&out);
}

static void write_outline(struct pdf_writer *writer, const struct pages *pages)
{
    size_t count = pages->bookmark_count;
    struct item *items = ARENA_ARRAY(pdf_arena(writer), struct item, count + 1);
    if (!items || count == 0) {
        return;
    }
    for (size_t i = 0; i <= count; i++) {
        items[i].ref = pdf_reserve(writer);
    }
    link_items(pages, items);
    for (size_t i = 1; i <= count; i++) {
        write_item(writer, &pages->bookmarks[i - 1], items, i);
    }
    struct buf out = {.kept_in = pdf_arena(writer)};
    buf_add_text(&out, "/Type/Outlines");
    add_below(&out, items, 0, true);
    pdf_set(writer, items[0].ref, buf_str(&out));
    buf_reset(&out);
    buf_add_text(&out, "/PageMode/UseOutlines/Outlines ");
    pdf_add_ref(&out, items[0].ref);
    pdf_catalog_add(writer, buf_str(&out));
    buf_clear(&out);
}

/* Roman numerals for the front, then from 1. */
static void add_page_labels(const struct pages *pages, struct buf *out)
{
    buf_add_text(out, "/Nums[");
    if (pages->front_page_count) {
        buf_add_text(out, "0<</S/r>>");
    }
    if (pages->front_page_count < pages->count) {
        buf_add_format(out, "%zu<</S/D>>", pages->front_page_count);
    }
    buf_add_byte(out, ']');
}

/* Of the sides [from, to), each its own. */
static pdf_ref write_label_leaf(struct pdf_writer *writer, const struct sheets *sheets,
                                size_t from, size_t to)
{
    struct buf leaf = {.kept_in = pdf_arena(writer)}, label = leaf;
    pdf_ref ref = pdf_reserve(writer);
    buf_add_format(&leaf, "/Limits[%zu %zu]/Nums[", from, to - 1);
    for (size_t i = from; i < to; i++) {
        buf_reset(&label);
        sheets_add_label(sheets, i, &label);
        buf_add_format(&leaf, "%zu<<", i);
        pdf_add_text(writer, &leaf, "/P", buf_str(&label));
        buf_add_text(&leaf, ">>");
    }
    buf_add_byte(&leaf, ']');
    pdf_set(writer, ref, buf_str(&leaf));
    buf_clear(&label);
    buf_clear(&leaf);
    return ref;
}

static void write_labels(struct pdf_writer *writer, const struct sheets *sheets)
{
    struct buf out = {.kept_in = pdf_arena(writer)};
    size_t count = sheets->imposition ? sheets_count(sheets) : 0;
    buf_add_text(&out, "/PageLabels<<");
    if (!sheets->imposition) {
        add_page_labels(sheets->pages, &out);
    }
    for (size_t from = 0; from < count; from += LEAF_COUNT) {
        size_t to = from + (count - from < LEAF_COUNT ? count - from : LEAF_COUNT);
        buf_add_text(&out, from ? " " : "/Kids[");
        pdf_add_ref(&out, write_label_leaf(writer, sheets, from, to));
    }
    buf_add_text(&out, count ? "]>>" : ">>");
    pdf_catalog_add(writer, buf_str(&out));
    buf_clear(&out);
}

/* A booklet is not scaled: what is printed smaller folds beside its pages. */
static void write_preferences(struct pdf_writer *writer,
                              const struct imposition *imposition)
{
    struct buf out = {.kept_in = pdf_arena(writer)};
    buf_add_text(&out, "/ViewerPreferences<</DisplayDocTitle true");
    if (imposition) {
        buf_add_format(&out, "/PrintScaling/None/Duplex/DuplexFlip%sEdge",
                       imposition->flip_long ? "Long" : "Short");
    }
    buf_add_text(&out, ">>");
    pdf_catalog_add(writer, buf_str(&out));
    buf_clear(&out);
}

void names_write(struct pdf_writer *writer, const struct sheets *sheets)
{
    write_destinations(writer, sheets);
    write_outline(writer, sheets->pages);
    write_labels(writer, sheets);
    write_preferences(writer, sheets->imposition);
}
