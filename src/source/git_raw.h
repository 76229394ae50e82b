/* What commits and trees say, as their objects have it, read as git itself reads them: a
 * walk through a history looks at a few bytes of each. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_RAW_H
#define OFFPRINT_SOURCE_GIT_RAW_H

#include "base/str.h"

#include <git2.h>

/* The header of a commit. */
struct git_raw_commit {
    git_oid tree;
    struct str parents;   /* lines that git_raw_parent() takes, one after the other */
    struct str committer; /* behind the word, up to the line's end; or empty */
};

/* False: it is no commit. */
bool git_raw_commit_read(struct str text, struct git_raw_commit *out);

/* The next parent, in the commit's order. False: there is none. */
bool git_raw_parent(struct str *parents, git_oid *out);

/* When a commit was made: seconds since 1970, in UTC, and how many seconds east of that its
 * clock was. False: it does not say. */
bool git_raw_date(struct str committer, int64_t *seconds, int64_t *offset);

/* An entry of a tree. */
struct git_raw_entry {
    struct str name;
    unsigned mode; /* as git compares it */
    bool is_folder;
    const unsigned char *id;
};

/* The next entry. False: there is none, or what is left is no tree. */
bool git_raw_entry(struct str *rest, struct git_raw_entry *out);

/* In which order git has two names in a tree: folders as if '/' stood behind them. */
int git_raw_compare(struct str a, bool a_is_folder, struct str b, bool b_is_folder);

#endif
