/* The only file that includes cmark-gfm: its nodes become ours.
 *
 * cmark reads the whole text into its own tree; this file walks that tree once,
 * without recursion, and copies what it says into the arena. Blocks come with line
 * and column. Inlines of cmark-gfm 0.29 mostly have a line; their column counts
 * bytes in a paragraph whose indentation is gone, so it is a hint, not a promise:
 * an inline's spot is taken from the text itself where its first word stands. */
#define CMARK_NO_SHORT_NAMES
#include "markdown/reader.h"

#include "base/lines.h"
#include "base/utf8.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <stdlib.h>
#include <unicode/uchar.h>

#define NO_LINE 0

struct cmark_walk {
    struct arena *arena;
    const struct markdown_options *options;
    const struct line_map *map;
    struct str text;
    struct lines lines;
    struct report *report;
    struct node *parent;
    struct node *document;
    size_t depth;
    bool too_deep_reported;
    size_t search_from; /* inlines of a block are looked for from here on */
};

/* Places */

static size_t offset_of(const struct cmark_walk *walk, int line, int column)
{
    if (line < 1 || (size_t)line > walk->lines.count) {
        return STR_NONE;
    }
    size_t start = walk->lines.starts[line - 1];
    size_t offset = start + (column > 1 ? (size_t)column - 1 : 0);
    return offset < line_end(walk->text, start) ? offset : start;
}

static struct spot spot_at(const struct cmark_walk *walk, size_t offset)
{
    if (offset == STR_NONE) {
        return (struct spot){0};
    }
    if (walk->map) {
        return line_map_spot(walk->map, walk->text, offset);
    }
    struct line_column at = lines_at(&walk->lines, offset);
    return (struct spot){.line = at.line,
                         .column =
                             at.column > UINT16_MAX ? UINT16_MAX : (uint16_t)at.column};
}

/* What an inline begins with in the source, to look for: "[", "![", "`", its text. */
static struct str first_mark(cmark_node *node, enum node_kind kind)
{
    const char *literal = cmark_node_get_literal(node);
    switch ((int)kind) {
    case NODE_LINK: return STR("[");
    case NODE_IMAGE: return STR("![");
    case NODE_CODE: return STR("`");
    case NODE_FOOTNOTE_REFERENCE: return STR("[^");
    case NODE_TEXT:
    case NODE_RAW_INLINE: return str_from(literal ? literal : "");
    default: return (struct str){0};
    }
}

/* Searches forward from the last inline found, within a short window: linear over a
 * block. Not found (an entity, an escape): the place of what stood before. */
#define SEARCH_WINDOW_BYTES 400

static struct spot inline_spot(struct cmark_walk *walk, cmark_node *node,
                               enum node_kind kind)
{
    struct str mark = first_mark(node, kind);
    if (mark.len == 0 || walk->search_from == STR_NONE) {
        return spot_at(walk, walk->search_from);
    }
    mark = str_sub(mark, 0, 24);
    struct str window = str_sub(walk->text, 0, walk->search_from + SEARCH_WINDOW_BYTES);
    size_t found = str_find(window, mark, walk->search_from);
    if (found != STR_NONE) {
        walk->search_from =
            kind == NODE_LINK || kind == NODE_IMAGE ? found + 1 : found + mark.len;
        return spot_at(walk, found);
    }
    return spot_at(walk, walk->search_from);
}

/* Nodes */

static struct str copied(const struct cmark_walk *walk, const char *text)
{
    return text && *text ? arena_str(walk->arena, str_from(text)) : (struct str){0};
}

static bool type_is(cmark_node *node, const char *name)
{
    return strcmp(cmark_node_get_type_string(node), name) == 0;
}

/* Kinds that have one name in both trees. */
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

static void fill_list(cmark_node *from, struct node *to)
{
    to->list_kind =
        cmark_node_get_list_type(from) == CMARK_ORDERED_LIST ? LIST_ORDERED : LIST_BULLET;
    to->number = (uint32_t)cmark_node_get_list_start(from);
    to->tight = cmark_node_get_list_tight(from);
}

