/* Any text as a whole site: settings of Jekyll and of generators, data, includes, pages.
 * A line "=== path" begins a file. Every page is rendered, and its links are followed. */
#include "mutate_markdown.h"
#include "room.h"

#include "site/site.h"
#include "site_folder.h"

#define FILE_LIMIT 24
#define PRESENT 1600000000 /* the site is built then */

/* Where the text's files lie. */
static const char *write_files(struct str text)
{
    static const char mark[] = "=== ";
    static const char *folder;
    folder = folder ? folder : site_folder_new();
    for (size_t count = 0; count < FILE_LIMIT && str_starts(text, mark); count++) {
        size_t end = str_find_byte(text, '\n', 0);
        struct str path = str_sub(text, sizeof mark - 1, end == STR_NONE ? text.len : end);
        struct str rest = end == STR_NONE ? (struct str){0} : str_skip(text, end);
        size_t next = str_find(rest, STR("\n=== "), 0);
        next = next == STR_NONE ? rest.len : next;
        site_folder_put(folder, path, next ? str_sub(rest, 1, next) : (struct str){0});
        text = str_skip(rest, next < rest.len ? next + 1 : next);
    }
    return folder;
}

static void follow_links(struct site *site, const struct page *page, struct str text)
{
    for (size_t at = 0; (at = str_find(text, STR("]("), at)) != STR_NONE; at += 2) {
        size_t end = str_find_byte(text, ')', at);
        struct str href = str_sub(text, at + 2, end == STR_NONE ? text.len : end);
        struct target target = site_resolve(site, page, href, STR("https://e.org"));
        must(target.kind != TARGET_PAGE || target.page);
        must(is_text(target.url));
    }
}

static void read_site(struct room *room, const char *folder)
{
    struct site *site = site_open(&room->arena, folder, PRESENT, room->report);
    must_tell(room, site != NULL);
    if (!site) {
        return;
    }
    struct recipe recipe;
    must_tell(room, recipe_read(&room->arena, site, &recipe, room->report));
    for (size_t i = 0; i < site_page_count(site); i++) {
        struct page *page = site_page_at(site, i);
        struct str text;
        const struct line_map *map;
        bool ok = site_render_liquid(site, &room->arena, page, &text, &map, room->report);
        must_tell(room, ok);
        if (ok) {
            must(is_text(text));
            follow_links(site, page, text);
        }
    }
    site_close(site);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    if (!str_starts(text, "=== ")) {
        return -1;
    }
    room_enter(&room);
    const char *folder = write_files(text);
    read_site(&room, folder);
    site_folder_empty(folder);
    room_leave(&room);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    return mutate_markdown(0, data, size, max_size, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2,
                                 size_t size2, uint8_t *out, size_t max_size, unsigned seed)
{
    return mix_markdown(0, data1, size1, data2, size2, out, max_size, seed);
}
