#include "collect.h"

#include "base/path.h"
#include "base/size.h"
#include "base/utf8.h"
#include "doc/outline.h"
#include "html/html.h"
#include "site/glob.h"
#include "site/link.h"
#include "site/media_type.h"

#define DOCUMENT_LIMIT 5000
#define SLUG_LIMIT_BYTES 60

/* A link or image with what its address came to, kept between the two passes. */
struct found_link {
    struct node *node;
    struct target target;
};

/* A document while the packet is being made. */
struct item {
    struct document *document;
    struct page *page;
    struct found_link *links;
    size_t link_count, link_capacity;
    size_t *lines; /* offsets of the source's lines, made when first needed */
    size_t line_count;
};

struct collection_run {
    struct arena *arena;
    struct site *site;
    const struct collect_options *options;
    struct packet *packet;
    struct report *report;
    struct item **items;
    size_t item_count, item_capacity;
    struct value by_source; /* site path → index of its item */
    struct value slugs;     /* taken */
    struct value files;     /* site path → index of the packet's file */
    struct str live_url;
    bool warned_live, failed;
};

static bool out_of_memory(struct report *report)
{
    report_system_error(report, "out-of-memory", "out of memory");
    return false;
}

/* One page */

bool collect_page_tree(struct arena *arena, struct site *site, struct page *page,
                       int64_t date, struct node **root, const struct line_map **map,
                       struct report *report)
{
    struct str text;
    struct line_map *written;
    if (!site_render_liquid(site, page, date, &text, &written, report)) {
        return false;
    }
    *map = written;
    return page->format == PAGE_HTML
               ? html_read(arena, text, written, root, report)
               : markdown_read(arena, text, written, &page->markdown, root, report);
}

static struct node *first_heading(struct node *root)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_HEADING) {
            return walk.node;
        }
    }
    return NULL;
}

static struct str plain_text(struct arena *arena, const struct node *node)
{
    struct buf text = {0};
    node_plain_text(node, &text);
    struct str copy = arena_str(arena, str_trim(buf_str(&text)));
    buf_clear(&text);
    return copy;
}

static struct str slug_base(struct str url, struct str source)
{
    while (url.len && url.ptr[url.len - 1] == '/') {
        url.len--;
    }
    return url.len ? path_stem(url) : path_stem(source);
}

/* [a-z0-9-]+, unique in the packet. */
static struct str make_slug(struct collection_run *run, const struct page *page)
{
    struct buf slug = {0};
    struct str from = path_percent_decode(run->arena, slug_base(page->url, page->source));
    for (size_t i = 0; i < from.len && slug.len < SLUG_LIMIT_BYTES; i++) {
        char c = ascii_lower(from.ptr[i]);
        if (ascii_is_alnum(c)) {
            buf_add_byte(&slug, c);
        } else if (slug.len && slug.ptr[slug.len - 1] != '-') {
            buf_add_byte(&slug, '-');
        }
    }
    while (slug.len && slug.ptr[slug.len - 1] == '-') {
        buf_truncate(&slug, slug.len - 1);
    }
    struct str base = slug.len ? arena_str(run->arena, buf_str(&slug)) : STR("page");
    struct str unique = base;
    buf_clear(&slug);
    int64_t next = value_get(run->slugs, base).as.integer;
    while (value_has(run->slugs, unique)) {
        next = next < 2 ? 2 : next + 1;
        unique = arena_format(run->arena, "%.*s-%lld", STR_ARG(base), (long long)next);
        if (unique.len == 0) {
            return base;
        }
    }
    value_map_set(run->arena, run->slugs, base, value_integer(next));
    value_map_set(run->arena, run->slugs, unique, value_integer(0));
    return unique;
}

static struct str live_address(struct collection_run *run, struct str url)
{
    struct str base = site_base_url(run->site);
    struct str whole = arena_format(run->arena, "%.*s%.*s%.*s", STR_ARG(run->live_url),
                                    STR_ARG(base), STR_ARG(url));
    return run->live_url.len ? link_encode(run->arena, whole) : (struct str){0};
}

