/* A page's first words are looked up in the text of its document, both without white space,
 * where the pages before it let expect them: so what layout adds or leaves out (numbers of
 * pages behind links, hyphens, quotation marks) does not count up, and words that stand in
 * the text twice are told apart by where they are. Words that are not found, as those of
 * formulas, are taken to be where they were expected. Texts and blocks of code hold marks:
 * a page that begins with code among words begins, for a book, behind it. */
#include "archive/page_marks.h"

#include "archive/anchor.h"
#include "base/utf8.h"

#define LOOKED_BYTES 2000 /* around the expected place, and as much as a page has */
#define LOOK_AHEAD 8      /* marks whose text was not written where it was expected */

/* The texts of a document behind each other. */
struct flat {
    struct buf text; /* without white space */
    struct flat_node {
        const struct node *node;
        size_t at; /* in the text */
    } *nodes;
    size_t count, capacity;
};

static bool is_blank(uint32_t c)
{
    return utf8_is_space(c) || utf8_is_invisible(c);
}

static bool add_node(struct arena *arena, struct flat *flat, const struct node *node)
{
    if (!arena_grow(arena, &flat->nodes, flat->count, &flat->capacity,
                    sizeof *flat->nodes)) {
        return false;
    }
    flat->nodes[flat->count++] = (struct flat_node){node, flat->text.len};
    for (size_t at = 0, len; at < node->text.len; at += len) {
        if (!is_blank(utf8_decode(node->text, at, &len))) {
            buf_add(&flat->text, str_sub(node->text, at, at + len));
        }
    }
    return true;
}

/* Notes stand at the foot of pages, and elsewhere in a book. */
static bool flatten(struct arena *arena, const struct document *document, struct flat *flat)
{
    struct walk walk;
    *flat = (struct flat){.text = {.kept_in = arena}};
    walk_init(&walk, document->root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        bool above = node == document->title_heading && !document->title_in_place;
        if (!walk.entering) {
            continue;
        }
        if (above || node->kind == NODE_FOOTNOTE) {
            walk_skip_children(&walk);
        } else if ((node->kind == NODE_TEXT || node->kind == NODE_CODE ||
                    node->kind == NODE_CODE_BLOCK) &&
                   !add_node(arena, flat, node)) {
            return false;
        }
    }
    return buf_ok(&flat->text);
}

/* Where `words` stand nearest to `expected`, from `from` on; STR_NONE: nowhere near. */
static size_t find_near(struct str text, struct str words, size_t from, size_t expected,
                        size_t around)
{
    size_t best = STR_NONE;
    struct str part = str_sub(text, 0, expected + around + words.len);
    for (size_t at = from; words.len && (at = str_find(part, words, at)) != STR_NONE;
         at++) {
        if (best != STR_NONE && at >= expected &&
            at - expected >= (best < expected ? expected - best : best - expected)) {
            break;
        }
        best = at;
    }
    return best;
}

static size_t find_start(struct str text, const struct page_start *start, size_t from,
                         size_t expected)
{
    static const size_t lengths[] = {48, 24, 12, 6};
    size_t around = LOOKED_BYTES + start->length;
    size_t low = expected > around && expected - around > from ? expected - around : from;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        size_t end = lengths[i] < start->words.len ? lengths[i] : start->words.len;
        size_t found =
            find_near(text, str_sub(start->words, 0, end), low, expected, around);
        if (found != STR_NONE) {
            return found;
        }
    }
    return expected < text.len ? expected : text.len;
}

/* The byte of a text that so many without white space stand before; of code the beginning
 * of its line. */
static size_t offset_in(const struct node *node, size_t before)
{
    struct str text = node->text;
    size_t at = 0, len;
    for (; at < text.len; at += len) {
        bool blank = is_blank(utf8_decode(text, at, &len));
        if (!blank && before < len) {
            break;
        }
        before -= blank ? 0 : len;
    }
    while (node->kind == NODE_CODE_BLOCK && at > 0 && ascii_is_space(text.ptr[at - 1]) &&
           text.ptr[at - 1] != '\n') {
        at--;
    }
    return at;
}

