/* A document in the words of the bundle's pages. Each passage is a row of siblings, written
 * with its own answers for the nodes that the bundle shows in another way than the writer
 * of HTML: the rest is printed as it is. Relies on a finished document. */
#include "archive/rewrite.h"

#include "archive/page_marks.h"

#include "archive/anchor.h"
#include "archive/reference.h"
#include "archive/text.h"
#include "base/buf.h"
#include "base/gate.h"
#include "html/html.h"

struct page {
    const struct view *view;
    size_t tables, codes, formulas; /* regions so far, to tell them apart */
    struct cards cards;             /* that are being written; `count` 0: none are */
    const struct node *card, *next_card;
    const struct node *media; /* that is being written, or NULL */
    const struct node *behind_title; /* before it comes what is `between`; NULL: none */
    struct str between;
    const struct document_marks *marks; /* NULL: none are told */
    size_t next_mark;
};

/* What an element that is written anew keeps: its id, and what its words are read by. */
static void add_marks(const struct page *page, const struct node *node, struct buf *out)
{
    const struct attribute *language = node_attribute(node, "lang");
    const char *direction = node_direction_said(node);
    anchor_add_id(page->view->catalog, page->view->document, node, out);
    if (language) {
        buf_add_text(out, " lang=\"");
        text_add_html(out, language->value);
        buf_add_byte(out, '"');
    }
    if (direction) {
        buf_add_format(out, " dir=\"%s\"", direction);
    }
}

static void write_id(void *data, const struct node *node, struct buf *out)
{
    const struct page *page = data;
    anchor_add_id(page->view->catalog, page->view->document, node, out);
}

static void add_align(const struct node *node, struct buf *out)
{
    enum column_align align = block_align(node);
    if (align) {
        buf_add_format(out, " class=\"align-%s\"", align_name(align));
    }
}

/* One that is in no outline says nothing ("&nbsp;"), unless it stands in a note. */
static bool says_something(const struct node *heading)
{
    const struct node *around = heading;
    while (around && around->kind != NODE_FOOTNOTE) {
        around = around->parent;
    }
    return node_word_count(heading) > 0 && (around || node_depth(heading) > 0);
}

static enum html_answer write_heading(const struct page *page, const struct node *node,
                                      bool entering, struct buf *out)
{
    const struct document *document = page->view->document;
    bool title = node == document->title_heading;
    if (title && !document->title_in_place) {
        return HTML_SKIP; /* it stands in the page's head */
    }
    bool words = title || says_something(node);
    unsigned level = title ? 1 : heading_level(node);
    if (entering) {
        html_start_line(out);
        words ? buf_add_format(out, "<h%u", level) : buf_add_text(out, "<div");
        buf_add_text(out, title && node->level > 1 ? " data-look=\"section\"" : "");
        add_align(node, out);
        add_marks(page, node, out);
        buf_add_byte(out, '>');
    } else {
        words ? buf_add_format(out, "</h%u>\n", level) : buf_add_text(out, "</div>\n");
    }
    return HTML_WRITTEN;
}

/* What may be wider than a phone scrolls in a box of its own, which the keyboard can
 * reach; regions have different names, as landmarks must. */
static void open_region(const struct page *page, const char *element, const char *class,
                        enum phrase what, size_t number, struct buf *out)
{
    struct str language = page->view->document->language;
    html_start_line(out);
    buf_add_format(out, "<%s class=\"%s\" tabindex=\"0\" role=\"region\" aria-label=\"",
                   element, class);
    text_open_phrase(out, language, what);
    phrase_add_number(out, language, number);
    text_close_phrase(out, language, what);
    buf_add_byte(out, '"');
}

static enum html_answer write_table(struct page *page, bool entering, struct buf *out)
{
    if (!entering) {
        html_start_line(out);
        buf_add_text(out, "</table>\n</div>\n");
        return HTML_WRITTEN;
    }
    open_region(page, "div", "scroll", PHRASE_TABLE, ++page->tables, out);
    buf_add_text(out, ">\n");
    return HTML_DEFAULT; /* the table itself opens as it is */
}

/* It runs from the left: the bundle's sheet says so, which a book's may not. */
static void open_code(const struct page *page, struct buf *out)
{
    buf_add_text(out, page->view->catalog->in_book ? "><code dir=\"ltr\">" : "><code>");
}

