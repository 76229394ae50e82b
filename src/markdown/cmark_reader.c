/* cmark's nodes become ours; besides cmark_memory.c and cmark_bounds.c the only file that
 * includes cmark-gfm.
 *
 * cmark reads the whole text into its own tree; this file walks that tree once,
 * without recursion, and copies what it says into the arena. All of that is one step in
 * cmark's memory, which goes when the step is done; nothing of cmark's is freed singly.
 * Blocks come with line and column. Inlines of cmark-gfm 0.29 mostly have a line; their
 * column counts bytes in a paragraph whose indentation is gone, so it is a hint, not a
 * promise: an inline's spot is taken from the text itself where its first word stands. */
#define CMARK_NO_SHORT_NAMES
#include "markdown/reader.h"

#include "base/lines.h"
#include "base/utf8.h"
#include "markdown/cmark_bounds.h"
#include "markdown/cmark_memory.h"
#include "markdown/dialect.h"
#include "markdown/github_ids.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

struct copier {
    struct arena *arena;
    const struct markdown_options *options;
    const struct line_map *map;
    struct str text;
    struct str fed; /* the same within bounds */
    struct line_index lines;
    struct report *report;
    struct node *parent;
    struct node *document;
    size_t depth;
    bool too_deep_reported;
    struct cmark_bounds bounds;
    bool bounds_reported;
    size_t title_bytes; /* of links and pictures, so far */
    size_t search_from; /* inlines of a block are looked for from here on */
    struct buf *image;  /* text of the image being read */
    bool done;
};

/* Places */

static size_t offset_of(const struct copier *copier, int line, int column)
{
    line -= copier->bounds.needed; /* behind the empty one */
    if (line < 1 || (size_t)line > copier->lines.count) {
        return STR_NONE;
    }
    size_t start = copier->lines.starts[line - 1];
    size_t offset = start + (column > 1 ? (size_t)column - 1 : 0);
    return offset < line_end(copier->text, start) ? offset : start;
}

static struct spot spot_at(const struct copier *copier, size_t offset)
{
    if (offset == STR_NONE) {
        return (struct spot){0};
    }
    if (copier->map) {
        return line_map_spot(copier->map, copier->text, offset);
    }
    struct line_column at = line_index_at(&copier->lines, offset);
    return spot_make(at.line, at.column, 0);
}

/* What an inline begins with in the source, to look for: "[", "![", "`", its text. */
static struct str first_mark(const struct copier *copier, cmark_node *node,
                             enum node_kind kind)
{
    if (kind == NODE_TEXT || kind == NODE_RAW_INLINE) {
        const char *literal = cmark_node_get_literal(node);
        struct str first = str_sub(str_from(literal ? literal : ""), 0, 24);
        char mark;
        return cmark_bounds_restore(&copier->bounds, copier->arena, first, &mark);
    }
    return kind == NODE_LINK                 ? STR("[")
           : kind == NODE_IMAGE              ? STR("![")
           : kind == NODE_CODE               ? STR("`")
           : kind == NODE_FOOTNOTE_REFERENCE ? STR("[^")
                                             : STR("");
}

/* Searches forward from the last inline found, within a short window: linear over a
 * block. Not found (an entity, an escape): the place of what stood before. */
#define SEARCH_WINDOW_BYTES 400

static struct spot inline_spot(struct copier *copier, cmark_node *node, enum node_kind kind)
{
    struct str mark = first_mark(copier, node, kind);
    if (mark.len == 0 || copier->search_from == STR_NONE) {
        return spot_at(copier, copier->search_from);
    }
    struct str window = str_sub(copier->text, 0, copier->search_from + SEARCH_WINDOW_BYTES);
    size_t found = str_find(window, mark, copier->search_from);
    if (found != STR_NONE) {
        copier->search_from =
            kind == NODE_LINK || kind == NODE_IMAGE ? found + 1 : found + mark.len;
        return spot_at(copier, found);
    }
    return spot_at(copier, copier->search_from);
}

static struct place place_at(const struct copier *copier, struct spot spot)
{
    struct place place = {.line = spot.line, .column = spot.column};
    if (copier->map && spot.file < copier->map->file_count) {
        place.file = copier->map->files[spot.file];
    }
    return place;
}

/* Nodes */

/* cmark spells "&#xFFFE;" and "&#xFFFF;" as a single byte each, which is no UTF-8, and cuts
 * the label of a note that is none by its columns, which may lie within a character. */
