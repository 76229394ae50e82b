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

#include "base/css.h"
#include "base/language.h"

#define NAME_WORDS 3 /* what has no more of them may be a name */

static const char *const words[] = {"auto", "ltr", "rtl"};

static const char *word_of(struct str value)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_eq_ignore_case(value, str_from(words[i]))) {
            return words[i];
        }
    }
    return NULL;
}

const char *direction_read_css(struct str css, bool in_line, bool *overrides)
{
    struct css style = {.text = css};
    struct css_declaration one;
    struct str direction = {0}, bidi = {0};
    while (css_next_declaration(&style, &one)) {
        direction = str_eq_ignore_case(one.name, STR("direction")) ? one.value : direction;
        bidi = str_eq_ignore_case(one.name, STR("unicode-bidi")) ? one.value : bidi;
    }
    bool normal = bidi.len == 0 || str_eq_ignore_case(bidi, STR("normal"));
    *overrides = str_eq_ignore_case(bidi, STR("bidi-override")) ||
                 str_eq_ignore_case(bidi, STR("isolate-override"));
    return in_line && normal                            ? NULL
           : str_eq_ignore_case(bidi, STR("plaintext")) ? "auto"
           : str_is(direction, "auto")                  ? NULL
                                                        : word_of(direction);
}

/* As its style says, else its attribute. */
static const char *dir_of(const struct node *node)
{
    if (!node_attributes(node)) {
        return NULL;
    }
    const struct attribute *dir = node_attribute(node, "dir");
    const struct attribute *css = node_attribute(node, "style");
    bool overrides;
    const char *styled =
        css ? direction_read_css(css->value, node_is_inline(node), &overrides) : NULL;
    return styled ? styled : dir ? word_of(dir->value) : NULL;
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
    node->direction = direction == RIGHT_TO_LEFT;
    node->direction_given = dir || node->parent->direction_given;
}

static void settle_root(struct document *document)
{
    struct node *root = document->root;
    const char *dir = dir_of(root);
    enum direction direction =
        dir ? direction_asked(root, dir) : by_language(document->language);
    root->direction = direction == RIGHT_TO_LEFT;
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

/* That of what is around an inline. */
static enum direction direction_around(const struct node *node)
{
    const char *dir = NULL;
    do {
        node = node->parent;
        dir = node_is_inline(node) ? dir_of(node) : NULL;
    } while (node_is_inline(node) && (!dir || strcmp(dir, "auto") == 0));
    return dir ? direction_asked(node, dir) : node_text_direction(node);
}

bool node_isolation(const struct node *node, struct isolation *out)
{
    const char *dir = dir_of(node);
    const struct attribute *css = node_attribute(node, "style");
    bool turned = str_is(node->text, "bdo"), apart = str_is(node->text, "bdi");
    bool element = node->kind == NODE_SPAN || node->kind == NODE_HTML_INLINE;
    bool overrides = false;
    if (css) {
        (void)direction_read_css(css->value, true, &overrides);
    }
    *out = (struct isolation){.overrides = overrides || (element && turned)};
    if (!dir && !(element && (turned || apart))) {
        return false;
    }
    out->by_letter = dir ? strcmp(dir, "auto") == 0 : apart;
    out->direction = out->by_letter ? LEFT_TO_RIGHT
                     : dir          ? direction_asked(node, dir)
                                    : direction_around(node);
    return true;
}
