/* Where every file of the payload comes from: a line of JSON each for people's tools,
 * and an RO-Crate 1.2 for repositories. The packet's date is told as such: that of a file
 * is what the document names itself, or what its history tells, and else there is none. */
#include "archive/parts.h"

#include "archive/text.h"
#include "base/date.h"
#include "base/gate.h"
#include "base/media_type.h"
#include "base/path.h"
#include "base/text_map.h"

static void add_digest(struct buf *out, const struct entry *entry)
{
    if (entry) {
        buf_add_text(out, ", \"sha256\": \"");
        digest_add_hex(out, entry->digests->sha256, SHA256_BYTES);
        buf_add_byte(out, '"');
    }
}

/* "2021-05-03" */
static void add_day(struct buf *out, const char *key, int64_t date)
{
    struct civil day = date_civil(date);
    buf_add_format(out, ", \"%s\": \"%04d-%02d-%02d\"", key, (int)day.year, day.month,
                   day.day);
}

static void add_change_day(struct buf *out, const char *key,
                           const struct document *document)
{
    if (document && document->changed_in.len) {
        add_day(out, key, document->changed_day);
    }
}

/* A post to come has no date yet. */
static bool is_past(const struct document *document, const struct packet *packet)
{
    return document->date != DATE_NONE &&
           (packet->date == DATE_NONE || document->date <= packet->date);
}

static void add_document_line(const struct bundle *bundle, const struct catalog *catalog,
                              const struct document *document, struct buf *out)
{
    buf_add_byte(out, '{');
    gate_add_member(out, "file", catalog_page(catalog, document));
    gate_add_member(out, "url", document->live_url);
    gate_add_member(out, "path", document->url);
    gate_add_member(out, "title", document->title);
    gate_add_member(out, "language", document->language);
    gate_add_member(out, "source", document->source);
    gate_add_member(out, "source_copy", catalog_source(catalog, document));
    gate_add_member(out, "revision", catalog->packet->revision);
    gate_add_member(out, "packet_date", catalog->date);
    if (is_past(document, catalog->packet)) {
        add_day(out, "date", document->date);
    }
    add_change_day(out, "last_changed", document);
    gate_add_member(out, "last_commit", document->changed_in);
    buf_add_format(out, ", \"depth\": %zu, \"words\": %zu", document->depth,
                   document->word_count);
    add_digest(out, bundle_find(bundle, "data/", catalog_source(catalog, document)));
    buf_add_text(out, "}\n");
}

/* Of what a file of the packet is a copy of, if it is not as the site has it. */
struct original {
    bool changed;
    uint8_t sha256[SHA256_BYTES];
};

/* In packet order; NULL: reported. */
static struct original *look_at_originals(struct arena *arena, const struct bundle *bundle,
                                          const struct packet *packet)
{
    struct original *originals =
        ARENA_ARRAY(arena, struct original, packet->file_count + 1);
    for (size_t i = 0; originals && i < packet->file_count; i++) {
        const struct packet_file *file = packet->files[i];
        if (file->original.len && !str_eq(file->original, file->bytes)) {
            originals[i].changed = true;
            digest_sha256(file->original, originals[i].sha256);
        }
    }
    if (!originals) {
        (void)report_out_of_memory(bundle->report);
    }
    return originals;
}

static void add_original(struct buf *out, const struct packet_file *file,
                         const struct original *original)
{
    buf_add_format(out, ", \"original_bytes\": %zu, \"original_sha256\": \"",
                   file->original.len);
    digest_add_hex(out, original->sha256, SHA256_BYTES);
    buf_add_byte(out, '"');
}

