/* The nodes of a commit's tree: loaded folder by folder, found by path as the kernel would
 * find files beneath a folder, and listed as base/file lists them. */
#include "source/git_place.h"

#include "base/limits.h"
#include "base/path.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#define LINKS_MOST 40        /* on the way to a file, as the kernel has it */
#define FOLDER_DEPTH_MOST 64 /* as in base/file.c */
#define ATTRIBUTES_FILE ".gitattributes"

static int compare_nodes(const void *a, const void *b)
{
    const struct git_node *first = a, *second = b;
    return str_compare(first->name, second->name);
}

/* Git itself checks nothing out that is called so. */
static bool is_odd_name(struct str name)
{
    return name.len == 0 || name.len > NAME_MAX || str_is(name, ".") ||
           str_is(name, "..") || str_eq_ignore_case(name, STR(".git")) ||
           str_find_byte(name, '/', 0) != STR_NONE;
}

static void read_entry(const git_tree_entry *entry, struct git_node *out)
{
    out->id = *git_tree_entry_id(entry);
    switch (git_tree_entry_filemode(entry)) {
    case GIT_FILEMODE_TREE: out->kind = GIT_NODE_FOLDER; break;
    case GIT_FILEMODE_COMMIT: out->kind = GIT_NODE_SUBMODULE; break;
    case GIT_FILEMODE_LINK: out->kind = GIT_NODE_LINK; break;
    case GIT_FILEMODE_BLOB:
    case GIT_FILEMODE_BLOB_EXECUTABLE:
    case GIT_FILEMODE_UNREADABLE: out->kind = GIT_NODE_FILE; break;
    }
}

struct str git_node_path(struct arena *arena, const struct git_node *node,
                         const struct git_node *root)
{
    struct str path = {0};
    for (; node && node != root && node->parent; node = node->parent) {
        path = path_join(arena, node->name, path);
    }
    return path;
}

static void note_odd_name(struct git_place *place, const struct git_node *folder,
                          struct str name)
{
    struct str path = git_node_path(place->arena, folder, NULL);
    path = path_join(place->arena, path, name.len ? name : STR("(no name)"));
    (void)value_map_set(place->arena, place->odd_names, arena_str(place->arena, path),
                        value_bool(true));
}

static bool take_entries(struct git_place *place, struct git_node *folder,
                         const git_tree *tree)
{
    size_t count = git_tree_entrycount(tree);
    struct git_node *children = ARENA_ARRAY(place->arena, struct git_node, count + 1);
    for (size_t i = 0; i < count && children; i++) {
        const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
        struct str name = str_from(git_tree_entry_name(entry));
        if (is_odd_name(name)) {
            note_odd_name(place, folder, name);
            continue;
        }
        struct git_node *child = &children[folder->child_count++];
        child->name = arena_str(place->arena, name);
        child->parent = folder;
        read_entry(entry, child);
        folder->has_attributes |=
            child->kind == GIT_NODE_FILE && str_is(name, ATTRIBUTES_FILE);
    }
    if (folder->child_count > 1) { /* git sorts folders as if they ended in '/' */
        qsort(children, folder->child_count, sizeof *children, compare_nodes);
    }
    folder->children = children;
    return children && !arena_failed(place->arena);
}

static bool is_barred(const struct git_node *node)
{
    return node->state == GIT_NODE_LOST || node->state == GIT_NODE_DENIED;
}

/* The turn that finds it barred is the only one that asks for it. */
static void set_state(struct git_node *node, bool known)
{
    node->state = known                ? GIT_NODE_LOADED
                  : git_watch_denies() ? GIT_NODE_DENIED
                                       : GIT_NODE_LOST;
}

static enum file_status barred_status(const struct git_node *node)
{
    return node->state == GIT_NODE_DENIED ? FILE_DENIED : FILE_LOST;
}

bool git_node_load(struct git_place *place, struct git_node *folder)
{
    git_tree *tree = NULL;
    if (folder->state != GIT_NODE_NEW || folder->kind == GIT_NODE_SUBMODULE) {
        return !is_barred(folder);
    }
    folder->has_attributes = folder->parent && folder->parent->has_attributes;
    bool known = git_tree_lookup(&tree, place->objects, &folder->id) == 0;
    set_state(folder, known);
    bool taken = known && take_entries(place, folder, tree);
    git_tree_free(tree);
    return taken;
}

