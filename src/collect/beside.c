/* Pages of which both the source and what a generator made of it are at hand. What is built
 * says what the page shows; the source says it better: its tree knows notes, callouts and
 * whatever HTML has no word for. So the source's tree stands in the built page wherever
 * both agree in their words (furniture/furniture.h says what that is), and what the layout
 * adds around it is kept as far as it is content. Where they differ, a plug-in or a script
 * of the generator has made what the source lacks, and the built page is taken.
 *
 *   source ──▶ own tree ──┐
 *   built  ──▶ tree ──────┴▶ own tree in its place ──▶ without furniture */
#include "collect/collect.h"
#include "collect/run.h"
#include "furniture/furniture.h"
#include "html/html.h"

struct reading {
    struct collection_run *run;
    struct page *page;
    struct node *own, *built;
    const struct line_map *own_map;
    struct report *own_told, *built_told;
    struct own_place place;
    struct furniture_cuts cuts;
    struct spot begin, end; /* of what the source's tree has taken the place of */
};

/* Of what is built, what the packet shows. */
static bool is_shown(void *data, struct place place)
{
    const struct reading *reading = data;
    struct spot spot = spot_make(place.line, place.column, 0);
    bool replaced = reading->begin.line && !spot_is_before(spot, reading->begin) &&
                    (reading->end.line == 0 || spot_is_before(spot, reading->end));
    return place.line == 0 || (!replaced && !furniture_cuts_hold(&reading->cuts, spot));
}

/* The source's tree as a part of another. False: it cannot be read, and what was told of it
 * says why. */
static bool read_own(struct reading *reading)
{
    struct collection_run *run = reading->run;
    struct node *root;
    if (!collect_page_tree(&run->passing, run->site, reading->page, &root,
                           &reading->own_map, reading->own_told) ||
        !collect_find_alerts(run, reading->page, root) ||
        !html_absorb(&run->passing, &root, reading->own_map->files, reading->own_told)) {
        return false;
    }
    reading->own = node_new(&run->passing, NODE_DIV, root->spot);
    while (reading->own && root->first) {
        struct node *child = root->first;
        node_unlink(child);
        node_append(reading->own, child);
    }
    return reading->own != NULL;
}

static bool read_built(struct reading *reading)
{
    struct arena *arena = &reading->run->passing;
    struct line_map *map = ARENA_NEW(arena, struct line_map);
    struct str text = reading->page->built;
    return map &&
           line_map_add_verbatim(arena, map, 0, text,
                                 line_map_file(arena, map, reading->page->built_source), 1,
                                 1) &&
           html_read_whole(arena, text, map, &reading->built, reading->built_told);
}

/* The node behind all that `node` holds; NULL: there is none. */
static const struct node *node_behind(const struct node *node)
{
    while (node && !node->next) {
        node = node->parent;
    }
    return node ? node->next : NULL;
}

static void put_own(struct reading *reading)
{
    const struct node *behind = node_behind(reading->place.last);
    reading->begin = reading->place.first->spot;
    reading->end = behind ? behind->spot : (struct spot){0};
    furniture_put_own(&reading->place, reading->own);
}

static void tell_difference(struct reading *reading)
{
    struct place place = {.file = reading->page->source};
    if (report_count(reading->own_told, SEVERITY_ERROR)) {
        report_note(reading->run->report, place, "built-text",
                    "the built page's text is taken, for that of the source cannot be "
                    "read");
    } else if (reading->place.words) {
        report_note(reading->run->report, place, "built-text",
                    "the built page's text is taken, for its source has another: of its "
                    "%zu words %zu are there in the same order",
                    reading->place.words, reading->place.matched);
    }
}

/* The files of both: first those of the source, which come with its tree. */
static const struct line_map *join_files(struct reading *reading)
{
    struct arena *arena = &reading->run->passing;
    struct line_map *map = ARENA_NEW(arena, struct line_map);
    bool own = reading->place.agrees && reading->own_map;
    size_t count = own ? reading->own_map->file_count : 0;
    for (size_t i = 0; map && i < count; i++) {
        (void)line_map_file(arena, map, reading->own_map->files[i]);
    }
    if (map && count == 0) {
        (void)line_map_file(arena, map, reading->page->source);
    }
    uint32_t file = map ? line_map_file(arena, map, reading->page->built_source) : 0;
    struct edit_walk walk;
    for (edit_walk_init(&walk, reading->built); edit_walk_next(&walk);) {
        if (walk.entering && walk.node == reading->own) {
            edit_walk_skip_children(&walk);
        } else if (walk.entering) {
            walk.node->spot.file = (uint16_t)file;
        }
    }
    return arena_failed(arena) || file > UINT16_MAX ? NULL : map;
}

static bool find_own(struct reading *reading)
{
    struct arena *arena = &reading->run->passing;
    bool read = read_own(reading);
    return !read ||
           furniture_find_own(arena, reading->built, reading->own, &reading->place);
}

static bool join(struct reading *reading)
{
    struct collection_run *run = reading->run;
    if (!read_built(reading) || !find_own(reading)) {
        return false;
    }
    if (reading->place.agrees) {
        put_own(reading);
    } else {
        reading->own = NULL;
    }
    const struct furniture_page known = {.group = site_layout_name(reading->page),
                                         .own = reading->own,
                                         .home = run->live_url,
                                         .front = str_is(reading->page->url, "/")};
    if (!furniture_prune(run->furniture, &run->passing, &known, reading->built,
                         &run->options->furniture, &reading->cuts)) {
        return false;
    }
    collect_tell_cuts(run, reading->page, &reading->cuts);
    return true;
}

static void tell(struct reading *reading)
{
    struct collection_run *run = reading->run;
    if (reading->place.agrees) {
        report_adopt(run->report, reading->own_told);
        reading->own_told = NULL;
    } else {
        tell_difference(reading);
    }
    report_adopt_some(run->report, reading->built_told, is_shown, reading);
}

bool collect_read_beside(struct collection_run *run, struct page *page, struct node **root,
                         const struct line_map **map)
{
    struct reading reading = {.run = run,
                              .page = page,
                              .own_told = report_new_beside(run->report),
                              .built_told = report_new_beside(run->report)};
    bool ok = reading.own_told && reading.built_told && collect_learn_built(run) &&
              join(&reading) && !report_has_system_error(reading.own_told);
    *map = ok ? join_files(&reading) : NULL;
    if (*map) {
        tell(&reading);
        *root = reading.built;
    }
    if (*map && reading.own) {
        furniture_settle(reading.built, reading.own);
    }
    bool told = report_has_system_error(run->report);
    if (!*map && !told && reading.own_told && report_has_system_error(reading.own_told)) {
        report_adopt(run->report, reading.own_told);
        reading.own_told = NULL;
    } else if (!*map && !told) {
        report_out_of_memory(run->report);
    }
    report_free(reading.own_told);
    report_free(reading.built_told);
    return *map != NULL;
}
