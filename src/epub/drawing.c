/* Drawings in a book, where an id is a name of XML and stands once, as in XHTML (EPUB 3.3,
 * 6.2). Browsers ask neither, so authors and the programs that draw for them give numbers,
 * words with colons, and the same one twice. Those get a number of ours; what leads to one,
 * leads to the first of its name, as in browsers, and what leads nowhere goes.
 *
 * What comes in is well-formed, as safe/ has looked at it: values of attributes are found
 * by their quotation marks, without a tree. All else stays, byte for byte. */
#include "base/path.h"
#include "base/slug.h"
#include "epub/parts.h"

struct scan {
    struct str text;
    size_t at;
    bool in_tag, in_style; /* a tag is open; it is that of a style sheet */
};

/* A value in the text, or what a style sheet says, without a name. */
struct told {
    struct str name;
    size_t start, from, to; /* where its attribute begins; the value */
};

static bool ends_name(char c)
{
    return ascii_is_space(c) || c == '=' || c == '/' || c == '>';
}

static size_t behind(struct str text, const char *what, size_t from)
{
    size_t hit = str_find(text, str_from(what), from);
    return hit == STR_NONE ? text.len : hit + strlen(what);
}

/* A declaration may hold others, in brackets. */
static size_t behind_declaration(struct str text, size_t from)
{
    size_t end = str_find_byte(text, '>', from), inner = str_find_byte(text, '[', from);
    return inner < end ? behind(text, ">", behind(text, "]", inner))
                       : behind(text, ">", from);
}

/* To the next tag; true: a style sheet stood before it. */
static bool next_tag(struct scan *scan, struct told *out)
{
    size_t from = scan->at, hit = str_find_byte(scan->text, '<', from);
    if (scan->in_style) {
        hit = str_find(scan->text, STR("</"), from);
        *out = (struct told){.start = from, .from = from};
        out->to = scan->at = hit == STR_NONE ? scan->text.len : hit;
        scan->in_style = false;
        return true;
    }
    struct str rest = str_sub(scan->text, hit, scan->text.len);
    if (hit == STR_NONE) {
        scan->at = scan->text.len;
    } else if (str_starts(rest, "<!--")) {
        scan->at = behind(scan->text, "-->", hit + 4);
    } else if (str_starts(rest, "<![CDATA[")) {
        scan->at = behind(scan->text, "]]>", hit);
    } else if (str_starts(rest, "<?")) {
        scan->at = behind(scan->text, "?>", hit);
    } else if (str_starts(rest, "<!")) {
        scan->at = behind_declaration(scan->text, hit);
    } else {
        size_t end = hit + 1 + str_starts(rest, "</");
        while (end < scan->text.len && !ends_name(scan->text.ptr[end])) {
            end++;
        }
        scan->in_tag = true;
        scan->in_style =
            !str_starts(rest, "</") && str_ends(str_sub(scan->text, hit, end), "style");
        scan->at = end;
    }
    return false;
}

/* The tag's next attribute; false: it has ended. */
static bool next_attribute(struct scan *scan, struct told *out)
{
    struct str text = scan->text;
    size_t at = scan->at;
    *out = (struct told){.start = at};
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    size_t name = at;
    while (at < text.len && !ends_name(text.ptr[at])) {
        at++;
    }
    out->name = str_sub(text, name, at);
    while (at < text.len && (ascii_is_space(text.ptr[at]) || text.ptr[at] == '=')) {
        at++;
    }
    char sign = at < text.len ? text.ptr[at] : '>';
    scan->at = at + 1;
    if (sign == '"' || sign == '\'') {
        size_t end = str_find_byte(text, sign, at + 1);
        out->from = at + 1;
        out->to = end == STR_NONE ? text.len : end;
        scan->at = out->to + 1;
        return true;
    }
    scan->in_tag = sign != '>';
    scan->in_style = scan->in_style && sign != '/';
    return false;
}

static bool next_told(struct scan *scan, struct told *out)
{
    bool found = false;
    while (!found && scan->at < scan->text.len) {
        found = scan->in_tag ? next_attribute(scan, out) : next_tag(scan, out);
    }
    return found;
}

static bool is_id(const struct told *told)
{
    return str_is(told->name, "id") || str_is(told->name, "xml:id");
}

/* Every id, and the name that it has in the book. */
static struct value name_ids(struct arena *arena, struct str text)
{
    struct value names = value_map_new(arena);
    struct scan scan = {.text = text};
    struct told told;
    size_t number = 0;
    while (names.kind == VALUE_MAP && next_told(&scan, &told)) {
        struct str id = str_sub(text, told.from, told.to);
        if (is_id(&told)) {
            (void)value_map_set(arena, names, id, value_string(id));
        }
    }
    for (size_t i = 0; i < value_count(names); i++) {
        struct value_entry *entry = &names.as.map->entries[i];
        struct str name = entry->key;
        while (!slug_is_xml_name(name) ||
               (value_has(names, name) && !str_eq(name, entry->key))) {
            name = arena_format(arena, "id-%zu", ++number);
            if (arena_failed(arena)) {
                return names;
            }
        }
        entry->value = value_string(name);
    }
    return names;
}

