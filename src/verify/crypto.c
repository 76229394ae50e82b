/* The only file that knows libcrypto. Its functions are looked up by name, so that a run
 * without a proof neither loads it nor needs it installed. It is not unloaded: it has
 * handed functions of its own to the process's end. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "verify/crypto.h"

#include "base/date.h"

#include <dlfcn.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/opensslv.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <stddef.h>

#define TEXT_OF(number) #number
#define NAME_WITH(number) "libcrypto.so." TEXT_OF(number)
#define LIBRARY_NAME NAME_WITH(OPENSSL_SHLIB_VERSION)

#define CALLS(X)                                                                           \
    X(int, OPENSSL_init_crypto, (uint64_t, const OPENSSL_INIT_SETTINGS *))                 \
    X(EVP_PKEY *, EVP_PKEY_new_raw_public_key,                                             \
      (int, ENGINE *, const unsigned char *, size_t))                                      \
    X(void, EVP_PKEY_free, (EVP_PKEY *))                                                   \
    X(EVP_MD_CTX *, EVP_MD_CTX_new, (void))                                                \
    X(void, EVP_MD_CTX_free, (EVP_MD_CTX *))                                               \
    X(int, EVP_DigestVerifyInit,                                                           \
      (EVP_MD_CTX *, EVP_PKEY_CTX **, const EVP_MD *, ENGINE *, EVP_PKEY *))               \
    X(int, EVP_DigestVerify,                                                               \
      (EVP_MD_CTX *, const unsigned char *, size_t, const unsigned char *, size_t))        \
    X(const EVP_MD *, EVP_blake2b512, (void))                                              \
    X(int, EVP_DigestInit_ex, (EVP_MD_CTX *, const EVP_MD *, ENGINE *))                    \
    X(int, EVP_DigestUpdate, (EVP_MD_CTX *, const void *, size_t))                         \
    X(int, EVP_DigestFinal_ex, (EVP_MD_CTX *, unsigned char *, unsigned *))                \
    X(TS_RESP *, d2i_TS_RESP, (TS_RESP **, const unsigned char **, long))                  \
    X(void, TS_RESP_free, (TS_RESP *))                                                     \
    X(TS_TST_INFO *, TS_RESP_get_tst_info, (TS_RESP *))                                    \
    X(PKCS7 *, TS_RESP_get_token, (TS_RESP *))                                             \
    X(TS_MSG_IMPRINT *, TS_TST_INFO_get_msg_imprint, (TS_TST_INFO *))                      \
    X(const ASN1_GENERALIZEDTIME *, TS_TST_INFO_get_time, (const TS_TST_INFO *))           \
    X(X509_ALGOR *, TS_MSG_IMPRINT_get_algo, (TS_MSG_IMPRINT *))                           \
    X(ASN1_OCTET_STRING *, TS_MSG_IMPRINT_get_msg, (TS_MSG_IMPRINT *))                     \
    X(void, X509_ALGOR_get0,                                                               \
      (const ASN1_OBJECT **, int *, const void **, const X509_ALGOR *))                    \
    X(int, OBJ_obj2nid, (const ASN1_OBJECT *))                                             \
    X(const unsigned char *, ASN1_STRING_get0_data, (const ASN1_STRING *))                 \
    X(int, ASN1_STRING_length, (const ASN1_STRING *))                                      \
    X(int, ASN1_TIME_to_tm, (const ASN1_TIME *, struct tm *))                              \
    X(TS_VERIFY_CTX *, TS_VERIFY_CTX_new, (void))                                          \
    X(void, TS_VERIFY_CTX_free, (TS_VERIFY_CTX *))                                         \
    X(int, TS_VERIFY_CTX_set_flags, (TS_VERIFY_CTX *, int))                                \
    X(X509_STORE *, TS_VERIFY_CTX_set_store, (TS_VERIFY_CTX *, X509_STORE *))              \
    X(unsigned char *, TS_VERIFY_CTX_set_imprint,                                          \
      (TS_VERIFY_CTX *, unsigned char *, long))                                            \
    X(int, TS_RESP_verify_response, (TS_VERIFY_CTX *, TS_RESP *))                          \
    X(X509_STORE *, X509_STORE_new, (void))                                                \
    X(int, X509_STORE_add_cert, (X509_STORE *, X509 *))                                    \
    X(X509_VERIFY_PARAM *, X509_STORE_get0_param, (const X509_STORE *))                    \
    X(void, X509_VERIFY_PARAM_set_time, (X509_VERIFY_PARAM *, time_t))                     \
    X(void, X509_free, (X509 *))                                                           \
    X(X509_NAME *, X509_get_subject_name, (const X509 *))                                  \
    X(int, X509_NAME_get_text_by_NID, (const X509_NAME *, int, char *, int))               \
    X(X509 *, PEM_read_bio_X509, (BIO *, X509 **, pem_password_cb *, void *))              \
    X(BIO *, BIO_new_mem_buf, (const void *, int))                                         \
    X(int, BIO_free, (BIO *))                                                              \
    X(STACK_OF(X509) *, PKCS7_get0_signers, (PKCS7 *, STACK_OF(X509) *, int))              \
    X(void *, OPENSSL_sk_value, (const OPENSSL_STACK *, int))                              \
    X(int, OPENSSL_sk_num, (const OPENSSL_STACK *))                                        \
    X(void, OPENSSL_sk_free, (OPENSSL_STACK *))                                            \
    X(void *, CRYPTO_malloc, (size_t, const char *, int))                                  \
    X(unsigned long, ERR_get_error, (void))                                                \
    X(void, ERR_clear_error, (void))                                                       \
    X(const char *, ERR_reason_error_string, (unsigned long))

struct library {
#define MEMBER(result, name, parameters) result(*name) parameters;
    CALLS(MEMBER)
#undef MEMBER
};

struct crypto {
    struct library calls;
    EVP_MD_CTX *blake2b;
};

/* The types above are those of the headers, or this does not compile. */
#define CHECK(result, name, parameters)                                                    \
    _Static_assert(_Generic(&name, result(*) parameters: 1, default: 0),                   \
                   #name " has other types");
CALLS(CHECK)
#undef CHECK

static const struct {
    const char *name;
    size_t place;
} rows[] = {
#define ROW(result, name, parameters) {#name, offsetof(struct library, name)},
    CALLS(ROW)
#undef ROW
};

/* Loading */

static bool look_up(void *handle, struct library *out)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        void *call = dlsym(handle, rows[i].name);
        if (!call) {
            return false;
        }
        memcpy((char *)out + rows[i].place, &call, sizeof call); /* as POSIX allows */
    }
    return true;
}

