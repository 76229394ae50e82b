/* The order of collecting: entry pages, the pages that their links add, level by level,
 * then the documents' order, and last the class of every link. Relies on the store in
 * run.c; the second pass is links.c. */
#include "collect/collect.h"

#include "base/gate.h"
#include "base/glob.h"
#include "base/limits.h"
#include "base/path.h"
#include "collect/run.h"
#include "html/html.h"
#include "markdown/markdown.h"

#include <stdlib.h>

/* One page */

/* `*shown`: its text as Liquid left it, which is what layouts go around. */
static bool read_own(struct arena *arena, struct site *site, struct page *page,
                     struct node **root, const struct line_map **map, struct str *shown,
                     struct report *report)
{
    struct str text;
    if (!site_render_liquid(site, arena, page, &text, map, report)) {
        return false;
    }
    *shown = text;
    struct str extension = path_extension(page->source);
    if (str_eq_ignore_case(extension, STR(".xhtml")) ||
        str_eq_ignore_case(extension, STR(".xht"))) {
        text = html_from_xhtml(arena, text);
    }
    collect_tell_controls(page, text, *map, report);
    if (page->format != PAGE_HTML) {
        return markdown_read(arena, text, *map, &page->markdown, root, report);
    }
    return markdown_fill_html(arena, &text, map, &page->markdown, report) &&
           html_read(arena, text, *map, root, report);
}

bool collect_page_tree(struct arena *arena, struct site *site, struct page *page,
                       struct node **root, const struct line_map **map,
                       struct report *report)
{
    struct str text;
    return read_own(arena, site, page, root, map, &text, report);
}

/* As front matter or a generator's list has it. */
static struct str title_line(struct collection_run *run, const struct page *page)
{
    uint32_t line = value_get(page->data, STR("title")).line;
    struct place place = {page->source, line, line ? 1 : 0, 0};
    return gate_line(run->arena, html_line_text(run->arena, page->title, run->report),
                     "the title", place, run->report);
}

static void describe_document(struct collection_run *run, struct document *document,
                              const struct page *page, const struct laid *laid)
{
    document->slug = collect_make_slug(run, page);
    document->title = page->title.len
                          ? title_line(run, page)
                          : collect_shown_title(run, page, document->root, laid->title);
    document->name_title = node_title(document->root).len
                               ? node_title(document->root)
                               : site_name_title(run->site, page);
    document->url = page->url;
    document->live_url = collect_live_address(run, page->url);
    document->source = page->source;
    document->part = page->list_number;
    document->date = page_newest_date(page);
    document->source_text = page->text;
    document->language = collect_language(run, page, document->root);
    collect_direction(run, page, document->root);
    collect_name_callouts(run, document);
    document->word_count = node_word_count(document->root);
}

/* False when the packet cannot go on without the page. */
static bool leave_out(struct collection_run *run, const struct page *page, bool asked)
{
    if (asked || report_has_system_error(run->report)) {
        run->failed = true;
        return asked && !report_has_system_error(run->report);
    }
    struct str unused;
    (void)collect_read(run, run->arena, page->source, 1, &unused); /* notes a denial */
    report_warning(run->report, (struct place){.file = page->source}, "page-left-out",
                   "the page is left out of the packet");
    report_hint(run->report, "%s",
                run->live_url.len ? "links to it lead to the live site"
                                  : "links to it have no target: the live URL of the site "
                                    "is not known");
    return true;
}

/* From here on nothing of it lies in the passing arena. */
static bool keep_tree(struct collection_run *run, struct document *document,
                      const struct page *page)
{
    struct str *files = ARENA_ARRAY(run->arena, struct str, document->file_count);
    struct line_index lines;
    if (!line_index_make(&run->passing, page->text, &lines)) {
        return report_out_of_memory(run->report);
    }
    document->root = node_keep(run->arena, run->packet->trees, document->root, &lines);
    if (!files || !document->root || arena_failed(&run->passing)) {
        return report_out_of_memory(run->report);
    }
    for (size_t i = 0; i < document->file_count; i++) {
        files[i] = document->files[i];
    }
    document->files = files;
    return true;
}

static bool read_tree(struct collection_run *run, struct page *page, struct node **root,
                      const struct line_map **map, struct str *text)
{
    bool alone = page->only_built || site_is_built(run->site);
    if (page->built.len && alone) {
        return collect_read_built(run, page, root, map);
    }
    if (page->built.len && !run->options->own_text) {
        return collect_read_beside(run, page, root, map);
    }
    if (page->built_fault && !run->options->own_text) {
        report_error(run->report, (struct place){.file = page->built_source}, "built-read",
                     "cannot read the page as it is built: %s", page->built_fault);
    } else if (!page->built.len && !alone && site_is_beside(run->site)) {
        report_warning(run->report, (struct place){.file = page->source}, "built-lacks",
                       "the page is not in the built site; its source is taken");
    }
    return read_own(&run->passing, run->site, page, root, map, text, run->report);
}

