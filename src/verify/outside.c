/* What lies beside a file and proves something of it: NAME.minisig, a signature in
 * minisign's format, and NAME.tsr, a time stamp. Each is told with what it leaves open. The
 * file is read once for all of them. */
#include "verify/parts.h"

#include "base/data_address.h"
#include "base/date.h"
#include "base/reading.h"
#include "base/unread.h"
#include "verify/crypto.h"

#define SIGNATURE_FILE_LIMIT ((size_t)64 << 10)
#define STAMP_FILE_LIMIT ((size_t)1 << 20)
#define CERTIFICATES_LIMIT ((size_t)4 << 20)
#define LEGACY_LIMIT ((size_t)256 << 20) /* signed as a whole, so held as a whole */
#define KEY_ID_BYTES 8
#define STEP_BYTES ((size_t)256 << 10)

struct keys {
    bool has_key;
    uint8_t id[KEY_ID_BYTES], key[ED25519_KEY_BYTES];
    struct str pem; /* empty: none */
};

/* Keys */

static bool decode(struct arena *arena, struct str text, size_t want, struct str *out)
{
    struct buf bytes = {.kept_in = arena};
    bool ok = base64_decode(&bytes, str_trim(text)) && bytes.len == want;
    *out = arena_take(arena, &bytes);
    return ok;
}

#define KEY_BYTES (2 + KEY_ID_BYTES + ED25519_KEY_BYTES)

static bool read_key(struct arena *arena, struct str text, struct keys *out)
{
    struct str bytes;
    if (!decode(arena, text, KEY_BYTES, &bytes) || !str_starts(bytes, "Ed")) {
        return false;
    }
    memcpy(out->id, bytes.ptr + 2, KEY_ID_BYTES);
    memcpy(out->key, bytes.ptr + 2 + KEY_ID_BYTES, ED25519_KEY_BYTES);
    out->has_key = true;
    return true;
}

static struct str line_at(struct str text, size_t index)
{
    for (size_t end; index > 0; index--) {
        end = str_find_byte(text, '\n', 0);
        text = end == STR_NONE ? (struct str){0} : str_skip(text, end + 1);
    }
    size_t end = str_find_byte(text, '\n', 0);
    struct str line = str_sub(text, 0, end == STR_NONE ? text.len : end);
    return str_ends(line, "\r") ? str_sub(line, 0, line.len - 1) : line;
}

/* What the caller named is read, or it is told why not. */
static bool read_named(struct arena *arena, const char *what, const char *path,
                       size_t limit_bytes, struct str *out, struct report *report)
{
    enum file_status status = file_read_path(arena, path, limit_bytes, out);
    return status == FILE_OK || unread_tell(&(struct unread){.code = "verify-key",
                                                             .what = what,
                                                             .path = str_from(path),
                                                             .asked = true},
                                            status, report);
}

static bool holds_else(const char *what, const char *path, const char *why,
                       struct report *report)
{
    report_request_error(report, (struct place){0}, "verify-key", "%s '%s': %s", what, path,
                         why);
    return false;
}

/* The key itself, or a file whose last line it is. */
static bool take_key(struct arena *arena, const char *key, struct keys *out,
                     struct report *report)
{
    struct str text;
    if (read_key(arena, str_from(key), out)) {
        return true;
    }
    if (!read_named(arena, "the key", key, SIGNATURE_FILE_LIMIT, &text, report)) {
        return false;
    }
    bool commented = str_starts(text, "untrusted comment:");
    return read_key(arena, line_at(text, commented ? 1 : 0), out) ||
           holds_else("no key of minisign's:", key, "it holds something else", report);
}

bool keys_read(struct arena *arena, const struct verify_options *options, struct keys **out,
               struct report *report)
{
    struct keys *keys = ARENA_NEW(arena, struct keys);
    *out = keys;
    if (!keys) {
        return report_out_of_memory(report);
    }
    if (options->authority && !read_named(arena, "the certificates", options->authority,
                                          CERTIFICATES_LIMIT, &keys->pem, report)) {
        return false;
    }
    if (options->authority &&
        str_find(keys->pem, STR("-----BEGIN CERTIFICATE-----"), 0) == STR_NONE) {
        return holds_else("no certificates:", options->authority, "it holds none in PEM",
                          report);
    }
    return !options->key || take_key(arena, options->key, keys, report);
}

bool keys_are_given(const struct keys *keys)
{
    return keys->has_key || keys->pem.len > 0;
}

/* The file, once */

struct sums {
    struct arena *scratch;
    struct crypto *crypto; /* NULL: not loaded */
    bool blake2b;
    uint8_t sha256[SHA256_BYTES], sha384[48], sha512[SHA512_BYTES],
        blake2b512[BLAKE2B_BYTES];
};

