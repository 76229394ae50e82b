/* Names for everything that the bundle holds of a packet: as the site has them, safe,
 * unique, short enough for every file system; in a book plain ones, which nobody sees and
 * every reading program opens. Image sizes are looked up on the way, once per file and not
 * once per use; what is wrong with an image was reported when it was read. */
#include "archive/catalog.h"

#include "archive/archive.h"
#include "archive/names.h"
#include "base/date.h"
#include "base/digest.h"
#include "image/image.h"

#define TOP_NAME_LIMIT                                                                     \
    36 /* with "-2021-07-15" and "/data/" the top takes 53 of 160 bytes */
#define TOP_MARK_BYTES 4 /* of a digest, in hex behind what is cut */

/* Two that begin alike are unpacked beside each other, not into each other. */
static struct str short_top(struct arena *arena, struct str name)
{
    uint8_t sha256[SHA256_BYTES];
    size_t mark = 1 + 2 * (size_t)TOP_MARK_BYTES;
    struct str whole = segment_make(arena, name, SEGMENT_PLAIN, NAME_LIMIT, "offprint");
    if (whole.len <= TOP_NAME_LIMIT) {
        return whole;
    }
    struct str start =
        segment_make(arena, name, SEGMENT_PLAIN, TOP_NAME_LIMIT - mark, "offprint");
    digest_sha256(whole, sha256);
    const char *hex = digest_hex(arena, sha256, TOP_MARK_BYTES);
    return hex ? arena_format(arena, "%.*s-%s", STR_ARG(start), hex) : (struct str){0};
}

struct str catalog_top(struct arena *arena, const struct catalog *catalog, struct str name)
{
    name = short_top(arena, name);
    return catalog->date.len
               ? arena_format(arena, "%.*s-%.*s%s", STR_ARG(name), STR_ARG(catalog->date),
                              catalog->series ? catalog->series->mark : "")
               : name;
}

/* Of many, the longest may be of a longer name than the packet's. */
static size_t top_most(const struct catalog *catalog)
{
    size_t date = catalog->date.len ? 1 + catalog->date.len : 0;
    return catalog->of_many ? TOP_NAME_LIMIT + date : catalog->top.len;
}

static bool name_top(struct arena *arena, struct catalog *catalog, struct name_set *names)
{
    const struct packet *packet = catalog->packet;
    struct str name =
        segment_make(arena, packet->name, SEGMENT_PLAIN, TOP_NAME_LIMIT, "offprint");
    if (packet->date != DATE_NONE) {
        struct civil day = date_civil(packet->date);
        catalog->date =
            arena_format(arena, "%04d-%02d-%02d", (int)day.year, day.month, day.day);
    }
    catalog->top = catalog_top(arena, catalog, packet->name);
    catalog->pdf_name = arena_format(arena, "%.*s.pdf", STR_ARG(name));
    return catalog->top.len && catalog->pdf_name.len &&
           name_set_init(names, arena, catalog->in_book ? SEGMENT_PLAIN : SEGMENT_OWN,
                         NAME_LIMIT - top_most(catalog) - strlen("/data/"));
}

/* "index.html.txt": no browser runs what stands in it, and the name of the source stays. */
static struct str name_source(struct arena *arena, struct name_set *names,
                              const struct document *document)
{
    struct str path = arena_format(arena, "%.*s.txt", STR_ARG(document->source));
    return path.len ? name_take(names, "sources", path, false) : path;
}

/* Several documents are made of it: it goes along once. */
static struct str name_shared(struct arena *arena, struct name_set *names,
                              const struct document *document, struct value shared)
{
    struct str name = value_text_or(value_get(shared, document->source), (struct str){0});
    if (name.len == 0) {
        name = name_source(arena, names, document);
        (void)value_map_set(arena, shared, document->source, value_string(name));
    }
    return name;
}

static bool name_documents(struct arena *arena, struct catalog *catalog,
                           struct name_set *names)
{
    const struct packet *packet = catalog->packet;
    struct value shared = value_map_new(arena);
    catalog->pages = ARENA_ARRAY(arena, struct str, packet->document_count);
    catalog->sources = ARENA_ARRAY(arena, struct str, packet->document_count);
    if (!catalog->pages || !catalog->sources) {
        return packet->document_count == 0;
    }
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        struct str page = arena_format(arena, "%.*s.%s", STR_ARG(document->slug),
                                       catalog->in_book ? "xhtml" : "html");
        catalog->pages[i] = name_take(names, "pages", page, true);
        if (!catalog->in_book && document->source_text.len && document->source.len) {
            catalog->sources[i] = document->part
                                      ? name_shared(arena, names, document, shared)
                                      : name_source(arena, names, document);
        }
        if (catalog->pages[i].len == 0) {
            return false;
        }
    }
    return true;
}

