/* Any text as a whole site: settings of Jekyll and of generators, data, includes, pages.
 * A line "=== path" begins a file. They are written below the working folder, because a
 * source is read from one; every page is rendered, and its links are followed. */
#include "mutate_markdown.h"
#include "room.h"

#include "site/site.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "site-files"
#define FILE_LIMIT 24
#define PATH_LIMIT 120
#define PRESENT 1600000000 /* the site is built then */

struct paths {
    char names[FILE_LIMIT][PATH_LIMIT];
    size_t count;
};

/* What stays in the folder, whatever it says. */
static bool is_plain(struct str path)
{
    bool plain = path.len > 0 && path.len < PATH_LIMIT - sizeof FOLDER &&
                 path.ptr[0] != '/' && str_find(path, STR(".."), 0) == STR_NONE;
    for (size_t i = 0; plain && i < path.len; i++) {
        plain = ascii_is_alnum(path.ptr[i]) || ascii_set_has("._-/", path.ptr[i]);
    }
    return plain;
}

static void write_file(struct paths *paths, struct str path, struct str bytes)
{
    char *name = paths->names[paths->count];
    if (paths->count == FILE_LIMIT || !is_plain(path)) {
        return;
    }
    (void)snprintf(name, PATH_LIMIT, "%s/%.*s", FOLDER, STR_ARG(path));
    for (char *slash = name; (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        (void)mkdir(name, 0700);
        *slash = '/';
    }
    FILE *file = fopen(name, "wb");
    if (file) {
        if (bytes.len) {
            (void)fwrite(bytes.ptr, 1, bytes.len, file);
        }
        (void)fclose(file);
        paths->count++;
    }
}

static void write_files(struct paths *paths, struct str text)
{
    static const char mark[] = "=== ";
    paths->count = 0;
    (void)mkdir(FOLDER, 0700);
    while (str_starts(text, mark)) {
        size_t end = str_find_byte(text, '\n', 0);
        struct str path = str_sub(text, sizeof mark - 1, end == STR_NONE ? text.len : end);
        struct str rest = end == STR_NONE ? (struct str){0} : str_skip(text, end);
        size_t next = str_find(rest, STR("\n=== "), 0);
        next = next == STR_NONE ? rest.len : next;
        write_file(paths, path, next ? str_sub(rest, 1, next) : (struct str){0});
        text = str_skip(rest, next < rest.len ? next + 1 : next);
    }
}

static void remove_files(const struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++) {
        char name[PATH_LIMIT];
        (void)snprintf(name, sizeof name, "%s", paths->names[i]);
        (void)unlink(name);
        for (char *slash; (slash = strrchr(name, '/'));) {
            *slash = '\0';
            (void)rmdir(name);
        }
    }
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

static void read_site(struct room *room)
{
    struct site *site = site_open(&room->arena, FOLDER, PRESENT, room->report);
    must_tell(room, site != NULL);
    if (!site) {
        return;
    }
    struct recipe recipe;
    must_tell(room, recipe_read(&room->arena, site, &recipe, room->report));
    for (size_t i = 0; i < site_page_count(site); i++) {
        struct page *page = site_page_at(site, i);
        struct str text;
        struct line_map *map;
        bool ok = site_render_liquid(site, page, &text, &map, room->report);
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
    static struct paths paths;
    struct str text = input(data, size);
    if (!str_starts(text, "=== ")) {
        return -1;
    }
    room_enter(&room);
    write_files(&paths, text);
    read_site(&room);
    remove_files(&paths);
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
