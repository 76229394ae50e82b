/* Data folder: where faces and patterns lie that came along with the library. */
#ifndef OFFPRINT_DATA_FOLDER_H
#define OFFPRINT_DATA_FOLDER_H

#include "base/arena.h"
#include "base/report.h"

/* Beside the library; NULL: there is none. */
const char *data_folder_beside(struct arena *arena);

/* Whether the folder that the caller names holds folders of faces and of patterns; else
 * that is an error of what was asked for. What is wrong with a file in them is one of the
 * system, as where the folder was found beside the library. */
bool data_folder_check(struct arena *arena, const char *folder, struct report *report);

#endif