static void describe_document(struct collection_run *run, struct document *document,
                              const struct page *page)
{
    struct node *heading = first_heading(document->root);
    document->slug = make_slug(run, page);
    document->title = page->title;
    if (document->title.len == 0 && heading) {
        document->title = plain_text(run->arena, heading);
    }
    if (document->title.len == 0) {
        document->title = document->slug;
    }
    document->url = page->url;
    document->live_url = live_address(run, page->url);
    document->source = page->source;
    document->source_text = page->text;
    struct str site_lang = site_language(run->site);
    document->language = value_text_or(value_get(page->data, STR("lang")),
                                       site_lang.len ? site_lang : STR("en"));
    document->word_count = node_word_count(document->root);
}

/* Reads a page into a document; NULL: the report says why. */
static struct document *read_document(struct collection_run *run, struct page *page)
{
    struct document *document = ARENA_NEW(run->arena, struct document);
    const struct line_map *map;
    if (!document || !collect_page_tree(run->arena, run->site, page, run->options->date,
                                        &document->root, &map, run->report)) {
        return NULL;
    }
    document->files = map->files;
    document->file_count = map->file_count;
    if (!html_absorb(run->arena, &document->root, map->files, run->report)) {
        return NULL;
    }
    describe_document(run, document, page);
    return document_index_anchors(run->arena, document) ? document : NULL;
}

/* First pass: links of a document, and which pages they add */

static bool add_found(struct collection_run *run, struct item *item, struct node *node)
{
    if (!arena_grow(run->arena, &item->links, item->link_count, &item->link_capacity,
                    sizeof *item->links)) {
        return false;
    }
    item->links[item->link_count++] = (struct found_link){
        node, site_resolve(run->site, item->page, node->info, run->live_url)};
    return true;
}