/* A book must not hold damaged pictures; the bundle has them as the site does. */
static bool find_size(struct arena *arena, const struct packet *packet,
                      const struct packet_file *file, bool in_book, struct report *quiet,
                      struct report *report, struct held_file *held)
{
    struct place place = {.file = file->source};
    struct image_size size;
    struct arena read;
    struct str bytes;
    arena_init_within(&read, 0, arena->budget);
    bool ok = packet_read_file(packet, file, &read, &bytes, report);
    if (ok && image_probe(bytes, place, &size, quiet)) {
        held->width = size.width;
        held->height = size.height;
    }
    if (ok && in_book && !str_is(file->media_type, "image/svg+xml")) {
        struct image_data data;
        bool whole =
            image_decode(&read, bytes, (struct image_size){0}, place, &data, quiet);
        held->name = whole ? held->name : (struct str){0};
    }
    arena_clear(&read);
    return ok;
}

/* Of the types that every reader of EPUB shows (EPUB 3.3, 3.2). */
static bool is_core(const struct packet_file *file)
{
    static const char *const types[] = {"image/png", "image/jpeg", "image/gif",
                                        "image/webp", "image/svg+xml"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (str_is(file->media_type, types[i])) {
            return true;
        }
    }
    return false;
}

/* In a book nothing can be opened but its pages: links to files lead to where they are on
 * the web. */
static bool goes_along(const struct catalog *catalog, const struct packet_file *file)
{
    return catalog->in_book ? file->shown && is_core(file) : file->linked || file->shown;
}

/* Its own name, and behind that what makes the name say what it is. */
static struct str name_file(struct arena *arena, const struct catalog *catalog,
                            struct name_set *names, const struct packet_file *file)
{
    const char *folder = file->linked && !catalog->in_book ? "files" : "assets/img";
    struct str path = file->source;
    if (file->name_end && *file->name_end) {
        path = arena_format(arena, "%.*s%s", STR_ARG(path), file->name_end);
    }
    return path.len ? name_take(names, folder, path, true) : path;
}

static bool name_files(struct arena *arena, struct catalog *catalog, struct name_set *names,
                       struct report *report)
{
    const struct packet *packet = catalog->packet;
    struct report *quiet = report_new();
    catalog->files = ARENA_ARRAY(arena, struct held_file, packet->file_count);
    if (!quiet || !catalog->files) {
        report_free(quiet);
        return quiet && packet->file_count == 0;
    }
    bool held = true;
    for (size_t i = 0; held && i < packet->file_count; i++) {
        const struct packet_file *file = packet->files[i];
        if (!goes_along(catalog, file)) {
            continue;
        }
        catalog->files[i].name = name_file(arena, catalog, names, file);
        if (file->shown) {
            held = find_size(arena, packet, file, catalog->in_book, quiet, report,
                             &catalog->files[i]);
        }
    }
    held = held && !report_has_system_error(quiet); /* else sizes are lacking */
    report_free(quiet);
    return held;
}

bool catalog_make(struct arena *arena, struct catalog *out, struct report *report)
{
    struct name_set names = {.arena = arena};
    bool made = name_top(arena, out, &names) && name_documents(arena, out, &names) &&
                name_files(arena, out, &names, report) && !arena_failed(arena) &&
                !arena_failed(names.held);
    if (names.held) {
        arena_clear(names.held);
    }
    if (!made && !report_has_system_error(report)) {
        report_out_of_memory(report);
    }
    return made;
}

static struct str name_of(const struct catalog *catalog, const struct str *names,
                          const struct document *document)
{
    size_t index = document->number - 1; /* wraps at 0 */
    return index < catalog->packet->document_count ? names[index] : (struct str){0};
}

struct str catalog_page(const struct catalog *catalog, const struct document *document)
{
    return name_of(catalog, catalog->pages, document);
}

struct str catalog_source(const struct catalog *catalog, const struct document *document)
{
    return name_of(catalog, catalog->sources, document);
}

struct held_file catalog_file(const struct catalog *catalog, const struct packet_file *file)
{
    size_t index = file->number - 1; /* wraps at 0 */
    return index < catalog->packet->file_count ? catalog->files[index]
                                               : (struct held_file){0};
}
