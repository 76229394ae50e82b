/* Reading: a file of any size, part by part, from any place on. Holds no part of it: what
 * is read lies in the caller's room. Linux is told ahead what is read next. */
#ifndef OFFPRINT_BASE_READING_H
#define OFFPRINT_BASE_READING_H

#include "base/file.h"

struct file_reading {
    int fd; /* -1: none */
    uint64_t bytes;
    uint64_t ahead; /* up to where the system was told to read */
};

/* A regular file below the root; by its own path; else why not. */
enum file_status reading_open(struct file_reading *out, const struct root *root,
                              struct str path);
enum file_status reading_open_path(struct file_reading *out, const char *path);
void reading_close(struct file_reading *reading);

/* `want` bytes from `offset` on into `room`, fewer where the file ends. */
enum file_status reading_at(struct file_reading *reading, uint64_t offset, void *room,
                            size_t want, size_t *got);

#endif
