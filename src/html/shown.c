/* What an element's own style and `hidden` attribute hide. Style sheets are of a layout,
 * and a document has left it. */
#include "html/shown.h"

/* The value, without "!important", which it then had. */
static struct str declared(struct str value, bool *important)
{
    size_t mark = str_find_byte(value, '!', 0);
    *important = mark != STR_NONE;
    return str_trim(str_sub(value, 0, mark == STR_NONE ? value.len : mark));
}

struct str style_either(struct str style, const char *property, const char *other)
{
    struct str value = {0};
    bool settled = false;
    while (style.len) {
        size_t end = str_find_byte(style, ';', 0);
        struct str one = str_sub(style, 0, end == STR_NONE ? style.len : end);
        style = str_skip(style, one.len + 1);
        size_t colon = str_find_byte(one, ':', 0);
        struct str name = str_trim(str_sub(one, 0, colon == STR_NONE ? 0 : colon));
        if (colon == STR_NONE || !(str_eq_ignore_case(name, str_from(property)) ||
                                   str_eq_ignore_case(name, str_from(other)))) {
            continue;
        }
        bool important;
        struct str own = declared(str_skip(one, colon + 1), &important);
        if (important || !settled) {
            value = own;
            settled = important;
        }
    }
    return value;
}

struct str style_value(struct str style, const char *property)
{
    return style_either(style, property, property);
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

bool style_leaves_gap(struct str style)
{
    return style_is(style, "visibility", "hidden") && !style_is(style, "display", "none");
}

bool style_hides(struct str style)
{
    return style_is(style, "display", "none") || style_is(style, "visibility", "hidden") ||
           style_is(style, "visibility", "collapse");
}

bool hidden_hides(struct str value)
{
    return !str_eq_ignore_case(value, STR("until-found"));
}

bool node_is_hidden(const struct node *node)
{
    const struct attribute *style = node_attribute(node, "style");
    const struct attribute *hidden = node_attribute(node, "hidden");
    return (style && style_hides(style->value)) || (hidden && hidden_hides(hidden->value));
}
