#include "source/git.h"

#include "source/git_object.h"

#define GIT_FILE_LIMIT ((size_t)16 << 20)

static bool is_hash(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!ascii_is_digit(c) && (c < 'a' || c > 'f')) {
            return false;
        }
    }
    return text.len == 40 || text.len == 64;
}

static struct str read_git_file(struct arena *arena, const struct root *root,
                                struct str path)
{
    struct str text = {0};
    struct str full = arena_format(arena, ".git/%.*s", STR_ARG(path));
    return file_read(arena, root, full, GIT_FILE_LIMIT, &text) == FILE_OK ? text
                                                                          : (struct str){0};
}

static struct str find_packed(struct str refs, struct str name)
{
    for (size_t at = 0; at < refs.len;) {
        size_t end = str_find_byte(refs, '\n', at);
        end = end == STR_NONE ? refs.len : end;
        struct str line = str_trim(str_sub(refs, at, end));
        size_t space = str_find_byte(line, ' ', 0);
        if (space != STR_NONE && str_eq(str_skip(line, space + 1), name)) {
            return str_sub(line, 0, space);
        }
        at = end + 1;
    }
    return (struct str){0};
}

/* "committer Name <address> 1625097600 +0000" */
static int64_t commit_date(struct str commit)
{
    size_t at = str_find(commit, STR("\ncommitter "), 0);
    size_t end = at == STR_NONE ? STR_NONE : str_find_byte(commit, '\n', at + 1);
    struct str line = end == STR_NONE ? (struct str){0} : str_sub(commit, at, end);
    int64_t date = 0;
    size_t i = line.len;
    while (i > 0 && line.ptr[i - 1] != '>') {
        i--;
    }
    for (i++; i < line.len && ascii_is_digit(line.ptr[i]) && date < INT64_MAX / 20; i++) {
        date = date * 10 + (line.ptr[i] - '0');
    }
    return date;
}

static int64_t object_date(struct arena *arena, const struct root *root, struct str hash)
{
    struct buf commit = {0};
    int64_t date =
        git_commit_read(arena, root, hash, &commit) ? commit_date(buf_str(&commit)) : 0;
    buf_clear(&commit);
    return date;
}

bool git_revision(struct arena *arena, const struct root *root, struct revision *out)
{
    struct str head = str_trim(read_git_file(arena, root, STR("HEAD")));
    if (str_starts(head, "ref: ")) {
        struct str name = str_trim(str_skip(head, 5));
        head = str_trim(read_git_file(arena, root, name));
        if (head.len == 0) {
            head = find_packed(read_git_file(arena, root, STR("packed-refs")), name);
        }
    }
    if (!is_hash(head)) {
        return false;
    }
    *out = (struct revision){head, object_date(arena, root, head)};
    return true;
}
