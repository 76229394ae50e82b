/* Walks over trees, and the text that they read aloud on the way. Trees may be as deep as
 * a reader of Markdown lets them: nothing here recurses. */
#include "doc/doc.h"

#include "base/buf.h"
#include "base/utf8.h"

void walk_init(struct walk *walk, const struct node *root)
{
    *walk = (struct walk){.root = root, .node = root};
}

/* Both kinds of walks take it whole: a page is walked some twenty times. */
static inline bool step(struct walk *walk)
{
    if (walk->done) {
        return false;
    }
    if (!walk->started) {
        walk->started = true;
        walk->entering = true;
        return walk->root != NULL;
    }
    const struct node *node = walk->node;
    if (walk->entering && node_is_container(node)) {
        if (node->first) {
            walk->node = node->first;
        } else {
            walk->entering = false;
        }
        return true;
    }
    if (node == walk->root) {
        walk->done = true;
        return false;
    }
    walk->entering = node->next != NULL;
    walk->node = node->next ? node->next : node->parent;
    return true;
}

bool walk_next(struct walk *walk)
{
    return step(walk);
}

void walk_skip_children(struct walk *walk)
{
    walk->entering = false;
}

void edit_walk_init(struct edit_walk *walk, struct node *root)
{
    *walk = (struct edit_walk){.node = root};
    walk_init(&walk->reading, root);
}

void edit_walk_skip_children(struct edit_walk *walk)
{
    walk_skip_children(&walk->reading);
}

/* Every step leads to a child, a sibling, the parent, or stays. */
bool edit_walk_next(struct edit_walk *walk)
{
    if (!step(&walk->reading)) {
        return false;
    }
    const struct node *now = walk->reading.node;
    struct node *before = walk->node;
    walk->entering = walk->reading.entering;
    walk->node = now == before->first    ? before->first
                 : now == before->next   ? before->next
                 : now == before->parent ? before->parent
                                         : before;
    return true;
}

/* What a node says by itself. */
static struct str said_by(const struct node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_CODE_BLOCK:
    case NODE_MATH:
    case NODE_MATH_BLOCK:
    case NODE_IMAGE: return node->text;
    case NODE_LINE_BREAK:
    case NODE_SOFT_BREAK: return STR(" ");
    case NODE_DOCUMENT: /* containers, and what is silent */
    case NODE_QUOTE:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_DEFINITION_LIST:
    case NODE_DEFINITION:
    case NODE_TERM:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_FIGURE:
    case NODE_CAPTION:
    case NODE_FOOTNOTE:
    case NODE_ADMONITION:
    case NODE_DIV:
    case NODE_HTML_BLOCK:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_RULE:
    case NODE_RAW_BLOCK:
    case NODE_TOC_BLOCK:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_SMALL:
    case NODE_LINK:
    case NODE_SPAN:
    case NODE_HTML_INLINE:
    case NODE_FOOTNOTE_REFERENCE:
    case NODE_RAW_INLINE: break;
    }
    return (struct str){0};
}

/* Gives each piece of the text below a node, as read aloud, to `take`. */
static void read_aloud(const struct node *root, void (*take)(void *data, struct str piece),
                       void *data)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering) {
            if (!node_is_inline(node) && node != root) {
                take(data, STR(" "));
            }
            continue;
        }
        take(data, said_by(node));
    }
}

static void add_piece(void *data, struct str piece)
{
    buf_add(data, piece);
}

void node_plain_text(const struct node *root, struct buf *out)
{
    read_aloud(root, add_piece, out);
}

struct word_counter {
    size_t count;
    bool inside;
};

/* CJK punctuation and full-width forms: no word, and the end of one. */
static bool is_cjk_sign(uint32_t c)
{
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF0F) ||
           (c >= 0xFF1A && c <= 0xFF1F);
}

static void count_words(void *data, struct str piece)
{
    struct word_counter *counter = data;
    for (size_t i = 0, len; i < piece.len; i += len) {
        bool ascii = (unsigned char)piece.ptr[i] < 0x80;
        uint32_t c = ascii ? (uint32_t)piece.ptr[i] : utf8_decode(piece, i, &len);
        len = ascii ? 1 : len;
        bool ideograph = !ascii && utf8_is_ideograph(c);
        bool word = !ideograph && !(ascii ? ascii_is_space(piece.ptr[i]) : is_cjk_sign(c));
        counter->count += ideograph || (word && !counter->inside);
        counter->inside = word;
    }
}

size_t node_word_count(const struct node *node)
{
    struct word_counter counter = {0};
    read_aloud(node, count_words, &counter);
    return counter.count;
}
