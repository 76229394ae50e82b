/* Code: a leaf of the tree as long as it is text alone. What holds links, images or raised
 * figures becomes pieces of code between them, so that nothing in it is lost. */
#include "html/gumbo_builder.h"

#include "base/buf.h"
#include "base/utf8.h"

#define NO_BREAK_SPACE "\xc2\xa0"
#define TAB_WIDTH 8

/* `language-x` or `lang-x` of a pre or of its code child. */
static struct str code_language(struct builder *builder, const GumboElement *element)
{
    struct str class = facts_attribute(builder, element, "class");
    size_t at = str_find(class, STR("language-"), 0);
    if (at == STR_NONE) {
        return (struct str){0};
    }
    struct str language = str_skip(class, at + sizeof "language-" - 1);
    size_t end = str_find_byte(language, ' ', 0);
    language = str_sub(language, 0, end == STR_NONE ? language.len : end);
    return str_is(language, "plaintext") ? (struct str){0} : language;
}

static bool is_more_than_text(const struct element_row *row)
{
    switch (row->action) {
    case ELEMENT_MEDIA:
    case ELEMENT_SOURCES:
    case ELEMENT_AREA:
    case ELEMENT_PICTURE:
    case ELEMENT_FORMULA: return true;
    case ELEMENT_NODE:
        return row->kind == NODE_IMAGE || row->kind == NODE_SUPERSCRIPT ||
               row->kind == NODE_SUBSCRIPT;
    case ELEMENT_INSTEAD:
    case ELEMENT_UNWRAP:
    case ELEMENT_APART:
    case ELEMENT_DROP:
    case ELEMENT_LOSE:
    case ELEMENT_INPUT:
    case ELEMENT_PRE:
    case ELEMENT_CODE:
    case ELEMENT_ROWS: return false;
    }
    return false;
}

/* The same of a node of Markdown. Paragraphs are lines of preformatted text. */
static bool is_more_than_words(const struct node *node, bool lines)
{
    static const enum node_kind words[] = {NODE_EMPHASIS,   NODE_STRONG,    NODE_STRIKE,
                                           NODE_SMALL,      NODE_SPAN,      NODE_CODE,
                                           NODE_CODE_BLOCK, NODE_LINE_BREAK};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (node->kind == words[i]) {
            return false;
        }
    }
    return !(lines && node->kind == NODE_PARAGRAPH);
}

static bool is_more(struct builder *builder, const GumboElement *element, bool lines)
{
    const struct element_row *row = facts_row(builder, element);
    const struct node *marked = builder_marked(builder, element);
    bool link =
        row && row->kind == NODE_LINK && gumbo_get_attribute(&element->attributes, "href");
    return link || (row && is_more_than_text(row)) ||
           (marked && is_more_than_words(marked, lines));
}

static bool is_more_than_code(struct builder *builder, const GumboElement *element)
{
    return is_more(builder, element, false);
}

static bool is_more_than_lines(struct builder *builder, const GumboElement *element)
{
    return is_more(builder, element, true);
}

/* Whether more than text with marks is in it. */
static bool is_rich(struct builder *builder, const GumboNode *from, bool lines,
                    size_t depth)
{
    return facts_find(builder, from, lines ? is_more_than_lines : is_more_than_code,
                      depth) != NULL;
}

static void end_piece(struct builder *builder, struct node *parent, struct buf *piece)
{
    struct str text = arena_take(builder->arena, piece);
    struct node *node =
        text.len ? node_new(builder->arena, NODE_CODE, builder->spot) : NULL;
    if (node) {
        node->text = text;
        node_set_info(builder->arena, node, builder->code_name);
        node_append(parent, node);
    }
    *piece = (struct buf){.kept_in = builder->arena};
}

static void end_line(struct builder *builder, struct node *parent, struct buf *piece)
{
    end_piece(builder, parent, piece);
    struct node *node = node_new(builder->arena, NODE_LINE_BREAK, builder->spot);
    if (node) {
        node_append(parent, node);
    }
}

/* Pieces keep their spaces; those of preformatted code their lines, too. */
void code_add_text(struct builder *builder, struct node *parent, const char *text)
{
    struct buf piece = {.kept_in = builder->arena};
    bool lines = builder->mode == TEXT_PREFORMATTED;
    for (; *text; text++) {
        if (lines && *text == '\n') {
            end_line(builder, parent, &piece);
        } else if (lines && *text == ' ') {
            buf_add_text(&piece, NO_BREAK_SPACE);
        } else if (lines && *text == '\t') {
            do {
                buf_add_text(&piece, NO_BREAK_SPACE);
            } while (utf8_count(buf_str(&piece)) % TAB_WIDTH);
        } else if (!ascii_is_space(*text)) {
            buf_add_byte(&piece, *text);
        } else if (piece.len ? piece.ptr[piece.len - 1] != ' ' : !builder->after_space) {
            buf_add_byte(&piece, ' ');
        }
    }
    builder->after_space =
        piece.len ? piece.ptr[piece.len - 1] == ' ' : builder->after_space;
    end_piece(builder, parent, &piece);
}

