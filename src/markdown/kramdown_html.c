/* HTML within kramdown's text as nodes: the attributes of a tag, the text between tags.
 * What a tag is stands in base/html_tag.h. */
#include "markdown/kramdown_html.h"
#include "base/limits.h"

#include "markdown/kramdown_entity.h"

bool html_is_beyond(const struct kramdown *k, const struct html_tag *tag, size_t depth,
                    size_t *beyond)
{
    bool nests = !tag->empty && !html_is_void(tag->name) && !html_is_verbatim(tag->name);
    bool out = tag->closing ? *beyond > 0 : nests && depth >= k->nesting_limit;
    if (out) {
        *beyond = tag->closing ? *beyond - 1 : *beyond + 1;
    }
    return out;
}

size_t html_comment_once(struct str text, size_t at, size_t *none)
{
    if ((*none && at >= *none) || !str_starts(str_skip(text, at), "<!--")) {
        return STR_NONE;
    }
    size_t end = html_comment_end(text, at, text.len);
    *none = end == STR_NONE ? at + 1 : *none;
    return end;
}

size_t html_instruction_once(struct str text, size_t at, size_t *none)
{
    if ((*none && at >= *none) || !str_starts(str_skip(text, at), "<?")) {
        return STR_NONE;
    }
    size_t close = str_find(text, STR("?>"), at);
    *none = close == STR_NONE ? at + 1 : *none;
    return close == STR_NONE ? STR_NONE : close + 2;
}

/* Line breaks in a value are spaces, within a paragraph. */
static struct str clean_value(struct arena *arena, struct str value, bool block)
{
    if (!block && str_find_byte(value, '\n', 0) != STR_NONE) {
        char *copy = ARENA_ARRAY(arena, char, value.len + 1);
        size_t len = 0;
        for (size_t i = 0; copy && i < value.len; i++) {
            if (value.ptr[i] != '\n') {
                copy[len++] = value.ptr[i];
            } else if (i == 0 || value.ptr[i - 1] != '\n') {
                copy[len++] = ' ';
            }
        }
        value = str_make(copy, len);
    }
    return entities_decode(arena, value);
}

struct str html_attributes(struct arena *arena, struct node *node, struct str text,
                           const struct html_tag *tag)
{
    struct str markdown = {0};
    size_t at = tag->attributes, count = 0;
    text.len = tag->attributes_end;
    while (at < text.len && count++ <= HTML_ATTRIBUTE_LIMIT) { /* one more tells of them */
        struct str name, value;
        size_t next = html_attribute_at(text, at, &name, &value);
        if (next == 0) {
            break;
        }
        name = html_name(arena, name, html_is_known(node->text));
        value = clean_value(arena, value, node->kind == NODE_HTML_BLOCK);
        if (str_is(name, "markdown")) {
            markdown = value;
        } else if (str_is(name, "id")) {
            node_set_id(arena, node, value);
        } else {
            node_set_attribute(arena, node, name, value);
        }
        at = next;
    }
    return markdown;
}

static void add_piece(struct kramdown *k, struct node *parent, enum node_kind kind,
                      const struct source *source, size_t from, size_t to)
{
    struct node *node = from < to ? kramdown_node(k, kind, source, from) : NULL;
    if (node) {
        struct str text = str_sub(source->text, from, to);
        node->text = kind == NODE_TEXT ? entities_decode(k->arena, text) : text;
        node->fenced = true; /* no abbreviation is looked for in it */
        node_append(parent, node);
    }
}

/* The end of an entity that kramdown does not know but HTML may, or `at`. */
static size_t foreign_entity_end(struct arena *arena, struct str text, size_t at)
{
    struct str known;
    size_t end = at + 1;
    while (end < text.len && end - at < ENTITY_BYTES && ascii_is_alnum(text.ptr[end])) {
        end++;
    }
    bool named = end > at + 1 && ascii_is_alpha(text.ptr[at + 1]) && end < text.len &&
                 text.ptr[end] == ';';
    return named && entity_at(arena, text, at, &known) == 0 ? end + 1 : at;
}

/* Text between tags: entities are characters, the rest stands as it is. */
void html_add_text(struct kramdown *k, struct node *parent, const struct source *source,
                   size_t from, size_t to)
{
    struct str text = str_sub(source->text, 0, to);
    for (size_t at = str_find_byte(text, '&', from); at != STR_NONE;
         at = str_find_byte(text, '&', at + 1)) {
        size_t end = foreign_entity_end(k->arena, text, at);
        if (end > at) {
            add_piece(k, parent, NODE_TEXT, source, from, at);
            add_piece(k, parent, NODE_RAW_INLINE, source, at, end);
            from = end;
            at = end - 1;
        }
    }
    add_piece(k, parent, NODE_TEXT, source, from, to);
}
