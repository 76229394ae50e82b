/* Reading: every file of a site as its rules class it, and what each page's front matter
 * makes of it. Pages are only peeked at: whether a packet needs more of them is not known
 * yet. */
#include "base/date.h"
#include "base/media_type.h"
#include "base/path.h"
#include "base/slug.h"
#include "base/utf8.h"
#include "site/generator.h"
#include "site/permalink.h"
#include "site/rules.h"
#include "site/state.h"

#define FRONT_MATTER_FENCE_BYTES 4
#define FRONT_MATTER_BYTES ((size_t)64 << 10) /* read of a page that is too large */

static const char byte_order_mark[] = "\xEF\xBB\xBF";

bool post_name_split(struct str name, int64_t *date, struct str *slug)
{
    static const size_t most[] = {4, 2, 2}; /* digits of a year, a month, a day */
    size_t at = 0;
    for (size_t i = 0; i < sizeof most / sizeof most[0]; i++) {
        size_t start = at;
        while (at < name.len && ascii_is_digit(name.ptr[at])) {
            at++;
        }
        size_t digits = at - start;
        if (digits < (i == 0 ? 2 : 1) || digits > most[i] || at >= name.len ||
            name.ptr[at++] != '-') {
            return false;
        }
    }
    *slug = str_skip(name, at);
    return date_parse(str_sub(name, 0, at - 1), date);
}

/* In lower case, as Jekyll has it: others keep their extension in addresses. */
static bool is_plain_html(struct str path)
{
    struct str extension = path_extension(path);
    return str_is(extension, ".html") || str_is(extension, ".htm") ||
           str_is(extension, ".xhtml");
}

static struct value key_of(const struct page *page, const char *key)
{
    return value_get(page->data, str_from(key));
}

/* A document's front matter is laid over its defaults; its categories join theirs. */
static void merge_document(struct site *site, struct page *page, struct value own)
{
    struct value general = key_of(page, "categories");
    struct value named = value_get(own, STR("categories"));
    config_merge(site->arena, page->data, own);
    if (general.kind != VALUE_NIL && named.kind != VALUE_NIL) {
        value_map_set(site->arena, page->data, STR("categories"),
                      terms_join(site, general, named));
    }
}

static void merge_defaults(struct site *site, struct page *page, struct value own,
                           struct str type)
{
    struct str base = site->config.collections_folder, path = page->source;
    if (page->collection.len && base.len && str_eq(str_sub(path, 0, base.len), base)) {
        path = str_skip(path, base.len + 1); /* scopes are seen from there */
    }
    page->data = config_defaults(site->arena, &site->config, path, type);
    if (page->collection.len && page->data.kind == VALUE_MAP) {
        merge_document(site, page, own);
        return;
    }
    for (size_t i = 0; page->data.kind == VALUE_MAP && i < value_count(own); i++) {
        value_map_set(site->arena, page->data, own.as.map->entries[i].key,
                      own.as.map->entries[i].value);
    }
}

static bool is_index(const struct page *page)
{
    return str_is(path_stem(page->source), "index");
}

static struct str page_template(const struct site *site, const struct page *page,
                                const struct classified *class)
{
    struct str own = value_text_or(key_of(page, "permalink"), (struct str){0});
    const struct config *config = &site->config;
    if (own.len) {
        return own; /* a style's name is none here */
    }
    if (class->class == CLASS_POST) {
        const struct collection *posts = NULL;
        for (size_t i = 0; i < config->collection_count; i++) {
            posts = str_is(config->collections[i].label, "posts") ? &config->collections[i]
                                                                  : posts;
        }
        return posts && posts->permalink.len ? posts->permalink
                                             : permalink_template(config->permalink);
    }
    if (class->class == CLASS_DOCUMENT) {
        return class->collection->permalink.len
                   ? class->collection->permalink
                   : permalink_collection_template(config->permalink);
    }
    bool own_kind = page->format == PAGE_HTML && !is_plain_html(page->source);
    return own_kind ? STR("/:path/:basename:output_ext")
                    : permalink_page_template(config->permalink, is_index(page));
}

