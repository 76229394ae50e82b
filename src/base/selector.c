/* Reads selectors and holds them against elements. Names of classes and ids keep their
 * case, so that they are read here and not by base/css.h; escapes in them fit nothing. */
#include "base/selector.h"

#include "base/arena.h"

#define COMPOUNDS_MOST 32 /* of one selector */

static bool is_space_or_end(struct str text, size_t at)
{
    return at >= text.len || ascii_is_space(text.ptr[at]);
}

bool class_next(struct str list, size_t *at, struct str *out)
{
    while (*at < list.len && ascii_is_space(list.ptr[*at])) {
        (*at)++;
    }
    size_t from = *at;
    while (!is_space_or_end(list, *at)) {
        (*at)++;
    }
    *out = str_sub(list, from, *at);
    return out->len > 0;
}

/* Reading */

static struct str read_name(struct css *css)
{
    size_t from = css->at;
    while (css->at < css->text.len && css_is_name_byte(css->text.ptr[css->at])) {
        css->at++;
    }
    return str_sub(css->text, from, css->at);
}

static struct str unquote(struct str text)
{
    bool quoted = text.len >= 2 && (text.ptr[0] == '"' || text.ptr[0] == '\'');
    return quoted ? str_sub(text, 1, text.len - 1) : text;
}

/* Behind "[": a name, and perhaps "=value". */
static struct selector_part read_attribute(struct css *css)
{
    size_t from = css->at;
    css_skip_group(css);
    struct str inside = str_trim(str_sub(css->text, from, css->at - (css->at > from)));
    size_t equals = str_find_byte(inside, '=', 0);
    struct selector_part part = {.kind = PART_ATTRIBUTE};
    struct str name = str_sub(inside, 0, equals);
    if (equals != STR_NONE) {
        char sign = name.len ? name.ptr[name.len - 1] : '\0';
        part.match = ascii_set_has("~|^$*", sign) ? sign : '=';
        name = part.match == '=' ? name : str_sub(name, 0, name.len - 1);
        part.value = unquote(str_trim(str_skip(inside, equals + 1)));
    }
    part.name = str_trim(name);
    part.kind = part.name.len ? part.kind : PART_NEVER;
    return part;
}

/* What nothing on paper ever is, or no element of it. */
static bool is_never(struct str name)
{
    static const char *const names[] = {
        "active", "after",        "before", "checked", "focus",
        "hover",  "focus-within", "target", "visited", "focus-visible"};
    bool never = name.len == 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && !never; i++) {
        never = str_is(name, names[i]);
    }
    return never;
}

static bool read_compound(struct arena *arena, struct css *css, struct selector *selector,
                          struct compound *out);

/* ":not(.a)", of one compound. */
static bool read_not(struct arena *arena, struct css *css, struct selector *selector,
                     struct selector_part *part)
{
    size_t from = css->at;
    css_skip_group(css);
    struct str inside = str_trim(str_sub(css->text, from, css->at - (css->at > from)));
    struct css within = {.text = inside};
    struct compound *compound = ARENA_NEW(arena, struct compound);
    bool plain = inside.len && str_find_byte(inside, ':', 0) == STR_NONE &&
                 str_find_byte(inside, ',', 0) == STR_NONE;
    if (!compound || (plain && !read_compound(arena, &within, selector, compound))) {
        return false;
    }
    bool whole = plain && within.at >= inside.len;
    part->kind = whole ? PART_NOT : PART_NEVER;
    part->compound = compound;
    selector->unread = selector->unread || !whole;
    return true;
}

/* Behind ":". */
static bool read_pseudo(struct arena *arena, struct css *css, struct selector *selector,
                        struct selector_part *part)
{
    struct str name = read_name(css);
    bool function = css_peek(css, 0) == '(';
    css->at += function;
    if (function && str_is(name, "not")) {
        return read_not(arena, css, selector, part);
    }
    if (function) {
        css_skip_group(css);
    }
    part->kind = function                      ? PART_NEVER
                 : str_is(name, "root")        ? PART_ROOT
                 : str_is(name, "first-child") ? PART_FIRST
                 : str_is(name, "last-child")  ? PART_LAST
                                               : PART_NEVER;
    selector->unread = selector->unread || (part->kind == PART_NEVER && !is_never(name));
    return true;
}

static bool read_part(struct arena *arena, struct css *css, struct selector *selector,
                      struct selector_part *part)
{
    char sign = css->text.ptr[css->at++];
    part->kind = PART_NEVER;
    selector->ids += sign == '#';
    selector->classes += sign != '#';
    if (sign == '.' || sign == '#') {
        part->kind = sign == '.' ? PART_CLASS : PART_ID;
        part->value = read_name(css);
        part->kind = part->value.len ? part->kind : PART_NEVER;
    } else if (sign == '[') {
        *part = read_attribute(css);
    } else if (sign == ':') {
        return read_pseudo(arena, css, selector, part);
    }
    return true;
}

static bool ends_compound(char c)
{
    return c == '\0' || ascii_is_space(c) || c == '>' || c == '+' || c == '~';
}

static bool read_compound(struct arena *arena, struct css *css, struct selector *selector,
                          struct compound *out)
{
    struct str tag = read_name(css);
    if (tag.len) {
        out->tag = tag;
        selector->tags++;
    } else {
        out->any_tag = true;
        css->at += css_peek(css, 0) == '*';
    }
    while (!ends_compound(css_peek(css, 0))) {
        struct selector_part *part = ARENA_NEW(arena, struct selector_part);
        if (!part || !read_part(arena, css, selector, part)) {
            return false;
        }
        part->next = out->parts;
        out->parts = part;
    }
    return true;
}

