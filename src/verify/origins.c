/* What provenance.jsonl and ro-crate-metadata.json tell of files of the payload: names that
 * are there, and the SHA-256 that the manifest lists. Both are files of the payload
 * themselves, so that no digest is made for them anew. */
#include "verify/parts.h"

#include "base/path.h"
#include "verify/members.h"

struct origins {
    struct check *check;
    const struct bag_file *file;
    enum finding_class class;
    const struct manifest *manifest; /* of SHA-256; NULL: none */
    struct buf path;                 /* below the bag, of what is told */
};

static const struct bag_file *find_payload(const struct check *check, struct str path)
{
    const struct bag_file *file = bag_find(check->bag, path);
    return file ? file : bag_find(check->bag, path_percent_decode(check->scratch, path));
}

static void tell(const struct origins *origins, struct str path, struct str expected,
                 struct str found, const char *text)
{
    finding_add(origins->check->arena, origins->check->checked, origins->class, true,
                (struct told){path, expected, found}, "%.*s %s",
                STR_ARG(origins->file->path), text);
}

static void compare(struct origins *origins, struct str name, struct str sha256)
{
    struct check *check = origins->check;
    buf_reset(&origins->path);
    buf_add_text(&origins->path, "data/");
    buf_add(&origins->path, name);
    struct str path = buf_str(&origins->path);
    const struct bag_file *file = find_payload(check, path);
    const uint8_t *listed =
        file && origins->manifest
            ? manifest_digest(check, origins->manifest, (size_t)(file - check->files))
            : NULL;
    if (!file && !value_has(check->missing, path)) {
        tell(origins, name, (struct str){0}, (struct str){0},
             "tells of it, but it is not there");
    } else if (listed && sha256.len && !digest_is_hex(sha256, listed, SHA256_BYTES)) {
        struct buf hex = {.kept_in = check->scratch};
        digest_add_hex(&hex, listed, SHA256_BYTES);
        tell(origins, file->path, buf_str(&hex), sha256,
             "tells another SHA-256 than the manifest lists");
        buf_clear(&hex);
    }
}

/* A document's digest is that of its source's copy, where that goes along. */
static void take_line(void *data, const struct buf values[MEMBER_LIMIT])
{
    struct origins *origins = data;
    struct str file = buf_str(&values[0]), copy = buf_str(&values[1]);
    if (copy.len) {
        compare(origins, file, (struct str){0});
        compare(origins, copy, buf_str(&values[2]));
    } else if (file.len) {
        compare(origins, file, buf_str(&values[2]));
    }
}

static void take_entity(void *data, const struct buf values[MEMBER_LIMIT])
{
    struct origins *origins = data;
    struct str id = buf_str(&values[0]), type = buf_str(&values[1]);
    if (str_is(type, "File") && str_find(id, STR("://"), 0) == STR_NONE) {
        compare(origins, id, buf_str(&values[2]));
    }
}

static bool take_block(void *data, struct str block)
{
    members_add(data, block);
    return true;
}

static bool look(struct origins *origins, struct members *members)
{
    struct check *check = origins->check;
    members->data = origins;
    members->member = -1;
    members->text.kept_in = check->scratch;
    for (size_t i = 0; i < MEMBER_LIMIT; i++) {
        members->values[i].kept_in = check->scratch;
    }
    struct bag_end end = bag_send(check->bag, origins->file, take_block, members);
    if (end.kind == BAG_WHOLE && !members_end(members)) {
        finding_add(check->arena, check->checked, origins->class, true,
                    (struct told){.path = origins->file->path}, "it is no whole JSON");
    }
    members_clear(members);
    bool failed = end.kind == BAG_NO_MEMORY || end.kind == BAG_FAILED;
    return !failed || bag_tell(check->bag, origins->file, end, check->report);
}

bool check_origins(struct check *check)
{
    struct members lines = {
        .depth = 1, .names = {"file", "source_copy", "sha256"}, .take = take_line};
    struct members graph = {
        .depth = 3, .names = {"@id", "@type", "sha256"}, .take = take_entity};
    struct origins origins = {
        .check = check, .class = FINDING_PROVENANCE, .path = {.kept_in = check->scratch}};
    for (size_t i = 0; i < check->manifest_count; i++) {
        const struct manifest *manifest = &check->manifests[i];
        bool fits = !manifest->of_tags && manifest->kind == DIGEST_SHA256;
        origins.manifest = fits ? manifest : origins.manifest;
    }
    origins.file = bag_find(check->bag, STR("data/provenance.jsonl"));
    bool ok = !check->ours || !origins.file || look(&origins, &lines);
    origins.class = FINDING_CRATE;
    origins.file = bag_find(check->bag, STR("data/ro-crate-metadata.json"));
    ok = ok && (!check->ours || !origins.file || look(&origins, &graph));
    ok = ok && (buf_ok(&origins.path) || report_out_of_memory(check->report));
    buf_clear(&origins.path);
    return ok;
}