static enum file_status read_sums(const char *path, struct digests wanted,
                                  struct sums *sums)
{
    struct file_reading reading;
    struct digester *digester = digester_new(sums->scratch, wanted);
    char *block = ARENA_ARRAY(sums->scratch, char, STEP_BYTES);
    enum file_status status =
        digester && block ? reading_open_path(&reading, path) : FILE_NO_MEMORY;
    if (status != FILE_OK) {
        return status;
    }
    size_t got = STEP_BYTES;
    for (uint64_t at = 0; status == FILE_OK && got == STEP_BYTES; at += got) {
        status = reading_at(&reading, at, block, STEP_BYTES, &got);
        digester_add(digester, str_make(block, got));
        if (sums->blake2b) {
            crypto_blake2b_add(sums->crypto, str_make(block, got));
        }
    }
    reading_close(&reading);
    digester_finish(digester);
    bool hashed = !sums->blake2b || crypto_blake2b_finish(sums->crypto, sums->blake2b512);
    return status == FILE_OK && !hashed ? FILE_NO_MEMORY : status;
}

/* Signatures */

struct signature {
    bool there, whole; /* there is a file, and it is a signature */
    bool prehashed, of_key;
    struct str id; /* as minisign shows it */
    struct str bytes, comment, global;
};

static void refuse(struct arena *arena, struct checked *checked, enum finding_class class,
                   const char *path, const char *why)
{
    finding_add(arena, checked, class, true, (struct told){.path = str_from(path)}, "%s",
                why);
}

static struct str id_text(struct arena *arena, const char *id)
{
    struct buf out = {.kept_in = arena};
    for (size_t i = KEY_ID_BYTES; i > 0; i--) {
        buf_add_format(&out, "%02X", (unsigned)(unsigned char)id[i - 1]);
    }
    return arena_take(arena, &out);
}

static void read_signature(struct arena *arena, const struct keys *keys, struct str text,
                           struct signature *out)
{
    static const char trusted[] = "trusted comment: ";
    struct str packed, comment = line_at(text, 2);
    bool ok = str_starts(text, "untrusted comment:") &&
              decode(arena, line_at(text, 1), 2 + KEY_ID_BYTES + ED25519_SIGNATURE_BYTES,
                     &packed) &&
              packed.ptr[0] == 'E' && (packed.ptr[1] == 'D' || packed.ptr[1] == 'd') &&
              str_starts(comment, trusted) &&
              decode(arena, line_at(text, 3), ED25519_SIGNATURE_BYTES, &out->global);
    if (ok) {
        out->whole = true;
        out->prehashed = packed.ptr[1] == 'D';
        out->id = id_text(arena, packed.ptr + 2);
        out->of_key = keys->has_key && memcmp(packed.ptr + 2, keys->id, KEY_ID_BYTES) == 0;
        out->bytes = str_skip(packed, 2 + KEY_ID_BYTES);
        out->comment = str_skip(comment, strlen(trusted));
    }
}

/* Gives false. */
static bool read_failed(const char *path, enum file_status status, struct report *report)
{
    return unread_tell(&(struct unread){.code = "verify-path", .path = str_from(path)},
                       status, report);
}

/* What lies beside the file, or that it does not. False: the system fails; reported. */
static bool read_beside(struct arena *arena, const char *path, size_t limit_bytes,
                        struct str *out, enum file_status *status, struct report *report)
{
    *status = file_read_path(arena, path, limit_bytes, out);
    bool failed = *status == FILE_UNREADABLE || *status == FILE_NO_MEMORY;
    return !failed || read_failed(path, *status, report);
}

/* False: the system fails; reported. */
static bool find_signature(struct arena *arena, const char *path, const struct keys *keys,
                           struct checked *checked, struct signature *out,
                           struct report *report)
{
    struct str text;
    enum file_status status;
    *out = (struct signature){0};
    if (!read_beside(arena, path, SIGNATURE_FILE_LIMIT, &text, &status, report)) {
        return false;
    }
    out->there = status != FILE_ABSENT;
    if (status == FILE_OK) {
        read_signature(arena, keys, text, out);
    }
    if (!out->there && keys->has_key) {
        refuse(arena, checked, FINDING_SIGNATURE, path, "there is no signature to look at");
    } else if (out->there && !out->whole) {
        refuse(arena, checked, FINDING_SIGNATURE, path,
               status == FILE_OK ? "it is no signature of minisign's"
                                 : file_status_text(status));
    } else if (out->there && !keys->has_key) {
        finding_add(arena, checked, FINDING_SIGNATURE, false,
                    (struct told){.path = str_from(path)},
                    "a signature by the key %.*s, not looked at: --key names the key",
                    STR_ARG(out->id));
    } else if (out->there && !out->of_key) {
        finding_add(arena, checked, FINDING_SIGNATURE, true,
                    (struct told){.path = str_from(path), .found = out->id},
                    "it was signed by another key");
    }
    return true;
}