struct git_node *git_node_child(const struct git_node *folder, struct str name)
{
    const struct git_node wanted = {.name = name};
    return folder->child_count ? bsearch(&wanted, folder->children, folder->child_count,
                                         sizeof *folder->children, compare_nodes)
                               : NULL;
}

/* Where a link leads to, up to its first NUL. */
static bool load_target(struct git_place *place, struct git_node *link)
{
    git_blob *blob = NULL;
    if (link->state == GIT_NODE_NEW) {
        size_t size = 0;
        git_object_t type;
        bool short_enough = git_odb_read_header(&size, &type, place->odb, &link->id) == 0 &&
                            size < PATH_MAX;
        bool known = short_enough && git_blob_lookup(&blob, place->objects, &link->id) == 0;
        struct str text =
            known ? str_make(git_blob_rawcontent(blob), size) : (struct str){0};
        size_t end = str_find_byte(text, '\0', 0);
        link->target = arena_str(place->arena, str_sub(text, 0, end));
        set_state(link, known);
        git_blob_free(blob);
    }
    return link->state == GIT_NODE_LOADED;
}

/* A way through the tree: what is still to go of it. */
struct way {
    struct git_place *place;
    struct git_node *at;
    struct str rest;
    size_t own_len; /* of the rest: what the path itself says, not a link on the way */
    size_t link_count;
    char rooms[2][PATH_MAX]; /* for the rest behind a link, in turn: several threads ask */
};

/* What is not there may be what a link leads to. */
static enum file_status absent(const struct way *way)
{
    return way->rest.len > way->own_len ? FILE_DANGLING : FILE_ABSENT;
}

static enum file_status follow_link(struct way *way, struct git_node *link, struct str rest)
{
    char *room = way->rooms[way->link_count % 2];
    if (!load_target(way->place, link)) {
        return barred_status(link);
    }
    if (str_starts(link->target, "/")) {
        return FILE_OUTSIDE;
    }
    if (++way->link_count > LINKS_MOST) {
        return FILE_LOOP;
    }
    if (link->target.len == 0) {
        return FILE_DANGLING;
    }
    int len = snprintf(room, PATH_MAX, "%.*s/%.*s", STR_ARG(link->target), STR_ARG(rest));
    if (len < 0 || len >= PATH_MAX) {
        return FILE_NAME_TOO_LONG;
    }
    way->own_len = rest.len < way->own_len ? rest.len : way->own_len;
    way->rest = str_make(room, (size_t)len - (rest.len == 0 ? 1 : 0));
    return FILE_OK;
}

/* One name further; the rest begins with it. */
static enum file_status take_step(struct way *way, struct str name, struct str rest)
{
    if (way->at->kind == GIT_NODE_SUBMODULE) {
        return FILE_ABSENT;
    }
    if (way->at->kind != GIT_NODE_FOLDER) {
        return absent(way);
    }
    if (name.len > NAME_MAX) {
        return FILE_NAME_TOO_LONG;
    }
    if (!git_node_load(way->place, way->at)) {
        return barred_status(way->at);
    }
    struct git_node *child = git_node_child(way->at, name);
    if (!child) {
        return absent(way);
    }
    if (child->kind == GIT_NODE_LINK) {
        return follow_link(way, child, rest);
    }
    way->at = child;
    way->rest = rest;
    way->own_len = rest.len < way->own_len ? rest.len : way->own_len;
    return FILE_OK;
}

enum file_status git_node_find(struct git_place *place, struct str path,
                               struct git_node **out)
{
    struct way way = {.place = place, .at = place->root, .rest = path, .own_len = path.len};
    enum file_status status = path.len < PATH_MAX ? FILE_OK : FILE_NAME_TOO_LONG;
    *out = NULL;
    while (status == FILE_OK && way.rest.len) {
        size_t end = str_find_byte(way.rest, '/', 0);
        struct str name = str_sub(way.rest, 0, end);
        struct str rest = end == STR_NONE ? (struct str){0} : str_skip(way.rest, end + 1);
        if (str_is(name, "..") && way.at == place->root) {
            status = FILE_OUTSIDE;
        } else if (name.len == 0 || str_is(name, ".") || str_is(name, "..")) {
            way.at = str_is(name, "..") ? way.at->parent : way.at;
            way.rest = rest;
            way.own_len = rest.len < way.own_len ? rest.len : way.own_len;
        } else {
            status = take_step(&way, name, rest);
        }
    }
    bool submodule = status == FILE_ABSENT && way.at->kind == GIT_NODE_SUBMODULE;
    *out = status == FILE_OK || submodule ? way.at : NULL;
    return arena_failed(place->arena) ? FILE_NO_MEMORY : status;
}

