/* A longer name wins over a shorter one, a later definition over an earlier one. */
#include "markdown/abbreviations.h"

#include <stdlib.h>

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

#define NAME_LIMIT_BYTES 255 /* of a longer one no text is searched */

/* A name, with its place among the definitions. */
struct named {
    struct str name;
    size_t index;
};

struct abbreviation_work {
    struct arena *arena;
    const struct abbreviation *items;
    abbreviation_dresser *dress;
    void *data;          /* for it */
    struct named *names; /* in byte order; of equal ones the last definition first */
    size_t name_count;
    size_t first[257]; /* where the names begin that begin with each byte */
};

static int compare_names(const void *a, const void *b)
{
    const struct named *first = a, *second = b;
    int order = str_compare(first->name, second->name);
    return order ? order : (first->index < second->index) - (first->index > second->index);
}

/* Of names that are alike up to `at`, in [from, to), the first whose byte there is not
 * below `byte`. */
static size_t lower_bound(const struct named *names, size_t from, size_t to, size_t at,
                          unsigned byte)
{
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        struct str name = names[middle].name;
        bool below = at >= name.len || (unsigned char)name.ptr[at] < byte;
        from = below ? middle + 1 : from;
        to = below ? to : middle;
    }
    return from;
}

/* The names that the text begins with are narrowed down byte by byte, so that it takes no
 * longer where there are many. */
static size_t longest_at(const struct abbreviation_work *work, struct str text, size_t at)
{
    size_t best = STR_NONE, from = work->first[(unsigned char)text.ptr[at]],
           to = work->first[(unsigned char)text.ptr[at] + 1];
    for (size_t len = 1; from < to && at + len <= text.len; len++) {
        if (work->names[from].name.len == len && !word_after(text, at + len)) {
            best = work->names[from].index;
        }
        if (at + len < text.len) {
            unsigned byte = (unsigned char)text.ptr[at + len];
            from = lower_bound(work->names, from, to, len, byte);
            to = lower_bound(work->names, from, to, len, byte + 1);
        }
    }
    return best;
}

static bool sort_names(struct abbreviation_work *work, size_t count)
{
    work->names = count ? ARENA_ARRAY(work->arena, struct named, count) : NULL;
    for (size_t i = 0; work->names && i < count; i++) {
        struct str name = work->items[i].name;
        if (name.len > 0 && name.len <= NAME_LIMIT_BYTES) {
            work->names[work->name_count++] = (struct named){name, i};
        }
    }
    if (work->name_count == 0) {
        return false;
    }
    qsort(work->names, work->name_count, sizeof *work->names, compare_names);
    for (unsigned byte = 0; byte <= 256; byte++) {
        work->first[byte] = lower_bound(work->names, 0, work->name_count, 0, byte);
    }
    return true;
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
    work->dress(work->data, node, one);
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
        size_t found = word_before(text, at) ? STR_NONE : longest_at(work, text, at);
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
    if (!sort_names(&work, count)) {
        return;
    }
    /* Texts are gathered first, because splitting them changes the tree. */
    struct node **texts = NULL;
    size_t text_count = 0, capacity = 0;
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_TEXT && !walk.node->fenced &&
            arena_grow(arena, &texts, text_count, &capacity, sizeof *texts)) {
            texts[text_count++] = walk.node;
        }
    }
    for (size_t i = 0; i < text_count; i++) {
        split_text(&work, texts[i]);
    }
}
