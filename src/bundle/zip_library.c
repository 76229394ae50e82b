/* What is called of libzip, by name and place. */
#include "bundle/zip_library.h"

#include "base/library.h"

#include <stddef.h>

/* The types above are those of libzip's header, or this does not compile. */
#define CHECK_CALL(result, name, parameters)                                               \
    _Static_assert(_Generic(&zip_##name, result(*) parameters: 1, default: 0),             \
                   "zip_" #name " has other types");
ZIP_LIBRARY_CALLS(CHECK_CALL)

#define NAME_CALL(result, name, parameters) "zip_" #name,
static const char *const names[] = {ZIP_LIBRARY_CALLS(NAME_CALL)};

#define PLACE_CALL(result, name, parameters) offsetof(struct zip_library, name),
static const size_t places[] = {ZIP_LIBRARY_CALLS(PLACE_CALL)};

static const struct library libzip = {
    .title = "libzip",
    .file = OFFPRINT_ZIP_LIBRARY,
    .code = "archive-write",
    .names = names,
    .places = places,
    .count = sizeof names / sizeof names[0],
};

bool zip_library_open(struct zip_library *library, struct report *report)
{
    library->handle = library_open(&libzip, library, report);
    return library->handle != NULL;
}

void zip_library_close(struct zip_library *library)
{
    library_close(library->handle);
    library->handle = NULL;
}