/* Listing */

struct node_listing {
    struct git_place *place;
    struct arena *arena;
    size_t limit_count;
    const struct list_filter *filter;
    struct file_list *out;
    size_t link_count;
};

/* A folder that is being listed, and those that it lies in. */
struct listed_folder {
    const struct git_node *node;
    int depth;
    const struct listed_folder *above;
};

static bool add_path(struct node_listing *list, struct str path)
{
    return file_list_add(list->arena, list->out, list->limit_count, path);
}

static bool add_closed(struct node_listing *list, struct str path, enum file_status status,
                       bool barred)
{
    struct closed_path closed = {.path = path, .status = status, .barred = barred};
    return file_list_add_closed(list->arena, list->out, closed);
}

static bool is_wanted(const struct node_listing *list, struct str name)
{
    const struct list_filter *filter = list->filter;
    return name.ptr[0] != '.' ||
           (filter && filter->wants && filter->wants(filter->data, name));
}

static bool list_folder(struct node_listing *list, struct git_node *folder, struct str path,
                        const struct listed_folder *above);

static bool list_link(struct node_listing *list, struct str path,
                      const struct listed_folder *above)
{
    const struct list_filter *filter = list->filter;
    struct git_node *found;
    enum file_status status = git_node_find(list->place, path, &found);
    if (status != FILE_OK) {
        return add_path(list, path) && add_closed(list, path, status, true);
    }
    if (found->kind == GIT_NODE_FILE) {
        return add_path(list, path);
    }
    if (!filter || !filter->follows || !filter->follows(filter->data, path)) {
        return true;
    }
    return list->link_count++ < SITE_FOLDER_LINK_LIMIT
               ? list_folder(list, found, path, above)
               : add_path(list, path) && add_closed(list, path, FILE_LINKS, true);
}

static bool list_entry(struct node_listing *list, struct git_node *node, struct str path,
                       const struct listed_folder *above)
{
    switch (node->kind) {
    case GIT_NODE_FILE: return add_path(list, path);
    case GIT_NODE_LINK: return list_link(list, path, above);
    case GIT_NODE_FOLDER: return list_folder(list, node, path, above);
    case GIT_NODE_SUBMODULE: return true; /* an empty folder, until git fills it */
    }
    return true;
}

static bool is_passed_over(const struct git_node *folder, const struct listed_folder *own)
{
    bool passed = own->depth > FOLDER_DEPTH_MOST;
    for (const struct listed_folder *at = own->above; at && !passed; at = at->above) {
        passed = at->node == folder;
    }
    return passed;
}

static bool list_folder(struct node_listing *list, struct git_node *folder, struct str path,
                        const struct listed_folder *above)
{
    struct listed_folder own = {
        .node = folder, .depth = above ? above->depth + 1 : 0, .above = above};
    if (folder->kind == GIT_NODE_SUBMODULE || is_passed_over(folder, &own)) {
        return true;
    }
    if (!git_node_load(list->place, folder)) {
        return is_barred(folder) && add_closed(list, path, barred_status(folder), false);
    }
    bool ok = true;
    for (size_t i = 0; i < folder->child_count && ok; i++) {
        struct git_node *child = &folder->children[i];
        if (is_wanted(list, child->name)) {
            struct str below = path_join(list->arena, path, child->name);
            ok = list_entry(list, child, below, &own);
        }
    }
    return ok && !arena_failed(list->arena);
}

bool git_nodes_list(struct git_place *place, struct arena *arena, size_t limit_count,
                    const struct list_filter *filter, struct file_list *out)
{
    struct node_listing list = {place, arena, limit_count, filter, out, 0};
    *out = (struct file_list){0};
    bool ok = list_folder(&list, place->root, (struct str){0}, NULL);
    file_list_sort(out);
    return ok;
}
