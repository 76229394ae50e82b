/* Template: what parse.c makes of text and render.c runs. Inside liquid/ only. */
#ifndef OFFPRINT_LIQUID_TEMPLATE_H
#define OFFPRINT_LIQUID_TEMPLATE_H

#include "base/lines.h"
#include "liquid/liquid.h"

/* Where a template's text comes from. */
struct source {
    struct str text, file;
    uint32_t first_line;
    uint32_t columns_before; /* that stand before the text on its first line */
    struct line_index lines;
};

struct place source_place(const struct source *source, size_t offset); /* template.c */

/* Expressions */
enum expression_kind {
    EXPRESSION_LITERAL,
    EXPRESSION_VARIABLE, /* path of `segments` */
    EXPRESSION_RANGE,    /* first..last */
};

struct expression {
    enum expression_kind kind;
    struct value literal;
    struct segment *segments; /* variable */
    size_t segment_count;
    struct expression *first, *last; /* range */
    size_t offset, length;           /* in the source, for places */
};

struct segment {
    struct str name;          /* .name, or */
    struct expression *index; /* [expression] */
};

struct filter_call {
    struct str name;
    struct expression *arguments;
    size_t count, capacity;
    struct str *keywords; /* of the last arguments, by index; empty: positional */
    size_t offset;
    struct filter_call *next;
};

struct output {
    struct expression *input; /* NULL: empty */
    struct filter_call *filters;
};

/* Conditions: a right-associative chain of comparisons. */
enum comparison {
    COMPARE_NONE,
    COMPARE_EQ,
    COMPARE_NE,
    COMPARE_LT,
    COMPARE_GT,
    COMPARE_LE,
    COMPARE_GE,
    COMPARE_CONTAINS,
    COMPARE_UNKNOWN
};
struct condition {
    struct expression *left, *right;
    enum comparison comparison;
    struct str operator; /* an unknown one: a fault when it is evaluated */
    bool is_or;          /* how `next` is joined */
    struct condition *next;
};

/* Nodes */
enum tag_kind {
    TAG_TEXT,
    TAG_OUTPUT,
    TAG_ASSIGN,
    TAG_CAPTURE,
    TAG_IF, /* branches; also unless, case */
    TAG_FOR,
    TAG_TABLEROW,
    TAG_CYCLE,
    TAG_INCREMENT,
    TAG_DECREMENT,
    TAG_BREAK,
    TAG_CONTINUE,
    TAG_IFCHANGED,
    TAG_INCLUDE, /* Jekyll's, or Liquid's own */
    TAG_RENDER,
    TAG_LINK,
    TAG_POST_URL,
    TAG_HIGHLIGHT,
    TAG_COMMENT, /* a block that is read, but not rendered */
    TAG_UNKNOWN, /* of no known plug-in: shows what stands in it */
    TAG_PLUGIN,  /* shows a template of plugins.c, or of the recipe */
};

struct argument {
    struct str name;
    struct expression *value;
    struct argument *next;
};

struct branch {
    struct condition *condition; /* NULL: else */
    bool negated;                /* unless */
    struct expression **whens;   /* case: any equals the subject */
    size_t when_count, when_capacity;
    struct block *body;
    struct branch *next;
};

struct tag {
    enum tag_kind kind;
    bool is_case, relative, is_for;
    bool blank;                 /* renders nothing but white space, whatever the scope */
    size_t offset, length;      /* of the tag's text, for places */
    struct str text;            /* text; name assigned to; variable of a loop; markup */
    struct str name;            /* of a loop, a plug-in's tag */
    struct output output;       /* output, assign */
    struct expression *subject; /* case, for's collection, include's name */
    struct branch *branches;
    struct block *body;
    struct argument *arguments; /* include, render; for's limit, offset, cols */
    struct argument *last_argument;
    bool reversed, offset_continue;
    bool numbered;            /* highlight */
    struct expression *group; /* cycle */
    struct expression **items;
    size_t item_count, item_capacity;
    struct tag *next;
};

struct block {
    struct tag *first, *last;
};

struct template
{
    struct source source;
    struct block root;
};

/* template.c: blocks that would print white space alone print nothing. For a tag whose
 * blocks are whole. */
void template_settle_blank(struct tag *tag);

/* parse.c. False: an error was reported. `strict`: as Liquid's own strict mode. */
struct parse_options {
    bool strict, jekyll;
    uint32_t columns_before; /* as the source's */
    struct value tags;       /* the recipe's */
    struct value expected;   /* a map that takes the names that may be missing; or nil */
};
bool template_parse(struct arena *arena, struct str text, struct str file,
                    uint32_t first_line, const struct parse_options *options,
                    struct template *out, struct report *report);

/* plugins.c: what a plug-in's tag shows, as the recipe or the table says; false: neither
 * knows it. */
struct plugin {
    struct str text, file;
    uint32_t line;
    const char *lacks; /* what a reader misses of it; or NULL */
};
#define PLUGIN_FILE "plug-ins" /* of the table's rows */
bool plugin_find(struct value recipe_tags, struct str name, struct plugin *out);

/* undefined.c: names that a template tests, gives a default or assigns may be missing. */
void undefined_expect_tested(struct arena *arena, struct value expected,
                             const struct condition *condition);
void undefined_expect_subject(struct arena *arena, struct value expected,
                              const struct expression *subject);
void undefined_expect_default(struct arena *arena, struct value expected,
                              const struct output *output);
void undefined_expect_name(struct arena *arena, struct value expected, struct str name);

/* Markup: what stands between a tag's name and its end, or between the braces. */
struct markup {
    struct arena *arena;
    struct str text;
    size_t base; /* offset of text in its source */
};

