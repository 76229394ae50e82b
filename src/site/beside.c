/* Built sites beside their sources: what a generator made of the pages, by their addresses.
 * A page of the sources gets its own page as built; what only the generator made (archives,
 * pages of tags, resized pictures) stands behind the sources' pages and files.
 *
 * Runs once the sources' pages are known, and knows nothing of what their texts say: which
 * of both is taken is decided where pages are read. */
#include "base/folder.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/utf8.h"
#include "site/rules.h"
#include "site/state.h"

bool site_check_built(struct arena *arena, const char *folder, struct report *report)
{
    struct source *source = source_open(arena, (struct source_at){folder, NULL}, report);
    struct file_list files = {0};
    bool any = false;
    bool listed =
        source && source_list(arena, source, SITE_FILE_COUNT_LIMIT, NULL, &files);
    if (listed) {
        for (size_t i = 0; i < files.count && !any; i++) {
            any = rules_is_html(files.paths[i]);
        }
    }
    if (source) {
        source_close(source);
    }
    if (folder_is_closed(folder)) {
        report_error(report, (struct place){0}, "built-folder",
                     "cannot read the folder '%s' of the built site: %s", folder,
                     folder_read_fault(folder));
        return false;
    }
    bool closed = listed && files.closed_count; /* which is told of with the pages */
    if (!any && !closed) {
        report_request_error(report, (struct place){0}, "built-folder",
                             "no built site in the folder '%s': it has no page of HTML",
                             folder);
    }
    return any || closed;
}

bool site_lay_built(struct site *site, const char *folder, struct report *report)
{
    struct source_at at = {folder, NULL};
    struct source *built = folder ? source_open(site->arena, at, report) : NULL;
    site->is_beside = built != NULL;
    return !folder ||
           (built && source_mount(site->source, built, &site->built_folder, report));
}

bool site_is_beside(const struct site *site)
{
    return site->is_beside;
}

bool beside_list(struct site *site, struct file_list *out)
{
    *out = (struct file_list){0};
    return !site->is_beside ||
           source_list_mounted(site->arena, site->source, SITE_FILE_COUNT_LIMIT, out);
}

struct str beside_path(const struct site *site, struct str path)
{
    bool inside = site->is_beside && path_is_below(path, site->built_folder);
    return inside ? str_skip(path, site->built_folder.len + 1) : path;
}

/* The sources' pages by the keys of their addresses. */
static struct text_map pages_by_key(const struct site *site)
{
    struct text_map keys = {0};
    for (size_t i = 0; i < site->page_count; i++) {
        struct str url = path_percent_decode(site->arena, str_skip(site->pages[i].url, 1));
        struct str key = index_key(url);
        uint32_t known = text_map_get(&keys, key);
        bool first = known == TEXT_MAP_NONE;
        if (!site->states[i].unwritten &&
            (first || index_is_written_over(site, &site->pages[known], &site->pages[i]))) {
            (void)text_map_set(site->arena, &keys, key, i);
        }
    }
    return keys;
}

/* A page that the sources lack. */
static void add_page(struct site *site, struct str path, struct str text,
                     enum file_status status)
{
    struct page *page = &site->pages[site->page_count];
    struct page_state *state = &site->states[site->page_count++];
    *page = (struct page){.source = path,
                          .data = value_map_new(site->arena),
                          .text = text,
                          .body = text,
                          .body_line = 1,
                          .format = PAGE_HTML,
                          .only_built = true,
                          .date = DATE_NONE,
                          .built = text,
                          .built_source = path};
    *state = (struct page_state){.slug = path_stem(path),
                                 .extension = path_extension(path),
                                 .status = status,
                                 .invalid_at = utf8_find_invalid(text)};
    struct str below = beside_path(site, path);
    bool index = str_eq_ignore_case(path_stem(below), STR("index"));
    struct str folder = path_folder(below);
    struct str url =
        index ? arena_format(site->arena, "/%.*s%s", STR_ARG(folder), folder.len ? "/" : "")
              : arena_format(site->arena, "/%.*s", STR_ARG(below));
    page->url = path_encode_name(site->arena, url);
}

static void take_page(struct site *site, const struct text_map *keys, struct str path)
{
    struct str text;
    enum file_status status = source_spare(
        site->source, path,
        source_peek(site->arena, site->source, path, SITE_PAGE_BYTES_LIMIT, &text));
    uint32_t found = text_map_get(keys, index_key(beside_path(site, path)));
    if (found == TEXT_MAP_NONE) {
        add_page(site, path, status == FILE_OK ? text : (struct str){0}, status);
        return;
    }
    struct page *page = &site->pages[found];
    bool valid = status == FILE_OK && utf8_find_invalid(text) == STR_NONE;
    page->built = valid ? text : (struct str){0};
    page->built_source = path;
    page->built_fault = valid               ? NULL
                        : status == FILE_OK ? "it is not UTF-8"
                                            : file_status_text(status);
}

bool beside_read(struct site *site, const struct file_list *files)
{
    struct text_map keys = pages_by_key(site), statics = {0};
    if (!site->is_beside || arena_failed(site->arena)) {
        return !arena_failed(site->arena);
    }
    for (size_t i = 0; i < site->static_count; i++) {
        (void)text_map_add(site->arena, &statics, site->statics[i], i);
    }
    for (size_t i = 0; i < files->count; i++) {
        struct str path = files->paths[i];
        if (rules_is_html(path)) {
            take_page(site, &keys, path);
        } else if (!text_map_has(&statics, beside_path(site, path))) {
            site->statics[site->static_count + site->built_static_count++] = path;
        }
    }
    return !arena_failed(site->arena);
}
