/* What plug-ins of Jekyll make of whole pages once these are rendered: "@user" becomes a
 * link (jekyll-mentions, by the rules of html-pipeline's MentionFilter), and ":heart:" a
 * picture (jemoji), of which no name is known here: it stays, and a note says so. Neither
 * looks into code or links. */
#include "collect/collect.h"
#include "collect/run.h"

#define NAME_BYTES 40 /* of an emoji */

static bool is_word(char c)
{
    return ascii_is_alnum(c) || c == '_';
}

static bool is_within(const struct node *node, enum node_kind kind)
{
    while (node && node->kind != kind) {
        node = node->parent;
    }
    return node != NULL;
}

/* Mentions */

struct mentions {
    struct collection_run *run;
    struct str base; /* of users' addresses; a slash or a tilde ends it */
};

/* What the configuration, or the page's front matter before it, says; false: it is off. */
static bool find_base(struct collection_run *run, const struct page *page, struct str *base)
{
    struct str key = STR("jekyll-mentions");
    struct value said = value_has(page->data, key) ? value_get(page->data, key)
                                                   : value_get(site_config(run->site), key);
    struct str named = value_text_or(
        said.kind == VALUE_MAP ? value_get(said, STR("base_url")) : said, (struct str){0});
    *base = named.len ? named : STR("https://github.com");
    char last = base->ptr[base->len - 1];
    bool open = last != '/' && last != '~';
    *base = open ? arena_format(&run->passing, "%.*s/", STR_ARG(*base)) : *base;
    return said.kind != VALUE_BOOL;
}

/* What may follow a name: dots only where a sentence ends with them. */
static bool may_follow(struct str behind)
{
    size_t dots = 0;
    while (dots < behind.len && behind.ptr[dots] == '.') {
        dots++;
    }
    if (dots == behind.len) {
        return true;
    }
    return dots ? !is_word(behind.ptr[dots]) : behind.ptr[0] != '/';
}

static bool is_the_word(struct str name)
{
    static const char *const words[] = {"mention", "mentions", "mentioned", "mentioning"};
    bool any = false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        any = any || str_eq_ignore_case(name, str_from(words[i]));
    }
    return any;
}

/* The length of a name behind an '@' at `at`; 0: it is none. `before`: what stands there.
 */
static size_t name_at(struct str text, size_t at, char before)
{
    size_t end = at + 1;
    while (end < text.len &&
           (is_word(text.ptr[end]) || (end > at + 1 && text.ptr[end] == '-'))) {
        end++;
    }
    bool named = end > at + 1 && !is_word(before) && may_follow(str_skip(text, end));
    return named && !is_the_word(str_sub(text, at + 1, end)) ? end - at - 1 : 0;
}

/* The last byte of the text before a leaf of one paragraph; a space where there is none. */
static char byte_before(const struct node *leaf)
{
    const struct node *node = node_previous(leaf);
    bool text = node && node->kind == NODE_TEXT && node->text.len;
    return text ? node->text.ptr[node->text.len - 1] : ' ';
}

static bool put_text(struct arena *arena, struct node *leaf, struct str text)
{
    struct node *node = text.len ? node_new(arena, NODE_TEXT, leaf->spot) : NULL;
    if (node) {
        node->text = text;
        node_insert_before(leaf, node);
    }
    return node || !text.len;
}

static bool put_link(const struct mentions *mentions, struct node *leaf, struct str name)
{
    struct arena *arena = &mentions->run->passing;
    struct node *link = node_new(arena, NODE_LINK, leaf->spot);
    struct node *text = node_new(arena, NODE_TEXT, leaf->spot);
    if (!link || !text) {
        return false;
    }
    text->text = name;
    node_append(link, text);
    node_insert_before(leaf, link);
    node_set_info(arena, link,
                  arena_format(arena, "%.*s%.*s", STR_ARG(mentions->base),
                               STR_ARG(str_skip(name, 1))));
    return true;
}

