/* Grows trees as doc/doc.h describes them. A step that cannot stand where it comes is
 * passed over, or opens first what it needs: words a paragraph, an item its list. */
#include "grow.h"

#include <stdio.h>

#define DEPTH_LIMIT 20
#define HEADING_LIMIT 64
#define NOTE_LIMIT 64

struct grower {
    struct arena *arena;
    struct grown *out;
    struct document *document;
    struct node *block; /* that blocks are put into */
    struct node *line;  /* that inlines are put into; NULL: a paragraph is opened */
    const struct node *headings[HEADING_LIMIT];
    struct node *notes[NOTE_LIMIT]; /* put at the document's end when it ends */
    size_t heading_count, note_count, depth, inline_depth;
    size_t block_count, text_block; /* blocks of text so far; the one that is filled */
    struct packet_file *file;
    bool in_note;
};

static struct node *make(struct grower *g, enum node_kind kind)
{
    g->out->node_count++;
    return node_new(g->arena, kind, (struct spot){.line = 1, .column = 1});
}

static struct node *put_block(struct grower *g, enum node_kind kind)
{
    struct node *node = make(g, kind);
    node_append(g->block, node);
    g->line = NULL;
    return node;
}

/* Text that is read for itself: marks of one such block come in order. */
static void fill_line(struct grower *g, struct node *line)
{
    g->line = line;
    g->text_block = ++g->block_count;
    g->inline_depth = 0;
}

static void open_line(struct grower *g, enum node_kind kind)
{
    fill_line(g, put_block(g, kind));
}

static struct node *put_inline(struct grower *g, enum node_kind kind)
{
    if (!g->line) {
        open_line(g, NODE_PARAGRAPH);
    }
    struct node *node = make(g, kind);
    node_append(g->line, node);
    return node;
}

static void enter(struct grower *g, struct node *node)
{
    g->block = node;
    g->line = NULL;
    g->depth++;
}

static void enter_new(struct grower *g, enum node_kind kind)
{
    if (g->depth < DEPTH_LIMIT) {
        enter(g, put_block(g, kind));
    }
}

/* Out of the innermost of a kind, or of a table's cell and all around it. */
static void leave(struct grower *g)
{
    struct node *node = g->block;
    g->line = NULL;
    if (node->kind == NODE_DOCUMENT || node->kind == NODE_FOOTNOTE) {
        return;
    }
    node = node->parent;
    while (node->kind == NODE_LIST || node->kind == NODE_ROW || node->kind == NODE_TABLE ||
           node->kind == NODE_DEFINITION_LIST) {
        node = node->parent;
    }
    g->block = node;
    g->depth--;
}

static struct str words_of(struct grower *g, uint8_t which)
{
    static const char *const words[] = {
        "word",
        "Donaudampfschifffahrtsgesellschaftskapit\xc3\xa4n",
        "a-b",
        "26 IPv4",
        ".",
        ",",
        "\"quoted\"",
        "https://example.org/a/long/path?with=query&and=more#fragment",
        "fi",
        "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
        "\xd8\xa7\xd9\x84\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85",
        "\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97",
        "e\xcc\x81\xcc\xa3",
        "\xf0\x9f\x98\x80",
        "so\xc2\xad"
        "ft",
        "no\xc2\xa0"
        "break",
        "\xe2\x80\x8f",
        "\xe2\x80\xae",
        "(",
        "x\xe2\x80\x8by",
        "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
        "ww",
        "12,345.67",
        "\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xb7",
        "\xef\xbf\xbd",
        "~",
        "\xce\xb1\xce\xb2",
        "\xd0\x96\xd0\xb8\xd0\xb7\xd0\xbd\xd1\x8c",
        "1/2",
        "--",
        "\xe2\x80\x94",
    };
    struct str text = str_from(words[which % (sizeof words / sizeof words[0])]);
    g->out->text_bytes += text.len;
    return text;
}

/* The next numbered word, or a usual one when there are no more. */
static struct str mark_of(struct grower *g)
{
    struct grown *out = g->out;
    if (out->mark_count + 1 == GROW_MARK_LIMIT) {
        return STR("word");
    }
    out->block_of[++out->mark_count] = (uint16_t)g->text_block;
    out->text_bytes += 5;
    return arena_format(g->arena, "q%zuz", out->mark_count);
}

static void put_text(struct grower *g, struct str text, bool space)
{
    put_inline(g, NODE_TEXT)->text =
        space ? arena_format(g->arena, "%.*s ", STR_ARG(text)) : text;
}

static void put_marks(struct grower *g, uint8_t argument)
{
    if (!g->line) {
        open_line(g, NODE_PARAGRAPH);
    }
    for (unsigned i = 0; i <= argument % 16; i++) {
        put_text(g, mark_of(g), argument < 224);
    }
}

