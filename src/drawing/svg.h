/* The tree of an SVG file, and what its attributes and style sheets say of each element.
 * For drawing/ only.
 *
 *   bytes ─ xml.c ─▶ tree ─ sheet.c ─▶ the same, each element with all that CSS gives it
 */
#ifndef OFFPRINT_DRAWING_SVG_H
#define OFFPRINT_DRAWING_SVG_H

#include "base/arena.h"
#include "drawing/names.h"

struct svg_attribute {
    enum svg_name name;
    struct str value;
};

struct svg_custom { /* "--name: value" */
    struct str name, value;
    const struct svg_custom *next;
};

struct svg_node {
    enum svg_tag tag;
    bool busy; /* is being drawn: what uses it once more goes in a circle */
    struct svg_node *parent, *first, *last, *next;
    struct svg_attribute *attributes;
    size_t attribute_count;
    struct str text; /* SVG_CHARACTERS; SVG_HTML: its tag */
    const struct svg_custom *customs;
    struct svg_node *next_of_id;      /* in the tree's table */
    const struct made_gradient *made; /* gradient.c: of it, the last; or NULL */
    const struct image_data *image;
    struct svg_tree *drawing; /* of an image, as its picture */
    bool image_tried;
};

struct svg_sheet { /* the text of a `style` */
    struct str text;
    struct svg_sheet *next;
};

enum lack { /* what of a drawing is not shown */
            LACK_FILTER,
            LACK_HTML,
            LACK_ANIMATION,
            LACK_PICTURE,
            LACK_FACE,
            LACK_CLIP,
            LACK_VERTICAL,
            LACK_RULES,
            LACK_COUNT,
};

struct svg_fault { /* where the file is no SVG, and why; line 0: nowhere in particular */
    size_t line, column;
    const char *what;
};

struct svg_tree {
    struct arena *arena;
    struct svg_node *root; /* an svg */
    struct svg_node **ids; /* by hash */
    size_t id_slots;
    struct svg_sheet *sheets, *last_sheet;
    bool lacks[LACK_COUNT];
    struct svg_fault fault; /* SVG_DAMAGED */
    size_t steps_left;      /* of the work that one drawing may take; 0: it took too much */
};

enum svg_result { SVG_READ, SVG_DAMAGED, SVG_TOO_LARGE, SVG_NO_MEMORY };

/* `head_only`: the root and its attributes alone. The tree lives in `arena`, and has
 * `steps` for all that is done with it. */
enum svg_result svg_tree_read(struct arena *arena, struct str bytes, bool head_only,
                              size_t steps, struct svg_tree *out);

/* Gives each element what style sheets, and its `style`, say of its properties: then
 * svg_value() is that. False: too much work, or memory is gone. */
bool svg_tree_style(struct svg_tree *tree);

/* Counts `count` steps of work; false: there are no more. */
bool svg_spend(struct svg_tree *tree, size_t count);

/* Steps that it takes to read all that the attributes say, once. */
size_t svg_cost(const struct svg_node *node);

struct svg_node *svg_find(struct svg_tree *tree, struct str id); /* or NULL */

/* The value, trimmed; empty: it has none. */
struct str svg_value(const struct svg_node *node, enum svg_name name);
/* The name of its tag. */
static inline struct str svg_tag_of(const struct svg_node *node)
{
    return node->tag == SVG_HTML ? node->text : str_from(svg_tag_text(node->tag));
}
bool svg_has(const struct svg_node *node, enum svg_name name);

#endif
