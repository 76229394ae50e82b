/* Renderer: the state of one run of templates. Inside liquid/ only.
 *
 * Variables stand in frames, innermost first; the outermost of a run is where
 * `assign` and `capture` write. Loops and includes push a frame and pop it. */
#ifndef OFFPRINT_LIQUID_RENDERER_H
#define OFFPRINT_LIQUID_RENDERER_H

#include "base/buf.h"
#include "liquid/template.h"

enum interrupt { INTERRUPT_NONE, INTERRUPT_BREAK, INTERRUPT_CONTINUE };

struct frame {
    struct frame *outer;
    struct str names[2]; /* a loop's variable and "forloop"; empty: none */
    struct value values[2];
    struct value map; /* any number of variables; nil: none */
};

struct partial {
    struct str path;
    struct template template;
};

/* The store of partials, and where they live. */
struct liquid_store {
    struct arena *arena; /* NULL: that of the run */
    struct partial **partials;
    size_t count, capacity;
    struct value by_path; /* → index of `partials` */
};

struct region; /* variables.c */

struct renderer {
    struct arena *arena;  /* what stays as long as the run, or, on the way, `passing` */
    struct arena passing; /* what an output or an assignment makes on its way */
    struct arena named;   /* the last name with objects in it */
    struct region *regions;
    size_t region_count;
    size_t region_holds; /* above 0: all regions stay */
    const struct liquid_options *options;
    struct report *report;
    const struct template *template; /* whose text is being rendered */
    struct str page;                 /* the file that the run began with */
    struct buf *out;
    struct line_map *map; /* NULL while a capture gathers text */
    struct frame *frame;  /* innermost */
    struct frame *root;   /* where assign writes */
    struct value globals;
    struct value counters;      /* of increment and decrement */
    struct value cycles;        /* position of each group */
    struct value continues;     /* where `offset: continue` goes on, by loop */
    struct value changed;       /* what ifchanged printed last; nil: nothing yet */
    struct value forloop;       /* the loop around, as parentloop */
    struct value expected;      /* names that may be missing; nil: nothing is told of any */
    struct liquid_store *store; /* of the run, or of several */
    struct liquid_store names;  /* of the run: templates of names with objects in them */
    size_t include_depth, steps;
    size_t keys_compared;                   /* with names that are missing */
    struct value spare_loops, spare_tables; /* maps of loops that ended; nil: none */
    bool loop_kept;                         /* a variable has the map of one */
    bool isolated; /* within render, which allows no include */
    enum interrupt interrupt;
    size_t interrupt_count; /* how many loops the interrupt goes through */
};

/* scope.c: As conditions compare. */
bool renderer_equals(struct renderer *renderer, struct value a, struct value b);

/* renderer.c: An error at a stretch of the current template; gives false. */
__attribute__((format(printf, 5, 6))) bool renderer_fail(struct renderer *renderer,
                                                         size_t offset, size_t length,
                                                         const char *code,
                                                         const char *format, ...);
/* Counts them; false: there are no more within the template's limits. */
bool renderer_take_steps(struct renderer *renderer, size_t steps);
/* Counts what was read, in bytes, as steps; the next tag tells when there are no more. */
void renderer_add_work(struct renderer *renderer, size_t bytes);
/* The same of what is only copied. */
#define LIQUID_COPIED_BYTES 512 /* for a step */
void renderer_add_copied(struct renderer *renderer, size_t bytes);
/* How the run's templates are parsed. */
struct parse_options renderer_parsing(const struct renderer *renderer);
/* Text that is the template's own, and what a tag puts out, which stands at the tag. */
void renderer_write_text(struct renderer *renderer, const struct tag *tag);
void renderer_write_value(struct renderer *renderer, const struct tag *tag,
                          struct str text);
/* What was put out from `from` on stands at the tag. */
void renderer_place_value(struct renderer *renderer, const struct tag *tag, size_t from);

