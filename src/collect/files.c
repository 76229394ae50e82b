/* Files that go along: each is read once and made safe to open before anything else sees
 * it; what became of it is told where it is first named. */
#include "collect/run.h"

#include "base/data_address.h"
#include "base/digest.h"
#include "base/gate.h"
#include "base/media_type.h"
#include "base/path.h"
#include "collect/collect.h"
#include "safe/safe.h"

static struct packet_file *find_file(struct collection_run *run, struct str path)
{
    uint32_t index = text_map_get(&run->files, path);
    return index == TEXT_MAP_NONE ? NULL : run->packet->files[index];
}

/* A page, a drawing or a picture that comes as text is less than its reader expects; a
 * program's text is what it was. */
static bool is_poorer(const struct packet_file *file)
{
    const struct media *media = media_by_name(file->source);
    return media && media->care != CARE_TEXT && media->care != CARE_SOURCE;
}

static void tell_text(struct collection_run *run, const struct packet_file *file,
                      struct place place)
{
    if (is_poorer(file)) {
        report_warning(
            run->report, place, "file-text",
            "'%.*s' goes along as text: what it holds is not what its name says, "
            "or could run",
            STR_ARG(file->source));
    } else {
        report_note(run->report, place, "file-text", "'%.*s' goes along as text",
                    STR_ARG(file->source));
    }
}

static void tell(struct collection_run *run, const struct packet_file *file,
                 enum safe_kind kind, struct place place)
{
    if (kind == SAFE_TEXT) {
        tell_text(run, file, place);
    } else if (kind == SAFE_COPY && file->removed.len) {
        report_warning(run->report, place, "file-copy",
                       "'%.*s' goes along as a copy without %.*s", STR_ARG(file->source),
                       STR_ARG(file->removed));
    } else if (kind == SAFE_COPY) {
        report_note(run->report, place, "file-copy", "'%.*s' goes along as a copy",
                    STR_ARG(file->source));
    } else if (file->active.len && !file->left_out) {
        report_warning(run->report, place, "file-script",
                       "'%.*s' goes along as it is, and %s %.*s", STR_ARG(file->source),
                       kind == SAFE_ACTIVE ? "is" : "holds", STR_ARG(file->active));
    }
}

#define EMBEDDED_NAME_BYTES 6 /* of the digest that a file of an address is named by */
#define PICTURE_BYTES_LIMIT ((size_t)16 << 20) /* of one that a copy may show */
#define APART_BYTES ((size_t)8 << 10)          /* from which on a file is not held */

/* So that nobody takes the packet for all that there is. */
static void note_denied(struct collection_run *run, struct str path, bool denied)
{
    if (denied && run->packet->denied.len == 0) {
        run->packet->denied = arena_str(run->arena, path);
    }
}

enum file_status collect_read(struct collection_run *run, struct arena *arena,
                              struct str path, size_t limit_bytes, struct str *out)
{
    struct source *source = site_source(run->site);
    enum file_status status = source_read(arena, source, path, limit_bytes, out);
    note_denied(run, path, status == FILE_DENIED);
    return source_spare(source, path, status);
}

const char *collect_lack(struct collection_run *run, struct str path)
{
    enum file_kind kind = source_kind_of(site_source(run->site), path);
    bool there = kind == FILE_KIND_DENIED || kind == FILE_KIND_BARRED;
    struct str unused;
    return there ? file_status_text(collect_read(run, run->arena, path, 1, &unused))
                 : "no such file in the site";
}

bool collect_is_barred(struct collection_run *run, const struct page *page)
{
    return page->text.len == 0 &&
           source_kind_of(site_source(run->site), page->source) == FILE_KIND_BARRED;
}

/* A file of the site for which pictures are looked up. */
struct picture_search {
    struct collection_run *run;
    const struct found_link *from;
};

