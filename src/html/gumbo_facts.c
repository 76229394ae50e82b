/* What an element says by itself: its attributes, its style as far as it decides what is
 * shown, its text as code has it. Relies on Gumbo's DOM alone. */
#include "html/gumbo_builder.h"

#include "base/buf.h"
#include "base/css.h"
#include "base/limits.h"
#include "html/shown.h"

const struct stand_in_name *facts_stand_in(struct str rest)
{
    static const struct stand_in_name names[] = {{"dialog", "hgroup"},
                                                 {"search", "hgroup"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t len = strlen(names[i].name);
        bool ends =
            rest.len <= len || !(ascii_is_alnum(rest.ptr[len]) || rest.ptr[len] == '-');
        if (ends && str_eq_ignore_case(str_sub(rest, 0, len), str_from(names[i].name))) {
            return &names[i];
        }
    }
    return NULL;
}

/* In lower case. Gumbo knows many names; others stand in the source alone. */
struct str facts_name(struct builder *builder, const GumboElement *element)
{
    const struct stand_in_name *newer =
        element->tag == GUMBO_TAG_HGROUP
            ? facts_stand_in(
                  str_skip(builder->source->text,
                           builder_offset(builder, element->start_pos.offset) + 1))
            : NULL;
    if (newer) {
        return str_from(newer->name);
    }
    if (element->tag != GUMBO_TAG_UNKNOWN) {
        return str_from(gumbo_normalized_tagname(element->tag));
    }
    GumboStringPiece piece = element->original_tag;
    gumbo_tag_from_original_text(&piece);
    struct buf name = {.kept_in = builder->arena};
    for (size_t i = 0; i < piece.length; i++) {
        buf_add_byte(&name, ascii_lower(piece.data[i]));
    }
    return arena_take(builder->arena, &name);
}

/* A block that its author calls a heading, as those hear it whom a page is read to
 * (WAI-ARIA 1.2: `aria-level` is 2 where it does not say). */
static const struct element_row *heading_row(struct builder *builder,
                                             const GumboElement *element)
{
    static const struct element_row rows[] = {
        {"h1", ELEMENT_NODE, NODE_HEADING, 1}, {"h2", ELEMENT_NODE, NODE_HEADING, 2},
        {"h3", ELEMENT_NODE, NODE_HEADING, 3}, {"h4", ELEMENT_NODE, NODE_HEADING, 4},
        {"h5", ELEMENT_NODE, NODE_HEADING, 5}, {"h6", ELEMENT_NODE, NODE_HEADING, 6},
    };
    struct str level = str_trim(facts_attribute(builder, element, "aria-level"));
    bool one = level.len == 1 && *level.ptr >= '1' && *level.ptr <= '9';
    size_t number = one ? (size_t)(*level.ptr - '0') : 2;
    return &rows[number > 6 ? 5 : number - 1];
}

const struct element_row *facts_row(struct builder *builder, const GumboElement *element)
{
    const struct element_row *row = element_find(facts_name(builder, element));
    bool block = row && (row->kind == NODE_DIV || row->kind == NODE_PARAGRAPH) &&
                 row->action == ELEMENT_NODE;
    return block && facts_attribute_is(element, "role", "heading")
               ? heading_row(builder, element)
               : row;
}

/* Text */

/* Its leading digits, `most` at the most. */
static uint16_t small_number(struct str text, uint16_t most)
{
    uint32_t number = 0;
    for (size_t i = 0; i < text.len && ascii_is_digit(text.ptr[i]); i++) {
        number = number * 10 + (uint32_t)(text.ptr[i] - '0');
        if (number > most) {
            return most;
        }
    }
    return (uint16_t)number;
}

static bool is_block(const struct element_row *row)
{
    return row && row->action == ELEMENT_NODE && row->kind < NODE_EMPHASIS;
}

/* Blocks in code stand on lines of their own. */
static void end_line(struct buf *out)
{
    if (out->len && out->ptr[out->len - 1] != '\n') {
        buf_add_byte(out, '\n');
    }
}

/* Its class is one that highlighters give the numbers that they set beside lines. */
static bool is_beside_lines(const GumboNode *node)
{
    static const char *const names[] = {
        "gutter", "lineno", "linenos", "linenodiv", "line-numbers-rows", "hljs-ln-numbers"};
    const GumboAttribute *class =
        node->type == GUMBO_NODE_ELEMENT
            ? gumbo_get_attribute(&node->v.element.attributes, "class")
            : NULL;
    struct str rest = class ? str_from(class->value) : (struct str){0};
    while (rest.len) {
        size_t space = str_find_byte(rest, ' ', 0);
        struct str word = str_sub(rest, 0, space == STR_NONE ? rest.len : space);
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            if (str_is(word, names[i])) {
                return true;
            }
        }
        rest = space == STR_NONE ? (struct str){0} : str_skip(rest, space + 1);
    }
    return false;
}

