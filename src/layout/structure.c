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

static void dump_line(const struct placed *placed, struct buf *out)
{
    for (uint32_t i = 0; i < placed->as.line->count; i++) {
        const struct piece *piece = &placed->as.line->pieces[i];
        if (piece->word) {
            buf_add(out, piece->word->text);
        }
        buf_add_text(out, piece->hyphen ? "~" : piece->space_after ? " " : "");
    }
}

void pages_dump(const struct pages *pages, struct buf *out)
{
    static const char *const kinds[] = {"line", "rect", "frame", "image"};
    for (size_t i = 0; i < pages->count; i++) {
        const struct page_content *page = &pages->items[i];
        buf_add_format(out, "page %zu: %zu links\n", i + 1, page->link_count);
        for (size_t k = 0; k < page->count; k++) {
            const struct placed *placed = &page->items[k];
            buf_add_format(out, "  %s%s %d,%d ", kinds[placed->kind],
                           placed->artifact ? "*" : "", placed->x / SP_PER_PT,
                           placed->y / SP_PER_PT);
            if (placed->kind == PLACED_LINE) {
                dump_line(placed, out);
            } else {
                buf_add_format(out, "%dx%d", placed->width / SP_PER_PT,
                               placed->height / SP_PER_PT);
            }
            buf_add_byte(out, '\n');
        }
    }
}