static struct str find_picture(void *data, struct str address)
{
    struct picture_search *search = data;
    struct collection_run *run = search->run;
    struct str url = search->from->target.url, bytes, none = {0};
    size_t folder = url.len;
    while (folder && url.ptr[folder - 1] != '/') {
        folder--;
    }
    if (!str_starts(address, "/")) {
        address = arena_format(run->arena, "%.*s%.*s", STR_ARG(str_sub(url, 0, folder)),
                               STR_ARG(address));
    }
    struct target target = site_resolve(run->site, NULL, address, run->live_url);
    struct packet_file *file = find_file(run, target.path);
    if (target.kind == TARGET_FILE && file && !file->apart) {
        return file->original;
    }
    bool found =
        target.kind == TARGET_FILE &&
        collect_read(run, run->arena, target.path, PICTURE_BYTES_LIMIT, &bytes) == FILE_OK;
    return found ? bytes : none;
}

/* NULL: memory is gone, or it could not be read all along. */
static struct packet_file *make_file(struct collection_run *run,
                                     const struct found_link *found, struct window *window,
                                     struct str title, enum safe_kind *kind)
{
    struct str path = found->target.path;
    bool asks =
        found->target.url.len && !safe_file_flows(path, window); /* markup has links */
    struct str address =
        asks ? collect_live_address(run, found->target.url) : (struct str){0};
    struct packet_file *file = ARENA_NEW(run->arena, struct packet_file);
    struct safe_file safe;
    struct picture_search search = {run, found};
    struct safe_pictures pictures = {&search, find_picture};
    if (!file ||
        !safe_file_make(run->arena, path, window, address, &pictures, &safe, run->report) ||
        window->status != FILE_OK) {
        return NULL;
    }
    bool whole = window_is_whole(window);
    title = gate_line(run->arena, title, NULL, (struct place){0}, NULL);
    *file = (struct packet_file){
        .source = path,
        .title = title,
        .media_type = safe.media_type,
        .bytes = safe.bytes,
        .original = whole ? window->here : (struct str){0},
        .byte_count = whole ? safe.bytes.len : window->size,
        .name_end = safe.name_end,
        .removed = safe.removed,
        .active = safe.active,
        .left_out = safe.kind == SAFE_ACTIVE && !run->options->allow_active,
    };
    *kind = safe.kind;
    return file;
}

/* Large, and as the site has it: what is left of looking at it is nothing of its bytes. */
static bool is_apart(const struct packet_file *file)
{
    return file->byte_count >= APART_BYTES && file->bytes.ptr == file->original.ptr &&
           file->bytes.len == file->original.len;
}

/* `held` is for what goes when it is looked at. NULL: memory is gone, or it could not be
 * read all along. */
static struct packet_file *keep_file(struct collection_run *run, struct item *item,
                                     const struct found_link *found, struct window *window,
                                     struct str title, struct arena *held)
{
    enum safe_kind kind;
    struct str path = found->target.path;
    struct packet_file *file = make_file(run, found, window, title, &kind);
    bool ok =
        file && (!held || !is_apart(file) || packet_file_set_apart(file, window, held) ||
                 report_out_of_memory(run->report));
    if (!ok || window->status != FILE_OK) {
        return NULL;
    }
    tell(run, file, kind, collect_link_place(run, item, found->node));
    size_t index = run->packet->file_count;
    bool kept = packet_add_file(run->packet, file) &&
                text_map_set(&run->finding, &run->files, path, index);
    return kept ? file : NULL;
}

static enum file_status read_again(void *data, struct arena *arena,
                                   const struct packet_file *file, struct str *out)
{
    struct source *source = data;
    return source_read_again(arena, source, file->source, file->byte_count, out);
}

static bool flow(void *data, const struct packet_file *file, struct window *out)
{
    return source_flow(data, file->source, SOURCE_WHOLE, out);
}

struct packet_store collect_store(const struct site *site)
{
    return (struct packet_store){read_again, flow, site_source(site)};
}

