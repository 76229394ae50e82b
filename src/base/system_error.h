/* What the system says of a failed call, in the words of people. */
#ifndef OFFPRINT_BASE_SYSTEM_ERROR_H
#define OFFPRINT_BASE_SYSTEM_ERROR_H

#include <stdbool.h>

/* "no space left on the disk", for a value of errno; never NULL, never of a locale. */
const char *system_error_text(int error);

/* Whether the disk fails, or memory or descriptors are gone: not what a path or permissions
 * have to do with. */
bool system_error_is_fault(int error);

#endif
