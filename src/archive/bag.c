/* The bag: declaration, metadata and manifests of RFC 8493. All that was added before
 * under data/ is payload, the rest are tag files. */
#include "archive/parts.h"

#include "archive/archive.h"
#include "archive/text.h"
#include "base/deflate.h"
#include "base/gate.h"
#include "base/number.h"

static const char payload_folder[] = "data/";

static bool is_payload(const struct entry *entry)
{
    return str_starts(entry->name, payload_folder);
}

/* "Label: value"; nothing for an empty value. White space becomes one space: a line end
 * would begin a further element. */
static void add_element(struct buf *out, const char *label, struct str value)
{
    value = str_trim(value);
    if (value.len == 0) {
        return;
    }
    buf_add_format(out, "%s: ", label);
    gate_add_line(out, value);
    buf_add_byte(out, '\n');
}

/* Said by the recipe or an option: what a site says elsewhere is not said of the bag. */
static void add_sender(const struct packet *packet, struct buf *out)
{
    struct contact contact = text_read_contact(packet->contact);
    add_element(out, "Source-Organization", packet->organization);
    add_element(out, "Organization-Address", packet->organization_address);
    add_element(out, "Contact-Name",
                packet->contact_name.len ? packet->contact_name : contact.name);
    add_element(out, "Contact-Phone", packet->contact_phone);
    add_element(out, "Contact-Email", contact.mail);
    add_element(out, "Contact-URL", contact.address); /* of no reserved name */
}

/* How many there will be nobody knows: RFC 8493, 2.2.2, has "?" for that. */
static void add_series(const struct catalog *catalog, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    const struct archive_series *series = catalog->series;
    struct str group = packet->bag_group;
    add_element(out, "Bag-Group-Identifier",
                group.len ? group
                : series  ? packet->name
                          : (struct str){0});
    if (series) {
        buf_add_format(out, "Bag-Count: %zu of ?\n", series->number);
    }
    if (series && series->previous.len) {
        buf_add_format(out, "Previous-Snapshot: sha512:%.*s\n", STR_ARG(series->previous));
    }
}

static void add_info(const struct catalog *catalog, size_t bytes, size_t files,
                     struct buf *out)
{
    const struct packet *packet = catalog->packet;
    struct buf text = {.part_of = out};
    add_sender(packet, out);
    add_element(out, "External-Description", packet->title);
    if (packet->revision.len) {
        buf_add_format(&text, "git:%.*s", STR_ARG(packet->revision));
        add_element(out, "External-Identifier", buf_str(&text));
        buf_reset(&text);
    }
    add_element(out, "Internal-Sender-Identifier",
                packet->document_count && packet->documents[0]->live_url.len
                    ? packet->documents[0]->live_url
                    : packet->live_url);
    add_element(out, "Internal-Sender-Description", packet->subtitle);
    add_series(catalog, out);
    add_element(out, "Bagging-Date", catalog->date);
    add_element(out, "Bag-Software-Agent", catalog->generator);
    buf_add_format(&text, "%s as built, level %d", deflate_built_with,
                   catalog->deflate_level ? catalog->deflate_level : DEFLATE_LEVEL);
    add_element(out, "Compressor", buf_str(&text));
    buf_reset(&text);
    number_add_size(&text, bytes);
    add_element(out, "Bag-Size", buf_str(&text));
    buf_add_format(out, "Payload-Oxum: %zu.%zu\n", bytes, files);
    buf_clear(&text);
}

static void add_manifest_line(struct buf *out, const uint8_t *digest, size_t len,
                              struct str name)
{
    digest_add_hex(out, digest, len);
    buf_add_text(out, "  ");
    buf_add(out, name);
    buf_add_byte(out, '\n');
}

/* Both manifests of the entries that are payload, or of those that are not. */
static bool add_manifests(struct bundle *bundle, bool payload, const char *prefix)
{
    struct buf sha256 = {.kept_in = bundle->arena}, sha512 = sha256;
    for (size_t i = 0; i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        if (is_payload(entry) != payload) {
            continue;
        }
        add_manifest_line(&sha256, entry->digests->sha256, SHA256_BYTES, entry->name);
        add_manifest_line(&sha512, entry->digests->sha512, SHA512_BYTES, entry->name);
    }
    struct str first = arena_format(bundle->arena, "%s-sha256.txt", prefix);
    struct str second = arena_format(bundle->arena, "%s-sha512.txt", prefix);
    bool ok = bundle_add(bundle, "", first, &sha256);
    ok = bundle_add(bundle, "", second, &sha512) && ok;
    return ok;
}

bool bag_write(struct bundle *bundle, const struct catalog *catalog)
{
    size_t bytes = 0, files = 0;
    bundle_sort(bundle);
    for (size_t i = 0; i < bundle->count; i++) {
        bytes += is_payload(&bundle->entries[i]) ? bundle->entries[i].size : 0;
        files += is_payload(&bundle->entries[i]);
    }
    struct buf info = {.kept_in = bundle->arena};
    add_info(catalog, bytes, files, &info);
    bool declared =
        bundle_add_bytes(bundle, "", STR("bagit.txt"),
                         STR("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    bool described = bundle_add(bundle, "", STR("bag-info.txt"), &info);
    return declared && described && add_manifests(bundle, true, "manifest") &&
           add_manifests(bundle, false, "tagmanifest");
}
