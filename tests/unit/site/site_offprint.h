/* What the tests of site/ share: a site of a few files in a folder of its own. */
#ifndef OFFPRINT_TESTS_SITE_H
#define OFFPRINT_TESTS_SITE_H

#include "cmocka_offprint.h"
#include "site/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct site_file {
    const char *path, *text; /* text NULL: a folder, listed before what it holds */
};

/* Of an array with room for `most`, whose rest is empty. */
static inline size_t count_site_files(const struct site_file *files, size_t most)
{
    size_t count = 0;
    while (count < most && files[count].path) {
        count++;
    }
    return count;
}

static inline bool write_site_file(const char *root, struct site_file file)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", root, file.path);
    if (!file.text) {
        return mkdir(path, 0700) == 0;
    }
    FILE *stream = fopen(path, "w");
    return stream && fputs(file.text, stream) >= 0 && fclose(stream) == 0;
}

/* `root` is a template of mkdtemp(), filled in. */
static inline bool write_site(char *root, const struct site_file *files, size_t count)
{
    bool ok = mkdtemp(root) != NULL;
    for (size_t i = 0; i < count && ok; i++) {
        ok = write_site_file(root, files[i]);
    }
    return ok;
}

static inline void remove_site_file(const char *root, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", root, name);
    (void)remove(path);
}

static inline int remove_site_files(const char *root, const struct site_file *files,
                                    size_t count)
{
    for (size_t i = count; i > 0; i--) {
        remove_site_file(root, files[i - 1].path);
    }
    return rmdir(root);
}

#endif