static bool is_numbers(struct str text)
{
    size_t at = 0;
    while (at < text.len &&
           (ascii_is_digit(text.ptr[at]) || ascii_is_space(text.ptr[at]))) {
        at++;
    }
    return at == text.len;
}

/* Without the numbers beside lines where `first` takes the first of them. */
static void gather_text(struct builder *builder, const GumboNode *node, uint32_t *first,
                        struct buf *out, size_t depth)
{
    if (first && is_beside_lines(node)) {
        struct str numbers = facts_text(builder, node);
        if (is_numbers(numbers)) {
            *first = *first ? *first : small_number(str_trim(numbers), UINT16_MAX);
            return;
        }
    }
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
        buf_add_text(out, node->v.text.text);
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT || depth >= BUILD_DEPTH_LIMIT) {
        return;
    }
    const GumboElement *element = &node->v.element;
    const struct element_row *row = facts_row(builder, element);
    bool gone =
        depth > 0 && row && (row->action == ELEMENT_DROP || row->action == ELEMENT_LOSE);
    if (gone || (depth > 0 && facts_is_unseen(builder, node, depth))) {
        return;
    }
    bool block = depth > 0 && is_block(row);
    bool apart = depth > 0 && ((row && row->action == ELEMENT_APART) ||
                               facts_stands_apart(builder, element));
    const struct node *marked = builder_marked(builder, element);
    buf_add_text(out, apart ? " " : "");
    if (element->tag == GUMBO_TAG_BR) {
        buf_add_byte(out, '\n');
    } else if (block) {
        end_line(out);
    }
    buf_add(out, marked && !node_is_container(marked) ? marked->text : (struct str){0});
    for (unsigned i = 0; i < element->children.length; i++) {
        gather_text(builder, element->children.data[i], first, out, depth + 1);
    }
    if (block && element->tag != GUMBO_TAG_BR) {
        end_line(out);
    }
    buf_add_text(out, apart ? " " : "");
}

struct str facts_text(struct builder *builder, const GumboNode *node)
{
    struct buf text = {.kept_in = builder->arena};
    gather_text(builder, node, NULL, &text, 0);
    return arena_take(builder->arena, &text);
}

struct str facts_code(struct builder *builder, const GumboNode *node, uint32_t *first)
{
    struct buf text = {.kept_in = builder->arena};
    gather_text(builder, node, first, &text, 0);
    return arena_take(builder->arena, &text);
}

/* Attributes */

/* A value that is never closed ends where it would take marked nodes in. */
static struct str own_value(struct builder *builder, const GumboAttribute *attribute)
{
    const struct html_marks *marks = builder->source->marks;
    struct str value = str_from(attribute->value);
    size_t mark = marks ? str_find(value, str_from(marks->name), 0) : STR_NONE;
    while (mark != STR_NONE && mark > 0 && value.ptr[mark] != '<') {
        mark--;
    }
    return arena_str(builder->arena,
                     str_sub(value, 0, mark < value.len ? mark : value.len));
}

struct str facts_attribute(struct builder *builder, const GumboElement *element,
                           const char *name)
{
    const GumboAttribute *attribute = gumbo_get_attribute(&element->attributes, name);
    return attribute ? own_value(builder, attribute) : (struct str){0};
}

bool facts_attribute_is(const GumboElement *element, const char *name, const char *value)
{
    const GumboAttribute *attribute = gumbo_get_attribute(&element->attributes, name);
    return attribute && str_eq_ignore_case(str_from(attribute->value), str_from(value));
}

