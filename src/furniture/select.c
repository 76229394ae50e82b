/* A site's author names elements by selectors; they are held against nodes of a tree. What
 * HTML calls an element is a node's kind here; those that a tree does not keep (tbody, a
 * span for looks) fit nothing. */
#include "furniture/parts.h"

#define STEPS_FOR_PART 256 /* that selectors may look at, on an average */

static const char *name_of(const struct node *node)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    static const char *const names[] = {
        [NODE_DOCUMENT] = "body",
        [NODE_QUOTE] = "blockquote",
        [NODE_ITEM] = "li",
        [NODE_DEFINITION_LIST] = "dl",
        [NODE_DEFINITION] = "dd",
        [NODE_TABLE] = "table",
        [NODE_ROW] = "tr",
        [NODE_FIGURE] = "figure",
        [NODE_PARAGRAPH] = "p",
        [NODE_TERM] = "dt",
        [NODE_CAPTION] = "figcaption",
        [NODE_CODE_BLOCK] = "pre",
        [NODE_RULE] = "hr",
        [NODE_EMPHASIS] = "em",
        [NODE_STRONG] = "strong",
        [NODE_STRIKE] = "del",
        [NODE_SUPERSCRIPT] = "sup",
        [NODE_SUBSCRIPT] = "sub",
        [NODE_SMALL] = "small",
        [NODE_LINK] = "a",
        [NODE_CODE] = "code",
        [NODE_IMAGE] = "img",
        [NODE_LINE_BREAK] = "br",
    };
    if (node->kind == NODE_HEADING && node->level >= 1 && node->level <= 6) {
        return headings[node->level - 1];
    }
    if (node->kind == NODE_LIST) {
        return node->ordered ? "ol" : "ul";
    }
    if (node->kind == NODE_CELL) {
        return node->header ? "th" : "td";
    }
    return node->kind < sizeof names / sizeof names[0] ? names[node->kind] : NULL;
}

static bool is_element(const struct node *node)
{
    return node->kind == NODE_DIV || node->kind == NODE_SPAN || name_of(node);
}

static const void *parent_of(void *data, const void *element)
{
    (void)data;
    return ((const struct node *)element)->parent;
}

static bool spend(void *data, size_t steps)
{
    size_t *left = data;
    bool enough = *left >= steps;
    *left -= enough ? steps : *left;
    return enough;
}

static const void *element_before(void *data, const void *element)
{
    const struct node *node = node_previous(element);
    while (node && !is_element(node) && spend(data, 1)) {
        node = node_previous(node);
    }
    return node && is_element(node) ? node : NULL;
}

static bool is_last(void *data, const void *element)
{
    const struct node *node = ((const struct node *)element)->next;
    while (node && !is_element(node) && spend(data, 1)) {
        node = node->next;
    }
    return !node;
}

static bool has_tag(void *data, const void *element, struct str tag)
{
    (void)data;
    const struct node *node = element;
    bool other = node->kind == NODE_DIV || node->kind == NODE_SPAN;
    return str_eq_ignore_case(tag, other ? node->text : str_from(name_of(node)));
}

static bool value_of(void *data, const void *element, struct str name, struct str *out)
{
    (void)data;
    const struct node *node = element;
    if (str_is(name, "id") || (str_is(name, "href") && node->kind == NODE_LINK) ||
        (str_is(name, "src") && node->kind == NODE_IMAGE)) {
        *out = str_is(name, "id") ? node_id(node) : node_info(node);
        return out->len > 0;
    }
    for (const struct attribute *at = node_attributes(node); at; at = at->next) {
        if (str_eq_ignore_case(at->name, name)) {
            *out = at->value;
            return true;
        }
    }
    return false;
}

static struct str class_of(void *data, const void *element)
{
    struct str class;
    return value_of(data, element, STR("class"), &class) ? class : (struct str) {
        0
    };
}

static struct str id_of(void *data, const void *element)
{
    (void)data;
    return node_id(element);
}

bool selectors_fit(const struct selector *list, const struct node *node, size_t *steps)
{
    struct selector_host host = {.data = steps,
                                 .parent = parent_of,
                                 .before = element_before,
                                 .is_last = is_last,
                                 .has_tag = has_tag,
                                 .class_of = class_of,
                                 .id_of = id_of,
                                 .value = value_of,
                                 .spend = spend};
    bool fits = false;
    for (; list && !fits && *steps && is_element(node); list = list->next) {
        fits = list->last && selector_fits(&host, list->last, node);
    }
    return fits;
}

size_t selectors_steps(const struct view *view)
{
    return (view->count + 16) * STEPS_FOR_PART;
}
