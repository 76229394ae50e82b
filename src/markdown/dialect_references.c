/* References without words of their own: what they lead to says them, as a heading's text,
 * a caption or an equation's number. Runs when the tree has all its ids. Also pandoc's
 * "@sec-x", which is such a reference. */
#include "base/buf.h"
#include "base/number.h"
#include "markdown/dialect_tree.h"

/* What a place in the page is called. */
struct place_words {
    struct str words, number; /* empty: it has none */
};

struct references {
    struct dialect *dialect;
    struct value places; /* id → index */
    struct place_words *words;
    size_t count, capacity;
    size_t figures, tables, formulas; /* so far */
};

static struct str text_of(struct references *references, const struct node *node)
{
    struct buf text = {.kept_in = references->dialect->arena};
    node_plain_text(node, &text);
    return str_trim(arena_take(references->dialect->arena, &text));
}

static const struct node *caption_of(const struct node *node)
{
    const struct node *child = node->first;
    while (child && child->kind != NODE_CAPTION) {
        child = child->next;
    }
    return child;
}

static bool is_named(const struct node *node)
{
    return node->kind == NODE_FIGURE || node->kind == NODE_TABLE ||
           node->kind == NODE_ADMONITION;
}

static bool is_formula(const struct node *node)
{
    return node->kind == NODE_MATH_BLOCK ||
           (node->kind == NODE_CODE_BLOCK && str_is(node_info(node), "math"));
}

/* The heading, term or caption that the place stands in or above. */
static struct str words_at(struct references *references, const struct node *place)
{
    for (const struct node *node = place; node; node = node->parent) {
        const struct node *caption = is_named(node) ? caption_of(node) : NULL;
        if (node->kind == NODE_HEADING || node->kind == NODE_TERM) {
            return text_of(references, node);
        }
        if (caption) {
            return text_of(references, caption);
        }
        if (node->kind == NODE_IMAGE && node->text.len) {
            return node->text;
        }
    }
    return (struct str){0};
}

/* Counts it when its kind has numbers. */
static struct str number_at(struct references *references, const struct node *node)
{
    bool captioned = is_named(node) && caption_of(node);
    size_t *count = node->kind == NODE_FIGURE && captioned  ? &references->figures
                    : node->kind == NODE_TABLE && captioned ? &references->tables
                    : is_formula(node) && node_id(node).len ? &references->formulas
                                                            : NULL;
    struct str number = {0};
    if (count) {
        ++*count;
        number = arena_format(references->dialect->arena, "%zu", *count);
    }
    return number;
}

static bool find_places(struct references *references, struct node *root)
{
    struct arena *arena = references->dialect->arena;
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering) {
            continue;
        }
        struct str number = number_at(references, node);
        if (node_id(node).len == 0 || value_has(references->places, node_id(node))) {
            continue;
        }
        if (!arena_grow(arena, &references->words, references->count, &references->capacity,
                        sizeof *references->words)) {
            return false;
        }
        struct str words = is_formula(node) ? arena_format(arena, "(%.*s)", STR_ARG(number))
                                            : words_at(references, node);
        struct value index = value_integer((int64_t)references->count);
        references->words[references->count++] = (struct place_words){words, number};
        (void)value_map_set(arena, references->places, node_id(node), index);
    }
    return !arena_failed(arena);
}

static bool find_words(const struct references *references, struct str id,
                       struct place_words *out)
{
    struct value index = value_get(references->places, id);
    if (index.kind == VALUE_INTEGER) {
        *out = references->words[index.as.integer];
    }
    return index.kind == VALUE_INTEGER;
}

/* "{name}" and, where it has one, "{number}" or "%s". */
static struct str fill(struct arena *arena, struct str text, struct place_words place)
{
    static const struct {
        const char *sign;
        bool number;
    } signs[] = {{"{name}", false}, {"{number}", true}, {"%s", true}};
    struct buf out = {.kept_in = arena};
    for (size_t at = 0; at < text.len;) {
        size_t len = 1;
        struct str by = {0};
        for (size_t i = 0; i < sizeof signs / sizeof signs[0] && !by.len; i++) {
            bool here = str_starts(str_skip(text, at), signs[i].sign);
            by = !here                                 ? by
                 : signs[i].number && place.number.len ? place.number
                                                       : place.words;
            len = by.len ? strlen(signs[i].sign) : 1;
        }
        buf_add(&out, by.len ? by : str_sub(text, at, at + 1));
        at += len;
    }
    return arena_take(arena, &out);
}

