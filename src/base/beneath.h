/* Opening what lies beneath a folder, and nothing else: no "..", no absolute path and no
 * symbolic link leads out of it. */
#ifndef OFFPRINT_BASE_BENEATH_H
#define OFFPRINT_BASE_BENEATH_H

#include "base/str.h"

#include <fcntl.h>

#ifndef O_PATH
#define O_PATH O_RDONLY /* where nothing is opened without leave to read it */
#endif

/* As openat; `path` "" is the folder itself. -1: errno says why, EXDEV that it leads out.
 * `by_steps`: without openat2 even where there is one; the answer is the same. */
int beneath_open(int root, struct str path, int flags, bool by_steps);

/* Whether something stands at `path`, or at the first part of it that cannot be opened:
 * asked where beneath_open says that there is nothing, it is a symbolic link that leads
 * nowhere. `*fault`: 0, or errno where the system fails (system_error_is_fault), and then
 * the answer is worth nothing. */
bool beneath_stands(int root, struct str path, bool by_steps, int *fault);

#endif
