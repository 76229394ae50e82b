/* Hosts as browsers write them (URL Standard, 3.5): escapes decoded, names in other scripts
 * as punycode by ICU, and none with what no host may hold. ASCII names stay as they are. */
#include "base/memory_watch.h"
#include "base/path.h"
#include "site/address.h"

#include <unicode/uidna.h>

#define HOST_LIMIT 1024

/* What the standard lets pass: it asks for no length, and hyphens may stand anywhere. */
#define PASSED_ERRORS                                                                      \
    (UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |                                \
     UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |                       \
     UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4)

static bool to_ascii(struct arena *arena, struct str name, struct str *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char ascii[HOST_LIMIT];
    if (name.len >= HOST_LIMIT / 4) {
        return false;
    }
    int32_t len;
    unsigned runs = 0;
    do {
        memory_watch_begin();
        status = U_ZERO_ERROR;
        UIDNA *idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                          UIDNA_NONTRANSITIONAL_TO_ASCII,
                                      &status);
        len = uidna_nameToASCII_UTF8(idna, name.ptr, (int32_t)name.len, ascii, HOST_LIMIT,
                                     &info, &status);
        uidna_close(idna);
    } while (memory_watch_again(&runs));
    arena->failed |= memory_watch_failed();
    *out = U_SUCCESS(status) ? arena_str(arena, str_make(ascii, (size_t)len)) : name;
    return U_SUCCESS(status) && (info.errors & ~(uint32_t)PASSED_ERRORS) == 0;
}

static bool has_only_safe_bytes(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (c <= ' ' || c == 0x7F || ascii_set_has("#/:<>?@[\\]^|%", (char)c)) {
            return false;
        }
    }
    return true;
}

/* "[2001:db8::1]": what it says in detail is the network's business. */
static bool is_ip6(struct str host)
{
    bool ok = host.len > 4 && str_starts(host, "[") && str_ends(host, "]");
    for (size_t i = 1; ok && i + 1 < host.len; i++) {
        char c = host.ptr[i];
        ok = ascii_is_digit(c) || c == ':' || c == '.' ||
             (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
    }
    return ok;
}

bool host_write(struct arena *arena, struct str host, struct str *out)
{
    *out = host;
    if (str_starts(host, "[")) {
        return is_ip6(host);
    }
    struct str name = path_percent_decode(arena, host);
    if (!str_is_ascii(name)) {
        if (!to_ascii(arena, name, out)) {
            return false;
        }
    } else {
        *out = name;
    }
    return out->len > 0 && has_only_safe_bytes(*out);
}
