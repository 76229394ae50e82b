/* The cover's own text and table: read as a page of the site's folder is, but none of its
 * pages. What it links to adds nothing to the packet but files. */
#include "collect/collect.h"
#include "collect/run.h"

#include "base/path.h"
#include "html/html.h"
#include "markdown/markdown.h"

/* Notes have no place on a cover: each becomes a part of its text's end, and its number
 * stays where it was referred to. */
static bool unmake_notes(struct collection_run *run, struct item *cover)
{
    struct edit_walk walk;
    bool told = false;
    edit_walk_init(&walk, cover->document->root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (!walk.entering ||
            (node->kind != NODE_FOOTNOTE_REFERENCE && node->kind != NODE_FOOTNOTE)) {
            continue;
        }
        if (!told) {
            report_warning(run->report, document_place(cover->document, node->spot),
                           "cover-note",
                           "a cover has no place for notes: they stand at its text's end");
            told = true;
        }
        if (node->kind == NODE_FOOTNOTE) {
            node->kind = NODE_DIV;
            node->text = STR("div");
        } else {
            node->kind = NODE_TEXT;
            node->text = arena_format(run->arena, "[%u]", node_number(node));
            node->details = NULL;
        }
    }
    return !arena_failed(run->arena);
}

/* From here on nothing of it lies in the passing arena. */
static bool keep(struct collection_run *run, struct document *document,
                 const struct cover_source *source)
{
    struct line_index lines;
    if (!line_index_make(&run->passing, source->original, &lines)) {
        return false;
    }
    document->root = node_keep(run->arena, run->packet->trees, document->root, &lines);
    if (!document->root) {
        return false;
    }
    if (source->table) {
        node_append(document->root, source->table);
    }
    return !arena_failed(&run->passing);
}

static bool read_text(struct collection_run *run, struct item *cover,
                      const struct cover_source *source)
{
    struct document *document = cover->document;
    return markdown_read(&run->passing, source->text, source->map, &cover->page->markdown,
                         &document->root, run->report) &&
           collect_find_alerts(run, cover->page, document->root) &&
           html_absorb(&run->passing, &document->root, document->files, run->report) &&
           collect_drop_forms(run, cover->page, document) &&
           collect_apply_plugins(run, cover->page, document->root);
}

bool collect_check_field(struct collection_run *run, const struct item *cover,
                         const struct node *node, const struct target *target)
{
    bool web = node->kind == NODE_LINK &&
               (target->kind == TARGET_EXTERNAL || target->kind == TARGET_MAIL);
    if (web || !cover_has_field(node_info(node))) {
        return true;
    }
    report_error(run->report, document_place(cover->document, node->spot), "cover-field",
                 "a field stands in the address of a %s",
                 node->kind == NODE_IMAGE ? "picture" : "link within the site");
    report_hint(run->report, "links to the web and to mail may have fields");
    return false;
}

bool collect_read_cover(struct collection_run *run)
{
    const struct cover_source *source = run->options->cover;
    struct item *cover = ARENA_NEW(run->arena, struct item);
    struct document *document = ARENA_NEW(run->arena, struct document);
    struct page *page = ARENA_NEW(run->arena, struct page);
    if (!source || !source->map) {
        return true;
    }
    if (!cover || !document || !page) {
        return report_out_of_memory(run->report);
    }
    *cover = (struct item){.document = document, .page = page, .is_cover = true};
    struct str folder = path_folder(source->source);
    page->source = source->source;
    page->url = arena_format(run->arena, "/%.*s%s", STR_ARG(folder), folder.len ? "/" : "");
    page->markdown = *site_markdown(run->site);
    page->data = value_nil();
    *document = (struct document){.source = source->source,
                                  .url = page->url,
                                  .source_text = source->original,
                                  .date = DATE_NONE,
                                  .files = source->map->files,
                                  .file_count = source->map->file_count};
    report_set_reading(run->report, page->source);
    bool read = read_text(run, cover, source);
    if (read) {
        collect_find_callouts(run, document);
        collect_size_icons(run, document->root);
        collect_clean_tree(run, document);
    }
    read = read && ((keep(run, document, source) && unmake_notes(run, cover)) ||
                    report_out_of_memory(run->report));
    read = read && collect_find_links(run, cover);
    arena_reset(&run->passing);
    report_set_reading(run->report, (struct str){0});
    run->cover = read ? cover : NULL;
    return read;
}
