/* The front door: a source opened and read as its rules say, and what others ask of it. All
 * steps are in files of their own; this one knows their order. */
#include "site/site.h"

#include "base/folder.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/unread.h"
#include "liquid/liquid.h"
#include "site/generator.h"
#include "site/rules.h"
#include "site/state.h"

/* Files of the site's root, wherever its pages lie. */
static const char *const beside_pages[] = {"_config.yml", "_config.yaml", "_config.toml",
                                           NULL},
                         *const beside_with_recipe[] = {"_config.yml", "_config.yaml",
                                                        "_config.toml", LIQUID_RECIPE_FILE,
                                                        NULL};

/* Jekyll takes `source` from where it runs: that may be the folder above, of which the site
 * is the folder that is named. */
static bool enter_source(struct site *site, struct report *report)
{
    struct str source = site->config.source;
    bool below = source.len && source_kind_of(site->source, source) == FILE_KIND_FOLDER;
    if (source.len == 0 || (!below && source_is_folder(site->source, source, report))) {
        return true;
    }
    struct place place = {.file = site->config.name,
                          .line = value_get(site->config.values, STR("source")).line};
    if (!below) {
        report_error(report, place, "config-source", "no folder '%.*s' in the site",
                     STR_ARG(source));
        return false;
    }
    if (!source_enter(site->source, source)) {
        report_error(report, place, "config-source", "cannot open the folder '%.*s'",
                     STR_ARG(source));
        return false;
    }
    report_set_folder(report, source,
                      site->recipe_status == FILE_ABSENT ? beside_pages
                                                         : beside_with_recipe);
    return true;
}

/* The recipe lies beside the configuration, else among the pages. */
static void read_recipe(struct site *site)
{
    if (site->recipe_status == FILE_ABSENT) {
        site->recipe_status =
            source_spare(site->source, STR(LIQUID_RECIPE_FILE),
                         source_read(site->arena, site->source, STR(LIQUID_RECIPE_FILE),
                                     RECIPE_BYTES_LIMIT, &site->recipe));
    }
}

/* One that lies elsewhere, as if it stood in the root. False: reported. */
static bool give_recipe(struct site *site, const char *path, struct report *report)
{
    site->recipe_is_given = true;
    site->recipe_status =
        file_read_path(site->arena, path, RECIPE_BYTES_LIMIT, &site->recipe);
    report_show_file_as(report, STR(LIQUID_RECIPE_FILE), str_from(path));
    struct unread unread = {.code = "recipe-read",
                            .what = "the recipe",
                            .path = str_from(path),
                            .limit_bytes = RECIPE_BYTES_LIMIT,
                            .asked = true};
    return site->recipe_status == FILE_OK ||
           unread_tell(&unread, site->recipe_status, report);
}

struct site *site_open(struct arena *arena, const char *path, int64_t now,
                       struct report *report)
{
    return site_open_with(arena, (struct source_at){path, NULL}, (struct site_folders){0},
                          now, report);
}

struct site *site_open_with(struct arena *arena, struct source_at at,
                            struct site_folders folders, int64_t now, struct report *report)
{
    struct site *site = site_open_at(arena, at, folders, now, report);
    return site ? above_open(site, at, folders.built, now, report) : NULL;
}

#define HOST_BYTES 256

/* The host is all that its file holds. False: it cannot be read, which is told, or memory is
 * gone. */
static bool read_host(struct site *site, struct report *report)
{
    static const char name[] = SITE_HOST_FILE;
    struct str host = {0};
    if (site->config.url.len) {
        return true;
    }
    enum file_status status = source_spare(
        site->source, str_from(name),
        source_read(site->arena, site->source, str_from(name), HOST_BYTES, &host));
    if (status == FILE_NO_MEMORY) {
        return report_out_of_memory(report);
    }
    if (status == FILE_DENIED || status == FILE_OUTSIDE || status == FILE_LOOP ||
        status == FILE_DANGLING || status == FILE_SPECIAL || status == FILE_UNREADABLE) {
        report_error(report, (struct place){.file = str_from(name)}, "config-read",
                     "cannot read what may name the live site's host: %s",
                     file_status_text(status));
        return false;
    }
    host = str_trim(host);
    bool named = str_find_byte(host, '.', 0) != STR_NONE;
    for (size_t i = 0; i < host.len && named; i++) {
        named = ascii_is_alnum(host.ptr[i]) || ascii_set_has(".-", host.ptr[i]);
    }
    site->host_url = named ? arena_format(site->arena, "https://%.*s", STR_ARG(host))
                           : (struct str){0};
    return !arena_failed(site->arena) || report_out_of_memory(report);
}