static void add_file_line(const struct bundle *bundle, const struct catalog *catalog,
                          const struct packet_file *file, const struct original *original,
                          struct buf *out)
{
    buf_add_byte(out, '{');
    struct str name = catalog_file(catalog, file).name;
    gate_add_member(out, "file", name);
    gate_add_member(out, "title", file->title);
    gate_add_member(out, "source", file->source);
    gate_add_member(out, "media_type", file->media_type);
    gate_add_member(out, "revision", catalog->packet->revision);
    gate_add_member(out, "packet_date", catalog->date);
    buf_add_format(out, ", \"bytes\": %zu", file->byte_count);
    add_digest(out, bundle_find(bundle, "data/", name));
    if (original->changed) {
        add_original(out, file, original);
    }
    gate_add_member(out, "removed", file->removed);
    gate_add_member(out, "active", file->active);
    buf_add_text(out, "}\n");
}

static bool write_lines(struct bundle *bundle, const struct catalog *catalog,
                        const struct original *originals)
{
    const struct packet *packet = catalog->packet;
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    for (size_t i = 0; i < packet->document_count; i++) {
        add_document_line(bundle, catalog, packet->documents[i], &out);
    }
    for (size_t i = 0; i < packet->file_count; i++) {
        if (catalog_file(catalog, packet->files[i]).name.len) {
            add_file_line(bundle, catalog, packet->files[i], &originals[i], &out);
        }
    }
    return bundle_add(bundle, "data/", STR("provenance.jsonl"), &out);
}

/* Whose rights they are is the publisher's to say: this statement says that nobody asked.
 * Of a licence an address is wanted (RO-Crate 1.2). */
#define RIGHTS "http://rightsstatements.org/vocab/CNE/1.0/"

static void add_rights(struct buf *out)
{
    buf_add_text(out, ",\n{\"@id\": \"" RIGHTS
                      "\", \"@type\": \"CreativeWork\", \"name\": \"Copyright not "
                      "evaluated\", \"description\": \"The documents are copies; their "
                      "publisher says how they may be used.\"}");
}

#define PUBLISHER "#publisher"

static bool has_publisher(const struct packet *packet)
{
    return packet->organization.len || packet->author.name.len;
}

static void add_contact(const struct packet *packet, struct str text, struct buf *out)
{
    struct contact contact = text_read_contact(text);
    struct str name = packet->contact_name.len ? packet->contact_name : contact.name;
    if (text.len == 0) {
        buf_add_byte(out, '}');
        return;
    }
    buf_add_text(out, ", \"contactPoint\": {\"@id\": \"#contact\"}},\n{\"@id\": "
                      "\"#contact\", \"@type\": \"ContactPoint\", \"contactType\": "
                      "\"support\"");
    gate_add_member(out, "name", name.len ? name : text);
    gate_add_member(out, "telephone", packet->contact_phone);
    gate_add_member(out, "email", contact.mail);
    gate_add_member(out, "url", contact.address);
    buf_add_byte(out, '}');
}

/* As the recipe names it, else the author whom the site itself names. */
static void add_publisher(const struct packet *packet, struct buf *out)
{
    const struct author *author = &packet->author;
    bool named = packet->organization.len > 0, organized = named || author->is_organization;
    if (!has_publisher(packet)) {
        return;
    }
    buf_add_format(out, ",\n{\"@id\": \"" PUBLISHER "\", \"@type\": \"%s\"",
                   organized ? "Organization" : "Person");
    gate_add_member(out, "name", named ? packet->organization : author->name);
    gate_add_member(out, "address", named ? packet->organization_address : (struct str){0});
    gate_add_member(out, "url",
                    named || (organized && author->url.len == 0) ? packet->live_url
                                                                 : author->url);
    add_contact(packet, named || packet->contact.len ? packet->contact : author->mail, out);
}

/* The `@id` of a file: a reference in which letters of all scripts stay as they are, and
 * what begins or ends something in one is escaped (RO-Crate 1.2, "Encoding file paths"). */
