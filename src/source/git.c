/* Which commit a working tree stands at, and what of it is not as in that commit.
 *
 * Nothing of libgit2 runs before a .git is found; then it serves a question or two in one
 * turn and is let go. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "source/git.h"

#include "base/limits.h"
#include "base/path.h"
#include "source/git_checkout.h"
#include "source/git_enter.h"
#include "source/git_past.h"
#include "source/git_turn.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HASH_DIGITS 40

/* The repository, and the folder in it */

/* Where the system fails, that is told in the end instead. */
static bool tell_unreadable(const struct checkout *checkout, struct report *report)
{
    const git_error *error = git_error_last();
    char reason[512];
    if (checkout->turn->watch.fault.error) {
        return false;
    }
    if (error && error->klass == GIT_ERROR_NOMEMORY) {
        return report_out_of_memory(report);
    }
    report_warning(report, (struct place){0}, "source-git",
                   "the site's git repository cannot be read, so no revision is named: %s",
                   git_turn_reason(checkout->turn, reason));
    return false;
}

/* The folder's place below the working tree. False: it lies elsewhere. */
static bool find_place(struct checkout *out, const char *folder)
{
    const char *workdir = git_repository_workdir(out->repository);
    struct str top = workdir ? str_from(workdir) : (struct str){0}, here = str_from(folder);
    top.len -= top.len > 1 && str_ends(top, "/") ? 1 : 0;
    if (top.len == 0 || !str_eq(str_sub(here, 0, top.len), top)) {
        return false;
    }
    struct str below = str_skip(here, top.len);
    out->folder =
        arena_str(out->arena, str_starts(below, "/") ? str_skip(below, 1) : below);
    const char *root = arena_cstr(out->arena, top);
    if (!root || (below.len && top.len > 1 && below.ptr[0] != '/')) {
        return false;
    }
    bool opened = root_open(&out->root, root);
    if (!opened) {
        git_watch_note(&out->turn->watch, root, errno);
    }
    out->root.fault = &out->turn->watch.fault;
    return opened;
}

/* Not where the folder is ignored, new, or a submodule that is not there. */
static bool is_tracked(const struct checkout *checkout)
{
    git_tree_entry *entry = NULL;
    if (checkout->folder.len == 0) {
        return true;
    }
    const char *path = arena_cstr(checkout->arena, checkout->folder);
    bool found = path && git_tree_entry_bypath(&entry, checkout->tree, path) == 0;
    bool tracked = found && git_tree_entry_type(entry) == GIT_OBJECT_TREE;
    git_tree_entry_free(entry);
    return tracked;
}

/* The repository of the first `place_len` bytes of the folder's path; where it has a .git
 * that is none, as git does, the nearest above. */
static bool enter(struct checkout *out, const char *folder, size_t place_len)
{
    char place[PATH_MAX];
    int error = GIT_ENOTFOUND;
    while (error == GIT_ENOTFOUND && place_len && !out->turn->watch.denied.error) {
        (void)snprintf(place, sizeof place, "%.*s", (int)place_len, folder);
        error =
            git_enter(out->arena, place, GIT_WORKING_TREES, out->turn, &out->repository);
        struct str above = path_folder(str_from(place));
        (void)snprintf(place, sizeof place, "%.*s", (int)(above.len ? above.len : 1),
                       folder);
        place_len = error == GIT_ENOTFOUND && place_len > 1
                        ? git_find_above(place, GIT_WORKING_TREES, &out->turn->watch)
                        : 0;
    }
    return error == 0;
}

static bool open_checkout(struct checkout *out, const char *folder, size_t place_len,
                          git_oid *head, struct report *report)
{
    if (!enter(out, folder, place_len)) {
        return tell_unreadable(out, report);
    }
    if (!find_place(out, folder)) {
        return false;
    }
    int found = git_reference_name_to_id(head, out->repository, "HEAD");
    if (found == GIT_ENOTFOUND && !out->turn->watch.denied.error) {
        return false; /* nothing is committed yet */
    }
    if (found < 0 || git_commit_lookup(&out->commit, out->repository, head) < 0 ||
        git_commit_tree(&out->tree, out->commit) < 0) {
        return tell_unreadable(out, report);
    }
    return is_tracked(out) ||
           (out->turn->watch.denied.error && tell_unreadable(out, report));
}

static void close_checkout(struct checkout *checkout)
{
    root_close(&checkout->root);
    git_tree_free(checkout->tree);
    git_commit_free(checkout->commit);
    git_repository_free(checkout->repository);
}

/* Where files lie, one folder after the other: most stand beside the one before. */
struct places {
    struct arena *arena;
    struct git_watch *watch;
    const char *top; /* the folder that was asked about */
    struct str folder;
    char real_folder[PATH_MAX]; /* empty: none is there */
};

