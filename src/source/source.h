/* Source: where the files of a site come from, whatever keeps them.
 *
 * Lists its files, reads them, and says which state of them they are. What can be a source
 * stands in one table (source.c): a folder, a folder of a git revision. Nothing outside the
 * source is ever read.
 * Runs below site/, which knows what the files mean; a source does not.
 *
 * A source also remembers what was read of it, because only that decides whether a changed
 * working tree makes another packet: see source_revision. It is therefore no source for
 * two threads at once, but for source_read_again.
 *
 * Whoever needs a file again keeps its bytes, so that all that is made of it is of one
 * state of it. Read more often are only: the first bytes of what may be a page; linked
 * files of 8 kB and more, which are not held, each time against the digest of the first
 * ("file-changed"); and, by libgit2, what may differ from the commit. */
#ifndef OFFPRINT_SOURCE_SOURCE_H
#define OFFPRINT_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/file.h"
#include "base/report.h"
#include "base/window.h"

struct source;

/* Where a source is: borrowed texts. */
struct source_at {
    const char *folder;
    const char *revision; /* of the git repository that the folder lies in, as git names it:
                             the folder as it was then; NULL: as it lies there now */
};

/* The source that is there, in `arena` but for what is open: close. NULL: there is none, or
 * it cannot be read; where the system fails, or a revision is named, that is reported. */
struct source *source_open(struct arena *arena, struct source_at at, struct report *report);
void source_close(struct source *source);

/* Files of `below` stand in for those that `source` lacks, in `folders` (NULL at the end):
 * they are listed and read as its own. `below` is closed with it. */
void source_lay_under(struct source *source, struct source *below,
                      const char *const *folders);

/* Files of `mounted` are from now on those of a folder of the source, and whatever the
 * source has there is hidden; they belong to no revision of it, and source_list has none of
 * them. `*folder` is where they are: where `mounted` lies in the source, that place, else
 * the last part of its address, or a free name made of it. `mounted` is closed with the
 * source. False: it is the source's own folder, or the system fails, which is
 * reported, and `mounted` is closed. */
bool source_mount(struct source *source, struct source *mounted, struct str *folder,
                  struct report *report);

/* All files of what is mounted, as source_list() has those of a source, below the folder;
 * what a generator wrote is of one piece, and all its links to folders are followed. */
bool source_list_mounted(struct arena *arena, const struct source *source,
                         size_t limit_count, struct file_list *out);

/* Its row's name: "folder", "revision". */
const char *source_kind(const struct source *source);

/* From now on paths begin in `folder`, a folder of the source. False: it cannot be opened,
 * and nothing has changed. */
bool source_enter(struct source *source, struct str folder);

/* Whether `folder` is the source itself, as its own path ends: "docs" of "/x/docs". Where
 * the system fails, that is reported. */
bool source_is_folder(const struct source *source, struct str folder,
                      struct report *report);

/* Where the folder `levels` above another is, in the arena, and the path from there to
 * that. False: there is none, or the system fails, which is reported. */
bool source_above(struct arena *arena, struct source_at at, size_t levels,
                  struct source_at *out, struct str *below, struct report *report);

/* All files, as site paths in byte order; of those whose name or folder begins with '.',
 * and of those behind links to folders, what the filter says (NULL: none). False when
 * memory is gone or there are more than `limit_count`. */
bool source_list(struct arena *arena, const struct source *source, size_t limit_count,
                 const struct list_filter *filter, struct file_list *out);

enum file_kind source_kind_of(const struct source *source, struct str path);

/* The whole file into the arena, with a NUL behind it that is not counted. Larger than
 * `limit_bytes`: FILE_TOO_LARGE. The packet depends on it from now on, even where there is
 * none. */
enum file_status source_read(struct arena *arena, struct source *source, struct str path,
                             size_t limit_bytes, struct str *out);

/* The same of a file that was read before: of that nothing is noted again, so that several
 * threads may read at once. */
enum file_status source_read_again(struct arena *arena, struct source *source,
                                   struct str path, size_t limit_bytes, struct str *out);

#define SOURCE_FLOW_BYTES ((size_t)8 << 20)

/* The same of a file of more than SOURCE_FLOW_BYTES, part by part, so that it is never
 * whole in memory; to be closed. False: it is no such file, cannot be opened, is larger
 * than `limit_bytes`, or this source has it whole alone; source_read tells. What it says of
 * a file as a whole, the packet depends on as if by source_read, once source_use was told.
 */
bool source_flow(struct source *source, struct str path, size_t limit_bytes,
                 struct window *out);

/* The same of one layer alone: the source's own, or what is laid under it, which may have a
 * file of the same path. FILE_ABSENT: it has none. */
enum file_status source_read_layer(struct arena *arena, struct source *source,
                                   struct str path, bool below, size_t limit_bytes,
                                   struct str *out);

/* The same for a file of which the packet may need little or nothing: source_use says so
 * when it is known. */
enum file_status source_peek(struct arena *arena, const struct source *source,
                             struct str path, size_t limit_bytes, struct str *out);

/* Up to `size_bytes` of a file's start. */
enum file_status source_peek_start(struct arena *arena, const struct source *source,
                                   struct str path, size_t size_bytes, struct str *out);

/* Tells what was not to be had of the source (submodules, files of Git LFS), and whether
 * all that was asked for could be looked at. False: a system error is in the report, or one
 * of the site where a file is barred that its reader has not told of; what was read may
 * lack something. To be asked again when more was read. */
bool source_holds(const struct source *source, struct report *report);

/* Whether by the `status` of reading it a file is there, or may be, but nobody can read it:
 * permissions forbid that, or it is FILE_KIND_BARRED. */
bool source_bars(const struct source *source, struct str path, enum file_status status);

/* The `status` of reading it. Of a file that the source bars the reader does not need the
 * file, or says so himself. */
enum file_status source_spare(const struct source *source, struct str path,
                              enum file_status status);

/* Which state of itself a source is in. */
struct revision {
    struct str name; /* a commit's hash, with "+changed" where what was read differs */
    int64_t date;    /* of the commit, seconds since 1970 */
};

/* Whether a file that the revision has and the source lacks could have been read. */
struct source_question {
    bool (*ask)(void *data, struct str path); /* NULL: no */
    void *data;
};

/* To be asked when all is read. False, and nothing set: the source keeps no revisions, or
 * they cannot be read, which a note says. What differs from the revision is a warning. */
bool source_revision(struct arena *arena, const struct source *source,
                     const struct source_question *gone, struct revision *out,
                     struct report *report);

/* The date of the revision alone, before all is read; 0: there is none. Nothing is told but
 * that the system fails. */
int64_t source_date(struct arena *arena, const struct source *source,
                    struct report *report);

/* When a file last changed, by what the source keeps of its past. */
struct source_past {
    struct str path, text; /* asked: a file, and its bytes as they were read */
    struct str commit;     /* the last that changed it: its whole hash; empty: not known */
    int64_t day; /* of that, by the clock where it was made: as if that were in UTC */
};

/* Fills in what is known of the files; what is not a note tells, and a warning what cannot
 * be read. False: memory is gone. */
bool source_history(struct arena *arena, const struct source *source,
                    struct source_past *files, size_t count, struct report *report);

#define SOURCE_WHOLE ((size_t)INT64_MAX)

/* The packet depends on the file's first `bytes`. Of two calls the larger one counts. */
void source_use(struct source *source, struct str path, size_t bytes);
void source_forget_use(struct source *source); /* its revision is asked for no more */

#endif
