/* Folders that are written into: whether that can be, and making them. */
#ifndef OFFPRINT_BASE_FOLDER_H
#define OFFPRINT_BASE_FOLDER_H

#include "base/report.h"

/* Whether files could be made in the folder, or, where there is none, the folder itself.
 * Makes nothing. False: a system error is in the report. */
bool folder_check(const char *path, struct report *report);

/* A folder and its parents, as mkdir -p. False: a system error is in the report. */
bool folder_make(const char *path, struct report *report);

#endif
