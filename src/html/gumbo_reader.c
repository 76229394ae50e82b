/* The only file that includes Gumbo. Its DOM becomes nodes in one walk; the depth is
 * bounded by html/bound.h, so the walk may recurse. White space collapses as in
 * a browser, except in code blocks. */
#include "html/gumbo_reader.h"

#include "base/buf.h"
#include "html/arrange.h"
#include "html/elements.h"
#include "html/places.h"

#include <gumbo.h>
#include <stdlib.h>

#define BUILD_DEPTH_LIMIT 1000 /* HTML_DEPTH_LIMIT, what Gumbo adds, and the trees' own */

/* Where the rows go that come next. */
struct table_rows {
    uint8_t section;
    bool seen[ROW_FOOT + 1];   /* an element of the section */
    bool filled[ROW_FOOT + 1]; /* rows that are shown in it */
};

struct builder {
    struct arena *arena;
    const struct html_source *source;
    struct report *report;
    struct spot spot;       /* of what was last seen */
    const char *code;       /* name of the code element around; NULL: none */
    bool after_space;       /* collapsed white space just ended the text so far */
    struct table_rows rows; /* of the table around */
};

static void build_children(struct builder *builder, const GumboVector *children,
                           struct node *parent, size_t depth);

/* Places and marks */

static size_t mark_index(const struct builder *builder, const char *digits)
{
    const struct html_marks *marks = builder->source->marks;
    size_t index = 0;
    for (; *digits; digits++) {
        if (!ascii_is_digit(*digits) || index > marks->count) {
            return STR_NONE;
        }
        index = index * 10 + (size_t)(*digits - '0');
    }
    return index < marks->count ? index : STR_NONE;
}

/* The original node that this element was, or NULL. */
static struct node *marked_node(struct builder *builder, const GumboElement *element,
                                bool *first_sight)
{
    const struct html_marks *marks = builder->source->marks;
    const GumboAttribute *mark =
        marks ? gumbo_get_attribute(&element->attributes, marks->name) : NULL;
    size_t index = mark ? mark_index(builder, mark->value) : STR_NONE;
    if (index == STR_NONE) {
        return NULL;
    }
    *first_sight = !marks->used[index];
    marks->used[index] = true;
    return marks->nodes[index];
}

/* A comment "NAME index" says where the raw HTML after it stands. */
static void read_comment(struct builder *builder, const char *text)
{
    const struct html_marks *marks = builder->source->marks;
    size_t len = marks ? strlen(marks->name) : 0;
    if (marks && strncmp(text, marks->name, len) == 0 && text[len] == ' ') {
        size_t index = mark_index(builder, text + len + 1);
        if (index != STR_NONE) {
            builder->spot = marks->nodes[index]->spot;
        }
    }
}

static void note_offset(struct builder *builder, size_t offset)
{
    if (builder->source->map) {
        builder->spot = line_map_spot(builder->source->map, builder->source->text, offset);
    }
}

static struct place current_place(const struct builder *builder)
{
    struct place place = {.line = builder->spot.line, .column = builder->spot.column};
    if (builder->source->map && builder->spot.file < builder->source->map->file_count) {
        place.file = builder->source->map->files[builder->spot.file];
    } else if (builder->source->files) {
        place.file = builder->source->files[builder->spot.file];
    }
    return place;
}

/* Text */

static struct node *add_code(struct builder *builder, struct node *parent, struct str text)
{
    struct node *node = node_new(builder->arena, NODE_CODE, builder->spot);
    struct str name = str_from(builder->code);
    if (node) {
        node->text = text;
        node->info = str_is(name, "kbd") || str_is(name, "samp") ? name : (struct str){0};
        node_append(parent, node);
    }
    return node;
}

static void add_text(struct builder *builder, struct node *parent, const char *text)
{
    struct buf out = {.kept_in = builder->arena};
    for (; *text; text++) {
        if (!ascii_is_space(*text)) {
            buf_add_byte(&out, *text);
            builder->after_space = false;
        } else if (!builder->after_space) {
            buf_add_byte(&out, ' ');
            builder->after_space = true;
        }
    }
    struct str kept = arena_take(builder->arena, &out);
    if (kept.len && builder->code) {
        (void)add_code(builder, parent, kept);
    } else if (kept.len) {
        (void)node_add_text(builder->arena, parent, kept, builder->spot);
    }
}

