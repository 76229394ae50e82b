/* The cascade: what presentation attributes, style sheets and `style` say of an element,
 * the weightiest last (CSS Cascade 4, 6). Rules are found by the id, a class or the tag
 * that their last compound asks for, so that the work grows with what fits. */
#include "drawing/svg.h"

#include "base/css.h"
#include "base/hash.h"
#include "base/selector.h"

#define BUCKETS 512
#define IMPORTANT (UINT64_C(1) << 63)
#define INLINE (UINT64_C(1) << 62)
#define UNLAYERED (UINT64_C(1) << 61) /* what is important weighs more in a layer */
#define DEPTH_OF_BLOCKS 8             /* of @media within @media */
#define CUSTOM_VALUE_MOST 4000        /* bytes, with what its parts stand for */

struct declared {
    enum svg_name name; /* NAME_COUNT: a custom property */
    struct str custom, value;
    bool important;
};

struct rule {
    const struct compound *last;
    uint64_t weight;
    const struct declared *declared;
    size_t count;
    struct rule *next; /* of its bucket */
};

struct sheet {
    struct svg_tree *tree;
    struct arena *arena;
    struct rule *buckets[BUCKETS + 1]; /* the last: those for any tag */
    uint64_t order;
    size_t layers; /* that the rules stand in which are read */
    struct selector_host host;
    /* of the element that is styled */
    struct str values[NAME_COUNT];
    uint64_t weights[NAME_COUNT];
    struct svg_node *node;
};

/* Declarations */

struct declared_list {
    struct declared *items;
    size_t count, capacity;
};

static bool add_declared(struct arena *arena, struct declared_list *list,
                         struct declared declared)
{
    if (!arena_grow(arena, &list->items, list->count, &list->capacity,
                    sizeof *list->items)) {
        return false;
    }
    list->items[list->count++] = declared;
    return true;
}

static enum svg_name name_of_property(struct str name)
{
    char lower[32];
    for (size_t i = 0; i < name.len && i < sizeof lower; i++) {
        lower[i] = ascii_lower(name.ptr[i]);
    }
    enum svg_name found =
        name.len < sizeof lower ? svg_name_find(str_make(lower, name.len)) : NAME_COUNT;
    return svg_name_is_property(found) ? found : NAME_COUNT;
}

static bool is_movement(struct str property)
{
    return str_is(property, "animation") || str_is(property, "animation-name");
}

static bool read_declared(struct sheet *sheet, struct str text, struct declared_list *out)
{
    static const enum svg_name markers[] = {NAME_MARKER_START, NAME_MARKER_MID,
                                            NAME_MARKER_END};
    struct arena *arena = sheet->arena;
    bool *moves = &sheet->tree->lacks[LACK_ANIMATION];
    struct css css = {.text = css_plain(arena, text)};
    struct css_declaration read;
    bool ok = true;
    while (ok && css_next_declaration(&css, &read)) {
        struct declared declared = {name_of_property(read.name), read.name, read.value,
                                    read.important};
        bool custom = str_starts(read.name, "--");
        *moves = *moves || (is_movement(read.name) && !str_is(read.value, "none"));
        if (declared.name == NAME_MARKER) {
            for (size_t i = 0; i < 3 && ok; i++) {
                declared.name = markers[i];
                ok = add_declared(arena, out, declared);
            }
        } else if (custom || declared.name != NAME_COUNT) {
            ok = add_declared(arena, out, declared);
        }
    }
    return ok && !arena_failed(arena);
}

/* Rules */

static size_t bucket_of(char sign, struct str name)
{
    return (hash_text(name) ^ (uint64_t)(unsigned char)sign * 131) % BUCKETS;
}

static size_t bucket_of_tag(struct str tag)
{
    return bucket_of('<', tag);
}

static size_t bucket_of_compound(const struct compound *compound)
{
    for (const struct selector_part *part = compound->parts; part; part = part->next) {
        if (part->kind == PART_ID || part->kind == PART_CLASS) {
            return bucket_of(part->kind == PART_ID ? '#' : '.', part->value);
        }
    }
    return compound->any_tag ? BUCKETS : bucket_of_tag(compound->tag);
}

static uint64_t at_most(uint32_t count, uint64_t most)
{
    return count < most ? count : most;
}

static void lack_rules(struct sheet *sheet, bool lacks)
{
    sheet->tree->lacks[LACK_RULES] = sheet->tree->lacks[LACK_RULES] || lacks;
}

