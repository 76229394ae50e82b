/* The cover: a picture of the title in the theme's colours, as the packet's first page has
 * it, and the page that shows it. A drawing (SVG) breaks no lines, so they are broken here,
 * by the room that letters take on the whole: what font a reading program has is not known.
 */
#include "base/date.h"
#include "base/gate.h"
#include "base/language.h"
#include "base/limits.h"
#include "base/phrases.h"
#include "base/utf8.h"
#include "epub/parts.h"

#define WIDTH 1200
#define HEIGHT 1800
#define MARGIN 110
#define BAND 1060 /* height of the band, at whose foot the title stands */
#define LINE_LIMIT 12

/* In hundredths of the size: a little more than most fonts take. */
static unsigned width_of(uint32_t c)
{
    return c >= 0x2E80 ? 100 : c == ' ' ? 30 : utf8_is_invisible(c) ? 0 : 58;
}

/* The bytes of `text` that stand on a line of `size`. */
static size_t line_length(struct str text, unsigned size)
{
    unsigned room = (WIDTH - 2 * MARGIN) * 100 / size, used = 0;
    size_t at = 0, len;
    while (at < text.len) {
        used += width_of(utf8_decode(text, at, &len));
        if (used > room) {
            break;
        }
        at += len;
    }
    size_t cut = gate_cut(text, at);
    return cut ? cut : at ? at : text.len;
}

static size_t break_lines(struct str text, unsigned size, struct str *lines, size_t limit)
{
    size_t count = 0;
    while (text.len && count < limit) {
        size_t len = line_length(text, size);
        lines[count++] = str_sub(text, 0, len);
        text = str_trim(str_skip(text, len));
    }
    if (text.len) { /* no book has such a title: its page has it whole */
        lines[limit - 1].len = 0;
    }
    return count;
}

struct block {
    struct str text;
    unsigned size, top;
    bool at_foot; /* its last line stands at `top` */
    uint32_t color;
    const char *weight;
};

static void add_block(struct str language, const char *family, const struct block *block,
                      unsigned size_least, size_t line_limit, struct buf *out)
{
    struct str lines[LINE_LIMIT];
    unsigned size = block->size;
    size_t count = break_lines(block->text, size, lines, line_limit);
    while (count == line_limit && size > size_least) {
        size -= 8;
        count = break_lines(block->text, size, lines, line_limit);
    }
    bool from_right = language_is_right_to_left(language);
    unsigned leading = size * 5 / 4;
    unsigned y = block->at_foot ? block->top - leading * (unsigned)(count ? count - 1 : 0)
                                : block->top;
    for (size_t i = 0; i < count; i++, y += leading) {
        buf_add_format(out,
                       "<text x=\"%d\" y=\"%u\" font-family=\"%s\" font-size=\"%u\" "
                       "font-weight=\"%s\" fill=\"#%06x\"%s>",
                       from_right ? WIDTH - MARGIN : MARGIN, y, family, size, block->weight,
                       block->color, from_right ? " direction=\"rtl\"" : "");
        gate_add_markup(out, lines[i].len ? lines[i] : STR("\xe2\x80\xa6"));
        buf_add_text(out, "</text>\n");
    }
}

static void draw(const struct book *book, struct buf *out)
{
    const struct packet *packet = book->packet;
    const struct theme *theme = theme_or_default(packet->theme);
    const char *family = theme->family.heading;
    struct buf day = {.part_of = out};
    struct str whose = packet->organization.len ? packet->organization : packet->site_title;
    if (packet->date != DATE_NONE) {
        phrase_add_date(&day, packet->language, packet->date);
    }
    const struct block title = {packet->title,      120,   BAND - 90, true,
                                theme->color.paper, "bold"};
    const struct block rest[] = {
        {packet->subtitle, 60, BAND + 130, false, theme->color.ink, "normal"},
        {whose, 52, HEIGHT - 200, true, theme->color.ink, "bold"},
        {buf_str(&day), 44, HEIGHT - 110, true, theme->color.quiet, "normal"},
    };
    buf_add_format(out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "
                   "xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"%d\" "
                   "height=\"%d\" viewBox=\"0 0 %d %d\">\n<title>",
                   WIDTH, HEIGHT, WIDTH, HEIGHT);
    gate_add_markup(out, packet->title);
    buf_add_format(out,
                   "</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n"
                   "<rect width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
                   WIDTH, HEIGHT, theme->color.paper, WIDTH, BAND, theme->color.ink);
    add_block(packet->language, family, &title, 56, 8, out);
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
        add_block(packet->language, family, &rest[i], 36, 4, out);
    }
    buf_add_text(out, "</svg>\n");
    buf_clear(&day);
}

bool cover_write(struct bundle *bundle, const struct book *book)
{
    struct leaf leaf = leaf_of_packet(book->packet);
    struct buf picture = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    struct buf page = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    draw(book, &picture);
    leaf_open(&leaf, &page);
    buf_add_text(&page, " epub:type=\"cover\" class=\"cover\">\n");
    front_mark_write(book->starts, false, &page);
    buf_add_text(&page, "<img role=\"doc-cover\" "
                        "src=\"" BOOK_COVER "\" alt=\"");
    gate_add_markup(&page, book->packet->title);
    buf_add_text(&page, "\" />\n");
    return bundle_add(bundle, BOOK_FOLDER, STR(BOOK_COVER), &picture) &&
           leaf_close(bundle, STR(BOOK_COVER_PAGE), &page);
}