/* Numbers of code's lines, as highlighters set them beside it. */
static bool is_line_numbers(const GumboNode *node)
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

static void gather_text(const GumboNode *node, struct buf *out, size_t depth)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
        buf_add_text(out, node->v.text.text);
    } else if (node->type == GUMBO_NODE_ELEMENT && depth < BUILD_DEPTH_LIMIT) {
        if (node->v.element.tag == GUMBO_TAG_BR) {
            buf_add_byte(out, '\n');
        }
        for (unsigned i = 0; i < node->v.element.children.length; i++) {
            gather_text(node->v.element.children.data[i], out, depth + 1);
        }
    }
}

static struct str text_of(struct builder *builder, const GumboNode *node)
{
    struct buf text = {.kept_in = builder->arena};
    gather_text(node, &text, 0);
    return arena_take(builder->arena, &text);
}

/* Attributes */

static struct str attribute_value(struct builder *builder, const GumboElement *element,
                                  const char *name)
{
    const GumboAttribute *attribute = gumbo_get_attribute(&element->attributes, name);
    return attribute ? arena_str(builder->arena, str_from(attribute->value))
                     : (struct str){0};
}

static bool is_among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool keeps_attribute(const struct node *node, const char *name)
{
    static const char *const kept[] = {"class", "dir",   "height", "lang",
                                       "open",  "title", "width"};
    static const char *const of_lists[] = {"reversed", "start", "style", "type", "value"};
    bool list = node->kind == NODE_LIST || node->kind == NODE_ITEM;
    return is_among(name, kept, sizeof kept / sizeof kept[0]) ||
           (list && is_among(name, of_lists, sizeof of_lists / sizeof of_lists[0]));
}

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

/* HTML, 4.9.11: at most 65534 rows; 0 is the rest of the section. */
static uint16_t row_span_of(struct str text)
{
    bool number = text.len && ascii_is_digit(text.ptr[0]);
    uint16_t rows = small_number(text, UINT16_MAX - 1);
    return number && rows == 0 ? ROW_SPAN_REST : rows;
}

static uint8_t align_of(struct builder *builder, const GumboElement *element)
{
    uint8_t align = (uint8_t)align_read(attribute_value(builder, element, "align"),
                                        attribute_value(builder, element, "style"));
    return element->tag == GUMBO_TAG_CENTER ? ALIGN_CENTER : align;
}

static void fill_attributes(struct builder *builder, const GumboElement *element,
                            struct node *node)
{
    node->id = attribute_value(builder, element, "id");
    if (node->id.len == 0 && element->tag == GUMBO_TAG_A) {
        node->id = attribute_value(builder, element, "name");
    }
    for (unsigned i = 0; i < element->attributes.length; i++) {
        const GumboAttribute *attribute = element->attributes.data[i];
        bool own_title = strcmp(attribute->name, "title") == 0 &&
                         (node->kind == NODE_LINK || node->kind == NODE_IMAGE);
        bool no_type = element->tag == GUMBO_TAG_MENU || element->tag == GUMBO_TAG_DIR;
        if (keeps_attribute(node, attribute->name) && !own_title &&
            !(no_type && strcmp(attribute->name, "type") == 0)) {
            node_set_attribute(builder->arena, node,
                               arena_str(builder->arena, str_from(attribute->name)),
                               arena_str(builder->arena, str_from(attribute->value)));
        }
    }
}

static void fill_cell(struct builder *builder, const GumboElement *element,
                      const struct element_row *row, struct node *node)
{
    node->header = row->level == 1;
    node->align = align_of(builder, element);
    node->column_span = small_number(attribute_value(builder, element, "colspan"), 1000);
    node->row_span = row_span_of(attribute_value(builder, element, "rowspan"));
}