static struct str copied_part(const struct copier *copier, struct str text)
{
    char mark;
    text = cmark_bounds_restore(&copier->bounds, copier->arena, text, &mark);
    if (utf8_find_invalid(text) == STR_NONE) {
        return text.len ? arena_str(copier->arena, text) : (struct str){0};
    }
    struct buf copy = {.kept_in = copier->arena};
    for (size_t i = 0, len; i < text.len; i += len) {
        unsigned char byte = (unsigned char)text.ptr[i];
        uint32_t c = utf8_decode(text, i, &len);
        buf_add_code_point(&copy, byte >= 0xFE ? UINT32_C(0xFF00) | byte : c);
    }
    return arena_take(copier->arena, &copy);
}

static struct str copied(const struct copier *copier, const char *text)
{
    return copied_part(copier, str_from(text ? text : ""));
}

static bool type_is(cmark_node *node, const char *name)
{
    return strcmp(cmark_node_get_type_string(node), name) == 0;
}

/* The kind that cmark's name for a node stands for; false: children alone count. */
static bool plain_kind(cmark_node *node, enum node_kind *kind)
{
    static const struct {
        const char *name;
        enum node_kind kind;
    } kinds[] = {
        {"block_quote", NODE_QUOTE},
        {"list", NODE_LIST},
        {"item", NODE_ITEM},
        {"tasklist", NODE_ITEM},
        {"paragraph", NODE_PARAGRAPH},
        {"heading", NODE_HEADING},
        {"code_block", NODE_CODE_BLOCK},
        {"html_block", NODE_RAW_BLOCK},
        {"thematic_break", NODE_RULE},
        {"table", NODE_TABLE},
        {"table_row", NODE_ROW},
        {"table_header", NODE_ROW},
        {"table_cell", NODE_CELL},
        {"text", NODE_TEXT},
        {"softbreak", NODE_SOFT_BREAK},
        {"linebreak", NODE_LINE_BREAK},
        {"code", NODE_CODE},
        {"html_inline", NODE_RAW_INLINE},
        {"emph", NODE_EMPHASIS},
        {"strong", NODE_STRONG},
        {"strikethrough", NODE_STRIKE},
        {"link", NODE_LINK},
        {"image", NODE_IMAGE},
        {"document", NODE_DOCUMENT},
    };
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_FOOTNOTE_DEFINITION || type == CMARK_NODE_FOOTNOTE_REFERENCE) {
        *kind = type == CMARK_NODE_FOOTNOTE_DEFINITION ? NODE_FOOTNOTE
                                                       : NODE_FOOTNOTE_REFERENCE;
        return true; /* the library has no names for these two */
    }
    const char *name = cmark_node_get_type_string(node);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(name, kinds[i].name) == 0) {
            *kind = kinds[i].kind;
            return true;
        }
    }
    return false;
}

static void fill_list(const struct copier *copier, cmark_node *from, struct node *to)
{
    to->ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
    node_set_number(copier->arena, to, (uint32_t)cmark_node_get_list_start(from));
    to->tight = cmark_node_get_list_tight(from);
}

static void fill_code_block(struct copier *copier, cmark_node *from, struct node *to)
{
    struct str info = str_trim(str_from(cmark_node_get_fence_info(from)));
    size_t end = 0;
    bool book = copier->options->syntax & SYNTAX_BOOK; /* "rust,ignore" is Rust */
    while (end < info.len && !ascii_is_space(info.ptr[end]) &&
           !(book && info.ptr[end] == ',')) {
        end++;
    }
    node_set_info(copier->arena, to, copied_part(copier, str_sub(info, 0, end)));
    to->text = copied(copier, cmark_node_get_literal(from));
    int length, offset;
    char mark;
    to->fenced = cmark_node_get_fenced(from, &length, &offset, &mark) != 0;
}

/* Alignments come as 'l', 'c', 'r' per column of the table. */
static void fill_cell(cmark_node *from, struct node *to)
{
    cmark_node *row = cmark_node_parent(from), *table = row ? cmark_node_parent(row) : NULL;
    uint16_t columns = table ? cmark_gfm_extensions_get_table_columns(table) : 0;
    const uint8_t *aligns =
        columns ? cmark_gfm_extensions_get_table_alignments(table) : NULL;
    size_t column = 0;
    for (const struct node *before = node_previous(to); before;
         before = node_previous(before)) {
        column++;
    }
    if (aligns && column < columns) {
        to->align = aligns[column] == 'l'   ? ALIGN_LEFT
                    : aligns[column] == 'c' ? ALIGN_CENTER
                    : aligns[column] == 'r' ? ALIGN_RIGHT
                                            : ALIGN_NONE;
    }
    to->header = row && cmark_gfm_extensions_get_table_row_is_header(row);
}