static void fill_below(struct references *references, struct node *link,
                       struct place_words place)
{
    struct edit_walk walk;
    edit_walk_init(&walk, link);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        bool signs = walk.entering && node->kind == NODE_TEXT &&
                     (str_find_byte(node->text, '{', 0) != STR_NONE ||
                      str_find(node->text, STR("%s"), 0) != STR_NONE);
        if (signs) {
            node->text = fill(references->dialect->arena, node->text, place);
        }
    }
}

static void name_link(struct references *references, struct node *link)
{
    struct str id = str_skip(node_info(link), 1);
    struct place_words place = {0};
    if (!str_starts(node_info(link), "#") || id.len == 0) {
        return;
    }
    bool known = find_words(references, id, &place);
    if (link->first && known) {
        fill_below(references, link, place);
    } else if (!link->first) {
        (void)node_add_text(references->dialect->arena, link,
                            place.words.len ? place.words : id, link->spot);
    }
}

/* pandoc's "@sec-x" */

static size_t key_length(struct str text)
{
    size_t len = 0;
    while (len < text.len &&
           (ascii_is_alnum(text.ptr[len]) || ascii_set_has("-_:", text.ptr[len]))) {
        len++;
    }
    while (len > 0 && !ascii_is_alnum(text.ptr[len - 1])) {
        len--; /* of the sentence */
    }
    return len;
}

static bool is_reference(struct str key)
{
    static const char *const kinds[] = {"sec-", "fig-", "tbl-", "lst-", "eq-",  "thm-",
                                        "lem-", "cor-", "prp-", "def-", "exm-", "exr-",
                                        "nte-", "tip-", "wrn-", "imp-", "cau-"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_starts(key, kinds[i]) && key.len > strlen(kinds[i])) {
            return true;
        }
    }
    return false;
}

/* A link to the place of that name, here or on another page; NULL: there is none. */
static struct node *make_reference(struct references *references, struct str key,
                                   struct spot spot)
{
    struct dialect *dialect = references->dialect;
    const struct markdown_host *host = dialect->options->host;
    struct place_words place;
    struct str name = arena_format(dialect->arena, "#%.*s", STR_ARG(key));
    struct str address = name, title = {0};
    if (find_words(references, key, &place)) {
        title = place.words;
    } else if (!host || !host->find || !host->find(host->data, name, &address, &title)) {
        return NULL;
    }
    struct node *link = node_new(dialect->arena, NODE_LINK, spot);
    if (link) {
        node_set_info(dialect->arena, link, address);
        (void)node_add_text(dialect->arena, link, title.len ? title : key, spot);
    }
    return link;
}

static void read_keys(struct references *references, struct node *text)
{
    for (size_t at = 0; text && (at = str_find_byte(text->text, '@', at)) != STR_NONE;) {
        struct str rest = str_skip(text->text, at + 1);
        struct str key = str_sub(rest, 0, key_length(rest));
        bool begins = at == 0 || !ascii_is_alnum(text->text.ptr[at - 1]);
        struct node *link = begins && is_reference(key)
                                ? make_reference(references, key, text->spot)
                                : NULL;
        if (!link) {
            at++;
            continue;
        }
        size_t end = at + 1 + key.len;
        bool brackets = at > 0 && text->text.ptr[at - 1] == '[' && end < text->text.len &&
                        text->text.ptr[end] == ']';
        text = dialect_replace_part(references->dialect, text, at - (brackets ? 1 : 0),
                                    end + (brackets ? 1 : 0), link);
        at = 0;
    }
}

static bool is_within_link(const struct node *node)
{
    while (node && node->kind != NODE_LINK) {
        node = node->parent;
    }
    return node != NULL;
}

bool dialect_read_references(struct dialect *dialect, struct node *root)
{
    unsigned syntax = dialect->options->syntax;
    struct references references = {.dialect = dialect};
    if (!(syntax & (SYNTAX_MYST | SYNTAX_PANDOC))) {
        return true;
    }
    references.places = value_map_new(dialect->arena);
    if (references.places.kind != VALUE_MAP || !find_places(&references, root)) {
        return false;
    }
    size_t count;
    struct node **nodes = dialect_find_nodes(dialect, root, NODE_LINK, &count);
    for (size_t i = 0; i < count; i++) {
        name_link(&references, nodes[i]);
    }
    nodes = (syntax & SYNTAX_PANDOC) ? dialect_find_nodes(dialect, root, NODE_TEXT, &count)
                                     : NULL;
    for (size_t i = 0; nodes && i < count; i++) {
        if (!is_within_link(nodes[i])) {
            read_keys(&references, nodes[i]);
        }
    }
    return !arena_failed(dialect->arena);
}