static void put_heading(struct grower *g, uint8_t argument)
{
    open_line(g, NODE_HEADING);
    g->line->level = (uint8_t)(argument % 6 + 1);
    g->line->no_toc = argument >= 240;
    if (g->heading_count < HEADING_LIMIT) {
        node_set_id(g->arena, g->line, arena_format(g->arena, "h%zu", g->heading_count));
        g->headings[g->heading_count++] = g->line;
    }
    put_text(g, mark_of(g), true);
}

static void open_list(struct grower *g, uint8_t argument)
{
    static const char *const types[] = {"a", "A", "i", "I", "1", "disc", "square", "none"};
    if (g->depth >= DEPTH_LIMIT) {
        return;
    }
    struct node *list = put_block(g, NODE_LIST);
    list->ordered = argument & 1;
    list->tight = argument >> 1 & 1;
    node_set_number(g->arena, list, argument & 4 ? argument * 1000U : 1);
    if (argument & 8) {
        node_set_attribute(g->arena, list, STR("type"), str_from(types[argument >> 5]));
    }
    if (argument & 16) {
        node_set_attribute(g->arena, list, STR("reversed"), STR(""));
    }
    struct node *item = make(g, NODE_ITEM);
    node_append(list, item);
    enter(g, item);
}

static void next_item(struct grower *g, uint8_t argument)
{
    if (g->block->kind != NODE_ITEM) {
        open_list(g, argument);
        return;
    }
    struct node *item = make(g, NODE_ITEM);
    item->task = argument < 32 ? (uint8_t)(argument % 3) : TASK_NONE;
    item->unmarked = argument >= 250;
    node_append(g->block->parent, item);
    g->block = item;
    g->line = NULL;
}

static struct node *add_cell(struct grower *g, struct node *row, uint8_t argument)
{
    static const uint16_t spans[] = {0, 2, 3, 60, ROW_SPAN_REST};
    struct node *cell = make(g, NODE_CELL);
    cell->header = row->section == ROW_HEAD || argument % 7 == 1;
    cell->align = argument & 3;
    node_set_spans(g->arena, cell, argument > 128 ? spans[argument % 4] : 0,
                   argument > 192 ? spans[argument % 5] : 0);
    node_append(row, cell);
    return cell;
}

static void open_table(struct grower *g, uint8_t argument)
{
    if (g->depth >= DEPTH_LIMIT) {
        return;
    }
    struct node *table = put_block(g, NODE_TABLE);
    if (argument & 128) {
        struct node *caption = make(g, NODE_CAPTION);
        node_append(table, caption);
        fill_line(g, caption);
        put_text(g, mark_of(g), true);
    }
    struct node *row = make(g, NODE_ROW);
    row->section = argument & 1 ? ROW_HEAD : ROW_BODY;
    node_append(table, row);
    enter(g, add_cell(g, row, argument >> 1));
}

static void next_cell(struct grower *g, uint8_t argument)
{
    if (g->block->kind == NODE_CELL) {
        g->block = add_cell(g, g->block->parent, argument);
        g->line = NULL;
    } else {
        open_table(g, argument);
    }
}

static void next_row(struct grower *g, uint8_t argument)
{
    if (g->block->kind != NODE_CELL) {
        open_table(g, argument);
        return;
    }
    const struct node *before = g->block->parent;
    struct node *row = make(g, NODE_ROW);
    row->section = before->section == ROW_HEAD && argument & 1     ? ROW_HEAD
                   : before->section == ROW_FOOT || argument > 240 ? ROW_FOOT
                                                                   : ROW_BODY;
    row->level = argument % 5 == 4;
    node_append(before->parent, row);
    g->block = add_cell(g, row, argument);
    g->line = NULL;
}

static void put_definition(struct grower *g, uint8_t argument)
{
    struct node *list = g->block->kind == NODE_DEFINITION ? g->block->parent : NULL;
    if (!list && g->depth >= DEPTH_LIMIT) {
        return;
    }
    bool opened = !list;
    list = list ? list : put_block(g, NODE_DEFINITION_LIST);
    if (opened || argument & 1) {
        struct node *term = make(g, NODE_TERM);
        node_append(list, term);
        fill_line(g, term);
        put_text(g, mark_of(g), false);
    }
    struct node *definition = make(g, NODE_DEFINITION);
    node_append(list, definition);
    g->depth -= opened ? 0 : 1;
    enter(g, definition);
}

static void put_code(struct grower *g, uint8_t argument)
{
    struct buf text = {.kept_in = g->arena};
    struct node *code = put_block(g, NODE_CODE_BLOCK);
    g->text_block = ++g->block_count;
    for (unsigned i = 0; i <= argument % 8; i++) {
        buf_add(&text, mark_of(g));
        buf_add(&text, i % 3 == 2 ? words_of(g, argument) : STR("    "));
        buf_add(&text, i % 2 ? STR("\n") : STR("\t"));
    }
    code->text = arena_take(g->arena, &text);
    node_set_number(g->arena, code, argument & 8 ? argument : 0);
}