/* What was signed: the file's digest, or in old ones the file; then that and the comment.
 */
static bool is_signed(struct arena *arena, struct str message, const struct keys *keys,
                      const struct signature *signature, const struct sums *sums)
{
    struct buf global = {.kept_in = arena};
    const uint8_t *bytes = (const uint8_t *)signature->bytes.ptr;
    buf_add(&global, signature->bytes);
    buf_add(&global, signature->comment);
    bool good = crypto_ed25519_verify(sums->crypto, keys->key, message, bytes) &&
                crypto_ed25519_verify(sums->crypto, keys->key, buf_str(&global),
                                      (const uint8_t *)signature->global.ptr);
    buf_clear(&global);
    return good;
}

/* False: the file cannot be read again; reported. */
static bool check_signature(struct arena *arena, const char *path, const char *beside,
                            const struct keys *keys, const struct signature *signature,
                            const struct sums *sums, struct checked *checked,
                            struct report *report)
{
    struct str message = str_make((const char *)sums->blake2b512, BLAKE2B_BYTES);
    enum file_status status =
        signature->prehashed ? FILE_OK
                             : file_read_path(sums->scratch, path, LEGACY_LIMIT, &message);
    if (status != FILE_OK && status != FILE_TOO_LARGE) {
        return read_failed(path, status, report);
    }
    bool good = status == FILE_OK && is_signed(arena, message, keys, signature, sums);
    if (!good) {
        refuse(
            arena, checked, FINDING_SIGNATURE, beside,
            status == FILE_OK
                ? "it is not of this file: the file, the signature or its comment was "
                  "changed"
                : "the file is too large for a signature of this old form to be looked at");
    }
    proof_add(
        arena, checked,
        (struct proof){
            .kind = PROOF_SIGNATURE,
            .holds = good,
            .by = arena_format(arena, "key %.*s", STR_ARG(signature->id)),
            .proves = arena_format(arena,
                                   "whoever holds that key signed these very bytes, and "
                                   "wrote '%.*s' with it",
                                   STR_ARG(signature->comment)),
            .not_proved = "whose key it is, when it was used, and that the site showed "
                          "this",
        });
    return true;
}

/* Time stamps */

struct stamp_file {
    bool there, read;
    struct str bytes;
    struct stamp stamp;
};

/* False: the system fails; reported. */
static bool find_stamp(struct arena *arena, const char *path, const struct keys *keys,
                       struct checked *checked, struct stamp_file *out,
                       struct report *report)
{
    enum file_status status;
    *out = (struct stamp_file){0};
    if (!read_beside(arena, path, STAMP_FILE_LIMIT, &out->bytes, &status, report)) {
        return false;
    }
    out->there = status != FILE_ABSENT;
    out->read = status == FILE_OK;
    if (!out->there && keys->pem.len) {
        refuse(arena, checked, FINDING_TIME_STAMP, path,
               "there is no time stamp to look at");
    } else if (out->there && !out->read) {
        refuse(arena, checked, FINDING_TIME_STAMP, path, file_status_text(status));
    } else if (out->there && !keys->pem.len) {
        finding_add(
            arena, checked, FINDING_TIME_STAMP, false,
            (struct told){.path = str_from(path)},
            "a time stamp, not looked at: --tsa names the authority's certificates");
    }
    return true;
}

/* "2026-11-27 14:30:00 UTC" */
static struct str time_text(struct arena *arena, int64_t seconds)
{
    struct str text = date_text(arena, seconds, 0);
    return arena_format(arena, "%.*s UTC", STR_ARG(str_sub(text, 0, 19)));
}

static const char *refuse_stamp(struct arena *arena, const struct keys *keys,
                                const struct stamp_file *file, const struct sums *sums)
{
    const struct stamp *stamp = &file->stamp;
    const uint8_t *digest = str_is(str_from(stamp->digest), "sha256")   ? sums->sha256
                            : str_is(str_from(stamp->digest), "sha384") ? sums->sha384
                                                                        : sums->sha512;
    size_t len = digest == sums->sha256   ? SHA256_BYTES
                 : digest == sums->sha384 ? sizeof sums->sha384
                                          : SHA512_BYTES;
    if (!stamp->digest) {
        return "it is of a digest other than SHA-256, SHA-384 and SHA-512";
    }
    if (!str_eq(stamp->imprint, str_make((const char *)digest, len))) {
        return "it is of another file, or the file was changed";
    }
    return crypto_stamp_refuse(arena, sums->crypto, file->bytes, stamp, keys->pem);
}

