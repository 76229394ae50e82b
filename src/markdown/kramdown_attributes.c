/* Attributes: a list's classes, ids and pairs on their node, references resolved by the
 * lists that the page defines. {:toc}, {:footnotes} and {:standalone} are references that
 * kramdown itself gives a meaning. */
#include "markdown/kramdown_attributes.h"

#include "base/limits.h"

/* An entry takes so many bytes beside its name and value, wherever a list is used again. */
#define ENTRY_BYTES 32

/* What a node is being given. */
struct giving {
    struct kramdown *k;
    struct node *node;
    size_t depth;     /* lists in which the one at hand was referred to */
    bool again;       /* the outermost one may be used again, too */
    bool has_classes; /* the allowance's `classes` are the node's */
};

static void tell(struct giving *giving, enum attribute_limit limit)
{
    static const struct {
        size_t most;
        const char *what;
    } texts[] = {
        [BEYOND_ATTRIBUTES] = {HTML_ATTRIBUTE_LIMIT,
                               "attributes of an element: further ones are left out"},
        [BEYOND_CLASSES] = {MARKDOWN_CLASSES_LIMIT_BYTES,
                            "bytes of an element's classes: further ones are left out"},
        [BEYOND_LISTS] = {MARKDOWN_LISTS_LIMIT_BYTES,
                          "bytes of attributes and titles that are used again and again: "
                          "further ones are left out"},
        [BEYOND_DEPTH] = {MARKDOWN_NESTING_LIMIT,
                          "lists of attributes that refer to one another: deeper ones are "
                          "left out"},
    };
    struct kramdown *k = giving->k;
    if (!k->allowance.told[limit]) {
        k->allowance.told[limit] = true;
        report_warning(k->report, kramdown_place(k, giving->node), "attribute-limit",
                       "more than %zu %s", texts[limit].most, texts[limit].what);
    }
}

static bool spend(struct giving *giving, size_t bytes)
{
    struct attribute_allowance *allowance = &giving->k->allowance;
    if (allowance->used_bytes <= MARKDOWN_LISTS_LIMIT_BYTES) {
        allowance->used_bytes += bytes;
    }
    if (allowance->used_bytes > MARKDOWN_LISTS_LIMIT_BYTES) {
        tell(giving, BEYOND_LISTS);
        return false;
    }
    return true;
}

/* What stands at the node itself is no longer than the page, and free. */
static bool spend_entry(struct giving *giving, const struct ial_item *item)
{
    return (giving->depth == 0 && !giving->again) ||
           spend(giving, ENTRY_BYTES + item->name.len + item->value.len);
}

/* Where the classes of the list at hand begin, behind those that the node has; STR_NONE:
 * nothing is left to copy those with. */
static size_t begin_classes(struct giving *giving)
{
    struct buf *classes = &giving->k->allowance.classes;
    if (!giving->has_classes) {
        const struct attribute *now = node_attribute(giving->node, "class");
        if (now && !spend(giving, now->value.len)) {
            return STR_NONE;
        }
        buf_reset(classes);
        buf_add(classes, now ? now->value : (struct str){0});
        giving->has_classes = true;
    }
    if (classes->len > 0) {
        buf_add_byte(classes, ' ');
    }
    return classes->len;
}

/* As many whole ones as an element may have. */
static struct str fit_classes(struct giving *giving, struct str classes)
{
    if (classes.len <= MARKDOWN_CLASSES_LIMIT_BYTES) {
        return classes;
    }
    tell(giving, BEYOND_CLASSES);
    size_t end = MARKDOWN_CLASSES_LIMIT_BYTES;
    while (end > 0 && !ascii_is_space(classes.ptr[end])) {
        end--;
    }
    return str_sub(classes, 0, end);
}

static void add_class(struct giving *giving, size_t *begin, const struct ial_item *item)
{
    struct buf *classes = &giving->k->allowance.classes;
    *begin = *begin == STR_NONE ? begin_classes(giving) : *begin;
    if (*begin == STR_NONE) {
        return;
    }
    if (item->kind == IAL_PAIR) {
        buf_truncate(classes, *begin); /* instead of those before it */
    }
    if (classes->len > MARKDOWN_CLASSES_LIMIT_BYTES) {
        tell(giving, BEYOND_CLASSES);
        return;
    }
    if (classes->len > *begin) {
        buf_add_byte(classes, ' ');
    }
    buf_add(classes, fit_classes(giving, item->value));
}

/* Each is looked for among the node's, so there are not too many. */
static bool has_room(const struct node *node, struct str name)
{
    size_t count = 0;
    const struct attribute *one = node_attributes(node);
    for (; one && !str_eq(one->name, name); one = one->next) {
        count++;
    }
    return one || count < HTML_ATTRIBUTE_LIMIT;
}

static void set_pair(struct giving *giving, const struct ial_item *item)
{
    struct arena *arena = giving->k->arena;
    if (str_is(item->name, "id")) {
        /* an empty one also stands: no id is given then */
        node_set_id(arena, giving->node, item->value.ptr ? item->value : STR(""));
    } else if (has_room(giving->node, item->name)) {
        node_set_attribute(arena, giving->node, item->name, item->value);
    } else {
        tell(giving, BEYOND_ATTRIBUTES);
    }
}

