/* libzip, loaded when a zip is made: it draws in libcrypto and libbz2, a millisecond and
 * 1.8 MB which no run needs that makes no bundle, and which then stand beside the pages
 * (base/library.h). For pack.c alone. */
#ifndef OFFPRINT_BUNDLE_ZIP_LIBRARY_H
#define OFFPRINT_BUNDLE_ZIP_LIBRARY_H

#include "base/report.h"

#include <zip.h>

/* What is called of it: CALL(result, name, parameters), named as in libzip without `zip_`.
 */
#define ZIP_LIBRARY_CALLS(CALL)                                                            \
    CALL(int, close, (zip_t *))                                                            \
    CALL(void, discard, (zip_t *))                                                         \
    CALL(void, error_init, (zip_error_t *))                                                \
    CALL(void, error_set, (zip_error_t *, int, int))                                       \
    CALL(const char *, error_strerror, (zip_error_t *))                                    \
    CALL(zip_int64_t, error_to_data, (const zip_error_t *, void *, zip_uint64_t))          \
    CALL(zip_int64_t, file_add, (zip_t *, const char *, zip_source_t *, zip_flags_t))      \
    CALL(int, file_set_dostime,                                                            \
         (zip_t *, zip_uint64_t, zip_uint16_t, zip_uint16_t, zip_flags_t))                 \
    CALL(int, file_set_external_attributes,                                                \
         (zip_t *, zip_uint64_t, zip_flags_t, zip_uint8_t, zip_uint32_t))                  \
    CALL(zip_error_t *, get_error, (zip_t *))                                              \
    CALL(zip_t *, open_from_source, (zip_source_t *, int, zip_error_t *))                  \
    CALL(int, set_file_compression, (zip_t *, zip_uint64_t, zip_int32_t, zip_uint32_t))    \
    CALL(void, source_free, (zip_source_t *))                                              \
    CALL(zip_source_t *, source_function, (zip_t *, zip_source_callback, void *))          \
    CALL(zip_source_t *, source_function_create,                                           \
         (zip_source_callback, void *, zip_error_t *))                                     \
    CALL(zip_int64_t, source_seek_compute_offset,                                          \
         (zip_uint64_t, zip_uint64_t, void *, zip_uint64_t, zip_error_t *))                \
    CALL(void, stat_init, (zip_stat_t *))                                                  \
    CALL(const char *, strerror, (zip_t *))

struct zip_library {
    void *handle;
#define ZIP_LIBRARY_FIELD(result, name, parameters) result(*name) parameters;
    ZIP_LIBRARY_CALLS(ZIP_LIBRARY_FIELD)
#undef ZIP_LIBRARY_FIELD
};

/* False: it cannot be loaded, or lacks one of these, which is reported. */
bool zip_library_open(struct zip_library *library, struct report *report);

/* It stays in memory for the next time. */
void zip_library_close(struct zip_library *library);

#endif