static void fill_code_block(struct cmark_walk *walk, cmark_node *from, struct node *to)
{
    struct str info = str_trim(str_from(cmark_node_get_fence_info(from)));
    size_t end = 0;
    while (end < info.len && !ascii_is_space(info.ptr[end])) {
        end++;
    }
    to->info = arena_str(walk->arena, str_sub(info, 0, end));
    to->text = copied(walk, cmark_node_get_literal(from));
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
    for (const struct node *before = to->previous; before; before = before->previous) {
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

static void image_text(struct cmark_walk *walk, cmark_node *image, struct node *to)
{
    struct buf text = {0};
    cmark_iter *iter = cmark_iter_new(image);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER) {
            continue;
        }
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
            type == CMARK_NODE_HTML_INLINE) {
            buf_add_text(&text, cmark_node_get_literal(node));
        } else if (type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_SOFTBREAK) {
            buf_add_byte(&text, ' ');
        }
    }
    cmark_iter_free(iter);
    to->text = arena_str(walk->arena, buf_str(&text));
    buf_clear(&text);
}

static void fill(struct cmark_walk *walk, cmark_node *from, struct node *to)
{
    switch (to->kind) {
    case NODE_LIST: fill_list(from, to); break;
    case NODE_ITEM:
        if (type_is(from, "tasklist")) {
            to->task = cmark_gfm_extensions_get_tasklist_item_checked(from) ? TASK_DONE
                                                                            : TASK_OPEN;
        }
        break;
    case NODE_HEADING: to->level = (uint8_t)cmark_node_get_heading_level(from); break;
    case NODE_CODE_BLOCK: fill_code_block(walk, from, to); break;
    case NODE_ROW:
        to->section =
            cmark_gfm_extensions_get_table_row_is_header(from) ? ROW_HEAD : ROW_BODY;
        break;
    case NODE_CELL: fill_cell(from, to); break;
    case NODE_LINK:
        to->info = copied(walk, cmark_node_get_url(from));
        to->title = copied(walk, cmark_node_get_title(from));
        break;
    case NODE_IMAGE:
        to->info = copied(walk, cmark_node_get_url(from));
        to->title = copied(walk, cmark_node_get_title(from));
        image_text(walk, from, to);
        break;
    case NODE_RAW_BLOCK:
    case NODE_RAW_INLINE:
    case NODE_CODE:
    case NODE_FOOTNOTE:
    case NODE_FOOTNOTE_REFERENCE:
    case NODE_TEXT: to->text = copied(walk, cmark_node_get_literal(from)); break;
    default: break; /* nothing but children */
    }
}

static struct node *make_node(struct cmark_walk *walk, cmark_node *from,
                              enum node_kind kind)
{
    struct node *node = node_new(walk->arena, kind, (struct spot){0});
    if (!node) {
        return NULL;
    }
    if (node_is_inline(node)) {
        node->spot = inline_spot(walk, from, kind);
    } else {
        size_t offset = offset_of(walk, cmark_node_get_start_line(from),
                                  cmark_node_get_start_column(from));
        node->spot = spot_at(walk, offset);
        walk->search_from = offset;
    }
    node_append(walk->parent, node);
    fill(walk, from, node);
    return node;
}

static size_t nesting_limit(const struct cmark_walk *walk)
{
    return walk->options->nesting_limit ? walk->options->nesting_limit
                                        : MARKDOWN_NESTING_LIMIT;
}

static void report_depth(struct cmark_walk *walk, struct spot spot)
{
    if (walk->too_deep_reported) {
        return;
    }
    walk->too_deep_reported = true;
    struct place place = {.line = spot.line, .column = spot.column};
    if (walk->map && spot.file < walk->map->file_count) {
        place.file = walk->map->files[spot.file];
    }
    report_warning(walk->report, place, "nesting-limit",
                   "nested more than %zu deep; what is deeper is set at that depth",
                   nesting_limit(walk));
}