static bool add_rule(struct sheet *sheet, struct str text, const struct declared_list *list)
{
    struct selector selector;
    if (!selector_read(sheet->arena, text, &selector)) {
        return false;
    }
    lack_rules(sheet, selector.unread);
    if (!selector.last) {
        return true;
    }
    struct rule *rule = ARENA_NEW(sheet->arena, struct rule);
    if (!rule) {
        return false;
    }
    uint64_t weight = (sheet->layers ? 0 : UNLAYERED) | at_most(selector.ids, 127) << 54 |
                      at_most(selector.classes, 1023) << 44 |
                      at_most(selector.tags, 1023) << 34 | ++sheet->order;
    size_t bucket = bucket_of_compound(selector.last);
    *rule = (struct rule){selector.last, weight, list->items, list->count,
                          sheet->buckets[bucket]};
    sheet->buckets[bucket] = rule;
    return true;
}

static bool add_rules(struct sheet *sheet, struct str selectors, struct str block)
{
    struct declared_list list = {0};
    bool ok = read_declared(sheet, block, &list);
    lack_rules(sheet, str_find_byte(block, '{', 0) != STR_NONE);
    selectors = css_plain(sheet->arena, selectors);
    struct css css = {.text = selectors};
    for (struct str selector; ok && selector_next(&css, &selector);) {
        ok = add_rule(sheet, selector, &list);
    }
    return ok;
}

/* Whether the rules of "@media …" hold for a page: of light ground, on a screen as wide as
 * any, without motion. */
static bool media_holds(struct str query)
{
    static const char *const against[] = {"print",     "dark", "speech",
                                          "max-width", "more", "not "};
    bool holds = true;
    for (size_t i = 0; i < sizeof against / sizeof against[0]; i++) {
        holds = holds && str_find(query, str_from(against[i]), 0) == STR_NONE;
    }
    return holds;
}

/* To behind what begins here: "…;" or "…{…}". `*block` is what the braces hold. */
static struct str read_statement(struct css *css, struct str *block)
{
    size_t from = css->at;
    *block = (struct str){0};
    for (char c; css->at < css->text.len; css_skip_token(css)) {
        c = css_peek(css, 0);
        if (c == ';' || c == '{') {
            break;
        }
    }
    struct str prelude = str_trim(str_sub(css->text, from, css->at));
    bool braces = css_peek(css, 0) == '{';
    css->at++;
    if (braces) {
        size_t inside = css->at;
        css_skip_group(css);
        bool closed = css->at <= css->text.len && css->text.ptr[css->at - 1] == '}';
        *block = str_sub(css->text, inside, css->at - closed);
    }
    return prelude;
}

static void skip_space(struct css *css)
{
    for (char c; css->at < css->text.len; css->at++) {
        c = css_peek(css, 0);
        while (c == '/' && css_peek(css, 1) == '*') {
            css_skip_comment(css);
            c = css_peek(css, 0);
        }
        if (str_starts(str_skip(css->text, css->at), "<!--")) {
            css->at += 3;
        } else if (str_starts(str_skip(css->text, css->at), "-->")) {
            css->at += 2;
        } else if (!ascii_is_space(c)) {
            return;
        }
    }
}

static bool read_sheet(struct sheet *sheet, struct str text, size_t depth);

static bool is_rule(struct str prelude, const char *name)
{
    size_t len = strlen(name);
    return str_starts(prelude, name) &&
           (prelude.len == len || !css_is_name_byte(prelude.ptr[len]));
}

/* What a rule with an `@` means for the rules that it holds. */
static bool read_at_rule(struct sheet *sheet, struct str prelude, struct str block,
                         size_t depth)
{
    static const char *const silent[] = {"@charset", "@import",   "@namespace",
                                         "@page",    "@property", "@keyframes"};
    bool layer = is_rule(prelude, "@layer"), media = is_rule(prelude, "@media");
    bool supports = is_rule(prelude, "@supports"), known = layer || media || supports;
    known = known || str_starts(prelude, "@-");
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++) {
        known = known || is_rule(prelude, silent[i]);
    }
    bool *lacks = sheet->tree->lacks;
    if (is_rule(prelude, "@font-face")) {
        lacks[LACK_FACE] = lacks[LACK_FACE] || str_find(block, STR("data:"), 0) != STR_NONE;
    } else {
        lack_rules(sheet, !known || depth >= DEPTH_OF_BLOCKS);
    }
    bool holds = layer || (media && media_holds(prelude)) ||
                 (supports && str_find(prelude, STR("not"), 0) == STR_NONE);
    if (!holds || depth >= DEPTH_OF_BLOCKS) {
        return true;
    }
    sheet->layers += layer;
    bool ok = read_sheet(sheet, block, depth + 1);
    sheet->layers -= layer;
    return ok;
}

