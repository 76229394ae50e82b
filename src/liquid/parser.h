/* Parser: the state of reading one template. Inside liquid/ only; parse.c cuts the text,
 * tags.c knows what each tag is made of, parser.c keeps what they make. */
#ifndef OFFPRINT_LIQUID_PARSER_H
#define OFFPRINT_LIQUID_PARSER_H

#include "liquid/template.h"

enum { OPEN_LIMIT = LIQUID_BLOCK_DEPTH_LIMIT };

struct open_block {
    struct tag *tag;
    struct str name;    /* "if", "for", ...; ended by "end" + name */
    struct block *body; /* where nodes go */
    struct branch *last_branch;
};

/* A tag of the text with a name of its own, as pairs.c sees it. */
struct tag_pair {
    size_t offset;
    struct str name;
    bool paired; /* it has an end, or is one */
};

struct parser {
    struct arena *arena;
    const struct parse_options *options;
    struct template *template;
    struct report *report;
    struct open_block open[OPEN_LIMIT];
    size_t depth;
    bool trim_next;         /* "-%}" stood before */
    struct tag_pair *pairs; /* of the whole text, in order; NULL: not yet needed */
    size_t pair_count, pair_capacity;
    struct {
        struct tag tag;
        struct branch branch;
        struct block block;
    } spare; /* stands in where the arena is full */
};

struct tag_input {
    struct str name, markup; /* `markup` is what follows the tag's name */
    size_t offset, length;
};

/* parser.c */
bool parse_fail(struct parser *parser, size_t offset, size_t width, const char *code,
                const char *what, struct str name); /* gives false */
struct tag *parse_add_tag(struct parser *parser, enum tag_kind kind,
                          const struct tag_input *input);
bool parse_push_block(struct parser *parser, struct tag *tag, struct str name);
bool parse_add_argument(struct parser *parser, struct tag *tag, struct str name,
                        struct expression *value); /* false: no value, or no memory */
void parse_pop_block(struct parser *parser); /* of the innermost block, which is whole */
struct branch *parse_add_branch(struct parser *parser, struct open_block *open);
struct open_block *parse_innermost(struct parser *parser);
bool parse_stray(struct parser *parser, const struct tag_input *input);
struct str parse_tag_name(struct str markup);

/* tags.c: the tag that `input` names, or the end of the innermost block. */
bool tag_read(struct parser *parser, const struct tag_input *input);
bool tag_read_output(struct parser *parser, const struct tag_input *input);

/* tags_other.c: tags of plug-ins, and those that nobody knows. */
bool tag_read_other(struct parser *parser, const struct tag_input *input);
bool parse_is_loose(const struct open_block *open);
/* Blocks of such tags that stand open within what ends here, or at the text's end. */
void tag_close_loose(struct parser *parser, const struct tag_input *end);

/* pairs.c: whether the tag at `offset` has an end, or is the end of one. */
bool tag_is_paired(struct parser *parser, size_t offset);

/* tags_jekyll.c */
bool tag_read_include(struct parser *parser, const struct tag_input *input);
bool tag_read_link(struct parser *parser, const struct tag_input *input);
bool tag_read_highlight(struct parser *parser, const struct tag_input *input);

#endif
