/* Whether a page's own text stands in a page that somebody else built of it, and where: the
 * words of both in order of reading, aligned by groups of words that each has once.
 *
 *   own    a b c d e f g          the words of the text's own tree
 *   page   x a b c d Y e f g z    those of the page: from `a` to `g` it is the text
 *
 * Anchors are the groups that both have once, as far as they keep their order; from them
 * the alignment grows as long as words are equal. What is between has been changed. Linear
 * but for the order of anchors, which takes n log n. */
#include "furniture/furniture.h"

#include "base/hash.h"
#include "base/path.h"
#include "base/utf8.h"

#include <stdlib.h>

#define GROUP_WORDS 3
#define TRIED_MOST 16    /* places for a text without any such group */
#define LEAST_PERCENT 98 /* of either's words that the other has, too */
#define FOUND_PERCENT 80 /* of the text's words, to stand there as somebody made it */
#define LONGEST_RUN 8    /* of words that one alone has */

struct word {
    uint64_t hash;
    uint32_t leaf; /* index */
    bool inner;    /* of a link within the page: a generator may add and leave out such */
};

struct words {
    struct word *items;
    size_t count, capacity;
    struct node **leaves;
    size_t leaf_count, leaf_capacity;
};

/* Reading words */

static bool add_word(struct arena *arena, struct words *words, uint64_t hash, bool inner)
{
    if (!arena_grow(arena, &words->items, words->count, &words->capacity,
                    sizeof *words->items)) {
        return false;
    }
    words->items[words->count++] =
        (struct word){hash, (uint32_t)(words->leaf_count - 1), inner};
    return true;
}

/* Signs of writing that smart punctuation and fonts change, which are nobody's words. */
static bool is_sign(uint32_t c)
{
    return (c < 0x80 && !ascii_is_alnum((char)c)) || (c >= 0x80 && c <= 0xBF) ||
           (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
           (c >= 0xE000 && c <= 0xF8FF) || c == 0xFEFF || c >= 0x1F000;
}

static bool add_text(struct arena *arena, struct words *words, struct str text, bool inner)
{
    uint64_t hash = 0;
    bool open = false, ok = true;
    for (size_t at = 0, len = 1; ok && at <= text.len; at += len) {
        uint32_t c = ' ';
        len = 1;
        if (at < text.len) {
            c = (unsigned char)text.ptr[at] < 0x80 ? (unsigned char)text.ptr[at]
                                                   : utf8_decode(text, at, &len);
        }
        if (is_sign(c)) {
            ok = !open || add_word(arena, words, hash, inner);
            open = false;
            hash = 0;
        } else {
            uint32_t letter = c < 0x80 ? (uint32_t)ascii_lower((char)c) : c;
            hash = hash_mix(hash, letter);
            open = true;
        }
    }
    return ok;
}

static bool is_within_page(const struct node *leaf)
{
    const struct node *node = leaf;
    while (node && node->kind != NODE_LINK) {
        node = node_is_inline(node) ? node->parent : NULL;
    }
    return node && str_starts(node_info(node), "#");
}

/* A picture is as good as a word: its file's name. */
static bool add_leaf(struct arena *arena, struct words *words, struct node *leaf)
{
    if (!arena_grow(arena, &words->leaves, words->leaf_count, &words->leaf_capacity,
                    sizeof *words->leaves)) {
        return false;
    }
    words->leaves[words->leaf_count++] = leaf;
    if (leaf->kind == NODE_IMAGE) {
        struct str address = node_info(leaf);
        size_t end = str_find_byte(address, '?', 0);
        address = path_name(str_sub(address, 0, end == STR_NONE ? address.len : end));
        return add_word(arena, words, hash_text(address), false);
    }
    return leaf->kind == NODE_LINE_BREAK ||
           add_text(arena, words, leaf->text, is_within_page(leaf));
}

static bool read_words(struct arena *arena, struct node *root, struct words *out)
{
    struct edit_walk walk;
    *out = (struct words){0};
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        if (walk.entering && !node_is_container(walk.node) &&
            !add_leaf(arena, out, walk.node)) {
            return false;
        }
    }
    return true;
}

