/* Media types of files that go along, and what care each type needs before it may lie in a
 * bundle, where anything is opened with a double click: one table, a row per extension. */
#ifndef OFFPRINT_BASE_MEDIA_TYPE_H
#define OFFPRINT_BASE_MEDIA_TYPE_H

#include "base/str.h"

enum media_care {
    CARE_NONE,   /* opens as it is and runs nothing */
    CARE_TEXT,   /* text: keeps its name as long as no browser takes it for a page */
    CARE_SOURCE, /* text that some program would run: always stored as ".txt" */
    CARE_HTML,   /* read as browsers do, stored as a copy without scripts */
    CARE_XML,    /* the same for SVG and XHTML; other XML is looked through */
    CARE_SVGZ,   /* unpacked, then as SVG */
    CARE_PDF,    /* never changed; scripts in it are told */
    CARE_OFFICE, /* never changed; with macros it is a program */
    CARE_ACTIVE, /* runs, or leads to what runs: `what` says how */
};

struct media {
    const char *extension; /* ".svg" */
    const char *type;      /* "image/svg+xml" */
    enum media_care care;
    const char *what; /* CARE_ACTIVE: "a program"; else NULL */
};

/* The row of the extension, as a file system sees it that ignores letter case and what
 * stands behind a name ("x.exe. "); NULL: there is none. */
const struct media *media_by_name(struct str path);

/* The row of what the first bytes are; NULL: they do not tell. Text never tells. */
const struct media *media_by_content(struct str bytes);

/* The type by content, else by name, else of a stream of bytes; a static text. */
struct str media_type_of(struct str path, struct str bytes);

#endif
