/* What an element's own style and `hidden` attribute hide. Style sheets are of a layout,
 * and a document has left it. */
#include "html/shown.h"

#include "base/css.h"

/* Words that CSS knows; another makes the declaration none. */
static bool is_display(struct str value)
{
    static const char *const names[] = {"none",
                                        "block",
                                        "inline",
                                        "inline-block",
                                        "flow-root",
                                        "contents",
                                        "flex",
                                        "inline-flex",
                                        "grid",
                                        "inline-grid",
                                        "table",
                                        "inline-table",
                                        "table-row",
                                        "table-cell",
                                        "table-row-group",
                                        "table-header-group",
                                        "table-column",
                                        "table-footer-group",
                                        "table-column-group",
                                        "table-caption",
                                        "list-item",
                                        "ruby",
                                        "ruby-text",
                                        "math",
                                        "inherit",
                                        "initial",
                                        "unset",
                                        "revert",
                                        "-webkit-box",
                                        "-webkit-flex",
                                        "-webkit-inline-box",
                                        "-webkit-inline-flex"};
    return str_find_byte(value, ' ', 0) != STR_NONE ||
           str_is_among_ignore_case(value, names, sizeof names / sizeof names[0]);
}

static bool is_visibility(struct str value)
{
    static const char *const names[] = {"visible", "hidden", "collapse", "inherit",
                                        "initial", "unset",  "revert"};
    return str_is_among_ignore_case(value, names, sizeof names / sizeof names[0]);
}

static bool is_any(struct str value)
{
    return value.len > 0;
}

/* The last declaration that is `valid`, unless one before it is important. */
static struct str declared(struct str style, const char *property, const char *other,
                           bool (*valid)(struct str value))
{
    struct css css = {.text = style};
    struct css_declaration one;
    struct str value = {0};
    bool settled = false;
    while (css_next_declaration(&css, &one)) {
        bool named = str_eq_ignore_case(one.name, str_from(property)) ||
                     str_eq_ignore_case(one.name, str_from(other));
        if (named && valid(one.value) && (one.important || !settled)) {
            value = one.value;
            settled = one.important;
        }
    }
    return value;
}

struct str style_either(struct str style, const char *property, const char *other)
{
    return declared(style, property, other, is_any);
}

struct str style_value(struct str style, const char *property)
{
    return style_either(style, property, property);
}

struct str style_display(struct str style)
{
    return declared(style, "display", "display", is_display);
}

bool style_is(struct str style, const char *property, const char *value)
{
    return str_eq_ignore_case(style_value(style, property), str_from(value));
}

bool style_has_word(struct str value, const char *word)
{
    struct str rest = value;
    while (rest.len) {
        size_t space = str_find_byte(rest, ' ', 0);
        struct str one = str_sub(rest, 0, space == STR_NONE ? rest.len : space);
        if (str_eq_ignore_case(one, str_from(word))) {
            return true;
        }
        rest = str_skip(rest, one.len + 1);
    }
    return false;
}

bool style_hides(struct str style, const struct str *hidden)
{
    struct str display = style_display(style);
    bool by_attribute = hidden && !str_eq_ignore_case(*hidden, STR("until-found"));
    return display.len ? str_eq_ignore_case(display, STR("none")) : by_attribute;
}

enum visibility style_visibility(struct str style)
{
    struct str value = declared(style, "visibility", "visibility", is_visibility);
    bool hides = str_eq_ignore_case(value, STR("hidden")) ||
                 str_eq_ignore_case(value, STR("collapse"));
    bool shows = str_eq_ignore_case(value, STR("visible")) ||
                 str_eq_ignore_case(value, STR("initial"));
    return hides ? VISIBILITY_HIDDEN : shows ? VISIBILITY_VISIBLE : VISIBILITY_AS_AROUND;
}

bool node_is_hidden(struct arena *arena, const struct node *node)
{
    const struct attribute *style = node_attribute(node, "style");
    const struct attribute *hidden = node_attribute(node, "hidden");
    if (!style && !hidden) {
        return false;
    }
    struct str css = style ? css_plain(arena, style->value) : (struct str){0};
    return style_hides(css, hidden ? &hidden->value : NULL) ||
           style_visibility(css) == VISIBILITY_HIDDEN;
}
