#include "site/site.h"

#include "base/lines.h"
#include "base/path.h"
#include "base/utf8.h"
#include "site/rules.h"
#include "site/state.h"

static bool enter_source(struct site *site, struct report *report)
{
    struct str source = site->config.source;
    if (source.len == 0 || str_is(source, ".")) {
        return true;
    }
    struct place place = {.file = STR("_config.yml"),
                          .line = value_get(site->config.values, STR("source")).line};
    if (source_kind_of(site->source, source) != FILE_KIND_FOLDER) {
        report_error(report, place, "config-source", "no folder '%.*s' in the site",
                     STR_ARG(source));
        return false;
    }
    if (!source_enter(site->source, source)) {
        report_error(report, place, "config-source", "cannot open the folder '%.*s'",
                     STR_ARG(source));
        return false;
    }
    return true;
}

struct site *site_open(struct arena *arena, const char *path, struct report *report)
{
    struct site *site = ARENA_NEW(arena, struct site);
    struct source *source = source_open(arena, path);
    if (arena_failed(arena)) {
        report_out_of_memory(report);
    } else if (!source) {
        report_error(report, (struct place){0}, "site-open",
                     "cannot open the site '%s': no such folder, or it cannot be read",
                     path);
    }
    if (!site || !source) {
        return NULL;
    }
    site->arena = arena;
    site->source = source;
    if (config_read(arena, source, &site->config, report) && enter_source(site, report) &&
        site_read_pages(site, report)) {
        if (site_build_index(site)) {
            return site;
        }
        report_out_of_memory(report);
    }
    source_close(site->source);
    return NULL;
}

void site_close(struct site *site)
{
    source_close(site->source);
}

struct value site_config(const struct site *site)
{
    return site->config.values;
}

struct source *site_source(const struct site *site)
{
    return site->source;
}

struct str site_base_url(const struct site *site)
{
    return site->config.base_url;
}

struct str site_url(const struct site *site)
{
    return site->config.url;
}

struct str site_title(const struct site *site)
{
    return site->config.title;
}

struct str site_language(const struct site *site)
{
    return site->config.language;
}

size_t site_page_count(const struct site *site)
{
    return site->page_count;
}

struct page *site_page_at(const struct site *site, size_t index)
{
    return &site->pages[index];
}

struct page *site_find_page(struct site *site, struct str name, struct str *suggestion)
{
    struct str path = path_percent_decode(site->arena, str_trim(name));
    while (str_starts(path, "./")) {
        path = str_skip(path, 2);
    }
    struct page *page = index_page(site, site->by_source, path);
    struct str url = str_starts(path, "/") ? str_skip(path, 1) : path;
    page = page ? page : index_page(site, site->by_url, url);
    page = page ? page : index_page(site, site->by_source, url);
    page = page ? page : index_page(site, site->by_key, index_key(site->arena, url));
    page = page ? page : index_page(site, site->by_redirect, index_key(site->arena, url));
    *suggestion = page ? (struct str){0} : index_suggest(site, path);
    return page;
}

int64_t site_newest_date(const struct site *site)
{
    int64_t newest = 0;
    for (size_t i = 0; i < site_page_count(site); i++) {
        int64_t date = site_page_at(site, i)->date;
        newest = date > newest ? date : newest;
    }
    return newest;
}

/* A page or a data file that is gone. */
static bool might_be_read(void *data, struct str path)
{
    const struct site *site = data;
    const struct site_rules *rules = site->config.rules;
    enum file_class class = rules->classify(&site->config, path).class;
    struct str folder = site->config.data_folder;
    bool is_data = rules->has_data && path.len > folder.len &&
                   path.ptr[folder.len] == '/' &&
                   str_eq(str_sub(path, 0, folder.len), folder);
    return is_data || (class != CLASS_SKIP && class != CLASS_STATIC);
}

bool site_revision(struct arena *arena, struct site *site, struct revision *out,
                   struct report *report)
{
    struct source_question gone = {might_be_read, site};
    return source_revision(arena, site->source, &gone, out, report);
}

/* Faults of a page, told when it is first used. False: it cannot be read. */

static struct place place_at(const struct page *page, size_t offset)
{
    struct line_column at = line_column_at(page->text, offset);
    return (struct place){.file = page->source, .line = at.line, .column = at.column};
}

