/* A drawing within a page (<svg>) as a picture of its own: written out as XML from Gumbo's
 * tree, in the address of an image (data:), as pages may hold pictures. Symbols that it
 * uses of other drawings of the page are written into it; what it uses of other files, and
 * how the page's style sheets would size it, is not known here. */
#include "html/gumbo_builder.h"

#include "base/limits.h"
#include "base/utf8.h"

#define SVG_SPACES                                                                         \
    " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
/* Of one that has no size: style sheets make it so high. */
#define ICON_HEIGHT "height:1em"

struct drawing_writer {
    struct builder *builder;
    struct buf *out;
    const GumboNode *root;
    const GumboNode *borrowed[DRAWING_BORROWED_LIMIT]; /* parts of others that it shows */
    size_t borrowed_count;
    bool in_borrowed;    /* one of them is being written */
    bool refers_outside; /* shows what is neither in it nor in the page */
};

static struct str tag_of(struct drawing_writer *writer, const GumboElement *element)
{
    GumboStringPiece original = element->original_tag;
    gumbo_tag_from_original_text(&original);
    const char *name = element->tag_namespace == GUMBO_NAMESPACE_SVG
                           ? gumbo_normalize_svg_tagname(&original)
                           : NULL;
    return name ? str_from(name) : facts_name(writer->builder, element);
}

/* Of XML, without a prefix. */
static bool is_plain_name(struct str name)
{
    bool plain = name.len > 0 && ascii_is_alpha(name.ptr[0]);
    for (size_t i = 0; i < name.len && plain; i++) {
        plain = ascii_is_alnum(name.ptr[i]) || name.ptr[i] == '-' || name.ptr[i] == '_';
    }
    return plain;
}

static void add_text(struct buf *out, struct str text)
{
    struct buf kept = {.part_of = out};
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        buf_add_code_point(&kept, utf8_is_control(c) && c != '\n' && c != '\t' ? ' ' : c);
    }
    buf_add_escaped(out, buf_str(&kept));
    buf_clear(&kept);
}

static const GumboNode *find_id(struct builder *builder, const GumboNode *node,
                                const char *id, size_t depth)
{
    bool document = node->type == GUMBO_NODE_DOCUMENT;
    if ((node->type != GUMBO_NODE_ELEMENT && !document) || depth > BUILD_DEPTH_LIMIT ||
        builder->searched >= DRAWING_SEARCH_LIMIT) {
        return NULL;
    }
    builder->searched++;
    if (!document && facts_attribute_is(&node->v.element, "id", id)) {
        return node;
    }
    const GumboVector *children =
        document ? &node->v.document.children : &node->v.element.children;
    const GumboNode *found = NULL;
    for (unsigned i = 0; i < children->length && !found; i++) {
        found = find_id(builder, children->data[i], id, depth + 1);
    }
    return found;
}

static bool lies_within(const GumboNode *node, const GumboNode *outer)
{
    while (node && node != outer) {
        node = node->parent;
    }
    return node;
}

/* A part of another drawing in the page that has the id; it is written out with the others
 * at the end. False: there is none. */
static bool borrow(struct drawing_writer *writer, const char *id)
{
    const GumboNode *top = writer->root;
    while (top->parent) {
        top = top->parent;
    }
    const GumboNode *part = find_id(writer->builder, top, id, 0);
    bool drawn = part && part->v.element.tag_namespace == GUMBO_NAMESPACE_SVG &&
                 !lies_within(writer->root, part);
    for (size_t i = 0; drawn && i < writer->borrowed_count; i++) {
        if (writer->borrowed[i] == part) {
            return true;
        }
    }
    if (!drawn || writer->borrowed_count == DRAWING_BORROWED_LIMIT ||
        writer->builder->borrowing_bytes > DRAWING_BORROWING_LIMIT_BYTES) {
        return false;
    }
    writer->borrowed[writer->borrowed_count++] = part;
    return true;
}

/* What a borrowed part is painted, cut or marked with by "url(#g)" stands beside it. */
static void borrow_paint(struct drawing_writer *writer, struct str value)
{
    char id[64];
    size_t at = str_find(value, STR("url("), 0), len = 0;
    at = at == STR_NONE ? value.len : at + 4;
    at += at < value.len && ascii_set_has("\"'", value.ptr[at]);
    if (at >= value.len || value.ptr[at] != '#') {
        return;
    }
    while (++at < value.len && len + 1 < sizeof id &&
           !ascii_set_has("\"')", value.ptr[at])) {
        id[len++] = value.ptr[at];
    }
    id[len] = '\0';
    (void)borrow(writer, id);
}