static void add_id(struct buf *out, struct str name)
{
    struct buf id = {.part_of = out};
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if ((unsigned char)c >= 0x80 || ascii_is_alnum(c) ||
            ascii_set_has("-._~!$&'()*+,;=@/", c)) {
            buf_add_byte(&id, c);
        } else {
            buf_add_format(&id, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
    gate_add_json_text(out, buf_str(&id));
    buf_clear(&id);
}

static void add_root(const struct bundle *bundle, const struct catalog *catalog,
                     struct buf *out)
{
    const struct packet *packet = catalog->packet;
    buf_add_text(out, "{\"@id\": \"./\", \"@type\": \"Dataset\"");
    gate_add_member(out, "name", packet->title.len ? packet->title : packet->name);
    gate_add_member(out, "description",
                    packet->subtitle.len ? packet->subtitle
                                         : STR("Web pages and the documents they link to, "
                                               "as a small web site and one PDF."));
    gate_add_member(out, "datePublished", catalog->date);
    gate_add_member(out, "url", packet->live_url);
    gate_add_member(out, "version", packet->revision);
    gate_add_member(out, "inLanguage", packet->language);
    if (has_publisher(packet)) {
        buf_add_text(out, ", \"publisher\": {\"@id\": \"" PUBLISHER "\"}");
    }
    buf_add_text(out, ", \"license\": {\"@id\": \"" RIGHTS "\"}, \"hasPart\": [");
    const char *comma = "";
    for (size_t i = 0; i < bundle->count; i++) {
        if (str_starts(bundle->entries[i].name, "data/")) {
            buf_add_format(out, "%s{\"@id\": ", comma);
            add_id(out, str_skip(bundle->entries[i].name, strlen("data/")));
            buf_add_byte(out, '}');
            comma = ", ";
        }
    }
    buf_add_text(out, "]}");
}

/* What an entry of the payload is of the packet's: a document's page or source, a file. */
struct origin {
    const struct document *document;
    const struct packet_file *file;
    const struct original *original; /* of the file */
};

/* Of what the packet has no name for: the name's beginning, and what it is. */
static const char *describe_own(struct str name)
{
    static const struct {
        const char *start, *text;
    } rows[] = {
        {"index.html", "The contents of the packet."},
        {"provenance.jsonl",
         "Where each document and file comes from, a line of JSON each."},
        {"assets/style.css", "How the pages look."},
        {"assets/search.js", "The search of the pages."},
        {"assets/page.js", "What readers can do with the pages: notes, copies, themes."},
        {"assets/", "What the search of the pages finds."},
        {"report/", "What became of each link, and what was left out."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (str_starts(name, rows[i].start)) {
            return rows[i].text;
        }
    }
    return str_ends(name, ".pdf") ? "All documents of the packet as one tagged PDF."
                                  : "A part of the packet.";
}

static void describe_document(const struct document *document, struct str name,
                              struct buf *text)
{
    bool source = str_starts(name, "sources/");
    buf_add_format(text,
                   source ? "What '%.*s' is made of, as the site has it."
                          : "The document '%.*s' as a page.",
                   STR_ARG(document->title.len ? document->title : document->url));
}

/* What a reader of the crate must know of a file that is not as the site has it, or that
 * may run. */
static void describe_file(const struct packet_file *file, const struct original *original,
                          struct buf *text)
{
    if (original->changed) {
        buf_add_format(text,
                       "A copy of '%.*s' without %.*s; the SHA-256 of the original "
                       "is ",
                       STR_ARG(file->source),
                       STR_ARG(file->removed.len ? file->removed : STR("what could run")));
        digest_add_hex(text, original->sha256, SHA256_BYTES);
    } else if (file->active.len) {
        buf_add_format(text, "As the site has it, with %.*s.", STR_ARG(file->active));
    } else if (file->linked) {
        buf_add_format(text, "The file '%.*s' that documents link to, as the site has it.",
                       STR_ARG(file->source));
    } else {
        buf_add_text(text, "A picture that documents show, as the site has it.");
    }
}

static void add_description(const struct origin *origin, struct str name, struct buf *out)
{
    struct buf text = {.part_of = out};
    if (origin->file) {
        describe_file(origin->file, origin->original, &text);
    } else if (origin->document) {
        describe_document(origin->document, name, &text);
    } else {
        buf_add_text(&text, describe_own(name));
    }
    gate_add_member(out, "description", buf_str(&text));
    buf_clear(&text);
}

static void add_file(const struct entry *entry, const struct origin *origin,
                     struct buf *out)
{
    struct str name = str_skip(entry->name, strlen("data/"));
    buf_add_text(out, ",\n{\"@id\": ");
    add_id(out, name);
    buf_add_text(out, ", \"@type\": \"File\"");
    gate_add_member(out, "name", path_name(name));
    gate_add_member(out, "encodingFormat", media_type_of(name, (struct str){0}));
    buf_add_format(out, ", \"contentSize\": \"%zu\"", entry->size);
    add_change_day(out, "dateModified", origin->document);
    add_digest(out, entry);
    add_description(origin, name, out);
    buf_add_byte(out, '}');
}

/* Names of the bundle to the packet's files, by index; to its documents, behind those. */
static struct text_map origins_by_name(struct arena *arena, const struct catalog *catalog)
{
    const struct packet *packet = catalog->packet;
    struct text_map map = {0};
    for (size_t i = 0; i < packet->file_count; i++) {
        struct str name = catalog_file(catalog, packet->files[i]).name;
        if (name.len) {
            (void)text_map_set(arena, &map, name, i);
        }
    }
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        struct str names[] = {catalog_page(catalog, document),
                              catalog_source(catalog, document)};
        size_t index = packet->file_count + i;
        for (size_t k = 0; k < 2; k++) {
            if (names[k].len) {
                (void)text_map_set(arena, &map, names[k], index);
            }
        }
    }
    return map;
}

static struct origin find_origin(const struct packet *packet,
                                 const struct text_map *origins,
                                 const struct original *originals, struct str name)
{
    size_t at = text_map_get(origins, name);
    if (at < packet->file_count) {
        return (struct origin){.file = packet->files[at], .original = &originals[at]};
    }
    at -= packet->file_count;
    return (struct origin){.document =
                               at < packet->document_count ? packet->documents[at] : NULL};
}

static bool write_crate(struct bundle *bundle, const struct catalog *catalog,
                        const struct original *originals)
{
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    buf_add_text(&out,
                 "{\"@context\": \"https://w3id.org/ro/crate/1.2/context\", \"@graph\": [\n"
                 "{\"@id\": \"ro-crate-metadata.json\", \"@type\": \"CreativeWork\", "
                 "\"about\": {\"@id\": \"./\"}, \"conformsTo\": {\"@id\": "
                 "\"https://w3id.org/ro/crate/1.2\"}},\n");
    add_root(bundle, catalog, &out);
    add_rights(&out);
    add_publisher(catalog->packet, &out);
    struct arena held;
    arena_init_within(&held, 0, bundle->arena->budget);
    struct text_map origins = origins_by_name(&held, catalog);
    for (size_t i = 0; i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        if (str_starts(entry->name, "data/")) {
            struct origin origin = find_origin(catalog->packet, &origins, originals,
                                               str_skip(entry->name, strlen("data/")));
            add_file(entry, &origin, &out);
        }
    }
    buf_add_text(&out, "\n]}\n");
    bool known = !arena_failed(&held) || report_out_of_memory(bundle->report);
    arena_clear(&held);
    return bundle_add(bundle, "data/", STR("ro-crate-metadata.json"), &out) && known;
}

bool provenance_write(struct bundle *bundle, const struct catalog *catalog)
{
    struct arena held;
    arena_init_within(&held, 0, bundle->arena->budget);
    const struct original *originals = look_at_originals(&held, bundle, catalog->packet);
    bool written = originals && write_lines(bundle, catalog, originals) &&
                   write_crate(bundle, catalog, originals);
    arena_clear(&held);
    return written;
}
