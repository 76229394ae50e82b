/* Front matter: the YAML between "---" lines at the top of a page. */
#ifndef OFFPRINT_SITE_FRONT_MATTER_H
#define OFFPRINT_SITE_FRONT_MATTER_H

#include "site/yaml.h"

enum front_matter_fault {
    FRONT_MATTER_FINE,
    FRONT_MATTER_BOM,      /* a byte order mark before "---": Jekyll sees none */
    FRONT_MATTER_UNCLOSED, /* no second "---": empty, and the body is the whole file */
    FRONT_MATTER_YAML,     /* not valid: `yaml` says why; empty, body as usual */
    FRONT_MATTER_LIST,     /* valid, but no mapping: Jekyll refuses the page */
};

struct front_matter {
    bool present;
    enum front_matter_fault fault;
    struct yaml_fault yaml;
    struct value data;  /* always a map */
    struct str body;    /* a slice of the text */
    uint32_t body_line; /* from 1 */
};

void front_matter_read(struct arena *arena, struct str text, struct front_matter *out);

#endif
