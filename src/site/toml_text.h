/* The cursor that both files of the TOML reader move over the text. */
#ifndef OFFPRINT_SITE_TOML_TEXT_H
#define OFFPRINT_SITE_TOML_TEXT_H

#include "site/toml.h"

#define TOML_DEPTH_LIMIT 32

struct toml {
    struct arena *arena;
    struct str text;
    size_t at;
    uint32_t line;
    size_t line_start;
    struct yaml_fault *fault;
};

/* '\0' at the text's end. */
static inline char toml_peek(const struct toml *toml)
{
    return toml->at < toml->text.len ? toml->text.ptr[toml->at] : '\0';
}

static inline bool toml_at_end(const struct toml *toml)
{
    return toml->at >= toml->text.len;
}

bool toml_fail(struct toml *toml, const char *message);
void toml_skip_blanks(struct toml *toml);                  /* spaces and tabs */
void toml_skip_lines(struct toml *toml);                   /* and comments and line ends */
bool toml_read_string(struct toml *toml, struct str *out); /* at its quote */

#endif
