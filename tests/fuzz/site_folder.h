/* A site's folder for targets that read one: in memory where the machine has such a folder,
 * since most of an input's time would be a disk's. */
#ifndef OFFPRINT_TESTS_FUZZ_SITE_FOLDER_H
#define OFFPRINT_TESTS_FUZZ_SITE_FOLDER_H

#include "base/str.h"

/* A new folder, which goes with all that is in it when the process ends. */
const char *site_folder_new(void);

/* Writes a file below it, and the folders that it needs. Names that could lead out, or are
 * none, are passed over. */
void site_folder_put(const char *folder, struct str path, struct str bytes);

/* Takes away what was put. */
void site_folder_empty(const char *folder);

#endif