static void tell_shared(struct collection_run *run, const struct page *page)
{
    if (page->hides.len && !str_eq(page->hides, page->source)) {
        uint32_t line = value_get(page->data, STR("permalink")).line;
        report_warning(
            run->report, (struct place){page->source, line, line ? 1 : 0, 0},
            "address-shared",
            "'%.*s' has the same address, '%.*s': the site shows this page there",
            STR_ARG(page->hides), STR_ARG(page->url));
    }
}

/* Whether all of it was written as HTML: Markdown's notes are notes already. */
static bool is_html(const struct page *page)
{
    return page->format == PAGE_HTML || page->only_built;
}

/* The page's tree with all that is shown, in the passing arena, and its files. */
static bool read_shown(struct collection_run *run, struct page *page,
                       struct document *document, struct laid *laid)
{
    const struct line_map *map;
    struct str text = {0}; /* of a built page none: it is in its layouts already */
    run->cut_count = 0;
    if (!read_tree(run, page, &document->root, &map, &text)) {
        return false;
    }
    tell_shared(run, page);
    document->files = map->files;
    document->file_count = map->file_count;
    if (!collect_find_alerts(run, page, document->root) ||
        !html_absorb(&run->passing, &document->root, map->files, run->report) ||
        (!run->options->own_text && !page->built.len &&
         !collect_add_layouts(run, page, text, document, laid)) ||
        !collect_drop_forms(run, page, document) ||
        !collect_apply_plugins(run, page, document->root) ||
        (is_html(page) && !collect_find_notes(run, document->root))) {
        return false;
    }
    collect_find_callouts(run, document);
    collect_size_icons(run, document->root);
    collect_clean_tree(run, document);
    return true;
}

/* Reads a page into a document; NULL: the report says why. */
static struct document *read_page(struct collection_run *run, struct page *page, bool asked)
{
    struct document *document = ARENA_NEW(run->arena, struct document);
    struct laid laid = {0};
    if (!document || !read_shown(run, page, document, &laid) ||
        !keep_tree(run, document, page)) {
        return NULL;
    }
    document->cuts = run->cuts;
    document->cut_count = run->cut_count;
    describe_document(run, document, page, &laid);
    bool whole = collect_check_text(run, page, document, &laid, asked) &&
                 document_finish(run->arena, document);
    return whole ? document : NULL;
}

/* An odd page stops a packet only where it is asked for by its name, as an entry is. The
 * faults of any other are warnings: it is kept as far as it could be read, or left out. */
static struct document *read_document(struct collection_run *run, struct page *page,
                                      bool asked)
{
    report_set_reading(run->report, page->source);
    if (!asked) {
        report_soften(run->report);
    }
    struct document *document = read_page(run, page, asked);
    arena_reset(&run->passing);
    if (!asked) {
        report_harden(run->report);
    }
    report_set_reading(run->report, (struct str){0});
    return document;
}

/* First pass: links of a document, and which pages they add */

static bool add_found(struct collection_run *run, struct item *item, struct node *node)
{
    if (!arena_grow(&run->finding, &item->links, item->link_count, &item->link_capacity,
                    sizeof *item->links)) {
        return false;
    }
    struct str address = node_info(node);
    size_t field;
    struct target target = {.kind = TARGET_EXTERNAL, .url = address}; /* a row's to say */
    if (node->kind == NODE_IMAGE) {
        target = collect_resolve_image(run, item, node);
    } else if (!cover_field_begins(address, &field)) {
        target = site_resolve(run->site, item->page, address, run->live_url);
    }
    if (item->is_cover && !collect_check_field(run, item, node, &target)) {
        return false;
    }
    item->links[item->link_count++] = (struct found_link){node, target};
    return true;
}

bool collect_find_links(struct collection_run *run, struct item *item)
{
    struct edit_walk walk;
    edit_walk_init(&walk, item->document->root);
    while (edit_walk_next(&walk)) {
        bool wanted = walk.node->kind == NODE_LINK || walk.node->kind == NODE_IMAGE;
        if (walk.entering && wanted && !add_found(run, item, walk.node)) {
            return arena_failed(&run->finding) ? report_out_of_memory(run->report) : false;
        }
    }
    return true;
}

static bool matches_any(const struct str *patterns, size_t count, const struct page *page)
{
    for (size_t i = 0; i < count; i++) {
        if (glob_match_path(patterns[i], page->url) ||
            glob_match_path(patterns[i], page->source)) {
            return true;
        }
    }
    return false;
}