struct crypto *crypto_open(struct arena *arena, struct report *report)
{
    struct crypto *crypto = ARENA_NEW(arena, struct crypto);
    if (!crypto) {
        (void)report_out_of_memory(report);
        return NULL;
    }
    void *handle = dlopen(LIBRARY_NAME, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle || !look_up(handle, &crypto->calls)) {
        const char *reason = dlerror();
        report_system_error(report, "verify-crypto",
                            "cannot load what looks at signatures and time stamps: %s",
                            reason ? reason : LIBRARY_NAME);
        return NULL;
    }
    (void)crypto->calls.OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    return crypto;
}

void crypto_close(struct crypto *crypto)
{
    if (crypto && crypto->blake2b) {
        crypto->calls.EVP_MD_CTX_free(crypto->blake2b);
        crypto->blake2b = NULL;
    }
}

/* Signatures */

bool crypto_ed25519_verify(struct crypto *crypto, const uint8_t key[ED25519_KEY_BYTES],
                           struct str message,
                           const uint8_t signature[ED25519_SIGNATURE_BYTES])
{
    const struct library *calls = &crypto->calls;
    EVP_PKEY *public =
        calls->EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, ED25519_KEY_BYTES);
    EVP_MD_CTX *context = calls->EVP_MD_CTX_new();
    bool good =
        public && context &&
        calls->EVP_DigestVerifyInit(context, NULL, NULL, NULL, public) == 1 &&
        calls->EVP_DigestVerify(context, signature, ED25519_SIGNATURE_BYTES,
                                (const unsigned char *)message.ptr, message.len) == 1;
    calls->EVP_MD_CTX_free(context);
    calls->EVP_PKEY_free(public);
    calls->ERR_clear_error();
    return good;
}

bool crypto_blake2b_begin(struct crypto *crypto)
{
    crypto_close(crypto);
    crypto->blake2b = crypto->calls.EVP_MD_CTX_new();
    return crypto->blake2b &&
           crypto->calls.EVP_DigestInit_ex(crypto->blake2b, crypto->calls.EVP_blake2b512(),
                                           NULL) == 1;
}

void crypto_blake2b_add(struct crypto *crypto, struct str bytes)
{
    (void)crypto->calls.EVP_DigestUpdate(crypto->blake2b, bytes.ptr, bytes.len);
}

bool crypto_blake2b_finish(struct crypto *crypto, uint8_t out[BLAKE2B_BYTES])
{
    unsigned len = 0;
    return crypto->calls.EVP_DigestFinal_ex(crypto->blake2b, out, &len) == 1 &&
           len == BLAKE2B_BYTES;
}

/* Time stamps */

static TS_RESP *read_response(struct crypto *crypto, struct str bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    TS_RESP *response = bytes.len < INT32_MAX
                            ? crypto->calls.d2i_TS_RESP(NULL, &at, (long)bytes.len)
                            : NULL;
    crypto->calls.ERR_clear_error();
    return response;
}

static const char *name_of_digest(int nid)
{
    return nid == NID_sha256   ? "sha256"
           : nid == NID_sha384 ? "sha384"
           : nid == NID_sha512 ? "sha512"
                               : NULL;
}

