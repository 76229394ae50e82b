/* HTML tags as kramdown reads them. The table of elements says what kramdown does with
 * each, which is not what HTML says; searches that may fail are bounded, so that many
 * failing ones stay linear. */
#include "base/html_tag.h"

#include "base/arena.h"

enum {
    SPAN = 1,       /* stays within its paragraph at a line's beginning */
    BLOCK = 2,      /* never within a paragraph */
    VOID = 4,       /* has no end tag */
    PARSED = 8,     /* spans are read within it inside a paragraph */
    IN_SPANS = 16,  /* content with markdown="1": spans */
    IN_BLOCKS = 32, /* content with markdown="1": blocks */
    VERBATIM = 64,  /* nothing is read within it */
};

/* clang-format off */
static const struct {
    const char *name;
    uint8_t flags;
} elements[] = {
    {"a", SPAN | PARSED | IN_SPANS}, {"abbr", SPAN | PARSED | IN_SPANS},
    {"acronym", SPAN | PARSED | IN_SPANS}, {"address", BLOCK | IN_BLOCKS},
    {"applet", BLOCK | IN_BLOCKS}, {"area", VOID}, {"article", BLOCK | IN_BLOCKS},
    {"aside", BLOCK | IN_BLOCKS}, {"audio", 0}, {"b", SPAN | PARSED | IN_SPANS},
    {"base", VOID}, {"basefont", 0}, {"bdi", 0}, {"bdo", SPAN | PARSED | IN_SPANS},
    {"big", SPAN | PARSED | IN_SPANS}, {"blockquote", BLOCK | IN_BLOCKS},
    {"body", BLOCK | IN_BLOCKS}, {"br", SPAN | VOID},
    {"button", SPAN | PARSED | IN_SPANS}, {"canvas", 0}, {"caption", BLOCK | IN_SPANS},
    {"center", 0}, {"circle", 0}, {"cite", SPAN | PARSED | IN_SPANS}, {"code", SPAN},
    {"col", BLOCK | VOID}, {"colgroup", BLOCK}, {"command", VOID}, {"data", 0},
    {"datalist", 0}, {"dd", BLOCK | IN_BLOCKS}, {"del", SPAN | PARSED | IN_SPANS},
    {"details", PARSED | IN_BLOCKS}, {"dfn", SPAN | PARSED | IN_SPANS}, {"dialog", 0},
    {"dir", 0}, {"div", BLOCK | IN_BLOCKS}, {"dl", BLOCK | IN_BLOCKS},
    {"dt", BLOCK | IN_SPANS}, {"em", SPAN | PARSED | IN_SPANS}, {"embed", VOID},
    {"fieldset", BLOCK | IN_BLOCKS}, {"figcaption", BLOCK | IN_BLOCKS},
    {"figure", PARSED | IN_BLOCKS}, {"font", 0}, {"footer", BLOCK | IN_BLOCKS},
    {"form", BLOCK | IN_BLOCKS}, {"frame", 0}, {"frameset", 0}, {"g", 0},
    {"h1", BLOCK | IN_SPANS}, {"h2", BLOCK | IN_SPANS}, {"h3", BLOCK | IN_SPANS},
    {"h4", BLOCK | IN_SPANS}, {"h5", BLOCK | IN_SPANS}, {"h6", BLOCK | IN_SPANS},
    {"head", BLOCK}, {"header", BLOCK | IN_BLOCKS}, {"hgroup", BLOCK | IN_BLOCKS},
    {"hr", BLOCK | VOID}, {"html", BLOCK}, {"i", SPAN | PARSED | IN_SPANS},
    {"iframe", BLOCK | IN_BLOCKS}, {"img", SPAN | VOID}, {"input", SPAN | VOID},
    {"ins", SPAN | PARSED | IN_SPANS}, {"isindex", 0}, {"kbd", SPAN}, {"keygen", VOID},
    {"label", SPAN | PARSED | IN_SPANS}, {"legend", BLOCK | IN_SPANS},
    {"li", BLOCK | IN_BLOCKS}, {"link", VOID}, {"main", BLOCK | IN_BLOCKS},
    {"map", BLOCK | IN_BLOCKS}, {"mark", SPAN}, {"marquee", 0}, {"math", 0},
    {"menu", BLOCK | IN_BLOCKS}, {"menuitem", 0}, {"meta", VOID}, {"meter", 0},
    {"nav", BLOCK | IN_BLOCKS}, {"nobr", 0}, {"noframes", 0},
    {"noscript", PARSED | IN_BLOCKS}, {"object", PARSED | IN_BLOCKS}, {"ol", BLOCK},
    {"optgroup", BLOCK | IN_SPANS}, {"option", SPAN}, {"output", 0},
    {"p", BLOCK | IN_SPANS}, {"param", VOID}, {"path", 0}, {"picture", 0}, {"pre", BLOCK},
    {"progress", 0}, {"q", SPAN | PARSED | IN_SPANS}, {"rb", SPAN | PARSED | IN_SPANS},
    {"rbc", SPAN | PARSED | IN_SPANS}, {"rp", SPAN | PARSED | IN_SPANS},
    {"rt", SPAN | PARSED | IN_SPANS}, {"rtc", SPAN | PARSED | IN_SPANS},
    {"ruby", SPAN | PARSED | IN_SPANS}, {"s", 0}, {"samp", SPAN}, {"script", VERBATIM},
    {"section", BLOCK | IN_BLOCKS}, {"select", SPAN | PARSED | IN_SPANS}, {"slot", 0},
    {"small", SPAN | PARSED | IN_SPANS}, {"source", VOID},
    {"span", SPAN | PARSED | IN_SPANS}, {"strike", 0},
    {"strong", SPAN | PARSED | IN_SPANS}, {"style", VERBATIM},
    {"sub", SPAN | PARSED | IN_SPANS}, {"summary", BLOCK | IN_BLOCKS},
    {"sup", SPAN | PARSED | IN_SPANS}, {"svg", 0}, {"table", BLOCK}, {"tbody", BLOCK},
    {"td", BLOCK | IN_BLOCKS}, {"template", 0}, {"text", 0}, {"textarea", 0},
    {"tfoot", BLOCK}, {"th", BLOCK | IN_SPANS}, {"thead", BLOCK}, {"time", 0},
    {"title", 0}, {"tr", BLOCK}, {"track", VOID}, {"tt", SPAN | PARSED | IN_SPANS},
    {"u", SPAN}, {"ul", BLOCK}, {"var", SPAN}, {"video", 0}, {"wbr", VOID},
};
/* clang-format on */