/* What the element's own attributes say; most kinds have none but those all have. */
static void fill_element(struct builder *builder, const GumboElement *element,
                         const struct element_row *row, struct node *node)
{
    fill_attributes(builder, element, node);
    if (row->kind == NODE_HEADING || row->kind == NODE_PARAGRAPH || row->kind == NODE_DIV) {
        node->align = align_of(builder, element);
    }
    if (row->kind == NODE_HEADING) {
        node->level = row->level;
    } else if (row->kind == NODE_LIST) {
        node->list_kind = row->level;
        node->number = 1;
    } else if (row->kind == NODE_ROW) {
        node->section = builder->rows.section;
    } else if (row->kind == NODE_CELL) {
        fill_cell(builder, element, row, node);
    } else if (row->kind == NODE_LINK) {
        node->info = attribute_value(builder, element, "href");
        node->title = attribute_value(builder, element, "title");
    } else if (row->kind == NODE_IMAGE) {
        node->info = attribute_value(builder, element, "src");
        node->title = attribute_value(builder, element, "title");
        node->text = attribute_value(builder, element, "alt");
    } else if (row->kind == NODE_DIV || row->kind == NODE_SPAN) {
        node->text = str_from(row->name);
    }
}

/* Elements */

/* `language-x` or `lang-x` of a pre or of its code child. */
static struct str code_language(struct builder *builder, const GumboElement *element)
{
    struct str class = attribute_value(builder, element, "class");
    size_t at = str_find(class, STR("language-"), 0);
    if (at == STR_NONE) {
        return (struct str){0};
    }
    struct str language = str_skip(class, at + sizeof "language-" - 1);
    size_t end = str_find_byte(language, ' ', 0);
    language = str_sub(language, 0, end == STR_NONE ? language.len : end);
    return str_is(language, "plaintext") ? (struct str){0} : language;
}

/* The text of code, without the numbers beside its lines; `*first` is the first of them,
 * 0 where there are none. */
static void gather_code(struct builder *builder, const GumboNode *node, struct buf *out,
                        uint32_t *first, size_t depth)
{
    bool inner = node->type == GUMBO_NODE_ELEMENT && node->v.element.tag != GUMBO_TAG_BR;
    if (!inner || depth == BUILD_DEPTH_LIMIT) {
        gather_text(node, out, depth);
        return;
    }
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        if (!is_line_numbers(child)) {
            gather_code(builder, child, out, first, depth + 1);
        } else if (*first == 0) {
            *first = small_number(str_trim(text_of(builder, child)), UINT16_MAX);
        }
    }
}

static void build_pre(struct builder *builder, const GumboNode *from, struct node *parent)
{
    struct node *node = node_new(builder->arena, NODE_CODE_BLOCK, builder->spot);
    if (!node) {
        return;
    }
    const GumboElement *element = &from->v.element;
    node->id = attribute_value(builder, element, "id");
    node->info = code_language(builder, element);
    for (unsigned i = 0; i < element->children.length; i++) {
        const GumboNode *child = element->children.data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_CODE) {
            struct str language = code_language(builder, &child->v.element);
            node->info = node->info.len ? node->info : language;
            struct str id = attribute_value(builder, &child->v.element, "id");
            node->id = node->id.len ? node->id : id;
        }
    }
    struct buf text = {.kept_in = builder->arena};
    gather_code(builder, from, &text, &node->number, 0);
    node->text = arena_take(builder->arena, &text);
    node_append(parent, node);
}

/* A link or an image below it, which text alone would lose. */
static bool holds_more(const GumboElement *element, size_t depth)
{
    for (unsigned i = 0; i < element->children.length && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = element->children.data[i];
        if (child->type == GUMBO_NODE_ELEMENT &&
            (child->v.element.tag == GUMBO_TAG_A || child->v.element.tag == GUMBO_TAG_IMG ||
             holds_more(&child->v.element, depth + 1))) {
            return true;
        }
    }
    return false;
}

static void build_code(struct builder *builder, const GumboNode *from, struct node *parent,
                       const char *name, size_t depth)
{
    const char *around = builder->code;
    builder->code = name;
    if (!around && holds_more(&from->v.element, 0)) {
        build_children(builder, &from->v.element.children, parent, depth + 1);
    } else {
        struct str text = str_trim(text_of(builder, from));
        struct node *node = text.len ? add_code(builder, parent, text) : NULL;
        if (node) {
            node->id = attribute_value(builder, &from->v.element, "id");
            builder->after_space = false;
        }
    }
    builder->code = around;
}