/* The reference, and its note's text at once: "a note." */
static void put_note(struct grower *g, uint8_t argument)
{
    if (g->in_note || g->note_count == NOTE_LIMIT) {
        return;
    }
    struct node *reference = put_inline(g, NODE_FOOTNOTE_REFERENCE);
    struct node *note = make(g, NODE_FOOTNOTE);
    node_set_number(g->arena, note, (uint32_t)++g->note_count);
    node_set_number(g->arena, reference, node_number(note));
    node_set_target(g->arena, reference, note);
    node_count_reference(g->arena, note, reference);
    node_set_info(g->arena, note, arena_format(g->arena, "n%zu", g->note_count));
    g->notes[g->note_count - 1] = note;
    struct node *line = g->line, *block = g->block;
    size_t text_block = g->text_block, inline_depth = g->inline_depth;
    g->block = note;
    g->in_note = true;
    open_line(g, NODE_PARAGRAPH);
    put_marks(g, argument);
    g->block = block;
    g->line = line;
    g->text_block = text_block;
    g->inline_depth = inline_depth;
    g->in_note = false;
}

/* Past some depth beside the last ones, as readers have it. */
static void open_inline(struct grower *g, enum node_kind kind)
{
    while (g->line && g->inline_depth >= DEPTH_LIMIT && node_is_inline(g->line)) {
        g->line = g->line->parent;
    }
    struct node *node = put_inline(g, kind);
    g->line = node;
    g->inline_depth++;
}

static void open_link(struct grower *g, uint8_t argument)
{
    struct link *link = ARENA_NEW(g->arena, struct link);
    static const enum link_class classes[] = {LINK_EXTERNAL, LINK_INTERNAL, LINK_LIVE,
                                              LINK_MAIL,     LINK_BROKEN,   LINK_INTERNAL};
    open_inline(g, NODE_LINK);
    *link =
        (struct link){.class = classes[argument % 6], .from = g->document, .node = g->line};
    if (link->class == LINK_INTERNAL) {
        link->document = g->document;
        link->target = g->heading_count ? g->headings[argument % g->heading_count] : NULL;
    } else if (link->class == LINK_BROKEN) {
        link->reason = STR("no target");
    } else {
        link->url = link->class == LINK_MAIL ? STR("mailto:a@example.org") : words_of(g, 7);
    }
    node_set_link(g->arena, g->line, link);
    (void)packet_add_link(&g->out->packet, link);
}

static void put_image(struct grower *g, uint8_t argument)
{
    static const char *const widths[] = {"10", "3000", "50%", "0", "x"};
    struct node *image = put_inline(g, NODE_IMAGE);
    image->text = argument & 1 ? STR("alternate") : (struct str){0};
    node_set_file(g->arena, image, argument & 2 ? g->file : NULL);
    if (argument & 4) {
        node_set_attribute(g->arena, image, STR("width"), str_from(widths[argument % 5]));
    }
}

static void open_span(struct grower *g, uint8_t argument)
{
    static const char *const languages[] = {"de", "ar", "he", "zh-Hans", "hu", "x"};
    open_inline(g, NODE_SPAN);
    node_set_attribute(g->arena, g->line, STR("lang"), str_from(languages[argument % 6]));
    if (argument & 64) {
        node_set_attribute(g->arena, g->line, STR("dir"),
                           argument & 128 ? STR("rtl") : STR("ltr"));
    }
}

static void open_division(struct grower *g, uint8_t argument)
{
    static const char *const aligns[] = {"left", "center", "right", "justify"};
    enter_new(g, NODE_DIV);
    g->block->text = g->block->kind == NODE_DIV ? STR("div") : g->block->text;
    if (argument & 1) {
        node_set_attribute(g->arena, g->block, STR("dir"),
                           argument & 2 ? STR("rtl") : STR("ltr"));
    }
    if (argument & 4) {
        node_set_attribute(g->arena, g->block, STR("lang"),
                           argument & 8 ? STR("he") : STR("fr"));
    }
    if (argument & 16 && g->block->kind == NODE_DIV) {
        g->block->align = (uint8_t)(argument >> 5 & 3);
        node_set_attribute(g->arena, g->block, STR("align"),
                           str_from(aligns[argument >> 6]));
    }
}

static void open_figure(struct grower *g, uint8_t argument)
{
    enter_new(g, NODE_FIGURE);
    if (g->block->kind != NODE_FIGURE) {
        return;
    }
    put_image(g, argument);
    open_line(g, NODE_CAPTION);
    put_marks(g, argument);
    leave(g);
}

