/* Gumbo's DOM becomes nodes in one walk; the depth is bounded by html/bound.h, so the walk
 * may recurse. White space collapses as in a browser, except in code. What an element says
 * by itself, code and other languages are read in gumbo_*.c beside. */
#include "html/gumbo_reader.h"

#include "base/buf.h"
#include "html/arrange.h"
#include "html/base.h"
#include "html/gumbo_builder.h"
#include "html/gumbo_parse.h"
#include "html/places.h"
#include "html/shown.h"

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

static size_t element_mark(const struct builder *builder, const GumboElement *element)
{
    const struct html_marks *marks = builder->source->marks;
    const GumboAttribute *mark =
        marks ? gumbo_get_attribute(&element->attributes, marks->name) : NULL;
    return mark ? mark_index(builder, mark->value) : STR_NONE;
}

static bool is_rewritable(const struct node *node)
{
    return node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML_INLINE;
}

const struct node *builder_original(const struct builder *builder,
                                    const GumboElement *element)
{
    size_t index = element_mark(builder, element);
    return index == STR_NONE ? NULL : builder->source->marks->nodes[index];
}

const struct node *builder_marked(const struct builder *builder,
                                  const GumboElement *element)
{
    const struct node *node = builder_original(builder, element);
    return node && !is_rewritable(node) ? node : NULL;
}

/* The original node that this element was, or NULL. */
static struct node *marked_node(struct builder *builder, const GumboElement *element,
                                bool *first_sight)
{
    const struct html_marks *marks = builder->source->marks;
    size_t index = element_mark(builder, element);
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
        builder->spot = line_map_spot(builder->source->map, builder->source->text,
                                      builder_offset(builder, offset));
    }
}

struct place builder_place(const struct builder *builder)
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

/* The space stands where the next words do: not at the end of a link. */
void builder_want_space(struct builder *builder)
{
    builder->wants_space = !builder->after_space;
}

void builder_settle_space(struct builder *builder, struct node *parent)
{
    if (builder->wants_space && !builder->after_space) {
        (void)node_add_text(builder->arena, parent, STR(" "), builder->spot);
        builder->after_space = true;
    }
    builder->wants_space = false;
}

void builder_add_text(struct builder *builder, struct node *parent, const char *text)
{
    if (builder->invisible) {
        return;
    }
    if (*text && !ascii_is_space(*text)) {
        builder_settle_space(builder, parent);
    }
    if (builder->mode != TEXT_RUNNING) {
        code_add_text(builder, parent, text);
        return;
    }
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
    if (kept.len) {
        (void)node_add_text(builder->arena, parent, kept, builder->spot);
    }
}

/* Elements */

void builder_read_children(struct builder *builder, const GumboNode *from,
                           struct node *parent, size_t depth)
{
    build_children(builder, &from->v.element.children, parent, depth + 1);
}

/* Where they are shown: the head before the bodies, the foot behind them. */
static void order_sections(struct node *table)
{
    struct node *end = node_last(table), *body = NULL, *next;
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
    struct node *last = node_last(table);
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
    report_warning(builder->report, builder_place(builder), "html-dropped",
                   "a document cannot hold '%s'; it is left out", name);
}

/* Of what is filled in nothing stays but the state of a list's item. */
static void read_input(struct builder *builder, const GumboElement *element,
                       struct node *parent)
{
    struct node *item = parent;
    while (item && item->kind != NODE_ITEM && !item->first) {
        item = item->parent;
    }
    bool begins = item && item->kind == NODE_ITEM && (item == parent || !item->first->next);
    if (begins && facts_attribute_is(element, "type", "checkbox")) {
        bool done = gumbo_get_attribute(&element->attributes, "checked") != NULL;
        item->task = done ? TASK_DONE : TASK_OPEN;
    } else if (facts_attribute_is(element, "type", "image")) {
        pictures_add_button(builder, element, parent);
    } else if (!facts_attribute_is(element, "type", "hidden")) {
        report_note(builder->report, builder_place(builder), "html-dropped",
                    "what is filled in ('input') is left out");
    }
}