static bool holds_marks(const struct node *node)
{
    return node->kind == NODE_TEXT || node->kind == NODE_CODE_BLOCK;
}

/* `*index`: of the node before, from which on it is looked for. */
static struct page_mark place_mark(const struct flat *flat, size_t found, struct str label,
                                   size_t *index)
{
    while (*index + 1 < flat->count && flat->nodes[*index + 1].at <= found) {
        ++*index;
    }
    size_t at = *index;
    size_t before = flat->count ? found - flat->nodes[at].at : 0;
    while (at < flat->count && !holds_marks(flat->nodes[at].node)) {
        at++;
        before = 0;
    }
    if (at == flat->count) {
        return (struct page_mark){.label = label, .offset = SIZE_MAX};
    }
    const struct node *node = flat->nodes[at].node;
    return (struct page_mark){node, offset_in(node, before), label};
}

/* Of the starts [from, to), which are of one document. */
static bool place_all(struct arena *arena, const struct document *document,
                      const struct page_start *starts, size_t count,
                      struct document_marks *out)
{
    struct page_mark *items = ARENA_ARRAY(arena, struct page_mark, count);
    struct arena held;
    struct flat flat = {0};
    arena_init_within(&held, 0, arena->budget);
    bool ok = items && flatten(&held, document, &flat);
    size_t found = 0, index = 0;
    for (size_t i = 0; ok && i < count; i++) {
        if (starts[i].opens) {
            items[i] = (struct page_mark){.label = starts[i].label};
            continue;
        }
        size_t expected = found + (i ? starts[i - 1].length : 0);
        found = find_start(buf_str(&flat.text), &starts[i], found, expected);
        items[i] = place_mark(&flat, found, starts[i].label, &index);
    }
    arena->failed |= arena_failed(&held);
    buf_clear(&flat.text);
    arena_clear(&held);
    *out = (struct document_marks){items, ok ? count : 0};
    return ok;
}

const struct document_marks *page_marks_find(struct arena *arena,
                                             const struct packet *packet,
                                             const struct page_starts *starts)
{
    struct document_marks *marks =
        ARENA_ARRAY(arena, struct document_marks, packet->document_count + 1);
    for (size_t from = 0, to; marks && from < starts->count; from = to) {
        size_t document = starts->items[from].document;
        for (to = from; to < starts->count && starts->items[to].document == document;) {
            to++;
        }
        if (!place_all(arena, packet->documents[document], starts->items + from, to - from,
                       &marks[document])) {
            return NULL;
        }
    }
    return marks;
}

void page_mark_add_fragment(struct str label, struct buf *out)
{
    buf_add_format(out, FRAME_ID "page-%.*s", STR_ARG(label));
}

void page_mark_write(struct str label, struct buf *out)
{
    buf_add_text(out, "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"");
    page_mark_add_fragment(label, out);
    buf_add_format(out, "\" aria-label=\"%.*s\"></span>", STR_ARG(label));
}

size_t page_marks_write_first(const struct document_marks *marks, struct buf *out)
{
    size_t count = 0;
    while (count < marks->count && !marks->items[count].node &&
           marks->items[count].offset == 0) {
        page_mark_write(marks->items[count++].label, out);
    }
    return count;
}

bool page_marks_write_text(const struct document_marks *marks, size_t *next,
                           const struct node *node, struct buf *out)
{
    size_t first = *next, from = 0;
    while (first < marks->count && first < *next + LOOK_AHEAD &&
           marks->items[first].node != node) {
        first++;
    }
    if (first == marks->count || marks->items[first].node != node) {
        return false;
    }
    for (; *next < marks->count; ++*next) {
        const struct page_mark *here = &marks->items[*next];
        if (*next > first && here->node != node) {
            break;
        }
        size_t to = here->node == node ? here->offset : from;
        buf_add_escaped(out, str_sub(node->text, from, to));
        page_mark_write(here->label, out);
        from = to;
    }
    buf_add_escaped(out, str_skip(node->text, from));
    return true;
}

void page_marks_write_rest(const struct document_marks *marks, size_t next, struct buf *out)
{
    for (; next < marks->count; next++) {
        page_mark_write(marks->items[next].label, out);
    }
}