/* Numbers that are no text: what is copied is the code alone. */
static void write_numbered(const struct node *node, struct buf *out)
{
    struct str rest = str_without_end(node->text, '\n');
    for (uint32_t number = node_number(node);; number++) {
        size_t end = str_find_byte(rest, '\n', 0);
        buf_add_format(out, "<span class=\"line\" data-number=\"%u\"></span>", number);
        gate_add_markup(out, str_sub(rest, 0, end == STR_NONE ? rest.len : end));
        buf_add_byte(out, '\n');
        if (end == STR_NONE) {
            return;
        }
        rest = str_skip(rest, end + 1);
    }
}

/* With marks of pages in it; false: it has none, and is not written. */
static bool write_text(struct page *page, const struct node *node, struct buf *out)
{
    return page->marks && page_marks_write_text(page->marks, &page->next_mark, node, out);
}

static enum html_answer write_code(struct page *page, const struct node *node,
                                   struct buf *out)
{
    open_region(page, "pre", "code", PHRASE_CODE, ++page->codes, out);
    add_marks(page, node, out);
    open_code(page, out);
    if (node_number(node)) {
        write_numbered(node, out);
    } else if (!write_text(page, node, out)) {
        gate_add_markup(out, node->text);
    }
    buf_add_text(out, "</code></pre>\n");
    return HTML_WRITTEN;
}

static enum html_answer write_formula(struct page *page, const struct node *node,
                                      struct buf *out)
{
    open_region(page, "div", "scroll formula", PHRASE_FORMULA, ++page->formulas, out);
    add_marks(page, node, out);
    open_code(page, out);
    gate_add_markup(out, node->text);
    buf_add_text(out, "</code></div>\n");
    return HTML_WRITTEN;
}

/* A header cell without words is no header. */
static enum html_answer write_cell(struct page *page, const struct node *node,
                                   bool entering, struct buf *out)
{
    if (!node->header || node_word_count(node) > 0) {
        return HTML_DEFAULT;
    }
    if (!entering) {
        buf_add_text(out, "</td>\n");
        return HTML_WRITTEN;
    }
    buf_add_text(out, "<td");
    add_marks(page, node, out);
    if (node_column_span(node) > 1) {
        buf_add_format(out, " colspan=\"%u\"", node_column_span(node));
    }
    if (node_row_span(node) > 1) {
        buf_add_format(out, " rowspan=\"%u\"",
                       node_row_span(node) == ROW_SPAN_REST ? 0U : node_row_span(node));
    }
    buf_add_byte(out, '>');
    return HTML_WRITTEN;
}

static enum html_answer write_task(struct page *page, const struct node *node,
                                   bool entering, struct buf *out)
{
    if (node->task == TASK_NONE || !entering) {
        return HTML_DEFAULT;
    }
    html_start_line(out);
    buf_add_text(out, "<li class=\"task\"");
    add_marks(page, node, out);
    bool done = node->task == TASK_DONE;
    buf_add_format(out, "><span class=\"box%s\" role=\"img\" aria-label=\"",
                   done ? " done" : "");
    text_add_phrase(out, page->view->document->language,
                    done ? PHRASE_TASK_DONE : PHRASE_TASK_OPEN);
    buf_add_text(out, "\"></span> ");
    return HTML_WRITTEN;
}

static enum html_answer write_box(struct page *page, const struct node *node, bool entering,
                                  const char *opening, struct buf *out)
{
    html_start_line(out);
    if (entering) {
        buf_add_text(out, opening);
        if (node->kind == NODE_DIV && !str_ends(buf_str(out), "\"")) {
            add_align(node, out);
        }
        add_marks(page, node, out);
        buf_add_text(out, ">\n");
    } else {
        buf_add_text(out, "</div>\n");
    }
    return HTML_WRITTEN;
}

static enum html_answer write_callout(struct page *page, const struct node *node,
                                      bool entering, struct buf *out)
{
    static const char *const openings[CALLOUT_COUNT] = {
        [CALLOUT_BLOCK] = "<div class=\"note block\"",
        [CALLOUT_NOTE] = "<div class=\"note\" role=\"note\"",
        [CALLOUT_TIP] = "<div class=\"note tip\" role=\"note\"",
        [CALLOUT_IMPORTANT] = "<div class=\"note important\" role=\"note\"",
        [CALLOUT_WARNING] = "<div class=\"note warning\" role=\"note\"",
        [CALLOUT_CAUTION] = "<div class=\"note caution\" role=\"note\"",
    };
    return write_box(page, node, entering, openings[callout_of(node)], out);
}

