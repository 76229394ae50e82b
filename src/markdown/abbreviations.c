/* The names are found by their first byte; a longer one wins over a shorter one. */
#include "markdown/abbreviations.h"

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

struct abbreviation_work {
    struct arena *arena;
    const struct abbreviation *items;
    abbreviation_dresser *dress;
    void *data;        /* for it */
    size_t first[256]; /* for each first byte, those that begin so, as a chain: index + 1 */
    size_t *next;
};

static size_t longest_at(const struct abbreviation_work *work, struct str text, size_t at)
{
    size_t best = STR_NONE, best_len = 0;
    size_t i = work->first[(unsigned char)text.ptr[at]];
    for (; i > 0; i = work->next[i - 1]) {
        struct str name = work->items[i - 1].name;
        if (name.len > best_len && str_eq(str_sub(text, at, at + name.len), name) &&
            !word_after(text, at + name.len)) {
            best = i - 1;
            best_len = name.len;
        }
    }
    return best;
}

static struct node *abbreviation_node(const struct abbreviation_work *work,
                                      const struct node *like, size_t index)
{
    const struct abbreviation *one = &work->items[index];
    struct node *node = node_new(work->arena, NODE_HTML_INLINE, like->spot);
    struct node *text = node ? node_new(work->arena, NODE_TEXT, like->spot) : NULL;
    if (!text) {
        return NULL;
    }
    node->text = STR("abbr");
    if (one->title.len > 0) {
        node_set_attribute(work->arena, node, STR("title"), one->title);
    }
    if (work->dress) {
        work->dress(work->data, node, one);
    }
    text->text = one->name;
    node_append(node, text);
    return node;
}

/* A text around the abbreviations in it. */
static void split_text(const struct abbreviation_work *work, struct node *node)
{
    struct str text = node->text;
    size_t from = 0;
    for (size_t at = 0; at < text.len;) {
        size_t found = work->first[(unsigned char)text.ptr[at]] && !word_before(text, at)
                           ? longest_at(work, text, at)
                           : STR_NONE;
        if (found == STR_NONE) {
            at++;
            continue;
        }
        struct node *abbreviation = abbreviation_node(work, node, found);
        struct node *before =
            at > from ? node_new(work->arena, NODE_TEXT, node->spot) : NULL;
        if (before) {
            before->text = str_sub(text, from, at);
            node_insert_before(node, before);
        }
        if (!abbreviation) {
            return;
        }
        node_insert_before(node, abbreviation);
        at += work->items[found].name.len;
        from = at;
    }
    if (from > 0) {
        node->text = str_skip(text, from);
        if (node->text.len == 0) {
            node_unlink(node);
        }
    }
}

void abbreviations_place(struct arena *arena, struct node *root,
                         const struct abbreviation *items, size_t count,
                         abbreviation_dresser *dress, void *data)
{
    struct abbreviation_work work = {
        .arena = arena, .items = items, .dress = dress, .data = data};
    work.next = count ? ARENA_ARRAY(arena, size_t, count) : NULL;
    for (size_t i = 0; work.next && i < count; i++) {
        unsigned char c = items[i].name.len ? (unsigned char)items[i].name.ptr[0] : 0;
        work.next[i] = work.first[c];
        work.first[c] = i + 1;
    }
    /* Texts are gathered first, because splitting them changes the tree. */
    struct node **texts = NULL;
    size_t text_count = 0, capacity = 0;
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (work.next && edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_TEXT && !walk.node->fenced &&
            arena_grow(arena, &texts, text_count, &capacity, sizeof *texts)) {
            texts[text_count++] = walk.node;
        }
    }
    for (size_t i = 0; i < text_count; i++) {
        split_text(&work, texts[i]);
    }
}