static void tell_front_matter(const struct page *page, const struct page_state *state,
                              struct report *report)
{
    struct place top = {page->source, 1, 1, 3};
    struct place yaml = {page->source, state->yaml.line, state->yaml.column, 0};
    switch (state->fault) {
    case FRONT_MATTER_FINE: break;
    case FRONT_MATTER_BOM:
        report_warning(report, top, "front-matter-bom",
                       "a byte order mark stands before the front matter, which is then "
                       "not recognised");
        break;
    case FRONT_MATTER_UNCLOSED:
        report_warning(report, top, "front-matter-unclosed",
                       "the front matter has no closing '---' and is read as text");
        break;
    case FRONT_MATTER_YAML:
        report_warning(report, yaml, "front-matter-yaml", "the front matter is ignored: %s",
                       state->yaml.message);
        break;
    case FRONT_MATTER_LIST:
        report_error(report, (struct place){page->source, 2, 1, 0}, "front-matter-list",
                     "the front matter is not a mapping of names to values");
        break;
    }
}

static bool tell_faults(const struct page *page, struct page_state *state,
                        struct report *report)
{
    bool fatal = state->status != FILE_OK || state->invalid_at != STR_NONE ||
                 state->fault == FRONT_MATTER_LIST;
    if (state->told) {
        return !fatal;
    }
    state->told = true;
    report_add_source(report, page->source, page->text);
    if (state->status != FILE_OK) {
        report_error(report, (struct place){.file = page->source}, "page-read",
                     "cannot read the page: %s", file_status_text(state->status));
    } else if (state->invalid_at != STR_NONE) {
        report_error(report, place_at(page, state->invalid_at), "invalid-utf8",
                     "byte 0x%02x is not UTF-8",
                     (unsigned)(unsigned char)page->text.ptr[state->invalid_at]);
    }
    if (state->invalid_at == STR_NONE) {
        tell_front_matter(page, state, report);
    }
    return !fatal;
}

/* What templates ask for */

/* Where a template names the pages, any of them may show its text. */
static void use_shown_pages(struct site *site, struct str template)
{
    if (site->pages_used || str_find(template, STR("pages"), 0) == STR_NONE) {
        return;
    }
    for (size_t i = 0; i < site->page_count; i++) {
        source_use(site->source, site->pages[i].source, SOURCE_WHOLE);
    }
    site->pages_used = true;
}

static bool read_include(struct site *site, struct str path, struct str *text)
{
    struct value cached = value_get(site->includes, path);
    if (cached.kind == VALUE_STRING) {
        *text = cached.as.string;
        return true;
    }
    enum file_status status =
        source_read(site->arena, site->source, path, SITE_PAGE_BYTES_LIMIT, text);
    if (status != FILE_OK || utf8_find_invalid(*text) != STR_NONE) {
        if (status != FILE_ABSENT) {
            report_error(site->report, (struct place){.file = path}, "include-read",
                         "cannot read the include: %s",
                         status == FILE_OK ? "it is not UTF-8" : file_status_text(status));
        }
        return false;
    }
    report_add_source(site->report, path, *text);
    use_shown_pages(site, *text);
    return value_map_set(site->arena, site->includes, path, value_string(*text));
}

static bool host_include(void *data, struct str name, struct str relative_to,
                         struct str *path, struct str *text)
{
    struct site *site = data;
    struct buf joined = {0};
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
    return inside && read_include(site, *path, text);
}

static bool is_written(const struct site *site, const struct page *page)
{
    return !page_state_of(site, page)->unwritten && !page_is_future(site, page);
}

static bool host_link(void *data, struct str path, struct str *url)
{
    struct site *site = data;
    path = str_trim(path);
    const struct page *page = index_page(site, site->by_source, path);
    struct value file = value_get(site->by_static, path);
    if (page) {
        *url = page->url;
    } else if (file.kind == VALUE_INTEGER) {
        *url = path_percent_encode(site->arena,
                                   arena_format(site->arena, "/%.*s", STR_ARG(path)));
    }
    return page ? is_written(site, page) : file.kind == VALUE_INTEGER;
}

/* A post's folders below _posts, and those above it before them. */
static bool is_post_folder(struct site *site, struct str source, struct str folder)
{
    struct str whole = path_folder(source);
    size_t at = str_starts(whole, "_posts") ? 0 : str_find(whole, STR("/_posts"), 0) + 1;
    struct str above = str_sub(whole, 0, at), below = str_skip(whole, at + 6);
    struct str both = arena_format(site->arena, "%.*s%.*s", STR_ARG(above),
                                   STR_ARG(below.len ? str_skip(below, 1) : below));
    both = str_ends(both, "/") ? str_sub(both, 0, both.len - 1) : both;
    return str_eq(folder, below.len ? str_skip(below, 1) : below) || str_eq(folder, both);
}

