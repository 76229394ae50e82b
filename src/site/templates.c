/* Templates: a page's text through Liquid, and what its templates ask of the site
 * meanwhile: includes, addresses, other documents' contents. All that a rendering needs
 * goes along with it; the site keeps results only. */
#include "base/path.h"
#include "base/utf8.h"
#include "site/rendering.h"
#include "site/rules.h"

#define CONTENT_DEPTH_LIMIT 8 /* documents that show each other's content */

/* Where a template names the pages, any of them may show its text. */
static void use_shown_pages(struct site *site, struct str template)
{
    if (site->pages_used || str_find(template, STR("pages"), 0) == STR_NONE) {
        return;
    }
    for (size_t i = 0; i < site->page_count + site->template_count; i++) {
        source_use(site->source, site->pages[i].source, SOURCE_WHOLE);
    }
    site->pages_used = true;
}

static bool read_include(struct rendering *rendering, struct str path, struct place asked,
                         struct str *text, const char **unreadable)
{
    struct site *site = rendering->site;
    struct value cached = value_get(site->includes, path);
    if (cached.kind == VALUE_STRING) {
        *text = cached.as.string;
        return true;
    }
    enum file_status status = source_spare(
        site->source, path,
        source_read(site->arena, site->source, path, SITE_PAGE_BYTES_LIMIT, text));
    bool barred = source_bars(site->source, path, status);
    if (barred) { /* of whichever page: the include is the site's */
        report_site_error(rendering->site_report, (struct place){.file = path},
                          "include-read", "cannot read the include: %s",
                          file_status_text(status));
        report_hint(rendering->site_report, "it is asked for at %.*s:%u:%u",
                    STR_ARG(asked.file), asked.line, asked.column);
    }
    if (status != FILE_OK || utf8_find_invalid(*text) != STR_NONE) {
        *unreadable = status == FILE_OK       ? "it is not UTF-8"
                      : status == FILE_ABSENT ? NULL
                      : barred                ? "" /* which is told */
                                              : file_status_text(status);
        return false;
    }
    report_add_source(rendering->site_report, path, *text);
    use_shown_pages(site, *text);
    site_tell_lacking(site, *text, rendering->site_report);
    return value_map_set(site->arena, site->includes, path, value_string(*text));
}

static bool host_include(void *data, struct str name, struct str relative_to,
                         struct place asked, struct str *path, struct str *text,
                         const char **unreadable)
{
    struct rendering *rendering = data;
    struct site *site = rendering->site;
    struct buf joined = {.kept_in = site->arena};
    bool inside;
    if (relative_to.len) {
        inside = path_resolve(relative_to, name, &joined);
    } else {
        buf_add(&joined, site->config.includes_folder);
        buf_add_byte(&joined, '/');
        inside = path_resolve((struct str){0}, name, &joined);
    }
    *path = inside ? arena_str(site->arena, buf_str(&joined)) : (struct str){0};
    buf_clear(&joined);
    return inside && read_include(rendering, *path, asked, text, unreadable);
}

static void host_included(void *data, struct str path, struct place place)
{
    struct rendering *rendering = data;
    if (rendering->inner) {
        inner_note_include(rendering, path, place);
    }
}

static struct str host_theme(void *data)
{
    const struct rendering *rendering = data;
    return rendering->site->theme;
}

static bool is_written(const struct site *site, const struct page *page)
{
    return !page_state_of(site, page)->unwritten && !page_is_future(site, page);
}

/* A static file may be named from the root on, and one of a collection without the folder
 * that collections share. */
static bool link_to_file(struct site *site, struct str path, struct str *url)
{
    struct str base = site->config.collections_folder;
    struct str below = str_starts(path, "/") ? str_skip(path, 1) : path;
    uint32_t file = text_map_get(&site->by_static, below);
    if (file == TEXT_MAP_NONE && base.len) {
        file = text_map_get(&site->by_static, path_join(site->arena, base, path));
    }
    if (file != TEXT_MAP_NONE) {
        *url = index_file_url(site, site->statics[file]);
    }
    return file != TEXT_MAP_NONE;
}

static bool host_link(void *data, struct str path, struct str *url)
{
    struct rendering *rendering = data;
    struct site *site = rendering->site;
    path = str_trim(path);
    struct str base = site->config.collections_folder;
    const struct page *page = index_page(site, &site->by_source, path);
    if (!page && base.len) { /* collections are named without the folder they share */
        page = index_page(
            site, &site->by_source,
            arena_format(site->arena, "%.*s/%.*s", STR_ARG(base), STR_ARG(path)));
    }
    page = page ? page : index_page(site, &site->by_template, path);
    if (page) {
        *url = page->url;
    }
    return page ? is_written(site, page) : link_to_file(site, path, url);
}

