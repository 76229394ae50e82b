#include "base/buf.h"
#include "layout/pages.h"

struct element *element_new(struct arena *arena, struct element *parent,
                            enum element_role role)
{
    struct element *element = ARENA_NEW(arena, struct element);
    if (!element) {
        return NULL;
    }
    element->role = (uint8_t)role;
    element->parent = parent;
    if (parent) {
        if (parent->last) {
            parent->last->next = element;
        } else {
            parent->first = element;
        }
        parent->last = element;
    }
    return element;
}

struct element *element_next(const struct element *element, const struct element *root)
{
    if (element->first) {
        return element->first;
    }
    while (element != root && !element->next) {
        element = element->parent;
    }
    return element == root ? NULL : element->next;
}

size_t element_tree_number(struct element *root)
{
    uint32_t count = 0;
    for (struct element *e = root; e; e = element_next(e, root)) {
        e->index = count++;
    }
    return count;
}

static const char *role_name(uint8_t role)
{
    static const char *const names[] = {
        "Document", "Part",      "Sect", "Div",  "H1",         "H2",      "H3",
        "H4",       "H5",        "H6",   "P",    "BlockQuote", "Caption", "TOC",
        "TOCI",     "L",         "LI",   "Lbl",  "LBody",      "Table",   "THead",
        "TBody",    "TFoot",     "TR",   "TH",   "TD",         "Span",    "Quote",
        "Note",     "Reference", "Code", "Link", "Figure",     "Formula"};
    return names[role];
}

void element_dump(const struct element *root, struct buf *out)
{
    size_t depth = 0;
    for (const struct element *e = root; e;) {
        for (size_t i = 0; i < depth; i++) {
            buf_add_text(out, "  ");
        }
        buf_add_text(out, role_name(e->role));
        if (e->alternate.len) {
            buf_add_format(out, " alt=\"%.*s\"", STR_ARG(e->alternate));
        }
        if (e->title.len) {
            buf_add_format(out, " title=\"%.*s\"", STR_ARG(e->title));
        }
        if (e->column_span > 1 || e->row_span > 1) {
            buf_add_format(out, " spans=%ux%u", e->column_span, e->row_span);
        }
        buf_add_byte(out, '\n');
        if (e->first) {
            e = e->first;
            depth++;
            continue;
        }
        while (e != root && !e->next) {
            e = e->parent;
            depth--;
        }
        e = e == root ? NULL : e->next;
    }
}

static void add_points(struct buf *out, sp length)
{
    int64_t tenths = ((int64_t)length * 10 + (length < 0 ? -512 : 512)) / SP_PER_PT;
    int64_t size = tenths < 0 ? -tenths : tenths;
    buf_add_format(out, "%s%lld.%lld", tenths < 0 ? "-" : "", (long long)(size / 10),
                   (long long)(size % 10));
}

static void add_pair(struct buf *out, sp first, const char *between, sp second)
{
    add_points(out, first);
    buf_add_text(out, between);
    add_points(out, second);
}

static void dump_line(const struct line *line, struct buf *out)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        if (piece->word) {
            buf_add(out, piece->hyphen ? STR("~") : piece->word->text);
        }
        bool last = i + 1 == line->count;
        buf_add_text(out, piece->leader ? "..." : piece->space_after && !last ? " " : "");
    }
    buf_add_text(out, line->overfull ? "!" : "");
}

static void dump_placed(const struct placed *placed, struct buf *out)
{
    static const char *const kinds[] = {"line", "rect", "frame", "image"};
    static const char *const artifacts[] = {"", "*", "*head", "*foot"};
    buf_add_format(out, "  %s%s ", kinds[placed->kind], artifacts[placed->artifact]);
    add_pair(out, placed->x, ",", placed->y);
    buf_add_byte(out, ' ');
    if (placed->kind == PLACED_LINE) {
        dump_line(placed->as.line, out);
    } else {
        add_pair(out, placed->width, "x", placed->height);
    }
    buf_add_byte(out, '\n');
}

static void dump_link(const struct link_area *link, struct buf *out)
{
    for (size_t i = 0; i < link->count; i++) {
        const struct rect *rect = &link->rects[i];
        buf_add_text(out, "  link ");
        add_pair(out, rect->x, ",", rect->y);
        buf_add_byte(out, ' ');
        add_pair(out, rect->width, "x", rect->height);
        buf_add_format(out, " %.*s%.*s '%.*s'\n", STR_ARG(link->destination),
                       STR_ARG(link->url), STR_ARG(link->contents));
    }
}

void pages_dump(const struct pages *pages, struct buf *out)
{
    for (size_t i = 0; i < pages->count; i++) {
        const struct page_content *page = &pages->items[i];
        buf_add_format(out, "page %zu\n", i + 1);
        for (size_t k = 0; k < page->count; k++) {
            dump_placed(&page->items[k], out);
        }
        for (size_t k = 0; k < page->link_count; k++) {
            dump_link(&page->links[k], out);
        }
    }
}
