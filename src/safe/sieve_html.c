/* What passes of a page in HTML. An element that is in no table is taken away from around
 * its content, so that no word is lost; one whose content is no text for readers goes with
 * it. Attributes pass by name, and addresses by their scheme. */
#include "safe/sieve.h"

#include "safe/address.h"
#include "safe/style.h"

static const char *const kept_elements[] = {
    "a",      "abbr", "address",    "article", "aside",   "b",      "bdi",
    "bdo",    "big",  "blockquote", "br",      "caption", "center", "cite",
    "code",   "col",  "colgroup",   "data",    "dd",      "del",    "details",
    "dfn",    "dir",  "div",        "dl",      "dt",      "em",     "figcaption",
    "figure", "font", "footer",     "h1",      "h2",      "h3",     "h4",
    "h5",     "h6",   "header",     "hgroup",  "hr",      "i",      "img",
    "ins",    "kbd",  "li",         "main",    "mark",    "menu",   "nav",
    "ol",     "p",    "pre",        "q",       "rp",      "rt",     "ruby",
    "s",      "samp", "section",    "small",   "span",    "strike", "strong",
    "style",  "sub",  "summary",    "sup",     "table",   "tbody",  "td",
    "tfoot",  "th",   "thead",      "time",    "title",   "tr",     "tt",
    "u",      "ul",   "var",        "wbr"};

/* Gone with all they hold; what a reader loses by it is counted. */
static const struct {
    const char *name;
    enum removed_kind kind; /* REMOVED_COUNT: nothing that counts */
} dropped_elements[] = {
    {"script", REMOVED_SCRIPT},  {"iframe", REMOVED_LOAD},   {"frame", REMOVED_LOAD},
    {"embed", REMOVED_LOAD},     {"template", REMOVED_PART}, {"noembed", REMOVED_COUNT},
    {"noframes", REMOVED_COUNT}, {"base", REMOVED_COUNT},    {"meta", REMOVED_COUNT},
    {"link", REMOVED_COUNT},     {"param", REMOVED_COUNT},   {"source", REMOVED_LOAD},
    {"track", REMOVED_LOAD},     {"input", REMOVED_FORM},    {"keygen", REMOVED_FORM},
    {"portal", REMOVED_LOAD},    {"bgsound", REMOVED_LOAD},
};

static const char *const kept_attributes[] = {
    "abbr",     "align",   "alt",     "bgcolor",   "border",  "cellpadding", "cellspacing",
    "char",     "class",   "clear",   "color",     "cols",    "colspan",     "compact",
    "datetime", "dir",     "face",    "headers",   "height",  "hidden",      "hspace",
    "id",       "label",   "lang",    "name",      "noshade", "nowrap",      "open",
    "reversed", "role",    "rowspan", "rules",     "scope",   "size",        "span",
    "start",    "summary", "title",   "translate", "type",    "valign",      "value",
    "vspace",   "width"};

static bool is_in(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

bool sieve_is_void(struct str name)
{
    static const char *const voids[] = {"br", "col", "hr", "img", "wbr"};
    return is_in(name, voids, sizeof voids / sizeof voids[0]);
}

static struct str value_of(const struct element_event *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        if (str_is(element->attributes[i].name, name)) {
            return element->attributes[i].value;
        }
    }
    return (struct str){0};
}

/* Where relative links start once the page says so itself. */
static void take_base(struct sieve *sieve, const struct element_event *element)
{
    struct str clean;
    if (address_judge(sieve->arena, value_of(element, "href"), &clean) == ADDRESS_WEB) {
        sieve->address = arena_str(sieve->arena, clean);
        sieve->pictures = NULL; /* which start where the file is */
    }
}

static void count_dropped(struct sieve *sieve, const struct element_event *element,
                          enum removed_kind kind)
{
    struct str name = element->name;
    if (str_is(name, "base")) {
        take_base(sieve, element);
    } else if (str_is(name, "meta") &&
               str_eq_ignore_case(value_of(element, "http-equiv"), STR("refresh"))) {
        sieve_remove(sieve, REMOVED_LINK);
    } else if (str_is(name, "link") &&
               str_find(value_of(element, "rel"), STR("style"), 0) != STR_NONE) {
        sieve_remove(sieve, REMOVED_LOAD);
    } else if (kind != REMOVED_COUNT) {
        sieve_remove(sieve, kind);
    }
}

