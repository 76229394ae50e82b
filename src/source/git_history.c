/* The walk back through a history.
 *
 *   o tip           every file that is asked for stands at the tip
 *   |\              where a parent has it as its child has it, it moves on to that parent
 *   o o             …and no other parent is looked at for it
 *   |/|             where no parent has it so, the commit at which it stands changed it
 *   o o
 *
 * So each file has one way, along which it stays the same, and the commits that files stand
 * at are all that is kept: the newest is taken first, that most files of it have arrived by
 * then. Of each commit on the way its header is read, its top folder, and of other folders
 * those with files that are still open in it, and that are not as in the child. Nothing is
 * read twice but where dates run backwards, so nothing is kept in the library's cache. */
#include "source/git_history.h"

#include "base/path.h"
#include "source/git_raw.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 256 /* folders that a file lies in */

/* A file on its way. Its mode is 0 before the tip is looked at. */
struct tracked {
    struct tracked *next; /* at the same commit, in the order of paths */
    struct git_past *past;
    git_oid id;
    unsigned mode;
    git_oid *folders; /* that it lies in where it stands, from the top */
    size_t order;
};

struct tracked_list {
    struct tracked *first, *last;
};

static void add_last(struct tracked_list *list, struct tracked *file)
{
    file->next = NULL;
    if (list->last) {
        list->last->next = file;
    } else {
        list->first = file;
    }
    list->last = file;
}

/* Both in the order of paths. */
static struct tracked_list merge(struct tracked_list a, struct tracked_list b)
{
    struct tracked_list out = {0};
    if (!a.first || !b.first) {
        return a.first ? a : b;
    }
    while (a.first || b.first) {
        bool from_a = !b.first || (a.first && a.first->order < b.first->order);
        struct tracked_list *from = from_a ? &a : &b;
        struct tracked *file = from->first;
        from->first = file->next;
        add_last(&out, file);
    }
    return out;
}

/* A commit that files stand at, or may go to. */
struct stop {
    git_oid id, tree;
    git_oid *parents;
    size_t parent_count, parent_capacity;
    int64_t seconds, offset;
    bool is_dated;
    size_t arrival; /* of commits of one date the first to be reached is taken first */
    struct tracked_list files;
    struct stop *in_bucket; /* or the next that is free */
};

struct history {
    struct arena *arena;
    git_odb *odb;
    const struct git_bounds *bounds;
    struct stop **heap; /* the newest on top */
    size_t heap_count, heap_capacity;
    struct stop **buckets; /* the same by hash */
    size_t bucket_count;   /* a power of two */
    struct stop *free;
    size_t arrivals;
    git_oid way[DEPTH_MOST]; /* folders of the parent that is looked at, from the top */
    bool no_memory;
};

/* Stops */

static bool is_before(const struct stop *a, const struct stop *b)
{
    return a->seconds != b->seconds ? a->seconds > b->seconds : a->arrival < b->arrival;
}

static void swap(struct history *history, size_t a, size_t b)
{
    struct stop *held = history->heap[a];
    history->heap[a] = history->heap[b];
    history->heap[b] = held;
}

static struct stop **bucket_of(struct history *history, const git_oid *id)
{
    uint64_t hash;
    memcpy(&hash, id->id, sizeof hash);
    return &history->buckets[hash & (history->bucket_count - 1)];
}

static struct stop *find_stop(struct history *history, const git_oid *id)
{
    struct stop *stop = *bucket_of(history, id);
    while (stop && !git_oid_equal(&stop->id, id)) {
        stop = stop->in_bucket;
    }
    return stop;
}

