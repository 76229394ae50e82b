#include "archive/rewrite.h"

#include "archive/html.h"
#include "archive/text.h"
#include "html/html.h"
#include "image/image.h"

struct rewrite {
    const struct bundle *bundle;
    const struct document *document;
    const char *up;
    const struct node *title; /* the heading that is printed elsewhere */
    const struct node *root;  /* a heading whose children alone are printed */
    size_t tables, codes, formulas;
    bool in_title;
    bool in_lead; /* before the title: printed with it */
};

/* Ids the writer of HTML makes for footnotes, and those of the frame, are taken. */
static bool is_reserved(struct str id)
{
    return str_starts(id, FRAME_ID) || str_starts(id, "fn-") || str_starts(id, "fnref-");
}

bool rewrite_keeps_anchor(const struct document *document, struct str id)
{
    for (size_t i = 0; i < id.len; i++) {
        if (ascii_is_space(id.ptr[i])) {
            return false;
        }
    }
    return id.len && !is_reserved(id) && document_find_anchor(document, id);
}

/* Of several nodes with one id the first keeps it: ids are unique in a page. */
static bool keeps_id(void *data, const struct node *node)
{
    const struct rewrite *rewrite = data;
    return rewrite_keeps_anchor(rewrite->document, node->id) &&
           document_find_anchor(rewrite->document, node->id) == node;
}

static void add_id(struct rewrite *rewrite, const struct node *node, struct buf *out)
{
    if (keeps_id(rewrite, node)) {
        buf_add_text(out, " id=\"");
        buf_add_escaped(out, node->id);
        buf_add_byte(out, '"');
    }
}

/* `out` shares the fate of the words that were looked at. */
static bool has_words(const struct node *node, struct buf *out)
{
    struct buf text = {0};
    node_plain_text(node, &text);
    bool words = str_trim(buf_str(&text)).len > 0;
    buf_share_fate(out, buf_str(&text));
    buf_clear(&text);
    return words;
}

/* Links */

/* ` name="text"` */
static void add_attribute(const char *name, struct str text, struct buf *out)
{
    buf_add_format(out, " %s=\"", name);
    page_add_text(out, text);
    buf_add_byte(out, '"');
}

/* What the sheet shows behind a link stands in an attribute: as text it would come
 * between the author's word and the comma after it. The title says it too, for those
 * who do not see the sheet's words. */
static void add_remark(const struct node *node, struct str remark, struct buf *out)
{
    buf_share_fate(out, remark);
    if (remark.len) {
        add_attribute("data-remark", remark, out);
    }
    if (node->title.len || remark.len) {
        add_attribute("title", node->title.len ? node->title : remark, out);
    }
}