/* Enters one node: its copy becomes the parent, unless the tree is too deep already;
 * then its children join the deepest parent, so that no text is lost. */
static bool enter(struct cmark_walk *walk, cmark_node *from, size_t limit)
{
    enum node_kind kind;
    if (!plain_kind(from, &kind)) {
        return true;
    }
    bool container = kind != NODE_IMAGE && cmark_node_first_child(from) != NULL;
    bool leaf = !container;
    walk->depth += container;
    if (container && walk->depth > limit && kind != NODE_PARAGRAPH) {
        report_depth(walk, walk->parent->spot);
        return true;
    }
    struct node *node = make_node(walk, from, kind);
    if (!node) {
        return false;
    }
    if (!leaf) {
        walk->parent = node;
    }
    return true;
}

static void leave(struct cmark_walk *walk, cmark_node *from, size_t limit)
{
    enum node_kind kind;
    if (!plain_kind(from, &kind) || kind == NODE_IMAGE || !cmark_node_first_child(from)) {
        return;
    }
    bool was_made = walk->depth <= limit || kind == NODE_PARAGRAPH;
    walk->depth--;
    if (was_made && walk->parent->parent) {
        walk->parent = walk->parent->parent;
    }
}

static bool copy_tree(struct cmark_walk *walk, cmark_node *root)
{
    size_t limit = nesting_limit(walk);
    bool ok = true;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event;
         ok && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *from = cmark_iter_get_node(iter);
        if (from == root) {
            continue;
        }
        if (event == CMARK_EVENT_ENTER) {
            ok = enter(walk, from, limit);
            if (ok && cmark_node_get_type(from) == CMARK_NODE_IMAGE) {
                cmark_iter_reset(iter, from, CMARK_EVENT_EXIT);
            }
        } else {
            leave(walk, from, limit);
        }
    }
    cmark_iter_free(iter);
    return ok;
}

/* Footnotes: cmark has moved the definitions to the end and put a number into every
 * reference. Connects both and counts the references to each. */
static void connect_footnotes(struct cmark_walk *walk)
{
    uint32_t count = 0;
    for (struct node *node = walk->document->first; node; node = node->next) {
        if (node->kind == NODE_FOOTNOTE) {
            node->number = ++count;
            node->info = arena_format(walk->arena, "%u", count);
            node->text = (struct str){0};
        }
    }
    struct node **notes = ARENA_ARRAY(walk->arena, struct node *, count + 1);
    if (!notes || count == 0) {
        return;
    }
    for (struct node *node = walk->document->first; node; node = node->next) {
        if (node->kind == NODE_FOOTNOTE) {
            notes[node->number] = node;
        }
    }
    struct edit_walk all;
    edit_walk_init(&all, walk->document);
    while (edit_walk_next(&all)) {
        struct node *node = all.node;
        if (!all.entering || node->kind != NODE_FOOTNOTE_REFERENCE) {
            continue;
        }
        uint32_t number = 0;
        for (size_t i = 0; i < node->text.len && number <= count; i++) {
            number = number * 10 + (uint32_t)(node->text.ptr[i] - '0');
        }
        if (number == 0 || number > count) {
            continue;
        }
        node->number = number;
        node->to.target = notes[number];
        node->ordinal = ++notes[number]->ordinal;
        if (!notes[number]->to.target) {
            notes[number]->to.target = node;
        }
    }
}

/* Heading ids by GitHub's rule: lower case; letters, digits, marks, '_' and '-' stay;
 * spaces become '-'; a repeat gets -1, -2, ... */
struct id_table {
    struct str *ids;
    uint32_t *repeats;
    size_t slot_count;
};

static size_t id_slot(const struct id_table *table, struct str id)
{
    size_t slot = str_hash(id) & (table->slot_count - 1);
    while (table->ids[slot].ptr && !str_eq(table->ids[slot], id)) {
        slot = (slot + 1) & (table->slot_count - 1);
    }
    return slot;
}