static void read_pieces(struct builder *builder, const GumboNode *from, struct node *parent,
                        enum text_mode mode, size_t depth)
{
    enum text_mode outer = builder->mode;
    builder->mode = outer == TEXT_PREFORMATTED ? outer : mode;
    builder_read_children(builder, from, parent, depth);
    builder->mode = outer;
}

/* An element whose place nothing but its id would keep. */
static struct node *open_place(struct builder *builder, const GumboElement *element,
                               struct node *parent, enum node_kind kind, const char *name)
{
    struct node *node = node_new(builder->arena, kind, builder->spot);
    if (node) {
        node->text = str_from(name);
        node_set_id(builder->arena, node, facts_attribute(builder, element, "id"));
        node_append(parent, node);
    }
    return node;
}

/* What the code within says, where the block itself does not. */
static void fill_block(struct builder *builder, const GumboElement *element,
                       struct node *node)
{
    node_set_id(builder->arena, node, facts_attribute(builder, element, "id"));
    node_set_info(builder->arena, node, code_language(builder, element));
    for (unsigned i = 0; i < element->children.length; i++) {
        const GumboNode *child = element->children.data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_CODE) {
            struct str language = code_language(builder, &child->v.element);
            struct str id = facts_attribute(builder, &child->v.element, "id");
            node_set_info(builder->arena, node,
                          node_info(node).len ? node_info(node) : language);
            node_set_id(builder->arena, node, node_id(node).len ? node_id(node) : id);
        }
    }
}

void code_read_block(struct builder *builder, const GumboNode *from, struct node *parent,
                     size_t depth)
{
    const GumboElement *element = &from->v.element;
    if (is_rich(builder, from, true, depth)) {
        struct node *around = open_place(builder, element, parent, NODE_DIV, "pre");
        builder->after_space = true;
        if (around) {
            read_pieces(builder, from, around, TEXT_PREFORMATTED, depth);
        }
        builder->after_space = true;
        return;
    }
    struct node *node = node_new(builder->arena, NODE_CODE_BLOCK, builder->spot);
    if (node) {
        fill_block(builder, element, node);
        uint32_t number = 0;
        node->text = facts_code(builder, from, &number);
        node_set_number(builder->arena, node, number);
        node_append(parent, node);
        builder->after_space = true;
    }
}

/* What is typed and what is answered are told apart. */
static struct str kind_of(const char *name)
{
    struct str kind = str_from(name);
    return str_is(kind, "kbd") || str_is(kind, "samp") ? kind : (struct str){0};
}

/* Of a theme that takes the element around out, so that it can colour the one within. */
static bool is_preformatted(struct builder *builder, const GumboElement *element)
{
    const struct element_row *row = facts_row(builder, element);
    return row && row->action == ELEMENT_PRE;
}

void code_read_inline(struct builder *builder, const GumboNode *from, struct node *parent,
                      const char *name, size_t depth)
{
    const GumboElement *element = &from->v.element;
    if (builder->mode == TEXT_RUNNING &&
        facts_find(builder, from, is_preformatted, depth)) {
        code_read_block(builder, from, parent, depth);
        return;
    }
    struct str id = facts_attribute(builder, element, "id");
    if (builder->mode != TEXT_RUNNING || is_rich(builder, from, false, depth)) {
        struct node *around =
            id.len ? open_place(builder, element, parent, NODE_SPAN, "span") : parent;
        struct str outer = builder->code_name;
        builder->code_name = kind_of(name);
        if (around) {
            read_pieces(builder, from, around, TEXT_CODE, depth);
        }
        builder->code_name = outer;
        return;
    }
    struct str text = facts_text(builder, from), words = str_trim(text);
    if (text.len && ascii_is_space(text.ptr[0])) {
        builder_want_space(builder);
    }
    struct node *node =
        words.len ? node_new(builder->arena, NODE_CODE, builder->spot) : NULL;
    if (node) {
        node->text = words;
        node_set_info(builder->arena, node, kind_of(name));
        node_set_id(builder->arena, node, id);
        builder_settle_space(builder, parent);
        node_append(parent, node);
        builder->after_space = false;
    }
    if (words.len && ascii_is_space(text.ptr[text.len - 1])) {
        builder_want_space(builder);
    }
}