/* Where a file lies that may stand behind symbolic links. Empty: nowhere. */
static struct str real_path(struct places *places, struct str path)
{
    struct str folder = path_folder(path);
    if (!places->real_folder[0] || !str_eq(folder, places->folder)) {
        const char *name =
            arena_format(places->arena, "%s/%.*s", places->top, STR_ARG(folder)).ptr;
        places->folder = folder;
        if (!name || !realpath(name, places->real_folder)) {
            git_watch_note(places->watch, name ? name : places->top, errno);
            places->real_folder[0] = '\0';
            return (struct str){0};
        }
    }
    struct stat info;
    char real[PATH_MAX];
    struct str whole = arena_format(places->arena, "%s/%.*s", places->real_folder,
                                    STR_ARG(path_name(path)));
    if (whole.len && lstat(whole.ptr, &info) == 0 && !S_ISLNK(info.st_mode)) {
        return whole;
    }
    if (whole.len && realpath(whole.ptr, real)) {
        return arena_str(places->arena, str_from(real));
    }
    git_watch_note(places->watch, places->real_folder, errno);
    return (struct str){0};
}

/* What was read, below the working tree. Behind a symbolic link lies another file, whose
 * text counts as well. */
static void gather_files(struct checkout *checkout, const char *folder,
                         const struct text_map *used)
{
    struct arena *arena = checkout->arena;
    struct str top = str_from(checkout->root.path);
    struct places places = {.arena = arena, .watch = &checkout->turn->watch, .top = folder};
    checkout->files = (struct text_map){0};
    for (size_t i = 0; i < used->count && !arena_failed(arena); i++) {
        struct str read = text_map_at(used, i);
        struct str path = path_join(arena, checkout->folder, read);
        struct str real = real_path(&places, read);
        bool inside = real.len > top.len && str_eq(str_sub(real, 0, top.len), top);
        real = str_skip(real, top.len + (top.len > 1 ? 1 : 0));
        (void)text_map_set(arena, &checkout->files, path, used->entries[i].number);
        if (inside && !str_eq(real, path)) {
            (void)text_map_set(arena, &checkout->files, real, used->entries[i].number);
        }
    }
}

/* Changes */

static bool tell_too_large(struct str hash, struct report *report)
{
    report_warning(report, (struct place){0}, "source-git",
                   "the site's commit %.*s has more than %d files or folders, too many to "
                   "be compared, so no revision is named",
                   STR_ARG(str_sub(hash, 0, 7)), SITE_FILE_COUNT_LIMIT);
    return false;
}

static bool tell_unsure(struct str path, struct report *report)
{
    report_warning(report, (struct place){0}, "source-git",
                   "the index of the site's git repository cannot be read, so whether "
                   "'%.*s' was added to it is not known, and no revision is named",
                   STR_ARG(path));
    report_hint(report, "%s",
                "git status says what is wrong with it; without it git reset "
                "makes it anew");
    return false;
}

static void tell_changes(struct arena *arena, const struct changes *changes,
                         struct str hash, struct report *report)
{
    struct buf list = {.kept_in = arena};
    size_t shown =
        changes->count < REVISION_CHANGES_SHOWN ? changes->count : REVISION_CHANGES_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        buf_add_text(&list, i ? ", " : "");
        buf_add(&list, changes->paths[i]);
    }
    if (changes->count > shown) {
        buf_add_format(&list, " and %zu more", changes->count - shown);
    }
    struct str names = arena_take(arena, &list);
    report_warning(report, (struct place){0}, "source-changed",
                   "the site is not as in its commit %.*s, which the packet names: %.*s",
                   STR_ARG(str_sub(hash, 0, 7)), STR_ARG(names));
    report_hint(report, "%s", "commit what has changed, or read a clean checkout");
}

/* What is asked of a checkout that is open; `data` is the question's own. False: there is
 * no answer, and whatever is to be told of that has been. */
typedef bool visit(struct checkout *checkout, const char *folder, const git_oid *head,
                   void *data, struct report *report);

struct revision_visit {
    const struct text_map *used;
    const struct source_question *gone;
    struct revision *out;
};

static bool read_revision(struct checkout *checkout, const char *folder,
                          const git_oid *head, void *data, struct report *report)
{
    const struct revision_visit *own = data;
    struct revision *out = own->out;
    char hash[HASH_DIGITS + 1];
    struct changes changes = {0};
    (void)git_oid_tostr(hash, sizeof hash, head);
    out->name = arena_str(checkout->arena, str_from(hash));
    out->date = git_commit_time(checkout->commit);
    if (own->gone) {
        checkout->gone = own->gone;
        gather_files(checkout, folder, own->used);
        checkout_changes(checkout, &changes);
    }
    if (checkout->turn->watch.denied.error) { /* then what has changed is not known */
        *out = (struct revision){0};
        return tell_unreadable(checkout, report);
    }
    if (changes.unknown) {
        *out = (struct revision){0};
        return tell_too_large(str_from(hash), report);
    }
    if (changes.unsure.len) {
        *out = (struct revision){0};
        return tell_unsure(changes.unsure, report);
    }
    if (changes.count) {
        tell_changes(checkout->arena, &changes, out->name, report);
        out->name = arena_format(checkout->arena, "%s+changed", hash);
    }
    return true;
}

