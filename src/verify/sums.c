/* Each file is read once, all digests that manifests ask for are made on the way, and each
 * is held against what is listed. What no manifest lists is told apart: an operating
 * system's own files, which a look at a folder leaves behind, and others. */
#include "verify/parts.h"

struct sums {
    uint8_t of[DIGEST_KIND_COUNT][SHA512_BYTES];
};

static bool add_block(void *data, struct str block)
{
    digester_add(data, block);
    return true;
}

/* Which kinds are listed for the file, as bits. */
static unsigned kinds_of(const struct check *check, size_t file)
{
    unsigned bits = 0;
    for (size_t i = 0; i < check->manifest_count; i++) {
        if (manifest_digest(check, &check->manifests[i], file)) {
            bits |= 1U << check->manifests[i].kind;
        }
    }
    return bits;
}

static struct digests wanted(struct sums *sums, unsigned bits)
{
    uint8_t *out[DIGEST_KIND_COUNT];
    for (size_t i = 0; i < DIGEST_KIND_COUNT; i++) {
        out[i] = bits & 1U << i ? sums->of[i] : NULL;
    }
    return (struct digests){.md5 = out[DIGEST_MD5],
                            .sha1 = out[DIGEST_SHA1],
                            .sha224 = out[DIGEST_SHA224],
                            .sha256 = out[DIGEST_SHA256],
                            .sha384 = out[DIGEST_SHA384],
                            .sha512 = out[DIGEST_SHA512]};
}

static void tell_changed(struct check *check, size_t file, const struct manifest *manifest,
                         const uint8_t *listed, const uint8_t *found, struct str others)
{
    struct buf expected = {.kept_in = check->scratch}, got = expected;
    size_t bytes = digest_kind_bytes(manifest->kind);
    digest_add_hex(&expected, listed, bytes);
    digest_add_hex(&got, found, bytes);
    finding_add(check->arena, check->checked, FINDING_CHANGED, true,
                (struct told){check->files[file].path, buf_str(&expected), buf_str(&got)},
                "its %s is another than %.*s lists%.*s", digest_kind_name(manifest->kind),
                STR_ARG(manifest->file->path), STR_ARG(others));
    buf_clear(&expected);
    buf_clear(&got);
}

/* Told once, by the strongest digest; where others agree the lists contradict each other.
 */
static void compare(struct check *check, size_t file, const struct sums *sums)
{
    const struct manifest *worst = NULL;
    const uint8_t *worst_listed = NULL;
    bool agrees = false;
    for (size_t i = 0; i < check->manifest_count; i++) {
        const struct manifest *manifest = &check->manifests[i];
        const uint8_t *listed = manifest_digest(check, manifest, file);
        if (!listed) {
            continue;
        }
        if (memcmp(listed, sums->of[manifest->kind], digest_kind_bytes(manifest->kind)) ==
            0) {
            agrees = true;
        } else if (!worst || worst->kind < manifest->kind) {
            worst = manifest;
            worst_listed = listed;
        }
    }
    if (worst) {
        tell_changed(check, file, worst, worst_listed, sums->of[worst->kind],
                     agrees ? STR("; another list agrees with it") : (struct str){0});
    }
}

static bool sum_file(struct check *check, size_t file, unsigned bits,
                     struct digester *digester)
{
    struct sums sums;
    digester_begin(digester, wanted(&sums, bits));
    struct bag_end end = bag_send(check->bag, &check->files[file], add_block, digester);
    digester_finish(digester);
    if (end.kind == BAG_NO_MEMORY || end.kind == BAG_FAILED) {
        return bag_tell(check->bag, &check->files[file], end, check->report);
    }
    if (end.kind == BAG_WHOLE) {
        compare(check, file, &sums);
    } else if (end.kind == BAG_DAMAGED) {
        finding_add(check->arena, check->checked, FINDING_DAMAGED, true,
                    (struct told){.path = check->files[file].path}, "%s", end.why);
    } else {
        check_tell_unreadable(check, check->files[file].path,
                              end.why ? end.why : "it cannot be read");
    }
    return true;
}

/* Files that are not listed */

/* Of tag files a bag need list none (RFC 8493, 2.2.1); offprint lists all but the lists
 * themselves. */
static bool must_be_listed(const struct check *check, size_t file)
{
    bool payload = file >= check->payload_at && file < check->payload_end;
    return payload || (check->ours && !str_starts(check->files[file].path, "tagmanifest-"));
}

