/* Attribute lists: "{#id .class key=value}", also with a colon in front, at the end of a
 * heading, right behind an inline, or on the last line of a paragraph. What is not such a
 * list is text, and stays. Of attributes only those count that a document can show. */
#include "markdown/dialect_names.h"
#include "markdown/dialect_tree.h"

static size_t token_length(struct str text)
{
    char quote = '\0';
    size_t len = 0;
    for (; len < text.len; len++) {
        char c = text.ptr[len];
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (ascii_is_space(c)) {
            break;
        }
    }
    return quote ? STR_NONE : len;
}

static bool is_token(struct str token, bool words)
{
    bool mark = token.len > 1 && (token.ptr[0] == '#' || token.ptr[0] == '.');
    size_t equals = str_find_byte(token, '=', 0);
    struct str name =
        mark ? str_skip(token, 1)
             : str_sub(token, 0, equals == STR_NONE ? (words ? token.len : 0) : equals);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!ascii_is_alnum(c) && !ascii_set_has("-_.:", c) && (unsigned char)c < 0x80) {
            return false;
        }
    }
    return name.len > 0;
}

/* Its inside, or no text: it is no list. `words`: attributes may have no value. */
static struct str list_inside(struct str braces, struct str *id, bool words)
{
    struct str inside = str_trim(str_sub(braces, 1, braces.len - 1));
    inside = str_trim(str_skip(inside, str_starts(inside, ":") ? 1 : 0));
    *id = (struct str){0};
    for (struct str rest = inside; rest.len;) {
        size_t len = token_length(rest);
        struct str token = len == STR_NONE ? (struct str){0} : str_sub(rest, 0, len);
        if (!is_token(token, words)) {
            return (struct str){0};
        }
        *id = token.ptr[0] == '#' ? str_skip(token, 1) : *id;
        rest = str_trim_left(str_skip(rest, len));
    }
    struct str named = dialect_attribute(inside, "id");
    *id = named.len ? named : *id;
    return inside;
}

static bool reads_words(const struct dialect *dialect)
{
    return (dialect->options->syntax & SYNTAX_PYTHON) != 0;
}

/* A size as CSS has it: plain numbers are pixels. */
static void add_size(struct buf *out, const char *name, struct str size)
{
    bool plain = size.len > 0;
    for (size_t i = 0; i < size.len; i++) {
        plain = plain && (ascii_is_digit(size.ptr[i]) || size.ptr[i] == '.');
        if (!ascii_is_alnum(size.ptr[i]) && size.ptr[i] != '.' && size.ptr[i] != '%') {
            return;
        }
    }
    if (size.len) {
        buf_add_format(out, "%s%s:%.*s%s", out->len ? ";" : "", name, STR_ARG(size),
                       plain ? "px" : "");
    }
}

/* "50", "50 %": in percent of what the size is otherwise. */
static void add_scale(struct buf *out, struct str scale)
{
    size_t digits = 0;
    while (digits < scale.len && ascii_is_digit(scale.ptr[digits])) {
        digits++;
    }
    struct str behind = str_trim(str_skip(scale, digits));
    if (digits && (behind.len == 0 || str_is(behind, "%"))) {
        buf_add_format(out, "%szoom:%.*s%%", out->len ? ";" : "",
                       STR_ARG(str_sub(scale, 0, digits)));
    }
}

struct str dialect_size_style(struct arena *arena, struct str width, struct str height,
                              struct str scale)
{
    struct buf style = {.kept_in = arena};
    add_size(&style, "width", width);
    add_size(&style, "height", height);
    add_scale(&style, scale);
    return arena_take(arena, &style);
}

/* Whether HTML's own attribute has the size, which knows pixels and percent alone. */
static bool is_of_html(struct str size)
{
    return size.len == 0 || ascii_is_digit(size.ptr[size.len - 1]) || str_ends(size, "%") ||
           str_ends(size, "px");
}

/* Of pictures: a style, or sizes that only a style can say. */
static void apply_style(struct dialect *dialect, struct node *node, struct str inside)
{
    struct str width = dialect_attribute(inside, "width"),
               height = dialect_attribute(inside, "height"),
               style = dialect_attribute(inside, "style");
    if (!style.len && !(is_of_html(width) && is_of_html(height))) {
        style = dialect_size_style(dialect->arena, width, height, (struct str){0});
    }
    if (node->kind == NODE_IMAGE && style.len) {
        node_set_attribute(dialect->arena, node, STR("style"), style);
    }
}

