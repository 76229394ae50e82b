/* The kramdown reader: its order of work. Blocks first, then spans, then what needs the
 * whole page; see kramdown_ground.h. */
#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_block.h"
#include "markdown/kramdown_finish.h"
#include "markdown/kramdown_footnote.h"
#include "markdown/kramdown_span.h"
#include "markdown/reader.h"

/* Spans of the document, then of each footnote in the order of first reference, which
 * may add references in turn. */
static void read_all_spans(struct kramdown *k)
{
    bool more = true;
    while (more && !arena_failed(k->arena)) {
        ials_apply_waiting(k);
        spans_read_waiting(k);
        footnote_place_next(k);
        more = k->texts.done < k->texts.count || k->footnotes.placed < k->footnotes.used ||
               k->ials.done < k->ials.count;
    }
}

static void shift_headings(struct kramdown *k)
{
    struct edit_walk walk;
    edit_walk_init(&walk, k->root);
    while (k->settings.heading_offset != 0 && edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_HEADING) {
            int level = walk.node->level + k->settings.heading_offset;
            walk.node->level = (uint8_t)(level < 1 ? 1 : level > 6 ? 6 : level);
        }
    }
}

static void dress_abbreviation(void *data, struct node *element,
                               const struct abbreviation *abbreviation)
{
    struct kramdown *k = data;
    struct str title = abbreviation->title;
    if (title.len > 0 && ial_title_again(k, element, title)) {
        node_set_attribute(k->arena, element, STR("title"), title);
    }
    ial_apply_again(k, element, abbreviation->ial);
}

static void read_page(struct kramdown *k, struct source *source)
{
    blocks_read_page(k, source);
    read_all_spans(k);
    if (k->footnotes.place && k->footnotes.place->parent) {
        node_unlink(k->footnotes.place);
    }
    ids_give(k->arena, &k->settings, k->root);
    abbreviations_place(k->arena, k->root, k->abbreviations.items, k->abbreviations.count,
                        dress_abbreviation, k);
    toc_fill(k);
    shift_headings(k);
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
        .settings = kramdown_settings_from(options),
        .nesting_limit =
            options->nesting_limit ? options->nesting_limit : MARKDOWN_NESTING_LIMIT,
    };
    k.allowance.classes.kept_in = arena;
    struct source *source = source_of_input(arena, text);
    k.root = source ? kramdown_node(&k, NODE_DOCUMENT, source, 0) : NULL;
    if (k.root) {
        read_page(&k, source);
        buf_clear(&k.allowance.classes);
    }
    if (!k.root || arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    *out = k.root;
    return true;
}
