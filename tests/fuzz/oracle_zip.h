/* What every zip of ours holds, told by a reader of its own. */
#ifndef OFFPRINT_TESTS_FUZZ_ORACLE_ZIP_H
#define OFFPRINT_TESTS_FUZZ_ORACLE_ZIP_H

#include "base/str.h"

/* Ends the run, with a line on stderr, unless each entry of the central directory is there,
 * has its sum and no name that leads out of the top folder. Each is handed to `see`. */
void oracle_zip_check(struct str file,
                      void (*see)(void *data, struct str name, struct str bytes),
                      void *data);

#endif