/* `*visited`: a repository tracks the folder. */
static bool visit_checkout(struct arena *arena, const char *address, visit *look,
                           void *data, bool *visited, struct report *report)
{
    struct git_turn turn;
    struct git_watch watch;
    char folder[PATH_MAX];
    git_watch_begin(&watch);
    bool real = realpath(address, folder);
    if (!real) {
        git_watch_note(&watch, address, errno);
    }
    size_t place_len = real ? git_find_above(folder, GIT_WORKING_TREES, &watch) : 0;
    bool found = place_len > 0;
    git_watch_end();
    *visited = false;
    if (found) {
        struct checkout checkout = {.arena = arena, .root = {.fd = -1}, .turn = &turn};
        git_oid head;
        found = git_turn_begin(&turn);
        turn.watch = watch;
        *visited = found && open_checkout(&checkout, folder, place_len, &head, report);
        found = *visited && look(&checkout, folder, &head, data, report);
        close_checkout(&checkout);
        git_turn_end(&turn);
        watch = turn.watch;
    }
    return git_watch_holds(&watch, report) && found;
}

bool git_revision(struct arena *arena, const char *address, const struct text_map *used,
                  const struct source_question *gone, struct revision *out,
                  struct report *report)
{
    struct revision_visit own = {used, gone, out};
    bool visited;
    bool found = visit_checkout(arena, address, read_revision, &own, &visited, report);
    *out = found ? *out : (struct revision){0};
    return found;
}

/* History */

struct history_visit {
    struct str entered;
    struct source_past *files;
    size_t count;
};

/* Whether the bytes that were read are those of the commit's file. What is not found there
 * is left to the walk, which tells a folder that cannot be read from one that has none. */
static enum git_past_state look_at(const struct checkout *checkout, struct str path,
                                   struct str text)
{
    git_tree_entry *entry = NULL;
    git_oid now;
    const char *name = path.len ? arena_cstr(checkout->arena, path) : NULL;
    if (!name) {
        return GIT_PAST_ABSENT;
    }
    if (git_tree_entry_bypath(&entry, checkout->tree, name) < 0) {
        return GIT_PAST_OPEN;
    }
    const git_oid *id = git_tree_entry_id(entry);
    bool same = git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
                git_tree_entry_filemode(entry) != GIT_FILEMODE_LINK &&
                ((git_odb_hash(&now, text.ptr, text.len, GIT_OBJECT_BLOB) == 0 &&
                  git_oid_equal(&now, id)) ||
                 !checkout_differs(checkout, id, name, SOURCE_WHOLE));
    git_tree_entry_free(entry);
    return same ? GIT_PAST_OPEN : GIT_PAST_CHANGED;
}

/* Behind a symbolic link lies another file: it is that which has a past. */
static struct str path_in_tree(const struct checkout *checkout, struct places *places,
                               struct str path)
{
    struct str top = str_from(checkout->root.path), real = real_path(places, path);
    bool inside = real.len && (top.len == 1 || path_is_below(real, top));
    return inside ? str_skip(real, top.len + (top.len > 1 ? 1 : 0)) : (struct str){0};
}

static bool read_history(struct checkout *checkout, const char *folder, const git_oid *head,
                         void *data, struct report *report)
{
    const struct history_visit *own = data;
    struct arena *arena = checkout->arena;
    struct places places = {.arena = arena, .watch = &checkout->turn->watch, .top = folder};
    struct git_past *pasts = ARENA_ARRAY(arena, struct git_past, own->count);
    git_index *index = NULL;
    checkout->unindexed = git_repository_index(&index, checkout->repository) < 0;
    git_index_free(index);
    for (size_t i = 0; i < own->count && pasts; i++) {
        struct str path = path_join(arena, own->entered, own->files[i].path);
        pasts[i].path = path_in_tree(checkout, &places, path);
        pasts[i].state = look_at(checkout, pasts[i].path, own->files[i].text);
    }
    for (size_t i = 0; i < own->count && pasts && checkout->turn->watch.denied.error; i++) {
        pasts[i].state = GIT_PAST_OPEN; /* then it may be as committed */
    }
    bool ok = pasts &&
              git_past_find(arena, checkout->repository, head, checkout->turn, pasts,
                            own->count, report) &&
              git_past_give(arena, pasts, own->files, own->count, checkout->turn, report);
    return ok || report_out_of_memory(report);
}

bool git_folder_history(struct arena *arena, const char *address, struct str entered,
                        struct source_past *files, size_t count, struct report *report)
{
    struct history_visit own = {entered, files, count};
    bool visited;
    bool told = visit_checkout(arena, address, read_history, &own, &visited, report);
    if (!visited) {
        report_note(report, (struct place){0}, "source-history",
                    "the site's folder is in no commit of a git repository that can be "
                    "read, so no document's last change is told");
    }
    return told || !report_has_system_error(report);
}