static void check_stamp(struct arena *arena, const char *beside, const struct keys *keys,
                        const struct stamp_file *file, const struct sums *sums,
                        struct checked *checked)
{
    const char *fault = refuse_stamp(arena, keys, file, sums);
    struct str time = time_text(arena, file->stamp.time);
    if (fault) {
        refuse(arena, checked, FINDING_TIME_STAMP, beside, fault);
    }
    proof_add(arena, checked,
              (struct proof){
                  .kind = PROOF_TIME_STAMP,
                  .holds = !fault,
                  .by = file->stamp.authority.len ? file->stamp.authority
                                                  : STR("an authority without a name"),
                  .proves = arena_format(arena, "these very bytes existed on %.*s",
                                         STR_ARG(time)),
                  .not_proved = "who made them, that the site showed them, and that the "
                                "authority's certificate was not revoked",
              });
}

/* Both */

struct beside {
    const char *signature_path, *stamp_path;
    struct signature signature;
    struct stamp_file stamp;
    bool looks_at_signature, looks_at_stamp;
};

/* False: reported. */
static bool find_beside(struct arena *arena, const char *path, const struct keys *keys,
                        struct checked *checked, struct beside *out, struct report *report)
{
    out->signature_path = arena_format(arena, "%s.minisig", path).ptr;
    out->stamp_path = arena_format(arena, "%s.tsr", path).ptr;
    if (!out->signature_path || !out->stamp_path) {
        return report_out_of_memory(report);
    }
    bool found = find_signature(arena, out->signature_path, keys, checked, &out->signature,
                                report) &&
                 find_stamp(arena, out->stamp_path, keys, checked, &out->stamp, report);
    out->looks_at_signature = out->signature.whole && out->signature.of_key;
    out->looks_at_stamp = out->stamp.read && keys->pem.len;
    return found;
}

/* Loads the library where there is something to look at. False: reported. */
static bool prepare(struct arena *arena, struct beside *beside, struct sums *sums,
                    struct checked *checked, struct report *report)
{
    if (!beside->looks_at_signature && !beside->looks_at_stamp) {
        return true;
    }
    sums->crypto = crypto_open(sums->scratch, report);
    if (!sums->crypto) {
        return false;
    }
    if (beside->looks_at_stamp &&
        !crypto_stamp_read(arena, sums->crypto, beside->stamp.bytes,
                           &beside->stamp.stamp)) {
        refuse(arena, checked, FINDING_TIME_STAMP, beside->stamp_path,
               "it is no time stamp of RFC 3161");
        beside->looks_at_stamp = false;
    }
    sums->blake2b = beside->looks_at_signature && beside->signature.prehashed;
    return !sums->blake2b || crypto_blake2b_begin(sums->crypto) ||
           report_out_of_memory(report);
}

static bool check_beside(struct arena *arena, const char *path, const struct keys *keys,
                         bool wants_sha512, struct beside *beside, struct sums *sums,
                         struct checked *checked, struct report *report)
{
    struct digests wanted = {.sha256 = beside->looks_at_stamp ? sums->sha256 : NULL,
                             .sha384 = beside->looks_at_stamp ? sums->sha384 : NULL,
                             .sha512 = beside->looks_at_stamp || wants_sha512 ? sums->sha512
                                                                              : NULL};
    enum file_status status = read_sums(path, wanted, sums);
    if (status != FILE_OK) {
        return read_failed(path, status, report);
    }
    if (wants_sha512) {
        struct buf hex = {.kept_in = arena};
        digest_add_hex(&hex, sums->sha512, SHA512_BYTES);
        checked->sha512 = arena_take(arena, &hex);
    }
    if (beside->looks_at_signature &&
        !check_signature(arena, path, beside->signature_path, keys, &beside->signature,
                         sums, checked, report)) {
        return false;
    }
    if (beside->looks_at_stamp) {
        check_stamp(arena, beside->stamp_path, keys, &beside->stamp, sums, checked);
    }
    return true;
}

bool check_outside(struct arena *arena, const char *path, const struct keys *keys,
                   bool wants_sha512, struct checked *checked, struct report *report)
{
    struct arena scratch;
    struct beside beside = {0};
    arena_init_within(&scratch, 0, arena->budget);
    struct sums sums = {.scratch = &scratch};
    bool ok = find_beside(arena, path, keys, checked, &beside, report) &&
              prepare(arena, &beside, &sums, checked, report);
    bool reads = wants_sha512 || beside.looks_at_signature || beside.looks_at_stamp;
    ok = ok && (!reads || check_beside(arena, path, keys, wants_sha512, &beside, &sums,
                                       checked, report));
    crypto_close(sums.crypto);
    arena_clear(&scratch);
    return ok && (!arena_failed(arena) || report_out_of_memory(report));
}