/* A frame, film or sound cannot stand in a document; where it is found can. */
static void build_media(struct builder *builder, const GumboNode *from, struct node *parent,
                        const char *name)
{
    const GumboElement *element = &from->v.element;
    struct str address = attribute_value(builder, element, "src");
    for (unsigned i = 0; i < element->children.length && address.len == 0; i++) {
        const GumboNode *child = element->children.data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_SOURCE) {
            address = attribute_value(builder, &child->v.element, "src");
        }
    }
    if (address.len == 0) {
        address = attribute_value(builder, element, "data");
    }
    report_warning(builder->report, current_place(builder), "html-dropped",
                   "a document cannot hold '%s'; %s", name,
                   address.len ? "a link takes its place" : "it is left out");
    struct node *link =
        address.len ? node_new(builder->arena, NODE_LINK, builder->spot) : NULL;
    if (!link) {
        return;
    }
    struct str title = attribute_value(builder, element, "title");
    link->info = address;
    node_append(parent, link);
    (void)node_add_text(builder->arena, link, title.len ? title : address, builder->spot);
    builder->after_space = false;
}

/* Where they are shown: the head before the bodies, the foot behind them. */
static void order_sections(struct node *table)
{
    struct node *end = table->last, *body = NULL, *next;
    for (struct node *node = table->first; node; node = next) {
        next = node == end ? NULL : node->next;
        if (node->kind != NODE_ROW) {
            continue;
        }
        if (node->section == ROW_FOOT) {
            node_unlink(node);
            node_append(table, node);
        } else if (node->section == ROW_HEAD && body) {
            node_unlink(node);
            node_insert_before(body, node);
        } else if (node->section == ROW_BODY && !body) {
            body = node;
        }
    }
}

/* The rows of a section. One that follows another of its kind begins a further group; of
 * heads and feet only the first is one, as browsers show them. */
static void build_section(struct builder *builder, const GumboElement *element,
                          struct node *table, uint8_t section, size_t depth)
{
    struct node *last = table->last;
    uint8_t outer = builder->rows.section;
    bool further = builder->rows.seen[section];
    builder->rows.section = further ? ROW_BODY : section;
    builder->rows.seen[section] = section != ROW_BODY;
    build_children(builder, &element->children, table, depth + 1);
    struct node *first = last ? last->next : table->first;
    bool *filled = &builder->rows.filled[builder->rows.section];
    builder->rows.section = outer;
    if (first && first->kind == NODE_ROW) {
        first->level = *filled;
        *filled = true;
    }
}

static void lose_element(struct builder *builder, const char *name)
{
    report_warning(builder->report, current_place(builder), "html-dropped",
                   "a document cannot hold '%s'; it is left out", name);
}

/* An anchor without an address is a place, not a link. */
static void settle_link(struct node *node, const GumboElement *element)
{
    if (node->kind == NODE_LINK && !gumbo_get_attribute(&element->attributes, "href")) {
        node->kind = NODE_SPAN;
        node->text = STR("span");
    }
}

static void build_node(struct builder *builder, const GumboNode *from,
                       const struct element_row *row, struct node *parent, size_t depth)
{
    struct node *node = node_new(builder->arena, row->kind, builder->spot);
    if (!node) {
        return;
    }
    fill_element(builder, &from->v.element, row, node);
    settle_link(node, &from->v.element);
    node_append(parent, node);
    if (!node_is_inline(node) || node->kind == NODE_LINE_BREAK) {
        builder->after_space = true;
    } else if (node->kind == NODE_IMAGE) {
        builder->after_space = false;
    }
    if (node_is_container(node)) {
        struct table_rows outer = builder->rows;
        if (node->kind == NODE_TABLE) {
            builder->rows = (struct table_rows){.section = ROW_BODY};
        }
        build_children(builder, &from->v.element.children, node, depth + 1);
        builder->rows = outer;
        if (node->kind == NODE_TABLE) {
            order_sections(node);
        }
    }
    if (!node_is_inline(node)) {
        builder->after_space = true;
    }
}

/* A node of the Markdown tree comes back as itself, with the children Gumbo found. */
static void build_marked(struct builder *builder, const GumboNode *from,
                         struct node *original, bool first_sight, struct node *parent,
                         size_t depth)
{
    struct node *node = original;
    if (!first_sight) { /* Gumbo repeats formatting elements; ids must not repeat */
        node = node_new(builder->arena, (enum node_kind)original->kind, original->spot);
        if (!node) {
            return;
        }
        *node = *original;
        node->id = (struct str){0};
    }
    node->parent = node->first = node->last = node->next = node->previous = NULL;
    builder->spot = node->spot;
    node_append(parent, node);
    bool block = !node_is_inline(node);
    if (block || node->kind == NODE_LINE_BREAK) {
        builder->after_space = true;
    }
    if (node_is_container(node)) {
        build_children(builder, &from->v.element.children, node, depth + 1);
    } else if (!block && node->kind != NODE_LINE_BREAK) {
        builder->after_space = false;
    }
    if (block) {
        builder->after_space = true;
    }
}

