/* Alignment: what HTML's attribute and CSS's property ask of a block's lines. Readers of
 * HTML store it in the node; kramdown's attribute lists leave it among the attributes. */
#include "doc/doc.h"

#include "base/css.h"

static const char *const names[] = {
    [ALIGN_LEFT] = "left", [ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right"};

const char *align_name(enum column_align align)
{
    return names[align];
}

static bool starts_with_name(struct str text, const char *name)
{
    return str_eq_ignore_case(str_sub(text, 0, strlen(name)), str_from(name));
}

enum column_align align_read(struct str align, struct str css)
{
    struct css style = {.text = css};
    struct css_declaration one;
    while (css_next_declaration(&style, &one)) {
        align = str_eq_ignore_case(one.name, STR("text-align")) ? one.value : align;
    }
    for (int i = ALIGN_LEFT; i <= ALIGN_RIGHT; i++) {
        if (starts_with_name(align, names[i])) {
            return (enum column_align)i;
        }
    }
    return starts_with_name(align, "middle") ? ALIGN_CENTER : ALIGN_NONE;
}

enum column_align block_align(const struct node *block)
{
    if (block->kind != NODE_PARAGRAPH && block->kind != NODE_HEADING &&
        block->kind != NODE_DIV) {
        return ALIGN_NONE; /* of a table it says where the table stands */
    }
    const struct attribute *align = node_attribute(block, "align");
    const struct attribute *css = node_attribute(block, "style");
    return block->align ? (enum column_align)block->align
                        : align_read(align ? align->value : (struct str){0},
                                     css ? css->value : (struct str){0});
}