static void image_text(struct copier *copier, cmark_node *image, struct node *to)
{
    struct buf *text = copier->image;
    cmark_iter *iter = cmark_iter_new(image);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER) {
            continue;
        }
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
            type == CMARK_NODE_HTML_INLINE) {
            buf_add_text(text, cmark_node_get_literal(node));
        } else if (type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_SOFTBREAK) {
            buf_add_byte(text, ' ');
        }
    }
    to->text = copied_part(copier, buf_str(text));
    buf_reset(text);
}

/* One title may stand for any number of links, in a definition: cmark copies it to each. */
static bool takes_title(struct copier *copier, struct str title, struct spot spot)
{
    if (copier->title_bytes > MARKDOWN_LISTS_LIMIT_BYTES) {
        return false;
    }
    copier->title_bytes += title.len;
    if (copier->title_bytes > MARKDOWN_LISTS_LIMIT_BYTES) {
        report_warning(copier->report, place_at(copier, spot), "attribute-limit",
                       "more than %zu bytes of titles of links: further ones are left out",
                       MARKDOWN_LISTS_LIMIT_BYTES);
        return false;
    }
    return true;
}

static void fill_address(struct copier *copier, cmark_node *from, struct node *to)
{
    const char *given = cmark_node_get_title(from);
    struct str title = str_from(given ? given : "");
    node_set_info(copier->arena, to, copied(copier, cmark_node_get_url(from)));
    if (takes_title(copier, title, to->spot)) {
        node_set_title(copier->arena, to, copied_part(copier, title));
    }
}

static bool holds_literal(enum node_kind kind)
{
    return kind == NODE_TEXT || kind == NODE_CODE || kind == NODE_RAW_BLOCK ||
           kind == NODE_RAW_INLINE || kind == NODE_FOOTNOTE ||
           kind == NODE_FOOTNOTE_REFERENCE;
}

/* What the node itself says; kinds that say nothing but by their children have no case. */
static void fill(struct copier *copier, cmark_node *from, struct node *to,
                 enum node_kind kind)
{
    if (kind == NODE_LIST) {
        fill_list(copier, from, to);
    } else if (kind == NODE_ITEM && type_is(from, "tasklist")) {
        bool done = cmark_gfm_extensions_get_tasklist_item_checked(from);
        to->task = done ? TASK_DONE : TASK_OPEN;
    } else if (kind == NODE_HEADING) {
        to->level = (uint8_t)cmark_node_get_heading_level(from);
    } else if (kind == NODE_CODE_BLOCK) {
        fill_code_block(copier, from, to);
    } else if (kind == NODE_ROW) {
        bool head = cmark_gfm_extensions_get_table_row_is_header(from);
        to->section = head ? ROW_HEAD : ROW_BODY;
    } else if (kind == NODE_CELL) {
        fill_cell(from, to);
    } else if (kind == NODE_LINK) {
        fill_address(copier, from, to);
    } else if (kind == NODE_IMAGE) {
        fill_address(copier, from, to);
        image_text(copier, from, to);
    } else if (holds_literal(kind)) {
        to->text = copied(copier, cmark_node_get_literal(from));
    }
}

static void report_bounds(struct copier *copier, cmark_node *from, struct spot spot)
{
    char mark = 0;
    const char *literal = cmark_node_get_literal(from);
    (void)cmark_bounds_restore(&copier->bounds, copier->arena,
                               str_from(literal ? literal : ""), &mark);
    if (mark == 0 || mark == '<') {
        return; /* "<" would be text in any case */
    }
    copier->bounds_reported = true;
    if (mark == '|') {
        report_warning(copier->report, place_at(copier, spot), "inline-limit",
                       "a line has more than %d marks of columns; further ones are text",
                       MARKDOWN_LINE_COLUMN_LIMIT);
        return;
    }
    if (mark == ']') {
        report_warning(
            copier->report, place_at(copier, spot), "attribute-limit",
            "addresses and titles by definitions come to more than %zu bytes where "
            "they are used: further references are text",
            MARKDOWN_REFERENCES_LIMIT_BYTES);
        return;
    }
    report_warning(
        copier->report, place_at(copier, spot), "inline-limit",
        "paragraphs have so many marks of emphasis or pictures beside links that "
        "reading them would take more than %d steps; further ones are text",
        MARKDOWN_SPAN_LIMIT);
}

