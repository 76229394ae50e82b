/* A folder of the file system as a source: base/file's root, and nothing beyond it. Its
 * revision is that of the git repository that tracks it. */
#include "source/git.h"
#include "source/row.h"

static bool takes(const struct source_at *at)
{
    (void)at;
    return true;
}

static void *open_folder(struct arena *arena, const struct source_at *at,
                         struct report *report)
{
    (void)report;
    struct root *root = ARENA_NEW(arena, struct root);
    const char *path = arena_cstr(arena, str_from(at->folder));
    struct root_fault *fault = ARENA_NEW(arena, struct root_fault);
    if (!root || !path || !fault || !root_open(root, path)) {
        return NULL;
    }
    root->fault = fault;
    return root;
}

static const struct root_fault *fault_of(void *own)
{
    const struct root *root = own;
    return root->fault;
}

static void close_folder(void *own)
{
    root_close(own);
}

static bool enter(void *own, struct arena *arena, struct str folder)
{
    struct root *root = own, inner;
    const char *path = arena_format(arena, "%s/%.*s", root->path, STR_ARG(folder)).ptr;
    if (!path || !root_open(&inner, path)) {
        return false;
    }
    root_close(root);
    inner.fault = root->fault;
    *root = inner;
    return true;
}

static bool list(void *own, struct arena *arena, size_t limit_count,
                 const struct list_filter *filter, struct file_list *out)
{
    return file_list_all(arena, own, (struct str){0}, limit_count, filter, out);
}

static enum file_status read_whole(void *own, struct arena *arena, struct str path,
                                   size_t limit_bytes, struct str *out)
{
    return file_read(arena, own, path, limit_bytes, out);
}

static enum file_status read_start(void *own, struct arena *arena, struct str path,
                                   size_t size_bytes, struct str *out)
{
    return file_read_part(arena, own, path, 0, size_bytes, out);
}

static bool flow(void *own, struct str path, struct window *out)
{
    return window_open(out, own, path);
}

static enum file_kind kind_of(void *own, struct str path)
{
    return file_kind_of(own, path);
}

static bool revision(const struct source *source, struct arena *arena,
                     const struct source_question *gone, struct revision *out,
                     struct report *report)
{
    return git_revision(arena, source->at.folder, &source->used, gone, out, report);
}

static bool history(const struct source *source, struct arena *arena,
                    struct source_past *files, size_t count, struct report *report)
{
    return git_folder_history(arena, source->at.folder, source->entered, files, count,
                              report);
}

const struct source_row source_folder = {
    .name = "folder",
    .takes = takes,
    .open = open_folder,
    .close = close_folder,
    .enter = enter,
    .list = list,
    .read = read_whole,
    .read_start = read_start,
    .flow = flow,
    .kind_of = kind_of,
    .fault_of = fault_of,
    .revision = revision,
    .history = history,
};
