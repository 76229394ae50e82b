/* Notes of pages as they are built: generators write a list of notes at the end and links
 * that lead there and back (kramdown, Pandoc, Goldmark, GitHub, Python-Markdown, docutils).
 * They become notes again, as they are from sources. What tells them is that both lead to
 * each other: the reference, a sign of few letters, to the note's id, and a link in the
 * note to the reference's. The first reference decides; each note is looked through once.
 */
#include "collect/collect.h"
#include "collect/run.h"

#define SIGN_BYTES 12   /* of "[12]" or "†", with marks of its own */
#define NEAR_ELEMENTS 3 /* around a reference, of which one may have its id */

struct nodes {
    struct node **items;
    size_t count, capacity;
};

struct noting {
    struct arena *arena;
    struct node *root;
    struct value by_id; /* → index of `named` */
    struct nodes named, links, notes, places, references;
    struct value noted;   /* ids of notes → index of `notes`, or -1: it is none */
    struct value reached; /* ids by which notes lead back → true */
};

static bool add(struct noting *noting, struct nodes *nodes, struct node *node)
{
    if (!arena_grow(noting->arena, &nodes->items, nodes->count, &nodes->capacity,
                    sizeof(struct node *))) {
        return false;
    }
    nodes->items[nodes->count++] = node;
    return true;
}

static struct str aim_of(const struct node *node)
{
    struct str address = node->kind == NODE_LINK ? node_info(node) : (struct str){0};
    return str_starts(address, "#") ? str_skip(address, 1) : (struct str){0};
}

static bool find_all(struct noting *noting)
{
    struct edit_walk walk;
    bool ok = true;
    for (edit_walk_init(&walk, noting->root); ok && edit_walk_next(&walk);) {
        struct node *node = walk.node;
        struct str id = walk.entering ? node_id(node) : (struct str){0};
        if (id.len && !value_has(noting->by_id, id)) {
            ok = value_map_set(noting->arena, noting->by_id, id,
                               value_integer((int64_t)noting->named.count)) &&
                 add(noting, &noting->named, node);
        }
        if (ok && walk.entering && aim_of(node).len) {
            ok = add(noting, &noting->links, node);
        }
    }
    return ok;
}

static struct node *node_of_id(const struct noting *noting, struct str id)
{
    struct value index = value_get(noting->by_id, id);
    return index.kind == VALUE_INTEGER ? noting->named.items[index.as.integer] : NULL;
}

static bool is_within(const struct node *node, const struct node *around)
{
    while (node && node != around) {
        node = node->parent;
    }
    return node != NULL;
}

/* "1", "[2]", "†", "a" */
static bool is_sign(struct arena *arena, const struct node *link)
{
    struct str text = collect_plain_text(arena, link);
    return text.len > 0 && text.len <= SIGN_BYTES &&
           str_find_byte(text, ' ', 0) == STR_NONE;
}

/* Whether the id is the link's, that of an element around it, or of one that it holds. */
static bool is_named(const struct noting *noting, const struct node *link, struct str id)
{
    const struct node *named = node_of_id(noting, id), *at = link;
    for (size_t i = 0; i < NEAR_ELEMENTS && at != named && node_is_inline(at->parent);
         i++) {
        at = at->parent;
    }
    return named && (at == named || is_within(named, link));
}

/* What holds the note's text: of a list of terms, what follows the term. NULL: nothing can.
 */
static struct node *text_of(struct node *place)
{
    bool term = place->kind == NODE_TERM;
    struct node *text = term ? place->next : place;
    bool fits = text && (term ? text->kind == NODE_DEFINITION
                              : text->kind == NODE_ITEM || text->kind == NODE_DIV);
    return fits ? text : NULL;
}

static bool leads_back(const struct noting *noting, const struct node *within,
                       const struct node *link)
{
    struct walk walk;
    for (walk_init(&walk, within); walk_next(&walk);) {
        struct str aim = walk.entering ? aim_of(walk.node) : (struct str){0};
        if (aim.len && is_named(noting, link, aim)) {
            return true;
        }
    }
    return false;
}