bool collect_wants(const struct collection_run *run, const struct page *page)
{
    const struct collect_options *options = run->options;
    return !matches_any(options->exclude, options->exclude_count, page) &&
           (options->include_count == 0 ||
            matches_any(options->include, options->include_count, page));
}

bool collect_add_page(struct collection_run *run, struct page *page, size_t depth,
                      bool asked)
{
    size_t limit =
        run->options->document_limit ? run->options->document_limit : DOCUMENT_LIMIT;
    size_t *known = &run->by_page[site_page_index(run->site, page)];
    if (*known && !(asked && *known == ITEM_LEFT_OUT)) {
        return true;
    }
    if (run->item_count >= limit) {
        report_error(run->report, (struct place){.file = page->source}, "document-limit",
                     "the packet grows past %zu documents", limit);
        return false;
    }
    struct item *item = ARENA_NEW(run->arena, struct item);
    struct document *document = item ? read_document(run, page, asked) : NULL;
    *known = document ? run->item_count + 1 : ITEM_LEFT_OUT;
    if (!arena_grow(run->arena, &run->items, run->item_count, &run->item_capacity,
                    sizeof *run->items)) {
        return report_out_of_memory(run->report);
    }
    if (!document) {
        return leave_out(run, page, asked);
    }
    document->depth = depth;
    *item = (struct item){.document = document, .page = page};
    run->items[run->item_count++] = item;
    progress_tell(run->options->progress, run->item_count, 0);
    return collect_find_links(run, item);
}

static bool follow_links(struct collection_run *run)
{
    for (size_t i = 0; i < run->item_count; i++) {
        struct item *item = run->items[i];
        for (size_t k = 0; k < item->link_count; k++) {
            const struct found_link *link = &item->links[k];
            bool page = link->node->kind == NODE_LINK && link->target.kind == TARGET_PAGE;
            if (page && item->document->depth < run->options->depth &&
                collect_wants(run, link->target.page) &&
                !collect_is_barred(run, link->target.page) &&
                !collect_add_page(run, link->target.page, item->document->depth + 1,
                                  false)) {
                return false;
            }
        }
    }
    return true;
}

/* Order */

static void move_item(struct collection_run *run, size_t from, size_t to)
{
    struct item *item = run->items[from];
    memmove(run->items + to + 1, run->items + to, (from - to) * sizeof *run->items);
    run->items[to] = item;
}

static int compare_items(const void *a, const void *b)
{
    const struct item *first = *(struct item *const *)a, *second = *(struct item *const *)b;
    size_t one = first->rank, other = second->rank;
    if (one == other) {
        one = first->found;
        other = second->found;
    }
    return (one > other) - (one < other);
}

/* As the site's own list of pages has them; those it does not list follow. */
static void order_as_listed(struct collection_run *run, size_t at)
{
    for (size_t i = at; i < run->item_count; i++) {
        run->items[i]->rank = site_page_rank(run->site, run->items[i]->page);
        run->items[i]->found = i;
    }
    if (run->item_count > at) {
        qsort(run->items + at, run->item_count - at, sizeof *run->items, compare_items);
    }
}

static void order_items(struct collection_run *run)
{
    size_t at = 0;
    while (at < run->item_count && run->items[at]->document->depth == 0) {
        at++;
    }
    order_as_listed(run, at);
    for (size_t i = 0; i < run->options->order_count; i++) {
        struct str suggestion, name = run->options->order[i];
        struct page *page = site_find_page(run->site, name, &suggestion);
        size_t from = at;
        while (page && from < run->item_count && run->items[from]->page != page) {
            from++;
        }
        if (page && from < run->item_count) {
            move_item(run, from, at++);
        } else if (!page || !collect_find_item(run, page)) {
            report_warning(run->report, run->options->order_place, "order-page",
                           "'%.*s' is to be put in order, but is not in the packet",
                           STR_ARG(name));
        }
    }
    for (size_t i = 0; i < run->item_count; i++) {
        run->by_page[site_page_index(run->site, run->items[i]->page)] = i + 1;
    }
}

static bool add_documents(struct collection_run *run)
{
    for (size_t i = 0; i < run->item_count; i++) {
        run->items[i]->document->number = i + 1;
        if (!packet_add_document(run->packet, run->items[i]->document)) {
            return report_out_of_memory(run->report);
        }
    }
    return true;
}

static struct str origin(const struct collect_options *options, const struct site *site)
{
    struct str url = options->live_url.len ? options->live_url : site_url(site);
    url = str_without_ends(url, '/');
    bool local = str_find(url, STR("//localhost"), 0) != STR_NONE ||
                 str_find(url, STR("//127."), 0) != STR_NONE;
    bool web = str_eq_ignore_case(str_sub(url, 0, 8), STR("https://")) ||
               str_eq_ignore_case(str_sub(url, 0, 7), STR("http://"));
    return web && !local ? url : (struct str){0};
}