static struct str name_signer(struct arena *arena, struct crypto *crypto, PKCS7 *token)
{
    const struct library *calls = &crypto->calls;
    char name[256];
    STACK_OF(X509) *signers = token ? calls->PKCS7_get0_signers(token, NULL, 0) : NULL;
    OPENSSL_STACK *stack = (OPENSSL_STACK *)signers;
    X509 *signer = stack && calls->OPENSSL_sk_num(stack) > 0
                       ? calls->OPENSSL_sk_value(stack, 0)
                       : NULL;
    int len = signer
                  ? calls->X509_NAME_get_text_by_NID(calls->X509_get_subject_name(signer),
                                                     NID_commonName, name, sizeof name)
                  : 0;
    calls->OPENSSL_sk_free(stack);
    return len > 0 ? arena_str(arena, str_make(name, (size_t)len)) : (struct str){0};
}

static bool fill_stamp(struct arena *arena, struct crypto *crypto, TS_RESP *response,
                       struct stamp *out)
{
    const struct library *calls = &crypto->calls;
    TS_TST_INFO *info = calls->TS_RESP_get_tst_info(response);
    TS_MSG_IMPRINT *imprint = info ? calls->TS_TST_INFO_get_msg_imprint(info) : NULL;
    const ASN1_GENERALIZEDTIME *time = info ? calls->TS_TST_INFO_get_time(info) : NULL;
    struct tm when;
    if (!imprint || !time || calls->ASN1_TIME_to_tm(time, &when) != 1) {
        return false;
    }
    const ASN1_OBJECT *algorithm = NULL;
    const ASN1_OCTET_STRING *digest = calls->TS_MSG_IMPRINT_get_msg(imprint);
    calls->X509_ALGOR_get0(&algorithm, NULL, NULL, calls->TS_MSG_IMPRINT_get_algo(imprint));
    out->digest = name_of_digest(calls->OBJ_obj2nid(algorithm));
    out->imprint =
        arena_str(arena, str_make((const char *)calls->ASN1_STRING_get0_data(digest),
                                  (size_t)calls->ASN1_STRING_length(digest)));
    out->time = date_seconds(when.tm_year + 1900, when.tm_mon + 1, when.tm_mday) +
                when.tm_hour * 3600 + when.tm_min * 60 + when.tm_sec;
    out->authority = name_signer(arena, crypto, calls->TS_RESP_get_token(response));
    return true;
}

bool crypto_stamp_read(struct arena *arena, struct crypto *crypto, struct str bytes,
                       struct stamp *out)
{
    *out = (struct stamp){0};
    TS_RESP *response = read_response(crypto, bytes);
    bool ok = response && fill_stamp(arena, crypto, response, out);
    crypto->calls.TS_RESP_free(response);
    crypto->calls.ERR_clear_error();
    return ok;
}

/* All certificates of the text, one after the other, at the time that is told. */
static X509_STORE *make_store(struct crypto *crypto, struct str pem, int64_t time)
{
    const struct library *calls = &crypto->calls;
    BIO *text = calls->BIO_new_mem_buf(pem.ptr, (int)pem.len);
    X509_STORE *store = calls->X509_STORE_new();
    X509 *certificate = NULL;
    while (text && store &&
           (certificate = calls->PEM_read_bio_X509(text, NULL, NULL, NULL))) {
        (void)calls->X509_STORE_add_cert(store, certificate);
        calls->X509_free(certificate);
    }
    if (store) {
        calls->X509_VERIFY_PARAM_set_time(calls->X509_STORE_get0_param(store),
                                          (time_t)time);
    }
    calls->BIO_free(text);
    calls->ERR_clear_error();
    return store;
}

static bool set_context(struct crypto *crypto, TS_VERIFY_CTX *context,
                        const struct stamp *stamp, struct str pem)
{
    const struct library *calls = &crypto->calls;
    unsigned char *imprint =
        calls->CRYPTO_malloc(stamp->imprint.len + 1, __FILE__, __LINE__);
    X509_STORE *store = make_store(crypto, pem, stamp->time);
    if (imprint) {
        memcpy(imprint, stamp->imprint.ptr, stamp->imprint.len);
        /* both are the context's from here on */
        (void)calls->TS_VERIFY_CTX_set_imprint(context, imprint, (long)stamp->imprint.len);
    }
    (void)calls->TS_VERIFY_CTX_set_store(context, store);
    (void)calls->TS_VERIFY_CTX_set_flags(context, TS_VFY_VERSION | TS_VFY_IMPRINT |
                                                      TS_VFY_SIGNATURE);
    return imprint && store;
}

const char *crypto_stamp_refuse(struct arena *arena, struct crypto *crypto,
                                struct str bytes, const struct stamp *stamp, struct str pem)
{
    const struct library *calls = &crypto->calls;
    TS_RESP *response = read_response(crypto, bytes);
    TS_VERIFY_CTX *context = calls->TS_VERIFY_CTX_new();
    bool good = response && context && set_context(crypto, context, stamp, pem) &&
                calls->TS_RESP_verify_response(context, response) == 1;
    unsigned long error = good ? 0 : calls->ERR_get_error();
    const char *reason = error ? calls->ERR_reason_error_string(error) : NULL;
    reason =
        good ? NULL : arena_cstr(arena, str_from(reason ? reason : "no reason is given"));
    if (context) {
        calls->TS_VERIFY_CTX_free(context);
    }
    calls->TS_RESP_free(response);
    calls->ERR_clear_error();
    return reason;
}