static bool put_stop(struct history *history, struct stop *stop)
{
    struct stop **bucket = bucket_of(history, &stop->id);
    if (!arena_grow(history->arena, &history->heap, history->heap_count,
                    &history->heap_capacity, sizeof(struct stop *))) {
        return false;
    }
    stop->arrival = history->arrivals++;
    stop->in_bucket = *bucket;
    *bucket = stop;
    size_t at = history->heap_count++;
    history->heap[at] = stop;
    for (; at > 0 && is_before(stop, history->heap[(at - 1) / 2]); at = (at - 1) / 2) {
        swap(history, at, (at - 1) / 2);
    }
    return true;
}

static struct stop *take_newest(struct history *history)
{
    struct stop *newest = history->heap[0];
    history->heap[0] = history->heap[--history->heap_count];
    for (size_t at = 0, child; (child = 2 * at + 1) < history->heap_count; at = child) {
        child += child + 1 < history->heap_count &&
                 is_before(history->heap[child + 1], history->heap[child]);
        if (!is_before(history->heap[child], history->heap[at])) {
            break;
        }
        swap(history, at, child);
    }
    struct stop **link = bucket_of(history, &newest->id);
    while (*link != newest) {
        link = &(*link)->in_bucket;
    }
    *link = newest->in_bucket;
    return newest;
}

static void free_stop(struct history *history, struct stop *stop)
{
    stop->in_bucket = history->free;
    history->free = stop;
}

static struct stop *new_stop(struct history *history)
{
    struct stop *stop = history->free;
    if (!stop) {
        return ARENA_NEW(history->arena, struct stop);
    }
    history->free = stop->in_bucket;
    stop->parent_count = 0;
    stop->files = (struct tracked_list){0};
    return stop;
}

/* Objects */

/* NULL: it is not to be had. */
static git_odb_object *read_object(struct history *history, const git_oid *id,
                                   git_object_t type, struct str *out)
{
    git_odb_object *object = NULL;
    if (git_odb_read(&object, history->odb, id) < 0) {
        const git_error *error = git_error_last();
        history->no_memory |= error && error->klass == GIT_ERROR_NOMEMORY;
        return NULL;
    }
    if (git_odb_object_type(object) != type) {
        git_odb_object_free(object);
        return NULL;
    }
    *out = str_make(git_odb_object_data(object), git_odb_object_size(object));
    return object;
}

static bool take_parents(struct history *history, struct str lines, struct stop *stop)
{
    git_oid id;
    while (git_raw_parent(&lines, &id)) {
        if (!arena_grow(history->arena, &stop->parents, stop->parent_count,
                        &stop->parent_capacity, sizeof id)) {
            history->no_memory = true;
            return false;
        }
        stop->parents[stop->parent_count++] = id;
    }
    return true;
}

/* One that nothing stands at yet. NULL: it cannot be read, or memory is gone. */
static struct stop *read_stop(struct history *history, const git_oid *id)
{
    struct str text;
    struct git_raw_commit commit;
    git_odb_object *object = read_object(history, id, GIT_OBJECT_COMMIT, &text);
    bool ok = object && git_raw_commit_read(text, &commit);
    struct stop *stop = ok ? new_stop(history) : NULL;
    history->no_memory |= ok && !stop;
    if (stop && !take_parents(history, commit.parents, stop)) {
        stop = NULL;
    }
    if (stop) {
        stop->id = *id;
        stop->tree = commit.tree;
        stop->is_dated = git_raw_date(commit.committer, &stop->seconds, &stop->offset);
        stop->seconds = stop->is_dated ? stop->seconds : 0;
    }
    git_odb_object_free(object);
    return stop;
}

/* A commit beside one of its parents */

struct comparison {
    struct history *history;
    const git_oid *parent;
    struct tracked *rest; /* of the child, to be told apart */
    struct tracked_list same, other;
};

static bool is_below(const struct tracked *file, struct str folder)
{
    struct str path = file ? file->past->path : (struct str){0};
    return file && path.len > folder.len &&
           (folder.len == 0 || memcmp(path.ptr, folder.ptr, folder.len) == 0);
}

static struct tracked *take_rest(struct comparison *comparison)
{
    struct tracked *file = comparison->rest;
    comparison->rest = file->next;
    return file;
}

