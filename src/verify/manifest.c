/* Manifests (RFC 8493, 2.1.3 and 2.2.1): a digest for each file that they list, kept beside
 * the files in their order. */
#include "verify/parts.h"

#include "base/fold.h"

static const struct {
    const char *name;
    size_t bytes;
} kinds[] = {
    [DIGEST_MD5] = {"md5", 16},       [DIGEST_SHA1] = {"sha1", 20},
    [DIGEST_SHA224] = {"sha224", 28}, [DIGEST_SHA256] = {"sha256", SHA256_BYTES},
    [DIGEST_SHA384] = {"sha384", 48}, [DIGEST_SHA512] = {"sha512", SHA512_BYTES},
};

size_t digest_kind_bytes(enum digest_kind kind)
{
    return kinds[kind].bytes;
}

const char *digest_kind_name(enum digest_kind kind)
{
    return kinds[kind].name;
}

/* Names */

/* "sha256" of "manifest-sha256.txt"; empty: it is none. */
static struct str algorithm_of(struct str name, bool *of_tags)
{
    static const char tags[] = "tagmanifest-", payload[] = "manifest-";
    *of_tags = str_starts(name, tags);
    const char *prefix = *of_tags ? tags : payload;
    if (!str_starts(name, prefix) || !str_ends(name, ".txt") ||
        name.len <= strlen(prefix) + strlen(".txt")) {
        return (struct str){0};
    }
    return str_sub(name, strlen(prefix), name.len - strlen(".txt"));
}

/* Letters and digits count alone: "SHA-256" is what others write. */
static bool find_kind(struct str algorithm, enum digest_kind *kind)
{
    char bare[16];
    size_t len = 0;
    for (size_t i = 0; i < algorithm.len && len < sizeof bare; i++) {
        if (ascii_is_alnum(algorithm.ptr[i])) {
            bare[len++] = ascii_lower(algorithm.ptr[i]);
        }
    }
    for (size_t i = 0; i < DIGEST_KIND_COUNT; i++) {
        if (str_is(str_make(bare, len), kinds[i].name)) {
            *kind = (enum digest_kind)i;
            return true;
        }
    }
    return false;
}

/* Places */

size_t manifest_slot(const struct check *check, const struct manifest *manifest,
                     size_t file)
{
    bool payload = file >= check->payload_at && file < check->payload_end;
    if (payload == manifest->of_tags) {
        return SIZE_MAX;
    }
    return payload                    ? file - check->payload_at
           : file < check->payload_at ? file
                                      : file - (check->payload_end - check->payload_at);
}

const uint8_t *manifest_digest(const struct check *check, const struct manifest *manifest,
                               size_t file)
{
    size_t slot = manifest_slot(check, manifest, file);
    return slot != SIZE_MAX && manifest->marks[slot] & MARK_LISTED
               ? manifest->digests + slot * kinds[manifest->kind].bytes
               : NULL;
}

/* Lines */

struct list {
    struct check *check;
    struct manifest *manifest;
    size_t listed;
};

static void tell(const struct list *list, bool error, struct str path, const char *format,
                 size_t number)
{
    struct check *check = list->check;
    struct buf text = {.kept_in = check->scratch};
    buf_add_format(&text, "line %zu %s", number, format);
    if (path.len) {
        buf_add_format(&text, ": '%.*s'", STR_ARG(path));
    }
    finding_add(check->arena, check->checked, FINDING_MANIFEST, error,
                (struct told){.path = list->manifest->file->path}, "%.*s",
                STR_ARG(buf_str(&text)));
    buf_clear(&text);
}