/* As addresses write it. Of Markdown and of what style sheets and scripts are made of, the
 * extension changes. */
static struct str output_extension(struct site *site, const struct page *page)
{
    struct str own = path_extension(page->source);
    return page->format != PAGE_HTML                      ? STR(".html")
           : str_is(own, ".scss") || str_is(own, ".sass") ? STR(".css")
           : str_is(own, ".coffee")                       ? STR(".js")
                                    : path_encode_name(site->arena, own);
}

/* The address that the page's template gives it. What has no front matter is copied by
 * Jekyll and keeps its path; in a plain folder every page does that names no other. */
static void set_url(struct site *site, struct page *page, const struct page_state *state,
                    const struct classified *class)
{
    bool kept = site->config.rules->has_generators &&
                value_text_or(key_of(page, "permalink"), (struct str){0}).len == 0;
    bool unread = state->status != FILE_OK && page->text.len == 0; /* it may have some */
    if ((!page->has_front_matter && !unread) || kept) {
        page->url = path_encode_name(
            site->arena, arena_format(site->arena, "/%.*s", STR_ARG(page->source)));
        return;
    }
    int64_t date =
        page->date != DATE_NONE || site->now == DATE_NONE ? page->date : site->now;
    struct permalink_parts parts = {
        .kind = class->class == CLASS_PAGE ? PERMALINK_PAGE : PERMALINK_DOCUMENT,
        .name = path_stem(page->source),
        .path = arena_format(site->arena, "/%.*s", STR_ARG(path_folder(page->source))),
        .basename = class->class == CLASS_PAGE
                        ? str_without_end(path_stem(page->source), '.')
                        : state->slug,
        .slug = value_text_or(key_of(page, "slug"), (struct str){0}),
        .extension = output_extension(site, page),
        .collection = page->collection,
        .categories = state->categories.names,
        .category_count = state->categories.count,
        .date = date + zone_offset(site->config.zone, date),
    };
    if (class->class == CLASS_DOCUMENT) {
        parts.path =
            str_sub(class->below, 0, class->below.len - path_extension(class->below).len);
    }
    if (class->class == CLASS_POST) { /* as if it stood in its collection's folder */
        size_t posts = str_find(page->source, STR("_posts/"), 0);
        struct str below = str_skip(page->source, posts == STR_NONE ? 0 : posts + 7);
        below = str_sub(below, 0, below.len - path_extension(below).len);
        parts.path =
            arena_format(site->arena, "%.*s/%.*s", STR_ARG(class->above), STR_ARG(below));
    }
    page->url = permalink_expand(site->arena, page_template(site, page, class), &parts);
}

static void set_markdown(const struct site *site, struct page *page)
{
    page->markdown = site->config.markdown;
    struct str named = value_text_or(key_of(page, "markdown"), (struct str){0});
    if (named.len) {
        (void)config_choose_markdown(named, &page->markdown);
    }
}

static struct str first_text(struct site *site, struct value value)
{
    size_t count = 0;
    struct str *texts = value_texts(site->arena, value, false, &count);
    return texts && count ? texts[0] : (struct str){0};
}

/* Pages, unlike documents, have no title of Jekyll's: their underscores are spaces. */
static struct str title_of_page_name(struct arena *arena, struct str name)
{
    struct buf words = {.kept_in = arena};
    for (size_t i = 0; i < name.len; i++) {
        buf_add_byte(&words, name.ptr[i] == '_' ? '-' : name.ptr[i]);
    }
    return slug_title(arena, str_without_ends(arena_take(arena, &words), '-'));
}