struct str facts_style(struct builder *builder, const GumboElement *element)
{
    const GumboAttribute *style = gumbo_get_attribute(&element->attributes, "style");
    return style ? css_plain(builder->arena, str_from(style->value)) : (struct str){0};
}

/* A dialog or popover that nothing has opened, of HTML as `hidden` is. */
static bool is_closed(struct builder *builder, const GumboElement *element)
{
    bool dialog =
        element->tag == GUMBO_TAG_HGROUP && str_is(facts_name(builder, element), "dialog");
    return gumbo_get_attribute(&element->attributes, dialog ? "open" : "popover") ? !dialog
                                                                                  : dialog;
}

static bool is_nothing(struct str length)
{
    return str_is(length, "0") || str_eq_ignore_case(length, STR("0px"));
}

/* What pages count their readers by: a picture without a width or a height. */
static bool is_without_size(struct builder *builder, const GumboElement *element)
{
    static const char *const sides[] = {"width", "height"};
    bool nothing = false;
    for (size_t i = 0; i < 2 && element->tag == GUMBO_TAG_IMG && !nothing; i++) {
        struct str said = style_value(facts_style(builder, element), sides[i]);
        nothing = is_nothing(said.len ? said : facts_attribute(builder, element, sides[i]));
    }
    return nothing;
}

/* Not shown by any browser, whatever a style sheet says. */
bool facts_is_hidden(struct builder *builder, const GumboElement *element)
{
    bool foreign = element->tag_namespace != GUMBO_NAMESPACE_HTML;
    const GumboAttribute *attribute =
        foreign ? NULL : gumbo_get_attribute(&element->attributes, "hidden");
    bool closed = !foreign && is_closed(builder, element);
    struct str hidden = str_from(attribute && !closed ? attribute->value : "");
    return style_hides(facts_style(builder, element),
                       attribute || closed ? &hidden : NULL) ||
           is_without_size(builder, element);
}

/* Whether anything within is set visible, which what is around is not. */
bool facts_holds_visible(struct builder *builder, const GumboNode *from, size_t depth)
{
    const GumboVector *children = &from->v.element.children;
    for (unsigned i = 0; i < children->length && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT &&
            !facts_is_hidden(builder, &child->v.element) &&
            (style_visibility(facts_style(builder, &child->v.element)) ==
                 VISIBILITY_VISIBLE ||
             facts_holds_visible(builder, child, depth + 1))) {
            return true;
        }
    }
    return false;
}

/* Nothing of it is seen. */
bool facts_is_unseen(struct builder *builder, const GumboNode *from, size_t depth)
{
    const GumboElement *element = &from->v.element;
    return facts_is_hidden(builder, element) ||
           (style_visibility(facts_style(builder, element)) == VISIBILITY_HIDDEN &&
            !facts_holds_visible(builder, from, depth));
}

/* An inline element that its style sets on lines of its own. */
bool facts_stands_apart(struct builder *builder, const GumboElement *element)
{
    static const char *const displays[] = {"block", "flex", "grid", "table", "list-item"};
    return str_is_among_ignore_case(style_display(facts_style(builder, element)), displays,
                                    sizeof displays / sizeof displays[0]);
}

/* Whether its place stays free though nothing of it is shown: words before and after it
 * stand apart. */
bool facts_leaves_gap(struct builder *builder, const GumboElement *element)
{
    struct str style = facts_style(builder, element);
    return !str_eq_ignore_case(style_display(style), STR("none")) &&
           style_visibility(style) == VISIBILITY_HIDDEN &&
           (is_block(facts_row(builder, element)) || facts_stands_apart(builder, element));
}

const GumboElement *facts_find(struct builder *builder, const GumboNode *from,
                               facts_test *test, size_t depth)
{
    const GumboVector *children = &from->v.element.children;
    const GumboElement *found = NULL;
    for (unsigned i = 0; i < children->length && !found && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT) {
            const GumboElement *element = &child->v.element;
            found = test(builder, element) ? element
                                           : facts_find(builder, child, test, depth + 1);
        }
    }
    return found;
}