#define ELEMENT_UNKNOWN 128

static uint8_t element_flags(struct str name)
{
    size_t low = 0, high = sizeof elements / sizeof elements[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(str_from(elements[middle].name), name);
        if (order == 0) {
            return elements[middle].flags;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return ELEMENT_UNKNOWN;
}

static struct str lower(struct arena *arena, struct str name)
{
    bool upper = false;
    for (size_t i = 0; i < name.len; i++) {
        upper = upper || name.ptr[i] != ascii_lower(name.ptr[i]);
    }
    if (!upper) {
        return name;
    }
    char *copy = ARENA_ARRAY(arena, char, name.len + 1);
    for (size_t i = 0; copy && i < name.len; i++) {
        copy[i] = ascii_lower(name.ptr[i]);
    }
    return copy ? str_make(copy, name.len) : name;
}

bool html_is_known(struct str name)
{
    return element_flags(name) != ELEMENT_UNKNOWN;
}

struct str html_name(struct arena *arena, struct str name, bool known)
{
    return known ? lower(arena, name) : name;
}

bool html_is_span(struct str name)
{
    return (element_flags(name) & SPAN) != 0;
}

bool html_is_block(struct str name)
{
    return (element_flags(name) & BLOCK) != 0;
}

bool html_is_void(struct str name)
{
    return (element_flags(name) & VOID) != 0;
}

bool html_is_verbatim(struct str name)
{
    return (element_flags(name) & VERBATIM) != 0;
}

bool html_is_parsed(struct str name)
{
    return (element_flags(name) & PARSED) != 0;
}

enum html_content html_content_of(struct str name)
{
    uint8_t flags = element_flags(name);
    return flags & IN_BLOCKS ? HTML_BLOCK : flags & IN_SPANS ? HTML_SPAN : HTML_RAW;
}

/* A name of an element or attribute at `at`, which may have a prefix: its end, or `at`. */
size_t html_name_end(struct str text, size_t at)
{
    size_t end = at;
    bool prefixed = false, begins = true;
    while (end < text.len) {
        char c = text.ptr[end];
        if (c == ':' && !prefixed && !begins) {
            prefixed = begins = true;
        } else if (ascii_is_alpha(c) || c == '_' ||
                   (!begins && (ascii_is_digit(c) || c == '-' || c == '.'))) {
            begins = false;
        } else {
            break;
        }
        end++;
    }
    return begins && prefixed ? at : end; /* nothing stands behind the colon */
}

static size_t skip_space(struct str text, size_t at)
{
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    return at;
}

/* What kramdown knows as a name or a value without quotes, and what browsers do. */
static size_t name_end(struct str text, size_t at, bool loose)
{
    size_t end = at;
    while (loose && end < text.len && !ascii_is_space(text.ptr[end]) &&
           !strchr("\"'>/=", text.ptr[end])) {
        end++;
    }
    return loose ? end : html_name_end(text, at);
}

static bool is_bare_value(char c, bool loose)
{
    return loose ? !ascii_is_space(c) && c != '>'
                 : ascii_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

static size_t attribute_at(struct str text, size_t at, struct str *name, struct str *value,
                           bool loose)
{
    at = skip_space(text, at);
    size_t end = name_end(text, at, loose);
    if (end == at) {
        return 0;
    }
    *name = str_sub(text, at, end);
    *value = (struct str){0};
    size_t sign = skip_space(text, end);
    if (sign >= text.len || text.ptr[sign] != '=') {
        return end;
    }
    size_t from = skip_space(text, sign + 1);
    if (from >= text.len) {
        return 0;
    }
    char quote = text.ptr[from];
    if (quote == '"' || quote == '\'') {
        size_t close = str_find_byte(text, quote, from + 1);
        if (close == STR_NONE) {
            return 0;
        }
        *value = str_sub(text, from + 1, close);
        return close + 1;
    }
    size_t to = from;
    while (to < text.len && is_bare_value(text.ptr[to], loose)) {
        to++;
    }
    if (to == from) {
        return 0;
    }
    *value = str_sub(text, from, to);
    return to;
}

size_t html_attribute_at(struct str text, size_t at, struct str *name, struct str *value)
{
    return attribute_at(text, at, name, value, false);
}

size_t html_loose_attribute_at(struct str text, size_t at, struct str *name,
                               struct str *value)
{
    return attribute_at(text, at, name, value, true);
}

#define TAG_BYTES 65536 /* a longer tag is text: keeps failed searches short */

/* The end of a tag is found before anything is made of it: attributes are only passed over,
 * and what does not close is no tag. */
static bool tag_at(struct arena *arena, struct str text, size_t at, bool loose,
                   struct html_tag *out)
{
    *out = (struct html_tag){0};
    size_t limit = at + TAG_BYTES < text.len ? at + TAG_BYTES : text.len;
    text.len = limit;
    size_t name = at + 1;
    if (name < text.len && text.ptr[name] == '/') {
        out->closing = true;
        name++;
    }
    size_t end = html_name_end(text, name);
    if (end == name || end >= text.len) {
        return false;
    }
    struct str small = lower(arena, str_sub(text, name, end));
    out->name = element_flags(small) == ELEMENT_UNKNOWN ? str_sub(text, name, end) : small;
    out->attributes = end;
    while (!out->closing) {
        size_t from = skip_space(text, end);
        struct str attribute, value;
        size_t next = from > end || (loose && end > out->attributes)
                          ? attribute_at(text, from, &attribute, &value, loose)
                          : 0;
        if (next == 0) {
            break;
        }
        end = next;
    }
    out->attributes_end = end;
    end = skip_space(text, end);
    if (!out->closing && end < text.len && text.ptr[end] == '/') {
        out->empty = true;
        end++;
    }
    out->end = end + 1;
    return end < text.len && text.ptr[end] == '>';
}

bool html_tag_at(struct arena *arena, struct str text, size_t at, struct html_tag *out)
{
    return tag_at(arena, text, at, false, out);
}

bool html_loose_tag_at(struct arena *arena, struct str text, size_t at,
                       struct html_tag *out)
{
    return tag_at(arena, text, at, true, out);
}

size_t html_comment_end(struct str text, size_t at, size_t end)
{
    if (!str_starts(str_sub(text, at, end), "<!--")) {
        return STR_NONE;
    }
    size_t close = str_find(str_sub(text, 0, end), STR("-->"), at + 4);
    return close == STR_NONE ? STR_NONE : close + 3;
}

size_t html_end_tag_at(struct str text, size_t at, struct str name)
{
    size_t end = at + 2 + name.len;
    if (!str_starts(str_skip(text, at), "</") ||
        !str_eq_ignore_case(str_sub(text, at + 2, end), name)) {
        return 0;
    }
    end = skip_space(text, end);
    return end < text.len && text.ptr[end] == '>' ? end + 1 : 0;
}

size_t html_find_end_tag(struct str text, struct str name, size_t from, size_t to)
{
    struct str within = str_sub(text, 0, to);
    for (size_t at = str_find_byte(within, '<', from); at != STR_NONE;
         at = str_find_byte(within, '<', at + 1)) {
        if (html_end_tag_at(within, at, name)) {
            return at;
        }
    }
    return STR_NONE;
}