/* Cards: rows of them are one grid, whose style says how many stand beside each other. */

static void open_cards(struct page *page, struct buf *out)
{
    const struct cards *cards = &page->cards;
    page->card = NULL;
    page->next_card = cards_next(cards, NULL);
    html_start_line(out);
    buf_add_format(out, "<div class=\"cards cards-%u%s\"", (unsigned)cards->most_columns,
                   cards->bare ? " bare" : "");
    const char *direction = cards->rows ? node_direction_said(cards->first) : NULL;
    if (direction) {
        buf_add_format(out, " dir=\"%s\"", direction);
    }
    buf_add_text(out, ">\n");
}

/* A row's place is where its first card begins. */
static void open_card(struct page *page, const struct node *node, struct buf *out)
{
    const struct node *row = cards_row(&page->cards, node);
    page->card = node;
    page->next_card = cards_next(&page->cards, node);
    html_start_line(out);
    buf_add_text(out, node->kind == NODE_FIGURE ? "<figure" : "<div");
    add_align(node, out);
    add_marks(page, node, out);
    buf_add_text(out, ">\n");
    struct buf id = {.part_of = out};
    if (row) {
        anchor_add_id(page->view->catalog, page->view->document, row, &id);
    }
    if (id.len) {
        buf_add_format(out, "<span%.*s></span>\n", STR_ARG(buf_str(&id)));
    }
    buf_clear(&id);
}

static void close_card(struct page *page, const struct node *node, bool card,
                       struct buf *out)
{
    html_start_line(out);
    if (card) {
        buf_add_text(out, node->kind == NODE_FIGURE ? "</figure>\n" : "</div>\n");
    }
    if (node->parent == page->cards.first->parent && node->next == page->cards.end) {
        buf_add_text(out, "</div>\n");
        page->cards.count = 0;
    }
}

/* Whether the block is a card or a row of them, which it writes. */
static bool write_card(struct page *page, const struct node *node, bool entering,
                       struct buf *out)
{
    if (entering && page->cards.count == 0) {
        if (!cards_find(node, &page->cards)) {
            page->cards.count = 0;
            return false;
        }
        open_cards(page, out);
    }
    if (page->cards.count == 0) {
        return false;
    }
    const struct node *card = entering ? page->next_card : page->card;
    bool row = card && card->parent == node && node->parent == page->cards.first->parent;
    if (node != card && !row) {
        return false;
    }
    if (!entering) {
        close_card(page, node, !row, out);
    } else if (!row) {
        open_card(page, node, out);
    }
    return true;
}

static enum html_answer write_division(struct page *page, const struct node *node,
                                       bool entering, struct buf *out)
{
    if (write_card(page, node, entering, out)) {
        return HTML_WRITTEN;
    }
    if (node->kind == NODE_FIGURE) {
        return HTML_DEFAULT;
    }
    bool narrow = page->media || (page->cards.count && page->cards.most_columns > 1);
    bool media = entering && !narrow && node_is_media(node);
    page->media = media ? node : !entering && node == page->media ? NULL : page->media;
    return write_box(page, node, entering,
                     !media                         ? "<div"
                     : node_is_picture(node->first) ? "<div class=\"media\""
                                                    : "<div class=\"media turned\"",
                     out);
}

#define CARD_PIXELS 176 /* how tall pictures are at the most */
#define BARE_PIXELS 96
#define BESIDE_PIXELS 300 /* in items and media, without a size of their own */

static void write_image(const struct page *page, const struct node *node, struct buf *out)
{
    const struct cards *cards = &page->cards;
    const struct node *around = node->parent;
    struct asked_size asked = node_asked_size(node);
    bool sized = asked.width.unit != LENGTH_AUTO || asked.height.unit != LENGTH_AUTO;
    while (around && around->kind != NODE_ITEM && around != page->media) {
        around = around->parent;
    }
    unsigned tallest = cards->count       ? cards->bare ? BARE_PIXELS : CARD_PIXELS
                       : around && !sized ? BESIDE_PIXELS
                                          : 0;
    reference_write_image(page->view, node, tallest, out);
}

/* Elements with a meaning of their own (nav, main, details) would be landmarks within
 * the text, or hide it. */
