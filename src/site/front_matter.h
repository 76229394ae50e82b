/* Front matter: what stands between "---" lines at the top of a page, as YAML; in plain
 * folders also TOML and JSON. */
#ifndef OFFPRINT_SITE_FRONT_MATTER_H
#define OFFPRINT_SITE_FRONT_MATTER_H

#include "site/yaml.h"

enum front_matter_fault {
    FRONT_MATTER_FINE,
    FRONT_MATTER_BOM,      /* a byte order mark before "---": Jekyll sees none */
    FRONT_MATTER_UNCLOSED, /* no second "---": empty, and the body is the whole file */
    FRONT_MATTER_YAML,     /* not valid: `yaml` says why; empty, body as usual */
    FRONT_MATTER_LIST,     /* valid, but no mapping: Jekyll refuses the page */
    FRONT_MATTER_DAMAGED,  /* in plain folders: `yaml` says how; what can be read counts */
};

struct front_matter {
    bool present;
    enum front_matter_fault fault;
    struct yaml_fault yaml;
    struct value data;  /* always a map */
    struct str body;    /* a slice of the text */
    uint32_t body_line; /* from 1 */
};

/* Of a file that is YAML from its first "---" to its end: all of it, and no body. */
void front_matter_read_whole(struct arena *arena, struct str text, const struct zone *zone,
                             struct front_matter *out);

/* As Jekyll reads it, in the time zone of its site. */
void front_matter_read(struct arena *arena, struct str text, const struct zone *zone,
                       struct front_matter *out);

/* As generators and GitHub do, between "---", "+++" or ";;;", or in braces; behind a byte
 * order mark, too. FRONT_MATTER_FINE or _DAMAGED; what is no mapping is text. Of YAML or
 * TOML that is not valid, lines that can be understood alone count. */
void front_matter_read_any(struct arena *arena, struct str text, const struct zone *zone,
                           struct front_matter *out);

#endif