/* The parent has it as well, below `count` folders that may be others than the child's. */
static void take_same(struct comparison *comparison, size_t count)
{
    struct tracked *file = take_rest(comparison);
    memcpy(file->folders, comparison->history->way, count * sizeof *file->folders);
    add_last(&comparison->same, file);
}

static void take_others(struct comparison *comparison, struct str folder)
{
    while (is_below(comparison->rest, folder)) {
        add_last(&comparison->other, take_rest(comparison));
    }
}

static void take_lost(struct comparison *comparison, struct str folder)
{
    while (is_below(comparison->rest, folder)) {
        struct git_past *past = take_rest(comparison)->past;
        past->state = GIT_PAST_LOST;
        past->commit = *comparison->parent;
    }
}

/* Whether the parent has the file at the head of the rest as the child has it; at the tip,
 * that it has it at all. */
static bool is_same(struct tracked *file, const struct git_raw_entry *entry)
{
    if (file->mode == 0) {
        file->mode = entry->mode;
        (void)git_oid_fromraw(&file->id, entry->id);
    }
    return file->mode == entry->mode && memcmp(file->id.id, entry->id, GIT_OID_RAWSZ) == 0;
}

static void compare_folder(struct comparison *comparison, const git_oid *id,
                           struct str folder, size_t depth);

/* What the rest begins with, by the parent's entry for it; NULL: there is none. */
static void compare_entry(struct comparison *comparison, const struct git_raw_entry *entry,
                          struct str folder, struct str name, size_t depth)
{
    struct str path = comparison->rest->past->path;
    size_t end = folder.len + name.len;
    if (end == path.len) {
        if (entry && is_same(comparison->rest, entry)) {
            take_same(comparison, depth);
        } else {
            add_last(&comparison->other, take_rest(comparison));
        }
        return;
    }
    struct str inner = str_sub(path, 0, end + 1);
    git_oid id;
    if (entry && git_oid_fromraw(&id, entry->id) == 0) {
        compare_folder(comparison, &id, inner, depth);
    } else {
        take_others(comparison, inner);
    }
}

/* Goes through a folder of the parent and the files of the rest in it, which are both in
 * the order of names. */
static void compare_entries(struct comparison *comparison, struct str entries,
                            struct str folder, size_t depth)
{
    struct git_raw_entry entry;
    bool more = git_raw_entry(&entries, &entry);
    while (is_below(comparison->rest, folder)) {
        struct str name = str_skip(comparison->rest->past->path, folder.len);
        size_t end = str_find_byte(name, '/', 0);
        bool is_folder = end != STR_NONE;
        int order = 1;
        name = str_sub(name, 0, end);
        while (more && (order = git_raw_compare(entry.name, entry.is_folder, name,
                                                is_folder)) < 0) {
            more = git_raw_entry(&entries, &entry);
        }
        if (!more && entries.len) {
            take_lost(comparison, folder);
        } else {
            compare_entry(comparison, more && order == 0 ? &entry : NULL, folder, name,
                          depth);
        }
    }
}

/* `folder`: where it is, with '/' behind it, or empty; `depth`: how many lie above it. */
static void compare_folder(struct comparison *comparison, const git_oid *id,
                           struct str folder, size_t depth)
{
    struct str entries;
    if (git_oid_equal(&comparison->rest->folders[depth], id)) {
        while (is_below(comparison->rest, folder)) {
            take_same(comparison, depth);
        }
        return;
    }
    comparison->history->way[depth] = *id;
    git_odb_object *object =
        read_object(comparison->history, id, GIT_OBJECT_TREE, &entries);
    if (object) {
        compare_entries(comparison, entries, folder, depth + 1);
    } else {
        take_lost(comparison, folder);
    }
    git_odb_object_free(object);
}

