/* The kramdown reader: its order of work, and the small things all its files need. */
#include "markdown/kramdown.h"
#include "base/utf8.h"
#include "markdown/reader.h"

bool name_find(const struct name_table *table, struct str name, size_t *out)
{
    struct value found = value_get(table->map, name);
    if (found.kind != VALUE_INTEGER) {
        return false;
    }
    *out = (size_t)found.as.integer;
    return true;
}

bool name_set(struct kramdown *k, struct name_table *table, struct str name, size_t index)
{
    if (table->map.kind != VALUE_MAP) {
        table->map = value_map_new(k->arena);
    }
    return table->map.kind == VALUE_MAP &&
           value_map_set(k->arena, table->map, name, value_integer((int64_t)index));
}

struct str name_normalize(struct kramdown *k, struct str label)
{
    struct buf out = {0};
    bool space = false;
    for (size_t i = 0, len = 1; i < label.len; i += len) {
        uint32_t c = utf8_decode(label, i, &len);
        if (c < 0x80 && ascii_is_space((char)c)) {
            space = true;
            continue;
        }
        if (space) {
            buf_add_byte(&out, ' ');
            space = false;
        }
        if (c < 0x80) {
            buf_add_byte(&out, ascii_lower((char)c));
        } else {
            buf_add_lower(&out, c);
        }
    }
    if (space) {
        buf_add_byte(&out, ' ');
    }
    struct str result = arena_str(k->arena, buf_str(&out));
    buf_clear(&out);
    return result;
}

struct node *kramdown_node(struct kramdown *k, enum node_kind kind,
                           const struct source *source, size_t at)
{
    struct spot spot = source_spot(k, source, at);
    struct node *node = k->free_nodes;
    if (!node) {
        return node_new(k->arena, kind, spot);
    }
    k->free_nodes = node->next;
    *node = (struct node){.kind = (uint8_t)kind, .spot = spot};
    return node;
}

void kramdown_recycle(struct kramdown *k, struct node *node)
{
    /* Children move to the free list one by one; what hangs below them joins the queue. */
    if (!node) {
        return;
    }
    node->next = NULL;
    struct node *queue = node, *last = node;
    while (queue) {
        struct node *one = queue;
        if (one->first) {
            last->next = one->first;
            last = one->last;
            last->next = NULL;
        }
        queue = one->next;
        *one = (struct node){.next = k->free_nodes};
        k->free_nodes = one;
    }
}

void kramdown_note_text(struct kramdown *k, struct node *node, struct source *source,
                        size_t from, size_t to)
{
    if (arena_grow(k->arena, &k->notes, k->note_count, &k->note_capacity,
                   sizeof *k->notes)) {
        k->notes[k->note_count++] = (struct note_text){node, source, from, to};
    }
}

bool kramdown_is_plain(const struct node *node)
{
    while (node && node->kind != NODE_HTML_BLOCK && node->kind != NODE_FOOTNOTE) {
        node = node->parent;
    }
    return node != NULL;
}

void kramdown_too_deep(struct kramdown *k, const struct source *source, size_t at)
{
    if (k->nesting_told) {
        return;
    }
    k->nesting_told = true;
    struct spot spot = source_spot(k, source, at);
    struct place place = {.line = spot.line, .column = spot.column};
    if (k->map && spot.file < k->map->file_count) {
        place.file = k->map->files[spot.file];
    }
    report_warning(k->report, place, "nesting-limit",
                   "more than %zu blocks or spans inside each other: deeper ones stay text",
                   k->nesting_limit);
}

/* The input with '\n' for every kind of line end, and one at its end. */
static struct source *normal_source(struct kramdown *k, struct str text)
{
    bool plain = str_find_byte(text, '\r', 0) == STR_NONE;
    if (plain && text.len > 0 && text.ptr[text.len - 1] == '\n') {
        struct source *source = ARENA_NEW(k->arena, struct source);
        if (source) {
            source->text = text;
        }
        return source;
    }
    struct source_builder builder = {0};
    for (size_t at = 0; at < text.len;) {
        size_t to = at;
        while (to < text.len && text.ptr[to] != '\n' && text.ptr[to] != '\r') {
            to++;
        }
        builder_add(k, &builder, str_sub(text, at, to), at);
        buf_add_byte(&builder.text, '\n');
        at = to + (str_starts(str_skip(text, to), "\r\n") ? 2 : 1);
    }
    return builder_take(k, &builder);
}

/* Spans of the document, then of each footnote in the order of first reference, which
 * may add references in turn. */
static void read_all_spans(struct kramdown *k)
{
    bool more = true;
    while (more && !arena_failed(k->arena)) {
        ials_apply_noted(k);
        spans_read_noted(k);
        footnote_read_next(k);
        more = k->note_done < k->note_count || k->footnotes_read < k->footnote_used ||
               k->ial_done < k->ial_count;
    }
}

static void shift_headings(struct kramdown *k)
{
    struct edit_walk walk;
    edit_walk_init(&walk, k->root);
    while (k->heading_offset != 0 && edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_HEADING) {
            int level = walk.node->level + k->heading_offset;
            walk.node->level = (uint8_t)(level < 1 ? 1 : level > 6 ? 6 : level);
        }
    }
}

bool kramdown_read(struct arena *arena, struct str text, const struct line_map *map,
                   const struct markdown_options *options, struct node **out,
                   struct report *report)
{
    struct kramdown k = {
        .arena = arena,
        .report = report,
        .map = map,
        .input = text,
        .options = *options,
        .parse_span_html = !options->parse_span_html_off,
        .parse_block_html = options->parse_block_html,
        .nesting_limit =
            options->nesting_limit ? options->nesting_limit : MARKDOWN_NESTING_LIMIT,
    };
    for (size_t i = 0; options->no_smart_quotes && i < 4; i++) {
        k.quotes[i] = i < 2 ? STR("'") : STR("\"");
    }
    uint8_t toc_last = options->toc_last && options->toc_last < 6 ? options->toc_last : 6;
    for (uint8_t level = options->toc_first ? options->toc_first : 1; level <= toc_last;
         level++) {
        k.toc_levels |= (uint8_t)(1u << level);
    }
    struct source *source = normal_source(&k, text);
    k.root = source ? kramdown_node(&k, NODE_DOCUMENT, source, 0) : NULL;
    if (k.root) {
        struct container c = {.k = &k, .source = source, .node = k.root};
        blocks_read(&c);
        blocks_drop_marks(k.root);
        read_all_spans(&k);
        if (k.footnote_place && k.footnote_place->parent) {
            node_unlink(k.footnote_place);
        }
        ids_give(&k);
        abbreviations_apply(&k, k.root);
        toc_fill(&k);
        shift_headings(&k);
    }
    if (!k.root || arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    *out = k.root;
    return true;
}