static void apply(struct dialect *dialect, struct node *node, struct str inside,
                  struct str id)
{
    static const char *const kept[] = {"width", "height", "align", "title", "lang", "dir"};
    node_set_id(dialect->arena, node, id.len ? id : node_id(node));
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        struct str value = dialect_attribute(inside, kept[i]);
        if (value.len) {
            node_set_attribute(dialect->arena, node, str_from(kept[i]), value);
        }
    }
    apply_style(dialect, node, inside);
}

/* A list at the end of the text: where it begins; STR_NONE: there is none. */
static size_t ending_list(struct str text)
{
    struct str trimmed = str_trim_right(text);
    size_t at = str_ends(trimmed, "}") ? trimmed.len : 0;
    while (at > 0 && trimmed.ptr[at - 1] != '{') {
        at--;
    }
    return at > 0 ? at - 1 : STR_NONE;
}

/* "%{#id}%" where VitePress's own braces are values of Vue. */
static void plain_braces(struct arena *arena, struct node *last)
{
    struct str text = str_trim_right(last->text);
    size_t at = str_ends(text, "}%") ? ending_list(str_sub(text, 0, text.len - 1)) : 0;
    if (at != STR_NONE && at > 0 && text.ptr[at - 1] == '%') {
        last->text = arena_format(arena, "%.*s%.*s", (int)(at - 1), text.ptr,
                                  STR_ARG(str_sub(text, at, text.len - 1)));
    }
}

void dialect_read_ending(struct dialect *dialect, struct node *words, struct node *owner)
{
    struct node *last = node_last(words);
    struct str id;
    if (last && last->kind == NODE_TEXT && (dialect->options->syntax & SYNTAX_VUE)) {
        plain_braces(dialect->arena, last);
    }
    size_t at = last && last->kind == NODE_TEXT ? ending_list(last->text) : STR_NONE;
    if (at == STR_NONE) {
        return;
    }
    struct str list = dialect_straighten(dialect, str_trim(str_skip(last->text, at)));
    struct str inside = list_inside(list, &id, reads_words(dialect));
    if (inside.len) {
        apply(dialect, owner, inside, id);
        last->text = str_trim_right(str_sub(last->text, 0, at));
    }
}

static bool takes_list(const struct node *node)
{
    return node && (node->kind == NODE_LINK || node->kind == NODE_IMAGE ||
                    node->kind == NODE_CODE || node->kind == NODE_EMPHASIS ||
                    node->kind == NODE_STRONG || node->kind == NODE_SPAN ||
                    node->kind == NODE_STRIKE);
}

static bool is_break(const struct node *node)
{
    return node && (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK);
}

/* Whether the text is a paragraph's last line, which is about the paragraph. */
static struct node *block_of_line(struct node *text)
{
    struct node *parent = text->parent;
    bool last = parent && parent->kind == NODE_PARAGRAPH && !text->next;
    return last && is_break(node_previous(text)) ? parent : NULL;
}

#define SPAN_REACH_NODES 64
#define SPAN_REACH_BYTES ((size_t)2000)
#define LIST_REACH_BYTES ((size_t)500)

/* The text before `text` that holds the bracket whose other one stands at `at` in it, with
 * its place there; NULL: there is none. */
static struct node *find_bracket(struct node *text, size_t at, size_t *open)
{
    size_t depth = 1, count = 0, reach = SPAN_REACH_BYTES;
    for (struct node *node = text; node && count < SPAN_REACH_NODES;
         node = node_previous(node), count++) {
        struct str words = node->kind == NODE_TEXT ? node->text : (struct str){0};
        for (size_t i = node == text ? at : words.len; i > 0 && reach > 0; i--, reach--) {
            depth += words.ptr[i - 1] == ']' ? 1 : 0;
            depth -= words.ptr[i - 1] == '[' ? 1 : 0;
            if (depth == 0) {
                *open = i - 1;
                return node;
            }
        }
    }
    return NULL;
}

/* "[words]{.class}" from a bracket in `first` up to the end of the list in `text`, in whose
 * place a span with the words stands then. Gives the text behind it. */
static struct node *make_span(struct dialect *dialect, struct node *first, size_t open,
                              struct node *text, size_t close, size_t end,
                              struct node *span)
{
    struct node *rest =
        dialect_text_beside(dialect, text, str_skip(text->text, end), false);
    if (!rest) {
        return NULL;
    }
    struct str words = str_sub(text->text, first == text ? open + 1 : 0, close);
    struct node *inner = first->next;
    if (first != text) {
        (void)node_add_text(dialect->arena, span, str_skip(first->text, open + 1),
                            first->spot);
    }
    while (first != text && inner != text) {
        struct node *next = inner->next;
        node_unlink(inner);
        node_append(span, inner);
        inner = next;
    }
    (void)node_add_text(dialect->arena, span, words, text->spot);
    first->text = str_sub(first->text, 0, open);
    if (first != text) {
        node_unlink(text);
    }
    node_insert_before(rest, span);
    return rest;
}