/* Anchors */

struct group {
    uint64_t hash;
    uint32_t own, page;             /* where it begins */
    uint32_t own_count, page_count; /* how often it is there */
};

struct groups {
    struct group *items;
    size_t room; /* a power of two */
    size_t size; /* words of each */
};

static uint64_t group_hash(const struct words *words, size_t at, size_t size)
{
    uint64_t hash = 1;
    for (size_t i = 0; i < size; i++) {
        hash = hash_mix(hash, words->items[at + i].hash);
    }
    return hash;
}

static struct group *seek(const struct groups *groups, uint64_t hash)
{
    size_t at = (size_t)hash & (groups->room - 1);
    while (groups->items[at].own_count && groups->items[at].hash != hash) {
        at = (at + 1) & (groups->room - 1);
    }
    return &groups->items[at];
}

static bool find_groups(struct arena *arena, const struct words *own,
                        const struct words *page, struct groups *out)
{
    *out = (struct groups){.room = 16,
                           .size = own->count < GROUP_WORDS ? own->count : GROUP_WORDS};
    while (out->room < own->count * 2) {
        out->room *= 2;
    }
    out->items = ARENA_ARRAY(arena, struct group, out->room);
    if (!out->items) {
        return false;
    }
    for (size_t i = 0; i + out->size <= own->count; i++) {
        uint64_t hash = group_hash(own, i, out->size);
        struct group *group = seek(out, hash);
        group->hash = hash;
        group->own = (uint32_t)i;
        group->own_count++;
    }
    for (size_t i = 0; i + out->size <= page->count; i++) {
        struct group *group = seek(out, group_hash(page, i, out->size));
        if (group->own_count) {
            group->page = (uint32_t)i;
            group->page_count++;
        }
    }
    return true;
}

/* Of places in the page, in order of the own text, the longest run that grows: `ends[n]` is
 * the least last place of a run of n + 1. */
struct chain {
    uint32_t *ends, *before; /* indices of anchors */
    size_t length;
};

struct anchor {
    uint32_t own, page;
};

static size_t chain_place(const struct chain *chain, const struct anchor *anchors,
                          uint32_t page)
{
    size_t low = 0, high = chain->length;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool less = anchors[chain->ends[middle]].page < page;
        low = less ? middle + 1 : low;
        high = less ? high : middle;
    }
    return low;
}

/* Leaves the anchors that keep their order. */
static bool keep_order(struct arena *arena, struct anchor *anchors, size_t *count)
{
    struct chain chain = {.ends = ARENA_ARRAY(arena, uint32_t, *count + 1),
                          .before = ARENA_ARRAY(arena, uint32_t, *count + 1)};
    struct anchor *kept = ARENA_ARRAY(arena, struct anchor, *count + 1);
    if (!chain.ends || !chain.before || !kept) {
        return false;
    }
    for (size_t i = 0; i < *count; i++) {
        size_t at = chain_place(&chain, anchors, anchors[i].page);
        chain.before[i] = at ? chain.ends[at - 1] : UINT32_MAX;
        chain.ends[at] = (uint32_t)i;
        chain.length = at == chain.length ? at + 1 : chain.length;
    }
    uint32_t at = chain.length ? chain.ends[chain.length - 1] : UINT32_MAX;
    for (size_t i = chain.length; i-- > 0; at = chain.before[at]) {
        kept[i] = anchors[at];
    }
    memcpy(anchors, kept, chain.length * sizeof *kept);
    *count = chain.length;
    return true;
}

/* Words that follow each other in both from here on. */
static size_t run_length(const struct words *own, const struct words *page, size_t at)
{
    size_t length = 0;
    while (length < own->count && at + length < page->count &&
           own->items[length].hash == page->items[at + length].hash) {
        length++;
    }
    return length;
}

/* A text that has no group of its own, or stands on the page twice, as where a summary is
 * all of it: where most of it follows its first words. */
static void add_first(const struct words *own, const struct words *page, size_t size,
                      struct anchor *out, size_t *count)
{
    size_t best = 0, tried = 0;
    for (size_t at = 0; at + size <= page->count && tried < TRIED_MOST; at++) {
        size_t length = run_length(own, page, at);
        tried += length >= size;
        if (length >= size && length > best) {
            best = length;
            out[0] = (struct anchor){0, (uint32_t)at};
            *count = 1;
        }
    }
}

