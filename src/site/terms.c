/* Terms: the categories and the tags of a document, as its front matter names them in one
 * key or in its plural, and as the folders above it do. Templates see the values as they
 * were written; addresses and groups go by their text. */
#include "site/rules.h"
#include "site/state.h"

#define NESTING_LIMIT 16 /* lists within lists; deeper ones are left out */

static struct value own(const struct page *page, const char *key)
{
    return value_get(page->data, str_from(key));
}

/* Lists within lists count as one, and nothing is no term. */
static void add_flat(struct site *site, struct value list, struct value value, int depth)
{
    if (value.kind != VALUE_LIST) {
        if (value.kind != VALUE_NIL) {
            (void)value_list_add(site->arena, list, value);
        }
        return;
    }
    for (size_t i = 0; i < value_count(value) && depth < NESTING_LIMIT; i++) {
        add_flat(site, list, value_at(value, i), depth + 1);
    }
}

static void add_words(struct site *site, struct value list, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && !ascii_is_space(text.ptr[end])) {
            end++;
        }
        if (end > at) {
            (void)value_list_add(site->arena, list, value_string(str_sub(text, at, end)));
        }
        at = end + 1;
    }
}

/* Of the plural a list, or the words of a text. */
static void add_plural(struct site *site, struct value list, struct value plural)
{
    if (plural.kind == VALUE_LIST) {
        add_flat(site, list, plural, 0);
    } else if (plural.kind == VALUE_STRING) {
        add_words(site, list, plural.as.string);
    }
}

static bool has_value(struct value list, struct value value)
{
    for (size_t i = 0; i < value_count(list); i++) {
        struct value item = value_at(list, i);
        if (item.kind == value.kind &&
            (item.kind == VALUE_NIL ||
             (item.kind == VALUE_STRING && str_eq(item.as.string, value.as.string)))) {
            return true;
        }
    }
    return false;
}

/* The plural's values as they stand, empty ones and lists, too; each text once. */
static void add_as_it_is(struct site *site, struct value list, struct value plural)
{
    struct value words = value_list_new(site->arena);
    bool whole = plural.kind == VALUE_LIST;
    if (words.kind != VALUE_LIST || plural.kind == VALUE_NIL) {
        return;
    }
    if (plural.kind == VALUE_STRING) {
        add_words(site, words, plural.as.string);
    } else if (!whole) {
        (void)value_list_add(site->arena, words, plural);
    }
    words = whole ? plural : words;
    for (size_t i = 0; i < value_count(words); i++) {
        if (!has_value(list, value_at(words, i))) {
            (void)value_list_add(site->arena, list, value_at(words, i));
        }
    }
}

struct value terms_join(struct site *site, struct value general, struct value own)
{
    struct value list = value_list_new(site->arena);
    if (list.kind == VALUE_LIST) {
        add_as_it_is(site, list, general);
        add_as_it_is(site, list, own);
    }
    return list;
}

/* What the singular names, else what the plural does. */
static struct value either(struct site *site, struct value singular, struct value plural)
{
    struct value list = value_list_new(site->arena);
    if (list.kind == VALUE_LIST && value_is_true(singular)) {
        add_flat(site, list, singular, 0);
    } else if (list.kind == VALUE_LIST) {
        add_plural(site, list, plural);
    }
    return list;
}

static void add_text(struct site *site, struct value list, struct str text)
{
    if (!has_value(list, value_string(text))) {
        (void)value_list_add(site->arena, list, value_string(text));
    }
}

static void add_folders(struct site *site, struct value list, struct str above)
{
    for (size_t at = 0; at < above.len;) {
        size_t end = str_find_byte(above, '/', at);
        end = end == STR_NONE ? above.len : end;
        if (!rules_is_special(str_sub(above, at, end))) {
            add_text(site, list, str_sub(above, at, end));
        }
        at = end + 1;
    }
}

/* The terms' texts; categories each once, in the order of the first. */
static struct terms name_terms(struct site *site, struct value shown, bool once)
{
    struct terms terms = {.shown = shown};
    struct value seen = value_map_new(site->arena);
    terms.names = ARENA_ARRAY(site->arena, struct str, value_count(shown) + 1);
    for (size_t i = 0; terms.names && i < value_count(shown); i++) {
        struct str text = liquid_text(site->arena, value_at(shown, i));
        if (!once || !value_has(seen, text)) {
            (void)value_map_set(site->arena, seen, text, value_nil());
            terms.names[terms.count++] = text;
        }
    }
    return terms;
}

void terms_read(struct site *site, const struct page *page, struct page_state *state,
                struct str above)
{
    struct value shown = value_list_new(site->arena), texts = value_list_new(site->arena);
    struct value plural = own(page, "categories");
    struct value named = either(site, own(page, "category"), plural);
    if (shown.kind != VALUE_LIST || texts.kind != VALUE_LIST || named.kind != VALUE_LIST) {
        return; /* the arena is full, which ends the reading */
    }
    add_folders(site, shown, above);
    add_as_it_is(site, shown, plural);
    for (size_t i = 0; i < value_count(shown); i++) { /* once more, as text */
        add_text(site, texts, liquid_text(site->arena, value_at(shown, i)));
    }
    for (size_t i = 0; i < value_count(named); i++) {
        add_text(site, texts, liquid_text(site->arena, value_at(named, i)));
    }
    add_as_it_is(site, shown, texts);
    state->categories = name_terms(site, shown, true);
    state->tags =
        name_terms(site, either(site, own(page, "tag"), own(page, "tags")), false);
}
