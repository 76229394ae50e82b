/* Headings: what they say, and the permalinks that themes and generators add to them, which
 * are no part of what they say. Relies on links as their readers left them: an address in
 * `info`, not yet resolved. */
#include "doc/parts.h"

#include "base/buf.h"
#include "base/gate.h"
#include "base/utf8.h"

/* Text */

/* Words of ASCII with single spaces between them. */
static bool is_collapsed(struct str text)
{
    bool space = true;
    for (size_t i = 0; i < text.len; i++) {
        if ((space && text.ptr[i] == ' ') || text.ptr[i] < ' ' || text.ptr[i] > '~') {
            return false;
        }
        space = text.ptr[i] == ' ';
    }
    return !space;
}

struct str text_collapse(struct arena *arena, struct str text)
{
    if (is_collapsed(text)) {
        return arena_str(arena, text);
    }
    struct buf out = {.kept_in = arena};
    bool space = false;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        if (utf8_is_space(c)) {
            space = out.len > 0;
        } else if (!utf8_is_invisible(c)) {
            buf_add_text(&out, space ? " " : "");
            buf_add(&out, str_sub(text, at, at + len));
            space = false;
        }
    }
    return gate_line(arena, arena_take(arena, &out), NULL, (struct place){0}, NULL);
}

static struct str words_of(struct arena *arena, const struct node *root, bool images)
{
    struct buf text = {.kept_in = arena};
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (walk.entering && !node_is_container(node) &&
            (images || node->kind != NODE_IMAGE)) {
            node_plain_text(node, &text);
        }
    }
    return text_collapse(arena, arena_take(arena, &text));
}

struct str heading_text(struct arena *arena, const struct node *heading)
{
    struct str words = words_of(arena, heading, false);
    return words.len ? words : words_of(arena, heading, true);
}

/* Permalinks */

static bool is_sign(struct str words)
{
    static const char *const signs[] = {"",
                                        "#",
                                        "\xc2\xb6",
                                        "\xc2\xa7",
                                        "\xe2\x88\x9e",
                                        "\xe2\x9a\x93",
                                        "\xe2\x97\x8a",
                                        "\xf0\x9f\x94\x97",
                                        "\xf0\x9f\x94\x97\xef\xb8\x8e",
                                        "\xf0\x9f\x94\x97\xef\xb8\x8f"};
    return str_is_among_ignore_case(words, signs, sizeof signs / sizeof signs[0]);
}

bool heading_is_mute(struct str text)
{
    return is_sign(text) && !str_is(text, "#") && !str_is(text, "\xc2\xa7");
}

/* As generators and themes mark their permalinks. */
bool link_is_permalink(const struct node *link)
{
    static const char *const classes[] = {
        "anchor",       "anchor-heading", "anchor-link", "anchorjs-link", "direct-link",
        "hash-link",    "header-anchor",  "header-link", "headerlink",    "heading-anchor",
        "heading-link", "permalink",      "self-link"};
    const struct attribute *hidden = node_attribute(link, "aria-hidden");
    bool marked = hidden && str_is(hidden->value, "true");
    for (size_t i = 0; i < sizeof classes / sizeof classes[0] && !marked; i++) {
        marked = node_has_class(link, classes[i]);
    }
    return marked;
}

static bool is_named_permalink(const struct node *link, struct str words)
{
    static const char *const names[] = {"link", "anchor", "permalink", "permanent link"};
    const struct attribute *hidden = node_attribute(link, "aria-hidden");
    return (hidden && str_is(hidden->value, "true")) ||
           (link_is_permalink(link) &&
            str_is_among_ignore_case(words, names, sizeof names / sizeof names[0]));
}

static bool leads_to(const struct node *link, struct str id)
{
    size_t hash = str_find_byte(node_info(link), '#', 0);
    return hash != STR_NONE && id.len && str_eq(str_skip(node_info(link), hash + 1), id);
}

static bool leads_here(const struct node *link, const struct node *heading)
{
    return leads_to(link, node_id(heading)) || leads_to(link, node_id(link));
}

/* The link becomes a place that others lead to; its words stay when it has some. */
static void settle_permalink(struct arena *arena, struct node *link, struct node *heading,
                             bool keeps_words)
{
    if (node_id(link).len && node_id(heading).len == 0) {
        node_set_id(arena, heading, node_take_id(link));
    }
    link->kind = NODE_SPAN;
    link->text = STR("span");
    node_drop_address(link);
    if (!keeps_words) {
        node_drop_children(link);
    }
    if (node_id(link).len == 0) {
        node_replace_with_children(link);
    }
}

static void look_at_link(struct arena *arena, struct node *link, struct node *heading)
{
    struct str words = words_of(arena, link, false);
    bool own = leads_here(link, heading);
    bool within = own || str_starts(node_info(link), "#");
    if (within && (is_sign(words) || is_named_permalink(link, words))) {
        settle_permalink(arena, link, heading, false);
    } else if (own) {
        settle_permalink(arena, link, heading, true);
    }
}

/* Where nothing but the link's sign is left of a contents list's link. */
static void drop_sign_of_entry(struct arena *arena, struct node *entry)
{
    struct node *last = node_last(entry);
    bool sign = last && node_previous(last) && last->kind == NODE_TEXT;
    struct str words = sign ? words_of(arena, last, false) : (struct str){0};
    if (words.len && !str_is(words, "#") && is_sign(words)) {
        node_unlink(last);
    }
}

/* Links within headings, and within contents lists, which repeat them. */
struct heading_link {
    struct node *link, *heading; /* heading NULL: in a contents list */
};

struct heading_links {
    struct heading_link *items;
    size_t count, capacity;
};

static void note_link(struct arena *arena, struct heading_links *links, struct node *link,
                      struct node *heading)
{
    if (arena_grow(arena, &links->items, links->count, &links->capacity,
                   sizeof *links->items)) {
        links->items[links->count++] = (struct heading_link){link, heading};
    }
}

static struct heading_links find_links(struct arena *arena, struct document *document)
{
    struct heading_links links = {0};
    struct node *heading = NULL, *contents = NULL;
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (node->kind == NODE_HEADING) {
            heading = walk.entering ? node : NULL;
        } else if (node->kind == NODE_TOC_BLOCK) {
            contents = walk.entering ? node : NULL;
        } else if (walk.entering && node->kind == NODE_LINK && (heading || contents)) {
            note_link(arena, &links, node, contents ? NULL : heading);
        }
    }
    return links;
}

void document_drop_permalinks(struct arena *arena, struct document *document)
{
    struct heading_links links = find_links(arena, document);
    for (size_t i = 0; i < links.count; i++) {
        struct node *link = links.items[i].link, *heading = links.items[i].heading;
        if (heading) {
            look_at_link(arena, link, heading);
        } else {
            drop_sign_of_entry(arena, link);
        }
    }
}