static void add_attribute(struct drawing_writer *writer, const GumboAttribute *attribute,
                          bool use)
{
    struct str name = str_from(attribute->name);
    const char *colon = strchr(attribute->name, ':');
    bool link = attribute->attr_namespace == GUMBO_ATTR_NAMESPACE_XLINK ||
                str_starts(name, "xlink:");
    name = colon && link ? str_from(colon + 1) : name;
    if (!is_plain_name(name) || str_is(name, "xmlns") ||
        attribute->attr_namespace == GUMBO_ATTR_NAMESPACE_XMLNS) {
        return;
    }
    if (use && str_is(name, "href")) {
        bool here = attribute->value[0] == '#';
        const char *id = attribute->value + here;
        bool found =
            here && (find_id(writer->builder, writer->root, id, 0) || borrow(writer, id));
        writer->refers_outside = writer->refers_outside || !found;
    }
    if (writer->in_borrowed) {
        borrow_paint(writer, str_from(attribute->value));
    }
    buf_add_format(writer->out, " %s%.*s=\"",
                   link                                                    ? "xlink:"
                   : attribute->attr_namespace == GUMBO_ATTR_NAMESPACE_XML ? "xml:"
                                                                           : "",
                   STR_ARG(name));
    add_text(writer->out, str_from(attribute->value));
    buf_add_byte(writer->out, '"');
}

static void write_node(struct drawing_writer *writer, const GumboNode *node, size_t depth);

/* Each may borrow more. */
static void write_borrowed(struct drawing_writer *writer)
{
    if (writer->borrowed_count) {
        buf_add_text(writer->out, "<defs>");
        writer->in_borrowed = true;
        for (size_t i = 0; i < writer->borrowed_count; i++) {
            write_node(writer, writer->borrowed[i], 1);
        }
        buf_add_text(writer->out, "</defs>");
    }
}

static void write_element(struct drawing_writer *writer, const GumboNode *node,
                          size_t depth)
{
    const GumboElement *element = &node->v.element;
    struct str tag = tag_of(writer, element);
    bool html = element->tag_namespace == GUMBO_NAMESPACE_HTML;
    if (!is_plain_name(tag) || str_is(tag, "script") || depth > BUILD_DEPTH_LIMIT) {
        return;
    }
    buf_add_format(writer->out, "<%.*s%s", STR_ARG(tag),
                   depth == 0 ? SVG_SPACES
                   : html     ? " xmlns=\"http://www.w3.org/1999/xhtml\""
                              : "");
    for (unsigned i = 0; i < element->attributes.length; i++) {
        add_attribute(writer, element->attributes.data[i], str_is(tag, "use"));
    }
    buf_add_text(writer->out, ">");
    for (unsigned i = 0; i < element->children.length; i++) {
        write_node(writer, element->children.data[i], depth + 1);
    }
    if (depth == 0) {
        write_borrowed(writer);
    }
    buf_add_format(writer->out, "</%.*s>", STR_ARG(tag));
}

static void write_node(struct drawing_writer *writer, const GumboNode *node, size_t depth)
{
    switch (node->type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: write_element(writer, node, depth); break;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE: add_text(writer->out, str_from(node->v.text.text)); break;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT: break;
    }
}

/* Empty: it shows what is not in it, or memory is gone. */
static struct str address_of(struct builder *builder, const GumboNode *from)
{
    struct buf xml = {.kept_in = builder->arena}, out = {.kept_in = builder->arena};
    struct drawing_writer writer = {.builder = builder, .out = &xml, .root = from};
    write_element(&writer, from, 0);
    if (writer.borrowed_count) {
        builder->borrowing_bytes += xml.len;
        writer.refers_outside = writer.refers_outside ||
                                builder->borrowing_bytes > DRAWING_BORROWING_LIMIT_BYTES;
    }
    if (!writer.refers_outside) {
        buf_add_text(&out, "data:image/svg+xml;base64,");
        buf_add_base64(&out, buf_str(&xml), base64_plain);
    }
    buf_clear(&xml);
    return arena_take(builder->arena, &out);
}

/* Sizes that are its own but for parts of the page's width it says itself. */
static void add_size(struct builder *builder, const GumboElement *element,
                     struct node *image, bool worded)
{
    struct str width = facts_attribute(builder, element, "width");
    struct str height = facts_attribute(builder, element, "height");
    struct str style = facts_attribute(builder, element, "style");
    bool styled = str_find(style, STR("width"), 0) != STR_NONE ||
                  str_find(style, STR("height"), 0) != STR_NONE;
    if (width.len) {
        node_set_attribute(builder->arena, image, STR("width"), width);
    }
    if (height.len) {
        node_set_attribute(builder->arena, image, STR("height"), height);
    }
    if (styled || (!width.len && !height.len && !worded)) {
        node_set_attribute(builder->arena, image, STR("style"),
                           styled ? style : STR(ICON_HEIGHT));
    }
}

bool foreign_add_drawing(struct builder *builder, const GumboNode *from,
                         struct node *parent, struct str words)
{
    struct str address = address_of(builder, from);
    struct node *image =
        address.len ? node_new(builder->arena, NODE_IMAGE, builder->spot) : NULL;
    if (!image) {
        return false;
    }
    const GumboElement *element = &from->v.element;
    struct str label = str_trim(facts_attribute(builder, element, "aria-label"));
    label = label.len ? label : foreign_title(builder, from);
    node_set_info(builder->arena, image, address);
    struct str drawing = builder->in_link ? (struct str){0} : STR("Drawing");
    image->text = label.len ? label : words.len ? words : drawing;
    node_set_id(builder->arena, image, facts_attribute(builder, element, "id"));
    add_size(builder, element, image, words.len > 0);
    builder_settle_space(builder, parent);
    node_append(parent, image);
    builder->after_space = false;
    return true;
}