/* The ids of an element that its node does not have. */
static void keep_places(struct builder *builder, const GumboElement *element,
                        struct node *parent, struct node *last)
{
    static const char *const names[] = {"id", "name"};
    size_t count = element->tag == GUMBO_TAG_A ? 2 : 1;
    for (size_t i = 0; i < count; i++) {
        struct str id = attribute_value(builder, element, names[i]);
        const struct node *first = last ? last->next : parent->first;
        if (id.len && !(first && str_eq(first->id, id))) {
            place_keep(builder->arena, parent, last, id);
        }
    }
}

static bool is_rewritable(const struct node *node)
{
    return node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML_INLINE;
}

/* What an element means: the node that it was before it was HTML, or what the table of
 * elements says. Of unknown ones their children stay. */
static void build_element(struct builder *builder, const GumboNode *from,
                          struct node *parent, size_t depth)
{
    const GumboElement *element = &from->v.element;
    note_offset(builder, element->start_pos.offset);
    bool first_sight = false;
    struct node *original = marked_node(builder, element, &first_sight);
    if (original && !is_rewritable(original)) {
        build_marked(builder, from, original, first_sight, parent, depth);
        return;
    }
    builder->spot = original ? original->spot : builder->spot;
    const struct element_row *row =
        element_find(str_from(gumbo_normalized_tagname(element->tag)));
    if (element->tag_namespace != GUMBO_NAMESPACE_HTML) {
        row = element_find(STR("svg"));
    }
    enum element_action action = row ? row->action : ELEMENT_UNWRAP;
    struct node *last = parent->last;
    switch (action) {
    case ELEMENT_NODE: build_node(builder, from, row, parent, depth); break;
    case ELEMENT_UNWRAP:
        build_children(builder, &element->children, parent, depth + 1);
        break;
    case ELEMENT_DROP: break;
    case ELEMENT_LOSE: lose_element(builder, row->name); break;
    case ELEMENT_MEDIA: build_media(builder, from, parent, row->name); break;
    case ELEMENT_PRE: build_pre(builder, from, parent); break;
    case ELEMENT_CODE: build_code(builder, from, parent, row->name, depth); break;
    case ELEMENT_ROWS: build_section(builder, element, parent, row->level, depth); break;
    }
    if (action != ELEMENT_DROP) {
        keep_places(builder, element, parent, last);
    }
}

static void build_children(struct builder *builder, const GumboVector *children,
                           struct node *parent, size_t depth)
{
    for (unsigned i = 0; i < children->length && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = children->data[i];
        switch (child->type) {
        case GUMBO_NODE_ELEMENT: build_element(builder, child, parent, depth); break;
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_CDATA:
        case GUMBO_NODE_WHITESPACE: add_text(builder, parent, child->v.text.text); break;
        case GUMBO_NODE_COMMENT: read_comment(builder, child->v.text.text); break;
        case GUMBO_NODE_DOCUMENT:
        case GUMBO_NODE_TEMPLATE: break;
        }
    }
}

static const GumboNode *find_body(const GumboOutput *output)
{
    const GumboVector *children = &output->root->v.element.children;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_BODY) {
            return child;
        }
    }
    return NULL;
}

bool gumbo_read(struct arena *arena, const struct html_source *source,
                struct node *document, struct report *report)
{
    struct builder builder = {.arena = arena,
                              .source = source,
                              .report = report,
                              .after_space = true,
                              .rows = {.section = ROW_BODY}};
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *output =
        gumbo_parse_with_options(&options, source->text.ptr, source->text.len);
    const GumboNode *body = output && output->root ? find_body(output) : NULL;
    if (body) {
        build_children(&builder, &body->v.element.children, document, 0);
        html_arrange(arena, document);
    }
    if (output) {
        gumbo_destroy_output(&options, output);
    }
    return (output && !arena_failed(arena)) || report_out_of_memory(report);
}
