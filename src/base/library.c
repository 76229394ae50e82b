/* Each call is looked up by its name, whenever a library is opened. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

/* dlerror() says which file it was and why. */
static void *fail(const struct library *library, void *handle, struct report *report)
{
    const char *reason = dlerror();
    report_system_error(report, library->code, "cannot load %s: %s", library->title,
                        reason ? reason : "no reason is given");
    library_close(handle);
    return NULL;
}

/* Twice where need be: a signal may come between, and the loader does not say so. */
static void *load(const char *file)
{
    int how = RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE;
    void *handle = dlopen(file, how);
    return handle ? handle : dlopen(file, how);
}

void *library_open(const struct library *library, void *table, struct report *report)
{
    void *handle = load(library->file);
    bool ok = handle != NULL;
    for (size_t i = 0; ok && i < library->count; i++) {
        void *call = dlsym(handle, library->names[i]);
        memcpy((char *)table + library->places[i], &call,
               sizeof call); /* as POSIX allows */
        ok = call != NULL;
    }
    return ok ? handle : fail(library, handle, report);
}

void library_close(void *handle)
{
    if (handle) {
        (void)dlclose(handle);
    }
}