/* render.c: false when an error was reported. */
bool render_block(struct renderer *renderer, const struct block *block);
bool render_template(struct renderer *renderer, const struct template *template);
/* Text that may hold objects (an include's name), rendered apart from the output. `out`
 * goes with the next one. */
bool render_inline(struct renderer *renderer, struct str text, struct str *out);

/* Renders aside, into `into`, within the limit of a text; no line map is kept of it. */
bool render_aside(struct renderer *renderer, const struct block *block, struct buf *into);

/* variables.c: between these two the renderer's arena is the passing one, whose memory goes
 * with the next passing_begin. */
struct arena *passing_begin(struct renderer *renderer);
void passing_end(struct renderer *renderer, struct arena *kept);
/* Keeps the value, as far as it would go, and binds it to the name. */
bool variable_set(struct renderer *renderer, struct str name, struct value value);
/* Keeps the region that the value stands in, if it does in one: NULL, if not. */
struct region *region_hold(struct renderer *renderer, struct value value);
void region_release(struct renderer *renderer, struct region *region);
/* Keeps them all, as frames with any number of values need; they nest. */
void regions_hold_all(struct renderer *renderer);
void regions_release_all(struct renderer *renderer);
void variables_clear(struct renderer *renderer);

/* scope.c */
enum lookup { LOOKUP_FOUND, LOOKUP_MISSING };
struct missing {
    struct value container; /* the map that lacks it; nil: it has no names to suggest */
    struct str name;
    size_t depth; /* which segment of the variable */
};
bool scope_find(const struct renderer *renderer, struct str name, struct value *out);
/* `missing` may be NULL; it is told of a name that nothing bears. */
enum lookup expression_value(struct renderer *renderer, const struct expression *expression,
                             struct value *out, struct missing *missing);
struct value expression_result(struct renderer *renderer,
                               const struct expression *expression);
/* The ends of a range, whole numbers. */
void range_ends(struct renderer *renderer, const struct expression *range, int64_t *first,
                int64_t *last);
/* False: the two cannot be compared; reported. */
bool condition_holds(struct renderer *renderer, const struct condition *condition,
                     size_t offset, size_t length, bool *out);

/* output.c: false: a filter failed; reported. */
bool output_value(struct renderer *renderer, const struct output *output, struct value *out,
                  struct missing *missing);

/* undefined.c: warns of a name that nothing bears, where that helps. */
void undefined_tell(struct renderer *renderer, const struct expression *variable,
                    const struct missing *missing);
/* The same of the present, which is asked for at `offset`. */
void undefined_tell_present(struct renderer *renderer, size_t offset, size_t length);

/* loop.c */
bool render_for(struct renderer *renderer, const struct tag *tag);
bool render_tablerow(struct renderer *renderer, const struct tag *tag);
/* A forloop's map, at item `index` of `length`. */
struct value forloop_new(struct renderer *renderer, struct str name, size_t length);
void forloop_set(struct value forloop, size_t index);
bool forloop_is(struct value value); /* such a map, or a tablerowloop */

/* partial.c */
bool render_partial(struct renderer *renderer, const struct tag *tag);
bool render_jekyll_include(struct renderer *renderer, const struct tag *tag);
struct partial *partial_find(struct renderer *renderer, struct str path);
/* Parsed and kept under `path`; NULL: an error is in the report. */
const struct template *partial_parse(struct renderer *renderer, struct str path,
                                     struct str text, struct str file, uint32_t line);
/* That of a name with objects in it, parsed once; NULL: an error is in the report. */
const struct template *inline_template(struct renderer *renderer, struct str text);
/* One level deeper, of at most LIQUID_INCLUDE_DEPTH_LIMIT; false: reported. */
bool partial_enter(struct renderer *renderer, const struct tag *tag, struct str name);

/* replacement.c: what stands for a plug-in's tag. */
bool render_replacement(struct renderer *renderer, const struct tag *tag);

#endif
