/* A file's bytes as a clean checkout has them: the blob, and what .gitattributes of the
 * same commit make of it. Programs that a filter names are never run: Git LFS leaves its
 * pointer. Relies on libgit2 for line ends and $Id$, on ICU for working-tree-encoding. */
#include "source/git_place.h"

#include "base/path.h"
#include "base/utf8.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ucnv.h>

enum file_status git_lost_status(const struct git_turn *turn)
{
    const git_error *error = git_error_last();
    bool no_memory = error && error->klass == GIT_ERROR_NOMEMORY;
    return turn->watch.too_large                ? FILE_TOO_LARGE
           : turn->watch.fault.error == ENOMEM  ? FILE_NO_MEMORY
           : turn->watch.fault.error            ? FILE_UNREADABLE
           : no_memory                          ? FILE_NO_MEMORY
           : turn->watch.denied.error == EACCES ? FILE_DENIED
                                                : FILE_LOST;
}

static enum file_status copy(struct arena *arena, struct str bytes,
                             const struct git_extent *extent, struct str *out)
{
    if (bytes.len > extent->limit_bytes) {
        return FILE_TOO_LARGE;
    }
    bytes = str_sub(bytes, 0, extent->start_bytes);
    char *room = ARENA_ARRAY(arena, char, bytes.len + 1);
    if (!room) {
        return FILE_NO_MEMORY;
    }
    if (bytes.len) {
        memcpy(room, bytes.ptr, bytes.len);
    }
    *out = str_make(room, bytes.len);
    return FILE_OK;
}

/* Encodings of which git's name says how the file begins; ICU's have another order. */
static const struct {
    const char *git, *icu, *mark;
    size_t mark_len;
} marked[] = {
    {"UTF-16", "UTF-16LE", "\xFF\xFE", 2},
    {"UTF-16LE-BOM", "UTF-16LE", "\xFF\xFE", 2},
    {"UTF-16BE-BOM", "UTF-16BE", "\xFE\xFF", 2},
    {"UTF-32", "UTF-32LE", "\xFF\xFE\0\0", 4},
};

/* Text in the encoding that the checkout has it in. Where that is unknown, or has not all
 * of the letters, git leaves the file as it is. */