/* An anchor without an address is a place, not a link; what a style sets apart is a block.
 */
static void settle_kind(struct builder *builder, struct node *node,
                        const GumboElement *element)
{
    if (node->kind == NODE_LINK && !gumbo_get_attribute(&element->attributes, "href")) {
        node->kind = NODE_SPAN;
        node->text = STR("span");
    }
    if (node->kind == NODE_SPAN && facts_stands_apart(builder, element)) {
        node->kind = NODE_DIV;
    }
    looks_undo(builder, element, node);
}

static void read_content(struct builder *builder, const GumboNode *from, struct node *node,
                         size_t depth)
{
    struct table_rows outer = builder->rows;
    bool in_link = builder->in_link;
    if (node->kind == NODE_TABLE) {
        builder->rows = (struct table_rows){.section = ROW_BODY};
    }
    builder->in_link = in_link || node->kind == NODE_LINK;
    builder_read_children(builder, from, looks_open(builder, &from->v.element, node),
                          depth);
    builder->rows = outer;
    builder->in_link = in_link;
    if (node->kind == NODE_TABLE) {
        order_sections(node);
    } else if (node->kind == NODE_LINK) {
        links_name(builder, from, node);
    }
}

static void build_node(struct builder *builder, const GumboNode *from,
                       const struct element_row *row, struct node *parent, size_t depth)
{
    struct node *node = row->kind == NODE_IMAGE && pictures_repeat(builder, from)
                            ? NULL
                            : node_new(builder->arena, row->kind, builder->spot);
    if (!node) {
        return;
    }
    facts_fill(builder, &from->v.element, row, node);
    settle_kind(builder, node, &from->v.element);
    if (node_is_inline(node)) {
        builder_settle_space(builder, parent);
    }
    node_append(parent, node);
    if (!node_is_inline(node) || node->kind == NODE_LINE_BREAK) {
        builder->after_space = true;
    } else if (node->kind == NODE_IMAGE) {
        builder->after_space = false;
        builder->last_address = node_info(node);
        builder->last_instead = builder->in_instead;
    }
    if (node_is_container(node)) {
        read_content(builder, from, node, depth);
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
        node = node_copy(builder->arena, original);
        if (!node) {
            return;
        }
    }
    node->parent = node->first = node->next = node->before = NULL;
    builder->spot = node->spot;
    bool block = !node_is_inline(node);
    if (!block) {
        builder_settle_space(builder, parent);
    }
    node_append(parent, node);
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
        struct str id = facts_attribute(builder, element, names[i]);
        const struct node *first = last ? last->next : parent->first;
        if (id.len && !(first && str_eq(node_id(first), id))) {
            place_keep(builder->arena, parent, last, id);
        }
    }
}

/* What stands among words, but apart from them. */
static void read_apart(struct builder *builder, const GumboNode *from, struct node *parent,
                       size_t depth)
{
    builder_want_space(builder);
    builder_read_children(builder, from, parent, depth);
    builder_want_space(builder);
}

/* Of what scripts would show a document shows what stands there instead. */
static void read_instead(struct builder *builder, const GumboNode *from,
                         struct node *parent, size_t depth)
{
    bool outer = builder->in_instead;
    builder->in_instead = true;
    if (!pictures_repeat(builder, from)) {
        builder_read_children(builder, from, parent, depth);
    }
    builder->in_instead = outer;
}

/* A frame without an address has words of its own, if it is an object. */
static void read_media(struct builder *builder, const GumboNode *from,
                       const struct element_row *row, struct node *parent, size_t depth)
{
    const GumboElement *element = &from->v.element;
    if (element->tag == GUMBO_TAG_OBJECT &&
        !gumbo_get_attribute(&element->attributes, "data")) {
        builder_read_children(builder, from, parent, depth);
    } else {
        unclosed_tell(builder, from);
        foreign_read_media(builder, from, parent, row->name);
    }
}

