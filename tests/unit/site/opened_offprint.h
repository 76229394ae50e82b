/* One site, opened before a program's tests and closed behind them. */
#ifndef OFFPRINT_TESTS_OPENED_SITE_H
#define OFFPRINT_TESTS_OPENED_SITE_H

#include "site_offprint.h"

static struct arena arena;
static struct report *report;
static struct site *site;

static inline int open_site(const char *root, int64_t now)
{
    report = report_new();
    site = report ? site_open(&arena, root, now, report) : NULL;
    return site ? 0 : -1;
}

static inline int close_site(const char *root, const struct site_file *files, size_t count)
{
    site_close(site);
    report_free(report);
    arena_clear(&arena);
    return remove_site_files(root, files, count);
}

#endif