static int hex_digit(char c)
{
    c = ascii_lower(c);
    return ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hex(struct str text, uint8_t *out, size_t len)
{
    bool ok = text.len == len * 2;
    for (size_t i = 0; i < len && ok; i++) {
        int high = hex_digit(text.ptr[i * 2]), low = hex_digit(text.ptr[i * 2 + 1]);
        ok = high >= 0 && low >= 0;
        out[i] = ok ? (uint8_t)((unsigned)high << 4 | (unsigned)low) : 0;
    }
    return ok;
}

/* %0A, %0D and %25 alone stand for what they encode. */
static struct str decoded(struct arena *arena, struct str path)
{
    static const struct {
        const char *code;
        char byte;
    } codes[] = {{"%0a", '\n'}, {"%0d", '\r'}, {"%25", '%'}};
    struct buf out = {.kept_in = arena};
    if (str_find_byte(path, '%', 0) == STR_NONE) {
        return path;
    }
    for (size_t i = 0; i < path.len;) {
        char byte = path.ptr[i];
        size_t len = 1;
        for (size_t k = 0; k < sizeof codes / sizeof codes[0]; k++) {
            if (str_eq_ignore_case(str_sub(path, i, i + 3), str_from(codes[k].code))) {
                byte = codes[k].byte;
                len = 3;
            }
        }
        buf_add_byte(&out, byte);
        i += len;
    }
    return arena_take(arena, &out);
}

static bool leads_out(struct str path)
{
    return str_starts(path, "../") || str_find(path, STR("/../"), 0) != STR_NONE ||
           str_ends(path, "/..") || path.ptr[0] == '/' || path.ptr[0] == '~' ||
           path.ptr[0] == '\\' || (path.len > 1 && path.ptr[1] == ':');
}

/* Of names beyond ASCII the index, by their letters and marks apart. */
static void fill_decomposed(struct check *check)
{
    check->decomposed = value_map_new(check->scratch);
    for (size_t i = 0; i < check->count; i++) {
        if (!str_is_ascii(check->files[i].path)) {
            (void)value_map_set(check->scratch, check->decomposed,
                                fold_decomposed(check->scratch, check->files[i].path),
                                value_integer((int64_t)i));
        }
    }
}

/* Some systems write the same letters otherwise: 'é' as one, or as 'e' and a mark. */
static const struct bag_file *find_decomposed(struct list *list, struct str path)
{
    struct check *check = list->check;
    if (str_is_ascii(path)) {
        return NULL;
    }
    if (check->decomposed.kind == VALUE_NIL) {
        fill_decomposed(check);
    }
    struct value index =
        value_get(check->decomposed, fold_decomposed(check->scratch, path));
    const struct bag_file *file =
        index.kind == VALUE_INTEGER ? &check->files[index.as.integer] : NULL;
    if (file) {
        finding_add(check->arena, check->checked, FINDING_MANIFEST, false,
                    (struct told){.path = file->path},
                    "%.*s lists it by the same letters in another form, as '%.*s'",
                    STR_ARG(list->manifest->file->path), STR_ARG(path));
    }
    return file;
}

/* As it is decoded, or as it stands: older writers encode nothing. */
static const struct bag_file *find_listed(struct list *list, struct str path)
{
    struct str plain = decoded(list->check->scratch, path);
    const struct bag_file *file = bag_find(list->check->bag, plain);
    file = file ? file : bag_find(list->check->bag, path);
    return file ? file : find_decomposed(list, plain);
}

static void tell_missing(struct list *list, struct str path, struct str digest)
{
    struct check *check = list->check;
    if (value_has(check->missing, path) || check_is_unreadable(check, path)) {
        return; /* told by another manifest, or it may lie in what is barred */
    }
    (void)value_map_set(check->scratch, check->missing, arena_str(check->scratch, path),
                        value_bool(true));
    finding_add(check->arena, check->checked, FINDING_MISSING, true,
                (struct told){.path = path, .expected = digest},
                "it is listed in %.*s, but not there%s",
                STR_ARG(list->manifest->file->path),
                is_system_file(path) ? "; an operating system's own file" : "");
}

static void list_file(struct list *list, const struct bag_file *file, struct str path,
                      const uint8_t *digest, size_t number)
{
    struct check *check = list->check;
    struct manifest *manifest = list->manifest;
    size_t bytes = kinds[manifest->kind].bytes;
    size_t slot = manifest_slot(check, manifest, (size_t)(file - check->files));
    if (slot == SIZE_MAX) {
        tell(list, true, path,
             manifest->of_tags ? "lists a file of the payload"
                               : "lists no file below data/",
             number);
        return;
    }
    uint8_t *kept = manifest->digests + slot * bytes;
    if (manifest->marks[slot] & MARK_LISTED) {
        bool same = memcmp(kept, digest, bytes) == 0;
        tell(list, !same || check->version >= 100, path,
             same ? "lists a file once more" : "lists a file again with another digest",
             number);
        return;
    }
    memcpy(kept, digest, bytes);
    manifest->marks[slot] |= MARK_LISTED;
    list->listed++;
}

/* DIGEST, white space, PATH; a '*' before the path is md5sum's. */
static bool take_line(void *data, struct str line, size_t number)
{
    struct list *list = data;
    uint8_t digest[SHA512_BYTES];
    size_t len = 0;
    while (len < line.len && line.ptr[len] != ' ' && line.ptr[len] != '\t') {
        len++;
    }
    struct str hex = str_sub(line, 0, len), path = str_skip(line, len);
    if (str_trim(line).len == 0) {
        return true;
    }
    path = str_trim_left(path);
    if (path.len > 1 && path.ptr[0] == '*') {
        path = str_skip(path, 1);
    }
    path = str_starts(path, "./") ? str_skip(path, 2) : path;
    if (path.len == 0 || !read_hex(hex, digest, kinds[list->manifest->kind].bytes)) {
        tell(list, true, (struct str){0}, "is no digest and path", number);
        return true;
    }
    if (leads_out(path)) {
        tell(list, true, path, "leads out of the bag", number);
        return true;
    }
    const struct bag_file *file = find_listed(list, path);
    if (file) {
        list_file(list, file, path, digest, number);
    } else if (!list->manifest->of_tags && !str_starts(path, "data/")) {
        tell(list, true, path, "lists no file below data/", number);
    } else {
        tell_missing(list, path, hex);
    }
    return !arena_failed(list->check->scratch);
}

/* Reading */

static bool read_one(struct check *check, struct manifest *manifest)
{
    size_t payload = check->payload_end - check->payload_at;
    manifest->count = manifest->of_tags ? check->count - payload : payload;
    manifest->digests = ARENA_ARRAY(check->scratch, uint8_t,
                                    manifest->count *kinds[manifest->kind].bytes + 1);
    manifest->marks = ARENA_ARRAY(check->scratch, unsigned char, manifest->count + 1);
    struct list list = {.check = check, .manifest = manifest};
    if (!manifest->digests || !manifest->marks) {
        return report_out_of_memory(check->report);
    }
    bool ok = tag_lines(check, manifest->file, check->encoding, take_line, &list);
    manifest->is_cut = check_is_unreadable(check, manifest->file->path);
    return ok;
}

static bool add_manifest(struct check *check, const struct bag_file *file)
{
    bool of_tags = false;
    struct str algorithm = algorithm_of(file->path, &of_tags);
    enum digest_kind kind;
    if (algorithm.len == 0) {
        return true;
    }
    if (!find_kind(algorithm, &kind)) {
        finding_add(check->arena, check->checked, FINDING_MANIFEST, false,
                    (struct told){.path = file->path},
                    "its digest '%.*s' is not known, so it is not looked at",
                    STR_ARG(algorithm));
        return true;
    }
    struct manifest *manifest = &check->manifests[check->manifest_count++];
    *manifest = (struct manifest){.file = file, .of_tags = of_tags, .kind = kind};
    return read_one(check, manifest);
}

bool manifests_read(struct check *check)
{
    size_t most = 0, payload = 0;
    bool of_tags, ok = true;
    for (size_t i = 0; i < check->count; i++) {
        most += algorithm_of(check->files[i].path, &of_tags).len > 0;
    }
    check->missing = value_map_new(check->scratch);
    check->manifests = ARENA_ARRAY(check->scratch, struct manifest, most + 1);
    for (size_t i = 0; i < check->count && ok; i++) {
        ok = check->manifests && add_manifest(check, &check->files[i]);
    }
    for (size_t i = 0; i < check->manifest_count; i++) {
        payload += !check->manifests[i].of_tags;
    }
    if (ok && payload == 0) {
        finding_add(check->arena, check->checked, FINDING_MANIFEST, true, (struct told){0},
                    "no manifest lists the payload by a digest that is known");
    }
    return ok || (!check->manifests && report_out_of_memory(check->report));
}