static bool encode(struct arena *arena, const char *encoding, struct str text,
                   struct str *out)
{
    const char *name = encoding, *mark = "";
    size_t mark_len = 0;
    for (size_t i = 0; i < sizeof marked / sizeof marked[0]; i++) {
        if (str_eq_ignore_case(str_from(encoding), str_from(marked[i].git))) {
            name = marked[i].icu;
            mark = marked[i].mark;
            mark_len = marked[i].mark_len;
        }
    }
    UErrorCode error = U_ZERO_ERROR;
    bool can = text.len < INT32_MAX / 8 && utf8_find_invalid(text) == STR_NONE;
    UConverter *to = can ? ucnv_open(name, &error) : NULL;
    if (!to || U_FAILURE(error)) {
        return false;
    }
    ucnv_setFromUCallBack(to, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
    size_t room = 4 * text.len + mark_len + 16;
    char *bytes = ARENA_ARRAY(arena, char, room);
    int32_t len = bytes ? ucnv_fromAlgorithmic(to, UCNV_UTF8, bytes + mark_len,
                                               (int32_t)(room - mark_len - 1), text.ptr,
                                               (int32_t)text.len, &error)
                        : 0;
    ucnv_close(to);
    if (!bytes || U_FAILURE(error)) {
        return false;
    }
    memcpy(bytes, mark, mark_len);
    *out = str_make(bytes, (size_t)len + mark_len);
    return true;
}

/* Where what stands between "$Id" and the next '$' ends, if a checkout writes the hash in
 * its place: nothing, or what it once was; what holds spaces is of another program. 0: no.
 */
static size_t id_end(struct str text, size_t at)
{
    struct str rest = str_skip(text, at);
    if (str_starts(rest, "Id$")) {
        return at + 3;
    }
    size_t end = str_starts(rest, "Id:") ? str_find_byte(rest, '$', 3) : STR_NONE;
    size_t space = str_find_byte(rest, ' ', 4);
    bool ours = end != STR_NONE &&
                str_find_byte(str_sub(rest, 0, end), '\n', 3) == STR_NONE &&
                (space == STR_NONE || space + 1 >= end);
    return ours ? at + end + 1 : 0;
}

/* "$Id$" with the blob's hash in each place; libgit2 has it in the first alone. */
static struct str fill_ids(struct arena *arena, struct str text, const git_oid *id)
{
    struct buf out = {.kept_in = arena};
    char hash[GIT_OID_HEXSZ + 1];
    (void)git_oid_tostr(hash, sizeof hash, id);
    size_t from = 0;
    for (size_t at = str_find_byte(text, '$', 0); at != STR_NONE;) {
        size_t end = id_end(text, at + 1);
        if (end) {
            buf_add(&out, str_sub(text, from, at));
            buf_add_format(&out, "$Id: %s $", hash);
            from = end;
        }
        at = str_find_byte(text, '$', end ? end : at + 1);
    }
    buf_add(&out, str_skip(text, from));
    return arena_take(arena, &out);
}

static bool names_encoding(const char *value)
{
    struct str name = value && git_attr_value(value) == GIT_ATTR_VALUE_STRING
                          ? str_from(value)
                          : (struct str){0};
    return name.len && !str_eq_ignore_case(name, STR("UTF-8")) &&
           !str_eq_ignore_case(name, STR("UTF8"));
}

/* In the order in which git has it: $Id$, line ends, encoding. */
static enum file_status filter(const struct git_place *place, const struct git_turn *turn,
                               struct arena *arena, const git_oid *id, const char *path,
                               struct str *bytes, git_buf *room)
{
    enum { IDENT, ENCODING };
    const char *names[] = {"ident", "working-tree-encoding"}, *values[2] = {0};
    git_attr_options asked = {
        .version = GIT_ATTR_OPTIONS_VERSION,
        .flags = GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_NO_SYSTEM |
                 GIT_ATTR_CHECK_INCLUDE_COMMIT,
        .attr_commit_id = place->commit,
    };
    git_filter_options options = {
        .version = GIT_FILTER_OPTIONS_VERSION,
        .flags = GIT_FILTER_NO_SYSTEM_ATTRIBUTES | GIT_FILTER_ATTRIBUTES_FROM_COMMIT,
        .attr_commit_id = place->commit,
    };
    git_filter_list *filters = NULL;
    if (git_attr_get_many_ext(values, place->objects, &asked, path, 2, names) < 0) {
        return git_lost_status(turn);
    }
    if (git_attr_value(values[IDENT]) == GIT_ATTR_VALUE_TRUE) {
        *bytes = fill_ids(arena, *bytes, id);
    }
    bool held = git_filter_list_load_ext(&filters, place->objects, NULL, path,
                                         GIT_FILTER_TO_WORKTREE, &options) == 0;
    if (held && filters) {
        held = git_filter_list_apply_to_buffer(room, filters, bytes->ptr, bytes->len) == 0;
        *bytes = str_make(room->ptr, room->size);
    }
    git_filter_list_free(filters);
    if (held && bytes->len && names_encoding(values[ENCODING])) {
        (void)encode(arena, values[ENCODING], *bytes, bytes);
    }
    return held ? FILE_OK : git_lost_status(turn);
}

static enum file_status read_filtered(const struct git_place *place,
                                      const struct git_turn *turn, struct arena *arena,
                                      const struct git_node *file, struct str bytes,
                                      const struct git_extent *extent, struct str *out)
{
    char name[PATH_MAX];
    git_buf room = {0};
    struct str path = git_node_path(arena, file, NULL);
    int len = snprintf(name, sizeof name, "%.*s", STR_ARG(path));
    if (len < 0 || (size_t)len >= sizeof name) {
        return FILE_NAME_TOO_LONG;
    }
    enum file_status status = filter(place, turn, arena, &file->id, name, &bytes, &room);
    status = status == FILE_OK ? copy(arena, bytes, extent, out) : status;
    git_buf_dispose(&room);
    return status;
}

enum file_status git_blob_read(struct git_place *place, const struct git_turn *turn,
                               struct arena *arena, const struct git_node *file,
                               const struct git_extent *extent, struct str *out)
{
    size_t size = 0;
    git_object_t type;
    git_blob *blob = NULL;
    if (git_odb_read_header(&size, &type, place->odb, &file->id) < 0) {
        return git_lost_status(turn);
    }
    if (type != GIT_OBJECT_BLOB) {
        return FILE_LOST;
    }
    if (size > extent->limit_bytes) {
        return FILE_TOO_LARGE;
    }
    if (git_blob_lookup(&blob, place->objects, &file->id) < 0) {
        return git_lost_status(turn);
    }
    struct str raw = str_make(git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
    enum file_status status =
        file->parent->has_attributes
            ? read_filtered(place, turn, arena, file, raw, extent, out)
            : copy(arena, raw, extent, out);
    git_blob_free(blob);
    return status;
}