static void tell_unopened(const char *folder, struct report *report)
{
    const char *fault = folder_read_fault(folder);
    if (folder_is_closed(folder)) {
        report_error(report, (struct place){0}, "site-open",
                     "cannot open the site '%s': %s", folder, fault);
    } else {
        report_request_error(report, (struct place){0}, "site-open",
                             "cannot open the site '%s': %s", folder, fault);
    }
}

struct site *site_open_at(struct arena *arena, struct source_at at,
                          struct site_folders folders, int64_t now, struct report *report)
{
    struct site *site = ARENA_NEW(arena, struct site);
    struct source *source = source_open(arena, at, report);
    if (arena_failed(arena)) {
        report_out_of_memory(report);
    } else if (!source && !at.revision && !report_has_system_error(report)) {
        tell_unopened(at.folder, report);
    }
    if (!site || !source) {
        return NULL;
    }
    site->arena = arena;
    site->source = source;
    site->now = now;
    site->present = now;
    site->recipe_status = FILE_ABSENT;
    bool usable = !folders.recipe || give_recipe(site, folders.recipe, report);
    read_recipe(site);
    usable = usable && config_read(arena, source, &site->config, report);
    if (usable) { /* it may lie beside the folder of the pages */
        site_lay_theme(site, at, folders.theme, report);
        usable = enter_source(site, report) && site_lay_built(site, folders.built, report);
    }
    if (usable) {
        read_recipe(site);
    }
    if (usable && site_read_pages(site, report)) {
        if (!site_build_index(site)) {
            report_out_of_memory(report);
        } else if (read_host(site, report)) {
            return site;
        }
    }
    (void)source_holds(site->source,
                       report); /* else its faults are told as the content's */
    source_close(site->source);
    return NULL;
}

void site_close(struct site *site)
{
    source_close(site->source);
}

const struct markdown_options *site_markdown(const struct site *site)
{
    return &site->config.markdown;
}

struct value site_config(const struct site *site)
{
    return site->config.values;
}

struct source *site_source(const struct site *site)
{
    return site->source;
}

bool site_holds(const struct site *site, struct report *report)
{
    return source_holds(site->source, report);
}

struct str site_base_url(const struct site *site)
{
    return site->config.base_url;
}

struct str site_url(const struct site *site)
{
    return site->config.url.len ? site->config.url : site->host_url;
}

struct str site_title(const struct site *site)
{
    return site->config.title;
}

struct str site_language(const struct site *site)
{
    return site->config.language;
}

const struct page *site_likely_front_page(struct site *site)
{
    const struct page *likely = site_front_page(site);
    size_t shortest = likely ? 0 : SIZE_MAX;
    for (size_t i = 0; i < site_page_count(site); i++) {
        const struct page *page = site_page_at(site, i);
        if (page->url.len < shortest) {
            shortest = page->url.len;
            likely = page;
        }
    }
    return likely;
}

static const struct scope *scope_around(const struct site *site, const struct page *page)
{
    struct str content;
    return page && site->scopes ? scope_of(site, page->source, &content) : NULL;
}

bool site_shows_page(const struct site *site, const struct page *front,
                     const struct page *page)
{
    const struct scope *scope = scope_around(site, front);
    if (scope) {
        return scope_around(site, page) == scope;
    }
    bool set = page->format == PAGE_MARKDOWN && !rules_is_of_repository(page->source);
    return page->has_front_matter || page->built.len || set ||
           site->config.rules->has_generators;
}

