/* Where a history is not what it was: git itself passes over such places without a word, so
 * that what it tells of older commits is not what happened. libgit2 1.5 knows none of them.
 * All lies in the folder that linked worktrees share. */
#include "source/git_history.h"

#include "base/lines.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define GRAFTS_LIMIT_BYTES ((size_t)16 << 20)

static int compare_ids(const void *a, const void *b)
{
    return git_oid_cmp(a, b);
}

bool git_bounds_cut(const struct git_bounds *bounds, const git_oid *commit)
{
    return bounds->cut_count && bsearch(commit, bounds->cuts, bounds->cut_count,
                                        sizeof *bounds->cuts, compare_ids);
}

/* A hash, if that is what the text begins with. */
static bool add_cut(struct arena *arena, struct git_bounds *out, size_t *capacity,
                    struct str text)
{
    git_oid id;
    if (text.len < GIT_OID_HEXSZ || git_oid_fromstrn(&id, text.ptr, GIT_OID_HEXSZ) < 0) {
        return true;
    }
    if (!arena_grow(arena, &out->cuts, out->cut_count, capacity, sizeof *out->cuts)) {
        return false;
    }
    out->cuts[out->cut_count++] = id;
    return true;
}

/* "COMMIT PARENT PARENT", a line each. */
static bool read_grafts(struct arena *arena, const struct root *root,
                        struct git_bounds *out, size_t *capacity)
{
    struct str text;
    enum file_status status =
        file_read(arena, root, STR("info/grafts"), GRAFTS_LIMIT_BYTES, &text);
    bool ok = status == FILE_OK || status == FILE_ABSENT;
    for (size_t at = 0; status == FILE_OK && ok && at < text.len;) {
        size_t end = line_end(text, at);
        ok = add_cut(arena, out, capacity, str_sub(text, at, end));
        at = end;
    }
    return ok;
}

/* "refs/replace/COMMIT" */
static bool read_replaced(struct arena *arena, git_repository *repository,
                          struct git_bounds *out, size_t *capacity)
{
    static const char folder[] = "refs/replace/";
    git_reference_iterator *iterator = NULL;
    const char *name;
    bool ok = git_reference_iterator_glob_new(&iterator, repository, "refs/replace/*") == 0;
    int next = 0;
    while (ok && (next = git_reference_next_name(&name, iterator)) == 0) {
        ok = add_cut(arena, out, capacity, str_skip(str_from(name), sizeof folder - 1));
    }
    git_reference_iterator_free(iterator);
    return ok && next == GIT_ITEROVER;
}

bool git_bounds_read(struct arena *arena, git_repository *repository,
                     struct git_watch *watch, struct git_bounds *out)
{
    struct root root;
    size_t capacity = 0;
    *out = (struct git_bounds){0};
    const char *folder = git_repository_commondir(repository);
    if (!folder || !root_open(&root, folder)) {
        git_watch_note(watch, folder ? folder : "", errno);
        return false;
    }
    root.fault = &watch->fault;
    out->is_shallow = file_kind_of(&root, STR("shallow")) != FILE_KIND_NONE;
    bool ok = read_grafts(arena, &root, out, &capacity) &&
              read_replaced(arena, repository, out, &capacity);
    root_close(&root);
    if (out->cut_count > 1) {
        qsort(out->cuts, out->cut_count, sizeof *out->cuts, compare_ids);
    }
    return ok;
}