/* An address may write it with signs of percent. */
static struct str name_of(struct arena *arena, struct value names, struct str id)
{
    struct str name = value_text_or(value_get(names, id), (struct str){0});
    if (!name.len && str_find_byte(id, '%', 0) != STR_NONE) {
        id = path_percent_decode(arena, id);
        name = value_text_or(value_get(names, id), (struct str){0});
    }
    return name;
}

/* "a b", as of aria-labelledby. */
static void add_words(struct arena *arena, struct value names, struct str words,
                      struct buf *out)
{
    for (size_t at = 0, end; at < words.len; at = end) {
        bool space = ascii_is_space(words.ptr[at]);
        for (end = at; end < words.len && ascii_is_space(words.ptr[end]) == space;) {
            end++;
        }
        struct str word = str_sub(words, at, end), name = name_of(arena, names, word);
        buf_add(out, !space && name.len ? name : word);
    }
}

/* Without the quotation marks of CSS, as they are or as XML writes them. */
static struct str unquoted(struct str text)
{
    static const char *const signs[] = {"\"", "'", "&quot;", "&apos;", "&#34;", "&#39;"};
    text = str_trim(text);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t len = strlen(signs[i]);
        if (text.len >= 2 * len && str_starts(text, signs[i]) && str_ends(text, signs[i])) {
            return str_sub(text, len, text.len - len);
        }
    }
    return text;
}

/* Whether another paint follows, for where there is none of the name. */
static bool has_fallback(struct str value, size_t at)
{
    while (at < value.len && ascii_is_space(value.ptr[at])) {
        at++;
    }
    return at < value.len && !ascii_set_has(";}!,", value.ptr[at]);
}

/* Each "url(#a)" in a value of CSS. */
static void add_urls(struct arena *arena, struct value names, struct str value,
                     struct buf *out)
{
    size_t copied = 0;
    for (size_t hit = 0; (hit = str_find(value, STR("url("), hit)) != STR_NONE;) {
        size_t end = str_find_byte(value, ')', hit);
        if (end == STR_NONE) {
            break;
        }
        struct str part = unquoted(str_sub(value, hit + 4, end++));
        if (str_starts(part, "#")) {
            struct str name = name_of(arena, names, str_skip(part, 1));
            buf_add(out, str_sub(value, copied, hit));
            if (name.len) {
                buf_add_format(out, "url(#%.*s)", STR_ARG(name));
            } else {
                buf_add_text(out, has_fallback(value, end) ? "" : "none");
            }
            copied = end;
        }
        hit = end;
    }
    buf_add(out, str_skip(value, copied));
}

/* What the value is in the book. False: its attribute goes. */
static bool add_value(struct arena *arena, struct value names, struct value seen,
                      const struct told *told, struct str value, struct buf *out)
{
    if (is_id(told)) {
        bool first = !value_has(seen, value);
        (void)value_map_set(arena, seen, value, value_bool(true));
        buf_add(out, name_of(arena, names, value));
        return first;
    }
    bool link = str_is(told->name, "href") || str_ends(told->name, ":href");
    if (link && str_starts(value, "#") && value.len > 1 &&
        str_find_byte(value, '(', 0) == STR_NONE) {
        struct str name = name_of(arena, names, str_skip(value, 1));
        buf_add_byte(out, '#');
        buf_add(out, name);
        return name.len > 0;
    }
    if (str_starts(told->name, "aria-")) {
        add_words(arena, names, value, out);
    } else {
        add_urls(arena, names, value, out);
    }
    return true;
}

static void rewrite(struct arena *arena, struct str text, struct buf *out)
{
    struct value names = name_ids(arena, text), seen = value_map_new(arena);
    struct scan scan = {.text = text};
    struct told told;
    size_t copied = 0;
    while (seen.kind == VALUE_MAP && next_told(&scan, &told)) {
        struct buf value = {.part_of = out};
        bool stays =
            add_value(arena, names, seen, &told, str_sub(text, told.from, told.to), &value);
        buf_add(out, str_sub(text, copied, stays ? told.from : told.start));
        if (stays) {
            buf_add(out, buf_str(&value));
        }
        copied = stays ? told.to : told.to + 1;
        buf_clear(&value);
    }
    buf_add(out, str_skip(text, copied));
}

bool drawing_add(struct bundle *bundle, const struct book *book, struct str name,
                 const struct packet_file *file)
{
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    struct arena held;
    struct str bytes;
    arena_init_within(&held, 0, bundle->arena->budget);
    bool ok = packet_read_file(book->packet, file, &held, &bytes, bundle->report);
    if (ok) {
        rewrite(&held, bytes, &out);
        ok = !arena_failed(&held) || report_out_of_memory(bundle->report);
    }
    bool same = ok && str_eq(bytes, buf_str(&out));
    arena_clear(&held);
    if (!ok || same) {
        buf_clear(&out);
        return ok && bundle_add_file(bundle, BOOK_FOLDER, name, file);
    }
    return bundle_add(bundle, BOOK_FOLDER, name, &out);
}