static void add_internal(struct rewrite *rewrite, const struct document *document,
                         struct str anchor, struct buf *out)
{
    bool kept = rewrite_keeps_anchor(document, anchor);
    if (document != rewrite->document || !kept) {
        buf_add_text(out, rewrite->up);
        buf_add(out, bundle_page(rewrite->bundle, document));
    }
    if (kept) {
        buf_add_byte(out, '#');
        text_add_anchor(out, anchor);
    }
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

static void add_target(struct rewrite *rewrite, const struct link *link, struct buf *out)
{
    switch (link->class) {
    case LINK_INTERNAL: add_internal(rewrite, link->document, link->anchor, out); break;
    case LINK_FILE:
        buf_add_text(out, rewrite->up);
        buf_add(out, link->file->name);
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

static void add_link_remark(const struct node *node, struct buf *out)
{
    const struct link *link = node->to.link;
    struct buf kind = {0};
    if (link->class == LINK_FILE) {
        text_add_kind(&kind, link->file);
    } else if (link->class == LINK_LIVE) {
        buf_add_text(&kind, "live");
    }
    add_remark(node, buf_str(&kind), out);
    buf_clear(&kind);
}

static void open_dead_link(struct rewrite *rewrite, const struct node *node,
                           struct buf *out)
{
    const struct link *link = node->to.link;
    buf_add_text(out, link ? "<span class=\"broken\"" : "<span");
    add_id(rewrite, node, out);
    if (link) {
        add_remark(node, link->reason.len ? link->reason : STR("no target"), out);
    }
    buf_add_byte(out, '>');
}

static bool is_dead(const struct node *node)
{
    return !node->to.link || node->to.link->class == LINK_BROKEN;
}

static void open_link(struct rewrite *rewrite, const struct node *node, struct buf *out)
{
    const struct link *link = node->to.link;
    bool words = has_words(node, out);
    buf_add_format(out, "<a class=\"%s\" href=\"", link_class(link));
    add_target(rewrite, link, out);
    buf_add_byte(out, '"');
    buf_add_text(out, leads_out(link) ? " rel=\"noopener noreferrer\"" : "");
    add_id(rewrite, node, out);
    add_link_remark(node, out);
    if (!words && node->first) { /* an image without alternate text */
        add_attribute("aria-label", link_words(link), out);
    }
    buf_add_byte(out, '>');
    if (!words && !node->first) {
        page_add_text(out, link_words(link));
    }
}

static void write_link(struct rewrite *rewrite, const struct node *node, bool entering,
                       struct buf *out)
{
    if (!entering) {
        buf_add_text(out, is_dead(node) ? "</span>" : "</a>");
    } else if (is_dead(node)) {
        open_dead_link(rewrite, node, out);
    } else {
        open_link(rewrite, node, out);
    }
}

/* Images */

static uint32_t size_attribute(const struct node *node, const char *name)
{
    const struct attribute *attribute = node_attribute(node, name);
    struct str digits = attribute ? attribute->value : (struct str){0};
    uint32_t value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!ascii_is_digit(digits.ptr[i]) || value > IMAGE_SIDE_LIMIT) {
            return str_is(str_skip(digits, i), "px") ? value : 0;
        }
        value = value * 10 + (uint32_t)(digits.ptr[i] - '0');
    }
    return value > IMAGE_SIDE_LIMIT ? 0 : value;
}

/* The size the author gave, completed by the shape of the image itself. */
static void add_size(struct rewrite *rewrite, const struct node *node, struct buf *out)
{
    struct str bytes = node->to.file->bytes;
    struct image_size own;
    struct place place = {.file = node->to.file->source};
    bool known = image_probe(bytes, place, &own, rewrite->bundle->quiet);
    uint64_t width = size_attribute(node, "width"), height = size_attribute(node, "height");
    if (known && !width && !height) {
        width = own.width;
        height = own.height;
    } else if (known && !height) {
        height = (width * own.height + own.width / 2) / own.width;
    } else if (known && !width) {
        width = (height * own.width + own.height / 2) / own.height;
    }
    if (width) {
        buf_add_format(out, " width=\"%u\"", (unsigned)width);
    }
    if (height) {
        buf_add_format(out, " height=\"%u\"", (unsigned)height);
    }
}

static void add_image(struct rewrite *rewrite, const struct node *node, struct buf *out)
{
    const struct packet_file *file = node->to.file;
    if (!file || file->name.len == 0) {
        buf_add_text(out, "<span class=\"no-image\"");
        add_id(rewrite, node, out);
        buf_add_byte(out, '>');
        page_add_text(out, node->text);
        buf_add_text(out, "</span>");
        return;
    }
    buf_add_format(out, "<img src=\"%s%.*s\" alt=\"", rewrite->up, STR_ARG(file->name));
    page_add_text(out, node->text);
    buf_add_byte(out, '"');
    add_size(rewrite, node, out);
    add_id(rewrite, node, out);
    add_remark(node, (struct str){0}, out);
    buf_add_byte(out, '>');
}

/* Headings, tables, code, boxes */

static void start_line(struct buf *out)
{
    if (out->len && out->ptr[out->len - 1] != '\n') {
        buf_add_byte(out, '\n');
    }
}

static bool write_heading(struct rewrite *rewrite, const struct node *node, bool entering,
                          struct buf *out)
{
    if (node == rewrite->title) {
        rewrite->in_title = entering;
        rewrite->in_lead = false;
        return true;
    }
    if (node == rewrite->root) {
        return true;
    }
    bool words = has_words(node, out);
    unsigned level = heading_level(node);
    if (entering) {
        start_line(out);
        words ? buf_add_format(out, "<h%u", level) : buf_add_text(out, "<div");
        add_id(rewrite, node, out);
        buf_add_byte(out, '>');
    } else {
        words ? buf_add_format(out, "</h%u>\n", level) : buf_add_text(out, "</div>\n");
    }
    return true;
}

/* What may be wider than a phone scrolls in a box of its own, which the keyboard can
 * reach; regions have different names, as landmarks must. */
static void open_region(const char *element, const char *class, const char *what,
                        size_t number, struct buf *out)
{
    start_line(out);
    buf_add_format(out,
                   "<%s class=\"%s\" tabindex=\"0\" role=\"region\" aria-label=\"%s %zu\"",
                   element, class, what, number);
}

static bool write_table(struct rewrite *rewrite, bool entering, struct buf *out)
{
    if (entering) {
        open_region("div", "scroll", "Table", ++rewrite->tables, out);
        buf_add_text(out, ">\n");
    }
    return false; /* the table itself follows as it is */
}

static bool write_code(struct rewrite *rewrite, const struct node *node, struct buf *out)
{
    open_region("pre", "code", "Code", ++rewrite->codes, out);
    add_id(rewrite, node, out);
    buf_add_text(out, "><code>");
    buf_add_escaped(out, node->text);
    buf_add_text(out, "</code></pre>\n");
    return true;
}

static bool write_formula(struct rewrite *rewrite, const struct node *node, struct buf *out)
{
    open_region("div", "scroll formula", "Formula", ++rewrite->formulas, out);
    add_id(rewrite, node, out);
    buf_add_text(out, "><code>");
    buf_add_escaped(out, node->text);
    buf_add_text(out, "</code></div>\n");
    return true;
}

/* A header cell without words is no header. */
static bool write_cell(struct rewrite *rewrite, const struct node *node, bool entering,
                       struct buf *out)
{
    if (!node->header || has_words(node, out)) {
        return false;
    }
    if (!entering) {
        buf_add_text(out, "</td>\n");
        return true;
    }
    buf_add_text(out, "<td");
    add_id(rewrite, node, out);
    if (node->column_span > 1) {
        buf_add_format(out, " colspan=\"%u\"", node->column_span);
    }
    if (node->row_span > 1) {
        buf_add_format(out, " rowspan=\"%u\"", node->row_span);
    }
    buf_add_byte(out, '>');
    return true;
}

static bool write_task(struct rewrite *rewrite, const struct node *node, bool entering,
                       struct buf *out)
{
    if (node->task == TASK_NONE || !entering) {
        return false;
    }
    start_line(out);
    buf_add_text(out, "<li class=\"task\"");
    add_id(rewrite, node, out);
    buf_add_format(out, "><span class=\"box%s\" role=\"img\" aria-label=\"%s\"></span> ",
                   node->task == TASK_DONE ? " done" : "",
                   node->task == TASK_DONE ? "done" : "open");
    return true;
}

static bool write_box(struct rewrite *rewrite, const struct node *node, bool entering,
                      const char *opening, struct buf *out)
{
    start_line(out);
    if (entering) {
        buf_add_text(out, opening);
        add_id(rewrite, node, out);
        buf_add_text(out, ">\n");
    } else {
        buf_add_text(out, "</div>\n");
    }
    return true;
}

static void close_region(void *data, const struct node *node, struct buf *out)
{
    (void)data;
    if (node->kind == NODE_TABLE) {
        buf_add_text(out, "</div>\n");
    }
}

/* Elements with a meaning of their own (nav, main, details) would be landmarks within
 * the text, or hide it. */
static bool hook(void *data, const struct node *node, bool entering, struct buf *out)
{
    struct rewrite *rewrite = data;
    bool skipped = rewrite->in_title || (rewrite->in_lead && node->kind != NODE_DOCUMENT);
    if (skipped && node != rewrite->title) {
        return true;
    }
    switch (node->kind) {
    case NODE_HEADING: return write_heading(rewrite, node, entering, out);
    case NODE_LINK: write_link(rewrite, node, entering, out); break;
    case NODE_IMAGE: add_image(rewrite, node, out); break;
    case NODE_TABLE: return write_table(rewrite, entering, out);
    case NODE_CELL: return write_cell(rewrite, node, entering, out);
    case NODE_ITEM: return write_task(rewrite, node, entering, out);
    case NODE_CODE_BLOCK: return write_code(rewrite, node, out);
    case NODE_MATH_BLOCK: return write_formula(rewrite, node, out);
    case NODE_DIV: return write_box(rewrite, node, entering, "<div", out);
    case NODE_TOC_BLOCK:
        return write_box(rewrite, node, entering, "<div class=\"contents\"", out);
    case NODE_ADMONITION:
        return write_box(rewrite, node, entering, "<div class=\"note\" role=\"note\"", out);
    default: return false; /* as the writer of HTML prints it */
    }
    return true;
}

/* The title, when only contents stand before it beside it: these then are its lead. */
static const struct node *title_with_lead(const struct document *document)
{
    const struct node *title = document->title_heading;
    return title && title->parent == document->root && title->previous ? title : NULL;
}

void rewrite_body(const struct bundle *bundle, const struct document *document,
                  const char *up, struct buf *out)
{
    struct rewrite rewrite = {.bundle = bundle,
                              .document = document,
                              .up = up,
                              .title = document->title_heading,
                              .in_lead = title_with_lead(document) != NULL};
    struct html_hooks hooks = {&rewrite, hook, keeps_id, close_region};
    html_write(document->root, HTML_BUNDLE, &hooks, out);
}

void rewrite_lead(const struct bundle *bundle, const struct document *document,
                  const char *up, struct buf *out)
{
    const struct node *title = title_with_lead(document);
    struct rewrite rewrite = {.bundle = bundle, .document = document, .up = up};
    struct html_hooks hooks = {&rewrite, hook, keeps_id, close_region};
    for (struct node *node = document->root->first; title && node != title;
         node = node->next) {
        html_write(node, HTML_BUNDLE, &hooks, out);
    }
}

void rewrite_title(const struct bundle *bundle, const struct document *document,
                   const char *up, struct buf *out)
{
    const struct node *heading = document->title_heading;
    if (!heading || !has_words(heading, out)) {
        page_add_text(out, document->title);
        return;
    }
    struct rewrite rewrite = {
        .bundle = bundle, .document = document, .up = up, .root = heading};
    struct html_hooks hooks = {&rewrite, hook, keeps_id, close_region};
    html_write(heading, HTML_BUNDLE, &hooks, out);
}