static bool has_manifests(const struct check *check, bool of_tags)
{
    bool has = false;
    for (size_t i = 0; i < check->manifest_count; i++) {
        has |= check->manifests[i].of_tags == of_tags;
    }
    return has;
}

/* Then nobody knows what is not listed. */
static bool is_cut(const struct check *check, bool of_tags)
{
    bool cut = false;
    for (size_t i = 0; i < check->manifest_count; i++) {
        const struct manifest *manifest = &check->manifests[i];
        cut |= manifest->of_tags == of_tags && manifest->is_cut;
    }
    return cut;
}

static void tell_stray(struct check *check, struct str path, bool error, const char *where)
{
    bool system = is_system_file(path);
    finding_add(check->arena, check->checked, system ? FINDING_SYSTEM_FILE : FINDING_STRAY,
                error, (struct told){.path = path}, "%s%s",
                system ? "an operating system left it there; it is not of the bundle"
                       : "it is there, but not listed",
                where);
}

/* From 1.0 on each manifest lists the whole payload, before that one did. */
static void check_lists(struct check *check, size_t file, unsigned bits)
{
    struct str path = check->files[file].path;
    bool payload = file >= check->payload_at && file < check->payload_end;
    if (bits == 0) {
        bool manifest = str_starts(path, "tagmanifest-");
        if (!manifest && has_manifests(check, !payload) && !is_cut(check, !payload)) {
            bool error = must_be_listed(check, file) && (payload || !is_system_file(path));
            tell_stray(check, path, error, "");
        }
        return;
    }
    for (size_t i = 0; i < check->manifest_count && payload; i++) {
        const struct manifest *manifest = &check->manifests[i];
        if (!manifest->of_tags && !manifest->is_cut &&
            !manifest_digest(check, manifest, file)) {
            finding_add(check->arena, check->checked, FINDING_MANIFEST,
                        check->version >= 100, (struct told){.path = path},
                        "%.*s does not list it, another list does",
                        STR_ARG(manifest->file->path));
        }
    }
}

static void check_outside_top(struct check *check)
{
    size_t count;
    const struct bag_file *files = bag_outside(check->bag, &count);
    for (size_t i = 0; i < count; i++) {
        tell_stray(check, files[i].path, check->ours && !is_system_file(files[i].path),
                   ", beside the bag's folder");
    }
}

/* Whether nothing was found that the lists speak of. */
static bool lists_hold(const struct checked *checked)
{
    bool hold = true;
    for (size_t i = 0; i < checked->finding_count; i++) {
        enum finding_class class = checked->findings[i].class;
        hold &= !checked->findings[i].error ||
                (class > FINDING_SYSTEM_FILE && class != FINDING_MANIFEST);
    }
    return hold;
}

static void add_proof(struct check *check)
{
    struct buf names = {.kept_in = check->arena};
    bool strong = false;
    for (size_t i = 0; i < check->manifest_count; i++) {
        const struct manifest *manifest = &check->manifests[i];
        strong |= !manifest->of_tags && manifest->kind > DIGEST_SHA1;
        if (!manifest->of_tags) {
            buf_add_format(&names, "%s%s", names.len ? ", " : "",
                           digest_kind_name(manifest->kind));
        }
    }
    struct proof proof = {
        .kind = PROOF_CHECKSUMS,
        .holds = lists_hold(check->checked),
        .by = arena_take(check->arena, &names),
        .proves = STR("no listed file was changed or lost and none added since the lists "
                      "were written"),
        .not_proved = strong ? "who wrote them and when: whoever changes a file can write "
                               "its line anew"
                             : "much: files of the same MD5 or SHA-1 can be made",
    };
    if (check->manifest_count) {
        proof_add(check->arena, check->checked, proof);
    }
}

bool check_sums(struct check *check)
{
    struct digester *digester = digester_new(check->scratch, (struct digests){0});
    bool ok = digester != NULL;
    for (size_t i = 0; i < check->count && ok; i++) {
        unsigned bits = kinds_of(check, i);
        check_lists(check, i, bits);
        ok = (bits == 0 && !bag_is_zip(check->bag)) || sum_file(check, i, bits, digester);
    }
    check_outside_top(check);
    add_proof(check);
    return ok || (!digester && report_out_of_memory(check->report));
}