/* ' ', '>', '+' or '~'; '\0' at the end. */
static char read_combinator(struct css *css)
{
    char found = ' ';
    while (css->at < css->text.len && ends_compound(css_peek(css, 0))) {
        char c = css_peek(css, 0);
        found = ascii_is_space(c) ? found : c;
        css->at++;
    }
    return css->at < css->text.len ? found : '\0';
}

/* Whether a sign stands at the end that wants an element behind it. */
static bool ends_open(struct str text)
{
    return text.len && ascii_set_has(">+~", text.ptr[text.len - 1]);
}

bool selector_read(struct arena *arena, struct str text, struct selector *out)
{
    struct css css = {.text = str_trim(text)};
    char combinator = '\0';
    *out = (struct selector){0};
    for (size_t count = 0; css.at < css.text.len; count++) {
        bool empty = ends_compound(css_peek(&css, 0)); /* "> p" */
        if (count == COMPOUNDS_MOST || empty || ends_open(css.text)) {
            *out = (struct selector){0};
            return true;
        }
        struct compound *compound = ARENA_NEW(arena, struct compound);
        if (!compound || !read_compound(arena, &css, out, compound)) {
            return false;
        }
        compound->combinator = combinator;
        compound->before = out->last;
        out->last = compound;
        combinator = read_combinator(&css);
    }
    return true;
}

bool selector_may_fit(const struct selector *selector)
{
    bool may = selector->last && !selector->unread;
    for (const struct compound *at = selector->last; at; at = at->before) {
        for (const struct selector_part *part = at->parts; part; part = part->next) {
            may = may && part->kind != PART_NEVER;
        }
    }
    return may;
}

bool selector_next(struct css *css, struct str *out)
{
    size_t from = css->at;
    if (from > css->text.len) {
        return false;
    }
    for (char c; (c = css_peek(css, 0)) != ',' && css->at < css->text.len;) {
        css_skip_token(css);
        if (c == '(' || c == '[') {
            css_skip_group(css);
        }
    }
    *out = str_sub(css->text, from, css->at);
    css->at++;
    return true;
}

const struct selector *selector_read_list(struct arena *arena, struct str text)
{
    struct css css = {.text = css_plain(arena, text)};
    const struct selector *first = NULL, **end = &first;
    for (struct str one; selector_next(&css, &one);) {
        struct selector *selector = ARENA_NEW(arena, struct selector);
        if (!selector || !selector_read(arena, one, selector)) {
            return NULL;
        }
        *end = selector;
        end = &selector->next;
    }
    return first;
}

/* Fitting */

static bool has_word(struct str list, struct str word)
{
    struct str found;
    for (size_t at = 0; class_next(list, &at, &found);) {
        if (str_eq(found, word)) {
            return true;
        }
    }
    return false;
}

static bool has_class(const struct selector_host *host, const void *element,
                      struct str class)
{
    struct str list = host->class_of(host->data, element);
    return host->spend(host->data, list.len / 8) && has_word(list, class);
}

static bool starts(struct str value, struct str with)
{
    return value.len >= with.len && str_eq(str_sub(value, 0, with.len), with);
}

static bool matches(char match, struct str value, struct str want)
{
    size_t past = value.len > want.len ? value.len - want.len : 0;
    switch (match) {
    case '=': return str_eq(value, want);
    case '~': return has_word(value, want);
    case '|':
        return str_eq(value, want) ||
               (starts(value, want) && past && value.ptr[want.len] == '-');
    case '^': return want.len && starts(value, want);
    case '$': return want.len && str_eq(str_skip(value, past), want);
    case '*': return want.len && str_find(value, want, 0) != STR_NONE;
    default: return true;
    }
}

static bool compound_fits(const struct selector_host *host, const struct compound *compound,
                          const void *element);

static bool part_fits(const struct selector_host *host, const struct selector_part *part,
                      const void *element)
{
    struct str value;
    switch (part->kind) {
    case PART_CLASS: return has_class(host, element, part->value);
    case PART_ID: return str_eq(host->id_of(host->data, element), part->value);
    case PART_ATTRIBUTE:
        return host->value(host->data, element, part->name, &value) &&
               matches(part->match, value, part->value);
    case PART_ROOT: return !host->parent(host->data, element);
    case PART_FIRST: return !host->before(host->data, element);
    case PART_LAST: return host->is_last(host->data, element);
    case PART_NOT: /* which does not hold of what there were no steps to look at */
        return !compound_fits(host, part->compound, element) && host->spend(host->data, 1);
    case PART_NEVER: break;
    }
    return false;
}

static bool compound_fits(const struct selector_host *host, const struct compound *compound,
                          const void *element)
{
    bool fits = compound->any_tag || host->has_tag(host->data, element, compound->tag);
    for (const struct selector_part *part = compound->parts; part && fits;
         part = part->next) {
        fits = host->spend(host->data, 1) && part_fits(host, part, element);
    }
    return fits;
}

bool selector_fits(const struct selector_host *host, const struct compound *compound,
                   const void *element)
{
    if (!host->spend(host->data, 1) || !compound_fits(host, compound, element)) {
        return false;
    }
    const struct compound *before = compound->before;
    bool sibling = compound->combinator == '+' || compound->combinator == '~';
    bool once = compound->combinator == '>' || compound->combinator == '+';
    for (const void *at = element; before;) {
        at = sibling ? host->before(host->data, at) : host->parent(host->data, at);
        if (!at || !host->spend(host->data, 1)) {
            return false;
        }
        if (selector_fits(host, before, at)) {
            return true;
        }
        if (once) {
            return false;
        }
    }
    return true;
}
