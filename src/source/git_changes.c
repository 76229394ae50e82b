/* What of a working tree is not as in its commit. git's own answer is that of its index and
 * tree; without an index that can be read, all files that matter are looked at. */
#include "source/git_checkout.h"

#include "base/digest.h"
#include "base/limits.h"
#include "base/path.h"
#include "source/git_extent.h"
#include "source/row.h"

static struct str committed_text(const git_blob *blob)
{
    return str_make(git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
}

/* "oid sha256:…" of a pointer that stands in the commit for a file of Git LFS. */
static bool is_pointer_to(struct str blob, struct str bytes)
{
    static const char mark[] = "\noid sha256:";
    if (!source_is_pointer(blob)) {
        return false;
    }
    uint8_t digest[SHA256_BYTES];
    size_t at = str_find(blob, str_from(mark), 0);
    if (at == STR_NONE) {
        return false;
    }
    digest_sha256(bytes, digest);
    return digest_is_hex(str_skip(blob, at + sizeof mark - 1), digest, sizeof digest);
}

/* Whether the first `count` bytes of a file are those that its blob would be checked out
 * as: with its line ends, where that can be told. */
static bool same_start(git_blob *blob, const char *path, struct str bytes, size_t count)
{
    git_buf text = {0};
    struct str committed = committed_text(blob);
    if (!git_blob_is_binary(blob) && git_blob_filter(&text, blob, path, NULL) == 0) {
        committed = str_make(text.ptr, text.size);
    }
    bool same = str_eq(str_sub(committed, 0, count), str_sub(bytes, 0, count));
    git_buf_dispose(&text);
    return same;
}

bool checkout_differs(const struct checkout *checkout, const git_oid *id, const char *path,
                      size_t count)
{
    struct str bytes;
    git_oid now;
    /* The library loses the path that it has joined where its filters fail. */
    const char *filtered_as = checkout->unindexed ? "" : NULL;
    if (git_repository_hashfile(&now, checkout->repository, path, GIT_OBJECT_BLOB,
                                filtered_as) == 0 &&
        git_oid_equal(&now, id)) {
        return false;
    }
    git_blob *blob = NULL;
    if (file_read(checkout->arena, &checkout->root, str_from(path), SITE_FILE_BYTES_LIMIT,
                  &bytes) != FILE_OK ||
        git_blob_lookup(&blob, checkout->repository, id) < 0) {
        return true;
    }
    bool same =
        is_pointer_to(committed_text(blob), bytes) || same_start(blob, path, bytes, count);
    git_blob_free(blob);
    return !same;
}

/* `path` below the working tree; `used`: how many bytes of it matter. */
static bool differs(const struct checkout *checkout, const char *path, uint32_t used)
{
    size_t count = used == USED_WHOLE ? SOURCE_WHOLE : used;
    git_tree_entry *entry = NULL;
    if (git_tree_entry_bypath(&entry, checkout->tree, path) < 0) {
        return true; /* new, and known to git */
    }
    bool file = git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
                git_tree_entry_filemode(entry) != GIT_FILEMODE_LINK &&
                file_kind_of(&checkout->root, str_from(path)) == FILE_KIND_FILE;
    bool changed =
        !file || checkout_differs(checkout, git_tree_entry_id(entry), path, count);
    git_tree_entry_free(entry);
    return changed;
}

struct str checkout_below(const struct checkout *checkout, struct str path)
{
    struct str folder = checkout->folder;
    bool below = folder.len && path.len > folder.len && path.ptr[folder.len] == '/' &&
                 str_eq(str_sub(path, 0, folder.len), folder);
    return below ? str_skip(path, folder.len + 1) : path;
}

/* Whether a symbolic link is on the way to what was read. */
static bool leads_to_used(const struct checkout *checkout, const char *link)
{
    for (size_t i = 0; i < checkout->files.count; i++) {
        if (path_is_below(text_map_at(&checkout->files, i), str_from(link))) {
            return true;
        }
    }
    return false;
}

/* What git holds for changed is looked at again: it knows neither Git LFS nor how much of
 * a file was needed. A file that is gone was not read, but might have been. */
static bool matters(const struct checkout *checkout, const git_diff_delta *delta)
{
    const char *path = delta->new_file.path; /* that of the old one, where it is gone */
    uint32_t used = text_map_get(&checkout->files, str_from(path));
    if (used != TEXT_MAP_NONE) {
        return differs(checkout, path, used);
    }
    if (delta->old_file.mode == GIT_FILEMODE_LINK && leads_to_used(checkout, path)) {
        return true;
    }
    const struct source_question *gone = checkout->gone;
    return delta->status == GIT_DELTA_DELETED && gone->ask &&
           gone->ask(gone->data, checkout_below(checkout, str_from(path)));
}

/* The folder, and what its links lead to beyond it; nothing: the whole working tree. */
static bool diff_paths(const struct checkout *checkout, git_strarray *out)
{
    size_t count = checkout->folder.len ? checkout->files.count : 0;
    *out = (git_strarray){.strings = ARENA_ARRAY(checkout->arena, char *, count + 1)};
    for (size_t i = 0; out->strings && i <= count && checkout->folder.len; i++) {
        struct str path = i ? text_map_at(&checkout->files, i - 1) : checkout->folder;
        if (i && checkout_below(checkout, path).len < path.len) {
            continue;
        }
        char *copy = ARENA_ARRAY(checkout->arena, char, path.len + 1);
        if (!copy) {
            return false;
        }
        memcpy(copy, path.ptr, path.len);
        out->strings[out->count++] = copy;
    }
    return out->strings != NULL;
}

static void add_change(const struct checkout *checkout, struct changes *changes,
                       const char *path)
{
    if (changes->count < REVISION_CHANGES_SHOWN) {
        changes->paths[changes->count] =
            arena_str(checkout->arena, checkout_below(checkout, str_from(path)));
    }
    changes->count++;
}

/* Of a file that was read. Whatever the commit lacks may have been added since. */
static void compare_file(const struct checkout *checkout, size_t index, struct changes *out)
{
    struct str file = text_map_at(&checkout->files, index);
    const char *path = arena_cstr(checkout->arena, file);
    git_tree_entry *entry = NULL;
    bool known = path && git_tree_entry_bypath(&entry, checkout->tree, path) == 0;
    bool link = known && git_tree_entry_filemode(entry) == GIT_FILEMODE_LINK;
    git_tree_entry_free(entry);
    if (known && !link && differs(checkout, path, checkout->files.entries[index].number)) {
        add_change(checkout, out, path);
    } else if (!known && file_kind_of(&checkout->root, file) == FILE_KIND_FILE) {
        out->unsure = checkout_below(checkout, file);
    }
}

struct gone_walk {
    const struct checkout *checkout;
    struct changes *changes;
};

/* `root`: with a slash behind it, or empty. */
static int add_gone(const char *root, const git_tree_entry *entry, void *data)
{
    const struct gone_walk *walk = data;
    const struct checkout *checkout = walk->checkout;
    const struct source_question *gone = checkout->gone;
    struct str path =
        path_join(checkout->arena, checkout->folder,
                  arena_format(checkout->arena, "%s%s", root, git_tree_entry_name(entry)));
    if (git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
        !text_map_has(&checkout->files, path) &&
        file_kind_of(&checkout->root, path) == FILE_KIND_NONE && gone->ask &&
        gone->ask(gone->data, checkout_below(checkout, path))) {
        add_change(checkout, walk->changes, path.ptr);
    }
    return arena_failed(checkout->arena) ? GIT_EUSER : 0;
}

static void find_gone(struct checkout *checkout, struct changes *out)
{
    struct gone_walk walk = {checkout, out};
    git_tree_entry *entry = NULL;
    git_object *folder = NULL;
    const char *path = arena_cstr(checkout->arena, checkout->folder);
    const git_tree *tree = checkout->folder.len ? NULL : checkout->tree;
    if (!tree && path && git_tree_entry_bypath(&entry, checkout->tree, path) == 0 &&
        git_tree_entry_to_object(&folder, checkout->repository, entry) == 0 &&
        git_object_type(folder) == GIT_OBJECT_TREE) {
        tree = (const git_tree *)folder;
    }
    if (tree) {
        (void)git_tree_walk(tree, GIT_TREEWALK_PRE, add_gone, &walk);
    }
    git_object_free(folder);
    git_tree_entry_free(entry);
}

/* Without the index, whose form may be too new, or which may be damaged. */
static void compare_each(struct checkout *checkout, struct changes *out)
{
    checkout->unindexed = true;
    for (size_t i = 0; i < checkout->files.count; i++) {
        compare_file(checkout, i, out);
    }
    find_gone(checkout, out);
}

void checkout_changes(struct checkout *checkout, struct changes *out)
{
    git_diff_options options = {
        .version = GIT_DIFF_OPTIONS_VERSION,
        .flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_SKIP_BINARY_CHECK |
                 GIT_DIFF_INCLUDE_TYPECHANGE,
        .ignore_submodules = GIT_SUBMODULE_IGNORE_ALL,
    };
    git_diff *diff = NULL;
    bool ok = diff_paths(checkout, &options.pathspec);
    if (ok && !git_extent_fits(checkout->repository, checkout->tree, &options.pathspec)) {
        out->unknown = true;
        return;
    }
    if (!ok || git_diff_tree_to_workdir_with_index(&diff, checkout->repository,
                                                   checkout->tree, &options) < 0) {
        compare_each(checkout, out);
        return;
    }
    size_t count = git_diff_num_deltas(diff);
    for (size_t i = 0; i < count; i++) {
        const git_diff_delta *delta = git_diff_get_delta(diff, i);
        if (matters(checkout, delta)) {
            add_change(checkout, out, delta->new_file.path);
        }
    }
    git_diff_free(diff);
}