/* Whether the link refers to a note: asked of each place once. */
static bool note_place(struct noting *noting, struct node *link, int64_t *index)
{
    struct str aim = aim_of(link);
    struct value known = value_get(noting->noted, aim);
    *index = known.kind == VALUE_INTEGER ? known.as.integer : -1;
    if (known.kind == VALUE_INTEGER || !is_sign(noting->arena, link)) {
        return true;
    }
    struct node *place = node_of_id(noting, aim), *text = place ? text_of(place) : NULL;
    bool is_note = text && !is_within(link, place) && !is_within(link, text) &&
                   (leads_back(noting, place, link) || leads_back(noting, text, link));
    if (is_note) {
        *index = (int64_t)noting->places.count;
        if (!add(noting, &noting->places, place)) {
            return false;
        }
    }
    return value_map_set(noting->arena, noting->noted, aim, value_integer(*index));
}

/* All ids by which a note may lead back to the reference. */
static bool note_reached(struct noting *noting, const struct node *link)
{
    const struct node *at = link;
    bool ok = true;
    for (size_t i = 0; i <= NEAR_ELEMENTS && node_is_inline(at); i++) {
        ok = ok && (!node_id(at).len || value_map_set(noting->arena, noting->reached,
                                                      node_id(at), value_bool(true)));
        at = at->parent;
    }
    struct walk walk;
    for (walk_init(&walk, link); ok && walk_next(&walk);) {
        struct str id = walk.entering ? node_id(walk.node) : (struct str){0};
        ok = !id.len || value_map_set(noting->arena, noting->reached, id, value_bool(true));
    }
    return ok;
}

/* "[", "1", "]" and the like, which stand for the number that the note has. */
static bool is_bare(struct arena *arena, const struct node *node)
{
    struct str text = collect_plain_text(arena, node);
    bool bare = true;
    for (size_t i = 0; i < text.len; i++) {
        bare = bare && ascii_set_has("[](){}., \n", text.ptr[i]);
    }
    return bare;
}

static struct str trim_right(struct str text)
{
    bool wide = str_ends(text, "\xC2\xA0");
    while (wide || (text.len && ascii_is_space(text.ptr[text.len - 1]))) {
        text.len -= wide ? 2 : 1;
        wide = str_ends(text, "\xC2\xA0");
    }
    return text;
}

/* The space that stood before what is gone. */
static void trim_end(struct node *block)
{
    for (struct node *last = node_last(block); last && last->kind == NODE_TEXT;
         last = node_last(block)) {
        last->text = trim_right(last->text);
        if (last->text.len) {
            return;
        }
        node_unlink(last);
    }
}

/* Takes out links that lead back, with what is around them alone. */
static bool drop_backs(struct noting *noting, struct node *text)
{
    struct nodes backs = {0};
    struct edit_walk walk;
    for (edit_walk_init(&walk, text); edit_walk_next(&walk);) {
        struct str aim = walk.entering ? aim_of(walk.node) : (struct str){0};
        if (aim.len && value_has(noting->reached, aim) && !add(noting, &backs, walk.node)) {
            return false;
        }
    }
    for (size_t i = 0; i < backs.count; i++) {
        struct node *around = backs.items[i]->parent;
        node_unlink(backs.items[i]);
        while (around != text && is_bare(noting->arena, around)) {
            struct node *above = around->parent;
            node_unlink(around);
            around = above;
        }
        if (around != text || !node_is_inline(text)) {
            trim_end(around);
        }
    }
    return true;
}

static struct node *make_note(struct noting *noting, struct node *place, uint32_t number)
{
    struct node *text = text_of(place);
    struct node *note = node_new(noting->arena, NODE_FOOTNOTE, place->spot);
    if (!text || !note || !drop_backs(noting, text)) {
        return NULL;
    }
    while (text->first) {
        struct node *child = text->first;
        node_unlink(child);
        node_append(note, child);
    }
    node_set_info(noting->arena, note, arena_format(noting->arena, "%u", number));
    node_set_number(noting->arena, note, number);
    node_set_id(noting->arena, note, node_take_id(place));
    return note;
}