static struct str heading_slug(struct arena *arena, const struct node *heading)
{
    struct buf plain = {0}, slug = {0};
    node_plain_text(heading, &plain);
    struct str text = str_trim(buf_str(&plain));
    buf_share_fate(&slug, text);
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        if (c == ' ') {
            buf_add_byte(&slug, '-');
        } else if (c == '-' || c == '_' || u_isalnum((UChar32)c) ||
                   (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK)) {
            buf_add_code_point(&slug, (uint32_t)u_tolower((UChar32)c));
        }
    }
    struct str kept = arena_str(arena, buf_str(&slug));
    buf_clear(&plain);
    buf_clear(&slug);
    return kept;
}

static bool add_heading_ids(struct cmark_walk *walk)
{
    size_t count = 0;
    struct edit_walk all;
    edit_walk_init(&all, walk->document);
    while (edit_walk_next(&all)) {
        count += all.entering && all.node->kind == NODE_HEADING;
    }
    struct id_table table = {.slot_count = 8};
    while (table.slot_count < count * 4) {
        table.slot_count *= 2;
    }
    table.ids = ARENA_ARRAY(walk->arena, struct str, table.slot_count);
    table.repeats = ARENA_ARRAY(walk->arena, uint32_t, table.slot_count);
    if (!table.ids || !table.repeats) {
        return false;
    }
    edit_walk_init(&all, walk->document);
    while (edit_walk_next(&all)) {
        if (!all.entering || all.node->kind != NODE_HEADING) {
            continue;
        }
        struct str id = heading_slug(walk->arena, all.node), wanted = id;
        size_t base = id_slot(&table, wanted);
        while (wanted.len && table.ids[id_slot(&table, id)].ptr) {
            id = arena_format(walk->arena, "%.*s-%u", STR_ARG(wanted),
                              ++table.repeats[base]);
        }
        if (id.len) {
            table.ids[id_slot(&table, id)] = id;
            all.node->id = id;
        }
    }
    return !arena_failed(walk->arena);
}

static cmark_parser *new_parser(const struct markdown_options *options)
{
    int flags = CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8;
    bool gfm = options->dialect == MARKDOWN_GFM;
    flags |= gfm && options->heading_ids ? CMARK_OPT_FOOTNOTES : 0;
    flags |= options->smart ? CMARK_OPT_SMART : 0;
    cmark_parser *parser = cmark_parser_new(flags);
    static const char *const extensions[] = {"table", "strikethrough", "autolink",
                                             "tagfilter", "tasklist"};
    if (parser && gfm) {
        cmark_gfm_core_extensions_ensure_registered();
        for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
            cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
            if (extension) {
                cmark_parser_attach_syntax_extension(parser, extension);
            }
        }
    }
    return parser;
}

bool cmark_read(struct arena *arena, struct str text, const struct line_map *map,
                const struct markdown_options *options, struct node **out,
                struct report *report)
{
    struct cmark_walk walk = {.arena = arena,
                              .options = options,
                              .map = map,
                              .text = text,
                              .report = report,
                              .search_from = STR_NONE};
    walk.document = node_new(arena, NODE_DOCUMENT, (struct spot){.line = 1, .column = 1});
    bool ready = lines_index(arena, text, &walk.lines) && walk.document;
    cmark_parser *parser = ready ? new_parser(options) : NULL;
    if (!parser) {
        return report_out_of_memory(report);
    }
    walk.document->spot = spot_at(&walk, 0);
    walk.parent = walk.document;
    cmark_parser_feed(parser, text.ptr ? text.ptr : "", text.len);
    cmark_node *root = cmark_parser_finish(parser);
    bool ok = root && copy_tree(&walk, root);
    cmark_node_free(root);
    cmark_parser_free(parser);
    if (ok) {
        connect_footnotes(&walk);
        ok = !options->heading_ids || add_heading_ids(&walk);
    }
    if (!ok || arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    *out = walk.document;
    return true;
}