static bool keeps_attribute(const struct node *node, struct str name, bool whole)
{
    static const char *const kept[] = {"class", "dir",   "height", "lang",
                                       "open",  "title", "width"};
    static const char *const of_links[] = {"aria-label"};
    static const char *const of_layouts[] = {"aria-label", "rel", "role"};
    static const char *const of_lists[] = {"reversed", "start", "style", "type", "value"};
    static const char *const of_images[] = {"style"};
    bool list = node->kind == NODE_LIST || node->kind == NODE_ITEM;
    return str_is_among(name, kept, sizeof kept / sizeof kept[0]) ||
           (whole &&
            str_is_among(name, of_layouts, sizeof of_layouts / sizeof of_layouts[0])) ||
           (list && str_is_among(name, of_lists, sizeof of_lists / sizeof of_lists[0])) ||
           (node->kind == NODE_IMAGE &&
            str_is_among(name, of_images, sizeof of_images / sizeof of_images[0])) ||
           (node_is_inline(node) && str_is(name, "aria-hidden")) ||
           (node->kind == NODE_LINK &&
            str_is_among(name, of_links, sizeof of_links / sizeof of_links[0]));
}

/* HTML, 4.9.11: at most 65534 rows; 0 is the rest of the section. */
static uint16_t row_span_of(struct str text)
{
    bool number = text.len && ascii_is_digit(text.ptr[0]);
    uint16_t rows = small_number(text, UINT16_MAX - 1);
    return number && rows == 0 ? ROW_SPAN_REST : rows;
}

static uint8_t align_of(struct builder *builder, const GumboElement *element)
{
    uint8_t align = (uint8_t)align_read(facts_attribute(builder, element, "align"),
                                        facts_attribute(builder, element, "style"));
    return element->tag == GUMBO_TAG_CENTER ? ALIGN_CENTER : align;
}

/* A style's direction as HTML has it, which goes wherever the text does. */
static void fill_direction(struct builder *builder, const GumboElement *element,
                           struct node *node)
{
    bool overrides;
    const char *dir = direction_read_css(facts_attribute(builder, element, "style"),
                                         node_is_inline(node), &overrides);
    if (dir) {
        node_set_attribute(builder->arena, node, STR("dir"), str_from(dir));
        node->text = node->kind == NODE_SPAN && overrides ? STR("bdo") : node->text;
    }
}

static void fill_attributes(struct builder *builder, const GumboElement *element,
                            struct node *node)
{
    node_set_id(builder->arena, node, facts_attribute(builder, element, "id"));
    if (node_id(node).len == 0 && element->tag == GUMBO_TAG_A) {
        node_set_id(builder->arena, node, facts_attribute(builder, element, "name"));
    }
    for (unsigned i = 0; i < element->attributes.length; i++) {
        const GumboAttribute *attribute = element->attributes.data[i];
        bool own_title = strcmp(attribute->name, "title") == 0 &&
                         (node->kind == NODE_LINK || node->kind == NODE_IMAGE);
        bool no_type = element->tag == GUMBO_TAG_MENU || element->tag == GUMBO_TAG_DIR;
        if (keeps_attribute(node, str_from(attribute->name), builder->source->whole) &&
            !own_title && !(no_type && strcmp(attribute->name, "type") == 0)) {
            node_set_attribute(builder->arena, node,
                               arena_str(builder->arena, str_from(attribute->name)),
                               own_value(builder, attribute));
        }
    }
}

/* As CSS says it. */
static void add_width(struct builder *builder, const GumboElement *element, struct buf *out)
{
    struct str width = facts_attribute(builder, element, "width");
    struct str style = style_value(facts_style(builder, element), "width");
    bool number = width.len && ascii_is_digit(width.ptr[width.len - 1]);
    if (style.len || width.len) {
        buf_add_text(out, "width:");
        buf_add(out, style.len ? style : width);
        buf_add_text(out, style.len || !number ? "" : "px");
    }
}

/* Where it says how wide it is. */
static void keep_style(struct builder *builder, const GumboElement *element,
                       struct node *node)
{
    struct str style = facts_style(builder, element);
    if (style_value(style, "width").len) {
        node_set_attribute(builder->arena, node, STR("style"),
                           arena_str(builder->arena, style));
    }
}

