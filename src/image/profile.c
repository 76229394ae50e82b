/* ICC profiles of pictures (ICC.1:2010, 7.2): where a wide one is left out, a photograph is
 * dull. Only the header is looked at, as PDF/A asks (ISO 19005-3, 6.2.4.2). */
#include "image/decode.h"

#define HEADER_BYTES 128
#define PROFILE_BYTES_LIMIT ((size_t)1 << 20)

static bool is_at(struct str icc, size_t at, const char *name)
{
    return str_is(str_sub(icc, at, at + 4), name);
}

static size_t declared_size(struct str icc)
{
    size_t size = 0;
    for (size_t i = 0; i < 4; i++) {
        size = size << 8 | (unsigned char)icc.ptr[i];
    }
    return size;
}

/* By its name, in the texts of either version of profiles. */
static bool is_srgb(struct str icc)
{
    return str_find(icc, STR("sRGB"), 0) != STR_NONE ||
           str_find(icc, STR("s\0R\0G\0B"), 0) != STR_NONE;
}

struct str profile_check(struct str icc, uint8_t components)
{
    struct str none = {0};
    if (icc.len <= HEADER_BYTES || icc.len > PROFILE_BYTES_LIMIT ||
        declared_size(icc) != icc.len || !is_at(icc, 36, "acsp")) {
        return none;
    }
    bool device = is_at(icc, 12, "mntr") || is_at(icc, 12, "scnr") ||
                  is_at(icc, 12, "prtr") || is_at(icc, 12, "spac");
    bool version = icc.ptr[8] == 2 || icc.ptr[8] == 4;
    bool colors = is_at(icc, 16, components == 1 ? "GRAY" : "RGB ");
    return device && version && colors && !is_srgb(icc) ? icc : none;
}
