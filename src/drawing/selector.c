/* Reads selectors and holds them against elements. Names of classes and ids keep their
 * case, so that they are read here and not by base/css.h; escapes in them fit nothing. */
#include "drawing/selector.h"

#define COMPOUNDS_MOST 32 /* of one selector */

static bool is_space_or_end(struct str text, size_t at)
{
    return at >= text.len || ascii_is_space(text.ptr[at]);
}

bool class_next(struct str list, size_t *at, struct str *out)
{
    while (*at < list.len && ascii_is_space(list.ptr[*at])) {
        (*at)++;
    }
    size_t from = *at;
    while (!is_space_or_end(list, *at)) {
        (*at)++;
    }
    *out = str_sub(list, from, *at);
    return out->len > 0;
}

/* Reading */

static struct str read_name(struct css *css)
{
    size_t from = css->at;
    while (css->at < css->text.len && css_is_name_byte(css->text.ptr[css->at])) {
        css->at++;
    }
    return str_sub(css->text, from, css->at);
}

static struct str unquote(struct str text)
{
    bool quoted = text.len >= 2 && (text.ptr[0] == '"' || text.ptr[0] == '\'');
    return quoted ? str_sub(text, 1, text.len - 1) : text;
}

/* Behind "[": a name, and perhaps "=value". */
static struct selector_part read_attribute(struct css *css)
{
    size_t from = css->at;
    css_skip_group(css);
    struct str inside = str_trim(str_sub(css->text, from, css->at - (css->at > from)));
    size_t equals = str_find_byte(inside, '=', 0);
    struct str name = str_trim(str_sub(inside, 0, equals));
    struct selector_part part = {.kind = PART_ATTRIBUTE, .name = svg_name_find(name)};
    part.exact = equals != STR_NONE;
    if (part.exact) {
        part.value = unquote(str_trim(str_skip(inside, equals + 1)));
    }
    part.kind = part.name == NAME_COUNT ? PART_NEVER : part.kind;
    return part;
}

/* Behind ":". */
/* What a drawing on paper never is, or no element of it. */
static bool is_never(struct str name)
{
    static const char *const names[] = {
        "active", "after",        "before", "checked", "focus",
        "hover",  "focus-within", "target", "visited", "focus-visible"};
    bool never = name.len == 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && !never; i++) {
        never = str_is(name, names[i]);
    }
    return never;
}

static struct selector_part read_pseudo(struct css *css, struct selector *selector)
{
    struct str name = read_name(css);
    bool function = css_peek(css, 0) == '(';
    if (function) {
        css->at++;
        css_skip_group(css);
    }
    enum selector_part_kind kind = function                      ? PART_NEVER
                                   : str_is(name, "root")        ? PART_ROOT
                                   : str_is(name, "first-child") ? PART_FIRST
                                   : str_is(name, "last-child")  ? PART_LAST
                                                                 : PART_NEVER;
    selector->unread = selector->unread || (kind == PART_NEVER && !is_never(name));
    return (struct selector_part){.kind = kind};
}

static struct selector_part read_part(struct css *css, struct selector *selector)
{
    struct selector_part part = {.kind = PART_NEVER};
    char sign = css->text.ptr[css->at++];
    selector->ids += sign == '#';
    selector->classes += sign != '#';
    if (sign == '.' || sign == '#') {
        part.kind = sign == '.' ? PART_CLASS : PART_ID;
        part.value = read_name(css);
        part.kind = part.value.len ? part.kind : PART_NEVER;
    } else if (sign == '[') {
        part = read_attribute(css);
    } else if (sign == ':') {
        part = read_pseudo(css, selector);
    }
    return part;
}

static bool ends_compound(char c)
{
    return c == '\0' || ascii_is_space(c) || c == '>' || c == '+' || c == '~';
}

static bool read_compound(struct arena *arena, struct css *css, struct selector *selector,
                          struct compound *out)
{
    struct str tag = read_name(css);
    if (tag.len) {
        out->tag = tag;
        selector->tags++;
    } else {
        out->any_tag = true;
        css->at += css_peek(css, 0) == '*';
    }
    while (!ends_compound(css_peek(css, 0))) {
        struct selector_part *part = ARENA_NEW(arena, struct selector_part);
        if (!part) {
            return false;
        }
        *part = read_part(css, selector);
        part->next = out->parts;
        out->parts = part;
    }
    return true;
}

