/* ICC profiles of pictures (ICC.1:2010, 7.2): where a wide one is left out, a photograph is
 * dull. Only the header is looked at, as PDF/A asks (ISO 19005-3, 6.2.4.2). */
#include "base/icc_header.h"
#include "image/decode.h"

#define PROFILE_BYTES_LIMIT ((size_t)1 << 20)

/* By its name, in the texts of either version of profiles. */
static bool is_srgb(struct str icc)
{
    return str_find(icc, STR("sRGB"), 0) != STR_NONE ||
           str_find(icc, STR("s\0R\0G\0B"), 0) != STR_NONE;
}

struct str profile_check(struct str icc, uint8_t components)
{
    static const char *const devices[] = {"mntr", "scnr", "prtr", "spac"};
    bool fits = icc.len <= PROFILE_BYTES_LIMIT && icc_is_of_pdf(icc) &&
                icc_has_its_size(icc) &&
                icc_says(icc, ICC_COLOURS, components == 1 ? "GRAY" : "RGB ");
    bool device = false;
    for (size_t i = 0; fits && i < sizeof devices / sizeof devices[0]; i++) {
        device = device || icc_says(icc, ICC_DEVICE, devices[i]);
    }
    return device && !is_srgb(icc) ? icc : (struct str){0};
}
