/* What is told of files' pasts: a day and a commit that git itself would give as well, or
 * why there is none: a note where the history has none to tell, a warning where it was
 * asked for and could not be read. A day that may be wrong is worse than none. */
#include "source/git_past.h"

#include "base/date.h"

static const struct place nowhere = {0};

bool git_past_find(struct arena *arena, git_repository *repository, const git_oid *tip,
                   struct git_turn *turn, struct git_past *pasts, size_t count,
                   struct report *report)
{
    struct git_bounds bounds;
    git_odb *odb = NULL;
    char reason[512];
    if (turn->watch.denied.error || git_repository_odb(&odb, repository) < 0 ||
        !git_bounds_read(arena, repository, &turn->watch, &bounds)) {
        report_warning(report, nowhere, "source-history",
                       "the repository's history cannot be read, so no document's last "
                       "change is told: %s",
                       git_turn_reason(turn, reason));
        git_odb_free(odb);
        return !arena_failed(arena);
    }
    bool ok = true;
    if (bounds.is_shallow) {
        report_note(report, nowhere, "source-history",
                    "the repository is a shallow clone, whose history ends early, so no "
                    "document's last change is told");
        report_hint(report, "%s", "git fetch --unshallow brings the rest of it");
    } else {
        git_turn_read_once(turn);
        ok = git_history_walk(arena, odb, &bounds, tip, pasts, count);
    }
    git_odb_free(odb);
    return ok;
}

/* The day where the commit was made. False: no calendar of ours has it. */
static bool day_of(const struct git_past *past, int64_t *out)
{
    *out = past->seconds <= DATE_LAST ? past->seconds + past->offset : -1;
    return past->seconds >= 0 && *out >= 0 && *out <= DATE_LAST;
}

static void tell_lost(struct str path, const char *hash, const struct git_turn *turn,
                      struct report *report)
{
    char reason[512];
    bool denied = turn->watch.denied.error != 0;
    report_warning(
        report, (struct place){.file = path}, "source-history",
        "the file's last change is not told: commit %.7s of its history, or what "
        "it holds, cannot be read%s%s",
        hash, denied ? ": " : "", denied ? git_turn_reason(turn, reason) : "");
    if (!denied) {
        report_hint(report, "%s", "git fsck says what the repository lacks");
    }
}

static void tell_unknown(const struct git_past *past, struct str path, const char *hash,
                         const struct git_turn *turn, struct report *report)
{
    struct place place = {.file = path};
    switch (past->state) {
    case GIT_PAST_OPEN: break;
    case GIT_PAST_ABSENT:
        report_note(report, place, "source-history",
                    "git does not track the file, so its last change is not told");
        break;
    case GIT_PAST_CHANGED:
        report_note(report, place, "source-history",
                    "the file is not as it was committed, so its last change is not told");
        break;
    case GIT_PAST_CUT:
        report_note(report, place, "source-history",
                    "the file's last change is not told: it lies behind commit %.7s, where "
                    "the history was grafted or replaced",
                    hash);
        break;
    case GIT_PAST_LOST: tell_lost(path, hash, turn, report); break;
    case GIT_PAST_KNOWN:
    case GIT_PAST_UNDATED:
        report_note(report, place, "source-history",
                    "the file's last change is not told: commit %.7s names no day", hash);
        break;
    }
}

bool git_past_give(struct arena *arena, const struct git_past *pasts,
                   struct source_past *files, size_t count, const struct git_turn *turn,
                   struct report *report)
{
    for (size_t i = 0; i < count; i++) {
        char hash[GIT_OID_HEXSZ + 1];
        (void)git_oid_tostr(hash, sizeof hash, &pasts[i].commit);
        if (pasts[i].state == GIT_PAST_KNOWN && day_of(&pasts[i], &files[i].day)) {
            files[i].commit = arena_str(arena, str_from(hash));
        } else {
            tell_unknown(&pasts[i], files[i].path, hash, turn, report);
        }
    }
    return !arena_failed(arena);
}