static struct node *make_node(struct copier *copier, cmark_node *from, enum node_kind kind)
{
    struct node *node = node_new(copier->arena, kind, (struct spot){0});
    if (!node) {
        return NULL;
    }
    if (node_is_inline(node)) {
        node->spot = inline_spot(copier, from, kind);
    } else {
        size_t offset = offset_of(copier, cmark_node_get_start_line(from),
                                  cmark_node_get_start_column(from));
        node->spot = spot_at(copier, offset);
        copier->search_from = offset;
    }
    node_append(copier->parent, node);
    fill(copier, from, node, kind);
    if (kind == NODE_TEXT && copier->bounds.needed && !copier->bounds_reported) {
        report_bounds(copier, from, node->spot);
    }
    return node;
}

static size_t nesting_limit(const struct copier *copier)
{
    return copier->options->nesting_limit ? copier->options->nesting_limit
                                          : MARKDOWN_NESTING_LIMIT;
}

static void report_depth(struct copier *copier, struct spot spot)
{
    if (copier->too_deep_reported) {
        return;
    }
    copier->too_deep_reported = true;
    report_warning(copier->report, place_at(copier, spot), "nesting-limit",
                   "nested more than %zu deep; what is deeper is set at that depth",
                   nesting_limit(copier));
}

/* An item with its list is one element of the author's, as a cell with its table is. */
static bool counts(enum node_kind kind)
{
    return kind != NODE_LIST && kind != NODE_TABLE && kind != NODE_ROW &&
           kind != NODE_PARAGRAPH && kind != NODE_HEADING;
}

/* Whether the tree is not too deep for a node, and for what it must hold: a list is made
 * only where its items are. */
static bool fits(const struct copier *copier, enum node_kind kind, bool container,
                 size_t limit)
{
    bool held = kind == NODE_ITEM || kind == NODE_ROW || kind == NODE_CELL;
    bool holds = kind == NODE_TABLE || kind == NODE_LIST || kind == NODE_ROW;
    size_t depth = copier->depth + (holds || (held && !container));
    return kind == NODE_PARAGRAPH || (!container && !held) || depth <= limit;
}

/* Enters one node: its copy becomes the parent, unless the tree is too deep already;
 * then its children join the deepest parent, so that no text is lost. */
static bool enter(struct copier *copier, cmark_node *from, size_t limit)
{
    enum node_kind kind;
    if (!plain_kind(from, &kind)) {
        return true;
    }
    bool container = kind != NODE_IMAGE && cmark_node_first_child(from) != NULL;
    bool leaf = !container;
    copier->depth += container && counts(kind);
    if (!fits(copier, kind, container, limit)) {
        report_depth(copier, copier->parent->spot);
        return true;
    }
    struct node *node = make_node(copier, from, kind);
    if (!node) {
        return false;
    }
    if (!leaf) {
        copier->parent = node;
    }
    return true;
}

static void leave(struct copier *copier, cmark_node *from, size_t limit)
{
    enum node_kind kind;
    if (!plain_kind(from, &kind) || kind == NODE_IMAGE || !cmark_node_first_child(from)) {
        return;
    }
    bool was_made = fits(copier, kind, true, limit);
    copier->depth -= counts(kind);
    if (was_made && copier->parent->parent) {
        copier->parent = copier->parent->parent;
    }
}

static bool copy_tree(struct copier *copier, cmark_node *root)
{
    size_t limit = nesting_limit(copier);
    bool ok = true;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event;
         ok && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *from = cmark_iter_get_node(iter);
        if (from == root) {
            continue;
        }
        if (event == CMARK_EVENT_ENTER) {
            ok = enter(copier, from, limit);
            if (ok && cmark_node_get_type(from) == CMARK_NODE_IMAGE) {
                cmark_iter_reset(iter, from, CMARK_EVENT_EXIT);
            }
        } else {
            leave(copier, from, limit);
        }
    }
    return ok;
}

/* The number that cmark has put into a reference's text. */
static uint32_t reference_number(const struct node *reference, uint32_t limit)
{
    uint32_t number = 0;
    for (size_t i = 0; i < reference->text.len && number <= limit; i++) {
        number = number * 10 + (uint32_t)(reference->text.ptr[i] - '0');
    }
    return number;
}

/* Footnotes: cmark has moved the definitions to the end and put a number into every
 * reference. Connects both and counts the references to each. */