static bool host_post_url(void *data, struct str name, struct str *url)
{
    struct site *site = data;
    int64_t date, own_date;
    struct str slug, own_slug;
    name = str_trim(name);
    name = str_starts(name, "/") ? str_skip(name, 1) : name;
    if (!post_name_split(path_name(name), &date, &slug)) {
        return false;
    }
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        bool same = page->is_post && !page_is_future(site, page) &&
                    post_name_split(path_stem(page->source), &own_date, &own_slug) &&
                    date == own_date && str_eq(slug, own_slug);
        if (same && is_post_folder(site, page->source, path_folder(name))) {
            *url = page->url;
            return true;
        }
    }
    return false;
}

static bool host_markdownify(void *data, struct arena *arena, struct str text,
                             struct str *html)
{
    struct site *site = data;
    bool ok = site_markdown_html(site, arena, text, &site->config.markdown, html);
    *html = ok && html->len == 0 ? STR("\n") : *html;
    return ok;
}

/* A document's content and excerpt, made when first asked for. */
static bool host_member(void *data, struct value map, struct str name, struct value *out)
{
    struct site *site = data;
    bool excerpt = str_is(name, "excerpt");
    struct page *page = excerpt || str_is(name, "content") ? drop_page(site, map) : NULL;
    struct str html = {0};
    if (!page) {
        return false;
    }
    if (page_content(site, page, excerpt, &html) && page != site->rendered) {
        (void)value_map_set_beyond(site->arena, map, name, value_string(html));
    }
    *out = value_string(html);
    return true;
}

static bool copy_body(struct site *site, const struct page *page, struct page_state *state)
{
    uint32_t file = line_map_file(site->arena, &state->map, page->source);
    state->text = page->body;
    return line_map_add_verbatim(site->arena, &state->map, 0, page->body, file,
                                 page->body_line, 1);
}

static bool render_text(struct site *site, struct page *page, struct str text,
                        uint32_t first_line, struct buf *out, struct line_map *map)
{
    struct liquid_host host = {.data = site,
                               .include = host_include,
                               .link = host_link,
                               .post_url = host_post_url,
                               .member = host_member,
                               .markdownify = host_markdownify};
    struct liquid_options options = {.host = &host,
                                     .now = site->now,
                                     .base_url = site->config.base_url,
                                     .site_url = site->config.url};
    struct value scope = site_scope(site, page, site->now);
    use_shown_pages(site, text);
    out->limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES;
    return liquid_render(site->arena, text, page->source, first_line, scope, &options, out,
                         map, site->report);
}

bool site_run_liquid_on(struct site *site, struct page *page, struct str text,
                        struct str *out)
{
    struct buf rendered = {0};
    struct line_map map = {0};
    bool ok = render_text(site, page, text, page->body_line, &rendered, &map) &&
              buf_ok(&rendered);
    *out = ok ? arena_str(site->arena, buf_str(&rendered)) : (struct str){0};
    buf_clear(&rendered);
    return ok;
}

static bool run_liquid(struct site *site, struct page *page, struct page_state *state,
                       int64_t now, struct report *report)
{
    struct buf out = {0};
    site->report = report;
    site->now = now;
    site->rendered = page;
    (void)line_map_file(site->arena, &state->map, page->source);
    bool ok = render_text(site, page, page->body, page->body_line, &out, &state->map);
    if (ok && out.full) {
        report_error(report, (struct place){.file = page->source}, "page-output",
                     "the page's text grows past %zu bytes",
                     (size_t)LIQUID_OUTPUT_LIMIT_BYTES);
        ok = false;
    }
    state->text = ok ? arena_str(site->arena, buf_str(&out)) : (struct str){0};
    buf_clear(&out);
    site->report = NULL;
    site->rendered = NULL;
    return ok;
}

static bool has_liquid(const struct page *page)
{
    struct value wanted = value_get(page->data, STR("render_with_liquid"));
    bool off = wanted.kind == VALUE_BOOL && !wanted.as.boolean;
    return page->has_front_matter && !off &&
           (str_find(page->body, STR("{{"), 0) != STR_NONE ||
            str_find(page->body, STR("{%"), 0) != STR_NONE);
}

bool site_render_liquid(struct site *site, struct page *page, int64_t now, struct str *text,
                        struct line_map **map, struct report *report)
{
    struct page_state *state = page_state_of(site, page);
    if (!state->rendered) {
        state->rendered = true;
        source_use(site->source, page->source, SOURCE_WHOLE);
        bool ok = tell_faults(page, state, report);
        if (ok && has_liquid(page)) {
            ok = run_liquid(site, page, state, now, report);
        } else if (ok) {
            ok = copy_body(site, page, state);
        }
        state->failed = !ok;
        if (arena_failed(site->arena)) {
            report_out_of_memory(report);
            state->failed = true;
        }
    }
    *text = state->text;
    *map = &state->map;
    return !state->failed;
}