static enum html_answer write_node(void *data, const struct node *node, bool entering,
                                   struct buf *out)
{
    struct page *page = data;
    if (entering && node == page->behind_title) {
        html_start_line(out);
        buf_add(out, page->between);
    }
    switch ((enum node_kind)node->kind) {
    case NODE_HEADING: return write_heading(page, node, entering, out);
    case NODE_LINK: reference_write_link(page->view, node, entering, out); break;
    case NODE_IMAGE: write_image(page, node, out); break;
    case NODE_TEXT: return write_text(page, node, out) ? HTML_WRITTEN : HTML_DEFAULT;
    case NODE_TABLE: return write_table(page, entering, out);
    case NODE_CELL: return write_cell(page, node, entering, out);
    case NODE_ITEM: return write_task(page, node, entering, out);
    case NODE_CODE_BLOCK: return write_code(page, node, out);
    case NODE_MATH_BLOCK: return write_formula(page, node, out);
    case NODE_DIV:
    case NODE_FIGURE: return write_division(page, node, entering, out);
    case NODE_TOC_BLOCK:
        return write_box(page, node, entering, "<div class=\"contents\"", out);
    case NODE_ADMONITION: return write_callout(page, node, entering, out);
    case NODE_DOCUMENT:
    case NODE_QUOTE:
    case NODE_LIST:
    case NODE_DEFINITION_LIST:
    case NODE_DEFINITION:
    case NODE_TERM:
    case NODE_ROW:
    case NODE_CAPTION:
    case NODE_FOOTNOTE:
    case NODE_PARAGRAPH:
    case NODE_RULE:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_SMALL:
    case NODE_SPAN:
    case NODE_CODE:
    case NODE_LINE_BREAK:
    case NODE_SOFT_BREAK:
    case NODE_FOOTNOTE_REFERENCE:
    case NODE_MATH:
    case NODE_HTML_BLOCK: /* not in finished documents, as the next */
    case NODE_HTML_INLINE:
    case NODE_RAW_BLOCK:
    case NODE_RAW_INLINE: return HTML_DEFAULT;
    }
    return HTML_WRITTEN;
}

/* `first` and the siblings that follow it. */
static void write_passage(struct page *page, const struct node *first, struct buf *out)
{
    const struct view *view = page->view;
    struct html_hooks hooks = {
        .data = page,
        .node = write_node,
        .id = write_id,
        .in_book = view->catalog->in_book,
        .back = phrase_in(view->document->language, PHRASE_BACK_TO_TEXT, NULL)};
    html_write_siblings(first, NULL, HTML_BUNDLE, &hooks, out);
}

static const struct document_marks *find_marks(const struct view *view)
{
    const struct document_marks *all = view->catalog->marks;
    return all ? &all[view->document->number - 1] : NULL;
}

void rewrite_first_marks(const struct view *view, struct buf *out)
{
    const struct document_marks *marks = find_marks(view);
    if (marks) {
        (void)page_marks_write_first(marks, out);
    }
}

void rewrite_title(const struct view *view, struct buf *out)
{
    const struct document *document = view->document;
    if (document->title_in_heading) {
        write_passage(&(struct page){.view = view}, document->title_heading->first, out);
    } else {
        text_add_html(out, document->title);
    }
}

/* What follows the block that holds a title that is shown where it stands; NULL: nothing,
 * or it is shown above the text. */
static const struct node *find_behind_title(const struct document *document)
{
    const struct node *block = document->title_in_place ? document->title_heading : NULL;
    while (block && block->parent != document->root) {
        block = block->parent;
    }
    return block ? block->next : NULL;
}

bool rewrite_has_title_before_text(const struct document *document)
{
    return find_behind_title(document) != NULL;
}

void rewrite_body(const struct view *view, struct str behind_title, struct buf *out)
{
    struct page page = {.view = view,
                        .behind_title =
                            behind_title.len ? find_behind_title(view->document) : NULL,
                        .between = behind_title,
                        .marks = find_marks(view)};
    while (page.marks && page.next_mark < page.marks->count &&
           !page.marks->items[page.next_mark].node &&
           page.marks->items[page.next_mark].offset == 0) {
        page.next_mark++; /* in the head */
    }
    write_passage(&page, view->document->root->first, out);
    if (page.marks) {
        page_marks_write_rest(page.marks, page.next_mark, out);
    }
}