/* The leaf keeps what stands behind the last mention in it. */
static bool split_leaf(const struct mentions *mentions, struct node *leaf)
{
    struct str text = leaf->text;
    char before = byte_before(leaf);
    size_t done = 0;
    for (size_t at = 0; (at = str_find_byte(text, '@', at)) != STR_NONE; at++) {
        size_t name = name_at(text, at, at ? text.ptr[at - 1] : before);
        if (!name) {
            continue;
        }
        if (!put_text(&mentions->run->passing, leaf, str_sub(text, done, at)) ||
            !put_link(mentions, leaf, str_sub(text, at, at + 1 + name))) {
            return false;
        }
        done = at + 1 + name;
    }
    leaf->text = str_skip(text, done);
    if (done && !leaf->text.len) {
        node_unlink(leaf);
    }
    return true;
}

/* Leaves are split when all are known: a walk minds what hangs where. */
struct leaves {
    struct node **items;
    size_t count, capacity;
};

static bool find_leaves(struct arena *arena, struct node *root, struct leaves *out)
{
    struct edit_walk walk;
    for (edit_walk_init(&walk, root); edit_walk_next(&walk);) {
        struct node *node = walk.node;
        bool named = walk.entering && node->kind == NODE_TEXT &&
                     str_find_byte(node->text, '@', 0) != STR_NONE &&
                     !is_within(node, NODE_LINK);
        if (named && !arena_grow(arena, &out->items, out->count, &out->capacity,
                                 sizeof *out->items)) {
            return false;
        }
        if (named) {
            out->items[out->count++] = node;
        }
    }
    return true;
}

static bool find_mentions(struct collection_run *run, const struct page *page,
                          struct node *root)
{
    struct mentions mentions = {.run = run};
    struct leaves leaves = {0};
    if (!find_base(run, page, &mentions.base)) {
        return true;
    }
    bool ok = find_leaves(&run->passing, root, &leaves);
    for (size_t i = 0; ok && i < leaves.count; i++) {
        ok = split_leaf(&mentions, leaves.items[i]);
    }
    return ok || report_out_of_memory(run->report);
}

/* Emoji */

/* The length of ":name:" at `at`; 0: it is none. */
static size_t emoji_at(struct str text, size_t at)
{
    struct str here = str_skip(text, at);
    size_t len = 1;
    while (len < here.len && len < NAME_BYTES &&
           (is_word(here.ptr[len]) || here.ptr[len] == '+' || here.ptr[len] == '-')) {
        len++;
    }
    bool closed =
        len > 2 && len < here.len && here.ptr[len] == ':' && !ascii_is_digit(here.ptr[1]);
    char before = at ? text.ptr[at - 1] : ' ';
    char after = closed && len + 1 < here.len ? here.ptr[len + 1] : ' ';
    return closed && !is_word(before) && !is_word(after) ? len + 1 : 0;
}

static void tell_emoji(struct collection_run *run, const struct page *page,
                       const struct node *root)
{
    struct walk walk;
    struct str first = {0};
    size_t count = 0;
    for (walk_init(&walk, root); walk_next(&walk);) {
        struct str text = walk.node->kind == NODE_TEXT ? walk.node->text : (struct str){0};
        for (size_t at = 0;
             walk.entering && (at = str_find_byte(text, ':', at)) != STR_NONE;) {
            size_t len = emoji_at(text, at);
            first = len && !count ? str_sub(text, at, at + len) : first;
            count += len > 0;
            at += len ? len : 1;
        }
    }
    if (count) {
        report_note(
            run->report, (struct place){.file = page->source}, "emoji-name",
            "%zu name%s of emoji stay%s as written, the first is '%.*s': the site's "
            "plug-in jemoji makes pictures of them",
            count, count == 1 ? "" : "s", count == 1 ? "s" : "", STR_ARG(first));
    }
}

bool collect_apply_plugins(struct collection_run *run, const struct page *page,
                           struct node *root)
{
    if (page->only_built || site_is_built(run->site)) {
        return true; /* they are in what was built */
    }
    if (site_names_plugin(run->site, "jemoji")) {
        tell_emoji(run, page, root);
    }
    return !site_names_plugin(run->site, "jekyll-mentions") ||
           find_mentions(run, page, root);
}
