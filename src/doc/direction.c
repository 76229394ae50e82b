/* Which way each block runs: by `dir`, its own or one around it, else by `lang`, else by
 * its letters. Two walks: letters are gathered from the leaves up, then directions are
 * settled from the root down; each node is looked at a fixed number of times.
 *
 * In text that runs from the left, a block whose first letter runs from the right does, too
 * (UAX #9, P2 and P3). In text that runs from the right, which takes in names and terms of
 * others as they are, a block turns only when none of its letters runs from the right and
 * it has more words than a name has. Lists and tables turn as a whole, so that bullets and
 * columns stay beneath each other; what stands in them may still be read the other way. */
#include "doc/parts.h"

#include "base/language.h"

#define NAME_WORDS 3 /* what has no more of them may be a name */

static const char *dir_of(const struct node *node)
{
    const struct attribute *dir = node_attribute(node, "dir");
    static const char *const words[] = {"auto", "ltr", "rtl"};
    for (size_t i = 0; dir && i < sizeof words / sizeof words[0]; i++) {
        if (str_eq_ignore_case(dir->value, str_from(words[i]))) {
            return words[i];
        }
    }
    return NULL;
}

/* Letters. Code, formulas and captions of callouts say nothing of the text around. */

static bool is_apart(const struct node *node)
{
    return dir_of(node) || str_is(node->text, "bdi") || str_is(node->text, "bdo") ||
           node->kind == NODE_CAPTION || node->kind == NODE_FOOTNOTE;
}

static void gather_letters(struct node *root)
{
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (walk.entering) {
            node->letters =
                node->kind == NODE_TEXT ? letters_of(node->text) : (struct letters){0};
        }
        bool whole = walk.entering ? node->kind == NODE_TEXT : node_is_container(node);
        if (whole && node->parent && !is_apart(node)) {
            node->parent->letters = letters_join(node->parent->letters, node->letters);
        }
    }
}

/* Directions */

static void vote(const struct node *node, size_t votes[2])
{
    if (node->letters.left || node->letters.right) {
        votes[letters_direction(node->letters, LEFT_TO_RIGHT)]++;
    }
}

/* What most of its items or cells do. */
static enum direction direction_of_most(const struct node *node)
{
    size_t votes[2] = {0, 0};
    for (const struct node *part = node->first; part; part = part->next) {
        if (part->kind != NODE_ROW) {
            vote(part, votes);
            continue;
        }
        for (const struct node *cell = part->first; cell; cell = cell->next) {
            vote(cell, votes);
        }
    }
    return votes[RIGHT_TO_LEFT] > votes[LEFT_TO_RIGHT] ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
}

static bool is_within(const struct node *node)
{
    uint8_t kind = node->parent->kind;
    return kind == NODE_ITEM || kind == NODE_CELL || kind == NODE_DEFINITION ||
           kind == NODE_TERM || kind == NODE_CAPTION;
}

static enum direction by_letters(const struct node *node, enum direction around)
{
    struct letters letters = node->letters;
    bool grid = node->kind == NODE_LIST || node->kind == NODE_DEFINITION_LIST ||
                node->kind == NODE_TABLE;
    bool turns = grid || node->kind == NODE_PARAGRAPH || node->kind == NODE_HEADING ||
                 node->kind == NODE_FOOTNOTE || node->kind == NODE_QUOTE ||
                 node->kind == NODE_ADMONITION;
    bool held = is_within(node) && node->kind != NODE_QUOTE;
    if (!turns || held) {
        return around;
    }
    if (around == RIGHT_TO_LEFT) {
        return !letters.right && letters.words > NAME_WORDS ? LEFT_TO_RIGHT : around;
    }
    return grid ? direction_of_most(node) : letters_direction(letters, around);
}

static enum direction by_language(struct str language)
{
    return language_is_right_to_left(language) ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
}

static enum direction direction_asked(const struct node *node, const char *dir)
{
    return strcmp(dir, "auto") == 0  ? letters_direction(node->letters, LEFT_TO_RIGHT)
           : strcmp(dir, "rtl") == 0 ? RIGHT_TO_LEFT
                                     : LEFT_TO_RIGHT;
}

/* Code runs from left to right, whatever is around it. */
static enum direction settled(const struct node *node, const char *dir)
{
    const struct attribute *language = node_attribute(node, "lang");
    enum direction around = (enum direction)node->parent->direction;
    return node->kind == NODE_CODE_BLOCK || node->kind == NODE_MATH_BLOCK ? LEFT_TO_RIGHT
           : dir                           ? direction_asked(node, dir)
           : node->parent->direction_given ? around
           : language                      ? by_language(language->value)
                                           : by_letters(node, around);
}

static void settle(struct node *node)
{
    const char *dir = dir_of(node);
    enum direction direction = settled(node, dir);
    node->direction = (uint8_t)direction;
    node->direction_given = dir || node->parent->direction_given;
}

static void settle_root(struct document *document)
{
    struct node *root = document->root;
    const char *dir = dir_of(root);
    enum direction direction =
        dir ? direction_asked(root, dir) : by_language(document->language);
    root->direction = (uint8_t)direction;
    root->direction_given = dir != NULL && strcmp(dir, "auto") != 0;
}

enum direction document_title_direction(const struct document *document)
{
    const struct node *root = document->root;
    enum direction around = (enum direction)root->direction;
    return root->direction_given || around == RIGHT_TO_LEFT
               ? around
               : letters_direction(letters_of(document->title), around);
}

void document_settle_directions(struct document *document)
{
    gather_letters(document->root);
    settle_root(document);
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        if (walk.entering && walk.node->parent) {
            settle(walk.node);
        }
    }
}

enum direction node_text_direction(const struct node *block)
{
    enum direction direction = (enum direction)block->direction;
    if (block->direction_given || node_attribute(block, "lang")) {
        return direction;
    }
    return direction == RIGHT_TO_LEFT && block->letters.right
               ? RIGHT_TO_LEFT
               : letters_direction(block->letters, direction);
}

const char *node_direction_said(const struct node *block)
{
    const struct node *around = block->parent;
    return around && (block->direction != around->direction || dir_of(block))
               ? direction_name((enum direction)block->direction)
               : NULL;
}