static bool find_links(struct collection_run *run, struct item *item)
{
    struct walk walk;
    walk_init(&walk, item->document->root);
    while (walk_next(&walk)) {
        bool wanted = walk.node->kind == NODE_LINK || walk.node->kind == NODE_IMAGE;
        if (walk.entering && wanted && !add_found(run, item, walk.node)) {
            return out_of_memory(run->report);
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

static bool is_wanted(const struct collection_run *run, const struct page *page)
{
    const struct collect_options *options = run->options;
    return !matches_any(options->exclude, options->exclude_count, page) &&
           (options->include_count == 0 ||
            matches_any(options->include, options->include_count, page));
}

static struct item *find_item(const struct collection_run *run, const struct page *page)
{
    struct value index = value_get(run->by_source, page->source);
    return index.kind == VALUE_INTEGER && index.as.integer >= 0
               ? run->items[index.as.integer]
               : NULL;
}

/* False only when the packet cannot go on. */
static bool add_page(struct collection_run *run, struct page *page, size_t depth)
{
    size_t limit =
        run->options->document_limit ? run->options->document_limit : DOCUMENT_LIMIT;
    if (value_has(run->by_source, page->source)) {
        return true;
    }
    if (run->item_count >= limit) {
        report_error(run->report, (struct place){.file = page->source}, "document-limit",
                     "the packet grows past %zu documents", limit);
        return false;
    }
    struct item *item = ARENA_NEW(run->arena, struct item);
    struct document *document = item ? read_document(run, page) : NULL;
    int64_t index = document ? (int64_t)run->item_count : -1;
    if (!value_map_set(run->arena, run->by_source, page->source, value_integer(index)) ||
        !arena_grow(run->arena, &run->items, run->item_count, &run->item_capacity,
                    sizeof *run->items)) {
        return out_of_memory(run->report);
    }
    if (!document) {
        run->failed = true;
        return !report_has_system_error(run->report);
    }
    document->depth = depth;
    *item = (struct item){.document = document, .page = page};
    run->items[run->item_count++] = item;
    return find_links(run, item);
}

static bool follow_links(struct collection_run *run)
{
    for (size_t i = 0; i < run->item_count; i++) {
        struct item *item = run->items[i];
        for (size_t k = 0; k < item->link_count; k++) {
            const struct found_link *link = &item->links[k];
            bool page = link->node->kind == NODE_LINK && link->target.kind == TARGET_PAGE;
            if (page && item->document->depth < run->options->depth &&
                is_wanted(run, link->target.page) &&
                !add_page(run, link->target.page, item->document->depth + 1)) {
                return false;
            }
        }
    }
    return true;
}

static bool report_no_entry(struct collection_run *run, struct str name,
                            struct str suggestion)
{
    struct str text;
    struct str path = str_starts(name, "/") ? str_skip(name, 1) : name;
    enum file_status status = file_read(run->arena, site_root(run->site), path, 1, &text);
    if (status == FILE_OUTSIDE) {
        report_error(run->report, (struct place){.file = name}, "no-such-page",
                     "cannot read the entry page: %s", file_status_text(status));
        return false;
    }
    report_error(run->report, (struct place){0}, "no-such-page",
                 "no page '%.*s' in the site", STR_ARG(name));
    if (suggestion.len) {
        report_hint(run->report, "did you mean '%.*s'?", STR_ARG(suggestion));
    }
    return false;
}

static bool add_entries(struct collection_run *run)
{
    bool ok = run->options->entry_count > 0;
    if (!ok) {
        report_error(run->report, (struct place){0}, "no-entry", "no entry page is named");
    }
    for (size_t i = 0; i < run->options->entry_count; i++) {
        struct str suggestion;
        struct page *page =
            site_find_page(run->site, run->options->entries[i], &suggestion);
        ok = (page ? add_page(run, page, 0)
                   : report_no_entry(run, run->options->entries[i], suggestion)) &&
             ok;
    }
    return ok && !run->failed;
}

/* Order */

static void move_item(struct collection_run *run, size_t from, size_t to)
{
    struct item *item = run->items[from];
    memmove(run->items + to + 1, run->items + to, (from - to) * sizeof *run->items);
    run->items[to] = item;
}

static void order_items(struct collection_run *run)
{
    size_t at = 0;
    while (at < run->item_count && run->items[at]->document->depth == 0) {
        at++;
    }
    for (size_t i = 0; i < run->options->order_count; i++) {
        struct str suggestion, name = run->options->order[i];
        struct page *page = site_find_page(run->site, name, &suggestion);
        size_t from = at;
        while (page && from < run->item_count && run->items[from]->page != page) {
            from++;
        }
        if (page && from < run->item_count) {
            move_item(run, from, at++);
        } else if (!page || !find_item(run, page)) {
            report_warning(run->report, (struct place){0}, "order-page",
                           "'%.*s' is to be put in order, but is not in the packet",
                           STR_ARG(name));
        }
    }
}

/* Places with their width */

static void index_lines(struct collection_run *run, struct item *item)
{
    struct str text = item->document->source_text;
    size_t count = 1;
    for (size_t at = 0; (at = str_find_byte(text, '\n', at)) != STR_NONE; at++) {
        count++;
    }
    item->lines = ARENA_ARRAY(run->arena, size_t, count);
    for (size_t at = 0; item->lines && item->line_count < count; at++) {
        item->lines[item->line_count++] = at;
        at = str_find_byte(text, '\n', at);
        if (at == STR_NONE) {
            break;
        }
    }
}

static struct str source_line(struct collection_run *run, struct item *item, uint32_t line)
{
    struct str text = item->document->source_text;
    if (!item->lines) {
        index_lines(run, item);
    }
    if (line == 0 || line > item->line_count) {
        return (struct str){0};
    }
    size_t start = item->lines[line - 1];
    size_t end = line < item->line_count ? item->lines[line] : text.len;
    return str_trim_right(str_sub(text, start, end));
}

/* The index behind the bracket that closes the one at `at`. */
static size_t behind_bracket(struct str line, size_t at)
{
    char open = line.ptr[at], close = open == '[' ? ']' : open == '(' ? ')' : '>';
    size_t depth = 0;
    for (; at < line.len; at++) {
        if (line.ptr[at] == '\\') {
            at++;
        } else if (line.ptr[at] == close) {
            if (--depth == 0) {
                return at + 1;
            }
        } else if (line.ptr[at] == open) {
            depth++;
        }
    }
    return line.len;
}

/* How much of the line the link at `at` takes: "[a](b)", "![a](b)", "[a][b]", "<b>". */
static size_t link_end(struct str line, size_t at)
{
    size_t start = at + (at < line.len && line.ptr[at] == '!' ? 1 : 0);
    if (start >= line.len || (line.ptr[start] != '[' && line.ptr[start] != '<')) {
        return at;
    }
    size_t end = behind_bracket(line, start);
    if (line.ptr[start] == '[' && end < line.len &&
        (line.ptr[end] == '(' || line.ptr[end] == '[')) {
        end = behind_bracket(line, end);
    }
    return end;
}

#define UNDERLINED_LINE_LIMIT 4096 /* longer lines get one caret: no scan per link */

static struct place link_place(struct collection_run *run, struct item *item,
                               const struct node *node)
{
    struct place place = document_place(item->document, node->spot);
    if (!str_eq(place.file, item->document->source) || place.column == 0) {
        return place;
    }
    struct str line = source_line(run, item, place.line);
    if (line.len > UNDERLINED_LINE_LIMIT) {
        return place;
    }
    size_t at = 0, len;
    for (uint32_t column = 1; column < place.column && at < line.len; column++) {
        (void)utf8_decode(line, at, &len);
        at += len;
    }
    place.width = size_to_u32(utf8_count(str_sub(line, at, link_end(line, at))));
    return place;
}

/* Files */

static struct packet_file *find_file(struct collection_run *run, struct str path)
{
    struct value index = value_get(run->files, path);
    return index.kind == VALUE_INTEGER ? run->packet->files[index.as.integer] : NULL;
}

/* Bytes are read once; NULL: `*why` says why not. */
static struct packet_file *take_file(struct collection_run *run, struct str path,
                                     struct str title, const char **why)
{
    struct packet_file *file = find_file(run, path);
    if (file) {
        return file;
    }
    struct str bytes;
    enum file_status status =
        file_read(run->arena, site_root(run->site), path, SITE_FILE_BYTES_LIMIT, &bytes);
    *why = file_status_text(status);
    file = status == FILE_OK ? ARENA_NEW(run->arena, struct packet_file) : NULL;
    if (!file) {
        return NULL;
    }
    *file = (struct packet_file){.source = path, .title = title, .bytes = bytes};
    file->media_type = media_type_of(path, bytes);
    size_t index = run->packet->file_count;
    bool kept = packet_add_file(run->packet, file) &&
                value_map_set(run->arena, run->files, path, value_integer((int64_t)index));
    return kept ? file : NULL;
}

/* Second pass: every link's class */

static void warn_spelling(struct collection_run *run, struct item *item,
                          const struct found_link *found)
{
    const struct target *target = &found->target;
    if (target->case_mismatch) {
        report_warning(run->report, link_place(run, item, found->node), "link-case",
                       "'%.*s' is found only with letter case ignored",
                       STR_ARG(found->node->info));
        if (target->url.len) {
            report_hint(run->report, "did you mean '%.*s'?", STR_ARG(target->url));
        }
    } else if (target->spelling) {
        report_warning(run->report, link_place(run, item, found->node), "link-spelling",
                       "the address '%.*s' has a space or a backslash in it",
                       STR_ARG(found->node->info));
        report_hint(run->report, "%s", "write '%20' for a space and '/' for a backslash");
    }
}

static void break_link(struct link *link, const char *reason)
{
    link->class = LINK_BROKEN;
    link->reason = str_from(reason);
}

/* An image's link has no words; its alternate text stands for them. */
static struct str link_text(struct collection_run *run, const struct node *node)
{
    return plain_text(run->arena, node);
}

static void suggest(struct collection_run *run, struct str text)
{
    if (text.len) {
        report_hint(run->report, "did you mean '%.*s'?", STR_ARG(text));
    }
}

static void to_missing(struct collection_run *run, struct item *item,
                       const struct found_link *found, struct link *link)
{
    const struct target *target = &found->target;
    struct place place = link_place(run, item, found->node);
    struct str href = found->node->info, text;
    enum file_status status =
        file_read(run->arena, site_root(run->site), target->path, 1, &text);
    if (status == FILE_OUTSIDE) {
        report_error(run->report, place, "link-outside", "cannot read '%.*s': %s",
                     STR_ARG(target->path), file_status_text(status));
        break_link(link, "outside the site");
        return;
    }
    bool page = path_extension(target->path).len < 2 || str_ends(target->path, ".html") ||
                str_ends(target->path, ".md");
    bool file = !page && !str_is(media_type_of(target->path, (struct str){0}),
                                 "application/octet-stream");
    report_warning(run->report, place, file ? "link-file" : "link-target",
                   file ? "link to '%.*s': no such file in the site"
                        : "link to '%.*s': no such page in the site",
                   STR_ARG(href));
    suggest(run, target->suggestion);
    break_link(link, file ? "no such file" : "no such page");
}

static void to_file(struct collection_run *run, struct item *item,
                    const struct found_link *found, struct link *link)
{
    const char *why = "";
    struct packet_file *file =
        take_file(run, found->target.path, link_text(run, found->node), &why);
    if (!file) {
        report_warning(run->report, link_place(run, item, found->node), "link-file",
                       "link to '%.*s': %s", STR_ARG(found->node->info), why);
        break_link(link, "file not available");
        return;
    }
    file->linked = true;
    link->class = LINK_FILE;
    link->file = file;
}

static void to_document(struct collection_run *run, struct item *item,
                        const struct found_link *found, struct link *link,
                        struct document *document)
{
    struct str anchor = found->target.anchor;
    bool top = anchor.len == 0 || str_eq_ignore_case(anchor, STR("top"));
    if (!top && !document_find_anchor(document, anchor)) {
        report_warning(run->report, link_place(run, item, found->node), "link-anchor",
                       "link to '%.*s': no such heading or anchor in '%.*s'",
                       STR_ARG(found->node->info), STR_ARG(document->source));
        struct str near = document_suggest_anchor(document, anchor);
        if (near.len) {
            report_hint(run->report, "did you mean '#%.*s'?", STR_ARG(near));
        }
        break_link(link, "no such heading");
        return;
    }
    link->class = LINK_INTERNAL;
    link->document = document;
    link->anchor = document_find_anchor(document, anchor) ? anchor : (struct str){0};
}

static void to_live(struct collection_run *run, const struct found_link *found,
                    struct link *link)
{
    struct str anchor = found->target.anchor, url = found->target.page->url;
    if (run->live_url.len == 0) {
        if (!run->warned_live) {
            report_warning(run->report, (struct place){0}, "live-url",
                           "pages outside the packet lose their links: the live URL of "
                           "the site is not known");
            report_hint(run->report,
                        "name it as live_url in offprint.yml or with --live-url");
        }
        run->warned_live = true;
        break_link(link, "not in this packet");
        return;
    }
    link->class = LINK_LIVE;
    link->url = live_address(run, anchor.len ? arena_format(run->arena, "%.*s#%.*s",
                                                            STR_ARG(url), STR_ARG(anchor))
                                             : url);
}

static void to_page(struct collection_run *run, struct item *item,
                    const struct found_link *found, struct link *link)
{
    struct item *other = find_item(run, found->target.page);
    warn_spelling(run, item, found);
    if (other) {
        to_document(run, item, found, link, other->document);
    } else {
        to_live(run, found, link);
    }
}

static void warn_broken(struct collection_run *run, struct item *item,
                        const struct found_link *found, struct link *link, const char *code,
                        const char *what, const char *reason)
{
    report_warning(run->report, link_place(run, item, found->node), code,
                   "link to '%.*s' %s", STR_ARG(found->node->info), what);
    break_link(link, reason);
}

static void classify(struct collection_run *run, struct item *item,
                     const struct found_link *found, struct link *link)
{
    switch (found->target.kind) {
    case TARGET_PAGE: to_page(run, item, found, link); break;
    case TARGET_FILE:
        warn_spelling(run, item, found);
        to_file(run, item, found, link);
        break;
    case TARGET_EXTERNAL:
    case TARGET_MAIL:
        link->class = found->target.kind == TARGET_MAIL ? LINK_MAIL : LINK_EXTERNAL;
        link->url = found->target.url;
        warn_spelling(run, item, found);
        break;
    case TARGET_EMPTY:
        report_warning(run->report, link_place(run, item, found->node), "link-empty",
                       "link '%.*s' has no target", STR_ARG(link_text(run, found->node)));
        break_link(link, "no target");
        break;
    case TARGET_UNSAFE:
        warn_broken(run, item, found, link, "link-unsafe", "is not safe to keep",
                    "unsafe address");
        break;
    case TARGET_OUTSIDE:
        warn_broken(run, item, found, link, "link-outside", "leaves the site",
                    "outside the site");
        break;
    case TARGET_MISSING: to_missing(run, item, found, link); break;
    case TARGET_REDIRECT_LOOP:
        warn_broken(run, item, found, link, "link-redirect-loop",
                    "is redirected in a circle", "redirected in a circle");
        break;
    }
}

static bool add_link(struct collection_run *run, struct item *item,
                     const struct found_link *found)
{
    struct link *link = ARENA_NEW(run->arena, struct link);
    if (!link) {
        return false;
    }
    link->from = item->document;
    link->node = found->node;
    found->node->to.link = link;
    classify(run, item, found, link);
    return packet_add_link(run->packet, link);
}

static void add_image(struct collection_run *run, struct item *item,
                      const struct found_link *found)
{
    const struct target *target = &found->target;
    struct str address = found->node->info;
    const char *why = "no such file in the site";
    if (target->kind == TARGET_FILE) {
        struct packet_file *file = take_file(run, target->path, found->node->text, &why);
        warn_spelling(run, item, found);
        if (file) {
            file->shown = true;
            found->node->to.file = file;
            return;
        }
    }
    struct place place = link_place(run, item, found->node);
    if (target->kind == TARGET_EXTERNAL) {
        report_note(run->report, place, "image-external",
                    "the image '%.*s' is not in the site: its alternate text stays",
                    STR_ARG(address));
    } else if (target->kind == TARGET_UNSAFE) {
        report_warning(run->report, place, "image-unsafe",
                       "the image's address is not safe to keep");
    } else {
        report_warning(run->report, place, "image-missing", "no image '%.*s': %s",
                       STR_ARG(address), why);
        suggest(run, target->suggestion);
    }
}

static bool classify_links(struct collection_run *run)
{
    for (size_t i = 0; i < run->item_count; i++) {
        struct item *item = run->items[i];
        for (size_t k = 0; k < item->link_count; k++) {
            if (item->links[k].node->kind == NODE_IMAGE) {
                add_image(run, item, &item->links[k]);
            } else if (!add_link(run, item, &item->links[k])) {
                return out_of_memory(run->report);
            }
        }
    }
    return !arena_failed(run->arena) || out_of_memory(run->report);
}

static bool add_documents(struct collection_run *run)
{
    for (size_t i = 0; i < run->item_count; i++) {
        run->items[i]->document->number = i + 1;
        if (!packet_add_document(run->packet, run->items[i]->document)) {
            return out_of_memory(run->report);
        }
    }
    return true;
}

static struct str origin(const struct collect_options *options, const struct site *site)
{
    struct str url = options->live_url.len ? options->live_url : site_url(site);
    while (url.len && url.ptr[url.len - 1] == '/') {
        url.len--;
    }
    bool local = str_find(url, STR("//localhost"), 0) != STR_NONE ||
                 str_find(url, STR("//127."), 0) != STR_NONE;
    bool web = str_starts(url, "http://") || str_starts(url, "https://");
    return web && !local ? url : (struct str){0};
}

bool collect_packet(struct arena *arena, struct site *site,
                    const struct collect_options *options, struct packet *out,
                    struct report *report)
{
    struct collection_run run = {.arena = arena,
                                 .site = site,
                                 .options = options,
                                 .packet = out,
                                 .report = report,
                                 .by_source = value_map_new(arena),
                                 .slugs = value_map_new(arena),
                                 .files = value_map_new(arena),
                                 .live_url = origin(options, site)};
    *out = (struct packet){.arena = arena,
                           .site_title = site_title(site),
                           .live_url = run.live_url,
                           .date = options->date};
    if (arena_failed(arena)) {
        return out_of_memory(report);
    }
    if (!add_entries(&run) || !follow_links(&run)) {
        return false;
    }
    order_items(&run);
    return add_documents(&run) && classify_links(&run);
}
