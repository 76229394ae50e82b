/* Data folder: where faces and patterns lie that came along with the library. */
#ifndef OFFPRINT_DATA_FOLDER_H
#define OFFPRINT_DATA_FOLDER_H

#include "base/arena.h"

/* Beside the library; NULL: there is none. */
const char *data_folder_beside(struct arena *arena);

#endif