struct str site_name_title(struct site *site, const struct page *page)
{
    struct str listed = value_text_or(value_get(site->nav, page->source), (struct str){0});
    if (listed.len) {
        return listed;
    }
    struct str name = path_stem(page->source), folder = path_folder(page->source);
    if (page->collection.len) {
        struct str slug = {0};
        int64_t date;
        (void)post_name_split(name, &date, &slug);
        return slug_title(site->arena, slug.len ? slug : name);
    }
    if (is_index(page) || str_eq_ignore_case(name, STR("readme"))) {
        name = folder.len             ? path_name(folder)
               : site_title(site).len ? (struct str){0}
                                      : name;
    }
    return name.len ? title_of_page_name(site->arena, name) : site_title(site);
}

/* "2020-02-30": no day of the calendar, which Ruby counts on into the next month. */
static bool is_odd_day(struct str text)
{
    int64_t seconds;
    struct moment when;
    if (!date_parse_exact(str_sub(text, 0, 10), &seconds)) {
        return text.len >= 10 && text.ptr[4] == '-' && text.ptr[7] == '-' &&
               date_read(str_sub(text, 0, 10), 0, &when);
    }
    return false;
}

static void describe(struct site *site, struct page *page, struct page_state *state,
                     const struct classified *class)
{
    struct value date = key_of(page, "date");
    page->title = liquid_text(site->arena, key_of(page, "title"));
    page->redirect_to = first_text(site, key_of(page, "redirect_to"));
    struct moment when;
    page->date = page->date ? zone_from_local(site->config.zone, page->date) : DATE_NONE;
    if (date.kind != VALUE_NIL && date_read(liquid_text(site->arena, date), 0, &when)) {
        state->odd_date = is_odd_day(liquid_text(site->arena, date)) ? date.line : 0;
        zone_settle(site->config.zone, &when);
        page->date = when.seconds;
        state->bad_date = 0; /* nobody asks what its name says */
    } else if (date.kind != VALUE_NIL) {
        state->bad_date = date.line ? date.line : 1;
    } else if (state->draft && page->date == DATE_NONE) {
        page->date = site->now;
    }
    page->date_offset = zone_offset(site->config.zone, page->date);
    state->extension = path_extension(page->source);
    if (class->class != CLASS_PAGE && !state->bare) {
        terms_read(site, page, state, class->above);
    }
    set_markdown(site, page);
    set_url(site, page, state, class);
    if (site->config.rules->has_generators) {
        scope_describe(site, page);
    }
}

/* Of a collection's documents only those that say no are left out. */
static bool is_published(const struct page *page)
{
    struct value published = key_of(page, "published");
    bool nothing = published.kind == VALUE_NIL && page->collection.len && !page->is_post;
    return nothing || !value_has(page->data, STR("published")) || value_is_true(published);
}

/* How much of a page's file decides on its place in the site: its front matter, or that it
 * has none. */
static size_t front_matter_bytes(const struct page *page, enum front_matter_fault fault)
{
    size_t bytes = page->text.len - page->body.len;
    return fault == FRONT_MATTER_UNCLOSED ? SOURCE_WHOLE
           : bytes                        ? bytes
                                          : FRONT_MATTER_FENCE_BYTES;
}

/* The page's text, cut into front matter and body; a post may begin with a byte order mark.
 * Of a page that is too large the start is read: it still has an address, to be told by. */
static struct front_matter read_text(struct site *site, struct page *page,
                                     struct page_state *state)
{
    struct front_matter front;
    enum file_status status = source_peek(site->arena, site->source, page->source,
                                          SITE_PAGE_BYTES_LIMIT, &page->text);
    state->status = source_spare(site->source, page->source, status);
    if (state->status == FILE_TOO_LARGE) {
        (void)source_peek_start(site->arena, site->source, page->source, FRONT_MATTER_BYTES,
                                &page->text);
    }
    bool marked = page->is_post && str_starts(page->text, byte_order_mark);
    size_t mark = marked ? strlen(byte_order_mark) : 0;
    page->text = str_skip(page->text, mark);
    if (state->bare) {
        front_matter_read_whole(site->arena, page->text, site->config.zone, &front);
    } else {
        site->config.rules->read_front_matter(site->arena, page->text, site->config.zone,
                                              &front);
    }
    state->fault = front.fault;
    state->yaml = front.yaml;
    state->invalid_at = utf8_find_invalid(page->text);
    page->body = front.body;
    page->body_line = front.body_line;
    source_use(site->source, page->source, front_matter_bytes(page, front.fault) + mark);
    return front;
}

