/* What a revision names, as git's own expressions go: a branch, a tag, "HEAD~3", a hash or
 * its beginning, "main@{2024-01-01}". What names nothing is told with what may be meant. */
#include "source/git_place.h"

#include "base/date.h"
#include "base/nearest.h"

#include <string.h>

#define SUGGESTION_DISTANCE 4
#define SUGGESTION_WORK UINT64_C(20000000)

/* "main" of "refs/heads/main", "origin/main" of "refs/remotes/origin/main"; or empty. */
static struct str short_name(struct str reference)
{
    static const char *const folders[] = {"refs/heads/", "refs/tags/", "refs/remotes/"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        if (str_starts(reference, folders[i])) {
            return str_skip(reference, strlen(folders[i]));
        }
    }
    return (struct str){0};
}

/* How long the name of a reference is in the expression: "HEAD" of "HEAD~3". */
static size_t name_length(struct str revision)
{
    size_t at = 0;
    while (at < revision.len && !ascii_set_has("~^:", revision.ptr[at]) &&
           !str_starts(str_skip(revision, at), "@{")) {
        at++;
    }
    return at;
}

/* A branch that only a remote has: "origin/gh-pages" for "gh-pages". */
static struct str of_remote(const git_strarray *names, struct str name)
{
    for (size_t i = 0; i < names->count; i++) {
        struct str full = str_from(names->strings[i]);
        if (str_starts(full, "refs/remotes/") && str_ends(full, "/HEAD") == false &&
            full.len > name.len && full.ptr[full.len - name.len - 1] == '/' &&
            str_eq(str_skip(full, full.len - name.len), name)) {
            return short_name(full);
        }
    }
    return (struct str){0};
}

static struct str find_nearest(struct arena *arena, const git_strarray *names,
                               struct str name)
{
    struct nearest nearest = {0};
    struct nearest_hit hit = {.distance = SUGGESTION_DISTANCE, .place = SIZE_MAX};
    uint64_t budget = SUGGESTION_WORK;
    bool ok = nearest_add(arena, &nearest, STR("HEAD"), 0);
    for (size_t i = 0; i < names->count && ok; i++) {
        struct str known = short_name(str_from(names->strings[i]));
        ok = known.len == 0 || nearest_add(arena, &nearest, known, i + 1);
    }
    size_t most = name.len / 3 + 1;
    hit.distance = most < hit.distance ? most : hit.distance;
    if (!ok || !nearest_sort(arena, &nearest) ||
        !nearest_find(&nearest, name, &hit, &budget)) {
        return (struct str){0};
    }
    return hit.place ? short_name(str_from(names->strings[hit.place - 1])) : STR("HEAD");
}

static void hint_name(struct arena *arena, git_repository *repository, struct str revision,
                      struct report *report)
{
    git_strarray names = {0};
    size_t len = name_length(revision);
    struct str name = str_sub(revision, 0, len);
    if (len == 0 || git_reference_list(&names, repository) < 0) {
        return;
    }
    struct str meant = of_remote(&names, name);
    meant = meant.len ? meant : find_nearest(arena, &names, name);
    if (meant.len && !str_eq(meant, name)) {
        report_hint(report, "did you mean '%.*s%.*s'?", STR_ARG(meant),
                    STR_ARG(str_skip(revision, len)));
    } else {
        report_hint(report, "%s",
                    "a branch, a tag, a commit's hash or its beginning, HEAD~3; what only "
                    "another copy of the repository has is fetched by git");
    }
    git_strarray_dispose(&names);
}

static bool tell_unknown(struct arena *arena, git_repository *repository,
                         const char *revision, int error, const struct git_turn *turn,
                         struct report *report)
{
    static const struct place nowhere = {0};
    char reason[512];
    if (turn->watch.fault.error) {
        return false; /* the system failed, which is told in the end */
    }
    switch (error) {
    case GIT_EAMBIGUOUS:
        report_request_error(report, nowhere, "source-revision",
                             "'%s' is the beginning of more than one hash", revision);
        report_hint(report, "%s", "give more digits of it");
        return false;
    case GIT_ENOTFOUND:
    case GIT_EUNBORNBRANCH:
        report_request_error(report, nowhere, "source-revision",
                             "the git repository has no revision '%s'", revision);
        break;
    case GIT_EINVALIDSPEC:
        report_request_error(report, nowhere, "source-revision",
                             "'%s' is no expression that names a revision", revision);
        break;
    default:
        if (turn->watch.denied.error) {
            report_error(report, nowhere, "source-revision",
                         "the revision '%s' cannot be found: %s", revision,
                         git_turn_reason(turn, reason));
            return false;
        }
        report_request_error(report, nowhere, "source-revision",
                             "the revision '%s' cannot be found: %s", revision,
                             git_turn_reason(turn, reason));
        break;
    }
    hint_name(arena, repository, str_from(revision), report);
    return false;
}

/* "2024-01-01" of "main@{2024-01-01}~2": where it stands. False: nothing that could be a
 * date is in braces. */