/* Handlers and sources of an element whose tags go while its content stays. */
static void count_unwrapped(struct sieve *sieve, const struct element_event *element)
{
    static const char *const fields[] = {"select", "textarea", "button"};
    if (str_is(element->name, "html") || str_is(element->name, "body")) {
        return; /* which the copy has, too */
    }
    for (size_t i = 0; i < element->attribute_count; i++) {
        if (sieve_is_handler(element->attributes[i].name)) {
            sieve_remove(sieve, REMOVED_HANDLER);
        }
    }
    if (is_in(element->name, fields, sizeof fields / sizeof fields[0])) {
        sieve_remove(sieve, REMOVED_FORM);
    } else if (value_of(element, "src").len || value_of(element, "data").len) {
        sieve_remove(sieve, REMOVED_LOAD);
    }
}

enum verdict sieve_judge_html(struct sieve *sieve, const struct element_event *element)
{
    bool own = element->space == SPACE_HTML || element->space == SPACE_NONE;
    for (size_t i = 0; i < sizeof dropped_elements / sizeof dropped_elements[0]; i++) {
        if (str_is(element->name, dropped_elements[i].name)) {
            count_dropped(sieve, element, dropped_elements[i].kind);
            return VERDICT_DROP;
        }
    }
    if (own && is_in(element->name, kept_elements,
                     sizeof kept_elements / sizeof kept_elements[0])) {
        return VERDICT_KEEP;
    }
    if (!own && str_is(element->name, "style")) {
        return VERDICT_DROP;
    }
    count_unwrapped(sieve, element);
    return VERDICT_UNWRAP;
}

static void write_link(struct sieve *sieve, struct str value)
{
    struct str clean, none = {0};
    enum address_kind kind = address_judge(sieve->arena, value, &clean);
    if (kind == ADDRESS_RELATIVE) {
        clean = address_join(sieve->arena, sieve->address, clean);
        kind = clean.len ? ADDRESS_WEB : ADDRESS_OTHER;
    }
    if (kind == ADDRESS_PART || kind == ADDRESS_WEB) {
        sieve_write_attribute(sieve, none, STR("href"), clean);
        if (kind == ADDRESS_WEB) {
            sieve_write_attribute(sieve, none, STR("rel"), STR("noopener noreferrer"));
        }
    } else {
        sieve_remove(sieve, REMOVED_LINK);
    }
}

static void write_source(struct sieve *sieve, struct str value)
{
    struct str clean;
    enum address_kind kind = address_judge(sieve->arena, value, &clean);
    if (kind == ADDRESS_RELATIVE) {
        clean = sieve_embed_picture(sieve, clean);
        kind = clean.len ? ADDRESS_EMBEDDED : ADDRESS_OTHER;
    }
    if (kind == ADDRESS_EMBEDDED) {
        sieve_write_attribute(sieve, (struct str){0}, STR("src"), clean);
    } else {
        sieve_remove(sieve, REMOVED_LOAD);
    }
}

static void write_style(struct sieve *sieve, struct str value)
{
    struct buf clean = {.part_of = sieve->out};
    for (size_t loads = style_sieve(value, &clean); loads; loads--) {
        sieve_remove(sieve, REMOVED_LOAD);
    }
    sieve_write_attribute(sieve, (struct str){0}, STR("style"), buf_str(&clean));
    buf_clear(&clean);
}

/* "aria-label": the names that exist are of small letters alone. */
static bool is_spoken(struct str name)
{
    bool spoken = str_starts(name, "aria-") && name.len > strlen("aria-");
    for (size_t i = strlen("aria-"); i < name.len && spoken; i++) {
        spoken = name.ptr[i] >= 'a' && name.ptr[i] <= 'z';
    }
    return spoken;
}

void sieve_write_html_attributes(struct sieve *sieve, const struct element_event *element)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute_event *attribute = &element->attributes[i];
        struct str name = attribute->name, none = {0};
        if (sieve_is_handler(name)) {
            sieve_remove(sieve, REMOVED_HANDLER);
        } else if (attribute->space == SPACE_XML && str_is(name, "lang")) {
            sieve_write_attribute(sieve, none, name, attribute->value);
        } else if (attribute->space != SPACE_NONE) {
            continue;
        } else if (str_is(name, "href") && str_is(element->name, "a")) {
            write_link(sieve, attribute->value);
        } else if (str_is(name, "src") && str_is(element->name, "img")) {
            write_source(sieve, attribute->value);
        } else if (str_is(name, "style")) {
            write_style(sieve, attribute->value);
        } else if (str_is(name, "background")) {
            sieve_remove(sieve, REMOVED_LOAD);
        } else if (is_spoken(name) ||
                   is_in(name, kept_attributes,
                         sizeof kept_attributes / sizeof kept_attributes[0])) {
            sieve_write_attribute(sieve, none, name, attribute->value);
        }
    }
}
