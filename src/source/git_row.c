/* A folder of a git revision as a source: its row of the table. Each call is a turn with
 * libgit2; what the system failed at in it is kept, as that may have counted as absent. */
#include "source/git_past.h"
#include "source/git_place.h"
#include "source/row.h"

#include "base/limits.h"

static bool takes(const struct source_at *at)
{
    return at->revision;
}

static void *open_revision(struct arena *arena, const struct source_at *at,
                           struct report *report)
{
    return git_place_new(arena, at, report);
}

static void close_revision(void *own)
{
    git_place_free(own);
}

static const struct root_fault *fault_of(void *own)
{
    const struct git_place *place = own;
    return &place->fault;
}

static void end_turn(struct git_place *place, struct git_turn *turn)
{
    git_turn_end(turn);
    if (place->fault.error == 0) {
        place->fault = turn->watch.fault;
    }
}

static bool enter(void *own, struct arena *arena, struct str folder)
{
    (void)arena;
    struct git_place *place = own;
    struct git_turn turn;
    struct git_node *found = NULL;
    bool ok = git_turn_begin(&turn) && git_node_find(place, folder, &found) == FILE_OK &&
              found->kind != GIT_NODE_FILE;
    if (ok) {
        place->root = found;
    }
    end_turn(place, &turn);
    return ok;
}

static bool list(void *own, struct arena *arena, size_t limit_count,
                 const struct list_filter *filter, struct file_list *out)
{
    struct git_turn turn;
    bool ok = git_turn_begin(&turn) && git_nodes_list(own, arena, limit_count, filter, out);
    end_turn(own, &turn);
    return ok;
}

/* A file was asked for that a submodule may have. */
static void note_submodule(struct git_place *place, const struct git_node *submodule,
                           struct str path)
{
    struct str name = git_node_path(place->arena, submodule, place->root);
    if (!value_has(place->submodules, name)) {
        (void)value_map_set(place->arena, place->submodules, arena_str(place->arena, name),
                            value_string(arena_str(place->arena, path)));
    }
}

static enum file_status read_extent(struct git_place *place, struct arena *arena,
                                    struct str path, const struct git_extent *extent,
                                    struct str *out)
{
    struct git_turn turn;
    struct git_node *found = NULL;
    enum file_status status =
        git_turn_begin(&turn) ? git_node_find(place, path, &found) : FILE_NO_MEMORY;
    if (status == FILE_OK) {
        status = found->kind == GIT_NODE_FILE
                     ? git_blob_read(place, &turn, arena, found, extent, out)
                     : FILE_FOLDER;
    } else if (found) {
        note_submodule(place, found, path);
    }
    end_turn(place, &turn);
    return status;
}

static enum file_status read_whole(void *own, struct arena *arena, struct str path,
                                   size_t limit_bytes, struct str *out)
{
    struct git_extent extent = {limit_bytes, limit_bytes};
    return read_extent(own, arena, path, &extent, out);
}

static enum file_status read_start(void *own, struct arena *arena, struct str path,
                                   size_t size_bytes, struct str *out)
{
    struct git_extent extent = {SITE_FILE_BYTES_LIMIT, size_bytes};
    *out = (struct str){0};
    return read_extent(own, arena, path, &extent, out);
}

static enum file_kind kind_of_status(enum file_status status, const struct git_node *found)
{
    switch (status) {
    case FILE_OK: return found->kind == GIT_NODE_FILE ? FILE_KIND_FILE : FILE_KIND_FOLDER;
    case FILE_LOST:
    case FILE_DENIED: return FILE_KIND_DENIED;
    case FILE_OUTSIDE:
    case FILE_LOOP:
    case FILE_DANGLING:
    case FILE_LINKS:
    case FILE_LINK: return FILE_KIND_BARRED;
    case FILE_ABSENT:
    case FILE_FOLDER:
    case FILE_SPECIAL:
    case FILE_NAME_TOO_LONG:
    case FILE_UNREADABLE:
    case FILE_TOO_LARGE:
    case FILE_NO_MEMORY: return FILE_KIND_NONE;
    }
    return FILE_KIND_NONE;
}

static enum file_kind kind_of(void *own, struct str path)
{
    struct git_place *place = own;
    struct git_turn turn;
    struct git_node *found = NULL;
    if (str_is(path, ".git") && place->root == place->top) {
        return FILE_KIND_FOLDER; /* here the repository begins */
    }
    enum file_status status =
        git_turn_begin(&turn) ? git_node_find(place, path, &found) : FILE_NO_MEMORY;
    end_turn(place, &turn);
    return kind_of_status(status, found);
}

static bool revision(const struct source *source, struct arena *arena,
                     const struct source_question *gone, struct revision *out,
                     struct report *report)
{
    (void)gone;
    (void)report;
    const struct git_place *place = source->own;
    char hash[GIT_OID_HEXSZ + 1];
    (void)git_oid_tostr(hash, sizeof hash, &place->commit);
    out->name = arena_str(arena, str_from(hash));
    out->date = place->date;
    return true;
}

static bool history(const struct source *source, struct arena *arena,
                    struct source_past *files, size_t count, struct report *report)
{
    struct git_place *place = source->own;
    struct git_turn turn;
    struct git_past *pasts = ARENA_ARRAY(arena, struct git_past, count);
    bool ok = git_turn_begin(&turn) && pasts;
    for (size_t i = 0; i < count && ok; i++) {
        struct git_node *found = NULL;
        bool there = git_node_find(place, files[i].path, &found) == FILE_OK &&
                     found->kind == GIT_NODE_FILE;
        pasts[i].state = there ? GIT_PAST_OPEN : GIT_PAST_ABSENT;
        pasts[i].path = there ? git_node_path(arena, found, NULL) : (struct str){0};
    }
    ok = ok && git_past_find(arena, place->repository, &place->commit, &turn, pasts, count,
                             report);
    ok = ok && git_past_give(arena, pasts, files, count, &turn, report);
    end_turn(place, &turn);
    return ok || report_out_of_memory(report);
}

static void tell(void *own, struct report *report)
{
    const struct git_place *place = own;
    for (size_t i = 0; i < value_count(place->submodules); i++) {
        const struct value_entry *entry = &place->submodules.as.map->entries[i];
        report_warning(report, (struct place){.file = entry->key}, "source-submodule",
                       "'%.*s' lies in a submodule, whose files the repository does not "
                       "hold",
                       STR_ARG(entry->value.as.string));
        report_hint(report, "%s",
                    "read a checkout that has it: git worktree add, then git submodule "
                    "update --init there");
    }
    for (size_t i = 0; i < value_count(place->odd_names); i++) {
        report_warning(report,
                       (struct place){.file = place->odd_names.as.map->entries[i].key},
                       "source-name", "%s",
                       "the revision has a file of a name that git checks out nowhere; it "
                       "is left out");
    }
}

const struct source_row source_revision_row = {
    .name = "revision",
    .takes = takes,
    .open = open_revision,
    .close = close_revision,
    .enter = enter,
    .list = list,
    .read = read_whole,
    .read_start = read_start,
    .kind_of = kind_of,
    .fault_of = fault_of,
    .tell = tell,
    .revision = revision,
    .history = history,
};