/* All spans with a list behind them that end in the text. */
static void read_spans(struct dialect *dialect, struct node *text)
{
    for (size_t at = 0; text && (at = str_find(text->text, STR("]{"), at)) != STR_NONE;) {
        struct str reach = str_sub(text->text, 0, at + LIST_REACH_BYTES);
        size_t end = str_find_byte(reach, '}', at), open;
        struct str id, list = str_sub(text->text, at + 1, end == STR_NONE ? at : end + 1);
        struct str inside = end == STR_NONE ? (struct str){0}
                                            : list_inside(dialect_straighten(dialect, list),
                                                          &id, reads_words(dialect));
        struct node *first = inside.len ? find_bracket(text, at, &open) : NULL;
        struct node *span = first ? node_new(dialect->arena, NODE_SPAN, first->spot) : NULL;
        if (!span) {
            at += 2;
            continue;
        }
        span->text = STR("span");
        apply(dialect, span, inside, id);
        text = make_span(dialect, first, open, text, at, end + 1, span);
        at = 0;
    }
}

/* Of MyST, whose lists stand above their block: on a paragraph's first line, or alone. */
static void read_list_above(struct dialect *dialect, struct node *paragraph)
{
    struct node *first = paragraph->first, *next = first ? first->next : NULL;
    bool line = first && first->kind == NODE_TEXT && (!next || is_break(next));
    struct str list = line ? str_trim(first->text) : (struct str){0}, id;
    bool braces = str_starts(list, "{") && str_ends(list, "}");
    struct str inside =
        braces ? list_inside(dialect_straighten(dialect, list), &id, false) : list;
    struct node *block = next ? paragraph : paragraph->next;
    if (!braces || !inside.len || !block) {
        return;
    }
    apply(dialect, block, inside, id);
    node_unlink(next ? first : paragraph);
    if (next) {
        node_unlink(next);
    }
}

static void read_text(struct dialect *dialect, struct node *text)
{
    struct str line = text->text, id;
    struct node *block = block_of_line(text);
    bool inlines = takes_list(node_previous(text)) && str_starts(line, "{");
    size_t end = inlines || block ? str_find_byte(line, '}', 0) : STR_NONE;
    if (end == STR_NONE || !str_starts(line, "{") ||
        (!inlines && str_trim(str_skip(line, end + 1)).len)) {
        return;
    }
    struct str list = dialect_straighten(dialect, str_sub(line, 0, end + 1));
    struct str inside = list_inside(list, &id, reads_words(dialect));
    if (inside.len == 0) {
        return;
    }
    apply(dialect, inlines ? node_previous(text) : block, inside, id);
    text->text = str_skip(line, end + 1);
    if (!inlines) {
        node_unlink(node_previous(text));
    }
    if (text->text.len == 0) {
        node_unlink(text);
    }
}

bool dialect_read_attributes(struct dialect *dialect, struct node *root)
{
    size_t count;
    struct node **nodes = dialect_find_nodes(dialect, root, NODE_TEXT, &count);
    dialect_join_texts(dialect, nodes, count);
    nodes = dialect_find_nodes(dialect, root, NODE_HEADING, &count);
    for (size_t i = 0; i < count; i++) {
        dialect_read_ending(dialect, nodes[i], nodes[i]);
    }
    nodes = dialect_find_nodes(dialect, root, NODE_TEXT, &count);
    for (size_t i = 0; i < count; i++) {
        read_text(dialect, nodes[i]);
    }
    if (dialect->options->syntax & (SYNTAX_MYST | SYNTAX_PANDOC)) {
        nodes = dialect_find_nodes(dialect, root, NODE_TEXT, &count);
        for (size_t i = 0; i < count; i++) {
            if (nodes[i]->parent) {
                read_spans(dialect, nodes[i]);
            }
        }
    }
    nodes = dialect_find_nodes(dialect, root, NODE_PARAGRAPH, &count);
    for (size_t i = 0; i < count && (dialect->options->syntax & SYNTAX_MYST); i++) {
        read_list_above(dialect, nodes[i]);
    }
    return true;
}