/* What the list itself says. */
static void give_own(struct giving *giving, const struct ial *ial)
{
    struct arena *arena = giving->k->arena;
    size_t begin = STR_NONE; /* of its classes */
    for (const struct ial_item *item = ial->first; item; item = item->next) {
        if (item->kind == IAL_REFERENCE) {
            continue;
        }
        if (!spend_entry(giving, item)) {
            break;
        }
        if (item->kind == IAL_ID) {
            node_set_id(arena, giving->node, item->value);
        } else if (item->kind == IAL_CLASS || str_is(item->name, "class")) {
            add_class(giving, &begin, item);
        } else {
            set_pair(giving, item);
        }
    }
    if (begin != STR_NONE && !node_attribute(giving->node, "class")) {
        node_set_attribute(arena, giving->node, STR("class"), STR("")); /* its place */
    }
}

static void give_list(struct giving *giving, struct ial *ial);

static void give_reference(struct giving *giving, struct str name)
{
    struct kramdown *k = giving->k;
    struct node *node = giving->node;
    size_t index;
    if (str_is(name, "toc")) {
        k->toc = !k->toc && node->kind == NODE_LIST ? node : k->toc;
    } else if (str_is(name, "footnotes") && node->kind == NODE_LIST) {
        k->footnotes.place = k->footnotes.place ? k->footnotes.place : node;
    } else if (str_starts(name, "auto_ids") && node->kind == NODE_DEFINITION_LIST) {
        node->fenced = true; /* its terms get ids; the title holds what they begin with */
        node_set_title(k->arena, node,
                       str_skip(name, str_starts(name, "auto_ids-") ? 9 : name.len));
    } else if (str_is(name, "standalone") && node->kind == NODE_IMAGE) {
        node->fenced = true; /* a figure when its paragraph holds nothing else */
    } else if (name_find(&k->attribute_lists.names, name, &index)) {
        giving->depth++;
        give_list(giving, k->attribute_lists.items[index]);
        giving->depth--;
    }
}

/* References first, so that what the list itself says wins over what it refers to. */
static void give_list(struct giving *giving, struct ial *ial)
{
    if (!ial || ial->busy) {
        return;
    }
    if (giving->depth > MARKDOWN_NESTING_LIMIT) {
        tell(giving, BEYOND_DEPTH);
        return;
    }
    if ((giving->depth > 0 || giving->again) && !spend(giving, 0)) {
        return;
    }
    ial->busy = true;
    for (const struct ial_item *item = ial->first; item; item = item->next) {
        if (item->kind == IAL_REFERENCE) {
            if (!spend_entry(giving, item)) {
                break;
            }
            give_reference(giving, item->name);
        }
    }
    give_own(giving, ial);
    ial->busy = false;
}

static void give(struct giving giving, struct ial *ial)
{
    give_list(&giving, ial);
    if (giving.has_classes) {
        struct arena *arena = giving.k->arena;
        struct str classes = buf_str(&giving.k->allowance.classes);
        node_set_attribute(arena, giving.node, STR("class"),
                           classes.len > 0 ? arena_str(arena, classes) : STR(""));
    }
}

void ial_apply(struct kramdown *k, struct node *node, struct ial *ial)
{
    give((struct giving){.k = k, .node = node}, ial);
}

void ial_apply_again(struct kramdown *k, struct node *node, struct ial *ial)
{
    give((struct giving){.k = k, .node = node, .again = true}, ial);
}

bool ial_title_again(struct kramdown *k, struct node *node, struct str title)
{
    return spend(&(struct giving){.k = k, .node = node}, ENTRY_BYTES + title.len);
}

void ial_attach(struct kramdown *k, struct node *node, struct ial *ial)
{
    struct ial_queue *ials = &k->ials;
    struct waiting_ial *last =
        ials->count > ials->done ? &ials->items[ials->count - 1] : NULL;
    if (!node || !ial) {
        return;
    }
    if (last && last->node == node) {
        ial_merge(k->arena, &last->ial, ial); /* lists of the same block are one */
    } else if (arena_grow(k->arena, &ials->items, ials->count, &ials->capacity,
                          sizeof *ials->items)) {
        ials->items[ials->count++] = (struct waiting_ial){node, ial};
    }
}

void ials_drop(struct kramdown *k, const struct node *node)
{
    while (k->ials.count > k->ials.done && k->ials.items[k->ials.count - 1].node == node) {
        k->ials.count--;
    }
}

void ials_give(struct kramdown *k, const struct node *from, struct node *to)
{
    for (size_t i = k->ials.count; i > k->ials.done && k->ials.items[i - 1].node == from;
         i--) {
        k->ials.items[i - 1].node = to;
    }
}

void ials_apply_waiting(struct kramdown *k)
{
    while (k->ials.done < k->ials.count) {
        struct waiting_ial one = k->ials.items[k->ials.done++];
        ial_apply(k, one.node, one.ial);
        if (one.node->kind == NODE_HEADING && node_has_class(one.node, "no_toc")) {
            one.node->no_toc = true;
        }
    }
}
