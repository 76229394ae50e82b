/* Asks the loader where the library is. */
#define _GNU_SOURCE /* dladdr */

#include "data_folder.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/path.h"
#include "base/system_error.h"
#include "base/unread.h"

#include <dlfcn.h>
#include <errno.h>

#if !defined(OFFPRINT_DATA_FROM_LIBRARY)
#error "the build names the folder"
#endif

/* An installation that was moved, or put below another prefix than it was built for, still
 * has its data at the same place beside the library. */
const char *data_folder_beside(struct arena *arena)
{
    static const char inside = 0; /* an address of the library's own */
    Dl_info info;
    struct root root;
    if (!dladdr(&inside, &info) || !info.dli_fname) {
        return NULL;
    }
    struct str folder = path_folder(str_from(info.dli_fname));
    const char *path =
        arena_format(arena, "%.*s/%s", STR_ARG(folder), OFFPRINT_DATA_FROM_LIBRARY).ptr;
    if (folder.len == 0 || !path || !root_open(&root, path)) {
        return NULL;
    }
    root_close(&root);
    return path;
}

bool data_folder_check(struct arena *arena, const char *folder, struct report *report)
{
    static const char *const parts[] = {"fonts", "hyphenation"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const char *path = arena_format(arena, "%s/%s", folder, parts[i]).ptr;
        if (!path) {
            return report_out_of_memory(report);
        }
        int error;
        const char *fault = folder_fault(path, &error);
        if (fault && (system_error_is_fault(error) || error == EACCES)) {
            struct unread unread = {.code = "data-folder", .path = str_from(path)};
            return unread_tell(&unread, file_status_of_error(error), report);
        }
        if (fault) {
            report_request_error(report, (struct place){0}, "data-folder",
                                 "no fonts and hyphenation patterns in the folder '%s': "
                                 "'%s': %s",
                                 folder, path, fault);
            return false;
        }
    }
    return true;
}
