/* Looks: what an element's own style says as other elements would: bold, italic,
 * underlined, struck out, marked, raised, lowered. Colours, sizes and letters' case stay
 * behind. Relies on html/shown.h to read a style. */
#include "html/gumbo_builder.h"

#include "html/shown.h"

/* CSS Fonts, 2.2: a weight that is shown as bold where there are two. */
static bool is_bold(struct str weight)
{
    return str_eq_ignore_case(weight, STR("bold")) ||
           str_eq_ignore_case(weight, STR("bolder")) ||
           (weight.len > 2 && weight.ptr[0] >= '6' && weight.ptr[0] <= '9');
}

static bool looks_bold(struct str style)
{
    return is_bold(style_value(style, "font-weight"));
}

static bool looks_italic(struct str style)
{
    return style_is(style, "font-style", "italic") ||
           style_is(style, "font-style", "oblique");
}

static struct str decoration(struct str style)
{
    return style_either(style, "text-decoration", "text-decoration-line");
}

static bool looks_underlined(struct str style)
{
    return style_has_word(decoration(style), "underline");
}

static bool looks_struck(struct str style)
{
    return style_has_word(decoration(style), "line-through");
}

/* A colour, but that of paper; editors write that one at whatever is pasted. */
static bool is_colour(struct str value)
{
    static const char *const none[] = {"transparent",
                                       "none",
                                       "inherit",
                                       "initial",
                                       "unset",
                                       "white",
                                       "#fff",
                                       "#ffffff",
                                       "window",
                                       "canvas",
                                       "rgb(255,255,255)",
                                       "revert",
                                       "rgba(0,0,0,0)",
                                       "rgb(255, 255, 255)",
                                       "rgba(0, 0, 0, 0)"};
    return value.len && !str_starts(value, "url(") && !str_starts(value, "var(") &&
           !str_is_among_ignore_case(value, none, sizeof none / sizeof none[0]);
}

static struct str ground(struct str style)
{
    return style_either(style, "background", "background-color");
}

static bool looks_marked(struct str style)
{
    return is_colour(ground(style));
}

static bool looks_raised(struct str style)
{
    return style_is(style, "vertical-align", "super");
}

static bool looks_lowered(struct str style)
{
    return style_is(style, "vertical-align", "sub");
}

struct look {
    bool (*asked)(struct str style);
    enum node_kind kind;
    const char *name; /* of a span */
    bool of_blocks;   /* what is in a block looks so too */
};

static const struct look looks[] = {
    {looks_bold, NODE_STRONG, "", true},        {looks_italic, NODE_EMPHASIS, "", true},
    {looks_underlined, NODE_SPAN, "u", true},   {looks_struck, NODE_STRIKE, "", true},
    {looks_marked, NODE_SPAN, "mark", false},   {looks_raised, NODE_SUPERSCRIPT, "", false},
    {looks_lowered, NODE_SUBSCRIPT, "", false},
};

/* Whether the style takes back what the element itself would show. */
static bool is_undone(struct str style, const struct node *node)
{
    struct str weight = style_value(style, "font-weight"), lines = decoration(style);
    bool underlined =
        node->kind == NODE_SPAN && (str_is(node->text, "u") || str_is(node->text, "ins"));
    bool marked = node->kind == NODE_SPAN && str_is(node->text, "mark");
    return (node->kind == NODE_STRONG && weight.len && !is_bold(weight)) ||
           (node->kind == NODE_EMPHASIS && style_is(style, "font-style", "normal")) ||
           (node->kind == NODE_STRIKE && lines.len && !looks_struck(style)) ||
           (underlined && lines.len && !looks_underlined(style)) ||
           (marked && ground(style).len && !looks_marked(style));
}

/* Editors paste <b style="font-weight:normal"> around what is not bold. */
void looks_undo(struct builder *builder, const GumboElement *element, struct node *node)
{
    if (is_undone(facts_style(builder, element), node)) {
        node->kind = NODE_SPAN;
        node->text = STR("span");
    }
}

/* Of blocks, those whose words are told apart in no other way. */
static bool may_look(const struct look *look, const struct node *node)
{
    bool same = node->kind == look->kind && str_is(node->text, look->name);
    bool words = node->kind == NODE_PARAGRAPH || node->kind == NODE_CELL ||
                 node->kind == NODE_ITEM || node->kind == NODE_TERM ||
                 node->kind == NODE_DEFINITION || node->kind == NODE_CAPTION ||
                 node->kind == NODE_DIV;
    return !same && (node_is_inline(node) || (look->of_blocks && words));
}

/* A span that says nothing else becomes the first of its looks. */
static struct node *open_look(struct builder *builder, const struct look *look,
                              struct node *node)
{
    bool bare = node->kind == NODE_SPAN && str_is(node->text, "span");
    struct node *inner = bare ? node : node_new(builder->arena, look->kind, builder->spot);
    if (!inner) {
        return node;
    }
    inner->kind = (uint8_t)look->kind;
    inner->text = str_from(look->name);
    if (!bare) {
        node_append(node, inner);
    }
    return inner;
}

struct node *looks_open(struct builder *builder, const GumboElement *element,
                        struct node *node)
{
    struct str style = facts_style(builder, element);
    const struct node *own = node;
    for (size_t i = 0; i < sizeof looks / sizeof looks[0] && style.len; i++) {
        if (element->children.length && looks[i].asked(style) && may_look(&looks[i], own)) {
            node = open_look(builder, &looks[i], node);
        }
    }
    return node;
}

struct node *looks_wrap(struct builder *builder, const GumboElement *element,
                        struct node *parent)
{
    struct str style = facts_style(builder, element);
    for (size_t i = 0; i < sizeof looks / sizeof looks[0] && style.len; i++) {
        struct node *span = element->children.length && looks[i].asked(style)
                                ? node_new(builder->arena, NODE_SPAN, builder->spot)
                                : NULL;
        if (span) {
            span->text = STR("span");
            builder_settle_space(builder, parent);
            node_append(parent, span);
            return looks_open(builder, element, span);
        }
    }
    return parent;
}
