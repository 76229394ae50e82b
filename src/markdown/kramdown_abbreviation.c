/* Abbreviations: their names in any text become <abbr> elements. */
#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_finish.h"

/* Only ASCII makes words here: a letter with an accent beside an abbreviation is none of
 * it. */
static bool is_word_byte(char c)
{
    return ascii_is_alnum(c) || c == '_';
}

static bool word_before(struct str text, size_t at)
{
    return at > 0 && is_word_byte(text.ptr[at - 1]);
}

static bool word_after(struct str text, size_t at)
{
    return at < text.len && is_word_byte(text.ptr[at]);
}

/* For each first byte, the abbreviations that begin so, as a chain. */
struct abbreviation_index {
    size_t first[256]; /* index + 1 */
    size_t *next;
};

static size_t longest_at(const struct kramdown *k, const struct abbreviation_index *index,
                         struct str text, size_t at)
{
    size_t best = STR_NONE, best_len = 0;
    size_t i = index->first[(unsigned char)text.ptr[at]];
    for (; i > 0; i = index->next[i - 1]) {
        struct str name = k->abbreviations.items[i - 1].name;
        if (name.len > best_len && str_eq(str_sub(text, at, at + name.len), name) &&
            !word_after(text, at + name.len)) {
            best = i - 1;
            best_len = name.len;
        }
    }
    return best;
}

static struct node *abbreviation_node(struct kramdown *k, const struct node *like,
                                      size_t index)
{
    const struct abbreviation *one = &k->abbreviations.items[index];
    struct node *node = node_new(k->arena, NODE_HTML_INLINE, like->spot);
    struct node *text = node ? node_new(k->arena, NODE_TEXT, like->spot) : NULL;
    if (!text) {
        return NULL;
    }
    node->text = STR("abbr");
    if (one->title.len > 0) {
        node_set_attribute(k->arena, node, STR("title"), one->title);
    }
    if (one->ial) {
        ial_apply(k, node, one->ial);
    }
    text->text = one->name;
    node_append(node, text);
    return node;
}

/* A text around the abbreviations in it; a longer name wins over a shorter one. */
static void split_text(struct kramdown *k, const struct abbreviation_index *index,
                       struct node *node)
{
    struct str text = node->text;
    size_t from = 0;
    for (size_t at = 0; at < text.len;) {
        size_t found = index->first[(unsigned char)text.ptr[at]] && !word_before(text, at)
                           ? longest_at(k, index, text, at)
                           : STR_NONE;
        if (found == STR_NONE) {
            at++;
            continue;
        }
        struct node *abbreviation = abbreviation_node(k, node, found);
        struct node *before = at > from ? node_new(k->arena, NODE_TEXT, node->spot) : NULL;
        if (before) {
            before->text = str_sub(text, from, at);
            node_insert_before(node, before);
        }
        if (!abbreviation) {
            return;
        }
        node_insert_before(node, abbreviation);
        at += k->abbreviations.items[found].name.len;
        from = at;
    }
    if (from > 0) {
        node->text = str_skip(text, from);
        if (node->text.len == 0) {
            node_unlink(node);
        }
    }
}

void abbreviations_apply(struct kramdown *k)
{
    if (k->abbreviations.count == 0) {
        return;
    }
    struct abbreviation_index index = {0};
    index.next = ARENA_ARRAY(k->arena, size_t, k->abbreviations.count);
    for (size_t i = 0; index.next && i < k->abbreviations.count; i++) {
        unsigned char c = (unsigned char)k->abbreviations.items[i].name.ptr[0];
        index.next[i] = index.first[c];
        index.first[c] = i + 1;
    }
    /* Texts are gathered first, because splitting them changes the tree. */
    struct node **texts = NULL;
    size_t count = 0, capacity = 0;
    struct edit_walk walk;
    edit_walk_init(&walk, k->root);
    while (index.next && edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_TEXT && !walk.node->fenced &&
            arena_grow(k->arena, &texts, count, &capacity, sizeof *texts)) {
            texts[count++] = walk.node;
        }
    }
    for (size_t i = 0; i < count; i++) {
        split_text(k, &index, texts[i]);
    }
}