/* ' ', '>', '+' or '~'; '\0' at the end. */
static char read_combinator(struct css *css)
{
    char found = ' ';
    while (css->at < css->text.len && ends_compound(css_peek(css, 0))) {
        char c = css_peek(css, 0);
        found = ascii_is_space(c) ? found : c;
        css->at++;
    }
    return css->at < css->text.len ? found : '\0';
}

bool selector_read(struct arena *arena, struct str text, struct selector *out)
{
    struct css css = {.text = str_trim(text)};
    char combinator = '\0';
    *out = (struct selector){0};
    for (size_t count = 0; css.at < css.text.len; count++) {
        if (count == COMPOUNDS_MOST) {
            *out = (struct selector){0};
            return true;
        }
        struct compound *compound = ARENA_NEW(arena, struct compound);
        if (!compound || !read_compound(arena, &css, out, compound)) {
            return false;
        }
        compound->combinator = combinator;
        compound->before = out->last;
        out->last = compound;
        combinator = read_combinator(&css);
    }
    return true;
}

/* Fitting */

static bool has_class(struct svg_tree *tree, const struct svg_node *node, struct str class)
{
    struct str list = svg_value(node, NAME_CLASS), word;
    (void)svg_spend(tree, list.len / 8);
    for (size_t at = 0; class_next(list, &at, &word);) {
        if (str_eq(word, class)) {
            return true;
        }
    }
    return false;
}

static bool is_element(const struct svg_node *node)
{
    return node->tag != SVG_CHARACTERS;
}

/* NULL: it is the first. */
static const struct svg_node *sibling_before(struct svg_tree *tree,
                                             const struct svg_node *node)
{
    const struct svg_node *found = NULL;
    const struct svg_node *at = node->parent ? node->parent->first : node;
    for (; at != node && svg_spend(tree, 1); at = at->next) {
        found = is_element(at) ? at : found;
    }
    return found;
}

static bool is_last(struct svg_tree *tree, const struct svg_node *node)
{
    const struct svg_node *next = node->next;
    while (next && !is_element(next) && svg_spend(tree, 1)) {
        next = next->next;
    }
    return !next;
}

static bool part_fits(struct svg_tree *tree, const struct selector_part *part,
                      const struct svg_node *node)
{
    switch (part->kind) {
    case PART_CLASS: return has_class(tree, node, part->value);
    case PART_ID: return str_eq(svg_value(node, NAME_ID), part->value);
    case PART_ATTRIBUTE:
        return svg_has(node, part->name) &&
               (!part->exact || str_eq(svg_value(node, part->name), part->value));
    case PART_ROOT: return !node->parent;
    case PART_FIRST: return !sibling_before(tree, node);
    case PART_LAST: return is_last(tree, node);
    case PART_NEVER: break;
    }
    return false;
}

static bool compound_fits(struct svg_tree *tree, const struct compound *compound,
                          const struct svg_node *node)
{
    bool fits =
        is_element(node) && (compound->any_tag || str_eq(compound->tag, svg_tag_of(node)));
    for (const struct selector_part *part = compound->parts; part && fits;
         part = part->next) {
        fits = part_fits(tree, part, node);
    }
    return fits;
}

bool selector_fits(struct svg_tree *tree, const struct compound *compound,
                   const struct svg_node *node)
{
    if (!svg_spend(tree, 1) || !compound_fits(tree, compound, node)) {
        return false;
    }
    const struct compound *before = compound->before;
    bool sibling = compound->combinator == '+' || compound->combinator == '~';
    bool once = compound->combinator == '>' || compound->combinator == '+';
    for (const struct svg_node *at = node; before;) {
        at = sibling ? sibling_before(tree, at) : at->parent;
        if (!at || !svg_spend(tree, 1)) {
            return false;
        }
        if (selector_fits(tree, before, at)) {
            return true;
        }
        if (once) {
            return false;
        }
    }
    return true;
}