static bool is_list_of_notes(const struct node *node)
{
    const struct attribute *class = node_attribute(node, "class");
    const struct attribute *role = node_attribute(node, "role");
    return node->kind == NODE_DIV &&
           ((class && str_find(class->value, STR("footnote"), 0) != STR_NONE) ||
            (role && str_is(role->value, "doc-endnotes")) ||
            str_find(node_id(node), STR("footnote"), 0) != STR_NONE);
}

/* Whether only rules and headings are left. */
static bool is_over(struct arena *arena, const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next) {
        bool frame = child->kind == NODE_RULE || child->kind == NODE_HEADING;
        if (!frame && collect_plain_text(arena, child).len) {
            return false;
        }
    }
    return true;
}

/* The place of a note, and what held nothing but notes. */
static void drop_place(struct noting *noting, struct node *place)
{
    struct node *text = text_of(place), *around = place->parent;
    if (text && text != place) {
        node_unlink(text);
    }
    node_unlink(place);
    while (around->parent && (!around->first || (is_list_of_notes(around) &&
                                                 is_over(noting->arena, around)))) {
        struct node *above = around->parent;
        node_unlink(around);
        around = above;
    }
}

/* A superscript around the link alone, or brackets, go with it. */
static bool put_reference(struct noting *noting, struct node *link, struct node *note)
{
    struct node *reference = node_new(noting->arena, NODE_FOOTNOTE_REFERENCE, link->spot);
    struct node *at = link;
    if (!reference) {
        return false;
    }
    while (at->parent->first == at && !at->next && node_is_inline(at->parent)) {
        at = at->parent;
    }
    node_insert_before(at, reference);
    node_unlink(at);
    node_set_info(noting->arena, reference, node_info(note));
    node_set_number(noting->arena, reference, node_number(note));
    node_set_target(noting->arena, reference, note);
    node_count_reference(noting->arena, note, reference);
    return true;
}

static bool find_notes(struct noting *noting)
{
    int64_t index;
    for (size_t i = 0; i < noting->links.count; i++) {
        struct node *link = noting->links.items[i];
        if (!note_place(noting, link, &index)) {
            return false;
        }
        bool refers = index >= 0 && is_sign(noting->arena, link) &&
                      !is_within(link, text_of(noting->places.items[index]));
        if (refers &&
            (!add(noting, &noting->references, link) || !note_reached(noting, link))) {
            return false;
        }
    }
    return true;
}

static bool make_all(struct noting *noting)
{
    bool ok = true;
    for (size_t i = 0; ok && i < noting->places.count; i++) {
        struct node *note = make_note(noting, noting->places.items[i], (uint32_t)(i + 1));
        ok = note && add(noting, &noting->notes, note);
    }
    for (size_t i = 0; ok && i < noting->references.count; i++) {
        struct node *link = noting->references.items[i];
        int64_t index = value_get(noting->noted, aim_of(link)).as.integer;
        ok = put_reference(noting, link, noting->notes.items[index]);
    }
    for (size_t i = 0; ok && i < noting->places.count; i++) {
        drop_place(noting, noting->places.items[i]);
        node_append(noting->root, noting->notes.items[i]);
    }
    return ok;
}

bool collect_find_notes(struct collection_run *run, struct node *root)
{
    struct arena *arena = &run->passing;
    struct noting noting = {.arena = arena,
                            .root = root,
                            .by_id = value_map_new(arena),
                            .noted = value_map_new(arena),
                            .reached = value_map_new(arena)};
    return (noting.by_id.kind == VALUE_MAP && noting.noted.kind == VALUE_MAP &&
            noting.reached.kind == VALUE_MAP && find_all(&noting) && find_notes(&noting) &&
            make_all(&noting)) ||
           report_out_of_memory(run->report);
}
