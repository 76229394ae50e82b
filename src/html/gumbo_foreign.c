/* What has a language of its own, SVG and MathML, and what is played or shown in a frame: a
 * document keeps their words, or a link to where they are found. Relies on Gumbo to keep
 * their elements in namespaces of their own. */
#include "html/gumbo_builder.h"

#include "base/number.h"

/* Media */

static struct str source_address(struct builder *builder, const GumboElement *element)
{
    for (unsigned i = 0; i < element->children.length; i++) {
        const GumboNode *child = element->children.data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_SOURCE) {
            struct str address = facts_attribute(builder, &child->v.element, "src");
            if (address.len) {
                return address;
            }
        }
    }
    return (struct str){0};
}

/* Frames that scripts fill name their address in `data-src`. */
static struct str media_address(struct builder *builder, const GumboElement *element)
{
    static const char *const names[] = {"src", "data", "data-src"};
    struct str address = {0};
    for (size_t i = 0; i < sizeof names / sizeof names[0] && address.len == 0; i++) {
        address = str_trim(facts_attribute(builder, element, names[i]));
    }
    address = address.len ? address : source_address(builder, element);
    return str_starts(address, "about:") ? (struct str){0} : address;
}

static struct str media_words(struct builder *builder, const GumboElement *element,
                              struct str address)
{
    struct str title = str_trim(facts_attribute(builder, element, "title"));
    struct str label = str_trim(facts_attribute(builder, element, "aria-label"));
    return title.len ? title : label.len ? label : address;
}

/* A frame, film or sound cannot stand in a document, unless it is a picture; where it is
 * found can. */
void foreign_read_media(struct builder *builder, const GumboNode *from, struct node *parent,
                        const char *name)
{
    const GumboElement *element = &from->v.element;
    struct str address = media_address(builder, element);
    if (pictures_add_framed(builder, from, parent, address)) {
        return;
    }
    pictures_add_poster(builder, element, parent);
    report_warning(builder->report, builder_place(builder), "html-dropped",
                   "a document cannot hold '%s'; %s", name,
                   address.len ? "a link takes its place" : "it is left out");
    struct node *link =
        address.len ? node_new(builder->arena, NODE_LINK, builder->spot) : NULL;
    if (!link) {
        return;
    }
    node_set_info(builder->arena, link, address);
    node_set_id(builder->arena, link, facts_attribute(builder, element, "id"));
    builder_want_space(builder);
    builder_settle_space(builder, parent);
    node_append(parent, link);
    (void)node_add_text(builder->arena, link, media_words(builder, element, address),
                        builder->spot);
    builder->after_space = false;
    builder_want_space(builder);
}

/* SVG */

