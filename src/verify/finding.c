/* Findings and proofs: kept in order, past a limit counted. */
#include "verify/parts.h"

#include "base/limits.h"
#include "base/path.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT_BYTES 512

const char *finding_class_name(enum finding_class class)
{
    static const char *const names[] = {
        [FINDING_MISSING] = "missing",
        [FINDING_CHANGED] = "changed",
        [FINDING_DAMAGED] = "damaged",
        [FINDING_UNREADABLE] = "unreadable",
        [FINDING_STRAY] = "stray",
        [FINDING_SYSTEM_FILE] = "system-file",
        [FINDING_ZIP] = "zip",
        [FINDING_DECLARATION] = "declaration",
        [FINDING_MANIFEST] = "manifest",
        [FINDING_INFO] = "info",
        [FINDING_FETCH] = "fetch",
        [FINDING_PROVENANCE] = "provenance",
        [FINDING_CRATE] = "crate",
        [FINDING_SIGNATURE] = "signature",
        [FINDING_TIME_STAMP] = "time-stamp",
        [FINDING_CHAIN] = "chain",
    };
    return names[class];
}

const char *proof_kind_name(enum proof_kind kind)
{
    static const char *const names[] = {
        [PROOF_CHECKSUMS] = "checksums", [PROOF_ZIP] = "zip",
        [PROOF_SIGNATURE] = "signature", [PROOF_TIME_STAMP] = "time-stamp",
        [PROOF_CHAIN] = "chain",
    };
    return names[kind];
}

void finding_add(struct arena *arena, struct checked *checked, enum finding_class class,
                 bool error, struct told told, const char *format, ...)
{
    char text[TEXT_BYTES];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    checked->good &= !error;
    if (checked->finding_count >= FINDING_LIMIT) {
        checked->further_findings++;
        return;
    }
    if (arena_grow(arena, &checked->findings, checked->finding_count,
                   &checked->finding_capacity, sizeof *checked->findings)) {
        size_t kept = len < 0                     ? 0
                      : (size_t)len < sizeof text ? (size_t)len
                                                  : sizeof text - 1;
        checked->findings[checked->finding_count++] =
            (struct finding){.class = class,
                             .error = error,
                             .path = arena_str(arena, told.path),
                             .text = arena_str(arena, str_make(text, kept)),
                             .expected = arena_str(arena, told.expected),
                             .found = arena_str(arena, told.found)};
    }
}

void check_tell_unreadable(struct check *check, struct str path, const char *why)
{
    if (!value_has(check->unreadable, path)) {
        (void)value_map_set(check->scratch, check->unreadable,
                            arena_str(check->scratch, path), value_bool(true));
        finding_add(check->arena, check->checked, FINDING_UNREADABLE, true,
                    (struct told){.path = path}, "%s", why ? why : "it cannot be read");
    }
}

bool check_is_unreadable(const struct check *check, struct str path)
{
    bool barred = value_has(check->unreadable, path);
    for (; path.len && !barred && value_count(check->unreadable);) {
        path = path_folder(path);
        barred = path.len && value_has(check->unreadable, path);
    }
    return barred;
}

void proof_add(struct arena *arena, struct checked *checked, struct proof proof)
{
    if (arena_grow(arena, &checked->proofs, checked->proof_count, &checked->proof_capacity,
                   sizeof *checked->proofs)) {
        checked->proofs[checked->proof_count++] = proof;
    }
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *first = a, *second = b;
    int order = (int)first->class - (int)second->class;
    order = order ? order : str_compare(first->path, second->path);
    return order ? order : str_compare(first->text, second->text);
}

void findings_sort(struct checked *checked)
{
    if (checked->finding_count > 1) {
        qsort(checked->findings, checked->finding_count, sizeof *checked->findings,
              compare_findings);
    }
}

bool is_system_file(struct str path)
{
    static const char *const names[] = {".DS_Store",   "Thumbs.db",  "desktop.ini",
                                        "Desktop.ini", ".localized", "ehthumbs.db",
                                        ".directory",  "Icon\r"};
    struct str name = path_name(path);
    return str_is_among(name, names, sizeof names / sizeof names[0]) ||
           str_starts(name, "._") || str_starts(path, "__MACOSX/") ||
           str_starts(path, ".Spotlight-V100/") || str_starts(path, ".Trashes/") ||
           str_starts(path, ".fseventsd/") ||
           str_find(path, STR("/__MACOSX/"), 0) != STR_NONE;
}
