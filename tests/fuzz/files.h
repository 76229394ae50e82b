/* An input that is a list of files: each its path and its count of bytes on a line, then
 * the bytes. People read and write it; what breaks the rule is the last file's. */
#ifndef OFFPRINT_TESTS_FUZZ_FILES_H
#define OFFPRINT_TESTS_FUZZ_FILES_H

#include "fuzz.h"

#include "base/str.h"

#define FILES_LIMIT 12

struct files_item {
    struct str path, bytes; /* slices of the input */
};

struct files {
    struct files_item items[FILES_LIMIT];
    size_t count;
};

struct files files_read(struct str input);

/* Gives the size; files that do not fit are cut, then left out. */
size_t files_write(const struct files *files, uint8_t *out, size_t max_size);

/* Changes the list, or one of its files; what a site is made of is put in by its name. */
size_t files_mutate(uint8_t *data, size_t size, size_t max_size, unsigned seed);

/* Files of both. */
size_t files_cross(struct str a, struct str b, uint8_t *out, size_t max_size,
                   unsigned seed);

#endif