static void act(struct builder *builder, const GumboNode *from,
                const struct element_row *row, struct node *parent, size_t depth)
{
    const GumboElement *element = &from->v.element;
    switch (row->action) {
    case ELEMENT_NODE: build_node(builder, from, row, parent, depth); break;
    case ELEMENT_UNWRAP: builder_read_children(builder, from, parent, depth); break;
    case ELEMENT_APART: read_apart(builder, from, parent, depth); break;
    case ELEMENT_INSTEAD: read_instead(builder, from, parent, depth); break;
    case ELEMENT_DROP: unclosed_tell(builder, from); break;
    case ELEMENT_LOSE:
        unclosed_tell(builder, from);
        lose_element(builder, row->name);
        break;
    case ELEMENT_INPUT: read_input(builder, element, parent); break;
    case ELEMENT_MEDIA: read_media(builder, from, row, parent, depth); break;
    case ELEMENT_SOURCES: pictures_read_sources(builder, from, parent, depth); break;
    case ELEMENT_AREA: links_read_area(builder, from, parent); break;
    case ELEMENT_PICTURE: foreign_read_picture(builder, from, parent, depth); break;
    case ELEMENT_FORMULA: foreign_read_formula(builder, from, parent, depth); break;
    case ELEMENT_PRE:
        unclosed_tell_tags(builder, from);
        code_read_block(builder, from, parent, depth);
        break;
    case ELEMENT_CODE: code_read_inline(builder, from, parent, row->name, depth); break;
    case ELEMENT_ROWS: build_section(builder, element, parent, row->level, depth); break;
    }
}

/* Of what is not visible only what holds other elements can hold some that are. */
static bool may_hold_visible(const struct element_row *row)
{
    return !row || row->action == ELEMENT_UNWRAP || row->action == ELEMENT_APART ||
           row->action == ELEMENT_ROWS || row->action == ELEMENT_NODE;
}

/* "<https://example.org/>" is a link to Markdown's readers alone. */
static void tell_address(struct builder *builder, const GumboElement *element)
{
    struct str name = facts_name(builder, element);
    if (str_is(name, "http:") || str_is(name, "https:")) {
        report_warning(builder->report, builder_place(builder), "html-dropped",
                       "an address in angle brackets is no link within HTML: browsers take "
                       "it for a tag, and show nothing of it");
        report_hint(builder->report, "write <a href=\"…\">…</a>, or leave an empty line "
                                     "before and behind it in Markdown");
    }
}

/* What an element means: the node that it was before it was HTML, or what the table of
 * elements says. Of unknown ones their children stay. */
static void build_visible(struct builder *builder, const GumboNode *from,
                          struct node *parent, size_t depth)
{
    const GumboElement *element = &from->v.element;
    bool first_sight = false;
    struct node *original = marked_node(builder, element, &first_sight);
    if (original && node_is_hidden(builder->arena, original)) {
        return;
    }
    if (original && !is_rewritable(original)) {
        build_marked(builder, from, original, first_sight, parent, depth);
        return;
    }
    builder->spot = original ? original->spot : builder->spot;
    const struct element_row *row = facts_row(builder, element);
    struct node *last = node_last(parent);
    bool apart = facts_stands_apart(builder, element);
    if (apart) {
        builder_want_space(builder);
    }
    if (row) {
        act(builder, from, row, parent, depth);
    } else {
        tell_address(builder, element);
        builder_read_children(builder, from, looks_wrap(builder, element, parent), depth);
    }
    if (apart) {
        builder_want_space(builder);
    }
    if (!row || row->action != ELEMENT_DROP) {
        keep_places(builder, element, parent, last);
    }
}

