/* What an element's own style and `hidden` attribute hide. Style sheets are of a layout,
 * and a document has left it. */
#include "html/shown.h"

struct str style_value(struct str style, const char *property)
{
    struct str value = {0};
    while (style.len) {
        size_t end = str_find_byte(style, ';', 0);
        struct str one = str_sub(style, 0, end == STR_NONE ? style.len : end);
        style = str_skip(style, one.len + 1);
        size_t colon = str_find_byte(one, ':', 0);
        if (colon != STR_NONE &&
            str_eq_ignore_case(str_trim(str_sub(one, 0, colon)), str_from(property))) {
            one = str_skip(one, colon + 1);
            size_t mark = str_find_byte(one, '!', 0);
            value = str_trim(str_sub(one, 0, mark == STR_NONE ? one.len : mark));
        }
    }
    return value;
}

bool style_is(struct str style, const char *property, const char *value)
{
    return str_eq_ignore_case(style_value(style, property), str_from(value));
}

bool style_has(struct str style, const char *property, const char *word)
{
    struct str rest = style_value(style, property);
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
