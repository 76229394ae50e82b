/* Links and images as the bundle shows them. A link that leads nowhere keeps its words and
 * says why; one that leaves the bundle says so. What the sheet shows behind a link is no
 * text, or it would come between the author's word and the comma after it. */
#include "archive/reference.h"

#include "archive/anchor.h"
#include "archive/text.h"
#include "base/buf.h"

/* Links */

/* ` name="text"` */
static void add_attribute(const char *name, struct str text, struct buf *out)
{
    buf_add_format(out, " %s=\"", name);
    text_add_html(out, text);
    buf_add_byte(out, '"');
}

/* What the sheet shows behind a link stands in an attribute: as text it would come
 * between the author's word and the comma after it. The title says it too, for those
 * who do not see the sheet's words. */
static void add_remark(const struct node *node, struct str remark, struct buf *out)
{
    if (remark.len) {
        add_attribute("data-remark", remark, out);
    }
    if (node_title(node).len || remark.len) {
        add_attribute("title", node_title(node).len ? node_title(node) : remark, out);
    }
}

static void add_internal(const struct view *view, const struct document *document,
                         const struct node *target, struct buf *out)
{
    struct buf fragment = {.part_of = out};
    bool kept = target && anchor_add_fragment(view->catalog, document, target, &fragment);
    if (document != view->document || !kept) {
        buf_add_text(out, view->up);
        buf_add(out, catalog_page(view->catalog, document));
    }
    if (kept) {
        buf_add_byte(out, '#');
        buf_add(out, buf_str(&fragment));
    }
    buf_clear(&fragment);
}

static const char *link_class(const struct link *link)
{
    switch (link->class) {
    case LINK_INTERNAL: return "inside";
    case LINK_FILE: return "to-file";
    case LINK_LIVE: return "live";
    case LINK_EXTERNAL: return "external";
    case LINK_MAIL: return "mail";
    case LINK_BROKEN: return "broken";
    }
    return "";
}

static void add_target(const struct view *view, const struct link *link, struct buf *out)
{
    switch (link->class) {
    case LINK_INTERNAL: add_internal(view, link->document, link->target, out); break;
    case LINK_FILE:
        if (view->catalog->in_book) {
            text_add_address(out, link->url);
            break;
        }
        buf_add_text(out, view->up);
        text_add_entry(out, catalog_file(view->catalog, link->file).name);
        text_add_address(out, link->behind);
        break;
    case LINK_LIVE:
    case LINK_EXTERNAL:
    case LINK_MAIL: text_add_address(out, link->url); break;
    case LINK_BROKEN: break;
    }
}

static bool leads_out(const struct link *link)
{
    return link->class == LINK_LIVE || link->class == LINK_EXTERNAL;
}

/* What a link without words shows: where it leads. */
static struct str link_words(const struct link *link)
{
    switch (link->class) {
    case LINK_INTERNAL: return link->document->title;
    case LINK_FILE: return link->file->source;
    case LINK_LIVE:
    case LINK_EXTERNAL:
    case LINK_MAIL: return text_bare_address(link->url);
    case LINK_BROKEN: return (struct str){0};
    }
    return (struct str){0};
}

static void add_link_remark(const struct view *view, const struct node *node,
                            struct buf *out)
{
    const struct link *link = node_link(node);
    struct buf kind = {.part_of = out};
    if (link->class == LINK_FILE) {
        text_add_kind(&kind, view->document->language, link->file);
    } else if (link->class == LINK_LIVE) {
        text_add_phrase(&kind, view->document->language, PHRASE_LIVE);
    }
    add_remark(node, buf_str(&kind), out);
    buf_clear(&kind);
}

static void open_dead_link(const struct view *view, const struct node *node,
                           struct buf *out)
{
    const struct link *link = node_link(node);
    buf_add_text(out, link ? "<span class=\"broken\"" : "<span");
    anchor_add_id(view->catalog, view->document, node, out);
    if (link) {
        enum phrase reason = link->class == LINK_FILE ? PHRASE_FILE_NOT_AVAILABLE
                                                      : phrase_of_reason(link->reason);
        add_remark(node, str_from(phrase_in(view->document->language, reason, NULL)), out);
    }
    buf_add_byte(out, '>');
}

/* Nor can a file be opened in a book, and on the web only where it has an address. */
static bool is_dead(const struct view *view, const struct node *node)
{
    const struct link *link = node_link(node);
    return !link || link->class == LINK_BROKEN ||
           (view->catalog->in_book && link->class == LINK_FILE && !link->url.len);
}

/* Whether its words are the address. */
static bool shows_address(const struct node *node)
{
    const struct node *text = node->first;
    return text && !text->next && text->kind == NODE_TEXT && text->text.len &&
           str_find(node_link(node)->url, text->text, 0) != STR_NONE;
}

/* An address that is its own words runs from the left, among any. */
static bool runs_apart(const struct node *node)
{
    const struct node *block = node->parent;
    while (block && node_is_inline(block)) {
        block = block->parent;
    }
    return block && node_text_direction(block) == RIGHT_TO_LEFT && shows_address(node);
}

