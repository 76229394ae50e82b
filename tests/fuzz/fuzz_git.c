/* What a repository says of itself, as far as it is read without libgit2: its
 * configuration, and the bytes of commits and trees. */
#include "room.h"

#include "source/git_raw.h"
#include "source/git_settings.h"

#include <string.h>

/* None of what is kept names a file. */
static bool may_be_kept(const char *name)
{
    static const char *const ends[] = {"path", "file", "pack", "command", "program"};
    struct str text = str_from(name);
    bool of_ref = str_starts(text, "branch.") || str_starts(text, "remote.");
    for (size_t i = 0; i < sizeof ends / sizeof ends[0] && !of_ref; i++) {
        if (str_ends(text, ends[i])) {
            return str_starts(text, "extensions.");
        }
    }
    return of_ref || str_starts(text, "core.") || str_starts(text, "extensions.");
}

/* Read again they say the same, and of two that come before each other the later counts. */
static void pass_settings(struct room *room, struct str text)
{
    struct git_settings once = {.arena = &room->arena}, twice = {.arena = &room->arena};
    size_t line = git_settings_read(&once, text), line_count = 1;
    for (size_t i = 0; i < text.len; i++) {
        line_count += text.ptr[i] == '\n';
    }
    must(line <= line_count + 1);
    must(git_settings_read(&twice, text) == line && twice.count == once.count);
    for (size_t i = 0; i < once.count; i++) {
        const struct git_setting *setting = &once.items[i];
        must(may_be_kept(setting->name));
        must(i == 0 || strcmp(setting[-1].name, setting->name) <= 0);
        const struct git_setting *last = git_settings_find(&once, setting->name);
        must(last && last >= setting && strcmp(last->name, setting->name) == 0);
    }
}

static void pass_commit(struct str text)
{
    struct git_raw_commit commit;
    git_oid parent;
    int64_t seconds, offset;
    if (!git_raw_commit_read(text, &commit)) {
        return;
    }
    struct str parents = commit.parents;
    while (git_raw_parent(&parents, &parent)) {
    }
    must(parents.len == 0);
    must(!git_raw_date(commit.committer, &seconds, &offset) || seconds >= 0);
}

static void pass_tree(struct str text)
{
    struct git_raw_entry entry, before;
    struct str rest = text;
    for (bool first = true; git_raw_entry(&rest, &entry); first = false) {
        must(str_find_byte(entry.name, '\0', 0) == STR_NONE);
        if (!first) {
            int order =
                git_raw_compare(before.name, before.is_folder, entry.name, entry.is_folder);
            int other =
                git_raw_compare(entry.name, entry.is_folder, before.name, before.is_folder);
            must((order < 0) == (other > 0) && (order == 0) == (other == 0));
        }
        before = entry;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    room_enter(&room);
    pass_settings(&room, text);
    pass_commit(text);
    pass_tree(text);
    must(!arena_failed(&room.arena));
    room_leave(&room);
    return 0;
}
