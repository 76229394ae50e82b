/* Absorbing: a Markdown tree with HTML in it becomes a tree of meanings.
 *
 *   tree ──▶ HTML with a mark on each of our nodes ──▶ Gumbo ──▶ DOM ──▶ tree
 *
 * Raw HTML that opens in one place and closes in another so works as in a browser,
 * and our own nodes come back as themselves: the mark is an attribute with the
 * node's index. Its name is chosen so that it occurs nowhere in the raw HTML. */
#include "html/html.h"

#include "base/buf.h"
#include "base/limits.h"
#include "html/bound.h"
#include "html/elements.h"
#include "html/gumbo_reader.h"
#include "html/shown.h"

struct absorber {
    struct html_marks marks;
    size_t next;
    struct html_bound raw;
    const struct node *literal; /* within it elements are text */
    bool bounded;               /* raw HTML was cut at HTML_DEPTH_LIMIT */
    struct spot bounded_at;
    bool cut; /* attributes were, at HTML_ATTRIBUTE_LIMIT */
    struct spot cut_at;
    const struct str *files; /* NULL: none */
    struct report *report;
};

static struct place place_of(struct spot at, const struct str *files)
{
    return (struct place){
        .file = files ? files[at.file] : STR(""), .line = at.line, .column = at.column};
}

static bool needs_absorbing(const struct node *node)
{
    return node->kind == NODE_RAW_BLOCK || node->kind == NODE_RAW_INLINE ||
           node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML_INLINE;
}

static size_t count_nodes(struct arena *arena, struct node *root, bool *needed)
{
    size_t count = 0;
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        if (walk.entering) {
            count++;
            *needed =
                *needed || needs_absorbing(walk.node) || node_is_hidden(arena, walk.node);
        }
    }
    return count;
}

static bool occurs_in(const struct node *node, struct str name)
{
    if (needs_absorbing(node) && str_find(node->text, name, 0) != STR_NONE) {
        return true;
    }
    for (const struct attribute *a = node_attributes(node); a; a = a->next) {
        if (str_find(a->name, name, 0) != STR_NONE) {
            return true;
        }
    }
    return false;
}

/* "data-node", "data-node1", ...: the first that no raw HTML of the tree contains. */
static const char *choose_name(struct arena *arena, struct node *root)
{
    for (unsigned attempt = 0; attempt < 1000; attempt++) {
        struct str name = arena_format(arena, "data-node%u", attempt);
        bool taken = false;
        struct walk walk;
        walk_init(&walk, root);
        while (!taken && walk_next(&walk)) {
            taken = walk.entering && occurs_in(walk.node, name);
        }
        if (!taken) {
            return name.ptr;
        }
    }
    return NULL;
}

/* The HTML element that stands for a node, so that Gumbo treats it as a browser would. */
static const char *stand_in(const struct node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_DOCUMENT:
    case NODE_TEXT:
    case NODE_SOFT_BREAK:
    case NODE_RAW_BLOCK:
    case NODE_RAW_INLINE:
    case NODE_HTML_BLOCK:
    case NODE_HTML_INLINE: return NULL;
    case NODE_QUOTE: return "blockquote";
    case NODE_LIST: return node->ordered ? "ol" : "ul";
    case NODE_ITEM: return "li";
    case NODE_DEFINITION_LIST: return "dl";
    case NODE_DEFINITION: return "dd";
    case NODE_TERM: return "dt";
    case NODE_TABLE: return "table";
    case NODE_ROW: return "tr";
    case NODE_CELL: return node->header ? "th" : "td";
    case NODE_FIGURE: return "figure";
    case NODE_CAPTION:
        return node->parent && node->parent->kind == NODE_TABLE ? "caption" : "figcaption";
    case NODE_FOOTNOTE:
    case NODE_ADMONITION:
    case NODE_DIV:
    case NODE_MATH_BLOCK:
    case NODE_TOC_BLOCK: return "div";
    case NODE_HEADING: return "h1";
    case NODE_PARAGRAPH: return "p";
    case NODE_CODE_BLOCK: return "pre";
    case NODE_RULE: return "hr";
    case NODE_EMPHASIS: return "em";
    case NODE_STRONG: return "strong";
    case NODE_STRIKE: return "s";
    case NODE_SUPERSCRIPT: return "sup";
    case NODE_SUBSCRIPT: return "sub";
    case NODE_SMALL: return "small";
    case NODE_LINK: return "a";
    case NODE_IMAGE: return "img";
    case NODE_LINE_BREAK: return "br";
    case NODE_SPAN:
    case NODE_CODE:
    case NODE_FOOTNOTE_REFERENCE:
    case NODE_MATH: return "span";
    }
    return NULL;
}

static size_t mark_node(struct absorber *absorber, struct node *node)
{
    absorber->marks.nodes[absorber->next] = node;
    return absorber->next++;
}

/* Contents repeat what headings say: an anchor in them would take the heading's place,
 * and a link cannot stand within a link. */
static bool is_in_contents(const struct node *node)
{
    while (node && node->kind != NODE_TOC_BLOCK) {
        node = node->parent;
    }
    return node != NULL;
}