static bool host_post_url(void *data, struct str name, struct str *url, struct str *exact)
{
    struct rendering *rendering = data;
    const struct page *page = post_find(rendering->site, str_trim(name), exact);
    *url = page ? page->url : (struct str){0};
    return page != NULL;
}

static bool host_markdownify(void *data, struct arena *arena, struct str text,
                             struct str *html)
{
    struct rendering *rendering = data;
    struct site *site = rendering->site;
    return fragment_of_markdown(arena, text, &site->config.markdown, html,
                                rendering->report);
}

static bool host_member(void *data, struct value map, struct str name, struct value *out);

static bool host_translate(void *data, struct str key, struct str page, struct str *text)
{
    struct rendering *rendering = data;
    return translation_find(rendering->site, rendering->page, key, page, text,
                            rendering->report);
}

static bool host_print(void *data, struct str name, struct buf *out, struct line_map *map)
{
    struct rendering *rendering = data;
    return rendering->inner && inner_print(rendering, name, out, map);
}

bool rendering_run(struct rendering *rendering, const struct template_text *template,
                   struct value scope, struct buf *out, struct line_map *map)
{
    struct site *site = rendering->site;
    struct liquid_host host = {.data = rendering,
                               .include = host_include,
                               .included = host_included,
                               .theme = host_theme,
                               .link = host_link,
                               .post_url = host_post_url,
                               .member = host_member,
                               .print = host_print,
                               .translate = host_translate,
                               .markdownify = host_markdownify};
    struct liquid_options options = {.host = &host,
                                     .now = site->present,
                                     .zone = site->config.zone,
                                     .tags = site->tags,
                                     .base_url = site->config.base_url,
                                     .site_url = site->config.url,
                                     .page = rendering->inner ? rendering->page->source
                                                              : (struct str){0},
                                     .store = rendering->inner ? site->store : NULL,
                                     .silent = rendering->inner != NULL,
                                     .blanks = ruby_has_active_support(site)};
    use_shown_pages(site, template->text);
    site_tell_lacking(site, template->text, rendering->site_report);
    out->limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES;
    return liquid_render(rendering->arena, template->text, template->file, template->line,
                         scope, &options, out, map, rendering->report);
}

/* `shown`: what templates see as the page; nil: the page itself. */
static bool render_text(struct rendering *rendering, struct page *page, struct value shown,
                        struct str text, struct buf *out, struct line_map *map)
{
    struct site *site = rendering->site;
    struct template_text template = {text, page->source, page->body_line};
    struct value scope = site_scope(site, rendering->arena, page);
    struct inner *inner = rendering->inner;
    if (shown.kind == VALUE_MAP && scope.kind == VALUE_MAP) {
        (void)value_map_set(rendering->arena, scope, STR("page"), shown);
    }
    rendering->inner = NULL; /* no layout goes around a text that a template asks for */
    bool ok = rendering_run(rendering, &template, scope, out, map);
    rendering->inner = inner;
    return ok;
}

/* Contents: a document's text as HTML, for templates of other pages */

static bool is_being_made(const struct rendering *rendering, const struct page *page,
                          bool excerpt)
{
    for (const struct making *at = rendering->making; at; at = at->outer) {
        if (at->page == page && at->excerpt == excerpt) {
            return true;
        }
    }
    return false;
}

static bool has_liquid(const struct site *site, const struct page *page)
{
    struct value wanted = value_get(page->data, STR("render_with_liquid"));
    bool off = wanted.kind == VALUE_BOOL && !wanted.as.boolean;
    return site->config.rules->has_liquid && page->has_front_matter && !off &&
           (str_find(page->body, STR("{{"), 0) != STR_NONE ||
            str_find(page->body, STR("{%"), 0) != STR_NONE);
}

static bool make_content(struct rendering *rendering, struct page *page, struct value shown,
                         struct str text, struct str *html)
{
    struct site *site = rendering->site;
    struct buf rendered = {.kept_in = rendering->arena};
    struct line_map map = {0};
    bool ok = !has_liquid(site, page);
    *html = text;
    if (!ok) {
        ok =
            render_text(rendering, page, shown, text, &rendered, &map) && buf_ok(&rendered);
        *html = ok ? arena_str(site->arena, buf_str(&rendered)) : (struct str){0};
    }
    buf_clear(&rendered);
    return ok && (page->format != PAGE_MARKDOWN ||
                  fragment_of_markdown(site->arena, *html, &page->markdown, html,
                                       rendering->report));
}

