/* Heading ids of CommonMark documents. A heading's words are those of node_plain_text();
 * what is a letter or a mark, ICU says. */
#include "markdown/github_ids.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* Ids given, by hash: open addressing, at most a quarter full. */
struct id_table {
    struct str *ids;
    uint32_t *repeats;
    uint32_t wordless; /* headings that were given an id without a word */
    size_t slot_count;
};

static size_t id_slot(const struct id_table *table, struct str id)
{
    size_t slot = hash_text(id) & (table->slot_count - 1);
    while (table->ids[slot].ptr && !str_eq(table->ids[slot], id)) {
        slot = (slot + 1) & (table->slot_count - 1);
    }
    return slot;
}

/* The code point's ASCII, without marks: "é" is "e". */
static void add_ascii(struct buf *slug, uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
    UChar parts[20] = {(UChar)c};
    int32_t count = c < 0x80 ? 1
                    : U_SUCCESS(status)
                        ? unorm2_getDecomposition(nfkd, (UChar32)c, parts, 20, &status)
                        : 0;
    for (int32_t i = 0; i < count && U_SUCCESS(status); i++) {
        bool word = parts[i] < 0x80 && (ascii_is_alnum((char)parts[i]) || parts[i] == '_');
        if (word) {
            buf_add_byte(slug, ascii_lower((char)parts[i]));
        }
    }
}

static bool ends_in_dash(const struct buf *slug)
{
    return slug->len > 0 && slug->ptr[slug->len - 1] == '-';
}

/* Python-Markdown's: spaces around what stays go before spaces and dashes join. */
static void add_python_slug(struct buf *slug, struct str text)
{
    bool space = false;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        size_t before = slug->len;
        if (c == ' ') {
            space = slug->len > 0;
        } else if (c == '-') {
            if (!ends_in_dash(slug)) {
                buf_add_byte(slug, '-');
            }
            space = false;
        } else {
            struct buf letters = {.kept_in = slug->kept_in};
            add_ascii(&letters, c);
            if (letters.len && space && !ends_in_dash(slug)) {
                buf_add_byte(slug, '-');
            }
            buf_add(slug, buf_str(&letters));
            buf_clear(&letters);
            space = space && slug->len == before;
        }
    }
}

static void add_slug(struct buf *slug, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        if (c == ' ') {
            buf_add_byte(slug, '-');
        } else if (c == '-' || c == '_' || u_isalnum((UChar32)c) ||
                   (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK)) {
            buf_add_code_point(slug, (uint32_t)u_tolower((UChar32)c));
        }
    }
}

/* Whether the rule sets a dash for `c`: MyST keeps ASCII alone, VitePress all but the
 * signs of ASCII and quotes. */
static bool is_dashed(uint32_t c, enum id_rule rule)
{
    bool ascii = c < 0x80;
    bool quote = c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D;
    return ascii ? !ascii_is_alnum((char)c)
                 : rule == IDS_DASHED || quote || u_isUWhiteSpace((UChar32)c);
}

static void add_joined_slug(struct buf *slug, struct str text, enum id_rule rule)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        if (is_dashed(c, rule)) {
            if (slug->len && !ends_in_dash(slug)) {
                buf_add_byte(slug, '-');
            }
            continue;
        }
        if (slug->len == 0 && c < 0x80 && ascii_is_digit((char)c)) {
            buf_add_text(slug, rule == IDS_DASHED ? "id-" : "_");
        }
        struct buf letters = {.kept_in = slug->kept_in};
        add_ascii(&letters, c); /* without its accents */
        if (letters.len) {
            buf_add(slug, buf_str(&letters));
        } else {
            buf_add_code_point(slug, (uint32_t)u_tolower((UChar32)c));
        }
        buf_clear(&letters);
    }
}

static struct str heading_slug(struct arena *arena, const struct node *heading,
                               enum id_rule rule)
{
    struct buf plain = {.kept_in = arena}, slug = plain;
    node_plain_text(heading, &plain);
    struct str text = str_trim(buf_str(&plain));
    if (rule == IDS_PYTHON) {
        add_python_slug(&slug, text);
    } else if (rule == IDS_JOINED || rule == IDS_DASHED) {
        add_joined_slug(&slug, text, rule);
    } else {
        add_slug(&slug, text);
    }
    buf_clear(&plain);
    struct str id = arena_take(arena, &slug);
    return rule == IDS_JOINED || rule == IDS_DASHED ? str_without_end(id, '-') : id;
}

static bool make_table(struct arena *arena, size_t heading_count, struct id_table *out)
{
    out->slot_count = 8;
    while (out->slot_count < heading_count * 4) {
        out->slot_count *= 2;
    }
    out->ids = ARENA_ARRAY(arena, struct str, out->slot_count);
    out->repeats = ARENA_ARRAY(arena, uint32_t, out->slot_count);
    return out->ids && out->repeats;
}

static void give(struct arena *arena, struct id_table *table, struct node *heading,
                 enum id_rule rule)
{
    struct str wanted = heading_slug(arena, heading, rule), id = wanted;
    bool python = rule == IDS_PYTHON || rule == IDS_UNICODE;
    uint32_t *repeats =
        wanted.len ? &table->repeats[id_slot(table, wanted)] : &table->wordless;
    while ((wanted.len ? table->ids[id_slot(table, id)].ptr != NULL : python && !id.len) &&
           !arena_failed(arena)) {
        id = arena_format(arena, "%.*s%c%u", STR_ARG(wanted), python ? '_' : '-',
                          ++*repeats);
    }
    if (id.len) {
        table->ids[id_slot(table, id)] = id;
        node_set_id(arena, heading, id);
    }
}

bool github_ids_give(struct arena *arena, struct node *root, enum id_rule rule)
{
    size_t count = 0;
    struct walk reading;
    walk_init(&reading, root);
    while (walk_next(&reading)) {
        count += reading.entering && reading.node->kind == NODE_HEADING;
    }
    struct id_table table = {0};
    if (!make_table(arena, count, &table)) {
        return false;
    }
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_HEADING && !node_id(walk.node).len) {
            give(arena, &table, walk.node, rule);
        }
    }
    return !arena_failed(arena);
}