static void note_cut(struct absorber *absorber, const struct node *node)
{
    if (!absorber->cut) {
        absorber->cut = true;
        absorber->cut_at = node->spot;
    }
}

/* Of what would take the elements within it for text (<xmp>): another that shows all alike.
 */
static bool is_literal(const struct node *node)
{
    static const char *const names[] = {"xmp", "plaintext"};
    return str_is_among_ignore_case(node->text, names, sizeof names / sizeof names[0]);
}

static struct str element_name(const struct node *node)
{
    return is_literal(node) ? STR("pre") : node->text;
}

static void open_html_element(struct absorber *absorber, struct node *node, struct buf *out)
{
    buf_add_byte(out, '<');
    buf_add(out, element_name(node));
    if (node_id(node).len && !is_in_contents(node)) {
        buf_add_text(out, " id=\"");
        buf_add_escaped(out, node_id(node));
        buf_add_byte(out, '"');
    }
    size_t count = 0;
    for (const struct attribute *a = node_attributes(node); a; a = a->next) {
        if (count++ == HTML_ATTRIBUTE_LIMIT) {
            note_cut(absorber, node);
            break;
        }
        buf_add_byte(out, ' ');
        buf_add(out, a->name);
        buf_add_text(out, "=\"");
        buf_add_escaped(out, a->value);
        buf_add_byte(out, '"');
    }
    buf_add_format(out, " %s=\"%zu\">", absorber->marks.name, mark_node(absorber, node));
}

/* A script's text has no tags, whatever it looks like. */
static bool is_text_of_element(const struct node *node)
{
    const struct node *parent = node->parent;
    return parent &&
           (parent->kind == NODE_HTML_BLOCK || parent->kind == NODE_HTML_INLINE) &&
           element_holds_text(element_name(parent));
}

static void add_raw(struct absorber *absorber, struct node *node, struct buf *out)
{
    if (is_text_of_element(node)) {
        buf_add(out, node->text);
        return;
    }
    buf_add_format(out, "<!--%s %zu-->", absorber->marks.name, mark_node(absorber, node));
    if (!html_add_bounded(node->text, &absorber->raw, out) && !absorber->bounded) {
        absorber->bounded = true;
        absorber->bounded_at = node->spot;
    }
    if (absorber->raw.attributes_cut) {
        note_cut(absorber, node);
    }
    if (absorber->raw.unended.len) {
        html_report_unended(absorber->report, place_of(node->spot, absorber->files),
                            absorber->raw.unended);
        absorber->raw.unended = (struct str){0};
    }
}

/* An element that stands for one of our nodes, with its mark. */
static void print_stand_in(struct absorber *absorber, struct node *node, bool entering,
                           const char *name, struct buf *out)
{
    if (entering) {
        buf_add_format(out, "<%s %s=\"%zu\">", name, absorber->marks.name,
                       mark_node(absorber, node));
    }
    if (!entering || (!node_is_container(node) && !element_is_void(str_from(name)))) {
        buf_add_format(out, "</%s>", name);
    }
}

/* An element that is text where it stands. */
static void print_literal(const struct node *node, bool entering, struct buf *out)
{
    if (!entering && element_is_void(node->text)) {
        return;
    }
    buf_add_format(out, "&lt;%s%.*s", entering ? "" : "/", STR_ARG(node->text));
    if (entering && node_id(node).len) {
        buf_add_text(out, " id=\"");
        buf_add_escaped(out, node_id(node));
        buf_add_byte(out, '"');
    }
    for (const struct attribute *a = entering ? node_attributes(node) : NULL; a;
         a = a->next) {
        buf_add_byte(out, ' ');
        buf_add(out, a->name);
        buf_add_text(out, "=\"");
        buf_add_escaped(out, a->value);
        buf_add_byte(out, '"');
    }
    buf_add_text(out, "&gt;");
}

static void print_html_element(struct absorber *absorber, struct node *node, bool entering,
                               struct buf *out)
{
    if (str_is(node->text, "a") && is_in_contents(node)) {
        return;
    }
    if (is_literal(node) && (!absorber->literal || absorber->literal == node)) {
        absorber->literal = entering ? node : NULL;
    } else if (absorber->literal) {
        print_literal(node, entering, out);
        return;
    }
    if (entering) {
        open_html_element(absorber, node, out);
    } else if (!element_is_void(node->text)) {
        buf_add_format(out, "</%.*s>", STR_ARG(element_name(node)));
    }
}

static void print_node(struct absorber *absorber, struct node *node, bool entering,
                       struct buf *out)
{
    const char *name = stand_in(node);
    if (name) {
        print_stand_in(absorber, node, entering, name, out);
    } else if (node->kind == NODE_TEXT) {
        buf_add_escaped(out, node->text);
    } else if (node->kind == NODE_SOFT_BREAK) {
        buf_add_byte(out, '\n');
    } else if (node->kind == NODE_RAW_BLOCK || node->kind == NODE_RAW_INLINE) {
        add_raw(absorber, node, out);
    } else if (node->kind != NODE_DOCUMENT) {
        print_html_element(absorber, node, entering, out);
    }
}