/* False: the file turns out not to be published. */
static bool read_page(struct site *site, struct str path, const struct classified *class,
                      struct page *page, struct page_state *state)
{
    *page = (struct page){.source = path};
    *state = (struct page_state){.slug = path_stem(path)};
    page->format = rules_is_html(path) || class->data ? PAGE_HTML : PAGE_MARKDOWN;
    state->bare = class->data && rules_is_yaml(path);
    page->is_post = class->class == CLASS_POST;
    struct str slug = {0};
    bool dated =
        class->class != CLASS_PAGE && post_name_split(path_stem(path), &page->date, &slug);
    if (page->is_post && slug.len == 0 && !class->draft) {
        return false;
    }
    state->draft = class->draft;
    state->slug = str_without_end(slug.len ? slug : state->slug, '.');
    state->bad_date = slug.len && !dated ? 1 : 0;
    state->unwritten = class->collection && !class->collection->output;
    page->collection = page->is_post       ? STR("posts")
                       : class->collection ? class->collection->label
                                           : (struct str){0};
    struct front_matter front = read_text(site, page, state);
    page->has_front_matter = front.present || page->is_post; /* posts may go without */
    if (state->bare) {
        page->data = front.data;
    } else {
        merge_defaults(site, page, front.data,
                       page->collection.len ? page->collection : STR("pages"));
    }
    describe(site, page, state, class);
    bool unpublished = value_is_true(value_get(site->config.values, STR("unpublished")));
    bool document = class->class != CLASS_DOCUMENT || page->has_front_matter ||
                    source_bars(site->source, path, state->status); /* it may have some */
    return document && (unpublished || is_published(page));
}

void site_read_list_page(struct site *site, const struct page *first, struct str folder,
                         struct page *page, struct page_state *state)
{
    const struct classified class = {.class = CLASS_PAGE};
    *page = *first;
    *state = *page_state_of(site, first);
    page->source = path_join(site->arena, folder, path_name(first->source));
    set_url(site, page, state, &class);
    page->source = first->source;
}

/* Whether a static file may be text, so that it is worth a look. */
static bool may_be_text(struct str path)
{
    const struct media *media = media_by_name(path);
    return !media || (media->care != CARE_NONE && media->care != CARE_PDF &&
                      media->care != CARE_SVGZ && media->care != CARE_OFFICE &&
                      media->care != CARE_ACTIVE);
}

/* Of a file that the packet may have no need of. */
static enum file_status read_start(struct site *site, struct str path, size_t size_bytes,
                                   struct str *out)
{
    return source_spare(
        site->source, path,
        source_peek_start(site->arena, site->source, path, size_bytes, out));
}

/* A file in a collection's folder that is no page by its name is a document all the same
 * when it begins with front matter. */
static struct classified classify(struct site *site, struct str path)
{
    struct classified class = site->config.rules->classify(&site->config, path);
    struct str start = {0};
    if (class.class == CLASS_STATIC && class.collection) {
        enum file_status status = read_start(site, path, FRONT_MATTER_FENCE_BYTES, &start);
        bool barred = source_bars(site->source, path, status); /* it may begin so */
        if (str_starts(start, "---") || (barred && may_be_text(path))) {
            class.class = CLASS_DOCUMENT;
            class.data = true;
        }
    }
    return class;
}

