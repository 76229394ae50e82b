/* Each call is looked up by its name, once a zip. */
#include "bundle/zip_library.h"

#include <dlfcn.h>
#include <string.h>

/* The types above are those of libzip's header, or this does not compile. */
#define CHECK_CALL(result, name, parameters)                                               \
    _Static_assert(_Generic(&zip_##name, result(*) parameters: 1, default: 0),             \
                   "zip_" #name " has other types");
ZIP_LIBRARY_CALLS(CHECK_CALL)

#define NAME_CALL(result, name, parameters) "zip_" #name,
static const char *const names[] = {ZIP_LIBRARY_CALLS(NAME_CALL)};

#define PLACE_CALL(result, name, parameters) offsetof(struct zip_library, name),
static const size_t places[] = {ZIP_LIBRARY_CALLS(PLACE_CALL)};

/* dlerror() says which file it was and why. */
static bool fail(struct report *report)
{
    const char *reason = dlerror();
    report_system_error(report, "archive-write", "cannot load libzip: %s",
                        reason ? reason : "no reason is given");
    return false;
}

/* Twice where need be: a signal may come between, and the loader does not say so. */
static void *load(void)
{
    int how = RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE;
    void *handle = dlopen(OFFPRINT_ZIP_LIBRARY, how);
    return handle ? handle : dlopen(OFFPRINT_ZIP_LIBRARY, how);
}

bool zip_library_open(struct zip_library *library, struct report *report)
{
    *library = (struct zip_library){.handle = load()};
    bool ok = library->handle != NULL;
    for (size_t i = 0; ok && i < sizeof names / sizeof names[0]; i++) {
        void *call = dlsym(library->handle, names[i]);
        memcpy((char *)library + places[i], &call, sizeof call); /* as POSIX allows */
        ok = call != NULL;
    }
    if (!ok) {
        (void)fail(report);
        zip_library_close(library);
    }
    return ok;
}

void zip_library_close(struct zip_library *library)
{
    if (library->handle) {
        (void)dlclose(library->handle);
        library->handle = NULL;
    }
}