static bool find_anchors(struct arena *arena, const struct words *own,
                         const struct words *page, struct anchor **out, size_t *count)
{
    struct groups groups;
    *count = 0;
    *out = ARENA_ARRAY(arena, struct anchor, own->count + 1);
    if (!*out || !find_groups(arena, own, page, &groups)) {
        return false;
    }
    for (size_t i = 0; groups.size && i + groups.size <= own->count; i++) {
        const struct group *group = seek(&groups, group_hash(own, i, groups.size));
        if (group->own_count == 1 && group->page_count == 1) {
            (*out)[(*count)++] = (struct anchor){(uint32_t)i, group->page};
        }
    }
    if (*count == 0 && groups.size) {
        add_first(own, page, groups.size, *out, count);
    }
    return keep_order(arena, *out, count);
}

/* Alignment */

struct alignment {
    const struct words *own, *page;
    size_t own_at, page_at; /* behind what is aligned */
    size_t first;           /* in the page */
    size_t matched, added;  /* words of both; of the page alone, between those */
    size_t longest;         /* run that one alone has */
};

static void note_run(struct alignment *alignment, size_t length)
{
    alignment->longest = length > alignment->longest ? length : alignment->longest;
}

/* Words of the page alone, but for those that generators add. */
static void note_added(struct alignment *alignment, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        count += !alignment->page->items[i].inner;
    }
    alignment->added += count;
    note_run(alignment, count);
}

static bool same(const struct alignment *alignment, size_t own, size_t page)
{
    return alignment->own->items[own].hash == alignment->page->items[page].hash;
}

/* Up to the places given: what is equal from the left and from the right. */
static void align_to(struct alignment *alignment, size_t own, size_t page)
{
    while (alignment->own_at < own && alignment->page_at < page &&
           same(alignment, alignment->own_at, alignment->page_at)) {
        alignment->own_at++;
        alignment->page_at++;
        alignment->matched++;
    }
    size_t own_end = own, page_end = page;
    while (own_end > alignment->own_at && page_end > alignment->page_at &&
           same(alignment, own_end - 1, page_end - 1)) {
        own_end--;
        page_end--;
        alignment->matched++;
    }
    note_run(alignment, own_end - alignment->own_at);
    note_added(alignment, alignment->page_at, page_end);
    alignment->own_at = own;
    alignment->page_at = page;
}

/* Before the first anchor and behind the last the page has no end of its own. */
static void align(struct alignment *alignment, const struct anchor *anchors, size_t count)
{
    size_t own = anchors[0].own, page = anchors[0].page;
    while (own > 0 && page > 0 && same(alignment, own - 1, page - 1)) {
        own--;
        page--;
    }
    note_run(alignment, own);
    alignment->first = page;
    alignment->own_at = own;
    alignment->page_at = page;
    for (size_t i = 0; i < count; i++) {
        bool ahead =
            anchors[i].own >= alignment->own_at && anchors[i].page >= alignment->page_at;
        if (ahead) {
            align_to(alignment, anchors[i].own, anchors[i].page);
        }
    }
    while (alignment->own_at < alignment->own->count &&
           alignment->page_at < alignment->page->count &&
           same(alignment, alignment->own_at, alignment->page_at)) {
        alignment->own_at++;
        alignment->page_at++;
        alignment->matched++;
    }
    note_run(alignment, alignment->own->count - alignment->own_at);
}

static bool agrees(const struct alignment *alignment)
{
    size_t own = alignment->own->count, matched = alignment->matched;
    return alignment->longest <= LONGEST_RUN && matched * 100 >= own * LEAST_PERCENT &&
           matched * 100 >= (matched + alignment->added) * LEAST_PERCENT;
}

/* The place */

static bool holds_blocks(const struct node *node)
{
    return node->kind == NODE_DOCUMENT || node->kind == NODE_DIV ||
           node->kind == NODE_ITEM || node->kind == NODE_CELL ||
           node->kind == NODE_DEFINITION || node->kind == NODE_QUOTE;
}