static bool read_sheet(struct sheet *sheet, struct str text, size_t depth)
{
    struct css css = {.text = text};
    bool ok = true;
    for (skip_space(&css); ok && css.at < text.len; skip_space(&css)) {
        struct str block;
        struct str prelude = read_statement(&css, &block);
        if (str_starts(prelude, "@")) {
            ok = read_at_rule(sheet, prelude, block, depth);
        } else if (prelude.len) {
            ok = add_rules(sheet, prelude, block);
        }
        ok = ok && svg_spend(sheet->tree, 1 + prelude.len / 16);
    }
    return ok;
}

/* Custom properties */

static bool add_custom(struct sheet *sheet, const struct declared *declared)
{
    struct svg_custom *custom = ARENA_NEW(sheet->arena, struct svg_custom);
    if (custom) {
        *custom =
            (struct svg_custom){declared->custom, declared->value, sheet->node->customs};
        sheet->node->customs = custom;
    }
    return custom != NULL;
}

static struct str find_custom(struct sheet *sheet, struct str name)
{
    for (const struct svg_node *at = sheet->node; at; at = at->parent) {
        for (const struct svg_custom *custom = at->customs; custom; custom = custom->next) {
            if (str_eq(custom->name, name)) {
                return custom->value;
            }
            (void)svg_spend(sheet->tree, 1);
        }
    }
    return (struct str){0};
}

/* "var(--name, otherwise)": what stands for it, in place of the first one. */
static struct str resolve_first(struct sheet *sheet, struct str value, size_t at)
{
    struct css css = {.text = value, .at = at + 4};
    css_skip_group(&css);
    bool closed = css.at > at + 4 && value.ptr[css.at - 1] == ')';
    struct str inside = str_sub(value, at + 4, css.at - closed);
    size_t comma = str_find_byte(inside, ',', 0);
    struct str found = find_custom(sheet, str_trim(str_sub(inside, 0, comma)));
    if (!found.len && comma != STR_NONE) {
        found = str_trim(str_skip(inside, comma + 1));
    }
    return arena_format(sheet->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(value, 0, at)),
                        STR_ARG(found), STR_ARG(str_skip(value, css.at)));
}

static struct str resolve(struct sheet *sheet, struct str value)
{
    size_t at;
    for (size_t i = 0; i < 16 && value.len < CUSTOM_VALUE_MOST &&
                       (at = str_find(value, STR("var("), 0)) != STR_NONE;
         i++) {
        value = resolve_first(sheet, value, at);
    }
    return value;
}

/* Elements, for selectors */

static bool is_element(const struct svg_node *node)
{
    return node->tag != SVG_CHARACTERS;
}

static const void *parent_of(void *data, const void *element)
{
    (void)data;
    return ((const struct svg_node *)element)->parent;
}

static const void *element_before(void *data, const void *element)
{
    const struct svg_node *node = element, *found = NULL;
    const struct svg_node *at = node->parent ? node->parent->first : node;
    for (; at != node && svg_spend(data, 1); at = at->next) {
        found = is_element(at) ? at : found;
    }
    return found;
}

static bool is_last(void *data, const void *element)
{
    const struct svg_node *next = ((const struct svg_node *)element)->next;
    while (next && !is_element(next) && svg_spend(data, 1)) {
        next = next->next;
    }
    return !next;
}

static bool has_tag(void *data, const void *element, struct str tag)
{
    (void)data;
    return str_eq(tag, svg_tag_of(element));
}

static struct str class_of(void *data, const void *element)
{
    (void)data;
    return svg_value(element, NAME_CLASS);
}

static struct str id_of(void *data, const void *element)
{
    (void)data;
    return svg_value(element, NAME_ID);
}

static bool value_of(void *data, const void *element, struct str name, struct str *out)
{
    (void)data;
    enum svg_name known = svg_name_find(name);
    bool has = known != NAME_COUNT && svg_has(element, known);
    *out = has ? svg_value(element, known) : (struct str){0};
    return has;
}

static bool spend(void *data, size_t steps)
{
    return svg_spend(data, steps);
}

/* Elements */

static bool apply(struct sheet *sheet, const struct declared *items, size_t count,
                  uint64_t weight)
{
    for (size_t i = 0; i < count; i++) {
        const struct declared *declared = &items[i];
        uint64_t own = declared->important ? (weight ^ UNLAYERED) | IMPORTANT : weight;
        if (declared->name == NAME_COUNT) {
            if (!add_custom(sheet, declared)) {
                return false;
            }
        } else if (own >= sheet->weights[declared->name]) {
            sheet->weights[declared->name] = own;
            sheet->values[declared->name] = declared->value;
        }
    }
    return svg_spend(sheet->tree, count);
}

