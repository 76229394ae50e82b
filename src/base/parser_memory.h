/* Memory for parsers that cannot be told no: cmark and Gumbo crash when their allocator
 * gives NULL. What they take comes from here. When there is no more, the parse is left on
 * the spot (longjmp); nothing is lost by that, because such a parser holds nothing but
 * this memory, and all of it is freed at once. */
#ifndef OFFPRINT_BASE_PARSER_MEMORY_H
#define OFFPRINT_BASE_PARSER_MEMORY_H

#include "base/arena.h"

#include <setjmp.h>

/* Begins as zeros, or with a ceiling by arena_init on `arena`; ends by arena_clear on it,
 * when nothing that the parser made is needed any more. */
#define PARSER_MEMORY_SIZES 32 /* of small pieces, in steps of PARSER_MEMORY_STEP bytes */
#define PARSER_MEMORY_STEP 16

struct parser_memory {
    struct arena arena;
    struct piece *given_back[PARSER_MEMORY_SIZES]; /* by size, to be taken again */
    jmp_buf leave; /* where to go when there is no more; set while a step runs */
    bool running;
};

/* Runs `step`, and below it the parser. False: memory was gone and the step left, perhaps
 * in the middle: the step must own nothing that it alone would free. Not within itself. */
bool parser_memory_run(struct parser_memory *memory, void (*step)(void *data), void *data);

/* As malloc (but zeroed), realloc and free; only while a step runs. None gives NULL. */
void *parser_memory_take(struct parser_memory *memory, size_t count, size_t size);
void *parser_memory_resize(struct parser_memory *memory, void *piece, size_t bytes);
void parser_memory_give_back(struct parser_memory *memory, void *piece);

#endif
