#include "doc/outline.h"

#include "base/buf.h"

#define HEADING_LEVELS 6

static struct str plain_text(struct arena *arena, const struct node *node)
{
    struct buf text = {0};
    node_plain_text(node, &text);
    struct str kept = str_trim(arena_take(arena, &text));
    return kept;
}

/* The first heading, when only a contents list stands before it. */
static const struct node *first_heading(const struct document *document)
{
    struct walk walk;
    walk_init(&walk, document->root);
    while (walk_next(&walk)) {
        if (!walk.entering) {
            continue;
        }
        switch (walk.node->kind) {
        case NODE_DOCUMENT:
        case NODE_DIV: break;
        case NODE_TOC_BLOCK: walk_skip_children(&walk); break;
        case NODE_HEADING: return walk.node;
        default: return NULL; /* something else comes first: the heading is no title */
        }
    }
    return NULL;
}

const struct node *document_title_heading(const struct document *document)
{
    const struct node *heading = first_heading(document);
    if (!heading) {
        return NULL;
    }
    if (heading->level == 1) {
        return heading;
    }
    /* Authors write titles twice, not alike. */
    return node_says(heading, document->title) ? heading : NULL;
}

static size_t first_slot(const struct outline *outline, const struct node *heading)
{
    uint64_t hash = (uint64_t)(uintptr_t)heading * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash >> 32) & (outline->slot_count - 1);
}

static bool index_headings(struct arena *arena, struct outline *outline)
{
    outline->slot_count = 8;
    while (outline->slot_count < 2 * outline->count) {
        outline->slot_count *= 2;
    }
    outline->slots = ARENA_ARRAY(arena, uint32_t, outline->slot_count);
    if (!outline->slots) {
        return false;
    }
    for (size_t i = 0; i < outline->count; i++) {
        size_t slot = first_slot(outline, outline->entries[i].heading);
        while (outline->slots[slot]) {
            slot = (slot + 1) & (outline->slot_count - 1);
        }
        outline->slots[slot] = (uint32_t)(i + 1);
    }
    return true;
}

bool outline_build(struct arena *arena, const struct document *document, bool all,
                   struct outline *out)
{
    *out = (struct outline){0};
    uint8_t open[HEADING_LEVELS + 1]; /* levels of the headings around, outermost first */
    size_t depth = 0;
    const struct node *title = document_title_heading(document);
    struct walk walk;
    walk_init(&walk, document->root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (walk.entering && node->kind == NODE_FOOTNOTE) {
            walk_skip_children(&walk); /* stands at the foot of any page */
            continue;
        }
        if (!walk.entering || node->kind != NODE_HEADING || node == title) {
            continue;
        }
        while (depth > 0 && open[depth - 1] >= node->level) {
            depth--;
        }
        open[depth++] = node->level;
        if (node->no_toc && !all) {
            continue;
        }
        if (!arena_grow(arena, &out->entries, out->count, &out->capacity,
                        sizeof *out->entries)) {
            return false;
        }
        struct outline_entry *before = out->count ? &out->entries[out->count - 1] : NULL;
        uint8_t most = before ? (uint8_t)(before->depth + 1) : 1; /* one left out may gap */
        out->entries[out->count++] = (struct outline_entry){
            .heading = node,
            .text = plain_text(arena, node),
            .depth = depth < most ? (uint8_t)depth : most,
        };
    }
    return index_headings(arena, out) && !arena_failed(arena);
}

uint8_t outline_level(const struct outline *outline, const struct node *heading)
{
    size_t slot = outline->slot_count ? first_slot(outline, heading) : 0;
    for (; outline->slot_count && outline->slots[slot];
         slot = (slot + 1) & (outline->slot_count - 1)) {
        const struct outline_entry *entry = &outline->entries[outline->slots[slot] - 1];
        if (entry->heading == heading) {
            uint8_t level = (uint8_t)(entry->depth + 1);
            return level > HEADING_LEVELS ? HEADING_LEVELS : level;
        }
    }
    return 1;
}