size_t site_page_count(const struct site *site)
{
    return site->page_count;
}

size_t site_page_index(const struct site *site, const struct page *page)
{
    return page_index(site, page);
}

struct page *site_page_at(const struct site *site, size_t index)
{
    return &site->pages[index];
}

enum file_status site_read_named(struct arena *arena, struct arena *scratch,
                                 const struct site *site, struct str name,
                                 size_t limit_bytes, struct str *path, struct str *bytes)
{
    struct buf resolved = {.kept_in = arena};
    *path = name;
    *bytes = (struct str){0};
    if (!path_resolve((struct str){0}, name, &resolved)) {
        return FILE_OUTSIDE;
    }
    *path = arena_take(arena, &resolved);
    return source_spare(site->source, *path,
                        source_read(scratch, site->source, *path, limit_bytes, bytes));
}

enum file_status site_recipe(const struct site *site, struct str *text)
{
    *text = site->recipe;
    return site->recipe_status;
}

void site_set_present(struct site *site, int64_t date, struct report *report)
{
    site->present =
        date != DATE_NONE ? date : source_date(site->arena, site->source, report);
    site->present = site->present <= DATE_LAST ? site->present : DATE_NONE;
}

void site_set_tags(struct site *site, struct value tags)
{
    site->tags = tags;
}

static struct page *find_page(const struct site *site, struct str path)
{
    struct page *page = index_page(site, &site->by_source, path);
    struct str url = str_starts(path, "/") ? str_skip(path, 1) : path;
    page = page ? page : index_page(site, &site->by_url, url);
    page = page ? page : index_page(site, &site->by_source, url);
    page = page ? page : index_page(site, &site->by_key, index_key(url));
    return page ? page : index_page(site, &site->by_redirect, index_key(url));
}

struct page *site_find_page(struct site *site, struct str name, struct str *suggestion)
{
    struct str path = path_percent_decode(site->arena, str_trim(name));
    while (str_starts(path, "./")) {
        path = str_skip(path, 2);
    }
    struct str inner =
        str_is(path, "/") ? site->below : path_join(site->arena, site->below, path);
    struct page *page = site->below.len ? find_page(site, inner) : NULL;
    bool whole_front = site->below.len && str_is(path, "/"); /* is not what was given */
    page = page || whole_front ? page : find_page(site, path);
    struct str source = site->config.source;
    struct str whole = str_starts(path, "/") ? str_skip(path, 1) : path;
    if (!page && source.len && path_is_below(whole, source)) { /* as seen from outside */
        path = str_skip(whole, source.len + 1);
        page = find_page(site, path);
    }
    *suggestion = page ? (struct str){0} : site_suggest(site, path);
    return page;
}

int64_t page_newest_date(const struct page *page)
{
    static const char *const changed[] = {"last_modified_at", "lastmod"};
    int64_t newest = page->date > DATE_NONE ? page->date + page->date_offset : DATE_NONE;
    for (size_t i = 0; i < sizeof changed / sizeof changed[0]; i++) {
        struct value value = value_get(page->data, str_from(changed[i]));
        struct moment when;
        if (date_read(value_text_or(value, (struct str){0}), 0, &when) &&
            when.seconds + when.offset > newest) {
            newest = when.seconds + when.offset;
        }
    }
    return newest <= DATE_LAST ? newest : DATE_NONE;
}

/* A page or a data file that is gone. */
static bool might_be_read(void *data, struct str path)
{
    const struct site *site = data;
    const struct site_rules *rules = site->config.rules;
    struct classified class = rules->classify(&site->config, path);
    struct str folder = site->config.data_folder;
    bool is_data = rules->has_data && path_is_below(path, folder);
    bool document = class.class == CLASS_STATIC && class.collection;
    return is_data || document ||
           (class.class != CLASS_SKIP && class.class != CLASS_STATIC);
}

bool site_revision(struct arena *arena, struct site *site, struct revision *out,
                   struct report *report)
{
    struct source_question gone = {might_be_read, site};
    return source_revision(arena, site->source, &gone, out, report);
}