/* Moves the files on that the parent has as well. What is left is in `rest`. */
static void pass_on(struct history *history, const git_oid *id, struct tracked_list *rest)
{
    struct comparison comparison = {.history = history, .parent = id, .rest = rest->first};
    struct stop *known = find_stop(history, id);
    struct stop *parent = known ? known : read_stop(history, id);
    if (!parent) {
        take_lost(&comparison, (struct str){0});
        *rest = (struct tracked_list){0};
        return;
    }
    compare_folder(&comparison, &parent->tree, (struct str){0}, 0);
    parent->files = merge(parent->files, comparison.same);
    if (!known && !parent->files.first) {
        free_stop(history, parent);
    } else if (!known && !put_stop(history, parent)) {
        history->no_memory = true;
    }
    *rest = comparison.other;
}

/* The way of the files that stand there ends. */
static void end_there(const struct stop *stop, const struct tracked_list *files,
                      enum git_past_state state)
{
    for (const struct tracked *file = files->first; file; file = file->next) {
        *file->past = (struct git_past){.path = file->past->path,
                                        .state = state,
                                        .commit = stop->id,
                                        .seconds = stop->seconds,
                                        .offset = stop->offset};
    }
}

static void step_back(struct history *history, struct stop *stop)
{
    struct tracked_list files = stop->files;
    if (git_bounds_cut(history->bounds, &stop->id)) {
        end_there(stop, &files, GIT_PAST_CUT);
        return;
    }
    for (size_t i = 0; i < stop->parent_count && files.first; i++) {
        pass_on(history, &stop->parents[i], &files);
    }
    end_there(stop, &files, stop->is_dated ? GIT_PAST_KNOWN : GIT_PAST_UNDATED);
}

/* Beginning */

static int compare_paths(const void *a, const void *b)
{
    const struct tracked *first = a, *second = b;
    return str_compare(first->past->path, second->past->path);
}

/* The open files in the order of their paths, which is that of trees. */
static bool gather(struct history *history, struct git_past *files, size_t count,
                   struct tracked_list *out)
{
    struct tracked *all = ARENA_ARRAY(history->arena, struct tracked, count + 1);
    size_t open = 0;
    for (size_t i = 0; i < count && all; i++) {
        size_t folders = path_depth(files[i].path) + 1; /* and the top */
        if (files[i].state != GIT_PAST_OPEN) {
            continue;
        }
        if (files[i].path.len == 0 || folders > DEPTH_MOST) {
            files[i].state = GIT_PAST_ABSENT;
            continue;
        }
        all[open].past = &files[i];
        all[open++].folders = ARENA_ARRAY(history->arena, git_oid, folders);
    }
    if (open > 1) {
        qsort(all, open, sizeof *all, compare_paths);
    }
    for (size_t i = 0; i < open; i++) {
        all[i].order = i;
        add_last(out, &all[i]);
    }
    for (history->bucket_count = 1; history->bucket_count < 2 * open;) {
        history->bucket_count *= 2;
    }
    history->buckets = ARENA_ARRAY(history->arena, struct stop *, history->bucket_count);
    return history->buckets && !arena_failed(history->arena);
}

bool git_history_walk(struct arena *arena, git_odb *odb, const struct git_bounds *bounds,
                      const git_oid *tip, struct git_past *files, size_t count)
{
    struct history history = {.arena = arena, .odb = odb, .bounds = bounds};
    struct tracked_list rest = {0};
    if (!gather(&history, files, count, &rest)) {
        return false;
    }
    if (rest.first) {
        pass_on(&history, tip, &rest); /* the tip's own are as in the tip */
    }
    for (const struct tracked *file = rest.first; file; file = file->next) {
        file->past->state = GIT_PAST_ABSENT;
    }
    while (history.heap_count && !history.no_memory) {
        struct stop *stop = take_newest(&history);
        step_back(&history, stop);
        free_stop(&history, stop);
    }
    return !history.no_memory && !arena_failed(arena);
}