static bool print_marked(struct absorber *absorber, struct node *root, struct buf *out)
{
    buf_add_text(out, "<!DOCTYPE html><body>");
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        print_node(absorber, walk.node, walk.entering, out);
    }
    return buf_ok(out);
}

static void report_limits(const struct absorber *absorber, const struct str *files,
                          struct report *report)
{
    if (absorber->bounded) {
        html_report_bounded(report, place_of(absorber->bounded_at, files));
    }
    if (absorber->cut) {
        html_report_attributes(report, place_of(absorber->cut_at, files));
    }
}

static bool is_reference(const struct node *node)
{
    return node->kind == NODE_FOOTNOTE_REFERENCE && node_target(node);
}

/* Nodes that wait until a walk is over. */
struct strays {
    struct node **nodes;
    size_t count, capacity;
};

static void add_stray(struct arena *arena, struct strays *strays, struct node *node)
{
    if (arena_grow(arena, &strays->nodes, strays->count, &strays->capacity,
                   sizeof *strays->nodes)) {
        strays->nodes[strays->count++] = node;
    }
}

/* An element that nobody closed takes notes in; they are the document's. */
static void settle_notes(struct arena *arena, struct node *document)
{
    struct strays strays = {0};
    struct edit_walk walk;
    for (edit_walk_init(&walk, document); edit_walk_next(&walk);) {
        struct node *node = walk.node;
        if (walk.entering && node->kind == NODE_FOOTNOTE) {
            node_set_target(arena, node, NULL);
            node_set_ordinal(arena, node, 0);
            if (node->parent != document) {
                add_stray(arena, &strays, node);
            }
        }
    }
    for (size_t i = 0; i < strays.count; i++) {
        node_unlink(strays.nodes[i]);
        node_append(document, strays.nodes[i]);
    }
}

/* Whether all of the tree is still where it was: none of it stands in another now. */
static bool is_whole(const struct node *root)
{
    const struct node *node = root;
    bool rising = false;
    while (node && !(rising && node == root)) {
        const struct node *next = rising ? NULL : node->first;
        const struct node *parent = next ? node : node->parent;
        next = next || node == root ? next : node->next;
        if (next && next->parent != parent) {
            return false;
        }
        rising = !next;
        node = next || node == root ? next : parent;
    }
    return true;
}

/* A tag that never ends may take the beginning of a note for a part of it. What of the note
 * is left are words of the page; it is a note no more. */
static void drop_torn_notes(const struct html_marks *marks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct node *note = marks->nodes[i];
        if (note->kind == NODE_FOOTNOTE && !marks->used[i] && !is_whole(note)) {
            note->kind = NODE_DIV;
            note->first = NULL;
        }
    }
}

/* What was hidden may have been references: notes lead back to those that are left. One to
 * a note that is no more goes, too. */
static void count_references(struct arena *arena, struct node *document)
{
    struct strays strays = {0};
    struct edit_walk walk;
    for (edit_walk_init(&walk, document); edit_walk_next(&walk);) {
        struct node *node = walk.node,
                    *note = is_reference(node) ? node_target(node) : NULL;
        if (walk.entering && note && note->kind == NODE_FOOTNOTE) {
            node_count_reference(arena, note, node);
        } else if (walk.entering && note) {
            add_stray(arena, &strays, node);
        }
    }
    for (size_t i = 0; i < strays.count; i++) {
        node_unlink(strays.nodes[i]);
    }
}

/* The way there and back. What was not understood keeps its words; nothing is changed when
 * the tree holds no HTML. */
bool html_absorb(struct arena *arena, struct node **root, const struct str *files,
                 struct report *report)
{
    bool needed = false;
    size_t count = count_nodes(arena, *root, &needed);
    if (!needed) {
        return true;
    }
    html_clean(arena, *root, files, report);
    struct absorber absorber = {
        .marks = {.name = choose_name(arena, *root),
                  .nodes = ARENA_ARRAY(arena, struct node *, count),
                  .used = ARENA_ARRAY(arena, bool, count),
                  .count = count},
        .raw = {.in_markdown = true},
        .files = files,
        .report = report,
    };
    struct node *document = node_new(arena, NODE_DOCUMENT, (*root)->spot);
    struct buf html = {.kept_in = arena};
    bool ok = absorber.marks.name && absorber.marks.nodes && absorber.marks.used &&
              document && print_marked(&absorber, *root, &html);
    if (!ok) {
        report_out_of_memory(report);
    } else {
        node_set_id(arena, document, node_id(*root));
        node_set_attributes(arena, document, node_attributes(*root));
        struct html_source source = {
            .text = buf_str(&html), .marks = &absorber.marks, .files = files};
        ok = gumbo_read(arena, &source, document, report);
        settle_notes(arena, document);
        drop_torn_notes(&absorber.marks, absorber.next);
        count_references(arena, document);
        *root = document;
    }
    if (ok) {
        report_limits(&absorber, files, report);
    }
    buf_clear(&html);
    return ok;
}