static void read_files(struct site *site, const struct file_list *files)
{
    for (size_t i = 0; i < files->count; i++) {
        struct classified class = classify(site, files->paths[i]);
        bool closed = file_list_closed(files, files->paths[i]);
        if (class.class == CLASS_STATIC && closed) {
            continue; /* a link to it tells why */
        }
        if (class.class == CLASS_STATIC) {
            site->statics[site->static_count++] = files->paths[i];
        } else if (class.class != CLASS_SKIP &&
                   read_page(site, files->paths[i], &class, &site->pages[site->page_count],
                             &site->states[site->page_count])) {
            site->refused_count += page_is_refused(&site->pages[site->page_count],
                                                   &site->states[site->page_count]);
            closed_note_page(site, site->page_count);
            site->page_count++;
        } else if (class.class == CLASS_DOCUMENT &&
                   !site->pages[site->page_count].has_front_matter) {
            site->statics[site->static_count++] = files->paths[i];
        }
    }
}

/* Jekyll makes what it publishes of any file that begins with front matter. */
static void read_templates(struct site *site)
{
    struct classified class = {.class = CLASS_PAGE, .data = true};
    for (size_t i = 0; site->config.rules->has_liquid && i < site->static_count; i++) {
        struct str path = site->statics[i], start = {0};
        size_t at = site->page_count + site->template_count;
        bool begins = may_be_text(path) &&
                      !site->config.rules->classify(&site->config, path).collection &&
                      read_start(site, path, sizeof "---\r\n" - 1, &start) == FILE_OK &&
                      (str_starts(start, "---\n") || str_starts(start, "---\r\n"));
        if (begins && read_page(site, path, &class, &site->pages[at], &site->states[at])) {
            site->template_count++;
        }
    }
}

static bool wants_hidden(const void *data, struct str name)
{
    const struct site *site = data;
    return site->config.rules->wants_hidden(&site->config, name);
}

/* Jekyll follows links to folders but for those within a collection. What package managers
 * put up is a thicket of them. */
static bool follows_link(const void *data, struct str path)
{
    const struct site *site = data;
    const struct config *config = &site->config;
    struct str beside = path_join(site->arena, path_folder(path), STR("x.md"));
    struct classified class = config->rules->classify(config, beside);
    return closed_is_of_site(config, path, site->arena) && class.class != CLASS_POST &&
           !class.collection && str_find(path, STR("node_modules"), 0) == STR_NONE;
}

/* Gives false. */
static bool tell_unlisted(const struct site *site, const char *what, struct report *report)
{
    if (arena_failed(site->arena)) {
        return report_out_of_memory(report);
    }
    report_error(report, (struct place){0}, "site-files", "%s has more than %d files", what,
                 SITE_FILE_COUNT_LIMIT);
    return false;
}

/* Room for as many pages as there are files is cheap, and pages must not move: others point
 * at them. */
bool site_read_pages(struct site *site, struct report *report)
{
    const struct list_filter filter = {
        .wants = wants_hidden, .follows = follows_link, .data = site};
    struct file_list files = {0}, built;
    if (!source_list(site->arena, site->source, SITE_FILE_COUNT_LIMIT, &filter, &files)) {
        return tell_unlisted(site, "the site", report);
    }
    if (!beside_list(site, &built)) {
        return tell_unlisted(site, "the built site", report);
    }
    if (!closed_take(site, &files, &built, report)) {
        return report_out_of_memory(report);
    }
    size_t room = files.count + built.count + 1 + paginator_room(site, files.count);
    site->pages = ARENA_ARRAY(site->arena, struct page, room);
    site->states = ARENA_ARRAY(site->arena, struct page_state, room);
    site->statics = ARENA_ARRAY(site->arena, struct str, room);
    if (!site->pages || !site->states || !site->statics) {
        return report_out_of_memory(report);
    }
    if (!generators_find(site, &files)) {
        return report_out_of_memory(report);
    }
    read_files(site, &files);
    default_layouts_give(site);
    heading_titles_take(site, report);
    paginator_add_pages(site, report);
    if (!beside_read(site, &built)) {
        return report_out_of_memory(report);
    }
    read_templates(site);
    bool read = (site->page_count == 0 || built_describe(site)) &&
                site_read_data(site, &files);
    site_tell_barred_data(site, report);
    arena_let_go(site->arena, files.paths, files.capacity * sizeof *files.paths);
    return read && (!arena_failed(site->arena) || report_out_of_memory(report));
}