static bool is_named(struct builder *builder, const GumboNode *node,
                     const char *const *names, size_t count)
{
    struct str name = facts_name(builder, &node->v.element);
    for (size_t i = 0; i < count; i++) {
        if (str_eq_ignore_case(name, str_from(names[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT;
}

/* Parts of a drawing that show nothing where they stand. */
static bool is_silent(struct builder *builder, const GumboNode *node)
{
    static const char *const names[] = {"title", "desc",   "defs",   "metadata",
                                        "style", "script", "symbol", "clippath",
                                        "mask",  "pattern"};
    return is_named(builder, node, names, sizeof names / sizeof names[0]);
}

/* Whether there is more than texts in it. */
static bool is_drawn(struct builder *builder, const GumboNode *from, size_t depth)
{
    static const char *const texts[] = {"text", "tspan", "textpath", "foreignobject"};
    static const char *const groups[] = {"svg", "g", "a", "switch"};
    const GumboVector *children = &from->v.element.children;
    for (unsigned i = 0; i < children->length && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = children->data[i];
        if (!is_element(child) || is_silent(builder, child) ||
            is_named(builder, child, texts, sizeof texts / sizeof texts[0])) {
            continue;
        }
        if (!is_named(builder, child, groups, sizeof groups / sizeof groups[0]) ||
            is_drawn(builder, child, depth + 1)) {
            return true;
        }
    }
    return false;
}

/* Of what is drawn, its texts: each stands by itself. */
static void read_drawing(struct builder *builder, const GumboNode *from,
                         struct node *parent, size_t depth)
{
    static const char *const words[] = {"text", "foreignobject"};
    const GumboVector *children = &from->v.element.children;
    for (unsigned i = 0; i < children->length && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = children->data[i];
        if (!is_element(child) || is_silent(builder, child)) {
            continue;
        }
        if (is_named(builder, child, words, sizeof words / sizeof words[0])) {
            builder_want_space(builder);
            builder_read_children(builder, child, parent, depth + 1);
            builder_want_space(builder);
        } else {
            read_drawing(builder, child, parent, depth + 1);
        }
    }
}

static struct str text_child(struct builder *builder, const GumboNode *from,
                             const char *name, size_t depth)
{
    const GumboVector *children = &from->v.element.children;
    for (unsigned i = 0; i < children->length && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = children->data[i];
        if (is_element(child) && is_named(builder, child, &name, 1)) {
            return str_trim(facts_text(builder, child));
        }
    }
    return (struct str){0};
}

/* The texts of a drawing, as one line. */
static struct str drawn_words(struct builder *builder, const GumboNode *from)
{
    struct node *words = node_new(builder->arena, NODE_SPAN, builder->spot);
    struct builder own = *builder;
    struct buf out = {.kept_in = builder->arena};
    if (words) {
        read_drawing(&own, from, words, 0);
        node_plain_text(words, &out);
    }
    return str_trim(arena_take(builder->arena, &out));
}

/* What a picture below `from` is called: by its label, else by its title. */
struct str foreign_label(struct builder *builder, const GumboNode *from, size_t depth)
{
    const GumboVector *children = &from->v.element.children;
    struct str label = {0};
    for (unsigned i = 0; i < children->length && label.len == 0; i++) {
        const GumboNode *child = children->data[i];
        if (!is_element(child) || depth >= BUILD_DEPTH_LIMIT) {
            continue;
        }
        if (child->v.element.tag == GUMBO_TAG_SVG) {
            label = str_trim(facts_attribute(builder, &child->v.element, "aria-label"));
            label = label.len ? label : text_child(builder, child, "title", depth + 1);
        } else {
            label = foreign_label(builder, child, depth + 1);
        }
    }
    return label;
}

struct str foreign_title(struct builder *builder, const GumboNode *svg)
{
    return text_child(builder, svg, "title", 0);
}

#define ICON_PIXELS                                                                        \
    32 /* the most that one to a side has which stands for its words again */

static bool is_large(struct builder *builder, const GumboElement *svg)
{
    static const char *const sides[] = {"width", "height"};
    bool large = false;
    for (size_t i = 0; i < 2; i++) {
        struct str side = str_trim(facts_attribute(builder, svg, sides[i]));
        double pixels = 0;
        side = str_ends(side, "px") ? str_sub(side, 0, side.len - 2) : side;
        large = large || (number_read(side, &pixels) && pixels > ICON_PIXELS);
    }
    return large;
}

static size_t words_in(struct builder *builder, const GumboNode *node)
{
    return str_trim(facts_text(builder, node)).len;
}

/* An icon in a link beside words that say the same. */
static bool is_icon(struct builder *builder, const GumboNode *svg)
{
    const GumboNode *link = svg->parent;
    while (link && !(is_element(link) && link->v.element.tag == GUMBO_TAG_A)) {
        link = link->parent;
    }
    if (!builder->in_link || !link || is_large(builder, &svg->v.element)) {
        return false;
    }
    if (builder->worded_link != link) {
        builder->worded_link = link;
        builder->link_words = words_in(builder, link);
    }
    return builder->link_words > words_in(builder, svg);
}

/* A drawing becomes a picture, one of words alone these words. */
void foreign_read_picture(struct builder *builder, const GumboNode *from,
                          struct node *parent, size_t depth)
{
    const GumboElement *element = &from->v.element;
    bool silent =
        is_icon(builder, from) || facts_attribute_is(element, "aria-hidden", "true");
    bool drawn = is_drawn(builder, from, depth);
    unclosed_tell_within(builder, from);
    if (drawn && !silent &&
        foreign_add_drawing(builder, from, parent, drawn_words(builder, from))) {
        return;
    }
    struct node *words = node_new(builder->arena, NODE_SPAN, builder->spot);
    if (!words) {
        return;
    }
    words->text = STR("span");
    node_set_id(builder->arena, words, facts_attribute(builder, element, "id"));
    node_append(parent, words);
    read_drawing(builder, from, words, depth);
    if (!silent && drawn) {
        report_warning(builder->report, builder_place(builder), "html-dropped",
                       "a document cannot hold 'svg'; it is left out");
    }
    if (!words->first && node_id(words).len == 0) {
        node_unlink(words);
    }
}

/* MathML: in one line, as it is read aloud. */

struct formula_row {
    const char *name;
    const char *before, *between, *after; /* around and between what it holds */
    enum node_kind second, third;         /* of what holds its second and third child */
};

static const struct formula_row formulas[] = {
    {"mfrac", "", "/", "", NODE_SPAN, NODE_SPAN},
    {"msqrt", "\xe2\x88\x9a(", "", ")", NODE_SPAN, NODE_SPAN},
    {"msup", "", "", "", NODE_SUPERSCRIPT, NODE_SPAN},
    {"msub", "", "", "", NODE_SUBSCRIPT, NODE_SPAN},
    {"msubsup", "", "", "", NODE_SUBSCRIPT, NODE_SUPERSCRIPT},
    {"munder", "", "", "", NODE_SUBSCRIPT, NODE_SPAN},
    {"mover", "", "", "", NODE_SUPERSCRIPT, NODE_SPAN},
    {"munderover", "", "", "", NODE_SUBSCRIPT, NODE_SUPERSCRIPT},
    {"mfenced", "(", ", ", ")", NODE_SPAN, NODE_SPAN},
    {"mtable", "", "; ", "", NODE_SPAN, NODE_SPAN},
    {"mtr", "", " ", "", NODE_SPAN, NODE_SPAN},
    {"mlabeledtr", "", " ", "", NODE_SPAN, NODE_SPAN},
};

static const struct formula_row *formula_find(struct str name)
{
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        if (str_is(name, formulas[i].name)) {
            return &formulas[i];
        }
    }
    return NULL;
}

static void read_formula(struct builder *builder, const GumboNode *from,
                         struct node *parent, size_t depth);

/* A part of a fraction that is more than one sign stands in brackets. */
static bool is_compound(const GumboNode *node)
{
    size_t count = 0;
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        count += is_element(node->v.element.children.data[i]);
    }
    return count > 1;
}

static void read_part(struct builder *builder, const GumboNode *part,
                      const struct formula_row *row, enum node_kind kind,
                      struct node *parent, size_t depth)
{
    struct node *around = parent;
    if (kind != NODE_SPAN) {
        around = node_new(builder->arena, kind, builder->spot);
        if (!around) {
            return;
        }
        node_append(parent, around);
    }
    bool brackets = str_is(STR("/"), row->between) && is_compound(part);
    builder_add_text(builder, around, brackets ? "(" : "");
    read_formula(builder, part, around, depth + 1);
    builder_add_text(builder, around, brackets ? ")" : "");
}

static void read_parts(struct builder *builder, const GumboNode *from,
                       const struct formula_row *row, struct node *parent, size_t depth)
{
    const GumboVector *children = &from->v.element.children;
    size_t count = 0;
    builder_add_text(builder, parent, row->before);
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (is_element(child)) {
            builder_add_text(builder, parent, count ? row->between : "");
            read_part(builder, child, row,
                      count == 1   ? row->second
                      : count == 2 ? row->third
                                   : NODE_SPAN,
                      parent, depth);
            count++;
        }
    }
    builder_add_text(builder, parent, row->after);
}

/* An element of MathML, or text within one. What is annotated is the formula again; what
 * holds words may hold HTML. */
static void read_formula(struct builder *builder, const GumboNode *from,
                         struct node *parent, size_t depth)
{
    static const char *const silent[] = {"annotation", "annotation-xml", "mphantom",
                                         "script", "style"};
    static const char *const words[] = {"mi", "mn", "mo", "ms", "mtext"};
    if (depth >= BUILD_DEPTH_LIMIT) {
        return;
    }
    if (!is_element(from)) {
        if (from->type != GUMBO_NODE_COMMENT) {
            builder_add_text(builder, parent, from->v.text.text);
        }
        return;
    }
    struct str name = facts_name(builder, &from->v.element);
    const struct formula_row *row = formula_find(name);
    if (is_named(builder, from, silent, sizeof silent / sizeof silent[0]) ||
        facts_is_unseen(builder, from, depth)) {
        return;
    }
    if (is_named(builder, from, words, sizeof words / sizeof words[0])) {
        builder_read_children(builder, from, parent, depth);
    } else if (row) {
        read_parts(builder, from, row, parent, depth);
    } else {
        for (unsigned i = 0; i < from->v.element.children.length; i++) {
            read_formula(builder, from->v.element.children.data[i], parent, depth + 1);
        }
    }
}

void foreign_read_formula(struct builder *builder, const GumboNode *from,
                          struct node *parent, size_t depth)
{
    const GumboElement *element = &from->v.element;
    bool block = facts_attribute_is(element, "display", "block");
    struct node *node =
        node_new(builder->arena, block ? NODE_DIV : NODE_SPAN, builder->spot);
    if (!node) {
        return;
    }
    node->text = str_from(block ? "div" : "span");
    node_set_id(builder->arena, node, facts_attribute(builder, element, "id"));
    node_append(parent, node);
    builder->after_space = block || builder->after_space;
    unclosed_tell_within(builder, from);
    for (unsigned i = 0; i < element->children.length; i++) {
        read_formula(builder, element->children.data[i], node, depth + 1);
    }
    builder->after_space = block || builder->after_space;
}