/* Those of its columns, one after the other, each with a "|" behind it. */
static void add_columns(struct builder *builder, const GumboElement *element,
                        struct buf *out, size_t *left)
{
    bool inside = false;
    for (unsigned i = 0; i < element->children.length; i++) {
        const GumboNode *child = element->children.data[i];
        bool column = child->type == GUMBO_NODE_ELEMENT &&
                      (child->v.element.tag == GUMBO_TAG_COL ||
                       child->v.element.tag == GUMBO_TAG_COLGROUP);
        if (column) {
            inside = true;
            add_columns(builder, &child->v.element, out, left);
        }
    }
    if (inside || element->tag == GUMBO_TAG_TABLE) {
        return;
    }
    uint16_t span = small_number(facts_attribute(builder, element, "span"), 1000);
    for (uint16_t i = 0; (i < span || i == 0) && *left > 0; i++, --*left) {
        add_width(builder, element, out);
        buf_add_byte(out, '|');
    }
}

/* What a table's columns ask for, where one of them does: of <col> nothing else is kept. */
static void fill_table(struct builder *builder, const GumboElement *element,
                       struct node *node)
{
    struct buf out = {.kept_in = builder->arena};
    size_t left = TABLE_COLUMN_LIMIT;
    add_columns(builder, element, &out, &left);
    struct str widths = arena_take(builder->arena, &out);
    if (str_find_byte(widths, ':', 0) != STR_NONE) {
        node_set_attribute(builder->arena, node, STR("columns"), widths);
    }
    keep_style(builder, element, node);
}

static void fill_cell(struct builder *builder, const GumboElement *element,
                      const struct element_row *row, struct node *node)
{
    keep_style(builder, element, node);
    node->header = row->level == 1;
    node->align = align_of(builder, element);
    node_set_spans(builder->arena, node,
                   small_number(facts_attribute(builder, element, "colspan"), 1000),
                   row_span_of(facts_attribute(builder, element, "rowspan")));
}

/* What those hear of a picture who do not see it (Accessible Name and Description
 * Computation 1.2): nothing, where its author hides it from them. */
static struct str picture_words(struct builder *builder, const GumboElement *element)
{
    bool hidden = facts_attribute_is(element, "aria-hidden", "true") ||
                  facts_attribute_is(element, "role", "presentation") ||
                  facts_attribute_is(element, "role", "none");
    struct str label = str_trim(facts_attribute(builder, element, "aria-label"));
    return hidden      ? (struct str){0}
           : label.len ? label
                       : str_trim(facts_attribute(builder, element, "alt"));
}

/* What the element's own attributes say; most kinds have none but those all have. */
void facts_fill(struct builder *builder, const GumboElement *element,
                const struct element_row *row, struct node *node)
{
    fill_attributes(builder, element, node);
    if (row->kind == NODE_HEADING || row->kind == NODE_PARAGRAPH || row->kind == NODE_DIV) {
        node->align = align_of(builder, element);
    }
    if (row->kind == NODE_HEADING) {
        node->level = row->level;
    } else if (row->kind == NODE_LIST) {
        node->ordered = row->level > 0;
        node_set_number(builder->arena, node, 1);
    } else if (row->kind == NODE_ROW) {
        node->section = builder->rows.section;
    } else if (row->kind == NODE_TABLE) {
        fill_table(builder, element, node);
    } else if (row->kind == NODE_CELL) {
        fill_cell(builder, element, row, node);
    } else if (row->kind == NODE_LINK) {
        node_set_info(builder->arena, node, facts_attribute(builder, element, "href"));
        node_set_title(builder->arena, node, facts_attribute(builder, element, "title"));
    } else if (row->kind == NODE_IMAGE) {
        node_set_info(builder->arena, node, pictures_address(builder, element));
        pictures_keep_source(builder, node);
        node_set_title(builder->arena, node, facts_attribute(builder, element, "title"));
        node->text = picture_words(builder, element);
    } else if (row->kind == NODE_DIV || row->kind == NODE_SPAN) {
        node->text = str_from(row->name);
    }
    fill_direction(builder, element, node);
}