/* A rule of the recipe that changes nothing is a slip of its author's. */
static void tell_unfit(const struct collection_run *run)
{
    const struct furniture_rules *rules = &run->options->furniture;
    const struct {
        const char *key;
        bool given, fit;
    } keys[] = {{"content", rules->content, run->content_fit},
                {"drop", rules->drop, run->drop_fit}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (keys[i].given && !keys[i].fit) {
            report_warning(run->report, (struct place){.file = STR(LIQUID_RECIPE_FILE)},
                           "recipe-unfit",
                           "'%s' names no element of any page in its layout", keys[i].key);
        }
    }
}

#define SITE_PAGES 4 /* fewer may well be one document */

/* The ways on from a front page may all be in its menu, which is no part of it. */
static void tell_alone(const struct collection_run *run)
{
    size_t pages = site_page_count(run->site);
    if (run->options->entry_is_front && run->options->depth > 0 && run->item_count == 1 &&
        pages >= SITE_PAGES) {
        report_note(run->report, (struct place){0}, "packet-alone",
                    "the packet is one of the site's %zu pages: its front page leads to no "
                    "other one of them",
                    pages);
        report_hint(run->report,
                    "--entry, or `entry` in %s, names pages to begin with, as "
                    "many as there are to be; '/*' names all",
                    LIQUID_RECIPE_FILE);
    }
}

/* What was taken for no content is told page by page in notes that few read. */
static void tell_left_out(const struct collection_run *run)
{
    if (run->cut_pages) {
        report_note(run->report, (struct place){0}, "layout-left-out",
                    "parts of layouts, such as menus and footers, are left out on %zu "
                    "page%s",
                    run->cut_pages, run->cut_pages == 1 ? "" : "s");
        report_hint(run->report, "%s",
                    "data/report/links.html in the bundle lists them, as does --json; "
                    "'content' and 'drop' in offprint.yml choose otherwise");
    }
}

static struct collection_run begin_run(struct arena *arena, struct site *site,
                                       const struct collect_options *options,
                                       struct packet *packet, struct report *report)
{
    return (struct collection_run){.arena = arena,
                                   .site = site,
                                   .options = options,
                                   .packet = packet,
                                   .report = report,
                                   .slugs = value_map_new(arena),
                                   .absent = value_map_new(arena)};
}

bool collect_page_shown(struct arena *arena, struct site *site,
                        const struct collect_options *options, struct page *page,
                        struct node **root, bool *whole, struct report *report)
{
    struct packet none = {.arena = arena, .trees = arena};
    struct document document = {0};
    struct laid laid = {0};
    struct collection_run run = begin_run(arena, site, options, &none, report);
    arena_init_within(&run.passing, 0, arena->budget);
    bool ok = read_shown(&run, page, &document, &laid);
    *whole = ok && (laid.added || page->built.len);
    ok = ok && (!*whole || keep_tree(&run, &document, page));
    *root = document.root;
    arena_clear(&run.passing);
    report_free(run.layout_faults);
    return ok;
}

bool collect_packet(struct arena *arena, struct site *site,
                    const struct collect_options *options, struct packet *out,
                    struct report *report)
{
    struct str live_url = origin(options, site);
    struct collection_run run = begin_run(arena, site, options, out, report);
    collect_take_live_url(&run, live_url);
    if (options->layouts_asked) {
        site_ask_for_layouts(site);
    }
    struct str title = html_line_text(arena, site_title(site), report);
    title = gate_line(arena, title, "the site's title", (struct place){0}, report);
    *out = (struct packet){.arena = arena,
                           .trees = arena_new_below(arena),
                           .site_title = title,
                           .live_url = live_url,
                           .store = collect_store(site),
                           .date = DATE_NONE};
    run.by_page = ARENA_ARRAY(arena, size_t, site_page_count(site) + 1);
    if (arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    arena_init_within(&run.passing, 0, arena->budget);
    arena_init_within(&run.finding, 0, arena->budget);
    bool read = collect_add_entries(&run) && follow_links(&run) && collect_read_cover(&run);
    arena_clear(&run.passing);
    if (read) {
        order_items(&run);
    }
    bool whole = read && add_documents(&run) && collect_classify_links(&run);
    arena_clear(&run.finding);
    if (whole) {
        tell_unfit(&run);
        tell_left_out(&run);
        collect_tell_scant(&run);
        tell_alone(&run);
    }
    report_free(run.layout_faults);
    return whole;
}