static void build_element(struct builder *builder, const GumboNode *from,
                          struct node *parent, size_t depth)
{
    const GumboElement *element = &from->v.element;
    note_offset(builder, element->start_pos.offset);
    if (facts_is_hidden(builder, element)) {
        unclosed_tell(builder, from);
        return;
    }
    bool outer = builder->invisible;
    enum visibility own = style_visibility(facts_style(builder, element));
    builder->invisible = own == VISIBILITY_HIDDEN || (outer && own == VISIBILITY_AS_AROUND);
    if (!builder->invisible) {
        build_visible(builder, from, parent, depth);
    } else if (facts_holds_visible(builder, from, depth)) {
        may_hold_visible(facts_row(builder, element))
            ? build_visible(builder, from, parent, depth)
            : builder_read_children(builder, from, parent, depth);
    } else {
        unclosed_tell(builder, from);
        if (facts_leaves_gap(builder, element)) {
            builder_want_space(builder);
        }
    }
    builder->invisible = outer;
}

/* Nothing of it is shown, but it may have taken in what was meant to be. */
static void tell_unseen(struct builder *builder, const GumboNode *from)
{
    note_offset(builder, from->v.element.start_pos.offset);
    unclosed_tell(builder, from);
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
        case GUMBO_NODE_WHITESPACE:
            builder_add_text(builder, parent, child->v.text.text);
            break;
        case GUMBO_NODE_COMMENT: read_comment(builder, child->v.text.text); break;
        case GUMBO_NODE_TEMPLATE: tell_unseen(builder, child); break;
        case GUMBO_NODE_DOCUMENT: break;
        }
    }
}

static const GumboNode *find_child(const GumboNode *parent, GumboTag tag)
{
    const GumboVector *children = &parent->v.element.children;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == tag) {
            return child;
        }
    }
    return NULL;
}

/* What a page says about itself as a whole: its title, its language, its direction. */
static void read_page_facts(struct builder *builder, const GumboNode *html,
                            const GumboNode *body, struct node *document)
{
    static const char *const names[] = {"lang", "dir"};
    const GumboNode *head = find_child(html, GUMBO_TAG_HEAD);
    const GumboNode *title = head ? find_child(head, GUMBO_TAG_TITLE) : NULL;
    node_set_title(builder->arena, document,
                   title ? str_trim(facts_text(builder, title)) : (struct str){0});
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct str own = facts_attribute(builder, &body->v.element, names[i]);
        struct str value =
            own.len ? own : facts_attribute(builder, &html->v.element, names[i]);
        if (value.len) {
            node_set_attribute(builder->arena, document, str_from(names[i]), value);
        }
    }
}

static void tell_head(struct builder *builder, const GumboNode *head)
{
    const GumboVector *children = &head->v.element.children;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
            tell_unseen(builder, child);
        }
    }
}

bool gumbo_read(struct arena *arena, const struct html_source *source,
                struct node *document, struct report *report)
{
    struct builder builder = {.arena = arena,
                              .source = source,
                              .report = report,
                              .after_space = true,
                              .rows = {.section = ROW_BODY}};
    struct str text = text_known(&builder);
    struct parser_memory memory = {0};
    arena_init_within(&memory.arena, 0, arena->budget);
    const GumboNode *html = text.len ? gumbo_parse_within(&memory, text) : NULL;
    const GumboNode *head = html ? find_child(html, GUMBO_TAG_HEAD) : NULL;
    const GumboNode *body = html ? find_child(html, GUMBO_TAG_BODY) : NULL;
    if (head) {
        tell_head(&builder, head);
    }
    if (body) {
        if (!source->marks) {
            read_page_facts(&builder, html, body, document);
        }
        build_children(&builder, &body->v.element.children, document, 0);
        base_apply(arena, links_find_base(&builder, html), document);
        html_arrange(arena, document);
    }
    arena_clear(&memory.arena);
    return (html && !arena_failed(arena)) || report_out_of_memory(report);
}
