/* What tests of sites of one odd file share: the site as written, and what is told of it.
 */
#ifndef OFFPRINT_TESTS_SITE_WRITTEN_H
#define OFFPRINT_TESTS_SITE_WRITTEN_H

#include "site_offprint.h"

#include "base/buf.h"

struct written {
    char root[64];
    struct site_file files[16];
    size_t count;
    struct arena arena;
    struct report *report;
    struct buf told;
};

static inline void begin(struct written *written, const struct site_file *files,
                         size_t count)
{
    *written = (struct written){.root = "/tmp/offprint-config-XXXXXX", .count = count};
    assert_true(count <= sizeof written->files / sizeof written->files[0]);
    memcpy(written->files, files, count * sizeof *files);
    arena_init(&written->arena, 0);
    written->report = report_new();
    assert_non_null(written->report);
    assert_true(write_site(written->root, files, count));
}

/* Whether `message` was told; NULL: nothing must have been. */
static inline bool told(struct written *written, const char *message)
{
    buf_reset(&written->told);
    report_write_text(written->report, SEVERITY_WARNING, &written->told);
    buf_add_byte(&written->told, '\0');
    return message ? strstr(written->told.ptr, message) != NULL : written->told.len == 1;
}

static inline void end(struct written *written)
{
    buf_clear(&written->told);
    report_free(written->report);
    arena_clear(&written->arena);
    (void)remove_site_files(written->root, written->files, written->count);
}

static inline struct site *open_written(struct written *written)
{
    return site_open(&written->arena, written->root, DATE_NONE, written->report);
}

#endif