static bool apply_bucket(struct sheet *sheet, size_t bucket)
{
    bool ok = true;
    for (const struct rule *rule = sheet->buckets[bucket]; rule && ok; rule = rule->next) {
        ok = svg_spend(sheet->tree, 1);
        if (ok && selector_fits(&sheet->host, rule->last, sheet->node)) {
            ok = apply(sheet, rule->declared, rule->count, rule->weight);
        }
    }
    return ok;
}

static bool apply_rules(struct sheet *sheet)
{
    const struct svg_node *node = sheet->node;
    struct str id = svg_value(node, NAME_ID), list = svg_value(node, NAME_CLASS), class;
    bool ok = apply_bucket(sheet, BUCKETS) &&
              apply_bucket(sheet, bucket_of_tag(svg_tag_of(node)));
    ok = ok && (!id.len || apply_bucket(sheet, bucket_of('#', id)));
    for (size_t at = 0; ok && class_next(list, &at, &class);) {
        ok = apply_bucket(sheet, bucket_of('.', class));
    }
    return ok;
}

static void begin(struct sheet *sheet, struct svg_node *node)
{
    sheet->node = node;
    memset(sheet->weights, 0, sizeof sheet->weights);
    for (size_t i = 0; i < NAME_COUNT; i++) {
        sheet->values[i] = (struct str){0};
    }
    for (size_t i = 0; i < node->attribute_count; i++) {
        if (svg_name_is_property(node->attributes[i].name)) {
            sheet->values[node->attributes[i].name] = node->attributes[i].value;
        }
    }
}

/* Puts the values that won in place of the node's own. */
static bool end(struct sheet *sheet)
{
    struct svg_node *node = sheet->node;
    size_t count = 0, room = node->attribute_count;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        room += sheet->values[i].len > 0;
    }
    struct svg_attribute *merged = ARENA_ARRAY(sheet->arena, struct svg_attribute, room);
    for (size_t i = 0; merged && i < node->attribute_count; i++) {
        if (!svg_name_is_property(node->attributes[i].name)) {
            merged[count++] = node->attributes[i];
        }
    }
    for (size_t i = 0; merged && i < NAME_COUNT; i++) {
        if (sheet->values[i].len) {
            merged[count++] =
                (struct svg_attribute){(enum svg_name)i, resolve(sheet, sheet->values[i])};
        }
    }
    node->attributes = merged;
    node->attribute_count = merged ? count : 0;
    return merged && !arena_failed(sheet->arena);
}

static bool needs_style(const struct sheet *sheet, const struct svg_node *node)
{
    bool needs = sheet->order > 0;
    for (size_t i = 0; i < node->attribute_count && !needs; i++) {
        const struct svg_attribute *attribute = &node->attributes[i];
        needs = attribute->name == NAME_STYLE ||
                (svg_name_is_property(attribute->name) &&
                 str_find(attribute->value, STR("var("), 0) != STR_NONE);
    }
    return needs;
}

static bool style_node(struct sheet *sheet, struct svg_node *node)
{
    if (node->tag == SVG_CHARACTERS || !needs_style(sheet, node)) {
        return true;
    }
    struct declared_list own = {0};
    begin(sheet, node);
    return svg_spend(sheet->tree, 4) && apply_rules(sheet) &&
           read_declared(sheet, svg_value(node, NAME_STYLE), &own) &&
           apply(sheet, own.items, own.count, INLINE) && end(sheet);
}

bool svg_tree_style(struct svg_tree *tree)
{
    struct sheet *sheet = ARENA_NEW(tree->arena, struct sheet);
    if (!sheet) {
        return false;
    }
    sheet->tree = tree;
    sheet->arena = tree->arena;
    sheet->host = (struct selector_host){.data = tree,
                                         .parent = parent_of,
                                         .before = element_before,
                                         .is_last = is_last,
                                         .has_tag = has_tag,
                                         .class_of = class_of,
                                         .id_of = id_of,
                                         .value = value_of,
                                         .spend = spend};
    bool ok = true;
    for (const struct svg_sheet *text = tree->sheets; text && ok; text = text->next) {
        ok = read_sheet(sheet, text->text, 0);
    }
    struct svg_node *node = tree->root;
    while (ok && node) {
        ok = style_node(sheet, node);
        struct svg_node *next = node->first;
        for (; !next && node; node = node->parent) {
            next = node->next;
        }
        node = next;
    }
    return ok && !arena_failed(tree->arena);
}