/* On paper, an address follows the words that are none. */
static bool is_whole_address(const struct node *node)
{
    struct str shown = text_bare_address(node->first ? node->first->text : (struct str){0});
    return shows_address(node) && str_eq(text_bare_address(node_link(node)->url), shown);
}

static void open_link(const struct view *view, const struct node *node, struct buf *out)
{
    const struct link *link = node_link(node);
    bool words = node_word_count(node) > 0;
    buf_add_format(out, "<a class=\"%s%s\" href=\"", link_class(link),
                   leads_out(link) && is_whole_address(node) ? " own" : "");
    add_target(view, link, out);
    buf_add_byte(out, '"');
    buf_add_text(out, leads_out(link) ? " rel=\"noopener noreferrer\"" : "");
    buf_add_text(out, runs_apart(node) ? " dir=\"ltr\"" : "");
    anchor_add_id(view->catalog, view->document, node, out);
    add_link_remark(view, node, out);
    if (!words && node->first) { /* an image without alternate text */
        add_attribute("aria-label", link_words(link), out);
    }
    buf_add_byte(out, '>');
    if (!words && !node->first) {
        text_add_html(out, link_words(link));
    }
}

void reference_write_link(const struct view *view, const struct node *node, bool entering,
                          struct buf *out)
{
    if (!entering) {
        buf_add_text(out, is_dead(view, node) ? "</span>" : "</a>");
    } else if (is_dead(view, node)) {
        open_dead_link(view, node, out);
    } else {
        open_link(view, node, out);
    }
}

/* Images */

/* In pixels, as text without a style of its own has them; 0: none, or no pixels. */
static uint64_t asked_pixels(struct asked_length length)
{
    uint64_t thousandths = (uint64_t)length.thousandths;
    switch (length.unit) {
    case LENGTH_PIXELS: return (thousandths + 500) / 1000;
    case LENGTH_EM:
    case LENGTH_REM: return (thousandths * 16 + 500) / 1000;
    case LENGTH_AUTO:
    case LENGTH_PERCENT:
    case LENGTH_WINDOW_WIDTH:
    case LENGTH_WINDOW_HEIGHT: return 0;
    }
    return 0;
}

static uint64_t scale(uint64_t length, uint32_t by, uint32_t from)
{
    return (length * by + from / 2) / from;
}

/* The size the author gave, completed by the shape of the image itself, in the attributes
 * that HTML has for it: the bundle's pages hold no styles, and those of a book must be
 * valid. */
static void add_size(const struct view *view, const struct node *node,
                     const struct held_file *held, unsigned tallest, struct buf *out)
{
    struct asked_size asked = node_asked_size(node);
    bool part =
        asked.width.unit == LENGTH_PERCENT || asked.width.unit == LENGTH_WINDOW_WIDTH;
    if (part) {
        buf_add_format(out,
                       view->catalog->in_book ? " style=\"width:%u%%\""
                                              : " width=\"%u%%\"",
                       (unsigned)(asked.width.thousandths / 1000));
        return;
    }
    uint64_t width = asked_pixels(asked.width), height = asked_pixels(asked.height);
    uint64_t most = asked_pixels(asked.most_width);
    uint64_t most_height = asked_pixels(asked.most_height);
    if (held->width && !width && !height) {
        width = (uint64_t)asked_size_zoom(&asked, held->width);
        width = most && most < width ? most : width;
    }
    if (held->width && !height) {
        height = scale(width, held->height, held->width);
    } else if (held->width && !width) {
        width = scale(height, held->width, held->height);
    }
    if (most_height && (!tallest || most_height < tallest)) {
        tallest = (unsigned)most_height;
    }
    if (tallest && height > tallest) {
        width = scale(width, tallest, (uint32_t)height);
        height = tallest;
    }
    if (!held->width && !width && !height) {
        height = most_height; /* of a drawing, which may be as large as there is room */
    }
    if (width) {
        buf_add_format(out, " width=\"%u\"", (unsigned)width);
    }
    if (height) {
        buf_add_format(out, " height=\"%u\"", (unsigned)height);
    }
}

void reference_write_image(const struct view *view, const struct node *node,
                           unsigned tallest, struct buf *out)
{
    const struct packet_file *file = node_file(node);
    struct held_file held =
        file ? catalog_file(view->catalog, file) : (struct held_file){0};
    if (held.name.len == 0) {
        buf_add_text(out, "<span class=\"no-image\"");
        anchor_add_id(view->catalog, view->document, node, out);
        buf_add_byte(out, '>');
        text_add_html(out, node->text);
        buf_add_text(out, "</span>");
        return;
    }
    buf_add_format(out, "<img src=\"%s", view->up);
    text_add_entry(out, held.name);
    buf_add_text(out, "\" alt=\"");
    text_add_html(out, node->text);
    buf_add_byte(out, '"');
    add_size(view, node, &held, tallest, out);
    anchor_add_id(view->catalog, view->document, node, out);
    add_remark(node, (struct str){0}, out);
    buf_add_text(out, " />"); /* as in XML, for EPUB */
}