static size_t depth_of(const struct node *node)
{
    size_t depth = 0;
    for (; node->parent; node = node->parent) {
        depth++;
    }
    return depth;
}

/* The children, of the least element that holds both and may hold blocks, that they are in.
 */
static void widen(struct own_place *place)
{
    size_t one = depth_of(place->first), other = depth_of(place->last);
    while (one > 1 || other > 1) {
        const struct node *parent = place->first->parent;
        if (one == other && parent == place->last->parent && holds_blocks(parent)) {
            break;
        }
        bool up = one >= other, down = other >= one;
        place->first = up ? place->first->parent : place->first;
        place->last = down ? place->last->parent : place->last;
        one -= up ? 1 : 0;
        other -= down ? 1 : 0;
    }
}

static bool is_in(const struct node *node, const struct own_place *place)
{
    while (node && node->parent != place->first->parent) {
        node = node->parent;
    }
    const struct node *at = place->first;
    while (node && at != node && at != place->last) {
        at = at->next;
    }
    return node && at == node;
}

/* The rest of the leaves where the text begins and ends, as of code, is its own, too. */
static void take_rest(const struct words *page, struct alignment *alignment)
{
    size_t first = alignment->first, last = alignment->page_at - 1;
    while (first > 0 && page->items[first - 1].leaf == page->items[first].leaf) {
        first--;
    }
    while (last + 1 < page->count && page->items[last + 1].leaf == page->items[last].leaf) {
        last++;
    }
    alignment->first = first;
    alignment->page_at = last + 1;
}

/* Whether no other words are there. */
static bool is_alone(const struct words *page, const struct alignment *alignment,
                     const struct own_place *place)
{
    size_t before = alignment->first, after = alignment->page_at;
    while (before > 0 && page->items[before - 1].inner) {
        before--;
    }
    while (after < page->count && page->items[after].inner) {
        after++;
    }
    return (before == 0 || !is_in(page->leaves[page->items[before - 1].leaf], place)) &&
           (after == page->count || !is_in(page->leaves[page->items[after].leaf], place));
}

bool furniture_find_own(struct arena *arena, struct node *root, struct node *own,
                        struct own_place *out)
{
    struct words ours, theirs;
    struct anchor *anchors;
    size_t count;
    *out = (struct own_place){0};
    if (!read_words(arena, own, &ours) || !read_words(arena, root, &theirs) ||
        !find_anchors(arena, &ours, &theirs, &anchors, &count)) {
        return false;
    }
    struct alignment alignment = {.own = &ours, .page = &theirs};
    out->words = ours.count;
    if (count) {
        align(&alignment, anchors, count);
        out->matched = alignment.matched;
    }
    bool mostly = out->matched * 100 >= ours.count * FOUND_PERCENT;
    if (count && (mostly || agrees(&alignment))) {
        out->first = theirs.leaves[theirs.items[alignment.first].leaf];
        out->last = theirs.leaves[theirs.items[alignment.page_at - 1].leaf];
        widen(out);
        out->agrees = agrees(&alignment) && is_alone(&theirs, &alignment, out);
        take_rest(&theirs, &alignment);
        out->found = is_alone(&theirs, &alignment, out);
    }
    return true;
}

void furniture_put_own(const struct own_place *place, struct node *own)
{
    node_insert_before(place->first, own);
    for (struct node *node = place->first, *next; node; node = next) {
        next = node == place->last ? NULL : node->next;
        node_unlink(node);
    }
}

/* Notes are the document's, at its end. */
static void move_notes(struct node *own, struct node *root)
{
    for (struct node *node = own->first, *next; node; node = next) {
        next = node->next;
        if (node->kind == NODE_FOOTNOTE) {
            node_unlink(node);
            node_append(root, node);
        }
    }
}

void furniture_settle(struct node *root, struct node *own)
{
    move_notes(own, root);
    for (struct node *around = own->parent; around && around->kind == NODE_DIV;) {
        struct node *above = around->parent;
        node_replace_with_children(around);
        around = above;
    }
    node_replace_with_children(own);
}