/* The whole of it or its excerpt; false: a fault, told. */
static bool page_content(struct rendering *rendering, struct page *page, bool excerpt,
                         struct str *html)
{
    struct str text = page->body;
    if (excerpt && !excerpt_text(rendering->site, page, &text)) {
        *html = text;
        return true;
    }
    if (is_being_made(rendering, page, excerpt) ||
        rendering->depth == CONTENT_DEPTH_LIMIT || (!excerpt && page == rendering->page)) {
        *html = text; /* as it is, where it would hold itself */
        return true;
    }
    struct making making = {page, excerpt, rendering->making};
    source_use(rendering->site->source, page->source, SOURCE_WHOLE);
    rendering->making = &making;
    rendering->depth++;
    struct value shown =
        excerpt ? excerpt_drop(rendering->site, page_index(rendering->site, page), text)
                : value_nil();
    bool ok = make_content(rendering, page, shown, text, html);
    rendering->depth--;
    rendering->making = making.outer;
    return ok;
}

static void keep_made(struct rendering *rendering, const struct page *page, struct str name,
                      struct str html)
{
    struct site *site = rendering->site;
    struct page_state *state = page_state_of(site, page);
    if (state->made.kind != VALUE_MAP) {
        state->made = value_map_new(site->arena);
    }
    if (state->made.kind == VALUE_MAP) {
        (void)value_map_set(site->arena, state->made, name, value_string(html));
    }
}

/* A document's content, output and excerpt, made when first asked for. No layout goes
 * around the output; a page that is being made has none yet. */
static bool host_member(void *data, struct value map, struct str name, struct value *out)
{
    struct rendering *rendering = data;
    struct site *site = rendering->site;
    if (rendering->inner && value_has(map, STR(SCOPE_OF_LAYOUT))) {
        return inner_member(rendering, name, out);
    }
    bool excerpt = str_is(name, "excerpt"), output = str_is(name, "output");
    bool made = excerpt || output || str_is(name, "content");
    struct page *page = made ? drop_page(site, map) : NULL;
    struct str html = {0};
    *out = value_nil();
    if (!page) {
        return false;
    }
    if (output && page == rendering->page) {
        return true;
    }
    if (rendering->inner && !excerpt && page == rendering->page) {
        return inner_member(rendering, STR("content"), out);
    }
    *out = page == rendering->page ? value_nil()
                                   : value_get(page_state_of(site, page)->made, name);
    if (out->kind == VALUE_STRING) {
        return true;
    }
    report_soften(rendering->report);
    made = page_content(rendering, page, excerpt, &html);
    if (!made) { /* what another page is made of stops none that lists it */
        html = (struct str){0};
        report_add_source(rendering->report, page->source, page->text);
        struct place place = {.file = page->source,
                              .width = rendering->inner ? PLACE_SHARED : 0};
        report_warning(rendering->report, place, "document-content",
                       "the document's %.*s is left out of '%.*s'", STR_ARG(name),
                       STR_ARG(rendering->page->source));
    }
    report_harden(rendering->report);
    if (page != rendering->page) {
        keep_made(rendering, page, name, html);
    }
    *out = value_string(html);
    return true;
}

/* The page itself */

static bool copy_body(struct arena *arena, const struct page *page, struct str *text,
                      struct line_map *map)
{
    uint32_t file = line_map_file(arena, map, page->source);
    *text = page->body;
    return line_map_add_verbatim(arena, map, 0, page->body, file, page->body_line, 1);
}

static bool run_liquid(struct rendering *rendering, struct page *page, struct str *text,
                       struct line_map *map)
{
    struct arena *arena = rendering->arena;
    struct report *report = rendering->report;
    struct buf out = {.kept_in = arena};
    (void)line_map_file(arena, map, page->source);
    bool ok = render_text(rendering, page, value_nil(), page->body, &out, map);
    if (ok && out.full) {
        report_error(report, (struct place){.file = page->source}, "page-output",
                     "the page's text grows past %zu bytes",
                     (size_t)LIQUID_OUTPUT_LIMIT_BYTES);
        ok = false;
    }
    *text = ok ? arena_str(arena, buf_str(&out)) : (struct str){0};
    buf_clear(&out);
    return ok;
}

bool site_render_liquid(struct site *site, struct arena *arena, struct page *page,
                        struct str *text, const struct line_map **map,
                        struct report *report)
{
    struct rendering rendering = {.site = site,
                                  .arena = arena,
                                  .report = report,
                                  .site_report = report,
                                  .page = page};
    struct line_map *written = ARENA_NEW(arena, struct line_map);
    if (!written) {
        return report_out_of_memory(report);
    }
    source_use(site->source, page->source, SOURCE_WHOLE);
    bool ok = page_tell_faults(page, page_state_of(site, page), report) &&
              (has_liquid(site, page) ? run_liquid(&rendering, page, text, written)
                                      : copy_body(arena, page, text, written));
    *map = written;
    if (arena_failed(arena) || arena_failed(site->arena)) {
        return report_out_of_memory(report);
    }
    return ok;
}
