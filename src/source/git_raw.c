/* The bytes of commits and trees: formats of git's documentation (gitformat-pack, git's
 * ident.c and tree-walk.c for what odd ones mean). */
#include "source/git_raw.h"

#include <string.h>

#define SECONDS_LIMIT (INT64_MAX / 16) /* of a number that is still read on */

/* 16: it is no digit. */
static unsigned digit_value(char digit)
{
    char low = (char)(digit | 0x20); /* of letters */
    return digit >= '0' && digit <= '9' ? (unsigned)(digit - '0')
           : low >= 'a' && low <= 'f'   ? (unsigned)(low - 'a' + 10)
                                        : 16;
}

static bool read_hash(const char *digits, git_oid *out)
{
    unsigned bad = 0;
    for (size_t i = 0; i < GIT_OID_RAWSZ; i++) {
        unsigned high = digit_value(digits[2 * i]), low = digit_value(digits[2 * i + 1]);
        bad |= high | low;
        out->id[i] = (unsigned char)(high << 4 | (low & 15));
    }
    return bad < 16;
}

/* "tree 0123…\n": the hash behind the word, and the text behind the line. */
static bool take_hash(struct str *text, const char *word, git_oid *out)
{
    size_t len = strlen(word);
    if (text->len <= len + GIT_OID_HEXSZ || !str_starts(*text, word) ||
        text->ptr[len + GIT_OID_HEXSZ] != '\n' || !read_hash(text->ptr + len, out)) {
        return false;
    }
    *text = str_skip(*text, len + GIT_OID_HEXSZ + 1);
    return true;
}

bool git_raw_parent(struct str *parents, git_oid *out)
{
    return take_hash(parents, "parent ", out);
}

/* Of several the last one counts, as for git. */
static struct str find_committer(struct str header)
{
    static const char word[] = "committer ";
    struct str found = {0};
    while (header.len && header.ptr[0] != '\n') {
        size_t end = str_find_byte(header, '\n', 0);
        if (str_starts(header, word)) {
            found = str_skip(str_sub(header, 0, end), sizeof word - 1);
        }
        header = end == STR_NONE ? (struct str){0} : str_skip(header, end + 1);
    }
    return found;
}

bool git_raw_commit_read(struct str text, struct git_raw_commit *out)
{
    git_oid parent;
    if (!take_hash(&text, "tree ", &out->tree)) {
        return false;
    }
    struct str rest = text;
    while (git_raw_parent(&rest, &parent)) {
    }
    out->parents = str_sub(text, 0, text.len - rest.len);
    out->committer = find_committer(rest);
    return true;
}

/* False: there is no digit. */
static bool take_number(struct str *text, int64_t *out)
{
    struct str rest = *text;
    *out = 0;
    while (rest.len && ascii_is_digit(rest.ptr[0])) {
        *out = *out < SECONDS_LIMIT ? 10 * *out + (rest.ptr[0] - '0') : *out;
        rest = str_skip(rest, 1);
    }
    bool taken = rest.len < text->len;
    *text = rest;
    return taken;
}

/* "A U Thor <a@example.org> 1700000000 +0530": no '>' stands in the date, some in names. */
bool git_raw_date(struct str committer, int64_t *seconds, int64_t *offset)
{
    size_t at = committer.len;
    while (at > 0 && committer.ptr[at - 1] != '>') {
        at--;
    }
    struct str rest = str_trim_left(str_skip(committer, at));
    if (at == 0 || !take_number(&rest, seconds)) {
        return false;
    }
    rest = str_trim_left(rest);
    bool west = str_starts(rest, "-");
    int64_t zone;
    if (!west && !str_starts(rest, "+")) {
        return false;
    }
    rest = str_skip(rest, 1);
    if (!take_number(&rest, &zone)) {
        return false;
    }
    *offset = zone < 10000 ? (zone / 100 * 60 + zone % 100) * 60 : 0;
    *offset = west ? -*offset : *offset;
    return true;
}

bool git_raw_entry(struct str *rest, struct git_raw_entry *out)
{
    size_t at = 0;
    unsigned mode = 0;
    for (; at < rest->len && rest->ptr[at] >= '0' && rest->ptr[at] <= '7' && at < 8; at++) {
        mode = mode << 3 | (unsigned)(rest->ptr[at] - '0');
    }
    if (at == 0 || at >= rest->len || rest->ptr[at] != ' ') {
        return false;
    }
    size_t end = str_find_byte(*rest, '\0', at + 1);
    if (end == STR_NONE || rest->len - end - 1 < GIT_OID_RAWSZ) {
        return false;
    }
    enum { KIND = 0170000, FILE_KIND = 0100000, FOLDER_KIND = 0040000, RUNS = 0100 };
    bool is_file = (mode & KIND) == FILE_KIND; /* of its mode git keeps whether it runs */
    out->name = str_sub(*rest, at + 1, end);
    out->mode = is_file ? FILE_KIND | (mode & RUNS) : mode & KIND;
    out->is_folder = (mode & KIND) == FOLDER_KIND;
    out->id = (const unsigned char *)rest->ptr + end + 1;
    *rest = str_skip(*rest, end + 1 + GIT_OID_RAWSZ);
    return true;
}

int git_raw_compare(struct str a, bool a_is_folder, struct str b, bool b_is_folder)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order != 0) {
        return order;
    }
    unsigned char a_next = a.len > shared ? (unsigned char)a.ptr[shared]
                           : a_is_folder  ? '/'
                                          : '\0';
    unsigned char b_next = b.len > shared ? (unsigned char)b.ptr[shared]
                           : b_is_folder  ? '/'
                                          : '\0';
    return (int)a_next - (int)b_next;
}
