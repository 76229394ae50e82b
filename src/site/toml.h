/* TOML 1.0 text to values: front matter of Hugo and others, and generators' settings.
 *
 * Of our own because Debian has no TOML library for C. Dates and times stay text, as in
 * yaml.h; a number too large for an integer is a float. */
#ifndef OFFPRINT_SITE_TOML_H
#define OFFPRINT_SITE_TOML_H

#include "site/yaml.h"

/* A map in `*out`; `first_line` is that of the text in its file. False with `*fault` told
 * when it is not valid; `*out` then holds what stands before the fault. */
bool toml_read(struct arena *arena, struct str text, uint32_t first_line, struct value *out,
               struct yaml_fault *fault);

#endif
