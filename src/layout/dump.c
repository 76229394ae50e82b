/* Pages as text: what stands where, and what is read in which order. Goldens compare
 * it and people read it, so each thing stands on a line of its own and nothing depends
 * on the machine. */
#include "base/buf.h"
#include "layout/pages.h"

static const char *artifact_name(uint8_t artifact)
{
    static const char *const names[] = {
        [ARTIFACT_NONE] = "",
        [ARTIFACT_LAYOUT] = "*",
        [ARTIFACT_HEADER] = "*head",
        [ARTIFACT_FOOTER] = "*foot",
    };
    return names[artifact];
}

static void add_indent(struct buf *out, size_t depth)
{
    for (size_t i = 0; i < depth; i++) {
        buf_add_text(out, "  ");
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

/* Structure */

static void add_named(struct buf *out, const char *name, struct str value)
{
    if (value.len) {
        buf_add_format(out, " %s=\"%.*s\"", name, STR_ARG(value));
    }
}

static void dump_element(const struct element *element, struct buf *out)
{
    static const char *const scopes[] = {
        [SCOPE_NONE] = "",
        [SCOPE_COLUMN] = " scope=column",
        [SCOPE_ROW] = " scope=row",
        [SCOPE_BOTH] = " scope=both",
    };
    static const char *const numberings[] = {
        [NUMBERING_NONE] = "",
        [NUMBERING_DISC] = " numbering=disc",
        [NUMBERING_CIRCLE] = " numbering=circle",
        [NUMBERING_SQUARE] = " numbering=square",
        [NUMBERING_DECIMAL] = " numbering=decimal",
        [NUMBERING_LOWER_ALPHA] = " numbering=lower-alpha",
        [NUMBERING_UPPER_ALPHA] = " numbering=upper-alpha",
        [NUMBERING_LOWER_ROMAN] = " numbering=lower-roman",
        [NUMBERING_UPPER_ROMAN] = " numbering=upper-roman",
    };
    buf_add_text(out, element_role_name(element->role));
    buf_add_text(out, numberings[element->numbering]);
    buf_add_text(out, scopes[element->scope]);
    const struct element_more *more = element_more(element);
    if (more->column_span > 1 || more->row_span > 1) {
        buf_add_format(out, " spans=%ux%u", more->column_span, more->row_span);
    }
    add_named(out, "title", more->title);
    add_named(out, "alt", more->alternate);
    add_named(out, "actual", more->actual_text);
    add_named(out, "expansion", more->expansion);
    add_named(out, "lang", more->language);
    add_named(out, "id", more->id);
    buf_add_byte(out, '\n');
}

static void dump_structure(const struct element *root, struct buf *out)
{
    size_t depth = 1;
    for (const struct element *e = root; e;) {
        add_indent(out, depth);
        dump_element(e, out);
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

/* What an item stands for; NULL: an artifact. */
static const struct element *element_of(const struct pages *pages,
                                        const struct placed *placed, struct line_room *room)
{
    if (placed->artifact) {
        return NULL;
    }
    if (placed->kind != PLACED_LINE) {
        return placed->as.element;
    }
    const struct line *line = line_open(placed->as.line, room);
    return line && line->count ? pages->contexts[line->pieces[0].context].element : NULL;
}

/* The root's children that the pages show, each once: pages follow the tree's order. */
static void dump_parts(const struct pages *pages, size_t first, size_t end,
                       struct line_room *room, struct buf *out)
{
    const struct element *last = NULL;
    buf_add_text(out, "structure\n");
    for (size_t i = first; i < end; i++) {
        for (size_t k = 0; k < pages->items[i].count; k++) {
            const struct element *part = element_of(pages, &pages->items[i].items[k], room);
            while (part && part->parent && part->parent != pages->root) {
                part = part->parent;
            }
            if (part && part != last) {
                dump_structure(part, out);
                last = part;
            }
        }
    }
}

/* Placed things */

static const char *style_name(const struct text_style *style)
{
    static const char *const names[][2][2] = {
        [FONT_SERIF] = {{"serif", "serif-italic"}, {"serif-bold", "serif-bold-italic"}},
        [FONT_SANS] = {{"sans", "sans-italic"}, {"sans-bold", "sans-bold-italic"}},
        [FONT_MONO] = {{"mono", "mono-italic"}, {"mono-bold", "mono-bold-italic"}},
    };
    return names[style->role][style->bold][style->italic];
}

static void add_piece(const struct piece *piece, bool last, struct buf *out)
{
    if (piece->leader) {
        buf_add_text(out, "...");
    } else if (piece->hyphen) {
        buf_add_text(out, "~");
    } else {
        buf_add(out, piece->word ? piece->word->text : STR("[]"));
    }
    buf_add_text(out, piece->space_after && !last ? " " : "");
}

/* A piece's style is told where it differs from that of the piece before. */
static void dump_pieces(const struct pages *pages, const struct line *line, struct buf *out)
{
    const struct text_style *style = NULL;
    uint32_t color = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        const struct run_context *context = &pages->contexts[piece->context];
        if (piece->style != style || context->color != color) {
            buf_add_format(out, "<%s ", style_name(piece->style));
            add_points(out, piece->style->size);
            if (piece->style->rise) {
                buf_add_text(out, " rise ");
                add_points(out, piece->style->rise);
            }
            buf_add_format(
                out, " %06X%s%s%s>", context->color, context->ground ? " marked" : "",
                context->underline ? " underline" : "", context->strike ? " strike" : "");
        }
        style = piece->style;
        color = context->color;
        add_piece(piece, i + 1 == line->count, out);
    }
    buf_add_text(out, line->overfull ? "!" : "");
}

/* As wide as it is drawn, which justifying makes other than its natural width. */
static sp drawn_width(const struct line *line)
{
    sp width = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        width = sp_max(width, sp_add(line->pieces[i].x, line->pieces[i].width));
    }
    return width;
}

static void close_room(struct line_room *room, struct buf *out)
{
    if (arena_failed(room->arena)) {
        buf_fail(out);
    }
    arena_clear(room->arena);
}

static void dump_placed(const struct pages *pages, const struct placed *placed,
                        struct line_room *room, struct buf *out)
{
    static const char *const kinds[] = {
        [PLACED_LINE] = "line",
        [PLACED_RECT] = "rect",
        [PLACED_IMAGE] = "image",
        [PLACED_CODE] = "code",
    };
    buf_add_format(out, "  %s%s ", kinds[placed->kind], artifact_name(placed->artifact));
    add_pair(out, placed->x, ",", placed->y);
    buf_add_byte(out, ' ');
    const struct line *line =
        placed->kind == PLACED_LINE ? line_open(placed->as.line, room) : NULL;
    if (line) {
        add_points(out, drawn_width(line));
        buf_add_byte(out, ' ');
        dump_pieces(pages, line, out);
    } else {
        add_pair(out, placed->width, "x", placed->height);
    }
    if (placed->kind == PLACED_RECT) {
        buf_add_format(out, " %06X", placed->look.color);
    } else if (placed->kind == PLACED_IMAGE) {
        buf_add_format(out, " %u", placed->look.image);
    } else if (placed->kind == PLACED_CODE) {
        uint32_t side = pages->codes[placed->look.code].qr.side;
        buf_add_format(out, " %ux%u", side, side);
    }
    buf_add_byte(out, '\n');
}

static void dump_link(const struct link_area *link, struct buf *out)
{
    buf_add_format(out, "  link %.*s '%.*s'", STR_ARG(link->target),
                   STR_ARG(link->contents));
    for (size_t i = 0; i < link->count; i++) {
        const struct rect *rect = &link->rects[i];
        buf_add_byte(out, ' ');
        add_pair(out, rect->x, ",", rect->y);
        buf_add_byte(out, ' ');
        add_pair(out, rect->width, "x", rect->height);
    }
    buf_add_byte(out, '\n');
}

static const struct destination *find_destination(const struct pages *pages,
                                                  struct str name)
{
    for (size_t i = 0; i < pages->destination_count; i++) {
        if (str_eq(pages->destinations[i].name, name)) {
            return &pages->destinations[i];
        }
    }
    return NULL;
}

static void dump_targets(const struct pages *pages, size_t first, size_t end,
                         struct buf *out)
{
    buf_add_text(out, "destinations\n");
    for (size_t i = 0; i < pages->destination_count; i++) {
        const struct destination *d = &pages->destinations[i];
        if (d->page >= first && d->page < end) {
            buf_add_format(out, "  %.*s page %zu at ", STR_ARG(d->name), d->page + 1);
            add_points(out, d->y);
            buf_add_byte(out, '\n');
        }
    }
    buf_add_text(out, "bookmarks\n");
    for (size_t i = 0; i < pages->bookmark_count; i++) {
        const struct bookmark *bookmark = &pages->bookmarks[i];
        const struct destination *d = find_destination(pages, bookmark->destination);
        if (d && d->page >= first && d->page < end) {
            add_indent(out, bookmark->depth);
            buf_add_format(out, "%.*s: %.*s\n", STR_ARG(bookmark->title),
                           STR_ARG(bookmark->destination));
        }
    }
}

void pages_dump(const struct pages *pages, size_t first, size_t end, struct buf *out)
{
    struct arena arena = {0};
    struct line_room room = {.engine = pages->engine, .arena = &arena};
    buf_add_text(out, "paper ");
    add_pair(out, pages->width, "x", pages->height);
    buf_add_byte(out, '\n');
    for (size_t i = first; i < end; i++) {
        const struct page_content *page = &pages->items[i];
        buf_add_format(out, "page %zu\n", i + 1);
        for (size_t k = 0; k < page->count; k++) {
            dump_placed(pages, &page->items[k], &room, out);
        }
        for (size_t k = 0; k < page->link_count; k++) {
            dump_link(&page->links[k], out);
        }
    }
    dump_parts(pages, first, end, &room, out);
    dump_targets(pages, first, end, out);
    close_room(&room, out);
}

/* Lines */

/* The block that an inline's element stands in. */
static const struct element *block_of(const struct element *element)
{
    static const bool is_inline[ROLE_FORMULA + 1] = {
        [ROLE_SPAN] = true, [ROLE_QUOTE] = true,   [ROLE_REFERENCE] = true,
        [ROLE_LINK] = true, [ROLE_FORMULA] = true, [ROLE_CODE] = true,
    };
    while (element && element->parent && is_inline[element->role] &&
           element->parent->role != ROLE_PART) {
        element = element->parent;
    }
    return element;
}

static size_t depth_of(const struct element *element)
{
    size_t depth = 0;
    for (; element->parent; element = element->parent) {
        depth++;
    }
    return depth;
}

static const struct element *ancestor_at(const struct element *element, size_t depth)
{
    for (size_t at = depth_of(element); at > depth; at--) {
        element = element->parent;
    }
    return element;
}

/* Elements that open between the last line's and this one's, a line each. */
static void open_elements(const struct element *block, const struct element *last,
                          struct buf *out)
{
    size_t depth = depth_of(block);
    bool opened = !last;
    for (size_t at = 1; at < depth; at++) {
        const struct element *element = ancestor_at(block, at);
        opened = opened || depth_of(last) < at || ancestor_at(last, at) != element;
        if (opened) {
            add_indent(out, at);
            dump_element(element, out);
        }
    }
}

static void dump_line(const struct placed *placed, const struct line *line,
                      const struct element *block, const struct element *last,
                      struct buf *out)
{
    if (block) {
        open_elements(block, last, out);
        add_indent(out, depth_of(block));
        buf_add_text(out, block == last ? "|" : element_role_name(block->role));
    } else {
        buf_add_format(out, "  %s", artifact_name(placed->artifact));
    }
    buf_add_byte(out, ' ');
    add_points(out, line->width);
    buf_add_byte(out, ' ');
    for (uint32_t i = 0; i < line->count; i++) {
        add_piece(line_read(line, i), i + 1 == line->count, out);
    }
    buf_add_text(out, line->overfull ? "!\n" : "\n");
}

void pages_dump_lines(const struct pages *pages, size_t first, size_t end, struct buf *out)
{
    const struct element *last = NULL;
    struct arena arena = {0};
    struct line_room room = {.engine = pages->engine, .arena = &arena};
    for (size_t i = first; i < end; i++) {
        const struct page_content *page = &pages->items[i];
        buf_add_format(out, "page %zu\n", i + 1);
        for (size_t k = 0; k < page->count; k++) {
            const struct placed *placed = &page->items[k];
            if (placed->kind == PLACED_LINE) {
                const struct element *block = block_of(element_of(pages, placed, &room));
                const struct line *line = line_open(placed->as.line, &room);
                if (line) {
                    dump_line(placed, line, block, last, out);
                }
                last = block ? block : last;
            }
        }
    }
    close_room(&room, out);
}
