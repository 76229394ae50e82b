/* Libraries that are loaded when they are needed, not linked: what most runs have no use
 * for costs them no start and no memory. The system's loader looks for one under the name
 * that it was found by at build time, where it looks for what a program is linked with. */
#ifndef OFFPRINT_BASE_LIBRARY_H
#define OFFPRINT_BASE_LIBRARY_H

#include "base/report.h"

/* What is called of it, each by its name, and where in the table of calls it goes. */
struct library {
    const char *title, *file; /* "libzip", "libzip.so.4" */
    const char *code;         /* of what is told where it cannot be loaded */
    const char *const *names;
    const size_t *places;
    size_t count;
};

/* Fills `table` and gives a handle. NULL: it cannot be loaded, or lacks one of the calls;
 * reported as a fault of the system. */
void *library_open(const struct library *library, void *table, struct report *report);

/* It stays in memory for the next time. Harmless on NULL. */
void library_close(void *handle);

#endif
