/* Where every file of the payload comes from: a line of JSON each for people's tools,
 * and an RO-Crate 1.2 for repositories. */
#include "archive/parts.h"

#include "archive/text.h"
#include "base/path.h"

static void add_digest(struct buf *out, const struct entry *entry)
{
    if (entry) {
        buf_add_text(out, ", \"sha256\": \"");
        digest_add_hex(out, entry->sha256, SHA256_BYTES);
        buf_add_byte(out, '"');
    }
}

static void add_document_line(const struct bundle *bundle, const struct catalog *catalog,
                              const struct document *document, struct buf *out)
{
    buf_add_byte(out, '{');
    text_add_member(out, "file", catalog_page(catalog, document));
    text_add_member(out, "url", document->live_url);
    text_add_member(out, "path", document->url);
    text_add_member(out, "title", document->title);
    text_add_member(out, "language", text_language(document->language));
    text_add_member(out, "source", document->source);
    text_add_member(out, "source_copy", catalog_source(catalog, document));
    text_add_member(out, "revision", catalog->packet->revision);
    text_add_member(out, "date", catalog->date);
    buf_add_format(out, ", \"words\": %zu", document->word_count);
    add_digest(out, bundle_find(bundle, "data/", catalog_source(catalog, document)));
    buf_add_text(out, "}\n");
}

static void add_file_line(const struct bundle *bundle, const struct catalog *catalog,
                          const struct packet_file *file, struct buf *out)
{
    buf_add_byte(out, '{');
    struct str name = catalog_file(catalog, file).name;
    text_add_member(out, "file", name);
    text_add_member(out, "title", file->title);
    text_add_member(out, "source", file->source);
    text_add_member(out, "media_type", file->media_type);
    text_add_member(out, "revision", catalog->packet->revision);
    text_add_member(out, "date", catalog->date);
    buf_add_format(out, ", \"bytes\": %zu", file->bytes.len);
    add_digest(out, bundle_find(bundle, "data/", name));
    buf_add_text(out, "}\n");
}

static bool write_lines(struct bundle *bundle, const struct catalog *catalog)
{
    const struct packet *packet = catalog->packet;
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = BUNDLE_BYTES_LIMIT};
    for (size_t i = 0; i < packet->document_count; i++) {
        add_document_line(bundle, catalog, packet->documents[i], &out);
    }
    for (size_t i = 0; i < packet->file_count; i++) {
        if (catalog_file(catalog, packet->files[i]).name.len) {
            add_file_line(bundle, catalog, packet->files[i], &out);
        }
    }
    return bundle_add(bundle, "data/", STR("provenance.jsonl"), &out);
}

/* Of the kinds of files that sites link to and that this folder makes itself. */
static struct str media_type(struct str name)
{
    static const struct {
        const char *extension, *type;
    } types[] = {
        {".css", "text/css"},           {".csv", "text/csv"},
        {".gif", "image/gif"},          {".html", "text/html"},
        {".jpeg", "image/jpeg"},        {".jpg", "image/jpeg"},
        {".json", "application/json"},  {".jsonl", "application/jsonl"},
        {".markdown", "text/markdown"}, {".md", "text/markdown"},
        {".pdf", "application/pdf"},    {".png", "image/png"},
        {".svg", "image/svg+xml"},      {".txt", "text/plain"},
        {".webp", "image/webp"},        {".woff2", "font/woff2"},
        {".zip", "application/zip"},
    };
    struct str extension = path_extension(name);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (str_is(extension, types[i].extension)) {
            return str_from(types[i].type);
        }
    }
    return (struct str){0};
}

static void add_root(const struct bundle *bundle, const struct catalog *catalog,
                     struct buf *out)
{
    const struct packet *packet = catalog->packet;
    buf_add_text(out, "{\"@id\": \"./\", \"@type\": \"Dataset\"");
    text_add_member(out, "name", packet->title.len ? packet->title : packet->name);
    text_add_member(out, "description",
                    packet->subtitle.len ? packet->subtitle
                                         : STR("Web pages and the documents they link to, "
                                               "as a small web site and one PDF."));
    text_add_member(out, "datePublished",
                    catalog->date.len ? catalog->date : STR("1970-01-01"));
    text_add_member(out, "url", packet->live_url);
    text_add_member(out, "version", packet->revision);
    text_add_member(out, "inLanguage", text_language(packet->language));
    buf_add_text(out, ", \"license\": {\"@id\": \"#rights\"}, \"hasPart\": [");
    const char *comma = "";
    for (size_t i = 0; i < bundle->count; i++) {
        if (str_starts(bundle->entries[i].name, "data/")) {
            buf_add_format(out, "%s{\"@id\": ", comma);
            text_add_json(out, str_skip(bundle->entries[i].name, strlen("data/")));
            buf_add_byte(out, '}');
            comma = ", ";
        }
    }
    buf_add_text(out, "]}");
}

static void add_file(const struct entry *entry, struct buf *out)
{
    struct str name = str_skip(entry->name, strlen("data/"));
    buf_add_text(out, ",\n{\"@id\": ");
    text_add_json(out, name);
    buf_add_text(out, ", \"@type\": \"File\"");
    text_add_member(out, "name", path_name(name));
    text_add_member(out, "encodingFormat", media_type(name));
    buf_add_format(out, ", \"contentSize\": \"%zu\"", entry->bytes.len);
    add_digest(out, entry);
    buf_add_byte(out, '}');
}

static bool write_crate(struct bundle *bundle, const struct catalog *catalog)
{
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = BUNDLE_BYTES_LIMIT};
    buf_add_text(&out,
                 "{\"@context\": \"https://w3id.org/ro/crate/1.2/context\", \"@graph\": [\n"
                 "{\"@id\": \"ro-crate-metadata.json\", \"@type\": \"CreativeWork\", "
                 "\"about\": {\"@id\": \"./\"}, \"conformsTo\": {\"@id\": "
                 "\"https://w3id.org/ro/crate/1.2\"}},\n");
    add_root(bundle, catalog, &out);
    buf_add_text(&out, ",\n{\"@id\": \"#rights\", \"@type\": \"CreativeWork\", \"name\": "
                       "\"Rights of the publisher\", \"description\": \"The documents are "
                       "copies; their publisher says how they may be used.\"}");
    for (size_t i = 0; i < bundle->count; i++) {
        if (str_starts(bundle->entries[i].name, "data/")) {
            add_file(&bundle->entries[i], &out);
        }
    }
    buf_add_text(&out, "\n]}\n");
    return bundle_add(bundle, "data/", STR("ro-crate-metadata.json"), &out);
}

bool provenance_write(struct bundle *bundle, const struct catalog *catalog)
{
    return write_lines(bundle, catalog) && write_crate(bundle, catalog);
}
