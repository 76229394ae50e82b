/* Pictures of covers: ours, from the site, and each row's own, from the list's folder. */
#include "base/file.h"
#include "base/path.h"
#include "base/unread.h"
#include "drawing/drawing.h"
#include "image/image.h"
#include "roster/parts.h"
#include "source/source.h"

#include <errno.h>
#include <string.h>

#define LOGO_BYTES_LIMIT ((size_t)16 << 20)

static bool fail(struct place place, struct str path, const char *why,
                 struct report *report)
{
    report_error(report, place, "packet-image", "cannot show '%.*s': %s", STR_ARG(path),
                 why);
    return false;
}

/* Whether a PDF can show it; what is wrong with it is told at `place`. */
static bool is_picture(struct str bytes, struct str path, struct place place,
                       struct report *report)
{
    struct report *own = report_new();
    struct image_size size;
    bool good = own && (drawing_is(bytes) ? drawing_is_sound(bytes, place, own)
                                          : image_probe(bytes, place, &size, own));
    if (!own) {
        return report_out_of_memory(report);
    }
    if (report_has_system_error(own)) {
        report_adopt(report, own);
        return false;
    }
    const char *why = report_first(own);
    good = good || fail(place, path, why ? why : "no PDF can show it", report);
    report_free(own);
    return good;
}

/* A node as the document has of pictures. NULL: memory is gone; reported. */
static const struct node *make_node(struct arena *arena, struct str bytes, struct str path,
                                    struct report *report)
{
    struct node *node = node_new(arena, NODE_IMAGE, (struct spot){0});
    struct packet_file *file = ARENA_NEW(arena, struct packet_file);
    if (!node || !file) {
        (void)report_out_of_memory(report);
        return NULL;
    }
    *file = (struct packet_file){
        .source = path, .bytes = bytes, .original = bytes, .byte_count = bytes.len};
    node_set_file(arena, node, file);
    return node;
}

static bool take(struct arena *arena, enum file_status status, struct str bytes,
                 struct str path, struct place place, const struct node **out,
                 struct report *report)
{
    if (status == FILE_NO_MEMORY || status == FILE_UNREADABLE) {
        struct unread unread = {.code = "packet-image", .path = path, .place = place};
        return unread_tell(&unread, status, report);
    }
    if (status != FILE_OK) {
        (void)fail(place, path,
                   status == FILE_OUTSIDE ? "it lies outside the folder, or behind an "
                                            "absolute symbolic link: none is followed"
                                          : file_status_text(status),
                   report);
        file_hint_limit(status, LOGO_BYTES_LIMIT, report);
        return false;
    }
    if (!is_picture(bytes, path, place, report)) {
        return false;
    }
    *out = make_node(arena, bytes, path, report);
    return *out != NULL;
}

/* From the folder of `file` on or, with a slash before it, the root. False: it leads out;
 * reported. */
static bool resolve(struct arena *arena, struct str file, struct str text,
                    struct place place, struct str *out, struct report *report)
{
    struct buf path = {.kept_in = arena};
    if (!path_resolve(file, text, &path)) {
        return fail(place, text, "it lies outside the folder", report);
    }
    *out = arena_take(arena, &path);
    return true;
}

bool logo_of_site(struct arena *arena, const struct site *site,
                  const struct pattern *pattern, const struct node **out,
                  struct report *report)
{
    struct str name, bytes = {0};
    *out = NULL;
    if (pattern->text.len == 0) {
        return true;
    }
    enum file_status status =
        site_read_named(arena, arena, site, pattern->text, LOGO_BYTES_LIMIT, &name, &bytes);
    return take(arena, status, bytes, pattern->text, pattern->place, out, report);
}

/* In the site a path is from the list's folder on, and kept by the source. */
bool logo_find(struct arena *arena, const struct roster *roster, struct roster_row *row,
               struct report *report)
{
    struct str file = roster->site ? roster->file : (struct str){0};
    bool found = row->logo.len == 0 ||
                 resolve(arena, file, row->logo, row->logo_place, &row->logo_path, report);
    row->logo = found ? row->logo : (struct str){0}; /* nothing else is told of it */
    return found;
}

/* Below the folder of a list that the caller names. */
static enum file_status read_beside(struct arena *arena, const struct roster *roster,
                                    struct str name, struct str *bytes)
{
    struct root root;
    struct str folder = path_folder(roster->file);
    bool below = folder.len > 0 || str_starts(roster->file, "/");
    const char *path = !below ? "." : folder.len ? arena_cstr(arena, folder) : "/";
    if (!path || !root_open(&root, path)) {
        return path ? file_status_of_error(errno) : FILE_NO_MEMORY;
    }
    enum file_status status = file_read(arena, &root, name, LOGO_BYTES_LIMIT, bytes);
    root_close(&root);
    return status;
}

static bool load_logo(struct arena *arena, const struct roster *roster,
                      const struct roster_row *row, struct cover *out,
                      struct report *report)
{
    struct str bytes = {0};
    struct source *source = roster->site ? site_source(roster->site) : NULL;
    enum file_status status = source
                                  ? source_spare(source, row->logo_path,
                                                 source_read(arena, source, row->logo_path,
                                                             LOGO_BYTES_LIMIT, &bytes))
                                  : read_beside(arena, roster, row->logo_path, &bytes);
    return take(arena, status, bytes, row->logo, row->logo_place, &out->partner_logo,
                report);
}

bool roster_load(struct arena *arena, const struct roster *roster,
                 const struct roster_row *row, struct cover *out, struct report *report)
{
    *out = row->cover;
    if (roster->text) {
        const struct cover_row whose = {row->values, row->place, row->room};
        out->text = cover_text_fill(arena, roster->text, &whose, report);
    }
    if (roster->text && !out->text) {
        return arena_failed(arena) ? report_out_of_memory(report) : false;
    }
    return row->logo.len == 0 || load_logo(arena, roster, row, out, report);
}
