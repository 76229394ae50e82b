/* Cards: siblings that hold a picture each and a few words, as pages show speakers, members
 * of a team and sponsors. What sets them beside each other and makes their pictures small
 * is a style sheet, which is not read; their shape tells:
 *
 *   div .row                             A      B      C
 *     div .col  A      its picture,      Anna   Ben    Cleo
 *     div .col  B      then words        of X   of Y   of Z
 *     div .col  C
 *
 * Rows of them that follow each other are one grid, so that the last one may be shorter.
 * Cards with more to say stand one below the other, with small pictures.
 *
 * Media: a picture in a block of its own, and words in the one beside it.
 *
 *   div .row                             A   Anna of X, who
 *     div .col  A                            says more of
 *     div .col  Anna of X, who ...           herself */
#include "doc/parts.h"

#define CARD_NODES 200     /* what holds more is more than a card */
#define CARD_TEXT 1500     /* bytes, the same */
#define COLUMNS 4          /* at the most */
#define WORDS_ALONE 12     /* bytes: up to there a card is its picture */
#define STANDALONE_LEAST 3 /* so many without a box around them */
#define MEDIA_NODES 400
#define MEDIA_TEXT 4000

/* How many columns have room for so many bytes of text. */
static const struct {
    size_t text;
    uint8_t columns;
} rooms[] = {{60, COLUMNS}, {300, 3}, {600, 2}, {CARD_TEXT, 1}};

/* What a block holds, as far as it was looked at. */
struct content {
    size_t nodes, pictures, text; /* bytes */
    size_t lacking;               /* pictures that cannot be shown */
};

static const struct content card_most = {CARD_NODES, 1, CARD_TEXT, 0},
                            picture_most = {CARD_NODES, 1, WORDS_ALONE, 0},
                            words_most = {MEDIA_NODES, 0, MEDIA_TEXT, 0};

static bool is_box(const struct node *node)
{
    return node->kind == NODE_DIV || node->kind == NODE_FIGURE;
}

/* What does not stand in a narrow column, or is set with care of its own. */
static bool is_large(const struct node *node)
{
    return node->kind == NODE_TABLE || node->kind == NODE_CODE_BLOCK ||
           node->kind == NODE_MATH_BLOCK || node->kind == NODE_ADMONITION ||
           node->kind == NODE_TOC_BLOCK || (node->kind == NODE_HEADING && node->level < 2);
}

/* False: it holds more than `most`; then it is looked at no further. */
static bool fits(const struct node *node, struct content most, struct content *out)
{
    struct walk walk;
    *out = (struct content){0};
    walk_init(&walk, node);
    while (walk_next(&walk)) {
        if (!walk.entering) {
            continue;
        }
        bool picture = walk.node->kind == NODE_IMAGE;
        out->nodes++;
        out->pictures += picture && node_file(walk.node);
        out->lacking += picture && !node_file(walk.node);
        out->text += picture ? 0 : str_trim(walk.node->text).len;
        if (is_large(walk.node) || out->nodes > most.nodes || out->text > most.text ||
            out->pictures > most.pictures) {
            return false;
        }
    }
    return true;
}

/* One picture, and few words, whose bytes are `*text`. Its alternate text may stand for the
 * picture: a portrait that lies on another site breaks no grid. */
static bool is_card(const struct node *node, size_t *text)
{
    struct content content;
    if (!is_box(node) || !fits(node, card_most, &content)) {
        return false;
    }
    *text = content.text;
    return content.pictures == 1 || (content.pictures == 0 && content.lacking == 1);
}

/* A row of cards, and of nothing else, or a single one: how many, of which the longest has
 * `*longest` bytes of text. 0: it is neither. */
static size_t count_row(const struct node *node, enum direction around, size_t *longest)
{
    size_t text, most = *longest, count = 0;
    if (is_card(node, &text)) {
        *longest = text > most ? text : most;
        return 1;
    }
    if (node->kind != NODE_DIV || node_attribute(node, "lang") ||
        (enum direction)node->direction != around) {
        return 0;
    }
    for (const struct node *card = node->first; card; card = card->next, count++) {
        if (!is_card(card, &text)) {
            return 0;
        }
        most = text > most ? text : most;
    }
    *longest = most;
    return count;
}

/* Boxes without a class are nothing that a style sheet could make cards of. */
static bool is_styled(const struct node *first)
{
    const struct node *around = first->parent;
    return node_attribute(first, "class") ||
           (around->kind == NODE_DIV && node_attribute(around, "class"));
}

/* Two of them stand beside each other by chance where there is no box around them. */
bool cards_find(const struct node *first, struct cards *out)
{
    size_t longest = 0, count, row = 0;
    *out = (struct cards){.first = first, .end = first};
    if (!is_box(first) || !first->parent || !is_styled(first)) {
        return false;
    }
    out->rows = !is_card(first, &count);
    enum direction around =
        (enum direction)(out->rows ? first->direction : first->parent->direction);
    while (out->end && is_box(out->end) &&
           (count = count_row(out->end, around, &longest)) > 0) {
        out->end = out->end->next;
        out->count += count;
    }
    while (longest > rooms[row].text) {
        row++;
    }
    out->most_columns = rooms[row].columns;
    out->bare = longest <= WORDS_ALONE;
    return out->count >= (first->parent->kind == NODE_DIV ? 2 : STANDALONE_LEAST);
}

static const struct node *first_in(const struct node *sibling)
{
    size_t text;
    return is_card(sibling, &text) ? sibling : sibling->first;
}

const struct node *cards_next(const struct cards *cards, const struct node *card)
{
    if (!card) {
        return first_in(cards->first);
    }
    if (card->parent != cards->first->parent && card->next) {
        return card->next;
    }
    const struct node *sibling = card->parent == cards->first->parent ? card : card->parent;
    return sibling->next == cards->end ? NULL : first_in(sibling->next);
}

const struct node *cards_row(const struct cards *cards, const struct node *card)
{
    bool begins = card->parent != cards->first->parent && card->parent->first == card;
    return begins ? card->parent : NULL;
}

/* Style sheets end rows by empty boxes ("clearfix"), which would part what is one grid. */
static void drop_empty_boxes(struct node *around)
{
    for (struct node *child = around->first, *next; child; child = next) {
        next = child->next;
        if (child->kind == NODE_DIV && !child->first && node_id(child).len == 0) {
            node_unlink(child);
        }
    }
}

void document_settle_cards(struct document *document)
{
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        if (walk.entering && (walk.node == document->root || is_box(walk.node))) {
            drop_empty_boxes(walk.node);
        } else if (walk.entering) {
            edit_walk_skip_children(&walk);
        }
    }
}

/* Media */

bool node_is_picture(const struct node *block)
{
    struct content content;
    bool stands = !node_is_inline(block) || block->kind == NODE_IMAGE;
    return stands && fits(block, picture_most, &content) && content.pictures == 1;
}

static bool is_words(const struct node *block)
{
    struct content content;
    return block->kind == NODE_DIV && fits(block, words_most, &content) &&
           content.text > WORDS_ALONE;
}

bool node_is_media(const struct node *block)
{
    const struct node *one = block->first, *other;
    if (block->kind != NODE_DIV || !one || !one->next || node_is_inline(one->next) ||
        !is_styled(one)) {
        return false;
    }
    bool picture_first = node_is_picture(one);
    for (; one; one = other->next) {
        other = one->next;
        if (!other || !node_is_picture(picture_first ? one : other) ||
            !is_words(picture_first ? other : one)) {
            return false;
        }
    }
    return true;
}
