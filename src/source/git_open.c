/* Opening a commit's folder: which repository an address lies in, what its revision names,
 * and a view of the objects alone, so that nothing but the commit decides on what is read.
 * The folder itself need not be there any more. */
#include "source/git_place.h"

#include "base/folder.h"
#include "base/path.h"
#include "source/git_enter.h"

#include <errno.h>
#include <git2/sys/repository.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* An address on the disk: the part of it that is there, without links, and the rest. */
struct spot {
    char there[PATH_MAX];
    size_t repository_len; /* of the part's: 0, in none */
    struct str rest;
};

static bool no_repository(const struct source_at *at, struct report *report)
{
    report_request_error(report, (struct place){0}, "source-revision",
                         "'%s' lies in no git repository, so it has no revision '%s'",
                         at->folder, at->revision);
    return false;
}

static bool find_spot(struct arena *arena, const struct source_at *at, struct spot *out,
                      struct git_watch *watch, struct report *report)
{
    *out = (struct spot){0};
    bool found = folder_find_there(arena, at->folder, out->there, &out->rest);
    if (!found) {
        git_watch_note(watch, at->folder, errno);
    }
    out->repository_len = found ? git_find_above(out->there, GIT_ANY, watch) : 0;
    if (!git_watch_holds(watch, report)) {
        return false;
    }
    return out->repository_len || no_repository(at, report);
}

static bool tell_repository(const struct source_at *at, const struct git_turn *turn,
                            struct report *report)
{
    char reason[512];
    report_error(report, (struct place){0}, "source-object",
                 "the git repository of '%s' cannot be read: %s", at->folder,
                 git_turn_reason(turn, reason));
    return false;
}

/* The objects without whatever else of the repository would have a say: its index and
 * working tree have other attributes than the commit, its configuration other line ends. */
static bool view_objects(struct git_place *place)
{
    git_config *config = NULL;
    git_index *index = NULL;
    bool made = git_repository_odb(&place->odb, place->repository) == 0 &&
                git_repository_wrap_odb(&place->objects, place->odb) == 0 &&
                git_config_new(&config) == 0 && git_index_new(&index) == 0 &&
                git_repository_set_config(place->objects, config) == 0 &&
                git_repository_set_index(place->objects, index) == 0;
    const char *unset; /* asked now, what it looks for is not looked for later */
    made = made &&
           git_attr_get(&unset, place->objects, GIT_ATTR_CHECK_NO_SYSTEM, "a", "b") == 0;
    git_config_free(config);
    git_index_free(index);
    return made;
}

static bool take_tree(struct git_place *place)
{
    git_commit *commit = NULL;
    bool known = git_commit_lookup(&commit, place->objects, &place->commit) == 0;
    if (known) {
        *place->top =
            (struct git_node){.kind = GIT_NODE_FOLDER, .id = *git_commit_tree_id(commit)};
        place->date = git_commit_time(commit);
        place->root = place->top;
    }
    git_commit_free(commit);
    return known;
}

static bool enter_folder(struct git_place *place, const struct source_at *at,
                         struct report *report)
{
    char hash[GIT_OID_HEXSZ + 1];
    struct git_node *found = NULL;
    enum file_status status = git_node_find(place, place->folder, &found);
    bool folder = status == FILE_OK && found->kind != GIT_NODE_FILE;
    if (folder) {
        place->root = found;
        place->folder = git_node_path(place->arena, found, NULL);
    } else if (status == FILE_LOST || status == FILE_DENIED) {
        report_error(report, (struct place){0}, "source-object", "cannot read '%.*s': %s",
                     STR_ARG(place->folder), file_status_text(status));
    } else {
        (void)git_oid_tostr(hash, sizeof hash, &place->commit);
        report_request_error(report, (struct place){0}, "source-revision",
                             "revision '%s' (%.7s) has no folder '%.*s'", at->revision,
                             hash, STR_ARG(place->folder));
    }
    return folder;
}

static bool open_place(struct git_place *place, const struct source_at *at,
                       const struct spot *spot, struct git_turn *turn,
                       struct report *report)
{
    char path[PATH_MAX];
    (void)snprintf(path, sizeof path, "%.*s", (int)spot->repository_len, spot->there);
    if (git_enter(place->arena, path, GIT_ANY, turn, &place->repository) < 0) {
        return tell_repository(at, turn, report);
    }
    struct str inside = str_skip(str_from(spot->there), spot->repository_len);
    inside = path_join(place->arena, str_without_ends(inside, '/'), spot->rest);
    place->folder = arena_str(place->arena, inside);
    if (!git_find_commit(place->arena, place->repository, at->revision, turn,
                         &place->commit, report)) {
        return false;
    }
    if (!view_objects(place) || !take_tree(place)) {
        return tell_repository(at, turn, report);
    }
    return enter_folder(place, at, report);
}

struct git_place *git_place_new(struct arena *arena, const struct source_at *at,
                                struct report *report)
{
    struct git_turn turn;
    struct spot spot;
    struct git_place *place = ARENA_NEW(arena, struct git_place);
    struct git_node *top = ARENA_NEW(arena, struct git_node);
    if (!place || !top) {
        (void)report_out_of_memory(report);
        return NULL;
    }
    *place = (struct git_place){.arena = arena,
                                .top = top,
                                .submodules = value_map_new(arena),
                                .odd_names = value_map_new(arena)};
    struct git_watch watch;
    git_watch_begin(&watch);
    bool ok = find_spot(arena, at, &spot, &watch, report);
    git_watch_end();
    if (!ok || !git_turn_keep()) {
        return NULL;
    }
    ok = git_turn_begin(&turn) && open_place(place, at, &spot, &turn, report);
    watch = turn.watch;
    git_turn_end(&turn);
    if (!git_watch_holds(&watch, report) || !ok) {
        git_place_free(place);
        return NULL;
    }
    return place;
}

void git_place_free(struct git_place *place)
{
    struct git_turn turn;
    (void)git_turn_begin(&turn);
    git_odb_free(place->odb);
    git_repository_free(place->objects);
    git_repository_free(place->repository);
    git_turn_end(&turn);
    git_turn_let_go();
}
