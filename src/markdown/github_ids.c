/* Heading ids of CommonMark documents. A heading's words are those of node_plain_text();
 * what is a letter or a mark, ICU says. */
#include "markdown/github_ids.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

/* Ids given, by hash: open addressing, at most a quarter full. */
struct id_table {
    struct str *ids;
    uint32_t *repeats;
    size_t slot_count;
};

static size_t id_slot(const struct id_table *table, struct str id)
{
    size_t slot = str_hash(id) & (table->slot_count - 1);
    while (table->ids[slot].ptr && !str_eq(table->ids[slot], id)) {
        slot = (slot + 1) & (table->slot_count - 1);
    }
    return slot;
}

static struct str heading_slug(struct arena *arena, const struct node *heading, bool joined)
{
    struct buf plain = {.kept_in = arena}, slug = plain;
    node_plain_text(heading, &plain);
    struct str text = str_trim(buf_str(&plain));
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        bool again = joined && (slug.len == 0 || slug.ptr[slug.len - 1] == '-');
        if ((c == ' ' || c == '-') && again) {
            continue;
        }
        if (c == ' ') {
            buf_add_byte(&slug, '-');
        } else if (c == '-' || c == '_' || u_isalnum((UChar32)c) ||
                   (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK)) {
            buf_add_code_point(&slug, (uint32_t)u_tolower((UChar32)c));
        }
    }
    buf_clear(&plain);
    struct str id = arena_take(arena, &slug);
    return joined ? str_without_end(id, '-') : id;
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
                 bool joined)
{
    struct str wanted = heading_slug(arena, heading, joined), id = wanted;
    size_t base = id_slot(table, wanted);
    while (wanted.len && table->ids[id_slot(table, id)].ptr && !arena_failed(arena)) {
        id = arena_format(arena, "%.*s-%u", STR_ARG(wanted), ++table->repeats[base]);
    }
    if (id.len) {
        table->ids[id_slot(table, id)] = id;
        heading->id = id;
    }
}

bool github_ids_give(struct arena *arena, struct node *root, bool joined)
{
    size_t count = 0;
    struct walk reading;
    walk_init(&reading, root);
    while (walk_next(&reading)) {
        count += reading.entering && reading.node->kind == NODE_HEADING;
    }
    struct id_table table;
    if (!make_table(arena, count, &table)) {
        return false;
    }
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_HEADING && !walk.node->id.len) {
            give(arena, &table, walk.node, joined);
        }
    }
    return !arena_failed(arena);
}