static void open_callout(struct grower *g, uint8_t argument)
{
    enter_new(g, NODE_ADMONITION);
    if (g->block->kind == NODE_ADMONITION && !g->block->first) {
        g->block->level = (uint8_t)(argument % CALLOUT_COUNT);
    }
}

static void close_document(struct grower *g)
{
    for (size_t i = 0; i < g->note_count; i++) {
        node_append(g->document->root, g->notes[i]);
    }
}

static void open_document(struct grower *g)
{
    static const char *const languages[] = {"en", "de", "ar", "ja"};
    struct packet *packet = &g->out->packet;
    size_t index = packet->document_count;
    if (index == GROW_DOCUMENT_LIMIT) {
        return;
    }
    close_document(g);
    struct document *document = &g->out->documents[index];
    *document = (struct document){.slug = arena_format(g->arena, "d%zu", index + 1),
                                  .title = STR("Title"),
                                  .url = STR("/d/"),
                                  .source = STR("d.md"),
                                  .language = str_from(languages[index]),
                                  .file_count = 1};
    document->files = &document->source;
    g->document = document;
    document->root = g->block = make(g, NODE_DOCUMENT);
    g->line = NULL;
    g->heading_count = g->note_count = g->depth = 0;
    (void)packet_add_document(packet, document);
}

static void put_leaf(struct grower *g, enum node_kind kind)
{
    struct node *node = put_inline(g, kind);
    node->text = kind == NODE_MATH ? STR("\\frac{a}{b}^2_i") : node->text;
}

static void put_inline_code(struct grower *g)
{
    struct node *code = put_inline(g, NODE_CODE);
    code->text = mark_of(g); /* of the line that is open by now */
}

static void step(struct grower *g, uint8_t kind, uint8_t argument)
{
    static const enum node_kind looks[] = {NODE_EMPHASIS,    NODE_STRONG,    NODE_STRIKE,
                                           NODE_SUPERSCRIPT, NODE_SUBSCRIPT, NODE_SMALL};
    switch (kind % 28) {
    case 0: g->line = NULL; break;
    case 1: leave(g); break;
    case 2: open_line(g, NODE_PARAGRAPH); break;
    case 3: put_heading(g, argument); break;
    case 4: open_list(g, argument); break;
    case 5: next_item(g, argument); break;
    case 6: open_table(g, argument); break;
    case 7: next_cell(g, argument); break;
    case 8: next_row(g, argument); break;
    case 9: enter_new(g, NODE_QUOTE); break;
    case 10: open_callout(g, argument); break;
    case 11: put_code(g, argument); break;
    case 12: put_definition(g, argument); break;
    case 13: put_note(g, argument); break;
    case 14: open_link(g, argument); break;
    case 15: put_image(g, argument); break;
    case 16: open_figure(g, argument); break;
    case 17: open_inline(g, looks[argument % 6]); break;
    case 18: open_span(g, argument); break;
    case 19: open_division(g, argument); break;
    case 20: put_leaf(g, NODE_LINE_BREAK); break;
    case 21: put_leaf(g, argument & 1 ? NODE_MATH : NODE_SOFT_BREAK); break;
    case 22: (void)put_block(g, NODE_RULE); break;
    case 23: put_text(g, words_of(g, argument), argument & 128); break;
    case 24:
    case 25: put_marks(g, argument); break;
    case 26: put_inline_code(g); break;
    case 27: open_document(g); break;
    }
}

static void close_link(struct grower *g)
{
    for (struct node *node = g->line; node && node_is_inline(node); node = node->parent) {
        g->line = node->kind == NODE_LINK ? node->parent : g->line;
    }
}

bool grow(struct arena *arena, const uint8_t *data, size_t size, struct grown *out)
{
    static const char damaged[] = "\x89PNG\r\n\x1a\n";
    struct grower g = {.arena = arena, .out = out};
    struct packet_file *file = ARENA_NEW(arena, struct packet_file);
    *out = (struct grown){.packet = {.arena = arena,
                                     .title = STR("Packet"),
                                     .name = STR("packet"),
                                     .language = STR("en")}};
    if (!file) {
        return false;
    }
    *file = (struct packet_file){.source = STR("a.png"), .bytes = str_from(damaged)};
    g.file = file;
    open_document(&g);
    for (size_t i = 0; i + 1 < size && !arena_failed(arena); i += 2) {
        if (data[i] % 28 == 14) {
            close_link(&g);
        }
        step(&g, data[i], data[i + 1]);
    }
    close_document(&g);
    for (size_t i = 0; i < out->packet.document_count && !arena_failed(arena); i++) {
        struct document *document = out->packet.documents[i];
        document->word_count = node_word_count(document->root);
        if (!document_finish(arena, document)) {
            return false;
        }
    }
    return !arena_failed(arena);
}
