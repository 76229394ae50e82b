/* A folder of a commit's tree as a source: nothing is checked out.
 *
 * What the tree holds becomes nodes as it is asked for; a path leads to one as it would
 * through the folders of a clean checkout, symbolic links included, and never out of the
 * folder. All but git_place_new and git_place_free run within a turn (git_turn.h), in
 * which they note what the system refuses. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_PLACE_H
#define OFFPRINT_SOURCE_GIT_PLACE_H

#include "base/value.h"
#include "source/git_turn.h"
#include "source/source.h"

struct git_node {
    struct str name;
    struct git_node *parent;   /* NULL: the whole tree */
    struct git_node *children; /* in byte order of their names, once loaded */
    size_t child_count;
    git_oid id;
    enum { GIT_NODE_FILE, GIT_NODE_FOLDER, GIT_NODE_LINK, GIT_NODE_SUBMODULE } kind;
    enum {
        GIT_NODE_NEW,
        GIT_NODE_LOADED,
        GIT_NODE_LOST,
        GIT_NODE_DENIED
    } state;             /* of children, or target */
    bool has_attributes; /* a .gitattributes in it, or above it, may be about its files */
    struct str target;   /* of a link */
};

struct git_place {
    struct arena *arena;
    git_repository *repository; /* as it lies there */
    git_repository *objects;    /* the same without configuration, index and working tree */
    git_odb *odb;
    git_oid commit;
    int64_t date;
    struct str folder;     /* of the address, below the tree's top; or empty */
    struct git_node *top;  /* the whole tree */
    struct git_node *root; /* the folder that is entered: nothing outside is reached */
    struct root_fault fault;
    struct value submodules; /* path of one → the first file in it that was asked for */
    struct value odd_names;  /* path → no checkout would have it */
};

/* NULL: an error says why: "source-revision", "source-object" or one of the system. */
struct git_place *git_place_new(struct arena *arena, const struct source_at *at,
                                struct report *report);
void git_place_free(struct git_place *place);

/* The commit that `revision` names. False: an error says why. git_rev.c */
bool git_find_commit(struct arena *arena, git_repository *repository, const char *revision,
                     const struct git_turn *turn, git_oid *out, struct report *report);

/* Whether the folder's children are known; else it is GIT_NODE_LOST, GIT_NODE_DENIED, or
 * memory is gone. */
bool git_node_load(struct git_place *place, struct git_node *folder);
struct git_node *git_node_child(const struct git_node *folder, struct str name);
struct str git_node_path(struct arena *arena, const struct git_node *node,
                         const struct git_node *root);

/* Where `path` leads from the root on. FILE_OK: to `*out`; FILE_ABSENT with an `*out`: into
 * that submodule. */
enum file_status git_node_find(struct git_place *place, struct str path,
                               struct git_node **out);

bool git_nodes_list(struct git_place *place, struct arena *arena, size_t limit_count,
                    const struct list_filter *filter, struct file_list *out);

/* How much of a file is read: of one that is larger than the limit nothing, else its start.
 */
struct git_extent {
    size_t limit_bytes, start_bytes;
};

/* The file's bytes as a clean checkout has them. git_blob.c */
enum file_status git_blob_read(struct git_place *place, const struct git_turn *turn,
                               struct arena *arena, const struct git_node *file,
                               const struct git_extent *extent, struct str *out);
/* Of an object that cannot be read, as this turn has it. */
enum file_status git_lost_status(const struct git_turn *turn);

#endif