/* How markup is read: as Liquid's lax mode, as its strict one, or strictly where that
 * goes and else laxly, as Jekyll has it. */
enum grammar { GRAMMAR_LAX, GRAMMAR_STRICT, GRAMMAR_EITHER };

/* "item in list reversed limit: 2 offset: 1" */
struct loop_markup {
    struct str variable, list;
    struct expression *subject, *limit, *offset;
    bool reversed, offset_continue;
};

/* grammar.c: false: the markup is wrong. */
bool output_read(const struct markup *markup, enum grammar grammar, struct output *out);
bool condition_read(const struct markup *markup, enum grammar grammar,
                    struct condition **out);
bool loop_read(const struct markup *markup, enum grammar grammar, struct loop_markup *out);

/* markup.c: what both grammars build with. */
size_t markup_offset(const struct markup *markup, struct str part);
size_t skip_space(struct str text, size_t at);
bool is_word_char(char c);
void condition_set_operator(struct condition *condition, struct str operator);
struct filter_call *filter_call_new(const struct markup *markup, struct str name);
bool filter_call_add(struct arena *arena, struct filter_call *call,
                     const struct expression *value, struct str keyword);

/* strict.c and lax.c */
bool strict_output(const struct markup *markup, struct output *out);
bool strict_condition(const struct markup *markup, struct condition **out);
bool strict_loop(const struct markup *markup, struct loop_markup *out);
bool lax_output(const struct markup *markup, struct output *out);
bool lax_condition(const struct markup *markup, struct condition **out);
bool lax_loop(const struct markup *markup, struct loop_markup *out);
/* The first fragment at or behind `*at`, moved behind it; empty: none is left. */
struct str lax_fragment(struct str text, size_t *at);
struct str lax_fragment_at(struct str text, size_t at); /* empty: none begins there */
bool lax_pair(struct str text, size_t *at, struct str *name, struct str *value);

/* expression.c: what a fragment stands for. NULL only when the arena is full. */
struct expression *expression_read(const struct markup *markup, struct str text);

/* values.c: Liquid's ideas about values. */
extern const char liquid_empty_mark[], liquid_blank_mark[];
struct value value_empty(void);
struct value value_blank(void);
bool value_is_mark(struct value value);       /* one of the two */
struct value value_plain(struct value value); /* a mark as the empty string that it is */
bool value_is_range(struct value value);
/* Comparing adds what it reads to `*work`, in bytes: LIQUID_STEP_BYTES of them are a step.
 * Behind LIQUID_WORK_LIMIT nothing is equal to anything, or in order: such a text ends. */
#define LIQUID_STEP_BYTES 64
#define LIQUID_WORK_LIMIT ((size_t)LIQUID_STEP_LIMIT * LIQUID_STEP_BYTES)
bool value_equals(struct value a, struct value b, size_t *work);
bool value_is_as_blank(struct value a, struct value b); /* one is `blank`, the other so */
int value_compare(struct value a, struct value b, bool *comparable, size_t *work);
struct value value_size(struct value value); /* nil: it has none */
bool value_contains(struct arena *arena, struct value container, struct value item,
                    size_t *work);
/* A document of the site's is shown as its text; any other value as it is. */
struct value value_shown(const struct liquid_options *options, struct value value);
void value_print(struct value value, struct buf *out);   /* as output shows it */
void value_inspect(struct value value, struct buf *out); /* Ruby's inspect */
void value_write(struct value value, struct buf *out);   /* as filters see it */
struct str value_to_str(struct arena *arena, struct value value);
bool value_to_number(struct value value, struct value *out); /* lax: "12abc" is 12 */
bool value_is_beyond(struct value value); /* text that begins as a whole number too large */

/* filters.c: what stands behind a '|'. */
struct renderer;

/* What the filters ending in _exp ask of who applies them: `item` is bound to `variable`.
 */
struct filter_trial {
    bool (*holds)(struct renderer *renderer, struct str variable, struct value item,
                  const struct condition *condition);
    struct value (*value)(struct renderer *renderer, struct str variable, struct value item,
                          const struct output *output);
};

struct filter_run {
    struct arena *arena;
    const struct liquid_options *options;
    struct renderer *renderer; /* handed to `trial` */
    const struct filter_trial *trial;
    struct value input;
    char *appended; /* the input, if `append` made it just before: nobody else has it */
    const struct value *arguments; /* named ones come last, as one map */
    size_t count;
    size_t work;         /* what the filter does beyond reading and writing, in bytes */
    bool lacks_present;  /* it wanted the present, which nobody knows */
    const char *failure; /* why the filter cannot work; NULL: it can */
};
enum filter_status { FILTER_DONE, FILTER_UNKNOWN, FILTER_FAILED };
enum filter_status filter_apply(struct filter_run *run, struct str name, struct value *out);
/* The filter whose name is nearest to an unknown one; empty: none is near. */
struct str filter_suggest(struct str name, bool jekyll);

/* dates.c */
struct moment;
/* Whether the value means the present, which nobody has told. */
bool liquid_date_lacks_present(struct value value, const struct liquid_options *options);
bool liquid_date_parse(struct value value, const struct liquid_options *options,
                       struct moment *out);
/* Second, minute, hour, day, month, year, days of the week and of the year, whether it is
 * summer time, and the zone: what Ruby's list of a time has. */
struct value liquid_date_items(struct arena *arena, const struct moment *when,
                               const struct zone *zone);
/* False: the format ends within a directive. */
bool liquid_date_format(struct buf *out, struct str format, const struct moment *when,
                        const struct zone *zone);

#endif