/* One that need not be whole to be looked at. NULL: it is none, could not be read all
 * along, or memory is gone: whoever reads it whole is told. */
static struct packet_file *take_flow(struct collection_run *run, struct item *item,
                                     const struct found_link *found, struct str title,
                                     size_t limit_bytes)
{
    struct str path = found->target.path;
    struct source *source = site_source(run->site);
    struct packet_file *file = NULL;
    struct window window;
    if (!source_flow(source, path, limit_bytes, &window)) {
        return NULL;
    }
    if (safe_file_flows(path, &window)) {
        struct arena held;
        arena_init_within(&held, 0, run->arena->budget);
        file = keep_file(run, item, found, &window, title, &held);
        run->arena->failed |= arena_failed(&held);
        arena_clear(&held);
    }
    if (file) {
        source_use(source, path, SOURCE_WHOLE);
    }
    window_close(&window);
    return file;
}

struct packet_file *collect_take_file(struct collection_run *run, struct item *item,
                                      const struct found_link *found, struct str title,
                                      const char **why)
{
    struct str path = found->target.path, bytes;
    struct packet_file *file = find_file(run, path);
    if (file) {
        return file;
    }
    size_t asked = run->options->file_limit_bytes;
    size_t limit = asked ? asked : SITE_FILE_BYTES_LIMIT;
    *why = "";
    file = take_flow(run, item, found, title, limit);
    if (file || arena_failed(run->arena)) {
        return file;
    }
    struct arena held;
    arena_init_within(&held, 0, run->arena->budget);
    enum file_status status = collect_read(run, &held, path, limit, &bytes);
    *why = status == FILE_TOO_LARGE ? "it is larger than --file-limit allows"
                                    : file_status_text(status);
    run->arena->failed |= arena_failed(&held);
    bool small = status == FILE_OK && bytes.len < APART_BYTES;
    bytes =
        small ? arena_str(run->arena, bytes) : bytes; /* an arena of its own is larger */
    struct window window = window_of(bytes);
    file = status == FILE_OK ? keep_file(run, item, found, &window, title, &held) : NULL;
    if (!file || file->apart || small) {
        arena_clear(&held);
    } else {
        arena_adopt(run->arena, &held);
    }
    return file;
}

/* What a name ends with whose file is of the type; its content says the rest. */
static struct str extension_of(struct str type)
{
    size_t slash = str_find_byte(type, '/', 0), end = slash == STR_NONE ? 0 : slash + 1;
    size_t from = end;
    while (end < type.len && ascii_is_alnum(type.ptr[end])) {
        end++;
    }
    return end > from && end - from <= 8 ? str_sub(type, from, end) : STR("bin");
}

struct packet_file *collect_take_embedded(struct collection_run *run, struct item *item,
                                          const struct found_link *found, struct str title)
{
    struct str bytes, type = data_address_type(node_info(found->node));
    if (!data_address_read(run->arena, node_info(found->node), &bytes)) {
        return NULL;
    }
    const struct media *media = media_by_content(bytes);
    bool drawing = str_eq_ignore_case(type, STR("image/svg+xml")); /* is text */
    if (media ? !str_starts(str_from(media->type), "image/") : !drawing) {
        return NULL;
    }
    uint8_t digest[SHA256_BYTES];
    struct buf name = {.kept_in = run->arena};
    digest_sha256(bytes, digest);
    buf_add_text(&name, "embedded/");
    digest_add_hex(&name, digest, EMBEDDED_NAME_BYTES);
    buf_add_byte(&name, '.');
    buf_add(&name, extension_of(type));
    struct found_link own = {.node = found->node,
                             .target = {.path = arena_take(run->arena, &name)}};
    struct packet_file *file = find_file(run, own.target.path);
    struct window window = window_of(bytes);
    return file ? file : keep_file(run, item, &own, &window, title, NULL);
}