static bool find_date(struct str revision, size_t *from, size_t *to)
{
    size_t at = str_find(revision, STR("@{"), 0);
    *from = at == STR_NONE ? 0 : at + 2;
    *to = at == STR_NONE ? STR_NONE : str_find_byte(revision, '}', at);
    struct str text = *to == STR_NONE ? (struct str){0} : str_sub(revision, *from, *to);
    bool number = true;
    for (size_t i = str_starts(text, "-") ? 1 : 0; i < text.len && number; i++) {
        number = ascii_is_digit(text.ptr[i]);
    }
    return !number && !str_eq_ignore_case(text, STR("u")) &&
           !str_eq_ignore_case(text, STR("upstream")) &&
           !str_eq_ignore_case(text, STR("push"));
}

/* What the reference was at `date`, as the repository's own log of it says. */
static bool find_logged(git_repository *repository, const char *name, int64_t date,
                        git_oid *out)
{
    git_reference *reference = NULL;
    git_reflog *log = NULL;
    bool found = false;
    if (git_reference_dwim(&reference, repository, *name ? name : "HEAD") == 0 &&
        git_reflog_read(&log, repository, git_reference_name(reference)) == 0) {
        for (size_t i = 0; i < git_reflog_entrycount(log) && !found; i++) {
            const git_reflog_entry *entry = git_reflog_entry_byindex(log, i);
            const git_signature *who = entry ? git_reflog_entry_committer(entry) : NULL;
            found = who && who->when.time <= date;
            if (found) {
                *out = *git_reflog_entry_id_new(entry);
            }
        }
    }
    git_reflog_free(log);
    git_reference_free(reference);
    return found;
}

/* The same expression with the hash in place of a name at a date: the library takes what is
 * left out of a date from the clock, and for a day before its log the log's first. NULL: an
 * error is reported. */
static const char *without_date(struct arena *arena, git_repository *repository,
                                const char *revision, struct report *report)
{
    struct str whole = str_from(revision);
    size_t from, to;
    int64_t date;
    git_oid id;
    char hash[GIT_OID_HEXSZ + 1];
    if (!find_date(whole, &from, &to)) {
        return revision;
    }
    if (!date_parse_exact(str_sub(whole, from, to), &date)) {
        report_request_error(report, (struct place){0}, "source-revision",
                             "'%.*s' is no date in the revision '%s'",
                             STR_ARG(str_sub(whole, from, to)), revision);
        report_hint(report, "%s",
                    "as in main@{2021-07-15} or 'main@{2021-07-15 10:00 +0200}'; one that "
                    "is counted from today names another revision tomorrow");
        return NULL;
    }
    const char *name = arena_cstr(arena, str_sub(whole, 0, from - 2));
    if (!name || !find_logged(repository, name, date, &id)) {
        report_request_error(report, (struct place){0}, "source-revision",
                             "the repository's log does not go back to '%s'", revision);
        report_hint(report, "%s",
                    "'git rev-list -1 --before=DATE BRANCH' names the commit of a day");
        return NULL;
    }
    (void)git_oid_tostr(hash, sizeof hash, &id);
    return arena_format(arena, "%s%.*s", hash, STR_ARG(str_skip(whole, to + 1))).ptr;
}

/* Whether the expression begins with the name of a reference, but what that names is gone:
 * the library takes it for no revision then, and loses the memory of it. */
static bool is_lost(struct arena *arena, git_repository *repository, const char *revision)
{
    struct str name = str_from(revision);
    git_reference *reference = NULL;
    git_object *object = NULL;
    const char *plain = arena_cstr(arena, str_sub(name, 0, name_length(name)));
    bool known = plain && *plain &&
                 git_reference_dwim(&reference, repository, plain) == 0 &&
                 git_reference_target(reference);
    bool lost =
        known && git_object_lookup(&object, repository, git_reference_target(reference),
                                   GIT_OBJECT_ANY) < 0;
    git_object_free(object);
    git_reference_free(reference);
    return lost;
}

bool git_find_commit(struct arena *arena, git_repository *repository, const char *revision,
                     const struct git_turn *turn, git_oid *out, struct report *report)
{
    git_object *named = NULL, *commit = NULL;
    const char *plain = without_date(arena, repository, revision, report);
    if (!plain) {
        return false;
    }
    if (is_lost(arena, repository, plain)) {
        char reason[512];
        report_error(report, (struct place){0}, "source-object",
                     "the git repository does not hold what '%s' names, or holds it "
                     "damaged%s%s",
                     revision, turn->watch.denied.error ? ": " : "",
                     turn->watch.denied.error ? git_turn_reason(turn, reason) : "");
        return false;
    }
    int error = git_revparse_single(&named, repository, plain);
    if (error < 0) {
        return tell_unknown(arena, repository, revision, error, turn, report);
    }
    bool found = git_object_peel(&commit, named, GIT_OBJECT_COMMIT) == 0;
    if (found) {
        *out = *git_object_id(commit);
    } else {
        report_request_error(report, (struct place){0}, "source-revision",
                             "'%s' names a %s, not a commit", revision,
                             git_object_type2string(git_object_type(named)));
    }
    git_object_free(commit);
    git_object_free(named);
    return found;
}