static void connect_footnotes(struct copier *copier)
{
    uint32_t count = 0;
    for (const struct node *node = copier->document->first; node; node = node->next) {
        count += node->kind == NODE_FOOTNOTE;
    }
    struct node **notes =
        count ? ARENA_ARRAY(copier->arena, struct node *, count + 1) : NULL;
    if (!notes) {
        return;
    }
    uint32_t number = 0;
    for (struct node *node = copier->document->first; node; node = node->next) {
        if (node->kind == NODE_FOOTNOTE) {
            notes[++number] = node;
            node_set_number(copier->arena, node, number);
            node_set_info(copier->arena, node, arena_format(copier->arena, "%u", number));
            node->text = (struct str){0};
        }
    }
    struct edit_walk all;
    edit_walk_init(&all, copier->document);
    while (edit_walk_next(&all)) {
        struct node *node = all.node;
        if (!all.entering || node->kind != NODE_FOOTNOTE_REFERENCE) {
            continue;
        }
        number = reference_number(node, count);
        if (number > 0 && number <= count) {
            node_set_number(copier->arena, node, number);
            node_set_target(copier->arena, node, notes[number]);
            node_count_reference(copier->arena, notes[number], node);
        }
    }
}

static cmark_parser *new_parser(const struct markdown_options *options)
{
    int flags = CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8;
    bool gfm = options->dialect == MARKDOWN_GFM;
    flags |= gfm && options->heading_ids ? CMARK_OPT_FOOTNOTES : 0;
    flags |= options->smart ? CMARK_OPT_SMART : 0;
    flags |= options->syntax & (SYNTAX_PYTHON | SYNTAX_SUBSCRIPTS)
                 ? CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
                 : 0;
    cmark_parser *parser = cmark_parser_new_with_mem(flags, cmark_memory_functions());
    static const char *const extensions[] = {"table", "strikethrough", "autolink",
                                             "tagfilter", "tasklist"};
    for (size_t i = 0; gfm && i < sizeof extensions / sizeof extensions[0]; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
        bool unwanted =
            (options->syntax & SYNTAX_PLAIN_URLS) && strcmp(extensions[i], "autolink") == 0;
        if (extension && !unwanted) {
            cmark_parser_attach_syntax_extension(parser, extension);
        }
    }
    return parser;
}

static void parse_and_copy(void *data)
{
    struct copier *copier = data;
    cmark_parser *parser = new_parser(copier->options);
    cmark_bounds_attach(&copier->bounds, parser);
    cmark_parser_feed(parser, copier->fed.ptr ? copier->fed.ptr : "", copier->fed.len);
    cmark_bounds_keep(&copier->bounds, parser, copier->image);
    cmark_node *root = cmark_parser_finish(parser);
    copier->done = root && copy_tree(copier, root);
}

bool commonmark_read(struct arena *arena, struct str text, const struct line_map *map,
                     const struct markdown_options *options, struct node **out,
                     struct report *report)
{
    struct dialect dialect;
    if (!dialect_begin(&dialect, arena, &text, &map, options, report)) {
        return false;
    }
    struct buf image = {.kept_in = arena};
    struct copier copier = {.arena = arena,
                            .options = options,
                            .map = map,
                            .text = text,
                            .fed = text,
                            .report = report,
                            .search_from = STR_NONE,
                            .image = &image};
    copier.document = node_new(arena, NODE_DOCUMENT, (struct spot){.line = 1, .column = 1});
    bool ready = line_index_make(arena, text, &copier.lines) && copier.document &&
                 cmark_bounds_begin(&copier.bounds, arena, &copier.fed, options->smart);
    if (!ready || ((options->dialect == MARKDOWN_GFM || copier.bounds.needed) &&
                   !cmark_memory_register_extensions())) {
        return report_out_of_memory(report);
    }
    copier.document->spot = spot_at(&copier, 0);
    copier.parent = copier.document;
    struct parser_memory memory = {0};
    arena_init_within(&memory.arena, 0, arena->budget);
    bool ok = cmark_memory_run(&memory, parse_and_copy, &copier) && copier.done;
    arena_clear(&memory.arena);
    cmark_bounds_end(&copier.bounds);
    buf_clear(&image);
    if (ok) {
        connect_footnotes(&copier);
        ok = dialect_finish(&dialect, copier.document) &&
             (!(options->syntax & SYNTAX_ALERTS) ||
              github_alerts_find(arena, copier.document));
        ok = ok && (!options->heading_ids ||
                    github_ids_give(arena, copier.document, options->ids));
        ok = ok && dialect_read_references(&dialect, copier.document);
    }
    if (!ok || arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    *out = copier.document;
    return true;
}
