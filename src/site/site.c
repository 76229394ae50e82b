/* The front door: a source opened and read as its rules say, and what others ask of it. All
 * steps are in files of their own; this one knows their order. */
#include "site/site.h"

#include "base/path.h"
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

struct site *site_open(struct arena *arena, const char *path, int64_t now,
                       struct report *report)
{
    return site_open_themed(arena, path, NULL, now, report);
}

struct site *site_open_themed(struct arena *arena, const char *path,
                              const char *theme_folder, int64_t now, struct report *report)
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
    site->now = now;
    bool usable =
        config_read(arena, source, &site->config, report) && enter_source(site, report);
    if (usable) {
        site_lay_theme(site, path, theme_folder);
    }
    if (usable && site_read_pages(site, report)) {
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

void site_set_tags(struct site *site, struct value tags)
{
    site->tags = tags;
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
    page = page ? page : index_page(site, site->by_key, index_key(url));
    page = page ? page : index_page(site, site->by_redirect, index_key(url));
    *suggestion = page ? (struct str){0} : index_suggest(site, path);
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
    bool is_data = rules->has_data && path.len > folder.len &&
                   path.ptr[folder.len] == '/' &&
                   str_eq(str_sub(path, 0, folder.len), folder);
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
