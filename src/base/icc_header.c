/* A profile's size is its first number, its version the byte at 8, its mark at 36. */
#include "base/icc_header.h"

#define HEADER_BYTES 128
#define MARK 36
#define VERSION 8

bool icc_is_profile(struct str icc)
{
    return icc.len > HEADER_BYTES && icc_says(icc, MARK, "acsp");
}

bool icc_says(struct str icc, size_t at, const char *letters)
{
    return str_is(str_sub(icc, at, at + 4), letters);
}

bool icc_is_of_pdf(struct str icc)
{
    return icc_is_profile(icc) && (icc.ptr[VERSION] == 2 || icc.ptr[VERSION] == 4);
}

bool icc_has_its_size(struct str icc)
{
    size_t size = 0;
    for (size_t i = 0; icc_is_profile(icc) && i < 4; i++) {
        size = size << 8 | (unsigned char)icc.ptr[i];
    }
    return size == icc.len && size > 0;
}
